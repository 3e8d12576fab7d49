import { expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };

test("a proxy's password is masked", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, {
    inputs: { command: "plan" },
    env: { HTTPS_PROXY: "http://runner:pr0xy-pa55word@127.0.0.1:9", NO_PROXY: "127.0.0.1" },
  });

  expect(run.exitCode).toBe(0);
  expect(run.calls).toContain("GET /agents");
  expect(run.masks).toContain("pr0xy-pa55word");
  const shown = run.stdout.replaceAll(/^::add-mask::.*$/gmu, "") + run.summary;
  expect(shown).not.toContain("pr0xy-pa55word");
});
