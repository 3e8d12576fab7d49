/** The stub of GitHub behind a socket on the loopback interface. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createStub, type Stub, type StubOptions } from "./stub.ts";

export interface GitHubStubOptions extends StubOptions {
  /** 0, any free port, unless told. */
  readonly port?: number;
}

export interface GitHubStub extends Omit<Stub, "app"> {
  /** For GITHUB_API_URL. */
  readonly url: string;
  close(): Promise<void>;
}

/** Resolves when it listens on 127.0.0.1. `close` destroys open connections. */
export async function startGitHub(options: GitHubStubOptions = {}): Promise<GitHubStub> {
  const { app, ...stub } = createStub(options);
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...stub,
    url: `http://127.0.0.1:${port}${options.prefix ?? ""}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        // Clients keep connections open for a next request.
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
