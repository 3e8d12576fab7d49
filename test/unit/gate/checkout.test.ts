import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { blobSha, blobsBehind, regularFile } from "../../../src/gate/checkout.ts";

const GREETING = "32c3980e5b0045e6fcd59f4038fee556c1647f3c";
const LINK_TO_A = "e77de8562fa61286381cc40e34a75024c20e17eb";

/** `prompts/a.md`, `prompts/link.md` to it, and `linked/`, a link to `prompts/`. */
async function aCheckout(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "checkout-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "prompts"));
  await writeFile(join(folder, "prompts/a.md"), "Grüß Gott");
  await symlink("a.md", join(folder, "prompts/link.md"));
  await symlink("prompts", join(folder, "linked"));
  return folder;
}

it("gives a regular file's bytes, whose hash is git's", async () => {
  const bytes = regularFile(await aCheckout(), "prompts/a.md");
  expect(bytes && blobSha(bytes)).toBe(GREETING);
});

it.each([
  ["a link", "prompts/link.md"],
  ["a file in a linked folder", "linked/a.md"],
  ["a folder", "prompts"],
  ["a file that is not there", "prompts/b.md"],
])("knows no bytes of %s", async (_name, path) => {
  expect(regularFile(await aCheckout(), path)).toBeUndefined();
});

it("finds a regular file in a workspace that is itself reached by a link", async () => {
  const folder = await aCheckout();
  expect(regularFile(join(folder, "linked"), "a.md")).toHaveLength(11);
});

it("names every link on the way to a text, and the file at its end", async () => {
  const folder = await aCheckout();
  expect(Object.fromEntries(blobsBehind(folder, "prompts/link.md"))).toEqual({
    "prompts/link.md": LINK_TO_A,
    "prompts/a.md": GREETING,
  });
  expect([...blobsBehind(folder, "linked/a.md").keys()]).toEqual(["linked", "prompts/a.md"]);
});
