import * as z from "zod";
import { configSchema } from "./schema.ts";

const statedIn = (agent: object) => ({
  type: "object",
  properties: { agents: { type: "object", additionalProperties: agent } },
});

/** The JSON Schema (draft 7) of converra.yml, for editors. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...generated } = z.toJSONSchema(configSchema, {
    target: "draft-7",
    io: "input",
  });
  return {
    $schema,
    $id: "urn:converra-gate:schema:config:1",
    title: "converra.yml",
    ...generated,
    anyOf: [
      {
        type: "object",
        properties: { defaults: { type: "object", required: ["model"] } },
        required: ["defaults"],
      },
      statedIn({ type: "object", required: ["model"] }),
    ],
  };
}
