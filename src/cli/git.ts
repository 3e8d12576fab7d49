/** What git knows of the folder, and files as its commits have them. Read only. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ActionError } from "../errors.ts";
import type { CommitFiles } from "../gate/types.ts";

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Where the desk stands; everything is undefined in a folder without git or without a commit. */
export interface Checkout {
  /** The newest commit, in full. */
  readonly head?: string;
  /** Undefined also when no branch is checked out. */
  readonly branch?: string;
  /** owner/name */
  readonly repository?: string;
  /** Where the work branched off, and the name it was looked up by. */
  readonly base?: { readonly name: string; readonly commit: string };
}

/** Tried in this order where no base is stated. */
const BASES = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/** Throws an ActionError when `base` is stated and is no commit of the repository. */
export async function readCheckout(folder: string, base: string | undefined): Promise<Checkout> {
  const git = (...args: readonly string[]) => run(folder, args);
  const head = await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
  if (head === undefined) {
    if (base === undefined) return {};
    throw new ActionError(`--base ${base} names nothing: there is no commit in ${folder}`, {
      hint: "Run this inside a git repository with at least one commit, or leave --base out.",
    });
  }
  for (const name of base === undefined ? BASES : [base]) {
    const tip = await git(
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${name}^{commit}`,
    );
    const commit = tip && (await git("merge-base", tip, head));
    if (commit) return { ...(await placeOf(git)), head, base: { name, commit } };
  }
  if (base !== undefined) {
    throw new ActionError(`--base ${base} is no commit that this branch has a history with`, {
      hint: "Fetch it (git fetch origin), or name another commit, branch or tag.",
    });
  }
  return { ...(await placeOf(git)), head };
}

type Git = (...args: readonly string[]) => Promise<string | undefined>;

async function placeOf(git: Git): Promise<Pick<Checkout, "branch" | "repository">> {
  return {
    branch: (await git("symbolic-ref", "--quiet", "--short", "HEAD")) || undefined,
    repository: repositoryOf((await git("remote", "get-url", "origin")) ?? ""),
  };
}

/** Of https://host/owner/name.git and git@host:owner/name alike. */
export function repositoryOf(address: string): Checkout["repository"] {
  return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(address)?.[1];
}

/** Paths are relative to `folder`, as those of its configuration are. */
export function filesOfCommits(folder: string): CommitFiles {
  return {
    async readTree(commit) {
      const listed = await run(folder, ["ls-tree", "-r", "-z", commit]);
      if (listed === undefined) {
        throw new ActionError(`git could not list the files of commit ${commit.slice(0, 7)}`);
      }
      const entries = [...listed.matchAll(/(\d+) \w+ ([0-9a-f]+)\t([^\0]+)\0?/g)];
      return new Map(entries.map(([, mode = "", sha = "", path = ""]) => [path, { mode, sha }]));
    },
    readTextAt: ({ path, ref }) => run(folder, ["cat-file", "blob", `${ref}:./${path}`]),
  };
}

/** What git prints, the last line end removed from a single line; undefined when it fails, or is not there. */
async function run(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const options = { cwd: folder, maxBuffer: MAX_OUTPUT_BYTES, encoding: "utf8" } as const;
    const { stdout } = await promisify(execFile)("git", args, options);
    return args[0] === "cat-file" ? stdout : stdout.replace(/\n$/, "");
  } catch {
    return undefined;
  }
}
