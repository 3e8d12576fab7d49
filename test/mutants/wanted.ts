/**
 * Which mutations are played: by default a fixed sample, all with MUTANTS=all, and those whose id matches with
 * MUTANTS=<regular expression>.
 */
import type { Mutation } from "./mutation.ts";

const WANTED = process.env.MUTANTS ?? "";
export const WANTED_NAME = WANTED || "sample";

/** Those that match, or all. */
export function matching(all: readonly Mutation[]): readonly Mutation[] {
  if (WANTED === "" || WANTED === "all") return all;
  const pattern = new RegExp(WANTED, "iu");
  return all.filter(({ id }) => pattern.test(id));
}

/** Of the sample every so manieth. */
export function sampled<T>(all: readonly T[], nth: number): readonly T[] {
  return WANTED === "" ? all.filter((_, index) => index % nth === 0) : all;
}
