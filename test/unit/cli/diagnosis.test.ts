import { describe, expect, it } from "vitest";
import { renderDiagnosis } from "../../../src/cli/diagnosis.ts";
import { screenOf } from "../../../src/cli/terminal.ts";
import type { Diagnosis } from "../../../src/commands/doctor-text.ts";

const SCREEN = screenOf(70, false);

function aDiagnosis(more: Partial<Diagnosis> = {}): Diagnosis {
  const assumption = {
    assumed: "It is so",
    otherwise: "nothing is judged",
    source: "documented" as const,
    observed: "GET /agents",
    neededBy: "gate" as const,
  };
  return {
    readings: [
      { endpoint: "GET /agents", neededBy: "gate", state: "read" },
      {
        endpoint: "GET /usage",
        neededBy: "gate",
        state: "not-read",
        reason: "network",
        hint: "Check it.",
      },
      {
        endpoint: "GET /settings",
        neededBy: "nothing",
        state: "not-read",
        reason: "network",
        hint: "Check it.",
      },
    ],
    findings: [
      { ...assumption, id: "list-in-data", state: "broken", seen: "a\u001b[2J text" },
      { ...assumption, id: "run-status", state: "holds" },
      { ...assumption, id: "score-scale", state: "not-seen" },
    ],
    broken: ["GET /usage", "list-in-data"],
    shapes: {},
    ...more,
  };
}

describe("a doctor's visit in a terminal", () => {
  it("tells what is wrong in full, a cause once, and of the rest the names", () => {
    const text = renderDiagnosis(aDiagnosis(), "/tmp/doctor.json", SCREEN);
    expect(text.split("\n").slice(1, -1)).toEqual([
      "❌ Converra is not as the gate needs it (GET /usage, list-in-data): 1",
      "of 3 calls were answered, 1 assumptions hold, 1 are broken, 1 were not",
      "seen.",
      "  failed    GET /usage, GET /settings: network. Check it.",
      "  broken    list-in-data. It is so. Seen: a\\u001B[2J text. So nothing",
      "            is judged.",
      "  holds     run-status",
      "  not seen  score-scale",
      "What each means: docs/assumptions.md. Shapes and types, no texts or ids: /tmp/doctor.json",
    ]);
  });

  it("lists no assumption that was not seen where nothing was answered", () => {
    const readings = aDiagnosis().readings.filter(({ state }) => state !== "read");
    const text = renderDiagnosis(aDiagnosis({ readings }), "/tmp/doctor.json", SCREEN);
    expect(text).toContain("No call was answered, so nothing is known of Converra.");
    expect(text).not.toContain("score-scale");
  });
});
