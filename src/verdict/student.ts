/**
 * Student's t distribution: the tail and its inverse, exact to about 12 digits and fast enough for simulations. Degrees of
 * freedom are at least 1 and may be fractions; below that, and for NaN, the answer is NaN.
 *
 * With t = √df · sinh(u) the density over u is c · cosh(u)^-df, where c = 1 / B(df/2, 1/2).
 */

/** Chance that a t variable exceeds `t`, 0-1. */
export function upperTail(t: number, degreesOfFreedom: number): number {
  if (Number.isNaN(t) || !(degreesOfFreedom >= 1)) return Number.NaN;
  const a = degreesOfFreedom / 2;
  const c = inverseBeta(a);
  const square = (t * t) / degreesOfFreedom;
  const beyond = square < Infinity ? c * (1 + square) ** -a * millsRatio(square, a, c) : 0;
  return t < 0 ? 1 - beyond : beyond;
}

/** The value that a t variable exceeds with chance `probability`; NaN for one outside of 0-1. */
export function upperQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom >= 1 && probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability > 0.5) return -upperQuantile(1 - probability, degreesOfFreedom);
  if (probability === 0.5) return 0;
  if (probability === 0) return Number.POSITIVE_INFINITY;
  return Math.sqrt(degreesOfFreedom) * Math.sinh(solve(Math.log(probability), degreesOfFreedom));
}

const MAX_STEPS = 50;

/**
 * The u where the logarithm of the tail is `wanted`, by Newton's method. The density over u is log-concave and so is the
 * tail: a start at or above the root comes down to it step by step and never past it.
 */
function solve(wanted: number, df: number): number {
  const a = df / 2;
  const c = inverseBeta(a);
  // A concave curve lies below its tangents, so their roots lie above its own: at 0, and far out, where cosh(u) is e^u / 2.
  const atZero = (-Math.LN2 - wanted) / (2 * c);
  const farOut = Math.LN2 + (Math.log(c / df) - wanted) / df;
  let u = Math.min(atZero, farOut);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const square = Math.sinh(u) ** 2;
    const ratio = millsRatio(square, a, c);
    const change = (Math.log(c * ratio) - a * Math.log1p(square) - wanted) * ratio;
    u += change;
    // The digits double with each step: after this one they are all there.
    if (Math.abs(change) < 1e-8 * u) break;
  }
  return u;
}

/** The tail over the density at u, given sinh(u)²; no small number even where both are. */
function millsRatio(square: number, a: number, c: number): number {
  // Shares of their sum, so that neither has to be 1 minus the other.
  const x = 1 / (1 + square);
  const y = square / (1 + square);
  // Beyond this the continued fraction converges fast, and before it the one of the other tail.
  if (x <= (a + 1) / (a + 2.5)) return (Math.sqrt(y) / (2 * a)) * betaFraction(a, 0.5, x);
  return 0.5 / (c * x ** a) - Math.sqrt(y) * betaFraction(0.5, a, y);
}

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 1_000; m += 1) {
    const k = a + 2 * m;
    const even = (m * (b - m) * x) / ((k - 1) * k);
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / (k * (k + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

/** 1 / B(a, 1/2), which is Γ(a + 1/2) / (Γ(a) · √π). */
function inverseBeta(a: number): number {
  let factor = 1;
  let z = a;
  // The series needs a large argument; Γ(z + 1) = z · Γ(z) leads there.
  for (; z < 10; z += 1) factor *= z / (z + 0.5);
  const r = 1 / (z * z);
  // ln(Γ(z + 1/2) / Γ(z)) - ln(z) / 2 in odd powers of 1/z, from Stirling's series.
  const series =
    (-1 / 8 + r * (1 / 192 + r * (-1 / 640 + r * (17 / 14336 + r * (-31 / 18432))))) / z;
  return factor * Math.sqrt(z / Math.PI) * Math.exp(series);
}
