/** The account with its usage and settings. */
import * as z from "zod";
import type { CallOptions, Sender } from "../send.ts";
import {
  count,
  isRecord,
  type Json,
  maybe,
  name,
  numberFrom,
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
const accountShape = z.lazy(() =>
  object({
    plan: z.union([name(), object({ name: name() }).transform((plan) => plan.name)]),
    id: name(),
    name: maybe(name()),
  }),
);

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
}

/** Documented under the older names; the newer ones of agents and optimizations are a guess. */
const usageShape = z.lazy(() => {
  // A limit that is null, absent or below zero is unlimited; without `used` nothing is known.
  const figure = numberFrom(0, Number.MAX_SAFE_INTEGER);
  const figures = { used: figure, limit: maybe(figure) };
  const quota = maybe(object(figures));
  const running = maybe(object({ ...figures, running: maybe(count()) }));
  // A quota of runs of the wrong type is refused: taken for unlimited it would take the brake off spending.
  const given = z.number("a number").nullish();
  const runs = z
    .looseObject({ used: given, limit: given }, "an object")
    .transform((value) => running.parse(value))
    .nullish();
  return settled(
    (usage) => ({
      ...usage,
      agents: isRecord(usage.agents) ? usage.agents : usage.prompts,
      improvements: isAbsent(usage.optimizations) ? usage.improvements : undefined,
    }),
    object({
      optimizations: runs,
      improvements: runs,
      period: object({ start: maybe(time()), end: maybe(time()) }).catch({}),
      agents: quota,
      conversations: quota,
    }).transform(
      ({ optimizations, improvements, period, ...quotas }): Usage => ({
        ...quotas,
        optimizations: optimizations ?? improvements ?? undefined,
        periodStart: period.start,
        periodEnd: period.end,
      }),
    ),
  );
});

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** GET answers with the sections, PATCH with `{ success, settings }` (https://docs.converra.ai/api/settings.html). */
const settingsShape = z.lazy(() => {
  const section = z
    .looseObject({}, "an object")
    .nullish()
    .transform((members): Json => members ?? {});
  const sections = { general: section, optimization: section };
  return z.union([
    object({ settings: z.undefined("an object").optional(), ...sections }).transform(
      ({ settings: _, ...own }) => own,
    ),
    object({ settings: object(sections) }).transform(({ settings }) => settings),
  ]);
});
/** Sections and keys as the wire has them. */
export type Settings = Readonly<z.output<typeof settingsShape>>;

export function accountEndpoints(sender: Sender) {
  return {
    get: (options?: CallOptions) =>
      sender.read(accountShape, "GET /account", "read the account", options),

    usage: (options?: CallOptions) =>
      sender.read(usageShape, "GET /usage", "read the usage", options),

    settings: (options?: CallOptions) =>
      sender.read(settingsShape, "GET /settings", "read the settings", options),

    /** A deep partial: what it does not name stays. */
    updateSettings: (body: { general?: Json; optimization?: Json }, options?: CallOptions) =>
      sender.read(settingsShape, "PATCH /settings", "update the settings", { body, ...options }),
  };
}
