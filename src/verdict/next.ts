/** What to run next for an agent, or why nothing. */

import type { NoConfirm } from "./agent.ts";
import type { AgentDecision, Decision } from "./decide.ts";
import type { GatheredAgent, JudgedAgent } from "./gather.ts";
import { metricLabel } from "./metric.ts";

/** One round: a run of the candidate and, with `baseline`, one of the baseline, to start together. */
export interface RoundRequest {
  readonly baseline: boolean;
  /** 1 for the most suspicious agent. */
  readonly priority: number;
  readonly reason: string;
}

/** 1 for the agent whose suspicion noise is least likely to explain. */
export function prioritiesOf({ agents }: Decision): number[] {
  const order = agents
    .map(({ screened }, index) => ({ index, expected: screened.expected }))
    .toSorted((a, b) => a.expected - b.expected || a.index - b.index);
  const priorities: number[] = [];
  order.forEach(({ index }, rank) => {
    priorities[index] = rank + 1;
  });
  return priorities;
}

export function nextOf(
  { rules, against, refused, baseline }: JudgedAgent,
  { metrics, isLevel, split }: GatheredAgent,
  { standing, charges }: AgentDecision,
  priority: number,
): RoundRequest | NoConfirm {
  if (standing === "unproven") return "none-left";
  if (standing !== "open") {
    if (baseline.length === 0) return "no-baseline";
    return isLevel ? "untried" : "elsewhere";
  }
  const hasDrop = charges.some(({ kind }) => kind === "drop");
  // Where a round has a partner those without one are no rounds, and would be asked for without end.
  const isPaired = split.rounds.some(({ baseline: partner }) => partner !== undefined);
  const isSideBySide = against !== "history" && (hasDrop || isPaired);
  if (isSideBySide && rules.baseline !== "run") return "no-baseline";
  if (refused !== undefined) return refused;
  const names = charges.map(({ column }) =>
    metricLabel(metrics[column] ?? "the mean of the metrics"),
  );
  const what = hasDrop ? "suspected drop" : "suspected to be below the minimum";
  return {
    baseline: isSideBySide,
    priority,
    reason: `${what}: ${[...new Set(names)].join(", ")}; measuring again${isSideBySide ? " beside the baseline" : ""}`,
  };
}
