/** What the account allows, read before anything is started. */
import type { AccountFacts, MeasureDeps } from "./measuring.ts";
import type { Need } from "./needs.ts";
import { keyOf, type Subject } from "./subject.ts";

/** Documented: at most ten optimizations at once on an account. */
const SLOTS = 10;

export async function readFacts(
  deps: Pick<MeasureDeps, "converra" | "signal">,
): Promise<AccountFacts> {
  const options = { signal: deps.signal };
  const [usage, settings] = await Promise.all([
    deps.converra.account.usage(options),
    deps.converra.account.settings(options),
  ]);
  return { usage, settings };
}

/** Slots this workflow run may fill; `waitedFor` are runs under way that it waits for itself. */
export function slotsFor(facts: AccountFacts | undefined, waitedFor: number): number {
  const others = Math.max(0, (facts?.usage.optimizations?.running ?? 0) - waitedFor);
  return SLOTS - others;
}

/**
 * A run on the live agent could deploy its own winner unless the account says that it deploys by hand. Without facts
 * nothing is started, so nothing can be deployed.
 */
export function deploysByHand(facts: AccountFacts | undefined): boolean {
  return facts === undefined || facts.settings.optimization.deploymentMode === "manual";
}

/** Takes back the baseline runs that would have been started; those under way stay adopted. Returns whose. */
export function dropBaselines(
  subjects: readonly Subject[],
  needs: Map<string, readonly Need[]>,
): ReadonlySet<string> {
  const dropped = new Set<string>();
  for (const subject of subjects) {
    const key = keyOf(subject);
    const wanted = needs.get(key) ?? [];
    const kept = wanted.filter((need) => need.side !== "baseline" || need.adopt !== undefined);
    needs.set(key, kept);
    if (kept.length < wanted.length) dropped.add(key);
  }
  return dropped;
}
