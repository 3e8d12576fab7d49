/** Plays a job of a workflow file on this machine: `run` steps in bash, `uses: ./` as the runner would start the action. */
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { RunnerContext, RunnerEvent } from "../../sandbox/runner/environment.ts";
import { parseCommandFile } from "../../sandbox/runner/output.ts";
import { runStep } from "../../sandbox/runner/runner.ts";

/** Numbers and truth values reach a step as text. */
type Values = Readonly<Record<string, string | number | boolean>>;

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Values;
  readonly with?: Values;
  readonly "continue-on-error"?: boolean;
}

interface FilledStep extends Step {
  readonly env: Readonly<Record<string, string>>;
  readonly with: Readonly<Record<string, string>>;
}

export interface PlayedStep {
  readonly name: string;
  readonly outcome: "success" | "failure" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
  readonly log: string;
}

interface Stage {
  /** The checkout. */
  readonly workspace: string;
  /** RUNNER_TEMP */
  readonly temp: string;
  readonly event: RunnerEvent;
  readonly context: RunnerContext;
}

/** Every step of the job with how it ended. Actions of others are taken to succeed without an output. */
export async function playJob(
  workflow: string,
  job: string,
  stage: Stage,
): Promise<readonly PlayedStep[]> {
  const { jobs } = parse(workflow) as { jobs: Record<string, { steps: readonly Step[] }> };
  const played: PlayedStep[] = [];
  const byId = new Map<string, PlayedStep>();
  let failed = false;
  for (const step of jobs[job]?.steps ?? []) {
    const name = step.name ?? step.uses ?? step.run ?? "";
    const result: PlayedStep =
      failed && step.if !== "always()"
        ? { name, outcome: "skipped", outputs: {}, log: "" }
        : { name, ...(await playStep(filledIn(step, byId), stage)) };
    played.push(result);
    if (step.id !== undefined) byId.set(step.id, result);
    if (result.outcome === "failure" && step["continue-on-error"] !== true) failed = true;
  }
  return played;
}

/** The expressions that a step here may hold: another step's outcome, and its outputs. */
function filledIn(step: Step, byId: ReadonlyMap<string, PlayedStep>): FilledStep {
  const fill = (text: string) =>
    text.replace(/\$\{\{ *(.*?) *\}\}/g, (_, expression: string) => {
      const [, id = "", , output] =
        /^steps\.([\w-]+)\.(outcome|outputs\.([\w-]+))$/.exec(expression) ?? [];
      const found = byId.get(id);
      if (found === undefined) throw new Error(`The player does not know \${{ ${expression} }}`);
      return output === undefined ? found.outcome : (found.outputs[output] ?? "");
    });
  const all = (values: Values = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(String(value))]));
  return { ...step, env: all(step.env), with: all(step.with) };
}

async function playStep(step: FilledStep, stage: Stage): Promise<Omit<PlayedStep, "name">> {
  if (step.run !== undefined) return playShell(step.run, step.env, stage);
  if (step.uses !== "./") return { outcome: "success", outputs: {}, log: "" };
  const { workspace, temp, event, context } = stage;
  const { exitCode, outputs, stdout, stderr } = await runStep({
    entry: join(workspace, "dist", "index.js"),
    actionFile: join(workspace, "action.yml"),
    inputs: step.with,
    token: "",
    ...{ event, context, workspace, temp },
  });
  const outcome = exitCode === 0 ? "success" : "failure";
  return { outcome, outputs, log: stdout + stderr };
}

/** Output goes to a file: what a step leaves running in the background would hold a pipe open. */
function playShell(
  script: string,
  env: Readonly<Record<string, string>>,
  { workspace, temp }: Stage,
): Omit<PlayedStep, "name"> {
  mkdirSync(temp, { recursive: true });
  const folder = mkdtempSync(join(temp, "step-"));
  const output = join(folder, "output");
  const [outputFile, log] = [openSync(output, "a"), openSync(join(folder, "log"), "a")];
  const { PATH, HOME } = process.env;
  const { status } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd: workspace,
    env: { PATH, HOME, RUNNER_TEMP: temp, GITHUB_OUTPUT: output, ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(outputFile);
  closeSync(log);
  return {
    outcome: status === 0 ? "success" : "failure",
    outputs: parseCommandFile(readFileSync(output, "utf8")),
    log: readFileSync(join(folder, "log"), "utf8"),
  };
}
