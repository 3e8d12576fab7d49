/** Everything the emulator remembers, as typed collections with one counter for each kind of id. */
import type {
  AgentEntity,
  BenchmarkEntity,
  ConversationEntity,
  OptimizationEntity,
  SettingsEntity,
  WebhookEntity,
} from "./entities.ts";

type Prefix = "agent" | "opt" | "var" | "conv" | "bench" | "wh" | "ins";

/** The store as plain JSON. */
export interface Snapshot {
  readonly version: 1;
  readonly createdAt: number;
  readonly counters: Readonly<Record<string, number>>;
  readonly agents: readonly AgentEntity[];
  readonly conversations: readonly ConversationEntity[];
  readonly optimizations: readonly OptimizationEntity[];
  readonly benchmarks: readonly BenchmarkEntity[];
  readonly webhooks: readonly WebhookEntity[];
  readonly settings: SettingsEntity;
}

export interface Store {
  /** When the account was made. */
  createdAt: number;
  readonly agents: Map<string, AgentEntity>;
  readonly conversations: Map<string, ConversationEntity>;
  readonly optimizations: Map<string, OptimizationEntity>;
  readonly benchmarks: Map<string, BenchmarkEntity>;
  readonly webhooks: Map<string, WebhookEntity>;
  settings: SettingsEntity;
  nextId(prefix: Prefix): string;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  clear(): void;
}

export function createStore(createdAt: number, initialSettings: () => SettingsEntity): Store {
  const counters = new Map<string, number>();
  const store: Store = {
    createdAt,
    agents: new Map(),
    conversations: new Map(),
    optimizations: new Map(),
    benchmarks: new Map(),
    webhooks: new Map(),
    settings: initialSettings(),
    nextId(prefix) {
      const next = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, next);
      return `${prefix}_${next}`;
    },
    snapshot: () => ({
      version: 1,
      createdAt: store.createdAt,
      counters: Object.fromEntries(counters),
      agents: [...store.agents.values()],
      conversations: [...store.conversations.values()],
      optimizations: [...store.optimizations.values()],
      benchmarks: [...store.benchmarks.values()],
      webhooks: [...store.webhooks.values()],
      settings: store.settings,
    }),
    restore(snapshot) {
      store.clear();
      store.createdAt = snapshot.createdAt;
      for (const [prefix, count] of Object.entries(snapshot.counters)) counters.set(prefix, count);
      fill(store.agents, snapshot.agents);
      fill(store.conversations, snapshot.conversations);
      fill(store.optimizations, snapshot.optimizations);
      fill(store.benchmarks, snapshot.benchmarks);
      fill(store.webhooks, snapshot.webhooks);
      store.settings = snapshot.settings;
    },
    clear() {
      counters.clear();
      store.agents.clear();
      store.conversations.clear();
      store.optimizations.clear();
      store.benchmarks.clear();
      store.webhooks.clear();
      store.settings = initialSettings();
    },
  };
  return store;
}

function fill<T extends { readonly id: string }>(map: Map<string, T>, items: readonly T[]): void {
  for (const item of items) map.set(item.id, item);
}

/** Newest first; of two made in the same millisecond the later one first. */
export function newestFirst<T extends { readonly createdAt: number }>(items: Iterable<T>): T[] {
  return [...items].reverse().sort((left, right) => right.createdAt - left.createdAt);
}
