/** What a doctor's visit found, for the log and the job summary. Pure. */
import { code, heading, paragraph, prose, table } from "../report/markdown.ts";
import { serialise } from "../report/serialise.ts";
import type { BrokenAssumption } from "../service/assumptions.ts";
import type { Reading } from "./doctor-readings.ts";
import type { Shape } from "./doctor-shape.ts";

export interface Diagnosis {
  readonly readings: readonly Reading[];
  readonly findings: readonly (Omit<BrokenAssumption, "seen"> & {
    readonly state: "holds" | "broken" | "not-seen";
    readonly seen?: string;
  })[];
  /** What the gate needs and does not find: ids and endpoints. */
  readonly broken: readonly string[];
  readonly shapes: Readonly<Record<string, Shape>>;
}

const STATES = { holds: "holds", broken: "broken", "not-seen": "not seen" } as const;
const ANSWERED = {
  read: "answered",
  "not-read": "failed",
  "nothing-to-read": "not asked, there is nothing to read",
};
const CELL = 300;

export function verdictLine({ findings, readings, broken }: Diagnosis): string {
  const count = (state: string) => findings.filter((one) => one.state === state).length;
  const read = readings.filter(({ state }) => state === "read").length;
  if (read === 0) return "No call was answered, so nothing is known of Converra.";
  const counts = `${read} of ${readings.length} calls were answered, ${count("holds")} assumptions hold, ${count("broken")} are broken, ${count("not-seen")} were not seen`;
  return broken.length === 0
    ? `Converra is as the gate needs it: ${counts}.`
    : `Converra is not as the gate needs it (${broken.join(", ")}): ${counts}.`;
}

/** A line each: calls first, then what is broken, then the rest. */
export function logLines(diagnosis: Diagnosis): readonly string[] {
  const { readings, findings } = diagnosis;
  return [
    ...readings.map(({ endpoint, state, reason, hint }) => {
      const why = reason === undefined ? "" : `: ${reason}.${hint === undefined ? "" : ` ${hint}`}`;
      return `${endpoint} ${ANSWERED[state]}${why}`;
    }),
    ...ordered(findings).map(({ id, state, assumed, seen, otherwise }) => {
      const line = `${STATES[state]}: ${id}. ${assumed}.`;
      return state === "broken" ? `${line} Seen: ${seen}. So ${otherwise}.` : line;
    }),
    verdictLine(diagnosis),
  ];
}

export function summaryMarkdown(diagnosis: Diagnosis): string {
  const { readings, findings, broken } = diagnosis;
  return serialise([
    heading(3, `${broken.length === 0 ? "✅" : "❌"} Converra Gate doctor`),
    paragraph(verdictLine(diagnosis)),
    paragraph(
      "The file ",
      code("doctor.json"),
      " in the report folder holds shapes and types only, no texts, names or ids: it may be attached to an issue.",
    ),
    table(
      ["left", "left", "left"],
      ["Assumption", "", "Seen"],
      ordered(findings).map(({ id, state, assumed, seen, otherwise }) => [
        [code(id), " ", prose(assumed, CELL)],
        STATES[state],
        state === "broken" ? [prose(seen ?? "", CELL), "; so ", prose(otherwise, CELL)] : "",
      ]),
    ),
    table(
      ["left", "left"],
      ["Call", ""],
      readings.map(({ endpoint, state, reason = "" }) => [
        code(endpoint),
        reason === "" ? ANSWERED[state] : [ANSWERED[state], ": ", prose(reason, CELL)],
      ]),
    ),
  ]);
}

function ordered(findings: Diagnosis["findings"]): Diagnosis["findings"] {
  const states = ["broken", "holds", "not-seen"];
  return findings.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state));
}
