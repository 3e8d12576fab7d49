import { describe, expect, test } from "vitest";
import { mergeGroupEvent } from "../support/github-events.ts";
import { BAD, GOOD, REWORDED } from "../support/stage/prompts.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { startsIn } from "../support/stage/starts.ts";
import { aStage } from "./support/stage.ts";

const EARLIER = [{ daysAgo: 3 }];
const AGENTS = ["alpha", "beta"].map((key) => ({ key, measured: EARLIER }));

function verdicts(run: StageRun): Record<string, string | undefined> {
  return Object.fromEntries(
    (run.report?.agents ?? []).map(({ key, verdict }) => [key, verdict?.verdict]),
  );
}

/** Of the candidates; a suspect's trial asks for one variant. */
function firstRunsIn({ requests }: StageRun) {
  return startsIn(requests).filter(({ variantCount }) => variantCount === 3);
}

/** Beta differs from its live agent already: on the base branch, not by this pull request. */
function aStageWithOldDifference(denied: readonly string[] = []) {
  const [alpha, beta] = AGENTS;
  return aStage({
    agents: [alpha, { ...beta, live: BAD }].flatMap((one) =>
      one?.key ? [{ ...one, key: one.key }] : [],
    ),
    github: { denied },
  });
}

describe("changed-only", () => {
  test("looks at what differs from the base commit, read through the API", async () => {
    const stage = await aStageWithOldDifference();
    const pull = stage.openPullRequest({ changes: { "prompts/alpha.md": BAD } });
    const run = await stage.runPull(pull);

    expect(verdicts(run)).toEqual({ alpha: "regressed", beta: "skipped" });
    expect(firstRunsIn(run)).toHaveLength(1);
    const read = run.gitHubRequests
      .filter(({ path }) => path.includes("/contents/"))
      .map(({ path, query }) => `${path.split("/contents/")[1]} at ${query.ref}`);
    // The checkout holds no history, and a file that the pull request leaves alone is not fetched.
    expect(read).toEqual([`prompts/alpha.md at ${stage.base.sha}`]);
    const trees = run.gitHubRequests.filter(({ path }) => path.includes("/git/trees/"));
    expect(trees.map(({ path }) => path.split("/").at(-1))).toEqual([stage.base.sha]);
    expect(run.report?.agents[1]?.verdict?.reason).toContain(
      "Same prompt and settings as the base",
    );
  });

  test("asks of a merge group the same", async () => {
    const stage = await aStageWithOldDifference();
    const queued = stage.commit(stage.base, { "prompts/alpha.md": BAD });
    const event = mergeGroupEvent({ head: queued.sha, base: stage.base.sha });
    const run = await stage.runEvent(event, queued);

    expect(verdicts(run)).toEqual({ alpha: "regressed", beta: "skipped" });
  });

  test("counts a changed setting as a change, and a changed rule of the gate as none", async () => {
    const stage = await aStage({ agents: AGENTS });
    const config = stage.base.files["converra.yml"] ?? "";
    const changed = `${config.replace(/( +)name: alpha\n/u, "$1name: alpha\n$1temperature: 0.9\n")}gate:\n  max-drop: 6\n`;
    expect(changed).toContain("temperature: 0.9");
    const run = await stage.runPull(
      stage.openPullRequest({ changes: { "converra.yml": changed } }),
    );

    expect(verdicts(run).beta).toBe("skipped");
    expect(run.report?.agents[1]?.verdict?.reason).toContain(
      "Same prompt and settings as the base",
    );
    expect(run.report?.agents[0]?.verdict?.reason).not.toContain("as the base commit");
  });

  test("false compares every agent with its live agent", async () => {
    const stage = await aStageWithOldDifference();
    const pull = stage.openPullRequest({ changes: { "prompts/alpha.md": BAD } });
    const run = await stage.runPull(pull, { inputs: { "changed-only": "false" } });

    expect(verdicts(run)).toEqual({ alpha: "regressed", beta: "improved" });
    expect(firstRunsIn(run)).toHaveLength(2);
    expect(run.gitHubRequests.filter(({ path }) => path.includes("/contents/"))).toEqual([]);
  });

  test("falls back to the live agents when the base may not be read", async () => {
    const stage = await aStageWithOldDifference(["contents: read"]);
    const pull = stage.openPullRequest({ changes: { "prompts/alpha.md": BAD } });
    const run = await stage.runPull(pull);

    expect(verdicts(run)).toEqual({ alpha: "regressed", beta: "improved" });
    expect(run.stdout).toContain("comparing with the live agents instead");
    expect(run.stdout).toContain("contents: read");
  });

  test("falls back to the live agents when the base commit's config is not valid", async () => {
    const stage = await aStageWithOldDifference();
    stage.github.seedFiles(stage.base.sha, { "converra.yml": "version: 1\nagents: []\n" });
    const pull = stage.openPullRequest({ changes: { "prompts/alpha.md": BAD } });
    const run = await stage.runPull(pull);

    expect(verdicts(run)).toEqual({ alpha: "regressed", beta: "improved" });
    expect(run.stdout).toContain("is not valid; comparing with the live agents instead");
  });

  test("falls back to the live agents when GitHub knows no such base commit", async () => {
    const stage = await aStageWithOldDifference();
    const pull = stage.openPullRequest({
      changes: { "prompts/alpha.md": BAD },
      base: "0123456789abcdef0123456789abcdef01234567",
    });
    const run = await stage.runPull(pull);

    expect(verdicts(run)).toEqual({ alpha: "regressed", beta: "improved" });
  });
});

describe("the input agents", () => {
  test("narrows the run to these keys", async () => {
    const stage = await aStage({ agents: AGENTS });
    const changes = { "prompts/alpha.md": BAD, "prompts/beta.md": BAD };
    const pull = stage.openPullRequest({ changes });
    const run = await stage.runPull(pull, { inputs: { agents: "beta" } });

    expect(verdicts(run)).toEqual({ beta: "regressed" });
    expect(firstRunsIn(run)).toHaveLength(1);
    expect(stage.comment()).not.toContain("alpha");
  });

  test("that names a key there is not says which there are", async () => {
    const stage = await aStage({ agents: AGENTS });
    const pull = stage.openPullRequest({ changes: { "prompts/alpha.md": REWORDED } });
    const run = await stage.runPull(pull, { inputs: { agents: "alpha\ngamma" } });

    expect(run.exitCode).toBe(1);
    expect(run.requests).toEqual([]);
    expect(run.report?.fault?.message).toContain("gamma");
    expect(run.report?.fault?.hint).toContain("alpha, beta");
  });
});

describe("several configurations", () => {
  test("are judged in one run, each against its own prompts", async () => {
    const stage = await aStage({ agents: AGENTS });
    const entry = (key: string) =>
      `version: 1\nagents:\n  ${key}:\n    model: gpt-4o\n    prompt-file: ${key}.md\n`;
    const base = stage.commit(stage.base, {
      "converra.yml": undefined,
      "bots/alpha/converra.yml": entry("alpha"),
      "bots/alpha/alpha.md": GOOD,
      "bots/beta/converra.yml": entry("beta"),
      "bots/beta/beta.md": GOOD,
    });
    const head = stage.commit(base, { "bots/alpha/alpha.md": BAD, "bots/beta/beta.md": REWORDED });
    const pull = stage.openPullRequest({ changes: { ...head.files }, base: base.sha });
    const inputs = { config: "bots/alpha/converra.yml\nbots/beta/converra.yml" };
    const run = await stage.runPull(pull, { inputs });

    expect(verdicts(run).alpha).toBe("regressed");
    expect(verdicts(run).beta).toBe("unchanged");
    expect(run.report?.context.configFiles).toEqual(inputs.config.split("\n"));
    expect(run.outputs.regressed).toBe('["alpha"]');
    expect(stage.comment()).toContain("bots/alpha/alpha.md");
    expect(firstRunsIn(run)).toHaveLength(2);

    const again = await stage.runPull(pull, { inputs: { config: "bots/*/converra.yml" } });
    expect(startsIn(again.requests), "evidence belongs to the entry, not to the input").toEqual([]);
    expect(again.outputs.regressed).toBe('["alpha"]');
  });
});

test("two agents that change places are held against what each would replace", async () => {
  const stage = await aStage({
    agents: [{ key: "alpha" }, { key: "beta", prompt: BAD }],
    converra: { seed: 5 },
  });
  const config = (stage.base.files["converra.yml"] ?? "")
    .replace("name: alpha\n", "name: theta\n")
    .replace("name: beta\n", "name: alpha\n")
    .replace("name: theta\n", "name: beta\n");

  const run = await stage.runPull(stage.openPullRequest({ changes: { "converra.yml": config } }));

  const verdicts = run.report?.agents.map(({ key, verdict }) => [key, verdict?.verdict]);
  expect(verdicts).toEqual([
    ["alpha", "improved"],
    ["beta", "regressed"],
  ]);
  expect(run.outputs.gate).toBe("fail");
});
