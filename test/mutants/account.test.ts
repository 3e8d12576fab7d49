/**
 * Every member of every answer about settings and webhooks, in each way it may differ: pushes that keep some of both. By
 * default a fixed sample; all with MUTANTS=all, and those whose id matches with MUTANTS=<regular expression>.
 */
import { expect, test } from "vitest";
import { keepingOn, seedTheirs } from "../story/support/keeping.ts";
import { aStage, type Between } from "../story/support/stage.ts";
import { mutationsOf } from "./generated.ts";
import { recordingOf } from "./recording.ts";
import { matching, sampled, WANTED_NAME } from "./wanted.ts";

/** Of the sample: every so manieth. */
const NTH = 24;
const ROUTES = ["GET /settings", "PATCH /settings", "GET /webhooks", "POST /webhooks"];

const OURS = { url: "https://ours.example/", events: ["optimization.completed"] };
const CONFIG = {
  settings: {
    general: { industry: "Furniture", kpis: "Refunds in a day" },
    optimization: { maxIterations: 12, simulation: { maxTurns: 12 } },
  },
  webhooks: [OURS],
};
const [INDUSTRY, EDITED] = ["E-commerce", "Toys"];

interface Played {
  /** Of each push: exit code, result, and what was said of the account. */
  readonly runs: readonly { readonly ended: string; readonly said: string }[];
  readonly neighbours: string;
  readonly industries: readonly unknown[];
  readonly hooks: readonly string[];
}

/** The config is pushed, and again; somebody edits the industry; the config moves on, and drops the webhook. */
async function play(between: Between): Promise<Played> {
  const takeDowns: (() => Promise<void>)[] = [];
  const stage = await aStage({ between, onTakeDown: (one) => takeDowns.push(one) });
  const { settings, webhooks } = stage.converra.state;
  seedTheirs(stage);
  const keeping = keepingOn(stage);
  const industries: unknown[] = [];
  const runs: Played["runs"][number][] = [];
  const push = async (config: object) => {
    const { exitCode, outputs, report } = await keeping.push(config);
    const said = [...(report?.account ?? []), ...(report?.notices ?? [])];
    runs.push({ ended: `${exitCode} ${outputs.gate}`, said: JSON.stringify(said) });
    industries.push(stage.converra.state.settings.general.industry);
  };
  expect(settings.general.industry).toBe(INDUSTRY);
  await push(CONFIG);
  await push(CONFIG);
  stage.converra.state.settings.general.industry = EDITED;
  const { kpis } = CONFIG.settings.general;
  await push({ settings: { general: { industry: "Sofas", kpis } }, webhooks: [] });
  const { general, optimization } = stage.converra.state.settings;
  const { industry: _, kpis: __, ...others } = general;
  const { maxIterations: ___, simulation, ...more } = optimization;
  const { maxTurns: ____, ...rest } = simulation;
  for (const takeDown of takeDowns) await takeDown();
  return {
    ...{ runs, industries, neighbours: JSON.stringify([others, more, rest]) },
    hooks: [...webhooks.keys()],
  };
}

test(`no mutation of the account's answers is written over in silence (${WANTED_NAME})`, {
  timeout: 3_600_000,
}, async () => {
  const { samples, between } = recordingOf();
  const usual = await play(between);
  expect(usual.runs.map(({ ended }) => ended)).toEqual(["0 pass", "0 pass", "0 warn"]);
  expect(usual.industries).toEqual(["Furniture", "Furniture", EDITED]);
  expect(usual.hooks).toEqual(["wh_theirs"]);

  const all = ROUTES.flatMap((route) => mutationsOf(route, samples.get(route) ?? []));
  const wanted = sampled(matching(all), NTH);
  const survivors: string[] = [];
  for (const { id, between: altered } of wanted) {
    const cell = await play(altered);
    const survives = (invariant: string) => survivors.push(`${id} | ${invariant}`);
    if (cell.neighbours !== usual.neighbours) survives(`neighbours are ${cell.neighbours}`);
    if (!cell.hooks.includes("wh_theirs")) survives("somebody's webhook was deleted");
    if (cell.hooks.length > 2) survives(`webhooks are doubled: ${cell.hooks}`);
    if (cell.industries[2] !== EDITED) survives("an edit was written over");
    cell.runs.forEach(({ ended, said }, index) => {
      const isUsual = ended === usual.runs[index]?.ended;
      const isDone = index > 1 || cell.industries[index] === "Furniture";
      if (ended.startsWith("0 pass") && !isDone)
        survives(`push ${index + 1} passed, nothing written`);
      if (!isUsual && !/action|assum/iu.test(said))
        survives(`push ${index + 1}: ${ended} without a word`);
    });
  }
  console.log(`account mutants: ${wanted.length} of ${all.length}, ${survivors.length} survivors`);
  expect(survivors).toEqual([]);
});
