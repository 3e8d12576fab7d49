import { expect, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

const CHANGED = { "prompts/support.md": REWORDED };

test("a rate limit is waited for as long as the service says, and the run goes on", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });
  stage.converra.fault("GET /agents:1:retry-after:1");
  stage.converra.fault("POST /optimizations:1:retry-after:1");

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  const [first, second] = run.requests.filter(({ path }) => path === "/agents");
  expect([first?.status, second?.status]).toEqual([429, 200]);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  // A start that was refused for its rate was not accepted: repeating it costs nothing.
  const starts = run.requests.filter(
    ({ method, path }) => method === "POST" && path === "/optimizations",
  );
  expect(starts.map(({ status }) => status)).toEqual([429, 201, 201]);
  expect(stage.converra.runs()).toHaveLength(2);
  expect(run.stdout).toContain("the rate limit is reached (429); trying again in 1.0 s");
});

test("a page of HTML instead of an answer is asked for again while waiting", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });
  // The first list call reads what is known, the later ones are the looks.
  stage.converra.fault("GET /optimizations:2:html:502");
  stage.converra.fault("GET /optimizations:4:cut-json");

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(0);
  expect(run.outputs.gate).toBe("pass");
  expect(run.stdout).toMatch(/Converra failed \(502\); trying again/u);
  expect(run.stdout).toMatch(/could not list the optimizations: the answer was cut off; trying/u);
  expect(stage.converra.runs()).toHaveLength(2);
});

test("a plan asks again for an answer that was cut off", async () => {
  const stage = await aStage();
  stage.converra.fault("GET /agents:1:cut-json");
  const inputs = { command: "plan" };
  const run = await stage.runPull(stage.openPullRequest({ changes: CHANGED }), { inputs });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("the answer was cut off; trying again");
  expect(run.report?.agents[0]?.plan?.action).toBe("update");
});

test("results that cannot be read leave the agent without a verdict", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });
  stage.converra.fault("GET /optimizations/:id/variants:*:html:404");

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.outputs.gate).toBe("fail");
  expect(JSON.parse(run.outputs.verdicts ?? "")).toMatchObject([
    { key: "support", verdict: "incomplete" },
  ]);
  expect(run.summary).toContain("its results could not be read");
});

test("an answer that is not what the service speaks is a fault with the address to check", async () => {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });
  stage.converra.fault("GET /agents:*:html:200");

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(run.report?.fault?.message).toMatch(
    /could not list the agents: .*HTML.* came back \(200\)/u,
  );
  expect(run.report?.fault?.hint).toContain("Check base-url");
  expect(run.summary).toContain("came back");
});

test("a redirect to another host is refused, and the key does not follow it", async () => {
  const stage = await aStage();
  const other = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });
  stage.converra.fault(`GET /agents:*:redirect:${other.converra.url}/agents`);

  const run = await stage.runPull(pull);

  expect(run.exitCode).toBe(1);
  expect(other.converra.requests).toEqual([]);
  expect(run.report?.fault?.message).toMatch(/redirect/iu);
});
