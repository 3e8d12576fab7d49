/** Addresses on GitHub for the things a report names. Undefined where the context lacks what an address needs. */
import { createHash } from "node:crypto";
import type { SourceRange } from "../domain.ts";
import type { AgentReport, ReportContext } from "./model.ts";
import { promptDiff } from "./prompt-diff.ts";

/** How verdicts come about, and how often they are wrong. */
export const VERDICT_DOC = "https://github.com/converra/gate/blob/main/docs/verdict.md";

export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** The file at the report's commit, with the lines marked. */
export function blobUrl(context: ReportContext, file: string, lines: Lines): string | undefined {
  const repository = repositoryUrl(context);
  if (repository === undefined || context.commit === undefined) return undefined;
  const path = file.split("/").map(encoded).join("/");
  const anchor = lines.from === lines.to ? `#L${lines.from}` : `#L${lines.from}-L${lines.to}`;
  return `${repository}/blob/${encoded(context.commit)}/${path}${anchor}`;
}

/** The same line in the pull request's files view, whose anchors are the SHA-256 of the path. */
export function pullRequestUrl(
  context: ReportContext,
  file: string,
  lines: Lines,
): string | undefined {
  const repository = repositoryUrl(context);
  if (repository === undefined || context.pullRequest === undefined) return undefined;
  const anchor = createHash("sha256").update(file).digest("hex");
  return `${repository}/pull/${context.pullRequest}/files#diff-${anchor}R${lines.from}`;
}

/** A comment on a line of the pull request. */
export function reviewCommentUrl(context: ReportContext, id: number): string | undefined {
  const repository = repositoryUrl(context);
  return repository === undefined || context.pullRequest === undefined
    ? undefined
    : `${repository}/pull/${context.pullRequest}#discussion_r${id}`;
}

export function commitUrl(context: ReportContext, commit: string): string | undefined {
  const repository = repositoryUrl(context);
  return repository === undefined || !/^[0-9a-f]{7,64}$/i.test(commit)
    ? undefined
    : `${repository}/commit/${commit}`;
}

/** The lines of the prompt's file that differ from the baseline; the whole prompt where that is not known. */
export function changedLines(agent: AgentReport): Lines {
  const source = agent.promptSource;
  const before = agent.promptBefore ?? agent.plan?.livePrompt;
  const changed = before === undefined ? undefined : promptDiff(before, agent.promptAfter).changed;
  if (changed === undefined)
    return { from: source.line, to: Math.max(source.line, source.endLine) };
  const first = firstTextLine(source, agent.promptAfter);
  const inside = (line: number) => Math.min(Math.max(line, source.line), source.endLine);
  return { from: inside(first + changed.from - 1), to: inside(first + changed.to - 1) };
}

/** A block in YAML has one line more than its text: the line of its `|`. */
function firstTextLine(source: SourceRange, prompt: string): number {
  const textLines = prompt.trimEnd().split("\n").length;
  const sourceLines = source.endLine - source.line + 1;
  return source.line + (sourceLines === textLines + 1 && !isWholeFile(source) ? 1 : 0);
}

function isWholeFile(source: SourceRange): boolean {
  return source.line === 1 && source.column === 1;
}

/** The repository's own page; every other address is below it. */
export function repositoryUrl(context: ReportContext): string | undefined {
  if (context.repository === undefined || !/^https?:\/\//.test(context.serverUrl)) return undefined;
  const path = context.repository.split("/").map(encoded).join("/");
  return `${context.serverUrl.replace(/\/+$/, "")}/${path}`;
}

/** Half of a surrogate pair has no encoding, and `encodeURIComponent` throws at it. */
function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD"));
}
