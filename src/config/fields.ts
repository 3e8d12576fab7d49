/** The kinds of value converra.yml knows. A refusal's message is what was wanted, as in "must be <message>". */
import * as z from "zod";

/** Built at its first use and once: the post step and a run with wrong inputs need no schema. */
export function lazily<Value>(build: () => Value): () => Value {
  let built: Value | undefined;
  return () => {
    built ??= build();
    return built;
  };
}

export function numberFrom(min: number, max: number) {
  const error = `a number from ${min} to ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

export function wholeFrom(min: number, max: number) {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

export function flag() {
  return z.boolean({ error: "true or false" });
}

export function choiceOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, { error: `one of ${values.join(", ")}` });
}

/** Text on one line, not blank. */
export function line(maxLength = 200) {
  const error = `text on one line, at most ${maxLength} characters`;
  return z
    .string({ error })
    .regex(/^[^\r\n]*\S[^\r\n]*$/, { error })
    .max(maxLength, { error });
}

/** Text over any number of lines, not blank. */
export function paragraph() {
  const error = "text that is not blank";
  return z.string({ error }).regex(/\S/, { error });
}

/** A list in which nothing stands twice. */
export function listOf<Item extends z.ZodType<string>>(
  item: Item,
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
        if (values.indexOf(value) === index) continue;
        const message = "stands in the list already";
        const params = { fix: "Remove it." };
        context.addIssue({ code: "custom", path: [index], message, params });
      }
    })
    .meta({ uniqueItems: true });
}

/** A list, or one text for a list of it. */
export function textsOf<Item extends z.ZodType<string>>(item: Item) {
  return z.union([item, listOf(item)], { error: "a text, or a list of texts" });
}

/** A section whose keys are all known. */
export function section<Shape extends z.ZodRawShape>(description: string, shape: Shape) {
  return z.strictObject(shape, { error: wantedOf(shape) }).describe(description);
}

/** Of a section: to be one, and of an unknown key: to be one of these. */
export function wantedOf(shape: z.ZodRawShape) {
  return ({ code }: { readonly code?: string }) => {
    if (code === "unrecognized_keys") return Object.keys(shape).join(", ");
    return code === "invalid_type" ? "a section of keys" : undefined;
  };
}
