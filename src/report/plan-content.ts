/** The body of a plan's or a sync's report: what differs from the service, and both texts where they do. */
import type { PlanEntry } from "../domain.ts";
import { type Detail, section } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { sentence } from "./format.ts";
import { isDone, planLabel, planMark, worstFirst } from "./labels.ts";
import { type Block, code, type Inline, paragraph, prose, strong, table } from "./markdown.ts";
import type { AgentReport, Report } from "./model.ts";
import { diffBlocks } from "./prompt-diff.ts";

const REASON_MAX = 300;

export function* planGroups(report: Report, detail: Detail): Generator<readonly Block[]> {
  const entries = worstFirst(report).flatMap((agent) =>
    agent.plan === undefined ? [] : [{ agent, plan: agent.plan }],
  );
  const shown = entries.filter(
    ({ plan }) => detail.agents === "all" || plan.action !== "unchanged",
  );
  if (shown.length === 0) return;
  if (detail.agents === "worst") {
    yield [planTable(shown.slice(0, detail.rows), isDone(report))];
    return;
  }
  yield [planTable(shown, isDone(report))];
  if (!detail.sections) return;
  for (const entry of shown) yield diffSection(entry, detail, isDone(report));
}

interface Entry {
  readonly agent: AgentReport;
  readonly plan: PlanEntry;
}

function planTable(entries: readonly Entry[], done: boolean | "apply"): Block {
  return table(
    ["center", "left", "left", "left", "left"],
    ["", "Agent", "Action", "Differs", "Why"],
    entries.map(({ agent, plan }) => [
      planMark(plan.action),
      strong(oneLine(agent.key)),
      planLabel(plan.action, done),
      changes(plan),
      prose(sentence(plan.reason), REASON_MAX),
    ]),
  );
}

function changes(plan: PlanEntry): Inline {
  return plan.changes
    .slice(0, 20)
    .flatMap((change, index) => [index === 0 ? "" : ", ", code(change)]);
}

function diffSection({ agent, plan }: Entry, detail: Detail, done: boolean | "apply"): Block[] {
  if (!detail.promptDiffs || plan.livePrompt === undefined) return [];
  // Line ends and empty last lines may differ all the same: sync does not count them.
  if (!plan.changes.includes("prompt")) return [];
  const diff = diffBlocks(plan.livePrompt, agent.promptAfter, detail.diffLines);
  if (diff.length === 0) return [];
  const lead: Inline =
    done === "apply"
      ? "Lines with a minus stood on the service, lines with a plus stand there now."
      : plan.action === "drifted"
        ? "Lines with a minus stand on the service, lines with a plus in the repository. Take over what is worth keeping, then sync."
        : "Lines with a minus stand on the service, lines with a plus in the repository.";
  return section(agent.key, [{ name: "prompt diff", blocks: [paragraph(lead), ...diff] }], detail);
}
