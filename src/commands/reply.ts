/**
 * A command in a comment on a pull request. The workflow runs on the default branch with its rights, whoever wrote the
 * comment: so it is asked of GitHub who may write, and the head's files are data that is read and never checked out.
 */
import { ActionError } from "../errors.ts";
import { readKnown } from "../gate/known.ts";
import type { Environment } from "../gate/types.ts";
import { createComment, updateComment } from "../github/comments.ts";
import { mayWrite, react } from "../github/people.ts";
import { readPullData } from "../github/repository.ts";
import type { Inputs } from "../inputs.ts";
import { type CommandComment, readPullRequest } from "../payload.ts";
import { sentence } from "../report/format.ts";
import { code, list, paragraph, prose } from "../report/markdown.ts";
import { messageBlocks } from "../report/message.ts";
import { serialise } from "../report/serialise.ts";
import { stopRuns } from "../runs/stop.ts";
import { isUnderWay } from "../runs/work.ts";
import { accept } from "./accept.ts";
import { applyLive } from "./apply-live.ts";
import { type Answer, type CommentCommand, commandIn, refused } from "./comment-command.ts";
import { commitWinner } from "./commit-winner.ts";
import { explain } from "./explain.ts";
import { gitHubFor } from "./prepare.ts";
import { type ReplyRequest, replyEnvironment } from "./reply-environment.ts";
import { rerun } from "./rerun.ts";
import type { RunDeps } from "./run-deps.ts";

const REPLY_MAX = 2_000;
const RULE =
  "a comment is a command where its first line begins with /converra in the first column";

/** Resolves to true when the step has to fail: when a command could not be carried out, or not be answered. */
export async function reply(inputs: Inputs, deps: RunDeps): Promise<boolean> {
  const { workflow } = deps;
  const context = deps.loadContext();
  const { comment } = context;
  const command = comment?.isPerson === true ? commandIn(comment.body) : undefined;
  if (comment?.pullRequest === undefined || command === undefined || context.action !== "created") {
    workflow.info(
      `There is nothing to answer: ${RULE}, when a person writes it on a pull request.`,
    );
    return false;
  }
  try {
    const github = await gitHubFor(inputs, context, deps);
    if (github === undefined)
      throw new ActionError("A command needs a token, and github-token is empty");
    await react(github, { comment: comment.id, content: "eyes" });
    const answer = await answerTo(command, comment, { github, inputs, context, deps });
    const body = bodyOf(answer, command, comment);
    const { id } = await createComment(github, { pullRequest: comment.pullRequest, body });
    const more = await answer.afterwards?.();
    if (more !== undefined) {
      await updateComment(github, { id, body: bodyOf(answer, command, comment, more) });
    }
    await react(github, { comment: comment.id, content: answer.done ? "+1" : "-1" });
    const words = [answer, more ?? []]
      .flat()
      .flatMap((said) => [said.words, said.hint ?? []].flat())
      .join(" ");
    workflow.info(words);
    await workflow.writeSummary(body);
    if (!answer.done) workflow.setFailed(words);
    return !answer.done;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    workflow.setFailed([`${error.message}.`, error.hint ?? []].flat().join(" "));
    return true;
  }
}

async function answerTo(
  command: CommentCommand,
  comment: CommandComment,
  request: ReplyRequest,
): Promise<Answer> {
  if (!(await mayWrite(request.github, comment.login))) {
    return refused(
      `${comment.login} may not write to this repository, and only who may is answered.`,
    );
  }
  if (command.kind === "unknown") return refused("That is no command of Converra Gate.");
  if (command.kind === "help") return { done: true, words: "These are the commands." };
  try {
    const data = await readPullData(request.github, comment.pullRequest ?? 0);
    const pull = readPullRequest({ pull_request: data });
    if (pull.fork) return refused(FORK);
    if (command.kind === "rerun") return await rerun(pull, request.github);
    const env = await replyEnvironment(pull, request);
    if (typeof env === "string") return refused(env);
    switch (command.kind) {
      case "stop":
        return await stop(env);
      case "accept":
        return await accept(command, comment, env);
      case "explain":
        return await explain(command.agent, env);
      case "apply-live":
        return await applyLive(command.agent, comment, env);
      case "apply":
        return await commitWinner(command.agent, comment.login, env);
    }
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return { done: false, words: sentence(error.message), hint: error.hint };
  }
}

const FORK =
  "This pull request comes from a fork: nothing is written to another repository, and nothing of it was measured with the key.";

const NONE_RUNNING =
  "No run on this pull request's own copies is under way. Where its gate has `sync: live`, runs are made on the live agent and not told from others': cancel that workflow run, which stops those it started.";

/** Runs on the pull request's own previews. */
async function stop(env: Environment): Promise<Answer> {
  const { ports } = env;
  const { scope, evidence } = await readKnown(env);
  const previews = scope.evaluated.flatMap(({ preview }) => preview?.id ?? []);
  const running = evidence.records
    .filter(({ run, agent }) => isUnderWay(run) && previews.includes(agent.id))
    .map(({ run }) => ({ id: run.id, kind: "optimization" as const }));
  if (running.length === 0) return { done: true, words: NONE_RUNNING };
  const why = "converra-gate: stopped by a comment on the pull request";
  const { stopped, failed } = await stopRuns(running, why, ports);
  const left = failed.map(({ id, reason }) => `${id} could not be stopped: ${reason}.`);
  const words = [`Stopped: ${stopped.join(", ") || "none"}.`, ...left].join(" ");
  return { done: failed.length === 0, words };
}

const COMMANDS = [
  ["apply <agent>", "commits the better prompt that Converra found to this pull request's branch"],
  ["apply <agent> live", "writes it to the live agent, where the workflow allows that"],
  ["explain <agent>", "tells what the gate found of that agent in plain words; nothing is paid"],
  [
    "accept <agent> <reason>",
    "takes that agent's proven drop for this commit: the gate passes with your name and reason",
  ],
  ["rerun", "runs the gate of this commit again; it starts only what is missing"],
  ["stop", "stops the runs of this pull request that are under way"],
  ["help", "shows this list"],
] as const;

function bodyOf(
  answer: Answer,
  command: CommentCommand,
  { login }: CommandComment,
  more?: Pick<Answer, "words" | "hint">,
): string {
  const { done, words, hint, blocks = [], record = "" } = answer;
  const said = [
    paragraph(done ? "✅ " : "❌ ", prose(words, REPLY_MAX)),
    ...(hint === undefined ? [] : messageBlocks(hint)),
    ...blocks,
    ...(more === undefined ? [] : [paragraph(prose(more.words, REPLY_MAX))]),
    ...(more?.hint === undefined ? [] : messageBlocks(more.hint)),
  ];
  if (command.kind !== "help" && command.kind !== "unknown") {
    return record + serialise([...said, paragraph("Asked by ", code(login), ".")]);
  }
  const items = COMMANDS.map(([name, what]) => [paragraph(code(`/converra ${name}`), `: ${what}`)]);
  return serialise([
    ...said,
    list(items),
    paragraph(`Of other comments nothing is read: ${RULE}.`),
  ]);
}
