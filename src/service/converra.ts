/** The service as the rest of the action calls it: one method per endpoint, every failure a ServiceError. */
import { ActionError, ServiceError } from "../errors.ts";
import { createObserver, type Observer } from "./assumptions.ts";
import { checkBaseUrl } from "./base-url.ts";
import type { CallerOptions } from "./call.ts";
import { accountEndpoints, rateOfPlan } from "./endpoints/account.ts";
import { agentEndpoints } from "./endpoints/agents.ts";
import { benchmarkEndpoints } from "./endpoints/benchmarks.ts";
import { conversationEndpoints } from "./endpoints/conversations.ts";
import { optimizationEndpoints } from "./endpoints/optimizations.ts";
import { webhookEndpoints } from "./endpoints/webhooks.ts";
import { createCleaner } from "./error-decode.ts";
import { createLimiter } from "./limiter.ts";
import { createSender, type Sender } from "./send.ts";

export interface ConverraOptions
  extends Pick<CallerOptions, "transport" | "clock" | "signal" | "deadline" | "onRetry"> {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The action's own unless told. */
  readonly userAgent?: string;
  /** 0-1, for the jitter of waits. */
  readonly random?: () => number;
  /** Asks the account for its plan's rate where answers carry no rate-limit headers. */
  readonly usesPlanRate?: boolean;
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
  userAgent = "converra-gate",
  random = Math.random,
  observer = createObserver(),
  usesPlanRate = false,
  ...options
}: ConverraOptions) {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ActionError("api-key is empty, or has a space or a line break in it", {
      hint: "Store the key again, without anything before or after it.",
    });
  }
  const limiter = createLimiter(options.clock);
  /** What the service's headers say goes before the plan. Where neither tells, the rate stays low. */
  const learnRate = async () => {
    if (!usesPlanRate || observer.stateOf("rate-headers") !== "broken") return;
    try {
      const { plan } = await account.get();
      const rate = plan === undefined ? undefined : rateOfPlan(plan);
      if (rate !== undefined) limiter.setLimit(rate);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      observer.broken("account-plan", error.message);
    }
  };
  const sender: Sender = createSender({
    ...options,
    base: checkBaseUrl(baseUrl),
    headers: {
      accept: "application/json",
      authorization: `Bearer ${apiKey}`,
      "user-agent": userAgent,
    },
    limiter,
    observer,
    clean: createCleaner(apiKey),
    random,
    afterFirst: learnRate,
  });
  const account = accountEndpoints(sender);
  return {
    agents: agentEndpoints(sender),
    optimizations: optimizationEndpoints(sender),
    conversations: conversationEndpoints(sender),
    benchmarks: benchmarkEndpoints(sender, options.clock),
    account,
    webhooks: webhookEndpoints(sender),
    /** What this client has seen of the assumptions about the wire; whoever sees more tells it. */
    observer,
    /** Sent so far, repeats included. */
    requestCount: () => sender.requestCount(),
    /** As the plan's; what the service's headers say goes before it. */
    useRate: (perMinute: number) => limiter.setLimit(perMinute),
  };
}
