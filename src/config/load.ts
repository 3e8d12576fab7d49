import { ConfigError, type ConfigIssue } from "../errors.ts";
import {
  fileIssue,
  findFiles,
  isFileThere,
  lookAround,
  otherEnding,
  type ReadFailure,
  readWorkspaceText,
} from "./files.ts";
import { loadTranscripts } from "./load-transcripts.ts";
import { parseSources, promptFilesOf } from "./parse.ts";
import { MAX_PROMPT_BYTES } from "./prompt.ts";
import type { RunConfig } from "./resolve.ts";
import { type ConfigSource, MAX_CONFIG_BYTES, parseSource } from "./source.ts";

/** Reads the configuration files that the patterns name, and the prompts and transcripts they name; throws a ConfigError. */
export async function loadConfig({
  workspace,
  patterns,
  begin,
}: {
  workspace: string;
  patterns: readonly string[];
  /** What to do where there is no configuration at all; unless told, that of a workflow. */
  begin?: string;
}): Promise<RunConfig> {
  const around = { workspace, begin };
  const { files, issues: missing } = await findFiles(workspace, patterns);
  const texts = await readAll(workspace, files, MAX_CONFIG_BYTES);
  const issues: ConfigIssue[] = [];
  for (const issue of missing) issues.push(await withWhereabouts(around, files, issue));
  const sources: ConfigSource[] = [];
  for (const [path, text] of texts) {
    if (typeof text === "string") sources.push(parseSource({ path, text }));
    else issues.push(await withWhereabouts(around, files, fileIssue(path, text)));
  }
  const prompts = await readAll(workspace, promptFilesOf(sources), MAX_PROMPT_BYTES);
  const result = parseSources(sources, (path) => prompts.get(path) ?? notRead(path));
  const { transcripts, issues: misread } = await loadTranscripts(sources, workspace);
  issues.push(...misread);
  if (result.ok && issues.length === 0)
    return { ...result.config, transcripts, leftAside: await filesLeftAside(workspace, files) };
  throw new ConfigError([...issues, ...(result.ok ? [] : result.issues)]);
}

/** Somebody may edit the one of two files that nobody reads. */
async function filesLeftAside(
  workspace: string,
  read: readonly string[],
): Promise<RunConfig["leftAside"]> {
  const pairs = read.flatMap((path) => ({ read: path, path: otherEnding(path) ?? path }));
  const unread = pairs.filter(({ path }) => !read.includes(path));
  const areThere = await Promise.all(unread.map(({ path }) => isFileThere(workspace, path)));
  return unread.filter((_, index) => areThere[index]);
}

const CHECK_OUT = "The workspace is empty: add `- uses: actions/checkout@v4` before this step.";

/** A configuration that is not there: the checkout may be missing, or it may lie in another folder. */
async function withWhereabouts(
  { workspace, begin }: { readonly workspace: string; readonly begin: string | undefined },
  read: readonly string[],
  issue: ConfigIssue,
): Promise<ConfigIssue> {
  if (issue.isAbsent !== true) return issue;
  const { isEmpty, configs } = await lookAround(workspace);
  if (isEmpty) return { ...issue, fix: begin ?? CHECK_OUT };
  const twin = otherEnding(issue.file);
  if (twin !== undefined && (await isFileThere(workspace, twin)))
    return {
      ...issue,
      fix: `There is ${twin}: name it as the config, or rename it to ${issue.file}.`,
    };
  const isNear = issue.fix?.startsWith("Did you mean") ?? false;
  const [first, ...others] = isNear ? [] : configs.filter((path) => !read.includes(path));
  if (first === undefined) return isNear || begin === undefined ? issue : { ...issue, fix: begin };
  const more = others.length === 0 ? "" : `, or one of ${others.join(", ")}`;
  return { ...issue, fix: `There is ${first}: name it as the config${more}.` };
}

async function readAll(
  workspace: string,
  paths: readonly string[],
  maxBytes: number,
): Promise<Map<string, string | ReadFailure>> {
  const texts = new Map<string, string | ReadFailure>();
  for (const path of paths) texts.set(path, await readWorkspaceText(workspace, path, maxBytes));
  return texts;
}

function notRead(path: string): ReadFailure {
  return { problem: `was not read (${path})`, fix: "Report this: it is a mistake of the action." };
}
