import { describe, expect, it } from "vitest";
import { createFaultPlan, parseFault } from "../../../sandbox/converra/faults.ts";

describe("a fault on the command line", () => {
  it.each([
    ["POST /optimizations:1:drop-after", { kind: "drop-after" }],
    ["GET /agents/:id:2:slow:250", { kind: "slow", ms: 250 }],
    ["GET /agents:*:503", { kind: "status", status: 503, headers: {} }],
    [
      "GET /agents:1:status:429,retry-after=2,x-note=a=b",
      { kind: "status", status: 429, headers: { "retry-after": "2", "x-note": "a=b" } },
    ],
    ["* /usage:1:html", { kind: "html", status: 502 }],
    ["GET /usage:1:wrong-type:content", { kind: "wrong-type", of: "content" }],
    [
      "GET /usage:1:redirect:https://example.com:8443/a",
      {
        kind: "redirect",
        url: "https://example.com:8443/a",
      },
    ],
    ["GET /usage:3:retry-after:1", { kind: "retry-after", seconds: 1 }],
  ])("%s is understood", (text, action) => {
    expect(parseFault(text).action).toEqual(action);
  });

  it("keeps method, path and count apart from a path with a placeholder", () => {
    expect(parseFault("GET /agents/:id/insights:2:cut-json")).toMatchObject({
      method: "GET",
      path: "/agents/:id/insights",
      nth: 2,
    });
  });

  it.each([
    ["drop-after", "is not a fault"],
    ["POST /optimizations:0:drop-after", "is not a fault"],
    ["POST /optimizations:1:explode", 'no fault "explode"'],
    ["POST /optimizations:1:slow", "is not a number"],
    ["POST /optimizations:1:redirect", "needs a URL"],
    ["POST /optimizations:1:99", "no fault|is not a fault"],
    ["POST /optimizations:1:status:700", "not a status"],
    ["POST /optimizations:1:status:500,broken", "not a header"],
  ])("%s is refused, saying: %s", (text, message) => {
    expect(() => parseFault(text)).toThrow(new RegExp(message));
  });
});

describe("a plan of faults", () => {
  it("hits the nth call to the route, counted from when the fault was set", () => {
    const plan = createFaultPlan();
    plan.next("GET", "/agents/a");
    plan.add(parseFault("GET /agents/:id:2:html"));
    const hits = ["/agents/a", "/agents", "/agents/b", "/agents/c"].map(
      (path) => plan.next("GET", path)?.kind,
    );
    expect(hits).toEqual([undefined, undefined, "html", undefined]);
  });

  it("leaves other methods alone, hits every call with a star, and forgets on clear", () => {
    const plan = createFaultPlan();
    plan.add(parseFault("GET /agents:*:html"));
    expect(plan.next("POST", "/agents")).toBeUndefined();
    expect([plan.next("GET", "/agents"), plan.next("GET", "/agents")]).not.toContain(undefined);
    plan.clear();
    expect(plan.next("GET", "/agents")).toBeUndefined();
  });
});
