/**
 * report.junit.xml for test reporters: a suite for each agent, a case for each metric. Valid against the schemas of
 * Ant, Jenkins and Surefire: where they differ, it keeps to what all of them allow.
 */
import type { Element, Instruction } from "xast";
import { toXml } from "xast-util-to-xml";
import { x } from "xastscript";
import type { MetricComparison } from "../domain.ts";
import { acceptedSentence } from "../verdict/acceptance.ts";
import { isLoss, metricLabel } from "../verdict/metric.ts";
import { oneLine, visible } from "./escape.ts";
import { capital, decimal, sentence } from "./format.ts";
import { gateActionOf } from "./labels.ts";
import type { AgentReport, Report } from "./model.ts";
import { agentReasons } from "./reasons.ts";

const NAME_MAX = 200;
const MESSAGE_MAX = 2000;

type Ending = "passed" | "failure" | "error" | "skipped";

interface Case {
  readonly name: string;
  readonly ending: Ending;
  /** The verdict or finding. */
  readonly type: string;
  readonly message: string;
}

/** At least one failure or error whenever the gate fails or the run could not do its work. */
export function renderJunit(report: Report): string {
  const suites = [
    ...report.agents.map((agent) => agentSuite(report, agent)),
    ...goneSuites(report),
  ];
  const root = x(
    "testsuites",
    [...suites, ...runSuites(report, suites)].map((suite, id) => suiteElement(report, suite, id)),
  );
  const declaration = { type: "instruction", name: "xml", value: 'version="1.0" encoding="UTF-8"' };
  return `${toXml([declaration as Instruction, root])}\n`;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
  readonly seconds: number;
  readonly verdict: string;
}

function agentSuite(report: Report, agent: AgentReport): Suite {
  const took = agent.runs.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0);
  return {
    name: agent.key,
    cases: agentCases(report, agent),
    seconds: took / 1000,
    verdict: agent.verdict?.verdict ?? agent.plan?.action ?? report.command,
  };
}

function agentCases(report: Report, agent: AgentReport): readonly Case[] {
  const { verdict } = agent;
  const acted = gateActionOf(report, agent.key);
  const why = agentReasons(report, agent).join(" ");
  if (verdict === undefined) {
    const reason = why || sentence(agent.plan?.reason ?? "nothing was judged");
    const ending = acted === "fail" ? "failure" : "passed";
    return [{ name: report.command, ending, type: agent.plan?.action ?? "plan", message: reason }];
  }
  const isIncomplete = verdict.verdict === "incomplete";
  const cases = [
    ...(isIncomplete ? [] : verdict.metrics.map((metric) => metricCase(metric, agent))),
    ...declineCases(agent),
  ];
  const failed = cases.some(({ ending }) => ending === "failure");
  if (!isIncomplete && cases.length > 0 && (failed || acted !== "fail")) return cases;
  const ending = isIncomplete ? "error" : acted === "fail" ? "failure" : "skipped";
  return [...cases, { name: "verdict", ending, type: verdict.verdict, message: why }];
}

/** What was not proven is no pass: reporters show it as skipped, with the reason. */
function metricCase(comparison: MetricComparison, { verdict, accepted }: AgentReport): Case {
  const { finding, metric, explanation } = comparison;
  const unjudged =
    finding === "inconclusive" ||
    ["skipped", "not-evaluated"].some((one) => one === verdict?.verdict);
  const lost = isLoss(finding);
  return {
    name: capital(metricLabel(metric)),
    ending: lost && accepted === undefined ? "failure" : lost || unjudged ? "skipped" : "passed",
    type: finding,
    message: [
      sentence(explanation),
      figures(comparison),
      lost && accepted !== undefined ? sentence(acceptedSentence(accepted)) : "",
    ]
      .filter(Boolean)
      .join(" "),
  };
}

/** As the gate has it: a failure where it is as large as the rules forbid, else a warning, which JUnit has none of. */
function declineCases({ decline, verdict, accepted }: AgentReport): readonly Case[] {
  if (decline === undefined) return [];
  const fails = verdict?.verdict === "regressed" && accepted === undefined;
  const ending = fails ? "failure" : "skipped";
  return [{ name: "Decline", ending, type: "decline", message: decline.explanation }];
}

function figures({ baseline, candidate, maxDrop }: MetricComparison): string {
  if (baseline === undefined || baseline.n === 0 || candidate.n === 0) return "";
  return `Baseline ${decimal(baseline.mean)}, candidate ${decimal(candidate.mean)}, limit ${decimal(baseline.mean - maxDrop)}.`;
}

/** What the gate says of agents that this report no longer has. */
function goneSuites({ agents, gate }: Report): readonly Suite[] {
  const known = new Set(agents.map(({ key }) => key));
  return gate.reasons
    .filter(({ key }) => !known.has(key))
    .map(({ key, action, reason }) => {
      const ending = action === "fail" ? "failure" : "skipped";
      return {
        name: key,
        cases: [{ name: "gate", ending, type: action, message: reason }],
        seconds: 0,
        verdict: action,
      };
    });
}

/** A fault, or a gate that failed for no reason that has a case of its own. */
function runSuites({ fault, gate, command }: Report, suites: readonly Suite[]): readonly Suite[] {
  const told = suites.some(({ cases }) =>
    cases.some(({ ending }) => ending === "failure" || ending === "error"),
  );
  if (fault === undefined && (told || gate.result !== "fail")) return [];
  const message = fault === undefined ? "The gate failed." : `${fault.message} ${fault.hint ?? ""}`;
  const type = fault === undefined ? "gate" : "fault";
  return [
    {
      name: "converra-gate",
      cases: [{ name: command, ending: fault === undefined ? "failure" : "error", type, message }],
      seconds: 0,
      verdict: type,
    },
  ];
}

function suiteElement(report: Report, suite: Suite, id: number): Element {
  const count = (ending: Ending) => suite.cases.filter((one) => one.ending === ending).length;
  const name = attribute(suite.name);
  return x(
    "testsuite",
    {
      name,
      package: name,
      id,
      timestamp: timestamp(report.startedAt),
      hostname: "localhost",
      tests: suite.cases.length,
      failures: count("failure"),
      errors: count("error"),
      skipped: count("skipped"),
      time: suite.seconds.toFixed(3),
    },
    x(
      "properties",
      {},
      x("property", { name: "verdict", value: attribute(suite.verdict) }),
      x("property", { name: "gate", value: report.gate.result }),
    ),
    suite.cases.map((one) => caseElement(one, name)),
    x(
      "system-out",
      suite.cases.map(({ name: of, message }) => text(`${of}: ${message}`)).join("\n"),
    ),
    x("system-err"),
  );
}

function caseElement({ name, ending, type, message }: Case, classname: string): Element {
  const said = { message: attribute(message, MESSAGE_MAX) };
  const body =
    ending === "passed"
      ? []
      : [
          ending === "skipped"
            ? x("skipped", said)
            : x(ending, { ...said, type: attribute(type) }, text(message)),
        ];
  return x("testcase", { name: attribute(name), classname, time: "0.000" }, body);
}

/** Attributes are one line, and never empty. */
function attribute(value: string, max = NAME_MAX): string {
  return possible(oneLine(value, max)) || "unnamed";
}

function text(value: string): string {
  return possible(visible(value));
}

/** The end of CDATA may not stand in XML's text, and the serialiser does not look for it. */
function possible(value: string): string {
  return value.replaceAll("]]>", "]] >");
}

/** Without a zone, as Ant's schema has it: UTC. */
function timestamp(iso: string): string {
  const time = new Date(iso);
  return (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString().slice(0, 19);
}
