/** Reading requests: a body or a query that is not as documented becomes a 400 that names the field. */
import type { Context } from "hono";
import * as z from "zod";
import { type AppEnv, agentIdIn, agentIdName } from "./context.ts";
import type { Dialect } from "./options.ts";
import { invalid } from "./refusal.ts";

export const text = z.string().refine((value) => value.trim() !== "", "must not be empty");

/** What starts or logs something on an agent names it by one of these. */
export const agentIdFields = { agentId: text.optional(), promptId: text.optional() };

/** The agent's id under the dialect's own name, or the 400 that says which name that is. */
export function requireAgentId(
  dialect: Dialect,
  body: { readonly agentId?: string; readonly promptId?: string },
): string {
  const id = agentIdIn(dialect, body);
  if (id === undefined) throw invalid(`${agentIdName(dialect)} is required`);
  return id;
}

export async function readBody<T>(c: Context<AppEnv>, schema: z.ZodType<T>): Promise<T> {
  const raw = await c.req.text();
  let parsed: unknown;
  try {
    parsed = raw === "" ? {} : JSON.parse(raw);
  } catch {
    throw invalid("the body is not valid JSON");
  }
  return decode(schema, parsed, "the body");
}

export function readQuery<T>(c: Context<AppEnv>, schema: z.ZodType<T>): T {
  return decode(schema, c.req.query(), "the query");
}

/** A whole number in the query between 1 and `max`. */
export function limitParam(fallback: number, max: number) {
  return z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= 1 && value <= max, `must be between 1 and ${max}`)
    .default(fallback);
}

export const offsetParam = z
  .string()
  .regex(/^\d+$/, "must be a whole number")
  .transform(Number)
  .default(0);

function decode<T>(schema: z.ZodType<T>, value: unknown, whole: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    if (issue.code === "unrecognized_keys") {
      const prefix = issue.path.map((part) => `${String(part)}.`).join("");
      return `${issue.keys.map((key) => prefix + key).join(", ")}: unknown field`;
    }
    const path = issue.path.join(".");
    const missing = issue.code === "invalid_type" && at(value, issue.path) === undefined;
    if (missing && path !== "") return `${path} is required`;
    return `${path === "" ? whole : path}: ${issue.message}`;
  });
  throw invalid(problems.join("; "));
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === "object" && current !== null
        ? (current as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}
