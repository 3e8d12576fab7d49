import { describe, expect, test } from "vitest";
import { scheduleEvent } from "../support/github-events.ts";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";
const ONCE_LIVE = { seed: { runs: [9, 6, 2].map((daysAgo) => ({ daysAgo })) } };

describe("a service that draws other scenarios for copies", () => {
  test("harder ones: a reworded prompt does not fail, whatever the live agent scored", async () => {
    const stage = await aStage({
      agents: [{ key: "support", ...ONCE_LIVE }],
      converra: { draftShift: -12 },
    });
    const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: REWORDED } }));

    expect(run.report?.agents[0]?.verdict?.verdict).toBe("unchanged");
    expect(run.report?.agents[0]?.baseline?.where).not.toBe("live");
    expect(run.outputs.gate).toBe("pass");
    expect(run.report?.notices.map(({ message }) => message).join("\n")).toMatch(
      /Live agents score one prompt \d+\.\d points higher than previews \(± \d+\.\d\)\. That they score alike is not shown/u,
    );
  });

  test("easier ones: a drop of 34 points is not green, whatever the live agent scored", async () => {
    const stage = await aStage({
      agents: [{ key: "support", ...ONCE_LIVE }],
      converra: { draftShift: 34, seed: 3 },
    });
    const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: BAD } }));

    expect(run.outputs.gate).toBe("fail");
  });
});

describe("the twin of a live agent", () => {
  test("carries the live prompt and its conversations, serves every pull request, and is no live agent", async () => {
    const stage = await aStage();
    const [first, second] = [7, 8].map((number) =>
      stage.openPullRequest({ number, changes: { [PROMPT]: `${REWORDED}${number}` } }),
    );
    if (first === undefined || second === undefined) throw new Error("two pull requests");
    await stage.runPull(first);
    const run = await stage.runPull(second);

    const twins = [...stage.converra.state.agents.values()].filter(({ tags }) =>
      tags.includes("ref"),
    );
    expect(twins).toMatchObject([{ status: "draft", content: GOOD }]);
    const conversations = [...stage.converra.state.conversations.values()];
    const on = (id: string | undefined) => conversations.filter(({ agentId }) => agentId === id);
    expect(
      on(twins[0]?.id)
        .map(({ content }) => content)
        .sort(),
    ).toEqual(
      on(stage.liveId("support"))
        .map(({ content }) => content)
        .sort(),
    );
    // The first has paid for the baseline, on the twin.
    expect(startsIn(run.requests)).toHaveLength(1);
    const pushed = await stage.runPush(stage.base);
    expect(pushed.report?.agents.map(({ plan }) => plan?.action)).toEqual(["unchanged"]);
  });

  test("is brought up to the live agent's newest conversations, each of them once", async () => {
    const stage = await aStage();
    await stage.runEvent(scheduleEvent(), stage.base);
    const live = stage.liveId("support");
    const { state } = stage.converra;
    const [known] = [...state.conversations.values()];
    if (known === undefined) throw new Error("no conversation");
    const newer = { ...known, id: "conv_new", agentId: live, content: "Customer: new?" };
    state.conversations.set("conv_new", { ...newer, createdAt: stage.clock.now() });
    await stage.runEvent(scheduleEvent(), stage.base);
    await stage.runEvent(scheduleEvent(), stage.base);

    const [twin] = [...state.agents.values()].filter(({ tags }) => tags.includes("ref"));
    const texts = [...state.conversations.values()]
      .filter(({ agentId }) => agentId === twin?.id)
      .map(({ content }) => content);
    expect(texts).toHaveLength(4);
    expect(new Set(texts).size).toBe(4);
    expect(texts).toContain("Customer: new?");
  });
});

describe.each([
  ["preview", "#7"],
  ["twin", " ref"],
])("an agent in use that is named like the %s", (_, place) => {
  test.each(["active", "deprecated"] as const)(
    "is never written to, and its agent is not judged (%s)",
    async (status) => {
      const stage = await aStage();
      const pull = stage.openPullRequest({ number: 7, changes: { [PROMPT]: REWORDED } });
      const namesake = stage.converra.seedAgent({
        ...{ name: `support (acme/support${place})`, content: "You sell shoes.", status },
        ...{ model: "gpt-4o", runs: [{ daysAgo: 3 }], conversations: ["Customer: boots?"] },
      });
      const before = structuredClone(namesake);
      const run = await stage.runPull(pull);

      expect(stage.converra.state.agents.get(namesake.id)).toEqual(before);
      const written = run.requests.filter(({ method }) => method !== "GET");
      expect(JSON.stringify(written)).not.toContain(namesake.id);
      expect(run.exitCode).toBe(1);
      expect(run.report?.agents[0]?.verdict).toMatchObject({
        verdict: "incomplete",
        reason: expect.stringContaining(`Agent ${namesake.id} has the name of the copy`),
      });
    },
  );
});

test("an entry that is bound to another agent by now takes no copy and no run of the one before", async () => {
  const stage = await aStage({ agents: [{ key: "support" }, { key: "sales" }] });
  await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: REWORDED } }));
  const config = stage.base.files["converra.yml"]
    ?.replace("name: support", "name: sales")
    .replace(/ {2}sales:\n( {4}.*\n)+/u, "");
  const rebound = stage.commit(stage.base, { "converra.yml": config });
  const before = new Set(stage.converra.state.agents.keys());

  const run = await stage.runPull(
    stage.openPullRequest({
      ...{ number: 8, base: rebound.sha },
      changes: { "converra.yml": config, [PROMPT]: `${REWORDED}\nBe brief.\n` },
    }),
  );

  const [agent] = run.report?.agents ?? [];
  expect(agent?.baseline).toMatchObject({ adopted: 0 });
  expect(agent?.candidate).toMatchObject({ adopted: 0 });
  const used = startsIn(run.requests).map(({ agentId }) => agentId);
  expect(used.filter((id) => before.has(id ?? ""))).toEqual([]);
});
