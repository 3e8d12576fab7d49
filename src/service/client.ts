/** The client of the whole API: what it is made of, and nothing else. */
import type { Clock } from "../clock.ts";
import { ActionError } from "../errors.ts";
import { createAccount } from "./account.ts";
import { createAgents } from "./agents.ts";
import { checkBaseUrl } from "./base-url.ts";
import { createBenchmarks } from "./benchmarks.ts";
import type { Converra } from "./converra.ts";
import { createConversations } from "./conversations.ts";
import type { Transport } from "./http.ts";
import { createLimiter } from "./limiter.ts";
import { createOptimizations } from "./optimizations.ts";
import { createSender } from "./send.ts";
import { createCleaner } from "./service-text.ts";
import { createWebhooks } from "./webhooks.ts";

export interface ConverraOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** 0-1, for the jitter of waits. */
  readonly random?: () => number;
  /** Aborts every call and every wait. */
  readonly signal?: AbortSignal;
  /** When waiting stops making sense, milliseconds since the epoch; asked at every attempt. Ten minutes a call without it. */
  readonly deadline?: () => number;
  /** A line for the log each time a call is tried again. */
  readonly onRetry?: (note: string) => void;
  readonly userAgent: string;
}

/**
 * Throws an ActionError for a base URL or a key that cannot work. An aborted call rejects with its signal's reason:
 * a POST that was under way then may have been carried out.
 */
export function createConverra(
  options: ConverraOptions,
): Converra & { useRate(perMinute: number): void } {
  const { apiKey, transport, clock, signal, deadline, onRetry } = options;
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ActionError("api-key is empty, or has a space or a line break in it", {
      hint: "Store the key again as a repository secret, without anything before or after it.",
    });
  }
  const limiter = createLimiter(clock);
  const sender = createSender({
    base: checkBaseUrl(options.baseUrl),
    headers: {
      accept: "application/json",
      authorization: `Bearer ${apiKey}`,
      "user-agent": options.userAgent,
    },
    transport,
    limiter,
    clock,
    clean: createCleaner(apiKey),
    random: options.random ?? Math.random,
    signal,
    deadline,
    onRetry,
  });
  return {
    agents: createAgents(sender),
    optimizations: createOptimizations(sender),
    conversations: createConversations(sender),
    benchmarks: createBenchmarks(sender, clock),
    account: createAccount(sender),
    webhooks: createWebhooks(sender),
    requestCount: () => sender.requestCount(),
    useRate: (perMinute) => limiter.setLimit(perMinute),
  };
}
