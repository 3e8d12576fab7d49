/**
 * The one result model every writer reads. It holds facts and decisions already taken; no writer decides anything.
 * schema/report.schema.json is generated from these types and the domain's, their comments included.
 */
import type { AccountEntry } from "../account.ts";
import type {
  AgentVerdict,
  Gate,
  GateResult,
  Mode,
  Outcome,
  PlanEntry,
  SourceRange,
} from "../domain.ts";
import type { Headroom, VariantResult } from "../headroom.ts";
import type { AcceptedDrop } from "../verdict/acceptance.ts";
import type { BenchmarkReport } from "./benchmark-model.ts";
import type { Cost } from "./cost-model.ts";
import type { InsightsReport } from "./insights-model.ts";

export const REPORT_COMMANDS = [
  "gate",
  "sync",
  "plan",
  "benchmark",
  "insights",
  "apply",
  "clean",
] as const;
export type ReportCommand = (typeof REPORT_COMMANDS)[number];

export interface ReportContext {
  readonly event: string;
  /** owner/name */
  readonly repository?: string;
  /** https://github.com, or the Enterprise Server's. */
  readonly serverUrl: string;
  readonly commit?: string;
  /** @asType integer */
  readonly pullRequest?: number;
  readonly runUrl?: string;
  readonly configFiles: readonly string[];
  /** True when the service is an emulator on this machine: its scores are synthetic. */
  readonly sandbox: boolean;
  /** How sync was done: on previews, on the live agents, or not at all. */
  readonly syncMode: "preview" | "live" | "off";
  /** owner/name of the fork whose own run made this report: nobody has checked what it says. */
  readonly unverified?: string;
}

/** What one side of the comparison was measured on. */
export interface EvidenceReport {
  readonly fingerprint: string;
  readonly mode: Mode;
  readonly where: "preview" | "live" | "both";
  /** @asType integer */
  readonly started: number;
  /** @asType integer */
  readonly adopted: number;
  /** ISO times of the oldest and newest run. */
  readonly oldest?: string;
  readonly newest?: string;
  /** Commit the prompt was synced from, where it is known. */
  readonly commit?: string;
}

export interface AgentReport {
  readonly key: string;
  readonly name: string;
  readonly source: SourceRange;
  readonly promptSource: SourceRange;
  /** Present for sync and plan, and for the gate where the service was reached. */
  readonly plan?: PlanEntry;
  /** Present for gate and benchmark. */
  readonly verdict?: AgentVerdict;
  /** A person has accepted the drop for this commit: the verdict stays, and the gate lets it pass. */
  readonly accepted?: AcceptedDrop;
  readonly candidate?: EvidenceReport;
  readonly baseline?: EvidenceReport;
  readonly runs: readonly Outcome[];
  /** Variants of the candidate's newest run; empty when there is none. */
  readonly variants: readonly VariantResult[];
  readonly headroom?: Headroom;
  /** How the winner is offered; absent where suggestions were not asked for, or there is none to take. */
  readonly suggestion?: SuggestionReport;
  /** The prompt it would replace; undefined when there is none. */
  readonly promptBefore?: string;
  readonly promptAfter: string;
  /** Agent on the service the candidate was measured on. */
  readonly measuredOn?: { readonly kind: "preview" | "live"; readonly agentId: string };
  readonly benchmark?: BenchmarkReport;
  /** The runs of the live prompt have become lower over time. */
  readonly decline?: DeclineReport;
  readonly insights?: InsightsReport;
  /** Scores of the prompts that were live, oldest first. */
  readonly history?: readonly HistoryPoint[];
}

export interface SuggestionReport {
  /** A suggestion on the lines of the pull request, or a patch in its comment. */
  readonly kind: "review" | "patch";
  /**
   * Of the review comment.
   * @asType integer
   */
  readonly commentId?: number;
}

export interface DeclineReport {
  /** ISO time of the first run of the lower level. */
  readonly since: string;
  /** How much lower the runs since then are: of the metric, or of the mean of all where none is named. */
  readonly points: number;
  readonly metric?: string;
  /** Metric -> how much lower, points. */
  readonly metrics: Readonly<Record<string, number>>;
  /** @asType integer */
  readonly before: number;
  /** @asType integer */
  readonly after: number;
  readonly explanation: string;
}

export interface HistoryPoint {
  /** ISO time. */
  readonly completedAt: string;
  /** Points as the service gives them, the direction not applied. */
  readonly scores: Readonly<Record<string, number>>;
}

/** The runner's levels, worst first. */
export const LEVELS = ["error", "warning", "notice"] as const;
export type Level = (typeof LEVELS)[number];

export function worstNoticesFirst({ notices }: Pick<Report, "notices">): readonly Notice[] {
  return LEVELS.flatMap((level) => notices.filter((one) => one.level === level));
}

/** Something a person should know that is about no single verdict. */
export interface Notice {
  readonly level: Level;
  readonly message: string;
  readonly hint?: string;
  readonly at?: SourceRange;
}

/** How the rules of a pull request differ from those of the commit it would be merged into. */
export interface RulesReport {
  /** Rules that are looser than the base commit's. */
  readonly loosened: readonly {
    /** The agent; absent for a rule of the whole run. */
    readonly key?: string;
    readonly rule: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** Agents of the base commit that are guarded no longer. */
  readonly removed: readonly {
    readonly key: string;
    readonly name: string;
    readonly how: "removed" | "renamed" | "rebound";
    readonly reason: string;
    readonly advice: string;
    readonly action: GateResult;
  }[];
}

/** Something of this action's on the account that nothing needs any longer. */
export interface CleanedItem {
  readonly what: "copy" | "benchmark" | "run";
  readonly id: string;
  /** Of an agent. */
  readonly name?: string;
  /** Why it is needed no longer, as a clause. */
  readonly why: string;
  readonly state: "removed" | "to-remove" | "failed";
  /** Why it could not be removed. */
  readonly problem?: string;
}

/** A guess about the service that this run saw broken; docs/assumptions.md has them all. */
export interface BrokenAssumption {
  readonly id: string;
  readonly assumed: string;
  /** The shape that came instead, without any text of prompts, names or keys. */
  readonly seen: string;
  /** What the action did about it. */
  readonly otherwise: string;
  /** What cannot be done without it. */
  readonly neededBy: "gate" | "sync" | "benchmark" | "insights" | "nothing";
}

/** An agent whose live prompt, or whose models, a scheduled run has proven to be worse than they were. */
export interface WorseAgent {
  readonly key: string;
  /** One or two sentences: what fell, by how much and against what. */
  readonly reason: string;
}

/** report.json in the report folder. Scores are points on 0-100, times ISO 8601. */
export interface Report {
  readonly schemaVersion: 1;
  readonly command: ReportCommand;
  readonly context: ReportContext;
  readonly gate: Gate;
  readonly agents: readonly AgentReport[];
  readonly cost: Cost;
  readonly notices: readonly Notice[];
  /** Proven to be worse, which alone is worth waking somebody; empty: none; absent: no scheduled run. */
  readonly worse?: readonly WorseAgent[];
  /** Absent where the run has no base commit to hold its rules against. */
  readonly rules?: RulesReport;
  /** Copies archived, runs stopped and benchmarks deleted; of a plan, those that would be. Absent where nobody looked. */
  readonly cleaned?: readonly CleanedItem[];
  /** Settings and webhooks of the account that the config keeps; absent where it keeps none, or nobody looked. */
  readonly account?: readonly AccountEntry[];
  /** Of the service's wire; absent where the service was not reached. */
  readonly assumptions?: readonly BrokenAssumption[];
  /** Set when the run could not do its work; the gate is then a fail. */
  readonly fault?: { readonly message: string; readonly hint?: string };
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** The state of a gate that is still waiting, for the comment. */
export interface RunningReport {
  readonly context: ReportContext;
  readonly agents: readonly { readonly key: string; readonly state: string }[];
  /** What was or will be started, in one sentence. */
  readonly spending: string;
  readonly progress?: RunningProgress;
}

/** How far the runs are that are waited for. */
export interface RunningProgress {
  readonly ended: number;
  readonly total: number;
  /** ISO times: of this state, and of the end by what earlier runs took; undefined where none tells. */
  readonly asOf: string;
  readonly expectedEnd?: string;
}
