/** Plain data, as it was parsed and before anything is known of it. Needs no parser: an event's payload is read by it too. */

export type Path = readonly (string | number)[];

/** The value at a path of plain data; undefined where there is none. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, segment)
        ? (value as Record<string | number, unknown>)[segment]
        : undefined,
    data,
  );
}

export function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keys of the entries that are sections, whatever mistakes are in them. */
export function agentKeys({ data }: { readonly data: unknown }): readonly string[] {
  const agents = valueAt(data, ["agents"]);
  if (!isSection(agents)) return [];
  return Object.keys(agents).filter((key) => isSection(agents[key]));
}
