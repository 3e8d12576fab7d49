/** The `post` step: stops what the main step started and could not see the end of. */
import { type LedgerState, parseLedgerState } from "../runs/ledger.ts";
import { findLeftovers, stopRuns } from "../runs/stop.ts";
import type { Converra } from "../service/converra.ts";

function hasLeftovers(state: LedgerState): boolean {
  return state.running.length > 0 || state.intents.length > 0;
}

/** Lines for the log. Stopping a run that has ended meanwhile is not an error. */
export async function stopLeftovers(
  saved: string,
  converra: () => Converra,
): Promise<readonly string[]> {
  const state = parseLedgerState(saved);
  if (!hasLeftovers(state)) return ["Nothing was left running."];
  const service = converra();
  const lines: string[] = [];
  const running = await findLeftovers(service, state, { log: (line) => lines.push(line) });
  if (running.length === 0) return lines.length > 0 ? lines : ["Nothing was left running."];
  const reason = "converra-gate: the workflow ended before the run did";
  const { stopped, failed } = await stopRuns(service, running, reason);
  const ended = running.length - stopped.length - failed.length;
  return [
    ...lines,
    ...stopped.map((id) => `Stopped ${id}.`),
    ...(ended > 0 ? [`${ended} had ended by itself.`] : []),
    ...failed.map((one) => `Could not stop ${one.id}: ${one.reason}. Stop it in Converra.`),
  ];
}
