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
const VERDICTS = [
	"regressed",
	"incomplete",
	"inconclusive",
	"not-evaluated",
	"improved",
	"unchanged",
	"skipped"
];
// src/verdict/metric-label.ts
function metricLabel(name) {
	const spaced = name.replace(/[_-]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2");
	return spaced === name ? name : spaced.toLowerCase();
}
export { worstOf as a, VERDICTS as i, GATE_RESULTS as n, PLAN_ACTIONS as r, metricLabel as t };
