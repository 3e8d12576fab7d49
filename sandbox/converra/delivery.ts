/** Sends webhook deliveries over HTTP, to this machine only. */
import type { Delivery } from "./webhook-events.ts";

const TIMEOUT_MS = 5_000;

export interface DeliveryRecord {
  readonly delivery: Delivery;
  /** HTTP status of the receiver; absent when nothing was sent or nothing came back. */
  status?: number;
  /** Why there is no status. */
  error?: string;
}

export interface Courier {
  readonly records: DeliveryRecord[];
  send(delivery: Delivery): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function createCourier(closing: AbortSignal): Courier {
  const records: DeliveryRecord[] = [];
  const underWay = new Set<Promise<void>>();
  return {
    records,
    send(delivery) {
      const entry: DeliveryRecord = { delivery };
      records.push(entry);
      if (!delivery.toLoopback) {
        entry.error = "not sent: the emulator delivers to this machine only";
        return;
      }
      const sending = post(delivery, entry, closing).finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function post(delivery: Delivery, entry: DeliveryRecord, closing: AbortSignal) {
  try {
    const response = await fetch(delivery.url, {
      method: "POST",
      headers: { ...delivery.headers, connection: "close" },
      body: delivery.body,
      redirect: "manual",
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    entry.status = response.status;
  } catch (error) {
    // A receiver that is down is no fault of the emulator; retries are not documented, so there are none.
    entry.error = error instanceof Error ? error.message : String(error);
  }
}
