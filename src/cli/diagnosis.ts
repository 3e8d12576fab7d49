/** What a doctor's visit found, in a terminal: what is wrong in full, of the rest the names. Pure. */
import type { Diagnosis } from "../commands/doctor-text.ts";
import { verdictLine } from "../commands/doctor-text.ts";
import { type Screen, visibleLine, wrapped } from "./terminal.ts";

/** Of the widest word before a text. */
const MARGIN = 12;

export function renderDiagnosis(diagnosis: Diagnosis, path: string, screen: Screen): string {
  const { broken, findings, readings } = diagnosis;
  const isAnswered = readings.some(({ state }) => state === "read");
  const { colors } = screen;
  const verdict = `${broken.length === 0 ? "✅" : "❌"} ${verdictLine(diagnosis)}`;
  const named = (state: string) =>
    findings.filter((one) => one.state === state).map(({ id }) => id);
  return [
    "",
    ...wrapped(
      colors.bold(broken.length === 0 ? colors.green(verdict) : colors.red(verdict)),
      screen,
    ),
    ...failures(diagnosis).flatMap((text) => labelled("failed", text, screen)),
    ...findings
      .filter(({ state }) => state === "broken")
      .flatMap(({ id, assumed, seen, otherwise }) =>
        labelled("broken", `${id}. ${assumed}. Seen: ${seen}. So ${otherwise}.`, screen),
      ),
    ...labelled("holds", named("holds").join(", "), screen),
    ...(isAnswered ? labelled("not seen", named("not-seen").join(", "), screen) : []),
    `What each means: docs/assumptions.md. Shapes and types, no texts or ids: ${path}`,
    "",
  ].join("\n");
}

/** Calls that failed for one reason, once. */
function failures({ readings }: Diagnosis): readonly string[] {
  const calls = new Map<string, string[]>();
  for (const { endpoint, state, reason = "no reason", hint } of readings) {
    if (state !== "not-read") continue;
    const why = [`${reason}.`, hint ?? []].flat().join(" ");
    calls.set(why, [...(calls.get(why) ?? []), endpoint]);
  }
  return [...calls].map(([why, endpoints]) => `${endpoints.join(", ")}: ${why}`);
}

function labelled(label: string, text: string, screen: Screen): readonly string[] {
  if (text === "") return [];
  const lines = wrapped(visibleLine(text), { ...screen, width: screen.width - MARGIN });
  return lines.map((line, index) => `  ${(index === 0 ? label : "").padEnd(MARGIN - 2)}${line}`);
}
