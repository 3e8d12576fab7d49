/**
 * From unknown JSON to our types: strict about what is used, deaf to the rest. What every decoder is made of;
 * a decoder throws nothing but a ServiceError of the kind "protocol".
 */
import { ServiceError } from "../errors.ts";
import type { CallSite } from "./call-site.ts";
import type { Page } from "./types.ts";

export type Json = Readonly<Record<string, unknown>>;

/** A place in an answer: the call and the path of members that leads there. */
export interface Spot {
  readonly site: CallSite;
  readonly where: string;
}

export type Decoder<T> = (value: unknown, spot: Spot) => T;

export function rootOf(site: CallSite): Spot {
  return { site, where: "" };
}

export function inside(spot: Spot, key: string | number): Spot {
  if (typeof key === "number") return { site: spot.site, where: `${spot.where}[${key}]` };
  return { site: spot.site, where: spot.where === "" ? key : `${spot.where}.${key}` };
}

/** The answer was a success, so what was asked for may well have been done. */
export function unexpected(spot: Spot, expected: string): ServiceError {
  const { method, path, doing } = spot.site;
  const what = spot.where === "" ? "the answer" : spot.where;
  return new ServiceError(
    `could not ${doing}: Converra answered in an unexpected shape, ${what} is not ${expected}`,
    {
      kind: "protocol",
      method,
      path,
      ambiguous: method !== "GET",
      hint: "The service may have changed: look for a later version of this action, or report the message there.",
    },
  );
}

export function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function recordAt(value: unknown, spot: Spot): Json {
  if (!isRecord(value)) throw unexpected(spot, "an object");
  return value;
}

/** Any text, the empty one included. */
export function textAt(source: Json, key: string, spot: Spot): string {
  const value = source[key];
  if (typeof value !== "string") throw unexpected(inside(spot, key), "text");
  return value;
}

/** The first of the keys that holds text which is not empty; the first key names the fault. */
export function nameAt(source: Json, keys: readonly [string, ...string[]], spot: Spot): string {
  const found = firstText(source, keys);
  if (found === undefined) throw unexpected(inside(spot, keys[0]), "a name or an id");
  return found;
}

/** As ISO 8601 with milliseconds in UTC, so that times compare as text. */
export function timeAt(source: Json, key: string, spot: Spot): string {
  const time = optionalTime(source[key]);
  if (time === undefined) throw unexpected(inside(spot, key), "an ISO 8601 time");
  return time;
}

export function optionalTime(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isFinite(ms) ? new Date(ms).toISOString() : undefined;
}

export function firstText(source: Json, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = source[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function optionalNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function optionalNumberIn(value: unknown, min: number, max: number): number | undefined {
  const number = optionalNumber(value);
  return number !== undefined && number >= min && number <= max ? number : undefined;
}

export function optionalCount(value: unknown): number | undefined {
  const number = optionalNumber(value);
  return number !== undefined && Number.isInteger(number) && number >= 0 ? number : undefined;
}

export function optionalFlag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

export function recordsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** What is left of an object without the keys that were read. */
export function without(source: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(source).filter(([key]) => !keys.includes(key)));
}

/** Lists come as `{ data, pagination }` (agents), as `{ data }` (optimizations), or as a bare array. */
export function listOf(value: unknown, spot: Spot): { items: readonly unknown[]; total?: number } {
  if (Array.isArray(value)) return { items: value };
  const source = recordAt(value, spot);
  if (!Array.isArray(source.data)) throw unexpected(inside(spot, "data"), "a list");
  const total = isRecord(source.pagination) ? optionalCount(source.pagination.total) : undefined;
  return total === undefined ? { items: source.data } : { items: source.data, total };
}

export function decodePage<T>(value: unknown, spot: Spot, decode: Decoder<T>): Page<T> {
  const { items, total } = listOf(value, spot);
  const place = Array.isArray(value) ? spot : inside(spot, "data");
  return { items: items.map((item, index) => decode(item, inside(place, index))), total };
}
