import { describe, expect, test } from "vitest";
import { simulateOptimization } from "../../sandbox/converra/simulate-optimization.ts";
import { scheduleEvent } from "../support/github-events.ts";
import { POOR, REWORDED } from "../support/stage/prompts.ts";
import { gitHubWrites } from "../support/stage/requests.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Story } from "./support/stage.ts";

const PROMPT = "prompts/support.md";
const WINNER = { gate: { "on-winner": "pull-request" } };
const DRIFT = { gate: { "on-drift": "pull-request" } };

/** A poor prompt on the default branch with a run of it, and a config that wants its winner as a pull request. */
function aWonStage(more: Parameters<typeof aStage>[0] = {}): Promise<Story> {
  const agents = [{ key: "support", prompt: POOR, measured: [{ daysAgo: 2 }] }];
  return aStage({ agents, config: WINNER, ...more });
}

function winnerText(stage: Story): string {
  const run = stage.converra.state.optimizations.get("opt_1");
  return (run && simulateOptimization(run).winner?.content) ?? "no winner";
}

function noticesOf(run: StageRun): string {
  return (run.report?.notices ?? []).map(({ message }) => message).join("\n");
}

describe("a winner of the default branch's prompt", () => {
  test("becomes one pull request with its text, its scores and the difference", async () => {
    const stage = await aWonStage();
    const run = await stage.runPush(stage.base);

    const [pull] = stage.github.pulls();
    expect(pull).toMatchObject({
      state: "open",
      base: { ref: "main" },
      head: { ref: "converra/support" },
    });
    expect(stage.github.textAt("converra/support", PROMPT)).toBe(winnerText(stage));
    expect(pull?.body).toMatch(
      /Converra wrote this text in `opt_1` as Variant 1.*% lift.*confidence/su,
    );
    expect(pull?.body).toMatch(/\| Task completion \| \d+\.\d \| \d+\.\d \| \+\d+\.\d \|/u);
    expect(pull?.body).toContain("```diff");
    expect(noticesOf(run)).toContain(`support: opened pull request #${pull?.number}`);
    expect(run.exitCode).toBe(0);
    expect(startsIn(run.requests)).toEqual([]);
  });

  test("is not written a second time, and closed when the prompt has moved on", async () => {
    const stage = await aWonStage();
    await stage.runPush(stage.base);
    const again = await stage.runPush(stage.base);
    expect(gitHubWrites(again)).toEqual([]);
    expect(noticesOf(again)).toContain("has the text already");

    const moved = stage.commit(stage.base, { [PROMPT]: REWORDED });
    stage.github.seedBranch("main", moved.sha);
    const run = await stage.runPush(moved);
    expect(stage.github.pulls()[0]?.state).toBe("closed");
    expect(stage.github.branches.has("converra/support")).toBe(false);
    expect(noticesOf(run)).toContain("closed pull request");
  });

  test("costs nothing on its own pull request, whose gate finds the evidence by the text", async () => {
    const stage = await aWonStage();
    await stage.runPush(stage.base);
    const text = stage.github.textAt("converra/support", PROMPT) ?? "";
    const pull = stage.openPullRequest({ number: 8, changes: { [PROMPT]: text } });
    const run = await stage.runPull(pull);

    expect(startsIn(run.requests)).toEqual([]);
    expect(run.outputs.gate).toBe("pass");
  });

  test("is left alone where somebody has gone on with the branch", async () => {
    const stage = await aWonStage();
    await stage.runPush(stage.base);
    const head = stage.github.branches.get("converra/support") ?? "";
    const edited = stage.commit(
      { sha: head, files: stage.base.files },
      { [PROMPT]: `${POOR}By hand.\n` },
    );
    stage.github.seedBranch("converra/support", edited.sha);
    const run = await stage.runPush(stage.base);

    expect(gitHubWrites(run)).toEqual([]);
    expect(noticesOf(run)).toContain("has something on it that this action did not write");
  });

  test("keeps its branch where somebody has put another file on it, also once it is outdated", async () => {
    const stage = await aWonStage();
    await stage.runPush(stage.base);
    const head = stage.github.branches.get("converra/support") ?? "";
    const text = stage.github.textAt("converra/support", PROMPT) ?? "";
    const files = { ...stage.base.files, [PROMPT]: text };
    const edited = stage.commit({ sha: head, files }, { "tests/refund.md": "By hand.\n" });
    stage.github.seedBranch("converra/support", edited.sha);
    const [pull] = stage.github.pulls();
    if (pull !== undefined) pull.head.sha = edited.sha;

    const moved = stage.commit(stage.base, { [PROMPT]: REWORDED });
    await stage.runPush(moved);
    expect(stage.github.branches.get("converra/support")).toBe(edited.sha);
    expect(pull?.state).toBe("open");

    // A person closes it and keeps the branch; another text is found for it.
    if (pull !== undefined) pull.state = "closed";
    const other = stage.commit(stage.base, { [PROMPT]: `${POOR}\n\n`, "README.md": "Words." });
    const run = await stage.runPush(other);
    expect(stage.github.branches.get("converra/support")).toBe(edited.sha);
    expect(gitHubWrites(run)).toEqual([]);
  });

  test("is not offered again once a person has closed it", async () => {
    const stage = await aWonStage();
    await stage.runPush(stage.base);
    const [pull] = stage.github.pulls();
    if (pull !== undefined) pull.state = "closed";
    const run = await stage.runPush(stage.base);

    expect(gitHubWrites(run)).toEqual([]);
    expect(noticesOf(run)).toContain("is not opened again");
  });

  test("goes into the block of converra.yml, and nothing else there changes", async () => {
    const stage = await aWonStage();
    const yaml = `# ours\nversion: 1\ngate: { on-winner: pull-request }   # kept\nagents:\n  support:\n    name: support\n    model: gpt-4o\n    prompt: |   # here\n${POOR.replaceAll(/^(?=.)/gmu, "      ")}    tags: []\n`;
    const inline = stage.commit(stage.base, { "converra.yml": yaml, [PROMPT]: undefined });
    stage.github.seedBranch("main", inline.sha);
    const run = await stage.runPush(inline);

    const text = stage.github.textAt("converra/support", "converra.yml") ?? "";
    expect(noticesOf(run)).toContain("opened pull request");
    expect(text).toContain(`prompt: | # here\n      # Larkfield support\n`);
    const block = winnerText(stage)
      .trimEnd()
      .replaceAll(/^(?=.)/gmu, "      ");
    expect(text).toBe(
      yaml
        .replace("|   # here", "| # here")
        .replace(POOR.trimEnd().replaceAll(/^(?=.)/gmu, "      "), block),
    );
  });

  test("is found on a schedule, and not on a pull request", async () => {
    const stage = await aWonStage();
    const pull = stage.openPullRequest({ changes: { [PROMPT]: REWORDED } });
    const reviewed = await stage.runPull(pull);
    expect(gitHubWrites(reviewed).join()).not.toContain("/git/refs");

    await stage.runEvent(scheduleEvent(), stage.base);
    expect(stage.github.pulls()[0]?.head.ref).toBe("converra/support");
  });

  test("without the permission is told once, with the lines to add, and changes no result", async () => {
    const stage = await aWonStage({ github: { denied: ["contents: write"] } });
    const run = await stage.runPush(stage.base);

    expect(run.exitCode).toBe(0);
    expect(noticesOf(run)).toContain(
      "No pull request was opened or updated: Could not create branch converra/support",
    );
    expect(run.report?.notices.map(({ hint }) => hint).join()).toContain(
      "permissions:\n  contents: write",
    );
  });

  test("that something speaks against is not brought", async () => {
    const config = { gate: { "on-winner": "pull-request", headroom: { "min-confidence": 1 } } };
    const stage = await aWonStage({ config });
    const run = await stage.runPush(stage.base);

    expect(stage.github.pulls()).toEqual([]);
    expect(run.stdout).toContain("is not brought: its confidence is");
  });

  test("without on-winner nothing is asked of GitHub", async () => {
    const stage = await aWonStage({ config: {} });
    const run = await stage.runPush(stage.base);
    // Of a sync nothing but which commit is the newest.
    const asked = run.gitHubRequests.map(({ method, path }) => `${method} ${path}`);
    expect(asked).toEqual(["GET /repos/acme/support/git/ref/heads/main"]);
  });
});

describe("a live prompt that was edited elsewhere", () => {
  async function aDriftedStage(): Promise<Story> {
    const stage = await aStage({
      agents: [{ key: "support", prompt: POOR, live: `${POOR}Old.\n` }],
      config: DRIFT,
    });
    await stage.runPush(stage.base);
    stage.converra.editAgent(stage.liveId("support"), REWORDED);
    return stage;
  }

  test("becomes a pull request that brings its text into git, and is not overwritten", async () => {
    const stage = await aDriftedStage();
    const run = await stage.runPush(stage.base);

    expect(run.outputs.gate).toBe("warn");
    expect(stage.github.textAt("converra-drift/support", PROMPT)?.trim()).toBe(REWORDED.trim());
    expect(stage.github.pulls()[0]?.body).toContain("was edited outside this repository");
    expect(stage.converra.state.agents.get(stage.liveId("support"))?.content).toBe(REWORDED);
  });

  test("is updated when it is edited again, and closed when it says what git says", async () => {
    const stage = await aDriftedStage();
    await stage.runPush(stage.base);
    stage.converra.editAgent(stage.liveId("support"), `${REWORDED}\nAgain.`);
    const again = await stage.runPush(stage.base);
    expect(noticesOf(again)).toContain("support: updated pull request");
    expect(stage.github.textAt("converra-drift/support", PROMPT)).toContain("Again.");

    stage.converra.editAgent(stage.liveId("support"), POOR);
    await stage.runPush(stage.base);
    expect(stage.github.pulls()[0]?.state).toBe("closed");
  });
});
