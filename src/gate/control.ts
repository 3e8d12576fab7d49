/** Which prompt a run measured: what its control says, and what our tags vouch for. Pure. */
import {
  type Fingerprint,
  hasPlainSettings,
  isSameFingerprint,
  textPart,
} from "../plan/fingerprint.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import { isPreview, settledSince, taggedFingerprint } from "../plan/tags.ts";
import { onlyControl } from "../runs/results.ts";
import { isUnderWay } from "../runs/work.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Observer } from "../service/assumptions.ts";
import type { Optimization } from "../service/endpoints/optimizations.ts";
import { isStoredFormOf } from "../service/read-back.ts";
import type { Variant } from "../service/variants.ts";
import { isRewritten } from "./copies.ts";
import type { RunPlace, RunRecord } from "./evidence.ts";
import type { EvaluatedAgent } from "./types.ts";

export function recordOf(
  { key, planned }: EvaluatedAgent,
  agent: Agent,
  run: Optimization,
  variants: readonly Variant[],
): RunRecord {
  const control = onlyControl(variants);
  const place = agent.id === planned.live?.id ? "live" : "preview";
  const fingerprint = fingerprintIn(place, run, agent, control, planned);
  return { run: withMode(run, place, planned), agent, place, key, fingerprint, variants };
}

/** assumption run-mode: the tag of a copy vouches for the mode of all its runs; elsewhere one that is not told is none. */
function withMode(run: Optimization, place: RunPlace, { definition }: PlannedAgent): Optimization {
  return place === "preview" ? { ...run, mode: run.mode ?? definition.optimize.mode } : run;
}

/** assumption write-published */
export function observePublished({ agent, variants }: RunRecord, observer: Observer): void {
  const content = onlyControl(variants)?.content;
  if (content === undefined || !isRewritten(agent)) return;
  const isSame = isStoredFormOf({ content, model: agent.model }, agent);
  observer.check("write-published", isSame, () => "a control with another text than its copy has");
}

/** Why a run is no evidence of the prompt it was started for, though its control was scored. */
export function whyOtherPrompt(
  { run, agent, fingerprint, variants }: RunRecord,
  wanted: Fingerprint | undefined,
): string | undefined {
  if (wanted === undefined || isSameFingerprint(fingerprint, wanted)) return undefined;
  if (onlyControl(variants)?.content === undefined) {
    return `\`content\` of the control: not told; and agent ${agent.id} has been written since it was made (\`updatedAt\` ${agent.updatedAt}, the run began ${run.createdAt}), so what the run measured can be the text before or after`;
  }
  if (fingerprint === undefined) {
    return `\`tags\` of agent ${agent.id}: none of ours, so nothing vouches for its temperature, max-tokens and personas`;
  }
  return fingerprint.text === wanted.text
    ? `\`tags\` of agent ${agent.id}: they tell of other settings than the run was started for`
    : `\`content\` of the control, with the model ${agent.model}: not the prompt that agent ${agent.id} was sent`;
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
  if (control?.content === undefined && mayBeOlder(run, agent)) return undefined;
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
 * content decides about the text where the service returns it (assumption control-content). Nobody reports the model,
 * temperature and personas of a run. They are the agent's if it has not been touched since before the run, or if our
 * tag vouches for them; where an untouched agent has no tag they are taken to be those of `expected`.
 */
export function controlFingerprint(
  run: Optimization,
  agent: Agent,
  control: Variant | undefined,
  expected: Fingerprint,
): Fingerprint | undefined {
  const tag = taggedFingerprint(agent);
  const content = control?.content ?? impliedContent(run, agent);
  if (content === undefined) return undefined;
  const text = textPart(content, agent.model);
  // A preview keeps its model and settings for life: its tag is right about all of its runs.
  if (isPreview(agent)) return tag && { ...tag, text };
  const synced = tag !== undefined && tag.text === textPart(agent.content, agent.model);
  const createdAt = Date.parse(run.createdAt);
  if (synced && createdAt > settledSince(agent)) {
    return { text, sampling: tag.sampling, run: expected.run };
  }
  return isUntouched(run, agent) ? { ...expected, text } : undefined;
}

function isUntouched(run: Optimization, agent: Agent): boolean {
  return Date.parse(agent.updatedAt) <= Date.parse(run.createdAt);
}

/**
 * Of a copy that had another text before. Where it is under way, and begun after the copy was written last, it is taken for
 * a run of that text, until its control says which text it was: to start another would be to pay twice.
 */
function mayBeOlder(run: Optimization, agent: Agent): boolean {
  return isRewritten(agent) && !(isUnderWay(run) && isUntouched(run, agent));
}

/**
 * The agent's own prompt, where it can have had no other. A text that we wrote over another may be a version that nobody
 * published, with runs on the one before; what others write is live when it can be read.
 */
function impliedContent(run: Optimization, agent: Agent): string | undefined {
  if (isPreview(agent)) return mayBeOlder(run, agent) ? undefined : agent.content;
  if (taggedFingerprint(agent) !== undefined) return undefined;
  return isUntouched(run, agent) ? agent.content : undefined;
}
