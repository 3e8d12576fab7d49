import { expect, test } from "vitest";
import { scheduleEvent } from "../support/github-events.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { aStage, type Story } from "./support/stage.ts";

const DAY_MS = 24 * 3_600_000;
const HEALTH = { issue: true, labels: ["prompts", "urgent"], assignees: ["octocat"] };

/** Agents with a history on their kept copies, each with a model of its own. */
async function aWatchedStage(
  keys: readonly string[],
  more: Parameters<typeof aStage>[0] = {},
): Promise<{ stage: Story; night: () => Promise<StageRun> }> {
  const stage = await aStage({
    agents: keys.map((key) => ({
      key,
      model: `model-${key}`,
      measured: [2, 3, 4, 5, 6].map((daysAgo) => ({ daysAgo })),
    })),
    config: { health: HEALTH, budget: { "max-runs": 20 }, gate: { confirm: 3 } },
    converra: { plan: "enterprise" },
    ...more,
  });
  const night = async () => {
    await stage.clock.advance(DAY_MS);
    return stage.runEvent(scheduleEvent(), stage.base);
  };
  return { stage, night };
}

const open = ({ github }: Story) => github.issues.filter(({ state }) => state === "open");
const plain = (text: string | undefined) => (text ?? "").replaceAll(/[\u00a0\u200b]/gu, " ");

test("an issue is opened when a night proves an agent worse, kept while it lasts, and closed with a word", async () => {
  const { stage, night } = await aWatchedStage(["support"]);
  const quiet = await night();
  stage.converra.setModelQuality("model-support", -25);
  const first = await night();
  const opened = open(stage).map((issue) => ({ ...issue }));
  const second = await night();
  const updated = open(stage).map((issue) => ({ ...issue }));
  stage.converra.setModelQuality("model-support", 0);
  let last = await night();
  for (let n = 0; n < 6 && open(stage).length > 0; n += 1) last = await night();

  expect(gitHubWrites(quiet)).toEqual([]);
  expect(first.outputs.regressed).toBe('["support"]');
  expect(gitHubWrites(first)).toEqual([
    "POST /issues 201",
    "PATCH /issues/1 200",
    "PATCH /issues/1 200",
  ]);
  expect(opened).toMatchObject([
    {
      title: "Converra: support is worse than it was",
      labels: ["prompts", "urgent"],
      assignees: ["octocat"],
    },
  ]);
  expect(plain(opened[0]?.body)).toContain("**support**, since 2026-11-24: ");
  expect(plain(opened[0]?.body)).toContain("Converra gate failed");
  expect(plain(opened[0]?.body)).toMatch(/At least \d+ runs since 1 November: \d+ for nights/u);
  expect(gitHubWrites(second)).toEqual(["PATCH /issues/1 200"]);
  expect(updated[0]?.body).not.toBe(opened[0]?.body);
  expect(plain(updated[0]?.body)).toContain("**support**, since 2026-11-24: ");
  expect(gitHubWrites(last)).toEqual(["POST /issues/1/comments 201", "PATCH /issues/1 200"]);
  expect(stage.github.issues).toMatchObject([{ number: 1, state: "closed" }]);
  expect(stage.github.comments(1).map(({ body }) => body)).toEqual([
    expect.stringContaining("as good as before again"),
  ]);
});

test("a comment is written only when another agent is worse as well", async () => {
  const { stage, night } = await aWatchedStage(["support", "billing"]);
  stage.converra.setModelQuality("model-support", -25);
  await night();
  stage.converra.setModelQuality("model-billing", -25);
  const second = await night();

  expect(second.outputs.regressed).toContain("billing");
  expect(open(stage)).toMatchObject([
    { title: "Converra: billing and support are worse than they were" },
  ]);
  expect(stage.github.comments(1).map(({ body }) => body.trim())).toEqual([
    "Worse as well: **billing**.",
  ]);
});

test("without the permission the lines to add are named, and the verdict stands", async () => {
  const { stage, night } = await aWatchedStage(["support"], {
    github: { denied: ["issues: write"] },
  });
  stage.converra.setModelQuality("model-support", -25);
  const run = await night();

  expect(run.outputs.regressed).toBe('["support"]');
  expect(run.exitCode).toBe(1);
  expect(stage.github.issues).toEqual([]);
  const notices = run.report?.notices.filter(({ message }) => message.includes("open an issue"));
  expect(notices).toMatchObject([
    {
      level: "warning",
      hint: expect.stringMatching(/permissions:\n {2}contents: read\n {2}issues: write$/u),
    },
  ]);
});

test("two nights at once open one issue", async () => {
  const { stage } = await aWatchedStage(["support"]);
  stage.converra.setModelQuality("model-support", -25);
  await stage.clock.advance(DAY_MS);
  const night = () => stage.runEvent(scheduleEvent(), stage.base);
  await Promise.all([night(), night()]);

  expect(open(stage)).toHaveLength(1);
  expect(open(stage)[0]?.number).toBe(1);
  for (const { number, state } of stage.github.issues.slice(1)) {
    expect(state).toBe("closed");
    expect(stage.github.comments(number)[0]?.body).toContain("#1 is about the same");
  }
});

test("an issue that somebody else wrote is not ours, whatever it begins with", async () => {
  const { stage, night } = await aWatchedStage(["support"]);
  const body = '<!-- converra-gate:health "converra.yml" {"support":"2026-11-01"} -->\nMine.';
  stage.github.seedIssue({ title: "Mine", body, author: { login: "eve", type: "User" } });
  const quiet = await night();
  stage.converra.setModelQuality("model-support", -25);
  await night();

  expect(gitHubWrites(quiet)).toEqual([]);
  expect(stage.github.issues).toMatchObject([
    { title: "Mine", body, state: "open" },
    { number: 2, state: "open" },
  ]);
});

test("without health.issue no issue is opened", async () => {
  const { stage, night } = await aWatchedStage(["support"], { config: {} });
  stage.converra.setModelQuality("model-support", -25);
  const run = await night();

  expect(run.outputs.regressed).toBe('["support"]');
  expect(gitHubWrites(run)).toEqual([]);
});
