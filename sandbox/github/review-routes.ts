import { formatPatch, structuredPatch } from "diff";
import type { Context, Hono } from "hono";
import { failed, refusal } from "./access.ts";
import type { Author, StoredPullRequest, StoredReviewComment } from "./entities.ts";
import { formatReviewComment } from "./formatters.ts";
import { pageOf } from "./paging.ts";
import type { RouteContext } from "./routes.ts";
import type { Store } from "./store.ts";

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files and https://docs.github.com/en/rest/pulls/comments */
export function addReviewRoutes(app: Hono, context: RouteContext & { author: Author }): void {
  const { store, base, denied, addresses, author } = context;
  const listed = <T>(c: Context, items: readonly T[]) => {
    const { items: page, link } = pageOf(items, new URL(c.req.url));
    if (link !== undefined) c.header("link", link);
    return page;
  };
  const shown = (comment: StoredReviewComment, c: Context) => {
    const pull = store.pulls.get(comment.pullRequest);
    const isOutdated = pull === undefined || !isInDiff(store, pull, comment);
    return formatReviewComment(comment, isOutdated, addresses(c));
  };

  app.get(`${base}/pulls/:number/files`, (c) => {
    const refused = refusal(c, "pull-requests: read", denied);
    if (refused !== undefined) return refused;
    const pull = store.pulls.get(Number(c.req.param("number")));
    if (pull === undefined) return failed(c, 404, "Not Found");
    return c.json(listed(c, filesOf(store, pull)));
  });

  app.get(`${base}/pulls/:number/comments`, (c) => {
    const refused = refusal(c, "pull-requests: read", denied);
    if (refused !== undefined) return refused;
    const number = Number(c.req.param("number"));
    const comments = store.reviewComments.filter((one) => one.pullRequest === number);
    return c.json(listed(c, comments).map((one) => shown(one, c)));
  });

  app.post(`${base}/pulls/:number/comments`, async (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const pull = store.pulls.get(Number(c.req.param("number")));
    if (pull === undefined) return failed(c, 404, "Not Found");
    const { body, path, line, start_line: startLine, side, commit_id: commit } = await c.req.json();
    const made = { path, line, startLine, commit, body };
    const isSound = typeof body === "string" && typeof path === "string" && side === "RIGHT";
    if (!isSound || commit !== pull.head.sha || !isInDiff(store, pull, made)) {
      const what = "pull_request_review_thread.line must be part of the diff";
      return failed(c, 422, "Validation Failed", [what]);
    }
    const at = store.timestamp();
    const times = { createdAt: at, updatedAt: at };
    const comment = { ...made, ...times, id: store.nextId(), pullRequest: pull.number, author };
    store.reviewComments.push(comment);
    return c.json(shown(comment, c), 201);
  });

  app.patch(`${base}/pulls/comments/:id`, async (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const comment = store.reviewComments.find(({ id }) => id === Number(c.req.param("id")));
    if (comment === undefined) return failed(c, 404, "Not Found");
    const { body } = await c.req.json();
    store.changeComment(comment, String(body));
    return c.json(shown(comment, c));
  });

  app.delete(`${base}/pulls/comments/:id`, (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const index = store.reviewComments.findIndex(({ id }) => id === Number(c.req.param("id")));
    if (index < 0) return failed(c, 404, "Not Found");
    store.reviewComments.splice(index, 1);
    return c.body(null, 204);
  });
}

/** The files that the pull request changes, each with its patch from the first hunk on. */
function filesOf(store: Store, { mergeBase, head }: StoredPullRequest) {
  const [before, after] = [store.filesAt(mergeBase), store.filesAt(head.sha)];
  const paths = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...paths].sort().flatMap((filename) => {
    const [old, fresh] = [before?.get(filename), after?.get(filename)];
    const texts = [old?.content.toString() ?? "", fresh?.content.toString() ?? ""] as const;
    if (old !== undefined && fresh !== undefined && texts[0] === texts[1]) return [];
    const patch = structuredPatch("", "", ...texts, undefined, undefined, { context: 3 });
    const status = old === undefined ? "added" : fresh === undefined ? "removed" : "modified";
    const text = formatPatch(patch);
    return [{ filename, status, patch: text.slice(Math.max(0, text.indexOf("@@"))).trimEnd() }];
  });
}

function isInDiff(
  store: Store,
  pull: StoredPullRequest,
  { path, line, startLine = line }: { path: string; line: number; startLine?: number | undefined },
): boolean {
  const patch = filesOf(store, pull).find(({ filename }) => filename === path)?.patch ?? "";
  return [...patch.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gmu)].some(([, start, count = "1"]) => {
    const from = Number(start);
    return startLine >= from && startLine <= line && line < from + Number(count);
  });
}
