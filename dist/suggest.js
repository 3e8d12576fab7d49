import { G as hiddenJson, ot as GitHubError } from "./http.js";
import { b as suggestionOf, r as isOwn, v as offerOf, y as renderSuggestion } from "./comments.js";
// src/github/review-comments.ts
const permission = "pull-requests: write";
const PULL = "/repos/{owner}/{repo}/pulls/{pull_number}";
const COMMENT = "/repos/{owner}/{repo}/pulls/comments/{comment_id}";
const MARKER_START = "<!-- converra-gate:suggestion ";
function suggestionMarker({ key, agent }) {
	return `${MARKER_START}${hiddenJson({
		key,
		agent
	})} -->`;
}
async function ownSuggestions(github, pullRequest, key) {
	const marked = (await listReviewComments(github, pullRequest)).flatMap((comment) => {
		const id = parseMarker(comment.body);
		return id?.key === key ? [{
			agent: id.agent,
			comment
		}] : [];
	});
	const found = new Map();
	if (marked.length === 0) return found;
	const viewer = await github.viewer();
	for (const { agent, comment } of marked) if (isOwn(comment.author, viewer)) found.set(agent, [...found.get(agent) ?? [], comment]);
	return found;
}
function parseMarker(body) {
	const [line = ""] = body.split(/\r?\n/, 1);
	if (!line.startsWith(MARKER_START) || !line.endsWith(" -->")) return void 0;
	try {
		const { key, agent } = Object(JSON.parse(line.slice(30, -4)));
		return typeof key === "string" && typeof agent === "string" ? {
			key,
			agent
		} : void 0;
	} catch {
		return;
	}
}
function listReviewComments(github, pullRequest) {
	return github.call({
		doing: `list the review comments of pull request #${pullRequest}`,
		permission,
		repeatable: true,
		send: async ({ paginate }, repository) => {
			const query = {
				...repository,
				pull_number: pullRequest,
				per_page: 100
			};
			return (await paginate(`GET ${PULL}/comments`, query)).map(decode).sort((a, b) => a.id - b.id);
		}
	});
}
function readHunks(github, pullRequest) {
	return github.call({
		doing: `read which lines pull request #${pullRequest} changes`,
		permission: "pull-requests: read",
		repeatable: true,
		send: async ({ paginate }, repository) => {
			const query = {
				...repository,
				pull_number: pullRequest,
				per_page: 100
			};
			const files = await paginate(`GET ${PULL}/files`, query);
			return new Map(files.map(({ filename, patch }) => [filename, hunksOf(patch ?? "")]));
		}
	});
}
function hunksOf(patch) {
	return [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, start, count = "1"]) => {
		const from = Number(start);
		return Number(count) === 0 ? [] : [{
			from,
			to: from + Number(count) - 1
		}];
	});
}
function createReviewComment(github, pullRequest, { file, lines, body, commit }) {
	return github.call({
		doing: `suggest a prompt on pull request #${pullRequest}`,
		permission,
		repeatable: false,
		send: async ({ request }, repository) => {
			const { from, to } = lines;
			const start = from === to ? {} : {
				start_line: from,
				start_side: "RIGHT"
			};
			const { data } = await request(`POST ${PULL}/comments`, {
				...repository,
				pull_number: pullRequest,
				commit_id: commit,
				body,
				path: file,
				line: to,
				side: "RIGHT",
				...start
			});
			return decode(data);
		}
	});
}
async function updateReviewComment(github, { id, body }) {
	await github.call({
		doing: `update suggestion ${id}`,
		permission,
		repeatable: true,
		send: ({ request }, repository) => request(`PATCH ${COMMENT}`, {
			...repository,
			comment_id: id,
			body
		})
	});
}
async function deleteReviewComment(github, id) {
	await github.call({
		doing: `take suggestion ${id} back`,
		permission,
		repeatable: true,
		send: ({ request }, repository) => request(`DELETE ${COMMENT}`, {
			...repository,
			comment_id: id
		})
	});
}
function decode(data) {
	const { id, body, path: file, line, start_line: start, user } = data;
	const lines = line == null ? void 0 : {
		from: start ?? line,
		to: line
	};
	return {
		id: Number(id),
		body,
		file,
		lines,
		author: user ?? void 0
	};
}
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
