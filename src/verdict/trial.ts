/**
 * The trial of those suspected: rounds of fresh runs, side by side. What the first look saw has only chosen who is
 * tried, so it cannot bias the outcome, and old evidence cannot either: it tells no more than how noisy runs are. Pure.
 */
import { type AgentFigures, type Channel, metricCount } from "./figures.ts";
import { hear, type Tried, type Yardstick, yardstickAfter } from "./hearing.ts";
import { holmAdjust, type LeveledTest } from "./holm.ts";
import { alphaOfLook } from "./looks.ts";
import type { Noise } from "./noise.ts";
import { isForbidden, type Screening, type Suspect } from "./screen.ts";

/** After the last round: what noise shows in more than this share of such gates is no longer suspected. */
const STILL_UNUSUAL = 0.5;

/** One suspected drop or breach of a floor on trial. */
export interface Charge extends Suspect {
  /** What the rounds show of it; undefined until one does. */
  readonly tried: Tried | undefined;
  readonly adjustedP: number;
  /** Largest adjusted p that proves it after the rounds there are; 0 until it was tried. */
  readonly alpha: number;
  readonly state: "open" | "cleared" | "proven";
}

export interface Trial {
  readonly charges: readonly Charge[];
  /** What was known of noise after the last round that was heard; undefined without a round. */
  readonly yardstick: Yardstick | undefined;
}

export interface Trials {
  /** By agent. */
  readonly agents: readonly Trial[];
  /** Charges that share the error rate. */
  readonly tests: number;
  readonly noise: readonly Noise[];
}

type OpenCharge = { -readonly [Key in keyof Charge]: Charge[Key] };

interface Case {
  readonly agent: AgentFigures;
  readonly index: number;
  readonly charges: OpenCharge[];
  yardstick: Yardstick | undefined;
  /** A metric that takes part in a suspected mean fell as far as the rules forbid. */
  hasFallen: boolean;
}

/**
 * Every round is judged in turn on what was known after it, so the same evidence gives the same answer at any time, and
 * what one round has proven stays proven. `confidence` is that of the agents that are tried.
 */
export function tryAll(
  agents: readonly AgentFigures[],
  channels: readonly Channel[],
  screening: Screening,
  confidence: number,
): Trials {
  const cases = agents.map((agent, index): Case => {
    const suspects = agent.confirm === 0 ? [] : (screening.agents[index]?.suspects ?? []);
    return {
      agent,
      index,
      charges: suspects.map(chargeOf),
      yardstick: undefined,
      hasFallen: false,
    };
  });
  const onTrial = cases.filter(({ agent }) => agent.rounds.length > 0);
  const padding = testsAgainstHistory(onTrial, screening);
  const looks = onTrial.reduce((most, { agent }) => Math.max(most, roundsOf(agent)), 0);
  let noise = screening.noise;
  for (let look = 1; look <= looks; look += 1) {
    const yardstick = yardstickAfter(look, agents, channels, screening);
    noise = yardstick.noise;
    const now = onTrial.filter((one) => roundsOf(one.agent) >= look && !isOver(one));
    for (const one of now) hearCase(one, yardstick, screening, confidence);
    correct(onTrial, padding);
    for (const one of now) settle(one, look);
  }
  const tests = onTrial.reduce((sum, { charges }) => sum + charges.length, padding);
  return { agents: cases, tests, noise };
}

function chargeOf({ column, kind, p }: Suspect): OpenCharge {
  return { column, kind, p, tried: undefined, adjustedP: 1, alpha: 0, state: "open" };
}

function roundsOf({ rounds, confirm }: AgentFigures): number {
  return Math.min(rounds.length, confirm);
}

function isOver({ charges, yardstick }: Case): boolean {
  // Whoever is not suspected may have rounds from another day: they are looked at once, to be shown.
  if (yardstick === undefined) return false;
  return (
    charges.some(({ state }) => state === "proven") ||
    charges.every(({ state }) => state !== "open")
  );
}

function hearCase(one: Case, yardstick: Yardstick, screening: Screening, confidence: number): void {
  const { agent, index, charges } = one;
  const known = screening.agents[index];
  if (known === undefined) return;
  one.yardstick = yardstick;
  const metrics = metricCount(agent);
  const isOfMean = charges.some(({ column, state }) => column === metrics && state === "open");
  const { drops, floors } = hear(
    agent,
    known,
    yardstick,
    (column) => isOfMean || charges.some((charge) => charge.column === column),
  );
  // The mean of the metrics is held against what is forbidden to one of them.
  one.hasFallen = drops.some(
    (drop, column) => column < metrics && isForbidden(agent, column, drop),
  );
  const alpha = alphaOfLook(confidence, yardstick.rounds, agent.confirm);
  for (const charge of charges) {
    const tried = (charge.kind === "drop" ? drops : floors)[charge.column];
    if (charge.state !== "open" || tried === undefined) continue;
    charge.tried = tried;
    charge.alpha = alpha;
  }
}

/**
 * Tests that were not suspected and count all the same: where the trial is held against the same earlier runs as the
 * first look, the look has chosen by what it is held against.
 */
function testsAgainstHistory(cases: readonly Case[], { agents }: Screening): number {
  return cases.reduce((sum, { agent, index, charges }) => {
    if (agent.sideBySide) return sum;
    const tests = (agents[index]?.differences ?? []).filter((one) => one !== undefined).length;
    return sum + Math.max(0, tests - charges.filter(({ kind }) => kind === "drop").length);
  }, 0);
}

/**
 * Holm over the charges of all that have a round. Those that nobody has run a round of take no share: who they are was
 * known before any round was run.
 */
function correct(cases: readonly Case[], padding: number): void {
  const tests: LeveledTest[] = [];
  for (const { charges } of cases) {
    for (const { state, tried, alpha } of charges) {
      if (tried === undefined || state === "cleared") tests.push({ p: 1, level: 1 });
      else tests.push({ p: state === "proven" ? 0 : tried.p, level: alpha });
    }
  }
  for (let test = 0; test < padding; test += 1) tests.push({ p: 1, level: 1 });
  const adjusted = holmAdjust(tests);
  let at = 0;
  for (const { charges } of cases) {
    for (const charge of charges) {
      if (charge.state === "open") charge.adjustedP = adjusted[at] ?? 1;
      at += 1;
    }
  }
}

function settle({ agent, charges, hasFallen }: Case, look: number): void {
  const isLast = look >= agent.confirm;
  for (const charge of charges) {
    const { state, tried, adjustedP, alpha, column, kind } = charge;
    if (state !== "open" || tried === undefined) continue;
    let isTooLow = tried.delta < 0;
    if (kind === "drop") {
      isTooLow = column < metricCount(agent) ? isForbidden(agent, column, tried) : hasFallen;
    }
    const stands = tried.isSteady && isTooLow;
    if (stands && adjustedP <= alpha) charge.state = "proven";
    else if (isLast ? !stands || adjustedP > STILL_UNUSUAL : !tried.isAlive)
      charge.state = "cleared";
  }
}
