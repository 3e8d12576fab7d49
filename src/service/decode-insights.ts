import {
  isRecord,
  type Json,
  optionalCount,
  optionalNumberIn,
  optionalText,
  optionalTime,
  recordAt,
  recordsOf,
  type Spot,
  textsOf,
  unexpected,
  without,
} from "./decode.ts";
import { agentIdAt } from "./decode-agent.ts";
import type { AgentInsights, StepFailure, StepFailures } from "./types.ts";

const INSIGHT_KEYS: readonly string[] = [
  "agentId",
  "promptId",
  "period",
  "metrics",
  "topics",
  "issues",
  "recommendations",
  "generatedAt",
];

/** Documented: https://docs.converra.ai/api/insights.html; what the newer index adds is kept in `extra` as it came. */
export function decodeAgentInsights(value: unknown, spot: Spot, agentId: string): AgentInsights {
  const source = recordAt(value, spot);
  const metrics: Json = isRecord(source.metrics) ? source.metrics : {};
  return {
    agentId: agentIdAt(source, spot, agentId),
    period: optionalText(source.period) ?? "",
    metrics: {
      taskCompletion: optionalNumberIn(metrics.taskCompletion, 0, 100),
      averageSentiment: optionalText(metrics.averageSentiment),
      conversationCount: optionalCount(metrics.conversationCount),
      averageTurns: optionalNumberIn(metrics.averageTurns, 0, Number.MAX_VALUE),
      completionRate: optionalNumberIn(metrics.completionRate, 0, 1),
      abandonmentRate: optionalNumberIn(metrics.abandonmentRate, 0, 1),
    },
    topics: recordsOf(source.topics).flatMap((topic) => {
      const name = optionalText(topic.name);
      return name === undefined ? [] : [{ name, count: optionalCount(topic.count) ?? 0 }];
    }),
    issues: recordsOf(source.issues).flatMap((issue) => {
      const description = optionalText(issue.description);
      if (description === undefined) return [];
      const frequency = optionalNumberIn(issue.frequency, 0, 1);
      return [{ description, frequency, severity: optionalText(issue.severity) }];
    }),
    recommendations: textsOf(source.recommendations),
    generatedAt: optionalTime(source.generatedAt),
    extra: without(source, INSIGHT_KEYS),
  };
}

/** Guesses, all of them: the answer's shape was on no readable page. */
const FAILURE_LISTS = ["failures", "stepFailures", "steps", "data"] as const;
const STEP_KEYS = ["step", "stepName", "name", "title", "id"] as const;
const CAUSE_KEYS = ["rootCause", "rootCauseClass", "cause", "category"] as const;
const COUNT_KEYS = ["count", "failureCount", "failures", "total"] as const;

/** What is recognised is named, all else is kept in `extra`; only an answer that is no object and no list is refused. */
export function decodeStepFailures(value: unknown, spot: Spot, agentId: string): StepFailures {
  if (Array.isArray(value)) return { agentId, failures: value.flatMap(decodeFailure), extra: {} };
  if (!isRecord(value)) throw unexpected(spot, "an object or a list");
  const listKey = FAILURE_LISTS.find((key) => Array.isArray(value[key]));
  const list = listKey === undefined ? [] : value[listKey];
  return {
    agentId: agentIdAt(value, spot, agentId),
    failures: Array.isArray(list) ? list.flatMap(decodeFailure) : [],
    extra: without(value, ["agentId", "promptId", ...(listKey === undefined ? [] : [listKey])]),
  };
}

function decodeFailure(value: unknown): StepFailure[] {
  if (!isRecord(value)) return [];
  const stepKey = STEP_KEYS.find((key) => optionalText(value[key]) !== undefined);
  const causeKey = CAUSE_KEYS.find((key) => optionalText(value[key]) !== undefined);
  const countKey = COUNT_KEYS.find((key) => optionalCount(value[key]) !== undefined);
  return [
    {
      step: (stepKey && optionalText(value[stepKey])) ?? "unnamed step",
      rootCause: causeKey && optionalText(value[causeKey]),
      count: countKey && optionalCount(value[countKey]),
      extra: without(
        value,
        [stepKey, causeKey, countKey].filter((key) => key !== undefined),
      ),
    },
  ];
}
