import { L as GATE_RESULTS, d as planLabel, f as planMark, g as worstFirst, k as plural, l as isDone, n as agentMark, o as gateActionOf, r as agentVerdictLabel, s as headline, t as agentLabel, y as cleanedLine } from "./labels.js";
import { J as nearest, T as accountLine, Z as oneLine, a as writeReportFiles, at as resolveSync, b as counterpartOf, dt as ConfigError, et as isReview, ft as GitHubError, gt as messageOf, h as isUnclear, it as resolveCommand, nt as onlyChanged, o as writeReportPage, s as readHead, ut as ActionError } from "./http.js";
import { n as InputError } from "./inputs.js";
import { a as ownComments, c as commentOverheadBytes, d as renderComment, f as renderRunningComment, h as messageLines, i as listComments, l as mergeSections, n as deleteComment, p as renderSummary, s as updateComment, t as createComment, u as COMMENT_MAX_BYTES } from "./comments.js";
import { S as decidingScoreText, c as changedLines, h as replacesPrompt, i as plainSentences, r as plainReasons } from "./reasons.js";
import { P as LEVELS, T as betterPrompt, _ as costParts, b as periodSentence, o as insightsLine } from "./insights-content.js";
import { i as loosenedNotice, r as OWN_RULES, s as unheldLiveNotice, t as renderOutputs } from "./outputs.js";
import { join, resolve } from "node:path";
// src/runs/ledger.ts
function createLedger(save) {
	let state = EMPTY;
	const ours = new Map();
	const change = (next) => {
		state = next;
		save(next);
	};
	const without = (intent) => state.intents.filter((other) => other !== intent);
	return {
		intend: (intent) => change({
			...state,
			intents: [...state.intents, intent]
		}),
		withdraw: (intent) => change({
			...state,
			intents: without(intent)
		}),
		started: (intent, id) => {
			ours.set(id, intent.work.kind);
			change({
				intents: without(intent),
				running: [...state.running, {
					id,
					kind: intent.work.kind
				}]
			});
		},
		ended: (id) => change({
			...state,
			running: state.running.filter((run) => run.id !== id)
		}),
		state: () => state,
		isOurs: (id) => ours.has(id),
		count: (wanted) => {
			return [...ours.values()].filter((kind) => wanted === void 0 || kind === wanted).length;
		}
	};
}
const EMPTY = {
	intents: [],
	running: []
};
function parseLedgerState(text) {
	try {
		const { intents, running } = JSON.parse(text);
		if (Array.isArray(intents) && Array.isArray(running)) return {
			intents,
			running
		};
	} catch {}
	return EMPTY;
}
// src/config/strictness.ts
function stricter(order, base, head) {
	if (Object.is(base, head)) return {
		value: base,
		isLooser: false
	};
	return order !== "base" && rank(order, head) > rank(order, base) ? {
		value: head,
		isLooser: false
	} : {
		value: base,
		isLooser: true
	};
}
function rank(order, value) {
	if (typeof order !== "string") return order.indexOf(value);
	if (typeof value !== "number") return Number.NEGATIVE_INFINITY;
	return order === "higher" ? value : -value;
}
// src/config/effective.ts
const GRADES = GATE_RESULTS.toReversed();
const GATE_ORDERS = {
	maxDrop: "lower",
	confirm: "base",
	baseline: [
		"off",
		"reuse",
		"run"
	],
	evidenceDays: "base",
	declineDays: "higher",
	history: "higher",
	scale: "base",
	onInconclusive: GRADES,
	onIncomplete: GRADES,
	onNotEvaluated: GRADES,
	onDrift: [
		"overwrite",
		"pull-request",
		"warn",
		"fail"
	],
	onRemoved: GRADES,
	accept: [true, false]
};
function effectiveRules(base, head) {
	const loosened = [];
	const settle = settler(loosened);
	const run = {
		confidence: settle("gate.confidence", "lower", base.confidence, head.confidence),
		policy: settle("policy", ["head", "base"], base.policy, head.policy),
		budget: {
			...head.budget,
			maxRuns: settle("budget.max-runs", "base", base.budget.maxRuns, head.budget.maxRuns),
			keep: settle("budget.keep", "base", base.budget.keep, head.budget.keep)
		},
		sync: {
			...head.sync,
			pullRequest: settle("sync.pull-request", "base", base.sync.pullRequest, head.sync.pullRequest),
			restore: settle("sync.restore", [false, true], base.sync.restore, head.sync.restore)
		},
		account: {
			...head.account,
			onDrift: onDriftOf(base.account, head.account, settle)
		}
	};
	const agents = head.agents.map((agent) => {
		const before = counterpartOf(agent, base.agents);
		if (before === void 0) return agent;
		return {
			...agent,
			gate: gateOf(before.gate, agent.gate, settler(loosened, agent.key))
		};
	});
	return {
		config: base.policy === "head" ? head : {
			...head,
			...run,
			agents
		},
		loosened
	};
}
function onDriftOf(base, head, settle) {
	if (![base, head].some(({ settings, webhooks }) => settings ?? webhooks)) return head.onDrift;
	return settle("gate.on-drift", GATE_ORDERS.onDrift, base.onDrift, head.onDrift);
}
function settler(loosened, key) {
	return (rule, order, base, head) => {
		const { value, isLooser } = stricter(order, base, head);
		if (isLooser) loosened.push({
			key,
			rule,
			from: shown(base),
			to: shown(head)
		});
		return value;
	};
}
function gateOf(base, head, settle) {
	const plain = Object.keys(GATE_ORDERS).map((name) => [name, settle(kebab(name), GATE_ORDERS[name], base[name], head[name])]);
	const lift = settle("headroom.min-lift", "lower", base.headroom.minLift, head.headroom.minLift);
	const action = settle("headroom.action", GRADES, base.headroom.action, head.headroom.action);
	const [before, after] = [base.headroom.minConfidence, head.headroom.minConfidence];
	const minConfidence = settle("headroom.min-confidence", "higher", before, after);
	return {
		...head,
		...Object.fromEntries(plain),
		headroom: {
			minLift: lift,
			minConfidence,
			action
		},
		metrics: metricsOf(base, head, settle)
	};
}
function metricsOf(base, head, settle) {
	const metrics = Object.create(null);
	for (const name of new Set([...Object.keys(base.metrics), ...Object.keys(head.metrics)])) {
		const [before, after] = [base, head].map((rules) => ownRule(rules, name));
		const held = metricRule(name, [base, before], [head, after], settle);
		if (held !== void 0) metrics[name] = held;
	}
	return metrics;
}
function metricRule(name, [base, before], [head, after], settle) {
	const of = (rule) => `${name} · ${rule}`;
	const way = (rule) => rule?.direction ?? "higher";
	if (settle(of("direction"), "base", way(before), way(after)) !== way(after)) return before;
	const isOwn = before?.maxDrop !== void 0 || after?.maxDrop !== void 0;
	const drops = [before?.maxDrop ?? base.maxDrop, after?.maxDrop ?? head.maxDrop];
	const decides = settle(of("decides"), [false, true], before?.decides ?? true, after?.decides ?? true);
	return {
		direction: way(before),
		maxDrop: isOwn ? settle(of("max-drop"), "lower", ...drops) : void 0,
		min: settle(of("min"), "higher", before?.min, after?.min),
		decides
	};
}
function ownRule({ metrics }, name) {
	return Object.hasOwn(metrics, name) ? metrics[name] : void 0;
}
function shown(value) {
	return value === void 0 ? "none" : String(value);
}
function kebab(name) {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
// src/github/sticky-comment.ts
const MAX_WRITES = 5;
const SETTLE_MS = 500;
const SLOWER = 3;
const LONGEST_PAUSE_MS = 2e4;
async function upsertComment(options) {
	const { github, pullRequest, key, head, clock, random = Math.random, signal } = options;
	const refused = new Set();
	let done;
	let fault;
	let slowest = 0;
	for (let writes = 0;; writes += 1) {
		const began = clock.now();
		const { own, currentHead } = await look(options, refused);
		const [oldest, ...younger] = own;
		const body = mergeSections(own.map((comment) => comment.body), {
			key,
			head,
			id: options.sectionId,
			body: options.body,
			made: options.made
		});
		const holds = oldest?.body === body || done?.sent === body && done.stored === oldest?.body;
		if (oldest !== void 0 && younger.length === 0 && holds) return {
			url: oldest.url,
			action: done?.action ?? "unchanged"
		};
		const reason = reasonToSkip(options, oldest, currentHead);
		if (reason !== void 0) return {
			...oldest === void 0 ? {} : { url: oldest.url },
			action: done?.action ?? "skipped",
			reason
		};
		if (writes === MAX_WRITES) throw fault ?? new GitHubError(overwritten(pullRequest), { hint: OVERWRITTEN_HINT });
		try {
			const written = oldest === void 0 ? await createComment(github, {
				pullRequest,
				body
			}) : holds ? oldest : await updateComment(github, {
				id: oldest.id,
				body
			});
			done = {
				action: done?.action ?? (oldest === void 0 ? "created" : "updated"),
				sent: body,
				stored: written.body
			};
			fault = void 0;
			for (const comment of younger) await deleteUnlessGone(github, comment.id);
		} catch (error) {
			if (!(error instanceof GitHubError)) throw error;
			fault = error;
			if (oldest !== void 0 && error.status === 404) refused.add(oldest.id);
			else if (!isUnclear(error)) throw error;
		}
		slowest = Math.max(slowest, clock.now() - began);
		const settle = Math.min(4e3, SETTLE_MS * 2 ** writes) * (.5 + random());
		await clock.sleep(Math.min(LONGEST_PAUSE_MS, settle + SLOWER * slowest), signal);
	}
}
async function look({ github, pullRequest, key }, refused) {
	const [comments, currentHead] = await Promise.all([listComments(github, pullRequest), readHead(github, pullRequest)]);
	const candidates = comments.filter((comment) => !refused.has(comment.id));
	return {
		own: await ownComments(github, candidates, key),
		currentHead
	};
}
function reasonToSkip({ head, mode, hasChange, pullRequest }, oldest, currentHead) {
	if (currentHead !== head) return `pull request #${pullRequest} has moved on to ${currentHead.slice(0, 7)}, this run is about ${head.slice(0, 7)}`;
	if (mode === "on-change" && !hasChange && oldest === void 0) return "nothing changed";
}
async function deleteUnlessGone(github, id) {
	try {
		await deleteComment(github, id);
	} catch (error) {
		if (!(error instanceof GitHubError) || error.status !== 404) throw error;
	}
}
const OVERWRITTEN_HINT = "Give each gate its own comment with the input comment-key, for instance one for each matrix job.";
function overwritten(pullRequest) {
	return `Could not keep this job's part in the comment on pull request #${pullRequest}: other jobs overwrote it ${MAX_WRITES} times`;
}
// src/report/annotations.ts
const SHOWN_PER_LEVEL = 10;
const MESSAGE_MAX$1 = 1e3;
const TITLE_MAX = 120;
function renderAnnotations(report) {
	const all = [...worstFirst(report).flatMap((agent) => agentAnnotation(report, agent)), ...report.notices.map(noticeAnnotation)];
	return LEVELS.flatMap((level) => limited(all, level));
}
function withoutAnnotated(report) {
	const shown = new Set(renderAnnotations(report).map(({ message }) => message));
	const notices = report.notices.filter((one) => !shown.has(noticeAnnotation(one).message));
	return {
		...report,
		notices
	};
}
function agentAnnotation(report, agent) {
	const action = gateActionOf(report, agent.key);
	if (action === "pass") return [];
	return [{
		level: action === "fail" ? "error" : "warning",
		message: plainReasons(report, agent).replaceAll("\xA0", " ").slice(0, MESSAGE_MAX$1),
		title: oneLine(`${agent.key}: ${agentLabel(agent) ?? "needs a look"}`, TITLE_MAX),
		...placeOf(agent)
	}];
}
function placeOf(agent) {
	if (!replacesPrompt(agent)) return {
		file: agent.source.file,
		line: agent.source.line,
		endLine: agent.source.line
	};
	const { from, to } = changedLines(agent);
	return {
		file: agent.promptSource.file,
		line: from,
		endLine: to
	};
}
function noticeAnnotation({ level, message, hint, at }) {
	const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
	const whole = (at === void 0 ? "" : `${at.file}:${at.line}:${at.column}: `) + (hint === void 0 ? message : `${sentence} ${hint}`);
	return {
		level,
		message: oneLine(whole, MESSAGE_MAX$1),
		title: "Converra gate",
		...at
	};
}
function limited(all, level) {
	const some = all.filter((annotation) => annotation.level === level);
	if (some.length <= SHOWN_PER_LEVEL) return some;
	const shown = some.slice(0, 9);
	const hidden = plural(some.length - shown.length, "more annotation");
	return [...shown, {
		level,
		title: "Converra gate",
		message: `${hidden} of this kind: see the job summary.`
	}];
}
// src/report/text.ts
const MESSAGE_MAX = 600;
function renderText(report) {
	return [
		headline(report),
		...faultLines(report),
		...report.context.sandbox ? ["Sandbox: these scores are synthetic."] : [],
		...agentLines(report),
		...(report.account ?? []).map((entry) => `  ${accountLine(entry)}`),
		...(report.cleaned ?? []).map((item) => `  ${cleanedLine(item)}`),
		...report.notices.flatMap((notice) => [`${notice.level}: ${placeText(notice)}${oneLine(notice.message, MESSAGE_MAX)}`, ...messageLines(notice.hint ?? "").map((line) => `  ${line}`)]),
		costParts(report).join(" · "),
		...[periodSentence(report) ?? []].flat()
	].map((line) => line.replaceAll("\xA0", " "));
}
function placeText({ at }) {
	return at === void 0 ? "" : `${oneLine(at.file)}:${at.line}:${at.column}: `;
}
function faultLines({ fault }) {
	if (fault === void 0) return [];
	return [oneLine(fault.message, MESSAGE_MAX), ...messageLines(fault.hint ?? "")];
}
const BY_VERDICT = new Set(["gate", "benchmark"]);
function agentLines(report) {
	const agents = worstFirst(report);
	const width = Math.max(0, ...agents.map((agent) => oneLine(agent.key).length));
	return agents.flatMap((agent) => {
		const key = oneLine(agent.key).padEnd(width);
		if (BY_VERDICT.has(report.command)) return gateLines(report, agent, key);
		if (report.command === "insights") return [`  ${key}  ${insightsLine(agent)}`];
		return planLine(report, agent, key);
	});
}
function gateLines(report, agent, key) {
	if (agent.verdict === void 0) return [];
	const score = decidingScoreText(agent);
	const better = betterPrompt(agent).startsWith("yes") ? "; a better prompt was found" : "";
	const label = agentVerdictLabel(agent.verdict).padEnd(13);
	return [`  ${agentMark(report, agent)} ${key}  ${label}  ${score}${better}`.trimEnd(), ...plainSentences(report, agent).map((sentence) => `       ${sentence}`)];
}
function planLine(report, agent, key) {
	const { plan } = agent;
	if (plan === void 0) return [];
	const label = planLabel(plan.action, isDone(report)).padEnd(11);
	return [`  ${planMark(plan.action)} ${key}  ${label}  ${oneLine(plan.reason, MESSAGE_MAX)}`];
}
// src/commands/publish.ts
const silentCommenter = {
	running: async () => {},
	final: async () => void 0
};
function createCommenter(target, notice, log) {
	let refused = false;
	const budgetBytes = COMMENT_MAX_BYTES - commentOverheadBytes({
		...target,
		id: target.sectionId
	});
	const post = async (body, kind, signal) => {
		if (refused) return void 0;
		try {
			const result = await upsertComment({
				...target,
				body,
				made: kind === "running" ? void 0 : target.made,
				hasChange: kind === "changed",
				signal
			});
			if (result.reason !== void 0) log(`No comment: ${result.reason}.`);
			return result.url;
		} catch (error) {
			if (kind === "running" && signal?.aborted === true) return void 0;
			refused = true;
			const known = error instanceof GitHubError;
			notice({
				level: "warning",
				message: known ? `${error.message}.` : "The comment was not posted.",
				hint: known ? error.hint : "The job summary has the whole report."
			});
			return;
		}
	};
	return {
		running: async (report, signal) => {
			if (target.mode !== "always" || signal?.aborted === true) return;
			await post(renderRunningComment(report), "running", signal);
		},
		final: (report, signal) => post(renderComment(report, budgetBytes), hasChange(report) ? "changed" : "unchanged", signal)
	};
}
function hasChange(report) {
	if (report.fault !== void 0) return true;
	if (report.account?.some(({ action }) => action !== "unchanged") === true) return true;
	return report.agents.some(({ verdict, plan }) => {
		if (verdict !== void 0) return !["unchanged", "skipped"].includes(verdict.verdict);
		return plan !== void 0 && plan.action !== "unchanged";
	});
}
async function publish(report, options) {
	const { workflow, reportDir, commenter, signal, present } = options;
	const attempt = (write) => attempted(write, (message) => {
		if (present !== void 0) workflow.info(message);
		else workflow.annotate({
			level: "warning",
			title: "Converra gate",
			message
		});
	});
	await attempt(() => writeReportFiles(reportDir, report));
	const outputs = renderOutputs(report, {
		reportDir,
		webhookSecrets: options.webhookSecrets
	});
	for (const [name, value] of Object.entries(outputs)) workflow.setOutput(name, value);
	const offered = await options.suggest?.(report) ?? report;
	const commentUrl = await commenter.final(offered, signal);
	if (commentUrl !== void 0) workflow.setOutput("comment-url", commentUrl);
	await options.keepIssue?.(offered);
	const whole = {
		...offered,
		notices: options.notices()
	};
	await attempt(() => workflow.writeSummary(renderSummary(whole)));
	if (offered !== report || whole.notices.length !== report.notices.length) await attempt(() => writeReportFiles(reportDir, whole));
	for (const annotation of renderAnnotations(whole)) workflow.annotate(annotation);
	if (present === void 0) for (const line of renderText(withoutAnnotated(whole))) workflow.info(line);
	await attempt(() => writeReportPage(reportDir, whole));
	present?.(whole, reportDir);
}
async function attempted(write, tell) {
	try {
		await write();
	} catch (error) {
		const message = messageOf(error);
		const hint = error instanceof ActionError ? error.hint : void 0;
		tell(hint === void 0 ? message : `${message}. ${hint}`);
	}
}
// src/commands/prepare.ts
const ATTEMPT_TIMEOUT_MS = 3e4;
const GRACE_MS = 6e4;
async function prepare(begun, deps, reached) {
	const { workflow } = deps;
	const context = deps.loadContext();
	const situated = {
		...begun,
		context,
		reportDir: join(context.tempDir, "converra-gate")
	};
	reached(situated);
	const inputs = inputsOrPlace(deps, (reportDir) => reached({
		...situated,
		reportDir: resolve(reportDir)
	}));
	const github = await gitHubFor(inputs, context, deps);
	const informed = {
		...situated,
		inputs,
		reportDir: resolve(inputs.reportDir ?? situated.reportDir),
		github,
		...commenting({
			...situated,
			inputs,
			github
		}, deps),
		webhookSecrets: new Map(),
		ledger: createLedger((state) => workflow.saveState("runs", JSON.stringify(state)))
	};
	reached(informed);
	const { workspace } = context;
	const { loadConfig } = await import("./load.js");
	const config = await loadConfig({
		workspace,
		patterns: inputs.configPatterns,
		begin: deps.begin
	}).catch((error) => needlessConfig(error, inputs, context));
	const configured = {
		...informed,
		config
	};
	reached(configured);
	const selected = selectAgents(config.agents, inputs.agents);
	const hasBenchmark = selected.some((one) => one.benchmark !== void 0);
	const { command, reason } = resolveCommand(inputs.command, context, hasBenchmark);
	if (context.event !== "desk") workflow.info(`Command: ${command} (${reason}).`);
	const converra = await converraFor(configured, deps);
	const commenter = command === "clean" ? silentCommenter : configured.commenter;
	const commanded = {
		...configured,
		definitions: selected,
		command,
		converra,
		commenter
	};
	reached(commanded);
	const ready = await underRules(commanded, deps);
	reached(ready);
	return ready;
}
function inputsOrPlace({ readInputs }, place) {
	try {
		return readInputs();
	} catch (error) {
		if (error instanceof InputError && error.reportDir !== void 0) place(error.reportDir);
		throw error;
	}
}
async function needlessConfig(error, { command }, context) {
	const isNeedless = context.pullRequest !== void 0 && context.action === "closed" && (command === "auto" || command === "clean");
	if (!(error instanceof ConfigError) || !isNeedless) throw error;
	const { resolveConfig } = await import("./resolve.js").then((n) => n.n);
	return resolveConfig([]);
}
async function underRules(known, { workflow, files }) {
	const { inputs, context, config, command, github, notices } = known;
	const modeOf = ({ sync }) => resolveSync(inputs.sync, sync.pullRequest, context, command);
	const isReviewed = isReview(context.event);
	const withPrompts = onlyChanged(inputs, context) || modeOf(config) === "live";
	const isCompared = isReviewed || command === "gate" && withPrompts;
	const keepsSettings = config.account.settings !== void 0 && context.baseCommit !== void 0;
	if (command === "clean" || !(isCompared || keepsSettings)) return {
		...known,
		syncMode: modeOf(config),
		loosened: []
	};
	const { readBase } = await import("./base.js").then((n) => n.t);
	const log = (line) => workflow.info(line);
	const base = await readBase({
		inputs,
		context,
		config,
		ports: {
			github,
			files,
			log
		},
		withPrompts: isCompared && withPrompts
	});
	if (!isCompared) return {
		...known,
		before: base,
		syncMode: modeOf(config),
		loosened: []
	};
	if (!isReviewed || base?.config === void 0) {
		if (isReviewed && base === void 0) notices.push(OWN_RULES);
		const syncMode = isReviewed && inputs.sync === "auto" && modeOf(config) === "live" ? "preview" : modeOf(config);
		notices.push(...unheldLiveNotice(config, syncMode, known));
		return {
			...known,
			base,
			syncMode,
			loosened: []
		};
	}
	const held = effectiveRules(base.config, config);
	const definitions = selectAgents(held.config.agents, inputs.agents);
	const { loosened } = held;
	notices.push(...loosenedNotice(loosened, base.config.policy));
	const syncMode = modeOf(held.config);
	notices.push(...unheldLiveNotice(held.config, syncMode, known));
	return {
		...known,
		config: held.config,
		definitions,
		base,
		syncMode,
		loosened
	};
}
function held(read) {
	try {
		const value = read();
		return () => value;
	} catch (error) {
		return () => {
			throw error;
		};
	}
}
function selectAgents(definitions, keys) {
	if (keys.length === 0) return definitions;
	const known = definitions.map((definition) => definition.key);
	const unknown = keys.filter((key) => !known.includes(key));
	if (unknown.length > 0) {
		const meant = unknown.flatMap((key) => nearest(key, known) ?? []);
		const question = meant.length === 0 ? "" : `Did you mean ${meant.join(", ")}? `;
		throw new ActionError(`agents names ${unknown.join(", ")}, which the config does not have`, { hint: `${question}The keys there are: ${known.join(", ")}.` });
	}
	return definitions.filter((definition) => keys.includes(definition.key));
}
async function converraFor({ startedAt, inputs }, { workflow, clock, network }) {
	if (inputs.apiKey === void 0) return void 0;
	const { createConverra } = await import("./converra.js");
	const end = startedAt + inputs.timeoutMs;
	return createConverra({
		baseUrl: inputs.baseUrl,
		apiKey: inputs.apiKey,
		transport: network.createTransport({ timeoutMs: ATTEMPT_TIMEOUT_MS }),
		clock,
		random: network.random,
		deadline: () => clock.now() < end ? end : end + GRACE_MS,
		usesPlanRate: true,
		onRetry: (note) => workflow.info(note)
	});
}
async function gitHubFor({ githubToken: token, apiKey }, { repository, apiUrl }, { clock, network }) {
	if (token === void 0 || repository === void 0) return void 0;
	const { createGitHub } = await import("./client.js");
	const { gitHubFetch: fetch, random } = network;
	return createGitHub({
		token,
		apiKey,
		apiUrl,
		repository,
		clock,
		fetch,
		random
	});
}
function commenting({ github, inputs, context, notices }, { workflow, clock, network }) {
	const { pullRequest } = context;
	const mode = inputs.comment;
	if (github === void 0 || pullRequest === void 0 || mode === "never") return {
		commenter: silentCommenter,
		suggestTarget: void 0
	};
	const key = `${context.workflow}/${context.jobName}/${inputs.configPatterns.join(",")}`;
	const on = {
		github,
		pullRequest: pullRequest.number,
		head: pullRequest.headSha
	};
	const sectionId = `${key}/${inputs.agents.join(",")}`;
	const target = {
		...on,
		key: inputs.commentKey || key,
		sectionId,
		made: {
			run: context.runId,
			...inputs.agents.length > 0 && { agents: inputs.agents }
		},
		mode,
		clock,
		random: network.random
	};
	const log = (line) => workflow.info(line);
	return {
		commenter: createCommenter(target, (notice) => notices.push(notice), log),
		suggestTarget: pullRequest.fork ? void 0 : {
			...on,
			key: sectionId
		}
	};
}
export { hasChange as a, renderText as c, createLedger as d, parseLedgerState as f, prepare as i, upsertComment as l, gitHubFor as n, publish as o, held as r, silentCommenter as s, converraFor as t, effectiveRules as u };
