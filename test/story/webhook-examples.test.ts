/** A whole run with `command: auto` for every example payload that GitHub's users have collected. */
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// Loaded late by the action: the virtual clock does not wait for that.
import "../../src/commands/clean.ts";
import "../../src/commands/comment.ts";
import "../../src/commands/reply.ts";
import type { PullRequestFacts } from "../../sandbox/github/payloads.ts";
import { readRepoFile } from "../../scripts/generate.ts";
import { type RunContext, readContext, resolveSync } from "../../src/event.ts";
import { REWORDED } from "../support/stage/prompts.ts";
import { type Commit, filesWith } from "../support/stage/repository.ts";
import { gitHubWrites, writes } from "../support/stage/requests.ts";
import type { StageRun } from "../support/stage/stage.ts";
import { aStage, type Story } from "./support/stage.ts";

type Payload = Readonly<Record<string, unknown>>;

interface ExamplesOfEvent {
  readonly name: string;
  readonly examples: readonly Payload[];
}

const EXAMPLES = createRequire(import.meta.url)(
  "@octokit/webhooks-examples",
) as readonly ExamplesOfEvent[];

const all = EXAMPLES.flatMap(({ name, examples }) =>
  examples.map((payload, index) => ({
    name,
    payload,
    title: `${name} ${String(payload.action ?? "")} (${index + 1})`,
  })),
);

/** That of nearly all examples. */
const REPOSITORY = "Codertocat/Hello-World";

/** Event -> command, of the table under "What happens on which event"; the rows that add a condition aside. */
function commandsInReadme(): ReadonlyMap<string, string> {
  const readme = readRepoFile("README.md") ?? "";
  const rows = readme.split("| event | command |")[1]?.split("\n\n")[0]?.split("\n") ?? [];
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  const plain = cells.filter(([, event = ""]) => /^(`\w+`(, )?)+$/u.test(event));
  return new Map(
    plain.flatMap(([, events = "", command = ""]) =>
      [...events.matchAll(/`(\w+)`/gu)].map(([, event = ""]): [string, string] => {
        return [event, /`(\w+)`/u.exec(command)?.[1] ?? command];
      }),
    ),
  );
}

const COMMANDS = commandsInReadme();

function expectedFor(name: string, { action, isDefaultBranch }: RunContext): string {
  if (name === "pull_request" && action === "closed") return "clean";
  if (name === "push") return isDefaultBranch ? "sync" : "plan";
  return COMMANDS.get(name) ?? "plan";
}

/** As the runner has it: the default branch, where the payload names none. */
function refOf({ ref, repository }: Payload): string {
  const { default_branch: branch = "master" } = (repository ?? {}) as { default_branch?: string };
  return typeof ref === "string" && ref.startsWith("refs/") ? ref : `refs/heads/${branch}`;
}

/** What has no report, and no command in these examples. */
const ENDINGS: Readonly<Record<string, { readonly exitCode: number; readonly words: RegExp }>> = {
  reply: { exitCode: 0, words: /There is nothing to answer: a comment is a command where/u },
  comment: {
    exitCode: 1,
    words: /The run that ended was started by \w+, and only pull requests have comments\. Let/u,
  },
};

describe("the example payloads", () => {
  let stage: Story;
  let takeDown = async () => {};
  /** A commit with a reworded prompt, for whatever has a head of its own. */
  let head: Pick<Commit, "files">;

  beforeAll(async () => {
    stage = await aStage({
      github: { repository: REPOSITORY },
      onTakeDown: (one) => {
        takeDown = one;
      },
    });
    head = { files: filesWith(stage.base.files, { "prompts/support.md": REWORDED }) };
  });
  afterAll(() => takeDown());

  async function play(name: string, payload: Payload): Promise<StageRun> {
    const pull = payload.pull_request as Pull | undefined;
    if (name === "pull_request" && pull !== undefined) seed(stage, pull, head.files);
    const isReview = name === "pull_request" || name === "merge_group";
    return stage.runEvent({ name, payload }, isReview ? head : stage.base, {
      context: name === "pull_request" ? {} : { ref: refOf(payload) },
      makesNoReport: Object.hasOwn(ENDINGS, COMMANDS.get(name) ?? ""),
    });
  }

  it("are many, and of every event that the README names and GitHub sends", () => {
    expect(all.length).toBeGreaterThan(300);
    const sent = new Set(EXAMPLES.map(({ name }) => name));
    const named = [...COMMANDS.keys()].filter((event) => event !== "schedule");
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((event) => !sent.has(event))).toEqual([]);
  });

  it.each(all)("$title ends as the README's table says", async ({ name, payload }) => {
    const run = await play(name, payload);
    const context = readContext(
      { GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: REPOSITORY, GITHUB_REF: refOf(payload) },
      payload,
    );
    const expected = expectedFor(name, context);

    expect(run.stdout).not.toMatch(/TypeError|ReferenceError|fault of its own/u);
    const ending = ENDINGS[expected];
    if (ending !== undefined) {
      expect(run).toMatchObject({ exitCode: ending.exitCode, calls: [], gitHubRequests: [] });
      expect(run.stdout).toMatch(ending.words);
      return;
    }
    const [line = "", command, reason] = /Command: (\w+) \((.+)\)\./u.exec(run.stdout) ?? [];
    expect(command, `${line}\n${run.stdout}`).toBe(expected);
    expect(reason).not.toMatch(/undefined|\[object/u);
    expect(run.report?.fault).toBeUndefined();
    expect(run.exitCode).toBe(0);
    if (expected === "plan") {
      expect(writes(run)).toEqual([]);
      expect(gitHubWrites(run)).toEqual([]);
      if (name !== "push") {
        expect(reason).toBe(`nothing else is safe to assume of the event ${name}`);
      }
    }
    // Unmerged text never reaches a live agent.
    const mode = resolveSync("auto", "live", context, command as "plan");
    if (mode === "live")
      expect(context.isDefaultBranch || context.pullRequest?.fork === false).toBe(true);
  });
});

interface Pull {
  readonly number: number;
  readonly head: { readonly sha: string; readonly ref: string };
  readonly base: { readonly sha: string; readonly ref: string };
}

/** GitHub knows the pull request of a payload, and the files of both ends of it. */
function seed({ github, base }: Story, pull: Pull, files: Commit["files"]): void {
  const facts: Omit<PullRequestFacts, "repository"> = {
    ...{ number: pull.number, head: pull.head.sha, base: pull.base.sha },
    ...{ headRef: pull.head.ref, baseRef: pull.base.ref },
  };
  github.seedPullRequest(facts);
  github.seedFiles(pull.base.sha, base.files);
  github.seedFiles(pull.head.sha, files);
}
