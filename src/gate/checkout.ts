/** Files of the workspace as git would store them, and whether they are the pull request's own. */
import { createHash } from "node:crypto";
import { lstatSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import type { RunConfig } from "../config/resolve.ts";
import { ActionError } from "../errors.ts";
import type { RunContext } from "../event.ts";
import type { GitHubClient } from "../github/client.ts";
import { readTree, type TreeEntry } from "../github/repository.ts";

/** Far above every prompt and configuration: a larger file is not hashed. */
const LARGEST_FILE = 1024 * 1024;

/** Bytes of a regular file that lies at this very path, no link on the way; undefined for anything else. */
export function regularFile(workspace: string, path: string): Buffer | undefined {
  try {
    const root = realpathSync.native(workspace);
    const place = join(root, path);
    const found = lstatSync(place);
    if (!found.isFile() || found.size > LARGEST_FILE) return undefined;
    return realpathSync.native(place) === place ? readFileSync(place) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What decides on a path's text: the file itself and every link on the way to it, each by its path relative to the
 * workspace with its blob's SHA-1.
 */
export function blobsBehind(workspace: string, path: string): ReadonlyMap<string, string> {
  const blobs = new Map<string, string>();
  const root = realpathSync.native(workspace);
  const real = realPath(join(root, path));
  const target = real === undefined ? [] : steps(relative(root, real).split(sep).join("/"));
  for (const step of [...steps(path), ...target]) {
    const bytes = linkText(join(root, step)) ?? regularFile(root, step);
    if (bytes !== undefined) blobs.set(step, blobSha(bytes));
  }
  return blobs;
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobSha(bytes: Buffer): string {
  return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}

/** git stores a link as a blob that holds where it points. */
function linkText(place: string): Buffer | undefined {
  try {
    return Buffer.from(readlinkSync(place));
  } catch {
    return undefined;
  }
}

function realPath(place: string): string | undefined {
  try {
    return realpathSync.native(place);
  } catch {
    return undefined;
  }
}

/** `a`, `a/b` and `a/b/c` of `a/b/c`. */
export function steps(path: string): readonly string[] {
  const segments = posix.normalize(path).split("/");
  return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}

/** A run whose workspace is held against commits. */
export interface CheckedRun {
  readonly context: RunContext;
  /** The head's. */
  readonly config: RunConfig;
  readonly ports: {
    readonly github: GitHubClient | undefined;
    readonly log: (line: string) => void;
  };
}

const CHECK_OUT_HEAD =
  "Use the event pull_request, or check out the pull request's head commit without running any code of it.";

/**
 * pull_request_target checks out the base branch unless told otherwise: what is merged already would be measured.
 * Throws where the workspace has the base's text of a file that the head changes, or where that cannot be told.
 */
export async function requireHeadCheckout(
  { context, config, ports }: CheckedRun,
  readBase: (() => Promise<ReadonlyMap<string, TreeEntry>>) | undefined,
): Promise<void> {
  const { github } = ports;
  const { pullRequest } = context;
  if (context.event !== "pull_request_target" || pullRequest === undefined) return;
  const { number, headSha } = pullRequest;
  if (github === undefined || readBase === undefined) {
    throw new ActionError(
      `Could not tell whether the checkout is pull request #${number}'s head: on pull_request_target that takes a token and a base commit`,
      { hint: `Leave the input github-token out, or use the event pull_request.` },
    );
  }
  const [base, head] = [await readBase(), await readTree(github, headSha)];
  for (const path of [...config.files, ...config.promptFiles]) {
    for (const [file, sha] of blobsBehind(context.workspace, path)) {
      if (base.get(file)?.sha !== sha || head.get(file)?.sha === sha) continue;
      throw new ActionError(
        `The checkout is not pull request #${number}'s head: ${file} is as it is at the base commit, and the head ${headSha.slice(0, 7)} changes it`,
        { hint: CHECK_OUT_HEAD },
      );
    }
  }
}
