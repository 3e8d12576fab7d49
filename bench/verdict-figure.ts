/** `tsx bench/verdict-figure.ts`: draws docs/images/verdict-power.svg, what the gate says against the true drop. */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { USUAL } from "./verdict/cells.ts";
import { simulateAll } from "./verdict/pool.ts";

const TRIALS = 2_000;
const AGENTS = 5;
const LARGEST = 16;
const STEP = 0.5;
const PANEL = { width: 200, height: 170, gap: 24, left: 56, top: 66 };
const COLOURS = { fail: "#c0392b", warn: "#e0a030", pass: "#4a8f6a" } as const;
const HISTORIES = [0, 3, 10];

interface Point {
  readonly drop: number;
  readonly failed: number;
  readonly warned: number;
}

const drops = Array.from({ length: LARGEST / STEP + 1 }, (_, index) => index * STEP);
const cells = HISTORIES.flatMap((history) =>
  drops.map((drop) => ({ ...USUAL, agents: AGENTS, changed: 1, history, drop })),
);
const results = await simulateAll(cells, {
  trials: TRIALS,
  seed: "figure",
  threads: availableParallelism(),
  onDone: (done) => process.stderr.write(`\r${done} of ${cells.length} points`),
});
process.stderr.write("\n");

const panels = HISTORIES.map((history, index) => ({
  title: history === 0 ? "no history" : `${history} runs of history`,
  points: drops.map((drop, at): Point => {
    const { failed = 0, warned = 0 } = results[index * drops.length + at] ?? {};
    return { drop, failed, warned };
  }),
}));
const naive = {
  title: "naive gate",
  points: drops.map((drop, at): Point => {
    const failed = results[drops.length + at]?.naiveFailed ?? 0;
    return { drop, failed, warned: 0 };
  }),
};
mkdirSync("docs/images", { recursive: true });
writeFileSync("docs/images/verdict-power.svg", figure([...panels, naive]));

function figure(all: readonly (typeof naive)[]): string {
  const width = PANEL.left + all.length * (PANEL.width + PANEL.gap);
  const height = PANEL.top + PANEL.height + 58;
  const key = Object.entries(COLOURS).map(
    ([name, colour], index) =>
      `<rect x="${PANEL.left + 90 * index}" y="32" width="12" height="12" fill="${colour}"/>` +
      text(PANEL.left + 90 * index + 18, 42, name),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    "<title>Chance of fail, warn and pass against the true drop</title>",
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(
      PANEL.left,
      20,
      `One of ${AGENTS} agents drops in all four metrics (validation, max-drop 5): chance of each result`,
    ),
    ...key,
    ...all.map(panel),
    text(PANEL.left, height - 8, "true drop in points"),
    "</svg>",
    "",
  ].join("\n");
}

function panel({ title, points }: typeof naive, index: number): string {
  const left = PANEL.left + index * (PANEL.width + PANEL.gap);
  const bottom = PANEL.top + PANEL.height;
  const x = (drop: number) => left + (drop / LARGEST) * PANEL.width;
  const y = (share: number) => bottom - share * PANEL.height;
  const area = (low: (p: Point) => number, high: (p: Point) => number, colour: string) => {
    const up = points.map((p) => `${x(p.drop).toFixed(1)},${y(high(p)).toFixed(1)}`);
    const back = points.toReversed().map((p) => `${x(p.drop).toFixed(1)},${y(low(p)).toFixed(1)}`);
    return `<polygon points="${[...up, ...back].join(" ")}" fill="${colour}"/>`;
  };
  const ticks = [0, 5, 10, 15].map((drop) => text(x(drop), bottom + 16, String(drop), "middle"));
  const shares = [0, 0.5, 1].map((share) =>
    text(left - 6, y(share) + 4, `${100 * share} %`, "end"),
  );
  return [
    text(left, PANEL.top - 8, title),
    area(
      () => 0,
      (p) => p.failed,
      COLOURS.fail,
    ),
    area(
      (p) => p.failed,
      (p) => p.failed + p.warned,
      COLOURS.warn,
    ),
    area(
      (p) => p.failed + p.warned,
      () => 1,
      COLOURS.pass,
    ),
    `<line x1="${x(5)}" x2="${x(5)}" y1="${PANEL.top}" y2="${bottom}" stroke="#222" stroke-dasharray="3 3"/>`,
    ...ticks,
    ...(index === 0 ? shares : []),
  ].join("\n");
}

function text(x: number, y: number, words: string, anchor = "start"): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="#222">${words}</text>`;
}
