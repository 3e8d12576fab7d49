/** The content address of a prompt: what was measured, whatever agent it was measured on. */
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

/** Three digests, hexadecimal, so that each can be checked against what is known on its own. */
export interface Fingerprint {
  /** Prompt and model, which the service returns; 16 digits. */
  readonly text: string;
  /** Temperature and most tokens, which it does not; 8 digits. */
  readonly sampling: string;
  /** Mode and personas of a run; 8 digits. */
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

export function fingerprintOf(input: FingerprintInput): Fingerprint {
  return {
    text: textPart(input.prompt, input.model),
    sampling: samplingPart(input),
    run: runPart(input),
  };
}

export function isSameFingerprint(a: Fingerprint | undefined, b: Fingerprint | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.text === b.text && a.sampling === b.sampling && a.run === b.run;
}

/** True for the settings an agent has when nobody sets any: they need nothing to vouch for them. */
export function hasPlainSettings({ sampling, run }: Fingerprint): boolean {
  const plainRuns = (["validation", "exploratory"] as const).map((mode) =>
    runPart({ mode, personas: [] }),
  );
  return sampling === samplingPart({}) && plainRuns.includes(run);
}

/** 32 digits, as tags and reports carry it. */
export function formatFingerprint({ text, sampling, run }: Fingerprint): string {
  return text + sampling + run;
}

/** Undefined when the text is not a fingerprint. */
export function parseFingerprint(digits: string): Fingerprint | undefined {
  if (!/^[0-9a-f]{32}$/.test(digits)) return undefined;
  return {
    text: digits.slice(0, TEXT_DIGITS),
    sampling: digits.slice(TEXT_DIGITS, TEXT_DIGITS + PART_DIGITS),
    run: digits.slice(TEXT_DIGITS + PART_DIGITS),
  };
}
