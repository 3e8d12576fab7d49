/** Executes what the first round needs, and says which agents are still not measured after it. */
import type { Agent } from "../service/types.ts";
import { runRound } from "./bench.ts";
import { blockedByEnding } from "./blocked.ts";
import type { Wanted } from "./fill-slots.ts";
import { candidateHolder } from "./holder.ts";
import type { MeasureDeps, Measured } from "./measuring.ts";
import { evidenceFor, type Need, requestFor } from "./needs.ts";
import { usualDuration } from "./run-book.ts";
import { keyOf, type Subject } from "./subject.ts";

type Needs = ReadonlyMap<string, readonly Need[]>;

export async function firstRound(
  subjects: readonly Subject[],
  needs: Needs,
  measured: Measured,
  deps: MeasureDeps,
): Promise<void> {
  const candidates = (subject: Subject) => candidateOf(subject, needs, measured, deps);
  const baselines = (subject: Subject) => baselineOf(subject, needs, measured);
  const round = (requests: readonly Wanted[]) =>
    runRound(measured.bench, subjects, requests, measured.deps);
  if (deps.syncMode === "live" && !deps.fresh) {
    // The baseline stands where the candidate is about to be written: it is measured first.
    await round(subjects.flatMap(baselines));
    if (!deps.signal.aborted) await round(subjects.flatMap(candidates));
  } else {
    await round(subjects.flatMap((subject) => [...candidates(subject), ...baselines(subject)]));
  }
  for (const subject of subjects) blockUnmeasured(subject, needs, measured, deps);
}

/** A preview is made when a slot is free for its run, so that the first runs do not wait for the last previews. */
function candidateOf(
  subject: Subject,
  needs: Needs,
  measured: Measured,
  deps: MeasureDeps,
): Wanted[] {
  return wantedFor(subject, "candidate", needs, measured, () =>
    candidateHolder(subject, measured, deps),
  );
}

/** Nothing is paid for the baseline of a candidate that could not be put anywhere. */
function baselineOf(subject: Subject, needs: Needs, measured: Measured): Wanted[] {
  return wantedFor(subject, "baseline", needs, measured, async () =>
    measured.blocked.has(keyOf(subject)) ? undefined : subject.planned.live,
  );
}

function wantedFor(
  subject: Subject,
  side: Need["side"],
  needs: Needs,
  { bench }: Measured,
  holderOf: () => Promise<Agent | undefined>,
): Wanted[] {
  const need = needs.get(keyOf(subject))?.find((one) => one.side === side);
  if (need === undefined) return [];
  if (need.adopt !== undefined) {
    return [requestFor(subject, side, need.adopt.holder, bench, need.adopt)];
  }
  const { key, optimize } = subject.planned.definition;
  const prepare = async () => {
    const holder = await holderOf();
    return holder && requestFor(subject, side, holder, bench);
  };
  const usualMs = usualDuration(bench.records, key, optimize.mode);
  return [{ key, purpose: side, usualMs, prepare }];
}

/** A need that no run has met leaves the agent without a verdict, with the reason of the run that should have. */
function blockUnmeasured(
  subject: Subject,
  needs: Needs,
  measured: Measured,
  deps: MeasureDeps,
): void {
  const key = keyOf(subject);
  const { bench, blocked } = measured;
  for (const { side } of needs.get(key) ?? []) {
    if (blocked.has(key)) return;
    const ending = bench.endings.find((one) => one.key === key && one.purpose === side);
    const found = evidenceFor(subject, side, bench.records, bench.startedIds, deps.clock.now());
    const fresh = deps.fresh && side === "candidate";
    if (found.length > 0 && (!fresh || ending?.status === "completed")) continue;
    blocked.set(key, blockedByEnding(side, ending));
  }
}
