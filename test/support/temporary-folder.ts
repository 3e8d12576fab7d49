import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One folder for whatever tests and their processes leave in the system's: workers are ended without a chance to tidy up. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "converra-gate-tests-"));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
