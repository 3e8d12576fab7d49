import { expect, test } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { expectNothingForeign } from "../support/nothing-foreign.ts";
import { aVerdict } from "../support/report-builders.ts";
import { FORK, forged, leaveReport, postReport, RUN_ID } from "../support/stage/left-report.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import { aStage, type Story } from "./support/stage.ts";

/** A fork's pull request, its report, and how the second workflow fares with that report. */
async function aFork(options: Parameters<typeof aStage>[0] = {}) {
  const stage = await aStage(options);
  const { pull, text } = await leaveReport(stage);
  const event = { headSha: pull.head };
  const post = (left = text, more: Parameters<typeof postReport>[2] = {}) =>
    postReport(stage, left, { ...more, event: { ...event, ...more?.event } });
  return { stage, pull, text, post };
}

function expectNothingPosted(stage: Story, run: Awaited<ReturnType<typeof postReport>>): void {
  expect(gitHubWrites(run)).toEqual([]);
  expect(stage.github.comments(7)).toEqual([]);
  expect(run.outputs["comment-url"]).toBeUndefined();
}

test("a fork's report is posted on its pull request, marked as unverified", async () => {
  const { stage, post } = await aFork();

  const run = await post();

  expect(run.exitCode).toBe(0);
  expect(stage.comment()).toContain("### ⚪ Unverified: Converra gate warns: 1 not evaluated");
  expect(stage.comment()).toContain("> [!WARNING]");
  expect(stage.comment()).toContain(`a run of ${FORK}`);
  expect(stage.comment()).toContain("a pull request from a fork is given no secrets");
  expect(run.outputs["comment-url"]).toContain("/pull/7#issuecomment-");
  expect(run.summary).toContain("The report was posted on pull request #7.");
  expect(run.calls).toEqual([]);
});

test("a later report of the same pull request takes the comment's place, and the same one changes nothing", async () => {
  const { stage, pull, post } = await aFork();
  await post();
  const again = await post();
  expect(gitHubWrites(again)).toEqual([]);
  expect(again.summary).toContain("says the same already");

  const next = stage.pushCommit(pull, { "prompts/support.md": "Be brief.\n" });
  const late = await post();
  expect(late.exitCode).toBe(0);
  expect(gitHubWrites(late)).toEqual([]);
  expect(late.stdout).toContain("pull request #7 has moved on to another commit");

  const run = await stage.runPull(next, {
    key: false,
    inputs: { comment: "never" },
    context: { runId: 4712 },
  });
  const posted = await postReport(stage, JSON.stringify(run.report), {
    event: { id: 4712, headSha: next.head },
  });
  expect(posted.summary).toContain("The comment on pull request #7 was updated.");
  expect(stage.github.comments(7)).toHaveLength(1);
});

test("a report of the repository's own branch is posted with its measurements", async () => {
  const stage = await aStage();
  const { pull, text } = await leaveReport(stage, { fork: false });

  const run = await postReport(stage, text, {
    event: { headSha: pull.head, headRepository: stage.github.repository },
  });

  expect(run.exitCode).toBe(0);
  expect(stage.comment()).toContain("### ❌ Converra gate failed: 1 regressed");
  expect(stage.comment()).not.toContain("Unverified");
});

test.each([
  ["another commit", { commit: "f".repeat(40) }, "another commit than the run's"],
  ["another run", { runUrl: "https://github.com/acme/support/actions/runs/1" }, "another run"],
  [
    "another server's run",
    { runUrl: `https://evil.example/acme/support/actions/runs/${RUN_ID}` },
    "another run",
  ],
  ["no pull request", { pullRequest: undefined }, "no pull request"],
  ["a pull request of no such number", { pullRequest: -7 }, "no pull request"],
])("a report about %s is refused", async (_, context, expected) => {
  const { stage, text, post } = await aFork();

  const run = await post(forged(text, { context }));

  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain(expected);
  expectNothingPosted(stage, run);
});

test("a report cannot name somebody else's pull request", async () => {
  const { stage, text, post } = await aFork();
  stage.openPullRequest({ number: 8, changes: { "prompts/support.md": "Own.\n" } });

  const run = await post(forged(text, { context: { pullRequest: 8 } }));

  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain(`whose head is in acme/support, and the run was of ${FORK}`);
  expectNothingPosted(stage, run);
  expect(stage.github.comments(8)).toEqual([]);
});

test("a run of a repository that is gone posts nothing", async () => {
  const { stage, post } = await aFork();
  const run = await post(undefined, { event: { headRepository: null } });
  expect(run.exitCode).toBe(1);
  expectNothingPosted(stage, run);
});

test.each<[string, (report: Report) => Partial<Report>]>([
  ["paid runs", (report) => ({ cost: { ...report.cost, runsStarted: 2 } })],
  ["another command", () => ({ command: "benchmark" })],
  [
    "a setting of the account",
    () => {
      const said = { action: "update", done: true, reason: "written" } as const;
      return { account: [{ what: "setting", name: "optimization.deploymentMode", ...said }] };
    },
  ],
  [
    "a verdict that takes a measurement",
    ({ agents }) => ({
      agents: agents.map((agent) => ({
        ...agent,
        verdict: aVerdict({ key: agent.key, verdict: "improved" }),
      })),
    }),
  ],
  [
    "a better prompt",
    ({ agents }) => ({
      agents: agents.map((agent) => ({
        ...agent,
        headroom: { runId: "opt_1", variantId: "v", variantName: "V" },
      })),
    }),
  ],
])("a fork's report that claims %s is refused", async (_, claim) => {
  const { stage, text, post } = await aFork();

  const run = await post(forged(text, claim(JSON.parse(text))));

  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain("a fork's run has no key to measure with");
  expectNothingPosted(stage, run);
});

test("nothing that a report says of addresses is believed, and its text stays text", async () => {
  const { stage, text, post } = await aFork();
  const reason =
    "@octocat fixes #1 </details><img src=x> [x](https://evil.example) <!-- converra-gate:v1 {} -->";
  const report = JSON.parse(text) as Report;
  const hostile = forged(text, {
    context: {
      serverUrl: "https://evil.example",
      repository: "evil/evil",
      unverified: "acme/support",
    },
    notices: [{ level: "error", message: reason, hint: reason }],
    agents: report.agents.map((agent) => ({
      ...agent,
      promptSource: { ...agent.promptSource, file: "../../evil" },
      verdict: aVerdict({ key: agent.key, verdict: "not-evaluated", reason, metrics: [] }),
    })),
  });

  const run = await post(hostile);

  expect(run.exitCode).toBe(0);
  const comment = stage.comment();
  expectNothingForeign(comment);
  expect(comment.match(/<!-- converra-gate:v1/gu)).toHaveLength(1);
  expect(comment).not.toContain("](https://evil.example");
  expect(comment).toContain(`a run of ${FORK}`);
});

test.each([
  ["is not whole JSON", "{", "it is not whole JSON"],
  ["is no report", "[]", "is no report of Converra Gate"],
  ["nests without end", `${"[".repeat(200_000)}${"]".repeat(200_000)}`, "is no report"],
])("a file that %s is refused", async (_, left, expected) => {
  const { stage, post } = await aFork();
  const run = await post(left);
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain(expected);
  expectNothingPosted(stage, run);
});

test("a report with a text of megabytes is refused", async () => {
  const { stage, text, post } = await aFork();
  const run = await post(
    forged(text, { notices: [{ level: "error", message: "x".repeat(2_000_000) }] }),
  );
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain("a text is longer than 1048576 characters");
  expectNothingPosted(stage, run);
});

test("without the right to comment the step fails and says what to add", async () => {
  const { post, stage } = await aFork({ github: { denied: ["pull-requests: write"] } });
  const run = await post();
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain("pull-requests: write");
  expect(stage.github.comments(7)).toEqual([]);
});

test.each([
  ["of a push", { startedBy: "push" }, {}, "started by push, and only pull requests have comments"],
  ["told never to comment", {}, { comment: "never" }, "the input comment says never"],
])("a run %s is refused", async (_, event, inputs, expected) => {
  const { stage, post } = await aFork();
  const run = await post(undefined, { event, inputs });
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain(expected);
  expectNothingPosted(stage, run);
});

test("on another event the command says where it belongs", async () => {
  const stage = await aStage();
  const run = await stage.runPush(stage.base, {
    makesNoReport: true,
    inputs: { command: "comment" },
  });
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain("The command comment runs on workflow_run");
});
