/** How a run is doing, out of whatever word the service has for it. */
import { type AssumptionId, type Observer, wordOf } from "./assumptions.ts";

/** Documented: https://docs.converra.ai/api/optimizations.html */
const STATUSES = ["queued", "running", "completed", "failed", "stopped"] as const;
/** `unknown` is under way: a run is pending until it has surely ended. */
export type RunStatus = (typeof STATUSES)[number] | "unknown";

/** Words that other services have for the same; without case and without what joins words. */
const WORDS: Readonly<Record<(typeof STATUSES)[number], readonly string[]>> = {
  queued: ["queued", "pending", "scheduled", "created", "waiting", "enqueued"],
  running: ["running", "inprogress", "processing", "active", "started", "executing"],
  completed: ["completed", "complete", "done", "succeeded", "success", "finished"],
  failed: ["failed", "failure", "error", "errored"],
  stopped: ["stopped", "cancelled", "canceled", "aborted", "terminated"],
};

export function statusOf(raw: string, observer: Observer, id: AssumptionId): RunStatus {
  const word = raw.toLowerCase().replace(/[^a-z]/g, "");
  const status = STATUSES.find((one) => WORDS[one].includes(word)) ?? "unknown";
  observer.check(id, status === raw, () => wordOf(raw));
  return status;
}
