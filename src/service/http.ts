/** The seam between the client and whatever carries its requests: undici on the runner, a script in a test. */
export type HttpMethod = "GET" | "POST" | "PATCH" | "DELETE";

/** Which call an error belongs to. */
export interface CallSite {
  readonly method: HttpMethod;
  /** Below the base URL, without the query. */
  readonly path: string;
  /** Completes "could not …". */
  readonly doing: string;
}

export interface TransportRequest {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole answer, where that is less than the transport's own. */
  readonly timeLeftMs?: number;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case; repeated headers are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there is none. */
  readonly body: string;
}

/**
 * One attempt: no retry, no redirect followed. Rejects with a TransportFailure when no whole answer came back, and
 * with the signal's reason when it was aborted.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

export type FailureReason =
  | "refused"
  | "dns"
  | "unreachable"
  | "connect-timeout"
  | "tls"
  | "proxy"
  | "timeout"
  | "reset"
  | "cut-body"
  | "too-large";

/** No usable answer. `sent` is false only where it is certain that the service never saw the request. */
export class TransportFailure extends Error {
  override readonly name = "TransportFailure";
  readonly reason: FailureReason;
  readonly sent: boolean;

  constructor(message: string, data: { reason: FailureReason; sent: boolean; cause?: unknown }) {
    super(message, data.cause === undefined ? undefined : { cause: data.cause });
    this.reason = data.reason;
    this.sent = data.sent;
  }
}
