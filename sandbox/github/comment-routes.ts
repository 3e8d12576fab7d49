import type { Context, Hono } from "hono";
import { failed, refusal } from "./access.ts";
import type { Author } from "./entities.ts";
import { formatComment } from "./formatters.ts";
import { pageOf } from "./paging.ts";
import type { RouteContext } from "./routes.ts";

/** GitHub says 65,536 characters; whether it counts bytes is unclear, so the stub takes the stricter reading. */
const LONGEST_BODY = 65_536;

/** https://docs.github.com/en/rest/issues/comments */
export function addCommentRoutes(app: Hono, context: RouteContext & { author: Author }): void {
  const { store, base, denied, addresses, author } = context;
  const isKnown = (number: number) =>
    store.pulls.has(number) || store.issues.some((issue) => issue.number === number);

  app.get(`${base}/issues/:number/comments`, (c) => {
    const refused = refusal(c, "pull-requests: read", denied);
    if (refused !== undefined) return refused;
    const number = Number(c.req.param("number"));
    if (!isKnown(number)) return failed(c, 404, "Not Found");
    const comments = store.comments.filter((comment) => comment.pullRequest === number);
    const { items, link } = pageOf(comments, new URL(c.req.url));
    if (link !== undefined) c.header("link", link);
    return c.json(items.map((comment) => formatComment(comment, addresses(c))));
  });

  app.post(`${base}/issues/:number/comments`, async (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const pullRequest = Number(c.req.param("number"));
    if (!isKnown(pullRequest)) return failed(c, 404, "Not Found");
    const body = await readBody(c);
    if (body instanceof Response) return body;
    const comment = store.addComment({ pullRequest, body, author });
    return c.json(formatComment(comment, addresses(c)), 201);
  });

  app.get(`${base}/issues/comments/:id`, (c) => {
    const refused = refusal(c, "pull-requests: read", denied);
    if (refused !== undefined) return refused;
    const comment = store.findComment(Number(c.req.param("id")));
    if (comment === undefined) return failed(c, 404, "Not Found");
    return c.json(formatComment(comment, addresses(c)));
  });

  app.patch(`${base}/issues/comments/:id`, async (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const comment = store.findComment(Number(c.req.param("id")));
    if (comment === undefined) return failed(c, 404, "Not Found");
    const body = await readBody(c);
    if (body instanceof Response) return body;
    store.changeComment(comment, body);
    return c.json(formatComment(comment, addresses(c)));
  });

  app.delete(`${base}/issues/comments/:id`, (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const id = Number(c.req.param("id"));
    if (store.findComment(id) === undefined) return failed(c, 404, "Not Found");
    store.removeComment(id);
    return c.body(null, 204);
  });
}

async function readBody(c: Context): Promise<string | Response> {
  const json: unknown = await c.req.json().catch(() => undefined);
  const body = typeof json === "object" && json !== null && "body" in json ? json.body : undefined;
  if (typeof body !== "string") {
    return failed(c, 422, 'Invalid request.\n\n"body" wasn\'t supplied.');
  }
  if (body.trim() === "" || Buffer.byteLength(body) > LONGEST_BODY) {
    const message =
      body.trim() === ""
        ? "body can't be blank"
        : `body is too long (maximum is ${LONGEST_BODY} characters)`;
    return failed(c, 422, "Validation Failed", [
      { resource: "IssueComment", code: "unprocessable", field: "data", message },
    ]);
  }
  return body;
}
