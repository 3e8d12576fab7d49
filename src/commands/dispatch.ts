/** From the command's name to what carries it out. */
import { ActionError } from "../errors.ts";
import { benchmark } from "./benchmark.ts";
import type { CommandEnvironment, CommandResult, OfflineEnvironment } from "./environment.ts";
import { contextOf } from "./frame.ts";
import { gate } from "./gate.ts";
import { addInsights, insights } from "./insights.ts";
import { gateWithoutKey, planWithoutKey } from "./offline.ts";
import type { PrepareDeps, Prepared } from "./prepare.ts";
import { plan, sync } from "./sync.ts";

const BUILT = "gate, sync, plan, benchmark and insights";

/** `known` has passed through prepare. */
export async function dispatch(known: Prepared, deps: PrepareDeps): Promise<CommandResult> {
  const command = known.command?.command ?? "gate";
  const offline = offlineEnvironment(known, deps);
  const { converra, ledger } = known;
  if (["apply", "clean", "comment"].includes(command)) throw notBuilt(command, known);
  if (converra === undefined || ledger === undefined) {
    if (command === "gate") return gateWithoutKey(offline);
    if (command === "plan") return planWithoutKey(offline);
    throw new ActionError(
      `The command ${command} needs an API key, and the input api-key is empty`,
      {
        hint: "Set `api-key` from a repository secret. Without a key only `plan` and the validation of the config can run.",
      },
    );
  }
  const deadline = known.startedAt + offline.inputs.timeoutMs;
  const env: CommandEnvironment = { ...offline, converra, ledger, deadline };
  switch (command) {
    case "sync":
      if (env.syncMode !== "live") throw notLive(env);
      return sync(env);
    case "plan":
      return plan(env);
    case "insights":
      return insights(env);
    case "benchmark": {
      const result = await benchmark(env);
      return { ...result, agents: await addInsights(env, result.agents) };
    }
    default: {
      const result = await gate(env);
      if (env.context.event !== "schedule") return result;
      return { ...result, agents: await addInsights(env, result.agents) };
    }
  }
}

/** A sync that writes nothing would look like one that did. */
function notLive({ context, syncMode }: CommandEnvironment): ActionError {
  return new ActionError(
    `The command sync writes to the live agents, and on ${context.ref || "this ref"} sync is ${syncMode}: nothing was written`,
    {
      hint: "Run it on the default branch, use the command plan, or set the input sync to live if this branch's prompts are meant for production.",
    },
  );
}

function notBuilt(command: string, known: Prepared): ActionError {
  const auto = known.inputs?.command === "auto";
  const hint = auto
    ? `Leave this event out of the workflow's triggers, or set the input command to one of ${BUILT}.`
    : `Set the input command to auto, or to one of ${BUILT}.`;
  return new ActionError(
    `The command ${command} is not part of this version of Converra Gate, which has ${BUILT}`,
    { hint },
  );
}

function offlineEnvironment(known: Prepared, deps: PrepareDeps): OfflineEnvironment {
  const { inputs, context, config, definitions } = known;
  if (!inputs || !context || !config || !definitions) throw new Error("dispatch before prepare");
  const log = (line: string) => deps.workflow.info(line);
  return {
    inputs,
    context,
    config,
    definitions,
    github: known.github,
    clock: deps.clock,
    signal: deps.signal,
    syncMode: known.syncMode ?? "off",
    log,
    notice: (notice) => known.notices.push(notice),
    showRunning: async (running) =>
      known.commenter?.running({ ...running, context: contextOf(known) }),
  };
}
