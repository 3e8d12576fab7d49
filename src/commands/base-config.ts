/** The definitions at the base commit, read through the GitHub API so that a shallow clone is enough. */
import { collectPromptFiles, parseConfig } from "../config/parse.ts";
import type { ConfigText } from "../config/types.ts";
import type { AgentDefinition } from "../domain.ts";
import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "../github/client.ts";
import { listPullRequestFiles, readTextAt } from "../github/pull-request.ts";
import { changedKeys } from "../plan/changed.ts";
import type { OfflineEnvironment } from "./environment.ts";

interface BaseQuery {
  readonly github: GitHubClient;
  /** The base commit. */
  readonly commit: string;
  readonly pullRequest?: number | undefined;
  readonly files: readonly string[];
  /** The definitions at the head: prompt files that the pull request leaves alone are not fetched. */
  readonly head: readonly AgentDefinition[];
  readonly log: (line: string) => void;
}

/** The definitions at the base commit, where something depends on them; undefined when they cannot be read. */
export async function baseDefinitions(
  env: OfflineEnvironment,
): Promise<readonly AgentDefinition[] | undefined> {
  const { context, definitions, github, config, log, syncMode } = env;
  const wanted = onlyChanged(env) || syncMode === "live";
  if (!wanted || github === undefined || context.baseCommit === undefined) return undefined;
  return readBaseDefinitions({
    github,
    commit: context.baseCommit,
    pullRequest: context.pullRequest?.number,
    files: config.files,
    head: definitions,
    log,
  });
}

/** Keys that differ from the base commit; undefined when every agent counts, or the live agents decide. */
export function changedSince(
  env: OfflineEnvironment,
  base: readonly AgentDefinition[] | undefined,
): ReadonlySet<string> | undefined {
  return base === undefined || !onlyChanged(env) ? undefined : changedKeys(env.definitions, base);
}

function onlyChanged({ inputs, context }: OfflineEnvironment): boolean {
  if (inputs.changedOnly !== "auto") return inputs.changedOnly;
  return ["pull_request", "pull_request_target", "merge_group"].includes(context.event);
}

/** Undefined when the base cannot be read or is not a valid config: then the live agents decide what changed. */
async function readBaseDefinitions(
  query: BaseQuery,
): Promise<readonly AgentDefinition[] | undefined> {
  const { commit, files, log } = query;
  const fallback = (why: string, hint = "") =>
    log(`${why}; comparing with the live agents instead. ${hint}`.trimEnd());
  try {
    const read = await readerOf(query);
    const configs: ConfigText[] = [];
    for (const path of files) {
      const text = await read(path);
      if (text !== undefined) configs.push({ path, text });
    }
    if (configs.length === 0) return [];
    const prompts = new Map<string, string>();
    for (const path of collectPromptFiles(configs)) {
      const text = await read(path);
      if (text !== undefined) prompts.set(path, text);
    }
    const missing = { problem: "is missing at the base commit", fix: "" };
    const parsed = parseConfig(configs, (path) => prompts.get(path) ?? missing);
    if (parsed.ok) return parsed.config.agents;
    fallback(`The config at ${commit.slice(0, 7)} is not valid`);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    fallback(error.message, error.hint);
  }
  return undefined;
}

/** Reads a path at the base; a prompt file the pull request does not touch is taken from the head. */
async function readerOf(query: BaseQuery): Promise<(path: string) => Promise<string | undefined>> {
  const { github, commit, pullRequest } = query;
  const same = new Map<string, string>();
  if (pullRequest !== undefined) {
    const touched = new Set(
      (await listPullRequestFiles(github, pullRequest)).flatMap((file) => [
        file.path,
        file.previousPath ?? file.path,
      ]),
    );
    for (const { prompt, promptSource, source } of query.head) {
      if (promptSource.file === source.file || touched.has(promptSource.file)) continue;
      same.set(promptSource.file, prompt);
    }
  }
  return async (path) => same.get(path) ?? (await readTextAt(github, { path, ref: commit }));
}
