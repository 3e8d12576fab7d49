import { A as fence, B as strong, D as code, F as list, I as paragraph, L as prose, O as details, P as link, V as table, Z as oneLine, z as small } from "./http.js";
import { C as decimal, D as grouped, F as signed, N as sentenceList, O as liftPercent, P as share, S as dayOf, T as duration, a as findingLabel, b as age, j as range, k as plural, x as capital } from "./labels.js";
import { A as metricLabel, D as scoreChange, H as meanOf, M as own, O as directed, T as metricName, b as decidingMetric, l as commitUrl, w as lowestAllowed } from "./reasons.js";
// src/report/model.ts
const REPORT_COMMANDS = [
	"gate",
	"sync",
	"plan",
	"benchmark",
	"insights",
	"apply",
	"clean"
];
const LEVELS = [
	"error",
	"warning",
	"notice"
];
function worstNoticesFirst({ notices }) {
	return LEVELS.flatMap((level) => notices.filter((one) => one.level === level));
}
// src/verdict/student.ts
function upperTail(t, degreesOfFreedom) {
	if (Number.isNaN(t) || !(degreesOfFreedom >= 1)) return NaN;
	const a = degreesOfFreedom / 2;
	const c = inverseBeta(a);
	const square = t * t / degreesOfFreedom;
	const beyond = square < 1e400 ? c * (1 + square) ** -a * millsRatio(square, a, c) : 0;
	return t < 0 ? 1 - beyond : beyond;
}
function upperQuantile(probability, degreesOfFreedom) {
	if (!(degreesOfFreedom >= 1 && probability >= 0 && probability <= 1)) return NaN;
	if (probability > .5) return -upperQuantile(1 - probability, degreesOfFreedom);
	if (probability === .5) return 0;
	if (probability === 0) return Number.POSITIVE_INFINITY;
	return Math.sqrt(degreesOfFreedom) * Math.sinh(solve(Math.log(probability), degreesOfFreedom));
}
const MAX_STEPS = 50;
function solve(wanted, df) {
	const a = df / 2;
	const c = inverseBeta(a);
	const atZero = (-Math.LN2 - wanted) / (2 * c);
	const farOut = Math.LN2 + (Math.log(c / df) - wanted) / df;
	let u = Math.min(atZero, farOut);
	for (let step = 0; step < MAX_STEPS; step += 1) {
		const square = Math.sinh(u) ** 2;
		const ratio = millsRatio(square, a, c);
		const change = (Math.log(c * ratio) - a * Math.log1p(square) - wanted) * ratio;
		u += change;
		if (Math.abs(change) < 1e-8 * u) break;
	}
	return u;
}
function millsRatio(square, a, c) {
	const x = 1 / (1 + square);
	const y = square / (1 + square);
	if (x <= (a + 1) / (a + 2.5)) return Math.sqrt(y) / (2 * a) * betaFraction(a, .5, x);
	return .5 / (c * x ** a) - Math.sqrt(y) * betaFraction(.5, a, y);
}
function betaFraction(a, b, x) {
	let c = 1;
	let d = 1 / (1 - (a + b) * x / (a + 1));
	let value = d;
	for (let m = 1; m <= 1e3; m += 1) {
		const k = a + 2 * m;
		const even = m * (b - m) * x / ((k - 1) * k);
		d = 1 / (1 + even * d);
		c = 1 + even / c;
		value *= d * c;
		const odd = -(a + m) * (a + b + m) * x / (k * (k + 1));
		d = 1 / (1 + odd * d);
		c = 1 + odd / c;
		const factor = d * c;
		value *= factor;
		if (Math.abs(factor - 1) < 1e-15) break;
	}
	return value;
}
function inverseBeta(a) {
	let factor = 1;
	let z = a;
	for (; z < 10; z += 1) factor *= z / (z + .5);
	const r = 1 / (z * z);
	const series = (-1 / 8 + r * (1 / 192 + r * (-1 / 640 + r * (17 / 14336 + r * (-31 / 18432))))) / z;
	return factor * Math.sqrt(z / Math.PI) * Math.exp(series);
}
// src/verdict/winner.ts
const ERROR = .05;
function againstBaseline(scores, metrics) {
	const distances = metrics.flatMap((comparison) => {
		const { metric, direction, baseline, noiseSd, degreesOfFreedom } = comparison;
		const score = directed(own(scores, metric), direction);
		if (Number.isNaN(score) || baseline === void 0 || baseline.n === 0) return [];
		if (noiseSd === void 0 || degreesOfFreedom === void 0) return [];
		const standardError = noiseSd * Math.sqrt(1 + 1 / baseline.n);
		const noise = upperQuantile(ERROR, degreesOfFreedom) * standardError;
		return [{
			metric,
			delta: score - baseline.mean,
			noise
		}];
	});
	return distances.length === 0 ? void 0 : distances;
}
function shortfallOf({ againstBaseline: all = [] }) {
	const beyond = ({ delta, noise }) => delta + noise;
	return all.filter((one) => beyond(one) < 0).toSorted((a, b) => beyond(a) - beyond(b))[0];
}
// src/report/variants.ts
const ROWS_MAX$1 = 20;
const DISTANCES_MAX = 6;
function variantTable(agent, maxColumns) {
	const { variants } = agent;
	if (variants.length === 0) return [];
	const metrics = [...new Set(variants.flatMap((variant) => Object.keys(variant.scores)))];
	const live = baselineScores(agent);
	const columns = metrics.slice(0, maxColumns);
	const rows = [
		...variants.filter((variant) => variant.isControl),
		...variants.filter((variant) => !variant.isControl && variant.isWinner),
		...variants.filter((variant) => !variant.isControl && !variant.isWinner)
	].slice(0, ROWS_MAX$1);
	const blocks = [table([
		"center",
		"left",
		...columns.map(() => "right"),
		"right"
	], [
		"",
		"Variant",
		...columns.map((name) => capital(label(name))),
		"Lift"
	], [...columns.some((name) => Object.hasOwn(live, name)) ? [[
		"",
		"Baseline: the live prompt",
		...columns.map((name) => scoreOf(live, name)),
		""
	]] : [], ...rows.map((variant) => [
		variant.isWinner ? "🏆" : "",
		variantName(variant),
		...columns.map((name) => scoreOf(variant.scores, name)),
		variant.lift === void 0 || variant.isControl ? "" : liftPercent(variant.lift)
	])])];
	const hidden = metrics.length - columns.length;
	const cut = variants.length - rows.length;
	if (hidden === 0 && cut === 0) return blocks;
	const left = [hidden > 0 ? `${hidden} more scores` : "", cut > 0 ? `${cut} more variants` : ""];
	return [...blocks, paragraph(`In report.html: ${left.filter(Boolean).join(" and ")}.`)];
}
function variantName(variant) {
	if (variant.isControl) return "Control: the candidate prompt";
	const name = oneLine(variant.name);
	return variant.isWinner ? [strong(name), " (winner)"] : name;
}
function baselineScores({ verdict }) {
	return Object.fromEntries((verdict?.metrics ?? []).flatMap(({ metric, direction, baseline }) => baseline === void 0 || baseline.n === 0 ? [] : [[metric, directed(baseline.mean, direction)]]));
}
function scoreOf(scores, metric) {
	const score = own(scores, metric);
	return score === void 0 ? "" : decimal(score);
}
function label(metric) {
	return oneLine(metricLabel(metric));
}
function isOffered(headroom) {
	return headroom !== void 0 && shortfallOf(headroom) === void 0;
}
function betterPrompt(agent) {
	const { headroom } = agent;
	const shortfall = headroom && shortfallOf(headroom);
	if (shortfall !== void 0) return `no: the best is ${decimal(-shortfall.delta)} points lower`;
	if (headroom !== void 0) return [
		"yes",
		headroom.lift === void 0 ? "" : `, ${liftPercent(headroom.lift)} lift`,
		headroom.confidence === void 0 ? "" : ` at ${share(headroom.confidence)}`,
		lostCases(headroom) > 0 ? ", but it loses golden cases" : ""
	].join("");
	return agent.runs.some((run) => run.status === "completed" && isCandidate(run.purpose)) ? "no" : "";
}
function isCandidate(purpose) {
	return purpose === "candidate" || purpose === "confirm-candidate";
}
function winnerSentence(headroom) {
	const name = strong(oneLine(headroom.variantName));
	const facts = [headroom.lift === void 0 ? "" : `${liftPercent(headroom.lift)} lift`, confidenceWords(headroom)].filter(Boolean);
	const numbers = facts.length === 0 ? "" : `: ${facts.join(", ")}`;
	const shortfall = shortfallOf(headroom);
	if (shortfall === void 0) return paragraph(name, ` beats the candidate${numbers}. `, distances(headroom), goldenSet(headroom));
	const { metric } = shortfall;
	return paragraph(name, ` is better than the candidate${numbers.replace(/^: /, " (")}${numbers === "" ? "" : ")"}, but `, strong(`${below(shortfall)} the live prompt in ${label(metric)}: restore rather than adopt`), ". ", goldenSet(headroom));
}
function below({ delta }) {
	return `${decimal(-delta)} points below`;
}
function distances({ againstBaseline = [] }) {
	if (againstBaseline.length === 0) return "";
	const parts = againstBaseline.slice(0, DISTANCES_MAX).map(({ metric, delta }) => `${signed(delta)} ${label(metric)}`);
	const more = againstBaseline.length - parts.length;
	if (more > 0) parts.push(`${more} more`);
	return `Against the live prompt, where more is better: ${sentenceList(parts)}; none is worse by more than noise. `;
}
function confidenceWords({ confidence, band }) {
	if (confidence === void 0) return "";
	return `confidence ${share(confidence)}${band === void 0 ? "" : ` (${band})`}`;
}
function goldenSet(headroom) {
	const golden = headroom.goldenSet;
	if (golden?.passed === void 0 && golden?.regressed === void 0) return "The golden set's result was not reported.";
	const lost = lostCases(headroom);
	const total = golden.passed === void 0 ? void 0 : golden.passed + lost;
	if (lost === 0) return total === void 0 ? "Golden set: nothing lost." : `Golden set: ${golden.passed} of ${total} kept.`;
	const cases = total === void 0 ? `${lost}` : `${lost} of ${total}`;
	return strong(`Golden set: ${cases} lost. Do not take this prompt without a look at them.`);
}
function lostCases(headroom) {
	return headroom.goldenSet?.regressed ?? 0;
}
// src/report/history-chart.ts
const FEWEST = 3;
const MOST = {
	usual: 30,
	decline: 60
};
const MARGIN = 4;
function historyOf({ history = [] }, { metric, direction }) {
	return history.flatMap(({ completedAt, scores }) => {
		const score = directed(own(scores, metric), direction);
		const at = Date.parse(completedAt);
		return Number.isNaN(score) || Number.isNaN(at) ? [] : [{
			at,
			score
		}];
	}).toSorted((a, b) => a.at - b.at);
}
function historyBlocks(agent) {
	const metric = decidingMetric(agent);
	if (metric === void 0) return [];
	const points = historyOf(agent, metric).filter(({ score }) => isPoints(score));
	if (points.length < FEWEST) return [];
	const { decline } = agent;
	const lower = decline && declineWords(decline, metric);
	const shown = points.slice(-MOST[lower === void 0 ? "usual" : "decline"]);
	const steps = lower === void 0 ? [] : stepsOf(shown, Date.parse(decline?.since ?? ""));
	const limit = limitOf(metric);
	const [first, last] = [shown[0]?.score ?? 0, shown.at(-1)?.score ?? 0];
	const words = `The last ${plural(shown.length, "measurement")} of the live prompt, from ${decimal(first)} to ${decimal(last)}`;
	const line = limit === void 0 ? "" : `; the level line is today's limit of ${decimal(limit)}`;
	const means = steps.length === 0 ? "" : ": the line with a step has the means before and since";
	const fall = lower === void 0 ? "" : ` ${capital(lower)}${means}.`;
	return details({ rest: "Scores over time" }, [paragraph(`${words}${line}.${fall}`), fence("mermaid", chart(metric, shown, {
		limit,
		steps
	}))]);
}
function declineWords({ since, metrics }, { metric }) {
	const points = own(metrics, metric) ?? 0;
	return points < .05 ? void 0 : `since about ${dayOf(since)} ${decimal(points)} points lower`;
}
function stepsOf(points, since) {
	const means = [true, false].map((isBefore) => {
		const side = points.filter(({ at }) => at < since === isBefore);
		return meanOf(side.map(({ score }) => score));
	});
	if (means.some(Number.isNaN)) return [];
	return points.map(({ at }) => means[at < since ? 0 : 1] ?? 0);
}
function limitOf(metric) {
	const { min } = metric;
	const lowest = lowestAllowed(metric);
	const limit = lowest === void 0 ? min : Math.max(lowest, min ?? 0);
	return limit === void 0 || !isPoints(limit) ? void 0 : limit;
}
function isPoints(value) {
	return value >= 0 && value <= 100;
}
const PALETTE = "%%{init: {\"themeVariables\": {\"xyChart\": {\"plotColorPalette\": \"#0969da, #cf222e, #9a6700\"}}}}%%";
function chart(metric, points, { limit, steps }) {
	const scores = points.map(({ score }) => score);
	const all = limit === void 0 ? scores : [...scores, limit];
	const low = Math.max(0, Math.floor(Math.min(...all) - MARGIN));
	const high = Math.min(100, Math.ceil(Math.max(...all) + MARGIN));
	const [from, to] = [points[0], points.at(-1)].map((point) => dayOf(point?.at ?? 0));
	const lineOf = (values) => `  line [${values.map((value) => value.toFixed(1)).join(", ")}]`;
	return [
		PALETTE,
		"xychart-beta",
		`  title "${plainTitle(capital(metricName(metric)))}"`,
		`  x-axis "Measurements from ${from} to ${to}" 1 --> ${points.length}`,
		`  y-axis "Points" ${low} --> ${high}`,
		lineOf(scores),
		...limit === void 0 ? [] : [lineOf(points.map(() => limit))],
		...steps.length === 0 ? [] : [lineOf(steps)]
	];
}
function plainTitle(name) {
	return name.replace(/[^\p{L}\p{N} \u2212.-]/gu, " ").replace(/\s+/g, " ").trim() || "Score";
}
// src/report/measured.ts
const PURPOSE = {
	candidate: "the candidate's run",
	baseline: "the baseline's run",
	"confirm-candidate": "a confirming run of the candidate",
	"confirm-baseline": "a confirming run of the baseline"
};
function measuredSentences(report, agent) {
	const parts = [];
	if (agent.baseline !== void 0) parts.push(baselineSentence(report, agent.baseline));
	else if (agent.plan?.action === "create") parts.push("Baseline: none, the agent does not exist on the service yet.");
	if (agent.candidate !== void 0) parts.push(candidateSentence(report, agent, agent.candidate));
	const noise = agent.verdict?.metrics[0];
	if (agent.benchmark === void 0 && noise?.noiseSd !== void 0 && noise.degreesOfFreedom !== void 0) parts.push(noiseSentence(agent));
	return parts;
}
function baselineSentence(report, evidence) {
	return [
		report.context.event === "schedule" ? "Baseline: earlier runs" : "Baseline: the live prompt",
		evidence.commit === void 0 ? "" : [", synced from ", link(commitUrl(report.context, evidence.commit), shortCommit(evidence.commit))],
		`; ${runsOf(report, evidence)}.`
	];
}
function candidateSentence(report, agent, evidence) {
	const id = agent.measuredOn === void 0 ? "" : [
		" (",
		code(agent.measuredOn.agentId),
		")"
	];
	const where = {
		preview: [
			"on a preview agent",
			id,
			"; the live agent was not touched"
		],
		live: ["on the live agent", id],
		both: "on the live agent and on previews of it"
	}[evidence.where];
	return [
		`Candidate: ${runsOf(report, evidence)}, `,
		where,
		"."
	];
}
function runsOf(report, evidence) {
	const count = evidence.started + evidence.adopted;
	const origin = evidence.started > 0 && evidence.adopted > 0 ? ` (${evidence.started} started, ${evidence.adopted} reused)` : evidence.adopted > 0 ? " (reused)" : "";
	const newest = evidence.newest === void 0 ? void 0 : age(evidence.newest, report.finishedAt);
	const old = evidence.adopted === 0 || newest === void 0 ? "" : `, newest ${newest} old`;
	return `${plural(count, "run")}${origin} in ${evidence.mode} mode${old}`;
}
function noiseSentence(agent) {
	const noise = (agent.verdict?.metrics ?? []).flatMap(({ noiseSd }) => noiseSd === void 0 ? [] : [noiseSd]);
	return `Noise of one run: ${range(noise)} points.`;
}
function lostRuns(agent) {
	return agent.runs.filter((run) => run.status !== "completed").slice(0, 10).map((run) => [code(run.runId), `, ${PURPOSE[run.purpose]}, ${ending(run)}.`]);
}
function ending(run) {
	const word = {
		completed: "completed",
		failed: "failed",
		stopped: "was stopped",
		"timed-out": "did not end in time"
	};
	const after = run.durationMs === void 0 ? "" : ` after ${duration(run.durationMs)}`;
	const reason = run.reason === void 0 ? "" : `: ${oneLine(run.reason, 300).replace(/\.$/, "")}`;
	return `${word[run.status]}${after}${reason}`;
}
function shortCommit(commit) {
	return oneLine(commit.slice(0, 7), 7);
}
function periodSentence({ cost: { period } }) {
	if (period === void 0) return void 0;
	const { used, since, confirming } = period;
	const again = confirming === 0 ? "" : ` (${grouped(confirming)} to confirm)`;
	const parts = [
		[period.pullRequests, `for pull requests${again}`],
		[period.nights, "for nights"],
		[period.measuring, "for what these are compared with"],
		[period.nightsOrMeasuring, "for nights or as baselines"],
		[period.others, "on live agents or elsewhere"],
		[period.untold, "not told apart"]
	];
	const listed = parts.reduce((sum, [count]) => sum + count, 0);
	const many = used === void 0 ? `At least ${plural(listed, "run")}` : used < listed ? `${plural(used, "run")} counted by Converra, ${grouped(listed)} listed,` : `${plural(used, "run")} used`;
	const told = parts.flatMap(([count, words]) => count === 0 ? [] : [`${grouped(count)} ${words}`]);
	return `${many} since ${dayOf(since)}${told.length === 0 ? "" : `: ${told.join(", ")}`}`;
}
function costParts(report) {
	const { cost, context } = report;
	const counts = [cost.runsStarted > 0 ? `${plural(cost.runsStarted, "run")} started` : "", cost.runsAdopted > 0 ? `${plural(cost.runsAdopted, "run")} reused` : ""].filter(Boolean);
	const left = cost.runsLeft === void 0 ? "" : cost.runsLimit === void 0 ? `${plural(cost.runsLeft, "run")} left this month` : `${cost.runsLeft} of ${plural(cost.runsLimit, "run")} left this month`;
	return [
		context.commit === void 0 ? "" : `Commit ${shortCommit(context.commit)}`,
		counts.length === 0 ? "no run started" : sentenceList(counts),
		left,
		cost.requests === 0 ? "" : plural(cost.requests, "request"),
		duration(cost.elapsedMs)
	].filter(Boolean);
}
// src/report/benchmark-content.ts
const SENTENCE_MAX$1 = 400;
function benchmarkParts(report, agent, detail) {
	const { benchmark } = agent;
	if (benchmark === void 0) return [];
	return [{
		name: "benchmark",
		blocks: [
			paragraph(strong("Benchmark"), ", scores of each model"),
			modelTable(benchmark, detail.scoreColumns),
			...explanations(benchmark, detail),
			...headroom(benchmark),
			...recommendation(benchmark),
			small(...origin(report, benchmark))
		]
	}];
}
function modelTable({ models, replaces }, maxColumns) {
	const columns = [...new Map(models.flatMap((model) => model.metrics.map((metric) => [metric.metric, metricName(metric)])))].slice(0, maxColumns);
	const figures = FIGURES.filter((name) => models.some((model) => model[name] !== void 0));
	return table([
		"left",
		...[...columns, ...figures].map(() => "right"),
		"left"
	], [
		"Model",
		...columns.map(([, name]) => capital(name)),
		...figures.map(capital),
		"Finding"
	], models.map((model) => [
		[strong(oneLine(model.model)), model.isBaseline ? " (in use)" : ""],
		...columns.map(([name]) => cell(model, name, replaces)),
		...figures.map((name) => figureText(model[name])),
		model.model === replaces?.model ? "" : findingLabel(model.finding)
	]));
}
const FIGURES = ["cost", "latency"];
function figureText(figure) {
	if (figure === void 0) return "";
	const { value, unit } = figure;
	if (unit === "USD") return `$${value >= 1 ? value.toFixed(2) : value.toPrecision(3)}`;
	const number = value >= 100 ? grouped(Math.round(value)) : String(Number(value.toPrecision(3)));
	return unit === void 0 ? number : `${number}\u00A0${unit}`;
}
function headroomText({ better }) {
	if (better === void 0) return void 0;
	const { model, than, points, change } = better;
	return `${oneLine(model)} scores ${decimal(points)} points more than ${oneLine(than)} on average, and noise does not explain it. To use it, ${oneLine(change, SENTENCE_MAX$1)}.`;
}
function headroom(benchmark) {
	const words = headroomText(benchmark);
	return words === void 0 ? [] : [paragraph(strong("Headroom"), `: ${words}`)];
}
function cell(model, name, replaces) {
	const metric = model.metrics.find((candidate) => candidate.metric === name);
	if (metric === void 0) return "";
	return model.model === replaces?.model ? decimal(metric.candidate.mean) : scoreChange(metric);
}
function explanations({ models, replaces }, detail) {
	const sentences = models.filter(({ model }) => model !== replaces?.model).flatMap((model) => model.metrics.filter((metric) => detail.generous || metric.finding !== "unchanged").map((metric) => [strong(oneLine(model.model)), `: ${oneLine(metric.explanation, SENTENCE_MAX$1)}`]));
	return sentences.length === 0 ? [] : [list(sentences.slice(0, 40).map((words) => [paragraph(words)]))];
}
function recommendation({ recommendation: words }) {
	if (words === void 0) return [];
	return [paragraph(strong("Converra's recommendation"), `: ${oneLine(words, SENTENCE_MAX$1)}`)];
}
function changeText({ replaces, trialOf }) {
	if (replaces === void 0) return void 0;
	const trial = trialOf === void 0 ? "" : ` It tries a drop that benchmark ${oneLine(trialOf)} had shown.`;
	return `It compares the models on the prompt of the live agent ${oneLine(replaces.agentId)}, which nobody wrote to.${trial}`;
}
function origin(report, benchmark) {
	const change = changeText(benchmark);
	if (change !== void 0) return [
		"Benchmark ",
		code(benchmark.benchmarkId),
		`. ${change}`
	];
	const { benchmarkId, baselineId, baselineCompletedAt, referenceId, referenceCompletedAt } = benchmark;
	const old = (time) => time === void 0 ? "." : `, completed ${age(time, report.finishedAt)} ago.`;
	return [
		[
			"Benchmark ",
			code(benchmarkId),
			". "
		],
		...baselineId === void 0 ? ["Baseline: none, this is the first completed benchmark of these models."] : [
			"Baseline: ",
			code(baselineId),
			old(baselineCompletedAt)
		],
		...referenceId === void 0 ? [] : [
			" Reference: ",
			code(referenceId),
			old(referenceCompletedAt)
		]
	];
}
// src/report/insights-content.ts
const NAME_MAX = 80;
const SENTENCE_MAX = 300;
const ROWS_MAX = 20;
function insightsParts(agent) {
	const { insights } = agent;
	if (insights === void 0) return [];
	return [{
		name: "insights",
		blocks: hasNoInsights(insights) ? [paragraph(NO_INSIGHTS)] : insightsBlocks(insights)
	}];
}
const NO_INSIGHTS = "The service has no insights of this agent yet.";
function hasNoInsights(insights) {
	return insightsBlocks(insights).length === 0;
}
function insightsBlocks(insights) {
	return [
		...figureBlocks(insights),
		...healthBlocks(insights),
		...issueBlocks(insights),
		...stepFailureBlocks(insights),
		...recommendationBlocks(insights),
		...furtherBlocks(insights),
		...transcriptBlocks(insights),
		...unreadLines(insights).map((line) => paragraph(prose(line, SENTENCE_MAX)))
	];
}
function insightsList(agents) {
	return list(agents.map((agent) => [paragraph(strong(oneLine(agent.key)), `: ${oneLine(insightsLine(agent), 2 * SENTENCE_MAX)}`)]));
}
function insightsLine({ insights }) {
	if (insights === void 0) return "no insights";
	const { recent, usual, stepFailures, transcripts } = insights;
	const completion = (value) => value === void 0 ? "unknown" : decimal(value);
	const [now, before] = [recent, usual].map((one) => completion(one?.taskCompletion));
	const told = transcripts === void 0 ? [] : [plural(transcripts.shown.length, "transcript")];
	const notes = [...transcripts?.notes ?? [], ...unreadLines(insights)];
	return [
		...recent?.taskCompletion === void 0 && usual?.taskCompletion === void 0 ? ["no task completion yet"] : [`task completion ${now}`, now === before ? "as usual" : `usually ${before}`],
		plural(stepFailures.length, "failing step"),
		...told,
		...notes.map((note) => oneLine(note, 2 * SENTENCE_MAX))
	].join(", ");
}
function figureBlocks({ recent, usual }) {
	const rows = figureRows(recent, usual).filter(([, now, before]) => now !== "" || before !== "");
	if (rows.length === 0) return [];
	return [paragraph(strong("Insights"), ", the last days against the usual"), table([
		"left",
		"right",
		"right"
	], [
		"",
		daysHead(recent, "Recent"),
		daysHead(usual, "Usual")
	], rows)];
}
function daysHead(figures, otherwise) {
	return figures === void 0 ? otherwise : `Last ${plural(figures.days, "day")}`;
}
function figureRows(recent, usual) {
	const row = (name, show) => [
		name,
		recent === void 0 ? "" : show(recent),
		usual === void 0 ? "" : show(usual)
	];
	const maybe = (value, show) => value === void 0 ? "" : show(value);
	return [
		row("Task completion", (f) => maybe(f.taskCompletion, decimal)),
		row("Completion rate", (f) => maybe(f.completionRate, share)),
		row("Abandonment rate", (f) => maybe(f.abandonmentRate, share)),
		row("Sentiment", (f) => oneLine(f.sentiment ?? "", NAME_MAX)),
		row("Conversations", (f) => maybe(f.conversationCount, grouped))
	];
}
function stepFailureBlocks({ stepFailures }) {
	if (stepFailures.length === 0) return [];
	const hidden = stepFailures.length - ROWS_MAX;
	return [
		paragraph(strong("Steps that fail"), ", last 30 days"),
		table([
			"left",
			"left",
			"right"
		], [
			"Step",
			"Root cause",
			"Count"
		], stepFailures.slice(0, ROWS_MAX).map((failure) => [
			oneLine(failure.step, NAME_MAX),
			oneLine(failure.rootCause ?? "", SENTENCE_MAX),
			failure.count === void 0 ? "" : grouped(failure.count)
		])),
		...hidden > 0 ? [paragraph(`${plural(hidden, "more step")} in report.html.`)] : []
	];
}
function recommendationBlocks({ recommendations }) {
	if (recommendations.length === 0) return [];
	return [paragraph(strong("Converra recommends")), list(recommendations.slice(0, ROWS_MAX).map((w) => [paragraph(oneLine(w, SENTENCE_MAX))]))];
}
function healthBlocks({ health = [] }) {
	if (health.length === 0) return [];
	const side = ({ percent, n }) => `${decimal(percent)} % of ${grouped(n)}`;
	return [paragraph(strong("Health"), ", the last days against the weeks before them"), table([
		"left",
		"right",
		"right",
		"right",
		"left"
	], [
		"",
		"Before",
		"Now",
		"Points",
		"Finding"
	], health.map(({ figure, before, recent, change, p, finding }) => [
		oneLine(figure, NAME_MAX),
		side(before),
		side(recent),
		signed(change),
		finding === "fell" ? "fell" : chanceWords(p)
	]))];
}
function chanceWords(p) {
	return p < .05 ? "not more than chance over a year of nights" : "no more than chance";
}
function issueLine({ description, frequency, severity }) {
	const facts = [frequency === void 0 ? "" : `${share(frequency)} of conversations`, severity === void 0 ? "" : oneLine(severity, NAME_MAX)].filter(Boolean);
	const told = oneLine(description, SENTENCE_MAX);
	return facts.length === 0 ? told : `${told}: ${facts.join(", ")}`;
}
function issueBlocks({ issues = [] }) {
	if (issues.length === 0) return [];
	const items = issues.slice(0, ROWS_MAX).map((issue) => [paragraph(issueLine(issue))]);
	return [paragraph(strong("What goes wrong"), ", in Converra's words"), list(items)];
}
function furtherBlocks({ further = [] }) {
	return further.flatMap(({ name, lines }) => [paragraph(strong(oneLine(name, NAME_MAX)), ", as Converra gives it"), list(lines.slice(0, ROWS_MAX).map((line) => [paragraph(oneLine(line, SENTENCE_MAX))]))]);
}
function transcriptBlocks({ transcripts }) {
	if (transcripts === void 0) return [];
	const { shown, notes } = transcripts;
	const rows = shown.map((one) => {
		const [place = "", ...words] = transcriptWords(one);
		return [code(place), ...words.map((text) => oneLine(text, SENTENCE_MAX))];
	});
	return [
		paragraph(strong(TRANSCRIPTS), ", in Converra's words"),
		...rows.length === 0 ? [] : [table(rows[0]?.map(() => "left") ?? [], TRANSCRIPT_HEAD, rows)],
		...notes.map((note) => paragraph(prose(note, SENTENCE_MAX)))
	];
}
const TRANSCRIPTS = "The repository's transcripts";
const TRANSCRIPT_HEAD = [
	"Transcript",
	"Task",
	"Sentiment",
	"Topics",
	"Summary"
];
function transcriptWords(one) {
	const { file, line, taskCompleted, sentiment, sentimentScore, topics, summary } = one;
	const task = taskCompleted === void 0 ? "" : taskCompleted ? "completed" : "not completed";
	const mood = [sentiment, sentimentScore].filter((part) => part !== void 0);
	return [
		line === 1 ? file : `${file}:${line}`,
		task,
		mood.join(", "),
		topics.join(", "),
		summary ?? ""
	];
}
function unreadLines({ unread = [], regenerated = false }) {
	return [...unread.map((what) => `${what}, which is not in a shape that this version knows.`), ...regenerated ? ["They were old, and are being made anew for the next report."] : []];
}
export { againstBaseline as A, historyBlocks as C, isOffered as D, confidenceWords as E, REPORT_COMMANDS as F, worstNoticesFirst as I, upperQuantile as M, upperTail as N, variantTable as O, LEVELS as P, declineWords as S, betterPrompt as T, costParts as _, hasNoInsights as a, periodSentence as b, insightsParts as c, unreadLines as d, FIGURES as f, headroomText as g, figureText as h, chanceWords as i, shortfallOf as j, winnerSentence as k, issueLine as l, changeText as m, TRANSCRIPTS as n, insightsLine as o, benchmarkParts as p, TRANSCRIPT_HEAD as r, insightsList as s, NO_INSIGHTS as t, transcriptWords as u, lostRuns as v, historyOf as w, shortCommit as x, measuredSentences as y };
