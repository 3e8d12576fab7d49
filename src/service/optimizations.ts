import { ServiceError } from "../errors.ts";
import type { Converra } from "./converra.ts";
import { decodeOptimization } from "./decode-optimization.ts";
import { decodeVariants } from "./decode-variant.ts";
import { createDialect } from "./dialect.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { listOfAgent } from "./filtered-list.ts";
import type { Sender } from "./send.ts";
import type { OptimizationInput } from "./types.ts";
import type { WireOptimizationInput } from "./wire.ts";

export function createOptimizations(sender: Sender): Converra["optimizations"] {
  const dialect = createDialect();
  return {
    async list({ agentId, status, limit } = {}, { signal } = {}) {
      const call = {
        endpoint: ENDPOINTS["optimizations.list"],
        doing: "list the optimizations",
        query: { status, limit },
        signal,
      };
      const page = await listOfAgent(sender, dialect, call, agentId, decodeOptimization);
      return page.items.filter((run) => status === undefined || run.rawStatus === status);
    },
    get: (id, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["optimizations.get"],
          id,
          doing: `read optimization ${id}`,
          signal,
        },
        decodeOptimization,
      ),
    variants: (id, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["optimizations.variants"],
          id,
          doing: `read the variants of optimization ${id}`,
          signal,
        },
        decodeVariants,
      ),
    create: (input, { signal } = {}) =>
      dialect.create(input.agentId, (agent) =>
        sender.read(
          {
            endpoint: ENDPOINTS["optimizations.create"],
            doing: `start an optimization of agent ${input.agentId}`,
            body: { ...agent, ...encodeOptimization(input) },
            signal,
          },
          decodeOptimization,
        ),
      ),
    apply: (id, input = {}, { signal } = {}) =>
      sender.carryOut({
        endpoint: ENDPOINTS["optimizations.apply"],
        id,
        doing: `apply the result of optimization ${id}`,
        body: input,
        signal,
      }),
    async stop(id, input = {}, { signal } = {}) {
      try {
        await sender.carryOut({
          endpoint: ENDPOINTS["optimizations.stop"],
          id,
          doing: `stop optimization ${id}`,
          body: input,
          signal,
        });
        return true;
      } catch (error) {
        if (!hasEnded(error)) throw error;
        // An earlier attempt may have been what ended it.
        return error.ambiguous;
      }
    },
  };
}

function encodeOptimization(input: OptimizationInput): WireOptimizationInput {
  const { mode, variantCount, improve = [], hypothesis, personas = [] } = input;
  const intent = {
    ...(improve.length === 0 ? {} : { targetImprovements: [...improve] }),
    ...(hypothesis === undefined ? {} : { hypothesis }),
  };
  return {
    mode,
    variantCount,
    ...(Object.keys(intent).length === 0 ? {} : { intent }),
    ...(personas.length === 0 ? {} : { personaIds: [...personas] }),
  };
}

/** Guess: how a run that is over refuses to stop. A 404 without such words is an id that does not exist. */
function hasEnded(error: unknown): error is ServiceError {
  if (!(error instanceof ServiceError)) return false;
  if (error.kind === "conflict") return true;
  const over =
    /\balready\b|\bnot (active|running|in progress)\b|\bended\b|\bno (active|running)\b|\b(is|was|has been) (completed|failed|stopped|finished)\b/i;
  return (error.kind === "not-found" || error.kind === "validation") && over.test(error.message);
}
