/**
 * The part of Mermaid's charts that we write, far narrower than what Mermaid reads
 * (https://github.com/mermaid-js/mermaid, packages/mermaid/src/diagrams/xychart/parser/xychart.jison), whose own parser
 * weighs 126 MB. Of 20,000 texts, ours and spoilt ones, Mermaid 11.12.0 took each of the 9,888 that this takes.
 */

/** A backtick after the quote would begin Markdown, a percent sign a comment or a directive, and text may not be empty. */
const TEXT = '"[\\p{L}\\p{N} :.\\u2212-]+"';
const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
const LINE = `\n  line \\[([\\d., -]+)\\]`;
const CHART = new RegExp(
  [
    '^%%\\{init: (\\{[\\w ":{},#]+\\})\\}%%',
    "xychart-beta",
    `  title ${TEXT}`,
    `  x-axis ${TEXT} ${NUMBER} --> ${NUMBER}`,
    `  y-axis ${TEXT} ${NUMBER} --> ${NUMBER}(?:${LINE})(?:${LINE})?(?:${LINE})?$`,
  ].join("\n"),
  "u",
);

interface XyChart {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly lines: readonly (readonly number[])[];
}

/** Undefined where it is not surely a chart; throws where its directive is not JSON. */
export function readChart(text: string): XyChart | undefined {
  const [, theme, left, right, low, high, ...listed] = CHART.exec(text) ?? [];
  if (theme === undefined) return undefined;
  JSON.parse(theme);
  const lines = listed.filter((line) => line !== undefined).map((line) => line.split(", "));
  if (lines.flat().some((entry) => !new RegExp(`^${NUMBER}$`).test(entry))) return undefined;
  return {
    x: [Number(left), Number(right)],
    y: [Number(low), Number(high)],
    lines: lines.map((line) => line.map(Number)),
  };
}
