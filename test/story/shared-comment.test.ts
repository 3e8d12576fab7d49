import { expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const EARLIER = { runs: [{ daysAgo: 3 }] };
const AGENTS = ["alpha", "beta"].map((key) => ({ key, seed: EARLIER }));
const CHANGES = { "prompts/alpha.md": BAD, "prompts/beta.md": REWORDED };

test("two jobs that share a comment keep the other's section when one of them runs again", async () => {
  const stage = await aStage({ agents: AGENTS });
  const pull = stage.openPullRequest({ changes: CHANGES });
  await stage.runPull(pull, { inputs: { agents: "alpha" } });
  await stage.runPull(pull, { inputs: { agents: "beta" } });
  const before = stage.comment();
  const again = await stage.runPull(pull, { inputs: { agents: "alpha" } });

  expect(stage.github.comments(7)).toHaveLength(1);
  expect(stage.comment().match(/<!-- section:/gu)).toHaveLength(2);
  expect(stage.comment()).toContain("**beta**");
  expect(before).toContain("**alpha**");
  expect(again.exitCode).toBe(1);
});
