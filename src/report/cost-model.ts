/** What a run has cost, and what the account's period has so far. */

export interface Cost {
  readonly runsStarted: number;
  readonly runsAdopted: number;
  /** Optimizations left this period after this run; undefined when unknown or unlimited. */
  readonly runsLeft?: number;
  readonly runsLimit?: number;
  /** Absent where no list of runs was read. */
  readonly period?: PeriodCost;
  readonly requests: number;
  readonly elapsedMs: number;
}

/**
 * The account's runs since its period began, told apart by the agents they were made on: docs/cost.md. They add up to
 * `used`, or to more where the service lists runs that it does not count.
 */
export interface PeriodCost {
  /** ISO time: as GET /usage has it, else the first of the month. */
  readonly since: string;
  /** Optimizations as GET /usage counts them, and those of this run; absent where it was not asked or did not tell. */
  readonly used?: number;
  /** On copies for pull requests and branches. */
  readonly pullRequests: number;
  /** Of those, the ones known to have measured again what was suspected. */
  readonly confirming: number;
  /** On kept copies, of scheduled runs. */
  readonly nights: number;
  /** On kept copies, with one variant: baselines, and rounds that confirmed. */
  readonly measuring: number;
  /** On kept copies, and which of the two was not told. */
  readonly nightsOrMeasuring: number;
  /** On agents that are no copies of this repository's. */
  readonly others: number;
  /** On agents that no list shows, or in no list themselves. */
  readonly untold: number;
}
