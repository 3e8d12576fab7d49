/** Every agent of the account, and surely those that are needed: a list may leave out drafts, pages, members or records. */
import { ServiceError, unlessGone } from "../errors.ts";
import type { Agent, ListedAgent } from "./agent-shape.ts";
import type { Observer } from "./assumptions.ts";
import { unexpectedShape } from "./error-words.ts";
import type { Whole } from "./lists.ts";
import type { UnreadRecord } from "./shapes.ts";

/** An agent of the config: by its id, else by its name. */
interface WantedAgent {
  readonly id?: string;
  readonly name: string;
}

export interface WantedAgents {
  readonly wanted: readonly WantedAgent[];
  /** Marks the agents that are needed in any status. */
  readonly tag: string | undefined;
}

interface AccountPorts {
  readonly observer: Observer;
  readonly get: (id: string) => Promise<Agent>;
  readonly all: (filter?: {
    readonly status?: string;
    readonly tags?: readonly string[];
  }) => Promise<Whole<ListedAgent>>;
}

/** Throws a ServiceError where a wanted agent may be among what could not be read: it must not be taken for absent. */
export async function findWanted(
  needs: WantedAgents,
  ports: AccountPorts,
): Promise<readonly Agent[]> {
  const { wanted, tag } = needs;
  const whole = await ports.all();
  if (whole.items.length > 0) {
    const isTold = whole.items.some(({ conversationCount }) => conversationCount !== undefined);
    ports.observer.check("conversation-count", isTold, () => "no agent with `conversationCount`");
  }
  const isMissing = wanted.some((one) => !whole.items.some((agent) => isSame(one, agent)));
  const { items, unread, complete } =
    tag !== undefined || isMissing ? await withDrafts(whole, tag, ports) : whole;
  const found = await Promise.all(items.map((agent) => withPrompt(agent, needs, ports)));
  for (const one of wanted) {
    if (found.some((agent) => isSame(one, agent))) continue;
    const more = await lookedUp(one, unread, ports);
    if (more !== undefined) found.push(more);
    else if (!complete) throw endlessList(one, items.length);
  }
  return found;
}

function isSame(
  { id, name }: WantedAgent,
  agent: { readonly id?: string; readonly name?: string },
) {
  return id === undefined ? agent.name === name : agent.id === id;
}

/** With its prompt and tags, where it is needed; no one reads those of the others. */
async function withPrompt(
  agent: ListedAgent,
  { wanted, tag }: WantedAgents,
  { get, observer }: AccountPorts,
): Promise<Agent> {
  const { content, tags } = agent;
  observer.check("listed-content", content !== undefined, () => "no `content` in GET /agents");
  const isNeeded =
    wanted.some((one) => isSame(one, agent)) || (tag !== undefined && tags?.includes(tag) === true);
  if (!isNeeded || (content !== undefined && tags !== undefined)) {
    return { ...agent, content: content ?? "", tags: tags ?? [] };
  }
  const read = await get(agent.id);
  // Without our tag an edit made in Converra would be taken for a text that was never synced.
  if (tags === undefined && read.tags.length > 0) {
    observer.broken("listed-content", "no `tags` in GET /agents");
  }
  return read;
}

/** A service may list drafts only where it is asked for them (assumption drafts-listed). */
async function withDrafts(
  whole: Whole<ListedAgent>,
  tag: string | undefined,
  { all, observer }: AccountPorts,
): Promise<Whole<ListedAgent>> {
  const isDraft = ({ status }: ListedAgent) => status.toLowerCase() === "draft";
  if (whole.items.some(isDraft)) {
    observer.holds("drafts-listed");
    return whole;
  }
  const drafts = await orNone(() => all({ status: "draft" }));
  let known = merged(whole, drafts);
  // A filter that is not known is ignored, or refused: then only the tag can tell.
  if (tag !== undefined && (drafts === undefined || !drafts.items.every(isDraft))) {
    known = merged(known, await orNone(() => all({ tags: [tag] })));
  }
  const added = known.items.length - whole.items.length;
  if (added > 0) observer.broken("drafts-listed", `${added} agents only by status or tag`);
  return known;
}

async function orNone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const isRefused = error instanceof ServiceError && [400, 404, 422].includes(error.status ?? 0);
    if (!isRefused) throw error;
    return undefined;
  }
}

function merged<T extends { readonly id: string }>(
  whole: Whole<T>,
  more: Whole<T> | undefined,
): Whole<T> {
  if (more === undefined) return whole;
  const known = new Set(whole.items.map(({ id }) => id));
  const items = [...whole.items, ...more.items.filter(({ id }) => !known.has(id))];
  return { items, unread: [...whole.unread, ...more.unread], complete: whole.complete };
}

/** By its id, or by that of a record that may be it; undefined where there is no such agent. */
async function lookedUp(
  one: WantedAgent,
  unread: readonly UnreadRecord[],
  { get }: AccountPorts,
): Promise<Agent | undefined> {
  const ids = one.id === undefined ? [] : [one.id];
  for (const record of unread) {
    if (!isSame(one, record) && (one.id !== undefined || record.name !== undefined)) continue;
    if (record.id === undefined) throw unreadable(record);
    ids.push(record.id);
  }
  for (const id of new Set(ids)) {
    const agent = await unlessGone(get(id));
    if (agent !== undefined && isSame(one, agent)) return agent;
  }
  return undefined;
}

const SITE = { method: "GET", path: "/agents", doing: "list the agents" } as const;

function unreadable({ where, expected }: UnreadRecord): ServiceError {
  return unexpectedShape(SITE, where, expected);
}

function endlessList({ name }: WantedAgent, listed: number): ServiceError {
  return new ServiceError(
    `could not list the agents: "${name}" is not among the first ${listed}, and the service does not give the rest`,
    {
      ...{ kind: "protocol", method: "GET", path: "/agents" },
      hint: "Give the agent's `id:` in converra.yml: it is then read by its id. Nothing was created in its place.",
    },
  );
}
