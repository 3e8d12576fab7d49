/**
 * What the public pages show of each answer: member names and types of their examples, with the page. Members that
 * the pages mark optional end in a question mark; an answer may hold more.
 */

export type Shape = string | { readonly [member: string]: Shape } | readonly [Shape];

export interface DocumentedExample {
  readonly source: string;
  readonly naming: "newer" | "older";
  /** The request as the page shows it, on the ids that the suite's emulator has. */
  readonly request: `${"GET" | "POST" | "PATCH" | "DELETE"} /${string}`;
  readonly body?: unknown;
  readonly status: number;
  readonly answer: Shape;
}

const AGENT = {
  id: "string",
  name: "string",
  content: "string",
  llmModel: "string",
  "description?": "string",
  "tags?": ["string"],
  status: "draft|active|deprecated|archived",
  createdAt: "time",
  updatedAt: "time",
  "lastOptimizedAt?": "time",
  "conversationCount?": "number",
} as const;

const RUN = { id: "string", promptId: "string", mode: "exploratory|validation", createdAt: "time" };
export const DOCUMENTED_AGENTS: readonly DocumentedExample[] = [
  {
    source: "https://docs.converra.ai/api/prompts.html",
    naming: "older",
    request: "GET /prompts?limit=20&offset=0",
    status: 200,
    answer: { data: [AGENT], pagination: { total: "number", limit: "number", offset: "number" } },
  },
  {
    source: "https://docs.converra.ai/api/prompts.html",
    naming: "older",
    request: "POST /prompts",
    body: { name: "Support", content: "You help.", llmModel: "gpt-4o", tags: ["a"] },
    status: 201,
    answer: AGENT,
  },
  {
    source: "https://converra.ai/docs/api/objects",
    naming: "newer",
    request: "GET /agents/agent_1",
    status: 200,
    answer: { ...AGENT, isActive: "boolean" },
  },
  {
    source: "https://docs.converra.ai/api/optimizations.html",
    naming: "older",
    request: "POST /optimizations",
    body: {
      promptId: "agent_1",
      mode: "exploratory",
      variantCount: 3,
      intent: { targetImprovements: ["task completion"], hypothesis: "Say it earlier" },
    },
    status: 201,
    answer: { ...RUN, status: "running", variantCount: "number" },
  },
  {
    source: "https://docs.converra.ai/api/optimizations.html",
    naming: "older",
    request: "GET /optimizations?promptId=agent_1&status=completed&limit=10",
    status: 200,
    answer: { data: [{ ...RUN, status: "completed", "completedAt?": "time" }] },
  },
  {
    source: "https://docs.converra.ai/api/optimizations.html",
    naming: "older",
    request: "GET /optimizations/opt_1",
    status: 200,
    answer: {
      ...RUN,
      status: "completed",
      variantCount: "number",
      completedAt: "time",
      results: {
        winnerSelected: "boolean",
        winningVariantId: "string",
        lift: "number",
        confidence: "fraction",
      },
    },
  },
  {
    source: "https://docs.converra.ai/api/optimizations.html and /optimization/results",
    naming: "older",
    request: "GET /optimizations/opt_1/variants",
    status: 200,
    answer: {
      data: [
        { id: "string", name: "string", metrics: { taskCompletion: "number", lift: "number" } },
      ],
    },
  },
  {
    source: "https://converra.ai/docs/api/conversations",
    naming: "older",
    request: "POST /conversations",
    body: { promptId: "agent_1", content: "User: hi\nAssistant: hello", status: "completed" },
    status: 200,
    answer: {
      id: "string",
      promptId: "string",
      status: "completed",
      createdAt: "time",
      _links: { self: { href: "string", method: "string" } },
    },
  },
  {
    source: "https://converra.ai/docs/api/objects",
    naming: "newer",
    request: "GET /conversations/conv_1",
    status: 200,
    answer: {
      id: "string",
      agentId: "string",
      content: "string",
      status: "completed|abandoned|in_progress",
      "llmModel?": "string",
      "companyName?": "string",
      hasInsights: "boolean",
      createdAt: "time",
    },
  },
  {
    source: "https://docs.converra.ai/api/insights.html",
    naming: "older",
    request: "GET /agents/agent_1/insights?days=30",
    status: 200,
    answer: {
      promptId: "string",
      period: "30d",
      metrics: {
        taskCompletion: "number",
        averageSentiment: "string",
        conversationCount: "number",
        averageTurns: "number",
        completionRate: "fraction",
        abandonmentRate: "fraction",
      },
      topics: [{ name: "string", count: "number" }],
      issues: [{ description: "string", frequency: "fraction", severity: "low|medium|high" }],
      recommendations: ["string"],
      sentiment: { positive: "fraction", neutral: "fraction", negative: "fraction" },
      generatedAt: "time",
    },
  },
  {
    source: "https://docs.converra.ai/api/insights.html",
    naming: "older",
    request: "GET /conversations/conv_1/insights",
    status: 200,
    answer: {
      conversationId: "string",
      sentiment: "string",
      sentimentScore: "fraction",
      taskCompleted: "boolean",
      topics: ["string"],
      summary: "string",
    },
  },
];
