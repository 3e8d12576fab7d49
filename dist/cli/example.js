import { y as require_dist } from "../schema-agent.js";
import { dirname, join } from "node:path";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
// src/cli/example.ts
var import_dist = require_dist();
const EXAMPLE = join(import.meta.dirname, "../../examples/support-bot");
const WORKFLOW = ".github/workflows/prompts.yml";
async function workflowFile() {
	return readFile(join(EXAMPLE, WORKFLOW), "utf8");
}
async function exampleFiles() {
	const read = (path) => readFile(join(EXAMPLE, path), "utf8");
	const transcripts = (await readdir(join(EXAMPLE, "conversations"))).filter((name) => name.startsWith("support-")).map((name) => `conversations/${name}`);
	const files = new Map();
	files.set("converra.yml", configText([{
		key: "support",
		name: "Larkfield Support",
		model: "gpt-4o",
		description: "First line of customer support, in the chat of the website and the app",
		conversations: ["conversations/*.txt"]
	}]));
	for (const path of ["prompts/support.md", ...transcripts]) files.set(path, await read(path));
	files.set(WORKFLOW, await workflowFile());
	return files;
}
const promptPath = (key) => `prompts/${key}.md`;
function configText(entries) {
	const agents = entries.map(({ key, id, name, model, ...rest }) => [key, {
		id,
		name,
		"prompt-file": promptPath(key),
		model,
		...rest
	}]);
	return `# Every key, its default and an example: docs/configuration.md of Converra Gate.\n${(0, import_dist.stringify)({
		version: 1,
		agents: Object.fromEntries(agents)
	}, { lineWidth: 100 })}`;
}
async function writeFiles(folder, files) {
	for (const [path, text] of files) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), text);
	}
}
export { workflowFile as a, promptPath as i, configText as n, writeFiles as o, exampleFiles as r, WORKFLOW as t };
