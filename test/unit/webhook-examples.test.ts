/** Every example payload that GitHub's users have collected, through `command: auto`: what the README's table says. */
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { readRepoFile } from "../../scripts/generate.ts";
import { type RunContext, readContext, resolveCommand, resolveSync } from "../../src/event.ts";

interface ExamplesOfEvent {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
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

/** As the runner would set it for the payload. */
function contextOf(name: string, payload: Readonly<Record<string, unknown>>): RunContext {
  const repository = payload.repository as { full_name?: string } | undefined;
  const ref = typeof payload.ref === "string" ? payload.ref : "refs/heads/master";
  return readContext(
    {
      GITHUB_EVENT_NAME: name,
      GITHUB_REPOSITORY: repository?.full_name ?? "Codertocat/Hello-World",
      GITHUB_REF: ref,
      GITHUB_SHA: "a".repeat(40),
    },
    payload,
  );
}

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

function expectedFor(name: string, context: RunContext): string {
  if (name === "pull_request" && context.action === "closed") return "clean";
  if (name === "push") return context.isDefaultBranch ? "sync" : "plan";
  return commandsInReadme().get(name) ?? "plan";
}

describe("the example payloads", () => {
  it("are many, and of every event that the README names and GitHub sends", () => {
    expect(all.length).toBeGreaterThan(300);
    const sent = new Set(EXAMPLES.map(({ name }) => name));
    const named = [...commandsInReadme().keys()].filter((event) => event !== "schedule");
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((event) => !sent.has(event))).toEqual([]);
  });

  it.each(all)("$title ends as the README's table says", ({ name, payload }) => {
    const context = contextOf(name, payload);
    const expected = expectedFor(name, context);
    const { command, reason } = resolveCommand("auto", context);
    expect(command).toBe(expected);
    expect(reason).not.toMatch(/undefined|\[object/u);
    // Unmerged text never reaches a live agent.
    const mode = resolveSync("auto", "live", context, command);
    if (mode === "live")
      expect(context.isDefaultBranch || context.pullRequest?.fork === false).toBe(true);
  });
});
