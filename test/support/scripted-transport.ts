import {
  type FailureReason,
  type Transport,
  TransportFailure,
  type TransportRequest,
  type TransportResponse,
} from "../../src/service/http.ts";

/** What a scripted request meets: an answer, or a failure on the way. */
export type Step =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | { fails: FailureReason; sent: boolean };

export interface Sent {
  readonly method: string;
  /** Below the base URL, with the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ScriptedTransport {
  readonly transport: Transport;
  readonly sent: readonly Sent[];
}

export const BASE = "https://converra.test/api/v1";

/** A service in memory that answers by script, one step a request; a function answers as often as it is asked. */
export function scriptedTransport(
  script: readonly Step[] | ((sent: Sent, index: number) => Step),
): ScriptedTransport {
  const sent: Sent[] = [];
  return {
    sent,
    async transport(request: TransportRequest): Promise<TransportResponse> {
      request.signal?.throwIfAborted();
      const index = sent.length;
      const entry = {
        method: request.method,
        target: request.url.replace(BASE, ""),
        headers: request.headers,
        body: request.body === undefined ? undefined : JSON.parse(request.body),
      };
      sent.push(entry);
      const step = typeof script === "function" ? script(entry, index) : script[index];
      if (step === undefined) {
        throw new Error(`no step for request ${index + 1}: ${request.method} ${request.url}`);
      }
      if ("fails" in step) {
        throw new TransportFailure(step.fails, { reason: step.fails, sent: step.sent });
      }
      const json = step.json === undefined ? undefined : JSON.stringify(step.json);
      return {
        status: step.status ?? 200,
        headers: {
          ...(json === undefined ? {} : { "content-type": "application/json" }),
          ...step.headers,
        },
        body: json ?? step.text ?? "",
      };
    },
  };
}
