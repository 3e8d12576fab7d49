/** The request log: every request that arrives, in order, whatever becomes of it. */
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";
import type { EmulatorClock } from "../options.ts";

export const BASE_PATH = "/api/v1";

export interface RecordedRequest {
  readonly method: string;
  /** Below the base path. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON, else the text; undefined when there was none. */
  readonly body?: unknown;
  /** 0: the connection was dropped, or the answer is still being made. */
  status: number;
  /** Milliseconds of the emulator's clock at arrival. */
  readonly at: number;
}

export function record(
  requests: RecordedRequest[],
  clock: EmulatorClock,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const text = await c.req.text();
    const entry: RecordedRequest = {
      method: c.req.method,
      path: belowBase(c.req.path),
      query: c.req.query(),
      ...(text === "" ? {} : { body: parse(text) }),
      status: 0,
      at: clock.now(),
    };
    requests.push(entry);
    await next();
    if (!c.get("dropped")) entry.status = c.res.status;
  };
}

export function belowBase(path: string): string {
  return path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length) : path;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
