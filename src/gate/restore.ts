/** Live mode: what was there before is put back where the candidate is no better, unless somebody edited it since. */
import type { AgentVerdict } from "../domain.ts";
import { refusalOf, ServiceError } from "../errors.ts";
import { samplingPart } from "../plan/fingerprint.ts";
import { settledSince, taggedFingerprint, withLiveTag } from "../plan/tags.ts";
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
      const { said, hint } = await restoreOne(one, evidence, { ...ports, signal });
      const level = hint === undefined ? "notice" : "warning";
      if (said !== undefined) notice({ level, message: `${one.key}: ${said}`, hint });
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

/** Nothing is said where the candidate does not stand there. */
async function restoreOne(
  { planned }: EvaluatedAgent,
  evidence: Evidence,
  ports: Ports,
): Promise<{ readonly said?: string; readonly hint?: string }> {
  const { live, replaced, definition, candidate, baseline } = planned;
  if (live === undefined || replaced === undefined || baseline === undefined) return {};
  const now = await ports.converra.agents.get(live.id, { signal: ports.signal });
  const { prompt, model } = definition;
  const isCandidate = isStoredFormOf(now, { content: prompt, model });
  const isBefore = isStoredFormOf(now, { content: replaced.prompt, model: replaced.model });
  const isOtherSampling =
    candidate.sampling !== baseline.sampling &&
    taggedFingerprint(now)?.sampling === candidate.sampling;
  if (isBefore && !isOtherSampling) return {};
  if (!isCandidate) {
    return {
      said: `the live agent ${live.id} was edited meanwhile, so what was there before is not put back`,
    };
  }
  const using = await foreignRuns(live, evidence, ports);
  if (using.length > 0) {
    return {
      said: `what was there before is not put back on the live agent ${live.id} while ${using.join(", ")} measures it`,
    };
  }
  const { back, left, sampling } = samplingBefore(planned);
  const settings = { ...changedSettings(now, planned), ...back };
  // Other text alone leaves what the tag vouches for: the earlier runs stay evidence.
  const isText = Object.keys(settings).length + left.length === 0;
  const since = isText ? settledSince(now) : ports.clock.now();
  const stands = left.length === 0 ? baseline : { ...baseline, sampling };
  const tags = withLiveTag(now.tags, [], stands, since);
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
  const said = `the live agent ${live.id} says again what it said before this pull request`;
  if (left.length === 0) {
    return { said: `${said} (\`sync.restore: false\` keeps the pull request's text)` };
  }
  return {
    said: `${said}, and keeps of it ${left.join(" and ")}: what was there before is not known, or was none, which cannot be written`,
    hint: `Set it in Converra on agent ${live.id}, or state it in the default branch's config: it answers customers.`,
  };
}

function changedSettings(
  now: Agent,
  { replaced, live, patch }: EvaluatedAgent["planned"],
): Partial<AgentInput> {
  return {
    ...(replaced !== undefined && replaced.model !== now.model ? { model: replaced.model } : {}),
    ...(patch.name === undefined ? {} : { name: live?.name }),
    ...(patch.description === undefined ? {} : { description: live?.description ?? "" }),
  };
}

/** What of temperature and max-tokens can be put back, what of the candidate's stays, and the sampling that then stands. */
function samplingBefore({
  patch,
  candidate,
  baseline,
  definition,
  replaced,
}: EvaluatedAgent["planned"]) {
  // Where nothing tells it, the baseline's is only taken to be the candidate's.
  const isKnown = baseline?.sampling !== candidate.sampling;
  const before = isKnown ? (replaced?.sampling ?? {}) : {};
  const back: Partial<AgentInput> = {};
  const left: string[] = [];
  const stands = { ...before };
  for (const [name, label] of SAMPLING) {
    const isWritten = isKnown ? definition[name] !== before[name] : patch[name] !== undefined;
    if (!isWritten) continue;
    if (before[name] !== undefined) Object.assign(back, { [name]: before[name] });
    else if (definition[name] !== undefined) {
      left.push(`${label} ${definition[name]}`);
      Object.assign(stands, { [name]: definition[name] });
    }
  }
  return { back, left, sampling: samplingPart(stands) };
}

const SAMPLING = [
  ["temperature", "temperature"],
  ["maxTokens", "max-tokens"],
] as const;
