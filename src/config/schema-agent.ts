import * as z from "zod";
import {
  choiceOf,
  lazily,
  line,
  listOf,
  numberFrom,
  paragraph,
  section,
  textsOf,
  wholeFrom,
} from "./fields.ts";
import { gateOverrides } from "./schema-gate.ts";

/** What begins with this, among tags, belongs to the action. */
export const OWN_TAG = "converra-gate";

const tag = () =>
  line().regex(new RegExp(`^(?!${OWN_TAG})`), {
    error: `a tag of your own: those that begin with ${OWN_TAG} are written by the action`,
  });

const optimize = () =>
  section("How the agent's prompt is evaluated.", {
    mode: choiceOf("validation", "exploratory")
      .default("validation")
      .describe("validation is thorough and slower, exploratory fast and noisy."),
    variants: wholeFrom(1, 5).default(3).describe("Variants the service writes for a candidate."),
    improve: listOf(line().describe("A target."))
      .default([])
      .describe("What the variants should improve, in plain words."),
    hypothesis: paragraph().optional().describe("What you think would make the prompt better."),
    personas: listOf(line().describe("A persona's id."))
      .default([])
      .describe("Ids of the personas to simulate; without them the service chooses."),
  }).prefault({});

const benchmark = () =>
  section(
    "A comparison of models: on a schedule, and on a pull request that changes nothing but the model.",
    {
      models: listOf(line().describe("A model's id."), { min: 2, max: 6, of: "models" })
        .optional()
        .describe(
          "Models to compare on a schedule; the live agent's counts as the one in use, and the first where that is not among them.",
        ),
      goal: line().default("quality").describe("What to compare for, as the service names it."),
      "max-turns": wholeFrom(1, 100).default(5).describe("Turns of each simulated conversation."),
      "runs-per-scenario": wholeFrom(1, 50)
        .default(3)
        .describe("Runs of each scenario; the median counts."),
      reference: line()
        .optional()
        .describe(
          "Id of a completed benchmark of this agent and these models. Every benchmark is compared with it as well, so that a slow decline shows, which the one of the night before never does.",
        ),
      keep: wholeFrom(2, 100)
        .optional()
        .describe(
          "Benchmarks of these very models that are kept, whoever started them: scheduled runs, and `clean` on the default branch, delete older ones, the reference never. Without it none is deleted.",
        ),
    },
  ).optional();

const shared = lazily(() => ({
  model: line()
    .optional()
    .describe(
      "The model's id. Without it the live agent's is taken; an agent that is to be created needs one.",
    ),
  description: paragraph().optional().describe("What the agent is for."),
  tags: listOf(tag().describe("A tag.")).default([]).describe("Tags of the agent on the service."),
  temperature: numberFrom(0, 2).optional().describe("Sampling temperature."),
  "max-tokens": wholeFrom(1, 1_000_000).optional().describe("Longest answer in tokens."),
  optimize: optimize(),
  benchmark: benchmark(),
  conversations: textsOf(line(1000).describe("A file or glob."))
    .default([])
    .describe(
      "Transcripts that the repository keeps: files or globs, relative to this file. The sync of the default branch logs each once for an agent that has at most 50 conversations.",
    ),
  gate: gateOverrides(),
}));

export const defaultsSection = () =>
  section(
    "What holds for every agent of this file that does not say otherwise.",
    shared(),
  ).optional();

export const agentSection = lazily(() =>
  section("One agent.", {
    id: line()
      .optional()
      .describe(
        "The agent's id on the service. Without it the one live agent of that name is taken, else one is created.",
      ),
    name: line().optional().describe("The agent's name on the service; without it the key."),
    prompt: z
      .string({ error: "text" })
      .optional()
      .describe("The system prompt itself. Exactly one of prompt and prompt-file."),
    "prompt-file": line(1000)
      .optional()
      .describe(
        "The file that holds the system prompt, relative to this file. Exactly one of prompt and prompt-file.",
      ),
    ...shared(),
  }).meta({ oneOf: [{ required: ["prompt"] }, { required: ["prompt-file"] }] }),
);

/** An entry with the defaults where it is silent. */
export type Agent = z.output<ReturnType<typeof agentSection>>;
