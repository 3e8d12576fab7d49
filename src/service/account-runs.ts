/** Every run of some agents, however lists are cut: one that was paid for must not be taken for absent. */
import type { Observer } from "./assumptions.ts";
import { unexpectedShape } from "./error-words.ts";
import { everyPage, type ListedPage, mayBeCut } from "./lists.ts";
import type { UnreadRecord } from "./shapes.ts";

interface RunPorts<T> {
  readonly observer: Observer;
  readonly get: (id: string) => Promise<T>;
  readonly page: (query: {
    readonly agentId?: string;
    readonly limit: number;
    readonly offset?: number;
  }) => Promise<ListedPage<T>>;
}

type Listed = { readonly id: string; readonly agentId: string };

const PAGE = 100;

interface AccountRuns<T> {
  /** All of the agents asked about. */
  readonly runs: readonly T[];
  /** Those and what was listed beside them: the account's newest, at least. */
  readonly listed: readonly T[];
}

/** One call for all of them where the account's list is not cut, else a list for each as well. */
export async function runsOfAgents<T extends Listed>(
  agentIds: readonly string[],
  ports: RunPorts<T>,
): Promise<AccountRuns<T>> {
  const { items, unread, raw } = await ports.page({ limit: PAGE });
  const isTold = unread.every(({ agentId }) => agentId !== undefined);
  if (isTold && !mayBeCut(raw)) {
    const isWanted = ({ agentId = "" }: { readonly agentId?: string }) =>
      agentIds.includes(agentId);
    const read = await readEach(unread.filter(isWanted), ports);
    return { runs: [...items.filter(isWanted), ...read], listed: [...items, ...read] };
  }
  const runs: T[] = [];
  for (const agentId of agentIds) runs.push(...(await runsOfAgent(agentId, ports)));
  const known = new Set(runs.map(({ id }) => id));
  return { runs, listed: [...runs, ...items.filter(({ id }) => !known.has(id))] };
}

export async function runsOfAgent<T extends Listed>(
  agentId: string,
  ports: RunPorts<T>,
): Promise<readonly T[]> {
  const { items, unread } = await everyPage(
    (limit, offset) => ports.page({ agentId, limit, offset: offset === 0 ? undefined : offset }),
    ports.observer,
    "unpaged",
  );
  const own = unread.filter((record) => (record.agentId ?? agentId) === agentId);
  const read = await readEach(own, ports);
  return [...items, ...read.filter((run) => run.agentId === agentId)];
}

/** More than these that no list can tell are no oddity of a record: the service speaks otherwise. */
const MOST_READ = 20;

/** By their ids. Throws where one cannot be read either: it may be what is looked for. */
async function readEach<T>(
  unread: readonly UnreadRecord[],
  { get }: RunPorts<T>,
): Promise<readonly T[]> {
  const runs: T[] = [];
  for (const [index, { id, where, expected }] of unread.entries()) {
    if (id === undefined || index >= MOST_READ) throw unexpectedShape(SITE, where, expected);
    runs.push(await get(id));
  }
  return runs;
}

const SITE = { method: "GET", path: "/optimizations", doing: "list the optimizations" } as const;
