/** What holds where converra.yml is silent; the schema publishes the same values. */
export const DEFAULTS = {
  gate: {
    maxDrop: 5,
    confirm: 1,
    baseline: "run",
    evidenceDays: 30,
    headroom: { minLift: 10, action: "warn" },
    onInconclusive: "warn",
    onIncomplete: "fail",
    onNotEvaluated: "warn",
    onDrift: "warn",
  },
  confidence: 0.95,
  optimize: { mode: "validation", variants: 3 },
  benchmark: { goal: "quality", maxTurns: 5, runsPerScenario: 3, keep: 10 },
  sync: { pullRequest: "preview", conversations: 5 },
  budget: { maxRuns: 6, keep: 2 },
  wait: { intervalSeconds: 10, maxIntervalSeconds: 30 },
  health: { maxDrop: 10, issue: true },
} as const;

/** Largest configuration file, and largest prompt, in bytes. */
export const MAX_CONFIG_BYTES = 1024 * 1024;
export const MAX_PROMPT_BYTES = 256 * 1024;

/** Tags that begin with this belong to the action. */
export const OWN_TAG_PREFIX = "converra-gate";
