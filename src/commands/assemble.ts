/** The report and its gate, from what is known of the run and what its command handed back, or the fault that ended it. */
import type { Clock } from "../clock.ts";
import type { AgentDefinition, Gate, GateResult } from "../domain.ts";
import { ActionError, ConfigError } from "../errors.ts";
import type { CommandResult } from "../gate/types.ts";
import type {
  AgentReport,
  Cost,
  Notice,
  Report,
  ReportCommand,
  ReportContext,
} from "../report/model.ts";
import { decideGate } from "../verdict/policy.ts";
import type { Known } from "./prepare.ts";

/** The part of the report that every ending has. */
export interface Frame {
  readonly command: ReportCommand;
  readonly context: ReportContext;
  readonly definitions: readonly AgentDefinition[];
  readonly notices: readonly Notice[];
  readonly cost: Cost;
  /** ISO */
  readonly startedAt: string;
  readonly finishedAt: string;
}

export function reportOf(frame: Frame, agents: readonly AgentReport[]): Report {
  const { definitions, ...rest } = frame;
  return { schemaVersion: 1, ...rest, agents, gate: gateOf(frame, agents) };
}

function gateOf(frame: Frame, agents: readonly AgentReport[]): Gate {
  if (frame.command === "sync" || frame.command === "plan") return planGate(frame, agents);
  return decideGate(
    agents.flatMap(({ key, verdict, headroom, plan }) => {
      const rules = rulesOf(frame, key);
      if (verdict === undefined || rules === undefined) return [];
      return [{ verdict, rules, headroom, drifted: plan?.action === "drifted" }];
    }),
  );
}

/** A sync has no verdicts: what it could not or may not write is what the gate is about. */
function planGate(frame: Frame, agents: readonly AgentReport[]): Gate {
  const reasons = agents.flatMap(({ key, plan }) => {
    const action = planAction(plan?.action, rulesOf(frame, key)?.onDrift);
    return plan === undefined || action === "pass"
      ? []
      : [{ key, action, reason: `${plan.reason}.` }];
  });
  const actions = reasons.map((reason) => reason.action);
  const result = actions.includes("fail") ? "fail" : actions.includes("warn") ? "warn" : "pass";
  return { result, reasons };
}

function planAction(
  action: string | undefined,
  onDrift: "warn" | "fail" | "overwrite" | undefined,
): GateResult {
  if (action === "conflicting") return "fail";
  if (action !== "drifted" || onDrift === "overwrite") return "pass";
  return onDrift === "fail" ? "fail" : "warn";
}

function rulesOf(frame: Frame, key: string) {
  return frame.definitions.find((definition) => definition.key === key)?.gate;
}

/** The run could not do its work: the gate fails, and everything known is still reported. */
export function faultReport(frame: Frame, error: unknown): Report {
  const { definitions, ...rest } = frame;
  const fault = faultOf(error);
  const issues: Notice[] =
    error instanceof ConfigError
      ? error.issues.map((issue) => ({
          level: "error",
          message: issue.message,
          hint: issue.fix,
          at: { file: issue.file, line: issue.line, column: issue.column, endLine: issue.line },
        }))
      : [];
  return {
    schemaVersion: 1,
    ...rest,
    notices: [...frame.notices, ...issues],
    agents: [],
    gate: { result: "fail", reasons: [] },
    fault,
  };
}

function faultOf(error: unknown): NonNullable<Report["fault"]> {
  if (error instanceof ActionError) return { message: `${error.message}.`, hint: error.hint };
  const message = error instanceof Error ? error.message : String(error);
  return {
    message: `The gate stopped on a fault of its own: ${message}.`,
    hint: "Run the workflow again with debug logging, and report the log to the maintainers of Converra Gate.",
  };
}

export function frameOf(known: Known, clock: Clock, result?: CommandResult): Frame {
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

function reportCommand({ command }: Known): ReportCommand {
  return REPORTED.find((one) => one === command?.command) ?? "gate";
}

export function contextOf(known: Known): ReportContext {
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

function costOf(known: Known, now: number, result: CommandResult | undefined): Cost {
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
