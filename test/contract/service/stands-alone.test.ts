/** The emulator as its own program, asked as the index shows: https://converra.ai/docs/api. The client has no part in it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { readRepoFile } from "../../../scripts/generate.ts";

const PROGRAM = fileURLToPath(new URL("../../../dist/sandbox/index.js", import.meta.url));

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const launch = (...argv: readonly string[]) =>
  start(["converra", "--port", "0", "--plan", "free", ...argv]);

async function start(argv: readonly string[]) {
  const child = spawn(
    process.execPath,
    [PROGRAM, ...argv],
    // Nothing of the developer's environment leaks in.
    { stdio: ["ignore", "pipe", "inherit"], env: { PATH: process.env.PATH ?? "" } },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  await expect.poll(() => output).toContain("Stop with Ctrl+C.");
  const url = /base-url: (\S+)/.exec(output)?.[1] ?? "";
  const key = /api-key: (\S+)/.exec(output)?.[1] ?? "";
  return {
    key,
    async call(
      request: `${string} /${string}`,
      body?: unknown,
      authorization = `Bearer ${key}`,
    ): Promise<Answer> {
      const [method = "GET", path] = request.split(" ");
      const headers = authorization === "" ? {} : { Authorization: authorization };
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(`${url}${path}`, { method, headers, ...content });
      return { status: response.status, body: await response.json() };
    },
    async stop(signal: NodeJS.Signals): Promise<number | null> {
      const exited = once(child, "exit");
      child.kill(signal);
      const [code] = await exited;
      return code as number | null;
    },
  };
}

describe("node dist/sandbox/index.js converra", () => {
  it("starts as README.md shows", async () => {
    const readme = readRepoFile("README.md") ?? "";
    const [, argv = ""] = /^node dist\/sandbox\/index\.js (converra .+)$/m.exec(readme) ?? [];
    const emulator = await start(argv.split(" "));
    expect((await emulator.call("GET /agents")).status).toBe(200);
    expect(await emulator.stop("SIGTERM")).toBe(0);
  });

  it("answers a bearer token, and refuses everyone else in the error envelope", async () => {
    const emulator = await launch();
    expect(await emulator.call("GET /agents")).toEqual({
      status: 200,
      body: { data: [], pagination: { total: 0, limit: 20, offset: 0 } },
    });
    for (const authorization of ["", "Bearer YOUR_API_KEY", `Basic ${emulator.key}`]) {
      const refused = await emulator.call("GET /agents", undefined, authorization);
      expect(refused).toEqual({
        status: 401,
        body: { error: { code: "INVALID_API_KEY", message: expect.stringMatching(/\w/) } },
      });
      expect(JSON.stringify(refused)).not.toContain(emulator.key);
    }
    expect(await emulator.call("GET /agents/agent_9")).toMatchObject({
      status: 404,
      body: { error: { code: expect.any(String), message: expect.stringContaining("agent_9") } },
    });
    expect(await emulator.stop("SIGTERM")).toBe(0);
  });

  it("takes sixty requests in a minute on the free plan, and not one more", async () => {
    const emulator = await launch();
    const statuses: number[] = [];
    for (let calls = 0; calls < 61; calls++) {
      statuses.push((await emulator.call("GET /usage")).status);
    }
    expect(statuses).toEqual([...Array(60).fill(200), 429]);
  });

  it("remembers with --data what it was told, even when it was killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "converra-alone-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const options = ["--data", join(folder, "state.json"), "--time-scale", "600"];
    const first = await launch(...options);
    const agent = { name: "Support", content: "You help.", llmModel: "gpt-4o" };
    const { body: made } = await first.call("POST /agents", agent);
    const log = { agentId: "agent_1", content: "User: hi\nAssistant: hello" };
    expect((await first.call("POST /conversations", log)).status).toBe(200);
    const started = await first.call("POST /optimizations", { agentId: "agent_1" });
    expect(started).toMatchObject({ status: 201, body: { id: "opt_1", status: "running" } });
    expect(await first.stop("SIGKILL")).toBe(null);

    const second = await launch(...options);
    expect((await second.call("GET /agents/agent_1")).body).toEqual({
      ...(made as object),
      conversationCount: 1,
    });
    expect((await second.call("GET /usage")).body).toMatchObject({
      optimizations: { used: 1, limit: 10 },
    });
    const status = async () => {
      const { body } = await second.call("GET /optimizations/opt_1");
      return (body as { status: string }).status;
    };
    await expect.poll(status, { interval: 400 }).toBe("completed");
    expect(await second.stop("SIGINT")).toBe(0);
  });
});
