/** Which files may be read, and their text: no path and no link leads out of the workspace or into .git. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import type { ConfigIssue } from "../errors.ts";
import { nearest } from "./nearest.ts";

/** Why a file gave no text: `problem` continues a sentence that begins with the file's path. */
export interface ReadFailure {
  readonly problem: string;
  readonly fix: string;
}

/** Gives a file's text by its path relative to the workspace. */
export type ReadText = (path: string) => string | ReadFailure;

/**
 * A path as a configuration file states it, made relative to the workspace. Symbolic links are resolved where the
 * file is read.
 */
export function resolveFrom(configFile: string, stated: string): string | ReadFailure {
  if (posix.isAbsolute(stated) || /^[A-Za-z]:[\\/]/.test(stated)) {
    return {
      problem: "is an absolute path",
      fix: `Write it relative to the folder of ${configFile}.`,
    };
  }
  const path = posix.normalize(posix.join(posix.dirname(configFile), stated));
  return refusedPath(path) ?? path;
}

/** Why a path relative to the workspace may not be read, whatever is there. */
function refusedPath(path: string): ReadFailure | undefined {
  const segments = path.split("/");
  if (segments[0] === ".." || path.includes("\0")) {
    return { problem: "lies outside the workspace", fix: "Name a file inside the repository." };
  }
  // Holds the checkout's token, which a prompt would carry to the service and into a comment.
  if (segments.some((segment) => segment.toLowerCase() === ".git")) {
    return { problem: "lies inside .git", fix: "Name a file of the repository itself." };
  }
  return undefined;
}

/**
 * Text of a file of the workspace; `path` is relative to it, links may not lead out of it. Files are small and read one
 * by one: to hand each step to a thread takes longer than the step.
 */
export async function readWorkspaceText(
  workspace: string,
  path: string,
  maxBytes: number,
): Promise<string | ReadFailure> {
  const refused = refusedPath(path);
  if (refused !== undefined) return refused;
  try {
    const root = realpathSync.native(workspace);
    const target = relative(root, realpathSync.native(join(root, path)));
    if (isAbsolute(target) || refusedPath(toPosix(target)) !== undefined) {
      return {
        problem: "is a link to a place that may not be read",
        fix: "Commit the file itself.",
      };
    }
    return readText(join(root, target), maxBytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") {
      return { problem: "does not exist", fix: await similar(workspace, path) };
    }
    if (code === undefined) throw error;
    return { problem: `could not be read (${code})`, fix: "Check its permissions." };
  }
}

/** Files that the patterns name, each once, sorted within a pattern; and the patterns that name none. */
export async function findFiles(
  workspace: string,
  patterns: readonly string[],
): Promise<{ files: readonly string[]; issues: readonly ConfigIssue[] }> {
  const root = resolve(workspace);
  const files = new Set<string>();
  const issues: ConfigIssue[] = [];
  for (const stated of patterns) {
    const path = isAbsolute(stated) ? toPosix(relative(root, stated)) : stated;
    const pattern = posix.normalize(path);
    const refused = refusedPath(pattern);
    const found = refused === undefined ? await matches(root, pattern) : [];
    for (const file of found) files.add(file);
    if (found.length === 0) issues.push(fileIssue(stated, refused ?? NO_MATCH));
  }
  return { files: [...files], issues };
}

/** The same name with the other of YAML's two endings; undefined where it has neither. */
export function otherEnding(path: string): string | undefined {
  if (path.endsWith(".yml")) return path.replace(/yml$/, "yaml");
  return path.endsWith(".yaml") ? path.replace(/yaml$/, "yml") : undefined;
}

export async function isFileThere(workspace: string, path: string): Promise<boolean> {
  const found = await stat(join(workspace, path)).catch(() => undefined);
  return found?.isFile() ?? false;
}

const CONFIGS_NAMED = 5;

/** Whether anything was checked out, and where configurations lie that nobody named. */
export async function lookAround(
  workspace: string,
): Promise<{ readonly isEmpty: boolean; readonly configs: readonly string[] }> {
  const names = await readdir(workspace).catch(() => []);
  const configs = await matches(resolve(workspace), "**/converra.{yml,yaml}");
  return { isEmpty: names.length === 0, configs: configs.slice(0, CONFIGS_NAMED) };
}

const NO_MATCH: ReadFailure = {
  problem: "matches no file",
  fix: "Correct the path or glob, or add a converra.yml.",
};

/** A mistake that is about the whole file. */
export function fileIssue(path: string, { problem, fix }: ReadFailure): ConfigIssue {
  const isAbsent = /^(does not exist|matches no file)$/.test(problem);
  const absent = isAbsent ? ({ isAbsent } as const) : {};
  return { file: path, line: 1, column: 1, message: `${path} ${problem}`, fix, ...absent };
}

/** A plain path stands for itself, so that a missing file is reported as missing; so does a file named `[a].yml`. */
async function matches(root: string, pattern: string): Promise<readonly string[]> {
  const exists = () => stat(join(root, pattern)).catch(() => undefined);
  if (!isDynamicPattern(pattern) || (await exists()) !== undefined) return [pattern];
  const found = await glob(pattern, {
    cwd: root,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
  });
  return found.map(toPosix).sort();
}

function readText(path: string, maxBytes: number): string | ReadFailure {
  // Looked up before the file is opened: opening a named pipe would wait for its other end.
  const found = statSync(path);
  if (!found.isFile()) return { problem: "is not a file", fix: "Name the file itself." };
  if (found.size > maxBytes) {
    return {
      problem: `is ${Math.ceil(found.size / 1024)} KiB, more than the ${maxBytes / 1024} KiB allowed`,
      fix: "Make it smaller.",
    };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
    return { problem: "is not UTF-8 text", fix: "Save it as UTF-8." };
  }
}

/** A path is followed as far as each of its parts has something like it: folders are misspelt as files are. */
async function similar(workspace: string, path: string): Promise<string> {
  let found = "";
  for (const part of path.split(/[\\/]/)) {
    const names: readonly string[] = await readdir(join(workspace, found)).catch(() => []);
    const meant = names.includes(part) ? part : nearest(part, names);
    if (meant === undefined) return "Create it, or correct the path.";
    found = posix.join(found, meant);
  }
  return `Did you mean ${found}?`;
}

const toPosix = (path: string) => path.split(sep).join("/");
