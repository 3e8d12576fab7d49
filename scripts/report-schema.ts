/** schema/report.schema.json out of the types that the report is made of, with the outputs among its definitions. */
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const root = fileURLToPath(new URL("../", import.meta.url));

export function reportSchemaText(): string {
  const generator = createGenerator({
    path: `${root}src/report/{model,outputs}.ts`,
    tsconfig: `${root}tsconfig.json`,
    expose: "none",
    topRef: false,
    additionalProperties: true,
    sortProps: false,
    // tsc does that, with its own version.
    skipTypeCheck: true,
  });
  const schemaOf = (type: string): Record<string, unknown> => {
    const { $schema: _, definitions: __, ...schema } = generator.createSchema(type);
    return schema;
  };
  const { description, ...report } = schemaOf("Report");
  const schema = {
    // The generator writes draft 7; of these types 2020-12 reads it alike.
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Converra Gate report",
    description,
    ...report,
    $defs: { verdicts: schemaOf("Verdicts"), winners: schemaOf("Winners") },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
