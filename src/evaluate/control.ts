/** Which prompt a run measured: the identity of its control. Pure. */
import { fingerprintParts, joinFingerprint, textPart } from "../plan/fingerprint.ts";
import { isPreview, settledSince, taggedFingerprint } from "../plan/tags.ts";
import type { Agent, Optimization, Variant } from "../service/types.ts";

/**
 * The fingerprint of the prompt that `run` started from, or undefined when it cannot be told. The control's own
 * content decides about the text where the service returns it (a guess of ours about the wire). Nobody reports the model,
 * temperature and personas of a run: they are the agent's as long as it has not been touched since before the run, or as long as our
 * tag vouches for them; where there is no tag of an untouched agent they are taken to be those of `expected`.
 */
export function controlFingerprint(
  run: Optimization,
  holder: Agent,
  control: Variant | undefined,
  expected: string,
): string | undefined {
  const wanted = fingerprintParts(expected);
  const tagged = taggedFingerprint(holder);
  const tag = tagged === undefined ? undefined : fingerprintParts(tagged);
  const createdAt = Date.parse(run.createdAt);
  const untouched = Date.parse(holder.updatedAt) <= createdAt;
  const content = control?.content ?? (untouched ? holder.content : undefined);
  if (content === undefined || wanted === undefined) return undefined;
  const text = textPart(content, holder.model);
  // A preview keeps its model and settings for life: its tag is right about all of its runs.
  if (isPreview(holder)) return tag && joinFingerprint({ ...tag, text });
  const synced = tag !== undefined && tag.text === textPart(holder.content, holder.model);
  if (synced && createdAt > settledSince(holder)) {
    return joinFingerprint({ text, sampling: tag.sampling, run: wanted.run });
  }
  return untouched ? joinFingerprint({ ...wanted, text }) : undefined;
}
