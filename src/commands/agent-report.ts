/** The part of an agent's report that every command has. Pure. */

import type { AgentDefinition } from "../domain.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { AgentReport } from "../report/model.ts";

export function definitionReport(definition: AgentDefinition): AgentReport {
  const { key, name, source, promptSource, prompt } = definition;
  return { key, name, source, promptSource, runs: [], variants: [], promptAfter: prompt };
}

export function plannedReport({ definition, entry, live, basePrompt }: PlannedAgent): AgentReport {
  const before = basePrompt ?? live?.content;
  // Line ends and empty last lines are no change: a diff of nothing else would only puzzle.
  const same =
    before !== undefined && normalisePrompt(before) === normalisePrompt(definition.prompt);
  const promptBefore = same ? definition.prompt : before;
  return { ...definitionReport(definition), plan: entry, promptBefore };
}
