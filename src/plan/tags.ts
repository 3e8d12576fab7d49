/** The tags the action writes. A live agent carries one, or two where the service stores text in a form of its own; a preview agent carries a family that says whose it is. */
import { OWN_TAG } from "../config/schema-agent.ts";
import { type Fingerprint, formatFingerprint, parseFingerprint, textPart } from "./fingerprint.ts";

/** Of a live agent's tag; the bare word marks a preview. */
const LIVE_PREFIX = `${OWN_TAG}:`;
const SENT_PREFIX = `${LIVE_PREFIX}sent:`;

/** An agent of the service, as far as its tags say something of it. */
interface Tagged {
  readonly tags: readonly string[];
}

/** On an archived copy that came back active: another one would be live as well. */
export const NOT_DRAFT_TAG = "not-draft";

/** On a copy whose prompt was written over another: which of the two a run measured only its control can tell. */
export const REWRITTEN_TAG = "rewritten";

/** Whose pull request or branch a preview agent belongs to. */
export interface PreviewOwner {
  /** owner/name */
  readonly repository: string;
  /** `pr:12` or `branch:main`. */
  readonly scope: string;
}

/** Scope of the one kept copy of the live agent, which belongs to no pull request. */
export const REFERENCE_SCOPE = "ref";

/** The name tells whose copy it is where the service keeps no tags. */
export function previewName(name: string, { repository, scope }: PreviewOwner): string {
  const place = scope.replace(/^pr:/, "#").replace(/^branch:/, "@");
  return `${name} (${repository}${place === REFERENCE_SCOPE ? ` ${place}` : place})`;
}

export function previewScope(owner: { pullRequest?: number; branch: string }): string {
  return owner.pullRequest === undefined ? `branch:${owner.branch}` : `pr:${owner.pullRequest}`;
}

/** `since`: as `settledSince` has it; a time that nobody can read any more is kept as one. */
export function liveTag(fingerprint: Fingerprint, since = 0): string {
  return LIVE_PREFIX + formatFingerprint(fingerprint) + (since === 0 ? "" : `@${since}`);
}

function isOurLiveTag(tag: string): boolean {
  return tag.toLowerCase().startsWith(LIVE_PREFIX);
}

/** A service may keep tags in lower case. */
export function hasTag({ tags }: Tagged, wanted: string): boolean {
  return tags.some((tag) => tag.toLowerCase() === wanted.toLowerCase());
}

/** The user's tags of the agent and of the config, with ours in place of any earlier one. */
export function withLiveTag(
  tags: readonly string[],
  wanted: readonly string[],
  fingerprint: Fingerprint & { readonly sent?: string },
  since?: number,
): readonly string[] {
  const users = tags.filter((tag) => !isOurLiveTag(tag));
  const { sent } = fingerprint;
  const own = [liveTag(fingerprint, since), ...(sent === undefined ? [] : [SENT_PREFIX + sent])];
  return [...new Set([...users, ...wanted, ...own])];
}

/** Of a live agent that stores what it is sent in a form of its own: the text part of what was sent. */
export function sentText({ tags }: Tagged): string | undefined {
  const tag = tags.find((one) => one.toLowerCase().startsWith(SENT_PREFIX));
  return tag?.slice(SENT_PREFIX.length).toLowerCase();
}

export function isPreview(agent: Tagged): boolean {
  return hasTag(agent, OWN_TAG);
}

export function previewTags(
  owner: PreviewOwner,
  config: string,
  key: string,
  fingerprint: Fingerprint,
): readonly string[] {
  return [
    OWN_TAG,
    `repo:${owner.repository}`,
    owner.scope,
    `config:${config}`,
    `key:${key}`,
    `prompt:${formatFingerprint(fingerprint)}`,
  ];
}

/** True for every preview of this key in this repository, whichever pull request made it. */
export function isPreviewOf(
  agent: Tagged,
  repository: string,
  config: string,
  key: string,
): boolean {
  return (
    isPreview(agent) &&
    hasTag(agent, `repo:${repository}`) &&
    hasTag(agent, `config:${config}`) &&
    hasTag(agent, `key:${key}`)
  );
}

/** True where the tags that are left say that it is of another config or key; a service may cut or drop tags. */
export function contradictsKey({ tags }: Tagged, config: string, key: string): boolean {
  return Object.entries({ config, key }).some(([name, value]) => {
    const tag = tags.find((one) => one.toLowerCase().startsWith(`${name}:`))?.toLowerCase();
    return tag !== undefined && !`${name}:${value}`.toLowerCase().startsWith(tag);
  });
}

export function isOwnedBy(agent: Tagged, owner: PreviewOwner): boolean {
  return hasTag(agent, `repo:${owner.repository}`) && hasTag(agent, owner.scope);
}

/** The fingerprint our tag states, on a live agent or a preview; undefined when the agent carries none. */
export function taggedFingerprint(agent: Tagged): Fingerprint | undefined {
  const prefix = isPreview(agent) ? "prompt:" : LIVE_PREFIX;
  for (const tag of agent.tags) {
    if (!tag.toLowerCase().startsWith(prefix)) continue;
    const [value = ""] = tag.slice(prefix.length).toLowerCase().split("@");
    const fingerprint = parseFingerprint(value);
    if (fingerprint !== undefined) return fingerprint;
  }
  return undefined;
}

/** The fingerprint our tag states where the agent still has that prompt and model; undefined where another writer was last. */
export function syncedFingerprint(
  live: Tagged & { content: string; model: string },
): Fingerprint | undefined {
  const tagged = taggedFingerprint(live);
  return tagged?.text === textPart(live.content, live.model) ? tagged : undefined;
}

/**
 * Epoch milliseconds from which on our tag on a live agent vouches for its model and settings; 0 when it says nothing
 * against the past. A service may cut long tags: what is left of a time would be read as one long past, so it is Infinity.
 */
export function settledSince(agent: Tagged): number {
  const tag = agent.tags.find(
    (one) => isOurLiveTag(one) && !one.toLowerCase().startsWith(SENT_PREFIX),
  );
  const since = tag?.split("@")[1];
  if (since === undefined) return 0;
  return /^\d{13}$/.test(since) ? Number(since) : Number.POSITIVE_INFINITY;
}
