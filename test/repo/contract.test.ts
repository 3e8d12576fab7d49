import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { configurationText, exampleOf, valueKeys } from "../../scripts/configuration.ts";
import {
  assumptionsText,
  readAction,
  readRepoFile,
  schemaText,
  withTables,
} from "../../scripts/generate.ts";
import { INPUT_DEFAULTS } from "../../src/inputs.ts";
import { renderOutputs } from "../../src/report/outputs.ts";
import { aReport } from "../support/report-builders.ts";

const action = readAction();
const generate = "run npm run generate";

describe("action.yml", () => {
  it("has the inputs and defaults that the action reads", () => {
    const stated = Object.entries(action.inputs).map(([name, input]) => [name, input.default]);
    expect(Object.fromEntries(stated)).toEqual(INPUT_DEFAULTS);
  });

  it("has the outputs that the action writes", () => {
    const written = renderOutputs(aReport(), { reportDir: "out" });
    expect(Object.keys(action.outputs).toSorted()).toEqual(Object.keys(written).toSorted());
  });

  it("describes each of them for people", () => {
    for (const [name, { description }] of Object.entries({ ...action.inputs, ...action.outputs })) {
      expect(description, name).toMatch(/^[A-Z][\s\S]{20,}\.$/);
    }
  });

  it("runs one bundle on Node 24, and again when everything is over", () => {
    expect(action.runs).toEqual({
      using: "node24",
      main: "dist/index.js",
      post: "dist/index.js",
      "post-if": "always()",
    });
  });

  it("has a description the marketplace shows in full", () => {
    const { description = "" } = action;
    expect(description.length).toBeGreaterThan(20);
    expect(description.length).toBeLessThanOrEqual(125);
  });
});

describe("what is generated", () => {
  it("is current in schema/converra.schema.json", () => {
    expect(readRepoFile("schema/converra.schema.json"), generate).toBe(schemaText());
  });

  it("is current in docs/configuration.md, which has every key with an example that holds", () => {
    expect(readRepoFile("docs/configuration.md"), generate).toBe(configurationText());
    const ajv = new Ajv({ strict: false });
    const leaves = valueKeys();
    expect(leaves.length).toBeGreaterThan(60);
    for (const { path, node } of leaves) {
      const example = exampleOf(path.split(".").at(-1) ?? "", node);
      expect(ajv.validate(node, example), `${path}: ${JSON.stringify(example)}`).toBe(true);
    }
  });

  it("is current in docs/assumptions.md", () => {
    expect(readRepoFile("docs/assumptions.md"), generate).toBe(assumptionsText());
  });

  it("is current in README.md", () => {
    const readme = readRepoFile("README.md") ?? "";
    for (const marker of [
      "<!-- inputs -->",
      "<!-- /inputs -->",
      "<!-- outputs -->",
      "<!-- /outputs -->",
    ]) {
      expect(readme.includes(marker), `README.md lacks the marker ${marker}`).toBe(true);
    }
    expect(readme, generate).toBe(withTables(readme, action));
  });

  it("shows the workflow that init writes, in the README", () => {
    const workflow = readRepoFile("examples/support-bot/.github/workflows/prompts.yml") ?? "-";
    const readme = (readRepoFile("README.md") ?? "").replaceAll(/^ {3}/gm, "");
    expect(readme).toContain(`\`\`\`yaml\n${workflow}\`\`\``);
  });

  it("fills the tables of a README and leaves the rest of it alone", () => {
    const readme =
      "# A\n<!-- inputs -->\nold\n<!-- /inputs -->\nB\n<!-- outputs --><!-- /outputs -->\nC\n";
    const filled = withTables(readme, {
      ...action,
      inputs: { "x-y": { description: "One |\n  two.", default: "z" }, w: { description: "W." } },
      outputs: { o: { description: "O." } },
    });
    expect(filled).toBe(`# A
<!-- inputs -->
| Input | Default | Meaning |
| --- | --- | --- |
| \`x-y\` | \`z\` | One \\| two. |
| \`w\` |  | W. |
<!-- /inputs -->
B
<!-- outputs -->
| Output | Meaning |
| --- | --- |
| \`o\` | O. |
<!-- /outputs -->
C
`);
    expect(withTables(filled, action)).toBe(withTables(readme, action));
    expect(() => withTables("# A\n", action)).toThrow("lacks the markers <!-- inputs -->");
  });
});
