/** What the stub keeps, as it keeps it. */

export interface Author {
  readonly login: string;
  readonly type: "Bot" | "User";
}

export interface StoredComment {
  readonly id: number;
  readonly pullRequest: number;
  body: string;
  readonly author: Author;
  readonly createdAt: string;
  updatedAt: string;
}

export interface StoredReviewComment extends StoredComment {
  readonly commit: string;
  readonly path: string;
  readonly line: number;
  readonly startLine: number | undefined;
}

export interface StoredIssue {
  readonly number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  labels: readonly string[];
  assignees: readonly string[];
  readonly author: Author;
  readonly createdAt: string;
}

export interface StoredPullRequest {
  readonly number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  merged: boolean;
  draft: boolean;
  labels: readonly string[];
  head: { sha: string; ref: string; repository: string };
  base: { sha: string; ref: string };
  /** Where the head left the base branch; what lies between is not the pull request's. */
  mergeBase: string;
}

export interface StoredWorkflowRun {
  readonly id: number;
  readonly headSha: string;
  /** Of what had started it. */
  readonly event: string;
  readonly status: "queued" | "in_progress" | "completed";
  readonly attempt: number;
}

/** A file, a link with where it points as its content, or a submodule with its commit. */
export interface StoredBlob {
  readonly mode: "100644" | "100755" | "120000" | "160000";
  readonly content: Buffer;
}

export interface RecordedRequest {
  readonly method: string;
  /** Decoded, without the prefix and the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text, or undefined when there was none. */
  readonly body: unknown;
  /** As `body`, of the stub's own answer; undefined where another answered in its place. */
  answer: unknown;
  /** 0 until it is answered. */
  status: number;
  /** Milliseconds of the stub's clock. */
  readonly at: number;
}
