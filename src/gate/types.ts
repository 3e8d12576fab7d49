/** What the steps of the gate hand to each other. Every step takes values and gives new ones; none writes into another's. */
import type { RunConfig } from "../config/resolve.ts";
import type { AgentDefinition, AgentVerdict } from "../domain.ts";
import type { RunContext } from "../event.ts";
import type { GitHubClient } from "../github/client.ts";
import type { Inputs } from "../inputs.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { PreviewOwner } from "../plan/tags.ts";
import type { AgentReport, RunningReport } from "../report/model.ts";
import type { RunPorts } from "../runs/start.ts";
import type { Converra } from "../service/converra.ts";
import type { Agent, Settings, Usage } from "../service/types.ts";

/** Everything outside that the action reaches for. */
export interface Ports extends RunPorts {
  readonly converra: Converra & { useRate(perMinute: number): void };
  readonly github: GitHubClient | undefined;
}

/** What a run of the action is about, with or without a key. */
export interface Setting {
  readonly inputs: Inputs;
  readonly context: RunContext;
  readonly config: RunConfig;
  /** The agents of this run: those of the config that the `agents` input selects. */
  readonly definitions: readonly AgentDefinition[];
  readonly syncMode: "preview" | "live" | "off";
}

export interface GateEnvironment extends Setting {
  readonly ports: Ports;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Shows the waiting state in the pull request's comment. */
  readonly showRunning: (running: Omit<RunningReport, "context">) => Promise<void>;
}

/** What a command hands back; the gate's result and the rest of the report follow from it. */
export interface CommandResult {
  readonly agents: readonly AgentReport[];
  /** Optimizations left this period before this run started any. */
  readonly quota?: { readonly left: number; readonly limit: number };
}

/**
 * Where the candidates of a gate are measured: on a `preview` of their own; on the `live` agent, written to it first;
 * on the live agent `as-it-stands`, since a scheduled run asks how good the live prompt still is; or `nowhere`.
 */
export type Place = "preview" | "live" | "as-it-stands" | "nowhere";

/** An agent whose prompt is evaluated, with the previews that carry, or carried, its prompts. */
export interface EvaluatedAgent {
  readonly planned: PlannedAgent;
  /** Every preview of this key, of any pull request and in any state: each may hold evidence. */
  readonly previews: readonly Agent[];
  /** The preview of this pull request or branch, unless archived. */
  readonly preview?: Agent;
}

export function keyOf(agent: EvaluatedAgent): string {
  return agent.planned.definition.key;
}

/** Which agents are evaluated, and the verdict of those that are not. */
export interface Scope {
  readonly planned: readonly PlannedAgent[];
  readonly evaluated: readonly EvaluatedAgent[];
  readonly settled: ReadonlyMap<string, AgentVerdict>;
  readonly place: Place;
  readonly owner: PreviewOwner;
  /** Agent key -> transcripts of the repository, for agents that have no live conversations. */
  readonly transcripts: ReadonlyMap<string, readonly string[]>;
  /** Agents on the account, previews included. */
  readonly accountAgents: number;
}

/** What the account allows, read once and only before something is started. */
export interface AccountFacts {
  readonly usage: Usage;
  readonly settings: Settings;
}

export interface Measured {
  readonly kind: "measured";
  /** The agent that carries the candidate, where a run was or can be started on it. */
  readonly on?: Agent;
}

/** Why an agent cannot be judged. */
export interface Blocked extends Omit<Measured, "kind"> {
  readonly kind: "blocked";
  readonly verdict: "incomplete" | "not-evaluated";
  readonly reason: string;
  readonly advice?: string;
}

export function blocked(verdict: Blocked["verdict"], reason: string, advice?: string): Blocked {
  return { kind: "blocked", verdict, reason, advice };
}
