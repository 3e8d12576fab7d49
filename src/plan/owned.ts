/** Which agents of the account are copies that this repository's workflows made, and of what. Pure. */
import { type Agent, isArchived } from "../service/agent-shape.ts";
import { hasTag, isPreview, REFERENCE_SCOPE } from "./tags.ts";

/** What a copy was made for. */
export type CopyScope =
  | { readonly kind: "pull-request"; readonly number: number }
  | { readonly kind: "branch"; readonly branch: string }
  /** The kept copy of a live agent. */
  | { readonly kind: "twin" };

export interface OwnedCopy {
  readonly agent: Agent;
  readonly scope: CopyScope;
  /** The configuration file and the key it was made for, as the tags have them. */
  readonly config: string | undefined;
  readonly key: string | undefined;
}

/**
 * Copies that are not archived. A service may cut or alter tags: an agent is ours only where its tags and the end of its
 * name say the same.
 */
export function ownedCopies(
  agents: readonly Agent[],
  repository: string,
): {
  readonly owned: readonly OwnedCopy[];
  /** Named like copies of this repository, and not proven by their tags. */
  readonly unproven: readonly Agent[];
} {
  const owned: OwnedCopy[] = [];
  const unproven: Agent[] = [];
  for (const agent of agents) {
    const scope = scopeIn(agent.name, repository);
    if (scope === undefined || isArchived(agent)) continue;
    if (isProven(agent, scope, repository)) {
      owned.push({ agent, scope, config: tagValue(agent, "config"), key: tagValue(agent, "key") });
    } else unproven.push(agent);
  }
  return { owned, unproven };
}

/** The same on a record that was read by itself: it may have changed since it was listed. */
export function isStillOwned({ scope }: OwnedCopy, now: Agent, repository: string): boolean {
  const [same] = ownedCopies([now], repository).owned;
  return same !== undefined && scopeTag(same.scope) === scopeTag(scope);
}

function isProven(agent: Agent, scope: CopyScope, repository: string): boolean {
  return isPreview(agent) && hasTag(agent, `repo:${repository}`) && hasTag(agent, scopeTag(scope));
}

function scopeTag(scope: CopyScope): string {
  if (scope.kind === "twin") return REFERENCE_SCOPE;
  return scope.kind === "branch" ? `branch:${scope.branch}` : `pr:${scope.number}`;
}

/** From the end of a copy's name, as `previewName` writes it. */
export function scopeIn(name: string, repository: string): CopyScope | undefined {
  const start = name.lastIndexOf(` (${repository}`);
  if (start <= 0 || !name.endsWith(")")) return undefined;
  const place = name.slice(start + ` (${repository}`.length, -1);
  if (place === ` ${REFERENCE_SCOPE}`) return { kind: "twin" };
  if (/^#[1-9]\d{0,9}$/.test(place)) return { kind: "pull-request", number: +place.slice(1) };
  return /^@./.test(place) ? { kind: "branch", branch: place.slice(1) } : undefined;
}

function tagValue({ tags }: Agent, name: string): string | undefined {
  return tags.find((tag) => tag.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1);
}

/** What is known of the places that copies are made for. */
export interface Whereabouts {
  /** Pull requests that are closed. */
  readonly closed: ReadonlySet<number>;
  /** Branches that are gone. */
  readonly gone: ReadonlySet<string>;
  /** The branch whose own copies are to go. */
  readonly ownBranch?: string;
  /** Where twins are asked about: configuration files, in lower case, each with its agents' keys or undefined where it is gone. */
  readonly configs?: ReadonlyMap<string, readonly string[] | undefined>;
}

/**
 * Kept copies beside an older one of the same live agent, as two gates at once make them: id -> the one that stays. One
 * that was written after `before` (epoch milliseconds) may still be run on.
 */
export function surplusTwins(
  copies: readonly OwnedCopy[],
  before: number,
): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  const surplus = new Map<string, string>();
  const twins = copies.filter(({ scope }) => scope.kind === "twin");
  for (const { agent, config, key } of twins.toSorted((a, b) => byAge(a.agent, b.agent))) {
    if (config === undefined || key === undefined) continue;
    const of = JSON.stringify([agent.name, config.toLowerCase(), key.toLowerCase()]);
    const older = kept.get(of);
    if (older === undefined) kept.set(of, agent.id);
    else if (Date.parse(agent.updatedAt) < before) surplus.set(agent.id, older);
  }
  return surplus;
}

/** The oldest first. */
export function byAge(a: Agent, b: Agent): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1);
}

/** Of a merge queue: `gh-readonly-queue/main/pr-7-<commit>`. */
const QUEUE_BRANCH = /^gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]+$/;

/** The pull request that a branch of a merge queue merges; undefined for any other branch. */
export function queuedPull(branch: string): number | undefined {
  const number = QUEUE_BRANCH.exec(branch)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Why the copy is needed no longer, as a clause; undefined where it is, or that is not known. */
export function reasonToRemove(copy: OwnedCopy, known: Whereabouts): string | undefined {
  const { scope } = copy;
  if (scope.kind === "pull-request") {
    return known.closed.has(scope.number) ? `pull request #${scope.number} is closed` : undefined;
  }
  if (scope.kind === "twin") return reasonForTwin(copy, known);
  const { branch } = scope;
  if (branch === known.ownBranch) return `it was made for the branch ${branch}`;
  const queued = queuedPull(branch);
  if (queued !== undefined && known.closed.has(queued))
    return `pull request #${queued} has left the merge queue`;
  return known.gone.has(branch) ? `the branch ${branch} is gone` : undefined;
}

function reasonForTwin({ config, key }: OwnedCopy, { configs }: Whereabouts): string | undefined {
  if (config === undefined || key === undefined) return undefined;
  const file = config.toLowerCase();
  if (configs === undefined || !configs.has(file)) return undefined;
  const keys = configs.get(file);
  if (keys === undefined) return `${config} is gone`;
  const isKept = keys.some((one) => one.toLowerCase() === key.toLowerCase());
  return isKept ? undefined : `${config} has no agent ${key}`;
}
