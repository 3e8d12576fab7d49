import { expect, test } from "vitest";
import { redacted } from "../../../src/report/redact.ts";
import { anAgentReport, aReport, aVerdict } from "../../support/report-builders.ts";

const SECRET = "correct-horse-battery";

test("a secret is replaced in every text of the report, however deep", () => {
  const verdict = aVerdict({ reason: `${SECRET} and again ${SECRET}` });
  const report = aReport({ agents: [anAgentReport({ verdict, promptAfter: `Say ${SECRET}.` })] });

  const shown = redacted(report, [undefined, SECRET]);

  expect(JSON.stringify(shown)).not.toContain(SECRET);
  expect(shown.agents[0]?.verdict?.reason).toBe("*** and again ***");
  expect(shown.agents[0]?.promptAfter).toBe("Say ***.");
  expect(shown.gate).toBe(report.gate);
});

test("a report without a secret in it stays the same object", () => {
  const report = aReport({ agents: [anAgentReport()] });

  expect(redacted(report, [SECRET])).toBe(report);
});

test("what is too short for a secret does not blacken words", () => {
  const report = aReport({ agents: [anAgentReport({ promptAfter: "Be kind." })] });

  expect(redacted(report, ["kind"]).agents[0]?.promptAfter).toBe("Be kind.");
});
