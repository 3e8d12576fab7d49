import { Ct as ConfigError } from "./index.js";
import { a as findFiles, i as fileIssue, o as lookAround, s as readWorkspaceText } from "./resolve.js";
import { a as MAX_CONFIG_BYTES, i as promptFilesOf, o as parseSource, r as parseSources, s as MAX_PROMPT_BYTES } from "./parse.js";
// src/config/load.ts
const READ_AT_ONCE = 32;
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
	if (result.ok && issues.length === 0) return result.config;
	throw new ConfigError([...issues, ...result.ok ? [] : result.issues]);
}
const CHECK_OUT = "The workspace is empty: add `- uses: actions/checkout@v4` before this step.";
async function withWhereabouts({ workspace, begin }, read, issue) {
	if (!/ (does not exist|matches no file)$/.test(issue.message)) return issue;
	const { isEmpty, configs } = await lookAround(workspace);
	if (isEmpty) return {
		...issue,
		fix: begin ?? CHECK_OUT
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
	for (let start = 0; start < paths.length; start += READ_AT_ONCE) {
		const batch = paths.slice(start, start + READ_AT_ONCE);
		const read = await Promise.all(batch.map(async (path) => [path, await readWorkspaceText(workspace, path, maxBytes)]));
		for (const [path, text] of read) texts.set(path, text);
	}
	return texts;
}
function notRead(path) {
	return {
		problem: `was not read (${path})`,
		fix: "Report this: it is a mistake of the action."
	};
}
export { loadConfig };
