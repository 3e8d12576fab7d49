/** The kinds of value converra.yml knows. A refusal's message is what was wanted, as in "must be <message>". */
import * as z from "zod";

interface About {
  readonly description: string;
  readonly default?: unknown;
}

export function numberFrom(min: number, max: number, about: About) {
  const error = `a number from ${min} to ${max}`;
  return z
    .number({ error })
    .min(min, { error })
    .max(max, { error })
    .optional()
    .meta({ ...about });
}

export function wholeFrom(min: number, max: number, about: About) {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .number({ error })
    .int({ error })
    .min(min, { error })
    .max(max, { error })
    .optional()
    .meta({ ...about });
}

export function choiceOf<const Values extends readonly [string, ...string[]]>(
  values: Values,
  about: About,
) {
  return z
    .enum(values, { error: `one of ${values.join(", ")}` })
    .optional()
    .meta({ ...about });
}

export function flag(about: About) {
  return z
    .boolean({ error: "true or false" })
    .optional()
    .meta({ ...about });
}

/** Text on one line, not blank. */
export function line(about: About, maxLength = 200) {
  return requiredLine(about, maxLength).optional();
}

export function requiredLine(about: About, maxLength = 200) {
  const error = `text on one line, at most ${maxLength} characters`;
  return z
    .string({ error })
    .regex(/^[^\r\n]*\S[^\r\n]*$/, { error })
    .max(maxLength, { error })
    .meta({ ...about });
}

/** Text over any number of lines, not blank. */
export function paragraph(about: About) {
  const error = "text that is not blank";
  return z
    .string({ error })
    .regex(/\S/, { error })
    .optional()
    .meta({ ...about });
}

/** A list in which nothing stands twice. */
export function listOf<Item extends z.ZodType<string>>(
  item: Item,
  about: About,
  { min = 0, max = 100, of = "texts" }: { min?: number; max?: number; of?: string } = {},
) {
  const error =
    min === 0 ? `a list of at most ${max} ${of}` : `a list of ${min} to ${max} different ${of}`;
  return z
    .array(item, { error })
    .min(min, { error })
    .max(max, { error })
    .superRefine((values, context) => {
      for (const [index, value] of values.entries()) {
        if (values.indexOf(value) < index) {
          context.addIssue({
            code: "custom",
            path: [index],
            message: "stands in the list already",
            params: { fix: "Remove it." },
          });
        }
      }
    })
    .optional()
    .meta({ ...about, uniqueItems: true });
}

/** A section whose keys are all known; `about` lands in the JSON Schema as it is. */
export function section<Shape extends z.ZodRawShape>(
  shape: Shape,
  about: About & Readonly<Record<string, unknown>>,
) {
  return z
    .strictObject(shape, {
      error: (issue) => (issue.code === "invalid_type" ? "a section of keys" : undefined),
    })
    .meta({ ...about });
}
