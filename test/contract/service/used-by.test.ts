/** Which endpoints each command calls, measured, so that the column of docs/api-coverage.md is no claim. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Dialect, SeedRun } from "../../../sandbox/converra/options.ts";
import { liveTag, previewName, previewTags, REFERENCE_SCOPE } from "../../../src/plan/tags.ts";
import { API_INDEX, rowsFor } from "../../fixtures/api-index.ts";
import type { ClientMethod, UsingCommand } from "../../fixtures/api-row.ts";
import { type CommandRun, runCommand } from "../../support/contract-command.ts";
import { inProcess } from "../../support/in-process.ts";

const HOUR = 3_600_000;
const LIVE = "You help customers of a shop. Be friendly and brief.";
/** One of the agent's conversations. */
const TALK = "User: where is my order?\nAssistant: On its way.";
const CANDIDATE = "You help customers of a shop. Ask for the order number first.";

function repository(prompt: string, others = "") {
  return {
    "converra.yml": `version: 1
agents:
  support:
    name: Support
    model: gpt-4o
    prompt-file: support.md
    benchmark: { models: [gpt-4o, gpt-4o-mini] }
    conversations: talk.txt
${others}
health: { regenerate: true }
settings: { general: { industry: E-commerce } }
webhooks: [{ url: "https://a.example", events: [optimization.completed] }]
`,
    "support.md": prompt,
    "talk.txt": TALK,
  };
}

/** An account with one agent whose insights are more than a day old. */
async function account(dialect: Partial<Dialect> = {}, runs: readonly SeedRun[] = []) {
  const { emulator, clock, converra } = inProcess({
    dialect,
    seedData: [
      {
        name: "Support",
        content: LIVE,
        model: "gpt-4o",
        runs,
        conversations: [
          { content: TALK, daysAgo: 3 },
          { content: "User: I want a refund\nAssistant: I do not know.", daysAgo: 4 },
        ],
      },
    ],
  });
  onTestFinished(() => emulator.close());
  await clock.advance(HOUR);
  return { ...emulator, clock, client: converra };
}

/** One whose insights are fresh, but for those of a transcript. */
function withBusyAgent(converra: Running) {
  const conversations = [{ content: TALK, daysAgo: 3 }, "User: hello"];
  converra.seedAgent({ name: "Sales", content: LIVE, model: "gpt-4o", conversations });
  const entry = "{ name: Sales, model: gpt-4o, prompt-file: support.md, conversations: talk.txt }";
  return repository(LIVE, `  sales: ${entry}`);
}

type Running = Awaited<ReturnType<typeof account>>;

function methodsSeen({ requests }: Pick<Running, "requests">): readonly ClientMethod[] {
  const seen = requests.flatMap(({ method, path }) => {
    const matching = rowsFor(method, path);
    expect(matching, `${method} ${path}`).toHaveLength(1);
    return matching.map((row) => row.method);
  });
  return [...new Set(seen)].toSorted();
}

function methodsOf(command: UsingCommand): readonly ClientMethod[] {
  const rows = API_INDEX.filter(({ usedBy }) => usedBy.includes(command));
  // Of the account only its rate is read, and only where the answers do not tell it: see the last test.
  const methods = rows.map(({ method }) => method).filter((method) => method !== "account.get");
  return methods.toSorted();
}

async function runOn(converra: Running, run: CommandRun): Promise<string> {
  const { log } = await runCommand(converra, run);
  expect(log).toContain(`Command: ${run.command}`);
  return log;
}

describe("the endpoints that a command calls are those of the table:", () => {
  it("gate: a preview, a later commit, a run that does not end in time, and a changed model", async () => {
    const converra = await account();
    // With more than one page of agents a look at two of them is not a look at all.
    for (let others = 0; others < 110; others++) {
      converra.seedAgent({ name: `Other ${others}`, content: LIVE, model: "gpt-4o" });
    }
    const gate = { command: "gate", branch: "feature" } as const;
    await runOn(converra, { ...gate, files: repository(CANDIDATE) });
    await runOn(converra, { ...gate, files: repository(`${CANDIDATE} Apologise.`) });
    converra.script({ kind: "never-ends" });
    const endless = { ...gate, files: repository(`${CANDIDATE} Sing.`), timeoutMinutes: 30 };
    await runOn(converra, endless);
    const base = repository(LIVE);
    const [config, other] = [base["converra.yml"], "model: gpt-4o-mini"];
    const files = { ...base, "converra.yml": config.replace("model: gpt-4o", other) };
    await runOn(converra, { ...gate, files, base });
    expect(methodsSeen(converra)).toEqual(methodsOf("gate"));
  });

  it("gate on a schedule: the insights beside a measurement", async () => {
    const converra = await account();
    const files = withBusyAgent(converra);
    await runOn(converra, { command: "gate", branch: "main", event: "schedule", files });
    const beside = methodsSeen(converra).filter((method) => !methodsOf("gate").includes(method));
    expect(beside).toEqual(methodsOf("gate on a schedule"));
  });

  it("apply: the winner of a run on the live agent", async () => {
    const converra = await account({}, [{ daysAgo: 2 }]);
    await runOn(converra, { command: "apply", branch: "main", files: repository(LIVE) });
    expect(methodsSeen(converra)).toEqual(methodsOf("apply"));
  });

  it("sync: agents to update and to create, a setting, and a webhook, which is dropped then", async () => {
    const converra = await account();
    const other =
      '  sales: { name: Sales, model: gpt-4o, prompt: Sell., conversations: ["sales.txt"] }';
    const files = { ...repository(CANDIDATE, other), "sales.txt": "User: Hello?" };
    const { "converra.yml": text } = files;
    const keeping = (config: string) => ({ ...files, "converra.yml": config });
    // Nothing tells here what the config said before.
    const furniture = `${text.replace("E-commerce", "Furniture")}gate: { on-drift: overwrite }\n`;
    await runOn(converra, { command: "sync", branch: "main", files: keeping(furniture) });
    const dropped = text.replace(/^webhooks:.*$/mu, "webhooks: []");
    await runOn(converra, { command: "sync", branch: "main", files: keeping(dropped) });
    expect(methodsSeen(converra)).toEqual(methodsOf("sync"));
  });

  it("plan: of a prompt that was measured before", async () => {
    const converra = await account();
    const files = repository(CANDIDATE);
    await runOn(converra, { command: "gate", branch: "feature", files });
    const seen = converra.requests.length;
    await runOn(converra, { command: "plan", branch: "feature", files });
    expect(methodsSeen({ ...converra, requests: converra.requests.slice(seen) })).toEqual(
      methodsOf("plan"),
    );
  });

  it("doctor, and what it calls beside that where it may write", async () => {
    const converra = await account();
    const { client } = converra;
    const [agent] = converra.state.agents.values();
    const agentId = agent?.id ?? "";
    await client.optimizations.create({ agentId, mode: "validation", variantCount: 1 });
    await client.benchmarks.create({ agentId, models: ["gpt-4o", "gpt-4o-mini"] });
    const visit = async (write: boolean) => {
      const seen = converra.requests.length;
      await runCommand(converra, { command: "doctor", branch: "main", files: {}, write });
      return methodsSeen({ ...converra, requests: converra.requests.slice(seen) });
    };
    const read = await visit(false);
    // The rate is learnt from headers here; the doctor asks for the account all the same.
    expect(read).toEqual([...methodsOf("doctor"), "account.get"].toSorted());
    const beside = (await visit(true)).filter((method) => !read.includes(method));
    expect(beside).toEqual(methodsOf("doctor that writes"));
  });

  it.each(["benchmark", "insights"] as const)("%s", async (command) => {
    const converra = await account();
    await runOn(converra, { command, branch: "main", files: withBusyAgent(converra) });
    expect(methodsSeen(converra)).toEqual(methodsOf(command));
  });

  it("clean: a branch's copy with a run, and a benchmark too many", async () => {
    const converra = await account();
    const [live] = converra.state.agents.values();
    if (live === undefined) throw new Error("the account has an agent");
    const owner = { repository: "acme/shop", scope: "branch:gone" };
    const fingerprint = { text: "0".repeat(16), sampling: "0".repeat(8), run: "0".repeat(8) };
    live.tags = [liveTag(fingerprint)];
    const copy = converra.seedAgent({
      name: previewName("Support", { ...owner, scope: REFERENCE_SCOPE }),
      content: LIVE,
      model: "gpt-4o",
      status: "draft",
      tags: previewTags({ ...owner, scope: REFERENCE_SCOPE }, "old.yml", "support", fingerprint),
      conversations: ["User: hello"],
    });
    const { client } = converra;
    for (let run = 0; run < 3; run += 1) {
      await client.benchmarks.create({ agentId: live.id, models: ["gpt-4o", "gpt-4o-mini"] });
      await converra.clock.advance(HOUR);
    }
    await client.optimizations.create({ agentId: copy.id, mode: "validation", variantCount: 1 });
    const seen = converra.requests.length;
    const files = repository(LIVE);
    files["converra.yml"] = files["converra.yml"].replace(
      "gpt-4o-mini] }",
      "gpt-4o-mini], keep: 2 }",
    );
    await runOn(converra, { command: "clean", branch: "main", files });
    expect(methodsSeen({ ...converra, requests: converra.requests.slice(seen) })).toEqual(
      methodsOf("clean"),
    );
  });

  it("and the account's plan, whichever the command, where no header tells the rate", async () => {
    const converra = await account({ rateLimitHeaders: "absent" });
    await runOn(converra, { command: "sync", branch: "main", files: repository(LIVE) });
    expect(methodsSeen(converra)).toContain("account.get");
  });
});
