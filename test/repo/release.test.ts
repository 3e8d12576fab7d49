import { describe, expect, it } from "vitest";
import { readRepoFile } from "../../scripts/generate.ts";
import { floatingTag, releaseNotes } from "../../scripts/release.ts";

const CHANGELOG = `# Changelog

## Unreleased

- To come.

## 1.2.3 - 2026-01-02

### Added

- A thing.

## 1.2.2 - 2026-01-01

- An older thing.
`;

describe("a release", () => {
  it("says what the changelog says of its version", () => {
    const notes = releaseNotes("v1.2.3", { version: "1.2.3", changelog: CHANGELOG });
    expect(notes).toBe("### Added\n\n- A thing.\n");
  });

  it("is refused where the tag is not the version, or the changelog does not know it", () => {
    expect(() => releaseNotes("v1.2.4", { version: "1.2.3", changelog: CHANGELOG })).toThrow(
      "The tag v1.2.4 is not the version of package.json, 1.2.3. Tag the commit that sets the version, as v1.2.3.",
    );
    expect(() => releaseNotes("v1.2.4", { version: "1.2.4", changelog: CHANGELOG })).toThrow(
      'CHANGELOG.md says nothing under "## 1.2.4".',
    );
    expect(() => releaseNotes("v1.2", { version: "1.2", changelog: CHANGELOG })).toThrow();
  });

  it("moves the floating tag of its major version, unless a newer one has it", () => {
    const tags = ["v1", "v1.2.3", "v1.10.0", "v1.10.1-rc.1", "v2", "v2.0.0", ""];
    expect(floatingTag("v1.10.0", tags)).toBe("v1");
    expect(floatingTag("v1.10.1", tags)).toBe("v1");
    expect(floatingTag("v1.2.4", tags)).toBeUndefined();
    expect(floatingTag("v2.0.0", tags)).toBe("v2");
    expect(floatingTag("v3.0.0", [])).toBe("v3");
    expect(() => floatingTag("v1", tags)).toThrow("The tag v1 is not of the form v1.2.3");
  });
});

describe("CHANGELOG.md", () => {
  it("has a place for what comes next, and its versions in falling order", () => {
    const headings = [...(readRepoFile("CHANGELOG.md") ?? "").matchAll(/^## (.+)$/gm)].map(
      ([, heading = ""]) => heading,
    );
    expect(headings[0]).toBe("Unreleased");
    for (const heading of headings.slice(1)) {
      expect(heading).toMatch(/^\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}$/);
    }
    const dates = headings.slice(1).map((heading) => heading.split(" - ")[1] ?? "");
    expect(dates).toEqual(dates.toSorted().toReversed());
  });
});
