/** What differs from the base commit only because the base branch has moved on since the pull request left it. */
import type { AgentDefinition } from "../domain.ts";
import { GitHubError } from "../errors.ts";
import { readTree, type TreeEntry } from "../github/repository.ts";
import { readHunks } from "../github/review-comments.ts";
import { changedKeys } from "../plan/sides.ts";
import { blobsBehind, type CheckedRun, steps } from "./checkout.ts";

/** GitHub lists no more files of a pull request: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3000;

/** Whether what was read of a file is as the head has it, and nothing that decides on it is among `touched`. */
type IsHeads = (
  file: string,
  head: ReadonlyMap<string, TreeEntry>,
  touched: { has(file: string): boolean },
) => Promise<boolean>;

/** What a step has generated or removed is not as the head has it, and may be the pull request's work. */
function inWorkspace(workspace: string): IsHeads {
  return async (file, head, touched) => {
    const blobs = [...blobsBehind(workspace, file)];
    return blobs.length === 0
      ? !head.has(file)
      : blobs.every(([path, sha]) => head.get(path)?.sha === sha && !touched.has(path));
  };
}

/** Of files that are read of the head itself. Where a link among them leads is not known. */
export const readOfHead: IsHeads = async (file, head) =>
  steps(file).every((path) => head.get(path)?.mode !== "120000");

/**
 * Keys of the base's agents that the pull request leaves alone, those among them that its configuration does not have
 * yet. The merge commit has them as the base has them; a checkout of the head has them as they were. `baseFiles`: the
 * base's configuration. Empty where that cannot be told.
 */
export async function agentsBehind(
  { context, config, ports }: CheckedRun,
  base: readonly AgentDefinition[],
  baseFiles: readonly string[],
  isHeads = inWorkspace(context.workspace),
): Promise<ReadonlySet<string>> {
  const { github, log } = ports;
  const { pullRequest } = context;
  const changed = changedKeys(config.agents, base);
  const heads = new Map(config.agents.map((one) => [one.key, one]));
  const asked = base.filter(({ key }) => changed.has(key) || !heads.has(key));
  const configs = [...new Set([...config.files, ...baseFiles])];
  if (github === undefined || pullRequest === undefined || asked.length === 0) return new Set();
  try {
    const touched = await readHunks(github, pullRequest.number);
    const isLeft = (one: AgentDefinition) =>
      filesThatDecide(one, heads.get(one.key), configs).every((file) => !touched.has(file));
    const left = touched.size < MOST_FILES ? asked.filter(isLeft) : [];
    if (left.length === 0) return new Set();
    const head = await readTree(github, pullRequest.headSha);
    const behind = new Set<string>();
    for (const one of left) {
      const files = filesThatDecide(one, heads.get(one.key), configs);
      const areHeads = await Promise.all(files.map((file) => isHeads(file, head, touched)));
      if (areHeads.every(Boolean)) behind.add(one.key);
    }
    return behind;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    log(`${error.message}; what differs from the base commit is taken to be this change's.`);
    return new Set();
  }
}

/** Those that say what the agent is where it differs from the base. `configs`: the head's and the base's. */
function filesThatDecide(
  before: AgentDefinition,
  now: AgentDefinition | undefined,
  configs: readonly string[],
): readonly string[] {
  if (now === undefined) return configs;
  const { file } = now.promptSource;
  const isPromptAlone =
    file === before.promptSource.file &&
    changedKeys([now], [{ ...before, prompt: now.prompt }]).size === 0;
  return isPromptAlone ? [file] : [...configs, file];
}
