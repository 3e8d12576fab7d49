import { n as toXml, t as x } from "./lib.js";
import { It as resultOf, Pt as headlineText } from "./start.js";
// src/report/badge.ts
const COLOR = {
	pass: "1a7f37",
	warn: "8a6100",
	fail: "b42318"
};
const MEASURED = new Set([...[
	"improved",
	"unchanged",
	"regressed",
	"inconclusive"
]]);
function badgeOf(report) {
	const { command, agents, context, finishedAt } = report;
	if (command !== "gate" && command !== "benchmark") return void 0;
	const result = resultOf(report);
	const isMeasured = agents.some(({ verdict }) => MEASURED.has(verdict?.verdict));
	if (result === "pass" && !isMeasured) return void 0;
	const day = finishedAt.slice(0, 10);
	return {
		label: context.sandbox ? "converra sandbox" : `converra ${command}`,
		message: `${wordOf(report)}, ${day}`,
		color: COLOR[result],
		title: `${headlineText(report).replaceAll("\xA0", " ")}, on ${day}`,
		isFailure: result === "fail"
	};
}
function wordOf({ gate, agents, fault }) {
	if (fault !== void 0) return "could not run";
	if (gate.result === "pass") return "passing";
	for (const verdict of ["regressed", "incomplete"]) {
		const count = agents.filter((one) => one.verdict?.verdict === verdict && !one.accepted).length;
		if (count > 0) return `${count} ${verdict}`;
	}
	return gate.result === "fail" ? "failing" : "warning";
}
function badgeJson({ label, message, color, isFailure }) {
	return `${JSON.stringify({
		schemaVersion: 1,
		label,
		message,
		color,
		isError: isFailure
	}, void 0, 2)}\n`;
}
const HEIGHT = 20;
const CHARACTER = 6.2;
function badgeSvg({ label, message, color, title }) {
	const [left, right] = [label, message].map((text) => Math.round(text.length * CHARACTER) + 12);
	const width = left + right;
	const text = (of, from, room) => x("text", {
		x: from + room / 2,
		y: 14,
		textLength: room - 12
	}, of);
	const svg = x("svg", {
		xmlns: "http://www.w3.org/2000/svg",
		width,
		height: HEIGHT,
		viewBox: `0 0 ${width} ${HEIGHT}`,
		role: "img",
		"aria-labelledby": "title"
	}, x("title", { id: "title" }, title), x("clipPath", { id: "round" }, x("rect", {
		width,
		height: HEIGHT,
		rx: 3
	})), x("g", { "clip-path": "url(#round)" }, x("rect", {
		width: left,
		height: HEIGHT,
		fill: "#444c56"
	}), x("rect", {
		x: left,
		width: right,
		height: HEIGHT,
		fill: `#${color}`
	})), x("g", {
		fill: "#fff",
		"text-anchor": "middle",
		"font-size": 11,
		"font-family": "Verdana, Geneva, DejaVu Sans, sans-serif"
	}, text(label, 0, left), text(message, left, right)));
	return `${toXml(svg)}\n`;
}
export { badgeJson, badgeOf, badgeSvg };
