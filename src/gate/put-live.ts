/** A winner's text onto the live agent: look, write once, and look again. A write that may have happened is not repeated. */
import { refusalOf } from "../errors.ts";
import { type Fingerprint, normalisePrompt, textPart } from "../plan/fingerprint.ts";
import { taggedFingerprint, withLiveTag } from "../plan/tags.ts";
import type { Agent } from "../service/agent-shape.ts";
import { isStoredFormOf } from "../service/read-back.ts";
import type { RunRecord } from "./evidence.ts";
import type { Environment, EvaluatedAgent } from "./types.ts";

export type PutLive =
  | { readonly kind: "put"; readonly how: "applied" | "wrote"; readonly warning?: string }
  | { readonly kind: "wrong"; readonly reason: string };

interface Text {
  readonly variantId: string;
  readonly content: string;
}

/** Throws a ServiceError for what was refused before anything was written. */
export async function putLive(
  { planned }: EvaluatedAgent,
  winner: Text,
  record: RunRecord,
  env: Environment,
): Promise<PutLive> {
  const { converra, signal } = env.ports;
  const { live, baseline } = planned;
  if (live === undefined || baseline === undefined) throw new Error("there is no live agent");
  const now = await converra.agents.get(live.id, { signal });
  if (textPart(now.content, now.model) !== textPart(live.content, live.model)) {
    const reason = `agent ${live.id} was edited while this ran, so nothing was written; run it again`;
    return { kind: "wrong", reason };
  }
  const { before, warning } = await protect(now, baseline, env);
  // A run's result is applied to the agent that it ran on; where that is a copy, the live agent is written instead.
  const onLive = record.agent.id === live.id;
  let refusedBecause: string | undefined;
  try {
    if (onLive) {
      const body = { variantId: winner.variantId };
      await converra.optimizations.apply(record.run.id, body, { signal });
    } else {
      await converra.agents.update(live.id, { content: winner.content }, { signal, before });
    }
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal.ambiguous) throw refusal;
    refusedBecause = refusal.message;
  }
  const stands = await converra.agents.get(live.id, { signal });
  if (isStoredFormOf(stands, { content: winner.content, model: stands.model })) {
    return { kind: "put", how: onLive ? "applied" : "wrote", ...(warning && { warning }) };
  }
  return { kind: "wrong", reason: wrongText(stands, live, refusedBecause) };
}

function wrongText(stands: Agent, live: Agent, refusedBecause: string | undefined): string {
  const isOld = normalisePrompt(stands.content) === normalisePrompt(live.content);
  const what = isOld ? "still the old one" : "neither the winner's nor the old one";
  if (refusedBecause === undefined) {
    return `the service answered as if agent ${live.id} was written, but its text is ${what}; look at it in Converra`;
  }
  return `${refusedBecause}, and the text of agent ${live.id} is ${what}: it was not tried again, since it may still arrive; look at it in Converra, then run this again`;
}

/**
 * An agent that carries no tag of ours would be given the file's text by the next sync, and the winner would be gone.
 * The tag says which text the file stood for until now, so that sync sees a text that somebody else has put there.
 */
async function protect(
  live: Agent,
  baseline: Fingerprint,
  { ports }: Environment,
): Promise<{ readonly before: Agent; readonly warning?: string }> {
  if (taggedFingerprint(live) !== undefined) return { before: live };
  const since = Date.parse(live.updatedAt) || undefined;
  const tags = withLiveTag(live.tags, [], baseline, since);
  const { signal } = ports;
  const kept = await ports.converra.agents.update(live.id, { tags }, { signal, before: live });
  if (taggedFingerprint(kept) !== undefined) return { before: kept };
  const warning = `The service did not keep our tag on agent ${live.id}: the next sync replaces the winner's text with the file's. Take it into the file first.`;
  return { before: kept, warning };
}
