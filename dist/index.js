import { i as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { n as ConfigError, r as GitHubError, t as ActionError } from "./errors.js";
import { _ as escapedJson, a as fence, b as visible, c as heading, d as paragraph, f as prose, g as table, h as strong, l as link, m as small, n as code, o as foldEnd, p as serialise, r as details, s as foldStart, t as alert, u as list, v as hiddenJson, y as oneLine$1 } from "./markdown.js";
import { A as sentenceList, C as duration, D as plural, E as liftPercent, F as worstOf, M as signed, P as GATE_RESULTS, T as grouped$1, _ as cleanedLine, a as gateActionOf, b as dayOf, c as isDone, d as planMark, f as verdictCounts, h as cleanBlocks, i as findingLabel, j as share, k as sentence, l as needsAttention, m as worstFirst, n as agentVerdictLabel, o as headline, p as verdictLabel, t as agentMark, u as planLabel, v as age, x as decimal, y as capital } from "./labels.js";
import { r as accountLine, t as accountBlocks } from "./account-content.js";
import { S as scoreChangeText, a as VERDICT_DOC, b as metricTable, c as commitUrl, d as reviewCommentUrl, f as diffBlocks, g as structuredPatch, h as formatPatch, i as reasonBlocks, m as FILE_HEADERS_ONLY, o as blobUrl, s as changedLines, t as agentReasons, v as decidingMetric, w as metricLabel, x as scoreChange, y as metricName } from "./reasons.js";
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
	const head = text(at(pull, "head", "repo", "full_name"));
	return {
		number,
		headSha,
		baseSha: sha(at(pull, "base", "sha")),
		fork: head === void 0 || head !== text(at(pull, "base", "repo", "full_name")),
		labels: Array.isArray(labels) ? labels.flatMap((label) => text(at(label, "name")) ?? []) : [],
		headRef: text(at(pull, "head", "ref")) ?? "",
		baseRef: text(at(pull, "base", "ref")),
		author: text(at(pull, "user", "type")),
		sender: text(at(payload, "sender", "type"))
	};
}
function readAskingComment(payload) {
	const id = at(payload, "comment", "id");
	const login = text(at(payload, "comment", "user", "login"));
	const number = at(payload, "issue", "number");
	if (typeof id !== "number" || login === void 0 || typeof number !== "number") return void 0;
	return {
		id,
		login,
		body: text(at(payload, "comment", "body")) ?? "",
		createdAt: text(at(payload, "comment", "created_at")) ?? "",
		isPerson: at(payload, "comment", "user", "type") === "User",
		pullRequest: at(payload, "issue", "pull_request") === void 0 ? void 0 : number
	};
}
function readMergeGroup(payload) {
	const headRef = text(at(payload, "merge_group", "head_ref"));
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
		event: text(at(run, "event")) ?? "",
		headSha,
		headRepository: text(at(run, "head_repository", "full_name"))
	};
}
const branchOf = (ref) => /^refs\/heads\/(.+)$/.exec(ref)?.[1];
const at = (payload, ...path) => valueAt(payload, path);
const text = (value) => typeof value === "string" && value !== "" ? value : void 0;
function sha(value) {
	const found = text(value);
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
	const defaultBranch = text(at(payload, "repository", "default_branch")) ?? (event === "schedule" ? refBranch : void 0);
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	const runId = env.GITHUB_RUN_ID ?? "";
	const repository = owner !== "" && repo !== "" ? {
		owner,
		repo
	} : void 0;
	return {
		event,
		action: text(at(payload, "action")),
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
		throw new ActionError(`Could not write the job summary: ${error instanceof Error ? error.message : String(error)}`, {
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
// src/service/assumptions/assumption.ts
function brokenSentence(broken) {
	const { id, assumed, seen, otherwise } = broken;
	return `Assumption ${id} does not hold. Assumed: ${assumed}. Seen: ${seen}. So ${otherwise}.`;
}
// src/verdict/acceptance.ts
function lossesOf({ metrics }) {
	return metrics.filter(({ finding }) => finding === "regressed" || finding === "below-min");
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
const MOST = {
	usual: 30,
	decline: 60
};
const MARGIN = 4;
function historyBlocks(agent) {
	const metric = decidingMetric(agent);
	if (metric === void 0 || agent.history === void 0) return [];
	const points = agent.history.flatMap(({ completedAt, scores }) => {
		const score = Object.hasOwn(scores, metric.metric) ? scores[metric.metric] : void 0;
		const at = Date.parse(completedAt);
		if (score === void 0 || !isPoints(score) || Number.isNaN(at)) return [];
		return [{
			at,
			score: metric.direction === "lower" ? 100 - score : score
		}];
	});
	if (points.length < FEWEST) return [];
	const ordered = points.toSorted((a, b) => a.at - b.at);
	const { decline } = agent;
	const lower = decline && declineWords(decline, metric);
	const shown = ordered.slice(-MOST[lower === void 0 ? "usual" : "decline"]);
	const steps = lower === void 0 ? [] : stepsOf(shown, Date.parse(decline?.since ?? ""));
	const limit = limitOf(metric);
	const [first, last] = [shown[0]?.score ?? 0, shown.at(-1)?.score ?? 0];
	const words = `The last ${plural(shown.length, "measurement")} of the live prompt, from ${decimal(first)} to ${decimal(last)}`;
	const line = limit === void 0 ? "" : `; the level line is today's limit of ${decimal(limit)}`;
	const means = steps.length === 0 ? "" : ": the line with a step has the means before and since";
	const fall = lower === void 0 ? "" : ` ${capital(lower)}${means}.`;
	return details({ rest: "Scores over time" }, [paragraph(`${words}${line}.${fall}`), fence("mermaid", chart(metric, shown, {
		limit,
		steps
	}))]);
}
function declineWords({ since, metrics }, { metric }) {
	const points = Object.hasOwn(metrics, metric) ? metrics[metric] ?? 0 : 0;
	return points < .05 ? void 0 : `since about ${dayOf(since)} ${decimal(points)} points lower`;
}
function stepsOf(points, since) {
	const means = [true, false].map((isBefore) => {
		const side = points.filter(({ at }) => at < since === isBefore);
		return side.reduce((sum, { score }) => sum + score, 0) / side.length;
	});
	if (means.some(Number.isNaN)) return [];
	return points.map(({ at }) => means[at < since ? 0 : 1] ?? 0);
}
function limitOf({ baseline, maxDrop, min }) {
	const limit = baseline === void 0 || baseline.n === 0 ? min : Math.max(baseline.mean - maxDrop, min ?? 0);
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
		[period.measuring, "as baselines or to confirm"],
		[period.nightsOrMeasuring, "for nights or as baselines"],
		[period.others, "on other agents"],
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
		[strong(oneLine$1(model.model)), model.isBaseline ? " (in use)" : ""],
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
	return words === void 0 ? [] : [paragraph(strong("Headroom"), `: ${words}`)];
}
function cell(model, name, replaces) {
	const metric = model.metrics.find((candidate) => candidate.metric === name);
	if (metric === void 0) return "";
	return model.model === replaces?.model ? decimal(metric.candidate.mean) : scoreChange(metric);
}
function explanations({ models, replaces }, detail) {
	const sentences = models.filter(({ model }) => model !== replaces?.model).flatMap((model) => model.metrics.filter((metric) => detail.generous || metric.finding !== "unchanged").map((metric) => [strong(oneLine$1(model.model)), `: ${oneLine$1(metric.explanation, SENTENCE_MAX$1)}`]));
	return sentences.length === 0 ? [] : [list(sentences.slice(0, 40).map((words) => [paragraph(words)]))];
}
function recommendation({ recommendation: words }) {
	if (words === void 0) return [];
	return [paragraph(strong("Converra's recommendation"), `: ${oneLine$1(words, SENTENCE_MAX$1)}`)];
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
		code(benchmark.benchmarkId),
		`. ${change}`
	];
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
		...transcriptBlocks(insights),
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
function transcriptBlocks({ transcripts }) {
	if (transcripts === void 0) return [];
	const { shown, notes } = transcripts;
	const rows = shown.map((one) => {
		const [place = "", ...words] = transcriptWords(one);
		return [code(place), ...words.map((text) => oneLine$1(text, SENTENCE_MAX))];
	});
	return [
		paragraph(strong(TRANSCRIPTS), ", in Converra's words"),
		...rows.length === 0 ? [] : [table(rows[0]?.map(() => "left") ?? [], TRANSCRIPT_HEAD, rows)],
		...notes.map((note) => paragraph(prose(note, SENTENCE_MAX)))
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
	yield [...accountBlocks(report, detail), ...cleanBlocks(report)];
	yield [
		...noticeBlocks(report),
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
function madeBy({ run, agents }) {
	if (typeof run !== "string") return void 0;
	const keys = Array.isArray(agents) ? agents.filter((key) => typeof key === "string") : void 0;
	return {
		run,
		...keys && { agents: keys }
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
	const { recent, usual, stepFailures, transcripts } = insights;
	const completion = (value) => value === void 0 ? "unknown" : decimal(value);
	const [now, before] = [recent, usual].map((one) => completion(one?.taskCompletion));
	const told = transcripts === void 0 ? [] : [plural(transcripts.shown.length, "transcript")];
	const notes = [...transcripts?.notes ?? [], ...unreadLines(insights)];
	return [
		`task completion ${now}`,
		now === before ? "as usual" : `usually ${before}`,
		plural(stepFailures.length, "failing step"),
		...told,
		...notes.map((note) => oneLine$1(note, MESSAGE_MAX))
	].join(", ");
}
// src/report/write-files.ts
async function writeReportFiles(reportDir, report) {
	await writeInto(reportDir, "report.json", `${JSON.stringify(report, void 0, 2)}\n`);
	const { renderJunit } = await import("./junit.js");
	await writeInto(reportDir, "report.junit.xml", renderJunit(report));
	const { badgeJson, badgeOf, badgeSvg } = await import("./badge.js");
	const badge = badgeOf(report);
	if (badge !== void 0) {
		await writeInto(reportDir, "badge.svg", badgeSvg(badge));
		await writeInto(reportDir, "badge.json", badgeJson(badge));
	} else for (const name of ["badge.svg", "badge.json"]) await rm(join(reportDir, name), { force: true });
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
	reached(configured);
	const selected = selectAgents(config.agents, inputs.agents);
	const hasBenchmark = selected.some((one) => one.benchmark !== void 0);
	const { command, reason } = resolveCommand(inputs.command, context, hasBenchmark);
	workflow.info(`Command: ${command} (${reason}).`);
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
		made: {
			run: context.runId,
			...inputs.agents.length > 0 && { agents: inputs.agents }
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
	const lines = await stopLeftovers(workflow.getState("runs"), async () => {
		const { createConverra } = await import("./converra.js");
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
export { removedAgents as $, TRANSCRIPT_HEAD as A, isSameWork as At, agentParts as B, standingReports as C, findLeftovers as Ct, renderComment as D, hasEnded as Dt, COMMENT_MAX_BYTES as E, durationOf as Et, FIGURES as F, getRun as Ft, periodSentence as G, renderSuggestion as H, benchmarkParts as I, listRuns as It, betterPrompt as J, shortCommit as K, changeText as L, reportedOutcome as Lt, issueLine as M, isUnderWay as Mt, transcriptWords as N, knownOf as Nt, messageBlocks as O, identityOf as Ot, unreadLines as P, withRun as Pt, isBoundAlike as Q, figureText as R, runsOf$1 as Rt, listComments as S, valueAt as St, commentOverheadBytes as T, NO_RUNS as Tt, suggestionOf as U, offerOf as V, costParts as W, effectiveRules as X, isOffered as Y, counterpartOf as Z, retryDelayMs as _, reasonForNoSecrets as _t, shellSafeJson as a, upperTail as at, createComment as b, agentKeys as bt, readPullData as c, figuresOf as ct, readTextAt as d, pathSegment as dt, contextOf as et, readTree as f, redirectTarget as ft, readFailure as g, onlyChanged as gt, isUnclear as h, isReview as ht, hasChange as i, upperQuantile as it, chanceWords as j, isSince as jt, TRANSCRIPTS as k, isSameSet as kt, readPullRequest as l, uncovered as lt, explainFailure as m, nearest as mt, converraFor as n, againstBaseline as nt, upsertComment as o, acceptable as ot, seesBranch as p, urlOf as pt, declineWords as q, gitHubFor as r, shortfallOf as rt, readHead as s, acceptedSentence as st, TransportFailure as t, reportOf as tt, readPullState as u, checkBaseUrl as ut, unlessMissing as v, resolveSync as vt, updateComment as w, stopRuns as wt, isOwn as x, isSection as xt, unusableAnswer as y, readPullRequest$1 as yt, headroomText as z, createLedger as zt };
