import { onTestFinished } from "vitest";
import {
  type GitHubStub,
  type GitHubStubOptions,
  startGitHub,
} from "../../sandbox/github/server.ts";
import type { Clock } from "../../src/clock.ts";
import { createGitHub, type GitHubClient } from "../../src/github/client.ts";

/** Commits of the fixture pull request, number 7. */
export const HEAD = "4f2c9d1".padEnd(40, "0");
export const BASE = "b45e000".padEnd(40, "0");

/** A clock that never waits, and remembers how long it was asked to. */
export function instantClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => Date.UTC(2026, 10, 22),
    sleep: async (ms, signal) => {
      slept.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}

/** A stub with pull request 7, closed when the test ends. */
export async function aGitHub(options: GitHubStubOptions = {}): Promise<GitHubStub> {
  const stub = await startGitHub({ clock: { now: () => Date.UTC(2026, 10, 22) }, ...options });
  onTestFinished(() => stub.close());
  stub.seedPullRequest({ number: 7, head: HEAD, base: BASE, labels: ["prompts"] });
  return stub;
}

export function clientOf(stub: GitHubStub, options: { token?: string } = {}): GitHubClient {
  return createGitHub({
    token: options.token ?? stub.token,
    apiUrl: stub.url,
    repository: stub.repository,
    clock: instantClock(),
    random: () => 0.5,
    fetch,
  });
}

/** Lets nobody pass before `count` have arrived. */
export function barrier(count: number): () => Promise<void> {
  let arrived = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived >= count) open();
    return opened;
  };
}
