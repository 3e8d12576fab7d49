/** `gate`: measure the prompts of a change against the prompts they would replace, and judge. */
import { withAccepted } from "./accepted.ts";
import { limitsOf, readAccount } from "./budget.ts";
import { compareModels } from "./compare-models.ts";
import { confirm } from "./confirm.ts";
import { readDeclines, withDeclines } from "./decline.ts";
import { judgeEvidence, roundsWanted, sharedError, verdictsOf } from "./judge.ts";
import { measure } from "./measure.ts";
import { hasStarts, needsOf, withinBudget } from "./needs.ts";
import { periodCost } from "./period.ts";
import { readEvidence, withShownResults } from "./read-evidence.ts";
import { recheck } from "./recheck.ts";
import { reportAgents } from "./report.ts";
import { restore } from "./restore.ts";
import { readScope } from "./scope.ts";
import { stopSuperseded } from "./supersede.ts";
import { announce, noticesOf, sightOf, sightSentence } from "./tell.ts";
import type { CommandResult, Environment } from "./types.ts";
import { observeScale, understandings } from "./understand.ts";

export async function gate(env: Environment): Promise<CommandResult> {
  const { ports, config } = env;
  const scope = await readScope(env);
  const { confidence, ofModel } = sharedError(config.confidence, scope);
  const models = await compareModels(scope, env, ofModel);
  const evidence = await readEvidence(scope, ports);
  await stopSuperseded(scope, evidence, ports);

  const needs = needsOf(scope, evidence);
  // A run that reuses everything asks the account for nothing.
  const account = hasStarts(needs) ? await readAccount(ports) : undefined;
  const affordable = withinBudget(needs, account, scope, limitsOf(env));
  const sight = sightOf(scope, evidence, confidence);
  await announce(affordable, sightSentence(sight), scope, env);

  let progress = await measure(affordable, evidence, scope, env);
  let judged = judgeEvidence(progress, scope, confidence);
  // A round that gave nothing is not asked for again, so that this ends.
  while (roundsWanted(judged).length > 0 && !ports.signal.aborted) {
    progress = await confirm(roundsWanted(judged), progress, scope, env);
    judged = judgeEvidence(progress, scope, confidence);
  }

  progress = await recheck(progress, scope, ports);
  const shown = await withShownResults(progress.evidence, scope, ports);
  const { declines, history } = await readDeclines(scope, progress.evidence, env);
  const verdicts = withDeclines(verdictsOf(judged, progress, scope), declines);
  observeScale(understandings(scope.evaluated, progress.evidence), ports.converra.observer);
  await restore(verdicts, progress.evidence, scope, env);
  for (const told of noticesOf(progress, judged, sight, scope)) env.notice(told);
  const beside = { declines, history, models };
  const reported = reportAgents(scope, { ...progress, evidence: shown }, verdicts, beside);
  const agents = await withAccepted(reported, scope, env);
  const spent = { ...progress.account, started: ports.ledger.count("optimization") };
  const period = periodCost(scope, progress.evidence, spent);
  return { agents, removed: scope.removed, quota: progress.budget.quota, period };
}
