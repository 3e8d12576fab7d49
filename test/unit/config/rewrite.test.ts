import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../../../src/config/parse.ts";
import { commentsOf, withPrompt } from "../../../src/config/rewrite.ts";
import { anyCharacter } from "../../support/any-character.ts";
import { writtenConfig } from "../../support/written-config.ts";

const FILE = `# What guards our prompts
version: 1   # of the format
defaults: { model: gpt-4o }   # flow

agents:
  # the first
  support:
    name: Support   # shown
    prompt: |   # kept in here
      You help.

      # not a comment
      Be kind.

    tags: [a, b]
  billing:
      prompt: >-
          One long
          line.
      # below a fold
  sales:
    prompt: "Sell \\u00e9"   # quoted
  plain:
    prompt: Say little   # plain
  flow: { name: Flow, prompt: 'It''s so', tags: [c] }   # in a line
  keep:
    prompt: |+
      Ends with lines.


  odd:
    ? prompt
    : |2
        Indented.
      Less.
gate:
  max-drop: 5   # points
`;
const KEYS = Object.keys(parse(FILE).agents as object);

function rewritten(text: string, key: string, prompt: string): string {
  const result = withPrompt({ path: "converra.yml", text }, key, prompt);
  if (!result.ok) throw new Error(result.problem);
  return result.text;
}

/** What a prompt may hold: words, Markdown, YAML's own signs, white space in every place. */
const anyPrompt = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        "- a: b",
        "# c",
        "  deep",
        "\ttab",
        "",
        " ",
        "text",
        "'",
        '"',
        "|",
        "> x",
        "---",
        "...",
        "%",
        "&a",
        "*a",
        "trail  ",
        "é",
        "\u2028",
        "{",
        "?",
      ),
      { maxLength: 8 },
    )
    .map((lines) => lines.join("\n")),
);

function holds(data: unknown, text: string): boolean {
  return JSON.stringify(data).includes(JSON.stringify(text).slice(1, -1));
}

describe("a prompt written into converra.yml", () => {
  it("changes nothing else when parsed, and keeps every comment, in every place and for every text", () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), anyPrompt, fc.boolean(), (key, prompt, isWindows) => {
        const file = isWindows ? FILE.replaceAll("\n", "\r\n") : FILE;
        const text = rewritten(file, key, prompt);
        const before = parse(FILE);
        before.agents[key].prompt = prompt.replace(/\r\n?/g, "\n");
        expect(parse(text)).toEqual(before);
        expect(commentsOf(text)).toEqual(commentsOf(file));
      }),
      { numRuns: 250 },
    );
  });

  it("does so in every place of every valid file, however it is written", () => {
    const noFiles = () => ({ problem: "is not read", fix: "" });
    fc.assert(
      fc.property(fc.gen(), anyPrompt, (g, prompt) => {
        const { text, comments, prompts } = writtenConfig(g);
        const file = { path: "converra.yml", text };
        const read = parseConfig([file], noFiles);
        expect(read.ok ? [] : read.issues).toEqual([]);
        const { key, isShared } = prompts[g(fc.nat, { max: prompts.length - 1 })] ?? {};
        const result = withPrompt(file, key ?? "", prompt);
        if (!result.ok) {
          expect(isShared).toBe(true);
          return;
        }
        const before = parse(text);
        before.agents[key ?? ""].prompt = prompt.replace(/\r\n?/g, "\n");
        const after = parse(result.text);
        expect(after).toEqual(before);
        // Where it stands as deep as the block above it, it is a line of that block.
        for (const comment of comments.filter((one) => !holds(parse(text), one))) {
          expect(result.text.split(comment), comment).toHaveLength(2);
          expect(holds(after, comment), comment).toBe(false);
        }
      }),
      { numRuns: Number(process.env.REWRITES ?? 150) },
    );
  });

  it("keeps what was written, byte for byte, around it", () => {
    const text = rewritten(FILE, "support", "You help.\n\n# still none\n\nBe brief.");
    expect(text).toBe(
      FILE.replace(
        "      # not a comment\n      Be kind.\n",
        "      # still none\n\n      Be brief.\n",
      ).replace("prompt: |   # kept", "prompt: |- # kept"),
    );
  });

  it("makes a block of a line that has become several", () => {
    const text = rewritten(FILE, "plain", "One.\nTwo.\n");
    expect(text).toContain("    prompt: | # plain\n      One.\n      Two.\n");
  });

  it("takes the place of an alias, and of its target only where nobody else has it", () => {
    const shared = `agents:\n  a: { prompt: &p "One." }\n  b: { prompt: *p }\n  c: { prompt: &q "Two." }\nversion: 1\n`;
    expect(parse(rewritten(shared, "b", "New.")).agents).toEqual({
      a: { prompt: "One." },
      b: { prompt: "New." },
      c: { prompt: "Two." },
    });
    expect(rewritten(shared, "c", "New.")).toContain('c: { prompt: &q "New." }');
    expect(withPrompt({ path: "x.yml", text: shared }, "a", "New.")).toMatchObject({
      ok: false,
      problem: expect.stringContaining("as where an anchor shares it"),
    });
  });

  it("is refused where the prompt stands in a file of its own", () => {
    const text = "agents:\n  a: { prompt-file: a.md }\n";
    expect(withPrompt({ path: "x.yml", text }, "a", "New.")).toMatchObject({ ok: false });
  });
});
