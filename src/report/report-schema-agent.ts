/** One agent in report.json. */
import * as z from "zod";
import type { AgentReport } from "./model.ts";

export const textSchema = z.string();
export const gateResultSchema = z.enum(["pass", "warn", "fail"]);
export const verdictNameSchema = z.enum([
  "improved",
  "unchanged",
  "regressed",
  "inconclusive",
  "incomplete",
  "skipped",
  "not-evaluated",
]);

export const sourceSchema = z.object({
  file: z.string().describe("Relative to the workspace, with forward slashes."),
  line: z.number().int().describe("1-based."),
  column: z.number().int().describe("1-based."),
  endLine: z.number().int(),
});

const modeSchema = z.enum(["exploratory", "validation"]);
const originSchema = z.enum(["started", "adopted"]);
const scoresSchema = z.record(z.string(), z.number());
const findingSchema = z.enum(["regressed", "below-min", "inconclusive", "improved", "unchanged"]);

const sampleSchema = z.object({
  n: z.number().int().describe("Runs; 0 when none reports the metric."),
  mean: z.number(),
  sd: z.number().optional(),
});

const comparisonSchema = z.object({
  metric: z.string(),
  direction: z
    .enum(["higher", "lower"])
    .describe("Where lower is better, the samples are those of 100 minus the score."),
  candidate: sampleSchema,
  baseline: sampleSchema.optional(),
  delta: z.number().optional().describe("Candidate minus baseline in points; positive is better."),
  interval: z
    .tuple([z.number(), z.number()])
    .optional()
    .describe("Two-sided, at the gate's confidence, not adjusted for other comparisons."),
  noiseSd: z.number().optional().describe("Standard deviation of one run."),
  standardError: z.number().optional(),
  degreesOfFreedom: z.number().optional(),
  p: z.number().optional().describe("One-sided: chance of such a drop if nothing changed."),
  adjustedP: z.number().optional().describe("After Holm's correction over all tests of the gate."),
  alpha: z.number().optional().describe("Largest adjusted p that counts."),
  maxDrop: z.number(),
  min: z.number().optional(),
  finding: findingSchema,
  explanation: z.string(),
});

const outcomeSchema = z.object({
  agentKey: z.string(),
  runId: z.string(),
  purpose: z.enum(["candidate", "baseline", "confirm-candidate", "confirm-baseline"]),
  origin: originSchema,
  status: z.enum(["completed", "failed", "stopped", "timed-out"]),
  reason: z.string().optional(),
  durationMs: z.number().optional(),
});

const evidenceSchema = z.object({
  fingerprint: z.string(),
  mode: modeSchema,
  where: z.enum(["preview", "live", "both"]),
  started: z.number().int(),
  adopted: z.number().int(),
  oldest: z.string().optional(),
  newest: z.string().optional(),
  commit: z.string().optional(),
});

const headroomSchema = z.object({
  runId: z.string(),
  variantId: z.string(),
  variantName: z.string(),
  lift: z.number().optional().describe("Percent."),
  confidence: z.number().optional().describe("Probability, 0-1."),
  band: z.enum(["high", "medium", "low"]).optional(),
  goldenSet: z
    .object({ passed: z.number().optional(), regressed: z.number().optional() })
    .optional(),
  content: z.string().optional(),
});

const variantSchema = z.object({
  id: z.string(),
  name: z.string(),
  isControl: z.boolean(),
  isWinner: z.boolean(),
  scores: scoresSchema,
  lift: z.number().optional(),
  content: z.string().optional(),
});

const figuresSchema = z.object({
  days: z.number().int(),
  taskCompletion: z.number().optional().describe("Points, 0-100."),
  completionRate: z.number().optional().describe("0-1."),
  abandonmentRate: z.number().optional().describe("0-1."),
  conversationCount: z.number().optional(),
  sentiment: z.string().optional(),
});

const benchmarkSchema = z.object({
  benchmarkId: z.string(),
  baselineId: z.string().optional(),
  baselineCompletedAt: z.string().optional(),
  models: z.array(
    z.object({
      model: z.string(),
      isBaseline: z.boolean(),
      finding: findingSchema,
      metrics: z.array(comparisonSchema),
    }),
  ),
  recommendation: z.string().optional(),
});

export const agentSchema = z.object({
  key: z.string(),
  name: z.string(),
  source: sourceSchema,
  promptSource: sourceSchema,
  plan: z
    .object({
      key: z.string(),
      action: z.enum(["create", "update", "unchanged", "drifted", "conflicting"]),
      changes: z.array(z.string()),
      reason: z.string(),
      liveAgentId: z.string().optional(),
      livePrompt: z.string().optional(),
    })
    .optional(),
  verdict: z
    .object({
      key: z.string(),
      verdict: verdictNameSchema,
      reason: z.string(),
      advice: z.string().optional(),
      deciding: z.string().optional(),
      metrics: z.array(comparisonSchema),
    })
    .optional(),
  candidate: evidenceSchema.optional(),
  baseline: evidenceSchema.optional(),
  runs: z.array(outcomeSchema),
  variants: z.array(variantSchema),
  headroom: headroomSchema.optional(),
  promptBefore: z.string().optional(),
  promptAfter: z.string(),
  measuredOn: z.object({ kind: z.enum(["preview", "live"]), agentId: z.string() }).optional(),
  benchmark: benchmarkSchema.optional(),
  insights: z
    .object({
      recent: figuresSchema.optional(),
      usual: figuresSchema.optional(),
      stepFailures: z.array(
        z.object({
          step: z.string(),
          rootCause: z.string().optional(),
          count: z.number().optional(),
        }),
      ),
      recommendations: z.array(z.string()),
    })
    .optional(),
}) satisfies z.ZodType<AgentReport>;
