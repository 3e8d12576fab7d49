/** Which prompt a run measured: what its control says, and what our tags vouch for. Pure. */
import { type Fingerprint, hasPlainSettings, textPart } from "../plan/fingerprint.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import { isStoredFormOf } from "../plan/stored.ts";
import { isPreview, settledSince, taggedFingerprint } from "../plan/tags.ts";
import type { Agent } from "../service/endpoints/agents.ts";
import type { Optimization } from "../service/endpoints/optimizations.ts";
import type { Variant } from "../service/variants.ts";
import type { RunPlace, RunRecord } from "./evidence.ts";
import type { EvaluatedAgent } from "./types.ts";

export function recordOf(
  { key, planned }: EvaluatedAgent,
  agent: Agent,
  run: Optimization,
  variants: readonly Variant[],
): RunRecord {
  const control = variants.find((variant) => variant.isControl);
  const place = agent.id === planned.live?.id ? "live" : "preview";
  const fingerprint = fingerprintIn(place, run, agent, control, planned);
  return { run, agent, place, key, fingerprint, variants };
}

function fingerprintIn(
  place: RunPlace,
  run: Optimization,
  agent: Agent,
  control: Variant | undefined,
  { candidate, baseline, definition, replaced }: PlannedAgent,
): Fingerprint | undefined {
  const found = controlFingerprint(run, agent, control, candidate);
  if (found === undefined || place === "live") return found;
  const tagged = taggedFingerprint(agent);
  // Nothing vouches for the settings of a copy whose tags were not kept, unless they are those of every agent.
  const hasSettings = tagged !== undefined || hasPlainSettings(candidate);
  if (!hasSettings) return undefined;
  const told = { content: control?.content ?? agent.content, model: agent.model };
  // The copy was sent one of the two, and the service stores it in a form of its own.
  const isFormOf = (side: Fingerprint | undefined, prompt: string, model: string) =>
    side !== undefined &&
    (tagged?.text ?? side.text) === side.text &&
    isStoredFormOf(told, { content: prompt, model });
  const { prompt, model } = definition;
  if (isFormOf(candidate, prompt, model)) return { ...found, text: candidate.text };
  if (baseline === undefined || replaced === undefined) return found;
  const isBaseline = isFormOf(baseline, replaced.prompt, replaced.model);
  return isBaseline ? { ...found, text: baseline.text } : found;
}

/**
 * The fingerprint of the prompt that `run` started from, or undefined when it cannot be told. The control's own
 * content decides about the text where the service returns it (a guess of ours about the wire). Nobody reports the
 * model, temperature and personas of a run. They are the agent's if it has not been touched since before the run, or
 * if our tag vouches for them; where an untouched agent has no tag they are taken to be those of `expected`.
 */
export function controlFingerprint(
  run: Optimization,
  agent: Agent,
  control: Variant | undefined,
  expected: Fingerprint,
): Fingerprint | undefined {
  const tag = taggedFingerprint(agent);
  const createdAt = Date.parse(run.createdAt);
  const untouched = Date.parse(agent.updatedAt) <= createdAt;
  const content = control?.content ?? (untouched ? agent.content : undefined);
  if (content === undefined) return undefined;
  const text = textPart(content, agent.model);
  // A preview keeps its model and settings for life: its tag is right about all of its runs.
  if (isPreview(agent)) return tag && { ...tag, text };
  const synced = tag !== undefined && tag.text === textPart(agent.content, agent.model);
  if (synced && createdAt > settledSince(agent)) {
    return { text, sampling: tag.sampling, run: expected.run };
  }
  return untouched ? { ...expected, text } : undefined;
}
