/** Carries out scripted faults around everything else, authentication and rate limit included. */
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";
import type { FaultKind, FaultPlan } from "../faults.ts";
import type { EmulatorClock } from "../options.ts";
import { belowBase } from "./record.ts";

/** Rejects an in-process request the way a broken connection rejects a fetch. */
export class DroppedConnection extends Error {
  override readonly name = "DroppedConnection";
}

export function injectFaults(
  plan: FaultPlan,
  clock: EmulatorClock,
  closing: AbortSignal,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const fault = plan.next(c.req.method, belowBase(c.req.path));
    if (fault === undefined) return next();
    const answer = answerInstead(c, fault);
    if (answer !== undefined) return answer;
    await next();
    switch (fault.kind) {
      case "drop-after":
        c.res = drop(c);
        return;
      case "slow":
        await clock.sleep(fault.ms, closing);
        return;
      case "cut-json": {
        const body = await c.res.text();
        c.res = altered(c, body.slice(0, Math.floor(body.length / 2)), "application/json");
        return;
      }
      case "wrong-type": {
        const body = await c.res.text();
        c.res =
          fault.of === "content"
            ? altered(c, body, "text/plain; charset=utf-8")
            : altered(c, JSON.stringify(mistyped(JSON.parse(body || "{}"))), "application/json");
        return;
      }
    }
  };
}

/** Faults that keep the request from being carried out. */
function answerInstead(c: Context<AppEnv>, fault: FaultKind): Response | undefined {
  switch (fault.kind) {
    case "drop-before":
      return drop(c);
    case "status":
      return envelope(fault.status, `scripted ${fault.status}`, fault.headers);
    case "retry-after":
      return envelope(429, "scripted rate limit", { "retry-after": `${fault.seconds}` });
    case "html":
      return new Response(
        `<!doctype html><html><head><title>${fault.status} Bad Gateway</title></head><body><h1>${fault.status} Bad Gateway</h1></body></html>`,
        { status: fault.status, headers: { "content-type": "text/html; charset=utf-8" } },
      );
    case "redirect":
      return new Response(null, { status: 307, headers: { location: fault.url } });
    default:
      return undefined;
  }
}

function envelope(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const bodyless = status === 204 || status === 304;
  const code = status === 429 ? "RATE_LIMIT_EXCEEDED" : status >= 500 ? "INTERNAL_ERROR" : "FAULT";
  return new Response(bodyless ? null : JSON.stringify({ error: { code, message } }), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

function drop(c: Context<AppEnv>): Response {
  c.set("dropped", true);
  const socket = c.env?.incoming?.socket;
  if (socket === undefined) throw new DroppedConnection("the connection was dropped");
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function altered(c: Context<AppEnv>, body: string, contentType: string): Response {
  return new Response(body, { status: c.res.status, headers: { "content-type": contentType } });
}

/** The same members, none of them of its documented type. */
function mistyped(value: unknown): unknown {
  if (Array.isArray(value)) return { items: value.length };
  if (typeof value !== "object" || value === null) return [];
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, typeof member === "number" ? "many" : 12]),
  );
}
