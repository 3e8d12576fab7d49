/** The steps of one run, in order. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultReport, reportOf } from "./commands/assemble.ts";
import { held, type Known, prepare } from "./commands/prepare.ts";
import { publish, silentCommenter } from "./commands/publish.ts";
import type { RunDeps } from "./commands/run-deps.ts";
import { ActionError } from "./errors.ts";
import { resolveCommand } from "./event.ts";
import type { Command, Inputs } from "./inputs.ts";
import type { Report } from "./report/model.ts";
import { redacted } from "./report/redact.ts";
import { renderText } from "./report/text.ts";
import { exitFails } from "./verdict/policy.ts";

/** Resolves to true when the step has to fail. Never rejects for anything a user can cause. */
export async function run(given: RunDeps): Promise<boolean> {
  // Reading the inputs masks the secrets: it is done once, first, and what is wrong with them is told where there is a place.
  const deps = { ...given, readInputs: held(given.readInputs) };
  const { workflow, signal } = deps;
  const alone = commandOf(deps);
  if (alone?.command === "doctor") {
    const { doctor } = await import("./commands/doctor.ts");
    return doctor(alone.inputs, deps);
  }
  if (alone?.command === "comment") {
    const { comment } = await import("./commands/comment.ts");
    return comment(alone.inputs, deps);
  }
  if (alone?.command === "reply") {
    const { reply } = await import("./commands/reply.ts");
    return reply(alone.inputs, deps);
  }
  const { known, found } = await play(deps);
  const hide = (one: Report) => redacted(one, [known.inputs?.apiKey, known.inputs?.githubToken]);
  const report = hide(found);
  await publish(report, {
    workflow,
    webhookSecrets: known.webhookSecrets,
    reportDir: known.reportDir ?? join(tmpdir(), "converra-gate"),
    commenter: known.commenter ?? silentCommenter,
    notices: () =>
      hide({ ...found, notices: [...new Set([...found.notices, ...known.notices])] }).notices,
    suggest: suggesting(known),
    keepIssue: keepingIssue(known, deps),
    signal: signal.aborted ? AbortSignal.timeout(1_500) : undefined,
    present: deps.present,
  });
  const failure = failureOf(report, known.inputs?.failOn ?? "regression", signal);
  if (failure !== undefined) workflow.setFailed(failure);
  return failure !== undefined;
}

/** Late, and only where the config asks for it: it is a few requests more. */
function suggesting({ config, context, suggestTarget, notices }: Known) {
  if (config?.report.suggestion !== true || context?.pullRequest === undefined) return undefined;
  return async (report: Report) => {
    const { suggest } = await import("./commands/suggest.ts");
    return suggest(report, suggestTarget, (notice) => notices.push(notice));
  };
}

/** Late, and only on a schedule whose config asks for it. */
function keepingIssue(known: Known, deps: RunDeps) {
  if (known.config?.health.issue !== true || deps.signal.aborted) return undefined;
  return async (report: Report) => {
    const { keepIssue } = await import("./commands/keep-issue.ts");
    return keepIssue(report, known, deps);
  };
}

/** The command as far as inputs and event tell: some have no report of their own and need no config. */
function commandOf({
  readInputs,
  loadContext,
}: RunDeps): { command: Command; inputs: Inputs } | undefined {
  try {
    const inputs = readInputs();
    return { inputs, command: resolveCommand(inputs.command, loadContext()).command };
  } catch {
    // What is wrong with them is told below, where there is a place for it.
    return undefined;
  }
}

function failureOf(
  report: Report,
  failOn: Parameters<typeof exitFails>[1],
  signal: AbortSignal,
): string | undefined {
  const { fault, gate } = report;
  if (fault !== undefined) return [fault.message, fault.hint ?? []].flat().join(" ");
  if (exitFails(gate, failOn)) return renderText(report)[0] ?? "The gate failed";
  return signal.aborted
    ? "The gate was cancelled; what was known by then is in the report."
    : undefined;
}

/** A report for every ending: what the command found, or the fault that ended it, and what was known by then. */
async function play(deps: RunDeps): Promise<{ known: Known; found: Report }> {
  const { clock, signal, workflow } = deps;
  let known: Known = { startedAt: clock.now(), notices: [] };
  try {
    const ready = await prepare(known, deps, (more) => {
      known = more;
    });
    const { dispatch } = await import("./commands/dispatch.ts");
    const result = await dispatch(ready, deps);
    return { known, found: reportOf(known, clock, result) };
  } catch (error) {
    const isUnexpected = error instanceof Error && !(error instanceof ActionError);
    if (isUnexpected) workflow.debug(error.stack ?? error.message);
    return { known, found: faultReport(known, clock, signal.aborted ? cancelled(error) : error) };
  }
}

function cancelled(cause: unknown): ActionError {
  return new ActionError("The gate was cancelled before anything could be judged", {
    hint: "Run it again when it is needed; runs that were started have been stopped.",
    cause,
  });
}
