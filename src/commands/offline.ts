/** What can be said without a key: the config is valid, and which agents the change touches. */
import { removedAgents } from "../config/removed.ts";
import type { PlanEntry } from "../domain.ts";
import { reasonForNoSecrets } from "../event.ts";
import { changedSinceBase } from "../gate/base.ts";
import { definitionReport } from "../gate/report.ts";
import { settle, skippedAsBase } from "../gate/settle.ts";
import type { CommandResult, OfflineEnvironment } from "../gate/types.ts";
import type { AgentReport } from "../report/model.ts";

const WITHOUT_KEY = {
  fork: {
    why: "a pull request from a fork is given no secrets",
    advice: "A maintainer can push the branch to this repository to have it measured.",
  },
  dependabot: {
    why: "a run that Dependabot starts is given none of the repository's secrets",
    advice:
      "Store the key among the repository's Dependabot secrets too, or push a commit of your own to the branch.",
  },
} as const;

/** For a pull request from a fork, which is given no secrets. Nothing evaluated never passes for a pass. */
export async function gateWithoutKey(env: OfflineEnvironment): Promise<CommandResult> {
  const { why, advice } = WITHOUT_KEY[reasonForNoSecrets(env.context) ?? "fork"];
  const reason = `There is no API key, so nothing was measured: ${why}.`;
  return reportEach(env, (key, touched) => ({
    verdict: touched
      ? settle(key, "not-evaluated", reason, advice)
      : skippedAsBase(key, env.base?.behind),
  }));
}

export async function planWithoutKey(env: OfflineEnvironment): Promise<CommandResult> {
  const result = await reportEach(env, (key, touched) => ({ plan: entryFor(key, touched) }));
  const { settings, webhooks } = env.config.account;
  if (settings === undefined && webhooks === undefined) return result;
  const { statedEntries } = await import("./account.ts");
  const reason = "there is no API key, so it was not compared; the config is valid";
  return { ...result, account: statedEntries(env.config.account, "not-compared", reason) };
}

async function reportEach(
  env: OfflineEnvironment,
  part: (key: string, touched: boolean) => Partial<AgentReport>,
): Promise<CommandResult> {
  const changed = changedSinceBase(env);
  const agents = env.definitions.map((definition) => {
    const { key } = definition;
    return { ...definitionReport(definition), ...part(key, changed?.has(key) ?? true) };
  });
  const { config, behind } = env.base ?? {};
  const removed = removedAgents(config?.agents ?? [], env.config.agents);
  return { agents, removed: removed.filter(({ key }) => behind?.has(key) !== true) };
}

function entryFor(key: string, touched: boolean): PlanEntry {
  const reason = touched
    ? "there is no API key, so it was not compared with its live agent; the config is valid"
    : "same prompt and settings as the base commit";
  return { key, action: touched ? "not-compared" : "unchanged", changes: [], reason };
}
