import { describe, expect, it } from "vitest";
import type { AgentDefinition } from "../../../src/domain.ts";
import {
  candidateFingerprint,
  createInput,
  type PlannedAgent,
  planAgents,
} from "../../../src/plan/plan.ts";
import { liveTag, previewTags } from "../../../src/plan/tags.ts";
import type { Agent } from "../../../src/service/agent-shape.ts";
import { aDefinition, anAgent } from "../../support/definitions.ts";

const NOW = Date.parse("2026-11-20T00:00:00Z");

function planOne(definition: AgentDefinition, agents: readonly Agent[]): PlannedAgent {
  const [planned] = planAgents([definition], agents, NOW);
  if (planned === undefined) throw new Error("one definition gives one entry");
  return planned;
}

const synced = (prompt: string, overrides: Partial<AgentDefinition> = {}) =>
  liveTag(candidateFingerprint(aDefinition({ prompt, ...overrides })));

describe("the plan", () => {
  it("creates an agent that does not exist, with our tag beside the user's", () => {
    const planned = planOne(aDefinition({ tags: ["production"] }), []);
    expect(planned.entry.action).toBe("create");
    expect(createInput(planned).tags).toEqual(["production", liveTag(planned.candidate)]);
  });

  it.each(["archived", "Archived"])("takes no agent for live whose status is %s", (status) => {
    expect(planOne(aDefinition(), [anAgent({ status })]).entry.action).toBe("create");
  });

  it("leaves an agent alone whose prompt is the file's, though it carries no tag of ours", () => {
    const planned = planOne(aDefinition(), [anAgent()]);
    expect(planned.entry.action).toBe("unchanged");
    expect(planned.patch).toEqual({});
  });

  it("does not see a change in line endings or a trailing newline", () => {
    const planned = planOne(aDefinition({ prompt: "a\r\nb\n" }), [anAgent({ content: "a\nb" })]);
    expect(planned.entry.action).toBe("unchanged");
  });

  it("updates an agent that is not managed yet and says so", () => {
    const planned = planOne(aDefinition({ prompt: "new" }), [anAgent({ content: "old" })]);
    expect(planned.entry.action).toBe("update");
    expect(planned.entry.reason).toContain("not managed by sync yet");
  });

  it("updates when the file moved on from what was synced last", () => {
    const agent = anAgent({ content: "old", tags: ["mine", synced("old")] });
    const planned = planOne(aDefinition({ prompt: "new" }), [agent]);
    expect(planned.entry.action).toBe("update");
    expect(planned.patch).toEqual({
      content: "new",
      tags: ["mine", liveTag(planned.candidate)],
    });
  });

  it("calls an agent drifted whose prompt is neither the file's nor the one synced last", () => {
    const agent = anAgent({ content: "edited in the dashboard", tags: [synced("old")] });
    expect(planOne(aDefinition({ prompt: "new" }), [agent]).entry.action).toBe("drifted");
  });

  it("sends only the fields that differ", () => {
    const agent = anAgent({ description: "old words", tags: [synced(aDefinition().prompt)] });
    const planned = planOne(aDefinition({ description: "new words" }), [agent]);
    expect(planned.entry.changes).toEqual(["description"]);
    expect(Object.keys(planned.patch).sort()).toEqual(["description", "tags"]);
  });

  it("compares temperature, which the service does not return, through the tag", () => {
    const prompt = aDefinition().prompt;
    const cold = aDefinition({ temperature: 0.1 });
    const sameTag = anAgent({ tags: [synced(prompt, { temperature: 0.1 })] });
    const otherTag = anAgent({ tags: [synced(prompt, { temperature: 0.9 })] });
    expect(planOne(cold, [sameTag]).entry.action).toBe("unchanged");
    expect(planOne(cold, [otherTag]).patch.temperature).toBe(0.1);
    expect(planOne(cold, [anAgent()]).patch.temperature).toBe(0.1);
  });

  it("does not take a change of evaluation mode for drift", () => {
    const agent = anAgent({ tags: [synced(aDefinition().prompt)] });
    const optimize = { ...aDefinition().optimize, mode: "exploratory" as const };
    expect(planOne(aDefinition({ optimize }), [agent]).entry.action).toBe("unchanged");
    expect(planOne(aDefinition({ optimize, prompt: "new" }), [agent]).entry.action).toBe("update");
  });

  it("writes down from when on the agent has had this model and these settings", () => {
    const agent = anAgent({ tags: [synced(aDefinition().prompt)] });
    const since = (definition: AgentDefinition, live: Agent) =>
      planOne(definition, [live]).patch.tags?.find((tag) => tag.startsWith("converra-gate:"));
    expect(since(aDefinition({ model: "gpt-5" }), agent)).toMatch(new RegExp(`@${NOW}$`));
    expect(since(aDefinition({ prompt: "new" }), agent)).not.toContain("@");
    const unmanaged = Date.parse(anAgent().updatedAt);
    expect(since(aDefinition({ prompt: "new" }), anAgent())).toMatch(new RegExp(`@${unmanaged}$`));
  });

  it("refuses to choose between two agents of one name", () => {
    const planned = planOne(aDefinition(), [anAgent(), anAgent({ id: "agent_2" })]);
    expect(planned.entry.action).toBe("conflicting");
    expect(planned.entry.reason).toContain("agent_1, agent_2");
  });

  it("says which id is wrong instead of creating a second agent", () => {
    const planned = planOne(aDefinition({ id: "agent_9" }), [anAgent()]);
    expect(planned.entry.action).toBe("conflicting");
    expect(planned.entry.reason).toContain("agent_9");
  });

  it("never takes a preview agent for the live one, even under its name or id", () => {
    const owner = { repository: "a/b", scope: "pr:1" };
    const fingerprint = candidateFingerprint(aDefinition());
    const tags = previewTags(owner, "converra.yml", "support", fingerprint);
    const preview = anAgent({ tags });
    expect(planOne(aDefinition(), [preview]).entry.action).toBe("create");
    expect(planOne(aDefinition({ id: preview.id }), [preview]).entry.action).toBe("conflicting");
  });

  it("takes the live agent's model where the config states none, and says so", () => {
    const unmodelled = { ...aDefinition(), model: undefined };
    const planned = planOne(unmodelled, [anAgent({ model: "claude" })]);
    expect(planned.entry.action).toBe("unchanged");
    expect(planned.entry.reason).toContain("its model is the live agent's, claude");
    expect(planned.definition.model).toBe("claude");

    const changed = planOne({ ...unmodelled, prompt: "new" }, [anAgent({ model: "claude" })]);
    expect(changed.patch.model).toBeUndefined();
    expect(changed.candidate.text).not.toBe(
      candidateFingerprint(aDefinition({ prompt: "new" })).text,
    );
  });

  it("asks for a model where an agent is to be created", () => {
    const unmodelled = { ...aDefinition(), model: undefined };
    const { entry } = planOne(unmodelled, []);
    expect(entry.action).toBe("conflicting");
    expect(entry.reason).toContain("add model: to agents.support");
  });

  it("gives the live prompt's fingerprint in the candidate's settings", () => {
    const planned = planOne(aDefinition(), [anAgent()]);
    expect(planned.baseline).toEqual(planned.candidate);
    const changed = planOne(aDefinition({ prompt: "new" }), [anAgent()]);
    expect(changed.baseline).toEqual(planned.candidate);
  });
});
