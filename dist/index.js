import { i as __toESM, r as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { l as worstOf, n as metricLabel, o as GATE_RESULTS } from "./metric.js";
import { r as cleanedLine, t as cleanBlocks } from "./clean-content.js";
import { _ as escapedJson, a as fence, c as heading, d as paragraph, f as prose, g as table, h as strong, l as link, m as small, n as code, o as foldEnd, p as serialise, r as details, s as foldStart, t as alert, u as list, v as oneLine$1, y as visible } from "./markdown.js";
import { a as duration$1, c as liftPercent, d as sentence, f as sentenceList, l as plural, m as signed, n as capital, p as share, r as decimal, s as grouped$1, t as age } from "./format.js";
import { C as needsAttention, D as verdictLabel, E as verdictCounts, O as worstFirst, S as isDone, T as planMark, _ as agentVerdictLabel, a as blobUrl, b as headline, d as decidingMetric, f as metricName, g as agentMark, h as scoreChangeText, i as VERDICT_DOC, m as scoreChange, o as changedLines, p as metricTable, r as reasonBlocks, s as commitUrl, t as agentReasons, u as reviewCommentUrl, v as findingLabel, w as planLabel, y as gateActionOf } from "./reasons.js";
import { a as structuredPatch, i as formatPatch, r as FILE_HEADERS_ONLY, t as diffBlocks } from "./prompt-diff.js";
import { setMaxListeners } from "node:events";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname as dirname$1, join, resolve as resolve$1 } from "node:path";
import { mkdir, mkdtemp, rename, rm, writeFile as writeFile$1 } from "node:fs/promises";
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
function issue$1(name, message = "") {
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
	error$1(message);
}
function debug(message) {
	issueCommand("debug", {}, message);
}
function error$1(message, properties = {}) {
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
	issue$1("group", name);
}
function endGroup() {
	issue$1("endgroup");
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
	const ours = new Set();
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
			ours.add(id);
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
		count: () => ours.size
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
		const files = [...new Set(issues.map((issue) => issue.file))].join(", ");
		super(`${files} has ${count}`, { hint: "Each is named with its line; nothing was sent to Converra." });
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
function identityOf$1({ kind, input }) {
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
async function listRuns({ converra, signal }, kind) {
	return callsOf(converra, kind).list({ limit: 100 }, { signal });
}
async function runsOf$1({ converra, signal }, { kind, agentId }) {
	const { optimizations, benchmarks } = converra;
	return kind === "optimization" ? optimizations.ofAgents([agentId], { signal }) : benchmarks.list({
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
		const reason = error instanceof Error ? error.message : String(error);
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
		converra: createConverra(),
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
// node_modules/yaml/dist/nodes/identity.js
var require_identity = __commonJSMin(((exports) => {
	const ALIAS = Symbol.for("yaml.alias");
	const DOC = Symbol.for("yaml.document");
	const MAP = Symbol.for("yaml.map");
	const PAIR = Symbol.for("yaml.pair");
	const SCALAR = Symbol.for("yaml.scalar");
	const SEQ = Symbol.for("yaml.seq");
	const NODE_TYPE = Symbol.for("yaml.node.type");
	const isAlias = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === ALIAS;
	const isDocument = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === DOC;
	const isMap = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === MAP;
	const isPair = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === PAIR;
	const isScalar = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SCALAR;
	const isSeq = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SEQ;
	function isCollection(node) {
		if (node && typeof node === "object") switch (node[NODE_TYPE]) {
			case MAP:
			case SEQ: return true;
		}
		return false;
	}
	function isNode(node) {
		if (node && typeof node === "object") switch (node[NODE_TYPE]) {
			case ALIAS:
			case MAP:
			case SCALAR:
			case SEQ: return true;
		}
		return false;
	}
	const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;
	exports.ALIAS = ALIAS;
	exports.DOC = DOC;
	exports.MAP = MAP;
	exports.NODE_TYPE = NODE_TYPE;
	exports.PAIR = PAIR;
	exports.SCALAR = SCALAR;
	exports.SEQ = SEQ;
	exports.hasAnchor = hasAnchor;
	exports.isAlias = isAlias;
	exports.isCollection = isCollection;
	exports.isDocument = isDocument;
	exports.isMap = isMap;
	exports.isNode = isNode;
	exports.isPair = isPair;
	exports.isScalar = isScalar;
	exports.isSeq = isSeq;
}));
// node_modules/yaml/dist/visit.js
var require_visit = __commonJSMin(((exports) => {
	var identity = require_identity();
	const BREAK = Symbol("break visit");
	const SKIP = Symbol("skip children");
	const REMOVE = Symbol("remove node");
	function visit(node, visitor) {
		const visitor_ = initVisitor(visitor);
		if (identity.isDocument(node)) {
			if (visit_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE) node.contents = null;
		} else visit_(null, node, visitor_, Object.freeze([]));
	}
	visit.BREAK = BREAK;
	visit.SKIP = SKIP;
	visit.REMOVE = REMOVE;
	function visit_(key, node, visitor, path) {
		const ctrl = callVisitor(key, node, visitor, path);
		if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
			replaceNode(key, path, ctrl);
			return visit_(key, ctrl, visitor, path);
		}
		if (typeof ctrl !== "symbol") {
			if (identity.isCollection(node)) {
				path = Object.freeze(path.concat(node));
				for (let i = 0; i < node.items.length; ++i) {
					const ci = visit_(i, node.items[i], visitor, path);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						node.items.splice(i, 1);
						i -= 1;
					}
				}
			} else if (identity.isPair(node)) {
				path = Object.freeze(path.concat(node));
				const ck = visit_("key", node.key, visitor, path);
				if (ck === BREAK) return BREAK;
				else if (ck === REMOVE) node.key = null;
				const cv = visit_("value", node.value, visitor, path);
				if (cv === BREAK) return BREAK;
				else if (cv === REMOVE) node.value = null;
			}
		}
		return ctrl;
	}
	async function visitAsync(node, visitor) {
		const visitor_ = initVisitor(visitor);
		if (identity.isDocument(node)) {
			if (await visitAsync_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE) node.contents = null;
		} else await visitAsync_(null, node, visitor_, Object.freeze([]));
	}
	visitAsync.BREAK = BREAK;
	visitAsync.SKIP = SKIP;
	visitAsync.REMOVE = REMOVE;
	async function visitAsync_(key, node, visitor, path) {
		const ctrl = await callVisitor(key, node, visitor, path);
		if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
			replaceNode(key, path, ctrl);
			return visitAsync_(key, ctrl, visitor, path);
		}
		if (typeof ctrl !== "symbol") {
			if (identity.isCollection(node)) {
				path = Object.freeze(path.concat(node));
				for (let i = 0; i < node.items.length; ++i) {
					const ci = await visitAsync_(i, node.items[i], visitor, path);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						node.items.splice(i, 1);
						i -= 1;
					}
				}
			} else if (identity.isPair(node)) {
				path = Object.freeze(path.concat(node));
				const ck = await visitAsync_("key", node.key, visitor, path);
				if (ck === BREAK) return BREAK;
				else if (ck === REMOVE) node.key = null;
				const cv = await visitAsync_("value", node.value, visitor, path);
				if (cv === BREAK) return BREAK;
				else if (cv === REMOVE) node.value = null;
			}
		}
		return ctrl;
	}
	function initVisitor(visitor) {
		if (typeof visitor === "object" && (visitor.Collection || visitor.Node || visitor.Value)) return Object.assign({
			Alias: visitor.Node,
			Map: visitor.Node,
			Scalar: visitor.Node,
			Seq: visitor.Node
		}, visitor.Value && {
			Map: visitor.Value,
			Scalar: visitor.Value,
			Seq: visitor.Value
		}, visitor.Collection && {
			Map: visitor.Collection,
			Seq: visitor.Collection
		}, visitor);
		return visitor;
	}
	function callVisitor(key, node, visitor, path) {
		if (typeof visitor === "function") return visitor(key, node, path);
		if (identity.isMap(node)) return visitor.Map?.(key, node, path);
		if (identity.isSeq(node)) return visitor.Seq?.(key, node, path);
		if (identity.isPair(node)) return visitor.Pair?.(key, node, path);
		if (identity.isScalar(node)) return visitor.Scalar?.(key, node, path);
		if (identity.isAlias(node)) return visitor.Alias?.(key, node, path);
	}
	function replaceNode(key, path, node) {
		const parent = path[path.length - 1];
		if (identity.isCollection(parent)) parent.items[key] = node;
		else if (identity.isPair(parent)) {
			if (key === "key") parent.key = node;
			else parent.value = node;
		} else if (identity.isDocument(parent)) parent.contents = node;
		else {
			const pt = identity.isAlias(parent) ? "alias" : "scalar";
			throw new Error(`Cannot replace node with ${pt} parent`);
		}
	}
	exports.visit = visit;
	exports.visitAsync = visitAsync;
}));
// node_modules/yaml/dist/doc/directives.js
var require_directives = __commonJSMin(((exports) => {
	var identity = require_identity();
	var visit = require_visit();
	const escapeChars = {
		"!": "%21",
		",": "%2C",
		"[": "%5B",
		"]": "%5D",
		"{": "%7B",
		"}": "%7D"
	};
	const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]);
	var Directives = class Directives {
		constructor(yaml, tags) {
			this.docStart = null;
			this.docEnd = false;
			this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
			this.tags = Object.assign({}, Directives.defaultTags, tags);
		}
		clone() {
			const copy = new Directives(this.yaml, this.tags);
			copy.docStart = this.docStart;
			return copy;
		}
		atDocument() {
			const res = new Directives(this.yaml, this.tags);
			switch (this.yaml.version) {
				case "1.1":
					this.atNextDocument = true;
					break;
				case "1.2":
					this.atNextDocument = false;
					this.yaml = {
						explicit: Directives.defaultYaml.explicit,
						version: "1.2"
					};
					this.tags = Object.assign({}, Directives.defaultTags);
			}
			return res;
		}
		add(line, onError) {
			if (this.atNextDocument) {
				this.yaml = {
					explicit: Directives.defaultYaml.explicit,
					version: "1.1"
				};
				this.tags = Object.assign({}, Directives.defaultTags);
				this.atNextDocument = false;
			}
			const parts = line.trim().split(/[ \t]+/);
			const name = parts.shift();
			switch (name) {
				case "%TAG": {
					if (parts.length !== 2) {
						onError(0, "%TAG directive should contain exactly two parts");
						if (parts.length < 2) return false;
					}
					const [handle, prefix] = parts;
					this.tags[handle] = prefix;
					return true;
				}
				case "%YAML": {
					this.yaml.explicit = true;
					if (parts.length !== 1) {
						onError(0, "%YAML directive should contain exactly one part");
						return false;
					}
					const [version] = parts;
					if (version === "1.1" || version === "1.2") {
						this.yaml.version = version;
						return true;
					} else {
						const isValid = /^\d+\.\d+$/.test(version);
						onError(6, `Unsupported YAML version ${version}`, isValid);
						return false;
					}
				}
				default:
					onError(0, `Unknown directive ${name}`, true);
					return false;
			}
		}
		tagName(source, onError) {
			if (source === "!") return "!";
			if (source[0] !== "!") {
				onError(`Not a valid tag: ${source}`);
				return null;
			}
			if (source[1] === "<") {
				const verbatim = source.slice(2, -1);
				if (verbatim === "!" || verbatim === "!!") {
					onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
					return null;
				}
				if (source[source.length - 1] !== ">") onError("Verbatim tags must end with a >");
				return verbatim;
			}
			const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
			if (!suffix) onError(`The ${source} tag has no suffix`);
			const prefix = this.tags[handle];
			if (prefix) try {
				return prefix + decodeURIComponent(suffix);
			} catch (error) {
				onError(String(error));
				return null;
			}
			if (handle === "!") return source;
			onError(`Could not resolve tag: ${source}`);
			return null;
		}
		tagString(tag) {
			for (const [handle, prefix] of Object.entries(this.tags)) if (tag.startsWith(prefix)) return handle + escapeTagName(tag.substring(prefix.length));
			return tag[0] === "!" ? tag : `!<${tag}>`;
		}
		toString(doc) {
			const lines = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [];
			const tagEntries = Object.entries(this.tags);
			let tagNames;
			if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
				const tags = {};
				visit.visit(doc.contents, (_key, node) => {
					if (identity.isNode(node) && node.tag) tags[node.tag] = true;
				});
				tagNames = Object.keys(tags);
			} else tagNames = [];
			for (const [handle, prefix] of tagEntries) {
				if (handle === "!!" && prefix === "tag:yaml.org,2002:") continue;
				if (!doc || tagNames.some((tn) => tn.startsWith(prefix))) lines.push(`%TAG ${handle} ${prefix}`);
			}
			return lines.join("\n");
		}
	};
	Directives.defaultYaml = {
		explicit: false,
		version: "1.2"
	};
	Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
	exports.Directives = Directives;
}));
// node_modules/yaml/dist/doc/anchors.js
var require_anchors = __commonJSMin(((exports) => {
	var identity = require_identity();
	var visit = require_visit();
	function anchorIsValid(anchor) {
		if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
			const msg = `Anchor must not contain whitespace or control characters: ${JSON.stringify(anchor)}`;
			throw new Error(msg);
		}
		return true;
	}
	function anchorNames(root) {
		const anchors = new Set();
		visit.visit(root, { Value(_key, node) {
			if (node.anchor) anchors.add(node.anchor);
		} });
		return anchors;
	}
	function findNewAnchor(prefix, exclude) {
		for (let i = 1;; ++i) {
			const name = `${prefix}${i}`;
			if (!exclude.has(name)) return name;
		}
	}
	function createNodeAnchors(doc, prefix) {
		const aliasObjects = [];
		const sourceObjects = new Map();
		let prevAnchors = null;
		return {
			onAnchor: (source) => {
				aliasObjects.push(source);
				prevAnchors ?? (prevAnchors = anchorNames(doc));
				const anchor = findNewAnchor(prefix, prevAnchors);
				prevAnchors.add(anchor);
				return anchor;
			},
			setAnchors: () => {
				for (const source of aliasObjects) {
					const ref = sourceObjects.get(source);
					if (typeof ref === "object" && ref.anchor && (identity.isScalar(ref.node) || identity.isCollection(ref.node))) ref.node.anchor = ref.anchor;
					else {
						const error = new Error("Failed to resolve repeated object (this should not happen)");
						error.source = source;
						throw error;
					}
				}
			},
			sourceObjects
		};
	}
	exports.anchorIsValid = anchorIsValid;
	exports.anchorNames = anchorNames;
	exports.createNodeAnchors = createNodeAnchors;
	exports.findNewAnchor = findNewAnchor;
}));
// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = __commonJSMin(((exports) => {
	function applyReviver(reviver, obj, key, val) {
		if (val && typeof val === "object") {
			if (Array.isArray(val)) for (let i = 0, len = val.length; i < len; ++i) {
				const v0 = val[i];
				const v1 = applyReviver(reviver, val, String(i), v0);
				if (v1 === void 0) delete val[i];
				else if (v1 !== v0) val[i] = v1;
			}
			else if (val instanceof Map) for (const k of Array.from(val.keys())) {
				const v0 = val.get(k);
				const v1 = applyReviver(reviver, val, k, v0);
				if (v1 === void 0) val.delete(k);
				else if (v1 !== v0) val.set(k, v1);
			}
			else if (val instanceof Set) for (const v0 of Array.from(val)) {
				const v1 = applyReviver(reviver, val, v0, v0);
				if (v1 === void 0) val.delete(v0);
				else if (v1 !== v0) {
					val.delete(v0);
					val.add(v1);
				}
			}
			else for (const [k, v0] of Object.entries(val)) {
				const v1 = applyReviver(reviver, val, k, v0);
				if (v1 === void 0) delete val[k];
				else if (v1 !== v0) val[k] = v1;
			}
		}
		return reviver.call(obj, key, val);
	}
	exports.applyReviver = applyReviver;
}));
// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = __commonJSMin(((exports) => {
	var identity = require_identity();
	function toJS(value, arg, ctx) {
		if (Array.isArray(value)) return value.map((v, i) => toJS(v, String(i), ctx));
		if (value && typeof value.toJSON === "function") {
			if (!ctx || !identity.hasAnchor(value)) return value.toJSON(arg, ctx);
			const data = {
				aliasCount: 0,
				count: 1,
				res: void 0
			};
			ctx.anchors.set(value, data);
			ctx.onCreate = (res) => {
				data.res = res;
				delete ctx.onCreate;
			};
			const res = value.toJSON(arg, ctx);
			if (ctx.onCreate) ctx.onCreate(res);
			return res;
		}
		if (typeof value === "bigint" && !ctx?.keep) return Number(value);
		return value;
	}
	exports.toJS = toJS;
}));
// node_modules/yaml/dist/nodes/Node.js
var require_Node = __commonJSMin(((exports) => {
	var applyReviver = require_applyReviver();
	var identity = require_identity();
	var toJS = require_toJS();
	var NodeBase = class {
		constructor(type) {
			Object.defineProperty(this, identity.NODE_TYPE, { value: type });
		}
		clone() {
			const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
			if (!identity.isDocument(doc)) throw new TypeError("A document argument is required");
			const ctx = {
				anchors: new Map(),
				doc,
				keep: true,
				mapAsMap: mapAsMap === true,
				mapKeyWarned: false,
				maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
			};
			const res = toJS.toJS(this, "", ctx);
			if (typeof onAnchor === "function") for (const { count, res } of ctx.anchors.values()) onAnchor(res, count);
			return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
		}
	};
	exports.NodeBase = NodeBase;
}));
// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = __commonJSMin(((exports) => {
	var anchors = require_anchors();
	var visit = require_visit();
	var identity = require_identity();
	var Node = require_Node();
	var toJS = require_toJS();
	var Alias = class extends Node.NodeBase {
		constructor(source) {
			super(identity.ALIAS);
			this.source = source;
			Object.defineProperty(this, "tag", { set() {
				throw new Error("Alias nodes cannot have tags");
			} });
		}
		resolve(doc, ctx) {
			if (ctx?.maxAliasCount === 0) throw new ReferenceError("Alias resolution is disabled");
			let nodes;
			if (ctx?.aliasResolveCache) nodes = ctx.aliasResolveCache;
			else {
				nodes = [];
				visit.visit(doc, { Node: (_key, node) => {
					if (identity.isAlias(node) || identity.hasAnchor(node)) nodes.push(node);
				} });
				if (ctx) ctx.aliasResolveCache = nodes;
			}
			let found = void 0;
			for (const node of nodes) {
				if (node === this) break;
				if (node.anchor === this.source) found = node;
			}
			if (found && ctx) {
				const { anchors, doc, maxAliasCount } = ctx;
				let data = anchors.get(found);
				if (!data) {
					toJS.toJS(found, null, ctx);
					data = anchors.get(found);
				}
				if (data?.res === void 0) throw new ReferenceError("This should not happen: Alias anchor was not resolved?");
				if (maxAliasCount >= 0) {
					data.count += 1;
					if (data.aliasCount === 0) data.aliasCount = getAliasCount(doc, found, anchors);
					if (data.count * data.aliasCount > maxAliasCount) throw new ReferenceError("Excessive alias count indicates a resource exhaustion attack");
				}
			}
			return found;
		}
		toJSON(_arg, ctx) {
			if (!ctx) return { source: this.source };
			const source = this.resolve(ctx.doc, ctx);
			if (!source) {
				const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
				throw new ReferenceError(msg);
			}
			return ctx.anchors.get(source).res;
		}
		toString(ctx, _onComment, _onChompKeep) {
			const src = `*${this.source}`;
			if (ctx) {
				anchors.anchorIsValid(this.source);
				if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
					const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
					throw new Error(msg);
				}
				if (ctx.implicitKey) return `${src} `;
			}
			return src;
		}
	};
	function getAliasCount(doc, node, anchors) {
		if (identity.isAlias(node)) {
			const source = node.resolve(doc);
			const anchor = anchors && source && anchors.get(source);
			return anchor ? anchor.count * anchor.aliasCount : 0;
		} else if (identity.isCollection(node)) {
			let count = 0;
			for (const item of node.items) {
				const c = getAliasCount(doc, item, anchors);
				if (c > count) count = c;
			}
			return count;
		} else if (identity.isPair(node)) {
			const kc = getAliasCount(doc, node.key, anchors);
			const vc = getAliasCount(doc, node.value, anchors);
			return Math.max(kc, vc);
		}
		return 1;
	}
	exports.Alias = Alias;
}));
// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Node = require_Node();
	var toJS = require_toJS();
	const isScalarValue = (value) => !value || typeof value !== "function" && typeof value !== "object";
	var Scalar = class extends Node.NodeBase {
		constructor(value) {
			super(identity.SCALAR);
			this.value = value;
		}
		toJSON(arg, ctx) {
			return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
		}
		toString() {
			return String(this.value);
		}
	};
	Scalar.BLOCK_FOLDED = "BLOCK_FOLDED";
	Scalar.BLOCK_LITERAL = "BLOCK_LITERAL";
	Scalar.PLAIN = "PLAIN";
	Scalar.QUOTE_DOUBLE = "QUOTE_DOUBLE";
	Scalar.QUOTE_SINGLE = "QUOTE_SINGLE";
	exports.Scalar = Scalar;
	exports.isScalarValue = isScalarValue;
}));
// node_modules/yaml/dist/doc/createNode.js
var require_createNode = __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var identity = require_identity();
	var Scalar = require_Scalar();
	const defaultTagPrefix = "tag:yaml.org,2002:";
	function findTagObject(value, tagName, tags) {
		if (tagName) {
			const match = tags.filter((t) => t.tag === tagName);
			const tagObj = match.find((t) => !t.format) ?? match[0];
			if (!tagObj) throw new Error(`Tag ${tagName} not found`);
			return tagObj;
		}
		return tags.find((t) => t.identify?.(value) && !t.format);
	}
	function createNode(value, tagName, ctx) {
		if (identity.isDocument(value)) value = value.contents;
		if (identity.isNode(value)) return value;
		if (identity.isPair(value)) {
			const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
			map.items.push(value);
			return map;
		}
		if (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt !== "undefined" && value instanceof BigInt) value = value.valueOf();
		const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
		let ref = void 0;
		if (aliasDuplicateObjects && value && typeof value === "object") {
			ref = sourceObjects.get(value);
			if (ref) {
				ref.anchor ?? (ref.anchor = onAnchor(value));
				return new Alias.Alias(ref.anchor);
			} else {
				ref = {
					anchor: null,
					node: null
				};
				sourceObjects.set(value, ref);
			}
		}
		if (tagName?.startsWith("!!")) tagName = defaultTagPrefix + tagName.slice(2);
		let tagObj = findTagObject(value, tagName, schema.tags);
		if (!tagObj) {
			if (value && typeof value.toJSON === "function") value = value.toJSON();
			if (!value || typeof value !== "object") {
				const node = new Scalar.Scalar(value);
				if (ref) ref.node = node;
				return node;
			}
			tagObj = value instanceof Map ? schema[identity.MAP] : Symbol.iterator in Object(value) ? schema[identity.SEQ] : schema[identity.MAP];
		}
		if (onTagObj) {
			onTagObj(tagObj);
			delete ctx.onTagObj;
		}
		const node = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from === "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
		if (tagName) node.tag = tagName;
		else if (!tagObj.default) node.tag = tagObj.tag;
		if (ref) ref.node = node;
		return node;
	}
	exports.createNode = createNode;
}));
// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var identity = require_identity();
	var Node = require_Node();
	function collectionFromPath(schema, path, value) {
		let v = value;
		for (let i = path.length - 1; i >= 0; --i) {
			const k = path[i];
			if (typeof k === "number" && Number.isInteger(k) && k >= 0) {
				const a = [];
				a[k] = v;
				v = a;
			} else v = new Map([[k, v]]);
		}
		return createNode.createNode(v, void 0, {
			aliasDuplicateObjects: false,
			keepUndefined: false,
			onAnchor: () => {
				throw new Error("This should not happen, please report a bug.");
			},
			schema,
			sourceObjects: new Map()
		});
	}
	const isEmptyPath = (path) => path == null || typeof path === "object" && !!path[Symbol.iterator]().next().done;
	var Collection = class extends Node.NodeBase {
		constructor(type, schema) {
			super(type);
			Object.defineProperty(this, "schema", {
				value: schema,
				configurable: true,
				enumerable: false,
				writable: true
			});
		}
		clone(schema) {
			const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
			if (schema) copy.schema = schema;
			copy.items = copy.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		addIn(path, value) {
			if (isEmptyPath(path)) this.add(value);
			else {
				const [key, ...rest] = path;
				const node = this.get(key, true);
				if (identity.isCollection(node)) node.addIn(rest, value);
				else if (node === void 0 && this.schema) this.set(key, collectionFromPath(this.schema, rest, value));
				else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
			}
		}
		deleteIn(path) {
			const [key, ...rest] = path;
			if (rest.length === 0) return this.delete(key);
			const node = this.get(key, true);
			if (identity.isCollection(node)) return node.deleteIn(rest);
			else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
		}
		getIn(path, keepScalar) {
			const [key, ...rest] = path;
			const node = this.get(key, true);
			if (rest.length === 0) return !keepScalar && identity.isScalar(node) ? node.value : node;
			else return identity.isCollection(node) ? node.getIn(rest, keepScalar) : void 0;
		}
		hasAllNullValues(allowScalar) {
			return this.items.every((node) => {
				if (!identity.isPair(node)) return false;
				const n = node.value;
				return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
			});
		}
		hasIn(path) {
			const [key, ...rest] = path;
			if (rest.length === 0) return this.has(key);
			const node = this.get(key, true);
			return identity.isCollection(node) ? node.hasIn(rest) : false;
		}
		setIn(path, value) {
			const [key, ...rest] = path;
			if (rest.length === 0) this.set(key, value);
			else {
				const node = this.get(key, true);
				if (identity.isCollection(node)) node.setIn(rest, value);
				else if (node === void 0 && this.schema) this.set(key, collectionFromPath(this.schema, rest, value));
				else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
			}
		}
	};
	exports.Collection = Collection;
	exports.collectionFromPath = collectionFromPath;
	exports.isEmptyPath = isEmptyPath;
}));
// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = __commonJSMin(((exports) => {
	const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
	function indentComment(comment, indent) {
		if (/^\n+$/.test(comment)) return comment.substring(1);
		return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
	}
	const lineComment = (str, indent, comment) => str.endsWith("\n") ? indentComment(comment, indent) : comment.includes("\n") ? "\n" + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
	exports.indentComment = indentComment;
	exports.lineComment = lineComment;
	exports.stringifyComment = stringifyComment;
}));
// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = __commonJSMin(((exports) => {
	const FOLD_FLOW = "flow";
	const FOLD_BLOCK = "block";
	const FOLD_QUOTED = "quoted";
	function foldFlowLines(text, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
		if (!lineWidth || lineWidth < 0) return text;
		if (lineWidth < minContentWidth) minContentWidth = 0;
		const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
		if (text.length <= endStep) return text;
		const folds = [];
		const escapedFolds = {};
		let end = lineWidth - indent.length;
		if (typeof indentAtStart === "number") {
			if (indentAtStart > lineWidth - Math.max(2, minContentWidth)) folds.push(0);
			else end = lineWidth - indentAtStart;
		}
		let split = void 0;
		let prev = void 0;
		let overflow = false;
		let i = -1;
		let escStart = -1;
		let escEnd = -1;
		if (mode === FOLD_BLOCK) {
			i = consumeMoreIndentedLines(text, i, indent.length);
			if (i !== -1) end = i + endStep;
		}
		for (let ch; ch = text[i += 1];) {
			if (mode === FOLD_QUOTED && ch === "\\") {
				escStart = i;
				switch (text[i + 1]) {
					case "x":
						i += 3;
						break;
					case "u":
						i += 5;
						break;
					case "U":
						i += 9;
						break;
					default: i += 1;
				}
				escEnd = i;
			}
			if (ch === "\n") {
				if (mode === FOLD_BLOCK) i = consumeMoreIndentedLines(text, i, indent.length);
				end = i + indent.length + endStep;
				split = void 0;
			} else {
				if (ch === " " && prev && prev !== " " && prev !== "\n" && prev !== "	") {
					const next = text[i + 1];
					if (next && next !== " " && next !== "\n" && next !== "	") split = i;
				}
				if (i >= end) {
					if (split) {
						folds.push(split);
						end = split + endStep;
						split = void 0;
					} else if (mode === FOLD_QUOTED) {
						while (prev === " " || prev === "	") {
							prev = ch;
							ch = text[i += 1];
							overflow = true;
						}
						const j = i > escEnd + 1 ? i - 2 : escStart - 1;
						if (escapedFolds[j]) return text;
						folds.push(j);
						escapedFolds[j] = true;
						end = j + endStep;
						split = void 0;
					} else overflow = true;
				}
			}
			prev = ch;
		}
		if (overflow && onOverflow) onOverflow();
		if (folds.length === 0) return text;
		if (onFold) onFold();
		let res = text.slice(0, folds[0]);
		for (let i = 0; i < folds.length; ++i) {
			const fold = folds[i];
			const end = folds[i + 1] || text.length;
			if (fold === 0) res = `\n${indent}${text.slice(0, end)}`;
			else {
				if (mode === FOLD_QUOTED && escapedFolds[fold]) res += `${text[fold]}\\`;
				res += `\n${indent}${text.slice(fold + 1, end)}`;
			}
		}
		return res;
	}
	function consumeMoreIndentedLines(text, i, indent) {
		let end = i;
		let start = i + 1;
		let ch = text[start];
		while (ch === " " || ch === "	") if (i < start + indent) ch = text[++i];
		else {
			do
				ch = text[++i];
			while (ch && ch !== "\n");
			end = i;
			start = i + 1;
			ch = text[start];
		}
		return end;
	}
	exports.FOLD_BLOCK = FOLD_BLOCK;
	exports.FOLD_FLOW = FOLD_FLOW;
	exports.FOLD_QUOTED = FOLD_QUOTED;
	exports.foldFlowLines = foldFlowLines;
}));
// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var foldFlowLines = require_foldFlowLines();
	const getFoldOptions = (ctx, isBlock) => ({
		indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
		lineWidth: ctx.options.lineWidth,
		minContentWidth: ctx.options.minContentWidth
	});
	const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
	function lineLengthOverLimit(str, lineWidth, indentLength) {
		if (!lineWidth || lineWidth < 0) return false;
		const limit = lineWidth - indentLength;
		const strLen = str.length;
		if (strLen <= limit) return false;
		for (let i = 0, start = 0; i < strLen; ++i) if (str[i] === "\n") {
			if (i - start > limit) return true;
			start = i + 1;
			if (strLen - start <= limit) return false;
		}
		return true;
	}
	function doubleQuotedString(value, ctx) {
		const json = JSON.stringify(value);
		if (ctx.options.doubleQuotedAsJSON) return json;
		const { implicitKey } = ctx;
		const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
		const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
		let str = "";
		let start = 0;
		for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
			if (ch === " " && json[i + 1] === "\\" && json[i + 2] === "n") {
				str += json.slice(start, i) + "\\ ";
				i += 1;
				start = i;
				ch = "\\";
			}
			if (ch === "\\") switch (json[i + 1]) {
				case "u":
					{
						str += json.slice(start, i);
						const code = json.substr(i + 2, 4);
						switch (code) {
							case "0000":
								str += "\\0";
								break;
							case "0007":
								str += "\\a";
								break;
							case "000b":
								str += "\\v";
								break;
							case "001b":
								str += "\\e";
								break;
							case "0085":
								str += "\\N";
								break;
							case "00a0":
								str += "\\_";
								break;
							case "2028":
								str += "\\L";
								break;
							case "2029":
								str += "\\P";
								break;
							default: if (code.substr(0, 2) === "00") str += "\\x" + code.substr(2);
							else str += json.substr(i, 6);
						}
						i += 5;
						start = i + 1;
					}
					break;
				case "n":
					if (implicitKey || json[i + 2] === "\"" || json.length < minMultiLineLength) i += 1;
					else {
						str += json.slice(start, i) + "\n\n";
						while (json[i + 2] === "\\" && json[i + 3] === "n" && json[i + 4] !== "\"") {
							str += "\n";
							i += 2;
						}
						str += indent;
						if (json[i + 2] === " ") str += "\\";
						i += 1;
						start = i + 1;
					}
					break;
				default: i += 1;
			}
		}
		str = start ? str + json.slice(start) : json;
		return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
	}
	function singleQuotedString(value, ctx) {
		if (ctx.options.singleQuote === false || ctx.implicitKey && value.includes("\n") || /[ \t]\n|\n[ \t]/.test(value)) return doubleQuotedString(value, ctx);
		const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
		const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
		return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
	}
	function quotedString(value, ctx) {
		const { singleQuote } = ctx.options;
		let qs;
		if (singleQuote === false) qs = doubleQuotedString;
		else {
			const hasDouble = value.includes("\"");
			const hasSingle = value.includes("'");
			if (hasDouble && !hasSingle) qs = singleQuotedString;
			else if (hasSingle && !hasDouble) qs = doubleQuotedString;
			else qs = singleQuote ? singleQuotedString : doubleQuotedString;
		}
		return qs(value, ctx);
	}
	let blockEndNewlines;
	try {
		blockEndNewlines = new RegExp("(^|(?<!\n))\n+(?!\n|$)", "g");
	} catch {
		blockEndNewlines = /\n+(?!\n|$)/g;
	}
	function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
		const { blockQuote, commentString, lineWidth } = ctx.options;
		if (!blockQuote || /\n[\t ]+$/.test(value)) return quotedString(value, ctx);
		const indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : "");
		const literal = blockQuote === "literal" ? true : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? false : type === Scalar.Scalar.BLOCK_LITERAL ? true : !lineLengthOverLimit(value, lineWidth, indent.length);
		if (!value) return literal ? "|\n" : ">\n";
		let chomp;
		let endStart;
		for (endStart = value.length; endStart > 0; --endStart) {
			const ch = value[endStart - 1];
			if (ch !== "\n" && ch !== "	" && ch !== " ") break;
		}
		let end = value.substring(endStart);
		const endNlPos = end.indexOf("\n");
		if (endNlPos === -1) chomp = "-";
		else if (value === end || endNlPos !== end.length - 1) {
			chomp = "+";
			if (onChompKeep) onChompKeep();
		} else chomp = "";
		if (end) {
			value = value.slice(0, -end.length);
			if (end[end.length - 1] === "\n") end = end.slice(0, -1);
			end = end.replace(blockEndNewlines, `$&${indent}`);
		}
		let startWithSpace = false;
		let startEnd;
		let startNlPos = -1;
		for (startEnd = 0; startEnd < value.length; ++startEnd) {
			const ch = value[startEnd];
			if (ch === " ") startWithSpace = true;
			else if (ch === "\n") startNlPos = startEnd;
			else break;
		}
		let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
		if (start) {
			value = value.substring(start.length);
			start = start.replace(/\n+/g, `$&${indent}`);
		}
		let header = (startWithSpace ? indent ? "2" : "1" : "") + chomp;
		if (comment) {
			header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " "));
			if (onComment) onComment();
		}
		if (!literal) {
			const foldedValue = value.replace(/\n+/g, "\n$&").replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`);
			let literalFallback = false;
			const foldOptions = getFoldOptions(ctx, true);
			if (blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED) foldOptions.onOverflow = () => {
				literalFallback = true;
			};
			const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
			if (!literalFallback) return `>${header}\n${indent}${body}`;
		}
		value = value.replace(/\n+/g, `$&${indent}`);
		return `|${header}\n${indent}${start}${value}${end}`;
	}
	function plainString(item, ctx, onComment, onChompKeep) {
		const { type, value } = item;
		const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
		if (implicitKey && value.includes("\n") || inFlow && /[[\]{},]/.test(value)) return quotedString(value, ctx);
		if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) return implicitKey || inFlow || !value.includes("\n") ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
		if (!implicitKey && !inFlow && type !== Scalar.Scalar.PLAIN && value.includes("\n")) return blockString(item, ctx, onComment, onChompKeep);
		if (containsDocumentMarker(value)) {
			if (indent === "") {
				ctx.forceBlockIndent = true;
				return blockString(item, ctx, onComment, onChompKeep);
			} else if (implicitKey && indent === indentStep) return quotedString(value, ctx);
		}
		const str = value.replace(/\n+/g, `$&\n${indent}`);
		if (actualString) {
			const test = (tag) => tag.default && tag.tag !== "tag:yaml.org,2002:str" && tag.test?.test(str);
			const { compat, tags } = ctx.doc.schema;
			if (tags.some(test) || compat?.some(test)) return quotedString(value, ctx);
		}
		return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
	}
	function stringifyString(item, ctx, onComment, onChompKeep) {
		const { implicitKey, inFlow } = ctx;
		const ss = typeof item.value === "string" ? item : Object.assign({}, item, { value: String(item.value) });
		let { type } = item;
		if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
			if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value)) type = Scalar.Scalar.QUOTE_DOUBLE;
		}
		const _stringify = (_type) => {
			switch (_type) {
				case Scalar.Scalar.BLOCK_FOLDED:
				case Scalar.Scalar.BLOCK_LITERAL: return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
				case Scalar.Scalar.QUOTE_DOUBLE: return doubleQuotedString(ss.value, ctx);
				case Scalar.Scalar.QUOTE_SINGLE: return singleQuotedString(ss.value, ctx);
				case Scalar.Scalar.PLAIN: return plainString(ss, ctx, onComment, onChompKeep);
				default: return null;
			}
		};
		let res = _stringify(type);
		if (res === null) {
			const { defaultKeyType, defaultStringType } = ctx.options;
			const t = implicitKey && defaultKeyType || defaultStringType;
			res = _stringify(t);
			if (res === null) throw new Error(`Unsupported default string type ${t}`);
		}
		return res;
	}
	exports.stringifyString = stringifyString;
}));
// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = __commonJSMin(((exports) => {
	var anchors = require_anchors();
	var identity = require_identity();
	var stringifyComment = require_stringifyComment();
	var stringifyString = require_stringifyString();
	function createStringifyContext(doc, options) {
		const opt = Object.assign({
			blockQuote: true,
			commentString: stringifyComment.stringifyComment,
			defaultKeyType: null,
			defaultStringType: "PLAIN",
			directives: null,
			doubleQuotedAsJSON: false,
			doubleQuotedMinMultiLineLength: 40,
			falseStr: "false",
			flowCollectionPadding: true,
			indentSeq: true,
			lineWidth: 80,
			minContentWidth: 20,
			nullStr: "null",
			simpleKeys: false,
			singleQuote: null,
			trailingComma: false,
			trueStr: "true",
			verifyAliasOrder: true
		}, doc.schema.toStringOptions, options);
		let inFlow;
		switch (opt.collectionStyle) {
			case "block":
				inFlow = false;
				break;
			case "flow":
				inFlow = true;
				break;
			default: inFlow = null;
		}
		return {
			anchors: new Set(),
			doc,
			flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
			indent: "",
			indentStep: typeof opt.indent === "number" ? " ".repeat(opt.indent) : "  ",
			inFlow,
			options: opt
		};
	}
	function getTagObject(tags, item) {
		if (item.tag) {
			const match = tags.filter((t) => t.tag === item.tag);
			if (match.length > 0) return match.find((t) => t.format === item.format) ?? match[0];
		}
		let tagObj = void 0;
		let obj;
		if (identity.isScalar(item)) {
			obj = item.value;
			let match = tags.filter((t) => t.identify?.(obj));
			if (match.length > 1) {
				const testMatch = match.filter((t) => t.test);
				if (testMatch.length > 0) match = testMatch;
			}
			tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
		} else {
			obj = item;
			tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
		}
		if (!tagObj) {
			const name = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
			throw new Error(`Tag not resolved for ${name} value`);
		}
		return tagObj;
	}
	function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
		if (!doc.directives) return "";
		const props = [];
		const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
		if (anchor && anchors.anchorIsValid(anchor)) {
			anchors$1.add(anchor);
			props.push(`&${anchor}`);
		}
		const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
		if (tag) props.push(doc.directives.tagString(tag));
		return props.join(" ");
	}
	function stringify(item, ctx, onComment, onChompKeep) {
		if (identity.isPair(item)) return item.toString(ctx, onComment, onChompKeep);
		if (identity.isAlias(item)) {
			if (ctx.doc.directives) return item.toString(ctx);
			if (ctx.resolvedAliases?.has(item)) throw new TypeError(`Cannot stringify circular structure without alias nodes`);
			else {
				if (ctx.resolvedAliases) ctx.resolvedAliases.add(item);
				else ctx.resolvedAliases = new Set([item]);
				item = item.resolve(ctx.doc);
			}
		}
		let tagObj = void 0;
		const node = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
		tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
		const props = stringifyProps(node, tagObj, ctx);
		if (props.length > 0) ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
		const str = typeof tagObj.stringify === "function" ? tagObj.stringify(node, ctx, onComment, onChompKeep) : identity.isScalar(node) ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep) : node.toString(ctx, onComment, onChompKeep);
		if (!props) return str;
		return identity.isScalar(node) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}\n${ctx.indent}${str}`;
	}
	exports.createStringifyContext = createStringifyContext;
	exports.stringify = stringify;
}));
// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
		const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
		let keyComment = identity.isNode(key) && key.comment || null;
		if (simpleKeys) {
			if (keyComment) throw new Error("With simple keys, key nodes cannot have comments");
			if (identity.isCollection(key) || !identity.isNode(key) && typeof key === "object") throw new Error("With simple keys, collection cannot be used as a key value");
		}
		let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL : typeof key === "object"));
		ctx = Object.assign({}, ctx, {
			allNullValues: false,
			implicitKey: !explicitKey && (simpleKeys || !allNullValues),
			indent: indent + indentStep
		});
		let keyCommentDone = false;
		let chompKeep = false;
		let str = stringify.stringify(key, ctx, () => keyCommentDone = true, () => chompKeep = true);
		if (!explicitKey && !ctx.inFlow && str.length > 1024) {
			if (simpleKeys) throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
			explicitKey = true;
		}
		if (ctx.inFlow) {
			if (allNullValues || value == null) {
				if (keyCommentDone && onComment) onComment();
				return str === "" ? "?" : explicitKey ? `? ${str}` : str;
			}
		} else if (allNullValues && !simpleKeys || value == null && explicitKey) {
			str = `? ${str}`;
			if (keyComment && !keyCommentDone) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
			else if (chompKeep && onChompKeep) onChompKeep();
			return str;
		}
		if (keyCommentDone) keyComment = null;
		if (explicitKey) {
			if (keyComment) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
			str = `? ${str}\n${indent}:`;
		} else {
			str = `${str}:`;
			if (keyComment) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
		}
		let vsb, vcb, valueComment;
		if (identity.isNode(value)) {
			vsb = !!value.spaceBefore;
			vcb = value.commentBefore;
			valueComment = value.comment;
		} else {
			vsb = false;
			vcb = null;
			valueComment = null;
			if (value && typeof value === "object") value = doc.createNode(value);
		}
		ctx.implicitKey = false;
		if (!explicitKey && !keyComment && identity.isScalar(value)) ctx.indentAtStart = str.length + 1;
		chompKeep = false;
		if (!indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor) ctx.indent = ctx.indent.substring(2);
		let valueCommentDone = false;
		const valueStr = stringify.stringify(value, ctx, () => valueCommentDone = true, () => chompKeep = true);
		let ws = " ";
		if (keyComment || vsb || vcb) {
			ws = vsb ? "\n" : "";
			if (vcb) {
				const cs = commentString(vcb);
				ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
			}
			if (valueStr === "" && !ctx.inFlow) {
				if (ws === "\n" && valueComment) ws = "\n\n";
			} else ws += `\n${ctx.indent}`;
		} else if (!explicitKey && identity.isCollection(value)) {
			const vs0 = valueStr[0];
			const nl0 = valueStr.indexOf("\n");
			const hasNewline = nl0 !== -1;
			const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
			if (hasNewline || !flow) {
				let hasPropsLine = false;
				if (hasNewline && (vs0 === "&" || vs0 === "!")) {
					let sp0 = valueStr.indexOf(" ");
					if (vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!") sp0 = valueStr.indexOf(" ", sp0 + 1);
					if (sp0 === -1 || nl0 < sp0) hasPropsLine = true;
				}
				if (!hasPropsLine) ws = `\n${ctx.indent}`;
			}
		} else if (valueStr === "" || valueStr[0] === "\n") ws = "";
		str += ws + valueStr;
		if (ctx.inFlow) {
			if (valueCommentDone && onComment) onComment();
		} else if (valueComment && !valueCommentDone) str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
		else if (chompKeep && onChompKeep) onChompKeep();
		return str;
	}
	exports.stringifyPair = stringifyPair;
}));
// node_modules/yaml/dist/log.js
var require_log = __commonJSMin(((exports) => {
	var node_process = __require("process");
	function debug(logLevel, ...messages) {
		if (logLevel === "debug") console.log(...messages);
	}
	function warn(logLevel, warning) {
		if (logLevel === "debug" || logLevel === "warn") {
			if (typeof node_process.emitWarning === "function") node_process.emitWarning(warning);
			else console.warn(warning);
		}
	}
	exports.debug = debug;
	exports.warn = warn;
}));
// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	const MERGE_KEY = "<<";
	const merge = {
		identify: (value) => value === MERGE_KEY || typeof value === "symbol" && value.description === MERGE_KEY,
		default: "key",
		tag: "tag:yaml.org,2002:merge",
		test: /^<<$/,
		resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), { addToJSMap: addMergeToJSMap }),
		stringify: () => MERGE_KEY
	};
	const isMergeKey = (ctx, key) => (merge.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar.Scalar.PLAIN) && merge.identify(key.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge.tag && tag.default);
	function addMergeToJSMap(ctx, map, value) {
		const source = resolveAliasValue(ctx, value);
		if (identity.isSeq(source)) for (const it of source.items) mergeValue(ctx, map, it);
		else if (Array.isArray(source)) for (const it of source) mergeValue(ctx, map, it);
		else mergeValue(ctx, map, source);
	}
	function mergeValue(ctx, map, value) {
		const source = resolveAliasValue(ctx, value);
		if (!identity.isMap(source)) throw new Error("Merge sources must be maps or map aliases");
		const srcMap = source.toJSON(null, ctx, Map);
		for (const [key, value] of srcMap) if (map instanceof Map) {
			if (!map.has(key)) map.set(key, value);
		} else if (map instanceof Set) map.add(key);
		else if (!Object.prototype.hasOwnProperty.call(map, key)) Object.defineProperty(map, key, {
			value,
			writable: true,
			enumerable: true,
			configurable: true
		});
		return map;
	}
	function resolveAliasValue(ctx, value) {
		return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
	}
	exports.addMergeToJSMap = addMergeToJSMap;
	exports.isMergeKey = isMergeKey;
	exports.merge = merge;
}));
// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = __commonJSMin(((exports) => {
	var log = require_log();
	var merge = require_merge();
	var stringify = require_stringify();
	var identity = require_identity();
	var toJS = require_toJS();
	function addPairToJSMap(ctx, map, { key, value }) {
		if (identity.isNode(key) && key.addToJSMap) key.addToJSMap(ctx, map, value);
		else if (merge.isMergeKey(ctx, key)) merge.addMergeToJSMap(ctx, map, value);
		else {
			const jsKey = toJS.toJS(key, "", ctx);
			if (map instanceof Map) map.set(jsKey, toJS.toJS(value, jsKey, ctx));
			else if (map instanceof Set) map.add(jsKey);
			else {
				const stringKey = stringifyKey(key, jsKey, ctx);
				const jsValue = toJS.toJS(value, stringKey, ctx);
				if (stringKey in map) Object.defineProperty(map, stringKey, {
					value: jsValue,
					writable: true,
					enumerable: true,
					configurable: true
				});
				else map[stringKey] = jsValue;
			}
		}
		return map;
	}
	function stringifyKey(key, jsKey, ctx) {
		if (jsKey === null) return "";
		if (typeof jsKey !== "object") return String(jsKey);
		if (identity.isNode(key) && ctx?.doc) {
			const strCtx = stringify.createStringifyContext(ctx.doc, {});
			strCtx.anchors = new Set();
			for (const node of ctx.anchors.keys()) strCtx.anchors.add(node.anchor);
			strCtx.inFlow = true;
			strCtx.inStringifyKey = true;
			const strKey = key.toString(strCtx);
			if (!ctx.mapKeyWarned) {
				let jsonStr = JSON.stringify(strKey);
				if (jsonStr.length > 40) jsonStr = jsonStr.substring(0, 36) + "...\"";
				log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
				ctx.mapKeyWarned = true;
			}
			return strKey;
		}
		return JSON.stringify(jsKey);
	}
	exports.addPairToJSMap = addPairToJSMap;
}));
// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var stringifyPair = require_stringifyPair();
	var addPairToJSMap = require_addPairToJSMap();
	var identity = require_identity();
	function createPair(key, value, ctx) {
		return new Pair(createNode.createNode(key, void 0, ctx), createNode.createNode(value, void 0, ctx));
	}
	var Pair = class Pair {
		constructor(key, value = null) {
			Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
			this.key = key;
			this.value = value;
		}
		clone(schema) {
			let { key, value } = this;
			if (identity.isNode(key)) key = key.clone(schema);
			if (identity.isNode(value)) value = value.clone(schema);
			return new Pair(key, value);
		}
		toJSON(_, ctx) {
			const pair = ctx?.mapAsMap ? new Map() : {};
			return addPairToJSMap.addPairToJSMap(ctx, pair, this);
		}
		toString(ctx, onComment, onChompKeep) {
			return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
		}
	};
	exports.Pair = Pair;
	exports.createPair = createPair;
}));
// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = __commonJSMin(((exports) => {
	var identity = require_identity();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyCollection(collection, ctx, options) {
		return (ctx.inFlow ?? collection.flow ? stringifyFlowCollection : stringifyBlockCollection)(collection, ctx, options);
	}
	function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
		const { indent, options: { commentString } } = ctx;
		const itemCtx = Object.assign({}, ctx, {
			indent: itemIndent,
			type: null
		});
		let chompKeep = false;
		const lines = [];
		for (let i = 0; i < items.length; ++i) {
			const item = items[i];
			let comment = null;
			if (identity.isNode(item)) {
				if (!chompKeep && item.spaceBefore) lines.push("");
				addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
				if (item.comment) comment = item.comment;
			} else if (identity.isPair(item)) {
				const ik = identity.isNode(item.key) ? item.key : null;
				if (ik) {
					if (!chompKeep && ik.spaceBefore) lines.push("");
					addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
				}
			}
			chompKeep = false;
			let str = stringify.stringify(item, itemCtx, () => comment = null, () => chompKeep = true);
			if (comment) str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
			if (chompKeep && comment) chompKeep = false;
			lines.push(blockItemPrefix + str);
		}
		let str;
		if (lines.length === 0) str = flowChars.start + flowChars.end;
		else {
			str = lines[0];
			for (let i = 1; i < lines.length; ++i) {
				const line = lines[i];
				str += line ? `\n${indent}${line}` : "\n";
			}
		}
		if (comment) {
			str += "\n" + stringifyComment.indentComment(commentString(comment), indent);
			if (onComment) onComment();
		} else if (chompKeep && onChompKeep) onChompKeep();
		return str;
	}
	function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
		const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
		itemIndent += indentStep;
		const itemCtx = Object.assign({}, ctx, {
			indent: itemIndent,
			inFlow: true,
			type: null
		});
		let reqNewline = false;
		let linesAtValue = 0;
		const lines = [];
		for (let i = 0; i < items.length; ++i) {
			const item = items[i];
			let comment = null;
			if (identity.isNode(item)) {
				if (item.spaceBefore) lines.push("");
				addCommentBefore(ctx, lines, item.commentBefore, false);
				if (item.comment) comment = item.comment;
			} else if (identity.isPair(item)) {
				const ik = identity.isNode(item.key) ? item.key : null;
				if (ik) {
					if (ik.spaceBefore) lines.push("");
					addCommentBefore(ctx, lines, ik.commentBefore, false);
					if (ik.comment) reqNewline = true;
				}
				const iv = identity.isNode(item.value) ? item.value : null;
				if (iv) {
					if (iv.comment) comment = iv.comment;
					if (iv.commentBefore) reqNewline = true;
				} else if (item.value == null && ik?.comment) comment = ik.comment;
			}
			if (comment) reqNewline = true;
			let str = stringify.stringify(item, itemCtx, () => comment = null);
			reqNewline || (reqNewline = lines.length > linesAtValue || str.includes("\n"));
			if (i < items.length - 1) str += ",";
			else if (ctx.options.trailingComma) {
				if (ctx.options.lineWidth > 0) reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth);
				if (reqNewline) str += ",";
			}
			if (comment) str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
			lines.push(str);
			linesAtValue = lines.length;
		}
		const { start, end } = flowChars;
		if (lines.length === 0) return start + end;
		else {
			if (!reqNewline) {
				const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
				reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
			}
			if (reqNewline) {
				let str = start;
				for (const line of lines) str += line ? `\n${indentStep}${indent}${line}` : "\n";
				return `${str}\n${indent}${end}`;
			} else return `${start}${fcPadding}${lines.join(" ")}${fcPadding}${end}`;
		}
	}
	function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
		if (comment && chompKeep) comment = comment.replace(/^\n+/, "");
		if (comment) {
			const ic = stringifyComment.indentComment(commentString(comment), indent);
			lines.push(ic.trimStart());
		}
	}
	exports.stringifyCollection = stringifyCollection;
}));
// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = __commonJSMin(((exports) => {
	var stringifyCollection = require_stringifyCollection();
	var addPairToJSMap = require_addPairToJSMap();
	var Collection = require_Collection();
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	function findPair(items, key) {
		const k = identity.isScalar(key) ? key.value : key;
		for (const it of items) if (identity.isPair(it)) {
			if (it.key === key || it.key === k) return it;
			if (identity.isScalar(it.key) && it.key.value === k) return it;
		}
	}
	var YAMLMap = class extends Collection.Collection {
		static get tagName() {
			return "tag:yaml.org,2002:map";
		}
		constructor(schema) {
			super(identity.MAP, schema);
			this.items = [];
		}
		static from(schema, obj, ctx) {
			const { keepUndefined, replacer } = ctx;
			const map = new this(schema);
			const add = (key, value) => {
				if (typeof replacer === "function") value = replacer.call(obj, key, value);
				else if (Array.isArray(replacer) && !replacer.includes(key)) return;
				if (value !== void 0 || keepUndefined) map.items.push(Pair.createPair(key, value, ctx));
			};
			if (obj instanceof Map) for (const [key, value] of obj) add(key, value);
			else if (obj && typeof obj === "object") for (const key of Object.keys(obj)) add(key, obj[key]);
			if (typeof schema.sortMapEntries === "function") map.items.sort(schema.sortMapEntries);
			return map;
		}
		add(pair, overwrite) {
			let _pair;
			if (identity.isPair(pair)) _pair = pair;
			else if (!pair || typeof pair !== "object" || !("key" in pair)) _pair = new Pair.Pair(pair, pair?.value);
			else _pair = new Pair.Pair(pair.key, pair.value);
			const prev = findPair(this.items, _pair.key);
			const sortEntries = this.schema?.sortMapEntries;
			if (prev) {
				if (!overwrite) throw new Error(`Key ${_pair.key} already set`);
				if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value)) prev.value.value = _pair.value;
				else prev.value = _pair.value;
			} else if (sortEntries) {
				const i = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
				if (i === -1) this.items.push(_pair);
				else this.items.splice(i, 0, _pair);
			} else this.items.push(_pair);
		}
		delete(key) {
			const it = findPair(this.items, key);
			if (!it) return false;
			return this.items.splice(this.items.indexOf(it), 1).length > 0;
		}
		get(key, keepScalar) {
			const node = findPair(this.items, key)?.value;
			return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? void 0;
		}
		has(key) {
			return !!findPair(this.items, key);
		}
		set(key, value) {
			this.add(new Pair.Pair(key, value), true);
		}
		toJSON(_, ctx, Type) {
			const map = Type ? new Type() : ctx?.mapAsMap ? new Map() : {};
			if (ctx?.onCreate) ctx.onCreate(map);
			for (const item of this.items) addPairToJSMap.addPairToJSMap(ctx, map, item);
			return map;
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			for (const item of this.items) if (!identity.isPair(item)) throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
			if (!ctx.allNullValues && this.hasAllNullValues(false)) ctx = Object.assign({}, ctx, { allNullValues: true });
			return stringifyCollection.stringifyCollection(this, ctx, {
				blockItemPrefix: "",
				flowChars: {
					start: "{",
					end: "}"
				},
				itemIndent: ctx.indent || "",
				onChompKeep,
				onComment
			});
		}
	};
	exports.YAMLMap = YAMLMap;
	exports.findPair = findPair;
}));
// node_modules/yaml/dist/schema/common/map.js
var require_map = __commonJSMin(((exports) => {
	var identity = require_identity();
	var YAMLMap = require_YAMLMap();
	exports.map = {
		collection: "map",
		default: true,
		nodeClass: YAMLMap.YAMLMap,
		tag: "tag:yaml.org,2002:map",
		resolve(map, onError) {
			if (!identity.isMap(map)) onError("Expected a mapping for this tag");
			return map;
		},
		createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
	};
}));
// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var stringifyCollection = require_stringifyCollection();
	var Collection = require_Collection();
	var identity = require_identity();
	var Scalar = require_Scalar();
	var toJS = require_toJS();
	var YAMLSeq = class extends Collection.Collection {
		static get tagName() {
			return "tag:yaml.org,2002:seq";
		}
		constructor(schema) {
			super(identity.SEQ, schema);
			this.items = [];
		}
		add(value) {
			this.items.push(value);
		}
		delete(key) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") return false;
			return this.items.splice(idx, 1).length > 0;
		}
		get(key, keepScalar) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") return void 0;
			const it = this.items[idx];
			return !keepScalar && identity.isScalar(it) ? it.value : it;
		}
		has(key) {
			const idx = asItemIndex(key);
			return typeof idx === "number" && idx < this.items.length;
		}
		set(key, value) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") throw new Error(`Expected a valid index, not ${key}.`);
			const prev = this.items[idx];
			if (identity.isScalar(prev) && Scalar.isScalarValue(value)) prev.value = value;
			else this.items[idx] = value;
		}
		toJSON(_, ctx) {
			const seq = [];
			if (ctx?.onCreate) ctx.onCreate(seq);
			let i = 0;
			for (const item of this.items) seq.push(toJS.toJS(item, String(i++), ctx));
			return seq;
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			return stringifyCollection.stringifyCollection(this, ctx, {
				blockItemPrefix: "- ",
				flowChars: {
					start: "[",
					end: "]"
				},
				itemIndent: (ctx.indent || "") + "  ",
				onChompKeep,
				onComment
			});
		}
		static from(schema, obj, ctx) {
			const { replacer } = ctx;
			const seq = new this(schema);
			if (obj && Symbol.iterator in Object(obj)) {
				let i = 0;
				for (let it of obj) {
					if (typeof replacer === "function") {
						const key = obj instanceof Set ? it : String(i++);
						it = replacer.call(obj, key, it);
					}
					seq.items.push(createNode.createNode(it, void 0, ctx));
				}
			}
			return seq;
		}
	};
	function asItemIndex(key) {
		let idx = identity.isScalar(key) ? key.value : key;
		if (idx && typeof idx === "string") idx = Number(idx);
		return typeof idx === "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
	}
	exports.YAMLSeq = YAMLSeq;
}));
// node_modules/yaml/dist/schema/common/seq.js
var require_seq = __commonJSMin(((exports) => {
	var identity = require_identity();
	var YAMLSeq = require_YAMLSeq();
	exports.seq = {
		collection: "seq",
		default: true,
		nodeClass: YAMLSeq.YAMLSeq,
		tag: "tag:yaml.org,2002:seq",
		resolve(seq, onError) {
			if (!identity.isSeq(seq)) onError("Expected a sequence for this tag");
			return seq;
		},
		createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
	};
}));
// node_modules/yaml/dist/schema/common/string.js
var require_string = __commonJSMin(((exports) => {
	var stringifyString = require_stringifyString();
	exports.string = {
		identify: (value) => typeof value === "string",
		default: true,
		tag: "tag:yaml.org,2002:str",
		resolve: (str) => str,
		stringify(item, ctx, onComment, onChompKeep) {
			ctx = Object.assign({ actualString: true }, ctx);
			return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
		}
	};
}));
// node_modules/yaml/dist/schema/common/null.js
var require_null = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	const nullTag = {
		identify: (value) => value == null,
		createNode: () => new Scalar.Scalar(null),
		default: true,
		tag: "tag:yaml.org,2002:null",
		test: /^(?:~|[Nn]ull|NULL)?$/,
		resolve: () => new Scalar.Scalar(null),
		stringify: ({ source }, ctx) => typeof source === "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
	};
	exports.nullTag = nullTag;
}));
// node_modules/yaml/dist/schema/core/bool.js
var require_bool$1 = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	const boolTag = {
		identify: (value) => typeof value === "boolean",
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
		resolve: (str) => new Scalar.Scalar(str[0] === "t" || str[0] === "T"),
		stringify({ source, value }, ctx) {
			if (source && boolTag.test.test(source)) {
				if (value === (source[0] === "t" || source[0] === "T")) return source;
			}
			return value ? ctx.options.trueStr : ctx.options.falseStr;
		}
	};
	exports.boolTag = boolTag;
}));
// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = __commonJSMin(((exports) => {
	function stringifyNumber({ format, minFractionDigits, tag, value }) {
		if (typeof value === "bigint") return String(value);
		const num = typeof value === "number" ? value : Number(value);
		if (!isFinite(num)) return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
		let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
		if (!format && minFractionDigits && (!tag || tag === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
			let i = n.indexOf(".");
			if (i < 0) {
				i = n.length;
				n += ".";
			}
			let d = minFractionDigits - (n.length - i - 1);
			while (d-- > 0) n += "0";
		}
		return n;
	}
	exports.stringifyNumber = stringifyNumber;
}));
// node_modules/yaml/dist/schema/core/float.js
var require_float$1 = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var stringifyNumber = require_stringifyNumber();
	const floatNaN = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
		resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
		stringify: stringifyNumber.stringifyNumber
	};
	const floatExp = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "EXP",
		test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
		resolve: (str) => parseFloat(str),
		stringify(node) {
			const num = Number(node.value);
			return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
		}
	};
	exports.float = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
		resolve(str) {
			const node = new Scalar.Scalar(parseFloat(str));
			const dot = str.indexOf(".");
			if (dot !== -1 && str[str.length - 1] === "0") node.minFractionDigits = str.length - dot - 1;
			return node;
		},
		stringify: stringifyNumber.stringifyNumber
	};
	exports.floatExp = floatExp;
	exports.floatNaN = floatNaN;
}));
// node_modules/yaml/dist/schema/core/int.js
var require_int$1 = __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	const intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
	const intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
	function intStringify(node, radix, prefix) {
		const { value } = node;
		if (intIdentify(value) && value >= 0) return prefix + value.toString(radix);
		return stringifyNumber.stringifyNumber(node);
	}
	const intOct = {
		identify: (value) => intIdentify(value) && value >= 0,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "OCT",
		test: /^0o[0-7]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
		stringify: (node) => intStringify(node, 8, "0o")
	};
	const int = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		test: /^[-+]?[0-9]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
		stringify: stringifyNumber.stringifyNumber
	};
	const intHex = {
		identify: (value) => intIdentify(value) && value >= 0,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "HEX",
		test: /^0x[0-9a-fA-F]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
		stringify: (node) => intStringify(node, 16, "0x")
	};
	exports.int = int;
	exports.intHex = intHex;
	exports.intOct = intOct;
}));
// node_modules/yaml/dist/schema/core/schema.js
var require_schema$2 = __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var bool = require_bool$1();
	var float = require_float$1();
	var int = require_int$1();
	exports.schema = [
		map.map,
		seq.seq,
		string.string,
		_null.nullTag,
		bool.boolTag,
		int.intOct,
		int.int,
		int.intHex,
		float.floatNaN,
		float.floatExp,
		float.float
	];
}));
// node_modules/yaml/dist/schema/json/schema.js
var require_schema$1 = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var map = require_map();
	var seq = require_seq();
	function intIdentify(value) {
		return typeof value === "bigint" || Number.isInteger(value);
	}
	const stringifyJSON = ({ value }) => JSON.stringify(value);
	const jsonScalars = [
		{
			identify: (value) => typeof value === "string",
			default: true,
			tag: "tag:yaml.org,2002:str",
			resolve: (str) => str,
			stringify: stringifyJSON
		},
		{
			identify: (value) => value == null,
			createNode: () => new Scalar.Scalar(null),
			default: true,
			tag: "tag:yaml.org,2002:null",
			test: /^null$/,
			resolve: () => null,
			stringify: stringifyJSON
		},
		{
			identify: (value) => typeof value === "boolean",
			default: true,
			tag: "tag:yaml.org,2002:bool",
			test: /^true$|^false$/,
			resolve: (str) => str === "true",
			stringify: stringifyJSON
		},
		{
			identify: intIdentify,
			default: true,
			tag: "tag:yaml.org,2002:int",
			test: /^-?(?:0|[1-9][0-9]*)$/,
			resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
			stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
		},
		{
			identify: (value) => typeof value === "number",
			default: true,
			tag: "tag:yaml.org,2002:float",
			test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
			resolve: (str) => parseFloat(str),
			stringify: stringifyJSON
		}
	];
	exports.schema = [map.map, seq.seq].concat(jsonScalars, {
		default: true,
		tag: "",
		test: /^/,
		resolve(str, onError) {
			onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
			return str;
		}
	});
}));
// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = __commonJSMin(((exports) => {
	var node_buffer = __require("buffer");
	var Scalar = require_Scalar();
	var stringifyString = require_stringifyString();
	exports.binary = {
		identify: (value) => value instanceof Uint8Array,
		default: false,
		tag: "tag:yaml.org,2002:binary",
		resolve(src, onError) {
			if (typeof node_buffer.Buffer === "function") return node_buffer.Buffer.from(src, "base64");
			else if (typeof atob === "function") {
				const str = atob(src.replace(/[\n\r]/g, ""));
				const buffer = new Uint8Array(str.length);
				for (let i = 0; i < str.length; ++i) buffer[i] = str.charCodeAt(i);
				return buffer;
			} else {
				onError("This environment does not support reading binary tags; either Buffer or atob is required");
				return src;
			}
		},
		stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
			if (!value) return "";
			const buf = value;
			let str;
			if (typeof node_buffer.Buffer === "function") str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
			else if (typeof btoa === "function") {
				let s = "";
				for (let i = 0; i < buf.length; ++i) s += String.fromCharCode(buf[i]);
				str = btoa(s);
			} else throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
			type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
			if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
				const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
				const n = Math.ceil(str.length / lineWidth);
				const lines = new Array(n);
				for (let i = 0, o = 0; i < n; ++i, o += lineWidth) lines[i] = str.substr(o, lineWidth);
				str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? "\n" : " ");
			}
			return stringifyString.stringifyString({
				comment,
				type,
				value: str
			}, ctx, onComment, onChompKeep);
		}
	};
}));
// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	var YAMLSeq = require_YAMLSeq();
	function resolvePairs(seq, onError) {
		if (identity.isSeq(seq)) for (let i = 0; i < seq.items.length; ++i) {
			let item = seq.items[i];
			if (identity.isPair(item)) continue;
			else if (identity.isMap(item)) {
				if (item.items.length > 1) onError("Each pair must have its own sequence indicator");
				const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
				if (item.commentBefore) pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}\n${pair.key.commentBefore}` : item.commentBefore;
				if (item.comment) {
					const cn = pair.value ?? pair.key;
					cn.comment = cn.comment ? `${item.comment}\n${cn.comment}` : item.comment;
				}
				item = pair;
			}
			seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
		}
		else onError("Expected a sequence for this tag");
		return seq;
	}
	function createPairs(schema, iterable, ctx) {
		const { replacer } = ctx;
		const pairs = new YAMLSeq.YAMLSeq(schema);
		pairs.tag = "tag:yaml.org,2002:pairs";
		let i = 0;
		if (iterable && Symbol.iterator in Object(iterable)) for (let it of iterable) {
			if (typeof replacer === "function") it = replacer.call(iterable, String(i++), it);
			let key, value;
			if (Array.isArray(it)) {
				if (it.length === 2) {
					key = it[0];
					value = it[1];
				} else throw new TypeError(`Expected [key, value] tuple: ${it}`);
			} else if (it && it instanceof Object) {
				const keys = Object.keys(it);
				if (keys.length === 1) {
					key = keys[0];
					value = it[key];
				} else throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
			} else key = it;
			pairs.items.push(Pair.createPair(key, value, ctx));
		}
		return pairs;
	}
	const pairs = {
		collection: "seq",
		default: false,
		tag: "tag:yaml.org,2002:pairs",
		resolve: resolvePairs,
		createNode: createPairs
	};
	exports.createPairs = createPairs;
	exports.pairs = pairs;
	exports.resolvePairs = resolvePairs;
}));
// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = __commonJSMin(((exports) => {
	var identity = require_identity();
	var toJS = require_toJS();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var pairs = require_pairs();
	var YAMLOMap = class YAMLOMap extends YAMLSeq.YAMLSeq {
		constructor() {
			super();
			this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
			this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
			this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
			this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
			this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
			this.tag = YAMLOMap.tag;
		}
		toJSON(_, ctx) {
			if (!ctx) return super.toJSON(_);
			const map = new Map();
			if (ctx?.onCreate) ctx.onCreate(map);
			for (const pair of this.items) {
				let key, value;
				if (identity.isPair(pair)) {
					key = toJS.toJS(pair.key, "", ctx);
					value = toJS.toJS(pair.value, key, ctx);
				} else key = toJS.toJS(pair, "", ctx);
				if (map.has(key)) throw new Error("Ordered maps must not include duplicate keys");
				map.set(key, value);
			}
			return map;
		}
		static from(schema, iterable, ctx) {
			const pairs$1 = pairs.createPairs(schema, iterable, ctx);
			const omap = new this();
			omap.items = pairs$1.items;
			return omap;
		}
	};
	YAMLOMap.tag = "tag:yaml.org,2002:omap";
	const omap = {
		collection: "seq",
		identify: (value) => value instanceof Map,
		nodeClass: YAMLOMap,
		default: false,
		tag: "tag:yaml.org,2002:omap",
		resolve(seq, onError) {
			const pairs$1 = pairs.resolvePairs(seq, onError);
			const seenKeys = [];
			for (const { key } of pairs$1.items) if (identity.isScalar(key)) {
				if (seenKeys.includes(key.value)) onError(`Ordered maps must not include duplicate keys: ${key.value}`);
				else seenKeys.push(key.value);
			}
			return Object.assign(new YAMLOMap(), pairs$1);
		},
		createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
	};
	exports.YAMLOMap = YAMLOMap;
	exports.omap = omap;
}));
// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	function boolStringify({ value, source }, ctx) {
		if (source && (value ? trueTag : falseTag).test.test(source)) return source;
		return value ? ctx.options.trueStr : ctx.options.falseStr;
	}
	const trueTag = {
		identify: (value) => value === true,
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
		resolve: () => new Scalar.Scalar(true),
		stringify: boolStringify
	};
	const falseTag = {
		identify: (value) => value === false,
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
		resolve: () => new Scalar.Scalar(false),
		stringify: boolStringify
	};
	exports.falseTag = falseTag;
	exports.trueTag = trueTag;
}));
// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var stringifyNumber = require_stringifyNumber();
	const floatNaN = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
		resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
		stringify: stringifyNumber.stringifyNumber
	};
	const floatExp = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "EXP",
		test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
		resolve: (str) => parseFloat(str.replace(/_/g, "")),
		stringify(node) {
			const num = Number(node.value);
			return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
		}
	};
	exports.float = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
		resolve(str) {
			const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, "")));
			const dot = str.indexOf(".");
			if (dot !== -1) {
				const f = str.substring(dot + 1).replace(/_/g, "");
				if (f[f.length - 1] === "0") node.minFractionDigits = f.length;
			}
			return node;
		},
		stringify: stringifyNumber.stringifyNumber
	};
	exports.floatExp = floatExp;
	exports.floatNaN = floatNaN;
}));
// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int = __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	const intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
	function intResolve(str, offset, radix, { intAsBigInt }) {
		const sign = str[0];
		if (sign === "-" || sign === "+") offset += 1;
		str = str.substring(offset).replace(/_/g, "");
		if (intAsBigInt) {
			switch (radix) {
				case 2:
					str = `0b${str}`;
					break;
				case 8:
					str = `0o${str}`;
					break;
				case 16: str = `0x${str}`;
			}
			const n = BigInt(str);
			return sign === "-" ? BigInt(-1) * n : n;
		}
		const n = parseInt(str, radix);
		return sign === "-" ? -1 * n : n;
	}
	function intStringify(node, radix, prefix) {
		const { value } = node;
		if (intIdentify(value)) {
			const str = value.toString(radix);
			return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
		}
		return stringifyNumber.stringifyNumber(node);
	}
	const intBin = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "BIN",
		test: /^[-+]?0b[0-1_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
		stringify: (node) => intStringify(node, 2, "0b")
	};
	const intOct = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "OCT",
		test: /^[-+]?0[0-7_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
		stringify: (node) => intStringify(node, 8, "0")
	};
	const int = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		test: /^[-+]?[0-9][0-9_]*$/,
		resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
		stringify: stringifyNumber.stringifyNumber
	};
	const intHex = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "HEX",
		test: /^[-+]?0x[0-9a-fA-F_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
		stringify: (node) => intStringify(node, 16, "0x")
	};
	exports.int = int;
	exports.intBin = intBin;
	exports.intHex = intHex;
	exports.intOct = intOct;
}));
// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var YAMLSet = class YAMLSet extends YAMLMap.YAMLMap {
		constructor(schema) {
			super(schema);
			this.tag = YAMLSet.tag;
		}
		add(key) {
			let pair;
			if (identity.isPair(key)) pair = key;
			else if (key && typeof key === "object" && "key" in key && "value" in key && key.value === null) pair = new Pair.Pair(key.key, null);
			else pair = new Pair.Pair(key, null);
			if (!YAMLMap.findPair(this.items, pair.key)) this.items.push(pair);
		}
		get(key, keepPair) {
			const pair = YAMLMap.findPair(this.items, key);
			return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
		}
		set(key, value) {
			if (typeof value !== "boolean") throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
			const prev = YAMLMap.findPair(this.items, key);
			if (prev && !value) this.items.splice(this.items.indexOf(prev), 1);
			else if (!prev && value) this.items.push(new Pair.Pair(key));
		}
		toJSON(_, ctx) {
			return super.toJSON(_, ctx, Set);
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			if (this.hasAllNullValues(true)) return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
			else throw new Error("Set items must all have null values");
		}
		static from(schema, iterable, ctx) {
			const { replacer } = ctx;
			const set = new this(schema);
			if (iterable && Symbol.iterator in Object(iterable)) for (let value of iterable) {
				if (typeof replacer === "function") value = replacer.call(iterable, value, value);
				set.items.push(Pair.createPair(value, null, ctx));
			}
			return set;
		}
	};
	YAMLSet.tag = "tag:yaml.org,2002:set";
	const set = {
		collection: "map",
		identify: (value) => value instanceof Set,
		nodeClass: YAMLSet,
		default: false,
		tag: "tag:yaml.org,2002:set",
		createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
		resolve(map, onError) {
			if (identity.isMap(map)) {
				if (map.hasAllNullValues(true)) return Object.assign(new YAMLSet(), map);
				else onError("Set items must all have null values");
			} else onError("Expected a mapping for this tag");
			return map;
		}
	};
	exports.YAMLSet = YAMLSet;
	exports.set = set;
}));
// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	function parseSexagesimal(str, asBigInt) {
		const sign = str[0];
		const parts = sign === "-" || sign === "+" ? str.substring(1) : str;
		const num = (n) => asBigInt ? BigInt(n) : Number(n);
		const res = parts.replace(/_/g, "").split(":").reduce((res, p) => res * num(60) + num(p), num(0));
		return sign === "-" ? num(-1) * res : res;
	}
	function stringifySexagesimal(node) {
		let { value } = node;
		let num = (n) => n;
		if (typeof value === "bigint") num = (n) => BigInt(n);
		else if (isNaN(value) || !isFinite(value)) return stringifyNumber.stringifyNumber(node);
		let sign = "";
		if (value < 0) {
			sign = "-";
			value *= num(-1);
		}
		const _60 = num(60);
		const parts = [value % _60];
		if (value < 60) parts.unshift(0);
		else {
			value = (value - parts[0]) / _60;
			parts.unshift(value % _60);
			if (value >= 60) {
				value = (value - parts[0]) / _60;
				parts.unshift(value);
			}
		}
		return sign + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
	}
	const intTime = {
		identify: (value) => typeof value === "bigint" || Number.isInteger(value),
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "TIME",
		test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
		resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
		stringify: stringifySexagesimal
	};
	const floatTime = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "TIME",
		test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
		resolve: (str) => parseSexagesimal(str, false),
		stringify: stringifySexagesimal
	};
	const timestamp = {
		identify: (value) => value instanceof Date,
		default: true,
		tag: "tag:yaml.org,2002:timestamp",
		test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
		resolve(str) {
			const match = str.match(timestamp.test);
			if (!match) throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
			const [, year, month, day, hour, minute, second] = match.map(Number);
			const millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0;
			let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
			const tz = match[8];
			if (tz && tz !== "Z") {
				let d = parseSexagesimal(tz, false);
				if (Math.abs(d) < 30) d *= 60;
				date -= 6e4 * d;
			}
			return new Date(date);
		},
		stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
	};
	exports.floatTime = floatTime;
	exports.intTime = intTime;
	exports.timestamp = timestamp;
}));
// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema = __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var binary = require_binary();
	var bool = require_bool();
	var float = require_float();
	var int = require_int();
	var merge = require_merge();
	var omap = require_omap();
	var pairs = require_pairs();
	var set = require_set();
	var timestamp = require_timestamp();
	exports.schema = [
		map.map,
		seq.seq,
		string.string,
		_null.nullTag,
		bool.trueTag,
		bool.falseTag,
		int.intBin,
		int.intOct,
		int.int,
		int.intHex,
		float.floatNaN,
		float.floatExp,
		float.float,
		binary.binary,
		merge.merge,
		omap.omap,
		pairs.pairs,
		set.set,
		timestamp.intTime,
		timestamp.floatTime,
		timestamp.timestamp
	];
}));
// node_modules/yaml/dist/schema/tags.js
var require_tags = __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var bool = require_bool$1();
	var float = require_float$1();
	var int = require_int$1();
	var schema = require_schema$2();
	var schema$1 = require_schema$1();
	var binary = require_binary();
	var merge = require_merge();
	var omap = require_omap();
	var pairs = require_pairs();
	var schema$2 = require_schema();
	var set = require_set();
	var timestamp = require_timestamp();
	const schemas = new Map([
		["core", schema.schema],
		["failsafe", [
			map.map,
			seq.seq,
			string.string
		]],
		["json", schema$1.schema],
		["yaml11", schema$2.schema],
		["yaml-1.1", schema$2.schema]
	]);
	const tagsByName = {
		binary: binary.binary,
		bool: bool.boolTag,
		float: float.float,
		floatExp: float.floatExp,
		floatNaN: float.floatNaN,
		floatTime: timestamp.floatTime,
		int: int.int,
		intHex: int.intHex,
		intOct: int.intOct,
		intTime: timestamp.intTime,
		map: map.map,
		merge: merge.merge,
		null: _null.nullTag,
		omap: omap.omap,
		pairs: pairs.pairs,
		seq: seq.seq,
		set: set.set,
		timestamp: timestamp.timestamp
	};
	const coreKnownTags = {
		"tag:yaml.org,2002:binary": binary.binary,
		"tag:yaml.org,2002:merge": merge.merge,
		"tag:yaml.org,2002:omap": omap.omap,
		"tag:yaml.org,2002:pairs": pairs.pairs,
		"tag:yaml.org,2002:set": set.set,
		"tag:yaml.org,2002:timestamp": timestamp.timestamp
	};
	function getTags(customTags, schemaName, addMergeTag) {
		const schemaTags = schemas.get(schemaName);
		if (schemaTags && !customTags) return addMergeTag && !schemaTags.includes(merge.merge) ? schemaTags.concat(merge.merge) : schemaTags.slice();
		let tags = schemaTags;
		if (!tags) {
			if (Array.isArray(customTags)) tags = [];
			else {
				const keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
				throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
			}
		}
		if (Array.isArray(customTags)) for (const tag of customTags) tags = tags.concat(tag);
		else if (typeof customTags === "function") tags = customTags(tags.slice());
		if (addMergeTag) tags = tags.concat(merge.merge);
		return tags.reduce((tags, tag) => {
			const tagObj = typeof tag === "string" ? tagsByName[tag] : tag;
			if (!tagObj) {
				const tagName = JSON.stringify(tag);
				const keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
				throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
			}
			if (!tags.includes(tagObj)) tags.push(tagObj);
			return tags;
		}, []);
	}
	exports.coreKnownTags = coreKnownTags;
	exports.getTags = getTags;
}));
// node_modules/yaml/dist/schema/Schema.js
var require_Schema = __commonJSMin(((exports) => {
	var identity = require_identity();
	var map = require_map();
	var seq = require_seq();
	var string = require_string();
	var tags = require_tags();
	const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
	exports.Schema = class Schema {
		constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
			this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null;
			this.name = typeof schema === "string" && schema || "core";
			this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
			this.tags = tags.getTags(customTags, this.name, merge);
			this.toStringOptions = toStringDefaults ?? null;
			Object.defineProperty(this, identity.MAP, { value: map.map });
			Object.defineProperty(this, identity.SCALAR, { value: string.string });
			Object.defineProperty(this, identity.SEQ, { value: seq.seq });
			this.sortMapEntries = typeof sortMapEntries === "function" ? sortMapEntries : sortMapEntries === true ? sortMapEntriesByKey : null;
		}
		clone() {
			const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
			copy.tags = this.tags.slice();
			return copy;
		}
	};
}));
// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = __commonJSMin(((exports) => {
	var identity = require_identity();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyDocument(doc, options) {
		const lines = [];
		let hasDirectives = options.directives === true;
		if (options.directives !== false && doc.directives) {
			const dir = doc.directives.toString(doc);
			if (dir) {
				lines.push(dir);
				hasDirectives = true;
			} else if (doc.directives.docStart) hasDirectives = true;
		}
		if (hasDirectives) lines.push("---");
		const ctx = stringify.createStringifyContext(doc, options);
		const { commentString } = ctx.options;
		if (doc.commentBefore) {
			if (lines.length !== 1) lines.unshift("");
			const cs = commentString(doc.commentBefore);
			lines.unshift(stringifyComment.indentComment(cs, ""));
		}
		let chompKeep = false;
		let contentComment = null;
		if (doc.contents) {
			if (identity.isNode(doc.contents)) {
				if (doc.contents.spaceBefore && hasDirectives) lines.push("");
				if (doc.contents.commentBefore) {
					const cs = commentString(doc.contents.commentBefore);
					lines.push(stringifyComment.indentComment(cs, ""));
				}
				ctx.forceBlockIndent = !!doc.comment;
				contentComment = doc.contents.comment;
			}
			const onChompKeep = contentComment ? void 0 : () => chompKeep = true;
			let body = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
			if (contentComment) body += stringifyComment.lineComment(body, "", commentString(contentComment));
			if ((body[0] === "|" || body[0] === ">") && lines[lines.length - 1] === "---") lines[lines.length - 1] = `--- ${body}`;
			else lines.push(body);
		} else lines.push(stringify.stringify(doc.contents, ctx));
		if (doc.directives?.docEnd) {
			if (doc.comment) {
				const cs = commentString(doc.comment);
				if (cs.includes("\n")) {
					lines.push("...");
					lines.push(stringifyComment.indentComment(cs, ""));
				} else lines.push(`... ${cs}`);
			} else lines.push("...");
		} else {
			let dc = doc.comment;
			if (dc && chompKeep) dc = dc.replace(/^\n+/, "");
			if (dc) {
				if ((!chompKeep || contentComment) && lines[lines.length - 1] !== "") lines.push("");
				lines.push(stringifyComment.indentComment(commentString(dc), ""));
			}
		}
		return lines.join("\n") + "\n";
	}
	exports.stringifyDocument = stringifyDocument;
}));
// node_modules/yaml/dist/doc/Document.js
var require_Document = __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var Collection = require_Collection();
	var identity = require_identity();
	var Pair = require_Pair();
	var toJS = require_toJS();
	var Schema = require_Schema();
	var stringifyDocument = require_stringifyDocument();
	var anchors = require_anchors();
	var applyReviver = require_applyReviver();
	var createNode = require_createNode();
	var directives = require_directives();
	var Document = class Document {
		constructor(value, replacer, options) {
			this.commentBefore = null;
			this.comment = null;
			this.errors = [];
			this.warnings = [];
			Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
			let _replacer = null;
			if (typeof replacer === "function" || Array.isArray(replacer)) _replacer = replacer;
			else if (options === void 0 && replacer) {
				options = replacer;
				replacer = void 0;
			}
			const opt = Object.assign({
				intAsBigInt: false,
				keepSourceTokens: false,
				logLevel: "warn",
				prettyErrors: true,
				strict: true,
				stringKeys: false,
				uniqueKeys: true,
				version: "1.2"
			}, options);
			this.options = opt;
			let { version } = opt;
			if (options?._directives) {
				this.directives = options._directives.atDocument();
				if (this.directives.yaml.explicit) version = this.directives.yaml.version;
			} else this.directives = new directives.Directives({ version });
			this.setSchema(version, options);
			this.contents = value === void 0 ? null : this.createNode(value, _replacer, options);
		}
		clone() {
			const copy = Object.create(Document.prototype, { [identity.NODE_TYPE]: { value: identity.DOC } });
			copy.commentBefore = this.commentBefore;
			copy.comment = this.comment;
			copy.errors = this.errors.slice();
			copy.warnings = this.warnings.slice();
			copy.options = Object.assign({}, this.options);
			if (this.directives) copy.directives = this.directives.clone();
			copy.schema = this.schema.clone();
			copy.contents = identity.isNode(this.contents) ? this.contents.clone(copy.schema) : this.contents;
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		add(value) {
			if (assertCollection(this.contents)) this.contents.add(value);
		}
		addIn(path, value) {
			if (assertCollection(this.contents)) this.contents.addIn(path, value);
		}
		createAlias(node, name) {
			if (!node.anchor) {
				const prev = anchors.anchorNames(this);
				node.anchor = !name || prev.has(name) ? anchors.findNewAnchor(name || "a", prev) : name;
			}
			return new Alias.Alias(node.anchor);
		}
		createNode(value, replacer, options) {
			let _replacer = void 0;
			if (typeof replacer === "function") {
				value = replacer.call({ "": value }, "", value);
				_replacer = replacer;
			} else if (Array.isArray(replacer)) {
				const keyToStr = (v) => typeof v === "number" || v instanceof String || v instanceof Number;
				const asStr = replacer.filter(keyToStr).map(String);
				if (asStr.length > 0) replacer = replacer.concat(asStr);
				_replacer = replacer;
			} else if (options === void 0 && replacer) {
				options = replacer;
				replacer = void 0;
			}
			const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
			const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, anchorPrefix || "a");
			const ctx = {
				aliasDuplicateObjects: aliasDuplicateObjects ?? true,
				keepUndefined: keepUndefined ?? false,
				onAnchor,
				onTagObj,
				replacer: _replacer,
				schema: this.schema,
				sourceObjects
			};
			const node = createNode.createNode(value, tag, ctx);
			if (flow && identity.isCollection(node)) node.flow = true;
			setAnchors();
			return node;
		}
		createPair(key, value, options = {}) {
			const k = this.createNode(key, null, options);
			const v = this.createNode(value, null, options);
			return new Pair.Pair(k, v);
		}
		delete(key) {
			return assertCollection(this.contents) ? this.contents.delete(key) : false;
		}
		deleteIn(path) {
			if (Collection.isEmptyPath(path)) {
				if (this.contents == null) return false;
				this.contents = null;
				return true;
			}
			return assertCollection(this.contents) ? this.contents.deleteIn(path) : false;
		}
		get(key, keepScalar) {
			return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
		}
		getIn(path, keepScalar) {
			if (Collection.isEmptyPath(path)) return !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents;
			return identity.isCollection(this.contents) ? this.contents.getIn(path, keepScalar) : void 0;
		}
		has(key) {
			return identity.isCollection(this.contents) ? this.contents.has(key) : false;
		}
		hasIn(path) {
			if (Collection.isEmptyPath(path)) return this.contents !== void 0;
			return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
		}
		set(key, value) {
			if (this.contents == null) this.contents = Collection.collectionFromPath(this.schema, [key], value);
			else if (assertCollection(this.contents)) this.contents.set(key, value);
		}
		setIn(path, value) {
			if (Collection.isEmptyPath(path)) this.contents = value;
			else if (this.contents == null) this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
			else if (assertCollection(this.contents)) this.contents.setIn(path, value);
		}
		setSchema(version, options = {}) {
			if (typeof version === "number") version = String(version);
			let opt;
			switch (version) {
				case "1.1":
					if (this.directives) this.directives.yaml.version = "1.1";
					else this.directives = new directives.Directives({ version: "1.1" });
					opt = {
						resolveKnownTags: false,
						schema: "yaml-1.1"
					};
					break;
				case "1.2":
				case "next":
					if (this.directives) this.directives.yaml.version = version;
					else this.directives = new directives.Directives({ version });
					opt = {
						resolveKnownTags: true,
						schema: "core"
					};
					break;
				case null:
					if (this.directives) delete this.directives;
					opt = null;
					break;
				default: {
					const sv = JSON.stringify(version);
					throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
				}
			}
			if (options.schema instanceof Object) this.schema = options.schema;
			else if (opt) this.schema = new Schema.Schema(Object.assign(opt, options));
			else throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
		}
		toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
			const ctx = {
				anchors: new Map(),
				doc: this,
				keep: !json,
				mapAsMap: mapAsMap === true,
				mapKeyWarned: false,
				maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
			};
			const res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
			if (typeof onAnchor === "function") for (const { count, res } of ctx.anchors.values()) onAnchor(res, count);
			return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
		}
		toJSON(jsonArg, onAnchor) {
			return this.toJS({
				json: true,
				jsonArg,
				mapAsMap: false,
				onAnchor
			});
		}
		toString(options = {}) {
			if (this.errors.length > 0) throw new Error("Document with errors cannot be stringified");
			if ("indent" in options && (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
				const s = JSON.stringify(options.indent);
				throw new Error(`"indent" option must be a positive integer, not ${s}`);
			}
			return stringifyDocument.stringifyDocument(this, options);
		}
	};
	function assertCollection(contents) {
		if (identity.isCollection(contents)) return true;
		throw new Error("Expected a YAML collection as document contents");
	}
	exports.Document = Document;
}));
// node_modules/yaml/dist/errors.js
var require_errors = __commonJSMin(((exports) => {
	var YAMLError = class extends Error {
		constructor(name, pos, code, message) {
			super();
			this.name = name;
			this.code = code;
			this.message = message;
			this.pos = pos;
		}
	};
	var YAMLParseError = class extends YAMLError {
		constructor(pos, code, message) {
			super("YAMLParseError", pos, code, message);
		}
	};
	var YAMLWarning = class extends YAMLError {
		constructor(pos, code, message) {
			super("YAMLWarning", pos, code, message);
		}
	};
	const prettifyError = (src, lc) => (error) => {
		if (error.pos[0] === -1) return;
		error.linePos = error.pos.map((pos) => lc.linePos(pos));
		const { line, col } = error.linePos[0];
		error.message += ` at line ${line}, column ${col}`;
		let ci = col - 1;
		let lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
		if (ci >= 60 && lineStr.length > 80) {
			const trimStart = Math.min(ci - 39, lineStr.length - 79);
			lineStr = "…" + lineStr.substring(trimStart);
			ci -= trimStart - 1;
		}
		if (lineStr.length > 80) lineStr = lineStr.substring(0, 79) + "…";
		if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
			let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
			if (prev.length > 80) prev = prev.substring(0, 79) + "…\n";
			lineStr = prev + lineStr;
		}
		if (/[^ ]/.test(lineStr)) {
			let count = 1;
			const end = error.linePos[1];
			if (end?.line === line && end.col > col) count = Math.max(1, Math.min(end.col - col, 80 - ci));
			const pointer = " ".repeat(ci) + "^".repeat(count);
			error.message += `:\n\n${lineStr}\n${pointer}\n`;
		}
	};
	exports.YAMLError = YAMLError;
	exports.YAMLParseError = YAMLParseError;
	exports.YAMLWarning = YAMLWarning;
	exports.prettifyError = prettifyError;
}));
// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = __commonJSMin(((exports) => {
	function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
		let spaceBefore = false;
		let atNewline = startOnNewline;
		let hasSpace = startOnNewline;
		let comment = "";
		let commentSep = "";
		let hasNewline = false;
		let reqSpace = false;
		let tab = null;
		let anchor = null;
		let tag = null;
		let newlineAfterProp = null;
		let comma = null;
		let found = null;
		let start = null;
		for (const token of tokens) {
			if (reqSpace) {
				if (token.type !== "space" && token.type !== "newline" && token.type !== "comma") onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
				reqSpace = false;
			}
			if (tab) {
				if (atNewline && token.type !== "comment" && token.type !== "newline") onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
				tab = null;
			}
			switch (token.type) {
				case "space":
					if (!flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	")) tab = token;
					hasSpace = true;
					break;
				case "comment": {
					if (!hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
					const cb = token.source.substring(1) || " ";
					if (!comment) comment = cb;
					else comment += commentSep + cb;
					commentSep = "";
					atNewline = false;
					break;
				}
				case "newline":
					if (atNewline) {
						if (comment) comment += token.source;
						else if (!found || indicator !== "seq-item-ind") spaceBefore = true;
					} else commentSep += token.source;
					atNewline = true;
					hasNewline = true;
					if (anchor || tag) newlineAfterProp = token;
					hasSpace = true;
					break;
				case "anchor":
					if (anchor) onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor");
					if (token.source.endsWith(":")) onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", true);
					anchor = token;
					start ?? (start = token.offset);
					atNewline = false;
					hasSpace = false;
					reqSpace = true;
					break;
				case "tag":
					if (tag) onError(token, "MULTIPLE_TAGS", "A node can have at most one tag");
					tag = token;
					start ?? (start = token.offset);
					atNewline = false;
					hasSpace = false;
					reqSpace = true;
					break;
				case indicator:
					if (anchor || tag) onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`);
					if (found) onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`);
					found = token;
					atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind";
					hasSpace = false;
					break;
				case "comma": if (flow) {
					if (comma) onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`);
					comma = token;
					atNewline = false;
					hasSpace = false;
					break;
				}
				default:
					onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`);
					atNewline = false;
					hasSpace = false;
			}
		}
		const last = tokens[tokens.length - 1];
		const end = last ? last.offset + last.source.length : offset;
		if (reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "")) onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
		if (tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq")) onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
		return {
			comma,
			found,
			spaceBefore,
			comment,
			hasNewline,
			anchor,
			tag,
			newlineAfterProp,
			end,
			start: start ?? end
		};
	}
	exports.resolveProps = resolveProps;
}));
// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = __commonJSMin(((exports) => {
	function containsNewline(key) {
		if (!key) return null;
		switch (key.type) {
			case "alias":
			case "scalar":
			case "double-quoted-scalar":
			case "single-quoted-scalar":
				if (key.source.includes("\n")) return true;
				if (key.end) {
					for (const st of key.end) if (st.type === "newline") return true;
				}
				return false;
			case "flow-collection":
				for (const it of key.items) {
					for (const st of it.start) if (st.type === "newline") return true;
					if (it.sep) {
						for (const st of it.sep) if (st.type === "newline") return true;
					}
					if (containsNewline(it.key) || containsNewline(it.value)) return true;
				}
				return false;
			default: return true;
		}
	}
	exports.containsNewline = containsNewline;
}));
// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = __commonJSMin(((exports) => {
	var utilContainsNewline = require_util_contains_newline();
	function flowIndentCheck(indent, fc, onError) {
		if (fc?.type === "flow-collection") {
			const end = fc.end[0];
			if (end.indent === indent && (end.source === "]" || end.source === "}") && utilContainsNewline.containsNewline(fc)) onError(end, "BAD_INDENT", "Flow end indicator should be more indented than parent", true);
		}
	}
	exports.flowIndentCheck = flowIndentCheck;
}));
// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = __commonJSMin(((exports) => {
	var identity = require_identity();
	function mapIncludes(ctx, items, search) {
		const { uniqueKeys } = ctx.options;
		if (uniqueKeys === false) return false;
		const isEqual = typeof uniqueKeys === "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
		return items.some((pair) => isEqual(pair.key, search));
	}
	exports.mapIncludes = mapIncludes;
}));
// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = __commonJSMin(((exports) => {
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var resolveProps = require_resolve_props();
	var utilContainsNewline = require_util_contains_newline();
	var utilFlowIndentCheck = require_util_flow_indent_check();
	var utilMapIncludes = require_util_map_includes();
	const startColMsg = "All mapping items must start at the same column";
	function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
		const map = new ((tag?.nodeClass) ?? YAMLMap.YAMLMap)(ctx.schema);
		if (ctx.atRoot) ctx.atRoot = false;
		let offset = bm.offset;
		let commentEnd = null;
		for (const collItem of bm.items) {
			const { start, key, sep, value } = collItem;
			const keyProps = resolveProps.resolveProps(start, {
				indicator: "explicit-key-ind",
				next: key ?? sep?.[0],
				offset,
				onError,
				parentIndent: bm.indent,
				startOnNewline: true
			});
			const implicitKey = !keyProps.found;
			if (implicitKey) {
				if (key) {
					if (key.type === "block-seq") onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key");
					else if ("indent" in key && key.indent !== bm.indent) onError(offset, "BAD_INDENT", startColMsg);
				}
				if (!keyProps.anchor && !keyProps.tag && !sep) {
					commentEnd = keyProps.end;
					if (keyProps.comment) {
						if (map.comment) map.comment += "\n" + keyProps.comment;
						else map.comment = keyProps.comment;
					}
					continue;
				}
				if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
			} else if (keyProps.found?.indent !== bm.indent) onError(offset, "BAD_INDENT", startColMsg);
			ctx.atKey = true;
			const keyStart = keyProps.end;
			const keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
			if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
			ctx.atKey = false;
			if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode)) onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
			const valueProps = resolveProps.resolveProps(sep ?? [], {
				indicator: "map-value-ind",
				next: value,
				offset: keyNode.range[2],
				onError,
				parentIndent: bm.indent,
				startOnNewline: !key || key.type === "block-scalar"
			});
			offset = valueProps.end;
			if (valueProps.found) {
				if (implicitKey) {
					if (value?.type === "block-map" && !valueProps.hasNewline) onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings");
					if (ctx.options.strict && keyProps.start < valueProps.found.offset - 1024) onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key");
				}
				const valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
				if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
				offset = valueNode.range[2];
				const pair = new Pair.Pair(keyNode, valueNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				map.items.push(pair);
			} else {
				if (implicitKey) onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values");
				if (valueProps.comment) {
					if (keyNode.comment) keyNode.comment += "\n" + valueProps.comment;
					else keyNode.comment = valueProps.comment;
				}
				const pair = new Pair.Pair(keyNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				map.items.push(pair);
			}
		}
		if (commentEnd && commentEnd < offset) onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content");
		map.range = [
			bm.offset,
			offset,
			commentEnd ?? offset
		];
		return map;
	}
	exports.resolveBlockMap = resolveBlockMap;
}));
// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = __commonJSMin(((exports) => {
	var YAMLSeq = require_YAMLSeq();
	var resolveProps = require_resolve_props();
	var utilFlowIndentCheck = require_util_flow_indent_check();
	function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
		const seq = new ((tag?.nodeClass) ?? YAMLSeq.YAMLSeq)(ctx.schema);
		if (ctx.atRoot) ctx.atRoot = false;
		if (ctx.atKey) ctx.atKey = false;
		let offset = bs.offset;
		let commentEnd = null;
		for (const { start, value } of bs.items) {
			const props = resolveProps.resolveProps(start, {
				indicator: "seq-item-ind",
				next: value,
				offset,
				onError,
				parentIndent: bs.indent,
				startOnNewline: true
			});
			if (!props.found) {
				if (props.anchor || props.tag || value) {
					if (value?.type === "block-seq") onError(props.end, "BAD_INDENT", "All sequence items must start at the same column");
					else onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
				} else {
					commentEnd = props.end;
					if (props.comment) seq.comment = props.comment;
					continue;
				}
			}
			const node = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
			if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
			offset = node.range[2];
			seq.items.push(node);
		}
		seq.range = [
			bs.offset,
			offset,
			commentEnd ?? offset
		];
		return seq;
	}
	exports.resolveBlockSeq = resolveBlockSeq;
}));
// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = __commonJSMin(((exports) => {
	function resolveEnd(end, offset, reqSpace, onError) {
		let comment = "";
		if (end) {
			let hasSpace = false;
			let sep = "";
			for (const token of end) {
				const { source, type } = token;
				switch (type) {
					case "space":
						hasSpace = true;
						break;
					case "comment": {
						if (reqSpace && !hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
						const cb = source.substring(1) || " ";
						if (!comment) comment = cb;
						else comment += sep + cb;
						sep = "";
						break;
					}
					case "newline":
						if (comment) sep += source;
						hasSpace = true;
						break;
					default: onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
				}
				offset += source.length;
			}
		}
		return {
			comment,
			offset
		};
	}
	exports.resolveEnd = resolveEnd;
}));
// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var resolveEnd = require_resolve_end();
	var resolveProps = require_resolve_props();
	var utilContainsNewline = require_util_contains_newline();
	var utilMapIncludes = require_util_map_includes();
	const blockMsg = "Block collections are not allowed within flow collections";
	const isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
	function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
		const isMap = fc.start.source === "{";
		const fcName = isMap ? "flow map" : "flow sequence";
		const coll = new ((tag?.nodeClass) ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq))(ctx.schema);
		coll.flow = true;
		const atRoot = ctx.atRoot;
		if (atRoot) ctx.atRoot = false;
		if (ctx.atKey) ctx.atKey = false;
		let offset = fc.offset + fc.start.source.length;
		for (let i = 0; i < fc.items.length; ++i) {
			const collItem = fc.items[i];
			const { start, key, sep, value } = collItem;
			const props = resolveProps.resolveProps(start, {
				flow: fcName,
				indicator: "explicit-key-ind",
				next: key ?? sep?.[0],
				offset,
				onError,
				parentIndent: fc.indent,
				startOnNewline: false
			});
			if (!props.found) {
				if (!props.anchor && !props.tag && !sep && !value) {
					if (i === 0 && props.comma) onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
					else if (i < fc.items.length - 1) onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`);
					if (props.comment) {
						if (coll.comment) coll.comment += "\n" + props.comment;
						else coll.comment = props.comment;
					}
					offset = props.end;
					continue;
				}
				if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key)) onError(key, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
			}
			if (i === 0) {
				if (props.comma) onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
			} else {
				if (!props.comma) onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`);
				if (props.comment) {
					let prevItemComment = "";
					loop: for (const st of start) switch (st.type) {
						case "comma":
						case "space": break;
						case "comment":
							prevItemComment = st.source.substring(1);
							break loop;
						default: break loop;
					}
					if (prevItemComment) {
						let prev = coll.items[coll.items.length - 1];
						if (identity.isPair(prev)) prev = prev.value ?? prev.key;
						if (prev.comment) prev.comment += "\n" + prevItemComment;
						else prev.comment = prevItemComment;
						props.comment = props.comment.substring(prevItemComment.length + 1);
					}
				}
			}
			if (!isMap && !sep && !props.found) {
				const valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep, null, props, onError);
				coll.items.push(valueNode);
				offset = valueNode.range[2];
				if (isBlock(value)) onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
			} else {
				ctx.atKey = true;
				const keyStart = props.end;
				const keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
				if (isBlock(key)) onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg);
				ctx.atKey = false;
				const valueProps = resolveProps.resolveProps(sep ?? [], {
					flow: fcName,
					indicator: "map-value-ind",
					next: value,
					offset: keyNode.range[2],
					onError,
					parentIndent: fc.indent,
					startOnNewline: false
				});
				if (valueProps.found) {
					if (!isMap && !props.found && ctx.options.strict) {
						if (sep) for (const st of sep) {
							if (st === valueProps.found) break;
							if (st.type === "newline") {
								onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
								break;
							}
						}
						if (props.start < valueProps.found.offset - 1024) onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
					}
				} else if (value) {
					if ("source" in value && value.source?.[0] === ":") onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`);
					else onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`);
				}
				const valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError) : null;
				if (valueNode) {
					if (isBlock(value)) onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
				} else if (valueProps.comment) {
					if (keyNode.comment) keyNode.comment += "\n" + valueProps.comment;
					else keyNode.comment = valueProps.comment;
				}
				const pair = new Pair.Pair(keyNode, valueNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				if (isMap) {
					const map = coll;
					if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode)) onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
					map.items.push(pair);
				} else {
					const map = new YAMLMap.YAMLMap(ctx.schema);
					map.flow = true;
					map.items.push(pair);
					const endRange = (valueNode ?? keyNode).range;
					map.range = [
						keyNode.range[0],
						endRange[1],
						endRange[2]
					];
					coll.items.push(map);
				}
				offset = valueNode ? valueNode.range[2] : valueProps.end;
			}
		}
		const expectedEnd = isMap ? "}" : "]";
		const [ce, ...ee] = fc.end;
		let cePos = offset;
		if (ce?.source === expectedEnd) cePos = ce.offset + ce.source.length;
		else {
			const name = fcName[0].toUpperCase() + fcName.substring(1);
			const msg = atRoot ? `${name} must end with a ${expectedEnd}` : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
			onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg);
			if (ce && ce.source.length !== 1) ee.unshift(ce);
		}
		if (ee.length > 0) {
			const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
			if (end.comment) {
				if (coll.comment) coll.comment += "\n" + end.comment;
				else coll.comment = end.comment;
			}
			coll.range = [
				fc.offset,
				cePos,
				end.offset
			];
		} else coll.range = [
			fc.offset,
			cePos,
			cePos
		];
		return coll;
	}
	exports.resolveFlowCollection = resolveFlowCollection;
}));
// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var resolveBlockMap = require_resolve_block_map();
	var resolveBlockSeq = require_resolve_block_seq();
	var resolveFlowCollection = require_resolve_flow_collection();
	function resolveCollection(CN, ctx, token, onError, tagName, tag) {
		const coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
		const Coll = coll.constructor;
		if (tagName === "!" || tagName === Coll.tagName) {
			coll.tag = Coll.tagName;
			return coll;
		}
		if (tagName) coll.tag = tagName;
		return coll;
	}
	function composeCollection(CN, ctx, token, props, onError) {
		const tagToken = props.tag;
		const tagName = !tagToken ? null : ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg));
		if (token.type === "block-seq") {
			const { anchor, newlineAfterProp: nl } = props;
			const lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
			if (lastProp && (!nl || nl.offset < lastProp.offset)) onError(lastProp, "MISSING_CHAR", "Missing newline after block sequence props");
		}
		const expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
		if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq") return resolveCollection(CN, ctx, token, onError, tagName);
		let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
		if (!tag) {
			const kt = ctx.schema.knownTags[tagName];
			if (kt?.collection === expType) {
				ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
				tag = kt;
			} else {
				if (kt) onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, true);
				else onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, true);
				return resolveCollection(CN, ctx, token, onError, tagName);
			}
		}
		const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
		const res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll;
		const node = identity.isNode(res) ? res : new Scalar.Scalar(res);
		node.range = coll.range;
		node.tag = tagName;
		if (tag?.format) node.format = tag.format;
		return node;
	}
	exports.composeCollection = composeCollection;
}));
// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	function resolveBlockScalar(ctx, scalar, onError) {
		const start = scalar.offset;
		const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
		if (!header) return {
			value: "",
			type: null,
			comment: "",
			range: [
				start,
				start,
				start
			]
		};
		const type = header.mode === ">" ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
		const lines = scalar.source ? splitLines(scalar.source) : [];
		let chompStart = lines.length;
		for (let i = lines.length - 1; i >= 0; --i) {
			const content = lines[i][1];
			if (content === "" || content === "\r") chompStart = i;
			else break;
		}
		if (chompStart === 0) {
			const value = header.chomp === "+" && lines.length > 0 ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
			let end = start + header.length;
			if (scalar.source) end += scalar.source.length;
			return {
				value,
				type,
				comment: header.comment,
				range: [
					start,
					end,
					end
				]
			};
		}
		let trimIndent = scalar.indent + header.indent;
		let offset = scalar.offset + header.length;
		let contentStart = 0;
		for (let i = 0; i < chompStart; ++i) {
			const [indent, content] = lines[i];
			if (content === "" || content === "\r") {
				if (header.indent === 0 && indent.length > trimIndent) trimIndent = indent.length;
			} else {
				if (indent.length < trimIndent) onError(offset + indent.length, "MISSING_CHAR", "Block scalars with more-indented leading empty lines must use an explicit indentation indicator");
				if (header.indent === 0) trimIndent = indent.length;
				contentStart = i;
				if (trimIndent === 0 && !ctx.atRoot) onError(offset, "BAD_INDENT", "Block scalar values in collections must be indented");
				break;
			}
			offset += indent.length + content.length + 1;
		}
		for (let i = lines.length - 1; i >= chompStart; --i) if (lines[i][0].length > trimIndent) chompStart = i + 1;
		let value = "";
		let sep = "";
		let prevMoreIndented = false;
		for (let i = 0; i < contentStart; ++i) value += lines[i][0].slice(trimIndent) + "\n";
		for (let i = contentStart; i < chompStart; ++i) {
			let [indent, content] = lines[i];
			offset += indent.length + content.length + 1;
			const crlf = content[content.length - 1] === "\r";
			if (crlf) content = content.slice(0, -1);
			if (content && indent.length < trimIndent) {
				const message = `Block scalar lines must not be less indented than their ${header.indent ? "explicit indentation indicator" : "first line"}`;
				onError(offset - content.length - (crlf ? 2 : 1), "BAD_INDENT", message);
				indent = "";
			}
			if (type === Scalar.Scalar.BLOCK_LITERAL) {
				value += sep + indent.slice(trimIndent) + content;
				sep = "\n";
			} else if (indent.length > trimIndent || content[0] === "	") {
				if (sep === " ") sep = "\n";
				else if (!prevMoreIndented && sep === "\n") sep = "\n\n";
				value += sep + indent.slice(trimIndent) + content;
				sep = "\n";
				prevMoreIndented = true;
			} else if (content === "") {
				if (sep === "\n") value += "\n";
				else sep = "\n";
			} else {
				value += sep + content;
				sep = " ";
				prevMoreIndented = false;
			}
		}
		switch (header.chomp) {
			case "-": break;
			case "+":
				for (let i = chompStart; i < lines.length; ++i) value += "\n" + lines[i][0].slice(trimIndent);
				if (value[value.length - 1] !== "\n") value += "\n";
				break;
			default: value += "\n";
		}
		const end = start + header.length + scalar.source.length;
		return {
			value,
			type,
			comment: header.comment,
			range: [
				start,
				end,
				end
			]
		};
	}
	function parseBlockScalarHeader({ offset, props }, strict, onError) {
		if (props[0].type !== "block-scalar-header") {
			onError(props[0], "IMPOSSIBLE", "Block scalar header not found");
			return null;
		}
		const { source } = props[0];
		const mode = source[0];
		let indent = 0;
		let chomp = "";
		let error = -1;
		for (let i = 1; i < source.length; ++i) {
			const ch = source[i];
			if (!chomp && (ch === "-" || ch === "+")) chomp = ch;
			else {
				const n = Number(ch);
				if (!indent && n) indent = n;
				else if (error === -1) error = offset + i;
			}
		}
		if (error !== -1) onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
		let hasSpace = false;
		let comment = "";
		let length = source.length;
		for (let i = 1; i < props.length; ++i) {
			const token = props[i];
			switch (token.type) {
				case "space": hasSpace = true;
				case "newline":
					length += token.source.length;
					break;
				case "comment":
					if (strict && !hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
					length += token.source.length;
					comment = token.source.substring(1);
					break;
				case "error":
					onError(token, "UNEXPECTED_TOKEN", token.message);
					length += token.source.length;
					break;
				default: {
					onError(token, "UNEXPECTED_TOKEN", `Unexpected token in block scalar header: ${token.type}`);
					const ts = token.source;
					if (ts && typeof ts === "string") length += ts.length;
				}
			}
		}
		return {
			mode,
			indent,
			chomp,
			comment,
			length
		};
	}
	function splitLines(source) {
		const split = source.split(/\n( *)/);
		const first = split[0];
		const m = first.match(/^( *)/);
		const lines = [m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first]];
		for (let i = 1; i < split.length; i += 2) lines.push([split[i], split[i + 1]]);
		return lines;
	}
	exports.resolveBlockScalar = resolveBlockScalar;
}));
// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var resolveEnd = require_resolve_end();
	function resolveFlowScalar(scalar, strict, onError) {
		const { offset, type, source, end } = scalar;
		let _type;
		let value;
		const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
		switch (type) {
			case "scalar":
				_type = Scalar.Scalar.PLAIN;
				value = plainValue(source, _onError);
				break;
			case "single-quoted-scalar":
				_type = Scalar.Scalar.QUOTE_SINGLE;
				value = singleQuotedValue(source, _onError);
				break;
			case "double-quoted-scalar":
				_type = Scalar.Scalar.QUOTE_DOUBLE;
				value = doubleQuotedValue(source, _onError);
				break;
			default:
				onError(scalar, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`);
				return {
					value: "",
					type: null,
					comment: "",
					range: [
						offset,
						offset + source.length,
						offset + source.length
					]
				};
		}
		const valueEnd = offset + source.length;
		const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
		return {
			value,
			type: _type,
			comment: re.comment,
			range: [
				offset,
				valueEnd,
				re.offset
			]
		};
	}
	function plainValue(source, onError) {
		let badChar = "";
		switch (source[0]) {
			case "	":
				badChar = "a tab character";
				break;
			case ",":
				badChar = "flow indicator character ,";
				break;
			case "%":
				badChar = "directive indicator character %";
				break;
			case "|":
			case ">":
				badChar = `block scalar indicator ${source[0]}`;
				break;
			case "@":
			case "`": badChar = `reserved character ${source[0]}`;
		}
		if (badChar) onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`);
		return unfoldLines(source);
	}
	function singleQuotedValue(source, onError) {
		if (source[source.length - 1] !== "'" || source.length === 1) onError(source.length, "MISSING_CHAR", "Missing closing 'quote");
		return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
	}
	function unfoldLines(source) {
		const line = /(.*?)\r?\n/sy;
		let match = line.exec(source);
		if (!match) return source;
		let trimEnd, trimBoth;
		try {
			trimEnd = new RegExp("(?<![ 	])[ 	]+$");
			trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
		} catch {
			trimEnd = /[ \t]+$/;
			trimBoth = /^[ \t]+|[ \t]+$/g;
		}
		let res = match[1].replace(trimEnd, "");
		let sep = " ";
		let pos = line.lastIndex;
		while (match = line.exec(source)) {
			const lm = match[1].replace(trimBoth, "");
			if (lm === "") {
				if (sep === "\n") res += sep;
				else sep = "\n";
			} else {
				res += sep + lm;
				sep = " ";
			}
			pos = line.lastIndex;
		}
		const last = /[ \t]*(.*)/sy;
		last.lastIndex = pos;
		match = last.exec(source);
		return res + sep + (match?.[1] ?? "");
	}
	function doubleQuotedValue(source, onError) {
		let res = "";
		for (let i = 1; i < source.length - 1; ++i) {
			const ch = source[i];
			if (ch === "\r" && source[i + 1] === "\n") continue;
			if (ch === "\n") {
				const { fold, offset } = foldNewline(source, i);
				res += fold;
				i = offset;
			} else if (ch === "\\") {
				let next = source[++i];
				const cc = escapeCodes[next];
				if (cc) res += cc;
				else if (next === "\n") {
					next = source[i + 1];
					while (next === " " || next === "	") next = source[++i + 1];
				} else if (next === "\r" && source[i + 1] === "\n") {
					next = source[++i + 1];
					while (next === " " || next === "	") next = source[++i + 1];
				} else if (next === "x" || next === "u" || next === "U") {
					const length = next === "x" ? 2 : next === "u" ? 4 : 8;
					res += parseCharCode(source, i + 1, length, onError);
					i += length;
				} else {
					const raw = source.substr(i - 1, 2);
					onError(i - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
					res += raw;
				}
			} else if (ch === " " || ch === "	") {
				const wsStart = i;
				let next = source[i + 1];
				while (next === " " || next === "	") next = source[++i + 1];
				if (next !== "\n" && !(next === "\r" && source[i + 2] === "\n")) res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
			} else res += ch;
		}
		if (source[source.length - 1] !== "\"" || source.length === 1) onError(source.length, "MISSING_CHAR", "Missing closing \"quote");
		return res;
	}
	function foldNewline(source, offset) {
		let fold = "";
		let ch = source[offset + 1];
		while (ch === " " || ch === "	" || ch === "\n" || ch === "\r") {
			if (ch === "\r" && source[offset + 2] !== "\n") break;
			if (ch === "\n") fold += "\n";
			offset += 1;
			ch = source[offset + 1];
		}
		if (!fold) fold = " ";
		return {
			fold,
			offset
		};
	}
	const escapeCodes = {
		"0": "\0",
		a: "\x07",
		b: "\b",
		e: "\x1B",
		f: "\f",
		n: "\n",
		r: "\r",
		t: "	",
		v: "\v",
		N: "",
		_: "\xA0",
		L: "\u2028",
		P: "\u2029",
		" ": " ",
		"\"": "\"",
		"/": "/",
		"\\": "\\",
		"	": "	"
	};
	function parseCharCode(source, offset, length, onError) {
		const cc = source.substr(offset, length);
		const code = cc.length === length && /^[0-9a-fA-F]+$/.test(cc) ? parseInt(cc, 16) : NaN;
		try {
			return String.fromCodePoint(code);
		} catch {
			const raw = source.substr(offset - 2, length + 2);
			onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
			return raw;
		}
	}
	exports.resolveFlowScalar = resolveFlowScalar;
}));
// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var resolveBlockScalar = require_resolve_block_scalar();
	var resolveFlowScalar = require_resolve_flow_scalar();
	function composeScalar(ctx, token, tagToken, onError) {
		const { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
		const tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
		let tag;
		if (ctx.options.stringKeys && ctx.atKey) tag = ctx.schema[identity.SCALAR];
		else if (tagName) tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
		else if (token.type === "scalar") tag = findScalarTagByTest(ctx, value, token, onError);
		else tag = ctx.schema[identity.SCALAR];
		let scalar;
		try {
			const res = tag.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
			scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
		} catch (error) {
			const msg = error instanceof Error ? error.message : String(error);
			onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg);
			scalar = new Scalar.Scalar(value);
		}
		scalar.range = range;
		scalar.source = value;
		if (type) scalar.type = type;
		if (tagName) scalar.tag = tagName;
		if (tag.format) scalar.format = tag.format;
		if (comment) scalar.comment = comment;
		return scalar;
	}
	function findScalarTagByName(schema, value, tagName, tagToken, onError) {
		if (tagName === "!") return schema[identity.SCALAR];
		const matchWithTest = [];
		for (const tag of schema.tags) if (!tag.collection && tag.tag === tagName) {
			if (tag.default && tag.test) matchWithTest.push(tag);
			else return tag;
		}
		for (const tag of matchWithTest) if (tag.test?.test(value)) return tag;
		const kt = schema.knownTags[tagName];
		if (kt && !kt.collection) {
			schema.tags.push(Object.assign({}, kt, {
				default: false,
				test: void 0
			}));
			return kt;
		}
		onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str");
		return schema[identity.SCALAR];
	}
	function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
		const tag = schema.tags.find((tag) => (tag.default === true || atKey && tag.default === "key") && tag.test?.test(value)) || schema[identity.SCALAR];
		if (schema.compat) {
			const compat = schema.compat.find((tag) => tag.default && tag.test?.test(value)) ?? schema[identity.SCALAR];
			if (tag.tag !== compat.tag) onError(token, "TAG_RESOLVE_FAILED", `Value may be parsed as either ${directives.tagString(tag.tag)} or ${directives.tagString(compat.tag)}`, true);
		}
		return tag;
	}
	exports.composeScalar = composeScalar;
}));
// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = __commonJSMin(((exports) => {
	function emptyScalarPosition(offset, before, pos) {
		if (before) {
			pos ?? (pos = before.length);
			for (let i = pos - 1; i >= 0; --i) {
				let st = before[i];
				switch (st.type) {
					case "space":
					case "comment":
					case "newline":
						offset -= st.source.length;
						continue;
				}
				st = before[++i];
				while (st?.type === "space") {
					offset += st.source.length;
					st = before[++i];
				}
				break;
			}
		}
		return offset;
	}
	exports.emptyScalarPosition = emptyScalarPosition;
}));
// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var identity = require_identity();
	var composeCollection = require_compose_collection();
	var composeScalar = require_compose_scalar();
	var resolveEnd = require_resolve_end();
	var utilEmptyScalarPosition = require_util_empty_scalar_position();
	const CN = {
		composeNode,
		composeEmptyNode
	};
	function composeNode(ctx, token, props, onError) {
		const atKey = ctx.atKey;
		const { spaceBefore, comment, anchor, tag } = props;
		let node;
		let isSrcToken = true;
		switch (token.type) {
			case "alias":
				node = composeAlias(ctx, token, onError);
				if (anchor || tag) onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
				break;
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
			case "block-scalar":
				node = composeScalar.composeScalar(ctx, token, tag, onError);
				if (anchor) node.anchor = anchor.source.substring(1);
				break;
			case "block-map":
			case "block-seq":
			case "flow-collection":
				try {
					node = composeCollection.composeCollection(CN, ctx, token, props, onError);
					if (anchor) node.anchor = anchor.source.substring(1);
				} catch (error) {
					onError(token, "RESOURCE_EXHAUSTION", error instanceof Error ? error.message : String(error));
				}
				break;
			default:
				onError(token, "UNEXPECTED_TOKEN", token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`);
				isSrcToken = false;
		}
		node ?? (node = composeEmptyNode(ctx, token.offset, void 0, null, props, onError));
		if (anchor && node.anchor === "") onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
		if (atKey && ctx.options.stringKeys && (!identity.isScalar(node) || typeof node.value !== "string" || node.tag && node.tag !== "tag:yaml.org,2002:str")) onError(tag ?? token, "NON_STRING_KEY", "With stringKeys, all keys must be strings");
		if (spaceBefore) node.spaceBefore = true;
		if (comment) {
			if (token.type === "scalar" && token.source === "") node.comment = comment;
			else node.commentBefore = comment;
		}
		if (ctx.options.keepSourceTokens && isSrcToken) node.srcToken = token;
		return node;
	}
	function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
		const token = {
			type: "scalar",
			offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
			indent: -1,
			source: ""
		};
		const node = composeScalar.composeScalar(ctx, token, tag, onError);
		if (anchor) {
			node.anchor = anchor.source.substring(1);
			if (node.anchor === "") onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
		}
		if (spaceBefore) node.spaceBefore = true;
		if (comment) {
			node.comment = comment;
			node.range[2] = end;
		}
		return node;
	}
	function composeAlias({ options }, { offset, source, end }, onError) {
		const alias = new Alias.Alias(source.substring(1));
		if (alias.source === "") onError(offset, "BAD_ALIAS", "Alias cannot be an empty string");
		if (alias.source.endsWith(":")) onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", true);
		const valueEnd = offset + source.length;
		const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
		alias.range = [
			offset,
			valueEnd,
			re.offset
		];
		if (re.comment) alias.comment = re.comment;
		return alias;
	}
	exports.composeEmptyNode = composeEmptyNode;
	exports.composeNode = composeNode;
}));
// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = __commonJSMin(((exports) => {
	var Document = require_Document();
	var composeNode = require_compose_node();
	var resolveEnd = require_resolve_end();
	var resolveProps = require_resolve_props();
	function composeDoc(options, directives, { offset, start, value, end }, onError) {
		const opts = Object.assign({ _directives: directives }, options);
		const doc = new Document.Document(void 0, opts);
		const ctx = {
			atKey: false,
			atRoot: true,
			directives: doc.directives,
			options: doc.options,
			schema: doc.schema
		};
		const props = resolveProps.resolveProps(start, {
			indicator: "doc-start",
			next: value ?? end?.[0],
			offset,
			onError,
			parentIndent: 0,
			startOnNewline: true
		});
		if (props.found) {
			doc.directives.docStart = true;
			if (value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline) onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker");
		}
		doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
		const contentEnd = doc.contents.range[2];
		const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
		if (re.comment) doc.comment = re.comment;
		doc.range = [
			offset,
			contentEnd,
			re.offset
		];
		return doc;
	}
	exports.composeDoc = composeDoc;
}));
// node_modules/yaml/dist/compose/composer.js
var require_composer = __commonJSMin(((exports) => {
	var node_process = __require("process");
	var directives = require_directives();
	var Document = require_Document();
	var errors = require_errors();
	var identity = require_identity();
	var composeDoc = require_compose_doc();
	var resolveEnd = require_resolve_end();
	function getErrorPos(src) {
		if (typeof src === "number") return [src, src + 1];
		if (Array.isArray(src)) return src.length === 2 ? src : [src[0], src[1]];
		const { offset, source } = src;
		return [offset, offset + (typeof source === "string" ? source.length : 1)];
	}
	function parsePrelude(prelude) {
		let comment = "";
		let atComment = false;
		let afterEmptyLine = false;
		for (let i = 0; i < prelude.length; ++i) {
			const source = prelude[i];
			switch (source[0]) {
				case "#":
					comment += (comment === "" ? "" : afterEmptyLine ? "\n\n" : "\n") + (source.substring(1) || " ");
					atComment = true;
					afterEmptyLine = false;
					break;
				case "%":
					if (prelude[i + 1]?.[0] !== "#") i += 1;
					atComment = false;
					break;
				default:
					if (!atComment) afterEmptyLine = true;
					atComment = false;
			}
		}
		return {
			comment,
			afterEmptyLine
		};
	}
	var Composer = class {
		constructor(options = {}) {
			this.doc = null;
			this.atDirectives = false;
			this.prelude = [];
			this.errors = [];
			this.warnings = [];
			this.onError = (source, code, message, warning) => {
				const pos = getErrorPos(source);
				if (warning) this.warnings.push(new errors.YAMLWarning(pos, code, message));
				else this.errors.push(new errors.YAMLParseError(pos, code, message));
			};
			this.directives = new directives.Directives({ version: options.version || "1.2" });
			this.options = options;
		}
		decorate(doc, afterDoc) {
			const { comment, afterEmptyLine } = parsePrelude(this.prelude);
			if (comment) {
				const dc = doc.contents;
				if (afterDoc) doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
				else if (afterEmptyLine || doc.directives.docStart || !dc) doc.commentBefore = comment;
				else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
					let it = dc.items[0];
					if (identity.isPair(it)) it = it.key;
					const cb = it.commentBefore;
					it.commentBefore = cb ? `${comment}\n${cb}` : comment;
				} else {
					const cb = dc.commentBefore;
					dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
				}
			}
			if (afterDoc) {
				for (let i = 0; i < this.errors.length; ++i) doc.errors.push(this.errors[i]);
				for (let i = 0; i < this.warnings.length; ++i) doc.warnings.push(this.warnings[i]);
			} else {
				doc.errors = this.errors;
				doc.warnings = this.warnings;
			}
			this.prelude = [];
			this.errors = [];
			this.warnings = [];
		}
		streamInfo() {
			return {
				comment: parsePrelude(this.prelude).comment,
				directives: this.directives,
				errors: this.errors,
				warnings: this.warnings
			};
		}
		*compose(tokens, forceDoc = false, endOffset = -1) {
			for (const token of tokens) yield* this.next(token);
			yield* this.end(forceDoc, endOffset);
		}
		*next(token) {
			if (node_process.env.LOG_STREAM) console.dir(token, { depth: null });
			switch (token.type) {
				case "directive":
					this.directives.add(token.source, (offset, message, warning) => {
						const pos = getErrorPos(token);
						pos[0] += offset;
						this.onError(pos, "BAD_DIRECTIVE", message, warning);
					});
					this.prelude.push(token.source);
					this.atDirectives = true;
					break;
				case "document": {
					const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
					if (this.atDirectives && !doc.directives.docStart) this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line");
					this.decorate(doc, false);
					if (this.doc) yield this.doc;
					this.doc = doc;
					this.atDirectives = false;
					break;
				}
				case "byte-order-mark":
				case "space": break;
				case "comment":
				case "newline":
					this.prelude.push(token.source);
					break;
				case "error": {
					const msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message;
					const error = new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
					if (this.atDirectives || !this.doc) this.errors.push(error);
					else this.doc.errors.push(error);
					break;
				}
				case "doc-end": {
					if (!this.doc) {
						this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", "Unexpected doc-end without preceding document"));
						break;
					}
					this.doc.directives.docEnd = true;
					const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
					this.decorate(this.doc, true);
					if (end.comment) {
						const dc = this.doc.comment;
						this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
					}
					this.doc.range[2] = end.offset;
					break;
				}
				default: this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
			}
		}
		*end(forceDoc = false, endOffset = -1) {
			if (this.doc) {
				this.decorate(this.doc, true);
				yield this.doc;
				this.doc = null;
			} else if (forceDoc) {
				const opts = Object.assign({ _directives: this.directives }, this.options);
				const doc = new Document.Document(void 0, opts);
				if (this.atDirectives) this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line");
				doc.range = [
					0,
					endOffset,
					endOffset
				];
				this.decorate(doc, false);
				yield doc;
			}
		}
	};
	exports.Composer = Composer;
}));
// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = __commonJSMin(((exports) => {
	var resolveBlockScalar = require_resolve_block_scalar();
	var resolveFlowScalar = require_resolve_flow_scalar();
	var errors = require_errors();
	var stringifyString = require_stringifyString();
	function resolveAsScalar(token, strict = true, onError) {
		if (token) {
			const _onError = (pos, code, message) => {
				const offset = typeof pos === "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
				if (onError) onError(offset, code, message);
				else throw new errors.YAMLParseError([offset, offset + 1], code, message);
			};
			switch (token.type) {
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
				case "block-scalar": return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
			}
		}
		return null;
	}
	function createScalarToken(value, context) {
		const { implicitKey = false, indent, inFlow = false, offset = -1, type = "PLAIN" } = context;
		const source = stringifyString.stringifyString({
			type,
			value
		}, {
			implicitKey,
			indent: indent > 0 ? " ".repeat(indent) : "",
			inFlow,
			options: {
				blockQuote: true,
				lineWidth: -1
			}
		});
		const end = context.end ?? [{
			type: "newline",
			offset: -1,
			indent,
			source: "\n"
		}];
		switch (source[0]) {
			case "|":
			case ">": {
				const he = source.indexOf("\n");
				const head = source.substring(0, he);
				const body = source.substring(he + 1) + "\n";
				const props = [{
					type: "block-scalar-header",
					offset,
					indent,
					source: head
				}];
				if (!addEndtoBlockProps(props, end)) props.push({
					type: "newline",
					offset: -1,
					indent,
					source: "\n"
				});
				return {
					type: "block-scalar",
					offset,
					indent,
					props,
					source: body
				};
			}
			case "\"": return {
				type: "double-quoted-scalar",
				offset,
				indent,
				source,
				end
			};
			case "'": return {
				type: "single-quoted-scalar",
				offset,
				indent,
				source,
				end
			};
			default: return {
				type: "scalar",
				offset,
				indent,
				source,
				end
			};
		}
	}
	function setScalarValue(token, value, context = {}) {
		let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
		let indent = "indent" in token ? token.indent : null;
		if (afterKey && typeof indent === "number") indent += 2;
		if (!type) switch (token.type) {
			case "single-quoted-scalar":
				type = "QUOTE_SINGLE";
				break;
			case "double-quoted-scalar":
				type = "QUOTE_DOUBLE";
				break;
			case "block-scalar": {
				const header = token.props[0];
				if (header.type !== "block-scalar-header") throw new Error("Invalid block scalar header");
				type = header.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
				break;
			}
			default: type = "PLAIN";
		}
		const source = stringifyString.stringifyString({
			type,
			value
		}, {
			implicitKey: implicitKey || indent === null,
			indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
			inFlow,
			options: {
				blockQuote: true,
				lineWidth: -1
			}
		});
		switch (source[0]) {
			case "|":
			case ">":
				setBlockScalarValue(token, source);
				break;
			case "\"":
				setFlowScalarValue(token, source, "double-quoted-scalar");
				break;
			case "'":
				setFlowScalarValue(token, source, "single-quoted-scalar");
				break;
			default: setFlowScalarValue(token, source, "scalar");
		}
	}
	function setBlockScalarValue(token, source) {
		const he = source.indexOf("\n");
		const head = source.substring(0, he);
		const body = source.substring(he + 1) + "\n";
		if (token.type === "block-scalar") {
			const header = token.props[0];
			if (header.type !== "block-scalar-header") throw new Error("Invalid block scalar header");
			header.source = head;
			token.source = body;
		} else {
			const { offset } = token;
			const indent = "indent" in token ? token.indent : -1;
			const props = [{
				type: "block-scalar-header",
				offset,
				indent,
				source: head
			}];
			if (!addEndtoBlockProps(props, "end" in token ? token.end : void 0)) props.push({
				type: "newline",
				offset: -1,
				indent,
				source: "\n"
			});
			for (const key of Object.keys(token)) if (key !== "type" && key !== "offset") delete token[key];
			Object.assign(token, {
				type: "block-scalar",
				indent,
				props,
				source: body
			});
		}
	}
	function addEndtoBlockProps(props, end) {
		if (end) for (const st of end) switch (st.type) {
			case "space":
			case "comment":
				props.push(st);
				break;
			case "newline":
				props.push(st);
				return true;
		}
		return false;
	}
	function setFlowScalarValue(token, source, type) {
		switch (token.type) {
			case "scalar":
			case "double-quoted-scalar":
			case "single-quoted-scalar":
				token.type = type;
				token.source = source;
				break;
			case "block-scalar": {
				const end = token.props.slice(1);
				let oa = source.length;
				if (token.props[0].type === "block-scalar-header") oa -= token.props[0].source.length;
				for (const tok of end) tok.offset += oa;
				delete token.props;
				Object.assign(token, {
					type,
					source,
					end
				});
				break;
			}
			case "block-map":
			case "block-seq": {
				const nl = {
					type: "newline",
					offset: token.offset + source.length,
					indent: token.indent,
					source: "\n"
				};
				delete token.items;
				Object.assign(token, {
					type,
					source,
					end: [nl]
				});
				break;
			}
			default: {
				const indent = "indent" in token ? token.indent : -1;
				const end = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
				for (const key of Object.keys(token)) if (key !== "type" && key !== "offset") delete token[key];
				Object.assign(token, {
					type,
					indent,
					source,
					end
				});
			}
		}
	}
	exports.createScalarToken = createScalarToken;
	exports.resolveAsScalar = resolveAsScalar;
	exports.setScalarValue = setScalarValue;
}));
// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = __commonJSMin(((exports) => {
	const stringify = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
	function stringifyToken(token) {
		switch (token.type) {
			case "block-scalar": {
				let res = "";
				for (const tok of token.props) res += stringifyToken(tok);
				return res + token.source;
			}
			case "block-map":
			case "block-seq": {
				let res = "";
				for (const item of token.items) res += stringifyItem(item);
				return res;
			}
			case "flow-collection": {
				let res = token.start.source;
				for (const item of token.items) res += stringifyItem(item);
				for (const st of token.end) res += st.source;
				return res;
			}
			case "document": {
				let res = stringifyItem(token);
				if (token.end) for (const st of token.end) res += st.source;
				return res;
			}
			default: {
				let res = token.source;
				if ("end" in token && token.end) for (const st of token.end) res += st.source;
				return res;
			}
		}
	}
	function stringifyItem({ start, key, sep, value }) {
		let res = "";
		for (const st of start) res += st.source;
		if (key) res += stringifyToken(key);
		if (sep) for (const st of sep) res += st.source;
		if (value) res += stringifyToken(value);
		return res;
	}
	exports.stringify = stringify;
}));
// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = __commonJSMin(((exports) => {
	const BREAK = Symbol("break visit");
	const SKIP = Symbol("skip children");
	const REMOVE = Symbol("remove item");
	function visit(cst, visitor) {
		if ("type" in cst && cst.type === "document") cst = {
			start: cst.start,
			value: cst.value
		};
		_visit(Object.freeze([]), cst, visitor);
	}
	visit.BREAK = BREAK;
	visit.SKIP = SKIP;
	visit.REMOVE = REMOVE;
	visit.itemAtPath = (cst, path) => {
		let item = cst;
		for (const [field, index] of path) {
			const tok = item?.[field];
			if (tok && "items" in tok) item = tok.items[index];
			else return void 0;
		}
		return item;
	};
	visit.parentCollection = (cst, path) => {
		const parent = visit.itemAtPath(cst, path.slice(0, -1));
		const field = path[path.length - 1][0];
		const coll = parent?.[field];
		if (coll && "items" in coll) return coll;
		throw new Error("Parent collection not found");
	};
	function _visit(path, item, visitor) {
		let ctrl = visitor(item, path);
		if (typeof ctrl === "symbol") return ctrl;
		for (const field of ["key", "value"]) {
			const token = item[field];
			if (token && "items" in token) {
				for (let i = 0; i < token.items.length; ++i) {
					const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						token.items.splice(i, 1);
						i -= 1;
					}
				}
				if (typeof ctrl === "function" && field === "key") ctrl = ctrl(item, path);
			}
		}
		return typeof ctrl === "function" ? ctrl(item, path) : ctrl;
	}
	exports.visit = visit;
}));
// node_modules/yaml/dist/parse/cst.js
var require_cst = __commonJSMin(((exports) => {
	var cstScalar = require_cst_scalar();
	var cstStringify = require_cst_stringify();
	var cstVisit = require_cst_visit();
	const BOM = "﻿";
	const DOCUMENT = "";
	const FLOW_END = "";
	const SCALAR = "";
	const isCollection = (token) => !!token && "items" in token;
	const isScalar = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
	function prettyToken(token) {
		switch (token) {
			case BOM: return "<BOM>";
			case DOCUMENT: return "<DOC>";
			case FLOW_END: return "<FLOW_END>";
			case SCALAR: return "<SCALAR>";
			default: return JSON.stringify(token);
		}
	}
	function tokenType(source) {
		switch (source) {
			case BOM: return "byte-order-mark";
			case DOCUMENT: return "doc-mode";
			case FLOW_END: return "flow-error-end";
			case SCALAR: return "scalar";
			case "---": return "doc-start";
			case "...": return "doc-end";
			case "":
			case "\n":
			case "\r\n": return "newline";
			case "-": return "seq-item-ind";
			case "?": return "explicit-key-ind";
			case ":": return "map-value-ind";
			case "{": return "flow-map-start";
			case "}": return "flow-map-end";
			case "[": return "flow-seq-start";
			case "]": return "flow-seq-end";
			case ",": return "comma";
		}
		switch (source[0]) {
			case " ":
			case "	": return "space";
			case "#": return "comment";
			case "%": return "directive-line";
			case "*": return "alias";
			case "&": return "anchor";
			case "!": return "tag";
			case "'": return "single-quoted-scalar";
			case "\"": return "double-quoted-scalar";
			case "|":
			case ">": return "block-scalar-header";
		}
		return null;
	}
	exports.createScalarToken = cstScalar.createScalarToken;
	exports.resolveAsScalar = cstScalar.resolveAsScalar;
	exports.setScalarValue = cstScalar.setScalarValue;
	exports.stringify = cstStringify.stringify;
	exports.visit = cstVisit.visit;
	exports.BOM = BOM;
	exports.DOCUMENT = DOCUMENT;
	exports.FLOW_END = FLOW_END;
	exports.SCALAR = SCALAR;
	exports.isCollection = isCollection;
	exports.isScalar = isScalar;
	exports.prettyToken = prettyToken;
	exports.tokenType = tokenType;
}));
// node_modules/yaml/dist/parse/lexer.js
var require_lexer = __commonJSMin(((exports) => {
	var cst = require_cst();
	function isEmpty(ch) {
		switch (ch) {
			case void 0:
			case " ":
			case "\n":
			case "\r":
			case "	": return true;
			default: return false;
		}
	}
	const hexDigits = new Set("0123456789ABCDEFabcdef");
	const tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
	const flowIndicatorChars = new Set(",[]{}");
	const invalidAnchorChars = new Set(" ,[]{}\n\r	");
	const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
	var Lexer = class {
		constructor() {
			this.atEnd = false;
			this.blockScalarIndent = -1;
			this.blockScalarKeep = false;
			this.buffer = "";
			this.flowKey = false;
			this.flowLevel = 0;
			this.indentNext = 0;
			this.indentValue = 0;
			this.lineEndPos = null;
			this.next = null;
			this.pos = 0;
		}
		*lex(source, incomplete = false) {
			if (source) {
				if (typeof source !== "string") throw TypeError("source is not a string");
				this.buffer = this.buffer ? this.buffer + source : source;
				this.lineEndPos = null;
			}
			this.atEnd = !incomplete;
			let next = this.next ?? "stream";
			while (next && (incomplete || this.hasChars(1))) next = yield* this.parseNext(next);
		}
		atLineEnd() {
			let i = this.pos;
			let ch = this.buffer[i];
			while (ch === " " || ch === "	") ch = this.buffer[++i];
			if (!ch || ch === "#" || ch === "\n") return true;
			if (ch === "\r") return this.buffer[i + 1] === "\n";
			return false;
		}
		charAt(n) {
			return this.buffer[this.pos + n];
		}
		continueScalar(offset) {
			let ch = this.buffer[offset];
			if (this.indentNext > 0) {
				let indent = 0;
				while (ch === " ") ch = this.buffer[++indent + offset];
				if (ch === "\r") {
					const next = this.buffer[indent + offset + 1];
					if (next === "\n" || !next && !this.atEnd) return offset + indent + 1;
				}
				return ch === "\n" || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
			}
			if (ch === "-" || ch === ".") {
				const dt = this.buffer.substr(offset, 3);
				if ((dt === "---" || dt === "...") && isEmpty(this.buffer[offset + 3])) return -1;
			}
			return offset;
		}
		getLine() {
			let end = this.lineEndPos;
			if (typeof end !== "number" || end !== -1 && end < this.pos) {
				end = this.buffer.indexOf("\n", this.pos);
				this.lineEndPos = end;
			}
			if (end === -1) return this.atEnd ? this.buffer.substring(this.pos) : null;
			if (this.buffer[end - 1] === "\r") end -= 1;
			return this.buffer.substring(this.pos, end);
		}
		hasChars(n) {
			return this.pos + n <= this.buffer.length;
		}
		setNext(state) {
			this.buffer = this.buffer.substring(this.pos);
			this.pos = 0;
			this.lineEndPos = null;
			this.next = state;
			return null;
		}
		peek(n) {
			return this.buffer.substr(this.pos, n);
		}
		*parseNext(next) {
			switch (next) {
				case "stream": return yield* this.parseStream();
				case "line-start": return yield* this.parseLineStart();
				case "block-start": return yield* this.parseBlockStart();
				case "doc": return yield* this.parseDocument();
				case "flow": return yield* this.parseFlowCollection();
				case "quoted-scalar": return yield* this.parseQuotedScalar();
				case "block-scalar": return yield* this.parseBlockScalar();
				case "plain-scalar": return yield* this.parsePlainScalar();
			}
		}
		*parseStream() {
			let line = this.getLine();
			if (line === null) return this.setNext("stream");
			if (line[0] === cst.BOM) {
				yield* this.pushCount(1);
				line = line.substring(1);
			}
			if (line[0] === "%") {
				let dirEnd = line.length;
				let cs = line.indexOf("#");
				while (cs !== -1) {
					const ch = line[cs - 1];
					if (ch === " " || ch === "	") {
						dirEnd = cs - 1;
						break;
					} else cs = line.indexOf("#", cs + 1);
				}
				while (true) {
					const ch = line[dirEnd - 1];
					if (ch === " " || ch === "	") dirEnd -= 1;
					else break;
				}
				const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
				yield* this.pushCount(line.length - n);
				this.pushNewline();
				return "stream";
			}
			if (this.atLineEnd()) {
				const sp = yield* this.pushSpaces(true);
				yield* this.pushCount(line.length - sp);
				yield* this.pushNewline();
				return "stream";
			}
			yield cst.DOCUMENT;
			return yield* this.parseLineStart();
		}
		*parseLineStart() {
			const ch = this.charAt(0);
			if (!ch && !this.atEnd) return this.setNext("line-start");
			if (ch === "-" || ch === ".") {
				if (!this.atEnd && !this.hasChars(4)) return this.setNext("line-start");
				const s = this.peek(3);
				if ((s === "---" || s === "...") && isEmpty(this.charAt(3))) {
					yield* this.pushCount(3);
					this.indentValue = 0;
					this.indentNext = 0;
					return s === "---" ? "doc" : "stream";
				}
			}
			this.indentValue = yield* this.pushSpaces(false);
			if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1))) this.indentNext = this.indentValue;
			return yield* this.parseBlockStart();
		}
		*parseBlockStart() {
			const [ch0, ch1] = this.peek(2);
			if (!ch1 && !this.atEnd) return this.setNext("block-start");
			if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty(ch1)) {
				const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
				this.indentNext = this.indentValue + 1;
				this.indentValue += n;
				return "block-start";
			}
			return "doc";
		}
		*parseDocument() {
			yield* this.pushSpaces(true);
			const line = this.getLine();
			if (line === null) return this.setNext("doc");
			let n = yield* this.pushIndicators();
			switch (line[n]) {
				case "#": yield* this.pushCount(line.length - n);
				case void 0:
					yield* this.pushNewline();
					return yield* this.parseLineStart();
				case "{":
				case "[":
					yield* this.pushCount(1);
					this.flowKey = false;
					this.flowLevel = 1;
					return "flow";
				case "}":
				case "]":
					yield* this.pushCount(1);
					return "doc";
				case "*":
					yield* this.pushUntil(isNotAnchorChar);
					return "doc";
				case "\"":
				case "'": return yield* this.parseQuotedScalar();
				case "|":
				case ">":
					n += yield* this.parseBlockScalarHeader();
					n += yield* this.pushSpaces(true);
					yield* this.pushCount(line.length - n);
					yield* this.pushNewline();
					return yield* this.parseBlockScalar();
				default: return yield* this.parsePlainScalar();
			}
		}
		*parseFlowCollection() {
			let nl, sp;
			let indent = -1;
			do {
				nl = yield* this.pushNewline();
				if (nl > 0) {
					sp = yield* this.pushSpaces(false);
					this.indentValue = indent = sp;
				} else sp = 0;
				sp += yield* this.pushSpaces(true);
			} while (nl + sp > 0);
			const line = this.getLine();
			if (line === null) return this.setNext("flow");
			if (indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty(line[3])) {
				if (!(indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}"))) {
					this.flowLevel = 0;
					yield cst.FLOW_END;
					return yield* this.parseLineStart();
				}
			}
			let n = 0;
			while (line[n] === ",") {
				n += yield* this.pushCount(1);
				n += yield* this.pushSpaces(true);
				this.flowKey = false;
			}
			n += yield* this.pushIndicators();
			switch (line[n]) {
				case void 0: return "flow";
				case "#":
					yield* this.pushCount(line.length - n);
					return "flow";
				case "{":
				case "[":
					yield* this.pushCount(1);
					this.flowKey = false;
					this.flowLevel += 1;
					return "flow";
				case "}":
				case "]":
					yield* this.pushCount(1);
					this.flowKey = true;
					this.flowLevel -= 1;
					return this.flowLevel ? "flow" : "doc";
				case "*":
					yield* this.pushUntil(isNotAnchorChar);
					return "flow";
				case "\"":
				case "'":
					this.flowKey = true;
					return yield* this.parseQuotedScalar();
				case ":": {
					const next = this.charAt(1);
					if (this.flowKey || isEmpty(next) || next === ",") {
						this.flowKey = false;
						yield* this.pushCount(1);
						yield* this.pushSpaces(true);
						return "flow";
					}
				}
				default:
					this.flowKey = false;
					return yield* this.parsePlainScalar();
			}
		}
		*parseQuotedScalar() {
			const quote = this.charAt(0);
			let end = this.buffer.indexOf(quote, this.pos + 1);
			if (quote === "'") while (end !== -1 && this.buffer[end + 1] === "'") end = this.buffer.indexOf("'", end + 2);
			else while (end !== -1) {
				let n = 0;
				while (this.buffer[end - 1 - n] === "\\") n += 1;
				if (n % 2 === 0) break;
				end = this.buffer.indexOf("\"", end + 1);
			}
			const qb = this.buffer.substring(0, end);
			let nl = qb.indexOf("\n", this.pos);
			if (nl !== -1) {
				while (nl !== -1) {
					const cs = this.continueScalar(nl + 1);
					if (cs === -1) break;
					nl = qb.indexOf("\n", cs);
				}
				if (nl !== -1) end = nl - (qb[nl - 1] === "\r" ? 2 : 1);
			}
			if (end === -1) {
				if (!this.atEnd) return this.setNext("quoted-scalar");
				end = this.buffer.length;
			}
			yield* this.pushToIndex(end + 1, false);
			return this.flowLevel ? "flow" : "doc";
		}
		*parseBlockScalarHeader() {
			this.blockScalarIndent = -1;
			this.blockScalarKeep = false;
			let i = this.pos;
			while (true) {
				const ch = this.buffer[++i];
				if (ch === "+") this.blockScalarKeep = true;
				else if (ch > "0" && ch <= "9") this.blockScalarIndent = Number(ch) - 1;
				else if (ch !== "-") break;
			}
			return yield* this.pushUntil((ch) => isEmpty(ch) || ch === "#");
		}
		*parseBlockScalar() {
			let nl = this.pos - 1;
			let indent = 0;
			let ch;
			loop: for (let i = this.pos; ch = this.buffer[i]; ++i) switch (ch) {
				case " ":
					indent += 1;
					break;
				case "\n":
					nl = i;
					indent = 0;
					break;
				case "\r": {
					const next = this.buffer[i + 1];
					if (!next && !this.atEnd) return this.setNext("block-scalar");
					if (next === "\n") break;
				}
				default: break loop;
			}
			if (!ch && !this.atEnd) return this.setNext("block-scalar");
			if (indent >= this.indentNext) {
				if (this.blockScalarIndent === -1) this.indentNext = indent;
				else this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
				do {
					const cs = this.continueScalar(nl + 1);
					if (cs === -1) break;
					nl = this.buffer.indexOf("\n", cs);
				} while (nl !== -1);
				if (nl === -1) {
					if (!this.atEnd) return this.setNext("block-scalar");
					nl = this.buffer.length;
				}
			}
			let i = nl + 1;
			ch = this.buffer[i];
			while (ch === " ") ch = this.buffer[++i];
			if (ch === "	") {
				while (ch === "	" || ch === " " || ch === "\r" || ch === "\n") ch = this.buffer[++i];
				nl = i - 1;
			} else if (!this.blockScalarKeep) do {
				let i = nl - 1;
				let ch = this.buffer[i];
				if (ch === "\r") ch = this.buffer[--i];
				const lastChar = i;
				while (ch === " ") ch = this.buffer[--i];
				if (ch === "\n" && i >= this.pos && i + 1 + indent > lastChar) nl = i;
				else break;
			} while (true);
			yield cst.SCALAR;
			yield* this.pushToIndex(nl + 1, true);
			return yield* this.parseLineStart();
		}
		*parsePlainScalar() {
			const inFlow = this.flowLevel > 0;
			let end = this.pos - 1;
			let i = this.pos - 1;
			let ch;
			while (ch = this.buffer[++i]) if (ch === ":") {
				const next = this.buffer[i + 1];
				if (isEmpty(next) || inFlow && flowIndicatorChars.has(next)) break;
				end = i;
			} else if (isEmpty(ch)) {
				let next = this.buffer[i + 1];
				if (ch === "\r") {
					if (next === "\n") {
						i += 1;
						ch = "\n";
						next = this.buffer[i + 1];
					} else end = i;
				}
				if (next === "#" || inFlow && flowIndicatorChars.has(next)) break;
				if (ch === "\n") {
					const cs = this.continueScalar(i + 1);
					if (cs === -1) break;
					i = Math.max(i, cs - 2);
				}
			} else {
				if (inFlow && flowIndicatorChars.has(ch)) break;
				end = i;
			}
			if (!ch && !this.atEnd) return this.setNext("plain-scalar");
			yield cst.SCALAR;
			yield* this.pushToIndex(end + 1, true);
			return inFlow ? "flow" : "doc";
		}
		*pushCount(n) {
			if (n > 0) {
				yield this.buffer.substr(this.pos, n);
				this.pos += n;
				return n;
			}
			return 0;
		}
		*pushToIndex(i, allowEmpty) {
			const s = this.buffer.slice(this.pos, i);
			if (s) {
				yield s;
				this.pos += s.length;
				return s.length;
			} else if (allowEmpty) yield "";
			return 0;
		}
		*pushIndicators() {
			let n = 0;
			loop: while (true) {
				switch (this.charAt(0)) {
					case "!":
						n += yield* this.pushTag();
						n += yield* this.pushSpaces(true);
						continue loop;
					case "&":
						n += yield* this.pushUntil(isNotAnchorChar);
						n += yield* this.pushSpaces(true);
						continue loop;
					case "-":
					case "?":
					case ":": {
						const inFlow = this.flowLevel > 0;
						const ch1 = this.charAt(1);
						if (isEmpty(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
							if (!inFlow) this.indentNext = this.indentValue + 1;
							else if (this.flowKey) this.flowKey = false;
							n += yield* this.pushCount(1);
							n += yield* this.pushSpaces(true);
							continue loop;
						}
					}
				}
				break loop;
			}
			return n;
		}
		*pushTag() {
			if (this.charAt(1) === "<") {
				let i = this.pos + 2;
				let ch = this.buffer[i];
				while (!isEmpty(ch) && ch !== ">") ch = this.buffer[++i];
				return yield* this.pushToIndex(ch === ">" ? i + 1 : i, false);
			} else {
				let i = this.pos + 1;
				let ch = this.buffer[i];
				while (ch) if (tagChars.has(ch)) ch = this.buffer[++i];
				else if (ch === "%" && hexDigits.has(this.buffer[i + 1]) && hexDigits.has(this.buffer[i + 2])) ch = this.buffer[i += 3];
				else break;
				return yield* this.pushToIndex(i, false);
			}
		}
		*pushNewline() {
			const ch = this.buffer[this.pos];
			if (ch === "\n") return yield* this.pushCount(1);
			else if (ch === "\r" && this.charAt(1) === "\n") return yield* this.pushCount(2);
			else return 0;
		}
		*pushSpaces(allowTabs) {
			let i = this.pos - 1;
			let ch;
			do
				ch = this.buffer[++i];
			while (ch === " " || allowTabs && ch === "	");
			const n = i - this.pos;
			if (n > 0) {
				yield this.buffer.substr(this.pos, n);
				this.pos = i;
			}
			return n;
		}
		*pushUntil(test) {
			let i = this.pos;
			let ch = this.buffer[i];
			while (!test(ch)) ch = this.buffer[++i];
			return yield* this.pushToIndex(i, false);
		}
	};
	exports.Lexer = Lexer;
}));
// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = __commonJSMin(((exports) => {
	var LineCounter = class {
		constructor() {
			this.lineStarts = [];
			this.addNewLine = (offset) => this.lineStarts.push(offset);
			this.linePos = (offset) => {
				let low = 0;
				let high = this.lineStarts.length;
				while (low < high) {
					const mid = low + high >> 1;
					if (this.lineStarts[mid] < offset) low = mid + 1;
					else high = mid;
				}
				if (this.lineStarts[low] === offset) return {
					line: low + 1,
					col: 1
				};
				if (low === 0) return {
					line: 0,
					col: offset
				};
				const start = this.lineStarts[low - 1];
				return {
					line: low,
					col: offset - start + 1
				};
			};
		}
	};
	exports.LineCounter = LineCounter;
}));
// node_modules/yaml/dist/parse/parser.js
var require_parser = __commonJSMin(((exports) => {
	var node_process = __require("process");
	var cst = require_cst();
	var lexer = require_lexer();
	function includesToken(list, type) {
		for (let i = 0; i < list.length; ++i) if (list[i].type === type) return true;
		return false;
	}
	function findNonEmptyIndex(list) {
		for (let i = 0; i < list.length; ++i) switch (list[i].type) {
			case "space":
			case "comment":
			case "newline": break;
			default: return i;
		}
		return -1;
	}
	function isFlowToken(token) {
		switch (token?.type) {
			case "alias":
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
			case "flow-collection": return true;
			default: return false;
		}
	}
	function getPrevProps(parent) {
		switch (parent.type) {
			case "document": return parent.start;
			case "block-map": {
				const it = parent.items[parent.items.length - 1];
				return it.sep ?? it.start;
			}
			case "block-seq": return parent.items[parent.items.length - 1].start;
			default: return [];
		}
	}
	function getFirstKeyStartProps(prev) {
		if (prev.length === 0) return [];
		let i = prev.length;
		loop: while (--i >= 0) switch (prev[i].type) {
			case "doc-start":
			case "explicit-key-ind":
			case "map-value-ind":
			case "seq-item-ind":
			case "newline": break loop;
		}
		while (prev[++i]?.type === "space");
		return prev.splice(i, prev.length);
	}
	function arrayPushArray(target, source) {
		if (source.length < 1e5) Array.prototype.push.apply(target, source);
		else for (let i = 0; i < source.length; ++i) target.push(source[i]);
	}
	function fixFlowSeqItems(fc) {
		if (fc.start.type === "flow-seq-start") {
			for (const it of fc.items) if (it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind")) {
				if (it.key) it.value = it.key;
				delete it.key;
				if (isFlowToken(it.value)) {
					if (it.value.end) arrayPushArray(it.value.end, it.sep);
					else it.value.end = it.sep;
				} else arrayPushArray(it.start, it.sep);
				delete it.sep;
			}
		}
	}
	var Parser = class {
		constructor(onNewLine) {
			this.atNewLine = true;
			this.atScalar = false;
			this.indent = 0;
			this.offset = 0;
			this.onKeyLine = false;
			this.stack = [];
			this.source = "";
			this.type = "";
			this.lexer = new lexer.Lexer();
			this.onNewLine = onNewLine;
		}
		*parse(source, incomplete = false) {
			if (this.onNewLine && this.offset === 0) this.onNewLine(0);
			for (const lexeme of this.lexer.lex(source, incomplete)) yield* this.next(lexeme);
			if (!incomplete) yield* this.end();
		}
		*next(source) {
			this.source = source;
			if (node_process.env.LOG_TOKENS) console.log("|", cst.prettyToken(source));
			if (this.atScalar) {
				this.atScalar = false;
				yield* this.step();
				this.offset += source.length;
				return;
			}
			const type = cst.tokenType(source);
			if (!type) {
				const message = `Not a YAML token: ${source}`;
				yield* this.pop({
					type: "error",
					offset: this.offset,
					message,
					source
				});
				this.offset += source.length;
			} else if (type === "scalar") {
				this.atNewLine = false;
				this.atScalar = true;
				this.type = "scalar";
			} else {
				this.type = type;
				yield* this.step();
				switch (type) {
					case "newline":
						this.atNewLine = true;
						this.indent = 0;
						if (this.onNewLine) this.onNewLine(this.offset + source.length);
						break;
					case "space":
						if (this.atNewLine && source[0] === " ") this.indent += source.length;
						break;
					case "explicit-key-ind":
					case "map-value-ind":
					case "seq-item-ind":
						if (this.atNewLine) this.indent += source.length;
						break;
					case "doc-mode":
					case "flow-error-end": return;
					default: this.atNewLine = false;
				}
				this.offset += source.length;
			}
		}
		*end() {
			while (this.stack.length > 0) yield* this.pop();
		}
		get sourceToken() {
			return {
				type: this.type,
				offset: this.offset,
				indent: this.indent,
				source: this.source
			};
		}
		*step() {
			const top = this.peek(1);
			if (this.type === "doc-end" && top?.type !== "doc-end") {
				while (this.stack.length > 0) yield* this.pop();
				this.stack.push({
					type: "doc-end",
					offset: this.offset,
					source: this.source
				});
				return;
			}
			if (!top) return yield* this.stream();
			switch (top.type) {
				case "document": return yield* this.document(top);
				case "alias":
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return yield* this.scalar(top);
				case "block-scalar": return yield* this.blockScalar(top);
				case "block-map": return yield* this.blockMap(top);
				case "block-seq": return yield* this.blockSequence(top);
				case "flow-collection": return yield* this.flowCollection(top);
				case "doc-end": return yield* this.documentEnd(top);
			}
			yield* this.pop();
		}
		peek(n) {
			return this.stack[this.stack.length - n];
		}
		*pop(error) {
			const token = error ?? this.stack.pop();
			if (!token) yield {
				type: "error",
				offset: this.offset,
				source: "",
				message: "Tried to pop an empty stack"
			};
			else if (this.stack.length === 0) yield token;
			else {
				const top = this.peek(1);
				if (token.type === "block-scalar") token.indent = "indent" in top ? top.indent : 0;
				else if (token.type === "flow-collection" && top.type === "document") token.indent = 0;
				if (token.type === "flow-collection") fixFlowSeqItems(token);
				switch (top.type) {
					case "document":
						top.value = token;
						break;
					case "block-scalar":
						top.props.push(token);
						break;
					case "block-map": {
						const it = top.items[top.items.length - 1];
						if (it.value) {
							top.items.push({
								start: [],
								key: token,
								sep: []
							});
							this.onKeyLine = true;
							return;
						} else if (it.sep) it.value = token;
						else {
							Object.assign(it, {
								key: token,
								sep: []
							});
							this.onKeyLine = !it.explicitKey;
							return;
						}
						break;
					}
					case "block-seq": {
						const it = top.items[top.items.length - 1];
						if (it.value) top.items.push({
							start: [],
							value: token
						});
						else it.value = token;
						break;
					}
					case "flow-collection": {
						const it = top.items[top.items.length - 1];
						if (!it || it.value) top.items.push({
							start: [],
							key: token,
							sep: []
						});
						else if (it.sep) it.value = token;
						else Object.assign(it, {
							key: token,
							sep: []
						});
						return;
					}
					default:
						yield* this.pop();
						yield* this.pop(token);
				}
				if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
					const last = token.items[token.items.length - 1];
					if (last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent))) {
						if (top.type === "document") top.end = last.start;
						else top.items.push({ start: last.start });
						token.items.splice(-1, 1);
					}
				}
			}
		}
		*stream() {
			switch (this.type) {
				case "directive-line":
					yield {
						type: "directive",
						offset: this.offset,
						source: this.source
					};
					return;
				case "byte-order-mark":
				case "space":
				case "comment":
				case "newline":
					yield this.sourceToken;
					return;
				case "doc-mode":
				case "doc-start": {
					const doc = {
						type: "document",
						offset: this.offset,
						start: []
					};
					if (this.type === "doc-start") doc.start.push(this.sourceToken);
					this.stack.push(doc);
					return;
				}
			}
			yield {
				type: "error",
				offset: this.offset,
				message: `Unexpected ${this.type} token in YAML stream`,
				source: this.source
			};
		}
		*document(doc) {
			if (doc.value) return yield* this.lineEnd(doc);
			switch (this.type) {
				case "doc-start":
					if (findNonEmptyIndex(doc.start) !== -1) {
						yield* this.pop();
						yield* this.step();
					} else doc.start.push(this.sourceToken);
					return;
				case "anchor":
				case "tag":
				case "space":
				case "comment":
				case "newline":
					doc.start.push(this.sourceToken);
					return;
			}
			const bv = this.startBlockValue(doc);
			if (bv) this.stack.push(bv);
			else yield {
				type: "error",
				offset: this.offset,
				message: `Unexpected ${this.type} token in YAML document`,
				source: this.source
			};
		}
		*scalar(scalar) {
			if (this.type === "map-value-ind") {
				const start = getFirstKeyStartProps(getPrevProps(this.peek(2)));
				let sep;
				if (scalar.end) {
					sep = scalar.end;
					sep.push(this.sourceToken);
					delete scalar.end;
				} else sep = [this.sourceToken];
				const map = {
					type: "block-map",
					offset: scalar.offset,
					indent: scalar.indent,
					items: [{
						start,
						key: scalar,
						sep
					}]
				};
				this.onKeyLine = true;
				this.stack[this.stack.length - 1] = map;
			} else yield* this.lineEnd(scalar);
		}
		*blockScalar(scalar) {
			switch (this.type) {
				case "space":
				case "comment":
				case "newline":
					scalar.props.push(this.sourceToken);
					return;
				case "scalar":
					scalar.source = this.source;
					this.atNewLine = true;
					this.indent = 0;
					if (this.onNewLine) {
						let nl = this.source.indexOf("\n") + 1;
						while (nl !== 0) {
							this.onNewLine(this.offset + nl);
							nl = this.source.indexOf("\n", nl) + 1;
						}
					}
					yield* this.pop();
					break;
				default:
					yield* this.pop();
					yield* this.step();
			}
		}
		*blockMap(map) {
			const it = map.items[map.items.length - 1];
			switch (this.type) {
				case "newline":
					this.onKeyLine = false;
					if (it.value) {
						const end = "end" in it.value ? it.value.end : void 0;
						if ((Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment") end?.push(this.sourceToken);
						else map.items.push({ start: [this.sourceToken] });
					} else if (it.sep) it.sep.push(this.sourceToken);
					else it.start.push(this.sourceToken);
					return;
				case "space":
				case "comment":
					if (it.value) map.items.push({ start: [this.sourceToken] });
					else if (it.sep) it.sep.push(this.sourceToken);
					else {
						if (this.atIndentedComment(it.start, map.indent)) {
							const end = map.items[map.items.length - 2]?.value?.end;
							if (Array.isArray(end)) {
								arrayPushArray(end, it.start);
								end.push(this.sourceToken);
								map.items.pop();
								return;
							}
						}
						it.start.push(this.sourceToken);
					}
					return;
			}
			if (this.indent >= map.indent) {
				const atMapIndent = !this.onKeyLine && this.indent === map.indent;
				const atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind";
				let start = [];
				if (atNextItem && it.sep && !it.value) {
					const nl = [];
					for (let i = 0; i < it.sep.length; ++i) {
						const st = it.sep[i];
						switch (st.type) {
							case "newline":
								nl.push(i);
								break;
							case "space": break;
							case "comment":
								if (st.indent > map.indent) nl.length = 0;
								break;
							default: nl.length = 0;
						}
					}
					if (nl.length >= 2) start = it.sep.splice(nl[1]);
				}
				switch (this.type) {
					case "anchor":
					case "tag":
						if (atNextItem || it.value) {
							start.push(this.sourceToken);
							map.items.push({ start });
							this.onKeyLine = true;
						} else if (it.sep) it.sep.push(this.sourceToken);
						else it.start.push(this.sourceToken);
						return;
					case "explicit-key-ind":
						if (!it.sep && !it.explicitKey) {
							it.start.push(this.sourceToken);
							it.explicitKey = true;
						} else if (atNextItem || it.value) {
							start.push(this.sourceToken);
							map.items.push({
								start,
								explicitKey: true
							});
						} else this.stack.push({
							type: "block-map",
							offset: this.offset,
							indent: this.indent,
							items: [{
								start: [this.sourceToken],
								explicitKey: true
							}]
						});
						this.onKeyLine = true;
						return;
					case "map-value-ind":
						if (it.explicitKey) {
							if (!it.sep) {
								if (includesToken(it.start, "newline")) Object.assign(it, {
									key: null,
									sep: [this.sourceToken]
								});
								else {
									const start = getFirstKeyStartProps(it.start);
									this.stack.push({
										type: "block-map",
										offset: this.offset,
										indent: this.indent,
										items: [{
											start,
											key: null,
											sep: [this.sourceToken]
										}]
									});
								}
							} else if (it.value) map.items.push({
								start: [],
								key: null,
								sep: [this.sourceToken]
							});
							else if (includesToken(it.sep, "map-value-ind")) this.stack.push({
								type: "block-map",
								offset: this.offset,
								indent: this.indent,
								items: [{
									start,
									key: null,
									sep: [this.sourceToken]
								}]
							});
							else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
								const start = getFirstKeyStartProps(it.start);
								const key = it.key;
								const sep = it.sep;
								sep.push(this.sourceToken);
								delete it.key;
								delete it.sep;
								this.stack.push({
									type: "block-map",
									offset: this.offset,
									indent: this.indent,
									items: [{
										start,
										key,
										sep
									}]
								});
							} else if (start.length > 0) it.sep = it.sep.concat(start, this.sourceToken);
							else it.sep.push(this.sourceToken);
						} else if (!it.sep) Object.assign(it, {
							key: null,
							sep: [this.sourceToken]
						});
						else if (it.value || atNextItem) map.items.push({
							start,
							key: null,
							sep: [this.sourceToken]
						});
						else if (includesToken(it.sep, "map-value-ind")) this.stack.push({
							type: "block-map",
							offset: this.offset,
							indent: this.indent,
							items: [{
								start: [],
								key: null,
								sep: [this.sourceToken]
							}]
						});
						else it.sep.push(this.sourceToken);
						this.onKeyLine = true;
						return;
					case "alias":
					case "scalar":
					case "single-quoted-scalar":
					case "double-quoted-scalar": {
						const fs = this.flowScalar(this.type);
						if (atNextItem || it.value) {
							map.items.push({
								start,
								key: fs,
								sep: []
							});
							this.onKeyLine = true;
						} else if (it.sep) this.stack.push(fs);
						else {
							Object.assign(it, {
								key: fs,
								sep: []
							});
							this.onKeyLine = true;
						}
						return;
					}
					default: {
						const bv = this.startBlockValue(map);
						if (bv) {
							if (bv.type === "block-seq") {
								if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
									yield* this.pop({
										type: "error",
										offset: this.offset,
										message: "Unexpected block-seq-ind on same line with key",
										source: this.source
									});
									return;
								}
							} else if (atMapIndent) map.items.push({ start });
							this.stack.push(bv);
							return;
						}
					}
				}
			}
			yield* this.pop();
			yield* this.step();
		}
		*blockSequence(seq) {
			const it = seq.items[seq.items.length - 1];
			switch (this.type) {
				case "newline":
					if (it.value) {
						const end = "end" in it.value ? it.value.end : void 0;
						if ((Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment") end?.push(this.sourceToken);
						else seq.items.push({ start: [this.sourceToken] });
					} else it.start.push(this.sourceToken);
					return;
				case "space":
				case "comment":
					if (it.value) seq.items.push({ start: [this.sourceToken] });
					else {
						if (this.atIndentedComment(it.start, seq.indent)) {
							const end = seq.items[seq.items.length - 2]?.value?.end;
							if (Array.isArray(end)) {
								arrayPushArray(end, it.start);
								end.push(this.sourceToken);
								seq.items.pop();
								return;
							}
						}
						it.start.push(this.sourceToken);
					}
					return;
				case "anchor":
				case "tag":
					if (it.value || this.indent <= seq.indent) break;
					it.start.push(this.sourceToken);
					return;
				case "seq-item-ind":
					if (this.indent !== seq.indent) break;
					if (it.value || includesToken(it.start, "seq-item-ind")) seq.items.push({ start: [this.sourceToken] });
					else it.start.push(this.sourceToken);
					return;
			}
			if (this.indent > seq.indent) {
				const bv = this.startBlockValue(seq);
				if (bv) {
					this.stack.push(bv);
					return;
				}
			}
			yield* this.pop();
			yield* this.step();
		}
		*flowCollection(fc) {
			const it = fc.items[fc.items.length - 1];
			if (this.type === "flow-error-end") {
				let top;
				do {
					yield* this.pop();
					top = this.peek(1);
				} while (top?.type === "flow-collection");
			} else if (fc.end.length === 0) {
				switch (this.type) {
					case "comma":
					case "explicit-key-ind":
						if (!it || it.sep) fc.items.push({ start: [this.sourceToken] });
						else it.start.push(this.sourceToken);
						return;
					case "map-value-ind":
						if (!it || it.value) fc.items.push({
							start: [],
							key: null,
							sep: [this.sourceToken]
						});
						else if (it.sep) it.sep.push(this.sourceToken);
						else Object.assign(it, {
							key: null,
							sep: [this.sourceToken]
						});
						return;
					case "space":
					case "comment":
					case "newline":
					case "anchor":
					case "tag":
						if (!it || it.value) fc.items.push({ start: [this.sourceToken] });
						else if (it.sep) it.sep.push(this.sourceToken);
						else it.start.push(this.sourceToken);
						return;
					case "alias":
					case "scalar":
					case "single-quoted-scalar":
					case "double-quoted-scalar": {
						const fs = this.flowScalar(this.type);
						if (!it || it.value) fc.items.push({
							start: [],
							key: fs,
							sep: []
						});
						else if (it.sep) this.stack.push(fs);
						else Object.assign(it, {
							key: fs,
							sep: []
						});
						return;
					}
					case "flow-map-end":
					case "flow-seq-end":
						fc.end.push(this.sourceToken);
						return;
				}
				const bv = this.startBlockValue(fc);
				if (bv) this.stack.push(bv);
				else {
					yield* this.pop();
					yield* this.step();
				}
			} else {
				const parent = this.peek(2);
				if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep)) {
					yield* this.pop();
					yield* this.step();
				} else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
					const start = getFirstKeyStartProps(getPrevProps(parent));
					fixFlowSeqItems(fc);
					const sep = fc.end.splice(1, fc.end.length);
					sep.push(this.sourceToken);
					const map = {
						type: "block-map",
						offset: fc.offset,
						indent: fc.indent,
						items: [{
							start,
							key: fc,
							sep
						}]
					};
					this.onKeyLine = true;
					this.stack[this.stack.length - 1] = map;
				} else yield* this.lineEnd(fc);
			}
		}
		flowScalar(type) {
			if (this.onNewLine) {
				let nl = this.source.indexOf("\n") + 1;
				while (nl !== 0) {
					this.onNewLine(this.offset + nl);
					nl = this.source.indexOf("\n", nl) + 1;
				}
			}
			return {
				type,
				offset: this.offset,
				indent: this.indent,
				source: this.source
			};
		}
		startBlockValue(parent) {
			switch (this.type) {
				case "alias":
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return this.flowScalar(this.type);
				case "block-scalar-header": return {
					type: "block-scalar",
					offset: this.offset,
					indent: this.indent,
					props: [this.sourceToken],
					source: ""
				};
				case "flow-map-start":
				case "flow-seq-start": return {
					type: "flow-collection",
					offset: this.offset,
					indent: this.indent,
					start: this.sourceToken,
					items: [],
					end: []
				};
				case "seq-item-ind": return {
					type: "block-seq",
					offset: this.offset,
					indent: this.indent,
					items: [{ start: [this.sourceToken] }]
				};
				case "explicit-key-ind": {
					this.onKeyLine = true;
					const start = getFirstKeyStartProps(getPrevProps(parent));
					start.push(this.sourceToken);
					return {
						type: "block-map",
						offset: this.offset,
						indent: this.indent,
						items: [{
							start,
							explicitKey: true
						}]
					};
				}
				case "map-value-ind": {
					this.onKeyLine = true;
					const start = getFirstKeyStartProps(getPrevProps(parent));
					return {
						type: "block-map",
						offset: this.offset,
						indent: this.indent,
						items: [{
							start,
							key: null,
							sep: [this.sourceToken]
						}]
					};
				}
			}
			return null;
		}
		atIndentedComment(start, indent) {
			if (this.type !== "comment") return false;
			if (this.indent <= indent) return false;
			return start.every((st) => st.type === "newline" || st.type === "space");
		}
		*documentEnd(docEnd) {
			if (this.type !== "doc-mode") {
				if (docEnd.end) docEnd.end.push(this.sourceToken);
				else docEnd.end = [this.sourceToken];
				if (this.type === "newline") yield* this.pop();
			}
		}
		*lineEnd(token) {
			switch (this.type) {
				case "comma":
				case "doc-start":
				case "doc-end":
				case "flow-seq-end":
				case "flow-map-end":
				case "map-value-ind":
					yield* this.pop();
					yield* this.step();
					break;
				case "newline": this.onKeyLine = false;
				default:
					if (token.end) token.end.push(this.sourceToken);
					else token.end = [this.sourceToken];
					if (this.type === "newline") yield* this.pop();
			}
		}
	};
	exports.Parser = Parser;
}));
// node_modules/yaml/dist/public-api.js
var require_public_api = __commonJSMin(((exports) => {
	var composer = require_composer();
	var Document = require_Document();
	var errors = require_errors();
	var log = require_log();
	var identity = require_identity();
	var lineCounter = require_line_counter();
	var parser = require_parser();
	function parseOptions(options) {
		const prettyErrors = options.prettyErrors !== false;
		return {
			lineCounter: options.lineCounter || prettyErrors && new lineCounter.LineCounter() || null,
			prettyErrors
		};
	}
	function parseAllDocuments(source, options = {}) {
		const { lineCounter, prettyErrors } = parseOptions(options);
		const parser$1 = new parser.Parser(lineCounter?.addNewLine);
		const composer$1 = new composer.Composer(options);
		const docs = Array.from(composer$1.compose(parser$1.parse(source)));
		if (prettyErrors && lineCounter) for (const doc of docs) {
			doc.errors.forEach(errors.prettifyError(source, lineCounter));
			doc.warnings.forEach(errors.prettifyError(source, lineCounter));
		}
		if (docs.length > 0) return docs;
		return Object.assign([], { empty: true }, composer$1.streamInfo());
	}
	function parseDocument(source, options = {}) {
		const { lineCounter, prettyErrors } = parseOptions(options);
		const parser$1 = new parser.Parser(lineCounter?.addNewLine);
		const composer$1 = new composer.Composer(options);
		let doc = null;
		for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) if (!doc) doc = _doc;
		else if (doc.options.logLevel !== "silent") {
			doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
			break;
		}
		if (prettyErrors && lineCounter) {
			doc.errors.forEach(errors.prettifyError(source, lineCounter));
			doc.warnings.forEach(errors.prettifyError(source, lineCounter));
		}
		return doc;
	}
	function parse(src, reviver, options) {
		let _reviver = void 0;
		if (typeof reviver === "function") _reviver = reviver;
		else if (options === void 0 && reviver && typeof reviver === "object") options = reviver;
		const doc = parseDocument(src, options);
		if (!doc) return null;
		doc.warnings.forEach((warning) => log.warn(doc.options.logLevel, warning));
		if (doc.errors.length > 0) {
			if (doc.options.logLevel !== "silent") throw doc.errors[0];
			else doc.errors = [];
		}
		return doc.toJS(Object.assign({ reviver: _reviver }, options));
	}
	function stringify(value, replacer, options) {
		let _replacer = null;
		if (typeof replacer === "function" || Array.isArray(replacer)) _replacer = replacer;
		else if (options === void 0 && replacer) options = replacer;
		if (typeof options === "string") options = options.length;
		if (typeof options === "number") {
			const indent = Math.round(options);
			options = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
		}
		if (value === void 0) {
			const { keepUndefined } = options ?? replacer ?? {};
			if (!keepUndefined) return void 0;
		}
		if (identity.isDocument(value) && !_replacer) return value.toString(options);
		return new Document.Document(value, _replacer, options).toString(options);
	}
	exports.parse = parse;
	exports.parseAllDocuments = parseAllDocuments;
	exports.parseDocument = parseDocument;
	exports.stringify = stringify;
}));
// node_modules/yaml/dist/index.js
var require_dist = __commonJSMin(((exports) => {
	var composer = require_composer();
	var Document = require_Document();
	var Schema = require_Schema();
	var errors = require_errors();
	var Alias = require_Alias();
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	require_cst();
	var lexer = require_lexer();
	var lineCounter = require_line_counter();
	var parser = require_parser();
	var publicApi = require_public_api();
	var visit = require_visit();
	exports.Composer = composer.Composer;
	exports.Document = Document.Document;
	exports.Schema = Schema.Schema;
	exports.YAMLError = errors.YAMLError;
	exports.YAMLParseError = errors.YAMLParseError;
	exports.YAMLWarning = errors.YAMLWarning;
	exports.Alias = Alias.Alias;
	exports.isAlias = identity.isAlias;
	exports.isCollection = identity.isCollection;
	exports.isDocument = identity.isDocument;
	exports.isMap = identity.isMap;
	exports.isNode = identity.isNode;
	exports.isPair = identity.isPair;
	exports.isScalar = identity.isScalar;
	exports.isSeq = identity.isSeq;
	exports.Pair = Pair.Pair;
	exports.Scalar = Scalar.Scalar;
	exports.YAMLMap = YAMLMap.YAMLMap;
	exports.YAMLSeq = YAMLSeq.YAMLSeq;
	exports.Lexer = lexer.Lexer;
	exports.LineCounter = lineCounter.LineCounter;
	exports.Parser = parser.Parser;
	exports.parse = publicApi.parse;
	exports.parseAllDocuments = publicApi.parseAllDocuments;
	exports.parseDocument = publicApi.parseDocument;
	exports.stringify = publicApi.stringify;
	exports.visit = visit.visit;
	exports.visitAsync = visit.visitAsync;
}));
// src/config/locate.ts
var import_dist = require_dist();
function valueAt(data, path) {
	return path.reduce((value, segment) => typeof value === "object" && value !== null && Object.hasOwn(value, segment) ? value[segment] : void 0, data);
}
function isSection(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function agentKeys(source) {
	const agents = valueAt(source.data, ["agents"]);
	if (!isSection(agents)) return [];
	return Object.keys(agents).filter((key) => isSection(agents[key]));
}
function issueAt(source, path, { message, fix, at = "value" }) {
	const { found, complete } = find(source, path);
	const node = complete && at === "value" ? found.value ?? found.key : found.key ?? found.value;
	const start = path.length === 0 ? 0 : startOf(node);
	return {
		file: source.path,
		...positionAt(source.lines, start),
		message,
		fix
	};
}
function positionAt(lines, offset) {
	const { line, col } = lines.linePos(offset);
	return {
		line: Math.max(line, 1),
		column: Math.max(col, 1)
	};
}
function entryRange(source, path) {
	const { found } = find(source, path);
	const start = startOf(found.key ?? found.value);
	return rangeBetween(source, start, endOf(found.value) ?? start);
}
function textRange(source, path) {
	const { value } = find(source, path).found;
	const start = startOf(value);
	const end = endOf(value) ?? start;
	if (!((0, import_dist.isScalar)(value) && (value.type === "BLOCK_LITERAL" || value.type === "BLOCK_FOLDED"))) return rangeBetween(source, start, end);
	const firstLine = source.text.indexOf("\n", start) + 1;
	return rangeBetween(source, firstLine + source.text.slice(firstLine, end).search(/[^ ]/), end);
}
function find(source, path) {
	let found = {
		key: void 0,
		value: source.root ?? void 0
	};
	for (const segment of path) {
		const next = child(source, found.value, segment);
		if (next === void 0) return {
			found,
			complete: false
		};
		found = next;
	}
	return {
		found,
		complete: true
	};
}
function child(source, parent, segment) {
	const node = (0, import_dist.isAlias)(parent) ? parent.resolve(source.document) : parent;
	if ((0, import_dist.isSeq)(node)) {
		const item = node.items[Number(segment)];
		return (0, import_dist.isNode)(item) ? {
			key: void 0,
			value: item
		} : void 0;
	}
	if (!(0, import_dist.isMap)(node)) return void 0;
	const pair = node.items.findLast(({ key }) => (0, import_dist.isScalar)(key) && String(key.value) === String(segment));
	if (pair === void 0) return void 0;
	const { key, value } = pair;
	return {
		key: (0, import_dist.isNode)(key) ? key : void 0,
		value: (0, import_dist.isNode)(value) ? value : void 0
	};
}
const startOf = (node) => node?.range?.[0] ?? 0;
const endOf = (node) => node?.range?.[1];
function rangeBetween({ path, text, lines }, start, end) {
	const last = start + text.slice(start, end).trimEnd().length;
	const endLine = positionAt(lines, Math.max(start, last - 1)).line;
	return {
		file: path,
		...positionAt(lines, start),
		endLine
	};
}
// src/payload.ts
function readPullRequest$1(payload) {
	const pull = at(payload, "pull_request");
	const number = at(pull, "number");
	const headSha = sha(at(pull, "head", "sha"));
	if (typeof number !== "number" || headSha === void 0) throw new ActionError("the event's payload names no pull request with a number and a head commit", { hint: "Run on pull_request as GitHub sends it; a local runner needs GITHUB_EVENT_PATH to name the payload's file." });
	const labels = at(pull, "labels");
	const head = text$1(at(pull, "head", "repo", "full_name"));
	return {
		number,
		headSha,
		baseSha: sha(at(pull, "base", "sha")),
		fork: head === void 0 || head !== text$1(at(pull, "base", "repo", "full_name")),
		labels: Array.isArray(labels) ? labels.flatMap((label) => text$1(at(label, "name")) ?? []) : [],
		headRef: text$1(at(pull, "head", "ref")) ?? "",
		author: text$1(at(pull, "user", "type")),
		sender: text$1(at(payload, "sender", "type"))
	};
}
function readMergeGroup(payload) {
	const headRef = text$1(at(payload, "merge_group", "head_ref"));
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
		event: text$1(at(run, "event")) ?? "",
		headSha,
		headRepository: text$1(at(run, "head_repository", "full_name"))
	};
}
const branchOf = (ref) => /^refs\/heads\/(.+)$/.exec(ref)?.[1];
const at = (payload, ...path) => valueAt(payload, path);
const text$1 = (value) => typeof value === "string" && value !== "" ? value : void 0;
function sha(value) {
	const found = text$1(value);
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
	const defaultBranch = text$1(at(payload, "repository", "default_branch")) ?? (event === "schedule" ? refBranch : void 0);
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	const runId = env.GITHUB_RUN_ID ?? "";
	const repository = owner !== "" && repo !== "" ? {
		owner,
		repo
	} : void 0;
	return {
		event,
		action: text$1(at(payload, "action")),
		repository,
		commit: pullRequest?.headSha ?? eventHead ?? sha(env.GITHUB_SHA),
		baseCommit: pullRequest?.baseSha ?? mergeGroup?.baseSha ?? (event === "push" ? sha(at(payload, "before")) : void 0),
		ref,
		branch: pullRequest?.headRef ?? mergeGroup?.headRef ?? refBranch,
		defaultBranch,
		isDefaultBranch: !isReview(event) && refBranch !== void 0 && refBranch === defaultBranch,
		pullRequest,
		endedRun: event === "workflow_run" ? readEndedRun(payload) : void 0,
		actor: env.GITHUB_ACTOR || void 0,
		workflow: env.GITHUB_WORKFLOW ?? "",
		jobName: env.GITHUB_JOB ?? "",
		runId,
		runUrl: repository && runId ? `${serverUrl}/${owner}/${repo}/actions/runs/${runId}` : void 0,
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
		case "issue_comment": throw new ActionError("command: auto reads no command from an issue_comment event", { hint: "Name the command in the workflow file with the command input." });
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
// src/github/workflow.ts
const SUMMARY_LIMIT = 1048576;
function runnerToolkit() {
	return {
		debug,
		error: error$1,
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
		throw new ActionError(`Could not write the job summary: ${error instanceof Error ? error.message : String(error)}`, {
			hint: "The whole report is in the report files.",
			cause: error
		});
	}
}
function plainLogText(text) {
	return text.replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, spelledOut).replace(/##\[/gu, "## [").replace(/^(\s*):(?=:)/gmu, "$1: ");
}
function spelledOut(character) {
	return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
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
const NAMES$1 = [
	"optimization-id",
	"variant-id",
	"apply-despite"
];
function readWantedWinner(text, entriesOf) {
	const problems = [];
	const given = NAMES$1.filter((name) => text(name) !== "");
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
	if (apiKey !== void 0 && !/^[\x21-\x7e]+$/.test(apiKey)) problems.push(`${nameOf("api-key")} holds a space, a line break or another character no key has; store it again`);
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
// src/service/assumptions/account.ts
const ACCOUNT = "https://docs.converra.ai/api/account.html";
const BENCHMARK = "https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models";
const ACCOUNT_AND_MORE = [
	{
		id: "account-plan",
		assumed: "The account says its `plan`, as a name or an object with one",
		source: `documented: ${ACCOUNT}`,
		otherwise: "60 requests a minute are kept unless headers say more",
		observed: "`plan` of GET /account, or its refusal",
		neededBy: "nothing"
	},
	{
		id: "usage-runs",
		assumed: "The usage says `optimizations` (older: `improvements`) with `used` and `limit`",
		source: `documented by the older name: ${ACCOUNT}`,
		otherwise: "how much is left is unknown: only `budget.max-runs` bounds what is started, and the run says so",
		observed: "the answer to GET /usage, or its refusal",
		neededBy: "gate"
	},
	{
		id: "deployment-mode",
		assumed: "The settings say `optimization.deploymentMode`: manual or semi-automatic",
		source: "documented: https://docs.converra.ai/api/settings.html",
		otherwise: "winners may be deployed without being asked: no run is started on a live agent",
		observed: "the answer to GET /settings, or its refusal",
		neededBy: "nothing"
	},
	{
		id: "benchmark-status",
		assumed: "A benchmark has the statuses of an optimization",
		source: "guess",
		otherwise: "other usual words are read; any other is under way until the deadline",
		observed: "`status` of a benchmark",
		neededBy: "nothing"
	},
	{
		id: "benchmark-agent-id",
		assumed: "A list of benchmarks says which agent each is of",
		source: `guess; the request has it: ${BENCHMARK}`,
		otherwise: "the benchmark is read by its id; where that does not say it either, the wait for it ends",
		observed: "a benchmark without `agentId` and `promptId`",
		neededBy: "benchmark"
	},
	{
		id: "benchmark-results",
		assumed: "A completed benchmark has a list of models, or an object by model, with scores",
		source: `guess; the parts are named: ${BENCHMARK}`,
		otherwise: "the benchmark has no verdict, and says so",
		observed: "a completed benchmark without scores",
		neededBy: "benchmark"
	},
	{
		id: "benchmark-scenarios",
		assumed: "A benchmark's results may hold `scenarios`, each with an id that all models and all benchmarks of an agent share",
		source: `guess; scores by scenario are named: ${BENCHMARK}`,
		otherwise: "scores are compared by their size alone, without a test against noise",
		observed: "models of one benchmark without a scenario in common",
		neededBy: "nothing"
	},
	{
		id: "model-figures",
		assumed: "A benchmark may tell cost and latency of a model in members by such names, with the unit in the name",
		source: "guess",
		otherwise: "there is no column for them; nothing is decided by them",
		observed: "a member by such a name that is no number",
		neededBy: "nothing"
	},
	{
		id: "insights-scale",
		assumed: "Of insights, `taskCompletion` is 0-100, and rates and frequencies are 0-1",
		source: "documented: https://docs.converra.ai/api/insights.html",
		otherwise: "a rate above 1 is read as a percentage, a completion of at most 1 as a fraction",
		observed: "the figures of GET /agents/:id/insights",
		neededBy: "nothing"
	},
	{
		id: "insights-shape",
		assumed: "Insights have `metrics`, `topics`, `issues`, `recommendations` or `generatedAt`",
		source: "documented in part: https://docs.converra.ai/api/insights.html",
		otherwise: "they are told to be in a shape that this version does not know",
		observed: "the answer to GET /agents/:id/insights",
		neededBy: "insights"
	},
	{
		id: "step-failures",
		assumed: "Step failures are a list of steps with a cause and a count",
		source: "guess; the words are marketing's: https://converra.ai/step-level-diagnosis",
		otherwise: "what is not recognised is left out",
		observed: "the answer to GET /agents/:id/step-failures",
		neededBy: "insights"
	}
];
// src/service/assumptions/agents.ts
const PROMPTS = "https://docs.converra.ai/api/prompts.html";
const UPDATE = "https://glama.ai/mcp/connectors/ai.converra/converra/tools/update_agent";
const LOGGING = "https://converra.ai/docs/api/conversations";
const AGENTS = [
	{
		id: "drafts-listed",
		assumed: "`GET /agents` lists agents of every status",
		source: "guess; the filter `status` is documented: https://docs.converra.ai/api/prompts.html",
		otherwise: "drafts are also asked for by status and by our tag, and looked for where the account's runs were made",
		observed: "a draft that only a list by status or tag brings, or only its runs",
		neededBy: "nothing"
	},
	{
		id: "listed-content",
		assumed: "`GET /agents` gives the prompt of each agent",
		source: `documented in an example: ${PROMPTS}`,
		otherwise: "an agent that comes without is read by its id",
		observed: "an agent in a list without `content`",
		neededBy: "nothing"
	},
	{
		id: "agent-draft",
		assumed: "`POST /agents` with `status: draft` makes a draft",
		source: `guess; the example without it comes back active: ${PROMPTS}`,
		otherwise: "the preview is archived at once and the agent's verdict is incomplete",
		observed: "the status of an agent that was just made",
		neededBy: "gate"
	},
	{
		id: "write-answer",
		assumed: "`POST` and `PATCH /agents` answer with the agent",
		source: `documented for POST: ${PROMPTS}; guess for PATCH`,
		otherwise: "the agent is read by its id after the write",
		observed: "the answer to a write",
		neededBy: "nothing"
	},
	{
		id: "write-partial",
		assumed: "`PATCH` changes what it names and nothing else",
		source: `guess from the twin tool: ${UPDATE}`,
		otherwise: "what was cleared is written back once, and the run says which members they were",
		observed: "the agent before and after a PATCH",
		neededBy: "sync"
	},
	{
		id: "write-published",
		assumed: "What a PATCH stored is what answers, and what is measured, from then on",
		source: "guess",
		otherwise: "a run of the text before is no evidence; of a sync nothing can tell, since every read shows what was written",
		observed: "the text of the control, in a run on a copy whose prompt was written over another",
		neededBy: "nothing"
	},
	{
		id: "content-stored",
		assumed: "A prompt is stored as it was sent",
		source: "guess",
		otherwise: "what came back is compared: other text is a failed write, other white space is learned",
		observed: "`content` of an agent after a write",
		neededBy: "nothing"
	},
	{
		id: "model-stored",
		assumed: "A model's name is stored as it was sent",
		source: "guess",
		otherwise: "the name that came back counts as the same model",
		observed: "`llmModel` of an agent after a write",
		neededBy: "nothing"
	},
	{
		id: "tags-stored",
		assumed: "Tags are stored byte for byte, up to 80 characters each",
		source: `guess; that there are tags is documented: ${PROMPTS}`,
		otherwise: "previews are found by id and name, and edits made elsewhere can no longer be noticed",
		observed: "`tags` of an agent after a write",
		neededBy: "sync"
	},
	{
		id: "updated-by-writes",
		assumed: "`updatedAt` of an agent changes with a write to it, not with a run",
		source: "guess; there is a `lastOptimizedAt`: https://converra.ai/docs/api/objects",
		otherwise: "runs whose control has no text of its own are no evidence",
		observed: "`updatedAt` of a copy before and after its runs, where its prompt is the same",
		neededBy: "nothing"
	},
	{
		id: "conversation-count",
		assumed: "An agent says `conversationCount`",
		source: "documented as optional: https://converra.ai/docs/api/objects",
		otherwise: "the conversations of a preview are listed before any is copied",
		observed: "the agents of a list, none of which has it",
		neededBy: "nothing"
	},
	{
		id: "conversations-newest-first",
		assumed: "`GET /conversations` gives the newest first",
		source: "guess",
		otherwise: "they are sorted by their time on this side, as far as the list reaches",
		observed: "the times of a list of conversations",
		neededBy: "nothing"
	},
	{
		id: "conversation-answer",
		assumed: "`POST /conversations` answers with the conversation",
		source: `documented: ${LOGGING}`,
		otherwise: "the conversation is read by its id",
		observed: "the answer to the POST",
		neededBy: "nothing"
	},
	{
		id: "conversation-once",
		assumed: "A second POST with the same `idempotencyKey` makes no second conversation",
		source: `documented: ${LOGGING}`,
		otherwise: "nothing is copied to a preview that has conversations already",
		observed: "a new id for a key that was used before; by the doctor with `write: true` alone",
		neededBy: "nothing"
	}
];
// src/service/assumptions/runs.ts
const OPTIMIZATIONS = "https://docs.converra.ai/api/optimizations.html";
const RESULTS = "https://converra.ai/docs/optimization/results";
const RUNS = [
	{
		id: "runs-newest-first",
		assumed: "`GET /optimizations` gives the newest first",
		source: "guess from the twin tool, which says recent",
		otherwise: "runs are sorted by their time on this side, as far as the list reaches",
		observed: "the times of a list of runs",
		neededBy: "nothing"
	},
	{
		id: "run-agent-id",
		assumed: "A list of runs says which agent each run is of",
		source: `documented: ${OPTIMIZATIONS}`,
		otherwise: "the run is read by its id; where that does not say it either, the wait for it ends",
		observed: "a run without `agentId` and `promptId`",
		neededBy: "gate"
	},
	{
		id: "run-status",
		assumed: "A run is `queued`, `running`, `completed`, `failed` or `stopped`, in these letters",
		source: `documented: ${OPTIMIZATIONS}`,
		otherwise: "other usual words in any case are read; any other is under way until the deadline",
		observed: "`status` of a run",
		neededBy: "nothing"
	},
	{
		id: "run-mode",
		assumed: "A run says its `mode`",
		source: `documented: ${OPTIMIZATIONS}`,
		otherwise: "it counts for the mode it was started in, or for the account's; never for another",
		observed: "a run without `mode`",
		neededBy: "nothing"
	},
	{
		id: "run-answer",
		assumed: "A start answers with the run",
		source: `documented: ${OPTIMIZATIONS}`,
		otherwise: "the run is read by the id in the answer, or looked for in the list",
		observed: "the answer to POST /optimizations or POST /benchmarks",
		neededBy: "nothing"
	},
	{
		id: "run-listed",
		assumed: "A run that was started is in the list within seconds",
		source: "guess",
		otherwise: "a start whose answer was lost is looked for until the deadline, and never sent twice",
		observed: "a run that was started, and that a list leaves out",
		neededBy: "nothing"
	},
	{
		id: "runs-in-parallel",
		assumed: "An agent may have several runs at once",
		source: "guess; ten at once on an account are documented: https://converra.ai/docs/api",
		otherwise: "the start waits until a run has ended",
		observed: "a start that is refused with 409 and words about another run",
		neededBy: "nothing"
	},
	{
		id: "stop-answer",
		assumed: "A run that was asked to stop stops",
		source: "guess from the twin tool: https://glama.ai/mcp/connectors/ai.converra/converra/tools/stop_optimization",
		otherwise: "the run is told by its id and tried once more in the post step",
		observed: "a refusal of a stop, or `success: false` in the answer to one",
		neededBy: "nothing"
	},
	{
		id: "results-at-once",
		assumed: "A run that has completed has its variants at once",
		source: "guess",
		otherwise: "it is looked at again a few times before it counts as without results",
		observed: "a completed run without variants, or without scores",
		neededBy: "nothing"
	},
	{
		id: "failure-reason",
		assumed: "A failed run says why in `error`, `error.message` or `failureReason`",
		source: "guess",
		otherwise: "it is reported as failed without a reason",
		observed: "a failed run without any of them",
		neededBy: "nothing"
	},
	{
		id: "one-control",
		assumed: "The variants of a run hold one control",
		source: `documented in part: ${OPTIMIZATIONS}`,
		otherwise: "the run is no evidence, and the verdict says so",
		observed: "no control, or more than one, among the variants of a completed run",
		neededBy: "gate"
	},
	{
		id: "control-mark",
		assumed: "The control is marked by `isControl` or `isBaseline`, by the id `var_control`, or by its name",
		source: `guess; the id is in an example: ${OPTIMIZATIONS}`,
		otherwise: "a name that begins with control, baseline or original is read too",
		observed: "a control that only the beginning of its name tells",
		neededBy: "nothing"
	},
	{
		id: "control-content",
		assumed: "The control comes with the prompt it stands for",
		source: `guess; people are shown it: ${RESULTS}`,
		otherwise: "a run counts only while its agent was not touched since before it",
		observed: "a control without `content`",
		neededBy: "nothing"
	},
	{
		id: "score-number",
		assumed: "A score is a number in `metrics`",
		source: `documented: ${RESULTS}`,
		otherwise: "numbers in texts, and objects with `score` or `value`, are read too; all else is no score",
		observed: "the members of `metrics`",
		neededBy: "nothing"
	},
	{
		id: "score-scale",
		assumed: "Scores are points from 0 to 100, or fractions from 0 to 1",
		source: `guess; printed in percent: ${RESULTS}`,
		otherwise: "the metric is not judged, and the numbers are shown",
		observed: "the scores of all runs that are judged",
		neededBy: "gate"
	},
	{
		id: "lift-percent",
		assumed: "`lift` is in percent",
		source: `documented: ${RESULTS}`,
		otherwise: "a winner of a small lift can be missed; no verdict rests on it",
		observed: "a lift that is a hundredth of what the scores say",
		neededBy: "nothing"
	},
	{
		id: "confidence-fraction",
		assumed: "`confidence` is a fraction, or a percentage above 1",
		source: `documented as a fraction: ${OPTIMIZATIONS}`,
		otherwise: "no band of confidence is shown",
		observed: "a confidence below 0 or above 100; exactly 1 could be either, and gets no band",
		neededBy: "nothing"
	}
];
// src/service/assumptions/wire.ts
const WIRE = [
	{
		id: "bare-object",
		assumed: "A single object comes bare, without an envelope",
		source: "documented in examples: https://docs.converra.ai/api/prompts.html",
		otherwise: "an object in `data`, or under its own name beside `success`, is unwrapped",
		observed: "the answer to a GET, POST or PATCH",
		neededBy: "nothing"
	},
	{
		id: "list-in-data",
		assumed: "A list comes as `data`, or as a bare array",
		source: "documented: https://docs.converra.ai/api/optimizations.html",
		otherwise: "a list under the name of what it holds, or in `items` or `results`, is read too",
		observed: "the answer to any list call",
		neededBy: "nothing"
	},
	{
		id: "record-decodes",
		assumed: "Every record of a list has the members the pages show",
		source: "documented: https://converra.ai/docs/api/objects",
		otherwise: "the record is left out; only where it is asked for by its id does the call fail",
		observed: "a record of a list that has a member of another type, or lacks one",
		neededBy: "nothing"
	},
	{
		id: "page-of-100",
		assumed: "A list accepts `limit=100`",
		source: "documented for agents: https://docs.converra.ai/api/prompts.html; guess for the others",
		otherwise: "a smaller limit is asked for: 50, 20, then none",
		observed: "a refusal (400 or 422) of a list call",
		neededBy: "nothing"
	},
	{
		id: "page-total",
		assumed: "A paged list says `pagination.total` as a number",
		source: "documented: https://docs.converra.ai/api/prompts.html",
		otherwise: "further pages are asked for until one brings nothing new",
		observed: "a paged list with a total of another type or name, or with `hasMore`",
		neededBy: "nothing"
	},
	{
		id: "page-offset",
		assumed: "`offset` moves a list on",
		source: "documented for agents: https://docs.converra.ai/api/prompts.html",
		otherwise: "only the first page is known; what is not on it is looked up by id where there is one",
		observed: "a second page that brings nothing new although more was promised",
		neededBy: "gate"
	},
	{
		id: "filter-applied",
		assumed: "A list that is asked for one agent holds that agent's records only",
		source: "documented for runs: https://docs.converra.ai/api/optimizations.html; guess for the others",
		otherwise: "the list is filtered again on this side",
		observed: "a record of another agent in a filtered list",
		neededBy: "nothing"
	},
	{
		id: "agent-id-name",
		assumed: "The id of an agent is called `agentId`",
		source: "documented: https://converra.ai/docs/api/objects; older pages say `promptId`",
		otherwise: "`promptId` is read and sent",
		observed: "a run, a conversation or a benchmark with `promptId`, or a refusal that names it",
		neededBy: "nothing"
	},
	{
		id: "time-iso",
		assumed: "Times are ISO 8601 texts",
		source: "documented in examples: https://converra.ai/docs/api/objects",
		otherwise: "seconds and milliseconds since 1970 are read too",
		observed: "any time in an answer",
		neededBy: "nothing"
	},
	{
		id: "success-status",
		assumed: "An answer with a status of success means that the request was carried out",
		source: "documented in part: https://converra.ai/docs/api",
		otherwise: "`success: false` or an error in the body is a failure, in the service's own words",
		observed: "the body of any answer with a status of success",
		neededBy: "nothing"
	},
	{
		id: "error-envelope",
		assumed: "A refusal says `{ error: { code, message } }`",
		source: "documented: https://converra.ai/docs/api",
		otherwise: "`errors`, `detail`, `message` and a plain `error` are read too",
		observed: "the body of a refusal",
		neededBy: "nothing"
	},
	{
		id: "quota-refusal",
		assumed: "A used-up quota is refused with 402, 403 or 429 and says so in code or message",
		source: "guess from a code that is cut: https://docs.converra.ai/api/account.html",
		otherwise: "it is read by its words all the same; nothing is started again",
		observed: "a refusal with another status that speaks of a quota",
		neededBy: "nothing"
	},
	{
		id: "slots-refusal",
		assumed: "The eleventh optimization at once is refused with words about what runs at once",
		source: "guess; the limit of ten is documented: https://converra.ai/docs/api",
		otherwise: "it is waited for as a rate limit, then told as one",
		observed: "a start that is refused with 429 to the last attempt, without these words",
		neededBy: "nothing"
	},
	{
		id: "rate-headers",
		assumed: "Answers carry rate-limit headers by the usual names",
		source: "guess; that there are some is documented: https://docs.converra.ai/api/authentication.html",
		otherwise: "the plan's rate is kept, 60 requests a minute where the plan is not known",
		observed: "the headers of any answer",
		neededBy: "nothing"
	}
];
// node_modules/zod/v4/core/util.js
function getEnumValues(entries) {
	const numericValues = Object.values(entries).filter((v) => typeof v === "number");
	return Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
}
function joinValues(array, separator = "|") {
	return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
	if (typeof value === "bigint") return value.toString();
	return value;
}
var Cached = class {
	constructor(getter) {
		this._getter = getter;
		this._value = void 0;
	}
	get value() {
		const getter = this._getter;
		if (getter !== void 0) {
			this._value = getter();
			this._getter = void 0;
		}
		return this._value;
	}
};
function cached(getter) {
	return new Cached(getter);
}
function nullish(input) {
	return input === null || input === void 0;
}
function cleanRegex(source) {
	const start = source.startsWith("^") ? 1 : 0;
	const end = source.endsWith("$") ? source.length - 1 : source.length;
	return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
	const ratio = val / step;
	const roundedRatio = Math.round(ratio);
	const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
	if (Math.abs(ratio - roundedRatio) < tolerance) return 0;
	return ratio - roundedRatio;
}
const EVALUATING = Symbol("evaluating");
function defineLazy(object, key, getter) {
	let value = void 0;
	Object.defineProperty(object, key, {
		get() {
			if (value === EVALUATING) return;
			if (value === void 0) {
				value = EVALUATING;
				value = getter();
			}
			return value;
		},
		set(v) {
			Object.defineProperty(object, key, { value: v });
		},
		configurable: true
	});
}
function assignProp(target, prop, value) {
	Object.defineProperty(target, prop, {
		value,
		writable: true,
		enumerable: true,
		configurable: true
	});
}
function rawShape(def) {
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	return desc?.get ? desc.get.raw : desc?.value;
}
function sourceShape(schema) {
	return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
function deferProp(target, key, getter) {
	Object.defineProperty(target, key, {
		get() {
			const value = getter();
			assignProp(this, key, value);
			return value;
		},
		enumerable: true,
		configurable: true
	});
}
function putProp(target, key, value) {
	if (key in target) assignProp(target, key, value);
	else target[key] = value;
}
function mirrorShape(target, source, keys, wrap) {
	const raw = sourceShape(source);
	for (const key of keys) {
		const desc = Object.getOwnPropertyDescriptor(raw, key);
		if (!desc.enumerable) continue;
		if (desc.get) deferProp(target, key, () => {
			const value = source._zod.def.shape[key];
			return wrap ? wrap(value, key) : value;
		});
		else putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
	}
}
function mirrorProps(target, source) {
	for (const key of Reflect.ownKeys(source)) {
		const desc = Object.getOwnPropertyDescriptor(source, key);
		if (!desc.enumerable) continue;
		if (desc.get) deferProp(target, key, () => source[key]);
		else putProp(target, key, desc.value);
	}
}
function mergeDefs(...defs) {
	const mergedDescriptors = {};
	for (const def of defs) {
		const descriptors = Object.getOwnPropertyDescriptors(def);
		Object.assign(mergedDescriptors, descriptors);
	}
	return Object.defineProperties({}, mergedDescriptors);
}
function esc(str) {
	return JSON.stringify(str);
}
function slugify(input) {
	return input.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
}
const captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {};
function isObject(data) {
	return typeof data === "object" && data !== null && !Array.isArray(data);
}
const allowsEval = cached(() => {
	if (globalConfig.jitless) return false;
	if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) return false;
	try {
		new Function("");
		return true;
	} catch (_) {
		return false;
	}
});
function isPlainObject(o) {
	if (isObject(o) === false) return false;
	const ctor = o.constructor;
	if (ctor === void 0) return true;
	if (typeof ctor !== "function") return true;
	const prot = ctor.prototype;
	if (isObject(prot) === false) return false;
	if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) return false;
	return true;
}
function shallowClone(o) {
	if (isPlainObject(o)) return { ...o };
	if (Array.isArray(o)) return [...o];
	if (o instanceof Map) return new Map(o);
	if (o instanceof Set) return new Set(o);
	return o;
}
const propertyKeyTypes = new Set([
	"string",
	"number",
	"symbol"
]);
function escapeRegex(str) {
	return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
	const cl = new inst._zod.constr(def ?? inst._zod.def);
	if (!def || params?.parent) cl._zod.parent = inst;
	return cl;
}
function normalizeParams(_params) {
	const params = _params;
	if (!params) return {};
	if (typeof params === "string") return { error: () => params };
	if (params?.message !== void 0) {
		if (params?.error !== void 0) throw new Error("Cannot specify both `message` and `error` params");
		params.error = params.message;
	}
	delete params.message;
	if (typeof params.error === "string") return {
		...params,
		error: () => params.error
	};
	return params;
}
function stringifyPrimitive(value) {
	if (typeof value === "bigint") return value.toString() + "n";
	if (typeof value === "string") return `"${value}"`;
	return `${value}`;
}
function optionalKeys(shape) {
	return Object.keys(shape).filter((k) => {
		return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === "optional";
	});
}
const NUMBER_FORMAT_RANGES = (() => ({
	safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	int32: [-2147483648, 2147483647],
	uint32: [0, 4294967295],
	float32: [-34028234663852886e22, 34028234663852886e22],
	float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
const BIGINT_FORMAT_RANGES = {
	int64: [BigInt("-9223372036854775808"), BigInt("9223372036854775807")],
	uint64: [BigInt(0), BigInt("18446744073709551615")]
};
function pick$1(schema, mask) {
	const currDef = schema._zod.def;
	const checks = currDef.checks;
	if (checks && checks.length > 0) throw new Error(".pick() cannot be used on object schemas containing refinements");
	const newShape = {};
	mirrorShape(newShape, schema, maskedKeys(schema, mask));
	return clone(schema, mergeDefs(currDef, {
		shape: newShape,
		checks: []
	}));
}
function maskedKeys(schema, mask) {
	const raw = sourceShape(schema);
	const keys = [];
	for (const key of Reflect.ownKeys(mask)) {
		if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) throw new Error(`Unrecognized key: "${String(key)}"`);
		if (mask[key]) keys.push(key);
	}
	return keys;
}
function omit(schema, mask) {
	const currDef = schema._zod.def;
	const checks = currDef.checks;
	if (checks && checks.length > 0) throw new Error(".omit() cannot be used on object schemas containing refinements");
	const omitted = new Set(maskedKeys(schema, mask));
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
	return clone(schema, mergeDefs(currDef, {
		shape: newShape,
		checks: []
	}));
}
function extend(schema, shape) {
	if (!isPlainObject(shape)) throw new Error("Invalid input to extend: expected a plain object");
	const checks = schema._zod.def.checks;
	if (checks && checks.length > 0) {
		const existingShape = sourceShape(schema);
		for (const key of Reflect.ownKeys(shape)) if (Object.getOwnPropertyDescriptor(existingShape, key) !== void 0) throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
	}
	return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function extended(schema, shape) {
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
	mirrorProps(newShape, shape);
	return newShape;
}
function safeExtend(schema, shape) {
	if (!isPlainObject(shape)) throw new Error("Invalid input to safeExtend: expected a plain object");
	return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
	if (!b?._zod?.def) throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
	if (a._zod.def.checks?.length) throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
	const newShape = {};
	mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
	mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
	return clone(a, mergeDefs(a._zod.def, {
		shape: newShape,
		get catchall() {
			return b._zod.def.catchall;
		},
		checks: b._zod.def.checks ?? []
	}));
}
function partial(Class, schema, mask, name = "partial") {
	const checks = schema._zod.def.checks;
	if (checks && checks.length > 0) throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
	const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class && ((value, key) => selected && !selected.has(key) ? value : new Class({
		type: "optional",
		innerType: value
	})));
	return clone(schema, mergeDefs(schema._zod.def, {
		shape: newShape,
		checks: []
	}));
}
function required(Class, schema, mask) {
	const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => selected && !selected.has(key) ? value : new Class({
		type: "nonoptional",
		innerType: value
	}));
	return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
function aborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue !== true) return true;
	return false;
}
function explicitlyAborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue === false) return true;
	return false;
}
function prefixIssues(path, issues) {
	return issues.map((iss) => {
		var _a;
		(_a = iss).path ?? (_a.path = []);
		iss.path.unshift(path);
		return iss;
	});
}
function unwrapMessage(message) {
	return typeof message === "string" ? message : message?.message;
}
function sizeCaps(defChecks) {
	const caps = [];
	for (const ch of defChecks ?? []) {
		const d = ch._zod.def;
		if (!/_(length|size)$|_equals$/.test(d.check)) break;
		const max = d.maximum ?? d.length ?? d.size;
		if (max >= 0) caps.push([max, ch]);
	}
	return caps;
}
function attachSchema(issues, start, inst) {
	var _a;
	for (let i = start; i < issues.length; i++) (_a = issues[i]).schema ?? (_a.schema = inst);
}
function finalizeIssue(iss, ctx, config) {
	var _a;
	const traits = iss.inst?._zod?.traits;
	if (traits?.has("$ZodType")) {
		if (traits.has("$ZodCheck")) (_a = iss).schema ?? (_a.schema = iss.inst);
		else iss.schema = iss.inst;
	}
	const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
	const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config.customError?.(iss)) ?? unwrapMessage(config.localeError?.(iss)) ?? "Invalid input";
	const full = {};
	for (const k of Object.keys(iss)) {
		if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__") continue;
		full[k] = iss[k];
	}
	full.path ?? (full.path = []);
	full.message = message;
	if (ctx?.reportInput) full.input = iss.input;
	return full;
}
const highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
	const units = str.length;
	if (!highSurrogate.test(str)) return units;
	let count = units;
	for (let i = 0; i < units - 1; i++) if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
		count--;
		i++;
	}
	return count;
}
function getLengthableOrigin(input) {
	if (Array.isArray(input)) return "array";
	if (typeof input === "string") return "string";
	return "unknown";
}
function parsedType(data) {
	const t = typeof data;
	switch (t) {
		case "number": return Number.isNaN(data) ? "nan" : "number";
		case "object": {
			if (data === null) return "null";
			if (Array.isArray(data)) return "array";
			const obj = data;
			if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) return obj.constructor.name;
		}
	}
	return t;
}
function issue(...args) {
	const [iss, input, inst] = args;
	if (typeof iss === "string") return {
		message: iss,
		code: "custom",
		input,
		inst
	};
	return { ...iss };
}
function members$1(proto, table) {
	for (const key in table) {
		const desc = Object.getOwnPropertyDescriptor(table, key);
		if (desc.get) Object.defineProperty(proto, key, {
			...desc,
			enumerable: false
		});
		else defineBound(proto, key, desc.value);
	}
}
function own(inst, key, value, enumerable = true) {
	Object.defineProperty(inst, key, {
		configurable: true,
		writable: true,
		enumerable,
		value
	});
	return value;
}
function hide(inst, key, value) {
	return own(inst, key, value, false);
}
function derived(computes, table) {
	for (const key in computes) {
		const compute = computes[key];
		Object.defineProperty(table, key, {
			configurable: true,
			enumerable: true,
			get() {
				return own(this, key, compute(this));
			},
			set(value) {
				own(this, key, value);
			}
		});
	}
	return table;
}
function defineBound(proto, key, fn) {
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			return this == null ? fn : own(this, key, fn.bind(this));
		},
		set(value) {
			own(this, key, value);
		}
	});
}
function claim(inst, sentinel) {
	const proto = Object.getPrototypeOf(inst);
	return sentinel in proto ? void 0 : proto;
}
let installing;
let broke = false;
const breaker = {
	configurable: true,
	get() {
		broke = true;
	}
};
function defineLazyInternal(inst, key, compute) {
	const proto = Object.getPrototypeOf(inst._zod);
	if (key in proto && installing !== inst._zod) {
		installing = void 0;
		return;
	}
	installing = inst._zod;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			Object.defineProperty(this, key, breaker);
			const outer = broke;
			broke = false;
			try {
				const value = compute(this);
				if (broke) delete this[key];
				else Object.defineProperty(this, key, {
					configurable: true,
					writable: true,
					value
				});
				broke = broke || outer;
				return value;
			} catch (err) {
				delete this[key];
				broke = broke || outer;
				throw err;
			}
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				value
			});
		}
	});
}
function installLazyProp(inst, key, make, enumerable) {
	const proto = claim(inst, key);
	if (!proto) return;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			const desc = {
				configurable: true,
				writable: true,
				enumerable,
				value: void 0
			};
			Object.defineProperty(this, key, desc);
			desc.value = make(this);
			Object.defineProperty(this, key, desc);
			return desc.value;
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				enumerable,
				value
			});
		}
	});
}
const CONSTANT_CATCH = "~constantCatch";
function constantCatch(value) {
	const fn = () => value;
	fn[CONSTANT_CATCH] = true;
	return fn;
}
// node_modules/zod/v4/core/core.js
var _a$1;
const _zodDesc = {
	value: void 0,
	enumerable: false
};
let _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
	const E = _E;
	if (E) {
		const saved = E.stackTraceLimit;
		if (typeof saved === "number") {
			try {
				E.stackTraceLimit = 0;
			} catch {
				_E = null;
				return new Definition();
			}
			try {
				return new Definition();
			} finally {
				E.stackTraceLimit = saved;
			}
		}
	}
	return new Definition();
}
function $constructor(name, initializer, proto, params) {
	const zodProto = {};
	function Internals(def) {
		this.def = def;
		this.constr = _;
		this.traits = new Set();
	}
	Internals.prototype = zodProto;
	const protoMembers = proto;
	const initialized = protoMembers && new WeakSet();
	function init(inst, def) {
		if (!inst._zod) {
			_zodDesc.value = new Internals(def);
			try {
				Object.defineProperty(inst, "_zod", _zodDesc);
			} finally {
				_zodDesc.value = void 0;
			}
		} else if (inst._zod.traits.has(name)) return;
		inst._zod.traits.add(name);
		initializer(inst, def);
		if (initialized) {
			const own = Object.getPrototypeOf(inst);
			const ctorProto = inst._zod.constr.prototype;
			let up = own;
			while (up && up !== ctorProto) up = Object.getPrototypeOf(up);
			const target = up ?? own;
			if (!initialized.has(target)) {
				initialized.add(target);
				members$1(target, protoMembers);
			}
		}
		const proto = _.prototype;
		for (const k in proto) {
			if (!Object.prototype.hasOwnProperty.call(proto, k)) continue;
			if (!(k in inst)) inst[k] = proto[k].bind(inst);
		}
	}
	const Parent = params?.Parent ?? Object;
	class Definition extends Parent {}
	Object.defineProperty(Definition, "name", { value: name });
	function _(def) {
		const inst = params?.Parent ? newError(Definition) : this;
		init(inst, def);
		const deferred = inst._zod.deferred;
		if (deferred) {
			for (const fn of deferred) fn();
			inst._zod.deferred = void 0;
		}
		const pp = globalThis.__zod_globalConfig?.postProcessor;
		if (pp) pp(inst);
		return inst;
	}
	Object.defineProperty(_, "init", { value: init });
	Object.defineProperty(_, Symbol.hasInstance, { value: (inst) => {
		if (params?.Parent && inst instanceof params.Parent) return true;
		return inst?._zod?.traits?.has(name);
	} });
	Object.defineProperty(_, "name", { value: name });
	return _;
}
var $ZodAsyncError = class extends Error {
	constructor() {
		super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
	}
};
var $ZodEncodeError = class extends Error {
	constructor(name) {
		super(`Encountered unidirectional transform during encode: ${name}`);
		this.name = "ZodEncodeError";
	}
};
(_a$1 = globalThis).__zod_globalConfig ?? (_a$1.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
	if (newConfig) Object.assign(globalConfig, newConfig);
	return globalConfig;
}
// node_modules/zod/v4/core/errors.js
function _getMessage() {
	const internals = this._zod;
	internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
	return internals.message;
}
function _setMessage(value) {
	this._zod.message = value;
}
const _messageDesc = {
	get: _getMessage,
	set: _setMessage,
	enumerable: true,
	configurable: true
};
const _issuesDesc = {
	value: void 0,
	enumerable: false
};
const _installedToString = new WeakSet([Object.prototype, Error.prototype]);
const initializer$1 = (inst, def) => {
	inst.name = "$ZodError";
	_issuesDesc.value = def;
	Object.defineProperty(inst, "issues", _issuesDesc);
	_issuesDesc.value = void 0;
	Object.defineProperty(inst, "message", _messageDesc);
	const proto = Object.getPrototypeOf(inst);
	if (!_installedToString.has(proto)) {
		_installedToString.add(proto);
		Object.defineProperty(proto, "toString", {
			configurable: true,
			enumerable: false,
			get() {
				const value = () => this.message;
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
				return value;
			},
			set(value) {
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
			}
		});
	}
};
const $ZodError = $constructor("$ZodError", initializer$1);
function node(obj, key, make) {
	if (!Object.prototype.hasOwnProperty.call(obj, key)) {
		if (key === "__proto__") Object.defineProperty(obj, key, {
			value: make(),
			writable: true,
			enumerable: true,
			configurable: true
		});
		else obj[key] = make();
	}
	return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
	const fieldErrors = {};
	const formErrors = [];
	for (const sub of error.issues) if (sub.path.length > 0) node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
	else formErrors.push(mapper(sub));
	return {
		formErrors,
		fieldErrors
	};
}
function formatError(error, mapper = (issue) => issue.message) {
	const fieldErrors = { _errors: [] };
	const processError = (error, path = []) => {
		for (const issue of error.issues) if (issue.code === "invalid_union" && issue.errors.length) issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
		else if (issue.code === "invalid_key") processError({ issues: issue.issues }, [...path, ...issue.path]);
		else if (issue.code === "invalid_element") processError({ issues: issue.issues }, [...path, ...issue.path]);
		else {
			const fullpath = [...path, ...issue.path];
			if (fullpath.length === 0) fieldErrors._errors.push(mapper(issue));
			else {
				let curr = fieldErrors;
				let i = 0;
				while (i < fullpath.length) {
					const el = fullpath[i];
					const terminal = i === fullpath.length - 1;
					if (el === "_errors") {
						if (terminal) curr._errors.push(mapper(issue));
						i++;
						continue;
					}
					if (!Object.prototype.hasOwnProperty.call(curr, el)) Object.defineProperty(curr, el, {
						value: { _errors: [] },
						enumerable: true,
						writable: true,
						configurable: true
					});
					const node = curr[el];
					if (terminal) node._errors.push(mapper(issue));
					curr = node;
					i++;
				}
			}
		}
	};
	processError(error);
	return fieldErrors;
}
// node_modules/zod/v4/core/parse.js
function finalizeParams(callee, params) {
	return {
		callee: params?.callee ?? callee,
		Err: params?.Err
	};
}
const _parse = (_Err) => {
	const fn = (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: false
		} : { async: false };
		const result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) throw new $ZodAsyncError();
		if (result.issues.length) {
			const e = new ((_params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, _params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const _parseAsync = (_Err) => {
	const fn = async (schema, value, _ctx, params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: true
		} : { async: true };
		let result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) result = await result;
		if (result.issues.length) {
			const e = new ((params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const _safeParse = (_Err) => (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: false
	} : { async: false };
	const result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) throw new $ZodAsyncError();
	return result.issues.length ? failure(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
function failure(Err, issues, ctx) {
	let error;
	return {
		success: false,
		get error() {
			if (!error) {
				error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
				issues = void 0;
				ctx = void 0;
			}
			return error;
		},
		set error(e) {
			error = e;
			issues = void 0;
			ctx = void 0;
		}
	};
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: true
	} : { async: true };
	let result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) result = await result;
	return result.issues.length ? failure(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
const COMPILE_INVALID = Symbol.for("zod.compile.invalid");
const COMPILE_FALLBACK = Symbol.for("zod.compile.fallback");
const validate = ((schema, value, _ctx) => {
	const validator = schema._zod.bag.validator;
	if (validator !== void 0) {
		if (validator(value) !== COMPILE_INVALID) return true;
		if (validator.definite === true && _ctx === void 0) return false;
	}
	return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
	const ctx = _ctx ? {
		..._ctx,
		async: false,
		abortEarly: true
	} : {
		async: false,
		abortEarly: true
	};
	const fallbackRun = schema._zod.bag.fallbackRun;
	let result;
	if (fallbackRun) {
		ctx[COMPILE_FALLBACK] = true;
		result = fallbackRun({
			value,
			issues: []
		}, ctx);
	} else result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) throw new $ZodAsyncError();
	return result.issues.length === 0;
}
const validateAsync$1 = async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: true,
		abortEarly: true
	} : {
		async: true,
		abortEarly: true
	};
	let result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) result = await result;
	return result.issues.length === 0;
};
const _encode = (_Err) => {
	const parse = _parse(_Err);
	const fn = (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			direction: "backward"
		} : { direction: "backward" };
		return parse(schema, value, ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _decode = (_Err) => {
	const parse = _parse(_Err);
	const fn = (schema, value, _ctx, _params) => {
		return parse(schema, value, _ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _encodeAsync = (_Err) => {
	const parseAsync = _parseAsync(_Err);
	const fn = async (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			direction: "backward"
		} : { direction: "backward" };
		return await parseAsync(schema, value, ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _decodeAsync = (_Err) => {
	const parseAsync = _parseAsync(_Err);
	const fn = async (schema, value, _ctx, _params) => {
		return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _safeEncode = (_Err) => (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		direction: "backward"
	} : { direction: "backward" };
	return _safeParse(_Err)(schema, value, ctx);
};
const _safeDecode = (_Err) => (schema, value, _ctx) => {
	return _safeParse(_Err)(schema, value, _ctx);
};
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		direction: "backward"
	} : { direction: "backward" };
	return _safeParseAsync(_Err)(schema, value, ctx);
};
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
	return _safeParseAsync(_Err)(schema, value, _ctx);
};
// node_modules/zod/v4/core/regexes.js
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
	return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
const duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
const uuid = (version) => {
	if (!version) return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
	return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
const _emoji$1 = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function emoji() {
	return new RegExp(_emoji$1, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
const httpProtocol = /^https?$/;
const e164 = /^\+[1-9]\d{6,14}$/;
const dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
function anchor(source) {
	return new RegExp(`^${source}$`);
}
const date = anchor(dateSource);
function timeSource(args) {
	const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
	return typeof args.precision === "number" ? args.precision === -1 ? `${hhmm}` : args.precision === 0 ? `${hhmm}:[0-5]\\d` : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}` : args.seconds ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?` : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
}
function time$1(args) {
	return new RegExp(`^${timeSource(args)}$`);
}
function datetime(args) {
	const opts = ["Z"];
	if (args.offset) opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
	const qualified = `${timeSource({
		precision: args.precision,
		seconds: true
	})}(?:${opts.join("|")})`;
	const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
	return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
const anyString = /^[\s\S]{0,}$/;
const integer = /^-?\d+$/;
const number$1 = /^-?\d+(?:\.\d+)?$/;
const boolean$1 = /^(?:true|false)$/i;
const _undefined$2 = /^undefined$/i;
const lowercase = /^[^A-Z]*$/;
const uppercase = /^[^a-z]*$/;
// node_modules/zod/v4/core/checks.js
const $ZodCheck = $constructor("$ZodCheck", (inst, def) => {
	var _a;
	inst._zod ?? (inst._zod = {});
	inst._zod.def = def;
	(_a = inst._zod).onattach ?? (_a.onattach = []);
});
const _whenHasLength = (payload) => {
	const val = payload.value;
	return !nullish(val) && val.length !== void 0;
};
const numericOriginMap = {
	number: "number",
	bigint: "bigint",
	object: "date"
};
const $ZodCheckLessThan = $constructor("$ZodCheckLessThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value <= def.value : payload.value < def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_big",
			maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckGreaterThan = $constructor("$ZodCheckGreaterThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value >= def.value : payload.value > def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_small",
			minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMultipleOf = $constructor("$ZodCheckMultipleOf", (inst, def) => {
	$ZodCheck.init(inst, def);
	inst._zod.check = (payload) => {
		if (typeof payload.value !== typeof def.value) throw new Error("Cannot mix number and bigint in multiple_of check.");
		if (typeof payload.value === "bigint" ? def.value !== BigInt(0) && payload.value % def.value === BigInt(0) : floatSafeRemainder(payload.value, def.value) === 0) return;
		payload.issues.push({
			origin: typeof payload.value,
			code: "not_multiple_of",
			divisor: def.value,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckNumberFormat = $constructor("$ZodCheckNumberFormat", (inst, def) => {
	$ZodCheck.init(inst, def);
	def.format = def.format || "float64";
	const isInt = def.format?.includes("int");
	const origin = isInt ? "int" : "number";
	const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
	inst._zod.check = (payload) => {
		const input = payload.value;
		if (isInt) {
			if (!Number.isInteger(input)) {
				payload.issues.push({
					expected: origin,
					format: def.format,
					code: "invalid_type",
					continue: false,
					input,
					inst
				});
				return;
			}
			if (!Number.isSafeInteger(input)) {
				if (input > 0) payload.issues.push({
					input,
					code: "too_big",
					maximum: Number.MAX_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				else payload.issues.push({
					input,
					code: "too_small",
					minimum: Number.MIN_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				return;
			}
		}
		if (input < minimum) payload.issues.push({
			origin: "number",
			input,
			code: "too_small",
			minimum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
		if (input > maximum) payload.issues.push({
			origin: "number",
			input,
			code: "too_big",
			maximum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMaxLength = $constructor("$ZodCheckMaxLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units > def.maximum ? codePointLength(input) : units) <= def.maximum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_big",
			maximum: def.maximum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMinLength = $constructor("$ZodCheckMinLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units >= def.minimum && units < def.minimum * 2 ? codePointLength(input) : units) >= def.minimum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_small",
			minimum: def.minimum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckLengthEquals = $constructor("$ZodCheckLengthEquals", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		const length = typeof input === "string" && units >= def.length && units <= def.length * 2 ? codePointLength(input) : units;
		if (length === def.length) return;
		const origin = getLengthableOrigin(input);
		const tooBig = length > def.length;
		payload.issues.push({
			origin,
			...tooBig ? {
				code: "too_big",
				maximum: def.length
			} : {
				code: "too_small",
				minimum: def.length
			},
			inclusive: true,
			exact: true,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckStringFormat = $constructor("$ZodCheckStringFormat", (inst, def) => {
	var _a, _b;
	$ZodCheck.init(inst, def);
	if (def.pattern) (_a = inst._zod).check ?? (_a.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: def.format,
			input: payload.value,
			...def.pattern ? { pattern: def.pattern.toString() } : {},
			inst,
			continue: !def.abort
		});
	});
	else (_b = inst._zod).check ?? (_b.check = () => {});
});
const $ZodCheckRegex = $constructor("$ZodCheckRegex", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "regex",
			input: payload.value,
			pattern: def.pattern.toString(),
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckLowerCase = $constructor("$ZodCheckLowerCase", (inst, def) => {
	def.pattern ?? (def.pattern = lowercase);
	$ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckUpperCase = $constructor("$ZodCheckUpperCase", (inst, def) => {
	def.pattern ?? (def.pattern = uppercase);
	$ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckIncludes = $constructor("$ZodCheckIncludes", (inst, def) => {
	$ZodCheck.init(inst, def);
	const escapedRegex = escapeRegex(def.includes);
	def.pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
	inst._zod.check = (payload) => {
		if (payload.value.includes(def.includes, def.position)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "includes",
			includes: def.includes,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckStartsWith = $constructor("$ZodCheckStartsWith", (inst, def) => {
	$ZodCheck.init(inst, def);
	const pattern = new RegExp(`^${escapeRegex(def.prefix)}.*`);
	def.pattern ?? (def.pattern = pattern);
	inst._zod.check = (payload) => {
		if (payload.value.startsWith(def.prefix)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "starts_with",
			prefix: def.prefix,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckEndsWith = $constructor("$ZodCheckEndsWith", (inst, def) => {
	$ZodCheck.init(inst, def);
	const pattern = new RegExp(`.*${escapeRegex(def.suffix)}$`);
	def.pattern ?? (def.pattern = pattern);
	inst._zod.check = (payload) => {
		if (payload.value.endsWith(def.suffix)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "ends_with",
			suffix: def.suffix,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckOverwrite = $constructor("$ZodCheckOverwrite", (inst, def) => {
	$ZodCheck.init(inst, def);
	inst._zod.check = (payload) => {
		payload.value = def.tx(payload.value);
	};
});
// node_modules/zod/v4/core/doc.js
var Doc = class {
	constructor(args = [], closed = {}) {
		this.content = [];
		this.indent = 0;
		this.args = args;
		this.closed = closed;
	}
	indented(fn) {
		this.indent += 1;
		try {
			fn(this);
		} finally {
			this.indent -= 1;
		}
	}
	write(arg) {
		if (typeof arg === "function") {
			arg(this, { execution: "sync" });
			arg(this, { execution: "async" });
			return;
		}
		const lines = arg.split("\n").filter((x) => x);
		const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
		const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
		for (const line of dedented) this.content.push(line);
	}
	compile() {
		const F = Function;
		const content = this?.content ?? [``];
		return new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {\n${content.join("\n")}\n};`)(...Object.values(this.closed));
	}
};
// node_modules/zod/v4/core/versions.js
const version = {
	major: 4,
	minor: 6,
	patch: 7
};
// node_modules/zod/v4/core/schemas.js
const $ZodType = $constructor("$ZodType", (inst, def) => {
	var _a;
	inst ?? (inst = {});
	inst._zod.def = def;
	inst._zod.bag = inst._zod.bag || {};
	inst._zod.version = version;
	const defChecks = inst._zod.def.checks;
	const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
	for (const ch of checks) for (const fn of ch._zod.onattach) fn(inst);
	if (checks.length === 0) {
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred?.push(() => {
			inst._zod.run = inst._zod.parse;
		});
	} else {
		const runChecks = (payload, checks, ctx) => {
			if (payload.memo) return payload;
			let isAborted = aborted(payload);
			let asyncResult;
			for (const ch of checks) {
				if (ch._zod.def.when) {
					if (explicitlyAborted(payload)) continue;
					if (!ch._zod.def.when(payload)) continue;
				} else if (isAborted) continue;
				const currLen = payload.issues.length;
				const _ = ch._zod.check(payload);
				if (_ instanceof Promise && ctx?.async === false) throw new $ZodAsyncError();
				if (asyncResult || _ instanceof Promise) asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
					await _;
					if (payload.issues.length === currLen) return;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				});
				else {
					if (payload.issues.length === currLen) continue;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				}
			}
			if (asyncResult) return asyncResult.then(() => {
				return payload;
			});
			return payload;
		};
		const handleCanaryResult = (canary, payload, ctx) => {
			if (aborted(canary)) {
				canary.aborted = true;
				return canary;
			}
			const checkResult = runChecks(payload, checks, ctx);
			if (checkResult instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
			}
			return inst._zod.parse(checkResult, ctx);
		};
		inst._zod.run = (payload, ctx) => {
			if (ctx.skipChecks) return inst._zod.parse(payload, ctx);
			if (ctx.direction === "backward") {
				const canary = inst._zod.parse({
					value: payload.value,
					issues: []
				}, {
					...ctx,
					skipChecks: true
				});
				if (canary instanceof Promise) return canary.then((canary) => {
					return handleCanaryResult(canary, payload, ctx);
				});
				return handleCanaryResult(canary, payload, ctx);
			}
			const result = inst._zod.parse(payload, ctx);
			if (result instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return result.then((result) => runChecks(result, checks, ctx));
			}
			return runChecks(result, checks, ctx);
		};
	}
}, {
	get "~standard"() {
		return hide(this, "~standard", standardProps(this));
	},
	set "~standard"(value) {
		own(this, "~standard", value);
	}
});
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
	const ctx = { async: true };
	return toStandardResult(await inst._zod.run({
		value,
		issues: []
	}, ctx), ctx);
}
function standardProps(inst) {
	return {
		validate: (value) => {
			const ctx = { async: false };
			try {
				const r = inst._zod.run({
					value,
					issues: []
				}, ctx);
				if (!(r instanceof Promise)) return toStandardResult(r, ctx);
			} catch (_) {}
			return validateAsync(inst, value);
		},
		vendor: "zod",
		version: 1
	};
}
const $ZodString = $constructor("$ZodString", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = def.pattern ?? anyString;
	inst._zod.parse = (payload, _) => {
		if (def.coerce) try {
			payload.value = String(payload.value);
		} catch (_) {}
		if (typeof payload.value === "string") return payload;
		payload.issues.push({
			expected: "string",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
const $ZodStringFormat = $constructor("$ZodStringFormat", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	$ZodString.init(inst, def);
});
const $ZodGUID = $constructor("$ZodGUID", (inst, def) => {
	def.pattern ?? (def.pattern = guid);
	$ZodStringFormat.init(inst, def);
});
const $ZodUUID = $constructor("$ZodUUID", (inst, def) => {
	if (def.version) {
		const v = {
			v1: 1,
			v2: 2,
			v3: 3,
			v4: 4,
			v5: 5,
			v6: 6,
			v7: 7,
			v8: 8
		}[def.version];
		if (v === void 0) throw new Error(`Invalid UUID version: "${def.version}"`);
		def.pattern ?? (def.pattern = uuid(v));
	} else def.pattern ?? (def.pattern = uuid());
	$ZodStringFormat.init(inst, def);
});
const $ZodEmail = $constructor("$ZodEmail", (inst, def) => {
	def.pattern ?? (def.pattern = email);
	$ZodStringFormat.init(inst, def);
});
function canParseURL(input) {
	try {
		if (typeof URL !== "undefined" && typeof URL.canParse === "function") return URL.canParse(input);
		new URL(input);
		return true;
	} catch {
		return false;
	}
}
function validateURL(trimmed, def) {
	if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) return canParseURL(trimmed) || 2;
	return parseURLObject(trimmed, def);
}
function parseURLObject(trimmed, def) {
	if (!def.normalize && def.protocol?.source === httpProtocol.source && !/^https?:\/\//i.test(trimmed)) return 1;
	try {
		if (typeof URL !== "undefined") {
			const URLStatic = URL;
			if (typeof URLStatic.parse === "function") return URLStatic.parse(trimmed) ?? 2;
		}
		return new URL(trimmed);
	} catch {
		return 2;
	}
}
const asciiTabOrNewline = /[\t\n\r]/g;
function stripTabAndNewline(value) {
	return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
	hostname.lastIndex = 0;
	return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
	protocol.lastIndex = 0;
	return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = $constructor("$ZodURL", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		try {
			const trimmed = payload.value.trim();
			const url = validateURL(trimmed, def);
			if (url === 1) {
				payload.issues.push({
					code: "invalid_format",
					format: "url",
					note: "Invalid URL format",
					input: payload.value,
					inst,
					continue: !def.abort
				});
				return;
			}
			if (url === 2) {
				payload.issues.push({
					code: "invalid_format",
					format: "url",
					input: payload.value,
					inst,
					continue: !def.abort
				});
				return;
			}
			if (url === true) {
				payload.value = stripTabAndNewline(trimmed);
				return;
			}
			if (def.hostname && !urlHostnameOk(url, def.hostname)) payload.issues.push({
				code: "invalid_format",
				format: "url",
				note: "Invalid hostname",
				pattern: def.hostname.source,
				input: payload.value,
				inst,
				continue: !def.abort
			});
			if (def.protocol && !urlProtocolOk(url, def.protocol)) payload.issues.push({
				code: "invalid_format",
				format: "url",
				note: "Invalid protocol",
				pattern: def.protocol.source,
				input: payload.value,
				inst,
				continue: !def.abort
			});
			payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
			return;
		} catch (_) {
			payload.issues.push({
				code: "invalid_format",
				format: "url",
				input: payload.value,
				inst,
				continue: !def.abort
			});
		}
	};
});
const $ZodEmoji = $constructor("$ZodEmoji", (inst, def) => {
	def.pattern ?? (def.pattern = emoji());
	$ZodStringFormat.init(inst, def);
});
const $ZodNanoID = $constructor("$ZodNanoID", (inst, def) => {
	if (def.length !== void 0 && (!Number.isInteger(def.length) || def.length < 1)) throw new Error(`Invalid nanoid length: ${def.length}`);
	def.pattern ?? (def.pattern = def.length === void 0 ? nanoid : nanoidOfLength(def.length));
	$ZodStringFormat.init(inst, def);
});
const $ZodCUID = $constructor("$ZodCUID", (inst, def) => {
	def.pattern ?? (def.pattern = cuid);
	$ZodStringFormat.init(inst, def);
});
const $ZodCUID2 = $constructor("$ZodCUID2", (inst, def) => {
	def.pattern ?? (def.pattern = cuid2);
	$ZodStringFormat.init(inst, def);
});
const $ZodULID = $constructor("$ZodULID", (inst, def) => {
	def.pattern ?? (def.pattern = ulid);
	$ZodStringFormat.init(inst, def);
});
const $ZodXID = $constructor("$ZodXID", (inst, def) => {
	def.pattern ?? (def.pattern = xid);
	$ZodStringFormat.init(inst, def);
});
const $ZodKSUID = $constructor("$ZodKSUID", (inst, def) => {
	def.pattern ?? (def.pattern = ksuid);
	$ZodStringFormat.init(inst, def);
});
const $ZodISODateTime = $constructor("$ZodISODateTime", (inst, def) => {
	def.pattern ?? (def.pattern = datetime(def));
	$ZodStringFormat.init(inst, def);
});
const $ZodISODate = $constructor("$ZodISODate", (inst, def) => {
	def.pattern ?? (def.pattern = date);
	$ZodStringFormat.init(inst, def);
});
const $ZodISOTime = $constructor("$ZodISOTime", (inst, def) => {
	def.pattern ?? (def.pattern = time$1(def));
	$ZodStringFormat.init(inst, def);
});
const $ZodISODuration = $constructor("$ZodISODuration", (inst, def) => {
	def.pattern ?? (def.pattern = duration);
	$ZodStringFormat.init(inst, def);
});
const $ZodIPv4 = $constructor("$ZodIPv4", (inst, def) => {
	def.pattern ?? (def.pattern = ipv4);
	$ZodStringFormat.init(inst, def);
});
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
	if (!ipv6Alphabet.test(value)) return false;
	return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = $constructor("$ZodIPv6", (inst, def) => {
	def.pattern ?? (def.pattern = ipv6);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (!isValidIPv6(payload.value)) payload.issues.push({
			code: "invalid_format",
			format: "ipv6",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCIDRv4 = $constructor("$ZodCIDRv4", (inst, def) => {
	def.pattern ?? (def.pattern = cidrv4);
	$ZodStringFormat.init(inst, def);
});
function isValidCIDRv6(value) {
	const parts = value.split("/");
	if (parts.length !== 2) return false;
	const [address, prefix] = parts;
	if (!prefix) return false;
	const prefixNum = Number(prefix);
	if (`${prefixNum}` !== prefix) return false;
	if (prefixNum < 0 || prefixNum > 128) return false;
	return isValidIPv6(address);
}
const $ZodCIDRv6 = $constructor("$ZodCIDRv6", (inst, def) => {
	def.pattern ?? (def.pattern = cidrv6);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (!isValidCIDRv6(payload.value)) payload.issues.push({
			code: "invalid_format",
			format: "cidrv6",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
function isValidBase64(data) {
	if (data === "") return true;
	if (/\s/.test(data)) return false;
	if (data.length % 4 !== 0) return false;
	try {
		atob(data);
		return true;
	} catch {
		return false;
	}
}
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = $constructor("$ZodBase64", (inst, def) => {
	def.pattern ?? (def.pattern = base64Charset);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidBase64(payload.value)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "base64",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
	if (!base64urlCharset.test(data)) return false;
	const base64 = data.replace(/[-_]/g, (c) => c === "-" ? "+" : "/");
	return isValidBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, "="));
}
const $ZodBase64URL = $constructor("$ZodBase64URL", (inst, def) => {
	def.pattern ?? (def.pattern = base64urlCharset);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidBase64URL(payload.value)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "base64url",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodE164 = $constructor("$ZodE164", (inst, def) => {
	def.pattern ?? (def.pattern = e164);
	$ZodStringFormat.init(inst, def);
});
function isValidJWT(token, algorithm = null) {
	try {
		const tokensParts = token.split(".");
		if (tokensParts.length !== 3) return false;
		const [header] = tokensParts;
		if (!header) return false;
		const parsedHeader = JSON.parse(atob(header));
		if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT") return false;
		if (!parsedHeader.alg) return false;
		if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm)) return false;
		return true;
	} catch {
		return false;
	}
}
const $ZodJWT = $constructor("$ZodJWT", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidJWT(payload.value, def.alg)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "jwt",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodNumber = $constructor("$ZodNumber", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = number$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Number(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) return payload;
		const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
		payload.issues.push({
			expected: "number",
			code: "invalid_type",
			input,
			inst,
			...received ? { received } : {}
		});
		return payload;
	};
});
const $ZodNumberFormat = $constructor("$ZodNumberFormat", (inst, def) => {
	$ZodCheckNumberFormat.init(inst, def);
	$ZodNumber.init(inst, def);
});
const $ZodBoolean = $constructor("$ZodBoolean", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = boolean$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Boolean(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "boolean") return payload;
		payload.issues.push({
			expected: "boolean",
			code: "invalid_type",
			input,
			inst
		});
		return payload;
	};
});
const $ZodUndefined = $constructor("$ZodUndefined", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = _undefined$2;
	inst._zod.values = new Set([void 0]);
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (typeof input === "undefined") return payload;
		payload.issues.push({
			expected: "undefined",
			code: "invalid_type",
			input,
			inst
		});
		return payload;
	};
});
const $ZodUnknown = $constructor("$ZodUnknown", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload) => payload;
});
const $ZodNever = $constructor("$ZodNever", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _ctx) => {
		payload.issues.push({
			expected: "never",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
function capSize(inst, size) {
	const caps = sizeCaps(inst._zod.def.checks);
	if (!caps.length) return;
	const cap = Math.min(...caps.map((c) => c[0]));
	const parse = inst._zod.parse;
	inst._zod.parse = (payload, ctx) => {
		const n = size(payload.value);
		if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
			for (const [max, ch] of sizeCaps(inst._zod.def.checks)) if (n > max && ch._zod.def.when(payload)) {
				const start = payload.issues.length;
				ch._zod.check(payload);
				payload.issues[start].continue = false;
				attachSchema(payload.issues, start, inst);
				return payload;
			}
		}
		return parse(payload, ctx);
	};
}
const arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index) {
	if (result.issues.length) final.issues.push(...prefixIssues(index, result.issues));
	final.value[index] = result.value;
}
const $ZodArray = $constructor("$ZodArray", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!Array.isArray(input)) {
			payload.issues.push({
				expected: "array",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
		const proms = [];
		const abortEarly = ctx?.abortEarly;
		for (let i = 0; i < input.length; i++) {
			const item = input[i];
			const result = def.element._zod.run({
				value: item,
				issues: []
			}, ctx);
			if (result instanceof Promise) proms.push(result.then((result) => handleArrayResult(result, payload, i)));
			else {
				handleArrayResult(result, payload, i);
				if (abortEarly && result.issues.length !== 0 && aborted(result)) break;
			}
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
	capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
	const isPresent = key in input;
	const isOptionalOut = optout === "optional";
	if (!isPresent && isOptionalOut && optin === "optional") return;
	if (result.issues.length) {
		if (optin !== void 0 && isOptionalOut && !isPresent) return;
		final.issues.push(...prefixIssues(key, result.issues));
	}
	if (!isPresent && optin === void 0) {
		if (!result.issues.length) final.issues.push({
			code: "invalid_type",
			expected: "nonoptional",
			input: void 0,
			path: [key]
		});
		return;
	}
	if (result.value === void 0) {
		if (isPresent || optin === "defaulted" && !isOptionalOut) final.value[key] = void 0;
	} else final.value[key] = result.value;
}
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
	const keys = Object.keys(def.shape);
	const ownSymbols = Object.getOwnPropertySymbols(def.shape);
	const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
	const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
	for (const k of allKeys) if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
	const okeys = optionalKeys(def.shape);
	return {
		...def,
		allKeys,
		symbolKeys,
		keySet: new Set(keys),
		numKeys: keys.length,
		optionalKeys: new Set(okeys)
	};
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
	const unrecognized = [];
	const keySet = def.keySet;
	const _catchall = def.catchall._zod;
	const t = _catchall.def.type;
	const optin = _catchall.optin;
	const optout = _catchall.optout;
	let seen = 0;
	for (const key in input) {
		if (abortEarly && payload.issues.length !== seen) {
			if (aborted(payload, seen)) break;
			seen = payload.issues.length;
		}
		if (keySet.has(key)) continue;
		if (key === "__proto__") {
			if (t === "never") unrecognized.push(key);
			continue;
		}
		if (t === "never") {
			unrecognized.push(key);
			continue;
		}
		const r = _catchall.run({
			value: input[key],
			issues: []
		}, ctx);
		if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
		else handlePropertyResult(r, payload, key, input, optin, optout);
	}
	if (unrecognized.length) payload.issues.push({
		code: "unrecognized_keys",
		keys: unrecognized,
		input,
		inst,
		continue: true
	});
	if (!proms.length) return payload;
	return Promise.all(proms).then(() => {
		return payload;
	});
}
const $ZodObject = $constructor("$ZodObject", (inst, def) => {
	$ZodType.init(inst, def);
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	const sh = desc?.get ? desc.get.raw : def.shape ?? {};
	if (sh) {
		const get = () => {
			const newSh = { ...sh };
			Object.defineProperty(def, "shape", { value: newSh });
			get.raw = newSh;
			return newSh;
		};
		get.raw = sh;
		Object.defineProperty(def, "shape", { get });
	}
	const _normalized = cached(() => normalizeDef(def));
	defineLazyInternal(inst, "propValues", (zod) => {
		const shape = zod.def.shape;
		const propValues = {};
		for (const key in shape) {
			const field = shape[key]._zod;
			if (field.values) {
				if (!Object.prototype.hasOwnProperty.call(propValues, key)) assignProp(propValues, key, new Set());
				for (const v of field.values) propValues[key].add(v);
				if (field.optin !== void 0) propValues[key].add(void 0);
			}
		}
		return propValues;
	});
	const isObject$1 = isObject;
	const catchall = def.catchall;
	let value;
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject$1(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
		const proms = [];
		const shape = value.shape;
		const abortEarly = ctx?.abortEarly;
		let seen = payload.issues.length;
		for (const key of value.allKeys) {
			if (abortEarly && payload.issues.length !== seen) {
				if (aborted(payload, seen)) break;
				seen = payload.issues.length;
			}
			if (key === "__proto__") continue;
			const el = shape[key];
			const optin = el._zod.optin;
			const optout = el._zod.optout;
			const r = el._zod.run({
				value: input[key],
				issues: []
			}, ctx);
			if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
			else handlePropertyResult(r, payload, key, input, optin, optout);
		}
		if (!catchall) return proms.length ? Promise.all(proms).then(() => payload) : payload;
		return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
	};
});
const $ZodObjectJIT = $constructor("$ZodObjectJIT", (inst, def) => {
	$ZodObject.init(inst, def);
	const superParse = inst._zod.parse;
	const _normalized = cached(() => normalizeDef(def));
	const memo = globalConfig.memoizer;
	const generateFastpass = (shape) => {
		const normalized = _normalized.value;
		const syms = normalized.symbolKeys;
		const doc = new Doc(["payload", "ctx"], {
			shape,
			inst,
			memo,
			syms
		});
		const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
		const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
		doc.write(`const input = payload.value;`);
		const ids = Object.create(null);
		let counter = 0;
		for (const key of normalized.allKeys) ids[key] = `key_${counter++}`;
		doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
		for (const key of normalized.allKeys) {
			if (key === "__proto__") continue;
			const id = ids[key];
			const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : esc(key);
			const isPresent = `${k} in input`;
			const schema = shape[key];
			const optin = schema?._zod?.optin;
			const isOptionalIn = optin !== void 0;
			const isOptionalOut = schema?._zod?.optout === "optional";
			doc.write(`const ${id} = ${parseStr(k)};`);
			if (isOptionalIn && isOptionalOut) {
				const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
				doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
			} else if (!isOptionalIn) doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
			else {
				doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
				if (optin === "defaulted") doc.write(`newResult[${k}] = ${id}.value;`);
				else doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
			}
		}
		doc.write(`payload.value = newResult;`);
		doc.write(`return payload;`);
		return doc.compile();
	};
	let fastpass;
	const isObject$2 = isObject;
	const jit = !globalConfig.jitless;
	const fastEnabled = jit && allowsEval.value;
	const catchall = def.catchall;
	let value;
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject$2(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
			if (!fastpass) fastpass = generateFastpass(def.shape);
			payload = fastpass(payload, ctx);
			if (!catchall) return payload;
			return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
		}
		return superParse(payload, ctx);
	};
});
function handleUnionResults(results, final, inst, ctx) {
	for (const result of results) if (result.issues.length === 0) {
		final.value = result.value;
		return final;
	}
	const nonaborted = results.filter((r) => !aborted(r));
	if (nonaborted.length === 1) {
		final.value = nonaborted[0].value;
		return nonaborted[0];
	}
	final.issues.push({
		code: "invalid_union",
		input: final.value,
		inst,
		errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
	});
	return final;
}
const $ZodUnion = $constructor("$ZodUnion", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
	defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
	defineLazyInternal(inst, "values", (zod) => {
		if (zod.def.options.every((o) => o._zod.values)) return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		if (zod.def.options.every((o) => o._zod.pattern)) {
			const patterns = zod.def.options.map((o) => o._zod.pattern);
			return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
		}
	});
	const first = def.options.length === 1 ? def.options[0]._zod.run : null;
	inst._zod.parse = (payload, ctx) => {
		if (first) return first(payload, ctx);
		let async = false;
		const results = [];
		for (const option of def.options) {
			const result = option._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) {
				results.push(result);
				async = true;
			} else {
				if (result.issues.length === 0) return result;
				results.push(result);
			}
		}
		if (!async) return handleUnionResults(results, payload, inst, ctx);
		return Promise.all(results).then((results) => {
			return handleUnionResults(results, payload, inst, ctx);
		});
	};
});
const $ZodIntersection = $constructor("$ZodIntersection", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		const left = def.left._zod.run({
			value: input,
			issues: []
		}, ctx);
		const right = def.right._zod.run({
			value: input,
			issues: []
		}, ctx);
		if (left instanceof Promise || right instanceof Promise) return Promise.all([left, right]).then(([left, right]) => {
			return handleIntersectionResults(payload, left, right);
		});
		return handleIntersectionResults(payload, left, right);
	};
});
function mergeValues(a, b) {
	if (a === b) return {
		valid: true,
		data: a
	};
	if (a instanceof Date && b instanceof Date && +a === +b) return {
		valid: true,
		data: a
	};
	if (isPlainObject(a) && isPlainObject(b)) {
		const bKeys = Object.keys(b);
		const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
		const newObj = {
			...a,
			...b
		};
		if (Object.prototype.hasOwnProperty.call(newObj, "__proto__")) delete newObj.__proto__;
		for (const key of sharedKeys) {
			if (key === "__proto__") continue;
			const sharedValue = mergeValues(a[key], b[key]);
			if (!sharedValue.valid) return {
				valid: false,
				mergeErrorPath: [key, ...sharedValue.mergeErrorPath]
			};
			newObj[key] = sharedValue.data;
		}
		return {
			valid: true,
			data: newObj
		};
	}
	if (Array.isArray(a) && Array.isArray(b)) {
		if (a.length !== b.length) return {
			valid: false,
			mergeErrorPath: []
		};
		const newArray = [];
		for (let index = 0; index < a.length; index++) {
			const itemA = a[index];
			const itemB = b[index];
			const sharedValue = mergeValues(itemA, itemB);
			if (!sharedValue.valid) return {
				valid: false,
				mergeErrorPath: [index, ...sharedValue.mergeErrorPath]
			};
			newArray.push(sharedValue.data);
		}
		return {
			valid: true,
			data: newArray
		};
	}
	return {
		valid: false,
		mergeErrorPath: []
	};
}
function handleIntersectionResults(result, left, right) {
	const unrecKeys = new Map();
	let unrecIssue;
	const keyIssues = new Map();
	const collect = (iss, side) => {
		let keys;
		if (iss.code === "unrecognized_keys" && !iss.path?.length) {
			unrecIssue ?? (unrecIssue = iss);
			keys = iss.keys;
		} else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
			const k = String(iss.path[0]);
			if (!keyIssues.has(k)) keyIssues.set(k, iss);
			keys = [k];
		} else return false;
		for (const k of keys) {
			if (!unrecKeys.has(k)) unrecKeys.set(k, {});
			unrecKeys.get(k)[side] = true;
		}
		return true;
	};
	for (const iss of left.issues) if (!collect(iss, "l")) result.issues.push(iss);
	for (const iss of right.issues) if (!collect(iss, "r")) result.issues.push(iss);
	const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
	if (bothKeys.length) {
		const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
		if (aggregated.length) result.issues.push({
			...unrecIssue,
			keys: aggregated
		});
		for (const k of bothKeys) if (!aggregated.includes(k) && keyIssues.has(k)) result.issues.push(keyIssues.get(k));
	}
	const merged = mergeValues(left.value, right.value);
	if (!merged.valid) {
		if (aborted(result)) return result;
		throw new Error(`Unmergable intersection. Error path: ${JSON.stringify(merged.mergeErrorPath)}`);
	}
	result.value = merged.data;
	return result;
}
const $ZodRecord = $constructor("$ZodRecord", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!isPlainObject(input)) {
			payload.issues.push({
				expected: "record",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		const proms = [];
		const values = def.keyType._zod.values;
		if (values && !def.partial) {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			const recordKeys = new Set();
			for (const key of values) if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
				recordKeys.add(typeof key === "number" ? key.toString() : key);
				if (key === "__proto__") continue;
				const keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (keyResult.issues.length) {
					payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			let unrecognized;
			for (const key in input) if (!recordKeys.has(key)) {
				if (def.mode === "loose") {
					if (key === "__proto__") continue;
					payload.value[key] = input[key];
				} else {
					unrecognized = unrecognized ?? [];
					unrecognized.push(key);
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		} else {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			let unrecognized;
			for (const key of Reflect.ownKeys(input)) {
				if (key === "__proto__") continue;
				if (!Object.prototype.propertyIsEnumerable.call(input, key)) continue;
				let keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (typeof key === "string" && number$1.test(key) && keyResult.issues.length) {
					const retryResult = def.keyType._zod.run({
						value: Number(key),
						issues: []
					}, ctx);
					if (retryResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
					if (retryResult.issues.length === 0) keyResult = retryResult;
				}
				if (keyResult.issues.length) {
					if (def.mode === "loose") payload.value[key] = input[key];
					else if (values) {
						unrecognized = unrecognized ?? [];
						unrecognized.push(key);
					} else payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
});
const $ZodEnum = $constructor("$ZodEnum", (inst, def) => {
	$ZodType.init(inst, def);
	const values = getEnumValues(def.entries);
	const valuesSet = new Set(values);
	inst._zod.values = valuesSet;
	defineLazyInternal(inst, "pattern", (zod) => {
		const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
		return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (valuesSet.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodLiteral = $constructor("$ZodLiteral", (inst, def) => {
	$ZodType.init(inst, def);
	const values = new Set(def.values);
	inst._zod.values = values;
	defineLazyInternal(inst, "pattern", (zod) => {
		const vals = zod.def.values;
		return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (values.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values: def.values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodTransform = $constructor("$ZodTransform", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "optional";
	globalConfig.memoizer?.guard(inst);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") throw new $ZodEncodeError(inst.constructor.name);
		const _out = def.transform(payload.value, payload);
		if (ctx.async) return (_out instanceof Promise ? _out : Promise.resolve(_out)).then((output) => {
			payload.value = output;
			return payload;
		});
		if (_out instanceof Promise) throw new $ZodAsyncError();
		payload.value = _out;
		return payload;
	};
});
function handleOptionalResult(payload, result) {
	payload.value = result.issues.length ? void 0 : result.value;
	return payload;
}
const $ZodOptional = $constructor("$ZodOptional", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	inst._zod.optout = "optional";
	defineLazyInternal(inst, "values", (zod) => {
		const values = zod.def.innerType._zod.values;
		return values ? new Set([...values, void 0]) : void 0;
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === void 0) {
			if (def.innerType._zod.optin !== "defaulted") return payload;
			const result = def.innerType._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) return result.then((result) => handleOptionalResult(payload, result));
			return handleOptionalResult(payload, result);
		}
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodExactOptional = $constructor("$ZodExactOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
	inst._zod.parse = (payload, ctx) => {
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodNullable = $constructor("$ZodNullable", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
	});
	defineLazyInternal(inst, "values", (zod) => {
		return zod.def.innerType._zod.values ? new Set([...zod.def.innerType._zod.values, null]) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === null) return payload;
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodDefault = $constructor("$ZodDefault", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "defaulted";
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		if (payload.value === void 0) {
			payload.value = def.defaultValue;
			return payload;
		}
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then((result) => handleDefaultResult(result, def));
		return handleDefaultResult(result, def);
	};
});
function handleDefaultResult(payload, def) {
	if (payload.value === void 0) payload.value = def.defaultValue;
	return payload;
}
const $ZodPrefault = $constructor("$ZodPrefault", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "defaulted";
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		if (payload.value === void 0) payload.value = def.defaultValue;
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodNonOptional = $constructor("$ZodNonOptional", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => {
		const v = zod.def.innerType._zod.values;
		return v ? new Set([...v].filter((x) => x !== void 0)) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then((result) => handleNonOptionalResult(result, inst));
		return handleNonOptionalResult(result, inst);
	};
});
function handleNonOptionalResult(payload, inst) {
	if (!payload.issues.length && payload.value === void 0) payload.issues.push({
		code: "invalid_type",
		expected: "nonoptional",
		input: payload.value,
		inst
	});
	return payload;
}
function handleCatchResult(payload, result, def, ctx) {
	if (!result.issues.length) {
		payload.value = result.value;
		if (result.memo) payload.memo = true;
		return payload;
	}
	payload.value = def.catchValue({
		...result,
		value: payload.value,
		error: { issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config())) },
		input: payload.value
	});
	return payload;
}
const $ZodCatch = $constructor("$ZodCatch", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		const result = def.innerType._zod.run({
			value: payload.value,
			issues: []
		}, ctx);
		if (result instanceof Promise) return result.then((result) => handleCatchResult(payload, result, def, ctx));
		return handleCatchResult(payload, result, def, ctx);
	};
});
const $ZodPipe = $constructor("$ZodPipe", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") {
			const right = def.out._zod.run(payload, ctx);
			if (right instanceof Promise) return right.then((right) => handlePipeResult(right, def.in, ctx));
			return handlePipeResult(right, def.in, ctx);
		}
		const left = def.in._zod.run(payload, ctx);
		if (left instanceof Promise) return left.then((left) => handlePipeResult(left, def.out, ctx));
		return handlePipeResult(left, def.out, ctx);
	};
});
function handlePipeResult(left, next, ctx) {
	if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
		left.aborted = true;
		return left;
	}
	return next._zod.run({
		value: left.value,
		issues: left.issues
	}, ctx);
}
const $ZodPreprocess = $constructor("$ZodPreprocess", (inst, def) => {
	$ZodPipe.init(inst, def);
});
const $ZodReadonly = $constructor("$ZodReadonly", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then(handleReadonlyResult);
		return handleReadonlyResult(result);
	};
});
function handleReadonlyResult(payload) {
	if (!payload.memo) payload.value = Object.freeze(payload.value);
	return payload;
}
const $ZodLazy = $constructor("$ZodLazy", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazy(inst._zod, "innerType", () => {
		const d = def;
		if (!d._cachedInner) d._cachedInner = def.getter();
		return d._cachedInner;
	});
	defineLazyInternal(inst, "pattern", (zod) => zod.innerType?._zod?.pattern);
	defineLazyInternal(inst, "propValues", (zod) => zod.innerType?._zod?.propValues);
	defineLazyInternal(inst, "optin", (zod) => zod.innerType?._zod?.optin ?? void 0);
	defineLazyInternal(inst, "optout", (zod) => zod.innerType?._zod?.optout ?? void 0);
	inst._zod.parse = (payload, ctx) => {
		return inst._zod.innerType._zod.run(payload, ctx);
	};
});
const $ZodCustom = $constructor("$ZodCustom", (inst, def) => {
	$ZodCheck.init(inst, def);
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _) => {
		return payload;
	};
	inst._zod.check = (payload) => {
		const input = payload.value;
		const r = def.fn(input);
		if (r instanceof Promise) return r.then((r) => handleRefineResult(r, payload, input, inst));
		handleRefineResult(r, payload, input, inst);
	};
});
function handleRefineResult(result, payload, input, inst) {
	if (!result) {
		const _iss = {
			code: "custom",
			input,
			inst,
			path: [...inst._zod.def.path ?? []],
			continue: !inst._zod.def.abort
		};
		if (inst._zod.def.params) _iss.params = inst._zod.def.params;
		payload.issues.push(issue(_iss));
	}
}
// node_modules/zod/v4/core/memoizer.js
var $ZodCyclicError = class extends Error {
	constructor() {
		super(`Cannot parse a reference cycle that closes through a transform`);
		this.name = "ZodCyclicError";
	}
};
const STATE = "~memo";
const NO_ISSUES = [];
function isRef(value) {
	return value !== null && typeof value === "object";
}
function cloneIssues(issues) {
	return issues.map((iss) => iss.path ? {
		...iss,
		path: iss.path.slice()
	} : { ...iss });
}
const recursive = new WeakMap();
const NONE = 0;
const ASSUMED = 1;
const PROVEN = 2;
function isRecursive(inst, stack, resolve) {
	const cached = recursive.get(inst);
	if (cached !== void 0) return cached ? PROVEN : NONE;
	if (stack.has(inst)) return PROVEN;
	stack.add(inst);
	let result = NONE;
	const check = (child) => {
		if (result !== PROVEN && child?._zod) {
			const answer = isRecursive(child, stack, resolve);
			if (answer > result) result = answer;
		}
	};
	const shape = (sh, spread) => {
		let answer = NONE;
		for (const key of Reflect.ownKeys(sh)) {
			const desc = Object.getOwnPropertyDescriptor(sh, key);
			if (spread && !desc.enumerable) continue;
			const child = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack, resolve) : NONE;
			if (child > answer) answer = child;
		}
		return answer;
	};
	const merge = (answer) => {
		if (answer > result) result = answer;
	};
	const def = inst._zod.def;
	switch (def.type) {
		case "object": {
			const raw = rawShape(def);
			merge(raw ? shape(raw, true) : ASSUMED);
			check(def.catchall);
			break;
		}
		case "array":
			check(def.element);
			break;
		case "tuple":
			for (const el of def.items) check(el);
			check(def.rest);
			break;
		case "record":
		case "map":
			check(def.keyType);
			check(def.valueType);
			break;
		case "set":
			check(def.valueType);
			break;
		case "union":
			for (const el of def.options) check(el);
			break;
		case "intersection":
			check(def.left);
			check(def.right);
			break;
		case "optional":
		case "nullable":
		case "default":
		case "prefault":
		case "catch":
		case "readonly":
		case "nonoptional":
		case "promise":
		case "success":
			check(def.innerType);
			break;
		case "pipe":
			check(def.in);
			check(def.out);
			break;
		case "function":
			check(def.input);
			check(def.output);
			break;
		case "lazy": {
			const inner = def._cachedInner ?? (resolve ? inst._zod.innerType : void 0);
			merge(inner ? isRecursive(inner, stack, false) : ASSUMED);
			break;
		}
		case "template_literal":
		case "string":
		case "number":
		case "int":
		case "boolean":
		case "bigint":
		case "symbol":
		case "undefined":
		case "null":
		case "void":
		case "never":
		case "any":
		case "unknown":
		case "date":
		case "nan":
		case "enum":
		case "literal":
		case "file":
		case "transform":
		case "custom": break;
		default: for (const key in def) {
			const desc = Object.getOwnPropertyDescriptor(def, key);
			if (!desc || desc.get) continue;
			const value = desc.value;
			if (!value || typeof value !== "object") continue;
			if (value._zod) check(value);
			else if (Array.isArray(value)) for (const el of value) check(el);
		}
	}
	stack.delete(inst);
	return settle(inst, result);
}
function settle(inst, answer) {
	if (answer !== ASSUMED) recursive.set(inst, answer === PROVEN);
	return answer;
}
function bucketFor(state, inst) {
	let bucket = state.buckets.get(inst);
	if (!bucket) {
		bucket = new WeakMap();
		state.buckets.set(inst, bucket);
	}
	return bucket;
}
let handoff;
const open = [];
const memo = {
	alloc(_inst, payload, empty) {
		const bucket = handoff;
		if (!bucket) return empty;
		handoff = void 0;
		const entry = {
			value: empty,
			issues: null
		};
		bucket.set(payload.value, entry);
		open.push(entry);
		return empty;
	},
	guard(inst) {
		var _a;
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred.push(() => {
			const base = inst._zod.parse;
			const wrapped = (payload, ctx) => {
				if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value)) throw new $ZodCyclicError();
				return base(payload, ctx);
			};
			inst._zod.parse = wrapped;
			if (inst._zod.run === base) inst._zod.run = wrapped;
		});
	},
	attach(inst) {
		var _a;
		let isRecursiveInst;
		let rechecked = false;
		let lastCtx;
		let lastBucket;
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred.push(() => {
			const base = inst._zod.parse;
			const wrapped = (payload, ctx) => {
				if (isRecursiveInst === void 0) {
					const walked = isRecursive(inst, new Set(), false);
					if (walked === NONE) {
						inst._zod.parse = base;
						if (inst._zod.run === wrapped) inst._zod.run = base;
						return base(payload, ctx);
					}
					if (walked === PROVEN || rechecked) isRecursiveInst = true;
					else rechecked = true;
				}
				const input = payload.value;
				if (!isRef(input)) return base(payload, ctx);
				let state = ctx[STATE];
				if (!state) {
					state = {
						buckets: new WeakMap(),
						backEdges: void 0
					};
					ctx[STATE] = state;
				}
				let bucket;
				if (lastCtx === ctx) bucket = lastBucket;
				else {
					bucket = bucketFor(state, inst);
					lastCtx = ctx;
					lastBucket = bucket;
				}
				const hit = bucket.get(input);
				if (hit) {
					payload.value = hit.value;
					if (hit.issues) {
						if (hit.issues.length) payload.issues.push(...cloneIssues(hit.issues));
					} else {
						payload.memo = true;
						state.backEdges ?? (state.backEdges = new WeakSet());
						state.backEdges.add(hit.value);
					}
					return payload;
				}
				handoff = bucket;
				const depth = open.length;
				const result = base(payload, ctx);
				handoff = void 0;
				const entry = open.length > depth ? open.pop() : void 0;
				if (result instanceof Promise) return result.then((r) => {
					if (entry) entry.issues = r.issues.length ? cloneIssues(r.issues) : NO_ISSUES;
					return r;
				});
				if (entry) entry.issues = result.issues.length ? cloneIssues(result.issues) : NO_ISSUES;
				return result;
			};
			inst._zod.parse = wrapped;
			if (inst._zod.run === base) inst._zod.run = wrapped;
		});
	}
};
function memoizer() {
	return memo;
}
function isBackEdge(ctx, value) {
	const backEdges = ctx[STATE]?.backEdges;
	return backEdges !== void 0 && isRef(value) && backEdges.has(value);
}
// node_modules/zod/v4/locales/en.js
const error = () => {
	const Sizable = {
		string: {
			unit: "characters",
			verb: "to have"
		},
		file: {
			unit: "bytes",
			verb: "to have"
		},
		array: {
			unit: "items",
			verb: "to have"
		},
		set: {
			unit: "items",
			verb: "to have"
		},
		map: {
			unit: "entries",
			verb: "to have"
		}
	};
	function getSizing(origin) {
		return Sizable[origin] ?? null;
	}
	const FormatDictionary = {
		regex: "input",
		email: "email address",
		url: "URL",
		emoji: "emoji",
		uuid: "UUID",
		uuidv4: "UUIDv4",
		uuidv6: "UUIDv6",
		nanoid: "nanoid",
		guid: "GUID",
		cuid: "cuid",
		cuid2: "cuid2",
		ulid: "ULID",
		xid: "XID",
		ksuid: "KSUID",
		datetime: "ISO datetime",
		date: "ISO date",
		time: "ISO time",
		duration: "ISO duration",
		ipv4: "IPv4 address",
		ipv6: "IPv6 address",
		mac: "MAC address",
		cidrv4: "IPv4 range",
		cidrv6: "IPv6 range",
		base64: "base64-encoded string",
		base64url: "base64url-encoded string",
		json_string: "JSON string",
		e164: "E.164 number",
		currency_code: "currency code",
		credit_card: "credit card number",
		iban: "IBAN",
		jwt: "JWT",
		template_literal: "input"
	};
	const TypeDictionary = { nan: "NaN" };
	function getTypeName(type, input) {
		if (type === "number" && typeof input === "number" && !Number.isFinite(input)) return String(input);
		return TypeDictionary[type] ?? type;
	}
	return (issue) => {
		switch (issue.code) {
			case "invalid_type": return `Invalid input: expected ${getTypeName(issue.expected)}, received ${getTypeName(parsedType(issue.input), issue.input)}`;
			case "invalid_value":
				if (issue.values.length === 1) return `Invalid input: expected ${stringifyPrimitive(issue.values[0])}`;
				return `Invalid option: expected one of ${joinValues(issue.values, "|")}`;
			case "too_big": {
				const adj = issue.exact ? "exactly " : issue.inclusive ? "<=" : "<";
				const sizing = getSizing(issue.origin);
				if (sizing) return `Too big: expected ${issue.origin ?? "value"} to have ${adj}${issue.maximum.toString()} ${sizing.unit ?? "elements"}`;
				return `Too big: expected ${issue.origin ?? "value"} to be ${adj}${issue.maximum.toString()}`;
			}
			case "too_small": {
				const adj = issue.exact ? "exactly " : issue.inclusive ? ">=" : ">";
				const sizing = getSizing(issue.origin);
				if (sizing) return `Too small: expected ${issue.origin} to have ${adj}${issue.minimum.toString()} ${sizing.unit}`;
				return `Too small: expected ${issue.origin} to be ${adj}${issue.minimum.toString()}`;
			}
			case "invalid_format": {
				const _issue = issue;
				if (_issue.format === "starts_with") return `Invalid string: must start with "${_issue.prefix}"`;
				if (_issue.format === "ends_with") return `Invalid string: must end with "${_issue.suffix}"`;
				if (_issue.format === "includes") return `Invalid string: must include "${_issue.includes}"`;
				if (_issue.format === "regex") return `Invalid string: must match pattern ${_issue.pattern}`;
				return `Invalid ${FormatDictionary[_issue.format] ?? issue.format}`;
			}
			case "not_multiple_of": return `Invalid number: must be a multiple of ${issue.divisor}`;
			case "unrecognized_keys": return `Unrecognized key${issue.keys.length > 1 ? "s" : ""}: ${joinValues(issue.keys, ", ")}`;
			case "invalid_key": return `Invalid key in ${issue.origin}`;
			case "invalid_union":
				if (issue.options && Array.isArray(issue.options) && issue.options.length > 0) return `Invalid discriminator value. Expected ${issue.options.map((o) => `'${o}'`).join(" | ")}`;
				if (issue.inclusive === false) return "Invalid input: more than one option matched";
				return "Invalid input";
			case "invalid_element": return `Invalid value in ${issue.origin}`;
			default: return `Invalid input`;
		}
	};
};
function en_default() {
	return { localeError: error() };
}
// node_modules/zod/v4/core/registries.js
var _a;
var $ZodRegistry = class {
	constructor() {
		this._map = new WeakMap();
		this._idmap = new Map();
	}
	add(schema, ..._meta) {
		const meta = _meta[0];
		this._map.set(schema, meta);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.set(meta.id, schema);
		return this;
	}
	clear() {
		this._map = new WeakMap();
		this._idmap = new Map();
		return this;
	}
	remove(schema) {
		const meta = this._map.get(schema);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.delete(meta.id);
		this._map.delete(schema);
		return this;
	}
	get(schema) {
		const p = schema._zod.parent;
		if (p) {
			const pm = { ...this.get(p) ?? {} };
			delete pm.id;
			const f = {
				...pm,
				...this._map.get(schema)
			};
			return Object.keys(f).length ? f : void 0;
		}
		return this._map.get(schema);
	}
	has(schema) {
		return this._map.has(schema);
	}
};
function registry() {
	return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;
// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
	if (def.checks) def.checks = [...def.checks];
	return def;
}
function _string(Class, params) {
	return new Class(snapshotChecks({
		type: "string",
		...normalizeParams(params)
	}));
}
function _email(Class, params) {
	return new Class({
		type: "string",
		format: "email",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _guid(Class, params) {
	return new Class({
		type: "string",
		format: "guid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _uuid(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _uuidv4(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v4",
		...normalizeParams(params)
	});
}
function _uuidv6(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v6",
		...normalizeParams(params)
	});
}
function _uuidv7(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v7",
		...normalizeParams(params)
	});
}
function _url(Class, params) {
	return new Class({
		type: "string",
		format: "url",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _emoji(Class, params) {
	return new Class({
		type: "string",
		format: "emoji",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _nanoid(Class, params) {
	return new Class({
		type: "string",
		format: "nanoid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _cuid(Class, params) {
	return new Class({
		type: "string",
		format: "cuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _cuid2(Class, params) {
	return new Class({
		type: "string",
		format: "cuid2",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _ulid(Class, params) {
	return new Class({
		type: "string",
		format: "ulid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _xid(Class, params) {
	return new Class({
		type: "string",
		format: "xid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _ksuid(Class, params) {
	return new Class({
		type: "string",
		format: "ksuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _ipv4(Class, params) {
	return new Class({
		type: "string",
		format: "ipv4",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _ipv6(Class, params) {
	return new Class({
		type: "string",
		format: "ipv6",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _cidrv4(Class, params) {
	return new Class({
		type: "string",
		format: "cidrv4",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _cidrv6(Class, params) {
	return new Class({
		type: "string",
		format: "cidrv6",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _base64(Class, params) {
	return new Class({
		type: "string",
		format: "base64",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _base64url(Class, params) {
	return new Class({
		type: "string",
		format: "base64url",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _e164(Class, params) {
	return new Class({
		type: "string",
		format: "e164",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _jwt(Class, params) {
	return new Class({
		type: "string",
		format: "jwt",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
function _isoDateTime(Class, params) {
	return new Class({
		type: "string",
		format: "datetime",
		check: "string_format",
		offset: false,
		local: false,
		precision: null,
		...normalizeParams(params)
	});
}
function _isoDate(Class, params) {
	return new Class({
		type: "string",
		format: "date",
		check: "string_format",
		...normalizeParams(params)
	});
}
function _isoTime(Class, params) {
	return new Class({
		type: "string",
		format: "time",
		check: "string_format",
		precision: null,
		...normalizeParams(params)
	});
}
function _isoDuration(Class, params) {
	return new Class({
		type: "string",
		format: "duration",
		check: "string_format",
		...normalizeParams(params)
	});
}
function _number(Class, params) {
	return new Class(snapshotChecks({
		type: "number",
		checks: [],
		...normalizeParams(params)
	}));
}
function _int(Class, params) {
	return new Class({
		type: "number",
		check: "number_format",
		abort: false,
		format: "safeint",
		...normalizeParams(params)
	});
}
function _boolean(Class, params) {
	return new Class({
		type: "boolean",
		...normalizeParams(params)
	});
}
function _undefined$1(Class, params) {
	return new Class({
		type: "undefined",
		...normalizeParams(params)
	});
}
function _unknown(Class) {
	return new Class({ type: "unknown" });
}
function _never(Class, params) {
	return new Class({
		type: "never",
		...normalizeParams(params)
	});
}
function _lt(value, params) {
	return new $ZodCheckLessThan({
		check: "less_than",
		...normalizeParams(params),
		value,
		inclusive: false
	});
}
function _lte(value, params) {
	return new $ZodCheckLessThan({
		check: "less_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
function _gt(value, params) {
	return new $ZodCheckGreaterThan({
		check: "greater_than",
		...normalizeParams(params),
		value,
		inclusive: false
	});
}
function _gte(value, params) {
	return new $ZodCheckGreaterThan({
		check: "greater_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
function _multipleOf(value, params) {
	return new $ZodCheckMultipleOf({
		check: "multiple_of",
		...normalizeParams(params),
		value
	});
}
function _maxLength(maximum, params) {
	return new $ZodCheckMaxLength({
		check: "max_length",
		...normalizeParams(params),
		maximum
	});
}
function _minLength(minimum, params) {
	return new $ZodCheckMinLength({
		check: "min_length",
		...normalizeParams(params),
		minimum
	});
}
function _length(length, params) {
	return new $ZodCheckLengthEquals({
		check: "length_equals",
		...normalizeParams(params),
		length
	});
}
function _regex(pattern, params) {
	return new $ZodCheckRegex({
		check: "string_format",
		format: "regex",
		...normalizeParams(params),
		pattern
	});
}
function _lowercase(params) {
	return new $ZodCheckLowerCase({
		check: "string_format",
		format: "lowercase",
		...normalizeParams(params)
	});
}
function _uppercase(params) {
	return new $ZodCheckUpperCase({
		check: "string_format",
		format: "uppercase",
		...normalizeParams(params)
	});
}
function _includes(includes, params) {
	return new $ZodCheckIncludes({
		check: "string_format",
		format: "includes",
		...normalizeParams(params),
		includes
	});
}
function _startsWith(prefix, params) {
	return new $ZodCheckStartsWith({
		check: "string_format",
		format: "starts_with",
		...normalizeParams(params),
		prefix
	});
}
function _endsWith(suffix, params) {
	return new $ZodCheckEndsWith({
		check: "string_format",
		format: "ends_with",
		...normalizeParams(params),
		suffix
	});
}
function _overwrite(tx) {
	return new $ZodCheckOverwrite({
		check: "overwrite",
		tx
	});
}
function _normalize(form) {
	return _overwrite((input) => input.normalize(form));
}
function _trim() {
	return _overwrite((input) => input.trim());
}
function _toLowerCase() {
	return _overwrite((input) => input.toLowerCase());
}
function _toUpperCase() {
	return _overwrite((input) => input.toUpperCase());
}
function _slugify() {
	return _overwrite((input) => slugify(input));
}
function _array(Class, element, params) {
	return new Class({
		type: "array",
		element,
		...normalizeParams(params)
	});
}
function _custom(Class, fn, _params) {
	const norm = normalizeParams(_params);
	norm.abort ?? (norm.abort = true);
	return new Class({
		type: "custom",
		check: "custom",
		fn,
		...norm
	});
}
function _refine(Class, fn, _params) {
	return new Class({
		type: "custom",
		check: "custom",
		fn,
		...normalizeParams(_params)
	});
}
function _superRefine(fn, params) {
	const ch = _check((payload) => {
		payload.addIssue = (issue$3) => {
			if (typeof issue$3 === "string") payload.issues.push(issue(issue$3, payload.value, ch._zod.def));
			else {
				const _issue = issue$3;
				if (_issue.fatal) _issue.continue = false;
				_issue.code ?? (_issue.code = "custom");
				if (!("input" in _issue)) _issue.input = payload.value;
				_issue.inst ?? (_issue.inst = ch);
				_issue.continue ?? (_issue.continue = !ch._zod.def.abort);
				payload.issues.push(issue(_issue));
			}
		};
		return fn(payload.value, payload);
	}, params);
	return ch;
}
function _check(fn, params) {
	const ch = new $ZodCheck({
		check: "custom",
		...normalizeParams(params)
	});
	ch._zod.check = fn;
	return ch;
}
// node_modules/zod/v4/core/to-json-schema.js
function assignProps(target, ...sources) {
	for (const source of sources) for (const key of Reflect.ownKeys(source)) if (Object.prototype.propertyIsEnumerable.call(source, key)) assignProp(target, key, source[key]);
	return target;
}
function initializeContext(params) {
	let target = params?.target ?? "draft-2020-12";
	if (target === "draft-4") target = "draft-04";
	if (target === "draft-7") target = "draft-07";
	return {
		processors: params.processors ?? {},
		metadataRegistry: params?.metadata ?? globalRegistry,
		target,
		unrepresentable: params?.unrepresentable ?? "throw",
		override: params?.override ?? (() => {}),
		io: params?.io ?? "output",
		counter: 0,
		seen: new Map(),
		sharedDefsExtractedFor: void 0,
		sharedEmitDoneFor: void 0,
		cycles: params?.cycles ?? "ref",
		reused: params?.reused ?? "inline",
		intersections: [],
		deferred: [],
		external: params?.external ?? void 0
	};
}
function handleUnrepresentable(schema, ctx, json, params, message) {
	const result = typeof ctx.unrepresentable === "function" ? ctx.unrepresentable({
		zodSchema: schema,
		path: params.path,
		message
	}) : ctx.unrepresentable;
	if (result === "any") return false;
	if (result === void 0 || result === "throw") throw new Error(message);
	Object.assign(json, result);
	return true;
}
function processSchema(schema, ctx, _params = {
	path: [],
	schemaPath: []
}) {
	var _a;
	const def = schema._zod.def;
	const seen = ctx.seen.get(schema);
	if (seen) {
		seen.count++;
		if (_params.schemaPath.includes(schema)) seen.cycle = _params.path;
		return seen.schema;
	}
	const result = {
		schema: {},
		count: 1,
		cycle: void 0,
		path: _params.path
	};
	ctx.seen.set(schema, result);
	ctx.sharedDefsExtractedFor = void 0;
	ctx.sharedEmitDoneFor = void 0;
	const overrideSchema = schema._zod.toJSONSchema?.();
	if (overrideSchema) result.schema = overrideSchema;
	else {
		const params = {
			..._params,
			schemaPath: [..._params.schemaPath, schema],
			path: _params.path
		};
		if (schema._zod.processJSONSchema) schema._zod.processJSONSchema(ctx, result.schema, params);
		else {
			const _json = result.schema;
			const processor = ctx.processors[def.type];
			if (!processor) throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
			processor(schema, ctx, _json, params);
		}
		const parent = schema._zod.parent;
		if (parent) {
			if (!result.ref) result.ref = parent;
			processSchema(parent, ctx, params);
			ctx.seen.get(parent).isParent = true;
		}
	}
	const meta = ctx.metadataRegistry.get(schema);
	if (meta) assignProps(result.schema, meta);
	if (ctx.io === "input" && isTransforming(schema)) {
		delete result.schema.examples;
		delete result.schema.default;
	}
	if (ctx.io === "input" && "_prefault" in result.schema) (_a = result.schema).default ?? (_a.default = result.schema._prefault);
	delete result.schema._prefault;
	return ctx.seen.get(schema).schema;
}
function encodeJSONPointerSegment(segment) {
	return segment.replace(/~/g, "~0").replace(/\//g, "~1");
}
function extractDefs(ctx, schema) {
	const root = ctx.seen.get(schema);
	if (!root) throw new Error("Unprocessed schema. This is a bug in Zod.");
	if (ctx.external && ctx.sharedDefsExtractedFor === ctx.external) return;
	const idToSchema = new Map();
	for (const entry of ctx.seen.entries()) {
		const id = ctx.metadataRegistry.get(entry[0])?.id;
		if (id) {
			const existing = idToSchema.get(id);
			if (existing && existing !== entry[0]) throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
			idToSchema.set(id, entry[0]);
		}
	}
	const makeURI = (entry) => {
		const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
		if (ctx.external) {
			const externalId = ctx.external.registry.get(entry[0])?.id;
			const uriGenerator = ctx.external.uri ?? ((id) => id);
			if (externalId) return { ref: uriGenerator(externalId) };
			const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
			entry[1].defId = id;
			return {
				defId: id,
				ref: `${uriGenerator("__shared")}#/${defsSegment}/${encodeJSONPointerSegment(id)}`
			};
		}
		const uriPrefix = `#`;
		const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
		if (entry[1] === root && !entry[1].schema.id) return { ref: uriPrefix };
		const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
		return {
			defId,
			ref: defUriPrefix + encodeJSONPointerSegment(defId)
		};
	};
	const extractToDef = (entry) => {
		if (entry[1].schema.$ref) return;
		const seen = entry[1];
		const { ref, defId } = makeURI(entry);
		seen.def = { ...seen.schema };
		if (defId) seen.defId = defId;
		const schema = seen.schema;
		for (const key in schema) delete schema[key];
		schema.$ref = ref;
	};
	if (ctx.cycles === "throw") for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (seen.cycle) throw new Error(`Cycle detected: #/${seen.cycle?.join("/")}/<root>

Set the \`cycles\` parameter to \`"ref"\` to resolve cyclical schemas with defs.`);
	}
	for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (schema === entry[0]) {
			extractToDef(entry);
			continue;
		}
		if (ctx.external) {
			const ext = ctx.external.registry.get(entry[0])?.id;
			if (schema !== entry[0] && ext) {
				extractToDef(entry);
				continue;
			}
		}
		if (ctx.metadataRegistry.get(entry[0])?.id) {
			extractToDef(entry);
			continue;
		}
		if (seen.cycle) {
			extractToDef(entry);
			continue;
		}
		if (seen.count > 1) {
			if (ctx.reused === "ref") extractToDef(entry);
		}
	}
	if (ctx.external) ctx.sharedDefsExtractedFor = ctx.external;
}
function compactTypeUnion(schema) {
	const options = schema.anyOf;
	if (!Array.isArray(options) || options.length === 0 || schema.type !== void 0) return;
	const types = [];
	for (const option of options) {
		if (!option || typeof option !== "object") return;
		compactTypeUnion(option);
		const keys = Object.keys(option);
		if (keys.length !== 1 || keys[0] !== "type") return;
		const type = option.type;
		for (const member of Array.isArray(type) ? type : [type]) {
			if (typeof member !== "string") return;
			if (!types.includes(member)) types.push(member);
		}
	}
	delete schema.anyOf;
	schema.type = types.length === 1 ? types[0] : types;
}
const FOLDABLE_KEYS = new Set([
	"type",
	"properties",
	"required",
	"additionalProperties"
]);
const UNION_KEYS = ["oneOf", "anyOf"];
function undeclaredConstraint(member) {
	const extra = member.additionalProperties;
	if (extra === void 0 || extra === false || typeof extra !== "object" || extra === null) return null;
	return Object.keys(extra).length ? extra : null;
}
function foldObjects(members) {
	const objects = [];
	for (const member of members) {
		if (typeof member !== "object" || member.type !== "object") return null;
		for (const key in member) if (!FOLDABLE_KEYS.has(key)) return null;
		objects.push(member);
	}
	const properties = {};
	const required = new Set();
	for (const object of objects) {
		for (const key in object.properties) {
			if (Object.prototype.hasOwnProperty.call(properties, key)) continue;
			const parts = [];
			for (const other of objects) {
				const part = other.properties?.[key] ?? undeclaredConstraint(other);
				if (part === null || part === void 0) continue;
				if (!parts.some((seen) => JSON.stringify(seen) === JSON.stringify(part))) parts.push(part);
			}
			assignProp(properties, key, parts.length === 1 ? parts[0] : foldObjects(parts) ?? { allOf: parts });
		}
		for (const key of object.required ?? []) required.add(key);
	}
	const folded = {
		type: "object",
		properties
	};
	if (required.size) folded.required = [...required];
	if (objects.every((object) => object.additionalProperties === false)) folded.additionalProperties = false;
	else {
		const constraints = [];
		for (const object of objects) {
			const constraint = undeclaredConstraint(object);
			if (constraint && !constraints.some((seen) => JSON.stringify(seen) === JSON.stringify(constraint))) constraints.push(constraint);
		}
		if (constraints.length === 1) folded.additionalProperties = constraints[0];
		else if (constraints.length > 1) folded.additionalProperties = { allOf: constraints };
	}
	return folded;
}
function foldIntersection(json) {
	const allOf = json.allOf;
	if (!Array.isArray(allOf) || allOf.length < 2) return;
	for (const key of FOLDABLE_KEYS) if (key in json) return;
	const unions = allOf.filter((m) => UNION_KEYS.some((k) => Array.isArray(m[k])));
	let folded = null;
	if (!unions.length) folded = foldObjects(allOf);
	else {
		const union = unions[0];
		const keyword = UNION_KEYS.find((k) => Array.isArray(union[k]));
		if (Object.keys(union).length !== 1) return;
		const rest = allOf.filter((m) => m !== union);
		const branches = union[keyword].map((branch) => foldObjects([...rest, branch]));
		if (branches.some((b) => !b)) return;
		folded = { [keyword]: branches };
	}
	if (!folded) return;
	delete json.allOf;
	assignProps(json, folded);
}
function finalize(ctx, schema) {
	const root = ctx.seen.get(schema);
	if (!root) throw new Error("Unprocessed schema. This is a bug in Zod.");
	const flattenRef = (zodSchema) => {
		const seen = ctx.seen.get(zodSchema);
		if (seen.ref === null) return;
		const schema = seen.def ?? seen.schema;
		const _cached = { ...schema };
		const ref = seen.ref;
		seen.ref = null;
		if (ref) {
			flattenRef(ref);
			const refSeen = ctx.seen.get(ref);
			const refSchema = refSeen.schema;
			if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
				schema.allOf = schema.allOf ?? [];
				schema.allOf.push(refSchema);
			} else assignProps(schema, refSchema);
			assignProps(schema, _cached);
			if (zodSchema._zod.parent === ref) for (const key in schema) {
				if (key === "$ref" || key === "allOf") continue;
				if (!(key in _cached)) delete schema[key];
			}
			if (refSchema.$ref && refSeen.def) for (const key in schema) {
				if (key === "$ref" || key === "allOf") continue;
				if (key in refSeen.def && JSON.stringify(schema[key]) === JSON.stringify(refSeen.def[key])) delete schema[key];
			}
		}
		const parent = zodSchema._zod.parent;
		if (parent && parent !== ref) {
			flattenRef(parent);
			const parentSeen = ctx.seen.get(parent);
			if (parentSeen?.schema.$ref) {
				schema.$ref = parentSeen.schema.$ref;
				if (parentSeen.def) for (const key in schema) {
					if (key === "$ref" || key === "allOf") continue;
					if (key in parentSeen.def && JSON.stringify(schema[key]) === JSON.stringify(parentSeen.def[key])) delete schema[key];
				}
			}
		}
		ctx.override({
			zodSchema,
			jsonSchema: schema,
			path: seen.path ?? []
		});
	};
	if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
		for (const entry of [...ctx.seen.entries()].reverse()) flattenRef(entry[0]);
		if (ctx.target !== "openapi-3.0") for (const entry of ctx.seen.entries()) compactTypeUnion(entry[1].def ?? entry[1].schema);
		for (const rewrite of ctx.deferred) rewrite();
		if (ctx.intersections.length) {
			const carriers = new Map();
			for (const seen of ctx.seen.values()) for (const json of [seen.schema, seen.def]) {
				const allOf = json?.allOf;
				if (!Array.isArray(allOf)) continue;
				const existing = carriers.get(allOf);
				if (existing) existing.push(json);
				else carriers.set(allOf, [json]);
			}
			for (const allOf of ctx.intersections) for (const json of carriers.get(allOf) ?? []) foldIntersection(json);
		}
	}
	const result = {};
	if (ctx.target === "draft-2020-12") result.$schema = "https://json-schema.org/draft/2020-12/schema";
	else if (ctx.target === "draft-07") result.$schema = "http://json-schema.org/draft-07/schema#";
	else if (ctx.target === "draft-04") result.$schema = "http://json-schema.org/draft-04/schema#";
	else if (ctx.target === "openapi-3.0") {}
	if (ctx.external?.uri) {
		const id = ctx.external.registry.get(schema)?.id;
		if (!id) throw new Error("Schema is missing an `id` property");
		result.$id = ctx.external.uri(id);
	}
	assignProps(result, root.defId ? root.schema : root.def ?? root.schema);
	const rootMetaId = ctx.metadataRegistry.get(schema)?.id;
	if (rootMetaId !== void 0 && result.id === rootMetaId) delete result.id;
	const defs = ctx.external?.defs ?? {};
	if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (seen.def && seen.defId) {
			if (seen.def.id === seen.defId) delete seen.def.id;
			assignProp(defs, seen.defId, seen.def);
		}
	}
	if (ctx.external) ctx.sharedEmitDoneFor = ctx.external;
	if (ctx.external) {} else if (Object.keys(defs).length > 0) {
		if (ctx.target === "draft-2020-12") result.$defs = defs;
		else result.definitions = defs;
	}
	try {
		const finalized = JSON.parse(JSON.stringify(result));
		Object.defineProperty(finalized, "~standard", {
			value: {
				...schema["~standard"],
				jsonSchema: {
					input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
					output: createStandardJSONSchemaMethod(schema, "output", ctx.processors)
				}
			},
			enumerable: false,
			writable: false
		});
		return finalized;
	} catch (_err) {
		throw new Error("Error converting schema to JSON.");
	}
}
function isTransforming(_schema, _ctx) {
	const ctx = _ctx ?? { seen: new Set() };
	if (ctx.seen.has(_schema)) return false;
	ctx.seen.add(_schema);
	const def = _schema._zod.def;
	if (def.type === "transform") return true;
	if (def.type === "array") return isTransforming(def.element, ctx);
	if (def.type === "set") return isTransforming(def.valueType, ctx);
	if (def.type === "lazy") return isTransforming(def.getter(), ctx);
	if (def.type === "promise" || def.type === "optional" || def.type === "nonoptional" || def.type === "nullable" || def.type === "readonly" || def.type === "default" || def.type === "prefault" || def.type === "catch") return isTransforming(def.innerType, ctx);
	if (def.type === "intersection") return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
	if (def.type === "record" || def.type === "map") return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
	if (def.type === "pipe") {
		if (_schema._zod.traits.has("$ZodCodec")) return true;
		return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
	}
	if (def.type === "object") {
		for (const key in def.shape) if (isTransforming(def.shape[key], ctx)) return true;
		return false;
	}
	if (def.type === "union") {
		for (const option of def.options) if (isTransforming(option, ctx)) return true;
		return false;
	}
	if (def.type === "tuple") {
		for (const item of def.items) if (isTransforming(item, ctx)) return true;
		if (def.rest && isTransforming(def.rest, ctx)) return true;
		return false;
	}
	return false;
}
const createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
	const ctx = initializeContext({
		...params,
		processors
	});
	processSchema(schema, ctx);
	extractDefs(ctx, schema);
	return finalize(ctx, schema);
};
const createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
	const { libraryOptions, target } = params ?? {};
	const ctx = initializeContext({
		...libraryOptions ?? {},
		target,
		io,
		processors
	});
	processSchema(schema, ctx);
	extractDefs(ctx, schema);
	return finalize(ctx, schema);
};
// node_modules/zod/v4/core/json-schema-processors.js
const narrowMin = (agg, key, value) => {
	if (agg[key] === void 0 || value > agg[key]) agg[key] = value;
};
const narrowMax = (agg, key, value) => {
	if (agg[key] === void 0 || value < agg[key]) agg[key] = value;
};
const narrowBoth = (agg, value) => {
	narrowMin(agg, "minimum", value);
	narrowMax(agg, "maximum", value);
};
const addDivisor = (agg, value) => {
	agg.multipleOf ?? (agg.multipleOf = []);
	if (!agg.multipleOf.includes(value)) agg.multipleOf.push(value);
};
const addPattern = (agg, pattern) => {
	agg.patterns ?? (agg.patterns = new Set());
	agg.patterns.add(pattern);
};
const intersectMime = (agg, mime) => {
	agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
const setFormat = (agg, format) => {
	agg.format = format;
	if (format.includes("int")) agg.isInt = true;
};
const minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
const maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
const formatContributor = (ranges) => (agg, def) => {
	setFormat(agg, def.format);
	const [minimum, maximum] = ranges[def.format];
	narrowMin(agg, "minimum", minimum);
	narrowMax(agg, "maximum", maximum);
};
const contributors = {
	greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
	less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
	multiple_of: (agg, def) => addDivisor(agg, def.value),
	number_format: formatContributor(NUMBER_FORMAT_RANGES),
	bigint_format: formatContributor(BIGINT_FORMAT_RANGES),
	min_length: minContributor,
	max_length: maxContributor,
	length_equals: (agg, def) => narrowBoth(agg, def.length),
	min_size: minContributor,
	max_size: maxContributor,
	size_equals: (agg, def) => narrowBoth(agg, def.size),
	string_format: (agg, def) => {
		setFormat(agg, def.format);
		if (def.pattern) addPattern(agg, def.pattern);
		if (def.format === "base64" || def.format === "base64url") agg.contentEncoding = def.format;
		if (def.local || def.precision === -1) agg.laxFormat = true;
	},
	mime_type: (agg, def) => intersectMime(agg, def.mime)
};
function aggregateChecks(schema) {
	const agg = {};
	const def = schema._zod.def;
	const list = schema._zod.traits.has("$ZodCheck") ? [schema, ...def.checks ?? []] : def.checks ?? [];
	for (const ch of list) contributors[ch._zod.def.check]?.(agg, ch._zod.def);
	const bag = schema._zod.bag;
	if (bag.minimum !== void 0) narrowMin(agg, "minimum", bag.minimum);
	if (bag.exclusiveMinimum !== void 0) narrowMin(agg, "exclusiveMinimum", bag.exclusiveMinimum);
	if (bag.maximum !== void 0) narrowMax(agg, "maximum", bag.maximum);
	if (bag.exclusiveMaximum !== void 0) narrowMax(agg, "exclusiveMaximum", bag.exclusiveMaximum);
	if (bag.multipleOf !== void 0) addDivisor(agg, bag.multipleOf);
	if (bag.format !== void 0) {
		agg.format ?? (agg.format = bag.format);
		if (bag.format.includes("int")) agg.isInt = true;
	}
	if (bag.mime) intersectMime(agg, bag.mime);
	for (const pattern of bag.patterns ?? []) addPattern(agg, pattern);
	return agg;
}
const formatMap = {
	guid: "uuid",
	url: "uri",
	datetime: "date-time",
	json_string: "json-string",
	regex: ""
};
const exactPatterns = new Map([[base64Charset, base64], [base64urlCharset, base64url]]);
const exactPattern = (p) => exactPatterns.get(p) ?? p;
const stringProcessor = (schema, ctx, _json, _params) => {
	const json = _json;
	json.type = "string";
	const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
	if (typeof minimum === "number") json.minLength = minimum;
	if (typeof maximum === "number") json.maxLength = maximum;
	if (format) {
		json.format = formatMap[format] ?? format;
		if (json.format === "") delete json.format;
		if (format === "time" || laxFormat) delete json.format;
	}
	if (contentEncoding) json.contentEncoding = contentEncoding;
	if (patterns && patterns.size > 0) {
		const patternList = [...patterns].map(exactPattern);
		if (patternList.length === 1) json.pattern = patternList[0].source;
		else if (patternList.length > 1) json.allOf = [...patternList.map((regex) => ({
			...ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0" ? { type: "string" } : {},
			pattern: regex.source
		}))];
	}
};
const numberProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
	json.type = isInt ? "integer" : "number";
	const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
	const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
	const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
	if (exMin) {
		if (legacy) {
			json.minimum = exclusiveMinimum;
			json.exclusiveMinimum = true;
		} else json.exclusiveMinimum = exclusiveMinimum;
	} else if (typeof minimum === "number") json.minimum = minimum;
	if (exMax) {
		if (legacy) {
			json.maximum = exclusiveMaximum;
			json.exclusiveMaximum = true;
		} else json.exclusiveMaximum = exclusiveMaximum;
	} else if (typeof maximum === "number") json.maximum = maximum;
	if (multipleOf) {
		const divisors = new Set();
		for (const divisor of multipleOf) if (Number.isFinite(divisor) && divisor !== 0) divisors.add(Math.abs(divisor));
		else handleUnrepresentable(schema, ctx, json, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
		const [first, ...rest] = divisors;
		if (first !== void 0) json.multipleOf = first;
		if (rest.length) json.allOf = [...json.allOf ?? [], ...rest.map((m) => ({ multipleOf: m }))];
	}
};
const booleanProcessor = (_schema, _ctx, json, _params) => {
	json.type = "boolean";
};
const undefinedProcessor = (schema, ctx, json, params) => {
	handleUnrepresentable(schema, ctx, json, params, "Undefined cannot be represented in JSON Schema");
};
const neverProcessor = (_schema, _ctx, json, _params) => {
	json.not = {};
};
const enumProcessor = (schema, _ctx, json, _params) => {
	const def = schema._zod.def;
	const values = getEnumValues(def.entries);
	if (values.length === 0) {
		json.not = {};
		return;
	}
	if (values.every((v) => typeof v === "number")) json.type = "number";
	if (values.every((v) => typeof v === "string")) json.type = "string";
	json.enum = values;
};
const literalProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	if (def.values.length === 0) {
		json.not = {};
		return;
	}
	const vals = [];
	for (const val of def.values) if (val === void 0) {
		if (handleUnrepresentable(schema, ctx, json, params, "Literal `undefined` cannot be represented in JSON Schema")) return;
	} else if (typeof val === "bigint") {
		if (handleUnrepresentable(schema, ctx, json, params, "BigInt literals cannot be represented in JSON Schema")) return;
		vals.push(Number(val));
	} else vals.push(val);
	if (vals.length === 0) {} else if (vals.length === 1) {
		const val = vals[0];
		json.type = val === null ? "null" : typeof val;
		if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") json.enum = [val];
		else json.const = val;
	} else {
		if (vals.every((v) => typeof v === "number")) json.type = "number";
		if (vals.every((v) => typeof v === "string")) json.type = "string";
		if (vals.every((v) => typeof v === "boolean")) json.type = "boolean";
		if (vals.every((v) => v === null)) json.type = "null";
		json.enum = vals;
	}
};
const customProcessor = (schema, ctx, json, params) => {
	handleUnrepresentable(schema, ctx, json, params, "Custom types cannot be represented in JSON Schema");
};
const transformProcessor = (schema, ctx, json, params) => {
	handleUnrepresentable(schema, ctx, json, params, "Transforms cannot be represented in JSON Schema");
};
const arrayProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	const { minimum, maximum } = aggregateChecks(schema);
	if (typeof minimum === "number") json.minItems = minimum;
	if (typeof maximum === "number") json.maxItems = maximum;
	json.type = "array";
	json.items = processSchema(def.element, ctx, {
		...params,
		path: [...params.path, "items"]
	});
};
function inputOptin(schema) {
	const def = schema._zod.def;
	if (def.type === "pipe" && def.in._zod.traits.has("$ZodTransform")) return inputOptin(def.out);
	if (def.type === "catch") return inputOptin(def.innerType);
	return schema._zod.optin;
}
const objectProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	const shape = def.shape;
	if (Object.getOwnPropertySymbols(shape).length && handleUnrepresentable(schema, ctx, json, params, "Symbol keys cannot be represented in JSON Schema")) return;
	json.type = "object";
	json.properties = {};
	for (const key in shape) assignProp(json.properties, key, processSchema(shape[key], ctx, {
		...params,
		path: [
			...params.path,
			"properties",
			key
		]
	}));
	const requiredKeys = [];
	for (const key of Object.keys(shape)) {
		const field = def.shape[key];
		if (ctx.io === "input" ? inputOptin(field) === void 0 : field._zod.optout === void 0) requiredKeys.push(key);
	}
	if (requiredKeys.length > 0) json.required = requiredKeys;
	if (def.catchall?._zod.def.type === "never") json.additionalProperties = false;
	else if (!def.catchall) {
		if (ctx.io === "output") json.additionalProperties = false;
	} else if (def.catchall) json.additionalProperties = processSchema(def.catchall, ctx, {
		...params,
		path: [...params.path, "additionalProperties"]
	});
};
const unionProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const isExclusive = def.inclusive === false;
	const options = def.options.map((x, i) => processSchema(x, ctx, {
		...params,
		path: [
			...params.path,
			isExclusive ? "oneOf" : "anyOf",
			i
		]
	}));
	if (isExclusive) json.oneOf = options;
	else json.anyOf = options;
};
const intersectionProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const a = processSchema(def.left, ctx, {
		...params,
		path: [
			...params.path,
			"allOf",
			0
		]
	});
	const b = processSchema(def.right, ctx, {
		...params,
		path: [
			...params.path,
			"allOf",
			1
		]
	});
	const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
	const allOf = [...isSimpleIntersection(a) ? a.allOf : [a], ...isSimpleIntersection(b) ? b.allOf : [b]];
	json.allOf = allOf;
	ctx.intersections.push(allOf);
};
function stringifyKeyNames(bySchema, json, visited) {
	if (json.$ref) {
		if (visited.has(json)) return json;
		visited.add(json);
		const def = bySchema.get(json)?.def;
		if (!def) return json;
		const inlined = stringifyKeyNames(bySchema, def, visited);
		return inlined === def ? json : inlined;
	}
	for (const keyword of ["anyOf", "oneOf"]) {
		const branches = json[keyword];
		if (!Array.isArray(branches)) continue;
		const mapped = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
		if (mapped.some((branch, i) => branch !== branches[i])) json = {
			...json,
			[keyword]: mapped
		};
	}
	const types = Array.isArray(json.type) ? json.type : [json.type];
	const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
	const values = json.enum ?? (json.const !== void 0 ? [json.const] : void 0);
	if (!numericType && !values?.some((v) => typeof v === "number")) return json;
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json;
	if (rest.enum) rest.enum = rest.enum.map((v) => typeof v === "number" ? String(v) : v);
	else if (typeof rest.const === "number") rest.const = String(rest.const);
	if (!numericType) return rest;
	rest.type = "string";
	if (!values) rest.pattern = (types.includes("number") ? number$1 : integer).source;
	return rest;
}
const pendingRecords = new WeakMap();
function rewriteKeyNames(ctx) {
	const bySchema = new Map();
	for (const entry of ctx.seen.values()) if (entry.def && !bySchema.has(entry.schema)) bySchema.set(entry.schema, entry);
	const rewrites = new Map();
	for (const record of pendingRecords.get(ctx) ?? []) {
		const seen = ctx.seen.get(record);
		const names = (seen?.def ?? seen?.schema)?.propertyNames;
		if (!names || names === true || rewrites.has(names)) continue;
		const rewritten = stringifyKeyNames(bySchema, names, new Set());
		if (rewritten !== names) rewrites.set(names, rewritten);
	}
	if (!rewrites.size) return;
	for (const entry of ctx.seen.values()) for (const carrier of [entry.schema, entry.def]) {
		const rewritten = carrier && rewrites.get(carrier.propertyNames);
		if (rewritten) carrier.propertyNames = rewritten;
	}
}
const recordProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	json.type = "object";
	const keyType = def.keyType;
	const patterns = aggregateChecks(keyType).patterns;
	if (def.mode === "loose" && patterns && patterns.size > 0) {
		const valueSchema = processSchema(def.valueType, ctx, {
			...params,
			path: [
				...params.path,
				"patternProperties",
				"*"
			]
		});
		json.patternProperties = {};
		for (const pattern of patterns) assignProp(json.patternProperties, exactPattern(pattern).source, valueSchema);
	} else {
		if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
			json.propertyNames = processSchema(def.keyType, ctx, {
				...params,
				path: [...params.path, "propertyNames"]
			});
			let pending = pendingRecords.get(ctx);
			if (!pending) {
				pending = [];
				pendingRecords.set(ctx, pending);
				ctx.deferred.push(() => rewriteKeyNames(ctx));
			}
			pending.push(schema);
		}
		json.additionalProperties = processSchema(def.valueType, ctx, {
			...params,
			path: [...params.path, "additionalProperties"]
		});
	}
	const keyValues = keyType._zod.values;
	const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== void 0;
	if (keyValues && !def.partial && !omittableOnInput) {
		const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
		if (validKeyValues.length > 0) json.required = validKeyValues.map(String);
	}
};
const nullableProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const inner = processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	if (ctx.target === "openapi-3.0") {
		seen.ref = def.innerType;
		json.nullable = true;
	} else json.anyOf = [inner, { type: "null" }];
};
const nonoptionalProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
};
const UNREPRESENTABLE_DEFAULT = Symbol();
function serializeDefaultValue(value, schema, ctx, json, params) {
	let unrepresentable = false;
	const serialized = JSON.stringify(value, (_, val) => {
		if (typeof val !== "bigint") return val;
		unrepresentable = true;
		return null;
	});
	if (!unrepresentable) return JSON.parse(serialized);
	handleUnrepresentable(schema, ctx, json, params, "BigInt defaults cannot be represented in JSON Schema");
	return UNREPRESENTABLE_DEFAULT;
}
const defaultProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
	if (value !== UNREPRESENTABLE_DEFAULT) json.default = value;
};
const prefaultProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	if (ctx.io !== "input") return;
	const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
	if (value !== UNREPRESENTABLE_DEFAULT) json._prefault = value;
};
const catchProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	let catchValue;
	try {
		catchValue = def.catchValue(void 0);
	} catch {
		handleUnrepresentable(schema, ctx, json, params, "Dynamic catch values are not supported in JSON Schema");
		return;
	}
	json.default = catchValue;
};
const pipeProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	const inIsTransform = def.in._zod.traits.has("$ZodTransform");
	const innerType = ctx.io === "input" ? inIsTransform ? def.out : def.in : def.out;
	processSchema(innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = innerType;
};
const readonlyProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	json.readOnly = true;
};
const optionalProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
};
const lazyProcessor = (schema, ctx, _json, params) => {
	const innerType = schema._zod.innerType;
	processSchema(innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = innerType;
};
// node_modules/zod/v4/classic/errors.js
const _installedErrorProtos = new WeakSet([Object.prototype, Error.prototype]);
function _lazyMethod(proto, key, make) {
	Object.defineProperty(proto, key, {
		configurable: true,
		enumerable: false,
		get() {
			const value = make(this);
			Object.defineProperty(this, key, {
				value,
				configurable: true,
				writable: true
			});
			return value;
		},
		set(value) {
			Object.defineProperty(this, key, {
				value,
				configurable: true,
				writable: true
			});
		}
	});
}
const initializer = (inst, issues) => {
	$ZodError.init(inst, issues);
	inst.name = "ZodError";
	const proto = Object.getPrototypeOf(inst);
	if (_installedErrorProtos.has(proto)) return;
	_installedErrorProtos.add(proto);
	_lazyMethod(proto, "format", (self) => (mapper) => formatError(self, mapper));
	_lazyMethod(proto, "flatten", (self) => (mapper) => flattenError(self, mapper));
	_lazyMethod(proto, "addIssue", (self) => (issue) => {
		self.issues.push(issue);
		self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
	});
	_lazyMethod(proto, "addIssues", (self) => (issues) => {
		self.issues.push(...issues);
		self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
	});
	Object.defineProperty(proto, "isEmpty", {
		configurable: true,
		enumerable: false,
		get() {
			return this.issues.length === 0;
		}
	});
};
const ZodRealError = $constructor("ZodError", initializer, void 0, { Parent: Error });
// node_modules/zod/v4/classic/parse.js
const parse = _parse(ZodRealError);
const parseAsync = _parseAsync(ZodRealError);
const safeParse = _safeParse(ZodRealError);
const safeParseAsync = _safeParseAsync(ZodRealError);
const encode = _encode(ZodRealError);
const decode$2 = _decode(ZodRealError);
const encodeAsync = _encodeAsync(ZodRealError);
const decodeAsync = _decodeAsync(ZodRealError);
const safeEncode = _safeEncode(ZodRealError);
const safeDecode = _safeDecode(ZodRealError);
const safeEncodeAsync = _safeEncodeAsync(ZodRealError);
const safeDecodeAsync = _safeDecodeAsync(ZodRealError);
// node_modules/zod/v4/classic/schemas.js
function _ensureDefaultLocale() {
	if (!globalConfig.localeError) config(en_default());
}
function _ensureDefaultMemoizer() {
	if (!globalConfig.memoizer) config({ memoizer: memoizer() });
}
const ZodType = $constructor("ZodType", (inst, def) => {
	_ensureDefaultLocale();
	$ZodType.init(inst, def);
	inst.def = def;
	inst.type = def.type;
	return inst;
}, {
	check(...chks) {
		const def = this.def;
		return this.clone(mergeDefs(def, { checks: [...def.checks ?? [], ...chks.map((ch) => typeof ch === "function" ? { _zod: {
			check: ch,
			def: { check: "custom" },
			onattach: []
		} } : ch)] }), { parent: true });
	},
	with(...chks) {
		return this.check(...chks);
	},
	clone(def, params) {
		return clone(this, def, params);
	},
	brand() {
		return this;
	},
	register(reg, meta) {
		reg.add(this, meta);
		return this;
	},
	refine(check, params) {
		return this.check(refine(check, params));
	},
	superRefine(refinement, params) {
		return this.check(superRefine(refinement, params));
	},
	overwrite(fn) {
		return this.check(_overwrite(fn));
	},
	optional() {
		return optional(this);
	},
	exactOptional() {
		return exactOptional(this);
	},
	nullable() {
		return nullable(this);
	},
	nullish() {
		return optional(nullable(this));
	},
	nonoptional(params) {
		return nonoptional(this, params);
	},
	array() {
		return array(this);
	},
	or(arg) {
		return union([this, arg]);
	},
	and(arg) {
		return intersection(this, arg);
	},
	transform(tx) {
		return pipe(this, transform(tx));
	},
	default(d) {
		return _default(this, d);
	},
	prefault(d) {
		return prefault(this, d);
	},
	catch(params) {
		return _catch(this, params);
	},
	pipe(target) {
		return pipe(this, target);
	},
	readonly() {
		return readonly(this);
	},
	describe(description) {
		const cl = this.clone();
		globalRegistry.add(cl, { description });
		return cl;
	},
	meta(...args) {
		if (args.length === 0) return globalRegistry.get(this);
		const cl = this.clone();
		globalRegistry.add(cl, args[0]);
		return cl;
	},
	isOptional() {
		return this.safeParse(void 0).success;
	},
	isNullable() {
		return this.safeParse(null).success;
	},
	apply(fn, ...args) {
		return args.length === 0 ? fn(this) : fn(this, ...args);
	},
	get "~standard"() {
		return hide(this, "~standard", {
			...standardProps(this),
			jsonSchema: {
				input: createStandardJSONSchemaMethod(this, "input"),
				output: createStandardJSONSchemaMethod(this, "output")
			}
		});
	},
	set "~standard"(value) {
		own(this, "~standard", value);
	},
	parse: function _parse(data, params) {
		return parse(this, data, params, { callee: _parse });
	},
	parseAsync: async function _parseAsync(data, params) {
		return await parseAsync(this, data, params, { callee: _parseAsync });
	},
	safeParse(data, params) {
		return safeParse(this, data, params);
	},
	async safeParseAsync(data, params) {
		return safeParseAsync(this, data, params);
	},
	get spa() {
		return this?.safeParseAsync;
	},
	set spa(value) {
		own(this, "spa", value);
	},
	validate(data, params) {
		return validate(this, data, params);
	},
	validateAsync(data, params) {
		return validateAsync$1(this, data, params);
	},
	encode: function _encode(data, params) {
		return encode(this, data, params, { callee: _encode });
	},
	decode: function _decode(data, params) {
		return decode$2(this, data, params, { callee: _decode });
	},
	encodeAsync: async function _encodeAsync(data, params) {
		return await encodeAsync(this, data, params, { callee: _encodeAsync });
	},
	decodeAsync: async function _decodeAsync(data, params) {
		return await decodeAsync(this, data, params, { callee: _decodeAsync });
	},
	safeEncode(data, params) {
		return safeEncode(this, data, params);
	},
	safeDecode(data, params) {
		return safeDecode(this, data, params);
	},
	async safeEncodeAsync(data, params) {
		return safeEncodeAsync(this, data, params);
	},
	async safeDecodeAsync(data, params) {
		return safeDecodeAsync(this, data, params);
	},
	toJSONSchema(params) {
		return createToJSONSchemaMethod(this, {})(params);
	},
	get description() {
		return globalRegistry.get(this)?.description;
	},
	get _def() {
		return this._zod.def;
	}
});
const _ZodString = $constructor("_ZodString", (inst, def) => {
	$ZodString.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => stringProcessor(inst, ctx, json, params);
}, derived({
	format: (inst) => aggregateChecks(inst).format ?? null,
	minLength: (inst) => aggregateChecks(inst).minimum ?? null,
	maxLength: (inst) => aggregateChecks(inst).maximum ?? null
}, {
	regex(...args) {
		return this.check(_regex(...args));
	},
	includes(...args) {
		return this.check(_includes(...args));
	},
	startsWith(...args) {
		return this.check(_startsWith(...args));
	},
	endsWith(...args) {
		return this.check(_endsWith(...args));
	},
	min(...args) {
		return this.check(_minLength(...args));
	},
	max(...args) {
		return this.check(_maxLength(...args));
	},
	length(...args) {
		return this.check(_length(...args));
	},
	nonempty(...args) {
		return this.check(_minLength(1, ...args));
	},
	lowercase(params) {
		return this.check(_lowercase(params));
	},
	uppercase(params) {
		return this.check(_uppercase(params));
	},
	trim() {
		return this.check(_trim());
	},
	normalize(...args) {
		return this.check(_normalize(...args));
	},
	toLowerCase() {
		return this.check(_toLowerCase());
	},
	toUpperCase() {
		return this.check(_toUpperCase());
	},
	slugify() {
		return this.check(_slugify());
	}
}));
const ZodString = $constructor("ZodString", (inst, def) => {
	$ZodString.init(inst, def);
	_ZodString.init(inst, def);
}, {
	email(params) {
		return this.check(_email(ZodEmail, params));
	},
	url(params) {
		return this.check(_url(ZodURL, params));
	},
	jwt(params) {
		return this.check(_jwt(ZodJWT, params));
	},
	emoji(params) {
		return this.check(_emoji(ZodEmoji, params));
	},
	guid(params) {
		return this.check(_guid(ZodGUID, params));
	},
	uuid(params) {
		return this.check(_uuid(ZodUUID, params));
	},
	uuidv4(params) {
		return this.check(_uuidv4(ZodUUID, params));
	},
	uuidv6(params) {
		return this.check(_uuidv6(ZodUUID, params));
	},
	uuidv7(params) {
		return this.check(_uuidv7(ZodUUID, params));
	},
	nanoid(params) {
		return this.check(_nanoid(ZodNanoID, params));
	},
	cuid(params) {
		return this.check(_cuid(ZodCUID, params));
	},
	cuid2(params) {
		return this.check(_cuid2(ZodCUID2, params));
	},
	ulid(params) {
		return this.check(_ulid(ZodULID, params));
	},
	base64(params) {
		return this.check(_base64(ZodBase64, params));
	},
	base64url(params) {
		return this.check(_base64url(ZodBase64URL, params));
	},
	xid(params) {
		return this.check(_xid(ZodXID, params));
	},
	ksuid(params) {
		return this.check(_ksuid(ZodKSUID, params));
	},
	ipv4(params) {
		return this.check(_ipv4(ZodIPv4, params));
	},
	ipv6(params) {
		return this.check(_ipv6(ZodIPv6, params));
	},
	cidrv4(params) {
		return this.check(_cidrv4(ZodCIDRv4, params));
	},
	cidrv6(params) {
		return this.check(_cidrv6(ZodCIDRv6, params));
	},
	e164(params) {
		return this.check(_e164(ZodE164, params));
	},
	datetime(params) {
		return this.check(_isoDateTime(ZodISODateTime, params));
	},
	date(params) {
		return this.check(_isoDate(ZodISODate, params));
	},
	time(params) {
		return this.check(_isoTime(ZodISOTime, params));
	},
	duration(params) {
		return this.check(_isoDuration(ZodISODuration, params));
	}
});
function string(params) {
	return _string(ZodString, params);
}
const ZodStringFormat = $constructor("ZodStringFormat", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	_ZodString.init(inst, def);
});
const ZodISODateTime = $constructor("ZodISODateTime", (inst, def) => {
	$ZodISODateTime.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISODate = $constructor("ZodISODate", (inst, def) => {
	$ZodISODate.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISOTime = $constructor("ZodISOTime", (inst, def) => {
	$ZodISOTime.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISODuration = $constructor("ZodISODuration", (inst, def) => {
	$ZodISODuration.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodEmail = $constructor("ZodEmail", (inst, def) => {
	$ZodEmail.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodGUID = $constructor("ZodGUID", (inst, def) => {
	$ZodGUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodUUID = $constructor("ZodUUID", (inst, def) => {
	$ZodUUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodURL = $constructor("ZodURL", (inst, def) => {
	$ZodURL.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodEmoji = $constructor("ZodEmoji", (inst, def) => {
	$ZodEmoji.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodNanoID = $constructor("ZodNanoID", (inst, def) => {
	$ZodNanoID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCUID = $constructor("ZodCUID", (inst, def) => {
	$ZodCUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCUID2 = $constructor("ZodCUID2", (inst, def) => {
	$ZodCUID2.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodULID = $constructor("ZodULID", (inst, def) => {
	$ZodULID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodXID = $constructor("ZodXID", (inst, def) => {
	$ZodXID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodKSUID = $constructor("ZodKSUID", (inst, def) => {
	$ZodKSUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodIPv4 = $constructor("ZodIPv4", (inst, def) => {
	$ZodIPv4.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodIPv6 = $constructor("ZodIPv6", (inst, def) => {
	$ZodIPv6.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCIDRv4 = $constructor("ZodCIDRv4", (inst, def) => {
	$ZodCIDRv4.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCIDRv6 = $constructor("ZodCIDRv6", (inst, def) => {
	$ZodCIDRv6.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodBase64 = $constructor("ZodBase64", (inst, def) => {
	$ZodBase64.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodBase64URL = $constructor("ZodBase64URL", (inst, def) => {
	$ZodBase64URL.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodE164 = $constructor("ZodE164", (inst, def) => {
	$ZodE164.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodJWT = $constructor("ZodJWT", (inst, def) => {
	$ZodJWT.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodNumber = $constructor("ZodNumber", (inst, def) => {
	$ZodNumber.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => numberProcessor(inst, ctx, json, params);
	inst.isFinite = true;
}, derived({
	minValue: (inst) => {
		const { minimum, exclusiveMinimum } = aggregateChecks(inst);
		return Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
	},
	maxValue: (inst) => {
		const { maximum, exclusiveMaximum } = aggregateChecks(inst);
		return Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
	},
	isInt: (inst) => {
		const { isInt, multipleOf } = aggregateChecks(inst);
		return !!isInt || !!multipleOf?.some(Number.isSafeInteger);
	},
	format: (inst) => aggregateChecks(inst).format ?? null
}, {
	gt(value, params) {
		return this.check(_gt(value, params));
	},
	gte(value, params) {
		return this.check(_gte(value, params));
	},
	min(value, params) {
		return this.check(_gte(value, params));
	},
	lt(value, params) {
		return this.check(_lt(value, params));
	},
	lte(value, params) {
		return this.check(_lte(value, params));
	},
	max(value, params) {
		return this.check(_lte(value, params));
	},
	int(params) {
		return this.check(int(params));
	},
	safe(params) {
		return this.check(int(params));
	},
	positive(params) {
		return this.check(_gt(0, params));
	},
	nonnegative(params) {
		return this.check(_gte(0, params));
	},
	negative(params) {
		return this.check(_lt(0, params));
	},
	nonpositive(params) {
		return this.check(_lte(0, params));
	},
	multipleOf(value, params) {
		return this.check(_multipleOf(value, params));
	},
	step(value, params) {
		return this.check(_multipleOf(value, params));
	},
	finite() {
		return this;
	}
}));
function number(params) {
	return _number(ZodNumber, params);
}
const ZodNumberFormat = $constructor("ZodNumberFormat", (inst, def) => {
	$ZodNumberFormat.init(inst, def);
	ZodNumber.init(inst, def);
});
function int(params) {
	return _int(ZodNumberFormat, params);
}
const ZodBoolean = $constructor("ZodBoolean", (inst, def) => {
	$ZodBoolean.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => booleanProcessor(inst, ctx, json, params);
});
function boolean(params) {
	return _boolean(ZodBoolean, params);
}
const ZodUndefined = $constructor("ZodUndefined", (inst, def) => {
	$ZodUndefined.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => undefinedProcessor(inst, ctx, json, params);
});
function _undefined(params) {
	return _undefined$1(ZodUndefined, params);
}
const ZodUnknown = $constructor("ZodUnknown", (inst, def) => {
	$ZodUnknown.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => void 0;
});
function unknown() {
	return _unknown(ZodUnknown);
}
const ZodNever = $constructor("ZodNever", (inst, def) => {
	$ZodNever.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => neverProcessor(inst, ctx, json, params);
});
function never(params) {
	return _never(ZodNever, params);
}
const ZodArray = $constructor("ZodArray", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodArray.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => arrayProcessor(inst, ctx, json, params);
	inst.element = def.element;
}, {
	min(n, params) {
		return this.check(_minLength(n, params));
	},
	nonempty(params) {
		return this.check(_minLength(1, params));
	},
	max(n, params) {
		return this.check(_maxLength(n, params));
	},
	length(n, params) {
		return this.check(_length(n, params));
	},
	unwrap() {
		return this.element;
	}
});
function array(element, params) {
	return _array(ZodArray, element, params);
}
const ZodObject = $constructor("ZodObject", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodObjectJIT.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => objectProcessor(inst, ctx, json, params);
	installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
}, {
	keyof() {
		return _enum(Object.keys(this._zod.def.shape));
	},
	catchall(catchall) {
		return this.clone(mergeDefs(this._zod.def, { catchall }));
	},
	passthrough() {
		return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
	},
	loose() {
		return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
	},
	strict() {
		return this.clone(mergeDefs(this._zod.def, { catchall: never() }));
	},
	strip() {
		return this.clone(mergeDefs(this._zod.def, { catchall: void 0 }));
	},
	extend(incoming) {
		return extend(this, incoming);
	},
	safeExtend(incoming) {
		return safeExtend(this, incoming);
	},
	merge(other) {
		return merge(this, other);
	},
	pick(mask) {
		return pick$1(this, mask);
	},
	omit(mask) {
		return omit(this, mask);
	},
	partial(...args) {
		return partial(ZodOptional, this, args[0]);
	},
	exactPartial(...args) {
		return partial(ZodExactOptional, this, args[0], "exactPartial");
	},
	required(...args) {
		return required(ZodNonOptional, this, args[0]);
	}
});
function object$1(shape, params) {
	const def = {
		type: "object",
		shape: shape ?? {},
		...normalizeParams(params)
	};
	return new ZodObject(def);
}
function strictObject(shape, params) {
	return new ZodObject({
		type: "object",
		shape,
		catchall: never(),
		...normalizeParams(params)
	});
}
function looseObject(shape, params) {
	return new ZodObject({
		type: "object",
		shape,
		catchall: unknown(),
		...normalizeParams(params)
	});
}
const ZodUnion = $constructor("ZodUnion", (inst, def) => {
	$ZodUnion.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => unionProcessor(inst, ctx, json, params);
	inst.options = def.options;
});
function union(options, params) {
	return new ZodUnion({
		type: "union",
		options,
		...normalizeParams(params)
	});
}
const ZodIntersection = $constructor("ZodIntersection", (inst, def) => {
	$ZodIntersection.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => intersectionProcessor(inst, ctx, json, params);
});
function intersection(left, right) {
	return new ZodIntersection({
		type: "intersection",
		left,
		right
	});
}
const ZodRecord = $constructor("ZodRecord", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodRecord.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => recordProcessor(inst, ctx, json, params);
	inst.keyType = def.keyType;
	inst.valueType = def.valueType;
});
function record(keyType, valueType, params) {
	if (!valueType || !valueType._zod) return new ZodRecord({
		type: "record",
		keyType: string(),
		valueType: keyType,
		...normalizeParams(valueType)
	});
	return new ZodRecord({
		type: "record",
		keyType,
		valueType,
		...normalizeParams(params)
	});
}
const ZodEnum = $constructor("ZodEnum", (inst, def) => {
	$ZodEnum.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => enumProcessor(inst, ctx, json, params);
	inst.enum = def.entries;
	inst.options = [...inst._zod.values];
	const keys = new Set(Object.keys(def.entries));
	inst.extract = (values, params) => {
		const newEntries = {};
		for (const value of values) if (keys.has(value)) newEntries[value] = def.entries[value];
		else throw new Error(`Key ${value} not found in enum`);
		return new ZodEnum({
			...def,
			checks: [],
			...normalizeParams(params),
			entries: newEntries
		});
	};
	inst.exclude = (values, params) => {
		const newEntries = { ...def.entries };
		for (const value of values) if (keys.has(value)) delete newEntries[value];
		else throw new Error(`Key ${value} not found in enum`);
		return new ZodEnum({
			...def,
			checks: [],
			...normalizeParams(params),
			entries: newEntries
		});
	};
});
function _enum(values, params) {
	const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
	return new ZodEnum({
		type: "enum",
		entries,
		...normalizeParams(params)
	});
}
const ZodLiteral = $constructor("ZodLiteral", (inst, def) => {
	$ZodLiteral.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => literalProcessor(inst, ctx, json, params);
	inst.values = new Set(def.values);
	Object.defineProperty(inst, "value", { get() {
		if (def.values.length > 1) throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
		return def.values[0];
	} });
});
function literal(value, params) {
	return new ZodLiteral({
		type: "literal",
		values: Array.isArray(value) ? value : [value],
		...normalizeParams(params)
	});
}
const ZodTransform = $constructor("ZodTransform", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodTransform.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => transformProcessor(inst, ctx, json, params);
	inst._zod.parse = (payload, _ctx) => {
		if (_ctx.direction === "backward") throw new $ZodEncodeError(inst.constructor.name);
		payload.addIssue = (issue$2) => {
			if (typeof issue$2 === "string") payload.issues.push(issue(issue$2, payload.value, def));
			else {
				const _issue = issue$2;
				if (_issue.fatal) _issue.continue = false;
				_issue.code ?? (_issue.code = "custom");
				if (!("input" in _issue)) _issue.input = payload.value;
				_issue.inst ?? (_issue.inst = inst);
				payload.issues.push(issue(_issue));
			}
		};
		const output = def.transform(payload.value, payload);
		if (output instanceof Promise) return output.then((output) => {
			payload.value = output;
			return payload;
		});
		payload.value = output;
		return payload;
	};
});
function transform(fn) {
	return new ZodTransform({
		type: "transform",
		transform: fn
	});
}
const ZodOptional = $constructor("ZodOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function optional(innerType) {
	return new ZodOptional({
		type: "optional",
		innerType
	});
}
const ZodExactOptional = $constructor("ZodExactOptional", (inst, def) => {
	$ZodExactOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function exactOptional(innerType) {
	return new ZodExactOptional({
		type: "optional",
		innerType
	});
}
const ZodNullable = $constructor("ZodNullable", (inst, def) => {
	$ZodNullable.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => nullableProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function nullable(innerType) {
	return new ZodNullable({
		type: "nullable",
		innerType
	});
}
const ZodDefault = $constructor("ZodDefault", (inst, def) => {
	$ZodDefault.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => defaultProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
	inst.removeDefault = inst.unwrap;
});
function _default(innerType, defaultValue) {
	return new ZodDefault({
		type: "default",
		innerType,
		get defaultValue() {
			return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
		}
	});
}
const ZodPrefault = $constructor("ZodPrefault", (inst, def) => {
	$ZodPrefault.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => prefaultProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function prefault(innerType, defaultValue) {
	return new ZodPrefault({
		type: "prefault",
		innerType,
		get defaultValue() {
			return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
		}
	});
}
const ZodNonOptional = $constructor("ZodNonOptional", (inst, def) => {
	$ZodNonOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => nonoptionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function nonoptional(innerType, params) {
	return new ZodNonOptional({
		type: "nonoptional",
		innerType,
		...normalizeParams(params)
	});
}
const ZodCatch = $constructor("ZodCatch", (inst, def) => {
	$ZodCatch.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => catchProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
	inst.removeCatch = inst.unwrap;
});
function _catch(innerType, catchValue) {
	return new ZodCatch({
		type: "catch",
		innerType,
		catchValue: typeof catchValue === "function" ? catchValue : constantCatch(catchValue)
	});
}
const ZodPipe = $constructor("ZodPipe", (inst, def) => {
	$ZodPipe.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => pipeProcessor(inst, ctx, json, params);
	inst.in = def.in;
	inst.out = def.out;
});
function pipe(in_, out) {
	return new ZodPipe({
		type: "pipe",
		in: in_,
		out
	});
}
const ZodPreprocess = $constructor("ZodPreprocess", (inst, def) => {
	ZodPipe.init(inst, def);
	$ZodPreprocess.init(inst, def);
});
const ZodReadonly = $constructor("ZodReadonly", (inst, def) => {
	$ZodReadonly.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => readonlyProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function readonly(innerType) {
	return new ZodReadonly({
		type: "readonly",
		innerType
	});
}
const ZodLazy = $constructor("ZodLazy", (inst, def) => {
	$ZodLazy.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => lazyProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.getter();
});
function lazy(getter) {
	return new ZodLazy({
		type: "lazy",
		getter
	});
}
const ZodCustom = $constructor("ZodCustom", (inst, def) => {
	$ZodCustom.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => customProcessor(inst, ctx, json, params);
});
function custom(fn, _params) {
	return _custom(ZodCustom, fn ?? (() => true), _params);
}
function refine(fn, _params = {}) {
	return _refine(ZodCustom, fn, _params);
}
function superRefine(fn, params) {
	return _superRefine(fn, params);
}
function preprocess(fn, schema) {
	return new ZodPreprocess({
		type: "pipe",
		in: transform(fn),
		out: schema
	});
}
// src/service/shapes.ts
const A_NAME = "a name or an id";
const A_TIME = "an ISO 8601 time";
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isName(value) {
	return typeof value === "string" && value !== "";
}
function isCount(value) {
	return Number.isInteger(value) && Number(value) >= 0;
}
function isTime(value) {
	return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) && Number.isFinite(Date.parse(value));
}
function object(shape) {
	return object$1(shape, "an object");
}
function text() {
	return string("text");
}
function name() {
	return string(A_NAME).min(1, A_NAME);
}
function time() {
	return preprocess((given) => epochTime(given) ?? given, string(A_TIME).refine(isTime, A_TIME).transform((given) => new Date(given).toISOString()));
}
const EPOCH_S$1 = 1e9;
const EPOCH_MS$1 = 0xe8d4a51000;
const EPOCH_END_MS = 0x9184e72a000;
function epochTime(given) {
	const value = typeof given === "string" && /^\d{10,13}(\.\d+)?$/.test(given) ? Number(given) : given;
	if (typeof value !== "number" || !(value >= EPOCH_S$1 && value < EPOCH_END_MS)) return void 0;
	return new Date(value < EPOCH_MS$1 ? value * 1e3 : value).toISOString();
}
function flag() {
	return union([
		boolean(),
		_enum(["true", "1"]).transform(() => true),
		_enum(["false", "0"]).transform(() => false),
		literal(1).transform(() => true),
		literal(0).transform(() => false)
	]);
}
function count() {
	return number().refine(isCount);
}
function numberFrom(min, max) {
	return number().min(min).max(max);
}
function maybe(schema) {
	return schema.optional().catch(void 0);
}
function some(entry) {
	return array(unknown()).catch([]).transform((entries) => entries.flatMap((each) => {
		const { success, data } = entry.safeParse(each);
		return success ? [data] : [];
	}));
}
function settled(settle, schema) {
	return preprocess((value) => isRecord(value) ? settle(value) : value, schema);
}
function firstText(source, keys) {
	return keys.map((key) => source[key]).find(isName);
}
const ASSUMPTIONS = [
	...WIRE,
	...AGENTS,
	...RUNS,
	...ACCOUNT_AND_MORE
];
const MAX_SEEN = 160;
function createObserver() {
	const broken = new Map();
	const held = new Set();
	const observer = {
		broken: (id, seen) => {
			if (!broken.has(id)) broken.set(id, seen.slice(0, MAX_SEEN));
		},
		holds: (id) => held.add(id),
		check: (id, holds, seen) => holds ? observer.holds(id) : observer.broken(id, seen()),
		seen: () => ASSUMPTIONS.flatMap((one) => {
			const seen = broken.get(one.id);
			return seen === void 0 ? [] : [{
				...one,
				seen
			}];
		}),
		stateOf: (id) => broken.has(id) ? "broken" : held.has(id) ? "holds" : "not-seen"
	};
	return observer;
}
function brokenSentence({ id, assumed, seen, otherwise }) {
	return `Assumption ${id} does not hold. Assumed: ${assumed}. Seen: ${seen}. So ${otherwise}.`;
}
const MEMBERS_SHOWN = 8;
function shapeOf(value) {
	if (value === void 0) return "nothing";
	if (typeof value === "number") return `the number ${value}`;
	if (typeof value === "string") return value === "" ? "an empty text" : "a text";
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (!isRecord(value)) return String(value);
	const names = Object.keys(value);
	if (names.length === 0) return "an empty object";
	const shown = names.slice(0, MEMBERS_SHOWN).map(memberName);
	const more = names.length - shown.length;
	return `an object with ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function memberName(name) {
	return /^[A-Za-z_][A-Za-z_-]{0,39}$/.test(name) ? `\`${name}\`` : "another name";
}
function wordOf(value) {
	return typeof value === "string" && /^[A-Za-z][A-Za-z _-]{0,29}$/.test(value) ? `"${value}"` : shapeOf(value);
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
		const score = Object.hasOwn(scores, metric) ? scores[metric] : void 0;
		if (score === void 0 || baseline === void 0 || baseline.n === 0) return [];
		if (noiseSd === void 0 || degreesOfFreedom === void 0) return [];
		const directed = direction === "lower" ? 100 - score : score;
		const standardError = noiseSd * Math.sqrt(1 + 1 / baseline.n);
		const noise = upperQuantile(ERROR, degreesOfFreedom) * standardError;
		return [{
			metric,
			delta: directed - baseline.mean,
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
function ofVerdict({ verdict, rules }) {
	const { reason } = verdict;
	switch (verdict.verdict) {
		case "regressed": return {
			action: "fail",
			reason
		};
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
	const { agents, removed = [], cleaned } = result;
	const { base, loosened = [] } = known;
	const frame = frameOf(known, clock, result);
	return {
		schemaVersion: 1,
		...frame,
		agents,
		cleaned,
		gate: withReasons(gateOf$1(known, agents), [...ruleReasons(removed, loosened, base?.config?.policy), ...uncleanReasons(known, result)]),
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
function uncleanReasons({ command }, { cleaned = [] }) {
	if (command !== "clean") return [];
	return cleaned.filter(({ state }) => state === "failed").map((item) => ({
		key: item.id,
		action: "warn",
		reason: cleanedLine(item)
	}));
}
function faultReport(known, clock, error) {
	const issues = error instanceof ConfigError ? error.issues.map(({ message, fix: hint, file, line, column }) => {
		return {
			level: "error",
			message,
			hint,
			at: {
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
		fault: faultOf$1(error)
	};
}
function faultOf$1(error) {
	if (error instanceof ActionError) {
		const end = /[.?!]$/.test(error.message) ? "" : ".";
		return {
			message: `${error.message}${end}`,
			hint: error.hint
		};
	}
	return {
		message: `The gate stopped on a fault of its own: ${error instanceof Error ? error.message : String(error)}.`,
		hint: "Run this again with debug logging, and report the log to the maintainers of Converra Gate."
	};
}
function gateOf$1(known, agents) {
	if ([
		"sync",
		"plan",
		"apply"
	].some((one) => one === known.command)) return planGate(known, agents);
	return decideGate(agents.flatMap(({ key, verdict, headroom, benchmark, decline, plan }) => {
		const rules = rulesOf(known, key);
		if (verdict === void 0 || rules === void 0) return [];
		const { better } = benchmark ?? {};
		const drifted = plan?.action === "drifted";
		return [{
			verdict,
			rules,
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
const REPORTED = [
	"gate",
	"sync",
	"plan",
	"benchmark",
	"insights",
	"apply",
	"clean"
];
function reportCommand({ command, inputs }) {
	return REPORTED.find((one) => one === (command ?? inputs?.command)) ?? "gate";
}
function contextOf({ context, config, inputs, syncMode }) {
	const repository = context?.repository;
	return {
		event: context?.event ?? "",
		repository: repository === void 0 ? void 0 : `${repository.owner}/${repository.repo}`,
		serverUrl: context?.serverUrl ?? "https://github.com",
		commit: context?.commit,
		pullRequest: context?.pullRequest?.number,
		runUrl: context?.runUrl,
		configFiles: config?.files ?? inputs?.configPatterns ?? [],
		sandbox: inputs?.baseUrl.startsWith("http://") ?? false,
		syncMode: syncMode ?? "off"
	};
}
function costOf(known, now, { agents = [], quota } = {}) {
	const runsStarted = known.ledger?.count() ?? 0;
	return {
		runsStarted,
		runsAdopted: agents.flatMap(({ candidate, baseline }) => [candidate, baseline]).reduce((sum, side) => sum + (side?.adopted ?? 0), 0),
		runsLeft: quota === void 0 ? void 0 : Math.max(0, quota.left - runsStarted),
		runsLimit: quota?.limit,
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
	onRemoved: GRADES
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
// src/service/scores.ts
const NOT_SCORES = ["lift"];
function readScores(metrics, observer) {
	const read = [];
	const dropped = [];
	for (const [name, given] of Object.entries(isRecord(metrics) ? metrics : {})) {
		if (NOT_SCORES.includes(name)) continue;
		const value = numberIn(given);
		observer.check("score-number", typeof given === "number", () => `a metric is ${shapeOf(given)}`);
		if (value === void 0) dropped.push(name);
		else read.push([name, value]);
	}
	return {
		raw: Object.fromEntries(read),
		dropped
	};
}
function numberIn(given) {
	if (typeof given === "number") return Number.isFinite(given) ? given : void 0;
	if (typeof given === "string") return /^\s*-?\d+(\.\d+)?\s*%?\s*$/.test(given) ? Number(given.replace("%", "")) : void 0;
	if (!isRecord(given)) return void 0;
	const held = [given.score, given.value].find((one) => one !== void 0 && one !== null);
	return isRecord(held) ? void 0 : numberIn(held);
}
function withinPoints(raw) {
	return Object.fromEntries(Object.entries(raw).filter(([, value]) => value >= 0 && value <= 100));
}
function pointsPer(all) {
	return all.every((scores) => Object.values(scores).every((score) => score <= 1)) ? 100 : 1;
}
function toPoints(scores, factor) {
	if (factor === 1) return scores;
	return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, Number((score * factor).toFixed(9))]));
}
// src/service/endpoints/account.ts
function rateOfPlan(plan) {
	const rates = {
		free: 60,
		pro: 300
	};
	const name = plan.trim().toLowerCase();
	return Object.hasOwn(rates, name) ? rates[name] : void 0;
}
function accountShape(observer) {
	return settled((source) => {
		const plan = planIn(source.plan);
		observer.check("account-plan", plan !== void 0, () => shapeOf(source.plan));
		return {
			...source,
			plan
		};
	}, object({
		plan: maybe(name()),
		id: maybe(name()),
		name: maybe(name())
	}));
}
function planIn(given) {
	if (isName(given)) return given;
	return isRecord(given) ? firstText(given, [
		"name",
		"tier",
		"slug",
		"type",
		"id"
	]) : void 0;
}
function usageShape(observer) {
	return object({
		period: object({
			start: maybe(time()),
			end: maybe(time())
		}).catch({}),
		optimizations: unknown().optional(),
		improvements: unknown().optional(),
		agents: unknown().optional(),
		prompts: unknown().optional(),
		conversations: unknown().optional(),
		tokens: unknown().optional()
	}).transform((usage) => {
		const [key, runs] = isAbsent(usage.optimizations) ? ["improvements", usage.improvements] : ["optimizations", usage.optimizations];
		const quota = quotaIn(runs);
		const why = isAbsent(runs) ? `GET /usage has neither \`optimizations\` nor \`improvements\`: ${shapeOf(usageMembers(usage))}` : `\`${key}\` of GET /usage does not say what is used and allowed: ${shapeOf(runs)}`;
		observer.check("usage-runs", quota !== void 0, () => why);
		return {
			agents: quotaIn(isAbsent(usage.agents) ? usage.prompts : usage.agents),
			conversations: quotaIn(usage.conversations),
			tokens: quotaIn(usage.tokens),
			optimizations: quota && {
				...quota,
				running: wholeIn(runs, "running")
			},
			unknown: quota === void 0 ? why : void 0,
			periodStart: usage.period.start,
			periodEnd: usage.period.end
		};
	});
}
function usageMembers(usage) {
	return Object.fromEntries(Object.entries(usage).filter(([, value]) => !isAbsent(value)));
}
function quotaIn(value) {
	if (!isRecord(value)) return void 0;
	const limit = numberIn(value.limit);
	const isUnlimited = value.limit === null || value.limit === "unlimited" || limit !== void 0 && limit < 0;
	const used = numberIn(value.used);
	if (isUnlimited) return { used: used ?? 0 };
	if (used === void 0 || used < 0 || limit === void 0) return void 0;
	return {
		used,
		limit
	};
}
function wholeIn(value, key) {
	const given = isRecord(value) ? numberIn(value[key]) : void 0;
	return isCount(given) ? given : void 0;
}
function isAbsent(value) {
	return value === void 0 || value === null;
}
function settingsShape(observer) {
	const section = looseObject({}, "an object").nullish().transform((members) => members ?? {});
	return object({
		settings: _undefined("an object").optional(),
		general: section,
		optimization: section
	}).transform(({ settings: _, ...settings }) => {
		const { deploymentMode: given } = settings.optimization;
		const deploymentMode = isName(given) ? given.trim().toLowerCase() : void 0;
		observer.check("deployment-mode", deploymentMode !== void 0, () => {
			return `\`deploymentMode\` is ${shapeOf(given)} in ${shapeOf(settings.optimization)}`;
		});
		return {
			...settings,
			optimization: {
				...settings.optimization,
				deploymentMode
			}
		};
	});
}
function accountEndpoints(sender) {
	const { observer } = sender;
	const settingsAnswer = lazy(() => settingsShape(observer));
	return {
		get: (options) => sender.read(accountShape(observer), "GET /account", "read the account", options),
		usage: (options) => sender.read(usageShape(observer), "GET /usage", "read the usage", options),
		settings: (options) => sender.read(settingsAnswer, "GET /settings", "read the settings", options),
		updateSettings: (body, options) => sender.read(settingsAnswer, "PATCH /settings", "update the settings", {
			body,
			...options
		})
	};
}
// src/service/error-words.ts
const TRY_LATER = "Run this again later; https://converra.ai shows whether the service is up.";
const REPORT = "Check base-url; if it is right, the service may have changed: look for a later version of this action.";
const REFUSALS = {
	"key-refused": {
		says: "Converra refused the API key",
		hint: "Check the key (in a workflow the secret behind `api-key`, at a desk CONVERRA_API_KEY): it may be mistyped, expired or deleted. Keys are made in Converra under Settings, API Keys."
	},
	"key-not-allowed": {
		says: "the API key may not do this",
		hint: "Use a key of the account that owns the agents, with the right to write."
	},
	quota: {
		says: "the plan's quota is used up",
		hint: "Waiting does not help within the period: use a larger plan, or spend less with changed-only, budget.max-runs and gate.baseline: reuse."
	},
	"agent-quota": {
		says: "the plan has no room for one more agent",
		hint: "Archive agents no longer needed, old previews (named `… (owner/repo#number)`) first, or use a larger plan."
	},
	"conversation-quota": {
		says: "the plan's quota of conversations is used up",
		hint: "Lower sync.conversations, wait for the next period, or use a larger plan. No agent has to be archived for it."
	},
	"rate-limit": {
		says: "the rate limit is reached",
		hint: "Raise timeout-minutes, or let fewer gates share this API key at the same time."
	},
	slots: {
		says: "too many optimizations are running at once on this account",
		hint: "Converra runs ten at a time: wait until some have ended, or stop those no longer needed."
	},
	"other-run": {
		says: "another run of this agent is under way, and the service takes one at a time",
		hint: "Wait until it has ended, or let one pull request at a time use this agent."
	},
	"no-conversations": {
		says: "the agent has no conversations to learn from",
		hint: "Log some conversations for the agent (POST /conversations, or `conversations:` in converra.yml); for previews keep sync.conversations above 0."
	},
	"no-context": {
		says: "the account has no business context",
		hint: "Fill in industry and objectives in Converra under Settings, or under settings.general in converra.yml."
	},
	"not-accepted": {
		says: "Converra did not accept the request",
		hint: "Correct the value that the message names in converra.yml."
	},
	"not-found": {
		says: "there is no such thing on this account",
		hint: "Check base-url (it usually ends in /api/v1), the id in converra.yml, and that the API key belongs to the account that owns it."
	},
	"wrong-state": {
		says: "its state does not allow this",
		hint: "It may have ended or have been changed elsewhere in the meantime: look at it in Converra, then run this again."
	},
	"server-fault": {
		says: "Converra failed",
		hint: TRY_LATER
	},
	"request-timeout": {
		says: "Converra gave up on the request",
		hint: TRY_LATER
	},
	"said-no": {
		says: "Converra answered with success and says in the answer that it failed",
		hint: "Its own words say why; where they do not help, look at it in Converra and run this again."
	},
	"not-an-answer": {
		says: "Converra answered in an unexpected way",
		hint: REPORT
	}
};
const QUOTAS$1 = {
	quota: "runs",
	"agent-quota": "agents",
	"conversation-quota": "conversations"
};
const NETWORK_HINT = "Check the address of the service (base-url), and that this machine may reach it (firewall, HTTPS_PROXY, NO_PROXY); then run this again.";
const FAILURES = {
	refused: "the connection was refused",
	dns: "the name could not be resolved",
	unreachable: "the host cannot be reached",
	"connect-timeout": "no connection within the time allowed",
	tls: "its certificate could not be verified",
	proxy: "the proxy did not let the request through",
	timeout: "no answer within the time allowed",
	reset: "the connection was cut",
	"cut-body": "the answer was cut off",
	"too-large": "the answer is larger than 32 MiB"
};
const DOUBT_HINT = "It may have been carried out all the same: look in Converra before repeating it.";
function callError(at, host, failure, how) {
	const { ambiguous } = how;
	if ("sent" in failure) return serviceError(at, `no answer from ${host}, ${FAILURES[failure.reason]}${effort(how)}`, {
		kind: failure.reason === "too-large" ? "protocol" : "network",
		ambiguous,
		hint: ambiguous ? DOUBT_HINT : NETWORK_HINT,
		cause: failure
	});
	const { kind, status, code } = failure;
	const { says, hint } = REFUSALS[failure.reason];
	const about = QUOTAS$1[failure.reason];
	const what = `${says} (${code === void 0 ? `${status}` : `${status} ${code}`})${failure.words === void 0 ? "" : `: ${failure.words}`}${effort(how)}`;
	if (kind === "rate-limit") {
		const { method, path } = at;
		const retryAfterMs = how.waitMs;
		return new RateLimitedError(messageOf(at, what), {
			method,
			path,
			code,
			retryAfterMs,
			hint
		});
	}
	return serviceError(at, what, {
		kind,
		status,
		code,
		ambiguous,
		about,
		hint: ambiguous && kind === "server" ? DOUBT_HINT : hint
	});
}
function paceError(at, waitMs, ambiguous) {
	return serviceError(at, `the rate limit leaves no room before the deadline, ${`the next request could go out in ${seconds(waitMs)}`}`, {
		kind: "rate-limit",
		ambiguous,
		hint: REFUSALS["rate-limit"].hint
	});
}
function protocolError(at, status, what) {
	const ambiguous = at.method !== "GET";
	return serviceError(at, `${what} (${status})`, {
		kind: "protocol",
		status,
		ambiguous,
		hint: REPORT
	});
}
function unexpectedShape(at, where, expected) {
	return serviceError(at, `Converra answered in an unexpected shape, ${where} is not ${expected}`, {
		kind: "protocol",
		ambiguous: at.method !== "GET",
		hint: "The service may have changed: look for a later version of this action, or report the message there."
	});
}
function badRequest(at, what) {
	return serviceError(at, what, {
		kind: "validation",
		hint: REFUSALS["not-found"].hint
	});
}
function retryNote(at, failure, waitMs, attempt) {
	return messageOf(at, `${"sent" in failure ? FAILURES[failure.reason] : `${REFUSALS[failure.reason].says} (${failure.status})`}; trying again in ${seconds(waitMs)} (attempt ${attempt} failed)`);
}
function serviceError(at, what, details) {
	const { method, path } = at;
	return new ServiceError(messageOf(at, what), {
		...details,
		method,
		path
	});
}
function messageOf(at, what) {
	return `could not ${at.doing}: ${what}`;
}
function effort(how) {
	const tried = how.attempts > 1 ? `, after ${how.attempts} attempts` : "";
	if (!how.outOfTime || how.waitMs === void 0) return tried;
	return `${tried}; the next try would be in ${seconds(how.waitMs)}, past the deadline`;
}
function seconds(ms) {
	return `${(ms / 1e3).toFixed(1)} s`;
}
// src/service/account-agents.ts
async function findWanted(needs, ports) {
	const { wanted, tag } = needs;
	const whole = await ports.all();
	if (whole.items.length > 0) {
		const isTold = whole.items.some(({ conversationCount }) => conversationCount !== void 0);
		ports.observer.check("conversation-count", isTold, () => "no agent with `conversationCount`");
	}
	const isMissing = wanted.some((one) => !whole.items.some((agent) => isSame(one, agent)));
	const { items, unread, complete } = tag !== void 0 || isMissing ? await withDrafts(whole, tag, ports) : whole;
	const found = await Promise.all(items.map((agent) => withPrompt(agent, needs, ports)));
	for (const one of wanted) {
		if (found.some((agent) => isSame(one, agent))) continue;
		const more = await lookedUp(one, unread, ports);
		if (more !== void 0) found.push(more);
		else if (!complete) throw endlessList(one, items.length);
	}
	return found;
}
function isSame({ id, name }, agent) {
	return id === void 0 ? agent.name === name : agent.id === id;
}
async function withPrompt(agent, { wanted, tag }, { get, observer }) {
	const { content } = agent;
	observer.check("listed-content", content !== void 0, () => "no `content` in GET /agents");
	if (content !== void 0) return {
		...agent,
		content
	};
	return wanted.some((one) => isSame(one, agent)) || tag !== void 0 && agent.tags.includes(tag) ? get(agent.id) : {
		...agent,
		content: ""
	};
}
async function withDrafts(whole, tag, { all, observer }) {
	const isDraft = ({ status }) => status.toLowerCase() === "draft";
	if (whole.items.some(isDraft)) {
		observer.holds("drafts-listed");
		return whole;
	}
	const drafts = await orNone(() => all({ status: "draft" }));
	let known = merged(whole, drafts);
	if (tag !== void 0 && (drafts === void 0 || !drafts.items.every(isDraft))) known = merged(known, await orNone(() => all({ tags: [tag] })));
	const added = known.items.length - whole.items.length;
	if (added > 0) observer.broken("drafts-listed", `${added} agents only by status or tag`);
	return known;
}
async function orNone(ask) {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof ServiceError && [
			400,
			404,
			422
		].includes(error.status ?? 0))) throw error;
		return;
	}
}
function merged(whole, more) {
	if (more === void 0) return whole;
	const known = new Set(whole.items.map(({ id }) => id));
	return {
		items: [...whole.items, ...more.items.filter(({ id }) => !known.has(id))],
		unread: [...whole.unread, ...more.unread],
		complete: whole.complete
	};
}
async function lookedUp(one, unread, { get }) {
	const ids = one.id === void 0 ? [] : [one.id];
	for (const record of unread) {
		if (!isSame(one, record) && (one.id !== void 0 || record.name !== void 0)) continue;
		if (record.id === void 0) throw unreadable(record);
		ids.push(record.id);
	}
	for (const id of new Set(ids)) try {
		const agent = await get(id);
		if (isSame(one, agent)) return agent;
	} catch (error) {
		if (!(error instanceof ServiceError && error.kind === "not-found")) throw error;
	}
}
const SITE$1 = {
	method: "GET",
	path: "/agents",
	doing: "list the agents"
};
function unreadable({ where, expected }) {
	return unexpectedShape(SITE$1, where, expected);
}
function endlessList({ name }, listed) {
	return new ServiceError(`could not list the agents: "${name}" is not among the first ${listed}, and the service does not give the rest`, {
		kind: "protocol",
		method: "GET",
		path: "/agents",
		hint: "Give the agent's `id:` in converra.yml: it is then read by its id. Nothing was created in its place."
	});
}
// src/service/agent-id.ts
function createDialect(sender, listed) {
	let known = "agentId";
	return {
		async list(entry, endpoint, doing, parts) {
			const { agentId, ...query } = parts.query;
			const isOthers = (one) => agentId !== void 0 && one.agentId !== agentId;
			const ask = async () => {
				const promptId = known === "promptId" ? agentId : void 0;
				const asked = {
					...parts,
					query: {
						...query,
						agentId,
						promptId
					}
				};
				const found = await sender.list(entry, endpoint, doing, asked);
				const spoken = idNameIn(found.raw.records[0]);
				if (spoken !== void 0) sender.observer.check("agent-id-name", spoken === "agentId", () => "`promptId`");
				if (listed !== void 0 && found.raw.records.length > 0) {
					const nameless = found.raw.records.filter((one) => idNameIn(one) === void 0).length;
					const seen = () => `${nameless} of ${found.raw.records.length} records without one`;
					sender.observer.check(listed, nameless === 0, seen);
				}
				const news = spoken !== void 0 && spoken !== known;
				known = spoken ?? known;
				return {
					...found,
					news
				};
			};
			let found = await ask();
			if (found.news && found.items.some(isOthers)) found = await ask();
			const items = found.items.filter((one) => !isOthers(one));
			const isFiltered = items.length === found.items.length;
			if (agentId !== void 0 && found.items.length > 0) sender.observer.check("filter-applied", isFiltered, () => {
				return `${found.items.length - items.length} records of other agents in ${endpoint}`;
			});
			const { total, hasMore, unread, raw } = found;
			return isFiltered ? {
				items,
				total,
				hasMore,
				unread,
				raw
			} : {
				items,
				unread,
				raw
			};
		},
		async create(agentId, send) {
			const first = known;
			try {
				return await send({ [first]: agentId });
			} catch (error) {
				const other = first === "agentId" ? "promptId" : "agentId";
				if (!refusesFor(error, other)) throw error;
				try {
					const answer = await send({ [other]: agentId });
					known = other;
					return answer;
				} catch (second) {
					throw refusesFor(second, first) ? error : second;
				}
			}
		}
	};
}
function withAgentId(source) {
	return isName(source.agentId) ? source : {
		...source,
		agentId: source.promptId
	};
}
function refusesFor(error, name) {
	return error instanceof ServiceError && (error.status === 400 || error.status === 422) && new RegExp(`\\b${name}\\b`, "i").test(error.message);
}
function idNameIn(sample) {
	if (!isRecord(sample)) return void 0;
	if (typeof sample.agentId === "string") return "agentId";
	return typeof sample.promptId === "string" ? "promptId" : void 0;
}
// src/service/agent-insights.ts
function insightsShape$1(id, observer) {
	const points = () => onScale(100, observer);
	const rate = () => onScale(1, observer);
	const members = {
		agentId: name().catch(id),
		period: name().catch(""),
		metrics: object({
			taskCompletion: maybe(points()),
			averageSentiment: maybe(name()),
			conversationCount: maybe(count()),
			averageTurns: maybe(numberFrom(0, Number.MAX_VALUE)),
			completionRate: maybe(rate()),
			abandonmentRate: maybe(rate())
		}).catch({}),
		topics: some(object({
			name: name(),
			count: count().catch(0)
		})),
		issues: some(object({
			description: name(),
			frequency: maybe(rate()),
			severity: maybe(name())
		})),
		recommendations: some(string()),
		generatedAt: maybe(time())
	};
	const known = [...Object.keys(members), "promptId"];
	return settled((source) => {
		const unknown = unknownIn(source);
		observer.check("insights-shape", unknown === void 0, () => unknown ?? "");
		return {
			...withAgentId(source),
			extra: without(source, known),
			unknown
		};
	}, object({
		...members,
		extra: custom(),
		unknown: string().optional()
	}));
}
function unknownIn(source) {
	const { metrics, topics, issues, recommendations, generatedAt } = source;
	const isKnown = isRecord(metrics) && FIGURES$1.some((name) => typeof metrics[name] === "number") || [
		topics,
		issues,
		recommendations
	].some(Array.isArray) || generatedAt !== void 0;
	const said = without(source, [
		"agentId",
		"promptId",
		"period",
		"id"
	]);
	return isKnown || Object.keys(said).length === 0 ? void 0 : shapeOf(said);
}
const FIGURES$1 = [
	"taskCompletion",
	"conversationCount",
	"completionRate",
	"abandonmentRate"
];
function onScale(max, observer) {
	return numberFrom(0, 100).transform((given) => {
		const isOther = max === 1 ? given > 1 : given > 0 && given < 1;
		observer.check("insights-scale", !isOther, () => `${shapeOf(given)} where 0-${max} is shown`);
		if (!isOther) return given;
		return Number((max === 1 ? given / 100 : given * 100).toFixed(9));
	});
}
const FAILURE_LISTS = [
	"failures",
	"stepFailures",
	"steps",
	"data"
];
const STEP_KEYS = [
	"step",
	"stepName",
	"name",
	"title",
	"id"
];
const CAUSE_KEYS = [
	"rootCause",
	"rootCauseClass",
	"cause",
	"category"
];
const COUNT_KEYS = [
	"count",
	"failureCount",
	"failures",
	"total"
];
function stepFailuresShape(id, observer) {
	return union([looseObject({}, "an object or a list"), array(unknown())]).transform((answer) => {
		if (Array.isArray(answer)) {
			observer.holds("step-failures");
			const failures = answer.flatMap(readFailure$1);
			return {
				agentId: id,
				failures,
				extra: {},
				unknown: answer.length > 0 && failures.length === 0 ? shapeOf(answer) : void 0
			};
		}
		const { agentId } = withAgentId(answer);
		const [listKey, list = []] = pick(answer, FAILURE_LISTS, Array.isArray);
		observer.check("step-failures", listKey !== void 0, () => shapeOf(answer));
		const extra = without(answer, [
			"agentId",
			"promptId",
			listKey
		]);
		const isUnread = listKey === void 0 && Object.keys(without(extra, ["period"])).length > 0;
		return {
			agentId: isName(agentId) ? agentId : id,
			failures: list.flatMap(readFailure$1),
			extra,
			unknown: isUnread ? shapeOf(answer) : void 0
		};
	});
}
function readFailure$1(value) {
	if (!isRecord(value)) return [];
	const [stepKey, step = "unnamed step"] = pick(value, STEP_KEYS, isName);
	const [causeKey, rootCause] = pick(value, CAUSE_KEYS, isName);
	const [countKey, times] = pick(value, COUNT_KEYS, isCount);
	return [{
		step,
		rootCause,
		count: times,
		extra: without(value, [
			stepKey,
			causeKey,
			countKey
		])
	}];
}
function pick(source, keys, willDo) {
	for (const key of keys) {
		const value = source[key];
		if (willDo(value)) return [key, value];
	}
	return [];
}
function without(source, keys) {
	return Object.fromEntries(Object.entries(source).filter(([key]) => !keys.includes(key)));
}
// src/service/answer.ts
function readBody(response) {
	const text = response.body.replace(/^\uFEFF/, "").trim();
	const contentType = (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
	if (text === "") return {
		type: "other",
		words: "an empty body",
		cut: true
	};
	if (contentType === "text/html" || /^<(!doctype html|html)\b/i.test(text)) {
		const title = /<title[^>]{0,100}>([^<]{1,200})</i.exec(text)?.[1]?.trim();
		return {
			type: "page",
			words: title ? `an HTML page, "${title}"` : "an HTML page"
		};
	}
	if (contentType && !/^application\/([\w.-]+\+)?json$/.test(contentType)) return {
		type: "other",
		words: `${contentType} instead of JSON`
	};
	try {
		return {
			type: "json",
			value: JSON.parse(text)
		};
	} catch {
		return {
			type: "other",
			words: "cut or invalid JSON",
			cut: true
		};
	}
}
function decode$1(schema, value, at) {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const { where, expected } = faultIn(result.error.issues);
	throw unexpectedShape(at, where, expected);
}
function faultIn(issues, root = []) {
	const { path, message } = faultOf(issues);
	return {
		where: [...root, ...path].map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("").replace(/^\./, "") || "the answer",
		expected: message
	};
}
function faultOf([issue]) {
	if (issue === void 0) throw new Error("a schema refused an answer and did not say why");
	if (issue.code !== "invalid_union") return issue;
	const [first, ...others] = issue.errors.map(faultOf);
	if (first === void 0) return issue;
	const nearest = others.reduce((a, b) => b.path.length > a.path.length ? b : a, first);
	return {
		path: [...issue.path, ...nearest.path],
		message: nearest.message
	};
}
function observeTimes(value, observer) {
	const list = isRecord(value) ? value.data : value;
	const sample = Array.isArray(list) ? list[0] : value;
	for (const [name, time] of Object.entries(isRecord(sample) ? sample : {})) {
		if (!/At$/.test(name) || time === null || time === void 0) continue;
		observer.check("time-iso", isTime(time), () => `\`${name}\` is ${shapeOf(time)}`);
	}
}
const ANSWERS = [
	["/agents", "write-answer"],
	["/conversations", "conversation-answer"],
	["/optimizations", "run-answer"],
	["/benchmarks", "run-answer"]
];
function observeWriteAnswer(path, given, isWhole, observer) {
	const id = ANSWERS.find(([of]) => path.startsWith(of))?.[1];
	if (id !== void 0) observer.check(id, isWhole, () => shapeOf(given));
}
// src/service/envelope.ts
const OLDER_NAMES = {
	agents: "prompts",
	variants: "results"
};
function nounsOf(path) {
	const segment = path.split("/").findLast((part) => part !== "" && part !== ":id") ?? "";
	const many = [segment, OLDER_NAMES[segment] ?? []].flat();
	return {
		many,
		one: [...many.map((name) => name.replace(/s$/, "")), ...many]
	};
}
const ID_NAMES = [
	"id",
	"agentId",
	"promptId",
	"optimizationId",
	"conversationId",
	"jobId",
	"runId"
];
function unwrapped(value, { one }, observer) {
	if (!isRecord(value) || isName(value.id)) return value;
	const key = [
		"data",
		"result",
		...one
	].find((name) => isRecord(value[name]));
	if (key === void 0) return value;
	if (key !== "settings") observer.broken("bare-object", shapeOf(value));
	const inner = value[key];
	return isRecord(inner) && !isName(inner.id) && one.some((name) => isRecord(inner[name])) ? unwrapped(inner, {
		one,
		many: []
	}, observer) : inner;
}
function idIn(value, path) {
	if (!isRecord(value)) return void 0;
	const own = nounsOf(path).one.map((name) => `${name}Id`);
	return [
		value,
		value.data,
		value.result
	].filter(isRecord).map((holder) => firstText(holder, [
		...own,
		"id",
		"jobId"
	])).find(isName);
}
function pageIn(value, { many }, observer) {
	if (Array.isArray(value)) return {
		records: value,
		under: []
	};
	if (!isRecord(value)) return void 0;
	const key = [
		"data",
		...many,
		"items",
		"results",
		"records"
	].find((name) => Array.isArray(value[name]) || isRecord(value[name]));
	const held = key === void 0 ? void 0 : value[key];
	if (key === void 0 || held === void 0) return void 0;
	if (!Array.isArray(held)) {
		const inner = pageIn(held, {
			many,
			one: []
		}, observer);
		if (inner !== void 0) observer.broken("list-in-data", shapeOf(value));
		if (inner === void 0) return void 0;
		return {
			...pagingOf(value, observer),
			...inner,
			under: [key, ...inner.under]
		};
	}
	observer.check("list-in-data", key === "data", () => shapeOf(value));
	return {
		records: held,
		under: [key],
		...pagingOf(value, observer)
	};
}
const TOTALS = [
	"total",
	"totalCount",
	"total_count",
	"totalItems"
];
function pagingOf(value, observer) {
	const holders = [
		value.pagination,
		value.meta,
		value.paging,
		value
	].filter(isRecord);
	const given = holders.flatMap((one) => TOTALS.map((name) => one[name])).find((one) => one !== void 0 && one !== null);
	const hasMore = holders.flatMap((one) => [
		one.hasMore,
		one.has_more,
		one.hasNextPage
	]).find((one) => typeof one === "boolean");
	if (given === void 0 && hasMore === void 0) return {};
	const stated = isRecord(value.pagination) ? value.pagination.total : void 0;
	observer.check("page-total", typeof stated === "number", () => shapeOf(value.pagination ?? value));
	const total = typeof given === "string" && /^\d{1,9}$/.test(given.trim()) ? +given : given;
	return {
		hasMore,
		total: Number.isInteger(total) && Number(total) >= 0 ? Number(total) : void 0
	};
}
function failureIn(value) {
	if (!isRecord(value)) return void 0;
	const saysNo = value.success === false || value.success === "false" || value.ok === false;
	const isThing = [
		"status",
		"data",
		"results",
		...ID_NAMES
	].some((name) => value[name] !== void 0 && value[name] !== null);
	const hasError = isName(value.error) || isRecord(value.error) || Array.isArray(value.errors) && value.errors.length > 0;
	return saysNo || hasError && !isThing ? complaintIn(value) : void 0;
}
function complaintIn(value) {
	if (!isRecord(value)) return {};
	const { error } = value;
	const holder = isRecord(error) ? error : value;
	const details = [
		...isRecord(error) ? [error.details, error.errors] : [value.details],
		value.errors,
		value.detail
	].flatMap(sentencesIn);
	const message = isRecord(error) ? firstText(error, [
		"message",
		"title",
		"reason"
	]) : firstText(value, [
		"error",
		"message",
		"title",
		"reason"
	]);
	const said = [...new Set([message, ...details].filter(isName))];
	return {
		code: firstText(holder, ["code", "type"]) ?? firstText(value, ["code"]),
		message: said.length === 0 ? void 0 : said.join("; ")
	};
}
const MOST_SENTENCES = 3;
function sentencesIn(value) {
	return (Array.isArray(value) ? value : [value]).slice(0, MOST_SENTENCES).flatMap((entry) => {
		if (isName(entry)) return [entry];
		if (!isRecord(entry)) return [];
		const text = firstText(entry, [
			"message",
			"msg",
			"detail",
			"title",
			"reason"
		]);
		const place = Array.isArray(entry.loc) ? entry.loc.filter(isName).join(".") : void 0;
		const about = firstText(entry, [
			"field",
			"path",
			"param"
		]) ?? place;
		return text === void 0 ? [] : [about === void 0 ? text : `${about}: ${text}`];
	});
}
// src/service/lists.ts
function readPage(entry, value, at, observer, leaveOut = "some") {
	const raw = pageIn(value, nounsOf(at.path), observer);
	if (raw === void 0) throw unexpectedShape(at, isRecord(value) ? "data" : "the answer", "a list");
	const items = [];
	const unread = [];
	for (const [index, record] of raw.records.entries()) {
		const { success, data, error } = entry.safeParse(record);
		if (success) {
			items.push(data);
			continue;
		}
		const { where, expected } = faultIn(error.issues, [...raw.under, index]);
		unread.push({
			...identityOf(record),
			where,
			expected
		});
	}
	const [first] = unread;
	const isTooMany = leaveOut === "none" || leaveOut === "some" && items.length === 0;
	if (first !== void 0 && isTooMany) throw unexpectedShape(at, first.where, first.expected);
	observer.check("record-decodes", first === void 0, () => {
		return `${unread.length === 1 ? "1 record" : `${unread.length} records`} of ${raw.records.length} left out of ${at.method} ${at.path}: ${first?.where} is not ${first?.expected}`;
	});
	return {
		items,
		total: raw.total,
		hasMore: raw.hasMore,
		unread,
		raw
	};
}
function identityOf(record) {
	if (!isRecord(record)) return {};
	return {
		id: firstText(record, ["id"]),
		name: firstText(record, ["name"]),
		agentId: firstText(record, ["agentId", "promptId"])
	};
}
const LIMITS = [
	100,
	50,
	20,
	void 0
];
async function withLimit(limit, path, accepted, ask, observer) {
	if (limit === void 0) return ask(void 0);
	const known = accepted.has(path) ? accepted.get(path) : limit;
	const first = known === void 0 ? void 0 : Math.min(known, limit);
	try {
		return await ask(first);
	} catch (error) {
		if (first === void 0 || !isBadRequest(error)) throw error;
		for (const smaller of LIMITS.filter((one) => one === void 0 || one < first)) try {
			const answer = await ask(smaller);
			accepted.set(path, smaller);
			observer.broken("page-of-100", `limit=${first} refused with ${error.status} by ${path}`);
			return answer;
		} catch (again) {
			if (!isBadRequest(again)) throw again;
		}
		throw error;
	}
}
function isBadRequest(error) {
	return error instanceof ServiceError && (error.status === 400 || error.status === 422);
}
const PAGE$1 = 100;
const MAX_PAGES = 100;
function isSurelyWhole({ records, total, hasMore }) {
	if (hasMore !== void 0) return !hasMore;
	if (total !== void 0) return total === records.length;
	return records.length < 10 || records.length % 5 !== 0;
}
async function everyPage(readOne, observer, documented = "paged") {
	const seen = new Map();
	const unread = [];
	const ids = new Set();
	let offset = 0;
	for (let pages = 0; pages < MAX_PAGES; pages++) {
		const { items, raw, total, hasMore, unread: left = [] } = await readOne(PAGE$1, offset);
		const before = ids.size;
		for (const item of items) if (!seen.has(item.id)) seen.set(item.id, item);
		for (const record of raw.records) ids.add(idOf(record));
		const isNew = ids.size > before;
		if (isNew) unread.push(...left);
		offset += raw.records.length;
		const done = () => ({
			items: [...seen.values()],
			unread
		});
		if (documented === "unpaged" && isSurelyWhole(raw)) return {
			...done(),
			complete: true
		};
		if (!isNew) {
			const promised = hasMore === true || total !== void 0 && total > ids.size;
			const repeats = raw.records.length >= PAGE$1;
			if (pages > 0 && documented === "paged") observer.check("page-offset", !repeats && !(promised && raw.records.length > 0), () => {
				return `page ${pages + 1} brought ${raw.records.length} records and none of them new`;
			});
			return {
				...done(),
				complete: !promised && !(pages > 0 && repeats)
			};
		}
		const reached = total !== void 0 && total > 0 && offset === total;
		if (hasMore === false && total === void 0) return {
			...done(),
			complete: true
		};
		if (reached && hasMore !== true) return {
			...done(),
			complete: true
		};
	}
	throw new ServiceError(`a list of ${documented === "paged" ? "agents or conversations" : "runs"} has no end: more than ${MAX_PAGES} pages of ${PAGE$1} came back`, {
		kind: "protocol",
		method: "GET",
		path: "",
		hint: "Archive agents that are no longer needed, or report this if the account has fewer."
	});
}
function idOf(record) {
	const id = isRecord(record) ? record.id : void 0;
	return typeof id === "string" || typeof id === "number" ? String(id) : JSON.stringify(record);
}
function newestFirst(items, observer, id) {
	const sorted = items.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
	if (items.length > 1) {
		const isSorted = items.every((one, index) => one.createdAt === sorted[index]?.createdAt);
		observer.check(id, isSorted, () => `${items.length} records in another order`);
	}
	return sorted;
}
// src/service/read-back.ts
function isStoredFormOf(stored, sent) {
	return isSameText(stored.content, sent.content) && isSameModel(stored.model, sent.model);
}
function isSameText(a, b) {
	const words = (text) => text.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");
	return words(a) === words(b);
}
function isSameModel(a, b) {
	const [one, other] = [partsOf(a), partsOf(b)];
	const agree = (x, y) => x === "" || y === "" || x === y;
	return one.name === other.name && agree(one.provider, other.provider) && agree(one.version, other.version);
}
function partsOf(model) {
	const [, provider = "", name = "", version = ""] = /^(?:(.*)\/)?([^/]*?)(?:-(\d{4}-?\d{2}-?\d{2}|latest))?$/.exec(model.toLowerCase()) ?? [];
	return {
		provider,
		name,
		version
	};
}
function lostTags(sent, stored) {
	const kept = new Set(stored.map((tag) => tag.toLowerCase()));
	return sent.filter((tag) => !kept.has(tag.toLowerCase()));
}
const LONGEST = 60;
function differencesOf(sent, stored) {
	const differences = [];
	const differs = (member, wanted, is) => differences.push({
		member,
		sent: cut(wanted),
		stored: cut(is)
	});
	const { content, model, status, tags = [] } = sent;
	if (content !== void 0 && !isSameText(content, stored.content)) differs("content", content, stored.content);
	if (model !== void 0 && !isSameModel(model, stored.model)) differs("model", model, stored.model);
	if (status !== void 0 && status !== stored.status.toLowerCase()) differs("status", status, stored.status);
	const lost = lostTags(tags, stored.tags);
	if (lost.length > 0) differs("tags", lost.join(", "), stored.tags.join(", ") || "none");
	return differences;
}
function cut(text) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
const STATUSES$1 = [
	"draft",
	"active",
	"deprecated",
	"archived"
];
function clearedBy(patch, before, stored) {
	const { name, content, model, description, tags, temperature, maxTokens } = before;
	const cleared = Object.entries({
		name,
		content,
		model,
		description,
		tags,
		temperature,
		maxTokens
	}).filter(([key, value]) => {
		const member = key;
		return patch[member] === void 0 && !isEmpty(value) && isEmpty(stored[member]);
	});
	const status = STATUSES$1.find((one) => one === before.status);
	const isOther = patch.status === void 0 && stored.status.toLowerCase() !== status;
	return {
		...Object.fromEntries(cleared),
		...status !== void 0 && isOther ? { status } : {}
	};
}
function isEmpty(value) {
	return value === void 0 || value === "" || Array.isArray(value) && value.length === 0;
}
function observeWrite({ content, model, tags, status }, stored, observer) {
	if (content !== void 0) {
		const seen = () => `${content.length} characters sent, ${stored.content.length} characters stored, not the same`;
		observer.check("content-stored", content === stored.content, seen);
	}
	if (model !== void 0) observer.check("model-stored", model === stored.model, () => "another name of the model");
	if (tags !== void 0) {
		const missing = tags.filter((tag) => !stored.tags.includes(tag));
		observer.check("tags-stored", missing.length === 0, () => tagsSeen(tags, missing, stored.tags));
	}
	if (status === "draft") {
		const seen = () => `status ${wordOf(stored.status)}`;
		observer.check("agent-draft", stored.status === "draft", seen);
	}
}
function tagsSeen(sent, missing, stored) {
	const isOtherCase = lostTags(missing, stored).length === 0;
	const isCut = missing.some((tag) => stored.some((one) => one !== "" && tag.startsWith(one)));
	const how = isOtherCase ? "in another case" : isCut ? "cut" : "not stored as they were sent";
	return `${missing.length} of ${sent.length} tags ${how}, ${stored.length} stored`;
}
// src/service/endpoints/agents.ts
const members = () => object({
	id: name(),
	name: text(),
	content: text(),
	llmModel: text(),
	description: maybe(name()),
	tags: some(string()),
	status: name(),
	createdAt: time(),
	updatedAt: time(),
	conversationCount: maybe(count()),
	temperature: maybe(numberFrom(0, 2)),
	maxTokens: maybe(count())
});
const named = ({ llmModel, ...agent }) => ({
	...agent,
	model: llmModel
});
const agentShape = lazy(() => members().transform(named));
const listedShape = lazy(() => members().extend({ content: maybe(text()) }).transform(named));
function agentEndpoints(sender) {
	const { observer } = sender;
	const listOf = (shape, leaveOut) => (query = {}, options) => sender.list(shape, "GET /agents", "list the agents", {
		query: {
			...query,
			tags: query.tags?.join(",")
		},
		leaveOut,
		...options
	});
	const listed = listOf(listedShape, "all");
	const get = (id, options) => sender.read(agentShape, "GET /agents/:id", `read agent ${id}`, {
		id,
		...options
	});
	const findAll = (needs, options) => findWanted(needs, {
		observer,
		get: (id) => get(id, options),
		all: (filter = {}) => everyPage((limit, offset) => listed({
			limit,
			offset,
			...filter
		}, options), observer)
	});
	const newestOf = async ({ name, content, model }, options) => {
		const [newest] = (await findAll({
			wanted: [{ name }],
			tag: void 0
		}, options)).filter((agent) => agent.name === name).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
		return newest && isStoredFormOf(newest, {
			content,
			model
		}) ? newest : void 0;
	};
	return {
		list: listOf(agentShape),
		listAll: ({ wanted = [], tag, ...options } = {}) => findAll({
			wanted,
			tag
		}, options),
		get,
		create: async (input, options) => {
			const parts = {
				body: bodyOf$1(input),
				...options
			};
			const doing = `create agent "${input.name}"`;
			const stored = await sender.write(agentShape, "POST /agents", doing, parts, (id) => id === void 0 ? newestOf(input, options) : get(id, options));
			observeWrite(input, stored, observer);
			return stored;
		},
		update: async (id, patch, { before, ...options } = {}) => {
			const send = (body) => {
				const parts = {
					id,
					body: bodyOf$1(body),
					...options
				};
				return sender.write(agentShape, "PATCH /agents/:id", `update agent ${id}`, parts, () => get(id, options));
			};
			const stored = await send(patch);
			observeWrite(patch, stored, observer);
			if (before === void 0) return stored;
			const whole = isAny(clearedBy(patch, before, stored)) ? await get(id, options) : stored;
			const cleared = clearedBy(patch, before, whole);
			const seen = () => `${membersIn(cleared)} cleared or set back by a PATCH that did not name it`;
			observer.check("write-partial", !isAny(cleared), seen);
			return isAny(cleared) ? send({
				...patch,
				...cleared
			}) : whole;
		},
		insights: (id, query = {}, options) => {
			const doing = `read the insights of agent ${id}`;
			const parts = {
				id,
				query,
				...options
			};
			return sender.read(insightsShape$1(id, observer), "GET /agents/:id/insights", doing, parts);
		},
		regenerateInsights: (id, body = {}, options) => {
			const doing = `regenerate the insights of agent ${id}`;
			const parts = {
				id,
				body,
				...options
			};
			return sender.carryOut("POST /agents/:id/insights/regenerate", doing, parts);
		},
		stepFailures: (id, options) => {
			const doing = `read the step failures of agent ${id}`;
			const parts = {
				id,
				...options
			};
			return sender.read(stepFailuresShape(id, observer), "GET /agents/:id/step-failures", doing, parts);
		}
	};
}
function isAny(members) {
	return Object.keys(members).length > 0;
}
function membersIn(members) {
	return Object.keys(members).map((name) => `\`${name}\``).join(", ");
}
function bodyOf$1({ model, ...same }) {
	return {
		...same,
		llmModel: model
	};
}
// src/service/model-figures.ts
const NAMES = {
	cost: /cost|price/i,
	latency: /latency|response_?time|duration/i
};
const HOLDERS = [
	"metrics",
	"performance",
	"stats",
	"usage"
];
function modelFigure(entry, kind, observer) {
	for (const holder of [entry, ...HOLDERS.map((name) => entry[name])]) for (const [name, given] of Object.entries(isRecord(holder) ? holder : {})) {
		if (!NAMES[kind].test(name) || given === null) continue;
		const [inner, value] = isRecord(given) ? firstNumber$1(given) : [name, numberIn(given)];
		const isKnown = value !== void 0 && value >= 0;
		observer.check("model-figures", isKnown, () => `\`${kind}\` is ${shapeOf(given)}`);
		if (isKnown) return {
			value,
			unit: unitOf(inner) ?? unitOf(name)
		};
	}
}
function firstNumber$1(held) {
	const found = Object.entries(held).find(([, value]) => numberIn(value) !== void 0);
	return found === void 0 ? ["", void 0] : [found[0], numberIn(found[1])];
}
function unitOf(name) {
	if (/usd|dollar/i.test(name)) return "USD";
	if (/ms$|milli/i.test(name)) return "ms";
	return /(_s|sec|secs|seconds?)$/i.test(name) ? "s" : void 0;
}
// src/service/benchmark-results.ts
function modelsOf(source) {
	const list = Array.isArray(source.modelIds) ? source.modelIds : source.models;
	if (!Array.isArray(list)) return [];
	return list.map((item) => isRecord(item) ? modelName(item) : item).filter(isName);
}
function modelName(source) {
	return firstText(source, [
		"model",
		"modelId",
		"llmModel",
		"id",
		"name"
	]);
}
function readResults(source, observer) {
	const drafts = resultEntries(source, observer).flatMap((entry) => {
		const model = modelName(entry);
		const raw = scoresOf(entry, observer);
		return model === void 0 ? [] : [{
			entry,
			model,
			raw,
			scenarios: scenariosOf(entry, observer)
		}];
	});
	checkScenarios(drafts, observer);
	const factor = pointsPer(drafts.flatMap(({ raw, scenarios }) => [raw, ...scenarios.map((each) => each.raw)].map(withinPoints)));
	const baseline = baselineOf(source, drafts.map((draft) => draft.entry));
	const points = (raw) => toPoints(withinPoints(raw), factor);
	return drafts.map(({ entry, model, raw, scenarios }) => ({
		model,
		isBaseline: entry === baseline,
		scores: points(raw),
		raw,
		scenarios: scenarios.map((each) => ({
			...each,
			scores: points(each.raw)
		})),
		cost: modelFigure(entry, "cost", observer),
		latency: modelFigure(entry, "latency", observer)
	}));
}
function checkScenarios(drafts, observer) {
	const [first, ...others] = drafts.map(({ scenarios }) => new Set(scenarios.map(({ id }) => id)));
	if (first === void 0 || first.size === 0 || others.length === 0) return;
	const isShared = others.every((ids) => [...ids].some((id) => first.has(id)));
	observer.check("benchmark-scenarios", isShared, () => "models without a scenario in common");
}
function resultEntries(source, observer) {
	for (const holder of [
		source.results,
		source.comparison,
		source
	]) {
		if (Array.isArray(holder)) return recordsOf(holder);
		if (!isRecord(holder)) continue;
		for (const key of [
			"models",
			"modelResults",
			"results",
			"comparison"
		]) {
			const found = recordsOf(holder[key]);
			if (found.some((entry) => hasScores(entry, observer))) return found;
		}
		if (holder === source) continue;
		const keyed = Object.entries(holder).flatMap(([model, entry]) => isRecord(entry) && hasScores(entry, observer) ? [{
			...entry,
			model
		}] : []);
		if (keyed.length > 0) return keyed;
	}
	return [];
}
function recordsOf(value) {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}
function hasScores(entry, observer) {
	return Object.keys(scoresOf(entry, observer)).length > 0 || scenariosOf(entry, observer).length > 0;
}
function scoresOf(entry, observer) {
	const scored = [
		"metrics",
		"scores",
		"median",
		"medians"
	].map((key) => readScores(entry[key], observer)).find(({ raw }) => Object.keys(raw).length > 0);
	if (scored !== void 0) return scored.raw;
	return entry.score === void 0 ? {} : readScores({ score: entry.score }, observer).raw;
}
function scenariosOf(entry, observer) {
	return ([
		"scenarios",
		"perScenario",
		"scenarioResults"
	].map((key) => recordsOf(entry[key])).find((list) => list.length > 0) ?? []).flatMap((scenario) => {
		const id = firstText(scenario, [
			"id",
			"scenarioId",
			"name"
		]);
		const raw = scoresOf(scenario, observer);
		return id === void 0 || Object.keys(raw).length === 0 ? [] : [{
			id,
			raw
		}];
	});
}
function baselineOf(source, entries) {
	const stated = firstText(source, ["baselineModelId", "baselineModel"]) ?? modelsOf(source)[0];
	return entries.find((entry) => entry.isBaseline === true) ?? entries.find((entry) => modelName(entry) === stated) ?? entries[0];
}
// src/service/run-status.ts
const STATUSES = [
	"queued",
	"running",
	"completed",
	"failed",
	"stopped"
];
const WORDS = {
	queued: [
		"queued",
		"pending",
		"scheduled",
		"created",
		"waiting",
		"enqueued"
	],
	running: [
		"running",
		"inprogress",
		"processing",
		"active",
		"started",
		"executing"
	],
	completed: [
		"completed",
		"complete",
		"done",
		"succeeded",
		"success",
		"finished"
	],
	failed: [
		"failed",
		"failure",
		"error",
		"errored"
	],
	stopped: [
		"stopped",
		"cancelled",
		"canceled",
		"aborted",
		"terminated"
	]
};
function statusOf(raw, observer, id) {
	const word = raw.toLowerCase().replace(/[^a-z]/g, "");
	const status = STATUSES.find((one) => WORDS[one].includes(word)) ?? "unknown";
	observer.check(id, status === raw, () => wordOf(raw));
	return status;
}
// src/service/account-runs.ts
const PAGE = 100;
async function runsOfAgents(agentIds, ports) {
	const { items, unread, raw } = await ports.page({ limit: PAGE });
	if (unread.every(({ agentId }) => agentId !== void 0) && isSurelyWhole(raw)) {
		const isWanted = ({ agentId = "" }) => agentIds.includes(agentId);
		return [...items.filter(isWanted), ...await readEach(unread.filter(isWanted), ports)];
	}
	const runs = [];
	for (const agentId of agentIds) runs.push(...await runsOfAgent(agentId, ports));
	return runs;
}
async function runsOfAgent(agentId, ports) {
	const { items, unread } = await everyPage((limit, offset) => ports.page({
		agentId,
		limit,
		offset: offset === 0 ? void 0 : offset
	}), ports.observer, "unpaged");
	const read = await readEach(unread.filter((record) => (record.agentId ?? agentId) === agentId), ports);
	return [...items, ...read.filter((run) => run.agentId === agentId)];
}
const MOST_READ = 20;
async function readEach(unread, { get }) {
	const runs = [];
	for (const [index, { id, where, expected }] of unread.entries()) {
		if (id === void 0 || index >= MOST_READ) throw unexpectedShape(SITE, where, expected);
		runs.push(await get(id));
	}
	return runs;
}
const SITE = {
	method: "GET",
	path: "/optimizations",
	doing: "list the optimizations"
};
// src/service/variants.ts
function variantShape(observer) {
	return settled(({ metrics, lift, ...variant }) => ({
		...variant,
		...readScores(metrics, observer),
		lift: firstNumber(isRecord(metrics) ? metrics.lift : void 0, lift)
	}), object({
		id: name(),
		name: name(),
		isControl: maybe(flag()),
		isBaseline: maybe(flag()),
		isWinner: maybe(flag()),
		raw: custom(),
		dropped: custom(),
		lift: maybe(number()),
		content: maybe(name())
	}));
}
function variantsOf(items, observer) {
	const factor = pointsPer(items.map(({ raw }) => withinPoints(raw)));
	const controls = controlsOf(items, observer);
	const [control] = controls;
	if (items.length > 0) observer.check("one-control", controls.length === 1, () => `${controls.length} controls among ${items.length} variants`);
	if (control !== void 0) observer.check("control-content", control.content !== void 0, () => "no `content`");
	const percent = liftFactor(items, control, observer);
	return items.map((item) => {
		const { isBaseline: _, lift, ...variant } = item;
		return {
			...variant,
			isControl: controls.includes(item),
			scores: toPoints(withinPoints(item.raw), factor),
			lift: lift === void 0 ? void 0 : Number((lift * percent).toFixed(9))
		};
	});
}
const NAMED = /^(control|baseline|original)$/i;
const NAMED_MORE_OR_LESS = /^(control|baseline|original)\b/i;
function controlsOf(variants, observer) {
	const open = variants.filter((one) => one.isControl !== false && one.isBaseline !== false);
	const found = [
		variants.filter(({ isControl, isBaseline }) => isControl || isBaseline),
		variants.filter(({ id }) => id === "var_control"),
		open.filter((one) => NAMED.test(one.name.trim()))
	].find((some) => some.length > 0);
	if (found !== void 0) {
		observer.holds("control-mark");
		return found;
	}
	const likely = open.filter((one) => NAMED_MORE_OR_LESS.test(one.name.trim()));
	if (likely.length > 0) observer.broken("control-mark", "only the beginning of a name tells");
	return likely;
}
function liftFactor(variants, control, observer) {
	const base = control?.raw.taskCompletion;
	if (base === void 0 || base <= 0) return 1;
	const pairs = variants.flatMap(({ raw, lift }) => {
		const by = raw.taskCompletion === void 0 ? 0 : (raw.taskCompletion / base - 1) * 100;
		return lift === void 0 || lift === 0 || Math.abs(by) < 2 ? [] : [{
			lift,
			by
		}];
	});
	if (pairs.length === 0) return 1;
	const isFraction = pairs.every(({ lift, by }) => Math.abs(lift) < 1 && isNear(lift * 100, by));
	observer.check("lift-percent", !isFraction, () => `a lift of ${shapeOf(pairs[0]?.lift)}`);
	return isFraction ? 100 : 1;
}
function isNear(a, b) {
	return Math.abs(a - b) <= Math.max(1, Math.abs(b) / 2);
}
function firstNumber(...values) {
	return values.find(Number.isFinite);
}
// src/service/endpoints/optimizations.ts
const optimizationShape = (observer) => settled(settleRun, object({
	status: name(),
	id: name(),
	agentId: name(),
	mode: maybe(_enum(["exploratory", "validation"])),
	variantCount: maybe(count()),
	createdAt: time(),
	completedAt: maybe(time()),
	results: maybe(resultsShape(observer)),
	goldenSet: maybe(object({
		passed: maybe(count()),
		regressed: maybe(count())
	})),
	failureReason: maybe(name())
}).transform(({ status, ...run }) => {
	const known = statusOf(status, observer, "run-status");
	observer.check("run-mode", run.mode !== void 0, () => "no `mode` that is known");
	return {
		...run,
		status: known,
		rawStatus: status
	};
}));
const resultsShape = (observer) => settled((results) => {
	const { lift, improvementPercentage, confidence } = results;
	if (typeof confidence === "number") {
		const isKnown = confidence >= 0 && confidence <= 100;
		observer.check("confidence-fraction", isKnown, () => shapeOf(confidence));
	}
	return {
		...results,
		lift: firstNumber(lift, improvementPercentage)
	};
}, object({
	winnerSelected: maybe(boolean()),
	winningVariantId: maybe(name()),
	lift: maybe(number()),
	confidence: maybe(numberFrom(0, 100).transform((given) => given / (given <= 1 ? 1 : 100)))
}).transform(({ winnerSelected, ...results }) => ({
	winnerSelected: winnerSelected ?? results.winningVariantId !== void 0,
	...results,
	...bandOf(results.confidence)
})));
function bandOf(confidence) {
	if (confidence === void 0 || confidence === 1) return {};
	if (confidence > .95) return { band: "high" };
	return { band: confidence >= .8 ? "medium" : "low" };
}
const GOLDEN_SET_KEYS = [
	"regression",
	"regressionTest",
	"regressionResults",
	"goldenSet"
];
function settleRun(run) {
	const goldenSets = [run, run.results].filter(isRecord).flatMap((holder) => GOLDEN_SET_KEYS.map((key) => holder[key]));
	return {
		...withAgentId(run),
		mode: typeof run.mode === "string" ? run.mode.toLowerCase() : run.mode,
		goldenSet: goldenSets.filter(isRecord).find(({ passed, regressed }) => isCount(passed) || isCount(regressed)),
		failureReason: failureReasonOf(run)
	};
}
function failureReasonOf(run) {
	const nested = isRecord(run.error) ? firstText(run.error, ["message"]) : void 0;
	return firstText(run, ["error"]) ?? nested ?? firstText(run, [
		"failureReason",
		"statusReason",
		"statusMessage",
		"errorMessage",
		"reason"
	]);
}
function optimizationEndpoints(sender) {
	const dialect = createDialect(sender, "run-agent-id");
	const { observer } = sender;
	const shape = lazy(() => optimizationShape(observer));
	const oneVariant = lazy(() => variantShape(observer));
	const get = async (id, options) => {
		const doing = `read optimization ${id}`;
		const run = await sender.read(shape, "GET /optimizations/:id", doing, {
			id,
			...options
		});
		if (run.status === "failed") observer.check("failure-reason", run.failureReason !== void 0, () => "no reason");
		return run;
	};
	const page = (query, options) => {
		const parts = {
			query,
			leaveOut: "all",
			...options
		};
		return dialect.list(shape, "GET /optimizations", "list the optimizations", parts);
	};
	const portsFor = (options) => ({
		observer,
		get: (id) => get(id, options),
		page: (query) => page(query, options)
	});
	return {
		list: async (query = {}, options) => {
			const parts = {
				query,
				...options
			};
			const { items } = await dialect.list(shape, "GET /optimizations", "list the optimizations", parts);
			return newestFirst(items.filter(({ rawStatus }) => rawStatus === (query.status ?? rawStatus)), observer, "runs-newest-first");
		},
		ofAgents: async (agentIds, options) => {
			if (agentIds.length === 0) return [];
			return newestFirst(agentIds.length === 1 ? await runsOfAgent(agentIds[0] ?? "", portsFor(options)) : await runsOfAgents(agentIds, portsFor(options)), observer, "runs-newest-first");
		},
		get,
		variants: async (id, options) => {
			const doing = `read the variants of optimization ${id}`;
			const parts = {
				id,
				leaveOut: "none",
				...options
			};
			const { items } = await sender.list(oneVariant, "GET /optimizations/:id/variants", doing, parts);
			return variantsOf(items, observer);
		},
		create: ({ agentId, ...input }, options) => dialect.create(agentId, (agent) => {
			const doing = `start an optimization of agent ${agentId}`;
			const parts = {
				body: {
					...agent,
					...bodyOf(input)
				},
				...options
			};
			const readBack = async (id) => id === void 0 ? void 0 : get(id, options);
			return sender.write(shape, "POST /optimizations", doing, parts, readBack);
		}),
		apply: (id, body = {}, options) => {
			const doing = `apply the result of optimization ${id}`;
			const parts = {
				id,
				body,
				...options
			};
			return sender.carryOut("POST /optimizations/:id/apply", doing, parts);
		},
		stop: async (id, body = {}, options) => {
			const parts = {
				id,
				body,
				repeat: "always",
				...options
			};
			try {
				await sender.carryOut("POST /optimizations/:id/stop", `stop optimization ${id}`, parts);
				observer.holds("stop-answer");
				return true;
			} catch (error) {
				if (!saysItIsOver(error)) {
					if (error instanceof ServiceError && (error.status ?? 500) < 500) observer.broken("stop-answer", `refused with status ${error.status}`);
					throw error;
				}
				return error.ambiguous;
			}
		}
	};
}
function bodyOf({ mode, variantCount, ...input }) {
	const targetImprovements = input.improve?.length ? input.improve : void 0;
	const { hypothesis } = input;
	return {
		mode,
		variantCount,
		intent: targetImprovements !== void 0 || hypothesis !== void 0 ? {
			targetImprovements,
			hypothesis
		} : void 0,
		personaIds: input.personas?.length ? input.personas : void 0
	};
}
function saysItIsOver(error) {
	if (!(error instanceof ServiceError)) return false;
	if (error.kind === "conflict") return true;
	return [
		"not-found",
		"validation",
		"server"
	].includes(error.kind) && (error.status ?? 500) < 500 && /\balready\b|\bnot (active|running|in progress)\b|\bended\b|\bno (active|running)\b|\b(is|was|has been) (completed|failed|stopped|finished)\b/i.test(error.message);
}
// src/service/endpoints/benchmarks.ts
function benchmarkShape(observer, known = {}) {
	return settled((source) => settleBenchmark(source, known, observer), object({
		status: name(),
		id: name(),
		agentId: name(),
		models: custom(),
		createdAt: time(),
		completedAt: maybe(time()),
		results: custom(),
		recommendation: maybe(name()),
		failureReason: maybe(name())
	}).transform(({ status, ...benchmark }) => ({
		...benchmark,
		status: statusOf(status, observer, "benchmark-status"),
		rawStatus: status
	})));
}
function settleBenchmark(source, known, observer) {
	const results = readResults(source, observer);
	const models = modelsOf(source);
	return {
		...source,
		id: firstText(source, ["id", "jobId"]),
		agentId: firstText(withAgentId(source), ["agentId"]) ?? known.agentId,
		status: firstText(source, ["status"]) ?? known.status,
		models: models.length > 0 ? models : known.models ?? results.map(({ model }) => model),
		createdAt: isTime(source.createdAt) ? source.createdAt : known.createdAt ?? source.createdAt,
		results,
		recommendation: recommendationOf(source),
		failureReason: failureReasonOf(source)
	};
}
function recommendationOf(source) {
	const nested = isRecord(source.results) ? source.results.recommendation : void 0;
	const given = source.recommendation ?? nested;
	if (!isRecord(given)) return isName(given) ? given : void 0;
	return firstText(given, [
		"summary",
		"message",
		"text",
		"reason",
		"model",
		"modelId"
	]);
}
function benchmarkEndpoints(sender, clock) {
	const dialect = createDialect(sender, "benchmark-agent-id");
	const { observer } = sender;
	const shape = lazy(() => benchmarkShape(observer));
	const get = async (id, options) => {
		const doing = `read benchmark ${id}`;
		const run = await sender.read(shape, "GET /benchmarks/:id", doing, {
			id,
			...options
		});
		if (run.status === "completed") observer.check("benchmark-results", run.results.length > 0, () => "no scores of any model");
		return run;
	};
	return {
		list: async (query = {}, options) => {
			const parts = {
				query,
				...options
			};
			const { items } = await dialect.list(shape, "GET /benchmarks", "list the benchmarks", parts);
			return items;
		},
		get,
		create: ({ agentId, models, baselineModel, ...rest }, options) => {
			const known = {
				agentId,
				models,
				createdAt: new Date(clock.now()).toISOString(),
				status: "queued"
			};
			const asked = {
				modelIds: models,
				baselineModelId: baselineModel,
				...rest
			};
			return dialect.create(agentId, (agent) => {
				const doing = `start a benchmark of agent ${agentId}`;
				const parts = {
					body: {
						...agent,
						...asked
					},
					...options
				};
				const answer = benchmarkShape(observer, known);
				const readBack = async (id) => id === void 0 ? void 0 : get(id, options);
				return sender.write(answer, "POST /benchmarks", doing, parts, readBack);
			});
		},
		deleteMany: async (ids, options) => {
			if (ids.length === 0) return;
			const doing = ids.length === 1 ? "delete a benchmark" : `delete ${ids.length} benchmarks`;
			const body = {
				action: "delete",
				jobIds: ids
			};
			await sender.remove("POST /benchmarks/bulk", doing, {
				body,
				repeat: "always",
				...options
			});
		}
	};
}
// src/service/endpoints/conversations.ts
const conversationShape = lazy(() => settled(withAgentId, object({
	id: name(),
	agentId: name(),
	content: maybe(name()),
	status: name(),
	llmModel: maybe(name()),
	companyName: maybe(name()),
	toolDefinitions: maybe(array(unknown())),
	hasInsights: maybe(boolean()),
	createdAt: time()
}).transform(({ llmModel, ...conversation }) => ({
	...conversation,
	model: llmModel
}))));
const insightsShape = (id) => object({
	conversationId: name().catch(id),
	sentiment: maybe(name()),
	sentimentScore: maybe(numberFrom(0, 1)),
	taskCompleted: maybe(boolean()),
	topics: some(string()),
	summary: maybe(name())
});
function conversationEndpoints(sender) {
	const dialect = createDialect(sender);
	const get = (id, options) => {
		const doing = `read conversation ${id}`;
		const parts = {
			id,
			...options
		};
		return sender.read(conversationShape, "GET /conversations/:id", doing, parts);
	};
	const page = (query, options) => {
		const parts = {
			query,
			...options
		};
		return dialect.list(conversationShape, "GET /conversations", "list the conversations", parts);
	};
	const every = (agentId, first, options) => everyPage((limit, offset) => offset === 0 ? Promise.resolve(first) : page({
		agentId,
		limit,
		offset
	}, options), sender.observer);
	const newest = async (agentId, count, options) => {
		const first = await page({
			agentId,
			limit: 100
		}, options);
		const isOrdered = first.items.every(({ createdAt }, index, all) => createdAt <= (all[index - 1]?.createdAt ?? createdAt));
		const { items } = first.items.length >= count && isOrdered ? first : await every(agentId, first, options);
		return newestFirst(items, sender.observer, "conversations-newest-first").slice(0, count);
	};
	return {
		list: async (query = {}, options) => {
			const { items, total } = await page(query, options);
			return {
				items: newestFirst(items, sender.observer, "conversations-newest-first"),
				total
			};
		},
		newest,
		ofAgent: async (agentId, options) => {
			const first = await page({
				agentId,
				limit: 100
			}, options);
			return (await every(agentId, first, options)).items;
		},
		get,
		create: ({ agentId, model, ...input }, options) => dialect.create(agentId, (agent) => {
			const doing = `log a conversation of agent ${agentId}`;
			const parts = {
				body: {
					...agent,
					...input,
					llmModel: model
				},
				repeat: input.idempotencyKey ? "always" : "when-refused",
				...options
			};
			return sender.write(conversationShape, "POST /conversations", doing, parts, async (id) => {
				if (id !== void 0) return get(id, options);
				const [last] = await newest(agentId, 1, options);
				return last;
			});
		}),
		insights: (id, options) => {
			const doing = `read the insights of conversation ${id}`;
			const parts = {
				id,
				...options
			};
			return sender.read(insightsShape(id), "GET /conversations/:id/insights", doing, parts);
		},
		regenerateInsights: (id, options) => {
			const doing = `regenerate the insights of conversation ${id}`;
			const parts = {
				id,
				body: {},
				...options
			};
			return sender.carryOut("POST /conversations/:id/insights/regenerate", doing, parts);
		}
	};
}
// src/service/endpoints/webhooks.ts
const webhookShape = lazy(() => object({
	id: name(),
	url: name(),
	events: some(string()),
	description: maybe(name()),
	status: maybe(name()),
	createdAt: maybe(time())
}));
const createdShape = lazy(() => webhookShape.unwrap().extend({ secret: maybe(name()) }));
function webhookEndpoints(sender) {
	return {
		list: async (options) => {
			return (await sender.list(webhookShape, "GET /webhooks", "list the webhooks", options)).items;
		},
		create: (body, options) => sender.read(createdShape, "POST /webhooks", "create a webhook", {
			body,
			...options
		}),
		delete: (id, options) => sender.remove("DELETE /webhooks/:id", `delete webhook ${id}`, {
			id,
			...options
		})
	};
}
// src/service/error-decode.ts
const KINDS = {
	"key-refused": "unauthorized",
	"key-not-allowed": "unauthorized",
	quota: "quota",
	"agent-quota": "quota",
	"conversation-quota": "quota",
	"rate-limit": "rate-limit",
	slots: "slots",
	"other-run": "slots",
	"no-conversations": "precondition",
	"no-context": "precondition",
	"not-accepted": "validation",
	"not-found": "not-found",
	"wrong-state": "conflict",
	"server-fault": "server",
	"request-timeout": "server",
	"not-an-answer": "protocol",
	"said-no": "server"
};
function decodeRefusal(at, response, clean) {
	const body = readBody(response);
	const said = body.type === "json" ? complaintIn(body.value) : {};
	const waits = response.headers["retry-after"] !== void 0;
	return refusal(reasonOf(at, response.status, said.code ?? "", said.message ?? "", waits), response, said, clean, body.type === "json" ? void 0 : `${body.words} came back`);
}
function decodeFailure(at, response, said, clean) {
	const { code = "", message = "" } = said;
	const text = `${code} ${message}`;
	return refusal(mentionsSlots(at, text) ? "slots" : mentionsQuota(code, message) ? quotaOf(at, message) : missingPrecondition(at, message) ?? (/\b(not found|no such|does not exist|unknown id)\b/i.test(text) ? "not-found" : "said-no"), response, said, clean);
}
function refusal(reason, { status, headers }, { code, message }, clean, instead) {
	const words = message ?? instead;
	return {
		kind: KINDS[reason],
		reason,
		status,
		headers,
		code: code && clean(code).slice(0, 60),
		words: words && (clean(words) || void 0)
	};
}
function reasonOf(at, status, code, message, waits) {
	if (status === 401) return "key-refused";
	if (status === 408) return "request-timeout";
	if (status >= 500) return "server-fault";
	if (status < 400) return "not-an-answer";
	if (mentionsSlots(at, `${code} ${message}`)) return "slots";
	if (status === 429 && (waits || mentionsRate(message))) return "rate-limit";
	if (status === 402) return quotaOf(at, message);
	if (mentionsQuota(code, message) && [
		400,
		403,
		409,
		422,
		429
	].includes(status)) return quotaOf(at, message);
	if (status === 429) return "rate-limit";
	const missing = missingPrecondition(at, message);
	if (missing !== void 0) return missing;
	if (status === 403) return "key-not-allowed";
	if (status === 404 || status === 410) return "not-found";
	if (status === 409 && isStart(at) && mentionsOtherRun(message)) return "other-run";
	return status === 409 ? "wrong-state" : "not-accepted";
}
function mentionsSlots(at, text) {
	if (/concurrent\s+requests?\b/i.test(text)) return false;
	if (/concurren/i.test(text)) return true;
	if (/optimizations?\b.{0,40}\bat (once|the same time|a time)\b/i.test(text)) return true;
	return isStart(at) && /\b(active|running|in progress)\s+(optimizations?|runs?)\b/i.test(text);
}
function mentionsOtherRun(message) {
	return /\b(already|another|one)\b.{0,60}\b(running|run|optimization|progress|active)\b/i.test(message);
}
const QUOTAS = [
	"quota",
	"agent-quota",
	"conversation-quota"
];
function observeRefusal$1(at, { reason, status, headers }, observer) {
	const seen = () => `status ${status} from ${at.method} ${at.path}`;
	if (QUOTAS.includes(reason)) observer.check("quota-refusal", [
		402,
		403,
		429
	].includes(status), seen);
	if (!isStart(at)) return;
	if (reason === "other-run") observer.broken("runs-in-parallel", seen());
	const isMute = reason === "rate-limit" && headers["retry-after"] === void 0;
	if (reason === "slots" || isMute) {
		const how = () => `${seen()}, without words about what runs at once`;
		observer.check("slots-refusal", reason === "slots", how);
	}
}
function isStart({ method, path }) {
	return method === "POST" && /^\/(optimizations|benchmarks)$/.test(path);
}
function mentionsQuota(code, message) {
	if (/^(limit_exceed|quota)/i.test(code)) return true;
	return /\bquota\b|monthly|(plan|account)('s)? limit|\ba month\b/i.test(message) && !mentionsRate(message);
}
function mentionsRate(message) {
	return /\brate\b|\bminute\b|\bper second\b/i.test(message);
}
function quotaOf({ method, path }, message) {
	if (/\bconversations?\b/i.test(message)) return "conversation-quota";
	if (/\b(agents?|prompts?)\b/i.test(message)) return "agent-quota";
	if (method === "POST" && path === "/conversations") return "conversation-quota";
	return path.startsWith("/agents") ? "agent-quota" : "quota";
}
function missingPrecondition(at, message) {
	if (!(isStart(at) || /\/insights\/regenerate$/.test(at.path))) return void 0;
	if (/business context|\bindustry\b|\bobjectives?\b/i.test(message)) return "no-context";
	return /\b(no|without|any|missing|needs?|requires?|required|upload(ed)?|at least \w+)\b.{0,40}\b(conversations?|runs)\b|\b(conversations?|runs)\b.{0,40}\b(required|needed|missing)\b/i.test(message) ? "no-conversations" : void 0;
}
const MAX_CHARS = 200;
const KEY_LIKE = /\b(?:sk|whsec)_[A-Za-z0-9_-]{4,}/g;
const BEARER = /\bBearer\s+[^\s"',;]+/gi;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]+/gu;
function createCleaner(apiKey) {
	return (text) => {
		const line = (apiKey.length >= 4 ? text.replaceAll(apiKey, "***") : text).replace(BEARER, "Bearer ***").replace(KEY_LIKE, "***").replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
		const chars = [...line];
		return chars.length > MAX_CHARS ? `${chars.slice(0, MAX_CHARS).join("")}…` : line;
	};
}
// src/service/rate-window.ts
const DEFAULT_PER_MINUTE = 60;
const WINDOW_MS = 60100;
const TRANSIT_MS = 2e3;
const RESET_SLACK_MS = 1e3;
const MAX_PAUSE_MS = 36e5;
var RateWindow = class {
	entries = [];
	allowance;
	pausedUntil = 0;
	order = 0;
	planLimit;
	headerLimit;
	get limit() {
		return this.headerLimit ?? this.planLimit ?? DEFAULT_PER_MINUTE;
	}
	setPlanLimit(perMinute) {
		if (Number.isFinite(perMinute) && perMinute >= 1) this.planLimit = Math.floor(perMinute);
	}
	pauseUntil(atMs, nowMs) {
		this.pausedUntil = Math.max(this.pausedUntil, Math.min(atMs, nowMs + MAX_PAUSE_MS));
	}
	enter(nowMs) {
		const entry = {
			order: this.order++,
			freeAt: nowMs + TRANSIT_MS + WINDOW_MS,
			settled: false
		};
		this.entries.push(entry);
		if (this.allowance) this.allowance.left -= 1;
		return entry;
	}
	settle(entry, facts, nowMs) {
		if (entry.settled) return;
		entry.settled = true;
		entry.freeAt = Math.min(entry.freeAt, nowMs + WINDOW_MS);
		if (facts.limit !== void 0) this.headerLimit = facts.limit;
		if (facts.remaining !== void 0) this.believe(entry, facts.remaining, facts.resetAtMs, nowMs);
	}
	nextAt(nowMs, ahead = 0) {
		this.entries = this.entries.filter((entry) => entry.freeAt > nowMs);
		if (this.allowance && this.allowance.until <= nowMs) this.allowance = void 0;
		const blocked = this.allowance && ahead >= this.allowance.left ? this.allowance.until : nowMs;
		const frees = this.entries.map((entry) => entry.freeAt).sort((a, b) => a - b);
		const spare = this.limit - frees.length;
		let free = nowMs;
		if (ahead >= spare) {
			const round = frees.slice(Math.max(0, -spare));
			for (let place = 0; place < spare; place++) round.push(nowMs + WINDOW_MS);
			const turn = ahead - Math.max(0, spare);
			free = (round[turn % round.length] ?? nowMs) + Math.floor(turn / round.length) * WINDOW_MS;
		}
		return Math.max(nowMs, this.pausedUntil, blocked, free);
	}
	believe(entry, remaining, resetAtMs, nowMs) {
		this.entries = this.entries.filter((other) => other.freeAt > nowMs);
		const underWay = this.entries.filter((other) => !other.settled).length;
		const left = Math.max(0, remaining - underWay);
		if (resetAtMs !== void 0 && resetAtMs > nowMs) {
			const until = Math.min(resetAtMs, nowMs + 6e4) + RESET_SLACK_MS;
			const known = this.allowance && this.allowance.until > nowMs ? this.allowance : void 0;
			const overtaken = known !== void 0 && known.order > entry.order;
			this.allowance = overtaken ? {
				...known,
				left: Math.min(known.left, left)
			} : {
				left,
				until,
				order: entry.order
			};
			return;
		}
		const unseen = Math.min(this.limit, this.limit - this.entries.length - left);
		for (let other = 0; other < unseen; other++) this.entries.push({
			order: entry.order,
			freeAt: nowMs + WINDOW_MS,
			settled: true
		});
	}
};
// src/service/limiter.ts
function createLimiter(clock) {
	const window = new RateWindow();
	const queue = [];
	let pumping = false;
	let nap;
	const wake = () => nap?.abort();
	const send = () => {
		const entry = window.enter(clock.now());
		return {
			granted: true,
			settle(facts) {
				window.settle(entry, facts, clock.now());
				wake();
			}
		};
	};
	const refuseLate = () => {
		const now = clock.now();
		const earliest = queue.reduce((least, waiter) => Math.min(least, waiter.deadlineMs), 1e400);
		if (window.nextAt(now, queue.length - 1) <= earliest) return;
		let ahead = 0;
		for (const waiter of [...queue]) {
			const at = window.nextAt(now, ahead);
			if (at > waiter.deadlineMs) {
				queue.splice(queue.indexOf(waiter), 1);
				waiter.grant({
					granted: false,
					waitMs: at - now
				});
			} else ahead += 1;
		}
	};
	const pump = async () => {
		while (queue.length > 0) {
			const now = clock.now();
			const at = window.nextAt(now);
			if (at <= now) {
				queue.shift()?.grant(send());
				continue;
			}
			refuseLate();
			if (queue.length === 0) break;
			const controller = new AbortController();
			nap = controller;
			try {
				await clock.sleep(at - now, controller.signal);
			} catch (error) {
				if (!controller.signal.aborted) throw error;
			} finally {
				nap = void 0;
			}
		}
	};
	const start = () => {
		if (pumping) {
			wake();
			return;
		}
		pumping = true;
		pump().catch((error) => {
			for (const waiter of queue.splice(0)) waiter.fail(error);
		}).finally(() => {
			pumping = false;
			if (queue.length > 0) start();
		});
	};
	return {
		acquire: ({ deadlineMs, signal }) => new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			const onAbort = () => {
				const at = queue.indexOf(waiter);
				if (at >= 0) queue.splice(at, 1);
				reject(signal?.reason);
				wake();
			};
			const waiter = {
				deadlineMs,
				grant: (slot) => {
					signal?.removeEventListener("abort", onAbort);
					resolve(slot);
				},
				fail: reject
			};
			signal?.addEventListener("abort", onAbort, { once: true });
			queue.push(waiter);
			start();
		}),
		setLimit(perMinute) {
			window.setPlanLimit(perMinute);
			wake();
		},
		pauseUntil(atMs) {
			window.pauseUntil(atMs, clock.now());
			wake();
		}
	};
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
// src/service/rate-limit-headers.ts
const MAX_LIMIT = 1e5;
const DAY_S = 86400;
const EPOCH_S = 1e8;
const EPOCH_MS = 1e11;
function readRateLimit(headers, nowMs) {
	const named = (name) => headers[`x-ratelimit-${name}`] ?? headers[`ratelimit-${name}`];
	return {
		limit: readLimit(named("limit")),
		remaining: readCount(named("remaining")),
		resetAtMs: readReset(named("reset"), nowMs),
		retryAfterMs: readRetryAfter(headers["retry-after"], nowMs)
	};
}
function readLimit(text) {
	const limit = readCount(text?.split(/[,;]/)[0]);
	return limit !== void 0 && limit >= 1 && limit <= MAX_LIMIT ? limit : void 0;
}
function readCount(text) {
	const trimmed = text?.trim() ?? "";
	return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : void 0;
}
function readReset(text, nowMs) {
	const value = readNumber(text);
	if (value === void 0) return readDate(text, nowMs);
	if (value >= EPOCH_MS) return value < EPOCH_MS * 1e3 ? value : void 0;
	if (value >= EPOCH_S) return value * 1e3;
	return value <= DAY_S ? nowMs + value * 1e3 : void 0;
}
function readRetryAfter(text, nowMs) {
	const seconds = readNumber(text);
	if (seconds !== void 0) return seconds <= DAY_S ? Math.ceil(seconds * 1e3) : void 0;
	const date = readDate(text, nowMs);
	return date === void 0 ? void 0 : Math.max(0, date - nowMs);
}
function readNumber(text) {
	const trimmed = text?.trim() ?? "";
	return /^\d{1,16}(\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) : void 0;
}
function readDate(text, nowMs) {
	const trimmed = text?.trim() ?? "";
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(trimmed) && !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(trimmed)) return void 0;
	const at = Date.parse(trimmed);
	return Number.isFinite(at) && at - nowMs <= DAY_S * 1e3 ? at : void 0;
}
// src/service/attempt.ts
const REDIRECTS = [
	301,
	302,
	303,
	307,
	308
];
const MAX_REDIRECTS = 3;
function createAttempt(options) {
	const sendOnce = async (input, url) => {
		const { at, body, signal, deadlineMs } = input;
		const slot = await options.limiter.acquire({
			deadlineMs,
			signal
		});
		if (!slot.granted) throw paceError(at, slot.waitMs, input.doubt);
		let facts = {};
		try {
			const response = await options.transport({
				method: at.method,
				url,
				headers: {
					...options.headers,
					...body === void 0 ? {} : { "content-type": "application/json" }
				},
				body: body === void 0 ? void 0 : JSON.stringify(body),
				signal,
				timeLeftMs: deadlineMs - options.clock.now()
			});
			facts = readRateLimit(response.headers, options.clock.now());
			const { limit, remaining } = facts;
			if (response.status >= 200 && response.status < 300) {
				const hasOne = limit !== void 0 || remaining !== void 0;
				options.observer.check("rate-headers", hasOne, () => "no rate-limit header in an answer");
			}
			return response;
		} finally {
			slot.settle(facts);
		}
	};
	const follow = async (input) => {
		const { at } = input;
		let url = urlOf(options.base, at.path, input.query);
		for (let hops = 0;; hops++) {
			const response = await sendOnce(input, url);
			const { status, headers } = response;
			if (status >= 200 && status < 300) return { response };
			if (!REDIRECTS.includes(status)) {
				observeRefusal(response, options.observer);
				return { failure: decodeRefusal(at, response, options.clean) };
			}
			const target = redirectTarget(url, headers.location);
			if (typeof target === "string") throw protocolError(at, status, options.clean(target));
			if (at.method !== "GET") throw protocolError(at, status, "a redirect came back, and only reading follows one");
			if (hops >= MAX_REDIRECTS) throw protocolError(at, status, "it redirects in circles");
			url = target.href;
		}
	};
	return (input) => follow(input).catch((error) => {
		if (error instanceof TransportFailure) return { failure: error };
		throw error;
	});
}
function observeRefusal(response, observer) {
	const body = readBody(response);
	if (body.type !== "json") return;
	const { error } = isRecord(body.value) ? body.value : {};
	const isUsual = isRecord(error) && isName(error.message);
	observer.check("error-envelope", isUsual, () => shapeOf(body.value));
}
// src/service/retry.ts
const MAX_ATTEMPTS$1 = 6;
const MAX_ATTEMPTS_RATE_LIMITED = 12;
const BASE_MS = 500;
const CAP_MS = 3e4;
const AFTER_RESET_MS = 1e3;
function decideRetry(question) {
	const { failure, attempt, timeLeftMs } = question;
	if (!isTransient(failure)) return { giveUp: mayBeDone(failure) ? "doubt" : "final" };
	if (question.repeat === "when-refused" && mayBeDone(failure)) return { giveUp: "doubt" };
	const limited = "status" in failure && failure.status === 429;
	const waitMs = serverWait(failure, question.nowMs) ?? backoff(attempt, question.random);
	if (attempt >= (limited ? MAX_ATTEMPTS_RATE_LIMITED : MAX_ATTEMPTS$1)) return {
		giveUp: "attempts",
		waitMs
	};
	return waitMs > timeLeftMs ? {
		giveUp: "deadline",
		waitMs
	} : { waitMs };
}
function mayBeDone(failure) {
	if (!("status" in failure)) return failure.sent;
	return failure.status === 408 || failure.status >= 500;
}
function isTransient(failure) {
	if (!("status" in failure)) return !["tls", "too-large"].includes(failure.reason);
	if (failure.status === 429) return failure.kind === "rate-limit";
	return failure.status === 408 || failure.status >= 500 && ![501, 505].includes(failure.status);
}
function serverWait(failure, nowMs) {
	if (!("status" in failure)) return void 0;
	const facts = readRateLimit(failure.headers, nowMs);
	if (facts.retryAfterMs !== void 0) return facts.retryAfterMs;
	if (failure.status !== 429 || facts.resetAtMs === void 0) return void 0;
	return Math.max(0, facts.resetAtMs - nowMs) + AFTER_RESET_MS;
}
function backoff(attempt, random) {
	const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
	return Math.round(ceiling * (.5 + random / 2));
}
// src/service/send.ts
const DEFAULT_PATIENCE_MS = 6e5;
function createSender(options) {
	const { base, clock, clean, limiter, observer } = options;
	const limits = new Map();
	let requests = 0;
	let answered = false;
	const attemptOnce = createAttempt({
		...options,
		transport: (request) => {
			requests += 1;
			return options.transport(request);
		}
	});
	const run = async (at, parts) => {
		const startedMs = clock.now();
		const signals = [options.signal, parts.signal].filter((signal) => signal !== void 0);
		const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
		const { query, body, repeat = at.method === "POST" ? "when-refused" : "always" } = parts;
		let doubt = false;
		for (let attempts = 1;; attempts++) {
			const deadlineMs = options.deadline?.() ?? startedMs + DEFAULT_PATIENCE_MS;
			const outcome = await attemptOnce({
				at,
				query,
				body,
				signal,
				deadlineMs,
				doubt
			});
			const { response } = outcome;
			const answer = response && {
				response,
				body: readBody(response)
			};
			const failure = outcome.failure ?? (answer && brokenBody(at, answer.body));
			if (failure === void 0) {
				if (!answered) {
					answered = true;
					await options.afterFirst?.();
				}
				return answer;
			}
			const nowMs = clock.now();
			doubt ||= at.method !== "GET" && mayBeDone(failure);
			const decision = decideRetry({
				repeat,
				attempt: attempts,
				failure,
				nowMs,
				timeLeftMs: deadlineMs - nowMs,
				random: options.random()
			});
			const { waitMs } = decision;
			if ("kind" in failure && failure.kind === "rate-limit") limiter.pauseUntil(nowMs + (waitMs ?? 0));
			if ("giveUp" in decision) {
				if (answer !== void 0) return answer;
				const outOfTime = decision.giveUp === "deadline";
				if ("kind" in failure) observeRefusal$1(at, failure, observer);
				throw callError(at, base.host, failure, {
					attempts,
					ambiguous: doubt,
					waitMs,
					outOfTime
				});
			}
			options.onRetry?.(retryNote(at, failure, decision.waitMs, attempts));
			await clock.sleep(decision.waitMs, signal);
		}
	};
	const siteOf = (endpoint, id, doing) => {
		const [method, path] = endpoint.split(" ");
		const at = {
			method,
			path,
			doing: clean(doing)
		};
		if (id === void 0) return at;
		const segment = pathSegment(id);
		if (segment === void 0) throw badRequest(at, `"${id}" is not an id`);
		return {
			...at,
			path: path.replace(":id", () => segment)
		};
	};
	const call = async (endpoint, doing, parts = {}) => {
		const at = siteOf(endpoint, parts.id, doing);
		const { response, body } = await run(at, parts);
		const said = body.type === "json" ? failureIn(body.value) : void 0;
		if (body.type === "json") {
			observeTimes(body.value, observer);
			observer.check("success-status", said === void 0, () => shapeOf(body.value));
		}
		if (said !== void 0) {
			const failure = decodeFailure(at, response, said, clean);
			observeRefusal$1(at, failure, observer);
			throw callError(at, base.host, failure, {
				attempts: 1,
				ambiguous: false,
				outOfTime: false
			});
		}
		const unusable = (words) => protocolError(at, response.status, `${clean(words)} came back`);
		return {
			at,
			body,
			unusable
		};
	};
	const carryOut = async (...asked) => {
		const { body, unusable } = await call(...asked);
		if (body.type === "page") throw unusable(body.words);
	};
	const callForJson = async (...asked) => {
		const { at, body, unusable } = await call(...asked);
		if (body.type !== "json") throw unusable(body.words);
		return {
			at,
			value: body.value,
			nouns: nounsOf(asked[0].split(" ")[1] ?? "")
		};
	};
	return {
		async read(answer, ...asked) {
			const { at, value, nouns } = await callForJson(...asked);
			return decode$1(answer, unwrapped(value, nouns, observer), at);
		},
		list: (entry, endpoint, doing, parts = {}) => {
			const { limit } = parts.query ?? {};
			const ask = async (accepted) => {
				const asked = {
					...parts,
					query: {
						...parts.query,
						limit: accepted
					}
				};
				const { at, value } = await callForJson(endpoint, doing, asked);
				return readPage(entry, value, at, observer, parts.leaveOut);
			};
			return withLimit(limit === void 0 ? void 0 : Number(limit), endpoint, limits, ask, observer);
		},
		async write(answer, endpoint, doing, parts, readBack) {
			const { at, body, unusable } = await call(endpoint, doing, parts);
			if (body.type === "page") throw unusable(body.words);
			const given = body.type === "json" ? body.value : void 0;
			const path = endpoint.split(" ")[1] ?? "";
			const value = unwrapped(given, nounsOf(path), observer);
			const { success, data } = answer.safeParse(value);
			const id = parts.id ?? idIn(given, path) ?? idIn(value, path);
			observeWriteAnswer(path, given, success, observer);
			if (success) return data;
			if (id !== void 0 || isRecord(given) && given.success === true) try {
				const whole = await readBack(id);
				if (whole !== void 0) return whole;
			} catch (error) {
				if (!(error instanceof ServiceError) || error.kind === "unauthorized") throw error;
			}
			if (body.type !== "json") throw unusable(body.words);
			return decode$1(answer, value, at);
		},
		carryOut,
		remove: (...asked) => carryOut(...asked).catch((error) => {
			if (!(error instanceof ServiceError && error.kind === "not-found") || !error.ambiguous) throw error;
		}),
		requestCount: () => requests,
		observer
	};
}
function brokenBody(at, body) {
	if (at.method !== "GET" || body.type !== "other" || body.cut !== true) return void 0;
	return new TransportFailure(body.words, {
		reason: "cut-body",
		sent: true
	});
}
// src/service/converra.ts
function createConverra({ baseUrl, apiKey, userAgent, random = Math.random, observer = createObserver(), usesPlanRate = false, ...options }) {
	if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new ActionError("api-key is empty, or has a space or a line break in it", { hint: "Store the key again, without anything before or after it." });
	const limiter = createLimiter(options.clock);
	const learnRate = async () => {
		if (!usesPlanRate || observer.stateOf("rate-headers") !== "broken") return;
		try {
			const { plan } = await account.get();
			const rate = plan === void 0 ? void 0 : rateOfPlan(plan);
			if (rate !== void 0) limiter.setLimit(rate);
		} catch (error) {
			if (!(error instanceof ServiceError)) throw error;
			observer.broken("account-plan", error.message);
		}
	};
	const sender = createSender({
		...options,
		base: checkBaseUrl(baseUrl),
		headers: {
			accept: "application/json",
			authorization: `Bearer ${apiKey}`,
			"user-agent": userAgent
		},
		limiter,
		observer,
		clean: createCleaner(apiKey),
		random,
		afterFirst: learnRate
	});
	const account = accountEndpoints(sender);
	return {
		agents: agentEndpoints(sender),
		optimizations: optimizationEndpoints(sender),
		conversations: conversationEndpoints(sender),
		benchmarks: benchmarkEndpoints(sender, options.clock),
		account,
		webhooks: webhookEndpoints(sender),
		observer,
		requestCount: () => sender.requestCount(),
		useRate: (perMinute) => limiter.setLimit(perMinute)
	};
}
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
	if (detail.generous) return [heading(4, oneLine$1(key, 100)), ...blocks];
	return details({
		name: key,
		rest: filled.map((part) => part.name).join(", ")
	}, blocks);
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
	return [...blocks, paragraph(`In report.html: ${left.filter(Boolean).join(" and ")}.`)];
}
function variantName(variant) {
	if (variant.isControl) return "Control: the candidate prompt";
	const name = oneLine$1(variant.name);
	return variant.isWinner ? [strong(name), " (winner)"] : name;
}
function baselineScores({ verdict }) {
	return Object.fromEntries((verdict?.metrics ?? []).flatMap(({ metric, direction, baseline }) => baseline === void 0 || baseline.n === 0 ? [] : [[metric, direction === "lower" ? 100 - baseline.mean : baseline.mean]]));
}
function scoreOf(scores, metric) {
	const score = Object.hasOwn(scores, metric) ? scores[metric] : void 0;
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
	if (shortfall !== void 0) return `none to take: the best is ${below(shortfall)} the live prompt`;
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
	const name = strong(oneLine$1(headroom.variantName));
	const facts = [headroom.lift === void 0 ? "" : `${liftPercent(headroom.lift)} lift`, headroom.confidence === void 0 ? "" : `confidence ${confidence(headroom)}`].filter(Boolean);
	const numbers = facts.length === 0 ? "" : `: ${facts.join(", ")}`;
	const shortfall = shortfallOf(headroom);
	if (shortfall === void 0) return paragraph(name, ` beats the candidate${numbers}. `, distances(headroom), goldenSet(headroom));
	const { metric } = shortfall;
	return paragraph(name, ` is better than the candidate${numbers.replace(/^: /, " (")}${numbers === "" ? "" : ")"}, but `, strong(`${below(shortfall)} the live prompt in ${label(metric)}: restore rather than adopt`), ". ", goldenSet(headroom));
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
function confidence({ confidence: value, band }) {
	const percent = value === void 0 ? "" : share(value);
	return band === void 0 ? percent : `${percent} (${band})`;
}
function goldenSet(headroom) {
	const golden = headroom.goldenSet;
	if (golden?.passed === void 0 && golden?.regressed === void 0) return "The golden set's result was not reported.";
	const lost = lostCases(headroom);
	const total = golden.passed === void 0 ? void 0 : golden.passed + lost;
	if (lost === 0) return total === void 0 ? "Golden set: nothing lost." : `Golden set: ${golden.passed} of ${total} kept.`;
	const cases = total === void 0 ? `${lost}` : `${lost} of ${total}`;
	return strong(`Golden set: ${cases} lost. Do not take this prompt without a look at them.`);
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
	const isLooked = report.command !== "benchmark" && better.some((words) => words !== "");
	const isMeasured = agents.some((agent) => decidingMetric(agent) !== void 0);
	const columns = isLooked ? 5 : 4;
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
		strong(oneLine$1(agent.key)),
		agent.verdict === void 0 ? "" : verdictLabel(agent.verdict.verdict),
		decidingCell(agent),
		better[index] ?? ""
	].slice(0, columns)));
}
function decidingCell(agent) {
	const metric = decidingMetric(agent);
	if (metric !== void 0) return [`${metricName(metric)} `, scoreChange(metric)];
	const [clause = ""] = (agent.verdict?.reason ?? "").split(/(?<=[.!?]) |[:;] /);
	return oneLine$1(clause, CELL_MAX);
}
// src/report/history-chart.ts
const FEWEST = 3;
const MARGIN = 4;
function historyBlocks(agent) {
	const metric = decidingMetric(agent);
	if (metric === void 0 || agent.history === void 0) return [];
	const points = agent.history.flatMap(({ completedAt, scores }) => {
		const score = Object.hasOwn(scores, metric.metric) ? scores[metric.metric] : void 0;
		const at = Date.parse(completedAt);
		if (score === void 0 || !Number.isFinite(score) || Number.isNaN(at)) return [];
		return [{
			at,
			score: metric.direction === "lower" ? 100 - score : score
		}];
	});
	if (points.length < FEWEST) return [];
	const shown = points.toSorted((a, b) => a.at - b.at).slice(-20);
	const scores = shown.map(({ score }) => score);
	const limit = limitOf(metric);
	const words = `The last ${plural(shown.length, "measurement")} of the live prompt, from ${decimal(scores[0] ?? 0)} to ${decimal(scores.at(-1) ?? 0)}`;
	const line = limit === void 0 ? "." : `; the level line is today's limit of ${decimal(limit)}.`;
	return details({ rest: "Scores over time" }, [paragraph(`${words}${line}`), fence("mermaid", chart(metric, shown, limit))]);
}
function limitOf({ baseline, maxDrop, min }) {
	if (baseline === void 0 || baseline.n === 0) return min;
	return Math.max(baseline.mean - maxDrop, min ?? 0);
}
function chart(metric, points, limit) {
	const scores = points.map(({ score }) => score);
	const all = limit === void 0 ? scores : [...scores, limit];
	const low = Math.max(0, Math.floor(Math.min(...all) - MARGIN));
	const high = Math.min(100, Math.ceil(Math.max(...all) + MARGIN));
	const days = points.map(({ at }) => `"${new Date(at).toISOString().slice(5, 16).replace("T", " ")}"`);
	const level = limit === void 0 ? [] : [`  line [${points.map(() => limit.toFixed(1)).join(", ")}]`];
	return [
		"xychart-beta",
		`  title "${plainTitle(capital(metricName(metric)))}"`,
		`  x-axis [${days.join(", ")}]`,
		`  y-axis "Points" ${low} --> ${high}`,
		`  line [${scores.map((score) => score.toFixed(1)).join(", ")}]`,
		...level
	];
}
function plainTitle(name) {
	return name.replace(/[^\p{L}\p{N} \u2212.-]/gu, " ").replace(/\s+/g, " ").trim() || "Score";
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
		evidence.commit === void 0 ? "" : [", synced from ", link(commitUrl(report.context, evidence.commit), shortCommit(evidence.commit))],
		`; ${runsOf(report, evidence)}.`
	];
}
function candidateSentence(report, agent, evidence) {
	const id = agent.measuredOn === void 0 ? "" : [
		" (",
		code(agent.measuredOn.agentId),
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
	const noise = (agent.verdict?.metrics ?? []).flatMap(({ noiseSd }) => noiseSd === void 0 ? [] : [noiseSd]);
	const low = decimal(Math.min(...noise));
	const high = decimal(Math.max(...noise));
	return `Noise of one run: ${low === high ? low : `${low} to ${high}`} points.`;
}
function lostRuns(agent) {
	return agent.runs.filter((run) => run.status !== "completed").slice(0, 10).map((run) => [code(run.runId), `, ${PURPOSE[run.purpose]}, ${ending(run)}.`]);
}
function ending(run) {
	const word = {
		completed: "completed",
		failed: "failed",
		stopped: "was stopped",
		"timed-out": "did not end in time"
	};
	const after = run.durationMs === void 0 ? "" : ` after ${duration$1(run.durationMs)}`;
	const reason = run.reason === void 0 ? "" : `: ${oneLine$1(run.reason, 300).replace(/\.$/, "")}`;
	return `${word[run.status]}${after}${reason}`;
}
function shortCommit(commit) {
	return oneLine$1(commit.slice(0, 7), 7);
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
		duration$1(cost.elapsedMs)
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
		paragraph(strong("Converra found a better prompt"), ` for ${oneLine$1(agent.key)}. Committing this suggestion starts the gate again, on the new text.`),
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
	return blocks.length === 0 ? [] : [paragraph(strong("Prompt"), ", against the baseline"), ...blocks];
}
function scoreBlocks(agent, detail) {
	const metrics = (agent.verdict?.metrics ?? []).slice(0, METRICS_MAX);
	if (metrics.length === 0 || agent.benchmark !== void 0) return [];
	return [
		paragraph(strong("Scores"), ", baseline against candidate"),
		metricTable(metrics),
		...howSure(agent, detail),
		...historyBlocks(agent)
	];
}
function howSure({ verdict }, detail) {
	const metrics = (verdict?.metrics ?? []).slice(0, METRICS_MAX);
	const said = verdict?.reason ?? "";
	const explained = metrics.filter(({ finding, explanation }) => (detail.generous || finding !== "unchanged" && finding !== "improved") && !said.includes(explanation.replace(/\.$/, "")));
	return [paragraph(strong("How sure is this?"), " ", prose(sentence(said), 2 * SENTENCE_MAX$2), ` ${smallestSeen(metrics)}`, link(VERDICT_DOC, "How the gate decides"), "."), ...explained.length === 0 ? [] : [list(explained.map((m) => [paragraph(prose(sentence(m.explanation), SENTENCE_MAX$2))]))]];
}
function smallestSeen(metrics) {
	const seen = metrics.flatMap(({ detectable }) => detectable === void 0 ? [] : [detectable]);
	if (seen.length === 0) return "";
	const low = decimal(Math.min(...seen));
	const high = decimal(Math.max(...seen));
	return `The smallest drop that this gate finds in 4 of 5 cases is ${low === high ? low : `${low} to ${high}`} points. `;
}
function variantBlocks(report, agent, detail) {
	const { headroom } = agent;
	const blocks = variantTable(agent, detail.scoreColumns);
	if (headroom !== void 0) {
		blocks.push(winnerSentence(headroom));
		if (agent.suggestion?.commentId !== void 0) {
			const url = reviewCommentUrl(report.context, agent.suggestion.commentId);
			blocks.push(paragraph("It is ", link(url, "suggested on the changed lines"), "."));
		}
		if (detail.winnerDiffs) blocks.push(...winnerDiff(agent, headroom, detail));
	}
	return blocks.length === 0 ? [] : [paragraph(strong("Variants")), ...blocks];
}
function winnerDiff(agent, headroom, detail) {
	const name = oneLine$1(headroom.variantName, 60);
	const offer = agent.suggestion?.kind === "patch" ? offerOf(agent) : void 0;
	const patch = offer === void 0 ? [] : patchOf(agent, offer);
	if (patch.length > 0 && patch.length <= detail.diffLines) {
		const rest = `${name} as a patch of the prompt's file, for git apply`;
		return details({ rest }, [fence("diff", patch)], { open: detail.generous });
	}
	if (headroom.content === void 0) return [];
	const diff = diffBlocks(agent.promptAfter, headroom.content, detail.diffLines);
	const rest = `${name} as a diff against the candidate`;
	return diff.length === 0 ? [] : details({ rest }, diff, { open: detail.generous });
}
function measuredBlocks(report, agent) {
	const lost = lostRuns(agent);
	const sentences = measuredSentences(report, agent);
	return [...lost.length === 0 ? [] : [paragraph(strong("Runs without a score")), list(lost.map((words) => [paragraph(words)]))], ...sentences.length === 0 ? [] : [small(...sentences.flatMap((words) => [words, " "]).slice(0, -1))]];
}
// src/report/benchmark-content.ts
const SENTENCE_MAX$1 = 400;
function benchmarkParts(report, agent, detail) {
	const { benchmark } = agent;
	if (benchmark === void 0) return [];
	return [{
		name: "benchmark",
		blocks: [
			paragraph(strong("Benchmark"), ", scores of each model"),
			modelTable(benchmark, detail.scoreColumns),
			...explanations(benchmark, detail),
			...headroom(benchmark),
			...recommendation(benchmark),
			small(...origin(report, benchmark))
		]
	}];
}
function modelTable({ models }, maxColumns) {
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
		[strong(oneLine$1(model.model)), model.isBaseline ? " (in use)" : ""],
		...columns.map(([name]) => cell(model, name)),
		...figures.map((name) => figureText(model[name])),
		findingLabel(model.finding)
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
	return words === void 0 ? [] : [paragraph(strong("Headroom"), `: ${words}`)];
}
function cell(model, name) {
	const metric = model.metrics.find((candidate) => candidate.metric === name);
	return metric === void 0 ? "" : scoreChange(metric);
}
function explanations({ models }, detail) {
	const sentences = models.flatMap((model) => model.metrics.filter((metric) => detail.generous || metric.finding !== "unchanged").map((metric) => [strong(oneLine$1(model.model)), `: ${oneLine$1(metric.explanation, SENTENCE_MAX$1)}`]));
	return sentences.length === 0 ? [] : [list(sentences.slice(0, 40).map((words) => [paragraph(words)]))];
}
function recommendation({ recommendation: words }) {
	if (words === void 0) return [];
	return [paragraph(strong("Converra's recommendation"), `: ${oneLine$1(words, SENTENCE_MAX$1)}`)];
}
function origin(report, benchmark) {
	const { benchmarkId, baselineId, baselineCompletedAt, referenceId, referenceCompletedAt } = benchmark;
	const old = (time) => time === void 0 ? "." : `, completed ${age(time, report.finishedAt)} ago.`;
	return [
		[
			"Benchmark ",
			code(benchmarkId),
			". "
		],
		...baselineId === void 0 ? ["Baseline: none, this is the first completed benchmark of these models."] : [
			"Baseline: ",
			code(baselineId),
			old(baselineCompletedAt)
		],
		...referenceId === void 0 ? [] : [
			" Reference: ",
			code(referenceId),
			old(referenceCompletedAt)
		]
	];
}
// src/report/insights-content.ts
const NAME_MAX = 80;
const SENTENCE_MAX = 300;
const ROWS_MAX = 20;
function insightsParts(agent) {
	const { insights } = agent;
	if (insights === void 0) return [];
	const blocks = [
		...figureBlocks(insights),
		...healthBlocks(insights),
		...issueBlocks(insights),
		...stepFailureBlocks(insights),
		...recommendationBlocks(insights),
		...furtherBlocks(insights),
		...unreadLines(insights).map((line) => paragraph(prose(line, SENTENCE_MAX)))
	];
	if (blocks.length === 0) blocks.push(paragraph("The service has no insights of this agent yet."));
	return [{
		name: "insights",
		blocks
	}];
}
function figureBlocks({ recent, usual }) {
	const rows = figureRows(recent, usual).filter(([, now, before]) => now !== "" || before !== "");
	if (rows.length === 0) return [];
	return [paragraph(strong("Insights"), ", the last days against the usual"), table([
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
		paragraph(strong("Steps that fail"), ", last 30 days"),
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
		...hidden > 0 ? [paragraph(`${plural(hidden, "more step")} in report.html.`)] : []
	];
}
function recommendationBlocks({ recommendations }) {
	if (recommendations.length === 0) return [];
	return [paragraph(strong("Converra recommends")), list(recommendations.slice(0, ROWS_MAX).map((w) => [paragraph(oneLine$1(w, SENTENCE_MAX))]))];
}
function healthBlocks({ health = [] }) {
	if (health.length === 0) return [];
	const side = ({ percent, n }) => `${decimal(percent)} % of ${grouped$1(n)}`;
	return [paragraph(strong("Health"), ", the last days against the weeks before them"), table([
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
	], health.map(({ figure, before, recent, change, p, finding }) => [
		oneLine$1(figure, NAME_MAX),
		side(before),
		side(recent),
		signed(change),
		finding === "fell" ? "fell" : chanceWords(p)
	]))];
}
function chanceWords(p) {
	return p < .05 ? "not more than chance over a year of nights" : "no more than chance";
}
function issueLine({ description, frequency, severity }) {
	const facts = [frequency === void 0 ? "" : `${share(frequency)} of conversations`, severity === void 0 ? "" : oneLine$1(severity, NAME_MAX)].filter(Boolean);
	const told = oneLine$1(description, SENTENCE_MAX);
	return facts.length === 0 ? told : `${told}: ${facts.join(", ")}`;
}
function issueBlocks({ issues = [] }) {
	if (issues.length === 0) return [];
	const items = issues.slice(0, ROWS_MAX).map((issue) => [paragraph(issueLine(issue))]);
	return [paragraph(strong("What goes wrong"), ", in Converra's words"), list(items)];
}
function furtherBlocks({ further = [] }) {
	return further.flatMap(({ name, lines }) => [paragraph(strong(oneLine$1(name, NAME_MAX)), ", as Converra gives it"), list(lines.slice(0, ROWS_MAX).map((line) => [paragraph(oneLine$1(line, SENTENCE_MAX))]))]);
}
function unreadLines({ unread = [], regenerated = false }) {
	return [...unread.map((what) => `${what}, which is not in a shape that this version knows.`), ...regenerated ? ["They were old, and are being made anew for the next report."] : []];
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
	const rest = `${hasSections ? "Details of " : ""}${plural(shown.length, "agent")} with nothing to do: ${verdictCounts(shown)}`;
	yield [foldStart({ rest }), ...withoutRow.length === 0 ? [] : [agentTable(report, withoutRow)]];
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
	return messageParts(text).map(({ kind, lines }) => kind === "yaml" ? fence("yaml", lines) : paragraph(prose(lines.map(asSentence).join(" "), LINES_MAX * LINE_MAX)));
}
function messageLines(text) {
	return messageParts(text).flatMap(({ kind, lines }) => kind === "yaml" ? lines.map((line) => `  ${line}`) : [lines.map(asSentence).join(" ")]);
}
function asSentence(line) {
	return line.endsWith(":") ? line : sentence(line);
}
// src/report/model.ts
const LEVELS = [
	"error",
	"warning",
	"notice"
];
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
		strong(oneLine$1(agent.key)),
		planLabel(plan.action, done),
		changes(plan),
		prose(sentence(plan.reason), REASON_MAX)
	]));
}
function changes(plan) {
	return plan.changes.slice(0, 20).flatMap((change, index) => [index === 0 ? "" : ", ", code(change)]);
}
function diffSection({ agent, plan }, detail, done) {
	if (!detail.promptDiffs || plan.livePrompt === void 0) return [];
	if (!plan.changes.includes("prompt")) return [];
	const diff = diffBlocks(plan.livePrompt, agent.promptAfter, detail.diffLines);
	if (diff.length === 0) return [];
	const lead = done === "apply" ? "Lines with a minus stood on the service, lines with a plus stand there now." : plan.action === "drifted" ? "Lines with a minus stand on the service, lines with a plus in the repository. Take over what is worth keeping, then sync." : "Lines with a minus stand on the service, lines with a plus in the repository.";
	return section(agent.key, [{
		name: "prompt diff",
		blocks: [paragraph(lead), ...diff]
	}], detail);
}
// src/report/document.ts
const MESSAGE_MAX$2 = 600;
const NOTICES_SHOWN = 15;
function* documentGroups(report, detail) {
	yield [
		heading(3, headline(report)),
		...unverifiedBlocks(report.context),
		...faultBlocks(report),
		...sandboxBlocks(report.context)
	];
	yield* bodyGroups(report, detail);
	yield cleanBlocks(report);
	yield [
		...noticeBlocks(report),
		...leftOutBlocks(report.context, detail),
		footer(report)
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
	const words = `This is what a run of ${oneLine$1(unverified, 100)} says, by a workflow that the pull request itself can change. That it is about this commit was checked; that it is true was not.`;
	return [alert("WARNING", words)];
}
function sandboxBlocks(context) {
	return context.sandbox ? [alert("NOTE", "Sandbox: these scores are synthetic. No Converra account was used.")] : [];
}
function noticeBlocks(report) {
	const notices = LEVELS.flatMap((level) => report.notices.filter((one) => one.level === level));
	if (notices.length === 0) return [];
	const hidden = notices.length - NOTICES_SHOWN;
	const items = notices.slice(0, NOTICES_SHOWN).map((notice) => noticeItem(report.context, notice));
	if (hidden > 0) items.push([paragraph(`${plural(hidden, "more notice")} in report.html.`)]);
	return [paragraph(strong("Notices")), list(items)];
}
const NOTICE_MARK = {
	error: "❌ Error: ",
	warning: "⚠️ Warning: ",
	notice: ""
};
function noticeItem(context, notice) {
	const { at } = notice;
	const place = at === void 0 ? "" : [link(blobUrl(context, at.file, {
		from: at.line,
		to: at.endLine
	}), code(`${at.file}:${at.line}:${at.column}`)), ": "];
	const message = prose(sentence(notice.message), MESSAGE_MAX$2);
	return [paragraph(NOTICE_MARK[notice.level], place, message), ...notice.hint === void 0 ? [] : messageBlocks(notice.hint)];
}
function leftOutBlocks(context, { leftOut, generous }) {
	if (leftOut === void 0) return [];
	const limit = generous ? "GitHub's limit for a summary" : "GitHub's limit for a comment";
	const page = [code("report.html"), " in the report folder has everything"];
	const elsewhere = generous ? [page, "."] : [
		link(context.runUrl, "the job summary"),
		" has more, ",
		page,
		"."
	];
	return [small(`To stay within ${limit}, ${leftOut} had to be left out; `, elsewhere)];
}
function footer(report) {
	const parts = costParts(report);
	if (report.context.runUrl !== void 0) parts.push(link(report.context.runUrl, "full report"));
	return small(...parts.flatMap((part, index) => index === 0 ? [part] : [" · ", part]));
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
		context.runUrl === void 0 ? "" : [" · ", link(context.runUrl, "watch the run")]
	];
	const rows = shown.map(({ key, state }) => [strong(oneLine$1(key)), oneLine$1(state, STATE_MAX)]);
	return serialise([
		heading(3, `⏳ Converra gate is measuring: ${plural(new Set(agents.map(({ key }) => key)).size, "agent")}`),
		...sandboxBlocks(context),
		paragraph(progress === void 0 ? oneLine$1(spending, 600) : progressWords(progress)),
		...rows.length === 0 ? [] : [table(["left", "left"], ["Agent", "State"], rows)],
		...hidden > 0 ? [paragraph(`And ${plural(hidden, "more agent")}.`)] : [],
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
	return `${done}; by what earlier runs took, the end is about ${duration$1(left)} away, at ${time} UTC.`;
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
function hiddenJson(value) {
	return escapedJson(value, /[<>-]|[^\x20-\x7e]/g);
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
		for (const section of parseSections(body)) sections.set(section.id, section.body);
	}
	sections.set(mine.id, cleanBody(mine.body));
	return fitted([...sections].map(([id, body]) => ({
		id,
		body
	})).sort((a, b) => a.id < b.id ? -1 : 1), buildMarker({
		key: mine.key,
		head: mine.head
	}));
}
function commentOverheadBytes(content) {
	const widest = {
		id: content.id,
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
				id,
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
function opening({ id, body }) {
	return `<!-- section:${hiddenJson({
		id,
		length: body.length
	})} -->\n`;
}
function parseSections(text) {
	const sections = [];
	const open = /^<!-- section:(\{.*\}) -->\n/gmu;
	for (let match = open.exec(text); match !== null; match = open.exec(text)) {
		const { id, length } = parseFields(match[1] ?? "");
		if (typeof id !== "string" || !Number.isSafeInteger(length) || Number(length) < 0) break;
		const end = open.lastIndex + Number(length);
		if (!text.startsWith(CLOSE, end)) break;
		sections.push({
			id,
			body: text.slice(open.lastIndex, end)
		});
		open.lastIndex = end + 19;
	}
	return sections;
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
function isOwn(author, viewer) {
	if (author === void 0) return false;
	if (viewer !== void 0) return author.login.toLowerCase() === viewer.toLowerCase();
	return author.type === "Bot" && author.login.endsWith("[bot]");
}
function decode(data) {
	const { id, body, html_url: url, user } = data;
	return {
		id: Number(id),
		body: body ?? "",
		url,
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
function retryDelayMs(failure, attempt, { repeatable, now, random }) {
	if (attempt >= MAX_ATTEMPTS) return void 0;
	if (isRateLimit(failure)) {
		const wait = rateLimitWaitMs(failure, now);
		return wait <= LONGEST_WAIT_MS ? wait : void 0;
	}
	return (failure.status === void 0 || failure.status === 408 || failure.status >= 500) && repeatable ? 500 * 2 ** (attempt - 1) * (.5 + random()) : void 0;
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
		hint: NOT_ALLOWED.test(failure.message) ? ALLOW : denied ? permissionHint(permission, status) : HINTS[limited ? "rate limit" : status] ?? RUN_AGAIN,
		cause
	});
}
const NOT_ALLOWED = /not permitted to create or approve pull requests/i;
const ALLOW = "Tick \"Allow GitHub Actions to create and approve pull requests\" in the repository's settings, Actions, General; or give github-token a token of your own.";
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
			const { data } = await request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
				...repository,
				pull_number: pullRequest
			});
			const from = data.head.repo;
			return {
				sha: data.head.sha,
				repository: from?.full_name
			};
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
			try {
				const { data } = await request("GET /repos/{owner}/{repo}/pulls/{pull_number}", query);
				return data.state === "open" || data.state === "closed" ? data.state : void 0;
			} catch (error) {
				if (readFailure(error)?.status === 404) return void 0;
				throw error;
			}
		}
	});
}
function seesBranch(github, branch) {
	return github.call({
		doing: `read whether the branch ${branch.slice(0, 100)} exists`,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			try {
				await request("GET /repos/{owner}/{repo}/branches/{branch}", {
					...repository,
					branch
				});
				return true;
			} catch (error) {
				if (readFailure(error)?.status === 404) return false;
				throw error;
			}
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
			body: options.body
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
function isUnclear(error) {
	return error.status === void 0 || error.status === 408 || error.status >= 500;
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
	const what = agent.verdict === void 0 ? agent.plan?.action : verdictLabel(agent.verdict.verdict);
	return [{
		level: action === "fail" ? "error" : "warning",
		message: agentReasons(report, agent).join(" ").slice(0, MESSAGE_MAX$1),
		title: oneLine$1(`${agent.key}: ${what ?? "needs a look"}`, TITLE_MAX),
		...placeOf(agent)
	}];
}
function placeOf(agent) {
	const before = agent.promptBefore;
	if (before === void 0 || before === agent.promptAfter) return {
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
	const whole = (at === void 0 ? "" : `${at.file}:${at.line}:${at.column}: `) + (hint === void 0 ? message : `${sentence} ${hint}`);
	return {
		level,
		message: oneLine$1(whole, MESSAGE_MAX$1),
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
function renderOutputs(report, { reportDir }) {
	const verdicts = verdictsOf(report);
	const regressed = verdicts.filter(({ verdict }) => verdict === "regressed");
	return {
		gate: report.gate.result,
		verdicts: shellSafeJson(verdicts),
		regressed: shellSafeJson(regressed.map(({ key }) => key)),
		winners: shellSafeJson(winnersOf(report)),
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
		...(report.cleaned ?? []).map((item) => `  ${cleanedLine(item)}`),
		...report.notices.flatMap((notice) => [`${notice.level}: ${placeText(notice)}${oneLine$1(notice.message, MESSAGE_MAX)}`, ...messageLines(notice.hint ?? "").map((line) => `  ${line}`)]),
		costParts(report).join(" · ")
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
	const metric = decidingMetric(agent);
	const score = metric === void 0 ? "" : `  ${metricName(metric)} ${scoreChangeText(metric)}`;
	const better = betterPrompt(agent).startsWith("yes") ? "; a better prompt was found" : "";
	const label = agentVerdictLabel(agent.verdict).padEnd(13);
	return [`  ${agentMark(report, agent)} ${key}  ${label}${score}${better}`.trimEnd(), ...agentReasons(report, agent).map((sentence) => `       ${sentence}`)];
}
function planLine(report, agent, key) {
	const { plan } = agent;
	if (plan === void 0) return [];
	const label = planLabel(plan.action, isDone(report)).padEnd(11);
	return [`  ${planMark(plan.action)} ${key}  ${label}  ${oneLine$1(plan.reason, MESSAGE_MAX)}`];
}
function insightsLine({ insights }) {
	if (insights === void 0) return "no insights";
	const { recent, usual, stepFailures } = insights;
	const completion = (value) => value === void 0 ? "unknown" : decimal(value);
	const [now, before] = [recent, usual].map((one) => completion(one?.taskCompletion));
	return [
		`task completion ${now}`,
		now === before ? "as usual" : `usually ${before}`,
		plural(stepFailures.length, "failing step"),
		...unreadLines(insights)
	].join(", ");
}
// src/report/write-files.ts
async function writeReportFiles(reportDir, report) {
	await writeInto(reportDir, "report.json", `${JSON.stringify(report, void 0, 2)}\n`);
	const { renderJunit } = await import("./junit.js");
	await writeInto(reportDir, "report.junit.xml", renderJunit(report));
}
async function writeReportPage(reportDir, report) {
	const { renderHtml } = await import("./page.js");
	await writeInto(reportDir, "report.html", await renderHtml(report));
}
async function writeInto(reportDir, name, text) {
	try {
		await mkdir(reportDir, { recursive: true });
		const fresh = join(await mkdtemp(join(reportDir, ".report-")), name);
		await writeFile$1(fresh, text, "utf8");
		await rename(fresh, join(reportDir, name));
		await rm(dirname$1(fresh), { recursive: true });
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
	const outputs = renderOutputs(report, { reportDir });
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
		const message = error instanceof Error ? error.message : String(error);
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
		reportDir: join(context.tempDir, "converra-gate")
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
	reached(configured);
	const selected = selectAgents(config.agents, inputs.agents);
	const hasBenchmark = selected.some((one) => one.benchmark !== void 0);
	const { command, reason } = resolveCommand(inputs.command, context, hasBenchmark);
	workflow.info(`Command: ${command} (${reason}).`);
	const converra = converraFor(configured, deps);
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
	if (command === "clean" || !isReviewed && !(command === "gate" && withPrompts)) return {
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
		withPrompts,
		ports: {
			github,
			files,
			log
		}
	});
	if (!isReviewed || base?.config === void 0) {
		if (isReviewed && base === void 0) notices.push(OWN_RULES);
		return {
			...known,
			base,
			syncMode: modeOf(config),
			loosened: []
		};
	}
	const held = effectiveRules(base.config, config);
	const definitions = selectAgents(held.config.agents, inputs.agents);
	const { loosened } = held;
	notices.push(...loosenedNotice(loosened, base.config.policy));
	const syncMode = modeOf(held.config);
	return {
		...known,
		config: held.config,
		definitions,
		base,
		syncMode,
		loosened
	};
}
const OWN_RULES = {
	level: "warning",
	message: "The base commit's config could not be read: this change is judged by its own rules, and agents it removes are not noticed",
	hint: "The log says why. The token needs `contents: read`."
};
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
function converraFor({ startedAt, inputs }, { workflow, clock, network }) {
	if (inputs.apiKey === void 0) return void 0;
	const end = startedAt + inputs.timeoutMs;
	return createConverra({
		baseUrl: inputs.baseUrl,
		apiKey: inputs.apiKey,
		transport: network.createTransport({ timeoutMs: ATTEMPT_TIMEOUT_MS }),
		clock,
		random: network.random,
		deadline: () => clock.now() < end ? end : end + GRACE_MS,
		usesPlanRate: true,
		onRetry: (note) => workflow.info(note),
		userAgent: "converra-gate"
	});
}
async function gitHubFor({ githubToken: token }, { repository, apiUrl }, { clock, network }) {
	if (token === void 0 || repository === void 0) return void 0;
	const { createGitHub } = await import("./client.js");
	const { gitHubFetch, random } = network;
	return createGitHub({
		token,
		apiUrl,
		repository: `${repository.owner}/${repository.repo}`,
		clock,
		fetch: gitHubFetch,
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
	const hidden = secrets.filter((secret) => secret !== void 0 && secret.length >= SHORTEST);
	return hidden.length === 0 ? report : walk(report, hidden);
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
	const { known, found } = await play(deps);
	const hide = (one) => redacted(one, [known.inputs?.apiKey, known.inputs?.githubToken]);
	const report = hide(found);
	await publish(report, {
		workflow,
		reportDir: known.reportDir ?? join(tmpdir(), "converra-gate"),
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
// src/main.ts
const EXIT_AFTER_SIGNAL_MS = 4800;
const POST_TIMEOUT_MS = 1e4;
async function main(workflow) {
	workflow.saveState("is-post", "true");
	const abort = new AbortController();
	setMaxListeners(0, abort.signal);
	const onSignal = (name) => {
		if (abort.signal.aborted) return;
		workflow.info(`Received ${name}: stopping the runs this workflow started.`);
		abort.abort(new Error(`the workflow was cancelled (${name})`));
		setTimeout(() => process.exit(1), EXIT_AFTER_SIGNAL_MS).unref();
	};
	process.on("SIGINT", onSignal);
	process.on("SIGTERM", onSignal);
	const proxy = readProxy(workflow.setSecret);
	const failed = await run({
		workflow,
		clock: systemClock,
		signal: abort.signal,
		readInputs: () => readInputs(),
		loadContext,
		network: {
			createTransport: (options) => createTransport({
				...options,
				proxy
			}),
			gitHubFetch: createFetch(proxy)
		}
	});
	process.exit(failed || abort.signal.aborted ? 1 : 0);
}
async function post(workflow) {
	const lines = await stopLeftovers(workflow.getState("runs"), () => {
		const inputs = readInputs();
		return createConverra({
			baseUrl: inputs.baseUrl,
			apiKey: inputs.apiKey ?? "",
			transport: createTransport({
				timeoutMs: POST_TIMEOUT_MS,
				proxy: readProxy(workflow.setSecret)
			}),
			clock: systemClock,
			userAgent: "converra-gate"
		});
	});
	for (const line of lines) workflow.info(line);
	process.exit(0);
}
const workflow = createWorkflow();
(workflow.getState("is-post") === "" ? main(workflow) : post(workflow)).catch((error) => {
	const message = error instanceof Error ? error.message : String(error);
	debug(error instanceof Error ? error.stack ?? message : message);
	workflow.setFailed(message);
	process.exit(1);
});
export { nearest as $, createConverra as A, ASSUMPTIONS as B, headroomText as C, runsOf$1 as Ct, costParts as D, GitHubError as Dt, suggestionOf as E, ConfigError as Et, contextOf as F, boolean as G, shapeOf as H, againstBaseline as I, number as J, int as K, shortfallOf as L, isStoredFormOf as M, counterpartOf as N, shortCommit as O, ServiceError as Ot, removedAgents as P, union as Q, upperQuantile as R, figureText as S, reportedOutcome as St, renderSuggestion as T, ActionError as Tt, _enum as U, createObserver as V, array as W, strictObject as X, record as Y, string as Z, renderComment as _, isSameWork as _t, readPullRequest as a, issueAt as at, unreadLines as b, knownOf as bt, readTree as c, valueAt as ct, readFailure as d, stopRuns as dt, onlyChanged as et, retryDelayMs as f, NO_RUNS as ft, COMMENT_MAX_BYTES as g, isSameSet as gt, commentOverheadBytes as h, identityOf$1 as ht, readHead as i, isSection as it, differencesOf as j, betterPrompt as k, refusalOf as kt, seesBranch as l, require_dist as lt, isOwn as m, hasEnded as mt, hasChange as n, agentKeys as nt, readPullState as o, positionAt as ot, unusableAnswer as p, getRun as pt, literal as q, upsertComment as r, entryRange as rt, readTextAt as s, textRange as st, gitHubFor as t, reasonForNoSecrets as tt, explainFailure as u, findLeftovers as ut, chanceWords as v, isSince as vt, offerOf as w, withRun as wt, FIGURES as x, listRuns as xt, issueLine as y, isUnderWay as yt, upperTail as z };
