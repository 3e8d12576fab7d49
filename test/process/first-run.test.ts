import { afterAll, beforeAll, expect, test } from "vitest";
import { GOOD, REWORDED } from "../support/stage/prompts.ts";
import type { PullRequest } from "../support/stage/repository.ts";
import { bodies, gitHubWrites, writes } from "../support/stage/requests.ts";
import type { Stage, StageRun } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

const closing: (() => Promise<void>)[] = [];
let stage: Stage;
let pull: PullRequest;
let run: StageRun;
beforeAll(async () => {
  stage = await aStage({ onTakeDown: (close) => closing.push(close) });
  pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  run = await stage.runPull(pull);
});
afterAll(() => Promise.all(closing.map((close) => close())));

test("the first run measures a preview and a twin, both with the live agent's conversations", async () => {
  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  expect(writes(run)).toEqual([
    "POST /agents",
    "POST /conversations",
    "POST /conversations",
    "POST /conversations",
    "POST /agents",
    "POST /conversations",
    "POST /conversations",
    "POST /conversations",
    "POST /optimizations",
    "POST /optimizations",
  ]);
  const live = stage.liveId("support");
  const preview = "agent_2";
  const twin = "agent_3";
  expect(bodies(run, "POST", "/agents")).toEqual([
    {
      name: "support (acme/support#7)",
      content: REWORDED.trimEnd(),
      llmModel: "gpt-4o",
      status: "draft",
      tags: [
        "converra-gate",
        "repo:acme/support",
        "pr:7",
        "config:converra.yml",
        "key:support",
        expect.stringMatching(/^prompt:[0-9a-f]{32}$/u),
      ],
    },
    expect.objectContaining({ content: GOOD, status: "draft" }),
  ]);
  const copies = bodies(run, "POST", "/conversations");
  const originals = [...stage.converra.state.conversations.values()].filter(
    ({ agentId }) => agentId === live,
  );
  for (const agentId of [preview, twin]) {
    const given = copies.filter((copy) => copy.agentId === agentId);
    expect(given.map(({ content }) => content)).toEqual(originals.map(({ content }) => content));
    for (const copy of given) expect(copy).toMatchObject({ idempotencyKey: expect.any(String) });
  }
  expect(bodies(run, "POST", "/optimizations")).toEqual([
    { agentId: preview, mode: "validation", variantCount: 3 },
    { agentId: twin, mode: "validation", variantCount: 1 },
  ]);
  expect(stage.converra.runs().map(({ phase, prompt }) => [phase, prompt])).toEqual([
    ["completed", REWORDED.trimEnd()],
    ["completed", GOOD],
  ]);

  const { state, workspace } = run;
  const post = await stage.runPull(pull, { phase: "post", state, workspace });

  expect(post.exitCode).toBe(0);
  expect(post.calls).toEqual([]);
  expect(post.stdout).toContain("Nothing was left running.");
});

test("the comment says first what is spent, then what was found, and everything else agrees with it", async () => {
  expect(gitHubWrites(run)).toEqual([
    "POST /issues/7/comments 201",
    "PATCH /issues/comments/1001 200",
  ]);
  const [first, last] = run.gitHubRequests
    .filter(({ method }) => method !== "GET")
    .map(({ body }) => (body as { body: string }).body);
  expect(first).toContain("Starting 2 runs; 50 of 50 are left this period.");
  const comment = stage.comment();
  expect(stage.github.comments(7).map(({ body }) => body)).toEqual([last]);
  const headline = "### ✅ Converra gate passed: 1 unchanged";
  expect(comment).toContain(headline);
  expect(comment).toContain(
    `Commit ${pull.head.slice(0, 7)} · 2 runs started · 48 of 50 runs left`,
  );
  expect(comment).toContain("+You answer customers of Larkfield, a furniture store");
  expect(run.summary).toContain(headline);
  expect(run.stdout).toContain("✅ Converra gate passed: 1 unchanged");
  expect(run.outputs["comment-url"]).toBe(
    "https://github.com/acme/support/pull/7#issuecomment-1001",
  );
  expect(JSON.parse(run.outputs.verdicts ?? "")).toMatchObject([
    { key: "support", verdict: "unchanged", action: "pass" },
  ]);
  expect(run.report).toMatchObject({
    command: "gate",
    context: { pullRequest: 7, commit: pull.head, syncMode: "preview", sandbox: true },
    gate: { result: "pass", reasons: [] },
    agents: [
      {
        key: "support",
        candidate: { started: 1, adopted: 0, where: "preview" },
        baseline: { started: 1, adopted: 0, where: "preview" },
        promptBefore: GOOD,
        promptAfter: REWORDED.trimEnd(),
        measuredOn: { kind: "preview", agentId: "agent_2" },
      },
    ],
    cost: { runsStarted: 2, runsAdopted: 0, runsLeft: 48, runsLimit: 50 },
  });
});
