import { describe, expect, it } from "vitest";
import { collectPromptFiles, parseConfig } from "../../../src/config/parse.ts";
import { MAX_PROMPT_BYTES } from "../../../src/config/prompt.ts";
import { configOf, filesOf, mistakesIn } from "./support.ts";

const withFile = (path: string) => `version: 1
agents:
  a:
    model: m
    prompt-file: ${path}
`;

describe("where a prompt comes from", () => {
  it("is all lines of a prompt file", () => {
    const [agent] = configOf(
      withFile("prompts/a.md"),
      filesOf({ "prompts/a.md": "one\ntwo\n" }),
    ).agents;
    expect(agent?.prompt).toBe("one\ntwo");
    expect(agent?.promptSource).toEqual({ file: "prompts/a.md", line: 1, column: 1, endLine: 2 });
    expect(agent?.source).toEqual({ file: "converra.yml", line: 3, column: 3, endLine: 5 });
  });

  it("is the lines of a block, without the line of its sign", () => {
    const [agent] = configOf(`version: 1
agents:
  a:
    prompt: |
      one

      two
    model: m
`).agents;
    expect(agent?.prompt).toBe("one\n\ntwo");
    expect(agent?.promptSource).toEqual({ file: "converra.yml", line: 5, column: 7, endLine: 7 });
  });

  it("is the line of a text that stands beside its key", () => {
    const [agent] = configOf("version: 1\nagents:\n  a: { model: m, prompt: 'Be kind.' }\n").agents;
    expect(agent?.promptSource).toEqual({ file: "converra.yml", line: 3, column: 26, endLine: 3 });
  });

  it("is the anchor's block where an alias stands", () => {
    const [, second] = configOf(`version: 1
defaults: { model: m }
agents:
  a:
    prompt: &shared |
      one
  b: { prompt: *shared }
`).agents;
    expect(second?.prompt).toBe("one");
  });

  it("is the same text in a block, in a file and in a file from Windows", () => {
    const text = 'version: 1\nagents: { a: { model: m, prompt: "one\\ntwo" } }\n';
    const inline = configOf(text).agents[0]?.prompt;
    for (const stored of ["one\ntwo", "one\ntwo\n\n", "one\r\ntwo\r\n"]) {
      expect(configOf(withFile("a.md"), filesOf({ "a.md": stored })).agents[0]?.prompt).toBe(
        inline,
      );
    }
  });

  it("is relative to the folder of the configuration", () => {
    const files = [{ path: "bots/a/converra.yml", text: withFile("../shared/p.md") }];
    const result = parseConfig(files, filesOf({ "bots/shared/p.md": "text" }));
    expect(result.ok && result.config.promptFiles).toEqual(["bots/shared/p.md"]);
    expect(result.ok && result.config.agents[0]?.promptSource.file).toBe("bots/shared/p.md");
  });
});

describe("a prompt that cannot be used", () => {
  const at = "5:18 the prompt file";
  it.each([
    ["missing", "a.md", {}, `${at} "a.md" of agents.a does not exist -> Create it.`],
    [
      "blank",
      "a.md",
      { "a.md": " \n\t\n" },
      `${at} "a.md" of agents.a is empty -> Write the agent's system prompt.`,
    ],
    [
      "outside",
      "../a.md",
      {},
      `${at} "../a.md" of agents.a lies outside the workspace -> Name a file inside the repository.`,
    ],
    [
      "the checkout's own",
      ".git/config",
      {},
      `${at} ".git/config" of agents.a lies inside .git -> Name a file of the repository itself.`,
    ],
    [
      "absolute",
      "/etc/passwd",
      {},
      `${at} "/etc/passwd" of agents.a is an absolute path -> Write it relative to the folder of converra.yml.`,
    ],
  ])("is refused when it is %s", (_, path, files, expected) => {
    expect(mistakesIn(withFile(path), filesOf(files))).toEqual([expected]);
  });

  it("is refused above 256 KiB, in a file as in a block", () => {
    const large = "é".repeat(MAX_PROMPT_BYTES / 2 + 1);
    expect(mistakesIn(withFile("a.md"), filesOf({ "a.md": large }))[0]).toContain(
      "is 257 KiB, more than the 256 KiB a prompt may have",
    );
    const inline = `version: 1\nagents: { a: { model: m, prompt: "${large}" } }\n`;
    expect(mistakesIn(inline)[0]).toContain("the prompt of agents.a is 257 KiB");
    const fits = "é".repeat(MAX_PROMPT_BYTES / 2);
    expect(mistakesIn(withFile("a.md"), filesOf({ "a.md": fits }))).toEqual([]);
  });
});

describe("the prompt files to fetch", () => {
  it("are named once each, whatever else is wrong", () => {
    const text = `agents:
  a: { prompt-file: p/a.md, nonsense: 1 }
  b: { prompt-file: p/a.md }
  c: { prompt-file: 5 }
  d: { prompt-file: ../../x.md }
  e: { prompt-file: .git/config }
  f: [prompt-file]
  g: { prompt: x }
`;
    expect(collectPromptFiles([{ path: "x/converra.yml", text }])).toEqual(["x/p/a.md"]);
  });

  it("are none where the file is not YAML", () => {
    expect(collectPromptFiles([{ path: "converra.yml", text: "a: [" }])).toEqual([]);
  });
});
