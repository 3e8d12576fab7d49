/** Where the keys of converra.yml may stand, for who wrote one in another place. Pure. */
import type * as z from "zod";
import { isSection, type Path } from "./data.ts";
import { configSchema } from "./schema.ts";

/** Any key: of a section whose keys are the writer's own, such as agents. */
const ANY = "*";

type Schema = z.core.$ZodType;

/** The section that a misplaced key belongs in, in words: "under gate"; undefined where none knows it. */
export function homeOf(key: string): string | undefined {
  const homes = sectionsBelow(configSchema(), []).filter(({ keys }) => keys.includes(key));
  const [home] = homes.sort((a, b) => a.path.length - b.path.length);
  if (home === undefined) return undefined;
  if (home.path.length === 0) return "to the top of the file";
  return home.path.join() === `agents,${ANY}` ? "under an agent" : `under ${home.path.join(".")}`;
}

export interface Unindented {
  /** Of what should hold the keys and is empty. */
  readonly owner: Path;
  /** What stands beside it. */
  readonly keys: readonly string[];
}

/** Keys that stand as far in as the section they belong to, which is empty for that: one slip, however many keys. */
export function unindented(data: unknown): readonly Unindented[] {
  return slipsIn(configSchema(), data, []);
}

function slipsIn(schema: Schema, data: unknown, path: Path): readonly Unindented[] {
  if (!isSection(data)) return [];
  const entries = Object.entries(data);
  return entries.flatMap(([key, value], index) => {
    const below = memberOf(schema, key);
    if (below === undefined) return [];
    if (value !== null) return slipsIn(below, value, [...path, key]);
    const keys: string[] = [];
    for (const [beside, held] of entries.slice(index + 1)) {
      if (!belongsIn(below, beside, held) || isKnown(schema, beside)) break;
      keys.push(beside);
    }
    return keys.length === 0 ? [] : [{ owner: [...path, key], keys }];
  });
}

/** A key of the writer's own choice is told by what it holds. */
function belongsIn(section: Schema, key: string, value: unknown): boolean {
  if (ANY in membersOf(section)) return isSection(value);
  return Object.hasOwn(membersOf(section), key);
}

const isKnown = (section: Schema, key: string) => Object.hasOwn(membersOf(section), key);

function memberOf(section: Schema, key: string): Schema | undefined {
  const members = membersOf(section);
  return Object.hasOwn(members, key) ? members[key] : members[ANY];
}

function sectionsBelow(
  schema: Schema,
  path: readonly string[],
): readonly { readonly path: readonly string[]; readonly keys: readonly string[] }[] {
  const members = Object.entries(membersOf(schema));
  if (members.length === 0) return [];
  return [
    { path, keys: members.map(([key]) => key) },
    ...members.flatMap(([key, member]) => sectionsBelow(member, [...path, key])),
  ];
}

/** Of a section its keys, with what each holds; empty for everything else. */
function membersOf(schema: Schema): Readonly<Record<string, Schema>> {
  const { def } = schema._zod as unknown as {
    def: { innerType?: Schema; shape?: Record<string, Schema>; type: string; valueType?: Schema };
  };
  if (def.innerType !== undefined) return membersOf(def.innerType);
  if (def.shape !== undefined) return def.shape;
  return def.type === "record" && def.valueType !== undefined ? { [ANY]: def.valueType } : {};
}

/** Whether a mistake at `path` is one of these slips, or inside one: those are told once. */
export function isOfSlip(slips: readonly Unindented[], path: Path): boolean {
  const told = slips.flatMap(({ owner, keys }) => [
    owner,
    ...keys.map((key) => [...owner.slice(0, -1), key]),
  ]);
  return told.some((slip) => slip.every((segment, index) => path[index] === segment));
}
