/** Judges what was measured, adds confirming runs where the judge asks for them, and looks once more at the agents. */
import type { AgentVerdict, Measurement } from "../domain.ts";
import { ServiceError } from "../errors.ts";
import { DEPLOY_BY_HAND } from "../evaluate/blocked.ts";
import { confirmRound } from "../evaluate/confirm.ts";
import { foreignRunBlock, foreignRuns } from "../evaluate/live-mode.ts";
import { changedSince } from "../evaluate/look-again.ts";
import type { Blocked, MeasureDeps, Measured } from "../evaluate/measuring.ts";
import { evidenceFor } from "../evaluate/needs.ts";
import { measurementOf } from "../evaluate/run-book.ts";
import { keyOf, type Subject } from "../evaluate/subject.ts";
import { type JudgedAgent, type Judgement, judge } from "../verdict/judge.ts";

export interface JudgeSettings {
  readonly confidence: number;
  /** Agents on the account, previews included. */
  readonly accountAgents: number;
}

export async function judgeMeasured(
  subjects: readonly Subject[],
  measured: Measured,
  deps: MeasureDeps,
  settings: JudgeSettings,
): Promise<ReadonlyMap<string, AgentVerdict>> {
  const open = () => subjects.filter((subject) => !measured.blocked.has(keyOf(subject)));
  if (open().length === 0) return blockedVerdicts(measured);
  const looks = 1 + Math.max(0, ...open().map((one) => one.planned.definition.gate.confirm));
  let judgement: Judgement | undefined;
  for (let look = 1; ; look += 1) {
    judgement = judge(
      open().map((subject) => judged(subject, measured, deps)),
      {
        confidence: settings.confidence,
        history: historyOf(measured),
        look,
        looks,
        earlier: judgement,
      },
    );
    if (look === looks || deps.signal.aborted) break;
    const wishes = judgement.agents.flatMap(({ verdict, confirm }) =>
      confirm === undefined ? [] : [{ key: verdict.key, ...confirm }],
    );
    if (!(await confirmRound(open(), wishes, measured, deps))) break;
  }
  await lookOnceMore(open(), measured, deps, settings.accountAgents);
  const verdicts = new Map(judgement.agents.map(({ verdict }) => [verdict.key, verdict]));
  for (const key of measured.refusedBaselines) {
    const verdict = verdicts.get(key);
    if (verdict?.verdict === "inconclusive")
      verdicts.set(key, { ...verdict, advice: DEPLOY_BY_HAND });
  }
  for (const [key, verdict] of blockedVerdicts(measured)) verdicts.set(key, verdict);
  return verdicts;
}

/** What the judge is given for one agent. In a fresh measurement the runs just waited for are set against all earlier ones. */
export function judged(subject: Subject, measured: Measured, deps: MeasureDeps): JudgedAgent {
  const { bench } = measured;
  const { key, gate, optimize } = subject.planned.definition;
  const side = (which: "candidate" | "baseline") =>
    evidenceFor(subject, which, bench.records, bench.startedIds, deps.clock.now());
  const common = { key, rules: gate, mode: optimize.mode };
  if (!deps.fresh) return { ...common, candidate: side("candidate"), baseline: side("baseline") };
  const waited = new Set(bench.endings.map((ending) => ending.run?.id));
  const all = side("candidate");
  return {
    ...common,
    candidate: all.filter((one) => waited.has(one.runId)),
    baseline: gate.baseline === "off" ? [] : all.filter((one) => !waited.has(one.runId)),
  };
}

function historyOf(measured: Measured): readonly Measurement[] {
  return measured.bench.records
    .map((record) => measurementOf(record, "adopted"))
    .filter((one) => one !== undefined);
}

function blockedVerdicts({ blocked }: Measured): ReadonlyMap<string, AgentVerdict> {
  return new Map([...blocked].map(([key, why]) => [key, { key, ...why, metrics: [] }]));
}

/** Evidence is void when the prompt it was taken of is no longer there. Only waiting gives it time to change. */
async function lookOnceMore(
  subjects: readonly Subject[],
  measured: Measured,
  deps: MeasureDeps,
  accountAgents: number,
): Promise<void> {
  if (measured.bench.endings.length === 0 || deps.signal.aborted) return;
  const waited = new Set(measured.bench.endings.map((ending) => ending.key));
  const looked = subjects.filter((subject) => waited.has(keyOf(subject)));
  const holders = looked.flatMap((subject) => {
    const holder = measured.candidateHolders.get(keyOf(subject));
    const { live } = subject.planned;
    return [holder, holder?.id === live?.id ? undefined : live].filter((one) => one !== undefined);
  });
  let changed: ReadonlySet<string>;
  try {
    changed = await changedSince(deps.converra, holders, accountAgents, deps.signal);
  } catch (error) {
    if (deps.signal.aborted) return;
    if (!(error instanceof ServiceError) || error.kind === "unauthorized") throw error;
    for (const subject of looked) measured.blocked.set(keyOf(subject), unchecked(error));
    return;
  }
  for (const subject of looked) {
    const key = keyOf(subject);
    const holder = measured.candidateHolders.get(key);
    const { live } = subject.planned;
    if (holder !== undefined && changed.has(holder.id)) {
      measured.blocked.set(key, voided(`agent ${holder.id}, on which the candidate was measured,`));
    } else if (live !== undefined && changed.has(live.id)) {
      measured.blocked.set(key, voided(`the live agent ${live.id}`));
    }
    if (deps.syncMode !== "live" || live === undefined || deps.fresh) continue;
    const foreign = await foreignRuns(live, measured, deps);
    if (foreign.length > 0) measured.blocked.set(key, foreignRunBlock(live, foreign));
  }
}

function unchecked({ message, hint }: ServiceError): Blocked {
  return {
    verdict: "incomplete",
    reason: `Whether the measured prompts still stand could not be looked up after the wait: ${message}.`,
    advice: hint ?? "Run the workflow again: the runs that have ended are reused.",
  };
}

function voided(what: string): Blocked {
  return {
    verdict: "incomplete",
    reason: `The prompt of ${what} was changed while this ran: what was measured is no longer what stands there.`,
    advice:
      "A newer commit of this pull request has its own run. Otherwise run the workflow again, and in `sync: live` let one pull request at a time use the agent.",
  };
}
