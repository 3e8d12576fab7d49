/** The verdict of an agent that is not evaluated: there is nothing to measure, or no telling what. Pure. */
import type { AgentDefinition, AgentVerdict, Verdict } from "../domain.ts";
import type { RunContext } from "../event.ts";
import { isSameFingerprint, samplingPart } from "../plan/fingerprint.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import { carriesOurs } from "../plan/sides.ts";
import { capital } from "../report/format.ts";

export interface SettleOptions {
  /** The definitions at the base commit; undefined when nothing depends on them or they are not known. */
  readonly base: readonly AgentDefinition[] | undefined;
  /** Keys that differ from the base commit; undefined when every agent counts or that is not known. */
  readonly changed: ReadonlySet<string> | undefined;
  /** Keys that differ because the base branch alone has changed them. */
  readonly behind?: ReadonlySet<string>;
  /**
   * The live agent may carry what an earlier run of this very pull request wrote to it: that it says the same as the
   * file then tells nothing.
   */
  readonly mayBeOwnText: boolean;
  /** A scheduled run measures the live prompt itself again. */
  readonly asItStands: boolean;
  /** The service's own GitHub App opened this pull request with a winner of its own. */
  readonly ownPullRequest: boolean;
  /** Keys with transcripts in the repository, which a new agent can be run on. */
  readonly withTranscripts: ReadonlySet<string>;
}

/** A verdict that rests on no figures. */
export function settle(
  key: string,
  verdict: Verdict,
  reason: string,
  advice?: string,
): AgentVerdict {
  return { key, verdict, reason, advice, metrics: [] };
}

/** `behind`: agents that the base branch alone has changed. */
export function skippedAsBase(key: string, behind?: ReadonlySet<string>): AgentVerdict {
  const reason = behind?.has(key)
    ? "This pull request leaves it alone: only the base branch has changed it since. Nothing run."
    : "Same prompt and settings as the base commit, nothing run.";
  return settle(key, "skipped", reason);
}

/** Undefined for an agent that is evaluated. */
export function settledVerdict(
  planned: PlannedAgent,
  options: SettleOptions,
): AgentVerdict | undefined {
  const { definition, entry, candidate, baseline } = planned;
  const { key } = definition;
  if (options.ownPullRequest) {
    return settle(
      key,
      "skipped",
      "Converra's own GitHub App opened this pull request; its prompt was measured before it was offered.",
    );
  }
  if (entry.action === "conflicting") {
    return settle(
      key,
      "incomplete",
      `${capital(entry.reason)}. Until then there is nothing to measure it against.`,
    );
  }
  if (options.changed?.has(key) === false) return skippedAsBase(key, options.behind);
  if (entry.action === "create") return settledNew(definition, options);
  if (options.asItStands || !isSameFingerprint(candidate, baseline)) return undefined;
  if (options.mayBeOwnText) {
    return settle(
      key,
      "not-evaluated",
      "The live agent says the same as the file, perhaps because an earlier run wrote it there, and the base commit could not be read to compare with.",
      "Give the token `contents: read`, or set `sync: preview`.",
    );
  }
  if (hidesSampling(planned, options.base)) {
    return settle(
      key,
      "not-evaluated",
      "Of what differs from the base commit only temperature or max-tokens would change the live agent, and the service does not report them: which ones it has is known only once sync has written them.",
      "Merge this, or let sync run on the default branch: from then on such changes are measured.",
    );
  }
  return settle(key, "skipped", "Same prompt as the live agent, nothing run.");
}

/** The sampling changed, and the baseline, whose own is unknown, is only taken to share the candidate's. */
function hidesSampling(
  planned: PlannedAgent,
  base: readonly AgentDefinition[] | undefined,
): boolean {
  const { definition } = planned;
  const before = base?.find(({ key }) => key === definition.key);
  if (before === undefined || carriesOurs(planned)) return false;
  return samplingPart(before) !== samplingPart(definition);
}

/** A new agent can be held to a floor alone, where there is something to run it on. */
function settledNew(
  { key, gate }: AgentDefinition,
  { withTranscripts }: SettleOptions,
): AgentVerdict | undefined {
  const hasFloor = Object.values(gate.metrics).some(({ min }) => min !== undefined);
  if (hasFloor && withTranscripts.has(key)) return undefined;
  return settle(
    key,
    "not-evaluated",
    "A new agent: there is no live prompt to compare with yet.",
    "It is created when this is merged. To hold a new agent to a floor, give it `conversations` and a `min` for a metric.",
  );
}

/**
 * A run for a commit that its pull request has left behind must not touch what the newer commit's run works on. It fails:
 * the check would stay with the commit, which may become the head again.
 */
export function outdatedVerdict(
  key: string,
  commit: string | undefined,
  newer: string,
): AgentVerdict {
  const short = (sha: string) => sha.slice(0, 7);
  return settle(
    key,
    "incomplete",
    `The pull request has moved on from ${short(commit ?? "this commit")} to ${short(newer)}: nothing is measured for the older commit.`,
    "See the run of the newer commit. Should this commit become the head again, run this again then.",
  );
}

/**
 * Converra's own GitHub App opens pull requests with winners: evaluating those would start a run for each. Whoever may
 * set a label could otherwise switch the gate off, and so could a commit pushed onto the app's branch.
 */
export function isConverras({ pullRequest }: RunContext): boolean {
  if (pullRequest?.author !== "Bot" || pullRequest.sender !== "Bot") return false;
  const { labels } = pullRequest;
  return labels.includes("converra:optimization") || labels.includes("converra:auto-pr");
}
