import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWorkflowCommands } from "../../../sandbox/runner/output.ts";
import { plainLogText } from "../../../src/github/workflow.ts";

describe("text in the log", () => {
  it.each([
    ["a command at the start of a line", "::error::owned", ": :error::owned"],
    [
      "a command after white space",
      "a\n \t::set-output name=x::1",
      "a\n \t: :set-output name=x::1",
    ],
    ["a command after a carriage return", "a\r::stop-commands::t", "a\n: :stop-commands::t"],
    ["a command after NEL, which .NET trims", "\u0085::error::x", "\n: :error::x"],
    ["the older form anywhere in a line", "see ##[error]x", "see ## [error]x"],
    ["colons split by an invisible character", ":\u200b:error::x", ":\\u200B:error::x"],
    ["the older form split by what makes an emoji of #", "#\ufe0f#[group]", "#\ufe0f# [group]"],
    ["the older form split by another invisible character", "#\u034f#[group]", "#\\u034F#[group]"],
    ["an escape sequence for the terminal", "\u001b[31mred", "\\u001B[31mred"],
    ["text that reads the other way", "a\u202eb", "a\\u202Eb"],
  ])("is harmless: %s", (_name, given, written) => {
    expect(plainLogText(given)).toBe(written);
  });

  it("is otherwise left alone", () => {
    const text = "support: 74.2 → 61.8\n\tstd::vector, a::b, ## heading [x] 🏆 ❌ 👩‍💻";
    expect(plainLogText(text)).toBe(text);
  });

  it("holds no command as the runner reads it, whatever it was", () => {
    const part = fc.constantFrom(
      "::",
      ":",
      "##[",
      "#",
      "[",
      "]",
      "error",
      " ",
      "\n",
      "\r",
      "\u200b",
      "\ufe0f",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const text = plainLogText(parts.join(""));
        expect(parseWorkflowCommands(text)).toEqual([]);
        expect(plainLogText(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
