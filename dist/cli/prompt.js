import { E as valueAt, S as resolveFrom, g as textRange, m as issueAt } from "./schema-agent.js";
import { t as nearest } from "./nearest.js";
// src/config/prompt.ts
const MAX_PROMPT_BYTES = 262144;
const PROMPT_KEYS = ["prompt", "prompt-file"];
function promptOf(source, key, readText) {
	const path = ["agents", key];
	const inline = valueAt(source.data, [...path, "prompt"]);
	const stated = valueAt(source.data, [...path, "prompt-file"]);
	if (inline !== void 0 && stated !== void 0) {
		const message = `agents.${key} has both a prompt and a prompt-file`;
		const fix = "Keep exactly one of prompt and prompt-file.";
		return [issueAt(source, [...path, "prompt-file"], {
			message,
			fix,
			at: "key"
		})];
	}
	if (inline === void 0 && stated === void 0) {
		if (Object.keys(valueAt(source.data, path) ?? {}).some((one) => nearest(one, PROMPT_KEYS) !== void 0)) return [];
		const message = `agents.${key} has no prompt`;
		return [issueAt(source, path, {
			message,
			fix: "Add prompt-file: path/to/prompt.md, or prompt: | and the text below it.",
			at: "key"
		})];
	}
	const refuse = (field, what, { problem, fix }) => [issueAt(source, [...path, field], {
		message: `${what} of agents.${key} ${problem}`,
		fix
	})];
	if (typeof inline === "string") {
		const text = usable(inline);
		if (typeof text !== "string") return refuse("prompt", "the prompt", text);
		return {
			text,
			range: textRange(source, [...path, "prompt"])
		};
	}
	if (typeof stated !== "string" || stated.trim() === "") return [];
	const named = `the prompt file ${JSON.stringify(stated)}`;
	const file = resolveFrom(source.path, stated);
	if (typeof file !== "string") return refuse("prompt-file", named, file);
	const text = usable(readText(file));
	if (typeof text !== "string") return refuse("prompt-file", named, text);
	return {
		text,
		range: {
			file,
			line: 1,
			column: 1,
			endLine: text.split("\n").length
		},
		file
	};
}
function promptFileOf(source, key) {
	const stated = valueAt(source.data, [
		"agents",
		key,
		"prompt-file"
	]);
	if (typeof stated !== "string" || stated.trim() === "") return void 0;
	const file = resolveFrom(source.path, stated);
	return typeof file === "string" ? file : void 0;
}
function usable(text) {
	if (typeof text !== "string") return text;
	if (text.trim() === "") return {
		problem: "is empty",
		fix: "Write the agent's system prompt."
	};
	const bytes = Buffer.byteLength(text);
	if (bytes <= 262144) return normalise(text);
	const [size, limit] = [Math.ceil(bytes / 1024), MAX_PROMPT_BYTES / 1024];
	return {
		problem: `is ${size} KiB, more than the ${limit} KiB a prompt may have`,
		fix: "Shorten it, or move reference text to where the agent can look it up."
	};
}
function normalise(text) {
	const unix = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
	let end = unix.length;
	while (unix[end - 1] === "\n") end -= 1;
	return unix.slice(0, end);
}
export { promptFileOf as n, promptOf as r, MAX_PROMPT_BYTES as t };
