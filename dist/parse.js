import { U as nearest, nt as isSection, rt as valueAt, tt as agentKeys } from "./http.js";
import { h as issueAt, v as parseSource } from "./schema-agent.js";
import { n as promptFileOf, r as promptOf } from "./prompt.js";
import { r as configSchema, t as resolveConfig } from "./resolve.js";
import { isDeepStrictEqual } from "node:util";
// src/config/explain.ts
const OWN_KEYS = new Set([
	"id",
	"name",
	"prompt",
	"prompt-file"
]);
function explain(source, issue) {
	const path = issue.path.map((segment) => typeof segment === "number" ? segment : String(segment));
	if (issue.code === "unrecognized_keys") {
		const known = issue.message.split(", ");
		return issue.keys.map((key) => issueAt(source, [...path, key], {
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
	return [issueAt(source, path, wrongValue(path, issue.message, valueAt(source.data, path)))];
}
function wrongValue(path, wanted, value) {
	const what = path.length === 0 ? "the file" : pathText(path);
	if (value === void 0) return {
		message: `${what} is missing`,
		fix: `Add ${pathText(path.slice(-1))}: ${wanted}.`
	};
	if (value === null) {
		const fix = `Write ${wanted}${path.length === 0 ? "" : ", or remove the key"}.`;
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
	if (typeof value === "string") {
		if (/^(-?\d+(\.\d+)?|true|false)$/.test(value.trim()) && /number|true or false/.test(wanted)) return "Remove the quotes.";
		if (wanted.startsWith("a list of")) return `Write it in brackets: [${quoted(value)}].`;
	}
	if ((typeof value === "number" || typeof value === "boolean") && wanted.startsWith("text")) return `Put it in quotes: "${value}".`;
	if (wanted.startsWith("a section")) return "Write its keys below it, further in by two spaces.";
	return `Write ${wanted}.`;
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
	const refusals = configSchema().safeParse(source.data).error?.issues ?? [];
	const issues = [
		...source.issues,
		...refusals.flatMap((refusal) => explain(source, refusal)),
		...waitIssues(source)
	];
	for (const key of agentKeys(source)) {
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
