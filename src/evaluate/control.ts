/** Which prompt a run measured: the identity of its control. Pure. */
import { fingerprintParts, joinFingerprint, samplingPart, textPart } from "../plan/fingerprint.ts";
import { isPreview, taggedFingerprint } from "../plan/tags.ts";
import type { Agent, Optimization, Variant } from "../service/types.ts";

/**
 * The fingerprint of the prompt that `run` started from, or undefined when it cannot be told. The control's own
 * content decides where the service returns it (a guess of ours about the wire); else the agent's content does,
 * if the agent has not been touched since before the run. Temperature and personas are reported by nobody: they are
 * known from our tag, and where there is none they are taken to be those of `expected`.
 */
export function controlFingerprint(
  run: Optimization,
  holder: Agent,
  control: Variant | undefined,
  expected: string,
): string | undefined {
  const untouched = Date.parse(holder.updatedAt) <= Date.parse(run.createdAt);
  const wanted = fingerprintParts(expected);
  const text =
    control?.content !== undefined
      ? textPart(control.content, holder.model)
      : untouched
        ? textPart(holder.content, holder.model)
        : undefined;
  if (text === undefined || wanted === undefined) return undefined;
  const tagged = taggedFingerprint(holder);
  const tag = tagged === undefined ? undefined : fingerprintParts(tagged);
  // A preview keeps its sampling and run settings for life: its tag is right about all of its runs.
  if (isPreview(holder)) return tag && joinFingerprint({ ...tag, text });
  if (tag?.text !== text) return joinFingerprint({ ...wanted, text });
  const plain = samplingPart({});
  const certain = untouched || (tag.sampling === plain && wanted.sampling === plain);
  return certain ? joinFingerprint({ text, sampling: tag.sampling, run: wanted.run }) : undefined;
}
