import { Z as isReview, bt as __exportAll, f as isUnclear, h as unlessMissing, lt as GitHubError } from "./http.js";
import { i as readBase } from "./base.js";
import { a as normalisePrompt } from "./fingerprint.js";
// src/github/branches.ts
const permission = "contents: write";
const REFS = "/repos/{owner}/{repo}/git/refs";
const CONTENTS = "/repos/{owner}/{repo}/contents/{path}";
function readBranch(github, branch) {
	return github.call({
		doing: `read branch ${branch}`,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				ref: `heads/${branch}`
			};
			return (await unlessMissing(request("GET /repos/{owner}/{repo}/git/ref/{ref}", query)))?.data.object.sha;
		}
	});
}
async function createBranch(github, { branch, sha }) {
	await github.call({
		doing: `create branch ${branch}`,
		permission,
		repeatable: false,
		send: ({ request }, repository) => request(`POST ${REFS}`, {
			...repository,
			ref: `refs/heads/${branch}`,
			sha
		})
	});
}
async function resetBranch(github, { branch, sha }) {
	await github.call({
		doing: `set branch ${branch} back to ${sha.slice(0, 7)}`,
		permission,
		repeatable: true,
		send: ({ request }, repository) => request(`PATCH ${REFS}/{ref}`, {
			...repository,
			ref: `heads/${branch}`,
			sha,
			force: true
		})
	});
}
async function deleteBranch(github, branch) {
	await github.call({
		doing: `delete branch ${branch}`,
		permission,
		repeatable: false,
		send: ({ request }, repository) => request(`DELETE ${REFS}/{ref}`, {
			...repository,
			ref: `heads/${branch}`
		})
	});
}
async function readFileAt(github, { path, ref }) {
	const data = await github.call({
		doing: `read ${path} at ${ref}`,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => (await unlessMissing(request(`GET ${CONTENTS}`, {
			...repository,
			path,
			ref
		})))?.data
	});
	if (data === void 0 || Array.isArray(data) || data.type !== "file") return void 0;
	if (!("content" in data) || data.encoding !== "base64") throw new GitHubError(`Could not read ${path} at ${ref}: the file is larger than 1 MiB`, { hint: "Prompts and configuration files have to be smaller than 1 MiB." });
	const bytes = Buffer.from(data.content, "base64");
	return {
		text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
		sha: data.sha
	};
}
async function writeFileOn(github, file) {
	const { text, ...named } = file;
	const { path, branch } = named;
	try {
		await github.call({
			doing: `write ${path} on branch ${branch}`,
			permission,
			repeatable: false,
			send: ({ request }, repository) => {
				const content = Buffer.from(text).toString("base64");
				return request(`PUT ${CONTENTS}`, {
					...repository,
					...named,
					content
				});
			}
		});
	} catch (error) {
		if (!(error instanceof GitHubError && isUnclear(error))) throw error;
		if ((await readFileAt(github, {
			path,
			ref: branch
		}))?.text !== text) throw error;
	}
}
// src/commands/newer.ts
var newer_exports = __exportAll({ readNewer: () => readNewer });
async function readNewer(env) {
	const { context, config, ports } = env;
	const { branch, commit } = context;
	const { github, log } = ports;
	if (isReview(context.event) || github === void 0) return void 0;
	if (branch === void 0 || commit === void 0) return void 0;
	try {
		const head = await readBranch(github, branch);
		if (head === void 0 || head === commit) return void 0;
		const at = {
			...context,
			baseCommit: head
		};
		const instead = "what it says of the agents is not known";
		const found = await readBase({
			...env,
			context: at,
			withPrompts: true,
			instead
		});
		return {
			differsIn: (one) => !found?.definitions?.some((other) => one.key === other.key && isWrittenAlike(one, other)),
			differsInAccount: JSON.stringify(config.account) !== JSON.stringify(found?.config?.account),
			why: `${branch} is at ${head.slice(0, 7)} by now, which does not say the same: nothing was written here, since the sync of that commit writes what it says`
		};
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		log(`${error.message}; this commit is taken to be the newest of ${branch}.`);
		return;
	}
}
function isWrittenAlike(one, other) {
	const written = ({ id, name, prompt, model, description, tags, ...rest }) => JSON.stringify([...[
		id,
		name,
		normalisePrompt(prompt),
		model,
		description,
		tags
	], ...[
		rest.temperature,
		rest.maxTokens,
		rest.gate.onDrift
	]]);
	return written(one) === written(other);
}
export { readBranch as a, writeFileOn as c, deleteBranch as i, readNewer as n, readFileAt as o, createBranch as r, resetBranch as s, newer_exports as t };
