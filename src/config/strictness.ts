/** Which of two values of a rule is the stricter. Pure. */

/** The value under which more fails: the lower, the higher, or by a list from the loosest on. `base`: neither, the base's holds. */
export type Order = "lower" | "higher" | "base" | readonly unknown[];

export interface Settled<Value> {
  readonly value: Value;
  /** The head's value is not at least as strict as the base's. */
  readonly isLooser: boolean;
}

/** The stricter of the two; the base's where neither is. An undefined value is the loosest there is. */
export function stricter<Value>(order: Order, base: Value, head: Value): Settled<Value> {
  if (Object.is(base, head)) return { value: base, isLooser: false };
  const isStricter = order !== "base" && rank(order, head) > rank(order, base);
  return isStricter ? { value: head, isLooser: false } : { value: base, isLooser: true };
}

function rank(order: Exclude<Order, "base">, value: unknown): number {
  if (typeof order !== "string") return order.indexOf(value);
  if (typeof value !== "number") return Number.NEGATIVE_INFINITY;
  return order === "higher" ? value : -value;
}
