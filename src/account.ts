/** Settings and webhooks of the account, as the config keeps them, and what sync does about each. */
import type { GateRules } from "./domain.ts";

/** What the config keeps of the account; undefined: nothing of the kind. */
export interface AccountDefinition {
  /** Sections and keys as the wire has them; only those that are stated. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly webhooks?: readonly WebhookDefinition[];
  /** Of the file's own gate section. */
  readonly onDrift: GateRules["onDrift"];
}

export interface WebhookDefinition {
  /** https; no two of a list have the same. */
  readonly url: string;
  readonly events: readonly string[];
  readonly description?: string;
  readonly secretOutput: boolean;
}

/** What sync would do about a setting or a webhook of the account, worst first. */
export const ACCOUNT_ACTIONS = [
  "conflicting",
  "drifted",
  "not-compared",
  "delete",
  "create",
  "update",
  "unchanged",
] as const;
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number];

export interface AccountEntry {
  readonly what: "setting" | "webhook";
  /** Of a setting its path, such as "optimization.deploymentMode"; of a webhook its place in the list, or its id, and its host. */
  readonly name: string;
  readonly action: AccountAction;
  /** True: it was created, updated or deleted. */
  readonly done: boolean;
  /** Of a setting: as it stands on the service, and as the file states it. */
  readonly from?: string;
  readonly to?: string;
  /** One sentence for people. */
  readonly reason: string;
}

/** It is not as the file has it, and was not made so. */
export function conflicting(entry: AccountEntry, reason: string): AccountEntry {
  return { ...entry, action: "conflicting", reason };
}
