import type {
  Author,
  StoredBlob,
  StoredComment,
  StoredIssue,
  StoredPullRequest,
  StoredReviewComment,
  StoredWorkflowRun,
} from "./entities.ts";

export interface PullRequestSeed {
  readonly number: number;
  readonly title?: string;
  readonly body?: string;
  readonly state?: "open" | "closed";
  readonly merged?: boolean;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
  /** owner/name of the head's repository, when it is a fork. */
  readonly fork?: string;
  readonly head: string;
  readonly headRef?: string;
  readonly base: string;
  readonly baseRef?: string;
  /** The base unless told: the branch has moved on since the head left it. */
  readonly mergeBase?: string;
}

/** A regular file's text or bytes, or an entry of another mode. */
export type FileSeed =
  | string
  | Uint8Array
  | { readonly mode: StoredBlob["mode"]; readonly content: string };

export interface Store {
  readonly repository: string;
  readonly pulls: ReadonlyMap<number, StoredPullRequest>;
  readonly comments: readonly StoredComment[];
  /** Name -> commit: `main`, and the head of every open pull request of this repository. */
  readonly branches: ReadonlyMap<string, string>;
  addComment(comment: { pullRequest: number; body: string; author: Author }): StoredComment;
  findComment(id: number): StoredComment | undefined;
  changeComment(comment: StoredComment, body: string): void;
  removeComment(id: number): void;
  readonly issues: readonly StoredIssue[];
  /** Issues and pull requests are numbered together. */
  addIssue(issue: Pick<StoredIssue, "title" | "body" | "author">): StoredIssue;
  readonly reviewComments: StoredReviewComment[];
  nextId(): number;
  timestamp(): string;
  putPullRequest(seed: PullRequestSeed): void;
  /** Pull requests of the branch move with it. */
  setBranch(branch: string, sha: string): void;
  /** False where there is none. */
  removeBranch(branch: string): boolean;
  readonly reactions: { comment: number; content: string }[];
  /** Ids of the workflow runs that were asked to run again. */
  readonly reruns: number[];
  readonly workflowRuns: ReadonlyMap<number, StoredWorkflowRun>;
  seedWorkflowRun(run: StoredWorkflowRun): void;
  putFiles(ref: string, files: Readonly<Record<string, FileSeed>>): void;
  /** Files at a commit or branch; undefined for one that was never put. */
  filesAt(ref: string): ReadonlyMap<string, StoredBlob> | undefined;
}

/** Ids are counters and times come from the clock: the same calls give the same answers. */
export function createStore({ repository, now }: { repository: string; now: () => number }): Store {
  const pulls = new Map<number, StoredPullRequest>();
  const issues: StoredIssue[] = [];
  const comments: StoredComment[] = [];
  const workflowRuns = new Map<number, StoredWorkflowRun>();
  const branches = new Map([["main", "0".repeat(39).concat("1")]]);
  const trees = new Map<string, Map<string, StoredBlob>>();
  let lastId = 1000;
  const timestamp = () => `${new Date(now()).toISOString().slice(0, 19)}Z`;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  return {
    repository,
    pulls,
    comments,
    issues,
    addIssue: (given) => {
      const numbers = [...pulls.keys(), ...issues.map(({ number }) => number)];
      const number = Math.max(0, ...numbers) + 1;
      const issue: StoredIssue = {
        ...{ ...given, number, state: "open", labels: [], assignees: [] },
        createdAt: timestamp(),
      };
      issues.push(issue);
      return issue;
    },
    reviewComments: [],
    branches,
    reactions: [],
    reruns: [],
    workflowRuns,
    seedWorkflowRun: (run) => void workflowRuns.set(run.id, run),
    nextId,
    timestamp,
    addComment: ({ pullRequest, body, author }) => {
      const at = timestamp();
      const comment = { id: nextId(), pullRequest, body, author, createdAt: at, updatedAt: at };
      comments.push(comment);
      return comment;
    },
    findComment: (id) => comments.find((comment) => comment.id === id),
    changeComment: (comment, body) => {
      comment.body = body;
      comment.updatedAt = timestamp();
    },
    removeComment: (id) => {
      const index = comments.findIndex((comment) => comment.id === id);
      if (index >= 0) comments.splice(index, 1);
    },
    putPullRequest: (seed) => {
      const branch = seed.headRef ?? `change-${seed.number}`;
      if (seed.state === "closed") branches.delete(branch);
      else if (seed.fork === undefined) branches.set(branch, seed.head);
      pulls.set(seed.number, {
        number: seed.number,
        body: seed.body ?? "",
        title: seed.title ?? `Pull request ${seed.number}`,
        state: seed.state ?? "open",
        merged: seed.merged ?? false,
        draft: seed.draft ?? false,
        labels: seed.labels ?? [],
        head: {
          sha: seed.head,
          ref: seed.headRef ?? `change-${seed.number}`,
          repository: seed.fork ?? repository,
        },
        base: { sha: seed.base, ref: seed.baseRef ?? "main" },
        mergeBase: seed.mergeBase ?? seed.base,
      });
    },
    putFiles: (ref, files) => {
      const tree = trees.get(ref) ?? new Map<string, StoredBlob>();
      for (const [path, seed] of Object.entries(files)) {
        const { mode, content } = isEntry(seed) ? seed : { mode: "100644" as const, content: seed };
        tree.set(path, { mode, content: Buffer.from(content) });
      }
      trees.set(ref, tree);
    },
    filesAt: (ref) => trees.get(branches.get(ref) ?? ref) ?? trees.get(ref),
    setBranch: (branch, sha) => {
      branches.set(branch, sha);
      for (const pull of pulls.values()) {
        const isOwn = pull.head.ref === branch && pull.head.repository === repository;
        if (isOwn && pull.state === "open") pull.head = { ...pull.head, sha };
      }
    },
    removeBranch: (branch) => branches.delete(branch),
  };
}

function isEntry(seed: FileSeed): seed is Exclude<FileSeed, string | Uint8Array> {
  return typeof seed !== "string" && !(seed instanceof Uint8Array);
}
