/**
 * An accepted drop as a comment of the action's own keeps it: a hidden first line, signed with a key that is made of the
 * API key. Whoever can edit comments can remove it, and neither forge it nor carry it to another commit or prompt.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { hiddenJson } from "../report/escape.ts";
import type { AcceptedDrop } from "../verdict/acceptance.ts";
import type { GitHubClient } from "./client.ts";
import { isOwn, listComments } from "./comments.ts";

/** What a drop was accepted of. */
export interface AcceptedOf {
  /** owner/name */
  readonly repository: string;
  readonly pullRequest: number;
  readonly head: string;
  /** File of the config, and key in it. */
  readonly config: string;
  readonly agent: string;
  /** Of the prompt and what else was measured. */
  readonly fingerprint: string;
}

export interface AcceptanceRecord extends AcceptedOf, AcceptedDrop {}

const START = "<!-- converra-gate:accepted:v1 ";
const END = " -->";

/** The first line of the comment. */
export function acceptanceLine(record: AcceptanceRecord, apiKey: string): string {
  // As text within the JSON: numbers may have a minus sign, which may not stand in an HTML comment.
  const said = JSON.stringify(record);
  return `${START}${hiddenJson({ said, signature: signatureOf(said, apiKey) })}${END}\n`;
}

/** Those of the token's owner, the newest first. `isSigned` is false for what this key has not signed. */
export async function acceptanceRecords(
  github: GitHubClient,
  pullRequest: number,
  apiKey: string,
): Promise<readonly { readonly record: AcceptanceRecord; readonly isSigned: boolean }[]> {
  const marked = (await listComments(github, pullRequest)).filter(({ body }) =>
    body.startsWith(START),
  );
  if (marked.length === 0) return [];
  const viewer = await github.viewer();
  return marked
    .filter(({ author }) => isOwn(author, viewer))
    .flatMap(({ body }) => recordIn(body, apiKey) ?? [])
    .reverse();
}

function recordIn(body: string, apiKey: string) {
  try {
    const end = body.indexOf(END);
    const { said, signature } = JSON.parse(body.slice(START.length, Math.max(end, 0)));
    const record: unknown = JSON.parse(said);
    if (typeof signature !== "string" || !isRecord(record)) return undefined;
    const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(said, apiKey))];
    return { record, isSigned: given.length === right.length && timingSafeEqual(given, right) };
  } catch {
    return undefined;
  }
}

function signatureOf(said: string, apiKey: string): string {
  const key = createHmac("sha256", apiKey).update("converra-gate accepted drop v1").digest();
  return createHmac("sha256", key).update(said).digest("hex");
}

const TEXTS = ["repository", "head", "config", "agent", "fingerprint", "by", "at", "reason"];

/** What was signed is ours; what was not is shown to be so, and has to be no fault. */
function isRecord(value: unknown): value is AcceptanceRecord {
  const fields: Record<string, unknown> = Object(value);
  return (
    TEXTS.every((name) => typeof fields[name] === "string") &&
    typeof fields.pullRequest === "number" &&
    Array.isArray(fields.metrics)
  );
}
