/** Optimizations, which cost money: https://docs.converra.ai/api/optimizations.html */
import * as z from "zod";
import type { Mode } from "../../domain.ts";
import { ServiceError } from "../../errors.ts";
import type { ConfidenceBand } from "../../headroom.ts";
import { runsOfAgent, runsOfAgents } from "../account-runs.ts";
import { createDialect, withAgentId } from "../agent-id.ts";
import { type Observer, shapeOf } from "../assumptions.ts";
import type { CallOptions } from "../call.ts";
import { newestFirst } from "../lists.ts";
import { statusOf } from "../run-status.ts";
import type { Sender } from "../send.ts";
import {
  count,
  firstText,
  isCount,
  isRecord,
  type Json,
  maybe,
  moment,
  name,
  numberFrom,
  object,
  settled,
} from "../shapes.ts";
import { firstNumber, variantShape, variantsOf } from "../variants.ts";

// assumptions run-status, run-mode
const optimizationShape = (observer: Observer) =>
  settled(
    settleRun,
    object({
      status: name(),
      id: name(),
      agentId: name(),
      mode: maybe(z.enum(["exploratory", "validation"])),
      variantCount: maybe(count()),
      createdAt: moment(),
      completedAt: maybe(moment()),
      /** Absent in lists, and until the run completed. */
      results: maybe(resultsShape(observer)),
      goldenSet: maybe(object({ passed: maybe(count()), regressed: maybe(count()) })),
      /** Why it failed or was stopped; hostile text. */
      failureReason: maybe(name()),
    }).transform(({ status, ...run }) => {
      const known = statusOf(status, observer, "run-status");
      observer.check("run-mode", run.mode !== undefined, () => "no `mode` that is known");
      return { ...run, status: known, rawStatus: status };
    }),
  );
export type Optimization = Readonly<z.output<ReturnType<typeof optimizationShape>>>;

const resultsShape = (observer: Observer) =>
  settled(
    (results) => {
      const { lift, improvementPercentage, confidence } = results;
      if (typeof confidence === "number") {
        const isKnown = confidence >= 0 && confidence <= 100;
        observer.check("confidence-fraction", isKnown, () => shapeOf(confidence));
      }
      // The webhook example has another name for lift.
      return { ...results, lift: firstNumber(lift, improvementPercentage) };
    },
    object({
      winnerSelected: maybe(z.boolean()),
      winningVariantId: maybe(name()),
      /** Percent. */
      lift: maybe(z.number()),
      /** 0-1 (the example in the API pages) or 0-100 (the way the results page speaks of it). */
      confidence: maybe(numberFrom(0, 100).transform((given) => given / (given <= 1 ? 1 : 100))),
    }).transform(({ winnerSelected, ...results }) => ({
      winnerSelected: winnerSelected ?? results.winningVariantId !== undefined,
      ...results,
      ...bandOf(results.confidence),
    })),
  );

/** https://converra.ai/docs/optimization/results */
function bandOf(confidence: number | undefined): { readonly band?: ConfidenceBand } {
  // assumption confidence-fraction: exactly 1 could be one percent.
  if (confidence === undefined || confidence === 1) return {};
  if (confidence > 0.95) return { band: "high" };
  return { band: confidence >= 0.8 ? "medium" : "low" };
}

/** Guess: no page shows the result of the regression test, so each likely name is tried. */
const GOLDEN_SET_KEYS = ["regression", "regressionTest", "regressionResults", "goldenSet"];

/** No golden set found means "not tested", never "passed". */
function settleRun(run: Json): Json {
  const records = [run, run.results].filter(isRecord);
  const goldenSets = records.flatMap((record) => GOLDEN_SET_KEYS.map((key) => record[key]));
  return {
    ...withAgentId(run),
    mode: typeof run.mode === "string" ? run.mode.toLowerCase() : run.mode,
    goldenSet: goldenSets
      .filter(isRecord)
      .find(({ passed, regressed }) => isCount(passed) || isCount(regressed)),
    failureReason: failureReasonOf(run),
  };
}

/** Guess: where a failed run says why. */
export function failureReasonOf(run: Json): string | undefined {
  const nested = isRecord(run.error) ? firstText(run.error, ["message"]) : undefined;
  const others = ["failureReason", "statusReason", "statusMessage", "errorMessage", "reason"];
  return firstText(run, ["error"]) ?? nested ?? firstText(run, others);
}

export interface OptimizationInput {
  readonly agentId: string;
  readonly mode: Mode;
  /** 1-5. */
  readonly variantCount: number;
  readonly improve?: readonly string[];
  readonly hypothesis?: string;
  readonly personas?: readonly string[];
}

export function optimizationEndpoints(sender: Sender) {
  const dialect = createDialect(sender, "run-agent-id");
  const { observer } = sender;
  const shape = z.lazy(() => optimizationShape(observer));
  const oneVariant = z.lazy(() => variantShape(observer));

  const get = async (id: string, options?: CallOptions) => {
    const doing = `read optimization ${id}`;
    const run = await sender.read(shape, "GET /optimizations/:id", doing, { id, ...options });
    if (run.status === "failed") {
      observer.check("failure-reason", run.failureReason !== undefined, () => "no reason");
    }
    return run;
  };

  const page = (
    query: { agentId?: string; limit: number; offset?: number },
    options?: CallOptions,
  ) => {
    const parts = { query, leaveOut: "all", ...options } as const;
    return dialect.list(shape, "GET /optimizations", "list the optimizations", parts);
  };
  const portsFor = (options?: CallOptions) => ({
    observer,
    get: (id: string) => get(id, options),
    page: (query: Parameters<typeof page>[0]) => page(query, options),
  });

  return {
    /** One page, newest first, summaries without results. The filter is applied again on our side. */
    list: async (
      query: { agentId?: string; status?: string; limit?: number } = {},
      options?: CallOptions,
    ) => {
      const parts = { query, ...options };
      const doing = "list the optimizations";
      const { items } = await dialect.list(shape, "GET /optimizations", doing, parts);
      const wanted = items.filter(({ rawStatus }) => rawStatus === (query.status ?? rawStatus));
      return newestFirst(wanted, observer, "runs-newest-first");
    },

    /** All runs of the agent, newest first. */
    ofAgent: async (agentId: string, options?: CallOptions) => {
      const runs = await runsOfAgent(agentId, portsFor(options));
      return newestFirst(runs, observer, "runs-newest-first");
    },

    /**
     * All runs of these agents, newest first, and whatever was listed with them. A record that cannot be read is needed
     * where it may be of one of them.
     */
    ofAgents: async (agentIds: readonly string[], options?: CallOptions) => {
      if (agentIds.length === 0) return { runs: [], listed: [] };
      const { runs, listed } = await runsOfAgents(agentIds, portsFor(options));
      return { runs: newestFirst(runs, observer, "runs-newest-first"), listed };
    },

    get,

    /** None may be left out: it could be the control. */
    variants: async (id: string, options?: CallOptions) => {
      const doing = `read the variants of optimization ${id}`;
      const parts = { id, leaveOut: "none", ...options } as const;
      const route = "GET /optimizations/:id/variants";
      const { items } = await sender.list(oneVariant, route, doing, parts);
      return variantsOf(items, observer);
    },

    /**
     * Starts paid work. Never repeated after an answer that leaves open whether it was accepted: then it throws
     * a ServiceError with `ambiguous`, and the caller looks for the run before it decides.
     */
    create: ({ agentId, ...input }: OptimizationInput, options?: CallOptions) =>
      dialect.create(agentId, (agent) => {
        const doing = `start an optimization of agent ${agentId}`;
        const parts = { body: { ...agent, ...bodyOf(input) }, ...options };
        // Without an id it is looked for like one whose answer was lost.
        const readBack = async (id?: string) => (id === undefined ? undefined : get(id, options));
        return sender.write(shape, "POST /optimizations", doing, parts, readBack);
      }),

    /** Never repeated either: it replaces a live prompt, and a late second one could undo what a person did since. */
    apply: (id: string, body: { variantId?: string } = {}, options?: CallOptions) => {
      const doing = `apply the result of optimization ${id}`;
      const parts = { id, body, ...options };
      return sender.carryOut("POST /optimizations/:id/apply", doing, parts);
    },

    /** Stopping a run that has ended is not an error: resolves to false. */
    stop: async (id: string, body: { reason?: string } = {}, options?: CallOptions) => {
      // A run that was stopped twice is stopped; the second answer is a 409.
      const parts = { id, body, repeat: "always", ...options } as const;
      try {
        await sender.carryOut("POST /optimizations/:id/stop", `stop optimization ${id}`, parts);
        observer.holds("stop-answer");
        return true;
      } catch (error) {
        if (!saysItIsOver(error)) {
          if (error instanceof ServiceError && (error.status ?? 500) < 500) {
            observer.broken("stop-answer", `refused with status ${error.status}`);
          }
          throw error;
        }
        // An earlier attempt may have been what ended it.
        return error.ambiguous;
      }
    },
  };
}

function bodyOf({ mode, variantCount, ...input }: Omit<OptimizationInput, "agentId">) {
  const targetImprovements = input.improve?.length ? input.improve : undefined;
  const { hypothesis } = input;
  const hasIntent = targetImprovements !== undefined || hypothesis !== undefined;
  return {
    mode,
    variantCount,
    intent: hasIntent ? { targetImprovements, hypothesis } : undefined,
    personaIds: input.personas?.length ? input.personas : undefined,
  };
}

/** Guess: how a run that is over refuses to stop. A 404 without such words is an id that does not exist. */
function saysItIsOver(error: unknown): error is ServiceError {
  if (!(error instanceof ServiceError)) return false;
  if (error.kind === "conflict") return true;
  const over =
    /\balready\b|\bnot (active|running|in progress)\b|\bended\b|\bno (active|running)\b|\b(is|was|has been) (completed|failed|stopped|finished)\b/i;
  const saysWhy = ["not-found", "validation", "server"].includes(error.kind);
  return saysWhy && (error.status ?? 500) < 500 && over.test(error.message);
}
