/** Numbers, times and counts as people read them. A number, its interval and its unit stay on one line. */

const NBSP = "\u00A0";
const MINUS = "\u2212";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "1,893". Intl would load its tables of languages, a tenth of the whole start. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** One decimal, with a real minus sign; never "−0.0". */
export function decimal(value: number): string {
  const rounded = value.toFixed(1);
  if (rounded === "-0.0") return "0.0";
  return rounded.replace("-", MINUS);
}

/** "4.1 to 6.3", or one number where all read the same. */
export function range(values: readonly number[], show: (value: number) => string = decimal) {
  const [low, high] = [show(Math.min(...values)), show(Math.max(...values))];
  return low === high ? low : `${low} to ${high}`;
}

/** One decimal with its sign: "+9.3", "−12.4", "0.0". */
export function signed(value: number): string {
  const text = decimal(value);
  return value > 0 && text !== "0.0" ? `+${text}` : text;
}

/** Percent as the service reports lift: "+18.3 %". */
export function liftPercent(value: number): string {
  return `${signed(value)}${NBSP}%`;
}

/** A share of 0-1 as percent: "97 %". Close to one it keeps a decimal and never claims certainty. */
export function share(value: number): string {
  const percent = value * 100;
  if (percent > 99.9 && percent < 100) return `>${NBSP}99.9${NBSP}%`;
  const digits = percent > 99 && percent < 100 ? 1 : 0;
  return `${percent.toFixed(digits)}${NBSP}%`;
}

export function probability(p: number): string {
  if (p < 0.001) return `<${NBSP}0.001`;
  return p.toFixed(p < 0.1 ? 3 : 2);
}

/** "−12.4 ± 4.1", or "−12.4, from −16.0 to −8.0" where the interval is not centred on the delta. */
export function deltaWithInterval(
  delta: number,
  interval: readonly [number, number] | undefined,
): string {
  if (interval === undefined) return signed(delta);
  const [low, high] = interval;
  const below = delta - low;
  const above = high - delta;
  if (Math.abs(below - above) < 0.1) {
    return `${signed(delta)}${NBSP}±${NBSP}${decimal((below + above) / 2)}`;
  }
  return `${signed(delta)}, from${NBSP}${signed(low)} to${NBSP}${signed(high)}`;
}

/** "74.2 → 61.8" in two parts, so that the second can be set in bold. */
export function fromTo(before: number, after: number): readonly [string, string] {
  return [`${decimal(before)}${NBSP}→${NBSP}`, decimal(after)];
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)}${NBSP}${count === 1 ? one : many}`;
}

/** "45 s", "17 min", "1 h 5 min". */
export function duration(ms: number): string {
  const seconds = Math.round(Math.max(0, ms) / SECOND);
  if (seconds < 60) return `${seconds}${NBSP}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${NBSP}min`;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)}${NBSP}h`;
  return rest === 0 ? hours : `${hours}${NBSP}${rest}${NBSP}min`;
}

/** "3 days", "2 hours", "under a minute"; undefined when either time cannot be read. */
export function age(iso: string, nowIso: string): string | undefined {
  const ms = Date.parse(nowIso) - Date.parse(iso);
  if (Number.isNaN(ms)) return undefined;
  if (ms < MINUTE) return "under a minute";
  if (ms < HOUR) return plural(Math.floor(ms / MINUTE), "minute");
  if (ms < DAY) return plural(Math.floor(ms / HOUR), "hour");
  return plural(Math.floor(ms / DAY), "day");
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** "3 November", by the clock of Greenwich. Of an ISO time or epoch milliseconds. */
export function dayOf(at: string | number): string {
  const time = new Date(at);
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]}`;
}

/** The first letter upper case, for a table's head. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** With a capital and a full stop; a first word that is a name, such as a metric's, keeps its spelling. */
export function sentence(text: string): string {
  const started = /^[a-z]+[ ,;:]/.test(text) ? capital(text) : text;
  // What is quoted may have ended already.
  const once = started.replace(/(?<!\.)\.\.(?=\s|$)/g, ".");
  return /[.!?…]$/.test(once) ? once : `${once}.`;
}

/** Joins with commas and a last "and". */
export function sentenceList(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
