import fc from "fast-check";

const SURROGATES = 0xd800;
const AFTER_SURROGATES = 0xe000;
const GAP = AFTER_SURROGATES - SURROGATES;

/**
 * Any Unicode character: the very values of fast-check's unit "binary", which makes a table of all million of them
 * before the first text, in every process.
 */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - GAP })
  .map((index) => String.fromCodePoint(index < SURROGATES ? index : index + GAP), indexOf);

function indexOf(value: unknown): number {
  const code = typeof value === "string" ? value.codePointAt(0) : undefined;
  if (code === undefined || String.fromCodePoint(code) !== value) throw new Error("no character");
  if (code >= SURROGATES && code < AFTER_SURROGATES) throw new Error("half a character");
  return code < SURROGATES ? code : code - GAP;
}
