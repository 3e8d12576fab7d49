/** Temperature and most tokens, which the service takes and does not return: known only through our tag. Pure. */
import type { AgentDefinition } from "../domain.ts";
import { samplingPart } from "./fingerprint.ts";

export type Sampling = Pick<AgentDefinition, "temperature" | "maxTokens">;

export const SAMPLING = "temperature or max-tokens";

export function samplingOf({ temperature, maxTokens }: Sampling): Sampling {
  return { temperature, maxTokens };
}

export function isSamplingStated({ temperature, maxTokens }: Sampling): boolean {
  return (temperature ?? maxTokens) !== undefined;
}

/** `synced`: what our tag says that the live agent was given; undefined where it says nothing. */
export function samplingDiffers(
  definition: Sampling,
  wanted: string,
  synced: string | undefined,
): boolean {
  if (synced !== undefined) return synced !== wanted;
  return wanted !== samplingPart({}) && isSamplingStated(definition);
}

/** What is taken out of the file no request takes away: a clause that says so; undefined where there can be nothing. */
export function keptSampling(
  { temperature, maxTokens }: Sampling,
  synced: string | undefined,
): string | undefined {
  if (synced === undefined || synced === samplingPart({})) return undefined;
  if (temperature !== undefined && maxTokens !== undefined) return undefined;
  const set = "this action has no way to take one away, so set it in Converra, or state it";
  if (temperature === undefined && maxTokens === undefined) {
    return `the live agent keeps the ${SAMPLING} that it was given before: ${set}`;
  }
  const name = temperature === undefined ? "temperature" : "max-tokens";
  return `a ${name} that the live agent was given before stays: ${set}`;
}
