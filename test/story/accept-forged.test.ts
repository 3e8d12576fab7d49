import { describe, expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { foreignIn, renderedByRemark } from "../support/rendered.ts";
import { BAD } from "../support/stage/prompts.ts";
import { ACCEPTING, aJudgedPull, PEOPLE, PROMPT, REASON, say } from "./support/asking.ts";
import { aStage } from "./support/stage.ts";

describe("who can edit comments", () => {
  test("forges no acceptance, and carries none elsewhere", async () => {
    const { stage, pull, again } = await aJudgedPull();
    await say(stage, ACCEPTING);
    const record = stage.github.comments(7).at(-1);
    const signed = record?.body ?? "";
    const forged: readonly [string, string][] = [
      ["octocat", "mallory"],
      ['"delta\\":\\u002d', '"delta\\":\\u002d9'],
      [REASON, "because"],
      [pull.head, stage.base.sha],
    ];
    for (const [from, to] of forged) {
      expect(signed).toContain(from);
      if (record !== undefined) record.body = signed.replace(from, to);
      const run = await again();
      expect(run.outputs.gate, to).toBe("fail");
      expect(stage.github.comments(7)[0]?.body, to).toContain("does not cover the drop of support");
    }
    if (record !== undefined) record.body = signed;
    expect((await again()).outputs.gate).toBe("pass");
  });

  test("gains nothing by writing a comment of their own that says the same", async () => {
    const { stage, again } = await aJudgedPull();
    await say(stage, ACCEPTING);
    const record = stage.github.comments(7).at(-1);
    const author = { login: "mallory", type: "User" } as const;
    stage.github.seedComment({ pullRequest: 7, body: record?.body ?? "", author });
    if (record !== undefined) record.body = "gone";

    expect((await again()).outputs.gate).toBe("fail");
  });

  test("has no effect on a gate with another key", async () => {
    const { stage, pull } = await aJudgedPull();
    await say(stage, ACCEPTING);
    const record = stage.github.comments(7).at(-1);
    expect(record?.body).not.toContain(stage.converra.apiKey);
    const other = await aStage({
      github: { people: PEOPLE },
      converra: { apiKey: "sk_live_other" },
    });
    const same = other.openPullRequest({ changes: { [PROMPT]: BAD } });
    expect(same.head).toBe(pull.head);
    await other.runPull(same);
    other.github.seedComment({ pullRequest: 7, body: record?.body ?? "" });

    const run = await other.runPull(same);
    expect(run.outputs.gate).toBe("fail");
    expect(other.github.comments(7)[0]?.body).toContain("it is not signed with this API key");
  });

  test("puts nothing into the reports by the reason", async () => {
    const { stage, again } = await aJudgedPull();
    const reason = "<!-- x --> @everyone <img src=x> [a](http://b) #1 `c` ::error::no";
    await say(stage, `/converra accept support ${reason}`);
    const run = await again();

    expect(run.outputs.gate).toBe("pass");
    for (const { body } of stage.github.comments(7).filter(({ author }) => author.type === "Bot")) {
      const shown = body
        .replace(/^<!-- converra-gate.*$/gmu, "")
        .replace(/<!-- \/?section.*?-->/gu, "");
      expect(foreignIn(renderedByRemark(shown))).toEqual([]);
    }
    expect(run.stdout).not.toMatch(/^::error::no/mu);
  });

  test("is not asked where comments cannot be read: the gate stays red and says so", async () => {
    let isDown = false;
    const intercept = async ({ method, path }: { method: string; path: string }) =>
      isDown && method === "GET" && path.endsWith("/comments")
        ? new Response('{"message":"no"}', { status: 403 })
        : undefined;
    const { stage, again } = await aJudgedPull(BAD, { github: { intercept } });
    await say(stage, ACCEPTING);
    isDown = true;
    const run = await again();

    expect(run.outputs.gate).toBe("fail");
    expect(run.stdout).toContain("Whether a drop was accepted in a comment is not known");
  });
});
