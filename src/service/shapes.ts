/**
 * What the schemas of answers are made of: strict about what is used, deaf to the rest. An error text completes
 * "… is not". Each schema stands in a z.lazy, so that none is built before it is needed.
 */
import * as z from "zod";

export type Json = Readonly<Record<string, unknown>>;

export interface Page<T> {
  readonly items: readonly T[];
  /** As the service reports it; undefined when it does not page. */
  readonly total?: number;
}

const A_NAME = "a name or an id";
const A_TIME = "an ISO 8601 time";

export function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

export function isTime(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}/.test(value) &&
    Number.isFinite(Date.parse(value))
  );
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

/** As ISO 8601 with milliseconds in UTC, so that times compare as text. */
export function time() {
  return z
    .string(A_TIME)
    .refine(isTime, A_TIME)
    .transform((given) => new Date(given).toISOString());
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

/** Lists come as `{ data, pagination }` (agents), as `{ data }` (optimizations), or as a bare array. */
export function page<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  const items = z.array(item, "a list");
  const pagination = z.object({ total: maybe(count()) }).catch({});
  return z.union([
    object({ data: items, pagination }).transform(({ data, pagination: { total } }) => ({
      items: data,
      total,
    })),
    items.transform((all) => ({ items: all })),
  ]);
}

/** For guesses: the first of the likely names that holds text. */
export function firstText(source: Json, keys: readonly string[]): string | undefined {
  return keys.map((key) => source[key]).find(isName);
}
