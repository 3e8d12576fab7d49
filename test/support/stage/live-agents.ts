import { expect } from "vitest";
import type { RecordedRequest } from "../../../sandbox/converra/middleware/record.ts";

/** Unmerged text must not reach these: nothing but GET on them, and no winner applied anywhere. */
export function expectLiveAgentsUntouched(
  requests: readonly RecordedRequest[],
  liveIds: readonly string[],
): void {
  const writes = requests
    .filter(({ method, path }) => {
      const [, resource = "", id = "", action] = path.split("/");
      if (method === "GET") return false;
      const onAgent = ["agents", "prompts"].includes(resource) && liveIds.includes(id);
      return onAgent || (resource === "optimizations" && action === "apply");
    })
    .map(({ method, path }) => `${method} ${path}`);
  expect(writes, "writes to live agents").toEqual([]);
}
