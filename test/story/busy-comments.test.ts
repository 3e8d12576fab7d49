import { expect, test } from "vitest";
import { buildMarker } from "../../src/github/sections.ts";
import { REWORDED } from "../support/stage/prompts.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import type { Stage } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };
const USER = { login: "mallory", type: "User" } as const;

function addComments(stage: Stage, count: number): void {
  for (let n = 1; n <= count; n += 1) {
    stage.github.seedComment({ pullRequest: 7, body: `Comment ${n}`, author: USER });
  }
}

test("the gate finds its comment before 120 others, and behind them", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });
  addComments(stage, 120);
  await stage.runPull(pull);
  const [own] = stage.github.comments(7).filter(({ body }) => body.startsWith("<!--"));
  addComments(stage, 120);
  const pushed = stage.pushCommit(pull, { "prompts/support.md": `${REWORDED}\nBe brief.\n` });

  const run = await stage.runPull(pushed);

  expect(run.exitCode).toBe(0);
  expect(new Set(gitHubWrites(run))).toEqual(new Set([`PATCH /issues/comments/${own?.id} 200`]));
  expect(stage.github.comments(7)).toHaveLength(241);
  const read = run.gitHubRequests.filter(({ path }) => path.endsWith("/issues/7/comments"));
  expect(read.map(({ query }) => query.page ?? "1")).toEqual(
    expect.arrayContaining(["1", "2", "3"]),
  );
});

test("a stranger's copy of the marker is not taken for the gate's own comment", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });
  const marker = buildMarker({ key: "Converra/gate/converra.yml", head: pull.head });
  const body = `${marker}\n### ✅ Converra gate passed`;
  const copy = stage.github.seedComment({ pullRequest: 7, body, author: USER });

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(gitHubWrites(run)[0]).toBe("POST /issues/7/comments 201");
  expect(stage.github.comments(7).find(({ id }) => id === copy.id)?.body).toBe(body);
});
