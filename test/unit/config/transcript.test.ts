import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTranscript } from "../../../src/config/transcript.ts";

function textsOf(path: string, text: string): readonly string[] {
  const { transcripts, issues } = readTranscript({ path, text });
  expect(issues).toEqual([]);
  return transcripts.map((one) => one.text);
}

function mistakesIn(path: string, text: string): readonly string[] {
  const { transcripts, issues } = readTranscript({ path, text });
  expect(transcripts.length === 0 || issues.length > 0).toBe(true);
  return issues.map(({ line, column, message, fix }) => `${line}:${column} ${message} -> ${fix}`);
}

const TALK = "User: Where is my order?\nAssistant: On its way.";
const MESSAGES = [
  { role: "user", content: "Where is my order?" },
  { role: "assistant", content: "On its way." },
];

describe("one conversation has one text, whatever the form:", () => {
  it.each([
    ["text", "a.txt", `\n${TALK.replace("\n", "\r\n")}\r\n`],
    ["text under any other name", "talks/a", TALK],
    ["a list of messages", "a.json", JSON.stringify(MESSAGES, undefined, "\t")],
    ["messages", "a.JSON", JSON.stringify({ id: 7, messages: MESSAGES })],
    ["transcript", "a.json", JSON.stringify({ transcript: MESSAGES })],
    ["a message a line", "a.jsonl", `${MESSAGES.map((one) => JSON.stringify(one)).join("\n\n")}\n`],
    ["a conversation a line", "a.ndjson", JSON.stringify({ messages: MESSAGES })],
    ["a list a line", "a.jsonl", JSON.stringify(MESSAGES)],
    [
      "other names of the two, and parts of text",
      "a.json",
      JSON.stringify([
        { role: "Human", content: [{ type: "text", text: "Where is my order?" }] },
        { role: "ai", content: " On its\nway. " },
      ]),
    ],
  ])("%s", (_, path, text) => {
    expect(textsOf(path, text)).toEqual([TALK]);
  });

  it("without what neither of the two says", () => {
    const messages = [
      { role: "system", content: "You are the agent of a shop." },
      MESSAGES[0],
      { role: "assistant", content: null, tool_calls: [{ id: "1" }] },
      { role: "tool", content: '{"status":"shipped"}' },
      { role: "user", content: [{ type: "tool_result", content: "shipped" }] },
      MESSAGES[1],
    ];
    expect(textsOf("a.json", JSON.stringify(messages))).toEqual([TALK]);
  });

  it("and lines of conversations are as many, each with its line", () => {
    const line = (content: string) => JSON.stringify({ messages: [{ role: "user", content }] });
    const { transcripts } = readTranscript({
      path: "a.jsonl",
      text: `${line("a")}\n\n${line("b")}`,
    });
    expect(transcripts).toEqual([
      { text: "User: a", file: "a.jsonl", line: 1 },
      { text: "User: b", file: "a.jsonl", line: 3 },
    ]);
  });

  it("in which nothing that is quoted is a turn", () => {
    const role = fc.constantFrom("user", "assistant", "human", "ai");
    const piece = fc.constantFrom("\n", "\r", "\u2028", "Assistant: ", "User:", "x", " ");
    const content = fc.array(piece, { maxLength: 12 }).map((pieces) => `a${pieces.join("")}`);
    fc.assert(
      fc.property(fc.array(fc.record({ role, content }), { minLength: 1 }), (messages) => {
        const [text = ""] = textsOf("a.json", JSON.stringify(messages));
        expect(text.split(/[\n\r\u2028\u2029]/)).toHaveLength(messages.length);
      }),
    );
  });
});

const NO_ROLE = 'a message without a role -> Write {"role": "user", "content": "…"}.';

describe("every mistake has its place and what to write:", () => {
  it.each([
    ["a.txt", "", "1:1 the transcript does not begin with who speaks -> Begin each turn"],
    ["a.txt", "\n\nClerk: hi", "3:1 the transcript does not begin with who speaks -> Begin each"],
    ["a.txt", '[{"role": "user"}]', "1:1 the transcript does not begin with who speaks -> Begin"],
    ["a.json", "", "1:1 not valid JSON from here on -> Correct it."],
    ["a.json", '[\n  {"role": user}\n]', "2:12 not valid JSON from here on"],
    ["a.json", '[\n  {"role": "user",}\n]', "2:19 not valid JSON from here on"],
    ["a.json", '[{"role": "us\ner"}]', "1:14 not valid JSON from here on"],
    ["a.json", "[1", "1:3 not valid JSON from here on"],
    ["a.json", "[]", "1:1 nothing is said by the user or the assistant"],
    ["a.json", '{"turns": []}', '1:1 no list of messages -> Write {"role"'],
    ["a.json", '{\n "messages": "User: hi"\n}', "2:14 no list of messages"],
    ["a.json", '{"messages": [], "transcript": []}', "1:1 messages and transcript may be two"],
    ["a.json", '[\n["hi"]]', "2:1 a conversation among messages -> Keep one conversation a file"],
    ["a.json", '[\n {"speaker": "user"}]', `2:2 ${NO_ROLE}`],
    [
      "a.json",
      '[{"role": "usr",\n "content": "x"}]',
      '1:11 the role "usr" is not known -> Did you',
    ],
    ["a.json", '[{"role": "manager"}]', '1:11 the role "manager" is not known -> Write user or'],
    ["a.json", '[{"role": "user",\n "content": 3}]', "2:13 a message without text"],
    ["a.json", '[{"role": "user"}]', "1:2 a message without text"],
    ["a.jsonl", "", "1:1 nothing is said by the user or the assistant"],
    ["a.jsonl", '{"role": "user", "content": "a"}\n{"role"', "2:8 not valid JSON from here on"],
    ["a.jsonl", '{"role": "user", "content": "a"}\n{"messages": []}', "2:1 a conversation among"],
    ["a.jsonl", '{"messages": []}\n{"role": "user", "content": "a"}', "2:1 no list of messages"],
    [
      "a.jsonl",
      '{"role": "user", "content": "a"}\n{"role": "system", "content": "b"}',
      "2:1 a system message amid the others may begin another conversation -> Keep one",
    ],
  ])("%s %j", (path, text, expected) => {
    expect(mistakesIn(path, text)).toEqual([expect.stringContaining(expected)]);
  });

  it("the first five of a file", () => {
    const wrong = JSON.stringify(Array.from({ length: 9 }, () => ({ speaker: "user" })));
    expect(mistakesIn("a.json", wrong)).toHaveLength(5);
  });

  it("and whatever stands in a file, it is read or refused", () => {
    const path = fc.constantFrom("a.txt", "a.json", "a.jsonl");
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((json) => json.slice(0, -1)),
    );
    fc.assert(
      fc.property(path, text, (file, content) => {
        const { transcripts, issues } = readTranscript({ path: file, text: content });
        expect(transcripts.length + issues.length).toBeGreaterThan(0);
        for (const { line, column } of issues) expect(Math.min(line, column)).toBeGreaterThan(0);
      }),
    );
  });

  it("nested as deep as it may be", () => {
    const text = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(mistakesIn("a.json", text)).toHaveLength(1);
  });
});
