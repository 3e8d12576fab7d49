/** Bearer authentication: https://converra.ai/docs/api. */
import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";
import type { Dialect } from "../options.ts";
import { Refusal } from "../refusal.ts";

export function requireKey(apiKey: string, dialect: Dialect): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const header = c.req.header("authorization");
    const [, given] = /^Bearer (\S+)$/.exec(header ?? "") ?? [];
    if (given === undefined || !equal(given, apiKey)) {
      const message = header
        ? "The provided API key is invalid"
        : "An API key is required: send Authorization: Bearer <key>";
      throw new Refusal(401, dialect.unauthorizedCode, message);
    }
    await next();
  };
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
