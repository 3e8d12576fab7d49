/** `sync` and `plan`: bring the live agents to what the files say, or only show what that would do. */
import type { PlanEntry } from "../domain.ts";
import { ServiceError } from "../errors.ts";
import { syncAgent, syncedEntry } from "../evaluate/sync.ts";
import { type PlannedAgent, planAgents } from "../plan/plan.ts";
import type { AgentReport } from "../report/model.ts";
import { plannedReport } from "./agent-report.ts";
import type { CommandEnvironment, CommandResult } from "./environment.ts";

export async function plan(env: CommandEnvironment): Promise<CommandResult> {
  const planned = await readPlan(env);
  return { agents: planned.map((one) => plannedReport(one)) };
}

/** One agent that cannot be written does not keep the others from being synced. */
export async function sync(env: CommandEnvironment): Promise<CommandResult> {
  const agents: AgentReport[] = [];
  for (const one of await readPlan(env)) {
    agents.push({ ...plannedReport(one), plan: await carryOut(one, env) });
  }
  return { agents };
}

async function carryOut(planned: PlannedAgent, env: CommandEnvironment): Promise<PlanEntry> {
  if (env.syncMode !== "live") return planned.entry;
  try {
    const result = await syncAgent(planned, env.converra, env.signal);
    const entry = syncedEntry(result);
    if (result.written) env.log(`${entry.key}: ${entry.reason}.`);
    return entry;
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind === "unauthorized") throw error;
    const hint = error.hint === undefined ? "" : `. ${error.hint}`;
    return { ...planned.entry, action: "conflicting", reason: `${error.message}${hint}` };
  }
}

async function readPlan(env: CommandEnvironment): Promise<readonly PlannedAgent[]> {
  const agents = await env.converra.agents.listAll({ signal: env.signal });
  return planAgents(env.definitions, agents, env.clock.now());
}
