/** What the service found beside the control in a run: variants, and a winner among them. Scores are points on 0-100. */

/** A variant as reported; `content` is hostile text. */
export interface VariantResult {
  readonly id: string;
  readonly name: string;
  readonly isControl: boolean;
  readonly isWinner: boolean;
  readonly scores: Readonly<Record<string, number>>;
  /** Percent against the control. */
  readonly lift?: number;
  readonly content?: string;
}

export type ConfidenceBand = "high" | "medium" | "low";

/** Golden-set result of the leading variant, in the service's sense; undefined fields were not reported. */
export interface GoldenSet {
  readonly passed?: number;
  readonly regressed?: number;
}

/** The winner beside the prompt that is live, in one metric that both report. */
export interface BaselineDistance {
  readonly metric: string;
  /** Winner minus baseline in points, positive is better: the direction is applied. */
  readonly delta: number;
  /** Points: a prompt as good as the baseline is further below it in 1 run of 20. */
  readonly noise: number;
}

/** What speaks against taking a winner, and can be set aside by name: see the input `apply-despite`. */
export const OBJECTIONS = ["changed", "worse", "golden-set"] as const;
export type ObjectionName = (typeof OBJECTIONS)[number];

/** A better prompt that the service found. Not a regression. */
export interface Headroom {
  readonly runId: string;
  readonly variantId: string;
  readonly variantName: string;
  /** Percent. */
  readonly lift?: number;
  /** Probability 0-1. */
  readonly confidence?: number;
  readonly band?: ConfidenceBand;
  readonly goldenSet?: GoldenSet;
  readonly content?: string;
  /** Undefined where the baseline was not measured. */
  readonly againstBaseline?: readonly BaselineDistance[];
}
