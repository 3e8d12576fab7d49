/** Further runs for a suspected regression, within what is left of the budget. */

import { runRound } from "./bench.ts";
import { budgetOf } from "./budget.ts";
import type { RunRequest } from "./executing.ts";
import { candidateHolder } from "./holder.ts";
import { hasNoPlace, type MeasureDeps, type Measured, measuresOnLive } from "./measuring.ts";
import { requestFor } from "./needs.ts";
import { deploysByHand, readFacts, slotsFor } from "./preconditions.ts";
import { keyOf, type Subject } from "./subject.ts";

export interface ConfirmWish {
  readonly key: string;
  readonly candidate: number;
  readonly baseline: number;
  readonly reason: string;
}

/** Serves the wishes in order while the budget lasts. Returns true when a run has added evidence. */
export async function confirmRound(
  subjects: readonly Subject[],
  wishes: readonly ConfirmWish[],
  measured: Measured,
  deps: MeasureDeps,
): Promise<boolean> {
  if (wishes.length === 0 || hasNoPlace(deps)) return false;
  await ensureFacts(measured, deps);
  const requests: RunRequest[] = [];
  for (const asked of wishes) {
    const subject = subjects.find((one) => keyOf(one) === asked.key);
    const wish = withinReach(asked, measured, deps);
    if (subject === undefined || wish === undefined) continue;
    const left = measured.budget.runs - requests.length;
    if (wish.candidate + wish.baseline > left) {
      deps.log(`${wish.key}: no confirming run, the budget is spent.`);
      continue;
    }
    deps.log(`${wish.key}: ${wish.reason}.`);
    requests.push(...(await requestsFor(subject, wish, measured, deps)));
  }
  if (requests.length === 0) return false;
  measured.budget = { ...measured.budget, runs: measured.budget.runs - requests.length };
  const endings = await runRound(measured.bench, subjects, requests, measured.deps);
  return endings.some((ending) => ending.status === "completed");
}

/**
 * What of a wish can be measured without harm. Live mode and a scheduled run have no baseline to run again: the live
 * agent carries the candidate.
 */
function withinReach(
  wish: ConfirmWish,
  { facts }: Measured,
  deps: MeasureDeps,
): ConfirmWish | undefined {
  const onLive = measuresOnLive(deps);
  if (deploysByHand(facts)) return onLive ? { ...wish, baseline: 0 } : wish;
  return onLive ? undefined : { ...wish, baseline: 0 };
}

/** Where the first round reused everything, nothing was asked of the account yet. */
async function ensureFacts(measured: Measured, deps: MeasureDeps): Promise<void> {
  if (measured.facts !== undefined) return;
  const facts = await readFacts(deps);
  measured.facts = facts;
  measured.budget = budgetOf(facts.usage, deps.limits);
  measured.deps = { ...measured.deps, slots: slotsFor(facts, 0) };
}

async function requestsFor(
  subject: Subject,
  wish: ConfirmWish,
  measured: Measured,
  deps: MeasureDeps,
): Promise<readonly RunRequest[]> {
  const { bench } = measured;
  const requests: RunRequest[] = [];
  const holder = await candidateHolder(subject, measured, deps);
  if (holder === undefined) {
    // What is judged already stays judged: it is only not confirmed.
    const why = measured.blocked.get(wish.key)?.reason;
    measured.blocked.delete(wish.key);
    deps.log(`${wish.key}: no confirming run. ${why ?? ""}`.trimEnd());
    return [];
  }
  for (let n = 0; n < wish.candidate; n += 1) {
    requests.push(requestFor(subject, "confirm-candidate", holder, bench));
  }
  const { live } = subject.planned;
  for (let n = 0; n < wish.baseline && live !== undefined; n += 1) {
    requests.push(requestFor(subject, "confirm-baseline", live, bench));
  }
  return requests;
}
