import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { runConverraCommand } from "../../../sandbox/converra/cli.ts";
import { type Loose, PROMPT, TRANSCRIPT } from "./start.ts";

const PROGRAM = fileURLToPath(new URL("../../../dist/sandbox/index.js", import.meta.url));

describe("the command", () => {
  it("prints base URL, key and a with: block, works, and ends cleanly on SIGINT and SIGTERM", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const command = await launch(["--key", "sk_test_x", "--plan", "pro"]);
      expect(command.output()).toContain(
        `with:\n  base-url: ${command.url}\n  api-key: sk_test_x\n`,
      );
      expect(await command.get("/account")).toMatchObject({ plan: { name: "pro" } });
      expect(await command.end(signal)).toBe(0);
      await expect(command.get("/account")).rejects.toThrow();
    }
  });

  it("keeps its state across a restart; a run that was in flight goes on by the time that has passed", async () => {
    const file = join(temporaryFolder(), "state.json");
    // A run takes about three seconds, so that it outlives the first process.
    const options = ["--data", file, "--time-scale", "300", "--seed", "7"];
    const first = await launch(options);
    await first.post("/agents", { name: "A", content: PROMPT, llmModel: "gpt-4o" });
    await first.post("/conversations", { agentId: "agent_1", content: TRANSCRIPT });
    const run = await first.post("/optimizations", { agentId: "agent_1" });
    expect(run.status).toBe("running");
    expect(await first.end("SIGKILL")).toBe(null);

    const second = await launch(options);
    expect((await second.get("/optimizations/opt_1")).createdAt).toBe(run.createdAt);
    expect(await second.get("/agents/agent_1")).toMatchObject({ conversationCount: 1 });
    await expect
      .poll(async () => (await second.get("/optimizations/opt_1")).status)
      .toBe("completed");
    const before = JSON.stringify(await second.get("/optimizations/opt_1/variants"));
    await second.end("SIGTERM");

    const third = await launch([...options.slice(0, -1), "8"]);
    expect(JSON.stringify(await third.get("/optimizations/opt_1/variants"))).toBe(before);
    const next = await third.post("/agents", { name: "B", content: PROMPT, llmModel: "gpt-4o" });
    expect(next.id).toBe("agent_2");
    expect(await third.end("SIGTERM")).toBe(0);
  });

  it("never leaves the state half-written: killed at any moment, the file is whole", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "state.json");
    for (let round = 0; round < 3; round += 1) {
      const command = await launch(["--data", file, "--plan", "enterprise"]);
      const content = "x".repeat(200_000);
      const writes = Array.from({ length: 30 }, () =>
        command.post("/agents", { name: "A", content, llmModel: "m" }).catch(() => undefined),
      );
      await Promise.race(writes);
      await command.end("SIGKILL");
      await Promise.all(writes);
      const stored = JSON.parse(readFileSync(file, "utf8"));
      expect(stored.agents.length).toBeGreaterThan(0);
    }
    expect(readdirSync(folder)).toContain("state.json");
  });

  it("shows its help and refuses wrong arguments with exit code 2", async () => {
    const said: string[] = [];
    const io = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) };
    expect(await runConverraCommand(["--help"], io)).toBe(0);
    expect(await runConverraCommand(["--plan", "gold"], io)).toBe(2);
    expect(said[0]).toContain("Usage: converra");
    expect(said[1]).toBe(
      'converra: --plan: "gold" is none of free, pro, enterprise\nconverra --help shows every option.\n',
    );
  });

  it("says what is wrong with a state file that it cannot use, and leaves it alone", async () => {
    const file = join(temporaryFolder(), "state.json");
    const said: string[] = [];
    const io = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) };
    for (const content of ['{"version":1', '{"version":9}']) {
      writeFileSync(file, content);
      expect(await runConverraCommand(["--data", file], io)).toBe(1);
      expect(said.pop()).toMatch(/could not start: .*state\.json is not .*move it away/);
      expect(readFileSync(file, "utf8")).toBe(content);
    }
  });

  it("ends when its caller says so", async () => {
    const said: string[] = [];
    const io = {
      out: (text: string) => said.push(text),
      err: (text: string) => said.push(text),
      stopped: async () => {},
    };
    expect(await runConverraCommand([], io)).toBe(0);
    expect(said.join("")).toContain("http://127.0.0.1:");
  });
});

interface Launched {
  readonly url: string;
  output(): string;
  get(path: string): Promise<Loose>;
  post(path: string, body: unknown): Promise<Loose>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

async function launch(argv: readonly string[]): Promise<Launched> {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, "converra", ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  await expect.poll(() => output).toContain("Stop with Ctrl+C.");
  const url = /Base URL +(\S+)/.exec(output)?.[1] ?? "";
  const authorization = `Bearer ${/API key +(\S+)/.exec(output)?.[1]}`;
  return {
    url,
    output: () => output,
    async get(path) {
      return (await fetch(url + path, { headers: { authorization } })).json() as Promise<Loose>;
    },
    async post(path, body) {
      const init = { method: "POST", headers: { authorization }, body: JSON.stringify(body) };
      return (await fetch(url + path, init)).json() as Promise<Loose>;
    },
    async end(signal) {
      const exited = once(child, "exit");
      child.kill(signal);
      const [exitCode] = await exited;
      return exitCode as number | null;
    },
  };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "converra-emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
