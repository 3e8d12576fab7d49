import { A as metricLabel, k as isLoss } from "./reasons.js";
// src/verdict/acceptance.ts
function lossesOf({ metrics }) {
	return metrics.filter(({ finding }) => isLoss(finding));
}
function acceptable(verdict, rules) {
	if (!rules.accept) return "the base commit's gate.accept is false";
	if (verdict.verdict !== "regressed") return `the verdict is ${verdict.verdict.replace("-", " ")}, and only a proven drop can be accepted`;
	const accepted = [];
	for (const { metric, candidate, baseline, delta, min } of lossesOf(verdict)) {
		if (min !== void 0 && candidate.mean < min) return `${metricLabel(metric)} is ${candidate.mean.toFixed(1)}, below its minimum of ${min}, and a minimum holds for everybody: lower it in the config first`;
		if (delta === void 0) return `there is no baseline to tell by how much ${metricLabel(metric)} fell`;
		accepted.push({
			metric,
			baseline: baseline?.mean,
			candidate: candidate.mean,
			delta
		});
	}
	return accepted.length > 0 ? accepted : "no single metric carries the drop";
}
function uncovered(verdict, rules, accepted) {
	const lost = acceptable(verdict, rules);
	if (typeof lost === "string") return lost;
	for (const { metric, delta } of lost) {
		const before = accepted.metrics.find((one) => one.metric === metric);
		if (before === void 0) return `${metricLabel(metric)} got worse as well`;
		const [, best = delta] = verdict.metrics.find((one) => one.metric === metric)?.interval ?? [];
		if (best < before.delta) return `${metricLabel(metric)} fell by ${(-delta).toFixed(1)} points by now, clearly more than the ${(-before.delta).toFixed(1)} accepted`;
	}
}
function figuresOf(metrics) {
	return metrics.map(({ metric, baseline, candidate, delta }) => {
		const from = baseline === void 0 ? "" : `from ${baseline.toFixed(1)} `;
		return `${metricLabel(metric)} by ${(-delta).toFixed(1)} points, ${from}to ${candidate.toFixed(1)}`;
	}).join("; ");
}
function acceptedSentence({ by, reason, at, metrics }) {
	return `The drop is accepted for this commit by ${by} on ${at.slice(0, 10)} (${figuresOf(metrics)}), who says: ${reason}`;
}
export { uncovered as i, acceptedSentence as n, figuresOf as r, acceptable as t };
