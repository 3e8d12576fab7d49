/**
 * What a refusal means. The HTTP status decides; the code is an open set, of which only the beginnings that tell a
 * quota from a rate limit are read (https://docs.converra.ai/api/account.html). Pure.
 */
import type { ServiceErrorKind } from "../errors.ts";
import { readBody } from "./answer.ts";
import type { CallSite } from "./error-words.ts";
import type { TransportResponse } from "./http.ts";
import { firstText, isRecord } from "./shapes.ts";

/** The service's own words on their way into a message: one short line, without secrets. */
export type Cleaner = (text: string) => string;

export interface Refusal {
  readonly kind: ServiceErrorKind;
  /** Which sentence of the error table fits. */
  readonly reason: RefusalReason;
  readonly status: number;
  readonly headers: TransportResponse["headers"];
  readonly code: string | undefined;
  /** The service's message, cleaned; or what came instead of an error envelope. */
  readonly words: string | undefined;
}

/** Finer than the kind where the fix differs. */
const KINDS = {
  "key-refused": "unauthorized",
  "key-not-allowed": "unauthorized",
  quota: "quota",
  "rate-limit": "rate-limit",
  slots: "slots",
  "no-conversations": "precondition",
  "no-context": "precondition",
  "not-accepted": "validation",
  "not-found": "not-found",
  "wrong-state": "conflict",
  "server-fault": "server",
  "request-timeout": "server",
  "not-an-answer": "protocol",
} as const satisfies Readonly<Record<string, ServiceErrorKind>>;
export type RefusalReason = keyof typeof KINDS;

export function decodeRefusal(at: CallSite, response: TransportResponse, clean: Cleaner): Refusal {
  const { code, message, instead } = readEnvelope(response);
  const reason = reasonOf(at, response.status, code ?? "", message ?? "");
  const words = message ?? (instead && `${instead} came back`);
  return {
    kind: KINDS[reason],
    reason,
    status: response.status,
    headers: response.headers,
    code: code && clean(code).slice(0, 60),
    words: words && (clean(words) || undefined),
  };
}

/** `{ error: { code, message } }`; a plain `error` text and a bare `message` are read too. */
function readEnvelope(response: TransportResponse): {
  code?: string;
  message?: string;
  instead?: string;
} {
  const body = readBody(response);
  if (body.type !== "json") return { instead: body.words };
  if (!isRecord(body.value)) return {};
  const { error } = body.value;
  if (!isRecord(error)) return { message: firstText(body.value, ["error", "message"]) };
  return { code: firstText(error, ["code"]), message: firstText(error, ["message"]) };
}

function reasonOf(at: CallSite, status: number, code: string, message: string): RefusalReason {
  if (status === 401) return "key-refused";
  if (status === 408) return "request-timeout";
  if (status >= 500) return "server-fault";
  if (status < 400) return "not-an-answer";
  if (mentionsSlots(`${code} ${message}`)) return "slots";
  if ([402, 403, 429].includes(status) && isQuota(status, code, message)) return "quota";
  if (status === 429) return "rate-limit";
  const missing = missingPrecondition(at, message);
  if (missing !== undefined) return missing;
  if (status === 403) return "key-not-allowed";
  if (status === 404 || status === 410) return "not-found";
  return status === 409 ? "wrong-state" : "not-accepted";
}

/** Guess: how the eleventh run at once is refused. "Too many concurrent requests" is about the rate. */
function mentionsSlots(text: string): boolean {
  if (/concurrent\s+requests?\b/i.test(text)) return false;
  return (
    /concurren/i.test(text) || /optimizations?\b.{0,40}\bat (once|the same time)\b/i.test(text)
  );
}

/** The readable page is cut inside the code, "LIMIT_EXCEED…"; its status was not visible. */
function isQuota(status: number, code: string, message: string): boolean {
  if (status === 402 || /^(limit_exceed|quota)/i.test(code)) return true;
  return (
    /\bquota\b|monthly|(plan|account)('s)? limit/i.test(message) &&
    !/\brate\b|\bminute\b/i.test(message)
  );
}

/** What a run needs (https://glama.ai/mcp/connectors/ai.converra/converra/tools/trigger_optimization); the wording is a guess. */
function missingPrecondition(at: CallSite, message: string): RefusalReason | undefined {
  const startsWork =
    at.method === "POST" && /^\/(optimizations|benchmarks)$|\/insights\/regenerate$/.test(at.path);
  if (!startsWork) return undefined;
  if (/business context|\bindustry\b|\bobjectives?\b/i.test(message)) return "no-context";
  const none =
    /\b(no|without|any|missing|needs?|requires?|required|upload(ed)?|at least \w+)\b.{0,40}\b(conversations?|runs)\b|\b(conversations?|runs)\b.{0,40}\b(required|needed|missing)\b/i;
  return none.test(message) ? "no-conversations" : undefined;
}

const MAX_CHARS = 200;
const KEY_LIKE = /\b(?:sk|whsec)_[A-Za-z0-9_-]{4,}/g;
const BEARER = /\bBearer\s+[^\s"',;]+/gi;
/** Control, format (bidirectional marks among them), private and line-separating characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]+/gu;

/** Redacts before it cuts, so that no half of a key is left at the end. */
export function createCleaner(apiKey: string): Cleaner {
  return (text) => {
    const whole = apiKey.length >= 4 ? text.replaceAll(apiKey, "***") : text;
    const line = whole
      .replace(BEARER, "Bearer ***")
      .replace(KEY_LIKE, "***")
      .replace(UNPRINTABLE, " ")
      .replace(/\s+/g, " ")
      .trim();
    const chars = [...line];
    return chars.length > MAX_CHARS ? `${chars.slice(0, MAX_CHARS).join("")}…` : line;
  };
}
