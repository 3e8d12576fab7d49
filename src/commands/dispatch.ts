/** From the command's name to what carries it out. */
import { ActionError } from "../errors.ts";
import { reasonForNoSecrets } from "../event.ts";
import { gate } from "../gate/gate.ts";
import type { CommandResult, Environment, OfflineEnvironment } from "../gate/types.ts";
import { shellSafeJson } from "../report/outputs.ts";
import { contextOf } from "./assemble.ts";
import { benchmark } from "./benchmark.ts";
import { clean, withCleaned } from "./clean.ts";
import { insights, withInsights } from "./insights.ts";
import type { Newer } from "./newer.ts";
import { gateWithoutKey, planWithoutKey } from "./offline.ts";
import type { Ready } from "./prepare.ts";
import type { RunDeps } from "./run-deps.ts";
import { plan, sync } from "./sync.ts";

export async function dispatch(ready: Ready, deps: RunDeps): Promise<CommandResult> {
  const { command, converra, ledger } = ready;
  const offline = offlineEnvironment(ready, deps);
  if (command === "doctor" || command === "comment") {
    throw new Error(`${command} is called before anything is prepared`);
  }
  if (converra === undefined) return withoutKey(ready, offline);
  const env: Environment = { ...offline, ports: { ...offline.ports, converra, ledger } };
  const withTexts = async (result: CommandResult) => {
    const { withBroughtTexts } = await import("./bring.ts");
    return withBroughtTexts(result, env, contextOf(ready));
  };
  const withAccount = async (result: CommandResult, writing?: { newer: Newer | undefined }) => {
    const { settings, webhooks } = env.config.account;
    if (settings === undefined && webhooks === undefined) return result;
    const { keepAccount } = await import("./account.ts");
    const secrets = {
      mask: (secret: string) => {
        // As it is, and as the output spells it.
        deps.workflow.setSecret(secret);
        deps.workflow.setSecret(shellSafeJson(secret).slice(1, -1));
      },
      handOut: (url: string, secret: string) => ready.webhookSecrets.set(url, secret),
    };
    return keepAccount(result, env, { writing, secrets });
  };
  switch (command) {
    case "sync":
      if (env.syncMode !== "live") throw notLive(env, "sync");
      return syncUnlessOutrun();
    case "apply": {
      if (env.syncMode !== "live") throw notLive(env, "apply");
      const { apply } = await import("./apply.ts");
      return apply(env);
    }
    case "plan":
      return withAccount(await plan(env));
    case "clean":
      return clean(env);
    case "insights":
      return insights(env);
    case "benchmark":
      return withTexts(
        await night(await withAccount(await withInsights(await benchmark(env), env)), env),
      );
    default: {
      const result = await withAccount(await gate(env));
      const isNight = env.context.event === "schedule";
      return withTexts(isNight ? await night(await withInsights(result, env), env) : result);
    }
  }

  async function syncUnlessOutrun(): Promise<CommandResult> {
    const { readNewer } = await import("./newer.ts");
    const newer = await readNewer(env);
    return withTexts(await withAccount(await sync(env, newer), { newer }));
  }
}

/** What a scheduled run does beside measuring. */
function night(result: CommandResult, env: Environment): Promise<CommandResult> | CommandResult {
  return env.context.event === "schedule" ? withCleaned(result, env) : result;
}

/** A sync that writes nothing would seem to be one that did. */
function notLive({ context, syncMode }: Environment, command: "sync" | "apply"): ActionError {
  return new ActionError(
    `The command ${command} writes to the live agents, and on ${context.ref || "this ref"} sync is ${syncMode}: nothing was written`,
    {
      hint: "Run it on the default branch, use the command plan, or set the input sync to live if this branch's prompts are meant for production.",
    },
  );
}

/**
 * Where secrets can be had, a gate without a key is one that somebody believes to be on: it fails. Whoever names the
 * command `plan` may do without.
 */
async function withoutKey(
  { command, inputs, context }: Ready,
  offline: OfflineEnvironment,
): Promise<CommandResult> {
  const isExcused = reasonForNoSecrets(context) !== undefined;
  if (command === "gate" && isExcused) return gateWithoutKey(offline);
  // A pull request that is given no key has put nothing on the account.
  if (command === "clean" && isExcused) return { agents: [], cleaned: [] };
  if (command === "plan" && (isExcused || inputs.command === "plan")) {
    return planWithoutKey(offline);
  }
  throw new ActionError(
    `There is no API key, so ${command} could not do anything: the input api-key is empty`,
    { hint: KEY_FIX },
  );
}

const KEY_FIX =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
  "Store the key as a secret of the repository named CONVERRA_API_KEY, and give it to the action: `api-key: ${{ secrets.CONVERRA_API_KEY }}`. A secret whose name is misspelt is empty too. Only pull requests from forks and by Dependabot pass without one.";

function offlineEnvironment(ready: Ready, deps: RunDeps): OfflineEnvironment {
  const { inputs, context, config, base, before, definitions, syncMode, github, notices } = ready;
  const { workflow, clock, signal, files, showRuns } = deps;
  const log = (line: string) => workflow.info(line);
  return {
    ...{ inputs, context, config, base, before, definitions, syncMode },
    ports: { github, files, clock, signal, log, showRuns },
    deadline: ready.startedAt + inputs.timeoutMs,
    showRunning: (running) =>
      ready.commenter.running({ ...running, context: contextOf(ready) }, signal),
    notice: (notice) => notices.push(notice),
  };
}
