import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { routeOf } from "../mutants/mutation.ts";
import { scheduleEvent } from "../support/github-events.ts";
import { GOOD, REWORDED } from "../support/stage/prompts.ts";
import { startsIn } from "../support/stage/starts.ts";
import { CONVERSATIONS } from "./support/conversations.ts";
import { aStage, type Between, type Story } from "./support/stage.ts";

const DAY_MS = 24 * 3_600_000;

describe("a night without benchmarks", () => {
  const HISTORY = {
    seed: { conversations: CONVERSATIONS },
    measured: [2, 3, 4].map((daysAgo) => ({ daysAgo })),
  };

  test("measures the live prompt afresh against its earlier runs", async () => {
    const stage = await aStage({ agents: [{ key: "support", ...HISTORY }] });
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    const starts = run.calls.filter((call) => call === "POST /optimizations");
    expect(run.calls.filter((call) => /^(POST|PATCH) \/agents$|^PATCH/u.test(call))).toEqual([]);
    const agent = run.report?.agents[0];
    expect(agent?.measuredOn).toEqual({ kind: "preview", agentId: "agent_2" });
    expect(agent?.candidate).toMatchObject({ started: starts.length, adopted: 0 });
    expect(agent?.baseline).toMatchObject({ started: 0, adopted: 3 });
    expect(agent?.verdict?.verdict).toBe("unchanged");
    expect(run.exitCode).toBe(0);
    expect(agent?.insights?.recent?.days).toBe(7);
    expect(run.summary).toContain("Baseline: earlier runs");
  });

  test("takes an earlier run, with which its start is answered, for no run of tonight", async () => {
    const between: Between =
      ({ emulator }) =>
      (service) =>
      async (request) => {
        if (routeOf(request) !== "POST /optimizations") return service(request);
        const [earlier] = emulator.state.optimizations.keys();
        const url = `${request.url}/${earlier}`;
        return service({ ...request, method: "GET", body: undefined, url });
      };
    const stage = await aStage({ agents: [{ key: "support", ...HISTORY }], between });
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(run.exitCode).toBe(1);
    expect(run.report?.agents[0]?.verdict).toMatchObject({
      verdict: "incomplete",
      reason: expect.stringContaining("opt_1, which was there before"),
    });
    expect(run.report?.cost.runsStarted).toBe(0);
  });

  test("fails when the same prompt does worse than it did", async () => {
    const stage = await aStage({ agents: [{ key: "support", ...HISTORY }] });
    stage.converra.setModelQuality("gpt-4o", -20);
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(run.exitCode).toBe(1);
    expect(run.outputs.regressed).toBe('["support"]');
    expect(run.report?.agents[0]?.baseline).toMatchObject({ adopted: 3 });
  });

  test("is about the live prompt where the file says something else", async () => {
    const stage = await aStage({
      agents: [{ key: "support", prompt: REWORDED, live: GOOD, ...HISTORY }],
    });
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    const agent = run.report?.agents[0];
    expect(agent?.verdict?.verdict).toBe("unchanged");
    expect(agent?.baseline).toMatchObject({ adopted: 3 });
    expect(agent?.promptAfter.trim()).toBe(GOOD.trim());
    const live = stage.converra.state.agents.get(stage.liveId("support"));
    expect(live?.content).toBe(GOOD);
  });

  test("begins the history on the first night, and compares from the second on", async () => {
    const stage = await aStage();
    const first = await stage.runEvent(scheduleEvent(), stage.base);
    await stage.clock.advance(DAY_MS);
    const second = await stage.runEvent(scheduleEvent(), stage.base);

    expect(first.outputs.gate).toBe("pass");
    expect(first.report?.agents[0]?.verdict).toMatchObject({
      verdict: "skipped",
      reason: expect.stringContaining("there is nothing to compare it with yet"),
    });
    const page = await readFile(join(first.outputs["report-dir"] ?? "", "report.html"), "utf8");
    expect(first.summary).toMatch(/gate passed: 1\sfirst measurement/);
    expect(first.summary).toContain("| **support** | first measurement |");
    expect(page).toContain("</span> first measurement</span>");
    for (const said of [first.summary, page, first.stdout]) expect(said).not.toContain("skipped");
    expect(first.report?.agents[0]?.verdict?.advice).toBeUndefined();
    expect(second.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    expect(second.report?.agents[0]?.baseline).toMatchObject({ adopted: 1, where: "preview" });
  });

  test("goes on with those that the last night's budget did not reach", async () => {
    const stage = await aStage({ agents: ["a", "b", "c"].map((key) => ({ key })) });
    const inputs = { "max-runs": "1" };
    const measured = [];
    for (let n = 0; n < 4; n += 1) {
      const run = await stage.runEvent(scheduleEvent(), stage.base, { inputs });
      measured.push(/^(\w): started/mu.exec(run.stdout)?.[1]);
      await stage.clock.advance(DAY_MS);
    }
    expect(measured).toEqual(["a", "b", "c", "a"]);
  });

  test("starts no more than the share of the month that is theirs, whatever one run may start", async () => {
    const agents = ["a", "b"].map((key) => ({ key }));
    const stage = await aStage({ agents, config: { budget: { nights: 0, "max-runs": 6 } } });
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(startsIn(run.requests)).toEqual([]);
    expect(run.outputs.gate).toBe("pass");
    for (const { verdict } of run.report?.agents ?? []) {
      expect(verdict).toMatchObject({
        verdict: "skipped",
        reason: expect.stringContaining("tonight's share of them is used up"),
        advice: expect.stringContaining("`budget.nights`"),
      });
    }
  });

  test("starts nothing on the live agents of an account that deploys by itself", async () => {
    const stage = await aStage({ agents: [{ key: "support", ...HISTORY }] });
    stage.converra.state.settings.optimization.deploymentMode = "semi-automatic";
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    const started = startsIn(run.requests).map(({ agentId }) => agentId);
    expect(new Set(started)).toEqual(new Set(["agent_2"]));
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
  });

  test("where the plan has no room for a copy, the live agent itself is measured, and the report says so", async () => {
    const stage = await aFullStage();
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(startsIn(run.requests).map(({ agentId }) => agentId)).toEqual(["agent_1"]);
    expect(run.report?.notices.map(({ message }) => message).join()).toContain(
      "scheduled runs measure the live agents themselves",
    );
  });

  test("where it has no room and the account may deploy by itself, nothing is started", async () => {
    const stage = await aFullStage();
    stage.converra.state.settings.optimization.deploymentMode = "semi-automatic";
    const run = await stage.runEvent(scheduleEvent(), stage.base);

    expect(startsIn(run.requests)).toEqual([]);
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("incomplete");
    expect(run.report?.agents[0]?.verdict?.advice).toContain("no room for one more agent");
  });
});

/** An account whose plan has room for no further agent. */
async function aFullStage(): Promise<Story> {
  const stage = await aStage({ converra: { plan: "free" } });
  for (const name of ["b", "c", "d", "e"]) {
    stage.converra.seedAgent({ name, content: "Help.", model: "gpt-4o" });
  }
  return stage;
}
