/** Weeks of nights with benchmarks, and the one issue about what they find. */
import { expect, test } from "vitest";
import { scheduleEvent } from "../support/github-events.ts";
import { repositoryFiles } from "../support/stage/repository.ts";
import { bodies, gitHubWrites } from "../support/stage/requests.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const DAY_MS = 24 * 3_600_000;
const MODELS = {
  support: ["gpt-4o", "gpt-4o-mini"],
  billing: ["claude-sonnet-4-5", "claude-haiku-4-5"],
} as const;
const WRITES = {
  opened: ["POST /issues 201"],
  updated: ["PATCH /issues/1 200"],
  told: ["PATCH /issues/1 200", "POST /issues/1/comments 201"],
  closed: ["POST /issues/1/comments 201", "PATCH /issues/1 200"],
};

/** Each agent with models of its own. `nights` plays so many, one a day, and holds each to one issue and the budget. */
async function aWatch({
  keys = ["support", "billing"] as readonly (keyof typeof MODELS)[],
  hasReferences = true,
  maxRuns = 2,
} = {}) {
  const config = { health: { issue: true }, budget: { "max-runs": maxRuns } };
  const agents = (references: readonly string[]) =>
    keys.map((key, index) => {
      const reference = references[index] === undefined ? {} : { reference: references[index] };
      return {
        key,
        model: MODELS[key][0],
        settings: { benchmark: { models: MODELS[key], ...reference } },
      };
    });
  const stage = await aStage({ agents: agents([]), config, converra: { seed: 2 } });
  let commit = stage.base;
  const nights = async (count: number): Promise<readonly StageRun[]> => {
    const runs: StageRun[] = [];
    for (let n = 0; n < count; n += 1) {
      await stage.clock.advance(DAY_MS);
      const run = await stage.runEvent(scheduleEvent(), commit);
      const starts = run.calls.filter((call) => /^POST \/(benchmarks|optimizations)$/u.test(call));
      expect(starts).toEqual(keys.slice(0, maxRuns).map(() => "POST /benchmarks"));
      expect(open().length).toBeLessThanOrEqual(1);
      runs.push(run);
    }
    return runs;
  };
  const open = () => stage.github.issues.filter(({ state }) => state === "open");
  const first = await nights(1);
  if (hasReferences) {
    const files = repositoryFiles(agents(["bench_1", "bench_2"]), config);
    commit = stage.commit(stage.base, { "converra.yml": files["converra.yml"] });
  }
  const quality = (key: keyof typeof MODELS, points: number) =>
    stage.converra.setModelQuality(MODELS[key][0], points);
  const comments = (issue: number) => stage.github.comments(issue).map(({ body }) => body.trim());
  return { stage, nights, first, open, quality, comments };
}

const writesOf = (runs: readonly StageRun[]) => runs.map((run) => gitHubWrites(run));
const plain = (text: string | undefined) => (text ?? "").replaceAll(/[\u00a0\u200b]/gu, " ");

test("two weeks of nights open one issue, keep it while anything is worse, and close it with a word", async () => {
  const { stage, nights, open, quality, comments } = await aWatch();
  const quiet = await nights(3);
  quality("support", -14);
  const [found, ...lasting] = await nights(3);
  const since = stage.github.issues[0]?.createdAt.slice(0, 10);
  quality("billing", -14);
  const [second, ...both] = await nights(2);
  const body = plain(open()[0]?.body);
  quality("support", 0);
  const [better, ...rest] = await nights(2);
  quality("billing", 0);
  const [last, ...green] = await nights(3);

  expect(writesOf(quiet).flat()).toEqual([]);
  expect(found?.outputs.regressed).toBe('["support"]');
  expect(gitHubWrites(found as StageRun)).toEqual(WRITES.opened);
  expect(writesOf(lasting)).toEqual(lasting.map(() => WRITES.updated));
  for (const run of lasting) expect(run.outputs.regressed).toBe('["support"]');
  expect(gitHubWrites(second as StageRun)).toEqual(WRITES.told);
  expect(writesOf(both)).toEqual(both.map(() => WRITES.updated));
  expect(body).toContain(`**support**, since ${since}: `);
  expect(body).toMatch(/since the reference/u);
  expect(gitHubWrites(better as StageRun)).toEqual(WRITES.told);
  expect(writesOf(rest)).toEqual(rest.map(() => WRITES.updated));
  expect(gitHubWrites(last as StageRun)).toEqual(WRITES.closed);
  expect(writesOf(green).flat()).toEqual([]);
  expect(stage.github.issues).toMatchObject([{ number: 1, state: "closed" }]);
  expect(comments(1)).toEqual([
    "Worse as well: **billing**.",
    "As good as before again: **support**.",
    "All of these agents are as good as before again, by the newest scheduled run.",
  ]);
});

test("without a reference an issue stays until the scores rise, since the last benchmark was as bad", async () => {
  const { stage, nights, open, quality, comments } = await aWatch({
    ...{ keys: ["support"], hasReferences: false },
  });
  quality("support", -14);
  const [found] = await nights(1);
  const lasting = await nights(2);
  const body = plain(open()[0]?.body);
  quality("support", 0);
  const [last, ...green] = await nights(2);

  expect(gitHubWrites(found as StageRun)).toEqual(WRITES.opened);
  for (const run of lasting) expect(run.report?.worse).toEqual([]);
  expect(writesOf(lasting)).toEqual(lasting.map(() => WRITES.updated));
  expect(body).toContain("no better than in the benchmark before");
  expect(gitHubWrites(last as StageRun)).toEqual(WRITES.closed);
  expect(comments(1)).toHaveLength(1);
  expect(writesOf(green).flat()).toEqual([]);
  expect(stage.github.issues).toHaveLength(1);
});

test("an issue that a person closed is not opened again for a level that stays", async () => {
  const { stage, nights, quality } = await aWatch({ keys: ["support"], hasReferences: false });
  quality("support", -14);
  await nights(1);
  const [issue] = stage.github.issues;
  if (issue === undefined) throw new Error("no issue was opened");
  issue.state = "closed";
  const after = await nights(2);

  expect(writesOf(after).flat()).toEqual([]);
});

test("a budget that does not reach every agent goes to those that waited longest", async () => {
  const { stage, nights, first } = await aWatch({ maxRuns: 1, hasReferences: false });
  const runs = [...first, ...(await nights(3))];

  const measured = runs.map((run) => bodies(run, "POST", "/benchmarks")[0]?.agentId);
  const [support, billing] = [stage.liveId("support"), stage.liveId("billing")];
  expect(measured).toEqual([support, billing, support, billing]);
});
