/**
 * A command in a comment on a pull request. The workflow runs on the default branch with its rights, whoever wrote the
 * comment: so it is asked of GitHub who may write, and the head's files are data that is read and never checked out.
 */
import picomatch from "picomatch";
import { effectiveRules } from "../config/effective.ts";
import { ActionError } from "../errors.ts";
import type { RunContext } from "../event.ts";
import { configAt } from "../gate/base.ts";
import { readKnown } from "../gate/known.ts";
import type { Environment } from "../gate/types.ts";
import type { GitHubClient } from "../github/client.ts";
import { createComment } from "../github/comments.ts";
import { mayWrite, react } from "../github/people.ts";
import { readPullData, readTextAt, readTree } from "../github/repository.ts";
import type { Inputs } from "../inputs.ts";
import { type AskingComment, readPullRequest } from "../payload.ts";
import { code, list, paragraph, prose, serialise } from "../report/markdown.ts";
import { createLedger } from "../runs/ledger.ts";
import { stopRuns } from "../runs/stop.ts";
import { isUnderWay } from "../runs/types.ts";
import { type Asked, commandIn } from "./asked.ts";
import { commitWinner } from "./commit-winner.ts";
import { converraFor, gitHubFor } from "./prepare.ts";
import type { RunDeps } from "./run-deps.ts";

const REPLY_MAX = 2_000;
const RULE =
  "a comment is a command where its first line begins with /converra in the first column";

interface Answer {
  readonly done: boolean;
  /** Plain sentences; hostile text in them is escaped when they are written. */
  readonly words: string;
}

/** Resolves to true when the step has to fail: when a command could not be carried out, or not be answered. */
export async function reply(inputs: Inputs, deps: RunDeps): Promise<boolean> {
  const { workflow } = deps;
  const context = deps.loadContext();
  const { comment } = context;
  const asked = comment?.isPerson === true ? commandIn(comment.body) : undefined;
  if (comment?.pullRequest === undefined || asked === undefined || context.action !== "created") {
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
    const answer = await answerTo(asked, comment, { github, inputs, context, deps });
    const body = bodyOf(answer, asked, comment);
    await createComment(github, { pullRequest: comment.pullRequest, body });
    await react(github, { comment: comment.id, content: answer.done ? "+1" : "-1" });
    workflow.info(answer.words);
    await workflow.writeSummary(body);
    if (!answer.done) workflow.setFailed(answer.words);
    return !answer.done;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    workflow.setFailed([`${error.message}.`, error.hint ?? []].flat().join(" "));
    return true;
  }
}

interface Asking {
  readonly github: GitHubClient;
  readonly inputs: Inputs;
  readonly context: RunContext;
  readonly deps: RunDeps;
}

async function answerTo(asked: Asked, comment: AskingComment, asking: Asking): Promise<Answer> {
  const refused = (words: string): Answer => ({ done: false, words });
  if (!(await mayWrite(asking.github, comment.login))) {
    return refused(
      `${comment.login} may not write to this repository, and only who may is answered.`,
    );
  }
  if (asked.kind === "unknown") return refused("That is no command of Converra Gate.");
  if (asked.kind === "help") return { done: true, words: "These are the commands." };
  try {
    const env = await environmentOf(comment, asking);
    if (typeof env === "string") return refused(env);
    return asked.kind === "stop"
      ? await stop(env)
      : await commitWinner(asked.agent, comment.login, env, asking.github);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return refused([`${error.message}.`, error.hint ?? []].flat().join(" "));
  }
}

/** What the pull request's own gate would work with, or why there is nothing to work on. */
async function environmentOf(
  comment: AskingComment,
  { github, inputs, context, deps }: Asking,
): Promise<Environment | string> {
  const { workflow, clock, signal } = deps;
  const data = await readPullData(github, comment.pullRequest ?? 0);
  const pull = readPullRequest({ pull_request: data });
  if (pull.fork) {
    return "This pull request comes from a fork: nothing is written to another repository, and nothing of it was measured with the key.";
  }
  const startedAt = clock.now();
  const converra = await converraFor({ startedAt, inputs }, deps);
  if (converra === undefined) return "There is no API key: the input api-key is empty.";
  const head = await configOf(pull.headSha, github, inputs);
  if (typeof head === "string") return head;
  const base = pull.baseSha === undefined ? head : await configOf(pull.baseSha, github, inputs);
  const { config } = typeof base === "string" ? { config: head } : effectiveRules(base, head);
  const log = (line: string) => workflow.info(line);
  return {
    inputs,
    config,
    definitions: config.agents,
    context: { ...context, pullRequest: pull, commit: pull.headSha, branch: pull.headRef },
    syncMode: "preview",
    deadline: startedAt + inputs.timeoutMs,
    ports: { github, converra, clock, signal, log, ledger: createLedger(() => {}) },
    showRunning: async () => {},
    notice: ({ message }) => log(message),
  };
}

async function configOf(commit: string, github: GitHubClient, { configPatterns }: Inputs) {
  const isNamed = picomatch([...configPatterns], { dot: true });
  const tree = await readTree(github, commit);
  const paths = [...tree.keys()].filter((path) => isNamed(path));
  const found = await configAt((path) => readTextAt(github, { path, ref: commit }), paths);
  const short = commit.slice(0, 7);
  if (found === "none") return `There is no configuration at commit ${short}.`;
  if (found === "not valid") return `The configuration at commit ${short} is not valid.`;
  if (found.lacking === undefined) return found.config;
  return `The prompt ${found.lacking} is not a file of commit ${short}.`;
}

/** Runs on the pull request's own previews. */
async function stop(env: Environment): Promise<Answer> {
  const { ports } = env;
  const { scope, evidence } = await readKnown(env);
  const previews = scope.evaluated.flatMap(({ preview }) => preview?.id ?? []);
  const running = evidence.records
    .filter(({ run, agent }) => isUnderWay(run) && previews.includes(agent.id))
    .map(({ run }) => ({ id: run.id, kind: "optimization" as const }));
  if (running.length === 0)
    return { done: true, words: "No run of this pull request is under way." };
  const why = "converra-gate: stopped by a comment on the pull request";
  const { stopped, failed } = await stopRuns(running, why, ports);
  const left = failed.map(({ id, reason }) => `${id} could not be stopped: ${reason}.`);
  const words = [`Stopped: ${stopped.join(", ") || "none"}.`, ...left].join(" ");
  return { done: failed.length === 0, words };
}

const COMMANDS = [
  ["apply <agent>", "commits the better prompt that Converra found to this pull request's branch"],
  ["stop", "stops the runs of this pull request that are under way"],
  ["help", "shows this list"],
] as const;

function bodyOf({ done, words }: Answer, asked: Asked, { login }: AskingComment): string {
  const answer = paragraph(done ? "✅ " : "❌ ", prose(words, REPLY_MAX));
  if (asked.kind !== "help" && asked.kind !== "unknown") {
    return serialise([answer, paragraph("Asked by ", code(login), ".")]);
  }
  const items = COMMANDS.map(([name, what]) => [paragraph(code(`/converra ${name}`), `: ${what}`)]);
  return serialise([answer, list(items), paragraph(`Of other comments nothing is read: ${RULE}.`)]);
}
