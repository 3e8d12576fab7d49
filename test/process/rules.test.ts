import { expect, test } from "vitest";
import { BAD } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

/** The bundle's own way from GitHub's API to the rules; what follows from them is told by test/story/rules.test.ts. */
test("the bundle judges a pull request by the base commit's rules and misses its agents", async () => {
  const stage = await aStage({
    agents: [{ key: "support" }, { key: "billing" }, { key: "sales" }],
    config: { budget: { "max-runs": 20 } },
  });
  const config = (stage.base.files["converra.yml"] ?? "")
    .replace(/ {2}billing:\n(?: {4}.*\n)+/u, "")
    .replace("name: sales", "name: Sales helper")
    .concat("gate: { max-drop: 100 }\n");
  const changes = { "converra.yml": config, "prompts/support.md": BAD, "prompts/sales.md": BAD };
  const run = await stage.runPull(stage.openPullRequest({ changes }));

  expect(run.exitCode).toBe(1);
  expect(JSON.parse(run.outputs.regressed ?? "")).toEqual(["support", "sales"]);
  expect(run.report?.rules).toMatchObject({
    loosened: [
      { key: "support", rule: "max-drop", from: "5", to: "100" },
      { key: "sales", rule: "max-drop", from: "5", to: "100" },
    ],
    removed: [
      { key: "billing", how: "removed" },
      { key: "sales", how: "renamed" },
    ],
  });
  expect(stage.comment()).toContain("support and 1 more · max-drop 5 → 100");
});
