import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { dispatchEvent, pullRequestEvent } from "../../support/github-events.ts";
import { type ActionRun, aWorkspace, runAction } from "../../support/run-action.ts";

const WORKFLOW = resolve(import.meta.dirname, "../../../src/github/workflow.ts");
const GITHUB = { url: "http://127.0.0.1:1", token: "ghs_job", repository: "acme/support" };
const ACTION = `
inputs:
  api-key: { default: "" }
  base-url: { default: "https://converra.ai/api/v1" }
  two words: { default: "2" }
  github-token: { default: "\${{ github.token }}" }
`;

/** Runs a script with a Workflow in a process of its own, as the runner starts a step. */
async function runScript(script: string, options: Partial<ActionRun> = {}) {
  const workspace = aWorkspace({
    "action.yml": ACTION,
    "step.mts": `import { createWorkflow } from ${JSON.stringify(WORKFLOW)};
const workflow = createWorkflow();
${script}`,
  });
  return runAction({
    event: dispatchEvent(),
    github: GITHUB,
    workspace,
    entry: join(workspace, "step.mts"),
    actionFile: join(workspace, "action.yml"),
    env: { NODE_OPTIONS: `--import ${import.meta.resolve("tsx")}` },
    ...options,
  });
}

describe("the runner's adapter", () => {
  it("reads nothing hostile as a command, and its own commands as what they are", async () => {
    const result = await runScript(`
      workflow.setSecret("s3cret");
      workflow.setSecret("");
      workflow.info("prompt:\\n::error::owned\\n##[add-mask]x");
      workflow.debug("::error::owned");
      await workflow.group("fold\\n::error::owned", async () => workflow.info("inside"));
      workflow.annotate({
        level: "warning", message: "line one\\n::error::owned, 100%", title: "a:b,c",
        file: "prompts/a.md", line: 3, endLine: 5, column: 2,
      });
      workflow.annotate({ level: "notice", message: "of the run" });
    `);
    expect(result).toMatchObject({ exitCode: 0, masks: ["s3cret"], stderr: "" });
    expect(result.annotations).toEqual([
      {
        level: "warning",
        message: "line one\n: :error::owned, 100%",
        title: "a:b,c",
        file: "prompts/a.md",
        line: 3,
        endLine: 5,
        column: 2,
      },
      { level: "notice", message: "of the run" },
    ]);
  });

  it("writes outputs and state of several lines, and reads state back in the post step", async () => {
    const result = await runScript(`
      workflow.setOutput("verdicts", "[\\n::error::owned\\n]");
      workflow.setOutput("empty", "");
      workflow.saveState("runs", "opt_1\\nopt_2");
      workflow.info("state: " + JSON.stringify(workflow.getState("runs")));
    `);
    expect(result.outputs).toEqual({ verdicts: "[\n::error::owned\n]", empty: "" });
    expect(result.state).toEqual({ runs: "opt_1\nopt_2" });
    expect(result.stdout).toContain('state: ""');
    const post = await runScript(`workflow.info("state: " + workflow.getState("runs"));`, {
      phase: "post",
      state: result.state,
    });
    expect(post.stdout).toContain("state: opt_1\nopt_2");
  });

  it("appends to the summary up to 1 MiB in all, and refuses what goes beyond", async () => {
    const result = await runScript(`
      await workflow.writeSummary("# first");
      await workflow.writeSummary("é".repeat(524_284 - 8) + "\\n");
      for (const _ of [1, 2]) {
        await workflow.writeSummary("x".repeat(20)).catch((error) => workflow.info(error.message));
      }
      await workflow.writeSummary("last");
    `);
    expect(Buffer.byteLength(result.summary)).toBeLessThanOrEqual(1024 * 1024);
    expect(result.summary).toMatch(/^# first\né+\nlast\n$/u);
    expect(result.stdout.match(/drops more than 1048576/gu)).toHaveLength(2);
  });

  it("says that the summary could not be written, and does not write it later", async () => {
    const result = await runScript(
      `
      await workflow.writeSummary("lost").catch((error) => workflow.info(error.message));
      `,
      { env: { NODE_OPTIONS: `--import ${import.meta.resolve("tsx")}`, GITHUB_STEP_SUMMARY: "" } },
    );
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain("Could not write the job summary: Unable to find");
  });

  it("fails the step once", async () => {
    const result = await runScript(`
      workflow.setFailed("2 agents regressed\\n::warning::owned");
      workflow.setFailed("and could not comment");
    `);
    expect(result.exitCode).toBe(1);
    expect(result.annotations).toEqual([
      { level: "error", message: "2 agents regressed\n: :warning::owned" },
    ]);
    expect(result.stdout).toContain("\nand could not comment\n");
  });
});

describe("the runner of the tests", () => {
  const SHOW = "workflow.setOutput('env', JSON.stringify(process.env));";

  it("builds the environment from nothing but the event, the inputs and their defaults", async () => {
    const result = await runScript(SHOW, {
      event: pullRequestEvent({ number: 12, headRef: "topic" }),
      inputs: { "api-key": "sk_test" },
    });
    const env = JSON.parse(result.outputs.env ?? "{}") as Record<string, string>;
    expect(env).toMatchObject({
      "INPUT_API-KEY": "sk_test",
      "INPUT_BASE-URL": "https://converra.ai/api/v1",
      INPUT_TWO_WORDS: "2",
      "INPUT_GITHUB-TOKEN": "ghs_job",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_REF: "refs/pull/12/merge",
      GITHUB_HEAD_REF: "topic",
      GITHUB_BASE_REF: "main",
      GITHUB_API_URL: "http://127.0.0.1:1",
      GITHUB_WORKSPACE: result.workspace,
    });
    expect(env.GITHUB_SHA).toMatch(/^eeee/u);
    const own = Object.keys(env).filter((name) => !/^(?:GITHUB|INPUT|RUNNER)_/u.test(name));
    expect(own.sort()).toEqual(["CI", "NODE_OPTIONS", "PATH"]);
  });

  it("refuses an input that action.yml does not know", async () => {
    await expect(runScript(SHOW, { inputs: { "api-kye": "x" } })).rejects.toThrow(/api-kye/u);
  });

  it("sends a signal when its moment has come, and reports how the step ended", async () => {
    const ready = join(aWorkspace({}), "ready");
    const trap = `
      process.on("SIGINT", () => { workflow.info("stopping"); process.exit(3); });
      setInterval(() => {}, 1000);
      workflow.setOutput("started", "yes");
      (await import("node:fs")).writeFileSync(${JSON.stringify(ready)}, "");
    `;
    const when = () => existsSync(ready);
    const stopped = await runScript(trap, { signals: [{ signal: "SIGINT", when }] });
    expect(stopped).toMatchObject({ exitCode: 3, outputs: { started: "yes" } });
    const killed = await runScript("setInterval(() => {}, 1000);", {
      signals: [{ signal: "SIGKILL", afterMs: 50 }],
    });
    expect(killed).toMatchObject({ exitCode: null, signal: "SIGKILL" });
  });

  it("does not wait for ever", async () => {
    const endless = runScript("setInterval(() => {}, 1000);", { timeoutMs: 200 });
    await expect(endless).rejects.toThrow(/did not end within 200 ms/u);
  });
});
