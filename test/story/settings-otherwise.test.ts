/** Settings of a service that says something else than the emulator: told, and never written over. */
import { describe, expect, test } from "vitest";
import { answers, bodyOf, exchanges, isJson, type Json, reply } from "../mutants/mutation.ts";
import { writes } from "../support/stage/requests.ts";
import { keepingOn, reasonsOf } from "./support/keeping.ts";
import { aStage, type Between, type Story } from "./support/stage.ts";

const READ = ["GET /settings"];
const CHANGE = ["PATCH /settings"];
const SETTINGS = {
  general: { industry: "Furniture" },
  optimization: { deploymentMode: "manual", simulation: { maxTurns: 12 } },
};

async function pushed(
  between: Between,
  config: object,
  prepare: (stage: Story) => void = () => {},
) {
  const stage = await aStage({ between });
  prepare(stage);
  const { push } = keepingOn(stage);
  return { stage, run: await push(config), push };
}

function sections(edit: (general: Json, optimization: Json) => unknown): Between {
  return answers(READ, (answer) => {
    const { general, optimization } = answer as { general: Json; optimization: Json };
    return edit(general, optimization) ?? answer;
  });
}

describe("settings that are not shown as they are known are not written", () => {
  test.each<[string, Between, RegExp]>([
    [
      "refused",
      exchanges(READ, () => async () => reply(403, { error: { message: "admins only" } })),
      /admins only/u,
    ],
    [
      "sections by other names",
      sections((business, optimizer) => ({ business, optimizer })),
      /GET \/settings shows no `general`/u,
    ],
    ["nothing in them", answers(READ, () => ({})), /shows no `general`/u],
    [
      "keys in snake case",
      sections((_, optimization) => {
        optimization.deployment_mode = optimization.deploymentMode;
        delete optimization.deploymentMode;
      }),
      /does not show `deploymentMode`/u,
    ],
    [
      "texts by another name",
      sections((general) => {
        general.industrySector = general.industry;
        delete general.industry;
      }),
      /shows `industrySector` and no `industry`/u,
    ],
    [
      "lists for texts",
      sections((general) => {
        general.industry = ["Toys"];
      }),
      /Converra has a list of 1 there/u,
    ],
    ["a list", answers(READ, () => []), /\S/u],
  ])("%s", async (_, between, words) => {
    const { stage, run } = await pushed(between, { settings: SETTINGS });
    expect(run.exitCode).toBe(1);
    expect(reasonsOf(run)).toMatch(words);
    const { general, optimization } = stage.converra.state.settings;
    if (/`industry|list of/u.test(words.source)) {
      // The others are as they are known.
      expect(optimization.simulation.maxTurns).toBe(12);
      expect(general.industry).toBe("E-commerce");
    } else expect(optimization.deploymentMode).toBe("manual");
  });
});

test.each<[string, Between]>([
  ["wrapped in data", answers(READ, (answer) => ({ data: answer }))],
  ["wrapped as PATCH answers", answers(READ, (settings) => ({ success: true, settings }))],
  [
    "with numbers in text",
    sections((_, { simulation }) => {
      if (isJson(simulation)) simulation.maxTurns = String(simulation.maxTurns);
    }),
  ],
  [
    "with a page for people as the answer to PATCH",
    exchanges(CHANGE, () => async (e, service) => {
      await service(e.request);
      return {
        ...reply(200, ""),
        headers: { "content-type": "text/html" },
        body: "<html>ok</html>",
      };
    }),
  ],
  [
    "with no answer to PATCH",
    exchanges(CHANGE, () => async (e, service) => {
      await service(e.request);
      return { ...reply(204, ""), body: "" };
    }),
  ],
])("settings %s are read and written all the same", async (_, between) => {
  const { stage, run, push } = await pushed(between, { settings: SETTINGS });
  expect([run.exitCode, run.outputs.gate]).toEqual([0, "pass"]);
  expect(stage.converra.state.settings.general.industry).toBe("Furniture");
  expect(stage.converra.state.settings.optimization.simulation.maxTurns).toBe(12);
  expect(writes(await push({ settings: SETTINGS }))).toEqual([]);
});

describe("what a PATCH did is looked at:", () => {
  test.each<[string, Between, RegExp]>([
    [
      "nothing",
      exchanges(CHANGE, () => async () => reply(200, { success: true })),
      /Converra has E-commerce all the same/u,
    ],
    [
      "a refusal under 200",
      exchanges(CHANGE, () => async () => reply(200, { success: false, error: "plan too small" })),
      /plan too small/u,
    ],
    [
      "neighbours set back to their defaults",
      exchanges(CHANGE, ({ emulator }) => async (e, service) => {
        const response = await service(e.request);
        emulator.state.settings.optimization.simulation.personaCount = 5;
        return response;
      }),
      /put back 9 in Converra|it changed while others were written/u,
    ],
  ])("%s", async (_, between, words) => {
    const { run } = await pushed(between, { settings: SETTINGS }, (stage) => {
      stage.converra.state.settings.optimization.simulation.personaCount = 9;
    });
    expect(run.exitCode).toBe(1);
    expect(reasonsOf(run)).toMatch(words);
    expect(writes(run).length).toBeLessThan(2);
  });

  test("values of what nobody knows are shown to nobody", async () => {
    const tokens = ["xoxb-first", "xoxb-second"];
    let reads = 0;
    const between = sections((general) => {
      general.slackToken = tokens[Math.min(reads, 1)];
      reads += 1;
    });
    const { run } = await pushed(between, { settings: SETTINGS });

    expect(run.exitCode).toBe(1);
    expect(run.summary).toContain("`general.slackToken`");
    expect(run.summary).toContain("its values are not shown");
    for (const text of [run.summary, run.stdout, JSON.stringify(run.report)]) {
      expect(text).not.toContain("xoxb");
    }
  });

  test("a neighbour that it cleared is written back, and told", async () => {
    const replacing = exchanges(CHANGE, ({ emulator }) => async (e, service) => {
      const { optimization } = bodyOf(e);
      const response = await service(e.request);
      const { simulation } = isJson(optimization) ? optimization : {};
      if (isJson(simulation)) emulator.state.settings.optimization.simulation = { ...simulation };
      return response;
    });
    const { stage, run } = await pushed(replacing, { settings: SETTINGS });
    expect(stage.converra.state.settings.optimization.simulation).toEqual({
      ...{ personaCount: 5, scenariosPerSimulation: 3 },
      ...{ maxTurns: 12, confidenceMode: "moderate" },
    });
    expect(run.exitCode).toBe(0);
    expect(run.summary).toContain("Assumption settings-partial does not hold");
  });
});
