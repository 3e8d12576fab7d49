import { Y as escapedJson } from "./http.js";
import { o as gateActionOf } from "./labels.js";
import { D as isOffered } from "./insights-content.js";
import { b as decidingMetric } from "./reasons.js";
// src/commands/rules.ts
const RULES_NAMED = 12;
function loosenedNotice(loosened, policy) {
	if (loosened.length === 0) return [];
	const groups = grouped(loosened);
	const named = groups.slice(0, RULES_NAMED).join("; ");
	const more = groups.length - RULES_NAMED;
	return [{
		level: "warning",
		message: `This pull request loosens: ${named}${more > 0 ? `; and ${more} more, in report.json` : ""}`,
		hint: policy === "base" ? "It is judged by the base commit's rules; these take effect with the merge." : "The base commit's `policy: head` lets them hold at once, and the gate is a warning at best."
	}];
}
function grouped(loosened) {
	const keys = new Map();
	for (const { key, rule, from, to } of loosened) {
		const change = `${rule} ${from} → ${to}`;
		keys.set(change, [...keys.get(change) ?? [], ...key === void 0 ? [] : [key]]);
	}
	return [...keys].map(([change, [first, ...others]]) => {
		if (first === void 0) return change;
		return `${first}${others.length === 0 ? "" : ` and ${others.length} more`} · ${change}`;
	});
}
const OWN_RULES = {
	level: "warning",
	message: "The base commit's config could not be read: this change is judged by its own rules, and agents it removes are not noticed",
	hint: "The log says why. The token needs `contents: read`."
};
function unheldLiveNotice({ sync }, mode, { context: { pullRequest }, inputs }) {
	if (!(sync.pullRequest === "live" && inputs.sync === "auto") || mode === "live" || pullRequest === void 0 || pullRequest.fork) return [];
	return [UNHELD_LIVE];
}
const UNHELD_LIVE = {
	level: "warning",
	message: "`sync.pull-request: live` does not hold for this pull request, so it is measured on a preview: it counts in the base commit's config alone, and where the base is the default branch",
	hint: "To measure on live agents all the same, set the input `sync` to live where the action is called."
};
const LEVEL = {
	pass: "notice",
	warn: "warning",
	fail: "error"
};
function removedNotices(removed) {
	return removed.map(({ reason: message, advice: hint, action }) => {
		return {
			level: LEVEL[action],
			message,
			hint
		};
	});
}
function ruleReasons(removed, loosened, policy) {
	const gone = removed.map(({ key, action, reason }) => ({
		key,
		action,
		reason
	}));
	if (policy !== "head") return gone.filter(({ action }) => action !== "pass");
	const keys = new Set(loosened.map(({ key }) => key ?? "the whole run"));
	const reason = "The pull request loosens the rules it is judged by.";
	const loose = [...keys].map((key) => ({
		key,
		action: "warn",
		reason
	}));
	return [...gone.filter(({ action }) => action !== "pass"), ...loose];
}
// src/report/outputs.ts
function renderOutputs(report, { reportDir, webhookSecrets = new Map() }) {
	const verdicts = verdictsOf(report);
	const regressed = verdicts.filter(({ verdict }) => verdict === "regressed");
	return {
		gate: report.gate.result,
		verdicts: shellSafeJson(verdicts),
		regressed: shellSafeJson(regressed.map(({ key }) => key)),
		winners: shellSafeJson(winnersOf(report)),
		"webhook-secrets": webhookSecrets.size === 0 ? "" : shellSafeJson(Object.fromEntries(webhookSecrets)),
		"report-dir": reportDir,
		"comment-url": ""
	};
}
function verdictsOf(report) {
	return report.agents.flatMap((agent) => {
		if (agent.verdict === void 0) return [];
		const { verdict, reason } = agent.verdict;
		const metric = decidingMetric(agent);
		return {
			key: agent.key,
			verdict,
			action: gateActionOf(report, agent.key),
			reason,
			metric: metric?.metric,
			candidate: metric?.candidate.n === 0 ? void 0 : metric?.candidate.mean,
			baseline: metric?.baseline?.mean,
			delta: metric?.delta
		};
	});
}
function winnersOf(report) {
	return report.agents.flatMap(({ key, headroom }) => {
		if (!isOffered(headroom)) return [];
		const { runId, variantId, variantName, lift, confidence, goldenSet } = headroom;
		return {
			key,
			runId,
			variantId,
			variantName,
			lift,
			confidence,
			goldenSetRegressed: goldenSet?.regressed
		};
	});
}
function shellSafeJson(value) {
	return escapedJson(value, /['`$<>&\u007f-\uffff]/g);
}
export { removedNotices as a, loosenedNotice as i, shellSafeJson as n, ruleReasons as o, OWN_RULES as r, unheldLiveNotice as s, renderOutputs as t };
