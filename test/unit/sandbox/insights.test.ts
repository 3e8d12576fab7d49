import { describe, expect, it } from "vitest";
import type { ConversationEntity } from "../../../sandbox/converra/entities.ts";
import { agentInsights, stepFailures } from "../../../sandbox/converra/insights.ts";
import { analyse, parseTurns } from "../../../sandbox/converra/transcript.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);
const GOOD = "User: I want a refund\nAssistant: It is on its way.\nUser: Great, thank you";
const BAD = "User: I want a refund\nAssistant: I do not know.\nUser: This is useless";

describe("a transcript", () => {
  it("is read with any of the documented pairs of labels", () => {
    const turns = parseTurns("Customer: hello\nsecond line\nAI: hi\nHuman: bye\nAgent: bye");
    expect(turns.map(({ by }) => by)).toEqual(["customer", "agent", "customer", "agent"]);
    expect(turns[0]?.text).toBe("hello\nsecond line");
  });

  it("that ends in thanks is a completed task with good sentiment", () => {
    expect(analyse(GOOD, "completed")).toMatchObject({
      turns: 3,
      sentiment: "positive",
      taskCompleted: true,
      topics: expect.arrayContaining(["refund-policy"]),
    });
  });

  it("without an answer is no completed task, with the step and its cause", () => {
    const insights = analyse(BAD, "completed");
    expect(insights).toMatchObject({ sentiment: "negative", taskCompleted: false });
    expect(insights.steps).toEqual([
      { step: "Asks for a refund within the policy", rootCause: "prompt_issue" },
    ]);
  });

  it("that was abandoned is no completed task", () => {
    expect(analyse(GOOD, "abandoned").taskCompleted).toBe(false);
  });

  it("that is empty or unlabelled harms nothing", () => {
    expect(analyse("", "completed")).toMatchObject({ turns: 0, sentiment: "neutral" });
    expect(analyse("no labels at all", "completed").turns).toBe(0);
  });
});

describe("insights of an agent", () => {
  const conversations = [
    aConversation({ content: GOOD, createdAt: NOW - 2 * DAY }),
    aConversation({ content: BAD, createdAt: NOW - 3 * DAY, status: "abandoned" }),
    aConversation({ content: GOOD, createdAt: NOW - 20 * DAY }),
    aConversation({ content: BAD, createdAt: NOW - 60 * DAY }),
    aConversation({ content: BAD, createdAt: NOW - DAY, insightsAt: undefined }),
  ];

  it.each([
    [7, 2, 50],
    [30, 3, 66.7],
    [90, 4, 50],
  ])("over %i days count %i conversations with %d %% of tasks completed", (days, count, rate) => {
    const { metrics } = agentInsights(conversations, days, NOW);
    expect(metrics.conversationCount).toBe(count);
    expect(metrics.taskCompletion).toBe(rate);
  });

  it("give rates and shares as fractions, issues with a recommendation each", () => {
    const insights = agentInsights(conversations, 7, NOW);
    expect(insights.metrics).toMatchObject({ completionRate: 0.5, abandonmentRate: 0.5 });
    expect(insights.sentiment).toEqual({ positive: 0.5, neutral: 0, negative: 0.5 });
    expect(insights.issues).toEqual([
      {
        description: "No useful answer: Asks for a refund within the policy",
        frequency: 0.5,
        severity: "high",
      },
    ]);
    expect(insights.recommendations[0]).toContain("30 days");
  });

  it("of an agent without conversations are zeros, not NaN", () => {
    expect(agentInsights([], 30, NOW).metrics).toEqual({
      taskCompletion: 0,
      averageSentiment: "neutral",
      conversationCount: 0,
      averageTurns: 0,
      completionRate: 0,
      abandonmentRate: 0,
    });
  });

  it("count failed steps of the last thirty days only, by cause", () => {
    expect(stepFailures(conversations, NOW)).toEqual([
      {
        step: "Asks for a refund within the policy",
        rootCause: "prompt_issue",
        count: 2,
        total: 4,
      },
    ]);
  });
});

function aConversation(overrides: Partial<ConversationEntity>): ConversationEntity {
  const createdAt = overrides.createdAt ?? NOW;
  return {
    id: "conv_1",
    agentId: "agent_1",
    content: GOOD,
    status: "completed",
    createdAt,
    insightsAt: createdAt,
    ...overrides,
  };
}
