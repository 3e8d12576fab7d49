/** What a gate tells beside its verdicts: what it spends, a service that scores otherwise than before, and what it can see. */
import { dayOf } from "../report/format.ts";
import type { Notice } from "../report/model.ts";
import type { Usage } from "../service/endpoints/account.ts";
import { foresee } from "../verdict/detectable.ts";
import type { Drift } from "../verdict/drift.ts";
import type { Judgement } from "../verdict/judge.ts";
import type { Budget } from "./budget.ts";
import { comparedEvidence } from "./compare.ts";
import type { Evidence } from "./evidence.ts";
import { idleRuleNotices } from "./idle-rules.ts";
import type { Affordable, Need } from "./needs.ts";
import type { Environment, Scope } from "./types.ts";
import { historyInPoints, judgedAgent, understandings } from "./understand.ts";

/** What the report of a gate says of its copies, of the service, of what could be seen, and of rules that rule nothing. */
export function noticesOf(
  { notes, evidence }: { readonly notes: ReadonlySet<string>; readonly evidence: Evidence },
  judged: Judgement,
  sight: Sight | undefined,
  scope: Scope,
): readonly Notice[] {
  const ofService = [...driftSentences(judged), ...placesSentences(judged)];
  const told = [...notes, ...ofService, ...firstSightSentences(sight)];
  return [
    ...told.map((message): Notice => ({ level: "notice", message })),
    ...idleRuleNotices(scope, evidence),
  ];
}

/** Once for the gate where its baselines share the drift, else for each agent that shows one. */
function driftSentences({ drift, agents }: Judgement): readonly string[] {
  if (drift !== undefined) return [sentence("the unchanged prompts of this gate", drift)];
  return agents.flatMap(({ verdict, drift: own }) =>
    own === undefined ? [] : [sentence(`the unchanged prompt of ${verdict.key}`, own)],
  );
}

function sentence(what: string, { points, before }: Drift): string {
  const much = Math.abs(points).toFixed(1);
  const way = points < 0 ? "lower" : "higher";
  return `Converra scores ${what} ${much} points ${way} than on ${dayOf(before)}. Runs from before that no longer tell the level, and nobody is accused by them.`;
}

/** Where evidence of one prompt from both kinds of agents tells how far they are apart. */
function placesSentences({ places }: Judgement): readonly string[] {
  if (places === undefined) return [];
  const { offset, reach, prompts, agrees } = places;
  const way = offset < 0 ? "lower" : "higher";
  const of = prompts === 1 ? "one prompt" : `${prompts} prompts`;
  const so = agrees
    ? "Runs of both are compared with each other"
    : "That they score alike is not shown, so runs on the one are no level for runs on the other";
  return [
    `Live agents score ${of} ${Math.abs(offset).toFixed(1)} points ${way} than previews (± ${reach.toFixed(1)}). ${so}.`,
  ];
}

/** What a gate of these agents can see, told in advance. */
export interface Sight {
  /** Points: the largest of the agents' smallest drops that are found with 80 % chance. */
  readonly now: number;
  /** The same after so many more nights of history, where that makes a difference. */
  readonly later?: { readonly nights: number; readonly points: number };
  /** A baseline has no run yet. */
  readonly isFirst: boolean;
}

type Compared = Pick<Scope, "place" | "evaluated">;

/** A difference of fewer points is not worth waiting for. */
const WORTH_TELLING = 0.5;

/** Undefined where nothing is evaluated, or of one agent no drop would be found. */
export function sightOf(
  scope: Compared,
  evidence: Evidence,
  confidence: number,
): Sight | undefined {
  const understood = understandings(scope.evaluated, evidence);
  const agents = scope.evaluated.map((one) =>
    judgedAgent(one, comparedEvidence(one, evidence, scope), understood),
  );
  const history = historyInPoints(evidence, understood);
  const largest = (moreRuns: number) => {
    const sights = foresee(agents, { confidence, history, moreRuns });
    const known = sights.filter((one) => one !== undefined);
    return known.length > 0 && known.length === sights.length ? Math.max(...known) : undefined;
  };
  const now = largest(0);
  if (now === undefined) return undefined;
  const nights = Math.max(0, ...agents.map(({ rules }) => rules.history));
  const points = nights > 0 ? largest(nights) : undefined;
  const isWorthIt = points !== undefined && now - points >= WORTH_TELLING;
  const isFirst = agents.some(({ baseline }) => baseline.length === 0);
  return { now, isFirst, ...(isWorthIt ? { later: { nights, points } } : {}) };
}

/** Empty where nothing can be told. */
export function sightSentence(sight: Sight | undefined): string {
  if (sight === undefined) return "";
  const { now, later, isFirst } = sight;
  const who = isFirst ? "No history yet: this gate" : "This gate";
  const after =
    later === undefined
      ? ""
      : `; after ${later.nights} more ${later.nights === 1 ? "night" : "nights"} of history, of ${later.points.toFixed(1)}`;
  return `${who} finds drops of ${now.toFixed(1)} points with 80 % chance${after}.`;
}

/** For the report of a gate that had no history to go by, and would see more with some. */
function firstSightSentences(sight: Sight | undefined): readonly string[] {
  return sight?.isFirst && sight.later !== undefined ? [sightSentence(sight)] : [];
}

/** A tenth of a plan, and never less than two agents. */
const SHARE_FREE = 0.1;

/** Before the plan is full of copies; undefined where there is room, or the account does not tell. */
export function roomNotice(quota: Usage["agents"], copies: number): Notice | undefined {
  if (quota?.limit === undefined) return undefined;
  const { limit, used } = quota;
  const left = Math.max(0, limit - used);
  if (left >= Math.max(2, Math.ceil(limit * SHARE_FREE))) return undefined;
  const fit = left === 0 ? "no more fit" : left === 1 ? "one more fits" : `${left} more fit`;
  return {
    level: "warning",
    message: `${used} of the plan's ${limit} agents are used, ${copies} of them copies that Converra Gate made: ${fit}`,
    hint: "Each pull request puts a copy of every agent it changes there. Copies of closed pull requests are archived when they close (`pull_request: { types: [..., closed] }`), by scheduled runs and by `command: clean`.",
  };
}

/** `before`: runs that this workflow run has started already. */
export function spendingSentence(
  starts: number,
  adopted: number,
  { quota, runs }: Budget,
  before = 0,
): string {
  const starting = starts === 1 ? "Starting 1 run" : `Starting ${starts} runs`;
  const reused = adopted > 0 ? `, reusing ${adopted}` : "";
  const ofRound = before === 0 ? "" : `; ${runs - starts} more may follow`;
  const left =
    quota === undefined ? "" : `; ${quota.left - before} of ${quota.limit} are left this period`;
  return `${starting}${reused}${ofRound}${left}.`;
}

/** In the log and the comment. Silent where nothing is needed. */
export async function announce(
  { needs, starts, budget, account }: Affordable,
  sight: string,
  { accountCopies }: Scope,
  { ports, showRunning, notice }: Environment,
): Promise<void> {
  const { log } = ports;
  const room = account && roomNotice(account.usage.agents, accountCopies);
  if (room !== undefined) notice(room);
  const all = [...needs.values()].flat();
  if (all.length === 0) return;
  const adopted = all.filter((need) => need.adopt !== undefined).length;
  const spending = `${spendingSentence(starts, adopted, budget)} ${sight}`.trim();
  log(spending);
  await showRunning({
    spending,
    agents: [...needs].map(([key, some]) => ({ key, state: describe(some) })),
  });
}

function describe(needs: readonly Need[]): string {
  if (needs.length === 0) return "judged on earlier runs";
  const doing = (adopted: boolean) => (adopted ? "waiting for a run of" : "measuring");
  return needs.map(({ adopt, side }) => `${doing(adopt !== undefined)} the ${side}`).join(", ");
}
