/** The variants of a run: how each scored, and which of them is the control. */
import * as z from "zod";
import { type Observer, shapeOf } from "./assumptions.ts";
import { pointsPer, readScores, type Scores, toPoints, withinPoints } from "./scores.ts";
import { flag, isRecord, maybe, name, object, settled } from "./shapes.ts";

/** Documented: id, name, metrics.taskCompletion, metrics.lift. The rest is a guess. */
export function variantShape(observer: Observer) {
  return settled(
    ({ metrics, lift, ...variant }) => ({
      ...variant,
      ...readScores(metrics, observer),
      lift: firstNumber(isRecord(metrics) ? metrics.lift : undefined, lift),
    }),
    object({
      id: name(),
      name: name(),
      isControl: maybe(flag()),
      isBaseline: maybe(flag()),
      isWinner: maybe(flag()),
      /** Metric name -> number as it came, on whatever scale. */
      raw: z.custom<Scores>(),
      /** Names of metrics that are no numbers. */
      dropped: z.custom<readonly string[]>(),
      lift: maybe(z.number()),
      content: maybe(name()),
    }),
  );
}
type ReadVariant = z.output<ReturnType<typeof variantShape>>;

/** All variants of a run at once: the scale of the scores and which one is the control are seen only together. */
export function variantsOf(items: readonly ReadVariant[], observer: Observer) {
  const factor = pointsPer(items.map(({ raw }) => withinPoints(raw)));
  const controls = controlsOf(items, observer);
  const [control] = controls;
  const ids = new Set(items.map(({ id }) => id)).size;
  observer.check("variant-id", ids === items.length, () => `${items.length} variants, ${ids} ids`);
  if (items.length > 0) {
    observer.check(
      "one-control",
      controls.length === 1,
      () => `${controls.length} controls among ${items.length} variants`,
    );
  }
  if (control !== undefined) {
    observer.check("control-content", control.content !== undefined, () => "no `content`");
  }
  const percent = liftFactor(items, control, observer);
  return items.map((item) => {
    const { isBaseline: _, lift, ...variant } = item;
    return {
      ...variant,
      isControl: controls.includes(item),
      /** Points 0-100, as far as one answer tells. */
      scores: toPoints(withinPoints(item.raw), factor),
      /** Percent. */
      lift: lift === undefined ? undefined : Number((lift * percent).toFixed(9)),
    };
  });
}
export type Variant = Readonly<ReturnType<typeof variantsOf>[number]>;

const NAMED = /^(control|baseline|original)$/i;
/** The one page that shows the name is cut after "Cont". */
const NAMED_MORE_OR_LESS = /^(control|baseline|original)\b/i;

/**
 * Said outright, else by the id of the documented example, else by name. All that are marked in the same way: more than
 * one is for the caller to refuse. A variant that is said not to be the control is never taken for it by its name.
 */
function controlsOf(variants: readonly ReadVariant[], observer: Observer): readonly ReadVariant[] {
  const open = variants.filter((one) => one.isControl !== false && one.isBaseline !== false);
  const ways = [
    variants.filter(({ isControl, isBaseline }) => isControl || isBaseline),
    variants.filter(({ id }) => id === "var_control"),
    open.filter((one) => NAMED.test(one.name.trim())),
  ];
  const found = ways.find((some) => some.length > 0);
  if (found !== undefined) {
    observer.holds("control-mark");
    return found;
  }
  const likely = open.filter((one) => NAMED_MORE_OR_LESS.test(one.name.trim()));
  if (likely.length > 0) observer.broken("control-mark", "only the beginning of a name tells");
  return likely;
}

/** assumption lift-percent: 100 where every lift is a hundredth of what the scores say, else 1. */
function liftFactor(
  variants: readonly ReadVariant[],
  control: ReadVariant | undefined,
  observer: Observer,
): 1 | 100 {
  const base = control?.raw.taskCompletion;
  if (base === undefined || base <= 0) return 1;
  const pairs = variants.flatMap(({ raw, lift }) => {
    const by = raw.taskCompletion === undefined ? 0 : (raw.taskCompletion / base - 1) * 100;
    return lift === undefined || lift === 0 || Math.abs(by) < 2 ? [] : [{ lift, by }];
  });
  if (pairs.length === 0) return 1;
  const isFraction = pairs.every(({ lift, by }) => Math.abs(lift) < 1 && isNear(lift * 100, by));
  observer.check("lift-percent", !isFraction, () => `a lift of ${shapeOf(pairs[0]?.lift)}`);
  return isFraction ? 100 : 1;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(1, Math.abs(b) / 2);
}

export function firstNumber(...values: readonly unknown[]): unknown {
  return values.find(Number.isFinite);
}
