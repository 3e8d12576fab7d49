import { isDeepStrictEqual } from "node:util";
import type { ConfigIssue } from "../errors.ts";
import { pathText, valueAt } from "./explain.ts";
import { issueAt, type Path } from "./locate.ts";
import type { ConfigSource } from "./source.ts";
import { agentKeys } from "./validate.ts";

/** Sections that hold for the whole run, and so may not differ between its files. */
const RUN_LEVEL: readonly Path[] = [
  ["gate", "confidence"],
  ["sync"],
  ["budget"],
  ["wait"],
  ["health"],
  ["settings"],
  ["webhooks"],
];

interface Entry {
  readonly source: ConfigSource;
  readonly key: string;
  readonly id: unknown;
  readonly name: unknown;
}

/** Mistakes that only show when all entries of all files are seen together. */
export function checkAcross(sources: readonly ConfigSource[]): readonly ConfigIssue[] {
  const entries = sources.flatMap((source) => agentKeys(source).map((key) => entryOf(source, key)));
  return [
    ...entries.flatMap((entry, index) => clashes(entry, entries.slice(0, index))),
    ...RUN_LEVEL.flatMap((path) => differences(sources, path)),
  ];
}

function entryOf(source: ConfigSource, key: string): Entry {
  const id = valueAt(source.data, ["agents", key, "id"]);
  const name = valueAt(source.data, ["agents", key, "name"]) ?? key;
  return { source, key, id, name };
}

function clashes(entry: Entry, earlier: readonly Entry[]): readonly ConfigIssue[] {
  const { source, key } = entry;
  const where = (other: Entry) =>
    other.source === source ? `agents.${other.key}` : `agents.${other.key} of ${other.source.path}`;
  const report = (path: Path, message: string, fix: string, at: "key" | "value") =>
    issueAt(source, ["agents", key, ...path], { message, fix, at });

  const sameKey = earlier.find((other) => other.key === key);
  if (sameKey !== undefined) {
    const message = `the key ${key} is taken by ${where(sameKey)}`;
    return [report([], message, "Give one of them another key.", "key")];
  }
  const sameId = earlier.find((other) => typeof entry.id === "string" && other.id === entry.id);
  if (sameId !== undefined) {
    const message = `agents.${key} has the id of ${where(sameId)}`;
    return [report(["id"], message, "One agent on the service takes one entry.", "value")];
  }
  // An entry without an id takes the live agent of its name, which may be the one another entry has by id.
  const sameName = earlier.find(
    (other) =>
      typeof entry.name === "string" &&
      other.name === entry.name &&
      (other.id === undefined || entry.id === undefined),
  );
  if (sameName === undefined) return [];
  const message = `agents.${key} has the name of ${where(sameName)}, and they are told apart by name alone`;
  return [report(["name"], message, "Give each its id, or one of them another name.", "value")];
}

function differences(sources: readonly ConfigSource[], path: Path): readonly ConfigIssue[] {
  const stated = sources.filter((source) => valueAt(source.data, path) !== undefined);
  const [first, ...rest] = stated;
  if (first === undefined) return [];
  const held = valueAt(first.data, path);
  return rest
    .filter((source) => !isDeepStrictEqual(valueAt(source.data, path), held))
    .map((source) => {
      const message = `${pathText(path)} holds for the whole run and is stated differently in ${first.path}`;
      return issueAt(source, path, { message, fix: "State it in one file only.", at: "key" });
    });
}
