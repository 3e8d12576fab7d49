/** From checked files to the run's configuration: built-in values, defaults and overrides laid on one another. */
import type { AgentDefinition, BenchmarkSettings, GateRules, MetricRule } from "../domain.ts";
import { DEFAULTS } from "./defaults.ts";
import { entryRange } from "./locate.ts";
import { resolveFrom } from "./paths.ts";
import type { Prompt } from "./prompt.ts";
import type { RawConfig } from "./schema.ts";
import type { RawAgent, RawDefaults } from "./schema-agent.ts";
import type { RawGate } from "./schema-gate.ts";
import type { ConfigSource } from "./source.ts";
import type { RunConfig } from "./types.ts";

/** A file without mistakes. */
export interface SoundFile {
  readonly source: ConfigSource;
  readonly raw: RawConfig;
  readonly prompts: ReadonlyMap<string, Prompt>;
}

export function resolveConfig(files: readonly SoundFile[]): RunConfig {
  const first = <Key extends keyof RawConfig>(key: Key): RawConfig[Key] | undefined =>
    files.find(({ raw }) => raw[key] !== undefined)?.raw[key];
  const entries = files.flatMap((file) =>
    Object.entries(file.raw.agents).map(([key, raw]) => ({ file, key, raw })),
  );
  const sync = first("sync");
  const budget = first("budget");
  const health = first("health");
  const prompts = files.flatMap(({ prompts }) => [...prompts.values()]);
  return {
    files: files.map(({ source }) => source.path),
    agents: entries.map(({ file, key, raw }) => agentDefinition(file, key, raw)),
    confidence:
      files.map(({ raw }) => raw.gate?.confidence).find((value) => value !== undefined) ??
      DEFAULTS.confidence,
    sync: {
      pullRequest: sync?.["pull-request"] ?? DEFAULTS.sync.pullRequest,
      conversations: sync?.conversations ?? DEFAULTS.sync.conversations,
    },
    budget: {
      maxRuns: budget?.["max-runs"] ?? DEFAULTS.budget.maxRuns,
      keep: budget?.keep ?? DEFAULTS.budget.keep,
    },
    wait: waitTimes(first("wait")),
    health: {
      maxDrop: health?.["max-drop"] ?? DEFAULTS.health.maxDrop,
      issue: health?.issue ?? DEFAULTS.health.issue,
    },
    settings: first("settings"),
    webhooks: first("webhooks"),
    promptFiles: [...new Set(prompts.flatMap(({ file }) => file ?? []))],
    conversations: Object.fromEntries(
      entries.map(({ file, key, raw }) => [key, transcripts(file, raw)]),
    ),
  };
}

function agentDefinition(file: SoundFile, key: string, raw: RawAgent): AgentDefinition {
  const defaults: RawDefaults = file.raw.defaults ?? {};
  const prompt = file.prompts.get(key);
  const model = raw.model ?? defaults.model;
  if (prompt === undefined || model === undefined) {
    throw new Error(`agents.${key} was resolved before it was checked`);
  }
  const optimize = { ...defaults.optimize, ...raw.optimize };
  return {
    key,
    id: raw.id,
    name: raw.name ?? key,
    prompt: prompt.text,
    promptSource: prompt.range,
    source: entryRange(file.source, ["agents", key]),
    model,
    description: raw.description ?? defaults.description,
    tags: raw.tags ?? defaults.tags ?? [],
    temperature: raw.temperature ?? defaults.temperature,
    maxTokens: raw["max-tokens"] ?? defaults["max-tokens"],
    optimize: {
      mode: optimize.mode ?? DEFAULTS.optimize.mode,
      variants: optimize.variants ?? DEFAULTS.optimize.variants,
      improve: optimize.improve ?? [],
      hypothesis: optimize.hypothesis,
      personas: optimize.personas ?? [],
    },
    benchmark: benchmarkSettings({ ...defaults.benchmark, ...raw.benchmark }),
    gate: gateRules([file.raw.gate, defaults.gate, raw.gate]),
  };
}

function benchmarkSettings(
  raw: NonNullable<RawDefaults["benchmark"]>,
): BenchmarkSettings | undefined {
  if (raw.models === undefined) return undefined;
  return {
    models: raw.models,
    goal: raw.goal ?? DEFAULTS.benchmark.goal,
    maxTurns: raw["max-turns"] ?? DEFAULTS.benchmark.maxTurns,
    runsPerScenario: raw["runs-per-scenario"] ?? DEFAULTS.benchmark.runsPerScenario,
    keep: raw.keep ?? DEFAULTS.benchmark.keep,
  };
}

/** The later layer holds, key by key, down to the keys of one metric. */
function gateRules(layers: readonly (RawGate | undefined)[]): GateRules {
  const gate: RawGate = Object.assign({}, ...layers);
  const headroom: NonNullable<RawGate["headroom"]> = Object.assign(
    {},
    ...layers.map((layer) => layer?.headroom),
  );
  return {
    maxDrop: gate["max-drop"] ?? DEFAULTS.gate.maxDrop,
    metrics: metricRules(layers),
    confirm: gate.confirm ?? DEFAULTS.gate.confirm,
    baseline: gate.baseline ?? DEFAULTS.gate.baseline,
    evidenceDays: gate["evidence-days"] ?? DEFAULTS.gate.evidenceDays,
    headroom: {
      minLift: headroom["min-lift"] ?? DEFAULTS.gate.headroom.minLift,
      action: headroom.action ?? DEFAULTS.gate.headroom.action,
    },
    onInconclusive: gate["on-inconclusive"] ?? DEFAULTS.gate.onInconclusive,
    onIncomplete: gate["on-incomplete"] ?? DEFAULTS.gate.onIncomplete,
    onNotEvaluated: gate["on-not-evaluated"] ?? DEFAULTS.gate.onNotEvaluated,
    onDrift: gate["on-drift"] ?? DEFAULTS.gate.onDrift,
  };
}

function metricRules(layers: readonly (RawGate | undefined)[]): Record<string, MetricRule> {
  const names = new Set(layers.flatMap((layer) => Object.keys(layer?.metrics ?? {})));
  // Looked up by names the service chooses; an inherited member must not be found.
  const rules: Record<string, MetricRule> = Object.create(null);
  for (const name of names) {
    const raw: NonNullable<RawGate["metrics"]>[string] = Object.assign(
      {},
      ...layers.map((layer) => layer?.metrics?.[name]),
    );
    rules[name] = {
      maxDrop: raw["max-drop"],
      min: raw.min,
      direction: raw.direction ?? "higher",
    };
  }
  return rules;
}

function waitTimes(raw: RawConfig["wait"]): RunConfig["wait"] {
  const seconds = raw?.["interval-seconds"] ?? DEFAULTS.wait.intervalSeconds;
  const longest = raw?.["max-interval-seconds"] ?? DEFAULTS.wait.maxIntervalSeconds;
  // Only one of the two may be stated; the other gives way.
  const shortest = raw?.["interval-seconds"] === undefined ? Math.min(seconds, longest) : seconds;
  return { intervalMs: shortest * 1000, maxIntervalMs: Math.max(shortest, longest) * 1000 };
}

function transcripts({ source, raw: { defaults } }: SoundFile, raw: RawAgent): readonly string[] {
  const stated = raw.conversations ?? defaults?.conversations ?? [];
  return stated.flatMap((path) => {
    const resolved = resolveFrom(source.path, path);
    return typeof resolved === "string" ? [resolved] : [];
  });
}
