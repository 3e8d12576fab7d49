import { describe, expect, test } from "vitest";
import { BAD, GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage, type Story } from "./support/stage.ts";

const PROMPT = "prompts/support.md";
const EARLIER = { runs: [{ daysAgo: 3 }] };

/** Runs the gate on a pull request, and does something while its first run is under way. */
async function runWith(stage: Story, meanwhile: (preview: string) => void): Promise<StageRun> {
  const pull = stage.openPullRequest({ changes: { [PROMPT]: REWORDED } });
  const run = stage.runPull(pull);
  await stage.clock.until(
    () => stage.converra.runs().some(({ phase }) => phase === "running"),
    "a run",
  );
  const [start] = startsIn(stage.converra.requests);
  meanwhile(start?.agentId ?? "");
  return run;
}

function expectVoid(run: StageRun, what: string): void {
  const verdict = run.report?.agents[0]?.verdict;
  expect(verdict?.verdict).toBe("incomplete");
  expect(verdict?.reason).toContain(what);
  expect(verdict?.reason).toContain("was changed while this ran");
  expect(verdict?.advice).toContain("run this again");
  expect(run.outputs.gate).toBe("fail");
  expect(run.exitCode).toBe(1);
}

describe("the look after the wait", () => {
  test("a preview that somebody edited while its run was under way gives no verdict", async () => {
    const stage = await aStage({ agents: [{ key: "support", seed: EARLIER }] });
    const run = await runWith(stage, (preview) => stage.converra.editAgent(preview, POOR));
    expectVoid(run, "on which the candidate was measured,");
    expect(stage.comment()).toContain("was changed while this ran");
  });

  test("a live prompt that somebody edited meanwhile is no baseline any more", async () => {
    const stage = await aStage({ agents: [{ key: "support", seed: EARLIER }] });
    const live = stage.liveId("support");
    const run = await runWith(stage, () => stage.converra.editAgent(live, BAD));
    expectVoid(run, `the live agent ${live}`);
  });

  test.each([
    { others: 0, how: "by the list" },
    { others: 150, how: "one by one" },
  ])("a preview that is gone after the wait is one that changed, looked for $how", async (row) => {
    const stage = await aStage({
      agents: [{ key: "support", seed: EARLIER }],
      converra: { plan: "enterprise" },
    });
    for (let n = 0; n < row.others; n += 1) {
      stage.converra.seedAgent({ name: `Other ${n}`, content: "Be brief.", model: "gpt-4o" });
    }
    const run = await runWith(stage, (preview) => stage.converra.state.agents.delete(preview));
    expectVoid(run, "on which the candidate was measured,");
    expect(run.report?.fault).toBeUndefined();
    const live = `GET /agents/${stage.liveId("support")}`;
    expect(run.calls.filter((call) => call === live)).toHaveLength(row.others > 0 ? 1 : 0);
  });

  test("an edit that only adds an empty line changes nothing", async () => {
    const stage = await aStage({ agents: [{ key: "support", seed: EARLIER }] });
    const live = stage.liveId("support");
    const run = await runWith(stage, () => stage.converra.editAgent(live, `${GOOD}\r\n\r\n`));
    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    expect(run.outputs.gate).toBe("pass");
  });
});
