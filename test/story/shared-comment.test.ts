import { describe, expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
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

describe("two jobs of a matrix", () => {
  test.each<{ how: string; key: Readonly<Record<string, string>> }>([
    { how: "by the default key", key: {} },
    { how: "by the same comment-key", key: { "comment-key": "prompts" } },
  ])("$how, at the same time, end with one comment that has both sections", async ({ key }) => {
    const stage = await aStage({ agents: AGENTS });
    const pull = stage.openPullRequest({ changes: CHANGES });
    const job = (agents: string) => stage.runPull(pull, { inputs: { ...key, agents } });

    const [alpha, beta] = await Promise.all([job("alpha"), job("beta")]);

    expect(stage.github.comments(7)).toHaveLength(1);
    const comment = stage.comment();
    expect(comment.match(/<!-- section:/gu)).toHaveLength(2);
    expect(comment).toContain("**alpha**");
    expect(comment).toContain("**beta**");
    expect(comment).toContain("1 regressed");
    expect(comment).not.toContain("is measuring");
    const urls = [alpha, beta].map((run: StageRun) => run.outputs["comment-url"]);
    expect(new Set(urls).size).toBe(1);
    expect(alpha.outputs.regressed).toBe('["alpha"]');
    expect(beta.outputs.regressed).toBe("[]");
    expect([alpha.exitCode, beta.exitCode]).toEqual([1, 0]);
  });

  test("with keys of their own write a comment each", async () => {
    const stage = await aStage({ agents: AGENTS });
    const pull = stage.openPullRequest({ changes: CHANGES });
    const job = (agents: string) =>
      stage.runPull(pull, { inputs: { agents, "comment-key": `prompts-${agents}` } });
    await Promise.all([job("alpha"), job("beta")]);

    const bodies = stage.github.comments(7).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(bodies.filter((body) => body.includes("**alpha**"))).toHaveLength(1);
    expect(bodies.filter((body) => body.includes("**beta**"))).toHaveLength(1);
  });
});
