/** An emulated account at the desk: it holds what the base commit says, as if that had been synced and used for a while. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SeedAgent } from "../../sandbox/converra/options.ts";
import { startConverra } from "../../sandbox/converra/server.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { AgentDefinition } from "../domain.ts";
import { configAt } from "../gate/base.ts";
import { candidateFingerprint, withModel } from "../plan/plan.ts";
import { withLiveTag } from "../plan/tags.ts";
import { BEGIN } from "./desk-context.ts";
import { exampleFiles, writeFiles } from "./example.ts";
import { type Checkout, filesOfCommits } from "./git.ts";

export interface Sandbox {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Where the configuration is: the desk's own folder, or that of the example. */
  readonly folder: string;
  /** What there is to say of it before anything runs. */
  readonly greeting: string;
  close(): Promise<void>;
}

/** Seconds of the account's clock in a second: a run of about twenty minutes takes two. */
const SPEED = 600;
/** What an account in use has. */
const EARLIER_RUNS = [9, 6, 2].map((daysAgo) => ({ daysAgo, mode: "validation" as const }));
/** Where the configuration names no transcripts. */
const STOCK_CONVERSATIONS = [
  "User: Where is my order?\nAssistant: Let me look it up. What is its number?",
  "User: I want my money back.\nAssistant: I am sorry to hear that. When was it delivered?",
  "User: Can I talk to a person?\nAssistant: Of course, I will hand you over now.",
];

interface Desk {
  readonly folder: string;
  readonly patterns: readonly string[] | undefined;
  readonly checkout: Checkout;
}

/**
 * Where the desk's configuration is not to be read, the account holds the example. Throws a ConfigError where it cannot
 * be filled because the configuration is wrong.
 */
export async function openSandbox(
  desk: Desk,
  { isRead }: { readonly isRead: boolean },
): Promise<Sandbox> {
  const isNamed = ["converra.yml", "converra.yaml"].some((name) =>
    existsSync(join(desk.folder, name)),
  );
  const isThere = desk.patterns !== undefined || isNamed;
  const isEmpty = !isRead || !isThere;
  const place = isEmpty ? await exampleDesk() : { ...desk, remove: async () => {} };
  try {
    const seedData = isEmpty ? await exampleSeeds() : await seedsOf(desk);
    const clock = fastClock(SPEED);
    const converra = await startConverra({ plan: "pro", seed: 3, clock, seedData });
    return {
      apiKey: converra.apiKey,
      baseUrl: converra.url,
      clock,
      folder: place.folder,
      greeting: isRead ? (isEmpty ? EXAMPLE : greetingOf(desk)) : ACCOUNT,
      close: async () => {
        await converra.close();
        await place.remove();
      },
    };
  } catch (error) {
    await place.remove();
    throw error;
  }
}

const SPEED_WORDS = `Its scores are synthetic, and ${SPEED / 60} of its minutes pass in a second.`;
const ACCOUNT = "Sandbox: an emulated account with the example's agent.";
const EXAMPLE = `Sandbox: there is no converra.yml here, so this is the example, with the refunds deleted from its prompt. ${SPEED_WORDS} Start your own with: npx converra-gate init`;

function greetingOf({ checkout: { base } }: Desk): string {
  const holds =
    base === undefined
      ? "the files as they are; with git and a first commit it would hold what that says"
      : `what commit ${base.commit.slice(0, 7)} (${base.name}) says`;
  return `Sandbox: an emulated account that holds ${holds}. ${SPEED_WORDS}`;
}

async function seedsOf({ folder, patterns, checkout }: Desk): Promise<readonly SeedAgent[]> {
  const { loadConfig } = await import("../config/load.ts");
  const config = await loadConfig({
    workspace: folder,
    patterns: patterns ?? ["converra.yml"],
    begin: BEGIN,
  });
  const before = await definitionsAtBase(folder, checkout, config.files);
  const definitions = before.length > 0 ? before : config.agents;
  return definitions.map((definition) => {
    const transcripts = config.transcripts.get(definition.key) ?? [];
    return seedOf(
      definition,
      transcripts.map(({ text }) => text),
    );
  });
}

async function definitionsAtBase(
  folder: string,
  { base }: Checkout,
  paths: readonly string[],
): Promise<readonly AgentDefinition[]> {
  if (base === undefined) return [];
  const files = filesOfCommits(folder);
  const read = (path: string) => files.readTextAt({ path, ref: base.commit });
  const found = await configAt(read, paths);
  return typeof found === "string" || found.lacking !== undefined ? [] : found.config.agents;
}

/** For agents whose definition leaves the model to the live agent's. */
const SANDBOX_MODEL = "gpt-4o";

function seedOf(definition: AgentDefinition, transcripts: readonly string[]): SeedAgent {
  const modelled = withModel(definition, SANDBOX_MODEL);
  const { id, name, description, prompt, model, tags } = modelled;
  return {
    id,
    name,
    description,
    content: prompt,
    model,
    tags: withLiveTag([], tags, candidateFingerprint(modelled)),
    conversations: transcripts.length > 0 ? transcripts : STOCK_CONVERSATIONS,
    runs: EARLIER_RUNS,
  };
}

/** The example as somebody has changed it, in a folder of its own. */
async function exampleDesk(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "converra-gate-example-"));
  const files = new Map(await exampleFiles());
  const prompt = files.get("prompts/support.md") ?? "";
  files.set("prompts/support.md", prompt.replace(/^## Refunds\n[\s\S]*?(?=^## )/m, ""));
  await writeFiles(folder, files);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function exampleSeeds(): Promise<readonly SeedAgent[]> {
  const folder = await mkdtemp(join(tmpdir(), "converra-gate-example-"));
  try {
    await writeFiles(folder, await exampleFiles());
    return await seedsOf({ folder, patterns: undefined, checkout: {} });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** From now on, `speed` times as fast. */
function fastClock(speed: number): Clock {
  const start = systemClock.now();
  return {
    now: () => Math.round(start + (systemClock.now() - start) * speed),
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}
