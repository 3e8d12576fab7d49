/** Progress on standard error: lines that are redrawn in a terminal, and one line a change elsewhere. */
import { createLogUpdate } from "log-update";
import type { Clock } from "../clock.ts";
import type { RunView } from "../runs/types.ts";
import { progressLines, type Screen, visibleLine } from "./terminal.ts";

/** A terminal's, or any other. */
export type Stream = NodeJS.WritableStream & Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns">>;

export interface Progress {
  log(line: string): void;
  show(runs: readonly RunView[]): void;
  /** Clears what is redrawn. Nothing is shown afterwards. */
  end(): void;
}

export interface ProgressOptions {
  readonly stream: Stream;
  readonly clock: Clock;
  readonly screen: Screen;
  /** Milliseconds between two drawings in a terminal. */
  readonly everyMs: number;
}

/** Of a clock that is not redrawn: often enough to see that it goes on. */
const REMINDER_MS = 60_000;

export function createProgress(options: ProgressOptions): Progress {
  return options.stream.isTTY ? redrawn(options) : appended(options);
}

function redrawn({ stream, clock, screen, everyMs }: ProgressOptions): Progress {
  const { colors } = screen;
  const draw = createLogUpdate(stream, { showCursor: true });
  let runs: readonly RunView[] = [];
  let timer: NodeJS.Timeout | undefined;
  const redraw = () => draw(progressLines(runs, clock.now()).map(colors.cyan).join("\n"));
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    draw.clear();
  };
  return {
    log: (line) => {
      draw.clear();
      stream.write(`${colors.dim(visibleLine(line))}\n`);
      if (runs.length > 0) redraw();
    },
    show: (next) => {
      runs = next;
      if (runs.length === 0) return stop();
      redraw();
      timer ??= setInterval(redraw, everyMs).unref();
    },
    end: stop,
  };
}

/** A log keeps every line: the runs are told when a state changes, and now and then. */
function appended({ stream, clock, screen }: ProgressOptions): Progress {
  const write = (line: string) => stream.write(`${screen.colors.dim(line)}\n`);
  let told = "";
  let at = Number.NEGATIVE_INFINITY;
  return {
    log: (line) => write(visibleLine(line)),
    show: (runs) => {
      const state = runs
        .map(({ key, purpose, run }) => `${key} ${purpose} ${run?.rawStatus}`)
        .join();
      if (runs.length === 0 || (state === told && clock.now() < at + REMINDER_MS)) return;
      [told, at] = [state, clock.now()];
      for (const line of progressLines(runs, at)) write(line);
    },
    end: () => {},
  };
}
