import * as z from "zod";
import { DEFAULTS } from "./defaults.ts";
import { choiceOf, numberFrom, section, wholeFrom } from "./fields.ts";

const policy = ["pass", "warn", "fail"] as const;
const gate = DEFAULTS.gate;

const metricRule = section(
  {
    "max-drop": numberFrom(0, 100, {
      description: "Points this metric may fall; without it gate.max-drop holds.",
    }),
    min: numberFrom(0, 100, {
      description: "Points the candidate must reach in any case, after the direction is applied.",
    }),
    direction: choiceOf(["higher", "lower"], {
      description: "Which way is better.",
      default: "higher",
    }),
  },
  { description: "What holds for one metric." },
);

const shape = {
  "max-drop": numberFrom(0, 100, {
    description: "Points a metric may fall before the drop can be a regression.",
    default: gate.maxDrop,
  }),
  metrics: z
    .record(
      z
        .string()
        .min(1)
        .max(100, { error: "a metric's name as the service gives it, at most 100 characters" }),
      metricRule,
      { error: "a section of metrics" },
    )
    .optional()
    .meta({ description: "Rules for single metrics, by the name the service gives them." }),
  confirm: wholeFrom(0, 5, {
    description: "Further runs of a suspected regression before it fails.",
    default: gate.confirm,
  }),
  baseline: choiceOf(["run", "reuse", "off"], {
    description:
      "What to do when nothing is known of the prompt that would be replaced: run measures it on the live agent, reuse looks only for earlier runs, off judges by the floors alone.",
    default: gate.baseline,
  }),
  "evidence-days": wholeFrom(1, 365, {
    description: "Runs older than this many days are not used.",
    default: gate.evidenceDays,
  }),
  headroom: section(
    {
      "min-lift": numberFrom(0, 1000, {
        description: "Percent a winner must gain over the control to be worth a word.",
        default: gate.headroom.minLift,
      }),
      action: choiceOf(policy, {
        description: "What the gate does about such a winner.",
        default: gate.headroom.action,
      }),
    },
    { description: "What to do when the service found a better prompt. Not a regression." },
  ).optional(),
  "on-inconclusive": choiceOf(policy, {
    description: "A large drop that may be chance, or no baseline to compare with.",
    default: gate.onInconclusive,
  }),
  "on-incomplete": choiceOf(policy, {
    description: "A run that failed, was stopped, ran out of time or could not be started.",
    default: gate.onIncomplete,
  }),
  "on-not-evaluated": choiceOf(policy, {
    description: "No key (a fork), no quota or no budget left.",
    default: gate.onNotEvaluated,
  }),
  "on-drift": choiceOf(["warn", "fail", "overwrite"], {
    description:
      "The live agent was edited elsewhere: warn and fail leave it as it is, overwrite replaces it on the default branch.",
    default: gate.onDrift,
  }),
};

/** The gate of one agent, or of `defaults`. */
export const gateOverrides = section(shape, {
  description: "Overrides of the top-level gate; confidence holds for all agents together.",
}).optional();

/** The gate of the whole run. */
export const gateSection = section(
  {
    ...shape,
    confidence: numberFrom(0.5, 0.999, {
      description:
        "A pull request that changes nothing real fails with probability at most 1 - confidence, over all its agents and metrics together.",
      default: DEFAULTS.confidence,
    }),
  },
  { description: "When the check fails." },
).optional();

export type RawGate = NonNullable<z.infer<typeof gateOverrides>>;
