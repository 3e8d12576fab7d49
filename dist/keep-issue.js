import { A as isOwn, F as COMMENT_MAX_BYTES, Hn as list, I as renderComment, Kn as strong, Lr as GitHubError, Pn as sentenceList, Rt as serialise, Un as paragraph, Wn as prose, an as own, ar as hiddenJson, jn as plural, or as oneLine, w as isUnclear } from "./start.js";
// src/github/issues.ts
const permission = "issues: write";
const ISSUES = "/repos/{owner}/{repo}/issues";
const ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}";
async function ownOpenIssues(github, beginning) {
	const marked = (await github.call({
		doing: "list the open issues",
		permission,
		repeatable: true,
		send: async ({ paginate }, repository) => {
			return (await paginate(`GET ${ISSUES}`, {
				...repository,
				state: "open",
				per_page: 100
			})).filter((one) => one.pull_request === void 0).map(decode);
		}
	})).filter(({ body }) => body.startsWith(beginning));
	if (marked.length === 0) return [];
	const viewer = await github.viewer();
	return marked.filter(({ author }) => isOwn(author, viewer)).toSorted((a, b) => a.number - b.number);
}
function createIssue(github, { title, body }) {
	return github.call({
		doing: "open an issue",
		permission,
		repeatable: false,
		send: async ({ request }, repository) => decode((await request(`POST ${ISSUES}`, {
			...repository,
			title,
			body
		})).data)
	});
}
async function changeIssue(github, number, change) {
	const what = change.labels ?? change.assignees ? "label and assign" : "update";
	await github.call({
		doing: `${what} issue #${number}`,
		permission,
		repeatable: true,
		send: ({ request }, repository) => request(`PATCH ${ISSUE}`, {
			...repository,
			issue_number: number,
			...change
		})
	});
}
async function commentOnIssue(github, number, body) {
	await github.call({
		doing: `comment on issue #${number}`,
		permission,
		repeatable: false,
		send: ({ request }, repository) => request(`POST ${ISSUE}/comments`, {
			...repository,
			issue_number: number,
			body
		})
	});
}
function decode(data) {
	const { number, title, body, html_url: url, user } = data;
	return {
		number,
		title,
		body: body ?? "",
		url,
		author: user ?? void 0
	};
}
// src/github/health-issue.ts
const SETTLE_MS = 2e3;
const MAX_LOOKS = 4;
async function keepHealthIssue(options) {
	const { github, key } = options;
	const [issue, ...others] = await ownOpenIssues(github, markerStart(key));
	const before = issue === void 0 ? {} : readMarker(issue.body);
	const now = options.next(before);
	if (issue === void 0) return now === void 0 ? {
		action: "none",
		problems: []
	} : open(now, options);
	for (const one of others) await closeDouble(one, issue, options);
	if (now === void 0) return close(issue, options);
	return update(issue, before, now, options);
}
async function open(now, options) {
	const { github, key, write } = options;
	const { title, body } = write(now);
	try {
		await createIssue(github, {
			title,
			body: marked(key, now, body)
		});
	} catch (error) {
		if (!(error instanceof GitHubError) || !isUnclear(error)) throw error;
	}
	const issue = await onlyOne(options);
	if (issue === void 0) throw new GitHubError("Could not open an issue: GitHub does not list it", { hint: "The next night tries again; the job summary has the whole report." });
	return {
		action: "opened",
		url: issue.url,
		problems: await label(issue, options)
	};
}
async function onlyOne(options) {
	const { github, key, clock, random = Math.random } = options;
	let oldest;
	for (let look = 0; look < MAX_LOOKS; look += 1) {
		await clock.sleep(SETTLE_MS * (.5 + random()));
		const [first, ...others] = await ownOpenIssues(github, markerStart(key));
		for (const one of others) if (first !== void 0) await closeDouble(one, first, options);
		if (first !== void 0 && others.length === 0 && first.number === oldest?.number) return first;
		oldest = first;
	}
	return oldest;
}
async function label(issue, { github, labels, assignees }) {
	const problems = [];
	for (const change of [...labels.length > 0 ? [{ labels: [...labels] }] : [], ...assignees.length > 0 ? [{ assignees: [...assignees] }] : []]) try {
		await changeIssue(github, issue.number, change);
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		problems.push(error);
	}
	return problems;
}
async function update(issue, before, now, { github, key, write, change }) {
	const { title, body: text } = write(now);
	const body = marked(key, now, text);
	const { number, url } = issue;
	if (body === issue.body && title === issue.title) return {
		action: "unchanged",
		url,
		problems: []
	};
	await changeIssue(github, number, {
		title,
		body
	});
	const said = change(before, now);
	if (said !== void 0) await commentOnIssue(github, number, said);
	return {
		action: "updated",
		url,
		problems: []
	};
}
async function close(issue, { github, closing }) {
	await commentOnIssue(github, issue.number, closing);
	await changeIssue(github, issue.number, { state: "closed" });
	return {
		action: "closed",
		url: issue.url,
		problems: []
	};
}
async function closeDouble(double, kept, { github }) {
	const body = `#${kept.number} is about the same, and is kept.`;
	await commentOnIssue(github, double.number, body);
	await changeIssue(github, double.number, { state: "closed" });
}
const MARKER = "<!-- converra-gate:health ";
function markerStart(key) {
	return `${MARKER}${hiddenJson(key)} `;
}
function marked(key, worse, body) {
	return `${markerStart(key)}${hiddenJson(worse)} -->\n${body}`;
}
function readMarker(body) {
	const line = body.split("\n", 1)[0] ?? "";
	const json = /^<!-- converra-gate:health "(?:[^"\\]|\\.)*" (\{.*\}) -->$/.exec(line)?.[1];
	try {
		const value = JSON.parse(json ?? "{}");
		const entries = Object.entries(value);
		return Object.fromEntries(entries.filter(([, since]) => typeof since === "string"));
	} catch {
		return {};
	}
}
// src/report/issue-content.ts
const HEAD_BYTES = 12e3;
const NAMED = 3;
const LISTED = 50;
const REASON_MAX = 300;
function issueTitle(worse) {
	const keys = Object.keys(worse).toSorted();
	const first = keys.slice(0, NAMED).map((key) => oneLine(key));
	const more = keys.length - first.length;
	return `Converra: ${more > 0 ? `${first.join(", ")} and ${plural(more, "more agent")}` : sentenceList(first)} ${keys.length === 1 ? "is worse than it was" : "are worse than they were"}`;
}
function issueBody(report, worse) {
	const items = Object.entries(worse).slice(0, LISTED).map(([key, since]) => {
		const why = report.worse?.find((one) => one.key === key)?.reason ?? whyItStays(report.agents.find((one) => one.key === key));
		return [paragraph(strong(oneLine(key)), `, since ${since.slice(0, 10)}: `, prose(why, REASON_MAX))];
	});
	return `${serialise([paragraph("Scheduled runs have proven these agents to be worse than they were. This text is kept up to date while that lasts; the issue is closed when all of them are as good as before."), list(items)])}\n${renderComment(report, COMMENT_MAX_BYTES - HEAD_BYTES)}`;
}
function changeText(before, now) {
	const names = (of, not) => Object.keys(of).filter((key) => !Object.hasOwn(not, key));
	const [more, fewer] = [names(now, before), names(before, now)];
	const parts = [...more.length > 0 ? [paragraph("Worse as well: ", strong(named(more)), ".")] : [], ...fewer.length > 0 ? [paragraph("As good as before again: ", strong(named(fewer)), ".")] : []];
	return parts.length === 0 ? void 0 : serialise(parts);
}
function named(keys) {
	return sentenceList(keys.map((key) => oneLine(key)));
}
const CLOSING_TEXT = "All of these agents are as good as before again, by the newest scheduled run.";
function worseNow(report, before) {
	const now = {};
	for (const agent of report.agents) {
		const { key, verdict } = agent;
		const isWorse = report.worse?.some((one) => one.key === key) ?? false;
		const since = own(before, key);
		const isGreen = verdict?.verdict === "unchanged" || verdict?.verdict === "improved";
		if (isWorse) now[key] = since ?? report.finishedAt;
		else if (since !== void 0 && (!isGreen || isNoBetter(agent))) now[key] = since;
	}
	return Object.keys(now).length === 0 ? void 0 : now;
}
function isNoBetter({ verdict, benchmark }) {
	const isReferred = benchmark?.referenceId !== void 0;
	return verdict?.verdict === "unchanged" && benchmark !== void 0 && !isReferred;
}
function whyItStays(agent) {
	return agent !== void 0 && isNoBetter(agent) ? "no better than in the benchmark before. Without benchmark.reference only a rise tells that it is over; if it is to stay as it is, close this issue" : "not judged by the newest night, so it stays here";
}
// src/commands/keep-issue.ts
async function keepIssue(report, { config, context, github, inputs, notices }, { clock, network, workflow }) {
	if (context?.event !== "schedule" || config === void 0 || inputs === void 0) return;
	if (report.fault !== void 0 || report.worse === void 0) return;
	if (github === void 0) {
		notices.push({
			level: "warning",
			...NO_TOKEN
		});
		return;
	}
	const { labels, assignees } = config.health;
	const key = [...inputs.configPatterns, ...inputs.agents].join(",");
	try {
		const kept = await keepHealthIssue({
			github,
			key,
			labels,
			assignees,
			clock,
			random: network.random,
			next: (before) => worseNow(report, before),
			write: (worse) => ({
				title: issueTitle(worse),
				body: issueBody(report, worse)
			}),
			change: changeText,
			closing: CLOSING_TEXT
		});
		if (kept.action !== "none") workflow.info(`Issue ${kept.action}: ${kept.url ?? ""}`);
		for (const { message, hint } of kept.problems) notices.push({
			level: "warning",
			message: `${message}.`,
			hint
		});
	} catch (error) {
		const isKnown = error instanceof GitHubError;
		notices.push({
			level: "warning",
			message: isKnown ? `${error.message}.` : "The issue about worse agents was not kept.",
			hint: isKnown ? error.hint : "The job summary has the whole report."
		});
	}
}
const NO_TOKEN = {
	message: "health.issue is set, and there is no token to keep an issue with",
	hint: "Leave the input github-token out to use the job's own token."
};
export { keepIssue };
