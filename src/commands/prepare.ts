/** From environment to everything a command needs. What is known is kept as it becomes known, for the report of a fault. */
import { join, resolve } from "node:path";
import type { Clock } from "../clock.ts";
import { loadConfig } from "../config/load.ts";
import type { RunConfig } from "../config/types.ts";
import type { AgentDefinition } from "../domain.ts";
import { createLedger, type Ledger } from "../evaluate/ledger.ts";
import { type ResolvedCommand, type RunContext, resolveCommand, resolveSync } from "../event.ts";
import { createGitHub, type GitHubClient } from "../github/client.ts";
import type { Workflow } from "../github/workflow.ts";
import type { Inputs } from "../inputs.ts";
import type { Notice } from "../report/model.ts";
import { createConverra } from "../service/client.ts";
import type { Converra } from "../service/converra.ts";
import type { Transport } from "../service/http.ts";
import { selectAgents } from "./environment.ts";
import { type Commenter, createCommenter, silentCommenter } from "./publish.ts";

/** Members are set one after the other; a fault leaves the later ones out. */
export interface Prepared {
  readonly startedAt: number;
  readonly notices: Notice[];
  inputs?: Inputs;
  context?: RunContext;
  reportDir?: string;
  github?: GitHubClient;
  config?: RunConfig;
  definitions?: readonly AgentDefinition[];
  command?: ResolvedCommand;
  syncMode?: "preview" | "live" | "off";
  commenter?: Commenter;
  converra?: Converra & { useRate(perMinute: number): void };
  ledger?: Ledger;
}

export interface PrepareDeps {
  readonly workflow: Workflow;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly readInputs: () => Inputs;
  readonly loadContext: () => RunContext;
  readonly network: Network;
}

/** What reaches the network, so that a run can be played in one process. */
export interface Network {
  readonly createTransport: (options: { readonly timeoutMs: number }) => Transport;
  /** For GitHub; the toolkit's own, with its proxy, unless told. */
  readonly gitHubFetch?: typeof fetch;
  /** 0-1, for jitter. */
  readonly random?: () => number;
}

const ATTEMPT_TIMEOUT_MS = 30_000;
/** Stopping runs and the last looks come after the deadline of the wait. */
const GRACE_MS = 300_000;

export async function prepare(known: Prepared, deps: PrepareDeps): Promise<void> {
  const { workflow, clock } = deps;
  const log = (line: string) => workflow.info(line);
  // Reading the inputs masks the secrets: it comes first, and what is wrong with them is told once there is a place.
  const inputsOrFault = held(deps.readInputs);
  const context = deps.loadContext();
  known.context = context;
  known.reportDir = join(context.tempDir, "converra-gate");
  const inputs = inputsOrFault();
  known.inputs = inputs;
  known.reportDir = resolve(inputs.reportDir ?? known.reportDir);
  known.github = gitHubFor(inputs, context, clock, deps.network);
  known.commenter = commenterFor(known, inputs, context, clock, log);
  known.ledger = createLedger((state) => workflow.saveState("runs", JSON.stringify(state)));
  known.config = await loadConfig({
    workspace: context.workspace,
    patterns: inputs.configPatterns,
  });
  known.definitions = selectAgents(known.config.agents, inputs.agents);
  const hasBenchmark = known.definitions.some((one) => one.benchmark !== undefined);
  known.command = resolveCommand(inputs.command, context, hasBenchmark);
  const { command } = known.command;
  known.syncMode = resolveSync(inputs.sync, known.config.sync.pullRequest, context, command);
  log(`Command: ${known.command.command} (${known.command.reason}).`);
  if (inputs.apiKey === undefined) return;
  const deadline = known.startedAt + inputs.timeoutMs + GRACE_MS;
  known.converra = createConverra({
    baseUrl: inputs.baseUrl,
    apiKey: inputs.apiKey,
    transport: deps.network.createTransport({ timeoutMs: ATTEMPT_TIMEOUT_MS }),
    clock,
    random: deps.network.random,
    deadline: () => deadline,
    onRetry: log,
    userAgent: "converra-gate",
  });
}

/** Reads at once, and hands out the value or throws the fault when it is asked. */
function held<T>(read: () => T): () => T {
  try {
    const value = read();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function gitHubFor(
  inputs: Inputs,
  context: RunContext,
  clock: Clock,
  { gitHubFetch, random }: Network,
): GitHubClient | undefined {
  const { repository, apiUrl } = context;
  if (inputs.githubToken === undefined || repository === undefined) return undefined;
  return createGitHub({
    token: inputs.githubToken,
    apiUrl,
    repository: `${repository.owner}/${repository.repo}`,
    clock,
    fetch: gitHubFetch,
    random,
  });
}

function commenterFor(
  known: Prepared,
  inputs: Inputs,
  context: RunContext,
  clock: Clock,
  log: (line: string) => void,
): Commenter {
  const { pullRequest, workflow, jobName } = context;
  const { github } = known;
  const mode = inputs.comment;
  if (github === undefined || pullRequest === undefined || mode === "never") {
    return silentCommenter;
  }
  const key = `${workflow}/${jobName}/${inputs.configPatterns.join(",")}`;
  const target = {
    github,
    pullRequest: pullRequest.number,
    key: inputs.commentKey || key,
    head: pullRequest.headSha,
    sectionId: `${key}/${inputs.agents.join(",")}`,
    mode,
    clock,
  };
  return createCommenter(target, (notice) => known.notices.push(notice), log);
}
