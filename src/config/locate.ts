/** Where a thing stands in a file: values by their path, mistakes by their line and column. */
import type { Node } from "yaml";
import { isAlias, isMap, isNode, isScalar, isSeq } from "yaml";
import type { SourceRange } from "../domain.ts";
import type { ConfigIssue } from "../errors.ts";
import type { Path } from "./data.ts";
import { type ConfigSource, positionAt } from "./source.ts";

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
  const start = path.length === 0 ? 0 : startOf(node);
  return { file: source.path, ...positionAt(source.lines, start), message, fix };
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
  if (!block) return rangeBetween(source, start, end);
  const firstLine = source.text.indexOf("\n", start) + 1;
  const indent = source.text.slice(firstLine, end).search(/[^ ]/);
  return rangeBetween(source, firstLine + indent, end);
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

function child(
  source: ConfigSource,
  parent: Node | undefined,
  segment: string | number,
): Found | undefined {
  const node = isAlias(parent) ? parent.resolve(source.document) : parent;
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return isNode(item) ? { key: undefined, value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  // The last of two equal keys is the one whose value was read.
  const pair = node.items.findLast(
    ({ key }) => isScalar(key) && String(key.value) === String(segment),
  );
  if (pair === undefined) return undefined;
  const { key, value } = pair;
  return { key: isNode(key) ? key : undefined, value: isNode(value) ? value : undefined };
}

const startOf = (node: Node | undefined) => node?.range?.[0] ?? 0;
const endOf = (node: Node | undefined) => node?.range?.[1];

function rangeBetween({ path, text, lines }: ConfigSource, start: number, end: number) {
  const last = start + text.slice(start, end).trimEnd().length;
  const endLine = positionAt(lines, Math.max(start, last - 1)).line;
  return { file: path, ...positionAt(lines, start), endLine };
}
