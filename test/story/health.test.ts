import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dispatchEvent, scheduleEvent } from "../support/github-events.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { aStage, type Between } from "./support/stage.ts";

/** So many conversations over the days from `from` to `to` ago, a share of them abandoned. */
function conversations(count: number, [from, to]: readonly [number, number], abandoned: number) {
  return Array.from({ length: count }, (_, index) => {
    const isLost = index < count * abandoned;
    return {
      daysAgo: from + ((to - from) * index) / count,
      status: isLost ? ("abandoned" as const) : ("completed" as const),
      content: isLost
        ? `Customer: I want a refund, case ${index}.\nAgent: I don't know.`
        : `Customer: I want a refund, case ${index}.\nAgent: You get it in 5 days.\nCustomer: Thanks, great!`,
    };
  });
}

const DAY_MS = 24 * 3_600_000;

const warnings = (run: StageRun) =>
  run.report?.notices.filter(({ message }) => message.includes("in production"));

const INSIGHTS = { inputs: { command: "insights" } };

test("an agent that does worse in production than in the weeks before is warned of, with figures and numbers", async () => {
  const stage = await aStage({
    agents: [
      {
        key: "support",
        seed: {
          conversations: [
            ...conversations(40, [0.5, 6.5], 0.6),
            ...conversations(120, [8, 29], 0.1),
          ],
        },
      },
      {
        key: "billing",
        seed: {
          conversations: [
            ...conversations(40, [0.5, 6.5], 0.125),
            ...conversations(120, [8, 29], 0.1),
          ],
        },
      },
    ],
  });
  const run = await stage.runEvent(dispatchEvent(), stage.base, INSIGHTS);

  const [support, billing] = run.report?.agents ?? [];
  const finding = support?.insights?.health?.find(({ figure }) => figure === "Abandonment rate");
  expect(finding).toMatchObject({
    recent: { n: 40, percent: expect.closeTo(60, 0) },
    before: { n: 120, percent: expect.closeTo(10, 0) },
    finding: "fell",
  });
  expect(finding?.p).toBeLessThan(0.001);
  expect(billing?.insights?.health?.map((one) => one.finding)).toEqual(
    billing?.insights?.health?.map(() => "unchanged"),
  );
  const [warning, ...others] = warnings(run) ?? [];
  expect(others).toEqual([]);
  expect(warning).toMatchObject({ level: "warning", at: { file: "converra.yml" } });
  expect(warning?.message).toContain(
    "abandonment rate is 60 % of 40 conversations in the last 7 days, and was 10 % of 120 conversations in the weeks before",
  );
  expect(run.outputs.gate).toBe("pass");
  expect(run.summary).toMatch(
    /^\| Abandonment rate \|.*10\.0 % of 120 \|.*60\.0 % of 40 \|.*\+50\.0 \| rose/mu,
  );
  expect(run.summary).toMatch(/^\| Completion rate \|.*−50\.0 \| fell/mu);
  const page = readFileSync(join(run.outputs["report-dir"] ?? "", "report.html"), "utf8");
  expect(page).toContain("<td>rose</td>");
  expect(run.summary).toContain("What goes wrong");
  expect(run.summary).toContain("Converra recommends");
});

test("health.max-drop says how far a figure may fall before that", async () => {
  const stage = await aStage({
    agents: [
      {
        key: "support",
        seed: {
          conversations: [
            ...conversations(40, [0.5, 6.5], 0.6),
            ...conversations(120, [8, 29], 0.1),
          ],
        },
      },
    ],
    config: { health: { "max-drop": 90 } },
  });
  const run = await stage.runEvent(dispatchEvent(), stage.base, INSIGHTS);

  expect(warnings(run)).toEqual([]);
});

test("insights older than health.max-age are made anew, and only with regenerate", async () => {
  const seed = { conversations: [{ daysAgo: 0, content: "Customer: hello\nAgent: hello" }] };
  const path = "POST /agents/agent_1/insights/regenerate";
  const asked = async (health: Readonly<Record<string, unknown>>) => {
    const stage = await aStage({ agents: [{ key: "support", seed }], config: { health } });
    await stage.clock.advance(5 * DAY_MS);
    const run = await stage.runEvent(scheduleEvent(), stage.base, INSIGHTS);
    return { isAsked: run.calls.includes(path), summary: run.summary };
  };

  const old = await asked({ regenerate: true, "max-age": 4 });
  expect(old.isAsked).toBe(true);
  expect(old.summary).toContain("being made anew for the next report");
  expect((await asked({ regenerate: true, "max-age": 6 })).isAsked).toBe(false);
  expect((await asked({ "max-age": 4 })).isAsked).toBe(false);
});

/** The service answers insights with members of other names, and with business impact beside known ones. */
const otherwise =
  (insights: unknown, steps: unknown): Between =>
  () =>
  (service) =>
  async (request) => {
    const answer = await service(request);
    if (/\/insights\?/u.test(request.url)) return { ...answer, body: JSON.stringify(insights) };
    if (/\/step-failures/u.test(request.url)) return { ...answer, body: JSON.stringify(steps) };
    return answer;
  };

test("what is in no shape this version knows is called that, and not nothing", async () => {
  const between = otherwise({ health: { score: 3 } }, { broken: { greeting: 4 } });
  const stage = await aStage({ between });
  const run = await stage.runEvent(dispatchEvent(), stage.base, INSIGHTS);

  expect(run.summary).toContain(
    "The insights are an object with `health`, which is not in a shape that this version knows.",
  );
  expect(run.summary).toContain("The step failures are an object with `broken`");
  expect(run.summary).not.toContain("no insights of this agent yet");
  expect(run.summary).toContain("insights-shape");
});

test("an agent without insights is said to have none, and what is new is shown as it came", async () => {
  const none = await aStage({ between: otherwise({}, []) });
  const empty = await none.runEvent(dispatchEvent(), none.base, INSIGHTS);
  const insights = {
    metrics: { taskCompletion: 80, conversationCount: 12 },
    businessImpact: { savedHours: 12, currency: "EUR", perMonth: [{ month: "May", hours: 7 }] },
    fleetIntelligence: ["Other shops answer refunds first | <b>"],
  };
  const more = await aStage({ between: otherwise(insights, []) });
  const run = await more.runEvent(dispatchEvent(), more.base, INSIGHTS);

  expect(empty.summary).toContain("The service has no insights of this agent yet.");
  expect(run.summary).toContain("**businessImpact**, as Converra gives it");
  expect(run.summary).toContain("- savedHours: 12");
  expect(run.summary).toContain("- perMonth: month: May, hours: 7");
  expect(run.summary).toContain("refunds first | \\<b>");
});
