/** What of this action's nothing needs any longer, on the account: copies, and benchmarks beyond those that are kept. */
import { DAY_MS } from "../clock.ts";
import { readWorkspaceText } from "../config/files.ts";
import { MAX_CONFIG_BYTES } from "../config/source.ts";
import { GitHubError } from "../errors.ts";
import { previewOwner } from "../gate/scope.ts";
import type { Environment } from "../gate/types.ts";
import { readPullState, seesBranch } from "../github/repository.ts";
import {
  type OwnedCopy,
  ownedCopies,
  queuedPull,
  reasonToRemove,
  surplusTwins,
  type Whereabouts,
} from "../plan/owned.ts";
import type { Agent } from "../service/agent-shape.ts";
import { readNewer } from "./newer.ts";
import { type OldBenchmark, oldBenchmarks } from "./old-benchmarks.ts";

export interface CopyLeftover {
  readonly copy: OwnedCopy;
  /** Why it is needed no longer, as a clause. */
  readonly why: string;
}

export interface Found {
  readonly repository: string;
  readonly copies: readonly CopyLeftover[];
  readonly benchmarks: readonly OldBenchmark[];
}

/** Of a pull request that is closed its own copies; else everything. Reads only. */
export async function findLeftovers(agents: readonly Agent[], env: Environment): Promise<Found> {
  const { context, notice } = env;
  const { repository } = previewOwner(context);
  const { owned, unproven } = ownedCopies(agents, repository);
  const number = closedPullRequest(env);
  const copies = number === undefined ? owned : owned.filter((copy) => isOfPull(copy, number));
  const isMerged = number === undefined && (await isNewestWord(env));
  const known =
    number === undefined
      ? await whereaboutsOf(copies, env, isMerged)
      : await stillClosed(number, env);
  const surplus = surplusTwins(copies, env.ports.clock.now() - DAY_MS);
  const leftovers = copies.flatMap((copy): readonly CopyLeftover[] => {
    const kept = surplus.get(copy.agent.id);
    const why =
      kept === undefined ? reasonToRemove(copy, known) : `${kept} is kept for the same live agent`;
    return why === undefined ? [] : [{ copy, why }];
  });
  if (number !== undefined) return { repository, copies: leftovers, benchmarks: [] };
  if (unproven.length > 0) {
    const ids = unproven.map(({ id }) => id).join(", ");
    notice({
      level: "notice",
      message: `${unproven.length} agents are named like copies of ${repository}, and their tags do not say so: ${ids}`,
      hint: "They are left alone. Archive in Converra those that are no longer needed.",
    });
  }
  const benchmarks = isMerged ? await oldBenchmarks(agents, env) : [];
  return { repository, copies: leftovers, benchmarks };
}

/**
 * Whether the config at hand says which agents there are, how many of their benchmarks are kept and which is the
 * reference: what is not merged does not, nor the workflow of an old commit that is run again.
 */
async function isNewestWord(env: Environment): Promise<boolean> {
  if (!env.context.isDefaultBranch) return false;
  const newer = await readNewer(env);
  if (newer?.differsInAgents !== true) return true;
  env.ports.log("Kept copies and benchmarks are left to a run of the newest commit.");
  return false;
}

function closedPullRequest({ context, inputs }: Environment): number | undefined {
  const isClosed = context.action === "closed" && inputs.command !== "plan";
  return isClosed ? context.pullRequest?.number : undefined;
}

function isOfPull({ scope }: OwnedCopy, number: number): boolean {
  if (scope.kind === "pull-request") return scope.number === number;
  return scope.kind === "branch" && queuedPull(scope.branch) === number;
}

/** A pull request may be open again by the time its closing is cleaned up after. */
async function stillClosed(number: number, { ports }: Environment): Promise<Whereabouts> {
  const { github, log } = ports;
  try {
    const state = github === undefined ? "closed" : await readPullState(github, number);
    if (state !== "open") return { closed: new Set([number]), gone: new Set() };
    log(`Pull request #${number} is open again: its copies are kept.`);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    log(`${error.message}; the event says that it is closed.`);
    return { closed: new Set([number]), gone: new Set() };
  }
  return { closed: new Set(), gone: new Set() };
}

/** A place that GitHub does not tell of is taken to be in use. */
async function whereaboutsOf(
  copies: readonly OwnedCopy[],
  env: Environment,
  isMerged: boolean,
): Promise<Whereabouts> {
  const { github, clock } = env.ports;
  const { context, notice } = env;
  const isDesk = context.event === "desk";
  const ownBranch = isDesk ? context.branch : undefined;
  const configs = isMerged ? await configsOf(copies, env) : undefined;
  const closed = new Set<number>();
  const gone = new Set<string>();
  if (github === undefined) return { closed, gone, ownBranch, configs };
  try {
    for (const number of pullRequestsOf(copies)) {
      if ((await readPullState(github, number)) === "closed") closed.add(number);
    }
    const { defaultBranch } = context;
    const branches = branchesOf(copies, clock.now() - DAY_MS);
    // A token that may not see branches sees none of them.
    const sees =
      branches.length > 0 &&
      defaultBranch !== undefined &&
      (await seesBranch(github, defaultBranch));
    for (const branch of sees ? branches : []) {
      if (!(await seesBranch(github, branch))) gone.add(branch);
    }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const { message, hint } = error;
    notice({ level: "warning", message: `${message}: the copies of others are kept`, hint });
  }
  return { closed, gone, ownBranch, configs };
}

function pullRequestsOf(copies: readonly OwnedCopy[]): readonly number[] {
  const numbers = copies.flatMap(({ scope }) =>
    scope.kind === "pull-request" ? [scope.number] : [],
  );
  return [...new Set(numbers)];
}

/** A branch at a desk may not be pushed yet: what was touched in the last day may be in use. */
function branchesOf(copies: readonly OwnedCopy[], before: number): readonly string[] {
  const branches = copies.flatMap(({ scope, agent }) => {
    if (scope.kind !== "branch") return [];
    const isOld = Date.parse(agent.updatedAt) < before;
    return isOld || queuedPull(scope.branch) !== undefined ? [scope.branch] : [];
  });
  return [...new Set(branches)];
}

/** The configurations that twins were made for, as the default branch has them. */
async function configsOf(
  copies: readonly OwnedCopy[],
  { config, context }: Environment,
): Promise<NonNullable<Whereabouts["configs"]>> {
  const configs = new Map<string, readonly string[] | undefined>();
  for (const path of config.files) {
    const own = config.agents.filter(({ source }) => source.file === path);
    configs.set(
      path.toLowerCase(),
      own.map(({ key }) => key),
    );
  }
  for (const { config: path, scope } of copies) {
    if (scope.kind !== "twin" || path === undefined || configs.has(path.toLowerCase())) continue;
    const text = await readWorkspaceText(context.workspace, path, MAX_CONFIG_BYTES);
    const isGone = typeof text !== "string" && text.problem === "does not exist";
    if (isGone) configs.set(path.toLowerCase(), undefined);
  }
  return configs;
}
