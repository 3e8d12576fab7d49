/** From the body of an answer to what it says. Pure. */
import type * as z from "zod";
import { type Observer, shapeOf } from "./assumptions.ts";
import { unexpectedShape } from "./error-words.ts";
import type { CallSite } from "./http.ts";
import { isMoment, isRecord } from "./shapes.ts";

/** Throws a ServiceError of the kind "protocol" that names the first member that is not as the schema has it. */
export function decode<T>(schema: z.ZodType<T>, value: unknown, at: CallSite): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { where, expected } = faultIn(result.error.issues);
  throw unexpectedShape(at, where, expected);
}

/** The first member that is wrong, as a path below `root`, and what it is not. */
export function faultIn(
  issues: readonly z.core.$ZodIssue[],
  root: readonly PropertyKey[] = [],
): { readonly where: string; readonly expected: string } {
  const { path, message } = faultOf(issues);
  const steps = [...root, ...path].map((key) =>
    typeof key === "number" ? `[${key}]` : `.${String(key)}`,
  );
  return { where: steps.join("").replace(/^\./, "") || "the answer", expected: message };
}

type Fault = Pick<z.core.$ZodIssue, "path" | "message">;

/** Of the shapes an answer may have, the one it comes nearest to tells what is wrong: the first of equals. */
function faultOf([issue]: readonly z.core.$ZodIssue[]): Fault {
  if (issue === undefined) throw new Error("a schema refused an answer and did not say why");
  if (issue.code !== "invalid_union") return issue;
  const [first, ...others] = issue.errors.map(faultOf);
  if (first === undefined) return issue;
  const nearest = others.reduce((a, b) => (b.path.length > a.path.length ? b : a), first);
  return { path: [...issue.path, ...nearest.path], message: nearest.message };
}

/** assumption time-iso: told by the members that end in At, of the answer or of the first record of a list. */
export function observeTimes(value: unknown, observer: Observer): void {
  const list = isRecord(value) ? value.data : value;
  const sample = Array.isArray(list) ? list[0] : value;
  for (const [name, time] of Object.entries(isRecord(sample) ? sample : {})) {
    if (!/At$/.test(name) || time === null || time === undefined) continue;
    observer.check("time-iso", isMoment(time), () => `\`${name}\` is ${shapeOf(time)}`);
  }
}

const ANSWERS = [
  ["/agents", "write-answer"],
  ["/conversations", "conversation-answer"],
  ["/optimizations", "run-answer"],
  ["/benchmarks", "run-answer"],
] as const;

export function observeWriteAnswer(
  path: string,
  given: unknown,
  isWhole: boolean,
  observer: Observer,
): void {
  const id = ANSWERS.find(([of]) => path.startsWith(of))?.[1];
  if (id !== undefined) observer.check(id, isWhole, () => shapeOf(given));
}
