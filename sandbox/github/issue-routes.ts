import type { Context, Hono } from "hono";
import { failed, refusal } from "./access.ts";
import type { Author, StoredIssue } from "./entities.ts";
import { formatIssue, formatPullAsIssue } from "./formatters.ts";
import { pageOf } from "./paging.ts";
import type { RouteContext } from "./routes.ts";

const LONGEST_BODY = 65_536;

/** https://docs.github.com/en/rest/issues/issues: pull requests are issues too, and are listed among them. */
export function addIssueRoutes(app: Hono, context: RouteContext & { author: Author }): void {
  const { store, base, denied, addresses, author } = context;

  app.get(`${base}/issues`, (c) => {
    const refused = refusal(c, "issues: read", denied);
    if (refused !== undefined) return refused;
    const state = c.req.query("state") ?? "open";
    const isWanted = (one: { readonly state: string }) => state === "all" || one.state === state;
    const all = [
      ...store.issues.filter(isWanted).map((one) => formatIssue(one, addresses(c))),
      ...[...store.pulls.values()]
        .filter(isWanted)
        .map((one) => formatPullAsIssue(one, addresses(c))),
    ].sort((a, b) => b.number - a.number);
    const { items, link } = pageOf(all, new URL(c.req.url));
    if (link !== undefined) c.header("link", link);
    return c.json(items);
  });

  app.post(`${base}/issues`, async (c) => {
    const refused = refusal(c, "issues: write", denied);
    if (refused !== undefined) return refused;
    const change = await readChange(c);
    if (change instanceof Response) return change;
    const { title, body = "" } = change;
    if (title === undefined) return failed(c, 422, `Invalid request.\n\n"title" wasn't supplied.`);
    return c.json(formatIssue(store.addIssue({ title, body, author }), addresses(c)), 201);
  });

  app.patch(`${base}/issues/:number{[0-9]+}`, async (c) => {
    const refused = refusal(c, "issues: write", denied);
    if (refused !== undefined) return refused;
    const number = Number(c.req.param("number"));
    const issue = store.issues.find((one) => one.number === number);
    if (issue === undefined) return failed(c, 404, "Not Found");
    const change = await readChange(c);
    if (change instanceof Response) return change;
    if (change.assignees?.some((login) => !/^[\w-]+$/u.test(login))) {
      return failed(c, 422, "Validation Failed", [{ resource: "Issue", field: "assignees" }]);
    }
    Object.assign(issue, change);
    return c.json(formatIssue(issue, addresses(c)));
  });
}

type Change = Partial<Pick<StoredIssue, "title" | "body" | "state" | "labels" | "assignees">>;

async function readChange(c: Context): Promise<Change | Response> {
  const json = (await c.req.json().catch(() => ({}))) as Change;
  const { title, body, state, labels, assignees } = json;
  if (body !== undefined && Buffer.byteLength(body) > LONGEST_BODY) {
    const message = `body is too long (maximum is ${LONGEST_BODY} characters)`;
    return failed(c, 422, "Validation Failed", [{ resource: "Issue", field: "body", message }]);
  }
  const stated = Object.entries({ title, body, state, labels, assignees });
  return Object.fromEntries(stated.filter(([, value]) => value !== undefined));
}
