import type { Clock } from "../clock.ts";
import { GitHubError } from "../errors.ts";
import type { GitHubClient } from "./client.ts";
import {
  createComment,
  deleteComment,
  type IssueComment,
  listComments,
  ownComments,
  updateComment,
} from "./comments.ts";
import { isUnclear } from "./failure.ts";
import { readHead } from "./repository.ts";
import { type MadeBy, mergeSections } from "./sections.ts";

export interface UpsertOptions {
  readonly github: GitHubClient;
  readonly pullRequest: number;
  readonly key: string;
  /** Head commit of the pull request this is about. */
  readonly head: string;
  readonly sectionId: string;
  /** Markdown. */
  readonly body: string;
  /** Where the body is a finished report: what made it. */
  readonly made?: MadeBy;
  /** `on-change` comments only with `hasChange`, or when there is a comment already. */
  readonly mode: "always" | "on-change";
  readonly hasChange: boolean;
  readonly clock: Clock;
  /** 0-1, for jitter. */
  readonly random?: () => number;
  readonly signal?: AbortSignal;
}

export interface UpsertResult {
  readonly url?: string;
  readonly action: "created" | "updated" | "unchanged" | "skipped";
  /** Why nothing was written, for the log. */
  readonly reason?: string;
}

interface Found {
  readonly own: readonly IssueComment[];
  readonly currentHead: string;
}

const MAX_WRITES = 5;
/** About how long other jobs that share the key need from reading to writing. */
const SETTLE_MS = 500;
const SLOWER = 3;
const LONGEST_PAUSE_MS = 20_000;

/**
 * Puts one job's section into the pull request's comment of this key and sees to it that it stays there.
 *
 * GitHub has no conditional write, so each round reads, merges and writes, and the next round is the check: after a
 * pause longer than another job's read and write take, the comment has to be the only one and to hold the section. How
 * long those take is what they took this job, with room for another that is slower.
 */
export async function upsertComment(options: UpsertOptions): Promise<UpsertResult> {
  const { github, pullRequest, key, head, clock, random = Math.random, signal } = options;
  const refused = new Set<number>();
  let done: { action: "created" | "updated"; sent: string; stored: string } | undefined;
  let fault: GitHubError | undefined;
  let slowest = 0;

  for (let writes = 0; ; writes += 1) {
    const began = clock.now();
    const { own, currentHead } = await look(options, refused);
    const [oldest, ...younger] = own;
    const body = mergeSections(
      own.map((comment) => comment.body),
      { key, head, id: options.sectionId, body: options.body, made: options.made },
    );
    // GitHub may store a text a little differently than it was sent.
    const holds = oldest?.body === body || (done?.sent === body && done.stored === oldest?.body);
    if (oldest !== undefined && younger.length === 0 && holds) {
      return { url: oldest.url, action: done?.action ?? "unchanged" };
    }
    const reason = reasonToSkip(options, oldest, currentHead);
    if (reason !== undefined) {
      const url = oldest === undefined ? {} : { url: oldest.url };
      return { ...url, action: done?.action ?? "skipped", reason };
    }
    if (writes === MAX_WRITES) {
      throw fault ?? new GitHubError(overwritten(pullRequest), { hint: OVERWRITTEN_HINT });
    }

    try {
      const written =
        oldest === undefined
          ? await createComment(github, { pullRequest, body })
          : holds
            ? oldest
            : await updateComment(github, { id: oldest.id, body });
      done = {
        action: done?.action ?? (oldest === undefined ? "created" : "updated"),
        sent: body,
        stored: written.body,
      };
      fault = undefined;
      for (const comment of younger) await deleteUnlessGone(github, comment.id);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      fault = error;
      // Deleted meanwhile, or not this token's to change: the next round makes another.
      if (oldest !== undefined && error.status === 404) refused.add(oldest.id);
      // What may have been carried out is seen by the next round.
      else if (!isUnclear(error)) throw error;
    }
    slowest = Math.max(slowest, clock.now() - began);
    const settle = Math.min(4000, SETTLE_MS * 2 ** writes) * (0.5 + random());
    await clock.sleep(Math.min(LONGEST_PAUSE_MS, settle + SLOWER * slowest), signal);
  }
}

async function look(
  { github, pullRequest, key }: UpsertOptions,
  refused: ReadonlySet<number>,
): Promise<Found> {
  const [comments, currentHead] = await Promise.all([
    listComments(github, pullRequest),
    readHead(github, pullRequest),
  ]);
  const candidates = comments.filter((comment) => !refused.has(comment.id));
  return { own: await ownComments(github, candidates, key), currentHead };
}

function reasonToSkip(
  { head, mode, hasChange, pullRequest }: UpsertOptions,
  oldest: IssueComment | undefined,
  currentHead: string,
): string | undefined {
  if (currentHead !== head) {
    return `pull request #${pullRequest} has moved on to ${currentHead.slice(0, 7)}, this run is about ${head.slice(0, 7)}`;
  }
  if (mode === "on-change" && !hasChange && oldest === undefined) return "nothing changed";
  return undefined;
}

/** Another job that saw the same two comments may have been quicker. */
async function deleteUnlessGone(github: GitHubClient, id: number): Promise<void> {
  try {
    await deleteComment(github, id);
  } catch (error) {
    if (!(error instanceof GitHubError) || error.status !== 404) throw error;
  }
}

const OVERWRITTEN_HINT =
  "Give each gate its own comment with the input comment-key, for instance one for each matrix job.";

function overwritten(pullRequest: number): string {
  return `Could not keep this job's part in the comment on pull request #${pullRequest}: other jobs overwrote it ${MAX_WRITES} times`;
}
