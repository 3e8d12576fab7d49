/** What was stored, held against what was sent. Pure, but for what it tells an observer. */
import { type Observer, wordOf } from "./assumptions.ts";
import type { Agent, AgentInput } from "./endpoints/agents.ts";

/** In the words of AgentInput. */
type Member = keyof AgentInput;

export interface Difference {
  readonly member: Member;
  readonly sent: unknown;
  readonly stored: unknown;
}

/** No page shows these in an answer: where they do not come back nothing is known of them. */
const MAYBE_SILENT: readonly Member[] = ["temperature", "maxTokens", "description"];

/** What is stored otherwise than it was sent, in the order it was sent; tags in any order are the same tags. */
export function differences(sent: Partial<AgentInput>, stored: Agent): readonly Difference[] {
  const members = Object.entries(sent) as [Member, unknown][];
  return members.flatMap(([member, value]) => {
    const back = stored[member];
    if (value === undefined || isSame(value, back)) return [];
    if (back === undefined && MAYBE_SILENT.includes(member)) return [];
    return [{ member, sent: value, stored: back }];
  });
}

/** What a write changed although it did not name it: a PATCH that clears what is not sent. */
export function sideEffects(
  before: Agent,
  patch: Partial<AgentInput>,
  stored: Agent,
): readonly Difference[] {
  const { name, content, model, description, tags, temperature, maxTokens, status } = before;
  const unnamed = Object.fromEntries(
    Object.entries({
      name,
      content,
      model,
      description,
      tags,
      temperature,
      maxTokens,
      status,
    }).filter(([member]) => patch[member as Member] === undefined),
  ) as Partial<AgentInput>;
  const members = Object.entries(unnamed) as [Member, unknown][];
  return members
    .filter(([member, value]) => value !== undefined && !isSame(value, stored[member]))
    .map(([member, value]) => ({ member, sent: value, stored: stored[member] }));
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
}

/** Tells which assumptions about writes this one bears out. What follows from a difference is the caller's to decide. */
export function observeWrite(
  sent: Partial<AgentInput>,
  stored: Agent,
  observer: Observer,
  before?: Agent,
): void {
  const found = new Map(differences(sent, stored).map((one) => [one.member, one]));
  const check = (
    id: "content-stored" | "model-stored" | "tags-stored" | "agent-draft",
    member: Member,
    seen: string,
  ) => {
    if (sent[member] !== undefined) observer.check(id, !found.has(member), () => seen);
  };
  check(
    "content-stored",
    "content",
    `${sent.content?.length} characters sent, ${stored.content.length} characters stored, not the same`,
  );
  check("model-stored", "model", "another name of the model");
  check("tags-stored", "tags", tagsSeen(sent.tags ?? [], stored.tags));
  if (sent.status === "draft") check("agent-draft", "status", `status ${wordOf(stored.status)}`);
  if (before === undefined) return;
  const lost = sideEffects(before, sent, stored).map(({ member }) => `\`${member}\``);
  observer.check("write-partial", lost.length === 0, () => `${lost.join(", ")} changed unasked`);
}

function tagsSeen(sent: readonly string[], stored: readonly string[]): string {
  const missing = sent.filter((tag) => !stored.includes(tag));
  const lower = missing.filter((tag) => stored.includes(tag.toLowerCase()));
  const cut = missing.filter((tag) => stored.some((one) => one.length > 0 && tag.startsWith(one)));
  const how =
    lower.length > 0 ? "in lower case" : cut.length > 0 ? "cut" : "not stored as they were sent";
  return `${missing.length} of ${sent.length} tags ${how}, ${stored.length} stored`;
}
