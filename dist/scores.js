import { c as shapeOf } from "./read-back.js";
import { d as isRecord } from "./agent-shape.js";
// src/service/scores.ts
const NOT_SCORES = ["lift"];
function readScores(metrics, observer) {
	const read = [];
	const dropped = [];
	for (const [name, given] of Object.entries(isRecord(metrics) ? metrics : {})) {
		if (NOT_SCORES.includes(name)) continue;
		const value = numberIn(given);
		observer.check("score-number", typeof given === "number", () => `a metric is ${shapeOf(given)}`);
		if (value === void 0) dropped.push(name);
		else read.push([name, value]);
	}
	return {
		raw: Object.fromEntries(read),
		dropped
	};
}
function numberIn(given) {
	if (typeof given === "number") return Number.isFinite(given) ? given : void 0;
	if (typeof given === "string") return /^\s*-?\d+(\.\d+)?\s*%?\s*$/.test(given) ? Number(given.replace("%", "")) : void 0;
	if (!isRecord(given)) return void 0;
	const held = [given.score, given.value].find((one) => one !== void 0 && one !== null);
	return isRecord(held) ? void 0 : numberIn(held);
}
function withinPoints(raw) {
	return Object.fromEntries(Object.entries(raw).filter(([, value]) => value >= 0 && value <= 100));
}
function pointsPer(all) {
	return all.every((scores) => Object.values(scores).every((score) => score <= 1)) ? 100 : 1;
}
function toPoints(scores, factor) {
	if (factor === 1) return scores;
	return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, Number((score * factor).toFixed(9))]));
}
export { withinPoints as a, toPoints as i, pointsPer as n, readScores as r, numberIn as t };
