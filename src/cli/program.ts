/** The commands of `converra-gate`, their options and their help. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { INPUT_DEFAULTS } from "../inputs.ts";
import { type DeskIo, EXIT, faultText, runAtDesk } from "./desk.ts";
import type { DeskOptions } from "./desk-context.ts";
import { screenOf } from "./terminal.ts";
import { validate } from "./validate.ts";

const EXIT_CODES = `
Exit codes
  0  nothing fails the check
  1  the check fails: a prompt got worse, or could not be judged
  2  nothing was judged: wrong arguments, a mistake in the configuration, no key, interrupted

Variables
  CONVERRA_API_KEY   the key of your account; not needed with --sandbox
  CONVERRA_BASE_URL  another address of the service
  GITHUB_TOKEN       for clean: asks GitHub which pull requests are closed
  NO_COLOR           no colour
`;

const HELP_HINT = "(--help shows every command and option)";

type OptionName = keyof typeof OPTIONS;

interface ServiceCommand {
  readonly summary: string;
  readonly example: string;
  /** What it has beside the options of them all. */
  readonly options: readonly OptionName[];
}

/** The commands that reach the service. What one does not use it does not take. */
const SERVICE_COMMANDS: Readonly<Record<string, ServiceCommand>> = {
  plan: {
    summary: "show what a sync would do with each agent; writes nothing",
    example: "converra-gate plan --sandbox",
    options: ["config", "agents", "failOn"],
  },
  gate: {
    summary: "measure the prompts that changed since the base, and judge them",
    example: "converra-gate gate --base origin/main --agents support,billing",
    options: ["base", "all", "config", "agents", "failOn", "maxRuns"],
  },
  benchmark: {
    summary: "compare the models of each agent that has a benchmark section",
    example: "converra-gate benchmark --agents support",
    options: ["config", "agents", "failOn", "maxRuns"],
  },
  insights: {
    summary: "show how each live agent did in the last week against the month before",
    example: "converra-gate insights --json",
    options: ["config", "agents"],
  },
  clean: {
    summary: "archive this branch's copies, and with GITHUB_TOKEN those of closed pull requests",
    example: "converra-gate clean",
    options: ["config", "agents", "failOn"],
  },
  doctor: {
    summary: "check with your key whether Converra is as the gate assumes; needs no configuration",
    example: "converra-gate doctor --report-dir reports",
    options: ["write"],
  },
};

/** Commands of the action or of comments, for who looks for them here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["explain", "accept", "rerun", "stop"].map((name) => [
      name,
      `write /converra ${name} in a comment on the pull request`,
    ]),
  ),
  apply:
    "give the action command: apply, or write /converra apply in a comment on the pull request",
  sync: "the action does it on the default branch; plan shows what it would do",
  comment: "give the action command: comment",
};

/** `argv` as a process has it. Resolves to the exit code. */
export async function runCli(
  argv: readonly string[],
  streams: Omit<DeskIo, "screen">,
): Promise<number> {
  const { stdout, stderr } = streams;
  const io: DeskIo = { ...streams, screen: screenOf(stdout.columns) };
  let code: number = EXIT.passed;
  const program = buildProgram(io, (ended) => {
    code = ended;
  });
  const [, , name = ""] = argv;
  if (Object.hasOwn(ELSEWHERE, name)) {
    stderr.write(`error: ${name} is no command at a desk: ${ELSEWHERE[name]}\n${HELP_HINT}\n`);
    return EXIT.unable;
  }
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.unable;
    stderr.write(faultText(error, screenOf(stderr.columns)));
    return EXIT.unable;
  }
}

/** The package's own, two folders up from src/cli and from dist/cli. */
function version(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")).version;
}

function buildProgram(io: DeskIo, ended: (code: number) => void): Command {
  const program = new Command("converra-gate")
    .description("Keeps AI-agent prompts in git honest: the work of the action, at your desk.")
    .version(version(), "-V, --version", "print the version")
    .showHelpAfterError(HELP_HINT)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(withOptionsFor(text)),
    })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText("after", EXIT_CODES);
  program
    .command("init")
    .description(
      "write converra.yml, the prompt files and the workflow, from your account or an example",
    )
    .option("--example", "start from the example, whatever the account holds")
    .addOption(new Option("-y, --yes", "overwrite files that differ, without asking"))
    .addOption(new Option("--force", "the same as --yes").hideHelp())
    .addHelpText("after", exampleText("converra-gate init --example"))
    .action(async (options: { example?: boolean; yes?: boolean; force?: boolean }) => {
      const { init } = await import("./init.ts");
      const yes = options.yes === true || options.force === true;
      ended(await init({ example: options.example === true, yes }, io));
    });
  program
    .command("validate")
    .description(
      "check converra.yml, the prompts and the transcripts it names; needs no key and no network",
    )
    .addOption(configOption())
    .option("--json", "print the mistakes as JSON")
    .addHelpText("after", exampleText("converra-gate validate --config agents/*.yml"))
    .action(async (options: Pick<DeskOptions, "config" | "json">) => {
      ended(await validate(options, io));
    });
  for (const [name, { summary, example, options: own }] of Object.entries(SERVICE_COMMANDS)) {
    const command = program.command(name).description(summary);
    for (const option of [...own, ...SHARED]) command.addOption(OPTIONS[option]());
    command
      .addHelpText("after", exampleText(example))
      .action(async (options: DeskOptions) => ended(await runAtDesk(name, options, io)));
  }
  return program;
}

const OPTIONS = {
  config: configOption,
  base: () =>
    new Option(
      "--base <commit>",
      "what the work is compared with (default: origin's default branch, else main)",
    ),
  all: () => new Option("--all", "also agents that are as they were at the base"),
  agents: () =>
    new Option("--agents <keys>", "only these agents, separated by commas").argParser(list),
  failOn: () =>
    new Option(
      "--fail-on <what>",
      `what ends with exit code 1 (default: ${defaultOf("fail-on")})`,
    ).choices(["regression", "warning", "never"]),
  maxRuns: () =>
    new Option("--max-runs <number>", "most runs to start; overrides budget.max-runs").argParser(
      whole,
    ),
  write: () =>
    new Option("--write", "also make a draft agent, change it and archive it; nothing is paid"),
  timeoutMinutes: () =>
    new Option(
      "--timeout-minutes <minutes>",
      `how long to wait for everything together (default: ${defaultOf("timeout-minutes")})`,
    ).argParser(positive),
  reportDir: () =>
    new Option(
      "--report-dir <folder>",
      "where the files of the report go (default: a temporary folder)",
    ),
  sandbox: () =>
    new Option(
      "--sandbox",
      "use an emulated account on this machine: no key, no cost, synthetic scores",
    ),
  json: () => new Option("--json", "print the report as JSON; progress goes to standard error"),
};

const SHARED: readonly OptionName[] = ["timeoutMinutes", "reportDir", "sandbox", "json"];

const defaultOf = (input: keyof typeof INPUT_DEFAULTS) => INPUT_DEFAULTS[input];

function configOption(): Option {
  return new Option(
    "--config <path...>",
    `the configuration: paths or globs (default: ${defaultOf("config")})`,
  ).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    stated(value),
  ]);
}

/** A file or an agent without its option. */
function withOptionsFor(text: string): string {
  const isTakenByOptions =
    /too many arguments for '(validate|plan|gate|benchmark|insights|clean)'/.test(text);
  return isTakenByOptions
    ? text.replace(/Expected 0 .*/, "Files are named with --config, agents with --agents.")
    : text;
}

const exampleText = (line: string) => `\nExample\n  npx ${line}\n`;

function stated(value: string): string {
  if (value.trim() !== "") return value;
  throw new InvalidArgumentError("It is empty.");
}

function list(value: string): readonly string[] {
  const keys = value.split(",").map((key) => key.trim());
  if (keys.some((key) => key !== "")) return keys;
  throw new InvalidArgumentError("It names no agent; leave it out for all of them.");
}

function positive(value: string): string {
  if (/^(?=.*[1-9])\d+(\.\d+)?$/.test(value)) return value;
  throw new InvalidArgumentError("It has to be a number of minutes above 0.");
}

function whole(value: string): string {
  if (/^\d{1,4}$/.test(value)) return value;
  throw new InvalidArgumentError("It has to be a whole number.");
}
