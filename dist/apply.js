import { n as __exportAll } from "./rolldown-runtime.js";
import { Fr as ActionError, Hr as refusalOf } from "./start.js";
import { A as despite, D as plannedReport, M as objectionsTo, N as sharedId, Pt as shownRun, j as judgedWinner, zt as recordOf } from "./newer.js";
import { a as withReadRecord, i as readKnown, r as newestRun, t as isCurrent } from "./known.js";
import { a as normalisePrompt, c as textPart } from "./fingerprint.js";
import { h as withLiveTag, m as taggedFingerprint } from "./tags.js";
import { r as isStoredFormOf } from "./read-back.js";
import { l as asItStands } from "./base.js";
// src/gate/put-live.ts
async function putLive({ planned }, winner, record, env) {
	const { converra, signal } = env.ports;
	const { live, baseline } = planned;
	if (live === void 0 || baseline === void 0) throw new Error("there is no live agent");
	const now = await converra.agents.get(live.id, { signal });
	if (textPart(now.content, now.model) !== textPart(live.content, live.model)) return {
		kind: "wrong",
		reason: `agent ${live.id} was edited while this ran, so nothing was written; run it again`
	};
	const { before, warning } = await protect(now, baseline, env);
	const onLive = record.agent.id === live.id;
	let refusedBecause;
	try {
		if (onLive) {
			const body = { variantId: winner.variantId };
			await converra.optimizations.apply(record.run.id, body, { signal });
		} else await converra.agents.update(live.id, { content: winner.content }, {
			signal,
			before
		});
	} catch (error) {
		const refusal = refusalOf(error);
		if (!refusal.ambiguous) throw refusal;
		refusedBecause = refusal.message;
	}
	const stands = await converra.agents.get(live.id, { signal });
	if (isStoredFormOf(stands, {
		content: winner.content,
		model: stands.model
	})) return {
		kind: "put",
		how: onLive ? "applied" : "wrote",
		...warning && { warning }
	};
	return {
		kind: "wrong",
		reason: wrongText(stands, live, refusedBecause)
	};
}
function wrongText(stands, live, refusedBecause) {
	const what = normalisePrompt(stands.content) === normalisePrompt(live.content) ? "still the old one" : "neither the winner's nor the old one";
	if (refusedBecause === void 0) return `the service answered as if agent ${live.id} was written, but its text is ${what}; look at it in Converra`;
	return `${refusedBecause}, and the text of agent ${live.id} is ${what}: it was not tried again, since it may still arrive; look at it in Converra, then run this again`;
}
async function protect(live, baseline, { ports }) {
	if (taggedFingerprint(live) !== void 0) return { before: live };
	const since = Date.parse(live.updatedAt) || void 0;
	const tags = withLiveTag(live.tags, [], baseline, since);
	const { signal } = ports;
	const kept = await ports.converra.agents.update(live.id, { tags }, {
		signal,
		before: live
	});
	if (taggedFingerprint(kept) !== void 0) return { before: kept };
	return {
		before: kept,
		warning: `The service did not keep our tag on agent ${live.id}: the next sync replaces the winner's text with the file's. Take it into the file first.`
	};
}
// src/commands/apply.ts
var apply_exports = __exportAll({ apply: () => apply });
async function apply(env) {
	const { inputs } = env;
	const known = await readKnown(env, asItStands);
	const isNamed = inputs.agents.length > 0 || inputs.optimizationId !== void 0;
	const { evaluated } = known.scope;
	const chosen = inputs.optimizationId === void 0 ? evaluated : [await ownerOf(known, env)];
	const agents = [];
	for (const one of chosen) {
		const choice = await choose(one, known, env);
		agents.push(await carryOut(one, choice, isNamed, env));
	}
	return { agents };
}
async function ownerOf({ scope }, { inputs, ports }) {
	const id = inputs.optimizationId ?? "";
	const run = await ports.converra.optimizations.get(id, { signal: ports.signal });
	const owner = scope.evaluated.find(({ planned, previews }) => [planned.live, ...previews].some((agent) => agent?.id === run.agentId));
	if (owner !== void 0) return owner;
	throw new ActionError(`optimization ${id} is of agent ${run.agentId}, which is neither the live agent of an entry of the config nor a copy of one`, { hint: "Check the input optimization-id, and that the input agents does not leave its agent out." });
}
async function choose(one, known, env) {
	const { definition, entry, live } = one.planned;
	const refused = (reason) => ({
		kind: "refused",
		reason
	});
	if (entry.action === "conflicting") return refused(entry.reason);
	if (live === void 0) return refused(`${entry.reason}: there is no live prompt to replace`);
	const { record, evidence } = await recordFor(one, known, env);
	if (record === void 0) return {
		kind: "nothing",
		reason: "no completed run of the live prompt is known that wrote variants"
	};
	const { variantId } = env.inputs;
	const shared = sharedId(record, variantId);
	if (shared !== void 0) return refused(`${shared}: none of them is taken`);
	const { confidence } = env.config;
	const winner = judgedWinner(record, one, evidence, {
		confidence,
		variantId
	});
	if (winner === void 0) {
		if (variantId === void 0) return {
			kind: "nothing",
			reason: `${record.run.id} found nothing better than its control`
		};
		return refused(`${record.run.id} has no variant ${variantId} beside its control`);
	}
	const { content } = winner;
	const what = `the winner ${winner.variantId} of ${winner.runId}`;
	if (content === void 0) return refused(`the service does not tell the text of ${what}, so nobody could see that it was applied`);
	if (isStoredFormOf(live, {
		content,
		model: live.model
	})) return {
		kind: "there",
		reason: `agent ${live.id} says what ${what} says`
	};
	const objections = [
		...drift(one),
		...changed(record, one),
		...objectionsTo(winner, definition.gate)
	].filter(({ name }) => !env.inputs.applyDespite.some((set) => set === name));
	if (objections.length === 0) return {
		kind: "take",
		record,
		winner
	};
	return refused(`${what} was not applied: ${told(objections)}`);
}
async function recordFor(one, { evidence }, env) {
	const { ports, inputs } = env;
	const { converra, signal } = ports;
	const id = inputs.optimizationId;
	if (id === void 0) {
		const current = shownRun(one, evidence);
		return {
			record: current !== void 0 && current.variants.length > 1 ? current : await newestRun(one, evidence, ports),
			evidence
		};
	}
	const run = await converra.optimizations.get(id, { signal });
	const { live } = one.planned;
	const agent = [live, ...one.previews].find((some) => some?.id === run.agentId);
	if (run.status !== "completed" || agent === void 0) throw new ActionError(`optimization ${id} is ${run.rawStatus}, so it has no result to apply`, { hint: "Only a completed run can be applied." });
	const variants = await converra.optimizations.variants(id, { signal });
	const record = recordOf(one, agent, run, variants);
	return {
		record,
		evidence: withReadRecord(evidence, record)
	};
}
function drift({ planned }) {
	const { entry, definition } = planned;
	if (entry.action !== "drifted" || definition.gate.onDrift === "overwrite") return [];
	return [{
		name: "drift",
		reason: entry.reason,
		override: "`gate.on-drift: overwrite` in the config"
	}];
}
function changed(record, one) {
	if (isCurrent(record, one)) return [];
	const { content } = record.variants.find(({ isControl }) => isControl) ?? {};
	return [{
		name: "changed",
		reason: record.fingerprint !== void 0 || content !== void 0 && normalisePrompt(content) !== normalisePrompt(one.planned.definition.prompt) ? "the live prompt is no longer the one that run started from" : "which prompt and settings that run started from cannot be told",
		override: despite("changed")
	}];
}
function told(objections) {
	return objections.map(({ reason, override }) => `${reason} (${override} allows it all the same)`).join("; ");
}
async function carryOut(one, choice, isNamed, env) {
	const report = plannedReport(one.planned);
	const { entry } = one.planned;
	const { key } = entry;
	const ended = (action, reason, changes = []) => {
		env.ports.log(`${key}: ${reason}.`);
		return {
			...report,
			plan: {
				...entry,
				action,
				reason,
				changes
			}
		};
	};
	if (choice.kind !== "take") return ended(choice.kind === "refused" || choice.kind === "nothing" && isNamed ? "conflicting" : "unchanged", choice.reason);
	const { winner, record } = choice;
	const promptAfter = winner.content ?? "";
	try {
		const put = await putLive(one, {
			...winner,
			content: promptAfter
		}, record, env);
		if (put.kind === "wrong") return ended("conflicting", put.reason);
		if (put.warning !== void 0) env.notice({
			level: "warning",
			message: put.warning
		});
		return {
			...ended("update", `${put.how} ${winner.variantId} of ${winner.runId}, which agent ${one.planned.live?.id} now says; the text in ${one.planned.definition.promptSource.file} is still the old one, and until it has this one sync reports the agent as edited elsewhere and leaves it alone`, ["prompt"]),
			promptAfter,
			headroom: winner
		};
	} catch (error) {
		const { message, hint } = refusalOf(error);
		return ended("conflicting", `${message}${hint === void 0 ? "" : `. ${hint}`}`);
	}
}
export { drift as n, putLive as r, apply_exports as t };
