/** The agent a candidate is measured on: a preview of its own, or in live mode the agent itself. */
import { ServiceError } from "../errors.ts";
import type { Agent } from "../service/types.ts";
import { blockedByWrite } from "./blocked.ts";
import { patchLive } from "./live-mode.ts";
import { hasNoPlace, type MeasureDeps, type Measured } from "./measuring.ts";
import { ensurePreview } from "./preview.ts";
import { keyOf, type Subject } from "./subject.ts";

/** Where a candidate can be measured; blocks the agent when it can nowhere. Undefined, unblocked, with sync off. */
export async function candidateHolder(
  subject: Subject,
  measured: Measured,
  deps: MeasureDeps,
): Promise<Agent | undefined> {
  const key = keyOf(subject);
  const { live } = subject.planned;
  const known = measured.candidateHolders.get(key);
  if (known !== undefined) return known;
  if (hasNoPlace(deps)) return undefined;
  try {
    if (deps.fresh || deps.syncMode === "live") {
      const agent = deps.fresh ? live : await patchLive(subject, measured, deps);
      if (agent !== undefined) remember(key, agent, measured);
      return agent;
    }
    const preview = await ensurePreview(subject, deps.previewDeps(key));
    remember(key, preview, measured);
    return preview;
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind === "unauthorized") throw error;
    measured.blocked.set(key, blockedByWrite(error));
    return undefined;
  }
}

function remember(key: string, agent: Agent, measured: Measured): void {
  measured.bench.holders.set(agent.id, agent);
  measured.candidateHolders.set(key, agent);
}
