import { d as paragraph, f as prose, g as table, h as strong, i as emphasis, l as link, n as code, r as details, y as oneLine } from "./markdown.js";
import { a as deltaWithInterval, f as sentence, i as decimal, m as share, n as capital, p as sentenceList, s as fromTo$1, u as plural } from "./format.js";
import { c as VERDICTS, l as worstOf, n as metricLabel, o as GATE_RESULTS, s as PLAN_ACTIONS } from "./metric.js";
import { n as cleanedCounts } from "./clean-content.js";
import { n as promptDiff } from "./prompt-diff.js";
import { createHash } from "node:crypto";
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
	if (verdict === "regressed") return MARK.fail;
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
function headline(report) {
	if (report.context.unverified !== void 0) return `${NEUTRAL_MARK} Unverified: ${headlineText(report)}`;
	const result = report.fault === void 0 ? report.gate.result : "fail";
	return `${MARK[result]} ${headlineText(report)}`;
}
function headlineText({ command, gate, agents, rules, cleaned, fault }) {
	if (fault !== void 0) return FAULT_TITLE[command];
	if (command === "clean") return `Converra clean: ${cleanedCounts(cleaned ?? []) ?? "nothing to remove"}`;
	const removed = rules?.removed.length ?? 0;
	const lost = removed === 0 ? "" : `, ${plural(removed, "removed", "removed")}`;
	return `Converra ${command}${answer(command, gate.result, agents)}${lost}`;
}
function answer(command, result, agents) {
	switch (command) {
		case "gate":
		case "benchmark": return ` ${RESULT_LABEL[result]}: ${verdictCounts(agents)}`;
		case "insights": return `: ${plural(agents.length, "agent")}`;
		case "plan":
		case "sync":
		case "apply": {
			const actions = agents.map((agent) => agent.plan?.action);
			const label = (action) => command === "plan" && (action === "create" || action === "update") ? `to ${action}` : planLabel(action, command === "apply" ? "apply" : command === "sync");
			return `: ${counts(PLAN_ACTIONS, actions, label)}`;
		}
	}
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
// src/report/scores.ts
const NBSP = "\xA0";
function decidingMetric(agent) {
	const metrics = agent.verdict?.metrics ?? [];
	const deciding = metrics.find((metric) => metric.metric === agent.verdict?.deciding);
	const size = (metric) => Math.abs(metric.delta ?? 0);
	return deciding ?? metrics.toSorted((a, b) => size(b) - size(a))[0];
}
function metricName(comparison) {
	const label = oneLine(metricLabel(comparison.metric));
	return comparison.direction === "lower" ? `100 \u2212 ${label}` : label;
}
function scoreChange(comparison) {
	const { candidate, baseline, delta, interval } = comparison;
	if (candidate.n === 0) return baseline === void 0 ? "no score" : `${decimal(baseline.mean)}, no score after it`;
	if (baseline === void 0) return [strong(decimal(candidate.mean)), " (no baseline)"];
	const [from, to] = fromTo$1(baseline.mean, candidate.mean);
	return delta === void 0 ? [from, strong(to)] : [
		from,
		strong(to),
		` (${deltaWithInterval(delta, interval)})`
	];
}
function scoreChangeText(comparison) {
	return plainText(scoreChange(comparison));
}
function plainText(part) {
	if (typeof part === "string") return part;
	if ("type" in part) {
		if ("value" in part) return part.value;
		return "children" in part ? part.children.map(plainText).join("") : "";
	}
	return part.map(plainText).join("");
}
function metricTable(metrics) {
	return table([
		"left",
		"right",
		"right",
		"right",
		"right",
		"right",
		"left"
	], [
		"Score",
		"Baseline",
		"Candidate",
		"Change",
		"Chance that noise alone does this",
		"Limit",
		""
	], metrics.map((metric) => [
		capital(metricName(metric)),
		sample(metric.baseline),
		sample(metric.candidate),
		metric.delta === void 0 ? "" : deltaWithInterval(metric.delta, metric.interval),
		chance(metric),
		limit(metric),
		comparisonLabel(metric)
	]));
}
function chanceOfNoise({ p, delta, finding }) {
	if (p === void 0 || delta === void 0 && finding !== "below-min") return void 0;
	return finding === "below-min" ? p : Math.min(p, 1 - p);
}
function chance(metric) {
	const value = chanceOfNoise(metric);
	if (value === void 0) return "";
	if (value < .001) return `under${NBSP}0.1${NBSP}%`;
	return value < .1 ? `${(100 * value).toFixed(1)}${NBSP}%` : share(value);
}
function sample(summary) {
	if (summary === void 0 || summary.n === 0) return "none";
	return `${decimal(summary.mean)}\u00A0(n\u00A0=\u00A0${summary.n})`;
}
function limit({ maxDrop, min }) {
	const drop = `\u2212${decimal(maxDrop)}`;
	return min === void 0 ? drop : `${drop}, min\u00A0${decimal(min)}`;
}
// src/report/links.ts
const VERDICT_DOC = "https://github.com/converra/gate/blob/main/docs/verdict.md";
function blobUrl(context, file, lines) {
	const repository = repositoryUrl(context);
	if (repository === void 0 || context.commit === void 0) return void 0;
	const path = file.split("/").map(encoded).join("/");
	const anchor = lines.from === lines.to ? `#L${lines.from}` : `#L${lines.from}-L${lines.to}`;
	return `${repository}/blob/${encoded(context.commit)}/${path}${anchor}`;
}
function pullRequestUrl(context, file, lines) {
	const repository = repositoryUrl(context);
	if (repository === void 0 || context.pullRequest === void 0) return void 0;
	const anchor = createHash("sha256").update(file).digest("hex");
	return `${repository}/pull/${context.pullRequest}/files#diff-${anchor}R${lines.from}`;
}
function reviewCommentUrl(context, id) {
	const repository = repositoryUrl(context);
	return repository === void 0 || context.pullRequest === void 0 ? void 0 : `${repository}/pull/${context.pullRequest}#discussion_r${id}`;
}
function commitUrl(context, commit) {
	const repository = repositoryUrl(context);
	return repository === void 0 || !/^[0-9a-f]{7,64}$/i.test(commit) ? void 0 : `${repository}/commit/${commit}`;
}
function changedLines(agent) {
	const source = agent.promptSource;
	const before = agent.promptBefore ?? agent.plan?.livePrompt;
	const changed = before === void 0 ? void 0 : promptDiff(before, agent.promptAfter).changed;
	if (changed === void 0) return {
		from: source.line,
		to: Math.max(source.line, source.endLine)
	};
	const first = firstTextLine(source, agent.promptAfter);
	const inside = (line) => Math.min(Math.max(line, source.line), source.endLine);
	return {
		from: inside(first + changed.from - 1),
		to: inside(first + changed.to - 1)
	};
}
function firstTextLine(source, prompt) {
	const textLines = prompt.trimEnd().split("\n").length;
	const sourceLines = source.endLine - source.line + 1;
	return source.line + (sourceLines === textLines + 1 && !isWholeFile(source) ? 1 : 0);
}
function isWholeFile(source) {
	return source.line === 1 && source.column === 1;
}
function repositoryUrl(context) {
	if (context.repository === void 0 || !/^https?:\/\//.test(context.serverUrl)) return void 0;
	const path = context.repository.split("/").map(encoded).join("/");
	return `${context.serverUrl.replace(/\/+$/, "")}/${path}`;
}
function encoded(part) {
	return encodeURIComponent(part.replace(/\p{Cs}/gu, "�"));
}
// src/report/prompt-sections.ts
function changedSections(before, after) {
	const old = sectionsOf(before);
	const fresh = sectionsOf(after);
	if (old.size + fresh.size <= 2) return [];
	const renamed = renamings(old, fresh);
	const isNew = ({ id }) => !old.has(id) && !renamed.has(id);
	const isKept = new Set([...renamed.values()].map(({ id }) => id));
	const isGone = ({ id }) => !fresh.has(id) && !isKept.has(id);
	const gone = outermost(old, isGone).map(({ heading }) => ({
		heading,
		change: "removed"
	}));
	const added = new Set(outermost(fresh, isNew).map(({ id }) => id));
	const rest = [...fresh.values()].flatMap((section) => {
		const { id, heading, body } = section;
		if (added.has(id)) return [{
			heading,
			change: "added"
		}];
		const formerly = renamed.get(id)?.heading;
		if (formerly !== void 0) return [{
			heading,
			change: "renamed",
			formerly
		}];
		const was = old.get(id);
		if (was === void 0 || was.body === body) return [];
		if (body === "") return [{
			heading,
			change: "emptied"
		}];
		const lines = [linesOf(was), linesOf(section)];
		return [2 * lines[1] < lines[0] ? {
			heading,
			change: "cut",
			lines
		} : {
			heading,
			change: "changed"
		}];
	});
	return [...gone, ...rest];
}
function linesOf({ body }) {
	return body.split("\n").filter((line) => line !== "").length;
}
function outermost(all, matches) {
	return [...all.values()].filter((section) => {
		const parent = section.parent === void 0 ? void 0 : all.get(section.parent);
		return matches(section) && !(parent !== void 0 && matches(parent));
	});
}
function renamings(old, fresh) {
	const gone = [...old.values()].filter(({ id, body }) => !fresh.has(id) && body !== "");
	const renamed = new Map();
	for (const { id, body, heading } of fresh.values()) {
		if (old.has(id) || heading === void 0) continue;
		const at = gone.findIndex((section) => section.body === body && section.heading !== void 0);
		const [former] = at === -1 ? [] : gone.splice(at, 1);
		if (former !== void 0) renamed.set(id, former);
	}
	return renamed;
}
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
function sectionsOf(prompt) {
	const sections = new Map();
	const seen = new Map();
	let open = {
		heading: void 0,
		depth: 0,
		lines: []
	};
	let path = [];
	let fence;
	const close = () => {
		const name = open.heading?.toLowerCase() ?? "";
		const count = (seen.get(name) ?? 0) + 1;
		seen.set(name, count);
		path = path.filter(({ depth }) => depth < open.depth);
		const body = open.lines.map((line) => line.trim()).join("\n");
		const section = {
			heading: open.heading,
			depth: open.depth,
			id: open.heading === void 0 ? "" : `${count} ${name}`,
			body: body.trim(),
			parent: path.at(-1)?.id
		};
		sections.set(section.id, section);
		if (section.heading !== void 0) path.push(section);
	};
	for (const line of prompt.split(/\r\n?|\n/)) {
		const mark = FENCE.exec(line)?.[1];
		if (fence === void 0) fence = mark;
		else if (mark?.startsWith(fence)) fence = void 0;
		const heading = fence === void 0 ? HEADING.exec(line) : null;
		if (heading === null) {
			open.lines.push(line);
			continue;
		}
		close();
		open = {
			heading: (heading[2] ?? "").trim(),
			depth: heading[1]?.length ?? 1,
			lines: []
		};
	}
	close();
	return sections;
}
// src/report/plain-words.ts
const NAMED_MAX$1 = 3;
const HEADING_MAX = 60;
const REASON_MAX$1 = 600;
const WHOLE_POINTS = 3;
function movement(agents) {
	const [first] = agents;
	const verdict = first?.verdict;
	if (first === void 0 || verdict === void 0) return "";
	const metric = verdict.deciding === void 0 ? void 0 : decidingMetric(first);
	if (metric === void 0 || metric.candidate.n === 0) return reasonOf(verdict.reason);
	const name = capital(oneLine(metricLabel(metric.metric)));
	const between = agents.length === 1 ? fromTo(metric) : byPoints(agents);
	switch (metric.finding) {
		case "regressed": return `${name} ${verb(metric, "past")} ${between}.${others(first, agents.length)}`;
		case "improved": return `${name} ${verb(metric, "past")} ${between}.`;
		case "below-min": return belowMin(name, metric, agents.length);
		default:
			if (metric.delta === void 0 || metric.delta >= 0) return reasonOf(verdict.reason);
			return `${name} may have ${verb(metric, "perfect")}, ${between}; noise alone could do that.`;
	}
}
function reasonOf(reason) {
	return reason === "" ? "" : prose(sentence(reason), REASON_MAX$1);
}
function verb({ delta = 0, direction }, tense) {
	const isDown = direction === "lower" ? delta > 0 : delta < 0;
	if (tense === "perfect") return isDown ? "fallen" : "risen";
	return isDown ? "fell" : "rose";
}
function fromTo({ baseline, candidate, delta = 0, direction }) {
	const shown = (mean) => {
		const score = direction === "lower" ? 100 - mean : mean;
		return Math.abs(delta) < WHOLE_POINTS ? decimal(score) : String(Math.round(score));
	};
	const to = `to ${shown(candidate.mean)}`;
	return `${baseline === void 0 ? to : `from ${shown(baseline.mean)} ${to}`}${note(direction)}`;
}
function note(direction) {
	return direction === "lower" ? " (lower is better)" : "";
}
function byPoints(agents) {
	const sizes = agents.map((agent) => Math.abs(decidingMetric(agent)?.delta ?? 0));
	const low = Math.round(Math.min(...sizes));
	const high = Math.round(Math.max(...sizes));
	return `by ${low === high ? `${low}` : `${low} to ${high}`} ${high === 1 ? "point" : "points"} in each`;
}
function belowMin(name, metric, count) {
	const { candidate, min = 0, direction } = metric;
	if (count > 1) return `${name} is below its minimum in each.`;
	if (direction === "lower") return `${name} is ${decimal(100 - candidate.mean)}, above the ${decimal(100 - min)} that the rules allow.`;
	return `${name} is ${decimal(candidate.mean)}, below its minimum of ${decimal(min)}.`;
}
function others(agent, count) {
	const worse = (agent.verdict?.metrics ?? []).filter(({ metric, finding }) => (finding === "regressed" || finding === "below-min") && metric !== agent.verdict?.deciding);
	if (worse.length === 0 || count > 1) return "";
	const names = worse.slice(0, NAMED_MAX$1).map((one) => `${oneLine(metricLabel(one.metric))} ${verb(one, "past")} ${fromTo(one)}`);
	const more = worse.length - names.length;
	return ` ${capital(sentenceList([...names, ...more > 0 ? [plural(more, "more score")] : []]))}${more > 0 ? " got worse" : ""}.`;
}
function sectionWords({ promptBefore, promptAfter }) {
	if (promptBefore === void 0 || promptBefore === promptAfter) return "";
	const changes = changedSections(promptBefore, promptAfter);
	if (changes.length === 0) return "";
	return [
		"The ",
		joined([
			"removed",
			"emptied",
			"cut",
			"changed",
			"renamed",
			"added"
		].flatMap((kind) => clausesOf(kind, changes)).map((words, index) => index === 0 ? words : ["the ", words])),
		"."
	];
}
function clausesOf(kind, changes) {
	const some = changes.filter(({ change }) => change === kind);
	const named = some.filter(({ heading }) => heading !== void 0);
	const names = named.slice(0, NAMED_MAX$1).map(({ heading, formerly }) => formerly === void 0 ? headingWords(heading) : [
		headingWords(formerly),
		" (now ",
		headingWords(heading),
		")"
	]);
	const more = named.length - names.length;
	if (more > 0) names.push(`${more} more`);
	const lines = named.length === 1 ? named[0]?.lines : void 0;
	const much = lines === void 0 ? "" : ` from ${plural(lines[0], "line")} to ${lines[1]}`;
	const section = named.length === 1 ? [
		"section ",
		joined(names),
		` was ${kind}${much}`
	] : [
		"sections ",
		joined(names),
		` were ${kind}`
	];
	return [...some.length > named.length ? [`text before the first heading was ${kind}`] : [], ...named.length === 0 ? [] : [section]];
}
function headingWords(heading) {
	return emphasis(heading === void 0 || heading === "" ? "(no name)" : oneLine(heading, HEADING_MAX));
}
function joined(parts) {
	return parts.flatMap((part, index) => [index === 0 ? "" : index === parts.length - 1 ? " and " : ", ", part]);
}
// src/report/reasons.ts
const REASON_MAX = 600;
const NAMED_MAX = 4;
const LINKS_MAX = 3;
function plainReasons(report, agent) {
	return causeSentences(report, [agent]).map(plainText).join(" ");
}
function agentReasons(report, agent) {
	return distinct([
		agent.verdict?.reason ?? "",
		...beyondVerdict(report, agent),
		advice(agent)
	]);
}
function beyondVerdict(report, { key, verdict }) {
	const said = verdict?.reason ?? "";
	return report.gate.reasons.filter((item) => item.key === key).map(({ reason }) => reason.startsWith(said) ? reason.slice(said.length) : reason);
}
function advice({ verdict }) {
	return verdict?.advice ?? "";
}
function distinct(said) {
	const texts = said.map((text) => oneLine(text, REASON_MAX)).filter((text) => text !== "");
	return [...new Set(texts.map(sentence))];
}
function reasonBlocks(report, agents, { shown, generous }) {
	const causes = byCause(report, agents.filter((agent) => needsAttention(report, agent)));
	const blocks = causes.map((some) => causeParagraph(report, some));
	const rest = blocks.slice(shown);
	if (rest.length === 0 || generous) return blocks;
	const hidden = causes.slice(shown).flat().length;
	return [...blocks.slice(0, shown), ...details({ rest: `What happened with ${plural(hidden, "more agent")}` }, rest)];
}
function byCause(report, agents) {
	const causes = new Map();
	for (const agent of agents) {
		const cause = causeOf(report, agent);
		causes.set(cause, [...causes.get(cause) ?? [], agent]);
	}
	return [...causes.values()];
}
function causeOf(report, agent) {
	const { verdict } = agent;
	const isScore = verdict?.deciding !== void 0;
	const deciding = verdict?.metrics.find(({ metric }) => metric === verdict.deciding);
	return JSON.stringify([
		verdict?.verdict,
		verdict?.deciding,
		deciding?.finding,
		isScore && (deciding?.delta ?? 0) < 0 ? "" : verdict?.reason,
		plainText(touched(agent)),
		distinct(beyondVerdict(report, agent)),
		verdict?.advice
	]);
}
function touched(agent) {
	return agent.verdict?.deciding === void 0 ? "" : sectionWords(agent);
}
function causeParagraph(report, agents) {
	const [first] = agents;
	if (first === void 0) return paragraph();
	const sentences = causeSentences(report, agents);
	return paragraph(names(agents), ": ", ...sentences.flatMap((words, index) => index === 0 ? [words] : [" ", words]), changeLinks(report, agents));
}
function causeSentences(report, agents) {
	const [first] = agents;
	if (first === void 0) return [];
	return [
		movement(agents),
		touched(first),
		...distinct([...beyondVerdict(report, first), advice(first)]).map((text) => prose(text, REASON_MAX))
	].filter((words) => plainText(words) !== "");
}
function names(agents) {
	const parts = agents.slice(0, NAMED_MAX).map(({ key }) => strong(oneLine(key)));
	const more = agents.length - parts.length;
	if (more > 0) parts.push(`${more} more`);
	return joined(parts);
}
function changeLinks(report, agents) {
	const changed = agents.filter(({ promptBefore, promptAfter }) => promptBefore !== void 0 && promptBefore !== promptAfter);
	if (changed.length === 0) return "";
	const links = changed.slice(0, LINKS_MAX).map((agent) => changeLink(report, agent));
	const more = changed.length - links.length;
	if (more > 0) links.push(`${more} more`);
	return [
		" Changed: ",
		joined(links),
		"."
	];
}
function changeLink(report, agent) {
	const { file } = agent.promptSource;
	const lines = changedLines(agent);
	const range = lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from}–${lines.to}`;
	const inPullRequest = pullRequestUrl(report.context, file, lines);
	return [link(blobUrl(report.context, file, lines), code(file), ` ${range}`), inPullRequest === void 0 ? "" : [
		" (",
		link(inPullRequest, "diff"),
		")"
	]];
}
export { isDone as C, verdictCounts as D, planMark as E, verdictLabel as O, headlineText as S, planLabel as T, agentMark as _, VERDICT_DOC as a, gateActionOf as b, commitUrl as c, reviewCommentUrl as d, decidingMetric as f, scoreChangeText as g, scoreChange as h, reasonBlocks as i, worstFirst as k, pullRequestUrl as l, metricTable as m, causeParagraph as n, blobUrl as o, metricName as p, plainReasons as r, changedLines as s, agentReasons as t, repositoryUrl as u, agentVerdictLabel as v, needsAttention as w, headline as x, findingLabel as y };
