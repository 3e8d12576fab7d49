import { onTestFinished } from "vitest";
import type { EmulatorOptions } from "../../../sandbox/converra/options.ts";
import { type RunningConverra, startConverra } from "../../../sandbox/converra/server.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtual-clock.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed, loosely typed so that tests read members without ceremony; undefined when it is no JSON. */
  readonly body: Loose;
}

export interface Loose {
  readonly [key: string]: Loose;
}

export interface Started {
  readonly converra: RunningConverra;
  readonly clock: VirtualClock;
  call(
    request: `${"GET" | "POST" | "PATCH" | "DELETE"} /${string}`,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Moves the clock past the end of every run. */
  finishRuns(): Promise<void>;
}

export const PROMPT = "You help customers of a shop. Be friendly and brief in tone.";
export const TRANSCRIPT = "User: where is my order?\nAssistant: It left the depot.\nUser: thanks";

/** An emulator on a socket with a virtual clock, closed when the test ends. */
export async function start(options: EmulatorOptions = {}): Promise<Started> {
  const clock = createVirtualClock();
  const converra = await startConverra({ clock, ...options });
  onTestFinished(() => converra.close());
  return {
    converra,
    clock,
    async call(request, body, headers = {}) {
      const [method, path] = request.split(" ");
      const response = await fetch(converra.url + path, {
        method: method ?? "GET",
        redirect: "manual",
        headers: {
          authorization: `Bearer ${converra.apiKey}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: parse(text) };
    },
    finishRuns: () => clock.advance(60 * 60_000),
  };
}

/** As `start`, with one agent that has what a run needs. */
export async function startWithAgent(options: EmulatorOptions = {}) {
  const started = await start(options);
  const agent = started.converra.seedAgent({
    name: "Support",
    content: PROMPT,
    model: "gpt-4o",
    conversations: [TRANSCRIPT],
  });
  return { ...started, agent };
}

export function code(answer: Answer): unknown {
  return answer.body.error?.code;
}

export function message(answer: Answer): string {
  return String(answer.body.error?.message);
}

function parse(text: string): Loose {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
