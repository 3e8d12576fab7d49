/** How the gate's error rate is shared between the first judgement and those after confirming runs. */

/**
 * Exponent of the power family of spending functions (Kim and DeMets 1987): of the error rate, (k/K) to this power is
 * spent by look k of K. Chosen by measurement (docs/verdict.md).
 */
const SPENDING_EXPONENT = 1.5;

/**
 * Largest adjusted p that counts at this look. The shares of all looks add up to 1 - confidence, so the promise holds
 * over the looks together (Bonferroni), however the data decide about taking them. Looks are counted from 1.
 */
export function alphaOfLook(confidence: number, look: number, looks: number): number {
  const last = Math.max(1, looks);
  const at = Math.min(Math.max(1, look), last);
  const spent = (k: number) => (k / last) ** SPENDING_EXPONENT;
  return (1 - confidence) * (spent(at) - spent(at - 1));
}
