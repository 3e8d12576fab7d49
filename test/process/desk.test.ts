import { execFileSync, spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startConverra } from "../../sandbox/converra/server.ts";
import type { Report } from "../../src/report/model.ts";
import { aWorkspace } from "../support/run-action.ts";
import { installedPackage } from "./support/package.ts";
import { NODE_WARNING, until } from "./support/stage.ts";

const CLI = resolve(import.meta.dirname, "../../dist/cli/index.js");
const CONVERSATION = "User: where is my order?\nAssistant: Let me look.";

/** An account with two agents whose names are the same; runs take about `runMs`. */
async function anAccount(runMs = 500) {
  const converra = await startConverra({ plan: "pro", seed: 4, timeScale: 1_000_000 / runMs });
  onTestFinished(() => converra.close());
  for (const content of ["You are support.\r\n\r\nBe kind: always.", "- You sell.\n"]) {
    const seed = { name: 'Shop: "A"', content, model: "gpt-4o", conversations: [CONVERSATION] };
    converra.seedAgent(seed);
  }
  const env = { CONVERRA_API_KEY: converra.apiKey, CONVERRA_BASE_URL: converra.url };
  return { converra, env };
}

/** The Node of this run, and another one where TEST_NODE names its program. */
const NODES = [process.execPath, process.env.TEST_NODE ?? []].flat();

test.each(NODES)(
  "the package's gate --sandbox in an empty folder plays the example, without a warning, on %s",
  async (node) => {
    const shell = installedPackage();
    const env = { PATH: `${dirname(node)}:${process.env.PATH}` };
    const version = await shell.run("node --version", { env });
    expect(version.output.trim()).toBe(
      execFileSync(node, ["--version"], { encoding: "utf8" }).trim(),
    );
    const { output, exitCode } = await shell.run("npx converra-gate gate --sandbox", { env });

    expect(output).toContain("there is no converra.yml here, so this is the example");
    expect(output).toContain("❌ Converra gate failed: 1 regressed");
    expect(output).toContain("-## Refunds");
    expect(exitCode).toBe(1);
  },
);

test("init writes what the account says: valid, nothing to do, and a workflow that actionlint takes", async () => {
  const { converra, env } = await anAccount();
  const shell = installedPackage();
  const init = await shell.run("converra-gate init", { env });
  expect(init.output).toContain("From the account, 2 of its agents");
  expect(init.exitCode).toBe(0);
  expect(readFileSync(join(shell.folder, "prompts/shop-a-2.md"), "utf8")).toBe("- You sell.\n");

  expect(await shell.run("converra-gate validate")).toMatchObject({ exitCode: 0 });
  const { output, exitCode } = await shell.run("converra-gate plan --json 2>/dev/null", {
    env,
  });
  const plan = JSON.parse(output) as Report;
  expect(plan.agents.map((agent) => agent.plan?.action)).toEqual(["unchanged", "unchanged"]);
  expect(exitCode).toBe(0);
  expect(converra.requests.every(({ method }) => method === "GET")).toBe(true);

  const workflow = ".github/workflows/prompts.yml";
  const linted = resolve(import.meta.dirname, "../../examples/support-bot", workflow);
  // That actionlint takes it is held by test/repo/docs.test.ts, with every other workflow that is shown.
  expect(readFileSync(join(shell.folder, workflow), "utf8")).toBe(readFileSync(linted, "utf8"));

  const below = await shell.run("git init --quiet && mkdir bot && cd bot && converra-gate init");
  expect(below.output).toMatch(
    /reads workflows at the root of the repository alone: move \.github\/workflows\/prompts\.yml to \/.*, and give the action `config: bot\/converra\.yml`/u,
  );

  const again = await shell.run("echo mine >> converra.yml; converra-gate init </dev/null", {
    env,
  });
  expect(again.output).toContain("Nothing was written");
  expect(again.exitCode).toBe(2);
  const forced = await shell.run("converra-gate init --force && converra-gate validate", {
    env,
  });
  expect(forced.exitCode).toBe(0);
});

test.each([
  ["validate", {}, /^converra\.yml does not exist[\s\S]*Start with: npx converra-gate init/],
  [
    "init --example",
    { "converra.yml": "version: 1\n" },
    /are here already and differ:\s+converra\.yml[\s\S]*npx converra-gate init --yes/,
  ],
])("what keeps %s from its work is told on standard error alone", async (args, files, words) => {
  const { CONVERRA_API_KEY, ...env } = process.env;
  const options = {
    cwd: aWorkspace(files),
    env: { ...env, NO_COLOR: "1" },
    encoding: "utf8",
  } as const;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [CLI, ...args.split(" ")],
    options,
  );

  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(NODE_WARNING);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});

test("Ctrl-C stops what the gate has started, and leaves with exit code 2", async () => {
  const { converra, env } = await anAccount(60_000);
  const cwd = await aWorkspace({
    "converra.yml":
      "version: 1\nagents:\n  a: { id: agent_1, model: gpt-4o, prompt: You are brief. }\n",
  });
  const child = spawn(process.execPath, [CLI, "gate"], { cwd, env: { ...process.env, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  const ended = new Promise<number | null>((done) => child.on("close", done));
  await until(() => converra.runs().length === 2, "two runs are under way");
  child.kill("SIGINT");

  expect(await ended).toBe(2);
  expect(converra.runs().map(({ phase }) => phase)).toEqual(["stopped", "stopped"]);
  expect(output).toContain("stopping the runs this command started");
});

test("the doctor comes from the desk: its findings, its file, and an exit code for each ending", async () => {
  const shell = installedPackage();
  const visit = await shell.run("converra-gate doctor --sandbox --write --report-dir found");
  expect(visit.output).toContain("✅ Converra is as the gate needs it");
  expect(visit.output).toMatch(/^ {2}holds .*list-in-data/mu);
  expect(visit.exitCode).toBe(0);
  const file = JSON.parse(readFileSync(join(shell.folder, "found/doctor.json"), "utf8"));
  expect(file).toMatchObject({ schemaVersion: 1, broken: [] });
  const printed = await shell.run("converra-gate doctor --sandbox --write --json 2>/dev/null");
  expect(Object.keys(JSON.parse(printed.output))).toEqual(Object.keys(file));

  const { converra, env } = await anAccount();
  const wrongKey = { ...env, CONVERRA_API_KEY: "sk_other" };
  const refused = await shell.run("converra-gate doctor", { env: wrongKey });
  expect(refused.output).toContain("Converra refused the API key");
  expect(refused.exitCode).toBe(2);
  expect(converra.requests.every(({ method }) => method === "GET")).toBe(true);

  const other = await startConverra({ faults: ["GET /usage:*:status:404"] });
  onTestFinished(() => other.close());
  const lacking = await shell.run("converra-gate doctor", {
    env: { CONVERRA_API_KEY: other.apiKey, CONVERRA_BASE_URL: other.url },
  });
  expect(lacking.output).toContain("❌ Converra is not as the gate needs it (GET /usage)");
  expect(lacking.exitCode).toBe(1);
});

test("a report folder that cannot be written to is told, and is not said to hold a report", async () => {
  const shell = installedPackage();
  const plan = "touch file; converra-gate plan --sandbox --report-dir file/x";
  const { output, exitCode } = await shell.run(plan);
  expect(output).toMatch(/report\.html could not be written to .*file\/x \(ENOTDIR\)/);
  expect(output).not.toContain("Whole report");
  expect(exitCode).toBe(0);
});

test("fourteen runs at once print no warning", async () => {
  const converra = await startConverra({ plan: "enterprise", seed: 4, timeScale: 2_000 });
  onTestFinished(() => converra.close());
  const keys = Array.from({ length: 14 }, (_, index) => `agent-${index + 1}`);
  for (const name of keys) {
    converra.seedAgent({ name, content: "Be.", model: "gpt-4o", conversations: [CONVERSATION] });
  }
  const agents = keys.map((key) => `  ${key}: { prompt: Be brief. }\n`).join("");
  const rules =
    "budget: { max-runs: 14 }\ngate: { baseline: off, metrics: { clarity: { min: 1 } } }\n";
  const wait = "wait: { interval-seconds: 0.2, max-interval-seconds: 0.5 }\n";
  const shell = installedPackage();
  writeFileSync(
    join(shell.folder, "converra.yml"),
    `version: 1\n${rules}${wait}agents:\n${agents}`,
  );
  const env = { CONVERRA_API_KEY: converra.apiKey, CONVERRA_BASE_URL: converra.url };
  const { output } = await shell.run("converra-gate gate", { env });
  expect(output).toContain("14 runs started");
});
