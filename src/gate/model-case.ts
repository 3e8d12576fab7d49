/** What is known of one changed model: which benchmarks are evidence of it, what they say, and how it is reported. */
import { DAY_MS } from "../clock.ts";
import type { BenchmarkSettings } from "../domain.ts";
import type { AgentReport } from "../report/model.ts";
import { type RunOutcome, reportedOutcome } from "../runs/types.ts";
import { isSameSet, isUnderWay } from "../runs/work.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Benchmark } from "../service/endpoints/benchmarks.ts";
import {
  decideModelChange,
  type ModelDecision,
  modelVerdict,
  whyIncomparable,
  whyOnOtherScales,
} from "../verdict/model-change.ts";
import type { Blocked } from "./blocked.ts";
import { benchmarksApart, incomparableBenchmark, withoutModel } from "./blocked-models.ts";
import { settle } from "./settle.ts";
import type { ModelChange, Ports } from "./types.ts";

export interface ModelCase {
  readonly change: ModelChange;
  /** All benchmarks of the agent, as a list tells them. */
  readonly listed: readonly Benchmark[];
  /** Completed, of both models and of the live agent as it stands, with their results; oldest first. */
  readonly known: readonly Benchmark[];
  /** One like them that is under way. */
  readonly running?: Benchmark | undefined;
  readonly outcomes: readonly RunOutcome[];
  /** Why no further benchmark is run although one is wanted. */
  readonly refused?: Blocked;
  /** Why nothing can be said of it. */
  readonly blocked?: Blocked;
}

export type ModelPart = Pick<AgentReport, "verdict" | "benchmark" | "runs">;

const DETAILS_MAX = 5;

export async function readCase(change: ModelChange, ports: Ports): Promise<ModelCase> {
  const { live, pair, planned, settings } = change;
  const none: ModelCase = { change, listed: [], known: [], outcomes: [] };
  if (pair.from === "") return { ...none, blocked: withoutModel(live.id, pair.to) };
  const { converra, signal, clock } = ports;
  const listed = await converra.benchmarks.list({ agentId: live.id, limit: 100 }, { signal });
  const { confirm, evidenceDays } = planned.definition.gate;
  const oldest = clock.now() - evidenceDays * DAY_MS;
  const recent = listed
    .filter((run) => isOfAgentAsItStands(run, live) && Date.parse(run.createdAt) >= oldest)
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const isOfBoth = ({ models }: Benchmark) => isSameSet(models, [pair.from, pair.to]);
  const isSame = (run: Benchmark) => isOfBoth(run) && isAskedAlike(run, settings);
  const isUnsure = (run: Benchmark) =>
    run.models.length === 0 || (isOfBoth(run) && !isAskedAlike(run, settings));
  const same = (await withDetails(recent, isUnsure, ports)).filter(isSame);
  const running = same.find(isUnderWay);
  const completed = same.filter(({ status }) => status === "completed");
  const known: Benchmark[] = [];
  for (const { id } of completed.slice(-1 - confirm)) {
    const benchmark = await converra.benchmarks.get(id, { signal });
    const why = whyUnfit(benchmark, change);
    // Another would most likely say the same, and cost as much.
    if (why !== undefined) return { ...none, blocked: incomparableBenchmark(id, why) };
    known.push(benchmark);
  }
  return onOneScale({ ...none, listed, known, running });
}

/** A mean over benchmarks is a score only where all were scored on one scale. */
export function onOneScale(one: ModelCase): ModelCase {
  const why = whyOnOtherScales(
    one.known.map(({ results }) => results),
    one.change.planned.definition.gate,
  );
  if (why === undefined) return one;
  return {
    ...one,
    blocked: benchmarksApart(
      one.known.map(({ id }) => id),
      why,
    ),
  };
}

/** A list may tell less, or other: what the newest ones say by themselves decides whether they are paid for again. */
async function withDetails(
  recent: readonly Benchmark[],
  isUnsure: (run: Benchmark) => boolean,
  { converra, signal }: Ports,
): Promise<readonly Benchmark[]> {
  const told: Benchmark[] = [];
  for (const [at, run] of recent.entries()) {
    const isRead = isUnsure(run) && at >= recent.length - DETAILS_MAX;
    told.push(isRead ? await converra.benchmarks.get(run.id, { signal }) : run);
  }
  return told;
}

/** A benchmark does not tell the prompt: an agent that nobody touched since can have had no other. */
function isOfAgentAsItStands({ agentId, createdAt }: Benchmark, live: Agent): boolean {
  return agentId === live.id && Date.parse(live.updatedAt) <= Date.parse(createdAt);
}

/** Why a completed benchmark says nothing of the change, as a clause; undefined where it does. */
export function whyUnfit(
  benchmark: Benchmark,
  { pair, settings }: ModelChange,
): string | undefined {
  const isOther = !isAskedAlike(benchmark, settings);
  return whyIncomparable(benchmark.results, pair) ?? (isOther ? OTHER_SETTINGS : undefined);
}

const OTHER_SETTINGS = "it says that it was played with another goal or count than was asked for";

/** As far as the service tells it again. */
function isAskedAlike(
  { goal, maxTurns, runsPerScenario }: Benchmark,
  asked: BenchmarkSettings,
): boolean {
  return (
    (goal ?? asked.goal).toLowerCase() === asked.goal.toLowerCase() &&
    (maxTurns ?? asked.maxTurns) === asked.maxTurns &&
    (runsPerScenario ?? asked.runsPerScenario) === asked.runsPerScenario
  );
}

/** Undefined before the first benchmark. */
export function decisionOf({ change, known }: ModelCase, alpha: number): ModelDecision | undefined {
  if (known.length === 0) return undefined;
  const { gate } = change.planned.definition;
  const scores = known.map(({ results }) => results);
  return decideModelChange(scores, change.pair, gate, alpha);
}

export function partOf(one: ModelCase, alpha: number): ModelPart {
  const { change, outcomes, known } = one;
  const { key } = change;
  const own = outcomes.flatMap((outcome) => reportedOutcome(outcome) ?? []);
  const decision = one.blocked === undefined ? decisionOf(one, alpha) : undefined;
  if (decision === undefined) {
    const { verdict, reason, advice } = one.blocked ?? one.refused ?? STOPPED;
    return { verdict: settle(key, verdict, reason, advice), runs: own };
  }
  const { reason = STOPPED.reason, advice = "" } = one.refused ?? {};
  const verdict = modelVerdict(
    key,
    decision,
    change.pair,
    `It was to be measured again. ${reason} ${advice}`.trim(),
  );
  const counted = decision.counted.flatMap((at) => known[at] ?? []);
  const waitedFor = new Set(own.map(({ runId }) => runId));
  const reused = counted.filter(({ id }) => !waitedFor.has(id));
  return {
    verdict,
    runs: [...own, ...reused.map(({ id: runId }) => ({ agentKey: key, runId, ...REUSED }))],
    benchmark: reportOf(one, decision, counted),
  };
}

const REUSED = { purpose: "candidate", origin: "adopted", status: "completed" } as const;

/** The gate was cancelled before anything was asked for. */
const STOPPED: Pick<Blocked, "verdict" | "reason" | "advice"> = {
  verdict: "incomplete",
  reason: "The gate was cancelled.",
  advice: "Run this again.",
};

function reportOf(
  { change: { pair, live }, known }: ModelCase,
  { judgement, suspect }: ModelDecision,
  counted: readonly Benchmark[],
): AgentReport["benchmark"] {
  const newest = counted.at(-1);
  if (newest === undefined) return undefined;
  const figures = (name: string) => {
    const { cost, latency } = newest.results.find(({ model }) => model === name) ?? {};
    return { cost, latency };
  };
  const judged = judgement.models.find(({ model }) => model === pair.to);
  const inUse = (judged?.metrics ?? []).flatMap((metric) => {
    const { baseline, direction, maxDrop } = metric;
    if (baseline === undefined) return [];
    const explanation = `It is what ${pair.to} is compared with.`;
    return [
      {
        ...{ metric: metric.metric, direction, maxDrop, explanation },
        ...{ candidate: baseline, finding: "unchanged" as const },
      },
    ];
  });
  return {
    benchmarkId: newest.id,
    replaces: { model: pair.from, agentId: live.id },
    ...(suspect === undefined ? {} : { trialOf: known[suspect]?.id }),
    models: [
      {
        model: pair.from,
        isBaseline: true,
        finding: "unchanged",
        metrics: inUse,
        ...figures(pair.from),
      },
      ...(judged === undefined ? [] : [{ ...judged, isBaseline: false, ...figures(pair.to) }]),
    ],
    recommendation: newest.recommendation,
  };
}
