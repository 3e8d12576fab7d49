import { createHash } from "node:crypto";
import { stringify } from "yaml";
import type { SeedAgent } from "../../../sandbox/converra/options.ts";
import type { PullRequestFacts } from "../../../sandbox/github/payloads.ts";
import { fingerprintOf } from "../../../src/plan/fingerprint.ts";
import { previewName, previewTags, REFERENCE_SCOPE } from "../../../src/plan/tags.ts";
import { GOOD } from "./prompts.ts";

export type Files = Readonly<Record<string, string>>;

/** Files to add or replace; undefined removes. */
export type Changes = Readonly<Record<string, string | undefined>>;

export interface Commit {
  readonly sha: string;
  readonly files: Files;
}

export interface PullRequest extends Omit<PullRequestFacts, "repository"> {
  readonly files: Files;
}

/** An agent of the repository and its live agent on the service. */
export interface StageAgent {
  readonly key: string;
  /** The prompt in the repository, in `prompts/<key>.md`; GOOD unless told. */
  readonly prompt?: string;
  /** What the live agent says: the same unless told, no live agent with `false`. */
  readonly live?: string | false;
  /** Of the live agent; the key in the config's `name` unless told. */
  readonly name?: string;
  readonly model?: string;
  /** Further members of the config's entry. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Further members of the live agent. By default it has three conversations and no runs. */
  readonly seed?: Partial<SeedAgent>;
  /** Runs of the live prompt on the kept copy of the live agent, which there is only with some. */
  readonly measured?: SeedAgent["runs"];
}

const CONVERSATIONS = [
  "Customer: where is my order?\nAgent: Let me look it up.",
  "Customer: I want my money back.\nAgent: I can help with a refund.",
  "Customer: I want to talk to a person.\nAgent: I hand you over.",
];

/** The live agent's seed; undefined when there is none. */
export function seedOf(agent: StageAgent): SeedAgent | undefined {
  const { key, name = key, prompt = GOOD, live = prompt, model = "gpt-4o", seed } = agent;
  if (live === false) return undefined;
  return { name, content: live, model, conversations: CONVERSATIONS, ...seed };
}

/** The kept copy of the live agent with its earlier runs; undefined where there are none. */
export function twinSeedOf(agent: StageAgent, repository: string): SeedAgent | undefined {
  const seed = seedOf(agent);
  if (seed === undefined || agent.measured === undefined) return undefined;
  const owner = { repository, scope: REFERENCE_SCOPE };
  const { content: prompt, model } = seed;
  const fingerprint = fingerprintOf({ prompt, model, mode: "validation", personas: [] });
  return {
    ...seed,
    name: previewName(seed.name, owner),
    status: "draft",
    tags: previewTags(owner, "converra.yml", agent.key, fingerprint),
    runs: agent.measured,
  };
}

/** converra.yml and the prompt files. `config` is laid over the top level. */
export function repositoryFiles(
  agents: readonly StageAgent[],
  config: Readonly<Record<string, unknown>>,
): Files {
  const entries = agents.map((agent) => {
    const { key, name = key, model = "gpt-4o", settings } = agent;
    return [key, { name, model, "prompt-file": `prompts/${key}.md`, ...settings }];
  });
  const document = {
    version: 1,
    agents: Object.fromEntries(entries),
    ...config,
  };
  const prompts = agents.map(({ key, prompt = GOOD }) => [`prompts/${key}.md`, prompt]);
  return { "converra.yml": stringify(document), ...Object.fromEntries(prompts) };
}

export function filesWith(files: Files, changes: Changes): Files {
  const merged = Object.entries({ ...files, ...changes });
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => !!entry[1]));
}

/** A commit named by what is in it and what came before it. */
export function commitOf(files: Files, parent = ""): Commit {
  const hash = createHash("sha1").update(JSON.stringify([parent, files]));
  return { sha: hash.digest("hex"), files };
}
