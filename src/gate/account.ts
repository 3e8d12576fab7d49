/** What the account allows is read once, and only before something is started; what will be spent is said first. */

import type { RunPorts } from "../runs/start.ts";
import { rateOfPlan } from "../service/account.ts";
import { spendingSentence } from "./budget.ts";
import type { Need, Plan } from "./needs.ts";
import type { AccountFacts, GateEnvironment } from "./types.ts";

export async function readAccount({ converra, signal }: RunPorts): Promise<AccountFacts> {
  const [usage, settings] = await Promise.all([
    converra.account.usage({ signal }),
    converra.account.settings({ signal }),
  ]);
  return { usage, settings };
}

/** In the log and the comment, and never faster than the plan's rate from here on. Silent where nothing is needed. */
export async function announce(
  { needs, starts, budget, refusedBaselines }: Plan,
  { ports, showRunning }: GateEnvironment,
): Promise<void> {
  for (const key of refusedBaselines) {
    ports.log(`${key}: no run of the baseline, because the account deploys winners by itself.`);
  }
  const all = [...needs.values()].flat();
  if (all.length === 0) return;
  const reused = all.filter((need) => need.adopt !== undefined).length;
  const spending = spendingSentence(starts, reused, budget);
  ports.log(spending);
  const account = await ports.converra.account.get({ signal: ports.signal });
  const rate = rateOfPlan(account.plan);
  if (rate !== undefined) ports.converra.useRate(rate);
  const agents = [...needs].map(([key, some]) => ({ key, state: describe(some) }));
  await showRunning({ spending, agents });
}

function describe(needs: readonly Need[]): string {
  if (needs.length === 0) return "judged on earlier runs";
  return needs
    .map(
      ({ adopt, side }) =>
        `${adopt === undefined ? "measuring" : "waiting for a run of"} the ${side}`,
    )
    .join(", ");
}
