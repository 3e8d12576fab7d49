import { pullRequestPayload } from "../../../sandbox/github/payloads.ts";
import { REWORDED } from "../../support/stage/prompts.ts";
import type { PullRequest } from "../../support/stage/repository.ts";
import type { Stage, StageRun } from "../../support/stage/stage.ts";
import { aStage } from "./stage.ts";

const KEYS = ["alpha", "beta"];

/**
 * Two agents without history, both changed: four runs. They take a quarter of a minute and longer, so that one that
 * is not stopped is seen to go on.
 */
export async function aSlowStage(): Promise<{ stage: Stage; pull: PullRequest }> {
  const stage = await aStage({
    agents: KEYS.map((key) => ({ key })),
    converra: { timeScale: 60 },
  });
  const changes = Object.fromEntries(KEYS.map((key) => [`prompts/${key}.md`, REWORDED]));
  return { stage, pull: stage.openPullRequest({ changes }) };
}

/** The post step of the same job. */
export function post(stage: Stage, pull: PullRequest, main: StageRun): Promise<StageRun> {
  const { files, ...facts } = pull;
  const payload = pullRequestPayload({ ...facts, repository: stage.github.repository });
  const { state, workspace } = main;
  return stage.runEvent(
    { name: "pull_request", payload },
    { files },
    { phase: "post", state, workspace },
  );
}
