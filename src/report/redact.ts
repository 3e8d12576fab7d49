/** The last guard before a report is written: the service may repeat anything it was sent, the key included. Pure. */
import type { Report } from "./model.ts";

/** What is shorter is no secret, and would blacken words of the report. */
const SHORTEST = 8;

/** The report with every secret in its texts replaced; parts without one stay the same objects. */
export function redacted(report: Report, secrets: readonly (string | undefined)[]): Report {
  return withoutSecrets(report, secrets);
}

/** The same of any value. */
export function withoutSecrets<T>(value: T, secrets: readonly (string | undefined)[]): T {
  const hidden = secrets.filter((secret) => secret !== undefined && secret.length >= SHORTEST);
  return hidden.length === 0 ? value : (walk(value, hidden as readonly string[]) as T);
}

function walk(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") {
    return secrets.reduce((text, secret) => text.replaceAll(secret, "***"), value);
  }
  if (typeof value !== "object" || value === null) return value;
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  const walked = members.map(([name, member]) => [name, walk(member, secrets)] as const);
  if (walked.every(([, member], index) => member === members[index]?.[1])) return value;
  return Array.isArray(value) ? walked.map(([, member]) => member) : Object.fromEntries(walked);
}
