/**
 * What a refusal means. The HTTP status decides; the code is an open set, of which only the beginnings that tell a
 * quota from a rate limit are read (https://docs.converra.ai/api/account.html). Pure.
 */
import type { ServiceErrorKind } from "../errors.ts";
import type { Observer } from "./assumptions.ts";
import { type Complaint, complaintIn, readBody } from "./envelope.ts";
import type { CallSite, TransportResponse } from "./http.ts";

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
  "agent-quota": "quota",
  "conversation-quota": "quota",
  "rate-limit": "rate-limit",
  slots: "slots",
  "other-run": "slots",
  "no-conversations": "precondition",
  "no-context": "precondition",
  "not-accepted": "validation",
  "not-found": "not-found",
  "wrong-state": "conflict",
  "server-fault": "server",
  "request-timeout": "server",
  "not-an-answer": "protocol",
  "said-no": "server",
} as const satisfies Readonly<Record<string, ServiceErrorKind>>;
export type RefusalReason = keyof typeof KINDS;

export function decodeRefusal(at: CallSite, response: TransportResponse, clean: Cleaner): Refusal {
  const body = readBody(response);
  const said = body.type === "json" ? complaintIn(body.value) : {};
  const waits = response.headers["retry-after"] !== undefined;
  const reason = reasonOf(at, response.status, said.code ?? "", said.message ?? "", waits);
  const instead = body.type === "json" ? undefined : `${body.words} came back`;
  return refusal(reason, response, said, clean, instead);
}

/** A failure under a status of success. */
export function decodeFailure(
  at: CallSite,
  response: TransportResponse,
  said: Complaint,
  clean: Cleaner,
): Refusal {
  const { code = "", message = "" } = said;
  const text = `${code} ${message}`;
  const reason = mentionsSlots(at, text)
    ? "slots"
    : mentionsQuota(code, message)
      ? quotaOf(at, message)
      : (missingPrecondition(at, message) ??
        (/\b(not found|no such|does not exist|unknown id)\b/i.test(text)
          ? "not-found"
          : "said-no"));
  return refusal(reason, response, said, clean);
}

function refusal(
  reason: RefusalReason,
  { status, headers }: TransportResponse,
  { code, message }: Complaint,
  clean: Cleaner,
  instead?: string,
): Refusal {
  const words = message ?? instead;
  return {
    kind: KINDS[reason],
    reason,
    status,
    headers,
    code: code && clean(code).slice(0, 60),
    words: words && (clean(words) || undefined),
  };
}

function reasonOf(
  at: CallSite,
  status: number,
  code: string,
  message: string,
  waits: boolean,
): RefusalReason {
  if (status === 401) return "key-refused";
  if (status === 408) return "request-timeout";
  if (status >= 500) return "server-fault";
  if (status < 400) return "not-an-answer";
  if (mentionsSlots(at, `${code} ${message}`)) return "slots";
  // A quota is not over in a moment: a refusal that says when to come back is about the rate.
  if (status === 429 && (waits || mentionsRate(message))) return "rate-limit";
  if (status === 402) return quotaOf(at, message);
  // assumption quota-refusal
  if (mentionsQuota(code, message) && [400, 403, 409, 422, 429].includes(status)) {
    return quotaOf(at, message);
  }
  if (status === 429) return "rate-limit";
  const missing = missingPrecondition(at, message);
  if (missing !== undefined) return missing;
  if (status === 403) return "key-not-allowed";
  if (status === 404 || status === 410) return "not-found";
  if (status === 409 && isStart(at) && mentionsOtherRun(message)) return "other-run";
  return status === 409 ? "wrong-state" : "not-accepted";
}

/** Guess (assumption slots-refusal): how the eleventh run at once is refused. "Too many concurrent requests" is about the rate. */
function mentionsSlots(at: CallSite, text: string): boolean {
  if (/concurrent\s+requests?\b/i.test(text)) return false;
  if (/concurren/i.test(text)) return true;
  if (/optimizations?\b.{0,40}\bat (once|the same time|a time)\b/i.test(text)) return true;
  return isStart(at) && /\b(active|running|in progress)\s+(optimizations?|runs?)\b/i.test(text);
}

/** Guess (assumption runs-in-parallel): how a second run of one agent is refused. */
function mentionsOtherRun(message: string): boolean {
  return /\b(already|another|one)\b.{0,60}\b(running|run|optimization|progress|active)\b/i.test(
    message,
  );
}

const QUOTAS: readonly RefusalReason[] = ["quota", "agent-quota", "conversation-quota"];

/** Tells which assumptions about refusals one that is not repeated bears out. */
export function observeRefusal(
  at: CallSite,
  { reason, status, headers }: Refusal,
  observer: Observer,
): void {
  const seen = () => `status ${status} from ${at.method} ${at.path}`;
  if (QUOTAS.includes(reason)) {
    observer.check("quota-refusal", [402, 403, 429].includes(status), seen);
  }
  if (!isStart(at)) return;
  if (reason === "other-run") observer.broken("runs-in-parallel", seen());
  // Limits of a minute are over by the last attempt; a limit of what runs at once is not.
  const isMute = reason === "rate-limit" && headers["retry-after"] === undefined;
  if (reason === "slots" || isMute) {
    const how = () => `${seen()}, without words about what runs at once`;
    observer.check("slots-refusal", reason === "slots", how);
  }
}

function isStart({ method, path }: CallSite): boolean {
  return method === "POST" && /^\/(optimizations|benchmarks)$/.test(path);
}

/** The readable page is cut inside the code, "LIMIT_EXCEED…"; its status was not visible. */
function mentionsQuota(code: string, message: string): boolean {
  if (/^(limit_exceed|quota)/i.test(code)) return true;
  return (
    /\bquota\b|monthly|(plan|account)('s)? limit|\ba month\b/i.test(message) &&
    !mentionsRate(message)
  );
}

function mentionsRate(message: string): boolean {
  return /\brate\b|\bminute\b|\bper second\b/i.test(message);
}

/** Which quota: told by the words, else by what was asked for. */
function quotaOf({ method, path }: CallSite, message: string): RefusalReason {
  if (/\bconversations?\b/i.test(message)) return "conversation-quota";
  if (/\b(agents?|prompts?)\b/i.test(message)) return "agent-quota";
  if (method === "POST" && path === "/conversations") return "conversation-quota";
  return path.startsWith("/agents") ? "agent-quota" : "quota";
}

/** What a run needs (https://glama.ai/mcp/connectors/ai.converra/converra/tools/trigger_optimization); the wording is a guess. */
function missingPrecondition(at: CallSite, message: string): RefusalReason | undefined {
  const startsWork = isStart(at) || /\/insights\/regenerate$/.test(at.path);
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
