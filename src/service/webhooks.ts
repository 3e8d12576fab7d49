import type { Converra } from "./converra.ts";
import { decodePage } from "./decode.ts";
import { decodeCreatedWebhook, decodeWebhook } from "./decode-account.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { isGoneAlready } from "./gone.ts";
import type { Sender } from "./send.ts";

export function createWebhooks(sender: Sender): Converra["webhooks"] {
  return {
    list: ({ signal } = {}) =>
      sender.read(
        { endpoint: ENDPOINTS["webhooks.list"], doing: "list the webhooks", signal },
        (value, spot) => decodePage(value, spot, decodeWebhook).items,
      ),
    create: (input, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["webhooks.create"],
          // The URL may hold a token of its own, so the message does not show it.
          doing: "create a webhook",
          body: input,
          signal,
        },
        decodeCreatedWebhook,
      ),
    async delete(id, { signal } = {}) {
      try {
        await sender.carryOut({
          endpoint: ENDPOINTS["webhooks.delete"],
          id,
          doing: `delete webhook ${id}`,
          signal,
        });
      } catch (error) {
        if (!isGoneAlready(error)) throw error;
      }
    },
  };
}
