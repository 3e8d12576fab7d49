/**
 * Hostile texts through every writer and back through what reads it. 900 of them unless told:
 * `npm run test:hostile` takes 100,000, `HOSTILE=n HOSTILE_SEED=n` as many others.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { plainLogText } from "../../src/github/workflow.ts";
import { renderAnnotations } from "../../src/report/annotations.ts";
import { renderComment, renderRunningComment, renderSummary } from "../../src/report/comment.ts";
import { explanation } from "../../src/report/explanation.ts";
import { renderHtml } from "../../src/report/html/page.ts";
import { renderJunit } from "../../src/report/junit.ts";
import type { Report, ReportCommand } from "../../src/report/model.ts";
import { serialise } from "../../src/report/serialise.ts";
import { renderText } from "../../src/report/text.ts";
import { foreignParts, parseHtml } from "../support/html-tree.ts";
import { foreignIn, renderedByGitHub, renderedByRemark } from "../support/rendered.ts";
import { aRunningReport } from "../support/report-builders.ts";
import { hostileAgents, hostileText } from "../support/report-hostile.ts";

const COUNT = Number(process.env.HOSTILE ?? 900);
const SEED = Number(process.env.HOSTILE_SEED ?? 1);
const AGENTS = 8;
const COMMANDS: readonly ReportCommand[] = ["gate", "benchmark", "plan", "insights", "sync"];

const schema = readFileSync(new URL("../fixtures/junit.xsd", import.meta.url), "utf8");

function foreignMarkdown(markdown: string): readonly string[] {
  const html = renderedByGitHub(markdown);
  return [
    ...(markdown.includes("<!--") ? ["the beginning of a marker"] : []),
    ...foreignIn(renderedByRemark(markdown)),
    ...(html === undefined ? [] : foreignIn(html)),
  ];
}

function logCommands(report: Report): readonly string[] {
  const said = [
    ...renderText(report),
    ...renderAnnotations(report).flatMap(({ message, title = "" }) => [message, title]),
  ];
  return said
    .flatMap((text) => plainLogText(text).split("\n"))
    .filter((line) => /^\s*::|##\[/u.test(line));
}

async function foreignPage(report: Report): Promise<readonly string[]> {
  const page = parseHtml(await renderHtml(report));
  return [...foreignParts(page), ...page.mistakes];
}

async function invalidXml(documents: readonly string[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [schema],
    maxMemoryPages: 8192,
  });
  return errors.map(({ message }) => message);
}

test(`${COUNT} hostile texts leave nothing of theirs in comment, summary, page, JUnit and log`, {
  timeout: 4 * 3_600_000,
}, async () => {
  const texts = fc.sample(hostileText, { numRuns: COUNT, seed: SEED });
  let used = 0;
  let xml: string[] = [];
  const next = () => texts[used++ % texts.length] ?? "";
  for (let round = 0; used < COUNT; round += 1) {
    const where = `the report from text ${used} of seed ${SEED} on`;
    const command = COMMANDS[round % COMMANDS.length] ?? "gate";
    const made = hostileAgents(Array(AGENTS).fill(next), command);
    // As it is posted for a fork, every other time.
    const unverified = round % 2 === 0 ? undefined : next();
    const report = { ...made, context: { ...made.context, unverified } };
    const running = {
      ...aRunningReport(),
      agents: [{ key: next(), state: next() }],
      spending: next(),
    };
    expect(foreignMarkdown(renderRunningComment(running)), where).toEqual([]);
    expect(foreignMarkdown(renderComment(report, Number.POSITIVE_INFINITY)), where).toEqual([]);
    expect(foreignMarkdown(renderSummary(report)), where).toEqual([]);
    for (const agent of report.agents) {
      expect(
        foreignMarkdown(serialise(explanation(report, agent, { canAccept: true }))),
        where,
      ).toEqual([]);
    }
    expect(await foreignPage(report), where).toEqual([]);
    expect(logCommands(report), where).toEqual([]);
    xml.push(renderJunit(report));
    if (xml.length === 20 || used >= COUNT) {
      expect(await invalidXml(xml), `XML before ${where}`).toEqual([]);
      xml = [];
    }
    if (round % 25 === 24) console.info(`${used} texts`);
  }
});
