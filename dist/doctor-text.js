import { Bn as heading, Rt as serialise, Un as paragraph, Wn as prose, qn as table, zn as code } from "./start.js";
// src/commands/doctor-text.ts
const STATES = {
	holds: "holds",
	broken: "broken",
	"not-seen": "not seen"
};
const ANSWERED = {
	read: "answered",
	"not-read": "failed",
	"nothing-to-read": "not asked, there is nothing to read"
};
const CELL = 300;
function verdictLine({ findings, readings, broken }) {
	const count = (state) => findings.filter((one) => one.state === state).length;
	const read = readings.filter(({ state }) => state === "read").length;
	if (read === 0) return "No call was answered, so nothing is known of Converra.";
	const counts = `${read} of ${readings.length} calls were answered, ${count("holds")} assumptions hold, ${count("broken")} are broken, ${count("not-seen")} were not seen`;
	return broken.length === 0 ? `Converra is as the gate needs it: ${counts}.` : `Converra is not as the gate needs it (${broken.join(", ")}): ${counts}.`;
}
function logLines(diagnosis) {
	const { readings, findings } = diagnosis;
	return [
		...readings.map(({ endpoint, state, reason, hint }) => {
			const why = reason === void 0 ? "" : `: ${reason}.${hint === void 0 ? "" : ` ${hint}`}`;
			return `${endpoint} ${ANSWERED[state]}${why}`;
		}),
		...ordered(findings).map(({ id, state, assumed, seen, otherwise }) => {
			const line = `${STATES[state]}: ${id}. ${assumed}.`;
			return state === "broken" ? `${line} Seen: ${seen}. So ${otherwise}.` : line;
		}),
		verdictLine(diagnosis)
	];
}
function summaryMarkdown(diagnosis) {
	const { readings, findings, broken } = diagnosis;
	return serialise([
		heading(3, `${broken.length === 0 ? "✅" : "❌"} Converra Gate doctor`),
		paragraph(verdictLine(diagnosis)),
		paragraph("The file ", code("doctor.json"), " in the report folder holds shapes and types only, no texts, names or ids: it may be attached to an issue."),
		table([
			"left",
			"left",
			"left"
		], [
			"Assumption",
			"",
			"Seen"
		], ordered(findings).map(({ id, state, assumed, seen, otherwise }) => [
			[
				code(id),
				" ",
				prose(assumed, CELL)
			],
			STATES[state],
			state === "broken" ? [
				prose(seen ?? "", CELL),
				"; so ",
				prose(otherwise, CELL)
			] : ""
		])),
		table(["left", "left"], ["Call", ""], readings.map(({ endpoint, state, reason = "" }) => [code(endpoint), reason === "" ? ANSWERED[state] : [
			ANSWERED[state],
			": ",
			prose(reason, CELL)
		]]))
	]);
}
function ordered(findings) {
	const states = [
		"broken",
		"holds",
		"not-seen"
	];
	return findings.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state));
}
export { summaryMarkdown as n, verdictLine as r, logLines as t };
