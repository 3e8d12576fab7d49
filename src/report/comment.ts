/** The pull-request comment: the answer first, everything else folded, within GitHub's limit. */
import { fullestWithin, ladderFrom } from "./detail.ts";
import { documentGroups, sandboxBlocks } from "./document.ts";
import { plural } from "./format.ts";
import {
  heading,
  type Inline,
  link,
  paragraph,
  serialise,
  small,
  strong,
  table,
} from "./markdown.ts";
import { buildMarker, type Marker } from "./marker.ts";
import { shortCommit } from "./measured.ts";
import type { Report, RunningReport } from "./model.ts";
import { oneLine } from "./outside.ts";

/** GitHub refuses longer bodies; counted in bytes to be safe with any script. */
export const COMMENT_MAX_BYTES = 65_536;

const STEPS = ladderFrom({
  agents: "all",
  sections: true,
  promptDiffs: true,
  winnerDiffs: true,
  diffLines: 80,
  scoreColumns: 6,
  generous: false,
});
const RUNNING_ROWS = 50;
const STATE_MAX = 160;

/** A body whose first line is the marker, if one is given. `budgetBytes` covers the whole body, marker included. */
export function renderComment(
  report: Report,
  options: { readonly marker?: Marker; readonly budgetBytes?: number },
): string {
  return fullestWithin(
    STEPS,
    options.budgetBytes ?? COMMENT_MAX_BYTES,
    (detail) => documentGroups(report, detail),
    markerLine(options.marker),
  );
}

/** The body while the gate waits. */
export function renderRunningComment(
  running: RunningReport,
  options: { readonly marker?: Marker },
): string {
  const { agents, context, spending } = running;
  const shown = agents.slice(0, RUNNING_ROWS);
  const hidden = agents.length - shown.length;
  const footer: Inline[] = [
    context.commit === undefined ? "" : `Commit ${shortCommit(context.commit)} · `,
    "this comment is replaced when the gate has its answer",
    context.runUrl === undefined ? "" : [" · ", link(context.runUrl, "watch the run")],
  ];
  const body = serialise([
    heading(3, `⏳ Converra gate is measuring: ${plural(agents.length, "agent")}`),
    ...sandboxBlocks(context),
    ...(shown.length === 0
      ? []
      : [
          table(
            ["left", "left"],
            ["Agent", "State"],
            shown.map((agent) => [strong(oneLine(agent.key, 60)), oneLine(agent.state, STATE_MAX)]),
          ),
        ]),
    ...(hidden > 0 ? [paragraph(`And ${plural(hidden, "more agent")}.`)] : []),
    paragraph(oneLine(spending, 600)),
    small(...footer),
  ]);
  return markerLine(options.marker) + body;
}

function markerLine(marker: Marker | undefined): string {
  return marker === undefined ? "" : `${buildMarker(marker)}\n`;
}
