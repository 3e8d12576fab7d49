import type { Document, Node, Pair, YAMLParseError } from "yaml";
import { isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { ConfigIssue } from "../errors.ts";

/** A configuration file's text; `path` is relative to the workspace with forward slashes. */
export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

/** One parsed file: plain data to check, and the tree it came from to say where. */
export interface ConfigSource extends ConfigText {
  readonly root: Node | null;
  readonly document: Document;
  readonly lines: LineCounter;
  /** undefined when the file cannot be used; `issues` then says why. */
  readonly data: unknown;
  readonly issues: readonly ConfigIssue[];
}

/** Of one configuration file. */
export const MAX_CONFIG_BYTES = 1024 * 1024;
/** Aliases cost little until they nest; a configuration has no need for more. */
const MAX_ALIASES = 100;
/** One slip of indentation makes the parser complain many times; the first complaints are the useful ones. */
const MAX_SYNTAX_ISSUES = 5;
/** Written as a key these would reach an object's prototype, here or in a program that reads our reports. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

type Report = (offset: number, message: string, fix: string) => void;

export function parseSource({ path, text }: ConfigText): ConfigSource {
  const lines = new LineCounter();
  const issues: ConfigIssue[] = [];
  const report: Report = (offset, message, fix) => {
    issues.push({ file: path, ...positionAt(lines, offset), message, fix });
  };
  const tooLarge = Buffer.byteLength(text) > MAX_CONFIG_BYTES;
  // Duplicate keys are found below, where both places can be named.
  const document = parseDocument(tooLarge ? "" : text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  if (tooLarge) {
    const fix = "Move prompts to files of their own, by prompt-file.";
    report(0, "the file is larger than 1 MiB", fix);
  }
  checkSyntax(document, text, report);
  const data = issues.length === 0 ? readData(document, lines, report) : undefined;
  return { path, text, root: document.contents, document, lines, data, issues };
}

function checkSyntax(document: Document, text: string, report: Report): void {
  const whole = document.errors.find(
    (error) => error.code === "TAB_AS_INDENT" || isOpenQuote(error),
  );
  const conflict = document.errors.length === 0 ? -1 : text.search(/^<{7} /m);
  if (conflict >= 0) {
    report(
      conflict,
      "a merge conflict is left in the file",
      "Keep one side, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    );
    return;
  }
  // What follows from a tab or from a quote that is not closed is no further mistake.
  const errors = whole === undefined ? document.errors.slice(0, MAX_SYNTAX_ISSUES) : [whole];
  for (const error of errors) {
    const several = error.code === "MULTIPLE_DOCS";
    report(
      error.pos[0],
      several ? "the file holds more than one document" : `not valid YAML: ${error.message}`,
      several ? "Keep one, and put the others in files of their own." : syntaxFix(error),
    );
  }
  for (const warning of document.warnings) {
    if (warning.code !== "TAG_RESOLVE_FAILED") continue;
    report(warning.pos[0], "the tag is not known here", "Remove the tag; write the value itself.");
  }
}

const isOpenQuote = ({ message }: YAMLParseError) => /missing closing .quote/i.test(message);

function syntaxFix(error: YAMLParseError): string {
  if (error.code === "TAB_AS_INDENT") return "Indent with spaces.";
  // It is missed at the end of the file, far from where it belongs.
  if (isOpenQuote(error)) return "Close the quote that opens further up.";
  return "Correct the YAML here: indent with spaces, and quote text that holds `: ` or ` #`.";
}

/** The document as plain data, or undefined with the reason reported. */
function readData(document: Document, lines: LineCounter, report: Report): unknown {
  let usable = true;
  const refuse: Report = (offset, message, fix) => {
    usable = false;
    report(offset, message, fix);
  };
  try {
    visit(document, {
      Map: (_, map) => checkKeys(map.items, lines, report, refuse),
      Alias: (_, alias, ancestors) => {
        const target = alias.resolve(document);
        if (target !== undefined && !ancestors.includes(target)) return;
        const why =
          target === undefined ? "has no anchor before it" : "stands inside its own anchor";
        const offset = alias.range?.[0] ?? 0;
        refuse(offset, `the alias *${alias.source} ${why}`, "Write the value out.");
      },
    });
    return usable ? document.toJS({ maxAliasCount: MAX_ALIASES }) : undefined;
  } catch (error) {
    const [what, fix] =
      error instanceof RangeError
        ? ["the file is nested too deeply", "Nest less."]
        : ["the file uses its aliases too often", "Write the values out, or use defaults."];
    report(0, what, fix);
    return undefined;
  }
}

function checkKeys(
  items: readonly Pair[],
  lines: LineCounter,
  report: Report,
  refuse: Report,
): void {
  const firstOffsets = new Map<string, number>();
  for (const { key } of items) {
    const offset = (key as Node | null)?.range?.[0] ?? 0;
    if (!isScalar(key)) {
      refuse(
        offset,
        "a key must be a single word",
        "Write a plain key, or put the value in quotes.",
      );
      continue;
    }
    const name = String(key.value);
    const first = firstOffsets.get(name);
    if (PROTOTYPE_KEYS.has(name)) {
      refuse(offset, `the key ${name} is not allowed`, "Choose another key.");
    } else if (first !== undefined) {
      const { line } = positionAt(lines, first);
      const message = `the key ${name} stands twice in one section, first on line ${line}`;
      report(offset, message, "Remove one of the two.");
    } else {
      firstOffsets.set(name, offset);
    }
  }
}

/** Line and column of an offset in the text, 1-based. */
export function positionAt(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
