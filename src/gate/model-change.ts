/** Which way a changed model is judged: by a benchmark of the live agent, or like any change on a preview. Pure. */
import { counterpartOf, isBoundAlike } from "../config/removed.ts";
import type { AgentDefinition, BenchmarkSettings } from "../domain.ts";
import { isSameFingerprint, normalisePrompt, textPart } from "../plan/fingerprint.ts";
import { candidateFingerprint, type PlannedAgent } from "../plan/plan.ts";
import { sentText, syncedFingerprint } from "../plan/tags.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { BaseConfig, ModelChange, Place } from "./types.ts";

export type ModelWay =
  | { readonly kind: "benchmark"; readonly change: ModelChange }
  /** `notice`: why not by a benchmark, where one was to be expected. */
  | { readonly kind: "preview"; readonly notice?: string };

const ON_PREVIEW: ModelWay = { kind: "preview" };

/** A benchmark measures the prompt that the live agent has: it has to be the change's own, and the base commit's. */
export function modelWayOf(
  planned: PlannedAgent,
  base: BaseConfig | undefined,
  place: Place,
): ModelWay {
  const { definition, live } = planned;
  const { key, gate, model: to } = definition;
  const before = base?.definitions?.find((one) => one.key === key);
  const settings = sectionOf(definition, base);
  if (live === undefined || before === undefined || settings === undefined) return ON_PREVIEW;
  if (place !== "preview" || gate.baseline === "off" || to === live.model) return ON_PREVIEW;
  if (!isBoundAlike(before, definition) || !isAlikeButModel(before, definition)) return ON_PREVIEW;
  if (!carries(planned, live, before)) {
    return {
      kind: "preview",
      notice: `Of ${key} only the model changed, but its live agent ${live.id} has another prompt or other settings than the base commit's, and a benchmark would measure those: it is measured on a preview`,
    };
  }
  const pair = { from: live.model.trim(), to };
  return { kind: "benchmark", change: { key, planned, live, pair, settings } };
}

/** How models are compared is a rule: the base commit's holds unless it lets a change bring its own. */
function sectionOf(
  definition: AgentDefinition,
  base: BaseConfig | undefined,
): BenchmarkSettings | undefined {
  if (base?.config?.policy === "head") return definition.benchmark;
  return counterpartOf(definition, base?.config?.agents ?? [])?.benchmark;
}

function isAlikeButModel(before: AgentDefinition, after: AgentDefinition): boolean {
  const print = (one: AgentDefinition) => candidateFingerprint({ ...one, model: "" });
  return isSameFingerprint(print(before), print(after));
}

function carries(
  { candidate, baseline }: PlannedAgent,
  live: Agent,
  before: AgentDefinition,
): boolean {
  // The service may store what it is sent in a form of its own.
  const isSent =
    syncedFingerprint(live) !== undefined && sentText(live) === textPart(before.prompt, live.model);
  const isSame = isSent || normalisePrompt(live.content) === normalisePrompt(before.prompt);
  return isSame && baseline?.sampling === candidate.sampling;
}
