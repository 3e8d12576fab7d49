import { expect, test } from "vitest";
import { dispatchEvent } from "../support/github-events.ts";
import { GOOD, REWORDED } from "../support/stage/prompts.ts";
import { bodies, gitHubWrites, writes } from "../support/stage/requests.ts";
import { aStage } from "./support/stage.ts";

test("started by hand on a branch, the gate judges the branch's prompt and comments nowhere", async () => {
  const stage = await aStage({ agents: [{ key: "support", prompt: REWORDED, live: GOOD }] });

  const run = await stage.runEvent(dispatchEvent({ branch: "shorter" }), stage.base);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  expect(run.outputs["comment-url"] ?? "").toBe("");
  expect(gitHubWrites(run)).toEqual([]);
  const [preview] = bodies(run, "POST", "/agents");
  expect(preview).toMatchObject({
    name: "support (acme/support@shorter)",
    tags: expect.arrayContaining(["repo:acme/support", "branch:shorter"]),
  });
  expect(run.summary).toContain("Converra gate passed: 1 unchanged");
  expect(run.report?.context).not.toHaveProperty("pullRequest");
});

test("started by hand on the default branch, a prompt that is live already costs nothing", async () => {
  const stage = await aStage();

  const run = await stage.runEvent(dispatchEvent(), stage.base);

  expect(run.exitCode).toBe(0);
  expect(writes(run)).toEqual([]);
  expect(run.summary).toContain("1 skipped");
});

test("an event nobody thought of only shows the plan", async () => {
  const stage = await aStage({ agents: [{ key: "support", prompt: REWORDED, live: GOOD }] });
  const { payload } = dispatchEvent();

  const run = await stage.runEvent({ name: "release", payload }, stage.base);

  expect(run.exitCode).toBe(0);
  expect(new Set(run.calls)).toEqual(new Set(["GET /agents", "GET /optimizations", "GET /usage"]));
  expect(run.report?.command).toBe("plan");
});
