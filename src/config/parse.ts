/** From text to the configuration, or to every mistake in it. Pure: whoever calls has read the files. */
import type { ConfigIssue } from "../errors.ts";
import { checkAcross } from "./across.ts";
import { agentKeys, isSection, type Path, valueAt } from "./data.ts";
import { explain, pathText } from "./explain.ts";
import type { ReadText } from "./files.ts";
import { issueAt } from "./locate.ts";
import { isOfSlip, type Unindented, unindented } from "./places.ts";
import { type Prompt, promptFileOf, promptOf } from "./prompt.ts";
import { type RunConfig, resolveConfig } from "./resolve.ts";
import { configSchema } from "./schema.ts";
import { type ConfigSource, type ConfigText, parseSource } from "./source.ts";

type ParseResult =
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/**
 * Prompt files that the configuration names, relative to the workspace: what to fetch before parseConfig. Tolerates
 * any mistake.
 */
export function collectPromptFiles(files: readonly ConfigText[]): readonly string[] {
  return promptFilesOf(files.map(parseSource));
}

/** The configuration from text alone, or every mistake in it. `readText` is called for prompt files only. */
export function parseConfig(files: readonly ConfigText[], readText: ReadText): ParseResult {
  return parseSources(files.map(parseSource), readText);
}

export function promptFilesOf(sources: readonly ConfigSource[]): readonly string[] {
  const paths = sources.flatMap((source) =>
    agentKeys(source).flatMap((key) => promptFileOf(source, key) ?? []),
  );
  return [...new Set(paths)];
}

export function parseSources(sources: readonly ConfigSource[], readText: ReadText): ParseResult {
  const files = sources.map((source) => checkFile(source, readText));
  const issues = [...files.flatMap((file) => file.issues), ...checkAcross(sources)];
  if (issues.length === 0) return { ok: true, config: resolveConfig(files) };
  const order = new Map(sources.map((source, index) => [source.path, index]));
  const place = (file: string) => order.get(file) ?? 0;
  issues.sort((a, b) => place(a.file) - place(b.file) || a.line - b.line || a.column - b.column);
  return { ok: false, issues };
}

interface CheckedFile {
  readonly source: ConfigSource;
  readonly issues: readonly ConfigIssue[];
  readonly prompts: ReadonlyMap<string, Prompt>;
}

/**
 * Every mistake of one file. What the schema cannot say is checked on the plain data, so that it is found beside
 * the schema's own findings and not after they were mended.
 */
function checkFile(source: ConfigSource, readText: ReadText): CheckedFile {
  const prompts = new Map<string, Prompt>();
  if (source.data === undefined) return { source, issues: source.issues, prompts };
  if (source.data === null) {
    const fix = "Begin with version: 1 and agents: below it.";
    return {
      source,
      issues: [issueAt(source, [], { message: "the file is empty", fix })],
      prompts,
    };
  }
  const slips = unindented(source.data);
  const refusals = configSchema().safeParse(source.data).error?.issues ?? [];
  const issues = [
    ...source.issues,
    ...slips.map((slip) => slipIssue(source, slip)),
    ...refusals.flatMap((refusal) => explain(source, refusal, slips)),
    ...waitIssues(source),
  ];
  for (const key of agentKeys(source)) {
    if (isOfSlip(slips, ["agents", key])) continue;
    const prompt = promptOf(source, key, readText);
    if ("text" in prompt) prompts.set(key, prompt);
    else issues.push(...prompt);
    issues.push(...agentIssues(source, key));
  }
  const agents = valueAt(source.data, ["agents"]);
  if (isSection(agents) && Object.keys(agents).length === 0) {
    const fix = "Add an entry with a name and a prompt-file.";
    issues.push(issueAt(source, ["agents"], { message: "agents has no entry", fix, at: "key" }));
  }
  return { source, issues, prompts };
}

function slipIssue(source: ConfigSource, { owner, keys }: Unindented): ConfigIssue {
  const [first = "", ...others] = keys;
  const named = others.length === 0 ? first : `${first} and ${others.length} more`;
  const stand = others.length === 0 ? "stands" : "stand";
  const message = `${named} ${stand} as far in as ${pathText(owner)}, which is empty`;
  const fix = `Put two more spaces before ${others.length === 0 ? "it" : "each"}, so that it belongs to ${String(owner.at(-1))}.`;
  return issueAt(source, [...owner.slice(0, -1), first], { message, fix, at: "key" });
}

function agentIssues(source: ConfigSource, key: string): readonly ConfigIssue[] {
  const agent: Path = ["agents", key];
  const own = (...rest: string[]) => valueAt(source.data, [...agent, ...rest]);
  const shared = (...rest: string[]) => valueAt(source.data, ["defaults", ...rest]);
  const issues: ConfigIssue[] = [];
  const models = own("benchmark", "models") ?? shared("benchmark", "models");
  if (isSection(own("benchmark")) && models === undefined) {
    const message = `agents.${key}.benchmark names no models`;
    const fix = "Add models: [the one in use, another one].";
    issues.push(issueAt(source, [...agent, "benchmark"], { message, fix, at: "key" }));
  }
  for (const path of ["id", "name", "model"].map((field) => [...agent, field])) {
    const value = valueAt(source.data, path);
    if (typeof value !== "string" || !value.includes("${{")) continue;
    const message = `${pathText(path)} is an expression, and GitHub replaces those in workflow files alone`;
    issues.push(issueAt(source, path, { message, fix: "Write the value itself." }));
  }
  return issues;
}

function waitIssues(source: ConfigSource): readonly ConfigIssue[] {
  const shortest = valueAt(source.data, ["wait", "interval-seconds"]);
  const path = ["wait", "max-interval-seconds"];
  const longest = valueAt(source.data, path);
  if (typeof shortest !== "number" || typeof longest !== "number" || longest >= shortest) return [];
  const message = `wait.max-interval-seconds is ${longest}, less than interval-seconds`;
  return [issueAt(source, path, { message, fix: `Write ${shortest} or more.` })];
}
