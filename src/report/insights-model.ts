/** The part of a report about real conversations, as the service tells of them. */

/** Every night asks anew: over a year of nights it may be wrong about once in three. */
export const HEALTH_ALPHA = 0.001;

/** One figure of the last days against the weeks before them. */
export interface HealthFinding {
  readonly figure: string;
  readonly recent: HealthShare;
  readonly before: HealthShare;
  /** Points; negative is worse. */
  readonly change: number;
  /** One-sided, by Fisher's exact test, corrected over all figures and agents. */
  readonly p: number;
  readonly finding: "fell" | "unchanged";
}

export interface HealthShare {
  /** Of the conversations, 0-100. */
  readonly percent: number;
  /** @asType integer */
  readonly n: number;
}

export interface InsightsReport {
  readonly recent?: InsightsFigures;
  readonly usual?: InsightsFigures;
  /** Figures that either period lacks are left out. */
  readonly health?: readonly HealthFinding[];
  /** What the service sees go wrong; its words. */
  readonly issues?: readonly {
    readonly description: string;
    /** Share of conversations, 0-1. */
    readonly frequency?: number;
    readonly severity?: string;
  }[];
  /** Further parts, such as business impact, as they came. */
  readonly further?: readonly { readonly name: string; readonly lines: readonly string[] }[];
  /** What came in a shape that this version does not know. */
  readonly unread?: readonly string[];
  /** Old insights are being made anew, for the next report. */
  readonly regenerated?: boolean;
  /** Absent where the repository has none for the agent. */
  readonly transcripts?: {
    readonly shown: readonly TranscriptReport[];
    /** What is not shown, not there yet or not in a shape that this version knows: sentences. */
    readonly notes: readonly string[];
  };
  readonly stepFailures: readonly {
    readonly step: string;
    readonly rootCause?: string;
    readonly count?: number;
  }[];
  readonly recommendations: readonly string[];
}

export interface InsightsFigures {
  /** @asType integer */
  readonly days: number;
  /** Points 0-100. */
  readonly taskCompletion?: number;
  /** 0-1. */
  readonly completionRate?: number;
  /** 0-1. */
  readonly abandonmentRate?: number;
  readonly conversationCount?: number;
  readonly sentiment?: string;
}

/** What the service says of one of the repository's transcripts, in its words. */
export interface TranscriptReport {
  readonly file: string;
  /**
   * Where in the file it begins.
   * @asType integer
   */
  readonly line: number;
  readonly conversationId: string;
  readonly taskCompleted?: boolean;
  readonly sentiment?: string;
  /** As it came. */
  readonly sentimentScore?: number;
  readonly topics: readonly string[];
  readonly summary?: string;
}
