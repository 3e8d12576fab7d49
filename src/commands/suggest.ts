/** Offers the winners that may be taken: each once, as a review suggestion on its prompt's file where the diff has the lines, else as a patch. */
import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "../github/client.ts";
import {
  createReviewComment,
  deleteReviewComment,
  ownSuggestions,
  type ReviewComment,
  readHunks,
  suggestionMarker,
  updateReviewComment,
} from "../github/review-comments.ts";
import type { Lines } from "../report/links.ts";
import type { AgentReport, Notice, Report, SuggestionReport } from "../report/model.ts";
import { offerOf, renderSuggestion, type Suggestion, suggestionOf } from "../report/suggestion.ts";

/** GitHub's limit for a comment, in bytes to be safe. */
const BODY_MAX = 65_536;

export interface SuggestTarget {
  readonly github: GitHubClient;
  readonly pullRequest: number;
  /** Of the gate, as in its comment. */
  readonly key: string;
  /** The commit that the report is about. */
  readonly head: string;
}

interface Wanted {
  readonly agent: AgentReport;
  readonly suggestion: Suggestion;
  readonly body: string;
}

/** The report with how each winner is offered. A refusal is one notice, and leaves patches. */
export async function suggest(
  report: Report,
  target: SuggestTarget | undefined,
  notice: (notice: Notice) => void,
): Promise<Report> {
  const placed = target === undefined ? NONE : await placedOrRefused(report, target, notice);
  return {
    ...report,
    agents: report.agents.map((agent) => {
      if (offerOf(agent) === undefined) return agent;
      const commentId = placed.get(agent.key);
      const suggestion: SuggestionReport =
        commentId === undefined ? { kind: "patch" } : { kind: "review", commentId };
      return { ...agent, suggestion };
    }),
  };
}

type Placed = ReadonlyMap<string, number>;
const NONE: Placed = new Map();

async function placedOrRefused(
  report: Report,
  target: SuggestTarget,
  notice: (notice: Notice) => void,
): Promise<Placed> {
  try {
    return await place(report, target);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    notice({
      level: "warning",
      message: `${error.message}. Better prompts are in the comment as patches.`,
      hint: error.hint,
    });
    return NONE;
  }
}

async function place(report: Report, target: SuggestTarget): Promise<Placed> {
  const { github, pullRequest, key } = target;
  const wanted = report.agents.flatMap((agent) => wantedOf(agent, key));
  const own = await ownSuggestions(github, pullRequest, key);
  const hunks = wanted.length === 0 ? undefined : await readHunks(github, pullRequest);
  const placed = new Map<string, number>();
  for (const one of wanted) {
    const { file, replaced } = one.suggestion;
    const isInDiff = (hunks?.get(file) ?? []).some((hunk) => holds(hunk, replaced));
    if (isInDiff) placed.set(one.agent.key, await put(one, own.get(one.agent.key) ?? [], target));
  }
  const kept = new Set(placed.values());
  for (const { id } of [...own.values()].flat()) {
    if (!kept.has(id)) await deleteReviewComment(github, id);
  }
  return placed;
}

function wantedOf(agent: AgentReport, key: string): Wanted[] {
  const offer = offerOf(agent);
  if (offer === undefined) return [];
  const suggestion = suggestionOf(agent, offer);
  const marker = suggestionMarker({ key, agent: agent.key });
  const body = `${marker}\n${renderSuggestion(agent, offer, suggestion)}`;
  return Buffer.byteLength(body) > BODY_MAX ? [] : [{ agent, suggestion, body }];
}

/** Leaves one comment on the lines; of an earlier one there only the text can be changed. */
async function put(
  { suggestion: { file, replaced }, body }: Wanted,
  own: readonly ReviewComment[],
  { github, pullRequest, head }: SuggestTarget,
): Promise<number> {
  const there = own.find(
    (one) => one.file === file && one.lines?.from === replaced.from && one.lines.to === replaced.to,
  );
  if (there === undefined) {
    const place = { file, lines: replaced, body, commit: head };
    return (await createReviewComment(github, pullRequest, place)).id;
  }
  if (there.body !== body) await updateReviewComment(github, { id: there.id, body });
  return there.id;
}

function holds(hunk: Lines, lines: Lines): boolean {
  return hunk.from <= lines.from && lines.to <= hunk.to;
}
