/** Every client method with every fault, for one call and for good. Prints what the cells ended in. */
import { afterAll, describe, expect, it } from "vitest";
import { ELSEWHERE, FAULTS } from "../../support/contract-faults.ts";
import { MATRIX_CALLS } from "./calls.ts";
import { runCell } from "./cell.ts";
import { expected } from "./expected.ts";

const tally = { cells: 0, values: 0, secondPaidRuns: 0, errors: new Map<string, number>() };

describe.each(MATRIX_CALLS.map((call) => ({ title: call.title, call })))("$title", ({ call }) => {
  /** What it gives without a fault. */
  let usual: ReturnType<typeof runCell> | undefined;
  for (const fault of FAULTS) {
    for (const persistence of ["once", "always"] as const) {
      it(`${fault.name}, ${persistence}`, async () => {
        const ending = await runCell(call, fault, persistence);
        const { value, error, made, paid, requests, hosts } = ending;
        tally.cells += 1;
        tally.secondPaidRuns += Math.max(0, paid - 1);
        if (error === undefined) tally.values += 1;
        else tally.errors.set(error.kind, (tally.errors.get(error.kind) ?? 0) + 1);

        const wanted = expected(call, fault, persistence);
        if (wanted.ends === "value") {
          expect(error?.message).toBeUndefined();
          usual ??= runCell(call);
          expect(value).toEqual("given" in wanted ? wanted.given : (await usual).value);
        } else {
          expect(error, "an error").toBeDefined();
          expect(error).toMatchObject({ kind: wanted.kind, ambiguous: wanted.ambiguous });
          expect(error?.message).toMatch(/^could not /);
          expect(error?.hint).toMatch(/\w/);
        }
        expect(made).toBe(wanted.made);
        expect(paid).toBeLessThanOrEqual(1);
        expect(requests).toBeLessThanOrEqual(12);
        expect(hosts).not.toContain(ELSEWHERE);
      });
    }
  }
});

afterAll(() => {
  const { cells, values, errors, secondPaidRuns } = tally;
  const kinds = [...errors].map(([kind, count]) => `${kind} ${count}`).toSorted();
  console.log(
    `fault matrix: ${cells} cells, ${values} values, ${cells - values} errors (${kinds.join(", ")}), second paid runs: ${secondPaidRuns}`,
  );
});
