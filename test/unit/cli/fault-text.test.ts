import { expect, test } from "vitest";
import { faultText } from "../../../src/cli/desk.ts";
import { screenOf } from "../../../src/cli/terminal.ts";
import { ActionError, ConfigError } from "../../../src/errors.ts";

test("what a configuration or a service says of a fault moves no cursor and hides no text", () => {
  const hostile = "a\u001b[2J\u001b]0;title\u0007\u202eb";
  const issue = { file: `x${hostile}.yml`, line: 1, column: 1, message: hostile, fix: hostile };
  const screen = screenOf(80, false);
  for (const error of [
    new ConfigError([issue]),
    new ActionError(hostile, { hint: hostile }),
    new Error(hostile),
  ]) {
    const text = faultText(error, screen);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cf}\p{Cc}]/u);
    expect(text).toContain("\\u001B");
  }
});
