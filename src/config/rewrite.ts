/** Another text in the place of one prompt of converra.yml, and every other byte as it was. Pure. */
import { Document, isAlias, isMap, isScalar, type Node, Parser, Scalar } from "yaml";
import { agentKeys, valueAt } from "./data.ts";
import { type ConfigSource, parseSource } from "./source.ts";

export type Rewritten =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** Line ends of the prompt are taken as `\n`, as they are when it is read. */
export function withPrompt(
  file: { readonly path: string; readonly text: string },
  key: string,
  prompt: string,
): Rewritten {
  const source = parseSource(file);
  const wanted = prompt.replace(/\r\n?/g, "\n");
  const found = promptNode(source, key);
  if (found === undefined) {
    return { ok: false, problem: `${file.path} has no prompt of its own under agents.${key}` };
  }
  for (const replacement of replacements(source, found, wanted)) {
    const [start, end] = replacement.range;
    const text = file.text.slice(0, start) + replacement.text + file.text.slice(end);
    if (isOnlyThat(source, { path: file.path, text }, key, wanted)) return { ok: true, text };
  }
  const problem = `the prompt of agents.${key} cannot be written into ${file.path} without a change to something else, as where an anchor shares it; give it a prompt-file, or write it out`;
  return { ok: false, problem };
}

interface Found {
  readonly node: Node;
  /** Of the key, 0-based: what a block below it is indented from. */
  readonly column: number;
  readonly isInFlow: boolean;
}

function promptNode({ document, text, data }: ConfigSource, key: string): Found | undefined {
  if (typeof valueAt(data, ["agents", key, "prompt"]) !== "string") return undefined;
  let isInFlow = false;
  let node: unknown = document.contents;
  let keyNode: unknown;
  for (const name of ["agents", key, "prompt"]) {
    if (isAlias(node)) return undefined;
    if (!isMap(node)) return undefined;
    isInFlow ||= node.flow === true;
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === name);
    keyNode = pair?.key;
    node = pair?.value;
  }
  if (!(isScalar(node) || isAlias(node)) || !isScalar(keyNode) || !node.range) return undefined;
  const offset = keyNode.range?.[0] ?? 0;
  const column = offset - (text.lastIndexOf("\n", offset - 1) + 1);
  return { node, column, isInFlow };
}

interface Replacement {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** In the style that stands there first, then in one that can hold any text. */
function* replacements(
  { text }: ConfigSource,
  { node, column, isInFlow }: Found,
  prompt: string,
): Generator<Replacement> {
  const [start, end] = node.range ?? [0, 0];
  const old = text.slice(start, end);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const isBlock = isScalar(node) && /^BLOCK/.test(node.type ?? "");
  const header = isBlock ? (/^.*/.exec(old)?.[0] ?? "") : "";
  const after = isBlock ? "" : (/^[^\r\n]*/.exec(text.slice(end))?.[0] ?? "");
  const comment = /(?:^|\s)#.*$/.exec(isBlock ? header : after)?.[0].trim() ?? "";
  if (!isInFlow) {
    const indent = isBlock ? (blockIndent(old) ?? column + 2) - column : 2;
    const isFolded = isScalar(node) && node.type === Scalar.BLOCK_FOLDED;
    const styles = isFolded
      ? (["BLOCK_FOLDED", "BLOCK_LITERAL"] as const)
      : (["BLOCK_LITERAL"] as const);
    const isPlain = !isBlock && !prompt.includes("\n");
    for (const style of isPlain ? [] : styles) {
      const [first = "", ...rest] = rendered(prompt, style, Math.max(1, indent)).split("\n");
      // A line without words has no need of the indentation, and editors cut it.
      const lines = rest.map((line) => (line === "" ? "" : " ".repeat(column) + line));
      const kept = isBlock ? trailing(old) : "";
      const body = [first + (first.startsWith('"') ? "" : comment && ` ${comment}`), ...lines];
      const whole = `${body.join("\n").replace(/\n+$/, "")}\n`;
      const joined = (first.includes("+") ? `${body.join("\n")}` : whole + kept).replaceAll(
        "\n",
        eol,
      );
      // A comment behind a word moves behind the block's header.
      yield isBlock
        ? { range: [start, end], text: joined }
        : { range: [start, end + after.length], text: joined.replace(/\r?\n$/, "") };
    }
  }
  const quoted = JSON.stringify(prompt);
  const below = isBlock ? `${comment && ` ${comment}`}${eol}${trailing(old)}` : "";
  yield { range: [start, end], text: `${quoted}${below}` };
}

/** Empty lines below a block are part of it, and belong to the file's layout. */
function trailing(block: string): string {
  return /\n((?:[ \t]*\r?\n)*)[ \t]*$/.exec(block)?.[1] ?? "";
}

/** Column of the block's first line that has words. */
function blockIndent(block: string): number | undefined {
  const [, ...lines] = block.split(/\r?\n/);
  const first = lines.find((line) => line.trim() !== "");
  return first === undefined ? undefined : first.length - first.trimStart().length;
}

/** As the library writes it below a key in the first column: header, then lines indented by `indent`. */
function rendered(prompt: string, type: Scalar.Type, indent: number): string {
  const scalar = new Scalar(prompt);
  scalar.type = type;
  const document = new Document({ a: scalar });
  return document
    .toString({ indent, lineWidth: type === "BLOCK_FOLDED" ? 80 : 0 })
    .slice("a: ".length);
}

/** The file says what it said, but for this one prompt, and every comment stands. */
function isOnlyThat(
  before: ConfigSource,
  file: { readonly path: string; readonly text: string },
  key: string,
  prompt: string,
): boolean {
  const after = parseSource(file);
  if (after.data === undefined || after.issues.length > 0) return false;
  if (valueAt(after.data, ["agents", key, "prompt"]) !== prompt) return false;
  if (agentKeys(after).join("\n") !== agentKeys(before).join("\n")) return false;
  const rest = ({ data }: ConfigSource) => {
    const copy = structuredClone(data) as { agents: Record<string, Record<string, unknown>> };
    delete copy.agents[key]?.prompt;
    return JSON.stringify(copy);
  };
  return (
    rest(before) === rest(after) &&
    commentsOf(before.text).join("\n") === commentsOf(file.text).join("\n")
  );
}

/** Every comment in order, as it is written; a line of a block that begins with # is none. */
export function commentsOf(text: string): readonly string[] {
  const comments: string[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) collect(one);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    if ("type" in value && value.type === "comment" && "source" in value) {
      comments.push(String(value.source).trimEnd());
    }
    for (const one of Object.values(value)) collect(one);
  };
  for (const token of new Parser().parse(text)) collect(token);
  return comments;
}
