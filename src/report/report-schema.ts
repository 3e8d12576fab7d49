/** The published shape of report.json and of the `verdicts` and `winners` outputs. */
import * as z from "zod";
import type { Report } from "./model.ts";
import {
  agentSchema,
  gateResultSchema,
  sourceSchema,
  textSchema,
  verdictNameSchema,
} from "./report-schema-agent.ts";

const contextSchema = z.object({
  event: z.string(),
  repository: z.string().optional().describe("owner/name"),
  serverUrl: z.string(),
  commit: z.string().optional(),
  pullRequest: z.number().int().optional(),
  runUrl: z.string().optional(),
  configFiles: z.array(z.string()),
  sandbox: z.boolean().describe("True when an emulator answered: the scores are synthetic."),
  syncMode: z.enum(["preview", "live", "off"]),
});

export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  command: z.enum(["gate", "sync", "plan", "benchmark", "insights"]),
  context: contextSchema,
  gate: z.object({
    result: gateResultSchema,
    reasons: z.array(z.object({ key: z.string(), action: gateResultSchema, reason: textSchema })),
  }),
  agents: z.array(agentSchema),
  cost: z.object({
    runsStarted: z.number(),
    runsAdopted: z.number(),
    runsLeft: z.number().optional(),
    runsLimit: z.number().optional(),
    requests: z.number(),
    elapsedMs: z.number(),
  }),
  notices: z.array(
    z.object({
      level: z.enum(["notice", "warning", "error"]),
      message: textSchema,
      hint: z.string().optional(),
      at: sourceSchema.optional(),
    }),
  ),
  fault: z
    .object({ message: textSchema, hint: z.string().optional() })
    .optional()
    .describe("Present when the run could not do its work; the gate is then a fail."),
  startedAt: z.string(),
  finishedAt: z.string(),
}) satisfies z.ZodType<Report>;

export const verdictsSchema = z
  .array(
    z.object({
      key: z.string(),
      verdict: verdictNameSchema,
      action: gateResultSchema.describe("What the gate does about it."),
      reason: textSchema,
      metric: z
        .string()
        .optional()
        .describe("The metric that decided, else the one that moved most."),
      candidate: z.number().optional().describe("Its mean score, 0-100."),
      baseline: z.number().optional().describe("Its mean score, 0-100."),
      delta: z
        .number()
        .optional()
        .describe("Candidate minus baseline in points; negative is worse."),
    }),
  )
  .describe("The `verdicts` output: one entry an agent.");

export const winnersSchema = z
  .array(
    z.object({
      key: z.string(),
      runId: z.string(),
      variantId: z.string(),
      variantName: z.string(),
      lift: z.number().optional().describe("Percent against the candidate."),
      confidence: z.number().optional().describe("Probability, 0-1."),
      goldenSetRegressed: z.number().optional(),
    }),
  )
  .describe("The `winners` output: one entry for each agent with a better prompt.");

/** JSON Schema (2020-12) of report.json, with the outputs among its definitions. */
export function reportJsonSchema(): Record<string, unknown> {
  const options = { io: "input" } as const;
  const { $schema, $defs, ...report } = z.toJSONSchema(reportSchema, options);
  const verdicts = withoutDialect(z.toJSONSchema(verdictsSchema, options));
  const winners = withoutDialect(z.toJSONSchema(winnersSchema, options));
  return {
    $schema,
    title: "Converra Gate report",
    description: "report.json in the report folder. Scores are points on 0-100, times ISO 8601.",
    ...report,
    $defs: { ...$defs, verdicts, winners },
  };
}

function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>) {
  return schema;
}
