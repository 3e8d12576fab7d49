import { type Context, Hono } from "hono";
import { badCredentials, failed } from "./access.ts";
import { addActionRoutes } from "./action-routes.ts";
import { addCommentRoutes } from "./comment-routes.ts";
import type {
  Author,
  RecordedRequest,
  StoredComment,
  StoredIssue,
  StoredPullRequest,
  StoredReviewComment,
  StoredWorkflowRun,
} from "./entities.ts";
import { addIssueRoutes } from "./issue-routes.ts";
import { addPeopleRoutes, type PeopleOptions } from "./people-routes.ts";
import { addRefRoutes } from "./ref-routes.ts";
import { addReviewRoutes } from "./review-routes.ts";
import {
  addBranchRoutes,
  addContentRoutes,
  addPullRoutes,
  addUserRoute,
  type RouteContext,
} from "./routes.ts";
import { createStore, type FileSeed, type PullRequestSeed } from "./store.ts";
import { addTreeRoutes } from "./tree-routes.ts";

export interface StubOptions {
  /** owner/name; "acme/support" unless told. */
  readonly repository?: string;
  readonly token?: string;
  /** "/api/v3" for an Enterprise Server; none unless told. */
  readonly prefix?: string;
  readonly clock?: { now(): number };
  /** Who the token writes as; the job's own bot unless told. A user makes GET /user answer. */
  readonly author?: Author;
  /** Permissions the token lacks, such as "pull-requests: write". Denied reading denies writing. */
  readonly denied?: readonly string[];
  /** What people may do in the repository; read unless told. */
  readonly people?: PeopleOptions["people"];
  /** Entries of a tree that are listed, 100,000 unless told. */
  readonly treeLimit?: number;
  /** Seen before every request is handled: may wait, or answer in the stub's place. */
  readonly intercept?: (request: {
    readonly method: string;
    readonly path: string;
  }) => Promise<Response | undefined>;
}

export interface Stub {
  readonly app: Hono;
  readonly repository: string;
  readonly token: string;
  /** In the order of their arrival. */
  readonly requests: readonly Readonly<RecordedRequest>[];
  /** The pull request's comments, oldest first. */
  comments(pullRequest: number): readonly StoredComment[];
  /** Comments on lines of the pull request's files, oldest first. */
  reviewComments(pullRequest: number): readonly StoredReviewComment[];
  /** What is seeded appears in no request. A pull request seeded again replaces the first. */
  seedPullRequest(seed: PullRequestSeed): void;
  /** Every issue, oldest first. */
  readonly issues: readonly StoredIssue[];
  seedIssue(issue: { title: string; body: string; author?: Author }): StoredIssue;
  seedComment(comment: { pullRequest: number; body: string; author?: Author }): StoredComment;
  /** Pull requests, newest first. */
  pulls(): readonly StoredPullRequest[];
  /** Branch name -> its newest commit. */
  readonly branches: ReadonlyMap<string, string>;
  /** The text of a file at a commit or branch; undefined where there is none. */
  textAt(ref: string, path: string): string | undefined;
  readonly reactions: readonly { readonly comment: number; readonly content: string }[];
  /** Ids of the workflow runs that were asked to run again. */
  readonly reruns: readonly number[];
  /** One with the same id is replaced. */
  seedWorkflowRun(run: StoredWorkflowRun): void;
  seedBranch(branch: string, sha: string): void;
  /** Files as they are at a commit or branch. */
  seedFiles(ref: string, files: Readonly<Record<string, FileSeed>>): void;
}

const JOB_BOT: Author = { login: "github-actions[bot]", type: "Bot" };

/**
 * The part of GitHub's REST API that the action uses, stateful, without a socket. It does not try to be GitHub:
 * no rate limits, no GraphQL, no check runs, no validation beyond what is used.
 */
export function createStub(options: StubOptions = {}): Stub {
  const { repository = "acme/support", token = "ghs_sandbox", author = JOB_BOT } = options;
  const { prefix = "", clock = { now: () => Date.now() } } = options;
  const store = createStore({ repository, now: () => clock.now() });
  const requests: RecordedRequest[] = [];
  const app = buildApp({
    ...options,
    prefix,
    token,
    author,
    record: (request) => {
      const entry = { ...request, status: 0, at: clock.now() };
      requests.push(entry);
      return entry;
    },
    context: {
      store,
      base: `${prefix}/repos/${repository}`,
      denied: new Set(options.denied ?? []),
      addresses: (c: Context) => ({ api: new URL(c.req.url).origin + prefix, repository }),
    },
  });
  return {
    app,
    repository,
    token,
    requests,
    comments: (pullRequest) =>
      store.comments.filter((comment) => comment.pullRequest === pullRequest),
    reviewComments: (pullRequest) =>
      store.reviewComments.filter((comment) => comment.pullRequest === pullRequest),
    issues: store.issues,
    seedIssue: ({ author: by = JOB_BOT, ...issue }) => store.addIssue({ ...issue, author: by }),
    seedPullRequest: store.putPullRequest,
    seedComment: ({ pullRequest, body, author: by = JOB_BOT }) =>
      store.addComment({ pullRequest, body, author: by }),
    seedFiles: store.putFiles,
    pulls: () => [...store.pulls.values()].toSorted((a, b) => b.number - a.number),
    branches: store.branches,
    textAt: (ref, path) => store.filesAt(ref)?.get(path)?.content.toString(),
    reactions: store.reactions,
    reruns: store.reruns,
    seedWorkflowRun: store.seedWorkflowRun,
    seedBranch: store.setBranch,
  };
}

interface AppOptions extends Pick<StubOptions, "intercept" | "people" | "treeLimit"> {
  readonly prefix: string;
  readonly token: string;
  readonly author: Author;
  readonly context: RouteContext;
  record(request: Omit<RecordedRequest, "at" | "status">): RecordedRequest;
}

function buildApp(options: AppOptions): Hono {
  const {
    prefix,
    token,
    author,
    context,
    intercept,
    record,
    people = {},
    treeLimit = 100_000,
  } = options;
  const app = new Hono();
  app.use(async (c, next) => {
    const { method } = c.req;
    const url = new URL(c.req.url);
    const path = decodeURIComponent(url.pathname.slice(prefix.length));
    const text = await c.req.text();
    const query = Object.fromEntries(url.searchParams);
    const entry = record({ method, path, query, body: parsed(text), answer: undefined });
    const answer = (await intercept?.({ method, path })) ?? badCredentials(c, token);
    if (answer === undefined) {
      const { json } = c;
      c.json = ((value: object, ...more: []) => {
        entry.answer = JSON.parse(JSON.stringify(value));
        return json(value, ...more);
      }) as typeof json;
      await next();
    } else c.res = answer;
    entry.status = c.res.status;
    if (answer !== undefined || entry.answer !== undefined) return;
    // No JSON. Not waited for: the answer is on its way as soon as it would be without a record.
    const read = c.res.clone().text();
    void read.then((text) => Object.assign(entry, { answer: parsed(text) }));
  });
  addCommentRoutes(app, { ...context, author });
  addReviewRoutes(app, { ...context, author });
  addRefRoutes(app, context);
  addActionRoutes(app, context);
  addPeopleRoutes(app, { ...context, author, people });
  addPullRoutes(app, context);
  addBranchRoutes(app, context);
  addIssueRoutes(app, { ...context, author });
  addContentRoutes(app, context);
  addTreeRoutes(app, context, treeLimit);
  addUserRoute(app, {
    path: `${prefix}/user`,
    viewer: author.type === "User" ? author : undefined,
  });
  app.notFound((c) => failed(c, 404, "Not Found"));
  return app;
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
