/** Every endpoint in use, command and event that the README names has a story that shows it. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAction, readRepoFile } from "../../scripts/generate.ts";
import { API_INDEX } from "../fixtures/api-index.ts";
import { STORIES } from "../fixtures/stories.ts";

const shown = new Set(Object.values(STORIES).flat());
const missing = (wanted: readonly string[]) => wanted.filter((thing) => !shown.has(thing));

/** Cells of the table under this head. */
function rowsUnder(head: string): readonly (readonly string[])[] {
  const table = readRepoFile("README.md")?.split(head)[1]?.split("\n\n")[0] ?? "";
  const rows = table.split("\n").filter((line) => /^\| [^-]/u.test(line));
  return rows.map((row) => row.split(" | ").map((cell) => cell.replace(/^\| | \|$/gu, "")));
}

const codeIn = (text: string) => [...text.matchAll(/`([^`]+)`/gu)].map(([, code = ""]) => code);

/** What a workflow can listen to of a pull request, and the README says nothing else of. */
const PULL_REQUEST = ["opened", "synchronize", "reopened", "ready_for_review", "labeled"];

/** "push to the default branch: sync", by a row of the README's table of events. */
function eventsIn([events = "", command = "", what = ""]: readonly string[]): readonly string[] {
  const [first = ""] = codeIn(command);
  if (events === "any other") return [`any other: ${first}`];
  if (events.includes(" that is closed")) return [`pull_request closed: ${first}`];
  if (events.includes(" to ")) return [`${events.replaceAll("`", "")}: ${first}`];
  return codeIn(events).flatMap((event) => {
    if (event === "pull_request") return PULL_REQUEST.map((what) => `${event} ${what}: ${first}`);
    const otherwise = event === "schedule" && what.includes("`gate`") ? [`${event}: gate`] : [];
    return [`${event}: ${first}`, ...otherwise];
  });
}

describe("the stories show", () => {
  it("every endpoint that is used", () => {
    const used = API_INDEX.filter(({ usedBy }) => usedBy.length > 0);
    expect(used.length).toBeGreaterThan(20);
    expect(missing(used.map(({ endpoint }) => endpoint))).toEqual([]);
  });

  it("what happens on every event of the README's table", () => {
    const events = rowsUnder("| event | command | what it does |\n").flatMap(eventsIn);
    expect(events.length).toBeGreaterThan(12);
    expect(missing(events)).toEqual([]);
  });

  it("every command that action.yml names", () => {
    const { inputs } = readAction();
    const [list = ""] =
      /What to do: ([^.]+)\./u.exec(inputs.command?.description ?? "")?.slice(1) ?? [];
    const commands = list.split(/, | or /u);
    expect(commands.length).toBeGreaterThan(8);
    expect(missing(commands.map((command) => `command ${command}`))).toEqual([]);
  });

  it("every command in comments that the README names", () => {
    const asked = rowsUnder("\n| command | what it does |\n").map(([cell = ""]) => {
      const [command = ""] = codeIn(cell);
      return command.replaceAll(/ <\w+>/gu, "");
    });
    expect(asked.length).toBeGreaterThan(5);
    expect(missing(asked)).toEqual([]);
  });

  it("nothing in files that are not there", () => {
    const file = (name: string) => new URL(`../story/${name}.test.ts`, import.meta.url);
    expect(Object.keys(STORIES).filter((name) => !existsSync(file(name)))).toEqual([]);
  });
});
