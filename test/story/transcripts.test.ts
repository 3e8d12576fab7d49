import { describe, expect, test } from "vitest";
import { answers, recordsOf, requests } from "../mutants/mutation.ts";
import { REWORDED } from "../support/stage/prompts.ts";
import { aNewcomer, OURS, TALKS, TEXTS } from "./support/transcripts.ts";

const PROMPT = "prompts/support.md";
const logged = (calls: readonly string[]) =>
  calls.filter((call) => call === "POST /conversations").length;

describe("a live agent that lacks the repository's transcripts", () => {
  test("is given them by a sync, each once, whatever their files are called by then", async () => {
    const stage = await aNewcomer();
    const next = stage.commit(stage.base, TALKS);
    const run = await stage.runPush(next);

    expect(stage.texts()).toEqual(TEXTS);
    expect(run.summary).toContain(`logged 2 ${OURS}`);
    const { "talks/b.json": b } = TALKS;
    const renamed = {
      ...TALKS,
      "talks/b.json": undefined,
      "talks/0.json": b,
      "talks/c.txt": TEXTS[0] ?? "",
    };
    for (const commit of [next, stage.commit(next, renamed)]) {
      const again = await stage.runPush(commit);
      expect(logged(again.calls)).toBe(0);
      expect(again.summary).not.toContain(OURS);
    }
  });

  test("is told of by a plan, which logs nothing", async () => {
    const stage = await aNewcomer({ stored: TEXTS.slice(0, 1) });
    const next = stage.commit(stage.base, TALKS);
    const run = await stage.runPush(next, { inputs: { command: "plan" } });

    expect(run.summary).toContain(`sync logs 1 ${OURS}`);
    expect(logged(run.calls)).toBe(0);
  });

  test("is given a changed one as another", async () => {
    const stage = await aNewcomer();
    const before = { "talks/a.txt": TALKS["talks/a.txt"] };
    const next = stage.commit(stage.base, before);
    await stage.runPush(next);
    const changed = "User: Where is my parcel?";
    await stage.runPush(stage.commit(next, { "talks/a.txt": changed }));

    expect(stage.texts()).toEqual([before["talks/a.txt"], changed]);
  });

  test.each(["drop-after", "cut-json", "status:500"])(
    "is not given one twice where the answer is lost: %s",
    async (fault) => {
      const stage = await aNewcomer();
      stage.converra.fault(`POST /conversations:1:${fault}`);
      const next = stage.commit(stage.base, TALKS);
      const run = await stage.runPush(next);
      // A cut answer ends a sync: what came of the write is for the next one to see.
      if (run.exitCode === 1) await stage.runPush(next);

      expect(stage.texts()).toEqual(TEXTS);
    },
  );

  test("is given the rest by the next sync where one of them was refused", async () => {
    const stage = await aNewcomer();
    stage.converra.fault("POST /conversations:2:status:400");
    const next = stage.commit(stage.base, TALKS);
    const run = await stage.runPush(next);

    expect(run.exitCode).toBe(1);
    expect(run.summary).toContain("Could not log a conversation of agent");
    expect(stage.texts()).toHaveLength(1);
    await stage.runPush(next);
    expect(stage.texts()).toEqual(TEXTS);
  });
});

describe("a service that says otherwise", () => {
  const stripped = requests(["POST /conversations"], ({ idempotencyKey: _, ...body }) => body);
  const respaced = answers(["GET /conversations/:id"], (answer) => {
    for (const one of recordsOf(answer))
      one.content = `${String(one.content).replace("\n", "\r\n\r\n")}\n`;
  });
  test.each([
    ["knows no keys", stripped],
    ["stores other line ends", respaced],
  ])("and %s is given each once", async (_, between) => {
    const stage = await aNewcomer({ between });
    const next = stage.commit(stage.base, TALKS);
    await stage.runPush(next);
    await stage.runPush(next);

    expect(stage.texts()).toEqual(TEXTS);
  });

  test("and gives no text of conversations is given none beside those", async () => {
    const between = answers(["GET /conversations/:id"], (answer) => {
      for (const one of recordsOf(answer)) delete one.content;
    });
    const stage = await aNewcomer({ between, stored: ["User: hello"] });
    const run = await stage.runPush(stage.commit(stage.base, TALKS));

    expect(stage.texts()).toEqual(["User: hello"]);
    expect(run.summary).toContain("none is logged");
  });
});

test("an agent with more than fifty conversations has enough, and is not asked for them", async () => {
  const stage = await aNewcomer({
    stored: Array.from({ length: 51 }, (_, index) => `User: question ${index}`),
  });
  const run = await stage.runPush(stage.commit(stage.base, TALKS));

  expect(run.calls.filter((call) => call.includes("conversations"))).toEqual([]);
  expect(run.summary).toContain("too many");
});

test("a preview of an agent without conversations is given the repository's, by their texts", async () => {
  const gate = { baseline: "off", metrics: { taskCompletion: { min: 10 } } };
  const stage = await aNewcomer({ config: { gate } });
  const changes = { ...TALKS, [PROMPT]: REWORDED };
  const pull = stage.openPullRequest({ changes });
  const run = await stage.runPull(pull);

  expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
  expect(stage.texts()).toEqual(TEXTS);
  const keys = [...stage.converra.state.conversations.values()].map((one) => one.idempotencyKey);
  expect(keys).toEqual([
    expect.stringMatching(/^converra-gate:agent_\d+:[0-9a-f]{32}$/),
    expect.stringMatching(/^converra-gate:agent_\d+:[0-9a-f]{32}$/),
  ]);
});
