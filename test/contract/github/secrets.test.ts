import { expect, test } from "vitest";
import { createGitHub } from "../../../src/github/client.ts";
import { createComment } from "../../../src/github/comments.ts";
import { openPull } from "../../../src/github/pulls.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";

test("no text that is written on GitHub holds the key or the token, whoever repeated them", async () => {
  const [apiKey, token] = ["sk_live_8d2f71c0a94e4b", "ghs_52b1e07f3c"];
  const sent: string[] = [];
  const answer = { id: 1, number: 1, html_url: "https://github.com/acme/support/pull/1" };
  const github = createGitHub({
    ...{ apiKey, token, apiUrl: "https://api.github.com", repository: "acme/support" },
    clock: createVirtualClock(),
    fetch: async (_, init) => {
      sent.push(String(init?.body));
      return Response.json({ ...answer, updated_at: "", user: null, head: { sha: "" } });
    },
  });

  await createComment(github, { pullRequest: 1, body: `The service says ${apiKey} and ${token}.` });
  await openPull(github, { title: `Take ${apiKey}`, body: token, head: "a", base: "b" });

  expect(sent).toHaveLength(2);
  for (const text of sent) {
    expect(text).not.toContain(apiKey);
    expect(text).not.toContain(token);
  }
  expect(sent[0]).toContain("The service says *** and ***.");
});
