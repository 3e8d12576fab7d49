/**
 * `/converra apply <agent> live`: the winner of the head's evidence onto the live agent, although it is of a text that
 * nobody has merged. So the word in the comment is not enough: `live` has to be written down for pull requests as well.
 */
import { refusalOf } from "../errors.ts";
import { resolveSync } from "../event.ts";
import type { RunRecord } from "../gate/evidence.ts";
import { putLive } from "../gate/put-live.ts";
import type { Environment, EvaluatedAgent } from "../gate/types.ts";
import { standingReports } from "../github/comments.ts";
import { readHead, readPullState } from "../github/repository.ts";
import type { CommandComment, PullRequestContext } from "../payload.ts";
import { sentence } from "../report/format.ts";
import { drift } from "./apply.ts";
import { type Answer, refused } from "./comment-command.ts";
import { winnerOfHead } from "./commit-winner.ts";
import type { ReplyEnvironment } from "./reply-environment.ts";
import { finishedReports, unseenWords } from "./standing.ts";

const NOT_LIVE =
  "Unmerged text does not reach a live agent by a comment alone: write `sync: live` into the workflow that answers comments, or `sync.pull-request: live` into the default branch's config, for pull requests to that branch. `/converra apply` without live commits it to this branch.";

export async function applyLive(
  key: string,
  { createdAt }: CommandComment,
  env: ReplyEnvironment,
): Promise<Answer> {
  const { pull, github } = env;
  if (!isLiveWritten(pull, env)) return refused(NOT_LIVE);
  const finished = finishedReports(await standingReports(github, pull.number), pull, key);
  if (typeof finished === "string") return refused(finished);
  const unseen = unseenWords(finished, createdAt);
  if (unseen !== undefined) return refused(unseen);
  const found = await winnerOfHead(key, env);
  if (typeof found === "string") return refused(found);
  const { one, record, winner, isLive } = found;
  const { live } = one.planned;
  const what = `the winner ${winner.variantId} of ${winner.runId}`;
  if (isLive) return { done: true, words: `Agent ${live?.id} says what ${what} says already.` };
  const why = unlike(one, record);
  if (live === undefined || why !== undefined) {
    return refused(sentence(`${what} was not applied: ${why ?? "there is no live agent"}`));
  }
  const [state, head] = [
    await readPullState(github, pull.number),
    await readHead(github, pull.number),
  ];
  if (state !== "open" || head !== pull.headSha) {
    return refused("The pull request was closed or has moved on meanwhile: nothing was written.");
  }
  try {
    const put = await putLive(one, winner, record, env);
    if (put.kind === "wrong") return refused(sentence(put.reason));
    const place =
      put.how === "applied"
        ? "The service applied"
        : `The run was made on the copy ${record.agent.id}, to which the service would have applied it, so the text itself was written:`;
    const rest = `Agent ${live.id} was read back and says it now. ${one.planned.definition.promptSource.file} still has its old text: \`/converra apply ${key}\` commits this one, and until it is merged sync reports the agent as edited elsewhere and leaves it alone.`;
    return { done: true, words: `${place} ${what}. ${rest}`, hint: put.warning };
  } catch (error) {
    const { message, hint } = refusalOf(error);
    return { done: false, words: sentence(message), hint };
  }
}

/** In the workflow or the base commit; whoever may push can make a branch that says so, and ask to merge into that. */
function isLiveWritten(
  { baseRef }: PullRequestContext,
  { inputs, base, config, context }: Environment,
): boolean {
  const isOfDefault = baseRef !== undefined && baseRef === context.defaultBranch;
  const isStated = inputs.sync !== "auto" || (isOfDefault && base?.config !== undefined);
  return isStated && resolveSync(inputs.sync, config.sync.pullRequest, context, "gate") === "live";
}

/** Why the winner is not what the live agent would be with its text, as a clause. */
function unlike(one: EvaluatedAgent, record: RunRecord): string | undefined {
  const { entry, live, candidate, baseline, patch } = one.planned;
  if (entry.action === "conflicting" || live === undefined) return entry.reason;
  const [edited] = drift(one);
  if (edited !== undefined) return edited.reason;
  if (record.agent.model !== live.model) {
    return `it was measured with the model ${record.agent.model}, and agent ${live.id} has ${live.model}`;
  }
  const isOther = candidate.sampling !== baseline?.sampling;
  return isOther || (patch.temperature ?? patch.maxTokens) !== undefined
    ? `it was measured with temperature or max-tokens that agent ${live.id} is not known to have; they come with the merge`
    : undefined;
}
