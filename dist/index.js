import { a as error, c as info, d as setFailed, f as setOutput, i as debug, l as notice, m as warning, o as getState, p as setSecret, r as readInputs, s as group, u as saveState } from "./inputs.js";
import { Q as visible, gt as messageOf, tt as loadContext, ut as ActionError, xt as systemClock } from "./http.js";
import { f as parseLedgerState } from "./prepare.js";
import { n as stopRuns, t as findLeftovers } from "./stop.js";
import { a as createTransport, i as createFetch, o as run, r as readProxy } from "./variables.js";
import { setMaxListeners } from "node:events";
import { EOL } from "os";
import { constants, promises } from "fs";
// node_modules/@actions/core/lib/summary.js
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
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	filePath() {
		return __awaiter(this, void 0, void 0, function* () {
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
		return __awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	clear() {
		return __awaiter(this, void 0, void 0, function* () {
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
			clock: systemClock
		});
	});
	for (const line of lines) workflow.info(line);
	process.exit(0);
}
const workflow = createWorkflow();
(workflow.getState("is-post") === "" ? main(workflow) : post(workflow)).catch((error) => {
	const message = messageOf(error);
	debug(error instanceof Error ? error.stack ?? message : message);
	workflow.setFailed(message);
	process.exit(1);
});
export {};
