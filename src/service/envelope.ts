/**
 * What an answer is wrapped in. Documented are bare objects, `{ data }` for lists and `{ error: { code, message } }` for
 * refusals (https://converra.ai/docs/api); the other envelopes are those that services have. Pure.
 */
import { type Observer, shapeOf } from "./assumptions.ts";
import type { TransportResponse } from "./http.ts";
import { firstText, isName, isRecord, type Json } from "./shapes.ts";

export type AnswerBody =
  | { readonly type: "json"; readonly value: unknown }
  /** `words` say what came instead. `page`: made for people. `cut`: it may have been JSON. */
  | { readonly type: "page" | "other"; readonly words: string; readonly cut?: boolean };

/** What kind of body it is, whatever the status. */
export function readBody(response: TransportResponse): AnswerBody {
  const text = response.body.replace(/^\uFEFF/, "").trim();
  const contentType = (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (text === "") return { type: "other", words: "an empty body", cut: true };
  if (contentType === "text/html" || /^<(!doctype html|html)\b/i.test(text)) {
    const title = /<title[^>]{0,100}>([^<]{1,200})</i.exec(text)?.[1]?.trim();
    return { type: "page", words: title ? `an HTML page, "${title}"` : "an HTML page" };
  }
  if (contentType && !/^application\/([\w.-]+\+)?json$/.test(contentType)) {
    return { type: "other", words: `${contentType} instead of JSON` };
  }
  try {
    return { type: "json", value: JSON.parse(text) };
  } catch {
    return { type: "other", words: "cut or invalid JSON", cut: true };
  }
}

/** What an endpoint's path calls its things: `/agents/:id` and `/agents` speak of agents. */
interface Nouns {
  readonly one: readonly string[];
  readonly many: readonly string[];
}

const OLDER_NAMES: Readonly<Record<string, string>> = { agents: "prompts", variants: "results" };

export function nounsOf(path: string): Nouns {
  const segment = path.split("/").findLast((part) => part !== "" && part !== ":id") ?? "";
  const many = [segment, OLDER_NAMES[segment] ?? []].flat();
  return { many, one: [...many.map((name) => name.replace(/s$/, "")), ...many] };
}

/** Ids under the names that answers to writes have. */
const ID_NAMES = [
  "id",
  "agentId",
  "promptId",
  "optimizationId",
  "conversationId",
  "jobId",
  "runId",
];

/** The object that an answer is about, out of `{ data }`, or out of its own name beside `success`. */
export function unwrapped(value: unknown, { one }: Nouns, observer: Observer): unknown {
  if (!isRecord(value) || isName(value.id)) return value;
  const key = ["data", "result", ...one].find((name) => isRecord(value[name]));
  if (key === undefined) return value;
  // The one envelope that a page shows: https://docs.converra.ai/api/settings.html
  if (key !== "settings") observer.broken("bare-object", shapeOf(value));
  const inner = value[key];
  const deeper = isRecord(inner) && !isName(inner.id) && one.some((name) => isRecord(inner[name]));
  return deeper ? unwrapped(inner, { one, many: [] }, observer) : inner;
}

/** The id of what was written, where an answer holds no more than that. */
export function idIn(value: unknown, path: string): string | undefined {
  if (!isRecord(value)) return undefined;
  const own = nounsOf(path).one.map((name) => `${name}Id`);
  const containers = [value, value.data, value.result].filter(isRecord);
  return containers.map((container) => firstText(container, [...own, "id", "jobId"])).find(isName);
}

export interface RawPage {
  readonly records: readonly unknown[];
  /** Where they stand in the answer. */
  readonly under: readonly string[];
  /** As the service reports it; undefined where it does not page, or not in a way that can be trusted. */
  readonly total?: number;
  /** Said outright. */
  readonly hasMore?: boolean;
}

/** Undefined where there is no list in the answer. */
export function pageIn(value: unknown, { many }: Nouns, observer: Observer): RawPage | undefined {
  if (Array.isArray(value)) return { records: value, under: [] };
  if (!isRecord(value)) return undefined;
  const key = ["data", ...many, "items", "results", "records"].find(
    (name) => Array.isArray(value[name]) || isRecord(value[name]),
  );
  const held = key === undefined ? undefined : value[key];
  if (key === undefined || held === undefined) return undefined;
  if (!Array.isArray(held)) {
    const inner = pageIn(held, { many, one: [] }, observer);
    if (inner !== undefined) observer.broken("list-in-data", shapeOf(value));
    if (inner === undefined) return undefined;
    return { ...pagingOf(value, observer), ...inner, under: [key, ...inner.under] };
  }
  observer.check("list-in-data", key === "data", () => shapeOf(value));
  return { records: held, under: [key], ...pagingOf(value, observer) };
}

const TOTALS = ["total", "totalCount", "total_count", "totalItems"];

function pagingOf(value: Json, observer: Observer): Pick<RawPage, "total" | "hasMore"> {
  const containers = [value.pagination, value.meta, value.paging, value].filter(isRecord);
  const totals = containers.flatMap((one) => TOTALS.map((name) => one[name]));
  const given = totals.find((one) => one !== undefined && one !== null);
  const more = containers.flatMap((one) => [one.hasMore, one.has_more, one.hasNextPage]);
  const hasMore = more.find((one) => typeof one === "boolean");
  if (given === undefined && hasMore === undefined) return {};
  const stated = isRecord(value.pagination) ? value.pagination.total : undefined;
  observer.check("page-total", typeof stated === "number", () =>
    shapeOf(value.pagination ?? value),
  );
  const total = typeof given === "string" && /^\d{1,9}$/.test(given.trim()) ? +given : given;
  return {
    hasMore,
    total: Number.isInteger(total) && Number(total) >= 0 ? Number(total) : undefined,
  };
}

/** What a refusal says of itself. */
export interface Complaint {
  readonly code?: string;
  readonly message?: string;
}

/**
 * A failure that comes with a status of success. A run that failed has an `error` too: it is told by its id or its
 * status, and is an answer.
 */
export function failureIn(value: unknown): Complaint | undefined {
  if (!isRecord(value)) return undefined;
  const saysNo = value.success === false || value.success === "false" || value.ok === false;
  const isThing = ["status", "data", "results", ...ID_NAMES].some(
    (name) => value[name] !== undefined && value[name] !== null,
  );
  const hasError =
    isName(value.error) ||
    isRecord(value.error) ||
    (Array.isArray(value.errors) && value.errors.length > 0);
  return saysNo || (hasError && !isThing) ? complaintIn(value) : undefined;
}

/** `{ error: { code, message } }`, and the other ways in which services say why. */
export function complaintIn(value: unknown): Complaint {
  if (!isRecord(value)) return {};
  const { error } = value;
  const container = isRecord(error) ? error : value;
  const nested = isRecord(error) ? [error.details, error.errors] : [value.details];
  const details = [...nested, value.errors, value.detail].flatMap(sentencesIn);
  const message = isRecord(error)
    ? firstText(error, ["message", "title", "reason"])
    : firstText(value, ["error", "message", "title", "reason"]);
  const said = [...new Set([message, ...details].filter(isName))];
  return {
    code: firstText(container, ["code", "type"]) ?? firstText(value, ["code"]),
    message: said.length === 0 ? undefined : said.join("; "),
  };
}

const MOST_SENTENCES = 3;

/** Texts, and objects with a text and what it is about: `{ field, message }`, `{ loc, msg }`. */
function sentencesIn(value: unknown): readonly string[] {
  const entries = Array.isArray(value) ? value : [value];
  return entries.slice(0, MOST_SENTENCES).flatMap((entry) => {
    if (isName(entry)) return [entry];
    if (!isRecord(entry)) return [];
    const text = firstText(entry, ["message", "msg", "detail", "title", "reason"]);
    const place = Array.isArray(entry.loc) ? entry.loc.filter(isName).join(".") : undefined;
    const about = firstText(entry, ["field", "path", "param"]) ?? place;
    return text === undefined ? [] : [about === undefined ? text : `${about}: ${text}`];
  });
}
