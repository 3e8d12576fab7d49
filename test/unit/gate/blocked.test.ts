import { expect, it } from "vitest";
import { blockedByOutcome } from "../../../src/gate/blocked.ts";
import type { RunOutcome } from "../../../src/runs/types.ts";

const failed = (reason?: string): RunOutcome =>
  ({
    key: "support",
    purpose: "candidate",
    status: "failed",
    reason,
    origin: "started",
  }) as RunOutcome;

it.each([
  ["names what may be missing where no reason is given", undefined, "name an industry"],
  ["names it where the reason does", "no business context", "name an industry"],
  ["asks for another try after a passing trouble", "model overloaded", "may be over"],
  ["sends to the service where it cannot tell", "E42", "Open the run in Converra"],
])("a run that failed %s", (_, reason, advice) => {
  const blocked = blockedByOutcome("candidate", failed(reason));
  expect(blocked.advice).toContain(advice);
  if (reason === "model overloaded") expect(blocked.advice).not.toContain("industry");
});
