/** Why an agent cannot be judged, in words a person can act on. Pure. */
import type { ServiceError } from "../errors.ts";
import type { RunEnding } from "./executing.ts";
import { type Blocked, hasNoPlace, type MeasureDeps } from "./measuring.ts";
import { isStarting, type Need } from "./needs.ts";
import type { Subject } from "./subject.ts";

/** What is missing can be known to be out of reach before anything is asked of the account. */
export function blockedBeforehand(
  { planned }: Subject,
  needs: readonly Need[],
  deps: Pick<MeasureDeps, "syncMode" | "fresh">,
): Blocked | undefined {
  if (isStarting("candidate", needs) && hasNoPlace(deps)) {
    return {
      verdict: "not-evaluated",
      reason: "No evidence of this prompt exists, and with sync off none can be made.",
      advice: "Set `sync: preview` to let the gate measure it on a draft copy.",
    };
  }
  if (isStarting("baseline", needs) && planned.basePrompt !== undefined) {
    return {
      verdict: "incomplete",
      reason: `The live agent ${planned.live?.id ?? ""} carries another prompt than the base commit's, so there is nothing to measure a baseline on, and no earlier run of the base commit's prompt is known.`,
      advice:
        "Run the workflow on the default branch, which writes its prompt back, or set `sync: preview`.",
    };
  }
  return undefined;
}

/** A run on the live agent could deploy its own winner there. */
export function blockedByDeployment(liveId: string | undefined): Blocked {
  return {
    verdict: "incomplete",
    reason: `Nothing is started on the live agent ${liveId ?? ""}: the account's deploymentMode is not manual, so a run could deploy its own winner there.`,
    advice: DEPLOY_BY_HAND,
  };
}

export const DEPLOY_BY_HAND =
  "Set `deploymentMode` to manual in Converra's optimization settings, then run the workflow again.";

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
