/** The emulator behind a socket on the loopback interface. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createEmulator, type Emulator } from "./emulator.ts";
import { BASE_PATH } from "./middleware/record.ts";
import type { EmulatorOptions } from "./options.ts";

export interface RunningConverra extends Omit<Emulator, "app"> {
  /** Base URL with the version, as the action's `base-url` takes it. */
  readonly url: string;
}

/** Resolves when it listens on 127.0.0.1; port 0 takes a free one. `close` destroys open connections. */
export async function startConverra(
  options: EmulatorOptions & { readonly port?: number } = {},
): Promise<RunningConverra> {
  const { app, ...emulator } = createEmulator(options);
  // The adaptor would otherwise replace Request and Response for the whole process.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...emulator,
    url: `http://127.0.0.1:${port}${BASE_PATH}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ("closeAllConnections" in server) server.closeAllConnections();
      await emulator.close();
      await closed;
    },
  };
}
