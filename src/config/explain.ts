/** Explains what the schema refuses: what is wrong, and what was probably meant. */
import type * as z from "zod";
import type { ConfigIssue } from "../errors.ts";
import { isSection, type Path, valueAt } from "./data.ts";
import { issueAt } from "./locate.ts";
import { nearest } from "./nearest.ts";
import { homeOf, isOfSlip, type Unindented } from "./places.ts";
import type { ConfigSource } from "./source.ts";

/** Keys of an agent that cannot be shared. */
const OWN_KEYS: ReadonlySet<string> = new Set(["id", "name", "prompt", "prompt-file"]);
/** Without them there is no configuration. */
const REQUIRED: ReadonlySet<string> = new Set(["version", "agents"]);

/** Inputs of the action that are looked for here: the workflow has them. */
const INPUTS: ReadonlySet<string> = new Set([
  ...["api-key", "base-url", "changed-only", "command", "comment", "fail-on", "github-token"],
  ...["report-dir", "timeout-minutes"],
]);

/** A refusal of the schema as mistakes on their lines, but what `slips` have told. One unknown key is one mistake. */
export function explain(
  source: ConfigSource,
  issue: z.core.$ZodIssue,
  slips: readonly Unindented[],
): readonly ConfigIssue[] {
  const path = issue.path.map((segment) =>
    typeof segment === "number" ? segment : String(segment),
  );
  if (isOfSlip(slips, path)) return [];
  if (issue.code === "unrecognized_keys") {
    // What a section wants of an unknown key is that it be one of these.
    const known = issue.message.split(", ");
    const untold = issue.keys.filter((key) => !isOfSlip(slips, [...path, key]));
    return untold.map((key) =>
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
  const value = valueAt(source.data, path);
  if (value === undefined && isMisspelt(source, path)) return [];
  return [issueAt(source, path, wrongValue(path, issue.message, value))];
}

/** A key is missing because it is written otherwise: the unknown key beside it is told. */
function isMisspelt(source: ConfigSource, path: Path): boolean {
  const beside = valueAt(source.data, path.slice(0, -1));
  const name = String(path.at(-1));
  return isSection(beside) && Object.keys(beside).some((key) => nearest(key, [name]) === name);
}

function wrongValue(path: Path, wanted: string, value: unknown) {
  const what = path.length === 0 ? "the file" : pathText(path);
  if (value === undefined) {
    return { message: `${what} is missing`, fix: `Add ${pathText(path.slice(-1))}: ${wanted}.` };
  }
  if (value === null) {
    const isNeeded = path.length < 2 && REQUIRED.has(String(path[0] ?? ""));
    const fix = `Write ${wanted}${path.length === 0 || isNeeded ? "" : ", or remove the key"}.`;
    return { message: `${what} is empty`, fix };
  }
  const fix =
    path.length === 0 ? "Begin with version: 1 and agents: below it." : fixOf(wanted, value);
  return { message: `${what} must be ${wanted}, but is ${shown(value)}`, fix };
}

/** What to write instead, where the slip is one of those everybody makes. */
function fixOf(wanted: string, value: unknown): string {
  const meant = numberMeant(wanted, value);
  if (meant !== undefined) return `Write ${meant}.`;
  if (typeof value === "string") {
    const isQuoted = /^(-?\d+(\.\d+)?|true|false)$/.test(value.trim());
    if (isQuoted && /number|true or false/.test(wanted)) return "Remove the quotes.";
    if (wanted.startsWith("a list of")) return `Write it in brackets: [${quoted(value)}].`;
  }
  const isPlain = typeof value === "number" || typeof value === "boolean";
  if (isPlain && wanted.startsWith("text")) return `Put it in quotes: "${value}".`;
  if (wanted.startsWith("a section")) {
    return Array.isArray(value)
      ? "Leave out the dashes, and give each entry a key of its own: `key:`, and what it has below that."
      : "Write its keys below it, further in by two spaces.";
  }
  return `Write ${wanted}.`;
}

/** 5 of "5%", and 0.95 of 95 where a share is wanted; undefined where neither is in the range. */
function numberMeant(wanted: string, value: unknown): number | undefined {
  const [, low, high] = /number from ([\d.]+) to ([\d.]+)$/.exec(wanted) ?? [];
  const [, digits, sign] = /^(\d+(?:\.\d+)?) ?(%?)$/.exec(String(value)) ?? [];
  if (low === undefined || high === undefined || digits === undefined) return undefined;
  const isWithin = (number: number) => number >= Number(low) && number <= Number(high);
  if (Number(high) > 1)
    return sign === "%" && isWithin(Number(digits)) ? Number(digits) : undefined;
  const share = Number(digits) / 100;
  return (sign === "%" || Number(digits) > 1) && isWithin(share) ? share : undefined;
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
  if (INPUTS.has(key)) {
    const fix = `${key} is an input of the action: write it under \`with:\` in the workflow.`;
    return { message, fix };
  }
  const home = homeOf(key);
  if (home !== undefined) return { message, fix: `Move it ${home}.` };
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
