/** What the workflows of this repository may do, and whose code they run. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { readRepoFile } from "../../scripts/generate.ts";
import { writeReportFiles } from "../../src/report/write-files.ts";
import { failingReport } from "../support/report-samples.ts";
import { readPage } from "./markdown-blocks.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = ".github/workflows";
const files = readdirSync(new URL(`../../${FOLDER}/`, import.meta.url)).map((name) => {
  const text = readRepoFile(`${FOLDER}/${name}`) ?? "";
  return { name, text };
});

/** What is wrong with the workflow, a line each. */
function wrongIn(text: string): readonly string[] {
  const { on, permissions, jobs } = parse(text) as Workflow;
  return [
    ...(JSON.stringify(permissions) === "{}" ? [] : ["permissions are not empty at the top"]),
    ...("pull_request_target" in on ? ["runs on pull_request_target"] : []),
    ...text.split("\n").flatMap(wrongLine),
    ...Object.entries(jobs).flatMap(([name, job]) => wrongJob(job).map((one) => `${name}: ${one}`)),
  ];
}

function wrongLine(line: string): readonly string[] {
  const [, uses, comment = ""] = /^\s*(?:- )?uses: (\S+)(.*)$/.exec(line) ?? [];
  const [, write, reason = ""] = /^\s*([\w-]+: write)\b(.*)$/.exec(line) ?? [];
  const isPinned =
    uses === undefined ||
    uses === "./" ||
    (/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40}$/.test(uses) && /^ # v\d+\.\d+\.\d+$/.test(comment));
  return [
    ...(isPinned ? [] : [`${uses} is not pinned by its commit, with the version behind it`]),
    ...(write === undefined || / # \w/.test(reason) ? [] : [`${write} has no reason`]),
  ];
}

function wrongJob(job: Job): readonly string[] {
  const steps = job.steps ?? [];
  const open = steps.filter(
    ({ uses, with: given }) =>
      uses?.startsWith("actions/checkout@") && given?.["persist-credentials"] !== false,
  );
  return [
    ...(job.permissions === undefined ? ["has no permissions"] : []),
    ...(typeof job["timeout-minutes"] === "number" ? [] : ["has no timeout-minutes"]),
    ...(steps[0]?.uses?.startsWith("step-security/harden-runner@")
      ? []
      : ["does not begin with harden-runner"]),
    ...(open.length === 0 ? [] : ["leaves the checkout's token in .git"]),
    // What an expression holds would be read as shell.
    ...(steps.some(({ run }) => run?.includes("${{")) ? ["puts an expression into a script"] : []),
  ];
}

describe("the workflows", () => {
  it.each(files)("$name keeps the rules", ({ text }) => {
    expect(wrongIn(text)).toEqual([]);
  });

  it("use one commit of each action", () => {
    const pins = new Map<string, Set<string>>();
    for (const [, action = "", pin = ""] of files
      .map(({ text }) => text)
      .join("\n")
      .matchAll(/uses: ([\w.-]+\/[\w.-]+)\S*@(\S+ # \S+)/g)) {
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
    expect(pins.size).toBeGreaterThan(5);
    expect([...pins].filter(([, commits]) => commits.size > 1)).toEqual([]);
  });

  it("are all there", () => {
    expect(files.map(({ name }) => name).toSorted()).toEqual([
      "ci.yml",
      "codeql.yml",
      "dependency-review.yml",
      "release.yml",
      "scorecard.yml",
      "self-test.yml",
    ]);
  });

  it("test the oldest Node that is promised, and the one the action runs on", () => {
    const { jobs } = parse(readRepoFile(`${FOLDER}/ci.yml`) ?? "");
    const { engines } = JSON.parse(readRepoFile("package.json") ?? "");
    expect(jobs.test.strategy.matrix.node).toEqual([20, 24]);
    expect(engines.node).toBe(">=20.20");
    expect(parse(readRepoFile("action.yml") ?? "").runs.using).toBe("node24");
  });

  it("sign and publish only where no dependency runs", () => {
    const { jobs } = parse(readRepoFile(`${FOLDER}/release.yml`) ?? "") as Workflow;
    const writers = Object.values(jobs).filter(({ permissions }) =>
      Object.values(permissions ?? {}).includes("write"),
    );
    expect(writers).toHaveLength(2);
    for (const { run } of writers.flatMap(({ steps }) => steps ?? [])) {
      expect(run ?? "").not.toMatch(/\bnpm\b|\bnpx\b|\.ci\/run/);
    }
  });
});

describe("the workflow that docs/pages.md shows", () => {
  const page = readPage("docs/pages.md", readRepoFile("docs/pages.md") ?? "");
  const [{ text } = { text: "" }] = page.blocks.filter(({ lang }) => lang === "yaml");

  it("keeps the rules of those that run here, but for what watches the network", () => {
    // A release of this action has no commit that could be named beforehand.
    const wrong = wrongIn(text.replace("converra/gate@v1", "./"));
    expect(wrong.filter((one) => !one.endsWith("does not begin with harden-runner"))).toEqual([]);
  });

  it("takes what a report leaves to where Pages finds it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "converra-gate-pages-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await writeReportFiles(join(folder, "report"), failingReport());
    // The page itself takes long to draw.
    writeFileSync(join(folder, "report", "report.html"), "<!doctype html>");
    const { jobs } = parse(text) as Workflow;
    const scripts = Object.values(jobs).flatMap(({ steps = [] }) => steps.map(({ run }) => run));
    for (const script of scripts)
      if (script) execFileSync("bash", ["-ec", script], { cwd: folder });
    expect(readdirSync(join(folder, "site")).toSorted()).toEqual([
      "badge.json",
      "badge.svg",
      "index.html",
    ]);
  });

  it("publishes where nothing of the repository and no key is", () => {
    const { jobs } = parse(text) as Workflow;
    const publishing = Object.values(jobs).filter(({ permissions }) => permissions?.pages);
    expect(publishing).toHaveLength(1);
    expect(JSON.stringify(publishing)).not.toMatch(/secrets\.|"run"|checkout/u);
  });
});

describe("this test", () => {
  const sound = `on: { push: {} }
permissions: {}
jobs:
  a:
    timeout-minutes: 5
    permissions:
      contents: write # to push
    steps:
      - uses: step-security/harden-runner@${"a".repeat(40)} # v1.2.3
      - run: echo
`;

  it.each([
    ["permissions: {}\n", "permissions: read-all\n", "permissions are not empty at the top"],
    ["push: {}", "pull_request_target: {}", "runs on pull_request_target"],
    ["    timeout-minutes: 5\n", "", "a: has no timeout-minutes"],
    [" # to push", "", "contents: write has no reason"],
    ["    permissions:\n      contents: write # to push\n", "", "a: has no permissions"],
    [
      "- run: echo",
      "- uses: b/c@v1",
      "b/c@v1 is not pinned by its commit, with the version behind it",
    ],
    [
      "- run: echo",
      `- uses: actions/checkout@${"b".repeat(40)} # v1.0.0`,
      "a: leaves the checkout's token in .git",
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
    ["- run: echo", "- run: echo ${{ github.head_ref }}", "a: puts an expression into a script"],
    [/ {6}- uses: step.*\n/, "", "a: does not begin with harden-runner"],
  ])("sees what is wrong where %j is %j", (from, to, expected) => {
    expect(wrongIn(sound)).toEqual([]);
    expect(wrongIn(sound.replace(from, () => to))).toEqual([expected]);
  });
});
