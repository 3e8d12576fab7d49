/** Whether the last days in production went worse than the days before, over all agents at once. Pure. */
import { HEALTH_ALPHA, type HealthFinding, type InsightsReport } from "../report/insights-model.ts";
import type { AgentInsights } from "../service/agent-insights.ts";
import { holmAdjust } from "../verdict/holm.ts";
import { dropChance, earlierShare, type Share } from "../verdict/rates.ts";

const FIGURES = [
  { name: "Task completion", of: "taskCompletion", per: 100, isGood: true },
  { name: "Completion rate", of: "completionRate", per: 1, isGood: true },
  { name: "Abandonment rate", of: "abandonmentRate", per: 1, isGood: false },
] as const;

type Compared = Omit<HealthFinding, "finding" | "p"> & { readonly p: number };

/** Of one agent, not yet judged: that takes all of them. */
export function compareHealth(recent: AgentInsights, longer: AgentInsights): readonly Compared[] {
  return FIGURES.flatMap(({ name, of, per, isGood }): Compared[] => {
    const share = ({ metrics }: AgentInsights): Share | undefined => {
      const { [of]: value, conversationCount: n } = metrics;
      if (value === undefined || n === undefined || n === 0) return undefined;
      return { n, rate: isGood ? value / per : 1 - value / per };
    };
    const [now, all] = [share(recent), share(longer)];
    const before = now && all && earlierShare(now, all);
    if (now === undefined || before === undefined) return [];
    const shown = ({ rate, n }: Share) => ({ n, percent: 100 * (isGood ? rate : 1 - rate) });
    return [
      {
        figure: name,
        recent: shown(now),
        before: shown(before),
        change: 100 * (now.rate - before.rate),
        p: dropChance(now, before),
      },
    ];
  });
}

/** In the order given. `maxDrop`: points that a figure may fall. */
export function judgeHealth(
  agents: readonly (readonly Compared[])[],
  maxDrop: number,
): readonly NonNullable<InsightsReport["health"]>[] {
  const adjusted = holmAdjust(agents.flat().map(({ p }) => ({ p, level: HEALTH_ALPHA })));
  let next = 0;
  return agents.map((figures) =>
    figures.map((one) => {
      const p = adjusted[next] ?? 1;
      next += 1;
      const fell = p <= HEALTH_ALPHA && one.change <= -maxDrop;
      return { ...one, p, finding: fell ? "fell" : "unchanged" };
    }),
  );
}

/** Undefined where nothing fell. */
export function fallSentence(
  key: string,
  health: readonly HealthFinding[],
  days: number,
): string | undefined {
  const fallen = health.filter(({ finding }) => finding === "fell");
  if (fallen.length === 0) return undefined;
  const parts = fallen.map(({ figure, recent, before }) => {
    const side = ({ percent, n }: HealthFinding["recent"]) =>
      `${percent.toFixed(0)} % of ${n} conversations`;
    return `${figure.toLowerCase()} is ${side(recent)} in the last ${days} days, and was ${side(before)} in the weeks before`;
  });
  return `${key} does worse in production: ${parts.join("; ")}`;
}
