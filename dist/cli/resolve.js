import { n as __exportAll } from "./rolldown-runtime.js";
import { a as choiceOf, c as line, d as section, f as wholeFrom, i as gateSection, l as listOf, n as agentSection, o as flag, p as entryRange, r as defaultsSection, s as lazily, u as numberFrom, y as isSection } from "./schema-agent.js";
import { c as literal, h as string, p as record } from "./schemas.js";
// src/config/schema.ts
const agentKey = () => string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: "letters, digits, \".\", \"_\" and \"-\", beginning with a letter or a digit" });
const agents = () => record(agentKey(), agentSection(), { error: "a section with one entry per agent" }).meta({
	description: "The agents, each under a stable key used in reports and commands.",
	minProperties: 1
});
const sync = () => section("How prompts are put where they can be measured.", {
	"pull-request": choiceOf("preview", "live", "off").default("preview").describe("Where a pull request's prompt is measured: on a draft copy, on the live agent itself (for agents made for CI), or nowhere."),
	conversations: wholeFrom(0, 50).default(5).describe("Conversations of the live agent that a preview agent is given."),
	restore: flag().default(true).describe("With pull-request: live, put the text back that was there before when the measurement failed or found a regression.")
}).prefault({});
const budget = () => section("What a run may cost.", {
	"max-runs": wholeFrom(0, 1e3).default(6).describe("Most evaluations one workflow run may start."),
	keep: wholeFrom(0, 1e4).default(2).describe("Nothing is started when fewer optimizations than this would be left this period."),
	nights: numberFrom(0, 1).default(.5).describe("Share, from 0 to 1, of what is left this period that scheduled runs may use, spread evenly over its nights.")
}).prefault({});
const wait = () => section("How often to look whether an evaluation has ended.", {
	"interval-seconds": numberFrom(.01, 3600).default(10).describe("Shortest time between two looks; fractions are allowed."),
	"max-interval-seconds": numberFrom(.01, 3600).default(30).describe("Longest time between two looks; fractions are allowed.")
}).prefault({});
const health = () => section("Insights of live conversations, read on a schedule.", {
	regenerate: flag().default(false).describe("Ask the service to make insights anew that are older than max-age."),
	"max-age": numberFrom(.1, 90).default(1).describe("With regenerate: days after which insights are old."),
	issue: flag().default(false).describe("Keep one issue about agents that scheduled runs have proven to be worse: opened, kept up to date, and closed when all are as good as before. Needs the permission issues: write."),
	labels: listOf(line(50).describe("A label.")).default([]).describe("Labels that such an issue is given when it is opened."),
	assignees: listOf(line(50).describe("A login."), {
		max: 10,
		of: "logins"
	}).default([]).describe("Who it is assigned to when it is opened."),
	"max-drop": numberFrom(0, 100).default(10).describe("Points that completion may fall, or abandonment rise, in the last 7 days against the weeks before them, before the report warns; and chance has to be ruled out. The gate does not judge by it.")
}).prefault({});
const report = () => section("What a pull request is shown beside the verdict.", { suggestion: flag().default(false).describe("Offer a better prompt that may be taken as a review suggestion on its file, where its lines lie in the diff; else as a patch in the comment. Never on a fork's pull request.") }).prefault({});
const configSchema = lazily(() => section("Configuration of Converra Gate.", {
	version: literal(1, { error: "1" }).describe("Version of this file's format."),
	defaults: defaultsSection(),
	agents: agents(),
	sync: sync(),
	gate: gateSection(),
	policy: choiceOf("base", "head").default("base").describe("Whose rules a pull request is judged by. base: those of the commit it would be merged into, and stricter ones of its own; looser ones take effect with the merge. head: its own, and the gate is a warning at best where they are looser. The base commit's word counts."),
	budget: budget(),
	wait: wait(),
	health: health(),
	report: report()
}));
// src/config/resolve.ts
var resolve_exports = __exportAll({ resolveConfig: () => resolveConfig });
function resolveConfig(files) {
	const stated = Object.assign({}, ...files.map(statedIn));
	const gate = layered(...files.map((file) => statedIn(file).gate));
	const run = configSchema().parse({
		...stated,
		version: 1,
		agents: {},
		gate
	});
	const entries = files.flatMap((file) => Object.keys(statedIn(file).agents).map((key) => ({
		key,
		file,
		agent: agentIn(file, key)
	})));
	const prompts = files.flatMap((file) => [...file.prompts.values()]);
	return {
		files: files.map(({ source }) => source.path),
		agents: entries.map(({ key, file, agent }) => definitionOf(key, file, agent)),
		confidence: run.gate.confidence,
		sync: camelCased(run.sync),
		budget: camelCased(run.budget),
		wait: waitTimes(run.wait, stated.wait),
		health: camelCased(run.health),
		report: camelCased(run.report),
		policy: run.policy,
		promptFiles: [...new Set(prompts.flatMap(({ file }) => file ?? []))],
		transcripts: new Map()
	};
}
const statedIn = ({ source }) => source.data;
function agentIn(file, key) {
	const { gate = {}, defaults, agents } = statedIn(file);
	const { confidence, ...rules } = gate;
	return agentSection().parse(layered({ gate: rules }, defaults, agents[key]));
}
function definitionOf(key, { source, prompts }, agent) {
	const prompt = prompts.get(key);
	const { id, name = key, model, description, tags, temperature, optimize, benchmark } = agent;
	if (prompt === void 0) throw new Error(`agents.${key} was resolved before it was checked`);
	const models = benchmark?.models;
	const isOwnModel = statedIn({
		source,
		prompts
	}).agents[key]?.model !== void 0;
	return {
		key,
		id,
		name,
		prompt: prompt.text,
		promptSource: prompt.range,
		source: entryRange(source, ["agents", key]),
		model,
		...isOwnModel ? { modelSource: entryRange(source, [
			"agents",
			key,
			"model"
		]) } : {},
		description,
		tags,
		temperature,
		maxTokens: agent["max-tokens"],
		optimize,
		benchmark: models && {
			...camelCased(benchmark),
			models
		},
		gate: gateRules(agent.gate)
	};
}
function gateRules({ metrics = {}, headroom, ...rules }) {
	const named = Object.entries(metrics).map(([name, rule]) => [name, camelCased(rule)]);
	return {
		...camelCased(rules),
		headroom: camelCased(headroom),
		metrics: Object.assign(Object.create(null), Object.fromEntries(named))
	};
}
function waitTimes(wait, stated = {}) {
	const [seconds, longest] = [wait["interval-seconds"], wait["max-interval-seconds"]];
	const shortest = stated["interval-seconds"] === void 0 ? Math.min(seconds, longest) : seconds;
	return {
		intervalMs: shortest * 1e3,
		maxIntervalMs: Math.max(shortest, longest) * 1e3
	};
}
function layered(...layers) {
	const result = {};
	for (const layer of layers) for (const [key, value] of Object.entries(layer ?? {})) {
		const below = Object.hasOwn(result, key) ? result[key] : void 0;
		result[key] = isSection(below) && isSection(value) ? layered(below, value) : value;
	}
	return result;
}
function camelCased(section) {
	const camel = (key) => key.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
	return Object.fromEntries(Object.entries(section).map(([key, value]) => [camel(key), value]));
}
export { resolve_exports as n, configSchema as r, resolveConfig as t };
