/** What a report says of the rules a change loosens and the agents it no longer guards. Pure. */
import type { LoosenedRule } from "../config/effective.ts";
import type { RemovedAgent } from "../config/removed.ts";
import type { Gate, GateResult } from "../domain.ts";
import type { Level, Notice } from "../report/model.ts";

const RULES_NAMED = 12;

/** None where nothing is loosened. */
export function loosenedNotice(
  loosened: readonly LoosenedRule[],
  policy: "base" | "head",
): readonly Notice[] {
  if (loosened.length === 0) return [];
  const groups = grouped(loosened);
  const named = groups.slice(0, RULES_NAMED).join("; ");
  const more = groups.length - RULES_NAMED;
  return [
    {
      level: "warning",
      message: `This pull request loosens: ${named}${more > 0 ? `; and ${more} more, in report.json` : ""}`,
      hint:
        policy === "base"
          ? "It is judged by the base commit's rules; these take effect with the merge."
          : "The base commit's `policy: head` lets them hold at once, and the gate is a warning at best.",
    },
  ];
}

/** The same change of many agents is one entry. */
function grouped(loosened: readonly LoosenedRule[]): readonly string[] {
  const keys = new Map<string, string[]>();
  for (const { key, rule, from, to } of loosened) {
    const change = `${rule} ${from} → ${to}`;
    keys.set(change, [...(keys.get(change) ?? []), ...(key === undefined ? [] : [key])]);
  }
  return [...keys].map(([change, [first, ...others]]) => {
    if (first === undefined) return change;
    return `${first}${others.length === 0 ? "" : ` and ${others.length} more`} · ${change}`;
  });
}

const LEVEL: Readonly<Record<GateResult, Level>> = {
  pass: "notice",
  warn: "warning",
  fail: "error",
};

export function removedNotices(removed: readonly RemovedAgent[]): readonly Notice[] {
  return removed.map(({ reason: message, advice: hint, action }) => {
    return { level: LEVEL[action], message, hint };
  });
}

/** What the gate does about both, beside its verdicts. */
export function ruleReasons(
  removed: readonly RemovedAgent[],
  loosened: readonly LoosenedRule[],
  policy: "base" | "head" | undefined,
): Gate["reasons"] {
  const gone = removed.map(({ key, action, reason }) => ({ key, action, reason }));
  if (policy !== "head") return gone.filter(({ action }) => action !== "pass");
  const keys = new Set(loosened.map(({ key }) => key ?? "the whole run"));
  const reason = "The pull request loosens the rules it is judged by.";
  const loose = [...keys].map((key) => ({ key, action: "warn" as const, reason }));
  return [...gone.filter(({ action }) => action !== "pass"), ...loose];
}
