/** Conversations of an agent whose last week went worse than the weeks before. */

/** Days ago and what was said. */
export const CONVERSATIONS = [
  { daysAgo: 2, status: "abandoned", content: "Customer: I want a refund.\nAgent: I don't know." },
  {
    daysAgo: 3,
    status: "abandoned",
    content: "Customer: a refund?\nAgent: I cannot help with that.",
  },
  ...[12, 15, 18, 21].map((daysAgo) => ({
    daysAgo,
    status: "completed" as const,
    content:
      "Customer: I want a refund.\nAgent: You get it within 5 days.\nCustomer: Thanks, great!",
  })),
] as const;
