/** After the wait: does each agent still carry the prompt that was measured on it? */
import { refusalOf } from "../errors.ts";
import type { RunPorts } from "../runs/start.ts";
import { blockedUnchecked, voidedByChange, voidedByUse } from "./blocked.ts";
import { changedAgents, foreignRuns } from "./interference.ts";
import { type Progress, withAgents } from "./measure.ts";
import { type Blocked, keyOf, type Scope } from "./types.ts";

/** Evidence is void when the prompt it was taken of is no longer there. Only waiting gives it time to change. */
export async function recheck(
  progress: Progress,
  { evaluated, place, accountAgents }: Scope,
  ports: RunPorts,
): Promise<Progress> {
  const { evidence } = progress;
  if (evidence.endings.length === 0 || ports.signal.aborted) return progress;
  const waitedFor = new Set(evidence.endings.map((ending) => ending.key));
  const checked = evaluated
    .filter((one) => waitedFor.has(keyOf(one)))
    .flatMap((one) => {
      const state = progress.agents.get(keyOf(one));
      return state?.kind === "measured" ? [{ one, on: state.on }] : [];
    });
  const agents = checked.flatMap(({ one, on }) => {
    const { live } = one.planned;
    return [on, on?.id === live?.id ? undefined : live].filter((agent) => agent !== undefined);
  });
  let changed: ReadonlySet<string>;
  try {
    changed = await changedAgents(agents, accountAgents, ports);
  } catch (error) {
    if (ports.signal.aborted) return progress;
    const why = blockedUnchecked(refusalOf(error));
    return withAgents(
      progress,
      new Map(checked.map(({ one, on }) => [keyOf(one), { ...why, on }])),
    );
  }
  const voided = new Map<string, Blocked>();
  for (const { one, on } of checked) {
    const { live } = one.planned;
    const voidBy = (why: Blocked) => voided.set(keyOf(one), { ...why, on });
    if (on !== undefined && changed.has(on.id)) {
      voidBy(voidedByChange(`agent ${on.id}, on which the candidate was measured,`));
    } else if (live !== undefined && changed.has(live.id)) {
      voidBy(voidedByChange(`the live agent ${live.id}`));
    }
    if (place !== "live" || live === undefined) continue;
    const foreign = await foreignRuns(live, evidence, ports);
    if (foreign.length > 0) voidBy(voidedByUse(live.id, foreign));
  }
  return withAgents(progress, voided);
}
