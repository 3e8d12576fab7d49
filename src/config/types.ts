import type { AgentDefinition } from "../domain.ts";
import type { ConfigIssue } from "../errors.ts";

/** A configuration file's text; `path` is relative to the workspace with forward slashes. */
export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

/** Why a file gave no text: `problem` continues a sentence that begins with the file's path. */
export interface ReadFailure {
  readonly problem: string;
  readonly fix: string;
}

/** Gives a file's text by its path relative to the workspace. */
export type ReadText = (path: string) => string | ReadFailure;

interface WebhookConfig {
  readonly url: string;
  readonly events: readonly string[];
  readonly description?: string;
}

/** Keys as the wire has them, for PATCH /settings. */
interface SettingsConfig {
  readonly general?: Record<string, unknown>;
  readonly optimization?: Record<string, unknown>;
}

/** All configuration files of one run, defaults and overrides applied. Paths are relative to the workspace. */
export interface RunConfig {
  readonly files: readonly string[];
  /** In the order of the files, then of the entries. */
  readonly agents: readonly AgentDefinition[];
  /** Probability 0-1 that holds for all agents and metrics together. */
  readonly confidence: number;
  readonly sync: {
    readonly pullRequest: "preview" | "live" | "off";
    readonly conversations: number;
  };
  readonly budget: { readonly maxRuns: number; readonly keep: number };
  readonly wait: { readonly intervalMs: number; readonly maxIntervalMs: number };
  /** `maxDrop` in points. */
  readonly health: { readonly maxDrop: number; readonly issue: boolean };
  readonly settings?: SettingsConfig;
  readonly webhooks?: readonly WebhookConfig[];
  readonly promptFiles: readonly string[];
  /** Agent key -> transcript files or globs; every agent has an entry. */
  readonly conversations: Readonly<Record<string, readonly string[]>>;
}

export type ParseResult =
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };
