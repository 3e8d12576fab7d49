/**
 * From a transcript that the repository keeps, in any of three forms, to the text that the service takes: one turn a
 * line, each after who speaks (https://docs.converra.ai/api/objects.html). Pure.
 */
import type { ConfigIssue } from "../errors.ts";
import { isSection, type Path } from "./data.ts";
import { parseJson, type Refuse } from "./json-text.ts";
import { nearest } from "./nearest.ts";
import type { ConfigText } from "./source.ts";

/** One conversation. */
export interface Transcript {
  readonly text: string;
  /** Relative to the workspace. */
  readonly file: string;
  /** 1-based, where it begins. */
  readonly line: number;
}

interface Reading {
  readonly transcripts: readonly Transcript[];
  readonly issues: readonly ConfigIssue[];
}

const USER = ["user", "human", "customer", "client"];
const ASSISTANT = ["assistant", "ai", "agent", "bot", "support", "model"];
/** What neither of the two says: the prompt is the agent's own, and what a tool answers reaches the user in its words. */
const LEFT_OUT = ["system", "developer", "tool", "function"];
const SPOKEN = new RegExp(`^(${[...USER, ...ASSISTANT].join("|")})[ \\t]*:`, "i");
const LISTS = ["messages", "transcript"];
/** One slip, such as another name for `role`, makes every message of a file wrong. */
const MOST_ISSUES = 5;

const MESSAGE = '{"role": "user", "content": "…"}';
const TEXT_FIX =
  'Begin each turn with "User:" or "Assistant:"; JSON belongs in a file that ends in .json or .jsonl.';
const LIST_FIX = `Write ${MESSAGE}, or a list of those, which may stand under "messages".`;
const ROLE_FIX = `Write user or assistant; ${LEFT_OUT.join(", ")} are left out.`;
const ONE_FIX = `Keep one conversation a file, or write each as one line, {"messages": […]}, of a .jsonl file.`;

/** The file's name tells the form: .json, .jsonl or .ndjson; anything else is text. */
export function readTranscript({ path: file, text }: ConfigText): Reading {
  const issues: ConfigIssue[] = [];
  const place = { file, text: text.replace(/\r\n?/g, "\n"), line: 1 };
  const transcripts = /\.json$/i.test(file)
    ? [fromJson(place, issues)]
    : /\.(jsonl|ndjson)$/i.test(file)
      ? fromLines(place, issues)
      : [fromText(place, issues)];
  if (issues.length > 0) return { transcripts: [], issues: issues.slice(0, MOST_ISSUES) };
  const message = "nothing is said by the user or the assistant";
  const mute = transcripts
    .filter((one) => one.text === "")
    .map(({ line }) => ({ file, line, column: 1, message, fix: `Write ${MESSAGE}.` }));
  return { transcripts, issues: mute.slice(0, MOST_ISSUES) };
}

function fromText(place: Transcript, issues: ConfigIssue[]): Transcript {
  const { file } = place;
  const text = place.text.trim();
  if (!SPOKEN.test(text)) {
    const line = place.text.split("\n").findIndex((one) => one.trim() !== "") + 1;
    const message = "the transcript does not begin with who speaks";
    issues.push({ file, line: Math.max(1, line), column: 1, message, fix: TEXT_FIX });
  }
  return { ...place, text };
}

function fromJson(place: Transcript, issues: ConfigIssue[]): Transcript {
  const count = issues.length;
  const { value, refuse } = parseJson(place, issues);
  const turns = issues.length > count ? [] : turnsOf(value, refuse);
  return { ...place, text: turns.join("\n") };
}

/** Every line is a message of one conversation, or every line is a conversation. */
function fromLines({ file, text }: Transcript, issues: ConfigIssue[]): readonly Transcript[] {
  const lines = text.split("\n").flatMap((line, index) => {
    return line.trim() === "" ? [] : [{ file, text: line, line: index + 1 }];
  });
  const read = lines.map((line) => ({ line, ...parseJson(line, issues) }));
  if (issues.length > 0) return [];
  if (!isMessage(read[0]?.value)) {
    return read.length === 0
      ? [{ file, text: "", line: 1 }]
      : read.map(({ line, value, refuse }) => {
          const turns = turnsOf(value, refuse);
          return { ...line, text: turns.join("\n") };
        });
  }
  const turns: string[] = [];
  for (const { value, refuse } of read) {
    if (turns.length > 0 && isMessage(value) && roleOf(value) === "system") {
      refuse([], "a system message amid the others may begin another conversation", ONE_FIX);
    }
    turns.push(...turnsIn(value, [], refuse));
  }
  return [{ file, text: turns.join("\n"), line: 1 }];
}

function turnsOf(value: unknown, refuse: Refuse): readonly string[] {
  const named = isSection(value) ? LISTS.filter((name) => Object.hasOwn(value, name)) : [];
  if (named.length > 1) {
    refuse([], `${named.join(" and ")} may be two conversations`, "Keep one of them.");
    return [];
  }
  const list = isSection(value) ? named.map((name) => value[name])[0] : value;
  if (!Array.isArray(list)) {
    refuse(named, "no list of messages", LIST_FIX);
    return [];
  }
  return list.flatMap((message, index) => turnsIn(message, [...named, index], refuse));
}

/** One turn, or none where neither of the two says anything. */
function turnsIn(message: unknown, path: Path, refuse: Refuse): readonly string[] {
  if (!isMessage(message)) {
    const isTalk =
      Array.isArray(message) || LISTS.some((name) => Object.hasOwn(Object(message), name));
    if (isTalk) refuse(path, "a conversation among messages", ONE_FIX);
    else refuse(path, "a message without a role", `Write ${MESSAGE}.`);
    return [];
  }
  const role = roleOf(message);
  if (LEFT_OUT.includes(role)) return [];
  const speaker = USER.includes(role) ? "User" : ASSISTANT.includes(role) ? "Assistant" : undefined;
  if (speaker === undefined) {
    const meant = nearest(role, [...USER, ...ASSISTANT, ...LEFT_OUT]);
    const fix = meant === undefined ? ROLE_FIX : `Did you mean ${meant}?`;
    refuse([...path, "role"], `the role ${JSON.stringify(message.role)} is not known`, fix);
    return [];
  }
  // Line breaks would let what a message quotes pass for turns.
  const said = textOf(message.content)?.trim().replace(/\s+/g, " ");
  if (said) return [`${speaker}: ${said}`];
  const isCall = message.tool_calls || message.function_call || Array.isArray(message.content);
  if (!isCall) refuse([...path, "content"], "a message without text", `Write ${MESSAGE}.`);
  return [];
}

type Message = Readonly<Record<string, unknown>> & { readonly role: string };

function isMessage(value: unknown): value is Message {
  return isSection(value) && typeof value.role === "string";
}

const roleOf = ({ role }: Message) => role.trim().toLowerCase();

/** Of a list of parts those that are text. */
function textOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  const parts = content.filter((part) => isSection(part) && part.type === "text");
  return parts.map(({ text }) => (typeof text === "string" ? text : "")).join(" ");
}
