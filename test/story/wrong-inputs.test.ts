/** What is wrong with inputs besides what a process alone shows. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aWorkspace } from "../support/run-action.ts";
import { REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };

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
