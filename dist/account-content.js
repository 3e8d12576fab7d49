import { d as paragraph, f as prose, h as strong, n as code, u as list, y as oneLine } from "./markdown.js";
// src/account.ts
const ACCOUNT_ACTIONS = [
	"conflicting",
	"drifted",
	"not-compared",
	"delete",
	"create",
	"update",
	"unchanged"
];
function conflicting(entry, reason) {
	return {
		...entry,
		action: "conflicting",
		reason
	};
}
// src/report/account-content.ts
const NAME_MAX = 120;
const VALUE_MAX = 160;
const REASON_MAX = 400;
function accountCounts(entries = []) {
	const labels = entries.map(label);
	const kinds = ACCOUNT_ACTIONS.flatMap((action) => [false, true].map((done) => label({
		action,
		done
	})));
	const parts = [...new Set(kinds)].flatMap((kind) => {
		const count = labels.filter((one) => one === kind).length;
		return count === 0 ? [] : [`${count} ${kind}`];
	});
	return parts.length === 0 ? void 0 : parts.join(", ");
}
function label({ action, done }) {
	if (action === "not-compared") return "not compared";
	if (action !== "create" && action !== "update" && action !== "delete") return action === "drifted" && done ? "overwritten" : action;
	return done ? `${action}d` : `to ${action}`;
}
function accountLine(entry) {
	return `${oneLine(entry.name, NAME_MAX)} ${endOf(entry)}`;
}
function endOf(entry) {
	const { from, to, reason } = entry;
	const change = from === void 0 && to === void 0 ? "" : `, ${oneLine(from ?? "nothing", VALUE_MAX)} → ${oneLine(to ?? "nothing", VALUE_MAX)}`;
	return `${label(entry)}${change}: ${oneLine(reason, REASON_MAX)}.`;
}
function accountBlocks({ account = [] }, { agents, rows }) {
	const counts = accountCounts(account);
	if (counts === void 0) return [];
	const changes = account.filter(({ action }) => action !== "unchanged");
	const shown = agents === "none" ? 0 : rows;
	const items = changes.slice(0, shown).map((entry) => [paragraph(code(oneLine(entry.name, NAME_MAX)), " ", prose(endOf(entry), 900))]);
	const hidden = changes.length - shown;
	if (hidden > 0) items.push([paragraph(`${hidden} more in report.html.`)]);
	const head = paragraph(strong("Account"), `: ${counts}.`);
	return items.length === 0 ? [head] : [head, list(items)];
}
export { conflicting as i, accountCounts as n, accountLine as r, accountBlocks as t };
