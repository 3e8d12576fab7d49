/** Every endpoint that only reads, asked once with the user's key. */
import { ServiceError } from "../errors.ts";
import type { Converra } from "../service/converra.ts";

type Need = "gate" | "sync" | "benchmark" | "insights" | "nothing";

/** How one endpoint answered. */
export interface Reading {
  readonly endpoint: string;
  readonly neededBy: Need;
  readonly state: "read" | "not-read" | "nothing-to-read";
  /** Why it was not read; for people, names of members and statuses only. */
  readonly reason?: string;
  readonly hint?: string;
}

type Read = <T>(
  endpoint: string,
  neededBy: Need,
  read: (() => Promise<T>) | undefined,
) => Promise<T | undefined>;

/** Throws only for a fault of our own: what the service refuses is a reading. */
export async function readEverything(
  converra: Converra,
  signal: AbortSignal,
): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  const options = { signal };
  const read: Read = async (endpoint, neededBy, ask) => {
    if (ask === undefined) {
      readings.push({ endpoint, neededBy, state: "nothing-to-read" });
      return undefined;
    }
    try {
      const value = await ask();
      readings.push({ endpoint, neededBy, state: "read" });
      return value;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { kind, status, hint } = error;
      readings.push({ endpoint, neededBy, state: "not-read", reason: reasonOf(error), hint });
      // Without a key that is accepted every other answer would say the same.
      if (kind === "unauthorized" && status === 401) throw error;
      return undefined;
    }
  };
  const { account, agents, conversations, optimizations, benchmarks, webhooks } = converra;
  await read("GET /account", "nothing", () => account.get(options));
  await read("GET /usage", "gate", () => account.usage(options));
  await read("GET /settings", "nothing", () => account.settings(options));
  const all = await read("GET /agents", "gate", () => agents.listAll(options));
  const agent = all?.find(({ status }) => status === "active") ?? all?.[0];
  const ofAgent = <T>(ask: (id: string) => Promise<T>) => agent && (() => ask(agent.id));
  await read(
    "GET /agents/:id",
    "gate",
    ofAgent((id) => agents.get(id, options)),
  );
  await read(
    "GET /agents/:id/insights",
    "insights",
    ofAgent((id) => agents.insights(id, { days: 30 }, options)),
  );
  await read(
    "GET /agents/:id/step-failures",
    "insights",
    ofAgent((id) => agents.stepFailures(id, options)),
  );
  const logged = await read("GET /conversations", "gate", () =>
    conversations.list({ limit: 20 }, options),
  );
  const talk = logged?.items[0];
  const ofTalk = <T>(ask: (id: string) => Promise<T>) => talk && (() => ask(talk.id));
  await read(
    "GET /conversations/:id",
    "gate",
    ofTalk((id) => conversations.get(id, options)),
  );
  await read(
    "GET /conversations/:id/insights",
    "nothing",
    ofTalk((id) => conversations.insights(id, options)),
  );
  const runs = await read("GET /optimizations", "gate", () =>
    optimizations.list({ limit: 100 }, options),
  );
  const run = runs?.find(({ status }) => status === "completed") ?? runs?.[0];
  const ofRun = <T>(ask: (id: string) => Promise<T>) => run && (() => ask(run.id));
  await read(
    "GET /optimizations/:id",
    "gate",
    ofRun((id) => optimizations.get(id, options)),
  );
  await read(
    "GET /optimizations/:id/variants",
    "gate",
    ofRun((id) => optimizations.variants(id, options)),
  );
  const compared = await read("GET /benchmarks", "benchmark", () =>
    benchmarks.list({ limit: 20 }, options),
  );
  const benchmark = compared?.[0];
  await read(
    "GET /benchmarks/:id",
    "benchmark",
    benchmark && (() => benchmarks.get(benchmark.id, options)),
  );
  await read("GET /webhooks", "nothing", () => webhooks.list(options));
  return readings;
}

/** The kind of refusal and its status, or the member that is not as it should be: never the service's own text. */
export function reasonOf({ kind, status, message }: ServiceError): string {
  if (kind !== "protocol") return status === undefined ? kind : `${kind}, status ${status}`;
  const [, member] = /unexpected shape, (.+)$/u.exec(message) ?? [];
  return member ?? "an answer that is not what the API speaks";
}
