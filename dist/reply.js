import { i as __toESM } from "./rolldown-runtime.js";
import { p as require_picomatch } from "./resolve.js";
import { I as effectiveRules, St as createLedger, Z as readPullRequest, d as readTree, gt as ActionError, n as converraFor, nt as stopRuns, r as gitHubFor, s as readPullData, u as readTextAt, ut as isUnderWay, y as createComment } from "./index.js";
import { r as configAt } from "./base.js";
import { r as readKnown } from "./known.js";
import { d as paragraph, f as prose, n as code, p as serialise, u as list } from "./markdown.js";
import { ht as shownRun, o as judgedWinner, s as objectionsTo } from "./report.js";
import { a as writeFileOn, i as readFileAt, n as rewrittenFile, r as readBranch } from "./bring.js";
// src/github/people.ts
var import_picomatch = __toESM(require_picomatch(), 1);
function mayWrite(github, login) {
	return github.call({
		doing: `find out what ${login} may do in ${github.owner}/${github.repo}`,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			const { data } = await request("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
				...repository,
				username: login
			});
			return data.permission === "admin" || data.permission === "write";
		}
	});
}
async function react(github, { comment, content }) {
	await github.call({
		doing: `react to comment ${comment}`,
		permission: "pull-requests: write",
		repeatable: true,
		send: ({ request }, repository) => request("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
			...repository,
			comment_id: comment,
			content
		})
	});
}
// src/commands/asked.ts
function commandIn(comment) {
	const [line = ""] = comment.split(/[\r\n]/, 1);
	const [prefix, ...words] = line.trimEnd().split(/[ \t]+/);
	if (prefix !== "/converra") return void 0;
	const [name = "help", agent, ...more] = words;
	if (more.length > 0) return { kind: "unknown" };
	if (name === "apply" && agent !== void 0) return {
		kind: "apply",
		agent
	};
	if ((name === "stop" || name === "help") && agent === void 0) return { kind: name };
	return { kind: "unknown" };
}
// src/commands/commit-winner.ts
async function commitWinner(key, by, env, github) {
	const refused = (words) => ({
		done: false,
		words
	});
	const { pullRequest } = env.context;
	if (pullRequest === void 0) throw new Error("there is no pull request");
	const definition = env.definitions.find((one) => one.key === key);
	if (definition === void 0) return refused(`There is no agent ${key} in this commit's config; the keys are ${env.definitions.map((one) => one.key).join(", ")}.`);
	const { scope, evidence } = await readKnown({
		...env,
		definitions: [definition]
	});
	const [one] = scope.evaluated;
	const record = one && shownRun(one, evidence);
	const { confidence } = env.config;
	const winner = one && record && judgedWinner(record, one, evidence, { confidence });
	const short = pullRequest.headSha.slice(0, 7);
	if (winner === void 0) return refused(`No run of ${key}'s prompt as it is at ${short} found a better one. Where it is not measured yet, the gate has to end first.`);
	const { content, variantId, runId } = winner;
	if (content === void 0) return refused(`The service does not tell the text of ${variantId}.`);
	const objections = objectionsTo(winner, definition.gate);
	if (objections.length > 0) return refused(`The winner ${variantId} of ${runId} is not committed: ${objections.map(({ reason }) => reason).join("; ")}. Take it by hand if it is wanted all the same.`);
	const { file: path } = definition.promptSource;
	const { headRef: branch, headSha } = pullRequest;
	const file = await readFileAt(github, {
		path,
		ref: headSha
	});
	const written = rewrittenFile(file?.text, definition, content);
	if (!written.ok || file === void 0) return refused(`Nothing was committed: ${written.ok ? "the file is gone" : written.problem}.`);
	if (await readBranch(github, branch) !== headSha) return refused("The branch has moved on meanwhile: nothing was committed. Ask again once its gate has ended.");
	const message = `Take the better prompt of ${key} that Converra found\n\n${variantId} of ${runId}, asked for by ${by}.`;
	await writeFileOn(github, {
		branch,
		path,
		text: written.text,
		sha: file.sha,
		message
	});
	return {
		done: true,
		words: `Committed the winner ${variantId} of ${runId} to ${path} on ${branch}. Its gate finds the evidence by the text.`
	};
}
// src/commands/reply.ts
const REPLY_MAX = 2e3;
const RULE = "a comment is a command where its first line begins with /converra in the first column";
async function reply(inputs, deps) {
	const { workflow } = deps;
	const context = deps.loadContext();
	const { comment } = context;
	const asked = comment?.isPerson === true ? commandIn(comment.body) : void 0;
	if (comment?.pullRequest === void 0 || asked === void 0 || context.action !== "created") {
		workflow.info(`There is nothing to answer: ${RULE}, when a person writes it on a pull request.`);
		return false;
	}
	try {
		const github = await gitHubFor(inputs, context, deps);
		if (github === void 0) throw new ActionError("A command needs a token, and github-token is empty");
		await react(github, {
			comment: comment.id,
			content: "eyes"
		});
		const answer = await answerTo(asked, comment, {
			github,
			inputs,
			context,
			deps
		});
		const body = bodyOf(answer, asked, comment);
		await createComment(github, {
			pullRequest: comment.pullRequest,
			body
		});
		await react(github, {
			comment: comment.id,
			content: answer.done ? "+1" : "-1"
		});
		workflow.info(answer.words);
		await workflow.writeSummary(body);
		if (!answer.done) workflow.setFailed(answer.words);
		return !answer.done;
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		workflow.setFailed([`${error.message}.`, error.hint ?? []].flat().join(" "));
		return true;
	}
}
async function answerTo(asked, comment, asking) {
	const refused = (words) => ({
		done: false,
		words
	});
	if (!await mayWrite(asking.github, comment.login)) return refused(`${comment.login} may not write to this repository, and only who may is answered.`);
	if (asked.kind === "unknown") return refused("That is no command of Converra Gate.");
	if (asked.kind === "help") return {
		done: true,
		words: "These are the commands."
	};
	try {
		const env = await environmentOf(comment, asking);
		if (typeof env === "string") return refused(env);
		return asked.kind === "stop" ? await stop(env) : await commitWinner(asked.agent, comment.login, env, asking.github);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		return refused([`${error.message}.`, error.hint ?? []].flat().join(" "));
	}
}
async function environmentOf(comment, { github, inputs, context, deps }) {
	const { workflow, clock, signal } = deps;
	const data = await readPullData(github, comment.pullRequest ?? 0);
	const pull = readPullRequest({ pull_request: data });
	if (pull.fork) return "This pull request comes from a fork: nothing is written to another repository, and nothing of it was measured with the key.";
	const startedAt = clock.now();
	const converra = await converraFor({
		startedAt,
		inputs
	}, deps);
	if (converra === void 0) return "There is no API key: the input api-key is empty.";
	const head = await configOf(pull.headSha, github, inputs);
	if (typeof head === "string") return head;
	const base = pull.baseSha === void 0 ? head : await configOf(pull.baseSha, github, inputs);
	const { config } = typeof base === "string" ? { config: head } : effectiveRules(base, head);
	const log = (line) => workflow.info(line);
	return {
		inputs,
		config,
		definitions: config.agents,
		context: {
			...context,
			pullRequest: pull,
			commit: pull.headSha,
			branch: pull.headRef
		},
		syncMode: "preview",
		deadline: startedAt + inputs.timeoutMs,
		ports: {
			github,
			converra,
			clock,
			signal,
			log,
			ledger: createLedger(() => {})
		},
		showRunning: async () => {},
		notice: ({ message }) => log(message)
	};
}
async function configOf(commit, github, { configPatterns }) {
	const isNamed = (0, import_picomatch.default)([...configPatterns], { dot: true });
	const paths = [...(await readTree(github, commit)).keys()].filter((path) => isNamed(path));
	const found = await configAt((path) => readTextAt(github, {
		path,
		ref: commit
	}), paths);
	const short = commit.slice(0, 7);
	if (found === "none") return `There is no configuration at commit ${short}.`;
	if (found === "not valid") return `The configuration at commit ${short} is not valid.`;
	if (found.lacking === void 0) return found.config;
	return `The prompt ${found.lacking} is not a file of commit ${short}.`;
}
async function stop(env) {
	const { ports } = env;
	const { scope, evidence } = await readKnown(env);
	const previews = scope.evaluated.flatMap(({ preview }) => preview?.id ?? []);
	const running = evidence.records.filter(({ run, agent }) => isUnderWay(run) && previews.includes(agent.id)).map(({ run }) => ({
		id: run.id,
		kind: "optimization"
	}));
	if (running.length === 0) return {
		done: true,
		words: "No run of this pull request is under way."
	};
	const { stopped, failed } = await stopRuns(running, "converra-gate: stopped by a comment on the pull request", ports);
	const left = failed.map(({ id, reason }) => `${id} could not be stopped: ${reason}.`);
	const words = [`Stopped: ${stopped.join(", ") || "none"}.`, ...left].join(" ");
	return {
		done: failed.length === 0,
		words
	};
}
const COMMANDS = [
	["apply <agent>", "commits the better prompt that Converra found to this pull request's branch"],
	["stop", "stops the runs of this pull request that are under way"],
	["help", "shows this list"]
];
function bodyOf({ done, words }, asked, { login }) {
	const answer = paragraph(done ? "✅ " : "❌ ", prose(words, REPLY_MAX));
	if (asked.kind !== "help" && asked.kind !== "unknown") return serialise([answer, paragraph("Asked by ", code(login), ".")]);
	const items = COMMANDS.map(([name, what]) => [paragraph(code(`/converra ${name}`), `: ${what}`)]);
	return serialise([
		answer,
		list(items),
		paragraph(`Of other comments nothing is read: ${RULE}.`)
	]);
}
export { reply };
