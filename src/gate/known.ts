/** What the service knows of agents' prompts, read without starting, stopping or writing anything. */
import { refusalOf } from "../errors.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import { withAccepted } from "./accepted.ts";
import { knownModels } from "./compare-models.ts";
import { copyCount, usesOf, withCopies } from "./copies.ts";
import { type Evidence, isOf, type RunRecord, withRecord } from "./evidence.ts";
import { judgeEvidence, sharedError, verdictsOf } from "./judge.ts";
import type { Measured } from "./measure.ts";
import { needsOf } from "./needs.ts";
import { readEvidence, withShownResults } from "./read-evidence.ts";
import { reportAgents } from "./report.ts";
import { agentsWithCopies, plansOf, previewOwner, scopeOf } from "./scope.ts";
import type { CommandResult, Environment, EvaluatedAgent, Scope } from "./types.ts";

export interface KnownAgents {
  readonly scope: Scope;
  readonly evidence: Evidence;
}

/** `as` says what is asked about each agent: the file's prompt as it is planned, or another. */
export async function readKnown(
  env: Environment,
  as: (planned: PlannedAgent) => PlannedAgent = (planned) => planned,
): Promise<KnownAgents> {
  const { ports, context } = env;
  const agents = await agentsWithCopies(env);
  const owner = previewOwner(context);
  const planned = plansOf(env, agents).map(as);
  const evaluated = planned.map((one) => withCopies(one, agents, owner));
  const scope: Scope = {
    planned,
    evaluated,
    owner,
    place: "preview",
    settled: new Map(),
    modelChanges: [],
    removed: [],
    accountAgents: agents.length,
    accountCopies: copyCount(agents),
    uses: usesOf(agents, owner),
  };
  const evidence = await withShownResults(await readEvidence(scope, ports), scope, ports);
  return { scope, evidence };
}

/** What the gate says of the agents by the evidence there is, as it says again whenever nothing is missing. */
export async function judgeKnown(
  env: Environment,
): Promise<CommandResult & Pick<KnownAgents, "scope">> {
  const { scope } = await scopeOf(env);
  const evidence = await readEvidence(scope, env.ports);
  const measured: Measured = { kind: "measured" };
  const { blocked } = needsOf(scope, evidence);
  const agents = new Map(scope.evaluated.map(({ key }) => [key, blocked.get(key) ?? measured]));
  const progress = { evidence, agents, refused: new Map() };
  const { confidence, ofModel } = sharedError(env.config.confidence, scope);
  const models = await knownModels(scope, env.ports, ofModel);
  const judged = judgeEvidence(progress, scope, confidence);
  const verdicts = verdictsOf(judged, progress, scope);
  const shown = { evidence: await withShownResults(evidence, scope, env.ports), agents };
  const looked = { declines: new Map(), history: evidence, models };
  const reported = reportAgents(scope, shown, verdicts, looked);
  return { scope, agents: await withAccepted(reported, scope, env), removed: scope.removed };
}

/**
 * The newest completed run of the agent that wrote variants, of whatever prompt, with its results. Undefined without
 * one, and where its results cannot be read.
 */
export async function newestRun(
  one: EvaluatedAgent,
  { records }: Evidence,
  { converra, signal, log }: Environment["ports"],
): Promise<RunRecord | undefined> {
  const [newest] = records
    .filter(({ key, run, variants }) => {
      return key === one.key && run.status === "completed" && variants.length > 1;
    })
    .toSorted((a, b) => b.run.createdAt.localeCompare(a.run.createdAt));
  if (newest === undefined || newest.run.results !== undefined) return newest;
  try {
    return { ...newest, run: await converra.optimizations.get(newest.run.id, { signal }) };
  } catch (error) {
    log(`The winner of ${newest.run.id} is not known: ${refusalOf(error).message}.`);
    return undefined;
  }
}

/** Whether the run started from the prompt that is asked about. */
export function isCurrent(record: RunRecord, one: EvaluatedAgent): boolean {
  return isOf(record, one, one.planned.candidate);
}

export function withReadRecord(evidence: Evidence, record: RunRecord): Evidence {
  return { ...evidence, records: withRecord(evidence.records, record) };
}
