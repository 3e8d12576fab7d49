/** A service that says everything it is sent back to the caller; test/process/secrets.test.ts has one beside a process. */
import { expect, test } from "vitest";
import type { Transport } from "../../src/service/http.ts";
import { REWORDED } from "../support/stage/prompts.ts";
import { aStage } from "./support/stage.ts";

/** Like nothing that a pattern for keys would find. */
const KEY = "correct-horse-battery-staple";

function anEcho(status: number, contentType: string): Transport {
  return async ({ headers, url }) => {
    const key = headers.authorization?.replace("Bearer ", "") ?? "";
    if (key !== KEY) throw new Error("the echo was sent another key");
    const message = `the key ${key} (Bearer ${key}) is not good for ${url}`;
    const html = `<!doctype html><title>${message}</title><h1>${message}</h1>`;
    const json = JSON.stringify({ error: { code: key, message }, agents: key });
    return {
      status,
      headers: { "content-type": contentType, "x-key": key },
      body: contentType === "text/html" ? html : json,
    };
  };
}

test.each([
  [401, "application/json"],
  [400, "application/json"],
  [403, "text/html"],
  [200, "text/html"],
  [200, "application/json"],
])(
  "a service that answers %i as %s with the key in it does not get it shown",
  async (status, type) => {
    const stage = await aStage({ between: () => () => anEcho(status, type) });
    const pull = stage.openPullRequest({ changes: { "prompts/support.md": REWORDED } });
    const run = await stage.runPull(pull, { key: KEY });

    expect(run.exitCode).toBe(1);
    expect(run.masks).toContain(KEY);
    expect(run.report?.fault?.message).toContain("could not list the agents");
    // Beyond what holds after every ending: not even in the debug log, and not cut in half.
    const everything = [run.stdout, run.summary, JSON.stringify(run.report)].join("\n");
    const unmasked = everything.replaceAll(/^::add-mask::.*$/gmu, "") + stage.comment();
    expect(unmasked).not.toContain(KEY.slice(0, 14));
    expect(unmasked).not.toContain(KEY.slice(-14));
  },
);
