import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { init } from "../../../src/cli/init.ts";
import { screenOf } from "../../../src/cli/terminal.ts";

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "converra-init-"));
  folder = join(root, "bot");
  mkdirSync(folder);
});

afterEach(() => rmSync(root, { recursive: true }));

const stdout = new PassThrough() as unknown as NodeJS.WriteStream;
const run = () =>
  init(
    { example: true, yes: true },
    { folder, stdout, stderr: stdout, screen: screenOf(80, false) },
  );

test.each([
  ["a file that is not there", "converra.yml", "../elsewhere.yml", "leads to nothing"],
  ["a folder that is not there", "prompts", "../elsewhere", "leads to nothing"],
  ["itself", "converra.yml", "converra.yml", "leads to nothing"],
  ["a folder elsewhere", "prompts", "..", "leads out of this folder"],
])("init writes nothing through a link to %s", async (_, link, target, why) => {
  symlinkSync(target, join(folder, link));

  await expect(run()).rejects.toMatchObject({
    message: expect.stringContaining(`${link} is a link that ${why}`),
    hint: expect.stringContaining("Remove the link"),
  });
  expect(readdirSync(folder)).toEqual([link]);
  expect(readdirSync(root)).toEqual(["bot"]);
});

test("init writes through a link that stays in the folder", async () => {
  mkdirSync(join(folder, "texts"));
  symlinkSync("texts", join(folder, "prompts"));

  expect(await run()).toBe(0);
  expect(existsSync(join(folder, "texts/support.md"))).toBe(true);
});
