/**
 * The service calls an agent's id `agentId` or, by its older name, `promptId`; which of them a request takes differs
 * from page to page (https://docs.converra.ai/api/optimizations.html, https://converra.ai/docs/api/conversations).
 * One dialect for each group of endpoints, learnt once and kept for the client's life.
 */
import type * as z from "zod";
import { ServiceError } from "../errors.ts";
import type { CallParts, Endpoint } from "./call.ts";
import type { ListedPage } from "./lists.ts";
import type { Sender } from "./send.ts";
import { isName, isRecord, type Json } from "./shapes.ts";

type IdName = "agentId" | "promptId";

interface Dialect {
  /**
   * A list that can be asked for one agent. A filter under the wrong name is ignored, so the answer is filtered again;
   * `total` is kept only while it counts what is returned.
   */
  list<T extends { readonly agentId: string }>(
    entry: z.ZodType<T>,
    endpoint: Endpoint,
    doing: string,
    parts: CallParts & { readonly query: { readonly agentId?: string } },
  ): Promise<ListedPage<T>>;
  /** Sends with the name known so far; where the refusal names the other one, once more with that. */
  create<T>(agentId: string, send: (id: Partial<Record<IdName, string>>) => Promise<T>): Promise<T>;
}

/** `listed`: the assumption that lists say whose their records are. */
export function createDialect(
  sender: Sender,
  listed?: "run-agent-id" | "benchmark-agent-id",
): Dialect {
  let known: IdName = "agentId";

  return {
    async list(entry, endpoint, doing, parts) {
      const { agentId, ...query } = parts.query;
      const isOthers = (one: { readonly agentId: string }) =>
        agentId !== undefined && one.agentId !== agentId;
      const ask = async () => {
        // Both names once the older one was met, since a server ignores the other.
        const promptId = known === "promptId" ? agentId : undefined;
        const asked = { ...parts, query: { ...query, agentId, promptId } };
        const found = await sender.list(entry, endpoint, doing, asked);
        const spoken = idNameIn(found.raw.records[0]);
        if (spoken !== undefined) {
          sender.observer.check("agent-id-name", spoken === "agentId", () => "`promptId`");
        }
        if (listed !== undefined && found.raw.records.length > 0) {
          const nameless = found.raw.records.filter((one) => idNameIn(one) === undefined).length;
          const seen = () => `${nameless} of ${found.raw.records.length} records without one`;
          sender.observer.check(listed, nameless === 0, seen);
        }
        const news = spoken !== undefined && spoken !== known;
        known = spoken ?? known;
        return { ...found, news };
      };
      let found = await ask();
      if (found.news && found.items.some(isOthers)) found = await ask();
      const items = found.items.filter((one) => !isOthers(one));
      const isFiltered = items.length === found.items.length;
      if (agentId !== undefined && found.items.length > 0) {
        sender.observer.check("filter-applied", isFiltered, () => {
          return `${found.items.length - items.length} records of other agents in ${endpoint}`;
        });
      }
      const { total, hasMore, unread, raw } = found;
      return isFiltered ? { items, total, hasMore, unread, raw } : { items, unread, raw };
    },
    async create(agentId, send) {
      const first = known;
      try {
        return await send({ [first]: agentId });
      } catch (error) {
        const other = first === "agentId" ? "promptId" : "agentId";
        if (!refusesFor(error, other)) throw error;
        try {
          const answer = await send({ [other]: agentId });
          known = other;
          return answer;
        } catch (second) {
          // Refused for the other name too: the first refusal was about something else.
          throw refusesFor(second, first) ? error : second;
        }
      }
    },
  };
}

/** For schemas, which know the newer name only; it goes before the older one. */
export function withAgentId(source: Json): Json {
  return isName(source.agentId) ? source : { ...source, agentId: source.promptId };
}

/** A 400 or 422 proves that nothing was accepted, so even paid work may be sent once more. */
function refusesFor(error: unknown, name: IdName): boolean {
  return (
    error instanceof ServiceError &&
    (error.status === 400 || error.status === 422) &&
    new RegExp(`\\b${name}\\b`, "i").test(error.message)
  );
}

function idNameIn(sample: unknown): IdName | undefined {
  if (!isRecord(sample)) return undefined;
  if (typeof sample.agentId === "string") return "agentId";
  return typeof sample.promptId === "string" ? "promptId" : undefined;
}
