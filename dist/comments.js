import { A as fence, B as strong, C as accountBlocks, D as code, E as alert, F as list, I as paragraph, L as prose, M as foldStart, N as heading, O as details, P as link, Q as visible, R as serialise, V as table, X as hiddenJson, Z as oneLine, j as foldEnd, z as small } from "./http.js";
import { C as decimal, M as sentence, T as duration, _ as cleanBlocks, d as planLabel, f as planMark, g as worstFirst, h as verdictLabel, j as range, k as plural, l as isDone, m as verdictCounts, n as agentMark, s as headline, u as needsAttention, x as capital } from "./labels.js";
import { E as metricTable, _ as formatPatch, a as reasonBlocks, f as reviewCommentUrl, g as FILE_HEADERS_ONLY, o as VERDICT_DOC, p as diffBlocks, s as blobUrl, v as structuredPatch, x as decidingScore } from "./reasons.js";
import { C as historyBlocks, D as isOffered, I as worstNoticesFirst, O as variantTable, T as betterPrompt, _ as costParts, b as periodSentence, c as insightsParts, k as winnerSentence, p as benchmarkParts, s as insightsList, v as lostRuns, x as shortCommit, y as measuredSentences } from "./insights-content.js";
// src/report/detail.ts
function ladderFrom(fullest) {
	const quietRows = {
		...fullest,
		quietSections: false,
		leftOut: "the details of agents with nothing to do"
	};
	const noWinners = {
		...quietRows,
		winnerDiffs: false,
		leftOut: "the diffs of better prompts, and the details of agents with nothing to do"
	};
	const noDiffs = {
		...noWinners,
		promptDiffs: false,
		leftOut: "the diffs, and the details of agents with nothing to do"
	};
	const attention = {
		...noDiffs,
		agents: "attention",
		leftOut: "the diffs, and the agents with nothing to do"
	};
	const rows = {
		...attention,
		sections: false,
		leftOut: "the measurements, and the agents with nothing to do"
	};
	const worst = {
		...rows,
		agents: "worst",
		leftOut: `everything but the ${fullest.rows} agents that come first`
	};
	return [
		fullest,
		quietRows,
		noWinners,
		noDiffs,
		attention,
		rows,
		worst,
		{
			...worst,
			agents: "none",
			leftOut: "everything but the counts"
		}
	];
}
function fullestWithin(steps, budgetBytes, write) {
	for (const [index, detail] of steps.entries()) {
		const isLast = index === steps.length - 1;
		const text = serialiseWithin(write(detail), isLast ? Number.POSITIVE_INFINITY : budgetBytes);
		if (text !== void 0) return text;
	}
	return "";
}
function serialiseWithin(groups, budgetBytes) {
	const parts = [];
	let bytes = 0;
	for (const blocks of groups) {
		if (blocks.length === 0) continue;
		const part = `${parts.length === 0 ? "" : "\n"}${serialise(blocks)}`;
		bytes += Buffer.byteLength(part);
		if (bytes > budgetBytes) return void 0;
		parts.push(part);
	}
	return parts.join("");
}
function section(key, parts, detail) {
	const filled = parts.filter((part) => part.blocks.length > 0);
	if (filled.length === 0) return [];
	const blocks = filled.flatMap((part) => part.blocks);
	if (detail.generous) return [heading(4, oneLine(key, 100)), ...blocks];
	return details({
		name: key,
		rest: filled.map((part) => part.name).join(", ")
	}, blocks);
}
// src/report/agent-rows.ts
const CELL_MAX = 90;
function rowsOf(report, agents, room) {
	if (agents.length <= room) return {
		open: agents,
		more: [],
		quiet: []
	};
	const loud = agents.filter((agent) => needsAttention(report, agent));
	const better = agents.filter((agent) => agent.verdict?.verdict === "improved" && !needsAttention(report, agent));
	const open = [...loud, ...better].slice(0, room);
	const isOpen = new Set(open);
	return {
		open,
		more: loud.filter((agent) => !isOpen.has(agent)),
		quiet: agents.filter((agent) => !needsAttention(report, agent) && !isOpen.has(agent))
	};
}
function openRows(report, { open, more }) {
	return [...open.length === 0 ? [] : [agentTable(report, open)], ...more.length === 0 ? [] : details({ rest: `${plural(more.length, "more agent")} that the gate acts on` }, [agentTable(report, more)])];
}
function agentTable(report, agents) {
	const better = agents.map(betterPrompt);
	const isCompared = report.command !== "benchmark" && better.some((words) => words !== "");
	const isMeasured = agents.some((agent) => decidingScore(agent) !== void 0);
	const columns = isCompared ? 5 : 4;
	const align = [
		"center",
		"left",
		"left",
		"left",
		"left"
	];
	const head = [
		"",
		"Agent",
		"Verdict",
		isMeasured ? "Deciding score" : "Why",
		"Better prompt found"
	];
	return table(align.slice(0, columns), head.slice(0, columns), agents.map((agent, index) => [
		agentMark(report, agent),
		strong(oneLine(agent.key)),
		agent.verdict === void 0 ? "" : verdictLabel(agent.verdict.verdict),
		decidingCell(agent),
		better[index] ?? ""
	].slice(0, columns)));
}
function decidingCell(agent) {
	const score = decidingScore(agent);
	if (score !== void 0) return score;
	const [clause = ""] = (agent.verdict?.reason ?? "").replace(/^Not (measured|benchmarked): /, "").split(/(?<=[.!?]) |[:;] /);
	return oneLine(capital(clause), CELL_MAX);
}
// src/report/suggestion.ts
const MAX_EDITS = 2e3;
function offerOf(agent) {
	const { headroom, promptAfter, promptSource, source } = agent;
	if (!isOffered(headroom) || headroom.content === void 0) return void 0;
	const [before = "", content = ""] = [promptAfter, headroom.content].map(asInFile);
	const isOwnFile = promptSource.file !== source.file && promptSource.line === 1;
	const isPlain = visible(content) === content && !content.includes("<!--");
	if (!isOwnFile || !isPlain || content === "" || content === before) return void 0;
	return {
		headroom,
		before,
		content
	};
}
function asInFile(text) {
	return text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
}
function suggestionOf(agent, { before, content }) {
	const old = before.split("\n");
	const fresh = content.split("\n");
	const most = Math.min(old.length, fresh.length);
	let head = 0;
	while (head < most && old[head] === fresh[head]) head += 1;
	let tail = 0;
	while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
	if (head + tail === old.length) {
		if (head > 0) head -= 1;
		else tail -= 1;
	}
	return {
		file: agent.promptSource.file,
		replaced: {
			from: head + 1,
			to: old.length - tail
		},
		by: fresh.slice(head, fresh.length - tail)
	};
}
function renderSuggestion(agent, { headroom }, { by }) {
	return serialise([
		paragraph(strong("Converra found a better prompt"), ` for ${oneLine(agent.key)}. Committing this suggestion starts the gate again, on the new text.`),
		winnerSentence(headroom),
		fence("suggestion", by)
	]);
}
function patchOf(agent, { before, content }) {
	const { file } = agent.promptSource;
	const texts = [`${before}\n`, `${content}\n`];
	const options = {
		context: 3,
		maxEditLength: MAX_EDITS
	};
	const patch = structuredPatch(`a/${file}`, `b/${file}`, ...texts, void 0, void 0, options);
	return patch === void 0 ? [] : formatPatch(patch, FILE_HEADERS_ONLY).trimEnd().split("\n");
}
// src/report/agent-section.ts
const METRICS_MAX = 30;
const SENTENCE_MAX = 400;
function agentParts(report, agent, detail) {
	return [
		{
			name: "prompt diff",
			blocks: promptDiffBlocks(agent, detail)
		},
		{
			name: "scores",
			blocks: scoreBlocks(agent, detail)
		},
		{
			name: "variants",
			blocks: variantBlocks(report, agent, detail)
		},
		{
			name: "how it was measured",
			blocks: measuredBlocks(report, agent)
		}
	];
}
function promptDiffBlocks(agent, detail) {
	const before = agent.promptBefore;
	if (!detail.promptDiffs || before === void 0) return [];
	const blocks = diffBlocks(before, agent.promptAfter, detail.diffLines);
	return blocks.length === 0 ? [] : [paragraph(strong("Prompt"), ", against the baseline"), ...blocks];
}
function scoreBlocks(agent, detail) {
	const metrics = (agent.verdict?.metrics ?? []).slice(0, METRICS_MAX);
	if (metrics.length === 0 || agent.benchmark !== void 0) return [];
	return [
		paragraph(strong("Scores"), ", baseline against candidate"),
		metricTable(metrics),
		...howSure(agent, detail),
		...historyBlocks(agent)
	];
}
function howSure({ verdict }, detail) {
	const metrics = (verdict?.metrics ?? []).slice(0, METRICS_MAX);
	const said = verdict?.reason ?? "";
	const explained = metrics.filter(({ finding, explanation }) => (detail.generous || finding !== "unchanged" && finding !== "improved") && !said.includes(explanation.replace(/\.$/, "")));
	return [paragraph(strong("How sure is this?"), " ", prose(sentence(said), 2 * SENTENCE_MAX), ` ${smallestSeen(metrics)}`, link(VERDICT_DOC, "How the gate decides"), "."), ...explained.length === 0 ? [] : [list(explained.map((m) => [paragraph(prose(sentence(m.explanation), SENTENCE_MAX))]))]];
}
function smallestSeen(metrics) {
	const seen = metrics.flatMap(({ detectable }) => detectable === void 0 ? [] : [detectable]);
	if (seen.length === 0) return "";
	const size = range(seen);
	return `A drop in one metric alone is found with 80 % chance from ${size} points on${size === decimal(Math.max(...seen)) ? "" : ", by the metric"}. `;
}
function variantBlocks(report, agent, detail) {
	const { headroom } = agent;
	const blocks = variantTable(agent, detail.scoreColumns);
	if (headroom !== void 0) {
		blocks.push(winnerSentence(headroom));
		if (agent.suggestion?.commentId !== void 0) {
			const url = reviewCommentUrl(report.context, agent.suggestion.commentId);
			blocks.push(paragraph("It is ", link(url, "suggested on the changed lines"), "."));
		}
		if (detail.winnerDiffs) blocks.push(...winnerDiff(agent, headroom, detail));
	}
	return blocks.length === 0 ? [] : [paragraph(strong("Variants")), ...blocks];
}
function winnerDiff(agent, headroom, detail) {
	const name = oneLine(headroom.variantName, 60);
	const offer = agent.suggestion?.kind === "patch" ? offerOf(agent) : void 0;
	const patch = offer === void 0 ? [] : patchOf(agent, offer);
	if (patch.length > 0 && patch.length <= detail.diffLines) {
		const rest = `${name} as a patch of the prompt's file, for git apply`;
		return details({ rest }, [fence("diff", patch)], { open: detail.generous });
	}
	if (headroom.content === void 0) return [];
	const diff = diffBlocks(agent.promptAfter, headroom.content, detail.diffLines);
	const rest = `${name} as a diff against the candidate`;
	return diff.length === 0 ? [] : details({ rest }, diff, { open: detail.generous });
}
function measuredBlocks(report, agent) {
	const lost = lostRuns(agent);
	const sentences = measuredSentences(report, agent);
	return [...lost.length === 0 ? [] : [paragraph(strong("Runs without a score")), list(lost.map((words) => [paragraph(words)]))], ...sentences.length === 0 ? [] : [small(...sentences.flatMap((words) => [words, " "]).slice(0, -1))]];
}
// src/report/gate-content.ts
const FOLDS_OPEN = 3;
function* gateGroups(report, detail) {
	const agents = told(report, detail);
	const rows = rowsOf(report, agents, detail.rows);
	const loud = agents.filter((agent) => needsAttention(report, agent));
	yield openRows(report, rows);
	yield reasonBlocks(report, loud, {
		...detail,
		shown: detail.reasons
	});
	if (detail.sections) yield* sections(report, loud, detail, {
		rest: `Details of ${plural(loud.length, "agent")} that the gate acts on`,
		isFolded: loud.length > FOLDS_OPEN && !detail.generous
	});
	yield* quietGroups(report, agents.filter((agent) => !needsAttention(report, agent)), rows.quiet, detail);
}
function told(report, { agents, rows }) {
	const all = worstFirst(report);
	if (agents === "worst") return all.slice(0, rows);
	return agents === "all" ? all : all.filter((agent) => needsAttention(report, agent));
}
function* quietGroups(report, quiet, withoutRow, detail) {
	if (quiet.length === 1 && withoutRow.length === 0 && detail.quietSections) {
		yield* sections(report, quiet, detail, {
			rest: "",
			isFolded: false
		});
		return;
	}
	const hasSections = detail.quietSections && quiet.some((agent) => agentSection(report, agent, detail).length > 0);
	if (withoutRow.length === 0 && !hasSections) return;
	const shown = hasSections ? quiet : withoutRow;
	const rest = `${hasSections ? "Details of " : ""}${plural(shown.length, "agent")} with nothing to do: ${verdictCounts(shown)}`;
	yield [foldStart({ rest }), ...withoutRow.length === 0 ? [] : [agentTable(report, withoutRow)]];
	if (hasSections) yield* sections(report, quiet, detail, {
		rest: "",
		isFolded: false
	});
	yield [foldEnd()];
}
function* sections(report, agents, detail, fold) {
	if (fold.isFolded) yield [foldStart(fold)];
	for (const agent of agents) yield agentSection(report, agent, detail);
	if (fold.isFolded) yield [foldEnd()];
}
function agentSection(report, agent, detail) {
	const parts = [
		...agentParts(report, agent, detail),
		...benchmarkParts(report, agent, detail),
		...insightsParts(agent)
	];
	return section(agent.key, parts, detail);
}
// src/report/message.ts
const LINE_MAX = 600;
const LINES_MAX = 40;
function messageParts(text) {
	const parts = [];
	for (const line of text.split(/\r\n?|\n/).slice(0, LINES_MAX)) {
		if (line.trim() === "") continue;
		const kind = /^\s|^[\w-]+:$/.test(line) ? "yaml" : "prose";
		const shown = kind === "yaml" ? visible(line.slice(0, LINE_MAX)) : oneLine(line, LINE_MAX);
		const last = parts.at(-1);
		if (last?.kind === kind) last.lines.push(shown);
		else parts.push({
			kind,
			lines: [shown]
		});
	}
	return parts;
}
function messageBlocks(text) {
	return messageParts(text).map(({ kind, lines }) => kind === "yaml" ? fence("yaml", lines) : paragraph(prose(lines.map(asSentence).join(" "), LINES_MAX * LINE_MAX)));
}
function messageLines(text) {
	return messageParts(text).flatMap(({ kind, lines }) => kind === "yaml" ? lines.map((line) => `  ${line}`) : [lines.map(asSentence).join(" ")]);
}
function asSentence(line) {
	return line.endsWith(":") ? line : sentence(line);
}
// src/report/plan-content.ts
const REASON_MAX = 300;
function* planGroups(report, detail) {
	const shown = worstFirst(report).flatMap((agent) => agent.plan === void 0 ? [] : [{
		agent,
		plan: agent.plan
	}]).filter(({ plan }) => detail.agents === "all" || plan.action !== "unchanged");
	if (shown.length === 0) return;
	if (detail.agents === "worst") {
		yield [planTable(shown.slice(0, detail.rows), isDone(report))];
		return;
	}
	yield [planTable(shown, isDone(report))];
	if (!detail.sections) return;
	for (const entry of shown) yield diffSection(entry, detail, isDone(report));
}
function planTable(entries, done) {
	return table([
		"center",
		"left",
		"left",
		"left",
		"left"
	], [
		"",
		"Agent",
		"Action",
		"Differs",
		"Why"
	], entries.map(({ agent, plan }) => [
		planMark(plan.action),
		strong(oneLine(agent.key)),
		planLabel(plan.action, done),
		changes(plan),
		prose(sentence(plan.reason), REASON_MAX)
	]));
}
function changes(plan) {
	return plan.changes.slice(0, 20).flatMap((change, index) => [index === 0 ? "" : ", ", code(change)]);
}
function diffSection({ agent, plan }, detail, done) {
	if (!detail.promptDiffs || plan.livePrompt === void 0) return [];
	if (!plan.changes.includes("prompt")) return [];
	const diff = diffBlocks(plan.livePrompt, agent.promptAfter, detail.diffLines);
	if (diff.length === 0) return [];
	const lead = done === "apply" ? "Lines with a minus stood on the service, lines with a plus stand there now." : plan.action === "drifted" ? "Lines with a minus stand on the service, lines with a plus in the repository. Take over what is worth keeping, then sync." : "Lines with a minus stand on the service, lines with a plus in the repository.";
	return section(agent.key, [{
		name: "prompt diff",
		blocks: [paragraph(lead), ...diff]
	}], detail);
}
// src/report/document.ts
const MESSAGE_MAX = 600;
const NOTICES_SHOWN = 15;
function* documentGroups(report, detail) {
	yield [
		heading(3, headline(report)),
		...unverifiedBlocks(report.context),
		...faultBlocks(report),
		...sandboxBlocks(report.context)
	];
	yield* bodyGroups(report, detail);
	yield [...accountBlocks(report, detail), ...cleanBlocks(report)];
	yield [
		...noticeBlocks(report, detail),
		...leftOutBlocks(report.context, detail),
		...footer(report)
	];
}
function* bodyGroups(report, detail) {
	if (detail.agents === "none") return;
	switch (report.command) {
		case "gate":
		case "benchmark":
			yield* gateGroups(report, detail);
			return;
		case "plan":
		case "sync":
		case "apply":
			yield* planGroups(report, detail);
			return;
		case "insights":
			yield [insightsList(report.agents.slice(0, detail.rows))];
			if (!detail.sections) return;
			for (const agent of report.agents) yield section(agent.key, insightsParts(agent), detail);
			return;
		case "clean": return;
	}
}
function faultBlocks({ fault }) {
	if (fault === void 0) return [];
	const hint = fault.hint === void 0 ? [] : messageBlocks(fault.hint);
	return [alert("CAUTION", prose(sentence(fault.message), MESSAGE_MAX), hint)];
}
function unverifiedBlocks({ unverified }) {
	if (unverified === void 0) return [];
	const words = `This is what a run of ${oneLine(unverified, 100)} says, by a workflow that the pull request itself can change. That it is about this commit was checked; that it is true was not.`;
	return [alert("WARNING", words)];
}
function sandboxBlocks(context) {
	return context.sandbox ? [alert("NOTE", "Sandbox: these scores are synthetic. No Converra account was used.")] : [];
}
function noticeBlocks(report, { generous }) {
	const notices = worstNoticesFirst(report);
	const loud = generous ? notices : notices.filter(({ level }) => level !== "notice");
	const quiet = notices.slice(loud.length);
	return [...loud.length === 0 ? [] : [paragraph(strong("Notices")), noticeList(report, loud)], ...quiet.length === 0 ? [] : details({ rest: plural(quiet.length, "notice") }, [noticeList(report, quiet)])];
}
function noticeList(report, notices) {
	const hidden = notices.length - NOTICES_SHOWN;
	const items = notices.slice(0, NOTICES_SHOWN).map((notice) => noticeItem(report.context, notice));
	if (hidden > 0) items.push([paragraph(`${plural(hidden, "more notice")} in report.html.`)]);
	return list(items);
}
const NOTICE_MARK = {
	error: "❌ Error: ",
	warning: "⚠️ Warning: ",
	notice: ""
};
function noticeItem(context, notice) {
	const { at } = notice;
	const place = at === void 0 ? "" : [link(blobUrl(context, at.file, {
		from: at.line,
		to: at.endLine
	}), code(`${at.file}:${at.line}:${at.column}`)), ": "];
	const message = prose(sentence(notice.message), MESSAGE_MAX);
	return [paragraph(NOTICE_MARK[notice.level], place, message), ...notice.hint === void 0 ? [] : messageBlocks(notice.hint)];
}
function leftOutBlocks(context, { leftOut, generous }) {
	if (leftOut === void 0) return [];
	const limit = generous ? "GitHub's limit for a summary" : "GitHub's limit for a comment";
	const page = [code("report.html"), " in the report folder has everything"];
	const elsewhere = generous ? [page, "."] : [
		link(context.runUrl, "the job summary"),
		" has more, ",
		page,
		"."
	];
	return [small(`To stay within ${limit}, ${leftOut} had to be left out; `, elsewhere)];
}
function footer(report) {
	const parts = costParts(report);
	if (report.context.runUrl !== void 0) parts.push(link(report.context.runUrl, "full report"));
	const period = periodSentence(report);
	return [small(...parts.flatMap((part, index) => index === 0 ? [part] : [" · ", part])), ...period === void 0 ? [] : [small(`${period}.`)]];
}
// src/report/comment.ts
const COMMENT_MAX_BYTES = 65536;
const SUMMARY_MAX_BYTES = 1048576;
const EVERYTHING = {
	agents: "all",
	sections: true,
	quietSections: true,
	promptDiffs: true,
	winnerDiffs: true
};
const COMMENT_STEPS = ladderFrom({
	...EVERYTHING,
	diffLines: 80,
	scoreColumns: 6,
	rows: 12,
	reasons: 4,
	generous: false
});
const SUMMARY_STEPS = ladderFrom({
	...EVERYTHING,
	diffLines: 400,
	scoreColumns: 12,
	rows: 100,
	reasons: 100,
	generous: true
});
const RUNNING_ROWS = 20;
const STATE_MAX = 160;
function renderComment(report, budgetBytes = COMMENT_MAX_BYTES) {
	return fullestWithin(COMMENT_STEPS, budgetBytes, (detail) => documentGroups(report, detail));
}
function renderSummary(report) {
	return fullestWithin(SUMMARY_STEPS, SUMMARY_MAX_BYTES, (detail) => documentGroups(report, detail));
}
function renderRunningComment(running) {
	const { agents, context, spending, progress } = running;
	const shown = agents.slice(0, RUNNING_ROWS);
	const hidden = agents.length - shown.length;
	const footer = [
		context.commit === void 0 ? "" : `Commit ${shortCommit(context.commit)} · `,
		"this comment is replaced when the gate has its answer",
		progress === void 0 ? "" : ` · ${lowerFirst(oneLine(spending, 600)).replace(/\.$/, "")}`,
		context.runUrl === void 0 ? "" : [" · ", link(context.runUrl, "watch the run")]
	];
	const rows = shown.map(({ key, state }) => [strong(oneLine(key)), oneLine(state, STATE_MAX)]);
	return serialise([
		heading(3, `⏳ Converra gate is measuring: ${plural(new Set(agents.map(({ key }) => key)).size, "agent")}`),
		...sandboxBlocks(context),
		paragraph(progress === void 0 ? oneLine(spending, 600) : progressWords(progress)),
		...rows.length === 0 ? [] : [table(["left", "left"], ["Agent", "State"], rows)],
		...hidden > 0 ? [paragraph(`And ${plural(hidden, "more agent")}.`)] : [],
		small(...footer)
	]);
}
function lowerFirst(text) {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
function progressWords({ ended, total, asOf, expectedEnd }) {
	const done = `${ended} of ${plural(total, "run")} ${total === 1 ? "has" : "have"} ended`;
	const now = Date.parse(asOf);
	const left = expectedEnd === void 0 ? NaN : Date.parse(expectedEnd) - now;
	if (Number.isNaN(left)) return `${done}; no earlier run tells how long this takes.`;
	if (left <= 0) return `${done}; it takes longer than usual.`;
	const time = new Date(now + left).toISOString().slice(11, 16);
	return `${done}; by what earlier runs took, the end is about ${duration(left)} away, at ${time} UTC.`;
}
// src/github/sections.ts
const MARKER_START = "<!-- converra-gate:v1 ";
const MARKER_END = " -->";
const CLOSE = "\n\n<!-- /section -->";
const LEFT_OUT = "_The rest did not fit into one comment with the other jobs: it is in this job's summary._";
function buildMarker({ key, head }) {
	return `${MARKER_START}${hiddenJson({
		key,
		head
	})}${MARKER_END}`;
}
function parseMarker(body) {
	if (!body.startsWith(MARKER_START)) return void 0;
	const end = body.indexOf(MARKER_END, 22);
	const { key, head } = parseFields(body.slice(22, Math.max(end, 0)));
	return typeof key === "string" && typeof head === "string" ? {
		key,
		head
	} : void 0;
}
function parseFields(json) {
	try {
		return Object(JSON.parse(json));
	} catch {
		return {};
	}
}
function mergeSections(existing, mine) {
	const sections = new Map();
	for (const text of existing) {
		const body = text.replaceAll("\r\n", "\n");
		const marker = parseMarker(body);
		if (marker?.key !== mine.key || marker.head !== mine.head) continue;
		for (const section of parseSections(body)) sections.set(section.id, section);
	}
	sections.set(mine.id, {
		id: mine.id,
		body: cleanBody(mine.body),
		made: mine.made
	});
	return fitted([...sections.values()].sort((a, b) => a.id < b.id ? -1 : 1), buildMarker({
		key: mine.key,
		head: mine.head
	}));
}
function commentOverheadBytes(content) {
	const widest = {
		...content,
		body: "x".repeat(COMMENT_MAX_BYTES)
	};
	return Buffer.byteLength(`${buildMarker(content)}\n${opening(widest)}${CLOSE}`);
}
function fitted(sections, marker) {
	let current = sections;
	for (const cut of [leadOf, firstLineOf]) {
		const longestFirst = [...sections].sort((a, b) => Buffer.byteLength(b.body) - Buffer.byteLength(a.body) || (a.id < b.id ? -1 : 1));
		for (const { id } of longestFirst) {
			const text = assemble(current, marker);
			if (Buffer.byteLength(text) <= 65536) return text;
			current = current.map((section) => section.id === id ? {
				...section,
				body: cut(section.body)
			} : section);
		}
	}
	return assemble(current, marker);
}
function assemble(sections, marker) {
	return `${marker}\n${sections.map((section) => {
		return `${sections.length > 1 ? `<b>Job:</b> <code>${asHtml(section.id)}</code>\n\n` : ""}${opening(section)}${section.body}${CLOSE}`;
	}).join("\n\n")}`;
}
function opening({ id, body, made }) {
	return `<!-- section:${hiddenJson({
		id,
		length: body.length,
		...made
	})} -->\n`;
}
function parseSections(text) {
	const sections = [];
	const open = /^<!-- section:(\{.*\}) -->\n/gmu;
	for (let match = open.exec(text); match !== null; match = open.exec(text)) {
		const { id, length, ...fields } = parseFields(match[1] ?? "");
		if (typeof id !== "string" || !Number.isSafeInteger(length) || Number(length) < 0) break;
		const end = open.lastIndex + Number(length);
		if (!text.startsWith(CLOSE, end)) break;
		sections.push({
			id,
			body: text.slice(open.lastIndex, end),
			made: madeBy(fields)
		});
		open.lastIndex = end + 19;
	}
	return sections;
}
function madeBy({ run, agents }) {
	if (typeof run !== "string") return void 0;
	const keys = Array.isArray(agents) ? agents.filter((key) => typeof key === "string") : void 0;
	return {
		run,
		...keys && { agents: keys }
	};
}
function reportsIn(body) {
	return parseSections(body.replaceAll("\r\n", "\n")).map(({ made }) => made);
}
function cleanBody(body) {
	return body.replace(/\r\n?/gu, "\n").replaceAll("\0", "").replace(/\p{Surrogate}/gu, "�").trim();
}
function leadOf(body) {
	const fold = /^(?:<details|```|~~~)/mu.exec(body);
	if (fold === null || body.endsWith(LEFT_OUT)) return body;
	return `${body.slice(0, fold.index).trimEnd()}\n\n${LEFT_OUT}`.trim();
}
function firstLineOf(body) {
	return `${(body.split("\n", 1)[0] ?? "").slice(0, 500)}\n\n${LEFT_OUT}`;
}
function asHtml(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/[@#`*_\\[\]|~\s]/gu, (character) => `&#${character.codePointAt(0)};`);
}
// src/github/comments.ts
const permission = "pull-requests: write";
const COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
function listComments(github, pullRequest) {
	return github.call({
		doing: `list the comments of pull request #${pullRequest}`,
		permission,
		repeatable: true,
		send: async ({ paginate }, repository) => {
			const query = {
				...repository,
				issue_number: pullRequest,
				per_page: 100
			};
			return (await paginate(`GET ${COMMENTS}`, query)).map(decode).sort((a, b) => a.id - b.id);
		}
	});
}
function createComment(github, { pullRequest, body }) {
	return github.call({
		doing: `comment on pull request #${pullRequest}`,
		permission,
		repeatable: false,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				issue_number: pullRequest,
				body
			};
			return decode((await request(`POST ${COMMENTS}`, query)).data);
		}
	});
}
function updateComment(github, { id, body }) {
	return github.call({
		doing: `update comment ${id}`,
		permission,
		repeatable: true,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				comment_id: id,
				body
			};
			return decode((await request(`PATCH ${COMMENT}`, query)).data);
		}
	});
}
async function deleteComment(github, id) {
	await github.call({
		doing: `delete comment ${id}, a second one with the same key`,
		permission,
		repeatable: true,
		send: ({ request }, repository) => request(`DELETE ${COMMENT}`, {
			...repository,
			comment_id: id
		})
	});
}
async function ownComments(github, comments, key) {
	const marked = comments.filter(({ body }) => parseMarker(body)?.key === key);
	if (marked.length === 0) return [];
	const viewer = await github.viewer();
	return marked.filter(({ author }) => isOwn(author, viewer));
}
async function standingReports(github, pullRequest) {
	const marked = (await listComments(github, pullRequest)).flatMap((comment) => {
		const marker = parseMarker(comment.body);
		return marker === void 0 ? [] : [{
			...comment,
			head: marker.head
		}];
	});
	if (marked.length === 0) return [];
	const viewer = await github.viewer();
	return marked.filter(({ author }) => isOwn(author, viewer)).flatMap(({ body, head, updatedAt }) => reportsIn(body).map((made) => ({
		head,
		made,
		updatedAt
	})));
}
function isOwn(author, viewer) {
	if (author === void 0) return false;
	if (viewer !== void 0) return author.login.toLowerCase() === viewer.toLowerCase();
	return author.type === "Bot" && author.login.endsWith("[bot]");
}
function decode(data) {
	const { id, body, html_url: url, updated_at: updatedAt, user } = data;
	return {
		id: Number(id),
		body: body ?? "",
		url,
		updatedAt,
		author: user ?? void 0
	};
}
export { offerOf as _, ownComments as a, commentOverheadBytes as c, renderComment as d, renderRunningComment as f, agentParts as g, messageLines as h, listComments as i, mergeSections as l, messageBlocks as m, deleteComment as n, standingReports as o, renderSummary as p, isOwn as r, updateComment as s, createComment as t, COMMENT_MAX_BYTES as u, renderSuggestion as v, suggestionOf as y };
