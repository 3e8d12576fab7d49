import { readdir } from "node:fs/promises";
import { join } from "node:path";
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

test("a wrong input is reported in the stated report folder, where that input is right", async () => {
  const stage = await aStage();
  const folder = join(await aWorkspace({}), "reports");
  const inputs = { command: "gait", "report-dir": folder };

  const run = await stage.runPull(stage.openPullRequest({ changes: CHANGED }), { inputs });

  expect(run.outputs["report-dir"]).toBe(folder);
  expect(await readdir(folder)).toEqual([
    ...["badge.json", "badge.svg", "report.html", "report.json", "report.junit.xml"],
  ]);
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

test("an agent that is not in the configuration is named, with the keys there are", async () => {
  const stage = await aStage({ agents: [{ key: "support" }, { key: "billing" }] });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { inputs: { agents: "support, bulling" } });

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.report?.fault?.message).toContain("bulling");
  expect(run.report?.fault?.hint).toBe(
    "Did you mean billing? The keys there are: support, billing.",
  );
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

test("the plan command works without a key and says what it could not compare", async () => {
  const stage = await aStage({ agents: [{ key: "support" }, { key: "billing" }] });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { key: false, inputs: { command: "plan" } });

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("warn");
  expect(run.calls).toEqual([]);
  expect(run.report?.command).toBe("plan");
  expect(run.summary).toContain("1 not compared, 1 unchanged");
  expect(run.report?.agents.map(({ key, plan }) => [key, plan?.action])).toEqual([
    ["support", "not-compared"],
    ["billing", "unchanged"],
  ]);
  expect(run.summary).toContain("There is no API key, so it was not compared");
});

test("the sync command does not work without a key and says so", async () => {
  const stage = await aStage();

  const run = await stage.runEvent(pushEvent(), stage.base, { key: false });

  expect(run.exitCode).toBe(1);
  expect(run.report?.fault?.message).toContain("There is no API key, so sync could not");
  expect(run.report?.fault?.hint).toContain("secrets.CONVERRA_API_KEY");
});

test("a misspelt input is told with the nearest right one, and nothing is synced", async () => {
  const stage = await aStage();

  const run = await stage.runEvent(pushEvent(), stage.base, { env: { INPUT_COMAND: "plan" } });

  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.report?.fault?.message).toContain('"comand" is no input of this action; did you mean');
});
