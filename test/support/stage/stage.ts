/** A service, a GitHub, a repository and its live agents: what every story plays on, in process or beside one. */
import { expect } from "vitest";
import type { RecordedRequest } from "../../../sandbox/converra/middleware/record.ts";
import type { EmulatorOptions } from "../../../sandbox/converra/options.ts";
import type { RunningConverra } from "../../../sandbox/converra/server.ts";
import type { RecordedRequest as GitHubRequest } from "../../../sandbox/github/entities.ts";
import { type PullRequestFacts, pullRequestPayload } from "../../../sandbox/github/payloads.ts";
import type { GitHubStub, GitHubStubOptions } from "../../../sandbox/github/server.ts";
import type { RunnerEvent } from "../../../sandbox/runner/environment.ts";
import { pushEvent } from "../github-events.ts";
import { wrongExchange } from "../github-openapi.ts";
import type { ActionResult, ActionRun } from "../run-action.ts";
import { expectCompleteEnding } from "./ending.ts";
import { expectLiveAgentsUntouched } from "./live-agents.ts";
import {
  type Changes,
  type Commit,
  commitOf,
  filesWith,
  type PullRequest,
  repositoryFiles,
  type StageAgent,
  seedOf,
  twinSeedOf,
} from "./repository.ts";

export interface StageOptions {
  /** One agent, `support`, in the repository and on the service, unless told. */
  readonly agents?: readonly StageAgent[];
  /** Top-level members of converra.yml. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly converra?: EmulatorOptions;
  readonly github?: GitHubStubOptions;
}

export interface RunOptions
  extends Partial<Omit<ActionRun, "event" | "workspace" | "github" | "converra">> {
  /** False: the step is given no key. */
  readonly key?: string | false;
  /** The run is meant to write to live agents although it is about a pull request. */
  readonly writesToLive?: boolean;
  /** The command writes no report.json and none of a gate's outputs. */
  readonly makesNoReport?: boolean;
  /** A folder checked out before; a fresh checkout of the commit unless told. */
  readonly workspace?: string;
}

export interface StageRun extends ActionResult {
  /** What reached the service while this ran, in order; `calls` in one line each, such as "PATCH /agents/agent_1". */
  readonly requests: readonly RecordedRequest[];
  readonly calls: readonly string[];
  readonly gitHubRequests: readonly Readonly<GitHubRequest>[];
}

export interface Stage {
  readonly converra: Omit<RunningConverra, "close">;
  readonly github: Omit<GitHubStub, "close">;
  /** The default branch as it was seeded. */
  readonly base: Commit;
  /** Id of the live agent that was seeded for the key. */
  liveId(key: string): string;
  /** A commit on `parent` that the GitHub stub knows the files of. */
  commit(parent: Commit, changes: Changes): Commit;
  /** Pull request 7 unless told, from the base with these changes. */
  openPullRequest(
    pull: { readonly changes: Changes } & Partial<Omit<PullRequestFacts, "repository">>,
  ): PullRequest;
  pushCommit(pull: PullRequest, changes: Changes): PullRequest;
  /** Runs the gate as the pull request's workflow does. */
  runPull(pull: PullRequest, options?: RunOptions): Promise<StageRun>;
  /** Runs on a push of the commit to the default branch, or another. */
  runPush(commit: Commit, options?: RunOptions & { readonly branch?: string }): Promise<StageRun>;
  runEvent(
    event: RunnerEvent,
    commit: Pick<Commit, "files">,
    options?: RunOptions,
  ): Promise<StageRun>;
  /** The newest comment's text, its no-break spaces as spaces; empty when there is none. */
  comment(pullRequest?: number): string;
}

export const SERVICE = {
  plan: "pro",
  // Its first runs are measured with little noise.
  seed: 4,
  apiKey: "sk_live_8d2f71c0a94e4b",
} as const satisfies EmulatorOptions;
export const GITHUB = { token: "ghs_52b1e07f3c" } as const satisfies GitHubStubOptions;

/** Where a story plays: both servers, and how the action is run against them. */
export interface World {
  readonly converra: Stage["converra"];
  readonly github: Stage["github"];
  play(run: ActionRun): Promise<ActionResult>;
}

export function setStage(options: StageOptions, world: World): Stage {
  const { converra, github } = world;
  const agents = options.agents ?? [{ key: "support" }];
  const live = new Map<string, string>();
  for (const agent of agents) {
    const seed = seedOf(agent);
    if (seed !== undefined) live.set(agent.key, converra.seedAgent(seed).id);
  }
  for (const agent of agents) {
    const twin = twinSeedOf(agent, github.repository);
    if (twin !== undefined) converra.seedAgent(twin);
  }
  const base = commitOf(repositoryFiles(agents, options.config ?? {}));
  github.seedFiles(base.sha, base.files);
  github.seedBranch("main", base.sha);

  const commit = (parent: Commit, changes: Changes): Commit => {
    const made = commitOf(filesWith(parent.files, changes), parent.sha);
    github.seedFiles(made.sha, made.files);
    return made;
  };
  const pulls: number[] = [];
  const seedPull = (pull: PullRequest): PullRequest => {
    pulls.push(pull.number);
    const { fork, ...facts } = pull;
    github.seedPullRequest({ ...facts, ...(fork === undefined ? {} : { fork }) });
    return pull;
  };
  const runEvent = async (
    event: RunnerEvent,
    { files }: Pick<Commit, "files">,
    { key = converra.apiKey, writesToLive = false, makesNoReport = false, ...run }: RunOptions = {},
  ): Promise<StageRun> => {
    const [seen, seenGitHub] = [converra.requests.length, github.requests.length];
    const workflowRun = workflowRunOf(event, run);
    if (workflowRun !== undefined)
      github.seedWorkflowRun({ ...workflowRun, status: "in_progress" });
    const result = await world.play({
      workspace: files,
      ...run,
      event,
      github,
      ...(key === false ? {} : { converra: { url: converra.url, apiKey: key } }),
      inputs: { ...(key === false ? { "base-url": converra.url } : {}), ...run.inputs },
    });
    if (workflowRun !== undefined) github.seedWorkflowRun({ ...workflowRun, status: "completed" });
    const requests = converra.requests.slice(seen);
    const ended: StageRun = {
      ...result,
      summary: plainSpaces(result.summary),
      requests,
      calls: requests.map(({ method, path }) => `${method} ${path}`),
      gitHubRequests: github.requests.slice(seenGitHub),
    };
    // Killed from outside it could not write anything.
    if (run.phase !== "post" && result.signal === null && !makesNoReport) {
      const secrets = [key === false ? "" : key, github.token];
      const comments = pulls.flatMap((number) => github.comments(number).map(({ body }) => body));
      expectCompleteEnding(ended, { secrets, comments });
    }
    // What a test had the stub say in GitHub's place is not GitHub's.
    const asGitHub = ended.gitHubRequests.filter(({ answer }) => answer !== undefined);
    expect(asGitHub.flatMap(wrongExchange), "unlike GitHub's description").toEqual([]);
    const unmerged = event.name !== "push" && event.name !== "schedule";
    if (unmerged && !writesToLive) expectLiveAgentsUntouched(requests, [...live.values()]);
    return ended;
  };

  return {
    converra,
    github,
    base,
    liveId: (key) => {
      const id = live.get(key);
      if (id === undefined) throw new Error(`no live agent was seeded for ${key}`);
      return id;
    },
    commit,
    openPullRequest: ({ changes, ...facts }) => {
      const head = commit(base, changes);
      const pull = { number: 7, base: base.sha, head: head.sha, files: head.files, ...facts };
      return seedPull(pull);
    },
    pushCommit: (pull, changes) => {
      const head = commit({ sha: pull.head, files: pull.files }, changes);
      const { sha, files } = head;
      return seedPull({ ...pull, action: "synchronize", before: pull.head, head: sha, files });
    },
    runPull: ({ files, ...facts }, run) => {
      const payload = pullRequestPayload({ ...facts, repository: github.repository });
      return runEvent({ name: "pull_request", payload }, { files }, run);
    },
    runPush: (made, { branch = "main", ...run } = {}) => {
      github.seedBranch(branch, made.sha);
      return runEvent(pushEvent({ branch, after: made.sha, before: base.sha }), made, run);
    },
    runEvent,
    comment: (number = 7) => plainSpaces(github.comments(number).at(-1)?.body ?? ""),
  };
}

/** As GitHub knows it, of a pull request's event. */
function workflowRunOf({ name, payload }: RunnerEvent, { context }: Partial<ActionRun>) {
  const { head } = (payload.pull_request ?? {}) as { head?: { sha: string } };
  if (head === undefined) return undefined;
  const { runId: id = 1, runAttempt: attempt = 1 } = context ?? {};
  return { id, headSha: head.sha, event: name, attempt } as const;
}

function plainSpaces(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
