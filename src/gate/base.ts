/** The definitions at the base commit, read through the GitHub API so that a shallow clone is enough. */
import { collectPromptFiles, parseConfig } from "../config/parse.ts";
import type { ConfigText } from "../config/source.ts";
import type { AgentDefinition } from "../domain.ts";
import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "../github/client.ts";
import { readTextAt, readTree, type TreeEntry } from "../github/repository.ts";
import { changedKeys } from "../plan/sides.ts";
import { blobSha, regularFile, requireHeadCheckout } from "./checkout.ts";
import type { OfflineEnvironment } from "./types.ts";

interface BaseCommit {
  readonly github: GitHubClient;
  readonly commit: string;
  /** One call, however often its result is needed. */
  readonly readTree: () => Promise<ReadonlyMap<string, TreeEntry>>;
}

/**
 * The definitions at the base commit, where something depends on them; undefined when they cannot be read. Throws an
 * ActionError where pull_request_target has the base checked out.
 */
export async function baseDefinitions(
  env: OfflineEnvironment,
): Promise<readonly AgentDefinition[] | undefined> {
  const base = baseCommitOf(env);
  await requireHeadCheckout(env, base?.readTree);
  if (base === undefined || (!onlyChanged(env) && env.syncMode !== "live")) return undefined;
  return readDefinitions(base, env);
}

/** Undefined without a token or without a base. */
function baseCommitOf({ ports, context }: OfflineEnvironment): BaseCommit | undefined {
  const { github } = ports;
  const { baseCommit: commit } = context;
  if (github === undefined || commit === undefined) return undefined;
  let tree: Promise<ReadonlyMap<string, TreeEntry>> | undefined;
  const readOnce = () => {
    tree ??= readTree(github, commit);
    return tree;
  };
  return { github, commit, readTree: readOnce };
}

/** Keys that differ from the base commit; undefined when every agent counts, or the live agents decide. */
export function changedSinceBase(
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
async function readDefinitions(
  base: BaseCommit,
  { context, config, ports }: OfflineEnvironment,
): Promise<readonly AgentDefinition[] | undefined> {
  const short = base.commit.slice(0, 7);
  const fallback = (why: string, hint = "") =>
    ports.log(`${why}; comparing with the live agents instead. ${hint}`.trimEnd());
  try {
    const read = await readerOf(base, context.workspace);
    const configs: ConfigText[] = [];
    for (const path of config.files) {
      const text = await read(path);
      if (text !== undefined) configs.push({ path, text });
    }
    if (configs.length === 0) return [];
    const prompts = new Map<string, string>();
    for (const path of collectPromptFiles(configs)) {
      const text = await read(path);
      if (text === undefined) {
        fallback(`The prompt ${path} is not a file of commit ${short}`);
        return undefined;
      }
      prompts.set(path, text);
    }
    const missing = { problem: "is missing at the base commit", fix: "" };
    const parsed = parseConfig(configs, (path) => prompts.get(path) ?? missing);
    if (parsed.ok) return parsed.config.agents;
    fallback(`The config at ${short} is not valid`);
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
async function readerOf(
  base: BaseCommit,
  workspace: string,
): Promise<(path: string) => Promise<string | undefined>> {
  const tree = await base.readTree();
  return async (path) => {
    const { mode, sha } = tree.get(path) ?? {};
    const isFile = mode === "100644" || mode === "100755";
    const bytes = isFile ? await regularFile(workspace, path) : undefined;
    return bytes !== undefined && blobSha(bytes) === sha
      ? new TextDecoder().decode(bytes)
      : readTextAt(base.github, { path, ref: base.commit });
  };
}
