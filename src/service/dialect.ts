/**
 * The service calls an agent's id `agentId` or, by its older name, `promptId`; which of them a request takes differs
 * from page to page (https://docs.converra.ai/api/optimizations.html, https://converra.ai/docs/api/conversations).
 * One dialect for each group of endpoints, learnt once and kept for the client's life.
 */
import { ServiceError } from "../errors.ts";
import type { Query } from "./base-url.ts";
import { isRecord } from "./decode.ts";

type IdName = "agentId" | "promptId";

export interface Dialect {
  /** The query that asks for one agent's entries; both names once the older one was met, since a server ignores the other. */
  filter(agentId: string | undefined): Query;
  /** Notes which name an answer uses; true when that is news. */
  learn(answer: unknown): boolean;
  /** Sends with the name known so far; where the refusal names the other one, once more with that. */
  create<T>(agentId: string, send: (id: Partial<Record<IdName, string>>) => Promise<T>): Promise<T>;
}

export function createDialect(): Dialect {
  let name: IdName = "agentId";
  return {
    filter: (agentId) =>
      agentId === undefined ? {} : { agentId, promptId: name === "promptId" ? agentId : undefined },
    learn(answer) {
      const spoken = idNameIn(answer);
      const news = spoken !== undefined && spoken !== name;
      if (news) name = spoken;
      return news;
    },
    async create(agentId, send) {
      const first = name;
      try {
        return await send({ [first]: agentId });
      } catch (error) {
        const other = first === "agentId" ? "promptId" : "agentId";
        if (!refusesFor(error, other)) throw error;
        try {
          const answer = await send({ [other]: agentId });
          name = other;
          return answer;
        } catch (second) {
          // Refused for the other name too: the first refusal was about something else.
          throw refusesFor(second, first) ? error : second;
        }
      }
    },
  };
}

/** A 400 or 422 proves that nothing was accepted, so even paid work may be sent once more. */
function refusesFor(error: unknown, name: IdName): boolean {
  return (
    error instanceof ServiceError &&
    (error.status === 400 || error.status === 422) &&
    new RegExp(`\\b${name}\\b`, "i").test(error.message)
  );
}

function idNameIn(answer: unknown): IdName | undefined {
  const list = isRecord(answer) ? answer.data : answer;
  const sample = Array.isArray(list) ? list[0] : answer;
  if (!isRecord(sample)) return undefined;
  if (typeof sample.agentId === "string") return "agentId";
  return typeof sample.promptId === "string" ? "promptId" : undefined;
}
