import type { ConfigIssue } from "../errors.ts";
import { explain, valueAt } from "./explain.ts";
import { issueAt, type Path } from "./locate.ts";
import { resolveFrom } from "./paths.ts";
import { type Prompt, promptOf } from "./prompt.ts";
import { configSchema, type RawConfig } from "./schema.ts";
import type { ConfigSource } from "./source.ts";
import type { ReadText } from "./types.ts";

/** One file after its own checks; `raw` is there when the schema accepts it. */
export interface CheckedFile {
  readonly source: ConfigSource;
  readonly issues: readonly ConfigIssue[];
  readonly raw: RawConfig | undefined;
  readonly prompts: ReadonlyMap<string, Prompt>;
}

/**
 * Every mistake of one file. What the schema cannot say is checked on the plain data, so that it is found beside
 * the schema's own findings and not after they were mended.
 */
export function checkFile(source: ConfigSource, readText: ReadText): CheckedFile {
  const prompts = new Map<string, Prompt>();
  if (source.data === undefined) return { source, issues: source.issues, raw: undefined, prompts };
  if (source.data === null) {
    const fix = "Begin with version: 1 and agents: below it.";
    const issue = issueAt(source, [], { message: "the file is empty", fix });
    return { source, issues: [issue], raw: undefined, prompts };
  }
  const parsed = configSchema.safeParse(source.data);
  const issues = [
    ...source.issues,
    ...(parsed.error?.issues ?? []).flatMap((issue) => explain(source, configSchema, issue)),
    ...waitIssues(source),
    ...transcriptIssues(source, ["defaults", "conversations"]),
  ];
  for (const key of agentKeys(source)) {
    const prompt = promptOf(source, key, readText);
    if ("text" in prompt) prompts.set(key, prompt);
    else issues.push(...prompt);
    issues.push(...agentIssues(source, key));
  }
  const agents = valueAt(source.data, ["agents"]);
  if (isSection(agents) && Object.keys(agents).length === 0) {
    const fix = "Add an entry with a name, a model and a prompt-file.";
    issues.push(issueAt(source, ["agents"], { message: "agents has no entry", fix, at: "key" }));
  }
  return { source, issues, raw: parsed.data, prompts };
}

/** Keys of the entries that are sections, mistakes and all. */
export function agentKeys(source: ConfigSource): readonly string[] {
  const agents = valueAt(source.data, ["agents"]);
  if (!isSection(agents)) return [];
  return Object.keys(agents).filter((key) => isSection(agents[key]));
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function agentIssues(source: ConfigSource, key: string): readonly ConfigIssue[] {
  const agent: Path = ["agents", key];
  const own = (...rest: string[]) => valueAt(source.data, [...agent, ...rest]);
  const shared = (...rest: string[]) => valueAt(source.data, ["defaults", ...rest]);
  const issues = [...transcriptIssues(source, [...agent, "conversations"])];
  if (own("model") === undefined && shared("model") === undefined) {
    const message = `agents.${key} has no model`;
    const fix = "Add model: to the agent, or to defaults for all of them.";
    issues.push(issueAt(source, agent, { message, fix, at: "key" }));
  }
  const models = own("benchmark", "models") ?? shared("benchmark", "models");
  if (isSection(own("benchmark")) && models === undefined) {
    const message = `agents.${key}.benchmark names no models`;
    const fix = "Add models: [the one in use, another one].";
    issues.push(issueAt(source, [...agent, "benchmark"], { message, fix, at: "key" }));
  }
  return issues;
}

function transcriptIssues(source: ConfigSource, path: Path): readonly ConfigIssue[] {
  const stated = valueAt(source.data, path);
  if (!Array.isArray(stated)) return [];
  return stated.flatMap((entry, index) => {
    const resolved = typeof entry === "string" ? resolveFrom(source.path, entry) : "";
    if (typeof resolved === "string") return [];
    const message = `the transcript ${JSON.stringify(entry)} ${resolved.problem}`;
    return [issueAt(source, [...path, index], { message, fix: resolved.fix })];
  });
}

function waitIssues(source: ConfigSource): readonly ConfigIssue[] {
  const shortest = valueAt(source.data, ["wait", "interval-seconds"]);
  const path = ["wait", "max-interval-seconds"];
  const longest = valueAt(source.data, path);
  if (typeof shortest !== "number" || typeof longest !== "number" || longest >= shortest) return [];
  const message = `wait.max-interval-seconds is ${longest}, less than interval-seconds`;
  return [issueAt(source, path, { message, fix: `Write ${shortest} or more.` })];
}
