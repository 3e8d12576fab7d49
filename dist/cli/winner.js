// src/verdict/student.ts
function upperTail(t, degreesOfFreedom) {
	if (Number.isNaN(t) || !(degreesOfFreedom >= 1)) return NaN;
	const a = degreesOfFreedom / 2;
	const c = inverseBeta(a);
	const square = t * t / degreesOfFreedom;
	const beyond = square < 1e400 ? c * (1 + square) ** -a * millsRatio(square, a, c) : 0;
	return t < 0 ? 1 - beyond : beyond;
}
function upperQuantile(probability, degreesOfFreedom) {
	if (!(degreesOfFreedom >= 1 && probability >= 0 && probability <= 1)) return NaN;
	if (probability > .5) return -upperQuantile(1 - probability, degreesOfFreedom);
	if (probability === .5) return 0;
	if (probability === 0) return Number.POSITIVE_INFINITY;
	return Math.sqrt(degreesOfFreedom) * Math.sinh(solve(Math.log(probability), degreesOfFreedom));
}
const MAX_STEPS = 50;
function solve(wanted, df) {
	const a = df / 2;
	const c = inverseBeta(a);
	const atZero = (-Math.LN2 - wanted) / (2 * c);
	const farOut = Math.LN2 + (Math.log(c / df) - wanted) / df;
	let u = Math.min(atZero, farOut);
	for (let step = 0; step < MAX_STEPS; step += 1) {
		const square = Math.sinh(u) ** 2;
		const ratio = millsRatio(square, a, c);
		const change = (Math.log(c * ratio) - a * Math.log1p(square) - wanted) * ratio;
		u += change;
		if (Math.abs(change) < 1e-8 * u) break;
	}
	return u;
}
function millsRatio(square, a, c) {
	const x = 1 / (1 + square);
	const y = square / (1 + square);
	if (x <= (a + 1) / (a + 2.5)) return Math.sqrt(y) / (2 * a) * betaFraction(a, .5, x);
	return .5 / (c * x ** a) - Math.sqrt(y) * betaFraction(.5, a, y);
}
function betaFraction(a, b, x) {
	let c = 1;
	let d = 1 / (1 - (a + b) * x / (a + 1));
	let value = d;
	for (let m = 1; m <= 1e3; m += 1) {
		const k = a + 2 * m;
		const even = m * (b - m) * x / ((k - 1) * k);
		d = 1 / (1 + even * d);
		c = 1 + even / c;
		value *= d * c;
		const odd = -(a + m) * (a + b + m) * x / (k * (k + 1));
		d = 1 / (1 + odd * d);
		c = 1 + odd / c;
		const factor = d * c;
		value *= factor;
		if (Math.abs(factor - 1) < 1e-15) break;
	}
	return value;
}
function inverseBeta(a) {
	let factor = 1;
	let z = a;
	for (; z < 10; z += 1) factor *= z / (z + .5);
	const r = 1 / (z * z);
	const series = (-1 / 8 + r * (1 / 192 + r * (-1 / 640 + r * (17 / 14336 + r * (-31 / 18432))))) / z;
	return factor * Math.sqrt(z / Math.PI) * Math.exp(series);
}
// src/verdict/winner.ts
const ERROR = .05;
function againstBaseline(scores, metrics) {
	const distances = metrics.flatMap((comparison) => {
		const { metric, direction, baseline, noiseSd, degreesOfFreedom } = comparison;
		const score = Object.hasOwn(scores, metric) ? scores[metric] : void 0;
		if (score === void 0 || baseline === void 0 || baseline.n === 0) return [];
		if (noiseSd === void 0 || degreesOfFreedom === void 0) return [];
		const directed = direction === "lower" ? 100 - score : score;
		const standardError = noiseSd * Math.sqrt(1 + 1 / baseline.n);
		const noise = upperQuantile(ERROR, degreesOfFreedom) * standardError;
		return [{
			metric,
			delta: directed - baseline.mean,
			noise
		}];
	});
	return distances.length === 0 ? void 0 : distances;
}
function shortfallOf({ againstBaseline: all = [] }) {
	const beyond = ({ delta, noise }) => delta + noise;
	return all.filter((one) => beyond(one) < 0).toSorted((a, b) => beyond(a) - beyond(b))[0];
}
export { upperTail as i, shortfallOf as n, upperQuantile as r, againstBaseline as t };
