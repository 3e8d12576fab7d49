/** The state file. A crash at any moment leaves either the old or the new state, never half of one. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Snapshot } from "./store.ts";

/** undefined when there is no such file yet. */
export function loadSnapshot(file: string): Snapshot | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new Error(`could not read the emulator's state ${file}`, { cause: error });
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (isSnapshot(parsed)) return parsed;
  } catch (error) {
    throw new Error(
      `${file} is not an emulator state: it is no JSON; move it away to start afresh`,
      {
        cause: error,
      },
    );
  }
  throw new Error(
    `${file} is not a state this version of the emulator wrote; move it away to start afresh`,
  );
}

/** Writes beside the file, flushes, then renames over it. */
export function saveSnapshot(file: string, snapshot: Snapshot): void {
  const temporary = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, "w", 0o600);
  try {
    writeFileSync(descriptor, JSON.stringify(snapshot));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

function isSnapshot(value: unknown): value is Snapshot {
  if (typeof value !== "object" || value === null) return false;
  const lists = ["agents", "conversations", "optimizations", "benchmarks", "webhooks"];
  const record = value as Record<string, unknown>;
  return (
    record.version === 1 &&
    typeof record.settings === "object" &&
    typeof record.counters === "object" &&
    lists.every((list) => Array.isArray(record[list]))
  );
}
