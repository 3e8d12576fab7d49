/** One guess about the service: what is relied on, how far it is known, and what becomes of it where it is wrong. */
export interface Assumption {
  /** In kebab case; stands in messages, in report.json and in docs/assumptions.md. */
  readonly id: string;
  readonly assumed: string;
  /** How far it is known, and from which page. */
  readonly source: string;
  /** What the action does where it does not hold; completes "so …". */
  readonly otherwise: string;
  /** Where it is noticed. */
  readonly observed: string;
  /** What cannot be done where it does not hold; "nothing" where the action makes up for it. */
  readonly neededBy: "gate" | "sync" | "benchmark" | "insights" | "nothing";
}

/** For people, in a notice; `seen` is what came instead. */
export function brokenSentence(broken: Assumption & { readonly seen: string }): string {
  const { id, assumed, seen, otherwise } = broken;
  return `Assumption ${id} does not hold. Assumed: ${assumed}. Seen: ${seen}. So ${otherwise}.`;
}
