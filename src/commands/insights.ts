/** `insights`: how each live agent has done in the last week against the month before, and where its steps fail. */
import { refusalOf } from "../errors.ts";
import { plannedReport } from "../gate/report.ts";
import type { CommandResult, Environment } from "../gate/types.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { AgentReport, InsightsFigures, InsightsReport } from "../report/model.ts";
import type { AgentInsights } from "../service/agent-insights.ts";
import { readPlan } from "./sync.ts";

const RECENT_DAYS = 7;
const USUAL_DAYS = 30;
/** Stored insights older than this are regenerated, for the next time. */
const STALE_MS = 24 * 60 * 60 * 1000;

export async function insights(env: Environment): Promise<CommandResult> {
  return withInsights({ agents: [] }, env);
}

/** The result with an insights section in each report; agents without a report are given one. */
export async function withInsights(
  result: CommandResult,
  env: Environment,
): Promise<CommandResult> {
  const agents: AgentReport[] = [];
  for (const one of await readPlan(env)) {
    const { key } = one.definition;
    const report = result.agents.find((some) => some.key === key) ?? plannedReport(one);
    const section = one.live === undefined ? undefined : await readInsights(one.live.id, one, env);
    agents.push({ ...report, insights: section });
  }
  return { ...result, agents };
}

/** What the service does not tell of one agent does not keep the others from being shown. */
async function readInsights(
  id: string,
  planned: PlannedAgent,
  env: Environment,
): Promise<InsightsReport | undefined> {
  const { converra, signal, clock } = env.ports;
  const { agents } = converra;
  const options = { signal };
  try {
    const recent = await agents.insights(id, { days: RECENT_DAYS }, options);
    const usual = await agents.insights(id, { days: USUAL_DAYS }, options);
    const { failures } = await agents.stepFailures(id, options);
    const { regenerate } = env.config.health;
    if (regenerate && isStale(recent, clock.now()))
      await agents.regenerateInsights(id, {}, options);
    return {
      recent: figures(recent, RECENT_DAYS),
      usual: figures(usual, USUAL_DAYS),
      stepFailures: failures.map(({ step, rootCause, count }) => ({ step, rootCause, count })),
      recommendations: recent.recommendations,
    };
  } catch (error) {
    const { message, hint } = refusalOf(error);
    const { key, source: at } = planned.definition;
    env.notice({ level: "warning", message: `No insights of ${key}: ${message}.`, hint, at });
    return undefined;
  }
}

function isStale({ generatedAt }: AgentInsights, now: number): boolean {
  return generatedAt !== undefined && now - Date.parse(generatedAt) > STALE_MS;
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
