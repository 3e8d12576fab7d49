/** Webhooks of the account that converra.yml keeps. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readRepoFile } from "../../scripts/generate.ts";
import { readPage } from "../repo/markdown-blocks.ts";
import { pushEvent } from "../support/github-events.ts";
import { bodies, writes } from "../support/stage/requests.ts";
import { accountOf, keepingOn, reasonsOf, seedTheirs } from "./support/keeping.ts";
import { aStage, type Story } from "./support/stage.ts";

const URL_A = "https://hooks.larkfield.example/a?token=t0ps3cret";
const HOOK = { url: URL_A, events: ["optimization.completed"] };

const hooks = (stage: Story) => [...stage.converra.state.webhooks.values()];

test("what is missing is created, what the config drops is deleted, and others' stay", async () => {
  const stage = await aStage();
  const { push } = keepingOn(stage);
  seedTheirs(stage);
  const theirs = { url: "https://theirs.example/", events: ["insights.generated"] };
  const webhooks = [{ ...HOOK, description: "Alerts" }, theirs];

  const made = await push({ webhooks });
  expect(made.exitCode).toBe(0);
  expect(writes(made)).toEqual(["POST /webhooks"]);
  expect(bodies(made, "POST", "/webhooks")[0]?.description).toMatch(
    /^Alerts \[converra-gate [0-9a-f]{12}-[0-9a-f]{12}\]$/u,
  );

  expect(writes(await push({ webhooks }))).toEqual([]);

  const changed = await push({ webhooks: [{ ...HOOK, events: ["optimization.started"] }] });
  expect(writes(changed)).toEqual(["POST /webhooks", expect.stringMatching(/^DELETE /u)]);
  expect(hooks(stage).map(({ id, events }) => [id, events])).toEqual([
    ["wh_theirs", ["insights.generated"]],
    [expect.any(String), ["optimization.started"]],
  ]);

  const gone = await push({ webhooks: [] });
  expect(accountOf(gone)?.map(([, action, done]) => [action, done])).toEqual([["delete", true]]);
  expect(hooks(stage).map(({ id }) => id)).toEqual(["wh_theirs"]);
});

test("one of ours that was edited, or is another branch's, is nobody's to delete", async () => {
  const stage = await aStage();
  const { push, commit, last } = keepingOn(stage);
  await push({ webhooks: [HOOK] });
  const [own] = hooks(stage);
  if (own === undefined) throw new Error("a webhook was made");
  stage.converra.state.webhooks.set(own.id, { ...own, url: "https://elsewhere.example/" });
  expect(reasonsOf(await push({ webhooks: [HOOK] }))).toContain("elsewhere.example: optim");
  stage.converra.state.webhooks.set(own.id, { ...own, events: ["prompt.updated"] });
  const kept = await push({ webhooks: [HOOK] });
  expect(kept.outputs.gate).toBe("warn");
  expect(writes(kept)).toEqual([]);
  const release = pushEvent({ branch: "release", after: last().sha, before: last().sha });
  const inputs = { command: "sync", sync: "live" };
  await stage.runEvent(release, commit({ webhooks: [] }), { inputs });
  expect(hooks(stage)).toHaveLength(1);

  const run = await push({ webhooks: [] });
  expect(writes(run)).toEqual([]);
  expect(run.outputs.gate).toBe("warn");
  expect(reasonsOf(run)).toContain("it was edited since");
});

test("one with this address and other events is neither doubled nor replaced", async () => {
  const stage = await aStage();
  seedTheirs(stage, { url: URL_A });
  const run = await keepingOn(stage).push({ webhooks: [HOOK] });
  expect(run.exitCode).toBe(1);
  expect(writes(run)).toEqual([]);
  expect(reasonsOf(run)).toContain("name its events here, or delete it in Converra");
});

test("a secret goes into the output where that is asked for, and nowhere else", async () => {
  const stage = await aStage();
  const silent = { url: "https://b.example/hook", events: ["insights.generated"] };
  const webhooks = [{ ...HOOK, "secret-output": true }, silent];

  const { push } = keepingOn(stage);
  const run = await push({ webhooks });

  const [first, second] = hooks(stage).map(({ secret }) => secret);
  expect(JSON.parse(run.outputs["webhook-secrets"] ?? "")).toEqual({ [URL_A]: first });
  expect(run.masks).toEqual(expect.arrayContaining([first, second]));
  const { "webhook-secrets": _, ...outputs } = run.outputs;
  const shown = JSON.stringify([run.summary, run.report, outputs]);
  const logged = run.stdout.split("\n").filter((line) => !line.startsWith("::add-mask::"));
  for (const text of [shown, ...logged]) expect(text).not.toMatch(/whsec_/u);

  const again = await push({ webhooks });
  expect(again.outputs["webhook-secrets"]).toBe("");
});

const hasJq = spawnSync("jq", ["--version"]).status === 0;

test.skipIf(!hasJq)("the step of docs/account.md takes the secret out of the output", async () => {
  const { blocks } = readPage("docs/account.md", readRepoFile("docs/account.md") ?? "");
  const [config, steps] = blocks.map(({ text }) => parse(text));
  const stage = await aStage();
  const run = await keepingOn(stage).push({ webhooks: config.webhooks });

  const script = steps.find((step: { run?: string }) => step.run !== undefined).run;
  // In the place of GitHub's program one that shows what it was given.
  const { stdout } = spawnSync("bash", ["-c", `gh() { echo "$*"; cat; }; ${script}`], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, SECRETS: run.outputs["webhook-secrets"] },
  });
  expect(stdout).toBe(`secret set CONVERRA_WEBHOOK_SECRET\n${hooks(stage)[0]?.secret}\n`);
});

test("a lost answer makes no second one, and says that the secret is lost", async () => {
  const stage = await aStage();
  const { push, again } = keepingOn(stage);
  stage.converra.fault("POST /webhooks:1:drop-after");

  const run = await push({ webhooks: [HOOK] });
  expect(writes(run)).toEqual(["POST /webhooks"]);
  expect(run.exitCode).toBe(1);
  expect(reasonsOf(run)).toContain("its secret was in an answer that got lost");

  const second = await again();
  expect(writes(second)).toEqual([]);
  expect(second.exitCode).toBe(0);
  expect(hooks(stage)).toHaveLength(1);
});

test("an answer lost before the service saw it is not asked for twice in one run", async () => {
  const stage = await aStage();
  const { push, again } = keepingOn(stage);
  stage.converra.fault("POST /webhooks:1:drop-before");
  const run = await push({ webhooks: [HOOK] });
  expect(run.exitCode).toBe(1);
  expect(writes(run)).toHaveLength(1);
  expect(reasonsOf(run)).toContain("run this again");
  expect((await again()).exitCode).toBe(0);
  expect(hooks(stage)).toHaveLength(1);
});

test("two workflows at once end with one webhook", async () => {
  const stage = await aStage();
  const { push, again } = keepingOn(stage);
  const both = [push({ webhooks: [HOOK] }), again()];
  for (const run of await Promise.all(both)) expect(run.exitCode).toBe(0);
  expect(hooks(stage)).toHaveLength(1);
});
