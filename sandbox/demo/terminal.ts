/** A comment's markdown as lines for a terminal. For reading only: what is posted is the markdown itself. */

const COLORS = { bold: 1, dim: 2, red: 31, green: 32, cyan: 36 } as const;
export type Paint = (color: keyof typeof COLORS, text: string) => string;

export function painter(color: boolean): Paint {
  return (name, text) => (color ? `\u001b[${COLORS[name]}m${text}\u001b[0m` : text);
}

export function renderTerminal(markdown: string, paint: Paint): string {
  const lines: string[] = [];
  let table: string[][] = [];
  let fenced = false;
  let depth = 0;
  const flush = () => {
    lines.push(...layOut(table).map((line) => indent(depth) + line));
    table = [];
  };
  for (const raw of markdown.split("\n")) {
    if (/^\s*```/.test(raw)) {
      fenced = !fenced;
      continue;
    }
    if (fenced) {
      lines.push(indent(depth) + diffLine(raw, paint));
      continue;
    }
    if (raw.startsWith("<!--")) continue;
    if (raw.startsWith("|")) {
      table.push(cellsOf(raw));
      continue;
    }
    if (table.length > 0) flush();
    const opens = raw.includes("<details");
    const text = plain(raw);
    if (opens) {
      lines.push(indent(depth) + paint("cyan", `▾ ${text}`));
      depth += 1;
    } else if (text !== "") {
      lines.push(indent(depth) + (raw.startsWith("#") ? paint("bold", text) : text));
    }
    if (raw.includes("</details>")) depth = Math.max(0, depth - 1);
  }
  if (table.length > 0) flush();
  return lines.join("\n");
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}

function diffLine(line: string, paint: Paint): string {
  if (line.startsWith("+")) return paint("green", line);
  if (line.startsWith("-")) return paint("red", line);
  return paint("dim", line);
}

function cellsOf(row: string): string[] {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map(plain);
}

function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, "")
    .replace(/^#+\s*|^>\s?/g, "")
    .replace(/\[!(NOTE|WARNING|CAUTION)\]/, "$1:")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|(?<!\\)`|(?<![\\\w])_(?=\w)|(?<=\w)_(?!\w)/g, "")
    .replace(/&nbsp;|\u00a0/g, " ")
    .replace(/&lt;|&#x3c;/gi, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;|&#x26;/gi, "&")
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~@:&])/g, "$1")
    .trim();
}

/** Columns as wide as their widest cell; the row of dashes under the head is left out. */
function layOut(rows: readonly (readonly string[])[]): string[] {
  const shown = rows.filter(
    (cells) => !cells.every((cell) => /^:?-*:?$/.test(cell) && cell !== ""),
  );
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((cells) => [...(cells[column] ?? "")].length)),
  );
  return shown.map((cells) =>
    cells
      .map(
        (cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length)),
      )
      .join("  ")
      .trimEnd(),
  );
}
