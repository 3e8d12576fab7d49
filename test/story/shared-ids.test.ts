/** A service that names two variants of one run by the same id: whose text it means is not known, and none is taken. */
import { expect, test } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/reply.ts";
import { answers, recordsOf } from "../mutants/mutation.ts";
import { dispatchEvent } from "../support/github-events.ts";
import { POOR } from "../support/stage/prompts.ts";
import { gitHubWrites, writes } from "../support/stage/requests.ts";
import { aMeasuredPull, say } from "./support/asking.ts";
import { aStage, type Between } from "./support/stage.ts";

/** After each variant another one of its id, with this text or its own. */
const twice = (content?: string): Between =>
  answers(["GET /optimizations/:id/variants"], (answer) => ({
    data: recordsOf(answer).flatMap((one) =>
      one.isControl === true ? [one] : [one, { ...one, ...(content && { content }) }],
    ),
  }));
const between = twice("Another text.");
const WHY = /has several variants with the id var_\d, and their texts differ/u;

test("is told of by the gate, which offers none of them", async () => {
  const { stage } = await aMeasuredPull({}, { between });
  const comment = stage.comment();

  expect(comment).toContain("Assumption variant-id does not hold");
  expect(comment).not.toContain("🏆");
  expect(comment).not.toContain("beats the candidate");
});

test.each(["apply support", "apply support live"])("/converra %s takes none", async (command) => {
  const { stage } = await aMeasuredPull({}, { between });
  const written = { inputs: { sync: "live" }, writesToLive: true };
  const run = await say(stage, `/converra ${command}`, {}, written);

  expect(run.exitCode).toBe(1);
  expect(stage.comment()).toMatch(WHY);
  expect(writes(run)).toEqual([]);
  expect(gitHubWrites(run).join()).not.toContain("PUT");
});

test.each<Record<string, string>>([{}, { "optimization-id": "opt_1", "variant-id": "var_1" }])(
  "the command apply takes none: %o",
  async (named) => {
    const agents = [{ key: "support", prompt: POOR, seed: { runs: [{ daysAgo: 2 }] } }];
    const stage = await aStage({ agents, between });
    const run = await stage.runEvent(dispatchEvent(), stage.base, {
      inputs: { command: "apply", ...named },
    });

    expect(run.exitCode).toBe(1);
    expect(run.report?.agents[0]?.plan?.reason).toMatch(WHY);
    expect(writes(run)).toEqual([]);
  },
);

test("on-winner brings none", async () => {
  const agents = [{ key: "support", prompt: POOR, measured: [{ daysAgo: 2 }] }];
  const config = { gate: { "on-winner": "pull-request" } };
  const stage = await aStage({ agents, config, between });
  const run = await stage.runPush(stage.base);

  expect(stage.github.pulls()).toEqual([]);
  expect(run.stdout).toMatch(WHY);
});

test("that says the same twice leaves no doubt", async () => {
  const { stage } = await aMeasuredPull({}, { between: twice() });
  const run = await say(stage, "/converra apply support");

  expect(run.exitCode).toBe(0);
  expect(stage.comment()).toContain("✅ Committed the winner");
});
