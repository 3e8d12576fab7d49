/** From the command's name to what carries it out. */
import { ActionError } from "../errors.ts";
import { gate } from "../gate/gate.ts";
import type { CommandResult, Environment, OfflineEnvironment } from "../gate/types.ts";
import { contextOf } from "./assemble.ts";
import { benchmark } from "./benchmark.ts";
import { insights, withInsights } from "./insights.ts";
import { gateWithoutKey, planWithoutKey } from "./offline.ts";
import type { Ready, RunDeps } from "./prepare.ts";
import { plan, sync } from "./sync.ts";

const BUILT = "gate, sync, plan, benchmark and insights";

export async function dispatch(ready: Ready, deps: RunDeps): Promise<CommandResult> {
  const { command, converra, ledger, inputs } = ready;
  const offline = offlineEnvironment(ready, deps);
  if (["apply", "clean", "comment"].includes(command)) throw notBuilt(command, inputs.command);
  if (converra === undefined) {
    if (command === "gate") return gateWithoutKey(offline);
    if (command === "plan") return planWithoutKey(offline);
    throw new ActionError(
      `The command ${command} needs an API key, and the input api-key is empty`,
      {
        hint: "Set `api-key` from a repository secret. Without a key only `plan` and the validation of the config can run.",
      },
    );
  }
  const env: Environment = { ...offline, ports: { ...offline.ports, converra, ledger } };
  switch (command) {
    case "sync":
      if (env.syncMode !== "live") throw notLive(env);
      return sync(env);
    case "plan":
      return plan(env);
    case "insights":
      return insights(env);
    case "benchmark":
      return withInsights(await benchmark(env), env);
    default: {
      const result = await gate(env);
      return env.context.event === "schedule" ? withInsights(result, env) : result;
    }
  }
}

/** A sync that writes nothing would seem to be one that did. */
function notLive({ context, syncMode }: Environment): ActionError {
  return new ActionError(
    `The command sync writes to the live agents, and on ${context.ref || "this ref"} sync is ${syncMode}: nothing was written`,
    {
      hint: "Run it on the default branch, use the command plan, or set the input sync to live if this branch's prompts are meant for production.",
    },
  );
}

function notBuilt(command: string, input: string): ActionError {
  const hint =
    input === "auto"
      ? `Leave this event out of the workflow's triggers, or set the input command to one of ${BUILT}.`
      : `Set the input command to auto, or to one of ${BUILT}.`;
  return new ActionError(
    `The command ${command} is not part of this version of Converra Gate, which has ${BUILT}`,
    { hint },
  );
}

function offlineEnvironment(ready: Ready, deps: RunDeps): OfflineEnvironment {
  const { inputs, context, config, base, definitions, syncMode, github, notices } = ready;
  const { workflow, clock, signal } = deps;
  const log = (line: string) => workflow.info(line);
  return {
    ...{ inputs, context, config, base, definitions, syncMode },
    ports: { github, clock, signal, log },
    deadline: ready.startedAt + inputs.timeoutMs,
    showRunning: (running) => ready.commenter.running({ ...running, context: contextOf(ready) }),
    notice: (notice) => notices.push(notice),
  };
}
