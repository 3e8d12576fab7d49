/** Why an agent cannot be judged, in words a person can act on. Pure. */
import type { ServiceError } from "../errors.ts";
import type { RunEnding } from "./executing.ts";

/** Why an agent cannot be judged. */
export interface Blocked {
  readonly verdict: "incomplete" | "not-evaluated";
  readonly reason: string;
  readonly advice?: string | undefined;
}

/** The candidate could not be put on an agent. */
export function blockedByWrite(error: ServiceError): Blocked {
  const room = error.kind === "quota" || /limit/i.test(error.code ?? "");
  return {
    verdict: "incomplete",
    reason: `The candidate could not be put where it can be measured: ${error.message}.`,
    advice: room
      ? "The plan has no room for one more agent: archive old previews (named `… (owner/repo#number)`), or set `sync: live` on an agent made for CI."
      : error.hint,
  };
}

export function blockedByEnding(side: string, ending: RunEnding | undefined): Blocked {
  const who = `The run of the ${side}`;
  const why = ending?.reason === undefined ? "" : `: ${ending.reason}`;
  switch (ending?.status) {
    case "failed":
      return {
        verdict: "incomplete",
        reason: `${who} failed${why === "" ? ", and the service gave no reason" : why}.`,
        advice:
          "Check that the agent has conversations and that Converra's settings name an industry or objectives, then run the workflow again.",
      };
    case "stopped":
      return {
        verdict: "incomplete",
        reason: `${who} was stopped${why}.`,
        advice: "Run the workflow again, unless a newer commit has replaced this one.",
      };
    case "timed-out":
      return {
        verdict: "incomplete",
        reason: `${who} did not end in time${why}.`,
        advice:
          "Raise `timeout-minutes`, or run the workflow again: a run that has ended by then is reused.",
      };
    case "not-started":
      return { verdict: "incomplete", reason: `${who} was not started${why}.` };
    case "completed":
      return {
        verdict: "incomplete",
        reason: `${who} completed${why === "" ? " without scores of the control, or its control is not the prompt it was started for" : why}.`,
        advice: "Open the run in Converra to see what it measured, then run the workflow again.",
      };
    default:
      return { verdict: "incomplete", reason: `${who} never started.` };
  }
}
