/** The service as the rest of the action calls it: one method per endpoint, every failure a ServiceError. */
import { ActionError } from "../errors.ts";
import { createObserver, type Observer } from "./assumptions.ts";
import { checkBaseUrl } from "./base-url.ts";
import { accountEndpoints } from "./endpoints/account.ts";
import { agentEndpoints } from "./endpoints/agents.ts";
import { benchmarkEndpoints } from "./endpoints/benchmarks.ts";
import { conversationEndpoints } from "./endpoints/conversations.ts";
import { optimizationEndpoints } from "./endpoints/optimizations.ts";
import { webhookEndpoints } from "./endpoints/webhooks.ts";
import { createCleaner } from "./error-decode.ts";
import { createLimiter } from "./limiter.ts";
import { createSender, type SenderOptions } from "./send.ts";

export interface ConverraOptions
  extends Pick<SenderOptions, "transport" | "clock" | "signal" | "deadline" | "onRetry"> {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly userAgent: string;
  /** 0-1, for the jitter of waits. */
  readonly random?: () => number;
  /** Is told where the service is not as assumed; one of its own without it. */
  readonly observer?: Observer;
}

/**
 * Times are ISO 8601 strings, scores 0-100, probabilities 0-1, lift in percent, whatever the wire says. An aborted call
 * rejects with its signal's reason: a POST that was under way then may have been carried out.
 */
export type Converra = Omit<ReturnType<typeof createConverra>, "useRate">;

/** Throws an ActionError for a base URL or a key that cannot work. */
export function createConverra({
  baseUrl,
  apiKey,
  userAgent,
  random = Math.random,
  observer = createObserver(),
  ...options
}: ConverraOptions) {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ActionError("api-key is empty, or has a space or a line break in it", {
      hint: "Store the key again as a repository secret, without anything before or after it.",
    });
  }
  const limiter = createLimiter(options.clock);
  const sender = createSender({
    ...options,
    base: checkBaseUrl(baseUrl),
    headers: {
      accept: "application/json",
      authorization: `Bearer ${apiKey}`,
      "user-agent": userAgent,
    },
    limiter,
    clean: createCleaner(apiKey),
    random,
  });
  return {
    agents: agentEndpoints(sender),
    optimizations: optimizationEndpoints(sender),
    conversations: conversationEndpoints(sender),
    benchmarks: benchmarkEndpoints(sender, options.clock),
    account: accountEndpoints(sender),
    webhooks: webhookEndpoints(sender),
    /** What this client has seen of the assumptions about the wire; whoever sees more tells it. */
    observer,
    /** Sent so far, repeats included. */
    requestCount: () => sender.requestCount(),
    /** The plan's rate; what the service's headers say goes before it. */
    useRate: (perMinute: number) => limiter.setLimit(perMinute),
  };
}
