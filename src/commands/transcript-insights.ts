/** What the service says of the repository's transcripts, each found on the live agent by its text. */
import { DAY_MS } from "../clock.ts";
import type { Transcript } from "../config/transcript.ts";
import { refusalOf, unlessGone } from "../errors.ts";
import { storedTranscripts } from "../gate/transcripts.ts";
import type { Environment } from "../gate/types.ts";
import type { InsightsReport, TranscriptReport } from "../report/insights-model.ts";
import type { Agent } from "../service/agent-shape.ts";
import type { Conversation, ConversationInsights } from "../service/endpoints/conversations.ts";

/** Of one agent. */
const SHOWN = 10;
/** Days beyond `health.max-age` for which insights that never came are asked for: each time may cost. */
const PATIENCE = 14;
/** Of a whole run, for all agents; one that is begun is read to its end, which takes 71 at most. */
const REQUESTS = 100;
type TranscriptsReport = NonNullable<InsightsReport["transcripts"]>;

/** Hands out what reads one agent after the other. `regenerated`: the agent's whole insights are being made anew. */
export function transcriptReader(env: Environment) {
  let left = REQUESTS;
  return async (
    key: string,
    live: Agent,
    { regenerated }: { readonly regenerated: boolean },
  ): Promise<TranscriptsReport | undefined> => {
    const transcripts = env.config.transcripts.get(key) ?? [];
    if (transcripts.length === 0) return undefined;
    if (left <= 0) return { shown: [], notes: [LEFT_OUT] };
    const { requestCount } = env.ports.converra;
    const before = requestCount();
    const report = await readAll(live, transcripts, { regenerated, env });
    left -= requestCount() - before;
    return report;
  };
}

const LEFT_OUT =
  "What Converra says of the repository's transcripts is left out: that of the agents above took the requests there are for it. Name fewer agents to see it.";
const NOT_FOUND =
  "The agent's conversations are too many, or came without their text, to find the repository's transcripts among them.";

interface Circumstances {
  readonly regenerated: boolean;
  readonly env: Environment;
}

/** What is refused on the way does not take away what was read by then. */
async function readAll(
  live: Agent,
  transcripts: readonly Transcript[],
  how: Circumstances,
): Promise<TranscriptsReport> {
  const shown: TranscriptReport[] = [];
  const unread: string[] = [];
  let [waiting, anew, givenUp] = [0, 0, 0];
  const notes: string[] = [];
  const { converra, signal } = how.env.ports;
  const { conversations } = converra;
  try {
    const storedAs = await storedTranscripts(live, how.env.ports);
    if (storedAs === undefined) return { shown, notes: [NOT_FOUND] };
    const stored = transcripts.flatMap((transcript) => {
      const conversation = storedAs(transcript);
      return conversation === undefined ? [] : [{ transcript, conversation }];
    });
    const lack = transcripts.length - stored.length;
    if (lack > 0) notes.push(`${lack} of ${transcripts.length} are not logged: a sync does that.`);
    const more = stored.length - SHOWN;
    if (more > 0) notes.push(`${more} more of them are left out.`);
    for (const { transcript, conversation } of stored.slice(0, SHOWN)) {
      const insights = await unlessGone(conversations.insights(conversation.id, { signal }));
      if (insights?.isThere) shown.push(shownAs(transcript, insights));
      else if (insights?.unknown === undefined) waiting += 1;
      else unread.push(insights.unknown);
      const asked = await madeAnew(conversation, insights, how);
      if (asked === "asked") anew += 1;
      if (asked === "given-up") givenUp += 1;
    }
  } catch (error) {
    notes.push(`${refusalOf(error).message}.`);
  }
  if (waiting > 0) notes.push(`Converra has no insights of ${waiting} of them yet.`);
  const [shape] = unread;
  if (shape !== undefined) {
    notes.push(
      `The insights of ${unread.length} of them came as ${shape}, which is not in a shape that this version knows.`,
    );
  }
  if (givenUp > 0) {
    notes.push(
      `Those of ${givenUp} are not asked for any more: there were none ${PATIENCE} days after the first time. Look at the conversations in Converra.`,
    );
  }
  if (anew > 0) notes.push(`Those of ${anew} are being made anew for the next report.`);
  return { shown, notes };
}

/**
 * Asks for them once where they are old, or were not made by themselves in as long a time; it may cost tokens. What is
 * there and cannot be read would not be read the next time either.
 */
async function madeAnew(
  { id, createdAt, hasInsights }: Conversation,
  insights: ConversationInsights | undefined,
  { regenerated, env: { config, ports } }: Circumstances,
): Promise<"asked" | "given-up" | undefined> {
  const { regenerate, maxAge } = config.health;
  const isThere = insights?.isThere === true;
  const madeAt = isThere ? insights.generatedAt : createdAt;
  const isUnreadable = insights?.unknown !== undefined || (!isThere && hasInsights === true);
  if (!regenerate || regenerated || madeAt === undefined || isUnreadable) return undefined;
  const overdue = (ports.clock.now() - Date.parse(madeAt)) / DAY_MS - maxAge;
  if (!(overdue > 0)) return undefined;
  if (!isThere && overdue > PATIENCE) return "given-up";
  await ports.converra.conversations.regenerateInsights(id, { signal: ports.signal });
  return "asked";
}

function shownAs({ file, line }: Transcript, insights: ConversationInsights): TranscriptReport {
  const { conversationId, taskCompleted, sentiment, sentimentScore, topics, summary } = insights;
  return { file, line, conversationId, taskCompleted, sentiment, sentimentScore, topics, summary };
}
