/** What was probably meant by a word that is not known: of keys, files, inputs. Pure. */
import { closest, distance } from "fastest-levenshtein";

const plain = (word: string) => word.toLowerCase().replace(/[-_ ]/g, "");
const letters = (word: string) => [...plain(word)].sort().join("");

/** The known word that was probably meant; undefined when none is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const short = word.slice(0, 100);
  // Another spelling (maxDrop), or letters that changed places (nmae).
  const sameLetters =
    known.find((candidate) => plain(candidate) === plain(short)) ??
    known.find((candidate) => letters(candidate) === letters(short));
  if (sameLetters !== undefined || known.length === 0) return sameLetters;
  const best = closest(short, known);
  return distance(short, best) <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined;
}
