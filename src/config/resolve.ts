/** From checked files to the run's configuration: what they state laid over one another, the schema's defaults below. */
import type { AccountDefinition } from "../account.ts";
import type { AgentDefinition, GateRules } from "../domain.ts";
import { isSection } from "./data.ts";
import { entryRange } from "./locate.ts";
import type { Prompt } from "./prompt.ts";
import { configSchema, type StatedConfig } from "./schema.ts";
import { type Agent, agentSection } from "./schema-agent.ts";
import type { ConfigSource } from "./source.ts";
import type { Transcript } from "./transcript.ts";

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
    /** Live mode: put the earlier text back after a regression or a failed measurement. */
    readonly restore: boolean;
  };
  /** Whose rules a pull request is judged by. */
  readonly policy: "base" | "head";
  /** `nights`: share 0-1 of what is left this period that scheduled runs may use. */
  readonly budget: { readonly maxRuns: number; readonly keep: number; readonly nights: number };
  readonly wait: { readonly intervalMs: number; readonly maxIntervalMs: number };
  readonly health: {
    readonly regenerate: boolean;
    /** Days. */
    readonly maxAge: number;
    /** Points. */
    readonly maxDrop: number;
    readonly issue: boolean;
    readonly labels: readonly string[];
    readonly assignees: readonly string[];
  };
  readonly report: { readonly suggestion: boolean };
  readonly account: AccountDefinition;
  readonly promptFiles: readonly string[];
  /** By agent key, each text once; none of a commit's config, whose files are not in the workspace. */
  readonly transcripts: ReadonlyMap<string, readonly Transcript[]>;
  /** Keys of the agents that name some. */
  readonly withTranscripts: ReadonlySet<string>;
  /** What lies beside a file that is read, under its name with YAML's other ending, and is not read. */
  readonly leftAside: readonly { readonly path: string; readonly read: string }[];
}

/** A file in which no mistake was found. */
interface SoundFile {
  readonly source: ConfigSource;
  readonly prompts: ReadonlyMap<string, Prompt>;
}

export function resolveConfig(files: readonly SoundFile[]): RunConfig {
  // Files that state the same section state the same of the run, so that any of them may come last.
  const stated: Partial<StatedConfig> = Object.assign({}, ...files.map(statedIn));
  const gate = layered(...files.map((file) => statedIn(file).gate));
  const run = configSchema().parse({ ...stated, version: 1, agents: {}, gate });
  const entries = files.flatMap((file) =>
    Object.keys(statedIn(file).agents).map((key) => ({ key, file, agent: agentIn(file, key) })),
  );
  const prompts = files.flatMap((file) => [...file.prompts.values()]);
  return {
    files: files.map(({ source }) => source.path),
    agents: entries.map(({ key, file, agent }) => definitionOf(key, file, agent)),
    confidence: run.gate.confidence,
    sync: camelCased(run.sync),
    budget: camelCased(run.budget),
    wait: waitTimes(run.wait, stated.wait),
    health: camelCased(run.health),
    report: camelCased(run.report),
    account: {
      settings: run.settings,
      webhooks: run.webhooks?.map((webhook) => camelCased(webhook)),
      onDrift: run.gate["on-drift"],
    },
    policy: run.policy,
    promptFiles: [...new Set(prompts.flatMap(({ file }) => file ?? []))],
    transcripts: new Map(),
    leftAside: [],
    withTranscripts: new Set(
      entries.flatMap(({ key, agent }) => (agent.conversations.length > 0 ? [key] : [])),
    ),
  };
}

const statedIn = ({ source }: SoundFile) => source.data as StatedConfig;

/** One entry on top of the file's defaults, on top of the file's gate. */
function agentIn(file: SoundFile, key: string): Agent {
  const { gate = {}, defaults, agents } = statedIn(file);
  const { confidence, ...rules } = gate;
  return agentSection().parse(layered({ gate: rules }, defaults, agents[key]));
}

function definitionOf(key: string, { source, prompts }: SoundFile, agent: Agent): AgentDefinition {
  const prompt = prompts.get(key);
  const { id, name = key, model, description, tags, temperature, optimize, benchmark } = agent;
  if (prompt === undefined) {
    throw new Error(`agents.${key} was resolved before it was checked`);
  }
  const models = benchmark?.models;
  const isOwnModel = statedIn({ source, prompts }).agents[key]?.model !== undefined;
  return {
    key,
    id,
    name,
    prompt: prompt.text,
    promptSource: prompt.range,
    source: entryRange(source, ["agents", key]),
    model,
    ...(isOwnModel ? { modelSource: entryRange(source, ["agents", key, "model"]) } : {}),
    description,
    tags,
    temperature,
    maxTokens: agent["max-tokens"],
    optimize,
    benchmark: models && { ...camelCased(benchmark), models },
    gate: gateRules(agent.gate),
  };
}

function gateRules({ metrics = {}, headroom, ...rules }: Agent["gate"]): GateRules {
  const named = Object.entries(metrics).map(([name, rule]) => [name, camelCased(rule)]);
  return {
    ...camelCased(rules),
    headroom: camelCased(headroom),
    // Looked up by names the service chooses; an inherited member must not be found.
    metrics: Object.assign(Object.create(null), Object.fromEntries(named)),
  };
}

type Wait = { readonly "interval-seconds": number; readonly "max-interval-seconds": number };

function waitTimes(wait: Wait, stated: Partial<Wait> = {}): RunConfig["wait"] {
  const [seconds, longest] = [wait["interval-seconds"], wait["max-interval-seconds"]];
  // Only one of the two may be stated; the other gives way.
  const shortest = stated["interval-seconds"] === undefined ? Math.min(seconds, longest) : seconds;
  return { intervalMs: shortest * 1000, maxIntervalMs: Math.max(shortest, longest) * 1000 };
}

/** The later layer holds, key by key, down to the keys of sections that several state; a list is replaced whole. */
function layered(...layers: readonly (object | undefined)[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer ?? {})) {
      const below = Object.hasOwn(result, key) ? result[key] : undefined;
      result[key] = isSection(below) && isSection(value) ? layered(below, value) : value;
    }
  }
  return result;
}

type CamelCase<Key> = Key extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Key;

/** A section under the names the code has: max-drop is maxDrop. Sections inside it keep theirs. */
function camelCased<Section extends object>(
  section: Section,
): { [Key in keyof Section as CamelCase<Key>]: Section[Key] };
function camelCased(section: object): object {
  const camel = (key: string) => key.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(section).map(([key, value]) => [camel(key), value]));
}
