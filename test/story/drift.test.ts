import { expect, test } from "vitest";
import { BAD, REWORDED } from "../support/stage/prompts.ts";
import type { Commit } from "../support/stage/repository.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";
const measured = [12, 10, 8, 6, 4, 2].map((daysAgo) => ({ daysAgo }));

/** The service has scored every prompt so many points lower since the last run that is known. */
async function aDriftedStage(points: number) {
  const stage = await aStage({ agents: [{ key: "support", measured }], converra: { seed: 4 } });
  stage.converra.setModelQuality("gpt-4o", -points);
  return stage;
}

test("a service that scores lower than before accuses no harmless change, and the report says so once", async () => {
  const stage = await aDriftedStage(12);
  const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: REWORDED } }));

  expect(run.exitCode).toBe(0);
  expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
  expect(run.outputs.gate).toBe("pass");
  expect(startsIn(run.requests).length).toBeGreaterThanOrEqual(3);
  expect(run.stdout.match(/points lower than on/gu)).toHaveLength(1);
  const drifts = run.report?.notices.filter(({ message }) =>
    message.includes("points lower than on"),
  );
  expect(drifts).toHaveLength(1);
  expect(drifts?.[0]?.message).toMatch(
    /^Converra scores the unchanged prompts? of .* \d+\.\d points lower than on 20 November\./u,
  );
});

test("one freak run fails nothing", async () => {
  const stage = await aDriftedStage(20);
  const ending = stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: REWORDED } }));
  await stage.clock.until(() => stage.converra.runs().length > measured.length, "a run started");
  stage.converra.setModelQuality("gpt-4o", 0);
  const run = await ending;

  expect(run.exitCode).toBe(0);
  expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
  expect(run.report?.agents[0]?.candidate?.started).toBe(2);
  expect(run.stdout).toContain("measuring again beside the baseline");
});

test("a bad prompt fails in a drifted service all the same", async () => {
  const stage = await aDriftedStage(12);
  const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: BAD } }));

  expect(run.outputs.gate).toBe("fail");
});

test("what the gate can see is told before anything is waited for", async () => {
  const stage = await aStage();
  const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: REWORDED } }));

  expect(run.stdout).toMatch(
    /Starting 2 runs; .*\. No history yet: this gate finds drops of \d+\.\d points with 80 % chance; after 3 more nights of history, of \d+\.\d\./u,
  );
  expect(stage.comment()).toMatch(/No history yet: this gate finds drops of \d+\.\d points/u);
  expect(run.report?.agents[0]?.verdict?.detectable).toBeGreaterThan(5);
});

test("a plan tells what a gate of the prompts that differ would see, and one that changes nothing is silent", async () => {
  const stage = await aStage({ agents: [{ key: "support", measured }] });
  const plan = (commit: Commit) =>
    stage.runPush(commit, { branch: "try", inputs: { command: "plan" } });
  const told = ({ report }: StageRun) =>
    report?.notices.flatMap(({ message }) => message.match(/finds drops of (\d+\.\d)/u)?.[1] ?? []);
  const run = await plan(stage.commit(stage.base, { [PROMPT]: REWORDED }));
  const pull = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: REWORDED } }));

  expect(told(run)).toHaveLength(1);
  expect(run.summary).toContain("This gate finds drops of");
  expect(run.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
  expect(pull.stdout).toContain(`This gate finds drops of ${told(run)?.[0]} points`);
  expect(told(await plan(stage.base))).toEqual([]);
});
