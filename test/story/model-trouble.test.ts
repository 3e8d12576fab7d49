import { describe, expect, test } from "vitest";
import { answers, exchanges, isJson, type Json, reply } from "../mutants/mutation.ts";
import { aModelChange, benchmarksIn, EQUAL } from "./support/model-change.ts";
import type { Between } from "./support/stage.ts";

/** Each model of the answers to GET /benchmarks/:id. */
function editedModels(edit: (models: Json[]) => unknown[]): Between {
  return answers(["GET /benchmarks/:id"], (answer) => {
    const { results } = answer as { results?: Json };
    if (results !== undefined) results.models = edit((results.models as Json[]).filter(isJson));
  });
}

const saysStatus = (status: string) =>
  answers(["GET /benchmarks/:id", "GET /benchmarks"], (answer) => {
    for (const one of (answer as { data?: Json[] }).data ?? [answer as Json]) {
      if (one.status === "completed") one.status = status;
    }
  });

const CASES: readonly (readonly [string, Between, string])[] = [
  [
    "leaves out the new model",
    editedModels((models) => models.slice(0, 1)),
    "it has no scores of gpt-4.1, and those of gpt-4o",
  ],
  [
    "leaves out the model in use",
    editedModels((models) => models.slice(1)),
    "it has no scores of gpt-4o, and those of gpt-4.1",
  ],
  [
    "leaves out both models",
    editedModels(() => []),
    "it has no scores of gpt-4o and gpt-4.1, and none of any other",
  ],
  [
    "calls the models otherwise",
    editedModels((models) => models.map((one) => ({ ...one, modelId: `openai/${one.modelId}` }))),
    "those of openai/gpt-4o, openai/gpt-4.1",
  ],
  [
    "plays other scenarios with each model",
    editedModels((models) =>
      models.map((one, index) => ({
        ...one,
        scenarios: (one.scenarios as Json[]).map((each) => ({
          ...each,
          id: `${each.id}-${index}`,
        })),
      })),
    ),
    "0 of them the same",
  ],
  [
    "leaves a scenario out of one",
    editedModels((models) =>
      models.map((one, index) => ({ ...one, scenarios: (one.scenarios as Json[]).slice(index) })),
    ),
    "11 of them the same",
  ],
  ["was played otherwise", (told) => playedOtherwise(told), "another goal or count than was asked"],
];

/** The benchmark itself, and not the list, tells what it was played with. */
const playedOtherwise: Between = (told) => (service) => {
  const alone = answers(["GET /benchmarks/:id"], (answer) => {
    (answer as Json).maxTurns = 50;
  })(told)(service);
  return answers(["GET /benchmarks"], (answer) => {
    for (const one of (answer as { data: Json[] }).data) delete one.maxTurns;
  })(told)(alone);
};

describe("a changed model, where the service says otherwise", () => {
  test.each(CASES)(
    "and %s, is red in words and never paid for again",
    async (_, between, words) => {
      const { run } = await aModelChange({ between });
      const ended = await run();
      const again = await run();

      for (const each of [ended, again]) {
        expect(each.outputs.gate).toBe("fail");
        expect(each.report?.agents[0]?.verdict).toMatchObject({ verdict: "incomplete" });
        expect(each.report?.agents[0]?.verdict?.reason).toContain(words);
      }
      expect(benchmarksIn(ended)).toHaveLength(1);
      expect(benchmarksIn(again)).toEqual([]);
    },
  );

  test("and the benchmark ends in a status that nobody knows, is red after the deadline", async () => {
    const { run } = await aModelChange({ between: saysStatus("pondering") });
    const ended = await run({ inputs: { "timeout-minutes": "60" } });

    expect(ended.outputs.gate).toBe("fail");
    expect(ended.report?.agents[0]?.verdict?.reason).toContain("did not end in time");
    expect(ended.report?.agents[0]?.verdict?.reason).toContain("no way to stop a benchmark");
  });

  test("and it failed, is red with the service's reason", async () => {
    const { run } = await aModelChange({ between: saysStatus("failed") });
    const ended = await run();

    expect(benchmarksIn(ended)).toHaveLength(1);
    expect(ended.report?.agents[0]?.verdict?.reason).toContain("The run of the benchmark failed");
    expect(ended.outputs.gate).toBe("fail");
  });

  test("and tells no model of the live agent, is red and pays nothing", async () => {
    const between = answers(["GET /agents", "GET /agents/:id"], (answer) => {
      for (const one of (answer as { data?: Json[] }).data ?? [answer as Json]) one.llmModel = "";
    });
    const { run } = await aModelChange({ between });
    const ended = await run();

    expect(benchmarksIn(ended)).toEqual([]);
    expect(ended.outputs.gate).toBe("fail");
    expect(ended.report?.agents[0]?.verdict?.reason).toContain("does not tell which model");
  });

  test("and gives no scenarios, a large drop is proven by three benchmarks and a small one is not", async () => {
    const between = editedModels((models) => models.map(({ scenarios: _, ...one }) => one));
    const { stage, run } = await aModelChange({ between });
    stage.converra.setModelQuality(EQUAL, -18);
    const large = await run();
    const other = await aModelChange({ to: "gpt-3.5-turbo", between });
    const small = await other.run();

    expect(benchmarksIn(large)).toHaveLength(3);
    expect(large.outputs.gate).toBe("fail");
    expect(small.outputs.gate).toBe("warn");
    expect(small.report?.agents[0]?.verdict).toMatchObject({ verdict: "inconclusive" });
    expect(small.report?.agents[0]?.verdict?.reason).toContain("noise could explain it.");
  });

  test("and the answer to its start is lost, adopts the one benchmark there is", async () => {
    const { stage, run } = await aModelChange();
    stage.converra.fault("POST /benchmarks:1:drop-after");
    const ended = await run();

    expect(benchmarksIn(ended)).toHaveLength(1);
    expect(stage.converra.state.benchmarks.size).toBe(1);
    expect(ended.outputs.gate).toBe("pass");
  });

  test("and scores the second benchmark on another scale, is red and pays for no third", async () => {
    const between = answers(["GET /benchmarks/:id"], (answer, { path }) => {
      if (path.endsWith("bench_1")) return;
      const { models = [] } = ((answer as Json).results ?? {}) as { models?: Json[] };
      for (const one of models) {
        for (const each of [one, ...((one.scenarios ?? []) as Json[])]) {
          const scores = Object.entries(each.metrics as Record<string, number>);
          each.metrics = Object.fromEntries(scores.map(([name, score]) => [name, score / 100]));
        }
      }
    });
    const { run } = await aModelChange({ to: "gpt-3.5-turbo", between });
    const ended = await run();

    expect(benchmarksIn(ended)).toHaveLength(2);
    expect(ended.outputs.gate).toBe("fail");
    const [agent] = ended.report?.agents ?? [];
    expect(agent?.verdict).toMatchObject({ verdict: "incomplete" });
    expect(agent?.verdict?.reason).toContain("bench_1 and bench_2 cannot be judged together");
    expect(benchmarksIn(await run())).toEqual([]);
  });

  test("and does not list the benchmarks, is red for that agent and starts none", async () => {
    const between = exchanges(["GET /benchmarks"], () => async () => {
      return reply(400, { error: { message: "no such filter" } });
    });
    const { run } = await aModelChange({ between });
    const ended = await run();

    expect(benchmarksIn(ended)).toEqual([]);
    expect(ended.outputs.gate).toBe("fail");
    expect(ended.report?.agents[0]?.verdict).toMatchObject({ verdict: "incomplete" });
    expect(ended.report?.agents[0]?.verdict?.reason).toContain("could not be read, so none was");
  });

  test("and somebody writes to the live agent meanwhile, is void", async () => {
    const { stage, run } = await aModelChange();
    const playing = run();
    await stage.clock.advance(60_000);
    const agent = stage.converra.state.agents.get(stage.liveId("support"));
    if (agent === undefined) throw new Error("no agent");
    agent.content = "Something else.";
    const ended = await playing;

    expect(ended.outputs.gate).toBe("fail");
    expect(ended.report?.agents[0]?.verdict?.reason).toContain("was changed while this ran");
  });
});
