/**
 * From environment to everything a command needs, step by step: each takes what the one before it found and adds to it,
 * so that a fault is reported with whatever was known by then.
 */
import { join, resolve } from "node:path";
import type { Clock } from "../clock.ts";
import type { RunConfig } from "../config/resolve.ts";
import type { AgentDefinition } from "../domain.ts";
import { type ResolvedCommand, type RunContext, resolveCommand, resolveSync } from "../event.ts";
import type { Ports } from "../gate/types.ts";
import type { GitHubClient } from "../github/client.ts";
import type { Workflow } from "../github/workflow.ts";
import type { Inputs } from "../inputs.ts";
import type { Notice } from "../report/model.ts";
import { createLedger, type Ledger } from "../runs/ledger.ts";
import { createConverra } from "../service/client.ts";
import type { Transport } from "../service/http.ts";
import { selectAgents } from "./environment.ts";
import { type Commenter, createCommenter, silentCommenter } from "./publish.ts";

export interface RunDeps {
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

export interface Begun {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Grows while the command works. */
  readonly notices: Notice[];
  /** Throws what is wrong with the inputs. */
  readonly inputsOrFault: () => Inputs;
}

export interface Situated extends Begun {
  readonly context: RunContext;
  readonly reportDir: string;
}

export interface Informed extends Situated {
  readonly inputs: Inputs;
  readonly github: GitHubClient | undefined;
  readonly commenter: Commenter;
  readonly ledger: Ledger;
}

export interface Configured extends Informed {
  readonly config: RunConfig;
}

export interface Ready extends Configured {
  readonly definitions: readonly AgentDefinition[];
  readonly command: ResolvedCommand;
  readonly syncMode: "preview" | "live" | "off";
  /** Undefined without a key. */
  readonly converra: Ports["converra"] | undefined;
}

/** What a run knows of itself, as far as it has come. */
export type Known = Begun & Partial<Ready>;

const ATTEMPT_TIMEOUT_MS = 30_000;
/** Stopping runs and the last reads come after the deadline of the wait. */
const GRACE_MS = 300_000;

/** Reading the inputs masks the secrets: it comes first, and what is wrong with them is told once there is a place. */
export function begin({ clock, readInputs }: RunDeps): Begun {
  return { startedAt: clock.now(), notices: [], inputsOrFault: held(readInputs) };
}

export function withContext(known: Begun, { loadContext }: RunDeps): Situated {
  const context = loadContext();
  return { ...known, context, reportDir: join(context.tempDir, "converra-gate") };
}

export async function withInputs(known: Situated, deps: RunDeps): Promise<Informed> {
  const { workflow, clock } = deps;
  const inputs = known.inputsOrFault();
  const github = await gitHubFor(inputs, known.context, clock, deps.network);
  return {
    ...known,
    inputs,
    reportDir: resolve(inputs.reportDir ?? known.reportDir),
    github,
    commenter: commenterFor({ ...known, inputs, github }, deps),
    ledger: createLedger((state) => workflow.saveState("runs", JSON.stringify(state))),
  };
}

export async function withConfig(known: Informed): Promise<Configured> {
  const { loadConfig } = await import("../config/load.ts");
  const { workspace } = known.context;
  const config = await loadConfig({ workspace, patterns: known.inputs.configPatterns });
  return { ...known, config };
}

export function withCommand(known: Configured, deps: RunDeps): Ready {
  const { inputs, config, context } = known;
  const definitions = selectAgents(config.agents, inputs.agents);
  const hasBenchmark = definitions.some((one) => one.benchmark !== undefined);
  const command = resolveCommand(inputs.command, context, hasBenchmark);
  deps.workflow.info(`Command: ${command.command} (${command.reason}).`);
  return {
    ...known,
    definitions,
    command,
    syncMode: resolveSync(inputs.sync, config.sync.pullRequest, context, command.command),
    converra: converraFor(known, deps),
  };
}

function converraFor(
  { startedAt, inputs }: Configured,
  { workflow, clock, network }: RunDeps,
): Ready["converra"] {
  if (inputs.apiKey === undefined) return undefined;
  const deadline = startedAt + inputs.timeoutMs + GRACE_MS;
  return createConverra({
    baseUrl: inputs.baseUrl,
    apiKey: inputs.apiKey,
    transport: network.createTransport({ timeoutMs: ATTEMPT_TIMEOUT_MS }),
    clock,
    random: network.random,
    deadline: () => deadline,
    onRetry: (note) => workflow.info(note),
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

async function gitHubFor(
  inputs: Inputs,
  context: RunContext,
  clock: Clock,
  { gitHubFetch, random }: Network,
): Promise<GitHubClient | undefined> {
  const { repository, apiUrl } = context;
  if (inputs.githubToken === undefined || repository === undefined) return undefined;
  const { createGitHub } = await import("../github/client.ts");
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
  known: Pick<Informed, "notices" | "context" | "inputs" | "github">,
  { workflow, clock }: RunDeps,
): Commenter {
  const { github, inputs, context, notices } = known;
  const { pullRequest } = context;
  const mode = inputs.comment;
  if (github === undefined || pullRequest === undefined || mode === "never") {
    return silentCommenter;
  }
  const key = `${context.workflow}/${context.jobName}/${inputs.configPatterns.join(",")}`;
  const target = {
    github,
    pullRequest: pullRequest.number,
    key: inputs.commentKey || key,
    head: pullRequest.headSha,
    sectionId: `${key}/${inputs.agents.join(",")}`,
    mode,
    clock,
  };
  const log = (line: string) => workflow.info(line);
  return createCommenter(target, (notice) => notices.push(notice), log);
}
