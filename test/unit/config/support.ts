import type { ReadText } from "../../../src/config/files.ts";
import { parseConfig } from "../../../src/config/parse.ts";
import type { RunConfig } from "../../../src/config/resolve.ts";

/** A sound file with one agent, to which a test adds what it is about. */
export const SOUND = `version: 1
agents:
  support:
    model: gpt-4o
    prompt: Help the customer.
`;

export const noFiles: ReadText = () => ({ problem: "does not exist", fix: "Create it." });

export function filesOf(files: Readonly<Record<string, string>>): ReadText {
  return (path) => files[path] ?? noFiles(path);
}

/** The configuration of one file called converra.yml; throws where it has mistakes. */
export function configOf(text: string, readText: ReadText = noFiles): RunConfig {
  const result = parseConfig([{ path: "converra.yml", text }], readText);
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 2));
  return result.config;
}

/** Mistakes as people see them: line:column message -> fix. */
export function mistakesIn(text: string, readText: ReadText = noFiles): readonly string[] {
  return mistakesInAll({ "converra.yml": text }, readText).map((mistake) =>
    mistake.replace("converra.yml:", ""),
  );
}

export function mistakesInAll(
  files: Readonly<Record<string, string>>,
  readText: ReadText = noFiles,
): readonly string[] {
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }));
  const result = parseConfig(texts, readText);
  if (result.ok) return [];
  return result.issues.map(
    ({ file, line, column, message, fix }) => `${file}:${line}:${column} ${message} -> ${fix}`,
  );
}
