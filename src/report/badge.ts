/** The newest answer as a badge: badge.svg by itself, and badge.json for a badge that shields.io draws. */
import type { Element } from "xast";
import { toXml } from "xast-util-to-xml";
import { x } from "xastscript";
import { headlineText, resultOf } from "./labels.ts";
import type { Report } from "./model.ts";

export interface Badge {
  readonly label: string;
  /** With its day, so that a badge that nobody renews any more is seen to be old. */
  readonly message: string;
  /** Six hexadecimal digits, dark enough for white text (WCAG AA). */
  readonly color: string;
  /** In full, for those who do not see it. */
  readonly title: string;
  readonly isFailure: boolean;
}

const COLOR = { pass: "1a7f37", warn: "8a6100", fail: "b42318" } as const;
const MEASURED: ReadonlySet<string | undefined> = new Set([
  ...["improved", "unchanged", "regressed", "inconclusive"],
]);

/** Undefined where nothing was measured and nothing is amiss, and of a command that judges nothing. */
export function badgeOf(report: Report): Badge | undefined {
  const { command, agents, context, finishedAt } = report;
  if (command !== "gate" && command !== "benchmark") return undefined;
  const result = resultOf(report);
  const isMeasured = agents.some(({ verdict }) => MEASURED.has(verdict?.verdict));
  if (result === "pass" && !isMeasured) return undefined;
  const day = finishedAt.slice(0, 10);
  const label = context.sandbox ? "converra sandbox" : `converra ${command}`;
  return {
    label,
    message: `${wordOf(report)}, ${day}`,
    color: COLOR[result],
    title: `${headlineText(report).replaceAll("\u00a0", " ")}, on ${day}`,
    isFailure: result === "fail",
  };
}

function wordOf({ gate, agents, fault }: Report): string {
  if (fault !== undefined) return "could not run";
  if (gate.result === "pass") return "passing";
  for (const verdict of ["regressed", "incomplete"] as const) {
    const count = agents.filter((one) => one.verdict?.verdict === verdict && !one.accepted).length;
    if (count > 0) return `${count} ${verdict}`;
  }
  return gate.result === "fail" ? "failing" : "warning";
}

/** https://shields.io/badges/endpoint-badge */
export function badgeJson({ label, message, color, isFailure }: Badge): string {
  const endpoint = { schemaVersion: 1, label, message, color, isError: isFailure };
  return `${JSON.stringify(endpoint, undefined, 2)}\n`;
}

const HEIGHT = 20;
const PADDING = 6;
/** Of Verdana at 11 pixels, about; the text is set to the width that is kept for it. */
const CHARACTER = 6.2;

export function badgeSvg({ label, message, color, title }: Badge): string {
  const [left, right] = [label, message].map(
    (text) => Math.round(text.length * CHARACTER) + 2 * PADDING,
  ) as [number, number];
  const width = left + right;
  const text = (of: string, from: number, room: number): Element =>
    x("text", { x: from + room / 2, y: 14, textLength: room - 2 * PADDING }, of);
  const svg = x(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      ...{ width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` },
      ...{ role: "img", "aria-labelledby": "title" },
    },
    x("title", { id: "title" }, title),
    x("clipPath", { id: "round" }, x("rect", { width, height: HEIGHT, rx: 3 })),
    x(
      "g",
      { "clip-path": "url(#round)" },
      x("rect", { width: left, height: HEIGHT, fill: "#444c56" }),
      x("rect", { x: left, width: right, height: HEIGHT, fill: `#${color}` }),
    ),
    x(
      "g",
      {
        ...{ fill: "#fff", "text-anchor": "middle", "font-size": 11 },
        "font-family": "Verdana, Geneva, DejaVu Sans, sans-serif",
      },
      text(label, 0, left),
      text(message, left, right),
    ),
  );
  return `${toXml(svg)}\n`;
}
