/** The figures that bound spending: under either name, and never taken for unlimited because they cannot be read. */
import { describe, expect, it } from "vitest";
import { clientUnderTest, errorOf } from "../../support/client-under-test.ts";

describe("the quota of runs", () => {
  it.each([
    ["under its documented name", { optimizations: { used: 3, limit: 10, running: 1 } }],
    ["under the guessed newer one", { improvements: { used: 3, limit: 10, running: 1 } }],
    [
      "under both, the first being null",
      { optimizations: null, improvements: { used: 3, limit: 10, running: 1 } },
    ],
  ])("is read %s", async (_, usage) => {
    const { client } = clientUnderTest([{ json: usage }]);
    const { optimizations } = await client.account.usage();
    expect(optimizations).toEqual({ used: 3, limit: 10, running: 1 });
  });

  it.each([
    [{ optimizations: { used: 3, limit: null } }, { used: 3, limit: undefined }],
    [{ optimizations: { used: 3 } }, { used: 3, limit: undefined }],
    [{ optimizations: {} }, undefined],
    [{}, undefined],
  ])("of %j is unlimited or unknown", async (usage, expected) => {
    const { client } = clientUnderTest([{ json: usage }]);
    expect((await client.account.usage()).optimizations).toEqual(expected);
  });

  it.each([
    [{ optimizations: 12 }, "optimizations is not an object"],
    [{ improvements: "ten" }, "improvements is not an object"],
    [{ optimizations: { used: 3, limit: "ten" } }, "optimizations.limit is not a number"],
    [{ optimizations: { used: "three", limit: 10 } }, "optimizations.used is not a number"],
  ])("of %j is refused: %s", async (usage, words) => {
    const { client } = clientUnderTest([{ json: usage }]);
    const error = await errorOf(client.account.usage());
    expect(error).toMatchObject({ name: "ServiceError", kind: "protocol", ambiguous: false });
    expect((error as Error).message).toContain(words);
  });
});

it("settings that come back as something else than sections are refused", async () => {
  const { client } = clientUnderTest([{ json: { success: true, settings: 12 } }]);
  const error = await errorOf(client.account.updateSettings({ general: { kpis: "speed" } }));
  expect(error).toMatchObject({ kind: "protocol", ambiguous: true });
  expect((error as Error).message).toContain("settings is not an object");
});
