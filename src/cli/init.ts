/** `init`: the files to begin with, from the agents of the account or from an example; nothing is overwritten unasked. */
import { existsSync } from "node:fs";
import { lstat, readFile, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { createInterface } from "node:readline/promises";
import { systemClock } from "../clock.ts";
import { ActionError } from "../errors.ts";
import { visible } from "../report/escape.ts";
import type { Agent } from "../service/agent-shape.ts";
import { createConverra } from "../service/converra.ts";
import { createTransport } from "../service/transport.ts";
import { readDeskAccess, readProxy } from "../variables.ts";
import { accountFiles } from "./account-files.ts";
import { type DeskIo, EXIT } from "./desk.ts";
import { exampleFiles, type Files, WORKFLOW, workflowFile, writeFiles } from "./example.ts";

export interface InitOptions {
  readonly example: boolean;
  /** Overwrite without asking. */
  readonly yes: boolean;
}

const SERVICE = "https://converra.ai/api/v1";
const ATTEMPT_TIMEOUT_MS = 30_000;
/** For the whole of a list of agents, repeats included. */
const READ_MS = 120_000;

/** Resolves to the exit code; 2 when files are in the way and nobody can be asked, or the answer is no. */
export async function init({ example, yes }: InitOptions, io: DeskIo): Promise<number> {
  const { folder, stdout, stderr, screen } = io;
  const { files, origin, notes } = await startingFiles(example);
  for (const path of files.keys()) await requireNoWayOut(folder, path);
  const differing = await differingFiles(folder, files);
  if (differing.length > 0 && !yes) {
    stderr.write(`These files are here already and differ:\n  ${differing.join("\n  ")}\n`);
    if (!(await mayOverwrite())) {
      stderr.write("Nothing was written. To overwrite them: npx converra-gate init --yes\n");
      return EXIT.unable;
    }
  }
  await writeFiles(folder, files);
  stdout.write(`${screen.colors.green(`✅ ${origin}`)}\n`);
  for (const path of files.keys()) stdout.write(`  ${path}\n`);
  for (const note of [...notes, ...misplacedWorkflow(folder)])
    stdout.write(`${screen.colors.yellow(visible(note))}\n`);
  stdout.write(
    `Next: npx converra-gate validate, then npx converra-gate plan\nOn GitHub: store the key as the repository secret CONVERRA_API_KEY; ${WORKFLOW} reads it.\n`,
  );
  return EXIT.passed;
}

/** GitHub reads no workflow but those at the root of the repository. */
function misplacedWorkflow(folder: string): readonly string[] {
  const isRepository = (path: string) => existsSync(join(path, ".git"));
  let root = folder;
  while (!isRepository(root) && dirname(root) !== root) root = dirname(root);
  if (root === folder || !isRepository(root)) return [];
  const config = `${relative(root, folder).split(sep).join("/")}/converra.yml`;
  return [
    `GitHub reads workflows at the root of the repository alone: move ${WORKFLOW} to ${root}, and give the action \`config: ${config}\`.`,
  ];
}

interface Start {
  readonly files: Files;
  readonly origin: string;
  readonly notes: readonly string[];
}

async function startingFiles(example: boolean): Promise<Start> {
  const { apiKey, baseUrl = SERVICE } = readDeskAccess();
  if (example) return exampleStart("An example to start from:", []);
  if (apiKey === undefined) {
    return exampleStart("An example to start from, because CONVERRA_API_KEY is empty:", []);
  }
  const { files, count, notes } = accountFiles(await readAgents(apiKey, baseUrl));
  if (count === 0)
    return exampleStart("An example to start from, as the account has no agents:", notes);
  const withWorkflow = new Map([...files, [WORKFLOW, await workflowFile()]]);
  return { files: withWorkflow, origin: `From the account, ${count} of its agents:`, notes };
}

async function exampleStart(origin: string, notes: readonly string[]): Promise<Start> {
  return { files: await exampleFiles(), origin, notes };
}

async function readAgents(apiKey: string, baseUrl: string): Promise<readonly Agent[]> {
  const deadline = systemClock.now() + READ_MS;
  const converra = createConverra({
    baseUrl,
    apiKey,
    transport: createTransport({
      timeoutMs: ATTEMPT_TIMEOUT_MS,
      proxy: readProxy(() => {}),
    }),
    clock: systemClock,
    deadline: () => deadline,
  });
  return converra.agents.listAll();
}

/** What is written through such a link would be where nobody looks for it. */
async function requireNoWayOut(folder: string, path: string): Promise<void> {
  const root = await realpath(folder);
  const parts = path.split("/");
  for (const [index] of parts.entries()) {
    const place = parts.slice(0, index + 1).join("/");
    const found = await lstat(join(folder, place)).catch(() => undefined);
    if (found === undefined) return;
    if (!found.isSymbolicLink()) continue;
    const target = await realpath(join(folder, place)).catch(() => undefined);
    const way = relative(root, target ?? root);
    const isInside = way.split(sep)[0] !== ".." && !isAbsolute(way);
    if (target !== undefined && isInside) continue;
    const where = target === undefined ? "leads to nothing" : "leads out of this folder";
    throw new ActionError(`${place} is a link that ${where}, so ${path} was not written`, {
      hint: "Remove the link, or put a file or a folder in its place, and run init again. Nothing was written.",
    });
  }
}

/** Paths where something else stands than would be written. */
async function differingFiles(folder: string, files: Files): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const [path, text] of files) {
    const found = await readFile(join(folder, path), "utf8").catch((error) => {
      if (error.code === "ENOENT") return undefined;
      throw new ActionError(`${path} is in the way and could not be read (${error.code})`, {
        hint: "Move it away, and run init again.",
      });
    });
    if (found !== undefined && found !== text) differing.push(path);
  }
  return differing;
}

/** No where nobody is there to answer. */
async function mayOverwrite(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question("Overwrite them? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}
