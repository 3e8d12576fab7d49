/** List envelopes in the shapes that have been seen or are feared. */

import type { Dialect } from "./options.ts";
import type { WireList } from "./wire.ts";

/** Documented with pagination: https://docs.converra.ai/api/prompts.html */
export function pagedList<T>(
  all: readonly T[],
  page: { readonly limit: number; readonly offset: number },
  dialect: Dialect,
): WireList<T> | T[] {
  const data = all.slice(page.offset, page.offset + page.limit);
  if (dialect.listShape === "array") return data;
  if (dialect.listShape === "data") return { data };
  return { data, pagination: { total: all.length, limit: page.limit, offset: page.offset } };
}

/** Documented without: https://docs.converra.ai/api/optimizations.html and webhooks.html */
export function plainList<T>(data: T[], dialect: Dialect): WireList<T> | T[] {
  return dialect.listShape === "array" ? data : { data };
}
