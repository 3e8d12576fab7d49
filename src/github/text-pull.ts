/**
 * One branch and one pull request that bring one file's text to the default branch. What somebody else has put on the
 * branch is never written over, and what a person has declined is not offered again.
 */
import { createHash } from "node:crypto";
import { GitHubError } from "../errors.ts";
import { hiddenJson } from "../report/escape.ts";
import {
  createBranch,
  deleteBranch,
  readBranch,
  readFileAt,
  resetBranch,
  writeFileOn,
} from "./branches.ts";
import type { GitHubClient } from "./client.ts";
import { isUnclear } from "./failure.ts";
import { changePull, listPullsFrom, type OwnPull, openPull } from "./pulls.ts";
import { readHunks } from "./review-comments.ts";

export interface TextPull {
  readonly branch: string;
  /** The branch it is to be merged into, and its newest commit. */
  readonly base: string;
  readonly baseSha: string;
  readonly path: string;
  /** Of the whole file. */
  readonly text: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface Brought {
  readonly kind: "opened" | "updated" | "current" | "declined" | "foreign";
  readonly pull?: Pick<OwnPull, "number" | "url">;
}

export async function bringText(github: GitHubClient, wanted: TextPull): Promise<Brought> {
  const { branch, baseSha } = wanted;
  const pulls = await listPullsFrom(github, branch);
  const open = pulls.find(({ state }) => state === "open");
  if (open !== undefined) return bringOn(github, open, wanted);
  const declined = pulls.find(
    ({ body, merged }) => !merged && markedDigest(body) === digestOf(wanted.text),
  );
  if (declined !== undefined) return { kind: "declined", pull: declined };
  const head = await readBranch(github, branch);
  if (head === undefined) await createBranch(github, { branch, sha: baseSha });
  else {
    // Left over from a pull request of ours that is over, unless somebody has gone on with it.
    const over = pulls.find(
      ({ headSha, body }) => headSha === head && markedDigest(body) !== undefined,
    );
    const isOver =
      over !== undefined && (over.merged || (await holdsOursAlone(github, over, wanted)));
    if (!isOver && head !== baseSha) return { kind: "foreign" };
    await resetBranch(github, { branch, sha: baseSha });
  }
  await write(github, wanted);
  return { kind: "opened", pull: await opened(github, wanted) };
}

/** Closes what was brought once and is outdated, and removes the branch. Undefined where there is nothing of ours. */
export async function closeText(
  github: GitHubClient,
  { branch, path }: Pick<TextPull, "branch" | "path">,
  why: string,
): Promise<OwnPull | undefined> {
  const pulls = await listPullsFrom(github, branch);
  const open = pulls.find(
    ({ state, body }) => state === "open" && markedDigest(body) !== undefined,
  );
  if (open === undefined) return undefined;
  if (!(await holdsOursAlone(github, open, { branch, path }))) return undefined;
  // Without its marker: closed by us it says nothing of what a person thinks of the text.
  const body = `${why}\n\n${open.body.replace(MARKER, "").trimStart()}`;
  await changePull(github, open.number, { body, state: "closed" });
  await deleteBranch(github, branch);
  return open;
}

/** The text that we brought, and no other file that somebody has changed beside it. */
async function holdsOursAlone(
  github: GitHubClient,
  { number, body }: OwnPull,
  { branch, path }: Pick<TextPull, "branch" | "path">,
): Promise<boolean> {
  const file = await readFileAt(github, { path, ref: branch });
  if (file === undefined || digestOf(file.text) !== markedDigest(body)) return false;
  const changed = await readHunks(github, number);
  return [...changed.keys()].every((name) => name === path);
}

async function bringOn(github: GitHubClient, open: OwnPull, wanted: TextPull): Promise<Brought> {
  const { branch, path, text, title } = wanted;
  const file = await readFileAt(github, { path, ref: branch });
  const ours = markedDigest(open.body);
  if (file === undefined || ours === undefined || digestOf(file.text) !== ours) {
    return { kind: "foreign", pull: open };
  }
  const body = bodyOf(wanted);
  if (file.text === text && open.title === title && open.body === body) {
    return { kind: "current", pull: open };
  }
  if (file.text !== text) await write(github, wanted);
  await changePull(github, open.number, { title, body });
  return { kind: "updated", pull: open };
}

async function write(github: GitHubClient, wanted: TextPull): Promise<void> {
  const { branch, path, text, title } = wanted;
  const file = await readFileAt(github, { path, ref: branch });
  if (file === undefined) {
    throw new GitHubError(`Could not write ${path} on branch ${branch}: it is not a file there`);
  }
  if (file.text === text) return;
  await writeFileOn(github, { branch, path, text, sha: file.sha, message: title });
}

async function opened(github: GitHubClient, wanted: TextPull): Promise<OwnPull> {
  const { branch, base, title } = wanted;
  try {
    return await openPull(github, { title, body: bodyOf(wanted), head: branch, base });
  } catch (error) {
    if (!(error instanceof GitHubError && isUnclear(error))) throw error;
    const pulls = await listPullsFrom(github, branch);
    const open = pulls.find(({ state }) => state === "open");
    if (open === undefined) throw error;
    return open;
  }
}

const MARKER = /^<!-- converra-gate:text (\{.*\}) -->\n/;

function bodyOf({ body, text }: TextPull): string {
  return `<!-- converra-gate:text ${hiddenJson({ digest: digestOf(text) })} -->\n${body}`;
}

/** GitHub keeps line ends as they are sent or as `\r\n`. */
function markedDigest(body: string): string | undefined {
  const json = MARKER.exec(body.replaceAll("\r\n", "\n"))?.[1];
  return json === undefined ? undefined : /"digest":"([0-9a-f]{64})"/.exec(json)?.[1];
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A branch's name may not hold every key: what git refuses is replaced, with a digest that keeps two keys apart. */
export function branchFor(prefix: string, key: string): string {
  const plain = key.replace(/\.(?=\.|$)|\.(?=lock$)/g, "-");
  const suffix = plain === key ? "" : `-${digestOf(key).slice(0, 7)}`;
  return `${prefix}/${plain}${suffix}`;
}
