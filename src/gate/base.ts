/** The base commit's configuration: of GitHub, so that a shallow clone is enough, or of git at a desk. */
import picomatch from "picomatch";
import { collectPromptFiles, parseConfig } from "../config/parse.ts";
import type { RunConfig } from "../config/resolve.ts";
import type { ConfigText } from "../config/source.ts";
import { ActionError } from "../errors.ts";
import { onlyChanged } from "../event.ts";
import { readTextAt, readTree, type TreeEntry } from "../github/repository.ts";
import type { Inputs } from "../inputs.ts";
import { changedKeys } from "../plan/sides.ts";
import { agentsBehind } from "./behind.ts";
import { blobSha, type CheckedRun, regularFile, requireHeadCheckout } from "./checkout.ts";
import type { BaseConfig, CommitFiles, OfflineEnvironment } from "./types.ts";

/** What has to be known of a run to read its base. */
export interface BaseQuestion extends CheckedRun {
  readonly inputs: Pick<Inputs, "configPatterns">;
  /** Whether the base's prompts are needed, or its rules alone. */
  readonly withPrompts: boolean;
  /** What follows where it cannot be read, for the log. */
  readonly instead?: string;
  readonly ports: CheckedRun["ports"] & { readonly files?: CommitFiles };
}

interface BaseCommit {
  readonly files: CommitFiles;
  readonly commit: string;
  /** One call, however often its result is needed. */
  readonly readTree: () => Promise<ReadonlyMap<string, TreeEntry>>;
}

/**
 * Undefined when there is no base, or it cannot be read or is no valid config. Throws an ActionError where
 * pull_request_target has the base checked out.
 */
export async function readBase(question: BaseQuestion): Promise<BaseConfig | undefined> {
  const base = baseCommitOf(question);
  await requireHeadCheckout(question, base?.readTree);
  const read = base === undefined ? undefined : await readConfig(base, question);
  if (read?.definitions === undefined || !question.withPrompts) return read;
  return {
    ...read,
    behind: await agentsBehind(question, read.definitions, read.config?.files ?? []),
  };
}

/** Undefined without a token or git, or without a base. */
function baseCommitOf({ ports, context }: BaseQuestion): BaseCommit | undefined {
  const files = ports.files ?? onGitHub(ports);
  const { baseCommit: commit } = context;
  if (files === undefined || commit === undefined) return undefined;
  let tree: Promise<ReadonlyMap<string, TreeEntry>> | undefined;
  const readOnce = () => {
    tree ??= files.readTree(commit);
    return tree;
  };
  return { files, commit, readTree: readOnce };
}

function onGitHub({ github }: BaseQuestion["ports"]): CommitFiles | undefined {
  if (github === undefined) return undefined;
  return {
    readTree: (commit) => readTree(github, commit),
    readTextAt: (place) => readTextAt(github, place),
  };
}

/** Keys that differ from the base commit; undefined when every agent counts, or the live agents decide. */
export function changedSinceBase(env: OfflineEnvironment): ReadonlySet<string> | undefined {
  const { definitions: before, behind } = env.base ?? {};
  if (before === undefined || !onlyChanged(env.inputs, env.context)) return undefined;
  const changed = [...changedKeys(env.definitions, before)];
  return new Set(changed.filter((key) => behind?.has(key) !== true));
}

async function readConfig(
  base: BaseCommit,
  question: BaseQuestion,
): Promise<BaseConfig | undefined> {
  const { context, ports, instead = "comparing with the live agents instead" } = question;
  const short = base.commit.slice(0, 7);
  const fallback = (why: string, hint = "") => ports.log(`${why}; ${instead}. ${hint}`.trimEnd());
  try {
    const read = await readerOf(base, context.workspace);
    const paths = await configFilesOf(base, question);
    const found = await configAt(question.withPrompts ? read : withoutPrompts(read, paths), paths);
    if (found === "none") return { config: undefined, definitions: [] };
    if (found !== "not valid") {
      const { config, lacking } = found;
      if (lacking === undefined) return { config, definitions: config.agents };
      if (question.withPrompts) fallback(`The prompt ${lacking} is not a file of commit ${short}`);
      return { config, definitions: undefined };
    }
    fallback(`The config at ${short} is not valid`);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    fallback(error.message, error.hint);
  }
  return undefined;
}

/** Reads a path of a commit; undefined where it has no such file. */
type Read = (path: string) => Promise<string | undefined>;

function withoutPrompts(read: Read, configs: readonly string[]): Read {
  return async (path) => (configs.includes(path) ? read(path) : undefined);
}

export interface ConfigAt {
  readonly config: RunConfig;
  /** A prompt that could not be read: the texts of this config's agents are not to be relied on. */
  readonly lacking: string | undefined;
}

/** The config that these files make up as they stand in a commit. */
export async function configAt(
  read: Read,
  paths: readonly string[],
): Promise<ConfigAt | "none" | "not valid"> {
  const configs: ConfigText[] = [];
  for (const path of paths) {
    const text = await read(path);
    if (text !== undefined) configs.push({ path, text });
  }
  if (configs.length === 0) return "none";
  const prompts = new Map<string, string>();
  let lacking: string | undefined;
  for (const path of collectPromptFiles(configs)) {
    const text = await read(path);
    if (text === undefined) lacking ??= path;
    // The rules of an agent hold although its prompt is not kept in the repository.
    prompts.set(path, text ?? "(not a file of the commit)");
  }
  const unread = { problem: "is missing at the base commit", fix: "" };
  const parsed = parseConfig(configs, (path) => prompts.get(path) ?? unread);
  return parsed.ok ? { config: parsed.config, lacking } : "not valid";
}

/** Configurations under the usual name, whoever names them. */
export function configsIn(tree: ReadonlyMap<string, TreeEntry>): readonly string[] {
  return [...tree.keys()].filter((path) => /(^|\/)converra\.ya?ml$/.test(path));
}

/**
 * The head's files, and what its patterns name at the base: a file that the change deletes has rules and agents too. Where
 * the base has none of them, those that the change takes away from where they were.
 */
async function configFilesOf(
  base: BaseCommit,
  { inputs, config, context }: BaseQuestion,
): Promise<readonly string[]> {
  const isNamed = picomatch([...inputs.configPatterns], { dot: true });
  const tree = await base.readTree();
  const named = [...tree.keys()].filter((path) => isNamed(path));
  const files = [...new Set([...config.files, ...named])];
  if (files.some((path) => tree.has(path))) return files;
  const usual = configsIn(tree);
  if (usual.length === 0 || context.commit === undefined) return files;
  // A checkout may be sparse.
  const head = await base.files.readTree(context.commit);
  return [...files, ...usual.filter((path) => !head.has(path))];
}

/**
 * Reads a path at the base. Text is taken from the workspace only where its bytes are the base's own: links, submodules
 * and generated files can change without a change at their path.
 */
async function readerOf(base: BaseCommit, workspace: string): Promise<Read> {
  const tree = await base.readTree();
  return async (path) => {
    const { mode, sha } = tree.get(path) ?? {};
    const isFile = mode === "100644" || mode === "100755";
    const bytes = isFile ? regularFile(workspace, path) : undefined;
    return bytes !== undefined && blobSha(bytes) === sha
      ? new TextDecoder().decode(bytes)
      : base.files.readTextAt({ path, ref: base.commit });
  };
}
