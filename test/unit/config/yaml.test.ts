import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config/parse.ts";
import { MAX_CONFIG_BYTES } from "../../../src/config/source.ts";
import { mistakesIn, noFiles, SOUND } from "./support.ts";

describe("a file that cannot be read as plain YAML", () => {
  it.each([
    ["it is empty", "", "1:1 the file is empty -> Begin with version: 1 and agents: below it."],
    [
      "it holds a comment only",
      "# nothing\n",
      "1:1 the file is empty -> Begin with version: 1 and agents: below it.",
    ],
    [
      "it is a list",
      "- a\n",
      "1:1 the file must be a section of keys, but is a list of 1 -> Begin with version: 1 and agents: below it.",
    ],
    [
      "a tab indents",
      "version: 1\nagents:\n\ta: 1\n",
      "3:1 not valid YAML: Tabs are not allowed as indentation -> Indent with spaces.",
    ],
    [
      "two documents stand in it",
      `${SOUND}---\nversion: 1\n`,
      "6:1 the file holds more than one document -> Keep one, and put the others in files of their own.",
    ],
    [
      "a merge conflict is left in it",
      SOUND.replace(
        "    model",
        "<<<<<<< HEAD\n    model: a\n=======\n    model: b\n>>>>>>> x\n    model",
      ),
      "4:1 a merge conflict is left in the file -> Keep one side, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    ],
    [
      "a quote is not closed",
      `${SOUND}sync: { pull-request: "preview }\n`,
      '7:1 not valid YAML: Missing closing "quote -> Close the quote that opens further up.',
    ],
    [
      "a tag is not known",
      `${SOUND}sync: !include sync.yml\n`,
      "6:7 the tag is not known here -> Remove the tag; write the value itself.",
    ],
    [
      "an alias has no anchor",
      `${SOUND}sync: *nowhere\n`,
      "6:7 the alias *nowhere has no anchor before it -> Write the value out.",
    ],
    [
      "an alias stands in its own anchor",
      `${SOUND}gate: &s { headroom: *s }\n`,
      "6:22 the alias *s stands inside its own anchor -> Write the value out.",
    ],
    [
      "a key is a list",
      `${SOUND}? [a]\n: 1\n`,
      "6:3 a key must be a single word -> Write a plain key, or put the value in quotes.",
    ],
  ])("says so where %s", (_, text, expected) => {
    expect(mistakesIn(text)).toEqual([expected]);
  });

  it.each(["__proto__", "constructor", "prototype"])(
    "refuses the key %s wherever it stands",
    (key) => {
      const text = `${SOUND}gate: { headroom: { ${key}: { polluted: yes } } }\n`;
      expect(mistakesIn(text)).toEqual([
        `6:21 the key ${key} is not allowed -> Choose another key.`,
      ]);
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    },
  );

  it("refuses aliases that multiply", () => {
    const levels = Array.from({ length: 9 }, (_, index) => {
      const items =
        index === 0
          ? "x, x"
          : Array(9)
              .fill(`*l${index - 1}`)
              .join(", ");
      return `l${index}: &l${index} [${items}]\n`;
    });
    expect(mistakesIn(levels.join(""))).toEqual([
      "1:1 the file uses its aliases too often -> Write the values out, or use defaults.",
    ]);
  });

  it("refuses a file above 1 MiB, and takes one that is just as large", () => {
    const padded = SOUND + "#".repeat(MAX_CONFIG_BYTES - SOUND.length);
    expect(mistakesIn(padded)).toEqual([]);
    expect(mistakesIn(`${padded}#`)).toEqual([
      "1:1 the file is larger than 1 MiB -> Move prompts to files of their own, by prompt-file.",
    ]);
  });

  it("survives nesting without end", () => {
    expect(mistakesIn("[".repeat(50_000)).length).toBeGreaterThan(0);
    const deep = `${SOUND}gate: { metrics: ${"{a: ".repeat(2_000)}1${"}".repeat(2_000)} }\n`;
    expect(mistakesIn(deep).length).toBeLessThan(10);
  });

  it("complains of a slip at most five times", () => {
    expect(mistakesIn("a: [\n".repeat(50)).length).toBeLessThanOrEqual(5);
  });

  it("names both places of a key that stands twice, beside the other mistakes", () => {
    expect(mistakesIn(`${SOUND}    prompt: Again.\n    nmae: Bot\n`)).toEqual([
      "6:5 the key prompt stands twice in one section, first on line 5 -> Remove one of the two.",
      '7:5 the key "nmae" is not known in agents.support -> Did you mean name?',
    ]);
  });

  it("takes the last of two equal keys for the one that counts", () => {
    expect(mistakesIn(`${SOUND}    temperature: 1\n    temperature: 5\n`)[1]).toMatch(/^7:18 /);
  });

  it("never throws, whatever the text", () => {
    const piece = fc.constantFrom(
      "version: 1\n",
      "agents:\n",
      "  a:\n",
      "    prompt: |\n",
      "      x\n",
      "defaults:",
      "gate: {",
      "}",
      "- ",
      "*a ",
      "&a ",
      "<<: ",
      "? ",
      ": ",
      "!!set ",
      "%YAML 1.1\n---\n",
      "'",
      '"',
      "null",
      "\t",
      "0",
      "models: [",
      "]",
      "metrics:",
      "__proto__: ",
    );
    const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 30 });
    fc.assert(
      fc.property(text, (pieces) => {
        const result = parseConfig([{ path: "c.yml", text: pieces.join("") }], noFiles);
        if (result.ok) return true;
        return result.issues.every(({ line, column }) => line >= 1 && column >= 1);
      }),
      { numRuns: 1000 },
    );
  });
});
