import type { Hono } from "hono";
import { failed, refusal } from "./access.ts";
import type { Author } from "./entities.ts";
import { formatUser } from "./formatters.ts";
import type { RouteContext } from "./routes.ts";

const REACTIONS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"];

export interface PeopleOptions {
  readonly author: Author;
  /** Login -> what the person may do: admin, write, read or none. */
  readonly people: Readonly<Record<string, "admin" | "write" | "read" | "none">>;
}

/** Who may do what, and reactions to comments: what a command in a comment needs. */
export function addPeopleRoutes(app: Hono, context: RouteContext & PeopleOptions): void {
  const { store, base, denied, author, people } = context;

  /** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
  app.get(`${base}/collaborators/:login/permission`, (c) => {
    const login = c.req.param("login");
    const permission = people[login] ?? "read";
    const user = formatUser({ login, type: "User" });
    return c.json({ permission, role_name: permission, user });
  });

  /** https://docs.github.com/en/rest/reactions/reactions#create-reaction-for-an-issue-comment */
  app.post(`${base}/issues/comments/:id/reactions`, async (c) => {
    const refused = refusal(c, "pull-requests: write", denied);
    if (refused !== undefined) return refused;
    const comment = store.findComment(Number(c.req.param("id")));
    if (comment === undefined) return failed(c, 404, "Not Found");
    const { content } = await c.req.json<{ content: string }>();
    if (!REACTIONS.includes(content)) return failed(c, 422, "Validation Failed");
    store.reactions.push({ comment: comment.id, content });
    const id = store.nextId();
    return c.json(
      { id, node_id: `R_${id}`, user: formatUser(author), content, created_at: store.timestamp() },
      201,
    );
  });
}
