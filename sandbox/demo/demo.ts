/** The demo: the built action on three pull requests of the example repository, started as the runner starts it. */
import { cp, mkdir, mkdtemp, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { RunningConverra } from "../converra/server.ts";
import { pullRequestPayload } from "../github/payloads.ts";
import { type GitHubStub, startGitHub } from "../github/server.ts";
import { runStep, type StepResult } from "../runner/runner.ts";
import { readFiles, startExample } from "./example.ts";
import { DEMO_PULL_REQUESTS, type DemoPullRequest, type Files } from "./pull-requests.ts";
import { type Paint, painter, renderTerminal } from "./terminal.ts";

export interface DemoIo {
  /** The sandbox's own bundle: the action, its action.yml and the example lie at fixed places around it. */
  readonly script: string;
  readonly color: boolean;
  readonly out: (text: string) => void;
}

const BASE = "b5e0d6f7c8a9b0c1d2e3f4a5b6c7d8e9f0a1b2c3";
const REPOSITORY = "larkfield/support-bot";
/** Exit code 0 when each gate came out as it should. */
export async function runDemo(io: DemoIo): Promise<number> {
  const paint = painter(io.color);
  const root = join(dirname(await realpath(io.script)), "..", "..");
  const example = join(root, "examples", "support-bot");
  const files = await readFiles(example);
  const folder = await mkdtemp(join(tmpdir(), "converra-gate-demo-"));
  const converra = await startExample(files);
  const github = await startGitHub({ repository: REPOSITORY });
  github.seedFiles(BASE, files);
  try {
    io.out(introduction(converra, paint));
    let wrong = 0;
    for (const pull of DEMO_PULL_REQUESTS) {
      const ended = await openPullRequest(pull, {
        io,
        paint,
        root,
        folder,
        files,
        converra,
        github,
      });
      if (!ended) wrong += 1;
    }
    io.out(conclusion(wrong, folder, paint));
    return wrong === 0 ? 0 : 1;
  } finally {
    await Promise.all([converra.close(), github.close()]);
  }
}

interface Stage {
  readonly io: DemoIo;
  readonly paint: Paint;
  readonly root: string;
  readonly folder: string;
  readonly files: Files;
  readonly converra: RunningConverra;
  readonly github: GitHubStub;
}

async function openPullRequest(pull: DemoPullRequest, stage: Stage): Promise<boolean> {
  const { io, paint, root, folder, converra, github } = stage;
  const files = pull.edit(stage.files);
  const changed = Object.keys(files).filter((path) => files[path] !== stage.files[path]);
  const place = join(folder, `pull-${pull.number}`);
  const workspace = join(place, "repository");
  const temp = join(place, "runner-temp");
  await mkdir(temp, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  }
  github.seedFiles(pull.head, files);
  github.seedPullRequest({ ...pull, base: BASE });
  io.out(`\n${paint("bold", `Pull request #${pull.number}: ${pull.title}`)}\n`);
  io.out(`${paint("dim", `changes ${changed.join(", ")}`)}\n\n`);
  const result = await runStep({
    entry: join(root, "dist", "index.js"),
    actionFile: join(root, "action.yml"),
    inputs: { "api-key": converra.apiKey, "base-url": converra.url },
    event: {
      name: "pull_request",
      payload: pullRequestPayload({ ...pull, repository: REPOSITORY, base: BASE }),
    },
    context: { repository: REPOSITORY, apiUrl: github.url, workflow: "Prompts", job: "gate" },
    token: github.token,
    workspace,
    temp,
    onLog: (text) => io.out(progress(text, paint)),
  });
  const comment = github.comments(pull.number).at(-1)?.body ?? "";
  await keep(place, comment, result, temp);
  io.out(`\n${renderTerminal(comment, paint)}\n`);
  return judge(pull, result, stage);
}

/** The log without the runner's own commands, and without the report that the comment shows anyway. */
function progress(text: string, paint: Paint): string {
  const lines = text.split("\n").filter((line) => /^(Command:|Starting|Waiting|\w+: )/.test(line));
  return lines.map((line) => `  ${paint("dim", line)}\n`).join("");
}

async function keep(
  place: string,
  comment: string,
  result: StepResult,
  temp: string,
): Promise<void> {
  await writeFile(join(place, "comment.md"), comment);
  await writeFile(join(place, "summary.md"), result.summary);
  await writeFile(join(place, "log.txt"), result.stdout + result.stderr);
  await cp(join(temp, "converra-gate"), join(place, "report"), { recursive: true, force: true });
}

function judge(pull: DemoPullRequest, result: StepResult, { io, paint }: Stage): boolean {
  const { gate } = result.outputs;
  const failed = result.exitCode !== 0;
  const right = failed === (pull.expected === "fail") && (gate === "fail") === failed;
  const words = `gate ${gate ?? "missing"}, exit code ${result.exitCode}`;
  const wanted = `expected: ${pull.expected === "fail" ? "the check fails" : "the check passes"}`;
  io.out(`\n${paint(right ? "green" : "red", `${right ? "✓" : "✗"} ${words} (${wanted})`)}\n`);
  if (gate === undefined) io.out(`${result.stdout}${result.stderr}\n`);
  return right;
}

function introduction(converra: RunningConverra, paint: Paint): string {
  return `${paint("bold", "Converra Gate in its sandbox")}
Emulated Converra at ${converra.url}, emulated GitHub beside it. Scores are synthetic; nothing leaves this machine.
`;
}

function conclusion(wrong: number, folder: string, paint: Paint): string {
  const words =
    wrong === 0
      ? "All three gates came out as they should."
      : `${wrong} of 3 gates did not come out as they should.`;
  return `\n${paint("bold", words)}
Comments, summaries, reports and logs are under ${folder}
`;
}
