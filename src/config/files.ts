/** Reading text of the checkout. What may be read is decided in paths.ts; here links are resolved and bytes read. */
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import type { ConfigIssue } from "../errors.ts";
import { nearest } from "./nearest.ts";
import { refusedPath } from "./paths.ts";
import type { ReadFailure } from "./types.ts";

/** Text of a file of the workspace; `path` is relative to it, links may not lead out of it. */
export async function readWorkspaceText(
  workspace: string,
  path: string,
  maxBytes: number,
): Promise<string | ReadFailure> {
  const refused = refusedPath(path);
  if (refused !== undefined) return refused;
  try {
    const root = await realpath(workspace);
    const real = await realpath(join(root, path));
    const refusedLink = refusedPath(toPosix(relative(root, real)));
    if (refusedLink !== undefined || isAbsolute(relative(root, real))) {
      return {
        problem: "is a link to a place that may not be read",
        fix: "Commit the file itself.",
      };
    }
    return await readText(real, maxBytes);
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
    if (found.length > 0) continue;
    const what = refused === undefined ? "matches no file" : refused.problem;
    const fix = refused?.fix ?? "Correct the config input, or add a converra.yml.";
    issues.push({ file: stated, line: 1, column: 1, message: `${stated} ${what}`, fix });
  }
  return { files: [...files], issues };
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

async function readText(path: string, maxBytes: number): Promise<string | ReadFailure> {
  // Asked before the file is opened: opening a named pipe would wait for its other end.
  const found = await stat(path);
  if (!found.isFile()) return { problem: "is not a file", fix: "Name the file itself." };
  if (found.size > maxBytes) {
    return {
      problem: `is ${Math.ceil(found.size / 1024)} KiB, more than the ${maxBytes / 1024} KiB allowed`,
      fix: "Make it smaller.",
    };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
    return { problem: "is not UTF-8 text", fix: "Save it as UTF-8." };
  }
}

async function similar(workspace: string, path: string): Promise<string> {
  const folder = posix.dirname(path);
  const names = await readdir(join(workspace, folder)).catch(() => []);
  const meant = nearest(posix.basename(path), names);
  return meant === undefined
    ? "Create it, or correct the path."
    : `Did you mean ${posix.join(folder, meant)}?`;
}

const toPosix = (path: string) => path.split(sep).join("/");
