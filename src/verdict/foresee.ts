/** What a gate will be able to see, told before any run. Pure. */
import type { Measurement } from "../domain.ts";
import { detectableOf } from "./detectable.ts";
import { gather } from "./gather.ts";
import type { JudgedAgent, JudgeOptions } from "./judge.ts";
import { screen } from "./screen.ts";

/**
 * Points: the smallest drop of all metrics of each agent, in the order given, that is found with 80 % chance; undefined
 * where none is. No run of the candidate is needed; an agent without a baseline is taken to get one run of it, with four metrics.
 */
export function foresee(
  agents: readonly JudgedAgent[],
  options: JudgeOptions & {
    /** Further runs of every baseline that are to be imagined. */
    readonly moreRuns?: number;
  },
): readonly (number | undefined)[] {
  const { confidence, history, moreRuns } = options;
  const imagined = agents.map((agent) =>
    agent.baseline.length > 0 ? agent : { ...agent, candidate: [], baseline: [aRunOf(agent)] },
  );
  const { agents: gathered, channels, known } = gather(imagined, history, () => true);
  const figures = gathered.map((one) => one.figures);
  const { noise } = screen(figures, channels, known);
  return detectableOf(figures, noise, confidence, moreRuns).map(({ together }) => together);
}

/** Nobody knows the metrics of an agent that was never measured. */
function aRunOf({ key, mode }: JudgedAgent): Measurement {
  const scores = Object.fromEntries(["1", "2", "3", "4"].map((metric) => [metric, 50]));
  return {
    ...{ runId: `imagined ${key}`, agentId: key, fingerprint: key, mode, scores },
    ...{ completedAt: "1970-01-01T00:00:00Z", origin: "started" },
  };
}
