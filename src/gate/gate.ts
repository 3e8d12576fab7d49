/** `gate`: measure the prompts of a change against the prompts they would replace, and judge. */
import { announce, readAccount } from "./account.ts";
import { limitsOf } from "./budget.ts";
import { confirm } from "./confirm.ts";
import { confirmsWanted, judgeEvidence, verdictsOf } from "./judge.ts";
import { measure } from "./measure.ts";
import { hasStarts, needsOf, withinBudget } from "./needs.ts";
import { readEvidence, withShownResults } from "./read-evidence.ts";
import { recheck } from "./recheck.ts";
import { quotaOf, reportAgents } from "./report.ts";
import { readScope } from "./scope.ts";
import { stopSuperseded } from "./supersede.ts";
import type { CommandResult, GateEnvironment } from "./types.ts";

export async function gate(env: GateEnvironment): Promise<CommandResult> {
  const { ports } = env;
  const scope = await readScope(env);
  const { evaluated, place } = scope;

  const evidence = await readEvidence(evaluated, ports);
  if (place === "preview") await stopSuperseded(evaluated, evidence, ports);

  const wanted = needsOf(evaluated, evidence, place);
  // A run that reuses everything asks the account for nothing.
  const account = hasStarts(wanted) ? await readAccount(ports) : undefined;
  const plan = withinBudget(wanted, account, { evaluated, place, limits: limitsOf(env) });
  await announce(plan, env);

  let progress = await measure(plan, { evidence, account }, scope, env);
  let judged = judgeEvidence(scope, progress, env.config.confidence);
  while (confirmsWanted(judged).length > 0 && !ports.signal.aborted) {
    const confirmed = await confirm(confirmsWanted(judged), progress, scope, env);
    progress = confirmed.progress;
    if (!confirmed.added) break;
    judged = judgeEvidence(scope, progress, env.config.confidence, judged);
  }

  progress = await recheck(progress, scope, ports);
  const shown = await withShownResults(progress.evidence, evaluated, ports);
  const agents = reportAgents(
    scope,
    { ...progress, evidence: shown },
    verdictsOf(judged, progress),
  );
  return { agents, quota: quotaOf(progress.account) };
}
