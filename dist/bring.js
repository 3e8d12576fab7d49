import { n as __exportAll } from "./rolldown-runtime.js";
import { v as parseSource, y as require_dist } from "./schema-agent.js";
import { An as liftPercent, Bn as heading, Cn as capital, Fn as share, Gn as small, Hr as refusalOf, In as signed, Lr as GitHubError, Rt as serialise, Tn as decimal, Un as paragraph, Vn as link, _r as valueAt, an as own, ar as hiddenJson, cr as isMerged, hr as agentKeys, mt as diffBlocks, or as oneLine, qn as table, rn as metricLabel, w as isUnclear, zn as code, zr as ServiceError } from "./start.js";
import { M as objectionsTo, N as sharedId, Pt as shownRun, a as readBranch, c as writeFileOn, i as deleteBranch, j as judgedWinner, k as variantsOf, n as readNewer, o as readFileAt, r as createBranch, s as resetBranch } from "./newer.js";
import { i as readKnown } from "./known.js";
import { i as readHunks } from "./review-comments.js";
import { a as normalisePrompt } from "./fingerprint.js";
import { createHash } from "node:crypto";
// src/config/rewrite.ts
var import_dist = require_dist();
function withPrompt(file, key, prompt) {
	const source = parseSource(file);
	const wanted = prompt.replace(/\r\n?/g, "\n");
	const found = promptNode(source, key);
	if (found === void 0) return {
		ok: false,
		problem: `${file.path} has no prompt of its own under agents.${key}`
	};
	for (const replacement of replacements(source, found, wanted)) {
		const [start, end] = replacement.range;
		const text = file.text.slice(0, start) + replacement.text + file.text.slice(end);
		if (isOnlyThat(source, {
			path: file.path,
			text
		}, key, wanted)) return {
			ok: true,
			text
		};
	}
	return {
		ok: false,
		problem: `the prompt of agents.${key} cannot be written into ${file.path} without a change to something else, as where an anchor shares it; give it a prompt-file, or write it out`
	};
}
function promptNode({ document, text, data }, key) {
	if (typeof valueAt(data, [
		"agents",
		key,
		"prompt"
	]) !== "string") return void 0;
	let isInFlow = false;
	let node = document.contents;
	let keyNode;
	for (const name of [
		"agents",
		key,
		"prompt"
	]) {
		if ((0, import_dist.isAlias)(node)) return void 0;
		if (!(0, import_dist.isMap)(node)) return void 0;
		isInFlow ||= node.flow === true;
		const pair = node.items.find((item) => (0, import_dist.isScalar)(item.key) && String(item.key.value) === name);
		keyNode = pair?.key;
		node = pair?.value;
	}
	if (!((0, import_dist.isScalar)(node) || (0, import_dist.isAlias)(node)) || !(0, import_dist.isScalar)(keyNode) || !node.range) return void 0;
	const offset = keyNode.range?.[0] ?? 0;
	const column = offset - (text.lastIndexOf("\n", offset - 1) + 1);
	return {
		node,
		column,
		isInFlow
	};
}
function* replacements({ text }, { node, column, isInFlow }, prompt) {
	const [start, end] = node.range ?? [0, 0];
	const old = text.slice(start, end);
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const isBlock = (0, import_dist.isScalar)(node) && /^BLOCK/.test(node.type ?? "");
	const header = isBlock ? /^.*/.exec(old)?.[0] ?? "" : "";
	const after = isBlock ? "" : /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? "";
	const comment = /(?:^|\s)#.*$/.exec(isBlock ? header : after)?.[0].trim() ?? "";
	if (!isInFlow) {
		const indent = isBlock ? (blockIndent(old) ?? column + 2) - column : 2;
		const styles = (0, import_dist.isScalar)(node) && node.type === import_dist.Scalar.BLOCK_FOLDED ? ["BLOCK_FOLDED", "BLOCK_LITERAL"] : ["BLOCK_LITERAL"];
		const isPlain = !isBlock && !prompt.includes("\n");
		for (const style of isPlain ? [] : styles) {
			const [first = "", ...rest] = rendered(prompt, style, Math.max(1, indent)).split("\n");
			const lines = rest.map((line) => line === "" ? "" : " ".repeat(column) + line);
			const kept = isBlock ? trailing(old) : "";
			const body = [first + (first.startsWith("\"") ? "" : comment && ` ${comment}`), ...lines];
			const whole = `${body.join("\n").replace(/\n+$/, "")}\n`;
			const joined = (first.includes("+") ? `${body.join("\n")}` : whole + kept).replaceAll("\n", eol);
			yield isBlock ? {
				range: [start, end],
				text: joined
			} : {
				range: [start, end + after.length],
				text: joined.replace(/\r?\n$/, "")
			};
		}
	}
	const quoted = JSON.stringify(prompt);
	const below = isBlock ? `${comment && ` ${comment}`}${eol}${trailing(old)}` : "";
	yield {
		range: [start, end],
		text: `${quoted}${below}`
	};
}
function trailing(block) {
	return /\n((?:[ \t]*\r?\n)*)[ \t]*$/.exec(block)?.[1] ?? "";
}
function blockIndent(block) {
	const [, ...lines] = block.split(/\r?\n/);
	const first = lines.find((line) => line.trim() !== "");
	return first === void 0 ? void 0 : first.length - first.trimStart().length;
}
function rendered(prompt, type, indent) {
	const scalar = new import_dist.Scalar(prompt);
	scalar.type = type;
	return new import_dist.Document({ a: scalar }).toString({
		indent,
		lineWidth: type === "BLOCK_FOLDED" ? 80 : 0
	}).slice(3);
}
function isOnlyThat(before, file, key, prompt) {
	const after = parseSource(file);
	if (after.data === void 0 || after.issues.length > 0) return false;
	if (valueAt(after.data, [
		"agents",
		key,
		"prompt"
	]) !== prompt) return false;
	if (agentKeys(after).join("\n") !== agentKeys(before).join("\n")) return false;
	const rest = ({ data }) => {
		const copy = structuredClone(data);
		delete copy.agents[key]?.prompt;
		return JSON.stringify(copy);
	};
	return rest(before) === rest(after) && commentsOf(before.text).join("\n") === commentsOf(file.text).join("\n");
}
function commentsOf(text) {
	const comments = [];
	const collect = (value) => {
		if (Array.isArray(value)) for (const one of value) collect(one);
		if (typeof value !== "object" || value === null || Array.isArray(value)) return;
		if ("type" in value && value.type === "comment" && "source" in value) comments.push(String(value.source).trimEnd());
		for (const one of Object.values(value)) collect(one);
	};
	for (const token of new import_dist.Parser().parse(text)) collect(token);
	return comments;
}
// src/github/pulls.ts
const permission = "pull-requests: write";
const PULLS = "/repos/{owner}/{repo}/pulls";
function listPullsFrom(github, branch) {
	return github.call({
		doing: `list the pull requests from branch ${branch}`,
		permission: "pull-requests: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			const head = `${repository.owner}:${branch}`;
			const query = {
				...repository,
				head,
				state: "all",
				per_page: 30
			};
			const { data } = await request(`GET ${PULLS}`, query);
			return data.map(decode).sort((a, b) => b.number - a.number);
		}
	});
}
function openPull(github, pull) {
	return github.call({
		doing: `open a pull request from branch ${pull.head}`,
		permission,
		repeatable: false,
		send: async ({ request }, repository) => decode((await request(`POST ${PULLS}`, {
			...repository,
			...pull
		})).data)
	});
}
async function changePull(github, number, change) {
	await github.call({
		doing: `${change.state === "closed" ? "close" : "update"} pull request #${number}`,
		permission,
		repeatable: true,
		send: ({ request }, repository) => request(`PATCH ${PULLS}/{pull_number}`, {
			...repository,
			pull_number: number,
			...change
		})
	});
}
function decode(data) {
	const { number, html_url: url, state, title, body, merged_at: mergedAt, head } = data;
	return {
		number,
		url,
		title,
		state: state === "closed" ? "closed" : "open",
		merged: typeof mergedAt === "string",
		body: body ?? "",
		headSha: head.sha
	};
}
// src/github/text-pull.ts
async function bringText(github, wanted) {
	const { branch, baseSha } = wanted;
	const pulls = await listPullsFrom(github, branch);
	const open = pulls.find(({ state }) => state === "open");
	if (open !== void 0) return bringOn(github, open, wanted);
	const declined = pulls.find(({ body, merged }) => !merged && markedDigest(body) === digestOf(wanted.text));
	if (declined !== void 0) return {
		kind: "declined",
		pull: declined
	};
	const head = await readBranch(github, branch);
	if (head === void 0) await createBranch(github, {
		branch,
		sha: baseSha
	});
	else {
		const over = pulls.find(({ headSha, body }) => headSha === head && markedDigest(body) !== void 0);
		if (!(over !== void 0 && (over.merged || await holdsOursAlone(github, over, wanted))) && head !== baseSha) return { kind: "foreign" };
		await resetBranch(github, {
			branch,
			sha: baseSha
		});
	}
	await write(github, wanted);
	return {
		kind: "opened",
		pull: await opened(github, wanted)
	};
}
async function closeText(github, { branch, path }, why) {
	const open = (await listPullsFrom(github, branch)).find(({ state, body }) => state === "open" && markedDigest(body) !== void 0);
	if (open === void 0) return void 0;
	if (!await holdsOursAlone(github, open, {
		branch,
		path
	})) return void 0;
	const body = `${why}\n\n${open.body.replace(MARKER, "").trimStart()}`;
	await changePull(github, open.number, {
		body,
		state: "closed"
	});
	await deleteBranch(github, branch);
	return open;
}
async function holdsOursAlone(github, { number, body }, { branch, path }) {
	const file = await readFileAt(github, {
		path,
		ref: branch
	});
	if (file === void 0 || digestOf(file.text) !== markedDigest(body)) return false;
	return [...(await readHunks(github, number)).keys()].every((name) => name === path);
}
async function bringOn(github, open, wanted) {
	const { branch, path, text, title } = wanted;
	const file = await readFileAt(github, {
		path,
		ref: branch
	});
	const ours = markedDigest(open.body);
	if (file === void 0 || ours === void 0 || digestOf(file.text) !== ours) return {
		kind: "foreign",
		pull: open
	};
	const body = bodyOf$1(wanted);
	if (file.text === text && open.title === title && open.body === body) return {
		kind: "current",
		pull: open
	};
	if (file.text !== text) await write(github, wanted);
	await changePull(github, open.number, {
		title,
		body
	});
	return {
		kind: "updated",
		pull: open
	};
}
async function write(github, wanted) {
	const { branch, path, text, title } = wanted;
	const file = await readFileAt(github, {
		path,
		ref: branch
	});
	if (file === void 0) throw new GitHubError(`Could not write ${path} on branch ${branch}: it is not a file there`);
	if (file.text === text) return;
	await writeFileOn(github, {
		branch,
		path,
		text,
		sha: file.sha,
		message: title
	});
}
async function opened(github, wanted) {
	const { branch, base, title } = wanted;
	try {
		return await openPull(github, {
			title,
			body: bodyOf$1(wanted),
			head: branch,
			base
		});
	} catch (error) {
		if (!(error instanceof GitHubError && isUnclear(error))) throw error;
		const open = (await listPullsFrom(github, branch)).find(({ state }) => state === "open");
		if (open === void 0) throw error;
		return open;
	}
}
const MARKER = /^<!-- converra-gate:text (\{.*\}) -->\n/;
function bodyOf$1({ body, text }) {
	return `<!-- converra-gate:text ${hiddenJson({ digest: digestOf(text) })} -->\n${body}`;
}
function markedDigest(body) {
	const json = MARKER.exec(body.replaceAll("\r\n", "\n"))?.[1];
	return json === void 0 ? void 0 : /"digest":"([0-9a-f]{64})"/.exec(json)?.[1];
}
function digestOf(text) {
	return createHash("sha256").update(text).digest("hex");
}
function branchFor(prefix, key) {
	const plain = key.replace(/\.(?=\.|$)|\.(?=lock$)/g, "-");
	return `${prefix}/${plain}${plain === key ? "" : `-${digestOf(key).slice(0, 7)}`}`;
}
// src/report/pull-text.ts
const DIFF_LINES = 200;
const TITLE_KEY_MAX = 60;
function winnerPull(change, winner, variants) {
	const { key } = change;
	const facts = [
		winner.lift === void 0 ? "" : `${liftPercent(winner.lift)} lift over the prompt it started from`,
		winner.confidence === void 0 ? "" : `confidence ${share(winner.confidence)}`,
		winner.goldenSet?.passed === void 0 ? "" : `${winner.goldenSet.passed} golden cases kept`
	].filter(Boolean);
	return {
		title: `Take the better prompt that Converra found for ${oneLine(key, TITLE_KEY_MAX)}`,
		body: bodyOf(change, [
			paragraph("Converra wrote this text in ", code(winner.runId), ` as ${oneLine(winner.variantName)}, and scored it beside the prompt on the default branch`, facts.length === 0 ? "." : `: ${facts.join(", ")}.`),
			...scores(winner, variants),
			small("It was chosen for its scores, which therefore flatter it a little. The gate on this pull request finds this evidence by the text and starts no run, unless something seems to have got worse.")
		])
	};
}
function driftPull(change, agentId) {
	return {
		title: `Take the live prompt of ${oneLine(change.key, TITLE_KEY_MAX)} into git`,
		body: bodyOf(change, [paragraph("The live agent ", code(agentId), " was edited outside this repository since the last sync. Merge this to keep that text; to replace it with the file's, set ", code("gate.on-drift: overwrite"), ".")])
	};
}
function bodyOf({ source, before, after, context }, lead) {
	return serialise([
		...lead,
		heading(4, "What changes in ", code(source.file)),
		...diffBlocks(before, after, DIFF_LINES),
		small("Opened by ", link(context.runUrl, "Converra Gate"), ". It is updated while it is open, and closed when it is outdated; what is pushed to its branch is never written over. Closed by a person, it is not opened again with the same text.")
	]);
}
function scores(winner, variants) {
	const control = variants.find(({ isControl }) => isControl)?.scores ?? {};
	const found = variants.find(({ id }) => id === winner.variantId)?.scores ?? {};
	const against = new Map((winner.againstBaseline ?? []).map((one) => [one.metric, one.delta]));
	const show = (of, metric) => {
		const score = own(of, metric);
		return score === void 0 ? "" : decimal(score);
	};
	const rows = Object.keys(found).map((metric) => {
		const delta = against.get(metric);
		return [
			capital(oneLine(metricLabel(metric))),
			show(control, metric),
			show(found, metric),
			delta === void 0 ? "" : signed(delta)
		];
	});
	if (rows.length === 0) return [];
	return [table([
		"left",
		"right",
		"right",
		"right"
	], [
		"",
		"As it is",
		"This text",
		"Against all runs of the live prompt"
	], rows)];
}
// src/commands/bring.ts
var bring_exports = __exportAll({ withBroughtTexts: () => withBroughtTexts });
async function withBroughtTexts(result, env, reportContext) {
	const { context, definitions, ports } = env;
	const asks = ({ gate }) => gate.onWinner === "pull-request" || gate.onDrift === "pull-request";
	const { defaultBranch } = context;
	if (!isMerged(context) || defaultBranch === void 0 || !definitions.some(asks)) return result;
	if (ports.github === void 0) {
		env.notice({
			level: "warning",
			message: "No pull request was opened for a better or an edited prompt: there is no token",
			hint: "Give the input github-token."
		});
		return result;
	}
	try {
		const newer = await readNewer(env);
		const known = await readKnown(env);
		const baseSha = await readBranch(ports.github, defaultBranch);
		if (baseSha === void 0) return result;
		const base = {
			base: defaultBranch,
			baseSha
		};
		for (const one of known.scope.evaluated) {
			const { definition } = one.planned;
			if (!asks(definition)) continue;
			if (newer?.differsIn(definition)) {
				ports.log(`${definition.key}: no text is brought: ${newer.why}.`);
				continue;
			}
			await bringFor(one, known, {
				env,
				github: ports.github,
				base,
				reportContext
			});
		}
	} catch (error) {
		const refusal = error instanceof ServiceError ? refusalOf(error) : error;
		if (!(refusal instanceof GitHubError || refusal instanceof ServiceError)) throw refusal;
		const message = `No pull request was opened or updated: ${refusal.message}`;
		env.notice({
			level: "warning",
			message,
			hint: refusal.hint
		});
	}
	return result;
}
async function bringFor(one, known, bringing) {
	const { gate } = one.planned.definition;
	if (gate.onWinner === "pull-request") await carryOut(one, "converra", winnerProposal(one, known, bringing), bringing);
	if (gate.onDrift === "pull-request") await carryOut(one, "converra-drift", driftProposal(one, bringing), bringing);
}
function winnerProposal(one, { evidence }, { env, reportContext: context }) {
	const { definition, entry } = one.planned;
	const outdated = (why) => ({
		kind: "outdated",
		why
	});
	if (entry.action === "drifted") return outdated("The live prompt was edited elsewhere.");
	const record = shownRun(one, evidence);
	const none = "No run of the prompt on the default branch offers a better one any more.";
	if (record === void 0) return outdated(none);
	const shared = sharedId(record);
	if (shared !== void 0) {
		env.ports.log(`${definition.key}: no winner is brought: ${shared}.`);
		return outdated(none);
	}
	const { confidence } = env.config;
	const winner = judgedWinner(record, one, evidence, { confidence });
	if (winner?.content === void 0) return outdated(none);
	const { content } = winner;
	const [objection] = objectionsTo(winner, definition.gate);
	if (objection !== void 0) {
		env.ports.log(`${definition.key}: the winner of ${record.run.id} is not brought: ${objection.reason}.`);
		return outdated(`By what is known now ${objection.reason}.`);
	}
	const { minLift } = definition.gate.headroom;
	if (winner.lift === void 0 || winner.lift < minLift) return outdated(none);
	const text = (before) => {
		const { key, promptSource: source } = definition;
		return winnerPull({
			key,
			source,
			before,
			after: content,
			context
		}, winner, variantsOf(record));
	};
	return {
		kind: "bring",
		prompt: content,
		text
	};
}
function driftProposal({ planned }, { reportContext: context }) {
	const { entry, live, definition } = planned;
	if (entry.action !== "drifted" || live === void 0) return {
		kind: "outdated",
		why: "The live prompt is what was synced last."
	};
	const { key, promptSource: source } = definition;
	const after = live.content;
	const text = (before) => driftPull({
		key,
		source,
		before,
		after,
		context
	}, live.id);
	return {
		kind: "bring",
		prompt: after,
		text
	};
}
async function carryOut({ planned }, prefix, proposal, { env, github, base }) {
	const { key, promptSource, prompt } = planned.definition;
	const branch = branchFor(prefix, key);
	const path = promptSource.file;
	if (proposal.kind === "outdated") {
		const closed = await closeText(github, {
			branch,
			path
		}, proposal.why);
		if (closed !== void 0) tell(`closed pull request #${closed.number}: ${proposal.why}`);
		return;
	}
	const written = rewrittenFile((await readFileAt(github, {
		path,
		ref: base.baseSha
	}))?.text, planned.definition, proposal.prompt);
	if (!written.ok) {
		const message = `${key}: no pull request was opened: ${written.problem}`;
		env.notice({
			level: "warning",
			message
		});
		return;
	}
	const { kind, pull } = await bringText(github, {
		...base,
		branch,
		path,
		text: written.text,
		...proposal.text(prompt)
	});
	tell(TOLD[kind](`pull request #${pull?.number}`, branch), pull?.url);
	function tell(what, url) {
		env.notice({
			level: "notice",
			message: `${key}: ${what}`,
			...url && { hint: url }
		});
	}
}
function rewrittenFile(before, { key, prompt, source, promptSource }, wanted) {
	const path = promptSource.file;
	if (before === void 0) return {
		ok: false,
		problem: `${path} is not a file there`
	};
	return path === source.file ? withPrompt({
		path,
		text: before
	}, key, wanted) : asFile(before, wanted, prompt);
}
const TOLD = {
	opened: (pull) => `opened ${pull}`,
	updated: (pull) => `updated ${pull}`,
	current: (pull) => `${pull} has the text already`,
	declined: (pull) => `${pull} brought this text and was closed: it is not opened again`,
	foreign: (_, branch) => `branch ${branch} has something on it that this action did not write: it was left alone, and nothing was opened. Remove the branch to have it made again`
};
function asFile(before, prompt, known) {
	if (normalisePrompt(before) !== normalisePrompt(known)) return {
		ok: false,
		problem: "the file has moved on since it was read"
	};
	const mark = before.startsWith("﻿") && !prompt.startsWith("﻿") ? "﻿" : "";
	const unix = prompt.replace(/\r\n?/g, "\n").replace(/\n*$/, before.endsWith("\n") ? "\n" : "");
	return {
		ok: true,
		text: mark + (before.includes("\r\n") ? unix.replaceAll("\n", "\r\n") : unix)
	};
}
export { rewrittenFile as n, bring_exports as t };
