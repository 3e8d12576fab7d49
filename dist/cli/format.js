// src/report/format.ts
const NBSP = "\xA0";
const MINUS = "−";
const SECOND = 1e3;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GROUPED = { format: (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",") };
function grouped(count) {
	return GROUPED.format(count);
}
function decimal(value) {
	const rounded = value.toFixed(1);
	if (rounded === "-0.0") return "0.0";
	return rounded.replace("-", MINUS);
}
function signed(value) {
	const text = decimal(value);
	return value > 0 && text !== "0.0" ? `+${text}` : text;
}
function liftPercent(value) {
	return `${signed(value)}${NBSP}%`;
}
function share(value) {
	const percent = value * 100;
	if (percent > 99.9 && percent < 100) return `>${NBSP}99.9${NBSP}%`;
	const digits = percent > 99 && percent < 100 ? 1 : 0;
	return `${percent.toFixed(digits)}${NBSP}%`;
}
function probability(p) {
	if (p < .001) return `<${NBSP}0.001`;
	return p.toFixed(p < .1 ? 3 : 2);
}
function deltaWithInterval(delta, interval) {
	if (interval === void 0) return signed(delta);
	const [low, high] = interval;
	const below = delta - low;
	const above = high - delta;
	if (Math.abs(below - above) < .1) return `${signed(delta)}${NBSP}±${NBSP}${decimal((below + above) / 2)}`;
	return `${signed(delta)}, from${NBSP}${signed(low)} to${NBSP}${signed(high)}`;
}
function fromTo(before, after) {
	return [`${decimal(before)}${NBSP}→${NBSP}`, decimal(after)];
}
function plural(count, one, many = `${one}s`) {
	return `${grouped(count)}${NBSP}${count === 1 ? one : many}`;
}
function duration(ms) {
	const seconds = Math.round(Math.max(0, ms) / SECOND);
	if (seconds < 60) return `${seconds}${NBSP}s`;
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) return `${minutes}${NBSP}min`;
	const rest = minutes % 60;
	const hours = `${Math.floor(minutes / 60)}${NBSP}h`;
	return rest === 0 ? hours : `${hours}${NBSP}${rest}${NBSP}min`;
}
function age(iso, nowIso) {
	const ms = Date.parse(nowIso) - Date.parse(iso);
	if (Number.isNaN(ms)) return void 0;
	if (ms < MINUTE) return "under a minute";
	if (ms < HOUR) return plural(Math.floor(ms / MINUTE), "minute");
	if (ms < DAY) return plural(Math.floor(ms / HOUR), "hour");
	return plural(Math.floor(ms / DAY), "day");
}
const MONTHS = "January February March April May June July August September October November December".split(" ");
function dayOf(iso) {
	const time = new Date(iso);
	return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]}`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function sentence(text) {
	const once = (/^[a-z]+[ ,;:]/.test(text) ? capital(text) : text).replace(/(?<!\.)\.\.(?=\s|$)/g, ".");
	return /[.!?…]$/.test(once) ? once : `${once}.`;
}
function sentenceList(items) {
	if (items.length < 2) return items.join("");
	return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
export { deltaWithInterval as a, grouped as c, probability as d, sentence as f, signed as h, decimal as i, liftPercent as l, share as m, capital as n, duration as o, sentenceList as p, dayOf as r, fromTo as s, age as t, plural as u };
