import { A as isOwn, ar as hiddenJson } from "./start.js";
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
			const left = files.flatMap(({ previous_filename: name }) => name ?? []);
			return new Map([...left.map((name) => [name, []]), ...files.map(({ filename, patch }) => [filename, hunksOf(patch ?? "")])]);
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
export { suggestionMarker as a, readHunks as i, deleteReviewComment as n, updateReviewComment as o, ownSuggestions as r, createReviewComment as t };
