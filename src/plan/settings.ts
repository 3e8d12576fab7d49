/** What sync would do with the account's settings: those that the config states, held against those of the service. Pure. */
import type { AccountEntry } from "../account.ts";
import { type Path, valueAt } from "../config/data.ts";
import { nearest } from "../config/nearest.ts";
import { shapeOf } from "../service/assumptions.ts";
import type { Settings } from "../service/endpoints/account.ts";
import { numberIn } from "../service/scores.ts";
import { isName, isRecord, type Json } from "../service/shapes.ts";
import { normalisePrompt } from "./fingerprint.ts";

interface StatedValue {
  readonly path: Path;
  readonly value: unknown;
}

export interface PlannedSetting extends StatedValue {
  readonly entry: AccountEntry;
}

type Finding = Pick<AccountEntry, "action" | "reason">;

/**
 * Nothing on the service tells who wrote a setting, so `before` does: what the config said that was synced last. A value
 * that is neither that nor the file's was edited elsewhere.
 */
export function planSettings(
  stated: Json,
  live: Settings,
  before: Json,
): readonly PlannedSetting[] {
  return valuesIn(stated).map(({ path, value }) => {
    const is = valueAt(live, path);
    const entry: AccountEntry = {
      what: "setting",
      name: path.join("."),
      done: false,
      ...compare(path, value, live, valueAt(before, path)),
      ...(isEmpty(is) ? {} : { from: textOf(is) }),
      to: textOf(value),
    };
    return { path, value, entry };
  });
}

/** Every value below the sections, a list as one. */
export function valuesIn(section: Json, above: Path = []): readonly StatedValue[] {
  return Object.entries(section).flatMap(([key, value]) => {
    const path = [...above, key];
    if (value === undefined) return [];
    return isRecord(value) ? valuesIn(value, path) : [{ path, value }];
  });
}

function compare(path: Path, wanted: unknown, live: Settings, before: unknown): Finding {
  const conflict = (reason: string): Finding => ({ action: "conflicting", reason });
  const above = path.slice(0, -1);
  const section = live.lacks?.includes(String(path[0])) ? undefined : valueAt(live, above);
  if (!isRecord(section)) {
    return conflict(
      `GET /settings shows no \`${above.join(".")}\`, so what would be replaced is not known`,
    );
  }
  const is = valueAt(live, path);
  if (isEmpty(is)) {
    const why = whyUnknown(path, section);
    if (why !== undefined) return conflict(why);
    return isEmpty(before) ? { action: "create", reason: "it is not set in Converra" } : DRIFTED;
  }
  if (typeof wanted === "number" ? numberIn(is) === undefined : typeof is !== "string") {
    return conflict(
      `Converra has ${shapeOf(is)} there, and this version knows ${shapeOf(wanted)} alone`,
    );
  }
  if (isSame(is, wanted, path)) return { action: "unchanged", reason: "Converra says the same" };
  if (isEmpty(before) || isSame(is, before, path)) {
    return { action: "update", reason: `Converra says otherwise${warningFor(path, wanted)}` };
  }
  return DRIFTED;
}

const DRIFTED: Finding = {
  action: "drifted",
  reason:
    "Converra has neither this nor what the config said before: it was edited there, or the sync that should have written it never did",
};

/** Why a value that is not shown may stand there all the same. The texts of `general` have no defaults, all else has. */
function whyUnknown(path: Path, section: Json): string | undefined {
  const key = String(path.at(-1));
  if (path[0] !== "general") {
    return `GET /settings does not show \`${key}\`, which has a default: what would be replaced is not known`;
  }
  const others = Object.keys(section).filter((name) => name !== key && !isEmpty(section[name]));
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, "");
  const alike =
    others.find((name) => plain(name).includes(plain(key))) ??
    (Object.hasOwn(section, key) ? undefined : nearest(key, others));
  if (alike === undefined) return undefined;
  return `GET /settings shows \`${alike}\` and no \`${key}\`: it may be the same by another name`;
}

function warningFor(path: Path, wanted: unknown): string {
  const switchesOn = path.at(-1) === "deploymentMode" && wanted !== "manual";
  return switchesOn
    ? "; from then on the service may put winners on live agents without being asked"
    : "";
}

function isSame(is: unknown, wanted: unknown, [section]: Path): boolean {
  if (typeof wanted === "number") return numberIn(is) === wanted;
  if (typeof is !== "string" || typeof wanted !== "string") return false;
  const [a, b] = [is, wanted].map((text) => normalisePrompt(text).trim());
  // Words of a small vocabulary, not sentences of the user's.
  return section === "general" ? a === b : a?.toLowerCase() === b?.toLowerCase();
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

export function textOf(value: unknown): string {
  return isName(value) ? value : (JSON.stringify(value) ?? "");
}

/** The body of PATCH: these values and nothing beside them. */
export function settingsPatch(values: readonly StatedValue[]): Json {
  const patch: Record<string, unknown> = {};
  for (const { path, value } of values) {
    let section = patch;
    for (const key of path.slice(0, -1)) {
      section[key] ??= {};
      section = section[key] as Record<string, unknown>;
    }
    section[String(path.at(-1))] = value;
  }
  return patch;
}

/** What a write left. */
export interface Aftermath {
  /** Not taken, with what stands there. */
  readonly missed: readonly { readonly path: Path; readonly is: string }[];
  /** Neighbours that it cleared, with what stood there. */
  readonly cleared: readonly StatedValue[];
  /** Neighbours that are something else since. */
  readonly altered: readonly { readonly path: Path; readonly from: string; readonly to: string }[];
}

export function aftermath(
  written: readonly PlannedSetting[],
  before: Settings,
  after: Settings,
): Aftermath {
  const isWritten = (path: Path) => written.some((one) => one.path.join() === path.join());
  const { lacks: _, ...sections } = before;
  const neighbours = valuesIn(sections).filter(
    ({ path, value }) => !isWritten(path) && !isEmpty(value),
  );
  const others = neighbours.filter(
    ({ path, value }) => textOf(valueAt(after, path)) !== textOf(value),
  );
  const isCleared = ({ path }: StatedValue) => isEmpty(valueAt(after, path));
  const standing = (path: Path) =>
    isEmpty(valueAt(after, path)) ? "nothing" : textOf(valueAt(after, path));
  return {
    missed: written
      .filter(({ path, value }) => !isSame(valueAt(after, path), value, path))
      .map(({ path }) => ({ path, is: standing(path) })),
    cleared: others.filter(isCleared),
    altered: others
      .filter((one) => !isCleared(one))
      .map(({ path, value }) => ({ path, from: textOf(value), to: standing(path) })),
  };
}
