import { describe, expect, it } from "vitest";
import { faultReport, reportOf } from "../../../src/commands/assemble.ts";
import { clientUnderTest } from "../../support/client-under-test.ts";

describe("a report", () => {
  it("names each assumption that did not hold, as a notice and by its id, however the run ended", () => {
    const { client: converra, clock } = clientUnderTest([]);
    converra.observer.broken("run-status", '"done"');
    converra.observer.broken("one-control", "2 controls");
    const known = { startedAt: clock.now(), notices: [], converra };
    for (const report of [
      reportOf(known, clock, { agents: [] }),
      faultReport(known, clock, new Error("x")),
    ]) {
      expect(report.assumptions?.map(({ id, seen }) => [id, seen])).toEqual([
        ["run-status", '"done"'],
        ["one-control", "2 controls"],
      ]);
      expect(report.notices.map(({ level, message }) => [level, message.slice(0, 38)])).toEqual([
        ["notice", "Assumption run-status does not hold. A"],
        ["warning", "Assumption one-control does not hold. "],
      ]);
    }
  });

  it("says nothing of assumptions where the service was not reached", () => {
    const { clock } = clientUnderTest([]);
    const report = reportOf({ startedAt: clock.now(), notices: [] }, clock, { agents: [] });
    expect(report.assumptions).toBeUndefined();
  });
});
