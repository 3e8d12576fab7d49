import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectiveRules } from "../../../src/config/effective.ts";
import type { RunConfig } from "../../../src/config/resolve.ts";
import { stricter } from "../../../src/config/strictness.ts";
import { configOf } from "./support.ts";

function config(rules: string, agent = ""): RunConfig {
  return configOf(`version: 1
agents:
  support: { name: Support, prompt: Help., model: m${agent} }
${rules}`);
}

const loosenings = (base: RunConfig, head: RunConfig) =>
  effectiveRules(base, head).loosened.map(({ key, rule, from, to }) =>
    [key ?? "", rule, from, to].join(" "),
  );

const gateOf = ({ agents }: Pick<RunConfig, "agents">) => agents[0]?.gate;

describe("the rules of a change", () => {
  it("are the base's where it loosens them, and each is named", () => {
    const base = config("gate: { metrics: { taskCompletion: { max-drop: 3, min: 60 } } }\n");
    const head = config("gate: { max-drop: 100, on-incomplete: pass, confidence: 0.99 }\n");
    expect(loosenings(base, head)).toEqual([
      " gate.confidence 0.95 0.99",
      "support max-drop 5 100",
      "support on-incomplete fail pass",
      "support taskCompletion · max-drop 3 100",
      "support taskCompletion · min 60 none",
    ]);
    expect(effectiveRules(base, head).config).toEqual({ ...head, ...base });
  });

  it("are its own where it makes them stricter", () => {
    const head = config(
      "gate: { max-drop: 1, on-removed: fail, confidence: 0.9, metrics: { a: { min: 50 } } }\n",
    );
    expect(loosenings(config(""), head)).toEqual([]);
    const { config: held } = effectiveRules(config(""), head);
    expect(held.confidence).toBe(0.9);
    expect(gateOf(held)).toMatchObject({ maxDrop: 1, onRemoved: "fail" });
    expect(gateOf(held)?.metrics.a).toMatchObject({ min: 50 });
  });

  it("do not let a metric be turned round, or be left out of the decision", () => {
    const base = config("gate: { metrics: { b: { min: 5 } } }\n");
    const head = config(
      "gate: { metrics: { a: { direction: lower, min: 1 }, b: { min: 5, decides: false } } }\n",
    );
    expect(loosenings(base, head)).toEqual([
      "support b · decides true false",
      "support a · direction higher lower",
    ]);
    const metrics = gateOf(effectiveRules(base, head).config)?.metrics;
    expect(metrics?.a).toBeUndefined();
    expect(metrics?.b).toMatchObject({ min: 5, decides: true });
  });

  it("do not let it spend more, or go to the live agents", () => {
    const head = config("budget: { max-runs: 900, keep: 0 }\nsync: { pull-request: live }\n");
    expect(loosenings(config(""), head)).toEqual([
      " budget.max-runs 6 900",
      " budget.keep 2 0",
      " sync.pull-request preview live",
    ]);
    expect(effectiveRules(config(""), head).config).toMatchObject({
      budget: { maxRuns: 6, keep: 2 },
      sync: { pullRequest: "preview" },
    });
  });

  it("do not let it overwrite what was edited of the account", () => {
    const kept = "webhooks: []\n";
    const head = config(`${kept}gate: { on-drift: overwrite }\n`);
    expect(loosenings(config(kept), head)).toContain(" gate.on-drift warn overwrite");
    expect(effectiveRules(config(kept), head).config.account.onDrift).toBe("warn");
    expect(loosenings(config(""), config("gate: { on-drift: overwrite }\n"))).toEqual([
      "support on-drift warn overwrite",
    ]);
  });

  it("follow an agent to another key, and are its own for a new one", () => {
    const entry = (key: string, name: string) =>
      configOf(`version: 1
agents: { ${key}: { name: ${name}, prompt: p, gate: { max-drop: 50 } } }
`);
    expect(gateOf(effectiveRules(config(""), entry("other", "Support")).config)?.maxDrop).toBe(5);
    expect(gateOf(effectiveRules(config(""), entry("other", "Other")).config)?.maxDrop).toBe(50);
  });

  it("are its own under the base's policy: head, and the looser ones are named all the same", () => {
    const base = config("policy: head\n");
    const head = config("gate: { max-drop: 100 }\npolicy: head\n");
    expect(effectiveRules(base, head).config).toBe(head);
    expect(loosenings(base, head)).toEqual(["support max-drop 5 100"]);
  });

  it("cannot be taken over by a change that says policy: head itself", () => {
    const head = config("gate: { max-drop: 100 }\npolicy: head\n");
    expect(gateOf(effectiveRules(config(""), head).config)?.maxDrop).toBe(5);
    expect(loosenings(config(""), head)[0]).toBe(" policy base head");
  });
});

const grade = fc.constantFrom("pass", "warn", "fail");
const metric = fc.record(
  {
    "max-drop": fc.integer({ min: 0, max: 100 }),
    min: fc.integer({ min: 0, max: 100 }),
    direction: fc.constantFrom("higher", "lower"),
    decides: fc.boolean(),
  },
  { requiredKeys: [] },
);
const anyConfig = fc
  .record(
    {
      "max-drop": fc.integer({ min: 0, max: 100 }),
      confidence: fc.constantFrom(0.8, 0.9, 0.95, 0.99),
      confirm: fc.integer({ min: 0, max: 5 }),
      baseline: fc.constantFrom("run", "reuse", "off"),
      "evidence-days": fc.integer({ min: 1, max: 365 }),
      "on-inconclusive": grade,
      "on-incomplete": grade,
      "on-not-evaluated": grade,
      "on-drift": fc.constantFrom("warn", "fail", "overwrite"),
      "on-removed": grade,
      accept: fc.boolean(),
      scale: fc.constantFrom("auto", 1, 10, 100),
      headroom: fc.record({ "min-lift": fc.integer({ min: 0, max: 99 }), action: grade }),
      metrics: fc.dictionary(fc.constantFrom("a", "b", "toString"), metric),
    },
    { requiredKeys: [] },
  )
  .map((gate) => config(`gate: ${JSON.stringify(gate)}\n`));

describe("whatever both configurations say", () => {
  it("no rule is looser than the base's", () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, (base, head) => {
        const held = effectiveRules(base, head).config;
        expect(effectiveRules(base, held).loosened).toEqual([]);
        const [before, after] = [gateOf(base), gateOf(held)];
        for (const name of ["a", "b", "toString", "unnamed"]) {
          const drop = (rules: typeof before) => rules?.metrics[name]?.maxDrop ?? rules?.maxDrop;
          expect(drop(after)).toBeLessThanOrEqual(drop(before) ?? 0);
        }
        expect(after?.accept && !before?.accept).toBe(false);
        expect(held.confidence).toBeLessThanOrEqual(base.confidence);
      }),
    );
  });

  it("a change of nothing loosens nothing and changes no rule", () => {
    fc.assert(
      fc.property(anyConfig, (base) => {
        expect(effectiveRules(base, base)).toEqual({ config: base, loosened: [] });
      }),
    );
  });

  it("what is not loosened is the head's own", () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, (base, head) => {
        const { config: held, loosened } = effectiveRules(base, head);
        if (loosened.length === 0) expect(held.confidence).toBe(head.confidence);
        if (!loosened.some(({ rule }) => rule === "max-drop")) {
          expect(gateOf(held)?.maxDrop).toBe(gateOf(head)?.maxDrop);
        }
      }),
    );
  });

  it("of two values one that is no stricter never wins", () => {
    const values = fc.option(fc.integer(), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom("lower", "higher", "base"), values, values, (order, a, b) => {
        const { value, isLooser } = stricter(order as "lower" | "higher" | "base", a, b);
        expect([a, b]).toContain(value);
        expect(isLooser).toBe(!Object.is(value, b));
      }),
    );
  });
});
