/** The emulator without a socket: a hono app over a store, a clock and a plan of faults. */
import { systemClock } from "../../src/clock.ts";
import { buildApp } from "./app.ts";
import type { EmulatorApp, RouteContext } from "./context.ts";
import { createCourier, type DeliveryRecord } from "./delivery.ts";
import type { AgentEntity, OptimizationEntity } from "./entities.ts";
import { createFaultPlan, type Fault, parseFault } from "./faults.ts";
import { requireKey } from "./middleware/auth.ts";
import { injectFaults } from "./middleware/inject-faults.ts";
import { createRateLimit } from "./middleware/rate-limit.ts";
import { type RecordedRequest, record } from "./middleware/record.ts";
import {
  type EmulatorOptions,
  PLANS,
  resolveDialect,
  type ScriptedOutcome,
  type SeedAgent,
} from "./options.ts";
import { loadSnapshot, saveSnapshot } from "./persistence.ts";
import { optimizationPhase, type RunPhase } from "./run-state.ts";
import { seedAgent } from "./seed.ts";
import { initialSettings } from "./settings.ts";
import { type SimulatedResult, simulateOptimization } from "./simulate-optimization.ts";
import { createStore, type Store } from "./store.ts";
import { replaceContent } from "./versions.ts";
import { deliveriesOf } from "./webhook-events.ts";

const DEFAULT_KEY = "sk_test_converra_sandbox";

interface RunView {
  readonly id: string;
  readonly agentId: string;
  readonly phase: RunPhase;
  readonly prompt: string;
}

export interface Emulator {
  readonly app: EmulatorApp;
  readonly apiKey: string;
  readonly requests: RecordedRequest[];
  readonly deliveries: readonly DeliveryRecord[];
  /** The stored entities, live. Statuses of runs follow from the clock: see `runs`. */
  readonly state: Store;
  /** Every optimization with its phase at the clock's time. */
  runs(): RunView[];
  seedAgent(seed: SeedAgent): AgentEntity;
  /** Someone edits the prompt elsewhere: no request is recorded. */
  editAgent(id: string, content: string): void;
  /** The nth call counts from the moment the fault is set. */
  fault(fault: Fault | string): void;
  script(outcome: ScriptedOutcome): void;
  /** Points added to a model's true scores, for runs that start later. */
  setModelQuality(model: string, points: number): void;
  /** Back to the state of the start: seeds again, counters, requests, faults and scripts from the options. */
  reset(): void;
  /** Ends waits that are under way and resolves when no delivery is. */
  close(): Promise<void>;
}

export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const clock = options.clock ?? systemClock;
  const dialect = resolveDialect(options.dialect);
  const plan = PLANS[options.plan ?? "free"];
  const apiKey = options.apiKey ?? DEFAULT_KEY;
  const closing = new AbortController();
  const courier = createCourier(closing.signal);
  const store = createStore(clock.now(), () => initialSettings(options.businessContext ?? true));
  const faults = createFaultPlan();
  const rateLimit = createRateLimit(plan.requestsPerMinute, clock, dialect);
  const requests: RecordedRequest[] = [];
  const scripts: ScriptedOutcome[] = [];
  const quality = new Map<string, number>();
  const results = new WeakMap<OptimizationEntity, { kind?: string; result: SimulatedResult }>();

  const context: RouteContext = {
    store,
    clock,
    dialect,
    plan,
    timeScale: options.timeScale ?? 1,
    seed: String(options.seed ?? 1),
    shiftOf: (model) => quality.get(model) ?? 0,
    draftShift: options.draftShift ?? 0,
    storage: options.storage ?? {},
    outcomeOf: (agent, run) => scripts.find((script) => applies(script, agent, run)),
    resultOf(run) {
      const kind = run.outcome?.kind;
      const known = results.get(run);
      if (known !== undefined && known.kind === kind) return known.result;
      const result = simulateOptimization(run);
      results.set(run, { ...(kind === undefined ? {} : { kind }), result });
      return result;
    },
    emit(event, data) {
      for (const delivery of deliveriesOf(store.webhooks.values(), event, data, clock.now())) {
        courier.send(delivery);
      }
    },
  };

  function start(): void {
    for (const fault of options.faults ?? []) addFault(fault);
    scripts.push(...(options.outcomes ?? []));
    for (const [model, points] of Object.entries(options.modelQuality ?? {})) {
      quality.set(model, points);
    }
    for (const seed of options.seedData ?? []) seedAgent(context, seed);
  }

  function addFault(fault: Fault | string): void {
    faults.add(typeof fault === "string" ? parseFault(fault) : fault);
  }

  function save(): void {
    if (options.dataFile !== undefined) saveSnapshot(options.dataFile, store.snapshot());
  }

  const app = buildApp(context, {
    before: [
      record(requests, clock),
      injectFaults(faults, clock, closing.signal),
      requireKey(apiKey, dialect),
      rateLimit.middleware,
    ],
    save,
  });

  const snapshot = options.dataFile === undefined ? undefined : loadSnapshot(options.dataFile);
  start();
  if (snapshot !== undefined) store.restore(snapshot);
  else save();

  return {
    app,
    apiKey,
    requests,
    deliveries: courier.records,
    state: store,
    runs: () =>
      [...store.optimizations.values()].map((run) => ({
        id: run.id,
        agentId: run.agentId,
        phase: optimizationPhase(run, clock.now()),
        prompt: run.prompt,
      })),
    seedAgent: (seed) => seedAgent(context, seed),
    editAgent(id, content) {
      const agent = store.agents.get(id);
      if (agent === undefined) throw new Error(`the emulator has no agent ${id}`);
      replaceContent(context, agent, content, "update");
    },
    fault: addFault,
    script(outcome) {
      scripts.unshift(outcome);
      for (const run of store.optimizations.values()) {
        if (outcome.run === run.id) run.outcome = { kind: outcome.kind, reason: outcome.reason };
      }
    },
    setModelQuality: (model, points) => void quality.set(model, points),
    reset() {
      requests.length = 0;
      courier.records.length = 0;
      scripts.length = 0;
      quality.clear();
      faults.clear();
      rateLimit.reset();
      store.clear();
      store.createdAt = clock.now();
      start();
      save();
    },
    async close() {
      closing.abort();
      await courier.settled();
    },
  };
}

function applies(
  script: ScriptedOutcome,
  agent: { id: string; name: string },
  run: string,
): boolean {
  if (script.run !== undefined) return script.run === run;
  return script.agent === undefined || script.agent === agent.id || script.agent === agent.name;
}
