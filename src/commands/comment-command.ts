/**
 * The command in a comment: its first line, where that begins with /converra in the first column. Nothing can quote,
 * fence, indent or quote as code what a comment begins with, so no Markdown has to be read to tell. Pure.
 */

import type { Block } from "../report/markdown.ts";

export type CommentCommand =
  | { readonly kind: "apply" | "apply-live" | "explain"; readonly agent: string }
  /** The rest of the line; empty where nothing more is said. */
  | { readonly kind: "accept"; readonly agent: string; readonly reason: string }
  | { readonly kind: "rerun" | "stop" | "help" }
  /** A command that is none of ours, or has more or fewer words than it needs. */
  | { readonly kind: "unknown" };

/** What is replied. */
export interface Answer {
  readonly done: boolean;
  /** Plain sentences; hostile text in them is escaped when they are written. */
  readonly words: string;
  /** What to do next, where the words do not say it; it may have lines to copy. */
  readonly hint?: string;
  /** What follows the words. */
  readonly blocks?: readonly Block[];
  /** A hidden first line of the reply. */
  readonly record?: string;
  /** What is done once the reply stands; its words are added to it. */
  readonly afterwards?: () => Promise<Pick<Answer, "words" | "hint">>;
}

export function refused(words: string): Answer {
  return { done: false, words };
}

/** Undefined where the comment does not begin with one; its other lines are a person's remark. */
export function commandIn(comment: string): CommentCommand | undefined {
  const [line = ""] = comment.split(/[\r\n]/, 1);
  const [prefix, ...words] = line.trimEnd().split(/[ \t]+/);
  if (prefix !== "/converra") return undefined;
  const [name = "help", agent, ...more] = words;
  if (name === "accept" && agent !== undefined) {
    return { kind: "accept", agent, reason: more.join(" ") };
  }
  if (name === "apply" && agent !== undefined && more.join() === "live") {
    return { kind: "apply-live", agent };
  }
  if (more.length > 0) return { kind: "unknown" };
  if ((name === "apply" || name === "explain") && agent !== undefined) return { kind: name, agent };
  const isAlone = name === "rerun" || name === "stop" || name === "help";
  if (isAlone && agent === undefined) return { kind: name };
  return { kind: "unknown" };
}
