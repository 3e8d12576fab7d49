import type { Hono } from "hono";
import { failed, refusal } from "./access.ts";
import { formatTreeEntry } from "./formatters.ts";
import type { RouteContext } from "./routes.ts";

/** https://docs.github.com/en/rest/git/trees#get-a-tree, with `recursive` only; a tree's folders are left out. */
export function addTreeRoutes(
  app: Hono,
  { store, base, denied, addresses }: RouteContext,
  limit: number,
): void {
  app.get(`${base}/git/trees/:ref`, (c) => {
    const refused = refusal(c, "contents: read", denied);
    if (refused !== undefined) return refused;
    const ref = c.req.param("ref");
    const files = store.filesAt(ref);
    if (files === undefined || c.req.query("recursive") === undefined) {
      return failed(c, 404, "Not Found");
    }
    const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
    const { api, repository } = addresses(c);
    return c.json({
      sha: ref,
      url: `${api}/repos/${repository}/git/trees/${ref}`,
      tree: entries.slice(0, limit).map(([path, blob]) => formatTreeEntry(path, blob)),
      truncated: entries.length > limit,
    });
  });
}
