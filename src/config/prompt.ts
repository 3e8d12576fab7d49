import type { SourceRange } from "../domain.ts";
import type { ConfigIssue } from "../errors.ts";
import { MAX_PROMPT_BYTES } from "./defaults.ts";
import { valueAt } from "./explain.ts";
import { issueAt, textRange } from "./locate.ts";
import { resolveFrom } from "./paths.ts";
import type { ConfigSource } from "./source.ts";
import type { ReadText } from "./types.ts";

export interface Prompt {
  readonly text: string;
  readonly range: SourceRange;
  /** The prompt file, relative to the workspace. */
  readonly file?: string;
}

/** The prompt of one entry, or why there is none; neither, where the schema has refused its type. */
export function promptOf(
  source: ConfigSource,
  key: string,
  readText: ReadText,
): Prompt | readonly ConfigIssue[] {
  const path = ["agents", key];
  const inline = valueAt(source.data, [...path, "prompt"]);
  const file = valueAt(source.data, [...path, "prompt-file"]);
  const exactlyOne = "Keep exactly one of prompt and prompt-file.";
  if (inline !== undefined && file !== undefined) {
    const message = `agents.${key} has both a prompt and a prompt-file`;
    return [issueAt(source, [...path, "prompt-file"], { message, fix: exactlyOne, at: "key" })];
  }
  if (inline === undefined && file === undefined) {
    const message = `agents.${key} has no prompt`;
    const fix = "Add prompt-file: path/to/prompt.md, or prompt: | and the text below it.";
    return [issueAt(source, path, { message, fix, at: "key" })];
  }
  if (typeof inline === "string") return inlinePrompt(source, key, inline);
  return typeof file === "string" ? promptFromFile(source, key, file, readText) : [];
}

/** The path of an entry's prompt file relative to the workspace, where it has one that may be read. */
export function promptFileOf(source: ConfigSource, key: string): string | undefined {
  const stated = valueAt(source.data, ["agents", key, "prompt-file"]);
  if (typeof stated !== "string" || stated.trim() === "") return undefined;
  const resolved = resolveFrom(source.path, stated);
  return typeof resolved === "string" ? resolved : undefined;
}

function inlinePrompt(source: ConfigSource, key: string, text: string) {
  const path = ["agents", key, "prompt"];
  const problem = unusable(text);
  if (problem === undefined) return { text: normalise(text), range: textRange(source, path) };
  return [
    issueAt(source, path, { message: `the prompt of agents.${key} ${problem.what}`, ...problem }),
  ];
}

function promptFromFile(
  source: ConfigSource,
  key: string,
  stated: string,
  readText: ReadText,
): Prompt | readonly ConfigIssue[] {
  const refuse = (message: string, fix: string) => [
    issueAt(source, ["agents", key, "prompt-file"], { message, fix }),
  ];
  if (stated.trim() === "") return [];
  const file = resolveFrom(source.path, stated);
  const named = `the prompt file ${JSON.stringify(stated)} of agents.${key}`;
  if (typeof file !== "string") return refuse(`${named} ${file.problem}`, file.fix);
  const text = readText(file);
  if (typeof text !== "string") return refuse(`${named} ${text.problem}`, text.fix);
  const problem = unusable(text);
  if (problem !== undefined) return refuse(`${named} ${problem.what}`, problem.fix);
  const prompt = normalise(text);
  const endLine = prompt.split("\n").length;
  return { text: prompt, range: { file, line: 1, column: 1, endLine }, file };
}

function unusable(text: string): { what: string; fix: string } | undefined {
  if (text.trim() === "") return { what: "is empty", fix: "Write the agent's system prompt." };
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_PROMPT_BYTES) return undefined;
  const limit = MAX_PROMPT_BYTES / 1024;
  return {
    what: `is ${Math.ceil(bytes / 1024)} KiB, more than the ${limit} KiB a prompt may have`,
    fix: "Shorten it, or move reference text to where the agent can look it up.",
  };
}

/**
 * Line ends are those of the editor or of the checkout, and so is the newline at the end: the same prompt has the
 * same text whether it stands in a file or in a block, on Windows or on Linux.
 */
function normalise(text: string): string {
  const unix = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  let end = unix.length;
  while (unix[end - 1] === "\n") end -= 1;
  return unix.slice(0, end);
}
