/** Issue forms, owners and the licenses of dependencies: what GitHub reads and would fail on silently. */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readRepoFile } from "../../scripts/generate.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const FORMS = ".github/ISSUE_TEMPLATE";
const forms = readdirSync(root + FORMS).filter((name) => name !== "config.yml");
const yaml = (path: string) => parse(readRepoFile(path) ?? "");

interface Element {
  readonly type: string;
  readonly id?: string;
  readonly attributes: Readonly<Record<string, unknown>> & {
    readonly label?: string;
    readonly value?: string;
    readonly options?: readonly (string | { readonly label: string })[];
  };
}

describe("the issue forms", () => {
  it("are one for a bug, one for a feature and one for what the service said", () => {
    expect(forms.toSorted()).toEqual(["bug.yml", "feature.yml", "service-difference.yml"]);
    expect(yaml(`${FORMS}/service-difference.yml`).body).toContainEqual(
      expect.objectContaining({
        id: "doctor",
        attributes: expect.objectContaining({ label: "doctor.json", render: "json" }),
      }),
    );
  });

  // https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
  it.each(forms)("%s is a form that GitHub takes", (name) => {
    const { name: title, description, body } = yaml(`${FORMS}/${name}`);
    expect([title, description]).toEqual([expect.any(String), expect.any(String)]);
    const asked: Element[] = body.filter(({ type }: Element) => type !== "markdown");
    expect(asked.length).toBeGreaterThan(1);
    const ids = asked.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { type, id, attributes } of asked) {
      expect(["input", "textarea", "dropdown", "checkboxes"]).toContain(type);
      expect(id).toMatch(/^[a-z]+$/);
      expect(attributes.label, id).toEqual(expect.any(String));
      const isList = type === "dropdown" || type === "checkboxes";
      expect((attributes.options?.length ?? 0) > 0, id).toBe(isList);
      // GitHub reads a bare None, true or false as something else than a text.
      for (const option of attributes.options ?? []) {
        expect(typeof (type === "dropdown" ? option : (option as { label: string }).label)).toBe(
          "string",
        );
      }
    }
  });

  it("lead to files that exist", () => {
    const { contact_links: links } = yaml(`${FORMS}/config.yml`);
    for (const { url } of links as { url: string }[]) {
      const [, path] = /\/blob\/main\/(.+)$/.exec(url) ?? [];
      if (path !== undefined) expect(existsSync(root + path), url).toBe(true);
    }
    expect(links).toHaveLength(2);
  });
});

describe("CODEOWNERS", () => {
  it("names places that exist, each with an owner, and everything", () => {
    const lines = (readRepoFile(".github/CODEOWNERS") ?? "").split("\n");
    const rules = lines.filter((line) => line !== "" && !line.startsWith("#"));
    const places = rules.map((line) => line.split(/\s+/)[0] ?? "");
    expect(rules.every((line) => / +@[\w-]+(\/[\w-]+)?$/.test(line))).toBe(true);
    expect(places[0]).toBe("*");
    expect(places.slice(1).filter((place) => !existsSync(root + place))).toEqual([]);
  });
});

describe("dependencies", () => {
  const allowed: readonly string[] = yaml(".github/dependency-review.yml")["allow-licenses"];
  const { packages } = JSON.parse(readRepoFile("package-lock.json") ?? "") as {
    packages: Readonly<Record<string, { license?: string }>>;
  };

  it("have licenses on the list that new ones are held to", () => {
    const used = Object.entries(packages).flatMap(([path, { license }]) =>
      path === "" || license === undefined ? [] : license.split(/ OR | AND /),
    );
    expect(used.length).toBeGreaterThan(300);
    expect([...new Set(used)].filter((license) => !allowed.includes(license))).toEqual([]);
  });

  it("with a copyleft license are in no bundle", () => {
    const handedOn =
      (readRepoFile("dist/licenses.txt") ?? "") + (readRepoFile("dist/sandbox/licenses.txt") ?? "");
    expect(handedOn).toContain("MIT");
    expect(handedOn).not.toMatch(/^(MPL|E?A?L?GPL)-/m);
  });
});

describe("Dependabot", () => {
  it("proposes packages and actions in groups", () => {
    const { version, updates } = yaml(".github/dependabot.yml");
    expect(version).toBe(2);
    const kinds = updates.map((one: { "package-ecosystem": string }) => one["package-ecosystem"]);
    expect(kinds).toEqual(["npm", "github-actions"]);
    for (const { groups } of updates) expect(Object.keys(groups).length).toBeGreaterThan(0);
  });
});
