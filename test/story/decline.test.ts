import { describe, expect, test } from "vitest";
import { scheduleEvent } from "../support/github-events.ts";
import { aStage } from "./support/stage.ts";

/** Every third day of the last five months, scores shifted by what had become of the model then. */
function months(shiftAt: (daysAgo: number) => number) {
  return Array.from({ length: 50 }, (_, at) => 3 * at + 1).map((daysAgo) => ({
    daysAgo,
    shift: shiftAt(daysAgo),
  }));
}

const DAYS = 150;
/** Down from 0 by a point a month, and on. */
const CREEPING = (daysAgo: number) => (daysAgo - DAYS) / 30;
const SINCE_SIXTY = (daysAgo: number) => (daysAgo < 60 ? -9 : 0);

async function aNight(
  shiftAt: (daysAgo: number) => number,
  gate: Readonly<Record<string, unknown>> = {},
) {
  const stage = await aStage({
    agents: [{ key: "support", measured: months(shiftAt) }],
    config: { gate },
  });
  stage.converra.setModelQuality("gpt-4o", shiftAt(0));
  return stage.runEvent(scheduleEvent(), stage.base);
}

describe("a night whose history has become lower", () => {
  test("warns of what only creeps, and says since when, how much and in what", async () => {
    const run = await aNight(CREEPING);

    const agent = run.report?.agents[0];
    expect(agent?.verdict?.verdict).toBe("unchanged");
    expect(agent?.decline?.points).toBeGreaterThan(1.5);
    const words = agent?.decline?.explanation ?? "";
    expect(words).toMatch(/^Since about \d+ \w+ \d\.\d points lower (on average|\()/u);
    expect(run.outputs.gate).toBe("warn");
    expect(run.exitCode).toBe(0);
    expect(run.report?.worse).toEqual([{ key: "support", reason: words }]);
    expect(run.summary).toContain("Since about");
    expect(run.annotations.some(({ level }) => level === "error")).toBe(false);
    // The whole of the time that was looked at, not only the runs that are evidence.
    expect(agent?.history?.length).toBeGreaterThan(45);
    expect(agent?.history?.[0]?.completedAt.slice(0, 7)).toBe("2026-06");
    // Each of the older runs is read once, and those that were read already are not.
    const reads = run.calls.filter((call) => /^GET .*\/variants$/u.test(call));
    expect(new Set(reads).size).toBe(reads.length);
    expect(reads.length).toBeLessThanOrEqual(60 + 3);
  });

  test("fails for what the rules forbid of a change, though nothing fell lately", async () => {
    const run = await aNight(SINCE_SIXTY);

    const { verdict, decline } = run.report?.agents[0] ?? {};
    expect(verdict?.verdict).toBe("regressed");
    expect(verdict?.reason).toBe(decline?.explanation);
    expect(verdict?.advice).toContain("gate.decline-days");
    expect(run.exitCode).toBe(1);
    expect(run.summary).toMatch(/\*\*support\*\*: Since about/u);
    expect(run.summary).toMatch(
      /Since about \d+ September \d\.\d points lower: the line with a step/u,
    );
    expect(run.summary).toContain("xychart-beta");
    expect(JSON.parse(run.outputs.regressed ?? "")).toEqual(["support"]);
  });

  test("passes once the level is accepted, and where there is no decline", async () => {
    const accepted = await aNight(SINCE_SIXTY, { "decline-days": 50 });
    const off = await aNight(SINCE_SIXTY, { "decline-days": 0 });
    const even = await aNight(() => 0);
    for (const run of [accepted, off, even]) {
      expect(run.outputs.gate).toBe("pass");
      expect(run.report?.agents[0]?.decline).toBeUndefined();
      expect(run.report?.worse).toEqual([]);
    }
  });

  test("keeps its verdict where the older runs cannot be read, and says that it did not look", async () => {
    const stage = await aStage({ agents: [{ key: "support", measured: months(() => 0) }] });
    const [method, path] = ["GET", "/optimizations/:id/variants"];
    // Beyond the newest, which the verdict rests on.
    for (let nth = 21; nth <= 30; nth += 1) {
      stage.converra.fault({ method, path, nth, action: { kind: "status", status: 500 } });
    }
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    const told = run.report?.notices.find(({ message }) => message.includes("declined over time"));
    expect(told?.level).toBe("warning");
  });
});
