/** Explains what the schema refuses: what is wrong, and what was probably meant. */
import type * as z from "zod";
import type { ConfigIssue } from "../errors.ts";
import { type Path, valueAt } from "./data.ts";
import { issueAt } from "./locate.ts";
import { nearest } from "./nearest.ts";
import type { ConfigSource } from "./source.ts";

/** Keys of an agent that cannot be shared. */
const OWN_KEYS: ReadonlySet<string> = new Set(["id", "name", "prompt", "prompt-file"]);

/** A refusal of the schema as mistakes on their lines. One unknown key is one mistake. */
export function explain(source: ConfigSource, issue: z.core.$ZodIssue): readonly ConfigIssue[] {
  const path = issue.path.map((segment) =>
    typeof segment === "number" ? segment : String(segment),
  );
  if (issue.code === "unrecognized_keys") {
    // What a section wants of an unknown key is that it be one of these.
    const known = issue.message.split(", ");
    return issue.keys.map((key) =>
      issueAt(source, [...path, key], { ...unknownKey(path, key, known), at: "key" }),
    );
  }
  if (issue.code === "invalid_key") {
    const wanted = issue.issues[0]?.message ?? "a word";
    const message = `the key ${quoted(path.at(-1))} must be ${wanted}`;
    const right = String(path.at(-1))
      .replace(/[^\w.-]+/g, "-")
      .replace(/^[^A-Za-z0-9]+/, "");
    const fix = right === "" ? "Choose another key." : `Write ${right}.`;
    return [issueAt(source, path, { message, fix, at: "key" })];
  }
  if (issue.code === "custom") {
    const fix = typeof issue.params?.fix === "string" ? issue.params.fix : "Correct it.";
    return [issueAt(source, path, { message: `${pathText(path)} ${issue.message}`, fix })];
  }
  return [issueAt(source, path, wrongValue(path, issue.message, valueAt(source.data, path)))];
}

function wrongValue(path: Path, wanted: string, value: unknown) {
  const what = path.length === 0 ? "the file" : pathText(path);
  if (value === undefined) {
    return { message: `${what} is missing`, fix: `Add ${pathText(path.slice(-1))}: ${wanted}.` };
  }
  if (value === null) {
    const fix = `Write ${wanted}${path.length === 0 ? "" : ", or remove the key"}.`;
    return { message: `${what} is empty`, fix };
  }
  const fix =
    path.length === 0 ? "Begin with version: 1 and agents: below it." : fixOf(wanted, value);
  return { message: `${what} must be ${wanted}, but is ${shown(value)}`, fix };
}

/** What to write instead, where the slip is one of those everybody makes. */
function fixOf(wanted: string, value: unknown): string {
  if (typeof value === "string") {
    const isQuoted = /^(-?\d+(\.\d+)?|true|false)$/.test(value.trim());
    if (isQuoted && /number|true or false/.test(wanted)) return "Remove the quotes.";
    if (wanted.startsWith("a list of")) return `Write it in brackets: [${quoted(value)}].`;
  }
  const isPlain = typeof value === "number" || typeof value === "boolean";
  if (isPlain && wanted.startsWith("text")) return `Put it in quotes: "${value}".`;
  if (wanted.startsWith("a section")) return "Write its keys below it, further in by two spaces.";
  return `Write ${wanted}.`;
}

function unknownKey(path: Path, key: string, known: readonly string[]) {
  const where = path.length === 0 ? "at the top of the file" : `in ${pathText(path)}`;
  const message = `the key ${quoted(key)} is not known ${where}`;
  if (key === "confidence" && path.at(-1) === "gate") {
    return {
      message: `${pathText([...path, key])} cannot be set: confidence holds for all agents together`,
      fix: "Set confidence in the gate section at the top of the file.",
    };
  }
  if (path.join() === "defaults" && OWN_KEYS.has(key)) {
    return {
      message: `defaults.${key} cannot be set: each agent has its own`,
      fix: `Write ${key} in the agents that need it.`,
    };
  }
  if (key === "<<") {
    return { message, fix: "Put what the agents share under defaults, or write it out." };
  }
  const meant = nearest(key, known);
  if (meant !== undefined) return { message, fix: `Did you mean ${meant}?` };
  return { message, fix: `Remove it. Known here: ${known.join(", ")}.` };
}

/** A path as people write it: agents.support.tags[0]. */
export function pathText(path: Path): string {
  return path
    .map((segment) => (typeof segment === "number" ? `[${segment}]` : `.${plainKey(segment)}`))
    .join("")
    .replace(/^\./, "");
}

const plainKey = (key: string) => (/^[\w-]{1,60}$/.test(key) ? key : quoted(key));

function quoted(value: unknown): string {
  const text = String(value);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function shown(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value))
    return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  return typeof value === "object" ? "a section of keys" : String(value);
}
