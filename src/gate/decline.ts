/** On a schedule: whether the live prompt's runs have become lower over months, which the judge's newest runs do not show. */
import { DAY_MS } from "../clock.ts";
import type { AgentVerdict, Measurement } from "../domain.ts";
import { refusalOf, unlessGone } from "../errors.ts";
import { formatFingerprint } from "../plan/fingerprint.ts";
import { dayOf } from "../report/format.ts";
import { chosenRuns, type Decline, declineOf } from "../verdict/decline.ts";
import { metricLabel } from "../verdict/metric.ts";
import { recordOf } from "./control.ts";
import { type Evidence, evidenceFor, historyOf, type RunRecord, withRecord } from "./evidence.ts";
import type { Environment, EvaluatedAgent, Scope } from "./types.ts";
import { pointsOf, understandings } from "./understand.ts";

const LIST_LIMIT = 100;

export interface ToldDecline extends Decline {
  /** One sentence: since when, how much, in what, over how many runs. */
  readonly explanation: string;
}

/** Agent key -> its decline, of those that show one; and the evidence with the older runs that were read for it. */
export async function readDeclines(
  scope: Scope,
  known: Evidence,
  { ports, notice }: Environment,
): Promise<{ readonly declines: ReadonlyMap<string, ToldDecline>; readonly history: Evidence }> {
  const declines = new Map<string, ToldDecline>();
  let history = known;
  for (const one of scope.place === "as-it-stands" ? scope.evaluated : []) {
    if (one.planned.definition.gate.declineDays === 0 || ports.signal.aborted) continue;
    try {
      history = await measurementsOf(one, history, ports);
      const found = declineIn(one, history);
      if (found !== undefined) declines.set(one.key, { ...found, explanation: told(found) });
    } catch (error) {
      const { message, hint } = refusalOf(error);
      const failed = `Whether ${one.key} has declined over time was not looked into: ${message}.`;
      notice({ level: "warning", message: failed, hint });
    }
  }
  return { declines, history };
}

/** The evidence with the older runs of the agent on which the newest was made. */
async function measurementsOf(
  one: EvaluatedAgent,
  evidence: Evidence,
  { converra, signal }: Environment["ports"],
): Promise<Evidence> {
  const { live, definition } = one.planned;
  const [newest] = evidenceFor(one, "candidate", evidence);
  const agent = [live ?? [], one.previews].flat().find(({ id }) => id === newest?.agentId);
  if (newest === undefined || agent === undefined) return evidence;
  const { gate, optimize } = definition;
  const oldest = evidence.asOf - gate.declineDays * DAY_MS;
  const query = { agentId: agent.id, limit: LIST_LIMIT };
  const listed = (await converra.optimizations.list(query, { signal })).filter(
    ({ status, mode, completedAt, createdAt }) =>
      status === "completed" &&
      (mode ?? optimize.mode) === optimize.mode &&
      Date.parse(completedAt ?? createdAt) >= oldest,
  );
  const known = new Set(evidence.records.map(({ run }) => run.id));
  let { records } = evidence;
  for (const run of chosenRuns(listed).filter(({ id }) => !known.has(id))) {
    const variants = await unlessGone(converra.optimizations.variants(run.id, { signal }));
    if (variants === undefined) continue;
    const record: RunRecord = recordOf(one, agent, run, variants);
    records = withRecord(records, record);
  }
  return { ...evidence, records };
}

/** Of one prompt in one place and mode, in points as far as its scores are understood. Pure. */
function declineIn(one: EvaluatedAgent, evidence: Evidence): Decline | undefined {
  const { key, planned } = one;
  const { gate, optimize } = planned.definition;
  const [newest] = evidenceFor(one, "candidate", evidence);
  const understanding = understandings([one], evidence).get(key);
  if (newest === undefined || planned.candidate === undefined || understanding === undefined) {
    return undefined;
  }
  const fingerprint = formatFingerprint(planned.candidate);
  const oldest = evidence.asOf - gate.declineDays * DAY_MS;
  const isAlike = (run: Measurement) =>
    run.fingerprint === fingerprint &&
    run.agentId === newest.agentId &&
    run.mode === optimize.mode &&
    Date.parse(run.completedAt) >= oldest;
  const own = evidence.records.filter((record) => record.key === key);
  const runs = historyOf({ ...evidence, records: own }).filter(isAlike);
  return declineOf(pointsOf(runs, understanding), understanding.rules, optimize.mode);
}

function told({ since, points, metric, metrics, before, after }: Decline): string {
  const [most] = Object.entries(metrics).toSorted(([, a], [, b]) => b - a);
  const what =
    metric !== undefined
      ? `(${metricLabel(metric)})`
      : `on average${most === undefined ? "" : ` (most: ${metricLabel(most[0])}, ${most[1].toFixed(1)})`}`;
  return `Since about ${dayOf(since)} ${points.toFixed(1)} points lower ${what}: ${after} runs of the live prompt since then against ${before} before, and noise does not explain it.`;
}

/** A decline as large as the rules forbid of a change is a regression, however slowly it came. */
export function withDeclines(
  verdicts: ReadonlyMap<string, AgentVerdict>,
  declines: ReadonlyMap<string, ToldDecline>,
): ReadonlyMap<string, AgentVerdict> {
  const told = [...verdicts].map(([key, verdict]): [string, AgentVerdict] => {
    const decline = declines.get(key);
    if (decline === undefined) return [key, verdict];
    const { explanation, isForbidden, metric } = decline;
    if (verdict.verdict === "regressed") {
      return [key, { ...verdict, reason: `${verdict.reason} ${explanation}` }];
    }
    if (!isForbidden) return [key, verdict];
    const advice =
      "Look at what changed on the service or in the model about then. To accept the level, set `gate.decline-days` to fewer days than have passed since.";
    return [
      key,
      { ...verdict, verdict: "regressed", reason: explanation, advice, deciding: metric },
    ];
  });
  return new Map(told);
}
