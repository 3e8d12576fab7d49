/** The text of a comment: the marker by which it is found again, and a section for each job that shares it. */
import { COMMENT_MAX_BYTES } from "../report/comment.ts";
import { hiddenJson } from "../report/escape.ts";

/** The hidden first line. */
interface Marker {
  /** Tells several gates on one pull request apart. */
  readonly key: string;
  /** Head commit of the pull request that the comment is about. */
  readonly head: string;
}

/** What one job has to say in a comment that several jobs may share. */
export interface SectionContent extends Marker {
  /** Tells the jobs of one comment apart. */
  readonly id: string;
  /** Markdown. */
  readonly body: string;
  /** Where it is a finished report: what made it. */
  readonly made?: MadeBy;
}

/** The job that made a report. */
export interface MadeBy {
  /** Id of its workflow run. */
  readonly run: string;
  /** Keys of the agents that its input `agents` names; absent: all. */
  readonly agents?: readonly string[];
  /** Its input `sync`; absent: auto. */
  readonly sync?: "preview" | "live" | "off";
}

interface Section extends Pick<SectionContent, "id" | "body" | "made"> {}

const MARKER_START = "<!-- converra-gate:v1 ";
const MARKER_END = " -->";
const CLOSE = "\n\n<!-- /section -->";
const LEFT_OUT =
  "_The rest did not fit into one comment with the other jobs: it is in this job's summary._";

export function buildMarker({ key, head }: Marker): string {
  return `${MARKER_START}${hiddenJson({ key, head })}${MARKER_END}`;
}

/** Only at the very start of a body: a marker that somebody quotes is not one. */
export function parseMarker(body: string): Marker | undefined {
  if (!body.startsWith(MARKER_START)) return undefined;
  const end = body.indexOf(MARKER_END, MARKER_START.length);
  const { key, head } = parseFields(body.slice(MARKER_START.length, Math.max(end, 0)));
  return typeof key === "string" && typeof head === "string" ? { key, head } : undefined;
}

/** None when it is no JSON object. */
function parseFields(json: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(json));
  } catch {
    return {};
  }
}

/**
 * The comment's text after one job's section is put in. `existing` are the bodies of the comments that share the key,
 * oldest first; their sections are kept when they are about the same head commit, else dropped. The result does not
 * depend on the order in which jobs put their sections in, as long as all fit; when they do not, the longest are cut.
 */
export function mergeSections(existing: readonly string[], mine: SectionContent): string {
  const sections = new Map<string, Section>();
  for (const text of existing) {
    const body = text.replaceAll("\r\n", "\n");
    const marker = parseMarker(body);
    if (marker?.key !== mine.key || marker.head !== mine.head) continue;
    for (const section of parseSections(body)) sections.set(section.id, section);
  }
  sections.set(mine.id, { id: mine.id, body: cleanBody(mine.body), made: mine.made });
  const sorted = [...sections.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return fitted(sorted, buildMarker({ key: mine.key, head: mine.head }));
}

/** What a comment of one section needs beyond its body, marker included, in bytes: to be left free by who writes it. */
export function commentOverheadBytes(content: Omit<SectionContent, "body">): number {
  const widest = { ...content, body: "x".repeat(COMMENT_MAX_BYTES) };
  return Buffer.byteLength(`${buildMarker(content)}\n${opening(widest)}${CLOSE}`);
}

function fitted(sections: readonly Section[], marker: string): string {
  let current = sections;
  for (const cut of [leadOf, firstLineOf]) {
    const longestFirst = [...sections].sort(
      (a, b) => Buffer.byteLength(b.body) - Buffer.byteLength(a.body) || (a.id < b.id ? -1 : 1),
    );
    for (const { id } of longestFirst) {
      const text = assemble(current, marker);
      if (Buffer.byteLength(text) <= COMMENT_MAX_BYTES) return text;
      current = current.map((section) =>
        section.id === id ? { ...section, body: cut(section.body) } : section,
      );
    }
  }
  return assemble(current, marker);
}

function assemble(sections: readonly Section[], marker: string): string {
  const parts = sections.map((section) => {
    const label = sections.length > 1 ? `<b>Job:</b> <code>${asHtml(section.id)}</code>\n\n` : "";
    return `${label}${opening(section)}${section.body}${CLOSE}`;
  });
  return `${marker}\n${parts.join("\n\n")}`;
}

/**
 * The length makes the frame independent of what is in it: a prompt shown in the comment cannot end its section
 * or begin another job's, whatever it contains.
 */
function opening({ id, body, made }: Section): string {
  return `<!-- section:${hiddenJson({ id, length: body.length, ...made })} -->\n`;
}

/** Stops at a frame that is not whole, as after an edit by hand: what follows could be a prompt's own words. */
function parseSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  const open = /^<!-- section:(\{.*\}) -->\n/gmu;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const { id, length, ...fields } = parseFields(match[1] ?? "");
    if (typeof id !== "string" || !Number.isSafeInteger(length) || Number(length) < 0) break;
    const end = open.lastIndex + Number(length);
    if (!text.startsWith(CLOSE, end)) break;
    sections.push({ id, body: text.slice(open.lastIndex, end), made: madeBy(fields) });
    open.lastIndex = end + CLOSE.length;
  }
  return sections;
}

function madeBy({ run, agents, sync: of }: Readonly<Record<string, unknown>>): MadeBy | undefined {
  if (typeof run !== "string") return undefined;
  const sync = (["preview", "live", "off"] as const).find((mode) => mode === of);
  const keys = Array.isArray(agents) ? agents.filter((key) => typeof key === "string") : undefined;
  return { run, ...(keys && { agents: keys }), ...(sync && { sync }) };
}

/** The sections of a comment in the order of their ids: undefined for one that is no finished report. */
export function reportsIn(body: string): readonly (MadeBy | undefined)[] {
  return parseSections(body.replaceAll("\r\n", "\n")).map(({ made }) => made);
}

/** What GitHub would store differently is put right beforehand, so that reading it back gives the same text. */
function cleanBody(body: string): string {
  return body
    .replace(/\r\n?/gu, "\n")
    .replaceAll("\0", "")
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .trim();
}

/** Everything before the first fold or fence. */
function leadOf(body: string): string {
  const fold = /^(?:<details|```|~~~)/mu.exec(body);
  if (fold === null || body.endsWith(LEFT_OUT)) return body;
  return `${body.slice(0, fold.index).trimEnd()}\n\n${LEFT_OUT}`.trim();
}

function firstLineOf(body: string): string {
  return `${(body.split("\n", 1)[0] ?? "").slice(0, 500)}\n\n${LEFT_OUT}`;
}

function asHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[@#`*_\\[\]|~\s]/gu, (character) => `&#${character.codePointAt(0)};`);
}
