/** The faults a caller branches on. Expected endings (a run that failed, a regression) are values, never these. */

/** A fault with a message for people: what failed, on which thing, why; `hint` says what to do next. */
export class ActionError extends Error {
  override readonly name: string = "ActionError";
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
  }
}

/** One mistake in a configuration file. Lines and columns are 1-based; `file` is relative to the workspace. */
export interface ConfigIssue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to write instead. */
  readonly fix?: string;
  /** There is no such file to look into: the message names it. */
  readonly isAbsent?: true;
}

/** Every mistake of the configuration at once. */
export class ConfigError extends ActionError {
  override readonly name = "ConfigError";
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    const count = issues.length === 1 ? "1 mistake" : `${issues.length} mistakes`;
    const files = [...new Set(issues.map((issue) => issue.file))];
    super(`${files.join(", ")} ${files.length === 1 ? "has" : "have"} ${count}`, {
      hint: "Each is named with its line; nothing was sent to Converra.",
    });
    this.issues = issues;
  }
}

/** What a caller may do about a refused or broken call. */
export type ServiceErrorKind =
  | "unauthorized" // 401, 403 without a quota code: the key is wrong, expired or may not do this
  | "quota" // the plan's monthly quota or agent count is used up: waiting does not help
  | "rate-limit" // 429: waiting helps
  | "slots" // more than ten optimizations at once: waiting for one to end helps
  | "precondition" // no conversations on the agent, or no business context in the settings
  | "validation" // 400 or 422
  | "not-found" // 404
  | "conflict" // 409
  | "server" // 5xx
  | "network" // no answer: refused, reset, timed out
  | "protocol"; // an answer that is not what the service speaks: HTML, cut JSON, wrong type, foreign redirect

interface CallData {
  method: string;
  path: string;
  status?: number;
  code?: string;
  about?: "agents" | "conversations" | "runs";
  hint?: string;
  cause?: unknown;
}

/** A call to Converra that did not end in an answer we can use. */
export class ServiceError extends ActionError {
  override readonly name: string = "ServiceError";
  readonly kind: ServiceErrorKind;
  readonly method: string;
  readonly path: string;
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** The service's own code, an open set. */
  readonly code: string | undefined;
  /** Of a quota: what there can be no more of. */
  readonly about: CallData["about"];
  /** True when the request may have been carried out although no usable answer came back. */
  readonly ambiguous: boolean;

  constructor(message: string, data: { kind: ServiceErrorKind; ambiguous?: boolean } & CallData) {
    super(message, data);
    this.kind = data.kind;
    this.method = data.method;
    this.path = data.path;
    this.status = data.status;
    this.code = data.code;
    this.about = data.about;
    this.ambiguous = data.ambiguous ?? false;
  }
}

/**
 * The refusal of one call, for a caller that can go on without it. Anything else is thrown on: a fault of our own, and
 * a key that is not accepted, which is a fault of the whole run.
 */
export function refusalOf(error: unknown): ServiceError {
  if (error instanceof ServiceError && error.kind !== "unauthorized") return error;
  throw error;
}

/** As refusalOf, where a key may lack the right to this: only one that is not accepted at all is thrown on. */
export function denialOf(error: unknown): ServiceError {
  if (error instanceof ServiceError && error.status !== 401) return error;
  throw error;
}

/** Undefined where the service has no such thing. */
export async function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return undefined;
    throw error;
  }
}

/** Of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** For one line: what failed, and what to do. */
export function withHint({ message, hint }: ActionError): string {
  return hint === undefined ? message : `${message}. ${hint.replace(/\.$/, "")}`;
}

/** 429 that outlived the time left for it. */
export class RateLimitedError extends ServiceError {
  override readonly name = "RateLimitedError";
  readonly retryAfterMs: number | undefined;

  constructor(message: string, data: { retryAfterMs?: number } & Omit<CallData, "status">) {
    super(message, { ...data, kind: "rate-limit", status: 429 });
    this.retryAfterMs = data.retryAfterMs;
  }
}

/** GitHub refused or failed; `permission` names the workflow permission that is missing, when that is the reason. */
export class GitHubError extends ActionError {
  override readonly name = "GitHubError";
  readonly status: number | undefined;
  readonly permission: string | undefined;

  constructor(
    message: string,
    options: { status?: number; permission?: string; hint?: string; cause?: unknown } = {},
  ) {
    super(message, options);
    this.status = options.status;
    this.permission = options.permission;
  }
}
