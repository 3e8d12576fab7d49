/** What the page says first, by what was asked for. */
import { expect, test } from "vitest";
import { renderHtml } from "../../../src/report/html/page.ts";
import { named, parseHtml, textOf } from "../../support/html-tree.ts";
import { aReport, gateOf } from "../../support/report-builders.ts";
import { insightsReport } from "../../support/report-samples-more.ts";
import { planReport } from "../../support/report-samples-other.ts";

const textsIn = async (report: Parameters<typeof renderHtml>[0], name: string) =>
  named(parseHtml(await renderHtml(report)), name).map((found) => textOf(found).trim());

test("insights begin with the figures of each agent, and say nothing of a sync", async () => {
  const cells = await textsIn(insightsReport(), "td");
  expect(cells[0]).toMatch(/^task completion 71\.4, usually 77\.9, 1.failing step/u);
  expect(cells[1]).toBe("no task completion yet, 0 failing steps");
  expect(await textsIn(insightsReport(), "p")).toContain(
    "The service has no insights of this agent yet.",
  );
  expect(await renderHtml(insightsReport())).not.toMatch(/>Sync<|unchanged/u);
});

test("a plan says once why an agent is as it is, as a sentence", async () => {
  const { agents, ...rest } = planReport();
  const drifted = agents.find(({ plan }) => plan?.action === "drifted");
  const gate = gateOf("warn", { [drifted?.key ?? ""]: `${drifted?.plan?.reason}.` });
  const page = await renderHtml({ ...rest, agents, gate });
  const said = page.match(/gent agent_s was edited elsewhere/gu);
  // In the list above the table, in the table, and with the agent.
  expect(said).toHaveLength(3);
  expect(page).not.toContain("agent agent_s");
});

test("what is worst comes first among the notices", async () => {
  const notices = [
    { level: "notice", message: "By the way." },
    { level: "error", message: "It is broken." },
    { level: "warning", message: "It may break." },
  ] as const;
  const page = await renderHtml(aReport({ notices }));
  const places = ["It is broken", "It may break", "By the way"].map((text) => page.indexOf(text));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
