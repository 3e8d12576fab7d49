/**
 * The content address of a prompt: what was measured, whatever agent it was measured on. Three parts in one
 * string of 32 hexadecimal digits, so that each can be checked against what is known on its own:
 * text and model (16, which the service returns), sampling settings (8, which it does not), run settings (8).
 */
import { createHash } from "node:crypto";
import type { Mode } from "../domain.ts";

export interface FingerprintInput {
  readonly prompt: string;
  readonly model: string;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly mode: Mode;
  readonly personas: readonly string[];
}

export interface FingerprintParts {
  readonly text: string;
  readonly sampling: string;
  readonly run: string;
}

const TEXT_DIGITS = 16;
const PART_DIGITS = 8;

function digest(value: unknown, digits: number): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, digits);
}

/** Line endings and trailing white space do not change what a model is told; services and editors alter both. */
export function normalisePrompt(prompt: string): string {
  return prompt.replace(/\r\n?/g, "\n").trimEnd();
}

export function textPart(prompt: string, model: string): string {
  return digest([normalisePrompt(prompt), model], TEXT_DIGITS);
}

export function samplingPart(settings: { temperature?: number; maxTokens?: number }): string {
  return digest([settings.temperature ?? null, settings.maxTokens ?? null], PART_DIGITS);
}

function runPart(settings: { mode: Mode; personas: readonly string[] }): string {
  return digest([settings.mode, [...settings.personas].sort()], PART_DIGITS);
}

export function fingerprintOf(input: FingerprintInput): string {
  return textPart(input.prompt, input.model) + samplingPart(input) + runPart(input);
}

/** The parts of a fingerprint, or undefined when the text is not one. */
export function fingerprintParts(fingerprint: string): FingerprintParts | undefined {
  if (!/^[0-9a-f]{32}$/.test(fingerprint)) return undefined;
  return {
    text: fingerprint.slice(0, TEXT_DIGITS),
    sampling: fingerprint.slice(TEXT_DIGITS, TEXT_DIGITS + PART_DIGITS),
    run: fingerprint.slice(TEXT_DIGITS + PART_DIGITS),
  };
}

export function joinFingerprint(parts: FingerprintParts): string {
  return parts.text + parts.sampling + parts.run;
}
