/** `/converra explain <agent>`: its verdict in words for anybody, from the evidence there is; nothing is started. */

import { agentsBehind, readOfHead } from "../gate/behind.ts";
import { judgeKnown } from "../gate/known.ts";
import type { Environment } from "../gate/types.ts";
import { standingReports } from "../github/comments.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import { explanation } from "../report/explanation.ts";
import type { AgentReport, Report } from "../report/model.ts";
import { acceptable } from "../verdict/acceptance.ts";
import { reportOf } from "./assemble.ts";
import { type Answer, refused } from "./comment-command.ts";
import type { ReplyEnvironment } from "./reply-environment.ts";
import { type FinishedReport, finishedReports } from "./standing.ts";

export async function explain(key: string, env: ReplyEnvironment): Promise<Answer> {
  const told = await toldOf(key, env);
  if (typeof told === "string") return refused(told);
  const { report, agent, planned } = told;
  const { verdict, accepted } = agent;
  const { gate } = planned.definition;
  const canAccept = verdict !== undefined && typeof acceptable(verdict, gate) !== "string";
  const words = `What the gate says of ${key} at ${env.pull.headSha.slice(0, 7)}, from the runs there are. Nothing was started and nothing is paid.`;
  return {
    done: true,
    words,
    blocks: explanation(report, agent, { canAccept: canAccept && accepted === undefined }),
  };
}

export interface Told {
  /** As the gate's own, of the jobs that may be about the agent. */
  readonly report: Report;
  readonly agent: AgentReport;
  readonly planned: PlannedAgent;
  readonly finished: readonly FinishedReport[];
}

/** The current head's report of the agent, judged again from its evidence; or why there is none. */
export async function toldOf(key: string, env: ReplyEnvironment): Promise<Told | string> {
  if (!env.definitions.some((one) => one.key === key)) return noAgent(key, env);
  const reports = await standingReports(env.github, env.pull.number);
  const finished = finishedReports(reports, env.pull, key);
  if (typeof finished === "string") return finished;
  // What a job judges together shares one chance of error.
  const together = finished.find(({ made }) => made.agents !== undefined)?.made.agents;
  const syncMode = finished.find(({ made }) => made.sync !== undefined)?.made.sync ?? env.syncMode;
  const definitions = env.definitions.filter((one) => together?.includes(one.key) ?? true);
  const { clock, converra } = env.ports;
  const result = await judgeKnown({ ...env, definitions, syncMode, base: await baseOf(env) });
  const known = { ...env, definitions, converra, startedAt: clock.now(), notices: [] };
  const report = reportOf({ ...known, command: "gate" }, clock, result);
  const agent = report.agents.find((one) => one.key === key);
  const planned = result.scope.planned.find(({ definition }) => definition.key === key);
  if (agent === undefined || planned === undefined) throw new Error(`${key} was not judged`);
  return { report, agent, planned, finished };
}

/** As the gate has it, with the agents that the base branch alone has changed since. */
async function baseOf(env: ReplyEnvironment): Promise<Environment["base"]> {
  const { definitions, config } = env.base ?? {};
  if (env.base === undefined || definitions === undefined) return env.base;
  const behind = await agentsBehind(env, definitions, config?.files ?? [], readOfHead);
  return { ...env.base, behind };
}

export function noAgent(key: string, { definitions }: Pick<Environment, "definitions">): string {
  const keys = definitions.map((one) => one.key).join(", ");
  return `There is no agent ${key} in this commit's config; the keys are ${keys}.`;
}
