/**
 * Every mutation of what the service says, with every prompt and command it can touch. By default a fixed sample of the
 * cells; all with MUTANTS=all, and those of the mutations whose id matches with MUTANTS=<regular expression>.
 */
import { afterAll, expect, test } from "vitest";
import type { Survivor } from "./invariants.ts";
import { cellsOf, generated, NAMED, type Reference, references, survivorsOf } from "./matrix.ts";
import type { Mutation } from "./mutation.ts";
import { matching, sampled, WANTED_NAME } from "./wanted.ts";

/** Of the sample: every so manieth cell. */
const [NTH_NAMED, NTH_GENERATED] = [10, 180];

/** Of the gate without a mutation: how each run ended, and whether it paid. */
const ENDS = [
  ["BAD", "fail", "paid"],
  ["BAD", "fail"],
  ["REWORDED", "pass", "paid"],
  ["REWORDED", "pass"],
  ["unchanged", "pass"],
  ["unchanged", "pass"],
];

let all: readonly Reference[] = [];
let tally = { mutants: 0, cells: 0 };
const survivors: Survivor[] = [];

test(`no mutation of the service ends green, pays twice or writes wrong (${WANTED_NAME})`, {
  timeout: 7_200_000,
}, async () => {
  all = await references();
  expect(all.flatMap(endOf)).toEqual(ENDS);
  const cells = [...wanted(NAMED, NTH_NAMED), ...wanted(generated(all), NTH_GENERATED)];
  for (const { mutation, reference } of cells) {
    survivors.push(...(await survivorsOf(mutation, reference)));
  }
  tally = { mutants: new Set(cells.map(({ mutation }) => mutation.id)).size, cells: cells.length };
  expect(survivors.map(lineOf)).toEqual([]);
});

afterAll(() => {
  const count = new Set(survivors.map(({ mutation }) => mutation)).size;
  const summary = `mutant matrix: ${tally.mutants} mutants in ${tally.cells} cells, ${count} survivors`;
  console.log([summary, ...survivors.map(lineOf)].join("\n"));
});

interface Played {
  readonly mutation: Mutation;
  readonly reference: Reference;
}

function wanted(mutations: readonly Mutation[], nth: number): readonly Played[] {
  const cells = matching(mutations).flatMap((mutation) =>
    cellsOf(mutation, all).map((reference) => ({ mutation, reference })),
  );
  return sampled(cells, nth);
}

function lineOf({ mutation, command, prompt, run, invariant, said }: Survivor): string {
  const words = said.replaceAll(/\s+/gu, " ");
  return [mutation, prompt, command, run, invariant, words].join(" | ");
}

function endOf({ command, prompt, cell }: Reference): readonly (readonly string[])[] {
  if (command !== "gate") return [];
  return cell.runs.map(({ gate, starts }) => [prompt, gate, ...(starts > 0 ? ["paid"] : [])]);
}
