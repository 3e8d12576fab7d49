/** Everything a command works with. Commands take it as a parameter and reach for nothing else. */
import type { Clock } from "../clock.ts";
import type { RunConfig } from "../config/types.ts";
import type { AgentDefinition } from "../domain.ts";
import { ActionError } from "../errors.ts";
import type { Ledger } from "../evaluate/ledger.ts";
import type { RunContext } from "../event.ts";
import type { GitHubClient } from "../github/client.ts";
import type { Inputs } from "../inputs.ts";
import type { PreviewOwner } from "../plan/tags.ts";
import { previewScope } from "../plan/tags.ts";
import type { AgentReport, Notice, RunningReport } from "../report/model.ts";
import type { Converra } from "../service/converra.ts";

export interface CommandEnvironment extends OfflineEnvironment {
  readonly converra: Converra & { useRate(perMinute: number): void };
  readonly ledger: Ledger;
  /** Epoch milliseconds. */
  readonly deadline: number;
}

/** What is there without a key. */
export interface OfflineEnvironment {
  readonly inputs: Inputs;
  readonly context: RunContext;
  readonly config: RunConfig;
  /** The agents of this run: those of the config that the `agents` input selects. */
  readonly definitions: readonly AgentDefinition[];
  readonly github: GitHubClient | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly syncMode: "preview" | "live" | "off";
  readonly log: (line: string) => void;
  readonly notice: (notice: Notice) => void;
  /** Shows the waiting state in the pull request's comment. */
  readonly showRunning: (running: Omit<RunningReport, "context">) => Promise<void>;
}

/** What a command hands back; the gate and the rest of the report follow from it. */
export interface CommandResult {
  readonly agents: readonly AgentReport[];
  /** Optimizations left this period before this run started any. */
  readonly quota?: { readonly left: number; readonly limit: number };
}

/** The definitions the `agents` input selects; an unknown key is an error that names the keys there are. */
export function selectAgents(
  definitions: readonly AgentDefinition[],
  keys: readonly string[],
): readonly AgentDefinition[] {
  if (keys.length === 0) return definitions;
  const known = definitions.map((definition) => definition.key);
  const unknown = keys.filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new ActionError(`The input agents names ${unknown.join(", ")}, not in the config`, {
      hint: `The keys there are: ${known.join(", ")}.`,
    });
  }
  return definitions.filter((definition) => keys.includes(definition.key));
}

export function previewOwner(context: RunContext): PreviewOwner {
  const { repository, pullRequest, branch, ref } = context;
  return {
    repository: repository === undefined ? "local" : `${repository.owner}/${repository.repo}`,
    scope: previewScope({ pullRequest: pullRequest?.number, branch: branch ?? ref }),
  };
}
