/** The action's outputs, by the names of action.yml. */
import type { GateResult, Verdict } from "../domain.ts";
import { escapedJson } from "./escape.ts";
import { gateActionOf } from "./labels.ts";
import type { Report } from "./model.ts";
import { decidingMetric } from "./scores.ts";
import { isOffered } from "./variants.ts";

/** The `verdicts` output: one entry an agent. */
export type Verdicts = readonly {
  readonly key: string;
  readonly verdict: Verdict;
  /** What the gate does about it. */
  readonly action: GateResult;
  readonly reason: string;
  /** The metric that decided, else the one that moved most. */
  readonly metric?: string;
  /** Its mean score, 0-100. */
  readonly candidate?: number;
  /** Its mean score, 0-100. */
  readonly baseline?: number;
  /** Candidate minus baseline in points; negative is worse. */
  readonly delta?: number;
}[];

/** The `winners` output: one entry for each agent with a better prompt that is no worse than the live one. */
export type Winners = readonly {
  readonly key: string;
  readonly runId: string;
  readonly variantId: string;
  readonly variantName: string;
  /** Percent against the candidate. */
  readonly lift?: number;
  /** Probability, 0-1. */
  readonly confidence?: number;
  readonly goldenSetRegressed?: number;
}[];

export type OutputName =
  | "gate"
  | "verdicts"
  | "regressed"
  | "winners"
  | "webhook-secrets"
  | "report-dir"
  | "comment-url";

/** Every output; the address of the comment is empty until it is posted. */
export function renderOutputs(
  report: Report,
  {
    reportDir,
    webhookSecrets = new Map(),
  }: { readonly reportDir: string; readonly webhookSecrets?: ReadonlyMap<string, string> },
): Readonly<Record<OutputName, string>> {
  const verdicts = verdictsOf(report);
  const regressed = verdicts.filter(({ verdict }) => verdict === "regressed");
  return {
    gate: report.gate.result,
    verdicts: shellSafeJson(verdicts),
    regressed: shellSafeJson(regressed.map(({ key }) => key)),
    winners: shellSafeJson(winnersOf(report)),
    "webhook-secrets":
      webhookSecrets.size === 0 ? "" : shellSafeJson(Object.fromEntries(webhookSecrets)),
    "report-dir": reportDir,
    "comment-url": "",
  };
}

function verdictsOf(report: Report): Verdicts {
  return report.agents.flatMap((agent) => {
    if (agent.verdict === undefined) return [];
    const { verdict, reason } = agent.verdict;
    const metric = decidingMetric(agent);
    return {
      key: agent.key,
      verdict,
      action: gateActionOf(report, agent.key),
      reason,
      metric: metric?.metric,
      candidate: metric?.candidate.n === 0 ? undefined : metric?.candidate.mean,
      baseline: metric?.baseline?.mean,
      delta: metric?.delta,
    };
  });
}

function winnersOf(report: Report): Winners {
  return report.agents.flatMap(({ key, headroom }) => {
    if (!isOffered(headroom)) return [];
    const { runId, variantId, variantName, lift, confidence, goldenSet } = headroom;
    const goldenSetRegressed = goldenSet?.regressed;
    return { key, runId, variantId, variantName, lift, confidence, goldenSetRegressed };
  });
}

/** Workflows paste outputs into shell scripts: inside single quotes nothing of this ends the string. */
export function shellSafeJson(value: unknown): string {
  return escapedJson(value, /['`$<>&\u007f-\uffff]/g);
}
