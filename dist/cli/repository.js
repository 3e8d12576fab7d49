import { r as GitHubError } from "./errors.js";
import { a as unlessMissing, o as unusableAnswer, r as readFailure } from "./failure.js";
// src/event.ts
function isReview(event) {
	return isPullRequest(event) || event === "merge_group";
}
function reasonForNoSecrets(context) {
	if (context.pullRequest?.fork) return "fork";
	return context.actor === "dependabot[bot]" ? "dependabot" : void 0;
}
const isPullRequest = (event) => /^pull_request(_target)?$/.test(event);
const HAPPENED = new Map([["synchronize", "updated with new commits"], ["ready_for_review", "marked as ready for review"]]);
function resolveCommand(input, context, hasBenchmark = false) {
	if (input !== "auto") return {
		command: input,
		reason: "stated by the command input"
	};
	const { event, action, isDefaultBranch, ref } = context;
	const because = (command, reason) => ({
		command,
		reason
	});
	if (isPullRequest(event)) {
		if (action === "closed") return because("clean", "a pull request was closed");
		return because("gate", `a pull request was ${(HAPPENED.get(action ?? "") ?? action ?? "given").replaceAll("_", " ")}`);
	}
	switch (event) {
		case "merge_group": return because("gate", "a merge queue asks for a check");
		case "push": return isDefaultBranch ? because("sync", "a push to the default branch") : because("plan", `a push to ${ref}, which is not the default branch`);
		case "schedule": return hasBenchmark ? because("benchmark", "a schedule, and an agent has a benchmark") : because("gate", "a schedule, and no agent has a benchmark");
		case "workflow_dispatch": return because("gate", "started by hand");
		case "workflow_run": return because("comment", "another workflow has ended");
		case "issue_comment": return because("reply", "a comment may hold a command");
		default: return because("plan", `nothing else is safe to assume of the event ${event || "(none)"}`);
	}
}
function onlyChanged({ changedOnly }, { event }) {
	return changedOnly === "auto" ? isReview(event) : changedOnly;
}
function resolveSync(input, pullRequestSync, context, command) {
	if (input !== "auto") return input;
	if ([
		"push",
		"schedule",
		"workflow_dispatch"
	].includes(context.event) && context.isDefaultBranch && command !== "gate") return "live";
	if (pullRequestSync !== "live") return pullRequestSync;
	return context.pullRequest !== void 0 && !context.pullRequest.fork ? "live" : "preview";
}
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
export { readTextAt as a, isReview as c, resolveCommand as d, resolveSync as f, readPullState as i, onlyChanged as l, readPullData as n, readTree as o, readPullRequest as r, seesBranch as s, readHead as t, reasonForNoSecrets as u };
