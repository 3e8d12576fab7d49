/** Which agents are evaluated, and the verdict of the others. */
import { counterpartOf, type RemovedAgent, removedAgents } from "../config/removed.ts";
import { OWN_TAG } from "../config/schema-agent.ts";
import type { AgentVerdict } from "../domain.ts";
import { GitHubError } from "../errors.ts";
import type { RunContext } from "../event.ts";
import { readHead } from "../github/repository.ts";
import { liveIdsOf } from "../plan/live.ts";
import { type PlannedAgent, planAgents } from "../plan/plan.ts";
import { againstBase, asItStands, withBaseSampling } from "../plan/sides.ts";
import { type PreviewOwner, previewScope } from "../plan/tags.ts";
import type { Agent } from "../service/agent-shape.ts";
import { changedSinceBase } from "./base.ts";
import { copyCount, usesOf, withCopies } from "./copies.ts";
import { hiddenCopies } from "./hidden-copies.ts";
import { modelWayOf } from "./model-change.ts";
import { placeOf } from "./place.ts";
import { isConverras, outdatedVerdict, settledVerdict } from "./settle.ts";
import { stopAbandoned } from "./supersede.ts";
import type { Environment, EvaluatedAgent, ModelChange, Scope } from "./types.ts";

export async function readScope(env: Environment): Promise<Scope> {
  const { scope, abandoned } = await scopeOf(env);
  await stopAbandoned(abandoned, env.ports);
  return scope;
}

/** Reads and no more; `abandoned` are the agents whose earlier runs this commit has no use for. */
export async function scopeOf(
  env: Environment,
): Promise<{ readonly scope: Scope; readonly abandoned: readonly EvaluatedAgent[] }> {
  const { ports, config, context, syncMode } = env;
  const place = placeOf(syncMode, context.event);
  const agents = await agentsWithCopies(env);
  const base = env.base?.definitions;
  const planned = plansOf(env, agents).map((one) => {
    if (place === "as-it-stands") return asItStands(one);
    return withBaseSampling(syncMode === "live" ? againstBase(one, base) : one, base);
  });
  const newer = await newerHead(env);
  // What GitHub lists of the pull request is what its newest commit changes.
  const behind = newer === undefined ? env.base?.behind : undefined;
  const options = {
    base,
    changed: changedSinceBase({ ...env, base: env.base && { ...env.base, behind } }),
    behind,
    mayBeOwnText: syncMode === "live" && base === undefined,
    asItStands: place === "as-it-stands",
    ownPullRequest: isConverras(context),
    withTranscripts: config.withTranscripts,
  };
  const owner = previewOwner(context);
  const settled = new Map<string, AgentVerdict>();
  const evaluated: EvaluatedAgent[] = [];
  const abandoned: EvaluatedAgent[] = [];
  const modelChanges: ModelChange[] = [];
  for (const one of planned) {
    const { key } = one.definition;
    const outdated = newer === undefined ? undefined : outdatedVerdict(key, context.commit, newer);
    const verdict = settledVerdict(one, options) ?? outdated;
    if (verdict !== undefined) settled.set(key, verdict);
    const way = verdict === undefined ? modelWayOf(one, env.base, place) : undefined;
    if (way?.kind === "benchmark") modelChanges.push(way.change);
    else if (way?.notice !== undefined) env.notice({ level: "notice", message: way.notice });
    const copied = withCopies(one, agents, owner);
    (way?.kind === "preview" ? evaluated : abandoned).push(copied);
  }
  const hidden = evaluated.length === 0 ? [] : await hiddenCopies(agents, ports);
  if (hidden.length > 0) {
    const all = [...agents, ...hidden];
    for (const [index, one] of evaluated.entries())
      evaluated[index] = withCopies(one.planned, all, owner);
  }
  const accountWide = {
    removed: removedFrom(env, agents),
    accountAgents: agents.length,
    accountCopies: copyCount(agents),
    uses: usesOf([...agents, ...hidden], owner),
  };
  return {
    scope: { planned, evaluated, settled, modelChanges, place, owner, ...accountWide },
    abandoned: newer === undefined ? abandoned : [],
  };
}

/** Copies are drafts, which a service may list only where it is asked for them. */
export function agentsWithCopies({ ports, definitions }: Environment): Promise<readonly Agent[]> {
  const { converra, signal } = ports;
  return converra.agents.listAll({ wanted: definitions, tag: OWN_TAG, signal });
}

/**
 * An entry that a change points at another agent is held against the one it was bound to before: otherwise a new name
 * would open the gate.
 */
export function plansOf(env: Environment, agents: readonly Agent[]): readonly PlannedAgent[] {
  const { definitions, ports, base, config } = env;
  const now = ports.clock.now();
  const planned = planAgents(definitions, agents, now, config.agents);
  const before = base?.config?.agents ?? [];
  const guardedBefore = new Set(liveIdsOf(before, agents));
  const guarded = new Set(liveIdsOf(config.agents, agents));
  return planned.map((one, index) => {
    const stated = definitions[index];
    const counterpart = stated && counterpartOf(stated, before);
    if (stated === undefined || counterpart === undefined) return one;
    const { id, name, key } = counterpart;
    // A new agent by a name that the entry which had it has given up.
    if (key !== stated.key && config.agents.some((other) => other.key === key)) return one;
    const [idBefore] = liveIdsOf([{ id, name }], agents);
    if (idBefore === undefined || idBefore === one.live?.id) return one;
    // Where entries change places, each would replace what another has guarded.
    const changesPlace = guardedBefore.has(one.live?.id) && guarded.has(idBefore);
    if (one.live !== undefined && changesPlace) return one;
    const [asBefore = one] = planAgents([{ ...stated, id, name }], agents, now);
    return asBefore;
  });
}

/** By the live agents that the entries of both commits really find. */
export function removedFrom(
  { base, config }: Environment,
  agents: readonly Agent[],
): readonly RemovedAgent[] {
  const before = base?.config?.agents ?? [];
  const liveIds = new Map(
    [before, config.agents].flatMap((all) => {
      const ids = liveIdsOf(all, agents);
      return all.map((one, index) => [bindingOf(one), ids[index]] as const);
    }),
  );
  const removed = removedAgents(before, config.agents, (one) => liveIds.get(bindingOf(one)));
  return removed.filter(({ key }) => base?.behind?.has(key) !== true);
}

const bindingOf = ({ id, name }: { id?: string; name: string }) => JSON.stringify([id, name]);

export function previewOwner({ repository, pullRequest, branch, ref }: RunContext): PreviewOwner {
  return {
    repository: repository ?? "local",
    scope: previewScope({ pullRequest: pullRequest?.number, branch: branch ?? ref }),
  };
}

/** The pull request's head when it is no longer this run's commit; undefined also when GitHub does not tell. */
async function newerHead({ context, ports }: Environment): Promise<string | undefined> {
  const { pullRequest, commit } = context;
  if (pullRequest === undefined || ports.github === undefined) return undefined;
  try {
    const head = await readHead(ports.github, pullRequest.number);
    return head === commit ? undefined : head;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    ports.log(`${error.message}; this commit is taken to be the newest.`);
    return undefined;
  }
}
