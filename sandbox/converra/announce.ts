/** What comes of a run that has completed: the news of it, and its winner on the agent where nobody has to ask. */
import type { RouteContext } from "./context.ts";
import { iso } from "./formatters.ts";
import { endOf, optimizationPhase } from "./run-state.ts";
import { replaceContent } from "./versions.ts";

/** Nothing ticks, so the news of a run's end goes out with the next request after it. */
export function announceEnded(context: RouteContext): boolean {
  const { store, clock } = context;
  const now = clock.now();
  const ended = [...store.optimizations.values()].filter(
    (run) => !run.announced && optimizationPhase(run, now) === "completed",
  );
  for (const run of ended) {
    run.announced = true;
    const deploys = store.settings.optimization.deploymentMode !== "manual";
    if (store.webhooks.size === 0 && !deploys) continue;
    const { winner, leader, confidence } = context.resultOf(run);
    const agent = store.agents.get(run.agentId);
    // What the modes do is on no page. A guess: any but manual puts a winner on an agent that is in use.
    if (deploys && winner !== undefined && agent?.status === "active") {
      replaceContent(context, agent, winner.content, "apply", winner.id);
    }
    context.emit("optimization.completed", {
      optimizationId: run.id,
      promptId: run.agentId,
      results: {
        winnerSelected: winner !== undefined,
        winningVariantId: winner?.id ?? null,
        // This name, not `lift`, is in https://docs.converra.ai/sdk/webhooks.html.
        improvementPercentage: Number(leader.lift.toFixed(2)),
        confidence,
      },
      // Unit unseen: seconds.
      duration: Math.round(run.durationMs / 1000),
      completedAt: iso(endOf(run)),
    });
  }
  return ended.length > 0;
}
