/**
 * Copies of the live agent, in draft, so that it is never touched by what is measured: the preview of a pull request
 * carries its prompt, the kept twin the prompt that would be replaced.
 */
import { refusalOf } from "../errors.ts";
import {
  type Fingerprint,
  hasPlainSettings,
  isSameFingerprint,
  normalisePrompt,
  textPart,
} from "../plan/fingerprint.ts";
import type { Replaced } from "../plan/plan.ts";
import {
  hasTag,
  NOT_DRAFT_TAG,
  type PreviewOwner,
  previewName,
  previewTags,
  REWRITTEN_TAG,
  taggedFingerprint,
} from "../plan/tags.ts";
import type { Agent, AgentInput } from "../service/agent-shape.ts";
import {
  type Difference,
  differencesOf,
  isStoredFormOf,
  wrongPrompt,
} from "../service/read-back.ts";
import {
  type Blocked,
  blockedByActive,
  blockedByNamesake,
  blockedBySampling,
  blockedByStored,
} from "./blocked.ts";
import { giveConversations } from "./conversations.ts";
import { isRewritten, referenceOf } from "./copies.ts";
import type { Environment, EvaluatedAgent, Scope } from "./types.ts";

export interface Copied {
  readonly kind: "placed";
  readonly agent: Agent;
  /** What a person should know of it, each the same sentence for all agents. */
  readonly notes: readonly string[];
}

interface Wanted extends Replaced {
  readonly existing: Agent | undefined;
  readonly owner: PreviewOwner;
  readonly fingerprint: Fingerprint;
  readonly description: string | undefined;
}

/** The copy that carries the candidate. */
export function ensurePreview(
  one: EvaluatedAgent,
  scope: Scope,
  env: Environment,
): Promise<Copied | Blocked> {
  const { planned, preview: existing } = one;
  const { definition, candidate: fingerprint, live } = planned;
  const { prompt, model, temperature, maxTokens } = definition;
  const sampling = { temperature, maxTokens };
  const description = definition.description ?? live?.description;
  const wanted = {
    existing,
    owner: scope.owner,
    prompt,
    model,
    sampling,
    fingerprint,
    description,
  };
  return ensureCopy(wanted, one, env);
}

/** The copy that carries the baseline, brought up to the live agent's newest conversations. */
export async function ensureTwin(
  one: EvaluatedAgent,
  scope: Scope,
  env: Environment,
): Promise<Copied | Blocked> {
  const { replaced, baseline: fingerprint, live } = one.planned;
  if (replaced === undefined || fingerprint === undefined) throw new Error("no baseline to copy");
  if (replaced.sampling === undefined) return blockedBySampling(live?.id);
  const wanted = {
    ...replaced,
    ...{ existing: one.twin, owner: referenceOf(scope.owner), fingerprint },
    description: live?.description,
  };
  const copied = await ensureCopy(wanted, one, env);
  if (copied.kind === "blocked" || copied.agent.id !== one.twin?.id) return copied;
  return withNotes(copied, await giveConversations(copied.agent, one, env, "newest"));
}

/**
 * Creates the copy, or brings it up to what is wanted; writes nothing when it already says that. A copy keeps its model,
 * sampling and run settings for life, so that its tag is right about every run on it: other settings make another copy.
 */
async function ensureCopy(
  wanted: Wanted,
  one: EvaluatedAgent,
  env: Environment,
): Promise<Copied | Blocked> {
  const { signal, converra } = env.ports;
  const { agents } = converra;
  const { existing } = wanted;
  const input = inputFor(wanted, one);
  const namesake = one.namesakes.find(({ name }) => name === input.name);
  if (namesake !== undefined) return blockedByNamesake(namesake);
  const refused = one.previews.find((agent) => hasTag(agent, NOT_DRAFT_TAG));
  if (refused !== undefined) return blockedByActive(refused.id, "earlier");
  const isCurrent = existing !== undefined && carries(existing, wanted);
  // What a run on a copy that had two texts measured, only its control could tell.
  const hasMuteControls = converra.observer.stateOf("control-content") === "broken";
  const mayKeep = !hasMuteControls || (isCurrent && !isRewritten(existing));
  if (existing !== undefined && mayKeep && hasSettingsOf(existing, wanted)) {
    const patch = { ...input, tags: [...(input.tags ?? []), REWRITTEN_TAG] };
    const current = isCurrent
      ? existing
      : await agents.update(existing.id, patch, { before: existing, signal });
    const checked = await readBack(isCurrent ? {} : patch, current, env);
    if (checked.kind === "blocked") return checked;
    return withNotes(checked, await giveConversations(current, one, env, "missing"));
  }
  if (existing !== undefined) {
    await agents.update(existing.id, { status: "archived" }, { before: existing, signal });
  }
  const created = await agents.create(input, { signal });
  const checked = await readBack(input, created, env);
  if (checked.kind === "blocked") return checked;
  const given = await giveConversations(created, one, env, "all");
  return withNotes(checked, one.planned.live === undefined ? given : [...given, NOT_COPIED]);
}

function withNotes(copied: Copied, notes: readonly string[]): Copied {
  return { ...copied, notes: [...copied.notes, ...notes] };
}

const NOT_COPIED =
  "A copy has the live agent's prompt, model, description and newest conversations. Objectives, constraints, technical notes, custom evaluations and tools cannot be read from the service, so copies have none: both sides of a comparison are measured without them.";

function hasSettingsOf(existing: Agent, { prompt, model, fingerprint }: Wanted): boolean {
  const has = taggedFingerprint(existing);
  // What it was sent last it has as it is: another model is then another one, though its name may only say more.
  const isVerbatim = has?.text === textPart(existing.content, existing.model);
  // The text may be another commit's: only the model is asked about.
  const hasModel = isVerbatim
    ? existing.model === model
    : isStoredFormOf({ ...existing, content: prompt }, { content: prompt, model });
  if (has === undefined) return hasModel && hasPlainSettings(fingerprint);
  return hasModel && has.sampling === fingerprint.sampling && has.run === fingerprint.run;
}

/** True when the copy carries exactly what is wanted, or the form of it in which the service stores things. */
function carries(existing: Agent, { prompt: content, model, fingerprint }: Wanted): boolean {
  const has = taggedFingerprint(existing);
  if (has !== undefined && !isSameFingerprint(has, fingerprint)) return false;
  if (normalisePrompt(existing.content) === normalisePrompt(content)) return true;
  return has !== undefined && isStoredFormOf(existing, { content, model });
}

function inputFor(wanted: Wanted, { planned }: EvaluatedAgent): AgentInput {
  const { definition } = planned;
  const { prompt, model, sampling, description, owner, fingerprint } = wanted;
  return {
    name: previewName(definition.name, owner),
    ...{ content: prompt, model, description, ...sampling },
    tags: previewTags(owner, definition.source.file, definition.key, fingerprint),
    status: "draft",
  };
}

const ACTIVE = /^(active|live|published|deployed|production)$/i;

/** A write is believed when it is read back: unmerged text must not be live, and nothing else may be measured. */
async function readBack(
  sent: Partial<AgentInput>,
  stored: Agent,
  env: Environment,
): Promise<Copied | Blocked> {
  if (ACTIVE.test(stored.status)) {
    const archived = await archiveActive(stored, env);
    return blockedByActive(stored.id, archived ? "archived" : "not-archived");
  }
  const wrong = wrongPrompt(sent, stored);
  if (wrong !== undefined) return blockedByStored(stored.id, wrong);
  return { kind: "placed", agent: stored, notes: differencesOf(sent, stored).flatMap(noteOf) };
}

async function archiveActive(active: Agent, { ports }: Environment): Promise<boolean> {
  const { converra, signal, log } = ports;
  const { id, tags } = active;
  try {
    const patch = { status: "archived", tags: [...tags, NOT_DRAFT_TAG] } as const;
    const after = await converra.agents.update(id, patch, { before: active, signal });
    return !ACTIVE.test(after.status);
  } catch (error) {
    log(`Agent ${id} could not be archived: ${refusalOf(error).message}.`);
    return false;
  }
}

function noteOf({ member }: Difference): readonly string[] {
  return member === "tags"
    ? [
        "The service did not keep the tags of a copy as they were sent: copies are told by their names from here on, and their earlier runs are reused only where temperature, max-tokens and personas are not set.",
      ]
    : [];
}
