/** What a completed run measured, and in words why it is no measurement where it is none. */
import type { Mode } from "../domain.ts";
import type { Optimization } from "../service/endpoints/optimizations.ts";
import type { Variant } from "../service/variants.ts";
import type { RunPorts } from "./types.ts";
import { hasEnded } from "./work.ts";

export interface RunResults {
  readonly run: Optimization;
  readonly variants: readonly Variant[];
}

/** Why a run says nothing of the prompt it was started for. */
export interface NoEvidence {
  readonly kind: "no-variants" | "no-control" | "several-controls" | "no-scores" | "other-mode";
  /** The member of the answer that decides. */
  readonly member: string;
  readonly seen: string;
  readonly expected: string;
  readonly advice: string;
}

/** Waits before each further look: a service may say completed a moment before its results can be read. */
const LOOKS_MS = [2_000, 5_000, 15_000, 30_000];

type ReadPorts = Pick<RunPorts, "converra" | "clock" | "signal">;

/** By its id a run of which a list says that it has completed: by itself it may say so a moment later. */
export async function readResults(
  id: string,
  ports: ReadPorts,
  deadline: number,
): Promise<RunResults> {
  const { converra, clock, signal } = ports;
  for (let look = 0; ; look += 1) {
    const run = await converra.optimizations.get(id, { signal });
    const wait = LOOKS_MS[look];
    if (hasEnded(run) || wait === undefined || clock.now() + wait > deadline) {
      return { run, variants: await readVariants(run, ports, deadline) };
    }
    await clock.sleep(wait, signal);
  }
}

/** Its variants, looked at again a few times while none is a scored control (assumption results-at-once). */
export async function readVariants(
  run: Optimization,
  { converra, clock, signal }: ReadPorts,
  deadline: number,
): Promise<readonly Variant[]> {
  const { optimizations, observer } = converra;
  for (let look = 0; ; look += 1) {
    const variants = await optimizations.variants(run.id, { signal });
    const missing = whyNoEvidence(run, variants);
    const isThere = missing === undefined || missing.kind === "several-controls";
    if (look === 0) observer.check("results-at-once", isThere, () => missing?.seen ?? "");
    const wait = LOOKS_MS[look];
    if (isThere || wait === undefined || clock.now() + wait > deadline) return variants;
    await clock.sleep(wait, signal);
  }
}

/** One control: the others of several cannot be told from what the run started from. */
export function onlyControl(variants: readonly Variant[]): Variant | undefined {
  const controls = variants.filter(({ isControl }) => isControl);
  return controls.length === 1 ? controls[0] : undefined;
}

const LOOK = "Open the run in Converra to see what it measured, then run this again.";

/** Undefined where the control was scored in the wanted mode. A mode that is not told is no other mode. */
export function whyNoEvidence(
  { mode, status }: Pick<Optimization, "mode" | "status">,
  variants: readonly Variant[],
  wanted: { readonly mode?: Mode } = {},
): NoEvidence | undefined {
  if (status !== "completed") return undefined;
  if (mode !== undefined && wanted.mode !== undefined && mode !== wanted.mode) {
    return {
      ...{ kind: "other-mode", member: "mode", seen: mode, expected: wanted.mode },
      advice: "Set `optimize.mode` in the config to the mode that the account's runs have.",
    };
  }
  if (variants.length === 0) {
    return {
      ...{ kind: "no-variants", member: "variants", seen: "an empty list", advice: LOOK },
      expected: "the control and its scores",
    };
  }
  const controls = variants.filter(({ isControl }) => isControl);
  const [control] = controls;
  if (control === undefined) {
    const seen = `none of ${variants.length} variants is marked as it`;
    return {
      ...{ kind: "no-control", member: "isControl", seen, advice: LOOK },
      expected: "one variant that is the control by its mark, its id or its name",
    };
  }
  if (controls.length > 1) {
    const seen = `${controls.length} of ${variants.length} variants are marked as the control`;
    return {
      ...{ kind: "several-controls", member: "isControl", seen, advice: LOOK },
      expected: "one, the prompt that the run started from",
    };
  }
  if (Object.keys(control.raw).length === 0) {
    const dropped = control.dropped.length;
    const seen = dropped === 0 ? "no members" : `${dropped} members, none of them a number`;
    return {
      ...{ kind: "no-scores", member: "metrics of the control", seen, advice: LOOK },
      expected: "at least one score",
    };
  }
  return undefined;
}

/** Completes "the run completed, but …". */
export function noEvidenceSentence({ member, seen, expected }: NoEvidence): string {
  return `\`${member}\`: ${seen}; expected was ${expected}`;
}
