import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { ActionResult } from "../run-action.ts";

const SCHEMA = resolve(import.meta.dirname, "../../../schema/report.schema.json");

/** What holds after every ending, right or wrong: everything is written, nothing is a stack trace, no secret shows. */
export function expectCompleteEnding(
  result: ActionResult,
  outside: { readonly secrets: readonly string[]; readonly comments: readonly string[] },
): void {
  const { outputs, summary, report, exitCode } = result;
  expect(report, `no report.json; the log is\n${result.stdout}${result.stderr}`).toBeDefined();
  expectValid("", report);
  expect(Object.keys(outputs)).toEqual(
    expect.arrayContaining(["gate", "verdicts", "regressed", "winners", "report-dir"]),
  );
  expect(outputs.gate).toBe(report?.gate.result);
  expectValid("#/$defs/verdicts", JSON.parse(outputs.verdicts ?? ""));
  expectValid("#/$defs/winners", JSON.parse(outputs.winners ?? ""));
  expect(JSON.parse(outputs.regressed ?? "")).toEqual(
    report?.agents.filter(({ verdict }) => verdict?.verdict === "regressed").map(({ key }) => key),
  );
  expect(summary.trim()).not.toBe("");
  expect([0, 1]).toContain(exitCode);
  const failed = result.annotations.filter(({ title, level }) => level === "error" && !title);
  expect(failed.length, "setFailed is called once, and only to fail").toBe(exitCode);

  const log = result.stdout + result.stderr;
  expect(log).not.toMatch(/^\s+at .*(?:\(|:\d+:\d+)/mu);
  expect(log).not.toMatch(/TypeError|ReferenceError|UnhandledPromise/u);
  const file = readFileSync(join(result.reportDir, "report.json"), "utf8");
  const badgeFile = join(result.reportDir, "badge.json");
  const badge = existsSync(badgeFile) ? readFileSync(badgeFile, "utf8") : "";
  if (badge !== "") {
    const { isError, message } = JSON.parse(badge);
    expect(isError, "a badge is red when the gate fails").toBe(outputs.gate === "fail");
    expect(/^passing/u.test(message), "and says so when it passes").toBe(outputs.gate === "pass");
  }
  const written = [summary, JSON.stringify(outputs), file, badge, ...outside.comments].join("\n");
  expect(written).not.toMatch(/\[object Object\]|\bundefined\b|\bNaN\b/u);
  const shown = log.replaceAll(/^::add-mask::.*$/gmu, "");
  for (const secret of outside.secrets.filter((one) => one !== "")) {
    expect(result.masks, "every secret is masked").toContain(secret);
    expect(shown, "a secret in the log").not.toContain(secret);
    expect(written, "a secret in what was written").not.toContain(secret);
  }
}

/** Compiled once: it takes as long as a story does. */
let schema: Ajv2020 | undefined;

function expectValid(definition: string, data: unknown): void {
  schema ??= readSchema();
  const check = schema.getSchema(`report${definition}`);
  expect(check?.(data), JSON.stringify(check?.errors, null, 2)).toBe(true);
}

function readSchema(): Ajv2020 {
  const report = JSON.parse(readFileSync(SCHEMA, "utf8"));
  return new Ajv2020({ strict: false, allErrors: true, schemas: { report } });
}
