import {
  inside,
  isRecord,
  type Json,
  nameAt,
  optionalCount,
  optionalNumber,
  optionalNumberIn,
  optionalText,
  optionalTime,
  recordAt,
  type Spot,
  textsOf,
  unexpected,
} from "./decode.ts";
import type { Account, Quota, Settings, Usage, Webhook } from "./types.ts";

/** Documented: https://docs.converra.ai/api/account.html */
export function decodeAccount(value: unknown, spot: Spot): Account {
  const source = recordAt(value, spot);
  const plan = isRecord(source.plan)
    ? nameAt(source.plan, ["name"], inside(spot, "plan"))
    : nameAt(source, ["plan"], spot);
  return { id: nameAt(source, ["id"], spot), name: optionalText(source.name), plan };
}

/**
 * Documented under the older names; the newer ones of agents and optimizations are a guess. A quota of runs that is
 * there and of the wrong type is refused: taken for unlimited it would take the brake off spending.
 */
export function decodeUsage(value: unknown, spot: Spot): Usage {
  const source = recordAt(value, spot);
  const period: Json = isRecord(source.period) ? source.period : {};
  const name = isAbsent(source.optimizations) ? "improvements" : "optimizations";
  const runs = isAbsent(source[name]) ? undefined : runsAt(source, name, spot);
  const quota = decodeQuota(runs);
  return {
    periodStart: optionalTime(period.start),
    periodEnd: optionalTime(period.end),
    agents: decodeQuota(isRecord(source.agents) ? source.agents : source.prompts),
    optimizations: quota && { ...quota, running: optionalCount(runs?.running) },
    conversations: decodeQuota(source.conversations),
  };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function runsAt(usage: Json, name: string, spot: Spot): Json {
  const at = inside(spot, name);
  const runs = recordAt(usage[name], at);
  for (const key of ["used", "limit"]) {
    if (!isAbsent(runs[key]) && optionalNumber(runs[key]) === undefined) {
      throw unexpected(inside(at, key), "a number");
    }
  }
  return runs;
}

/** A limit that is null, absent or below zero is unlimited; without `used` nothing is known. */
function decodeQuota(value: unknown): Quota | undefined {
  if (!isRecord(value)) return undefined;
  const used = optionalNumberIn(value.used, 0, Number.MAX_SAFE_INTEGER);
  if (used === undefined) return undefined;
  return { used, limit: optionalNumberIn(value.limit, 0, Number.MAX_SAFE_INTEGER) };
}

/** GET answers with the sections, PATCH with `{ success, settings }` (https://docs.converra.ai/api/settings.html). */
export function decodeSettings(value: unknown, spot: Spot): Settings {
  const source = recordAt(value, spot);
  const wrapped = source.settings !== undefined;
  const at = wrapped ? inside(spot, "settings") : spot;
  const settings = wrapped ? recordAt(source.settings, at) : source;
  return {
    general: section(settings, "general", at),
    optimization: section(settings, "optimization", at),
  };
}

function section(settings: Json, key: string, spot: Spot): Json {
  return settings[key] === undefined || settings[key] === null
    ? {}
    : recordAt(settings[key], inside(spot, key));
}

/** Documented: https://docs.converra.ai/api/webhooks.html */
export function decodeWebhook(value: unknown, spot: Spot): Webhook {
  const source = recordAt(value, spot);
  return {
    id: nameAt(source, ["id"], spot),
    url: nameAt(source, ["url"], spot),
    events: textsOf(source.events),
    description: optionalText(source.description),
    status: optionalText(source.status),
    createdAt: optionalTime(source.createdAt),
  };
}

/** The secret is in the answer to POST and in no other. */
export function decodeCreatedWebhook(
  value: unknown,
  spot: Spot,
): Webhook & { readonly secret?: string } {
  const source = recordAt(value, spot);
  return { ...decodeWebhook(source, spot), secret: optionalText(source.secret) };
}
