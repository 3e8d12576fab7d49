/** JSON that somebody wrote: its value, and where in its file a mistake stands. Pure. */
import type { ConfigIssue } from "../errors.ts";
import type { Path } from "./data.ts";
import { issueAt } from "./locate.ts";
import { parseSource } from "./source.ts";

/** Notes a mistake at a path of the value. */
export type Refuse = (path: Path, message: string, fix: string) => void;

/** The value is undefined where the text is not JSON, which is noted as well. */
export function parseJson(
  { file, text, line }: { readonly file: string; readonly text: string; readonly line: number },
  issues: ConfigIssue[],
): { readonly value: unknown; readonly refuse: Refuse } {
  let source: ReturnType<typeof parseSource> | undefined;
  const refuse: Refuse = (path, message, fix) => {
    // JSON is YAML, whose parser knows where everything stands; it is too slow to read every file with.
    source ??= parseSource({ path: file, text });
    const issue = issueAt(source, path, { message, fix });
    issues.push({ ...issue, line: line + issue.line - 1 });
  };
  try {
    return { value: JSON.parse(text), refuse };
  } catch {
    const before = text.slice(0, jsonLength(text)).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    const message = "not valid JSON from here on";
    issues.push({ file, line: line + before.length - 1, column, message, fix: "Correct it." });
    return { value: undefined, refuse };
  }
}

/** How far it is the beginning of some JSON; the parser's own message does not always say where it stopped. */
function jsonLength(text: string): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (mayGoOn(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = /at position (\d+)/.exec(message)?.[1];
    if (position === undefined) return message.startsWith("Unexpected end");
    return Number(position) >= text.length;
  }
}
