/** What was stored, held against what was sent. Pure, but for what it tells an observer. */

import type { Agent, AgentInput } from "./agent-shape.ts";
import { type Observer, wordOf } from "./assumptions.ts";

interface Told {
  readonly content: string;
  readonly model: string;
}

/**
 * True when `stored` can be what the service made of `sent`. A person may have made the same change: this proves nothing
 * where our tag does not say that `sent` was written last.
 */
export function isStoredFormOf(stored: Told, sent: Told): boolean {
  return isSameText(stored.content, sent.content) && isSameModel(stored.model, sent.model);
}

/** The same words, however the white space between them is laid out. */
function isSameText(a: string, b: string): boolean {
  const words = (text: string) => text.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");
  return words(a) === words(b);
}

/** One name may say more than the other, a provider before it or a date behind it; where both do they say the same. */
function isSameModel(a: string, b: string): boolean {
  const [one, other] = [partsOf(a), partsOf(b)];
  const agree = (x: string, y: string) => x === "" || y === "" || x === y;
  return (
    one.name === other.name &&
    agree(one.provider, other.provider) &&
    agree(one.version, other.version)
  );
}

function partsOf(model: string) {
  const [, provider = "", name = "", version = ""] =
    /^(?:(.*)\/)?([^/]*?)(?:-(\d{4}-?\d{2}-?\d{2}|latest))?$/.exec(model.toLowerCase()) ?? [];
  return { provider, name, version };
}

/** A service may keep tags in lower case. */
export function lostTags(sent: readonly string[], stored: readonly string[]): readonly string[] {
  const kept = new Set(stored.map((tag) => tag.toLowerCase()));
  return sent.filter((tag) => !kept.has(tag.toLowerCase()));
}

export interface Difference {
  readonly member: "content" | "model" | "status" | "tags";
  readonly sent: string;
  readonly stored: string;
}

const LONGEST = 60;

/** What was sent and is not there in any form; text is cut, it is for people. */
export function differencesOf(sent: Partial<AgentInput>, stored: Agent): readonly Difference[] {
  const differences: Difference[] = [];
  const differs = (member: Difference["member"], wanted: string, is: string) =>
    differences.push({ member, sent: cut(wanted), stored: cut(is) });
  const { content, model, status, tags = [] } = sent;
  if (content !== undefined && !isSameText(content, stored.content)) {
    differs("content", content, stored.content);
  }
  if (model !== undefined && !isSameModel(model, stored.model)) {
    differs("model", model, stored.model);
  }
  if (status !== undefined && status !== stored.status.toLowerCase()) {
    differs("status", status, stored.status);
  }
  const lost = lostTags(tags, stored.tags);
  if (lost.length > 0) differs("tags", lost.join(", "), stored.tags.join(", ") || "none");
  return differences;
}

/** What is measured and answers customers is not what was sent. */
export function wrongPrompt(sent: Partial<AgentInput>, stored: Agent): Difference | undefined {
  return differencesOf(sent, stored).find(
    ({ member }) => member === "content" || member === "model",
  );
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

const STATUSES = ["draft", "active", "deprecated", "archived"] as const;

/** What a PATCH did not name and cleared, or set back of the status (assumption write-partial), as it was before. */
export function clearedBy(
  patch: Partial<AgentInput>,
  before: Agent,
  stored: Agent,
): Partial<AgentInput> {
  const { name, content, model, description, tags, temperature, maxTokens } = before;
  const all = { name, content, model, description, tags, temperature, maxTokens };
  const cleared = Object.entries(all).filter(([key, value]) => {
    const member = key as keyof typeof all;
    return patch[member] === undefined && !isEmpty(value) && isEmpty(stored[member]);
  });
  const status = STATUSES.find((one) => one === before.status);
  const isOther = patch.status === undefined && stored.status.toLowerCase() !== status;
  return {
    ...Object.fromEntries(cleared),
    ...(status !== undefined && isOther ? { status } : {}),
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Tells which assumptions about writes this one bears out. What follows from a difference is the caller's to decide. */
export function observeWrite(
  { content, model, tags, status }: Partial<AgentInput>,
  stored: Agent,
  observer: Observer,
): void {
  if (content !== undefined) {
    const seen = () =>
      `${content.length} characters sent, ${stored.content.length} characters stored, not the same`;
    observer.check("content-stored", content === stored.content, seen);
  }
  if (model !== undefined) {
    observer.check("model-stored", model === stored.model, () => "another name of the model");
  }
  if (tags !== undefined) {
    const missing = tags.filter((tag) => !stored.tags.includes(tag));
    observer.check("tags-stored", missing.length === 0, () => tagsSeen(tags, missing, stored.tags));
  }
  if (status === "draft") {
    const seen = () => `status ${wordOf(stored.status)}`;
    observer.check("agent-draft", stored.status === "draft", seen);
  }
}

function tagsSeen(
  sent: readonly string[],
  missing: readonly string[],
  stored: readonly string[],
): string {
  const isOtherCase = lostTags(missing, stored).length === 0;
  const isCut = missing.some((tag) => stored.some((one) => one !== "" && tag.startsWith(one)));
  const how = isOtherCase ? "in another case" : isCut ? "cut" : "not stored as they were sent";
  return `${missing.length} of ${sent.length} tags ${how}, ${stored.length} stored`;
}
