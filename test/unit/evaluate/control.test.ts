import { describe, expect, it } from "vitest";
import { controlFingerprint } from "../../../src/evaluate/control.ts";
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
  it("is known by its own content, even when the agent says something else by now", () => {
    const holder = anAgent({ content: "later text", updatedAt: AFTER });
    const found = controlFingerprint(
      aRun({ createdAt: RUN }),
      holder,
      control("text"),
      fingerprint("text"),
    );
    expect(found).toBe(fingerprint("text"));
  });

  it("is the agent's prompt when the service does not tell and nobody touched the agent since", () => {
    const holder = anAgent({ content: "text", updatedAt: BEFORE });
    const run = aRun({ createdAt: RUN });
    expect(controlFingerprint(run, holder, control(), fingerprint("x"))).toBe(fingerprint("text"));
  });

  it("cannot be told when the service does not tell and the agent was touched since", () => {
    const holder = anAgent({ content: "text", updatedAt: AFTER });
    const run = aRun({ createdAt: RUN });
    expect(controlFingerprint(run, holder, undefined, fingerprint("text"))).toBeUndefined();
  });

  it("on a preview has the preview's settings, whatever text it carries by now", () => {
    const tags = previewTags(owner, "converra.yml", "support", fingerprint("newer", 0.2));
    const holder = anAgent({ content: "newer", tags, updatedAt: AFTER });
    const run = aRun({ createdAt: RUN });
    expect(controlFingerprint(run, holder, control("older"), fingerprint("older", 0.9))).toBe(
      fingerprint("older", 0.2),
    );
  });

  it("is not trusted about a temperature that may have changed since the run", () => {
    const holder = anAgent({ content: "text", tags: [liveTag(fingerprint("text", 0.2))] });
    const run = aRun({ createdAt: RUN });
    const expected = fingerprint("text", 0.2);
    const touched = { ...holder, updatedAt: AFTER };
    const untouched = { ...holder, updatedAt: BEFORE };
    expect(controlFingerprint(run, touched, control("text"), expected)).toBeUndefined();
    expect(controlFingerprint(run, untouched, control("text"), expected)).toBe(expected);
  });

  it("survives a later edit of the agent's tags where nobody states a temperature", () => {
    const tags = [liveTag(fingerprint("text"))];
    const holder = anAgent({ content: "text", tags, updatedAt: AFTER });
    const run = aRun({ createdAt: RUN });
    const expected = fingerprint("text");
    expect(controlFingerprint(run, holder, control("text"), expected)).toBe(expected);
  });
});
