import type { SourceRange } from "../domain.ts";
import type { ConfigIssue } from "../errors.ts";
import { valueAt } from "./data.ts";
import { type ReadFailure, type ReadText, resolveFrom } from "./files.ts";
import { issueAt, textRange } from "./locate.ts";
import { nearest } from "./nearest.ts";
import type { ConfigSource } from "./source.ts";

export interface Prompt {
  readonly text: string;
  readonly range: SourceRange;
  /** The prompt file, relative to the workspace. */
  readonly file?: string;
}

/** Of one prompt, in a file or in converra.yml. */
export const MAX_PROMPT_BYTES = 256 * 1024;

const PROMPT_KEYS = ["prompt", "prompt-file"];

/** The prompt of one entry, or why there is none; neither, where the schema has refused its type. */
export function promptOf(
  source: ConfigSource,
  key: string,
  readText: ReadText,
): Prompt | readonly ConfigIssue[] {
  const path = ["agents", key];
  const inline = valueAt(source.data, [...path, "prompt"]);
  const stated = valueAt(source.data, [...path, "prompt-file"]);
  if (inline !== undefined && stated !== undefined) {
    const message = `agents.${key} has both a prompt and a prompt-file`;
    const fix = "Keep exactly one of prompt and prompt-file.";
    return [issueAt(source, [...path, "prompt-file"], { message, fix, at: "key" })];
  }
  if (inline === undefined && stated === undefined) {
    // A misspelt key is one mistake, and told as such.
    const keys = Object.keys(valueAt(source.data, path) ?? {});
    if (keys.some((one) => nearest(one, PROMPT_KEYS) !== undefined)) return [];
    const message = `agents.${key} has no prompt`;
    const fix = "Add prompt-file: path/to/prompt.md, or prompt: | and the text below it.";
    return [issueAt(source, path, { message, fix, at: "key" })];
  }
  const refuse = (field: string, what: string, { problem, fix }: ReadFailure) => [
    issueAt(source, [...path, field], { message: `${what} of agents.${key} ${problem}`, fix }),
  ];
  if (typeof inline === "string") {
    const text = usable(inline);
    if (typeof text !== "string") return refuse("prompt", "the prompt", text);
    return { text, range: textRange(source, [...path, "prompt"]) };
  }
  if (typeof stated !== "string" || stated.trim() === "") return [];
  const named = `the prompt file ${JSON.stringify(stated)}`;
  const file = resolveFrom(source.path, stated);
  if (typeof file !== "string") return refuse("prompt-file", named, file);
  const text = usable(readText(file));
  if (typeof text !== "string") return refuse("prompt-file", named, text);
  return { text, range: { file, line: 1, column: 1, endLine: text.split("\n").length }, file };
}

/** The path of an entry's prompt file relative to the workspace, where it has one that may be read. */
export function promptFileOf(source: ConfigSource, key: string): string | undefined {
  const stated = valueAt(source.data, ["agents", key, "prompt-file"]);
  if (typeof stated !== "string" || stated.trim() === "") return undefined;
  const file = resolveFrom(source.path, stated);
  return typeof file === "string" ? file : undefined;
}

/** The text as it is sent, or why it cannot be a prompt. */
function usable(text: string | ReadFailure): string | ReadFailure {
  if (typeof text !== "string") return text;
  if (text.trim() === "") return { problem: "is empty", fix: "Write the agent's system prompt." };
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_PROMPT_BYTES) return normalise(text);
  const [size, limit] = [Math.ceil(bytes / 1024), MAX_PROMPT_BYTES / 1024];
  return {
    problem: `is ${size} KiB, more than the ${limit} KiB a prompt may have`,
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
