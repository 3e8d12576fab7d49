/** The switches of the emulator's dialect, and few dialects in which they still meet each other. */
import type { Dialect } from "../../sandbox/converra/options.ts";

/** Every value of every switch that changes an answer. */
export const SWITCHES: { readonly [K in keyof Dialect]: readonly Dialect[K][] } = {
  naming: ["newer", "older"],
  listShape: ["paginated", "data", "array"],
  confidenceScale: [1, 100],
  metricScale: [100, 1],
  resultsNull: [false, true],
  unknownStatus: [false, true],
  rateLimitHeaders: ["seconds", "epoch", "epoch-ms", "iso", "absent"],
  startStatus: ["running", "queued"],
  unauthorizedCode: ["INVALID_API_KEY", "UNAUTHORIZED"],
  controlContent: [true, false],
};
const NAMES = Object.keys(SWITCHES) as (keyof Dialect)[];

/** Every combination of the named switches, the others as the emulator has them. */
export function everyDialect(names: readonly (keyof Dialect)[]): readonly Partial<Dialect>[] {
  return names.reduce<readonly Partial<Dialect>[]>(
    (made, name) =>
      made.flatMap((dialect) => SWITCHES[name].map((value) => ({ ...dialect, [name]: value }))),
    [{}],
  );
}

/**
 * Dialects in which any three switches meet in every combination of their values: a fault that takes up to three of
 * them at once is seen, with a fiftieth of all combinations. Deterministic.
 */
export function threeWiseDialects(): readonly Partial<Dialect>[] {
  const all = shuffled(everyDialect(NAMES)).map((dialect) => ({
    dialect,
    triples: triplesOf(dialect),
  }));
  const covered = new Uint8Array(VALUES.length ** 3);
  const chosen: Partial<Dialect>[] = [];
  for (let worth = 100; worth >= 1; worth = Math.floor(worth * 0.7)) {
    for (const { dialect, triples } of all) {
      const fresh = triples.filter((triple) => covered[triple] === 0);
      if (fresh.length < worth) continue;
      for (const triple of fresh) covered[triple] = 1;
      chosen.push(dialect);
    }
  }
  return chosen;
}

const VALUES = NAMES.flatMap((name) => SWITCHES[name].map((value) => `${name}=${value}`));

/** Each three switches with their values, as one number: there are half a million in all dialects. */
export function triplesOf(dialect: Partial<Dialect>): readonly number[] {
  const parts = NAMES.map((name) => VALUES.indexOf(`${name}=${dialect[name]}`));
  const triples: number[] = [];
  for (const [i, a] of parts.entries()) {
    for (let j = i + 1; j < parts.length; j++) {
      const pair = (a * VALUES.length + (parts[j] ?? 0)) * VALUES.length;
      for (let k = j + 1; k < parts.length; k++) triples.push(pair + (parts[k] ?? 0));
    }
  }
  return triples;
}

export function tripleName(triple: number): string {
  const size = VALUES.length;
  return [triple / size ** 2, (triple / size) % size, triple % size]
    .map((index) => VALUES[Math.floor(index)])
    .join(" ");
}

/** The values alone, in the order of the switches: short enough for the name of a test. */
export function dialectName(dialect: Partial<Dialect>): string {
  return NAMES.filter((name) => name in dialect)
    .map((name) =>
      typeof dialect[name] === "boolean" ? `${name}=${dialect[name]}` : dialect[name],
    )
    .join(" ");
}

/** An order without pattern, the same every time. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  let state = 1;
  return items
    .map((item) => {
      state = (state * 48_271) % 2_147_483_647;
      return { item, state };
    })
    .sort((a, b) => a.state - b.state)
    .map(({ item }) => item);
}
