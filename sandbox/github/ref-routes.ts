import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import { failed, refusal } from "./access.ts";
import { formatContent, formatEntry } from "./formatters.ts";
import type { RouteContext } from "./routes.ts";
import type { Store } from "./store.ts";

/** https://docs.github.com/en/rest/git/refs, branches only, and the writing half of https://docs.github.com/en/rest/repos/contents */
export function addRefRoutes(app: Hono, context: RouteContext): void {
  const { store, base, denied, addresses } = context;
  const shown = (c: Context, branch: string) => {
    const sha = store.branches.get(branch) ?? "";
    const url = `${addresses(c).api}/repos/${store.repository}/git`;
    return {
      ref: `refs/heads/${branch}`,
      node_id: `REF_${branch}`,
      url: `${url}/refs/heads/${branch}`,
      object: { sha, type: "commit", url: `${url}/commits/${sha}` },
    };
  };
  const named = (c: Context) =>
    decodeURIComponent(new URL(c.req.url).pathname).replace(/^.*?\/git\/refs?\/heads\//u, "");

  app.get(`${base}/git/ref/*`, (c) => {
    const refused = refusal(c, "contents: read", denied);
    if (refused !== undefined) return refused;
    const branch = named(c);
    return store.branches.has(branch) ? c.json(shown(c, branch)) : failed(c, 404, "Not Found");
  });

  app.post(`${base}/git/refs`, async (c) => {
    const refused = refusal(c, "contents: write", denied);
    if (refused !== undefined) return refused;
    const { ref, sha } = await c.req.json<{ ref: string; sha: string }>();
    const branch = /^refs\/heads\/(.+)$/u.exec(ref)?.[1];
    if (branch === undefined || store.filesAt(sha) === undefined) {
      return failed(c, 422, "Object does not exist");
    }
    if (store.branches.has(branch)) return failed(c, 422, "Reference already exists");
    store.setBranch(branch, sha);
    return c.json(shown(c, branch), 201);
  });

  app.patch(`${base}/git/refs/*`, async (c) => {
    const refused = refusal(c, "contents: write", denied);
    if (refused !== undefined) return refused;
    const branch = named(c);
    if (!store.branches.has(branch)) return failed(c, 422, "Reference does not exist");
    const { sha, force } = await c.req.json<{ sha: string; force?: boolean }>();
    if (force !== true) return failed(c, 422, "Update is not a fast forward");
    store.setBranch(branch, sha);
    return c.json(shown(c, branch));
  });

  app.delete(`${base}/git/refs/*`, (c) => {
    const refused = refusal(c, "contents: write", denied);
    if (refused !== undefined) return refused;
    if (!store.removeBranch(named(c))) return failed(c, 422, "Reference does not exist");
    return c.body(null, 204);
  });

  app.put(`${base}/contents/*`, async (c) => {
    const refused = refusal(c, "contents: write", denied);
    if (refused !== undefined) return refused;
    const path = decodeURIComponent(new URL(c.req.url).pathname.slice(`${base}/contents/`.length));
    const body = await c.req.json<{
      message: string;
      content: string;
      sha?: string;
      branch?: string;
    }>();
    const { branch = "main", sha, message } = body;
    const parent = store.branches.get(branch);
    const files = parent === undefined ? undefined : store.filesAt(parent);
    if (files === undefined) return failed(c, 404, `Branch ${branch} not found`);
    const before = files.get(path);
    const known = before && formatContent(path, before.content, addresses(c)).sha;
    if (known !== sha) return failed(c, 409, `${path} does not match ${sha ?? "nothing"}`);
    const content = Buffer.from(body.content, "base64");
    const made = commit(store, { branch, parent: parent ?? "", path, content });
    return c.json(
      {
        content: formatEntry({ type: "file", path, content }, addresses(c)),
        commit: { sha: made, message },
      },
      before === undefined ? 201 : 200,
    );
  });
}

function commit(
  store: Store,
  {
    branch,
    parent,
    path,
    content,
  }: { branch: string; parent: string; path: string; content: Buffer },
): string {
  const sha = createHash("sha1").update(`${parent}\0${path}\0`).update(content).digest("hex");
  const before = [...(store.filesAt(parent) ?? [])];
  store.putFiles(
    sha,
    Object.fromEntries(
      before.map(([name, { mode, content: bytes }]) => [
        name,
        mode === "100644" ? bytes : { mode, content: bytes.toString() },
      ]),
    ),
  );
  store.putFiles(sha, { [path]: content });
  store.setBranch(branch, sha);
  return sha;
}
