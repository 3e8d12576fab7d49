import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("the sandbox shows a doctor's visit with the built action, and where its file is", async () => {
  const { stdout } = await run(process.execPath, ["dist/sandbox/index.js", "doctor", "--write"]);

  expect(stdout).toContain("Converra is as the gate needs it");
  expect(stdout).toContain("POST /agents answered");
  expect(stdout).toMatch(/Shapes and types are in .*doctor\.json/u);
  expect(stdout).not.toContain("::");
});
