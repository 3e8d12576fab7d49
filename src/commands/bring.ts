/** Texts into git: on the default branch, a winner's or a live prompt's becomes a pull request, one an agent. */
import { type Rewritten, withPrompt } from "../config/rewrite.ts";
import type { AgentDefinition } from "../domain.ts";
import { GitHubError, refusalOf, ServiceError } from "../errors.ts";
import { isMerged } from "../event.ts";
import { shownRun } from "../gate/evidence.ts";
import { type KnownAgents, readKnown } from "../gate/known.ts";
import { variantsOf } from "../gate/report.ts";
import type { CommandResult, Environment, EvaluatedAgent } from "../gate/types.ts";
import { judgedWinner, objectionsTo, sharedId } from "../gate/winner.ts";
import { readBranch, readFileAt } from "../github/branches.ts";
import type { GitHubClient } from "../github/client.ts";
import { type Brought, branchFor, bringText, closeText } from "../github/text-pull.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";
import type { ReportContext } from "../report/model.ts";
import { driftPull, type PullText, winnerPull } from "../report/pull-text.ts";
import { readNewer } from "./newer.ts";

/** What is brought for an agent, or why an earlier pull request of that kind is outdated. */
type Proposal =
  | { readonly kind: "bring"; readonly prompt: string; readonly text: (before: string) => PullText }
  | { readonly kind: "outdated"; readonly why: string };

/** The result unchanged; what was brought is told in notices. What GitHub refuses changes no verdict. */
export async function withBroughtTexts(
  result: CommandResult,
  env: Environment,
  reportContext: ReportContext,
): Promise<CommandResult> {
  const { context, definitions, ports } = env;
  const asks = ({ gate }: AgentDefinition) =>
    gate.onWinner === "pull-request" || gate.onDrift === "pull-request";
  const { defaultBranch } = context;
  if (!isMerged(context) || defaultBranch === undefined || !definitions.some(asks)) return result;
  if (ports.github === undefined) {
    const message =
      "No pull request was opened for a better or an edited prompt: there is no token";
    env.notice({ level: "warning", message, hint: "Give the input github-token." });
    return result;
  }
  try {
    const newer = await readNewer(env);
    const known = await readKnown(env);
    const baseSha = await readBranch(ports.github, defaultBranch);
    if (baseSha === undefined) return result;
    const base = { base: defaultBranch, baseSha };
    for (const one of known.scope.evaluated) {
      const { definition } = one.planned;
      if (!asks(definition)) continue;
      if (newer?.differsIn(definition)) {
        ports.log(`${definition.key}: no text is brought: ${newer.why}.`);
        continue;
      }
      await bringFor(one, known, { env, github: ports.github, base, reportContext });
    }
  } catch (error) {
    const refusal = error instanceof ServiceError ? refusalOf(error) : error;
    if (!(refusal instanceof GitHubError || refusal instanceof ServiceError)) throw refusal;
    const message = `No pull request was opened or updated: ${refusal.message}`;
    env.notice({ level: "warning", message, hint: refusal.hint });
  }
  return result;
}

interface Bringing {
  readonly env: Environment;
  readonly github: GitHubClient;
  readonly base: { readonly base: string; readonly baseSha: string };
  readonly reportContext: ReportContext;
}

async function bringFor(
  one: EvaluatedAgent,
  known: KnownAgents,
  bringing: Bringing,
): Promise<void> {
  const { gate } = one.planned.definition;
  if (gate.onWinner === "pull-request") {
    await carryOut(one, "converra", winnerProposal(one, known, bringing), bringing);
  }
  if (gate.onDrift === "pull-request") {
    await carryOut(one, "converra-drift", driftProposal(one, bringing), bringing);
  }
}

/** Of the text on the default branch: the runs that started from it tell what is better. */
function winnerProposal(
  one: EvaluatedAgent,
  { evidence }: KnownAgents,
  { env, reportContext: context }: Bringing,
): Proposal {
  const { definition, entry } = one.planned;
  const outdated = (why: string): Proposal => ({ kind: "outdated", why });
  if (entry.action === "drifted") return outdated("The live prompt was edited elsewhere.");
  const record = shownRun(one, evidence);
  const none = "No run of the prompt on the default branch offers a better one any more.";
  if (record === undefined) return outdated(none);
  const shared = sharedId(record);
  if (shared !== undefined) {
    env.ports.log(`${definition.key}: no winner is brought: ${shared}.`);
    return outdated(none);
  }
  const { confidence } = env.config;
  const winner = judgedWinner(record, one, evidence, { confidence });
  if (winner?.content === undefined) return outdated(none);
  const { content } = winner;
  const [objection] = objectionsTo(winner, definition.gate);
  if (objection !== undefined) {
    env.ports.log(
      `${definition.key}: the winner of ${record.run.id} is not brought: ${objection.reason}.`,
    );
    return outdated(`By what is known now ${objection.reason}.`);
  }
  const { minLift } = definition.gate.headroom;
  if (winner.lift === undefined || winner.lift < minLift) return outdated(none);
  const text = (before: string) => {
    const { key, promptSource: source } = definition;
    return winnerPull({ key, source, before, after: content, context }, winner, variantsOf(record));
  };
  return { kind: "bring", prompt: content, text };
}

function driftProposal(
  { planned }: EvaluatedAgent,
  { reportContext: context }: Bringing,
): Proposal {
  const { entry, live, definition } = planned;
  if (entry.action !== "drifted" || live === undefined) {
    return { kind: "outdated", why: "The live prompt is what was synced last." };
  }
  const { key, promptSource: source } = definition;
  const after = live.content;
  const text = (before: string) => driftPull({ key, source, before, after, context }, live.id);
  return { kind: "bring", prompt: after, text };
}

async function carryOut(
  { planned }: EvaluatedAgent,
  prefix: string,
  proposal: Proposal,
  { env, github, base }: Bringing,
): Promise<void> {
  const { key, promptSource, prompt } = planned.definition;
  const branch = branchFor(prefix, key);
  const path = promptSource.file;
  if (proposal.kind === "outdated") {
    const closed = await closeText(github, { branch, path }, proposal.why);
    if (closed !== undefined) tell(`closed pull request #${closed.number}: ${proposal.why}`);
    return;
  }
  const file = await readFileAt(github, { path, ref: base.baseSha });
  const written = rewrittenFile(file?.text, planned.definition, proposal.prompt);
  if (!written.ok) {
    const message = `${key}: no pull request was opened: ${written.problem}`;
    env.notice({ level: "warning", message });
    return;
  }
  const wanted = { ...base, branch, path, text: written.text, ...proposal.text(prompt) };
  const { kind, pull } = await bringText(github, wanted);
  tell(TOLD[kind](`pull request #${pull?.number}`, branch), pull?.url);

  function tell(what: string, url?: string) {
    env.notice({ level: "notice", message: `${key}: ${what}`, ...(url && { hint: url }) });
  }
}

/** The prompt's file, or converra.yml, with another prompt in it; `before` is its text as it is in the repository. */
export function rewrittenFile(
  before: string | undefined,
  { key, prompt, source, promptSource }: AgentDefinition,
  wanted: string,
): Rewritten {
  const path = promptSource.file;
  if (before === undefined) return { ok: false, problem: `${path} is not a file there` };
  return path === source.file
    ? withPrompt({ path, text: before }, key, wanted)
    : asFile(before, wanted, prompt);
}

const TOLD: Readonly<Record<Brought["kind"], (pull: string, branch: string) => string>> = {
  opened: (pull) => `opened ${pull}`,
  updated: (pull) => `updated ${pull}`,
  current: (pull) => `${pull} has the text already`,
  declined: (pull) => `${pull} brought this text and was closed: it is not opened again`,
  foreign: (_, branch) =>
    `branch ${branch} has something on it that this action did not write: it was left alone, and nothing was opened. Remove the branch to have it made again`,
};

/** In the line ends of the file as it is, and with its newline at the end. */
function asFile(before: string, prompt: string, known: string): Rewritten {
  if (normalisePrompt(before) !== normalisePrompt(known)) {
    return { ok: false, problem: "the file has moved on since it was read" };
  }
  const mark = before.startsWith("\uFEFF") && !prompt.startsWith("\uFEFF") ? "\uFEFF" : "";
  const unix = prompt.replace(/\r\n?/g, "\n").replace(/\n*$/, before.endsWith("\n") ? "\n" : "");
  return {
    ok: true,
    text: mark + (before.includes("\r\n") ? unix.replaceAll("\n", "\r\n") : unix),
  };
}
