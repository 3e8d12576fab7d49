/** The gate's steps over the emulator in one process, on one virtual clock: one agent changed by a pull request. */
import type { EmulatorOptions } from "../../../sandbox/converra/options.ts";
import type { AgentDefinition } from "../../../src/domain.ts";
import type { Evidence } from "../../../src/gate/evidence.ts";
import { type Affordable, needsOf, withinBudget } from "../../../src/gate/needs.ts";
import { readEvidence } from "../../../src/gate/read-evidence.ts";
import { readScope } from "../../../src/gate/scope.ts";
import type { Environment, EvaluatedAgent, Place, Scope } from "../../../src/gate/types.ts";
import { readInputs } from "../../../src/inputs.ts";
import { createLedger } from "../../../src/runs/ledger.ts";
import { aDefinition } from "../../support/definitions.ts";
import { inProcess } from "../../support/in-process.ts";
import { context } from "../../support/run-contexts.ts";

const CONVERSATION = "User: where is my order?\nAssistant: Let me look that up for you.";
const LIVE_PROMPT = "You are the support agent. Be polite.";

const SYNC_MODES = {
  preview: "preview",
  live: "live",
  "as-it-stands": "preview",
  nowhere: "off",
} as const;

export interface StageOptions {
  readonly emulator?: EmulatorOptions;
  readonly place?: Place;
  /** One agent, `support`, unless told. */
  readonly keys?: readonly string[];
}

export async function aStage({
  emulator = {},
  place = "preview",
  keys = ["support"],
}: StageOptions) {
  const service = inProcess(emulator);
  const { clock, converra } = service;
  for (const name of keys) {
    const content = `${LIVE_PROMPT} You are ${name}.`;
    service.emulator.seedAgent({ name, content, model: "gpt-4o", conversations: [CONVERSATION] });
  }
  const log: string[] = [];
  const abort = new AbortController();
  const definitions = keys.map((key) =>
    aDefinition({ key, name: key, prompt: `${LIVE_PROMPT} You are ${key}. Offer refunds.` }),
  );
  const env: Environment = {
    inputs: readInputs({ get: () => "", mask: () => {} }),
    context: context(place === "as-it-stands" ? "schedule" : "workflow_dispatch"),
    config: {
      files: ["converra.yml"],
      agents: definitions,
      confidence: 0.95,
      sync: { pullRequest: "preview", conversations: 5, restore: true },
      budget: { maxRuns: 6, keep: 0, nights: 0.5 },
      wait: { intervalMs: 10_000, maxIntervalMs: 30_000 },
      health: {
        ...{ regenerate: false, maxAge: 1, maxDrop: 10 },
        ...{ issue: false, labels: [], assignees: [] },
      },
      report: { suggestion: false },
      account: { onDrift: "warn" },
      policy: "base",
      promptFiles: [],
      transcripts: new Map(),
      leftAside: [],
      withTranscripts: new Set(),
    },
    definitions,
    syncMode: SYNC_MODES[place],
    ports: {
      converra,
      github: undefined,
      clock,
      ledger: createLedger(() => {}),
      signal: abort.signal,
      log: (line) => log.push(line),
    },
    deadline: clock.now() + 120 * 60_000,
    showRunning: async () => {},
    notice: () => {},
  };
  const scope = await clock.run(readScope(env));
  /** What a later commit of the same branch finds. */
  const nextScope = (changes: Partial<AgentDefinition>): Promise<Scope> => {
    const changed = definitions.map((definition) => ({ ...definition, ...changes }));
    return clock.run(readScope({ ...env, definitions: changed }));
  };
  /** What the first round would run, on an account that allows everything. */
  const affordableFor = (evidence: Evidence): Affordable =>
    withinBudget(
      needsOf(scope, evidence),
      { usage: {}, settings: { general: {}, optimization: { deploymentMode: "manual" } } },
      scope,
      { maxRuns: 6, keep: 0 },
    );
  const calls = () => service.emulator.requests.map(({ method, path }) => `${method} ${path}`);
  const starts = () =>
    service.emulator.requests
      .filter(({ method, path }) => method === "POST" && path === "/optimizations")
      .map(({ body }) => (body as { agentId: string }).agentId);
  const evidence = await clock.run(readEvidence(scope, env.ports));
  return { ...service, env, scope, nextScope, evidence, affordableFor, log, abort, calls, starts };
}

export type Stage = Awaited<ReturnType<typeof aStage>>;

export function theAgent({ scope }: Pick<Stage, "scope">): EvaluatedAgent {
  const [one] = scope.evaluated;
  if (one === undefined) throw new Error("a stage has an agent");
  return one;
}
