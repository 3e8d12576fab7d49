/** `sync: live` on a pull request: the candidate is written to the live agent itself, one pull request at a time. */
import type { Agent } from "../service/types.ts";
import { changedSince } from "./look-again.ts";
import type { MeasureDeps, Measured } from "./measuring.ts";
import { isPending } from "./run-book.ts";
import { keyOf, type Subject } from "./subject.ts";
import { isWritable } from "./sync.ts";

const ADVICE =
  "Let one pull request at a time use this agent (a `concurrency` group in the workflow), or set `sync: preview`.";

/** The live agent carrying the candidate, or undefined when somebody else is using it: then the agent is blocked. */
export async function patchLive(
  subject: Subject,
  measured: Measured,
  deps: MeasureDeps,
): Promise<Agent | undefined> {
  const { planned } = subject;
  const { live } = planned;
  const key = keyOf(subject);
  if (live === undefined) return undefined;
  const block = (reason: string, advice: string) => {
    measured.blocked.set(key, { verdict: "incomplete", reason, advice });
    return undefined;
  };
  if (planned.entry.action === "drifted" && !isWritable(planned)) {
    return block(
      `The live agent was edited elsewhere and is not overwritten: ${planned.entry.reason}.`,
      "Take that text into the prompt file, or set `gate.on-drift: overwrite`.",
    );
  }
  const foreign = await foreignRuns(live, measured, deps);
  if (foreign.length > 0) {
    return block(
      `Another evaluation (${foreign.join(", ")}) is under way on the live agent ${live.id}; writing now would void it.`,
      ADVICE,
    );
  }
  const moved = await changedSince(deps.converra, [live], Number.POSITIVE_INFINITY, deps.signal);
  if (moved.size > 0) {
    return block(`The live agent ${live.id} was changed while its baseline was measured.`, ADVICE);
  }
  if (!isWritable(planned)) return live;
  return deps.converra.agents.update(live.id, planned.patch, { signal: deps.signal });
}

/** Runs under way on the live agent that this workflow run neither started nor waits for. */
export async function foreignRuns(
  live: Agent,
  measured: Measured,
  deps: Pick<MeasureDeps, "converra" | "signal">,
): Promise<readonly string[]> {
  const query = { agentId: live.id, limit: 100 };
  const runs = await deps.converra.optimizations.list(query, { signal: deps.signal });
  const known = new Set(measured.bench.known.get(live.id)?.ids);
  return runs
    .filter((run) => isPending(run) || !known.has(run.id))
    .filter((run) => !measured.bench.startedIds.has(run.id))
    .filter((run) => !measured.bench.endings.some((ending) => ending.run?.id === run.id))
    .map((run) => run.id);
}

export function foreignRunBlock(live: Agent, runs: readonly string[]) {
  return {
    verdict: "incomplete" as const,
    reason: `While this ran, another evaluation (${runs.join(", ")}) used the live agent ${live.id}: neither result can be trusted.`,
    advice: ADVICE,
  };
}
