// src/domain.ts
function worstOf(worstFirst, found) {
	return worstFirst.find((one) => found.includes(one));
}
const GATE_RESULTS = [
	"fail",
	"warn",
	"pass"
];
const PLAN_ACTIONS = [
	"conflicting",
	"drifted",
	"not-compared",
	"create",
	"update",
	"unchanged"
];
const FINDINGS = [
	"regressed",
	"below-min",
	"inconclusive",
	"improved",
	"unchanged"
];
const VERDICTS = [
	"regressed",
	"incomplete",
	"inconclusive",
	"not-evaluated",
	"improved",
	"unchanged",
	"skipped"
];
// src/verdict/metric.ts
function directed(score, direction) {
	if (score === void 0 || !Number.isFinite(score)) return NaN;
	return direction === "lower" ? 100 - score : score;
}
function sampleOf(measurements, metric, direction) {
	const values = measurements.map(({ scores }) => directed(scores[metric], direction)).filter((value) => Number.isFinite(value));
	const n = values.length;
	if (n === 0) return void 0;
	const mean = values.reduce((sum, value) => sum + value, 0) / n;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return n < 2 ? {
		n,
		mean
	} : {
		n,
		mean,
		sd: Math.sqrt(squares / (n - 1))
	};
}
function metricNames(measurements) {
	const names = new Set();
	for (const { scores } of measurements) for (const name of Object.keys(scores)) names.add(name);
	return names;
}
function metricLabel(name) {
	const spaced = name.replace(/[_-]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2");
	return spaced === name ? name : spaced.toLowerCase();
}
export { FINDINGS as a, VERDICTS as c, sampleOf as i, worstOf as l, metricLabel as n, GATE_RESULTS as o, metricNames as r, PLAN_ACTIONS as s, directed as t };
