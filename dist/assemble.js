import { L as GATE_RESULTS, R as worstOf, y as cleanedLine } from "./labels.js";
import { T as accountLine, dt as ConfigError, gt as messageOf, ut as ActionError } from "./http.js";
import { F as REPORT_COMMANDS, j as shortfallOf } from "./insights-content.js";
import { n as acceptedSentence } from "./acceptance.js";
import { a as removedNotices, o as ruleReasons } from "./outputs.js";
// src/service/assumptions/assumption.ts
function brokenSentence(broken) {
	const { id, assumed, seen, otherwise } = broken;
	return `Assumption ${id} does not hold. Assumed: ${assumed}. Seen: ${seen}. So ${otherwise}.`;
}
// src/verdict/policy.ts
function decideGate(inputs) {
	const reasons = inputs.flatMap((input) => {
		const concerns = [
			ofVerdict(input),
			ofHeadroom(input),
			ofModel(input),
			ofDecline(input),
			ofDrift(input)
		].filter((concern) => concern !== void 0);
		if (concerns.length === 0) return [];
		const action = worst(concerns);
		const reason = concerns.map((concern) => concern.reason).join(" ");
		return [{
			key: input.verdict.key,
			action,
			reason
		}];
	});
	return {
		result: worst(reasons),
		reasons
	};
}
function exitFails(gate, failOn) {
	switch (failOn) {
		case "regression": return gate.result === "fail";
		case "warning": return gate.result !== "pass";
		case "never": return false;
	}
}
function ofVerdict({ verdict, rules, accepted }) {
	const { reason } = verdict;
	switch (verdict.verdict) {
		case "regressed":
			if (accepted === void 0) return {
				action: "fail",
				reason
			};
			return ofAccepted(verdict, rules, accepted);
		case "inconclusive": return {
			action: rules.onInconclusive,
			reason
		};
		case "incomplete": return {
			action: rules.onIncomplete,
			reason
		};
		case "not-evaluated": return {
			action: rules.onNotEvaluated,
			reason
		};
		case "improved":
		case "unchanged":
		case "skipped": return;
	}
}
function ofAccepted({ metrics, unjudged }, { onInconclusive, onIncomplete }, accepted) {
	const concerns = [
		...metrics.filter(({ finding }) => finding === "inconclusive").map(({ explanation: reason }) => ({
			action: onInconclusive,
			reason
		})),
		...unjudged === void 0 ? [] : [{
			action: onIncomplete,
			reason: unjudged
		}],
		{
			action: "pass",
			reason: acceptedSentence(accepted)
		}
	];
	return {
		action: worst(concerns),
		reason: concerns.map(({ reason }) => reason).join(" ")
	};
}
function ofHeadroom({ headroom, rules }) {
	const { action, minLift } = rules.headroom;
	if (headroom?.lift === void 0 || headroom.lift < minLift || action === "pass") return;
	if (shortfallOf(headroom) !== void 0) return void 0;
	const regressed = headroom.goldenSet?.regressed ?? 0;
	const offer = `Converra found a variant with ${headroom.lift.toFixed(1)} % lift (gate.headroom.min-lift is ${minLift} %)`;
	if (regressed > 0) return {
		action: "warn",
		reason: `${offer}, but it is worse in ${regressed === 1 ? "1 golden scenario" : `${regressed} golden scenarios`}.`
	};
	if (headroom.band === "low") return {
		action: "warn",
		reason: `${offer}, with low confidence.`
	};
	return {
		action,
		reason: `${offer}.`
	};
}
function ofModel({ better, rules }) {
	const { action, minLift } = rules.headroom;
	if (better === void 0 || better.lift < minLift || action === "pass") return void 0;
	const { model, lift } = better;
	return {
		action,
		reason: `The benchmark shows ${lift.toFixed(1)} % lift with ${model} (gate.headroom.min-lift is ${minLift} %).`
	};
}
function ofDecline({ decline, verdict }) {
	if (decline === void 0 || verdict.verdict === "regressed") return void 0;
	return {
		action: "warn",
		reason: decline
	};
}
function ofDrift({ drifted, rules }) {
	if (drifted !== true || rules.onDrift === "overwrite") return void 0;
	return {
		action: rules.onDrift === "pull-request" ? "warn" : rules.onDrift,
		reason: "The live prompt was edited outside this repository."
	};
}
function worst(concerns) {
	const actions = concerns.map(({ action }) => action);
	return worstOf(GATE_RESULTS, actions) ?? "pass";
}
// src/commands/assemble.ts
function reportOf(known, clock, result) {
	const { agents, removed = [], cleaned, account } = result;
	const { base, loosened = [] } = known;
	const frame = frameOf(known, clock, result);
	return {
		schemaVersion: 1,
		...frame,
		agents,
		account,
		cleaned,
		gate: withReasons(gateOf(known, agents), [
			...ruleReasons(removed, loosened, base?.config?.policy),
			...accountReasons(known, result),
			...uncleanReasons(known, result)
		]),
		notices: [...frame.notices, ...removedNotices(removed)],
		...base === void 0 ? {} : { rules: {
			loosened,
			removed
		} },
		...known.context?.event === "schedule" ? { worse: worseOf(agents) } : {}
	};
}
function worseOf(agents) {
	return agents.flatMap(({ key, verdict, decline }) => {
		const reason = verdict?.verdict === "regressed" ? verdict.reason : decline?.explanation;
		return reason === void 0 ? [] : [{
			key,
			reason
		}];
	});
}
function withReasons(gate, more) {
	const reasons = [...gate.reasons, ...more];
	const actions = [gate.result, ...more.map(({ action }) => action)];
	return {
		result: worstOf(GATE_RESULTS, actions) ?? "pass",
		reasons
	};
}
const ACCOUNT = "the account";
function accountReasons({ command, config }, { account = [] }) {
	return account.flatMap((entry) => {
		const isAbout = command === "sync" || command === "plan";
		const action = entry.action === "conflicting" && !isAbout ? "warn" : accountAction(entry, config);
		return action === "pass" ? [] : [{
			key: ACCOUNT,
			action,
			reason: accountLine(entry)
		}];
	});
}
function accountAction({ what, action, done }, config) {
	if (done) return "pass";
	const { onDrift } = config?.account ?? {};
	return planAction(action, what === "webhook" && onDrift === "overwrite" ? {} : { onDrift });
}
function uncleanReasons({ command }, { cleaned = [] }) {
	if (command !== "clean") return [];
	return cleaned.filter(({ state }) => state === "failed").map((item) => ({
		key: item.id,
		action: "warn",
		reason: cleanedLine(item)
	}));
}
function faultReport(known, clock, error) {
	const issues = error instanceof ConfigError ? error.issues.map(({ message, fix: hint, file, line, column, isAbsent }) => {
		return {
			level: "error",
			message,
			hint,
			at: isAbsent ? void 0 : {
				file,
				line,
				column,
				endLine: line
			}
		};
	}) : [];
	const frame = frameOf(known, clock);
	return {
		schemaVersion: 1,
		...frame,
		notices: [...frame.notices, ...issues],
		agents: [],
		gate: {
			result: "fail",
			reasons: []
		},
		fault: faultOf(error)
	};
}
function faultOf(error) {
	if (error instanceof ActionError) {
		const end = /[.?!]$/.test(error.message) ? "" : ".";
		return {
			message: `${error.message}${end}`,
			hint: error.hint
		};
	}
	return {
		message: `The gate stopped on a fault of its own: ${messageOf(error)}.`,
		hint: "Run this again with debug logging, and report the log to the maintainers of Converra Gate."
	};
}
function gateOf(known, agents) {
	if ([
		"sync",
		"plan",
		"apply"
	].some((one) => one === known.command)) return planGate(known, agents);
	return decideGate(agents.flatMap(({ key, verdict, accepted, headroom, benchmark, decline, plan }) => {
		const rules = rulesOf(known, key);
		if (verdict === void 0 || rules === void 0) return [];
		const { better } = benchmark ?? {};
		const drifted = plan?.action === "drifted";
		return [{
			verdict,
			rules,
			accepted,
			headroom,
			better,
			decline: decline?.explanation,
			drifted
		}];
	}));
}
function planGate(known, agents) {
	const reasons = agents.flatMap(({ key, plan }) => {
		const action = planAction(plan?.action, rulesOf(known, key));
		return plan === void 0 || action === "pass" ? [] : [{
			key,
			action,
			reason: `${plan.reason}.`
		}];
	});
	const actions = reasons.map(({ action }) => action);
	return {
		result: worstOf(GATE_RESULTS, actions) ?? "pass",
		reasons
	};
}
function planAction(action, rules) {
	if (action === "conflicting") return "fail";
	if (action === "not-compared") return rules?.onNotEvaluated ?? "warn";
	const { onDrift = "warn" } = rules ?? {};
	if (action !== "drifted" || onDrift === "overwrite") return "pass";
	return onDrift === "pull-request" ? "warn" : onDrift;
}
function rulesOf({ definitions = [] }, key) {
	return definitions.find((definition) => definition.key === key)?.gate;
}
function frameOf(known, clock, result) {
	const now = clock.now();
	const broken = known.converra?.observer.seen();
	return {
		command: reportCommand(known),
		context: contextOf(known),
		notices: [...known.notices, ...(broken ?? []).map(noticeOf)],
		assumptions: broken?.map(({ id, assumed, seen, otherwise, neededBy }) => {
			return {
				id,
				assumed,
				seen,
				otherwise,
				neededBy
			};
		}),
		cost: costOf(known, now, result),
		startedAt: new Date(known.startedAt).toISOString(),
		finishedAt: new Date(now).toISOString()
	};
}
function noticeOf(broken) {
	return {
		level: broken.neededBy === "nothing" ? "notice" : "warning",
		message: brokenSentence(broken)
	};
}
function reportCommand({ command, inputs }) {
	return REPORT_COMMANDS.find((one) => one === (command ?? inputs?.command)) ?? "gate";
}
function contextOf({ context, config, inputs, syncMode }) {
	return {
		event: context?.event ?? "",
		repository: context?.repository,
		serverUrl: context?.serverUrl ?? "https://github.com",
		commit: context?.commit,
		pullRequest: context?.pullRequest?.number,
		runUrl: context?.runUrl,
		configFiles: config?.files ?? inputs?.configPatterns ?? [],
		sandbox: inputs?.baseUrl.startsWith("http://") ?? false,
		syncMode: syncMode ?? "off"
	};
}
function adoptedBy({ candidate, baseline, benchmark, runs }) {
	if (benchmark !== void 0) return runs.filter(({ origin }) => origin === "adopted").length;
	return (candidate?.adopted ?? 0) + (baseline?.adopted ?? 0);
}
function costOf(known, now, { agents = [], quota, period } = {}) {
	const runsStarted = known.ledger?.count() ?? 0;
	const optimizations = known.ledger?.count("optimization") ?? 0;
	return {
		runsStarted,
		runsAdopted: agents.reduce((sum, agent) => sum + adoptedBy(agent), 0),
		runsLeft: quota === void 0 ? void 0 : Math.max(0, quota.left - optimizations),
		runsLimit: quota?.limit,
		period,
		requests: known.converra?.requestCount() ?? 0,
		elapsedMs: now - known.startedAt
	};
}
export { exitFails as i, faultReport as n, reportOf as r, contextOf as t };
