/** What is known of the agents' prompts, as of one moment: the runs, which prompt each measured, how each ended. Pure. */
import { DAY_MS } from "../clock.ts";
import type { Measurement, Outcome, RunOrigin } from "../domain.ts";
import {
  type Fingerprint,
  formatFingerprint,
  isSameFingerprint,
  textPart,
} from "../plan/fingerprint.ts";
import { onlyControl } from "../runs/results.ts";
import { type RunOutcome, reportedOutcome } from "../runs/types.ts";
import { isUnderWay, type KnownRuns, NO_RUNS, withRun } from "../runs/work.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Optimization } from "../service/endpoints/optimizations.ts";
import type { Variant } from "../service/variants.ts";
import type { RawScores } from "../verdict/scale.ts";
import type { EvaluatedAgent, Place } from "./types.ts";

export type Side = "candidate" | "baseline";

/** Where a run was made: on a copy of ours, or on the live agent. The two may score otherwise. */
export type RunPlace = "preview" | "live";

/** On what kind of agent both sides are to be measured. */
export function kindOf(place: Place): RunPlace {
  return place === "live" ? "live" : "preview";
}

/** One run on an agent or one of its previews. `fingerprint` is undefined when its control cannot be told. */
export interface RunRecord {
  readonly run: Optimization;
  /** The agent it ran on, as it was then. */
  readonly agent: Agent;
  readonly place: RunPlace;
  /** The key it is evidence for. */
  readonly key: string;
  readonly fingerprint: Fingerprint | undefined;
  readonly variants: readonly Variant[];
}

export interface Evidence {
  /** Epoch milliseconds: the one moment by which every run is young enough or too old. */
  readonly asOf: number;
  readonly records: readonly RunRecord[];
  /** Agent id -> all its runs, in whatever state. */
  readonly knownRuns: ReadonlyMap<string, KnownRuns>;
  /** Of the runs that this workflow run has waited for, in order. */
  readonly outcomes: readonly RunOutcome[];
  /** What the lists showed at that moment, the runs of others on the account among them: its newest, at least. */
  readonly listed: readonly Optimization[];
}

/** Epoch milliseconds of the oldest run that can be evidence of this agent. */
export function oldestOf({ planned }: EvaluatedAgent, asOf: number): number {
  return asOf - planned.definition.gate.evidenceDays * DAY_MS;
}

/** A run's results, if it gave any, become a record in place of what was known of it. */
export function withOutcome(evidence: Evidence, outcome: RunOutcome, record?: RunRecord): Evidence {
  const { run, agent } = outcome;
  const outcomes = [...evidence.outcomes, outcome];
  if (run === undefined || agent === undefined) return { ...evidence, outcomes };
  const known = withRun(evidence.knownRuns.get(agent.id) ?? NO_RUNS, run);
  const knownRuns = new Map([...evidence.knownRuns, [agent.id, known]]);
  const records = record === undefined ? evidence.records : withRecord(evidence.records, record);
  return { ...evidence, outcomes, knownRuns, records };
}

export function withRecord(records: readonly RunRecord[], record: RunRecord): readonly RunRecord[] {
  const at = records.findIndex(({ run }) => run.id === record.run.id);
  return at === -1 ? [record, ...records] : records.with(at, record);
}

/** Fresh measurements of one side's prompt in the configured mode, newest first. Their scores are as they came. */
export function evidenceFor(
  evaluated: EvaluatedAgent,
  side: Side,
  evidence: Evidence,
): readonly Measurement[] {
  const { gate, optimize } = evaluated.planned.definition;
  if (side === "baseline" && gate.baseline === "off") return [];
  const wanted = evaluated.planned[side];
  const oldest = oldestOf(evaluated, evidence.asOf);
  const started = startedIds(evidence);
  return evidence.records
    .map((record) => {
      const origin = started.has(record.run.id) ? "started" : "adopted";
      if (isOf(record, evaluated, wanted)) return measurementOf(record, origin);
      return side === "candidate" && record.key === evaluated.key
        ? variantMeasurement(record, wanted, origin)
        : undefined;
    })
    .filter((one) => one !== undefined)
    .filter((one) => one.mode === optimize.mode && Date.parse(one.completedAt) >= oldest)
    .sort((a, b) => b.completedAt.localeCompare(a.completedAt));
}

/** A run of one side's prompt on an agent of this kind that is under way already. */
export function underWayFor(
  evaluated: EvaluatedAgent,
  side: Side,
  { records }: Evidence,
  kind: RunPlace,
): RunRecord | undefined {
  const { planned } = evaluated;
  return records
    .filter((record) => record.place === kind && isOf(record, evaluated, planned[side]))
    .find(({ run }) => isUnderWay(run) && run.mode === planned.definition.optimize.mode);
}

export function isOf(
  record: RunRecord,
  { key }: EvaluatedAgent,
  fingerprint: Fingerprint | undefined,
): boolean {
  return record.key === key && isSameFingerprint(record.fingerprint, fingerprint);
}

/** Ids of the runs this workflow run paid for. */
export function startedIds({ outcomes }: Evidence): ReadonlySet<string> {
  const started = outcomes.filter(({ origin }) => origin === "started");
  return new Set(started.flatMap(({ run }) => run?.id ?? []));
}

/** The control's scores as evidence; undefined when the run gave none or its control cannot be told. */
function measurementOf(record: RunRecord, origin: RunOrigin): Measurement | undefined {
  const { fingerprint, variants } = record;
  const control = onlyControl(variants);
  return control && scoredAs(fingerprint, control, record, origin);
}

/**
 * What a run wrote itself was scored beside its control: the pull request that takes such a text has its evidence
 * already. It is the candidate's alone: a winner was chosen for its scores, and would be too high a bar for others.
 */
function variantMeasurement(
  record: RunRecord,
  wanted: Fingerprint | undefined,
  origin: RunOrigin,
): Measurement | undefined {
  const { fingerprint, agent, variants } = record;
  if (wanted === undefined || fingerprint === undefined) return undefined;
  const sameSettings = isSameFingerprint({ ...fingerprint, text: wanted.text }, wanted);
  const found = variants.find(
    ({ isControl, content }) =>
      !isControl && content !== undefined && textPart(content, agent.model) === wanted.text,
  );
  return sameSettings && found !== undefined ? scoredAs(wanted, found, record, origin) : undefined;
}

function scoredAs(
  fingerprint: Fingerprint | undefined,
  variant: Variant,
  { run, agent, place }: RunRecord,
  origin: RunOrigin,
): Measurement | undefined {
  if (run.status !== "completed" || fingerprint === undefined || run.mode === undefined) return;
  const scores = rawOf(variant);
  if (Object.keys(scores).length === 0) return undefined;
  return {
    runId: run.id,
    agentId: agent.id,
    fingerprint: formatFingerprint(fingerprint),
    mode: run.mode,
    scores,
    completedAt: run.completedAt ?? run.createdAt,
    startedAt: run.createdAt,
    place,
    origin,
  };
}

function rawOf({ raw, scores }: Variant): RawScores {
  return raw ?? scores;
}

/** The numbers of every variant of every run of an agent, as they came. */
export function rawScoresOf({ records }: Evidence, key: string): readonly RawScores[] {
  return records.flatMap((record) => (record.key === key ? record.variants.map(rawOf) : []));
}

/** Every measurement of any prompt: it tells how noisy runs are. */
export function historyOf({ records }: Evidence): readonly Measurement[] {
  return records
    .map((record) => measurementOf(record, "adopted"))
    .filter((one) => one !== undefined);
}

/** Median duration of the completed runs of one agent key in milliseconds, else of all; undefined without any. */
export function usualDuration(
  { records }: Evidence,
  key: string,
  mode: string,
): number | undefined {
  const durations = (some: readonly RunRecord[]) =>
    some
      .filter(({ run }) => run.mode === mode && run.completedAt !== undefined)
      .map(({ run }) => Date.parse(run.completedAt ?? "") - Date.parse(run.createdAt))
      .filter((ms) => ms > 0)
      .sort((a, b) => a - b);
  const own = durations(records.filter((record) => record.key === key));
  const known = own.length > 0 ? own : durations(records);
  return known[Math.floor(known.length / 2)];
}

/** The completed run of the candidate with the most variants; the newest of those with as many. */
export function shownRun(evaluated: EvaluatedAgent, { records }: Evidence): RunRecord | undefined {
  return records
    .filter((record) => isOf(record, evaluated, evaluated.planned.candidate))
    .filter(({ run }) => run.status === "completed")
    .sort(
      (a, b) =>
        b.variants.length - a.variants.length ||
        (b.run.completedAt ?? "").localeCompare(a.run.completedAt ?? ""),
    )[0];
}

export function outcomesOf({ outcomes }: Evidence, key: string): readonly Outcome[] {
  return outcomes.flatMap((one) => (one.key === key ? (reportedOutcome(one) ?? []) : []));
}
