/** From the command's name to what carries it out. */
import { ActionError } from "../errors.ts";
import { gate } from "../gate/gate.ts";
import type { CommandResult } from "../gate/types.ts";
import type { Command } from "../inputs.ts";
import { contextOf } from "./assemble.ts";
import { benchmark } from "./benchmark.ts";
import type { CommandEnvironment, OfflineEnvironment } from "./environment.ts";
import { addInsights, insights } from "./insights.ts";
import { gateWithoutKey, planWithoutKey } from "./offline.ts";
import type { Ready, RunDeps } from "./prepare.ts";
import { plan, sync } from "./sync.ts";

const BUILT = "gate, sync, plan, benchmark and insights";

export async function dispatch(ready: Ready, deps: RunDeps): Promise<CommandResult> {
  const { command } = ready.command;
  const env = offlineEnvironment(ready, deps);
  if (["apply", "clean", "comment"].includes(command)) throw notBuilt(ready);
  const { converra, ledger } = ready;
  if (converra === undefined) {
    if (command === "gate") return gateWithoutKey(env);
    if (command === "plan") return planWithoutKey(env);
    throw new ActionError(
      `The command ${command} needs an API key, and the input api-key is empty`,
      {
        hint: "Set `api-key` from a repository secret. Without a key only `plan` and the validation of the config can run.",
      },
    );
  }
  return carryOut(
    {
      ...env,
      ports: { ...env.ports, converra, ledger },
      deadline: ready.startedAt + ready.inputs.timeoutMs,
      showRunning: async (running) =>
        ready.commenter.running({ ...running, context: contextOf(ready) }),
    },
    command,
  );
}

async function carryOut(env: CommandEnvironment, command: Command): Promise<CommandResult> {
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

function notBuilt({ inputs, command }: Ready): ActionError {
  const hint =
    inputs.command === "auto"
      ? `Leave this event out of the workflow's triggers, or set the input command to one of ${BUILT}.`
      : `Set the input command to auto, or to one of ${BUILT}.`;
  return new ActionError(
    `The command ${command.command} is not part of this version of Converra Gate, which has ${BUILT}`,
    { hint },
  );
}

function offlineEnvironment(
  ready: Ready,
  { workflow, clock, signal }: RunDeps,
): OfflineEnvironment {
  const { inputs, context, config, definitions, syncMode, github, notices } = ready;
  const log = (line: string) => workflow.info(line);
  return {
    inputs,
    context,
    config,
    definitions,
    syncMode,
    ports: { github, clock, signal, log },
    notice: (notice) => notices.push(notice),
  };
}
