import { describe, expect, it } from "vitest";
import { controlFingerprint } from "../../../src/gate/control.ts";
import { candidateFingerprint } from "../../../src/plan/plan.ts";
import { liveTag, previewTags } from "../../../src/plan/tags.ts";
import { aDefinition, anAgent, aRun, aVariant } from "../../support/definitions.ts";

const fingerprint = (prompt: string, temperature?: number) =>
  candidateFingerprint(aDefinition({ prompt, temperature }));
const owner = { repository: "a/b", scope: "pr:1" };
const control = (content?: string) => aVariant({ isControl: true, content });
const BEFORE = "2026-11-01T00:00:00.000Z";
const RUN = "2026-11-02T00:00:00.000Z";
const AFTER = "2026-11-03T00:00:00.000Z";

describe("a control", () => {
  it("is known by its own content, even when sync has written something else to the agent by now", () => {
    const tags = [liveTag(fingerprint("later text"))];
    const agent = anAgent({ content: "later text", tags, updatedAt: AFTER });
    const found = controlFingerprint(
      aRun({ createdAt: RUN }),
      agent,
      control("text"),
      fingerprint("text"),
    );
    expect(found).toEqual(fingerprint("text"));
  });

  it("cannot be told on an agent that others may have given another model since", () => {
    const unmanaged = anAgent({ content: "later text", updatedAt: AFTER });
    const drifted = { ...unmanaged, tags: [liveTag(fingerprint("synced text"))] };
    const run = aRun({ createdAt: RUN });
    for (const agent of [unmanaged, drifted]) {
      expect(controlFingerprint(run, agent, control("text"), fingerprint("text"))).toBeUndefined();
    }
  });

  it("is the agent's prompt when the service does not tell and nobody touched the agent since", () => {
    const agent = anAgent({ content: "text", updatedAt: BEFORE });
    const run = aRun({ createdAt: RUN });
    expect(controlFingerprint(run, agent, control(), fingerprint("x"))).toEqual(
      fingerprint("text"),
    );
  });

  it("cannot be told when the service does not tell and the agent was touched since", () => {
    const agent = anAgent({ content: "text", updatedAt: AFTER });
    const run = aRun({ createdAt: RUN });
    expect(controlFingerprint(run, agent, undefined, fingerprint("text"))).toBeUndefined();
  });

  it("on a preview has the preview's settings, whatever text it carries by now", () => {
    const tags = previewTags(owner, "converra.yml", "support", fingerprint("newer", 0.2));
    const agent = anAgent({ content: "newer", tags, updatedAt: AFTER });
    const run = aRun({ createdAt: RUN });
    expect(controlFingerprint(run, agent, control("older"), fingerprint("older", 0.9))).toEqual(
      fingerprint("older", 0.2),
    );
  });

  it("is not trusted about a model or temperature that sync has changed since the run", () => {
    const expected = fingerprint("text", 0.2);
    const run = aRun({ createdAt: RUN });
    const on = (since?: number) =>
      anAgent({ content: "text", tags: [liveTag(expected, since)], updatedAt: AFTER });
    expect(controlFingerprint(run, on(Date.parse(AFTER)), control("text"), expected)).toEqual(
      undefined,
    );
    expect(controlFingerprint(run, on(Date.parse(BEFORE)), control("text"), expected)).toEqual(
      expected,
    );
    expect(controlFingerprint(run, on(), control("text"), expected)).toEqual(expected);
  });

  it("survives a later edit of the agent's tags where nobody states a temperature", () => {
    const tags = [liveTag(fingerprint("text"))];
    const agent = anAgent({ content: "text", tags, updatedAt: AFTER });
    const run = aRun({ createdAt: RUN });
    const expected = fingerprint("text");
    expect(controlFingerprint(run, agent, control("text"), expected)).toEqual(expected);
  });
});
