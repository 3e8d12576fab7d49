/** `sync` and `plan`: bring the live agents to what the files say, or only show what that would do. */
import type { PlanEntry } from "../domain.ts";
import { refusalOf } from "../errors.ts";
import { quotaOf, refusedRead } from "../gate/budget.ts";
import { copyCount, usesOf, withCopies } from "../gate/copies.ts";
import type { Evidence } from "../gate/evidence.ts";
import { nightAllowance } from "../gate/nights.ts";
import { periodCost } from "../gate/period.ts";
import { placeOf } from "../gate/place.ts";
import { readEvidence } from "../gate/read-evidence.ts";
import { plannedReport } from "../gate/report.ts";
import { agentsWithCopies, previewOwner, removedFrom } from "../gate/scope.ts";
import { roomNotice, sightOf, sightSentence } from "../gate/tell.ts";
import { logTranscripts, missingTranscripts } from "../gate/transcripts.ts";
import type { CommandResult, Environment, Scope } from "../gate/types.ts";
import { type PlannedAgent, planAgents } from "../plan/plan.ts";
import { isSamplingStated } from "../plan/sampling.ts";
import { syncAgent, syncedEntry } from "../plan/sync.ts";
import type { AgentReport } from "../report/model.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Usage } from "../service/endpoints/account.ts";
import { toBeCleaned } from "./clean.ts";
import type { Newer } from "./newer.ts";

export async function plan(env: Environment): Promise<CommandResult> {
  const agents = await agentsWithCopies(env);
  const planned = planAgents(env.definitions, agents, env.ports.clock.now(), env.config.agents);
  const owner = previewOwner(env.context);
  const evaluated = planned
    .filter(({ live, entry }) => live !== undefined && entry.action !== "unchanged")
    .map((one) => withCopies(one, agents, owner));
  const place = placeOf(env.syncMode, env.context.event);
  const scope = { evaluated, place, uses: usesOf(agents, owner) };
  const evidence = await tellSight(scope, env);
  const usage = await tellMonth(env, agents);
  const reports: AgentReport[] = [];
  for (const one of planned) {
    const reason = `${one.entry.reason}${await tellTranscripts(one, env)}`;
    reports.push({ ...plannedReport(one), plan: { ...one.entry, reason } });
  }
  return {
    period: evidence && periodCost(scope, evidence, { usage, started: 0 }),
    agents: reports,
    removed: removedFrom(env, agents),
    cleaned: await toBeCleaned(agents, env),
  };
}

/** What a gate of the prompts that differ would see. Gives what it rests on; undefined where that cannot be read. */
async function tellSight(
  scope: Pick<Scope, "evaluated" | "place">,
  { ports, config, notice }: Environment,
): Promise<Evidence | undefined> {
  try {
    const evidence = await readEvidence(scope, ports);
    const message = sightSentence(sightOf(scope, evidence, config.confidence));
    if (message !== "") notice({ level: "notice", message });
    return evidence;
  } catch (error) {
    // The plan itself needs no evidence.
    ports.log(`${refusalOf(error).message}; nothing is said of what a gate would see.`);
    return undefined;
  }
}

/** What is left of the account's month, and how nights and pull requests share it. */
async function tellMonth(
  { ports, config, notice }: Environment,
  agents: readonly Agent[],
): Promise<Usage | undefined> {
  const { converra, clock, signal } = ports;
  try {
    const usage = await converra.account.usage({ signal });
    const room = roomNotice(usage.agents, copyCount(agents));
    if (room !== undefined) notice(room);
    const { keep, nights: share } = config.budget;
    const tonight = nightAllowance(usage, { keep, share, now: clock.now() });
    const quota = quotaOf(usage);
    if (tonight === undefined || quota === undefined) return usage;
    const runs = tonight.runs === 1 ? "1 run" : `${tonight.runs} runs`;
    notice({
      level: "notice",
      message: `${quota.left} of ${quota.limit} optimizations are left this period: a scheduled run may start ${runs} tonight, ${tonight.reserved} are reserved for pull requests, and ${keep} are kept`,
      hint: "`budget.nights` and `budget.keep` share them out.",
    });
    return usage;
  } catch (error) {
    // The plan itself needs no account.
    ports.log(`${refusedRead(error)}; nothing is said of what is left this month.`);
    return undefined;
  }
}

/** How many of the repository's transcripts a sync would log, as the end of a sentence. */
async function tellTranscripts(
  { definition, live, entry }: PlannedAgent,
  { config, ports }: Environment,
): Promise<string> {
  const transcripts = config.transcripts.get(definition.key) ?? [];
  if (entry.action === "conflicting") return "";
  try {
    const missing = await missingTranscripts(live, transcripts, ports);
    if (missing === undefined) return NOT_COMPARED;
    return missing.length === 0 ? "" : `; sync logs ${missing.length} of ${OURS}`;
  } catch (error) {
    // The plan itself needs no conversations.
    ports.log(`${refusalOf(error).message}; nothing is said of the conversations to log.`);
    return "";
  }
}

const OURS = "the repository's conversations";
const NOT_COMPARED = `; its conversations are too many, or came without their text, to tell which of ${OURS} it has: none is logged`;

/** One agent that cannot be written does not keep the others from being synced. */
export async function sync(env: Environment, newer?: Newer): Promise<CommandResult> {
  const planned = await readPlan(env);
  const agents: AgentReport[] = [];
  for (const one of planned) {
    const isOutrun = one.entry.action !== "unchanged" && newer?.differsIn(one.definition) === true;
    const plan = isOutrun ? outrun(one.entry, newer.why, env) : await carryOut(one, env);
    agents.push({ ...plannedReport(one), plan });
  }
  return { agents };
}

function outrun(entry: PlanEntry, reason: string, { ports }: Environment): PlanEntry {
  ports.log(`${entry.key}: ${reason}.`);
  return { ...entry, action: "not-compared", changes: [], reason };
}

async function carryOut(planned: PlannedAgent, env: Environment): Promise<PlanEntry> {
  const { ports, syncMode } = env;
  if (syncMode !== "live") return planned.entry;
  let entry = planned.entry;
  try {
    const result = await syncAgent(planned, ports);
    const told = result.written || result.problem !== undefined;
    entry = told ? syncedEntry(result) : untouched(planned);
    const { kept, definition } = planned;
    if (result.written && kept !== undefined && !isSamplingStated(definition)) {
      env.notice({ level: "warning", message: `${entry.key}: ${kept}` });
    }
    const logged = await logMissing(planned, result.agent, env);
    entry = { ...entry, reason: `${entry.reason}${logged}` };
    if (told || logged !== "") ports.log(`${entry.key}: ${entry.reason}.`);
    return entry;
  } catch (error) {
    const { message, hint } = refusalOf(error);
    const advice = hint === undefined ? "" : `. ${hint}`;
    const done = entry === planned.entry ? "" : `${entry.reason}; `;
    return { ...entry, action: "conflicting", reason: `${done}${message}${advice}` };
  }
}

/** Resolves to what there is to say of it, as the end of a sentence. */
async function logMissing(
  { definition }: PlannedAgent,
  agent: Agent | undefined,
  { config, ports }: Environment,
): Promise<string> {
  const transcripts = config.transcripts.get(definition.key) ?? [];
  if (agent === undefined) return "";
  const missing = await missingTranscripts(agent, transcripts, ports);
  if (missing === undefined) return NOT_COMPARED;
  await logTranscripts(agent.id, missing, ports);
  return missing.length === 0 ? "" : `; logged ${missing.length} of ${OURS}`;
}

function untouched({ entry, definition }: PlannedAgent): PlanEntry {
  if (entry.action !== "drifted") return entry;
  const { file } = definition.promptSource;
  const reason = `${entry.reason}; nothing was written. Take the live text into ${file}, or set gate.on-drift to overwrite to replace it with the file's`;
  return { ...entry, reason };
}

export async function readPlan(env: Environment): Promise<readonly PlannedAgent[]> {
  const agents = await readAgents(env);
  return planAgents(env.definitions, agents, env.ports.clock.now(), env.config.agents);
}

export function readAgents({ ports, definitions }: Environment): Promise<readonly Agent[]> {
  return ports.converra.agents.listAll({ wanted: definitions, signal: ports.signal });
}
