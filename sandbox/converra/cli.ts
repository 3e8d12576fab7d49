/** `converra`: the emulator as a command that runs until it is told to stop. */
import { HELP, parseConverraArguments } from "./cli-options.ts";
import { type RunningConverra, startConverra } from "./server.ts";

export interface CommandIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Resolves when the command shall end; by default on SIGINT or SIGTERM. */
  readonly stopped?: () => Promise<void>;
}

/** Resolves with the exit code: 0 after a clean stop or --help, 1 when it cannot start, 2 on a wrong argument. */
export async function runConverraCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const command = parseConverraArguments(argv);
  if (command.kind === "help") {
    io.out(HELP);
    return 0;
  }
  if (command.kind === "mistake") {
    io.err(`converra: ${command.message}\nconverra --help shows every option.\n`);
    return 2;
  }
  let server: RunningConverra;
  try {
    server = await startConverra(command.options);
  } catch (error) {
    io.err(`converra: could not start: ${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
  // Listening for the signal comes before the greeting: whoever reads it may stop the command at once.
  const stopped = (io.stopped ?? untilSignal)();
  io.out(greeting(server.url, server.apiKey));
  await stopped;
  await server.close();
  return 0;
}

function greeting(url: string, apiKey: string): string {
  return `Converra emulator (scores are synthetic)
Base URL  ${url}
API key   ${apiKey}

with:
  base-url: ${url}
  api-key: ${apiKey}

Try       curl ${url}/agents -H "Authorization: Bearer ${apiKey}"
Stop with Ctrl+C.
`;
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}
