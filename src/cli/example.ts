/** The files of a configuration to start from: of the example that comes with the package, or of an account's agents. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "yaml";

/** Path relative to the folder -> text. */
export type Files = ReadonlyMap<string, string>;

/** The same two folders up from src/cli and from dist/cli. */
const EXAMPLE = join(import.meta.dirname, "../../examples/support-bot");
export const WORKFLOW = ".github/workflows/prompts.yml";

/** The workflow alone: it is the same for every account. */
export async function workflowFile(): Promise<string> {
  return readFile(join(EXAMPLE, WORKFLOW), "utf8");
}

/** One agent with transcripts, so that a new account has what a run needs. */
export async function exampleFiles(): Promise<Files> {
  const read = (path: string) => readFile(join(EXAMPLE, path), "utf8");
  const transcripts = (await readdir(join(EXAMPLE, "conversations")))
    .filter((name) => name.startsWith("support-"))
    .map((name) => `conversations/${name}`);
  const files = new Map<string, string>();
  files.set(
    "converra.yml",
    configText([
      {
        key: "support",
        name: "Larkfield Support",
        model: "gpt-4o",
        description: "First line of customer support, in the chat of the website and the app",
        conversations: ["conversations/*.txt"],
      },
    ]),
  );
  for (const path of ["prompts/support.md", ...transcripts]) files.set(path, await read(path));
  files.set(WORKFLOW, await workflowFile());
  return files;
}

export interface Entry {
  readonly key: string;
  readonly id?: string;
  readonly name: string;
  readonly model: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly conversations?: readonly string[];
}

export const promptPath = (key: string) => `prompts/${key}.md`;

/** converra.yml with these agents, each with its prompt in a file. */
export function configText(entries: readonly Entry[]): string {
  const agents = entries.map(({ key, id, name, model, ...rest }) => [
    key,
    { id, name, "prompt-file": promptPath(key), model, ...rest },
  ]);
  const text = stringify({ version: 1, agents: Object.fromEntries(agents) }, { lineWidth: 100 });
  return `# Every key, its default and an example: docs/configuration.md of Converra Gate.\n${text}`;
}

/** Missing folders are made. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
