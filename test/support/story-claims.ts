/** When a file of stories ends, it has shown what test/fixtures/stories.ts says that it shows. */
import { afterAll, expect, type RunnerTask } from "vitest";

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are asked for.
afterAll(async ({}, { file }) => {
  const [, name] = /\/test\/story\/([\w-]+)\.test\.ts$/u.exec(file.filepath) ?? [];
  if (name === undefined) return;
  const { takeShown } = await import("../story/support/shown.ts");
  const { STORIES } = await import("../fixtures/stories.ts");
  const shown = takeShown(file.filepath);
  // A part of them, as with -t, may show less; and what failed is told already.
  if (!tasksIn(file).every(({ mode, result }) => mode === "run" && result?.state !== "fail"))
    return;
  const missing = (STORIES[name] ?? []).filter((thing) => !shown.has(thing));
  expect(missing, `test/fixtures/stories.ts says that ${name} shows these`).toEqual([]);
});

function tasksIn(task: RunnerTask): readonly RunnerTask[] {
  return "tasks" in task ? [task, ...task.tasks.flatMap(tasksIn)] : [task];
}
