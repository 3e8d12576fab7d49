/** The hidden first line by which a comment is found again. */

export interface Marker {
  /** Tells several gates on one pull request apart. */
  readonly key: string;
  /** Commit that the comment is about. */
  readonly head: string;
}

const START = "<!-- converra-gate:v1 ";
const END = " -->";

export function buildMarker({ key, head }: Marker): string {
  // A comment ends at the first "-->", "--!>" or, for some parsers, "--": none may come from the key.
  const json = JSON.stringify({ key, head }).replace(
    /[<>-]|[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${START}${json}${END}`;
}

/** Only at the very start of a body: a marker that somebody quotes is not one. */
export function parseMarker(body: string): Marker | undefined {
  if (!body.startsWith(START)) return undefined;
  const end = body.indexOf(END, START.length);
  if (end < 0) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(body.slice(START.length, end));
  } catch {
    return undefined;
  }
  if (typeof data !== "object" || data === null) return undefined;
  const { key, head } = data as { key?: unknown; head?: unknown };
  return typeof key === "string" && typeof head === "string" ? { key, head } : undefined;
}
