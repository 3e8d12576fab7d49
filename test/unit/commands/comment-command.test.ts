import { describe, expect, it } from "vitest";
import { commandIn } from "../../../src/commands/comment-command.ts";

describe("a command in a comment", () => {
  it.each([
    ["/converra apply support", { kind: "apply", agent: "support" }],
    ["/converra apply support\r\nIt reads better.\r\n", { kind: "apply", agent: "support" }],
    ["/converra explain support", { kind: "explain", agent: "support" }],
    [
      "/converra accept support  known since\tMay\r\nmore",
      { kind: "accept", agent: "support", reason: "known since May" },
    ],
    ["/converra accept support", { kind: "accept", agent: "support", reason: "" }],
    ["/converra accept", { kind: "unknown" }],
    ["/converra apply support live", { kind: "apply-live", agent: "support" }],
    ["/converra apply support live now", { kind: "unknown" }],
    ["/converra apply live", { kind: "apply", agent: "live" }],
    ["/converra rerun", { kind: "rerun" }],
    ["/converra rerun support", { kind: "unknown" }],
    ["/converra explain", { kind: "unknown" }],
    ["/converra stop\n/converra help", { kind: "stop" }],
    ["/converra  help  ", { kind: "help" }],
    ["/converra", { kind: "help" }],
    ["/converra apply", { kind: "unknown" }],
    ["/converra apply a b", { kind: "unknown" }],
    ["/converra stop please", { kind: "unknown" }],
    ["/converra dance", { kind: "unknown" }],
    ["/converra constructor", { kind: "unknown" }],
  ])("is what %j begins with", (text, expected) => {
    expect(commandIn(text)).toEqual(expected);
  });

  it.each([
    "",
    "Looks good.\n/converra stop",
    "\n/converra stop",
    "Try /converra apply support",
    "`/converra apply support`",
    "``\n/converra stop\n``",
    "```\n/converra apply support\n```",
    "~~~\n/converra apply support\n~~~",
    "    /converra apply support",
    " /converra apply support",
    "\t/converra apply support",
    "> /converra apply support",
    "> quoted\n/converra stop",
    "- /converra apply support",
    "# /converra apply support",
    "<!--\n/converra apply support\n-->",
    "<pre>\n/converra apply support\n</pre>",
    "/converra-gate apply support",
    "/converraapply support",
    "/converra/apply support",
    "/converra\u00a0stop",
    "\u200b/converra stop",
  ])("is none in %j", (text) => {
    expect(commandIn(text)).toBeUndefined();
  });
});
