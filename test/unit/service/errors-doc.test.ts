import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { clientUnderTest, errorOf, type Step } from "../../support/client-under-test.ts";

const page = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");

function refusal(status: number, message = "x"): Step {
  return { status, json: { error: { code: "X", message } } };
}

const refusals: readonly Step[] = [
  ...[304, 400, 401, 402, 403, 404, 408, 409, 429, 500].map((status) => refusal(status)),
  refusal(429, "concurrent optimizations"),
  refusal(400, "no conversations"),
  refusal(400, "business context missing"),
];

const failures = [
  "refused",
  "dns",
  "unreachable",
  "connect-timeout",
  "tls",
  "proxy",
  "timeout",
  "reset",
  "cut-body",
  "too-large",
] as const;

async function messageOf(step: Step): Promise<string> {
  const { client, run } = clientUnderTest(() => step);
  const input = { agentId: "agent_1", mode: "validation", variantCount: 1 } as const;
  const error = await run(errorOf(client.optimizations.create(input)));
  return error instanceof Error ? error.message : "";
}

describe("docs/errors.md", () => {
  it.each(refusals)("has a row for what is said of %j", async (step) => {
    const says = /agent_1: (.+?) \(\d/.exec(await messageOf(step))?.[1];
    expect(says).toBeTruthy();
    expect(page).toContain(`\`${says}\``);
  });

  it.each(failures)("has a row for what is said of the failure %s", async (fails) => {
    const message = await messageOf({ fails, sent: false });
    const says = /converra\.test, (.+?)(, after|$)/.exec(message)?.[1];
    expect(says).toBeTruthy();
    expect(page).toContain(`\`${says}\``);
  });
});
