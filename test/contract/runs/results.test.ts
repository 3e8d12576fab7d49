/** What a completed run measured: looked at again while it is not there, and in words why it is nothing. */
import { describe, expect, it } from "vitest";
import { noEvidenceSentence, readResults, whyNoEvidence } from "../../../src/runs/results.ts";
import { clientUnderTest } from "../../support/client-under-test.ts";
import { aRun, aVariant } from "../../support/definitions.ts";
import { wireOptimization, wireVariants } from "../../support/service-examples.ts";

const CONTROL = wireVariants({ isControl: true });

/** A service whose variants are empty for so many looks. */
function lateBy(looks: number) {
  let seen = 0;
  const under = clientUnderTest(({ target }) => {
    if (!target.endsWith("/variants")) return { json: wireOptimization() };
    seen += 1;
    return { json: seen > looks ? CONTROL : { data: [] } };
  });
  const { client: converra, clock } = under;
  const signal = new AbortController().signal;
  const read = (ms: number) =>
    clock.run(readResults("opt_1", { converra, clock, signal }, clock.now() + ms));
  return { read, converra };
}

describe("the results of a completed run", () => {
  it("are taken at the first look where they are there", async () => {
    const { read, converra } = lateBy(0);
    expect((await read(600_000)).variants).toHaveLength(1);
    expect(converra.requestCount()).toBe(2);
    expect(converra.observer.stateOf("results-at-once")).toBe("holds");
  });

  it("are looked at again where they are late, which is told", async () => {
    const { read, converra } = lateBy(3);
    expect((await read(600_000)).variants).toHaveLength(1);
    expect(converra.observer.stateOf("results-at-once")).toBe("broken");
  });

  it("are given up after a few looks, and before the deadline", async () => {
    expect((await lateBy(99).read(600_000)).variants).toEqual([]);
    const { read, converra } = lateBy(99);
    await read(8_000);
    // Once the run, and its variants at once, after 2 and after 5 more seconds.
    expect(converra.requestCount()).toBe(4);
  });
});

describe("why a run is no evidence", () => {
  const control = aVariant({ isControl: true });
  it.each([
    ["no-variants", {}, [], "`variants`: an empty list; expected was the control and its scores"],
    ["no-control", {}, [aVariant()], "`isControl`: none of 1 variants is marked as it"],
    ["several-controls", {}, [control, control], "`isControl`: 2 of 2 variants are marked"],
    ["no-scores", {}, [{ ...control, raw: {} }], "`metrics of the control`: no members"],
    [
      "no-scores",
      {},
      [{ ...control, raw: {}, dropped: ["grade"] }],
      "`metrics of the control`: 1 members, none of them a number",
    ],
    [
      "other-mode",
      { mode: "exploratory" },
      [control],
      "`mode`: exploratory; expected was validation",
    ],
  ] as const)("is %s", (kind, run, variants, words) => {
    const why = whyNoEvidence(aRun(run), variants, { mode: "validation" });
    expect(why?.kind).toBe(kind);
    expect(why && noEvidenceSentence(why)).toContain(words);
    expect(why?.advice).toMatch(/\w/);
  });

  it("is nothing where the control was scored, also in a mode that is not told", () => {
    expect(whyNoEvidence(aRun(), [control, aVariant()], { mode: "validation" })).toBeUndefined();
    const untold = aRun({ mode: undefined });
    expect(whyNoEvidence(untold, [control], { mode: "validation" })).toBeUndefined();
  });
});
