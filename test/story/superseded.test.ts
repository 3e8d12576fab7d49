import { describe, expect, test } from "vitest";
import { BAD, GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Story } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

/** A pull request whose first commit is still being measured: its candidate's run ends only when it is stopped. */
async function anUnendedPull(prompt: string, stage: Story) {
  const pull = stage.openPullRequest({ changes: { [PROMPT]: prompt } });
  const first = stage.runPull(pull);
  const candidate = () =>
    stage.converra.runs().find((run) => run.prompt === prompt.trim() && run.phase === "running");
  await stage.clock.until(() => candidate() !== undefined, "the run of the first commit");
  const id = candidate()?.id ?? "";
  stage.converra.script({ run: id, kind: "never-ends" });
  return { pull, first, id };
}

function withHistory(): Promise<Story> {
  return aStage({ agents: [{ key: "support", measured: [{ daysAgo: 3 }] }] });
}

function expectSuperseded(run: StageRun, id: string): void {
  const agent = run.report?.agents[0];
  expect(agent?.verdict?.verdict).toBe("incomplete");
  expect(agent?.verdict?.reason).toContain("was stopped");
  expect(agent?.verdict?.advice).toContain("unless a newer commit has replaced this one");
  expect(agent?.runs).toContainEqual(
    expect.objectContaining({ runId: id, status: "stopped", origin: "started" }),
  );
}

describe("a newer commit of the same pull request", () => {
  test("stops the older commit's run before it starts its own", async () => {
    const stage = await withHistory();
    const { pull, first, id } = await anUnendedPull(POOR, stage);

    const second = await stage.runPull(stage.pushCommit(pull, { [PROMPT]: BAD }));

    const stop = second.calls.indexOf(`POST /optimizations/${id}/stop`);
    expect(stop).toBeGreaterThan(0);
    expect(stop).toBeLessThan(second.calls.indexOf("POST /optimizations"));
    expect(second.stdout).toContain(`stopped ${id}, a newer commit replaces it`);
    expect(second.outputs.gate).toBe("fail");
    expectSuperseded(await first, id);
    // The older run ends later, but its words must not replace the newer commit's.
    expect(stage.comment()).toContain(second.report?.context.commit?.slice(0, 7) ?? "no commit");
    expect(stage.comment()).not.toContain("was stopped");
  });

  test("adopts the older commit's run when the prompt is the same", async () => {
    const stage = await withHistory();
    const { pull, first: before, id } = await anUnendedPull(BAD, stage);
    const pushed = stage.pushCommit(pull, { "README.md": "Words." });
    const second = stage.runPull(pushed);
    const adopted = () => stage.comment().includes(pushed.head);
    await stage.clock.until(adopted, "the second workflow has made up its mind");
    const entity = stage.converra.state.optimizations.get(id);
    if (entity !== undefined) entity.outcome = undefined;

    const [older, newer] = await Promise.all([before, second]);

    expect(newer.stdout).toContain(`${id} is under way already and is waited for`);
    expect(stage.converra.requests.filter(({ path }) => path.endsWith("/stop"))).toEqual([]);
    const first = startsIn(stage.converra.requests).filter(
      ({ variantCount }) => variantCount === 3,
    );
    expect(first).toHaveLength(1);
    expect(newer.report?.agents[0]?.runs).toContainEqual(
      expect.objectContaining({ runId: id, status: "completed", origin: "adopted" }),
    );
    expect([older.outputs.gate, newer.outputs.gate]).toEqual(["fail", "fail"]);
  });

  test("adopts the run of the same commit on a preview that had another prompt before", async () => {
    const stage = await withHistory();
    const earlier = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    await stage.runPull(earlier);
    const pull = stage.pushCommit(earlier, { [PROMPT]: REWORDED });
    const before = stage.converra.requests.length;
    const first = stage.runPull(pull);
    await stage.clock.until(
      () => stage.converra.runs().some(({ prompt }) => prompt === REWORDED.trim()),
      "the run of the second commit",
    );

    const again = await stage.runPull(pull, { context: { runAttempt: 2 } });

    const requests = stage.converra.requests.slice(before);
    expect(startsIn(requests)).toHaveLength(1);
    expect(requests.filter(({ path }) => path.endsWith("/stop"))).toEqual([]);
    for (const { report } of [await first, again]) {
      expect(report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    }
  });

  test.each([
    { to: "the base", text: GOOD, verdict: "skipped" },
    { to: "a prompt measured before", text: BAD, verdict: "regressed" },
  ])("stops the older commit's run when it reverts to $to", async ({ text, verdict }) => {
    const stage = await withHistory();
    const earlier = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    await stage.runPull(earlier);
    const middle = stage.pushCommit(earlier, { [PROMPT]: REWORDED });
    const unended = stage.runPull(middle);
    const candidate = () => stage.converra.runs().find(({ prompt }) => prompt === REWORDED.trim());
    await stage.clock.until(() => candidate() !== undefined, "the run of the second commit");
    const id = candidate()?.id ?? "";
    stage.converra.script({ run: id, kind: "never-ends" });

    const reverted = await stage.runPull(stage.pushCommit(middle, { [PROMPT]: text }));

    expect(startsIn(reverted.requests)).toEqual([]);
    expect(reverted.calls).toContain(`POST /optimizations/${id}/stop`);
    expect(reverted.report?.agents[0]?.verdict?.verdict).toBe(verdict);
    expectSuperseded(await unended, id);
  });

  test("leaves the runs of other pull requests alone", async () => {
    const stage = await withHistory();
    const { first, id } = await anUnendedPull(POOR, stage);
    const other = stage.openPullRequest({ number: 8, changes: { [PROMPT]: BAD } });

    const run = await stage.runPull(other);

    expect(run.calls.filter((call) => call.endsWith("/stop"))).toEqual([]);
    expect(run.outputs.gate).toBe("fail");
    const entity = stage.converra.state.optimizations.get(id);
    if (entity !== undefined) entity.outcome = undefined;
    expect((await first).report?.agents[0]?.verdict?.verdict).toBe("regressed");
  });
});

describe("the workflow of an older commit, run again", () => {
  test("touches nothing that the newer commit's run works on", async () => {
    const stage = await withHistory();
    const older = stage.openPullRequest({ changes: { [PROMPT]: POOR } });
    const newer = stage.pushCommit(older, { [PROMPT]: BAD });
    await stage.runPull(newer);
    const comment = stage.comment();

    const again = await stage.runPull(older);

    expect(again.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    expect(again.report?.agents[0]?.verdict?.verdict).toBe("incomplete");
    expect(again.report?.agents[0]?.verdict?.reason).toContain("has moved on");
    expect(stage.comment()).toBe(comment);
    // The commit may become the head again, and its check would come with it.
    expect(again.exitCode).toBe(1);
  });

  test("does not pass because the newer commit has taken the change back", async () => {
    const stage = await withHistory();
    const older = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    const newer = stage.pushCommit(older, { [PROMPT]: GOOD, "README.md": "Words." });
    expect((await stage.runPull(newer)).outputs.gate).toBe("pass");

    const again = await stage.runPull(older);

    expect(again.report?.agents[0]?.verdict).toMatchObject({
      verdict: "incomplete",
      reason: expect.stringContaining("has moved on"),
    });
    expect(again.exitCode).toBe(1);
  });
});
