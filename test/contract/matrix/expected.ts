/** What each cell of the matrix must end in, and how much of what it makes may then exist. */
import type { ServiceErrorKind } from "../../../src/errors.ts";
import type { MatrixFault, Persistence } from "../../support/contract-faults.ts";
import type { MatrixCall } from "./calls.ts";

export type Expected =
  /** `given` in place of what the same call gives without a fault. */
  | { readonly ends: "value"; readonly given?: unknown; readonly made: 0 | 1 }
  | {
      readonly ends: "error";
      readonly kind: ServiceErrorKind;
      readonly ambiguous: boolean;
      readonly made: 0 | 1;
    };

export function expected(call: MatrixCall, fault: MatrixFault, persistence: Persistence): Expected {
  const made = call.makes === undefined ? 0 : 1;
  if (fault.bodyOnly && call.needsNoBody) return { ends: "value", made };
  if (fault.bodyOnly && call.readsBack) return { ends: "value", made };
  // It may have been cut on its way: what only reads is asked again.
  const isCut = fault.name === "cut JSON" && call.route.method === "GET";
  if (isCut && persistence === "once") return { ends: "value", made };
  if (fault.name === "wrong type" && call.fromWrongTypes !== undefined) {
    return { ends: "value", given: call.fromWrongTypes, made };
  }
  const mayRepeat = fault.leaves === "refused" || (fault.leaves === "unknown" && call.repeatable);
  if (mayRepeat && persistence === "once") return { ends: "value", made };
  return {
    ends: "error",
    kind: fault.kind,
    ambiguous: call.route.method !== "GET" && fault.leaves !== "refused",
    made: fault.carriedOut ? made : 0,
  };
}
