import { expect, it } from "vitest";
import { ServiceError } from "../../../src/errors.ts";
import { blockedByOutcome, blockedByWrite } from "../../../src/gate/blocked.ts";
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

it("a run whose start was lost may be running, and nobody is told that it was not started", () => {
  const outcome = { ...failed("no answer"), status: "lost" } as const;
  const { reason, advice } = blockedByOutcome("candidate", outcome);
  expect(reason).toContain("may be running: the answer to its start was lost: no answer.");
  expect(advice).toContain("adopts it");
});

it.each([
  ["agents", "archive old previews"],
  ["conversations", "Lower sync.conversations."],
] as const)("a copy that has no room for one more of its %s says what helps", (about, advice) => {
  const hint = "Lower sync.conversations.";
  const call = { kind: "quota", method: "POST", path: "/agents", about, hint } as const;
  expect(blockedByWrite(new ServiceError("full", call), "candidate").advice).toContain(advice);
});
