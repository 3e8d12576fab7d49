/** Values that a JSON Schema allows, of the parts that our generated ones use. */
import fc from "fast-check";

export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: boolean | JsonSchema;
}

const NUMBERS = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 100, 1e21, -1e308, Number.MAX_SAFE_INTEGER + 2),
);

/** Numbers and texts are of the odd kinds as well. */
export function allowedBy(schema: JsonSchema, texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const inner = (part: JsonSchema) => allowedBy(part, texts);
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "string":
      return texts;
    case "boolean":
      return fc.boolean();
    case "number":
      return NUMBERS;
    case "integer":
      return fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 53));
    case "array":
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: schema.maxItems ?? 3,
      });
    case "object":
      return allowedObject(schema, inner, texts);
    default:
      throw new Error(`no values for ${JSON.stringify(schema).slice(0, 200)}`);
  }
}

function allowedObject(
  { properties = {}, required = [], additionalProperties: more }: JsonSchema,
  inner: (part: JsonSchema) => fc.Arbitrary<unknown>,
  texts: fc.Arbitrary<string>,
): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, inner(part)]),
  );
  const known = fc.record(members, { requiredKeys: [...required] });
  if (typeof more !== "object") return known;
  return fc
    .tuple(known, fc.dictionary(texts, inner(more), { maxKeys: 3 }))
    .map(([one, other]) => ({ ...other, ...one }));
}
