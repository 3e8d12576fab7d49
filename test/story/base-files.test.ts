import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { BAD, GOOD } from "../support/stage/prompts.ts";
import type { Files } from "../support/stage/repository.ts";
import type { Stage, StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

const PROMPT = "prompts/support.md";

/** A checkout with links, which a commit of the stage cannot hold. */
async function aCheckout(files: Files, links: Files = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "checkout-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = async (path: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    return join(folder, path);
  };
  for (const [path, text] of Object.entries(files)) await writeFile(await at(path), text);
  for (const [path, target] of Object.entries(links)) await symlink(target, await at(path));
  return folder;
}

const configOf = (stage: Stage) => ({
  "converra.yml": stage.base.files["converra.yml"] ?? "",
});

function expectRegressed(run: StageRun): void {
  expect(run.report?.agents[0]?.verdict?.verdict).toBe("regressed");
  expect(startsIn(run.requests).length).toBeGreaterThan(0);
  expect(run.exitCode).toBe(1);
}

const contentsRead = (run: StageRun) =>
  run.gitHubRequests.flatMap(({ path }) => path.split("/contents/")[1] ?? []);

describe("a prompt that changes without a change at its path is measured:", () => {
  test("a link whose target changes", async () => {
    const stage = await aStage();
    const pull = stage.openPullRequest({ changes: { "shared/v1.md": BAD } });
    const link = { mode: "120000", content: "../shared/v1.md" } as const;
    stage.github.seedFiles(stage.base.sha, { "shared/v1.md": GOOD, [PROMPT]: link });
    const checkout = { ...configOf(stage), "shared/v1.md": BAD };
    const workspace = await aCheckout(checkout, { [PROMPT]: "../shared/v1.md" });
    const run = await stage.runPull(pull, { workspace });

    expectRegressed(run);
    expect(contentsRead(run)).toEqual([PROMPT]);
  });

  test("a file of a submodule that moves on", async () => {
    const stage = await aStage();
    const base = "5".repeat(40);
    stage.github.seedFiles(base, {
      ...configOf(stage),
      prompts: { mode: "160000", content: "6".repeat(40) },
    });
    const pull = stage.openPullRequest({ changes: { [PROMPT]: BAD }, base });
    const workspace = await aCheckout({ ...configOf(stage), [PROMPT]: BAD });
    const run = await stage.runPull(pull, { workspace });

    expectRegressed(run);
    expect(run.stdout).toContain(`The prompt ${PROMPT} is not a file of commit 5555555`);
  });

  test("a file that an earlier step writes", async () => {
    const stage = await aStage();
    const base = stage.commit(stage.base, { [PROMPT]: undefined, "support.tmpl": "v1" });
    const pull = stage.openPullRequest({
      changes: { [PROMPT]: undefined, "support.tmpl": "v2" },
      base: base.sha,
    });
    const workspace = await aCheckout({ ...configOf(stage), [PROMPT]: BAD });

    expectRegressed(await stage.runPull(pull, { workspace }));
  });
});

test("a prompt beyond what GitHub lists of a commit is fetched", async () => {
  const stage = await aStage({ github: { treeLimit: 1 } });
  const run = await stage.runPull(stage.openPullRequest({ changes: { [PROMPT]: BAD } }));
  expectRegressed(run);
  expect(contentsRead(run)).toEqual([PROMPT]);

  const same = await stage.runPull(stage.openPullRequest({ changes: { "a.md": "a" }, number: 8 }));
  expect(same.report?.agents[0]?.verdict?.verdict).toBe("skipped");
  expect(contentsRead(same)).toEqual([PROMPT]);
});

test("a changed temperature of an agent that sync never wrote is said not to be measured", async () => {
  const stage = await aStage();
  const config = (stage.base.files["converra.yml"] ?? "").replace(
    /( +)name: support\n/u,
    "$1name: support\n$1temperature: 1.9\n",
  );
  expect(config).toContain("1.9");
  const run = await stage.runPull(stage.openPullRequest({ changes: { "converra.yml": config } }));

  expect(run.report?.agents[0]?.verdict?.verdict).toBe("not-evaluated");
  expect(run.summary).toContain("the service does not report them");
});
