/** The report and its gate, from what is known of the run and what its command handed back, or the fault that ended it. */
import type { AccountAction, AccountEntry } from "../account.ts";
import type { Clock } from "../clock.ts";
import {
  GATE_RESULTS,
  type Gate,
  type GateResult,
  type GateRules,
  type PlanAction,
  worstOf,
} from "../domain.ts";
import { ActionError, ConfigError, messageOf } from "../errors.ts";
import type { CommandResult } from "../gate/types.ts";
import { accountLine } from "../report/account-content.ts";
import { cleanedLine } from "../report/clean-content.ts";
import type { Cost } from "../report/cost-model.ts";
import {
  type AgentReport,
  type Notice,
  REPORT_COMMANDS,
  type Report,
  type ReportCommand,
  type ReportContext,
  type WorseAgent,
} from "../report/model.ts";
import { brokenSentence } from "../service/assumptions/assumption.ts";
import type { BrokenAssumption } from "../service/assumptions.ts";
import { decideGate } from "../verdict/policy.ts";
import type { Known } from "./prepare.ts";
import { removedNotices, ruleReasons } from "./rules.ts";

export function reportOf(known: Known, clock: Clock, result: CommandResult): Report {
  const { agents, removed = [], cleaned, account } = result;
  const { base, loosened = [] } = known;
  const frame = frameOf(known, clock, result);
  return {
    schemaVersion: 1,
    ...frame,
    agents,
    account,
    cleaned,
    gate: withReasons(gateOf(known, agents), [
      ...ruleReasons(removed, loosened, base?.config?.policy),
      ...accountReasons(known, result),
      ...uncleanReasons(known, result),
    ]),
    notices: [...frame.notices, ...removedNotices(removed)],
    ...(base === undefined ? {} : { rules: { loosened, removed } }),
    ...(known.context?.event === "schedule" ? { worse: worseOf(agents) } : {}),
  };
}

function worseOf(agents: readonly AgentReport[]): readonly WorseAgent[] {
  return agents.flatMap(({ key, verdict, decline }) => {
    const reason = verdict?.verdict === "regressed" ? verdict.reason : decline?.explanation;
    return reason === undefined ? [] : [{ key, reason }];
  });
}

function withReasons(gate: Gate, more: Gate["reasons"]): Gate {
  const reasons = [...gate.reasons, ...more];
  const actions = [gate.result, ...more.map(({ action }) => action)];
  return { result: worstOf(GATE_RESULTS, actions) ?? "pass", reasons };
}

/** No agent's key has a space: these are nobody's but the account's. */
const ACCOUNT = "the account";

/** A gate is about prompts: what is wrong with the account fails the sync that would write it, and its plan. */
function accountReasons(
  { command, config }: Known,
  { account = [] }: CommandResult,
): Gate["reasons"] {
  return account.flatMap((entry): Gate["reasons"] => {
    const isAbout = command === "sync" || command === "plan";
    const action =
      entry.action === "conflicting" && !isAbout ? "warn" : accountAction(entry, config);
    return action === "pass" ? [] : [{ key: ACCOUNT, action, reason: accountLine(entry) }];
  });
}

function accountAction({ what, action, done }: AccountEntry, config: Known["config"]): GateResult {
  if (done) return "pass";
  const { onDrift } = config?.account ?? {};
  // There is no request that changes a webhook, so that a drifted one cannot be overwritten.
  const isStuck = what === "webhook" && onDrift === "overwrite";
  return planAction(action, isStuck ? {} : { onDrift });
}

/** What a `clean` could not remove. */
function uncleanReasons({ command }: Known, { cleaned = [] }: CommandResult): Gate["reasons"] {
  if (command !== "clean") return [];
  const failed = cleaned.filter(({ state }) => state === "failed");
  return failed.map((item) => ({ key: item.id, action: "warn", reason: cleanedLine(item) }));
}

/** The run could not do its work: the gate fails, and everything known is still reported. */
export function faultReport(known: Known, clock: Clock, error: unknown): Report {
  const issues: readonly Notice[] =
    error instanceof ConfigError
      ? error.issues.map(({ message, fix: hint, file, line, column, isAbsent }) => {
          const at = isAbsent ? undefined : { file, line, column, endLine: line };
          return { level: "error", message, hint, at };
        })
      : [];
  const frame = frameOf(known, clock);
  return {
    schemaVersion: 1,
    ...frame,
    notices: [...frame.notices, ...issues],
    agents: [],
    gate: { result: "fail", reasons: [] },
    fault: faultOf(error),
  };
}

function faultOf(error: unknown): NonNullable<Report["fault"]> {
  if (error instanceof ActionError) {
    const end = /[.?!]$/.test(error.message) ? "" : ".";
    return { message: `${error.message}${end}`, hint: error.hint };
  }
  const message = messageOf(error);
  return {
    message: `The gate stopped on a fault of its own: ${message}.`,
    hint: "Run this again with debug logging, and report the log to the maintainers of Converra Gate.",
  };
}

function gateOf(known: Known, agents: readonly AgentReport[]): Gate {
  const hasNoVerdicts = ["sync", "plan", "apply"].some((one) => one === known.command);
  if (hasNoVerdicts) return planGate(known, agents);
  return decideGate(
    agents.flatMap(({ key, verdict, accepted, headroom, benchmark, decline, plan }) => {
      const rules = rulesOf(known, key);
      if (verdict === undefined || rules === undefined) return [];
      const { better } = benchmark ?? {};
      const drifted = plan?.action === "drifted";
      const told = { headroom, better, decline: decline?.explanation, drifted };
      return [{ verdict, rules, accepted, ...told }];
    }),
  );
}

/** A sync has no verdicts: what it could not or may not write is what the gate is about. */
function planGate(known: Known, agents: readonly AgentReport[]): Gate {
  const reasons = agents.flatMap(({ key, plan }): Gate["reasons"] => {
    const action = planAction(plan?.action, rulesOf(known, key));
    const isPass = plan === undefined || action === "pass";
    return isPass ? [] : [{ key, action, reason: `${plan.reason}.` }];
  });
  const actions = reasons.map(({ action }) => action);
  return { result: worstOf(GATE_RESULTS, actions) ?? "pass", reasons };
}

function planAction(
  action: PlanAction | AccountAction | undefined,
  rules: Partial<GateRules> | undefined,
): GateResult {
  if (action === "conflicting") return "fail";
  if (action === "not-compared") return rules?.onNotEvaluated ?? "warn";
  const { onDrift = "warn" } = rules ?? {};
  if (action !== "drifted" || onDrift === "overwrite") return "pass";
  return onDrift === "pull-request" ? "warn" : onDrift;
}

function rulesOf({ definitions = [] }: Known, key: string): GateRules | undefined {
  return definitions.find((definition) => definition.key === key)?.gate;
}

/** The part of the report that every ending has. */
function frameOf(known: Known, clock: Clock, result?: CommandResult) {
  const now = clock.now();
  const broken = known.converra?.observer.seen();
  return {
    command: reportCommand(known),
    context: contextOf(known),
    notices: [...known.notices, ...(broken ?? []).map(noticeOf)],
    assumptions: broken?.map(({ id, assumed, seen, otherwise, neededBy }) => {
      return { id, assumed, seen, otherwise, neededBy };
    }),
    cost: costOf(known, now, result),
    startedAt: new Date(known.startedAt).toISOString(),
    finishedAt: new Date(now).toISOString(),
  };
}

/** What the action makes up for is told and no more; without the rest something cannot be done. */
function noticeOf(broken: BrokenAssumption): Notice {
  const level = broken.neededBy === "nothing" ? "notice" : "warning";
  return { level, message: brokenSentence(broken) };
}

/** Before the command is settled, the one that was asked for by name. */
function reportCommand({ command, inputs }: Known): ReportCommand {
  return REPORT_COMMANDS.find((one) => one === (command ?? inputs?.command)) ?? "gate";
}

export function contextOf({ context, config, inputs, syncMode }: Known): ReportContext {
  return {
    event: context?.event ?? "",
    repository: context?.repository,
    serverUrl: context?.serverUrl ?? "https://github.com",
    commit: context?.commit,
    pullRequest: context?.pullRequest?.number,
    runUrl: context?.runUrl,
    configFiles: config?.files ?? inputs?.configPatterns ?? [],
    // Plain http is accepted for this machine only: a service there is an emulator.
    sandbox: inputs?.baseUrl.startsWith("http://") ?? false,
    syncMode: syncMode ?? "off",
  };
}

/** Runs that an agent's verdict rests on and that this workflow run has not paid for. */
function adoptedBy({ candidate, baseline, benchmark, runs }: AgentReport): number {
  if (benchmark !== undefined) return runs.filter(({ origin }) => origin === "adopted").length;
  return (candidate?.adopted ?? 0) + (baseline?.adopted ?? 0);
}

function costOf(
  known: Known,
  now: number,
  { agents = [], quota, period }: Partial<CommandResult> = {},
): Cost {
  const runsStarted = known.ledger?.count() ?? 0;
  const optimizations = known.ledger?.count("optimization") ?? 0;
  return {
    runsStarted,
    runsAdopted: agents.reduce((sum, agent) => sum + adoptedBy(agent), 0),
    runsLeft: quota === undefined ? undefined : Math.max(0, quota.left - optimizations),
    runsLimit: quota?.limit,
    period,
    requests: known.converra?.requestCount() ?? 0,
    elapsedMs: now - known.startedAt,
  };
}
