import { setTimeout as wait } from "node:timers/promises";
import type { RecordedRequest } from "../../../sandbox/converra/middleware/record.ts";

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

/** Resolves as soon as it holds; for stories in which something happens while a step runs. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 20_000; !holds(); await wait(5)) {
    if (Date.now() > end) throw new Error(`It never came to this: ${what}`);
  }
}
