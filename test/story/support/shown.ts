/** What the stories of a file have shown, as they were played: endpoints, commands, and which event led to which. */
import { expect } from "vitest";
import type { RecordedRequest } from "../../../sandbox/converra/middleware/record.ts";
import { rowsFor } from "../../fixtures/api-index.ts";
import type { ActionResult, ActionRun } from "../../support/run-action.ts";

/** Path of a test file -> what was shown in it. */
const shown = new Map<string, Set<string>>();

/** What a file has shown; a second call knows nothing any more. */
export function takeShown(file: string): ReadonlySet<string> {
  const things = shown.get(file) ?? new Set();
  shown.delete(file);
  return things;
}

export function show(
  run: Pick<ActionRun, "event" | "inputs">,
  { stdout }: Pick<ActionResult, "stdout">,
  requests: readonly RecordedRequest[],
): void {
  const file = expect.getState().testPath;
  if (file === undefined) return;
  const things = shown.get(file) ?? new Set();
  shown.set(file, things);
  const command = commandOf(run, stdout);
  things.add(`command ${command}`).add(`${eventOf(run.event)}: ${command}`);
  const asked = askedIn(run.event);
  if (asked !== undefined) things.add(asked);
  for (const { method, path } of requests) {
    for (const { endpoint } of rowsFor(method, path)) things.add(endpoint);
  }
}

/** What is said of the command, else what was asked for by name; what has no report says neither. */
function commandOf({ event, inputs = {} }: Pick<ActionRun, "event" | "inputs">, log: string) {
  const [, said] = /^Command: (\w+) \(/mu.exec(log) ?? [];
  const stated = inputs.command === "auto" ? undefined : inputs.command;
  const silent = { issue_comment: "reply", workflow_run: "comment" }[event.name];
  return said ?? stated ?? silent ?? "none";
}

const NAMED = ["merge_group", "workflow_dispatch", "workflow_run", "issue_comment", "schedule"];

/** As the README's table calls it; of a pull request with what happened. */
function eventOf({ name, payload }: ActionRun["event"]): string {
  if (name === "pull_request") return `${name} ${String(payload.action)}`;
  if (name === "push") {
    const { default_branch: branch } = payload.repository as { default_branch?: string };
    const isDefault = payload.ref === `refs/heads/${branch ?? "main"}`;
    return isDefault ? "push to the default branch" : "push to another branch";
  }
  return NAMED.includes(name) ? name : "any other";
}

/** "/converra apply live" of a comment that says "/converra apply support live". */
function askedIn({ name, payload }: ActionRun["event"]): string | undefined {
  if (name !== "issue_comment") return undefined;
  const { body = "" } = (payload.comment ?? {}) as { body?: string };
  const [slash, what, , how] = (body.split("\n")[0] ?? "").trim().split(/\s+/u);
  if (slash !== "/converra" || what === undefined) return undefined;
  return `${slash} ${what}${how === "live" ? " live" : ""}`;
}
