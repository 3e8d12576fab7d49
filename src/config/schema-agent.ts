import * as z from "zod";
import { DEFAULTS, OWN_TAG_PREFIX } from "./defaults.ts";
import {
  choiceOf,
  line,
  listOf,
  numberFrom,
  paragraph,
  requiredLine,
  section,
  wholeFrom,
} from "./fields.ts";
import { gateOverrides } from "./schema-gate.ts";

const name = (description: string) => requiredLine({ description });

const tag = name("A tag.").regex(new RegExp(`^(?!${OWN_TAG_PREFIX})`), {
  error: `a tag of your own: those that begin with ${OWN_TAG_PREFIX} are written by the action`,
});

const optimize = section(
  {
    mode: choiceOf(["validation", "exploratory"], {
      description: "validation is thorough and slower, exploratory fast and noisy.",
      default: DEFAULTS.optimize.mode,
    }),
    variants: wholeFrom(1, 5, {
      description: "Variants the service writes for a candidate.",
      default: DEFAULTS.optimize.variants,
    }),
    improve: listOf(name("A target."), {
      description: "What the variants should improve, in plain words.",
      default: [],
    }),
    hypothesis: paragraph({ description: "What you think would make the prompt better." }),
    personas: listOf(name("A persona's id."), {
      description: "Ids of the personas to simulate; without them the service chooses.",
      default: [],
    }),
  },
  { description: "How the agent's prompt is evaluated." },
).optional();

const benchmark = section(
  {
    models: listOf(
      name("A model's id."),
      { description: "Models to compare; the first is the one in use." },
      { min: 2, max: 6, of: "models" },
    ),
    goal: line({
      description: "What to compare for, as the service names it.",
      default: DEFAULTS.benchmark.goal,
    }),
    "max-turns": wholeFrom(1, 100, {
      description: "Turns of each simulated conversation.",
      default: DEFAULTS.benchmark.maxTurns,
    }),
    "runs-per-scenario": wholeFrom(1, 50, {
      description: "Runs of each scenario; the median counts.",
      default: DEFAULTS.benchmark.runsPerScenario,
    }),
    keep: wholeFrom(1, 1000, {
      description: "Finished benchmarks of the action that clean leaves in place.",
      default: DEFAULTS.benchmark.keep,
    }),
  },
  { description: "A comparison of models, run on a schedule." },
).optional();

const shared = {
  model: line({ description: "The model's id. Needed here or in defaults." }),
  description: paragraph({ description: "What the agent is for." }),
  tags: listOf(tag, { description: "Tags of the agent on the service.", default: [] }),
  temperature: numberFrom(0, 2, { description: "Sampling temperature." }),
  "max-tokens": wholeFrom(1, 1_000_000, { description: "Longest answer in tokens." }),
  optimize,
  benchmark,
  conversations: listOf(requiredLine({ description: "A file or glob." }, 1000), {
    description:
      "Transcripts that the repository's own tests wrote, to be logged: files or globs, relative to this file.",
    default: [],
  }),
  gate: gateOverrides,
};

export const defaultsSection = section(shared, {
  description: "What holds for every agent of this file that does not say otherwise.",
}).optional();

export const agentSection = section(
  {
    id: line({
      description:
        "The agent's id on the service. Without it the one live agent of that name is taken, else one is created.",
    }),
    name: line({ description: "The agent's name on the service; without it the key." }),
    prompt: z
      .string({ error: "text" })
      .optional()
      .meta({ description: "The system prompt itself. Exactly one of prompt and prompt-file." }),
    "prompt-file": line(
      {
        description:
          "The file that holds the system prompt, relative to this file. Exactly one of prompt and prompt-file.",
      },
      1000,
    ),
    ...shared,
  },
  { description: "One agent.", oneOf: [{ required: ["prompt"] }, { required: ["prompt-file"] }] },
);

export type RawDefaults = NonNullable<z.infer<typeof defaultsSection>>;
export type RawAgent = z.infer<typeof agentSection>;
