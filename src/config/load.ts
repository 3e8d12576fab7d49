import { ConfigError } from "../errors.ts";
import { fileIssue, findFiles, type ReadFailure, readWorkspaceText } from "./files.ts";
import { parseSources, promptFilesOf } from "./parse.ts";
import { MAX_PROMPT_BYTES } from "./prompt.ts";
import type { RunConfig } from "./resolve.ts";
import { type ConfigSource, MAX_CONFIG_BYTES, parseSource } from "./source.ts";

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
  const issues = [...missing];
  const sources: ConfigSource[] = [];
  for (const [path, text] of texts) {
    if (typeof text === "string") sources.push(parseSource({ path, text }));
    else issues.push(fileIssue(path, text));
  }
  const prompts = await readAll(workspace, promptFilesOf(sources), MAX_PROMPT_BYTES);
  const result = parseSources(sources, (path) => prompts.get(path) ?? notRead(path));
  if (result.ok && issues.length === 0) return result.config;
  throw new ConfigError([...issues, ...(result.ok ? [] : result.issues)]);
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

function notRead(path: string): ReadFailure {
  return { problem: `was not read (${path})`, fix: "Report this: it is a mistake of the action." };
}
