import { expect, test } from "vitest";
import { GOOD, REWORDED } from "../support/stage/prompts.ts";
import { bodies, gitHubWrites, writes } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

test("a second commit updates the preview and the comment, and reuses the baseline's run", async () => {
  const stage = await aStage({ converra: { timeScale: 1 } });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  await stage.runPull(pull);
  const next = GOOD.replace("a furniture shop", "a house of furniture");
  const pushed = stage.pushCommit(pull, { "prompts/support.md": next });

  const run = await stage.runPull(pushed);

  expect(run.exitCode).toBe(0);
  expect(writes(run)).toEqual(["PATCH /agents/agent_2", "POST /optimizations"]);
  const [patch] = bodies(run, "PATCH", "/agents/agent_2");
  expect(patch).toMatchObject({ content: next.trimEnd() });
  expect(bodies(run, "POST", "/optimizations")).toMatchObject([
    { agentId: "agent_2", variantCount: 3 },
  ]);
  // What is started, how far it is in 27 minutes, at looks that grow apart, and the result: one comment all the while.
  expect(gitHubWrites(run)).toEqual(Array(14).fill("PATCH /issues/comments/1001 200"));
  expect(stage.github.comments(7)).toHaveLength(1);
  expect(stage.comment()).toContain(`"head":"${pushed.head}"`);
  expect(stage.comment()).toContain("a house of furniture");
  expect(stage.comment()).not.toContain("a furniture store");
  const [agent] = run.report?.agents ?? [];
  expect(agent).toMatchObject({
    candidate: { started: 1, adopted: 0, where: "preview" },
    baseline: { started: 0, adopted: 1, where: "preview" },
  });
  // What the first commit measured on the same preview is no evidence of this one.
  expect(agent?.verdict?.metrics[0]).toMatchObject({ candidate: { n: 1 }, baseline: { n: 1 } });
});

test("other settings make another preview, and the earlier one is archived", async () => {
  const stage = await aStage({ agents: [{ key: "support", settings: { temperature: 0.2 } }] });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  await stage.runPull(pull);
  const config = stage.base.files["converra.yml"]?.replace("temperature: 0.2", "temperature: 0.9");
  const pushed = stage.pushCommit(pull, { "converra.yml": config });

  const run = await stage.runPull(pushed);

  expect(writes(run).slice(0, 2)).toEqual(["PATCH /agents/agent_2", "POST /agents"]);
  expect(bodies(run, "PATCH", "/agents/agent_2")).toEqual([{ status: "archived" }]);
  expect(bodies(run, "POST", "/agents")).toMatchObject([
    { temperature: 0.9 },
    { temperature: 0.9 },
  ]);
  expect(stage.converra.state.agents.get("agent_2")?.status).toBe("archived");
});

test("another version of the model makes another preview, and no run of the version before counts", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  await stage.runPull(pull);
  const config = stage.base.files["converra.yml"]?.replace("gpt-4o", "gpt-4o-2024-11-20");
  const pinned = stage.pushCommit(pull, { "converra.yml": config });

  const run = await stage.runPull(pinned);
  const again = await stage.runPull(pinned);

  expect(writes(run).slice(0, 2)).toEqual(["PATCH /agents/agent_2", "POST /agents"]);
  const started = run.report?.agents[0]?.candidate?.started;
  expect(again.report?.agents[0]?.candidate).toMatchObject({ started: 0, adopted: started });
  expect(again.outputs.verdicts).toEqual(run.outputs.verdicts);
});
