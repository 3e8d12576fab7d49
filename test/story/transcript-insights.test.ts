import { describe, expect, test } from "vitest";
import { answers, exchanges, recordsOf, reply, together } from "../mutants/mutation.ts";
import { scheduleEvent } from "../support/github-events.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";
import { aNewcomer, type Options, TALKS, TEXTS } from "./support/transcripts.ts";

describe("insights of the transcripts", () => {
  const DAY_MS = 24 * 3_600_000;
  const INSIGHTS = { inputs: { command: "insights" } };
  const REGENERATE = /^POST \/conversations\/conv_\d+\/insights\/regenerate$/;
  const MUTE = answers(["GET /conversations/:id/insights"], () => ({ status: "pending" }));
  const GONE = together(
    MUTE,
    answers(["GET /conversations"], (answer) => {
      for (const one of recordsOf(answer)) one.hasInsights = false;
    }),
  );

  async function afterSync(options: Options = {}, days = 0) {
    const stage = await aNewcomer(options);
    const commit = stage.commit(stage.base, TALKS);
    await stage.runPush(commit);
    await stage.clock.advance(days * DAY_MS);
    return { stage, run: await stage.runEvent(scheduleEvent(), commit, INSIGHTS) };
  }
  /** The agent's own insights are fresh then. */
  const hearToday = ({ converra, clock }: Awaited<ReturnType<typeof aNewcomer>>) => {
    const { conversations } = converra.state;
    const [known] = [...conversations.values()];
    if (known === undefined) throw new Error("no conversation");
    const [createdAt, insightsAt] = [clock.now(), clock.now()];
    const newer = { id: "conv_new", content: "User: hi", createdAt, insightsAt };
    conversations.set("conv_new", { ...known, ...newer });
  };
  const told = (run: StageRun) => run.report?.agents[0]?.insights?.transcripts;

  test("are in the report, each beside the transcript's file", async () => {
    const { run } = await afterSync({ stored: ["User: another one"] });

    expect(told(run)).toEqual({
      shown: [
        expect.objectContaining({
          ...{ file: "talks/a.txt", line: 1, sentiment: "neutral", taskCompleted: true },
          summary: expect.stringContaining("Where is my order?"),
        }),
        expect.objectContaining({ file: "talks/b.json", line: 1 }),
      ],
      notes: [],
    });
    expect(run.summary).toContain("**The repository's transcripts**, in Converra's words");
    expect(run.summary).toContain("`talks/a.txt`");
    expect(run.stdout).toContain("2 transcripts");
    expect(run.calls.filter((call) => call.startsWith("GET /conversations/"))).toHaveLength(5);
  });

  test("are beside what a night measures", async () => {
    const { stage } = await afterSync();
    const commit = stage.commit(stage.base, TALKS);
    const run = await stage.runEvent(scheduleEvent(), commit);

    expect(told(run)?.shown).toHaveLength(2);
    expect(run.summary).toContain("`talks/b.json`");
  });

  test("are missed where a transcript is not logged", async () => {
    const stage = await aNewcomer({ stored: TEXTS.slice(0, 1) });
    const run = await stage.runEvent(scheduleEvent(), stage.commit(stage.base, TALKS), INSIGHTS);

    expect(told(run)?.shown.map(({ file }) => file)).toEqual(["talks/b.json"]);
    expect(run.summary).toContain("1 of 2 are not logged: a sync does that.");
  });

  test("are said to be none yet, or in a shape that this version does not know", async () => {
    const none = await afterSync({ between: GONE });
    expect(none.run.summary).toContain("Converra has no insights of 2 of them yet.");
    const missing = exchanges(
      ["GET /conversations/:id/insights"],
      () => async () => reply(404, { error: { code: "NOT_FOUND", message: "none" } }),
    );
    const gone = await afterSync({ between: missing });
    expect(gone.run.summary).toContain("Converra has no insights of 2 of them yet.");
    const strange = answers(["GET /conversations/:id/insights"], () => ({ mood: { score: 3 } }));
    const { run } = await afterSync({ between: strange });
    expect(run.summary).toContain(
      "The insights of 2 of them came as an object with `mood`, which is not in a shape that this version knows.",
    );
    expect(run.summary).not.toContain("no insights of 2");
  });

  test("are lost to a refusal only where they stood, and beside what else there is", async () => {
    const stage = await aNewcomer();
    const commit = stage.commit(stage.base, TALKS);
    await stage.runPush(commit);
    stage.converra.fault("GET /conversations/:id/insights:2:status:400");
    const run = await stage.runEvent(scheduleEvent(), commit, INSIGHTS);

    expect(told(run)?.shown).toHaveLength(1);
    expect(told(run)?.notes).toEqual([expect.stringContaining("could not read the insights")]);
    expect(run.summary).toContain("the last days against the usual");
  });

  test.each([
    ["the agent's are being made anew anyway", { regenerate: true }, 5, {}, 0, 1],
    [
      "the agent's are fresh, and these are old",
      { regenerate: true },
      5,
      { talkToday: true },
      2,
      0,
    ],
    ["they are not old", { regenerate: true, "max-age": 9 }, 5, {}, 0, 0],
    ["nobody asked", {}, 5, { talkToday: true }, 0, 0],
    [
      "there are none after as long a time",
      { regenerate: true },
      5,
      { talkToday: true, between: GONE },
      2,
      0,
    ],
    [
      "they are said to be there, and do not come",
      { regenerate: true },
      5,
      { talkToday: true, between: MUTE },
      0,
      0,
    ],
    [
      "there were none for two weeks, in which they were asked for",
      { regenerate: true },
      16,
      { talkToday: true, between: GONE, says: "are not asked for any more" },
      0,
      0,
    ],
    ["there are none yet", { regenerate: true }, 0.5, { talkToday: true, between: GONE }, 0, 0],
  ])(
    "are asked for once a run where they are old or missing: %s",
    async (_, health, days, how, own, agents) => {
      const {
        talkToday = false,
        says = "",
        between,
      } = how as {
        talkToday?: boolean;
        says?: string;
        between?: Options["between"];
      };
      const stage = await aNewcomer({ config: { health }, between });
      const commit = stage.commit(stage.base, TALKS);
      await stage.runPush(commit);
      await stage.clock.advance(days * DAY_MS);
      if (talkToday) hearToday(stage);
      const run = await stage.runEvent(scheduleEvent(), commit, INSIGHTS);

      expect(run.calls.filter((call) => REGENERATE.test(call))).toHaveLength(own);
      const whole = run.calls.filter((call) => call === "POST /agents/agent_1/insights/regenerate");
      expect(whole).toHaveLength(agents);
      expect(run.summary).toContain(says);
      if (own > 0) expect(run.summary).toContain("are being made anew for the next report");
    },
  );

  test("are asked for once where the answer is lost", async () => {
    const stage = await aNewcomer({ config: { health: { regenerate: true } }, between: GONE });
    const commit = stage.commit(stage.base, TALKS);
    await stage.runPush(commit);
    await stage.clock.advance(3 * DAY_MS);
    hearToday(stage);
    stage.converra.fault("POST /conversations/:id/insights/regenerate:1:drop-after");
    const run = await stage.runEvent(scheduleEvent(), commit, INSIGHTS);

    expect(run.calls.filter((call) => REGENERATE.test(call))).toHaveLength(1);
    expect(told(run)?.notes).toContainEqual(expect.stringMatching(/^could not regenerate the/i));
  });

  test("are of ten transcripts an agent, and the rest is named", async () => {
    const lines = Array.from({ length: 14 }, (_, index) =>
      JSON.stringify({ messages: [{ role: "user", content: `question ${index}` }] }),
    );
    const stage = await aNewcomer();
    const commit = stage.commit(stage.base, { "talks/many.jsonl": lines.join("\n") });
    await stage.runPush(commit);
    const run = await stage.runEvent(scheduleEvent(), commit, INSIGHTS);

    expect(told(run)?.shown).toHaveLength(10);
    expect(told(run)?.shown[2]).toMatchObject({ file: "talks/many.jsonl", line: 3 });
    expect(told(run)?.notes).toEqual(["4 more of them are left out."]);
  });

  test("are read of as many agents as the requests for it suffice, and the others are named", async () => {
    const conversations = [...TEXTS, ...Array.from({ length: 40 }, (_, index) => `User: ${index}`)];
    const stage = await aStage({
      agents: ["a", "b", "c", "d", "e"].map((key) => ({
        ...{ key, settings: { conversations: "talks/*" }, seed: { conversations } },
      })),
    });
    const commit = stage.commit(stage.base, TALKS);
    const run = await stage.runEvent(scheduleEvent(), commit, INSIGHTS);

    const found = run.report?.agents.map(({ insights }) => insights?.transcripts) ?? [];
    expect(found.map((one) => one?.shown.length)).toEqual([2, 2, 2, 0, 0]);
    expect(found[4]?.notes).toEqual([expect.stringContaining("is left out")]);
    expect(run.calls.filter((call) => call.includes("/conversations")).length).toBeLessThan(171);
  });
});
