/** The part of the report that every ending has, from whatever is known. Pure but for the clock. */
import type { Clock } from "../clock.ts";
import type { Cost, ReportCommand, ReportContext } from "../report/model.ts";
import type { Frame } from "./assemble.ts";
import type { CommandResult } from "./environment.ts";
import type { Prepared } from "./prepare.ts";

export function frameOf(known: Prepared, clock: Clock, result?: CommandResult): Frame {
  const now = clock.now();
  return {
    command: reportCommand(known),
    context: contextOf(known),
    definitions: known.definitions ?? [],
    notices: [...known.notices],
    cost: costOf(known, now, result),
    startedAt: new Date(known.startedAt).toISOString(),
    finishedAt: new Date(now).toISOString(),
  };
}

const REPORTED: readonly ReportCommand[] = ["gate", "sync", "plan", "benchmark", "insights"];

function reportCommand({ command }: Prepared): ReportCommand {
  return REPORTED.find((one) => one === command?.command) ?? "gate";
}

export function contextOf(known: Prepared): ReportContext {
  const { context, config, inputs, syncMode } = known;
  const repository = context?.repository;
  return {
    event: context?.event ?? "",
    repository: repository === undefined ? undefined : `${repository.owner}/${repository.repo}`,
    serverUrl: context?.serverUrl ?? "https://github.com",
    commit: context?.commit,
    pullRequest: context?.pullRequest?.number,
    runUrl: context?.runUrl,
    configFiles: config?.files ?? inputs?.configPatterns ?? [],
    sandbox: isLoopback(inputs?.baseUrl),
    syncMode: syncMode ?? "off",
  };
}

/** Plain http is accepted for this machine only: a service there is an emulator. */
function isLoopback(baseUrl: string | undefined): boolean {
  return baseUrl?.startsWith("http://") ?? false;
}

function costOf(known: Prepared, now: number, result: CommandResult | undefined): Cost {
  const runsStarted = known.ledger?.count() ?? 0;
  const adopted = (result?.agents ?? []).reduce(
    (sum, agent) => sum + (agent.candidate?.adopted ?? 0) + (agent.baseline?.adopted ?? 0),
    0,
  );
  return {
    runsStarted,
    runsAdopted: adopted,
    runsLeft:
      result?.quota === undefined ? undefined : Math.max(0, result.quota.left - runsStarted),
    runsLimit: result?.quota?.limit,
    requests: known.converra?.requestCount() ?? 0,
    elapsedMs: now - known.startedAt,
  };
}
