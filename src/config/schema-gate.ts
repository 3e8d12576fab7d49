import * as z from "zod";
import { choiceOf, flag, lazily, numberFrom, section, wholeFrom } from "./fields.ts";

const policy = () => choiceOf("pass", "warn", "fail");

const metricRule = () =>
  section("What holds for one metric.", {
    "max-drop": numberFrom(0, 100)
      .optional()
      .describe("Points this metric may fall; without it gate.max-drop holds."),
    min: numberFrom(0, 100)
      .optional()
      .describe("Points the candidate must reach in any case, after the direction is applied."),
    direction: choiceOf("higher", "lower").default("higher").describe("Which way is better."),
    decides: flag()
      .default(true)
      .describe("false: the metric is shown and not tested, and takes no share of the error rate."),
  });

const metricName = () =>
  z
    .string()
    .min(1)
    .max(100, { error: "a metric's name as the service gives it, at most 100 characters" });

const headroom = () =>
  section("What to do when the service found a better prompt. Not a regression.", {
    "min-lift": numberFrom(0, 1000)
      .default(10)
      .describe("Percent a winner must gain over the control to be worth a word."),
    "min-confidence": numberFrom(0, 1)
      .default(0.95)
      .describe(
        "Probability, from 0 to 1, that a winner is better: with less it is shown and not taken. 0 takes one whose confidence is not told.",
      ),
    action: policy().default("warn").describe("What the gate does about such a winner."),
  }).prefault({});

const rules = lazily(() => ({
  "max-drop": numberFrom(0, 100)
    .default(5)
    .describe("Points a metric may fall before the drop can be a regression."),
  metrics: z
    .record(metricName(), metricRule(), { error: "a section of metrics" })
    .optional()
    .describe("Rules for single metrics, by the name the service gives them."),
  confirm: wholeFrom(0, 5)
    .default(2)
    .describe(
      "Rounds of a suspected regression's trial: each is one run of the candidate beside one of the baseline. With 0 the first look decides, on old evidence.",
    ),
  baseline: choiceOf("run", "reuse", "off")
    .default("run")
    .describe(
      "What to do when nothing is known of the prompt that would be replaced: run measures it on a copy of the live agent, reuse looks only for earlier runs, off judges by the floors alone.",
    ),
  history: wholeFrom(0, 20)
    .default(3)
    .describe("Runs of the live prompt that scheduled runs see to, within the budget."),
  scale: z
    .literal(["auto", 1, 10, 100], { error: "one of auto, 1, 10, 100" })
    .default("auto")
    .describe(
      "The highest score the service gives. auto works it out from all runs of both sides; a number settles what cannot be told.",
    ),
  "evidence-days": wholeFrom(1, 365)
    .default(30)
    .describe("Runs older than this many days are not used."),
  "decline-days": wholeFrom(0, 365)
    .default(180)
    .describe(
      "How many days back scheduled runs look for a decline of the live prompt's scores. Fewer accept the level since then, 0 looks for none.",
    ),
  headroom: headroom(),
  "on-inconclusive": policy()
    .default("warn")
    .describe("A large drop that may be chance, or no baseline to compare with."),
  "on-incomplete": policy()
    .default("fail")
    .describe("A run that failed, was stopped, ran out of time or could not be started."),
  "on-not-evaluated": policy()
    .default("warn")
    .describe("No key (a fork), no quota or no budget left."),
  "on-winner": choiceOf("none", "pull-request")
    .default("none")
    .describe(
      "What to do with a winner of the default branch's prompt that nothing speaks against: pull-request opens or updates one pull request that writes it into the file.",
    ),
  "on-drift": choiceOf("warn", "fail", "overwrite", "pull-request")
    .default("warn")
    .describe(
      "The live agent was edited elsewhere: warn and fail leave it as it is, overwrite replaces it on the default branch, and pull-request warns and opens a pull request that brings its text into git.",
    ),
  "on-removed": policy()
    .default("warn")
    .describe(
      "An agent of the base commit's config that a pull request removes or points at another live agent, while its own lives on unguarded.",
    ),
  accept: flag()
    .default(true)
    .describe(
      "Whether a person who may write can accept a proven drop for one commit, with /converra accept in a comment. A breach of min cannot be accepted in any case.",
    ),
}));

/** The gate of one agent, or of `defaults`. */
export const gateOverrides = () =>
  section(
    "Overrides of the top-level gate; confidence holds for all agents together.",
    rules(),
  ).prefault({});

/** The gate of the whole run. */
export const gateSection = () =>
  section("When the check fails.", {
    ...rules(),
    confidence: numberFrom(0.5, 0.999)
      .default(0.95)
      .describe(
        "A pull request that changes nothing real fails with probability at most 1 - confidence, over all its agents and metrics together.",
      ),
  }).prefault({});
