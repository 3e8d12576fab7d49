/** Mutations made from what the emulator answered: each member of each answer, in each way it may differ. */
import { answers, isJson, type Json, type Mutation, recordsOf } from "./mutation.ts";

/** Member names from the top; "[]" stands for each entry of a list. */
type Path = readonly string[];

/** What is done to one member: `holder[name]` is there. */
type Change = (holder: Json, name: string) => void;

interface Kind {
  readonly name: string;
  /** Undefined where it would change nothing. */
  readonly of: (value: unknown, name: string) => Change | undefined;
}

const put =
  (value: unknown): Change =>
  (holder, name) => {
    holder[name] = value;
  };

const moveTo =
  (other: string): Change =>
  (holder, name) => {
    holder[other] = holder[name];
    delete holder[name];
  };

const scaled = (factor: number): Kind => ({
  name: factor < 1 ? `divided by ${1 / factor}` : `times ${factor}`,
  of: (value) => {
    if (typeof value !== "number" || value === 0) return undefined;
    return (holder, name) => {
      holder[name] = Number((Number(holder[name]) * factor).toFixed(6));
    };
  },
});

const KINDS: readonly Kind[] = [
  {
    name: "absent",
    of: () => (holder, name) => {
      delete holder[name];
    },
  },
  { name: "null", of: (value) => (value === null ? undefined : put(null)) },
  {
    name: "of another type",
    of: () => (holder, name) => put(otherType(holder[name]))(holder, name),
  },
  {
    name: "in snake case",
    of: (_, name) => (/[A-Z]/u.test(name) ? moveTo(snakeCase(name)) : undefined),
  },
  {
    name: "in upper case",
    of: (value) =>
      typeof value === "string" && /^[a-z][a-z_-]{3,20}$/u.test(value)
        ? (holder, name) => put(String(holder[name]).toUpperCase())(holder, name)
        : undefined,
  },
  { name: "renamed", of: (_, name) => moveTo(`the${name[0]?.toUpperCase()}${name.slice(1)}`) },
  { name: "wrapped", of: () => (holder, name) => put({ value: holder[name] })(holder, name) },
  {
    name: "unwrapped",
    of: (value) =>
      isJson(value)
        ? (holder, name) => {
            const inner = holder[name];
            delete holder[name];
            if (isJson(inner)) Object.assign(holder, inner);
          }
        : undefined,
  },
  scaled(100),
  scaled(1 / 100),
];

/** Names of people and things are given, not chosen by the service: their case is the user's. */
const GIVEN = ["name", "email"];

function otherType(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return Number.isNaN(Date.parse(value)) ? 7 : Date.parse(value);
  return Array.isArray(value) ? Object.fromEntries(value.entries()) : "none";
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/** Every member of the samples once, with a value it had. */
function membersOf(
  samples: readonly unknown[],
): ReadonlyMap<string, { path: Path; value: unknown }> {
  const found = new Map<string, { path: Path; value: unknown }>();
  const walk = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) for (const entry of value) walk(entry, [...path, "[]"]);
    if (!isJson(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      const at = [...path, name];
      const known = found.get(at.join("."));
      if (known === undefined || known.value === null)
        found.set(at.join("."), { path: at, value: inner });
      walk(inner, at);
    }
  };
  for (const sample of samples) walk(sample, []);
  return found;
}

function changeAt(value: unknown, [first, ...rest]: Path, change: Change): void {
  if (first === "[]") {
    if (Array.isArray(value)) for (const entry of value) changeAt(entry, rest, change);
  } else if (isJson(value) && first !== undefined && first in value) {
    if (rest.length === 0) change(value, first);
    else changeAt(value[first], rest, change);
  }
}

/** Other words for a member that a message to people may use. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  content: ["prompt", "transcript"],
  llmModel: ["model"],
  isControl: ["control"],
  optimizations: ["usage", "quota"],
  data: ["list"],
  total: ["does not give the rest"],
  used: ["optimizations are left"],
  limit: ["optimizations are left"],
  metrics: ["scores"],
};

function wordsFor(path: Path): readonly string[] {
  const name = path.findLast((part) => part !== "[]") ?? "";
  const spaced = snakeCase(name).replaceAll("_", " ");
  return [name, spaced, ...(ALSO[name] ?? [])];
}

/** One route, all its members; and the answer as a whole wrapped, or its list bare. */
export function mutationsOf(route: string, samples: readonly unknown[]): readonly Mutation[] {
  const members = [...membersOf(samples).values()];
  const single = members.flatMap(({ path, value }) =>
    kindsFor(path, value).map(([kind, change]) =>
      mutation(
        [route],
        `${route} ${path.join(".").replaceAll(".[]", "[]")} ${kind}`,
        wordsFor(path),
        (answer) => changeAt(answer, path, change),
      ),
    ),
  );
  const words = ["the answer", ...members.flatMap(({ path }) => wordsFor(path))];
  const whole = (how: string, alter: (answer: unknown) => unknown) =>
    mutation([route], `${route} as a whole ${how}`, words, alter);
  return [
    ...single,
    whole("in data", (answer) => ({ data: answer })),
    whole("in success", (answer) => ({ success: true, [nounOf(route)]: answer })),
    whole("in a list", (answer) => [answer]),
    whole("null", () => JSON.parse("null") ?? "null"),
    ...(samples.some((sample) => isJson(sample) && Array.isArray(sample.data))
      ? [whole("bare", (answer) => (isJson(answer) ? answer.data : answer))]
      : []),
  ];
}

/** One kind of thing wherever it is told of. */
export function everywhere(
  noun: string,
  routes: readonly string[],
  samples: readonly unknown[],
): readonly Mutation[] {
  const records = samples.flatMap(recordsOf);
  return [...membersOf(records).values()].flatMap(({ path, value }) =>
    kindsFor(path, value).map(([kind, change]) =>
      mutation(routes, `every ${noun} ${path.join(".")} ${kind}`, wordsFor(path), (answer) => {
        for (const record of recordsOf(answer)) changeAt(record, path, change);
      }),
    ),
  );
}

/** Records that nobody needs, in a list with others. */
export function strangersOf(
  route: string,
  samples: readonly unknown[],
  isStranger: (record: Json) => boolean,
): readonly Mutation[] {
  const records = samples.flatMap(recordsOf).filter(isStranger);
  return [...membersOf(records).values()].flatMap(({ path, value }) =>
    kindsFor(path, value).map(([kind, change]) => ({
      ...mutation([route], `${route} a stranger's ${path.join(".")} ${kind}`, [], (answer) => {
        const listed = recordsOf(answer);
        // A list of which nothing can be read is not what the API speaks, and nothing is paid for on its word.
        if (listed.every(isStranger)) return;
        for (const record of listed) if (isStranger(record)) changeAt(record, path, change);
      }),
      needless: true,
    })),
  );
}

function kindsFor(path: Path, value: unknown): readonly (readonly [string, Change])[] {
  const name = path.at(-1) ?? "";
  return KINDS.flatMap((kind) => {
    if (name === "[]" || (kind.name === "in upper case" && GIVEN.includes(name))) return [];
    const change = kind.of(value, name);
    return change === undefined ? [] : [[kind.name, change] as const];
  });
}

function nounOf(route: string): string {
  const [noun = "answer"] = /(?<=\/)[a-z]+/u.exec(route) ?? [];
  return route.includes(":id") || !route.startsWith("GET") ? noun.replace(/s$/u, "") : noun;
}

function mutation(
  routes: readonly string[],
  id: string,
  words: readonly string[],
  edit: (answer: unknown) => unknown,
): Mutation {
  return { id, routes, words, between: answers(routes, (answer) => edit(answer)) };
}
