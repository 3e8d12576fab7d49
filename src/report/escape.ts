/**
 * Hostile text (prompts, names, the service's messages) made fit to be shown anywhere: nothing in it is invisible or
 * reorders what is shown. What a target reads as more than text is the target's own and comes after it: markdown.ts,
 * the runner's log in github/workflow.ts, the terminal in cli/terminal.ts.
 */

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
    "|\\p{Cc}|\\p{Cf}|\\p{Cs}|\\p{Zl}|\\p{Zp}|\\p{Default_Ignorable_Code_Point}|\\p{Noncharacter_Code_Point}",
  "gu",
);

/** Of which all can be seen: most texts, and quicker to tell than what cannot. */
const PLAIN = /^[\t\n -~]*$/;

/** Line ends become line feeds; bidi controls and other invisible characters become escapes such as \u202E. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/\r\n/g, "\n")
    .replace(INVISIBLE, (match, kept: string | undefined) => kept ?? escapeOf(match));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase().padStart(4, "0");
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex}`;
}

/** Room for a name: an agent's key, a metric, a variant, a model. */
const NAME_MAX = 60;

/** On one line, at most `max` characters (then an ellipsis), visible. */
export function oneLine(text: string, max = NAME_MAX): string {
  // A character takes at most two code units: no need to walk a whole prompt for its first line.
  const head = [...text.slice(0, 2 * max + 2).replace(/[\t\n\v\f\r \u2028\u2029]+/g, " ")];
  const whole = head.join("").trim();
  const cut = head.length > max || text.length > 2 * max + 2;
  return visible(cut ? `${head.slice(0, max).join("").trim()}…` : whole);
}

/**
 * JSON for an HTML comment, on one line. The comment ends at the first "-->", "--!>" or, for some parsers, "--": none
 * may come from a value, and no line end.
 */
export function hiddenJson(value: unknown): string {
  return escapedJson(value, /[<>-]|[^\x20-\x7e]/g);
}

/** JSON in which every character that matches is written as \u and four digits, which JSON.parse reads back. */
export function escapedJson(value: unknown, characters: RegExp): string {
  return JSON.stringify(value).replace(
    characters,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
