/** The steps of one run, in order. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultReport, frameOf, reportOf } from "./commands/assemble.ts";
import {
  begin,
  type Known,
  type RunDeps,
  withCommand,
  withConfig,
  withContext,
  withInputs,
} from "./commands/prepare.ts";
import { publish, silentCommenter } from "./commands/publish.ts";
import { ActionError } from "./errors.ts";
import type { Report } from "./report/model.ts";
import { redacted } from "./report/redact.ts";
import { renderText } from "./report/text.ts";
import { exitFails } from "./verdict/policy.ts";

/** Resolves to true when the step has to fail. Never rejects for anything a user can cause. */
export async function run(deps: RunDeps): Promise<boolean> {
  const { workflow } = deps;
  const { known, found } = await play(deps);
  const hide = (one: Report) => redacted(one, [known.inputs?.apiKey, known.inputs?.githubToken]);
  const report = hide(found);
  await publish(report, {
    workflow,
    reportDir: known.reportDir ?? join(tmpdir(), "converra-gate"),
    commenter: known.commenter ?? silentCommenter,
    notices: () =>
      hide({ ...found, notices: [...new Set([...found.notices, ...known.notices])] }).notices,
    signal: deps.signal.aborted ? AbortSignal.timeout(1_500) : undefined,
  });
  const failOn = known.inputs?.failOn ?? "regression";
  if (report.fault !== undefined) {
    const hint = report.fault.hint === undefined ? "" : ` ${report.fault.hint}`;
    workflow.setFailed(`${report.fault.message}${hint}`);
    return true;
  }
  if (exitFails(report.gate, failOn)) {
    workflow.setFailed(renderText(report)[0] ?? "The gate failed");
    return true;
  }
  if (!deps.signal.aborted) return false;
  workflow.setFailed("The workflow was cancelled; what was known by then is in the report.");
  return true;
}

/** A report for every ending: what the command found, or the fault that ended it, and what was known by then. */
async function play(deps: RunDeps): Promise<{ known: Known; found: Report }> {
  const { clock, signal, workflow } = deps;
  const begun = begin(deps);
  let known: Known = begun;
  const reached = <Step extends Known>(step: Step): Step => {
    known = step;
    return step;
  };
  try {
    const situated = reached(withContext(begun, deps));
    const informed = reached(await withInputs(situated, deps));
    const configured = reached(await withConfig(informed));
    const ready = reached(withCommand(configured, deps));
    const { dispatch } = await import("./commands/dispatch.ts");
    const result = await dispatch(ready, deps);
    return { known, found: reportOf(frameOf(known, clock, result), result.agents) };
  } catch (error) {
    const unexpected = error instanceof Error && !(error instanceof ActionError);
    if (unexpected) workflow.debug(error.stack ?? error.message);
    const fault = signal.aborted ? cancelled(error) : error;
    return { known, found: faultReport(frameOf(known, clock), fault) };
  }
}

function cancelled(cause: unknown): ActionError {
  return new ActionError("The workflow was cancelled before anything could be judged", {
    hint: "Run it again when it is needed; runs that were started have been stopped.",
    cause,
  });
}
