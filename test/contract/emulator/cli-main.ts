/** Started by cli.test.ts as a process of its own. */
import { runConverraCommand } from "../../../sandbox/converra/cli.ts";

process.exitCode = await runConverraCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
