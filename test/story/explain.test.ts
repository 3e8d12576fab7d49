import { describe, expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import { writes } from "../support/stage/requests.ts";
import { aJudgedPull, PEOPLE, PROMPT, reactions, say } from "./support/asking.ts";
import { aStage } from "./support/stage.ts";

describe("/converra explain", () => {
  test("tells what got worse, by how much, how sure, what was measured and what not, and pays nothing", async () => {
    const { stage, gate } = await aJudgedPull();
    expect(gate.outputs.gate).toBe("fail");
    const run = await say(stage, "/converra explain support");

    expect(run.exitCode).toBe(0);
    expect(reactions(stage)).toEqual(["eyes", "+1"]);
    expect(writes(run)).toEqual([]);
    const reply = stage.comment();
    expect(reply).toContain("❌ **support**: regressed; the gate fails on it.");
    expect(reply).toMatch(/Task completion fell from \d+ to \d+/u);
    expect(reply).toContain("*Refunds* and *Orders* were removed");
    expect(reply).toContain("| Score |");
    expect(reply).toContain("**How sure is this?**");
    expect(reply).toContain("Candidate: ");
    expect(reply).toContain("**Not measured**");
    expect(reply).toContain("Restore what the prompt lost.");
  });

  test("gives the figures that the report gives", async () => {
    const { stage, gate } = await aJudgedPull();
    await say(stage, "/converra explain support");

    const [{ candidate, baseline }] = JSON.parse(gate.outputs.verdicts ?? "");
    expect(stage.comment()).toContain(`${baseline.toFixed(1)} (n`);
    expect(stage.comment()).toContain(`${candidate.toFixed(1)} (n`);
  });

  test("judges a new agent with transcripts and a floor as its gate did", async () => {
    const stage = await aStage({ agents: [{ key: "sales" }], github: { people: PEOPLE } });
    const added = `agents:
  support:
    model: gpt-4o
    prompt-file: ${PROMPT}
    conversations: talks/*
    gate: { metrics: { taskCompletion: { min: 99 } } }
`;
    const config = stage.base.files["converra.yml"]?.replace("agents:\n", added);
    const talk = "User: Where is my order?";
    const pull = stage.openPullRequest({
      changes: { "converra.yml": config, [PROMPT]: BAD, "talks/a.txt": talk },
    });
    const gate = await stage.runPull(pull);
    expect(gate.outputs.regressed).toBe('["support"]');
    await say(stage, "/converra explain support");

    expect(stage.comment()).toContain("**support**: regressed; the gate fails on it.");
  });

  test("warns as the gate does of rules that the pull request loosens for itself", async () => {
    const stage = await aStage({
      config: { policy: "head", gate: { "max-drop": 5 } },
      github: { people: PEOPLE },
    });
    const config = stage.base.files["converra.yml"]?.replace("max-drop: 5", "max-drop: 9");
    const pull = stage.openPullRequest({ changes: { "converra.yml": config, [PROMPT]: REWORDED } });
    expect((await stage.runPull(pull)).outputs.gate).toBe("warn");
    await say(stage, "/converra explain support");

    expect(stage.comment()).toContain("⚠️ **support**: unchanged; the gate warns of it.");
  });

  test("says that nothing got worse where nothing did", async () => {
    const { stage } = await aJudgedPull(REWORDED);
    const run = await say(stage, "/converra explain support");

    expect(run.exitCode).toBe(0);
    expect(stage.comment()).toContain("✅ **support**: unchanged; the gate lets it pass.");
  });

  test("is refused when the report is of another head", async () => {
    const { stage, pull } = await aJudgedPull();
    const next = stage.pushCommit(pull, { [PROMPT]: `${GOOD}\nBe brief.\n` });
    const run = await say(stage, "/converra explain support");

    expect(run.exitCode).toBe(1);
    expect(reactions(stage)).toEqual(["eyes", "-1"]);
    expect(stage.comment()).toContain(
      `The report is of ${pull.head.slice(0, 7)}, and the pull request is at ${next.head.slice(0, 7)} by now`,
    );
  });

  test("is refused while the gate is at work, and where there is no report", async () => {
    const stage = await aStage({ github: { people: PEOPLE } });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD } });
    await say(stage, "/converra explain support");
    expect(stage.comment()).toContain("There is no report of Converra Gate on this pull request");

    const gate = stage.runPull(pull);
    await stage.clock.until(() => /is measuring/u.test(stage.comment()), "a waiting gate");
    await say(stage, "/converra explain support");
    expect(stage.comment()).toMatch(/The gate of [0-9a-f]{7} is still at work/u);
    await gate;
  });

  test("takes nobody else's comment for the report", async () => {
    const { stage, pull } = await aJudgedPull();
    const [own] = stage.github.comments(7);
    const next = stage.pushCommit(pull, { [PROMPT]: `${GOOD}\nBe brief.\n` });
    const body = (own?.body ?? "").replaceAll(pull.head, next.head);
    stage.github.seedComment({ pullRequest: 7, body, author: { login: "visitor", type: "User" } });
    const run = await say(stage, "/converra explain support");

    expect(run.exitCode).toBe(1);
  });

  test("judges what the report's own job judged, by the rules of the base commit", async () => {
    const stage = await aStage({
      agents: [{ key: "support" }, { key: "sales" }],
      config: { gate: { "max-drop": 90 } },
      github: { people: PEOPLE },
    });
    const changes = { [PROMPT]: BAD, "prompts/sales.md": BAD };
    const pull = stage.openPullRequest({ changes });
    await stage.runPull(pull, { inputs: { agents: "support" } });
    await say(stage, "/converra explain support");
    expect(stage.comment()).toContain("**support**: fell within the limit; the gate lets it pass.");

    const run = await say(stage, "/converra explain sales");
    expect(run.exitCode).toBe(1);
    expect(stage.comment()).toContain("is about the agent sales");
  });
});
