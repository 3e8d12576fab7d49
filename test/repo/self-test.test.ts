/** .github/workflows/self-test.yml does what it says, before GitHub is the first to run it. */
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { playJob } from "./workflow-player.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("the self-test", () => {
  it("sees one gate pass and one fail, and leaves nothing running", async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "converra-gate-self-test-")));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const workspace = join(folder, "repository");
    for (const path of ["action.yml", "dist", "examples"]) {
      cpSync(join(root, path), join(workspace, path), { recursive: true });
    }
    const workflow = readFileSync(join(root, ".github/workflows/self-test.yml"), "utf8");
    const played = await playJob(workflow, "gate", {
      workspace,
      temp: join(folder, "temp"),
      event: {
        name: "push",
        payload: { ref: "refs/heads/main", repository: { default_branch: "main" } },
      },
      context: { repository: "converra/gate", apiUrl: "http://127.0.0.1:9" },
    });

    const logs = played
      .map(({ name, outcome, log }) => `== ${name}: ${outcome}\n${log}`)
      .join("\n");
    const outcomes = played.map(({ name, outcome }) => [name, outcome]);
    const failed = outcomes.filter(([, outcome]) => outcome !== "success");
    expect(failed, logs).toEqual([["Gate that has to fail", "failure"]]);
    const url = played.find(({ outputs }) => outputs.url !== undefined)?.outputs.url ?? "";
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/);
    const answers = () =>
      fetch(url).then(
        () => true,
        () => false,
      );
    await expect.poll(answers).toBe(false);
  });
});
