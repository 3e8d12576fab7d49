/** What an emulator can be told to be. Where Converra's pages are silent or disagree, the choice is a switch here. */
import type { OutcomeKind } from "./entities.ts";
import type { Fault } from "./faults.ts";

/** The part of the project's Clock that the emulator needs. */
export interface EmulatorClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Dialect {
  /** `older`: promptId, /prompts beside /agents, no isControl. Newer pages say agentId. */
  readonly naming: "newer" | "older";
  /** `paginated` only for agents and conversations: no page shows a pagination object on another list. */
  readonly listShape: "paginated" | "data" | "array";
  readonly confidenceScale: 1 | 100;
  readonly metricScale: 1 | 100;
  /** A completed run answers `results: null`. */
  readonly resultsNull: boolean;
  /** A run passes through a status that no page lists. */
  readonly unknownStatus: boolean;
  /** Unit of X-RateLimit-Reset; the pages announce headers and are cut before naming them. */
  readonly rateLimitHeaders: "seconds" | "epoch" | "epoch-ms" | "iso" | "absent";
  /** Two pages disagree on the code of a 401. */
  readonly unauthorizedCode: "INVALID_API_KEY" | "UNAUTHORIZED";
  readonly startStatus: "running" | "queued";
  /** The control variant carries its prompt as `content`. */
  readonly controlContent: boolean;
}

const NEWER: Dialect = {
  naming: "newer",
  listShape: "paginated",
  confidenceScale: 1,
  metricScale: 100,
  resultsNull: false,
  unknownStatus: false,
  rateLimitHeaders: "seconds",
  unauthorizedCode: "INVALID_API_KEY",
  startStatus: "running",
  controlContent: true,
};

const OLDER: Dialect = {
  ...NEWER,
  naming: "older",
  rateLimitHeaders: "epoch",
  unauthorizedCode: "UNAUTHORIZED",
  controlContent: false,
};

/** The preset of the stated naming (newer by default) with the other switches on top. */
export function resolveDialect(dialect: Partial<Dialect> = {}): Dialect {
  return { ...(dialect.naming === "older" ? OLDER : NEWER), ...dialect };
}

export type Plan = "free" | "pro" | "enterprise";

export interface PlanLimits {
  readonly name: Plan;
  readonly requestsPerMinute: number;
  /** null: unlimited. */
  readonly agents: number | null;
  readonly optimizationsPerMonth: number | null;
  readonly conversationsPerMonth: number | null;
}

/** Documented: https://docs.converra.ai/api/account.html; Enterprise is "custom" there, 1,200 is a guess. */
export const PLANS: Readonly<Record<Plan, PlanLimits>> = {
  free: {
    name: "free",
    requestsPerMinute: 60,
    agents: 5,
    optimizationsPerMonth: 10,
    conversationsPerMonth: 500,
  },
  pro: {
    name: "pro",
    requestsPerMinute: 300,
    agents: 100,
    optimizationsPerMonth: 50,
    conversationsPerMonth: 10_000,
  },
  enterprise: {
    name: "enterprise",
    requestsPerMinute: 1_200,
    agents: null,
    optimizationsPerMonth: null,
    conversationsPerMonth: null,
  },
};

interface SeedConversation {
  readonly content: string;
  readonly status?: "completed" | "abandoned" | "in_progress";
  /** Days before the clock's time; by default a few hours. */
  readonly daysAgo?: number;
}

export interface SeedRun {
  readonly mode?: "exploratory" | "validation";
  readonly variantCount?: number;
  /** Days before the clock's time at which the run was started. */
  readonly daysAgo: number;
  /** Points added to the true scores of then: a history that has declined. */
  readonly shift?: number;
}

export interface SeedAgent {
  /** The next free one unless told. */
  readonly id?: string;
  readonly name: string;
  readonly description?: string;
  readonly content: string;
  readonly model: string;
  readonly tags?: readonly string[];
  readonly status?: "draft" | "active" | "deprecated" | "archived";
  readonly conversations?: readonly (string | SeedConversation)[];
  /** Optimizations of this content that were started in the past. */
  readonly runs?: readonly SeedRun[];
}

/** An ending other than the one the score model gives, for the runs that match. */
export interface ScriptedOutcome {
  /** Agent id or exact name; absent: every agent. */
  readonly agent?: string;
  /** One run by its id, started already or not. */
  readonly run?: string;
  readonly kind: OutcomeKind;
  /** For `fail`: what the service says; absent: it says nothing. */
  readonly reason?: string;
}

/** Ways in which a service may keep something else than it was sent. All are guesses about what none of the pages rules out. */
export interface Storage {
  readonly tags?: "dropped" | "lower-case" | "cut";
  /** POST makes an active agent, whatever status is sent. */
  readonly status?: "ignored";
  /** White space is laid out anew. */
  readonly text?: "reflowed";
  readonly model?: "full-name";
  /** PATCH answers with the agent as it was. */
  readonly patch?: "ignored";
}

export interface EmulatorOptions {
  readonly clock?: EmulatorClock;
  /** A run takes fifteen minutes of the clock divided by this. */
  readonly timeScale?: number;
  readonly plan?: Plan;
  readonly dialect?: Partial<Dialect>;
  readonly seed?: string | number;
  readonly apiKey?: string;
  /** File that holds the state across restarts. */
  readonly dataFile?: string;
  readonly seedData?: readonly SeedAgent[];
  /** False: settings start without industry and objectives, so that runs are refused. */
  readonly businessContext?: boolean;
  readonly outcomes?: readonly ScriptedOutcome[];
  readonly faults?: readonly (Fault | string)[];
  /** Points added to a model's true scores, by model name. */
  readonly modelQuality?: Readonly<Record<string, number>>;
  /** Points added to the true scores of runs on draft agents, as if they drew other scenarios. */
  readonly draftShift?: number;
  /** What becomes of an agent's members on their way into the store; by default they are kept as sent. */
  readonly storage?: Storage;
}
