/** The steps of one run, in order. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultReport, reportOf } from "./commands/assemble.ts";
import { dispatch } from "./commands/dispatch.ts";
import { frameOf } from "./commands/frame.ts";
import { type PrepareDeps, type Prepared, prepare } from "./commands/prepare.ts";
import { publish, silentCommenter } from "./commands/publish.ts";
import { ActionError } from "./errors.ts";
import type { Notice, Report } from "./report/model.ts";
import { redacted } from "./report/redact.ts";
import { renderText } from "./report/text.ts";
import { exitFails } from "./verdict/policy.ts";

/** Resolves to true when the step has to fail. Never rejects for anything a user can cause. */
export async function run(deps: PrepareDeps): Promise<boolean> {
  const { workflow, clock } = deps;
  const startedAt = clock.now();
  const notices: Notice[] = [];
  const known: Prepared = { startedAt, notices };
  const found = await reportOfRun(known, deps);
  const hide = (one: Report) => redacted(one, [known.inputs?.apiKey, known.inputs?.githubToken]);
  const report = hide(found);
  await publish(report, {
    workflow,
    reportDir: known.reportDir ?? join(tmpdir(), "converra-gate"),
    commenter: known.commenter ?? silentCommenter,
    notices: () =>
      hide({ ...found, notices: [...new Set([...found.notices, ...notices])] }).notices,
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

/** A report for every ending: what the command found, or the fault that ended it. */
async function reportOfRun(known: Prepared, deps: PrepareDeps): Promise<Report> {
  try {
    await prepare(known, deps);
    const result = await dispatch(known, deps);
    return reportOf(frameOf(known, deps.clock, result), result.agents);
  } catch (error) {
    const unexpected = error instanceof Error && !(error instanceof ActionError);
    if (unexpected) deps.workflow.debug(error.stack ?? error.message);
    const fault = deps.signal.aborted ? cancelled(error) : error;
    return faultReport(frameOf(known, deps.clock), fault);
  }
}

function cancelled(cause: unknown): ActionError {
  return new ActionError("The workflow was cancelled before anything could be judged", {
    hint: "Run it again when it is needed; runs that were started have been stopped.",
    cause,
  });
}
