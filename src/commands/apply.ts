/** `apply`: put the winner of a run on the live agent, once nothing speaks against it, and look that it stands there. */
import type { PlanEntry } from "../domain.ts";
import { ActionError, refusalOf } from "../errors.ts";
import { recordOf } from "../gate/control.ts";
import { type RunRecord, shownRun } from "../gate/evidence.ts";
import {
  isCurrent,
  type KnownAgents,
  newestRun,
  readKnown,
  withReadRecord,
} from "../gate/known.ts";
import { putLive } from "../gate/put-live.ts";
import { plannedReport } from "../gate/report.ts";
import type { CommandResult, Environment, EvaluatedAgent } from "../gate/types.ts";
import { despite, judgedWinner, type Objection, objectionsTo, sharedId } from "../gate/winner.ts";
import type { Headroom } from "../headroom.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";
import { asItStands } from "../plan/sides.ts";
import type { AgentReport } from "../report/model.ts";
import { isStoredFormOf } from "../service/read-back.ts";

/** What is to be done with one agent, decided before anything is written. */
type Choice =
  | { readonly kind: "take"; readonly record: RunRecord; readonly winner: Headroom }
  | { readonly kind: "nothing" | "there" | "refused"; readonly reason: string };

export async function apply(env: Environment): Promise<CommandResult> {
  const { inputs } = env;
  const known = await readKnown(env, asItStands);
  const isNamed = inputs.agents.length > 0 || inputs.optimizationId !== undefined;
  const { evaluated } = known.scope;
  const chosen = inputs.optimizationId === undefined ? evaluated : [await ownerOf(known, env)];
  const agents: AgentReport[] = [];
  for (const one of chosen) {
    const choice = await choose(one, known, env);
    agents.push(await carryOut(one, choice, isNamed, env));
  }
  return { agents };
}

/** The agent that the run named in the inputs is of. */
async function ownerOf(
  { scope }: KnownAgents,
  { inputs, ports }: Environment,
): Promise<EvaluatedAgent> {
  const id = inputs.optimizationId ?? "";
  const run = await ports.converra.optimizations.get(id, { signal: ports.signal });
  const owner = scope.evaluated.find(({ planned, previews }) =>
    [planned.live, ...previews].some((agent) => agent?.id === run.agentId),
  );
  if (owner !== undefined) return owner;
  throw new ActionError(
    `optimization ${id} is of agent ${run.agentId}, which is neither the live agent of an entry of the config nor a copy of one`,
    {
      hint: "Check the input optimization-id, and that the input agents does not leave its agent out.",
    },
  );
}

async function choose(one: EvaluatedAgent, known: KnownAgents, env: Environment): Promise<Choice> {
  const { definition, entry, live } = one.planned;
  const refused = (reason: string): Choice => ({ kind: "refused", reason });
  if (entry.action === "conflicting") return refused(entry.reason);
  if (live === undefined) return refused(`${entry.reason}: there is no live prompt to replace`);
  const { record, evidence } = await recordFor(one, known, env);
  if (record === undefined) {
    const reason = "no completed run of the live prompt is known that wrote variants";
    return { kind: "nothing", reason };
  }
  const { variantId } = env.inputs;
  const shared = sharedId(record, variantId);
  if (shared !== undefined) return refused(`${shared}: none of them is taken`);
  const { confidence } = env.config;
  const winner = judgedWinner(record, one, evidence, { confidence, variantId });
  if (winner === undefined) {
    if (variantId === undefined) {
      return { kind: "nothing", reason: `${record.run.id} found nothing better than its control` };
    }
    return refused(`${record.run.id} has no variant ${variantId} beside its control`);
  }
  const { content } = winner;
  const what = `the winner ${winner.variantId} of ${winner.runId}`;
  if (content === undefined) {
    return refused(
      `the service does not tell the text of ${what}, so nobody could see that it was applied`,
    );
  }
  if (isStoredFormOf(live, { content, model: live.model })) {
    return { kind: "there", reason: `agent ${live.id} says what ${what} says` };
  }
  const objections = [
    ...drift(one),
    ...changed(record, one),
    ...objectionsTo(winner, definition.gate),
  ].filter(({ name }) => !env.inputs.applyDespite.some((set) => set === name));
  if (objections.length === 0) return { kind: "take", record, winner };
  return refused(`${what} was not applied: ${told(objections)}`);
}

/** The run named in the inputs, else the one that the report shows, else the newest there is. */
async function recordFor(one: EvaluatedAgent, { evidence }: KnownAgents, env: Environment) {
  const { ports, inputs } = env;
  const { converra, signal } = ports;
  const id = inputs.optimizationId;
  if (id === undefined) {
    const current = shownRun(one, evidence);
    const wroteSome = current !== undefined && current.variants.length > 1;
    return { record: wroteSome ? current : await newestRun(one, evidence, ports), evidence };
  }
  const run = await converra.optimizations.get(id, { signal });
  const { live } = one.planned;
  const agent = [live, ...one.previews].find((some) => some?.id === run.agentId);
  if (run.status !== "completed" || agent === undefined) {
    throw new ActionError(`optimization ${id} is ${run.rawStatus}, so it has no result to apply`, {
      hint: "Only a completed run can be applied.",
    });
  }
  const variants = await converra.optimizations.variants(id, { signal });
  const record = recordOf(one, agent, run, variants);
  return { record, evidence: withReadRecord(evidence, record) };
}

/** The live prompt is neither the file's nor the one synced last. */
export function drift({ planned }: EvaluatedAgent): readonly Objection[] {
  const { entry, definition } = planned;
  if (entry.action !== "drifted" || definition.gate.onDrift === "overwrite") return [];
  return [
    { name: "drift", reason: entry.reason, override: "`gate.on-drift: overwrite` in the config" },
  ];
}

function changed(record: RunRecord, one: EvaluatedAgent): readonly Objection[] {
  if (isCurrent(record, one)) return [];
  const { content } = record.variants.find(({ isControl }) => isControl) ?? {};
  const isOther =
    record.fingerprint !== undefined ||
    (content !== undefined &&
      normalisePrompt(content) !== normalisePrompt(one.planned.definition.prompt));
  const reason = isOther
    ? "the live prompt is no longer the one that run started from"
    : "which prompt and settings that run started from cannot be told";
  return [{ name: "changed", reason, override: despite("changed") }];
}

function told(objections: readonly Objection[]): string {
  return objections
    .map(({ reason, override }) => `${reason} (${override} allows it all the same)`)
    .join("; ");
}

async function carryOut(
  one: EvaluatedAgent,
  choice: Choice,
  isNamed: boolean,
  env: Environment,
): Promise<AgentReport> {
  const report = plannedReport(one.planned);
  const { entry } = one.planned;
  const { key } = entry;
  const ended = (action: PlanEntry["action"], reason: string, changes: readonly string[] = []) => {
    env.ports.log(`${key}: ${reason}.`);
    return { ...report, plan: { ...entry, action, reason, changes } };
  };
  if (choice.kind !== "take") {
    // Who names an agent expects something of it: that nothing was done must not look like success.
    const isRed = choice.kind === "refused" || (choice.kind === "nothing" && isNamed);
    return ended(isRed ? "conflicting" : "unchanged", choice.reason);
  }
  const { winner, record } = choice;
  const promptAfter = winner.content ?? "";
  try {
    const put = await putLive(one, { ...winner, content: promptAfter }, record, env);
    if (put.kind === "wrong") return ended("conflicting", put.reason);
    if (put.warning !== undefined) env.notice({ level: "warning", message: put.warning });
    const reason = `${put.how} ${winner.variantId} of ${winner.runId}, which agent ${one.planned.live?.id} now says; the text in ${one.planned.definition.promptSource.file} is still the old one, and until it has this one sync reports the agent as edited elsewhere and leaves it alone`;
    return { ...ended("update", reason, ["prompt"]), promptAfter, headroom: winner };
  } catch (error) {
    const { message, hint } = refusalOf(error);
    return ended("conflicting", `${message}${hint === undefined ? "" : `. ${hint}`}`);
  }
}
