/** What sync would do: config against the agents on the service. Pure; nothing here writes. */
import type { AgentDefinition, PlanAction, PlanEntry } from "../domain.ts";
import type { Agent, AgentInput } from "../service/agent-shape.ts";
import { type Fingerprint, fingerprintOf, normalisePrompt, textPart } from "./fingerprint.ts";
import { findEach } from "./live.ts";
import {
  isSamplingStated,
  keptSampling,
  SAMPLING,
  type Sampling,
  samplingDiffers,
  samplingOf,
} from "./sampling.ts";
import {
  sentText,
  settledSince,
  syncedFingerprint,
  taggedFingerprint,
  withLiveTag,
} from "./tags.ts";

/** A definition with its model: the one it states, else the live agent's. */
export type ModelledDefinition = AgentDefinition & { readonly model: string };

/** One agent with everything the later steps need to know of it. */
export interface PlannedAgent {
  readonly definition: ModelledDefinition;
  readonly entry: PlanEntry;
  readonly live?: Agent;
  /** Fingerprint of the prompt in the repository. */
  readonly candidate: Fingerprint;
  /** Fingerprint of the live prompt, in the candidate's run settings. */
  readonly baseline?: Fingerprint;
  /** The prompt that would be replaced, where the live agent carries another. */
  readonly basePrompt?: string;
  /** What a copy of the baseline is made from. */
  readonly replaced?: Replaced;
  /** What PATCH would send for an update; empty when there is nothing to send. */
  readonly patch: Partial<AgentInput>;
  /** A clause: what the live agent keeps although the file does not state it any more. */
  readonly kept?: string;
}

export interface Replaced {
  readonly prompt: string;
  readonly model: string;
  /** The service does not report it: undefined where nothing else tells it. */
  readonly sampling?: Sampling;
}

export function candidateFingerprint(definition: ModelledDefinition): Fingerprint {
  return fingerprintOf({ ...definition, ...definition.optimize });
}

/** `model` stands in where none is stated. */
export function withModel(definition: AgentDefinition, model: string): ModelledDefinition {
  return { ...definition, model: definition.model ?? model };
}

/**
 * `now` in epoch milliseconds: it goes into the tag when a model or its settings change. `all` are the config's: the
 * agent that one of them has by its id no other takes by its name, which the agent may be about to lose.
 */
export function planAgents(
  definitions: readonly AgentDefinition[],
  agents: readonly Agent[],
  now: number,
  all: readonly AgentDefinition[] = definitions,
): readonly PlannedAgent[] {
  const found = findEach(definitions, agents, all);
  return definitions.map((one, index) => planAgent(one, found[index], now));
}

/** `found`: its live agent, undefined where there is none, or why it cannot be told. */
function planAgent(
  stated: AgentDefinition,
  found: Agent | string | undefined,
  now: number,
): PlannedAgent {
  // Nothing is written or measured of an agent that has no model.
  const definition = withModel(stated, typeof found === "object" ? found.model : "");
  const candidate = candidateFingerprint(definition);
  const conflict = (reason: string): PlannedAgent => {
    const plan = entry(definition, "conflicting", [], reason);
    return { definition, candidate, patch: {}, entry: plan };
  };
  if (typeof found === "string") return conflict(found);
  if (found === undefined) {
    if (stated.model === undefined) {
      return conflict(
        `no agent named "${stated.name}" exists, and to create one sync needs a model; add model: to agents.${stated.key}, or to defaults`,
      );
    }
    const reason = `no agent named "${definition.name}" exists; sync creates it`;
    return { definition, candidate, patch: {}, entry: entry(definition, "create", [], reason) };
  }
  const planned = compare(definition, found, candidate, now);
  if (stated.model !== undefined) return planned;
  const reason = `${planned.entry.reason}; its model is the live agent's, ${found.model}`;
  return { ...planned, entry: { ...planned.entry, reason } };
}

function compare(
  definition: ModelledDefinition,
  live: Agent,
  candidate: Fingerprint,
  now: number,
): PlannedAgent {
  const managed = taggedFingerprint(live) !== undefined;
  const synced = syncedFingerprint(live);
  // What was sent last may stand there in the service's own layout: then it is the file's text all the same.
  const isStored = synced !== undefined && sentText(live) === candidate.text;
  const liveText = isStored ? candidate.text : textPart(live.content, live.model);
  const textDiffers = candidate.text !== liveText;

  const written = isStored ? { ...candidate, text: synced.text, sent: candidate.text } : candidate;
  const patch: { -readonly [K in keyof AgentInput]?: AgentInput[K] } = {};
  const changes: string[] = [];
  if (!isStored && normalisePrompt(definition.prompt) !== normalisePrompt(live.content)) {
    patch.content = definition.prompt;
    changes.push("prompt");
  }
  if (!isStored && definition.model !== live.model) {
    patch.model = definition.model;
    changes.push("model");
  }
  if (definition.name !== live.name) {
    patch.name = definition.name;
    changes.push("name");
  }
  if (definition.description !== undefined && definition.description !== (live.description ?? "")) {
    patch.description = definition.description;
    changes.push("description");
  }
  const isOtherSampling = samplingDiffers(definition, candidate.sampling, synced?.sampling);
  if (isOtherSampling) {
    if (definition.temperature !== undefined) patch.temperature = definition.temperature;
    if (definition.maxTokens !== undefined) patch.maxTokens = definition.maxTokens;
    changes.push(isSamplingStated(definition) ? SAMPLING : "our tag");
  }
  if (definition.tags.some((wanted) => !live.tags.includes(wanted))) changes.push("tags");
  if (managed && synced === undefined && !textDiffers) changes.push("our tag");
  if (changes.length > 0) {
    const settings = patch.model !== undefined || isOtherSampling;
    const since = settings ? now : settledFrom(live, synced !== undefined, now);
    patch.tags = withLiveTag(live.tags, definition.tags, written, since);
  }

  const drifted = textDiffers && managed && synced === undefined;
  const action: PlanAction = drifted ? "drifted" : changes.length > 0 ? "update" : "unchanged";
  const kept = isOtherSampling ? keptSampling(definition, synced?.sampling) : undefined;
  const reason = `${reasonFor(action, changes, managed, live)}${kept === undefined ? "" : `; ${kept}`}`;
  const baseline = { ...candidate, text: liveText, sampling: (synced ?? candidate).sampling };
  return {
    definition,
    live,
    candidate,
    baseline,
    replaced: {
      prompt: live.content,
      model: live.model,
      ...(baseline.sampling === candidate.sampling ? { sampling: samplingOf(definition) } : {}),
    },
    patch,
    ...(kept === undefined ? {} : { kept }),
    entry: {
      ...entry(definition, action, changes, reason),
      liveAgentId: live.id,
      livePrompt: live.content,
    },
  };
}

/** From when on runs are known to have had the agent's model and settings: of one that is not as sync left it, its last change. */
function settledFrom(live: Agent, synced: boolean, now: number): number {
  if (!synced) return Date.parse(live.updatedAt) || now;
  return settledSince(live);
}

function reasonFor(
  action: PlanAction,
  changes: readonly string[],
  managed: boolean,
  live: Agent,
): string {
  if (action === "unchanged") return `agent ${live.id} already says what the file says`;
  if (action === "drifted") {
    return `agent ${live.id} was edited elsewhere since the last sync: its prompt is neither the file's nor the one synced last`;
  }
  const differs = changes.length === 1 ? "differs" : "differ";
  const unmanaged = managed ? "" : ", which is not managed by sync yet";
  return `${changes.join(", ").replace(/, ([^,]*)$/, " and $1")} ${differs} from agent ${live.id}${unmanaged}`;
}

function entry(
  definition: AgentDefinition,
  action: PlanAction,
  changes: readonly string[],
  reason: string,
): PlanEntry {
  return { key: definition.key, action, changes, reason };
}

/** What POST /agents is sent for a live agent. */
export function createInput(planned: PlannedAgent): AgentInput {
  const { definition, candidate } = planned;
  return {
    name: definition.name,
    content: definition.prompt,
    model: definition.model,
    description: definition.description,
    tags: withLiveTag([], definition.tags, candidate),
    temperature: definition.temperature,
    maxTokens: definition.maxTokens,
  };
}
