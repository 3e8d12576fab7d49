import { describe, expect, test } from "vitest";
import { oneLine, visible } from "../../../src/report/escape.ts";
import {
  age,
  decimal,
  deltaWithInterval,
  duration,
  liftPercent,
  plural,
  probability,
  sentence,
  share,
  signed,
} from "../../../src/report/format.ts";
import { unlinked } from "../../../src/report/markdown.ts";
import { metricLabel } from "../../../src/verdict/metric.ts";

const plain = (text: string | undefined) => text?.replaceAll("\u00A0", " ");

describe("numbers", () => {
  test.each([
    ["a drop has a real minus sign", signed(-12.44), "−12.4"],
    ["a rise has a plus", signed(9.25), "+9.3"],
    ["a change too small to show has no sign", signed(-0.04), "0.0"],
    ["a score has one decimal", decimal(61.75), "61.8"],
    ["lift is percent", liftPercent(18.3), "+18.3 %"],
    ["a share is percent", share(0.97), "97 %"],
    ["a share near one keeps its decimal", share(0.995), "99.5 %"],
    ["a share nearer to one is not called certain", share(0.99995), "> 99.9 %"],
    ["a tiny p is not called zero", probability(0.00004), "< 0.001"],
    ["a small p has three decimals", probability(0.0021), "0.002"],
    ["a delta shows half its interval", deltaWithInterval(-12.4, [-16.5, -8.3]), "−12.4 ± 4.1"],
    [
      "an interval off centre is written out",
      deltaWithInterval(-2, [-9, 1]),
      "−2.0, from −9.0 to +1.0",
    ],
    ["one is singular", plural(1, "run"), "1 run"],
    ["thousands are grouped", plural(1893, "run"), "1,893 runs"],
  ])("%s", (_, actual, expected) => {
    expect(plain(actual)).toBe(expected);
  });

  test("number, interval and unit stay on one line", () => {
    for (const text of [deltaWithInterval(1, [0, 2]), liftPercent(1), duration(1e7)]) {
      expect(text).not.toContain(" ");
    }
  });
});

describe("times", () => {
  test.each([
    [0, "0 s"],
    [44_600, "45 s"],
    [17 * 60_000, "17 min"],
    [65 * 60_000, "1 h 5 min"],
    [120 * 60_000, "2 h"],
  ])("%d ms are %s", (ms, expected) => {
    expect(plain(duration(ms))).toBe(expected);
  });

  test.each([
    ["2026-11-22T11:59:30Z", "under a minute"],
    ["2026-11-22T11:00:00Z", "1 hour"],
    ["2026-11-19T11:00:00Z", "3 days"],
    ["not a time", undefined],
  ])("%s is %s old", (iso, expected) => {
    expect(plain(age(iso, "2026-11-22T12:00:00Z"))).toBe(expected);
  });
});

describe("names", () => {
  test.each([
    ["taskCompletion", "task completion"],
    ["task_completion", "task completion"],
    ["CSAT", "CSAT"],
    ["Response quality", "Response quality"],
  ])("the metric %s is called %s", (name, expected) => {
    expect(metricLabel(name)).toBe(expected);
  });

  test("a sentence gets a capital and a full stop, but a metric's name keeps its spelling", () => {
    expect(sentence("clarity fell")).toBe("Clarity fell.");
    expect(sentence("taskCompletion fell.")).toBe("taskCompletion fell.");
  });
});

test("a sentence that quotes one that has ended does not end twice", () => {
  expect(sentence("the run failed: the balance is 0..")).toBe("The run failed: the balance is 0.");
  expect(sentence("it failed: no.. Run it again")).toBe("It failed: no. Run it again.");
  expect(sentence("wait...")).toBe("wait...");
});

describe("hostile text", () => {
  test.each([
    ["a bidi override becomes an escape", visible("a\u202Eb"), "a\\u202Eb"],
    ["a tag character becomes an escape", visible("\u{E0041}"), "\\u{E0041}"],
    ["a lone surrogate becomes an escape", visible("\uD83D!"), "\\uD83D!"],
    ["an emoji family stays whole", visible("👩‍👩‍👧"), "👩‍👩‍👧"],
    ["a coloured heart stays as it is", visible("❤️"), "❤️"],
    ["Persian keeps its non-joiners", visible("می‌خواهم"), "می‌خواهم"],
    ["Windows line ends are line ends", visible("a\r\nb"), "a\nb"],
    ["lines become one", oneLine(" a\n\n b\t c ", 20), "a b c"],
    ["a cut is marked and does not split an emoji", oneLine("🙂🙂🙂", 2), "🙂🙂…"],
    ["a text that just fits is not cut", oneLine("🙂🙂", 2), "🙂🙂"],
    ["a mention is broken", unlinked("hi @octocat"), "hi @\u200Boctocat"],
    ["an issue is broken", unlinked("o/r#12 GH-3"), "o/r#\u200B12 GH-\u200B3"],
    ["a colour and a heading are not touched", unlinked("# a #fff"), "# a #fff"],
  ])("%s", (_, actual, expected) => {
    expect(actual).toBe(expected);
  });
});
