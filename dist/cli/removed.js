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
// src/config/removed.ts
function counterpartOf(agent, others) {
	return others.find(({ key }) => key === agent.key) ?? others.find(({ id }) => id !== void 0 && id === agent.id) ?? others.find(({ id, name }) => name === agent.name && (id === void 0 || agent.id === void 0));
}
function isBoundAlike(a, b) {
	return a.id !== void 0 && b.id !== void 0 ? a.id === b.id : a.name === b.name;
}
function removedAgents(base, head, liveIdOf) {
	return base.flatMap((before) => {
		const live = liveIdOf?.(before);
		const guards = (after) => {
			const now = liveIdOf?.(after);
			return live !== void 0 && now !== void 0 ? live === now : isBoundAlike(before, after);
		};
		if (liveIdOf !== void 0 && live === void 0 || head.some(guards)) return [];
		const after = head.find(({ key }) => key === before.key);
		const { key, name, gate } = before;
		return [{
			key,
			name,
			action: gate.onRemoved,
			...wordsOf(before, after, live)
		}];
	});
}
function wordsOf(before, after, live) {
	const its = `its live agent ${live ?? before.id ?? JSON.stringify(before.name)} goes on unguarded`;
	if (after === void 0) return {
		how: "removed",
		reason: `The agent ${before.key} was removed from the config: ${its}.`,
		advice: "Put it back, or archive the live agent in Converra if nothing uses it any more."
	};
	if (before.id !== void 0 || after.id !== void 0) {
		const bound = after.id === void 0 ? `the name ${JSON.stringify(after.name)}` : after.id;
		return {
			how: "rebound",
			reason: `The agent ${before.key} was bound to another agent, ${bound}: ${its}.`,
			advice: "Give the other agent a key of its own, and leave this one as it was."
		};
	}
	return {
		how: "renamed",
		reason: `The agent ${before.key} was renamed from ${JSON.stringify(before.name)} to ${JSON.stringify(after.name)}: merged like this, an agent of the new name is created, and ${its}.`,
		advice: `To rename the live agent instead, write its id into the entry: \`id: ${live ?? "agent_…"}\`.`
	};
}
export { ruleReasons as a, removedNotices as i, removedAgents as n, loosenedNotice as r, counterpartOf as t };
