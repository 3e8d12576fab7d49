import { describe, expect, it } from "vitest";
import { candidateFingerprint, type PlannedAgent, planAgents } from "../../../src/plan/plan.ts";
import { againstBase, asItStands } from "../../../src/plan/sides.ts";
import { liveTag } from "../../../src/plan/tags.ts";
import { aDefinition, anAgent } from "../../support/definitions.ts";

const BASE = aDefinition({ prompt: "The base." });
const HEAD = aDefinition({ prompt: "The head." });

/** HEAD against a live agent that says this, with our tag of it unless somebody else wrote it. */
function plannedOn(content: string, options: { ours: boolean }): PlannedAgent {
  const tag = liveTag(candidateFingerprint(aDefinition({ prompt: content })));
  const live = anAgent({ content, tags: options.ours ? [tag] : [] });
  const [planned] = planAgents([HEAD], [live], 0);
  if (planned === undefined) throw new Error("nothing planned");
  return planned;
}

describe("the baseline in live mode", () => {
  it("is the base commit's prompt where the live agent carries a pull request's", () => {
    const planned = againstBase(plannedOn("The head.", { ours: true }), [BASE]);
    expect(planned.baseline).toEqual(candidateFingerprint(BASE));
    expect(planned.basePrompt).toBe("The base.");
    expect(planned.candidate).not.toEqual(planned.baseline);
  });

  it("is the live prompt where that is the base commit's", () => {
    const before = plannedOn("The base.", { ours: true });
    expect(againstBase(before, [BASE])).toBe(before);
  });

  it("is the live prompt where nobody here wrote it", () => {
    const before = plannedOn("From the dashboard.", { ours: false });
    expect(againstBase(before, [BASE])).toBe(before);
  });

  it("is in the head's run settings, so that both sides are measured alike", () => {
    const optimize = { ...BASE.optimize, mode: "exploratory" as const };
    const planned = againstBase(plannedOn("The head.", { ours: true }), [{ ...BASE, optimize }]);
    expect(planned.baseline).toEqual(candidateFingerprint(BASE));
  });

  it("is the live prompt where the base is not known, or has no such agent", () => {
    const before = plannedOn("The head.", { ours: true });
    expect(againstBase(before, undefined)).toBe(before);
    expect(againstBase(before, [{ ...BASE, key: "billing" }])).toBe(before);
  });
});

describe("a scheduled measurement", () => {
  it("is of the live prompt and its model, whatever the file says", () => {
    const planned = asItStands(plannedOn("From the dashboard.", { ours: false }));
    expect(planned.candidate).toEqual(planned.baseline);
    expect(planned.definition.prompt).toBe("From the dashboard.");
  });
});
