/** What the service stored against what it was sent: it may lay text out anew and give models their full names. Pure. */
import type { Agent, AgentInput } from "../service/endpoints/agents.ts";
import { normalisePrompt } from "./fingerprint.ts";
import { lostTags } from "./tags.ts";

interface Told {
  readonly content: string;
  readonly model: string;
}

/** The same words, however the white space between them is laid out. */
function isSameText(a: string, b: string): boolean {
  const words = (text: string) => text.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");
  return normalisePrompt(a) === normalisePrompt(b) || words(a) === words(b);
}

/** The same model under its full name: with a provider before it, or a date behind it. */
function isSameModel(a: string, b: string): boolean {
  const short = (model: string) =>
    (model.toLowerCase().split("/").at(-1) ?? "").replace(/-(\d{4}-?\d{2}-?\d{2}|latest)$/, "");
  return a === b || short(a) === short(b);
}

/**
 * True when `stored` can be what the service made of `sent`. A person may have made the same change: this proves nothing
 * where our tag does not say that `sent` was written last.
 */
export function isStoredFormOf(stored: Told, sent: Told): boolean {
  return isSameText(stored.content, sent.content) && isSameModel(stored.model, sent.model);
}

export interface Difference {
  readonly member: "content" | "model" | "status" | "tags";
  readonly sent: string;
  readonly stored: string;
}

const LONGEST = 60;

/** What was sent and is not there; text is cut, it is for people. */
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
  const lost = lostTags(tags, stored);
  if (lost.length > 0) differs("tags", lost.join(", "), stored.tags.join(", ") || "none");
  return differences;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
