/** What is assumed of optimizations and of what they measure. */
import type { Assumption } from "./assumption.ts";

const OPTIMIZATIONS = "https://docs.converra.ai/api/optimizations.html";
const RESULTS = "https://converra.ai/docs/optimization/results";

export const RUNS = [
  {
    id: "runs-newest-first",
    assumed: "`GET /optimizations` gives the newest first",
    source: "guess from the twin tool, which says recent",
    otherwise: "runs are sorted by their time on this side, as far as the list reaches",
    observed: "the times of a list of runs",
    neededBy: "nothing",
  },
  {
    id: "run-agent-id",
    assumed: "A list of runs says which agent each run is of",
    source: `documented: ${OPTIMIZATIONS}`,
    otherwise: "the run is read by its id; where that does not say it either, the wait for it ends",
    observed: "a run without `agentId` and `promptId`",
    neededBy: "gate",
  },
  {
    id: "run-status",
    assumed: "A run is `queued`, `running`, `completed`, `failed` or `stopped`, in these letters",
    source: `documented: ${OPTIMIZATIONS}`,
    otherwise: "other usual words in any case are read; any other is under way until the deadline",
    observed: "`status` of a run",
    neededBy: "nothing",
  },
  {
    id: "run-mode",
    assumed: "A run says its `mode`",
    source: `documented: ${OPTIMIZATIONS}`,
    otherwise: "it counts for the mode it was started in, or for the account's; never for another",
    observed: "a run without `mode`",
    neededBy: "nothing",
  },
  {
    id: "run-answer",
    assumed: "A start answers with the run",
    source: `documented: ${OPTIMIZATIONS}`,
    otherwise: "the run is read by the id in the answer, or looked for in the list",
    observed: "the answer to POST /optimizations or POST /benchmarks",
    neededBy: "nothing",
  },
  {
    id: "run-listed",
    assumed: "A run that was started is in the list within seconds",
    source: "guess",
    otherwise:
      "a start whose answer was lost is looked for until the deadline, and never sent twice",
    observed: "a run that was started, and that a list leaves out",
    neededBy: "nothing",
  },
  {
    id: "runs-in-parallel",
    assumed: "An agent may have several runs at once",
    source: "guess; ten at once on an account are documented: https://converra.ai/docs/api",
    otherwise: "the start waits until a run has ended",
    observed: "a start that is refused with 409 and words about another run",
    neededBy: "nothing",
  },
  {
    id: "stop-answer",
    assumed: "A run that was asked to stop stops",
    source:
      "guess from the twin tool: https://glama.ai/mcp/connectors/ai.converra/converra/tools/stop_optimization",
    otherwise: "the run is told by its id and tried once more in the post step",
    observed: "a refusal of a stop, or `success: false` in the answer to one",
    neededBy: "nothing",
  },
  {
    id: "results-at-once",
    assumed: "A run that has completed has its variants at once",
    source: "guess",
    otherwise: "it is looked at again a few times before it counts as without results",
    observed: "a completed run without variants, or without scores",
    neededBy: "nothing",
  },
  {
    id: "failure-reason",
    assumed: "A failed run says why in `error`, `error.message` or `failureReason`",
    source: "guess",
    otherwise: "it is reported as failed without a reason",
    observed: "a failed run without any of them",
    neededBy: "nothing",
  },
  {
    id: "one-control",
    assumed: "The variants of a run hold one control",
    source: `documented in part: ${OPTIMIZATIONS}`,
    otherwise: "the run is no evidence, and the verdict says so",
    observed: "no control, or more than one, among the variants of a completed run",
    neededBy: "gate",
  },
  {
    id: "control-mark",
    assumed:
      "The control is marked by `isControl` or `isBaseline`, by the id `var_control`, or by its name",
    source: `guess; the id is in an example: ${OPTIMIZATIONS}`,
    otherwise: "a name that begins with control, baseline or original is read too",
    observed: "a control that only the beginning of its name tells",
    neededBy: "nothing",
  },
  {
    id: "control-content",
    assumed: "The control comes with the prompt it stands for",
    source: `guess; people are shown it: ${RESULTS}`,
    otherwise: "a run counts only while its agent was not touched since before it",
    observed: "a control without `content`",
    neededBy: "nothing",
  },
  {
    id: "score-number",
    assumed: "A score is a number in `metrics`",
    source: `documented: ${RESULTS}`,
    otherwise:
      "numbers in texts, and objects with `score` or `value`, are read too; all else is no score",
    observed: "the members of `metrics`",
    neededBy: "nothing",
  },
  {
    id: "score-scale",
    assumed: "Scores are points from 0 to 100, or fractions from 0 to 1",
    source: `guess; printed in percent: ${RESULTS}`,
    otherwise: "the metric is not judged, and the numbers are shown",
    observed: "the scores of all runs that are judged",
    neededBy: "gate",
  },
  {
    id: "lift-percent",
    assumed: "`lift` is in percent",
    source: `documented: ${RESULTS}`,
    otherwise: "a winner of a small lift can be missed; no verdict rests on it",
    observed: "a lift that is a hundredth of what the scores say",
    neededBy: "nothing",
  },
  {
    id: "confidence-fraction",
    assumed: "`confidence` is a fraction, or a percentage above 1",
    source: `documented as a fraction: ${OPTIMIZATIONS}`,
    otherwise: "no band of confidence is shown",
    observed: "a confidence below 0 or above 100; exactly 1 could be either, and gets no band",
    neededBy: "nothing",
  },
] as const satisfies readonly Assumption[];
