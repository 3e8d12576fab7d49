/** The first round: adopt what is known, start what is missing within the budget, wait for it. */

import { createBench } from "./bench.ts";
import { blockedBeforehand, blockedByDeployment } from "./blocked.ts";
import {
  allot,
  type Budget,
  budgetOf,
  refusalAdvice,
  refusalReason,
  spendingSentence,
} from "./budget.ts";
import { firstRound } from "./first-round.ts";
import { type Blocked, type MeasureDeps, type Measured, measuresOnLive } from "./measuring.ts";
import { isStarting, type Need, needsOf, startsOf } from "./needs.ts";
import { deploysByHand, dropBaselines, readFacts, slotsFor } from "./preconditions.ts";
import { readRunBook } from "./run-book.ts";
import { keyOf, type Subject } from "./subject.ts";
import { stopSuperseded } from "./supersede.ts";

const DAY_MS = 86_400_000;

export async function measure(subjects: readonly Subject[], deps: MeasureDeps): Promise<Measured> {
  const { converra, clock, signal } = deps;
  const now = clock.now();
  const longest = Math.max(0, ...subjects.map((one) => one.planned.definition.gate.evidenceDays));
  const book = await readRunBook(converra, subjects, { oldest: now - longest * DAY_MS, signal });
  const bench = createBench(book);
  const blocked = new Map<string, Blocked>();
  const needs = new Map<string, readonly Need[]>();
  for (const subject of subjects) {
    for (const holder of [subject.planned.live, ...subject.previews]) {
      if (holder !== undefined) bench.holders.set(holder.id, holder);
    }
    const wanted = needsOf(subject, bench.records, bench.startedIds, now, deps.fresh);
    needs.set(keyOf(subject), wanted);
    const refusal = blockedBeforehand(subject, wanted, deps);
    if (refusal !== undefined) blocked.set(keyOf(subject), refusal);
  }
  if (deps.syncMode === "preview") await stopSuperseded(subjects, bench.records, deps);
  const stillOpen = () => subjects.filter((subject) => !blocked.has(keyOf(subject)));
  const starting = stillOpen().some((one) => startsOf(needs.get(keyOf(one)) ?? []) > 0);
  // A run that reuses everything asks the account for nothing.
  const facts = starting ? await readFacts(deps) : undefined;
  const byHand = deploysByHand(facts);
  if (!byHand && measuresOnLive(deps)) {
    for (const subject of stillOpen()) {
      const mustStart = isStarting("candidate", needs.get(keyOf(subject)) ?? []);
      if (mustStart) blocked.set(keyOf(subject), blockedByDeployment(subject.planned.live?.id));
    }
  }
  const open = stillOpen();
  const refusedBaselines = byHand ? new Set<string>() : dropBaselines(open, needs);
  for (const key of refusedBaselines) {
    deps.log(`${key}: no run of the baseline, because the account deploys winners by itself.`);
  }
  const budget = budgetOf(facts?.usage, deps.limits);
  const wants = open.map((subject) => ({
    key: keyOf(subject),
    runs: startsOf(needs.get(keyOf(subject)) ?? []),
  }));
  const allotment = allot(wants, budget.runs);
  for (const { key } of wants) {
    if (allotment.served.has(key)) continue;
    blocked.set(key, {
      verdict: "not-evaluated",
      reason: `Not measured: ${refusalReason(budget, deps.limits)}.`,
      advice: refusalAdvice(budget),
    });
  }
  const served = open.filter((subject) => allotment.served.has(keyOf(subject)));
  await announce(served, needs, allotment.spent, budget, deps);

  const adopted = [...needs.values()].flat().filter((need) => need.adopt !== undefined).length;
  const measured: Measured = {
    bench,
    blocked,
    refusedBaselines,
    budget: { ...budget, runs: budget.runs - allotment.spent },
    facts,
    deps: { ...deps, slots: slotsFor(facts, adopted) },
    candidateHolders: new Map(),
  };
  await firstRound(served, needs, measured, deps);
  return measured;
}

async function announce(
  subjects: readonly Subject[],
  needs: ReadonlyMap<string, readonly Need[]>,
  starts: number,
  budget: Budget,
  deps: MeasureDeps,
): Promise<void> {
  const all = subjects.flatMap((subject) => needs.get(keyOf(subject)) ?? []);
  const reused = all.filter((need) => need.adopt !== undefined).length;
  if (all.length === 0) return;
  const sentence = spendingSentence(starts, reused, budget);
  deps.log(sentence);
  const states = subjects.map((subject) => ({
    key: keyOf(subject),
    state: describe(needs.get(keyOf(subject)) ?? []),
  }));
  await deps.onSpending(sentence, states);
}

function describe(needs: readonly Need[]): string {
  if (needs.length === 0) return "judged on earlier runs";
  return needs
    .map(
      (need) =>
        `${need.adopt === undefined ? "measuring" : "waiting for a run of"} the ${need.side}`,
    )
    .join(", ");
}
