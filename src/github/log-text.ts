/**
 * Text as it may be written to the log: no line of it is read as a workflow command.
 *
 * The runner takes a line for a command when it starts with `::` after white space, or holds `##[` anywhere
 * (github.com/actions/runner, src/Runner.Common/ActionCommand.cs). Its string search follows .NET's culture rules,
 * which skip invisible characters: so those are spelled out, and the break is a visible blank, never a zero-width one.
 */
export function plainLogText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n")
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, spelledOut)
    .replace(/##\[/gu, "## [")
    .replace(/^(\s*):(?=:)/gmu, "$1: ");
}

function spelledOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16)}}`;
}
