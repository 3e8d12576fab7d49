/**
 * Requests, makespan, detection delay and memory of the gate for 1 to 1,000 agents, on a virtual clock over the
 * emulator in this process. Run with: npm run bench:scale
 */
import { createScaleStage, type ScaleFigures } from "./scale/stage.ts";

const SIZES = [1, 10, 100, 1_000];

async function main(): Promise<void> {
  const rows: string[] = [];
  for (const agents of SIZES) {
    rows.push(row("nothing changed", agents, await createScaleStage({ agents, changed: false })));
  }
  for (const agents of SIZES) {
    rows.push(row("all changed", agents, await createScaleStage({ agents, changed: true })));
  }
  const large = await createScaleStage({ agents: 1_000, changed: false, promptBytes: 102_400 });
  rows.push(row("nothing changed, prompts of 100 KiB", 1_000, large));
  const head = [
    "case",
    "agents",
    "requests (lists)",
    "runs",
    "makespan",
    "lower bound",
    "over it",
    "detection delay, mean / most",
    "within 15 s or 5 %",
    "peak RSS",
  ];
  process.stdout.write(`${line(head)}\n${line(head.map(() => "---"))}\n${rows.join("\n")}\n`);
}

function row(name: string, agents: number, figures: ScaleFigures): string {
  const { requests, lists, runs, makespanMs, lowerBoundMs, delays, withinPromise } = figures;
  const over = lowerBoundMs === 0 ? "" : `${(100 * (makespanMs / lowerBoundMs - 1)).toFixed(1)} %`;
  const mean = delays.reduce((sum, ms) => sum + ms, 0) / Math.max(1, delays.length);
  return line([
    name,
    String(agents),
    `${requests} (${lists})`,
    String(runs),
    minutes(makespanMs),
    minutes(lowerBoundMs),
    over,
    delays.length === 0 ? "" : `${seconds(mean)} / ${seconds(Math.max(...delays))}`,
    delays.length === 0 ? "" : `${withinPromise} of ${delays.length}`,
    `${Math.round(figures.peakRssBytes / 1024 / 1024)} MiB`,
  ]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function minutes(ms: number): string {
  return `${(ms / 60_000).toFixed(1)} min`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

await main();
