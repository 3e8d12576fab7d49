/** Messages and hints: sentences, and where a hint has lines to copy, those as they are. */

import { oneLine, visible } from "./escape.ts";
import { sentence } from "./format.ts";
import { fence, type Leaf, paragraph, prose } from "./markdown.ts";

const LINE_MAX = 600;
const LINES_MAX = 40;

interface MessagePart {
  readonly kind: "prose" | "yaml";
  readonly lines: readonly string[];
}

/** Hints name the lines to add as YAML: a bare `key:` and the indented lines after it. All lines are visible text. */
function messageParts(text: string): readonly MessagePart[] {
  const parts: { kind: MessagePart["kind"]; lines: string[] }[] = [];
  for (const line of text.split(/\r\n?|\n/).slice(0, LINES_MAX)) {
    if (line.trim() === "") continue;
    const kind = /^\s|^[\w-]+:$/.test(line) ? "yaml" : "prose";
    const shown = kind === "yaml" ? visible(line.slice(0, LINE_MAX)) : oneLine(line, LINE_MAX);
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(shown);
    else parts.push({ kind, lines: [shown] });
  }
  return parts;
}

export function messageBlocks(text: string): Leaf[] {
  return messageParts(text).map(({ kind, lines }) =>
    kind === "yaml"
      ? fence("yaml", lines)
      : paragraph(prose(lines.map(asSentence).join(" "), LINES_MAX * LINE_MAX)),
  );
}

/** The same as lines without Markdown. */
export function messageLines(text: string): string[] {
  return messageParts(text).flatMap(({ kind, lines }) =>
    kind === "yaml" ? lines.map((line) => `  ${line}`) : [lines.map(asSentence).join(" ")],
  );
}

function asSentence(line: string): string {
  return line.endsWith(":") ? line : sentence(line);
}
