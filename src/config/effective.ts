/**
 * The rules a change is judged by. Whoever opens a pull request must not be able to bend them unseen: the base commit's
 * hold, stricter ones of the change apply at once, and looser ones are named and take effect with the merge. Pure.
 */
import {
  type AgentDefinition,
  GATE_RESULTS,
  type GateResult,
  type GateRules,
  type MetricRule,
} from "../domain.ts";
import { counterpartOf } from "./removed.ts";
import type { RunConfig } from "./resolve.ts";
import { type Order, type Settled, stricter } from "./strictness.ts";

export interface LoosenedRule {
  /** The agent; undefined for a rule of the whole run. */
  readonly key?: string;
  /** In the config's words, such as "taskCompletion · max-drop". */
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface EffectiveRules<Config> {
  readonly config: Config;
  readonly loosened: readonly LoosenedRule[];
}

type Ruled = Pick<RunConfig, "agents" | "confidence" | "policy" | "budget" | "sync" | "account">;

const GRADES: readonly GateResult[] = GATE_RESULTS.toReversed();

/**
 * What cannot be said to be stricter or looser is `base`: whether older evidence counts, or another round is run, can
 * help a prompt or harm it, and money is not a pull request's to spend.
 */
const GATE_ORDERS: Readonly<
  Record<Exclude<keyof GateRules, "metrics" | "headroom" | "onWinner">, Order>
> = {
  maxDrop: "lower",
  confirm: "base",
  baseline: ["off", "reuse", "run"],
  evidenceDays: "base",
  declineDays: "higher",
  history: "higher",
  scale: "base",
  onInconclusive: GRADES,
  onIncomplete: GRADES,
  onNotEvaluated: GRADES,
  onDrift: ["overwrite", "pull-request", "warn", "fail"],
  onRemoved: GRADES,
  accept: [true, false],
};

/** The head's configuration with the rules that hold for it. Under `policy: head` of the base those are its own. */
export function effectiveRules<Config extends Ruled>(
  base: Ruled,
  head: Config,
): EffectiveRules<Config> {
  const loosened: LoosenedRule[] = [];
  const settle = settler(loosened);
  const run = {
    confidence: settle("gate.confidence", "lower", base.confidence, head.confidence),
    policy: settle("policy", ["head", "base"], base.policy, head.policy),
    budget: {
      ...head.budget,
      maxRuns: settle("budget.max-runs", "base", base.budget.maxRuns, head.budget.maxRuns),
      keep: settle("budget.keep", "base", base.budget.keep, head.budget.keep),
    },
    sync: {
      ...head.sync,
      pullRequest: settle(
        "sync.pull-request",
        "base",
        base.sync.pullRequest,
        head.sync.pullRequest,
      ),
      restore: settle("sync.restore", [false, true], base.sync.restore, head.sync.restore),
    },
    account: { ...head.account, onDrift: onDriftOf(base.account, head.account, settle) },
  };
  const agents = head.agents.map((agent): AgentDefinition => {
    const before = counterpartOf(agent, base.agents);
    if (before === undefined) return agent;
    return { ...agent, gate: gateOf(before.gate, agent.gate, settler(loosened, agent.key)) };
  });
  const config = base.policy === "head" ? head : { ...head, ...run, agents };
  return { config, loosened };
}

/** Of settings and webhooks; agents have their own. */
function onDriftOf(
  base: Ruled["account"],
  head: Ruled["account"],
  settle: Settle,
): GateRules["onDrift"] {
  const isKept = [base, head].some(({ settings, webhooks }) => settings ?? webhooks);
  if (!isKept) return head.onDrift;
  return settle("gate.on-drift", GATE_ORDERS.onDrift, base.onDrift, head.onDrift);
}

type Settle = <Value>(rule: string, order: Order, base: Value, head: Value) => Value;

/** Takes the stricter value, and notes the rule where that is not the head's. */
function settler(loosened: LoosenedRule[], key?: string): Settle {
  return (rule, order, base, head) => {
    const { value, isLooser }: Settled<typeof base> = stricter(order, base, head);
    if (isLooser) loosened.push({ key, rule, from: shown(base), to: shown(head) });
    return value;
  };
}

function gateOf(base: GateRules, head: GateRules, settle: Settle): GateRules {
  const names = Object.keys(GATE_ORDERS) as (keyof typeof GATE_ORDERS)[];
  const plain = names.map((name) => [
    name,
    settle(kebab(name), GATE_ORDERS[name], base[name], head[name]),
  ]);
  const lift = settle("headroom.min-lift", "lower", base.headroom.minLift, head.headroom.minLift);
  const action = settle("headroom.action", GRADES, base.headroom.action, head.headroom.action);
  const [before, after] = [base.headroom.minConfidence, head.headroom.minConfidence];
  const minConfidence = settle("headroom.min-confidence", "higher", before, after);
  return {
    ...head,
    ...Object.fromEntries(plain),
    headroom: { minLift: lift, minConfidence, action },
    metrics: metricsOf(base, head, settle),
  };
}

function metricsOf(base: GateRules, head: GateRules, settle: Settle): GateRules["metrics"] {
  // Looked up by names the service chooses; an inherited member must not be found.
  const metrics: Record<string, MetricRule> = Object.create(null);
  for (const name of new Set([...Object.keys(base.metrics), ...Object.keys(head.metrics)])) {
    const [before, after] = [base, head].map((rules) => ownRule(rules, name));
    const held = metricRule(name, [base, before], [head, after], settle);
    if (held !== undefined) metrics[name] = held;
  }
  return metrics;
}

type Stated = readonly [rules: GateRules, rule: MetricRule | undefined];

function metricRule(
  name: string,
  [base, before]: Stated,
  [head, after]: Stated,
  settle: Settle,
): MetricRule | undefined {
  const of = (rule: string) => `${name} · ${rule}`;
  const way = (rule: MetricRule | undefined) => rule?.direction ?? "higher";
  // The other way round, a limit and a floor mean something else: nothing of the head's can be taken.
  if (settle(of("direction"), "base", way(before), way(after)) !== way(after)) return before;
  const isOwn = before?.maxDrop !== undefined || after?.maxDrop !== undefined;
  const drops = [before?.maxDrop ?? base.maxDrop, after?.maxDrop ?? head.maxDrop] as const;
  const decides = settle(
    of("decides"),
    [false, true],
    before?.decides ?? true,
    after?.decides ?? true,
  );
  return {
    direction: way(before),
    maxDrop: isOwn ? settle(of("max-drop"), "lower", ...drops) : undefined,
    min: settle(of("min"), "higher", before?.min, after?.min),
    decides,
  };
}

function ownRule({ metrics }: GateRules, name: string): MetricRule | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name] : undefined;
}

function shown(value: unknown): string {
  return value === undefined ? "none" : String(value);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
