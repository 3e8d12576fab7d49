/**
 * What an answer looks like without what it says, so that it can stand in a public bug report: names of members and
 * types. Of texts only their kind is kept, of scores their range, and of states the word where it is a known one.
 */
import type { Transport } from "../service/http.ts";

export type Shape = string | { readonly [member: string]: Shape } | readonly Shape[];

/** What has been answered, by endpoint; of an endpoint that was asked more than once the first answer. */
export interface Shapes {
  readonly transport: Transport;
  taken(): Readonly<Record<string, Shape>>;
}

const MAX_DEPTH = 8;
const MAX_MEMBERS = 60;
/** The words of the service's own that are worth knowing and can be nobody's text. */
const WORDS =
  /^(queued|pending|scheduled|running|in[_ -]?progress|processing|completed?|done|success|succeeded|failed|error|stopped|cancell?ed|draft|active|deprecated|archived|abandoned|manual|semi-automatic|automatic|exploratory|validation|free|pro|enterprise)$/iu;
const WORD_MEMBERS =
  /^(status|mode|deploymentMode|deployment_mode|optimizationStrategy|plan|name)$/u;
const SCORE_MEMBERS = /^(metrics|scores?|lift|confidence|averageScores)$/iu;

/** Watches what goes through a transport. */
export function takingShapes(transport: Transport, base: string): Shapes {
  const taken = new Map<string, Shape>();
  return {
    transport: async (request) => {
      const response = await transport(request);
      const endpoint = `${request.method} ${endpointOf(request.url, base)}`;
      if (!taken.has(endpoint)) {
        taken.set(endpoint, { status: String(response.status), body: bodyShape(response.body) });
      }
      return response;
    },
    taken: () => Object.fromEntries(taken),
  };
}

/** Below the base URL, with `:id` for what stands between two words of the API, and without its query. */
function endpointOf(url: string, base: string): string {
  const below = new URL(url).pathname.slice(new URL(base).pathname.replace(/\/$/u, "").length);
  return below.replace(/^(\/[a-z-]+)\/[^/]+/u, "$1/:id");
}

function bodyShape(body: string): Shape {
  try {
    return shapeTree(JSON.parse(body));
  } catch {
    return body === "" ? "no body" : "a body that is not JSON";
  }
}

export function shapeTree(value: unknown, name = "", depth = 0): Shape {
  if (value === null) return "null";
  if (typeof value === "string") return textKind(value, name);
  if (typeof value === "number")
    return SCORE_MEMBERS.test(name) ? `number ${value}` : numberKind(value);
  if (typeof value !== "object") return typeof value;
  if (depth >= MAX_DEPTH) return "more";
  if (Array.isArray(value)) {
    // Entries of one shape are one shape; the first few tell whether there are others.
    const shapes = value.slice(0, 20).map((entry) => shapeTree(entry, name, depth + 1));
    const kinds = [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
    return kinds.slice(0, 5);
  }
  const inner = SCORE_MEMBERS.test(name) ? name : undefined;
  const members = Object.entries(value)
    .slice(0, MAX_MEMBERS)
    .map(([key, one]) => [memberName(key), shapeTree(one, inner ?? key, depth + 1)]);
  return Object.fromEntries(members);
}

/** A name that is made of words; keys that are ids or texts are not shown. */
function memberName(key: string): string {
  return /^[A-Za-z_][A-Za-z_-]{0,39}$/u.test(key) ? key : "(another name)";
}

function textKind(text: string, name: string): string {
  if (text === "") return "empty text";
  if (/^\d{4}-\d\d-\d\d[T ][\d:]+\.\d+(Z|[+-]\d\d:?\d\d)$/u.test(text))
    return "time with fractions";
  if (/^\d{4}-\d\d-\d\d[T ][\d:]+(Z|[+-]\d\d:?\d\d)$/u.test(text)) return "time in whole seconds";
  if (/^-?\d+(\.\d+)?$/u.test(text)) return "number in text";
  if (WORD_MEMBERS.test(name) && WORDS.test(text)) return `word ${text}`;
  return "text";
}

function numberKind(value: number): string {
  if (value > 1e11) return "number like milliseconds since 1970";
  if (value > 1e9) return "number like seconds since 1970";
  return Number.isInteger(value) ? "whole number" : "number";
}
