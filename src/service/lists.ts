/** Reading lists: one page whatever it is wrapped in, and page after page until nothing new comes. */
import type * as z from "zod";
import { ServiceError } from "../errors.ts";
import { faultIn } from "./answer.ts";
import type { Observer } from "./assumptions.ts";
import { nounsOf, pageIn, type RawPage } from "./envelope.ts";
import { unexpectedShape } from "./error-words.ts";
import type { CallSite } from "./http.ts";
import { firstText, isRecord, type Page, type UnreadRecord } from "./shapes.ts";

/** A page and what it was made of. */
export interface ListedPage<T> extends Page<T> {
  readonly raw: RawPage;
}

/**
 * How many records of a list may be left out because they do not decode. `some`: where none does, the list is not what
 * the API speaks. `all`: whoever asks looks for what it needs in `unread`.
 */
export type LeaveOut = "none" | "some" | "all";

/** Throws a ServiceError of the kind "protocol" where more is left out than may be, or where there is no list. */
export function readPage<T>(
  entry: z.ZodType<T>,
  value: unknown,
  at: CallSite,
  observer: Observer,
  leaveOut: LeaveOut = "some",
): ListedPage<T> {
  const raw = pageIn(value, nounsOf(at.path), observer);
  if (raw === undefined) {
    throw unexpectedShape(at, isRecord(value) ? "data" : "the answer", "a list");
  }
  const items: T[] = [];
  const unread: UnreadRecord[] = [];
  for (const [index, record] of raw.records.entries()) {
    const { success, data, error } = entry.safeParse(record);
    if (success) {
      items.push(data);
      continue;
    }
    const { where, expected } = faultIn(error.issues, [...raw.under, index]);
    unread.push({ ...identityOf(record), where, expected });
  }
  const [first] = unread;
  const isTooMany = leaveOut === "none" || (leaveOut === "some" && items.length === 0);
  if (first !== undefined && isTooMany) {
    throw unexpectedShape(at, first.where, first.expected);
  }
  observer.check("record-decodes", first === undefined, () => {
    const some = unread.length === 1 ? "1 record" : `${unread.length} records`;
    return `${some} of ${raw.records.length} left out of ${at.method} ${at.path}: ${first?.where} is not ${first?.expected}`;
  });
  return { items, total: raw.total, hasMore: raw.hasMore, unread, raw };
}

function identityOf(record: unknown): Pick<UnreadRecord, "id" | "name" | "agentId"> {
  if (!isRecord(record)) return {};
  return {
    id: firstText(record, ["id"]),
    name: firstText(record, ["name"]),
    agentId: firstText(record, ["agentId", "promptId"]),
  };
}

/** Asked for in turn where a limit is refused; none at all comes last. */
const LIMITS: readonly (number | undefined)[] = [100, 50, 20, undefined];

/**
 * Asks with `limit`, and with smaller ones where the service refuses it. No page states a maximum for most lists, so
 * what one accepts is learnt once, for its path.
 */
export async function withLimit<T>(
  limit: number | undefined,
  path: string,
  accepted: Map<string, number | undefined>,
  ask: (limit: number | undefined) => Promise<T>,
  observer: Observer,
): Promise<T> {
  if (limit === undefined) return ask(undefined);
  const known = accepted.has(path) ? accepted.get(path) : limit;
  const first = known === undefined ? undefined : Math.min(known, limit);
  try {
    return await ask(first);
  } catch (error) {
    if (first === undefined || !isBadRequest(error)) throw error;
    for (const smaller of LIMITS.filter((one) => one === undefined || one < first)) {
      try {
        const answer = await ask(smaller);
        accepted.set(path, smaller);
        observer.broken("page-of-100", `limit=${first} refused with ${error.status} by ${path}`);
        return answer;
      } catch (again) {
        if (!isBadRequest(again)) throw again;
      }
    }
    throw error;
  }
}

function isBadRequest(error: unknown): error is ServiceError {
  return error instanceof ServiceError && (error.status === 400 || error.status === 422);
}

const PAGE = 100;
const MAX_PAGES = 100;

/** All that a list holds, as far as it could be read. */
export interface Whole<T> {
  readonly items: readonly T[];
  readonly unread: readonly UnreadRecord[];
  /** False where more was promised than the list would give. */
  readonly complete: boolean;
}

/**
 * Whether a list may hold more than the `read` records, of which this page brought the last. Every list is held to this
 * one rule: what is missing from one that is taken for whole would be paid for or written again.
 */
export function mayBeCut({ records, total, hasMore }: RawPage, read = records.length): boolean {
  if (total !== undefined && total > read) return true;
  if (hasMore !== undefined) return hasMore;
  // A total may count no more than its page; one of several pages counts them all.
  const isOfAll = total === read && read > records.length;
  return !isOfAll && isCap(records.length);
}

/** How many records somebody may let a page hold at most: people count by fives, eights and dozens. */
function isCap(count: number): boolean {
  return count >= 10 && [5, 8, 12].some((step) => count % step === 0);
}

/**
 * Goes on by `offset` until a page brings nothing unseen, a total that can be trusted is reached, or the service says
 * that there is no more. A short page is not the last: a service may give fewer than it was asked for.
 */
export async function everyPage<T extends { readonly id: string }>(
  readOne: (limit: number, offset: number) => Promise<ListedPage<T>>,
  observer: Observer,
  /** `unpaged`: a list whose pages show no `offset`, which is asked for no more than it may hold. */
  documented: "paged" | "unpaged" = "paged",
): Promise<Whole<T>> {
  const seen = new Map<string, T>();
  const unread: UnreadRecord[] = [];
  const ids = new Set<string>();
  let offset = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { items, raw, total, hasMore, unread: left = [] } = await readOne(PAGE, offset);
    const before = ids.size;
    for (const item of items) if (!seen.has(item.id)) seen.set(item.id, item);
    for (const record of raw.records) ids.add(idOf(record));
    const isNew = ids.size > before;
    if (isNew) unread.push(...left);
    offset += raw.records.length;
    const done = () => ({ items: [...seen.values()], unread });
    if (!isNew) {
      // Records may share an id; where nothing more comes, as many as the total are all.
      const read = raw.records.length === 0 ? offset : ids.size;
      const promised = hasMore === true || (total !== undefined && total > read);
      // The service does not know `offset`, which is no news of a list whose pages show none.
      const repeats = pages > 0 && raw.records.length > 0;
      const isPaged = documented === "paged";
      if (pages > 0 && isPaged) {
        observer.check("page-offset", !repeats, () => {
          return `page ${pages + 1} brought ${raw.records.length} records and none of them new`;
        });
      }
      const mayHide = isPaged ? isCap(raw.records.length) : raw.records.length >= PAGE;
      return { ...done(), complete: !promised && !(repeats && mayHide) };
    }
    const isTold = documented === "unpaged" || hasMore !== undefined || (total ?? 0) > 0;
    if (isTold && !mayBeCut(raw, offset)) return { ...done(), complete: true };
  }
  throw new ServiceError(
    `a list of ${documented === "paged" ? "agents or conversations" : "runs"} has no end: more than ${MAX_PAGES} pages of ${PAGE} came back`,
    {
      kind: "protocol",
      method: "GET",
      path: "",
      hint: "Archive agents that are no longer needed, or report this if the account has fewer.",
    },
  );
}

/** A record without an id counts by what it is. */
function idOf(record: unknown): string {
  const id = isRecord(record) ? record.id : undefined;
  return typeof id === "string" || typeof id === "number" ? String(id) : JSON.stringify(record);
}

/** By time, whatever order they came in; those of one moment stay as they came. */
export function newestFirst<T extends { readonly createdAt: string }>(
  items: readonly T[],
  observer: Observer,
  id: "runs-newest-first" | "conversations-newest-first",
): readonly T[] {
  const sorted = items.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (items.length > 1) {
    const isSorted = items.every((one, index) => one.createdAt === sorted[index]?.createdAt);
    observer.check(id, isSorted, () => `${items.length} records in another order`);
  }
  return sorted;
}
