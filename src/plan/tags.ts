/** The tags the action writes. A live agent carries one; a preview agent carries a family that says whose it is. */
import { OWN_TAG } from "../config/schema-agent.ts";
import { type Fingerprint, formatFingerprint, parseFingerprint, textPart } from "./fingerprint.ts";

/** Of a live agent's tag; the bare word marks a preview. */
const LIVE_PREFIX = `${OWN_TAG}:`;

/** An agent of the service, as far as its tags say something of it. */
interface Tagged {
  readonly tags: readonly string[];
}

/** Whose pull request or branch a preview agent belongs to. */
export interface PreviewOwner {
  /** owner/name */
  readonly repository: string;
  /** `pr:12` or `branch:main`. */
  readonly scope: string;
}

export function previewScope(owner: { pullRequest?: number; branch: string }): string {
  return owner.pullRequest === undefined ? `branch:${owner.branch}` : `pr:${owner.pullRequest}`;
}

/** `since`: epoch milliseconds from which on the agent is known to have had this model and these settings. */
export function liveTag(fingerprint: Fingerprint, since?: number): string {
  return LIVE_PREFIX + formatFingerprint(fingerprint) + (since === undefined ? "" : `@${since}`);
}

function isOurLiveTag(tag: string): boolean {
  return tag.startsWith(LIVE_PREFIX);
}

/** The user's tags of the agent and of the config, with our one tag in place of any earlier one. */
export function withLiveTag(
  tags: readonly string[],
  wanted: readonly string[],
  fingerprint: Fingerprint,
  since?: number,
): readonly string[] {
  const users = tags.filter((tag) => !isOurLiveTag(tag));
  return [...new Set([...users, ...wanted, liveTag(fingerprint, since)])];
}

export function isPreview(agent: Tagged): boolean {
  return agent.tags.includes(OWN_TAG);
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
    agent.tags.includes(`repo:${repository}`) &&
    agent.tags.includes(`config:${config}`) &&
    agent.tags.includes(`key:${key}`)
  );
}

export function isOwnedBy(agent: Tagged, owner: PreviewOwner): boolean {
  return agent.tags.includes(`repo:${owner.repository}`) && agent.tags.includes(owner.scope);
}

/** The fingerprint our tag states, on a live agent or a preview; undefined when the agent carries none. */
export function taggedFingerprint(agent: Tagged): Fingerprint | undefined {
  const prefix = isPreview(agent) ? "prompt:" : LIVE_PREFIX;
  for (const tag of agent.tags) {
    if (!tag.startsWith(prefix)) continue;
    const [value = ""] = tag.slice(prefix.length).split("@");
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

/** From when on our tag on a live agent vouches for its model and settings; 0 when it says nothing against the past. */
export function settledSince(agent: Tagged): number {
  const tag = agent.tags.find(isOurLiveTag);
  const since = Number(tag?.split("@")[1] ?? 0);
  return Number.isSafeInteger(since) ? since : Number.POSITIVE_INFINITY;
}
