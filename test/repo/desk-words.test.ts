/** What is said at a desk as well as in a workflow must be true at both. */
import ts from "typescript";
import { expect, test } from "vitest";
import { sourcesBelow } from "./source-tree.ts";

/** Where there is a workflow: the runner, events, inputs under `with:`, and the files that `init` writes for it. */
const OF_WORKFLOWS = [
  /^src\/github\//,
  /^src\/(main|event|inputs)\.ts$/,
  /^src\/commands\/(post|dispatch|comment|reply|rerun|standing|apply-live)\.ts$/,
  /^src\/cli\/(init|example|program)\.ts$/,
  /^src\/config\/schema/,
];

/** Texts of a source file that speak of a workflow to people. */
function workflowWords(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node);
    if (isText && /\bworkflow\b.* |.* \bworkflow\b|under `?with:/is.test(node.text)) {
      found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Only said of a pull request or of the link to its run, or said of both places. */
const ALLOWED = [
  "src/report/html/page.ts: workflow run",
  // Of a report that another workflow left.
  "by a workflow that the pull request itself can change",
  "the artifact that the other workflow uploaded",
  "Run the workflow on the default branch, which writes its prompt back",
  "Run the workflow on the default branch, so that sync writes",
  "(a `concurrency` group in the workflow)",
  // What is looked for in converra.yml belongs there, wherever the file is checked.
  "is an input of the action: write it under `with:` in the workflow.",
  "is an expression, and GitHub replaces those in workflow files alone",
  "(in a workflow the secret behind `api-key`, at a desk CONVERRA_API_KEY)",
];

test("no message that a desk shows sends its reader to a workflow", () => {
  const words = sourcesBelow("src")
    .filter(({ path }) => !OF_WORKFLOWS.some((place) => place.test(path)))
    .flatMap(({ path, text }) => workflowWords(text).map((one) => `${path}: ${one}`))
    .filter((one) => !ALLOWED.some((text) => one.includes(text)));
  expect(words).toEqual([]);
});

test("a message that does would be found", () => {
  const source =
    "'Correct it under `with:` here'; `run the workflow $" + "{name} again`; type Workflow = 1;";
  expect(workflowWords(source)).toEqual(["Correct it under `with:` here", "run the workflow "]);
});
