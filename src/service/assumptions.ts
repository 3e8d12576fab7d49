/** Every guess about the wire in one table, and who notices where one does not hold. docs/assumptions.md is made of it. */
import { ACCOUNT_AND_MORE } from "./assumptions/account.ts";
import { AGENTS } from "./assumptions/agents.ts";
import type { Assumption } from "./assumptions/assumption.ts";
import { RUNS } from "./assumptions/runs.ts";
import { WIRE } from "./assumptions/wire.ts";
import { isRecord } from "./shapes.ts";

const TABLE = [...WIRE, ...AGENTS, ...RUNS, ...ACCOUNT_AND_MORE] as const;
export type AssumptionId = (typeof TABLE)[number]["id"];
export const ASSUMPTIONS: readonly (Assumption & { readonly id: AssumptionId })[] = TABLE;

export interface BrokenAssumption extends Assumption {
  readonly id: AssumptionId;
  /** The shape that was seen: names of members, types, numbers. */
  readonly seen: string;
}

/** Collects what one run sees of the assumptions. */
export interface Observer {
  /** `seen` says what came instead, without any text of prompts, names or keys: see `shapeOf`. The first time counts. */
  broken(id: AssumptionId, seen: string): void;
  /** Something that would have shown it broken did not. */
  holds(id: AssumptionId): void;
  /** As above, by a condition. */
  check(id: AssumptionId, holds: boolean, seen: () => string): void;
  /** Those that do not hold, in the order of the table. */
  seen(): readonly BrokenAssumption[];
  stateOf(id: AssumptionId): "holds" | "broken" | "not-seen";
}

const MAX_SEEN = 160;

export function createObserver(): Observer {
  const broken = new Map<AssumptionId, string>();
  const held = new Set<AssumptionId>();
  const observer: Observer = {
    broken: (id, seen) => {
      if (!broken.has(id)) broken.set(id, seen.slice(0, MAX_SEEN));
    },
    holds: (id) => held.add(id),
    check: (id, holds, seen) => (holds ? observer.holds(id) : observer.broken(id, seen())),
    seen: () =>
      ASSUMPTIONS.flatMap((one) => {
        const seen = broken.get(one.id);
        return seen === undefined ? [] : [{ ...one, seen }];
      }),
    stateOf: (id) => (broken.has(id) ? "broken" : held.has(id) ? "holds" : "not-seen"),
  };
  return observer;
}

const MEMBERS_SHOWN = 8;

/** What a value looks like, without what it says: types, names of members, lengths, numbers. */
export function shapeOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "string") return value === "" ? "an empty text" : "a text";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (!isRecord(value)) return String(value);
  const names = Object.keys(value);
  if (names.length === 0) return "an empty object";
  const shown = names.slice(0, MEMBERS_SHOWN).map(memberName);
  const more = names.length - shown.length;
  return `an object with ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Names of members are words; what else stands there, such as an id or a text, is not shown. */
function memberName(name: string): string {
  return /^[A-Za-z_][A-Za-z_-]{0,39}$/.test(name) ? `\`${name}\`` : "another name";
}

/** A word of a closed vocabulary, such as a status, as it came; anything that is no such word by its shape only. */
export function wordOf(value: unknown): string {
  const isWord = typeof value === "string" && /^[A-Za-z][A-Za-z _-]{0,29}$/.test(value);
  return isWord ? `"${value}"` : shapeOf(value);
}
