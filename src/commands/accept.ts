/** `/converra accept <agent> <reason>`: a proven drop is taken for this commit, and the gate is run again to say so. */
import { ActionError } from "../errors.ts";
import { acceptedOf } from "../gate/accepted.ts";
import { acceptanceLine } from "../github/acceptance-record.ts";
import type { CommandComment } from "../payload.ts";
import { sentence } from "../report/format.ts";
import { acceptable, figuresOf } from "../verdict/acceptance.ts";
import { type Answer, refused } from "./comment-command.ts";
import { toldOf } from "./explain.ts";
import type { ReplyEnvironment } from "./reply-environment.ts";
import { runAgain } from "./rerun.ts";
import { unseenWords } from "./standing.ts";

/** In characters. */
const REASON_MAX = 300;

export async function accept(
  { agent: key, reason }: { readonly agent: string; readonly reason: string },
  { login: by, createdAt }: CommandComment,
  env: ReplyEnvironment,
): Promise<Answer> {
  const { pull, github, apiKey } = env;
  if (reason === "") return refused(`Say why, on the same line: /converra accept ${key} <reason>`);
  if (reason.length > REASON_MAX) {
    return refused(`The reason has ${reason.length} characters; at most ${REASON_MAX} are kept.`);
  }
  const told = await toldOf(key, env);
  if (typeof told === "string") return refused(told);
  const unseen = unseenWords(told.finished, createdAt);
  if (unseen !== undefined) return refused(unseen);
  const { planned, agent } = told;
  const { verdict } = agent;
  const metrics = verdict && acceptable(verdict, planned.definition.gate);
  if (metrics === undefined || typeof metrics === "string") {
    return refused(`Nothing of ${key} is accepted: ${metrics ?? "the gate has no verdict on it"}.`);
  }
  const of = acceptedOf(planned, {
    repository: github.repository,
    pullRequest: pull.number,
    head: pull.headSha,
  });
  const record = { ...of, by, at: createdAt, reason, metrics };
  const short = pull.headSha.slice(0, 7);
  const words = `The drop of ${key} is accepted at ${short}: ${figuresOf(metrics)}. The verdict stays regressed, and the gate lets it pass for this commit, with this prompt, in no further metric and with no clearly larger drop. Reason: ${reason}`;
  return {
    done: true,
    words: sentence(words),
    record: acceptanceLine(record, apiKey),
    afterwards: () => again(told.finished.map(({ made }) => made.run)),
  };

  async function again(runs: readonly string[]): Promise<Pick<Answer, "words" | "hint">> {
    try {
      return { words: await runAgain(runs, pull, github) };
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      const words = `It counts once the gate is run again: press re-run on its check. It was not done from here: ${sentence(error.message)}`;
      return { words, hint: error.hint };
    }
  }
}
