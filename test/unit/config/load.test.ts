import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../../src/config/load.ts";
import { ConfigError } from "../../../src/errors.ts";
import { SOUND } from "./support.ts";

let root: string;
let workspace: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "converra-config-"));
  workspace = join(root, "workspace");
  mkdirSync(workspace);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), content);
}

const agent = (key: string, promptFile: string) =>
  `version: 1\nagents:\n  ${key}:\n    model: m\n    prompt-file: ${promptFile}\n`;

const load = (...patterns: string[]) => loadConfig({ workspace, patterns });

async function mistakes(...patterns: string[]): Promise<readonly string[]> {
  const error = await load(...patterns).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConfigError)) throw new Error(`no ConfigError but ${String(error)}`);
  return error.issues.map(({ file, line, column, message, fix }) =>
    [`${file}:${line}:${column}`, message, "->", fix].join(" "),
  );
}

it("a configuration of the other ending is left aside and named, unless both are read", async () => {
  write("converra.yml", SOUND);
  write("converra.yaml", SOUND.replace("support", "sales"));
  const leftAside = [{ path: "converra.yaml", read: "converra.yml" }];
  expect(await load("converra.yml")).toMatchObject({ files: ["converra.yml"], leftAside });
  expect((await load("converra.{yml,yaml}")).leftAside).toEqual([]);
});

describe("a configuration that is not there", () => {
  it("is said to want a checkout where the workspace is empty", async () => {
    expect(await mistakes("converra.yml")).toEqual([
      "converra.yml:1:1 converra.yml does not exist -> The workspace is empty: add `- uses: actions/checkout@v4` before this step.",
    ]);
  });

  it("is found in another folder", async () => {
    write("svc/converra.yml", SOUND);
    const fix = "There is svc/converra.yml: name it as the config.";
    expect(await mistakes("converra.yml")).toEqual([
      `converra.yml:1:1 converra.yml does not exist -> ${fix}`,
    ]);
    expect(await mistakes("bots/*.yml")).toEqual([
      `bots/*.yml:1:1 bots/*.yml matches no file -> ${fix}`,
    ]);
  });

  it("is found under YAML's other ending", async () => {
    write("converra.yaml", SOUND);
    expect(await mistakes("converra.yml")).toEqual([expect.stringMatching(/or rename it to/)]);
  });
});

describe("loading the configuration", () => {
  it("reads the file and the prompts it names", async () => {
    write("bots/converra.yml", agent("a", "prompts/a.md"));
    write("bots/prompts/a.md", "\ufeffHelp.\n");
    const config = await load("bots/converra.yml");
    expect(config.files).toEqual(["bots/converra.yml"]);
    expect(config.promptFiles).toEqual(["bots/prompts/a.md"]);
    expect(config.agents[0]?.prompt).toBe("Help.");
  });

  it("takes globs in order, hidden folders too, each file once", async () => {
    for (const name of ["c", "a", "b"]) write(`svc/.${name}/gate.yml`, agent(name, "p.md"));
    for (const name of ["c", "a", "b"]) write(`svc/.${name}/p.md`, "p");
    write("node_modules/x/gate.yml", "not: ours");
    const config = await load("svc/.b/gate.yml", "**/gate.yml", "./svc/.a/../.a/gate.yml");
    expect(config.files).toEqual(["svc/.b/gate.yml", "svc/.a/gate.yml", "svc/.c/gate.yml"]);
  });

  it("takes an absolute path inside the workspace, and a name that looks like a glob", async () => {
    write("[a].yml", SOUND);
    expect((await load(join(workspace, "[a].yml"))).files).toEqual(["[a].yml"]);
  });

  it("reads more prompts than files may be open at once", async () => {
    const entries = Array.from({ length: 300 }, (_, index) => {
      write(`p/${index}.md`, `prompt ${index}`);
      return `  a${index}: { prompt-file: p/${index}.md }\n`;
    });
    write("converra.yml", `version: 1\ndefaults: { model: m }\nagents:\n${entries.join("")}`);
    const { agents } = await load("converra.yml");
    expect(agents.map(({ prompt }) => prompt)).toContain("prompt 299");
  });
});

describe("files that cannot be loaded", () => {
  it("are reported together with the mistakes of the others", async () => {
    write("converra.yml", `${SOUND}nonsense: 1\n`);
    expect(await mistakes("convera.yml", "x/*.yml", "../out.yml", "converra.yml")).toEqual([
      "x/*.yml:1:1 x/*.yml matches no file -> Correct the path or glob, or add a converra.yml.",
      "../out.yml:1:1 ../out.yml lies outside the workspace -> Name a file inside the repository.",
      "convera.yml:1:1 convera.yml does not exist -> Did you mean converra.yml?",
      'converra.yml:6:1 the key "nonsense" is not known at the top of the file -> Remove it. Known here: version, defaults, agents, sync, gate, policy, budget, wait, health, report, settings, webhooks.',
    ]);
  });

  it("are looked for by their folders too, in another case or with the other slash", async () => {
    write("prompts/support.md", "Help.");
    for (const path of ["Prompts/Support.md", "prompt/suport.md", "prompts\\\\support.md"]) {
      write("converra.yml", agent("a", JSON.stringify(path.replace("\\\\", "\\"))));
      const [mistake] = await mistakes("converra.yml");
      expect(mistake, path).toMatch(/does not exist -> Did you mean prompts\/support\.md\?$/);
    }
  });

  it("are refused when a link leads out of the workspace or into .git", async () => {
    writeFileSync(join(root, "secret.txt"), "secret");
    write(".git/config", "token");
    mkdirSync(join(workspace, "prompts"));
    symlinkSync(join(root, "secret.txt"), join(workspace, "prompts/out.md"));
    symlinkSync("../.git/config", join(workspace, "prompts/git.md"));
    symlinkSync(root, join(workspace, "up"));
    write("prompts/real.md", "Help.");
    symlinkSync("real.md", join(workspace, "prompts/inside.md"));
    for (const path of ["prompts/out.md", "prompts/git.md", "up/secret.txt"]) {
      write("converra.yml", agent("a", path));
      const [mistake] = await mistakes("converra.yml");
      expect(mistake).toContain("is a link to a place that may not be read");
    }
    write("converra.yml", agent("a", "prompts/inside.md"));
    expect((await load("converra.yml")).agents[0]?.prompt).toBe("Help.");
  });

  it.each([
    ["not UTF-8", Uint8Array.from([0x48, 0xff, 0xfe]), "is not UTF-8 text -> Save it as UTF-8."],
    ["too large", "x".repeat(256 * 1024 + 1), "is 257 KiB, more than the 256 KiB allowed"],
    ["empty", "", "is empty -> Write the agent's system prompt."],
  ])("are refused as prompts when they are %s", async (_, content, expected) => {
    write("p.md", content);
    write("converra.yml", agent("a", "p.md"));
    const found = await mistakes("converra.yml");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^converra\.yml:5:18 the prompt file "p\.md" of agents\.a /);
    expect(found[0]).toContain(expected);
  });

  it("are refused as configurations when they are too large or not UTF-8", async () => {
    write("a.yml", "#".repeat(1024 * 1024 + 1));
    write("b.yml", Uint8Array.from([0xff]));
    expect(await mistakes("a.yml", "b.yml")).toEqual([
      "a.yml:1:1 a.yml is 1025 KiB, more than the 1024 KiB allowed -> Make it smaller.",
      "b.yml:1:1 b.yml is not UTF-8 text -> Save it as UTF-8.",
    ]);
  });

  it("are refused when they are folders or pipes, without waiting", async () => {
    mkdirSync(join(workspace, "folder"));
    execFileSync("mkfifo", [join(workspace, "pipe")]);
    write("converra.yml", agent("a", "pipe"));
    const found = await mistakes("folder", "converra.yml");
    expect(found[0]).toContain("folder is not a file -> Name the file itself.");
    expect(found[1]).toContain('the prompt file "pipe" of agents.a is not a file');
  });
});

describe("transcripts that the configuration names", () => {
  const talk = (content: string) => JSON.stringify([{ role: "user", content }]);
  const config = (conversations: string, more = "") =>
    write("bots/converra.yml", `${SOUND}    conversations: ${conversations}\n${more}`);
  const fileMistakes = () => mistakes("bots/converra.yml");

  it("are read from one glob or a list, relative to the file, each text once", async () => {
    write("bots/talks/a.json", talk("one"));
    write("bots/talks/b.txt", "User: one\n");
    write("bots/talks/c.txt", "User: two");
    config("[talks/c.txt, 'talks/*']");
    const { transcripts } = await load("bots/converra.yml");
    expect(transcripts.get("support")).toEqual([
      { text: "User: two", file: "bots/talks/c.txt", line: 1 },
      { text: "User: one", file: "bots/talks/a.json", line: 1 },
    ]);
    config("talks/*.json");
    expect((await load("bots/converra.yml")).transcripts.get("support")).toHaveLength(1);
  });

  it("are those of defaults where the agent names none", async () => {
    write("bots/a.txt", "User: one");
    const other = "  other: { model: m, prompt: p, conversations: [] }\n";
    const shared = "defaults: { conversations: a.txt }\n";
    write("bots/converra.yml", `${SOUND}${other}${shared}`);
    const { transcripts } = await load("bots/converra.yml");
    expect([...transcripts].map(([key, texts]) => [key, texts.length])).toEqual([
      ["support", 1],
      ["other", 0],
    ]);
  });

  it("are all read before their mistakes are told, each once and at its place", async () => {
    write("bots/a.json", '[{"role": "clerk", "content": "x"}]');
    write("bots/big.txt", `User: ${"x".repeat(300 * 1024)}`);
    config(
      "[a.json, none/*.txt, ../../x.txt, big.txt]",
      "  other: {\n    model: m, prompt: p, conversations: a.json, modle: x }\n",
    );
    expect(await fileMistakes()).toEqual([
      'bots/converra.yml:6:29 the transcript "none/*.txt" matches no file -> Correct the path or glob.',
      'bots/converra.yml:6:41 the transcript "../../x.txt" lies outside the workspace -> Name a file inside the repository.',
      'bots/a.json:1:11 the role "clerk" is not known -> Write user or assistant; system, developer, tool, function are left out.',
      "bots/converra.yml:6:54 the transcript bots/big.txt is 301 KiB, more than the 256 KiB allowed -> Make it smaller.",
      'bots/converra.yml:8:49 the key "modle" is not known in agents.other -> Did you mean model?',
    ]);
  });

  it("are not read through a link that leads out of the workspace", async () => {
    writeFileSync(join(root, "outside.txt"), "User: secret");
    mkdirSync(join(workspace, "bots"));
    symlinkSync(join(root, "outside.txt"), join(workspace, "bots/a.txt"));
    config("a.txt");
    expect(await fileMistakes()).toEqual([
      "bots/converra.yml:6:20 the transcript bots/a.txt is a link to a place that may not be read -> Commit the file itself.",
    ]);
  });

  it("are at most fifty of an agent", async () => {
    const lines = Array.from({ length: 51 }, (_, index) => talk(String(index)));
    write("bots/a.jsonl", lines.slice(0, 50).join("\n"));
    config("a.jsonl");
    expect((await load("bots/converra.yml")).transcripts.get("support")).toHaveLength(50);
    write("bots/a.jsonl", lines.join("\n"));
    const expected = [
      "bots/converra.yml:6:5 agents.support.conversations names more than the 50 transcripts that an agent may have -> Name fewer.",
    ];
    expect(await fileMistakes()).toEqual(expected);
    for (const [index, line] of lines.entries()) write(`bots/many/${index}.json`, line);
    config("many/*");
    expect(await fileMistakes()).toEqual(expected);
  });
});
