/** The suite itself: the same for the emulator in any dialect and for the real service. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Stage } from "../../support/contract-stage.ts";
import {
  type ContractCheck,
  findSubjects,
  makeOwnAgent,
  retire,
  type Subjects,
} from "../../support/contract-subjects.ts";
import { CHANGING } from "./changing-checks.ts";
import { READING } from "./reading-checks.ts";

export interface SuiteOptions {
  readonly start: () => Promise<Stage>;
  /** An account that lacks what a check looks at: skip the check. Otherwise it fails. */
  readonly mayLack: boolean;
  readonly changing: boolean;
}

export function describeContract(options: SuiteOptions): void {
  let stage: Stage;
  let found: Partial<Subjects> = {};
  beforeAll(async () => {
    stage = await options.start();
    found = await findSubjects(stage.client);
  });
  afterAll(() => stage.close());

  const run = (each: ContractCheck, subjects: Partial<Subjects>, skip: (why: string) => void) => {
    const missing = each.needs.filter((name) => subjects[name] === undefined);
    if (missing.length > 0) {
      if (!options.mayLack) throw new Error(`there is no ${missing.join(", no ")}`);
      skip(`the account has no ${missing.join(", no ")}`);
    }
    return each.check(stage, subjects as Subjects);
  };

  describe("reading", () => {
    for (const each of READING) {
      it(`${each.method} ${each.says}`, ({ skip }) => run(each, found, skip));
    }

    it("an id that nobody has is not found", async () => {
      const { agents, optimizations, conversations, benchmarks } = stage.client;
      const id = "no_such_thing_1";
      for (const call of [
        agents.get(id),
        agents.insights(id),
        agents.stepFailures(id),
        optimizations.get(id),
        optimizations.variants(id),
        conversations.get(id),
        conversations.insights(id),
        benchmarks.get(id),
      ]) {
        await expect(call).rejects.toMatchObject({ kind: "not-found", status: 404 });
      }
    });

    it("a key that the service does not know is refused", async () => {
      const refusal = stage.stranger.agents.list();
      await expect(refusal).rejects.toMatchObject({ kind: "unauthorized", status: 401 });
      const code = await refusal.catch((error: { code?: string }) => error.code);
      expect(["INVALID_API_KEY", "UNAUTHORIZED"]).toContain(code);
    });
  });

  if (!options.changing) return;
  describe("changing", () => {
    let own: Partial<Subjects> = {};
    beforeAll(async () => {
      own = { agent: await makeOwnAgent(stage.client) };
    });
    afterAll(async () => {
      if (own.agent !== undefined) await retire(stage.client, own.agent);
    });
    for (const each of CHANGING) {
      it(`${each.method} ${each.says}`, ({ skip }) => run(each, own, skip));
    }
  });
}
