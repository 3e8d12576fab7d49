import { describe, expect, it } from "vitest";
import { settledSince, withLiveTag } from "../../../src/plan/tags.ts";

const FINGERPRINT = { text: "0".repeat(16), sampling: "0".repeat(8), run: "0".repeat(8) };
const wrote = (since: number) => ({ tags: withLiveTag(["team:a"], [], FINGERPRINT, since) });

describe("the time in a live agent's tag", () => {
  it.each([0, 1_790_000_000_000])("is read as it was written: %d", (since) => {
    expect(settledSince(wrote(since))).toBe(since);
  });

  it("stays unreadable when a tag whose time was cut is written again", () => {
    const cut = { tags: wrote(1_790_000_000_000).tags.map((tag) => tag.slice(0, -4)) };
    expect(settledSince(cut)).toBe(Number.POSITIVE_INFINITY);
    expect(settledSince(wrote(settledSince(cut)))).toBe(Number.POSITIVE_INFINITY);
  });
});
