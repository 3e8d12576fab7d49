import { expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const EARLIER = { runs: [{ daysAgo: 3 }] };
const AGENTS = ["alpha", "beta"].map((key) => ({ key, seed: EARLIER }));
const CHANGES = { "prompts/alpha.md": BAD, "prompts/beta.md": REWORDED };

/** Each writes what the other may overwrite; in which order is told by test/story/shared-comment.test.ts. */
test("two jobs of a matrix at the same time end with one comment that has both sections", async () => {
  const stage = await aStage({ agents: AGENTS });
  const pull = stage.openPullRequest({ changes: CHANGES });
  const job = (agents: string) => stage.runPull(pull, { inputs: { agents } });

  const [alpha, beta] = await Promise.all([job("alpha"), job("beta")]);

  expect(stage.github.comments(7)).toHaveLength(1);
  const comment = stage.comment();
  expect(comment.match(/<!-- section:/gu)).toHaveLength(2);
  expect(comment).toContain("**alpha**");
  expect(comment).toContain("**beta**");
  expect(comment).toContain("1 regressed");
  expect(comment).not.toContain("is measuring");
  const urls = [alpha, beta].map((run) => run.outputs["comment-url"]);
  expect(new Set(urls).size).toBe(1);
  expect([alpha.exitCode, beta.exitCode]).toEqual([1, 0]);
});
