import { a as resolveCallbackSync, n as escapeToBuffer, o as stringBufferToString, r as raw } from "./html.js";
import { $ as changeText, An as liftPercent, B as plainReasons, Cn as capital, Ct as decidingMetric, Dn as duration, Dt as metricName, En as deltaWithInterval, Et as lowestAllowed, Fn as share, Ft as needsAttention, G as healthWords, H as TRANSCRIPTS, In as signed, It as resultOf, J as transcriptWords, K as insightsLine, Ln as accountCounts, Lt as worstFirst, Mn as probability, Mt as gateActionOf, Nn as sentence, Nt as headline, On as fromTo, Ot as agentLabel, Pn as sentenceList, Pt as headlineText, R as agentReasons, Rn as accountLine, Sn as cleanedLine, Tn as decimal, Tt as isByDecline, U as TRANSCRIPT_HEAD, V as NO_INSIGHTS, W as hasNoInsights, Y as unreadLines, Z as FIGURES, _t as diffWordsWithSpace, an as own, bn as worstNoticesFirst, bt as betterPrompt, ct as shortCommit, dt as commitUrl, et as figureText, ft as pullRequestUrl, gt as replacesPrompt, ht as promptDiff, jn as plural, jt as findingLabel, kn as grouped, lt as blobUrl, or as oneLine, ot as costParts, pt as repositoryUrl, q as issueLine, rn as metricLabel, sr as visible, st as periodSentence, tn as directed, tt as headroomText, ut as changedLines, vt as declineWords, wt as decidingScoreText, xn as cleanedCounts, xt as confidenceWords, yt as historyOf } from "./start.js";
import { createHash } from "node:crypto";
// node_modules/hono/dist/helper/html/index.js
const html = (strings, ...values) => {
	const buffer = [""];
	for (let i = 0, len = strings.length - 1; i < len; i++) {
		buffer[0] += strings[i];
		const children = Array.isArray(values[i]) ? values[i].flat(1e400) : [values[i]];
		for (let i = 0, len = children.length; i < len; i++) {
			const child = children[i];
			if (typeof child === "string") escapeToBuffer(child, buffer);
			else if (typeof child === "number") buffer[0] += child;
			else if (typeof child === "boolean" || child === null || child === void 0) continue;
			else if (typeof child === "object" && child.isEscaped) {
				if (child.callbacks) buffer.unshift("", child);
				else {
					const tmp = child.toString();
					if (tmp instanceof Promise) buffer.unshift("", tmp);
					else buffer[0] += tmp;
				}
			} else if (child instanceof Promise) buffer.unshift("", child);
			else escapeToBuffer(child.toString(), buffer);
		}
	}
	buffer[0] += strings.at(-1);
	return buffer.length === 1 ? "callbacks" in buffer ? raw(resolveCallbackSync(raw(buffer[0], buffer.callbacks))) : raw(buffer[0]) : stringBufferToString(buffer, buffer.callbacks);
};
// src/report/html/elements.ts
const SENTENCE_MAX = 1200;
const SIGN = {
	bad: "✕",
	warn: "!",
	good: "✓",
	calm: "–"
};
const FINDING_TONE = {
	regressed: "bad",
	"below-min": "bad",
	inconclusive: "warn",
	improved: "good",
	unchanged: "calm"
};
function badge(tone, word) {
	return html`<span class="badge ${tone}"><span aria-hidden="true">${SIGN[tone]}</span> ${word}</span>`;
}
function findingBadge(finding) {
	return badge(FINDING_TONE[finding], findingLabel(finding));
}
function agentTone(report, agent) {
	const action = gateActionOf(report, agent.key);
	const verdict = agent.verdict?.verdict;
	const isLost = verdict === "regressed" && agent.accepted === void 0;
	if (action === "fail" || isLost) return "bad";
	if (action === "warn" || verdict === "regressed") return "warn";
	return verdict === "improved" ? "good" : "calm";
}
function agentBadge(report, agent) {
	const word = agentLabel(agent);
	return word === void 0 ? "" : badge(agentTone(report, agent), word);
}
function prose(text, max = SENTENCE_MAX) {
	const parts = oneLine(text, max).split(/`([^`]+)`/);
	return html`${parts.map((part, index) => index % 2 === 1 ? html`<code>${part}</code>` : part)}`;
}
function anchored(href, label) {
	return href !== void 0 && /^https?:\/\//i.test(href) ? html`<a href="${href}" rel="noreferrer">${label}</a>` : html`${label}`;
}
const COLUMNS_FIT = 4;
function dataTable(caption, columns, rows) {
	const headCell = (column) => typeof column === "string" ? html`<th scope="col">${column}</th>` : html`<th scope="col" class="n">${column.numeric}</th>`;
	const cell = (content, index) => typeof columns[index + 1] === "object" ? html`<td class="n">${content}</td>` : html`<td>${content}</td>`;
	const table = html`<table class="data">
<caption>${caption}</caption>
<thead><tr>${columns.map(headCell)}</tr></thead>
<tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map(cell)}</tr>
`)}</tbody></table>`;
	return columns.length <= COLUMNS_FIT ? table : html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0">${table}</div>`;
}
function fold(summary, content) {
	return html`<details><summary>${summary}</summary>
${content}</details>`;
}
// src/report/html/figures.ts
const n = (numeric) => ({ numeric });
const optional = (value, show = decimal) => value === void 0 ? "" : show(value);
function rawFigures(agent) {
	const tables = [
		metricTable(agent),
		variantTable(agent),
		evidenceTable(agent),
		runTable(agent)
	].filter((table) => table !== void 0);
	return tables.length === 0 ? void 0 : fold("Figures", html`${tables}`);
}
function metricTable(agent) {
	const metrics = agent.verdict?.metrics ?? [];
	if (metrics.length === 0) return void 0;
	return html`${dataTable("Each metric, baseline against candidate", [
		"Metric",
		n("Baseline"),
		n("Candidate"),
		n("Difference"),
		n("From"),
		n("To"),
		n("Noise of one run"),
		n("Standard error"),
		n("Degrees of freedom"),
		n("p"),
		n("Adjusted p"),
		n("Largest p that counts"),
		"Finding"
	], metrics.map((metric) => [
		capital(metricName(metric)),
		sample(metric.baseline),
		sample(metric.candidate),
		optional(metric.delta, signed),
		optional(metric.interval?.[0], signed),
		optional(metric.interval?.[1], signed),
		optional(metric.noiseSd),
		optional(metric.standardError),
		optional(metric.degreesOfFreedom),
		optional(metric.p, probability),
		optional(metric.adjustedP, probability),
		optional(metric.alpha, probability),
		findingLabel(metric.finding)
	]))}<ul>${metrics.map(({ explanation }) => html`<li>${prose(explanation)}</li>`)}</ul>`;
}
function sample(summary) {
	if (summary === void 0 || summary.n === 0) return "none";
	const spread = summary.sd === void 0 ? "" : `, sd ${decimal(summary.sd)}`;
	return `${decimal(summary.mean)} (n = ${summary.n}${spread})`;
}
function variantTable({ variants }) {
	if (variants.length === 0) return void 0;
	const metrics = [...new Set(variants.flatMap(({ scores }) => Object.keys(scores)))];
	return dataTable("Scores of the variants, as the service gives them", [
		"Variant",
		...metrics.map((name) => n(capital(oneLine(metricLabel(name), 80)))),
		n("Lift")
	], variants.map(({ name, isControl, isWinner, scores, lift }) => [
		`${oneLine(name, 80)}${isControl ? " (the candidate)" : isWinner ? " (winner)" : ""}`,
		...metrics.map((metric) => optional(own(scores, metric))),
		optional(isControl ? void 0 : lift, liftPercent)
	]));
}
function evidenceTable({ baseline, candidate }) {
	if (baseline === void 0 && candidate === void 0) return void 0;
	const row = (side, evidence) => evidence === void 0 ? [] : [[
		side,
		evidence.mode,
		{
			preview: "previews",
			live: "the live agent",
			both: "both"
		}[evidence.where],
		String(evidence.started),
		String(evidence.adopted),
		day(evidence.oldest),
		day(evidence.newest),
		oneLine(evidence.commit ?? "", 80),
		oneLine(evidence.fingerprint, 80)
	]];
	return dataTable("What was measured", [
		"Side",
		"Mode",
		"Measured on",
		n("Runs started"),
		n("Runs reused"),
		"Oldest",
		"Newest",
		"Synced from",
		"Fingerprint"
	], [...row("Baseline", baseline), ...row("Candidate", candidate)]);
}
const PURPOSE = {
	candidate: "candidate",
	baseline: "baseline",
	"confirm-candidate": "candidate, confirming",
	"confirm-baseline": "baseline, confirming"
};
function runTable({ runs }) {
	if (runs.length === 0) return void 0;
	return dataTable(plural(runs.length, "run"), [
		"Run",
		"Measured",
		"Origin",
		"Ended",
		n("Took"),
		"Reason"
	], runs.map((run) => [
		html`<code>${oneLine(run.runId, 80)}</code>`,
		PURPOSE[run.purpose],
		run.origin === "adopted" ? "reused" : "started",
		run.status,
		optional(run.durationMs, duration),
		run.reason === void 0 ? "" : prose(run.reason)
	]));
}
function day(iso) {
	if (iso === void 0) return "";
	const time = new Date(iso);
	if (Number.isNaN(time.getTime())) return oneLine(iso, 80);
	return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
// src/report/html/score-figures.ts
const SHORTEST_AXIS = 20;
function scoreFigures(agent) {
	const bare = namedComparisons(agent).flatMap(({ name, comparison }) => {
		const lanes = lanesOf(agent, comparison);
		const { min, finding } = comparison;
		if (lanes.length === 0) return [];
		return [{
			name,
			comparison,
			finding,
			lanes,
			limit: lowestAllowed(comparison),
			min
		}];
	});
	const spans = bare.map(extent);
	const length = Math.max(SHORTEST_AXIS, ...spans.map(([low, high]) => high - low + 4));
	return bare.map((figure, index) => ({
		...figure,
		domain: axis(spans[index] ?? [0, 0], length)
	}));
}
function namedComparisons(agent) {
	if (agent.benchmark === void 0) return (agent.verdict?.metrics ?? []).map((comparison) => ({
		name: capital(metricName(comparison)),
		comparison
	}));
	const { models, replaces } = agent.benchmark;
	return models.filter(({ model }) => model !== replaces?.model).flatMap(({ model, metrics }) => metrics.map((comparison) => ({
		name: `${oneLine(model, 80)}: ${metricName(comparison)}`,
		comparison
	})));
}
function laneNames({ benchmark }) {
	if (benchmark === void 0) return ["Baseline", "Candidate"];
	return benchmark.replaces === void 0 ? ["Before", "Now"] : ["In use", "Changed"];
}
function lanesOf(agent, comparison) {
	const { baseline, candidate, interval } = comparison;
	const lanes = [];
	const [before, after] = laneNames(agent);
	if (baseline !== void 0 && baseline.n > 0) lanes.push({
		kind: "baseline",
		label: before,
		score: baseline.mean
	});
	if (candidate.n > 0) lanes.push({
		kind: "candidate",
		label: after,
		score: candidate.mean,
		...baseline === void 0 || interval === void 0 ? {} : { interval: [baseline.mean + interval[0], baseline.mean + interval[1]] }
	});
	return lanes.length === 0 ? [] : [...lanes, ...variantLanes(agent, comparison)];
}
function variantLanes(agent, { metric, direction }) {
	return agent.variants.flatMap((variant) => {
		const score = directed(own(variant.scores, metric), direction);
		if (variant.isControl || Number.isNaN(score)) return [];
		return [{
			kind: variant.isWinner ? "winner" : "variant",
			label: oneLine(variant.name, 80),
			score
		}];
	});
}
function extent({ lanes, limit, min }) {
	const all = [
		...lanes.flatMap(({ score, interval }) => [score, ...interval ?? []]),
		limit,
		min
	].filter((value) => value !== void 0);
	return [Math.max(0, Math.min(...all)), Math.min(100, Math.max(...all))];
}
function axisFor(values) {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	return axis([low, high], Math.max(SHORTEST_AXIS, high - low + 4));
}
function axis([low, high], length) {
	const centre = (low + high) / 2;
	const start = Math.max(0, Math.min(centre - length / 2, 100 - length));
	return [start, Math.min(100, start + length)];
}
function describeFigure({ lanes, limit, min, comparison }) {
	const runs = {
		baseline: comparison.baseline?.n,
		candidate: comparison.candidate.n
	};
	const sentences = lanes.map(({ kind, label, score, interval }) => {
		const count = kind === "baseline" || kind === "candidate" ? runs[kind] : void 0;
		return [
			`${label}${kind === "winner" ? ", the winner" : ""}: ${decimal(score)}`,
			count === void 0 ? "" : ` in ${plural(count, "run")}`,
			interval === void 0 ? "" : `, between ${decimal(interval[0])} and ${decimal(interval[1])} at the gate's confidence`
		].join("");
	});
	if (limit !== void 0) sentences.push(`The allowed drop ends at ${decimal(limit)}`);
	if (min !== void 0) sentences.push(`The minimum is ${decimal(min)}`);
	return `${sentences.join(". ")}.`;
}
// src/report/html/history-charts.ts
const FEWEST_POINTS = 2;
const SIZE = {
	width: 340,
	height: 150
};
function historyChart(drawing, agent) {
	const comparison = decidingMetric(agent);
	const points = comparison === void 0 ? [] : historyOf(agent, comparison);
	if (comparison === void 0 || points.length < FEWEST_POINTS) return void 0;
	return html`<h3>Over time</h3>${chart(drawing, comparison, points, agent.decline)}`;
}
function chart(drawing, comparison, points, decline) {
	const name = capital(metricName(comparison));
	const lower = decline && declineWords(decline, comparison);
	const fall = lower === void 0 ? "" : html`, ${lower}`;
	return html`<figure><figcaption><b>${name}</b>${fall}</figcaption>${svg()}</figure>`;
	function svg() {
		const { plot } = drawing;
		const rows = points.map(({ at, score }) => ({
			at: new Date(at),
			score
		}));
		const falls = lower === void 0 ? [] : [{ at: new Date(decline?.since ?? "") }];
		const limit = [lowestAllowed(comparison)].filter((score) => score !== void 0);
		return drawing.draw({
			...SIZE,
			marginLeft: 36,
			marginTop: 22,
			x: {
				type: "utc",
				ticks: 4,
				tickSize: 0,
				label: null
			},
			y: {
				domain: [...axisFor([...points.map(({ score }) => score), ...limit])],
				ticks: 4,
				tickSize: 0,
				label: null,
				grid: true
			},
			marks: [
				plot.ruleY(limit, {
					stroke: "var(--bad)",
					strokeDasharray: "4 3"
				}),
				plot.ruleX(falls, {
					x: "at",
					stroke: "var(--bad)"
				}),
				plot.line(rows, {
					x: "at",
					y: "score",
					stroke: "var(--muted)"
				}),
				plot.dot(rows, {
					x: "at",
					y: "score",
					r: 3,
					fill: "var(--fg)"
				})
			]
		}, {
			title: `${name} over time`,
			description: describe(points, limit[0], lower)
		});
	}
}
function describe(points, limit, lower) {
	const day = (point) => new Date(point?.at ?? 0).toISOString().slice(0, 10);
	const scores = points.map(({ score }) => score);
	return [
		`${plural(points.length, "measurement")} from ${day(points[0])} to ${day(points.at(-1))}`,
		`first ${decimal(scores[0] ?? 0)}, last ${decimal(scores.at(-1) ?? 0)}`,
		`lowest ${decimal(Math.min(...scores))}, highest ${decimal(Math.max(...scores))}`,
		limit === void 0 ? "" : `today's limit ${decimal(limit)}`,
		lower ?? ""
	].filter(Boolean).join("; ");
}
// src/report/html/side-by-side.ts
const MAX_PAIRS = 2500;
const LEAST_LIKENESS = .4;
function sideBySide(lines) {
	const rows = [];
	let removed = [];
	let added = [];
	const flush = () => {
		rows.push(...changeRows(removed, added));
		removed = [];
		added = [];
	};
	for (const line of lines) {
		const text = line.slice(1);
		if (line.startsWith("-")) removed.push(text);
		else if (line.startsWith("+")) added.push(text);
		else {
			flush();
			rows.push(line.startsWith("@@") ? {
				kind: "gap",
				text: line.replaceAll("@@", "").trim()
			} : {
				kind: "same",
				text
			});
		}
	}
	flush();
	return rows;
}
function changeRows(removed, added) {
	return pairs(removed, added).map(([before, after]) => {
		if (before === void 0 || after === void 0) return {
			kind: "change",
			...before === void 0 ? {} : { before: whole(before) },
			...after === void 0 ? {} : { after: whole(after) }
		};
		return {
			kind: "change",
			...words(before, after)
		};
	});
}
const whole = (text) => [{
	text,
	marked: true
}];
function words(before, after) {
	const changes = diffWordsWithSpace(before, after);
	const side = (skip, mark) => joined(changes.filter((change) => !change[skip]).map(({ value, ...change }) => ({
		text: value,
		marked: change[mark]
	})));
	return {
		before: side("added", "removed"),
		after: side("removed", "added")
	};
}
function joined(segments) {
	const out = [];
	segments.forEach((segment, index) => {
		const bridge = segment.text.trim() === "" && out.at(-1)?.marked === true && segments[index + 1]?.marked;
		const marked = segment.marked || bridge === true;
		const last = out.at(-1);
		if (last?.marked === marked) out[out.length - 1] = {
			text: last.text + segment.text,
			marked
		};
		else out.push({
			text: segment.text,
			marked
		});
	});
	return out;
}
function pairs(removed, added) {
	if (removed.length * added.length > MAX_PAIRS) {
		const length = Math.max(removed.length, added.length);
		return Array.from({ length }, (_, index) => [removed[index], added[index]]);
	}
	const [olds, news] = [removed.map(bag), added.map(bag)];
	const best = Array.from({ length: removed.length + 1 }, () => new Array(added.length + 1).fill(0));
	const at = (i, j) => best[i]?.[j] ?? 0;
	const gain = (i, j) => likeness(olds[i], news[j]);
	for (let i = removed.length - 1; i >= 0; i--) for (let j = added.length - 1; j >= 0; j--) {
		const paired = gain(i, j);
		const row = best[i];
		row[j] = Math.max(at(i + 1, j), at(i, j + 1), paired < LEAST_LIKENESS ? 0 : paired + at(i + 1, j + 1));
	}
	const found = [];
	let [i, j] = [0, 0];
	while (i < removed.length || j < added.length) {
		const paired = i < removed.length && j < added.length ? gain(i, j) : 0;
		if (paired >= LEAST_LIKENESS && at(i, j) === paired + at(i + 1, j + 1)) found.push([removed[i++], added[j++]]);
		else if (i < removed.length && at(i, j) === at(i + 1, j)) found.push([removed[i++], void 0]);
		else found.push([void 0, added[j++]]);
	}
	return found;
}
function bag(line) {
	const counts = new Map();
	for (const word of line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}
function likeness(a = new Map(), b = new Map()) {
	let shared = 0;
	for (const [word, count] of a) shared += Math.min(count, b.get(word) ?? 0);
	const total = [...a.values(), ...b.values()].reduce((sum, count) => sum + count, 0);
	return total === 0 ? 0 : 2 * shared / total;
}
// src/report/html/prompt-compare.ts
const WHOLE_MAX = 1e5;
function promptCompare(before, after, sides) {
	const diff = promptDiff(before, after);
	if (diff.tooDifferent) return apart(before, after, sides);
	if (diff.lines.length === 0) return void 0;
	const rows = sideBySide(diff.lines);
	const count = (sign) => diff.lines.filter((line) => line.startsWith(sign)).length;
	const counts = `${plural(count("-"), "line")} removed, ${plural(count("+"), "line")} added`;
	const note = diff.folded ? "; long paragraphs are broken at sentence ends" : "";
	return html`<table class="diff"><caption>${sides[0]} and ${sides[1]}: ${counts}${note}</caption>
<thead><tr><th scope="col">${sides[0]}</th><th scope="col">${sides[1]}</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table>`;
}
function row(row) {
	if (row.kind === "gap") return html`<tr class="gap"><td colspan="2">${row.text}</td></tr>\n`;
	if (row.kind === "same") {
		const text = visible(row.text);
		return html`<tr class="same"><td>${text}</td><td>${text}</td></tr>\n`;
	}
	const { before, after } = row;
	const alone = before === void 0 || after === void 0 ? " whole" : "";
	return html`<tr>${side(before, "del", alone)}${side(after, "ins", alone)}</tr>
`;
}
function side(all, kind, alone) {
	if (all === void 0) return html`<td class="none"></td>`;
	return html`<td class="${kind}${alone}">${all.map(({ text, marked }) => {
		const shown = visible(text);
		if (!marked) return shown;
		return kind === "del" ? html`<del>${shown}</del>` : html`<ins>${shown}</ins>`;
	})}</td>`;
}
function apart(before, after, sides) {
	const cut = (text) => visible(text.length > WHOLE_MAX ? `${text.slice(0, WHOLE_MAX)}…` : text);
	const rest = before.length > WHOLE_MAX || after.length > WHOLE_MAX ? ` Shown are the first ${plural(WHOLE_MAX, "character")} of each.` : "";
	return html`<details><summary>The prompts differ too much for a comparison line by line. ${sides[0]} and ${sides[1]} in full</summary>
<p class="note">${rest}</p><table class="diff"><caption>${sides[0]} and ${sides[1]}</caption>
<thead><tr><th scope="col">${sides[0]}</th><th scope="col">${sides[1]}</th></tr></thead>
<tbody><tr><td>${cut(before)}</td><td>${cut(after)}</td></tr></tbody></table></details>`;
}
// src/report/html/other-parts.ts
function planPart({ plan, promptAfter, verdict }) {
	if (plan === void 0 || verdict !== void 0) return void 0;
	const compared = plan.livePrompt === void 0 ? void 0 : promptCompare(plan.livePrompt, promptAfter, ["Live prompt", "Prompt in the repository"]);
	const changes = plan.changes.map((name) => oneLine(name, 80)).join(", ");
	if (compared === void 0 && changes === "") return void 0;
	return html`<h3>Sync</h3>${changes === "" ? "" : html`<p>Differs: ${changes}.</p>`}${compared ?? ""}`;
}
function cleanedPart({ cleaned = [] }) {
	const counts = cleanedCounts(cleaned);
	if (counts === void 0) return void 0;
	return html`<section aria-labelledby="cleaned"><h2 id="cleaned">Cleaned</h2><p>${counts}.</p><ul>${cleaned.map((item) => html`<li>${prose(cleanedLine(item))}</li>
`)}</ul></section>`;
}
function accountPart({ account = [] }) {
	const counts = accountCounts(account);
	if (counts === void 0) return void 0;
	return html`<section aria-labelledby="account"><h2 id="account">Account</h2><p>${counts}.</p><ul>${account.map((entry) => html`<li>${prose(accountLine(entry))}</li>
`)}</ul></section>`;
}
function benchmarkPart({ benchmark }) {
	if (benchmark === void 0) return void 0;
	const earlier = changeText(benchmark) ?? (benchmark.baselineId === void 0 ? "It is the first of these models." : html`It is compared with <code>${oneLine(benchmark.baselineId, 80)}</code>.`);
	const reference = benchmark.referenceId === void 0 ? "" : html` The reference is <code>${oneLine(benchmark.referenceId, 80)}</code>.`;
	const headroom = headroomText(benchmark);
	return html`<p>Benchmark <code>${oneLine(benchmark.benchmarkId, 80)}</code>. ${earlier}${reference}${headroom === void 0 ? "" : html` Headroom: ${prose(headroom)}`}${benchmark.recommendation === void 0 ? "" : html` The service recommends: ${prose(benchmark.recommendation)}`}</p>${expenses(benchmark)}`;
}
function expenses({ models }) {
	const figures = FIGURES.filter((name) => models.some((model) => model[name] !== void 0));
	if (figures.length === 0) return "";
	return dataTable("What each model takes", ["Model", ...figures.map((name) => ({ numeric: capital(name) }))], models.map((model) => [oneLine(model.model, 80), ...figures.map((name) => figureText(model[name]))]));
}
function insightsPart({ insights }) {
	if (insights === void 0) return void 0;
	const { recent, usual, stepFailures, recommendations, issues = [], further = [] } = insights;
	return html`<h3>Real conversations</h3>${hasNoInsights(insights) ? html`<p>${NO_INSIGHTS}</p>` : ""}${figures(recent, usual)}${healthTable(insights)}${issues.length === 0 ? "" : fold(plural(issues.length, "issue"), bullets(issues.map(issueLine)))}${further.map(({ name, lines }) => fold(oneLine(name, 80), bullets(lines)))}${unreadLines(insights).map((line) => html`<p>${prose(line)}</p>`)}${stepFailures.length === 0 ? "" : dataTable(plural(stepFailures.length, "failing step"), [
		"Step",
		"Cause",
		{ numeric: "Count" }
	], stepFailures.map(({ step, rootCause, count }) => [
		prose(step),
		rootCause === void 0 ? "" : prose(rootCause),
		count === void 0 ? "" : grouped(count)
	]))}${recommendations.length === 0 ? "" : fold(plural(recommendations.length, "recommendation"), html`<ul>${recommendations.map((text) => html`<li>${prose(text)}</li>`)}</ul>`)}${transcriptsPart(insights)}`;
}
function transcriptsPart({ transcripts }) {
	if (transcripts === void 0) return "";
	const { shown, notes } = transcripts;
	const rows = shown.map((one) => transcriptWords(one).map((words) => prose(words)));
	return html`<h3>${TRANSCRIPTS}</h3>${rows.length === 0 ? "" : dataTable("In Converra's words", TRANSCRIPT_HEAD, rows)}${notes.map((note) => html`<p>${prose(note)}</p>`)}`;
}
function bullets(lines) {
	return html`<ul>${lines.map((line) => html`<li>${prose(line)}</li>`)}</ul>`;
}
function healthTable({ health = [] }) {
	if (health.length === 0) return "";
	const side = ({ percent, n }) => `${decimal(percent)} % of ${grouped(n)}`;
	return dataTable("The last days against the weeks before them", [
		"Figure",
		"Before",
		"Now",
		"Finding"
	], health.map((one) => [
		one.figure,
		side(one.before),
		side(one.recent),
		healthWords(one)
	]));
}
function figures(recent, usual) {
	const periods = [recent, usual].filter((period) => period !== void 0);
	if (periods.length === 0) return "";
	const text = (value, show) => value === void 0 ? "" : show(value);
	const row = (name, cell) => [name, ...periods.map(cell)];
	return dataTable("Recent and usual figures", ["Figure", ...periods.map(({ days }) => ({ numeric: `Last ${plural(days, "day")}` }))], [
		row("Task completion", ({ taskCompletion }) => text(taskCompletion, decimal)),
		row("Completed", ({ completionRate }) => text(completionRate, share)),
		row("Abandoned", ({ abandonmentRate }) => text(abandonmentRate, share)),
		row("Conversations", ({ conversationCount }) => text(conversationCount, grouped)),
		row("Sentiment", ({ sentiment }) => text(sentiment, (word) => oneLine(word, 80)))
	]);
}
// src/report/html/rules.ts
function rulesPart(agent) {
	const rules = appliedRules(agent.verdict?.metrics ?? []);
	if (rules.length === 0) return void 0;
	return fold("Rules that applied", html`<ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul>`);
}
function appliedRules(metrics) {
	const byRule = new Map();
	for (const { metric, direction, maxDrop, min } of metrics) {
		const rule = [
			`${direction} is better`,
			`a loss of ${decimal(maxDrop)} points or more counts`,
			min === void 0 ? "" : `not below ${decimal(min)}`
		].filter(Boolean).join(", ");
		const names = byRule.get(rule) ?? [];
		byRule.set(rule, [...names, oneLine(metricLabel(metric), 80)]);
	}
	return [...byRule].map(([rule, names]) => `${capital(sentenceList(names))}: ${rule}.`);
}
// src/report/html/score-charts.ts
const WIDTH = 340;
const LANE = 22;
const LABEL_MAX = 15;
const MARGIN = {
	left: 98,
	right: 40,
	top: 20,
	bottom: 22
};
const COLOUR = {
	regressed: "var(--bad)",
	"below-min": "var(--bad)",
	inconclusive: "var(--warn)",
	improved: "var(--good)",
	unchanged: "var(--fg)"
};
function scoreCharts(drawing, figures) {
	return html`<div class="charts">${figures.map((figure) => scoreChart(drawing, figure))}</div>`;
}
function scoreChart(drawing, figure) {
	return html`<figure><figcaption><b>${figure.name}</b> ${findingBadge(figure.finding)}<br>${change(figure)}</figcaption>
${svg(drawing, figure)}</figure>
`;
}
function change({ comparison }) {
	const { baseline, candidate, delta, interval } = comparison;
	if (candidate.n === 0) return html`no score of the candidate`;
	if (baseline === void 0) return html`<b>${decimal(candidate.mean)}</b> (no baseline)`;
	const [from, to] = fromTo(baseline.mean, candidate.mean);
	return delta === void 0 ? html`${from}<b>${to}</b>` : html`${from}<b>${to}</b> (${deltaWithInterval(delta, interval)})`;
}
function svg(drawing, figure) {
	const { plot } = drawing;
	const { lanes, limit, min, domain, finding } = figure;
	const rows = lanes.map((lane, row) => ({
		...lane,
		row
	}));
	const label = new Map(rows.map(({ row, label }) => [row, oneLine(label, LABEL_MAX)]));
	const colour = ({ kind }) => kind === "candidate" ? COLOUR[finding] : LANE_COLOUR[kind];
	const at = {
		x: "score",
		y: "row"
	};
	const of = (...kinds) => rows.filter(({ kind }) => kinds.includes(kind));
	return drawing.draw({
		width: WIDTH,
		height: MARGIN.top + MARGIN.bottom + LANE * rows.length,
		marginLeft: MARGIN.left,
		marginRight: MARGIN.right,
		marginTop: MARGIN.top,
		marginBottom: MARGIN.bottom,
		x: {
			domain: [...domain],
			ticks: 5,
			tickSize: 0,
			label: null
		},
		y: {
			domain: rows.map(({ row }) => row),
			type: "band",
			axis: null
		},
		marks: [
			limit === void 0 || limit <= domain[0] ? null : plot.rect([limit], {
				x1: domain[0],
				x2: limit,
				fill: "var(--bad)",
				fillOpacity: .08
			}),
			rule(limit, "limit", {
				strokeDasharray: "4 3",
				stroke: "var(--bad)"
			}),
			rule(min, "min", { stroke: "var(--bad)" }),
			plot.ruleX(of("baseline"), {
				x: "score",
				stroke: "var(--muted)",
				strokeOpacity: .5
			}),
			plot.ruleY(rows.filter(({ interval }) => interval !== void 0), {
				x1: ({ interval }) => interval?.[0],
				x2: ({ interval }) => interval?.[1],
				y: "row",
				stroke: colour,
				strokeWidth: 2.5,
				strokeLinecap: "round"
			}),
			plot.dot(of("baseline"), {
				...at,
				r: 5,
				stroke: colour,
				strokeWidth: 2,
				fill: "var(--bg)"
			}),
			plot.dot(of("candidate"), {
				...at,
				r: 5.5,
				fill: colour
			}),
			plot.dot(of("variant"), {
				...at,
				r: 4,
				symbol: "diamond",
				stroke: colour,
				fill: "var(--bg)"
			}),
			plot.dot(of("winner"), {
				...at,
				r: 5,
				symbol: "star",
				fill: colour
			}),
			plot.text(rows, {
				y: "row",
				text: ({ row }) => label.get(row),
				frameAnchor: "left",
				textAnchor: "end",
				dx: -10
			}),
			plot.text(rows, {
				y: "row",
				text: ({ score }) => decimal(score),
				frameAnchor: "right",
				textAnchor: "start",
				dx: 8
			})
		]
	}, {
		title: `${figure.name}: scores of each prompt`,
		description: describeFigure(figure)
	});
	function rule(value, name, style) {
		if (value === void 0 || value < domain[0] || value > domain[1]) return null;
		return [plot.ruleX([value], style), plot.text([value], {
			x: (x) => x,
			frameAnchor: "top",
			dy: -13,
			text: (x) => `${name} ${decimal(x)}`,
			fill: "var(--bad)"
		})];
	}
}
const LANE_COLOUR = {
	baseline: "var(--muted)",
	variant: "var(--muted)",
	winner: "var(--accent)"
};
// src/report/html/agent-part.ts
function agentPart(report, agent, { anchor, drawing }) {
	const parts = partsOf(report, agent, drawing);
	const inside = html`${parts.map(({ content }) => content)}`;
	const isInsights = report.command === "insights";
	const open = needsAttention(report, agent) || report.agents.length === 1 || isInsights;
	const names = sentenceList(parts.map(({ name }) => name));
	return html`<section class="agent" id="${anchor}" aria-labelledby="${anchor}-name">
<h2 id="${anchor}-name">${oneLine(agent.key, 80)} ${isInsights ? "" : agentBadge(report, agent)}</h2>
${agent.name === agent.key ? "" : html`<p class="name">${oneLine(agent.name, 80)}</p>`}
${isInsights ? "" : why(report, agent)}
${parts.length === 0 ? "" : open ? inside : fold(capital(names), inside)}
</section>
`;
}
function partsOf(report, agent, drawing) {
	return [
		["changed lines", changePart(report, agent)],
		["benchmark", benchmarkPart(agent)],
		["scores", scoresPart(agent, drawing)],
		["prompt", promptPart(agent)],
		["better prompt", winnerPart(agent)],
		["sync", planPart(agent)],
		["real conversations", insightsPart(agent)],
		["figures", rawFigures(agent)],
		["rules", rulesPart(agent)]
	].flatMap(([name, content]) => content === void 0 ? [] : [{
		name,
		content
	}]);
}
function why(report, agent) {
	if (agent.verdict === void 0) {
		const plan = agent.plan?.reason;
		const said = new Set([...agentReasons(report, agent).map(capital), ...plan === void 0 ? [] : [sentence(capital(plan))]]);
		return html`<p>${[...said].map((text) => html`${prose(text)} `)}</p>`;
	}
	const plain = plainReasons(report, agent);
	const sure = sentence(agent.verdict.reason);
	return html`<p>${prose(plain)}</p>${plain.includes(sure) ? "" : html`<p class="note"><b>How sure is this?</b> ${prose(sure)}</p>`}`;
}
function isBare(report, agent) {
	return !needsAttention(report, agent) && agent.promptBefore === void 0 && agent.runs.length + agent.variants.length + (agent.verdict?.metrics.length ?? 0) === 0 && [
		agent.benchmark,
		agent.insights,
		agent.headroom
	].every((part) => part === void 0) && (agent.plan === void 0 || agent.plan.action === "unchanged");
}
function bareAgents(report, agents, anchorOf) {
	if (agents.length === 0) return "";
	return html`<section aria-labelledby="others"><h2 id="others">Other agents</h2><ul>${agents.map((agent) => html`<li id="${anchorOf(agent)}"><b>${oneLine(agent.key, 80)}</b> ${agentBadge(report, agent)} ${why(report, agent)}</li>
`)}</ul></section>`;
}
function scoresPart(agent, drawing) {
	const figures = scoreFigures(agent);
	if (drawing === void 0) return figures.length === 0 ? void 0 : html`<p class="note">There are too many agents to draw the charts of all of them; the figures are below.</p>`;
	const scores = figures.length === 0 ? "" : html`<h3>Scores</h3>${scoreCharts(drawing, figures)}`;
	return html`${scores}${historyChart(drawing, agent) ?? ""}`;
}
function promptPart({ promptBefore, promptAfter }) {
	const compared = promptBefore === void 0 ? void 0 : promptCompare(promptBefore, promptAfter, ["Baseline", "Candidate"]);
	return compared === void 0 ? void 0 : html`<h3>Prompt</h3>${compared}`;
}
function winnerPart({ headroom, promptAfter }) {
	if (headroom === void 0) return void 0;
	const { variantName, lift, goldenSet, content } = headroom;
	const lost = goldenSet?.regressed;
	const facts = [
		lift === void 0 ? "" : `${liftPercent(lift)} lift against the candidate`,
		confidenceWords(headroom),
		lost === void 0 ? "the golden set's result was not reported" : `golden set: ${lost === 0 ? "nothing lost" : `${plural(lost, "case")} lost`}${goldenSet?.passed === void 0 ? "" : `, ${goldenSet.passed} kept`}`
	].filter(Boolean);
	const compared = content === void 0 ? void 0 : promptCompare(promptAfter, content, ["Candidate", "Winner"]);
	return html`<h3>Better prompt</h3><p><b>${oneLine(variantName, 80)}</b>: ${facts.join("; ")}.</p>
${compared === void 0 ? "" : fold("What it changes", compared)}`;
}
function changePart(report, agent) {
	if (!replacesPrompt(agent)) return void 0;
	const { file } = agent.promptSource;
	const lines = changedLines(agent);
	const range = lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from} to ${lines.to}`;
	const name = html`<code>${oneLine(file, 160)}</code> ${range}`;
	const review = pullRequestUrl(report.context, file, lines);
	return html`<p>Changed: ${anchored(blobUrl(report.context, file, lines), name)}${review === void 0 ? "." : html` (${anchored(review, "in the pull request")}).`}</p>`;
}
// src/report/html/anchors.ts
function agentAnchors(agents) {
	const taken = new Set();
	return new Map(agents.map((agent) => {
		const name = `agent-${agent.key.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 80)}`;
		let anchor = name;
		for (let count = 2; taken.has(anchor); count++) anchor = `${name}-${count}`;
		taken.add(anchor);
		return [agent, anchor];
	}));
}
// src/report/html/drawing.ts
async function loadDrawing() {
	const [plot, { parseHTML }] = await Promise.all([import("./src.js"), import("./esm.js")]);
	const { document } = parseHTML("<!doctype html><html></html>");
	return {
		plot,
		draw(options, { title, description }) {
			const svg = plot.plot({
				...options,
				document
			});
			slim(svg);
			svg.setAttribute("role", "img");
			svg.prepend(withText(document, "title", title), withText(document, "desc", description));
			return raw(svg.outerHTML);
		}
	};
}
function withText(document, name, text) {
	const element = document.createElementNS("http://www.w3.org/2000/svg", name);
	element.textContent = text;
	return element;
}
function slim(svg) {
	for (const style of svg.querySelectorAll("style")) style.remove();
	for (const name of [
		"class",
		"font-family",
		"font-size"
	]) svg.removeAttribute(name);
	for (const element of svg.querySelectorAll("*")) for (const { name, value } of [...element.attributes]) if (/^(?:aria-|class$|font-variant$)/.test(name)) element.removeAttribute(name);
	else if (/^(?:d|transform|c?[xy]|[xy][12]|width|height)$/.test(name)) element.setAttribute(name, value.replace(/-?\d+\.\d{2,}/g, rounded));
	for (const text of svg.querySelectorAll("text")) placeTersely(text);
}
function placeTersely(text) {
	const attributes = new Map([...text.attributes].map(({ name, value }) => [name, value]));
	const place = /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(attributes.get("transform") ?? "");
	const baseline = attributes.get("y");
	if (place === null || baseline === void 0 || attributes.has("x")) return;
	text.removeAttribute("transform");
	text.setAttribute("x", place[1] ?? "0");
	text.setAttribute("y", place[2] ?? "0");
	text.setAttribute("dy", baseline);
}
function rounded(digits) {
	return String(Math.round(Number(digits) * 10) / 10);
}
// src/report/html/overview.ts
const REASONS_SHOWN = 10;
const WHY_MAX = 200;
const READING = "How to read the charts: dots are means, higher is better. The thick line through a dot is where it lies against the baseline at the gate's confidence; on the wrong side of the dashed red line the drop is larger than allowed. The charts of an agent have the same scale. Over time, a red line is the beginning of a decline.";
const SPARK = {
	width: 132,
	height: 20
};
function overview(report, anchorOf) {
	const agents = worstFirst(report);
	if (agents.length === 0) return html``;
	const reach = longest(agents);
	const link = (agent) => html`<a href="#${anchorOf(agent)}">${oneLine(agent.key, 80)}</a>`;
	const measured = agents.some((agent) => decidingMetric(agent) !== void 0);
	const judged = agents.some(({ verdict }) => verdict !== void 0);
	const isGate = measured && report.command === "gate";
	if (report.command === "insights") {
		const rows = agents.map((agent) => html`<tr><th scope="row">${link(agent)}</th><td>${prose(insightsLine(agent), 400)}</td></tr>
`);
		return html`<section aria-labelledby="overview"><h2 id="overview">Overview</h2>
<table class="agents"><caption>${plural(agents.length, "agent")}</caption>
<thead><tr><th scope="col">Agent</th><th scope="col">Real conversations</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
	}
	return html`<section aria-labelledby="overview"><h2 id="overview">Overview</h2>
${attention(report, agents, link)}
<table class="agents"><caption>${plural(agents.length, "agent")}, worst first</caption>
<thead><tr><th scope="col">Agent</th><th scope="col">${judged ? "Verdict" : "Sync"}</th><th scope="col">${measured ? "Deciding score" : "Why"}</th>${measured ? html`<th scope="col" class="wide">Change</th>` : ""}${isGate ? html`<th scope="col" class="wide">Better prompt</th>` : ""}</tr></thead>
<tbody>${agents.map(overviewRow)}</tbody></table>
${measured ? html`<p class="note">${READING}</p>` : ""}</section>`;
	function overviewRow(agent) {
		const metric = decidingMetric(agent);
		const score = decidingScoreText(agent);
		const why = agent.verdict?.reason ?? agent.plan?.reason ?? "";
		return html`<tr><th scope="row">${link(agent)}</th><td>${agentBadge(report, agent)}</td><td>${score === "" ? prose(capital(why), WHY_MAX) : score}</td>${measured ? html`<td class="wide">${metric === void 0 || isByDecline(agent) ? "" : spark(metric, reach)}</td>` : ""}${isGate ? html`<td class="wide">${betterPrompt(agent)}</td>` : ""}</tr>
`;
	}
}
function attention(report, agents, link) {
	const loud = agents.filter((agent) => needsAttention(report, agent));
	if (loud.length === 0) return "";
	const more = loud.length - REASONS_SHOWN;
	return html`<ul class="attention">${loud.slice(0, REASONS_SHOWN).map((agent) => html`<li><b>${link(agent)}</b> ${prose(plainReasons(report, agent))}</li>`)}${more > 0 ? html`<li>${plural(more, "more agent")} in the table.</li>` : ""}</ul>`;
}
function longest(agents) {
	const values = agents.flatMap((agent) => {
		const metric = decidingMetric(agent);
		return metric === void 0 ? [] : [
			metric.delta ?? 0,
			...metric.interval ?? [],
			metric.maxDrop
		];
	});
	return Math.max(5, ...values.map(Math.abs));
}
function spark({ delta, interval, maxDrop, finding }, reach) {
	if (delta === void 0) return "";
	const { width, height } = SPARK;
	const x = (points) => (points / reach * (width / 2 - 6) + width / 2).toFixed(1);
	const [low, high] = interval ?? [delta, delta];
	const middle = height / 2;
	return html`<svg class="spark ${finding}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true"><path class="axis" d="M${x(0)},1V${height - 1}"/><path class="limit" d="M${x(-maxDrop)},1V${height - 1}"/><path d="M${x(low)},${middle}H${x(high)}"/><circle cx="${x(delta)}" cy="${middle}" r="4"/></svg>`;
}
// src/report/html/style.ts
const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--muted:#59636e;--line:#d1d9e0;--soft:#f6f8fa;--accent:#0550ae;--bad:#a40e26;--bad-bg:#ffebe9;--warn:#7d4e00;--warn-bg:#fff8c5;--good:#116329;--good-bg:#dafbe1;--calm:#59636e;--calm-bg:#eff2f5;--del:#ffebe9;--del-word:#ffc9c4;--ins:#e6ffec;--ins-word:#abf2bc}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--muted:#9aa4b0;--line:#30363d;--soft:#161b22;--accent:#79c0ff;--bad:#ff938a;--bad-bg:#3c1618;--warn:#e3b341;--warn-bg:#2e2409;--good:#56d364;--good-bg:#12301b;--calm:#9aa4b0;--calm-bg:#21262d;--del:#341a1f;--del-word:#792e2e;--ins:#12261e;--ins-word:#1d572d}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:1120px;padding:1.5rem;background:var(--bg);color:var(--fg);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0 .25rem}
h2{font-size:1.2rem;line-height:1.35;margin:0 0 .5rem}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
p,ul{margin:.4rem 0}
ul{padding-left:1.2rem}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
code,pre,.diff{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.85em}
code{background:var(--calm-bg);border-radius:4px;padding:.1em .3em}
pre{background:var(--calm-bg);border-radius:6px;margin:.4rem 0;padding:.6rem .8rem;overflow-x:auto;white-space:pre-wrap}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.3rem .6rem}
header{border-left:6px solid var(--line);padding:.1rem 0 .1rem 1rem}
header.bad{border-color:var(--bad)}header.warn{border-color:var(--warn)}header.good{border-color:var(--good)}
header .badge{font-size:.9rem}
.badge{border-radius:1rem;display:inline-block;font-size:.8rem;font-weight:600;line-height:1.4;padding:.1rem .6rem;white-space:nowrap;vertical-align:.1em}
.badge.bad{color:var(--bad);background:var(--bad-bg)}.badge.warn{color:var(--warn);background:var(--warn-bg)}.badge.good{color:var(--good);background:var(--good-bg)}.badge.calm{color:var(--calm);background:var(--calm-bg)}
.note,.name,figcaption{color:var(--muted);font-size:.87rem}
.name{margin-top:-.4rem}
.box{border:1px solid var(--line);border-left-width:4px;border-radius:6px;margin:1rem 0;padding:.4rem 1rem}
.box.bad{border-color:var(--bad)}.box.warn{border-color:var(--warn)}
section{border:1px solid var(--line);border-radius:8px;margin:1.25rem 0;padding:1rem 1.25rem}
.attention{margin:.25rem 0 1rem}
li{margin:.4rem 0}
li p{display:inline}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
caption{color:var(--muted);font-size:.87rem;padding:.25rem 0;text-align:left}
th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem .35rem 0;text-align:left;vertical-align:top}
thead th{color:var(--muted);font-size:.8rem;font-weight:600}
tbody th{font-weight:600}
.n{text-align:right}
.agents td,.agents th{vertical-align:middle}
.agents th{min-width:8rem}
.scroll{overflow-x:auto;margin:.75rem 0;overflow-wrap:normal}
.data{font-size:.87rem;margin:.75rem 0}
.scroll .data{margin:0}
.scroll caption,.scroll td.n{white-space:nowrap}
.scroll th,.scroll td{padding-right:1rem}
details{margin:.75rem 0}
summary{cursor:pointer;font-weight:600}
.charts{display:grid;gap:1rem 1.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,310px),1fr))}
figure{display:flex;flex-direction:column;justify-content:space-between;margin:0}
figcaption b{color:var(--fg)}
figure svg{display:block;font:11px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;height:auto;margin-top:.25rem;max-width:100%;overflow:visible}
.spark{display:block;fill:var(--fg);stroke:var(--fg);stroke-width:2;max-width:none}
.spark .axis{stroke:var(--muted);stroke-width:1}
.spark .limit{stroke:var(--bad);stroke-dasharray:3 2;stroke-width:1}
.spark.regressed,.spark.below-min{fill:var(--bad);stroke:var(--bad)}
.spark.improved{fill:var(--good);stroke:var(--good)}
.spark.inconclusive{fill:var(--warn);stroke:var(--warn)}
.diff{border:1px solid var(--line);table-layout:fixed;margin:.5rem 0}
.diff caption,.diff thead th{font-family:system-ui,sans-serif}
.diff th,.diff td{border:0;padding:.1rem .6rem;white-space:pre-wrap;width:50%}
.diff td::after{content:"\\200b"}
.diff thead th{border-bottom:1px solid var(--line)}
.diff td+td,.diff th+th{border-left:1px solid var(--line)}
.diff .del,.diff .ins{padding-left:1.6rem;position:relative}
.diff .same td{padding-left:1.6rem}
.diff .del{background:var(--del)}.diff .ins{background:var(--ins)}
.diff .del::before,.diff .ins::before{left:.6rem;position:absolute}
.diff .del::before{content:"\\2212"}.diff .ins::before{content:"+"}
.diff .none{background:var(--soft)}
.diff .gap td{background:var(--soft);color:var(--muted)}
del,ins{border-radius:3px;text-decoration:none}
del{background:var(--del-word);text-decoration:line-through;text-decoration-thickness:1px}
ins{background:var(--ins-word);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px}
.whole del,.whole ins{background:none;text-decoration:none}
footer{border-top:1px solid var(--line);margin-top:1.5rem;padding-top:.5rem}
@media (max-width:720px){
body{padding:1rem}
section{padding:.75rem .9rem}
h1{font-size:1.25rem}
.wide{display:none}
.agents thead{display:none}
.agents tr{border-bottom:1px solid var(--line);display:grid;gap:.1rem .6rem;grid-template-columns:1fr auto;padding:.4rem 0}
.agents th,.agents td{border:0;padding:0}
.agents td:nth-child(3){font-size:.9rem;grid-column:1/-1}
.diff,.diff caption,.diff tbody,.diff tr,.diff td{display:block;width:100%}
.diff thead,.diff .none,.diff .same td:first-child{display:none}
.diff td+td{border-left:0}
.diff caption{border-bottom:1px solid var(--line);padding:.25rem .6rem}
}
@media print{
body{max-width:none;padding:0;font-size:11px}
.skip{display:none}
section{break-inside:auto;border-radius:0}
figure,tr,h2,h3{break-inside:avoid}
h2,h3{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto;display:block}
.scroll{overflow:visible}
.box,.badge,.diff td,del,ins,.spark{print-color-adjust:exact}
}
`;
// src/report/html/page.ts
const AGENTS_DRAWN = 100;
async function renderHtml(report) {
	const agents = worstFirst(report);
	const anchors = agentAnchors(agents);
	const anchorOf = (agent) => anchors.get(agent) ?? "overview";
	const measured = agents.filter(({ verdict }) => (verdict?.metrics.length ?? 0) > 0);
	const drawing = measured.length === 0 ? void 0 : await loadDrawing();
	const drawn = new Set(measured.slice(0, AGENTS_DRAWN));
	const result = resultOf(report);
	const tone = {
		pass: "good",
		warn: "warn",
		fail: "bad"
	}[result];
	const period = periodSentence(report);
	const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${headline(report)}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style></head>
<body><a class="skip" href="#main">Skip to the result</a>
<header class="${tone}">${badge(tone, {
		pass: "Passed",
		warn: "Warning",
		fail: "Failed"
	}[result])}
<h1>${headlineText(report)}</h1>
<p class="note">${contextLine(report)}</p></header>
<main id="main">${faultPart(report)}${report.context.sandbox ? html`<p class="box warn"><b>Sandbox.</b> These scores are synthetic: an emulator on the same machine made them.</p>` : ""}
${overview(report, anchorOf)}
${worstNoticesFirst(report).map(noticePart)}
${agents.filter((agent) => !isBare(report, agent)).map((agent) => agentPart(report, agent, {
		anchor: anchorOf(agent),
		drawing: drawn.has(agent) ? drawing : void 0
	}))}${bareAgents(report, agents.filter((agent) => isBare(report, agent)), anchorOf)}${accountPart(report) ?? ""}${cleanedPart(report) ?? ""}</main>
<footer><p class="note">${costParts(report).join(" · ")}</p>
${period === void 0 ? "" : html`<p class="note">${period}.</p>`}
<p class="note">Measured ${day(report.startedAt)} to ${day(report.finishedAt)}.</p></footer>
</body></html>
`;
	return String(await page);
}
function policy() {
	return `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
function contextLine({ context }) {
	const { repository, pullRequest, commit, runUrl } = context;
	const home = repositoryUrl(context);
	const parts = [
		repository === void 0 ? "" : anchored(home, oneLine(repository, 200)),
		pullRequest === void 0 ? "" : anchored(home && `${home}/pull/${pullRequest}`, `pull request ${pullRequest}`),
		commit === void 0 ? "" : anchored(commitUrl(context, commit), html`<code>${shortCommit(commit)}</code>`),
		runUrl === void 0 ? "" : anchored(runUrl, "workflow run")
	].filter((part) => part !== "");
	return html`${parts.map((part, index) => html`${index === 0 ? "" : " · "}${part}`)}`;
}
function faultPart({ fault }) {
	if (fault === void 0) return "";
	return html`<div class="box bad"><p>${prose(fault.message)}</p>${hint(fault.hint)}</div>`;
}
const NOTICE_TONE = {
	error: "bad",
	warning: "warn",
	notice: "calm"
};
function noticePart({ level, message, hint: advice, at }) {
	const place = at === void 0 ? "" : html` <code>${prose(`${at.file}:${at.line}`)}</code>`;
	return html`<div class="box ${NOTICE_TONE[level]}"><p>${badge(NOTICE_TONE[level], level)} ${prose(message)}${place}</p>${hint(advice)}</div>`;
}
function hint(text) {
	if (text === void 0) return "";
	const [first = "", ...rest] = text.split("\n");
	return html`<p>${prose(first)}</p>${rest.length === 0 ? "" : html`<pre>${visible(rest.join("\n"))}</pre>`}`;
}
export { renderHtml };
