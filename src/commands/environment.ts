/** Everything a command works with. Commands take it as a parameter and reach for nothing else. */
import type { AgentDefinition } from "../domain.ts";
import { ActionError } from "../errors.ts";
import type { GateEnvironment, Ports, Setting } from "../gate/types.ts";
import type { Notice } from "../report/model.ts";

/** What is there without a key. */
export interface OfflineEnvironment extends Setting {
  readonly ports: Pick<Ports, "github" | "clock" | "log" | "signal">;
  readonly notice: (notice: Notice) => void;
}

export interface CommandEnvironment extends OfflineEnvironment, GateEnvironment {
  readonly ports: Ports;
}

/** The definitions the `agents` input selects; an unknown key is an error that names the keys there are. */
export function selectAgents(
  definitions: readonly AgentDefinition[],
  keys: readonly string[],
): readonly AgentDefinition[] {
  if (keys.length === 0) return definitions;
  const known = definitions.map((definition) => definition.key);
  const unknown = keys.filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new ActionError(`The input agents names ${unknown.join(", ")}, not in the config`, {
      hint: `The keys there are: ${known.join(", ")}.`,
    });
  }
  return definitions.filter((definition) => keys.includes(definition.key));
}
