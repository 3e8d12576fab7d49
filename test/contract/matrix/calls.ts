/**
 * The calls of the fault matrix: every client method, with what it may do when its answer is lost. The rules stand in the
 * rows of the index, on their own: they are not read from the client.
 */
import { API_INDEX } from "../../fixtures/api-index.ts";
import type { ApiRow } from "../../fixtures/api-row.ts";
import type { Route } from "../../support/contract-faults.ts";

export interface MatrixCall
  extends Pick<
    ApiRow,
    "method" | "call" | "repeatable" | "makes" | "fromWrongTypes" | "readsBack"
  > {
  readonly title: string;
  readonly route: Route;
  /** The method gives nothing of the answer's body. */
  readonly needsNoBody: boolean;
}

export const MATRIX_CALLS: readonly MatrixCall[] = API_INDEX.flatMap((row) => {
  const [method, path] = row.endpoint.split(" ") as [Route["method"], string];
  const needsNoBody = row.answer === undefined;
  const whole = { ...row, title: row.method, route: { method, path }, needsNoBody };
  const { variation } = row;
  if (variation === undefined) return [whole];
  return [whole, { ...whole, ...variation, title: `${row.method} ${variation.name}` }];
});
