import { describe, expect, test } from "vitest";
import { changedSections } from "../../../src/report/prompt-sections.ts";

const BEFORE = `You are the support agent.

## Tone
Be friendly.

## Refunds
Within 30 days.
With a receipt.
Never promise a date.

### Store credit
After 30 days.

## Orders
Never invent a status.
`;

function changes(after: string, before = BEFORE) {
  return changedSections(before, after).map(
    ({ heading, change, formerly, lines }) =>
      `${formerly === undefined ? "" : `${formerly} -> `}${heading ?? "(start)"} ${change}${
        lines === undefined ? "" : ` ${lines.join(" to ")}`
      }`,
  );
}

describe("the sections that a change touches", () => {
  test.each<[string, string, string[]]>([
    [
      "removed, with the ones inside it unnamed",
      BEFORE.replace(/## Refunds[\s\S]*?(?=## Orders)/, ""),
      ["Refunds removed"],
    ],
    [
      "removed inside one that stays",
      BEFORE.replace(/### Store[\s\S]*?(?=## )/, ""),
      ["Store credit removed"],
    ],
    ["added", `${BEFORE}\n## Privacy\nNever ask for a password.\n`, ["Privacy added"]],
    ["changed", BEFORE.replace("friendly", "short"), ["Tone changed"]],
    ["emptied", BEFORE.replace("Be friendly.\n", ""), ["Tone emptied"]],
    [
      "cut to less than half",
      BEFORE.replace(/Within[\s\S]*?date\./, "See the website."),
      ["Refunds cut 3 to 1"],
    ],
    ["renamed", BEFORE.replace("## Tone", "## Manner"), ["Tone -> Manner renamed"]],
    [
      "without a heading above the lines",
      BEFORE.replace("support agent", "agent"),
      ["(start) changed"],
    ],
    [
      "gone and come at once",
      BEFORE.replace("## Tone\nBe friendly.\n", "## Manner\nBe short.\n"),
      ["Tone removed", "Manner added"],
    ],
  ])("are told: %s", (_, after, expected) => {
    expect(changes(after)).toEqual(expected);
  });

  test("are none where only blank space or the order differs", () => {
    const [start = "", tone = "", rest = ""] = BEFORE.split(/(?=## Tone|## Refunds)/);
    expect(changes(`${start}${rest}\n${tone}`)).toEqual([]);
    expect(changes(BEFORE.replaceAll("\n", "  \r\n"))).toEqual([]);
  });

  test("are none in prompts without headings", () => {
    expect(changes("Be short.", "Be friendly.")).toEqual([]);
  });

  test("are not made by what looks like a heading in a fence", () => {
    const before = "# A\n```\n# no heading\nx\n```\n# B\ny\n";
    expect(changes(before.replace("x", "z"), before)).toEqual(["A changed"]);
  });

  test("of the same name are told apart by their order", () => {
    const before = "# A\n## Steps\none\n# B\n## Steps\ntwo\n";
    expect(changes(before.replace("two", "three"), before)).toEqual(["Steps changed"]);
  });
});
