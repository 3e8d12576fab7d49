import { describe, expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { GOOD, POOR } from "../support/stage/prompts.ts";
import { gitHubWrites, writes } from "../support/stage/requests.ts";
import { aMeasuredPull, PEOPLE, PROMPT, reactions, say, winnerText } from "./support/asking.ts";
import { aStage, type Between } from "./support/stage.ts";

describe("/converra apply", () => {
  test("commits the winner to the pull request's branch, with a receipt and a reply", async () => {
    const { stage, pull } = await aMeasuredPull();
    const run = await say(stage, "/converra apply support");

    expect(run.exitCode).toBe(0);
    expect(stage.github.textAt(pull.headRef ?? "change-7", PROMPT)).toBe(winnerText(stage));
    expect(reactions(stage)).toEqual(["eyes", "+1"]);
    expect(stage.comment()).toMatch(
      /✅ Committed the winner .* to prompts\/support\.md on change-7/u,
    );
    expect(writes(run)).toEqual([]);
  });

  test("lets no word of the service skip the checks of its commit, or name an author", async () => {
    const hostile = "var_1\n\n[skip ci]\nCo-authored-by: mallory <m@example.com>";
    const between: Between = () => (service) => async (request) => {
      const answer = await service(request);
      return { ...answer, body: answer.body.replaceAll('"var_1"', JSON.stringify(hostile)) };
    };
    const { stage } = await aMeasuredPull({}, { between });
    const run = await say(stage, "/converra apply support");

    const put = run.gitHubRequests.find(({ method }) => method === "PUT");
    const { message } = (put?.body ?? {}) as { message?: string };
    expect(message).toContain("Take the better prompt of support that Converra found");
    expect(message).not.toContain("[skip");
    expect(message).not.toMatch(/^Co-authored-by/mu);
  });

  test("commits nothing to the default branch, of which somebody asks for a pull request", async () => {
    const { stage } = await aMeasuredPull({ headRef: "main", baseRef: "release" });
    const run = await say(stage, "/converra apply support");

    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toContain("nothing is committed to that from here");
    expect(gitHubWrites(run).join()).not.toContain("PUT");
  });

  test("is refused to a person who may not write", async () => {
    const { stage } = await aMeasuredPull();
    const run = await say(stage, "/converra apply support", { login: "visitor" });

    expect(run.exitCode).toBe(1);
    expect(reactions(stage)).toEqual(["eyes", "-1"]);
    expect(stage.comment()).toContain("visitor may not write to this repository");
    expect(run.calls).toEqual([]);
    expect(gitHubWrites(run).join()).not.toContain("PUT");
  });

  test("is refused on a fork, with the reason", async () => {
    const { stage } = await aMeasuredPull({ fork: "stranger/support" });
    const run = await say(stage, "/converra apply support");

    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toContain("This pull request comes from a fork");
    expect(run.calls).toEqual([]);
  });

  test("is refused while the newest commit has no evidence of its own", async () => {
    const { stage, pull } = await aMeasuredPull();
    stage.pushCommit(pull, { [PROMPT]: `${POOR}Be brief.\n` });
    const run = await say(stage, "/converra apply support");

    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toMatch(
      /No run of support's prompt as it is at [0-9a-f]{7} found a better one/u,
    );
    expect(gitHubWrites(run).join()).not.toContain("PUT");
  });

  test("is refused when something speaks against the winner, by the base commit's rules", async () => {
    const config = { gate: { headroom: { "min-confidence": 1 } } };
    const { stage } = await aMeasuredPull({}, { config });
    await say(stage, "/converra apply support");

    expect(stage.comment()).toContain("gate.headroom.min-confidence is 1");
  });

  test("names the agents there are", async () => {
    const { stage } = await aMeasuredPull();
    await say(stage, "/converra apply sales");

    expect(stage.comment()).toContain(
      "There is no agent sales in this commit's config; the keys are support.",
    );
  });

  test("without the permission to write fails, and says so where it was asked", async () => {
    const { stage } = await aMeasuredPull({}, { github: { denied: ["contents: write"] } });
    const run = await say(stage, "/converra apply support");

    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toMatch(
      /Could not write prompts\/support\.md on branch change-7.*contents: write/su,
    );
  });
});

describe("/converra stop", () => {
  test("stops what the pull request's gate is waiting for", async () => {
    const stage = await aStage({ github: { people: PEOPLE } });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: `${GOOD}\nBe brief.\n` } });
    const gate = stage.runPull(pull);
    await stage.clock.until(
      () => stage.converra.runs().some(({ phase }) => phase === "running"),
      "a run",
    );
    const run = await say(stage, "/converra stop");

    expect(run.exitCode).toBe(0);
    expect(stage.comment()).toContain("Stopped: opt_");
    expect((await gate).outputs.gate).toBe("fail");
  });

  test("says so where there is nothing to stop", async () => {
    const { stage } = await aMeasuredPull();
    const run = await say(stage, "/converra stop");

    expect(run.exitCode).toBe(0);
    expect(stage.comment()).toContain("No run on this pull request's own copies is under way.");
  });
});

describe("/converra rerun", () => {
  test("runs the workflow run again that made the report of the newest commit", async () => {
    const { stage, pull } = await aMeasuredPull({}, { run: { context: { runId: 4711 } } });
    const run = await say(stage, "/converra rerun");

    expect(run.exitCode).toBe(0);
    expect(stage.github.reruns).toEqual([4711]);
    expect(stage.comment()).toContain("Run again: workflow run 4711.");
    expect(stage.comment()).toContain("nothing is paid");
    const again = await stage.runPull(pull, { context: { runId: 4711, runAttempt: 2 } });
    expect(writes(again)).toEqual([]);
  });

  test("names the lines to add where the token may not", async () => {
    const { stage } = await aMeasuredPull({}, { github: { denied: ["actions: write"] } });
    const run = await say(stage, "/converra rerun");

    expect(run.exitCode).toBe(1);
    expect(stage.github.reruns).toEqual([]);
    expect(stage.comment()).toMatch(
      /```yaml\npermissions:\n {2}contents: read\n {2}actions: write\n```/u,
    );
  });

  test("is refused while there is no report of the newest commit", async () => {
    const { stage, pull } = await aMeasuredPull();
    stage.pushCommit(pull, { [PROMPT]: GOOD });
    const run = await say(stage, "/converra rerun");

    expect(run.exitCode).toBe(1);
    expect(stage.github.reruns).toEqual([]);
    expect(stage.comment()).toContain("The report is of ");
  });

  test("leaves a workflow run alone that is of another commit, whatever the comment says", async () => {
    const { stage } = await aMeasuredPull();
    stage.github.seedWorkflowRun({
      ...{ id: 1, event: "push", headSha: stage.base.sha, status: "completed", attempt: 1 },
    });
    const run = await say(stage, "/converra rerun");

    expect(run.exitCode).toBe(1);
    expect(stage.github.reruns).toEqual([]);
    expect(stage.comment()).toContain("No workflow run of ");
  });

  test("says so where the run is at work already", async () => {
    const { stage, pull } = await aMeasuredPull();
    stage.github.seedWorkflowRun({
      ...{ id: 1, event: "pull_request", headSha: pull.head, status: "queued", attempt: 2 },
    });
    await say(stage, "/converra rerun");

    expect(stage.github.reruns).toEqual([]);
    expect(stage.comment()).toContain("At work already: workflow run 1.");
  });

  test("is not asked for twice when the answer is lost", async () => {
    let lost = 0;
    const intercept = async ({ path }: { path: string }) => {
      if (!path.endsWith("/rerun") || lost > 0) return undefined;
      lost += 1;
      stage.github.seedWorkflowRun({
        ...{ id: 1, event: "pull_request", headSha: pull.head, status: "queued", attempt: 2 },
      });
      return new Response("cut", { status: 502 });
    };
    const { stage, pull } = await aMeasuredPull({}, { github: { intercept } });
    const run = await say(stage, "/converra rerun");

    expect(run.exitCode).toBe(0);
    expect(lost).toBe(1);
    expect(stage.comment()).toContain("Run again: workflow run 1.");
  });
});

describe("a comment", () => {
  test("that asks for help, or for what there is not, is answered with the list", async () => {
    const { stage } = await aMeasuredPull();
    await say(stage, "/converra help");
    expect(stage.comment()).toContain("`/converra apply <agent>`");
    expect(stage.comment()).toContain("its first line begins with /converra in the first column");

    const run = await say(stage, "/converra dance");
    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toContain("That is no command of Converra Gate.");
  });

  test.each([
    ["quotes a command", "> /converra stop", {}],
    ["fences a command", "```\n/converra stop\n```", {}],
    ["indents a command", "    /converra stop", {}],
    ["has a command as inline code", "`/converra stop`", {}],
    ["has a command on a later line", "Too slow.\n/converra stop", {}],
    ["is edited", "/converra stop", { action: "edited" }],
    ["is by a bot", "/converra stop", { type: "Bot" as const, login: "x[bot]" }],
    ["is on an issue", "/converra stop", { onIssue: true }],
  ])("that %s is left alone", async (_, body, facts) => {
    const stage = await aStage({ github: { people: PEOPLE } });
    stage.openPullRequest({ changes: { [PROMPT]: POOR } });
    const run = await say(stage, body, facts);

    expect(run.exitCode).toBe(0);
    expect(run.gitHubRequests).toEqual([]);
    expect(run.calls).toEqual([]);
    expect(run.stdout).toContain("There is nothing to answer");
  });
});
