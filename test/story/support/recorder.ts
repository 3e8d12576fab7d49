/** Stands in for @actions/core: what a step tells the runner, kept in memory and written as the runner reads it. */
import type { AnnotationProperties } from "@actions/core";
import type { Toolkit } from "../../../src/github/workflow.ts";

interface Recorded {
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
}

export function createRecorder(): { readonly toolkit: Toolkit; recorded(): Recorded } {
  const outputs: Record<string, string> = {};
  const state: Record<string, string> = {};
  let [log, summary, buffer] = ["", "", ""];
  const print = (line: string) => {
    log += `${line}\n`;
  };
  const issue = (name: string, message: string, properties: Record<string, unknown> = {}) => {
    const stated = Object.entries(properties).filter(([, value]) => value !== undefined);
    const list = stated.map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
    print(`::${name}${list.length > 0 ? ` ${list.join(",")}` : ""}::${escaped(message)}`);
  };
  const annotate =
    (level: string) =>
    (message: string | Error, properties: AnnotationProperties = {}) => {
      const { title, file, startLine: line, endLine, startColumn: col, endColumn } = properties;
      issue(level, String(message), { title, file, line, endLine, col, endColumn });
    };
  const toolkit: Toolkit = {
    info: print,
    debug: (message) => issue("debug", message),
    notice: annotate("notice"),
    warning: annotate("warning"),
    error: annotate("error"),
    group: async (name, run) => {
      issue("group", name);
      try {
        return await run();
      } finally {
        issue("endgroup", "");
      }
    },
    setOutput: (name, value) => {
      outputs[name] = String(value);
    },
    saveState: (name, value) => {
      state[name] = String(value);
    },
    getState: () => "",
    setFailed: (message) => issue("error", String(message)),
    setSecret: (value) => issue("add-mask", value),
    summary: {
      addRaw: (text) => {
        buffer += text;
        return {
          write: async () => {
            summary += buffer;
            buffer = "";
          },
        };
      },
      emptyBuffer: () => {
        buffer = "";
      },
    },
  };
  return { toolkit, recorded: () => ({ log, outputs, state, summary }) };
}

/** As @actions/core escapes the data of a command. */
function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
