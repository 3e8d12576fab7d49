import { describe, expect, it } from "vitest";
import { type AccountFacts, deploysByHand } from "../../../src/gate/budget.ts";
import type { RunPlace, Side } from "../../../src/gate/evidence.ts";
import { hasStarts, type Needs, needsOf, slotsFor, withinBudget } from "../../../src/gate/needs.ts";
import type { EvaluatedAgent, Place, Scope } from "../../../src/gate/types.ts";
import { liveTag } from "../../../src/plan/tags.ts";
import {
  anAgent,
  anEvaluated,
  aRecord,
  someEvidence,
  someRules,
} from "../../support/definitions.ts";

const limits = { maxRuns: 6, keep: 2 };
const facts = (
  optimization: Record<string, unknown> = { deploymentMode: "manual" },
  usage: AccountFacts["usage"] = {},
): AccountFacts => ({ usage, settings: { general: {}, optimization } });

const one = anEvaluated();
const KEY = "support";

const aScope = (place: Place, evaluated: readonly EvaluatedAgent[]): Scope => ({
  planned: [],
  evaluated,
  settled: new Map(),
  place,
  owner: { repository: "acme/shop", scope: "pr:7" },
  removed: [],
  accountAgents: 1,
  accountCopies: 0,
  uses: new Map(),
  modelChanges: [],
});

function needsIn(place: Place, evidence = someEvidence(), evaluated: EvaluatedAgent = one) {
  return needsOf(aScope(place, [evaluated]), evidence);
}

/** "candidate", "baseline"; in parentheses where a run is adopted. */
function sides(wanted: Needs, key = KEY): readonly string[] {
  return (wanted.needs.get(key) ?? []).map(({ side, adopt }) => (adopt ? `(${side})` : side));
}

describe("what has to be run", () => {
  it("is both sides where nothing is known", () => {
    expect(sides(needsIn("preview"))).toEqual(["candidate", "baseline"]);
  });

  it("is nothing where both prompts have evidence", () => {
    const records = [aRecord(one, "candidate"), aRecord(one, "baseline", { id: "opt_2" })];
    const wanted = needsIn("preview", someEvidence(records));
    expect(sides(wanted)).toEqual([]);
    expect(hasStarts(wanted)).toBe(false);
  });

  it("is nothing more than to wait for a run of the prompt that is under way", () => {
    const running = { status: "running", rawStatus: "running", completedAt: undefined } as const;
    const records = [aRecord(one, "candidate", running), aRecord(one, "baseline", { id: "opt_2" })];
    const wanted = needsIn("preview", someEvidence(records));
    expect(sides(wanted)).toEqual(["(candidate)"]);
    expect(hasStarts(wanted)).toBe(false);
  });

  it("leaves a missing baseline missing where the config says reuse or off", () => {
    for (const baseline of ["reuse", "off"] as const) {
      const reusing = anEvaluated({ gate: someRules({ baseline }) });
      expect(sides(needsIn("preview", someEvidence(), reusing))).toEqual(["candidate"]);
    }
  });

  it("is a baseline on a copy where it has run on the live agent alone, which may score otherwise", () => {
    const onLive = { ...aRecord(one, "baseline", { id: "opt_2" }), place: "live" as const };
    const records = [aRecord(one, "candidate"), onLive];
    expect(sides(needsIn("preview", someEvidence(records)))).toEqual(["baseline"]);
    expect(sides(needsIn("live", someEvidence([onLive])))).toEqual(["candidate"]);
  });

  it("is nothing where both prompts have run on the live agent", () => {
    const records = [aRecord(one, "candidate"), aRecord(one, "baseline", { id: "opt_2" })];
    const onLive = records.map((record) => ({ ...record, place: "live" as const }));
    expect(sides(needsIn("preview", someEvidence(onLive)))).toEqual([]);
  });

  it("is no baseline on a copy once runs of one prompt have shown that both kinds score alike", () => {
    const runs = (side: Side, place: RunPlace) =>
      [1, 2, 3, 4].map((n) => ({
        ...aRecord(one, side, { id: `${side} ${place} ${n}` }, { taskCompletion: 80 + (n % 2) }),
        place,
      }));
    const records = [
      ...runs("baseline", "live"),
      ...runs("candidate", "preview"),
      ...[1, 2, 3, 4].flatMap((n) =>
        (["live", "preview"] as const).map((place) => ({
          ...aRecord(
            one,
            "candidate",
            { id: `other ${place} ${n}` },
            { taskCompletion: 60 + (n % 2) },
          ),
          fingerprint: { text: "another", sampling: "prompt", run: "altogether" },
          place,
        })),
      ),
    ];
    expect(sides(needsIn("preview", someEvidence(records)))).toEqual([]);
  });

  it("is one more run of the live prompt on a schedule, whatever is known of it", () => {
    const records = [aRecord(one, "candidate"), aRecord(one, "baseline", { id: "opt_2" })];
    expect(sides(needsIn("as-it-stands", someEvidence(records)))).toEqual(["candidate"]);
  });

  it("is refused beforehand where the candidate may be written nowhere", () => {
    const wanted = needsIn("nowhere");
    expect(wanted.blocked.get(KEY)).toMatchObject({ verdict: "not-evaluated" });
    expect(hasStarts(wanted)).toBe(false);
  });

  it("is refused beforehand where the baseline stands nowhere any more", () => {
    const planned = { ...one.planned, basePrompt: "The base." };
    const wanted = needsIn("live", someEvidence(), { ...one, planned });
    expect(wanted.blocked.get(KEY)?.reason).toContain("another prompt than the base commit's");
  });
});

describe("what of it the account allows", () => {
  const allowed = (place: Place, account: AccountFacts | undefined, evaluated = [one]) => {
    const scope = aScope(place, evaluated);
    return withinBudget(needsOf(scope, someEvidence()), account, scope, limits);
  };

  it("is all of it where the plan has no limit and deploys by hand", () => {
    const { starts, needs, blocked, slots } = allowed("preview", facts());
    expect({ starts, slots, served: [...needs.keys()], blocked: [...blocked] }).toEqual({
      starts: 2,
      slots: 10,
      served: [KEY],
      blocked: [],
    });
  });

  it("is no run on the live agent where the account may deploy winners by itself", () => {
    for (const mode of [{ deploymentMode: "semi-automatic" }, {}]) {
      const onPreview = allowed("preview", facts(mode));
      expect(onPreview.starts).toBe(2);
      expect(onPreview.blocked.size).toBe(0);
    }
    const onLive = allowed("live", facts({ deploymentMode: "semi-automatic" }));
    expect(onLive.blocked.get(KEY)?.reason).toContain("deploymentMode is not manual");
    expect(onLive.starts).toBe(0);
  });

  it("serves agents in the config's order, and says why the others are not measured", () => {
    const agents = ["a", "b", "c"].map((key) => anEvaluated({ key }));
    const account = facts(undefined, { optimizations: { used: 4, limit: 10 } });
    const { needs, blocked, starts, budget } = allowed("preview", account, agents);
    expect([...needs.keys()]).toEqual(["a", "b"]);
    expect(starts).toBe(4);
    expect(budget.runs).toBe(4);
    expect(blocked.get("c")).toMatchObject({
      verdict: "not-evaluated",
      reason: expect.stringContaining("6 of 10 optimizations are left"),
    });
  });

  it("serves nobody after the first that does not fit but those that need no run", () => {
    const agents = ["a", "b", "c", "d"].map((key) => anEvaluated({ key }));
    const [, , c, d] = agents;
    if (c === undefined || d === undefined) throw new Error("there are four agents");
    const records = [
      aRecord(c, "candidate", { id: "opt_c" }),
      ...[aRecord(d, "candidate", { id: "opt_d" }), aRecord(d, "baseline", { id: "opt_e" })],
    ];
    const scope = aScope("preview", agents);
    const needs = needsOf(scope, someEvidence(records));
    const { blocked, starts, ...allowed } = withinBudget(needs, facts(), scope, {
      maxRuns: 3,
      keep: 0,
    });
    expect([...allowed.needs.keys()]).toEqual(["a", "d"]);
    expect([...blocked.keys()]).toEqual(["b", "c"]);
    expect(starts).toBe(2);
  });

  it("waits for runs under way with an empty budget too", () => {
    const running = { status: "running", rawStatus: "running", completedAt: undefined } as const;
    const records = [
      aRecord(one, "candidate", running),
      aRecord(one, "baseline", { ...running, id: "opt_2" }),
    ];
    const scope = aScope("preview", [one]);
    const needs = needsOf(scope, someEvidence(records));
    const spent = withinBudget(needs, undefined, scope, { maxRuns: 0, keep: 0 });
    expect(sides(spent)).toEqual(["(candidate)", "(baseline)"]);
    expect(spent.starts).toBe(0);
  });

  it("is a baseline that is under way already, whoever deploys: nothing is started for it", () => {
    const running = { status: "running", rawStatus: "running", completedAt: undefined } as const;
    const scope = aScope("preview", [one]);
    const needs = needsOf(scope, someEvidence([aRecord(one, "baseline", running)]));
    expect(sides(withinBudget(needs, facts({}), scope, limits))).toEqual([
      "candidate",
      "(baseline)",
    ]);
  });

  it("takes no other's slots, and its own adopted runs are not others'", () => {
    const account = facts(undefined, { optimizations: { used: 0, running: 4 } });
    expect(slotsFor(account, 0)).toBe(6);
    expect(slotsFor(account, 1)).toBe(7);
    expect(slotsFor(undefined, 0)).toBe(10);
  });
});

describe("an account", () => {
  it.each([
    ["manual", { deploymentMode: "manual" }, true],
    ["semi-automatic", { deploymentMode: "semi-automatic" }, false],
    ["a mode nobody knows", { deploymentMode: "Manual (legacy)" }, false],
    ["no mode", {}, false],
  ])("that reports %s deploys by hand: %3$s", (_, optimization, byHand) => {
    expect(deploysByHand(facts(optimization))).toBe(byHand);
  });

  it("of which nothing was asked, because nothing is started, is not in the way", () => {
    expect(deploysByHand(undefined)).toBe(true);
  });
});

it("a baseline is needed of the live agent's prompt, in the settings our tag tells", () => {
  const definition = { temperature: 0.2 };
  const tags = [
    liveTag(anEvaluated({ ...definition, prompt: anAgent().content }).planned.candidate),
  ];
  const tagged = anEvaluated(definition, { live: anAgent({ tags }) });
  const records = [aRecord(one, "baseline"), aRecord(tagged, "candidate", { id: "opt_2" })];
  expect(sides(needsIn("preview", someEvidence(records), tagged))).toEqual(["baseline"]);
});
