/** Who may do what, and the receipt that somebody was heard. */
import type { GitHubClient } from "./client.ts";

/** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
export function mayWrite(github: GitHubClient, login: string): Promise<boolean> {
  return github.call({
    doing: `find out what ${login} may do in ${github.repository}`,
    permission: "contents: read",
    repeatable: true,
    send: async ({ request }, repository) => {
      const query = { ...repository, username: login };
      const { data } = await request(
        "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
        query,
      );
      // Custom roles and "maintain" are told as the one of these that they build on.
      return data.permission === "admin" || data.permission === "write";
    },
  });
}

/** https://docs.github.com/en/rest/reactions/reactions; a second one of the same kind changes nothing. */
export async function react(
  github: GitHubClient,
  { comment, content }: { comment: number; content: "eyes" | "+1" | "-1" },
): Promise<void> {
  await github.call({
    doing: `react to comment ${comment}`,
    permission: "pull-requests: write",
    repeatable: true,
    send: ({ request }, repository) =>
      request("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
        ...repository,
        comment_id: comment,
        content,
      }),
  });
}
