/** What holds for scheduled runs alone. Constants chosen by measurement: docs/verdict.md. */

/** A schedule asks again and again: each night may use this share of the error that one pull request may. */
const SHARE_OF_NIGHT = 1 / 20;

/**
 * The confidence at which one night decides, so that a year of them cries wolf about as often as a few pull requests.
 * `agents`: how many are judged each by itself and share the night's error.
 */
export function nightConfidence(confidence: number, agents = 1): number {
  return 1 - ((1 - confidence) * SHARE_OF_NIGHT) / Math.max(1, agents);
}
