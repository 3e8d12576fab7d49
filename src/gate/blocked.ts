/** Why an agent cannot be judged, in sentences a person can act on. Pure. */
import { OWN_TAG } from "../config/schema-agent.ts";
import type { ServiceError } from "../errors.ts";
import type { RunOutcome } from "../runs/types.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Difference } from "../service/read-back.ts";
import type { Side } from "./evidence.ts";
import type { EvaluatedAgent, Place } from "./types.ts";

export interface Blocked {
  readonly kind: "blocked";
  readonly verdict: "incomplete" | "not-evaluated" | "skipped";
  readonly reason: string;
  readonly advice?: string;
}

export function notEvaluated(reason: string, advice?: string): Blocked {
  return { kind: "blocked", verdict: "not-evaluated", reason, advice };
}

/** Nobody has to do anything about it. */
export function skippedForNow(reason: string, advice: string): Blocked {
  return { kind: "blocked", verdict: "skipped", reason, advice };
}

export function incomplete(reason: string, advice?: string): Blocked {
  return { kind: "blocked", verdict: "incomplete", reason, advice };
}

/** What is missing can be known to be out of reach before the account is read. */
export function blockedBeforehand(
  { planned }: EvaluatedAgent,
  starts: ReadonlySet<Side>,
  place: Place,
): Blocked | undefined {
  if (starts.has("candidate") && place === "nowhere") {
    return notEvaluated(
      "No evidence of this prompt exists, and with sync off none can be made.",
      "Set `sync: preview` to let the gate measure it on a draft copy.",
    );
  }
  if (starts.has("baseline") && planned.basePrompt !== undefined) {
    return incomplete(
      `The live agent ${planned.live?.id ?? ""} carries another prompt than the base commit's, so there is nothing to measure a baseline on, and no earlier run of the base commit's prompt is known.`,
      "Run the workflow on the default branch, which writes its prompt back, or set `sync: preview`.",
    );
  }
  return undefined;
}

/** A run on the live agent could deploy its own winner there. */
export function blockedByDeployment(liveId: string | undefined): Blocked {
  return incomplete(
    `Nothing is started on the live agent ${liveId ?? ""}: the account's deploymentMode is not manual, so a run could deploy its own winner there.`,
    DEPLOY_BY_HAND,
  );
}

const DEPLOY_BY_HAND =
  "Set `deploymentMode` to manual in Converra's optimization settings, then run this again.";

/** The prompt of one side could not be put on an agent. */
export function blockedByWrite(error: ServiceError, side: string): Blocked {
  return incomplete(
    `The ${side} could not be put where it can be measured: ${error.message}.`,
    isFull(error)
      ? "The plan has no room for one more agent: archive old previews (named `… (owner/repo#number)`), or set `sync: live` on an agent made for CI."
      : error.hint,
  );
}

/** The plan has no room for one more agent. A quota of conversations is no lack of it: its own hint says what helps. */
export function isFull({ kind, code, about }: ServiceError): boolean {
  return about !== "conversations" && (kind === "quota" || /limit/i.test(code ?? ""));
}

/** Another sampling would be measured than the one that answers customers. */
export function blockedBySampling(liveId: string | undefined): Blocked {
  return incomplete(
    `The baseline cannot be copied from the live agent ${liveId ?? ""}: its temperature or max-tokens are neither the file's nor the base commit's, and the service does not report them.`,
    "Run the workflow on the default branch, so that sync writes what the file says.",
  );
}

/** A draft was asked for, and an agent that may answer customers came back. */
export function blockedByActive(
  id: string,
  ending: "archived" | "not-archived" | "earlier",
): Blocked {
  const now = {
    archived: "Unmerged text must not be live, so it was archived at once",
    "not-archived": "It could not be archived and may answer customers with unmerged text",
    earlier: "It was archived at once, and no other is made",
  }[ending];
  return incomplete(
    `The copy ${id} was sent with status draft and came back active. ${now}.`,
    ending === "not-archived"
      ? `Archive agent ${id} in Converra now. Then measure with \`sync: live\` on an agent made for CI.`
      : "Measure with `sync: live` on an agent made for CI. If the service makes drafts by now, remove the tag `not-draft` from that agent and run this again.",
  );
}

/** Whoever made it, it may answer customers. */
export function blockedByNamesake({ id, name, status }: Agent): Blocked {
  return incomplete(
    `Agent ${id} has the name of the copy that would be measured, "${name}", but is ${status} and has no tag "${OWN_TAG}": it is not written to.`,
    "Rename that agent in Converra, or archive it if nobody needs it, then run this again.",
  );
}

/** What was sent is not what would be measured. */
export function blockedByStored(id: string, { member, sent, stored }: Difference): Blocked {
  return incomplete(
    `Agent ${id} does not say what it was sent: its ${member} is "${stored}", sent was "${sent}".`,
    "Nothing was run on it. Open the agent in Converra to see what it says, then run this again.",
  );
}

export function blockedByOutcome(side: string, outcome: RunOutcome | undefined): Blocked {
  const who = `The run of the ${side}`;
  if (outcome === undefined) return incomplete(`${who} never started.`);
  const why = outcome.reason === undefined ? "" : `: ${outcome.reason.replace(/\.$/, "")}`;
  switch (outcome.status) {
    case "failed":
      return incomplete(
        `${who} failed${why || ", and the service gave no reason"}.`,
        adviceOnFailure(outcome.reason),
      );
    case "stopped":
      return incomplete(
        `${who} was stopped${why}.`,
        "Run this again, unless a newer commit has replaced this one.",
      );
    case "timed-out":
      return incomplete(
        `${who} did not end in time${why}.`,
        outcome.origin === "adopted"
          ? "Run this again once it has ended. If it hangs, stop it in Converra first: while it goes on it is waited for, and no other is started."
          : "Raise `timeout-minutes`, or run this again: a run that has ended by then is reused.",
      );
    case "not-started":
      return incomplete(`${who} was not started${why}.`);
    case "lost":
      return incomplete(
        `${who} may be running: the answer to its start was lost${why}. It was looked for until the end of the wait, and was not asked for again, since a second one could be paid for too.`,
        "Look for it in Converra. Running this again adopts it where it has appeared by then.",
      );
    case "completed":
      return incomplete(
        `${who} is no evidence${why || ": its control is not the prompt it was started for"}.`,
        outcome.advice ?? "Open the run in Converra to see what it measured, then run this again.",
      );
  }
}

/** The service's own words tell whether something is missing, or whether it had trouble of its own. */
function adviceOnFailure(reason: string | undefined): string {
  if (reason === undefined || /conversation|industry|objective|business|context/i.test(reason)) {
    return "Check that the agent has conversations and that Converra's settings name an industry or objectives, then run this again.";
  }
  if (
    /overload|capacity|unavailable|time[ -]?out|timed out|try again|temporar|rate limit/i.test(
      reason,
    )
  ) {
    return "Run this again: this is a trouble of the service or of the model behind it, and may be over.";
  }
  return "Open the run in Converra to see what happened, then run this again.";
}

/** The live agent is in use, or not ours to write. */
const ONE_AT_A_TIME =
  "Let one pull request at a time use this agent (a `concurrency` group in the workflow), or set `sync: preview`.";

export function blockedByDrift(reason: string): Blocked {
  return incomplete(
    `The live agent was edited elsewhere and is not overwritten: ${reason}.`,
    "Take that text into the prompt file, or set `gate.on-drift: overwrite`.",
  );
}

export function blockedByUse(liveId: string, runs: readonly string[]): Blocked {
  return incomplete(
    `Another evaluation (${runs.join(", ")}) is under way on the live agent ${liveId}; writing now would void it.`,
    ONE_AT_A_TIME,
  );
}

export function blockedByEarlierChange(liveId: string): Blocked {
  return incomplete(
    `The live agent ${liveId} was changed while its baseline was measured.`,
    ONE_AT_A_TIME,
  );
}

export function voidedByUse(liveId: string, runs: readonly string[]): Blocked {
  return incomplete(
    `While this ran, another evaluation (${runs.join(", ")}) used the live agent ${liveId}: neither result can be trusted.`,
    ONE_AT_A_TIME,
  );
}

export function voidedByChange(what: string): Blocked {
  return incomplete(
    `The prompt of ${what} was changed while this ran: what was measured is no longer what stands there.`,
    "A newer commit of this pull request has its own run. Otherwise run this again, and in `sync: live` let one pull request at a time use the agent.",
  );
}

export function blockedUnchecked({ message, hint }: ServiceError): Blocked {
  return incomplete(
    `Whether the measured prompts still stand could not be looked up after the wait: ${message}.`,
    hint ?? "Run this again: the runs that have ended are reused.",
  );
}
