import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildMarker,
  commentOverheadBytes,
  mergeSections,
  parseMarker,
  reportsIn,
} from "../../../src/github/sections.ts";
import { anyCharacter } from "../../support/any-character.ts";

const COMMENT = { key: "ci / gate / converra.yml", head: "4f2c9d1" };
const LIMIT = 65_536;

function put(existing: readonly string[], id: string, body: string, head = COMMENT.head): string {
  return mergeSections(existing, { ...COMMENT, head, id, body });
}

function putAll(sections: readonly (readonly [string, string])[]): string {
  return sections.reduce((text, [id, body]) => put([text], id, body), "");
}

/** Text as hostile as a prompt can be, frame markers included. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.constantFrom(
        "<!-- /section -->",
        '<!-- section:{"id":"a","length":3} -->',
        buildMarker(COMMENT),
        "```",
        "<details>",
        "\r\n",
        "\ud800",
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join("\n"));

describe("a comment made of sections", () => {
  it("starts with the marker and frames a single section without a label", () => {
    expect(put([], "gate", "### Passed")).toBe(
      `${buildMarker(COMMENT)}\n<!-- section:{"id":"gate","length":10} -->\n### Passed\n\n<!-- /section -->`,
    );
  });

  it("tells of each job whether its report is finished, and what made it, whatever the bodies say", () => {
    fc.assert(
      fc.property(hostile, hostile, fc.string({ unit: anyCharacter }), (mine, other, run) => {
        const made = { run, agents: ["a", "-->"] };
        const text = mergeSections([], { ...COMMENT, id: "a", body: mine, made });
        const both = put([text], "b", other);
        expect(reportsIn(both)).toEqual([made, undefined]);
        const again = mergeSections([both], { ...COMMENT, id: "b", body: other, made: { run } });
        expect(reportsIn(again)).toEqual([made, { run }]);
      }),
    );
  });

  it("is the same whatever order the jobs put their sections in", () => {
    const jobs = fc.uniqueArray(fc.tuple(fc.string({ unit: anyCharacter }), hostile), {
      selector: ([id]) => id,
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        jobs.chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
        ([list, other]) => {
          expect(putAll(other)).toBe(putAll(list));
        },
      ),
    );
  });

  it("does not change when a job puts the same section in again", () => {
    fc.assert(
      fc.property(fc.string(), hostile, hostile, (id, mine, other) => {
        const text = put([put([], `${id}!`, other)], id, mine);
        expect(put([text], id, mine)).toBe(text);
      }),
    );
  });

  it("keeps two comments' sections when they become one, the older first or not", () => {
    const first = put([], "linux", "one");
    const second = put([], "windows", "two");
    expect(put([first, second], "linux", "one")).toBe(put([second, first], "linux", "one"));
    expect(put([first, second], "linux", "one")).toContain("two");
  });

  it("names the jobs when there are several, with nothing in a name read as Markdown or HTML", () => {
    const text = putAll([
      ["gate (a|b)", "one"],
      ["<img src=x> @octocat", "two"],
    ]);
    expect(text).toContain("<code>gate&#32;(a&#124;b)</code>");
    expect(text).toContain("<code>&lt;img&#32;src=x&gt;&#32;&#64;octocat</code>");
  });

  it("drops the sections of an older head commit", () => {
    const older = put([], "windows", "old result", "0ld");
    expect(put([older], "linux", "new result")).toBe(put([], "linux", "new result"));
  });

  it("drops what is framed under another key", () => {
    const other = mergeSections([], { ...COMMENT, key: "other", id: "windows", body: "theirs" });
    expect(put([other], "linux", "mine")).not.toContain("theirs");
  });

  it("does not let a prompt end its section and begin another job's", () => {
    const forged =
      'quoted\n\n<!-- /section -->\n<!-- section:{"id":"windows","length":4} -->\nfake\n\n<!-- /section -->';
    const text = put([put([], "linux", forged)], "windows", "real");
    const again = put([text], "linux", "clean");
    expect(again).not.toContain("fake");
    expect(again).toContain("real");
  });

  it("drops what was edited by hand, and reads no section out of the prompt in it", () => {
    const forged = put([], "macos", "forged").split("\n").slice(1).join("\n");
    const whole = put([], "windows", `as written\n${forged}`);
    const edited = whole.replace("as written", "as edited by a person");
    expect(put([whole], "linux", "mine")).toContain("as written");
    expect(put([edited], "linux", "mine")).toBe(put([], "linux", "mine"));
  });
});

describe("sections that do not fit together", () => {
  const long = (name: string, bytes: number) =>
    `### ${name}\n\n| table |\n\n<details>\n${"x".repeat(bytes)}\n</details>`;

  it("cut the longest down to what comes before its first fold, and say so", () => {
    const text = putAll([
      ["linux", long("Linux failed", 40_000)],
      ["windows", long("Windows failed", 30_000)],
    ]);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
    expect(text).toContain("### Linux failed\n\n| table |\n\n_The rest did not fit");
    expect(text).toContain("x".repeat(30_000));
  });

  it("stay within the limit and settle, however many there are", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(sizes, (list) => {
        const jobs = list.map((size, index) => [`${index}`, long(`Job ${index}`, size)] as const);
        const text = putAll(jobs);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
        const last = jobs.at(-1) ?? ["", ""];
        expect(put([text], last[0], last[1])).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it("leave a single section whole when its writer left the overhead free", () => {
    const free = LIMIT - commentOverheadBytes({ ...COMMENT, id: "gate" });
    const body = `# a\n\n<details>\n${"é".repeat(Math.floor((free - 15) / 2))}`;
    const text = put([], "gate", body);
    expect(text).toContain(body);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
  });
});

describe("a marker", () => {
  it.each([
    ["in the middle of a body", 'x<!-- converra-gate:v1 {"key":"k","head":"h"} -->'],
    ["after a line feed", '\n<!-- converra-gate:v1 {"key":"k","head":"h"} -->'],
    ["of another version", '<!-- converra-gate:v2 {"key":"k","head":"h"} -->'],
    ["that is not JSON", "<!-- converra-gate:v1 {key} -->"],
    ["without a head", '<!-- converra-gate:v1 {"key":"k"} -->'],
    ["with a number for a key", '<!-- converra-gate:v1 {"key":1,"head":"h"} -->'],
    ["that does not end", '<!-- converra-gate:v1 {"key":"k","head":"h"}'],
    ["that is null", "<!-- converra-gate:v1 null -->"],
  ])("%s is none", (_, body) => {
    expect(parseMarker(body)).toBeUndefined();
  });
});

function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
}
