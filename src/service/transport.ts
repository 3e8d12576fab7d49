/** Requests over undici: one attempt, bounded in time and size. */
import type { Dispatcher } from "undici";
import { ActionError } from "../errors.ts";
import { isLoopbackHost } from "./base-url.ts";
import { type FailureReason, type Transport, TransportFailure } from "./http.ts";

/** The values of HTTPS_PROXY, HTTP_PROXY and NO_PROXY; empty is the same as absent. */
export interface ProxySettings {
  readonly https?: string;
  readonly http?: string;
  readonly no?: string;
}

export interface TransportOptions {
  /** For one attempt: connecting, sending and receiving the whole answer. */
  readonly timeoutMs: number;
  readonly proxy?: ProxySettings;
  readonly maxBodyBytes?: number;
}

const MAX_BODY_BYTES = 32 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
const FETCH_TIMEOUT_MS = 60_000;

/** Failures before a connection stood: the service cannot have seen the request. */
const NEVER_SENT = new Map<string, FailureReason>([
  ["ECONNREFUSED", "refused"],
  ["ENOTFOUND", "dns"],
  ["EAI_AGAIN", "dns"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect-timeout"],
  ["UND_ERR_PRX_TLS", "proxy"],
  ["CERT_HAS_EXPIRED", "tls"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
  ["UNABLE_TO_GET_ISSUER_CERT", "tls"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
]);

type Undici = Pick<typeof import("undici"), "Agent" | "ProxyAgent">;

const TIMEOUTS: readonly string[] = ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"];

/** Idle connections do not keep the process alive. */
export function createTransport(options: TransportOptions): Transport {
  const { timeoutMs, proxy = {}, maxBodyBytes = MAX_BODY_BYTES } = options;
  const dispatcherFor = createDispatchers(timeoutMs, proxy);

  return async ({ method, url, headers, body, signal, timeLeftMs }) => {
    const target = new URL(url);
    // Loading it takes longer than the rest of the start, and some runs send nothing.
    const undici = await import("undici");
    const dispatcher = dispatcherFor(target, undici);
    const patienceMs = Math.min(timeoutMs, Math.max(1, Math.ceil(timeLeftMs ?? timeoutMs)));
    const timer = AbortSignal.timeout(patienceMs);
    let answered = false;
    try {
      const response = await undici.request(target, {
        method,
        headers: { ...headers },
        body: body ?? null,
        dispatcher,
        signal: signal ? AbortSignal.any([signal, timer]) : timer,
      });
      answered = true;
      return {
        status: response.statusCode,
        headers: joinHeaders(response.headers),
        body: await readAll(response.body, maxBodyBytes),
      };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw timer.aborted ? timedOut(patienceMs, error) : failureOf(error, answered);
    }
  };
}

/** `fetch` through the same proxies, for another client; the caller bounds it in time. */
export function createFetch(proxy: ProxySettings): typeof fetch {
  const dispatcherFor = createDispatchers(FETCH_TIMEOUT_MS, proxy);
  return async (input, init) => {
    const undici = await import("undici");
    const url = new URL(input instanceof Request ? input.url : input);
    const options = { ...init, dispatcher: dispatcherFor(url, undici) };
    // The types of the two are not the same, what they describe is.
    return (await undici.fetch(
      url,
      options as import("undici").RequestInit,
    )) as unknown as Response;
  };
}

/** One dispatcher for each proxy, and one for none. */
function createDispatchers(timeoutMs: number, proxy: ProxySettings) {
  const connectTimeout = Math.min(CONNECT_TIMEOUT_MS, timeoutMs);
  const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const dispatchers = new Map<string, Dispatcher>();
  return (url: URL, { Agent, ProxyAgent }: Undici): Dispatcher => {
    const through = proxyFor(url, proxy);
    const key = through?.href ?? "";
    const known = dispatchers.get(key);
    if (known) return known;
    const tls = { timeout: connectTimeout };
    const made = through
      ? new ProxyAgent({ uri: through.href, ...timeouts, proxyTls: tls, requestTls: tls })
      : new Agent({ ...timeouts, connect: { timeout: connectTimeout } });
    dispatchers.set(key, made);
    return made;
  };
}

/**
 * The proxy for a URL, chosen as GitHub's own toolkit does: loopback is never proxied, and a NO_PROXY name covers its
 * subdomains. Undici's EnvHttpProxyAgent does neither, sends https through HTTP_PROXY, and warns that it is experimental.
 */
export function proxyFor(target: URL, settings: ProxySettings): URL | undefined {
  const secure = target.protocol === "https:";
  const value = (secure ? settings.https : settings.http)?.trim();
  if (!value || isLoopbackHost(target.hostname) || isExempt(target, settings.no ?? "")) {
    return undefined;
  }
  const text = value.includes("://") ? value : `http://${value}`;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  // The value may hold a password, so it is not repeated here.
  throw new ActionError(
    `${secure ? "HTTPS_PROXY" : "HTTP_PROXY"} is not the URL of an http or https proxy`,
    { hint: "Write it as http://host:port, or as http://user:password@host:port." },
  );
}

function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const entries = list.toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => {
    const [, name = "", wanted = ""] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (name === "") return false;
    if (wanted !== "" && wanted !== (port || (protocol === "https:" ? "443" : "80"))) return false;
    return entry === "*" || hostname === name || hostname.endsWith(`.${name}`);
  });
}

async function readAll(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    // Leaving the loop by throwing destroys the stream and its connection.
    if (size > maxBytes) {
      throw new TransportFailure(`more than ${maxBytes} bytes`, {
        reason: "too-large",
        sent: true,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function joinHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined
        ? []
        : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

function timedOut(timeoutMs: number, cause: unknown): TransportFailure {
  return new TransportFailure(`no whole answer in ${timeoutMs} ms`, {
    reason: "timeout",
    sent: true,
    cause,
  });
}

/** Anything but a fault of the network is a bug and is handed on as it is. */
function failureOf(error: unknown, answered: boolean): unknown {
  if (!(error instanceof Error) || error instanceof TransportFailure) return error;
  const code = codeOf(error);
  const early = answered ? undefined : NEVER_SENT.get(code);
  if (early) return new TransportFailure(code, { reason: early, sent: false, cause: error });
  if (error.message.startsWith("Proxy response")) {
    return new TransportFailure(error.message, { reason: "proxy", sent: false, cause: error });
  }
  if (TIMEOUTS.includes(code)) {
    return new TransportFailure(code, { reason: "timeout", sent: true, cause: error });
  }
  if (code === "" || code === "UND_ERR_INVALID_ARG" || code.startsWith("ERR_INVALID")) return error;
  const reason = answered ? "cut-body" : "reset";
  return new TransportFailure(code, { reason, sent: true, cause: error });
}

/** Trying several addresses of a host fails with all their errors at once. */
function codeOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof AggregateError) {
    const codes = error.errors.map((each: unknown) => (each instanceof Error ? codeOf(each) : ""));
    return codes.find((each) => !NEVER_SENT.has(each)) ?? codes[0] ?? "";
  }
  return code ?? "";
}
