/** Title and body of the pull requests that bring a text into git: a winner's, or one that was written in Converra. */
import type { SourceRange } from "../domain.ts";
import type { Headroom, VariantResult } from "../headroom.ts";
import { metricLabel, own } from "../verdict/metric.ts";
import { oneLine } from "./escape.ts";
import { capital, decimal, liftPercent, share, signed } from "./format.ts";
import { type Block, code, heading, link, paragraph, small, table } from "./markdown.ts";
import type { ReportContext } from "./model.ts";
import { diffBlocks } from "./prompt-diff.ts";
import { serialise } from "./serialise.ts";

export interface PullText {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

interface Change {
  readonly key: string;
  readonly source: SourceRange;
  readonly before: string;
  readonly after: string;
  readonly context: ReportContext;
}

const DIFF_LINES = 200;
const TITLE_KEY_MAX = 60;

export function winnerPull(
  change: Change,
  winner: Headroom,
  variants: readonly VariantResult[],
): PullText {
  const { key } = change;
  const facts = [
    winner.lift === undefined
      ? ""
      : `${liftPercent(winner.lift)} lift over the prompt it started from`,
    winner.confidence === undefined ? "" : `confidence ${share(winner.confidence)}`,
    winner.goldenSet?.passed === undefined ? "" : `${winner.goldenSet.passed} golden cases kept`,
  ].filter(Boolean);
  return {
    title: `Take the better prompt that Converra found for ${oneLine(key, TITLE_KEY_MAX)}`,
    body: bodyOf(change, [
      paragraph(
        "Converra wrote this text in ",
        code(winner.runId),
        ` as ${oneLine(winner.variantName)}, and scored it beside the prompt on the default branch`,
        facts.length === 0 ? "." : `: ${facts.join(", ")}.`,
      ),
      ...scores(winner, variants),
      small(
        "It was chosen for its scores, which therefore flatter it a little. The gate on this pull request finds this evidence by the text and starts no run, unless something seems to have got worse.",
      ),
    ]),
  };
}

export function driftPull(change: Change, agentId: string): PullText {
  return {
    title: `Take the live prompt of ${oneLine(change.key, TITLE_KEY_MAX)} into git`,
    body: bodyOf(change, [
      paragraph(
        "The live agent ",
        code(agentId),
        " was edited outside this repository since the last sync. Merge this to keep that text; to replace it with the file's, set ",
        code("gate.on-drift: overwrite"),
        ".",
      ),
    ]),
  };
}

function bodyOf({ source, before, after, context }: Change, lead: readonly Block[]): string {
  return serialise([
    ...lead,
    heading(4, "What changes in ", code(source.file)),
    ...diffBlocks(before, after, DIFF_LINES),
    small(
      "Opened by ",
      link(context.runUrl, "Converra Gate"),
      ". It is updated while it is open, and closed when it is outdated; what is pushed to its branch is never written over. Closed by a person, it is not opened again with the same text.",
    ),
  ]);
}

/** Points as the service gives them, the direction not applied; the last column has more is better. */
function scores(winner: Headroom, variants: readonly VariantResult[]): readonly Block[] {
  const control = variants.find(({ isControl }) => isControl)?.scores ?? {};
  const found = variants.find(({ id }) => id === winner.variantId)?.scores ?? {};
  const against = new Map((winner.againstBaseline ?? []).map((one) => [one.metric, one.delta]));
  const show = (of: VariantResult["scores"], metric: string) => {
    const score = own(of, metric);
    return score === undefined ? "" : decimal(score);
  };
  const rows = Object.keys(found).map((metric) => {
    const delta = against.get(metric);
    return [
      capital(oneLine(metricLabel(metric))),
      show(control, metric),
      show(found, metric),
      delta === undefined ? "" : signed(delta),
    ];
  });
  if (rows.length === 0) return [];
  return [
    table(
      ["left", "right", "right", "right"],
      ["", "As it is", "This text", "Against all runs of the live prompt"],
      rows,
    ),
  ];
}
