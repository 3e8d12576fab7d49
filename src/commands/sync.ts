/** `sync` and `plan`: bring the live agents to what the files say, or only show what that would do. */
import { OWN_TAG } from "../config/schema-agent.ts";
import type { PlanEntry } from "../domain.ts";
import { refusalOf } from "../errors.ts";
import { copiesOf, copyCount } from "../gate/copies.ts";
import { nightAllowance } from "../gate/nights.ts";
import { placeOf } from "../gate/place.ts";
import { readEvidence } from "../gate/read-evidence.ts";
import { plannedReport } from "../gate/report.ts";
import { previewOwner, removedFrom } from "../gate/scope.ts";
import { roomNotice, sightOf, sightSentence } from "../gate/tell.ts";
import { logTranscripts, mayLackConversations, readTranscripts } from "../gate/transcripts.ts";
import type { CommandResult, Environment } from "../gate/types.ts";
import { type PlannedAgent, planAgents } from "../plan/plan.ts";
import { syncAgent, syncedEntry } from "../plan/sync.ts";
import type { AgentReport } from "../report/model.ts";
import type { Agent } from "../service/endpoints/agents.ts";
import { toBeCleaned } from "./clean.ts";

export async function plan(env: Environment): Promise<CommandResult> {
  // Copies may be drafts, which a service may list only where it is asked for them.
  const agents = await readAgents(env, OWN_TAG);
  const planned = planAgents(env.definitions, agents, env.ports.clock.now());
  await tellSight(planned, agents, env);
  await tellMonth(env, agents);
  return {
    agents: planned.map((one) => plannedReport(one)),
    removed: removedFrom(env, agents),
    cleaned: await toBeCleaned(agents, env),
  };
}

/** What a gate of the prompts that differ would see. */
async function tellSight(
  planned: readonly PlannedAgent[],
  agents: readonly Agent[],
  env: Environment,
): Promise<void> {
  const { ports, config, context, syncMode, notice } = env;
  const owner = previewOwner(context);
  const evaluated = planned
    .filter(({ live, entry }) => live !== undefined && entry.action !== "unchanged")
    .map((one) => {
      const { key } = one.definition;
      return { key, planned: one, ...copiesOf(one, agents, owner) };
    });
  const scope = { evaluated, place: placeOf(syncMode, context.event) };
  try {
    const evidence = await readEvidence(scope, ports);
    const message = sightSentence(sightOf(scope, evidence, config.confidence));
    if (message !== "") notice({ level: "notice", message });
  } catch (error) {
    // The plan itself needs no evidence.
    ports.log(`${refusalOf(error).message}; nothing is said of what a gate would see.`);
  }
}

/** What is left of the account's month, and how nights and pull requests share it. */
async function tellMonth(
  { ports, config, notice }: Environment,
  agents: readonly Agent[],
): Promise<void> {
  const { converra, clock, signal } = ports;
  try {
    const usage = await converra.account.usage({ signal });
    const room = roomNotice(usage.agents, copyCount(agents));
    if (room !== undefined) notice(room);
    const { keep, nights: share } = config.budget;
    const tonight = nightAllowance(usage, { keep, share, now: clock.now() });
    const { limit, used = 0 } = usage.optimizations ?? {};
    if (tonight === undefined || limit === undefined) return;
    const left = Math.max(0, limit - used);
    const runs = tonight.runs === 1 ? "1 run" : `${tonight.runs} runs`;
    notice({
      level: "notice",
      message: `${left} of ${limit} optimizations are left this period: a scheduled run may start ${runs} tonight, ${tonight.reserved} are reserved for pull requests, and ${keep} are kept`,
      hint: "`budget.nights` and `budget.keep` share them out.",
    });
  } catch (error) {
    // The plan itself needs no account.
    ports.log(`${refusalOf(error).message}; nothing is said of what is left this month.`);
  }
}

/** Of one agent; a run simulates no more scenarios than that. */
const TRANSCRIPTS_LOGGED = 50;

/** One agent that cannot be written does not keep the others from being synced. */
export async function sync(env: Environment): Promise<CommandResult> {
  const planned = await readPlan(env);
  // Read before anything is written: a transcript that cannot be read is a mistake of the config.
  const lacking = planned.filter(mayLackConversations);
  const transcripts = await readTranscripts(lacking, env, TRANSCRIPTS_LOGGED);
  const agents: AgentReport[] = [];
  for (const one of planned) {
    const texts = transcripts.get(one.definition.key) ?? [];
    agents.push({ ...plannedReport(one), plan: await carryOut(one, texts, env) });
  }
  return { agents };
}

async function carryOut(
  planned: PlannedAgent,
  transcripts: readonly string[],
  { ports, syncMode }: Environment,
): Promise<PlanEntry> {
  if (syncMode !== "live") return planned.entry;
  try {
    const result = await syncAgent(planned, ports);
    const told = result.written || result.problem !== undefined;
    const entry = told ? syncedEntry(result) : untouched(planned);
    const id = result.agent?.id;
    const logged =
      id === undefined || transcripts.length === 0
        ? 0
        : await logTranscripts(id, transcripts, ports);
    const reason =
      logged === 0
        ? entry.reason
        : `${entry.reason}; logged ${logged} of the repository's conversations`;
    if (told || logged > 0) ports.log(`${entry.key}: ${reason}.`);
    return { ...entry, reason };
  } catch (error) {
    const { message, hint } = refusalOf(error);
    const advice = hint === undefined ? "" : `. ${hint}`;
    return { ...planned.entry, action: "conflicting", reason: `${message}${advice}` };
  }
}

function untouched({ entry, definition }: PlannedAgent): PlanEntry {
  if (entry.action !== "drifted") return entry;
  const { file } = definition.promptSource;
  const reason = `${entry.reason}; nothing was written. Take the live text into ${file}, or set gate.on-drift to overwrite to replace it with the file's`;
  return { ...entry, reason };
}

export async function readPlan(env: Environment): Promise<readonly PlannedAgent[]> {
  return planAgents(env.definitions, await readAgents(env), env.ports.clock.now());
}

function readAgents({ ports, definitions }: Environment, tag?: string): Promise<readonly Agent[]> {
  return ports.converra.agents.listAll({ wanted: definitions, tag, signal: ports.signal });
}
