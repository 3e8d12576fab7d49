/**
 * Text from outside (prompts, names, the service's messages) made safe to show. Markdown and HTML escaping are the
 * serialiser's; here is only what is GitHub's or the eye's own.
 */

/** Breaks a pattern without showing: what Renovate and others put after "@" and "#" in comments. */
const BREAK = "\u200B";

/** Joins what stands on both sides into one emoji. */
const EMOJI_JOINER =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D(?=\p{Extended_Pictographic})/u;
/** Scripts whose spelling needs joiners and non-joiners. */
const SPELLED_JOINER =
  /(?<=\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Sinhala})(?:\u200C|\u200D)/u;
const EMOJI_STYLE = /(?<=\p{Emoji})(?:\uFE0E|\uFE0F)/u;

/** Characters that show nothing or reorder what is shown; the first group holds the exceptions. */
const INVISIBLE = new RegExp(
  `([\\t\\n]|${EMOJI_STYLE.source}|${EMOJI_JOINER.source}|${SPELLED_JOINER.source})` +
    "|\\p{Cc}|\\p{Cf}|\\p{Cs}|\\p{Zl}|\\p{Zp}|\\p{Default_Ignorable_Code_Point}",
  "gu",
);

/** Line ends become line feeds; bidi controls and other invisible characters become escapes such as \u202E. */
export function visible(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(INVISIBLE, (match, kept: string | undefined) => kept ?? escapeOf(match));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase().padStart(4, "0");
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex}`;
}

/** On one line, at most `max` characters (then an ellipsis), visible. */
export function oneLine(text: string, max: number): string {
  // A character takes at most two code units: no need to walk a whole prompt for its first line.
  const head = [...text.slice(0, 2 * max + 2).replace(/[\t\n\v\f\r \u2028\u2029]+/g, " ")];
  const whole = head.join("").trim();
  const cut = head.length > max || text.length > 2 * max + 2;
  return visible(cut ? `${head.slice(0, max).join("").trim()}…` : whole);
}

/**
 * GitHub turns these into links, notifications and back-references after it has rendered the Markdown, so that no
 * Markdown escape stops it: mentions, issue and pull-request references, and addresses of issues.
 */
export function unlinked(text: string): string {
  return withoutComments(text)
    .replace(/@(?=[\p{L}\p{N}_-]|$)/gu, `@${BREAK}`)
    .replace(/#(?=\d|$)/g, `#${BREAK}`)
    .replace(/\b(GH)-(?=\d|$)/gi, `$1-${BREAK}`)
    .replace(/(\/(?:issues|pulls?|discussions|commit|compare)\/)(?=\w)/gi, `$1${BREAK}`);
}

/** Other actions find their own comments by a hidden HTML comment anywhere in the body, code included. */
export function withoutComments(text: string): string {
  return text.replace(/<!--/g, `<${BREAK}!--`);
}

/** For text inside an HTML tag's element, which the Markdown serialiser does not see. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
