/** The sandbox's commands: `demo`, and `converra` for the emulator alone. */
import { runConverraCommand } from "./converra/cli.ts";
import { runDemo } from "./demo/demo.ts";
import { runDoctor } from "./demo/doctor.ts";

const HELP = `Usage: node dist/sandbox/index.js <command>

Commands:
  demo       run the gate on three pull requests of examples/support-bot, with no account
  doctor     run the action's doctor on the example account; \`--write\` also makes a draft and archives it
  converra   start the Converra emulator; \`converra --help\` shows its options

Everything listens on this machine only. Scores are synthetic.
`;

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  const io = {
    out: (text: string) => void process.stdout.write(text),
    err: (text: string) => void process.stderr.write(text),
  };
  switch (command) {
    case "demo":
      if (rest.length > 0) {
        io.out(HELP);
        return rest[0] === "--help" ? 0 : 2;
      }
      return runDemo({ script: process.argv[1] ?? "", color: process.stdout.isTTY, ...io });
    case "doctor":
      if (rest.some((one) => one !== "--write")) {
        io.out(HELP);
        return rest.includes("--help") ? 0 : 2;
      }
      return runDoctor({ script: process.argv[1] ?? "", ...io }, { write: rest.length > 0 });
    case "converra":
      return runConverraCommand(rest, io);
    case undefined:
    case "help":
    case "--help":
    case "-h":
      io.out(HELP);
      return command === undefined ? 2 : 0;
    default:
      io.err(`Unknown command ${JSON.stringify(command)}.\n\n${HELP}`);
      return 2;
  }
}

// A reader that closes early, such as head, is no fault.
process.stdout.on("error", () => process.exit(0));

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`sandbox: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
