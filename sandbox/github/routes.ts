import { posix } from "node:path";
import type { Context, Hono } from "hono";
import { failed, refusal } from "./access.ts";
import type { Author, StoredBlob } from "./entities.ts";
import {
  type Addresses,
  formatContent,
  formatEntry,
  formatListedPull,
  formatPullRequest,
  formatUser,
} from "./formatters.ts";
import type { Store } from "./store.ts";

export interface RouteContext {
  readonly store: Store;
  /** `<prefix>/repos/<owner>/<name>` */
  readonly base: string;
  readonly denied: ReadonlySet<string>;
  addresses(c: Context): Addresses;
}

/** https://docs.github.com/en/rest/pulls/pulls */
export function addPullRoutes(app: Hono, { store, base, denied, addresses }: RouteContext): void {
  app.get(`${base}/pulls/:number`, (c) => {
    const refused = refusal(c, "pull-requests: read", denied);
    if (refused !== undefined) return refused;
    const pull = store.pulls.get(Number(c.req.param("number")));
    if (pull === undefined) return failed(c, 404, "Not Found");
    return c.json(formatPullRequest(pull, addresses(c)));
  });

  app.get(`${base}/pulls`, (c) => {
    const refused = refusal(c, "pull-requests: read", denied);
    if (refused !== undefined) return refused;
    const { state = "open", head } = c.req.query();
    const [owner] = store.repository.split("/");
    const found = [...store.pulls.values()]
      .filter((pull) => state === "all" || pull.state === state)
      .filter((pull) => head === undefined || head === `${owner}:${pull.head.ref}`)
      .toSorted((a, b) => b.number - a.number);
    return c.json(found.map((pull) => formatListedPull(pull, addresses(c))));
  });

  app.post(`${base}/pulls`, async (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const { title, body = "", head, base: target } = await c.req.json<Record<string, string>>();
    const [sha, onto] = [store.branches.get(head ?? ""), store.branches.get(target ?? "")];
    const isOpen = [...store.pulls.values()].some(
      (pull) => pull.head.ref === head && pull.state === "open",
    );
    if (title === undefined || head === undefined || sha === undefined || onto === undefined) {
      return failed(c, 422, "Validation Failed");
    }
    if (isOpen) return failed(c, 422, `A pull request already exists for ${head}.`);
    const number = Math.max(0, ...store.pulls.keys()) + 1;
    store.putPullRequest({
      number,
      title,
      body,
      head: sha,
      headRef: head,
      base: onto,
      baseRef: target,
    });
    const made = store.pulls.get(number);
    return made === undefined
      ? failed(c, 422, "Validation Failed")
      : c.json(formatPullRequest(made, addresses(c)), 201);
  });

  app.patch(`${base}/pulls/:number`, async (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const pull = store.pulls.get(Number(c.req.param("number")));
    if (pull === undefined) return failed(c, 404, "Not Found");
    const { title, body, state } = await c.req.json<Record<string, string>>();
    if (title !== undefined) pull.title = title;
    if (body !== undefined) pull.body = body;
    if (state === "open" || state === "closed") pull.state = state;
    return c.json(formatPullRequest(pull, addresses(c)));
  });
}

/** https://docs.github.com/en/rest/branches/branches#get-a-branch: those that files or pull requests were put at. */
export function addBranchRoutes(app: Hono, { store, base, denied }: RouteContext): void {
  app.get(`${base}/branches/:branch{.+}`, (c) => {
    const refused = refusal(c, "contents: read", denied);
    if (refused !== undefined) return refused;
    const name = decodeURIComponent(c.req.param("branch"));
    const sha = store.branches.get(name);
    if (sha === undefined) return failed(c, 404, "Branch not found");
    return c.json({ name, commit: { sha }, protected: false });
  });
}

/** https://docs.github.com/en/rest/repos/contents#get-repository-content, in its JSON and its raw media type. */
export function addContentRoutes(
  app: Hono,
  { store, base, denied, addresses }: RouteContext,
): void {
  app.get(`${base}/contents/*`, (c) => {
    const refused = refusal(c, "contents: read", denied);
    if (refused !== undefined) return refused;
    const ref = c.req.query("ref") ?? "main";
    const files = store.filesAt(ref);
    if (files === undefined) return failed(c, 404, `No commit found for the ref ${ref}`);
    // Clients may send the slashes of the path encoded.
    const path = decodeURIComponent(new URL(c.req.url).pathname.slice(`${base}/contents/`.length));
    const content = contentOf(path, files);
    if (content === undefined) {
      const entries = entriesIn(path, files);
      if (entries.length === 0) return failed(c, 404, "Not Found");
      return c.json(entries.map((entry) => formatEntry(entry, addresses(c))));
    }
    if (!/\braw\b/u.test(c.req.header("accept") ?? "")) {
      return c.json(formatContent(path, content, addresses(c)));
    }
    return c.body(new Uint8Array(content), 200, {
      "content-type": "application/vnd.github.raw+json; charset=utf-8",
    });
  });
}

/** The job's own token belongs to no user; `viewer` makes the stub's token a person's. */
export function addUserRoute(
  app: Hono,
  { path, viewer }: { path: string; viewer: Author | undefined },
): void {
  app.get(path, (c) =>
    viewer === undefined
      ? failed(c, 403, "Resource not accessible by integration")
      : c.json(formatUser(viewer)),
  );
}

/** GitHub answers a link to a file of the repository with that file; a submodule has no content. */
function contentOf(path: string, files: ReadonlyMap<string, StoredBlob>): Buffer | undefined {
  const found = files.get(path);
  if (found?.mode === "160000") return undefined;
  if (found?.mode !== "120000") return found?.content;
  const target = posix.join(posix.dirname(path), found.content.toString());
  return files.get(target)?.content ?? found.content;
}

function entriesIn(folder: string, files: ReadonlyMap<string, StoredBlob>) {
  const prefix = folder === "" ? "" : `${folder}/`;
  const entries = new Map<string, { type: "file" | "dir"; path: string; content: Buffer }>();
  for (const [path, { content }] of files) {
    if (!path.startsWith(prefix)) continue;
    const [name = "", ...deeper] = path.slice(prefix.length).split("/");
    const isFile = deeper.length === 0;
    entries.set(name, {
      type: isFile ? "file" : "dir",
      path: `${prefix}${name}`,
      content: isFile ? content : Buffer.alloc(0),
    });
  }
  return [...entries.values()];
}
