/** Webhooks: https://docs.converra.ai/api/webhooks.html */
import * as z from "zod";
import type { CallOptions } from "../call.ts";
import { everyPage } from "../lists.ts";
import type { Sender } from "../send.ts";
import { maybe, name, object, some, time } from "../shapes.ts";

const webhookShape = z.lazy(() =>
  object({
    id: name(),
    url: name(),
    events: some(z.string()),
    description: maybe(name()),
    status: maybe(name()),
    createdAt: maybe(time()),
  }),
);

export type Webhook = Readonly<z.output<typeof webhookShape>>;

/** The secret is in the answer to POST and in no other. */
const createdShape = z.lazy(() => webhookShape.unwrap().extend({ secret: maybe(name()) }));

export function webhookEndpoints(sender: Sender) {
  const doing = "list the webhooks";
  return {
    list: async (options?: CallOptions) =>
      (await sender.list(webhookShape, "GET /webhooks", doing, options)).items,

    /** Every page, and whether that is surely all there is: what could not be read is in `unread`. */
    listAll: (options?: CallOptions) =>
      everyPage(
        (limit, offset) => {
          // No page shows that this list pages, and a service may refuse what it does not know.
          const query = offset === 0 ? {} : { limit, offset };
          const parts = { query, leaveOut: "all" as const, ...options };
          return sender.list(webhookShape, "GET /webhooks", doing, parts);
        },
        sender.observer,
        "unpaged",
      ),

    /** The secret is shown once and never kept by us: the caller masks it before anything else. */
    create: (
      body: { url: string; events: readonly string[]; description?: string },
      options?: CallOptions,
    ) =>
      // The URL may hold a token of its own, so the message does not show it.
      sender.read(createdShape, "POST /webhooks", "create a webhook", { body, ...options }),

    delete: (id: string, options?: CallOptions) =>
      sender.remove("DELETE /webhooks/:id", `delete webhook ${id}`, { id, ...options }),
  };
}
