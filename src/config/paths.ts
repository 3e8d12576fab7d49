import { posix } from "node:path";
import type { ReadFailure } from "./types.ts";

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
export function refusedPath(path: string): ReadFailure | undefined {
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
