/** The account with its usage and settings. */
import * as z from "zod";
import { type Observer, shapeOf } from "../assumptions.ts";
import type { CallOptions } from "../call.ts";
import { numberIn } from "../scores.ts";
import type { Sender } from "../send.ts";
import {
  firstText,
  isCount,
  isName,
  isRecord,
  type Json,
  maybe,
  name,
  object,
  settled,
  time,
} from "../shapes.ts";

/** Requests a minute, https://converra.ai/docs/api (Rate Limits); undefined for a plan whose rate is its own. */
export function rateOfPlan(plan: string): number | undefined {
  const rates: Readonly<Record<string, number>> = { free: 60, pro: 300 };
  const name = plan.trim().toLowerCase();
  return Object.hasOwn(rates, name) ? rates[name] : undefined;
}

/** Documented: https://docs.converra.ai/api/account.html */
function accountShape(observer: Observer) {
  return settled(
    (source) => {
      const plan = planIn(source.plan);
      observer.check("account-plan", plan !== undefined, () => shapeOf(source.plan));
      return { ...source, plan };
    },
    object({
      /** Undefined where it is not told: its rate is then not known. */
      plan: maybe(name()),
      id: maybe(name()),
      name: maybe(name()),
    }),
  );
}

function planIn(given: unknown): string | undefined {
  if (isName(given)) return given;
  return isRecord(given) ? firstText(given, ["name", "tier", "slug", "type", "id"]) : undefined;
}

interface Quota {
  readonly used: number;
  /** undefined: unlimited. */
  readonly limit?: number;
}

export interface Usage {
  readonly periodStart?: string;
  readonly periodEnd?: string;
  readonly agents?: Quota;
  /** `running`: live count against the ten slots. */
  readonly optimizations?: Quota & { readonly running?: number };
  readonly conversations?: Quota;
  readonly tokens?: Quota;
  /** Why it is not known how many optimizations are left: whoever spends takes that for none. */
  readonly unknown?: string;
}

/** Documented under the older names; the newer ones of agents and optimizations are a guess. */
function usageShape(observer: Observer) {
  return object({
    period: object({ start: maybe(time()), end: maybe(time()) }).catch({}),
    ...{
      optimizations: z.unknown().optional(),
      improvements: z.unknown().optional(),
      agents: z.unknown().optional(),
    },
    ...{
      prompts: z.unknown().optional(),
      conversations: z.unknown().optional(),
      tokens: z.unknown().optional(),
    },
  }).transform((usage): Usage => {
    const [key, runs] = isAbsent(usage.optimizations)
      ? (["improvements", usage.improvements] as const)
      : (["optimizations", usage.optimizations] as const);
    const quota = quotaIn(runs);
    const why = isAbsent(runs)
      ? `GET /usage has neither \`optimizations\` nor \`improvements\`: ${shapeOf(usageMembers(usage))}`
      : `\`${key}\` of GET /usage does not say what is used and allowed: ${shapeOf(runs)}`;
    observer.check("usage-runs", quota !== undefined, () => why);
    return {
      agents: quotaIn(isAbsent(usage.agents) ? usage.prompts : usage.agents),
      conversations: quotaIn(usage.conversations),
      tokens: quotaIn(usage.tokens),
      optimizations: quota && { ...quota, running: wholeIn(runs, "running") },
      unknown: quota === undefined ? why : undefined,
      periodStart: usage.period.start,
      periodEnd: usage.period.end,
    };
  });
}

function usageMembers(usage: Json): Json {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => !isAbsent(value)));
}

/** A limit of null or below zero is unlimited; one that is absent, or of another type, is not known. */
function quotaIn(value: unknown): Quota | undefined {
  if (!isRecord(value)) return undefined;
  const limit = numberIn(value.limit);
  const isUnlimited =
    value.limit === null || value.limit === "unlimited" || (limit !== undefined && limit < 0);
  const used = numberIn(value.used);
  if (isUnlimited) return { used: used ?? 0 };
  if (used === undefined || used < 0 || limit === undefined) return undefined;
  return { used, limit };
}

function wholeIn(value: unknown, key: string): number | undefined {
  const given = isRecord(value) ? numberIn(value[key]) : undefined;
  return isCount(given) ? given : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Documented: https://docs.converra.ai/api/settings.html */
function settingsShape(observer: Observer) {
  const section = z.looseObject({}, "an object").nullish();
  return object({
    settings: z.undefined("an object").optional(),
    general: section,
    optimization: section,
  }).transform(({ settings: _, ...given }): Settings => {
    const { general, optimization } = {
      general: given.general ?? {},
      optimization: given.optimization ?? {},
    };
    const { deploymentMode: mode } = optimization;
    const deploymentMode = isName(mode) ? mode.trim().toLowerCase() : undefined;
    observer.check("deployment-mode", deploymentMode !== undefined, () => {
      return `\`deploymentMode\` is ${shapeOf(mode)} in ${shapeOf(optimization)}`;
    });
    const lacks = SECTIONS.filter((name) => isAbsent(given[name]));
    return {
      general,
      optimization: { ...optimization, deploymentMode },
      ...(lacks.length > 0 ? { lacks } : {}),
    };
  });
}

const SECTIONS = ["general", "optimization"] as const;

/** Sections and keys as the wire has them; a `deploymentMode` that is undefined is not known. */
export interface Settings {
  readonly general: Json;
  readonly optimization: Json;
  /** Sections that were not in the answer, and of which nothing is known. */
  readonly lacks?: readonly string[];
}

export function accountEndpoints(sender: Sender) {
  const { observer } = sender;
  const account = z.lazy(() => accountShape(observer));
  const usage = z.lazy(() => usageShape(observer));
  const settings = z.lazy(() => settingsShape(observer));
  return {
    get: (options?: CallOptions) =>
      sender.read(account, "GET /account", "read the account", options),

    usage: (options?: CallOptions) => sender.read(usage, "GET /usage", "read the usage", options),

    settings: (options?: CallOptions) =>
      sender.read(settings, "GET /settings", "read the settings", options),

    /** A deep partial: what it does not name stays. What stands there then is to be read, whatever the answer says. */
    updateSettings: (body: Json, options?: CallOptions) =>
      sender.carryOut("PATCH /settings", "update the settings", { body, ...options }),
  };
}
