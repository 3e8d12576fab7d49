#!/usr/bin/env node
/** The program `converra-gate`: the action's work at a desk, without GitHub. */
import { runCli } from "./program.ts";

// A reader that closes early, such as head, is no fault.
const { stdout, stderr } = process;
stdout.on("error", () => process.exit(0));

runCli(process.argv, { folder: process.cwd(), stdout, stderr }).then(
  // Sockets that are kept alive must not hold the program open.
  (code) => process.exit(code),
  (error: unknown) => {
    stderr.write(`converra-gate: ${error instanceof Error ? error.message : error}\n`);
    process.exit(2);
  },
);
