import { d as isRecord } from "./agent-shape.js";
// src/service/assumptions/account.ts
const ACCOUNT = "https://docs.converra.ai/api/account.html";
const BENCHMARK = "https://glama.ai/mcp/connectors/ai.converra/converra/tools/benchmark_models";
const ACCOUNT_AND_MORE = [
	{
		id: "account-plan",
		assumed: "The account says its `plan`, as a name or an object with one",
		source: `documented: ${ACCOUNT}`,
		otherwise: "60 requests a minute are kept unless headers say more",
		observed: "`plan` of GET /account, or its refusal",
		neededBy: "nothing"
	},
	{
		id: "usage-runs",
		assumed: "The usage says `optimizations` (older: `improvements`) with `used` and `limit`",
		source: `documented by the older name: ${ACCOUNT}`,
		otherwise: "how much is left is unknown: only `budget.max-runs` bounds what is started, and the run says so",
		observed: "the answer to GET /usage, or its refusal",
		neededBy: "gate"
	},
	{
		id: "deployment-mode",
		assumed: "The settings say `optimization.deploymentMode`: manual or semi-automatic",
		source: "documented: https://docs.converra.ai/api/settings.html",
		otherwise: "winners may be deployed without being asked: no run is started on a live agent",
		observed: "the answer to GET /settings, or its refusal",
		neededBy: "nothing"
	},
	{
		id: "settings-partial",
		assumed: "`PATCH /settings` changes what it names and nothing else",
		source: "documented: https://docs.converra.ai/api/settings.html",
		otherwise: "what was cleared is written back once; what became something else is named with what it was, and the sync fails",
		observed: "the settings before and after a PATCH",
		neededBy: "sync"
	},
	{
		id: "webhook-listed",
		assumed: "`GET /webhooks` shows a webhook with the `url`, `events` and `description` it was made with",
		source: "documented: https://docs.converra.ai/api/webhooks.html",
		otherwise: "one that cannot be found again is deleted at once, and one without our mark is never deleted later",
		observed: "the list after `POST /webhooks`",
		neededBy: "sync"
	},
	{
		id: "benchmark-status",
		assumed: "A benchmark has the statuses of an optimization",
		source: "guess",
		otherwise: "other usual words are read; any other is under way until the deadline",
		observed: "`status` of a benchmark",
		neededBy: "nothing"
	},
	{
		id: "benchmark-agent-id",
		assumed: "A list of benchmarks says which agent each is of",
		source: `guess; the request has it: ${BENCHMARK}`,
		otherwise: "the benchmark is read by its id; where that does not say it either, the wait for it ends",
		observed: "a benchmark without `agentId` and `promptId`",
		neededBy: "benchmark"
	},
	{
		id: "benchmark-results",
		assumed: "A completed benchmark has a list of models, or an object by model, with scores",
		source: `guess; the parts are named: ${BENCHMARK}`,
		otherwise: "the benchmark has no verdict, and says so",
		observed: "a completed benchmark without scores",
		neededBy: "benchmark"
	},
	{
		id: "benchmark-scenarios",
		assumed: "A benchmark's results may hold `scenarios`, each with an id that all models and all benchmarks of an agent share",
		source: `guess; scores by scenario are named: ${BENCHMARK}`,
		otherwise: "on a schedule scores are compared by their size alone, without a test against noise; a changed model has no verdict, and says so",
		observed: "models of one benchmark without a scenario in common",
		neededBy: "nothing"
	},
	{
		id: "model-figures",
		assumed: "A benchmark may tell cost and latency of a model in members by such names, with the unit in the name",
		source: "guess",
		otherwise: "there is no column for them; nothing is decided by them",
		observed: "a member by such a name that is no number",
		neededBy: "nothing"
	},
	{
		id: "insights-scale",
		assumed: "Of insights, `taskCompletion` is 0-100, and rates and frequencies are 0-1",
		source: "documented: https://docs.converra.ai/api/insights.html",
		otherwise: "a rate above 1 is read as a percentage, a completion of at most 1 as a fraction",
		observed: "the figures of GET /agents/:id/insights",
		neededBy: "nothing"
	},
	{
		id: "insights-shape",
		assumed: "Insights of an agent have `metrics`, `topics`, `issues`, `recommendations` or `generatedAt`, those of a conversation `sentiment`, `sentimentScore`, `taskCompleted`, `topics` or `summary`",
		source: "documented in part: https://docs.converra.ai/api/insights.html",
		otherwise: "they are told to be in a shape that this version does not know",
		observed: "the answers to GET /agents/:id/insights and GET /conversations/:id/insights",
		neededBy: "insights"
	},
	{
		id: "step-failures",
		assumed: "Step failures are a list of steps with a cause and a count",
		source: "guess; the words are marketing's: https://converra.ai/step-level-diagnosis",
		otherwise: "what is not recognised is left out",
		observed: "the answer to GET /agents/:id/step-failures",
		neededBy: "insights"
	}
];
// src/service/assumptions/agents.ts
const PROMPTS = "https://docs.converra.ai/api/prompts.html";
const UPDATE = "https://glama.ai/mcp/connectors/ai.converra/converra/tools/update_agent";
const LOGGING = "https://converra.ai/docs/api/conversations";
const AGENTS = [
	{
		id: "drafts-listed",
		assumed: "`GET /agents` lists agents of every status",
		source: "guess; the filter `status` is documented: https://docs.converra.ai/api/prompts.html",
		otherwise: "drafts are also asked for by status and by our tag, and looked for where the account's runs were made",
		observed: "a draft that only a list by status or tag brings, or only its runs",
		neededBy: "nothing"
	},
	{
		id: "listed-content",
		assumed: "`GET /agents` gives the prompt and the tags of each agent",
		source: `documented in an example: ${PROMPTS}`,
		otherwise: "an agent that comes without is read by its id",
		observed: "an agent in a list without `content`, or without the tags it has when read by its id",
		neededBy: "nothing"
	},
	{
		id: "agent-draft",
		assumed: "`POST /agents` with `status: draft` makes a draft",
		source: `guess; the example without it comes back active: ${PROMPTS}`,
		otherwise: "the preview is archived at once and the agent's verdict is incomplete",
		observed: "the status of an agent that was just made",
		neededBy: "gate"
	},
	{
		id: "write-answer",
		assumed: "`POST` and `PATCH /agents` answer with the agent",
		source: `documented for POST: ${PROMPTS}; guess for PATCH`,
		otherwise: "the agent is read by its id after the write",
		observed: "the answer to a write",
		neededBy: "nothing"
	},
	{
		id: "write-partial",
		assumed: "`PATCH` changes what it names and nothing else",
		source: `guess from the twin tool: ${UPDATE}`,
		otherwise: "what was cleared is written back once, and the run says which members they were",
		observed: "the agent before and after a PATCH",
		neededBy: "sync"
	},
	{
		id: "write-published",
		assumed: "What a PATCH stored is what answers, and what is measured, from then on",
		source: "guess",
		otherwise: "a run of the text before is no evidence; of a sync nothing can tell, since every read shows what was written",
		observed: "the text of the control, in a run on a copy whose prompt was written over another",
		neededBy: "nothing"
	},
	{
		id: "content-stored",
		assumed: "A prompt is stored as it was sent",
		source: "guess",
		otherwise: "what came back is compared: other text is a failed write, other white space is learned",
		observed: "`content` of an agent after a write",
		neededBy: "nothing"
	},
	{
		id: "model-stored",
		assumed: "A model's name is stored as it was sent",
		source: "guess",
		otherwise: "the name that came back counts as the same model",
		observed: "`llmModel` of an agent after a write",
		neededBy: "nothing"
	},
	{
		id: "tags-stored",
		assumed: "Tags are stored byte for byte, up to 80 characters each",
		source: `guess; that there are tags is documented: ${PROMPTS}`,
		otherwise: "previews are found by id and name, and edits made elsewhere can no longer be noticed",
		observed: "`tags` of an agent after a write",
		neededBy: "sync"
	},
	{
		id: "updated-by-writes",
		assumed: "`updatedAt` of an agent changes with a write to it, not with a run",
		source: "guess; there is a `lastOptimizedAt`: https://converra.ai/docs/api/objects",
		otherwise: "runs whose control has no text of its own are no evidence",
		observed: "`updatedAt` of a copy before and after its runs, where its prompt is the same",
		neededBy: "nothing"
	},
	{
		id: "conversation-count",
		assumed: "An agent says `conversationCount`",
		source: "documented as optional: https://converra.ai/docs/api/objects",
		otherwise: "the conversations of a preview are listed before any is copied",
		observed: "the agents of a list, none of which has it",
		neededBy: "nothing"
	},
	{
		id: "conversations-newest-first",
		assumed: "`GET /conversations` gives the newest first",
		source: "guess",
		otherwise: "they are sorted by their time on this side, as far as the list reaches",
		observed: "the times of a list of conversations",
		neededBy: "nothing"
	},
	{
		id: "conversation-answer",
		assumed: "`POST /conversations` answers with the conversation",
		source: `documented: ${LOGGING}`,
		otherwise: "the conversation is read by its id",
		observed: "the answer to the POST",
		neededBy: "nothing"
	},
	{
		id: "conversation-once",
		assumed: "A second POST with the same `idempotencyKey` makes no second conversation",
		source: `documented: ${LOGGING}`,
		otherwise: "what an agent has already is compared by its text before anything is logged",
		observed: "a new id for a key that was used before; by the doctor with `write: true` alone",
		neededBy: "nothing"
	}
];
// src/service/assumptions/runs.ts
const OPTIMIZATIONS = "https://docs.converra.ai/api/optimizations.html";
const RESULTS = "https://converra.ai/docs/optimization/results";
const RUNS = [
	{
		id: "runs-newest-first",
		assumed: "`GET /optimizations` gives the newest first",
		source: "guess from the twin tool, which says recent",
		otherwise: "runs are sorted by their time on this side, as far as the list reaches",
		observed: "the times of a list of runs",
		neededBy: "nothing"
	},
	{
		id: "run-agent-id",
		assumed: "A list of runs says which agent each run is of",
		source: `documented: ${OPTIMIZATIONS}`,
		otherwise: "the run is read by its id; where that does not say it either, the wait for it ends",
		observed: "a run without `agentId` and `promptId`",
		neededBy: "gate"
	},
	{
		id: "run-status",
		assumed: "A run is `queued`, `running`, `completed`, `failed` or `stopped`, in these letters",
		source: `documented: ${OPTIMIZATIONS}`,
		otherwise: "other usual words in any case are read; any other is under way until the deadline",
		observed: "`status` of a run",
		neededBy: "nothing"
	},
	{
		id: "run-mode",
		assumed: "A run says its `mode`",
		source: `documented: ${OPTIMIZATIONS}`,
		otherwise: "it counts for the mode it was started in, or for the account's; never for another",
		observed: "a run without `mode`",
		neededBy: "nothing"
	},
	{
		id: "run-answer",
		assumed: "A start answers with the run",
		source: `documented: ${OPTIMIZATIONS}`,
		otherwise: "the run is read by the id in the answer, or looked for in the list",
		observed: "the answer to POST /optimizations or POST /benchmarks",
		neededBy: "nothing"
	},
	{
		id: "run-listed",
		assumed: "A run that was started is in the list within seconds",
		source: "guess",
		otherwise: "a start whose answer was lost is looked for until the deadline, and never sent twice",
		observed: "a run that was started, and that a list leaves out",
		neededBy: "nothing"
	},
	{
		id: "runs-in-parallel",
		assumed: "An agent may have several runs at once",
		source: "guess; ten at once on an account are documented: https://converra.ai/docs/api",
		otherwise: "the start waits until a run has ended",
		observed: "a start that is refused with 409 and words about another run",
		neededBy: "nothing"
	},
	{
		id: "stop-answer",
		assumed: "A run that was asked to stop stops",
		source: "guess from the twin tool: https://glama.ai/mcp/connectors/ai.converra/converra/tools/stop_optimization",
		otherwise: "the run is told by its id and tried once more in the post step",
		observed: "a refusal of a stop, or `success: false` in the answer to one",
		neededBy: "nothing"
	},
	{
		id: "results-at-once",
		assumed: "A run that has completed has its variants at once",
		source: "guess",
		otherwise: "it is looked at again a few times before it counts as without results",
		observed: "a completed run without variants, or without scores",
		neededBy: "nothing"
	},
	{
		id: "failure-reason",
		assumed: "A failed run says why in `error`, `error.message` or `failureReason`",
		source: "guess",
		otherwise: "it is reported as failed without a reason",
		observed: "a failed run without any of them",
		neededBy: "nothing"
	},
	{
		id: "one-control",
		assumed: "The variants of a run hold one control",
		source: `documented in part: ${OPTIMIZATIONS}`,
		otherwise: "the run is no evidence, and the verdict says so",
		observed: "no control, or more than one, among the variants of a completed run",
		neededBy: "gate"
	},
	{
		id: "variant-id",
		assumed: "An id names one variant of its run",
		source: `guess; ids are in an example: ${OPTIMIZATIONS}`,
		otherwise: "no variant whose text is not the only one under its id is offered or applied",
		observed: "the ids of the variants of a run",
		neededBy: "nothing"
	},
	{
		id: "control-mark",
		assumed: "The control is marked by `isControl` or `isBaseline`, by the id `var_control`, or by its name",
		source: `guess; the id is in an example: ${OPTIMIZATIONS}`,
		otherwise: "a name that begins with control, baseline or original is read too",
		observed: "a control that only the beginning of its name tells",
		neededBy: "nothing"
	},
	{
		id: "control-content",
		assumed: "The control comes with the prompt it stands for",
		source: `guess; people are shown it: ${RESULTS}`,
		otherwise: "a run counts only while its agent was not touched since before it",
		observed: "a control without `content`",
		neededBy: "nothing"
	},
	{
		id: "score-number",
		assumed: "A score is a number in `metrics`",
		source: `documented: ${RESULTS}`,
		otherwise: "numbers in texts, and objects with `score` or `value`, are read too; all else is no score",
		observed: "the members of `metrics`",
		neededBy: "nothing"
	},
	{
		id: "score-scale",
		assumed: "Scores are points from 0 to 100, or fractions from 0 to 1",
		source: `guess; printed in percent: ${RESULTS}`,
		otherwise: "the metric is not judged, and the numbers are shown",
		observed: "the scores of all runs that are judged",
		neededBy: "gate"
	},
	{
		id: "lift-percent",
		assumed: "`lift` is in percent",
		source: `documented: ${RESULTS}`,
		otherwise: "a winner of a small lift can be missed; no verdict rests on it",
		observed: "a lift that is a hundredth of what the scores say",
		neededBy: "nothing"
	},
	{
		id: "confidence-fraction",
		assumed: "`confidence` is a fraction, or a percentage above 1",
		source: `documented as a fraction: ${OPTIMIZATIONS}`,
		otherwise: "no band of confidence is shown",
		observed: "a confidence below 0 or above 100; exactly 1 could be either, and gets no band",
		neededBy: "nothing"
	}
];
const ASSUMPTIONS = [
	...[
		{
			id: "bare-object",
			assumed: "A single object comes bare, without an envelope",
			source: "documented in examples: https://docs.converra.ai/api/prompts.html",
			otherwise: "an object in `data`, or under its own name beside `success`, is unwrapped",
			observed: "the answer to a GET, POST or PATCH",
			neededBy: "nothing"
		},
		{
			id: "list-in-data",
			assumed: "A list comes as `data`, or as a bare array",
			source: "documented: https://docs.converra.ai/api/optimizations.html",
			otherwise: "a list under the name of what it holds, or in `items` or `results`, is read too",
			observed: "the answer to any list call",
			neededBy: "nothing"
		},
		{
			id: "record-decodes",
			assumed: "Every record of a list has the members the pages show",
			source: "documented: https://converra.ai/docs/api/objects",
			otherwise: "the record is left out; only where it is asked for by its id does the call fail",
			observed: "a record of a list that has a member of another type, or lacks one",
			neededBy: "nothing"
		},
		{
			id: "page-of-100",
			assumed: "A list accepts `limit=100`",
			source: "documented for agents: https://docs.converra.ai/api/prompts.html; guess for the others",
			otherwise: "a smaller limit is asked for: 50, 20, then none",
			observed: "a refusal (400 or 422) of a list call",
			neededBy: "nothing"
		},
		{
			id: "page-total",
			assumed: "A paged list says `pagination.total` as a number",
			source: "documented: https://docs.converra.ai/api/prompts.html",
			otherwise: "further pages are asked for until one brings nothing new",
			observed: "a paged list with a total of another type or name, or with `hasMore`",
			neededBy: "nothing"
		},
		{
			id: "page-offset",
			assumed: "`offset` moves a list on",
			source: "documented for agents: https://docs.converra.ai/api/prompts.html",
			otherwise: "only the first page is known; what is not on it is looked up by id where there is one",
			observed: "a further page that has records, none of them new",
			neededBy: "gate"
		},
		{
			id: "filter-applied",
			assumed: "A list that is asked for one agent holds that agent's records only",
			source: "documented for runs: https://docs.converra.ai/api/optimizations.html; guess for the others",
			otherwise: "the list is filtered again on this side",
			observed: "a record of another agent in a filtered list",
			neededBy: "nothing"
		},
		{
			id: "agent-id-name",
			assumed: "The id of an agent is called `agentId`",
			source: "documented: https://converra.ai/docs/api/objects; older pages say `promptId`",
			otherwise: "`promptId` is read and sent",
			observed: "a run, a conversation or a benchmark with `promptId`, or a refusal that names it",
			neededBy: "nothing"
		},
		{
			id: "time-iso",
			assumed: "Times are ISO 8601 texts with the time of day",
			source: "documented in examples: https://converra.ai/docs/api/objects",
			otherwise: "seconds and milliseconds since 1970 are read too, and a time without a zone as UTC; a run or an agent with a date alone is not read, for which of two came first would not be known",
			observed: "any time in an answer",
			neededBy: "nothing"
		},
		{
			id: "success-status",
			assumed: "An answer with a status of success means that the request was carried out",
			source: "documented in part: https://converra.ai/docs/api",
			otherwise: "`success: false` or an error in the body is a failure, in the service's own words",
			observed: "the body of any answer with a status of success",
			neededBy: "nothing"
		},
		{
			id: "error-envelope",
			assumed: "A refusal says `{ error: { code, message } }`",
			source: "documented: https://converra.ai/docs/api",
			otherwise: "`errors`, `detail`, `message` and a plain `error` are read too",
			observed: "the body of a refusal",
			neededBy: "nothing"
		},
		{
			id: "quota-refusal",
			assumed: "A used-up quota is refused with 402, 403 or 429 and says so in code or message",
			source: "guess from a code that is cut: https://docs.converra.ai/api/account.html",
			otherwise: "it is read by its words all the same; nothing is started again",
			observed: "a refusal with another status that speaks of a quota",
			neededBy: "nothing"
		},
		{
			id: "slots-refusal",
			assumed: "The eleventh optimization at once is refused with words about what runs at once",
			source: "guess; the limit of ten is documented: https://converra.ai/docs/api",
			otherwise: "it is waited for as a rate limit, then told as one",
			observed: "a start that is refused with 429 to the last attempt, without these words",
			neededBy: "nothing"
		},
		{
			id: "rate-headers",
			assumed: "Answers carry rate-limit headers by the usual names",
			source: "guess; that there are some is documented: https://docs.converra.ai/api/authentication.html",
			otherwise: "the plan's rate is kept, 60 requests a minute where the plan is not known",
			observed: "the headers of any answer",
			neededBy: "nothing"
		}
	],
	...AGENTS,
	...RUNS,
	...ACCOUNT_AND_MORE
];
const MAX_SEEN = 160;
function createObserver() {
	const broken = new Map();
	const held = new Set();
	const observer = {
		broken: (id, seen) => {
			if (!broken.has(id)) broken.set(id, seen.slice(0, MAX_SEEN));
		},
		holds: (id) => held.add(id),
		check: (id, holds, seen) => holds ? observer.holds(id) : observer.broken(id, seen()),
		seen: () => ASSUMPTIONS.flatMap((one) => {
			const seen = broken.get(one.id);
			return seen === void 0 ? [] : [{
				...one,
				seen
			}];
		}),
		stateOf: (id) => broken.has(id) ? "broken" : held.has(id) ? "holds" : "not-seen"
	};
	return observer;
}
const MEMBERS_SHOWN = 8;
function shapeOf(value) {
	if (value === void 0) return "nothing";
	if (typeof value === "number") return `the number ${value}`;
	if (typeof value === "string") return value === "" ? "an empty text" : "a text";
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (!isRecord(value)) return String(value);
	const names = Object.keys(value);
	if (names.length === 0) return "an empty object";
	const shown = names.slice(0, MEMBERS_SHOWN).map(memberName);
	const more = names.length - shown.length;
	return `an object with ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function memberName(name) {
	return /^[A-Za-z_][A-Za-z_-]{0,39}$/.test(name) ? `\`${name}\`` : "another name";
}
function wordOf(value) {
	return typeof value === "string" && /^[A-Za-z][A-Za-z _-]{0,29}$/.test(value) ? `"${value}"` : shapeOf(value);
}
// src/service/read-back.ts
function isStoredFormOf(stored, sent) {
	return isSameText(stored.content, sent.content) && isSameModel(stored.model, sent.model);
}
function isSameText(a, b) {
	const words = (text) => text.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");
	return words(a) === words(b);
}
function isSameModel(a, b) {
	const [one, other] = [partsOf(a), partsOf(b)];
	const agree = (x, y) => x === "" || y === "" || x === y;
	return one.name === other.name && agree(one.provider, other.provider) && agree(one.version, other.version);
}
function partsOf(model) {
	const [, provider = "", name = "", version = ""] = /^(?:(.*)\/)?([^/]*?)(?:-(\d{4}-?\d{2}-?\d{2}|latest))?$/.exec(model.toLowerCase()) ?? [];
	return {
		provider,
		name,
		version
	};
}
function lostTags(sent, stored) {
	const kept = new Set(stored.map((tag) => tag.toLowerCase()));
	return sent.filter((tag) => !kept.has(tag.toLowerCase()));
}
const LONGEST = 60;
function differencesOf(sent, stored) {
	const differences = [];
	const differs = (member, wanted, is) => differences.push({
		member,
		sent: cut(wanted),
		stored: cut(is)
	});
	const { content, model, status, tags = [] } = sent;
	if (content !== void 0 && !isSameText(content, stored.content)) differs("content", content, stored.content);
	if (model !== void 0 && !isSameModel(model, stored.model)) differs("model", model, stored.model);
	if (status !== void 0 && status !== stored.status.toLowerCase()) differs("status", status, stored.status);
	const lost = lostTags(tags, stored.tags);
	if (lost.length > 0) differs("tags", lost.join(", "), stored.tags.join(", ") || "none");
	return differences;
}
function wrongPrompt(sent, stored) {
	return differencesOf(sent, stored).find(({ member }) => member === "content" || member === "model");
}
function cut(text) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
const STATUSES = [
	"draft",
	"active",
	"deprecated",
	"archived"
];
function clearedBy(patch, before, stored) {
	const { name, content, model, description, tags, temperature, maxTokens } = before;
	const cleared = Object.entries({
		name,
		content,
		model,
		description,
		tags,
		temperature,
		maxTokens
	}).filter(([key, value]) => {
		const member = key;
		return patch[member] === void 0 && !isEmpty(value) && isEmpty(stored[member]);
	});
	const status = STATUSES.find((one) => one === before.status);
	const isOther = patch.status === void 0 && stored.status.toLowerCase() !== status;
	return {
		...Object.fromEntries(cleared),
		...status !== void 0 && isOther ? { status } : {}
	};
}
function isEmpty(value) {
	return value === void 0 || value === "" || Array.isArray(value) && value.length === 0;
}
function observeWrite({ content, model, tags, status }, stored, observer) {
	if (content !== void 0) {
		const seen = () => `${content.length} characters sent, ${stored.content.length} characters stored, not the same`;
		observer.check("content-stored", content === stored.content, seen);
	}
	if (model !== void 0) observer.check("model-stored", model === stored.model, () => "another name of the model");
	if (tags !== void 0) {
		const missing = tags.filter((tag) => !stored.tags.includes(tag));
		observer.check("tags-stored", missing.length === 0, () => tagsSeen(tags, missing, stored.tags));
	}
	if (status === "draft") {
		const seen = () => `status ${wordOf(stored.status)}`;
		observer.check("agent-draft", stored.status === "draft", seen);
	}
}
function tagsSeen(sent, missing, stored) {
	const isOtherCase = lostTags(missing, stored).length === 0;
	const isCut = missing.some((tag) => stored.some((one) => one !== "" && tag.startsWith(one)));
	const how = isOtherCase ? "in another case" : isCut ? "cut" : "not stored as they were sent";
	return `${missing.length} of ${sent.length} tags ${how}, ${stored.length} stored`;
}
export { wrongPrompt as a, shapeOf as c, observeWrite as i, wordOf as l, differencesOf as n, ASSUMPTIONS as o, isStoredFormOf as r, createObserver as s, clearedBy as t };
