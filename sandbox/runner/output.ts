/** An annotation as the runner reads it from a workflow command; numbers are 1-based. */
export interface RunnerAnnotation {
  readonly level: "notice" | "warning" | "error";
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
}

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * The commands in a step's output, read as actions/runner reads them (src/Runner.Common/ActionCommand.cs): `::` after
 * white space, or the older `##[` anywhere in the line.
 */
export function parseWorkflowCommands(stdout: string): readonly WorkflowCommand[] {
  return stdout.split(/\r\n|\r|\n/u).flatMap((line) => {
    const command = /^\s*::(.*?)::(.*)$/u.exec(line);
    const [, info, data] = command ?? /##\[([^\]]*)\](.*)$/u.exec(line) ?? [];
    if (info === undefined || data === undefined) return [];
    const [, name = "", rest = ""] = /^(\S*)\s*(.*)$/u.exec(info) ?? [];
    const pairs = rest
      .split(command === null ? ";" : ",")
      .map((pair) => /^([^=]+)=(.*)$/u.exec(pair.trim()));
    const properties = Object.fromEntries(
      pairs.flatMap((pair) => (pair === null ? [] : [[pair[1], unescaped(pair[2] ?? "")]])),
    );
    return [{ name: name.toLowerCase(), properties, data: unescaped(data) }];
  });
}

export function annotationsOf(commands: readonly WorkflowCommand[]): readonly RunnerAnnotation[] {
  return commands.flatMap(({ name, properties, data }) => {
    if (name !== "notice" && name !== "warning" && name !== "error") return [];
    const { title, file, line, endLine, col } = properties;
    return [
      {
        level: name,
        message: data,
        ...(title === undefined ? {} : { title }),
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line: Number(line) }),
        ...(endLine === undefined ? {} : { endLine: Number(endLine) }),
        ...(col === undefined ? {} : { column: Number(col) }),
      } as const,
    ];
  });
}

/** The content of an output or state file: `name=value` lines, or `name<<END` up to a line that is END. */
export function parseCommandFile(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r\n|\n/u);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const heredoc = /^([^=]+?)<<(.+)$/u.exec(line);
    if (heredoc === null) {
      const equals = line.indexOf("=");
      if (equals < 1) throw new Error(`Invalid line in a command file: ${line}`);
      values[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const end = lines.indexOf(heredoc[2] ?? "", index + 1);
    if (end < 0) throw new Error(`No end of ${line} in a command file`);
    values[heredoc[1] ?? ""] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return values;
}

function unescaped(text: string): string {
  return text
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%");
}
