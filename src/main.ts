/** Wiring and the one top-level handler. The same file is the action's `main` and `post`. */
import { setMaxListeners } from "node:events";
import * as core from "@actions/core";
import { systemClock } from "./clock.ts";
import { stopLeftovers } from "./commands/post.ts";
import { messageOf } from "./errors.ts";
import { loadContext } from "./event.ts";
import { createWorkflow, type Workflow } from "./github/workflow.ts";
import { readInputs } from "./inputs.ts";
import { run } from "./run.ts";
import { createFetch, createTransport } from "./service/transport.ts";
import { readProxy } from "./variables.ts";

/** A cancelled workflow sends SIGINT, SIGTERM 7.5 s later and kills 2.5 s after that: this leaves room to spare. */
const EXIT_AFTER_SIGNAL_MS = 4_800;
const POST_TIMEOUT_MS = 10_000;

async function main(workflow: Workflow): Promise<void> {
  workflow.saveState("is-post", "true");
  const abort = new AbortController();
  // Every wait listens for a cancelled workflow, and there may be as many as there are runs.
  setMaxListeners(0, abort.signal);
  const onSignal = (name: string) => {
    if (abort.signal.aborted) return;
    workflow.info(`Received ${name}: stopping the runs this workflow started.`);
    abort.abort(new Error(`the workflow was cancelled (${name})`));
    setTimeout(() => process.exit(1), EXIT_AFTER_SIGNAL_MS).unref();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const proxy = readProxy(workflow.setSecret);
  const failed = await run({
    workflow,
    clock: systemClock,
    signal: abort.signal,
    readInputs: () => readInputs(),
    loadContext,
    // The proxy's password is masked here, with or without a key.
    network: {
      createTransport: (options) => createTransport({ ...options, proxy }),
      gitHubFetch: createFetch(proxy),
    },
  });
  // Sockets that are kept alive must not hold the step open.
  process.exit(failed || abort.signal.aborted ? 1 : 0);
}

async function post(workflow: Workflow): Promise<void> {
  const lines = await stopLeftovers(workflow.getState("runs"), async () => {
    const { createConverra } = await import("./service/converra.ts");
    const inputs = readInputs();
    return createConverra({
      baseUrl: inputs.baseUrl,
      apiKey: inputs.apiKey ?? "",
      transport: createTransport({
        timeoutMs: POST_TIMEOUT_MS,
        proxy: readProxy(workflow.setSecret),
      }),
      clock: systemClock,
    });
  });
  for (const line of lines) workflow.info(line);
  process.exit(0);
}

const workflow = createWorkflow();
(workflow.getState("is-post") === "" ? main(workflow) : post(workflow)).catch((error: unknown) => {
  const message = messageOf(error);
  core.debug(error instanceof Error ? (error.stack ?? message) : message);
  workflow.setFailed(message);
  process.exit(1);
});
