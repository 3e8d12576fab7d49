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
export { removedNotices as n, ruleReasons as r, loosenedNotice as t };
