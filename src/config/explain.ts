import * as z from "zod";
import type { ConfigIssue } from "../errors.ts";
import { issueAt, type Path } from "./locate.ts";
import { nearest } from "./nearest.ts";
import type { ConfigSource } from "./source.ts";

type SchemaIssue = z.core.$ZodIssue;

/** Keys of an agent that cannot be shared. */
const OWN_KEYS: ReadonlySet<string> = new Set(["id", "name", "prompt", "prompt-file"]);

/** A refusal of the schema as mistakes on their lines. One unknown key is one mistake. */
export function explain(
  source: ConfigSource,
  schema: z.ZodType,
  issue: SchemaIssue,
): readonly ConfigIssue[] {
  const path = issue.path.map((segment) =>
    typeof segment === "number" ? segment : String(segment),
  );
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      issueAt(source, [...path, key], { ...unknownKey(schema, path, key), at: "key" }),
    );
  }
  if (issue.code === "invalid_key") {
    const wanted = issue.issues[0]?.message ?? "a word";
    const message = `the key ${quoted(path.at(-1))} must be ${wanted}`;
    return [issueAt(source, path, { message, fix: "Write the key so.", at: "key" })];
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
  const unquoted = typeof value === "string" && /number|true or false/.test(wanted);
  const looksRight = unquoted && /^(-?\d+(\.\d+)?|true|false)$/.test(value.trim());
  return {
    message: `${what} must be ${wanted}, but is ${shown(value)}`,
    fix: looksRight ? "Remove the quotes." : `Write ${wanted}.`,
  };
}

function unknownKey(schema: z.ZodType, path: Path, key: string) {
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
  const known = knownKeys(schema, path);
  const meant = nearest(key, known);
  if (meant !== undefined) return { message, fix: `Did you mean ${meant}?` };
  return { message, fix: `Remove it. Known here: ${known.join(", ")}.` };
}

/** The keys the schema knows at a path. */
function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  let current: unknown = schema;
  for (const segment of [...path, undefined]) {
    while (current instanceof z.ZodOptional || current instanceof z.ZodNonOptional) {
      current = current.unwrap();
    }
    if (segment === undefined) break;
    if (current instanceof z.ZodObject) current = current.shape[segment];
    else if (current instanceof z.ZodRecord) current = current.valueType;
    else if (current instanceof z.ZodArray) current = current.element;
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

/** The value at a path of plain data; undefined where there is none. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, segment)
        ? (value as Record<string | number, unknown>)[segment]
        : undefined,
    data,
  );
}

/** A path as people write it: agents.support.tags[0]. */
export function pathText(path: Path): string {
  return path
    .map((segment) => (typeof segment === "number" ? `[${segment}]` : `.${word(segment)}`))
    .join("")
    .replace(/^\./, "");
}

const word = (key: string) => (/^[\w-]{1,60}$/.test(key) ? key : quoted(key));

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
