import { describe, expect, it } from "vitest";
import { clearedBy, differencesOf, isStoredFormOf } from "../../../src/service/read-back.ts";
import { anAgent } from "../../support/definitions.ts";

const content = "You are polite.\nOffer refunds.";

describe("what was stored", () => {
  it.each([
    ["gpt-4o", "openai/gpt-4o", true],
    ["gpt-4o", "openai/GPT-4o-2024-08-06", true],
    ["openai/gpt-4o", "gpt-4o-latest", true],
    ["gpt-4o-2024-05-13", "gpt-4o-2024-08-06", false],
    ["azure/gpt-4o", "openai/gpt-4o", false],
    ["gpt-4o", "gpt-4o-mini", false],
  ])("of the model %s as %s is the same: %s", (sent, stored, same) => {
    expect(isStoredFormOf({ content, model: stored }, { content, model: sent })).toBe(same);
    expect(differencesOf({ model: sent }, anAgent({ model: stored }))).toHaveLength(same ? 0 : 1);
  });

  it("is the same text with its white space laid out anew, and another with other words", () => {
    const reflowed = anAgent({ content: content.replace("\n", " ") });
    expect(differencesOf({ content }, reflowed)).toEqual([]);
    const [other] = differencesOf({ content }, anAgent({ content: "You are rude." }));
    expect(other).toEqual({
      member: "content",
      sent: "You are polite. Offer refunds.",
      stored: "You are rude.",
    });
  });

  it("names status and tags that did not arrive, in whatever case", () => {
    const stored = anAgent({ status: "ACTIVE", tags: ["ONE"] });
    const sent = { status: "draft", tags: ["one", "two"] } as const;
    expect(differencesOf(sent, stored).map(({ member }) => member)).toEqual(["status", "tags"]);
  });
});

describe("what a PATCH cleared", () => {
  const before = anAgent({ description: "In the chat", tags: ["team"], temperature: 0.2 });

  it("is what it did not name and what is empty since", () => {
    const stored = { ...before, description: undefined, tags: [], content: "new" };
    expect(clearedBy({ content: "new" }, before, stored)).toEqual({
      description: "In the chat",
      tags: ["team"],
    });
  });

  it("is the status too, where it is another", () => {
    const stored = { ...before, status: "draft" };
    expect(clearedBy({ content: "new" }, before, stored)).toEqual({ status: "active" });
    expect(clearedBy({ status: "archived" }, before, stored)).toEqual({});
  });

  it("is not what it named, nor what somebody changed meanwhile", () => {
    const stored = { ...before, description: "By hand", tags: [] };
    expect(clearedBy({ tags: [] }, before, stored)).toEqual({});
  });
});
