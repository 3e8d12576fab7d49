import type { Node, Pair, YAMLMap } from "yaml";
import { isAlias, isMap, isNode, isScalar, isSeq } from "yaml";
import type { SourceRange } from "../domain.ts";
import type { ConfigIssue } from "../errors.ts";
import type { ConfigSource } from "./source.ts";

export type Path = readonly (string | number)[];

interface Found {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** A mistake at the value of `path`, or at its key; where there is no such entry, at the nearest one that holds it. */
export function issueAt(
  source: ConfigSource,
  path: Path,
  { message, fix, at = "value" }: { message: string; fix: string; at?: "key" | "value" },
): ConfigIssue {
  const { found, complete } = find(source, path);
  const node = complete && at === "value" ? (found.value ?? found.key) : (found.key ?? found.value);
  const { line, column } = position(source, path.length === 0 || !found ? 0 : startOf(node));
  return { file: source.path, line, column, message, fix };
}

/** From the entry's key to the last line of its value. */
export function entryRange(source: ConfigSource, path: Path): SourceRange {
  const { found } = find(source, path);
  const start = startOf(found.key ?? found.value);
  return rangeBetween(source, start, endOf(found.value) ?? start);
}

/** The lines of a text value; of a block scalar those after its `|` or `>`. */
export function textRange(source: ConfigSource, path: Path): SourceRange {
  const { value } = find(source, path).found;
  const start = startOf(value);
  const end = endOf(value) ?? start;
  const block =
    isScalar(value) && (value.type === "BLOCK_LITERAL" || value.type === "BLOCK_FOLDED");
  const firstLine = block ? source.text.indexOf("\n", start) + 1 : start;
  const first = firstLine + source.text.slice(firstLine, end).search(/[^ ]/);
  return rangeBetween(source, block ? first : start, end);
}

function find(source: ConfigSource, path: Path): { found: Found; complete: boolean } {
  let found: Found = { key: undefined, value: source.root ?? undefined };
  for (const segment of path) {
    const next = child(source, found.value, segment);
    if (next === undefined) return { found, complete: false };
    found = next;
  }
  return { found, complete: true };
}

function child(source: ConfigSource, parent: Node | undefined, segment: string | number) {
  const node = isAlias(parent) ? parent.resolve(source.document) : parent;
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return isNode(item) ? { key: undefined, value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  // The last of two equal keys is the one whose value was read.
  const pair = (node as YAMLMap).items.findLast(({ key }) => keyName(key) === String(segment));
  return pair === undefined ? undefined : nodesOf(pair);
}

const keyName = (key: unknown) => (isScalar(key) ? String(key.value) : undefined);

function nodesOf({ key, value }: Pair): Found {
  return { key: isNode(key) ? key : undefined, value: isNode(value) ? value : undefined };
}

const startOf = (node: Node | undefined) => node?.range?.[0] ?? 0;
const endOf = (node: Node | undefined) => node?.range?.[1];

function rangeBetween(source: ConfigSource, start: number, end: number): SourceRange {
  const last = start + source.text.slice(start, end).trimEnd().length;
  const endLine = position(source, Math.max(start, last - 1)).line;
  return { file: source.path, ...position(source, start), endLine };
}

function position(source: ConfigSource, offset: number): { line: number; column: number } {
  const { line, col } = source.lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
