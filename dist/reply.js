import { i as __toESM } from "./rolldown-runtime.js";
import { $t as figuresOf, At as agentVerdictLabel, Bt as effectiveRules, Fr as ActionError, Gr as createLedger, Gt as reportOf, Hn as list, Hr as refusalOf, Kn as strong, L as messageBlocks, Lr as GitHubError, M as standingReports, Mt as gateActionOf, N as updateComment, Nn as sentence, Or as isUnderWay, Q as benchmarkParts, Rt as serialise, St as isOffered, Un as paragraph, Wn as prose, Zt as acceptable, _ as readPullData, b as readTextAt, br as stopRuns, g as readHead, k as createComment, kt as agentMark, l as converraFor, mr as readPullRequest, nt as agentParts, or as oneLine, pr as resolveSync, u as gitHubFor, w as isUnclear, x as readTree, y as readPullState, z as causeParagraph, zn as code } from "./start.js";
import { i as readKnown, n as judgeKnown } from "./known.js";
import { At as acceptanceLine, M as objectionsTo, N as sharedId, Ot as acceptedOf, Pt as shownRun, a as readBranch, c as writeFileOn, j as judgedWinner, o as readFileAt } from "./newer.js";
import { c as againstBase, i as configsIn, o as agentsBehind, r as configAt, s as readOfHead } from "./base.js";
import { n as drift, r as putLive } from "./apply.js";
import { i as isSameFingerprint } from "./fingerprint.js";
import { r as isStoredFormOf } from "./read-back.js";
import { n as rewrittenFile } from "./bring.js";
import { d as require_picomatch } from "./prompt.js";
// src/github/people.ts
function mayWrite(github, login) {
	return github.call({
		doing: `find out what ${login} may do in ${github.repository}`,
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
// src/commands/comment-command.ts
function refused(words) {
	return {
		done: false,
		words
	};
}
function commandIn(comment) {
	const [line = ""] = comment.split(/[\r\n]/, 1);
	const [prefix, ...words] = line.trimEnd().split(/[ \t]+/);
	if (prefix !== "/converra") return void 0;
	const [name = "help", agent, ...more] = words;
	if (name === "accept" && agent !== void 0) return {
		kind: "accept",
		agent,
		reason: more.join(" ")
	};
	if (name === "apply" && agent !== void 0 && more.join() === "live") return {
		kind: "apply-live",
		agent
	};
	if (more.length > 0) return { kind: "unknown" };
	if ((name === "apply" || name === "explain") && agent !== void 0) return {
		kind: name,
		agent
	};
	if ((name === "rerun" || name === "stop" || name === "help") && agent === void 0) return { kind: name };
	return { kind: "unknown" };
}
// src/report/explanation.ts
const DETAIL = {
	agents: "all",
	sections: true,
	quietSections: true,
	promptDiffs: false,
	winnerDiffs: false,
	diffLines: 0,
	scoreColumns: 6,
	rows: 1,
	reasons: 1,
	generous: false
};
const ACTION = {
	pass: "the gate lets it pass",
	warn: "the gate warns of it",
	fail: "the gate fails on it"
};
function explanation(report, agent, { canAccept }) {
	const { verdict } = agent;
	if (verdict === void 0) return [paragraph("The gate has no verdict on it.")];
	const answer = `: ${agentVerdictLabel(verdict)}; ${ACTION[gateActionOf(report, agent.key)]}.`;
	const steps = nextSteps(agent, canAccept);
	return [
		paragraph(`${agentMark(report, agent)} `, strong(oneLine(agent.key)), answer),
		causeParagraph(report, [agent]),
		...[...agentParts(report, agent, DETAIL), ...benchmarkParts(report, agent, DETAIL)].flatMap(({ blocks }) => blocks),
		paragraph(strong("Not measured"), `: ${notMeasured(agent)}`),
		...steps.length === 0 ? [] : [paragraph(strong("What you can do")), list(steps.map((step) => [paragraph(step)]))]
	];
}
function notMeasured({ candidate, verdict, benchmark }) {
	if (candidate === void 0 && benchmark === void 0) return "this prompt; no run of it gave a score.";
	const { detectable } = verdict ?? {};
	return `what Converra's simulated conversations do not ask for, what it gives no score for${detectable === void 0 ? "" : `, and drops of less than about ${detectable.toFixed(1)} points`}.`;
}
function nextSteps({ key, verdict, headroom }, canAccept) {
	const step = (name, what) => [code(`/converra ${name}`), ` ${what}`];
	const named = oneLine(key);
	const isUnsure = verdict?.verdict === "incomplete" || verdict?.verdict === "inconclusive";
	return [
		...isOffered(headroom) ? [step(`apply ${named}`, "commits the better prompt that was found to this branch.")] : [],
		...canAccept ? [step(`accept ${named} <reason>`, "takes the drop for this commit, with your name.")] : [],
		...isUnsure ? [step("rerun", "runs the gate again; it starts only what is missing.")] : []
	];
}
// src/commands/standing.ts
function unseenWords(reports, createdAt) {
	return reports.every(({ updatedAt }) => Date.parse(updatedAt) <= Date.parse(createdAt)) ? void 0 : "The report has changed since you wrote: read it, and ask again.";
}
function finishedReports(reports, { headSha }, agent) {
	const short = headSha.slice(0, 7);
	const current = reports.filter(({ head }) => head === headSha);
	const finished = current.flatMap(({ made, ...report }) => made === void 0 ? [] : [{
		...report,
		made
	}]);
	const about = finished.filter(({ made }) => agent === void 0 || (made.agents?.includes(agent) ?? true));
	if (about.length > 0) return about;
	const [other] = reports;
	if (other === void 0) return "There is no report of Converra Gate on this pull request by this workflow's token: its gate has to end first, and the input comment of the gate must not be never.";
	if (finished.length > 0) return `No report of ${short} is about the agent ${agent}.`;
	if (current.length > 0) return `The gate of ${short} is still at work: ask again when it has ended.`;
	return `The report is of ${other.head.slice(0, 7)}, and the pull request is at ${short} by now: ask again when the gate of that commit has ended.`;
}
// src/commands/explain.ts
async function explain(key, env) {
	const told = await toldOf(key, env);
	if (typeof told === "string") return refused(told);
	const { report, agent, planned } = told;
	const { verdict, accepted } = agent;
	const { gate } = planned.definition;
	const canAccept = verdict !== void 0 && typeof acceptable(verdict, gate) !== "string";
	return {
		done: true,
		words: `What the gate says of ${key} at ${env.pull.headSha.slice(0, 7)}, from the runs there are. Nothing was started and nothing is paid.`,
		blocks: explanation(report, agent, { canAccept: canAccept && accepted === void 0 })
	};
}
async function toldOf(key, env) {
	if (!env.definitions.some((one) => one.key === key)) return noAgent(key, env);
	const finished = finishedReports(await standingReports(env.github, env.pull.number), env.pull, key);
	if (typeof finished === "string") return finished;
	const together = finished.find(({ made }) => made.agents !== void 0)?.made.agents;
	const syncMode = finished.find(({ made }) => made.sync !== void 0)?.made.sync ?? env.syncMode;
	const definitions = env.definitions.filter((one) => together?.includes(one.key) ?? true);
	const { clock, converra } = env.ports;
	const result = await judgeKnown({
		...env,
		definitions,
		syncMode,
		base: await baseOf(env)
	});
	const known = {
		...env,
		definitions,
		converra,
		startedAt: clock.now(),
		notices: []
	};
	const report = reportOf({
		...known,
		command: "gate"
	}, clock, result);
	const agent = report.agents.find((one) => one.key === key);
	const planned = result.scope.planned.find(({ definition }) => definition.key === key);
	if (agent === void 0 || planned === void 0) throw new Error(`${key} was not judged`);
	return {
		report,
		agent,
		planned,
		finished
	};
}
async function baseOf(env) {
	const { definitions, config } = env.base ?? {};
	if (env.base === void 0 || definitions === void 0) return env.base;
	const behind = await agentsBehind(env, definitions, config?.files ?? [], readOfHead);
	return {
		...env.base,
		behind
	};
}
function noAgent(key, { definitions }) {
	return `There is no agent ${key} in this commit's config; the keys are ${definitions.map((one) => one.key).join(", ")}.`;
}
// src/github/workflow-runs.ts
const permission = "actions: write";
const RUN = "/repos/{owner}/{repo}/actions/runs/{run_id}";
function readWorkflowRun(github, id) {
	return github.call({
		doing: `read workflow run ${id}`,
		permission,
		repeatable: true,
		send: async ({ request }, repository) => {
			const { data } = await request(`GET ${RUN}`, {
				...repository,
				run_id: id
			});
			const { head_sha: headSha, event, status } = data;
			return {
				headSha,
				event,
				isCompleted: status === "completed"
			};
		}
	});
}
async function rerunWorkflow(github, id) {
	try {
		await github.call({
			doing: `run workflow run ${id} again`,
			permission,
			repeatable: false,
			send: ({ request }, repository) => request(`POST ${RUN}/rerun`, {
				...repository,
				run_id: id
			})
		});
	} catch (error) {
		if (!(error instanceof GitHubError) || !isUnclear(error)) throw error;
		if ((await readWorkflowRun(github, id)).isCompleted) throw error;
	}
}
// src/commands/rerun.ts
const RUNS_MAX = 10;
async function rerun(pull, github) {
	const finished = finishedReports(await standingReports(github, pull.number), pull);
	if (typeof finished === "string") return {
		done: false,
		words: finished
	};
	return {
		done: true,
		words: `${await runAgain(finished.map(({ made }) => made.run), pull, github)} ${FREE}`
	};
}
const FREE = "Where both prompts' evidence is there already, no run is started and nothing is paid.";
async function runAgain(runs, { headSha }, github) {
	const begun = [];
	const atWork = [];
	for (const id of [...new Set(runs)].slice(0, RUNS_MAX)) {
		const run = /^\d{1,15}$/.test(id) ? await readWorkflowRun(github, Number(id)) : void 0;
		const isOurs = run?.headSha === headSha || run?.event === "pull_request_target";
		if (run === void 0 || !isOurs) continue;
		if (run.isCompleted) await rerunWorkflow(github, Number(id));
		(run.isCompleted ? begun : atWork).push(id);
	}
	const told = [...begun.length === 0 ? [] : [`Run again: workflow run ${begun.join(", ")}.`], ...atWork.length === 0 ? [] : [`At work already: workflow run ${atWork.join(", ")}.`]];
	if (told.length > 0) return told.join(" ");
	throw new ActionError(`No workflow run of ${headSha.slice(0, 7)} is named in the action's comment`, { hint: "Press re-run on the pull request's checks." });
}
// src/commands/accept.ts
const REASON_MAX = 300;
async function accept({ agent: key, reason }, { login: by, createdAt }, env) {
	const { pull, github, apiKey } = env;
	if (reason === "") return refused(`Say why, on the same line: /converra accept ${key} <reason>`);
	if (reason.length > REASON_MAX) return refused(`The reason has ${reason.length} characters; at most ${REASON_MAX} are kept.`);
	const told = await toldOf(key, env);
	if (typeof told === "string") return refused(told);
	const unseen = unseenWords(told.finished, createdAt);
	if (unseen !== void 0) return refused(unseen);
	const { planned, agent } = told;
	const { verdict } = agent;
	const metrics = verdict && acceptable(verdict, planned.definition.gate);
	if (metrics === void 0 || typeof metrics === "string") return refused(`Nothing of ${key} is accepted: ${metrics ?? "the gate has no verdict on it"}.`);
	const record = {
		...acceptedOf(planned, {
			repository: github.repository,
			pullRequest: pull.number,
			head: pull.headSha
		}),
		by,
		at: createdAt,
		reason,
		metrics
	};
	const words = `The drop of ${key} is accepted at ${pull.headSha.slice(0, 7)}: ${figuresOf(metrics)}. The verdict stays regressed, and the gate lets it pass for this commit, with this prompt, in no further metric and with no clearly larger drop. Reason: ${reason}`;
	return {
		done: true,
		words: sentence(words),
		record: acceptanceLine(record, apiKey),
		afterwards: () => again(told.finished.map(({ made }) => made.run))
	};
	async function again(runs) {
		try {
			return { words: await runAgain(runs, pull, github) };
		} catch (error) {
			if (!(error instanceof ActionError)) throw error;
			return {
				words: `It counts once the gate is run again: press re-run on its check. It was not done from here: ${sentence(error.message)}`,
				hint: error.hint
			};
		}
	}
}
// src/commands/commit-winner.ts
async function winnerOfHead(key, env) {
	const definition = env.definitions.find((one) => one.key === key);
	if (definition === void 0) return noAgent(key, env);
	const { scope, evidence } = await readKnown({
		...env,
		definitions: [definition]
	});
	const [one] = scope.evaluated;
	const record = one && shownRun(one, evidence);
	const shared = record && sharedId(record);
	if (shared !== void 0) return `${shared}: none of them is taken. Open the run in Converra.`;
	const { confidence } = env.config;
	const winner = one && record && judgedWinner(record, asReplaced(one, env), evidence, { confidence });
	if (one === void 0 || record === void 0 || winner === void 0) return `No run of ${key}'s prompt as it is at ${env.pull.headSha.slice(0, 7)} found a better one. Where it is not measured yet, the gate has to end first.`;
	const { content, variantId, runId } = winner;
	if (content === void 0) return `The service does not tell the text of ${variantId}.`;
	const { live } = one.planned;
	const isLive = live !== void 0 && isStoredFormOf(live, {
		content,
		model: live.model
	});
	const objections = objectionsTo(winner, definition.gate).filter(({ name }) => !(isLive && name === "worse"));
	if (objections.length === 0) return {
		one,
		record,
		winner: {
			...winner,
			content
		},
		isLive
	};
	return `The winner ${variantId} of ${runId} is not taken: ${objections.map(({ reason }) => reason).join("; ")}. Take it by hand if it is wanted all the same.`;
}
function asReplaced(one, { base }) {
	const { planned } = one;
	return isSameFingerprint(planned.candidate, planned.baseline) ? {
		...one,
		planned: againstBase(planned, base?.definitions)
	} : one;
}
async function commitWinner(key, by, env) {
	const { github, pull, context } = env;
	const { defaultBranch } = context;
	if (pull.headRef === defaultBranch) return refused(`This pull request is of ${defaultBranch}, the default branch, and nothing is committed to that from here: take the text by a pull request to it.`);
	const found = await winnerOfHead(key, env);
	if (typeof found === "string") return refused(found);
	const { content, variantId, runId } = found.winner;
	const { definition } = found.one.planned;
	const { file: path } = definition.promptSource;
	const { headRef: branch, headSha } = pull;
	const file = await readFileAt(github, {
		path,
		ref: headSha
	});
	const written = rewrittenFile(file?.text, definition, content);
	if (!written.ok || file === void 0) return refused(`Nothing was committed: ${written.ok ? "the file is gone" : written.problem}.`);
	if (await readBranch(github, branch) !== headSha) return refused("The branch has moved on meanwhile: nothing was committed. Ask again once its gate has ended.");
	const message = `Take the better prompt of ${key} that Converra found\n\n${plainWord(variantId)} of ${plainWord(runId)}, asked for by ${by}.`;
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
function plainWord(text) {
	return oneLine(text).replace(/[[\]]/g, "");
}
// src/commands/apply-live.ts
const NOT_LIVE = "Unmerged text does not reach a live agent by a comment alone: write `sync: live` into the workflow that answers comments, or `sync.pull-request: live` into the default branch's config, for pull requests to that branch. `/converra apply` without live commits it to this branch.";
async function applyLive(key, { createdAt }, env) {
	const { pull, github } = env;
	if (!isLiveWritten(pull, env)) return refused(NOT_LIVE);
	const finished = finishedReports(await standingReports(github, pull.number), pull, key);
	if (typeof finished === "string") return refused(finished);
	const unseen = unseenWords(finished, createdAt);
	if (unseen !== void 0) return refused(unseen);
	const found = await winnerOfHead(key, env);
	if (typeof found === "string") return refused(found);
	const { one, record, winner, isLive } = found;
	const { live } = one.planned;
	const what = `the winner ${winner.variantId} of ${winner.runId}`;
	if (isLive) return {
		done: true,
		words: `Agent ${live?.id} says what ${what} says already.`
	};
	const why = unlike(one, record);
	if (live === void 0 || why !== void 0) return refused(sentence(`${what} was not applied: ${why ?? "there is no live agent"}`));
	const [state, head] = [await readPullState(github, pull.number), await readHead(github, pull.number)];
	if (state !== "open" || head !== pull.headSha) return refused("The pull request was closed or has moved on meanwhile: nothing was written.");
	try {
		const put = await putLive(one, winner, record, env);
		if (put.kind === "wrong") return refused(sentence(put.reason));
		return {
			done: true,
			words: `${put.how === "applied" ? "The service applied" : `The run was made on the copy ${record.agent.id}, to which the service would have applied it, so the text itself was written:`} ${what}. ${`Agent ${live.id} was read back and says it now. ${one.planned.definition.promptSource.file} still has its old text: \`/converra apply ${key}\` commits this one, and until it is merged sync reports the agent as edited elsewhere and leaves it alone.`}`,
			hint: put.warning
		};
	} catch (error) {
		const { message, hint } = refusalOf(error);
		return {
			done: false,
			words: sentence(message),
			hint
		};
	}
}
function isLiveWritten({ baseRef }, { inputs, base, config, context }) {
	const isOfDefault = baseRef !== void 0 && baseRef === context.defaultBranch;
	return (inputs.sync !== "auto" || isOfDefault && base?.config !== void 0) && resolveSync(inputs.sync, config.sync.pullRequest, context, "gate") === "live";
}
function unlike(one, record) {
	const { entry, live, candidate, baseline, patch } = one.planned;
	if (entry.action === "conflicting" || live === void 0) return entry.reason;
	const [edited] = drift(one);
	if (edited !== void 0) return edited.reason;
	if (record.agent.model !== live.model) return `it was measured with the model ${record.agent.model}, and agent ${live.id} has ${live.model}`;
	return candidate.sampling !== baseline?.sampling || (patch.temperature ?? patch.maxTokens) !== void 0 ? `it was measured with temperature or max-tokens that agent ${live.id} is not known to have; they come with the merge` : void 0;
}
// src/commands/reply-environment.ts
var import_picomatch = __toESM(require_picomatch(), 1);
async function replyEnvironment(pull, { github, inputs, context, deps }) {
	const { workflow, clock, signal } = deps;
	const startedAt = clock.now();
	const converra = await converraFor({
		startedAt,
		inputs
	}, deps);
	const { apiKey } = inputs;
	if (converra === void 0 || apiKey === void 0) return "There is no API key: the input api-key is empty.";
	const head = await configOf(pull.headSha, github, inputs);
	if (typeof head === "string") return head;
	if (head.lacking !== void 0) return `The prompt ${head.lacking} is not a file of commit ${pull.headSha.slice(0, 7)}.`;
	const base = pull.baseSha === void 0 ? "" : await configOf(pull.baseSha, github, inputs);
	const { config, loosened } = typeof base === "string" ? {
		config: head.config,
		loosened: []
	} : effectiveRules(base.config, head.config);
	const reviewed = {
		...context,
		event: "pull_request",
		pullRequest: pull,
		isDefaultBranch: false,
		commit: pull.headSha,
		baseCommit: pull.baseSha,
		branch: pull.headRef
	};
	const auto = resolveSync("auto", config.sync.pullRequest, reviewed, "gate");
	const log = (line) => workflow.info(line);
	return {
		pull,
		github,
		apiKey,
		inputs,
		config,
		loosened,
		...typeof base === "string" ? {} : { base: {
			...base,
			definitions: definitionsOf(base)
		} },
		definitions: config.agents,
		context: reviewed,
		syncMode: typeof base === "string" && auto === "live" ? "preview" : auto,
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
	const tree = await readTree(github, commit);
	const paths = [...tree.keys()].filter((path) => isNamed(path));
	const found = await configAt((path) => readTextAt(github, {
		path,
		ref: commit
	}), paths);
	const short = commit.slice(0, 7);
	if (found === "none") {
		const others = configsIn(tree);
		const there = others.length === 0 ? "" : `, and there is ${others.slice(0, 5).join(", ")}`;
		return `There is no configuration at commit ${short}: the input config, where comments are answered, names ${configPatterns.join(", ")}${there}.`;
	}
	if (found === "not valid") return `The configuration at commit ${short} is not valid.`;
	return found;
}
function definitionsOf({ config, lacking }) {
	return lacking === void 0 ? config.agents : void 0;
}
// src/commands/reply.ts
const REPLY_MAX = 2e3;
const RULE = "a comment is a command where its first line begins with /converra in the first column";
async function reply(inputs, deps) {
	const { workflow } = deps;
	const context = deps.loadContext();
	const { comment } = context;
	const command = comment?.isPerson === true ? commandIn(comment.body) : void 0;
	if (comment?.pullRequest === void 0 || command === void 0 || context.action !== "created") {
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
		const answer = await answerTo(command, comment, {
			github,
			inputs,
			context,
			deps
		});
		const body = bodyOf(answer, command, comment);
		const { id } = await createComment(github, {
			pullRequest: comment.pullRequest,
			body
		});
		const more = await answer.afterwards?.();
		if (more !== void 0) await updateComment(github, {
			id,
			body: bodyOf(answer, command, comment, more)
		});
		await react(github, {
			comment: comment.id,
			content: answer.done ? "+1" : "-1"
		});
		const words = [answer, more ?? []].flat().flatMap((said) => [said.words, said.hint ?? []].flat()).join(" ");
		workflow.info(words);
		await workflow.writeSummary(body);
		if (!answer.done) workflow.setFailed(words);
		return !answer.done;
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		workflow.setFailed([`${error.message}.`, error.hint ?? []].flat().join(" "));
		return true;
	}
}
async function answerTo(command, comment, request) {
	if (!await mayWrite(request.github, comment.login)) return refused(`${comment.login} may not write to this repository, and only who may is answered.`);
	if (command.kind === "unknown") return refused("That is no command of Converra Gate.");
	if (command.kind === "help") return {
		done: true,
		words: "These are the commands."
	};
	try {
		const data = await readPullData(request.github, comment.pullRequest ?? 0);
		const pull = readPullRequest({ pull_request: data });
		if (pull.fork) return refused(FORK);
		if (command.kind === "rerun") return await rerun(pull, request.github);
		const env = await replyEnvironment(pull, request);
		if (typeof env === "string") return refused(env);
		switch (command.kind) {
			case "stop": return await stop(env);
			case "accept": return await accept(command, comment, env);
			case "explain": return await explain(command.agent, env);
			case "apply-live": return await applyLive(command.agent, comment, env);
			case "apply": return await commitWinner(command.agent, comment.login, env);
		}
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		return {
			done: false,
			words: sentence(error.message),
			hint: error.hint
		};
	}
}
const FORK = "This pull request comes from a fork: nothing is written to another repository, and nothing of it was measured with the key.";
const NONE_RUNNING = "No run on this pull request's own copies is under way. Where its gate has `sync: live`, runs are made on the live agent and not told from others': cancel that workflow run, which stops those it started.";
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
		words: NONE_RUNNING
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
	["apply <agent> live", "writes it to the live agent, where the workflow allows that"],
	["explain <agent>", "tells what the gate found of that agent in plain words; nothing is paid"],
	["accept <agent> <reason>", "takes that agent's proven drop for this commit: the gate passes with your name and reason"],
	["rerun", "runs the gate of this commit again; it starts only what is missing"],
	["stop", "stops the runs of this pull request that are under way"],
	["help", "shows this list"]
];
function bodyOf(answer, command, { login }, more) {
	const { done, words, hint, blocks = [], record = "" } = answer;
	const said = [
		paragraph(done ? "✅ " : "❌ ", prose(words, REPLY_MAX)),
		...hint === void 0 ? [] : messageBlocks(hint),
		...blocks,
		...more === void 0 ? [] : [paragraph(prose(more.words, REPLY_MAX))],
		...more?.hint === void 0 ? [] : messageBlocks(more.hint)
	];
	if (command.kind !== "help" && command.kind !== "unknown") return record + serialise([...said, paragraph("Asked by ", code(login), ".")]);
	const items = COMMANDS.map(([name, what]) => [paragraph(code(`/converra ${name}`), `: ${what}`)]);
	return serialise([
		...said,
		list(items),
		paragraph(`Of other comments nothing is read: ${RULE}.`)
	]);
}
export { reply };
