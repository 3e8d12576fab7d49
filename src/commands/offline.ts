/** What can be said without a key: the config is valid, and which agents the change touches. */
import type { AgentDefinition, PlanEntry } from "../domain.ts";
import { baseDefinitions, changedSinceBase } from "../gate/base.ts";
import { definitionReport } from "../gate/report.ts";
import type { CommandResult } from "../gate/types.ts";
import type { AgentReport } from "../report/model.ts";
import type { OfflineEnvironment } from "./environment.ts";

/** For a pull request from a fork, which is given no secrets. Nothing evaluated never looks like a pass. */
export async function gateWithoutKey(env: OfflineEnvironment): Promise<CommandResult> {
  const changed = changedSinceBase(env, await baseDefinitions(env));
  const why =
    env.context.pullRequest?.fork === true
      ? "a pull request from a fork is given no secrets"
      : "the input api-key is empty";
  const agents = env.definitions.map((definition): AgentReport => {
    const { key } = definition;
    const touched = changed === undefined || changed.has(key);
    return {
      ...definitionReport(definition),
      verdict: touched
        ? {
            key,
            verdict: "not-evaluated",
            reason: `There is no API key, so nothing was measured: ${why}.`,
            advice:
              env.context.pullRequest?.fork === true
                ? "A maintainer can push the branch to this repository to have it measured."
                : // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
                  "Give the action a key: `api-key: ${{ secrets.CONVERRA_API_KEY }}`.",
            metrics: [],
          }
        : {
            key,
            verdict: "skipped",
            reason: "Same prompt and settings as the base commit, nothing run.",
            metrics: [],
          },
    };
  });
  return { agents };
}

export async function planWithoutKey(env: OfflineEnvironment): Promise<CommandResult> {
  const changed = changedSinceBase(env, await baseDefinitions(env));
  const agents = env.definitions.map((definition) => ({
    ...definitionReport(definition),
    plan: entryFor(definition, changed),
  }));
  return { agents };
}

function entryFor({ key }: AgentDefinition, changed: ReadonlySet<string> | undefined): PlanEntry {
  if (changed === undefined || changed.has(key)) {
    const reason = "not compared with Converra, there is no API key; the config is valid";
    return { key, action: "update", changes: [], reason };
  }
  const reason = "same prompt and settings as the base commit";
  return { key, action: "unchanged", changes: [], reason };
}
