import { $n as checkBaseUrl, Fr as ActionError, Hr as refusalOf, Rr as RateLimitedError, Ur as unlessGone, er as pathSegment, nr as urlOf, o as TransportFailure, tr as redirectTarget, zr as ServiceError } from "./start.js";
import { c as shapeOf, i as observeWrite, l as wordOf, r as isStoredFormOf, s as createObserver, t as clearedBy } from "./read-back.js";
import { _ as unknown, a as custom, g as union, h as string, i as boolean, l as looseObject, n as _undefined, r as array, s as lazy, t as _enum, u as number } from "./schemas.js";
import { a as withinPoints, i as toPoints, n as pointsPer, r as readScores, t as numberIn } from "./scores.js";
import { _ as settled, a as count, c as isCount, d as isRecord, f as maybe, g as object, h as numberFrom, i as listedShape, l as isMoment, m as name, n as bodyOf$1, o as firstText, p as moment, s as flag, t as agentShape, u as isName, v as some, y as time } from "./agent-shape.js";
// src/service/endpoints/account.ts
function rateOfPlan(plan) {
	const rates = {
		free: 60,
		pro: 300
	};
	const name = plan.trim().toLowerCase();
	return Object.hasOwn(rates, name) ? rates[name] : void 0;
}
function accountShape(observer) {
	return settled((source) => {
		const plan = planIn(source.plan);
		observer.check("account-plan", plan !== void 0, () => shapeOf(source.plan));
		return {
			...source,
			plan
		};
	}, object({
		plan: maybe(name()),
		id: maybe(name()),
		name: maybe(name())
	}));
}
function planIn(given) {
	if (isName(given)) return given;
	return isRecord(given) ? firstText(given, [
		"name",
		"tier",
		"slug",
		"type",
		"id"
	]) : void 0;
}
function usageShape(observer) {
	return object({
		period: object({
			start: maybe(time()),
			end: maybe(time())
		}).catch({}),
		optimizations: unknown().optional(),
		improvements: unknown().optional(),
		agents: unknown().optional(),
		prompts: unknown().optional(),
		conversations: unknown().optional(),
		tokens: unknown().optional()
	}).transform((usage) => {
		const [key, runs] = isAbsent(usage.optimizations) ? ["improvements", usage.improvements] : ["optimizations", usage.optimizations];
		const quota = quotaIn(runs);
		const why = isAbsent(runs) ? `GET /usage has neither \`optimizations\` nor \`improvements\`: ${shapeOf(usageMembers(usage))}` : `\`${key}\` of GET /usage does not say what is used and allowed: ${shapeOf(runs)}`;
		observer.check("usage-runs", quota !== void 0, () => why);
		return {
			agents: quotaIn(isAbsent(usage.agents) ? usage.prompts : usage.agents),
			conversations: quotaIn(usage.conversations),
			tokens: quotaIn(usage.tokens),
			optimizations: quota && {
				...quota,
				running: wholeIn(runs, "running")
			},
			unknown: quota === void 0 ? why : void 0,
			periodStart: usage.period.start,
			periodEnd: usage.period.end
		};
	});
}
function usageMembers(usage) {
	return Object.fromEntries(Object.entries(usage).filter(([, value]) => !isAbsent(value)));
}
function quotaIn(value) {
	if (!isRecord(value)) return void 0;
	const limit = numberIn(value.limit);
	const isUnlimited = value.limit === null || value.limit === "unlimited" || limit !== void 0 && limit < 0;
	const used = numberIn(value.used);
	if (isUnlimited) return { used: used ?? 0 };
	if (used === void 0 || used < 0 || limit === void 0) return void 0;
	return {
		used,
		limit
	};
}
function wholeIn(value, key) {
	const given = isRecord(value) ? numberIn(value[key]) : void 0;
	return isCount(given) ? given : void 0;
}
function isAbsent(value) {
	return value === void 0 || value === null;
}
function settingsShape(observer) {
	const section = looseObject({}, "an object").nullish();
	return object({
		settings: _undefined("an object").optional(),
		general: section,
		optimization: section
	}).transform(({ settings: _, ...given }) => {
		const { general, optimization } = {
			general: given.general ?? {},
			optimization: given.optimization ?? {}
		};
		const { deploymentMode: mode } = optimization;
		const deploymentMode = isName(mode) ? mode.trim().toLowerCase() : void 0;
		observer.check("deployment-mode", deploymentMode !== void 0, () => {
			return `\`deploymentMode\` is ${shapeOf(mode)} in ${shapeOf(optimization)}`;
		});
		const lacks = SECTIONS.filter((name) => isAbsent(given[name]));
		return {
			general,
			optimization: {
				...optimization,
				deploymentMode
			},
			...lacks.length > 0 ? { lacks } : {}
		};
	});
}
const SECTIONS = ["general", "optimization"];
function accountEndpoints(sender) {
	const { observer } = sender;
	const account = lazy(() => accountShape(observer));
	const usage = lazy(() => usageShape(observer));
	const settings = lazy(() => settingsShape(observer));
	return {
		get: (options) => sender.read(account, "GET /account", "read the account", options),
		usage: (options) => sender.read(usage, "GET /usage", "read the usage", options),
		settings: (options) => sender.read(settings, "GET /settings", "read the settings", options),
		updateSettings: (body, options) => sender.carryOut("PATCH /settings", "update the settings", {
			body,
			...options
		})
	};
}
// src/service/error-words.ts
const TRY_LATER = "Run this again later; https://converra.ai shows whether the service is up.";
const REPORT = "Check base-url; if it is right, the service may have changed: look for a later version of this action.";
const REFUSALS = {
	"key-refused": {
		says: "Converra refused the API key",
		hint: "Check the key (in a workflow the secret behind `api-key`, at a desk CONVERRA_API_KEY): it may be mistyped, expired or deleted. Keys are made in Converra under Settings, API Keys."
	},
	"key-not-allowed": {
		says: "the API key may not do this",
		hint: "Use a key of the account that owns the agents, with the right to write."
	},
	quota: {
		says: "the plan's quota is used up",
		hint: "Waiting does not help within the period: use a larger plan, or spend less with changed-only, budget.max-runs and gate.baseline: reuse."
	},
	"agent-quota": {
		says: "the plan has no room for one more agent",
		hint: "Archive agents no longer needed, old previews (named `… (owner/repo#number)`) first, or use a larger plan."
	},
	"conversation-quota": {
		says: "the plan's quota of conversations is used up",
		hint: "Lower sync.conversations, name fewer transcripts, wait for the next period, or use a larger plan. No agent has to be archived for it."
	},
	"rate-limit": {
		says: "the rate limit is reached",
		hint: "Raise timeout-minutes, or let fewer gates share this API key at the same time."
	},
	slots: {
		says: "too many optimizations are running at once on this account",
		hint: "Converra runs ten at a time: wait until some have ended, or stop those no longer needed."
	},
	"other-run": {
		says: "another run of this agent is under way, and the service takes one at a time",
		hint: "Wait until it has ended, or let one pull request at a time use this agent."
	},
	"no-conversations": {
		says: "the agent has no conversations to learn from",
		hint: "Log some conversations for the agent (POST /conversations, or `conversations:` in converra.yml); for previews keep sync.conversations above 0."
	},
	"no-context": {
		says: "the account has no business context",
		hint: "Fill in industry and objectives in Converra under Settings, or under settings.general in converra.yml."
	},
	"not-accepted": {
		says: "Converra did not accept the request",
		hint: "Correct the value that the message names in converra.yml."
	},
	"not-found": {
		says: "there is no such thing on this account",
		hint: "Check base-url (it usually ends in /api/v1), the id in converra.yml, and that the API key belongs to the account that owns it."
	},
	"wrong-state": {
		says: "its state does not allow this",
		hint: "It may have ended or have been changed elsewhere in the meantime: look at it in Converra, then run this again."
	},
	"server-fault": {
		says: "Converra failed",
		hint: TRY_LATER
	},
	"request-timeout": {
		says: "Converra gave up on the request",
		hint: TRY_LATER
	},
	"said-no": {
		says: "Converra answered with success and says in the answer that it failed",
		hint: "Its own words say why; where they do not help, look at it in Converra and run this again."
	},
	"not-an-answer": {
		says: "Converra answered in an unexpected way",
		hint: REPORT
	}
};
const QUOTAS$1 = {
	quota: "runs",
	"agent-quota": "agents",
	"conversation-quota": "conversations"
};
const NETWORK_HINT = "Check the address of the service (`base-url`, at a desk CONVERRA_BASE_URL), and that this machine may reach it (firewall, HTTPS_PROXY, NO_PROXY); then run this again.";
const FAILURES = {
	refused: "the connection was refused",
	dns: "the name could not be resolved",
	unreachable: "the host cannot be reached",
	"connect-timeout": "no connection within the time allowed",
	tls: "its certificate could not be verified",
	proxy: "the proxy did not let the request through",
	timeout: "no answer within the time allowed",
	reset: "the connection was cut",
	"cut-body": "the answer was cut off",
	"too-large": "the answer is larger than 32 MiB"
};
const AMBIGUOUS_HINT = "It may have been carried out all the same: look in Converra before repeating it.";
function callError(at, host, failure, how) {
	const { ambiguous } = how;
	if ("sent" in failure) return serviceError(at, `no answer from ${host}, ${FAILURES[failure.reason]}${effort(how)}`, {
		kind: failure.reason === "too-large" ? "protocol" : "network",
		ambiguous,
		hint: ambiguous ? AMBIGUOUS_HINT : NETWORK_HINT,
		cause: failure
	});
	const { kind, status, code } = failure;
	const { says, hint } = REFUSALS[failure.reason];
	const about = QUOTAS$1[failure.reason];
	const what = `${says} (${code === void 0 ? `${status}` : `${status} ${code}`})${failure.words === void 0 ? "" : `: ${failure.words}`}${effort(how)}`;
	if (kind === "rate-limit") {
		const { method, path } = at;
		const retryAfterMs = how.waitMs;
		return new RateLimitedError(messageOf(at, what), {
			method,
			path,
			code,
			retryAfterMs,
			hint
		});
	}
	return serviceError(at, what, {
		kind,
		status,
		code,
		ambiguous,
		about,
		hint: ambiguous && kind === "server" ? AMBIGUOUS_HINT : hint
	});
}
function paceError(at, waitMs, ambiguous) {
	return serviceError(at, `the rate limit leaves no room before the deadline, ${`the next request could go out in ${seconds(waitMs)}`}`, {
		kind: "rate-limit",
		ambiguous,
		hint: REFUSALS["rate-limit"].hint
	});
}
function protocolError(at, status, what) {
	const ambiguous = at.method !== "GET";
	return serviceError(at, `${what} (${status})`, {
		kind: "protocol",
		status,
		ambiguous,
		hint: REPORT
	});
}
function unexpectedShape(at, where, expected) {
	return serviceError(at, `Converra answered in an unexpected shape, ${where} is not ${expected}`, {
		kind: "protocol",
		ambiguous: at.method !== "GET",
		hint: "The service may have changed: look for a later version of this action, or report the message there."
	});
}
function badRequest(at, what) {
	return serviceError(at, what, {
		kind: "validation",
		hint: REFUSALS["not-found"].hint
	});
}
function retryNote(at, failure, waitMs, attempt) {
	return messageOf(at, `${"sent" in failure ? FAILURES[failure.reason] : `${REFUSALS[failure.reason].says} (${failure.status})`}; trying again in ${seconds(waitMs)} (attempt ${attempt} failed)`);
}
function serviceError(at, what, details) {
	const { method, path } = at;
	return new ServiceError(messageOf(at, what), {
		...details,
		method,
		path
	});
}
function messageOf(at, what) {
	return `could not ${at.doing}: ${what}`;
}
function effort(how) {
	const tried = how.attempts > 1 ? `, after ${how.attempts} attempts` : "";
	if (!how.outOfTime || how.waitMs === void 0) return tried;
	return `${tried}; the next try would be in ${seconds(how.waitMs)}, past the deadline`;
}
function seconds(ms) {
	return `${(ms / 1e3).toFixed(1)} s`;
}
// src/service/account-agents.ts
async function findWanted(needs, ports) {
	const { wanted, tag } = needs;
	const whole = await ports.all();
	if (whole.items.length > 0) {
		const isTold = whole.items.some(({ conversationCount }) => conversationCount !== void 0);
		ports.observer.check("conversation-count", isTold, () => "no agent with `conversationCount`");
	}
	const isMissing = wanted.some((one) => !whole.items.some((agent) => isSame(one, agent)));
	const { items, unread, complete } = tag !== void 0 || isMissing ? await withDrafts(whole, tag, ports) : whole;
	const found = await Promise.all(items.map((agent) => withPrompt(agent, needs, ports)));
	for (const one of wanted) {
		if (found.some((agent) => isSame(one, agent))) continue;
		const more = await lookedUp(one, unread, ports);
		if (more !== void 0) found.push(more);
		else if (!complete) throw endlessList(one, items.length);
	}
	return found;
}
function isSame({ id, name }, agent) {
	return id === void 0 ? agent.name === name : agent.id === id;
}
async function withPrompt(agent, { wanted, tag }, { get, observer }) {
	const { content, tags } = agent;
	observer.check("listed-content", content !== void 0, () => "no `content` in GET /agents");
	if (!(wanted.some((one) => isSame(one, agent)) || tag !== void 0 && tags?.includes(tag) === true) || content !== void 0 && tags !== void 0) return {
		...agent,
		content: content ?? "",
		tags: tags ?? []
	};
	const read = await get(agent.id);
	if (tags === void 0 && read.tags.length > 0) observer.broken("listed-content", "no `tags` in GET /agents");
	return read;
}
async function withDrafts(whole, tag, { all, observer }) {
	const isDraft = ({ status }) => status.toLowerCase() === "draft";
	if (whole.items.some(isDraft)) {
		observer.holds("drafts-listed");
		return whole;
	}
	const drafts = await orNone(() => all({ status: "draft" }));
	let known = merged(whole, drafts);
	if (tag !== void 0 && (drafts === void 0 || !drafts.items.every(isDraft))) known = merged(known, await orNone(() => all({ tags: [tag] })));
	const added = known.items.length - whole.items.length;
	if (added > 0) observer.broken("drafts-listed", `${added} agents only by status or tag`);
	return known;
}
async function orNone(ask) {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof ServiceError && [
			400,
			404,
			422
		].includes(error.status ?? 0))) throw error;
		return;
	}
}
function merged(whole, more) {
	if (more === void 0) return whole;
	const known = new Set(whole.items.map(({ id }) => id));
	return {
		items: [...whole.items, ...more.items.filter(({ id }) => !known.has(id))],
		unread: [...whole.unread, ...more.unread],
		complete: whole.complete
	};
}
async function lookedUp(one, unread, { get }) {
	const ids = one.id === void 0 ? [] : [one.id];
	for (const record of unread) {
		if (!isSame(one, record) && (one.id !== void 0 || record.name !== void 0)) continue;
		if (record.id === void 0) throw unreadable(record);
		ids.push(record.id);
	}
	for (const id of new Set(ids)) {
		const agent = await unlessGone(get(id));
		if (agent !== void 0 && isSame(one, agent)) return agent;
	}
}
const SITE$1 = {
	method: "GET",
	path: "/agents",
	doing: "list the agents"
};
function unreadable({ where, expected }) {
	return unexpectedShape(SITE$1, where, expected);
}
function endlessList({ name }, listed) {
	return new ServiceError(`could not list the agents: "${name}" is not among the first ${listed}, and the service does not give the rest`, {
		kind: "protocol",
		method: "GET",
		path: "/agents",
		hint: "Give the agent's `id:` in converra.yml: it is then read by its id. Nothing was created in its place."
	});
}
// src/service/agent-id.ts
function createDialect(sender, listed) {
	let known = "agentId";
	return {
		async list(entry, endpoint, doing, parts) {
			const { agentId, ...query } = parts.query;
			const isOthers = (one) => agentId !== void 0 && one.agentId !== agentId;
			const ask = async () => {
				const promptId = known === "promptId" ? agentId : void 0;
				const asked = {
					...parts,
					query: {
						...query,
						agentId,
						promptId
					}
				};
				const found = await sender.list(entry, endpoint, doing, asked);
				const spoken = idNameIn(found.raw.records[0]);
				if (spoken !== void 0) sender.observer.check("agent-id-name", spoken === "agentId", () => "`promptId`");
				if (listed !== void 0 && found.raw.records.length > 0) {
					const nameless = found.raw.records.filter((one) => idNameIn(one) === void 0).length;
					const seen = () => `${nameless} of ${found.raw.records.length} records without one`;
					sender.observer.check(listed, nameless === 0, seen);
				}
				const news = spoken !== void 0 && spoken !== known;
				known = spoken ?? known;
				return {
					...found,
					news
				};
			};
			let found = await ask();
			if (found.news && found.items.some(isOthers)) found = await ask();
			const items = found.items.filter((one) => !isOthers(one));
			const isFiltered = items.length === found.items.length;
			if (agentId !== void 0 && found.items.length > 0) sender.observer.check("filter-applied", isFiltered, () => {
				return `${found.items.length - items.length} records of other agents in ${endpoint}`;
			});
			const { total, hasMore, unread, raw } = found;
			return isFiltered ? {
				items,
				total,
				hasMore,
				unread,
				raw
			} : {
				items,
				unread,
				raw
			};
		},
		async create(agentId, send) {
			const first = known;
			try {
				return await send({ [first]: agentId });
			} catch (error) {
				const other = first === "agentId" ? "promptId" : "agentId";
				if (!refusesFor(error, other)) throw error;
				try {
					const answer = await send({ [other]: agentId });
					known = other;
					return answer;
				} catch (second) {
					throw refusesFor(second, first) ? error : second;
				}
			}
		}
	};
}
function withAgentId(source) {
	return isName(source.agentId) ? source : {
		...source,
		agentId: source.promptId
	};
}
function refusesFor(error, name) {
	return error instanceof ServiceError && (error.status === 400 || error.status === 422) && new RegExp(`\\b${name}\\b`, "i").test(error.message);
}
function idNameIn(sample) {
	if (!isRecord(sample)) return void 0;
	if (typeof sample.agentId === "string") return "agentId";
	return typeof sample.promptId === "string" ? "promptId" : void 0;
}
// src/service/agent-insights.ts
function insightsShape$1(id, observer) {
	const points = () => onScale(100, observer);
	const rate = () => onScale(1, observer);
	const members = {
		agentId: name().catch(id),
		period: name().catch(""),
		metrics: object({
			taskCompletion: maybe(points()),
			averageSentiment: maybe(name()),
			conversationCount: maybe(count()),
			averageTurns: maybe(numberFrom(0, Number.MAX_VALUE)),
			completionRate: maybe(rate()),
			abandonmentRate: maybe(rate())
		}).catch({}),
		topics: some(object({
			name: name(),
			count: count().catch(0)
		})),
		issues: some(object({
			description: name(),
			frequency: maybe(rate()),
			severity: maybe(name())
		})),
		recommendations: some(string()),
		generatedAt: maybe(time())
	};
	const known = [...Object.keys(members), "promptId"];
	return settled((source) => {
		const unknown = unknownIn(source);
		observer.check("insights-shape", unknown === void 0, () => unknown ?? "");
		return {
			...withAgentId(source),
			extra: without(source, known),
			unknown
		};
	}, object({
		...members,
		extra: custom(),
		unknown: string().optional()
	}));
}
function unknownIn(source) {
	const { metrics, topics, issues, recommendations, generatedAt } = source;
	const isKnown = isRecord(metrics) && FIGURES.some((name) => typeof metrics[name] === "number") || [
		topics,
		issues,
		recommendations
	].some(Array.isArray) || generatedAt !== void 0;
	const said = without(source, [
		"agentId",
		"promptId",
		"period",
		"id"
	]);
	return isKnown || Object.keys(said).length === 0 ? void 0 : shapeOf(said);
}
const FIGURES = [
	"taskCompletion",
	"conversationCount",
	"completionRate",
	"abandonmentRate"
];
function onScale(max, observer) {
	return numberFrom(0, 100).transform((given) => {
		const isOther = max === 1 ? given > 1 : given > 0 && given < 1;
		observer.check("insights-scale", !isOther, () => `${shapeOf(given)} where 0-${max} is shown`);
		if (!isOther) return given;
		return Number((max === 1 ? given / 100 : given * 100).toFixed(9));
	});
}
const FAILURE_LISTS = [
	"failures",
	"stepFailures",
	"steps",
	"data"
];
const STEP_KEYS = [
	"step",
	"stepName",
	"name",
	"title",
	"id"
];
const CAUSE_KEYS = [
	"rootCause",
	"rootCauseClass",
	"cause",
	"category"
];
const COUNT_KEYS = [
	"count",
	"failureCount",
	"failures",
	"total"
];
function stepFailuresShape(id, observer) {
	return union([looseObject({}, "an object or a list"), array(unknown())]).transform((answer) => {
		if (Array.isArray(answer)) {
			observer.holds("step-failures");
			const failures = answer.flatMap(readFailure);
			return {
				agentId: id,
				failures,
				extra: {},
				unknown: answer.length > 0 && failures.length === 0 ? shapeOf(answer) : void 0
			};
		}
		const { agentId } = withAgentId(answer);
		const [listKey, list = []] = pick(answer, FAILURE_LISTS, Array.isArray);
		observer.check("step-failures", listKey !== void 0, () => shapeOf(answer));
		const extra = without(answer, [
			"agentId",
			"promptId",
			listKey
		]);
		const isUnread = listKey === void 0 && Object.keys(without(extra, ["period"])).length > 0;
		return {
			agentId: isName(agentId) ? agentId : id,
			failures: list.flatMap(readFailure),
			extra,
			unknown: isUnread ? shapeOf(answer) : void 0
		};
	});
}
function readFailure(value) {
	if (!isRecord(value)) return [];
	const [stepKey, step = "unnamed step"] = pick(value, STEP_KEYS, isName);
	const [causeKey, rootCause] = pick(value, CAUSE_KEYS, isName);
	const [countKey, times] = pick(value, COUNT_KEYS, isCount);
	return [{
		step,
		rootCause,
		count: times,
		extra: without(value, [
			stepKey,
			causeKey,
			countKey
		])
	}];
}
function pick(source, keys, willDo) {
	for (const key of keys) {
		const value = source[key];
		if (willDo(value)) return [key, value];
	}
	return [];
}
function without(source, keys) {
	return Object.fromEntries(Object.entries(source).filter(([key]) => !keys.includes(key)));
}
// src/service/answer.ts
function decode(schema, value, at) {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const { where, expected } = faultIn(result.error.issues);
	throw unexpectedShape(at, where, expected);
}
function faultIn(issues, root = []) {
	const { path, message } = faultOf(issues);
	return {
		where: [...root, ...path].map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("").replace(/^\./, "") || "the answer",
		expected: message
	};
}
function faultOf([issue]) {
	if (issue === void 0) throw new Error("a schema refused an answer and did not say why");
	if (issue.code !== "invalid_union") return issue;
	const [first, ...others] = issue.errors.map(faultOf);
	if (first === void 0) return issue;
	const nearest = others.reduce((a, b) => b.path.length > a.path.length ? b : a, first);
	return {
		path: [...issue.path, ...nearest.path],
		message: nearest.message
	};
}
function observeTimes(value, observer) {
	const list = isRecord(value) ? value.data : value;
	const sample = Array.isArray(list) ? list[0] : value;
	for (const [name, time] of Object.entries(isRecord(sample) ? sample : {})) {
		if (!/At$/.test(name) || time === null || time === void 0) continue;
		observer.check("time-iso", isMoment(time), () => `\`${name}\` is ${shapeOf(time)}`);
	}
}
const ANSWERS = [
	["/agents", "write-answer"],
	["/conversations", "conversation-answer"],
	["/optimizations", "run-answer"],
	["/benchmarks", "run-answer"]
];
function observeWriteAnswer(path, given, isWhole, observer) {
	const id = ANSWERS.find(([of]) => path.startsWith(of))?.[1];
	if (id !== void 0) observer.check(id, isWhole, () => shapeOf(given));
}
// src/service/envelope.ts
function readBody(response) {
	const text = response.body.replace(/^\uFEFF/, "").trim();
	const contentType = (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
	if (text === "") return {
		type: "other",
		words: "an empty body",
		cut: true
	};
	if (contentType === "text/html" || /^<(!doctype html|html)\b/i.test(text)) {
		const title = /<title[^>]{0,100}>([^<]{1,200})</i.exec(text)?.[1]?.trim();
		return {
			type: "page",
			words: title ? `an HTML page, "${title}"` : "an HTML page"
		};
	}
	if (contentType && !/^application\/([\w.-]+\+)?json$/.test(contentType)) return {
		type: "other",
		words: `${contentType} instead of JSON`
	};
	try {
		return {
			type: "json",
			value: JSON.parse(text)
		};
	} catch {
		return {
			type: "other",
			words: "cut or invalid JSON",
			cut: true
		};
	}
}
const OLDER_NAMES = {
	agents: "prompts",
	variants: "results"
};
function nounsOf(path) {
	const segment = path.split("/").findLast((part) => part !== "" && part !== ":id") ?? "";
	const many = [segment, OLDER_NAMES[segment] ?? []].flat();
	return {
		many,
		one: [...many.map((name) => name.replace(/s$/, "")), ...many]
	};
}
const ID_NAMES = [
	"id",
	"agentId",
	"promptId",
	"optimizationId",
	"conversationId",
	"jobId",
	"runId"
];
function unwrapped(value, { one }, observer) {
	if (!isRecord(value) || isName(value.id)) return value;
	const key = [
		"data",
		"result",
		...one
	].find((name) => isRecord(value[name]));
	if (key === void 0) return value;
	if (key !== "settings") observer.broken("bare-object", shapeOf(value));
	const inner = value[key];
	return isRecord(inner) && !isName(inner.id) && one.some((name) => isRecord(inner[name])) ? unwrapped(inner, {
		one,
		many: []
	}, observer) : inner;
}
function idIn(value, path) {
	if (!isRecord(value)) return void 0;
	const own = nounsOf(path).one.map((name) => `${name}Id`);
	return [
		value,
		value.data,
		value.result
	].filter(isRecord).map((container) => firstText(container, [
		...own,
		"id",
		"jobId"
	])).find(isName);
}
function pageIn(value, { many }, observer) {
	if (Array.isArray(value)) return {
		records: value,
		under: []
	};
	if (!isRecord(value)) return void 0;
	const key = [
		"data",
		...many,
		"items",
		"results",
		"records"
	].find((name) => Array.isArray(value[name]) || isRecord(value[name]));
	const held = key === void 0 ? void 0 : value[key];
	if (key === void 0 || held === void 0) return void 0;
	if (!Array.isArray(held)) {
		const inner = pageIn(held, {
			many,
			one: []
		}, observer);
		if (inner !== void 0) observer.broken("list-in-data", shapeOf(value));
		if (inner === void 0) return void 0;
		return {
			...pagingOf(value, observer),
			...inner,
			under: [key, ...inner.under]
		};
	}
	observer.check("list-in-data", key === "data", () => shapeOf(value));
	return {
		records: held,
		under: [key],
		...pagingOf(value, observer)
	};
}
const TOTALS = [
	"total",
	"totalCount",
	"total_count",
	"totalItems"
];
function pagingOf(value, observer) {
	const containers = [
		value.pagination,
		value.meta,
		value.paging,
		value
	].filter(isRecord);
	const given = containers.flatMap((one) => TOTALS.map((name) => one[name])).find((one) => one !== void 0 && one !== null);
	const hasMore = containers.flatMap((one) => [
		one.hasMore,
		one.has_more,
		one.hasNextPage
	]).find((one) => typeof one === "boolean");
	if (given === void 0 && hasMore === void 0) return {};
	const stated = isRecord(value.pagination) ? value.pagination.total : void 0;
	observer.check("page-total", typeof stated === "number", () => shapeOf(value.pagination ?? value));
	const total = typeof given === "string" && /^\d{1,9}$/.test(given.trim()) ? +given : given;
	return {
		hasMore,
		total: Number.isInteger(total) && Number(total) >= 0 ? Number(total) : void 0
	};
}
function failureIn(value) {
	if (!isRecord(value)) return void 0;
	const saysNo = value.success === false || value.success === "false" || value.ok === false;
	const isThing = [
		"status",
		"data",
		"results",
		...ID_NAMES
	].some((name) => value[name] !== void 0 && value[name] !== null);
	const hasError = isName(value.error) || isRecord(value.error) || Array.isArray(value.errors) && value.errors.length > 0;
	return saysNo || hasError && !isThing ? complaintIn(value) : void 0;
}
function complaintIn(value) {
	if (!isRecord(value)) return {};
	const { error } = value;
	const container = isRecord(error) ? error : value;
	const details = [
		...isRecord(error) ? [error.details, error.errors] : [value.details],
		value.errors,
		value.detail
	].flatMap(sentencesIn);
	const message = isRecord(error) ? firstText(error, [
		"message",
		"title",
		"reason"
	]) : firstText(value, [
		"error",
		"message",
		"title",
		"reason"
	]);
	const said = [...new Set([message, ...details].filter(isName))];
	return {
		code: firstText(container, ["code", "type"]) ?? firstText(value, ["code"]),
		message: said.length === 0 ? void 0 : said.join("; ")
	};
}
const MOST_SENTENCES = 3;
function sentencesIn(value) {
	return (Array.isArray(value) ? value : [value]).slice(0, MOST_SENTENCES).flatMap((entry) => {
		if (isName(entry)) return [entry];
		if (!isRecord(entry)) return [];
		const text = firstText(entry, [
			"message",
			"msg",
			"detail",
			"title",
			"reason"
		]);
		const place = Array.isArray(entry.loc) ? entry.loc.filter(isName).join(".") : void 0;
		const about = firstText(entry, [
			"field",
			"path",
			"param"
		]) ?? place;
		return text === void 0 ? [] : [about === void 0 ? text : `${about}: ${text}`];
	});
}
// src/service/lists.ts
function readPage(entry, value, at, observer, leaveOut = "some") {
	const raw = pageIn(value, nounsOf(at.path), observer);
	if (raw === void 0) throw unexpectedShape(at, isRecord(value) ? "data" : "the answer", "a list");
	const items = [];
	const unread = [];
	for (const [index, record] of raw.records.entries()) {
		const { success, data, error } = entry.safeParse(record);
		if (success) {
			items.push(data);
			continue;
		}
		const { where, expected } = faultIn(error.issues, [...raw.under, index]);
		unread.push({
			...identityOf(record),
			where,
			expected
		});
	}
	const [first] = unread;
	const isTooMany = leaveOut === "none" || leaveOut === "some" && items.length === 0;
	if (first !== void 0 && isTooMany) throw unexpectedShape(at, first.where, first.expected);
	observer.check("record-decodes", first === void 0, () => {
		return `${unread.length === 1 ? "1 record" : `${unread.length} records`} of ${raw.records.length} left out of ${at.method} ${at.path}: ${first?.where} is not ${first?.expected}`;
	});
	return {
		items,
		total: raw.total,
		hasMore: raw.hasMore,
		unread,
		raw
	};
}
function identityOf(record) {
	if (!isRecord(record)) return {};
	return {
		id: firstText(record, ["id"]),
		name: firstText(record, ["name"]),
		agentId: firstText(record, ["agentId", "promptId"])
	};
}
const LIMITS = [
	100,
	50,
	20,
	void 0
];
async function withLimit(limit, path, accepted, ask, observer) {
	if (limit === void 0) return ask(void 0);
	const known = accepted.has(path) ? accepted.get(path) : limit;
	const first = known === void 0 ? void 0 : Math.min(known, limit);
	try {
		return await ask(first);
	} catch (error) {
		if (first === void 0 || !isBadRequest(error)) throw error;
		for (const smaller of LIMITS.filter((one) => one === void 0 || one < first)) try {
			const answer = await ask(smaller);
			accepted.set(path, smaller);
			observer.broken("page-of-100", `limit=${first} refused with ${error.status} by ${path}`);
			return answer;
		} catch (again) {
			if (!isBadRequest(again)) throw again;
		}
		throw error;
	}
}
function isBadRequest(error) {
	return error instanceof ServiceError && (error.status === 400 || error.status === 422);
}
const PAGE$1 = 100;
const MAX_PAGES = 100;
function mayBeCut({ records, total, hasMore }, read = records.length) {
	if (total !== void 0 && total > read) return true;
	if (hasMore !== void 0) return hasMore;
	return !(total === read && read > records.length) && isCap(records.length);
}
function isCap(count) {
	return count >= 10 && [
		5,
		8,
		12
	].some((step) => count % step === 0);
}
async function everyPage(readOne, observer, documented = "paged") {
	const seen = new Map();
	const unread = [];
	const ids = new Set();
	let offset = 0;
	for (let pages = 0; pages < MAX_PAGES; pages++) {
		const { items, raw, total, hasMore, unread: left = [] } = await readOne(PAGE$1, offset);
		const before = ids.size;
		for (const item of items) if (!seen.has(item.id)) seen.set(item.id, item);
		for (const record of raw.records) ids.add(idOf(record));
		const isNew = ids.size > before;
		if (isNew) unread.push(...left);
		offset += raw.records.length;
		const done = () => ({
			items: [...seen.values()],
			unread
		});
		if (!isNew) {
			const read = raw.records.length === 0 ? offset : ids.size;
			const promised = hasMore === true || total !== void 0 && total > read;
			const repeats = pages > 0 && raw.records.length > 0;
			const isPaged = documented === "paged";
			if (pages > 0 && isPaged) observer.check("page-offset", !repeats, () => {
				return `page ${pages + 1} brought ${raw.records.length} records and none of them new`;
			});
			const mayHide = isPaged ? isCap(raw.records.length) : raw.records.length >= PAGE$1;
			return {
				...done(),
				complete: !promised && !(repeats && mayHide)
			};
		}
		if ((documented === "unpaged" || hasMore !== void 0 || (total ?? 0) > 0) && !mayBeCut(raw, offset)) return {
			...done(),
			complete: true
		};
	}
	throw new ServiceError(`a list of ${documented === "paged" ? "agents or conversations" : "runs"} has no end: more than ${MAX_PAGES} pages of ${PAGE$1} came back`, {
		kind: "protocol",
		method: "GET",
		path: "",
		hint: "Archive agents that are no longer needed, or report this if the account has fewer."
	});
}
function idOf(record) {
	const id = isRecord(record) ? record.id : void 0;
	return typeof id === "string" || typeof id === "number" ? String(id) : JSON.stringify(record);
}
function newestFirst(items, observer, id) {
	const sorted = items.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
	if (items.length > 1) {
		const isSorted = items.every((one, index) => one.createdAt === sorted[index]?.createdAt);
		observer.check(id, isSorted, () => `${items.length} records in another order`);
	}
	return sorted;
}
// src/service/endpoints/agents.ts
function agentEndpoints(sender) {
	const { observer } = sender;
	const listOf = (shape, leaveOut) => (query = {}, options) => sender.list(shape, "GET /agents", "list the agents", {
		query: {
			...query,
			tags: query.tags?.join(",")
		},
		leaveOut,
		...options
	});
	const listed = listOf(listedShape, "all");
	const get = (id, options) => sender.read(agentShape, "GET /agents/:id", `read agent ${id}`, {
		id,
		...options
	});
	const findAll = (needs, options) => findWanted(needs, {
		observer,
		get: (id) => get(id, options),
		all: (filter = {}) => everyPage((limit, offset) => listed({
			limit,
			offset,
			...filter
		}, options), observer)
	});
	const newestOf = async ({ name, content, model }, options) => {
		const [newest] = (await findAll({
			wanted: [{ name }],
			tag: void 0
		}, options)).filter((agent) => agent.name === name).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
		return newest && isStoredFormOf(newest, {
			content,
			model
		}) ? newest : void 0;
	};
	return {
		list: listOf(agentShape),
		listAll: ({ wanted = [], tag, ...options } = {}) => findAll({
			wanted,
			tag
		}, options),
		get,
		create: async (input, options) => {
			const parts = {
				body: bodyOf$1(input),
				...options
			};
			const doing = `create agent "${input.name}"`;
			const stored = await sender.write(agentShape, "POST /agents", doing, parts, (id) => id === void 0 ? newestOf(input, options) : get(id, options));
			observeWrite(input, stored, observer);
			return stored;
		},
		update: async (id, patch, { before, ...options } = {}) => {
			const send = (body) => {
				const parts = {
					id,
					body: bodyOf$1(body),
					...options
				};
				return sender.write(agentShape, "PATCH /agents/:id", `update agent ${id}`, parts, () => get(id, options));
			};
			const stored = await send(patch);
			observeWrite(patch, stored, observer);
			if (before === void 0) return stored;
			const whole = isAny(clearedBy(patch, before, stored)) ? await get(id, options) : stored;
			const cleared = clearedBy(patch, before, whole);
			const seen = () => `${membersIn(cleared)} cleared or set back by a PATCH that did not name it`;
			observer.check("write-partial", !isAny(cleared), seen);
			return isAny(cleared) ? send({
				...patch,
				...cleared
			}) : whole;
		},
		insights: (id, query = {}, options) => {
			const doing = `read the insights of agent ${id}`;
			const parts = {
				id,
				query,
				...options
			};
			return sender.read(insightsShape$1(id, observer), "GET /agents/:id/insights", doing, parts);
		},
		regenerateInsights: (id, body = {}, options) => {
			const doing = `regenerate the insights of agent ${id}`;
			const parts = {
				id,
				body,
				...options
			};
			return sender.carryOut("POST /agents/:id/insights/regenerate", doing, parts);
		},
		stepFailures: (id, options) => {
			const doing = `read the step failures of agent ${id}`;
			const parts = {
				id,
				...options
			};
			return sender.read(stepFailuresShape(id, observer), "GET /agents/:id/step-failures", doing, parts);
		}
	};
}
function isAny(members) {
	return Object.keys(members).length > 0;
}
function membersIn(members) {
	return Object.keys(members).map((name) => `\`${name}\``).join(", ");
}
// src/service/model-figures.ts
const NAMES = {
	cost: /cost|price/i,
	latency: /latency|response_?time|duration/i
};
const CONTAINERS = [
	"metrics",
	"performance",
	"stats",
	"usage"
];
function modelFigure(entry, kind, observer) {
	for (const container of [entry, ...CONTAINERS.map((name) => entry[name])]) for (const [name, given] of Object.entries(isRecord(container) ? container : {})) {
		if (!NAMES[kind].test(name) || given === null) continue;
		const [inner, value] = isRecord(given) ? firstNumber$1(given) : [name, numberIn(given)];
		const isKnown = value !== void 0 && value >= 0;
		observer.check("model-figures", isKnown, () => `\`${kind}\` is ${shapeOf(given)}`);
		if (isKnown) return {
			value,
			unit: unitOf(inner) ?? unitOf(name)
		};
	}
}
function firstNumber$1(held) {
	const found = Object.entries(held).find(([, value]) => numberIn(value) !== void 0);
	return found === void 0 ? ["", void 0] : [found[0], numberIn(found[1])];
}
function unitOf(name) {
	if (/usd|dollar/i.test(name)) return "USD";
	if (/ms$|milli/i.test(name)) return "ms";
	return /(_s|sec|secs|seconds?)$/i.test(name) ? "s" : void 0;
}
// src/service/benchmark-results.ts
function modelsOf(source) {
	const list = Array.isArray(source.modelIds) ? source.modelIds : source.models;
	if (!Array.isArray(list)) return [];
	return list.map((item) => isRecord(item) ? modelName(item) : item).filter(isName);
}
function modelName(source) {
	return firstText(source, [
		"model",
		"modelId",
		"llmModel",
		"id",
		"name"
	]);
}
function readResults(source, observer) {
	const drafts = resultEntries(source, observer).flatMap((entry) => {
		const model = modelName(entry);
		const raw = scoresOf(entry, observer);
		return model === void 0 ? [] : [{
			entry,
			model,
			raw,
			scenarios: scenariosOf(entry, observer)
		}];
	});
	checkScenarios(drafts, observer);
	const factor = pointsPer(drafts.flatMap(({ raw, scenarios }) => [raw, ...scenarios.map((each) => each.raw)].map(withinPoints)));
	const baseline = baselineOf(source, drafts.map((draft) => draft.entry));
	const points = (raw) => toPoints(withinPoints(raw), factor);
	return drafts.map(({ entry, model, raw, scenarios }) => ({
		model,
		isBaseline: entry === baseline,
		scores: points(raw),
		raw,
		scenarios: scenarios.map((each) => ({
			...each,
			scores: points(each.raw)
		})),
		cost: modelFigure(entry, "cost", observer),
		latency: modelFigure(entry, "latency", observer)
	}));
}
function checkScenarios(drafts, observer) {
	const [first, ...others] = drafts.map(({ scenarios }) => new Set(scenarios.map(({ id }) => id)));
	if (first === void 0 || first.size === 0 || others.length === 0) return;
	const isShared = others.every((ids) => [...ids].some((id) => first.has(id)));
	observer.check("benchmark-scenarios", isShared, () => "models without a scenario in common");
}
function resultEntries(source, observer) {
	for (const container of [
		source.results,
		source.comparison,
		source
	]) {
		if (Array.isArray(container)) return recordsOf(container);
		if (!isRecord(container)) continue;
		for (const key of [
			"models",
			"modelResults",
			"results",
			"comparison"
		]) {
			const found = recordsOf(container[key]);
			if (found.some((entry) => hasScores(entry, observer))) return found;
		}
		if (container === source) continue;
		const keyed = Object.entries(container).flatMap(([model, entry]) => isRecord(entry) && hasScores(entry, observer) ? [{
			...entry,
			model
		}] : []);
		if (keyed.length > 0) return keyed;
	}
	return [];
}
function recordsOf(value) {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}
function hasScores(entry, observer) {
	return Object.keys(scoresOf(entry, observer)).length > 0 || scenariosOf(entry, observer).length > 0;
}
function scoresOf(entry, observer) {
	const scored = [
		"metrics",
		"scores",
		"median",
		"medians"
	].map((key) => readScores(entry[key], observer)).find(({ raw }) => Object.keys(raw).length > 0);
	if (scored !== void 0) return scored.raw;
	return entry.score === void 0 ? {} : readScores({ score: entry.score }, observer).raw;
}
function scenariosOf(entry, observer) {
	const lists = [
		"scenarios",
		"perScenario",
		"scenarioResults"
	].map((key) => recordsOf(entry[key]));
	const played = new Map();
	for (const scenario of lists.find((list) => list.length > 0) ?? []) {
		const id = firstText(scenario, [
			"id",
			"scenarioId",
			"name"
		]);
		const raw = scoresOf(scenario, observer);
		if (id === void 0 || Object.keys(raw).length === 0) continue;
		played.set(id, [...played.get(id) ?? [], raw]);
	}
	return [...played].map(([id, runs]) => ({
		id,
		raw: mediansOf(runs)
	}));
}
function mediansOf(runs) {
	const [first = {}, ...others] = runs;
	if (others.length === 0) return first;
	const medians = [...new Set(runs.flatMap((scores) => Object.keys(scores)))].map((name) => {
		const values = runs.flatMap((scores) => Object.hasOwn(scores, name) ? scores[name] ?? [] : []).toSorted((a, b) => a - b);
		const half = (values.length - 1) / 2;
		const [low = 0, high = 0] = [values[Math.floor(half)], values[Math.ceil(half)]];
		return [name, (low + high) / 2];
	});
	return Object.fromEntries(medians);
}
function baselineOf(source, entries) {
	const stated = firstText(source, ["baselineModelId", "baselineModel"]) ?? modelsOf(source)[0];
	return entries.find((entry) => entry.isBaseline === true) ?? entries.find((entry) => modelName(entry) === stated) ?? entries[0];
}
// src/service/run-status.ts
const STATUSES = [
	"queued",
	"running",
	"completed",
	"failed",
	"stopped"
];
const WORDS = {
	queued: [
		"queued",
		"pending",
		"scheduled",
		"created",
		"waiting",
		"enqueued"
	],
	running: [
		"running",
		"inprogress",
		"processing",
		"active",
		"started",
		"executing"
	],
	completed: [
		"completed",
		"complete",
		"done",
		"succeeded",
		"success",
		"finished"
	],
	failed: [
		"failed",
		"failure",
		"error",
		"errored"
	],
	stopped: [
		"stopped",
		"cancelled",
		"canceled",
		"aborted",
		"terminated"
	]
};
function statusOf(raw, observer, id) {
	const word = raw.toLowerCase().replace(/[^a-z]/g, "");
	const status = STATUSES.find((one) => WORDS[one].includes(word)) ?? "unknown";
	observer.check(id, status === raw, () => wordOf(raw));
	return status;
}
// src/service/account-runs.ts
const PAGE = 100;
async function runsOfAgents(agentIds, ports) {
	const { items, unread, raw } = await ports.page({ limit: PAGE });
	if (unread.every(({ agentId }) => agentId !== void 0) && !mayBeCut(raw)) {
		const isWanted = ({ agentId = "" }) => agentIds.includes(agentId);
		const read = await readEach(unread.filter(isWanted), ports);
		return {
			runs: [...items.filter(isWanted), ...read],
			listed: [...items, ...read]
		};
	}
	const runs = [];
	for (const agentId of agentIds) runs.push(...await runsOfAgent(agentId, ports));
	const known = new Set(runs.map(({ id }) => id));
	return {
		runs,
		listed: [...runs, ...items.filter(({ id }) => !known.has(id))]
	};
}
async function runsOfAgent(agentId, ports) {
	const { items, unread } = await everyPage((limit, offset) => ports.page({
		agentId,
		limit,
		offset: offset === 0 ? void 0 : offset
	}), ports.observer, "unpaged");
	const read = await readEach(unread.filter((record) => (record.agentId ?? agentId) === agentId), ports);
	return [...items, ...read.filter((run) => run.agentId === agentId)];
}
const MOST_READ = 20;
async function readEach(unread, { get }) {
	const runs = [];
	for (const [index, { id, where, expected }] of unread.entries()) {
		if (id === void 0 || index >= MOST_READ) throw unexpectedShape(SITE, where, expected);
		runs.push(await get(id));
	}
	return runs;
}
const SITE = {
	method: "GET",
	path: "/optimizations",
	doing: "list the optimizations"
};
// src/service/variants.ts
function variantShape(observer) {
	return settled(({ metrics, lift, ...variant }) => ({
		...variant,
		...readScores(metrics, observer),
		lift: firstNumber(isRecord(metrics) ? metrics.lift : void 0, lift)
	}), object({
		id: name(),
		name: name(),
		isControl: maybe(flag()),
		isBaseline: maybe(flag()),
		isWinner: maybe(flag()),
		raw: custom(),
		dropped: custom(),
		lift: maybe(number()),
		content: maybe(name())
	}));
}
function variantsOf(items, observer) {
	const factor = pointsPer(items.map(({ raw }) => withinPoints(raw)));
	const controls = controlsOf(items, observer);
	const [control] = controls;
	const ids = new Set(items.map(({ id }) => id)).size;
	observer.check("variant-id", ids === items.length, () => `${items.length} variants, ${ids} ids`);
	if (items.length > 0) observer.check("one-control", controls.length === 1, () => `${controls.length} controls among ${items.length} variants`);
	if (control !== void 0) observer.check("control-content", control.content !== void 0, () => "no `content`");
	const percent = liftFactor(items, control, observer);
	return items.map((item) => {
		const { isBaseline: _, lift, ...variant } = item;
		return {
			...variant,
			isControl: controls.includes(item),
			scores: toPoints(withinPoints(item.raw), factor),
			lift: lift === void 0 ? void 0 : Number((lift * percent).toFixed(9))
		};
	});
}
const NAMED = /^(control|baseline|original)$/i;
const NAMED_MORE_OR_LESS = /^(control|baseline|original)\b/i;
function controlsOf(variants, observer) {
	const open = variants.filter((one) => one.isControl !== false && one.isBaseline !== false);
	const found = [
		variants.filter(({ isControl, isBaseline }) => isControl || isBaseline),
		variants.filter(({ id }) => id === "var_control"),
		open.filter((one) => NAMED.test(one.name.trim()))
	].find((some) => some.length > 0);
	if (found !== void 0) {
		observer.holds("control-mark");
		return found;
	}
	const likely = open.filter((one) => NAMED_MORE_OR_LESS.test(one.name.trim()));
	if (likely.length > 0) observer.broken("control-mark", "only the beginning of a name tells");
	return likely;
}
function liftFactor(variants, control, observer) {
	const base = control?.raw.taskCompletion;
	if (base === void 0 || base <= 0) return 1;
	const pairs = variants.flatMap(({ raw, lift }) => {
		const by = raw.taskCompletion === void 0 ? 0 : (raw.taskCompletion / base - 1) * 100;
		return lift === void 0 || lift === 0 || Math.abs(by) < 2 ? [] : [{
			lift,
			by
		}];
	});
	if (pairs.length === 0) return 1;
	const isFraction = pairs.every(({ lift, by }) => Math.abs(lift) < 1 && isNear(lift * 100, by));
	observer.check("lift-percent", !isFraction, () => `a lift of ${shapeOf(pairs[0]?.lift)}`);
	return isFraction ? 100 : 1;
}
function isNear(a, b) {
	return Math.abs(a - b) <= Math.max(1, Math.abs(b) / 2);
}
function firstNumber(...values) {
	return values.find(Number.isFinite);
}
// src/service/endpoints/optimizations.ts
const optimizationShape = (observer) => settled(settleRun, object({
	status: name(),
	id: name(),
	agentId: name(),
	mode: maybe(_enum(["exploratory", "validation"])),
	variantCount: maybe(count()),
	createdAt: moment(),
	completedAt: maybe(moment()),
	results: maybe(resultsShape(observer)),
	goldenSet: maybe(object({
		passed: maybe(count()),
		regressed: maybe(count())
	})),
	failureReason: maybe(name())
}).transform(({ status, ...run }) => {
	const known = statusOf(status, observer, "run-status");
	observer.check("run-mode", run.mode !== void 0, () => "no `mode` that is known");
	return {
		...run,
		status: known,
		rawStatus: status
	};
}));
const resultsShape = (observer) => settled((results) => {
	const { lift, improvementPercentage, confidence } = results;
	if (typeof confidence === "number") {
		const isKnown = confidence >= 0 && confidence <= 100;
		observer.check("confidence-fraction", isKnown, () => shapeOf(confidence));
	}
	return {
		...results,
		lift: firstNumber(lift, improvementPercentage)
	};
}, object({
	winnerSelected: maybe(boolean()),
	winningVariantId: maybe(name()),
	lift: maybe(number()),
	confidence: maybe(numberFrom(0, 100).transform((given) => given / (given <= 1 ? 1 : 100)))
}).transform(({ winnerSelected, ...results }) => ({
	winnerSelected: winnerSelected ?? results.winningVariantId !== void 0,
	...results,
	...bandOf(results.confidence)
})));
function bandOf(confidence) {
	if (confidence === void 0 || confidence === 1) return {};
	if (confidence > .95) return { band: "high" };
	return { band: confidence >= .8 ? "medium" : "low" };
}
const GOLDEN_SET_KEYS = [
	"regression",
	"regressionTest",
	"regressionResults",
	"goldenSet"
];
function settleRun(run) {
	const goldenSets = [run, run.results].filter(isRecord).flatMap((record) => GOLDEN_SET_KEYS.map((key) => record[key]));
	return {
		...withAgentId(run),
		mode: typeof run.mode === "string" ? run.mode.toLowerCase() : run.mode,
		goldenSet: goldenSets.filter(isRecord).find(({ passed, regressed }) => isCount(passed) || isCount(regressed)),
		failureReason: failureReasonOf(run)
	};
}
function failureReasonOf(run) {
	const nested = isRecord(run.error) ? firstText(run.error, ["message"]) : void 0;
	return firstText(run, ["error"]) ?? nested ?? firstText(run, [
		"failureReason",
		"statusReason",
		"statusMessage",
		"errorMessage",
		"reason"
	]);
}
function optimizationEndpoints(sender) {
	const dialect = createDialect(sender, "run-agent-id");
	const { observer } = sender;
	const shape = lazy(() => optimizationShape(observer));
	const oneVariant = lazy(() => variantShape(observer));
	const get = async (id, options) => {
		const doing = `read optimization ${id}`;
		const run = await sender.read(shape, "GET /optimizations/:id", doing, {
			id,
			...options
		});
		if (run.status === "failed") observer.check("failure-reason", run.failureReason !== void 0, () => "no reason");
		return run;
	};
	const page = (query, options) => {
		const parts = {
			query,
			leaveOut: "all",
			...options
		};
		return dialect.list(shape, "GET /optimizations", "list the optimizations", parts);
	};
	const portsFor = (options) => ({
		observer,
		get: (id) => get(id, options),
		page: (query) => page(query, options)
	});
	return {
		list: async (query = {}, options) => {
			const parts = {
				query,
				...options
			};
			const { items } = await dialect.list(shape, "GET /optimizations", "list the optimizations", parts);
			return newestFirst(items.filter(({ rawStatus }) => rawStatus === (query.status ?? rawStatus)), observer, "runs-newest-first");
		},
		ofAgent: async (agentId, options) => {
			return newestFirst(await runsOfAgent(agentId, portsFor(options)), observer, "runs-newest-first");
		},
		ofAgents: async (agentIds, options) => {
			if (agentIds.length === 0) return {
				runs: [],
				listed: []
			};
			const { runs, listed } = await runsOfAgents(agentIds, portsFor(options));
			return {
				runs: newestFirst(runs, observer, "runs-newest-first"),
				listed
			};
		},
		get,
		variants: async (id, options) => {
			const doing = `read the variants of optimization ${id}`;
			const parts = {
				id,
				leaveOut: "none",
				...options
			};
			const { items } = await sender.list(oneVariant, "GET /optimizations/:id/variants", doing, parts);
			return variantsOf(items, observer);
		},
		create: ({ agentId, ...input }, options) => dialect.create(agentId, (agent) => {
			const doing = `start an optimization of agent ${agentId}`;
			const parts = {
				body: {
					...agent,
					...bodyOf(input)
				},
				...options
			};
			const readBack = async (id) => id === void 0 ? void 0 : get(id, options);
			return sender.write(shape, "POST /optimizations", doing, parts, readBack);
		}),
		apply: (id, body = {}, options) => {
			const doing = `apply the result of optimization ${id}`;
			const parts = {
				id,
				body,
				...options
			};
			return sender.carryOut("POST /optimizations/:id/apply", doing, parts);
		},
		stop: async (id, body = {}, options) => {
			const parts = {
				id,
				body,
				repeat: "always",
				...options
			};
			try {
				await sender.carryOut("POST /optimizations/:id/stop", `stop optimization ${id}`, parts);
				observer.holds("stop-answer");
				return true;
			} catch (error) {
				if (!saysItIsOver(error)) {
					if (error instanceof ServiceError && (error.status ?? 500) < 500) observer.broken("stop-answer", `refused with status ${error.status}`);
					throw error;
				}
				return error.ambiguous;
			}
		}
	};
}
function bodyOf({ mode, variantCount, ...input }) {
	const targetImprovements = input.improve?.length ? input.improve : void 0;
	const { hypothesis } = input;
	return {
		mode,
		variantCount,
		intent: targetImprovements !== void 0 || hypothesis !== void 0 ? {
			targetImprovements,
			hypothesis
		} : void 0,
		personaIds: input.personas?.length ? input.personas : void 0
	};
}
function saysItIsOver(error) {
	if (!(error instanceof ServiceError)) return false;
	if (error.kind === "conflict") return true;
	return [
		"not-found",
		"validation",
		"server"
	].includes(error.kind) && (error.status ?? 500) < 500 && /\balready\b|\bnot (active|running|in progress)\b|\bended\b|\bno (active|running)\b|\b(is|was|has been) (completed|failed|stopped|finished)\b/i.test(error.message);
}
// src/service/endpoints/benchmarks.ts
function benchmarkShape(observer, known = {}) {
	return settled((source) => settleBenchmark(source, known, observer), object({
		status: name(),
		id: name(),
		agentId: name(),
		models: custom(),
		createdAt: moment(),
		completedAt: maybe(moment()),
		results: custom(),
		recommendation: maybe(name()),
		goal: maybe(name()),
		maxTurns: maybe(count()),
		runsPerScenario: maybe(count()),
		failureReason: maybe(name())
	}).transform(({ status, ...benchmark }) => ({
		...benchmark,
		status: statusOf(status, observer, "benchmark-status"),
		rawStatus: status
	})));
}
function settleBenchmark(source, known, observer) {
	const results = readResults(source, observer);
	const models = modelsOf(source);
	return {
		...source,
		id: firstText(source, ["id", "jobId"]),
		agentId: firstText(withAgentId(source), ["agentId"]) ?? known.agentId,
		status: firstText(source, ["status"]) ?? known.status,
		models: models.length > 0 ? models : known.models ?? results.map(({ model }) => model),
		createdAt: isMoment(source.createdAt) ? source.createdAt : known.createdAt ?? source.createdAt,
		results,
		recommendation: recommendationOf(source),
		failureReason: failureReasonOf(source)
	};
}
function recommendationOf(source) {
	const nested = isRecord(source.results) ? source.results.recommendation : void 0;
	const given = source.recommendation ?? nested;
	if (!isRecord(given)) return isName(given) ? given : void 0;
	return firstText(given, [
		"summary",
		"message",
		"text",
		"reason",
		"model",
		"modelId"
	]);
}
function benchmarkEndpoints(sender, clock) {
	const dialect = createDialect(sender, "benchmark-agent-id");
	const { observer } = sender;
	const shape = lazy(() => benchmarkShape(observer));
	const get = async (id, options) => {
		const doing = `read benchmark ${id}`;
		const run = await sender.read(shape, "GET /benchmarks/:id", doing, {
			id,
			...options
		});
		if (run.status === "completed") observer.check("benchmark-results", run.results.length > 0, () => "no scores of any model");
		return run;
	};
	return {
		list: async (query = {}, options) => {
			const parts = {
				query,
				...options
			};
			const { items } = await dialect.list(shape, "GET /benchmarks", "list the benchmarks", parts);
			return items;
		},
		get,
		create: ({ agentId, models, baselineModel, ...rest }, options) => {
			const known = {
				agentId,
				models,
				createdAt: new Date(clock.now()).toISOString(),
				status: "queued"
			};
			const asked = {
				modelIds: models,
				baselineModelId: baselineModel,
				...rest
			};
			return dialect.create(agentId, (agent) => {
				const doing = `start a benchmark of agent ${agentId}`;
				const parts = {
					body: {
						...agent,
						...asked
					},
					...options
				};
				const answer = benchmarkShape(observer, known);
				const readBack = async (id) => id === void 0 ? void 0 : get(id, options);
				return sender.write(answer, "POST /benchmarks", doing, parts, readBack);
			});
		},
		deleteMany: async (ids, options) => {
			if (ids.length === 0) return;
			const doing = ids.length === 1 ? "delete a benchmark" : `delete ${ids.length} benchmarks`;
			const body = {
				action: "delete",
				jobIds: ids
			};
			await sender.remove("POST /benchmarks/bulk", doing, {
				body,
				repeat: "always",
				...options
			});
		}
	};
}
// src/service/endpoints/conversations.ts
const conversationShape = lazy(() => settled(withAgentId, object({
	id: name(),
	agentId: name(),
	content: maybe(name()),
	status: name(),
	llmModel: maybe(name()),
	companyName: maybe(name()),
	toolDefinitions: maybe(array(unknown())),
	hasInsights: maybe(boolean()),
	createdAt: time()
}).transform(({ llmModel, ...conversation }) => ({
	...conversation,
	model: llmModel
}))));
const insightsShape = (id, observer) => settled((source) => ({
	...source,
	source
}), object({
	conversationId: name().catch(id),
	sentiment: maybe(name()),
	sentimentScore: maybe(number()),
	taskCompleted: maybe(flag()),
	topics: some(union([name(), object({ name: name() }).transform((topic) => topic.name)])),
	summary: maybe(name()),
	generatedAt: maybe(time()),
	source: custom()
}).transform(({ source, ...insights }) => {
	const { sentiment, sentimentScore, taskCompleted, topics, summary } = insights;
	const isThere = [
		sentiment,
		sentimentScore,
		taskCompleted,
		summary,
		...topics
	].some((value) => value !== void 0);
	const unknown = isThere || isMute(source) ? void 0 : shapeOf(source);
	observer.check("insights-shape", unknown === void 0, () => unknown ?? "");
	return {
		...insights,
		isThere,
		unknown
	};
}));
function isMute(source) {
	return Object.entries(source).every(([name, value]) => /^(\w*[iI]d|\w+At|status|success|message)$/.test(name) || isEmpty(value));
}
function isEmpty(value) {
	return value === null || value === "" || Array.isArray(value) && value.length === 0;
}
function conversationEndpoints(sender) {
	const dialect = createDialect(sender);
	const get = (id, options) => {
		const doing = `read conversation ${id}`;
		const parts = {
			id,
			...options
		};
		return sender.read(conversationShape, "GET /conversations/:id", doing, parts);
	};
	const page = (query, options) => {
		const parts = {
			query,
			...options
		};
		return dialect.list(conversationShape, "GET /conversations", "list the conversations", parts);
	};
	const every = (agentId, first, options) => everyPage((limit, offset) => offset === 0 ? Promise.resolve(first) : page({
		agentId,
		limit,
		offset
	}, options), sender.observer);
	const newest = async (agentId, count, options) => {
		const first = await page({
			agentId,
			limit: 100
		}, options);
		const isOrdered = first.items.every(({ createdAt }, index, all) => createdAt <= (all[index - 1]?.createdAt ?? createdAt));
		const { items } = first.items.length >= count && isOrdered ? first : await every(agentId, first, options);
		return newestFirst(items, sender.observer, "conversations-newest-first").slice(0, count);
	};
	return {
		list: async (query = {}, options) => {
			const { items, total } = await page(query, options);
			return {
				items: newestFirst(items, sender.observer, "conversations-newest-first"),
				total
			};
		},
		newest,
		ofAgent: async (agentId, options) => {
			const first = await page({
				agentId,
				limit: 100
			}, options);
			return (await every(agentId, first, options)).items;
		},
		get,
		create: ({ agentId, model, ...input }, options) => dialect.create(agentId, (agent) => {
			const doing = `log a conversation of agent ${agentId}`;
			const parts = {
				body: {
					...agent,
					...input,
					llmModel: model
				},
				repeat: input.idempotencyKey ? "always" : "when-refused",
				...options
			};
			return sender.write(conversationShape, "POST /conversations", doing, parts, async (id) => {
				if (id !== void 0) return get(id, options);
				const [last] = await newest(agentId, 1, options);
				return last;
			});
		}),
		insights: (id, options) => {
			const doing = `read the insights of conversation ${id}`;
			const parts = {
				id,
				...options
			};
			return sender.read(insightsShape(id, sender.observer), "GET /conversations/:id/insights", doing, parts);
		},
		regenerateInsights: (id, options) => {
			const doing = `regenerate the insights of conversation ${id}`;
			const parts = {
				id,
				body: {},
				...options
			};
			return sender.carryOut("POST /conversations/:id/insights/regenerate", doing, parts);
		}
	};
}
// src/service/endpoints/webhooks.ts
const webhookShape = lazy(() => object({
	id: name(),
	url: name(),
	events: some(string()),
	description: maybe(name()),
	status: maybe(name()),
	createdAt: maybe(time())
}));
const createdShape = lazy(() => webhookShape.unwrap().extend({ secret: maybe(name()) }));
function webhookEndpoints(sender) {
	const doing = "list the webhooks";
	return {
		list: async (options) => (await sender.list(webhookShape, "GET /webhooks", doing, options)).items,
		listAll: (options) => everyPage((limit, offset) => {
			const parts = {
				query: offset === 0 ? {} : {
					limit,
					offset
				},
				leaveOut: "all",
				...options
			};
			return sender.list(webhookShape, "GET /webhooks", doing, parts);
		}, sender.observer, "unpaged"),
		create: (body, options) => sender.read(createdShape, "POST /webhooks", "create a webhook", {
			body,
			...options
		}),
		delete: (id, options) => sender.remove("DELETE /webhooks/:id", `delete webhook ${id}`, {
			id,
			...options
		})
	};
}
// src/service/error-decode.ts
const KINDS = {
	"key-refused": "unauthorized",
	"key-not-allowed": "unauthorized",
	quota: "quota",
	"agent-quota": "quota",
	"conversation-quota": "quota",
	"rate-limit": "rate-limit",
	slots: "slots",
	"other-run": "slots",
	"no-conversations": "precondition",
	"no-context": "precondition",
	"not-accepted": "validation",
	"not-found": "not-found",
	"wrong-state": "conflict",
	"server-fault": "server",
	"request-timeout": "server",
	"not-an-answer": "protocol",
	"said-no": "server"
};
function decodeRefusal(at, response, clean) {
	const body = readBody(response);
	const said = body.type === "json" ? complaintIn(body.value) : {};
	const waits = response.headers["retry-after"] !== void 0;
	return refusal(reasonOf(at, response.status, said.code ?? "", said.message ?? "", waits), response, said, clean, body.type === "json" ? void 0 : `${body.words} came back`);
}
function decodeFailure(at, response, said, clean) {
	const { code = "", message = "" } = said;
	const text = `${code} ${message}`;
	return refusal(mentionsSlots(at, text) ? "slots" : mentionsQuota(code, message) ? quotaOf(at, message) : missingPrecondition(at, message) ?? (/\b(not found|no such|does not exist|unknown id)\b/i.test(text) ? "not-found" : "said-no"), response, said, clean);
}
function refusal(reason, { status, headers }, { code, message }, clean, instead) {
	const words = message ?? instead;
	return {
		kind: KINDS[reason],
		reason,
		status,
		headers,
		code: code && clean(code).slice(0, 60),
		words: words && (clean(words) || void 0)
	};
}
function reasonOf(at, status, code, message, waits) {
	if (status === 401) return "key-refused";
	if (status === 408) return "request-timeout";
	if (status >= 500) return "server-fault";
	if (status < 400) return "not-an-answer";
	if (mentionsSlots(at, `${code} ${message}`)) return "slots";
	if (status === 429 && (waits || mentionsRate(message))) return "rate-limit";
	if (status === 402) return quotaOf(at, message);
	if (mentionsQuota(code, message) && [
		400,
		403,
		409,
		422,
		429
	].includes(status)) return quotaOf(at, message);
	if (status === 429) return "rate-limit";
	const missing = missingPrecondition(at, message);
	if (missing !== void 0) return missing;
	if (status === 403) return "key-not-allowed";
	if (status === 404 || status === 410) return "not-found";
	if (status === 409 && isStart(at) && mentionsOtherRun(message)) return "other-run";
	return status === 409 ? "wrong-state" : "not-accepted";
}
function mentionsSlots(at, text) {
	if (/concurrent\s+requests?\b/i.test(text)) return false;
	if (/concurren/i.test(text)) return true;
	if (/optimizations?\b.{0,40}\bat (once|the same time|a time)\b/i.test(text)) return true;
	return isStart(at) && /\b(active|running|in progress)\s+(optimizations?|runs?)\b/i.test(text);
}
function mentionsOtherRun(message) {
	return /\b(already|another|one)\b.{0,60}\b(running|run|optimization|progress|active)\b/i.test(message);
}
const QUOTAS = [
	"quota",
	"agent-quota",
	"conversation-quota"
];
function observeRefusal$1(at, { reason, status, headers }, observer) {
	const seen = () => `status ${status} from ${at.method} ${at.path}`;
	if (QUOTAS.includes(reason)) observer.check("quota-refusal", [
		402,
		403,
		429
	].includes(status), seen);
	if (!isStart(at)) return;
	if (reason === "other-run") observer.broken("runs-in-parallel", seen());
	const isMute = reason === "rate-limit" && headers["retry-after"] === void 0;
	if (reason === "slots" || isMute) {
		const how = () => `${seen()}, without words about what runs at once`;
		observer.check("slots-refusal", reason === "slots", how);
	}
}
function isStart({ method, path }) {
	return method === "POST" && /^\/(optimizations|benchmarks)$/.test(path);
}
function mentionsQuota(code, message) {
	if (/^(limit_exceed|quota)/i.test(code)) return true;
	return /\bquota\b|monthly|(plan|account)('s)? limit|\ba month\b/i.test(message) && !mentionsRate(message);
}
function mentionsRate(message) {
	return /\brate\b|\bminute\b|\bper second\b/i.test(message);
}
function quotaOf({ method, path }, message) {
	if (/\bconversations?\b/i.test(message)) return "conversation-quota";
	if (/\b(agents?|prompts?)\b/i.test(message)) return "agent-quota";
	if (method === "POST" && path === "/conversations") return "conversation-quota";
	return path.startsWith("/agents") ? "agent-quota" : "quota";
}
function missingPrecondition(at, message) {
	if (!(isStart(at) || /\/insights\/regenerate$/.test(at.path))) return void 0;
	if (/business context|\bindustry\b|\bobjectives?\b/i.test(message)) return "no-context";
	return /\b(no|without|any|missing|needs?|requires?|required|upload(ed)?|at least \w+)\b.{0,40}\b(conversations?|runs)\b|\b(conversations?|runs)\b.{0,40}\b(required|needed|missing)\b/i.test(message) ? "no-conversations" : void 0;
}
const MAX_CHARS = 200;
const KEY_LIKE = /\b(?:sk|whsec)_[A-Za-z0-9_-]{4,}/g;
const BEARER = /\bBearer\s+[^\s"',;]+/gi;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]+/gu;
function createCleaner(apiKey) {
	return (text) => {
		const line = (apiKey.length >= 4 ? text.replaceAll(apiKey, "***") : text).replace(BEARER, "Bearer ***").replace(KEY_LIKE, "***").replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
		const chars = [...line];
		return chars.length > MAX_CHARS ? `${chars.slice(0, MAX_CHARS).join("")}…` : line;
	};
}
// src/service/rate-window.ts
const DEFAULT_PER_MINUTE = 60;
const WINDOW_MS = 60100;
const TRANSIT_MS = 2e3;
const RESET_SLACK_MS = 1e3;
const MAX_PAUSE_MS = 36e5;
var RateWindow = class {
	entries = [];
	allowance;
	pausedUntil = 0;
	order = 0;
	planLimit;
	headerLimit;
	get limit() {
		return this.headerLimit ?? this.planLimit ?? DEFAULT_PER_MINUTE;
	}
	setPlanLimit(perMinute) {
		if (Number.isFinite(perMinute) && perMinute >= 1) this.planLimit = Math.floor(perMinute);
	}
	pauseUntil(atMs, nowMs) {
		this.pausedUntil = Math.max(this.pausedUntil, Math.min(atMs, nowMs + MAX_PAUSE_MS));
	}
	enter(nowMs) {
		const entry = {
			order: this.order++,
			freeAt: nowMs + TRANSIT_MS + WINDOW_MS,
			settled: false
		};
		this.entries.push(entry);
		if (this.allowance) this.allowance.left -= 1;
		return entry;
	}
	settle(entry, facts, nowMs) {
		if (entry.settled) return;
		entry.settled = true;
		entry.freeAt = Math.min(entry.freeAt, nowMs + WINDOW_MS);
		if (facts.limit !== void 0) this.headerLimit = facts.limit;
		if (facts.remaining !== void 0) this.believe(entry, facts.remaining, facts.resetAtMs, nowMs);
	}
	nextAt(nowMs, ahead = 0) {
		this.entries = this.entries.filter((entry) => entry.freeAt > nowMs);
		if (this.allowance && this.allowance.until <= nowMs) this.allowance = void 0;
		const blocked = this.allowance && ahead >= this.allowance.left ? this.allowance.until : nowMs;
		const frees = this.entries.map((entry) => entry.freeAt).sort((a, b) => a - b);
		const spare = this.limit - frees.length;
		let free = nowMs;
		if (ahead >= spare) {
			const round = frees.slice(Math.max(0, -spare));
			for (let place = 0; place < spare; place++) round.push(nowMs + WINDOW_MS);
			const turn = ahead - Math.max(0, spare);
			free = (round[turn % round.length] ?? nowMs) + Math.floor(turn / round.length) * WINDOW_MS;
		}
		return Math.max(nowMs, this.pausedUntil, blocked, free);
	}
	believe(entry, remaining, resetAtMs, nowMs) {
		this.entries = this.entries.filter((other) => other.freeAt > nowMs);
		const underWay = this.entries.filter((other) => !other.settled).length;
		const left = Math.max(0, remaining - underWay);
		if (resetAtMs !== void 0 && resetAtMs > nowMs) {
			const until = Math.min(resetAtMs, nowMs + 6e4) + RESET_SLACK_MS;
			const known = this.allowance && this.allowance.until > nowMs ? this.allowance : void 0;
			const overtaken = known !== void 0 && known.order > entry.order;
			this.allowance = overtaken ? {
				...known,
				left: Math.min(known.left, left)
			} : {
				left,
				until,
				order: entry.order
			};
			return;
		}
		const unseen = Math.min(this.limit, this.limit - this.entries.length - left);
		for (let other = 0; other < unseen; other++) this.entries.push({
			order: entry.order,
			freeAt: nowMs + WINDOW_MS,
			settled: true
		});
	}
};
// src/service/limiter.ts
function createLimiter(clock) {
	const window = new RateWindow();
	const queue = [];
	let pumping = false;
	let nap;
	const wake = () => nap?.abort("woken");
	const send = () => {
		const entry = window.enter(clock.now());
		return {
			granted: true,
			settle(facts) {
				window.settle(entry, facts, clock.now());
				wake();
			}
		};
	};
	const refuseLate = () => {
		const now = clock.now();
		const earliest = queue.reduce((least, waiter) => Math.min(least, waiter.deadlineMs), 1e400);
		if (window.nextAt(now, queue.length - 1) <= earliest) return;
		let ahead = 0;
		for (const waiter of [...queue]) {
			const at = window.nextAt(now, ahead);
			if (at > waiter.deadlineMs) {
				queue.splice(queue.indexOf(waiter), 1);
				waiter.grant({
					granted: false,
					waitMs: at - now
				});
			} else ahead += 1;
		}
	};
	const pump = async () => {
		while (queue.length > 0) {
			const now = clock.now();
			const at = window.nextAt(now);
			if (at <= now) {
				queue.shift()?.grant(send());
				continue;
			}
			refuseLate();
			if (queue.length === 0) break;
			const controller = new AbortController();
			nap = controller;
			try {
				await clock.sleep(at - now, controller.signal);
			} catch (error) {
				if (!controller.signal.aborted) throw error;
			} finally {
				nap = void 0;
			}
		}
	};
	const start = () => {
		if (pumping) {
			wake();
			return;
		}
		pumping = true;
		pump().catch((error) => {
			for (const waiter of queue.splice(0)) waiter.fail(error);
		}).finally(() => {
			pumping = false;
			if (queue.length > 0) start();
		});
	};
	return {
		acquire: ({ deadlineMs, signal }) => new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			const onAbort = () => {
				const at = queue.indexOf(waiter);
				if (at >= 0) queue.splice(at, 1);
				reject(signal?.reason);
				wake();
			};
			const waiter = {
				deadlineMs,
				grant: (slot) => {
					signal?.removeEventListener("abort", onAbort);
					resolve(slot);
				},
				fail: reject
			};
			signal?.addEventListener("abort", onAbort, { once: true });
			queue.push(waiter);
			start();
		}),
		setLimit(perMinute) {
			window.setPlanLimit(perMinute);
			wake();
		},
		pauseUntil(atMs) {
			window.pauseUntil(atMs, clock.now());
			wake();
		}
	};
}
// src/service/rate-limit-headers.ts
const MAX_LIMIT = 1e5;
const DAY_S = 86400;
const EPOCH_S = 1e8;
const EPOCH_MS = 1e11;
function readRateLimit(headers, nowMs) {
	const named = (name) => headers[`x-ratelimit-${name}`] ?? headers[`ratelimit-${name}`];
	return {
		limit: readLimit(named("limit")),
		remaining: readCount(named("remaining")),
		resetAtMs: readReset(named("reset"), nowMs),
		retryAfterMs: readRetryAfter(headers["retry-after"], nowMs)
	};
}
function readLimit(text) {
	const limit = readCount(text?.split(/[,;]/)[0]);
	return limit !== void 0 && limit >= 1 && limit <= MAX_LIMIT ? limit : void 0;
}
function readCount(text) {
	const trimmed = text?.trim() ?? "";
	return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : void 0;
}
function readReset(text, nowMs) {
	const value = readNumber(text);
	if (value === void 0) return readDate(text, nowMs);
	if (value >= EPOCH_MS) return value < EPOCH_MS * 1e3 ? value : void 0;
	if (value >= EPOCH_S) return value * 1e3;
	return value <= DAY_S ? nowMs + value * 1e3 : void 0;
}
function readRetryAfter(text, nowMs) {
	const seconds = readNumber(text);
	if (seconds !== void 0) return seconds <= DAY_S ? Math.ceil(seconds * 1e3) : void 0;
	const date = readDate(text, nowMs);
	return date === void 0 ? void 0 : Math.max(0, date - nowMs);
}
function readNumber(text) {
	const trimmed = text?.trim() ?? "";
	return /^\d{1,16}(\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) : void 0;
}
function readDate(text, nowMs) {
	const trimmed = text?.trim() ?? "";
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(trimmed) && !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(trimmed)) return void 0;
	const at = Date.parse(trimmed);
	return Number.isFinite(at) && at - nowMs <= DAY_S * 1e3 ? at : void 0;
}
// src/service/attempt.ts
const REDIRECTS = [
	301,
	302,
	303,
	307,
	308
];
const MAX_REDIRECTS = 3;
function createAttempt(options) {
	const sendOnce = async (input, url) => {
		const { at, body, signal, deadlineMs } = input;
		const slot = await options.limiter.acquire({
			deadlineMs,
			signal
		});
		if (!slot.granted) throw paceError(at, slot.waitMs, input.ambiguous);
		let facts = {};
		try {
			const response = await options.transport({
				method: at.method,
				url,
				headers: {
					...options.headers,
					...body === void 0 ? {} : { "content-type": "application/json" }
				},
				body: body === void 0 ? void 0 : JSON.stringify(body),
				signal,
				timeLeftMs: deadlineMs - options.clock.now()
			});
			facts = readRateLimit(response.headers, options.clock.now());
			const { limit, remaining } = facts;
			if (response.status >= 200 && response.status < 300) {
				const hasOne = limit !== void 0 || remaining !== void 0;
				options.observer.check("rate-headers", hasOne, () => "no rate-limit header in an answer");
			}
			return response;
		} finally {
			slot.settle(facts);
		}
	};
	const follow = async (input) => {
		const { at } = input;
		let url = urlOf(options.base, at.path, input.query);
		for (let hops = 0;; hops++) {
			const response = await sendOnce(input, url);
			const { status, headers } = response;
			if (status >= 200 && status < 300) return { response };
			if (!REDIRECTS.includes(status)) {
				observeRefusal(response, options.observer);
				return { failure: decodeRefusal(at, response, options.clean) };
			}
			const target = redirectTarget(url, headers.location);
			if (typeof target === "string") throw protocolError(at, status, options.clean(target));
			if (at.method !== "GET") throw protocolError(at, status, "a redirect came back, and only reading follows one");
			if (hops >= MAX_REDIRECTS) throw protocolError(at, status, "it redirects in circles");
			url = target.href;
		}
	};
	return (input) => follow(input).catch((error) => {
		if (error instanceof TransportFailure) return { failure: error };
		throw error;
	});
}
function observeRefusal(response, observer) {
	const body = readBody(response);
	if (body.type !== "json") return;
	const { error } = isRecord(body.value) ? body.value : {};
	const isUsual = isRecord(error) && isName(error.message);
	observer.check("error-envelope", isUsual, () => shapeOf(body.value));
}
// src/service/retry.ts
const MAX_ATTEMPTS = 6;
const MAX_ATTEMPTS_RATE_LIMITED = 12;
const BASE_MS = 500;
const CAP_MS = 3e4;
const AFTER_RESET_MS = 1e3;
function decideRetry(question) {
	const { failure, attempt, timeLeftMs } = question;
	if (!isTransient(failure)) return { giveUp: mayBeDone(failure) ? "ambiguous" : "final" };
	if (question.repeat === "when-refused" && mayBeDone(failure)) return { giveUp: "ambiguous" };
	const limited = "status" in failure && failure.status === 429;
	const waitMs = serverWait(failure, question.nowMs) ?? backoff(attempt, question.random);
	if (attempt >= (limited ? MAX_ATTEMPTS_RATE_LIMITED : MAX_ATTEMPTS)) return {
		giveUp: "attempts",
		waitMs
	};
	return waitMs > timeLeftMs ? {
		giveUp: "deadline",
		waitMs
	} : { waitMs };
}
function mayBeDone(failure) {
	if (!("status" in failure)) return failure.sent;
	return failure.status === 408 || failure.status >= 500;
}
function isTransient(failure) {
	if (!("status" in failure)) return !["tls", "too-large"].includes(failure.reason);
	if (failure.status === 429) return failure.kind === "rate-limit";
	return failure.status === 408 || failure.status >= 500 && ![501, 505].includes(failure.status);
}
function serverWait(failure, nowMs) {
	if (!("status" in failure)) return void 0;
	const facts = readRateLimit(failure.headers, nowMs);
	if (facts.retryAfterMs !== void 0) return facts.retryAfterMs;
	if (failure.status !== 429 || facts.resetAtMs === void 0) return void 0;
	return Math.max(0, facts.resetAtMs - nowMs) + AFTER_RESET_MS;
}
function backoff(attempt, random) {
	const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
	return Math.round(ceiling * (.5 + random / 2));
}
// src/service/call.ts
const DEFAULT_PATIENCE_MS = 6e5;
function createCaller(options) {
	const { base, clock, clean, limiter, observer } = options;
	let requests = 0;
	let answered = false;
	const attemptOnce = createAttempt({
		...options,
		transport: (request) => {
			requests += 1;
			return options.transport(request);
		}
	});
	const run = async (at, parts) => {
		const startedMs = clock.now();
		const signals = [options.signal, parts.signal].filter((signal) => signal !== void 0);
		const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
		const { query, body, repeat = at.method === "POST" ? "when-refused" : "always" } = parts;
		let ambiguous = false;
		for (let attempts = 1;; attempts++) {
			const deadlineMs = options.deadline?.() ?? startedMs + DEFAULT_PATIENCE_MS;
			const outcome = await attemptOnce({
				at,
				query,
				body,
				signal,
				deadlineMs,
				ambiguous
			});
			const { response } = outcome;
			const answer = response && {
				response,
				body: readBody(response)
			};
			const failure = outcome.failure ?? (answer && brokenBody(at, answer.body));
			if (failure === void 0) {
				if (!answered) {
					answered = true;
					await options.afterFirst?.();
				}
				return answer;
			}
			const nowMs = clock.now();
			ambiguous ||= at.method !== "GET" && mayBeDone(failure);
			const decision = decideRetry({
				repeat,
				attempt: attempts,
				failure,
				nowMs,
				timeLeftMs: deadlineMs - nowMs,
				random: options.random()
			});
			const { waitMs } = decision;
			if ("kind" in failure && failure.kind === "rate-limit") limiter.pauseUntil(nowMs + (waitMs ?? 0));
			if ("giveUp" in decision) {
				if (answer !== void 0) return answer;
				const outOfTime = decision.giveUp === "deadline";
				if ("kind" in failure) observeRefusal$1(at, failure, observer);
				throw callError(at, base.host, failure, {
					attempts,
					ambiguous,
					waitMs,
					outOfTime
				});
			}
			options.onRetry?.(retryNote(at, failure, decision.waitMs, attempts));
			await clock.sleep(decision.waitMs, signal);
		}
	};
	const siteOf = (endpoint, id, doing) => {
		const [method, path] = endpoint.split(" ");
		const at = {
			method,
			path,
			doing: clean(doing)
		};
		if (id === void 0) return at;
		const segment = pathSegment(id);
		if (segment === void 0) throw badRequest(at, `"${id}" is not an id`);
		return {
			...at,
			path: path.replace(":id", () => segment)
		};
	};
	const call = async (endpoint, doing, parts = {}) => {
		const at = siteOf(endpoint, parts.id, doing);
		const { response, body } = await run(at, parts);
		const said = body.type === "json" ? failureIn(body.value) : void 0;
		if (body.type === "json") {
			observeTimes(body.value, observer);
			observer.check("success-status", said === void 0, () => shapeOf(body.value));
		}
		if (said !== void 0) {
			const failure = decodeFailure(at, response, said, clean);
			observeRefusal$1(at, failure, observer);
			throw callError(at, base.host, failure, {
				attempts: 1,
				ambiguous: false,
				outOfTime: false
			});
		}
		const unusable = (words) => protocolError(at, response.status, `${clean(words)} came back`);
		return {
			at,
			body,
			unusable
		};
	};
	return {
		call,
		requestCount: () => requests
	};
}
function brokenBody(at, body) {
	if (at.method !== "GET" || body.type !== "other" || body.cut !== true) return void 0;
	return new TransportFailure(body.words, {
		reason: "cut-body",
		sent: true
	});
}
// src/service/send.ts
function createSender(options) {
	const { observer } = options;
	const limits = new Map();
	const { call, requestCount } = createCaller(options);
	const carryOut = async (...asked) => {
		const { body, unusable } = await call(...asked);
		if (body.type === "page") throw unusable(body.words);
	};
	const callForJson = async (...asked) => {
		const { at, body, unusable } = await call(...asked);
		if (body.type !== "json") throw unusable(body.words);
		return {
			at,
			value: body.value,
			nouns: nounsOf(asked[0].split(" ")[1] ?? "")
		};
	};
	return {
		async read(answer, ...asked) {
			const { at, value, nouns } = await callForJson(...asked);
			return decode(answer, unwrapped(value, nouns, observer), at);
		},
		list: (entry, endpoint, doing, parts = {}) => {
			const { limit } = parts.query ?? {};
			const ask = async (accepted) => {
				const asked = {
					...parts,
					query: {
						...parts.query,
						limit: accepted
					}
				};
				const { at, value } = await callForJson(endpoint, doing, asked);
				return readPage(entry, value, at, observer, parts.leaveOut);
			};
			return withLimit(limit === void 0 ? void 0 : Number(limit), endpoint, limits, ask, observer);
		},
		async write(answer, endpoint, doing, parts, readBack) {
			const { at, body, unusable } = await call(endpoint, doing, parts);
			if (body.type === "page") throw unusable(body.words);
			const given = body.type === "json" ? body.value : void 0;
			const path = endpoint.split(" ")[1] ?? "";
			const value = unwrapped(given, nounsOf(path), observer);
			const { success, data } = answer.safeParse(value);
			const id = parts.id ?? idIn(given, path) ?? idIn(value, path);
			observeWriteAnswer(path, given, success, observer);
			if (success) return data;
			if (id !== void 0 || isRecord(given) && given.success === true) try {
				const whole = await readBack(id);
				if (whole !== void 0) return whole;
			} catch (error) {
				refusalOf(error);
			}
			if (body.type !== "json") throw unusable(body.words);
			return decode(answer, value, at);
		},
		carryOut,
		remove: (...asked) => carryOut(...asked).catch((error) => {
			if (!(error instanceof ServiceError && error.kind === "not-found") || !error.ambiguous) throw error;
		}),
		requestCount,
		observer
	};
}
// src/service/converra.ts
function createConverra({ baseUrl, apiKey, userAgent = "converra-gate", random = Math.random, observer = createObserver(), usesPlanRate = false, ...options }) {
	if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new ActionError("api-key is empty, or has a space or a line break in it", { hint: "Store the key again, without anything before or after it." });
	const limiter = createLimiter(options.clock);
	const learnRate = async () => {
		if (!usesPlanRate || observer.stateOf("rate-headers") !== "broken") return;
		try {
			const { plan } = await account.get();
			const rate = plan === void 0 ? void 0 : rateOfPlan(plan);
			if (rate !== void 0) limiter.setLimit(rate);
		} catch (error) {
			if (!(error instanceof ServiceError)) throw error;
			observer.broken("account-plan", error.message);
		}
	};
	const sender = createSender({
		...options,
		base: checkBaseUrl(baseUrl),
		headers: {
			accept: "application/json",
			authorization: `Bearer ${apiKey}`,
			"user-agent": userAgent
		},
		limiter,
		observer,
		clean: createCleaner(apiKey),
		random,
		afterFirst: learnRate
	});
	const account = accountEndpoints(sender);
	return {
		agents: agentEndpoints(sender),
		optimizations: optimizationEndpoints(sender),
		conversations: conversationEndpoints(sender),
		benchmarks: benchmarkEndpoints(sender, options.clock),
		account,
		webhooks: webhookEndpoints(sender),
		observer,
		requestCount: () => sender.requestCount(),
		useRate: (perMinute) => limiter.setLimit(perMinute)
	};
}
export { createConverra };
