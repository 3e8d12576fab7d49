/** What comment and summary share: headline, fault, banner, body, notices, small print. */
import { accountBlocks } from "./account-content.ts";
import { cleanBlocks } from "./clean-content.ts";
import { type Detail, section } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { plural, sentence } from "./format.ts";
import { gateGroups } from "./gate-content.ts";
import { insightsList, insightsParts } from "./insights-content.ts";
import { headline } from "./labels.ts";
import { blobUrl } from "./links.ts";
import {
  alert,
  type Block,
  code,
  details,
  heading,
  type Inline,
  type Leaf,
  link,
  list,
  paragraph,
  prose,
  small,
  strong,
} from "./markdown.ts";
import { costParts, periodSentence } from "./measured.ts";
import { messageBlocks } from "./message.ts";
import { type Notice, type Report, type ReportContext, worstNoticesFirst } from "./model.ts";
import { planGroups } from "./plan-content.ts";

const MESSAGE_MAX = 600;
const NOTICES_SHOWN = 15;

/** Groups of blocks: the head, the body agent by agent, the foot. */
export function* documentGroups(report: Report, detail: Detail): Generator<readonly Block[]> {
  yield [
    heading(3, headline(report)),
    ...unverifiedBlocks(report.context),
    ...faultBlocks(report),
    ...sandboxBlocks(report.context),
  ];
  yield* bodyGroups(report, detail);
  yield [...accountBlocks(report, detail), ...cleanBlocks(report)];
  yield [
    ...noticeBlocks(report, detail),
    ...leftOutBlocks(report.context, detail),
    ...footer(report),
  ];
}

function* bodyGroups(report: Report, detail: Detail): Generator<readonly Block[]> {
  if (detail.agents === "none") return;
  switch (report.command) {
    case "gate":
    case "benchmark":
      yield* gateGroups(report, detail);
      return;
    case "plan":
    case "sync":
    case "apply":
      yield* planGroups(report, detail);
      return;
    case "insights":
      yield [insightsList(report.agents.slice(0, detail.rows))];
      if (!detail.sections) return;
      for (const agent of report.agents) yield section(agent.key, insightsParts(agent), detail);
      return;
    case "clean":
      return;
  }
}

function faultBlocks({ fault }: Report): Block[] {
  if (fault === undefined) return [];
  const hint = fault.hint === undefined ? [] : messageBlocks(fault.hint);
  return [alert("CAUTION", prose(sentence(fault.message), MESSAGE_MAX), hint)];
}

/** A stranger's words must never be taken for the gate's. */
function unverifiedBlocks({ unverified }: ReportContext): Block[] {
  if (unverified === undefined) return [];
  const words = `This is what a run of ${oneLine(unverified, 100)} says, by a workflow that the pull request itself can change. That it is about this commit was checked; that it is true was not.`;
  return [alert("WARNING", words)];
}

/** Scores of an emulator must never be taken for the service's. */
export function sandboxBlocks(context: ReportContext): Block[] {
  return context.sandbox
    ? [alert("NOTE", "Sandbox: these scores are synthetic. No Converra account was used.")]
    : [];
}

/** What only informs stands in a fold of the comment: it is the same in one pull request after the other. */
function noticeBlocks(report: Report, { generous }: Detail): Block[] {
  const notices = worstNoticesFirst(report);
  const loud = generous ? notices : notices.filter(({ level }) => level !== "notice");
  const quiet = notices.slice(loud.length);
  return [
    ...(loud.length === 0 ? [] : [paragraph(strong("Notices")), noticeList(report, loud)]),
    ...(quiet.length === 0
      ? []
      : details({ rest: plural(quiet.length, "notice") }, [noticeList(report, quiet)])),
  ];
}

function noticeList(report: Report, notices: readonly Notice[]): Block {
  const hidden = notices.length - NOTICES_SHOWN;
  const items = notices.slice(0, NOTICES_SHOWN).map((notice) => noticeItem(report.context, notice));
  if (hidden > 0) items.push([paragraph(`${plural(hidden, "more notice")} in report.html.`)]);
  return list(items);
}

const NOTICE_MARK = { error: "❌ Error: ", warning: "⚠️ Warning: ", notice: "" };

function noticeItem(context: ReportContext, notice: Notice): Leaf[] {
  const { at } = notice;
  const place: Inline =
    at === undefined
      ? ""
      : [
          link(
            blobUrl(context, at.file, { from: at.line, to: at.endLine }),
            code(`${at.file}:${at.line}:${at.column}`),
          ),
          ": ",
        ];
  const message = prose(sentence(notice.message), MESSAGE_MAX);
  return [
    paragraph(NOTICE_MARK[notice.level], place, message),
    ...(notice.hint === undefined ? [] : messageBlocks(notice.hint)),
  ];
}

function leftOutBlocks(context: ReportContext, { leftOut, generous }: Detail): Block[] {
  if (leftOut === undefined) return [];
  const limit = generous ? "GitHub's limit for a summary" : "GitHub's limit for a comment";
  const page: Inline = [code("report.html"), " in the report folder has everything"];
  const elsewhere: Inline = generous
    ? [page, "."]
    : [link(context.runUrl, "the job summary"), " has more, ", page, "."];
  return [small(`To stay within ${limit}, ${leftOut} had to be left out; `, elsewhere)];
}

function footer(report: Report): Block[] {
  const parts: Inline[] = costParts(report);
  if (report.context.runUrl !== undefined) parts.push(link(report.context.runUrl, "full report"));
  const period = periodSentence(report);
  return [
    small(...parts.flatMap((part, index) => (index === 0 ? [part] : [" · ", part]))),
    ...(period === undefined ? [] : [small(`${period}.`)]),
  ];
}
