import { readdirSync, readFileSync } from "node:fs";
import { posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

interface SourceImport {
  /** A path from the root of the repository for relative imports, else the package. */
  readonly target: string;
  readonly typeOnly: boolean;
  /** Loaded when the program comes there, not when it starts. */
  readonly isLate: boolean;
}

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly SourceImport[];
  readonly hasDefaultExport: boolean;
  /** Nothing but re-exports. */
  readonly isBarrel: boolean;
  /** Top-level statements that do something when the file is imported. */
  readonly importTimeWork: readonly string[];
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Every TypeScript file below a folder of the repository. */
export function sourcesBelow(folder: string): readonly SourceFile[] {
  return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?ts$/.test(entry.name))
    .map((entry) => `${relative(root, entry.parentPath).split(sep).join("/")}/${entry.name}`)
    .toSorted()
    .map((path) => parseSource(path, readFileSync(`${root}${path}`, "utf8")));
}

export function parseSource(path: string, text: string): SourceFile {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const { statements } = file;
  const isReexport = (node: ts.Node) =>
    ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined;
  return {
    path,
    text,
    lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    imports: importsOf(file),
    hasDefaultExport: statements.some(exportsDefault),
    isBarrel: statements.length > 0 && statements.every(isReexport),
    importTimeWork: statements
      .filter((node) => isWork(node))
      .map((node) => node.getText(file).split("\n")[0] ?? ""),
  };
}

function importsOf(file: ts.SourceFile): readonly SourceImport[] {
  const found: SourceImport[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, isLate = false) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const { text } = specifier;
    const target = text.startsWith(".") ? posix.join(posix.dirname(file.fileName), text) : text;
    found.push({ target, typeOnly, isLate });
  };
  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    } else if (ts.isCallExpression(node)) {
      const called = node.expression;
      const dynamic = called.kind === ts.SyntaxKind.ImportKeyword;
      if (dynamic || (ts.isIdentifier(called) && called.text === "require")) {
        add(node.arguments[0], false, dynamic);
      }
    }
    ts.forEachChild(node, walk);
  };
  walk(file);
  return found;
}

/** False for `import { type A }`, which still loads the file when the program runs. */
function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function exportsDefault(node: ts.Statement): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
    return node.exportClause.elements.some(({ name }) => name.text === "default");
  }
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

function isWork(node: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForStatement(node) ||
    ts.isWhileStatement(node) ||
    ts.isTryStatement(node) ||
    ts.isIfStatement(node)
  );
}
