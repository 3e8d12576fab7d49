import { d as paragraph, f as prose, h as strong, n as code, u as list, y as oneLine } from "./markdown.js";
import { p as sentenceList, u as plural } from "./format.js";
// src/report/clean-content.ts
const NAME_MAX = 120;
const WHY_MAX = 300;
const SHOWN = 20;
const NOUNS = {
	copy: ["copy", "copies"],
	run: ["run", "runs"],
	benchmark: ["benchmark", "benchmarks"]
};
const DONE = {
	copy: "archived",
	run: "stopped",
	benchmark: "deleted"
};
function cleanedCounts(items) {
	const parts = Object.keys(NOUNS).flatMap((what) => [
		"removed",
		"to-remove",
		"failed"
	].flatMap((state) => {
		const count = items.filter((item) => item.what === what && item.state === state).length;
		return count === 0 ? [] : [`${plural(count, ...NOUNS[what])} ${doneWord(what, state)}`];
	}));
	return parts.length === 0 ? void 0 : sentenceList(parts);
}
function doneWord(what, state) {
	return {
		removed: "",
		"to-remove": "to be ",
		failed: "not "
	}[state] + DONE[what];
}
function cleanedLine(item) {
	return `${oneLine(item.id, NAME_MAX)}${nameOf(item)}: ${endOf(item)}`;
}
function nameOf({ name }) {
	return name === void 0 ? "" : ` "${oneLine(name, NAME_MAX)}"`;
}
function endOf({ what, why, state, problem }) {
	const because = state === "failed" ? `${problem ?? "nobody knows why"} (${why})` : why;
	return `${doneWord(what, state)}, ${oneLine(because, WHY_MAX)}.`;
}
function cleanBlocks({ cleaned = [] }) {
	const counts = cleanedCounts(cleaned);
	if (counts === void 0) return [];
	const items = cleaned.slice(0, SHOWN).map((item) => [paragraph(code(oneLine(item.id, NAME_MAX)), `${nameOf(item)}: `, prose(endOf(item), WHY_MAX))]);
	const hidden = cleaned.length - SHOWN;
	if (hidden > 0) items.push([paragraph(`${plural(hidden, "more item")} in report.html.`)]);
	return [paragraph(strong("Cleaned"), `: ${counts}.`), list(items)];
}
export { cleanedCounts as n, cleanedLine as r, cleanBlocks as t };
