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
export { isBoundAlike as n, removedAgents as r, counterpartOf as t };
