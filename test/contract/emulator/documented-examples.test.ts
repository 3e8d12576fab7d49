import { describe, expect, it } from "vitest";
import { DOCUMENTED_ACCOUNT } from "./documented-account.ts";
import { DOCUMENTED_AGENTS, type Shape } from "./documented-examples.ts";
import { start } from "./start.ts";

describe("the emulator answers as the documented examples do", () => {
  it.each([...DOCUMENTED_AGENTS, ...DOCUMENTED_ACCOUNT])(
    "$request ($source)",
    async ({ naming, request, body, status, answer }) => {
      const { call, converra } = await start({ dialect: { naming } });
      converra.seedAgent({
        name: "Support",
        content: "You help customers of a shop.",
        model: "gpt-4o",
        tags: ["production"],
        conversations: ["User: refund please\nAssistant: I do not know.\nUser: hm, thanks"],
        runs: [{ daysAgo: 1, mode: "exploratory" }],
      });
      await call("POST /webhooks", { url: "https://b.example", events: ["insights.generated"] });
      const given = await call(request, body);
      expect(given.status).toBe(status);
      expect(mismatches(given.body, answer, "answer")).toEqual([]);
    },
  );
});

describe("the comparison with an example", () => {
  it.each([
    [{ a: 1 }, { a: "string" }, ["answer.a: 1 is no string"]],
    [{}, { a: "string" }, ["answer.a: undefined is no string"]],
    [{}, { "a?": "string" }, []],
    [{ a: [] }, { a: ["string"] }, ["answer.a: has no entry to compare"]],
    [{ a: 1.5 }, { a: "fraction" }, ["answer.a: 1.5 is no fraction"]],
    [{ a: "x" }, { a: "y|z" }, ['answer.a: "x" is no y|z']],
  ])("of %j with %j finds %j", (value, shape, expected) => {
    expect(mismatches(value, shape as unknown as Shape, "answer")).toEqual(expected);
  });
});

const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
  fraction: (value) => typeof value === "number" && value >= 0 && value <= 1,
  time: (value) => typeof value === "string" && new Date(value).toJSON() === value,
};

/** Every place where the value is not of the shape; a word that names no type stands for itself. */
function mismatches(value: unknown, shape: Shape, at: string): string[] {
  if (typeof shape === "string") {
    const check = CHECKS[shape] ?? ((given) => shape.split("|").some((word) => word === given));
    return check(value) ? [] : [`${at}: ${JSON.stringify(value)} is no ${shape}`];
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${at}: ${JSON.stringify(value)} is no list`];
    if (value.length === 0) return [`${at}: has no entry to compare`];
    return value.flatMap((entry, index) => mismatches(entry, shape[0], `${at}[${index}]`));
  }
  if (typeof value !== "object" || value === null) return [`${at}: is no object`];
  return Object.entries(shape).flatMap(([member, inner]) => {
    const name = member.replace(/\?$/, "");
    const given: unknown = Reflect.get(value, name);
    if (given === undefined && name !== member) return [];
    return mismatches(given, inner, `${at}.${name}`);
  });
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
