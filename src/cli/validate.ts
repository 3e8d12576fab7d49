/** `validate`: the configuration, its prompts and transcripts, every mistake at once, each at its place. No network. */
import { leftAsideNotices } from "../commands/rules.ts";
import { ConfigError } from "../errors.ts";
import { visible } from "../report/escape.ts";
import { plural } from "../report/format.ts";
import { type DeskIo, EXIT, faultText } from "./desk.ts";
import { BEGIN, type DeskOptions } from "./desk-context.ts";

/** Agents on the one line; `--json` has all. */
const NAMED_MAX = 20;

/** Resolves to the exit code: 0, or 2 with mistakes. */
export async function validate(
  { config, json }: Pick<DeskOptions, "config" | "json">,
  { folder, stdout, stderr, screen }: DeskIo,
): Promise<number> {
  const print = (result: object) => stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  try {
    const { loadConfig } = await import("../config/load.ts");
    const found = await loadConfig({
      workspace: folder,
      patterns: config ?? ["converra.yml"],
      begin: BEGIN,
    });
    const agents = found.agents.map(({ key }) => key);
    if (json)
      print({ valid: true, files: found.files, agents, issues: [], leftAside: found.leftAside });
    else {
      const count = plural(agents.length, "agent").replaceAll("\u00a0", " ");
      const more = agents.length > NAMED_MAX ? `, and ${agents.length - NAMED_MAX} more` : "";
      const named = `${agents.slice(0, NAMED_MAX).join(", ")}${more}`;
      stdout.write(
        `${screen.colors.green(`✅ ${found.files.join(", ")}: valid, ${count} (${named})`)}\n`,
      );
      for (const { message, hint } of leftAsideNotices(found))
        stdout.write(`${screen.colors.yellow(visible(`${message}. ${hint}`))}\n`);
    }
    return EXIT.passed;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (json) print({ valid: false, files: [], agents: [], issues: error.issues });
    else stderr.write(faultText(error, screen));
    return EXIT.unable;
  }
}
