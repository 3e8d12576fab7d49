/** From the runner's environment to everything a command needs. */
import { join, resolve } from "node:path";
import { effectiveRules, type LoosenedRule } from "../config/effective.ts";
import { nearest } from "../config/nearest.ts";
import type { RunConfig } from "../config/resolve.ts";
import type { AgentDefinition } from "../domain.ts";
import { ActionError, ConfigError } from "../errors.ts";
import { isReview, onlyChanged, type RunContext, resolveCommand, resolveSync } from "../event.ts";
import type { OfflineEnvironment, Ports } from "../gate/types.ts";
import type { GitHubClient } from "../github/client.ts";
import { type Command, InputError, type Inputs } from "../inputs.ts";
import type { Notice } from "../report/model.ts";
import { createLedger, type Ledger } from "../runs/ledger.ts";
import { type Commenter, createCommenter, silentCommenter } from "./publish.ts";
import { leftAsideNotices, loosenedNotice, OWN_RULES, unheldLiveNotice } from "./rules.ts";
import type { RunDeps } from "./run-deps.ts";
import type { SuggestTarget } from "./suggest.ts";

/** What a run has found out before its command begins. */
export interface Ready
  extends Omit<OfflineEnvironment, "ports" | "deadline" | "showRunning" | "notice"> {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Grows while the command works. */
  readonly notices: Notice[];
  readonly reportDir: string;
  readonly github: GitHubClient | undefined;
  readonly commenter: Commenter;
  /** Where better prompts are suggested; undefined where nothing may be written. */
  readonly suggestTarget: SuggestTarget | undefined;
  readonly ledger: Ledger;
  /** URL -> secret, of webhooks that were made with secret-output; grows while the command works. */
  readonly webhookSecrets: Map<string, string>;
  /** Rules of the base commit that this change loosens. */
  readonly loosened: readonly LoosenedRule[];
  readonly command: Command;
  /** Undefined without a key. */
  readonly converra: Ports["converra"] | undefined;
}

/** What a run knows of itself, as far as it has come. */
export type Known = Pick<Ready, "startedAt" | "notices"> & Partial<Ready>;

const ATTEMPT_TIMEOUT_MS = 30_000;
/** For stopping runs and the last reads, which come after the deadline of the wait. */
const GRACE_MS = 60_000;

/** Each step adds to what is known and tells `reached`, so that a fault is reported with whatever was known by then. */
export async function prepare(
  begun: Known,
  deps: RunDeps,
  reached: (known: Known) => void,
): Promise<Ready> {
  const { workflow } = deps;
  const context = deps.loadContext();
  const situated = { ...begun, context, reportDir: join(context.tempDir, "converra-gate") };
  reached(situated);

  const inputs = inputsOrPlace(deps, (reportDir) =>
    reached({ ...situated, reportDir: resolve(reportDir) }),
  );
  const github = await gitHubFor(inputs, context, deps);
  const informed = {
    ...situated,
    inputs,
    reportDir: resolve(inputs.reportDir ?? situated.reportDir),
    github,
    ...commenting({ ...situated, inputs, github }, deps),
    webhookSecrets: new Map<string, string>(),
    ledger: createLedger((state) => workflow.saveState("runs", JSON.stringify(state))),
  };
  reached(informed);

  const { workspace } = context;
  const { loadConfig } = await import("../config/load.ts");
  const config = await loadConfig({
    workspace,
    patterns: inputs.configPatterns,
    begin: deps.begin,
  }).catch((error: unknown) => needlessConfig(error, inputs, context));
  const configured = { ...informed, config };
  begun.notices.push(...leftAsideNotices(config));
  reached(configured);

  const selected = selectAgents(config.agents, inputs.agents);
  const hasBenchmark = selected.some((one) => one.benchmark !== undefined);
  const { command, reason } = resolveCommand(inputs.command, context, hasBenchmark);
  if (context.event !== "desk") workflow.info(`Command: ${command} (${reason}).`);
  const converra = await converraFor(configured, deps);
  // Its pull request's comment has the verdict, and keeps it.
  const commenter = command === "clean" ? silentCommenter : configured.commenter;
  const commanded = { ...configured, definitions: selected, command, converra, commenter };
  reached(commanded);
  const ready = await underRules(commanded, deps);
  reached(ready);
  return ready;
}

/** Inputs that are wrong may still say where the report goes. */
function inputsOrPlace({ readInputs }: RunDeps, place: (reportDir: string) => void): Inputs {
  try {
    return readInputs();
  } catch (error) {
    if (error instanceof InputError && error.reportDir !== undefined) place(error.reportDir);
    throw error;
  }
}

/** What a closed pull request left is told by its tags: it is cleaned up whatever became of the configuration. */
async function needlessConfig(
  error: unknown,
  { command }: Inputs,
  context: RunContext,
): Promise<RunConfig> {
  const isClosed = context.pullRequest !== undefined && context.action === "closed";
  const isNeedless = isClosed && (command === "auto" || command === "clean");
  if (!(error instanceof ConfigError) || !isNeedless) throw error;
  const { resolveConfig } = await import("../config/resolve.ts");
  return resolveConfig([]);
}

/** Adds the base commit's config, where something depends on it, and the rules that hold because of it. */
async function underRules(
  known: Omit<Ready, "syncMode" | "base" | "loosened">,
  { workflow, files }: RunDeps,
): Promise<Ready> {
  const { inputs, context, config, command, github, notices } = known;
  const modeOf = ({ sync }: RunConfig) =>
    resolveSync(inputs.sync, sync.pullRequest, context, command);
  const isReviewed = isReview(context.event);
  const withPrompts = onlyChanged(inputs, context) || modeOf(config) === "live";
  const isCompared = isReviewed || (command === "gate" && withPrompts);
  const keepsSettings = config.account.settings !== undefined && context.baseCommit !== undefined;
  if (command === "clean" || !(isCompared || keepsSettings)) {
    return { ...known, syncMode: modeOf(config), loosened: [] };
  }
  const { readBase } = await import("../gate/base.ts");
  const log = (line: string) => workflow.info(line);
  const ports = { github, files, log };
  const base = await readBase({
    ...{ inputs, context, config, ports },
    withPrompts: isCompared && withPrompts,
  });
  if (!isCompared) return { ...known, before: base, syncMode: modeOf(config), loosened: [] };
  if (!isReviewed || base?.config === undefined) {
    if (isReviewed && base === undefined) notices.push(OWN_RULES);
    // What waits to be merged does not say by itself that its text goes live.
    const isOwnWord = isReviewed && inputs.sync === "auto";
    const syncMode = isOwnWord && modeOf(config) === "live" ? "preview" : modeOf(config);
    notices.push(...unheldLiveNotice(config, syncMode, known));
    return { ...known, base, syncMode, loosened: [] };
  }
  const held = effectiveRules(base.config, config);
  const definitions = selectAgents(held.config.agents, inputs.agents);
  const { loosened } = held;
  notices.push(...loosenedNotice(loosened, base.config.policy));
  const syncMode = modeOf(held.config);
  notices.push(...unheldLiveNotice(held.config, syncMode, known));
  return { ...known, config: held.config, definitions, base, syncMode, loosened };
}

/** Reads at once, and hands out the value or throws the fault when it is called for. */
export function held<T>(read: () => T): () => T {
  try {
    const value = read();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** The definitions the `agents` input selects; an unknown key is an error that names the keys there are. */
function selectAgents(
  definitions: readonly AgentDefinition[],
  keys: readonly string[],
): readonly AgentDefinition[] {
  if (keys.length === 0) return definitions;
  const known = definitions.map((definition) => definition.key);
  const unknown = keys.filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    const meant = unknown.flatMap((key) => nearest(key, known) ?? []);
    const question = meant.length === 0 ? "" : `Did you mean ${meant.join(", ")}? `;
    throw new ActionError(`agents names ${unknown.join(", ")}, which the config does not have`, {
      hint: `${question}The keys there are: ${known.join(", ")}.`,
    });
  }
  return definitions.filter((definition) => keys.includes(definition.key));
}

export async function converraFor(
  { startedAt, inputs }: Pick<Ready, "startedAt" | "inputs">,
  { workflow, clock, network }: RunDeps,
): Promise<Ready["converra"]> {
  if (inputs.apiKey === undefined) return undefined;
  const { createConverra } = await import("../service/converra.ts");
  const end = startedAt + inputs.timeoutMs;
  return createConverra({
    baseUrl: inputs.baseUrl,
    apiKey: inputs.apiKey,
    transport: network.createTransport({ timeoutMs: ATTEMPT_TIMEOUT_MS }),
    clock,
    random: network.random,
    // Until then nothing waits beyond it; what is still to be done after it has the grace.
    deadline: () => (clock.now() < end ? end : end + GRACE_MS),
    usesPlanRate: true,
    onRetry: (note) => workflow.info(note),
  });
}

export async function gitHubFor(
  { githubToken: token, apiKey }: Inputs,
  { repository, apiUrl }: RunContext,
  { clock, network }: RunDeps,
): Promise<GitHubClient | undefined> {
  if (token === undefined || repository === undefined) return undefined;
  const { createGitHub } = await import("../github/client.ts");
  const { gitHubFetch: fetch, random } = network;
  return createGitHub({ token, apiKey, apiUrl, repository, clock, fetch, random });
}

function commenting(
  { github, inputs, context, notices }: Pick<Ready, "notices" | "context" | "inputs" | "github">,
  { workflow, clock, network }: RunDeps,
): Pick<Ready, "commenter" | "suggestTarget"> {
  const { pullRequest } = context;
  const mode = inputs.comment;
  if (github === undefined || pullRequest === undefined || mode === "never") {
    return { commenter: silentCommenter, suggestTarget: undefined };
  }
  const key = `${context.workflow}/${context.jobName}/${inputs.configPatterns.join(",")}`;
  const on = { github, pullRequest: pullRequest.number, head: pullRequest.headSha };
  const sectionId = `${key}/${inputs.agents.join(",")}`;
  const target = {
    ...{ ...on, key: inputs.commentKey || key, sectionId },
    made: {
      run: context.runId,
      ...(inputs.agents.length > 0 && { agents: inputs.agents }),
      ...(inputs.sync !== "auto" && { sync: inputs.sync }),
    },
    ...{ mode, clock, random: network.random },
  };
  const log = (line: string) => workflow.info(line);
  return {
    commenter: createCommenter(target, (notice) => notices.push(notice), log),
    // The jobs of one comment suggest what they judged, each its own.
    suggestTarget: pullRequest.fork ? undefined : { ...on, key: sectionId },
  };
}
