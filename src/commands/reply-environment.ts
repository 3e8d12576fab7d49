/** What a command in a comment works with: what the pull request's own gate would, read from its commits as data. */
import picomatch from "picomatch";
import { type EffectiveRules, effectiveRules } from "../config/effective.ts";
import type { RunConfig } from "../config/resolve.ts";
import { type RunContext, resolveSync } from "../event.ts";
import { type ConfigAt, configAt, configsIn } from "../gate/base.ts";
import type { Environment } from "../gate/types.ts";
import type { GitHubClient } from "../github/client.ts";
import { readTextAt, readTree } from "../github/repository.ts";
import type { Inputs } from "../inputs.ts";
import type { PullRequestContext } from "../payload.ts";
import { createLedger } from "../runs/ledger.ts";
import { converraFor } from "./prepare.ts";
import type { RunDeps } from "./run-deps.ts";

export interface ReplyRequest {
  readonly github: GitHubClient;
  readonly inputs: Inputs;
  readonly context: RunContext;
  readonly deps: RunDeps;
}

export interface ReplyEnvironment extends Environment {
  readonly pull: PullRequestContext;
  readonly github: GitHubClient;
  readonly apiKey: string;
  readonly loosened: EffectiveRules<RunConfig>["loosened"];
}

/** Or why there is nothing to work on. */
export async function replyEnvironment(
  pull: PullRequestContext,
  { github, inputs, context, deps }: ReplyRequest,
): Promise<ReplyEnvironment | string> {
  const { workflow, clock, signal } = deps;
  const startedAt = clock.now();
  const converra = await converraFor({ startedAt, inputs }, deps);
  const { apiKey } = inputs;
  if (converra === undefined || apiKey === undefined)
    return "There is no API key: the input api-key is empty.";
  const head = await configOf(pull.headSha, github, inputs);
  if (typeof head === "string") return head;
  if (head.lacking !== undefined) {
    return `The prompt ${head.lacking} is not a file of commit ${pull.headSha.slice(0, 7)}.`;
  }
  const base = pull.baseSha === undefined ? "" : await configOf(pull.baseSha, github, inputs);
  const { config, loosened } =
    typeof base === "string"
      ? { config: head.config, loosened: [] }
      : effectiveRules(base.config, head.config);
  const reviewed: RunContext = {
    ...{ ...context, event: "pull_request", pullRequest: pull, isDefaultBranch: false },
    ...{ commit: pull.headSha, baseCommit: pull.baseSha, branch: pull.headRef },
  };
  const auto = resolveSync("auto", config.sync.pullRequest, reviewed, "gate");
  const log = (line: string) => workflow.info(line);
  return {
    ...{ pull, github, apiKey, inputs, config, loosened },
    ...(typeof base === "string" ? {} : { base: { ...base, definitions: definitionsOf(base) } }),
    definitions: config.agents,
    context: reviewed,
    // As the gate's own workflow has it unless its input says otherwise, which its report tells.
    syncMode: typeof base === "string" && auto === "live" ? "preview" : auto,
    deadline: startedAt + inputs.timeoutMs,
    ports: { github, converra, clock, signal, log, ledger: createLedger(() => {}) },
    showRunning: async () => {},
    notice: ({ message }) => log(message),
  };
}

async function configOf(commit: string, github: GitHubClient, { configPatterns }: Inputs) {
  const isNamed = picomatch([...configPatterns], { dot: true });
  const tree = await readTree(github, commit);
  const paths = [...tree.keys()].filter((path) => isNamed(path));
  const found = await configAt((path) => readTextAt(github, { path, ref: commit }), paths);
  const short = commit.slice(0, 7);
  if (found === "none") {
    const others = configsIn(tree);
    const there = others.length === 0 ? "" : `, and there is ${others.slice(0, 5).join(", ")}`;
    return `There is no configuration at commit ${short}: the input config, where comments are answered, names ${configPatterns.join(", ")}${there}.`;
  }
  if (found === "not valid") return `The configuration at commit ${short} is not valid.`;
  return found;
}

/** The rules of a commit hold whatever prompts it lacks. */
function definitionsOf({ config, lacking }: ConfigAt) {
  return lacking === undefined ? config.agents : undefined;
}
