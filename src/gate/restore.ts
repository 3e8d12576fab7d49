/** Live mode: what was there before is put back where the candidate is no better, unless somebody edited it since. */
import type { AgentVerdict } from "../domain.ts";
import { refusalOf, ServiceError } from "../errors.ts";
import { settledSince, withLiveTag } from "../plan/tags.ts";
import type { Agent, AgentInput } from "../service/agent-shape.ts";
import { isStoredFormOf, wrongPrompt } from "../service/read-back.ts";
import type { Evidence } from "./evidence.ts";
import { foreignRuns } from "./interference.ts";
import type { Environment, EvaluatedAgent, Ports, Scope } from "./types.ts";

const PUT_BACK: readonly AgentVerdict["verdict"][] = ["regressed", "incomplete"];
/** For all of it, once the workflow is being cancelled. */
const LAST_WRITE_MS = 2_000;

export async function restore(
  verdicts: ReadonlyMap<string, AgentVerdict>,
  evidence: Evidence,
  { evaluated, place }: Scope,
  { ports, config, notice }: Environment,
): Promise<void> {
  if (place !== "live" || !config.sync.restore) return;
  const signal = ports.signal.aborted ? AbortSignal.timeout(LAST_WRITE_MS) : ports.signal;
  for (const one of evaluated) {
    const verdict = verdicts.get(one.key)?.verdict;
    if (verdict === undefined || !PUT_BACK.includes(verdict)) continue;
    try {
      const said = await restoreOne(one, evidence, { ...ports, signal });
      if (said !== undefined) notice({ level: "notice", message: `${one.key}: ${said}` });
    } catch (error) {
      const { message, hint } = refusalOf(error);
      const id = one.planned.live?.id ?? "";
      notice({
        level: "warning",
        message: `${one.key}: what was there before could not be put back on the live agent ${id}: ${message}. Unmerged text may answer customers there`,
        hint: hint ?? "Run the workflow on the default branch, which writes its prompt back.",
      });
    }
  }
}

/** Undefined where the candidate does not stand there. */
async function restoreOne(
  { planned }: EvaluatedAgent,
  evidence: Evidence,
  ports: Ports,
): Promise<string | undefined> {
  const { live, replaced, definition, baseline } = planned;
  if (live === undefined || replaced === undefined || baseline === undefined) return undefined;
  const now = await ports.converra.agents.get(live.id, { signal: ports.signal });
  const { prompt, model } = definition;
  const isCandidate = isStoredFormOf(now, { content: prompt, model });
  const isBefore = isStoredFormOf(now, { content: replaced.prompt, model: replaced.model });
  if (isBefore) return undefined;
  if (!isCandidate) {
    return `the live agent ${live.id} was edited meanwhile, so what was there before is not put back`;
  }
  const using = await foreignRuns(live, evidence, ports);
  if (using.length > 0) {
    return `what was there before is not put back on the live agent ${live.id} while ${using.join(", ")} measures it`;
  }
  const settings = changedSettings(now, planned);
  // Other text alone leaves what the tag vouches for: the earlier runs stay evidence.
  const since = Object.keys(settings).length > 0 ? ports.clock.now() : settledSince(now);
  const tags = withLiveTag(now.tags, [], baseline, since);
  const patch = { content: replaced.prompt, tags, ...settings };
  const { signal } = ports;
  const after = await ports.converra.agents.update(live.id, patch, { before: now, signal });
  const wrong = wrongPrompt(patch, after);
  if (wrong !== undefined) {
    throw new ServiceError(
      `agent ${live.id} was written, but its ${wrong.member} is "${wrong.stored}" and not "${wrong.sent}"`,
      { kind: "protocol", method: "PATCH", path: "/agents/:id" },
    );
  }
  ports.log(`${definition.key}: put back what was there before on ${live.id}.`);
  return `the live agent ${live.id} says again what it said before this pull request (\`sync.restore: false\` keeps the pull request's text)`;
}

function changedSettings(
  now: Agent,
  { replaced, live, patch }: EvaluatedAgent["planned"],
): Partial<AgentInput> {
  return {
    ...(replaced !== undefined && replaced.model !== now.model ? { model: replaced.model } : {}),
    ...(patch.name === undefined ? {} : { name: live?.name }),
    ...(patch.description === undefined ? {} : { description: live?.description ?? "" }),
    ...(patch.temperature === undefined ? {} : { temperature: replaced?.sampling?.temperature }),
    ...(patch.maxTokens === undefined ? {} : { maxTokens: replaced?.sampling?.maxTokens }),
  };
}
