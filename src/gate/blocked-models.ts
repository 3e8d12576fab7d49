/** Why a changed model cannot be judged by benchmarks, in sentences a person can act on. Pure. */
import type { ServiceError } from "../errors.ts";
import { type Blocked, incomplete, notEvaluated } from "./blocked.ts";
import { type Limits, spentOnOthers } from "./budget.ts";

/** What it says otherwise is not paid for again. */
export function incomparableBenchmark(id: string, why: string): Blocked {
  return incomplete(
    `The benchmark ${id} does not compare the two models: ${why}.`,
    "Open it in Converra to see what it measured. Delete it there to have another one made, or take the `benchmark` section out on the default branch: the model is then measured on a preview.",
  );
}

export function benchmarksApart(ids: readonly string[], why: string): Blocked {
  return incomplete(
    `The benchmarks ${ids.join(" and ")} cannot be judged together: ${why}.`,
    "Open them in Converra to see which is scored otherwise, delete that one, and run this again.",
  );
}

export function unreadBenchmarks(liveId: string, error: ServiceError): Blocked {
  return incomplete(
    `The benchmarks of the live agent ${liveId} could not be read, so none was started: ${error.message}.`,
    error.hint ?? "Run this again.",
  );
}

export function withoutModel(liveId: string, to: string): Blocked {
  return incomplete(
    `The service does not tell which model the live agent ${liveId} has, so ${to} can be compared with none.`,
    "Set its model in Converra, or let sync write one on the default branch, then run this again.",
  );
}

export function notBenchmarked(limits: Limits): Blocked {
  return notEvaluated(
    `Not benchmarked: ${spentOnOthers(limits)}.`,
    "Raise `budget.max-runs`, or run the gate for this agent alone (`agents`).",
  );
}
