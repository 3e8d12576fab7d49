/** The decision: figures in, who is suspected, tried, cleared and proven out. Pure; how often it is wrong: docs/verdict.md. */
import type { AgentFigures, Channel, Pool } from "./figures.ts";
import { holmAdjust } from "./holm.ts";
import { alphaOfLook } from "./looks.ts";
import { type ScreenedAgent, type Screening, screen } from "./screen.ts";
import { type Charge, type Trial, type Trials, tryAll } from "./trial.ts";

/**
 * - `clear`: nothing was suspected.
 * - `cleared`: it was suspected, and the trial did not show it again.
 * - `open`: it is suspected, and a further round may settle it.
 * - `unproven`: it is suspected, and there is no further round.
 * - `proven`: at least one drop or breach of a floor stands.
 */
export type Standing = "clear" | "cleared" | "open" | "unproven" | "proven";

export interface AgentDecision {
  readonly standing: Standing;
  readonly screened: ScreenedAgent;
  readonly trial: Trial;
  /** What stands or still is suspected, most certain first. */
  readonly charges: readonly Charge[];
}

export interface Decision {
  readonly agents: readonly AgentDecision[];
  readonly screening: Screening;
  readonly trials: Trials;
}

export function decide(
  agents: readonly AgentFigures[],
  channels: readonly Channel[],
  known: Pool,
  confidence: number,
  // The first look at the same runs, where it was taken already: rounds do not change it.
  screening: Screening = screen(agents, channels, known),
): Decision {
  const share = agents.filter(({ confirm }) => confirm === 0).length / Math.max(1, agents.length);
  const error = 1 - confidence;
  const trials = tryAll(agents, channels, screening, 1 - error * (1 - share));
  const atOnce = share === 0 ? undefined : decideAtOnce(agents, screening, 1 - error * share);
  return {
    screening,
    trials,
    agents: agents.map((agent, index) => {
      const screened = screening.agents[index];
      const tried = trials.agents[index];
      if (screened === undefined || tried === undefined) throw new Error(`no agent ${index}`);
      const trial = atOnce?.get(agent) ?? tried;
      return { screened, trial, ...standingOf(agent, trial) };
    }),
  };
}

function standingOf(
  { confirm, rounds, sideBySide }: AgentFigures,
  { charges: all }: Trial,
): { standing: Standing; charges: readonly Charge[] } {
  const byChance = (some: readonly Charge[]) =>
    some.toSorted((a, b) => (a.tried?.p ?? a.p) - (b.tried?.p ?? b.p));
  const proven = all.filter(({ state }) => state === "proven");
  if (proven.length > 0) return { standing: "proven", charges: byChance(proven) };
  const open = all.filter(({ state }) => state === "open");
  if (open.length > 0) {
    // A round of the candidate alone, as for a floor, leaves the trial of a drop where it was.
    const needsBoth = sideBySide && open.some(({ kind }) => kind === "drop");
    const held = needsBoth ? rounds.filter(({ baseline }) => baseline !== undefined) : rounds;
    return { standing: held.length < confirm ? "open" : "unproven", charges: byChance(open) };
  }
  return { standing: all.length > 0 ? "cleared" : "clear", charges: [] };
}

/**
 * For agents without a trial (`confirm: 0`) the first look decides, against all tests of the gate, and rests on the
 * earlier runs of the baseline.
 */
function decideAtOnce(
  agents: readonly AgentFigures[],
  screening: Screening,
  confidence: number,
): Map<AgentFigures, Trial> {
  const alpha = alphaOfLook(confidence, 1, 1);
  const all = agents.flatMap((agent, index) =>
    agent.confirm === 0
      ? (screening.agents[index]?.suspects ?? []).map((suspect) => ({ agent, suspect }))
      : [],
  );
  const tests = all.map(({ suspect }) => ({ p: suspect.p, level: alpha }));
  // What is not suspected is not proven either, but it is one more chance for noise.
  while (tests.length < screening.tests) tests.push({ p: 1, level: alpha });
  const adjusted = holmAdjust(tests);
  const decided = new Map<AgentFigures, Trial>();
  for (const agent of agents) if (agent.confirm === 0) decided.set(agent, NO_TRIAL);
  all.forEach(({ agent, suspect }, at) => {
    const adjustedP = adjusted[at] ?? 1;
    const state: Charge["state"] = adjustedP <= alpha ? "proven" : "open";
    const charge = { ...suspect, tried: undefined, adjustedP, alpha, state };
    const charges = [...(decided.get(agent)?.charges ?? []), charge];
    decided.set(agent, { ...NO_TRIAL, charges });
  });
  return decided;
}

const NO_TRIAL: Trial = { charges: [], yardstick: undefined };
