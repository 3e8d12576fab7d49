import { isDeepStrictEqual } from "node:util";
import type { ConfigIssue } from "../errors.ts";
import { agentKeys, type Path, valueAt } from "./data.ts";
import { pathText } from "./explain.ts";
import { issueAt } from "./locate.ts";
import type { ConfigSource } from "./source.ts";

/** Sections that hold for the whole run, and so may not differ between its files. */
const RUN_LEVEL: readonly Path[] = [
  ["gate", "confidence"],
  ["sync"],
  ["budget"],
  ["wait"],
  ["health"],
  ["report"],
  ["policy"],
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
    ...entries.flatMap((entry, index) => clash(entry, entries.slice(0, index)) ?? []),
    ...RUN_LEVEL.flatMap((path) => differences(sources, path)),
  ];
}

function entryOf(source: ConfigSource, key: string): Entry {
  const own = (field: string) => valueAt(source.data, ["agents", key, field]);
  return { source, key, id: own("id"), name: own("name") ?? key };
}

function clash({ source, key, id, name }: Entry, earlier: readonly Entry[]) {
  const path = ["agents", key];
  const taker = (isTaken: (other: Entry) => boolean) => {
    const other = earlier.find(isTaken);
    if (other === undefined) return undefined;
    return `agents.${other.key}${other.source === source ? "" : ` of ${other.source.path}`}`;
  };
  const ofKey = taker((other) => other.key === key);
  if (ofKey !== undefined) {
    const message = `the key ${key} is taken by ${ofKey}`;
    return issueAt(source, path, { message, fix: "Give one of them another key.", at: "key" });
  }
  const ofId = taker((other) => typeof id === "string" && other.id === id);
  if (ofId !== undefined) {
    const message = `agents.${key} has the id of ${ofId}`;
    const fix = "One agent on the service takes one entry.";
    return issueAt(source, [...path, "id"], { message, fix });
  }
  // An entry without an id takes the live agent of its name, which may be the one another entry has by id.
  const byName = (other: Entry) => other.id === undefined || id === undefined;
  const ofName = taker((other) => typeof name === "string" && other.name === name && byName(other));
  if (ofName === undefined) return undefined;
  const message = `agents.${key} has the name of ${ofName}, and they are told apart by name alone`;
  const fix = "Give each its id, or one of them another name.";
  return issueAt(source, [...path, "name"], { message, fix });
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
