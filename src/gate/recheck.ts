/** Does what was measured still stand? */
import { refusalOf } from "../errors.ts";
import { type Blocked, blockedUnchecked, voidedByChange, voidedByUse } from "./blocked.ts";
import { changedAgents, foreignRuns } from "./interference.ts";
import type { Progress } from "./measure.ts";
import type { Ports, Scope } from "./types.ts";

/** Evidence is void when the prompt it was taken of is no longer there. Only waiting gives it time to change. */
export async function recheck(
  progress: Progress,
  { evaluated, place, accountAgents }: Scope,
  ports: Ports,
): Promise<Progress> {
  const { evidence } = progress;
  if (evidence.outcomes.length === 0 || ports.signal.aborted) return progress;
  const waitedFor = new Set(evidence.outcomes.map(({ key }) => key));
  const checked = evaluated.flatMap(({ key, planned }) => {
    const state = progress.agents.get(key);
    if (state?.kind !== "measured" || !waitedFor.has(key)) return [];
    return [{ key, on: state.on, live: planned.live }];
  });
  const agents = checked.flatMap(({ on, live }) =>
    [on, on?.id === live?.id ? undefined : live].filter((agent) => agent !== undefined),
  );
  const voided = new Map<string, Blocked>();
  const after = () => ({ ...progress, agents: new Map([...progress.agents, ...voided]) });
  let changed: ReadonlySet<string>;
  try {
    changed = await changedAgents(agents, accountAgents, ports);
  } catch (error) {
    if (ports.signal.aborted) return progress;
    const why = blockedUnchecked(refusalOf(error));
    for (const { key } of checked) voided.set(key, why);
    return after();
  }
  for (const { key, on, live } of checked) {
    if (on !== undefined && changed.has(on.id)) {
      voided.set(key, voidedByChange(`agent ${on.id}, on which the candidate was measured,`));
    } else if (live !== undefined && changed.has(live.id)) {
      voided.set(key, voidedByChange(`the live agent ${live.id}`));
    }
    if (place !== "live" || live === undefined) continue;
    const foreign = await foreignRuns(live, evidence, ports);
    if (foreign.length > 0) voided.set(key, voidedByUse(live.id, foreign));
  }
  return after();
}
