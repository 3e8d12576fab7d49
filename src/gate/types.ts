/** What commands work with, and what the steps of the gate hand to each other: every step takes values and gives new ones. */
import type { AccountEntry } from "../account.ts";
import type { RemovedAgent } from "../config/removed.ts";
import type { RunConfig } from "../config/resolve.ts";
import type { AgentDefinition, AgentVerdict, BenchmarkSettings } from "../domain.ts";
import type { RunContext } from "../event.ts";
import type { GitHubClient } from "../github/client.ts";
import type { TreeEntry } from "../github/repository.ts";
import type { Inputs } from "../inputs.ts";
import type { CopyScope } from "../plan/owned.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { PreviewOwner } from "../plan/tags.ts";
import type { PeriodCost } from "../report/cost-model.ts";
import type { AgentReport, CleanedItem, Notice, RunningReport } from "../report/model.ts";
import type { RunPorts } from "../runs/types.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { ModelPair } from "../verdict/model-change.ts";

/** Files as commits have them. A commit that cannot be read is an ActionError. */
export interface CommitFiles {
  /** Every entry of the commit's tree by its path. */
  readTree(commit: string): Promise<ReadonlyMap<string, TreeEntry>>;
  /** Undefined when the commit has no such file. */
  readTextAt(place: { readonly path: string; readonly ref: string }): Promise<string | undefined>;
}

/** All that a command reaches for: it reads no clock and calls no service but these. */
export interface Ports extends RunPorts {
  readonly github: GitHubClient | undefined;
  /** Where the base commit is read; undefined: on GitHub. */
  readonly files?: CommitFiles;
}

/** The configuration of the commit that a change is held against. */
export interface BaseConfig {
  /** Undefined where that commit has none. Where prompts are not known, they are not the base's. */
  readonly config: RunConfig | undefined;
  /** Undefined where a prompt cannot be read there. */
  readonly definitions: readonly AgentDefinition[] | undefined;
  /** Keys of agents that differ only because the base branch has changed them since the pull request left it. */
  readonly behind?: ReadonlySet<string>;
}

/** What a command works with where there is no key. */
export interface OfflineEnvironment {
  readonly inputs: Inputs;
  readonly context: RunContext;
  /** With the rules that hold, which for a pull request are the base commit's. */
  readonly config: RunConfig;
  /** Undefined where there is none, or it cannot be read. */
  readonly base?: BaseConfig;
  /** That of the commit before a push, where only the account's settings are held against it. */
  readonly before?: BaseConfig;
  /** The agents of this run: those of the config that the `agents` input selects. */
  readonly definitions: readonly AgentDefinition[];
  readonly syncMode: "preview" | "live" | "off";
  readonly ports: Omit<Ports, "converra" | "ledger">;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Shows the waiting state in the pull request's comment. */
  readonly showRunning: (running: Omit<RunningReport, "context">) => Promise<void>;
  readonly notice: (notice: Notice) => void;
}

export interface Environment extends OfflineEnvironment {
  readonly ports: Ports;
}

/** What a command hands back; the gate's result and the rest of the report follow from it. */
export interface CommandResult {
  readonly agents: readonly AgentReport[];
  /** Agents of the base commit's config that this one no longer guards. */
  readonly removed?: readonly RemovedAgent[];
  /** What was removed of this action's own, or would be. */
  readonly cleaned?: readonly CleanedItem[];
  /** What is done, or would be, about the account's settings and webhooks. */
  readonly account?: readonly AccountEntry[];
  /** Optimizations left this period before this run started any. */
  readonly quota?: { readonly left: number; readonly limit: number };
  readonly period?: PeriodCost;
}

/**
 * Where the candidates of a gate are measured: on a `preview` of their own; on the `live` agent, written to it first;
 * on the twin of the live agent `as-it-stands`, since a scheduled run asks how good the live prompt still is; or
 * `nowhere`.
 */
export type Place = "preview" | "live" | "as-it-stands" | "nowhere";

/** An agent whose prompt is evaluated, with the previews that carry, or carried, its prompts. */
export interface EvaluatedAgent {
  readonly key: string;
  readonly planned: PlannedAgent;
  /** Every preview of this key, of any pull request and in any state: each may hold evidence. */
  readonly previews: readonly Agent[];
  /** In use, named like a copy of this key, and without a tag of ours: not ours to write. */
  readonly namesakes: readonly Agent[];
  /** The preview of this pull request or branch, unless archived. */
  readonly preview?: Agent;
  /** The kept copy of the live agent, unless archived: the baseline is measured on it. */
  readonly twin?: Agent;
}

/** A copy of this repository for a pull request or branch, or kept for a live agent; or no copy of it. */
export type AgentUse = CopyScope["kind"] | "other";

/** An agent of which nothing but the model changed, and that is benchmarked with both. */
export interface ModelChange {
  readonly key: string;
  readonly planned: PlannedAgent;
  readonly live: Agent;
  /** `from` is empty where the service does not tell the live agent's model. */
  readonly pair: ModelPair;
  readonly settings: BenchmarkSettings;
}

/** Which agents are evaluated, and the verdict of those that are not. */
export interface Scope {
  readonly planned: readonly PlannedAgent[];
  readonly evaluated: readonly EvaluatedAgent[];
  readonly settled: ReadonlyMap<string, AgentVerdict>;
  /** Agents of which only the model changed, and that are benchmarked instead. */
  readonly modelChanges: readonly ModelChange[];
  readonly place: Place;
  readonly owner: PreviewOwner;
  /** Agents of the base commit's config that this one no longer guards. */
  readonly removed: readonly RemovedAgent[];
  /** Agents on the account, previews included. */
  readonly accountAgents: number;
  /** Those of them that are copies of ours and not archived. */
  readonly accountCopies: number;
  /** Agent id -> what the agent is there for, of all that are listed. */
  readonly uses: ReadonlyMap<string, AgentUse>;
}
