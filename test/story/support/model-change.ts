/** A pull request that changes nothing but an agent's model. */
import { mergeGroupEvent } from "../../support/github-events.ts";
import { type Files, repositoryFiles, type StageAgent } from "../../support/stage/repository.ts";
import { bodies } from "../../support/stage/requests.ts";
import type { RunOptions, StageRun } from "../../support/stage/stage.ts";
import { PEOPLE } from "./asking.ts";
import { aStage, type Between, type Story } from "./stage.ts";

/** In use; and the one whose true scores are the same once the emulator is told so. */
export const IN_USE = "gpt-4o";
export const EQUAL = "gpt-4.1";

export interface ModelStage {
  readonly stage: Story;
  /** The pull request's run; again for another. */
  readonly run: (options?: RunOptions) => Promise<StageRun>;
  /** The same commit in the merge queue. */
  readonly queued: () => Promise<StageRun>;
}

/** `section`: the base commit's `benchmark`, none with false; `head`: what the pull request has in its place. */
export async function aModelChange({
  to = EQUAL,
  section = { models: [IN_USE, EQUAL] },
  head = section,
  agents = [{ key: "support" }],
  changes = {},
  config = {},
  between,
  onTakeDown,
}: {
  readonly to?: string;
  readonly section?: Readonly<Record<string, unknown>> | false;
  readonly head?: Readonly<Record<string, unknown>> | false;
  readonly agents?: readonly StageAgent[];
  readonly changes?: Files;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly between?: Between;
  /** Takes the place of the end of the test. */
  readonly onTakeDown?: (takeDown: () => Promise<void>) => void;
} = {}): Promise<ModelStage> {
  const withSection = (benchmark: typeof section) =>
    agents.map((agent) => ({
      ...agent,
      settings: { ...agent.settings, ...(benchmark === false ? {} : { benchmark }) },
    }));
  const options = { config, between, onTakeDown, github: { people: PEOPLE } };
  const stage = await aStage({ agents: withSection(section), ...options });
  stage.converra.setModelQuality(EQUAL, -1);
  const changed = withSection(head).map((agent) => ({ ...agent, model: to }));
  const document = repositoryFiles(changed, config)["converra.yml"];
  const pull = stage.openPullRequest({ changes: { "converra.yml": document, ...changes } });
  return {
    stage,
    run: (options) => stage.runPull(pull, options),
    queued: () => stage.runEvent(mergeGroupEvent({ head: pull.head, base: pull.base }), pull),
  };
}

/** What was asked of POST /benchmarks, in order. */
export function benchmarksIn(run: StageRun): readonly Readonly<Record<string, unknown>>[] {
  return bodies(run, "POST", "/benchmarks");
}
