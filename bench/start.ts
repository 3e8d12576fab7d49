/**
 * What the action costs before it does anything: its bundle against an empty program, in runs that take turns, on the
 * Node that runs this, by the clock and in processor time, which a busy machine lengthens less; and how large it is. Run with: npm run bench:start (-- --runs N), after npm run build.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startConverra } from "../sandbox/converra/server.ts";
import {
  createCommandFiles,
  resolveInputs,
  runnerEnvironment,
} from "../sandbox/runner/environment.ts";

const ROOT = resolve(import.meta.dirname, "..");
const CONFIG = `version: 1
agents:
  support:
    model: gpt-4o
    prompt: You are the support agent of a shop.
`;

/** A run that ends early, and how it ends. */
interface Case {
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly exitCode: number;
}

function casesFor(converraUrl: string): readonly Case[] {
  const wrongKey = { "api-key": "sk_of_somebody_else", "base-url": converraUrl };
  return [
    { name: "an input is wrong", inputs: { command: "gaet" }, exitCode: 1 },
    { name: "plan without a key", inputs: { command: "plan" }, exitCode: 0 },
    { name: "plan with a wrong key", inputs: { command: "plan", ...wrongKey }, exitCode: 1 },
  ];
}

/** Milliseconds by the clock from the start of a process to its end, and of processor time of all its threads. */
interface Taken {
  readonly wall: number;
  readonly processor: number;
}

/** Preloaded: has a process leave its processor time, in microseconds, where the variable says. */
const PRELOAD = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  require("node:fs").writeFileSync(process.env.BENCH_PROCESSOR_TIME, String(user + system));
});
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "40" } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a whole number above 0");
  const folder = await mkdtemp(join(tmpdir(), "converra-gate-start-"));
  await writeFile(join(folder, "preload.cjs"), PRELOAD);
  const converra = await startConverra();
  try {
    const cases = casesFor(converra.url);
    const starts = [
      () => timed(["-e", "0"], { env: {}, cwd: folder, exitCode: 0 }, folder),
      ...(await Promise.all(cases.map((one, index) => prepare(one, folder, String(index))))),
    ];
    const times: Taken[][] = starts.map(() => []);
    // One round is not counted: it fills the caches of the file system.
    for (let round = -1; round < runs; round += 1) {
      for (const [index, start] of starts.entries()) {
        const taken = await start();
        if (round >= 0) times[index]?.push(taken);
      }
    }
    process.stdout.write(`${startTable(["an empty program", ...cases.map(nameOf)], times)}\n`);
    process.stdout.write(`${await sizeTable()}\n`);
  } finally {
    await converra.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const nameOf = ({ name }: Case) => name;

/** A workspace of its own for each case, so that every run finds the same. */
async function prepare(
  { inputs, exitCode }: Case,
  all: string,
  name: string,
): Promise<() => Promise<Taken>> {
  const folder = join(all, name);
  const workspace = join(folder, "workspace");
  await mkdir(workspace, { recursive: true });
  await writeFile(join(workspace, "converra.yml"), CONFIG);
  const event = { name: "workflow_dispatch", payload: {} };
  const { files, eventPath } = await createCommandFiles(join(folder, "files"), event);
  const env = runnerEnvironment({
    inputs: await resolveInputs(join(ROOT, "action.yml"), inputs, "ghs_job"),
    state: {},
    event,
    context: { repository: "acme/support", apiUrl: "http://127.0.0.1:1" },
    files,
    eventPath,
    workspace,
    temp: folder,
  });
  return async () => {
    await Promise.all(Object.values(files).map((file) => writeFile(file, "")));
    return timed([join(ROOT, "dist/index.js")], { env, cwd: workspace, exitCode }, all);
  };
}

async function timed(
  args: readonly string[],
  expected: {
    readonly env: Record<string, string>;
    readonly cwd: string;
    readonly exitCode: number;
  },
  folder: string,
): Promise<Taken> {
  const { cwd } = expected;
  const file = join(folder, "processor-time");
  const preload = { NODE_OPTIONS: `--require=${join(folder, "preload.cjs")}` };
  const env = { ...expected.env, ...preload, BENCH_PROCESSOR_TIME: file };
  const started = performance.now();
  const child = spawn(process.execPath, args, { env, cwd, stdio: ["ignore", "pipe", "inherit"] });
  let log = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const { code, wall } = await new Promise<{ code: number | null; wall: number }>(
    (done, failed) => {
      child.once("error", failed);
      child.once("close", (ended) => done({ code: ended, wall: performance.now() - started }));
    },
  );
  if (code !== expected.exitCode) {
    throw new Error(`node ${args.join(" ")} ended with ${code}, not ${expected.exitCode}:\n${log}`);
  }
  return { wall, processor: Number(await readFile(file, "utf8")) / 1000 };
}

function startTable(names: readonly string[], times: readonly (readonly Taken[])[]): string {
  const figures = (of: (taken: Taken) => number, index: number) => {
    const [own, empty] = [index, 0].map((at) => (times[at] ?? []).map(of));
    const [mine, least] = [median(own ?? []), Math.min(...(own ?? []))];
    if (index === 0) return [milliseconds(mine), "", milliseconds(least), ""];
    return [
      milliseconds(mine),
      `+${milliseconds(mine - median(empty ?? []))}`,
      milliseconds(least),
      `+${milliseconds(least - Math.min(...(empty ?? [])))}`,
    ];
  };
  const rows = names.flatMap((name, index) => [
    [name, "by the clock", ...figures(({ wall }) => wall, index)],
    ["", "processor time", ...figures(({ processor }) => processor, index)],
  ]);
  const title = `Node ${process.versions.node}, ${times[0]?.length} runs each`;
  return [
    `| ${title} | | median | over empty | least | over empty |`,
    "| --- | --- | --: | --: | --: | --: |",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    "",
  ].join("\n");
}

const milliseconds = (ms: number) => `${ms.toFixed(0)} ms`;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(half) - 1], sorted[half | 0]];
  return (low + high) / 2;
}

async function sizeTable(): Promise<string> {
  const rows: string[] = [];
  for (const folder of ["dist", "dist/sandbox"]) {
    const names = (await readdir(join(ROOT, folder))).filter((name) => name.endsWith(".js"));
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(ROOT, folder, name))).size),
    );
    const sum = sizes.reduce((total, size) => total + size, 0);
    rows.push(...names.map((name, at) => `| ${folder}/${name} | ${kilobytes(sizes[at] ?? 0)} |`));
    if (names.length > 1) rows.push(`| ${folder}/*.js | ${kilobytes(sum)} |`);
  }
  return ["| file | size |", "| --- | --: |", ...rows].join("\n");
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

await main();
