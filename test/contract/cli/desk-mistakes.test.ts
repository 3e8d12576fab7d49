/**
 * What goes wrong at a desk: each message says what it is about, why, and what to do, and nothing was judged. That a
 * process of its own says the same is told by test/process/desk.test.ts.
 */
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { runCli } from "../../../src/cli/program.ts";
// A command loads these late: here they are loaded before its minutes are counted.
import "../../../src/commands/dispatch.ts";
import "../../../src/config/load.ts";
import "../../../src/config/resolve.ts";
import "../../../src/gate/base.ts";
import "../../../src/service/converra.ts";
import "undici";
import { aWorkspace } from "../../support/run-action.ts";

const SOUND = {
  "converra.yml": "version: 1\nagents:\n  support: { model: m, prompt-file: p.md }\n",
  "p.md": "Help.\n",
};

interface Mistake {
  readonly files?: Readonly<Record<string, string>>;
  /** Commands that prepare the folder. */
  readonly before?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly args: string;
  readonly says: readonly [place: RegExp, cause: RegExp, fix: RegExp];
}

const COMMIT = "git -c user.name=Me -c user.email=me@example.com commit --quiet --allow-empty -m x";
const HELP = /--help shows every command and option/;

const MISTAKES: Readonly<Record<string, Mistake>> = {
  "no configuration yet": {
    files: {},
    args: "validate",
    says: [/^converra\.yml does/, /does not exist/, /Start with: npx converra-gate init/],
  },
  "no configuration yet, and a key": {
    files: {},
    env: { CONVERRA_API_KEY: "sk_1" },
    args: "gate",
    says: [/error: converra\.yml does/, /does not exist/, /Start with: npx converra-gate init/],
  },
  "a configuration with the other ending, in the sandbox": {
    files: { "converra.yaml": SOUND["converra.yml"], "p.md": SOUND["p.md"] },
    args: "gate --sandbox",
    says: [/converra\.yml/, /does not exist/, /There is converra\.yaml: name it as the config/],
  },
  "a mistake in the configuration, with the key in place": {
    files: { ...SOUND, "converra.yml": `${SOUND["converra.yml"]}gtae: {}\n` },
    env: { CONVERRA_API_KEY: "sk_1" },
    args: "plan",
    says: [/converra\.yml:4:1/, /the key "gtae" is not known/, /Did you mean gate\?/],
  },
  "a mistake in the configuration": {
    files: { "converra.yml": "version: 1\nagnets: {}\n" },
    args: "validate",
    says: [/converra\.yml:2:1/, /the key "agnets" is not known/, /Did you mean agents\?/],
  },
  "no key": {
    args: "gate",
    says: [
      /CONVERRA_API_KEY/,
      /There is no API key/,
      /Set it \(export CONVERRA_API_KEY=…\), or add --sandbox/,
    ],
  },
  "a key with a space": {
    env: { CONVERRA_API_KEY: "sk_1 sk_2" },
    args: "plan",
    says: [/the variable CONVERRA_API_KEY/, /holds a space/, /store it again/],
  },
  "an address with plain http": {
    env: { CONVERRA_API_KEY: "sk_1", CONVERRA_BASE_URL: "http://converra.ai" },
    args: "plan",
    says: [/the variable CONVERRA_BASE_URL/, /would send the API key unencrypted/, /Use https:/],
  },
  "an address where nothing listens": {
    env: { CONVERRA_API_KEY: "sk_1", CONVERRA_BASE_URL: "http://127.0.0.1:9/api/v1" },
    args: "plan --timeout-minutes 0.02",
    says: [/127\.0\.0\.1:9/, /the connection was refused/, /Check the address of the service/],
  },
  "a base outside of git": {
    args: "gate --sandbox --base main",
    says: [/--base main/, /there is no commit in/, /Run this inside a git repository/],
  },
  "a base that nobody has fetched": {
    before: ["git init --quiet", COMMIT],
    args: "gate --sandbox --base origin/main",
    says: [
      /--base origin\/main/,
      /is no commit that this branch has a history with/,
      /Fetch it \(git fetch origin\)/,
    ],
  },
  "a command with letters swapped": {
    args: "gaet",
    says: [/gaet/, /unknown command/, /Did you mean gate\?/],
  },
  "a command of comments": {
    args: "explain support",
    says: [/explain is no command at a desk/, /in a comment/, /write \/converra explain/],
  },
  "a command of the action": {
    args: "sync",
    says: [/sync is no command at a desk/, /on the default branch/, /plan shows what it would do/],
  },
  "a file without its option": {
    args: "validate converra.yml",
    says: [/validate/, /too many arguments/, /Files are named with --config/],
  },
  "an option of another program": {
    args: "gate --sandbox --quiet",
    says: [/--quiet/, /unknown option/, HELP],
  },
  "an option of another command": {
    args: "plan --max-runs 1",
    says: [/--max-runs/, /unknown option/, HELP],
  },
  "an input of the action that a desk does not have": {
    args: "plan --sandbox --sync live",
    says: [/--sync/, /unknown option/, HELP],
  },
  "an option without its value": {
    args: "gate --sandbox --agents",
    says: [/--agents <keys>/, /argument missing/, HELP],
  },
  "an agents filter of commas": {
    args: "gate --sandbox --agents ,",
    says: [/--agents/, /names no agent/, /leave it out for all of them/],
  },
  "an agent that is not in the configuration": {
    args: "gate --sandbox --agents suport",
    says: [/agents names suport/, /which the config does not have/, /Did you mean support\?/],
  },
  "a configuration that is named wrongly": {
    args: "validate --config convera.yml",
    says: [/^convera\.yml does/, /does not exist/, /Did you mean converra\.yml\?/],
  },
  "a word for the minutes": {
    args: "gate --sandbox --timeout-minutes soon",
    says: [/--timeout-minutes/, /'soon' is invalid/, /a number of minutes above 0/],
  },
  "more runs than there may be": {
    args: "gate --sandbox --max-runs 5000",
    says: [/--max-runs/, /but is "5000"/, /a whole number from 0 to 1000/],
  },
  "a word for fail-on": {
    args: "gate --sandbox --fail-on error",
    says: [/--fail-on/, /'error' is invalid/, /Allowed choices are regression, warning, never/],
  },
  "a benchmark without models": {
    args: "benchmark --sandbox",
    says: [/No agent/, /has a benchmark section/, /Add `benchmark: \{ models:/],
  },
};

test.each(Object.entries(MISTAKES))(
  "%s is told with its place, its cause and its fix",
  async (_, { files = SOUND, before = [], env, args, says }) => {
    const folder = aWorkspace(files);
    for (const line of before) execFileSync("bash", ["-c", line], { cwd: folder });
    const { printed, told, exitCode } = await outcomeOf(args.split(" "), folder, env);

    // Where no report came to be, nothing is printed for a program that reads it.
    for (const part of says) expect(printed || told).toMatch(part);
    const output = printed + told;
    expect(output).not.toMatch(/`with:`|workflow file|actions\/checkout|a fault of its own/);
    expect(exitCode).toBe(2);
  },
);

async function outcomeOf(
  args: readonly string[],
  folder: string,
  { CONVERRA_API_KEY, CONVERRA_BASE_URL }: NodeJS.ProcessEnv = {},
): Promise<{ printed: string; told: string; exitCode: number }> {
  // What a command leaves in the folder for temporary files is removed with the workspace.
  const variables = { CONVERRA_API_KEY, CONVERRA_BASE_URL, TMPDIR: dirname(folder) };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const read = Promise.all([stdout, stderr].map(text));
  const exitCode = await runCli(["node", "converra-gate", ...args], { folder, stdout, stderr });
  for (const stream of [stdout, stderr]) stream.end();
  const [printed = "", told = ""] = (await read).map((said) =>
    stripVTControlCharacters(said).replace(/\s+/g, " "),
  );
  return { printed, told, exitCode };
}
