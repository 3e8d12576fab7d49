/** Where on the page an agent is: the same for the page itself and for who links into it. */
import type { AgentReport } from "../model.ts";

/** A fragment for each agent, without "#"; keys that look alike as fragments get a number. */
export function agentAnchors(agents: readonly AgentReport[]): ReadonlyMap<AgentReport, string> {
  const taken = new Set<string>();
  return new Map(
    agents.map((agent) => {
      const name = `agent-${agent.key.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 80)}`;
      let anchor = name;
      for (let count = 2; taken.has(anchor); count++) anchor = `${name}-${count}`;
      taken.add(anchor);
      return [agent, anchor];
    }),
  );
}
