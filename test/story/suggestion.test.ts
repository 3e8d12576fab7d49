import { applyPatch } from "diff";
import { expect, test } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { nodesOf, parseMarkdown } from "../support/markdown-tree.ts";
import { expectNothingForeign } from "../support/nothing-foreign.ts";
import { BAD, GOOD, POOR } from "../support/stage/prompts.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import type { StageOptions } from "../support/stage/stage.ts";
import { aStage, type Story } from "./support/stage.ts";

const FILE = "prompts/support.md";
const SUGGESTING = { report: { suggestion: true } };

/** The live prompt says little, so that the winner of a better one is worth taking. */
function aPoorStage(options: Partial<StageOptions> = {}): Promise<Story> {
  return aStage({ config: SUGGESTING, agents: [{ key: "support", prompt: POOR }], ...options });
}

/** Nothing at the end of the file is in the diff, where the emulator's winners add what is missing. */
function aTopStage(options: Partial<StageOptions> = {}): Promise<Story> {
  return aStage({ config: SUGGESTING, agents: [{ key: "support", prompt: BAD }], ...options });
}
const TOP = { [FILE]: BAD.replace("in the chat", "in the live chat") };

function winnerOf(report: Report | undefined): string {
  return `${report?.agents[0]?.headroom?.content?.trimEnd()}\n`;
}

/** The file after somebody pressed the button. */
function committed(stage: Story, text: string): string {
  const [comment] = stage.github.reviewComments(7);
  const [block] = nodesOf(parseMarkdown(comment?.body ?? ""), "code");
  expect(block?.lang).toBe("suggestion");
  const lines = text.split("\n");
  const [from, to] = [comment?.startLine ?? comment?.line ?? 0, comment?.line ?? 0];
  lines.splice(from - 1, to - from + 1, ...(block?.value ?? "").split("\n"));
  return lines.join("\n");
}

test("a winner that may be taken is suggested on the changed lines, once", async () => {
  const stage = await aPoorStage();
  const pull = stage.openPullRequest({ changes: { [FILE]: BAD } });

  const run = await stage.runPull(pull);

  expect(gitHubWrites(run)).toContain("POST /pulls/7/comments 201");
  expect(committed(stage, BAD)).toBe(winnerOf(run.report));
  const [suggested] = stage.github.reviewComments(7);
  expect(suggested).toMatchObject({ path: FILE, commit: pull.head });
  expectNothingForeign(
    suggested?.body.replace(/^<!-- converra-gate:suggestion .* -->\n/u, "") ?? "",
  );
  expect(stage.comment()).toContain(
    `[suggested on the changed lines](https://github.com/acme/support/pull/7#discussion_r${suggested?.id})`,
  );
  expect(run.report?.agents[0]?.suggestion).toEqual({ kind: "review", commentId: suggested?.id });

  const again = await stage.runPull(pull);
  expect(gitHubWrites(again).filter((call) => call.includes("/pulls/"))).toEqual([]);
  expect(stage.github.reviewComments(7)).toEqual([suggested]);
});

test("a suggestion follows the prompt to the next commit, and is taken back with its reason", async () => {
  const stage = await aPoorStage();
  const pull = stage.openPullRequest({ changes: { [FILE]: BAD } });
  await stage.runPull(pull);
  const text = BAD.replace("## Limits", "## Manners\n\n- Say thank you.\n\n## Limits");
  const next = stage.pushCommit(pull, { [FILE]: text });

  const moved = await stage.runPull(next);

  expect(stage.github.reviewComments(7)).toHaveLength(1);
  expect(stage.github.reviewComments(7)[0]?.commit).toBe(next.head);
  expect(committed(stage, text)).toBe(winnerOf(moved.report));

  const back = stage.pushCommit(next, { [FILE]: POOR });
  const run = await stage.runPull(back);
  expect(run.report?.agents[0]?.headroom).toBeUndefined();
  expect(stage.github.reviewComments(7)).toEqual([]);
});

test("a winner that changes other lines than the diff has is a patch in the comment", async () => {
  const stage = await aTopStage();
  const pull = stage.openPullRequest({ changes: TOP });

  const run = await stage.runPull(pull);

  expect(stage.github.reviewComments(7)).toEqual([]);
  expect(run.report?.agents[0]?.suggestion).toEqual({ kind: "patch" });
  expect(stage.comment()).toContain("as a patch of the prompt's file, for git apply");
  const patch = nodesOf(parseMarkdown(stage.comment()), "code").at(-1)?.value ?? "";
  expect(patch).toMatch(/^--- a\/prompts\/support\.md\n\+\+\+ b\/prompts\/support\.md\n@@ /u);
  expect(applyPatch(pull.files[FILE] ?? "", `${patch}\n`)).toBe(winnerOf(run.report));
});

test("on a fork nothing is written to its lines, with a key as without", async () => {
  const stage = await aPoorStage();
  const pull = stage.openPullRequest({ changes: { [FILE]: BAD }, fork: "stranger/support" });

  const run = await stage.runPull(pull);

  expect(run.gitHubRequests.filter(({ path }) => path.endsWith("/pulls/7/comments"))).toEqual([]);
  expect(stage.comment()).toContain("as a patch of the prompt's file");
});

test("a refusal leaves the patch, and is told once", async () => {
  const refused = { message: "Resource not accessible by integration" };
  const stage = await aPoorStage({
    github: {
      intercept: async ({ method, path }) =>
        method === "POST" && path.endsWith("/pulls/7/comments")
          ? Response.json(refused, { status: 403 })
          : undefined,
    },
  });
  const pull = stage.openPullRequest({ changes: { [FILE]: BAD } });

  const run = await stage.runPull(pull);

  expect(stage.comment()).toContain("as a patch of the prompt's file");
  expect(run.report?.notices.filter(({ level }) => level === "warning")).toMatchObject([
    { message: expect.stringContaining("Could not suggest a prompt on pull request #7") },
  ]);
});

test("a winner that is worse than what is live is not suggested", async () => {
  const stage = await aStage({ config: SUGGESTING, agents: [{ key: "support", prompt: GOOD }] });
  const pull = stage.openPullRequest({ changes: { [FILE]: BAD } });

  const run = await stage.runPull(pull);

  expect(run.report?.agents[0]?.headroom).toBeDefined();
  expect(run.report?.agents[0]?.suggestion).toBeUndefined();
  expect(stage.github.reviewComments(7)).toEqual([]);
});

test("without being asked for, nothing is suggested and no suggestion is looked for", async () => {
  const stage = await aPoorStage({ config: {} });
  const pull = stage.openPullRequest({ changes: { [FILE]: BAD } });

  const run = await stage.runPull(pull);

  expect(run.gitHubRequests.filter(({ path }) => path.endsWith("/pulls/7/comments"))).toEqual([]);
  expect(stage.comment()).toContain("as a diff against the candidate");
});
