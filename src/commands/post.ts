/** The `post` step: stops what the main step started and could not see the end of. */
import { parseLedgerState } from "../runs/ledger.ts";
import { findLeftovers, stopRuns } from "../runs/stop.ts";
import type { Converra } from "../service/converra.ts";

const NOTHING = "Nothing was left running.";

/** Lines for the log. Stopping a run that has ended meanwhile is not an error. */
export async function stopLeftovers(
  saved: string,
  createConverra: () => Promise<Converra>,
): Promise<readonly string[]> {
  const state = parseLedgerState(saved);
  if (state.running.length === 0 && state.intents.length === 0) return [NOTHING];
  const lines: string[] = [];
  const ports = { converra: await createConverra(), log: (line: string) => lines.push(line) };
  const running = await findLeftovers(state, ports);
  if (running.length === 0) return lines.length > 0 ? lines : [NOTHING];
  const reason = "converra-gate: the workflow ended before the run did";
  const { stopped, failed } = await stopRuns(running, reason, ports);
  const ended = running.length - stopped.length - failed.length;
  return [
    ...lines,
    ...stopped.map((id) => `Stopped ${id}.`),
    ...(ended > 0 ? [`${ended} had ended by itself.`] : []),
    ...failed.map((one) => `Could not stop ${one.id}: ${one.reason}. Stop it in Converra.`),
  ];
}
