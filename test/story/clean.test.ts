import { expect, test } from "vitest";
import { optimizationPhase } from "../../sandbox/converra/run-state.ts";
import { TransportFailure } from "../../src/service/http.ts";
import { dispatchEvent } from "../support/github-events.ts";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import type { PullRequest } from "../support/stage/repository.ts";
import { gitHubWrites, writes } from "../support/stage/requests.ts";
import { close, copies, namesOf } from "./support/copies.ts";
import { aStage, type Between } from "./support/stage.ts";

/** From the given write on nothing of what a run sends reaches the service; that write may, and its answer does not. */
function killer() {
  let writesLeft = Number.POSITIVE_INFINITY;
  let isHeard = false;
  const between: Between = () => (service) => async (request) => {
    if (writesLeft > 0 && request.method === "GET") return service(request);
    writesLeft -= 1;
    if (writesLeft > 0) return service(request);
    if (writesLeft === 0 && isHeard) await service(request);
    throw new TransportFailure("killed", { reason: "reset", sent: isHeard });
  };
  return {
    between,
    at: (write: number, lastIsHeard: boolean) => {
      writesLeft = write;
      isHeard = lastIsHeard;
    },
    never: () => {
      writesLeft = Number.POSITIVE_INFINITY;
    },
  };
}

test("a closed pull request's runs are stopped and its copies archived, and its comment keeps the verdict", async () => {
  const kill = killer();
  const stage = await aStage({ between: kill.between });
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": BAD } });
  await stage.runPull(pull);
  const next = stage.pushCommit(pull, { "prompts/support.md": REWORDED });
  // The text is on the copy, and the run is started; nothing can stop it any more.
  kill.at(2, true);
  await stage.runPull(next);
  kill.never();
  const [preview] = copies(stage).filter(({ name }) => name.endsWith("#7)"));
  const before = stage.comment();
  close(stage, next);

  const run = await stage.runPull({ ...next, action: "closed" });

  expect(run.exitCode).toBe(0);
  expect(run.report?.command).toBe("clean");
  expect(writes(run)).toEqual([
    expect.stringMatching(/^POST \/optimizations\/opt_\d+\/stop$/u),
    `PATCH /agents/${preview?.id}`,
  ]);
  expect(namesOf(copies(stage))).toEqual(["support (acme/support ref)"]);
  expect(gitHubWrites(run)).toEqual([]);
  expect(stage.comment()).toBe(before);
  expect(run.summary).toContain("1 copy archived and 1 run stopped");
  expect(run.summary).toMatch(
    /`agent_\d+` "support .*": archived, pull request #\W*7 is closed\./u,
  );
});

test("a pull request that is open again by then keeps its copies", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  await stage.runPull(pull);

  const run = await stage.runPull({ ...pull, action: "closed" });

  expect(writes(run)).toEqual([]);
  expect(run.stdout).toContain("open again");
});

test("a configuration that is broken does not keep a closed pull request from being cleaned up after", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
  await stage.runPull(pull);
  close(stage, pull);

  const run = await stage.runPull({ ...pull, files: { "converra.yml": "no:" }, action: "closed" });

  expect(run.exitCode).toBe(0);
  expect(namesOf(copies(stage))).toEqual(["support (acme/support ref)"]);
});

test("a fork's pull request that closes has left nothing, and needs no key for that", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({
    changes: { "prompts/support.md": REWORDED },
    fork: "eve/support",
  });

  const run = await stage.runPull({ ...pull, action: "closed" }, { key: false });

  expect(run.exitCode).toBe(0);
  expect(run.calls).toEqual([]);
  expect(run.summary).toContain("nothing to remove");
});

/** KILLED_RUNS=100 takes half a minute. */
const KILLED_RUNS = Number(process.env.KILLED_RUNS ?? 20);

test(`after ${KILLED_RUNS} killed runs with copies half made, nothing of ours is left and nothing else is touched`, async () => {
  const kill = killer();
  const stage = await aStage({
    agents: ["support", "billing"].map((key) => ({ key })),
    converra: { plan: "enterprise" },
    between: kill.between,
  });
  const { converra } = stage;
  const theirs = [
    { name: `support (acme/support#${KILLED_RUNS + 2})`, tags: ["theirs"] },
    { name: "support (acme/support2#1)", tags: ["converra-gate", "repo:acme/support2", "pr:1"] },
    { name: "support (eve/other#1)", tags: ["converra-gate", "repo:eve/other", "pr:1"] },
    { name: "My copy", tags: ["converra-gate", "repo:acme/support", "pr:1"] },
    { name: "support copy (acme/support#2)", tags: ["repo:acme/support", "pr:2"] },
  ].map((seed) => converra.seedAgent({ ...seed, content: GOOD, model: "gpt-4o" }).id);
  const pulls: PullRequest[] = [];
  for (let number = 1; number <= KILLED_RUNS; number += 1) {
    const changes = { "prompts/support.md": `${REWORDED}\nCase ${number}.\n` };
    const pull = stage.openPullRequest({ number, changes });
    // From the first write to the copy to well into the wait.
    kill.at(1 + (number % 9), number % 2 === 0);
    await stage.runPull(pull);
    pulls.push(pull);
  }
  kill.never();
  const kept = { number: KILLED_RUNS + 1, changes: { "prompts/support.md": BAD } };
  await stage.runPull(stage.openPullRequest(kept));
  const halfMade = copies(stage).filter(({ name }) => /#\d+\)$/u.test(name));
  const other = [...theirs, stage.liveId("support"), stage.liveId("billing")];
  const snapshot = () => other.map((id) => JSON.stringify(converra.state.agents.get(id)));
  const [before, planned] = [snapshot(), halfMade.length];
  for (const pull of pulls) close(stage, pull);
  stage.github.seedPullRequest({
    number: KILLED_RUNS + 2,
    base: stage.base.sha,
    head: stage.base.sha,
    state: "closed",
  });

  const plan = await stage.runEvent(dispatchEvent(), stage.base, { inputs: { command: "plan" } });
  const run = await stage.runEvent(dispatchEvent(), stage.base, { inputs: { command: "clean" } });

  expect(planned).toBeGreaterThan(0.7 * KILLED_RUNS);
  expect(writes(plan)).toEqual([]);
  const promised = plan.report?.cleaned?.map(({ id, state }) => [id, state]);
  const archived = run.report?.cleaned?.filter(({ what }) => what === "copy") ?? [];
  expect(promised).toEqual(archived.map(({ id }) => [id, "to-remove"]));
  expect(archived.every(({ state }) => state === "removed")).toBe(true);
  expect(namesOf(copies(stage).filter(({ id }) => !theirs.includes(id)))).toEqual([
    "support (acme/support ref)",
    `support (acme/support#${KILLED_RUNS + 1})`,
  ]);
  expect(snapshot()).toEqual(before);
  const gone = new Set(archived.map(({ id }) => id));
  const running = [...converra.state.optimizations.values()].filter(
    (one) => gone.has(one.agentId) && optimizationPhase(one, stage.clock.now()) === "running",
  );
  expect(running).toEqual([]);
  const touched = writes(run).flatMap((call) => /^PATCH \/agents\/(.+)$/u.exec(call)?.[1] ?? []);
  expect(new Set(touched)).toEqual(gone);
  expect(run.summary).toContain("named like copies of acme/support");
  const again = await stage.runEvent(dispatchEvent(), stage.base, { inputs: { command: "clean" } });
  expect(writes(again)).toEqual([]);
});
