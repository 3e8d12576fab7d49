/** How the gate's error rate is shared between the rounds of a trial. Constants chosen by measurement: docs/verdict.md. */

/**
 * Exponent of the power family of spending functions (Kim and DeMets 1987): of the error rate, (k/K) to this power is
 * spent by round k of K. A high one leaves nearly all of it to the last round: what one round shows may be one bad run.
 */
const SPENDING_EXPONENT = 3;

/** Kept back for what the tests take for granted and the world does not keep: noise alike in all agents, tails like a bell's. */
const SPENT_SHARE = 0.75;

/**
 * Largest adjusted p that counts after this round. The shares of all rounds add up to less than 1 - confidence, so the
 * promise holds over the rounds together (Bonferroni), however the data decide about taking them. Counted from 1.
 */
export function alphaOfLook(confidence: number, look: number, looks: number): number {
  const last = Math.max(1, looks);
  const at = Math.min(Math.max(1, look), last);
  const spent = (k: number) => (k / last) ** SPENDING_EXPONENT;
  return SPENT_SHARE * (1 - confidence) * (spent(at) - spent(at - 1));
}
