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
}
