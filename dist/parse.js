import { _r as valueAt, gr as isSection, hr as agentKeys, rr as nearest } from "./start.js";
import { h as issueAt, v as parseSource } from "./schema-agent.js";
import { r as configSchema, t as resolveConfig } from "./resolve.js";
import { n as promptFileOf, r as promptOf } from "./prompt.js";
import { isDeepStrictEqual } from "node:util";
// src/config/places.ts
const ANY = "*";
function homeOf(key) {
	const [home] = sectionsBelow(configSchema(), []).filter(({ keys }) => keys.includes(key)).sort((a, b) => a.path.length - b.path.length);
	if (home === void 0) return void 0;
	if (home.path.length === 0) return "to the top of the file";
	return home.path.join() === `agents,${ANY}` ? "under an agent" : `under ${home.path.join(".")}`;
}
function unindented(data) {
	return slipsIn(configSchema(), data, []);
}
function slipsIn(schema, data, path) {
	if (!isSection(data)) return [];
	const entries = Object.entries(data);
	return entries.flatMap(([key, value], index) => {
		const below = memberOf(schema, key);
		if (below === void 0) return [];
		if (value !== null) return slipsIn(below, value, [...path, key]);
		const keys = [];
		for (const [beside, held] of entries.slice(index + 1)) {
			if (!belongsIn(below, beside, held) || isKnown(schema, beside)) break;
			keys.push(beside);
		}
		return keys.length === 0 ? [] : [{
			owner: [...path, key],
			keys
		}];
	});
}
function belongsIn(section, key, value) {
	if (ANY in membersOf(section)) return isSection(value);
	return Object.hasOwn(membersOf(section), key);
}
const isKnown = (section, key) => Object.hasOwn(membersOf(section), key);
function memberOf(section, key) {
	const members = membersOf(section);
	return Object.hasOwn(members, key) ? members[key] : members[ANY];
}
function sectionsBelow(schema, path) {
	const members = Object.entries(membersOf(schema));
	if (members.length === 0) return [];
	return [{
		path,
		keys: members.map(([key]) => key)
	}, ...members.flatMap(([key, member]) => sectionsBelow(member, [...path, key]))];
}
function membersOf(schema) {
	const { def } = schema._zod;
	if (def.innerType !== void 0) return membersOf(def.innerType);
	if (def.shape !== void 0) return def.shape;
	return def.type === "record" && def.valueType !== void 0 ? { [ANY]: def.valueType } : {};
}
function isOfSlip(slips, path) {
	return slips.flatMap(({ owner, keys }) => [owner, ...keys.map((key) => [...owner.slice(0, -1), key])]).some((slip) => slip.every((segment, index) => path[index] === segment));
}
// src/config/explain.ts
const OWN_KEYS = new Set([
	"id",
	"name",
	"prompt",
	"prompt-file"
]);
const REQUIRED = new Set(["version", "agents"]);
const INPUTS = new Set([...[
	"api-key",
	"base-url",
	"changed-only",
	"command",
	"comment",
	"fail-on",
	"github-token"
], ...["report-dir", "timeout-minutes"]]);
function explain(source, issue, slips) {
	const path = issue.path.map((segment) => typeof segment === "number" ? segment : String(segment));
	if (isOfSlip(slips, path)) return [];
	if (issue.code === "unrecognized_keys") {
		const known = issue.message.split(", ");
		return issue.keys.filter((key) => !isOfSlip(slips, [...path, key])).map((key) => issueAt(source, [...path, key], {
			...unknownKey(path, key, known),
			at: "key"
		}));
	}
	if (issue.code === "invalid_key") {
		const wanted = issue.issues[0]?.message ?? "a word";
		const message = `the key ${quoted(path.at(-1))} must be ${wanted}`;
		const right = String(path.at(-1)).replace(/[^\w.-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "");
		const fix = right === "" ? "Choose another key." : `Write ${right}.`;
		return [issueAt(source, path, {
			message,
			fix,
			at: "key"
		})];
	}
	if (issue.code === "custom") {
		const fix = typeof issue.params?.fix === "string" ? issue.params.fix : "Correct it.";
		return [issueAt(source, path, {
			message: `${pathText(path)} ${issue.message}`,
			fix
		})];
	}
	const value = valueAt(source.data, path);
	if (value === void 0 && isMisspelt(source, path)) return [];
	return [issueAt(source, path, wrongValue(path, issue.message, value))];
}
function isMisspelt(source, path) {
	const beside = valueAt(source.data, path.slice(0, -1));
	const name = String(path.at(-1));
	return isSection(beside) && Object.keys(beside).some((key) => nearest(key, [name]) === name);
}
function wrongValue(path, wanted, value) {
	const what = path.length === 0 ? "the file" : pathText(path);
	if (value === void 0) return {
		message: `${what} is missing`,
		fix: `Add ${pathText(path.slice(-1))}: ${wanted}.`
	};
	if (value === null) {
		const isNeeded = path.length < 2 && REQUIRED.has(String(path[0] ?? ""));
		const fix = `Write ${wanted}${path.length === 0 || isNeeded ? "" : ", or remove the key"}.`;
		return {
			message: `${what} is empty`,
			fix
		};
	}
	const fix = path.length === 0 ? "Begin with version: 1 and agents: below it." : fixOf(wanted, value);
	return {
		message: `${what} must be ${wanted}, but is ${shown(value)}`,
		fix
	};
}
function fixOf(wanted, value) {
	const meant = numberMeant(wanted, value);
	if (meant !== void 0) return `Write ${meant}.`;
	if (typeof value === "string") {
		if (/^(-?\d+(\.\d+)?|true|false)$/.test(value.trim()) && /number|true or false/.test(wanted)) return "Remove the quotes.";
		if (wanted.startsWith("a list of")) return `Write it in brackets: [${quoted(value)}].`;
	}
	if ((typeof value === "number" || typeof value === "boolean") && wanted.startsWith("text")) return `Put it in quotes: "${value}".`;
	if (wanted.startsWith("a section")) return Array.isArray(value) ? "Leave out the dashes, and give each entry a key of its own: `key:`, and what it has below that." : "Write its keys below it, further in by two spaces.";
	return `Write ${wanted}.`;
}
function numberMeant(wanted, value) {
	const [, low, high] = /number from ([\d.]+) to ([\d.]+)$/.exec(wanted) ?? [];
	const [, digits, sign] = /^(\d+(?:\.\d+)?) ?(%?)$/.exec(String(value)) ?? [];
	if (low === void 0 || high === void 0 || digits === void 0) return void 0;
	const isWithin = (number) => number >= Number(low) && number <= Number(high);
	if (Number(high) > 1) return sign === "%" && isWithin(Number(digits)) ? Number(digits) : void 0;
	const share = Number(digits) / 100;
	return (sign === "%" || Number(digits) > 1) && isWithin(share) ? share : void 0;
}
function unknownKey(path, key, known) {
	const where = path.length === 0 ? "at the top of the file" : `in ${pathText(path)}`;
	const message = `the key ${quoted(key)} is not known ${where}`;
	if (key === "confidence" && path.at(-1) === "gate") return {
		message: `${pathText([...path, key])} cannot be set: confidence holds for all agents together`,
		fix: "Set confidence in the gate section at the top of the file."
	};
	if (path.join() === "defaults" && OWN_KEYS.has(key)) return {
		message: `defaults.${key} cannot be set: each agent has its own`,
		fix: `Write ${key} in the agents that need it.`
	};
	if (key === "<<") return {
		message,
		fix: "Put what the agents share under defaults, or write it out."
	};
	const meant = nearest(key, known);
	if (meant !== void 0) return {
		message,
		fix: `Did you mean ${meant}?`
	};
	if (INPUTS.has(key)) return {
		message,
		fix: `${key} is an input of the action: write it under \`with:\` in the workflow.`
	};
	const home = homeOf(key);
	if (home !== void 0) return {
		message,
		fix: `Move it ${home}.`
	};
	return {
		message,
		fix: `Remove it. Known here: ${known.join(", ")}.`
	};
}
function pathText(path) {
	return path.map((segment) => typeof segment === "number" ? `[${segment}]` : `.${plainKey(segment)}`).join("").replace(/^\./, "");
}
const plainKey = (key) => /^[\w-]{1,60}$/.test(key) ? key : quoted(key);
function quoted(value) {
	const text = String(value);
	return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
function shown(value) {
	if (typeof value === "string") return quoted(value);
	if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
	return typeof value === "object" ? "a section of keys" : String(value);
}
// src/config/across.ts
const RUN_LEVEL = [
	["gate", "confidence"],
	["sync"],
	["budget"],
	["wait"],
	["health"],
	["report"],
	["policy"],
	["settings"],
	["webhooks"]
];
function checkAcross(sources) {
	const entries = sources.flatMap((source) => agentKeys(source).map((key) => entryOf(source, key)));
	return [...entries.flatMap((entry, index) => clash(entry, entries.slice(0, index)) ?? []), ...RUN_LEVEL.flatMap((path) => differences(sources, path))];
}
function entryOf(source, key) {
	const own = (field) => valueAt(source.data, [
		"agents",
		key,
		field
	]);
	return {
		source,
		key,
		id: own("id"),
		name: own("name") ?? key
	};
}
function clash({ source, key, id, name }, earlier) {
	const path = ["agents", key];
	const taker = (isTaken) => {
		const other = earlier.find(isTaken);
		if (other === void 0) return void 0;
		return `agents.${other.key}${other.source === source ? "" : ` of ${other.source.path}`}`;
	};
	const ofKey = taker((other) => other.key === key);
	if (ofKey !== void 0) {
		const message = `the key ${key} is taken by ${ofKey}`;
		return issueAt(source, path, {
			message,
			fix: "Give one of them another key.",
			at: "key"
		});
	}
	const ofId = taker((other) => typeof id === "string" && other.id === id);
	if (ofId !== void 0) {
		const message = `agents.${key} has the id of ${ofId}`;
		const fix = "One agent on the service takes one entry.";
		return issueAt(source, [...path, "id"], {
			message,
			fix
		});
	}
	const byName = (other) => other.id === void 0 || id === void 0;
	const ofName = taker((other) => typeof name === "string" && other.name === name && byName(other));
	if (ofName === void 0) return void 0;
	const message = `agents.${key} has the name of ${ofName}, and they are told apart by name alone`;
	const fix = "Give each its id, or one of them another name.";
	return issueAt(source, [...path, "name"], {
		message,
		fix
	});
}
function differences(sources, path) {
	const [first, ...rest] = sources.filter((source) => valueAt(source.data, path) !== void 0);
	if (first === void 0) return [];
	const held = valueAt(first.data, path);
	return rest.filter((source) => !isDeepStrictEqual(valueAt(source.data, path), held)).map((source) => {
		const message = `${pathText(path)} holds for the whole run and is stated differently in ${first.path}`;
		return issueAt(source, path, {
			message,
			fix: "State it in one file only.",
			at: "key"
		});
	});
}
// src/config/parse.ts
function collectPromptFiles(files) {
	return promptFilesOf(files.map(parseSource));
}
function parseConfig(files, readText) {
	return parseSources(files.map(parseSource), readText);
}
function promptFilesOf(sources) {
	const paths = sources.flatMap((source) => agentKeys(source).flatMap((key) => promptFileOf(source, key) ?? []));
	return [...new Set(paths)];
}
function parseSources(sources, readText) {
	const files = sources.map((source) => checkFile(source, readText));
	const issues = [...files.flatMap((file) => file.issues), ...checkAcross(sources)];
	if (issues.length === 0) return {
		ok: true,
		config: resolveConfig(files)
	};
	const order = new Map(sources.map((source, index) => [source.path, index]));
	const place = (file) => order.get(file) ?? 0;
	issues.sort((a, b) => place(a.file) - place(b.file) || a.line - b.line || a.column - b.column);
	return {
		ok: false,
		issues
	};
}
function checkFile(source, readText) {
	const prompts = new Map();
	if (source.data === void 0) return {
		source,
		issues: source.issues,
		prompts
	};
	if (source.data === null) return {
		source,
		issues: [issueAt(source, [], {
			message: "the file is empty",
			fix: "Begin with version: 1 and agents: below it."
		})],
		prompts
	};
	const slips = unindented(source.data);
	const refusals = configSchema().safeParse(source.data).error?.issues ?? [];
	const issues = [
		...source.issues,
		...slips.map((slip) => slipIssue(source, slip)),
		...refusals.flatMap((refusal) => explain(source, refusal, slips)),
		...waitIssues(source)
	];
	for (const key of agentKeys(source)) {
		if (isOfSlip(slips, ["agents", key])) continue;
		const prompt = promptOf(source, key, readText);
		if ("text" in prompt) prompts.set(key, prompt);
		else issues.push(...prompt);
		issues.push(...agentIssues(source, key));
	}
	const agents = valueAt(source.data, ["agents"]);
	if (isSection(agents) && Object.keys(agents).length === 0) issues.push(issueAt(source, ["agents"], {
		message: "agents has no entry",
		fix: "Add an entry with a name and a prompt-file.",
		at: "key"
	}));
	return {
		source,
		issues,
		prompts
	};
}
function slipIssue(source, { owner, keys }) {
	const [first = "", ...others] = keys;
	const message = `${others.length === 0 ? first : `${first} and ${others.length} more`} ${others.length === 0 ? "stands" : "stand"} as far in as ${pathText(owner)}, which is empty`;
	const fix = `Put two more spaces before ${others.length === 0 ? "it" : "each"}, so that it belongs to ${String(owner.at(-1))}.`;
	return issueAt(source, [...owner.slice(0, -1), first], {
		message,
		fix,
		at: "key"
	});
}
function agentIssues(source, key) {
	const agent = ["agents", key];
	const own = (...rest) => valueAt(source.data, [...agent, ...rest]);
	const shared = (...rest) => valueAt(source.data, ["defaults", ...rest]);
	const issues = [];
	const models = own("benchmark", "models") ?? shared("benchmark", "models");
	if (isSection(own("benchmark")) && models === void 0) {
		const message = `agents.${key}.benchmark names no models`;
		const fix = "Add models: [the one in use, another one].";
		issues.push(issueAt(source, [...agent, "benchmark"], {
			message,
			fix,
			at: "key"
		}));
	}
	for (const path of [
		"id",
		"name",
		"model"
	].map((field) => [...agent, field])) {
		const value = valueAt(source.data, path);
		if (typeof value !== "string" || !value.includes("${{")) continue;
		const message = `${pathText(path)} is an expression, and GitHub replaces those in workflow files alone`;
		issues.push(issueAt(source, path, {
			message,
			fix: "Write the value itself."
		}));
	}
	return issues;
}
function waitIssues(source) {
	const shortest = valueAt(source.data, ["wait", "interval-seconds"]);
	const path = ["wait", "max-interval-seconds"];
	const longest = valueAt(source.data, path);
	if (typeof shortest !== "number" || typeof longest !== "number" || longest >= shortest) return [];
	const message = `wait.max-interval-seconds is ${longest}, less than interval-seconds`;
	return [issueAt(source, path, {
		message,
		fix: `Write ${shortest} or more.`
	})];
}
export { promptFilesOf as i, parseConfig as n, parseSources as r, collectPromptFiles as t };
