import * as core from "@actions/core";
import { ActionError } from "../errors.ts";
import { plainLogText } from "./log-text.ts";

interface Annotation {
  readonly level: "notice" | "warning" | "error";
  readonly message: string;
  readonly title?: string;
  /** Relative to the workspace; without it the annotation belongs to the run as a whole. */
  readonly file?: string;
  /** 1-based, like `endLine` and `column`. */
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
}

/** What a command may tell the runner. Text may come from outside: nothing in it is read as a workflow command. */
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

/** The runner's adapter on @actions/core. */
export function createWorkflow(): Workflow {
  let summaryBytes = 0;
  let failed = false;
  return {
    info: (text) => core.info(plainLogText(text)),
    debug: (text) => core.debug(plainLogText(text)),
    group: (name, run) => core.group(plainLogText(name), run),
    annotate: (annotation) => {
      const { level, message, title, file, line, endLine, column } = annotation;
      const properties = {
        ...(title === undefined ? {} : { title: plainLogText(title) }),
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { startLine: line }),
        ...(endLine === undefined ? {} : { endLine }),
        ...(column === undefined ? {} : { startColumn: column }),
      };
      const write = { notice: core.notice, warning: core.warning, error: core.error }[level];
      write(plainLogText(message), properties);
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
      await appendSummary(text);
      summaryBytes += bytes;
    },
    setOutput: (name, value) => core.setOutput(name, value),
    saveState: (name, value) => core.saveState(name, value),
    getState: (name) => core.getState(name),
    setFailed: (message) => {
      if (failed) {
        core.info(plainLogText(message));
        return;
      }
      failed = true;
      core.setFailed(plainLogText(message));
    },
    // The runner warns about an empty mask.
    setSecret: (value) => {
      if (value !== "") core.setSecret(value);
    },
  };
}

async function appendSummary(text: string): Promise<void> {
  try {
    await core.summary.addRaw(text).write();
  } catch (error) {
    // The text stays in core's buffer and would be written twice by a later call.
    core.summary.emptyBuffer();
    throw new ActionError(
      `Could not write the job summary: ${error instanceof Error ? error.message : String(error)}`,
      { hint: "The whole report is in the report files.", cause: error },
    );
  }
}
