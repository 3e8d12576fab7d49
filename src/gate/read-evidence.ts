/** Reads what the service knows of the agents' runs: one list call for all, details only where they are evidence. */
import { refusalOf, ServiceError, unlessGone } from "../errors.ts";
import { noEvidenceSentence, readResults, readVariants, whyNoEvidence } from "../runs/results.ts";
import type { RunOutcome } from "../runs/types.ts";
import { isUnderWay, type KnownRuns, knownOf } from "../runs/work.ts";
import type { Optimization } from "../service/endpoints/optimizations.ts";
import { observePublished, recordOf, whyOtherPrompt } from "./control.ts";
import {
  type Evidence,
  oldestOf,
  type RunRecord,
  shownRun,
  withOutcome,
  withRecord,
} from "./evidence.ts";
import type { Ports, Scope } from "./types.ts";

/** Newest completed runs read per agent: enough for the noise, few enough for the rate. */
const DETAILS_PER_AGENT = 12;
/** For the results of runs that ended just before the gate was cancelled, all of them together. */
const LAST_READ_MS = 1_000;

export async function readEvidence(
  { evaluated }: Pick<Scope, "evaluated">,
  ports: Ports,
): Promise<Evidence> {
  const { converra, signal, clock, log } = ports;
  const asOf = clock.now();
  const none: Evidence = { asOf, records: [], knownRuns: new Map(), outcomes: [], listed: [] };
  if (evaluated.length === 0) return none;
  const oldest = Math.min(asOf, ...evaluated.map((one) => oldestOf(one, asOf)));
  // The live agent's runs may be evidence, and those of every preview of it.
  const sources = evaluated.flatMap((one) =>
    [one.planned.live ?? [], one.previews].flat().map((agent) => ({ one, agent })),
  );
  const ids = sources.map(({ agent }) => agent.id);
  const { runs: all, listed } = await converra.optimizations.ofAgents(ids, { signal });
  const records: RunRecord[] = [];
  const knownRuns = new Map<string, KnownRuns>();
  const counts = { read: 0, gone: 0 };
  for (const { one, agent } of sources) {
    const runs = all.filter(({ agentId }) => agentId === agent.id);
    knownRuns.set(agent.id, knownOf(runs));
    for (const run of worthReading(runs, oldest)) {
      if (run.status !== "completed") {
        records.push(recordOf(one, agent, run, []));
        continue;
      }
      const variants = await unlessGone(readVariants(run, ports, patienceFor(run, asOf)));
      counts[variants === undefined ? "gone" : "read"] += 1;
      if (variants === undefined) log(`The results of ${run.id} are gone: it is no evidence.`);
      else records.push(recordOf(one, agent, run, variants));
    }
  }
  if (counts.gone > 0 && counts.read === 0) throw noResults(counts.gone);
  return { ...none, records, knownRuns, listed };
}

/** What is started could not be read either. */
function noResults(count: number): ServiceError {
  return new ServiceError(
    `the service lists ${count} completed ${count === 1 ? "run" : "runs"} of these agents and has the results of none: GET /optimizations/:id/variants is answered with 404`,
    {
      ...{ kind: "not-found", method: "GET", path: "/optimizations/:id/variants" },
      hint: "Open one in Converra. Where their results are kept for some days only, set `gate.evidence-days` to fewer.",
    },
  );
}

const JUST_NOW_MS = 300_000;
const PATIENCE_MS = 60_000;

/** Results of a run that has just ended may come a moment late; those of an older one are there or never come. */
function patienceFor({ completedAt, createdAt }: Optimization, now: number): number {
  const isRecent = now - Date.parse(completedAt ?? createdAt) < JUST_NOW_MS;
  return isRecent ? now + PATIENCE_MS : now;
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

/** The evidence with what the ended runs measured. Where that cannot be read, the outcome says why. */
export async function withResults(
  evidence: Evidence,
  outcomes: readonly RunOutcome[],
  scope: Scope,
  ports: Ports,
  deadline: number,
): Promise<Evidence> {
  // What has ended is worth reading even while the workflow is being cancelled.
  const signal = ports.signal.aborted ? AbortSignal.timeout(LAST_READ_MS) : ports.signal;
  const read = await Promise.all(
    outcomes.map((outcome) => resultsOf(outcome, scope, { ...ports, signal }, deadline)),
  );
  return read.reduce((known, { outcome, record }) => withOutcome(known, outcome, record), evidence);
}

async function resultsOf(
  outcome: RunOutcome,
  { evaluated }: Scope,
  ports: Ports,
  deadline: number,
): Promise<{ outcome: RunOutcome; record?: RunRecord }> {
  const { run, agent, status } = outcome;
  const one = evaluated.find(({ key }) => key === outcome.key);
  if (run === undefined || agent === undefined || one === undefined) return { outcome };
  if (status !== "completed") return { outcome };
  try {
    const { run: details, variants } = await readResults(run.id, ports, deadline);
    if (details.status !== "completed") return { outcome: contradicted(outcome, details) };
    const record = recordOf(one, agent, details, variants);
    observePublished(record, ports.converra.observer);
    const { mode } = one.planned.definition.optimize;
    const why = whyNoEvidence(details, variants, { mode });
    const wanted = one.planned[outcome.purpose.endsWith("baseline") ? "baseline" : "candidate"];
    if (why === undefined) {
      const reason = whyOtherPrompt(record, wanted);
      return { outcome: { ...outcome, reason, run: details }, record };
    }
    const { advice } = why;
    return {
      outcome: { ...outcome, reason: noEvidenceSentence(why), advice, run: details },
      record,
    };
  } catch (error) {
    const reason = ports.signal.aborted
      ? "the gate was cancelled"
      : `its results could not be read: ${refusalOf(error).message}`;
    return { outcome: { ...outcome, reason } };
  }
}

/** A list said that it has completed, and by itself it says otherwise. */
function contradicted(outcome: RunOutcome, run: Optimization): RunOutcome {
  const { status, rawStatus, failureReason: reason } = run;
  if (status === "failed" || status === "stopped") return { ...outcome, status, reason, run };
  return { ...outcome, reason: `\`status\`: ${rawStatus}; the list of runs says completed` };
}

/** Reads the results of shown runs that are known from a list only. What cannot be read is left out of the report. */
export async function withShownResults(
  evidence: Evidence,
  { evaluated }: Scope,
  { converra, signal, log }: Ports,
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
