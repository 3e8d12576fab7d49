import { describe, expect, it } from "vitest";
import { ServiceError } from "../../../src/errors.ts";
import { clientUnderTest, errorOf, type Step, TEST_KEY } from "../../support/client-under-test.ts";

const input = { agentId: "agent_1", mode: "validation", variantCount: 1 } as const;

function refusal(status: number, code?: string, message?: string): Step {
  return { status, json: { error: { code, message } } };
}

async function startFails(step: Step): Promise<ServiceError> {
  const { client, run } = clientUnderTest(() => step);
  const error = await run(errorOf(client.optimizations.create(input)));
  if (!(error instanceof ServiceError)) throw error;
  return error;
}

const text = (status: number, body: string, contentType?: string): Step => ({
  status,
  text: body,
  headers: contentType === undefined ? {} : { "content-type": contentType },
});

describe("a refused call", () => {
  it.each([
    [
      refusal(401, "INVALID_API_KEY", "no"),
      "unauthorized",
      "Converra refused the API key (401 INVALID_API_KEY)",
    ],
    [
      refusal(401, "UNAUTHORIZED", "expired"),
      "unauthorized",
      "Converra refused the API key (401 UNAUTHORIZED)",
    ],
    [
      refusal(403, "FORBIDDEN", "read only"),
      "unauthorized",
      "the API key may not do this (403 FORBIDDEN)",
    ],
    [
      refusal(403, "LIMIT_EXCEEDED", "10 of 10"),
      "quota",
      "the plan's quota is used up (403 LIMIT_EXCEEDED)",
    ],
    [refusal(402), "quota", "the plan's quota is used up (402)"],
    [
      refusal(429, "QUOTA_REACHED", "x"),
      "quota",
      "the plan's quota is used up (429 QUOTA_REACHED)",
    ],
    [
      refusal(403, "X", "Monthly optimizations used"),
      "quota",
      "the plan's quota is used up (403 X)",
    ],
    [refusal(429, "CONCURRENCY_LIMIT", "x"), "slots", "too many optimizations are running at once"],
    [
      refusal(400, "X", "10 concurrent optimizations"),
      "slots",
      "too many optimizations are running at once",
    ],
    [
      refusal(400, "X", "Agent has no conversations"),
      "precondition",
      "the agent has no conversations",
    ],
    [
      refusal(422, "X", "at least one run is needed: no runs uploaded"),
      "precondition",
      "the agent has no conv",
    ],
    [
      refusal(409, "X", "Upload conversations first"),
      "precondition",
      "the agent has no conversations",
    ],
    [
      refusal(400, "X", "Set your industry or objectives"),
      "precondition",
      "the account has no business context",
    ],
    [
      refusal(422, "X", "business context missing"),
      "precondition",
      "the account has no business context",
    ],
    [
      refusal(400, "VALIDATION_ERROR", "mode"),
      "validation",
      "Converra did not accept the request (400 VALIDATION_ERROR)",
    ],
    [refusal(422, "X", "mode"), "validation", "Converra did not accept the request (422 X)"],
    [
      refusal(404, "NOT_FOUND", "agent_1"),
      "not-found",
      "there is no such thing on this account (404 NOT_FOUND)",
    ],
    [refusal(409, "CONFLICT", "x"), "conflict", "its state does not allow this (409 CONFLICT)"],
    [
      refusal(500, "INTERNAL_ERROR", "oops"),
      "server",
      "Converra failed (500 INTERNAL_ERROR): oops",
    ],
    [refusal(408), "server", "Converra gave up on the request (408)"],
    [text(304, ""), "protocol", "Converra answered in an unexpected way (304)"],
  ] as const)("%j is of the kind %s", async (step, kind, message) => {
    const error = await startFails(step);
    expect(error.message).toContain(`could not start an optimization of agent agent_1: ${message}`);
    expect(error).toMatchObject({ kind, method: "POST", path: "/optimizations" });
    expect(error.hint).toBeTruthy();
  });

  it.each([
    [
      text(502, "<!DOCTYPE html><title>Bad Gateway</title>"),
      'an HTML page, "Bad Gateway" came back',
    ],
    [text(500, ""), "an empty body came back"],
    [text(500, '{"error":', "application/json"), "cut or invalid JSON came back"],
    [text(500, "oops", "text/plain"), "text/plain instead of JSON came back"],
  ])("says what came in place of an error envelope", async (step, words) => {
    expect((await startFails(step)).message).toContain(words);
  });

  it.each([
    [text(200, "<html></html>", "text/html"), "an HTML page came back (200)"],
    [text(200, ""), "an empty body came back (200)"],
    [text(201, '{"id":"opt', "application/json"), "cut or invalid JSON came back (201)"],
    [text(200, "a,b", "text/csv"), "text/csv instead of JSON came back (200)"],
    [{ json: [1, 2] }, "unexpected shape, the answer is not an object"],
    [{ json: { id: 7 } }, "unexpected shape, status is not a name or an id"],
  ] as const)("says what came in place of an answer", async (step, words) => {
    const error = await startFails(step);
    expect(error.message).toContain(words);
    expect(error).toMatchObject({ kind: "protocol", ambiguous: true });
  });

  it("does not take words about the settings for a missing precondition", async () => {
    const { client } = clientUnderTest([refusal(422, "X", "industry must be text")]);
    const error = await errorOf(client.account.updateSettings({ general: { industry: 1 } }));
    expect(error).toMatchObject({ kind: "validation" });
  });

  it("does not take too many concurrent requests for too many runs", async () => {
    const { client, run } = clientUnderTest(() =>
      refusal(429, "X", "Too many concurrent requests"),
    );
    expect(await run(errorOf(client.agents.list()))).toMatchObject({ kind: "rate-limit" });
  });

  it("reads an error given as plain text or as a bare message", async () => {
    const steps = [{ error: "bad mode" }, { message: "bad mode" }];
    for (const json of steps) {
      expect((await startFails({ status: 400, json })).message).toContain("(400): bad mode");
    }
  });
});

describe("the service's words in a message", () => {
  it("lose keys, line breaks and control characters, and end after 200 characters", async () => {
    const words = `key ${TEST_KEY}\n::error::x\u001b[31m\u202e Bearer abc.def whsec_abcdef sk_live_zzzz ${"x".repeat(300)}`;
    const { message } = await startFails(refusal(400, "X", words));
    expect(message).not.toMatch(/sk_|whsec_|abc\.def|\p{Cc}|\p{Cf}/u);
    expect(message).toContain("key *** ::error::x [31m Bearer *** *** *** xxx");
    expect(message.split("(400 X): ")[1]).toHaveLength(201);
  });

  it("lose the key in the code too", async () => {
    expect((await startFails(refusal(400, TEST_KEY, "x"))).code).toBe("***");
  });

  it("lose a key of any look", async () => {
    const { client } = clientUnderTest([refusal(404, "X", "no agent for key hunter22hunter22")], {
      apiKey: "hunter22hunter22",
    });
    const error = await errorOf(client.agents.get("agent_1"));
    expect(error).toMatchObject({ message: expect.stringContaining("no agent for key ***") });
  });
});
