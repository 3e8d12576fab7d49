import { checkAcross } from "./across.ts";
import { promptFileOf } from "./prompt.ts";
import { resolveConfig } from "./resolve.ts";
import { type ConfigSource, parseSource } from "./source.ts";
import type { ConfigText, ParseResult, ReadText } from "./types.ts";
import { agentKeys, checkFile } from "./validate.ts";

/**
 * Prompt files that the configuration names, relative to the workspace: what to fetch before parseConfig. Tolerates
 * any mistake.
 */
export function collectPromptFiles(files: readonly ConfigText[]): readonly string[] {
  return promptFilesOf(files.map(parseSource));
}

/** The configuration from text alone, or every mistake in it. `readText` is asked for prompt files only. */
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
  const order = new Map(sources.map((source, index) => [source.path, index]));
  const issues = [...files.flatMap((file) => file.issues), ...checkAcross(sources)];
  const sound = files.flatMap(({ source, raw, prompts }) =>
    raw === undefined ? [] : [{ source, raw, prompts }],
  );
  if (issues.length === 0 && sound.length === files.length) {
    return { ok: true, config: resolveConfig(sound) };
  }
  const place = (file: string) => order.get(file) ?? 0;
  issues.sort((a, b) => place(a.file) - place(b.file) || a.line - b.line || a.column - b.column);
  return { ok: false, issues };
}
