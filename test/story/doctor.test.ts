import { expect, test } from "vitest";
import { answers, exchanges, recordsOf, reply } from "../mutants/mutation.ts";
import { SERVICE } from "../support/stage/stage.ts";
import { stateOf, visit } from "./support/visit.ts";

test("the doctor reads every endpoint that reads, without a config, and pays and writes nothing", async () => {
  const run = await visit();

  expect(run.exitCode).toBe(0);
  expect(run.found.broken).toEqual([]);
  expect(run.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
  expect(run.found.calls.map(({ endpoint }) => endpoint)).toEqual([
    "GET /account",
    "GET /usage",
    "GET /settings",
    "GET /agents",
    "GET /agents/:id",
    "GET /agents/:id/insights",
    "GET /agents/:id/step-failures",
    "GET /conversations",
    "GET /conversations/:id",
    "GET /conversations/:id/insights",
    "GET /optimizations",
    "GET /optimizations/:id",
    "GET /optimizations/:id/variants",
    "GET /benchmarks",
    "GET /benchmarks/:id",
    "GET /webhooks",
  ]);
  expect(run.found.calls.filter(({ state }) => state === "not-read")).toEqual([]);
  expect(run.stdout).toContain("Converra is as the gate needs it");
  expect(run.summary).toContain("### ✅ Converra Gate doctor");
});

test("doctor.json holds shapes and types, and nobody's texts, names or ids", async () => {
  const { text, found, stdout, summary } = await visit({ inputs: { write: "true" } });

  expect(found.shapes["GET /agents"]).toMatchObject({
    body: { data: [{ content: "text", llmModel: "text", status: "word active", tags: ["text"] }] },
  });
  const variants = JSON.stringify(found.shapes["GET /optimizations/:id/variants"]);
  expect(variants).toMatch(/"taskCompletion":"number [\d.]+"/u);
  for (const secret of ["Larkfield", "Lovelace", "agent_1", "opt_1", "conv_1", SERVICE.apiKey]) {
    expect(text, secret).not.toContain(secret);
    expect(summary, secret).not.toContain(secret);
    expect(stdout.replaceAll(/^::add-mask::.*$/gmu, ""), secret).not.toContain(secret);
  }
});

test("with write: true a draft is made, changed, given one conversation and archived, and nothing is run", async () => {
  const run = await visit({ inputs: { write: "true" } });

  expect(run.exitCode).toBe(0);
  expect(run.calls.filter((call) => !call.startsWith("GET "))).toEqual([
    "POST /agents",
    "PATCH /agents/agent_2",
    "POST /conversations",
    "POST /conversations",
    "PATCH /agents/agent_2",
  ]);
  expect(run.emulator.state.agents.get("agent_2")?.status).toBe("archived");
  expect(run.emulator.runs()).toHaveLength(1);
  for (const id of [
    "agent-draft",
    "content-stored",
    "tags-stored",
    "write-partial",
    "conversation-once",
  ]) {
    expect(stateOf(run, id), id).toBe("holds");
  }
});

test("a draft that comes back active is broken, fails the check and is archived all the same", async () => {
  const between = exchanges(["POST /agents"], () => ({ request }, service) => {
    const { status: _, ...body } = JSON.parse(request.body ?? "{}");
    return service({ ...request, body: JSON.stringify(body) });
  });

  const run = await visit({ between, inputs: { write: "true" } });

  expect(run.exitCode).toBe(1);
  expect(run.found.broken).toEqual(["agent-draft"]);
  expect(run.emulator.state.agents.get("agent_2")?.status).toBe("archived");
  expect(run.stdout).toContain("Converra is not as the gate needs it (agent-draft)");
});

test("an answer the gate needs and cannot read fails the check, and names the member", async () => {
  const between = answers(["GET /optimizations/:id"], (answer) => {
    for (const record of recordsOf(answer)) delete record.status;
  });

  const run = await visit({ between });

  expect(run.exitCode).toBe(1);
  expect(run.found.broken).toContain("GET /optimizations/:id");
  expect(run.stdout).toContain("GET /optimizations/:id failed: status is not");
  expect(run.found.shapes["GET /optimizations/:id"]).not.toHaveProperty("body.status");
});

test("what the gate does not need is told, and fails nothing", async () => {
  const between = exchanges(
    ["GET /webhooks"],
    () => async () =>
      reply(403, { error: { code: "FORBIDDEN", message: "webhooks of Ada Lovelace" } }),
  );

  const run = await visit({ between });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("GET /webhooks failed: unauthorized, status 403");
  expect(run.text).not.toContain("Lovelace");
});

test("a key that is not accepted ends the visit with what to do, and so does no key", async () => {
  const wrong = await visit({ inputs: { "api-key": "sk_live_wrong_0000" } });
  const none = await visit({ inputs: { "api-key": "" } });

  expect([wrong.exitCode, none.exitCode]).toEqual([1, 1]);
  expect(wrong.stdout).toContain("Converra refused the API key");
  expect(wrong.calls).toHaveLength(1);
  expect(none.stdout).toContain("needs an API key");
  expect(none.calls).toEqual([]);
});
