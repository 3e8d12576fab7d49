/** People who ask in comments, on a pull request whose prompt was measured. */
import { simulateOptimization } from "../../../sandbox/converra/simulate-optimization.ts";
import { commentEvent } from "../../support/github-events.ts";
import { BAD, POOR } from "../../support/stage/prompts.ts";
import type { PullRequest } from "../../support/stage/repository.ts";
import type { RunOptions, StageOptions, StageRun } from "../../support/stage/stage.ts";
import { aStage, type Between, type Story } from "./stage.ts";

export const PROMPT = "prompts/support.md";
export const LIVE = `${POOR}Old.\n`;
export const PEOPLE = { octocat: "write", visitor: "read" } as const;

/** A pull request whose prompt was measured, with a winner of its own. */
export async function aMeasuredPull(
  facts: Partial<PullRequest> = {},
  {
    run,
    ...options
  }: StageOptions & { readonly run?: RunOptions; readonly between?: Between } = {},
): Promise<{ stage: Story; pull: PullRequest }> {
  const { github } = options;
  const stage = await aStage({
    agents: [{ key: "support", prompt: LIVE }],
    ...options,
    github: { people: PEOPLE, ...github },
  });
  const pull = stage.openPullRequest({ changes: { [PROMPT]: POOR }, ...facts });
  if (facts.fork === undefined) await stage.runPull(pull, run);
  return { stage, pull };
}

export function say(
  stage: Story,
  body: string,
  facts: Partial<Parameters<typeof commentEvent>[0]> = {},
  options: RunOptions = {},
): Promise<StageRun> {
  const author = { login: facts.login ?? "octocat", type: facts.type ?? "User" };
  const { id, createdAt } = stage.github.seedComment({ pullRequest: 7, body, author });
  const event = commentEvent({ id, body, createdAt, ...facts });
  return stage.runEvent(event, stage.base, { makesNoReport: true, ...options });
}

export function reactions(stage: Story): readonly string[] {
  return stage.github.reactions.map(({ content }) => content);
}

export const REASON = "the refund team answers those from Monday";

/** A pull request whose gate has ended, by default with a proven drop. */
export async function aJudgedPull(prompt = BAD, { github, ...options }: StageOptions = {}) {
  const stage = await aStage({ ...options, github: { people: PEOPLE, ...github } });
  const pull = stage.openPullRequest({ changes: { [PROMPT]: prompt } });
  const gate = await stage.runPull(pull);
  const again = () => stage.runPull(pull, { context: { runAttempt: 2 } });
  return { stage, pull, gate, again };
}

export const ACCEPTING = `/converra accept support ${REASON}`;

/** The winner of the run that measured the candidate. */
export function winnerText(stage: Story): string {
  const runs = [...stage.converra.state.optimizations.values()];
  const run = runs.find(({ prompt }) => prompt.trim() === POOR.trim());
  return (run && simulateOptimization(run).winner?.content) ?? "no winner";
}
