/**
 * Requests and answers of the stub, held against GitHub's own description of its API: so that our calls and our stub
 * cannot be wrong together. A request has to be whole and to hold nothing unknown. An answer may leave members out,
 * as the stub does with those that nobody reads, and may hold none that GitHub does not have, or of another type.
 */
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import type { RecordedRequest } from "../../sandbox/github/entities.ts";

interface Operation {
  readonly parameters?: readonly {
    readonly $ref?: string;
    readonly name?: string;
    readonly in?: string;
  }[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
  };
  readonly responses: Readonly<Record<string, Response>>;
}
interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const FILE = new URL("../fixtures/github-openapi.json", import.meta.url);
/** Where GitHub is known to answer otherwise than it describes: the line of an outdated comment is null. */
const KNOWN = [/pulls\/\{pull_number\}\/comments \d+: \/(\d+\/)?(start_)?line must be integer$/];
/** Names the description for what refers to it. */
const DESCRIPTION = "github";
let description: Description | undefined;
let routes: readonly Route[] | undefined;
const validators = new Map<Kind, Ajv>();
const checks = new Map<string, ValidateFunction>();

/** What is wrong with one exchange; empty where nothing is. Refusals are checked for their shape as well. */
export function wrongExchange(exchange: Readonly<RecordedRequest>): readonly string[] {
  const { method, path, query, body, status, answer } = exchange;
  description ??= JSON.parse(readFileSync(FILE, "utf8")) as Description;
  routes ??= routesOf(description);
  const found = operationOf(routes, method, path);
  if (found === undefined) return [`${method} ${path}: GitHub's description has no such operation`];
  const { operation, name } = found;
  const parameters = (operation.parameters ?? []).map((one) =>
    one.$ref === undefined ? one : (resolved(description, one.$ref) as typeof one),
  );
  const known = parameters.filter((one) => one.in === "query").map((one) => one.name);
  const strange = Object.keys(query).filter((one) => !known.includes(one));
  const problems = strange.map((one) => `${name}: no query parameter ${one}`);
  const request = operation.requestBody?.content?.["application/json"]?.schema;
  if (body !== undefined) {
    if (request === undefined) problems.push(`${name}: takes no body`);
    else problems.push(...wrong(`${name} request`, request, body, "whole"));
  }
  // 401 and 5xx are told of no operation, and a cut or HTML answer is a fault that a test asked for.
  if (status === 401 || status >= 500 || typeof answer === "string") return problems;
  const stated = operation.responses[String(status)];
  if (stated === undefined) {
    // Of a token without the permission GitHub documents one answer for all.
    return status === 403 ? problems : [...problems, `${name}: never answers ${status}`];
  }
  const response =
    stated.$ref === undefined ? stated : (resolved(description, stated.$ref) as Response);
  const schema = response.content?.["application/json"]?.schema;
  if (schema !== undefined && answer !== undefined) {
    const found = wrong(`${name} ${status}`, schema, answer, "partial");
    problems.push(...found.filter((one) => !KNOWN.some((known) => known.test(one))));
  }
  return problems;
}

interface Route {
  readonly template: string;
  readonly pattern: RegExp;
  readonly operations: Readonly<Record<string, Operation>>;
}

function routesOf({ paths }: Description): readonly Route[] {
  return Object.entries(paths).map(([template, operations]) => {
    const pattern = template
      .replace(/\{(path|ref|branch)\}/g, "(.+)")
      .replace(/\{\w+\}/g, "([^/]+)");
    return { template, operations, pattern: new RegExp(`^${pattern}$`) };
  });
}

function operationOf(routes: readonly Route[], method: string, path: string) {
  for (const { template, pattern, operations } of routes) {
    const operation = operations[method.toLowerCase()];
    if (operation !== undefined && pattern.test(path)) {
      return { operation, name: `${method} ${template}` };
    }
  }
  return undefined;
}

function resolved(root: unknown, ref: string): unknown {
  return ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], root);
}

type Kind = "whole" | "partial";

function wrong(name: string, schema: object, value: unknown, kind: Kind): readonly string[] {
  let check = checks.get(name);
  if (check === undefined) {
    check = validatorOf(kind).compile(asJsonSchema(schema, kind) as object);
    checks.set(name, check);
  }
  if (check(value) === true) return [];
  const [error] = check.errors ?? [];
  const strange = (error?.params as { additionalProperty?: string } | undefined)
    ?.additionalProperty;
  return [
    `${name}: ${error?.instancePath} ${error?.message}${strange === undefined ? "" : `: ${strange}`}`,
  ];
}

/** Of all operations, so that what they share is compiled once. */
function validatorOf(kind: Kind): Ajv {
  const known = validators.get(kind);
  if (known !== undefined) return known;
  // A description is no JSON schema: keywords of its own are left alone.
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
  const components = asJsonSchema(description?.components, kind);
  ajv.addSchema({ $id: DESCRIPTION, components });
  validators.set(kind, ajv);
  return ajv;
}

/** OpenAPI 3.0 to JSON Schema: `nullable` spelt out, and objects that state their members hold no others. */
function asJsonSchema(value: unknown, kind: Kind): unknown {
  if (Array.isArray(value)) return value.map((one) => asJsonSchema(one, kind));
  if (typeof value !== "object" || value === null) return value;
  const { nullable, required, oneOf, ...rest } = together(value as Record<string, unknown>);
  const mapped: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([key, one]) => [key, asJsonSchema(one, kind)]),
  );
  if (typeof mapped.$ref === "string") mapped.$ref = `${DESCRIPTION}${mapped.$ref}`;
  // Without what is required several alternatives may fit.
  if (oneOf !== undefined) mapped.anyOf = asJsonSchema(oneOf, kind);
  if (Array.isArray(required) ? kind === "whole" : required !== undefined)
    mapped.required = required;
  const isClosed = "properties" in rest && !("allOf" in rest) && !("additionalProperties" in rest);
  if (isClosed) mapped.additionalProperties = false;
  return nullable === true ? { anyOf: [mapped, { type: "null" }] } : mapped;
}

/** Objects that hold for the same value as the one they are together: each alone would forbid the others' members. */
function together({ allOf, ...rest }: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(allOf)) return rest;
  const parts = allOf.map(({ $ref, ...stated }: Record<string, unknown>) =>
    together(
      typeof $ref === "string" ? (resolved(description, $ref) as Record<string, unknown>) : stated,
    ),
  );
  if (!parts.every((part) => "properties" in part)) return { allOf, ...rest };
  const required = parts.flatMap((part) => (part.required as string[] | undefined) ?? []);
  const properties = Object.assign({}, ...parts.map((part) => part.properties)) as object;
  return { ...rest, type: "object", properties, required };
}
