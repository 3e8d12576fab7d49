import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { aStage } from "./support/stage.ts";

/** Like nothing that a pattern for keys would find. */
const KEY = "correct-horse-battery-staple";
const CHANGED = { "prompts/support.md": REWORDED };

/** A service that says everything it is sent back to the caller. Resolves to the base URL. */
async function anEcho(): Promise<string> {
  const server = createServer((request, response) => {
    const key = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const message = `the key ${key} (Bearer ${key}) is not good for ${request.url}`;
    response.writeHead(401, { "content-type": "application/json", "x-key": key });
    response.end(JSON.stringify({ error: { code: key, message }, agents: key }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

async function runAgainst(baseUrl: string): Promise<StageRun> {
  const stage = await aStage();
  const pull = stage.openPullRequest({ changes: CHANGED });
  const run = await stage.runPull(pull, {
    key: KEY,
    inputs: { "base-url": baseUrl },
    env: { RUNNER_DEBUG: "1" },
  });
  // Beyond what holds after every ending: not even in the debug log, and not cut in half.
  const everything = [run.stdout, run.stderr, run.summary, JSON.stringify(run.report)].join("\n");
  const unmasked = everything.replaceAll(/^::add-mask::.*$/gmu, "") + stage.comment();
  expect(unmasked).not.toContain(KEY.slice(0, 14));
  expect(unmasked).not.toContain(KEY.slice(-14));
  return run;
}

/** Its other answers are told by test/story/secrets.test.ts. */
test("a service that answers with the key in it does not get it shown", async () => {
  const run = await runAgainst(await anEcho());

  expect(run.exitCode).toBe(1);
  expect(run.masks).toContain(KEY);
  expect(run.report?.fault?.message).toContain("could not list the agents");
});

test("the failure reason of a run does not carry the key into the comment", async () => {
  const reason = `worker for ${KEY} crashed`;
  const stage = await aStage({
    converra: { apiKey: KEY, outcomes: [{ agent: "agent_2", kind: "fail", reason }] },
  });
  const pull = stage.openPullRequest({ changes: CHANGED });

  const run = await stage.runPull(pull, { env: { RUNNER_DEBUG: "1" } });

  expect(run.exitCode).toBe(1);
  expect(stage.comment()).toContain("worker for *** crashed".replaceAll("*", "\\*"));
});
