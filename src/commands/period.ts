/** What the account's period has cost, for a command that asks for usage and runs on no other account. */
import { quotaOf, refusedRead } from "../gate/budget.ts";
import { usesOf } from "../gate/copies.ts";
import type { Evidence } from "../gate/evidence.ts";
import { periodCost } from "../gate/period.ts";
import { previewOwner } from "../gate/scope.ts";
import type { CommandResult, Environment } from "../gate/types.ts";
import type { Agent } from "../service/agent-shape.ts";

/** Two requests: only the account knows it. Nothing where it cannot be read, which stops no command. */
export async function readPeriod(
  agents: readonly Agent[],
  { ports, context }: Environment,
): Promise<Pick<CommandResult, "period" | "quota">> {
  const { converra, clock, signal, log } = ports;
  try {
    const usage = await converra.account.usage({ signal });
    const listed = await converra.optimizations.list({ limit: 100 }, { signal });
    const none = { records: [], outcomes: [], knownRuns: new Map() } as const;
    const evidence: Evidence = { ...none, listed, asOf: clock.now() };
    const uses = usesOf(agents, previewOwner(context));
    return {
      period: periodCost({ evaluated: [], place: "nowhere", uses }, evidence, {
        usage,
        started: 0,
      }),
      quota: quotaOf(usage),
    };
  } catch (error) {
    log(`${refusedRead(error)}; nothing is said of what the month has cost.`);
    return {};
  }
}
