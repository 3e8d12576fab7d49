import { expect, test } from "vitest";
import { pushEvent } from "../support/github-events.ts";
import { aWorkspace } from "../support/run-action.ts";
import { REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };

test("all inputs that are wrong are named together, with what they may be", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, {
    inputs: {
      command: "gait",
      "fail-on": "always",
      "timeout-minutes": "soon",
      "max-runs": "-1",
      "base-url": "http://converra.ai/api/v1",
    },
  });

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.gitHubRequests).toEqual([]);
  const { message = "", hint } = run.report?.fault ?? {};
  expect(message).toMatch(/^5 inputs are wrong: /u);
  for (const word of ["gait", "always", "soon", "-1", "//converra.ai/api/v1"]) {
    expect(message).toContain(word);
    expect(run.summary).toContain(word);
  }
  expect(hint).toContain("`with:`");
});

test("a key with a line break in it is refused without being shown", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { key: "sk_live_first\nsk_live_second" });

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.report?.fault?.message).toContain("api-key holds a space, a line break");
  for (const half of ["sk_live_first", "sk_live_second"]) {
    expect(run.summary + JSON.stringify(run.report)).not.toContain(half);
  }
});

test("a payload without a pull request is told, and still everything is written", async () => {
  const stage = await aStage();
  const event = { name: "pull_request", payload: { action: "opened" } };

  // Without a context the report goes to the system's own temporary folder.
  const folder = await aWorkspace({});
  const run = await stage.runEvent(event, stage.base, { env: { TMPDIR: folder } });

  expect(run.exitCode).toBe(1);
  expect(run.report?.fault?.message).toContain("names no pull request");
});

test("a misspelt input is told with the nearest right one, and nothing is synced", async () => {
  const stage = await aStage();

  const run = await stage.runEvent(pushEvent(), stage.base, { env: { INPUT_COMAND: "plan" } });

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.report?.fault?.message).toContain('"comand" is no input of this action; did you mean');
});
