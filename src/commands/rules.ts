/** What a report says of the rules a change loosens and the agents it no longer guards. Pure. */
import type { LoosenedRule } from "../config/effective.ts";
import type { RemovedAgent } from "../config/removed.ts";
import type { RunConfig } from "../config/resolve.ts";
import type { Gate, GateResult } from "../domain.ts";
import type { OfflineEnvironment } from "../gate/types.ts";
import type { SyncMode } from "../inputs.ts";
import type { Level, Notice } from "../report/model.ts";

const RULES_NAMED = 12;

/** One for each file that somebody may take for the configuration that is read. */
export function leftAsideNotices({ leftAside }: Pick<RunConfig, "leftAside">): readonly Notice[] {
  return leftAside.map(({ path, read }) => ({
    level: "warning",
    message: `${path} is not read: ${read} beside it is`,
    hint: "Delete one of the two, or name both as the config.",
  }));
}

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

export const OWN_RULES: Notice = {
  level: "warning",
  message:
    "The base commit's config could not be read: this change is judged by its own rules, and agents it removes are not noticed",
  hint: "The log says why. The token needs `contents: read`.",
};

/** Said of a pull request whose config asks for its text to go live, and has nobody's word for that but its own. */
export function unheldLiveNotice(
  { sync }: RunConfig,
  mode: SyncMode,
  { context: { pullRequest }, inputs }: Pick<OfflineEnvironment, "context" | "inputs">,
): readonly Notice[] {
  const isAsked = sync.pullRequest === "live" && inputs.sync === "auto";
  if (!isAsked || mode === "live" || pullRequest === undefined || pullRequest.fork) return [];
  return [UNHELD_LIVE];
}

const UNHELD_LIVE: Notice = {
  level: "warning",
  message:
    "`sync.pull-request: live` does not hold for this pull request, so it is measured on a preview: it counts in the base commit's config alone, and where the base is the default branch",
  hint: "To measure on live agents all the same, set the input `sync` to live where the action is called.",
};

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
