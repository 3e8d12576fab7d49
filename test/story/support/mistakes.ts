/** Mistakes of users as rows of a table: how one is played, and what is said of it. */
import { expect, test } from "vitest";
import { REWORDED } from "../../support/stage/prompts.ts";
import type { StageRun } from "../../support/stage/stage.ts";
import { aStage, type Story } from "./stage.ts";

export type Options = Parameters<typeof aStage>[0];
export type Play = (stage: Story) => Promise<StageRun>;

/** What the mistake is, where it is played, and what is said: the place, the cause, the fix. */
export interface Mistake {
  readonly play: Play;
  readonly on?: Options;
  readonly says: readonly [place: RegExp, cause: RegExp, fix: RegExp];
}

export const PROMPT = "prompts/support.md";
export const CHANGED = { [PROMPT]: REWORDED };

export const pull =
  (
    run: Parameters<Story["runPull"]>[1] = {},
    changes: Record<string, string | undefined> = CHANGED,
  ): Play =>
  (stage) =>
    stage.runPull(stage.openPullRequest({ changes }), run);
export const input = (inputs: Record<string, string>) => pull({ inputs });
export const files = (changes: Record<string, string | undefined>) => pull({}, changes);
export const push =
  (run: Parameters<Story["runPush"]>[1] = {}): Play =>
  (stage) =>
    stage.runPush(stage.base, run);
export function expectTold(mistakes: Readonly<Record<string, Mistake>>): void {
  test.each(Object.entries(mistakes))(
    "%s is told with its place, its cause and its fix",
    async (_, { on, play, says }) => {
      const run = await play(await aStage(on));

      const said = `${run.stdout}\n${run.summary}`;
      for (const part of says) expect(said).toMatch(part);
      expect(said, "no mistake of a user is one of ours").not.toContain("a fault of its own");
    },
  );
}
