import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configJsonSchema } from "../../../src/config/schema.ts";
import { mistakesIn, SOUND } from "./support.ts";

const path = new URL("../../../schema/converra.schema.json", import.meta.url);
const committed: Record<string, unknown> = JSON.parse(readFileSync(path, "utf8"));
const validate = new Ajv({ allErrors: true }).compile(committed);
const accepts = (text: string) => validate(parse(text));

describe("the committed JSON Schema", () => {
  it("is the one the definition gives", () => {
    expect(committed, "run npm run generate").toEqual(configJsonSchema());
  });

  it("names no machine", () => {
    expect(committed.$id).toBe("urn:converra-gate:schema:config:1");
    expect(JSON.stringify(committed)).not.toMatch(/file:|\/home\/|\/work\//);
  });

  it("describes every key", () => {
    const bare: string[] = [];
    const walk = (node: unknown, where: string): void => {
      if (typeof node !== "object" || node === null) return;
      const { properties, additionalProperties, items } = node as Record<string, unknown>;
      for (const [key, child] of Object.entries(properties ?? {})) {
        if (typeof (child as { description?: unknown }).description !== "string") {
          bare.push(`${where}.${key}`);
        }
        walk(child, `${where}.${key}`);
      }
      walk(additionalProperties, `${where}.*`);
      walk(items, `${where}[]`);
    };
    walk(committed, "");
    expect(bare).toEqual([]);
  });

  it("publishes the defaults", () => {
    expect(committed).toMatchObject({
      properties: {
        gate: { properties: { "max-drop": { default: 5 }, "evidence-days": { default: 30 } } },
        sync: { properties: { "pull-request": { default: "preview" } } },
      },
    });
  });
});

describe("an editor that uses the JSON Schema", () => {
  it.each([
    ["the smallest file", SOUND],
    [
      "a model in defaults",
      "version: 1\ndefaults: { model: m }\nagents: { a: { prompt-file: a.md } }\n",
    ],
    [
      "every section",
      `${SOUND}sync: { pull-request: live }
gate: { confidence: 0.9, metrics: { verbosity: { direction: lower } } }
budget: { keep: 0 }
wait: { interval-seconds: 0.05 }
health: { regenerate: true }
report: { suggestion: true }
policy: head
`,
    ],
  ])("accepts %s, as the action does", (_, text) => {
    expect(accepts(text)).toBe(true);
    if (!text.includes("prompt-file")) expect(mistakesIn(text)).toEqual([]);
  });

  it.each([
    ["no version", SOUND.replace("version: 1\n", "")],
    ["no agent", "version: 1\ndefaults: { model: m }\nagents: {}\n"],
    ["both prompts", `${SOUND}    prompt-file: a.md\n`],
    ["no prompt", "version: 1\nagents: { a: { model: m } }\n"],
    ["an unknown key", `${SOUND}    modle: m\n`],
    ["a key with a space", 'version: 1\nagents: { "a b": { model: m, prompt: p } }\n'],
    ["a wrong type", `${SOUND}    temperature: "1"\n`],
    ["a value out of range", `${SOUND}budget: { keep: -1 }\n`],
    ["a doubled model", `${SOUND}    benchmark: { models: [a, a] }\n`],
    ["confidence of one agent", `${SOUND}    gate: { confidence: 0.9 }\n`],
    ["a tag of ours", `${SOUND}    tags: [converra-gate]\n`],
    ["a policy there is not", `${SOUND}policy: mine\n`],
  ])("refuses %s, as the action does", (_, text) => {
    expect(accepts(text)).toBe(false);
    expect(mistakesIn(text)).not.toEqual([]);
  });
});
