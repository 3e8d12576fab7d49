import * as core from "@actions/core";
import { ActionError, messageOf } from "../errors.ts";
import type { Annotation } from "../report/annotations.ts";
import { visible } from "../report/escape.ts";

/** What a command may tell the runner. Text may be hostile: nothing in it is read as a workflow command. */
export interface Workflow {
  info(text: string): void;
  /** Shown when the run has debug logging on. */
  debug(text: string): void;
  /** Folds what is logged until `run` ends. */
  group<T>(name: string, run: () => Promise<T>): Promise<T>;
  annotate(annotation: Annotation): void;
  /** Appends to the job summary. Over 1 MiB in all is refused, because the runner would drop the whole. */
  writeSummary(markdown: string): Promise<void>;
  setOutput(name: string, value: string): void;
  /** For the `post` step of the same action. */
  saveState(name: string, value: string): void;
  /** Empty when nothing was saved. */
  getState(name: string): string;
  /** Fails the step; only the first call does, a later message is logged. */
  setFailed(message: string): void;
  /** Masks the value in everything logged afterwards. */
  setSecret(value: string): void;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const SUMMARY_LIMIT = 1024 * 1024;

/** What the adapter uses of @actions/core. Named one by one, so that the bundle leaves the rest of it out. */
function runnerToolkit() {
  const summary: SummaryFile = core.summary;
  return {
    debug: core.debug,
    error: core.error,
    getState: core.getState,
    group: core.group,
    info: core.info,
    notice: core.notice,
    saveState: core.saveState,
    setFailed: core.setFailed,
    setOutput: core.setOutput,
    setSecret: core.setSecret,
    warning: core.warning,
    summary,
  };
}

export type Toolkit = ReturnType<typeof runnerToolkit>;

interface SummaryFile {
  addRaw(text: string): { write(): Promise<unknown> };
  emptyBuffer(): unknown;
}

/** The runner's adapter on @actions/core, or on what records in its place. */
export function createWorkflow(toolkit: Toolkit = runnerToolkit()): Workflow {
  let summaryBytes = 0;
  let failed = false;
  return {
    info: (text) => toolkit.info(plainLogText(text)),
    debug: (text) => toolkit.debug(plainLogText(text)),
    group: (name, run) => toolkit.group(plainLogText(name), run),
    annotate: (annotation) => {
      const { level, message, title, file, line, endLine, column } = annotation;
      toolkit[level](plainLogText(message), {
        title: title && plainLogText(title),
        file,
        startLine: line,
        endLine,
        startColumn: column,
      });
    },
    writeSummary: async (markdown) => {
      const text = markdown.endsWith("\n") ? markdown : `${markdown}\n`;
      const bytes = Buffer.byteLength(text);
      if (summaryBytes + bytes > SUMMARY_LIMIT) {
        throw new ActionError(
          `Could not write the job summary: ${summaryBytes + bytes} bytes, and the runner drops more than ${SUMMARY_LIMIT}`,
          { hint: "The whole report is in the report files." },
        );
      }
      await appendSummary(toolkit.summary, text);
      summaryBytes += bytes;
    },
    setOutput: (name, value) => toolkit.setOutput(name, value),
    saveState: (name, value) => toolkit.saveState(name, value),
    getState: (name) => toolkit.getState(name),
    setFailed: (message) => {
      if (failed) {
        toolkit.info(plainLogText(message));
        return;
      }
      failed = true;
      toolkit.setFailed(plainLogText(message));
    },
    // The runner warns about an empty mask.
    setSecret: (value) => {
      if (value !== "") toolkit.setSecret(value);
    },
  };
}

async function appendSummary(summary: SummaryFile, text: string): Promise<void> {
  try {
    await summary.addRaw(text).write();
  } catch (error) {
    // The text stays in the toolkit's buffer and would be written twice by a later call.
    summary.emptyBuffer();
    throw new ActionError(`Could not write the job summary: ${messageOf(error)}`, {
      hint: "The whole report is in the report files.",
      cause: error,
    });
  }
}

/**
 * Text as it may be written to the log: nothing in it is invisible, and no line of it is read as a workflow command.
 *
 * The runner takes a line for a command when it starts with `::` after white space, or holds `##[` anywhere
 * (github.com/actions/runner, src/Runner.Common/ActionCommand.cs). Its string search follows .NET's culture rules,
 * which skip invisible characters, and `visible` leaves the one that makes an emoji of "#". So the break is a blank.
 */
export function plainLogText(text: string): string {
  return visible(text.replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n"))
    .replace(/(#[\uFE0E\uFE0F]?#[\uFE0E\uFE0F]?)\[/gu, "$1 [")
    .replace(/^(\s*):(?=:)/gmu, "$1: ");
}
