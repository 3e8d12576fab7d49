import { describe, expect, it } from "vitest";
import { readProxy } from "../../src/variables.ts";

describe("the proxy variables", () => {
  it("are read in lower case first", () => {
    const env = {
      https_proxy: "http://a:1",
      HTTPS_PROXY: "http://b:1",
      HTTP_PROXY: "http://c:1",
      no_proxy: "d",
    };
    expect(readProxy(() => {}, env)).toEqual({ https: "http://a:1", http: "http://c:1", no: "d" });
    expect(readProxy(() => {}, { https_proxy: "" })).toEqual({});
  });

  it.each([
    ["http://user:p%40ss@proxy:1", ["p%40ss", "p@ss"]],
    ["user:pass@proxy:1", ["pass", "pass"]],
    ["http://user:%zz@proxy:1", ["%zz"]],
    ["http://proxy:1", []],
    ["not a url", []],
  ])("have their password masked: %s", (address, expected) => {
    const masked: string[] = [];
    readProxy((secret) => masked.push(secret), { HTTPS_PROXY: address });
    expect(masked).toEqual(expected);
  });
});
