import { describe, expect, test } from "vitest";
import { summarise } from "../../../src/verdict/evidence.ts";
import { aRun } from "./builders.ts";

describe("the summary of evidence", () => {
  test("counts what was paid for and what was adopted, and names the oldest and the newest", () => {
    const runs = [
      aRun({ runId: "1", completedAt: "2026-05-02T00:00:00Z" }),
      aRun({ runId: "2", completedAt: "2026-05-09T00:00:00Z", origin: "adopted" }),
      aRun({ runId: "3", completedAt: "2026-05-05T00:00:00Z", origin: "adopted" }),
    ];
    expect(summarise(runs)).toEqual({
      n: 3,
      started: 1,
      adopted: 2,
      oldest: "2026-05-02T00:00:00Z",
      newest: "2026-05-09T00:00:00Z",
    });
  });

  test("of nothing has no times", () => {
    expect(summarise([])).toEqual({
      n: 0,
      started: 0,
      adopted: 0,
      oldest: undefined,
      newest: undefined,
    });
  });
});
