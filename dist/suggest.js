import { Lr as GitHubError, at as suggestionOf, it as renderSuggestion, rt as offerOf } from "./start.js";
import { a as suggestionMarker, i as readHunks, n as deleteReviewComment, o as updateReviewComment, r as ownSuggestions, t as createReviewComment } from "./review-comments.js";
// src/commands/suggest.ts
const BODY_MAX = 65536;
async function suggest(report, target, notice) {
	const placed = target === void 0 ? NONE : await placedOrRefused(report, target, notice);
	return {
		...report,
		agents: report.agents.map((agent) => {
			if (offerOf(agent) === void 0) return agent;
			const commentId = placed.get(agent.key);
			const suggestion = commentId === void 0 ? { kind: "patch" } : {
				kind: "review",
				commentId
			};
			return {
				...agent,
				suggestion
			};
		})
	};
}
const NONE = new Map();
async function placedOrRefused(report, target, notice) {
	try {
		return await place(report, target);
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		notice({
			level: "warning",
			message: `${error.message}. Better prompts are in the comment as patches.`,
			hint: error.hint
		});
		return NONE;
	}
}
async function place(report, target) {
	const { github, pullRequest, key } = target;
	const wanted = report.agents.flatMap((agent) => wantedOf(agent, key));
	const own = await ownSuggestions(github, pullRequest, key);
	const hunks = wanted.length === 0 ? void 0 : await readHunks(github, pullRequest);
	const placed = new Map();
	for (const one of wanted) {
		const { file, replaced } = one.suggestion;
		if ((hunks?.get(file) ?? []).some((hunk) => holds(hunk, replaced))) placed.set(one.agent.key, await put(one, own.get(one.agent.key) ?? [], target));
	}
	const kept = new Set(placed.values());
	for (const { id } of [...own.values()].flat()) if (!kept.has(id)) await deleteReviewComment(github, id);
	return placed;
}
function wantedOf(agent, key) {
	const offer = offerOf(agent);
	if (offer === void 0) return [];
	const suggestion = suggestionOf(agent, offer);
	const body = `${suggestionMarker({
		key,
		agent: agent.key
	})}\n${renderSuggestion(agent, offer, suggestion)}`;
	return Buffer.byteLength(body) > BODY_MAX ? [] : [{
		agent,
		suggestion,
		body
	}];
}
async function put({ suggestion: { file, replaced }, body }, own, { github, pullRequest, head }) {
	const there = own.find((one) => one.file === file && one.lines?.from === replaced.from && one.lines.to === replaced.to);
	if (there === void 0) return (await createReviewComment(github, pullRequest, {
		file,
		lines: replaced,
		body,
		commit: head
	})).id;
	if (there.body !== body) await updateReviewComment(github, {
		id: there.id,
		body
	});
	return there.id;
}
function holds(hunk, lines) {
	return hunk.from <= lines.from && lines.to <= hunk.to;
}
export { suggest };
