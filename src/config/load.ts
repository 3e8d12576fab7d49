import { ConfigError, type ConfigIssue } from "../errors.ts";
import { MAX_CONFIG_BYTES, MAX_PROMPT_BYTES } from "./defaults.ts";
import { findFiles, readWorkspaceText } from "./files.ts";
import { parseSources, promptFilesOf } from "./parse.ts";
import { parseSource } from "./source.ts";
import type { ConfigText, ReadFailure, RunConfig } from "./types.ts";

/** Files read at one time, far below any limit on open files. */
const READ_AT_ONCE = 32;

/** Reads the configuration files that the patterns name and the prompts they name; throws a ConfigError. */
export async function loadConfig({
  workspace,
  patterns,
}: {
  workspace: string;
  patterns: readonly string[];
}): Promise<RunConfig> {
  const { files, issues: missing } = await findFiles(workspace, patterns);
  const texts = await readAll(workspace, files, MAX_CONFIG_BYTES);
  const unread: ConfigIssue[] = [];
  const readable: ConfigText[] = [];
  for (const [path, text] of texts) {
    if (typeof text === "string") readable.push({ path, text });
    else unread.push(failure(path, text));
  }
  const sources = readable.map(parseSource);
  const prompts = await readAll(workspace, promptFilesOf(sources), MAX_PROMPT_BYTES);
  const result = parseSources(sources, (path) => prompts.get(path) ?? notAsked(path));
  const issues = [...missing, ...unread, ...(result.ok ? [] : result.issues)];
  if (!result.ok || issues.length > 0) throw new ConfigError(issues);
  return result.config;
}

async function readAll(
  workspace: string,
  paths: readonly string[],
  maxBytes: number,
): Promise<Map<string, string | ReadFailure>> {
  const texts = new Map<string, string | ReadFailure>();
  for (let start = 0; start < paths.length; start += READ_AT_ONCE) {
    const batch = paths.slice(start, start + READ_AT_ONCE);
    const read = await Promise.all(
      batch.map(
        async (path) => [path, await readWorkspaceText(workspace, path, maxBytes)] as const,
      ),
    );
    for (const [path, text] of read) texts.set(path, text);
  }
  return texts;
}

function failure(path: string, { problem, fix }: ReadFailure): ConfigIssue {
  return { file: path, line: 1, column: 1, message: `${path} ${problem}`, fix };
}

function notAsked(path: string): ReadFailure {
  return { problem: `was not read (${path})`, fix: "Report this: it is a mistake of the action." };
}
