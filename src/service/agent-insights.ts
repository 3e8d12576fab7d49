/** What the service says of an agent in production: figures of its conversations, and the steps that fail. */
import * as z from "zod";
import { withAgentId } from "./agent-id.ts";
import { type Observer, shapeOf } from "./assumptions.ts";
import {
  count,
  isCount,
  isName,
  isRecord,
  type Json,
  maybe,
  name,
  numberFrom,
  object,
  settled,
  some,
  time,
} from "./shapes.ts";

/** Documented: https://docs.converra.ai/api/insights.html; what the newer index adds is kept in `extra` as it came. */
export function insightsShape(id: string, observer: Observer) {
  // assumption insights-scale
  const points = () => onScale(100, observer);
  const rate = () => onScale(1, observer);
  const members = {
    agentId: name().catch(id),
    period: name().catch(""),
    metrics: object({
      /** 0-100. */
      taskCompletion: maybe(points()),
      averageSentiment: maybe(name()),
      conversationCount: maybe(count()),
      averageTurns: maybe(numberFrom(0, Number.MAX_VALUE)),
      /** 0-1, as are the next and the frequency of an issue. */
      completionRate: maybe(rate()),
      abandonmentRate: maybe(rate()),
    }).catch({}),
    topics: some(object({ name: name(), count: count().catch(0) })),
    issues: some(
      object({
        description: name(),
        frequency: maybe(rate()),
        severity: maybe(name()),
      }),
    ),
    recommendations: some(z.string()),
    generatedAt: maybe(time()),
  };
  const known = [...Object.keys(members), "promptId"];
  return settled(
    (source) => {
      const unknown = unknownIn(source);
      observer.check("insights-shape", unknown === undefined, () => unknown ?? "");
      return { ...withAgentId(source), extra: without(source, known), unknown };
    },
    object({
      ...members,
      extra: z.custom<Json>(),
      /** Its shape, where nothing of the answer is what insights are known to have. */
      unknown: z.string().optional(),
    }),
  );
}

/** Nothing at all is an agent without insights; something that is none of what is known is not. */
function unknownIn(source: Json): string | undefined {
  const { metrics, topics, issues, recommendations, generatedAt } = source;
  const isKnown =
    (isRecord(metrics) && FIGURES.some((name) => typeof metrics[name] === "number")) ||
    [topics, issues, recommendations].some(Array.isArray) ||
    generatedAt !== undefined;
  const said = without(source, ["agentId", "promptId", "period", "id"]);
  return isKnown || Object.keys(said).length === 0 ? undefined : shapeOf(said);
}

const FIGURES = ["taskCompletion", "conversationCount", "completionRate", "abandonmentRate"];

/** A number of 0-100 or 0-1; one that can only be of the other scale is brought to this one. */
function onScale(max: 1 | 100, observer: Observer) {
  return numberFrom(0, 100).transform((given) => {
    const isOther = max === 1 ? given > 1 : given > 0 && given < 1;
    observer.check("insights-scale", !isOther, () => `${shapeOf(given)} where 0-${max} is shown`);
    if (!isOther) return given;
    return Number((max === 1 ? given / 100 : given * 100).toFixed(9));
  });
}
export type AgentInsights = z.output<ReturnType<typeof insightsShape>>;

/** Guesses, all of them: the answer's shape was on no readable page. */
const FAILURE_LISTS = ["failures", "stepFailures", "steps", "data"];
const STEP_KEYS = ["step", "stepName", "name", "title", "id"];
const CAUSE_KEYS = ["rootCause", "rootCauseClass", "cause", "category"];
const COUNT_KEYS = ["count", "failureCount", "failures", "total"];

/** What is recognised is named, all else is kept in `extra`; only an answer that is no object and no list is refused. */
export function stepFailuresShape(id: string, observer: Observer) {
  const shapes = z.union([z.looseObject({}, "an object or a list"), z.array(z.unknown())]);
  return shapes.transform((answer) => {
    if (Array.isArray(answer)) {
      observer.holds("step-failures");
      const failures = answer.flatMap(readFailure);
      const isUnread = answer.length > 0 && failures.length === 0;
      return { agentId: id, failures, extra: {}, unknown: isUnread ? shapeOf(answer) : undefined };
    }
    const { agentId } = withAgentId(answer);
    const [listKey, list = []] = pick(answer, FAILURE_LISTS, Array.isArray);
    observer.check("step-failures", listKey !== undefined, () => shapeOf(answer));
    const extra = without(answer, ["agentId", "promptId", listKey]);
    const isUnread = listKey === undefined && Object.keys(without(extra, ["period"])).length > 0;
    return {
      agentId: isName(agentId) ? agentId : id,
      failures: list.flatMap(readFailure),
      extra,
      /** Its shape, where no list of steps is in it. */
      unknown: isUnread ? shapeOf(answer) : undefined,
    };
  });
}

function readFailure(value: unknown) {
  if (!isRecord(value)) return [];
  const [stepKey, step = "unnamed step"] = pick(value, STEP_KEYS, isName);
  const [causeKey, rootCause] = pick(value, CAUSE_KEYS, isName);
  const [countKey, times] = pick(value, COUNT_KEYS, isCount);
  return [{ step, rootCause, count: times, extra: without(value, [stepKey, causeKey, countKey]) }];
}

/** The first of the likely names whose value will do, and the value. */
function pick<T>(
  source: Json,
  keys: readonly string[],
  willDo: (value: unknown) => value is T,
): readonly [key?: string, value?: T] {
  for (const key of keys) {
    const value = source[key];
    if (willDo(value)) return [key, value];
  }
  return [];
}

/** What is left of an object without the keys that were read. */
function without(source: Json, keys: readonly (string | undefined)[]): Json {
  return Object.fromEntries(Object.entries(source).filter(([key]) => !keys.includes(key)));
}
