/** Heuristics over a logged transcript: one turn a line, labelled as https://docs.converra.ai/api/objects.html shows. */
import type { ConversationStatus } from "./entities.ts";
import { SCENARIOS } from "./scenarios.ts";

export interface Turn {
  readonly by: "customer" | "agent";
  readonly text: string;
}

interface Step {
  /** Title of the scenario that the customer's words belong to. */
  readonly step: string;
  /** Why the answer failed, in the vendor's published classes; absent when it did not. */
  readonly rootCause?: "prompt_issue" | "model_limitation" | "retrieval_rag_issue";
}

export interface TranscriptInsights {
  readonly turns: number;
  /** 0-1. */
  readonly sentimentScore: number;
  readonly sentiment: "positive" | "neutral" | "negative";
  readonly taskCompleted: boolean;
  readonly topics: readonly string[];
  readonly steps: readonly Step[];
  readonly summary: string;
}

const LABEL = /^\s*(user|human|customer|client|assistant|ai|agent|bot|support)\s*:\s*(.*)$/i;
const CUSTOMER = /^(user|human|customer|client)$/i;
const PLEASED =
  /\b(thanks|thank you|great|perfect|awesome|appreciate|helpful|excellent|lovely)\b/gi;
const DISPLEASED =
  /\b(unacceptable|useless|ridiculous|terrible|frustrat\w*|angry|annoy\w*|worst|disappointed|not helpful|never mind|nevermind|waste of time)\b/gi;
const NO_ANSWER = /\b(i (do not|don't) know|i'?m not sure|i am not sure|no information)\b/i;
const NOT_FOUND = /\b(could not|couldn't|cannot|can't) (find|locate|look up|see)\b/i;
const REFUSED = /\b(i (cannot|can't) (help|do that|offer|change)|not able to|unable to)\b/i;

export function parseTurns(content: string): Turn[] {
  const turns: { by: Turn["by"]; text: string }[] = [];
  for (const line of content.split(/\r?\n/)) {
    const match = LABEL.exec(line);
    const last = turns.at(-1);
    if (match) {
      turns.push({
        by: CUSTOMER.test(match[1] ?? "") ? "customer" : "agent",
        text: match[2] ?? "",
      });
    } else if (last && line.trim() !== "") {
      last.text += `\n${line}`;
    }
  }
  return turns;
}

export function analyse(content: string, status: ConversationStatus): TranscriptInsights {
  const turns = parseTurns(content);
  const customer = turns.filter((turn) => turn.by === "customer").map((turn) => turn.text);
  const words = customer.join("\n");
  const pleased = count(words, PLEASED);
  const displeased = count(words, DISPLEASED);
  const sentimentScore = Math.min(1, Math.max(0, 0.5 + 0.15 * pleased - 0.2 * displeased));
  const sentiment =
    sentimentScore > 0.6 ? "positive" : sentimentScore < 0.4 ? "negative" : "neutral";
  const steps = stepsOf(turns);
  const lastFailed = steps.at(-1)?.rootCause !== undefined;
  const endsPleased = count(customer.at(-1) ?? "", DISPLEASED) === 0;
  const taskCompleted = status === "completed" && endsPleased && !lastFailed;
  const topics = SCENARIOS.filter((scenario) => scenario.topic.test(words)).map(({ id }) => id);
  const first = (customer[0] ?? "").split("\n")[0]?.slice(0, 120) ?? "";
  const ending = taskCompleted ? "The task was completed." : "The task was not completed.";
  return {
    turns: turns.length,
    sentimentScore: Math.round(sentimentScore * 100) / 100,
    sentiment,
    taskCompleted,
    topics,
    steps,
    summary: first === "" ? ending : `Customer: "${first}". ${ending}`,
  };
}

/** One step for each answer of the agent to a customer's turn. */
function stepsOf(turns: readonly Turn[]): Step[] {
  return turns.flatMap((turn, index): Step[] => {
    const question = turns[index - 1];
    if (turn.by !== "agent" || question?.by !== "customer") return [];
    const scenario = SCENARIOS.find(({ topic }) => topic.test(question.text));
    return [{ step: scenario?.title ?? "Answers the customer", rootCause: failure(turn.text) }];
  });
}

function failure(answer: string): Step["rootCause"] {
  if (NOT_FOUND.test(answer)) return "retrieval_rag_issue";
  if (NO_ANSWER.test(answer)) return "prompt_issue";
  return REFUSED.test(answer) ? "model_limitation" : undefined;
}

function count(text: string, words: RegExp): number {
  return text.match(words)?.length ?? 0;
}
