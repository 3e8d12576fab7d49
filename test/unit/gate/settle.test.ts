import { describe, expect, it } from "vitest";
import type { AgentDefinition } from "../../../src/domain.ts";
import { settledVerdict } from "../../../src/gate/settle.ts";
import { candidateFingerprint, planAgents } from "../../../src/plan/plan.ts";
import { changedKeys } from "../../../src/plan/sides.ts";
import { liveTag } from "../../../src/plan/tags.ts";
import { aDefinition, anAgent } from "../../support/definitions.ts";

const NOW = Date.parse("2026-11-22T00:00:00Z");
const before = aDefinition({ temperature: 0.2 });
const warmer = aDefinition({ temperature: 1.9 });
const unmanaged = anAgent();
const synced = anAgent({ tags: [liveTag(candidateFingerprint(before))] });

function verdictOf(
  definition = warmer,
  live = unmanaged,
  base: readonly AgentDefinition[] | "unknown" = [before],
) {
  const [planned] = planAgents([definition], [live], NOW);
  if (planned === undefined) throw new Error("one definition is one planned agent");
  return settledVerdict(planned, {
    ...(base === "unknown"
      ? { base: undefined, changed: undefined }
      : { base, changed: changedKeys([definition], base) }),
    mayBeOwnText: false,
    asItStands: false,
    ownPullRequest: false,
    withTranscripts: new Set(),
  });
}

describe("a changed temperature on the live agent's own prompt", () => {
  it("is not passed as the same prompt where sync has not written the live agent's settings", () => {
    const verdict = verdictOf();
    expect(verdict?.verdict).toBe("not-evaluated");
    expect(verdict?.reason).toContain("the service does not report them");
    expect(verdict?.advice).toContain("sync run on the default branch");
    expect(verdictOf(aDefinition({ maxTokens: 5 }), unmanaged, [aDefinition()])?.verdict).toBe(
      "not-evaluated",
    );
  });

  it("is not passed either where sync wrote another prompt than the live agent has", () => {
    const tags = [liveTag(candidateFingerprint(aDefinition({ prompt: "older" })))];
    expect(verdictOf(warmer, anAgent({ tags }))?.verdict).toBe("not-evaluated");
  });

  it("is measured where our tag tells the live agent's settings", () => {
    expect(verdictOf(warmer, synced)).toBeUndefined();
  });

  it("is measured together with a changed prompt", () => {
    const reworded = aDefinition({ temperature: 1.9, prompt: "You help." });
    expect(verdictOf(reworded)).toBeUndefined();
  });
});

describe("an agent that says what the file says", () => {
  it("is skipped where the settings are those of the base commit", () => {
    const rewordedBack = [aDefinition({ temperature: 0.2, prompt: "Something else." })];
    expect(verdictOf(before, unmanaged, rewordedBack)).toMatchObject({
      verdict: "skipped",
      reason: "Same prompt as the live agent, nothing run.",
    });
  });

  it("is skipped where nobody knows the base commit", () => {
    expect(verdictOf(warmer, unmanaged, "unknown")?.verdict).toBe("skipped");
  });
});
