/** Pushes of configs that keep something of the account, each after the one before. */
import { stringify } from "yaml";
import { pushEvent } from "../../support/github-events.ts";
import type { Commit } from "../../support/stage/repository.ts";
import type { RunOptions, StageRun } from "../../support/stage/stage.ts";
import type { Story } from "./stage.ts";

export interface Keeping {
  /** The commit that was pushed last. */
  last(): Commit;
  /** A commit on the last whose config has these beside the agents. */
  commit(config: object): Commit;
  push(config: object, run?: RunOptions): Promise<StageRun>;
  /** Its workflow runs again. */
  again(run?: RunOptions): Promise<StageRun>;
}

export function keepingOn(stage: Story): Keeping {
  let [before, last] = [stage.base, stage.base];
  const commit = (config: object) => {
    const text = `${stage.base.files["converra.yml"]}${stringify(config)}`;
    return stage.commit(last, { "converra.yml": text });
  };
  const again = (run: RunOptions = {}) => {
    stage.github.seedBranch("main", last.sha);
    const event = pushEvent({ branch: "main", after: last.sha, before: before.sha });
    return stage.runEvent(event, last, run);
  };
  return {
    ...{ last: () => last, commit, again },
    push: (config, run) => {
      [before, last] = [last, commit(config)];
      return again(run);
    },
  };
}

export function accountOf({ report }: StageRun) {
  return report?.account?.map(({ name, action, done }) => [name, action, done]);
}

/** Whatever is said of the account. */
export function reasonsOf({ report }: StageRun): string {
  return report?.account?.map(({ reason }) => reason).join("\n") ?? "";
}

/** A webhook of somebody else's on the account. */
export function seedTheirs(stage: Story, facts: { url?: string; events?: string[] } = {}): void {
  stage.converra.state.webhooks.set("wh_theirs", {
    ...{ id: "wh_theirs", secret: "whsec_theirs", createdAt: 0 },
    ...{ url: "https://theirs.example/", events: ["insights.generated"], ...facts },
  } as never);
}
