/** What a sync does, or would do, with the account's settings and webhooks. */
import { ACCOUNT_ACTIONS, type AccountEntry } from "../account.ts";
import type { Detail } from "./detail.ts";
import { oneLine } from "./escape.ts";
import { type Block, code, list, paragraph, prose, strong } from "./markdown.ts";
import type { Report } from "./model.ts";

const NAME_MAX = 120;
const VALUE_MAX = 160;
const REASON_MAX = 400;

/** "1 to update, 3 unchanged"; undefined where the config keeps nothing. */
export function accountCounts(entries: readonly AccountEntry[] = []): string | undefined {
  const labels = entries.map(label);
  const kinds = ACCOUNT_ACTIONS.flatMap((action) =>
    [false, true].map((done) => label({ action, done })),
  );
  const parts = [...new Set(kinds)].flatMap((kind) => {
    const count = labels.filter((one) => one === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  return parts.length === 0 ? undefined : parts.join(", ");
}

function label({ action, done }: Pick<AccountEntry, "action" | "done">): string {
  if (action === "not-compared") return "not compared";
  if (action !== "create" && action !== "update" && action !== "delete") {
    return action === "drifted" && done ? "overwritten" : action;
  }
  return done ? `${action}d` : `to ${action}`;
}

/** For a log: one sentence an entry. */
export function accountLine(entry: AccountEntry): string {
  return `${oneLine(entry.name, NAME_MAX)} ${endOf(entry)}`;
}

function endOf(entry: AccountEntry): string {
  const { from, to, reason } = entry;
  const change =
    from === undefined && to === undefined
      ? ""
      : `, ${oneLine(from ?? "nothing", VALUE_MAX)} → ${oneLine(to ?? "nothing", VALUE_MAX)}`;
  return `${label(entry)}${change}: ${oneLine(reason, REASON_MAX)}.`;
}

export function accountBlocks(
  { account = [] }: Pick<Report, "account">,
  { agents, rows }: Pick<Detail, "agents" | "rows">,
): Block[] {
  const counts = accountCounts(account);
  if (counts === undefined) return [];
  const changes = account.filter(({ action }) => action !== "unchanged");
  const shown = agents === "none" ? 0 : rows;
  const items = changes
    .slice(0, shown)
    .map((entry) => [
      paragraph(code(oneLine(entry.name, NAME_MAX)), " ", prose(endOf(entry), 900)),
    ]);
  const hidden = changes.length - shown;
  if (hidden > 0) items.push([paragraph(`${hidden} more in report.html.`)]);
  const head = paragraph(strong("Account"), `: ${counts}.`);
  return items.length === 0 ? [head] : [head, list(items)];
}
