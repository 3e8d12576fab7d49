/** A winner that may be taken, as a change of the prompt's own file: for GitHub's button, or for `git apply`. Pure. */
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import type { Headroom } from "../headroom.ts";
import { oneLine, visible } from "./escape.ts";
import type { Lines } from "./links.ts";
import { fence, paragraph, strong } from "./markdown.ts";
import type { AgentReport } from "./model.ts";
import { serialise } from "./serialise.ts";
import { isOffered, winnerSentence } from "./variants.ts";

/** The search for a patch is quadratic in them. */
const MAX_EDITS = 2000;

/** Lines of the file that the candidate stands in, and what they become. */
export interface Suggestion {
  readonly file: string;
  /** 1-based and both among what is replaced. */
  readonly replaced: Lines;
  readonly by: readonly string[];
}

interface Offer {
  readonly headroom: Headroom;
  /** The text of the prompt's file and the winner's, without a line end at the end. */
  readonly before: string;
  readonly content: string;
}

/**
 * The winner where it can be handed over as it is: offered, in a prompt file of the agent's own, and of a text that
 * shows all it holds.
 */
export function offerOf(agent: AgentReport): Offer | undefined {
  const { headroom, promptAfter, promptSource, source } = agent;
  if (!isOffered(headroom) || headroom.content === undefined) return undefined;
  const [before = "", content = ""] = [promptAfter, headroom.content].map(asInFile);
  const isOwnFile = promptSource.file !== source.file && promptSource.line === 1;
  // A break in what could be an HTML comment would be taken over with the text.
  const isPlain = visible(content) === content && !content.includes("<!--");
  if (!isOwnFile || !isPlain || content === "" || content === before) return undefined;
  return { headroom, before, content };
}

function asInFile(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
}

/** All that differs in one piece, from the first differing line to the last; never empty on the file's side. */
export function suggestionOf(agent: AgentReport, { before, content }: Offer): Suggestion {
  const old = before.split("\n");
  const fresh = content.split("\n");
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  // What is only put in needs a line beside it to replace.
  if (head + tail === old.length) {
    if (head > 0) head -= 1;
    else tail -= 1;
  }
  return {
    file: agent.promptSource.file,
    replaced: { from: head + 1, to: old.length - tail },
    by: fresh.slice(head, fresh.length - tail),
  };
}

/** The text of a review comment, without its marker. */
export function renderSuggestion(
  agent: AgentReport,
  { headroom }: Offer,
  { by }: Suggestion,
): string {
  return serialise([
    paragraph(
      strong("Converra found a better prompt"),
      ` for ${oneLine(agent.key)}. Committing this suggestion starts the gate again, on the new text.`,
    ),
    winnerSentence(headroom),
    fence("suggestion", by),
  ]);
}

/** As `git apply` reads it, on the file at the report's commit; empty where too much differs. */
export function patchOf(agent: AgentReport, { before, content }: Offer): readonly string[] {
  const { file } = agent.promptSource;
  const texts = [`${before}\n`, `${content}\n`] as const;
  const options = { context: 3, maxEditLength: MAX_EDITS };
  const patch = structuredPatch(`a/${file}`, `b/${file}`, ...texts, undefined, undefined, options);
  return patch === undefined ? [] : formatPatch(patch, FILE_HEADERS_ONLY).trimEnd().split("\n");
}
