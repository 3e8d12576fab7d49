/** One agent's part of the report, from what was planned, measured and judged. Pure. */
import type { AgentDefinition, AgentVerdict, Measurement, Outcome } from "../domain.ts";
import type { VariantResult } from "../headroom.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";
import { scopeIn } from "../plan/owned.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { AgentReport, EvidenceReport, HistoryPoint } from "../report/model.ts";
import type { ToldDecline } from "./decline.ts";
import { type Evidence, outcomesOf, type RunRecord, shownRun } from "./evidence.ts";
import { sidesOf } from "./judge.ts";
import type { Progress } from "./measure.ts";
import type { ModelPart } from "./model-case.ts";
import type { EvaluatedAgent, Scope } from "./types.ts";
import { headroomOf, sharedId } from "./winner.ts";

/** What was found beside the verdicts on prompts. */
interface BesideVerdicts {
  /** Agent key -> its decline. */
  readonly declines: ReadonlyMap<string, ToldDecline>;
  /** The evidence with older runs, for the scores over time. */
  readonly history: Evidence;
  readonly models: ReadonlyMap<string, ModelPart>;
}

export function reportAgents(
  scope: Scope,
  progress: Pick<Progress, "evidence" | "agents">,
  verdicts: ReadonlyMap<string, AgentVerdict>,
  { declines, history, models }: BesideVerdicts,
): readonly AgentReport[] {
  const { planned, evaluated, settled } = scope;
  return planned.map((one) => {
    const { key } = one.definition;
    const found = evaluated.find((some) => some.key === key);
    const verdict = settled.get(key) ?? verdicts.get(key);
    return {
      ...plannedReport(one),
      verdict,
      runs: runsOf(key, found, progress.evidence, scope),
      ...(declines.has(key) ? { decline: declineReport(declines.get(key)) } : {}),
      ...(found === undefined
        ? {}
        : {
            ...measuredReport(found, progress, scope, verdict),
            history: historyOfLive(found, history, scope),
          }),
      ...models.get(key),
    };
  });
}

function declineReport(decline: ToldDecline | undefined): AgentReport["decline"] {
  if (decline === undefined) return undefined;
  const { isForbidden: _, ...shown } = decline;
  return shown;
}

/** What this run has waited for, and the earlier runs that its verdict rests on. */
function runsOf(
  key: string,
  one: EvaluatedAgent | undefined,
  evidence: Evidence,
  scope: Scope,
): readonly Outcome[] {
  const own = outcomesOf(evidence, key);
  if (one === undefined) return own;
  const known = new Set(own.map(({ runId }) => runId));
  const sides = sidesOf(one, evidence, scope);
  const reused = (["candidate", "baseline"] as const).flatMap((purpose) =>
    sides[purpose].map(({ runId }): Outcome => {
      return { agentKey: key, runId, purpose, origin: "adopted", status: "completed" };
    }),
  );
  return [...own, ...reused.filter(({ runId }) => !known.has(runId))];
}

/** The part of an agent's report that is known before the service is reached. */
export function definitionReport(definition: AgentDefinition): AgentReport {
  const { key, name, source, promptSource, prompt } = definition;
  return { key, name, source, promptSource, runs: [], variants: [], promptAfter: prompt };
}

export function plannedReport({ definition, entry, live, basePrompt }: PlannedAgent): AgentReport {
  const before = basePrompt ?? live?.content;
  // Line ends and empty last lines are no change: a diff of nothing else would only puzzle.
  const same =
    before !== undefined && normalisePrompt(before) === normalisePrompt(definition.prompt);
  const promptBefore = same ? definition.prompt : before;
  return { ...definitionReport(definition), plan: entry, promptBefore };
}

function measuredReport(
  one: EvaluatedAgent,
  { evidence, agents }: Pick<Progress, "evidence" | "agents">,
  scope: Scope,
  verdict: AgentVerdict | undefined,
): Partial<AgentReport> {
  const { candidate, baseline } = sidesOf(one, evidence, scope);
  const liveId = one.planned.live?.id;
  const state = agents.get(one.key);
  const placedOn = state?.kind === "measured" ? state.on?.id : undefined;
  const agentId = placedOn ?? candidate[0]?.agentId;
  const shown = shownRun(one, evidence);
  return {
    candidate: evidenceReport(candidate, liveId),
    baseline: evidenceReport(baseline, liveId),
    ...(shown && { variants: variantsOf(shown), headroom: headroomOf(shown, verdict) }),
    measuredOn:
      agentId === undefined
        ? undefined
        : { kind: agentId === liveId ? "live" : "preview", agentId },
  };
}

/**
 * Whatever prompt was live then: where the agent is heading. Kept copies and the live agent may score otherwise, so it is
 * of those with more runs.
 */
function historyOfLive(
  { key, planned }: EvaluatedAgent,
  { records }: Evidence,
  { owner }: Scope,
): readonly HistoryPoint[] {
  const pointsOn = (isWanted: (agent: RunRecord["agent"]) => boolean) =>
    records.flatMap(({ key: of, agent, run, variants }): readonly HistoryPoint[] => {
      const { status, completedAt } = run;
      const scores = variants.find(({ isControl }) => isControl)?.scores;
      const isOne = of === key && isWanted(agent) && status === "completed";
      return isOne && completedAt !== undefined && scores !== undefined
        ? [{ completedAt, scores }]
        : [];
    });
  const kept = pointsOn(({ name }) => scopeIn(name, owner.repository)?.kind === "twin");
  const live = pointsOn(({ id }) => id === planned.live?.id);
  const longer = live.length > kept.length ? live : kept;
  return longer.toSorted((a, b) => a.completedAt.localeCompare(b.completedAt));
}

/** Undefined without a measurement. */
export function evidenceReport(
  measurements: readonly Measurement[],
  liveId: string | undefined,
): EvidenceReport | undefined {
  const [first] = measurements;
  if (first === undefined) return undefined;
  const started = measurements.filter(({ origin }) => origin === "started").length;
  const adopted = measurements.length - started;
  const times = measurements
    .map(({ completedAt }) => completedAt)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const [oldest, newest] = [times[0], times.at(-1)];
  const onLive = measurements.filter((one) => one.agentId === liveId).length;
  const where = onLive === measurements.length ? "live" : onLive === 0 ? "preview" : "both";
  const { fingerprint, mode } = first;
  return { fingerprint, mode, where, started, adopted, oldest, newest };
}

export function variantsOf(record: RunRecord): readonly VariantResult[] {
  const { run, variants } = record;
  const winner = run.results?.winningVariantId;
  const isTold = sharedId(record, winner) === undefined;
  return variants.map(({ raw: _, dropped: __, ...variant }) => ({
    ...variant,
    isWinner: isTold && (variant.isWinner ?? (variant.id === winner && !variant.isControl)),
  }));
}
