import { Fr as ActionError, f as writeInto, zr as ServiceError } from "./start.js";
import { c as shapeOf, o as ASSUMPTIONS, s as createObserver } from "./read-back.js";
import { createConverra } from "./converra.js";
import { n as summaryMarkdown, r as verdictLine, t as logLines } from "./doctor-text.js";
import { a as normalisePrompt } from "./fingerprint.js";
import { join, resolve } from "node:path";
// src/commands/doctor-readings.ts
async function readEverything(converra, signal) {
	const readings = [];
	const options = { signal };
	const read = async (endpoint, neededBy, ask) => {
		if (ask === void 0) {
			readings.push({
				endpoint,
				neededBy,
				state: "nothing-to-read"
			});
			return;
		}
		try {
			const value = await ask();
			readings.push({
				endpoint,
				neededBy,
				state: "read"
			});
			return value;
		} catch (error) {
			if (!(error instanceof ServiceError)) throw error;
			const { kind, status, hint } = error;
			readings.push({
				endpoint,
				neededBy,
				state: "not-read",
				reason: reasonOf(error),
				hint
			});
			if (kind === "unauthorized" && status === 401) throw error;
			return;
		}
	};
	const { account, agents, conversations, optimizations, benchmarks, webhooks } = converra;
	await read("GET /account", "nothing", () => account.get(options));
	await read("GET /usage", "gate", () => account.usage(options));
	await read("GET /settings", "nothing", () => account.settings(options));
	const all = await read("GET /agents", "gate", () => agents.listAll(options));
	const agent = all?.find(({ status }) => status === "active") ?? all?.[0];
	const ofAgent = (ask) => agent && (() => ask(agent.id));
	await read("GET /agents/:id", "gate", ofAgent((id) => agents.get(id, options)));
	await read("GET /agents/:id/insights", "insights", ofAgent((id) => agents.insights(id, { days: 30 }, options)));
	await read("GET /agents/:id/step-failures", "insights", ofAgent((id) => agents.stepFailures(id, options)));
	const talk = (await read("GET /conversations", "gate", () => conversations.list({ limit: 20 }, options)))?.items[0];
	const ofTalk = (ask) => talk && (() => ask(talk.id));
	await read("GET /conversations/:id", "gate", ofTalk((id) => conversations.get(id, options)));
	await read("GET /conversations/:id/insights", "nothing", ofTalk((id) => conversations.insights(id, options)));
	const runs = await read("GET /optimizations", "gate", () => optimizations.list({ limit: 100 }, options));
	const run = runs?.find(({ status }) => status === "completed") ?? runs?.[0];
	const ofRun = (ask) => run && (() => ask(run.id));
	await read("GET /optimizations/:id", "gate", ofRun((id) => optimizations.get(id, options)));
	await read("GET /optimizations/:id/variants", "gate", ofRun((id) => optimizations.variants(id, options)));
	const benchmark = (await read("GET /benchmarks", "benchmark", () => benchmarks.list({ limit: 20 }, options)))?.[0];
	await read("GET /benchmarks/:id", "benchmark", benchmark && (() => benchmarks.get(benchmark.id, options)));
	await read("GET /webhooks", "nothing", () => webhooks.list(options));
	return readings;
}
function reasonOf({ kind, status, message }) {
	if (kind !== "protocol") return status === void 0 ? kind : `${kind}, status ${status}`;
	const [, member] = /unexpected shape, (.+)$/u.exec(message) ?? [];
	return member ?? "an answer that is not what the API speaks";
}
// src/commands/doctor-shape.ts
const MAX_DEPTH = 8;
const MAX_MEMBERS = 60;
const WORDS = /^(queued|pending|scheduled|running|in[_ -]?progress|processing|completed?|done|success|succeeded|failed|error|stopped|cancell?ed|draft|active|deprecated|archived|abandoned|manual|semi-automatic|automatic|exploratory|validation|free|pro|enterprise)$/iu;
const WORD_MEMBERS = /^(status|mode|deploymentMode|deployment_mode|optimizationStrategy|plan|name)$/u;
const SCORE_MEMBERS = /^(metrics|scores?|lift|confidence|averageScores)$/iu;
function takingShapes(transport, base) {
	const taken = new Map();
	return {
		transport: async (request) => {
			const response = await transport(request);
			const endpoint = `${request.method} ${endpointOf(request.url, base)}`;
			if (!taken.has(endpoint)) taken.set(endpoint, {
				status: String(response.status),
				body: bodyShape(response.body)
			});
			return response;
		},
		taken: () => Object.fromEntries(taken)
	};
}
function endpointOf(url, base) {
	return new URL(url).pathname.slice(new URL(base).pathname.replace(/\/$/u, "").length).replace(/^(\/[a-z-]+)\/[^/]+/u, "$1/:id");
}
function bodyShape(body) {
	try {
		return shapeTree(JSON.parse(body));
	} catch {
		return body === "" ? "no body" : "a body that is not JSON";
	}
}
function shapeTree(value, name = "", depth = 0) {
	if (value === null) return "null";
	if (typeof value === "string") return textKind(value, name);
	if (typeof value === "number") return SCORE_MEMBERS.test(name) ? `number ${value}` : numberKind(value);
	if (typeof value !== "object") return typeof value;
	if (depth >= MAX_DEPTH) return "more";
	if (Array.isArray(value)) {
		const shapes = value.slice(0, 20).map((entry) => shapeTree(entry, name, depth + 1));
		return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()].slice(0, 5);
	}
	const inner = SCORE_MEMBERS.test(name) ? name : void 0;
	const members = Object.entries(value).slice(0, MAX_MEMBERS).map(([key, one]) => [memberName(key), shapeTree(one, inner ?? key, depth + 1)]);
	return Object.fromEntries(members);
}
function memberName(key) {
	return /^[A-Za-z_][A-Za-z_-]{0,39}$/u.test(key) ? key : "(another name)";
}
function textKind(text, name) {
	if (text === "") return "empty text";
	if (/^\d{4}-\d\d-\d\d[T ][\d:]+\.\d+(Z|[+-]\d\d:?\d\d)$/u.test(text)) return "time with fractions";
	if (/^\d{4}-\d\d-\d\d[T ][\d:]+(Z|[+-]\d\d:?\d\d)$/u.test(text)) return "time in whole seconds";
	if (/^-?\d+(\.\d+)?$/u.test(text)) return "number in text";
	if (WORD_MEMBERS.test(name) && WORDS.test(text)) return `word ${text}`;
	return "text";
}
function numberKind(value) {
	if (value > 1e11) return "number like milliseconds since 1970";
	if (value > 1e9) return "number like seconds since 1970";
	return Number.isInteger(value) ? "whole number" : "number";
}
// src/commands/doctor-write.ts
const NAME = "Converra Gate doctor; safe to archive";
const FIRST = "You answer customers.\n\n- Be  friendly.\n- Reply in the customer's language.";
const SECOND = `${FIRST}\n- Never guess.`;
const TAGS = ["converra-gate-doctor", `Length:${"0123456789".repeat(7)}`];
const DESCRIPTION = "Made by Converra Gate's command doctor.";
async function roundTrip(converra, model, signal) {
	const { agents, conversations, observer } = converra;
	const options = { signal };
	const steps = [];
	const step = async (endpoint, work) => {
		try {
			const value = await work();
			steps.push({
				endpoint,
				neededBy: "gate",
				state: "read"
			});
			return value;
		} catch (error) {
			if (!(error instanceof ServiceError)) throw error;
			const { hint } = error;
			steps.push({
				endpoint,
				neededBy: "gate",
				state: "not-read",
				reason: reasonOf(error),
				hint
			});
			return;
		}
	};
	const input = {
		name: NAME,
		content: FIRST,
		model,
		description: DESCRIPTION,
		tags: TAGS
	};
	const made = await step("POST /agents", () => agents.create({
		...input,
		status: "draft"
	}, options));
	if (made === void 0) return steps;
	const { id } = made;
	try {
		observer.check("agent-draft", made.status === "draft", () => "another status than `draft`");
		compare(made, FIRST);
		await step("PATCH /agents/:id", () => agents.update(id, { content: SECOND }, options));
		const stored = await step("GET /agents/:id after PATCH", () => agents.get(id, options));
		if (stored !== void 0) {
			compare(stored, SECOND);
			const isPartial = stored.description === DESCRIPTION && stored.name === NAME;
			observer.check("write-partial", isPartial, () => "`description` or `name` changed unasked");
		}
		const talk = {
			agentId: id,
			content: "Customer: hello?",
			status: "in_progress"
		};
		const log = () => conversations.create({
			...talk,
			idempotencyKey: `converra-gate-doctor:${id}`
		}, options);
		const first = await step("POST /conversations", log);
		const again = first && await step("POST /conversations again", log);
		if (first !== void 0 && again !== void 0) {
			const isSame = first.id === again.id;
			observer.check("conversation-once", isSame, () => "a second id for one `idempotencyKey`");
		}
	} finally {
		await step("PATCH /agents/:id to archived", () => agents.update(id, { status: "archived" }, { signal: lastSignal(signal) }));
	}
	return steps;
	function compare(agent, sent) {
		const isSame = normalisePrompt(agent.content) === normalisePrompt(sent);
		observer.check("content-stored", isSame, () => "another text than was sent");
		observer.check("model-stored", agent.model === model, () => "another `llmModel` than was sent");
		const kept = TAGS.filter((tag) => agent.tags.includes(tag)).length;
		observer.check("tags-stored", kept === TAGS.length, () => `${shapeOf(agent.tags)}, ${kept} of ${TAGS.length} as they were sent`);
	}
}
function lastSignal(signal) {
	return signal.aborted ? AbortSignal.timeout(2e3) : signal;
}
// src/commands/doctor.ts
const ATTEMPT_TIMEOUT_MS = 3e4;
async function doctor(inputs, deps) {
	const { workflow } = deps;
	const folder = resolve(inputs.reportDir ?? join(deps.loadContext().tempDir, "converra-gate"));
	try {
		const diagnosis = await examine(inputs, deps);
		const file = {
			path: join(folder, "doctor.json"),
			text: fileText(diagnosis)
		};
		writeInto(folder, "doctor.json", file.text);
		workflow.setOutput("report-dir", folder);
		if (deps.presentDiagnosis !== void 0) deps.presentDiagnosis(diagnosis, file);
		else for (const line of logLines(diagnosis)) workflow.info(line);
		await workflow.writeSummary(summaryMarkdown(diagnosis));
		if (diagnosis.broken.length > 0) workflow.setFailed(verdictLine(diagnosis));
		return diagnosis.broken.length > 0;
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		workflow.setFailed([`${error.message}.`, error.hint ?? []].flat().join(" "));
		return true;
	}
}
async function examine(inputs, deps) {
	const { clock, network, signal, workflow } = deps;
	const { apiKey, baseUrl } = inputs;
	if (apiKey === void 0) throw new ActionError("The command doctor needs an API key, and the input api-key is empty", { hint: "Set `api-key` from a repository secret." });
	const deadline = clock.now() + inputs.timeoutMs;
	const shapes = takingShapes(network.createTransport({ timeoutMs: ATTEMPT_TIMEOUT_MS }), baseUrl);
	const observer = createObserver();
	const converra = createConverra({
		baseUrl,
		apiKey,
		clock,
		observer,
		transport: shapes.transport,
		random: network.random,
		deadline: () => deadline,
		onRetry: (note) => workflow.info(note)
	});
	const readings = [...await readEverything(converra, signal)];
	if (inputs.write) {
		const [agent] = await converra.agents.listAll({ signal });
		readings.push(...await roundTrip(converra, agent?.model ?? "gpt-4o", signal));
	}
	const broken = observer.seen();
	return {
		readings,
		findings: ASSUMPTIONS.map((one) => ({
			...one,
			state: observer.stateOf(one.id),
			seen: broken.find(({ id }) => id === one.id)?.seen
		})),
		broken: [...readings.filter(({ state, neededBy }) => state === "not-read" && neededBy === "gate").map(({ endpoint }) => endpoint), ...broken.filter(({ neededBy }) => neededBy === "gate").map(({ id }) => id)],
		shapes: shapes.taken()
	};
}
function fileText({ readings, findings, broken, shapes }) {
	const document = {
		schemaVersion: 1,
		broken,
		calls: readings.map(({ endpoint, state, reason }) => ({
			endpoint,
			state,
			reason
		})),
		assumptions: findings.map(({ id, state, seen }) => ({
			id,
			state,
			seen
		})),
		shapes
	};
	return `${JSON.stringify(document, null, 2)}\n`;
}
export { doctor };
