/** The service's own words on their way into a message: one short line, without secrets. */

export type Cleaner = (text: string) => string;

const MAX_CHARS = 200;
const KEY_LIKE = /\b(?:sk|whsec)_[A-Za-z0-9_-]{4,}/g;
const BEARER = /\bBearer\s+[^\s"',;]+/gi;
/** Control, format (bidirectional marks among them), private and line-separating characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]+/gu;

/** Redacts before it cuts, so that no half of a key is left at the end. */
export function createCleaner(apiKey: string): Cleaner {
  return (text) => {
    const whole = apiKey.length >= 4 ? text.replaceAll(apiKey, "***") : text;
    const line = whole
      .replace(BEARER, "Bearer ***")
      .replace(KEY_LIKE, "***")
      .replace(UNPRINTABLE, " ")
      .replace(/\s+/g, " ")
      .trim();
    const chars = [...line];
    return chars.length > MAX_CHARS ? `${chars.slice(0, MAX_CHARS).join("")}…` : line;
  };
}
