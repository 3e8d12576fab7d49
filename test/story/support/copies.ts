/** Copies of the action's on the account of a story, and pull requests that close. */
import type { AgentEntity } from "../../../sandbox/converra/entities.ts";
import type { PullRequest } from "../../support/stage/repository.ts";
import type { Story } from "./stage.ts";

/** Those that are not archived, whoever's they are. */
export function copies(stage: Story): readonly AgentEntity[] {
  return [...stage.converra.state.agents.values()].filter(
    ({ tags, status }) => tags.includes("converra-gate") && status !== "archived",
  );
}

export function namesOf(agents: readonly AgentEntity[]): readonly string[] {
  return agents.map(({ name }) => name).toSorted();
}

/** On GitHub; no event comes of it. */
export function close(stage: Story, { files: _, fork: __, ...pull }: PullRequest): void {
  stage.github.seedPullRequest({ ...pull, state: "closed" });
}
