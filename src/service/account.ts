import type { Converra } from "./converra.ts";
import { decodeAccount, decodeSettings, decodeUsage } from "./decode-account.ts";
import { ENDPOINTS } from "./endpoints.ts";
import type { Sender } from "./send.ts";

/** Requests a minute, https://converra.ai/docs/api (Rate Limits); undefined for a plan whose rate is its own. */
export function rateOfPlan(plan: string): number | undefined {
  const rates: Readonly<Record<string, number>> = { free: 60, pro: 300 };
  const name = plan.trim().toLowerCase();
  return Object.hasOwn(rates, name) ? rates[name] : undefined;
}

export function createAccount(sender: Sender): Converra["account"] {
  return {
    get: ({ signal } = {}) =>
      sender.read(
        { endpoint: ENDPOINTS["account.get"], doing: "read the account", signal },
        decodeAccount,
      ),
    usage: ({ signal } = {}) =>
      sender.read(
        { endpoint: ENDPOINTS["account.usage"], doing: "read the usage", signal },
        decodeUsage,
      ),
    settings: ({ signal } = {}) =>
      sender.read(
        { endpoint: ENDPOINTS["account.settings"], doing: "read the settings", signal },
        decodeSettings,
      ),
    updateSettings: (patch, { signal } = {}) =>
      sender.read(
        {
          endpoint: ENDPOINTS["account.updateSettings"],
          doing: "update the settings",
          body: patch,
          signal,
        },
        decodeSettings,
      ),
  };
}
