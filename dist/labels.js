import { B as strong, D as code, F as list, I as paragraph, L as prose, Z as oneLine, w as accountCounts } from "./http.js";
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
// src/report/format.ts
const NBSP = "\xA0";
const MINUS = "−";
const SECOND = 1e3;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
function grouped(count) {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
function decimal(value) {
	const rounded = value.toFixed(1);
	if (rounded === "-0.0") return "0.0";
	return rounded.replace("-", MINUS);
}
function range(values, show = decimal) {
	const [low, high] = [show(Math.min(...values)), show(Math.max(...values))];
	return low === high ? low : `${low} to ${high}`;
}
function signed(value) {
	const text = decimal(value);
	return value > 0 && text !== "0.0" ? `+${text}` : text;
}
function liftPercent(value) {
	return `${signed(value)}${NBSP}%`;
}
function share(value) {
	const percent = value * 100;
	if (percent > 99.9 && percent < 100) return `>${NBSP}99.9${NBSP}%`;
	const digits = percent > 99 && percent < 100 ? 1 : 0;
	return `${percent.toFixed(digits)}${NBSP}%`;
}
function probability(p) {
	if (p < .001) return `<${NBSP}0.001`;
	return p.toFixed(p < .1 ? 3 : 2);
}
function deltaWithInterval(delta, interval) {
	if (interval === void 0) return signed(delta);
	const [low, high] = interval;
	const below = delta - low;
	const above = high - delta;
	if (Math.abs(below - above) < .1) return `${signed(delta)}${NBSP}±${NBSP}${decimal((below + above) / 2)}`;
	return `${signed(delta)}, from${NBSP}${signed(low)} to${NBSP}${signed(high)}`;
}
function fromTo(before, after) {
	return [`${decimal(before)}${NBSP}→${NBSP}`, decimal(after)];
}
function plural(count, one, many = `${one}s`) {
	return `${grouped(count)}${NBSP}${count === 1 ? one : many}`;
}
function duration(ms) {
	const seconds = Math.round(Math.max(0, ms) / SECOND);
	if (seconds < 60) return `${seconds}${NBSP}s`;
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) return `${minutes}${NBSP}min`;
	const rest = minutes % 60;
	const hours = `${Math.floor(minutes / 60)}${NBSP}h`;
	return rest === 0 ? hours : `${hours}${NBSP}${rest}${NBSP}min`;
}
function age(iso, nowIso) {
	const ms = Date.parse(nowIso) - Date.parse(iso);
	if (Number.isNaN(ms)) return void 0;
	if (ms < MINUTE) return "under a minute";
	if (ms < HOUR) return plural(Math.floor(ms / MINUTE), "minute");
	if (ms < DAY) return plural(Math.floor(ms / HOUR), "hour");
	return plural(Math.floor(ms / DAY), "day");
}
const MONTHS = "January February March April May June July August September October November December".split(" ");
function dayOf(at) {
	const time = new Date(at);
	return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]}`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function sentence(text) {
	const once = (/^[a-z]+[ ,;:]/.test(text) ? capital(text) : text).replace(/(?<!\.)\.\.(?=\s|$)/g, ".");
	return /[.!?…]$/.test(once) ? once : `${once}.`;
}
function sentenceList(items) {
	if (items.length < 2) return items.join("");
	return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
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
// src/report/labels.ts
const MARK = {
	pass: "✅",
	warn: "⚠️",
	fail: "❌"
};
const NEUTRAL_MARK = "⚪";
const PLAN_MARK = {
	conflicting: MARK.fail,
	drifted: MARK.warn,
	"not-compared": MARK.warn,
	create: "🟢",
	update: "🔵",
	unchanged: NEUTRAL_MARK
};
function verdictLabel(verdict) {
	return verdict === "not-evaluated" ? "not evaluated" : verdict;
}
const FELL = "fell within the limit";
function agentLabel({ verdict, plan }) {
	return verdict === void 0 ? plan?.action : verdictLabel(verdict.verdict);
}
function agentVerdictLabel(verdict) {
	return verdict.verdict === "unchanged" && verdict.metrics.some(({ moved, decides }) => moved === "fell" && decides !== false) ? FELL : verdictLabel(verdict.verdict);
}
function comparisonLabel({ finding, moved }) {
	return finding === "unchanged" && moved === "fell" ? FELL : findingLabel(finding);
}
function findingLabel(finding) {
	return finding === "below-min" ? "below its minimum" : finding;
}
function planLabel(action, done) {
	if (done === "apply" && (action === "update" || action === "conflicting")) return action === "update" ? "applied" : "not applied";
	if (action === "not-compared") return "not compared";
	return done && (action === "create" || action === "update") ? `${action}d` : action;
}
function planMark(action) {
	return PLAN_MARK[action];
}
function isDone({ command, fault }) {
	if (fault !== void 0) return false;
	return command === "apply" ? "apply" : command === "sync";
}
function gateActionOf(report, key) {
	const actions = report.gate.reasons.filter((item) => item.key === key).map((item) => item.action);
	return worstOf(GATE_RESULTS, actions) ?? "pass";
}
function agentMark(report, agent) {
	const action = gateActionOf(report, agent.key);
	if (action !== "pass") return MARK[action];
	const verdict = agent.verdict?.verdict;
	if (verdict === "regressed") return agent.accepted === void 0 ? MARK.fail : MARK.warn;
	return verdict === "improved" || verdict === "unchanged" ? MARK.pass : NEUTRAL_MARK;
}
function worstFirst(report) {
	const rank = (agent) => {
		const { verdict, plan } = agent;
		const action = GATE_RESULTS.indexOf(gateActionOf(report, agent.key));
		if (verdict !== void 0) return action * 100 + VERDICTS.indexOf(verdict.verdict);
		return action * 100 + (plan === void 0 ? VERDICTS.length : PLAN_ACTIONS.indexOf(plan.action));
	};
	return report.agents.toSorted((a, b) => rank(a) - rank(b));
}
function needsAttention(report, agent) {
	return gateActionOf(report, agent.key) !== "pass" || agent.verdict?.verdict === "regressed";
}
const FAULT_TITLE = {
	gate: "Converra gate could not do its work",
	sync: "Converra sync could not do its work",
	plan: "Converra plan could not be made",
	benchmark: "Converra benchmark could not do its work",
	insights: "Converra insights could not be read",
	apply: "Converra apply could not do its work",
	clean: "Converra clean could not do its work"
};
const RESULT_LABEL = {
	pass: "passed",
	warn: "warns",
	fail: "failed"
};
function resultOf({ fault, gate }) {
	return fault === void 0 ? gate.result : "fail";
}
function headline(report) {
	if (report.context.unverified !== void 0) return `${NEUTRAL_MARK} Unverified: ${headlineText(report)}`;
	return `${MARK[resultOf(report)]} ${headlineText(report)}`;
}
function headlineText(report) {
	const { command, rules, account, cleaned, fault } = report;
	if (fault !== void 0) return FAULT_TITLE[command];
	if (command === "clean") return `Converra clean: ${cleanedCounts(cleaned ?? []) ?? "nothing to remove"}`;
	const removed = rules?.removed.length ?? 0;
	const lost = removed === 0 ? "" : `, ${plural(removed, "removed", "removed")}`;
	const kept = accountCounts(account?.filter(({ action }) => action !== "unchanged"));
	const beside = kept === void 0 ? "" : `; account: ${kept}`;
	return `Converra ${command}${answer(report)}${lost}${beside}`;
}
function answer(report) {
	const { command, gate, agents } = report;
	if (command === "insights") return `: ${plural(agents.length, "agent")}`;
	if (command === "gate" || command === "benchmark") return ` ${RESULT_LABEL[gate.result]}: ${verdictCounts(agents)}${acceptedCount(agents)}`;
	const actions = agents.map(({ plan }) => plan?.action);
	const label = (action) => command === "plan" && (action === "create" || action === "update") ? `to ${action}` : planLabel(action, isDone(report));
	return `: ${counts(PLAN_ACTIONS, actions, label)}`;
}
function acceptedCount(agents) {
	const count = agents.filter(({ accepted }) => accepted !== void 0).length;
	return count === 0 ? "" : `, ${plural(count, "drop")} accepted`;
}
function verdictCounts(agents) {
	const labels = agents.map(({ verdict }) => verdict && agentVerdictLabel(verdict));
	return counts(VERDICTS.map(verdictLabel).toSpliced(-2, 0, FELL), labels, (label) => label);
}
function counts(kinds, found, label) {
	const parts = kinds.flatMap((kind) => {
		const count = found.filter((one) => one === kind).length;
		return count === 0 ? [] : [plural(count, label(kind), label(kind))];
	});
	return parts.length === 0 ? "no agents" : parts.join(", ");
}
export { probability as A, decimal as C, grouped as D, fromTo as E, signed as F, FINDINGS as I, GATE_RESULTS as L, sentence as M, sentenceList as N, liftPercent as O, share as P, worstOf as R, dayOf as S, duration as T, cleanBlocks as _, findingLabel as a, age as b, headlineText as c, planLabel as d, planMark as f, worstFirst as g, verdictLabel as h, comparisonLabel as i, range as j, plural as k, isDone as l, verdictCounts as m, agentMark as n, gateActionOf as o, resultOf as p, agentVerdictLabel as r, headline as s, agentLabel as t, needsAttention as u, cleanedCounts as v, deltaWithInterval as w, capital as x, cleanedLine as y };
