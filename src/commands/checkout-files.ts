/** Files of the workspace as git would store them. Any that cannot be read as such counts as unknown. */
import { createHash } from "node:crypto";
import { lstat, readFile, readlink, realpath } from "node:fs/promises";
import { join, posix, relative, sep } from "node:path";

/** Far above every prompt and configuration: a larger file is not hashed. */
const LARGEST_FILE = 1024 * 1024;

/** Bytes of a regular file that lies at this very path, no link on the way; undefined for anything else. */
export async function regularFile(workspace: string, path: string): Promise<Buffer | undefined> {
  try {
    const root = await realpath(workspace);
    const place = join(root, path);
    const found = await lstat(place);
    if (!found.isFile() || found.size > LARGEST_FILE) return undefined;
    return (await realpath(place)) === place ? await readFile(place) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What decides on a path's text: the file itself and every link on the way to it, each by its path relative to the
 * workspace with its blob's SHA-1.
 */
export async function blobsBehind(
  workspace: string,
  path: string,
): Promise<ReadonlyMap<string, string>> {
  const blobs = new Map<string, string>();
  const root = await realpath(workspace);
  const real = await realpath(join(root, path)).catch(() => undefined);
  const target = real === undefined ? [] : steps(relative(root, real).split(sep).join("/"));
  for (const step of [...steps(path), ...target]) {
    const bytes = (await linkText(join(root, step))) ?? (await regularFile(root, step));
    if (bytes !== undefined) blobs.set(step, blobSha(bytes));
  }
  return blobs;
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobSha(bytes: Buffer): string {
  return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}

/** git stores a link as a blob that holds where it points. */
async function linkText(place: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await readlink(place));
  } catch {
    return undefined;
  }
}

/** `a`, `a/b` and `a/b/c` of `a/b/c`. */
function steps(path: string): readonly string[] {
  const segments = posix.normalize(path).split("/");
  return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}
