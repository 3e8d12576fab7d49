/** `insights`: how each live agent has done in the last week against the weeks before, and what the service says of it. */
import { DAY_MS } from "../clock.ts";
import { refusalOf } from "../errors.ts";
import { plannedReport } from "../gate/report.ts";
import type { CommandResult, Environment } from "../gate/types.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { InsightsFigures, InsightsReport } from "../report/insights-model.ts";
import type { AgentReport } from "../report/model.ts";
import type { AgentInsights } from "../service/agent-insights.ts";
import { compareHealth, fallSentence, judgeHealth } from "./health.ts";
import { readPlan } from "./sync.ts";
import { transcriptReader } from "./transcript-insights.ts";

const RECENT_DAYS = 7;
const LONGER_DAYS = 30;
export async function insights(env: Environment): Promise<CommandResult> {
  return withInsights({ agents: [] }, env);
}

/** The result with an insights section in each report; agents without a report are given one. */
export async function withInsights(
  result: CommandResult,
  env: Environment,
): Promise<CommandResult> {
  const planned = await readPlan(env);
  const read: (Read | undefined)[] = [];
  const readTranscripts = transcriptReader(env);
  for (const one of planned) read.push(await readInsights(one, env, readTranscripts));
  const compared = read.map((found) => found?.compared ?? []);
  const judged = judgeHealth(compared, env.config.health.maxDrop);
  const agents = planned.map((one, index): AgentReport => {
    const { key, source: at } = one.definition;
    const report = result.agents.find((some) => some.key === key) ?? plannedReport(one);
    const section = read[index]?.section;
    if (section === undefined) return report;
    const health = judged[index] ?? [];
    const message = fallSentence(key, health, RECENT_DAYS);
    if (message !== undefined) env.notice({ level: "warning", message, hint: NOT_JUDGED, at });
    return { ...report, insights: { ...section, health } };
  });
  return { ...result, agents };
}

const NOT_JUDGED =
  "These are figures of real conversations, whatever prompt they had; the gate does not judge by them. `health.max-drop` says from where on the report warns.";

interface Read {
  readonly section: InsightsReport;
  readonly compared: ReturnType<typeof compareHealth>;
}

/** What the service does not tell of one agent does not keep the others from being shown. */
async function readInsights(
  { live, definition }: PlannedAgent,
  env: Environment,
  readTranscripts: ReturnType<typeof transcriptReader>,
): Promise<Read | undefined> {
  if (live === undefined) return undefined;
  const { converra, signal, clock } = env.ports;
  const { agents } = converra;
  const options = { signal };
  try {
    const recent = await agents.insights(live.id, { days: RECENT_DAYS }, options);
    const longer = await agents.insights(live.id, { days: LONGER_DAYS }, options);
    const steps = await agents.stepFailures(live.id, options);
    const { regenerate, maxAge } = env.config.health;
    const regenerated = regenerate && isOlder(recent, clock.now() - maxAge * DAY_MS);
    if (regenerated) await agents.regenerateInsights(live.id, {}, options);
    const unread = [
      ...(recent.unknown === undefined ? [] : [`The insights are ${recent.unknown}`]),
      ...(steps.unknown === undefined ? [] : [`The step failures are ${steps.unknown}`]),
    ];
    const section: InsightsReport = {
      recent: figures(recent, RECENT_DAYS),
      usual: figures(longer, LONGER_DAYS),
      issues: recent.issues.length > 0 ? recent.issues : longer.issues,
      stepFailures: steps.failures.map(({ step, rootCause, count }) => ({
        step,
        rootCause,
        count,
      })),
      recommendations: recent.recommendations,
      further: recent.unknown === undefined ? furtherParts(recent.extra) : [],
      unread,
      regenerated,
      transcripts: await readTranscripts(definition.key, live, { regenerated }),
    };
    return { section, compared: compareHealth(recent, longer) };
  } catch (error) {
    const { message, hint } = refusalOf(error);
    const { key, source: at } = definition;
    env.notice({ level: "warning", message: `No insights of ${key}: ${message}.`, hint, at });
    return undefined;
  }
}

function isOlder({ generatedAt }: AgentInsights, than: number): boolean {
  return generatedAt !== undefined && Date.parse(generatedAt) < than;
}

function figures({ metrics }: AgentInsights, days: number): InsightsFigures {
  return {
    days,
    taskCompletion: metrics.taskCompletion,
    completionRate: metrics.completionRate,
    abandonmentRate: metrics.abandonmentRate,
    conversationCount: metrics.conversationCount,
    sentiment: metrics.averageSentiment,
  };
}

/** Shares of moods, which the figures tell already. */
const SHOWN_ELSEWHERE: readonly string[] = ["sentiment"];
const PARTS = 8;
const LINES = 12;
const DEPTH = 3;

/** Fleet intelligence, business impact and whatever else comes: their names are on no readable page. Pure. */
export function furtherParts(
  extra: Readonly<Record<string, unknown>>,
): NonNullable<InsightsReport["further"]> {
  return Object.entries(extra)
    .filter(([name]) => !SHOWN_ELSEWHERE.includes(name))
    .slice(0, PARTS)
    .flatMap(([name, value]) => {
      const lines = linesOf(value, DEPTH).slice(0, LINES);
      return lines.length === 0 ? [] : [{ name, lines }];
    });
}

function linesOf(value: unknown, depth: number): readonly string[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value !== "object") return [String(value)];
  if (depth === 0) return [];
  if (Array.isArray(value)) {
    return value.map((one) => linesOf(one, depth - 1).join(", ")).filter((line) => line !== "");
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const line = linesOf(inner, depth - 1).join(", ");
    return line === "" ? [] : [`${name}: ${line}`];
  });
}
