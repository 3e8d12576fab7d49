import { describe, expect, it } from "vitest";
import { findLeftovers } from "../../../src/runs/stop.ts";
import type { RunView } from "../../../src/runs/types.ts";
import { executeRuns } from "../../../src/runs/wait.ts";
import { knownOf, NO_RUNS } from "../../../src/runs/work.ts";
import { aStage, MINUTE } from "./stage.ts";

describe("executing runs", () => {
  it("shows after each look what is waited for, and at last that it is nothing", async () => {
    const shown: (readonly RunView[])[] = [];
    const stage = aStage({}, { slots: 1, showRuns: (runs) => shown.push(runs) });
    const requests = [stage.request({ usualMs: 15 * MINUTE }), stage.request()];

    await stage.clock.run(executeRuns(requests, stage.deps));

    const [first] = shown;
    expect(first).toEqual([
      {
        key: "support",
        purpose: "candidate",
        usualMs: 15 * MINUTE,
        run: { id: "opt_1", rawStatus: "running", since: expect.any(Number) },
      },
      { key: "support", purpose: "candidate", usualMs: undefined },
    ]);
    expect(shown.at(-1)).toEqual([]);
    expect(stage.log.join("\n")).not.toContain("Waiting for");
  });

  it("says what it waits for when that changes, and every ten minutes that it goes on", async () => {
    const stage = aStage({ outcomes: [{ kind: "never-ends" }] });
    const deadline = stage.clock.now() + 45 * MINUTE;
    await stage.clock.run(executeRuns([stage.request()], { ...stage.deps, deadline }));

    const waiting = stage.log.filter((line) => line.startsWith("Waiting for"));
    expect(new Set(waiting)).toEqual(new Set(["Waiting for opt_1."]));
    expect(waiting.length).toBeGreaterThan(2);
    expect(waiting.length).toBeLessThan(6);
  });

  it("starts a run, waits for it with list calls only, and returns how it ended", async () => {
    const { clock, deps, request, emulator } = aStage();
    const [outcome] = await clock.run(executeRuns([request()], deps));
    expect(outcome).toMatchObject({ status: "completed", origin: "started" });
    const gets = emulator.requests.filter(({ method }) => method === "GET");
    expect(gets.every(({ path }) => path === "/optimizations")).toBe(true);
  });

  it("writes an intent down before it sends the request, and the run as soon as it is known", async () => {
    const { clock, deps, request, saved } = aStage();
    await clock.run(executeRuns([request()], deps));
    expect(saved[0]).toMatchObject({ intents: [{ known: NO_RUNS }], running: [] });
    expect(saved[1]).toMatchObject({ intents: [], running: [{ id: "opt_1" }] });
    expect(saved.at(-1)).toEqual({ intents: [], running: [] });
  });

  it("keeps a run whose stop was refused in the ledger, for the post step", async () => {
    const { clock, deps, request, ledger, emulator } = aStage({
      outcomes: [{ kind: "never-ends" }],
      faults: ["POST /optimizations/:id/stop:*:status:403"],
    });
    const [outcome] = await clock.run(executeRuns([request()], deps));
    expect(outcome?.reason).toContain("could not be stopped and may still be running");
    expect(ledger.state().running).toEqual([{ id: "opt_1", kind: "optimization" }]);
    expect(emulator.runs()[0]?.phase).toBe("running");
  });

  it("does not wait to the deadline for runs that it will never be able to read", async () => {
    const { clock, deps, request } = aStage({
      faults: ["GET /optimizations:*:wrong-type", "GET /optimizations/:id:*:wrong-type"],
    });
    const before = clock.now();
    const [outcome] = await clock.run(executeRuns([request()], deps));
    expect(outcome).toMatchObject({ status: "timed-out" });
    expect(outcome?.reason).toContain("unexpected shape");
    expect(clock.now() - before).toBeLessThan(30 * MINUTE);
  });

  it("keeps to its slots and fills them again as runs end", async () => {
    const { clock, deps, request, emulator } = aStage({}, { slots: 2 });
    const pending = executeRuns([request(), request(), request(), request(), request()], deps);
    let most = 0;
    const watch = async () => {
      for (let n = 0; n < 400; n += 1) {
        await clock.sleep(15_000);
        most = Math.max(most, emulator.runs().filter(({ phase }) => phase === "running").length);
      }
    };
    void watch();
    const outcomes = await clock.run(pending);
    expect(outcomes.filter(({ status }) => status === "completed")).toHaveLength(5);
    expect(most).toBe(2);
  });

  it("waits for a slot when others hold all ten", async () => {
    const { clock, deps, request, converra, agent, log } = aStage();
    const input = { agentId: agent.id, mode: "exploratory", variantCount: 1 } as const;
    const others = await clock.run(
      Promise.all(Array.from({ length: 10 }, () => converra.optimizations.create(input))),
    );
    const known = knownOf(others);
    const [outcome] = await clock.run(executeRuns([request({ known })], deps));
    expect(outcome?.status).toBe("completed");
    expect(log.join("\n")).toContain("all slots are in use");
  });

  it("stops what it started at the deadline, and says so as an outcome", async () => {
    const { clock, deps, request, emulator } = aStage({ outcomes: [{ kind: "never-ends" }] });
    const [outcome] = await clock.run(executeRuns([request()], deps));
    expect(outcome).toMatchObject({ status: "timed-out", reason: "the deadline passed" });
    expect(emulator.runs()[0]?.phase).toBe("stopped");
  });

  it("never stops a run it adopted, neither at the deadline nor when cancelled", async () => {
    const { clock, deps, adopting, converra, agent, emulator } = aStage({
      outcomes: [{ kind: "never-ends" }],
    });
    const adopt = await converra.optimizations.create({
      agentId: agent.id,
      mode: "exploratory",
      variantCount: 1,
    });
    const [outcome] = await clock.run(executeRuns([adopting(adopt)], deps));
    expect(outcome).toMatchObject({ status: "timed-out", origin: "adopted" });
    expect(emulator.runs()[0]?.phase).toBe("running");
  });

  it("stops what it started when cancelled, and returns", async () => {
    const { clock, deps, request, emulator, abort } = aStage();
    const outcomes = executeRuns([request(), request()], deps);
    void clock.sleep(2 * MINUTE).then(() => abort.abort(new Error("cancelled")));
    const ended = await clock.run(outcomes);
    expect(ended.map(({ status }) => status)).toEqual(["stopped", "stopped"]);
    expect(emulator.runs().map(({ phase }) => phase)).toEqual(["stopped", "stopped"]);
  });

  it("does not start what usually takes longer than the time left", async () => {
    const { clock, deps, request, posts } = aStage();
    const outcome = await clock.run(executeRuns([request({ usualMs: 500 * MINUTE })], deps));
    expect(outcome[0]).toMatchObject({ status: "not-started" });
    expect(outcome[0]?.reason).toContain("timeout-minutes");
    expect(posts()).toHaveLength(0);
  });

  it("goes on waiting through a proxy's error page and an unknown status", async () => {
    const { clock, deps, request, log } = aStage({
      dialect: { unknownStatus: true },
      faults: [
        "GET /optimizations:1:html",
        "GET /optimizations:2:html",
        "GET /optimizations:3:html",
      ],
    });
    const [outcome] = await clock.run(executeRuns([request()], deps));
    expect(outcome?.status).toBe("completed");
    expect(log.join("\n")).toContain("is ");
  });
});

it("the post step finds a run whose start was never answered, and no other", async () => {
  const { clock, converra, agent, emulator, ledger } = aStage();
  const input = { agentId: agent.id, mode: "exploratory", variantCount: 1 } as const;
  const other = await clock.run(converra.optimizations.create(input));
  ledger.intend({ work: { kind: "optimization", ...input }, known: knownOf([other]) });
  const lost = await clock.run(converra.optimizations.create(input));
  expect(await clock.run(findLeftovers(ledger.state(), { converra, log: () => {} }))).toEqual([
    { id: lost.id, kind: "optimization" },
  ]);
  expect(emulator.runs()).toHaveLength(2);
});

describe("progress", () => {
  it("is told once a minute while runs are waited for", async () => {
    const told: number[] = [];
    const { clock, deps, request } = aStage();
    const started = clock.now();
    const progress = async ({ pending }: { pending: readonly unknown[] }) => {
      if (pending.length > 0) told.push(clock.now());
    };
    await clock.run(executeRuns([request()], { ...deps, progress }));
    expect(told.length).toBeGreaterThan(5);
    expect(told.length).toBeLessThanOrEqual((clock.now() - started) / MINUTE);
    const gaps = told.slice(1).map((at, index) => at - (told[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(MINUTE);
  });
});
