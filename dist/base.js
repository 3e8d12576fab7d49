import { i as __toESM, n as __exportAll } from "./rolldown-runtime.js";
import { d as require_picomatch } from "./prompt.js";
import { n as parseConfig, t as collectPromptFiles } from "./parse.js";
import { Fr as ActionError, Lr as GitHubError, b as readTextAt, dr as onlyChanged, x as readTree } from "./start.js";
import { a as normalisePrompt, c as textPart, i as isSameFingerprint, s as samplingPart, t as fingerprintOf } from "./fingerprint.js";
import { r as isArchived } from "./agent-shape.js";
import { d as sentText, f as settledSince, h as withLiveTag, m as taggedFingerprint, o as isPreview, p as syncedFingerprint } from "./tags.js";
import { i as readHunks } from "./review-comments.js";
import { createHash } from "node:crypto";
import { lstatSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
// src/plan/live.ts
var import_picomatch = __toESM(require_picomatch(), 1);
function liveIdsOf(definitions, agents) {
	return findEach(definitions, agents, definitions).map((one) => typeof one === "object" ? one.id : void 0);
}
function findEach(definitions, agents, all) {
	const taken = new Set(all.map(({ id }) => id));
	const liveAgents = agents.filter((agent) => !isPreview(agent));
	const free = liveAgents.filter(({ id }) => !taken.has(id));
	return definitions.map((one) => findLive(one, one.id === void 0 ? free : liveAgents));
}
function findLive(definition, agents) {
	if (definition.id !== void 0) {
		const agent = agents.find((candidate) => candidate.id === definition.id);
		if (agent === void 0) return `id ${definition.id} is not an agent of this account; correct the id, or leave it out to match by name`;
		if (isArchived(agent)) return `agent ${agent.id} is archived; restore it in Converra or correct the id`;
		return agent;
	}
	const named = agents.filter((agent) => agent.name === definition.name && !isArchived(agent));
	if (named.length > 1) {
		const ids = named.map((agent) => agent.id).join(", ");
		return `${named.length} agents are named "${definition.name}" (${ids}); write the id of one of them into the config`;
	}
	return named[0];
}
// src/plan/sampling.ts
const SAMPLING = "temperature or max-tokens";
function samplingOf({ temperature, maxTokens }) {
	return {
		temperature,
		maxTokens
	};
}
function isSamplingStated({ temperature, maxTokens }) {
	return (temperature ?? maxTokens) !== void 0;
}
function samplingDiffers(definition, wanted, synced) {
	if (synced !== void 0) return synced !== wanted;
	return wanted !== samplingPart({}) && isSamplingStated(definition);
}
function keptSampling({ temperature, maxTokens }, synced) {
	if (synced === void 0 || synced === samplingPart({})) return void 0;
	if (temperature !== void 0 && maxTokens !== void 0) return void 0;
	const set = "this action has no way to take one away, so set it in Converra, or state it";
	if (temperature === void 0 && maxTokens === void 0) return `the live agent keeps the ${SAMPLING} that it was given before: ${set}`;
	return `a ${temperature === void 0 ? "temperature" : "max-tokens"} that the live agent was given before stays: ${set}`;
}
// src/plan/plan.ts
function candidateFingerprint(definition) {
	return fingerprintOf({
		...definition,
		...definition.optimize
	});
}
function withModel(definition, model) {
	return {
		...definition,
		model: definition.model ?? model
	};
}
function planAgents(definitions, agents, now, all = definitions) {
	const found = findEach(definitions, agents, all);
	return definitions.map((one, index) => planAgent(one, found[index], now));
}
function planAgent(stated, found, now) {
	const definition = withModel(stated, typeof found === "object" ? found.model : "");
	const candidate = candidateFingerprint(definition);
	const conflict = (reason) => {
		const plan = entry(definition, "conflicting", [], reason);
		return {
			definition,
			candidate,
			patch: {},
			entry: plan
		};
	};
	if (typeof found === "string") return conflict(found);
	if (found === void 0) {
		if (stated.model === void 0) return conflict(`no agent named "${stated.name}" exists, and to create one sync needs a model; add model: to agents.${stated.key}, or to defaults`);
		return {
			definition,
			candidate,
			patch: {},
			entry: entry(definition, "create", [], `no agent named "${definition.name}" exists; sync creates it`)
		};
	}
	const planned = compare(definition, found, candidate, now);
	if (stated.model !== void 0) return planned;
	const reason = `${planned.entry.reason}; its model is the live agent's, ${found.model}`;
	return {
		...planned,
		entry: {
			...planned.entry,
			reason
		}
	};
}
function compare(definition, live, candidate, now) {
	const managed = taggedFingerprint(live) !== void 0;
	const synced = syncedFingerprint(live);
	const isStored = synced !== void 0 && sentText(live) === candidate.text;
	const liveText = isStored ? candidate.text : textPart(live.content, live.model);
	const textDiffers = candidate.text !== liveText;
	const written = isStored ? {
		...candidate,
		text: synced.text,
		sent: candidate.text
	} : candidate;
	const patch = {};
	const changes = [];
	if (!isStored && normalisePrompt(definition.prompt) !== normalisePrompt(live.content)) {
		patch.content = definition.prompt;
		changes.push("prompt");
	}
	if (!isStored && definition.model !== live.model) {
		patch.model = definition.model;
		changes.push("model");
	}
	if (definition.name !== live.name) {
		patch.name = definition.name;
		changes.push("name");
	}
	if (definition.description !== void 0 && definition.description !== (live.description ?? "")) {
		patch.description = definition.description;
		changes.push("description");
	}
	const isOtherSampling = samplingDiffers(definition, candidate.sampling, synced?.sampling);
	if (isOtherSampling) {
		if (definition.temperature !== void 0) patch.temperature = definition.temperature;
		if (definition.maxTokens !== void 0) patch.maxTokens = definition.maxTokens;
		changes.push(isSamplingStated(definition) ? SAMPLING : "our tag");
	}
	if (definition.tags.some((wanted) => !live.tags.includes(wanted))) changes.push("tags");
	if (managed && synced === void 0 && !textDiffers) changes.push("our tag");
	if (changes.length > 0) {
		const since = patch.model !== void 0 || isOtherSampling ? now : settledFrom(live, synced !== void 0, now);
		patch.tags = withLiveTag(live.tags, definition.tags, written, since);
	}
	const action = textDiffers && managed && synced === void 0 ? "drifted" : changes.length > 0 ? "update" : "unchanged";
	const kept = isOtherSampling ? keptSampling(definition, synced?.sampling) : void 0;
	const reason = `${reasonFor(action, changes, managed, live)}${kept === void 0 ? "" : `; ${kept}`}`;
	const baseline = {
		...candidate,
		text: liveText,
		sampling: (synced ?? candidate).sampling
	};
	return {
		definition,
		live,
		candidate,
		baseline,
		replaced: {
			prompt: live.content,
			model: live.model,
			...baseline.sampling === candidate.sampling ? { sampling: samplingOf(definition) } : {}
		},
		patch,
		...kept === void 0 ? {} : { kept },
		entry: {
			...entry(definition, action, changes, reason),
			liveAgentId: live.id,
			livePrompt: live.content
		}
	};
}
function settledFrom(live, synced, now) {
	if (!synced) return Date.parse(live.updatedAt) || now;
	return settledSince(live);
}
function reasonFor(action, changes, managed, live) {
	if (action === "unchanged") return `agent ${live.id} already says what the file says`;
	if (action === "drifted") return `agent ${live.id} was edited elsewhere since the last sync: its prompt is neither the file's nor the one synced last`;
	const differs = changes.length === 1 ? "differs" : "differ";
	const unmanaged = managed ? "" : ", which is not managed by sync yet";
	return `${changes.join(", ").replace(/, ([^,]*)$/, " and $1")} ${differs} from agent ${live.id}${unmanaged}`;
}
function entry(definition, action, changes, reason) {
	return {
		key: definition.key,
		action,
		changes,
		reason
	};
}
function createInput(planned) {
	const { definition, candidate } = planned;
	return {
		name: definition.name,
		content: definition.prompt,
		model: definition.model,
		description: definition.description,
		tags: withLiveTag([], definition.tags, candidate),
		temperature: definition.temperature,
		maxTokens: definition.maxTokens
	};
}
// src/plan/sides.ts
function againstBase(planned, base) {
	const before = base?.find((definition) => definition.key === planned.definition.key);
	if (before === void 0 || !carriesOurs(planned)) return planned;
	const { model } = planned.definition;
	const baseline = {
		...candidateFingerprint(withModel(before, model)),
		run: planned.candidate.run
	};
	if (isSameFingerprint(baseline, planned.baseline)) return planned;
	const { prompt } = before;
	const replaced = {
		prompt,
		model: before.model ?? model,
		sampling: samplingOf(before)
	};
	return {
		...planned,
		baseline,
		basePrompt: prompt,
		replaced
	};
}
function withBaseSampling(planned, base) {
	const { baseline, replaced, definition } = planned;
	const before = base?.find(({ key }) => key === definition.key);
	if (baseline === void 0 || replaced === void 0 || before === void 0) return planned;
	if (replaced.sampling !== void 0 || samplingPart(before) !== baseline.sampling) return planned;
	return {
		...planned,
		replaced: {
			...replaced,
			sampling: samplingOf(before)
		}
	};
}
function carriesOurs({ live }) {
	return live !== void 0 && syncedFingerprint(live) !== void 0;
}
function asItStands(planned) {
	const { definition, live, baseline, replaced } = planned;
	if (live === void 0 || baseline === void 0) return planned;
	const { content: prompt, model } = live;
	return {
		...planned,
		candidate: baseline,
		definition: {
			...definition,
			prompt,
			model,
			...replaced?.sampling
		}
	};
}
function changedKeys(head, base) {
	const before = new Map(base.map((definition) => [definition.key, definition]));
	const changed = head.filter((definition) => !isAlike(definition, before.get(definition.key)));
	return new Set(changed.map((definition) => definition.key));
}
function isAlike(head, base) {
	if (base === void 0 || (head.id ?? head.name) !== (base.id ?? base.name)) return false;
	if (head.model === void 0 !== (base.model === void 0)) return false;
	const print = (one) => candidateFingerprint(withModel(one, ""));
	return isSameFingerprint(print(head), print(base));
}
// src/gate/checkout.ts
const LARGEST_FILE = 1048576;
function regularFile(workspace, path) {
	try {
		const root = realpathSync.native(workspace);
		const place = join(root, path);
		const found = lstatSync(place);
		if (!found.isFile() || found.size > LARGEST_FILE) return void 0;
		return realpathSync.native(place) === place ? readFileSync(place) : void 0;
	} catch {
		return;
	}
}
function blobsBehind(workspace, path) {
	const blobs = new Map();
	const root = realpathSync.native(workspace);
	const real = realPath(join(root, path));
	const target = real === void 0 ? [] : steps(relative(root, real).split(sep).join("/"));
	for (const step of [...steps(path), ...target]) {
		const bytes = linkText(join(root, step)) ?? regularFile(root, step);
		if (bytes !== void 0) blobs.set(step, blobSha(bytes));
	}
	return blobs;
}
function blobSha(bytes) {
	return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}
function linkText(place) {
	try {
		return Buffer.from(readlinkSync(place));
	} catch {
		return;
	}
}
function realPath(place) {
	try {
		return realpathSync.native(place);
	} catch {
		return;
	}
}
function steps(path) {
	const segments = posix.normalize(path).split("/");
	return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}
const CHECK_OUT_HEAD = "Use the event pull_request, or check out the pull request's head commit without running any code of it.";
async function requireHeadCheckout({ context, config, ports }, readBase) {
	const { github } = ports;
	const { pullRequest } = context;
	if (context.event !== "pull_request_target" || pullRequest === void 0) return;
	const { number, headSha } = pullRequest;
	if (github === void 0 || readBase === void 0) throw new ActionError(`Could not tell whether the checkout is pull request #${number}'s head: on pull_request_target that takes a token and a base commit`, { hint: `Leave the input github-token out, or use the event pull_request.` });
	const [base, head] = [await readBase(), await readTree(github, headSha)];
	for (const path of [...config.files, ...config.promptFiles]) for (const [file, sha] of blobsBehind(context.workspace, path)) {
		if (base.get(file)?.sha !== sha || head.get(file)?.sha === sha) continue;
		throw new ActionError(`The checkout is not pull request #${number}'s head: ${file} is as it is at the base commit, and the head ${headSha.slice(0, 7)} changes it`, { hint: CHECK_OUT_HEAD });
	}
}
// src/gate/behind.ts
const MOST_FILES = 3e3;
function inWorkspace(workspace) {
	return async (file, head, touched) => {
		const blobs = [...blobsBehind(workspace, file)];
		return blobs.length === 0 ? !head.has(file) : blobs.every(([path, sha]) => head.get(path)?.sha === sha && !touched.has(path));
	};
}
const readOfHead = async (file, head) => steps(file).every((path) => head.get(path)?.mode !== "120000");
async function agentsBehind({ context, config, ports }, base, baseFiles, isHeads = inWorkspace(context.workspace)) {
	const { github, log } = ports;
	const { pullRequest } = context;
	const changed = changedKeys(config.agents, base);
	const heads = new Map(config.agents.map((one) => [one.key, one]));
	const asked = base.filter(({ key }) => changed.has(key) || !heads.has(key));
	const configs = [...new Set([...config.files, ...baseFiles])];
	if (github === void 0 || pullRequest === void 0 || asked.length === 0) return new Set();
	try {
		const touched = await readHunks(github, pullRequest.number);
		const isLeft = (one) => filesThatDecide(one, heads.get(one.key), configs).every((file) => !touched.has(file));
		const left = touched.size < MOST_FILES ? asked.filter(isLeft) : [];
		if (left.length === 0) return new Set();
		const head = await readTree(github, pullRequest.headSha);
		const behind = new Set();
		for (const one of left) {
			const files = filesThatDecide(one, heads.get(one.key), configs);
			if ((await Promise.all(files.map((file) => isHeads(file, head, touched)))).every(Boolean)) behind.add(one.key);
		}
		return behind;
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		log(`${error.message}; what differs from the base commit is taken to be this change's.`);
		return new Set();
	}
}
function filesThatDecide(before, now, configs) {
	if (now === void 0) return configs;
	const { file } = now.promptSource;
	return file === before.promptSource.file && changedKeys([now], [{
		...before,
		prompt: now.prompt
	}]).size === 0 ? [file] : [...configs, file];
}
// src/gate/base.ts
var base_exports = __exportAll({ readBase: () => readBase });
async function readBase(question) {
	const base = baseCommitOf(question);
	await requireHeadCheckout(question, base?.readTree);
	const read = base === void 0 ? void 0 : await readConfig(base, question);
	if (read?.definitions === void 0 || !question.withPrompts) return read;
	return {
		...read,
		behind: await agentsBehind(question, read.definitions, read.config?.files ?? [])
	};
}
function baseCommitOf({ ports, context }) {
	const files = ports.files ?? onGitHub(ports);
	const { baseCommit: commit } = context;
	if (files === void 0 || commit === void 0) return void 0;
	let tree;
	const readOnce = () => {
		tree ??= files.readTree(commit);
		return tree;
	};
	return {
		files,
		commit,
		readTree: readOnce
	};
}
function onGitHub({ github }) {
	if (github === void 0) return void 0;
	return {
		readTree: (commit) => readTree(github, commit),
		readTextAt: (place) => readTextAt(github, place)
	};
}
function changedSinceBase(env) {
	const { definitions: before, behind } = env.base ?? {};
	if (before === void 0 || !onlyChanged(env.inputs, env.context)) return void 0;
	const changed = [...changedKeys(env.definitions, before)];
	return new Set(changed.filter((key) => behind?.has(key) !== true));
}
async function readConfig(base, question) {
	const { context, ports, instead = "comparing with the live agents instead" } = question;
	const short = base.commit.slice(0, 7);
	const fallback = (why, hint = "") => ports.log(`${why}; ${instead}. ${hint}`.trimEnd());
	try {
		const read = await readerOf(base, context.workspace);
		const paths = await configFilesOf(base, question);
		const found = await configAt(question.withPrompts ? read : withoutPrompts(read, paths), paths);
		if (found === "none") return {
			config: void 0,
			definitions: []
		};
		if (found !== "not valid") {
			const { config, lacking } = found;
			if (lacking === void 0) return {
				config,
				definitions: config.agents
			};
			if (question.withPrompts) fallback(`The prompt ${lacking} is not a file of commit ${short}`);
			return {
				config,
				definitions: void 0
			};
		}
		fallback(`The config at ${short} is not valid`);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		fallback(error.message, error.hint);
	}
}
function withoutPrompts(read, configs) {
	return async (path) => configs.includes(path) ? read(path) : void 0;
}
async function configAt(read, paths) {
	const configs = [];
	for (const path of paths) {
		const text = await read(path);
		if (text !== void 0) configs.push({
			path,
			text
		});
	}
	if (configs.length === 0) return "none";
	const prompts = new Map();
	let lacking;
	for (const path of collectPromptFiles(configs)) {
		const text = await read(path);
		if (text === void 0) lacking ??= path;
		prompts.set(path, text ?? "(not a file of the commit)");
	}
	const unread = {
		problem: "is missing at the base commit",
		fix: ""
	};
	const parsed = parseConfig(configs, (path) => prompts.get(path) ?? unread);
	return parsed.ok ? {
		config: parsed.config,
		lacking
	} : "not valid";
}
function configsIn(tree) {
	return [...tree.keys()].filter((path) => /(^|\/)converra\.ya?ml$/.test(path));
}
async function configFilesOf(base, { inputs, config, context }) {
	const isNamed = (0, import_picomatch.default)([...inputs.configPatterns], { dot: true });
	const tree = await base.readTree();
	const named = [...tree.keys()].filter((path) => isNamed(path));
	const files = [...new Set([...config.files, ...named])];
	if (files.some((path) => tree.has(path))) return files;
	const usual = configsIn(tree);
	if (usual.length === 0 || context.commit === void 0) return files;
	const head = await base.files.readTree(context.commit);
	return [...files, ...usual.filter((path) => !head.has(path))];
}
async function readerOf(base, workspace) {
	const tree = await base.readTree();
	return async (path) => {
		const { mode, sha } = tree.get(path) ?? {};
		const bytes = mode === "100644" || mode === "100755" ? regularFile(workspace, path) : void 0;
		return bytes !== void 0 && blobSha(bytes) === sha ? new TextDecoder().decode(bytes) : base.files.readTextAt({
			path,
			ref: base.commit
		});
	};
}
export { liveIdsOf as _, readBase as a, againstBase as c, withBaseSampling as d, candidateFingerprint as f, isSamplingStated as g, withModel as h, configsIn as i, asItStands as l, planAgents as m, changedSinceBase as n, agentsBehind as o, createInput as p, configAt as r, readOfHead as s, base_exports as t, carriesOurs as u };
