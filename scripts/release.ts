/**
 * What the release workflow asks of a tag such as v1.2.3. Beside a token that may write nothing else is installed: this
 * needs Node 24, which reads TypeScript, and no package.
 *
 *     node scripts/release.ts notes v1.2.3                     prints the release's text
 *     git tag | node scripts/release.ts floating v1.2.3        prints v1, or nothing where a newer v1.x.y exists
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

type Version = readonly [major: number, minor: number, patch: number];

/** Undefined for a tag of another form: floating tags and pre-releases have no part in this. */
function versionOf(tag: string): Version | undefined {
  const [, major, minor, patch] = /^v(\d+)\.(\d+)\.(\d+)$/.exec(tag) ?? [];
  if (major === undefined) return undefined;
  return [Number(major), Number(minor), Number(patch)];
}

/** The changelog's section of the tag's version. Throws where tag, package and changelog are not of one version. */
export function releaseNotes(
  tag: string,
  { version, changelog }: { readonly version: string; readonly changelog: string },
): string {
  if (tag !== `v${version}`) {
    throw new Error(
      `The tag ${tag} is not the version of package.json, ${version}. Tag the commit that sets the version, as v${version}.`,
    );
  }
  const sections = changelog.split(/^## /m);
  const section = sections.find((one) => one.split(/\s/, 1)[0] === version);
  const text = section?.slice(section.indexOf("\n")).trim() ?? "";
  if (text === "") {
    throw new Error(
      `CHANGELOG.md says nothing under "## ${version}". Move there what stands under Unreleased, and tag that commit.`,
    );
  }
  return `${text}\n`;
}

/** The floating tag that this release moves; undefined where a newer one of the same major version exists. */
export function floatingTag(tag: string, tags: readonly string[]): string | undefined {
  const released = versionOf(tag);
  if (released === undefined) {
    throw new Error(`The tag ${tag} is not of the form v1.2.3, so no floating tag follows it.`);
  }
  const isNewer = tags
    .map(versionOf)
    .filter((one) => one !== undefined)
    .some((one) => one[0] === released[0] && compare(one, released) > 0);
  return isNewer ? undefined : `v${released[0]}`;
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function main([command, tag = ""]: readonly string[]): void {
  const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
  if (command === "notes") {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    process.stdout.write(releaseNotes(tag, { version, changelog: read("CHANGELOG.md") }));
  } else if (command === "floating") {
    const tags = readFileSync(0, "utf8").split("\n");
    process.stdout.write(floatingTag(tag, tags) ?? "");
  } else {
    throw new Error("Say notes or floating, and the tag.");
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
