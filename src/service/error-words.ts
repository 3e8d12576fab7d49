/** The sentences people see when a call fails. docs/errors.md has a row for each: change both together. */
import { RateLimitedError, ServiceError } from "../errors.ts";
import type { Refusal, RefusalReason } from "./error-decode.ts";
import type { CallSite, FailureReason, TransportFailure } from "./http.ts";

interface Words {
  readonly says: string;
  readonly hint: string;
}

const TRY_LATER = "Run this again later; https://converra.ai shows whether the service is up.";
const REPORT =
  "Check base-url; if it is right, the service may have changed: look for a later version of this action.";

const REFUSALS: Readonly<Record<RefusalReason, Words>> = {
  "key-refused": {
    says: "Converra refused the API key",
    hint: "Check the key (in a workflow the secret behind `api-key`, at a desk CONVERRA_API_KEY): it may be mistyped, expired or deleted. Keys are made in Converra under Settings, API Keys.",
  },
  "key-not-allowed": {
    says: "the API key may not do this",
    hint: "Use a key of the account that owns the agents, with the right to write.",
  },
  quota: {
    says: "the plan's quota is used up",
    hint: "Waiting does not help within the period: use a larger plan, or spend less with changed-only, budget.max-runs and gate.baseline: reuse.",
  },
  "agent-quota": {
    says: "the plan has no room for one more agent",
    hint: "Archive agents no longer needed, old previews (named `… (owner/repo#number)`) first, or use a larger plan.",
  },
  "conversation-quota": {
    says: "the plan's quota of conversations is used up",
    hint: "Lower sync.conversations, name fewer transcripts, wait for the next period, or use a larger plan. No agent has to be archived for it.",
  },
  "rate-limit": {
    says: "the rate limit is reached",
    hint: "Raise timeout-minutes, or let fewer gates share this API key at the same time.",
  },
  slots: {
    says: "too many optimizations are running at once on this account",
    hint: "Converra runs ten at a time: wait until some have ended, or stop those no longer needed.",
  },
  "other-run": {
    says: "another run of this agent is under way, and the service takes one at a time",
    hint: "Wait until it has ended, or let one pull request at a time use this agent.",
  },
  "no-conversations": {
    says: "the agent has no conversations to learn from",
    hint: "Log some conversations for the agent (POST /conversations, or `conversations:` in converra.yml); for previews keep sync.conversations above 0.",
  },
  "no-context": {
    says: "the account has no business context",
    hint: "Fill in industry and objectives in Converra under Settings, or under settings.general in converra.yml.",
  },
  "not-accepted": {
    says: "Converra did not accept the request",
    hint: "Correct the value that the message names in converra.yml.",
  },
  "not-found": {
    says: "there is no such thing on this account",
    hint: "Check base-url (it usually ends in /api/v1), the id in converra.yml, and that the API key belongs to the account that owns it.",
  },
  "wrong-state": {
    says: "its state does not allow this",
    hint: "It may have ended or have been changed elsewhere in the meantime: look at it in Converra, then run this again.",
  },
  "server-fault": { says: "Converra failed", hint: TRY_LATER },
  "request-timeout": { says: "Converra gave up on the request", hint: TRY_LATER },
  "said-no": {
    says: "Converra answered with success and says in the answer that it failed",
    hint: "Its own words say why; where they do not help, look at it in Converra and run this again.",
  },
  "not-an-answer": { says: "Converra answered in an unexpected way", hint: REPORT },
};

/** Of what the quota is, where the refusal is about one. */
const QUOTAS: Readonly<Partial<Record<RefusalReason, ServiceError["about"]>>> = {
  quota: "runs",
  "agent-quota": "agents",
  "conversation-quota": "conversations",
};

const NETWORK_HINT =
  "Check the address of the service (`base-url`, at a desk CONVERRA_BASE_URL), and that this machine may reach it (firewall, HTTPS_PROXY, NO_PROXY); then run this again.";

const FAILURES: Readonly<Record<FailureReason, string>> = {
  refused: "the connection was refused",
  dns: "the name could not be resolved",
  unreachable: "the host cannot be reached",
  "connect-timeout": "no connection within the time allowed",
  tls: "its certificate could not be verified",
  proxy: "the proxy did not let the request through",
  timeout: "no answer within the time allowed",
  reset: "the connection was cut",
  "cut-body": "the answer was cut off",
  "too-large": "the answer is larger than 32 MiB",
};

const AMBIGUOUS_HINT =
  "It may have been carried out all the same: look in Converra before repeating it.";

export interface Circumstances {
  readonly attempts: number;
  /** The service may have carried the request out, at this attempt or an earlier one. */
  readonly ambiguous: boolean;
  /** The wait that was too long for the time left. */
  readonly waitMs?: number;
  readonly outOfTime: boolean;
}

/** What an attempt that is not repeated ends in. */
export function callError(
  at: CallSite,
  host: string,
  failure: Refusal | TransportFailure,
  how: Circumstances,
): ServiceError {
  const { ambiguous } = how;
  if ("sent" in failure) {
    const what = `no answer from ${host}, ${FAILURES[failure.reason]}${effort(how)}`;
    const kind = failure.reason === "too-large" ? "protocol" : "network";
    const hint = ambiguous ? AMBIGUOUS_HINT : NETWORK_HINT;
    return serviceError(at, what, { kind, ambiguous, hint, cause: failure });
  }
  const { kind, status, code } = failure;
  const { says, hint } = REFUSALS[failure.reason];
  const about = QUOTAS[failure.reason];
  const label = code === undefined ? `${status}` : `${status} ${code}`;
  const words = failure.words === undefined ? "" : `: ${failure.words}`;
  const what = `${says} (${label})${words}${effort(how)}`;
  if (kind === "rate-limit") {
    const { method, path } = at;
    const retryAfterMs = how.waitMs;
    return new RateLimitedError(messageOf(at, what), { method, path, code, retryAfterMs, hint });
  }
  return serviceError(at, what, {
    ...{ kind, status, code, ambiguous, about },
    hint: ambiguous && kind === "server" ? AMBIGUOUS_HINT : hint,
  });
}

/** The limiter's own refusal: no request was sent. */
export function paceError(at: CallSite, waitMs: number, ambiguous: boolean): ServiceError {
  const when = `the next request could go out in ${seconds(waitMs)}`;
  return serviceError(at, `the rate limit leaves no room before the deadline, ${when}`, {
    kind: "rate-limit",
    ambiguous,
    hint: REFUSALS["rate-limit"].hint,
  });
}

/** A success whose body is not what the API speaks, or a redirect that is not followed. */
export function protocolError(at: CallSite, status: number, what: string): ServiceError {
  const ambiguous = at.method !== "GET";
  return serviceError(at, `${what} (${status})`, {
    ...{ kind: "protocol", status, ambiguous, hint: REPORT },
  });
}

/** `where` is not `expected`. The answer was a success, so what was asked for may well have been done. */
export function unexpectedShape(at: CallSite, where: string, expected: string): ServiceError {
  const what = `Converra answered in an unexpected shape, ${where} is not ${expected}`;
  return serviceError(at, what, {
    kind: "protocol",
    ambiguous: at.method !== "GET",
    hint: "The service may have changed: look for a later version of this action, or report the message there.",
  });
}

/** A call that cannot be made at all, whatever the service would say. */
export function badRequest(at: CallSite, what: string): ServiceError {
  return serviceError(at, what, { kind: "validation", hint: REFUSALS["not-found"].hint });
}

/** For the log, while a call is not given up yet. */
export function retryNote(
  at: CallSite,
  failure: Refusal | TransportFailure,
  waitMs: number,
  attempt: number,
): string {
  const what =
    "sent" in failure
      ? FAILURES[failure.reason]
      : `${REFUSALS[failure.reason].says} (${failure.status})`;
  return messageOf(at, `${what}; trying again in ${seconds(waitMs)} (attempt ${attempt} failed)`);
}

type Details = Omit<ConstructorParameters<typeof ServiceError>[1], "method" | "path">;

function serviceError(at: CallSite, what: string, details: Details): ServiceError {
  const { method, path } = at;
  return new ServiceError(messageOf(at, what), { ...details, method, path });
}

function messageOf(at: CallSite, what: string): string {
  return `could not ${at.doing}: ${what}`;
}

function effort(how: Circumstances): string {
  const tried = how.attempts > 1 ? `, after ${how.attempts} attempts` : "";
  if (!how.outOfTime || how.waitMs === undefined) return tried;
  return `${tried}; the next try would be in ${seconds(how.waitMs)}, past the deadline`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
