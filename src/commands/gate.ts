/** `gate`: measure the prompts of a pull request against the prompts they would replace, and judge. */
import type { AgentVerdict } from "../domain.ts";
import { settledVerdict } from "../evaluate/choose.ts";
import { measure } from "../evaluate/measure.ts";
import type { MeasureDeps } from "../evaluate/measuring.ts";
import { keyOf, subjectsOf } from "../evaluate/subject.ts";
import { stopAbandoned } from "../evaluate/supersede.ts";
import { readShownResults } from "../evaluate/winner.ts";
import { againstBase, asItStands } from "../plan/against-base.ts";
import { type PlannedAgent, planAgents } from "../plan/plan.ts";
import { rateOfPlan } from "../service/account.ts";
import type { Usage } from "../service/types.ts";
import { baseDefinitions, changedSince } from "./base-config.ts";
import { type CommandEnvironment, type CommandResult, previewOwner } from "./environment.ts";
import { judgeMeasured } from "./gate-judge.ts";
import { agentReport } from "./gate-report.ts";
import { newerHead, outdatedVerdict } from "./outdated.ts";
import { readTranscripts } from "./transcripts.ts";

export async function gate(env: CommandEnvironment): Promise<CommandResult> {
  const { converra, signal, definitions } = env;
  const agents = await converra.agents.listAll({ signal });
  const fresh = env.context.event === "schedule";
  const base = await baseDefinitions(env);
  const planned = planAgents(definitions, agents, env.clock.now()).map((one) => {
    if (fresh) return asItStands(one);
    return env.syncMode === "live" ? againstBase(one, base) : one;
  });
  const transcripts = await readTranscripts(env, planned);
  const options = {
    base,
    changed: changedSince(env, base),
    mayBeOwnText: env.syncMode === "live" && base === undefined,
    fresh,
    ownPullRequest: isConverras(env.context),
    withTranscripts: new Set(transcripts.keys()),
  };
  const settled = new Map<string, AgentVerdict>();
  for (const one of planned) {
    const verdict = settledVerdict(one, options);
    if (verdict !== undefined) settled.set(one.definition.key, verdict);
  }
  const newer = await newerHead(env);
  if (newer !== undefined) {
    for (const { definition } of planned) {
      const { key } = definition;
      if (!settled.has(key)) settled.set(key, outdatedVerdict(key, env.context.commit, newer));
    }
  }
  const owner = previewOwner(env.context);
  const isSettled = (one: PlannedAgent) => settled.has(one.definition.key);
  const subjects = subjectsOf(
    planned.filter((one) => !isSettled(one)),
    agents,
    owner,
  );
  if (newer === undefined) {
    await stopAbandoned(subjectsOf(planned.filter(isSettled), agents, owner), env);
  }
  const deps: MeasureDeps = {
    ...env,
    wait: env.config.wait,
    limits: {
      maxRuns: env.inputs.maxRuns ?? env.config.budget.maxRuns,
      keep: env.config.budget.keep,
    },
    fresh,
    previewDeps: (key) => ({
      converra,
      owner,
      conversations: env.config.sync.conversations,
      transcripts: transcripts.get(key) ?? [],
      signal,
    }),
    onSpending: async (spending, states) => {
      const account = await converra.account.get({ signal });
      const rate = rateOfPlan(account.plan);
      if (rate !== undefined) converra.useRate(rate);
      await env.showRunning({ spending, agents: states });
    },
  };
  const measured = await measure(subjects, deps);
  const verdicts = await judgeMeasured(subjects, measured, deps, {
    confidence: env.config.confidence,
    accountAgents: agents.length,
  });
  await readShownResults(subjects, measured.bench, deps);
  const reports = planned.map((one) => {
    const subject = subjects.find((some) => keyOf(some) === one.definition.key);
    const verdict = settled.get(one.definition.key) ?? verdicts.get(one.definition.key);
    return agentReport(one, verdict, subject, measured, deps);
  });
  return { agents: reports, quota: quotaOf(measured.facts?.usage) };
}

function quotaOf(usage: Usage | undefined): CommandResult["quota"] {
  const quota = usage?.optimizations;
  if (quota?.limit === undefined) return undefined;
  return { left: Math.max(0, quota.limit - quota.used), limit: quota.limit };
}

/**
 * Converra's own GitHub App opens pull requests with winners: evaluating those would start a run for each. Whoever may
 * set a label could otherwise switch the gate off, and so could a commit pushed onto the app's branch.
 */
function isConverras({ pullRequest }: CommandEnvironment["context"]): boolean {
  if (pullRequest?.author !== "Bot" || pullRequest.sender !== "Bot") return false;
  const { labels } = pullRequest;
  return labels.includes("converra:optimization") || labels.includes("converra:auto-pr");
}
