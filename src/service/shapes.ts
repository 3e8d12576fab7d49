/**
 * What the schemas of answers are made of: strict about what is used, deaf to the rest. An error text completes
 * "… is not". Each schema stands in a z.lazy, so that none is built before it is needed.
 */
import * as z from "zod";

export type Json = Readonly<Record<string, unknown>>;

/** A record of a list that is not as the schema has it, as far as it says who it is. */
export interface UnreadRecord {
  readonly id?: string;
  readonly name?: string;
  /** Of a run or a conversation. */
  readonly agentId?: string;
  /** The first member that is wrong, and what it is not. */
  readonly where: string;
  readonly expected: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** As the service reports it; undefined when it does not page. */
  readonly total?: number;
  readonly hasMore?: boolean;
  readonly unread: readonly UnreadRecord[];
}

const A_NAME = "a name or an id";
const A_TIME = "an ISO 8601 time";
const A_MOMENT = "an ISO 8601 time with the time of day";

export function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isTime(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}/.test(value) &&
    Number.isFinite(Date.parse(value))
  );
}

export function isMoment(value: unknown): value is string {
  return isTime(value) && value.trim().length > "2026-01-01".length;
}

export function object<T extends z.ZodRawShape>(shape: T) {
  return z.object(shape, "an object");
}

/** Any text, the empty one included. */
export function text() {
  return z.string("text");
}

export function name() {
  return z.string(A_NAME).min(1, A_NAME);
}

/**
 * As ISO 8601 with milliseconds in UTC, so that times compare as text. Seconds and milliseconds since 1970 are read too,
 * and a time without a zone as one in UTC: it is the service's, not this machine's.
 */
export function time() {
  return z.preprocess(
    (given) => epochTime(given) ?? withZone(given),
    z
      .string(A_TIME)
      .refine(isTime, A_TIME)
      .transform((given) => new Date(given).toISOString()),
  );
}

/** As `time`, where it decides what came first: a date alone does not tell. */
export function moment() {
  return z
    .unknown()
    .refine((given) => !isTime(given) || isMoment(given), A_MOMENT)
    .pipe(time());
}

function withZone(given: unknown): unknown {
  const isBare =
    typeof given === "string" && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:[\d.]+)?$/.test(given);
  return isBare ? `${given}Z` : given;
}

/** From 2001 on; the size of the number tells its unit. */
const EPOCH_S = 1e9;
const EPOCH_MS = 1e12;
const EPOCH_END_MS = 1e13;

function epochTime(given: unknown): string | undefined {
  const isText = typeof given === "string" && /^\d{10,13}(\.\d+)?$/.test(given);
  const value = isText ? Number(given) : given;
  if (typeof value !== "number" || !(value >= EPOCH_S && value < EPOCH_END_MS)) return undefined;
  return new Date(value < EPOCH_MS ? value * 1000 : value).toISOString();
}

/** True or false, also as a text or as 1 or 0. */
export function flag() {
  return z.union([
    z.boolean(),
    z.enum(["true", "1"]).transform(() => true),
    z.enum(["false", "0"]).transform(() => false),
    z.literal(1).transform(() => true),
    z.literal(0).transform(() => false),
  ]);
}

export function count() {
  return z.number().refine(isCount);
}

export function numberFrom(min: number, max: number) {
  return z.number().min(min).max(max);
}

/** Absent where it is of another type: never a reason to refuse the whole answer. */
export function maybe<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** Those entries of a list that have the shape; what is no list has none. */
export function some<T>(entry: z.ZodType<T>) {
  const list = z.array(z.unknown()).catch([]);
  return list.transform((entries): readonly T[] =>
    entries.flatMap((each) => {
      const { success, data } = entry.safeParse(each);
      return success ? [data] : [];
    }),
  );
}

/** `settle` brings an object whose members have several names, or guessed ones, into the shape of the schema. */
export function settled<T extends z.ZodType>(settle: (source: Json) => Json, schema: T) {
  return z.preprocess((value) => (isRecord(value) ? settle(value) : value), schema);
}

/** For guesses: the first of the likely names that holds text. */
export function firstText(source: Json, keys: readonly string[]): string | undefined {
  return keys.map((key) => source[key]).find(isName);
}
