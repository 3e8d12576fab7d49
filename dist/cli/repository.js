import { r as GitHubError } from "./errors.js";
import { a as unlessMissing, o as unusableAnswer, r as readFailure } from "./failure.js";
// src/github/repository.ts
const PULL = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
const LARGEST_FILE = 1048576;
async function readHead(github, pullRequest) {
	return (await readPullRequest(github, pullRequest)).sha;
}
function readPullRequest(github, pullRequest) {
	return github.call({
		doing: `read pull request #${pullRequest} of ${github.owner}/${github.repo}`,
		permission: "pull-requests: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				pull_number: pullRequest
			};
			const { data } = await request(PULL, query);
			const from = data.head.repo;
			return {
				sha: data.head.sha,
				repository: from?.full_name
			};
		}
	});
}
function readPullData(github, pullRequest) {
	return github.call({
		doing: `read pull request #${pullRequest} of ${github.owner}/${github.repo}`,
		permission: "pull-requests: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				pull_number: pullRequest
			};
			return (await request(PULL, query)).data;
		}
	});
}
function readPullState(github, pullRequest) {
	return github.call({
		doing: `read whether pull request #${pullRequest} is closed`,
		permission: "pull-requests: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				pull_number: pullRequest
			};
			const state = (await unlessMissing(request(PULL, query)))?.data.state;
			return state === "open" || state === "closed" ? state : void 0;
		}
	});
}
function seesBranch(github, branch) {
	return github.call({
		doing: `read whether the branch ${branch.slice(0, 100)} exists`,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			return await unlessMissing(request("GET /repos/{owner}/{repo}/branches/{branch}", {
				...repository,
				branch
			})) !== void 0;
		}
	});
}
function readTree(github, commit) {
	return github.call({
		doing: `read the files of commit ${commit.slice(0, 7)}`,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			const { data } = await request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
				...repository,
				tree_sha: commit,
				recursive: "1"
			});
			return new Map(data.tree.map(({ path, mode, sha }) => [path, {
				mode,
				sha
			}]));
		}
	});
}
async function readTextAt(github, { path, ref }) {
	const doing = `read ${path} at ${ref}`;
	const bytes = await github.call({
		doing,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			try {
				const { data, headers } = await request("GET /repos/{owner}/{repo}/contents/{path}", {
					...repository,
					path,
					ref,
					mediaType: { format: "raw" },
					request: { parseSuccessResponseBody: false }
				});
				if (headers["content-type"]?.startsWith("application/json")) return void 0;
				return await readUpTo(data, LARGEST_FILE);
			} catch (error) {
				if (readFailure(error)?.status === 404) return void 0;
				throw error;
			}
		}
	});
	if (bytes === "too large") throw new GitHubError(`Could not ${doing}: the file is larger than 1 MiB`, { hint: "Prompts and configuration files have to be smaller than 1 MiB." });
	return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
async function readUpTo(stream, limit) {
	const chunks = [];
	let size = 0;
	try {
		for await (const chunk of stream) {
			size += chunk.byteLength;
			if (size > limit) return "too large";
			chunks.push(chunk);
		}
	} catch (error) {
		throw unusableAnswer("the answer was cut short", error);
	}
	return Buffer.concat(chunks);
}
export { readTextAt as a, readPullState as i, readPullData as n, readTree as o, readPullRequest as r, seesBranch as s, readHead as t };
