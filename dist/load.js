import { Ir as ConfigError, _r as valueAt, gr as isSection, hr as agentKeys, rr as nearest } from "./start.js";
import { a as findFiles, c as otherEnding, i as fileIssue, l as readWorkspaceText, o as isFileThere, s as lookAround, t as MAX_PROMPT_BYTES, u as resolveFrom } from "./prompt.js";
import { _ as MAX_CONFIG_BYTES, h as issueAt, v as parseSource } from "./schema-agent.js";
import { i as promptFilesOf, r as parseSources } from "./parse.js";
// src/config/json-text.ts
function parseJson({ file, text, line }, issues) {
	let source;
	const refuse = (path, message, fix) => {
		source ??= parseSource({
			path: file,
			text
		});
		const issue = issueAt(source, path, {
			message,
			fix
		});
		issues.push({
			...issue,
			line: line + issue.line - 1
		});
	};
	try {
		return {
			value: JSON.parse(text),
			refuse
		};
	} catch {
		const before = text.slice(0, jsonLength(text)).split("\n");
		const column = (before.at(-1)?.length ?? 0) + 1;
		issues.push({
			file,
			line: line + before.length - 1,
			column,
			message: "not valid JSON from here on",
			fix: "Correct it."
		});
		return {
			value: void 0,
			refuse
		};
	}
}
function jsonLength(text) {
	let [low, high] = [0, text.length];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (mayGoOn(text.slice(0, middle))) low = middle;
		else high = middle - 1;
	}
	return low;
}
function mayGoOn(text) {
	try {
		JSON.parse(text);
		return true;
	} catch (error) {
		const { message } = error;
		const position = /at position (\d+)/.exec(message)?.[1];
		if (position === void 0) return message.startsWith("Unexpected end");
		return Number(position) >= text.length;
	}
}
// src/config/transcript.ts
const USER = [
	"user",
	"human",
	"customer",
	"client"
];
const ASSISTANT = [
	"assistant",
	"ai",
	"agent",
	"bot",
	"support",
	"model"
];
const LEFT_OUT = [
	"system",
	"developer",
	"tool",
	"function"
];
const SPOKEN = new RegExp(`^(${[...USER, ...ASSISTANT].join("|")})[ \\t]*:`, "i");
const LISTS = ["messages", "transcript"];
const MOST_ISSUES = 5;
const MESSAGE = "{\"role\": \"user\", \"content\": \"…\"}";
const TEXT_FIX = "Begin each turn with \"User:\" or \"Assistant:\"; JSON belongs in a file that ends in .json or .jsonl.";
const LIST_FIX = `Write ${MESSAGE}, or a list of those, which may stand under "messages".`;
const ROLE_FIX = `Write user or assistant; ${LEFT_OUT.join(", ")} are left out.`;
const ONE_FIX = `Keep one conversation a file, or write each as one line, {"messages": […]}, of a .jsonl file.`;
function readTranscript({ path: file, text }) {
	const issues = [];
	const place = {
		file,
		text: text.replace(/\r\n?/g, "\n"),
		line: 1
	};
	const transcripts = /\.json$/i.test(file) ? [fromJson(place, issues)] : /\.(jsonl|ndjson)$/i.test(file) ? fromLines(place, issues) : [fromText(place, issues)];
	if (issues.length > 0) return {
		transcripts: [],
		issues: issues.slice(0, MOST_ISSUES)
	};
	const message = "nothing is said by the user or the assistant";
	return {
		transcripts,
		issues: transcripts.filter((one) => one.text === "").map(({ line }) => ({
			file,
			line,
			column: 1,
			message,
			fix: `Write ${MESSAGE}.`
		})).slice(0, MOST_ISSUES)
	};
}
function fromText(place, issues) {
	const { file } = place;
	const text = place.text.trim();
	if (!SPOKEN.test(text)) {
		const line = place.text.split("\n").findIndex((one) => one.trim() !== "") + 1;
		issues.push({
			file,
			line: Math.max(1, line),
			column: 1,
			message: "the transcript does not begin with who speaks",
			fix: TEXT_FIX
		});
	}
	return {
		...place,
		text
	};
}
function fromJson(place, issues) {
	const count = issues.length;
	const { value, refuse } = parseJson(place, issues);
	const turns = issues.length > count ? [] : turnsOf(value, refuse);
	return {
		...place,
		text: turns.join("\n")
	};
}
function fromLines({ file, text }, issues) {
	const read = text.split("\n").flatMap((line, index) => {
		return line.trim() === "" ? [] : [{
			file,
			text: line,
			line: index + 1
		}];
	}).map((line) => ({
		line,
		...parseJson(line, issues)
	}));
	if (issues.length > 0) return [];
	if (!isMessage(read[0]?.value)) return read.length === 0 ? [{
		file,
		text: "",
		line: 1
	}] : read.map(({ line, value, refuse }) => {
		const turns = turnsOf(value, refuse);
		return {
			...line,
			text: turns.join("\n")
		};
	});
	const turns = [];
	for (const { value, refuse } of read) {
		if (turns.length > 0 && isMessage(value) && roleOf(value) === "system") refuse([], "a system message amid the others may begin another conversation", ONE_FIX);
		turns.push(...turnsIn(value, [], refuse));
	}
	return [{
		file,
		text: turns.join("\n"),
		line: 1
	}];
}
function turnsOf(value, refuse) {
	const named = isSection(value) ? LISTS.filter((name) => Object.hasOwn(value, name)) : [];
	if (named.length > 1) {
		refuse([], `${named.join(" and ")} may be two conversations`, "Keep one of them.");
		return [];
	}
	const list = isSection(value) ? named.map((name) => value[name])[0] : value;
	if (!Array.isArray(list)) {
		refuse(named, "no list of messages", LIST_FIX);
		return [];
	}
	return list.flatMap((message, index) => turnsIn(message, [...named, index], refuse));
}
function turnsIn(message, path, refuse) {
	if (!isMessage(message)) {
		if (Array.isArray(message) || LISTS.some((name) => Object.hasOwn(Object(message), name))) refuse(path, "a conversation among messages", ONE_FIX);
		else refuse(path, "a message without a role", `Write ${MESSAGE}.`);
		return [];
	}
	const role = roleOf(message);
	if (LEFT_OUT.includes(role)) return [];
	const speaker = USER.includes(role) ? "User" : ASSISTANT.includes(role) ? "Assistant" : void 0;
	if (speaker === void 0) {
		const meant = nearest(role, [
			...USER,
			...ASSISTANT,
			...LEFT_OUT
		]);
		const fix = meant === void 0 ? ROLE_FIX : `Did you mean ${meant}?`;
		refuse([...path, "role"], `the role ${JSON.stringify(message.role)} is not known`, fix);
		return [];
	}
	const said = textOf(message.content)?.trim().replace(/\s+/g, " ");
	if (said) return [`${speaker}: ${said}`];
	if (!(message.tool_calls || message.function_call || Array.isArray(message.content))) refuse([...path, "content"], "a message without text", `Write ${MESSAGE}.`);
	return [];
}
function isMessage(value) {
	return isSection(value) && typeof value.role === "string";
}
const roleOf = ({ role }) => role.trim().toLowerCase();
function textOf(content) {
	if (typeof content === "string") return content;
	if (!Array.isArray(content)) return void 0;
	return content.filter((part) => isSection(part) && part.type === "text").map(({ text }) => typeof text === "string" ? text : "").join(" ");
}
// src/config/load-transcripts.ts
const LARGEST_TRANSCRIPT = 262144;
const SHARED = ["defaults", "conversations"];
async function loadTranscripts(sources, workspace) {
	const transcripts = new Map();
	const issues = [];
	const known = new Map();
	const read = async (file, at, refuse) => {
		const before = known.get(file);
		if (before !== void 0) return before;
		const text = await readWorkspaceText(workspace, file, LARGEST_TRANSCRIPT);
		if (typeof text !== "string") {
			refuse(at, file, text);
			return [];
		}
		const found = readTranscript({
			path: file,
			text
		});
		issues.push(...found.issues);
		known.set(file, found.transcripts);
		return found.transcripts;
	};
	const readStated = async (source, path) => {
		const refuse = (at, what, { problem, fix }) => issues.push(issueAt(source, at, {
			message: `the transcript ${what} ${problem}`,
			fix
		}));
		const files = await filesOf(source, path, {
			workspace,
			refuse
		});
		const texts = new Map();
		for (const [file, at] of files.size > 50 ? [] : files) for (const one of await read(file, at, refuse)) texts.set(one.text, texts.get(one.text) ?? one);
		if (Math.max(files.size, texts.size) > 50) {
			const message = `${path.join(".")} names more than the 50 transcripts that an agent may have`;
			issues.push(issueAt(source, path, {
				message,
				fix: "Name fewer.",
				at: "key"
			}));
		}
		return [...texts.values()];
	};
	for (const source of sources) {
		const shared = await readStated(source, SHARED);
		for (const key of agentKeys(source)) {
			const path = [
				"agents",
				key,
				"conversations"
			];
			const isOwn = valueAt(source.data, path) !== void 0;
			transcripts.set(key, isOwn ? await readStated(source, path) : shared);
		}
	}
	return {
		transcripts,
		issues
	};
}
async function filesOf(source, path, { workspace, refuse }) {
	const stated = valueAt(source.data, path);
	const found = new Map();
	for (const [index, pattern] of [stated].flat().entries()) {
		if (typeof pattern !== "string") continue;
		const at = Array.isArray(stated) ? [...path, index] : path;
		const resolved = resolveFrom(source.path, pattern);
		const { files } = await findFiles(workspace, typeof resolved === "string" ? [resolved] : []);
		const failure = typeof resolved === "string" ? NO_FILE : resolved;
		if (files.length === 0) refuse(at, JSON.stringify(pattern), failure);
		for (const file of files) found.set(file, at);
	}
	return found;
}
const NO_FILE = {
	problem: "matches no file",
	fix: "Correct the path or glob."
};
// src/config/load.ts
async function loadConfig({ workspace, patterns, begin }) {
	const around = {
		workspace,
		begin
	};
	const { files, issues: missing } = await findFiles(workspace, patterns);
	const texts = await readAll(workspace, files, MAX_CONFIG_BYTES);
	const issues = [];
	for (const issue of missing) issues.push(await withWhereabouts(around, files, issue));
	const sources = [];
	for (const [path, text] of texts) if (typeof text === "string") sources.push(parseSource({
		path,
		text
	}));
	else issues.push(await withWhereabouts(around, files, fileIssue(path, text)));
	const prompts = await readAll(workspace, promptFilesOf(sources), MAX_PROMPT_BYTES);
	const result = parseSources(sources, (path) => prompts.get(path) ?? notRead(path));
	const { transcripts, issues: misread } = await loadTranscripts(sources, workspace);
	issues.push(...misread);
	if (result.ok && issues.length === 0) return {
		...result.config,
		transcripts,
		leftAside: await filesLeftAside(workspace, files)
	};
	throw new ConfigError([...issues, ...result.ok ? [] : result.issues]);
}
async function filesLeftAside(workspace, read) {
	const unread = read.flatMap((path) => ({
		read: path,
		path: otherEnding(path) ?? path
	})).filter(({ path }) => !read.includes(path));
	const areThere = await Promise.all(unread.map(({ path }) => isFileThere(workspace, path)));
	return unread.filter((_, index) => areThere[index]);
}
const CHECK_OUT = "The workspace is empty: add `- uses: actions/checkout@v4` before this step.";
async function withWhereabouts({ workspace, begin }, read, issue) {
	if (issue.isAbsent !== true) return issue;
	const { isEmpty, configs } = await lookAround(workspace);
	if (isEmpty) return {
		...issue,
		fix: begin ?? CHECK_OUT
	};
	const twin = otherEnding(issue.file);
	if (twin !== void 0 && await isFileThere(workspace, twin)) return {
		...issue,
		fix: `There is ${twin}: name it as the config, or rename it to ${issue.file}.`
	};
	const isNear = issue.fix?.startsWith("Did you mean") ?? false;
	const [first, ...others] = isNear ? [] : configs.filter((path) => !read.includes(path));
	if (first === void 0) return isNear || begin === void 0 ? issue : {
		...issue,
		fix: begin
	};
	const more = others.length === 0 ? "" : `, or one of ${others.join(", ")}`;
	return {
		...issue,
		fix: `There is ${first}: name it as the config${more}.`
	};
}
async function readAll(workspace, paths, maxBytes) {
	const texts = new Map();
	for (const path of paths) texts.set(path, await readWorkspaceText(workspace, path, maxBytes));
	return texts;
}
function notRead(path) {
	return {
		problem: `was not read (${path})`,
		fix: "Report this: it is a mistake of the action."
	};
}
export { loadConfig };
