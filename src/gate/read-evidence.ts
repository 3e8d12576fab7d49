/** Reads what the service knows of the agents' runs: one list call for all, details only where they are evidence. */
import { refusalOf } from "../errors.ts";
import type { RunPorts } from "../runs/start.ts";
import { isUnderWay, type KnownRuns, knownOf, type RunEnding } from "../runs/types.ts";
import type { Optimization } from "../service/types.ts";
import {
  agentsOf,
  type Evidence,
  oldestOf,
  type RunRecord,
  recordOf,
  shownRun,
  withEnding,
  withRecord,
} from "./evidence.ts";
import { type EvaluatedAgent, keyOf } from "./types.ts";

const LIST_LIMIT = 100;
/** Newest completed runs read per agent: enough for the noise, few enough for the rate. */
const DETAILS_PER_AGENT = 12;
/** For the results of runs that ended just before the workflow was cancelled, all of them together. */
const LAST_READ_MS = 1_000;

export async function readEvidence(
  evaluated: readonly EvaluatedAgent[],
  { converra, signal, clock }: RunPorts,
): Promise<Evidence> {
  const asOf = clock.now();
  const none: Evidence = { asOf, records: [], knownRuns: new Map(), endings: [] };
  if (evaluated.length === 0) return none;
  const oldest = Math.min(asOf, ...evaluated.map((one) => oldestOf(one, asOf)));
  const newest = await converra.optimizations.list({ limit: LIST_LIMIT }, { signal });
  const complete = isWhole(newest.length);
  const records: RunRecord[] = [];
  const knownRuns = new Map<string, KnownRuns>();
  for (const one of evaluated) {
    for (const agent of agentsOf(one)) {
      const runs = complete
        ? newest.filter((run) => run.agentId === agent.id)
        : await converra.optimizations.list({ agentId: agent.id, limit: LIST_LIMIT }, { signal });
      knownRuns.set(agent.id, knownOf(runs));
      for (const run of worthReading(runs, oldest)) {
        const variants =
          run.status === "completed"
            ? await converra.optimizations.variants(run.id, { signal })
            : [];
        records.push(recordOf(one, agent, run, variants));
      }
    }
  }
  return { ...none, records, knownRuns };
}

/** The service's own limit is not documented, and limits are round numbers: only an odd length is surely the whole. */
function isWhole(length: number): boolean {
  return length === 0 || (length < LIST_LIMIT && length % 10 !== 0);
}

/** What is under way, and the newest that completed since `oldest`. */
function worthReading(runs: readonly Optimization[], oldest: number): readonly Optimization[] {
  let details = 0;
  return runs.filter((run) => {
    if (isUnderWay(run)) return true;
    if (run.status !== "completed") return false;
    if (Date.parse(run.completedAt ?? run.createdAt) < oldest) return false;
    details += 1;
    return details <= DETAILS_PER_AGENT;
  });
}

/** The evidence with what the ended runs measured. A run whose results cannot be read ends with the reason. */
export async function withEndings(
  evidence: Evidence,
  evaluated: readonly EvaluatedAgent[],
  endings: readonly RunEnding[],
  ports: RunPorts,
): Promise<Evidence> {
  // What has ended is worth reading even while the workflow is being cancelled.
  const signal = ports.signal.aborted ? AbortSignal.timeout(LAST_READ_MS) : ports.signal;
  const read = await Promise.all(
    endings.map((ending) => readEnding(ending, evaluated, { ...ports, signal })),
  );
  return read.reduce((known, { ending, record }) => withEnding(known, ending, record), evidence);
}

async function readEnding(
  ending: RunEnding,
  evaluated: readonly EvaluatedAgent[],
  { converra, signal }: RunPorts,
): Promise<{ ending: RunEnding; record?: RunRecord }> {
  const { run, agent } = ending;
  const one = evaluated.find((some) => keyOf(some) === ending.key);
  if (run === undefined || agent === undefined || one === undefined) return { ending };
  if (ending.status !== "completed") return { ending };
  try {
    const details = await converra.optimizations.get(run.id, { signal });
    const variants = await converra.optimizations.variants(run.id, { signal });
    const record = recordOf(one, agent, details, variants);
    return { ending: { ...ending, run: details }, record };
  } catch (error) {
    if (signal.aborted) return { ending: { ...ending, reason: "the workflow was cancelled" } };
    const reason = `its results could not be read: ${refusalOf(error).message}`;
    return { ending: { ...ending, reason } };
  }
}

/** Reads the results of shown runs that are known from a list only. What cannot be read is left out of the report. */
export async function withShownResults(
  evidence: Evidence,
  evaluated: readonly EvaluatedAgent[],
  { converra, signal, log }: RunPorts,
): Promise<Evidence> {
  let { records } = evidence;
  for (const one of evaluated) {
    const shown = shownRun(one, evidence);
    if (shown === undefined || shown.run.results !== undefined || signal.aborted) continue;
    try {
      const run = await converra.optimizations.get(shown.run.id, { signal });
      records = withRecord(records, { ...shown, run });
    } catch (error) {
      log(`The winner of ${shown.run.id} is not reported: ${refusalOf(error).message}.`);
    }
  }
  return { ...evidence, records };
}
