/** Replacing an agent's prompt. Earlier versions are kept: https://docs.converra.ai/guide/concepts.html. */
import type { RouteContext } from "./context.ts";
import type { AgentEntity } from "./entities.ts";

/** Keeps the earlier content as a version and tells the webhooks, when the content differs at all. */
export function replaceContent(
  { clock, emit }: RouteContext,
  agent: AgentEntity,
  content: string,
  by: "update" | "apply",
  variantId?: string,
): void {
  if (content === agent.content) return;
  const now = clock.now();
  agent.versions.push({ content: agent.content, replacedAt: now, by });
  agent.content = content;
  agent.updatedAt = now;
  // Documented members: https://docs.converra.ai/api/webhooks.html; the words of updateType are guesses.
  emit("prompt.updated", {
    promptId: agent.id,
    promptName: agent.name,
    updateType: by === "apply" ? "optimization" : "manual",
    ...(variantId === undefined ? {} : { variantId }),
    appliedAt: new Date(now).toISOString(),
  });
}
