import { n as __exportAll } from "./rolldown-runtime.js";
import { gr as isSection, rr as nearest } from "./start.js";
import { c as literal, h as string, p as record, r as array } from "./schemas.js";
import { a as choiceOf, c as line, d as paragraph, f as section, i as gateSection, l as listOf, m as entryRange, n as agentSection, o as flag, p as wholeFrom, r as defaultsSection, s as lazily, u as numberFrom } from "./schema-agent.js";
// src/config/schema-account.ts
const settingsSection = () => section("Settings of the account, under the names the API has. Keys that are stated are kept as they are stated, all others are left alone. Written by sync alone.", {
	general: section("What the business is about; runs need industry or objectives.", {
		name: line().optional().describe("The account's name."),
		industry: paragraph().optional().describe("The industry."),
		preferredLLM: line().optional().describe("The preferred model's id."),
		objectives: paragraph().optional().describe("What the agents are for."),
		kpis: paragraph().optional().describe("What success is measured by."),
		insightRequirements: paragraph().optional().describe("What insights should tell."),
		excludedDataAndTopics: paragraph().optional().describe("What is to be left out.")
	}).optional(),
	optimization: section("How the service optimizes.", {
		optimizationStrategy: choiceOf("exploratory", "validation").optional().describe("The mode of runs that state none; the action's runs state theirs."),
		variantsPerGeneration: wholeFrom(1, 5).optional().describe("Variants of runs that state no number; the action's runs state theirs."),
		deploymentMode: choiceOf("manual", "semi-automatic").optional().describe("With any mode but manual the service may put winners on live agents by itself."),
		maxIterations: wholeFrom(1, 1e3).optional().describe("Most iterations."),
		simulation: section("How conversations are simulated.", {
			personaCount: wholeFrom(1, 1e3).optional().describe("Personas."),
			scenariosPerSimulation: wholeFrom(1, 1e3).optional().describe("Scenarios."),
			maxTurns: wholeFrom(1, 1e3).optional().describe("Longest conversation."),
			confidenceMode: line(60).optional().describe("As the service names it.")
		}).optional()
	}).optional()
}).optional();
const EVENTS = [
	"optimization.completed",
	"optimization.started",
	"optimization.stopped",
	"insights.generated",
	"conversation.created",
	"prompt.updated",
	"prompt.deleted",
	"agent.updated",
	"agent.deleted"
];
const eventName = () => line(100).regex(/^[a-z]+([._][a-z]+)+$/, { error: `an event such as ${EVENTS[0]}` }).superRefine((event, context) => {
	const meant = EVENTS.includes(event) ? void 0 : nearest(event, EVENTS);
	if (meant === void 0) return;
	const params = { fix: `Did you mean ${meant}?` };
	context.addIssue({
		code: "custom",
		message: "is no event of Converra's",
		params
	});
});
const webhook = () => section("One webhook.", {
	url: line(2e3).regex(/^https:\/\/[^\s/]+/, { error: "an https address" }).refine(URL.canParse, { error: "an https address" }).describe("Where events are sent: https."),
	events: listOf(eventName().describe("An event."), {
		min: 1,
		max: 50,
		of: "events"
	}).describe("Which events are sent."),
	description: line(200).optional().describe("What it is for, given when it is made; the action's mark is written behind it."),
	"secret-output": flag().default(false).describe("Hand out its signing secret, which the service shows once, in the output webhook-secrets.")
});
const webhooksSection = () => array(webhook(), { error: "a list of webhooks" }).max(100, { error: "a list of at most 100 webhooks" }).superRefine((webhooks, context) => {
	const urls = webhooks.map(({ url }) => URL.canParse(url) ? new URL(url).href : url);
	for (const [index, url] of urls.entries()) {
		if (urls.indexOf(url) === index) continue;
		context.addIssue({
			code: "custom",
			path: [index, "url"],
			message: "is the address of another webhook of the list",
			params: { fix: "Put all events of one address into one entry." }
		});
	}
}).optional().describe("Webhooks that should exist. Sync creates what is missing, and deletes what it created and the list no longer has; [] deletes all of those, without the key none is looked at.");
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
	regenerate: flag().default(false).describe("Ask the service to make insights of agents and transcripts anew that are older than max-age."),
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
	report: report(),
	settings: settingsSection(),
	webhooks: webhooksSection()
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
		account: {
			settings: run.settings,
			webhooks: run.webhooks?.map((webhook) => camelCased(webhook)),
			onDrift: run.gate["on-drift"]
		},
		policy: run.policy,
		promptFiles: [...new Set(prompts.flatMap(({ file }) => file ?? []))],
		transcripts: new Map(),
		leftAside: [],
		withTranscripts: new Set(entries.flatMap(({ key, agent }) => agent.conversations.length > 0 ? [key] : []))
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
export { settingsSection as i, resolve_exports as n, configSchema as r, resolveConfig as t };
