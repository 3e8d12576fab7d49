import { Fr as ActionError, a as createTransport, n as readDeskAccess, qr as systemClock, r as readProxy, sr as visible } from "../start.js";
import { createConverra } from "../converra.js";
import "../prompt.js";
import "../schema-agent.js";
import { o as isPreview } from "../tags.js";
import { r as isArchived } from "../agent-shape.js";
import { a as workflowFile, i as promptPath, n as configText, o as writeFiles, r as exampleFiles, t as WORKFLOW } from "./example.js";
import { t as EXIT } from "./index.js";
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { lstat, readFile, realpath } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
// src/cli/account-files.ts
const LONGEST_NAME = 200;
function accountFiles(agents) {
	const files = new Map();
	const entries = [];
	const notes = [];
	files.set("converra.yml", "");
	for (const agent of agents) {
		if (isArchived(agent) || isPreview(agent)) continue;
		const obstacle = obstacleOf(agent);
		if (obstacle !== void 0) {
			notes.push(`Left out: agent ${agent.id}, because ${obstacle}.`);
			continue;
		}
		const key = freeKey(agent.name, entries);
		entries.push(entryOf(key, agent));
		files.set(promptPath(key), `${agent.content.replace(/\r\n?/g, "\n").replace(/\n+$/, "")}\n`);
	}
	files.set("converra.yml", configText(entries));
	return {
		files,
		count: entries.length,
		notes
	};
}
function obstacleOf({ name, content, model }) {
	if (!isLine(name)) return "its name is empty, too long or has a line break";
	if (!isLine(model)) return "it has no model";
	if (content.trim() === "") return "its prompt is empty";
	return Buffer.byteLength(content) > 262144 ? "its prompt is larger than 256 KiB" : void 0;
}
const isLine = (text) => text.trim() !== "" && text.length <= LONGEST_NAME && !/[\r\n]/.test(text);
function entryOf(key, { id, name, model, description, tags }) {
	const own = tags.filter((tag) => isLine(tag) && !tag.startsWith("converra-gate"));
	return {
		key,
		id,
		name,
		model,
		...description === void 0 || description.trim() === "" ? {} : { description },
		...own.length === 0 ? {} : { tags: [...new Set(own)] }
	};
}
function freeKey(name, taken) {
	const stem = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "agent";
	const isTaken = (key) => taken.some((entry) => entry.key === key);
	for (let count = 1;; count += 1) {
		const key = count === 1 ? stem : `${stem}-${count}`;
		if (!isTaken(key)) return key;
	}
}
// src/cli/init.ts
const SERVICE = "https://converra.ai/api/v1";
const ATTEMPT_TIMEOUT_MS = 3e4;
const READ_MS = 12e4;
async function init({ example, yes }, io) {
	const { folder, stdout, stderr, screen } = io;
	const { files, origin, notes } = await startingFiles(example);
	for (const path of files.keys()) await requireNoWayOut(folder, path);
	const differing = await differingFiles(folder, files);
	if (differing.length > 0 && !yes) {
		stderr.write(`These files are here already and differ:\n  ${differing.join("\n  ")}\n`);
		if (!await mayOverwrite()) {
			stderr.write("Nothing was written. To overwrite them: npx converra-gate init --yes\n");
			return EXIT.unable;
		}
	}
	await writeFiles(folder, files);
	stdout.write(`${screen.colors.green(`✅ ${origin}`)}\n`);
	for (const path of files.keys()) stdout.write(`  ${path}\n`);
	for (const note of [...notes, ...misplacedWorkflow(folder)]) stdout.write(`${screen.colors.yellow(visible(note))}\n`);
	stdout.write(`Next: npx converra-gate validate, then npx converra-gate plan\nOn GitHub: store the key as the repository secret CONVERRA_API_KEY; ${WORKFLOW} reads it.\n`);
	return EXIT.passed;
}
function misplacedWorkflow(folder) {
	const isRepository = (path) => existsSync(join(path, ".git"));
	let root = folder;
	while (!isRepository(root) && dirname(root) !== root) root = dirname(root);
	if (root === folder || !isRepository(root)) return [];
	const config = `${relative(root, folder).split(sep).join("/")}/converra.yml`;
	return [`GitHub reads workflows at the root of the repository alone: move ${WORKFLOW} to ${root}, and give the action \`config: ${config}\`.`];
}
async function startingFiles(example) {
	const { apiKey, baseUrl = SERVICE } = readDeskAccess();
	if (example) return exampleStart("An example to start from:", []);
	if (apiKey === void 0) return exampleStart("An example to start from, because CONVERRA_API_KEY is empty:", []);
	const { files, count, notes } = accountFiles(await readAgents(apiKey, baseUrl));
	if (count === 0) return exampleStart("An example to start from, as the account has no agents:", notes);
	return {
		files: new Map([...files, [WORKFLOW, await workflowFile()]]),
		origin: `From the account, ${count} of its agents:`,
		notes
	};
}
async function exampleStart(origin, notes) {
	return {
		files: await exampleFiles(),
		origin,
		notes
	};
}
async function readAgents(apiKey, baseUrl) {
	const deadline = systemClock.now() + READ_MS;
	return createConverra({
		baseUrl,
		apiKey,
		transport: createTransport({
			timeoutMs: ATTEMPT_TIMEOUT_MS,
			proxy: readProxy(() => {})
		}),
		clock: systemClock,
		deadline: () => deadline
	}).agents.listAll();
}
async function requireNoWayOut(folder, path) {
	const root = await realpath(folder);
	const parts = path.split("/");
	for (const [index] of parts.entries()) {
		const place = parts.slice(0, index + 1).join("/");
		const found = await lstat(join(folder, place)).catch(() => void 0);
		if (found === void 0) return;
		if (!found.isSymbolicLink()) continue;
		const target = await realpath(join(folder, place)).catch(() => void 0);
		const way = relative(root, target ?? root);
		const isInside = way.split(sep)[0] !== ".." && !isAbsolute(way);
		if (target !== void 0 && isInside) continue;
		throw new ActionError(`${place} is a link that ${target === void 0 ? "leads to nothing" : "leads out of this folder"}, so ${path} was not written`, { hint: "Remove the link, or put a file or a folder in its place, and run init again. Nothing was written." });
	}
}
async function differingFiles(folder, files) {
	const differing = [];
	for (const [path, text] of files) {
		const found = await readFile(join(folder, path), "utf8").catch((error) => {
			if (error.code === "ENOENT") return void 0;
			throw new ActionError(`${path} is in the way and could not be read (${error.code})`, { hint: "Move it away, and run init again." });
		});
		if (found !== void 0 && found !== text) differing.push(path);
	}
	return differing;
}
async function mayOverwrite() {
	if (!process.stdin.isTTY) return false;
	const terminal = createInterface({
		input: process.stdin,
		output: process.stderr
	});
	try {
		return /^y(es)?$/i.test((await terminal.question("Overwrite them? [y/N] ")).trim());
	} finally {
		terminal.close();
	}
}
export { init };
