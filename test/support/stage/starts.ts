import type { RecordedRequest } from "../../../sandbox/converra/middleware/record.ts";
import type { Stage } from "./stage.ts";

/** What was asked to start, in order: the agent and how many variants. */
export function startsIn(
  requests: readonly RecordedRequest[],
): readonly { readonly agentId: string; readonly variantCount: number }[] {
  return requests
    .filter(({ method, path }) => method === "POST" && path === "/optimizations")
    .map(({ body }) => {
      const { agentId, promptId, variantCount } = body as Record<string, string & number>;
      return { agentId: agentId ?? promptId ?? "", variantCount: variantCount ?? 0 };
    });
}

/** Ids of the runs under way. */
export function running(stage: Stage): readonly string[] {
  return stage.converra
    .runs()
    .filter(({ phase }) => phase === "running" || phase === "queued")
    .map(({ id }) => id);
}
