import { expect, test } from "vitest";
import { evidenceReport } from "../../../src/gate/report.ts";
import { aRun } from "../verdict/builders.ts";

test("evidence is counted by what was paid for and what was adopted, from the oldest to the newest", () => {
  const runs = [
    aRun({ runId: "1", completedAt: "2026-05-02T00:00:00Z" }),
    aRun({ runId: "2", completedAt: "2026-05-09T00:00:00Z", origin: "adopted", agentId: "live" }),
    aRun({ runId: "3", completedAt: "2026-05-05T00:00:00Z", origin: "adopted" }),
  ];
  expect(evidenceReport(runs, "live")).toMatchObject({
    ...{ started: 1, adopted: 2, where: "both" },
    oldest: "2026-05-02T00:00:00Z",
    newest: "2026-05-09T00:00:00Z",
  });
  expect(evidenceReport([], "live")).toBeUndefined();
});
