/** The definitions at the base commit, read through the GitHub API so that a shallow clone is enough. */
import { collectPromptFiles, parseConfig } from "../config/parse.ts";
import type { ConfigText } from "../config/source.ts";
import type { AgentDefinition } from "../domain.ts";
import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "../github/client.ts";
import { readTextAt, readTree, type TreeEntry } from "../github/repository.ts";
import { changedKeys } from "../plan/sides.ts";
import { blobSha, regularFile, requireHeadCheckout } from "./checkout.ts";
import type { Ports, Setting } from "./types.ts";

/** What is there without a key as well. */
export type BaseEnvironment = Setting & { readonly ports: Pick<Ports, "github" | "log"> };

interface BaseQuery {
  readonly github: GitHubClient;
  /** The base commit. */
  readonly commit: string;
  readonly readBase: () => Promise<ReadonlyMap<string, TreeEntry>>;
  readonly workspace: string;
  readonly files: readonly string[];
  readonly log: (line: string) => void;
}

/**
 * The definitions at the base commit, where something depends on them; undefined when they cannot be read. Throws an
 * ActionError where pull_request_target has the base checked out.
 */
export async function baseDefinitions(
  env: BaseEnvironment,
): Promise<readonly AgentDefinition[] | undefined> {
  const { context, config, syncMode } = env;
  const { github, log } = env.ports;
  const { baseCommit: commit, workspace } = context;
  if (github === undefined || commit === undefined) {
    await requireHeadCheckout(env, undefined);
    return undefined;
  }
  let tree: Promise<ReadonlyMap<string, TreeEntry>> | undefined;
  const readBase = () => {
    tree ??= readTree(github, commit);
    return tree;
  };
  await requireHeadCheckout(env, readBase);
  if (!onlyChanged(env) && syncMode !== "live") return undefined;
  return readBaseDefinitions({ github, commit, readBase, workspace, files: config.files, log });
}

/** Keys that differ from the base commit; undefined when every agent counts, or the live agents decide. */
export function changedSinceBase(
  env: Setting,
  base: readonly AgentDefinition[] | undefined,
): ReadonlySet<string> | undefined {
  return base === undefined || !onlyChanged(env) ? undefined : changedKeys(env.definitions, base);
}

function onlyChanged({ inputs, context }: Setting): boolean {
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
      if (text === undefined) {
        fallback(`The prompt ${path} is not a file of commit ${commit.slice(0, 7)}`);
        return undefined;
      }
      prompts.set(path, text);
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

/**
 * Reads a path at the base. Text is taken from the workspace only where its bytes are the base's own: links, submodules
 * and generated files can change without a change at their path.
 */
async function readerOf(query: BaseQuery): Promise<(path: string) => Promise<string | undefined>> {
  const { github, commit, workspace } = query;
  const tree = await query.readBase();
  return async (path) => {
    const entry = tree.get(path);
    if (entry?.mode === "100644" || entry?.mode === "100755") {
      const bytes = await regularFile(workspace, path);
      if (bytes !== undefined && blobSha(bytes) === entry.sha)
        return new TextDecoder().decode(bytes);
    }
    return readTextAt(github, { path, ref: commit });
  };
}
