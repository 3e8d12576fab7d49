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
    [{ used: 3, limit: null }, 3],
    [{ used: 3, limit: -1 }, 3],
    [{ limit: null }, 0],
  ])("of %j is unlimited", async (optimizations, used) => {
    const { client } = clientUnderTest([{ json: { optimizations } }]);
    const usage = await client.account.usage();
    expect(usage.optimizations).toEqual({ used, limit: undefined, running: undefined });
    expect(usage.unknown).toBeUndefined();
    expect(client.observer.stateOf("usage-runs")).toBe("holds");
  });

  it.each([
    [{}, "neither `optimizations` nor `improvements`"],
    [{ runs: { used: 3 } }, "neither `optimizations` nor `improvements`"],
    [{ optimizations: {} }, "`optimizations` of GET /usage does not say what is used and allowed"],
    [{ optimizations: { used: 3 } }, "an object with `used`"],
    [{ optimizations: 12 }, "the number 12"],
    [{ improvements: "ten" }, "`improvements` of GET /usage"],
    [{ optimizations: { used: 3, limit: "ten" } }, "an object with `used`, `limit`"],
    [{ optimizations: { used: "three", limit: 10 } }, "an object with `used`, `limit`"],
  ])("of %j is not known, and never unlimited: %s", async (json, words) => {
    const { client } = clientUnderTest([{ json }]);
    const usage = await client.account.usage();
    expect(usage.optimizations).toBeUndefined();
    expect(usage.unknown).toContain(words);
    expect(client.observer.stateOf("usage-runs")).toBe("broken");
  });

  it("is read from texts of numbers, and tokens beside it", async () => {
    const json = {
      optimizations: { used: "3", limit: "10" },
      tokens: { used: 900, limit: 1000 },
    };
    const { client } = clientUnderTest([{ json }]);
    expect(await client.account.usage()).toMatchObject({
      optimizations: { used: 3, limit: 10 },
      tokens: { used: 900, limit: 1000 },
    });
  });
});

describe("the plan", () => {
  it.each([
    ["pro", "pro"],
    [{ name: "pro" }, "pro"],
    [{ tier: "pro" }, "pro"],
    [{ id: "pro" }, "pro"],
    [undefined, undefined],
    [7, undefined],
  ])("of %j is %s", async (plan, expected) => {
    const { client } = clientUnderTest([{ json: { id: "acct_1", plan } }]);
    expect((await client.account.get()).plan).toBe(expected);
  });
});

it("settings that come back as something else than sections are refused", async () => {
  const { client } = clientUnderTest([{ json: { success: true, settings: 12 } }]);
  const error = await errorOf(client.account.settings());
  expect(error).toMatchObject({ kind: "protocol" });
  expect((error as Error).message).toContain("settings is not an object");
});
