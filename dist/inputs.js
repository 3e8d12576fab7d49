import { J as nearest, U as checkBaseUrl, ut as ActionError } from "./http.js";
import * as os from "os";
import * as crypto from "crypto";
import * as fs from "fs";
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
export { error as a, info as c, setFailed as d, setOutput as f, debug as i, notice as l, warning as m, InputError as n, getState as o, setSecret as p, readInputs as r, group as s, INPUT_DEFAULTS as t, saveState as u };
