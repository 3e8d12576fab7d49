/** Rates of production figures: recent days against the days before, by Fisher's exact test. Pure. */

/** How many of `n` conversations, as a share 0-1. */
export interface Share {
  readonly rate: number;
  readonly n: number;
}

/** A rate is told in whole percent or finer: half a percent of each count is no contradiction. */
const ROUNDING = 0.005;

/** The part of the longer period that is not in the recent one; undefined where there is none, or the two contradict each other. */
export function earlierShare(recent: Share, longer: Share): Share | undefined {
  const n = longer.n - recent.n;
  if (n <= 0) return undefined;
  const rate = (longer.rate * longer.n - recent.rate * recent.n) / n;
  const slack = (ROUNDING * (longer.n + recent.n)) / n;
  if (rate < -slack || rate > 1 + slack) return undefined;
  return { n, rate: Math.min(1, Math.max(0, rate)) };
}

/** One-sided: the chance that as few of the recent would succeed if nothing had changed. Exact for any number of them. */
export function dropChance(recent: Share, before: Share): number {
  const [successes, others] = [recent, before].map(({ rate, n }) => Math.round(rate * n));
  return lowerTail(successes ?? 0, recent.n, others ?? 0, before.n);
}

/** Chance of at most `x` successes among `n`, given how many there are among both. */
function lowerTail(x: number, n: number, y: number, m: number): number {
  const successes = x + y;
  const whole = logChoose(n + m, n);
  let chance = 0;
  for (let k = Math.max(0, successes - m); k <= x; k += 1) {
    chance += Math.exp(logChoose(successes, k) + logChoose(n + m - successes, n - k) - whole);
  }
  return Math.min(1, chance);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const EXACT_UP_TO = 30;

/** Stirling's series, right to 12 digits where it is used: https://dlmf.nist.gov/5.11 */
function logFactorial(n: number): number {
  if (n <= EXACT_UP_TO) {
    let sum = 0;
    for (let k = 2; k <= n; k += 1) sum += Math.log(k);
    return sum;
  }
  const z = n + 1;
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5);
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
}
