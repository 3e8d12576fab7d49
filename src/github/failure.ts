import { GitHubError } from "../errors.ts";

/** The permission of a workflow job that a call needs, in the words of its `permissions:` block. */
export type Permission =
  | "contents: read"
  | "contents: write"
  | "pull-requests: read"
  | "pull-requests: write"
  | "issues: write"
  | "actions: write";

/** A call that GitHub refused or that got no answer; `status` is undefined when there was none. */
export interface HttpFailure {
  readonly status: number | undefined;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const MAX_ATTEMPTS = 3;
/** Longer than GitHub's advice of one minute for a secondary limit without a header, short enough for a step. */
const LONGEST_WAIT_MS = 90_000;

/** The HTTP side of a thrown value, or undefined for anything that Octokit did not throw for a request. */
export function readFailure(error: unknown): HttpFailure | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") {
    return undefined;
  }
  const response = "response" in error ? (error.response as { headers?: unknown }) : undefined;
  // Octokit reports a request that got no answer as status 500 without a response.
  if (response === undefined) return { status: undefined, message: error.message, headers: {} };
  return {
    status: error.status,
    message: error.message,
    headers: (response.headers ?? {}) as Record<string, string | undefined>,
  };
}

/** For an answer that came but cannot be used: read back by `readFailure` as no answer. */
export function unusableAnswer(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { status: 500 });
}

/** Whether a call that failed so may have been carried out: no usable answer, or one of a server in trouble. */
export function isUnclear({ status }: Pick<HttpFailure, "status">): boolean {
  return status === undefined || status === 408 || status >= 500;
}

/** Undefined where GitHub says that there is no such thing, or that the token may not see it. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (readFailure(error)?.status === 404) return undefined;
    throw error;
  }
}

/**
 * Milliseconds to wait before the call is sent again, or undefined to give up. `attempt` counts from 1.
 * A call that may have been carried out is repeated only when `repeatable`; a rate-limited one never was.
 */
export function retryDelayMs(
  failure: HttpFailure,
  attempt: number,
  { repeatable, now, random }: { repeatable: boolean; now: number; random: () => number },
): number | undefined {
  if (attempt >= MAX_ATTEMPTS) return undefined;
  if (isRateLimit(failure)) {
    const wait = rateLimitWaitMs(failure, now);
    return wait <= LONGEST_WAIT_MS ? wait : undefined;
  }
  return isUnclear(failure) && repeatable ? 500 * 2 ** (attempt - 1) * (0.5 + random()) : undefined;
}

const RUN_AGAIN = "Run the job again; if it stays, see https://www.githubstatus.com.";
const HINTS: Readonly<Record<string, string>> = {
  401: "The github-token is wrong or expired. Leave the input out to use the job's own token.",
  422: "GitHub did not accept the content. The whole report is in the job summary and the report files.",
  "rate limit":
    "Run the job again after the limit is reset; github.token has 1,000 requests an hour and repository.",
  "no usable answer from GitHub":
    "Run the job again. Behind a proxy, set HTTPS_PROXY and NO_PROXY for the job.",
};

/** The failure as a message for people; `doing` completes "Could not …". */
export function explainFailure(
  failure: HttpFailure,
  { doing, permission, cause }: { doing: string; permission: Permission; cause?: unknown },
): GitHubError {
  const { status = "no usable answer from GitHub" } = failure;
  const limited = isRateLimit(failure);
  const denied = !limited && (status === 403 || status === 404);
  const note = limited ? `rate limit, ${status}` : status;
  return new GitHubError(`Could not ${doing}: ${oneLine(failure.message)} (${note})`, {
    status: failure.status,
    permission: denied ? permission : undefined,
    hint: NOT_ALLOWED.test(failure.message)
      ? ALLOW
      : NOT_AGAIN.test(failure.message)
        ? PUSH
        : denied
          ? permissionHint(permission, status)
          : (HINTS[limited ? "rate limit" : status] ?? RUN_AGAIN),
    cause,
  });
}

/** GitHub keeps this apart from the permissions of a job. */
const NOT_ALLOWED = /not permitted to create or approve pull requests/i;
const ALLOW =
  'Tick "Allow GitHub Actions to create and approve pull requests" in the repository\'s settings, Actions, General; or give github-token a token of your own.';

/** Of a workflow run that is older than a month, or under way: no permission helps. */
const NOT_AGAIN = /over a month ago|already running/i;
const PUSH = "Push a commit to the pull request: its gate finds the evidence there is.";

function permissionHint(permission: Permission, status: 403 | 404): string {
  const lines = permission.startsWith("contents") ? [permission] : ["contents: read", permission];
  const missing =
    status === 404
      ? "Either it does not exist, or the token may not see it. If it exists, add to the job:"
      : "The token may not do this. Add to the job:";
  const fork =
    permission === "pull-requests: write"
      ? "\nA pull request from a fork gets a read-only token whatever the workflow says, so there is no comment on those unless a second workflow posts it: https://github.com/converra/gate/blob/main/docs/forks.md."
      : "";
  return `${missing}\npermissions:\n${lines.map((line) => `  ${line}`).join("\n")}${fork}`;
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api: 403 or 429, told apart by headers or text. */
function isRateLimit({ status, headers, message }: HttpFailure): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    /secondary rate limit|abuse detection/i.test(message)
  );
}

function rateLimitWaitMs({ headers }: HttpFailure, now: number): number {
  const retryAfter = Number(headers["retry-after"] ?? Number.NaN);
  if (Number.isFinite(retryAfter)) return Math.max(0, retryAfter * 1000);
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) {
    // The reset is in whole seconds: a second more is never too early.
    return Math.max(0, reset * 1000 - now) + 1000;
  }
  return 60_000;
}

/** GitHub's words: cut to one line, without the address of its documentation. */
function oneLine(message: string): string {
  return message
    .replace(/ - https:\/\/docs\.github\.com\S*/u, "")
    .replace(/\s+/gu, " ")
    .slice(0, 300);
}
