/** Webhooks: https://docs.converra.ai/api/webhooks.html. */
import { createHash } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod";
import type { AppEnv, RouteContext } from "../context.ts";
import type { WebhookEntity } from "../entities.ts";
import { iso } from "../formatters.ts";
import { plainList } from "../lists.ts";
import { notFound } from "../refusal.ts";
import { readBody } from "../request.ts";
import { isLoopback, WEBHOOK_EVENTS } from "../webhook-events.ts";

const CreateBody = z.object({
  url: z.string().refine(acceptable, "must be an https URL"),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1),
  description: z.string().optional(),
});

export function webhookRoutes(context: RouteContext): Hono<AppEnv> {
  const { store, clock, dialect, seed } = context;
  const routes = new Hono<AppEnv>();

  routes.get("/", (c) => c.json(plainList([...store.webhooks.values()].map(toWire), dialect)));

  routes.post("/", async (c) => {
    const body = await readBody(c, CreateBody);
    const id = store.nextId("wh");
    const digest = createHash("sha256").update(`${seed}:${id}`).digest("hex");
    const webhook: WebhookEntity = {
      id,
      url: body.url,
      events: body.events,
      description: body.description,
      secret: `whsec_${digest.slice(0, 32)}`,
      createdAt: clock.now(),
    };
    store.webhooks.set(id, webhook);
    // The only answer that ever holds the secret.
    return c.json({ ...toWire(webhook), secret: webhook.secret }, 201);
  });

  routes.delete("/:id", (c) => {
    const id = c.req.param("id");
    if (!store.webhooks.delete(id)) throw notFound(`webhook ${id}`);
    return c.json({ success: true, message: `webhook ${id} was deleted` });
  });

  return routes;
}

function toWire(webhook: WebhookEntity) {
  return {
    id: webhook.id,
    url: webhook.url,
    events: webhook.events,
    ...(webhook.description === undefined ? {} : { description: webhook.description }),
    status: "active",
    createdAt: iso(webhook.createdAt),
  };
}

/** https as documented; http to this machine is the emulator's own allowance. */
function acceptable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && isLoopback(url));
}
