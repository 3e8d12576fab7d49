import { i as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";
import { isDeepStrictEqual } from "node:util";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname as dirname$1, join as join$1, resolve as resolve$1 } from "node:path";
// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
	issueCommand(name, {}, message);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
// node_modules/@actions/core/lib/summary.js
var __awaiter$1 = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	filePath() {
		return __awaiter$1(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	write(options) {
		return __awaiter$1(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	clear() {
		return __awaiter$1(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	stringify() {
		return this._buffer;
	}
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	addEOL() {
		return this.addRaw(EOL);
	}
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
// node_modules/@actions/core/lib/core.js
var __awaiter = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
var ExitCode;
(function(ExitCode) {
	ExitCode[ExitCode["Success"] = 0] = "Success";
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
function debug(message) {
	issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
	process.stdout.write(message + os.EOL);
}
function startGroup(name) {
	issue("group", name);
}
function endGroup() {
	issue("endgroup");
}
function group(name, fn) {
	return __awaiter(this, void 0, void 0, function* () {
		startGroup(name);
		let result;
		try {
			result = yield fn();
		} finally {
			endGroup();
		}
		return result;
	});
}
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}
// src/clock.ts
const DAY_MS = 864e5;
const systemClock = {
	now: () => Date.now(),
	sleep: (ms, signal) => new Promise((resolve, reject) => {
		if (signal?.aborted) {
			reject(signal.reason);
			return;
		}
		const onAbort = () => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener("abort", onAbort);
			resolve();
		}, ms);
		signal?.addEventListener("abort", onAbort, { once: true });
	})
};
// src/runs/ledger.ts
function createLedger(save) {
	let state = EMPTY;
	const ours = new Map();
	const change = (next) => {
		state = next;
		save(next);
	};
	const without = (intent) => state.intents.filter((other) => other !== intent);
	return {
		intend: (intent) => change({
			...state,
			intents: [...state.intents, intent]
		}),
		withdraw: (intent) => change({
			...state,
			intents: without(intent)
		}),
		started: (intent, id) => {
			ours.set(id, intent.work.kind);
			change({
				intents: without(intent),
				running: [...state.running, {
					id,
					kind: intent.work.kind
				}]
			});
		},
		ended: (id) => change({
			...state,
			running: state.running.filter((run) => run.id !== id)
		}),
		state: () => state,
		isOurs: (id) => ours.has(id),
		count: (wanted) => {
			return [...ours.values()].filter((kind) => wanted === void 0 || kind === wanted).length;
		}
	};
}
const EMPTY = {
	intents: [],
	running: []
};
function parseLedgerState(text) {
	try {
		const { intents, running } = JSON.parse(text);
		if (Array.isArray(intents) && Array.isArray(running)) return {
			intents,
			running
		};
	} catch {}
	return EMPTY;
}
// src/errors.ts
var ActionError = class extends Error {
	name = "ActionError";
	hint;
	constructor(message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.hint = options.hint;
	}
};
var ConfigError = class extends ActionError {
	name = "ConfigError";
	issues;
	constructor(issues) {
		const count = issues.length === 1 ? "1 mistake" : `${issues.length} mistakes`;
		const files = [...new Set(issues.map((issue) => issue.file))];
		super(`${files.join(", ")} ${files.length === 1 ? "has" : "have"} ${count}`, { hint: "Each is named with its line; nothing was sent to Converra." });
		this.issues = issues;
	}
};
var ServiceError = class extends ActionError {
	name = "ServiceError";
	kind;
	method;
	path;
	status;
	code;
	about;
	ambiguous;
	constructor(message, data) {
		super(message, data);
		this.kind = data.kind;
		this.method = data.method;
		this.path = data.path;
		this.status = data.status;
		this.code = data.code;
		this.about = data.about;
		this.ambiguous = data.ambiguous ?? false;
	}
};
function refusalOf(error) {
	if (error instanceof ServiceError && error.kind !== "unauthorized") return error;
	throw error;
}
function denialOf(error) {
	if (error instanceof ServiceError && error.status !== 401) return error;
	throw error;
}
async function unlessGone(asked) {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof ServiceError && error.kind === "not-found") return void 0;
		throw error;
	}
}
function messageOf(error) {
	return error instanceof Error ? error.message : String(error);
}
function withHint({ message, hint }) {
	return hint === void 0 ? message : `${message}. ${hint.replace(/\.$/, "")}`;
}
var RateLimitedError = class extends ServiceError {
	name = "RateLimitedError";
	retryAfterMs;
	constructor(message, data) {
		super(message, {
			...data,
			kind: "rate-limit",
			status: 429
		});
		this.retryAfterMs = data.retryAfterMs;
	}
};
var GitHubError = class extends ActionError {
	name = "GitHubError";
	status;
	permission;
	constructor(message, options = {}) {
		super(message, options);
		this.status = options.status;
		this.permission = options.permission;
	}
};
// src/runs/types.ts
function reportedOutcome(outcome) {
	const { key: agentKey, run, purpose, origin, status, reason, durationMs } = outcome;
	if (run === void 0 || status === "not-started" || status === "lost") return void 0;
	return {
		agentKey,
		runId: run.id,
		purpose,
		origin,
		status,
		reason,
		durationMs
	};
}
async function listRuns({ converra, signal }, kind) {
	return callsOf(converra, kind).list({ limit: 100 }, { signal });
}
async function runsOf$1({ converra, signal }, { kind, agentId }) {
	const { optimizations, benchmarks } = converra;
	return kind === "optimization" ? optimizations.ofAgent(agentId, { signal }) : benchmarks.list({
		agentId,
		limit: 100
	}, { signal });
}
async function getRun({ converra, signal }, kind, id) {
	return callsOf(converra, kind).get(id, { signal });
}
function callsOf({ optimizations, benchmarks }, kind) {
	return kind === "optimization" ? optimizations : benchmarks;
}
// src/runs/work.ts
function durationOf(run) {
	if (run?.completedAt === void 0) return void 0;
	const ms = Date.parse(run.completedAt) - Date.parse(run.createdAt);
	return ms > 0 ? ms : void 0;
}
function hasEnded(run) {
	return [
		"completed",
		"failed",
		"stopped"
	].includes(run.status);
}
function isUnderWay(run) {
	return !hasEnded(run);
}
const NO_RUNS = { ids: [] };
function knownOf(runs) {
	return runs.reduce(withRun, NO_RUNS);
}
function withRun({ ids, newest }, run) {
	const isNewer = newest === void 0 || Date.parse(run.createdAt) > Date.parse(newest);
	return {
		ids: [...ids, run.id],
		newest: isNewer ? run.createdAt : newest
	};
}
function isSince({ ids, newest }, run) {
	if (ids.includes(run.id)) return false;
	return newest === void 0 || Date.parse(run.createdAt) >= Date.parse(newest);
}
function identityOf({ kind, input }) {
	const { agentId, mode, variantCount, models } = input;
	return {
		kind,
		agentId,
		mode,
		variantCount,
		models
	};
}
function isSameWork(wanted, run) {
	const { mode, variantCount, models = [] } = run;
	return run.agentId === wanted.agentId && (mode ?? wanted.mode) === wanted.mode && (variantCount ?? wanted.variantCount) === wanted.variantCount && (models.length === 0 || isSameSet(models, wanted.models ?? []));
}
function isSameSet(a, b) {
	return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
}
// src/runs/stop.ts
async function stopRuns(runs, reason, { converra, signal }) {
	const stopped = [];
	const failed = [];
	await Promise.all(runs.map(async ({ id, kind }) => {
		if (kind === "benchmark") {
			failed.push({
				id,
				reason: "the service has no way to stop a benchmark"
			});
			return;
		}
		try {
			if (await converra.optimizations.stop(id, { reason }, { signal })) stopped.push(id);
		} catch (error) {
			failed.push({
				id,
				reason: error instanceof ActionError ? error.message : String(error)
			});
		}
	}));
	return {
		stopped,
		failed
	};
}
async function findLeftovers({ running, intents }, ports) {
	const found = running.filter(({ kind }) => kind === "optimization");
	for (const intent of intents.filter(({ work }) => work.kind === "optimization")) for (const { id } of await claimedBy(intent, ports)) if (!found.some((one) => one.id === id)) found.push({
		id,
		kind: "optimization"
	});
	return found;
}
async function claimedBy({ work, known }, ports) {
	const { kind, agentId } = work;
	try {
		const claimed = [];
		for (const run of await runsOf$1(ports, work)) {
			if (hasEnded(run) || !isSince(known, run) || !isSameWork(work, run)) continue;
			const details = await getRun(ports, kind, run.id);
			if (isSameWork(work, details)) claimed.push(details);
		}
		return claimed;
	} catch (error) {
		const reason = messageOf(error);
		ports.log(`Could not look for a run on ${agentId} that may have been started: ${reason}.`);
		return [];
	}
}
// src/commands/post.ts
const NOTHING = "Nothing was left running.";
async function stopLeftovers(saved, createConverra) {
	const state = parseLedgerState(saved);
	if (state.running.length === 0 && state.intents.length === 0) return [NOTHING];
	const lines = [];
	const ports = {
		converra: await createConverra(),
		log: (line) => lines.push(line)
	};
	const running = await findLeftovers(state, ports);
	if (running.length === 0) return lines.length > 0 ? lines : [NOTHING];
	const { stopped, failed } = await stopRuns(running, "converra-gate: the workflow ended before the run did", ports);
	const ended = running.length - stopped.length - failed.length;
	return [
		...lines,
		...stopped.map((id) => `Stopped ${id}.`),
		...ended > 0 ? [`${ended} had ended by itself.`] : [],
		...failed.map((one) => `Could not stop ${one.id}: ${one.reason}. Stop it in Converra.`)
	];
}
// src/config/data.ts
function valueAt(data, path) {
	return path.reduce((value, segment) => typeof value === "object" && value !== null && Object.hasOwn(value, segment) ? value[segment] : void 0, data);
}
function isSection(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function agentKeys({ data }) {
	const agents = valueAt(data, ["agents"]);
	if (!isSection(agents)) return [];
	return Object.keys(agents).filter((key) => isSection(agents[key]));
}
// src/payload.ts
function readPullRequest$1(payload) {
	const pull = at(payload, "pull_request");
	const number = at(pull, "number");
	const headSha = sha(at(pull, "head", "sha"));
	if (typeof number !== "number" || headSha === void 0) throw new ActionError("the event's payload names no pull request with a number and a head commit", { hint: "Run on pull_request as GitHub sends it; a local runner needs GITHUB_EVENT_PATH to name the payload's file." });
	const labels = at(pull, "labels");
	const head = text$2(at(pull, "head", "repo", "full_name"));
	return {
		number,
		headSha,
		baseSha: sha(at(pull, "base", "sha")),
		fork: head === void 0 || head !== text$2(at(pull, "base", "repo", "full_name")),
		labels: Array.isArray(labels) ? labels.flatMap((label) => text$2(at(label, "name")) ?? []) : [],
		headRef: text$2(at(pull, "head", "ref")) ?? "",
		baseRef: text$2(at(pull, "base", "ref")),
		author: text$2(at(pull, "user", "type")),
		sender: text$2(at(payload, "sender", "type"))
	};
}
function readAskingComment(payload) {
	const id = at(payload, "comment", "id");
	const login = text$2(at(payload, "comment", "user", "login"));
	const number = at(payload, "issue", "number");
	if (typeof id !== "number" || login === void 0 || typeof number !== "number") return void 0;
	return {
		id,
		login,
		body: text$2(at(payload, "comment", "body")) ?? "",
		createdAt: text$2(at(payload, "comment", "created_at")) ?? "",
		isPerson: at(payload, "comment", "user", "type") === "User",
		pullRequest: at(payload, "issue", "pull_request") === void 0 ? void 0 : number
	};
}
function readMergeGroup(payload) {
	const headRef = text$2(at(payload, "merge_group", "head_ref"));
	const baseSha = sha(at(payload, "merge_group", "base_sha"));
	if (headRef === void 0 || baseSha === void 0) return void 0;
	return {
		headRef: branchOf(headRef) ?? headRef,
		baseSha
	};
}
function readEndedRun(payload) {
	const run = at(payload, "workflow_run");
	const id = at(run, "id");
	const headSha = sha(at(run, "head_sha"));
	if (typeof id !== "number" || !Number.isSafeInteger(id) || headSha === void 0) return void 0;
	return {
		id: String(id),
		event: text$2(at(run, "event")) ?? "",
		headSha,
		headRepository: text$2(at(run, "head_repository", "full_name"))
	};
}
const branchOf = (ref) => /^refs\/heads\/(.+)$/.exec(ref)?.[1];
const at = (payload, ...path) => valueAt(payload, path);
const text$2 = (value) => typeof value === "string" && value !== "" ? value : void 0;
function sha(value) {
	const found = text$2(value);
	return found && /^[0-9a-f]{7,64}$/i.test(found) && !/^0+$/.test(found) ? found : void 0;
}
// src/event.ts
function loadContext() {
	return readContext({
		GITHUB_WORKSPACE: process.cwd(),
		RUNNER_TEMP: tmpdir(),
		...process.env
	}, payload());
}
function payload() {
	try {
		return JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH ?? "", "utf8"));
	} catch {
		return;
	}
}
function readContext(env, payload) {
	const event = env.GITHUB_EVENT_NAME ?? "";
	const [owner = "", repo = ""] = (env.GITHUB_REPOSITORY ?? "").split("/");
	const pullRequest = isPullRequest(event) ? readPullRequest$1(payload) : void 0;
	const mergeGroup = event === "merge_group" ? readMergeGroup(payload) : void 0;
	const eventHead = /^(merge_group|workflow_run)$/.test(event) ? sha(at(payload, event, "head_sha")) : void 0;
	const ref = env.GITHUB_REF ?? "";
	const refBranch = branchOf(ref);
	const defaultBranch = text$2(at(payload, "repository", "default_branch")) ?? (event === "schedule" ? refBranch : void 0);
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	const runId = env.GITHUB_RUN_ID ?? "";
	const repository = owner !== "" && repo !== "" ? `${owner}/${repo}` : void 0;
	return {
		event,
		action: text$2(at(payload, "action")),
		repository,
		commit: pullRequest?.headSha ?? eventHead ?? sha(env.GITHUB_SHA),
		baseCommit: pullRequest?.baseSha ?? mergeGroup?.baseSha ?? (event === "push" ? sha(at(payload, "before")) : void 0),
		ref,
		branch: pullRequest?.headRef ?? mergeGroup?.headRef ?? refBranch,
		defaultBranch,
		isDefaultBranch: !isReview(event) && refBranch !== void 0 && refBranch === defaultBranch,
		pullRequest,
		comment: event === "issue_comment" ? readAskingComment(payload) : void 0,
		endedRun: event === "workflow_run" ? readEndedRun(payload) : void 0,
		actor: env.GITHUB_ACTOR || void 0,
		workflow: env.GITHUB_WORKFLOW ?? "",
		jobName: env.GITHUB_JOB ?? "",
		runId,
		runUrl: repository && runId ? `${serverUrl}/${repository}/actions/runs/${runId}` : void 0,
		serverUrl,
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		workspace: env.GITHUB_WORKSPACE || ".",
		tempDir: env.RUNNER_TEMP || tmpdir()
	};
}
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
function isMerged({ event, isDefaultBranch }) {
	return isDefaultBranch && [
		"push",
		"schedule",
		"workflow_dispatch"
	].includes(event);
}
function resolveSync(input, pullRequestSync, context, command) {
	if (input !== "auto") return input;
	if (isMerged(context) && command !== "gate") return "live";
	if (pullRequestSync !== "live") return pullRequestSync;
	const { pullRequest: pull, defaultBranch } = context;
	return pull?.baseRef !== void 0 && pull.baseRef === defaultBranch && !pull.fork ? "live" : "preview";
}
// src/report/escape.ts
const INVISIBLE = new RegExp(`([\\t\\n]|${/(?<=\p{Emoji})(?:\uFE0E|\uFE0F)/u.source}|${/(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D(?=\p{Extended_Pictographic})/u.source}|${/(?<=\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Sinhala})(?:\u200C|\u200D)/u.source})|\\p{Cc}|\\p{Cf}|\\p{Cs}|\\p{Zl}|\\p{Zp}|\\p{Default_Ignorable_Code_Point}|\\p{Noncharacter_Code_Point}`, "gu");
const PLAIN = /^[\t\n -~]*$/;
function visible(text) {
	if (PLAIN.test(text)) return text;
	return text.replace(/\r\n/g, "\n").replace(INVISIBLE, (match, kept) => kept ?? escapeOf(match));
}
function escapeOf(character) {
	const code = character.codePointAt(0) ?? 0;
	const hex = code.toString(16).toUpperCase().padStart(4, "0");
	return code > 65535 ? `\\u{${hex}}` : `\\u${hex}`;
}
const NAME_MAX$3 = 60;
function oneLine$1(text, max = NAME_MAX$3) {
	const head = [...text.slice(0, 2 * max + 2).replace(/[\t\n\v\f\r \u2028\u2029]+/g, " ")];
	const whole = head.join("").trim();
	return visible(head.length > max || text.length > 2 * max + 2 ? `${head.slice(0, max).join("").trim()}…` : whole);
}
function hiddenJson(value) {
	return escapedJson(value, /[<>-]|[^\x20-\x7e]/g);
}
function escapedJson(value, characters) {
	return JSON.stringify(value).replace(characters, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
// src/github/workflow.ts
const SUMMARY_LIMIT = 1048576;
function runnerToolkit() {
	return {
		debug,
		error,
		getState,
		group,
		info,
		notice,
		saveState,
		setFailed,
		setOutput,
		setSecret,
		warning,
		summary
	};
}
function createWorkflow(toolkit = runnerToolkit()) {
	let summaryBytes = 0;
	let failed = false;
	return {
		info: (text) => toolkit.info(plainLogText(text)),
		debug: (text) => toolkit.debug(plainLogText(text)),
		group: (name, run) => toolkit.group(plainLogText(name), run),
		annotate: (annotation) => {
			const { level, message, title, file, line, endLine, column } = annotation;
			toolkit[level](plainLogText(message), {
				title: title && plainLogText(title),
				file,
				startLine: line,
				endLine,
				startColumn: column
			});
		},
		writeSummary: async (markdown) => {
			const text = markdown.endsWith("\n") ? markdown : `${markdown}\n`;
			const bytes = Buffer.byteLength(text);
			if (summaryBytes + bytes > SUMMARY_LIMIT) throw new ActionError(`Could not write the job summary: ${summaryBytes + bytes} bytes, and the runner drops more than ${SUMMARY_LIMIT}`, { hint: "The whole report is in the report files." });
			await appendSummary(toolkit.summary, text);
			summaryBytes += bytes;
		},
		setOutput: (name, value) => toolkit.setOutput(name, value),
		saveState: (name, value) => toolkit.saveState(name, value),
		getState: (name) => toolkit.getState(name),
		setFailed: (message) => {
			if (failed) {
				toolkit.info(plainLogText(message));
				return;
			}
			failed = true;
			toolkit.setFailed(plainLogText(message));
		},
		setSecret: (value) => {
			if (value !== "") toolkit.setSecret(value);
		}
	};
}
async function appendSummary(summary, text) {
	try {
		await summary.addRaw(text).write();
	} catch (error) {
		summary.emptyBuffer();
		throw new ActionError(`Could not write the job summary: ${messageOf(error)}`, {
			hint: "The whole report is in the report files.",
			cause: error
		});
	}
}
function plainLogText(text) {
	return visible(text.replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n")).replace(/(#[\uFE0E\uFE0F]?#[\uFE0E\uFE0F]?)\[/gu, "$1 [").replace(/^(\s*):(?=:)/gmu, "$1: ");
}
// src/config/nearest.ts
var import_fastest_levenshtein = __commonJSMin(((exports) => {
	exports.__esModule = true;
	exports.distance = exports.closest = void 0;
	var peq = new Uint32Array(65536);
	var myers_32 = function(a, b) {
		var n = a.length;
		var m = b.length;
		var lst = 1 << n - 1;
		var pv = -1;
		var mv = 0;
		var sc = n;
		var i = n;
		while (i--) peq[a.charCodeAt(i)] |= 1 << i;
		for (i = 0; i < m; i++) {
			var eq = peq[b.charCodeAt(i)];
			var xv = eq | mv;
			eq |= (eq & pv) + pv ^ pv;
			mv |= ~(eq | pv);
			pv &= eq;
			if (mv & lst) sc++;
			if (pv & lst) sc--;
			mv = mv << 1 | 1;
			pv = pv << 1 | ~(xv | mv);
			mv &= xv;
		}
		i = n;
		while (i--) peq[a.charCodeAt(i)] = 0;
		return sc;
	};
	var myers_x = function(b, a) {
		var n = a.length;
		var m = b.length;
		var mhc = [];
		var phc = [];
		var hsize = Math.ceil(n / 32);
		var vsize = Math.ceil(m / 32);
		for (var i = 0; i < hsize; i++) {
			phc[i] = -1;
			mhc[i] = 0;
		}
		var j = 0;
		for (; j < vsize - 1; j++) {
			var mv_1 = 0;
			var pv_1 = -1;
			var start_1 = j * 32;
			var vlen_1 = Math.min(32, m) + start_1;
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] |= 1 << k;
			for (var i = 0; i < n; i++) {
				var eq = peq[a.charCodeAt(i)];
				var pb = phc[i / 32 | 0] >>> i & 1;
				var mb = mhc[i / 32 | 0] >>> i & 1;
				var xv = eq | mv_1;
				var xh = ((eq | mb) & pv_1) + pv_1 ^ pv_1 | eq | mb;
				var ph = mv_1 | ~(xh | pv_1);
				var mh = pv_1 & xh;
				if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
				if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
				ph = ph << 1 | pb;
				mh = mh << 1 | mb;
				pv_1 = mh | ~(xv | ph);
				mv_1 = ph & xv;
			}
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] = 0;
		}
		var mv = 0;
		var pv = -1;
		var start = j * 32;
		var vlen = Math.min(32, m - start) + start;
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k;
		var score = m;
		for (var i = 0; i < n; i++) {
			var eq = peq[a.charCodeAt(i)];
			var pb = phc[i / 32 | 0] >>> i & 1;
			var mb = mhc[i / 32 | 0] >>> i & 1;
			var xv = eq | mv;
			var xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
			var ph = mv | ~(xh | pv);
			var mh = pv & xh;
			score += ph >>> m - 1 & 1;
			score -= mh >>> m - 1 & 1;
			if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
			if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
			ph = ph << 1 | pb;
			mh = mh << 1 | mb;
			pv = mh | ~(xv | ph);
			mv = ph & xv;
		}
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0;
		return score;
	};
	var distance = function(a, b) {
		if (a.length < b.length) {
			var tmp = b;
			b = a;
			a = tmp;
		}
		if (b.length === 0) return a.length;
		if (a.length <= 32) return myers_32(a, b);
		return myers_x(a, b);
	};
	exports.distance = distance;
	var closest = function(str, arr) {
		var min_distance = 1e400;
		var min_index = 0;
		for (var i = 0; i < arr.length; i++) {
			var dist = distance(str, arr[i]);
			if (dist < min_distance) {
				min_distance = dist;
				min_index = i;
			}
		}
		return arr[min_index];
	};
	exports.closest = closest;
}))();
const plain = (word) => word.toLowerCase().replace(/[-_ ]/g, "");
const letters = (word) => [...plain(word)].sort().join("");
function nearest(word, known) {
	const short = word.slice(0, 100);
	const sameLetters = known.find((candidate) => plain(candidate) === plain(short)) ?? known.find((candidate) => letters(candidate) === letters(short));
	if (sameLetters !== void 0 || known.length === 0) return sameLetters;
	const best = (0, import_fastest_levenshtein.closest)(short, known);
	return (0, import_fastest_levenshtein.distance)(short, best) <= Math.max(1, Math.floor(best.length / 3)) ? best : void 0;
}
// src/service/base-url.ts
const FIX = "Use https://converra.ai/api/v1, or http://127.0.0.1:<port>/api/v1 for an emulator on this machine.";
function isLoopbackHost(host) {
	return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
function checkBaseUrl(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url === void 0) throw new ActionError(`base-url "${text}" is not a URL`, { hint: FIX });
	if (url.username !== "" || url.password !== "") throw new ActionError("base-url holds a user name or a password", { hint: "Converra takes the key as a bearer token: give it as the API key only." });
	if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackHost(url.hostname))) throw new ActionError(`base-url "${text}" would send the API key unencrypted`, { hint: FIX });
	if (url.search !== "" || url.hash !== "") throw new ActionError(`base-url "${text}" has a query or a fragment`, { hint: FIX });
	url.pathname = url.pathname.replace(/\/+$/, "");
	return url;
}
function urlOf(base, path, query = {}) {
	const url = new URL(base);
	url.pathname = `${base.pathname.replace(/\/+$/, "")}${path}`;
	for (const [name, value] of Object.entries(query)) if (value !== void 0) url.searchParams.set(name, String(value));
	return url.href;
}
function pathSegment(id) {
	return id === "" || id === "." || id === ".." ? void 0 : encodeURIComponent(id);
}
function redirectTarget(from, location) {
	if (!location) return "a redirect without a location came back";
	if (!URL.canParse(location, from)) return "a redirect to an invalid location came back";
	const source = new URL(from);
	const target = new URL(location, from);
	if (target.host !== source.host) return `it redirects to another host, ${target.host || target.protocol}, and the key is not sent there`;
	if (target.protocol !== source.protocol && target.protocol !== "https:") return `it redirects to ${target.protocol}//, and the key is not sent there`;
	target.username = "";
	target.password = "";
	return target;
}
// src/headroom.ts
const OBJECTIONS = [
	"changed",
	"worse",
	"golden-set"
];
// src/winner-inputs.ts
const NAMES = [
	"optimization-id",
	"variant-id",
	"apply-despite"
];
function readWantedWinner(text, entriesOf) {
	const problems = [];
	const given = NAMES.filter((name) => text(name) !== "");
	if (given.length > 0 && text("command") !== "apply") problems.push(`${given.join(" and ")} can only stand beside command: apply`);
	for (const name of ["optimization-id", "variant-id"]) if (!/^[\w.:-]{0,200}$/.test(text(name))) problems.push(`${name} must be an id, but is ${JSON.stringify(text(name).slice(0, 60))}`);
	if (text("variant-id") !== "" && text("optimization-id") === "") problems.push("variant-id needs the optimization-id of the run that wrote it");
	const despite = entriesOf(text("apply-despite"));
	const [unknown] = despite.filter((one) => !OBJECTIONS.some((known) => known === one));
	if (unknown !== void 0) {
		const shown = JSON.stringify(unknown.slice(0, 60));
		problems.push(`apply-despite may name ${OBJECTIONS.join(", ")}, not ${shown}`);
	}
	return {
		winner: {
			optimizationId: text("optimization-id") || void 0,
			variantId: text("variant-id") || void 0,
			applyDespite: OBJECTIONS.filter((one) => despite.includes(one))
		},
		problems
	};
}
// src/inputs.ts
const CHOICES = {
	command: [
		"auto",
		"gate",
		"sync",
		"plan",
		"benchmark",
		"insights",
		"apply",
		"clean",
		"doctor",
		"comment"
	],
	sync: [
		"auto",
		"preview",
		"live",
		"off"
	],
	"changed-only": [
		"auto",
		"true",
		"false"
	],
	"fail-on": [
		"regression",
		"warning",
		"never"
	],
	comment: [
		"always",
		"on-change",
		"never"
	],
	write: ["true", "false"]
};
const INPUT_DEFAULTS = {
	"api-key": "",
	config: "converra.yml",
	command: "auto",
	agents: "",
	sync: "auto",
	"changed-only": "auto",
	"fail-on": "regression",
	"timeout-minutes": "120",
	"max-runs": "",
	"optimization-id": "",
	"variant-id": "",
	"apply-despite": "",
	write: "false",
	comment: "always",
	"comment-key": "",
	"github-token": "${{ github.token }}",
	"base-url": "https://converra.ai/api/v1",
	"report-dir": ""
};
var InputError = class extends ActionError {
	reportDir;
	constructor(message, options) {
		super(message, options);
		this.reportDir = options.reportDir;
	}
};
const WORKFLOW_WORDS = {
	nameOf: (input) => input,
	kind: "input",
	hint: "Correct them under `with:` in the workflow file."
};
const runnerSource = {
	get: (name) => getInput(name),
	names: () => givenNames(process.env),
	mask: (secret) => setSecret(secret)
};
function givenNames(env) {
	return Object.keys(env).flatMap((name) => /^INPUT_(.+)$/.exec(name)?.[1] ?? []).map((name) => name.toLowerCase());
}
function unknownInputs(names) {
	const known = Object.keys(INPUT_DEFAULTS);
	return names.filter((name) => !known.includes(name)).map((name) => {
		const meant = nearest(name, known);
		const fix = meant === void 0 ? `known are ${known.join(", ")}` : `did you mean ${meant}?`;
		return `${JSON.stringify(name.slice(0, 60))} is no input of this action; ${fix}`;
	});
}
const MAX_TIMEOUT_MINUTES = 10080;
const MAX_RUNS = 1e3;
function readInputs(source = runnerSource) {
	const apiKey = readSecret(source, "api-key");
	const githubToken = readSecret(source, "github-token");
	const { nameOf, kind, hint } = source.words ?? WORKFLOW_WORDS;
	const problems = [...unknownInputs(source.names?.() ?? [])];
	const text = (name) => source.get(name).trim() || INPUT_DEFAULTS[name];
	const refuse = (name, wanted) => {
		const stated = JSON.stringify(text(name).slice(0, 60));
		problems.push(`${nameOf(name)} must be ${wanted}, but is ${stated}`);
	};
	const choice = (name) => {
		const values = CHOICES[name];
		const found = values.find((value) => value === text(name));
		if (found === void 0) refuse(name, `one of ${values.join(", ")}`);
		return found ?? CHOICES[name][0];
	};
	const numeric = (name, pattern, max, wanted) => {
		const stated = text(name);
		if (stated === "") return void 0;
		const value = pattern.test(stated) ? Number(stated) : NaN;
		if (value <= max) return value;
		refuse(name, wanted);
	};
	if (apiKey !== void 0 && !/^[\x21-\x7e]+$/.test(apiKey.replace(/["'`]/g, " "))) problems.push(`${nameOf("api-key")} holds a space, a line break, a quote or another character no key has; store it again`);
	const timeout = numeric("timeout-minutes", /^(?=.*[1-9])\d+(\.\d+)?$/, MAX_TIMEOUT_MINUTES, `a number of minutes above 0, at most ${MAX_TIMEOUT_MINUTES} (fractions allowed)`);
	const baseUrl = text("base-url").replace(/\/+$/, "");
	try {
		checkBaseUrl(baseUrl);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		const why = error.message.replace(/^base-url/, nameOf("base-url"));
		problems.push([why, error.hint ?? []].flat().join(". ").replace(/\.$/, ""));
	}
	if (text("comment-key").length > 200 || /[\r\n]/.test(text("comment-key"))) refuse("comment-key", "one line of at most 200 characters");
	const agents = entriesOf(text("agents"), /[,\r\n]/);
	if (text("agents") !== "" && agents.length === 0) refuse("agents", "keys of agents, separated by commas or line breaks, or left out");
	const wanted = readWantedWinner(text, (list) => entriesOf(list, /[,\r\n]/));
	problems.push(...wanted.problems);
	const changedOnly = choice("changed-only");
	const inputs = {
		apiKey,
		configPatterns: entriesOf(text("config"), /\r?\n/),
		command: choice("command"),
		agents,
		sync: choice("sync"),
		changedOnly: changedOnly === "auto" ? "auto" : changedOnly === "true",
		failOn: choice("fail-on"),
		timeoutMs: (timeout ?? 0) * 6e4,
		maxRuns: numeric("max-runs", /^\d+$/, MAX_RUNS, `a whole number from 0 to ${MAX_RUNS}`),
		...wanted.winner,
		write: choice("write") === "true",
		comment: choice("comment"),
		commentKey: text("comment-key"),
		githubToken,
		baseUrl,
		reportDir: text("report-dir") || void 0
	};
	if (problems.length > 0) {
		const count = problems.length === 1 ? `an ${kind} is wrong` : `${problems.length} ${kind}s are wrong`;
		const { reportDir } = inputs;
		throw new InputError(`${count}: ${problems.join("; ")}`, {
			hint,
			reportDir
		});
	}
	return inputs;
}
function readSecret(source, name) {
	const secret = source.get(name).trim();
	if (secret === "") return void 0;
	source.mask(secret);
	return secret;
}
function entriesOf(text, separator) {
	const entries = text.split(separator).map((entry) => entry.trim());
	return [...new Set(entries.filter((entry) => entry !== ""))];
}
// src/domain.ts
function worstOf(worstFirst, found) {
	return worstFirst.find((one) => found.includes(one));
}
const GATE_RESULTS = [
	"fail",
	"warn",
	"pass"
];
const PLAN_ACTIONS = [
	"conflicting",
	"drifted",
	"not-compared",
	"create",
	"update",
	"unchanged"
];
const FINDINGS = [
	"regressed",
	"below-min",
	"inconclusive",
	"improved",
	"unchanged"
];
const VERDICTS = [
	"regressed",
	"incomplete",
	"inconclusive",
	"not-evaluated",
	"improved",
	"unchanged",
	"skipped"
];
// src/account.ts
const ACCOUNT_ACTIONS = [
	"conflicting",
	"drifted",
	"not-compared",
	"delete",
	"create",
	"update",
	"unchanged"
];
function conflicting(entry, reason) {
	return {
		...entry,
		action: "conflicting",
		reason
	};
}
// src/report/markdown.ts
function inline(...parts) {
	return parts.flatMap((part) => {
		if (typeof part === "string") return hostileText(part);
		return isNode(part) ? [part] : inline(...part);
	});
}
function isNode(part) {
	return !Array.isArray(part);
}
function hostileText(value) {
	const safe = unlinked(visible(value).replace(/\s*\n\s*/g, " "));
	const pieces = safe.split("$");
	if (pieces.length < 3) return safe === "" ? [] : [text$1(safe)];
	return pieces.flatMap((piece, index) => {
		const dollar = index === 0 ? [] : [
			html$1("<span>"),
			text$1("$"),
			html$1("</span>")
		];
		return piece === "" ? dollar : [...dollar, text$1(piece)];
	});
}
function text$1(value) {
	return {
		type: "text",
		value
	};
}
function html$1(value) {
	return {
		type: "html",
		value
	};
}
function strong$1(...parts) {
	return {
		type: "strong",
		children: inline(...parts)
	};
}
function emphasis$1(...parts) {
	return {
		type: "emphasis",
		children: inline(...parts)
	};
}
function code$2(value) {
	const shown = withoutComments(oneLine$1(value, 200));
	return shown === "" ? text$1("(empty)") : {
		type: "inlineCode",
		value: shown
	};
}
const OUR_DOCS = /(https:\/\/github\.com\/converra\/gate\/blob\/main\/docs\/[\w-]+\.md)/;
function prose(message, max) {
	return oneLine$1(message, max).split(/(?<!`)`([^`]+)`(?!`)/).map((piece, index) => index % 2 === 1 ? code$2(piece) : withDocLinks(piece));
}
function withDocLinks(text) {
	return text.split(OUR_DOCS).map((piece, index) => index % 2 === 1 ? link$1(piece, piece.replace(/^.*\//, "")) : piece);
}
function link$1(url, ...parts) {
	if (url === void 0 || !/^https?:\/\//.test(url)) return parts;
	return {
		type: "link",
		url,
		children: inline(...parts)
	};
}
function paragraph$1(...parts) {
	return {
		type: "paragraph",
		children: inline(...parts)
	};
}
function heading$1(depth, ...parts) {
	return {
		type: "heading",
		depth,
		children: inline(...parts)
	};
}
function small(...parts) {
	return {
		type: "paragraph",
		children: [
			html$1("<sub>"),
			...inline(...parts),
			html$1("</sub>")
		]
	};
}
function list$2(items) {
	return {
		type: "list",
		ordered: false,
		spread: false,
		children: items.map((children) => ({
			type: "listItem",
			spread: false,
			children: [...children]
		}))
	};
}
function table(align, head, rows) {
	return {
		type: "table",
		align: [...align],
		children: [row(head), ...rows.map(row)]
	};
}
function row(cells) {
	return {
		type: "tableRow",
		children: cells.map((cell) => ({
			type: "tableCell",
			children: inline(cell)
		}))
	};
}
function fence(language, lines) {
	return {
		type: "code",
		lang: language,
		value: withoutComments(visible(lines.join("\n")))
	};
}
function alert(kind, first, rest = []) {
	return {
		type: "blockquote",
		children: [{
			type: "paragraph",
			children: [html$1(`[!${kind}]\n`), ...inline(first)]
		}, ...rest]
	};
}
function details(summary, children, options = {}) {
	return [
		foldStart(summary, options),
		...children,
		foldEnd()
	];
}
function foldStart({ name, rest }, { open = false } = {}) {
	const bold = name === void 0 ? "" : `<b>${summaryText(name)}</b>: `;
	return html$1(`${open ? "<details open>" : "<details>"}\n<summary>${bold}${summaryText(rest)}</summary>`);
}
function foldEnd() {
	return html$1("</details>");
}
function summaryText(value) {
	return escapeHtml(unlinked(oneLine$1(value, 120))).replace(/\$/g, "<span>$$</span>");
}
const BREAK = "​";
function unlinked(text) {
	return withoutComments(text).replace(/@(?=[\p{L}\p{N}_-]|$)/gu, `@${BREAK}`).replace(/#(?=\d|$)/g, `#${BREAK}`).replace(/\b(GH)-(?=\d|$)/gi, `$1-${BREAK}`).replace(/:(?=\/\/)/g, `:${BREAK}`).replace(/www(?=\.)/gi, `$&${BREAK}`).replace(/(\/(?:issues|pulls?|discussions|commit|compare)\/)(?=\w)/gi, `$1${BREAK}`);
}
function withoutComments(text) {
	return text.replace(/<!--/g, `<${BREAK}!--`);
}
function escapeHtml(text) {
	return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
// src/report/account-content.ts
const NAME_MAX$2 = 120;
const VALUE_MAX = 160;
const REASON_MAX$3 = 400;
function accountCounts(entries = []) {
	const labels = entries.map(label$1);
	const kinds = ACCOUNT_ACTIONS.flatMap((action) => [false, true].map((done) => label$1({
		action,
		done
	})));
	const parts = [...new Set(kinds)].flatMap((kind) => {
		const count = labels.filter((one) => one === kind).length;
		return count === 0 ? [] : [`${count} ${kind}`];
	});
	return parts.length === 0 ? void 0 : parts.join(", ");
}
function label$1({ action, done }) {
	if (action === "not-compared") return "not compared";
	if (action !== "create" && action !== "update" && action !== "delete") return action === "drifted" && done ? "overwritten" : action;
	return done ? `${action}d` : `to ${action}`;
}
function accountLine(entry) {
	return `${oneLine$1(entry.name, NAME_MAX$2)} ${endOf$1(entry)}`;
}
function endOf$1(entry) {
	const { from, to, reason } = entry;
	const change = from === void 0 && to === void 0 ? "" : `, ${oneLine$1(from ?? "nothing", VALUE_MAX)} → ${oneLine$1(to ?? "nothing", VALUE_MAX)}`;
	return `${label$1(entry)}${change}: ${oneLine$1(reason, REASON_MAX$3)}.`;
}
function accountBlocks({ account = [] }, { agents, rows }) {
	const counts = accountCounts(account);
	if (counts === void 0) return [];
	const changes = account.filter(({ action }) => action !== "unchanged");
	const shown = agents === "none" ? 0 : rows;
	const items = changes.slice(0, shown).map((entry) => [paragraph$1(code$2(oneLine$1(entry.name, NAME_MAX$2)), " ", prose(endOf$1(entry), 900))]);
	const hidden = changes.length - shown;
	if (hidden > 0) items.push([paragraph$1(`${hidden} more in report.html.`)]);
	const head = paragraph$1(strong$1("Account"), `: ${counts}.`);
	return items.length === 0 ? [head] : [head, list$2(items)];
}
// src/report/format.ts
const NBSP$1 = "\xA0";
const MINUS = "−";
const SECOND = 1e3;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
function grouped$1(count) {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
function decimal(value) {
	const rounded = value.toFixed(1);
	if (rounded === "-0.0") return "0.0";
	return rounded.replace("-", MINUS);
}
function range(values, show = decimal) {
	const [low, high] = [show(Math.min(...values)), show(Math.max(...values))];
	return low === high ? low : `${low} to ${high}`;
}
function signed(value) {
	const text = decimal(value);
	return value > 0 && text !== "0.0" ? `+${text}` : text;
}
function liftPercent(value) {
	return `${signed(value)}${NBSP$1}%`;
}
function share(value) {
	const percent = value * 100;
	if (percent > 99.9 && percent < 100) return `>${NBSP$1}99.9${NBSP$1}%`;
	const digits = percent > 99 && percent < 100 ? 1 : 0;
	return `${percent.toFixed(digits)}${NBSP$1}%`;
}
function probability(p) {
	if (p < .001) return `<${NBSP$1}0.001`;
	return p.toFixed(p < .1 ? 3 : 2);
}
function deltaWithInterval(delta, interval) {
	if (interval === void 0) return signed(delta);
	const [low, high] = interval;
	const below = delta - low;
	const above = high - delta;
	if (Math.abs(below - above) < .1) return `${signed(delta)}${NBSP$1}±${NBSP$1}${decimal((below + above) / 2)}`;
	return `${signed(delta)}, from${NBSP$1}${signed(low)} to${NBSP$1}${signed(high)}`;
}
function fromTo$1(before, after) {
	return [`${decimal(before)}${NBSP$1}→${NBSP$1}`, decimal(after)];
}
function plural(count, one, many = `${one}s`) {
	return `${grouped$1(count)}${NBSP$1}${count === 1 ? one : many}`;
}
function duration(ms) {
	const seconds = Math.round(Math.max(0, ms) / SECOND);
	if (seconds < 60) return `${seconds}${NBSP$1}s`;
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) return `${minutes}${NBSP$1}min`;
	const rest = minutes % 60;
	const hours = `${Math.floor(minutes / 60)}${NBSP$1}h`;
	return rest === 0 ? hours : `${hours}${NBSP$1}${rest}${NBSP$1}min`;
}
function age(iso, nowIso) {
	const ms = Date.parse(nowIso) - Date.parse(iso);
	if (Number.isNaN(ms)) return void 0;
	if (ms < MINUTE) return "under a minute";
	if (ms < HOUR) return plural(Math.floor(ms / MINUTE), "minute");
	if (ms < DAY) return plural(Math.floor(ms / HOUR), "hour");
	return plural(Math.floor(ms / DAY), "day");
}
const MONTHS = "January February March April May June July August September October November December".split(" ");
function dayOf(at) {
	const time = new Date(at);
	return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]}`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function sentence(text) {
	const once = (/^[a-z]+[ ,;:]/.test(text) ? capital(text) : text).replace(/(?<!\.)\.\.(?=\s|$)/g, ".");
	return /[.!?…]$/.test(once) ? once : `${once}.`;
}
function sentenceList(items) {
	if (items.length < 2) return items.join("");
	return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
// src/report/clean-content.ts
const NAME_MAX$1 = 120;
const WHY_MAX = 300;
const SHOWN = 20;
const NOUNS = {
	copy: ["copy", "copies"],
	run: ["run", "runs"],
	benchmark: ["benchmark", "benchmarks"]
};
const DONE = {
	copy: "archived",
	run: "stopped",
	benchmark: "deleted"
};
function cleanedCounts(items) {
	const parts = Object.keys(NOUNS).flatMap((what) => [
		"removed",
		"to-remove",
		"failed"
	].flatMap((state) => {
		const count = items.filter((item) => item.what === what && item.state === state).length;
		return count === 0 ? [] : [`${plural(count, ...NOUNS[what])} ${doneWord(what, state)}`];
	}));
	return parts.length === 0 ? void 0 : sentenceList(parts);
}
function doneWord(what, state) {
	return {
		removed: "",
		"to-remove": "to be ",
		failed: "not "
	}[state] + DONE[what];
}
function cleanedLine(item) {
	return `${oneLine$1(item.id, NAME_MAX$1)}${nameOf(item)}: ${endOf(item)}`;
}
function nameOf({ name }) {
	return name === void 0 ? "" : ` "${oneLine$1(name, NAME_MAX$1)}"`;
}
function endOf({ what, why, state, problem }) {
	const because = state === "failed" ? `${problem ?? "nobody knows why"} (${why})` : why;
	return `${doneWord(what, state)}, ${oneLine$1(because, WHY_MAX)}.`;
}
function cleanBlocks({ cleaned = [] }) {
	const counts = cleanedCounts(cleaned);
	if (counts === void 0) return [];
	const items = cleaned.slice(0, SHOWN).map((item) => [paragraph$1(code$2(oneLine$1(item.id, NAME_MAX$1)), `${nameOf(item)}: `, prose(endOf(item), WHY_MAX))]);
	const hidden = cleaned.length - SHOWN;
	if (hidden > 0) items.push([paragraph$1(`${plural(hidden, "more item")} in report.html.`)]);
	return [paragraph$1(strong$1("Cleaned"), `: ${counts}.`), list$2(items)];
}
// src/report/model.ts
const REPORT_COMMANDS = [
	"gate",
	"sync",
	"plan",
	"benchmark",
	"insights",
	"apply",
	"clean"
];
const LEVELS = [
	"error",
	"warning",
	"notice"
];
function worstNoticesFirst({ notices }) {
	return LEVELS.flatMap((level) => notices.filter((one) => one.level === level));
}
// src/service/assumptions/assumption.ts
function brokenSentence(broken) {
	const { id, assumed, seen, otherwise } = broken;
	return `Assumption ${id} does not hold. Assumed: ${assumed}. Seen: ${seen}. So ${otherwise}.`;
}
// src/verdict/noise.ts
const PRIOR_SD = {
	validation: 2.5,
	exploratory: 5
};
const PRIOR_DF = 2.5;
const PRIOR_CORRELATION = .3;
const MAD_TO_SD = 1.4826;
const MAD_EFFICIENCY = .4;
const HEAPS_APART = 3;
function emptyPool(channels) {
	const zeros = () => new Array(channels).fill(0);
	return {
		squares: zeros(),
		degreesOfFreedom: zeros()
	};
}
function copyPool({ squares, degreesOfFreedom }) {
	return {
		squares: [...squares],
		degreesOfFreedom: [...degreesOfFreedom]
	};
}
function addToPool(pool, channel, squares, degreesOfFreedom) {
	pool.squares[channel] = (pool.squares[channel] ?? 0) + squares;
	pool.degreesOfFreedom[channel] = (pool.degreesOfFreedom[channel] ?? 0) + degreesOfFreedom;
}
function addGroup(pool, channels, group) {
	for (let column = 0; column < channels.length; column += 1) {
		const n = group.n[column] ?? 0;
		if (n > 1) addToPool(pool, channels[column] ?? 0, group.squares[column] ?? 0, n - 1);
	}
}
function addGrowth(pool, channels, before, after) {
	for (let column = 0; column < channels.length; column += 1) {
		const squares = (after.squares[column] ?? 0) - (before.squares[column] ?? 0);
		const one = Math.max(1, before.n[column] ?? 0);
		const degreesOfFreedom = Math.max(1, after.n[column] ?? 0) - one;
		addToPool(pool, channels[column] ?? 0, squares, degreesOfFreedom);
	}
}
function noiseOf(channels, pool) {
	const totals = {
		validation: {
			squares: 0,
			degreesOfFreedom: 0
		},
		exploratory: {
			squares: 0,
			degreesOfFreedom: 0
		}
	};
	channels.forEach(({ mode, meanOf }, index) => {
		if (meanOf !== void 0) return;
		totals[mode].squares += pool.squares[index] ?? 0;
		totals[mode].degreesOfFreedom += pool.degreesOfFreedom[index] ?? 0;
	});
	return channels.map(({ mode, meanOf }, index) => {
		const squares = pool.squares[index] ?? 0;
		const known = pool.degreesOfFreedom[index] ?? 0;
		const documented = PRIOR_SD[mode] ** 2;
		const others = meanOf === void 0 ? 1 : 0;
		const share = meanOf === void 0 ? 1 : shareOfMean(meanOf);
		const raised = (PRIOR_DF * documented + totals[mode].squares - others * squares) / (PRIOR_DF + totals[mode].degreesOfFreedom - others * known);
		const prior = Math.max(documented, raised) * share;
		const degreesOfFreedom = PRIOR_DF + known;
		return {
			variance: (PRIOR_DF * prior + squares) / degreesOfFreedom,
			degreesOfFreedom
		};
	});
}
function shareOfMean(metrics) {
	return (1 + (metrics - 1) * PRIOR_CORRELATION) / Math.max(1, metrics);
}
function spreadOf(differences) {
	const n = differences.length;
	if (n < 3) return void 0;
	const centre = median(differences);
	const deviation = median(differences.map((value) => Math.abs(value - centre)));
	const sd = MAD_TO_SD * deviation * (1 + .9 / n);
	const rises = differences.filter((value) => value > 0);
	const square = rises.reduce((sum, value) => sum + value ** 2, 0) / rises.length;
	if (rises.length >= Math.max(3, n / 5) && HEAPS_APART * square < sd ** 2) return {
		variance: square,
		degreesOfFreedom: rises.length / 2
	};
	return {
		variance: sd ** 2,
		degreesOfFreedom: MAD_EFFICIENCY * (n - 1)
	};
}
function excessOf(squares, degreesOfFreedom) {
	const known = 1 + degreesOfFreedom;
	return {
		factor: Math.max(1, (1 + squares) / known),
		degreesOfFreedom: known
	};
}
function meanOf(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function squaresOf(values) {
	const mean = meanOf(values);
	return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
function median(values) {
	const sorted = new Float64Array(values).sort();
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? 0;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? 0)) / 2;
}
// src/verdict/metric.ts
function own$4(values, name) {
	return Object.hasOwn(values, name) ? values[name] : void 0;
}
function directed(score, direction) {
	if (score === void 0 || !Number.isFinite(score)) return NaN;
	return direction === "lower" ? 100 - score : score;
}
function isLoss(finding) {
	return finding === "regressed" || finding === "below-min";
}
function sampleOf(measurements, metric, direction) {
	const values = measurements.map(({ scores }) => directed(scores[metric], direction)).filter((value) => Number.isFinite(value));
	const n = values.length;
	if (n === 0) return void 0;
	const mean = meanOf(values);
	return n < 2 ? {
		n,
		mean
	} : {
		n,
		mean,
		sd: Math.sqrt(squaresOf(values) / (n - 1))
	};
}
function metricNames(measurements) {
	const names = new Set();
	for (const { scores } of measurements) for (const name of Object.keys(scores)) names.add(name);
	return names;
}
function metricLabel(name) {
	const spaced = name.replace(/[_-]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2");
	return spaced === name ? name : spaced.toLowerCase();
}
// src/verdict/acceptance.ts
function lossesOf({ metrics }) {
	return metrics.filter(({ finding }) => isLoss(finding));
}
function acceptable(verdict, rules) {
	if (!rules.accept) return "the base commit's gate.accept is false";
	if (verdict.verdict !== "regressed") return `the verdict is ${verdict.verdict.replace("-", " ")}, and only a proven drop can be accepted`;
	const accepted = [];
	for (const { metric, candidate, baseline, delta, min } of lossesOf(verdict)) {
		if (min !== void 0 && candidate.mean < min) return `${metricLabel(metric)} is ${candidate.mean.toFixed(1)}, below its minimum of ${min}, and a minimum holds for everybody: lower it in the config first`;
		if (delta === void 0) return `there is no baseline to tell by how much ${metricLabel(metric)} fell`;
		accepted.push({
			metric,
			baseline: baseline?.mean,
			candidate: candidate.mean,
			delta
		});
	}
	return accepted.length > 0 ? accepted : "no single metric carries the drop";
}
function uncovered(verdict, rules, accepted) {
	const lost = acceptable(verdict, rules);
	if (typeof lost === "string") return lost;
	for (const { metric, delta } of lost) {
		const before = accepted.metrics.find((one) => one.metric === metric);
		if (before === void 0) return `${metricLabel(metric)} got worse as well`;
		const [, best = delta] = verdict.metrics.find((one) => one.metric === metric)?.interval ?? [];
		if (best < before.delta) return `${metricLabel(metric)} fell by ${(-delta).toFixed(1)} points by now, clearly more than the ${(-before.delta).toFixed(1)} accepted`;
	}
}
function figuresOf(metrics) {
	return metrics.map(({ metric, baseline, candidate, delta }) => {
		const from = baseline === void 0 ? "" : `from ${baseline.toFixed(1)} `;
		return `${metricLabel(metric)} by ${(-delta).toFixed(1)} points, ${from}to ${candidate.toFixed(1)}`;
	}).join("; ");
}
function acceptedSentence({ by, reason, at, metrics }) {
	return `The drop is accepted for this commit by ${by} on ${at.slice(0, 10)} (${figuresOf(metrics)}), who says: ${reason}`;
}
// src/verdict/student.ts
function upperTail(t, degreesOfFreedom) {
	if (Number.isNaN(t) || !(degreesOfFreedom >= 1)) return NaN;
	const a = degreesOfFreedom / 2;
	const c = inverseBeta(a);
	const square = t * t / degreesOfFreedom;
	const beyond = square < 1e400 ? c * (1 + square) ** -a * millsRatio(square, a, c) : 0;
	return t < 0 ? 1 - beyond : beyond;
}
function upperQuantile(probability, degreesOfFreedom) {
	if (!(degreesOfFreedom >= 1 && probability >= 0 && probability <= 1)) return NaN;
	if (probability > .5) return -upperQuantile(1 - probability, degreesOfFreedom);
	if (probability === .5) return 0;
	if (probability === 0) return Number.POSITIVE_INFINITY;
	return Math.sqrt(degreesOfFreedom) * Math.sinh(solve(Math.log(probability), degreesOfFreedom));
}
const MAX_STEPS = 50;
function solve(wanted, df) {
	const a = df / 2;
	const c = inverseBeta(a);
	const atZero = (-Math.LN2 - wanted) / (2 * c);
	const farOut = Math.LN2 + (Math.log(c / df) - wanted) / df;
	let u = Math.min(atZero, farOut);
	for (let step = 0; step < MAX_STEPS; step += 1) {
		const square = Math.sinh(u) ** 2;
		const ratio = millsRatio(square, a, c);
		const change = (Math.log(c * ratio) - a * Math.log1p(square) - wanted) * ratio;
		u += change;
		if (Math.abs(change) < 1e-8 * u) break;
	}
	return u;
}
function millsRatio(square, a, c) {
	const x = 1 / (1 + square);
	const y = square / (1 + square);
	if (x <= (a + 1) / (a + 2.5)) return Math.sqrt(y) / (2 * a) * betaFraction(a, .5, x);
	return .5 / (c * x ** a) - Math.sqrt(y) * betaFraction(.5, a, y);
}
function betaFraction(a, b, x) {
	let c = 1;
	let d = 1 / (1 - (a + b) * x / (a + 1));
	let value = d;
	for (let m = 1; m <= 1e3; m += 1) {
		const k = a + 2 * m;
		const even = m * (b - m) * x / ((k - 1) * k);
		d = 1 / (1 + even * d);
		c = 1 + even / c;
		value *= d * c;
		const odd = -(a + m) * (a + b + m) * x / (k * (k + 1));
		d = 1 / (1 + odd * d);
		c = 1 + odd / c;
		const factor = d * c;
		value *= factor;
		if (Math.abs(factor - 1) < 1e-15) break;
	}
	return value;
}
function inverseBeta(a) {
	let factor = 1;
	let z = a;
	for (; z < 10; z += 1) factor *= z / (z + .5);
	const r = 1 / (z * z);
	const series = (-1 / 8 + r * (1 / 192 + r * (-1 / 640 + r * (17 / 14336 + r * (-31 / 18432))))) / z;
	return factor * Math.sqrt(z / Math.PI) * Math.exp(series);
}
// src/verdict/winner.ts
const ERROR = .05;
function againstBaseline(scores, metrics) {
	const distances = metrics.flatMap((comparison) => {
		const { metric, direction, baseline, noiseSd, degreesOfFreedom } = comparison;
		const score = directed(own$4(scores, metric), direction);
		if (Number.isNaN(score) || baseline === void 0 || baseline.n === 0) return [];
		if (noiseSd === void 0 || degreesOfFreedom === void 0) return [];
		const standardError = noiseSd * Math.sqrt(1 + 1 / baseline.n);
		const noise = upperQuantile(ERROR, degreesOfFreedom) * standardError;
		return [{
			metric,
			delta: score - baseline.mean,
			noise
		}];
	});
	return distances.length === 0 ? void 0 : distances;
}
function shortfallOf({ againstBaseline: all = [] }) {
	const beyond = ({ delta, noise }) => delta + noise;
	return all.filter((one) => beyond(one) < 0).toSorted((a, b) => beyond(a) - beyond(b))[0];
}
// src/verdict/policy.ts
function decideGate(inputs) {
	const reasons = inputs.flatMap((input) => {
		const concerns = [
			ofVerdict(input),
			ofHeadroom(input),
			ofModel(input),
			ofDecline(input),
			ofDrift(input)
		].filter((concern) => concern !== void 0);
		if (concerns.length === 0) return [];
		const action = worst(concerns);
		const reason = concerns.map((concern) => concern.reason).join(" ");
		return [{
			key: input.verdict.key,
			action,
			reason
		}];
	});
	return {
		result: worst(reasons),
		reasons
	};
}
function exitFails(gate, failOn) {
	switch (failOn) {
		case "regression": return gate.result === "fail";
		case "warning": return gate.result !== "pass";
		case "never": return false;
	}
}
function ofVerdict({ verdict, rules, accepted }) {
	const { reason } = verdict;
	switch (verdict.verdict) {
		case "regressed":
			if (accepted === void 0) return {
				action: "fail",
				reason
			};
			return ofAccepted(verdict, rules, accepted);
		case "inconclusive": return {
			action: rules.onInconclusive,
			reason
		};
		case "incomplete": return {
			action: rules.onIncomplete,
			reason
		};
		case "not-evaluated": return {
			action: rules.onNotEvaluated,
			reason
		};
		case "improved":
		case "unchanged":
		case "skipped": return;
	}
}
function ofAccepted({ metrics, unjudged }, { onInconclusive, onIncomplete }, accepted) {
	const concerns = [
		...metrics.filter(({ finding }) => finding === "inconclusive").map(({ explanation: reason }) => ({
			action: onInconclusive,
			reason
		})),
		...unjudged === void 0 ? [] : [{
			action: onIncomplete,
			reason: unjudged
		}],
		{
			action: "pass",
			reason: acceptedSentence(accepted)
		}
	];
	return {
		action: worst(concerns),
		reason: concerns.map(({ reason }) => reason).join(" ")
	};
}
function ofHeadroom({ headroom, rules }) {
	const { action, minLift } = rules.headroom;
	if (headroom?.lift === void 0 || headroom.lift < minLift || action === "pass") return;
	if (shortfallOf(headroom) !== void 0) return void 0;
	const regressed = headroom.goldenSet?.regressed ?? 0;
	const offer = `Converra found a variant with ${headroom.lift.toFixed(1)} % lift (gate.headroom.min-lift is ${minLift} %)`;
	if (regressed > 0) return {
		action: "warn",
		reason: `${offer}, but it is worse in ${regressed === 1 ? "1 golden scenario" : `${regressed} golden scenarios`}.`
	};
	if (headroom.band === "low") return {
		action: "warn",
		reason: `${offer}, with low confidence.`
	};
	return {
		action,
		reason: `${offer}.`
	};
}
function ofModel({ better, rules }) {
	const { action, minLift } = rules.headroom;
	if (better === void 0 || better.lift < minLift || action === "pass") return void 0;
	const { model, lift } = better;
	return {
		action,
		reason: `The benchmark shows ${lift.toFixed(1)} % lift with ${model} (gate.headroom.min-lift is ${minLift} %).`
	};
}
function ofDecline({ decline, verdict }) {
	if (decline === void 0 || verdict.verdict === "regressed") return void 0;
	return {
		action: "warn",
		reason: decline
	};
}
function ofDrift({ drifted, rules }) {
	if (drifted !== true || rules.onDrift === "overwrite") return void 0;
	return {
		action: rules.onDrift === "pull-request" ? "warn" : rules.onDrift,
		reason: "The live prompt was edited outside this repository."
	};
}
function worst(concerns) {
	const actions = concerns.map(({ action }) => action);
	return worstOf(GATE_RESULTS, actions) ?? "pass";
}
// src/commands/rules.ts
const RULES_NAMED = 12;
function leftAsideNotices({ leftAside }) {
	return leftAside.map(({ path, read }) => ({
		level: "warning",
		message: `${path} is not read: ${read} beside it is`,
		hint: "Delete one of the two, or name both as the config."
	}));
}
function loosenedNotice(loosened, policy) {
	if (loosened.length === 0) return [];
	const groups = grouped(loosened);
	const named = groups.slice(0, RULES_NAMED).join("; ");
	const more = groups.length - RULES_NAMED;
	return [{
		level: "warning",
		message: `This pull request loosens: ${named}${more > 0 ? `; and ${more} more, in report.json` : ""}`,
		hint: policy === "base" ? "It is judged by the base commit's rules; these take effect with the merge." : "The base commit's `policy: head` lets them hold at once, and the gate is a warning at best."
	}];
}
function grouped(loosened) {
	const keys = new Map();
	for (const { key, rule, from, to } of loosened) {
		const change = `${rule} ${from} → ${to}`;
		keys.set(change, [...keys.get(change) ?? [], ...key === void 0 ? [] : [key]]);
	}
	return [...keys].map(([change, [first, ...others]]) => {
		if (first === void 0) return change;
		return `${first}${others.length === 0 ? "" : ` and ${others.length} more`} · ${change}`;
	});
}
const OWN_RULES = {
	level: "warning",
	message: "The base commit's config could not be read: this change is judged by its own rules, and agents it removes are not noticed",
	hint: "The log says why. The token needs `contents: read`."
};
function unheldLiveNotice({ sync }, mode, { context: { pullRequest }, inputs }) {
	if (!(sync.pullRequest === "live" && inputs.sync === "auto") || mode === "live" || pullRequest === void 0 || pullRequest.fork) return [];
	return [UNHELD_LIVE];
}
const UNHELD_LIVE = {
	level: "warning",
	message: "`sync.pull-request: live` does not hold for this pull request, so it is measured on a preview: it counts in the base commit's config alone, and where the base is the default branch",
	hint: "To measure on live agents all the same, set the input `sync` to live where the action is called."
};
const LEVEL = {
	pass: "notice",
	warn: "warning",
	fail: "error"
};
function removedNotices(removed) {
	return removed.map(({ reason: message, advice: hint, action }) => {
		return {
			level: LEVEL[action],
			message,
			hint
		};
	});
}
function ruleReasons(removed, loosened, policy) {
	const gone = removed.map(({ key, action, reason }) => ({
		key,
		action,
		reason
	}));
	if (policy !== "head") return gone.filter(({ action }) => action !== "pass");
	const keys = new Set(loosened.map(({ key }) => key ?? "the whole run"));
	const reason = "The pull request loosens the rules it is judged by.";
	const loose = [...keys].map((key) => ({
		key,
		action: "warn",
		reason
	}));
	return [...gone.filter(({ action }) => action !== "pass"), ...loose];
}
// src/commands/assemble.ts
function reportOf(known, clock, result) {
	const { agents, removed = [], cleaned, account } = result;
	const { base, loosened = [] } = known;
	const frame = frameOf(known, clock, result);
	return {
		schemaVersion: 1,
		...frame,
		agents,
		account,
		cleaned,
		gate: withReasons(gateOf$1(known, agents), [
			...ruleReasons(removed, loosened, base?.config?.policy),
			...accountReasons(known, result),
			...uncleanReasons(known, result)
		]),
		notices: [...frame.notices, ...removedNotices(removed)],
		...base === void 0 ? {} : { rules: {
			loosened,
			removed
		} },
		...known.context?.event === "schedule" ? { worse: worseOf(agents) } : {}
	};
}
function worseOf(agents) {
	return agents.flatMap(({ key, verdict, decline }) => {
		const reason = verdict?.verdict === "regressed" ? verdict.reason : decline?.explanation;
		return reason === void 0 ? [] : [{
			key,
			reason
		}];
	});
}
function withReasons(gate, more) {
	const reasons = [...gate.reasons, ...more];
	const actions = [gate.result, ...more.map(({ action }) => action)];
	return {
		result: worstOf(GATE_RESULTS, actions) ?? "pass",
		reasons
	};
}
const ACCOUNT = "the account";
function accountReasons({ command, config }, { account = [] }) {
	return account.flatMap((entry) => {
		const isAbout = command === "sync" || command === "plan";
		const action = entry.action === "conflicting" && !isAbout ? "warn" : accountAction(entry, config);
		return action === "pass" ? [] : [{
			key: ACCOUNT,
			action,
			reason: accountLine(entry)
		}];
	});
}
function accountAction({ what, action, done }, config) {
	if (done) return "pass";
	const { onDrift } = config?.account ?? {};
	return planAction(action, what === "webhook" && onDrift === "overwrite" ? {} : { onDrift });
}
function uncleanReasons({ command }, { cleaned = [] }) {
	if (command !== "clean") return [];
	return cleaned.filter(({ state }) => state === "failed").map((item) => ({
		key: item.id,
		action: "warn",
		reason: cleanedLine(item)
	}));
}
function faultReport(known, clock, error) {
	const issues = error instanceof ConfigError ? error.issues.map(({ message, fix: hint, file, line, column, isAbsent }) => {
		return {
			level: "error",
			message,
			hint,
			at: isAbsent ? void 0 : {
				file,
				line,
				column,
				endLine: line
			}
		};
	}) : [];
	const frame = frameOf(known, clock);
	return {
		schemaVersion: 1,
		...frame,
		notices: [...frame.notices, ...issues],
		agents: [],
		gate: {
			result: "fail",
			reasons: []
		},
		fault: faultOf(error)
	};
}
function faultOf(error) {
	if (error instanceof ActionError) {
		const end = /[.?!]$/.test(error.message) ? "" : ".";
		return {
			message: `${error.message}${end}`,
			hint: error.hint
		};
	}
	return {
		message: `The gate stopped on a fault of its own: ${messageOf(error)}.`,
		hint: "Run this again with debug logging, and report the log to the maintainers of Converra Gate."
	};
}
function gateOf$1(known, agents) {
	if ([
		"sync",
		"plan",
		"apply"
	].some((one) => one === known.command)) return planGate(known, agents);
	return decideGate(agents.flatMap(({ key, verdict, accepted, headroom, benchmark, decline, plan }) => {
		const rules = rulesOf(known, key);
		if (verdict === void 0 || rules === void 0) return [];
		const { better } = benchmark ?? {};
		const drifted = plan?.action === "drifted";
		return [{
			verdict,
			rules,
			accepted,
			headroom,
			better,
			decline: decline?.explanation,
			drifted
		}];
	}));
}
function planGate(known, agents) {
	const reasons = agents.flatMap(({ key, plan }) => {
		const action = planAction(plan?.action, rulesOf(known, key));
		return plan === void 0 || action === "pass" ? [] : [{
			key,
			action,
			reason: `${plan.reason}.`
		}];
	});
	const actions = reasons.map(({ action }) => action);
	return {
		result: worstOf(GATE_RESULTS, actions) ?? "pass",
		reasons
	};
}
function planAction(action, rules) {
	if (action === "conflicting") return "fail";
	if (action === "not-compared") return rules?.onNotEvaluated ?? "warn";
	const { onDrift = "warn" } = rules ?? {};
	if (action !== "drifted" || onDrift === "overwrite") return "pass";
	return onDrift === "pull-request" ? "warn" : onDrift;
}
function rulesOf({ definitions = [] }, key) {
	return definitions.find((definition) => definition.key === key)?.gate;
}
function frameOf(known, clock, result) {
	const now = clock.now();
	const broken = known.converra?.observer.seen();
	return {
		command: reportCommand(known),
		context: contextOf(known),
		notices: [...known.notices, ...(broken ?? []).map(noticeOf)],
		assumptions: broken?.map(({ id, assumed, seen, otherwise, neededBy }) => {
			return {
				id,
				assumed,
				seen,
				otherwise,
				neededBy
			};
		}),
		cost: costOf(known, now, result),
		startedAt: new Date(known.startedAt).toISOString(),
		finishedAt: new Date(now).toISOString()
	};
}
function noticeOf(broken) {
	return {
		level: broken.neededBy === "nothing" ? "notice" : "warning",
		message: brokenSentence(broken)
	};
}
function reportCommand({ command, inputs }) {
	return REPORT_COMMANDS.find((one) => one === (command ?? inputs?.command)) ?? "gate";
}
function contextOf({ context, config, inputs, syncMode }) {
	return {
		event: context?.event ?? "",
		repository: context?.repository,
		serverUrl: context?.serverUrl ?? "https://github.com",
		commit: context?.commit,
		pullRequest: context?.pullRequest?.number,
		runUrl: context?.runUrl,
		configFiles: config?.files ?? inputs?.configPatterns ?? [],
		sandbox: inputs?.baseUrl.startsWith("http://") ?? false,
		syncMode: syncMode ?? "off"
	};
}
function adoptedBy({ candidate, baseline, benchmark, runs }) {
	if (benchmark !== void 0) return runs.filter(({ origin }) => origin === "adopted").length;
	return (candidate?.adopted ?? 0) + (baseline?.adopted ?? 0);
}
function costOf(known, now, { agents = [], quota, period } = {}) {
	const runsStarted = known.ledger?.count() ?? 0;
	const optimizations = known.ledger?.count("optimization") ?? 0;
	return {
		runsStarted,
		runsAdopted: agents.reduce((sum, agent) => sum + adoptedBy(agent), 0),
		runsLeft: quota === void 0 ? void 0 : Math.max(0, quota.left - optimizations),
		runsLimit: quota?.limit,
		period,
		requests: known.converra?.requestCount() ?? 0,
		elapsedMs: now - known.startedAt
	};
}
// src/config/removed.ts
function counterpartOf(agent, others) {
	return others.find(({ key }) => key === agent.key) ?? others.find(({ id }) => id !== void 0 && id === agent.id) ?? others.find(({ id, name }) => name === agent.name && (id === void 0 || agent.id === void 0));
}
function isBoundAlike(a, b) {
	return a.id !== void 0 && b.id !== void 0 ? a.id === b.id : a.name === b.name;
}
function removedAgents(base, head, liveIdOf) {
	return base.flatMap((before) => {
		const live = liveIdOf?.(before);
		const guards = (after) => {
			const now = liveIdOf?.(after);
			return live !== void 0 && now !== void 0 ? live === now : isBoundAlike(before, after);
		};
		if (liveIdOf !== void 0 && live === void 0 || head.some(guards)) return [];
		const after = head.find(({ key }) => key === before.key);
		const { key, name, gate } = before;
		return [{
			key,
			name,
			action: gate.onRemoved,
			...wordsOf(before, after, live)
		}];
	});
}
function wordsOf(before, after, live) {
	const its = `its live agent ${live ?? before.id ?? JSON.stringify(before.name)} goes on unguarded`;
	if (after === void 0) return {
		how: "removed",
		reason: `The agent ${before.key} was removed from the config: ${its}.`,
		advice: "Put it back, or archive the live agent in Converra if nothing uses it any more."
	};
	if (before.id !== void 0 || after.id !== void 0) {
		const bound = after.id === void 0 ? `the name ${JSON.stringify(after.name)}` : after.id;
		return {
			how: "rebound",
			reason: `The agent ${before.key} was bound to another agent, ${bound}: ${its}.`,
			advice: "Give the other agent a key of its own, and leave this one as it was."
		};
	}
	return {
		how: "renamed",
		reason: `The agent ${before.key} was renamed from ${JSON.stringify(before.name)} to ${JSON.stringify(after.name)}: merged like this, an agent of the new name is created, and ${its}.`,
		advice: `To rename the live agent instead, write its id into the entry: \`id: ${live ?? "agent_…"}\`.`
	};
}
// src/config/strictness.ts
function stricter(order, base, head) {
	if (Object.is(base, head)) return {
		value: base,
		isLooser: false
	};
	return order !== "base" && rank(order, head) > rank(order, base) ? {
		value: head,
		isLooser: false
	} : {
		value: base,
		isLooser: true
	};
}
function rank(order, value) {
	if (typeof order !== "string") return order.indexOf(value);
	if (typeof value !== "number") return Number.NEGATIVE_INFINITY;
	return order === "higher" ? value : -value;
}
// src/config/effective.ts
const GRADES = GATE_RESULTS.toReversed();
const GATE_ORDERS = {
	maxDrop: "lower",
	confirm: "base",
	baseline: [
		"off",
		"reuse",
		"run"
	],
	evidenceDays: "base",
	declineDays: "higher",
	history: "higher",
	scale: "base",
	onInconclusive: GRADES,
	onIncomplete: GRADES,
	onNotEvaluated: GRADES,
	onDrift: [
		"overwrite",
		"pull-request",
		"warn",
		"fail"
	],
	onRemoved: GRADES,
	accept: [true, false]
};
function effectiveRules(base, head) {
	const loosened = [];
	const settle = settler(loosened);
	const run = {
		confidence: settle("gate.confidence", "lower", base.confidence, head.confidence),
		policy: settle("policy", ["head", "base"], base.policy, head.policy),
		budget: {
			...head.budget,
			maxRuns: settle("budget.max-runs", "base", base.budget.maxRuns, head.budget.maxRuns),
			keep: settle("budget.keep", "base", base.budget.keep, head.budget.keep)
		},
		sync: {
			...head.sync,
			pullRequest: settle("sync.pull-request", "base", base.sync.pullRequest, head.sync.pullRequest),
			restore: settle("sync.restore", [false, true], base.sync.restore, head.sync.restore)
		},
		account: {
			...head.account,
			onDrift: onDriftOf(base.account, head.account, settle)
		}
	};
	const agents = head.agents.map((agent) => {
		const before = counterpartOf(agent, base.agents);
		if (before === void 0) return agent;
		return {
			...agent,
			gate: gateOf(before.gate, agent.gate, settler(loosened, agent.key))
		};
	});
	return {
		config: base.policy === "head" ? head : {
			...head,
			...run,
			agents
		},
		loosened
	};
}
function onDriftOf(base, head, settle) {
	if (![base, head].some(({ settings, webhooks }) => settings ?? webhooks)) return head.onDrift;
	return settle("gate.on-drift", GATE_ORDERS.onDrift, base.onDrift, head.onDrift);
}
function settler(loosened, key) {
	return (rule, order, base, head) => {
		const { value, isLooser } = stricter(order, base, head);
		if (isLooser) loosened.push({
			key,
			rule,
			from: shown(base),
			to: shown(head)
		});
		return value;
	};
}
function gateOf(base, head, settle) {
	const plain = Object.keys(GATE_ORDERS).map((name) => [name, settle(kebab(name), GATE_ORDERS[name], base[name], head[name])]);
	const lift = settle("headroom.min-lift", "lower", base.headroom.minLift, head.headroom.minLift);
	const action = settle("headroom.action", GRADES, base.headroom.action, head.headroom.action);
	const [before, after] = [base.headroom.minConfidence, head.headroom.minConfidence];
	const minConfidence = settle("headroom.min-confidence", "higher", before, after);
	return {
		...head,
		...Object.fromEntries(plain),
		headroom: {
			minLift: lift,
			minConfidence,
			action
		},
		metrics: metricsOf(base, head, settle)
	};
}
function metricsOf(base, head, settle) {
	const metrics = Object.create(null);
	for (const name of new Set([...Object.keys(base.metrics), ...Object.keys(head.metrics)])) {
		const [before, after] = [base, head].map((rules) => ownRule(rules, name));
		const held = metricRule(name, [base, before], [head, after], settle);
		if (held !== void 0) metrics[name] = held;
	}
	return metrics;
}
function metricRule(name, [base, before], [head, after], settle) {
	const of = (rule) => `${name} · ${rule}`;
	const way = (rule) => rule?.direction ?? "higher";
	if (settle(of("direction"), "base", way(before), way(after)) !== way(after)) return before;
	const isOwn = before?.maxDrop !== void 0 || after?.maxDrop !== void 0;
	const drops = [before?.maxDrop ?? base.maxDrop, after?.maxDrop ?? head.maxDrop];
	const decides = settle(of("decides"), [false, true], before?.decides ?? true, after?.decides ?? true);
	return {
		direction: way(before),
		maxDrop: isOwn ? settle(of("max-drop"), "lower", ...drops) : void 0,
		min: settle(of("min"), "higher", before?.min, after?.min),
		decides
	};
}
function ownRule({ metrics }, name) {
	return Object.hasOwn(metrics, name) ? metrics[name] : void 0;
}
function shown(value) {
	return value === void 0 ? "none" : String(value);
}
function kebab(name) {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
// node_modules/ccount/index.js
function ccount(value, character) {
	const source = String(value);
	if (typeof character !== "string") throw new TypeError("Expected character");
	let count = 0;
	let index = source.indexOf(character);
	while (index !== -1) {
		count++;
		index = source.indexOf(character, index + character.length);
	}
	return count;
}
// node_modules/micromark-util-character/index.js
const asciiAlpha = regexCheck(/[A-Za-z]/);
const asciiAlphanumeric = regexCheck(/[\dA-Za-z]/);
const asciiPunctuation = regexCheck(/[!-/:-@[-`{-~]/);
function markdownLineEndingOrSpace(code) {
	return code !== null && (code < 0 || code === 32);
}
const unicodePunctuation = regexCheck(/\p{P}|\p{S}/u);
const unicodeWhitespace = regexCheck(/\s/);
function regexCheck(regex) {
	return check;
	function check(code) {
		return code !== null && code > -1 && regex.test(String.fromCharCode(code));
	}
}
// node_modules/unist-util-is/lib/index.js
const convert = (function(test) {
	if (test === null || test === void 0) return ok;
	if (typeof test === "function") return castFactory(test);
	if (typeof test === "object") return Array.isArray(test) ? anyFactory(test) : propertiesFactory(test);
	if (typeof test === "string") return typeFactory(test);
	throw new Error("Expected function, string, or object as test");
});
function anyFactory(tests) {
	const checks = [];
	let index = -1;
	while (++index < tests.length) checks[index] = convert(tests[index]);
	return castFactory(any);
	function any(...parameters) {
		let index = -1;
		while (++index < checks.length) if (checks[index].apply(this, parameters)) return true;
		return false;
	}
}
function propertiesFactory(check) {
	const checkAsRecord = check;
	return castFactory(all);
	function all(node) {
		const nodeAsRecord = node;
		let key;
		for (key in check) if (nodeAsRecord[key] !== checkAsRecord[key]) return false;
		return true;
	}
}
function typeFactory(check) {
	return castFactory(type);
	function type(node) {
		return node && node.type === check;
	}
}
function castFactory(testFunction) {
	return check;
	function check(value, index, parent) {
		return Boolean(looksLikeANode(value) && testFunction.call(this, value, typeof index === "number" ? index : void 0, parent || void 0));
	}
}
function ok() {
	return true;
}
function looksLikeANode(value) {
	return value !== null && typeof value === "object" && "type" in value;
}
// node_modules/unist-util-visit-parents/lib/color.node.js
function color(d) {
	return "\x1B[33m" + d + "\x1B[39m";
}
// node_modules/unist-util-visit-parents/lib/index.js
const empty = [];
function visitParents(tree, testOrEnterOrVisitors, enterOrVisitorsOrReverse, reverse) {
	if (!tree || typeof tree !== "object") throw new Error("Unexpected value `" + tree + "` for `tree`, expected node");
	let preorder = true;
	let check;
	let visitors;
	let enter;
	let exit;
	if (typeof enterOrVisitorsOrReverse === "function" || enterOrVisitorsOrReverse && typeof enterOrVisitorsOrReverse === "object") {
		check = testOrEnterOrVisitors;
		visitors = enterOrVisitorsOrReverse;
		if (reverse) preorder = false;
	} else {
		visitors = testOrEnterOrVisitors;
		if (enterOrVisitorsOrReverse) preorder = false;
	}
	if (typeof visitors === "function") enter = visitors;
	else if (visitors && typeof visitors === "object") {
		if (visitors.enter === null || visitors.enter === void 0) {} else if (typeof visitors.enter === "function") enter = visitors.enter;
		else throw new Error("Unexpected value `" + visitors.enter + "` for `visitors.enter`, expected optional visitor");
		if (typeof visitors.exit === "function") exit = visitors.exit;
		else throw new Error("Unexpected value `" + visitors.exit + "` for `visitors.exit`, expected visitor (pass a visitor directly if you only want an enter visitor)");
	} else throw new Error("Unexpected value `" + visitors + "` for `enter` or `visitors`, expected visitor or object with visitors");
	const is = convert(check);
	const step = preorder ? 1 : -1;
	factory(tree, void 0, [])();
	function factory(node, index, parents) {
		const value = node && typeof node === "object" ? node : {};
		if (typeof value.type === "string") {
			const name = typeof value.tagName === "string" ? value.tagName : typeof value.name === "string" ? value.name : void 0;
			Object.defineProperty(visit, "name", { value: "node (" + color(node.type + (name ? "<" + name + ">" : "")) + ")" });
		}
		return visit;
		function visit() {
			const matches = !check || is(node, index, parents[parents.length - 1] || void 0);
			let result = empty;
			if (enter && matches) {
				result = toResult(enter(node, parents, index));
				if (result[0] === false) return result;
			}
			if ("children" in node && node.children) {
				const nodeAsParent = node;
				if (nodeAsParent.children && result[0] !== "skip") {
					let offset = (preorder ? -1 : nodeAsParent.children.length) + step;
					const grandparents = [...parents, nodeAsParent];
					while (offset > -1 && offset < nodeAsParent.children.length) {
						const child = nodeAsParent.children[offset];
						const subresult = factory(child, offset, grandparents)();
						if (subresult[0] === false) return subresult;
						offset = typeof subresult[1] === "number" ? subresult[1] : offset + step;
					}
				}
			}
			if (exit && matches) {
				const exitResult = toResult(exit(node, parents, index));
				if (exitResult[0] === "skip") throw new Error("Unexpected value `" + exitResult[0] + "` from `exit`, expected `CONTINUE`, `EXIT`, index, or nothing");
				if (exitResult[0] === false || typeof exitResult[1] === "number") return exitResult;
			}
			return result;
		}
	}
}
function toResult(value) {
	if (Array.isArray(value)) return value;
	if (typeof value === "number") return [true, value];
	return value === null || value === void 0 ? empty : [value];
}
// node_modules/mdast-util-gfm-autolink-literal/lib/index.js
const inConstruct = "phrasing";
const notInConstruct = [
	"autolink",
	"link",
	"image",
	"label"
];
function gfmAutolinkLiteralToMarkdown() {
	return { unsafe: [
		{
			character: "@",
			before: "[+\\-.\\w]",
			after: "[\\-.\\w]",
			inConstruct,
			notInConstruct
		},
		{
			character: ".",
			before: "[Ww]",
			after: "[\\-.\\w]",
			inConstruct,
			notInConstruct
		},
		{
			character: ":",
			before: "[ps]",
			after: "\\/",
			inConstruct,
			notInConstruct
		}
	] };
}
// node_modules/mdast-util-gfm-footnote/lib/index.js
footnoteReference.peek = footnoteReferencePeek;
function footnoteReferencePeek() {
	return "[";
}
function footnoteReference(node, _, state, info) {
	const tracker = state.createTracker(info);
	let value = tracker.move("[^");
	const exit = state.enter("footnoteReference");
	const subexit = state.enter("reference");
	value += tracker.move(state.safe(state.associationId(node), {
		after: "]",
		before: value
	}));
	subexit();
	exit();
	value += tracker.move("]");
	return value;
}
function gfmFootnoteToMarkdown(options) {
	let firstLineBlank = false;
	if (options && options.firstLineBlank) firstLineBlank = true;
	return {
		handlers: {
			footnoteDefinition,
			footnoteReference
		},
		unsafe: [{
			character: "[",
			inConstruct: [
				"label",
				"phrasing",
				"reference"
			]
		}]
	};
	function footnoteDefinition(node, _, state, info) {
		const tracker = state.createTracker(info);
		let value = tracker.move("[^");
		const exit = state.enter("footnoteDefinition");
		const subexit = state.enter("label");
		value += tracker.move(state.safe(state.associationId(node), {
			before: value,
			after: "]"
		}));
		subexit();
		value += tracker.move("]:");
		if (node.children && node.children.length > 0) {
			tracker.shift(4);
			value += tracker.move((firstLineBlank ? "\n" : " ") + state.indentLines(state.containerFlow(node, tracker.current()), firstLineBlank ? mapAll : mapExceptFirst));
		}
		exit();
		return value;
	}
}
function mapExceptFirst(line, index, blank) {
	return index === 0 ? line : mapAll(line, index, blank);
}
function mapAll(line, index, blank) {
	return (blank ? "" : "    ") + line;
}
// node_modules/mdast-util-gfm-strikethrough/lib/index.js
const constructsWithoutStrikethrough = [
	"autolink",
	"destinationLiteral",
	"destinationRaw",
	"reference",
	"titleQuote",
	"titleApostrophe"
];
handleDelete.attention = attentionDelete;
handleDelete.peek = peekDelete;
function gfmStrikethroughToMarkdown() {
	return {
		handlers: { delete: handleDelete },
		unsafe: [{
			character: "~",
			inConstruct: "phrasing",
			notInConstruct: constructsWithoutStrikethrough
		}]
	};
}
function handleDelete(node, _, state, info) {
	const tracker = state.createTracker(info);
	const sequence = state.stack.includes("strikethrough") ? "~" : "~~";
	const exit = state.enter("strikethrough");
	let value = tracker.move(sequence);
	value += state.containerPhrasing(node, {
		...tracker.current(),
		before: value,
		after: "~"
	});
	value += tracker.move(sequence);
	exit();
	return value;
}
function attentionDelete() {
	return {
		construct: "strikethrough",
		markers: ["~"],
		sizes: [2, 1]
	};
}
function peekDelete() {
	return "~";
}
// node_modules/markdown-table/index.js
function defaultStringLength(value) {
	return value.length;
}
function markdownTable(table, options) {
	const settings = options || {};
	const align = (settings.align || []).concat();
	const stringLength = settings.stringLength || defaultStringLength;
	const alignments = [];
	const cellMatrix = [];
	const sizeMatrix = [];
	const longestCellByColumn = [];
	let mostCellsPerRow = 0;
	let rowIndex = -1;
	while (++rowIndex < table.length) {
		const row = [];
		const sizes = [];
		let columnIndex = -1;
		if (table[rowIndex].length > mostCellsPerRow) mostCellsPerRow = table[rowIndex].length;
		while (++columnIndex < table[rowIndex].length) {
			const cell = serialize$1(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== false) {
				const size = stringLength(cell);
				sizes[columnIndex] = size;
				if (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row;
		sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align === "object" && "length" in align) while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		const code = toAlignment(align);
		while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	const row = [];
	const sizes = [];
	while (++columnIndex < mostCellsPerRow) {
		const code = alignments[columnIndex];
		let before = "";
		let after = "";
		if (code === 99) {
			before = ":";
			after = ":";
		} else if (code === 108) before = ":";
		else if (code === 114) after = ":";
		let size = settings.alignDelimiters === false ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length);
		const cell = before + "-".repeat(size) + after;
		if (settings.alignDelimiters !== false) {
			size = before.length + size + after.length;
			if (size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			sizes[columnIndex] = size;
		}
		row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row);
	sizeMatrix.splice(1, 0, sizes);
	rowIndex = -1;
	const lines = [];
	while (++rowIndex < cellMatrix.length) {
		const row = cellMatrix[rowIndex];
		const sizes = sizeMatrix[rowIndex];
		const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
		columnIndex = -1;
		const line = [];
		while (++columnIndex < cellsInRow) {
			const cell = row[columnIndex] || "";
			let before = "";
			let after = "";
			if (settings.alignDelimiters !== false) {
				const size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0);
				const code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					const half = size / 2;
					if (size % 2) {
						before = " ".repeat(half + .5);
						after = " ".repeat(half - .5);
					} else {
						before = " ".repeat(half);
						after = before;
					}
				} else after = " ".repeat(size);
			}
			if (settings.delimiterStart !== false && !columnIndex) line.push("|");
			if (settings.padding !== false && !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) line.push(" ");
			if (settings.alignDelimiters !== false) line.push(before);
			line.push(cell);
			if (settings.alignDelimiters !== false) line.push(after);
			if (settings.padding !== false) line.push(" ");
			if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) line.push("|");
		}
		lines.push(settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
function serialize$1(value) {
	return value === null || value === void 0 ? "" : String(value);
}
function toAlignment(value) {
	const code = typeof value === "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}
// node_modules/mdast-util-phrasing/lib/index.js
const phrasing$1 = convert([
	"break",
	"delete",
	"emphasis",
	"footnote",
	"footnoteReference",
	"image",
	"imageReference",
	"inlineCode",
	"inlineMath",
	"link",
	"linkReference",
	"mdxJsxTextElement",
	"mdxTextExpression",
	"strong",
	"text",
	"textDirective"
]);
// node_modules/zwitch/index.js
const own$3 = {}.hasOwnProperty;
function zwitch(key, options) {
	const settings = options || {};
	function one(value, ...parameters) {
		let fn = one.invalid;
		const handlers = one.handlers;
		if (value && own$3.call(value, key)) {
			const id = String(value[key]);
			fn = own$3.call(handlers, id) ? handlers[id] : one.unknown;
		}
		if (fn) return fn.call(this, value, ...parameters);
	}
	one.handlers = settings.handlers || {};
	one.invalid = settings.invalid;
	one.unknown = settings.unknown;
	return one;
}
// node_modules/mdast-util-to-markdown/lib/configure.js
const own$2 = {}.hasOwnProperty;
function configure(base, extension) {
	let index = -1;
	let key;
	if (extension.extensions) while (++index < extension.extensions.length) configure(base, extension.extensions[index]);
	for (key in extension) if (own$2.call(extension, key)) switch (key) {
		case "extensions": break;
		case "unsafe":
			list$1(base[key], extension[key]);
			break;
		case "join":
			list$1(base[key], extension[key]);
			break;
		case "handlers":
			map$2(base[key], extension[key]);
			break;
		default: base.options[key] = extension[key];
	}
	return base;
}
function list$1(left, right) {
	if (right) left.push(...right);
}
function map$2(left, right) {
	if (right) Object.assign(left, right);
}
// node_modules/mdast-util-to-markdown/lib/handle/blockquote.js
function blockquote(node, _, state, info) {
	const exit = state.enter("blockquote");
	const tracker = state.createTracker(info);
	tracker.move("> ");
	tracker.shift(2);
	const value = state.indentLines(state.containerFlow(node, tracker.current()), map$1);
	exit();
	return value;
}
function map$1(line, _, blank) {
	return ">" + (blank ? "" : " ") + line;
}
// node_modules/mdast-util-to-markdown/lib/util/pattern-in-scope.js
function patternInScope(stack, pattern) {
	return listInScope(stack, pattern.inConstruct, true) && !listInScope(stack, pattern.notInConstruct, false);
}
function listInScope(stack, list, none) {
	if (typeof list === "string") list = [list];
	if (!list || list.length === 0) return none;
	let index = -1;
	while (++index < list.length) if (stack.includes(list[index])) return true;
	return false;
}
// node_modules/mdast-util-to-markdown/lib/handle/break.js
function hardBreak(_, _1, state, info) {
	let index = -1;
	while (++index < state.unsafe.length) {
		const pattern = state.unsafe[index];
		if (pattern.character === "\n" && !pattern.before && !pattern.after && patternInScope(state.stack, pattern)) return /[\t ]/.test(info.before) ? "" : " ";
	}
	return "\\\n";
}
// node_modules/longest-streak/index.js
function longestStreak(value, substring) {
	const source = String(value);
	let index = source.indexOf(substring);
	let expected = index;
	let count = 0;
	let max = 0;
	if (typeof substring !== "string") throw new TypeError("Expected substring");
	while (index !== -1) {
		if (index === expected) {
			if (++count > max) max = count;
		} else count = 1;
		expected = index + substring.length;
		index = source.indexOf(substring, expected);
	}
	return max;
}
// node_modules/mdast-util-to-markdown/lib/util/format-code-as-indented.js
function formatCodeAsIndented(node, state) {
	return Boolean(state.options.fences === false && node.value && !node.lang && /[^\n\r ]/.test(node.value) && !/^[\t ]*(?:[\n\r]|$)|(?:^|[\n\r])[\t ]*$/.test(node.value));
}
// node_modules/mdast-util-to-markdown/lib/util/check-fence.js
function checkFence(state) {
	const marker = state.options.fence || "`";
	if (marker !== "`" && marker !== "~") throw new Error("Cannot serialize code with `" + marker + "` for `options.fence`, expected `` ` `` or `~`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/code.js
function code$1(node, _, state, info) {
	const marker = checkFence(state);
	const raw = node.value || "";
	if (formatCodeAsIndented(node, state)) {
		const exit = state.enter("codeIndented");
		const value = state.indentLines(raw, map);
		exit();
		return value;
	}
	const tracker = state.createTracker(info);
	const sequence = marker.repeat(Math.max(longestStreak(raw, marker) + 1, 3));
	const exit = state.enter("codeFenced");
	const suffix = marker === "`" ? "GraveAccent" : "Tilde";
	let value = tracker.move(sequence);
	if (node.lang) {
		const subexit = state.enter(`codeFencedLang${suffix}`);
		value += tracker.move(state.safe(node.lang, {
			before: value,
			after: " ",
			encode: ["`"],
			...tracker.current()
		}));
		subexit();
	}
	if (node.lang && node.meta) {
		const subexit = state.enter(`codeFencedMeta${suffix}`);
		value += tracker.move(" ");
		value += tracker.move(state.safe(node.meta, {
			before: value,
			after: "\n",
			encode: ["`"],
			...tracker.current()
		}));
		subexit();
	}
	value += tracker.move("\n");
	if (raw) value += tracker.move(raw + "\n");
	value += tracker.move(sequence);
	exit();
	return value;
}
function map(line, _, blank) {
	return (blank ? "" : "    ") + line;
}
// node_modules/mdast-util-to-markdown/lib/util/check-quote.js
function checkQuote(state) {
	const marker = state.options.quote || "\"";
	if (marker !== "\"" && marker !== "'") throw new Error("Cannot serialize title with `" + marker + "` for `options.quote`, expected `\"`, or `'`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/definition.js
function definition(node, _, state, info) {
	const quote = checkQuote(state);
	const suffix = quote === "\"" ? "Quote" : "Apostrophe";
	const exit = state.enter("definition");
	let subexit = state.enter("label");
	const tracker = state.createTracker(info);
	let value = tracker.move("[");
	value += tracker.move(state.safe(state.associationId(node), {
		before: value,
		after: "]",
		...tracker.current()
	}));
	value += tracker.move("]: ");
	subexit();
	if (!node.url || /[\0- \u007F]/.test(node.url)) {
		subexit = state.enter("destinationLiteral");
		value += tracker.move("<");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: ">",
			...tracker.current()
		}));
		value += tracker.move(">");
	} else {
		subexit = state.enter("destinationRaw");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: node.title ? " " : "\n",
			...tracker.current()
		}));
	}
	subexit();
	if (node.title) {
		subexit = state.enter(`title${suffix}`);
		value += tracker.move(" " + quote);
		value += tracker.move(state.safe(node.title, {
			before: value,
			after: quote,
			...tracker.current()
		}));
		value += tracker.move(quote);
		subexit();
	}
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-emphasis.js
function checkEmphasis(state) {
	const marker = state.options.emphasis || "*";
	if (marker !== "*" && marker !== "_") throw new Error("Cannot serialize emphasis with `" + marker + "` for `options.emphasis`, expected `*`, or `_`");
	return marker;
}
// node_modules/micromark-util-classify-character/index.js
function classifyCharacter(code) {
	if (code === null || markdownLineEndingOrSpace(code) || unicodeWhitespace(code)) return 1;
	if (unicodePunctuation(code)) return 2;
}
// node_modules/mdast-util-to-markdown/lib/util/character.js
function firstCharacter(value) {
	const code = value.codePointAt(0);
	return code === void 0 ? "" : String.fromCodePoint(code);
}
function lastCharacter(value) {
	const code = value.codePointAt(value.length - 2);
	return code !== void 0 && code > 65535 ? value.slice(-2) : value.slice(-1);
}
// node_modules/mdast-util-to-markdown/lib/util/encode-character-reference.js
function encodeCharacterReference(code) {
	return "&#x" + code.toString(16).toUpperCase() + ";";
}
// node_modules/mdast-util-to-markdown/lib/util/encode-info.js
function encodeInfo(outside, inside, marker) {
	const outsideKind = classifyCharacter(outside);
	const insideKind = classifyCharacter(inside);
	if (outsideKind === void 0) return insideKind === void 0 ? marker === "_" ? {
		inside: true,
		outside: true
	} : {
		inside: false,
		outside: false
	} : insideKind === 1 ? {
		inside: true,
		outside: true
	} : {
		inside: false,
		outside: true
	};
	if (outsideKind === 1) return insideKind === void 0 ? {
		inside: false,
		outside: false
	} : insideKind === 1 ? {
		inside: true,
		outside: true
	} : {
		inside: false,
		outside: false
	};
	return insideKind === void 0 ? {
		inside: false,
		outside: false
	} : insideKind === 1 ? {
		inside: true,
		outside: false
	} : {
		inside: false,
		outside: false
	};
}
// node_modules/micromark-util-html-tag-name/index.js
const htmlBlockNames = [
	"address",
	"article",
	"aside",
	"base",
	"basefont",
	"blockquote",
	"body",
	"caption",
	"center",
	"col",
	"colgroup",
	"dd",
	"details",
	"dialog",
	"dir",
	"div",
	"dl",
	"dt",
	"fieldset",
	"figcaption",
	"figure",
	"footer",
	"form",
	"frame",
	"frameset",
	"h1",
	"h2",
	"h3",
	"h4",
	"h5",
	"h6",
	"head",
	"header",
	"hr",
	"html",
	"iframe",
	"legend",
	"li",
	"link",
	"main",
	"menu",
	"menuitem",
	"nav",
	"noframes",
	"ol",
	"optgroup",
	"option",
	"p",
	"param",
	"search",
	"section",
	"summary",
	"table",
	"tbody",
	"td",
	"tfoot",
	"th",
	"thead",
	"title",
	"tr",
	"track",
	"ul"
];
const htmlRawNames = [
	"pre",
	"script",
	"style",
	"textarea"
];
// node_modules/mdast-util-to-markdown/lib/util/html-kind.js
function htmlKind(value) {
	if (value.charCodeAt(0) !== 60) return;
	const next = value.charCodeAt(1);
	if (next === 33) {
		const code = value.charCodeAt(2);
		if (code === 45) return 2;
		if (code === 91) return 5;
		if (asciiAlpha(code)) return 4;
		return;
	}
	if (next === 63) return 3;
	const closing = next === 47;
	const start = closing ? 2 : 1;
	let end = start;
	let code = value.charCodeAt(end);
	if (!asciiAlpha(code)) return;
	while (code === 45 || asciiAlphanumeric(code)) code = value.charCodeAt(++end);
	const name = value.slice(start, end).toLowerCase();
	if (!closing && code !== 47 && htmlRawNames.includes(name)) return 1;
	return htmlBlockNames.includes(name) ? 6 : 7;
}
// node_modules/mdast-util-to-markdown/lib/util/container-phrasing.js
const builtins = new Map([["*", false], ["_", true]]);
function candidates(tokens, involved, runOf) {
	const related = new Set();
	for (const token of tokens) {
		const siblings = runOf.get(token);
		if (siblings && token.attention && involved.some((d) => d.attention === token.attention)) for (const sibling of siblings.tokens) related.add(sibling.attention);
	}
	const ordered = [];
	for (const token of tokens) if (token.attention && related.delete(token.attention)) ordered.push(token.attention);
	ordered.reverse();
	return ordered;
}
function check(tokens, before, after) {
	const runs = [];
	const wrong = new Map();
	const runOf = new Map();
	let index = 0;
	while (index < tokens.length) {
		if (!tokens[index].attention) {
			index++;
			continue;
		}
		const marker = tokens[index].value.charAt(0);
		const strict = builtins.get(marker);
		let end = index + 1;
		while (end < tokens.length && tokens[end].attention && tokens[end].value.charAt(0) === marker) end++;
		const head = index ? tokens[index - 1].value : before;
		const previous = classifyCharacter(head.charCodeAt(head.length - 1));
		const next = classifyCharacter((end < tokens.length ? tokens[end].value : after).charCodeAt(0));
		const open = !next || next === 2 && Boolean(previous);
		const close = !previous || previous === 2 && Boolean(next);
		const run = {
			tokens: tokens.slice(index, end),
			markers: [],
			start: 0,
			end: 0,
			open: strict ? open && (Boolean(previous) || !close) : open,
			close: strict ? close && (Boolean(next) || !open) : close,
			split: strict !== void 0
		};
		for (const token of run.tokens) {
			wrong.set(token, [...run.tokens]);
			runOf.set(token, run);
			let size = token.value.length;
			while (size--) run.markers.push(token);
		}
		run.end = run.markers.length;
		runs.push(run);
		index = end;
	}
	pair(runs, wrong);
	index = -1;
	while (++index < tokens.length) {
		const involved = wrong.get(tokens[index]);
		if (involved) return {
			attention: candidates(tokens, involved, runOf),
			index
		};
	}
}
function containerPhrasing(parent, state, info) {
	return serialize(phrasing(parent, state, info), info.before, info.after);
}
function encode(tokens, start) {
	const token = tokens[start ? 0 : tokens.length - 1];
	if (!token || token.attention) return;
	const character = start ? firstCharacter(token.value) : lastCharacter(token.value);
	const reference = encodeCharacterReference(character.codePointAt(0));
	if (start) token.value = reference + token.value.slice(character.length);
	else {
		let value = token.value.slice(0, token.value.length - character.length);
		let escapes = 0;
		while (value.charCodeAt(value.length - 1 - escapes) === 92) escapes++;
		if (escapes % 2) value += "\\";
		token.value = value + reference;
	}
}
function improve(items, chosen, mistake, before, after) {
	for (const attention of mistake.attention) {
		const current = chosen.get(attention) || attention.sequences[0];
		for (const sequence of attention.sequences) {
			if (sequence === current) continue;
			const trial = new Map(chosen);
			trial.set(attention, sequence);
			const tokens = render(items, trial, before, after);
			const next = check(tokens, before, after);
			if (!next || next.index > mistake.index) return {
				chosen: trial,
				mistake: next,
				tokens
			};
		}
	}
}
function pair(runs, wrong) {
	const openersByMarker = new Map();
	for (const closer of runs) {
		const marker = closer.tokens[0].value.charAt(0);
		let openers = openersByMarker.get(marker);
		if (!openers) {
			openers = [];
			openersByMarker.set(marker, openers);
		}
		let open = closer.close ? openers.length : 0;
		while (open-- && closer.start < closer.end) {
			const opener = openers[open];
			const openerSize = opener.end - opener.start;
			const closerSize = closer.end - closer.start;
			if (closer.split ? (opener.close || closer.open) && closerSize % 3 && !((openerSize + closerSize) % 3) : openerSize !== opener.markers.length || openerSize !== closerSize) continue;
			const size = closer.split ? openerSize > 1 && closerSize > 1 ? 2 : 1 : closerSize;
			const opening = opener.markers.slice(opener.end - size, opener.end);
			const closing = closer.markers.slice(closer.start, closer.start + size);
			const openToken = opening[0];
			const closeToken = closing[0];
			if (openToken === opening[size - 1] && openToken.value.length === size && closeToken === closing[size - 1] && closeToken.value.length === size && openToken.attention === closeToken.attention) {
				wrong.delete(openToken);
				wrong.delete(closeToken);
			} else {
				const involved = [...new Set([...opening, ...closing])];
				for (const token of involved) {
					const list = wrong.get(token);
					if (list) list.push(...involved);
				}
			}
			opener.end -= size;
			closer.start += size;
			if (opener.start === opener.end) openers.splice(open, 1);
			open = openers.length;
		}
		if (closer.open && closer.start < closer.end) openers.push(closer);
	}
}
function attentionSequences(type, markers, sizes) {
	if (markers.length === 0) throw new Error("Cannot serialize `" + type + "` as attention without markers, expected one or more markers");
	if (sizes.length === 0) throw new Error("Cannot serialize `" + type + "` as attention without sizes, expected one or more sizes");
	for (const size of sizes) if (!Number.isSafeInteger(size) || size < 1) throw new Error("Cannot serialize `" + type + "` as attention with `" + size + "` as size, expected positive integer");
	const sequences = [];
	for (const marker of markers) {
		if (marker.length !== 1) throw new Error("Cannot serialize `" + type + "` as attention with `" + marker + "` as marker, expected a single ascii character");
		if (!asciiPunctuation(marker.charCodeAt(0))) throw new Error("Cannot serialize `" + type + "` as attention with `" + marker + "` as marker, expected ascii punctuation");
		for (const size of sizes) sequences.push(marker.repeat(size));
	}
	return sequences;
}
function phrasing(parent, state, info) {
	const indexStack = state.indexStack;
	const children = parent.children || [];
	const results = [];
	let index = -1;
	let before = info.before;
	indexStack.push(-1);
	let tracker = state.createTracker(info);
	while (++index < children.length) {
		const child = children[index];
		let after;
		indexStack[indexStack.length - 1] = index;
		if (index + 1 < children.length) {
			let handle = state.handle.handlers[children[index + 1].type];
			if (handle && handle.peek) handle = handle.peek;
			after = handle ? firstCharacter(handle(children[index + 1], parent, state, {
				before: "",
				after: "",
				...tracker.current()
			})) : "";
		} else after = info.after;
		const previous = results[results.length - 1];
		if (typeof previous === "string" && (before === "\r" || before === "\n") && child.type === "html" && htmlKind(child.value) !== 7) {
			results[results.length - 1] = previous.replace(/(\r?\n|\r)$/, " ");
			before = " ";
			tracker = state.createTracker(info);
			tracker.move(serialize(results, info.before, info.after));
		}
		const handle = state.handle.handlers[child.type];
		if (handle && handle.attention) {
			const item = attentionItem(child, handle.attention, state, tracker);
			if (!item) continue;
			results.push(item);
			before = lastCharacter(item.sequences[0]);
		} else {
			const value = state.handle(child, parent, state, {
				...tracker.current(),
				after,
				before
			});
			if (!value) continue;
			tracker.move(value);
			results.push(value);
			before = lastCharacter(value);
		}
	}
	indexStack.pop();
	return results;
}
function attentionItem(node, attention, state, tracker) {
	const { construct, markers, sizes } = attention(node, state);
	const sequences = attentionSequences(node.type, markers, sizes);
	const sequence = sequences[0];
	const exit = state.enter(construct);
	const inside = state.createTracker(tracker.current());
	inside.move(sequence);
	const children = phrasing(node, state, {
		...inside.current(),
		before: sequence,
		after: sequence
	});
	exit();
	if (children.length === 0) return;
	tracker.move(sequence);
	tracker.move(serialize(children, sequence, sequence));
	tracker.move(sequence);
	return {
		children,
		sequences
	};
}
function fix(items, chosen, before, after) {
	let tokens = render(items, chosen, before, after);
	let mistake = check(tokens, before, after);
	while (mistake) {
		const next = improve(items, chosen, mistake, before, after);
		if (!next) return;
		chosen = next.chosen;
		tokens = next.tokens;
		mistake = next.mistake;
	}
	return tokens;
}
function guess(items, chosen, before, after) {
	let previous = before;
	let index = -1;
	while (++index < items.length) {
		const item = items[index];
		if (typeof item === "string") {
			previous = "";
			continue;
		}
		const next = index === items.length - 1 ? after : "";
		const sequence = item.sequences.find(function(value) {
			const marker = value.charAt(0);
			return marker !== previous.charAt(0) && marker !== next.charAt(0) || items.length === 1 && builtins.has(marker) && value.length > before.length;
		}) || item.sequences[0];
		if (sequence !== item.sequences[0]) chosen.set(item, sequence);
		guess(item.children, chosen, sequence, sequence);
		previous = sequence;
	}
}
function render(items, chosen, before, after) {
	const tokens = [];
	let encodeAfter;
	let previous = lastCharacter(before);
	let index = -1;
	while (++index < items.length) {
		const item = items[index];
		if (typeof item === "string") {
			const token = {
				value: item,
				attention: void 0
			};
			if (encodeAfter && encodeAfter === firstCharacter(item)) encode([token], true);
			encodeAfter = void 0;
			tokens.push(token);
			if (token.value) previous = lastCharacter(token.value);
			continue;
		}
		const sequence = chosen.get(item) || item.sequences[0];
		const marker = sequence.charAt(0);
		const next = items[index + 1];
		const outsideBefore = previous;
		const outsideAfter = firstCharacter(next === void 0 ? after : typeof next === "string" ? next : chosen.get(next) || next.sequences[0]);
		const inside = render(item.children, chosen, sequence, sequence);
		const head = inside[0].value;
		const open = encodeInfo(outsideBefore.charCodeAt(outsideBefore.length - 1), head.charCodeAt(0), marker);
		if (open.inside) encode(inside, true);
		const tail = lastCharacter(inside[inside.length - 1].value);
		const close = encodeInfo(outsideAfter.charCodeAt(0), tail.charCodeAt(tail.length - 1), marker);
		if (close.inside) encode(inside, false);
		if (open.outside && outsideBefore !== "\n" && outsideBefore !== "\r") encode(tokens, false);
		if (close.outside) encodeAfter = outsideAfter;
		tokens.push({
			value: sequence,
			attention: item
		}, ...inside, {
			value: sequence,
			attention: item
		});
		previous = sequence.charAt(sequence.length - 1);
	}
	return tokens;
}
function serialize(items, before, after) {
	const guessed = new Map();
	guess(items, guessed, before, after);
	const tokens = (guessed.size > 0 ? fix(items, guessed, before, after) : void 0) || fix(items, new Map(), before, after) || render(items, new Map(), before, after);
	let result = "";
	for (const token of tokens) result += token.value;
	return result;
}
// node_modules/mdast-util-to-markdown/lib/handle/emphasis.js
emphasis.attention = attention$1;
emphasis.peek = peek$1;
function emphasis(node, _, state, info) {
	const exit = state.enter("phrasing");
	const item = attentionItem(node, attention$1, state, state.createTracker(info));
	const value = item ? serialize([item], info.before, info.after) : "";
	exit();
	return value;
}
function attention$1(_, state) {
	return {
		construct: "emphasis",
		markers: checkEmphasis(state) === "*" ? ["*", "_"] : ["_", "*"],
		sizes: [1]
	};
}
function peek$1(_, _1, state) {
	return state.options.emphasis || "*";
}
// node_modules/unist-util-visit/lib/index.js
function visit(tree, testOrEnterOrVisitors, enterOrVisitorsOrReverse, maybeReverse) {
	let check;
	let visitors;
	let reverse;
	if (typeof enterOrVisitorsOrReverse === "function" || enterOrVisitorsOrReverse && typeof enterOrVisitorsOrReverse === "object") {
		check = testOrEnterOrVisitors;
		visitors = enterOrVisitorsOrReverse;
		reverse = maybeReverse;
	} else {
		visitors = testOrEnterOrVisitors;
		reverse = enterOrVisitorsOrReverse;
	}
	if (typeof visitors === "function") visitParents(tree, check, wrap(visitors), reverse);
	else visitParents(tree, check, wrapVisitors(visitors), reverse);
}
function wrapVisitors(visitors) {
	if (!visitors || typeof visitors !== "object") return visitors;
	return {
		enter: typeof visitors.enter === "function" ? wrap(visitors.enter) : visitors.enter,
		exit: typeof visitors.exit === "function" ? wrap(visitors.exit) : visitors.exit
	};
}
function wrap(visitor) {
	return overload;
	function overload(node, parents, index) {
		return visitor(node, index, parents[parents.length - 1]);
	}
}
// node_modules/mdast-util-to-string/lib/index.js
const emptyOptions = {};
function toString(value, options) {
	const settings = options || emptyOptions;
	return one(value, typeof settings.includeImageAlt === "boolean" ? settings.includeImageAlt : true, typeof settings.includeHtml === "boolean" ? settings.includeHtml : true);
}
function one(value, includeImageAlt, includeHtml) {
	if (node(value)) {
		if ("value" in value) return value.type === "html" && !includeHtml ? "" : value.value;
		if (includeImageAlt && "alt" in value && value.alt) return value.alt;
		if ("children" in value) return all(value.children, includeImageAlt, includeHtml);
	}
	if (Array.isArray(value)) return all(value, includeImageAlt, includeHtml);
	return "";
}
function all(values, includeImageAlt, includeHtml) {
	const result = [];
	let index = -1;
	while (++index < values.length) result[index] = one(values[index], includeImageAlt, includeHtml);
	return result.join("");
}
function node(value) {
	return Boolean(value && typeof value === "object");
}
// node_modules/mdast-util-to-markdown/lib/util/format-heading-as-setext.js
function formatHeadingAsSetext$1(node, state) {
	let literalWithBreak = false;
	visit(node, function(node) {
		if ("value" in node && /\r?\n|\r/.test(node.value) || node.type === "break") {
			literalWithBreak = true;
			return false;
		}
	});
	return Boolean((!node.depth || node.depth < 3) && toString(node) && (state.options.setext || literalWithBreak));
}
// node_modules/mdast-util-to-markdown/lib/handle/heading.js
function heading(node, _, state, info) {
	const rank = Math.max(Math.min(6, node.depth || 1), 1);
	const tracker = state.createTracker(info);
	if (formatHeadingAsSetext$1(node, state)) {
		const exit = state.enter("headingSetext");
		const subexit = state.enter("phrasing");
		const value = state.containerPhrasing(node, {
			...tracker.current(),
			before: "\n",
			after: "\n"
		});
		subexit();
		exit();
		return value + "\n" + (rank === 1 ? "=" : "-").repeat(value.length - (Math.max(value.lastIndexOf("\r"), value.lastIndexOf("\n")) + 1));
	}
	const sequence = "#".repeat(rank);
	const exit = state.enter("headingAtx");
	const subexit = state.enter("phrasing");
	tracker.move(sequence + " ");
	let value = state.containerPhrasing(node, {
		before: "# ",
		after: "\n",
		...tracker.current()
	});
	const head = value.charCodeAt(0);
	if (head === 9 || head === 32) value = encodeCharacterReference(head) + value.slice(1);
	value = value ? sequence + " " + value : sequence;
	if (state.options.closeAtx) value += " " + sequence;
	subexit();
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/handle/html.js
html.peek = htmlPeek;
function html(node) {
	return node.value || "";
}
function htmlPeek() {
	return "<";
}
// node_modules/mdast-util-to-markdown/lib/handle/image.js
image.peek = imagePeek;
function image(node, _, state, info) {
	const quote = checkQuote(state);
	const suffix = quote === "\"" ? "Quote" : "Apostrophe";
	const exit = state.enter("image");
	let subexit = state.enter("label");
	const tracker = state.createTracker(info);
	let value = tracker.move("![");
	value += tracker.move(state.safe(node.alt, {
		before: value,
		after: "]",
		...tracker.current()
	}));
	value += tracker.move("](");
	subexit();
	if (!node.url && node.title || /[\0- \u007F]/.test(node.url)) {
		subexit = state.enter("destinationLiteral");
		value += tracker.move("<");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: ">",
			...tracker.current()
		}));
		value += tracker.move(">");
	} else {
		subexit = state.enter("destinationRaw");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: node.title ? " " : ")",
			...tracker.current()
		}));
	}
	subexit();
	if (node.title) {
		subexit = state.enter(`title${suffix}`);
		value += tracker.move(" " + quote);
		value += tracker.move(state.safe(node.title, {
			before: value,
			after: quote,
			...tracker.current()
		}));
		value += tracker.move(quote);
		subexit();
	}
	value += tracker.move(")");
	exit();
	return value;
}
function imagePeek() {
	return "!";
}
// node_modules/mdast-util-to-markdown/lib/handle/image-reference.js
imageReference.peek = imageReferencePeek;
function imageReference(node, _, state, info) {
	const type = node.referenceType;
	const exit = state.enter("imageReference");
	let subexit = state.enter("label");
	const tracker = state.createTracker(info);
	let value = tracker.move("![");
	const alt = state.safe(node.alt, {
		before: value,
		after: "]",
		...tracker.current()
	});
	value += tracker.move(alt + "][");
	subexit();
	const stack = state.stack;
	state.stack = stack.filter(function(d) {
		return d !== "phrasing";
	});
	subexit = state.enter("reference");
	const reference = state.safe(state.associationId(node), {
		before: value,
		after: "]",
		...tracker.current()
	});
	subexit();
	state.stack = stack;
	exit();
	if (type === "full" || !alt || alt !== reference) value += tracker.move(reference + "]");
	else if (type === "shortcut") value = value.slice(0, -1);
	else value += tracker.move("]");
	return value;
}
function imageReferencePeek() {
	return "!";
}
// node_modules/mdast-util-to-markdown/lib/handle/inline-code.js
inlineCode.peek = inlineCodePeek;
function inlineCode(node, _, state) {
	let value = node.value || "";
	let sequence = "`";
	let index = -1;
	while (new RegExp("(^|[^`])" + sequence + "([^`]|$)").test(value)) sequence += "`";
	if (/[^\n\r ]/.test(value) && (/^[\n\r ]/.test(value) && /[\n\r ]$/.test(value) || /^`|`$/.test(value))) value = " " + value + " ";
	while (++index < state.unsafe.length) {
		const pattern = state.unsafe[index];
		const expression = state.compilePattern(pattern);
		if (!pattern.atBreak) continue;
		let match;
		while (match = expression.exec(value)) {
			let position = match.index;
			if (value.charCodeAt(position) === 10 && value.charCodeAt(position - 1) === 13) position--;
			value = value.slice(0, position) + " " + value.slice(match.index + 1);
		}
	}
	return sequence + value + sequence;
}
function inlineCodePeek() {
	return "`";
}
// node_modules/mdast-util-to-markdown/lib/util/format-link-as-autolink.js
function formatLinkAsAutolink(node, state) {
	const raw = toString(node);
	return Boolean(!state.options.resourceLink && node.url && !node.title && node.children && node.children.length === 1 && node.children[0].type === "text" && (raw === node.url || "mailto:" + raw === node.url) && /^[a-z][+\-.a-z]+:/i.test(node.url) && !/[\0- <>\u007F]/.test(node.url));
}
// node_modules/mdast-util-to-markdown/lib/handle/link.js
link.peek = linkPeek;
function link(node, _, state, info) {
	const quote = checkQuote(state);
	const suffix = quote === "\"" ? "Quote" : "Apostrophe";
	const tracker = state.createTracker(info);
	if (formatLinkAsAutolink(node, state)) {
		const stack = state.stack;
		state.stack = stack.filter(function(d) {
			return d !== "phrasing";
		});
		const exit = state.enter("autolink");
		let value = tracker.move("<");
		value += tracker.move(state.containerPhrasing(node, {
			before: value,
			after: ">",
			...tracker.current()
		}));
		value += tracker.move(">");
		exit();
		state.stack = stack;
		return value;
	}
	const exit = state.enter("link");
	let subexit = state.enter("label");
	let value = tracker.move("[");
	const text = state.containerPhrasing(node, {
		before: value,
		after: "](",
		...tracker.current()
	});
	value += tracker.move(text);
	subexit();
	value += tracker.move("](");
	const enclose = /[\0- \u007F]/.test(node.url);
	const last = info.before.charAt(info.before.length - 1);
	let title = node.title || void 0;
	if (!title && !enclose && (last === "\n" || last === "\r")) {
		let index = 0;
		while (index < text.length && text.charCodeAt(index) !== 93) index += text.charCodeAt(index) === 92 ? 2 : 1;
		if (text.charCodeAt(index + 1) === 58) title = "";
	}
	if (!node.url && typeof title === "string" || enclose) {
		subexit = state.enter("destinationLiteral");
		value += tracker.move("<");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: ">",
			...tracker.current()
		}));
		value += tracker.move(">");
	} else {
		subexit = state.enter("destinationRaw");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: typeof title === "string" ? " " : ")",
			...tracker.current()
		}));
	}
	subexit();
	if (typeof title === "string") {
		subexit = state.enter(`title${suffix}`);
		value += tracker.move(" " + quote);
		value += tracker.move(state.safe(title, {
			before: value,
			after: quote,
			...tracker.current()
		}));
		value += tracker.move(quote);
		subexit();
	}
	value += tracker.move(")");
	exit();
	return value;
}
function linkPeek(node, _, state) {
	return formatLinkAsAutolink(node, state) ? "<" : "[";
}
// node_modules/mdast-util-to-markdown/lib/handle/link-reference.js
linkReference.peek = linkReferencePeek;
function linkReference(node, _, state, info) {
	const type = node.referenceType;
	const exit = state.enter("linkReference");
	let subexit = state.enter("label");
	const tracker = state.createTracker(info);
	let value = tracker.move("[");
	const text = state.containerPhrasing(node, {
		before: value,
		after: "]",
		...tracker.current()
	});
	value += tracker.move(text + "][");
	subexit();
	const stack = state.stack;
	state.stack = stack.filter(function(d) {
		return d !== "phrasing";
	});
	subexit = state.enter("reference");
	const reference = state.safe(state.associationId(node), {
		before: value,
		after: "]",
		...tracker.current()
	});
	subexit();
	state.stack = stack;
	exit();
	if (type === "full" || !text || text !== reference) value += tracker.move(reference + "]");
	else if (type === "shortcut") value = value.slice(0, -1);
	else value += tracker.move("]");
	return value;
}
function linkReferencePeek() {
	return "[";
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet.js
function checkBullet(state) {
	const marker = state.options.bullet || "*";
	if (marker !== "*" && marker !== "+" && marker !== "-") throw new Error("Cannot serialize items with `" + marker + "` for `options.bullet`, expected `*`, `+`, or `-`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet-other.js
function checkBulletOther(state) {
	const bullet = checkBullet(state);
	const bulletOther = state.options.bulletOther;
	if (!bulletOther) return bullet === "*" ? "-" : "*";
	if (bulletOther !== "*" && bulletOther !== "+" && bulletOther !== "-") throw new Error("Cannot serialize items with `" + bulletOther + "` for `options.bulletOther`, expected `*`, `+`, or `-`");
	if (bulletOther === bullet) throw new Error("Expected `bullet` (`" + bullet + "`) and `bulletOther` (`" + bulletOther + "`) to be different");
	return bulletOther;
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet-ordered.js
function checkBulletOrdered(state) {
	const marker = state.options.bulletOrdered || ".";
	if (marker !== "." && marker !== ")") throw new Error("Cannot serialize items with `" + marker + "` for `options.bulletOrdered`, expected `.` or `)`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/util/check-rule.js
function checkRule(state) {
	const marker = state.options.rule || "*";
	if (marker !== "*" && marker !== "-" && marker !== "_") throw new Error("Cannot serialize rules with `" + marker + "` for `options.rule`, expected `*`, `-`, or `_`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/list.js
function list(node, parent, state, info) {
	const exit = state.enter("list");
	const bulletCurrent = state.bulletCurrent;
	let bullet = node.ordered ? checkBulletOrdered(state) : checkBullet(state);
	const bulletOther = node.ordered ? bullet === "." ? ")" : "." : checkBulletOther(state);
	let useDifferentMarker = parent && state.bulletLastUsed ? bullet === state.bulletLastUsed : false;
	if (!node.ordered) {
		const firstListItem = node.children ? node.children[0] : void 0;
		if ((bullet === "*" || bullet === "-") && firstListItem && (!firstListItem.children || !firstListItem.children[0]) && state.stack[state.stack.length - 1] === "list" && state.stack[state.stack.length - 2] === "listItem" && state.stack[state.stack.length - 3] === "list" && state.stack[state.stack.length - 4] === "listItem" && state.indexStack[state.indexStack.length - 1] === 0 && state.indexStack[state.indexStack.length - 2] === 0 && state.indexStack[state.indexStack.length - 3] === 0) useDifferentMarker = true;
		if (checkRule(state) === bullet && firstListItem) {
			let index = -1;
			while (++index < node.children.length) {
				const item = node.children[index];
				if (item && item.type === "listItem" && item.children && item.children[0] && item.children[0].type === "thematicBreak") {
					useDifferentMarker = true;
					break;
				}
			}
		}
	}
	if (useDifferentMarker) bullet = bulletOther;
	state.bulletCurrent = bullet;
	const value = state.containerFlow(node, info);
	state.bulletLastUsed = bullet;
	state.bulletCurrent = bulletCurrent;
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-list-item-indent.js
function checkListItemIndent(state) {
	const style = state.options.listItemIndent || "one";
	if (style !== "tab" && style !== "one" && style !== "mixed") throw new Error("Cannot serialize items with `" + style + "` for `options.listItemIndent`, expected `tab`, `one`, or `mixed`");
	return style;
}
// node_modules/mdast-util-to-markdown/lib/handle/list-item.js
function listItem(node, parent, state, info) {
	const listItemIndent = checkListItemIndent(state);
	let bullet = state.bulletCurrent || checkBullet(state);
	if (parent && parent.type === "list" && parent.ordered) bullet = (typeof parent.start === "number" && parent.start > -1 ? parent.start : 1) + (state.options.incrementListMarker === false ? 0 : parent.children.indexOf(node)) + bullet;
	let size = bullet.length + 1;
	if (listItemIndent === "tab" || listItemIndent === "mixed" && (parent && parent.type === "list" && parent.spread || node.spread)) size = Math.ceil(size / 4) * 4;
	const tracker = state.createTracker(info);
	tracker.move(bullet + " ".repeat(size - bullet.length));
	tracker.shift(size);
	const exit = state.enter("listItem");
	const value = state.indentLines(state.containerFlow(node, tracker.current()), map);
	exit();
	return value;
	function map(line, index, blank) {
		if (index) return (blank ? "" : " ".repeat(size)) + line;
		return (blank ? bullet : bullet + " ".repeat(size - bullet.length)) + line;
	}
}
// node_modules/mdast-util-to-markdown/lib/handle/paragraph.js
function paragraph(node, _, state, info) {
	const exit = state.enter("paragraph");
	const subexit = state.enter("phrasing");
	const value = state.containerPhrasing(node, info);
	subexit();
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/handle/root.js
function root(node, _, state, info) {
	if (!node.children.some(function(d) {
		return phrasing$1(d);
	})) return state.containerFlow(node, info);
	const exit = state.enter("phrasing");
	const value = state.containerPhrasing(node, info);
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-strong.js
function checkStrong(state) {
	const marker = state.options.strong || "*";
	if (marker !== "*" && marker !== "_") throw new Error("Cannot serialize strong with `" + marker + "` for `options.strong`, expected `*`, or `_`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/strong.js
strong.attention = attention;
strong.peek = peek;
function strong(node, _, state, info) {
	const exit = state.enter("phrasing");
	const item = attentionItem(node, attention, state, state.createTracker(info));
	const value = item ? serialize([item], info.before, info.after) : "";
	exit();
	return value;
}
function attention(_, state) {
	return {
		construct: "strong",
		markers: checkStrong(state) === "*" ? ["*", "_"] : ["_", "*"],
		sizes: [2]
	};
}
function peek(_, _1, state) {
	return state.options.strong || "*";
}
// node_modules/mdast-util-to-markdown/lib/handle/text.js
function text(node, parent, state, info) {
	const siblings = parent ? parent.children : [];
	const index = state.indexStack[state.indexStack.length - 1];
	return state.safe(node.value, {
		...info,
		afterNode: siblings[index + 1],
		beforeNode: siblings[index - 1]
	});
}
// node_modules/mdast-util-to-markdown/lib/util/check-rule-repetition.js
function checkRuleRepetition(state) {
	const repetition = state.options.ruleRepetition || 3;
	if (repetition < 3) throw new Error("Cannot serialize rules with repetition `" + repetition + "` for `options.ruleRepetition`, expected `3` or more");
	return repetition;
}
// node_modules/mdast-util-to-markdown/lib/handle/thematic-break.js
function thematicBreak(_, _1, state) {
	const value = (checkRule(state) + (state.options.ruleSpaces ? " " : "")).repeat(checkRuleRepetition(state));
	return state.options.ruleSpaces ? value.slice(0, -1) : value;
}
// node_modules/mdast-util-to-markdown/lib/handle/index.js
const handle = {
	blockquote,
	break: hardBreak,
	code: code$1,
	definition,
	emphasis,
	hardBreak,
	heading,
	html,
	image,
	imageReference,
	inlineCode,
	link,
	linkReference,
	list,
	listItem,
	paragraph,
	root,
	strong,
	text,
	thematicBreak
};
// node_modules/mdast-util-to-markdown/lib/join.js
const join = [joinDefaults];
function joinDefaults(left, right, parent, state) {
	if (right.type === "code" && formatCodeAsIndented(right, state) && (left.type === "list" || left.type === right.type && formatCodeAsIndented(left, state))) return false;
	if ("spread" in parent && typeof parent.spread === "boolean") {
		if (parent.spread) return 1;
		if (left.type === "html") {
			const kind = htmlKind(left.value);
			if (kind === void 0 || kind === 6 || kind === 7) return 1;
		}
		if (left.type === "blockquote" && right.type === "blockquote") return 1;
		if ((left.type === "definition" || left.type === "paragraph") && right.type === "list" && (right.ordered && typeof right.start === "number" && right.start !== 1 || right.children.length > 0 && right.children[0].children.length === 0)) return 1;
		if (left.type === "paragraph" && right.type === "thematicBreak" && checkRule(state) === "-" && !state.options.ruleSpaces) return 1;
		let tail = left;
		while ((tail.type === "blockquote" || tail.type === "list" || tail.type === "listItem") && tail.children.length > 0) tail = tail.children[tail.children.length - 1];
		if (tail.type !== "definition" && tail.type !== "paragraph") return 0;
		if (right.type === "code" && formatCodeAsIndented(right, state)) return 1;
		if (right.type === "html") {
			const kind = htmlKind(right.value);
			if (kind === void 0 || kind === 7) return 1;
		}
		if ((left.type === "paragraph" || left !== tail) && (right.type === "definition" || right.type === "heading" && formatHeadingAsSetext$1(right, state) || right.type === "paragraph")) return 1;
		return 0;
	}
}
// node_modules/mdast-util-to-markdown/lib/unsafe.js
const fullPhrasingSpans = [
	"autolink",
	"destinationLiteral",
	"destinationRaw",
	"reference",
	"titleQuote",
	"titleApostrophe"
];
const unsafe = [
	{
		character: "	",
		after: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: "	",
		before: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: "	",
		inConstruct: ["codeFencedLangGraveAccent", "codeFencedLangTilde"]
	},
	{
		character: "\r",
		inConstruct: [
			"codeFencedLangGraveAccent",
			"codeFencedLangTilde",
			"codeFencedMetaGraveAccent",
			"codeFencedMetaTilde",
			"destinationLiteral",
			"headingAtx"
		]
	},
	{
		character: "\n",
		inConstruct: [
			"codeFencedLangGraveAccent",
			"codeFencedLangTilde",
			"codeFencedMetaGraveAccent",
			"codeFencedMetaTilde",
			"destinationLiteral",
			"headingAtx"
		]
	},
	{
		character: "\r",
		before: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: "\r",
		after: "\\r",
		inConstruct: "phrasing"
	},
	{
		character: "\n",
		before: "\\n",
		inConstruct: "phrasing"
	},
	{
		character: "\n",
		after: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: " ",
		after: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: " ",
		before: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: " ",
		inConstruct: ["codeFencedLangGraveAccent", "codeFencedLangTilde"]
	},
	{
		character: "!",
		after: "\\[",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		character: "\"",
		inConstruct: "titleQuote"
	},
	{
		atBreak: true,
		character: "#"
	},
	{
		character: "#",
		inConstruct: "headingAtx",
		after: "(?:[\r\n]|$)"
	},
	{
		character: "&",
		after: "[#A-Za-z]",
		inConstruct: [
			"codeFencedLangGraveAccent",
			"codeFencedLangTilde",
			"codeFencedMetaGraveAccent",
			"codeFencedMetaTilde",
			"destinationLiteral",
			"destinationRaw",
			"phrasing",
			"titleApostrophe",
			"titleQuote"
		]
	},
	{
		character: "'",
		inConstruct: "titleApostrophe"
	},
	{
		character: "(",
		inConstruct: "destinationRaw"
	},
	{
		before: "\\]",
		character: "(",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		atBreak: true,
		before: "\\d+",
		character: ")"
	},
	{
		character: ")",
		inConstruct: "destinationRaw"
	},
	{
		atBreak: true,
		character: "*",
		after: "(?:[ 	\r\n*])"
	},
	{
		character: "*",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		atBreak: true,
		character: "+",
		after: "(?:[ 	\r\n])"
	},
	{
		atBreak: true,
		character: "-",
		after: "(?:[ 	\r\n-])"
	},
	{
		atBreak: true,
		before: "\\d+",
		character: ".",
		after: "(?:[ 	\r\n]|$)"
	},
	{
		atBreak: true,
		character: "<",
		after: "[!/?A-Za-z]"
	},
	{
		character: "<",
		after: "[!/?A-Za-z]",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		character: "<",
		inConstruct: "destinationLiteral"
	},
	{
		atBreak: true,
		character: "="
	},
	{
		atBreak: true,
		character: ">"
	},
	{
		character: ">",
		inConstruct: "destinationLiteral"
	},
	{
		atBreak: true,
		character: "["
	},
	{
		character: "[",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		character: "[",
		inConstruct: ["label", "reference"]
	},
	{
		character: "\\",
		after: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: "]",
		inConstruct: ["label", "reference"]
	},
	{
		atBreak: true,
		character: "_"
	},
	{
		character: "_",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		atBreak: true,
		character: "`"
	},
	{
		character: "`",
		inConstruct: ["codeFencedLangGraveAccent", "codeFencedMetaGraveAccent"]
	},
	{
		character: "`",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		atBreak: true,
		character: "~"
	},
	{
		character: "<",
		inConstruct: "autolink"
	},
	{
		character: ">",
		inConstruct: "autolink"
	},
	{
		character: "",
		inConstruct: "autolink"
	}
];
let code = -1;
while (++code < 33) unsafe.push({
	character: String.fromCharCode(code),
	inConstruct: "autolink"
});
// node_modules/character-entities/index.js
const characterEntities = {
	AElig: "Æ",
	AMP: "&",
	Aacute: "Á",
	Abreve: "Ă",
	Acirc: "Â",
	Acy: "А",
	Afr: "𝔄",
	Agrave: "À",
	Alpha: "Α",
	Amacr: "Ā",
	And: "⩓",
	Aogon: "Ą",
	Aopf: "𝔸",
	ApplyFunction: "⁡",
	Aring: "Å",
	Ascr: "𝒜",
	Assign: "≔",
	Atilde: "Ã",
	Auml: "Ä",
	Backslash: "∖",
	Barv: "⫧",
	Barwed: "⌆",
	Bcy: "Б",
	Because: "∵",
	Bernoullis: "ℬ",
	Beta: "Β",
	Bfr: "𝔅",
	Bopf: "𝔹",
	Breve: "˘",
	Bscr: "ℬ",
	Bumpeq: "≎",
	CHcy: "Ч",
	COPY: "©",
	Cacute: "Ć",
	Cap: "⋒",
	CapitalDifferentialD: "ⅅ",
	Cayleys: "ℭ",
	Ccaron: "Č",
	Ccedil: "Ç",
	Ccirc: "Ĉ",
	Cconint: "∰",
	Cdot: "Ċ",
	Cedilla: "¸",
	CenterDot: "·",
	Cfr: "ℭ",
	Chi: "Χ",
	CircleDot: "⊙",
	CircleMinus: "⊖",
	CirclePlus: "⊕",
	CircleTimes: "⊗",
	ClockwiseContourIntegral: "∲",
	CloseCurlyDoubleQuote: "”",
	CloseCurlyQuote: "’",
	Colon: "∷",
	Colone: "⩴",
	Congruent: "≡",
	Conint: "∯",
	ContourIntegral: "∮",
	Copf: "ℂ",
	Coproduct: "∐",
	CounterClockwiseContourIntegral: "∳",
	Cross: "⨯",
	Cscr: "𝒞",
	Cup: "⋓",
	CupCap: "≍",
	DD: "ⅅ",
	DDotrahd: "⤑",
	DJcy: "Ђ",
	DScy: "Ѕ",
	DZcy: "Џ",
	Dagger: "‡",
	Darr: "↡",
	Dashv: "⫤",
	Dcaron: "Ď",
	Dcy: "Д",
	Del: "∇",
	Delta: "Δ",
	Dfr: "𝔇",
	DiacriticalAcute: "´",
	DiacriticalDot: "˙",
	DiacriticalDoubleAcute: "˝",
	DiacriticalGrave: "`",
	DiacriticalTilde: "˜",
	Diamond: "⋄",
	DifferentialD: "ⅆ",
	Dopf: "𝔻",
	Dot: "¨",
	DotDot: "⃜",
	DotEqual: "≐",
	DoubleContourIntegral: "∯",
	DoubleDot: "¨",
	DoubleDownArrow: "⇓",
	DoubleLeftArrow: "⇐",
	DoubleLeftRightArrow: "⇔",
	DoubleLeftTee: "⫤",
	DoubleLongLeftArrow: "⟸",
	DoubleLongLeftRightArrow: "⟺",
	DoubleLongRightArrow: "⟹",
	DoubleRightArrow: "⇒",
	DoubleRightTee: "⊨",
	DoubleUpArrow: "⇑",
	DoubleUpDownArrow: "⇕",
	DoubleVerticalBar: "∥",
	DownArrow: "↓",
	DownArrowBar: "⤓",
	DownArrowUpArrow: "⇵",
	DownBreve: "̑",
	DownLeftRightVector: "⥐",
	DownLeftTeeVector: "⥞",
	DownLeftVector: "↽",
	DownLeftVectorBar: "⥖",
	DownRightTeeVector: "⥟",
	DownRightVector: "⇁",
	DownRightVectorBar: "⥗",
	DownTee: "⊤",
	DownTeeArrow: "↧",
	Downarrow: "⇓",
	Dscr: "𝒟",
	Dstrok: "Đ",
	ENG: "Ŋ",
	ETH: "Ð",
	Eacute: "É",
	Ecaron: "Ě",
	Ecirc: "Ê",
	Ecy: "Э",
	Edot: "Ė",
	Efr: "𝔈",
	Egrave: "È",
	Element: "∈",
	Emacr: "Ē",
	EmptySmallSquare: "◻",
	EmptyVerySmallSquare: "▫",
	Eogon: "Ę",
	Eopf: "𝔼",
	Epsilon: "Ε",
	Equal: "⩵",
	EqualTilde: "≂",
	Equilibrium: "⇌",
	Escr: "ℰ",
	Esim: "⩳",
	Eta: "Η",
	Euml: "Ë",
	Exists: "∃",
	ExponentialE: "ⅇ",
	Fcy: "Ф",
	Ffr: "𝔉",
	FilledSmallSquare: "◼",
	FilledVerySmallSquare: "▪",
	Fopf: "𝔽",
	ForAll: "∀",
	Fouriertrf: "ℱ",
	Fscr: "ℱ",
	GJcy: "Ѓ",
	GT: ">",
	Gamma: "Γ",
	Gammad: "Ϝ",
	Gbreve: "Ğ",
	Gcedil: "Ģ",
	Gcirc: "Ĝ",
	Gcy: "Г",
	Gdot: "Ġ",
	Gfr: "𝔊",
	Gg: "⋙",
	Gopf: "𝔾",
	GreaterEqual: "≥",
	GreaterEqualLess: "⋛",
	GreaterFullEqual: "≧",
	GreaterGreater: "⪢",
	GreaterLess: "≷",
	GreaterSlantEqual: "⩾",
	GreaterTilde: "≳",
	Gscr: "𝒢",
	Gt: "≫",
	HARDcy: "Ъ",
	Hacek: "ˇ",
	Hat: "^",
	Hcirc: "Ĥ",
	Hfr: "ℌ",
	HilbertSpace: "ℋ",
	Hopf: "ℍ",
	HorizontalLine: "─",
	Hscr: "ℋ",
	Hstrok: "Ħ",
	HumpDownHump: "≎",
	HumpEqual: "≏",
	IEcy: "Е",
	IJlig: "Ĳ",
	IOcy: "Ё",
	Iacute: "Í",
	Icirc: "Î",
	Icy: "И",
	Idot: "İ",
	Ifr: "ℑ",
	Igrave: "Ì",
	Im: "ℑ",
	Imacr: "Ī",
	ImaginaryI: "ⅈ",
	Implies: "⇒",
	Int: "∬",
	Integral: "∫",
	Intersection: "⋂",
	InvisibleComma: "⁣",
	InvisibleTimes: "⁢",
	Iogon: "Į",
	Iopf: "𝕀",
	Iota: "Ι",
	Iscr: "ℐ",
	Itilde: "Ĩ",
	Iukcy: "І",
	Iuml: "Ï",
	Jcirc: "Ĵ",
	Jcy: "Й",
	Jfr: "𝔍",
	Jopf: "𝕁",
	Jscr: "𝒥",
	Jsercy: "Ј",
	Jukcy: "Є",
	KHcy: "Х",
	KJcy: "Ќ",
	Kappa: "Κ",
	Kcedil: "Ķ",
	Kcy: "К",
	Kfr: "𝔎",
	Kopf: "𝕂",
	Kscr: "𝒦",
	LJcy: "Љ",
	LT: "<",
	Lacute: "Ĺ",
	Lambda: "Λ",
	Lang: "⟪",
	Laplacetrf: "ℒ",
	Larr: "↞",
	Lcaron: "Ľ",
	Lcedil: "Ļ",
	Lcy: "Л",
	LeftAngleBracket: "⟨",
	LeftArrow: "←",
	LeftArrowBar: "⇤",
	LeftArrowRightArrow: "⇆",
	LeftCeiling: "⌈",
	LeftDoubleBracket: "⟦",
	LeftDownTeeVector: "⥡",
	LeftDownVector: "⇃",
	LeftDownVectorBar: "⥙",
	LeftFloor: "⌊",
	LeftRightArrow: "↔",
	LeftRightVector: "⥎",
	LeftTee: "⊣",
	LeftTeeArrow: "↤",
	LeftTeeVector: "⥚",
	LeftTriangle: "⊲",
	LeftTriangleBar: "⧏",
	LeftTriangleEqual: "⊴",
	LeftUpDownVector: "⥑",
	LeftUpTeeVector: "⥠",
	LeftUpVector: "↿",
	LeftUpVectorBar: "⥘",
	LeftVector: "↼",
	LeftVectorBar: "⥒",
	Leftarrow: "⇐",
	Leftrightarrow: "⇔",
	LessEqualGreater: "⋚",
	LessFullEqual: "≦",
	LessGreater: "≶",
	LessLess: "⪡",
	LessSlantEqual: "⩽",
	LessTilde: "≲",
	Lfr: "𝔏",
	Ll: "⋘",
	Lleftarrow: "⇚",
	Lmidot: "Ŀ",
	LongLeftArrow: "⟵",
	LongLeftRightArrow: "⟷",
	LongRightArrow: "⟶",
	Longleftarrow: "⟸",
	Longleftrightarrow: "⟺",
	Longrightarrow: "⟹",
	Lopf: "𝕃",
	LowerLeftArrow: "↙",
	LowerRightArrow: "↘",
	Lscr: "ℒ",
	Lsh: "↰",
	Lstrok: "Ł",
	Lt: "≪",
	Map: "⤅",
	Mcy: "М",
	MediumSpace: " ",
	Mellintrf: "ℳ",
	Mfr: "𝔐",
	MinusPlus: "∓",
	Mopf: "𝕄",
	Mscr: "ℳ",
	Mu: "Μ",
	NJcy: "Њ",
	Nacute: "Ń",
	Ncaron: "Ň",
	Ncedil: "Ņ",
	Ncy: "Н",
	NegativeMediumSpace: "​",
	NegativeThickSpace: "​",
	NegativeThinSpace: "​",
	NegativeVeryThinSpace: "​",
	NestedGreaterGreater: "≫",
	NestedLessLess: "≪",
	NewLine: "\n",
	Nfr: "𝔑",
	NoBreak: "⁠",
	NonBreakingSpace: "\xA0",
	Nopf: "ℕ",
	Not: "⫬",
	NotCongruent: "≢",
	NotCupCap: "≭",
	NotDoubleVerticalBar: "∦",
	NotElement: "∉",
	NotEqual: "≠",
	NotEqualTilde: "≂̸",
	NotExists: "∄",
	NotGreater: "≯",
	NotGreaterEqual: "≱",
	NotGreaterFullEqual: "≧̸",
	NotGreaterGreater: "≫̸",
	NotGreaterLess: "≹",
	NotGreaterSlantEqual: "⩾̸",
	NotGreaterTilde: "≵",
	NotHumpDownHump: "≎̸",
	NotHumpEqual: "≏̸",
	NotLeftTriangle: "⋪",
	NotLeftTriangleBar: "⧏̸",
	NotLeftTriangleEqual: "⋬",
	NotLess: "≮",
	NotLessEqual: "≰",
	NotLessGreater: "≸",
	NotLessLess: "≪̸",
	NotLessSlantEqual: "⩽̸",
	NotLessTilde: "≴",
	NotNestedGreaterGreater: "⪢̸",
	NotNestedLessLess: "⪡̸",
	NotPrecedes: "⊀",
	NotPrecedesEqual: "⪯̸",
	NotPrecedesSlantEqual: "⋠",
	NotReverseElement: "∌",
	NotRightTriangle: "⋫",
	NotRightTriangleBar: "⧐̸",
	NotRightTriangleEqual: "⋭",
	NotSquareSubset: "⊏̸",
	NotSquareSubsetEqual: "⋢",
	NotSquareSuperset: "⊐̸",
	NotSquareSupersetEqual: "⋣",
	NotSubset: "⊂⃒",
	NotSubsetEqual: "⊈",
	NotSucceeds: "⊁",
	NotSucceedsEqual: "⪰̸",
	NotSucceedsSlantEqual: "⋡",
	NotSucceedsTilde: "≿̸",
	NotSuperset: "⊃⃒",
	NotSupersetEqual: "⊉",
	NotTilde: "≁",
	NotTildeEqual: "≄",
	NotTildeFullEqual: "≇",
	NotTildeTilde: "≉",
	NotVerticalBar: "∤",
	Nscr: "𝒩",
	Ntilde: "Ñ",
	Nu: "Ν",
	OElig: "Œ",
	Oacute: "Ó",
	Ocirc: "Ô",
	Ocy: "О",
	Odblac: "Ő",
	Ofr: "𝔒",
	Ograve: "Ò",
	Omacr: "Ō",
	Omega: "Ω",
	Omicron: "Ο",
	Oopf: "𝕆",
	OpenCurlyDoubleQuote: "“",
	OpenCurlyQuote: "‘",
	Or: "⩔",
	Oscr: "𝒪",
	Oslash: "Ø",
	Otilde: "Õ",
	Otimes: "⨷",
	Ouml: "Ö",
	OverBar: "‾",
	OverBrace: "⏞",
	OverBracket: "⎴",
	OverParenthesis: "⏜",
	PartialD: "∂",
	Pcy: "П",
	Pfr: "𝔓",
	Phi: "Φ",
	Pi: "Π",
	PlusMinus: "±",
	Poincareplane: "ℌ",
	Popf: "ℙ",
	Pr: "⪻",
	Precedes: "≺",
	PrecedesEqual: "⪯",
	PrecedesSlantEqual: "≼",
	PrecedesTilde: "≾",
	Prime: "″",
	Product: "∏",
	Proportion: "∷",
	Proportional: "∝",
	Pscr: "𝒫",
	Psi: "Ψ",
	QUOT: "\"",
	Qfr: "𝔔",
	Qopf: "ℚ",
	Qscr: "𝒬",
	RBarr: "⤐",
	REG: "®",
	Racute: "Ŕ",
	Rang: "⟫",
	Rarr: "↠",
	Rarrtl: "⤖",
	Rcaron: "Ř",
	Rcedil: "Ŗ",
	Rcy: "Р",
	Re: "ℜ",
	ReverseElement: "∋",
	ReverseEquilibrium: "⇋",
	ReverseUpEquilibrium: "⥯",
	Rfr: "ℜ",
	Rho: "Ρ",
	RightAngleBracket: "⟩",
	RightArrow: "→",
	RightArrowBar: "⇥",
	RightArrowLeftArrow: "⇄",
	RightCeiling: "⌉",
	RightDoubleBracket: "⟧",
	RightDownTeeVector: "⥝",
	RightDownVector: "⇂",
	RightDownVectorBar: "⥕",
	RightFloor: "⌋",
	RightTee: "⊢",
	RightTeeArrow: "↦",
	RightTeeVector: "⥛",
	RightTriangle: "⊳",
	RightTriangleBar: "⧐",
	RightTriangleEqual: "⊵",
	RightUpDownVector: "⥏",
	RightUpTeeVector: "⥜",
	RightUpVector: "↾",
	RightUpVectorBar: "⥔",
	RightVector: "⇀",
	RightVectorBar: "⥓",
	Rightarrow: "⇒",
	Ropf: "ℝ",
	RoundImplies: "⥰",
	Rrightarrow: "⇛",
	Rscr: "ℛ",
	Rsh: "↱",
	RuleDelayed: "⧴",
	SHCHcy: "Щ",
	SHcy: "Ш",
	SOFTcy: "Ь",
	Sacute: "Ś",
	Sc: "⪼",
	Scaron: "Š",
	Scedil: "Ş",
	Scirc: "Ŝ",
	Scy: "С",
	Sfr: "𝔖",
	ShortDownArrow: "↓",
	ShortLeftArrow: "←",
	ShortRightArrow: "→",
	ShortUpArrow: "↑",
	Sigma: "Σ",
	SmallCircle: "∘",
	Sopf: "𝕊",
	Sqrt: "√",
	Square: "□",
	SquareIntersection: "⊓",
	SquareSubset: "⊏",
	SquareSubsetEqual: "⊑",
	SquareSuperset: "⊐",
	SquareSupersetEqual: "⊒",
	SquareUnion: "⊔",
	Sscr: "𝒮",
	Star: "⋆",
	Sub: "⋐",
	Subset: "⋐",
	SubsetEqual: "⊆",
	Succeeds: "≻",
	SucceedsEqual: "⪰",
	SucceedsSlantEqual: "≽",
	SucceedsTilde: "≿",
	SuchThat: "∋",
	Sum: "∑",
	Sup: "⋑",
	Superset: "⊃",
	SupersetEqual: "⊇",
	Supset: "⋑",
	THORN: "Þ",
	TRADE: "™",
	TSHcy: "Ћ",
	TScy: "Ц",
	Tab: "	",
	Tau: "Τ",
	Tcaron: "Ť",
	Tcedil: "Ţ",
	Tcy: "Т",
	Tfr: "𝔗",
	Therefore: "∴",
	Theta: "Θ",
	ThickSpace: "  ",
	ThinSpace: " ",
	Tilde: "∼",
	TildeEqual: "≃",
	TildeFullEqual: "≅",
	TildeTilde: "≈",
	Topf: "𝕋",
	TripleDot: "⃛",
	Tscr: "𝒯",
	Tstrok: "Ŧ",
	Uacute: "Ú",
	Uarr: "↟",
	Uarrocir: "⥉",
	Ubrcy: "Ў",
	Ubreve: "Ŭ",
	Ucirc: "Û",
	Ucy: "У",
	Udblac: "Ű",
	Ufr: "𝔘",
	Ugrave: "Ù",
	Umacr: "Ū",
	UnderBar: "_",
	UnderBrace: "⏟",
	UnderBracket: "⎵",
	UnderParenthesis: "⏝",
	Union: "⋃",
	UnionPlus: "⊎",
	Uogon: "Ų",
	Uopf: "𝕌",
	UpArrow: "↑",
	UpArrowBar: "⤒",
	UpArrowDownArrow: "⇅",
	UpDownArrow: "↕",
	UpEquilibrium: "⥮",
	UpTee: "⊥",
	UpTeeArrow: "↥",
	Uparrow: "⇑",
	Updownarrow: "⇕",
	UpperLeftArrow: "↖",
	UpperRightArrow: "↗",
	Upsi: "ϒ",
	Upsilon: "Υ",
	Uring: "Ů",
	Uscr: "𝒰",
	Utilde: "Ũ",
	Uuml: "Ü",
	VDash: "⊫",
	Vbar: "⫫",
	Vcy: "В",
	Vdash: "⊩",
	Vdashl: "⫦",
	Vee: "⋁",
	Verbar: "‖",
	Vert: "‖",
	VerticalBar: "∣",
	VerticalLine: "|",
	VerticalSeparator: "❘",
	VerticalTilde: "≀",
	VeryThinSpace: " ",
	Vfr: "𝔙",
	Vopf: "𝕍",
	Vscr: "𝒱",
	Vvdash: "⊪",
	Wcirc: "Ŵ",
	Wedge: "⋀",
	Wfr: "𝔚",
	Wopf: "𝕎",
	Wscr: "𝒲",
	Xfr: "𝔛",
	Xi: "Ξ",
	Xopf: "𝕏",
	Xscr: "𝒳",
	YAcy: "Я",
	YIcy: "Ї",
	YUcy: "Ю",
	Yacute: "Ý",
	Ycirc: "Ŷ",
	Ycy: "Ы",
	Yfr: "𝔜",
	Yopf: "𝕐",
	Yscr: "𝒴",
	Yuml: "Ÿ",
	ZHcy: "Ж",
	Zacute: "Ź",
	Zcaron: "Ž",
	Zcy: "З",
	Zdot: "Ż",
	ZeroWidthSpace: "​",
	Zeta: "Ζ",
	Zfr: "ℨ",
	Zopf: "ℤ",
	Zscr: "𝒵",
	aacute: "á",
	abreve: "ă",
	ac: "∾",
	acE: "∾̳",
	acd: "∿",
	acirc: "â",
	acute: "´",
	acy: "а",
	aelig: "æ",
	af: "⁡",
	afr: "𝔞",
	agrave: "à",
	alefsym: "ℵ",
	aleph: "ℵ",
	alpha: "α",
	amacr: "ā",
	amalg: "⨿",
	amp: "&",
	and: "∧",
	andand: "⩕",
	andd: "⩜",
	andslope: "⩘",
	andv: "⩚",
	ang: "∠",
	ange: "⦤",
	angle: "∠",
	angmsd: "∡",
	angmsdaa: "⦨",
	angmsdab: "⦩",
	angmsdac: "⦪",
	angmsdad: "⦫",
	angmsdae: "⦬",
	angmsdaf: "⦭",
	angmsdag: "⦮",
	angmsdah: "⦯",
	angrt: "∟",
	angrtvb: "⊾",
	angrtvbd: "⦝",
	angsph: "∢",
	angst: "Å",
	angzarr: "⍼",
	aogon: "ą",
	aopf: "𝕒",
	ap: "≈",
	apE: "⩰",
	apacir: "⩯",
	ape: "≊",
	apid: "≋",
	apos: "'",
	approx: "≈",
	approxeq: "≊",
	aring: "å",
	ascr: "𝒶",
	ast: "*",
	asymp: "≈",
	asympeq: "≍",
	atilde: "ã",
	auml: "ä",
	awconint: "∳",
	awint: "⨑",
	bNot: "⫭",
	backcong: "≌",
	backepsilon: "϶",
	backprime: "‵",
	backsim: "∽",
	backsimeq: "⋍",
	barvee: "⊽",
	barwed: "⌅",
	barwedge: "⌅",
	bbrk: "⎵",
	bbrktbrk: "⎶",
	bcong: "≌",
	bcy: "б",
	bdquo: "„",
	becaus: "∵",
	because: "∵",
	bemptyv: "⦰",
	bepsi: "϶",
	bernou: "ℬ",
	beta: "β",
	beth: "ℶ",
	between: "≬",
	bfr: "𝔟",
	bigcap: "⋂",
	bigcirc: "◯",
	bigcup: "⋃",
	bigodot: "⨀",
	bigoplus: "⨁",
	bigotimes: "⨂",
	bigsqcup: "⨆",
	bigstar: "★",
	bigtriangledown: "▽",
	bigtriangleup: "△",
	biguplus: "⨄",
	bigvee: "⋁",
	bigwedge: "⋀",
	bkarow: "⤍",
	blacklozenge: "⧫",
	blacksquare: "▪",
	blacktriangle: "▴",
	blacktriangledown: "▾",
	blacktriangleleft: "◂",
	blacktriangleright: "▸",
	blank: "␣",
	blk12: "▒",
	blk14: "░",
	blk34: "▓",
	block: "█",
	bne: "=⃥",
	bnequiv: "≡⃥",
	bnot: "⌐",
	bopf: "𝕓",
	bot: "⊥",
	bottom: "⊥",
	bowtie: "⋈",
	boxDL: "╗",
	boxDR: "╔",
	boxDl: "╖",
	boxDr: "╓",
	boxH: "═",
	boxHD: "╦",
	boxHU: "╩",
	boxHd: "╤",
	boxHu: "╧",
	boxUL: "╝",
	boxUR: "╚",
	boxUl: "╜",
	boxUr: "╙",
	boxV: "║",
	boxVH: "╬",
	boxVL: "╣",
	boxVR: "╠",
	boxVh: "╫",
	boxVl: "╢",
	boxVr: "╟",
	boxbox: "⧉",
	boxdL: "╕",
	boxdR: "╒",
	boxdl: "┐",
	boxdr: "┌",
	boxh: "─",
	boxhD: "╥",
	boxhU: "╨",
	boxhd: "┬",
	boxhu: "┴",
	boxminus: "⊟",
	boxplus: "⊞",
	boxtimes: "⊠",
	boxuL: "╛",
	boxuR: "╘",
	boxul: "┘",
	boxur: "└",
	boxv: "│",
	boxvH: "╪",
	boxvL: "╡",
	boxvR: "╞",
	boxvh: "┼",
	boxvl: "┤",
	boxvr: "├",
	bprime: "‵",
	breve: "˘",
	brvbar: "¦",
	bscr: "𝒷",
	bsemi: "⁏",
	bsim: "∽",
	bsime: "⋍",
	bsol: "\\",
	bsolb: "⧅",
	bsolhsub: "⟈",
	bull: "•",
	bullet: "•",
	bump: "≎",
	bumpE: "⪮",
	bumpe: "≏",
	bumpeq: "≏",
	cacute: "ć",
	cap: "∩",
	capand: "⩄",
	capbrcup: "⩉",
	capcap: "⩋",
	capcup: "⩇",
	capdot: "⩀",
	caps: "∩︀",
	caret: "⁁",
	caron: "ˇ",
	ccaps: "⩍",
	ccaron: "č",
	ccedil: "ç",
	ccirc: "ĉ",
	ccups: "⩌",
	ccupssm: "⩐",
	cdot: "ċ",
	cedil: "¸",
	cemptyv: "⦲",
	cent: "¢",
	centerdot: "·",
	cfr: "𝔠",
	chcy: "ч",
	check: "✓",
	checkmark: "✓",
	chi: "χ",
	cir: "○",
	cirE: "⧃",
	circ: "ˆ",
	circeq: "≗",
	circlearrowleft: "↺",
	circlearrowright: "↻",
	circledR: "®",
	circledS: "Ⓢ",
	circledast: "⊛",
	circledcirc: "⊚",
	circleddash: "⊝",
	cire: "≗",
	cirfnint: "⨐",
	cirmid: "⫯",
	cirscir: "⧂",
	clubs: "♣",
	clubsuit: "♣",
	colon: ":",
	colone: "≔",
	coloneq: "≔",
	comma: ",",
	commat: "@",
	comp: "∁",
	compfn: "∘",
	complement: "∁",
	complexes: "ℂ",
	cong: "≅",
	congdot: "⩭",
	conint: "∮",
	copf: "𝕔",
	coprod: "∐",
	copy: "©",
	copysr: "℗",
	crarr: "↵",
	cross: "✗",
	cscr: "𝒸",
	csub: "⫏",
	csube: "⫑",
	csup: "⫐",
	csupe: "⫒",
	ctdot: "⋯",
	cudarrl: "⤸",
	cudarrr: "⤵",
	cuepr: "⋞",
	cuesc: "⋟",
	cularr: "↶",
	cularrp: "⤽",
	cup: "∪",
	cupbrcap: "⩈",
	cupcap: "⩆",
	cupcup: "⩊",
	cupdot: "⊍",
	cupor: "⩅",
	cups: "∪︀",
	curarr: "↷",
	curarrm: "⤼",
	curlyeqprec: "⋞",
	curlyeqsucc: "⋟",
	curlyvee: "⋎",
	curlywedge: "⋏",
	curren: "¤",
	curvearrowleft: "↶",
	curvearrowright: "↷",
	cuvee: "⋎",
	cuwed: "⋏",
	cwconint: "∲",
	cwint: "∱",
	cylcty: "⌭",
	dArr: "⇓",
	dHar: "⥥",
	dagger: "†",
	daleth: "ℸ",
	darr: "↓",
	dash: "‐",
	dashv: "⊣",
	dbkarow: "⤏",
	dblac: "˝",
	dcaron: "ď",
	dcy: "д",
	dd: "ⅆ",
	ddagger: "‡",
	ddarr: "⇊",
	ddotseq: "⩷",
	deg: "°",
	delta: "δ",
	demptyv: "⦱",
	dfisht: "⥿",
	dfr: "𝔡",
	dharl: "⇃",
	dharr: "⇂",
	diam: "⋄",
	diamond: "⋄",
	diamondsuit: "♦",
	diams: "♦",
	die: "¨",
	digamma: "ϝ",
	disin: "⋲",
	div: "÷",
	divide: "÷",
	divideontimes: "⋇",
	divonx: "⋇",
	djcy: "ђ",
	dlcorn: "⌞",
	dlcrop: "⌍",
	dollar: "$",
	dopf: "𝕕",
	dot: "˙",
	doteq: "≐",
	doteqdot: "≑",
	dotminus: "∸",
	dotplus: "∔",
	dotsquare: "⊡",
	doublebarwedge: "⌆",
	downarrow: "↓",
	downdownarrows: "⇊",
	downharpoonleft: "⇃",
	downharpoonright: "⇂",
	drbkarow: "⤐",
	drcorn: "⌟",
	drcrop: "⌌",
	dscr: "𝒹",
	dscy: "ѕ",
	dsol: "⧶",
	dstrok: "đ",
	dtdot: "⋱",
	dtri: "▿",
	dtrif: "▾",
	duarr: "⇵",
	duhar: "⥯",
	dwangle: "⦦",
	dzcy: "џ",
	dzigrarr: "⟿",
	eDDot: "⩷",
	eDot: "≑",
	eacute: "é",
	easter: "⩮",
	ecaron: "ě",
	ecir: "≖",
	ecirc: "ê",
	ecolon: "≕",
	ecy: "э",
	edot: "ė",
	ee: "ⅇ",
	efDot: "≒",
	efr: "𝔢",
	eg: "⪚",
	egrave: "è",
	egs: "⪖",
	egsdot: "⪘",
	el: "⪙",
	elinters: "⏧",
	ell: "ℓ",
	els: "⪕",
	elsdot: "⪗",
	emacr: "ē",
	empty: "∅",
	emptyset: "∅",
	emptyv: "∅",
	emsp13: " ",
	emsp14: " ",
	emsp: " ",
	eng: "ŋ",
	ensp: " ",
	eogon: "ę",
	eopf: "𝕖",
	epar: "⋕",
	eparsl: "⧣",
	eplus: "⩱",
	epsi: "ε",
	epsilon: "ε",
	epsiv: "ϵ",
	eqcirc: "≖",
	eqcolon: "≕",
	eqsim: "≂",
	eqslantgtr: "⪖",
	eqslantless: "⪕",
	equals: "=",
	equest: "≟",
	equiv: "≡",
	equivDD: "⩸",
	eqvparsl: "⧥",
	erDot: "≓",
	erarr: "⥱",
	escr: "ℯ",
	esdot: "≐",
	esim: "≂",
	eta: "η",
	eth: "ð",
	euml: "ë",
	euro: "€",
	excl: "!",
	exist: "∃",
	expectation: "ℰ",
	exponentiale: "ⅇ",
	fallingdotseq: "≒",
	fcy: "ф",
	female: "♀",
	ffilig: "ﬃ",
	fflig: "ﬀ",
	ffllig: "ﬄ",
	ffr: "𝔣",
	filig: "ﬁ",
	fjlig: "fj",
	flat: "♭",
	fllig: "ﬂ",
	fltns: "▱",
	fnof: "ƒ",
	fopf: "𝕗",
	forall: "∀",
	fork: "⋔",
	forkv: "⫙",
	fpartint: "⨍",
	frac12: "½",
	frac13: "⅓",
	frac14: "¼",
	frac15: "⅕",
	frac16: "⅙",
	frac18: "⅛",
	frac23: "⅔",
	frac25: "⅖",
	frac34: "¾",
	frac35: "⅗",
	frac38: "⅜",
	frac45: "⅘",
	frac56: "⅚",
	frac58: "⅝",
	frac78: "⅞",
	frasl: "⁄",
	frown: "⌢",
	fscr: "𝒻",
	gE: "≧",
	gEl: "⪌",
	gacute: "ǵ",
	gamma: "γ",
	gammad: "ϝ",
	gap: "⪆",
	gbreve: "ğ",
	gcirc: "ĝ",
	gcy: "г",
	gdot: "ġ",
	ge: "≥",
	gel: "⋛",
	geq: "≥",
	geqq: "≧",
	geqslant: "⩾",
	ges: "⩾",
	gescc: "⪩",
	gesdot: "⪀",
	gesdoto: "⪂",
	gesdotol: "⪄",
	gesl: "⋛︀",
	gesles: "⪔",
	gfr: "𝔤",
	gg: "≫",
	ggg: "⋙",
	gimel: "ℷ",
	gjcy: "ѓ",
	gl: "≷",
	glE: "⪒",
	gla: "⪥",
	glj: "⪤",
	gnE: "≩",
	gnap: "⪊",
	gnapprox: "⪊",
	gne: "⪈",
	gneq: "⪈",
	gneqq: "≩",
	gnsim: "⋧",
	gopf: "𝕘",
	grave: "`",
	gscr: "ℊ",
	gsim: "≳",
	gsime: "⪎",
	gsiml: "⪐",
	gt: ">",
	gtcc: "⪧",
	gtcir: "⩺",
	gtdot: "⋗",
	gtlPar: "⦕",
	gtquest: "⩼",
	gtrapprox: "⪆",
	gtrarr: "⥸",
	gtrdot: "⋗",
	gtreqless: "⋛",
	gtreqqless: "⪌",
	gtrless: "≷",
	gtrsim: "≳",
	gvertneqq: "≩︀",
	gvnE: "≩︀",
	hArr: "⇔",
	hairsp: " ",
	half: "½",
	hamilt: "ℋ",
	hardcy: "ъ",
	harr: "↔",
	harrcir: "⥈",
	harrw: "↭",
	hbar: "ℏ",
	hcirc: "ĥ",
	hearts: "♥",
	heartsuit: "♥",
	hellip: "…",
	hercon: "⊹",
	hfr: "𝔥",
	hksearow: "⤥",
	hkswarow: "⤦",
	hoarr: "⇿",
	homtht: "∻",
	hookleftarrow: "↩",
	hookrightarrow: "↪",
	hopf: "𝕙",
	horbar: "―",
	hscr: "𝒽",
	hslash: "ℏ",
	hstrok: "ħ",
	hybull: "⁃",
	hyphen: "‐",
	iacute: "í",
	ic: "⁣",
	icirc: "î",
	icy: "и",
	iecy: "е",
	iexcl: "¡",
	iff: "⇔",
	ifr: "𝔦",
	igrave: "ì",
	ii: "ⅈ",
	iiiint: "⨌",
	iiint: "∭",
	iinfin: "⧜",
	iiota: "℩",
	ijlig: "ĳ",
	imacr: "ī",
	image: "ℑ",
	imagline: "ℐ",
	imagpart: "ℑ",
	imath: "ı",
	imof: "⊷",
	imped: "Ƶ",
	in: "∈",
	incare: "℅",
	infin: "∞",
	infintie: "⧝",
	inodot: "ı",
	int: "∫",
	intcal: "⊺",
	integers: "ℤ",
	intercal: "⊺",
	intlarhk: "⨗",
	intprod: "⨼",
	iocy: "ё",
	iogon: "į",
	iopf: "𝕚",
	iota: "ι",
	iprod: "⨼",
	iquest: "¿",
	iscr: "𝒾",
	isin: "∈",
	isinE: "⋹",
	isindot: "⋵",
	isins: "⋴",
	isinsv: "⋳",
	isinv: "∈",
	it: "⁢",
	itilde: "ĩ",
	iukcy: "і",
	iuml: "ï",
	jcirc: "ĵ",
	jcy: "й",
	jfr: "𝔧",
	jmath: "ȷ",
	jopf: "𝕛",
	jscr: "𝒿",
	jsercy: "ј",
	jukcy: "є",
	kappa: "κ",
	kappav: "ϰ",
	kcedil: "ķ",
	kcy: "к",
	kfr: "𝔨",
	kgreen: "ĸ",
	khcy: "х",
	kjcy: "ќ",
	kopf: "𝕜",
	kscr: "𝓀",
	lAarr: "⇚",
	lArr: "⇐",
	lAtail: "⤛",
	lBarr: "⤎",
	lE: "≦",
	lEg: "⪋",
	lHar: "⥢",
	lacute: "ĺ",
	laemptyv: "⦴",
	lagran: "ℒ",
	lambda: "λ",
	lang: "⟨",
	langd: "⦑",
	langle: "⟨",
	lap: "⪅",
	laquo: "«",
	larr: "←",
	larrb: "⇤",
	larrbfs: "⤟",
	larrfs: "⤝",
	larrhk: "↩",
	larrlp: "↫",
	larrpl: "⤹",
	larrsim: "⥳",
	larrtl: "↢",
	lat: "⪫",
	latail: "⤙",
	late: "⪭",
	lates: "⪭︀",
	lbarr: "⤌",
	lbbrk: "❲",
	lbrace: "{",
	lbrack: "[",
	lbrke: "⦋",
	lbrksld: "⦏",
	lbrkslu: "⦍",
	lcaron: "ľ",
	lcedil: "ļ",
	lceil: "⌈",
	lcub: "{",
	lcy: "л",
	ldca: "⤶",
	ldquo: "“",
	ldquor: "„",
	ldrdhar: "⥧",
	ldrushar: "⥋",
	ldsh: "↲",
	le: "≤",
	leftarrow: "←",
	leftarrowtail: "↢",
	leftharpoondown: "↽",
	leftharpoonup: "↼",
	leftleftarrows: "⇇",
	leftrightarrow: "↔",
	leftrightarrows: "⇆",
	leftrightharpoons: "⇋",
	leftrightsquigarrow: "↭",
	leftthreetimes: "⋋",
	leg: "⋚",
	leq: "≤",
	leqq: "≦",
	leqslant: "⩽",
	les: "⩽",
	lescc: "⪨",
	lesdot: "⩿",
	lesdoto: "⪁",
	lesdotor: "⪃",
	lesg: "⋚︀",
	lesges: "⪓",
	lessapprox: "⪅",
	lessdot: "⋖",
	lesseqgtr: "⋚",
	lesseqqgtr: "⪋",
	lessgtr: "≶",
	lesssim: "≲",
	lfisht: "⥼",
	lfloor: "⌊",
	lfr: "𝔩",
	lg: "≶",
	lgE: "⪑",
	lhard: "↽",
	lharu: "↼",
	lharul: "⥪",
	lhblk: "▄",
	ljcy: "љ",
	ll: "≪",
	llarr: "⇇",
	llcorner: "⌞",
	llhard: "⥫",
	lltri: "◺",
	lmidot: "ŀ",
	lmoust: "⎰",
	lmoustache: "⎰",
	lnE: "≨",
	lnap: "⪉",
	lnapprox: "⪉",
	lne: "⪇",
	lneq: "⪇",
	lneqq: "≨",
	lnsim: "⋦",
	loang: "⟬",
	loarr: "⇽",
	lobrk: "⟦",
	longleftarrow: "⟵",
	longleftrightarrow: "⟷",
	longmapsto: "⟼",
	longrightarrow: "⟶",
	looparrowleft: "↫",
	looparrowright: "↬",
	lopar: "⦅",
	lopf: "𝕝",
	loplus: "⨭",
	lotimes: "⨴",
	lowast: "∗",
	lowbar: "_",
	loz: "◊",
	lozenge: "◊",
	lozf: "⧫",
	lpar: "(",
	lparlt: "⦓",
	lrarr: "⇆",
	lrcorner: "⌟",
	lrhar: "⇋",
	lrhard: "⥭",
	lrm: "‎",
	lrtri: "⊿",
	lsaquo: "‹",
	lscr: "𝓁",
	lsh: "↰",
	lsim: "≲",
	lsime: "⪍",
	lsimg: "⪏",
	lsqb: "[",
	lsquo: "‘",
	lsquor: "‚",
	lstrok: "ł",
	lt: "<",
	ltcc: "⪦",
	ltcir: "⩹",
	ltdot: "⋖",
	lthree: "⋋",
	ltimes: "⋉",
	ltlarr: "⥶",
	ltquest: "⩻",
	ltrPar: "⦖",
	ltri: "◃",
	ltrie: "⊴",
	ltrif: "◂",
	lurdshar: "⥊",
	luruhar: "⥦",
	lvertneqq: "≨︀",
	lvnE: "≨︀",
	mDDot: "∺",
	macr: "¯",
	male: "♂",
	malt: "✠",
	maltese: "✠",
	map: "↦",
	mapsto: "↦",
	mapstodown: "↧",
	mapstoleft: "↤",
	mapstoup: "↥",
	marker: "▮",
	mcomma: "⨩",
	mcy: "м",
	mdash: "—",
	measuredangle: "∡",
	mfr: "𝔪",
	mho: "℧",
	micro: "µ",
	mid: "∣",
	midast: "*",
	midcir: "⫰",
	middot: "·",
	minus: "−",
	minusb: "⊟",
	minusd: "∸",
	minusdu: "⨪",
	mlcp: "⫛",
	mldr: "…",
	mnplus: "∓",
	models: "⊧",
	mopf: "𝕞",
	mp: "∓",
	mscr: "𝓂",
	mstpos: "∾",
	mu: "μ",
	multimap: "⊸",
	mumap: "⊸",
	nGg: "⋙̸",
	nGt: "≫⃒",
	nGtv: "≫̸",
	nLeftarrow: "⇍",
	nLeftrightarrow: "⇎",
	nLl: "⋘̸",
	nLt: "≪⃒",
	nLtv: "≪̸",
	nRightarrow: "⇏",
	nVDash: "⊯",
	nVdash: "⊮",
	nabla: "∇",
	nacute: "ń",
	nang: "∠⃒",
	nap: "≉",
	napE: "⩰̸",
	napid: "≋̸",
	napos: "ŉ",
	napprox: "≉",
	natur: "♮",
	natural: "♮",
	naturals: "ℕ",
	nbsp: "\xA0",
	nbump: "≎̸",
	nbumpe: "≏̸",
	ncap: "⩃",
	ncaron: "ň",
	ncedil: "ņ",
	ncong: "≇",
	ncongdot: "⩭̸",
	ncup: "⩂",
	ncy: "н",
	ndash: "–",
	ne: "≠",
	neArr: "⇗",
	nearhk: "⤤",
	nearr: "↗",
	nearrow: "↗",
	nedot: "≐̸",
	nequiv: "≢",
	nesear: "⤨",
	nesim: "≂̸",
	nexist: "∄",
	nexists: "∄",
	nfr: "𝔫",
	ngE: "≧̸",
	nge: "≱",
	ngeq: "≱",
	ngeqq: "≧̸",
	ngeqslant: "⩾̸",
	nges: "⩾̸",
	ngsim: "≵",
	ngt: "≯",
	ngtr: "≯",
	nhArr: "⇎",
	nharr: "↮",
	nhpar: "⫲",
	ni: "∋",
	nis: "⋼",
	nisd: "⋺",
	niv: "∋",
	njcy: "њ",
	nlArr: "⇍",
	nlE: "≦̸",
	nlarr: "↚",
	nldr: "‥",
	nle: "≰",
	nleftarrow: "↚",
	nleftrightarrow: "↮",
	nleq: "≰",
	nleqq: "≦̸",
	nleqslant: "⩽̸",
	nles: "⩽̸",
	nless: "≮",
	nlsim: "≴",
	nlt: "≮",
	nltri: "⋪",
	nltrie: "⋬",
	nmid: "∤",
	nopf: "𝕟",
	not: "¬",
	notin: "∉",
	notinE: "⋹̸",
	notindot: "⋵̸",
	notinva: "∉",
	notinvb: "⋷",
	notinvc: "⋶",
	notni: "∌",
	notniva: "∌",
	notnivb: "⋾",
	notnivc: "⋽",
	npar: "∦",
	nparallel: "∦",
	nparsl: "⫽⃥",
	npart: "∂̸",
	npolint: "⨔",
	npr: "⊀",
	nprcue: "⋠",
	npre: "⪯̸",
	nprec: "⊀",
	npreceq: "⪯̸",
	nrArr: "⇏",
	nrarr: "↛",
	nrarrc: "⤳̸",
	nrarrw: "↝̸",
	nrightarrow: "↛",
	nrtri: "⋫",
	nrtrie: "⋭",
	nsc: "⊁",
	nsccue: "⋡",
	nsce: "⪰̸",
	nscr: "𝓃",
	nshortmid: "∤",
	nshortparallel: "∦",
	nsim: "≁",
	nsime: "≄",
	nsimeq: "≄",
	nsmid: "∤",
	nspar: "∦",
	nsqsube: "⋢",
	nsqsupe: "⋣",
	nsub: "⊄",
	nsubE: "⫅̸",
	nsube: "⊈",
	nsubset: "⊂⃒",
	nsubseteq: "⊈",
	nsubseteqq: "⫅̸",
	nsucc: "⊁",
	nsucceq: "⪰̸",
	nsup: "⊅",
	nsupE: "⫆̸",
	nsupe: "⊉",
	nsupset: "⊃⃒",
	nsupseteq: "⊉",
	nsupseteqq: "⫆̸",
	ntgl: "≹",
	ntilde: "ñ",
	ntlg: "≸",
	ntriangleleft: "⋪",
	ntrianglelefteq: "⋬",
	ntriangleright: "⋫",
	ntrianglerighteq: "⋭",
	nu: "ν",
	num: "#",
	numero: "№",
	numsp: " ",
	nvDash: "⊭",
	nvHarr: "⤄",
	nvap: "≍⃒",
	nvdash: "⊬",
	nvge: "≥⃒",
	nvgt: ">⃒",
	nvinfin: "⧞",
	nvlArr: "⤂",
	nvle: "≤⃒",
	nvlt: "<⃒",
	nvltrie: "⊴⃒",
	nvrArr: "⤃",
	nvrtrie: "⊵⃒",
	nvsim: "∼⃒",
	nwArr: "⇖",
	nwarhk: "⤣",
	nwarr: "↖",
	nwarrow: "↖",
	nwnear: "⤧",
	oS: "Ⓢ",
	oacute: "ó",
	oast: "⊛",
	ocir: "⊚",
	ocirc: "ô",
	ocy: "о",
	odash: "⊝",
	odblac: "ő",
	odiv: "⨸",
	odot: "⊙",
	odsold: "⦼",
	oelig: "œ",
	ofcir: "⦿",
	ofr: "𝔬",
	ogon: "˛",
	ograve: "ò",
	ogt: "⧁",
	ohbar: "⦵",
	ohm: "Ω",
	oint: "∮",
	olarr: "↺",
	olcir: "⦾",
	olcross: "⦻",
	oline: "‾",
	olt: "⧀",
	omacr: "ō",
	omega: "ω",
	omicron: "ο",
	omid: "⦶",
	ominus: "⊖",
	oopf: "𝕠",
	opar: "⦷",
	operp: "⦹",
	oplus: "⊕",
	or: "∨",
	orarr: "↻",
	ord: "⩝",
	order: "ℴ",
	orderof: "ℴ",
	ordf: "ª",
	ordm: "º",
	origof: "⊶",
	oror: "⩖",
	orslope: "⩗",
	orv: "⩛",
	oscr: "ℴ",
	oslash: "ø",
	osol: "⊘",
	otilde: "õ",
	otimes: "⊗",
	otimesas: "⨶",
	ouml: "ö",
	ovbar: "⌽",
	par: "∥",
	para: "¶",
	parallel: "∥",
	parsim: "⫳",
	parsl: "⫽",
	part: "∂",
	pcy: "п",
	percnt: "%",
	period: ".",
	permil: "‰",
	perp: "⊥",
	pertenk: "‱",
	pfr: "𝔭",
	phi: "φ",
	phiv: "ϕ",
	phmmat: "ℳ",
	phone: "☎",
	pi: "π",
	pitchfork: "⋔",
	piv: "ϖ",
	planck: "ℏ",
	planckh: "ℎ",
	plankv: "ℏ",
	plus: "+",
	plusacir: "⨣",
	plusb: "⊞",
	pluscir: "⨢",
	plusdo: "∔",
	plusdu: "⨥",
	pluse: "⩲",
	plusmn: "±",
	plussim: "⨦",
	plustwo: "⨧",
	pm: "±",
	pointint: "⨕",
	popf: "𝕡",
	pound: "£",
	pr: "≺",
	prE: "⪳",
	prap: "⪷",
	prcue: "≼",
	pre: "⪯",
	prec: "≺",
	precapprox: "⪷",
	preccurlyeq: "≼",
	preceq: "⪯",
	precnapprox: "⪹",
	precneqq: "⪵",
	precnsim: "⋨",
	precsim: "≾",
	prime: "′",
	primes: "ℙ",
	prnE: "⪵",
	prnap: "⪹",
	prnsim: "⋨",
	prod: "∏",
	profalar: "⌮",
	profline: "⌒",
	profsurf: "⌓",
	prop: "∝",
	propto: "∝",
	prsim: "≾",
	prurel: "⊰",
	pscr: "𝓅",
	psi: "ψ",
	puncsp: " ",
	qfr: "𝔮",
	qint: "⨌",
	qopf: "𝕢",
	qprime: "⁗",
	qscr: "𝓆",
	quaternions: "ℍ",
	quatint: "⨖",
	quest: "?",
	questeq: "≟",
	quot: "\"",
	rAarr: "⇛",
	rArr: "⇒",
	rAtail: "⤜",
	rBarr: "⤏",
	rHar: "⥤",
	race: "∽̱",
	racute: "ŕ",
	radic: "√",
	raemptyv: "⦳",
	rang: "⟩",
	rangd: "⦒",
	range: "⦥",
	rangle: "⟩",
	raquo: "»",
	rarr: "→",
	rarrap: "⥵",
	rarrb: "⇥",
	rarrbfs: "⤠",
	rarrc: "⤳",
	rarrfs: "⤞",
	rarrhk: "↪",
	rarrlp: "↬",
	rarrpl: "⥅",
	rarrsim: "⥴",
	rarrtl: "↣",
	rarrw: "↝",
	ratail: "⤚",
	ratio: "∶",
	rationals: "ℚ",
	rbarr: "⤍",
	rbbrk: "❳",
	rbrace: "}",
	rbrack: "]",
	rbrke: "⦌",
	rbrksld: "⦎",
	rbrkslu: "⦐",
	rcaron: "ř",
	rcedil: "ŗ",
	rceil: "⌉",
	rcub: "}",
	rcy: "р",
	rdca: "⤷",
	rdldhar: "⥩",
	rdquo: "”",
	rdquor: "”",
	rdsh: "↳",
	real: "ℜ",
	realine: "ℛ",
	realpart: "ℜ",
	reals: "ℝ",
	rect: "▭",
	reg: "®",
	rfisht: "⥽",
	rfloor: "⌋",
	rfr: "𝔯",
	rhard: "⇁",
	rharu: "⇀",
	rharul: "⥬",
	rho: "ρ",
	rhov: "ϱ",
	rightarrow: "→",
	rightarrowtail: "↣",
	rightharpoondown: "⇁",
	rightharpoonup: "⇀",
	rightleftarrows: "⇄",
	rightleftharpoons: "⇌",
	rightrightarrows: "⇉",
	rightsquigarrow: "↝",
	rightthreetimes: "⋌",
	ring: "˚",
	risingdotseq: "≓",
	rlarr: "⇄",
	rlhar: "⇌",
	rlm: "‏",
	rmoust: "⎱",
	rmoustache: "⎱",
	rnmid: "⫮",
	roang: "⟭",
	roarr: "⇾",
	robrk: "⟧",
	ropar: "⦆",
	ropf: "𝕣",
	roplus: "⨮",
	rotimes: "⨵",
	rpar: ")",
	rpargt: "⦔",
	rppolint: "⨒",
	rrarr: "⇉",
	rsaquo: "›",
	rscr: "𝓇",
	rsh: "↱",
	rsqb: "]",
	rsquo: "’",
	rsquor: "’",
	rthree: "⋌",
	rtimes: "⋊",
	rtri: "▹",
	rtrie: "⊵",
	rtrif: "▸",
	rtriltri: "⧎",
	ruluhar: "⥨",
	rx: "℞",
	sacute: "ś",
	sbquo: "‚",
	sc: "≻",
	scE: "⪴",
	scap: "⪸",
	scaron: "š",
	sccue: "≽",
	sce: "⪰",
	scedil: "ş",
	scirc: "ŝ",
	scnE: "⪶",
	scnap: "⪺",
	scnsim: "⋩",
	scpolint: "⨓",
	scsim: "≿",
	scy: "с",
	sdot: "⋅",
	sdotb: "⊡",
	sdote: "⩦",
	seArr: "⇘",
	searhk: "⤥",
	searr: "↘",
	searrow: "↘",
	sect: "§",
	semi: ";",
	seswar: "⤩",
	setminus: "∖",
	setmn: "∖",
	sext: "✶",
	sfr: "𝔰",
	sfrown: "⌢",
	sharp: "♯",
	shchcy: "щ",
	shcy: "ш",
	shortmid: "∣",
	shortparallel: "∥",
	shy: "­",
	sigma: "σ",
	sigmaf: "ς",
	sigmav: "ς",
	sim: "∼",
	simdot: "⩪",
	sime: "≃",
	simeq: "≃",
	simg: "⪞",
	simgE: "⪠",
	siml: "⪝",
	simlE: "⪟",
	simne: "≆",
	simplus: "⨤",
	simrarr: "⥲",
	slarr: "←",
	smallsetminus: "∖",
	smashp: "⨳",
	smeparsl: "⧤",
	smid: "∣",
	smile: "⌣",
	smt: "⪪",
	smte: "⪬",
	smtes: "⪬︀",
	softcy: "ь",
	sol: "/",
	solb: "⧄",
	solbar: "⌿",
	sopf: "𝕤",
	spades: "♠",
	spadesuit: "♠",
	spar: "∥",
	sqcap: "⊓",
	sqcaps: "⊓︀",
	sqcup: "⊔",
	sqcups: "⊔︀",
	sqsub: "⊏",
	sqsube: "⊑",
	sqsubset: "⊏",
	sqsubseteq: "⊑",
	sqsup: "⊐",
	sqsupe: "⊒",
	sqsupset: "⊐",
	sqsupseteq: "⊒",
	squ: "□",
	square: "□",
	squarf: "▪",
	squf: "▪",
	srarr: "→",
	sscr: "𝓈",
	ssetmn: "∖",
	ssmile: "⌣",
	sstarf: "⋆",
	star: "☆",
	starf: "★",
	straightepsilon: "ϵ",
	straightphi: "ϕ",
	strns: "¯",
	sub: "⊂",
	subE: "⫅",
	subdot: "⪽",
	sube: "⊆",
	subedot: "⫃",
	submult: "⫁",
	subnE: "⫋",
	subne: "⊊",
	subplus: "⪿",
	subrarr: "⥹",
	subset: "⊂",
	subseteq: "⊆",
	subseteqq: "⫅",
	subsetneq: "⊊",
	subsetneqq: "⫋",
	subsim: "⫇",
	subsub: "⫕",
	subsup: "⫓",
	succ: "≻",
	succapprox: "⪸",
	succcurlyeq: "≽",
	succeq: "⪰",
	succnapprox: "⪺",
	succneqq: "⪶",
	succnsim: "⋩",
	succsim: "≿",
	sum: "∑",
	sung: "♪",
	sup1: "¹",
	sup2: "²",
	sup3: "³",
	sup: "⊃",
	supE: "⫆",
	supdot: "⪾",
	supdsub: "⫘",
	supe: "⊇",
	supedot: "⫄",
	suphsol: "⟉",
	suphsub: "⫗",
	suplarr: "⥻",
	supmult: "⫂",
	supnE: "⫌",
	supne: "⊋",
	supplus: "⫀",
	supset: "⊃",
	supseteq: "⊇",
	supseteqq: "⫆",
	supsetneq: "⊋",
	supsetneqq: "⫌",
	supsim: "⫈",
	supsub: "⫔",
	supsup: "⫖",
	swArr: "⇙",
	swarhk: "⤦",
	swarr: "↙",
	swarrow: "↙",
	swnwar: "⤪",
	szlig: "ß",
	target: "⌖",
	tau: "τ",
	tbrk: "⎴",
	tcaron: "ť",
	tcedil: "ţ",
	tcy: "т",
	tdot: "⃛",
	telrec: "⌕",
	tfr: "𝔱",
	there4: "∴",
	therefore: "∴",
	theta: "θ",
	thetasym: "ϑ",
	thetav: "ϑ",
	thickapprox: "≈",
	thicksim: "∼",
	thinsp: " ",
	thkap: "≈",
	thksim: "∼",
	thorn: "þ",
	tilde: "˜",
	times: "×",
	timesb: "⊠",
	timesbar: "⨱",
	timesd: "⨰",
	tint: "∭",
	toea: "⤨",
	top: "⊤",
	topbot: "⌶",
	topcir: "⫱",
	topf: "𝕥",
	topfork: "⫚",
	tosa: "⤩",
	tprime: "‴",
	trade: "™",
	triangle: "▵",
	triangledown: "▿",
	triangleleft: "◃",
	trianglelefteq: "⊴",
	triangleq: "≜",
	triangleright: "▹",
	trianglerighteq: "⊵",
	tridot: "◬",
	trie: "≜",
	triminus: "⨺",
	triplus: "⨹",
	trisb: "⧍",
	tritime: "⨻",
	trpezium: "⏢",
	tscr: "𝓉",
	tscy: "ц",
	tshcy: "ћ",
	tstrok: "ŧ",
	twixt: "≬",
	twoheadleftarrow: "↞",
	twoheadrightarrow: "↠",
	uArr: "⇑",
	uHar: "⥣",
	uacute: "ú",
	uarr: "↑",
	ubrcy: "ў",
	ubreve: "ŭ",
	ucirc: "û",
	ucy: "у",
	udarr: "⇅",
	udblac: "ű",
	udhar: "⥮",
	ufisht: "⥾",
	ufr: "𝔲",
	ugrave: "ù",
	uharl: "↿",
	uharr: "↾",
	uhblk: "▀",
	ulcorn: "⌜",
	ulcorner: "⌜",
	ulcrop: "⌏",
	ultri: "◸",
	umacr: "ū",
	uml: "¨",
	uogon: "ų",
	uopf: "𝕦",
	uparrow: "↑",
	updownarrow: "↕",
	upharpoonleft: "↿",
	upharpoonright: "↾",
	uplus: "⊎",
	upsi: "υ",
	upsih: "ϒ",
	upsilon: "υ",
	upuparrows: "⇈",
	urcorn: "⌝",
	urcorner: "⌝",
	urcrop: "⌎",
	uring: "ů",
	urtri: "◹",
	uscr: "𝓊",
	utdot: "⋰",
	utilde: "ũ",
	utri: "▵",
	utrif: "▴",
	uuarr: "⇈",
	uuml: "ü",
	uwangle: "⦧",
	vArr: "⇕",
	vBar: "⫨",
	vBarv: "⫩",
	vDash: "⊨",
	vangrt: "⦜",
	varepsilon: "ϵ",
	varkappa: "ϰ",
	varnothing: "∅",
	varphi: "ϕ",
	varpi: "ϖ",
	varpropto: "∝",
	varr: "↕",
	varrho: "ϱ",
	varsigma: "ς",
	varsubsetneq: "⊊︀",
	varsubsetneqq: "⫋︀",
	varsupsetneq: "⊋︀",
	varsupsetneqq: "⫌︀",
	vartheta: "ϑ",
	vartriangleleft: "⊲",
	vartriangleright: "⊳",
	vcy: "в",
	vdash: "⊢",
	vee: "∨",
	veebar: "⊻",
	veeeq: "≚",
	vellip: "⋮",
	verbar: "|",
	vert: "|",
	vfr: "𝔳",
	vltri: "⊲",
	vnsub: "⊂⃒",
	vnsup: "⊃⃒",
	vopf: "𝕧",
	vprop: "∝",
	vrtri: "⊳",
	vscr: "𝓋",
	vsubnE: "⫋︀",
	vsubne: "⊊︀",
	vsupnE: "⫌︀",
	vsupne: "⊋︀",
	vzigzag: "⦚",
	wcirc: "ŵ",
	wedbar: "⩟",
	wedge: "∧",
	wedgeq: "≙",
	weierp: "℘",
	wfr: "𝔴",
	wopf: "𝕨",
	wp: "℘",
	wr: "≀",
	wreath: "≀",
	wscr: "𝓌",
	xcap: "⋂",
	xcirc: "◯",
	xcup: "⋃",
	xdtri: "▽",
	xfr: "𝔵",
	xhArr: "⟺",
	xharr: "⟷",
	xi: "ξ",
	xlArr: "⟸",
	xlarr: "⟵",
	xmap: "⟼",
	xnis: "⋻",
	xodot: "⨀",
	xopf: "𝕩",
	xoplus: "⨁",
	xotime: "⨂",
	xrArr: "⟹",
	xrarr: "⟶",
	xscr: "𝓍",
	xsqcup: "⨆",
	xuplus: "⨄",
	xutri: "△",
	xvee: "⋁",
	xwedge: "⋀",
	yacute: "ý",
	yacy: "я",
	ycirc: "ŷ",
	ycy: "ы",
	yen: "¥",
	yfr: "𝔶",
	yicy: "ї",
	yopf: "𝕪",
	yscr: "𝓎",
	yucy: "ю",
	yuml: "ÿ",
	zacute: "ź",
	zcaron: "ž",
	zcy: "з",
	zdot: "ż",
	zeetrf: "ℨ",
	zeta: "ζ",
	zfr: "𝔷",
	zhcy: "ж",
	zigrarr: "⇝",
	zopf: "𝕫",
	zscr: "𝓏",
	zwj: "‍",
	zwnj: "‌"
};
// node_modules/decode-named-character-reference/index.js
const own$1 = {}.hasOwnProperty;
function decodeNamedCharacterReference(value) {
	return own$1.call(characterEntities, value) ? characterEntities[value] : false;
}
// node_modules/micromark-util-decode-numeric-character-reference/index.js
function decodeNumericCharacterReference(value, base) {
	const code = Number.parseInt(value, base);
	if (code < 9 || code === 11 || code > 13 && code < 32 || code > 126 && code < 160 || code > 55295 && code < 57344 || code > 64975 && code < 65008 || (code & 65535) === 65535 || (code & 65535) === 65534 || code > 1114111) return "�";
	return String.fromCodePoint(code);
}
// node_modules/micromark-util-decode-string/index.js
const characterEscapeOrReference = /\\([!-/:-@[-`{-~])|&(#(?:\d{1,7}|x[\da-f]{1,6})|[\da-z]{1,31});/gi;
function decodeString(value) {
	return value.replace(characterEscapeOrReference, decode$1);
}
function decode$1($0, $1, $2) {
	if ($1) return $1;
	if ($2.charCodeAt(0) === 35) {
		const head = $2.charCodeAt(1);
		const hex = head === 120 || head === 88;
		return decodeNumericCharacterReference($2.slice(hex ? 2 : 1), hex ? 16 : 10);
	}
	return decodeNamedCharacterReference($2) || $0;
}
// node_modules/mdast-util-to-markdown/lib/util/association.js
function association(node) {
	if (node.label || !node.identifier) return node.label || "";
	return decodeString(node.identifier);
}
// node_modules/mdast-util-to-markdown/lib/util/compile-pattern.js
function compilePattern(pattern) {
	if (!pattern._compiled) {
		const before = (pattern.atBreak ? "[\\r\\n][\\t ]*" : "") + (pattern.before ? "(?:" + pattern.before + ")" : "");
		pattern._compiled = new RegExp((pattern.beforeNode ? "^" : before ? "(" + before + ")" : "") + (/[$()*+.?[\\\]^{|}]/.test(pattern.character) ? "\\" : "") + pattern.character + (pattern.afterNode ? "$" : pattern.after ? "(?:" + pattern.after + ")" : ""), pattern.unicode ? "gu" : "g");
	}
	return pattern._compiled;
}
// node_modules/mdast-util-to-markdown/lib/util/container-flow.js
function containerFlow(parent, state, info) {
	const indexStack = state.indexStack;
	const children = parent.children || [];
	const tracker = state.createTracker(info);
	const results = [];
	let index = -1;
	indexStack.push(-1);
	while (++index < children.length) {
		const child = children[index];
		indexStack[indexStack.length - 1] = index;
		results.push(tracker.move(state.handle(child, parent, state, {
			before: "\n",
			after: "\n",
			...tracker.current()
		})));
		if (child.type !== "list") state.bulletLastUsed = void 0;
		if (index < children.length - 1) results.push(tracker.move(between(child, children[index + 1], parent, state)));
	}
	indexStack.pop();
	return results.join("");
}
function between(left, right, parent, state) {
	let index = state.join.length;
	while (index--) {
		const result = state.join[index](left, right, parent, state);
		if (result === true || result === 1) break;
		if (typeof result === "number") return "\n".repeat(1 + result);
		if (result === false) return "\n\n<!---->\n\n";
	}
	return "\n\n";
}
// node_modules/mdast-util-to-markdown/lib/util/indent-lines.js
const eol = /\r?\n|\r/g;
function indentLines(value, map) {
	const result = [];
	let start = 0;
	let line = 0;
	let match;
	while (match = eol.exec(value)) {
		one(value.slice(start, match.index));
		result.push(match[0]);
		start = match.index + match[0].length;
		line++;
	}
	one(value.slice(start));
	return result.join("");
	function one(value) {
		result.push(map(value, line, !value));
	}
}
// node_modules/mdast-util-to-markdown/lib/util/safe.js
const own = {}.hasOwnProperty;
function safe(state, input, config) {
	const value = (config.before || "") + (input || "") + (config.after || "");
	const positions = [];
	const result = [];
	const infos = {};
	const percentEncode = state.stack.includes("autolink");
	const offset = config.before ? config.before.length : 0;
	const end = value.length - (config.after ? config.after.length : 0);
	let index = -1;
	while (++index < state.unsafe.length) {
		const pattern = state.unsafe[index];
		if (!patternInScope(state.stack, pattern) || !nodeInScope(pattern.beforeNode, config.beforeNode) || !nodeInScope(pattern.afterNode, config.afterNode)) continue;
		const expression = state.compilePattern(pattern);
		const from = pattern.beforeNode ? offset : 0;
		const subject = value.slice(from, pattern.afterNode ? end : void 0);
		let match;
		while (match = expression.exec(subject)) {
			const before = Boolean(pattern.before || pattern.atBreak);
			const after = Boolean(pattern.after);
			const position = from + match.index + (before ? match[1].length : 0);
			if (own.call(infos, position)) {
				if (infos[position].before && !before) infos[position].before = false;
				if (infos[position].after && !after) infos[position].after = false;
			} else {
				positions.push(position);
				infos[position] = {
					before,
					after
				};
			}
		}
	}
	positions.sort(numerical);
	let start = offset;
	index = -1;
	while (++index < positions.length) {
		const position = positions[index];
		if (position < start || position >= end) continue;
		if (value.charAt(position) === "_" && position > 0 && classifyCharacter(value.charCodeAt(position - 1)) === void 0 && !own.call(infos, position - 1) && !(position - 1 === offset && /[*_]/.test(value.charAt(offset - 1)))) {
			let sequenceEnd = position + 1;
			while (sequenceEnd < end && value.charAt(sequenceEnd) === "_") sequenceEnd++;
			const skip = sequenceEnd - position - 1;
			if (positions[index + skip] === sequenceEnd - 1 && sequenceEnd < value.length && classifyCharacter(value.charCodeAt(sequenceEnd)) === void 0 && !own.call(infos, sequenceEnd) && !(sequenceEnd === end - 1 && /[*_]/.test(value.charAt(end)))) {
				index += skip;
				continue;
			}
		}
		if (position + 1 < end && positions[index + 1] === position + 1 && infos[position].after && !infos[position + 1].before && !infos[position + 1].after || position - 1 >= offset && positions[index - 1] === position - 1 && infos[position].before && !infos[position - 1].before && !infos[position - 1].after) continue;
		if (start !== position) {
			const slice = value.slice(start, position);
			result.push(percentEncode ? slice : escapeBackslashes(slice, "\\"));
		}
		start = position + 1;
		if (percentEncode) result.push("%" + value.charCodeAt(position).toString(16).toUpperCase().padStart(2, "0"));
		else if (/[!-/:-@[-`{-~]/.test(value.charAt(position)) && (!config.encode || !config.encode.includes(value.charAt(position)))) result.push("\\" + value.charAt(position));
		else result.push(encodeCharacterReference(value.charCodeAt(position)));
	}
	const rest = value.slice(start, end);
	result.push(percentEncode ? rest : escapeBackslashes(rest, config.after));
	return result.join("");
}
function nodeInScope(types, node) {
	if (!types) return true;
	if (!node) return false;
	return typeof types === "string" ? types === node.type : types.includes(node.type);
}
function numerical(a, b) {
	return a - b;
}
function escapeBackslashes(value, after) {
	const expression = /\\(?=[!-/:-@[-`{-~])/g;
	const positions = [];
	const results = [];
	const whole = value + after;
	let index = -1;
	let start = 0;
	let match;
	while (match = expression.exec(whole)) positions.push(match.index);
	while (++index < positions.length) {
		if (start !== positions[index]) results.push(value.slice(start, positions[index]));
		results.push("\\");
		start = positions[index];
	}
	results.push(value.slice(start));
	return results.join("");
}
// node_modules/mdast-util-to-markdown/lib/util/track.js
function track(config) {
	const options = config || {};
	const now = options.now || {};
	let lineShift = options.lineShift || 0;
	let line = now.line || 1;
	let column = now.column || 1;
	return {
		move,
		current,
		shift
	};
	function current() {
		return {
			now: {
				line,
				column
			},
			lineShift
		};
	}
	function shift(value) {
		lineShift += value;
	}
	function move(input) {
		const value = input || "";
		const chunks = value.split(/\r?\n|\r/g);
		const tail = chunks[chunks.length - 1];
		line += chunks.length - 1;
		column = chunks.length === 1 ? column + tail.length : 1 + tail.length + lineShift;
		return value;
	}
}
// node_modules/mdast-util-to-markdown/lib/index.js
function toMarkdown(tree, options) {
	const settings = options || {};
	const state = {
		associationId: association,
		bulletCurrent: void 0,
		bulletLastUsed: void 0,
		containerPhrasing: containerPhrasingBound,
		containerFlow: containerFlowBound,
		createTracker: track,
		compilePattern,
		enter,
		handlers: { ...handle },
		handle: void 0,
		indentLines,
		indexStack: [],
		join: [...join],
		options: {},
		safe: safeBound,
		stack: [],
		unsafe: [...unsafe]
	};
	configure(state, settings);
	if (state.options.tightDefinitions) state.join.push(joinDefinition);
	state.handle = zwitch("type", {
		invalid,
		unknown,
		handlers: state.handlers
	});
	let result = state.handle(phrasing$1(tree) ? {
		type: "root",
		children: [tree]
	} : tree, void 0, state, {
		before: "\n",
		after: "\n",
		now: {
			line: 1,
			column: 1
		},
		lineShift: 0
	});
	if (result && result.charCodeAt(result.length - 1) !== 10 && result.charCodeAt(result.length - 1) !== 13) result += "\n";
	return result;
	function enter(name) {
		state.stack.push(name);
		return exit;
		function exit() {
			state.stack.pop();
		}
	}
}
function invalid(value) {
	throw new Error("Cannot handle value `" + value + "`, expected node");
}
function unknown(value) {
	throw new Error("Cannot handle unknown node `" + value.type + "`");
}
function joinDefinition(left, right) {
	if (left.type === "definition" && left.type === right.type) return 0;
}
function containerPhrasingBound(parent, info) {
	return containerPhrasing(parent, this, info);
}
function containerFlowBound(parent, info) {
	return containerFlow(parent, this, info);
}
function safeBound(value, config) {
	return safe(this, value, config);
}
// node_modules/mdast-util-gfm-table/lib/index.js
function gfmTableToMarkdown(options) {
	const { tableCellPadding: padding, tablePipeAlign: alignDelimiters, stringLength } = options || {};
	const around = padding ? " " : "|";
	return {
		handlers: {
			inlineCode: inlineCodeWithTable,
			table: handleTable,
			tableCell: handleTableCell,
			tableRow: handleTableRow
		},
		join: [joinTable],
		unsafe: [
			{
				character: "\r",
				inConstruct: "tableCell"
			},
			{
				character: "\n",
				inConstruct: "tableCell"
			},
			{
				atBreak: true,
				character: "|",
				after: "[	 :-]"
			},
			{
				character: "|",
				inConstruct: "tableCell"
			},
			{
				atBreak: true,
				character: ":",
				after: "-"
			},
			{
				atBreak: true,
				character: "-",
				after: "[:|-]"
			}
		]
	};
	function handleTable(node, _, state, info) {
		const matrix = handleTableAsData(node, state, info);
		const head = matrix[0];
		if (head) {
			let columns = node.align ? node.align.length : 0;
			let index = -1;
			if (!columns) {
				while (++index < matrix.length) if (matrix[index].length > columns) columns = matrix[index].length;
			}
			while (head.length < columns) head.push("");
		}
		return serializeData(matrix, node.align);
	}
	function handleTableRow(node, _, state, info) {
		const value = serializeData([handleTableRowAsData(node, state, info)]);
		return value.slice(0, value.indexOf("\n"));
	}
	function handleTableCell(node, _, state, info) {
		const exit = state.enter("tableCell");
		const subexit = state.enter("phrasing");
		const value = state.containerPhrasing(node, {
			...info,
			before: around,
			after: around
		});
		subexit();
		exit();
		return value;
	}
	function serializeData(matrix, align) {
		return markdownTable(matrix, {
			align,
			alignDelimiters,
			fillRows: false,
			padding,
			stringLength
		});
	}
	function handleTableAsData(node, state, info) {
		const { children } = node;
		let index = -1;
		const result = [];
		const subexit = state.enter("table");
		while (++index < children.length) result[index] = handleTableRowAsData(children[index], state, info);
		subexit();
		return result;
	}
	function handleTableRowAsData(node, state, info) {
		const { children } = node;
		let index = -1;
		const result = [];
		const subexit = state.enter("tableRow");
		while (++index < children.length) result[index] = handleTableCell(children[index], node, state, info);
		subexit();
		return result;
	}
	function inlineCodeWithTable(node, parent, state) {
		const value = handle.inlineCode(node, parent, state);
		if (!state.stack.includes("tableCell")) return value;
		const result = [];
		let start = 0;
		let index = value.indexOf("|");
		while (index !== -1) {
			let before = index;
			while (before > start && value.charCodeAt(before - 1) === 92) before--;
			result.push(value.slice(start, index));
			if ((index - before) % 2 === 0) result.push("\\");
			start = index;
			index = value.indexOf("|", index + 1);
		}
		result.push(value.slice(start));
		return result.join("");
	}
}
function joinTable(left, right, parent, state) {
	if (left.type === "table" && parent.type === "listItem" && parent.spread === false && (right.type === "definition" || right.type === "heading" && formatHeadingAsSetext(right, state) || right.type === "paragraph" || right.type === "table")) return 1;
}
function formatHeadingAsSetext(node, state) {
	let literalWithBreak = false;
	visit(node, function(node) {
		if (node.type === "break" || "value" in node && /\r?\n|\r/.test(node.value)) {
			literalWithBreak = true;
			return false;
		}
	});
	return Boolean((!node.depth || node.depth < 3) && toString(node) && (state.options.setext || literalWithBreak));
}
// node_modules/mdast-util-gfm-task-list-item/lib/index.js
function gfmTaskListItemToMarkdown() {
	return {
		handlers: { paragraph: paragraphWithTaskListItem },
		join: [joinDefinitionsBeforeTaskListItemParagraph]
	};
}
function paragraphWithTaskListItem(node, parent, state, info) {
	if (!parent || parent.type !== "listItem" || taskListItemParagraph(parent) !== node) return handle.paragraph(node, parent, state, info);
	const checkbox = "[" + (parent.checked ? "x" : " ") + "] ";
	const tracker = state.createTracker(info);
	tracker.move(checkbox);
	return checkbox + handle.paragraph(node.children.length > 0 ? node : {
		type: "paragraph",
		children: [{
			type: "text",
			value: " "
		}]
	}, parent, state, {
		...info,
		...tracker.current()
	});
}
function joinDefinitionsBeforeTaskListItemParagraph(left, _, parent) {
	if (!(left.type === "definition" && parent.type === "listItem")) return;
	const paragraph = taskListItemParagraph(parent);
	if (paragraph && parent.children.indexOf(left) < parent.children.indexOf(paragraph)) return 0;
}
function taskListItemParagraph(node) {
	if (typeof node.checked !== "boolean") return;
	for (const child of node.children) {
		if (child.type === "paragraph") return child;
		if (child.type !== "definition") return;
	}
}
// node_modules/mdast-util-gfm/lib/index.js
function gfmToMarkdown(options) {
	return { extensions: [
		gfmAutolinkLiteralToMarkdown(),
		gfmFootnoteToMarkdown(options),
		gfmStrikethroughToMarkdown(),
		gfmTableToMarkdown(options),
		gfmTaskListItemToMarkdown()
	] };
}
// src/report/serialise.ts
function serialise(blocks) {
	options ??= {
		extensions: [gfmToMarkdown({ tablePipeAlign: false })],
		handlers: { text: textHandle },
		bullet: "-",
		fences: true,
		resourceLink: true
	};
	return toMarkdown({
		type: "root",
		children: [...blocks]
	}, options);
}
let options;
const SPECIAL = /[\p{Cc}\\!&<>*_[\]`~|#@]|^\s*(?:[-+=:(.]|\d+[).])|[Ww]\.|[ps]:(?:\/|$)/u;
const EDGE_SPACE = /^ | $/;
const LINE_END = /[\r\n]/;
const textHandle = (node, parent, state, info) => {
	const { value } = node;
	return !SPECIAL.test(value) && !(EDGE_SPACE.test(value) && LINE_END.test(info.before + info.after)) ? value : handle.text(node, parent, state, info);
};
// src/report/detail.ts
function ladderFrom(fullest) {
	const quietRows = {
		...fullest,
		quietSections: false,
		leftOut: "the details of agents with nothing to do"
	};
	const noWinners = {
		...quietRows,
		winnerDiffs: false,
		leftOut: "the diffs of better prompts, and the details of agents with nothing to do"
	};
	const noDiffs = {
		...noWinners,
		promptDiffs: false,
		leftOut: "the diffs, and the details of agents with nothing to do"
	};
	const attention = {
		...noDiffs,
		agents: "attention",
		leftOut: "the diffs, and the agents with nothing to do"
	};
	const rows = {
		...attention,
		sections: false,
		leftOut: "the measurements, and the agents with nothing to do"
	};
	const worst = {
		...rows,
		agents: "worst",
		leftOut: `everything but the ${fullest.rows} agents that come first`
	};
	return [
		fullest,
		quietRows,
		noWinners,
		noDiffs,
		attention,
		rows,
		worst,
		{
			...worst,
			agents: "none",
			leftOut: "everything but the counts"
		}
	];
}
function fullestWithin(steps, budgetBytes, write) {
	for (const [index, detail] of steps.entries()) {
		const isLast = index === steps.length - 1;
		const text = serialiseWithin(write(detail), isLast ? Number.POSITIVE_INFINITY : budgetBytes);
		if (text !== void 0) return text;
	}
	return "";
}
function serialiseWithin(groups, budgetBytes) {
	const parts = [];
	let bytes = 0;
	for (const blocks of groups) {
		if (blocks.length === 0) continue;
		const part = `${parts.length === 0 ? "" : "\n"}${serialise(blocks)}`;
		bytes += Buffer.byteLength(part);
		if (bytes > budgetBytes) return void 0;
		parts.push(part);
	}
	return parts.join("");
}
function section(key, parts, detail) {
	const filled = parts.filter((part) => part.blocks.length > 0);
	if (filled.length === 0) return [];
	const blocks = filled.flatMap((part) => part.blocks);
	if (detail.generous) return [heading$1(4, oneLine$1(key, 100)), ...blocks];
	return details({
		name: key,
		rest: filled.map((part) => part.name).join(", ")
	}, blocks);
}
// src/report/labels.ts
const MARK = {
	pass: "✅",
	warn: "⚠️",
	fail: "❌"
};
const NEUTRAL_MARK = "⚪";
const PLAN_MARK = {
	conflicting: MARK.fail,
	drifted: MARK.warn,
	"not-compared": MARK.warn,
	create: "🟢",
	update: "🔵",
	unchanged: NEUTRAL_MARK
};
function verdictLabel(verdict) {
	return verdict === "not-evaluated" ? "not evaluated" : verdict;
}
const FIRST = "first measurement";
function shortVerdictLabel({ verdict, metrics }) {
	return verdict === "skipped" && metrics.some(({ candidate }) => candidate.n > 0) ? FIRST : verdictLabel(verdict);
}
const FELL = "fell within the limit";
function agentLabel({ verdict, plan }) {
	return verdict === void 0 ? plan?.action : shortVerdictLabel(verdict);
}
function agentVerdictLabel(verdict) {
	return verdict.verdict === "unchanged" && verdict.metrics.some(({ moved, decides }) => moved === "fell" && decides !== false) ? FELL : shortVerdictLabel(verdict);
}
function comparisonLabel({ finding, moved }) {
	return finding === "unchanged" && moved === "fell" ? FELL : findingLabel(finding);
}
function findingLabel(finding) {
	return finding === "below-min" ? "below its minimum" : finding;
}
function planLabel(action, done) {
	if (done === "apply" && (action === "update" || action === "conflicting")) return action === "update" ? "applied" : "not applied";
	if (action === "not-compared") return "not compared";
	return done && (action === "create" || action === "update") ? `${action}d` : action;
}
function planMark(action) {
	return PLAN_MARK[action];
}
function isDone({ command, fault }) {
	if (fault !== void 0) return false;
	return command === "apply" ? "apply" : command === "sync";
}
function gateActionOf(report, key) {
	const actions = report.gate.reasons.filter((item) => item.key === key).map((item) => item.action);
	return worstOf(GATE_RESULTS, actions) ?? "pass";
}
function agentMark(report, agent) {
	const action = gateActionOf(report, agent.key);
	if (action !== "pass") return MARK[action];
	const verdict = agent.verdict?.verdict;
	if (verdict === "regressed") return agent.accepted === void 0 ? MARK.fail : MARK.warn;
	return verdict === "improved" || verdict === "unchanged" ? MARK.pass : NEUTRAL_MARK;
}
function worstFirst(report) {
	const rank = (agent) => {
		const { verdict, plan } = agent;
		const action = GATE_RESULTS.indexOf(gateActionOf(report, agent.key));
		if (verdict !== void 0) return action * 100 + VERDICTS.indexOf(verdict.verdict);
		return action * 100 + (plan === void 0 ? VERDICTS.length : PLAN_ACTIONS.indexOf(plan.action));
	};
	return report.agents.toSorted((a, b) => rank(a) - rank(b));
}
function needsAttention(report, agent) {
	return gateActionOf(report, agent.key) !== "pass" || agent.verdict?.verdict === "regressed";
}
const FAULT_TITLE = {
	gate: "Converra gate could not do its work",
	sync: "Converra sync could not do its work",
	plan: "Converra plan could not be made",
	benchmark: "Converra benchmark could not do its work",
	insights: "Converra insights could not be read",
	apply: "Converra apply could not do its work",
	clean: "Converra clean could not do its work"
};
const RESULT_LABEL = {
	pass: "passed",
	warn: "warns",
	fail: "failed"
};
function resultOf({ fault, gate }) {
	return fault === void 0 ? gate.result : "fail";
}
function headline(report) {
	if (report.context.unverified !== void 0) return `${NEUTRAL_MARK} Unverified: ${headlineText(report)}`;
	return `${MARK[resultOf(report)]} ${headlineText(report)}`;
}
function headlineText(report) {
	const { command, rules, account, cleaned, fault } = report;
	if (fault !== void 0) return FAULT_TITLE[command];
	if (command === "clean") return `Converra clean: ${cleanedCounts(cleaned ?? []) ?? "nothing to remove"}`;
	const removed = rules?.removed.length ?? 0;
	const lost = removed === 0 ? "" : `, ${plural(removed, "removed", "removed")}`;
	const kept = accountCounts(account?.filter(({ action }) => action !== "unchanged"));
	const beside = kept === void 0 ? "" : `; account: ${kept}`;
	return `Converra ${command}${answer(report)}${lost}${beside}`;
}
function answer(report) {
	const { command, gate, agents } = report;
	if (command === "insights") return `: ${plural(agents.length, "agent")}`;
	if (command === "gate" || command === "benchmark") return ` ${RESULT_LABEL[gate.result]}: ${verdictCounts(agents)}${acceptedCount(agents)}`;
	const actions = agents.map(({ plan }) => plan?.action);
	const label = (action) => command === "plan" && (action === "create" || action === "update") ? `to ${action}` : planLabel(action, isDone(report));
	return `: ${counts(PLAN_ACTIONS, actions, label)}`;
}
function acceptedCount(agents) {
	const count = agents.filter(({ accepted }) => accepted !== void 0).length;
	return count === 0 ? "" : `, ${plural(count, "drop")} accepted`;
}
function verdictCounts(agents) {
	const labels = agents.map(({ verdict }) => verdict && agentVerdictLabel(verdict));
	return counts(VERDICTS.map(verdictLabel).toSpliced(-2, 0, FELL).toSpliced(-1, 0, FIRST), labels, (label, count) => label === FIRST && count > 1 ? `${FIRST}s` : label);
}
function counts(kinds, found, label) {
	const parts = kinds.flatMap((kind) => {
		const count = found.filter((one) => one === kind).length;
		const words = label(kind, count);
		return count === 0 ? [] : [plural(count, words, words)];
	});
	return parts.length === 0 ? "no agents" : parts.join(", ");
}
// src/report/scores.ts
const NBSP = "\xA0";
function decidingMetric(agent) {
	const metrics = agent.verdict?.metrics ?? [];
	const deciding = metrics.find((metric) => metric.metric === agent.verdict?.deciding);
	const size = (metric) => Math.abs(metric.delta ?? 0);
	return deciding ?? metrics.toSorted((a, b) => size(b) - size(a))[0];
}
function decidingScore(agent) {
	const { decline } = agent;
	if (decline !== void 0 && isByDecline(agent)) {
		const what = decline.metric === void 0 ? "the mean" : oneLine$1(metricLabel(decline.metric));
		const much = `\u2212${decimal(decline.points)}`;
		return [
			`${what} `,
			strong$1(much),
			` since about ${dayOf(decline.since).replace(" ", NBSP)}`
		];
	}
	const metric = decidingMetric(agent);
	if (metric === void 0) return void 0;
	const model = decidingModel(agent);
	return [`${model === void 0 ? "" : `${oneLine$1(model.model)}: `}${metricName(metric)} `, scoreChange(metric)];
}
function decidingScoreText(agent) {
	return plainText(decidingScore(agent) ?? "");
}
function decidingModel(agent) {
	const { benchmark } = agent;
	const metric = decidingMetric(agent);
	if (metric === void 0 || benchmark === void 0 || benchmark.replaces !== void 0) return;
	return benchmark.models.find(({ metrics }) => metrics.some((one) => isDeepStrictEqual(one, metric)));
}
function isByDecline({ decline, verdict }) {
	return decline !== void 0 && decline.explanation === verdict?.reason;
}
function lowestAllowed({ baseline, maxDrop }) {
	return baseline === void 0 || baseline.n === 0 ? void 0 : baseline.mean - maxDrop;
}
function metricName(comparison) {
	const label = oneLine$1(metricLabel(comparison.metric));
	return comparison.direction === "lower" ? `100 \u2212 ${label}` : label;
}
function scoreChange(comparison) {
	const { candidate, baseline, delta, interval } = comparison;
	if (candidate.n === 0) return baseline === void 0 ? "no score" : `${decimal(baseline.mean)}, no score after it`;
	if (baseline === void 0) return [strong$1(decimal(candidate.mean)), " (no baseline)"];
	const [from, to] = fromTo$1(baseline.mean, candidate.mean);
	return delta === void 0 ? [from, strong$1(to)] : [
		from,
		strong$1(to),
		` (${deltaWithInterval(delta, interval)})`
	];
}
function plainText(part) {
	if (typeof part === "string") return part;
	if ("type" in part) {
		if ("value" in part) return part.value;
		return "children" in part ? part.children.map(plainText).join("") : "";
	}
	return part.map(plainText).join("");
}
function metricTable(metrics) {
	return table([
		"left",
		"right",
		"right",
		"right",
		"right",
		"right",
		"left"
	], [
		"Score",
		"Baseline",
		"Candidate",
		"Change",
		"Chance that noise alone does this",
		"Limit",
		""
	], metrics.map((metric) => [
		capital(metricName(metric)),
		sample(metric.baseline),
		sample(metric.candidate),
		metric.delta === void 0 ? "" : deltaWithInterval(metric.delta, metric.interval),
		chance(metric),
		limit(metric),
		comparisonLabel(metric)
	]));
}
function chanceOfNoise({ p, delta, finding }) {
	if (p === void 0 || delta === void 0 && finding !== "below-min") return void 0;
	return finding === "below-min" ? p : Math.min(p, 1 - p);
}
function chance(metric) {
	const value = chanceOfNoise(metric);
	if (value === void 0) return "";
	if (value < .001) return `under${NBSP}0.1${NBSP}%`;
	return value < .1 ? `${(100 * value).toFixed(1)}${NBSP}%` : share(value);
}
function sample(summary) {
	if (summary === void 0 || summary.n === 0) return "none";
	return `${decimal(summary.mean)}\u00A0(n\u00A0=\u00A0${summary.n})`;
}
function limit({ maxDrop, min }) {
	const drop = `\u2212${decimal(maxDrop)}`;
	return min === void 0 ? drop : `${drop}, min\u00A0${decimal(min)}`;
}
// src/report/variants.ts
const ROWS_MAX$1 = 20;
const DISTANCES_MAX = 6;
function variantTable(agent, maxColumns) {
	const { variants } = agent;
	if (variants.length === 0) return [];
	const metrics = [...new Set(variants.flatMap((variant) => Object.keys(variant.scores)))];
	const live = baselineScores(agent);
	const columns = metrics.slice(0, maxColumns);
	const rows = [
		...variants.filter((variant) => variant.isControl),
		...variants.filter((variant) => !variant.isControl && variant.isWinner),
		...variants.filter((variant) => !variant.isControl && !variant.isWinner)
	].slice(0, ROWS_MAX$1);
	const blocks = [table([
		"center",
		"left",
		...columns.map(() => "right"),
		"right"
	], [
		"",
		"Variant",
		...columns.map((name) => capital(label(name))),
		"Lift"
	], [...columns.some((name) => Object.hasOwn(live, name)) ? [[
		"",
		"Baseline: the live prompt",
		...columns.map((name) => scoreOf(live, name)),
		""
	]] : [], ...rows.map((variant) => [
		variant.isWinner ? "🏆" : "",
		variantName(variant),
		...columns.map((name) => scoreOf(variant.scores, name)),
		variant.lift === void 0 || variant.isControl ? "" : liftPercent(variant.lift)
	])])];
	const hidden = metrics.length - columns.length;
	const cut = variants.length - rows.length;
	if (hidden === 0 && cut === 0) return blocks;
	const left = [hidden > 0 ? `${hidden} more scores` : "", cut > 0 ? `${cut} more variants` : ""];
	return [...blocks, paragraph$1(`In report.html: ${left.filter(Boolean).join(" and ")}.`)];
}
function variantName(variant) {
	if (variant.isControl) return "Control: the candidate prompt";
	const name = oneLine$1(variant.name);
	return variant.isWinner ? [strong$1(name), " (winner)"] : name;
}
function baselineScores({ verdict }) {
	return Object.fromEntries((verdict?.metrics ?? []).flatMap(({ metric, direction, baseline }) => baseline === void 0 || baseline.n === 0 ? [] : [[metric, directed(baseline.mean, direction)]]));
}
function scoreOf(scores, metric) {
	const score = own$4(scores, metric);
	return score === void 0 ? "" : decimal(score);
}
function label(metric) {
	return oneLine$1(metricLabel(metric));
}
function isOffered(headroom) {
	return headroom !== void 0 && shortfallOf(headroom) === void 0;
}
function betterPrompt(agent) {
	const { headroom } = agent;
	const shortfall = headroom && shortfallOf(headroom);
	if (shortfall !== void 0) return `no: the best is ${decimal(-shortfall.delta)} points lower`;
	if (headroom !== void 0) return [
		"yes",
		headroom.lift === void 0 ? "" : `, ${liftPercent(headroom.lift)} lift`,
		headroom.confidence === void 0 ? "" : ` at ${share(headroom.confidence)}`,
		lostCases(headroom) > 0 ? ", but it loses golden cases" : ""
	].join("");
	return agent.runs.some((run) => run.status === "completed" && isCandidate(run.purpose)) ? "no" : "";
}
function isCandidate(purpose) {
	return purpose === "candidate" || purpose === "confirm-candidate";
}
function winnerSentence(headroom) {
	const name = strong$1(oneLine$1(headroom.variantName));
	const facts = [headroom.lift === void 0 ? "" : `${liftPercent(headroom.lift)} lift`, confidenceWords(headroom)].filter(Boolean);
	const numbers = facts.length === 0 ? "" : `: ${facts.join(", ")}`;
	const shortfall = shortfallOf(headroom);
	if (shortfall === void 0) return paragraph$1(name, ` beats the candidate${numbers}. `, distances(headroom), goldenSet(headroom));
	const { metric } = shortfall;
	return paragraph$1(name, ` is better than the candidate${numbers.replace(/^: /, " (")}${numbers === "" ? "" : ")"}, but `, strong$1(`${below(shortfall)} the live prompt in ${label(metric)}: restore rather than adopt`), ". ", goldenSet(headroom));
}
function below({ delta }) {
	return `${decimal(-delta)} points below`;
}
function distances({ againstBaseline = [] }) {
	if (againstBaseline.length === 0) return "";
	const parts = againstBaseline.slice(0, DISTANCES_MAX).map(({ metric, delta }) => `${signed(delta)} ${label(metric)}`);
	const more = againstBaseline.length - parts.length;
	if (more > 0) parts.push(`${more} more`);
	return `Against the live prompt, where more is better: ${sentenceList(parts)}; none is worse by more than noise. `;
}
function confidenceWords({ confidence, band }) {
	if (confidence === void 0) return "";
	return `confidence ${share(confidence)}${band === void 0 ? "" : ` (${band})`}`;
}
function goldenSet(headroom) {
	const golden = headroom.goldenSet;
	if (golden?.passed === void 0 && golden?.regressed === void 0) return "The golden set's result was not reported.";
	const lost = lostCases(headroom);
	const total = golden.passed === void 0 ? void 0 : golden.passed + lost;
	if (lost === 0) return total === void 0 ? "Golden set: nothing lost." : `Golden set: ${golden.passed} of ${total} kept.`;
	return strong$1(`Golden set: ${total === void 0 ? `${lost}` : `${lost} of ${total}`} lost. Do not take this prompt without a look at them.`);
}
function lostCases(headroom) {
	return headroom.goldenSet?.regressed ?? 0;
}
// src/report/agent-rows.ts
const CELL_MAX = 90;
function rowsOf(report, agents, room) {
	if (agents.length <= room) return {
		open: agents,
		more: [],
		quiet: []
	};
	const loud = agents.filter((agent) => needsAttention(report, agent));
	const better = agents.filter((agent) => agent.verdict?.verdict === "improved" && !needsAttention(report, agent));
	const open = [...loud, ...better].slice(0, room);
	const isOpen = new Set(open);
	return {
		open,
		more: loud.filter((agent) => !isOpen.has(agent)),
		quiet: agents.filter((agent) => !needsAttention(report, agent) && !isOpen.has(agent))
	};
}
function openRows(report, { open, more }) {
	return [...open.length === 0 ? [] : [agentTable(report, open)], ...more.length === 0 ? [] : details({ rest: `${plural(more.length, "more agent")} that the gate acts on` }, [agentTable(report, more)])];
}
function agentTable(report, agents) {
	const better = agents.map(betterPrompt);
	const isCompared = report.command !== "benchmark" && better.some((words) => words !== "");
	const isMeasured = agents.some((agent) => decidingScore(agent) !== void 0);
	const columns = isCompared ? 5 : 4;
	const align = [
		"center",
		"left",
		"left",
		"left",
		"left"
	];
	const head = [
		"",
		"Agent",
		"Verdict",
		isMeasured ? "Deciding score" : "Why",
		"Better prompt found"
	];
	return table(align.slice(0, columns), head.slice(0, columns), agents.map((agent, index) => [
		agentMark(report, agent),
		strong$1(oneLine$1(agent.key)),
		agent.verdict === void 0 ? "" : shortVerdictLabel(agent.verdict),
		decidingCell(agent),
		better[index] ?? ""
	].slice(0, columns)));
}
function decidingCell(agent) {
	const score = decidingScore(agent);
	if (score !== void 0) return score;
	const [clause = ""] = (agent.verdict?.reason ?? "").replace(/^Not (measured|benchmarked): /, "").split(/(?<=[.!?]) |[:;] /);
	return oneLine$1(capital(clause), CELL_MAX);
}
// src/report/history-chart.ts
const FEWEST = 3;
const MOST = {
	usual: 30,
	decline: 60
};
const MARGIN = 4;
function historyOf({ history = [] }, { metric, direction }) {
	return history.flatMap(({ completedAt, scores }) => {
		const score = directed(own$4(scores, metric), direction);
		const at = Date.parse(completedAt);
		return Number.isNaN(score) || Number.isNaN(at) ? [] : [{
			at,
			score
		}];
	}).toSorted((a, b) => a.at - b.at);
}
function historyBlocks(agent) {
	const metric = decidingMetric(agent);
	if (metric === void 0) return [];
	const points = historyOf(agent, metric).filter(({ score }) => isPoints(score));
	if (points.length < FEWEST) return [];
	const { decline } = agent;
	const lower = decline && declineWords(decline, metric);
	const shown = points.slice(-MOST[lower === void 0 ? "usual" : "decline"]);
	const steps = lower === void 0 ? [] : stepsOf(shown, Date.parse(decline?.since ?? ""));
	const limit = limitOf(metric);
	const [first, last] = [shown[0]?.score ?? 0, shown.at(-1)?.score ?? 0];
	const words = `The last ${plural(shown.length, "measurement")} of the live prompt, from ${decimal(first)} to ${decimal(last)}`;
	const line = limit === void 0 ? "" : `; the level line is today's limit of ${decimal(limit)}`;
	const means = steps.length === 0 ? "" : ": the line with a step has the means before and since";
	return details({ rest: "Scores over time" }, [paragraph$1(`${words}${line}.${lower === void 0 ? "" : ` ${capital(lower)}${means}.`}`), fence("mermaid", chart(metric, shown, {
		limit,
		steps
	}))]);
}
function declineWords({ since, metrics }, { metric }) {
	const points = own$4(metrics, metric) ?? 0;
	return points < .05 ? void 0 : `since about ${dayOf(since)} ${decimal(points)} points lower`;
}
function stepsOf(points, since) {
	const means = [true, false].map((isBefore) => {
		return meanOf(points.filter(({ at }) => at < since === isBefore).map(({ score }) => score));
	});
	if (means.some(Number.isNaN)) return [];
	return points.map(({ at }) => means[at < since ? 0 : 1] ?? 0);
}
function limitOf(metric) {
	const { min } = metric;
	const lowest = lowestAllowed(metric);
	const limit = lowest === void 0 ? min : Math.max(lowest, min ?? 0);
	return limit === void 0 || !isPoints(limit) ? void 0 : limit;
}
function isPoints(value) {
	return value >= 0 && value <= 100;
}
const PALETTE = "%%{init: {\"themeVariables\": {\"xyChart\": {\"plotColorPalette\": \"#0969da, #cf222e, #9a6700\"}}}}%%";
function chart(metric, points, { limit, steps }) {
	const scores = points.map(({ score }) => score);
	const all = limit === void 0 ? scores : [...scores, limit];
	const low = Math.max(0, Math.floor(Math.min(...all) - MARGIN));
	const high = Math.min(100, Math.ceil(Math.max(...all) + MARGIN));
	const [from, to] = [points[0], points.at(-1)].map((point) => dayOf(point?.at ?? 0));
	const lineOf = (values) => `  line [${values.map((value) => value.toFixed(1)).join(", ")}]`;
	return [
		PALETTE,
		"xychart-beta",
		`  title "${plainTitle(capital(metricName(metric)))}"`,
		`  x-axis "Measurements from ${from} to ${to}" 1 --> ${points.length}`,
		`  y-axis "Points" ${low} --> ${high}`,
		lineOf(scores),
		...limit === void 0 ? [] : [lineOf(points.map(() => limit))],
		...steps.length === 0 ? [] : [lineOf(steps)]
	];
}
function plainTitle(name) {
	return name.replace(/[^\p{L}\p{N} \u2212.-]/gu, " ").replace(/\s+/g, " ").trim() || "Score";
}
// node_modules/diff/libesm/diff/base.js
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : 1e400;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -1e400, maxDiagonalToConsider = 1e400;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};
// node_modules/diff/libesm/diff/character.js
var CharacterDiff = class extends Diff {};
new CharacterDiff();
// node_modules/diff/libesm/util/string.js
function longestCommonPrefix(str1, str2) {
	let i = 0;
	for (; i < str1.length && i < str2.length; i++) if (str1[i] != str2[i]) return str1.slice(0, i);
	return str1.slice(0, i);
}
function longestCommonSuffix(str1, str2) {
	let i;
	if (!str1 || !str2 || str1[str1.length - 1] != str2[str2.length - 1]) return "";
	for (i = 0; i < str1.length && i < str2.length; i++) if (str1[str1.length - (i + 1)] != str2[str2.length - (i + 1)]) return str1.slice(-i);
	return str1.slice(-i);
}
function replacePrefix(string, oldPrefix, newPrefix) {
	if (string.slice(0, oldPrefix.length) != oldPrefix) throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);
	return newPrefix + string.slice(oldPrefix.length);
}
function replaceSuffix(string, oldSuffix, newSuffix) {
	if (!oldSuffix) return string + newSuffix;
	if (string.slice(-oldSuffix.length) != oldSuffix) throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);
	return string.slice(0, -oldSuffix.length) + newSuffix;
}
function removePrefix(string, oldPrefix) {
	return replacePrefix(string, oldPrefix, "");
}
function removeSuffix(string, oldSuffix) {
	return replaceSuffix(string, oldSuffix, "");
}
function maximumOverlap(string1, string2) {
	return string2.slice(0, overlapCount(string1, string2));
}
function overlapCount(a, b) {
	let startA = 0;
	if (a.length > b.length) startA = a.length - b.length;
	let endB = b.length;
	if (a.length < b.length) endB = a.length;
	const map = Array(endB);
	let k = 0;
	map[0] = 0;
	for (let j = 1; j < endB; j++) {
		if (b[j] == b[k]) map[j] = map[k];
		else map[j] = k;
		while (k > 0 && b[j] != b[k]) k = map[k];
		if (b[j] == b[k]) k++;
	}
	k = 0;
	for (let i = startA; i < a.length; i++) {
		while (k > 0 && a[i] != b[k]) k = map[k];
		if (a[i] == b[k]) k++;
	}
	return k;
}
function segment(string, segmenter) {
	const parts = [];
	for (const segmentObj of Array.from(segmenter.segment(string))) {
		const segment = segmentObj.segment;
		if (parts.length && /\s/.test(parts[parts.length - 1]) && /\s/.test(segment)) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts;
}
function trailingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[1];
	let i;
	for (i = string.length - 1; i >= 0; i--) if (!string[i].match(/\s/)) break;
	return string.substring(i + 1);
}
function leadingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[0];
	const match = string.match(/^\s*/);
	return match ? match[0] : "";
}
function leadingAndTrailingWs(string, segmenter) {
	if (!segmenter) return [leadingWs(string), trailingWs(string)];
	if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
	const segments = segment(string, segmenter);
	const firstSeg = segments[0];
	const lastSeg = segments[segments.length - 1];
	return [/\s/.test(firstSeg) ? firstSeg : "", /\s/.test(lastSeg) ? lastSeg : ""];
}
// node_modules/diff/libesm/diff/word.js
const extendedWordChars = "a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}";
const tokenizeIncludingWhitespace = new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`, "ug");
var WordDiff = class extends Diff {
	equals(left, right, options) {
		if (options.ignoreCase) {
			left = left.toLowerCase();
			right = right.toLowerCase();
		}
		return left.trim() === right.trim();
	}
	tokenize(value, options = {}) {
		let parts;
		if (options.intlSegmenter) {
			const segmenter = options.intlSegmenter;
			if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
			parts = segment(value, segmenter);
		} else parts = value.match(tokenizeIncludingWhitespace) || [];
		const tokens = [];
		let prevPart = null;
		parts.forEach((part) => {
			if (/\s/.test(part)) {
				if (prevPart == null) tokens.push(part);
				else tokens.push(tokens.pop() + part);
			} else if (prevPart != null && /\s/.test(prevPart)) {
				if (tokens[tokens.length - 1] == prevPart) tokens.push(tokens.pop() + part);
				else tokens.push(prevPart + part);
			} else tokens.push(part);
			prevPart = part;
		});
		return tokens;
	}
	join(tokens) {
		return tokens.map((token, i) => {
			if (i == 0) return token;
			else return token.replace(/^\s+/, "");
		}).join("");
	}
	postProcess(changes, options) {
		if (!changes || options.oneChangePerToken) return changes;
		let lastKeep = null;
		let insertion = null;
		let deletion = null;
		changes.forEach((change) => {
			if (change.added) insertion = change;
			else if (change.removed) deletion = change;
			else {
				if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, change, options.intlSegmenter);
				lastKeep = change;
				insertion = null;
				deletion = null;
			}
		});
		if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, null, options.intlSegmenter);
		return changes;
	}
};
new WordDiff();
function dedupeWhitespaceInChangeObjects(startKeep, deletion, insertion, endKeep, segmenter) {
	if (deletion && insertion) {
		const [oldWsPrefix, oldWsSuffix] = leadingAndTrailingWs(deletion.value, segmenter);
		const [newWsPrefix, newWsSuffix] = leadingAndTrailingWs(insertion.value, segmenter);
		if (startKeep) {
			const commonWsPrefix = longestCommonPrefix(oldWsPrefix, newWsPrefix);
			startKeep.value = replaceSuffix(startKeep.value, newWsPrefix, commonWsPrefix);
			deletion.value = removePrefix(deletion.value, commonWsPrefix);
			insertion.value = removePrefix(insertion.value, commonWsPrefix);
		}
		if (endKeep) {
			const commonWsSuffix = longestCommonSuffix(oldWsSuffix, newWsSuffix);
			endKeep.value = replacePrefix(endKeep.value, newWsSuffix, commonWsSuffix);
			deletion.value = removeSuffix(deletion.value, commonWsSuffix);
			insertion.value = removeSuffix(insertion.value, commonWsSuffix);
		}
	} else if (insertion) {
		if (startKeep) {
			const ws = leadingWs(insertion.value, segmenter);
			insertion.value = insertion.value.substring(ws.length);
		}
		if (endKeep) {
			const ws = leadingWs(endKeep.value, segmenter);
			endKeep.value = endKeep.value.substring(ws.length);
		}
	} else if (startKeep && endKeep) {
		const newWsFull = leadingWs(endKeep.value, segmenter), [delWsStart, delWsEnd] = leadingAndTrailingWs(deletion.value, segmenter);
		const newWsStart = longestCommonPrefix(newWsFull, delWsStart);
		deletion.value = removePrefix(deletion.value, newWsStart);
		const newWsEnd = longestCommonSuffix(removePrefix(newWsFull, newWsStart), delWsEnd);
		deletion.value = removeSuffix(deletion.value, newWsEnd);
		endKeep.value = replacePrefix(endKeep.value, newWsFull, newWsEnd);
		startKeep.value = replaceSuffix(startKeep.value, newWsFull, newWsFull.slice(0, newWsFull.length - newWsEnd.length));
	} else if (endKeep) {
		const endKeepWsPrefix = leadingWs(endKeep.value, segmenter);
		const overlap = maximumOverlap(trailingWs(deletion.value, segmenter), endKeepWsPrefix);
		deletion.value = removeSuffix(deletion.value, overlap);
	} else if (startKeep) {
		const overlap = maximumOverlap(trailingWs(startKeep.value, segmenter), leadingWs(deletion.value, segmenter));
		deletion.value = removePrefix(deletion.value, overlap);
	}
}
var WordsWithSpaceDiff = class extends Diff {
	tokenize(value) {
		const regex = new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`, "ug");
		return value.match(regex) || [];
	}
};
const wordsWithSpaceDiff = new WordsWithSpaceDiff();
function diffWordsWithSpace(oldStr, newStr, options) {
	return wordsWithSpaceDiff.diff(oldStr, newStr, options);
}
// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	equals(left, right, options) {
		if (options.ignoreWhitespace) {
			if (!options.newlineIsToken || !left.includes("\n")) left = left.trim();
			if (!options.newlineIsToken || !right.includes("\n")) right = right.trim();
		} else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
			if (left.endsWith("\n")) left = left.slice(0, -1);
			if (right.endsWith("\n")) right = right.slice(0, -1);
		}
		return super.equals(left, right, options);
	}
};
const lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
	return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
	if (options.stripTrailingCr) value = value.replace(/\r\n/g, "\n");
	const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
	if (!linesAndNewlines[linesAndNewlines.length - 1]) linesAndNewlines.pop();
	for (let i = 0; i < linesAndNewlines.length; i++) {
		const line = linesAndNewlines[i];
		if (i % 2 && !options.newlineIsToken) retLines[retLines.length - 1] += line;
		else retLines.push(line);
	}
	return retLines;
}
// node_modules/diff/libesm/diff/sentence.js
function isSentenceEndPunct(char) {
	return char == "." || char == "!" || char == "?";
}
var SentenceDiff = class extends Diff {
	tokenize(value) {
		var _a;
		const result = [];
		let tokenStartI = 0;
		for (let i = 0; i < value.length; i++) {
			if (i == value.length - 1) {
				result.push(value.slice(tokenStartI));
				break;
			}
			if (isSentenceEndPunct(value[i]) && value[i + 1].match(/\s/)) {
				result.push(value.slice(tokenStartI, i + 1));
				i = tokenStartI = i + 1;
				while ((_a = value[i + 1]) === null || _a === void 0 ? void 0 : _a.match(/\s/)) i++;
				result.push(value.slice(tokenStartI, i + 1));
				tokenStartI = i + 1;
			}
		}
		return result;
	}
};
new SentenceDiff();
// node_modules/diff/libesm/diff/css.js
var CssDiff = class extends Diff {
	tokenize(value) {
		return value.split(/([{}:;,]|\s+)/);
	}
};
new CssDiff();
// node_modules/diff/libesm/diff/json.js
var JsonDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	get useLongestToken() {
		return true;
	}
	castInput(value, options) {
		const { undefinedReplacement, stringifyReplacer = (k, v) => typeof v === "undefined" ? undefinedReplacement : v } = options;
		return typeof value === "string" ? value : JSON.stringify(canonicalize(value, null, null, stringifyReplacer), null, "  ");
	}
	equals(left, right, options) {
		return super.equals(left.replace(/,([\r\n])/g, "$1"), right.replace(/,([\r\n])/g, "$1"), options);
	}
};
new JsonDiff();
function canonicalize(obj, stack, replacementStack, replacer, key) {
	stack = stack || [];
	replacementStack = replacementStack || [];
	if (replacer) obj = replacer(key === void 0 ? "" : key, obj);
	let i = 0;
	for (; i < stack.length; i += 1) if (stack[i] === obj) return replacementStack[i];
	let canonicalizedObj;
	if ("[object Array]" === Object.prototype.toString.call(obj)) {
		stack.push(obj);
		canonicalizedObj = new Array(obj.length);
		replacementStack.push(canonicalizedObj);
		for (i = 0; i < obj.length; i += 1) canonicalizedObj[i] = canonicalize(obj[i], stack, replacementStack, replacer, String(i));
		stack.pop();
		replacementStack.pop();
		return canonicalizedObj;
	}
	if (obj && obj.toJSON) obj = obj.toJSON();
	if (typeof obj === "object" && obj !== null) {
		stack.push(obj);
		canonicalizedObj = {};
		replacementStack.push(canonicalizedObj);
		const sortedKeys = [];
		let key;
		for (key in obj) if (Object.prototype.hasOwnProperty.call(obj, key)) sortedKeys.push(key);
		sortedKeys.sort();
		for (i = 0; i < sortedKeys.length; i += 1) {
			key = sortedKeys[i];
			canonicalizedObj[key] = canonicalize(obj[key], stack, replacementStack, replacer, key);
		}
		stack.pop();
		replacementStack.pop();
	} else canonicalizedObj = obj;
	return canonicalizedObj;
}
// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
new ArrayDiff();
// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
	for (let i = 0; i < s.length; i++) if (s[i] < " " || s[i] > "~" || s[i] === "\"" || s[i] === "\\") return true;
	return false;
}
function quoteFileNameIfNeeded(s) {
	if (!needsQuoting(s)) return s;
	let result = "\"";
	const bytes = new TextEncoder().encode(s);
	let i = 0;
	while (i < bytes.length) {
		const b = bytes[i];
		if (b === 7) result += "\\a";
		else if (b === 8) result += "\\b";
		else if (b === 9) result += "\\t";
		else if (b === 10) result += "\\n";
		else if (b === 11) result += "\\v";
		else if (b === 12) result += "\\f";
		else if (b === 13) result += "\\r";
		else if (b === 34) result += "\\\"";
		else if (b === 92) result += "\\\\";
		else if (b >= 32 && b <= 126) result += String.fromCharCode(b);
		else result += "\\" + b.toString(8).padStart(3, "0");
		i++;
	}
	result += "\"";
	return result;
}
const INCLUDE_HEADERS = {
	includeIndex: true,
	includeUnderline: true,
	includeFileHeaders: true
};
const FILE_HEADERS_ONLY = {
	includeIndex: false,
	includeUnderline: false,
	includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
	let optionsObj;
	if (!options) optionsObj = {};
	else if (typeof options === "function") optionsObj = { callback: options };
	else optionsObj = options;
	if (typeof optionsObj.context === "undefined") optionsObj.context = 4;
	const context = optionsObj.context;
	if (optionsObj.newlineIsToken) throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
	if (!optionsObj.callback) return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
	else {
		const { callback } = optionsObj;
		diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
			const patch = diffLinesResultToPatch(diff);
			callback(patch);
		} }));
	}
	function diffLinesResultToPatch(diff) {
		if (!diff) return;
		diff.push({
			value: "",
			lines: []
		});
		function contextLines(lines) {
			return lines.map(function(entry) {
				return " " + entry;
			});
		}
		const hunks = [];
		let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
		for (let i = 0; i < diff.length; i++) {
			const current = diff[i], lines = current.lines || splitLines(current.value);
			current.lines = lines;
			if (current.added || current.removed) {
				if (!oldRangeStart) {
					const prev = diff[i - 1];
					oldRangeStart = oldLine;
					newRangeStart = newLine;
					if (prev) {
						curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
						oldRangeStart -= curRange.length;
						newRangeStart -= curRange.length;
					}
				}
				for (const line of lines) curRange.push((current.added ? "+" : "-") + line);
				if (current.added) newLine += lines.length;
				else oldLine += lines.length;
			} else {
				if (oldRangeStart) {
					if (lines.length <= context * 2 && i < diff.length - 2) for (const line of contextLines(lines)) curRange.push(line);
					else {
						const contextSize = Math.min(lines.length, context);
						for (const line of contextLines(lines.slice(0, contextSize))) curRange.push(line);
						const hunk = {
							oldStart: oldRangeStart,
							oldLines: oldLine - oldRangeStart + contextSize,
							newStart: newRangeStart,
							newLines: newLine - newRangeStart + contextSize,
							lines: curRange
						};
						hunks.push(hunk);
						oldRangeStart = 0;
						newRangeStart = 0;
						curRange = [];
					}
				}
				oldLine += lines.length;
				newLine += lines.length;
			}
		}
		for (const hunk of hunks) for (let i = 0; i < hunk.lines.length; i++) if (hunk.lines[i].endsWith("\n")) hunk.lines[i] = hunk.lines[i].slice(0, -1);
		else {
			hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
			i++;
		}
		return {
			oldFileName,
			newFileName,
			oldHeader,
			newHeader,
			hunks
		};
	}
}
function formatPatch(patch, headerOptions) {
	var _a, _b, _c, _d, _e, _f;
	if (!headerOptions) headerOptions = INCLUDE_HEADERS;
	if (Array.isArray(patch)) {
		if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
		return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
	}
	const ret = [];
	if (patch.isGit) {
		headerOptions = INCLUDE_HEADERS;
		if (!patch.oldFileName) throw new Error("oldFileName must be specified for Git patches");
		if (!patch.newFileName) throw new Error("newFileName must be specified for Git patches");
		let gitOldName = patch.oldFileName;
		let gitNewName = patch.newFileName;
		if (patch.isCreate && gitOldName === "/dev/null") gitOldName = gitNewName.replace(/^b\//, "a/");
		else if (patch.isDelete && gitNewName === "/dev/null") gitNewName = gitOldName.replace(/^a\//, "b/");
		ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
		if (patch.isDelete) ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
		if (patch.isCreate) ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
		if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
			ret.push("old mode " + patch.oldMode);
			ret.push("new mode " + patch.newMode);
		}
		if (patch.isRename) {
			ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
			ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
		}
		if (patch.isCopy) {
			ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
			ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
		}
	} else {
		if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) ret.push("Index: " + patch.oldFileName);
		if (headerOptions.includeUnderline) ret.push("===================================================================");
	}
	const hasHunks = patch.hunks.length > 0;
	if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
		ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
		ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
	}
	for (let i = 0; i < patch.hunks.length; i++) {
		const hunk = patch.hunks[i];
		const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
		const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
		ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
		for (const line of hunk.lines) ret.push(line);
	}
	return ret.join("\n") + "\n";
}
function splitLines(text) {
	const hasTrailingNl = text.endsWith("\n");
	const result = text.split("\n").map((line) => line + "\n");
	if (hasTrailingNl) result.pop();
	else result.push(result.pop().slice(0, -1));
	return result;
}
// src/report/prompt-diff.ts
const FOLD_ABOVE = 160;
const PIECE_MAX = 240;
const CONTEXT = 3;
const MAX_EDITS$1 = 2e3;
function replacesPrompt(agent) {
	return agent.promptBefore !== void 0 && agent.promptBefore !== agent.promptAfter;
}
function promptDiff(before, after) {
	const old = pieces(before);
	const fresh = pieces(after);
	const folded = isFolded(old) || isFolded(fresh);
	const patch = structuredPatch("", "", joined$1(old), joined$1(fresh), "", "", {
		context: CONTEXT,
		maxEditLength: MAX_EDITS$1
	});
	if (patch === void 0) return {
		lines: [],
		changed: {
			from: 1,
			to: fresh.at(-1)?.line ?? 1
		},
		tooDifferent: true,
		folded
	};
	const lines = [];
	const touched = [];
	const lineAt = (index) => fresh[Math.min(Math.max(index, 0), fresh.length - 1)]?.line ?? 1;
	for (const hunk of patch.hunks) {
		let index = hunk.newStart - 1;
		if (lineAt(index) > 1) lines.push(`@@ line ${lineAt(index)} @@`);
		for (const line of hunk.lines) {
			lines.push(line);
			if (!line.startsWith(" ")) touched.push(lineAt(index));
			if (!line.startsWith("-")) index += 1;
		}
	}
	const from = touched[0];
	const to = touched.at(-1);
	return {
		lines,
		changed: from === void 0 || to === void 0 ? void 0 : {
			from,
			to
		},
		tooDifferent: false,
		folded
	};
}
function diffBlocks(before, after, maxLines) {
	if (before === after) return [];
	const diff = promptDiff(before, after);
	if (diff.tooDifferent) return [paragraph$1("The two prompts differ too much for a diff; both are in report.html.")];
	if (diff.lines.length === 0) return [paragraph$1("Only line ends or empty last lines differ.")];
	const hidden = diff.lines.slice(maxLines).filter((line) => /^[+-]/.test(line)).length;
	const notes = [hidden > 0 ? `${plural(hidden, "more changed line")} in report.html.` : "", diff.folded ? "Long lines are broken at sentence ends here." : ""].filter(Boolean);
	const block = fence("diff", diff.lines.slice(0, maxLines));
	return notes.length === 0 ? [block] : [block, small(notes.join(" "))];
}
function pieces(prompt) {
	const text = prompt.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
	if (text === "") return [];
	return text.split("\n").flatMap((line, index) => foldLine(line).map((piece) => ({
		text: piece,
		line: index + 1
	})));
}
function foldLine(line) {
	if (line.length <= FOLD_ABOVE) return [line];
	return line.split(/(?<=[.!?;:。!?]["'”’)]?)\s+/).flatMap((sentence) => hardWrap(sentence));
}
function hardWrap(sentence) {
	if (sentence.length <= PIECE_MAX) return [sentence];
	const wrapped = [];
	let rest = [...sentence];
	while (rest.length > PIECE_MAX) {
		const space = rest.lastIndexOf(" ", PIECE_MAX);
		const end = space > PIECE_MAX / 2 ? space + 1 : PIECE_MAX;
		wrapped.push(rest.slice(0, end).join("").trimEnd());
		rest = rest.slice(end);
	}
	return [...wrapped, rest.join("")];
}
function isFolded(all) {
	return all.some((piece, index) => piece.line === all[index + 1]?.line);
}
function joined$1(all) {
	return all.map((piece) => `${piece.text}\n`).join("");
}
// src/report/links.ts
const VERDICT_DOC = "https://github.com/converra/gate/blob/main/docs/verdict.md";
function blobUrl(context, file, lines) {
	const repository = repositoryUrl(context);
	if (repository === void 0 || context.commit === void 0) return void 0;
	const path = file.split("/").map(encoded).join("/");
	const anchor = lines.from === lines.to ? `#L${lines.from}` : `#L${lines.from}-L${lines.to}`;
	return `${repository}/blob/${encoded(context.commit)}/${path}${anchor}`;
}
function pullRequestUrl(context, file, lines) {
	const repository = repositoryUrl(context);
	if (repository === void 0 || context.pullRequest === void 0) return void 0;
	const anchor = createHash("sha256").update(file).digest("hex");
	return `${repository}/pull/${context.pullRequest}/files#diff-${anchor}R${lines.from}`;
}
function reviewCommentUrl(context, id) {
	const repository = repositoryUrl(context);
	return repository === void 0 || context.pullRequest === void 0 ? void 0 : `${repository}/pull/${context.pullRequest}#discussion_r${id}`;
}
function commitUrl(context, commit) {
	const repository = repositoryUrl(context);
	return repository === void 0 || !/^[0-9a-f]{7,64}$/i.test(commit) ? void 0 : `${repository}/commit/${commit}`;
}
function changedLines(agent) {
	const source = agent.promptSource;
	const before = agent.promptBefore ?? agent.plan?.livePrompt;
	const changed = before === void 0 ? void 0 : promptDiff(before, agent.promptAfter).changed;
	if (changed === void 0) return {
		from: source.line,
		to: Math.max(source.line, source.endLine)
	};
	const first = firstTextLine(source, agent.promptAfter);
	const inside = (line) => Math.min(Math.max(line, source.line), source.endLine);
	return {
		from: inside(first + changed.from - 1),
		to: inside(first + changed.to - 1)
	};
}
function firstTextLine(source, prompt) {
	const textLines = prompt.trimEnd().split("\n").length;
	const sourceLines = source.endLine - source.line + 1;
	return source.line + (sourceLines === textLines + 1 && !isWholeFile(source) ? 1 : 0);
}
function isWholeFile(source) {
	return source.line === 1 && source.column === 1;
}
function repositoryUrl(context) {
	if (context.repository === void 0 || !/^https?:\/\//.test(context.serverUrl)) return void 0;
	const path = context.repository.split("/").map(encoded).join("/");
	return `${context.serverUrl.replace(/\/+$/, "")}/${path}`;
}
function encoded(part) {
	return encodeURIComponent(part.replace(/\p{Cs}/gu, "�"));
}
// src/report/measured.ts
const PURPOSE = {
	candidate: "the candidate's run",
	baseline: "the baseline's run",
	"confirm-candidate": "a confirming run of the candidate",
	"confirm-baseline": "a confirming run of the baseline"
};
function measuredSentences(report, agent) {
	const parts = [];
	if (agent.baseline !== void 0) parts.push(baselineSentence(report, agent.baseline));
	else if (agent.plan?.action === "create") parts.push("Baseline: none, the agent does not exist on the service yet.");
	if (agent.candidate !== void 0) parts.push(candidateSentence(report, agent, agent.candidate));
	const noise = agent.verdict?.metrics[0];
	if (agent.benchmark === void 0 && noise?.noiseSd !== void 0 && noise.degreesOfFreedom !== void 0) parts.push(noiseSentence(agent));
	return parts;
}
function baselineSentence(report, evidence) {
	return [
		report.context.event === "schedule" ? "Baseline: earlier runs" : "Baseline: the live prompt",
		evidence.commit === void 0 ? "" : [", synced from ", link$1(commitUrl(report.context, evidence.commit), shortCommit(evidence.commit))],
		`; ${runsOf(report, evidence)}.`
	];
}
function candidateSentence(report, agent, evidence) {
	const id = agent.measuredOn === void 0 ? "" : [
		" (",
		code$2(agent.measuredOn.agentId),
		")"
	];
	const where = {
		preview: [
			"on a preview agent",
			id,
			"; the live agent was not touched"
		],
		live: ["on the live agent", id],
		both: "on the live agent and on previews of it"
	}[evidence.where];
	return [
		`Candidate: ${runsOf(report, evidence)}, `,
		where,
		"."
	];
}
function runsOf(report, evidence) {
	const count = evidence.started + evidence.adopted;
	const origin = evidence.started > 0 && evidence.adopted > 0 ? ` (${evidence.started} started, ${evidence.adopted} reused)` : evidence.adopted > 0 ? " (reused)" : "";
	const newest = evidence.newest === void 0 ? void 0 : age(evidence.newest, report.finishedAt);
	const old = evidence.adopted === 0 || newest === void 0 ? "" : `, newest ${newest} old`;
	return `${plural(count, "run")}${origin} in ${evidence.mode} mode${old}`;
}
function noiseSentence(agent) {
	return `Noise of one run: ${range((agent.verdict?.metrics ?? []).flatMap(({ noiseSd }) => noiseSd === void 0 ? [] : [noiseSd]))} points.`;
}
function lostRuns(agent) {
	return agent.runs.filter((run) => run.status !== "completed").slice(0, 10).map((run) => [code$2(run.runId), `, ${PURPOSE[run.purpose]}, ${ending(run)}.`]);
}
function ending(run) {
	const word = {
		completed: "completed",
		failed: "failed",
		stopped: "was stopped",
		"timed-out": "did not end in time"
	};
	const after = run.durationMs === void 0 ? "" : ` after ${duration(run.durationMs)}`;
	const reason = run.reason === void 0 ? "" : `: ${oneLine$1(run.reason, 300).replace(/\.$/, "")}`;
	return `${word[run.status]}${after}${reason}`;
}
function shortCommit(commit) {
	return oneLine$1(commit.slice(0, 7), 7);
}
function periodSentence({ cost: { period } }) {
	if (period === void 0) return void 0;
	const { used, since, confirming } = period;
	const again = confirming === 0 ? "" : ` (${grouped$1(confirming)} to confirm)`;
	const parts = [
		[period.pullRequests, `for pull requests${again}`],
		[period.nights, "for nights"],
		[period.measuring, "for what these are compared with"],
		[period.nightsOrMeasuring, "for nights or as baselines"],
		[period.others, "on live agents or elsewhere"],
		[period.untold, "not told apart"]
	];
	const listed = parts.reduce((sum, [count]) => sum + count, 0);
	const many = used === void 0 ? `At least ${plural(listed, "run")}` : used < listed ? `${plural(used, "run")} counted by Converra, ${grouped$1(listed)} listed,` : `${plural(used, "run")} used`;
	const told = parts.flatMap(([count, words]) => count === 0 ? [] : [`${grouped$1(count)} ${words}`]);
	return `${many} since ${dayOf(since)}${told.length === 0 ? "" : `: ${told.join(", ")}`}`;
}
function costParts(report) {
	const { cost, context } = report;
	const counts = [cost.runsStarted > 0 ? `${plural(cost.runsStarted, "run")} started` : "", cost.runsAdopted > 0 ? `${plural(cost.runsAdopted, "run")} reused` : ""].filter(Boolean);
	const left = cost.runsLeft === void 0 ? "" : cost.runsLimit === void 0 ? `${plural(cost.runsLeft, "run")} left this month` : `${cost.runsLeft} of ${plural(cost.runsLimit, "run")} left this month`;
	return [
		context.commit === void 0 ? "" : `Commit ${shortCommit(context.commit)}`,
		counts.length === 0 ? "no run started" : sentenceList(counts),
		left,
		cost.requests === 0 ? "" : plural(cost.requests, "request"),
		duration(cost.elapsedMs)
	].filter(Boolean);
}
// src/report/suggestion.ts
const MAX_EDITS = 2e3;
function offerOf(agent) {
	const { headroom, promptAfter, promptSource, source } = agent;
	if (!isOffered(headroom) || headroom.content === void 0) return void 0;
	const [before = "", content = ""] = [promptAfter, headroom.content].map(asInFile);
	const isOwnFile = promptSource.file !== source.file && promptSource.line === 1;
	const isPlain = visible(content) === content && !content.includes("<!--");
	if (!isOwnFile || !isPlain || content === "" || content === before) return void 0;
	return {
		headroom,
		before,
		content
	};
}
function asInFile(text) {
	return text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
}
function suggestionOf(agent, { before, content }) {
	const old = before.split("\n");
	const fresh = content.split("\n");
	const most = Math.min(old.length, fresh.length);
	let head = 0;
	while (head < most && old[head] === fresh[head]) head += 1;
	let tail = 0;
	while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
	if (head + tail === old.length) {
		if (head > 0) head -= 1;
		else tail -= 1;
	}
	return {
		file: agent.promptSource.file,
		replaced: {
			from: head + 1,
			to: old.length - tail
		},
		by: fresh.slice(head, fresh.length - tail)
	};
}
function renderSuggestion(agent, { headroom }, { by }) {
	return serialise([
		paragraph$1(strong$1("Converra found a better prompt"), ` for ${oneLine$1(agent.key)}. Committing this suggestion starts the gate again, on the new text.`),
		winnerSentence(headroom),
		fence("suggestion", by)
	]);
}
function patchOf(agent, { before, content }) {
	const { file } = agent.promptSource;
	const texts = [`${before}\n`, `${content}\n`];
	const options = {
		context: 3,
		maxEditLength: MAX_EDITS
	};
	const patch = structuredPatch(`a/${file}`, `b/${file}`, ...texts, void 0, void 0, options);
	return patch === void 0 ? [] : formatPatch(patch, FILE_HEADERS_ONLY).trimEnd().split("\n");
}
// src/report/agent-section.ts
const METRICS_MAX = 30;
const SENTENCE_MAX$2 = 400;
function agentParts(report, agent, detail) {
	return [
		{
			name: "prompt diff",
			blocks: promptDiffBlocks(agent, detail)
		},
		{
			name: "scores",
			blocks: scoreBlocks(agent, detail)
		},
		{
			name: "variants",
			blocks: variantBlocks(report, agent, detail)
		},
		{
			name: "how it was measured",
			blocks: measuredBlocks(report, agent)
		}
	];
}
function promptDiffBlocks(agent, detail) {
	const before = agent.promptBefore;
	if (!detail.promptDiffs || before === void 0) return [];
	const blocks = diffBlocks(before, agent.promptAfter, detail.diffLines);
	return blocks.length === 0 ? [] : [paragraph$1(strong$1("Prompt"), ", against the baseline"), ...blocks];
}
function scoreBlocks(agent, detail) {
	const metrics = (agent.verdict?.metrics ?? []).slice(0, METRICS_MAX);
	if (metrics.length === 0 || agent.benchmark !== void 0) return [];
	return [
		paragraph$1(strong$1("Scores"), ", baseline against candidate"),
		metricTable(metrics),
		...howSure(agent, detail),
		...historyBlocks(agent)
	];
}
function howSure({ verdict }, detail) {
	const metrics = (verdict?.metrics ?? []).slice(0, METRICS_MAX);
	const said = verdict?.reason ?? "";
	const explained = metrics.filter(({ finding, explanation }) => (detail.generous || finding !== "unchanged" && finding !== "improved") && !said.includes(explanation.replace(/\.$/, "")));
	return [paragraph$1(strong$1("How sure is this?"), " ", prose(sentence(said), 2 * SENTENCE_MAX$2), ` ${smallestSeen(metrics)}`, link$1(VERDICT_DOC, "How the gate decides"), "."), ...explained.length === 0 ? [] : [list$2(explained.map((m) => [paragraph$1(prose(sentence(m.explanation), SENTENCE_MAX$2))]))]];
}
function smallestSeen(metrics) {
	const seen = metrics.flatMap(({ detectable }) => detectable === void 0 ? [] : [detectable]);
	if (seen.length === 0) return "";
	const size = range(seen);
	return `A drop in one metric alone is found with 80 % chance from ${size} points on${size === decimal(Math.max(...seen)) ? "" : ", by the metric"}. `;
}
function variantBlocks(report, agent, detail) {
	const { headroom } = agent;
	const blocks = variantTable(agent, detail.scoreColumns);
	if (headroom !== void 0) {
		blocks.push(winnerSentence(headroom));
		if (agent.suggestion?.commentId !== void 0) {
			const url = reviewCommentUrl(report.context, agent.suggestion.commentId);
			blocks.push(paragraph$1("It is ", link$1(url, "suggested on the changed lines"), "."));
		}
		if (detail.winnerDiffs) blocks.push(...winnerDiff(agent, headroom, detail));
	}
	return blocks.length === 0 ? [] : [paragraph$1(strong$1("Variants")), ...blocks];
}
function winnerDiff(agent, headroom, detail) {
	const name = oneLine$1(headroom.variantName, 60);
	const offer = agent.suggestion?.kind === "patch" ? offerOf(agent) : void 0;
	const patch = offer === void 0 ? [] : patchOf(agent, offer);
	if (patch.length > 0 && patch.length <= detail.diffLines) return details({ rest: `${name} as a patch of the prompt's file, for git apply` }, [fence("diff", patch)], { open: detail.generous });
	if (headroom.content === void 0) return [];
	const diff = diffBlocks(agent.promptAfter, headroom.content, detail.diffLines);
	const rest = `${name} as a diff against the candidate`;
	return diff.length === 0 ? [] : details({ rest }, diff, { open: detail.generous });
}
function measuredBlocks(report, agent) {
	const lost = lostRuns(agent);
	const sentences = measuredSentences(report, agent);
	return [...lost.length === 0 ? [] : [paragraph$1(strong$1("Runs without a score")), list$2(lost.map((words) => [paragraph$1(words)]))], ...sentences.length === 0 ? [] : [small(...sentences.flatMap((words) => [words, " "]).slice(0, -1))]];
}
// src/report/benchmark-content.ts
const SENTENCE_MAX$1 = 400;
function benchmarkParts(report, agent, detail) {
	const { benchmark } = agent;
	if (benchmark === void 0) return [];
	return [{
		name: "benchmark",
		blocks: [
			paragraph$1(strong$1("Benchmark"), ", scores of each model"),
			modelTable(benchmark, detail.scoreColumns),
			...explanations(benchmark, detail),
			...headroom(benchmark),
			...recommendation(benchmark),
			small(...origin(report, benchmark))
		]
	}];
}
function modelTable({ models, replaces }, maxColumns) {
	const columns = [...new Map(models.flatMap((model) => model.metrics.map((metric) => [metric.metric, metricName(metric)])))].slice(0, maxColumns);
	const figures = FIGURES.filter((name) => models.some((model) => model[name] !== void 0));
	return table([
		"left",
		...[...columns, ...figures].map(() => "right"),
		"left"
	], [
		"Model",
		...columns.map(([, name]) => capital(name)),
		...figures.map(capital),
		"Finding"
	], models.map((model) => [
		[strong$1(oneLine$1(model.model)), model.isBaseline ? " (in use)" : ""],
		...columns.map(([name]) => cell(model, name, replaces)),
		...figures.map((name) => figureText(model[name])),
		model.model === replaces?.model ? "" : findingLabel(model.finding)
	]));
}
const FIGURES = ["cost", "latency"];
function figureText(figure) {
	if (figure === void 0) return "";
	const { value, unit } = figure;
	if (unit === "USD") return `$${value >= 1 ? value.toFixed(2) : value.toPrecision(3)}`;
	const number = value >= 100 ? grouped$1(Math.round(value)) : String(Number(value.toPrecision(3)));
	return unit === void 0 ? number : `${number}\u00A0${unit}`;
}
function headroomText({ better }) {
	if (better === void 0) return void 0;
	const { model, than, points, change } = better;
	return `${oneLine$1(model)} scores ${decimal(points)} points more than ${oneLine$1(than)} on average, and noise does not explain it. To use it, ${oneLine$1(change, SENTENCE_MAX$1)}.`;
}
function headroom(benchmark) {
	const words = headroomText(benchmark);
	return words === void 0 ? [] : [paragraph$1(strong$1("Headroom"), `: ${words}`)];
}
function cell(model, name, replaces) {
	const metric = model.metrics.find((candidate) => candidate.metric === name);
	if (metric === void 0) return "";
	return model.model === replaces?.model ? decimal(metric.candidate.mean) : scoreChange(metric);
}
function explanations({ models, replaces }, detail) {
	const sentences = models.filter(({ model }) => model !== replaces?.model).flatMap((model) => model.metrics.filter((metric) => detail.generous || metric.finding !== "unchanged").map((metric) => [strong$1(oneLine$1(model.model)), `: ${oneLine$1(metric.explanation, SENTENCE_MAX$1)}`]));
	return sentences.length === 0 ? [] : [list$2(sentences.slice(0, 40).map((words) => [paragraph$1(words)]))];
}
function recommendation({ recommendation: words }) {
	if (words === void 0) return [];
	return [paragraph$1(strong$1("Converra's recommendation"), `: ${oneLine$1(words, SENTENCE_MAX$1)}`)];
}
function changeText({ replaces, trialOf }) {
	if (replaces === void 0) return void 0;
	const trial = trialOf === void 0 ? "" : ` It tries a drop that benchmark ${oneLine$1(trialOf)} had shown.`;
	return `It compares the models on the prompt of the live agent ${oneLine$1(replaces.agentId)}, which nobody wrote to.${trial}`;
}
function origin(report, benchmark) {
	const change = changeText(benchmark);
	if (change !== void 0) return [
		"Benchmark ",
		code$2(benchmark.benchmarkId),
		`. ${change}`
	];
	const { benchmarkId, baselineId, baselineCompletedAt, referenceId, referenceCompletedAt } = benchmark;
	const old = (time) => time === void 0 ? "." : `, completed ${age(time, report.finishedAt)} ago.`;
	return [
		[
			"Benchmark ",
			code$2(benchmarkId),
			". "
		],
		...baselineId === void 0 ? ["Baseline: none, this is the first completed benchmark of these models."] : [
			"Baseline: ",
			code$2(baselineId),
			old(baselineCompletedAt)
		],
		...referenceId === void 0 ? [] : [
			" Reference: ",
			code$2(referenceId),
			old(referenceCompletedAt)
		]
	];
}
// src/report/insights-model.ts
const HEALTH_ALPHA = .001;
// src/report/insights-content.ts
const NAME_MAX = 80;
const SENTENCE_MAX = 300;
const ROWS_MAX = 20;
function insightsParts(agent) {
	const { insights } = agent;
	if (insights === void 0) return [];
	return [{
		name: "insights",
		blocks: hasNoInsights(insights) ? [paragraph$1(NO_INSIGHTS)] : insightsBlocks(insights)
	}];
}
const NO_INSIGHTS = "The service has no insights of this agent yet.";
function hasNoInsights(insights) {
	return insightsBlocks(insights).length === 0;
}
function insightsBlocks(insights) {
	return [
		...figureBlocks(insights),
		...healthBlocks(insights),
		...issueBlocks(insights),
		...stepFailureBlocks(insights),
		...recommendationBlocks(insights),
		...furtherBlocks(insights),
		...transcriptBlocks(insights),
		...unreadLines(insights).map((line) => paragraph$1(prose(line, SENTENCE_MAX)))
	];
}
function insightsList(agents) {
	return list$2(agents.map((agent) => [paragraph$1(strong$1(oneLine$1(agent.key)), `: ${oneLine$1(insightsLine(agent), 2 * SENTENCE_MAX)}`)]));
}
function insightsLine({ insights }) {
	if (insights === void 0) return "no insights";
	const { recent, usual, stepFailures, transcripts } = insights;
	const completion = (value) => value === void 0 ? "unknown" : decimal(value);
	const [now, before] = [recent, usual].map((one) => completion(one?.taskCompletion));
	const told = transcripts === void 0 ? [] : [plural(transcripts.shown.length, "transcript")];
	const notes = [...transcripts?.notes ?? [], ...unreadLines(insights)];
	return [
		...recent?.taskCompletion === void 0 && usual?.taskCompletion === void 0 ? ["no task completion yet"] : [`task completion ${now}`, now === before ? "as usual" : `usually ${before}`],
		plural(stepFailures.length, "failing step"),
		...told,
		...notes.map((note) => oneLine$1(note, 2 * SENTENCE_MAX))
	].join(", ");
}
function figureBlocks({ recent, usual }) {
	const rows = figureRows(recent, usual).filter(([, now, before]) => now !== "" || before !== "");
	if (rows.length === 0) return [];
	return [paragraph$1(strong$1("Insights"), ", the last days against the usual"), table([
		"left",
		"right",
		"right"
	], [
		"",
		daysHead(recent, "Recent"),
		daysHead(usual, "Usual")
	], rows)];
}
function daysHead(figures, otherwise) {
	return figures === void 0 ? otherwise : `Last ${plural(figures.days, "day")}`;
}
function figureRows(recent, usual) {
	const row = (name, show) => [
		name,
		recent === void 0 ? "" : show(recent),
		usual === void 0 ? "" : show(usual)
	];
	const maybe = (value, show) => value === void 0 ? "" : show(value);
	return [
		row("Task completion", (f) => maybe(f.taskCompletion, decimal)),
		row("Completion rate", (f) => maybe(f.completionRate, share)),
		row("Abandonment rate", (f) => maybe(f.abandonmentRate, share)),
		row("Sentiment", (f) => oneLine$1(f.sentiment ?? "", NAME_MAX)),
		row("Conversations", (f) => maybe(f.conversationCount, grouped$1))
	];
}
function stepFailureBlocks({ stepFailures }) {
	if (stepFailures.length === 0) return [];
	const hidden = stepFailures.length - ROWS_MAX;
	return [
		paragraph$1(strong$1("Steps that fail"), ", last 30 days"),
		table([
			"left",
			"left",
			"right"
		], [
			"Step",
			"Root cause",
			"Count"
		], stepFailures.slice(0, ROWS_MAX).map((failure) => [
			oneLine$1(failure.step, NAME_MAX),
			oneLine$1(failure.rootCause ?? "", SENTENCE_MAX),
			failure.count === void 0 ? "" : grouped$1(failure.count)
		])),
		...hidden > 0 ? [paragraph$1(`${plural(hidden, "more step")} in report.html.`)] : []
	];
}
function recommendationBlocks({ recommendations }) {
	if (recommendations.length === 0) return [];
	return [paragraph$1(strong$1("Converra recommends")), list$2(recommendations.slice(0, ROWS_MAX).map((w) => [paragraph$1(oneLine$1(w, SENTENCE_MAX))]))];
}
function healthBlocks({ health = [] }) {
	if (health.length === 0) return [];
	const side = ({ percent, n }) => `${decimal(percent)} % of ${grouped$1(n)}`;
	return [paragraph$1(strong$1("Health"), ", the last days against the weeks before them"), table([
		"left",
		"right",
		"right",
		"right",
		"left"
	], [
		"",
		"Before",
		"Now",
		"Points",
		"Finding"
	], health.map((one) => [
		oneLine$1(one.figure, NAME_MAX),
		side(one.before),
		side(one.recent),
		signed(one.recent.percent - one.before.percent),
		healthWords(one)
	]))];
}
function healthWords({ finding, p, before, recent }) {
	if (finding === "fell") return recent.percent > before.percent ? "rose" : "fell";
	if (p <= .001) return "more than chance, and within what is allowed";
	return p < .05 ? "not more than chance over a year of nights" : "no more than chance";
}
function issueLine({ description, frequency, severity }) {
	const facts = [frequency === void 0 ? "" : `${share(frequency)} of conversations`, severity === void 0 ? "" : oneLine$1(severity, NAME_MAX)].filter(Boolean);
	const told = oneLine$1(description, SENTENCE_MAX);
	return facts.length === 0 ? told : `${told}: ${facts.join(", ")}`;
}
function issueBlocks({ issues = [] }) {
	if (issues.length === 0) return [];
	const items = issues.slice(0, ROWS_MAX).map((issue) => [paragraph$1(issueLine(issue))]);
	return [paragraph$1(strong$1("What goes wrong"), ", in Converra's words"), list$2(items)];
}
function furtherBlocks({ further = [] }) {
	return further.flatMap(({ name, lines }) => [paragraph$1(strong$1(oneLine$1(name, NAME_MAX)), ", as Converra gives it"), list$2(lines.slice(0, ROWS_MAX).map((line) => [paragraph$1(oneLine$1(line, SENTENCE_MAX))]))]);
}
function transcriptBlocks({ transcripts }) {
	if (transcripts === void 0) return [];
	const { shown, notes } = transcripts;
	const rows = shown.map((one) => {
		const [place = "", ...words] = transcriptWords(one);
		return [code$2(place), ...words.map((text) => oneLine$1(text, SENTENCE_MAX))];
	});
	return [
		paragraph$1(strong$1(TRANSCRIPTS), ", in Converra's words"),
		...rows.length === 0 ? [] : [table(rows[0]?.map(() => "left") ?? [], TRANSCRIPT_HEAD, rows)],
		...notes.map((note) => paragraph$1(prose(note, SENTENCE_MAX)))
	];
}
const TRANSCRIPTS = "The repository's transcripts";
const TRANSCRIPT_HEAD = [
	"Transcript",
	"Task",
	"Sentiment",
	"Topics",
	"Summary"
];
function transcriptWords(one) {
	const { file, line, taskCompleted, sentiment, sentimentScore, topics, summary } = one;
	const task = taskCompleted === void 0 ? "" : taskCompleted ? "completed" : "not completed";
	const mood = [sentiment, sentimentScore].filter((part) => part !== void 0);
	return [
		line === 1 ? file : `${file}:${line}`,
		task,
		mood.join(", "),
		topics.join(", "),
		summary ?? ""
	];
}
function unreadLines({ unread = [], regenerated = false }) {
	return [...unread.map((what) => `${what}, which is not in a shape that this version knows.`), ...regenerated ? ["They were old, and are being made anew for the next report."] : []];
}
// src/report/prompt-sections.ts
function changedSections(before, after) {
	const old = sectionsOf(before);
	const fresh = sectionsOf(after);
	if (old.size + fresh.size <= 2) return [];
	const renamed = renamings(old, fresh);
	const isNew = ({ id }) => !old.has(id) && !renamed.has(id);
	const isKept = new Set([...renamed.values()].map(({ id }) => id));
	const isGone = ({ id }) => !fresh.has(id) && !isKept.has(id);
	const gone = outermost(old, isGone).map(({ heading }) => ({
		heading,
		change: "removed"
	}));
	const added = new Set(outermost(fresh, isNew).map(({ id }) => id));
	const rest = [...fresh.values()].flatMap((section) => {
		const { id, heading, body } = section;
		if (added.has(id)) return [{
			heading,
			change: "added"
		}];
		const formerly = renamed.get(id)?.heading;
		if (formerly !== void 0) return [{
			heading,
			change: "renamed",
			formerly
		}];
		const was = old.get(id);
		if (was === void 0 || was.body === body) return [];
		if (body === "") return [{
			heading,
			change: "emptied"
		}];
		const lines = [linesOf(was), linesOf(section)];
		return [2 * lines[1] < lines[0] ? {
			heading,
			change: "cut",
			lines
		} : {
			heading,
			change: "changed"
		}];
	});
	return [...gone, ...rest];
}
function linesOf({ body }) {
	return body.split("\n").filter((line) => line !== "").length;
}
function outermost(all, matches) {
	return [...all.values()].filter((section) => {
		const parent = section.parent === void 0 ? void 0 : all.get(section.parent);
		return matches(section) && !(parent !== void 0 && matches(parent));
	});
}
function renamings(old, fresh) {
	const gone = [...old.values()].filter(({ id, body }) => !fresh.has(id) && body !== "");
	const renamed = new Map();
	for (const { id, body, heading } of fresh.values()) {
		if (old.has(id) || heading === void 0) continue;
		const at = gone.findIndex((section) => section.body === body && section.heading !== void 0);
		const [former] = at === -1 ? [] : gone.splice(at, 1);
		if (former !== void 0) renamed.set(id, former);
	}
	return renamed;
}
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
function sectionsOf(prompt) {
	const sections = new Map();
	const seen = new Map();
	let open = {
		heading: void 0,
		depth: 0,
		lines: []
	};
	let path = [];
	let fence;
	const close = () => {
		const name = open.heading?.toLowerCase() ?? "";
		const count = (seen.get(name) ?? 0) + 1;
		seen.set(name, count);
		path = path.filter(({ depth }) => depth < open.depth);
		const body = open.lines.map((line) => line.trim()).join("\n");
		const section = {
			heading: open.heading,
			depth: open.depth,
			id: open.heading === void 0 ? "" : `${count} ${name}`,
			body: body.trim(),
			parent: path.at(-1)?.id
		};
		sections.set(section.id, section);
		if (section.heading !== void 0) path.push(section);
	};
	for (const line of prompt.split(/\r\n?|\n/)) {
		const mark = FENCE.exec(line)?.[1];
		if (fence === void 0) fence = mark;
		else if (mark?.startsWith(fence)) fence = void 0;
		const heading = fence === void 0 ? HEADING.exec(line) : null;
		if (heading === null) {
			open.lines.push(line);
			continue;
		}
		close();
		open = {
			heading: (heading[2] ?? "").trim(),
			depth: heading[1]?.length ?? 1,
			lines: []
		};
	}
	close();
	return sections;
}
// src/report/plain-words.ts
const NAMED_MAX$1 = 3;
const HEADING_MAX = 60;
const REASON_MAX$2 = 600;
const WHOLE_POINTS = 3;
function movement(agents) {
	const [first] = agents;
	const verdict = first?.verdict;
	if (first === void 0 || verdict === void 0) return "";
	if (isByDecline(first)) return reasonOf(verdict.reason);
	const metric = verdict.deciding === void 0 ? void 0 : decidingMetric(first);
	if (metric === void 0 || metric.candidate.n === 0) return reasonOf(verdict.reason);
	const model = decidingModel(first);
	const of = model === void 0 ? "" : ` of ${oneLine$1(model.model)}`;
	const name = `${capital(oneLine$1(metricLabel(metric.metric)))}${of}`;
	const between = agents.length === 1 ? fromTo(metric) : byPoints(agents);
	switch (metric.finding) {
		case "regressed": return `${name} ${verb(metric, "past")} ${between}.${others(first, agents.length)}`;
		case "improved": return `${name} ${verb(metric, "past")} ${between}.`;
		case "below-min": return belowMin(name, metric, agents.length);
		default:
			if (metric.delta === void 0 || metric.delta >= 0) return reasonOf(verdict.reason);
			return `${name} may have ${verb(metric, "perfect")}, ${between}; noise alone could do that.`;
	}
}
function reasonOf(reason) {
	return reason === "" ? "" : prose(sentence(reason), REASON_MAX$2);
}
function verb({ delta = 0, direction }, tense) {
	const isDown = direction === "lower" ? delta > 0 : delta < 0;
	if (tense === "perfect") return isDown ? "fallen" : "risen";
	return isDown ? "fell" : "rose";
}
function fromTo({ baseline, candidate, delta = 0, direction }) {
	const shown = (mean) => {
		const score = directed(mean, direction);
		return Math.abs(delta) < WHOLE_POINTS ? decimal(score) : String(Math.round(score));
	};
	const to = `to ${shown(candidate.mean)}`;
	return `${baseline === void 0 ? to : `from ${shown(baseline.mean)} ${to}`}${note(direction)}`;
}
function note(direction) {
	return direction === "lower" ? " (lower is better)" : "";
}
function byPoints(agents) {
	const sizes = agents.map((agent) => Math.abs(decidingMetric(agent)?.delta ?? 0));
	const isOne = Math.round(Math.max(...sizes)) === 1;
	return `by ${range(sizes, (points) => String(Math.round(points)))} ${isOne ? "point" : "points"} in each`;
}
function belowMin(name, metric, count) {
	const { candidate, min = 0, direction } = metric;
	if (count > 1) return `${name} is below its minimum in each.`;
	if (direction === "lower") return `${name} is ${decimal(100 - candidate.mean)}, above the ${decimal(100 - min)} that the rules allow.`;
	return `${name} is ${decimal(candidate.mean)}, below its minimum of ${decimal(min)}.`;
}
function others(agent, count) {
	const worse = (agent.verdict?.metrics ?? []).filter(({ metric, finding }) => isLoss(finding) && metric !== agent.verdict?.deciding);
	if (worse.length === 0 || count > 1) return "";
	const names = worse.slice(0, NAMED_MAX$1).map((one) => `${oneLine$1(metricLabel(one.metric))} ${verb(one, "past")} ${fromTo(one)}`);
	const more = worse.length - names.length;
	return ` ${capital(sentenceList([...names, ...more > 0 ? [plural(more, "more score")] : []]))}${more > 0 ? " got worse" : ""}.`;
}
function modelWords({ benchmark }) {
	const from = benchmark?.replaces?.model;
	const to = benchmark?.models.find(({ model }) => model !== from)?.model;
	if (from === void 0 || to === void 0) return "";
	return `The model was changed from ${oneLine$1(from)} to ${oneLine$1(to)}.`;
}
function sectionWords(agent) {
	if (!replacesPrompt(agent)) return "";
	const changes = changedSections(agent.promptBefore, agent.promptAfter);
	if (changes.length === 0) return "";
	return [
		"The ",
		joined([
			"removed",
			"emptied",
			"cut",
			"changed",
			"renamed",
			"added"
		].flatMap((kind) => clausesOf(kind, changes)).map((words, index) => index === 0 ? words : ["the ", words])),
		"."
	];
}
function clausesOf(kind, changes) {
	const some = changes.filter(({ change }) => change === kind);
	const named = some.filter(({ heading }) => heading !== void 0);
	const names = named.slice(0, NAMED_MAX$1).map(({ heading, formerly }) => formerly === void 0 ? headingWords(heading) : [
		headingWords(formerly),
		" (now ",
		headingWords(heading),
		")"
	]);
	const more = named.length - names.length;
	if (more > 0) names.push(`${more} more`);
	const lines = named.length === 1 ? named[0]?.lines : void 0;
	const much = lines === void 0 ? "" : ` from ${plural(lines[0], "line")} to ${lines[1]}`;
	const section = named.length === 1 ? [
		"section ",
		joined(names),
		` was ${kind}${much}`
	] : [
		"sections ",
		joined(names),
		` were ${kind}`
	];
	return [...some.length > named.length ? [`text before the first heading was ${kind}`] : [], ...named.length === 0 ? [] : [section]];
}
function headingWords(heading) {
	return emphasis$1(heading === void 0 || heading === "" ? "(no name)" : oneLine$1(heading, HEADING_MAX));
}
function joined(parts) {
	return parts.flatMap((part, index) => [index === 0 ? "" : index === parts.length - 1 ? " and " : ", ", part]);
}
// src/report/reasons.ts
const REASON_MAX$1 = 600;
const NAMED_MAX = 4;
const LINKS_MAX = 3;
function plainReasons(report, agent) {
	return plainSentences(report, agent).join(" ");
}
function plainSentences(report, agent) {
	return causeSentences(report, [agent]).map(plainText);
}
function agentReasons(report, agent) {
	return distinct([
		agent.verdict?.reason ?? "",
		...beyondVerdict(report, agent),
		advice(agent)
	]);
}
function beyondVerdict(report, { key, verdict }) {
	const said = verdict?.reason ?? "";
	return report.gate.reasons.filter((item) => item.key === key).map(({ reason }) => reason.startsWith(said) ? reason.slice(said.length) : reason);
}
function advice({ verdict, accepted }) {
	return accepted === void 0 ? verdict?.advice ?? "" : "";
}
function distinct(said) {
	const texts = said.map((text) => oneLine$1(text, REASON_MAX$1)).filter((text) => text !== "");
	return [...new Set(texts.map(sentence))];
}
function reasonBlocks(report, agents, { shown, generous }) {
	const causes = byCause(report, agents.filter((agent) => needsAttention(report, agent)));
	const blocks = causes.map((some) => causeParagraph(report, some));
	const rest = blocks.slice(shown);
	if (rest.length === 0 || generous) return blocks;
	const hidden = causes.slice(shown).flat().length;
	return [...blocks.slice(0, shown), ...details({ rest: `What happened with ${plural(hidden, "more agent")}` }, rest)];
}
function byCause(report, agents) {
	const causes = new Map();
	for (const agent of agents) {
		const cause = causeOf(report, agent);
		causes.set(cause, [...causes.get(cause) ?? [], agent]);
	}
	return [...causes.values()];
}
function causeOf(report, agent) {
	const { verdict } = agent;
	const isScore = verdict?.deciding !== void 0 && !isByDecline(agent);
	const deciding = verdict?.metrics.find(({ metric }) => metric === verdict.deciding);
	return JSON.stringify([
		verdict?.verdict,
		verdict?.deciding,
		decidingModel(agent)?.model,
		deciding?.finding,
		isScore && (deciding?.delta ?? 0) < 0 ? "" : verdict?.reason,
		plainText(touched(agent)),
		distinct(beyondVerdict(report, agent)),
		advice(agent)
	]);
}
function touched(agent) {
	if (agent.verdict?.deciding === void 0) return "";
	return agent.benchmark?.replaces === void 0 ? sectionWords(agent) : modelWords(agent);
}
function causeParagraph(report, agents) {
	const [first] = agents;
	if (first === void 0) return paragraph$1();
	const sentences = causeSentences(report, agents);
	return paragraph$1(names(agents), ": ", ...sentences.flatMap((words, index) => index === 0 ? [words] : [" ", words]), changeLinks(report, agents));
}
function causeSentences(report, agents) {
	const [first] = agents;
	if (first === void 0) return [];
	return [
		movement(agents),
		touched(first),
		...distinct([...beyondVerdict(report, first), advice(first)]).map((text) => prose(text, REASON_MAX$1))
	].filter((words) => plainText(words) !== "");
}
function names(agents) {
	const parts = agents.slice(0, NAMED_MAX).map(({ key }) => strong$1(oneLine$1(key)));
	const more = agents.length - parts.length;
	if (more > 0) parts.push(`${more} more`);
	return joined(parts);
}
function changeLinks(report, agents) {
	const changed = agents.filter(replacesPrompt);
	if (changed.length === 0) return "";
	const links = changed.slice(0, LINKS_MAX).map((agent) => changeLink(report, agent));
	const more = changed.length - links.length;
	if (more > 0) links.push(`${more} more`);
	return [
		" Changed: ",
		joined(links),
		"."
	];
}
function changeLink(report, agent) {
	const { file } = agent.promptSource;
	const lines = changedLines(agent);
	const range = lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from}–${lines.to}`;
	const inPullRequest = pullRequestUrl(report.context, file, lines);
	return [link$1(blobUrl(report.context, file, lines), code$2(file), ` ${range}`), inPullRequest === void 0 ? "" : [
		" (",
		link$1(inPullRequest, "diff"),
		")"
	]];
}
// src/report/gate-content.ts
const FOLDS_OPEN = 3;
function* gateGroups(report, detail) {
	const agents = told(report, detail);
	const rows = rowsOf(report, agents, detail.rows);
	const loud = agents.filter((agent) => needsAttention(report, agent));
	yield openRows(report, rows);
	yield reasonBlocks(report, loud, {
		...detail,
		shown: detail.reasons
	});
	if (detail.sections) yield* sections(report, loud, detail, {
		rest: `Details of ${plural(loud.length, "agent")} that the gate acts on`,
		isFolded: loud.length > FOLDS_OPEN && !detail.generous
	});
	yield* quietGroups(report, agents.filter((agent) => !needsAttention(report, agent)), rows.quiet, detail);
}
function told(report, { agents, rows }) {
	const all = worstFirst(report);
	if (agents === "worst") return all.slice(0, rows);
	return agents === "all" ? all : all.filter((agent) => needsAttention(report, agent));
}
function* quietGroups(report, quiet, withoutRow, detail) {
	if (quiet.length === 1 && withoutRow.length === 0 && detail.quietSections) {
		yield* sections(report, quiet, detail, {
			rest: "",
			isFolded: false
		});
		return;
	}
	const hasSections = detail.quietSections && quiet.some((agent) => agentSection(report, agent, detail).length > 0);
	if (withoutRow.length === 0 && !hasSections) return;
	const shown = hasSections ? quiet : withoutRow;
	yield [foldStart({ rest: `${hasSections ? "Details of " : ""}${plural(shown.length, "agent")} with nothing to do: ${verdictCounts(shown)}` }), ...withoutRow.length === 0 ? [] : [agentTable(report, withoutRow)]];
	if (hasSections) yield* sections(report, quiet, detail, {
		rest: "",
		isFolded: false
	});
	yield [foldEnd()];
}
function* sections(report, agents, detail, fold) {
	if (fold.isFolded) yield [foldStart(fold)];
	for (const agent of agents) yield agentSection(report, agent, detail);
	if (fold.isFolded) yield [foldEnd()];
}
function agentSection(report, agent, detail) {
	const parts = [
		...agentParts(report, agent, detail),
		...benchmarkParts(report, agent, detail),
		...insightsParts(agent)
	];
	return section(agent.key, parts, detail);
}
// src/report/message.ts
const LINE_MAX = 600;
const LINES_MAX = 40;
function messageParts(text) {
	const parts = [];
	for (const line of text.split(/\r\n?|\n/).slice(0, LINES_MAX)) {
		if (line.trim() === "") continue;
		const kind = /^\s|^[\w-]+:$/.test(line) ? "yaml" : "prose";
		const shown = kind === "yaml" ? visible(line.slice(0, LINE_MAX)) : oneLine$1(line, LINE_MAX);
		const last = parts.at(-1);
		if (last?.kind === kind) last.lines.push(shown);
		else parts.push({
			kind,
			lines: [shown]
		});
	}
	return parts;
}
function messageBlocks(text) {
	return messageParts(text).map(({ kind, lines }) => kind === "yaml" ? fence("yaml", lines) : paragraph$1(prose(lines.map(asSentence).join(" "), LINES_MAX * LINE_MAX)));
}
function messageLines(text) {
	return messageParts(text).flatMap(({ kind, lines }) => kind === "yaml" ? lines.map((line) => `  ${line}`) : [lines.map(asSentence).join(" ")]);
}
function asSentence(line) {
	return line.endsWith(":") ? line : sentence(line);
}
// src/report/plan-content.ts
const REASON_MAX = 300;
function* planGroups(report, detail) {
	const shown = worstFirst(report).flatMap((agent) => agent.plan === void 0 ? [] : [{
		agent,
		plan: agent.plan
	}]).filter(({ plan }) => detail.agents === "all" || plan.action !== "unchanged");
	if (shown.length === 0) return;
	if (detail.agents === "worst") {
		yield [planTable(shown.slice(0, detail.rows), isDone(report))];
		return;
	}
	yield [planTable(shown, isDone(report))];
	if (!detail.sections) return;
	for (const entry of shown) yield diffSection(entry, detail, isDone(report));
}
function planTable(entries, done) {
	return table([
		"center",
		"left",
		"left",
		"left",
		"left"
	], [
		"",
		"Agent",
		"Action",
		"Differs",
		"Why"
	], entries.map(({ agent, plan }) => [
		planMark(plan.action),
		strong$1(oneLine$1(agent.key)),
		planLabel(plan.action, done),
		changes(plan),
		prose(sentence(plan.reason), REASON_MAX)
	]));
}
function changes(plan) {
	return plan.changes.slice(0, 20).flatMap((change, index) => [index === 0 ? "" : ", ", code$2(change)]);
}
function diffSection({ agent, plan }, detail, done) {
	if (!detail.promptDiffs || plan.livePrompt === void 0) return [];
	if (!plan.changes.includes("prompt")) return [];
	const diff = diffBlocks(plan.livePrompt, agent.promptAfter, detail.diffLines);
	if (diff.length === 0) return [];
	const lead = done === "apply" ? "Lines with a minus stood on the service, lines with a plus stand there now." : plan.action === "drifted" ? "Lines with a minus stand on the service, lines with a plus in the repository. Take over what is worth keeping, then sync." : "Lines with a minus stand on the service, lines with a plus in the repository.";
	return section(agent.key, [{
		name: "prompt diff",
		blocks: [paragraph$1(lead), ...diff]
	}], detail);
}
// src/report/document.ts
const MESSAGE_MAX$2 = 600;
const NOTICES_SHOWN = 15;
function* documentGroups(report, detail) {
	yield [
		heading$1(3, headline(report)),
		...unverifiedBlocks(report.context),
		...faultBlocks(report),
		...sandboxBlocks(report.context)
	];
	yield* bodyGroups(report, detail);
	yield [...accountBlocks(report, detail), ...cleanBlocks(report)];
	yield [
		...noticeBlocks(report, detail),
		...leftOutBlocks(report.context, detail),
		...footer(report)
	];
}
function* bodyGroups(report, detail) {
	if (detail.agents === "none") return;
	switch (report.command) {
		case "gate":
		case "benchmark":
			yield* gateGroups(report, detail);
			return;
		case "plan":
		case "sync":
		case "apply":
			yield* planGroups(report, detail);
			return;
		case "insights":
			yield [insightsList(report.agents.slice(0, detail.rows))];
			if (!detail.sections) return;
			for (const agent of report.agents) yield section(agent.key, insightsParts(agent), detail);
			return;
		case "clean": return;
	}
}
function faultBlocks({ fault }) {
	if (fault === void 0) return [];
	const hint = fault.hint === void 0 ? [] : messageBlocks(fault.hint);
	return [alert("CAUTION", prose(sentence(fault.message), MESSAGE_MAX$2), hint)];
}
function unverifiedBlocks({ unverified }) {
	if (unverified === void 0) return [];
	return [alert("WARNING", `This is what a run of ${oneLine$1(unverified, 100)} says, by a workflow that the pull request itself can change. That it is about this commit was checked; that it is true was not.`)];
}
function sandboxBlocks(context) {
	return context.sandbox ? [alert("NOTE", "Sandbox: these scores are synthetic. No Converra account was used.")] : [];
}
function noticeBlocks(report, { generous }) {
	const notices = worstNoticesFirst(report);
	const loud = generous ? notices : notices.filter(({ level }) => level !== "notice");
	const quiet = notices.slice(loud.length);
	return [...loud.length === 0 ? [] : [paragraph$1(strong$1("Notices")), noticeList(report, loud)], ...quiet.length === 0 ? [] : details({ rest: plural(quiet.length, "notice") }, [noticeList(report, quiet)])];
}
function noticeList(report, notices) {
	const hidden = notices.length - NOTICES_SHOWN;
	const items = notices.slice(0, NOTICES_SHOWN).map((notice) => noticeItem(report.context, notice));
	if (hidden > 0) items.push([paragraph$1(`${plural(hidden, "more notice")} in report.html.`)]);
	return list$2(items);
}
const NOTICE_MARK = {
	error: "❌ Error: ",
	warning: "⚠️ Warning: ",
	notice: ""
};
function noticeItem(context, notice) {
	const { at } = notice;
	const place = at === void 0 ? "" : [link$1(blobUrl(context, at.file, {
		from: at.line,
		to: at.endLine
	}), code$2(`${at.file}:${at.line}:${at.column}`)), ": "];
	const message = prose(sentence(notice.message), MESSAGE_MAX$2);
	return [paragraph$1(NOTICE_MARK[notice.level], place, message), ...notice.hint === void 0 ? [] : messageBlocks(notice.hint)];
}
function leftOutBlocks(context, { leftOut, generous }) {
	if (leftOut === void 0) return [];
	const limit = generous ? "GitHub's limit for a summary" : "GitHub's limit for a comment";
	const page = [code$2("report.html"), " in the report folder has everything"];
	const elsewhere = generous ? [page, "."] : [
		link$1(context.runUrl, "the job summary"),
		" has more, ",
		page,
		"."
	];
	return [small(`To stay within ${limit}, ${leftOut} had to be left out; `, elsewhere)];
}
function footer(report) {
	const parts = costParts(report);
	if (report.context.runUrl !== void 0) parts.push(link$1(report.context.runUrl, "full report"));
	const period = periodSentence(report);
	return [small(...parts.flatMap((part, index) => index === 0 ? [part] : [" · ", part])), ...period === void 0 ? [] : [small(`${period}.`)]];
}
// src/report/comment.ts
const COMMENT_MAX_BYTES = 65536;
const SUMMARY_MAX_BYTES = 1048576;
const EVERYTHING = {
	agents: "all",
	sections: true,
	quietSections: true,
	promptDiffs: true,
	winnerDiffs: true
};
const COMMENT_STEPS = ladderFrom({
	...EVERYTHING,
	diffLines: 80,
	scoreColumns: 6,
	rows: 12,
	reasons: 4,
	generous: false
});
const SUMMARY_STEPS = ladderFrom({
	...EVERYTHING,
	diffLines: 400,
	scoreColumns: 12,
	rows: 100,
	reasons: 100,
	generous: true
});
const RUNNING_ROWS = 20;
const STATE_MAX = 160;
function renderComment(report, budgetBytes = COMMENT_MAX_BYTES) {
	return fullestWithin(COMMENT_STEPS, budgetBytes, (detail) => documentGroups(report, detail));
}
function renderSummary(report) {
	return fullestWithin(SUMMARY_STEPS, SUMMARY_MAX_BYTES, (detail) => documentGroups(report, detail));
}
function renderRunningComment(running) {
	const { agents, context, spending, progress } = running;
	const shown = agents.slice(0, RUNNING_ROWS);
	const hidden = agents.length - shown.length;
	const footer = [
		context.commit === void 0 ? "" : `Commit ${shortCommit(context.commit)} · `,
		"this comment is replaced when the gate has its answer",
		progress === void 0 ? "" : ` · ${lowerFirst(oneLine$1(spending, 600)).replace(/\.$/, "")}`,
		context.runUrl === void 0 ? "" : [" · ", link$1(context.runUrl, "watch the run")]
	];
	const rows = shown.map(({ key, state }) => [strong$1(oneLine$1(key)), oneLine$1(state, STATE_MAX)]);
	return serialise([
		heading$1(3, `⏳ Converra gate is measuring: ${plural(new Set(agents.map(({ key }) => key)).size, "agent")}`),
		...sandboxBlocks(context),
		paragraph$1(progress === void 0 ? oneLine$1(spending, 600) : progressWords(progress)),
		...rows.length === 0 ? [] : [table(["left", "left"], ["Agent", "State"], rows)],
		...hidden > 0 ? [paragraph$1(`And ${plural(hidden, "more agent")}.`)] : [],
		small(...footer)
	]);
}
function lowerFirst(text) {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
function progressWords({ ended, total, asOf, expectedEnd }) {
	const done = `${ended} of ${plural(total, "run")} ${total === 1 ? "has" : "have"} ended`;
	const now = Date.parse(asOf);
	const left = expectedEnd === void 0 ? NaN : Date.parse(expectedEnd) - now;
	if (Number.isNaN(left)) return `${done}; no earlier run tells how long this takes.`;
	if (left <= 0) return `${done}; it takes longer than usual.`;
	const time = new Date(now + left).toISOString().slice(11, 16);
	return `${done}; by what earlier runs took, the end is about ${duration(left)} away, at ${time} UTC.`;
}
// src/github/sections.ts
const MARKER_START = "<!-- converra-gate:v1 ";
const MARKER_END = " -->";
const CLOSE = "\n\n<!-- /section -->";
const LEFT_OUT = "_The rest did not fit into one comment with the other jobs: it is in this job's summary._";
function buildMarker({ key, head }) {
	return `${MARKER_START}${hiddenJson({
		key,
		head
	})}${MARKER_END}`;
}
function parseMarker(body) {
	if (!body.startsWith(MARKER_START)) return void 0;
	const end = body.indexOf(MARKER_END, 22);
	const { key, head } = parseFields(body.slice(22, Math.max(end, 0)));
	return typeof key === "string" && typeof head === "string" ? {
		key,
		head
	} : void 0;
}
function parseFields(json) {
	try {
		return Object(JSON.parse(json));
	} catch {
		return {};
	}
}
function mergeSections(existing, mine) {
	const sections = new Map();
	for (const text of existing) {
		const body = text.replaceAll("\r\n", "\n");
		const marker = parseMarker(body);
		if (marker?.key !== mine.key || marker.head !== mine.head) continue;
		for (const section of parseSections(body)) sections.set(section.id, section);
	}
	sections.set(mine.id, {
		id: mine.id,
		body: cleanBody(mine.body),
		made: mine.made
	});
	return fitted([...sections.values()].sort((a, b) => a.id < b.id ? -1 : 1), buildMarker({
		key: mine.key,
		head: mine.head
	}));
}
function commentOverheadBytes(content) {
	const widest = {
		...content,
		body: "x".repeat(COMMENT_MAX_BYTES)
	};
	return Buffer.byteLength(`${buildMarker(content)}\n${opening(widest)}${CLOSE}`);
}
function fitted(sections, marker) {
	let current = sections;
	for (const cut of [leadOf, firstLineOf]) {
		const longestFirst = [...sections].sort((a, b) => Buffer.byteLength(b.body) - Buffer.byteLength(a.body) || (a.id < b.id ? -1 : 1));
		for (const { id } of longestFirst) {
			const text = assemble(current, marker);
			if (Buffer.byteLength(text) <= 65536) return text;
			current = current.map((section) => section.id === id ? {
				...section,
				body: cut(section.body)
			} : section);
		}
	}
	return assemble(current, marker);
}
function assemble(sections, marker) {
	return `${marker}\n${sections.map((section) => {
		return `${sections.length > 1 ? `<b>Job:</b> <code>${asHtml(section.id)}</code>\n\n` : ""}${opening(section)}${section.body}${CLOSE}`;
	}).join("\n\n")}`;
}
function opening({ id, body, made }) {
	return `<!-- section:${hiddenJson({
		id,
		length: body.length,
		...made
	})} -->\n`;
}
function parseSections(text) {
	const sections = [];
	const open = /^<!-- section:(\{.*\}) -->\n/gmu;
	for (let match = open.exec(text); match !== null; match = open.exec(text)) {
		const { id, length, ...fields } = parseFields(match[1] ?? "");
		if (typeof id !== "string" || !Number.isSafeInteger(length) || Number(length) < 0) break;
		const end = open.lastIndex + Number(length);
		if (!text.startsWith(CLOSE, end)) break;
		sections.push({
			id,
			body: text.slice(open.lastIndex, end),
			made: madeBy(fields)
		});
		open.lastIndex = end + 19;
	}
	return sections;
}
function madeBy({ run, agents, sync: of }) {
	if (typeof run !== "string") return void 0;
	const sync = [
		"preview",
		"live",
		"off"
	].find((mode) => mode === of);
	const keys = Array.isArray(agents) ? agents.filter((key) => typeof key === "string") : void 0;
	return {
		run,
		...keys && { agents: keys },
		...sync && { sync }
	};
}
function reportsIn(body) {
	return parseSections(body.replaceAll("\r\n", "\n")).map(({ made }) => made);
}
function cleanBody(body) {
	return body.replace(/\r\n?/gu, "\n").replaceAll("\0", "").replace(/\p{Surrogate}/gu, "�").trim();
}
function leadOf(body) {
	const fold = /^(?:<details|```|~~~)/mu.exec(body);
	if (fold === null || body.endsWith(LEFT_OUT)) return body;
	return `${body.slice(0, fold.index).trimEnd()}\n\n${LEFT_OUT}`.trim();
}
function firstLineOf(body) {
	return `${(body.split("\n", 1)[0] ?? "").slice(0, 500)}\n\n${LEFT_OUT}`;
}
function asHtml(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/[@#`*_\\[\]|~\s]/gu, (character) => `&#${character.codePointAt(0)};`);
}
// src/github/comments.ts
const permission = "pull-requests: write";
const COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
function listComments(github, pullRequest) {
	return github.call({
		doing: `list the comments of pull request #${pullRequest}`,
		permission,
		repeatable: true,
		send: async ({ paginate }, repository) => {
			const query = {
				...repository,
				issue_number: pullRequest,
				per_page: 100
			};
			return (await paginate(`GET ${COMMENTS}`, query)).map(decode).sort((a, b) => a.id - b.id);
		}
	});
}
function createComment(github, { pullRequest, body }) {
	return github.call({
		doing: `comment on pull request #${pullRequest}`,
		permission,
		repeatable: false,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				issue_number: pullRequest,
				body
			};
			return decode((await request(`POST ${COMMENTS}`, query)).data);
		}
	});
}
function updateComment(github, { id, body }) {
	return github.call({
		doing: `update comment ${id}`,
		permission,
		repeatable: true,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				comment_id: id,
				body
			};
			return decode((await request(`PATCH ${COMMENT}`, query)).data);
		}
	});
}
async function deleteComment(github, id) {
	await github.call({
		doing: `delete comment ${id}, a second one with the same key`,
		permission,
		repeatable: true,
		send: ({ request }, repository) => request(`DELETE ${COMMENT}`, {
			...repository,
			comment_id: id
		})
	});
}
async function ownComments(github, comments, key) {
	const marked = comments.filter(({ body }) => parseMarker(body)?.key === key);
	if (marked.length === 0) return [];
	const viewer = await github.viewer();
	return marked.filter(({ author }) => isOwn(author, viewer));
}
async function standingReports(github, pullRequest) {
	const marked = (await listComments(github, pullRequest)).flatMap((comment) => {
		const marker = parseMarker(comment.body);
		return marker === void 0 ? [] : [{
			...comment,
			head: marker.head
		}];
	});
	if (marked.length === 0) return [];
	const viewer = await github.viewer();
	return marked.filter(({ author }) => isOwn(author, viewer)).flatMap(({ body, head, updatedAt }) => reportsIn(body).map((made) => ({
		head,
		made,
		updatedAt
	})));
}
function isOwn(author, viewer) {
	if (author === void 0) return false;
	if (viewer !== void 0) return author.login.toLowerCase() === viewer.toLowerCase();
	return author.type === "Bot" && author.login.endsWith("[bot]");
}
function decode(data) {
	const { id, body, html_url: url, updated_at: updatedAt, user } = data;
	return {
		id: Number(id),
		body: body ?? "",
		url,
		updatedAt,
		author: user ?? void 0
	};
}
// src/github/failure.ts
const MAX_ATTEMPTS = 3;
const LONGEST_WAIT_MS = 9e4;
function readFailure(error) {
	if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return;
	const response = "response" in error ? error.response : void 0;
	if (response === void 0) return {
		status: void 0,
		message: error.message,
		headers: {}
	};
	return {
		status: error.status,
		message: error.message,
		headers: response.headers ?? {}
	};
}
function unusableAnswer(message, cause) {
	return Object.assign(new Error(message, { cause }), { status: 500 });
}
function isUnclear({ status }) {
	return status === void 0 || status === 408 || status >= 500;
}
async function unlessMissing(answer) {
	try {
		return await answer;
	} catch (error) {
		if (readFailure(error)?.status === 404) return void 0;
		throw error;
	}
}
function retryDelayMs(failure, attempt, { repeatable, now, random }) {
	if (attempt >= MAX_ATTEMPTS) return void 0;
	if (isRateLimit(failure)) {
		const wait = rateLimitWaitMs(failure, now);
		return wait <= LONGEST_WAIT_MS ? wait : void 0;
	}
	return isUnclear(failure) && repeatable ? 500 * 2 ** (attempt - 1) * (.5 + random()) : void 0;
}
const RUN_AGAIN = "Run the job again; if it stays, see https://www.githubstatus.com.";
const HINTS = {
	401: "The github-token is wrong or expired. Leave the input out to use the job's own token.",
	422: "GitHub did not accept the content. The whole report is in the job summary and the report files.",
	"rate limit": "Run the job again after the limit is reset; github.token has 1,000 requests an hour and repository.",
	"no usable answer from GitHub": "Run the job again. Behind a proxy, set HTTPS_PROXY and NO_PROXY for the job."
};
function explainFailure(failure, { doing, permission, cause }) {
	const { status = "no usable answer from GitHub" } = failure;
	const limited = isRateLimit(failure);
	const denied = !limited && (status === 403 || status === 404);
	const note = limited ? `rate limit, ${status}` : status;
	return new GitHubError(`Could not ${doing}: ${oneLine(failure.message)} (${note})`, {
		status: failure.status,
		permission: denied ? permission : void 0,
		hint: NOT_ALLOWED.test(failure.message) ? ALLOW : NOT_AGAIN.test(failure.message) ? PUSH : denied ? permissionHint(permission, status) : HINTS[limited ? "rate limit" : status] ?? RUN_AGAIN,
		cause
	});
}
const NOT_ALLOWED = /not permitted to create or approve pull requests/i;
const ALLOW = "Tick \"Allow GitHub Actions to create and approve pull requests\" in the repository's settings, Actions, General; or give github-token a token of your own.";
const NOT_AGAIN = /over a month ago|already running/i;
const PUSH = "Push a commit to the pull request: its gate finds the evidence there is.";
function permissionHint(permission, status) {
	const lines = permission.startsWith("contents") ? [permission] : ["contents: read", permission];
	const missing = status === 404 ? "Either it does not exist, or the token may not see it. If it exists, add to the job:" : "The token may not do this. Add to the job:";
	const fork = permission === "pull-requests: write" ? "\nA pull request from a fork gets a read-only token whatever the workflow says, so there is no comment on those unless a second workflow posts it: https://github.com/converra/gate/blob/main/docs/forks.md." : "";
	return `${missing}\npermissions:\n${lines.map((line) => `  ${line}`).join("\n")}${fork}`;
}
function isRateLimit({ status, headers, message }) {
	if (status === 429) return true;
	if (status !== 403) return false;
	return headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0" || /secondary rate limit|abuse detection/i.test(message);
}
function rateLimitWaitMs({ headers }, now) {
	const retryAfter = Number(headers["retry-after"] ?? NaN);
	if (Number.isFinite(retryAfter)) return Math.max(0, retryAfter * 1e3);
	const reset = Number(headers["x-ratelimit-reset"] ?? NaN);
	if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) return Math.max(0, reset * 1e3 - now) + 1e3;
	return 6e4;
}
function oneLine(message) {
	return message.replace(/ - https:\/\/docs\.github\.com\S*/u, "").replace(/\s+/gu, " ").slice(0, 300);
}
// src/github/repository.ts
const PULL = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
const LARGEST_FILE = 1048576;
async function readHead(github, pullRequest) {
	return (await readPullRequest(github, pullRequest)).sha;
}
function readPullRequest(github, pullRequest) {
	return github.call({
		doing: `read pull request #${pullRequest} of ${github.repository}`,
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
		doing: `read pull request #${pullRequest} of ${github.repository}`,
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
// src/github/sticky-comment.ts
const MAX_WRITES = 5;
const SETTLE_MS = 500;
const SLOWER = 3;
const LONGEST_PAUSE_MS = 2e4;
async function upsertComment(options) {
	const { github, pullRequest, key, head, clock, random = Math.random, signal } = options;
	const refused = new Set();
	let done;
	let fault;
	let slowest = 0;
	for (let writes = 0;; writes += 1) {
		const began = clock.now();
		const { own, currentHead } = await look(options, refused);
		const [oldest, ...younger] = own;
		const body = mergeSections(own.map((comment) => comment.body), {
			key,
			head,
			id: options.sectionId,
			body: options.body,
			made: options.made
		});
		const holds = oldest?.body === body || done?.sent === body && done.stored === oldest?.body;
		if (oldest !== void 0 && younger.length === 0 && holds) return {
			url: oldest.url,
			action: done?.action ?? "unchanged"
		};
		const reason = reasonToSkip(options, oldest, currentHead);
		if (reason !== void 0) return {
			...oldest === void 0 ? {} : { url: oldest.url },
			action: done?.action ?? "skipped",
			reason
		};
		if (writes === MAX_WRITES) throw fault ?? new GitHubError(overwritten(pullRequest), { hint: OVERWRITTEN_HINT });
		try {
			const written = oldest === void 0 ? await createComment(github, {
				pullRequest,
				body
			}) : holds ? oldest : await updateComment(github, {
				id: oldest.id,
				body
			});
			done = {
				action: done?.action ?? (oldest === void 0 ? "created" : "updated"),
				sent: body,
				stored: written.body
			};
			fault = void 0;
			for (const comment of younger) await deleteUnlessGone(github, comment.id);
		} catch (error) {
			if (!(error instanceof GitHubError)) throw error;
			fault = error;
			if (oldest !== void 0 && error.status === 404) refused.add(oldest.id);
			else if (!isUnclear(error)) throw error;
		}
		slowest = Math.max(slowest, clock.now() - began);
		const settle = Math.min(4e3, SETTLE_MS * 2 ** writes) * (.5 + random());
		await clock.sleep(Math.min(LONGEST_PAUSE_MS, settle + SLOWER * slowest), signal);
	}
}
async function look({ github, pullRequest, key }, refused) {
	const [comments, currentHead] = await Promise.all([listComments(github, pullRequest), readHead(github, pullRequest)]);
	return {
		own: await ownComments(github, comments.filter((comment) => !refused.has(comment.id)), key),
		currentHead
	};
}
function reasonToSkip({ head, mode, hasChange, pullRequest }, oldest, currentHead) {
	if (currentHead !== head) return `pull request #${pullRequest} has moved on to ${currentHead.slice(0, 7)}, this run is about ${head.slice(0, 7)}`;
	if (mode === "on-change" && !hasChange && oldest === void 0) return "nothing changed";
}
async function deleteUnlessGone(github, id) {
	try {
		await deleteComment(github, id);
	} catch (error) {
		if (!(error instanceof GitHubError) || error.status !== 404) throw error;
	}
}
const OVERWRITTEN_HINT = "Give each gate its own comment with the input comment-key, for instance one for each matrix job.";
function overwritten(pullRequest) {
	return `Could not keep this job's part in the comment on pull request #${pullRequest}: other jobs overwrote it ${MAX_WRITES} times`;
}
// src/report/annotations.ts
const SHOWN_PER_LEVEL = 10;
const MESSAGE_MAX$1 = 1e3;
const TITLE_MAX = 120;
function renderAnnotations(report) {
	const all = [...worstFirst(report).flatMap((agent) => agentAnnotation(report, agent)), ...report.notices.map(noticeAnnotation)];
	return LEVELS.flatMap((level) => limited(all, level));
}
function withoutAnnotated(report) {
	const shown = new Set(renderAnnotations(report).map(({ message }) => message));
	const notices = report.notices.filter((one) => !shown.has(noticeAnnotation(one).message));
	return {
		...report,
		notices
	};
}
function agentAnnotation(report, agent) {
	const action = gateActionOf(report, agent.key);
	if (action === "pass") return [];
	return [{
		level: action === "fail" ? "error" : "warning",
		message: plainReasons(report, agent).replaceAll("\xA0", " ").slice(0, MESSAGE_MAX$1),
		title: oneLine$1(`${agent.key}: ${agentLabel(agent) ?? "needs a look"}`, TITLE_MAX),
		...placeOf(agent)
	}];
}
function placeOf(agent) {
	if (!replacesPrompt(agent)) return {
		file: agent.source.file,
		line: agent.source.line,
		endLine: agent.source.line
	};
	const { from, to } = changedLines(agent);
	return {
		file: agent.promptSource.file,
		line: from,
		endLine: to
	};
}
function noticeAnnotation({ level, message, hint, at }) {
	const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
	return {
		level,
		message: oneLine$1((at === void 0 ? "" : `${at.file}:${at.line}:${at.column}: `) + (hint === void 0 ? message : `${sentence} ${hint}`), MESSAGE_MAX$1),
		title: "Converra gate",
		...at
	};
}
function limited(all, level) {
	const some = all.filter((annotation) => annotation.level === level);
	if (some.length <= SHOWN_PER_LEVEL) return some;
	const shown = some.slice(0, 9);
	const hidden = plural(some.length - shown.length, "more annotation");
	return [...shown, {
		level,
		title: "Converra gate",
		message: `${hidden} of this kind: see the job summary.`
	}];
}
// src/report/outputs.ts
function renderOutputs(report, { reportDir, webhookSecrets = new Map() }) {
	const verdicts = verdictsOf(report);
	const regressed = verdicts.filter(({ verdict }) => verdict === "regressed");
	return {
		gate: report.gate.result,
		verdicts: shellSafeJson(verdicts),
		regressed: shellSafeJson(regressed.map(({ key }) => key)),
		winners: shellSafeJson(winnersOf(report)),
		"webhook-secrets": webhookSecrets.size === 0 ? "" : shellSafeJson(Object.fromEntries(webhookSecrets)),
		"report-dir": reportDir,
		"comment-url": ""
	};
}
function verdictsOf(report) {
	return report.agents.flatMap((agent) => {
		if (agent.verdict === void 0) return [];
		const { verdict, reason } = agent.verdict;
		const metric = decidingMetric(agent);
		return {
			key: agent.key,
			verdict,
			action: gateActionOf(report, agent.key),
			reason,
			metric: metric?.metric,
			candidate: metric?.candidate.n === 0 ? void 0 : metric?.candidate.mean,
			baseline: metric?.baseline?.mean,
			delta: metric?.delta
		};
	});
}
function winnersOf(report) {
	return report.agents.flatMap(({ key, headroom }) => {
		if (!isOffered(headroom)) return [];
		const { runId, variantId, variantName, lift, confidence, goldenSet } = headroom;
		return {
			key,
			runId,
			variantId,
			variantName,
			lift,
			confidence,
			goldenSetRegressed: goldenSet?.regressed
		};
	});
}
function shellSafeJson(value) {
	return escapedJson(value, /['`$<>&\u007f-\uffff]/g);
}
// src/report/text.ts
const MESSAGE_MAX = 600;
function renderText(report) {
	return [
		headline(report),
		...faultLines(report),
		...report.context.sandbox ? ["Sandbox: these scores are synthetic."] : [],
		...agentLines(report),
		...(report.account ?? []).map((entry) => `  ${accountLine(entry)}`),
		...(report.cleaned ?? []).map((item) => `  ${cleanedLine(item)}`),
		...report.notices.flatMap((notice) => [`${notice.level}: ${placeText(notice)}${oneLine$1(notice.message, MESSAGE_MAX)}`, ...messageLines(notice.hint ?? "").map((line) => `  ${line}`)]),
		costParts(report).join(" · "),
		...[periodSentence(report) ?? []].flat()
	].map((line) => line.replaceAll("\xA0", " "));
}
function placeText({ at }) {
	return at === void 0 ? "" : `${oneLine$1(at.file)}:${at.line}:${at.column}: `;
}
function faultLines({ fault }) {
	if (fault === void 0) return [];
	return [oneLine$1(fault.message, MESSAGE_MAX), ...messageLines(fault.hint ?? "")];
}
const BY_VERDICT = new Set(["gate", "benchmark"]);
function agentLines(report) {
	const agents = worstFirst(report);
	const width = Math.max(0, ...agents.map((agent) => oneLine$1(agent.key).length));
	return agents.flatMap((agent) => {
		const key = oneLine$1(agent.key).padEnd(width);
		if (BY_VERDICT.has(report.command)) return gateLines(report, agent, key);
		if (report.command === "insights") return [`  ${key}  ${insightsLine(agent)}`];
		return planLine(report, agent, key);
	});
}
function gateLines(report, agent, key) {
	if (agent.verdict === void 0) return [];
	const score = decidingScoreText(agent);
	const better = betterPrompt(agent).startsWith("yes") ? "; a better prompt was found" : "";
	const label = agentVerdictLabel(agent.verdict).padEnd(13);
	return [`  ${agentMark(report, agent)} ${key}  ${label}  ${score}${better}`.trimEnd(), ...plainSentences(report, agent).map((sentence) => `       ${sentence}`)];
}
function planLine(report, agent, key) {
	const { plan } = agent;
	if (plan === void 0) return [];
	const label = planLabel(plan.action, isDone(report)).padEnd(11);
	return [`  ${planMark(plan.action)} ${key}  ${label}  ${oneLine$1(plan.reason, MESSAGE_MAX)}`];
}
// src/report/write-files.ts
async function writeReportFiles(reportDir, report) {
	writeInto(reportDir, "report.json", `${JSON.stringify(report, void 0, 2)}\n`);
	const { renderJunit } = await import("./junit.js");
	writeInto(reportDir, "report.junit.xml", renderJunit(report));
	const { badgeJson, badgeOf, badgeSvg } = await import("./badge.js");
	const badge = badgeOf(report);
	if (badge !== void 0) {
		writeInto(reportDir, "badge.svg", badgeSvg(badge));
		writeInto(reportDir, "badge.json", badgeJson(badge));
	} else for (const name of ["badge.svg", "badge.json"]) rmSync(join$1(reportDir, name), { force: true });
}
async function writeReportPage(reportDir, report) {
	const { renderHtml } = await import("./page.js");
	writeInto(reportDir, "report.html", await renderHtml(report));
}
function makeFolder(folder) {
	try {
		mkdirSync(folder);
	} catch (error) {
		const { code } = error;
		if (code === "EEXIST") return;
		if (code !== "ENOENT" || dirname$1(folder) === folder) throw error;
		makeFolder(dirname$1(folder));
		try {
			mkdirSync(folder);
		} catch (second) {
			if (second.code !== "EEXIST") throw second;
		}
	}
}
function writeInto(reportDir, name, text) {
	try {
		const fresh = join$1(reportDir, `.${name}-${randomUUID()}`);
		const write = () => writeFileSync(fresh, text, { flag: "wx" });
		try {
			write();
		} catch (error) {
			if (error.code !== "ENOENT") throw error;
			makeFolder(reportDir);
			write();
		}
		renameSync(fresh, join$1(reportDir, name));
	} catch (cause) {
		const { code } = cause;
		if (code === void 0) throw cause;
		throw new ActionError(`${name} could not be written to ${reportDir} (${code})`, {
			hint: "Set report-dir to a folder that can be written to.",
			cause
		});
	}
}
// src/commands/publish.ts
const silentCommenter = {
	running: async () => {},
	final: async () => void 0
};
function createCommenter(target, notice, log) {
	let refused = false;
	const budgetBytes = COMMENT_MAX_BYTES - commentOverheadBytes({
		...target,
		id: target.sectionId
	});
	const post = async (body, kind, signal) => {
		if (refused) return void 0;
		try {
			const result = await upsertComment({
				...target,
				body,
				made: kind === "running" ? void 0 : target.made,
				hasChange: kind === "changed",
				signal
			});
			if (result.reason !== void 0) log(`No comment: ${result.reason}.`);
			return result.url;
		} catch (error) {
			if (kind === "running" && signal?.aborted === true) return void 0;
			refused = true;
			const known = error instanceof GitHubError;
			notice({
				level: "warning",
				message: known ? `${error.message}.` : "The comment was not posted.",
				hint: known ? error.hint : "The job summary has the whole report."
			});
			return;
		}
	};
	return {
		running: async (report, signal) => {
			if (target.mode !== "always" || signal?.aborted === true) return;
			await post(renderRunningComment(report), "running", signal);
		},
		final: (report, signal) => post(renderComment(report, budgetBytes), hasChange(report) ? "changed" : "unchanged", signal)
	};
}
function hasChange(report) {
	if (report.fault !== void 0) return true;
	if (report.account?.some(({ action }) => action !== "unchanged") === true) return true;
	return report.agents.some(({ verdict, plan }) => {
		if (verdict !== void 0) return !["unchanged", "skipped"].includes(verdict.verdict);
		return plan !== void 0 && plan.action !== "unchanged";
	});
}
async function publish(report, options) {
	const { workflow, reportDir, commenter, signal, present } = options;
	const attempt = (write) => attempted(write, (message) => {
		if (present !== void 0) workflow.info(message);
		else workflow.annotate({
			level: "warning",
			title: "Converra gate",
			message
		});
	});
	await attempt(() => writeReportFiles(reportDir, report));
	const outputs = renderOutputs(report, {
		reportDir,
		webhookSecrets: options.webhookSecrets
	});
	for (const [name, value] of Object.entries(outputs)) workflow.setOutput(name, value);
	const offered = await options.suggest?.(report) ?? report;
	const commentUrl = await commenter.final(offered, signal);
	if (commentUrl !== void 0) workflow.setOutput("comment-url", commentUrl);
	await options.keepIssue?.(offered);
	const whole = {
		...offered,
		notices: options.notices()
	};
	await attempt(() => workflow.writeSummary(renderSummary(whole)));
	if (offered !== report || whole.notices.length !== report.notices.length) await attempt(() => writeReportFiles(reportDir, whole));
	for (const annotation of renderAnnotations(whole)) workflow.annotate(annotation);
	if (present === void 0) for (const line of renderText(withoutAnnotated(whole))) workflow.info(line);
	await attempt(() => writeReportPage(reportDir, whole));
	present?.(whole, reportDir);
}
async function attempted(write, tell) {
	try {
		await write();
	} catch (error) {
		const message = messageOf(error);
		const hint = error instanceof ActionError ? error.hint : void 0;
		tell(hint === void 0 ? message : `${message}. ${hint}`);
	}
}
// src/commands/prepare.ts
const ATTEMPT_TIMEOUT_MS = 3e4;
const GRACE_MS = 6e4;
async function prepare(begun, deps, reached) {
	const { workflow } = deps;
	const context = deps.loadContext();
	const situated = {
		...begun,
		context,
		reportDir: join$1(context.tempDir, "converra-gate")
	};
	reached(situated);
	const inputs = inputsOrPlace(deps, (reportDir) => reached({
		...situated,
		reportDir: resolve$1(reportDir)
	}));
	const github = await gitHubFor(inputs, context, deps);
	const informed = {
		...situated,
		inputs,
		reportDir: resolve$1(inputs.reportDir ?? situated.reportDir),
		github,
		...commenting({
			...situated,
			inputs,
			github
		}, deps),
		webhookSecrets: new Map(),
		ledger: createLedger((state) => workflow.saveState("runs", JSON.stringify(state)))
	};
	reached(informed);
	const { workspace } = context;
	const { loadConfig } = await import("./load.js");
	const config = await loadConfig({
		workspace,
		patterns: inputs.configPatterns,
		begin: deps.begin
	}).catch((error) => needlessConfig(error, inputs, context));
	const configured = {
		...informed,
		config
	};
	begun.notices.push(...leftAsideNotices(config));
	reached(configured);
	const selected = selectAgents(config.agents, inputs.agents);
	const hasBenchmark = selected.some((one) => one.benchmark !== void 0);
	const { command, reason } = resolveCommand(inputs.command, context, hasBenchmark);
	if (context.event !== "desk") workflow.info(`Command: ${command} (${reason}).`);
	const converra = await converraFor(configured, deps);
	const commenter = command === "clean" ? silentCommenter : configured.commenter;
	const commanded = {
		...configured,
		definitions: selected,
		command,
		converra,
		commenter
	};
	reached(commanded);
	const ready = await underRules(commanded, deps);
	reached(ready);
	return ready;
}
function inputsOrPlace({ readInputs }, place) {
	try {
		return readInputs();
	} catch (error) {
		if (error instanceof InputError && error.reportDir !== void 0) place(error.reportDir);
		throw error;
	}
}
async function needlessConfig(error, { command }, context) {
	const isNeedless = context.pullRequest !== void 0 && context.action === "closed" && (command === "auto" || command === "clean");
	if (!(error instanceof ConfigError) || !isNeedless) throw error;
	const { resolveConfig } = await import("./resolve.js").then((n) => n.n);
	return resolveConfig([]);
}
async function underRules(known, { workflow, files }) {
	const { inputs, context, config, command, github, notices } = known;
	const modeOf = ({ sync }) => resolveSync(inputs.sync, sync.pullRequest, context, command);
	const isReviewed = isReview(context.event);
	const withPrompts = onlyChanged(inputs, context) || modeOf(config) === "live";
	const isCompared = isReviewed || command === "gate" && withPrompts;
	const keepsSettings = config.account.settings !== void 0 && context.baseCommit !== void 0;
	if (command === "clean" || !(isCompared || keepsSettings)) return {
		...known,
		syncMode: modeOf(config),
		loosened: []
	};
	const { readBase } = await import("./base.js").then((n) => n.t);
	const log = (line) => workflow.info(line);
	const base = await readBase({
		inputs,
		context,
		config,
		ports: {
			github,
			files,
			log
		},
		withPrompts: isCompared && withPrompts
	});
	if (!isCompared) return {
		...known,
		before: base,
		syncMode: modeOf(config),
		loosened: []
	};
	if (!isReviewed || base?.config === void 0) {
		if (isReviewed && base === void 0) notices.push(OWN_RULES);
		const syncMode = isReviewed && inputs.sync === "auto" && modeOf(config) === "live" ? "preview" : modeOf(config);
		notices.push(...unheldLiveNotice(config, syncMode, known));
		return {
			...known,
			base,
			syncMode,
			loosened: []
		};
	}
	const held = effectiveRules(base.config, config);
	const definitions = selectAgents(held.config.agents, inputs.agents);
	const { loosened } = held;
	notices.push(...loosenedNotice(loosened, base.config.policy));
	const syncMode = modeOf(held.config);
	notices.push(...unheldLiveNotice(held.config, syncMode, known));
	return {
		...known,
		config: held.config,
		definitions,
		base,
		syncMode,
		loosened
	};
}
function held(read) {
	try {
		const value = read();
		return () => value;
	} catch (error) {
		return () => {
			throw error;
		};
	}
}
function selectAgents(definitions, keys) {
	if (keys.length === 0) return definitions;
	const known = definitions.map((definition) => definition.key);
	const unknown = keys.filter((key) => !known.includes(key));
	if (unknown.length > 0) {
		const meant = unknown.flatMap((key) => nearest(key, known) ?? []);
		const question = meant.length === 0 ? "" : `Did you mean ${meant.join(", ")}? `;
		throw new ActionError(`agents names ${unknown.join(", ")}, which the config does not have`, { hint: `${question}The keys there are: ${known.join(", ")}.` });
	}
	return definitions.filter((definition) => keys.includes(definition.key));
}
async function converraFor({ startedAt, inputs }, { workflow, clock, network }) {
	if (inputs.apiKey === void 0) return void 0;
	const { createConverra } = await import("./converra.js");
	const end = startedAt + inputs.timeoutMs;
	return createConverra({
		baseUrl: inputs.baseUrl,
		apiKey: inputs.apiKey,
		transport: network.createTransport({ timeoutMs: ATTEMPT_TIMEOUT_MS }),
		clock,
		random: network.random,
		deadline: () => clock.now() < end ? end : end + GRACE_MS,
		usesPlanRate: true,
		onRetry: (note) => workflow.info(note)
	});
}
async function gitHubFor({ githubToken: token, apiKey }, { repository, apiUrl }, { clock, network }) {
	if (token === void 0 || repository === void 0) return void 0;
	const { createGitHub } = await import("./client.js");
	const { gitHubFetch: fetch, random } = network;
	return createGitHub({
		token,
		apiKey,
		apiUrl,
		repository,
		clock,
		fetch,
		random
	});
}
function commenting({ github, inputs, context, notices }, { workflow, clock, network }) {
	const { pullRequest } = context;
	const mode = inputs.comment;
	if (github === void 0 || pullRequest === void 0 || mode === "never") return {
		commenter: silentCommenter,
		suggestTarget: void 0
	};
	const key = `${context.workflow}/${context.jobName}/${inputs.configPatterns.join(",")}`;
	const on = {
		github,
		pullRequest: pullRequest.number,
		head: pullRequest.headSha
	};
	const sectionId = `${key}/${inputs.agents.join(",")}`;
	const target = {
		...on,
		key: inputs.commentKey || key,
		sectionId,
		made: {
			run: context.runId,
			...inputs.agents.length > 0 && { agents: inputs.agents },
			...inputs.sync !== "auto" && { sync: inputs.sync }
		},
		mode,
		clock,
		random: network.random
	};
	const log = (line) => workflow.info(line);
	return {
		commenter: createCommenter(target, (notice) => notices.push(notice), log),
		suggestTarget: pullRequest.fork ? void 0 : {
			...on,
			key: sectionId
		}
	};
}
// src/report/redact.ts
const SHORTEST = 8;
function redacted(report, secrets) {
	return withoutSecrets(report, secrets);
}
function withoutSecrets(value, secrets) {
	const hidden = secrets.filter((secret) => secret !== void 0 && secret.length >= SHORTEST);
	return hidden.length === 0 ? value : walk(value, hidden);
}
function walk(value, secrets) {
	if (typeof value === "string") return secrets.reduce((text, secret) => text.replaceAll(secret, "***"), value);
	if (typeof value !== "object" || value === null) return value;
	const members = Object.entries(value);
	const walked = members.map(([name, member]) => [name, walk(member, secrets)]);
	if (walked.every(([, member], index) => member === members[index]?.[1])) return value;
	return Array.isArray(value) ? walked.map(([, member]) => member) : Object.fromEntries(walked);
}
// src/run.ts
async function run(given) {
	const deps = {
		...given,
		readInputs: held(given.readInputs)
	};
	const { workflow, signal } = deps;
	const alone = commandOf(deps);
	if (alone?.command === "doctor") {
		const { doctor } = await import("./doctor.js");
		return doctor(alone.inputs, deps);
	}
	if (alone?.command === "comment") {
		const { comment } = await import("./comment.js");
		return comment(alone.inputs, deps);
	}
	if (alone?.command === "reply") {
		const { reply } = await import("./reply.js");
		return reply(alone.inputs, deps);
	}
	const { known, found } = await play(deps);
	const hide = (one) => redacted(one, [known.inputs?.apiKey, known.inputs?.githubToken]);
	const report = hide(found);
	await publish(report, {
		workflow,
		webhookSecrets: known.webhookSecrets,
		reportDir: known.reportDir ?? join$1(tmpdir(), "converra-gate"),
		commenter: known.commenter ?? silentCommenter,
		notices: () => hide({
			...found,
			notices: [...new Set([...found.notices, ...known.notices])]
		}).notices,
		suggest: suggesting(known),
		keepIssue: keepingIssue(known, deps),
		signal: signal.aborted ? AbortSignal.timeout(1500) : void 0,
		present: deps.present
	});
	const failure = failureOf$1(report, known.inputs?.failOn ?? "regression", signal);
	if (failure !== void 0) workflow.setFailed(failure);
	return failure !== void 0;
}
function suggesting({ config, context, suggestTarget, notices }) {
	if (config?.report.suggestion !== true || context?.pullRequest === void 0) return void 0;
	return async (report) => {
		const { suggest } = await import("./suggest.js");
		return suggest(report, suggestTarget, (notice) => notices.push(notice));
	};
}
function keepingIssue(known, deps) {
	if (known.config?.health.issue !== true || deps.signal.aborted) return void 0;
	return async (report) => {
		const { keepIssue } = await import("./keep-issue.js");
		return keepIssue(report, known, deps);
	};
}
function commandOf({ readInputs, loadContext }) {
	try {
		const inputs = readInputs();
		return {
			inputs,
			command: resolveCommand(inputs.command, loadContext()).command
		};
	} catch {
		return;
	}
}
function failureOf$1(report, failOn, signal) {
	const { fault, gate } = report;
	if (fault !== void 0) return [fault.message, fault.hint ?? []].flat().join(" ");
	if (exitFails(gate, failOn)) return renderText(report)[0] ?? "The gate failed";
	return signal.aborted ? "The gate was cancelled; what was known by then is in the report." : void 0;
}
async function play(deps) {
	const { clock, signal, workflow } = deps;
	let known = {
		startedAt: clock.now(),
		notices: []
	};
	try {
		const ready = await prepare(known, deps, (more) => {
			known = more;
		});
		const { dispatch } = await import("./dispatch.js");
		const result = await dispatch(ready, deps);
		return {
			known,
			found: reportOf(known, clock, result)
		};
	} catch (error) {
		if (error instanceof Error && !(error instanceof ActionError)) workflow.debug(error.stack ?? error.message);
		return {
			known,
			found: faultReport(known, clock, signal.aborted ? cancelled(error) : error)
		};
	}
}
function cancelled(cause) {
	return new ActionError("The gate was cancelled before anything could be judged", {
		hint: "Run it again when it is needed; runs that were started have been stopped.",
		cause
	});
}
// src/service/http.ts
var TransportFailure = class extends Error {
	name = "TransportFailure";
	reason;
	sent;
	constructor(message, data) {
		super(message, data.cause === void 0 ? void 0 : { cause: data.cause });
		this.reason = data.reason;
		this.sent = data.sent;
	}
};
// src/service/transport.ts
const MAX_BODY_BYTES = 33554432;
const CONNECT_TIMEOUT_MS = 1e4;
const FETCH_TIMEOUT_MS = 6e4;
const NEVER_SENT = new Map([
	["ECONNREFUSED", "refused"],
	["ENOTFOUND", "dns"],
	["EAI_AGAIN", "dns"],
	["EHOSTUNREACH", "unreachable"],
	["ENETUNREACH", "unreachable"],
	["UND_ERR_CONNECT_TIMEOUT", "connect-timeout"],
	["UND_ERR_PRX_TLS", "proxy"],
	["CERT_HAS_EXPIRED", "tls"],
	["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
	["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
	["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
	["UNABLE_TO_GET_ISSUER_CERT", "tls"],
	["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls"],
	["ERR_TLS_CERT_ALTNAME_INVALID", "tls"]
]);
const TIMEOUTS = ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"];
function createTransport(options) {
	const { timeoutMs, proxy = {}, maxBodyBytes = MAX_BODY_BYTES } = options;
	const dispatcherFor = createDispatchers(timeoutMs, proxy);
	return async ({ method, url, headers, body, signal, timeLeftMs }) => {
		const target = new URL(url);
		const undici = await import("./undici.js").then((m) => __toESM(m.default, 1));
		const dispatcher = dispatcherFor(target, undici);
		const patienceMs = Math.min(timeoutMs, Math.max(1, Math.ceil(timeLeftMs ?? timeoutMs)));
		const timer = AbortSignal.timeout(patienceMs);
		let answered = false;
		try {
			const response = await undici.request(target, {
				method,
				headers: { ...headers },
				body: body ?? null,
				dispatcher,
				signal: signal ? AbortSignal.any([signal, timer]) : timer
			});
			answered = true;
			return {
				status: response.statusCode,
				headers: joinHeaders(response.headers),
				body: await readAll(response.body, maxBodyBytes)
			};
		} catch (error) {
			if (signal?.aborted) throw signal.reason;
			throw timer.aborted ? timedOut(patienceMs, error) : failureOf(error, answered);
		}
	};
}
function createFetch(proxy) {
	const dispatcherFor = createDispatchers(FETCH_TIMEOUT_MS, proxy);
	return async (input, init) => {
		const undici = await import("./undici.js").then((m) => __toESM(m.default, 1));
		const url = new URL(input instanceof Request ? input.url : input);
		const options = {
			...init,
			dispatcher: dispatcherFor(url, undici)
		};
		return await undici.fetch(url, options);
	};
}
function createDispatchers(timeoutMs, proxy) {
	const connectTimeout = Math.min(CONNECT_TIMEOUT_MS, timeoutMs);
	const timeouts = {
		headersTimeout: timeoutMs,
		bodyTimeout: timeoutMs
	};
	const dispatchers = new Map();
	return (url, { Agent, ProxyAgent }) => {
		const through = proxyFor(url, proxy);
		const key = through?.href ?? "";
		const known = dispatchers.get(key);
		if (known) return known;
		const tls = { timeout: connectTimeout };
		const made = through ? new ProxyAgent({
			uri: through.href,
			...timeouts,
			proxyTls: tls,
			requestTls: tls
		}) : new Agent({
			...timeouts,
			connect: { timeout: connectTimeout }
		});
		dispatchers.set(key, made);
		return made;
	};
}
function proxyFor(target, settings) {
	const secure = target.protocol === "https:";
	const value = (secure ? settings.https : settings.http)?.trim();
	if (!value || isLoopbackHost(target.hostname) || isExempt(target, settings.no ?? "")) return;
	const text = value.includes("://") ? value : `http://${value}`;
	if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
	throw new ActionError(`${secure ? "HTTPS_PROXY" : "HTTP_PROXY"} is not the URL of an http or https proxy`, { hint: "Write it as http://host:port, or as http://user:password@host:port." });
}
function isExempt({ hostname, port, protocol }, list) {
	return list.toLowerCase().split(/[\s,]+/).some((entry) => {
		const [, name = "", wanted = ""] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
		if (name === "") return false;
		if (wanted !== "" && wanted !== (port || (protocol === "https:" ? "443" : "80"))) return false;
		return entry === "*" || hostname === name || hostname.endsWith(`.${name}`);
	});
}
async function readAll(body, maxBytes) {
	const chunks = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > maxBytes) throw new TransportFailure(`more than ${maxBytes} bytes`, {
			reason: "too-large",
			sent: true
		});
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
function joinHeaders(headers) {
	return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => value === void 0 ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]]));
}
function timedOut(timeoutMs, cause) {
	return new TransportFailure(`no whole answer in ${timeoutMs} ms`, {
		reason: "timeout",
		sent: true,
		cause
	});
}
function failureOf(error, answered) {
	if (!(error instanceof Error) || error instanceof TransportFailure) return error;
	const code = codeOf(error);
	const early = answered ? void 0 : NEVER_SENT.get(code);
	if (early) return new TransportFailure(code, {
		reason: early,
		sent: false,
		cause: error
	});
	if (error.message.startsWith("Proxy response")) return new TransportFailure(error.message, {
		reason: "proxy",
		sent: false,
		cause: error
	});
	if (TIMEOUTS.includes(code)) return new TransportFailure(code, {
		reason: "timeout",
		sent: true,
		cause: error
	});
	if (code === "" || code === "UND_ERR_INVALID_ARG" || code.startsWith("ERR_INVALID")) return error;
	return new TransportFailure(code, {
		reason: answered ? "cut-body" : "reset",
		sent: true,
		cause: error
	});
}
function codeOf(error) {
	const { code } = error;
	if (error instanceof AggregateError) {
		const codes = error.errors.map((each) => each instanceof Error ? codeOf(each) : "");
		return codes.find((each) => !NEVER_SENT.has(each)) ?? codes[0] ?? "";
	}
	return code ?? "";
}
// src/variables.ts
function readDeskAccess(env = process.env) {
	const read = (name) => env[name]?.trim() || void 0;
	return {
		apiKey: read("CONVERRA_API_KEY"),
		baseUrl: read("CONVERRA_BASE_URL"),
		githubToken: read("GITHUB_TOKEN") ?? read("GH_TOKEN")
	};
}
function isDebugging(env = process.env) {
	return env.RUNNER_DEBUG === "1";
}
function readProxy(mask, env = process.env) {
	const read = (name) => env[name] || env[name.toUpperCase()] || void 0;
	const proxy = {
		https: read("https_proxy"),
		http: read("http_proxy"),
		no: read("no_proxy")
	};
	for (const address of [proxy.https, proxy.http]) for (const password of passwordsOf(address ?? "")) mask(password);
	return proxy;
}
function passwordsOf(address) {
	const text = address.includes("://") ? address : `http://${address}`;
	const written = URL.canParse(text) ? new URL(text).password : "";
	if (written === "") return [];
	try {
		return [written, decodeURIComponent(written)];
	} catch {
		return [written];
	}
}
export { changeText as $, checkBaseUrl as $n, figuresOf as $t, isOwn as A, liftPercent as An, withRun as Ar, agentVerdictLabel as At, plainReasons as B, heading$1 as Bn, denialOf as Br, effectiveRules as Bt, explainFailure as C, capital as Cn, hasEnded as Cr, decidingMetric as Ct, unlessMissing as D, duration as Dn, isSince as Dr, metricName as Dt, retryDelayMs as E, deltaWithInterval as En, isSameWork as Er, lowestAllowed as Et, COMMENT_MAX_BYTES as F, share as Fn, ActionError as Fr, needsAttention as Ft, healthWords as G, small as Gn, createLedger as Gr, reportOf as Gt, TRANSCRIPTS as H, list$2 as Hn, refusalOf as Hr, isBoundAlike as Ht, renderComment as I, signed as In, ConfigError as Ir, resultOf as It, transcriptWords as J, conflicting as Jn, debug as Jr, shortfallOf as Jt, insightsLine as K, strong$1 as Kn, DAY_MS as Kr, leftAsideNotices as Kt, messageBlocks as L, accountCounts as Ln, GitHubError as Lr, worstFirst as Lt, standingReports as M, probability as Mn, listRuns as Mr, gateActionOf as Mt, updateComment as N, sentence as Nn, reportedOutcome as Nr, headline as Nt, unusableAnswer as O, fromTo$1 as On, isUnderWay as Or, agentLabel as Ot, commentOverheadBytes as P, sentenceList as Pn, runsOf$1 as Pr, headlineText as Pt, benchmarkParts as Q, readInputs as Qn, acceptedSentence as Qt, agentReasons as R, accountLine as Rn, RateLimitedError as Rr, serialise as Rt, seesBranch as S, cleanedLine as Sn, durationOf as Sr, isOffered as St, readFailure as T, decimal as Tn, isSameSet as Tr, isByDecline as Tt, TRANSCRIPT_HEAD as U, paragraph$1 as Un, unlessGone as Ur, removedAgents as Ut, NO_INSIGHTS as V, link$1 as Vn, messageOf as Vr, counterpartOf as Vt, hasNoInsights as W, prose as Wn, withHint as Wr, contextOf as Wt, HEALTH_ALPHA as X, worstOf as Xn, upperTail as Xt, unreadLines as Y, FINDINGS as Yn, upperQuantile as Yt, FIGURES as Z, INPUT_DEFAULTS as Zn, acceptable as Zt, readPullData as _, shareOfMean as _n, valueAt as _r, diffWordsWithSpace as _t, createTransport as a, own$4 as an, hiddenJson as ar, suggestionOf as at, readTextAt as b, worstNoticesFirst as bn, stopRuns as br, betterPrompt as bt, withoutSecrets as c, PRIOR_SD as cn, isMerged as cr, shortCommit as ct, hasChange as d, addToPool as dn, onlyChanged as dr, commitUrl as dt, uncovered as en, pathSegment as er, figureText as et, writeInto as f, copyPool as fn, reasonForNoSecrets as fr, pullRequestUrl as ft, readHead as g, noiseOf as gn, isSection as gr, replacesPrompt as gt, upsertComment as h, meanOf as hn, agentKeys as hr, promptDiff as ht, createFetch as i, metricNames as in, createWorkflow as ir, renderSuggestion as it, listComments as j, plural as jn, getRun as jr, findingLabel as jt, createComment as k, grouped$1 as kn, knownOf as kr, agentMark as kt, converraFor as l, addGroup as ln, isReview as lr, blobUrl as lt, shellSafeJson as m, excessOf as mn, readPullRequest$1 as mr, diffBlocks as mt, readDeskAccess as n, isLoss as nn, urlOf as nr, agentParts as nt, TransportFailure as o, sampleOf as on, oneLine$1 as or, costParts as ot, renderText as p, emptyPool as pn, resolveSync as pr, repositoryUrl as pt, issueLine as q, table as qn, systemClock as qr, againstBaseline as qt, readProxy as r, metricLabel as rn, nearest as rr, offerOf as rt, run as s, PRIOR_DF as sn, visible as sr, periodSentence as st, isDebugging as t, directed as tn, redirectTarget as tr, headroomText as tt, gitHubFor as u, addGrowth as un, loadContext as ur, changedLines as ut, readPullRequest as v, spreadOf as vn, stopLeftovers as vr, declineWords as vt, isUnclear as w, dayOf as wn, identityOf as wr, decidingScoreText as wt, readTree as x, cleanedCounts as xn, NO_RUNS as xr, confidenceWords as xt, readPullState as y, squaresOf as yn, findLeftovers as yr, historyOf as yt, causeParagraph as z, code$2 as zn, ServiceError as zr, ccount as zt };
