import { expect, test } from "vitest";
import { scheduleEvent } from "../support/github-events.ts";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const DAY_MS = 24 * 3_600_000;
const plain = (text: string | undefined) => (text ?? "").replaceAll("\u00a0", " ");

test("each report says what the month has cost so far, by pull requests, nights and confirmations", {
  timeout: 60_000,
}, async () => {
  const agents = [{ key: "support" }, { key: "billing" }];
  const stage = await aStage({ agents, converra: { plan: "pro" } });
  const someones = { name: "Someone's", content: "Hello.", model: "m", runs: [{ daysAgo: 1 }] };
  stage.converra.seedAgent(someones);
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": BAD } });
  const runs: StageRun[] = [await stage.runPull(pull)];
  await stage.clock.advance(DAY_MS);
  runs.push(await stage.runEvent(scheduleEvent(), stage.base));
  await stage.clock.advance(DAY_MS);
  const other = stage.openPullRequest({ number: 8, changes: { "prompts/billing.md": REWORDED } });
  runs.push(await stage.runPull(other));

  const [worse, night, reworded] = runs.map((run) => run.report?.cost.period);
  // The candidate with a round that confirms, and the baseline of both.
  expect(worse).toMatchObject({ used: 5, pullRequests: 2, confirming: 1, measuring: 2, others: 1 });
  expect(night).toMatchObject({ pullRequests: 2, confirming: 1, nights: 2, measuring: 2 });
  // Of the other agent's kept copy only the list was read, which does not say what its runs were for.
  expect(reworded).toMatchObject({ pullRequests: 3, nights: 1, nightsOrMeasuring: 3, untold: 0 });
  for (const run of runs) {
    const { used, since: _, confirming: __, ...counts } = run.report?.cost.period ?? {};
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(used);
    expect(used).toBe(50 - (run.report?.cost.runsLeft ?? 0));
    expect(plain(run.summary)).toContain(`${used} runs used since 1 November: `);
  }
  expect(stage.comment(8)).toContain("3 for pull requests, 1 for nights");
});

test("where nothing is started the account is not asked, and what was listed is said", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  await stage.runPull(pull);
  const again = await stage.runPull(pull);

  expect(again.calls).not.toContain("GET /usage");
  expect(again.report?.cost.period?.used).toBeUndefined();
  expect(stage.comment()).toContain(
    "At least 2 runs since 1 November: 1 for pull requests, 1 for what",
  );
});

test("a plan says it as well", async () => {
  const stage = await aStage({ agents: [{ key: "support", measured: [{ daysAgo: 2 }] }] });
  const commit = stage.commit(stage.base, { "prompts/support.md": REWORDED });
  const run = await stage.runPush(commit, { branch: "shorter" });

  expect(run.report?.command).toBe("plan");
  expect(plain(run.summary)).toContain("1 run used since 1 November: 1 for nights");
});

test("a benchmark, which reads no runs for its own sake, asks for them", async () => {
  const benchmark = { models: ["gpt-4o", "claude-sonnet-4-5"] };
  const agents = [{ key: "support", settings: { benchmark }, measured: [{ daysAgo: 2 }] }];
  const stage = await aStage({ agents });
  const run = await stage.runEvent(scheduleEvent(), stage.base);

  expect(run.report?.command).toBe("benchmark");
  const asked = ["GET /usage", "GET /optimizations"];
  expect(run.calls.filter((call) => asked.includes(call))).toEqual(asked);
  expect(run.report?.cost.runsLeft).toBe(49);
  expect(plain(run.summary)).toContain("1 run used since 1 November: 1 for nights or as baselines");
});

test("a key that may not read usage costs a benchmark or a plan nothing else", async () => {
  const settings = { benchmark: { models: ["gpt-4o", "claude-sonnet-4-5"] } };
  const stage = await aStage({ agents: [{ key: "support", settings }] });
  const action = { kind: "status", status: 403 } as const;
  stage.converra.fault({ method: "GET", path: "/usage", nth: "*", action });
  const benchmark = await stage.runEvent(scheduleEvent(), stage.base);
  const plan = await stage.runPush(stage.base, { branch: "shorter" });

  for (const { report, stdout } of [benchmark, plan]) {
    expect(report?.fault).toBeUndefined();
    expect(report?.cost.period).toBeUndefined();
    expect(stdout).toContain("the API key may not do this (403 FAULT): scripted 403; nothing is");
  }
});
