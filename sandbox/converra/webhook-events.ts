/** Webhook events: which exist, and what a delivery looks like. https://docs.converra.ai/api/webhooks.html */
import { createHmac } from "node:crypto";
import type { WebhookEntity } from "./entities.ts";

/** All documented but `agent.updated`, the guessed newer name of `prompt.updated`. */
export const WEBHOOK_EVENTS = [
  "prompt.updated",
  "agent.updated",
  "prompt.deleted",
  "optimization.started",
  "optimization.completed",
  "optimization.stopped",
  "insights.generated",
  "conversation.created",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export interface Delivery {
  readonly webhookId: string;
  readonly url: string;
  readonly event: WebhookEvent;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** False: the address is not on this machine, so nothing is sent. */
  readonly toLoopback: boolean;
}

/** The deliveries that an event causes. */
export function deliveriesOf(
  webhooks: Iterable<WebhookEntity>,
  event: WebhookEvent,
  data: Record<string, unknown>,
  now: number,
): Delivery[] {
  return [...webhooks].flatMap((webhook): Delivery[] => {
    const name = subscribedName(webhook, event);
    if (name === undefined) return [];
    // The outer envelope is a guess; the header's name is from https://docs.converra.ai/sdk/webhooks.html,
    // algorithm and encoding are guesses.
    const body = JSON.stringify({ event: name, timestamp: new Date(now).toISOString(), data });
    const signature = createHmac("sha256", webhook.secret).update(body).digest("hex");
    return [
      {
        webhookId: webhook.id,
        url: webhook.url,
        event: name,
        body,
        headers: { "content-type": "application/json", "x-converra-signature": signature },
        toLoopback: isLoopback(webhook.url),
      },
    ];
  });
}

export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

function subscribedName(webhook: WebhookEntity, event: WebhookEvent): WebhookEvent | undefined {
  if (webhook.events.includes(event)) return event;
  const renamed = event === "prompt.updated" ? "agent.updated" : undefined;
  return renamed !== undefined && webhook.events.includes(renamed) ? renamed : undefined;
}
