/** What a call is for, a thing or a list to read, a write, a removal, and what its answer then has to say. */
import type * as z from "zod";
import { refusalOf, ServiceError } from "../errors.ts";
import { decode, observeWriteAnswer } from "./answer.ts";
import type { Observer } from "./assumptions.ts";
import { type CallerOptions, type CallParts, createCaller, type Endpoint } from "./call.ts";
import { idIn, nounsOf, unwrapped } from "./envelope.ts";
import { type ListedPage, readPage, withLimit } from "./lists.ts";
import { isRecord } from "./shapes.ts";

/** `doing` completes "could not …". */
export interface Sender {
  /** What the answer says. */
  read<T>(answer: z.ZodType<T>, endpoint: Endpoint, doing: string, parts?: CallParts): Promise<T>;
  /** One page of a list; a `limit` of the query that is refused is made smaller. */
  list<T>(
    entry: z.ZodType<T>,
    endpoint: Endpoint,
    doing: string,
    parts?: CallParts,
  ): Promise<ListedPage<T>>;
  /**
   * For a write that answers with what it wrote. Where it answers with less, `readBack` gives the whole by its id, or
   * without one where the answer says no more than success: nothing, or a failure of that, leaves open what became of
   * the write.
   */
  write<T>(
    answer: z.ZodType<T>,
    endpoint: Endpoint,
    doing: string,
    parts: CallParts,
    readBack: (id: string | undefined) => Promise<T | undefined>,
  ): Promise<T>;
  /** For calls whose success may come with any body or none. */
  carryOut(endpoint: Endpoint, doing: string, parts?: CallParts): Promise<void>;
  /** As `carryOut`; what an earlier attempt may have deleted is not missed by a later one. */
  remove(endpoint: Endpoint, doing: string, parts?: CallParts): Promise<void>;
  requestCount(): number;
  readonly observer: Observer;
}

export function createSender(options: CallerOptions): Sender {
  const { observer } = options;
  /** The limit that a list accepts, by its path, once one was refused. */
  const limits = new Map<string, number | undefined>();
  const { call, requestCount } = createCaller(options);

  const carryOut: Sender["carryOut"] = async (...asked) => {
    const { body, unusable } = await call(...asked);
    // A page for people comes with a 200 where a proxy or a login stands in between.
    if (body.type === "page") throw unusable(body.words);
  };

  const callForJson = async (...asked: Parameters<typeof call>) => {
    const { at, body, unusable } = await call(...asked);
    if (body.type !== "json") throw unusable(body.words);
    return { at, value: body.value, nouns: nounsOf(asked[0].split(" ")[1] ?? "") };
  };

  return {
    async read(answer, ...asked) {
      const { at, value, nouns } = await callForJson(...asked);
      return decode(answer, unwrapped(value, nouns, observer), at);
    },
    list: (entry, endpoint, doing, parts = {}) => {
      const { limit } = parts.query ?? {};
      const ask = async (accepted: number | undefined) => {
        const asked = { ...parts, query: { ...parts.query, limit: accepted } };
        const { at, value } = await callForJson(endpoint, doing, asked);
        return readPage(entry, value, at, observer, parts.leaveOut);
      };
      return withLimit(
        limit === undefined ? undefined : Number(limit),
        endpoint,
        limits,
        ask,
        observer,
      );
    },
    async write(answer, endpoint, doing, parts, readBack) {
      const { at, body, unusable } = await call(endpoint, doing, parts);
      if (body.type === "page") throw unusable(body.words);
      const given = body.type === "json" ? body.value : undefined;
      const path = endpoint.split(" ")[1] ?? "";
      const value = unwrapped(given, nounsOf(path), observer);
      const { success, data } = answer.safeParse(value);
      const id = parts.id ?? idIn(given, path) ?? idIn(value, path);
      // assumptions write-answer, conversation-answer, run-answer
      observeWriteAnswer(path, given, success, observer);
      if (success) return data;
      if (id !== undefined || (isRecord(given) && given.success === true)) {
        try {
          const whole = await readBack(id);
          if (whole !== undefined) return whole;
        } catch (error) {
          // What could not be read back leaves open what became of the write: that is what is told.
          refusalOf(error);
        }
      }
      if (body.type !== "json") throw unusable(body.words);
      return decode(answer, value, at);
    },
    carryOut,
    remove: (...asked) =>
      carryOut(...asked).catch((error: unknown) => {
        const isGone = error instanceof ServiceError && error.kind === "not-found";
        if (!isGone || !error.ambiguous) throw error;
      }),
    requestCount,
    observer,
  };
}
