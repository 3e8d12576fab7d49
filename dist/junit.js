import { n as toXml, t as x } from "./lib.js";
import { Cn as capital, Mt as gateActionOf, Nn as sentence, Qt as acceptedSentence, R as agentReasons, Tn as decimal, nn as isLoss, or as oneLine, rn as metricLabel, sr as visible } from "./start.js";
// src/report/junit.ts
const NAME_MAX = 200;
const MESSAGE_MAX = 2e3;
function renderJunit(report) {
	const suites = [...report.agents.map((agent) => agentSuite(report, agent)), ...goneSuites(report)];
	const root = x("testsuites", [...suites, ...runSuites(report, suites)].map((suite, id) => suiteElement(report, suite, id)));
	return `${toXml([{
		type: "instruction",
		name: "xml",
		value: "version=\"1.0\" encoding=\"UTF-8\""
	}, root])}\n`;
}
function agentSuite(report, agent) {
	const took = agent.runs.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0);
	return {
		name: agent.key,
		cases: agentCases(report, agent),
		seconds: took / 1e3,
		verdict: agent.verdict?.verdict ?? agent.plan?.action ?? report.command
	};
}
function agentCases(report, agent) {
	const { verdict } = agent;
	const acted = gateActionOf(report, agent.key);
	const why = agentReasons(report, agent).join(" ");
	if (verdict === void 0) {
		const reason = why || sentence(agent.plan?.reason ?? "nothing was judged");
		const ending = acted === "fail" ? "failure" : "passed";
		return [{
			name: report.command,
			ending,
			type: agent.plan?.action ?? "plan",
			message: reason
		}];
	}
	const isIncomplete = verdict.verdict === "incomplete";
	const cases = [...isIncomplete ? [] : verdict.metrics.map((metric) => metricCase(metric, agent)), ...declineCases(agent)];
	const failed = cases.some(({ ending }) => ending === "failure");
	if (!isIncomplete && cases.length > 0 && (failed || acted !== "fail")) return cases;
	const ending = isIncomplete ? "error" : acted === "fail" ? "failure" : "skipped";
	return [...cases, {
		name: "verdict",
		ending,
		type: verdict.verdict,
		message: why
	}];
}
function metricCase(comparison, { verdict, accepted }) {
	const { finding, metric, explanation } = comparison;
	const unjudged = finding === "inconclusive" || ["skipped", "not-evaluated"].some((one) => one === verdict?.verdict);
	const lost = isLoss(finding);
	return {
		name: capital(metricLabel(metric)),
		ending: lost && accepted === void 0 ? "failure" : lost || unjudged ? "skipped" : "passed",
		type: finding,
		message: [
			sentence(explanation),
			figures(comparison),
			lost && accepted !== void 0 ? sentence(acceptedSentence(accepted)) : ""
		].filter(Boolean).join(" ")
	};
}
function declineCases({ decline, verdict, accepted }) {
	if (decline === void 0) return [];
	return [{
		name: "Decline",
		ending: verdict?.verdict === "regressed" && accepted === void 0 ? "failure" : "skipped",
		type: "decline",
		message: decline.explanation
	}];
}
function figures({ baseline, candidate, maxDrop }) {
	if (baseline === void 0 || baseline.n === 0 || candidate.n === 0) return "";
	return `Baseline ${decimal(baseline.mean)}, candidate ${decimal(candidate.mean)}, limit ${decimal(baseline.mean - maxDrop)}.`;
}
function goneSuites({ agents, gate }) {
	const known = new Set(agents.map(({ key }) => key));
	return gate.reasons.filter(({ key }) => !known.has(key)).map(({ key, action, reason }) => {
		return {
			name: key,
			cases: [{
				name: "gate",
				ending: action === "fail" ? "failure" : "skipped",
				type: action,
				message: reason
			}],
			seconds: 0,
			verdict: action
		};
	});
}
function runSuites({ fault, gate, command }, suites) {
	const told = suites.some(({ cases }) => cases.some(({ ending }) => ending === "failure" || ending === "error"));
	if (fault === void 0 && (told || gate.result !== "fail")) return [];
	const message = fault === void 0 ? "The gate failed." : `${fault.message} ${fault.hint ?? ""}`;
	const type = fault === void 0 ? "gate" : "fault";
	return [{
		name: "converra-gate",
		cases: [{
			name: command,
			ending: fault === void 0 ? "failure" : "error",
			type,
			message
		}],
		seconds: 0,
		verdict: type
	}];
}
function suiteElement(report, suite, id) {
	const count = (ending) => suite.cases.filter((one) => one.ending === ending).length;
	const name = attribute(suite.name);
	return x("testsuite", {
		name,
		package: name,
		id,
		timestamp: timestamp(report.startedAt),
		hostname: "localhost",
		tests: suite.cases.length,
		failures: count("failure"),
		errors: count("error"),
		skipped: count("skipped"),
		time: suite.seconds.toFixed(3)
	}, x("properties", {}, x("property", {
		name: "verdict",
		value: attribute(suite.verdict)
	}), x("property", {
		name: "gate",
		value: report.gate.result
	})), suite.cases.map((one) => caseElement(one, name)), x("system-out", suite.cases.map(({ name: of, message }) => text(`${of}: ${message}`)).join("\n")), x("system-err"));
}
function caseElement({ name, ending, type, message }, classname) {
	const said = { message: attribute(message, MESSAGE_MAX) };
	const body = ending === "passed" ? [] : [ending === "skipped" ? x("skipped", said) : x(ending, {
		...said,
		type: attribute(type)
	}, text(message))];
	return x("testcase", {
		name: attribute(name),
		classname,
		time: "0.000"
	}, body);
}
function attribute(value, max = NAME_MAX) {
	return possible(oneLine(value, max)) || "unnamed";
}
function text(value) {
	return possible(visible(value));
}
function possible(value) {
	return value.replaceAll("]]>", "]] >");
}
function timestamp(iso) {
	const time = new Date(iso);
	return (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString().slice(0, 19);
}
export { renderJunit };
