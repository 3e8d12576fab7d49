/** One round trip on a draft agent of the doctor's own: made, changed, given a conversation, archived. Nothing is paid. */
import { ServiceError } from "../errors.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";
import type { Agent } from "../service/agent-shape.ts";
import { shapeOf } from "../service/assumptions.ts";
import type { Converra } from "../service/converra.ts";
import { type Reading, reasonOf } from "./doctor-readings.ts";

const NAME = "Converra Gate doctor; safe to archive";
/** Line ends, white space and a long tag are what services alter. */
const FIRST = "You answer customers.\n\n- Be  friendly.\n- Reply in the customer's language.";
const SECOND = `${FIRST}\n- Never guess.`;
const TAGS = ["converra-gate-doctor", `Length:${"0123456789".repeat(7)}`];
const DESCRIPTION = "Made by Converra Gate's command doctor.";

/** How each call of the round trip went. What was stored is held against what was sent, and told the observer. */
export async function roundTrip(
  converra: Converra,
  model: string,
  signal: AbortSignal,
): Promise<readonly Reading[]> {
  const { agents, conversations, observer } = converra;
  const options = { signal };
  const steps: Reading[] = [];
  const step = async <T>(endpoint: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      const value = await work();
      steps.push({ endpoint, neededBy: "gate", state: "read" });
      return value;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { hint } = error;
      steps.push({ endpoint, neededBy: "gate", state: "not-read", reason: reasonOf(error), hint });
      return undefined;
    }
  };

  const input = { name: NAME, content: FIRST, model, description: DESCRIPTION, tags: TAGS };
  const made = await step("POST /agents", () =>
    agents.create({ ...input, status: "draft" }, options),
  );
  if (made === undefined) return steps;
  const { id } = made;
  try {
    observer.check("agent-draft", made.status === "draft", () => "another status than `draft`");
    compare(made, FIRST);
    await step("PATCH /agents/:id", () => agents.update(id, { content: SECOND }, options));
    const stored = await step("GET /agents/:id after PATCH", () => agents.get(id, options));
    if (stored !== undefined) {
      compare(stored, SECOND);
      const isPartial = stored.description === DESCRIPTION && stored.name === NAME;
      observer.check("write-partial", isPartial, () => "`description` or `name` changed unasked");
    }
    // Still open, so that nobody analyses it.
    const talk = { agentId: id, content: "Customer: hello?", status: "in_progress" } as const;
    const log = () =>
      conversations.create({ ...talk, idempotencyKey: `converra-gate-doctor:${id}` }, options);
    const first = await step("POST /conversations", log);
    const again = first && (await step("POST /conversations again", log));
    if (first !== undefined && again !== undefined) {
      const isSame = first.id === again.id;
      observer.check("conversation-once", isSame, () => "a second id for one `idempotencyKey`");
    }
  } finally {
    await step("PATCH /agents/:id to archived", () =>
      agents.update(id, { status: "archived" }, { signal: lastSignal(signal) }),
    );
  }
  return steps;

  function compare(agent: Agent, sent: string): void {
    const isSame = normalisePrompt(agent.content) === normalisePrompt(sent);
    observer.check("content-stored", isSame, () => "another text than was sent");
    observer.check("model-stored", agent.model === model, () => "another `llmModel` than was sent");
    const kept = TAGS.filter((tag) => agent.tags.includes(tag)).length;
    observer.check(
      "tags-stored",
      kept === TAGS.length,
      () => `${shapeOf(agent.tags)}, ${kept} of ${TAGS.length} as they were sent`,
    );
  }
}

/** What was made is archived although the workflow is being cancelled. */
function lastSignal(signal: AbortSignal): AbortSignal {
  return signal.aborted ? AbortSignal.timeout(2_000) : signal;
}
