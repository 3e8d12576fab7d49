/** `/converra apply <agent>`: the winner of the head's evidence, as a commit on the pull request's branch. */
import { type RunRecord, shownRun } from "../gate/evidence.ts";
import { readKnown } from "../gate/known.ts";
import type { EvaluatedAgent } from "../gate/types.ts";
import { judgedWinner, objectionsTo, sharedId } from "../gate/winner.ts";
import { readBranch, readFileAt, writeFileOn } from "../github/branches.ts";
import type { Headroom } from "../headroom.ts";
import { isSameFingerprint } from "../plan/fingerprint.ts";
import { againstBase } from "../plan/sides.ts";
import { oneLine } from "../report/escape.ts";
import { isStoredFormOf } from "../service/read-back.ts";
import { rewrittenFile } from "./bring.ts";
import { type Answer, refused } from "./comment-command.ts";
import { noAgent } from "./explain.ts";
import type { ReplyEnvironment } from "./reply-environment.ts";

interface HeadWinner {
  readonly one: EvaluatedAgent;
  readonly record: RunRecord;
  readonly winner: Headroom & { readonly content: string };
  /** The live agent says it already. */
  readonly isLive: boolean;
}

/** The winner of the head's own prompt, once nothing speaks against it; or a sentence on why there is none to take. */
export async function winnerOfHead(
  key: string,
  env: ReplyEnvironment,
): Promise<HeadWinner | string> {
  const definition = env.definitions.find((one) => one.key === key);
  if (definition === undefined) return noAgent(key, env);
  // By content: runs of an older commit's text are no evidence of this one's.
  const { scope, evidence } = await readKnown({ ...env, definitions: [definition] });
  const [one] = scope.evaluated;
  const record = one && shownRun(one, evidence);
  const shared = record && sharedId(record);
  if (shared !== undefined) return `${shared}: none of them is taken. Open the run in Converra.`;
  const { confidence } = env.config;
  const winner =
    one && record && judgedWinner(record, asReplaced(one, env), evidence, { confidence });
  if (one === undefined || record === undefined || winner === undefined) {
    const short = env.pull.headSha.slice(0, 7);
    return `No run of ${key}'s prompt as it is at ${short} found a better one. Where it is not measured yet, the gate has to end first.`;
  }
  const { content, variantId, runId } = winner;
  if (content === undefined) return `The service does not tell the text of ${variantId}.`;
  const { live } = one.planned;
  const isLive = live !== undefined && isStoredFormOf(live, { content, model: live.model });
  // It is not worse than itself.
  const objections = objectionsTo(winner, definition.gate).filter(
    ({ name }) => !(isLive && name === "worse"),
  );
  if (objections.length === 0) return { one, record, winner: { ...winner, content }, isLive };
  const reasons = objections.map(({ reason }) => reason).join("; ");
  return `The winner ${variantId} of ${runId} is not taken: ${reasons}. Take it by hand if it is wanted all the same.`;
}

/** A gate with `sync: live` may have left the head's own text on the live agent: it replaces the base commit's. */
function asReplaced(one: EvaluatedAgent, { base }: ReplyEnvironment): EvaluatedAgent {
  const { planned } = one;
  const isOwn = isSameFingerprint(planned.candidate, planned.baseline);
  return isOwn ? { ...one, planned: againstBase(planned, base?.definitions) } : one;
}

export async function commitWinner(
  key: string,
  by: string,
  env: ReplyEnvironment,
): Promise<Answer> {
  const { github, pull, context } = env;
  const { defaultBranch } = context;
  if (pull.headRef === defaultBranch) {
    return refused(
      `This pull request is of ${defaultBranch}, the default branch, and nothing is committed to that from here: take the text by a pull request to it.`,
    );
  }
  const found = await winnerOfHead(key, env);
  if (typeof found === "string") return refused(found);
  const { content, variantId, runId } = found.winner;
  const { definition } = found.one.planned;
  const { file: path } = definition.promptSource;
  const { headRef: branch, headSha } = pull;
  const file = await readFileAt(github, { path, ref: headSha });
  const written = rewrittenFile(file?.text, definition, content);
  if (!written.ok || file === undefined) {
    return refused(`Nothing was committed: ${written.ok ? "the file is gone" : written.problem}.`);
  }
  if ((await readBranch(github, branch)) !== headSha) {
    return refused(
      "The branch has moved on meanwhile: nothing was committed. Ask again once its gate has ended.",
    );
  }
  const message = `Take the better prompt of ${key} that Converra found\n\n${plainWord(variantId)} of ${plainWord(runId)}, asked for by ${by}.`;
  await writeFileOn(github, { branch, path, text: written.text, sha: file.sha, message });
  return {
    done: true,
    words: `Committed the winner ${variantId} of ${runId} to ${path} on ${branch}. Its gate finds the evidence by the text.`,
  };
}

/** The service's word in a commit: no line of it is a trailer, and nothing in it has the checks skipped. */
function plainWord(text: string): string {
  return oneLine(text).replace(/[[\]]/g, "");
}
