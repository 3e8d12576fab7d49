import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { ActionResult } from "../run-action.ts";

const SCHEMA = resolve(import.meta.dirname, "../../../schema/report.schema.json");

/** What holds after every ending, right or wrong: everything is written, nothing is a stack trace, no secret shows. */
export async function expectCompleteEnding(
  result: ActionResult,
  outside: { readonly secrets: readonly string[]; readonly comments: readonly string[] },
): Promise<void> {
  const { outputs, summary, report, exitCode } = result;
  expect(report, `no report.json; the log is\n${result.stdout}${result.stderr}`).toBeDefined();
  await expectValid("", report);
  expect(Object.keys(outputs)).toEqual(
    expect.arrayContaining(["gate", "verdicts", "regressed", "winners", "report-dir"]),
  );
  expect(outputs.gate).toBe(report?.gate.result);
  await expectValid("#/$defs/verdicts", JSON.parse(outputs.verdicts ?? ""));
  await expectValid("#/$defs/winners", JSON.parse(outputs.winners ?? ""));
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
  const file = await readFile(join(result.reportDir, "report.json"), "utf8");
  const badge = await readFile(join(result.reportDir, "badge.json"), "utf8").catch(() => "");
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
let schema: Promise<Ajv2020> | undefined;

async function expectValid(definition: string, data: unknown): Promise<void> {
  schema ??= readSchema();
  const check = (await schema).getSchema(`report${definition}`);
  expect(check?.(data), JSON.stringify(check?.errors, null, 2)).toBe(true);
}

async function readSchema(): Promise<Ajv2020> {
  const report = JSON.parse(await readFile(SCHEMA, "utf8"));
  return new Ajv2020({ strict: false, allErrors: true, schemas: { report } });
}
