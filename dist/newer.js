import { n as __exportAll } from "./rolldown-runtime.js";
import { A as isOwn, Ar as withRun, Cn as capital, Cr as hasEnded, D as unlessMissing, Dr as isSince, Er as isSameWork, Fr as ActionError, Hr as refusalOf, Ht as isBoundAlike, Jt as shortfallOf, Kr as DAY_MS, Lr as GitHubError, Mr as listRuns, Nr as reportedOutcome, Or as isUnderWay, Pr as runsOf$1, Sr as durationOf, Tr as isSameSet, Ur as unlessGone, Ut as removedAgents, Vt as counterpartOf, Xn as worstOf, Xt as upperTail, Yn as FINDINGS, Yt as upperQuantile, _n as shareOfMean, an as own, ar as hiddenJson, br as stopRuns, cn as PRIOR_SD, dn as addToPool, en as uncovered, fn as copyPool, g as readHead, gn as noiseOf$1, hn as meanOf, in as metricNames, j as listComments, jr as getRun, kr as knownOf, ln as addGroup, lr as isReview, mn as excessOf, nn as isLoss, on as sampleOf, pn as emptyPool, qt as againstBaseline, rn as metricLabel, sn as PRIOR_DF, tn as directed, un as addGrowth, vn as spreadOf, w as isUnclear, wr as identityOf, xr as NO_RUNS, yn as squaresOf, yr as findLeftovers, zr as ServiceError } from "./start.js";
import { a as wrongPrompt, n as differencesOf$1, r as isStoredFormOf } from "./read-back.js";
import { r as isArchived } from "./agent-shape.js";
import { t as OWN_TAG } from "./schema-agent.js";
import { a as normalisePrompt, c as textPart, i as isSameFingerprint, n as formatFingerprint, r as hasPlainSettings, s as samplingPart } from "./fingerprint.js";
import { a as isOwnedBy, c as previewName, d as sentText, f as settledSince, h as withLiveTag, i as hasTag, l as previewScope, m as taggedFingerprint, n as REWRITTEN_TAG, o as isPreview, p as syncedFingerprint, r as contradictsKey, s as isPreviewOf, t as NOT_DRAFT_TAG, u as previewTags } from "./tags.js";
import { _ as liveIdsOf, a as readBase, c as againstBase, d as withBaseSampling, f as candidateFingerprint, l as asItStands, m as planAgents, n as changedSinceBase, p as createInput, u as carriesOurs } from "./base.js";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
// src/runs/results.ts
const LOOKS_MS = [
	2e3,
	5e3,
	15e3,
	3e4
];
async function readResults(id, ports, deadline) {
	const { converra, clock, signal } = ports;
	for (let look = 0;; look += 1) {
		const run = await converra.optimizations.get(id, { signal });
		const wait = LOOKS_MS[look];
		if (hasEnded(run) || wait === void 0 || clock.now() + wait > deadline) return {
			run,
			variants: await readVariants(run, ports, deadline)
		};
		await clock.sleep(wait, signal);
	}
}
async function readVariants(run, { converra, clock, signal }, deadline) {
	const { optimizations, observer } = converra;
	for (let look = 0;; look += 1) {
		const variants = await optimizations.variants(run.id, { signal });
		const missing = whyNoEvidence(run, variants);
		const isThere = missing === void 0 || missing.kind === "several-controls";
		if (look === 0) observer.check("results-at-once", isThere, () => missing?.seen ?? "");
		const wait = LOOKS_MS[look];
		if (isThere || wait === void 0 || clock.now() + wait > deadline) return variants;
		await clock.sleep(wait, signal);
	}
}
function onlyControl(variants) {
	const controls = variants.filter(({ isControl }) => isControl);
	return controls.length === 1 ? controls[0] : void 0;
}
const LOOK = "Open the run in Converra to see what it measured, then run this again.";
function whyNoEvidence({ mode, status }, variants, wanted = {}) {
	if (status !== "completed") return void 0;
	if (mode !== void 0 && wanted.mode !== void 0 && mode !== wanted.mode) return {
		kind: "other-mode",
		member: "mode",
		seen: mode,
		expected: wanted.mode,
		advice: "Set `optimize.mode` in the config to the mode that the account's runs have."
	};
	if (variants.length === 0) return {
		kind: "no-variants",
		member: "variants",
		seen: "an empty list",
		advice: LOOK,
		expected: "the control and its scores"
	};
	const controls = variants.filter(({ isControl }) => isControl);
	const [control] = controls;
	if (control === void 0) return {
		kind: "no-control",
		member: "isControl",
		seen: `none of ${variants.length} variants is marked as it`,
		advice: LOOK,
		expected: "one variant that is the control by its mark, its id or its name"
	};
	if (controls.length > 1) return {
		kind: "several-controls",
		member: "isControl",
		seen: `${controls.length} of ${variants.length} variants are marked as the control`,
		advice: LOOK,
		expected: "one, the prompt that the run started from"
	};
	if (Object.keys(control.raw).length === 0) {
		const dropped = control.dropped.length;
		return {
			kind: "no-scores",
			member: "metrics of the control",
			seen: dropped === 0 ? "no members" : `${dropped} members, none of them a number`,
			advice: LOOK,
			expected: "at least one score"
		};
	}
}
function noEvidenceSentence({ member, seen, expected }) {
	return `\`${member}\`: ${seen}; expected was ${expected}`;
}
// src/plan/owned.ts
function ownedCopies(agents, repository) {
	const owned = [];
	const unproven = [];
	for (const agent of agents) {
		const scope = scopeIn(agent.name, repository);
		if (scope === void 0 || isArchived(agent)) continue;
		if (isProven$1(agent, scope, repository)) owned.push({
			agent,
			scope,
			config: tagValue(agent, "config"),
			key: tagValue(agent, "key")
		});
		else unproven.push(agent);
	}
	return {
		owned,
		unproven
	};
}
function isStillOwned({ scope }, now, repository) {
	const [same] = ownedCopies([now], repository).owned;
	return same !== void 0 && scopeTag(same.scope) === scopeTag(scope);
}
function isProven$1(agent, scope, repository) {
	return isPreview(agent) && hasTag(agent, `repo:${repository}`) && hasTag(agent, scopeTag(scope));
}
function scopeTag(scope) {
	if (scope.kind === "twin") return "ref";
	return scope.kind === "branch" ? `branch:${scope.branch}` : `pr:${scope.number}`;
}
function scopeIn(name, repository) {
	const start = name.lastIndexOf(` (${repository}`);
	if (start <= 0 || !name.endsWith(")")) return void 0;
	const place = name.slice(start + ` (${repository}`.length, -1);
	if (place === ` ref`) return { kind: "twin" };
	if (/^#[1-9]\d{0,9}$/.test(place)) return {
		kind: "pull-request",
		number: +place.slice(1)
	};
	return /^@./.test(place) ? {
		kind: "branch",
		branch: place.slice(1)
	} : void 0;
}
function tagValue({ tags }, name) {
	return tags.find((tag) => tag.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1);
}
function surplusTwins(copies, before) {
	const kept = new Map();
	const surplus = new Map();
	const twins = copies.filter(({ scope }) => scope.kind === "twin");
	for (const { agent, config, key } of twins.toSorted((a, b) => byAge(a.agent, b.agent))) {
		if (config === void 0 || key === void 0) continue;
		const of = JSON.stringify([
			agent.name,
			config.toLowerCase(),
			key.toLowerCase()
		]);
		const older = kept.get(of);
		if (older === void 0) kept.set(of, agent.id);
		else if (Date.parse(agent.updatedAt) < before) surplus.set(agent.id, older);
	}
	return surplus;
}
function byAge(a, b) {
	return Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1);
}
const QUEUE_BRANCH = /^gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]+$/;
function queuedPull(branch) {
	const number = QUEUE_BRANCH.exec(branch)?.[1];
	return number === void 0 ? void 0 : Number(number);
}
function reasonToRemove(copy, known) {
	const { scope } = copy;
	if (scope.kind === "pull-request") return known.closed.has(scope.number) ? `pull request #${scope.number} is closed` : void 0;
	if (scope.kind === "twin") return reasonForTwin(copy, known);
	const { branch } = scope;
	if (branch === known.ownBranch) return `it was made for the branch ${branch}`;
	const queued = queuedPull(branch);
	if (queued !== void 0 && known.closed.has(queued)) return `pull request #${queued} has left the merge queue`;
	return known.gone.has(branch) ? `the branch ${branch} is gone` : void 0;
}
function reasonForTwin({ config, key }, { configs }) {
	if (config === void 0 || key === void 0) return void 0;
	const file = config.toLowerCase();
	if (configs === void 0 || !configs.has(file)) return void 0;
	const keys = configs.get(file);
	if (keys === void 0) return `${config} is gone`;
	return keys.some((one) => one.toLowerCase() === key.toLowerCase()) ? void 0 : `${config} has no agent ${key}`;
}
// src/gate/copies.ts
function withCopies(planned, agents, owner) {
	const { key, source, name } = planned.definition;
	const { repository } = owner;
	const names = [name, planned.live?.name ?? name];
	const isNamedSo = ({ name: given }) => names.some((one) => isNameOfCopy(given, one, repository));
	const isOfAnother = (copy) => agents.some((one) => one.id !== planned.live?.id && !isPreview(one) && isNameOfCopy(copy.name, one.name, repository));
	const called = agents.filter((agent) => isPreviewOf(agent, repository, source.file, key) && (isNamedSo(agent) || !isOfAnother(agent)) || isNamedSo(agent) && !contradictsKey(agent, source.file, key));
	const namesakes = called.filter((agent) => !isPreview(agent) && isInUse(agent));
	const previews = called.filter((agent) => !namesakes.includes(agent));
	const current = (scope) => previews.filter((agent) => !isArchived(agent) && (isOwnedBy(agent, scope) || names.some((one) => agent.name === previewName(one, scope)))).toSorted(byAge)[0];
	const [preview, twin] = [current(owner), current(referenceOf(owner))];
	return {
		key,
		planned,
		previews,
		namesakes,
		preview,
		twin
	};
}
function copyCount(agents) {
	return agents.filter((agent) => isPreview(agent) && !isArchived(agent)).length;
}
function usesOf(agents, { repository }) {
	return new Map(agents.map((agent) => [agent.id, scopeIn(agent.name, repository)?.kind ?? "other"]));
}
function referenceOf({ repository }) {
	return {
		repository,
		scope: "ref"
	};
}
function isRewritten(agent) {
	return isPreview(agent) ? hasTag(agent, REWRITTEN_TAG) : Date.parse(agent.updatedAt) > Date.parse(agent.createdAt);
}
function isInUse({ status }) {
	return !["draft", "archived"].includes(status.toLowerCase());
}
function isNameOfCopy(name, of, repository) {
	const start = `${of} (${repository}`;
	return name.startsWith(start) && /^(#\d+| ref|@.+)\)$/.test(name.slice(start.length));
}
// src/gate/control.ts
function recordOf({ key, planned }, agent, run, variants) {
	const control = onlyControl(variants);
	const place = agent.id === planned.live?.id ? "live" : "preview";
	const fingerprint = fingerprintIn(place, run, agent, control, planned);
	return {
		run: withMode(run, place, planned),
		agent,
		place,
		key,
		fingerprint,
		variants
	};
}
function withMode(run, place, { definition }) {
	return place === "preview" ? {
		...run,
		mode: run.mode ?? definition.optimize.mode
	} : run;
}
function observePublished({ agent, variants }, observer) {
	const content = onlyControl(variants)?.content;
	if (content === void 0 || !isRewritten(agent)) return;
	const isSame = isStoredFormOf({
		content,
		model: agent.model
	}, agent);
	observer.check("write-published", isSame, () => "a control with another text than its copy has");
}
function whyOtherPrompt({ run, agent, fingerprint, variants }, wanted) {
	if (wanted === void 0 || isSameFingerprint(fingerprint, wanted)) return void 0;
	if (onlyControl(variants)?.content === void 0) return `\`content\` of the control: not told; and agent ${agent.id} has been written since it was made (\`updatedAt\` ${agent.updatedAt}, the run began ${run.createdAt}), so what the run measured can be the text before or after`;
	if (fingerprint === void 0) return `\`tags\` of agent ${agent.id}: none of ours, so nothing vouches for its temperature, max-tokens and personas`;
	return fingerprint.text === wanted.text ? `\`tags\` of agent ${agent.id}: they tell of other settings than the run was started for` : `\`content\` of the control, with the model ${agent.model}: not the prompt that agent ${agent.id} was sent`;
}
function fingerprintIn(place, run, agent, control, { candidate, baseline, definition, replaced }) {
	const found = controlFingerprint(run, agent, control, candidate);
	if (found === void 0 || place === "live") return found;
	if (control?.content === void 0 && mayBeOlder(run, agent)) return void 0;
	const tagged = taggedFingerprint(agent);
	if (!(tagged !== void 0 || hasPlainSettings(candidate))) return void 0;
	const told = {
		content: control?.content ?? agent.content,
		model: agent.model
	};
	const isFormOf = (side, prompt, model) => side !== void 0 && (tagged?.text ?? side.text) === side.text && isStoredFormOf(told, {
		content: prompt,
		model
	});
	const { prompt, model } = definition;
	if (isFormOf(candidate, prompt, model)) return {
		...found,
		text: candidate.text
	};
	if (baseline === void 0 || replaced === void 0) return found;
	return isFormOf(baseline, replaced.prompt, replaced.model) ? {
		...found,
		text: baseline.text
	} : found;
}
function controlFingerprint(run, agent, control, expected) {
	const tag = taggedFingerprint(agent);
	const content = control?.content ?? impliedContent(run, agent);
	if (content === void 0) return void 0;
	const text = textPart(content, agent.model);
	if (isPreview(agent)) return tag && {
		...tag,
		text
	};
	const synced = tag !== void 0 && tag.text === textPart(agent.content, agent.model);
	const createdAt = Date.parse(run.createdAt);
	if (synced && createdAt > settledSince(agent)) return {
		text,
		sampling: tag.sampling,
		run: expected.run
	};
	return isUntouched(run, agent) ? {
		...expected,
		text
	} : void 0;
}
function isUntouched(run, agent) {
	return Date.parse(agent.updatedAt) <= Date.parse(run.createdAt);
}
function mayBeOlder(run, agent) {
	return isRewritten(agent) && !(isUnderWay(run) && isUntouched(run, agent));
}
function impliedContent(run, agent) {
	if (isPreview(agent)) return mayBeOlder(run, agent) ? void 0 : agent.content;
	if (taggedFingerprint(agent) !== void 0) return void 0;
	return isUntouched(run, agent) ? agent.content : void 0;
}
// src/gate/evidence.ts
function kindOf(place) {
	return place === "live" ? "live" : "preview";
}
function oldestOf({ planned }, asOf) {
	return asOf - planned.definition.gate.evidenceDays * DAY_MS;
}
function withOutcome(evidence, outcome, record) {
	const { run, agent } = outcome;
	const outcomes = [...evidence.outcomes, outcome];
	if (run === void 0 || agent === void 0) return {
		...evidence,
		outcomes
	};
	const known = withRun(evidence.knownRuns.get(agent.id) ?? NO_RUNS, run);
	const knownRuns = new Map([...evidence.knownRuns, [agent.id, known]]);
	const records = record === void 0 ? evidence.records : withRecord(evidence.records, record);
	return {
		...evidence,
		outcomes,
		knownRuns,
		records
	};
}
function withRecord(records, record) {
	const at = records.findIndex(({ run }) => run.id === record.run.id);
	return at === -1 ? [record, ...records] : records.with(at, record);
}
function evidenceFor(evaluated, side, evidence) {
	const { gate, optimize } = evaluated.planned.definition;
	if (side === "baseline" && gate.baseline === "off") return [];
	const wanted = evaluated.planned[side];
	const oldest = oldestOf(evaluated, evidence.asOf);
	const started = startedIds(evidence);
	return evidence.records.map((record) => {
		const origin = started.has(record.run.id) ? "started" : "adopted";
		if (isOf(record, evaluated, wanted)) return measurementOf(record, origin);
		return side === "candidate" && record.key === evaluated.key ? variantMeasurement(record, wanted, origin) : void 0;
	}).filter((one) => one !== void 0).filter((one) => one.mode === optimize.mode && Date.parse(one.completedAt) >= oldest).sort((a, b) => b.completedAt.localeCompare(a.completedAt));
}
function underWayFor(evaluated, side, { records }, kind) {
	const { planned } = evaluated;
	return records.filter((record) => record.place === kind && isOf(record, evaluated, planned[side])).find(({ run }) => isUnderWay(run) && run.mode === planned.definition.optimize.mode);
}
function isOf(record, { key }, fingerprint) {
	return record.key === key && isSameFingerprint(record.fingerprint, fingerprint);
}
function startedIds({ outcomes }) {
	const started = outcomes.filter(({ origin }) => origin === "started");
	return new Set(started.flatMap(({ run }) => run?.id ?? []));
}
function measurementOf(record, origin) {
	const { fingerprint, variants } = record;
	const control = onlyControl(variants);
	return control && scoredAs(fingerprint, control, record, origin);
}
function variantMeasurement(record, wanted, origin) {
	const { fingerprint, agent, variants } = record;
	if (wanted === void 0 || fingerprint === void 0) return void 0;
	const sameSettings = isSameFingerprint({
		...fingerprint,
		text: wanted.text
	}, wanted);
	const found = variants.find(({ isControl, content }) => !isControl && content !== void 0 && textPart(content, agent.model) === wanted.text);
	return sameSettings && found !== void 0 ? scoredAs(wanted, found, record, origin) : void 0;
}
function scoredAs(fingerprint, variant, { run, agent, place }, origin) {
	if (run.status !== "completed" || fingerprint === void 0 || run.mode === void 0) return;
	const scores = rawOf$1(variant);
	if (Object.keys(scores).length === 0) return void 0;
	return {
		runId: run.id,
		agentId: agent.id,
		fingerprint: formatFingerprint(fingerprint),
		mode: run.mode,
		scores,
		completedAt: run.completedAt ?? run.createdAt,
		startedAt: run.createdAt,
		place,
		origin
	};
}
function rawOf$1({ raw, scores }) {
	return raw ?? scores;
}
function rawScoresOf({ records }, key) {
	return records.flatMap((record) => record.key === key ? record.variants.map(rawOf$1) : []);
}
function historyOf({ records }) {
	return records.map((record) => measurementOf(record, "adopted")).filter((one) => one !== void 0);
}
function usualDuration({ records }, key, mode) {
	const durations = (some) => some.filter(({ run }) => run.mode === mode && run.completedAt !== void 0).map(({ run }) => Date.parse(run.completedAt ?? "") - Date.parse(run.createdAt)).filter((ms) => ms > 0).sort((a, b) => a - b);
	const own = durations(records.filter((record) => record.key === key));
	const known = own.length > 0 ? own : durations(records);
	return known[Math.floor(known.length / 2)];
}
function shownRun(evaluated, { records }) {
	return records.filter((record) => isOf(record, evaluated, evaluated.planned.candidate)).filter(({ run }) => run.status === "completed").sort((a, b) => b.variants.length - a.variants.length || (b.run.completedAt ?? "").localeCompare(a.run.completedAt ?? ""))[0];
}
function outcomesOf({ outcomes }, key) {
	return outcomes.flatMap((one) => one.key === key ? reportedOutcome(one) ?? [] : []);
}
// src/github/acceptance-record.ts
const START = "<!-- converra-gate:accepted:v1 ";
const END = " -->";
function acceptanceLine(record, apiKey) {
	const said = JSON.stringify(record);
	return `${START}${hiddenJson({
		said,
		signature: signatureOf(said, apiKey)
	})}${END}\n`;
}
async function acceptanceRecords(github, pullRequest, apiKey) {
	const marked = (await listComments(github, pullRequest)).filter(({ body }) => body.startsWith(START));
	if (marked.length === 0) return [];
	const viewer = await github.viewer();
	return marked.filter(({ author }) => isOwn(author, viewer)).flatMap(({ body }) => recordIn(body, apiKey) ?? []).reverse();
}
function recordIn(body, apiKey) {
	try {
		const end = body.indexOf(END);
		const { said, signature } = JSON.parse(body.slice(31, Math.max(end, 0)));
		const record = JSON.parse(said);
		if (typeof signature !== "string" || !isRecord(record)) return void 0;
		const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(said, apiKey))];
		return {
			record,
			isSigned: given.length === right.length && timingSafeEqual(given, right)
		};
	} catch {
		return;
	}
}
function signatureOf(said, apiKey) {
	const key = createHmac("sha256", apiKey).update("converra-gate accepted drop v1").digest();
	return createHmac("sha256", key).update(said).digest("hex");
}
const TEXTS = [
	"repository",
	"head",
	"config",
	"agent",
	"fingerprint",
	"by",
	"at",
	"reason"
];
function isRecord(value) {
	const fields = Object(value);
	return TEXTS.every((name) => typeof fields[name] === "string") && typeof fields.pullRequest === "number" && Array.isArray(fields.metrics);
}
// src/gate/accepted.ts
async function withAccepted(agents, { planned }, env) {
	const { github } = env.ports;
	const { apiKey } = env.inputs;
	if (!agents.some(({ verdict }) => verdict?.verdict === "regressed") || github === void 0 || apiKey === void 0) return agents;
	try {
		const about = await pullOf(env.context, github);
		if (about === void 0) return agents;
		const records = await acceptanceRecords(github, about.pullRequest, apiKey);
		if (records.length === 0) return agents;
		return agents.map((agent) => {
			const one = planned.find(({ definition }) => definition.key === agent.key);
			const { verdict } = agent;
			if (one === void 0 || verdict?.verdict !== "regressed") return agent;
			const of = acceptedOf(one, about);
			const own = records.filter(({ record }) => record.agent === of.agent && record.config === of.config);
			const whys = own.map(({ record, isSigned }) => !isSigned ? "it is not signed with this API key" : otherThan$1(record, of) ?? uncovered(verdict, one.definition.gate, record));
			const found = own[whys.indexOf(void 0)]?.record;
			if (found !== void 0) return {
				...agent,
				accepted: dropOf(found)
			};
			const [newest] = own;
			if (newest !== void 0) {
				const message = `What ${newest.record.by} accepted does not cover the drop of ${agent.key}: ${whys[0]}`;
				env.notice({
					level: "warning",
					message
				});
			}
			return agent;
		});
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		const message = `Whether a drop was accepted in a comment is not known, so none counts: ${error.message}`;
		const told = error instanceof GitHubError && error.permission !== void 0 && env.inputs.comment !== "never";
		env.notice({
			level: told ? "notice" : "warning",
			message,
			hint: told ? void 0 : error.hint
		});
		return agents;
	}
}
async function pullOf({ event, pullRequest, branch, repository, commit }, github) {
	if (repository === void 0 || pullRequest?.fork === true) return void 0;
	if (pullRequest !== void 0) return {
		repository,
		pullRequest: pullRequest.number,
		head: commit ?? pullRequest.headSha
	};
	const queued = event === "merge_group" ? queuedPull(branch ?? "") : void 0;
	if (queued === void 0) return void 0;
	return {
		repository,
		pullRequest: queued,
		head: await readHead(github, queued)
	};
}
function acceptedOf({ definition, candidate }, pull) {
	return {
		...pull,
		config: definition.source.file,
		agent: definition.key,
		fingerprint: formatFingerprint(candidate)
	};
}
function otherThan$1(record, of) {
	if (record.repository !== of.repository || record.pullRequest !== of.pullRequest) return "it was of another pull request";
	if (record.head !== of.head) return `it was of commit ${record.head.slice(0, 7)}, and this is ${of.head.slice(0, 7)}`;
	return record.fingerprint === of.fingerprint ? void 0 : "it was of another prompt";
}
function dropOf({ by, reason, at, metrics }) {
	return {
		by,
		reason,
		at,
		metrics
	};
}
// src/runs/look.ts
const GONE_MS = 12e4;
async function lookAt(kind, pending, options) {
	const listed = await listedRuns(kind, options);
	for (const one of pending) {
		const { id, rawStatus } = one.run;
		const found = listed.find((run) => run.id === id);
		if (one.origin === "started") {
			const seen = () => `not among the ${listed.length} runs of a list`;
			options.converra.observer.check("run-listed", found !== void 0, seen);
		}
		one.run = found === void 0 ? await unlisted(one, kind, options) : await withReason(found, kind, options);
		if (found !== void 0) one.goneSince = void 0;
		if (one.run.rawStatus === rawStatus) continue;
		options.log(`${one.request.key}: ${id} is ${one.run.rawStatus}.`);
	}
}
async function unlisted(one, kind, options) {
	const found = await unlessGone(getRun(options, kind, one.run.id));
	const now = options.clock.now();
	one.goneSince = found === void 0 ? one.goneSince ?? now : void 0;
	if (one.goneSince === void 0 || now - one.goneSince < GONE_MS) return found ?? one.run;
	const failureReason = "neither its id nor a list finds it any more: it was deleted";
	return {
		...one.run,
		status: "failed",
		rawStatus: "gone",
		failureReason
	};
}
async function listedRuns(kind, options) {
	try {
		return await listRuns(options, kind);
	} catch (error) {
		if (error instanceof ServiceError && error.kind === "protocol") return [];
		throw error;
	}
}
async function withReason(run, kind, options) {
	if (!hasEnded(run) || run.status === "completed" || run.failureReason !== void 0) return run;
	try {
		return await getRun(options, kind, run.id);
	} catch (error) {
		refusalOf(error);
		return run;
	}
}
// src/runs/schedule.ts
const FIRST_POLL = .7;
const DETECTION_SHARE = .05;
const DETECTION_MS = 15e3;
const SHORTEST_MS = 250;
const SHORT_SHARE = .1;
const LONGEST_SILENCE_MS = 3e5;
function nextPoll(ageMs, usualMs, settings) {
	const base = shortest(usualMs, settings);
	const longest = Math.max(base, settings.maxIntervalMs);
	const allowed = Math.max(DETECTION_MS, DETECTION_SHARE * ageMs);
	const clamp = (ms) => Math.max(base, Math.min(ms, longest, allowed));
	if (usualMs === void 0) return clamp(DETECTION_SHARE * ageMs);
	const first = FIRST_POLL * usualMs;
	if (ageMs < first) return Math.max(base, Math.min(first - ageMs, LONGEST_SILENCE_MS));
	return clamp(Math.abs(usualMs - ageMs) / 4);
}
function shortest(usualMs, { intervalMs }) {
	if (usualMs === void 0) return intervalMs;
	return Math.min(intervalMs, Math.max(SHORTEST_MS, SHORT_SHARE * usualMs));
}
function cannotEnd(msLeft, usualMs) {
	return msLeft <= 0 || usualMs !== void 0 && msLeft < FIRST_POLL * usualMs;
}
// src/runs/start.ts
async function fillSlots(round, options) {
	const { queue, pending, lost, outcomes } = round;
	const { log, clock } = options;
	while (pending.length + lost.length < Math.max(1, options.slots)) {
		const next = await nextStart(round, options);
		if (next === void 0) return;
		const { request, start } = next;
		const result = await startRun(start.work, start.known, options);
		if (result.kind === "no-slot") {
			log(`${request.key}: all slots are in use; waiting for one to become free.`);
			return;
		}
		queue.shift();
		if (result.kind === "started") {
			const { run } = result;
			log(`${request.key}: started ${run.id} (${request.purpose}), ${run.rawStatus}.`);
			const { agent, work } = start;
			const since = clock.now();
			pending.push({
				request,
				agent,
				kind: work.kind,
				origin: "started",
				since,
				run
			});
			continue;
		}
		if (result.kind === "lost") {
			const { intent, reason } = result;
			log(`${request.key}: ${reason}. Looking for the run.`);
			lost.push({
				request,
				start,
				intent,
				reason,
				since: clock.now()
			});
			continue;
		}
		const refused = result.kind === "no-quota" ? queue.splice(0) : [];
		for (const one of [next, ...refused]) outcomes.push(notStarted(one.request, result.reason));
	}
}
async function nextStart({ queue, outcomes }, { deadline, clock }) {
	for (let head = queue[0]; head !== void 0; head = queue[0]) {
		const { request } = head;
		if (cannotEnd(deadline - clock.now(), request.usualMs)) outcomes.push(notStarted(request, "it would not end before the deadline; raise timeout-minutes"));
		else {
			head.start ??= await request.prepare();
			if (head.start !== void 0) return {
				request,
				start: head.start
			};
		}
		queue.shift();
	}
}
function notStarted({ key, purpose }, reason) {
	return {
		key,
		purpose,
		status: "not-started",
		origin: "started",
		reason
	};
}
const SEARCH_DELAYS_MS = [
	500,
	2e3,
	5e3
];
async function startRun(work, known, ports) {
	const { ledger } = ports;
	const intent = {
		work: identityOf(work),
		known
	};
	ledger.intend(intent);
	try {
		const run = await createRun(work, ports);
		if (known.ids.includes(run.id)) {
			ledger.withdraw(intent);
			return {
				kind: "refused",
				reason: `the service answered with ${run.id}, which was there before, and started none`
			};
		}
		ledger.started(intent, run.id);
		return {
			kind: "started",
			run
		};
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		if (!error.ambiguous) {
			ledger.withdraw(intent);
			return refusal(refusalOf(error));
		}
		for (const wait of SEARCH_DELAYS_MS) {
			await ports.clock.sleep(wait, ports.signal);
			const run = await findStarted(intent, ports);
			if (run !== void 0) return {
				kind: "started",
				run
			};
		}
		return {
			kind: "lost",
			reason: error.message,
			intent
		};
	}
}
async function findLost({ lost, pending }, ports) {
	for (const one of [...lost]) {
		const { request, start, intent, since } = one;
		const run = await findStarted(intent, ports);
		if (run === void 0) continue;
		const late = Math.round((ports.clock.now() - since) / 1e3);
		ports.converra.observer.broken("run-listed", `listed no earlier than ${late} s later`);
		lost.splice(lost.indexOf(one), 1);
		const { agent, work } = start;
		pending.push({
			request,
			agent,
			kind: work.kind,
			origin: "started",
			since,
			run
		});
	}
}
function lostOutcome({ request: { key, purpose }, reason }) {
	return {
		key,
		purpose,
		status: "lost",
		origin: "started",
		reason
	};
}
async function createRun(work, { converra, signal }) {
	return work.kind === "optimization" ? converra.optimizations.create(work.input, { signal }) : converra.benchmarks.create(work.input, { signal });
}
async function findStarted(intent, ports) {
	const { known, work } = intent;
	const { ledger, log } = ports;
	const run = (await runsOf$1(ports, work)).find((one) => isSince(known, one) && !ledger.isOurs(one.id) && isSameWork(work, one));
	if (run === void 0) return void 0;
	ledger.started(intent, run.id);
	log(`The answer to the start of ${run.id} was lost; the run exists and is adopted.`);
	return run;
}
function refusal({ kind, message, hint }) {
	const reason = hint === void 0 ? message : `${message}. ${hint}`;
	return {
		kind: kind === "slots" || kind === "quota" ? {
			slots: "no-slot",
			quota: "no-quota"
		}[kind] : "refused",
		reason
	};
}
// src/runs/wait.ts
const REMINDER_MS = 6e4;
const REPEAT_MS = 10 * REMINDER_MS;
const MAX_FAULTS = 6;
const STOP_MS = 3e3;
async function executeRuns(requests, options) {
	const { clock, deadline, signal, log } = options;
	const round = {
		queue: [],
		pending: [],
		lost: [],
		outcomes: [],
		faults: 0
	};
	const { queue, pending, lost, outcomes } = round;
	const isOpen = () => queue.length + pending.length + lost.length > 0;
	for (const request of requests) if ("adopt" in request) pending.push(adopted(request, options));
	else queue.push({ request });
	let reminder = clock.now() + REMINDER_MS;
	const remind = waitingLog(log);
	try {
		while (isOpen()) {
			await fillSlots(round, options);
			showRound(round, options);
			if (!isOpen()) break;
			const now = clock.now();
			if (now >= deadline) {
				await giveUp(round, "timed-out", "the deadline passed", options);
				break;
			}
			await clock.sleep(Math.min(untilPoll(round, now, options.wait), deadline - now), signal);
			await poll(round, options);
			if (options.showRuns === void 0 && clock.now() >= reminder) {
				remind(pending.map(({ run }) => run.id).join(", ") || "a free slot", clock.now());
				await options.progress?.(round);
				reminder = clock.now() + REMINDER_MS;
			}
		}
	} catch (error) {
		if (!signal.aborted) throw error;
		await giveUp(round, "stopped", "the gate was cancelled", options);
	} finally {
		options.showRuns?.([]);
	}
	return outcomes;
}
function waitingLog(log) {
	let last = {
		what: "",
		at: 0
	};
	return (what, now) => {
		if (what === last.what && now - last.at < REPEAT_MS) return;
		last = {
			what,
			at: now
		};
		log(`Waiting for ${what}.`);
	};
}
function showRound({ queue, pending, lost }, { showRuns }) {
	showRuns?.([...pending.map(({ request, run, since }) => {
		const { key, purpose, usualMs } = request;
		return {
			key,
			purpose,
			usualMs,
			run: {
				id: run.id,
				rawStatus: run.rawStatus,
				since
			}
		};
	}), ...[...lost, ...queue].map(({ request: { key, purpose, usualMs } }) => ({
		key,
		purpose,
		usualMs
	}))]);
}
function adopted(request, { clock, log }) {
	const { key, adopt: run, agent, kind } = request;
	log(`${key}: ${run.id} is under way already and is waited for.`);
	return {
		request,
		agent,
		kind,
		origin: "adopted",
		since: Math.min(clock.now(), Date.parse(run.createdAt) || clock.now()),
		run
	};
}
function untilPoll({ pending, lost }, now, wait) {
	const polls = pending.map((one) => nextPoll(now - one.since, one.request.usualMs, wait));
	polls.push(...lost.map(({ since }) => nextPoll(now - since, void 0, wait)));
	return polls.length === 0 ? Math.max(wait.intervalMs, wait.maxIntervalMs) : Math.min(...polls);
}
async function poll(round, options) {
	const { pending, outcomes } = round;
	await passing(() => findLost(round, options), options);
	for (const kind of new Set(pending.map((one) => one.kind))) {
		const some = pending.filter((one) => one.kind === kind);
		const fault = await passing(() => lookAt(kind, some, options), options);
		round.faults = fault?.kind === "protocol" ? round.faults + 1 : 0;
		if (fault !== void 0 && round.faults >= MAX_FAULTS) {
			await giveUp(round, "timed-out", `it could not be read: ${fault.message}`, options);
			return;
		}
		for (const one of some) {
			if (!hasEnded(one.run)) continue;
			pending.splice(pending.indexOf(one), 1);
			if (one.origin === "started") options.ledger.ended(one.run.id);
			outcomes.push(outcomeOf(one, one.run.status, options.clock));
		}
	}
}
async function passing(look, { log }) {
	try {
		await look();
		return;
	} catch (error) {
		if (!isPassing(error)) throw error;
		log(`Could not look at the runs: ${error.message}. Looking again.`);
		return error;
	}
}
function isPassing(error) {
	return error instanceof ServiceError && [
		"server",
		"network",
		"protocol",
		"rate-limit"
	].includes(error.kind);
}
function outcomeOf(one, status, clock, why) {
	const { agent, origin, run } = one;
	const { key, purpose } = one.request;
	const ended = run.completedAt === void 0 ? clock.now() : Date.parse(run.completedAt);
	return {
		key,
		purpose,
		agent,
		status,
		origin,
		run,
		durationMs: Math.max(0, ended - Date.parse(run.createdAt)),
		reason: why ?? run.failureReason
	};
}
async function giveUp({ queue, pending, lost, outcomes }, status, why, options) {
	const failed = await stopStarted(options, why);
	for (const one of pending.splice(0)) {
		const { id } = one.run;
		const isUnstopped = failed.some((failure) => failure.id === id);
		const note = leftRunning(one) ?? (isUnstopped ? "could not be stopped and may still be running" : "");
		const reason = note === "" ? why : `${why}; run ${id} ${note}`;
		outcomes.push(outcomeOf(one, status, options.clock, reason));
	}
	outcomes.push(...lost.splice(0).map(lostOutcome));
	for (const { request } of queue.splice(0)) outcomes.push(notStarted(request, why));
}
function leftRunning({ origin, kind }) {
	if (origin === "adopted") return "was started elsewhere and goes on";
	return kind === "benchmark" ? "goes on, because the service has no way to stop a benchmark" : void 0;
}
async function stopStarted(options, why) {
	const { ledger, log } = options;
	const ports = {
		...options,
		signal: AbortSignal.timeout(STOP_MS)
	};
	const running = await findLeftovers(ledger.state(), ports);
	const { stopped, failed } = await stopRuns(running, `converra-gate: ${why}`, ports);
	for (const id of stopped) ledger.ended(id);
	for (const one of failed) log(`Could not stop ${one.id}: ${one.reason}. Stop it in Converra.`);
	return failed;
}
// src/gate/blocked.ts
function notEvaluated(reason, advice) {
	return {
		kind: "blocked",
		verdict: "not-evaluated",
		reason,
		advice
	};
}
function skippedForNow(reason, advice) {
	return {
		kind: "blocked",
		verdict: "skipped",
		reason,
		advice
	};
}
function incomplete(reason, advice) {
	return {
		kind: "blocked",
		verdict: "incomplete",
		reason,
		advice
	};
}
function blockedBeforehand({ planned }, starts, place) {
	if (starts.has("candidate") && place === "nowhere") return notEvaluated("No evidence of this prompt exists, and with sync off none can be made.", "Set `sync: preview` to let the gate measure it on a draft copy.");
	if (starts.has("baseline") && planned.basePrompt !== void 0) return incomplete(`The live agent ${planned.live?.id ?? ""} carries another prompt than the base commit's, so there is nothing to measure a baseline on, and no earlier run of the base commit's prompt is known.`, "Run the workflow on the default branch, which writes its prompt back, or set `sync: preview`.");
}
function blockedByDeployment(liveId) {
	return incomplete(`Nothing is started on the live agent ${liveId ?? ""}: the account's deploymentMode is not manual, so a run could deploy its own winner there.`, DEPLOY_BY_HAND);
}
const DEPLOY_BY_HAND = "Set `deploymentMode` to manual in Converra's optimization settings, then run this again.";
function blockedByWrite(error, side) {
	return incomplete(`The ${side} could not be put where it can be measured: ${error.message}.`, isFull$1(error) ? "The plan has no room for one more agent: archive old previews (named `… (owner/repo#number)`), or set `sync: live` on an agent made for CI." : error.hint);
}
function isFull$1({ kind, code, about }) {
	return about !== "conversations" && (kind === "quota" || /limit/i.test(code ?? ""));
}
function blockedBySampling(liveId) {
	return incomplete(`The baseline cannot be copied from the live agent ${liveId ?? ""}: its temperature or max-tokens are neither the file's nor the base commit's, and the service does not report them.`, "Run the workflow on the default branch, so that sync writes what the file says.");
}
function blockedByActive(id, ending) {
	const now = {
		archived: "Unmerged text must not be live, so it was archived at once",
		"not-archived": "It could not be archived and may answer customers with unmerged text",
		earlier: "It was archived at once, and no other is made"
	}[ending];
	return incomplete(`The copy ${id} was sent with status draft and came back active. ${now}.`, ending === "not-archived" ? `Archive agent ${id} in Converra now. Then measure with \`sync: live\` on an agent made for CI.` : "Measure with `sync: live` on an agent made for CI. If the service makes drafts by now, remove the tag `not-draft` from that agent and run this again.");
}
function blockedByNamesake({ id, name, status }) {
	return incomplete(`Agent ${id} has the name of the copy that would be measured, "${name}", but is ${status} and has no tag "${OWN_TAG}": it is not written to.`, "Rename that agent in Converra, or archive it if nobody needs it, then run this again.");
}
function blockedByStored(id, { member, sent, stored }) {
	return incomplete(`Agent ${id} does not say what it was sent: its ${member} is "${stored}", sent was "${sent}".`, "Nothing was run on it. Open the agent in Converra to see what it says, then run this again.");
}
function blockedByOutcome(side, outcome) {
	const who = `The run of the ${side}`;
	if (outcome === void 0) return incomplete(`${who} never started.`);
	const why = outcome.reason === void 0 ? "" : `: ${outcome.reason.replace(/\.$/, "")}`;
	switch (outcome.status) {
		case "failed": return incomplete(`${who} failed${why || ", and the service gave no reason"}.`, adviceOnFailure(outcome.reason));
		case "stopped": return incomplete(`${who} was stopped${why}.`, "Run this again, unless a newer commit has replaced this one.");
		case "timed-out": return incomplete(`${who} did not end in time${why}.`, outcome.origin === "adopted" ? "Run this again once it has ended. If it hangs, stop it in Converra first: while it goes on it is waited for, and no other is started." : "Raise `timeout-minutes`, or run this again: a run that has ended by then is reused.");
		case "not-started": return incomplete(`${who} was not started${why}.`);
		case "lost": return incomplete(`${who} may be running: the answer to its start was lost${why}. It was looked for until the end of the wait, and was not asked for again, since a second one could be paid for too.`, "Look for it in Converra. Running this again adopts it where it has appeared by then.");
		case "completed": return incomplete(`${who} is no evidence${why || ": its control is not the prompt it was started for"}.`, outcome.advice ?? "Open the run in Converra to see what it measured, then run this again.");
	}
}
function adviceOnFailure(reason) {
	if (reason === void 0 || /conversation|industry|objective|business|context/i.test(reason)) return "Check that the agent has conversations and that Converra's settings name an industry or objectives, then run this again.";
	if (/overload|capacity|unavailable|time[ -]?out|timed out|try again|temporar|rate limit/i.test(reason)) return "Run this again: this is a trouble of the service or of the model behind it, and may be over.";
	return "Open the run in Converra to see what happened, then run this again.";
}
const ONE_AT_A_TIME = "Let one pull request at a time use this agent (a `concurrency` group in the workflow), or set `sync: preview`.";
function blockedByDrift(reason) {
	return incomplete(`The live agent was edited elsewhere and is not overwritten: ${reason}.`, "Take that text into the prompt file, or set `gate.on-drift: overwrite`.");
}
function blockedByUse(liveId, runs) {
	return incomplete(`Another evaluation (${runs.join(", ")}) is under way on the live agent ${liveId}; writing now would void it.`, ONE_AT_A_TIME);
}
function blockedByEarlierChange(liveId) {
	return incomplete(`The live agent ${liveId} was changed while its baseline was measured.`, ONE_AT_A_TIME);
}
function voidedByUse(liveId, runs) {
	return incomplete(`While this ran, another evaluation (${runs.join(", ")}) used the live agent ${liveId}: neither result can be trusted.`, ONE_AT_A_TIME);
}
function voidedByChange(what) {
	return incomplete(`The prompt of ${what} was changed while this ran: what was measured is no longer what stands there.`, "A newer commit of this pull request has its own run. Otherwise run this again, and in `sync: live` let one pull request at a time use the agent.");
}
function blockedUnchecked({ message, hint }) {
	return incomplete(`Whether the measured prompts still stand could not be looked up after the wait: ${message}.`, hint ?? "Run this again: the runs that have ended are reused.");
}
// src/gate/nights.ts
function nightAllowance(usage, { keep, share, now }) {
	const { limit, used = 0 } = usage?.optimizations ?? {};
	if (limit === void 0) return void 0;
	const { start, end } = periodOf(usage, now);
	const nights = Math.max(1, Math.round((end - start) / DAY_MS));
	const ahead = Math.min(nights, Math.max(1, Math.ceil((end - now) / DAY_MS)));
	const spendable = Math.max(0, limit - keep);
	const reserved = Math.ceil((1 - share) * spendable * (ahead / nights));
	const free = Math.max(0, limit - used - keep - reserved);
	return {
		runs: share === 0 ? 0 : Math.ceil(free / ahead),
		reserved
	};
}
function periodOf(usage, now) {
	const [start, end] = [usage?.periodStart, usage?.periodEnd].map((time) => Date.parse(time ?? ""));
	if (start !== void 0 && end !== void 0 && start <= now && now < end) return {
		start,
		end
	};
	const today = new Date(now);
	const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
	return {
		start: Date.UTC(year, month),
		end: Date.UTC(year, month + 1)
	};
}
// src/gate/budget.ts
async function readAccount({ converra, signal }) {
	const { account, observer } = converra;
	const [usage, settings] = await Promise.all([account.usage({ signal }).catch((error) => {
		const unknown = refusedRead(error);
		observer.broken("usage-runs", unknown);
		return { unknown };
	}), account.settings({ signal }).catch((error) => {
		observer.broken("deployment-mode", refusedRead(error));
		return {
			general: {},
			optimization: {}
		};
	})]);
	return {
		usage,
		settings
	};
}
function deploysByHand(account) {
	return account === void 0 || account.settings.optimization.deploymentMode === "manual";
}
function refusedRead(error) {
	const { message } = error instanceof ServiceError && error.status === 403 ? error : refusalOf(error);
	return message;
}
function runsLeft({ maxRuns, started = 0 }) {
	return Math.max(0, maxRuns - started);
}
function limitsOf({ inputs, config, context, ports }) {
	const { maxRuns, keep, nights: share } = config.budget;
	const limits = {
		maxRuns: inputs.maxRuns ?? maxRuns,
		started: ports.ledger.count(),
		keep
	};
	if (context.event !== "schedule") return limits;
	return {
		...limits,
		nights: {
			keep,
			share,
			now: ports.clock.now()
		}
	};
}
function quotaOf(usage) {
	const { limit, used = 0 } = usage?.optimizations ?? {};
	return limit === void 0 ? void 0 : {
		left: Math.max(0, limit - used),
		limit
	};
}
function budgetOf(usage, limits) {
	const { keep, nights } = limits;
	const maxRuns = runsLeft(limits);
	if (usage?.unknown !== void 0 && keep > 0) return {
		runs: 0,
		bound: "unknown"
	};
	const quota = quotaOf(usage);
	if (quota === void 0) return {
		runs: maxRuns,
		bound: "max-runs"
	};
	const spendable = Math.max(0, quota.left - keep);
	const tonight = nights === void 0 ? void 0 : nightAllowance(usage, nights);
	if (tonight !== void 0 && tonight.runs < Math.min(maxRuns, spendable)) return {
		runs: tonight.runs,
		bound: "nights",
		quota
	};
	return {
		runs: Math.min(maxRuns, spendable),
		bound: spendable < maxRuns ? "quota" : "max-runs",
		quota
	};
}
function spentOnOthers({ maxRuns }) {
	if (maxRuns === 0) return "max-runs is 0, so that nothing may be started";
	return maxRuns === 1 ? "max-runs allows 1 run, and another agent was given it" : `max-runs allows ${maxRuns} runs, and the agents before it were given them`;
}
function refusalReason({ bound, quota }, limits, { needed, left }) {
	if (bound === "unknown") return `the account does not say how many optimizations are left, and ${limits.keep} are to be kept in reserve (assumption usage-runs)`;
	if (bound === "max-runs" || quota === void 0) {
		if (limits.maxRuns === 0) return spentOnOthers(limits);
		return `${`it takes ${needed} ${needed === 1 ? "run" : "runs"}`}, and ${left} of the ${limits.maxRuns} that max-runs allows ${left === 1 ? "is" : "are"} left`;
	}
	if (bound === "nights") return `${quota.left} of ${quota.limit} optimizations are left this period, and tonight's share of them is used up or goes to agents that were measured longer ago`;
	return `${quota.left} of ${quota.limit} optimizations are left this period and ${limits.keep} are kept in reserve`;
}
function refusalAdvice({ bound }) {
	if (bound === "nights") return "Nothing has to be done: its turn comes. Raise `budget.nights` to leave less to pull requests.";
	if (bound === "unknown") return "Set `budget.keep: 0` to let `budget.max-runs` alone bound what is spent.";
	return bound === "max-runs" ? "Raise `budget.max-runs`, or run the gate for this agent alone (`agents`)." : "Wait for the next period, lower `budget.keep`, or choose a larger plan.";
}
// src/gate/blocked-models.ts
function incomparableBenchmark(id, why) {
	return incomplete(`The benchmark ${id} does not compare the two models: ${why}.`, "Open it in Converra to see what it measured. Delete it there to have another one made, or take the `benchmark` section out on the default branch: the model is then measured on a preview.");
}
function benchmarksApart(ids, why) {
	return incomplete(`The benchmarks ${ids.join(" and ")} cannot be judged together: ${why}.`, "Open them in Converra to see which is scored otherwise, delete that one, and run this again.");
}
function unreadBenchmarks(liveId, error) {
	return incomplete(`The benchmarks of the live agent ${liveId} could not be read, so none was started: ${error.message}.`, error.hint ?? "Run this again.");
}
function withoutModel(liveId, to) {
	return incomplete(`The service does not tell which model the live agent ${liveId} has, so ${to} can be compared with none.`, "Set its model in Converra, or let sync write one on the default branch, then run this again.");
}
function notBenchmarked(limits) {
	return notEvaluated(`Not benchmarked: ${spentOnOthers(limits)}.`, "Raise `budget.max-runs`, or run the gate for this agent alone (`agents`).");
}
// src/gate/interference.ts
const PAGE = 100;
async function changedAgents(before, accountAgents, ports) {
	if (before.length === 0) return new Set();
	const { converra, signal } = ports;
	const pages = Math.ceil(accountAgents / PAGE);
	const after = before.length <= pages ? await Promise.all(before.map(({ id }) => unlessGone(converra.agents.get(id, { signal })))) : await converra.agents.listAll({
		wanted: before,
		signal
	});
	for (const agent of before) observeUpdates(agent, after, converra.observer);
	const isAsBefore = (agent) => after.some((one) => isSame(agent, one));
	return new Set(before.filter((agent) => !isAsBefore(agent)).map(({ id }) => id));
}
function observeUpdates(before, after, observer) {
	const now = after.find((one) => one?.id === before.id);
	if (now === void 0 || !isPreview(before) || !isSame(before, now)) return;
	const isUntouched = now.updatedAt === before.updatedAt;
	observer.check("updated-by-writes", isUntouched, () => "`updatedAt` moved with its runs");
}
function isSame(before, after) {
	return after?.id === before.id && after.model === before.model && normalisePrompt(after.content) === normalisePrompt(before.content);
}
async function foreignRuns(live, evidence, { converra, signal }) {
	const runs = await converra.optimizations.ofAgent(live.id, { signal });
	const known = evidence.knownRuns.get(live.id)?.ids ?? [];
	const ours = evidence.outcomes.map(({ run }) => run?.id);
	return runs.filter((run) => isUnderWay(run) || !known.includes(run.id)).filter((run) => !ours.includes(run.id)).map((run) => run.id);
}
// src/verdict/agent.ts
function verdictOf$1(key, metrics, noConfirm, detectable) {
	const common = {
		key,
		metrics,
		...detectable === void 0 ? {} : { detectable }
	};
	const worst = worstMetric$1(metrics);
	if (worst === void 0) return {
		...common,
		verdict: "incomplete",
		reason: "No completed run of the candidate has a score.",
		advice: "See why its run did not complete, then run this again."
	};
	const others = metrics.filter((m) => rank(m.finding) === rank(worst.finding)).length - 1;
	const deciding = worst.metric;
	switch (worst.finding) {
		case "regressed":
		case "below-min": return {
			...common,
			verdict: "regressed",
			reason: `${worst.explanation}${more(others, "regressed")}`,
			advice: `Restore what the prompt lost. If this is intended, ${howToAllow(worst.finding)}.`,
			deciding
		};
		case "inconclusive": return {
			...common,
			verdict: "inconclusive",
			reason: `${worst.explanation}${more(others, "inconclusive")}`,
			advice: adviceWhenInconclusive(worst, noConfirm),
			deciding
		};
		case "improved": return {
			...common,
			verdict: "improved",
			reason: `${worst.explanation}${more(others, "improved")}`,
			deciding
		};
		case "unchanged": return {
			...common,
			verdict: "unchanged",
			reason: unchanged(metrics, detectable)
		};
	}
}
function howToAllow(finding) {
	return `${finding === "below-min" ? "lower the metric's min" : "raise the metric's max-drop"} under gate.metrics in the config`;
}
function unchanged(metrics, detectable) {
	const fallen = metrics.filter(({ decides }) => decides !== false).filter(({ moved }) => moved === "fell");
	const most = fallen.toSorted((a, b) => (a.delta ?? 0) - (b.delta ?? 0))[0];
	const sight = detectable === void 0 ? "" : ` This gate finds a drop of ${detectable.toFixed(1)} points in all metrics at once with 80 % chance.`;
	if (most !== void 0) {
		const others = fallen.length - 1;
		const rest = others === 0 ? "" : ` ${others === 1 ? "1 more metric" : `${others} more metrics`} fell by less.`;
		return `${metricLabel(most.metric)} fell by ${Math.abs(most.delta ?? 0).toFixed(1)} points, within the ${most.maxDrop.toFixed(1)} allowed.${rest}${sight}`;
	}
	return `No drop found that the rules forbid.${sight}`;
}
function rank(finding) {
	return FINDINGS.indexOf(finding === "below-min" ? "regressed" : finding);
}
function worstMetric$1(metrics) {
	if (!metrics.some((metric) => metric.candidate.n > 0)) return void 0;
	return metrics.reduce((worst, metric) => {
		const step = rank(worst.finding) - rank(metric.finding);
		if (step !== 0) return step > 0 ? metric : worst;
		return (metric.p ?? 1) < (worst.p ?? 1) ? metric : worst;
	});
}
function more(count, what) {
	if (count === 0) return "";
	return count === 1 ? ` One more metric ${what}.` : ` ${count} more metrics ${what}.`;
}
function adviceWhenInconclusive(worst, noConfirm) {
	if (worst.candidate.n === 0 && worst.baseline !== void 0) return `See in Converra why the candidate's runs lack ${worst.metric}. If they need not have it, set decides: false for it under gate.metrics in the config.`;
	if (worst.candidate.n === 0) return `Check the name ${worst.metric} in the config against the metrics that the runs report.`;
	switch (noConfirm) {
		case "untried": return "Read the prompt's diff for what could have done it: the rounds were to try another metric.";
		case void 0: return "One more run of the candidate beside one of the baseline may settle it.";
		case "no-baseline": return "Measure the prompt that would be replaced: set gate.baseline to run, or let a run of it complete.";
		case "elsewhere": return "Measure the prompt that would be replaced where the candidate is measured: set gate.baseline to run.";
		case "no-budget": return "A run of the candidate and one of the baseline side by side are missing, and no budget is left for them. Raise the budget, or run this again when there is more.";
		case "none-left": return "The confirming rounds allowed are used up. Read the prompt's diff, or raise gate.confirm in the config.";
	}
}
// src/verdict/rules.ts
function thresholdOf(rules, metric) {
	const rule = own(rules.metrics, metric);
	return {
		direction: rule?.direction ?? "higher",
		maxDrop: rule?.maxDrop ?? rules.maxDrop,
		min: rule?.min,
		decides: rule?.decides ?? true
	};
}
function floorsOf({ metrics }) {
	return Object.keys(metrics).filter((name) => metrics[name]?.min !== void 0 && metrics[name]?.decides !== false);
}
function wantsFloorsAlone(rules) {
	return rules.baseline === "off" && floorsOf(rules).length > 0;
}
function pairedTest(differences) {
	const n = differences.length;
	if (n < 5) return void 0;
	const standardError = Math.sqrt(squaresOf(differences) / (n - 1) / n);
	return {
		n,
		...tested(meanOf(differences), {
			standardError,
			degreesOfFreedom: n - 1
		})
	};
}
function tested(mean, { standardError, degreesOfFreedom }) {
	const t = standardError === 0 ? Math.sign(mean) * Number.MAX_VALUE : mean / standardError;
	const fall = mean === 0 ? .5 : upperTail(-t, degreesOfFreedom);
	return {
		standardError,
		degreesOfFreedom,
		fall,
		rise: 1 - fall
	};
}
function differencesOf(first, second, scoreOf) {
	const before = new Map(first?.scenarios?.map(({ id, scores }) => [id, scoreOf(scores)]));
	return (second?.scenarios ?? []).map(({ id, scores }) => scoreOf(scores) - (before.get(id) ?? NaN)).filter((difference) => Number.isFinite(difference));
}
function scorePair(metric, now, before, direction, noise) {
	const of = (scores) => directed(own(scores ?? {}, metric), direction);
	const finite = (value) => Number.isFinite(value) ? value : void 0;
	const [is, was] = [of(now?.scores), of(before?.scores)];
	const assumed = noise === void 0 || !Number.isFinite(is - was) ? void 0 : {
		n: 0,
		...tested(is - was, noise)
	};
	return {
		metric,
		now: finite(is),
		before: finite(was),
		paired: pairedTest(differencesOf(before, now, of)) ?? assumed
	};
}
function comparePair({ metric, now, before, paired }, against, rules, level) {
	const { direction, maxDrop, min, decides } = thresholdOf(rules, metric);
	const common = {
		metric,
		direction,
		baseline: before === void 0 ? void 0 : {
			n: 1,
			mean: before
		},
		maxDrop,
		min
	};
	if (now === void 0) {
		const was = before === void 0 ? "" : ` It was ${points$1(before)} ${against.where}.`;
		const floor = min === void 0 ? "" : ` Its minimum of ${points$1(min)} cannot be checked.`;
		const explanation = `${metricLabel(metric)} has no score in this benchmark.${was}${floor}`;
		return {
			...common,
			candidate: {
				n: 0,
				mean: 0
			},
			finding: "inconclusive",
			explanation
		};
	}
	const candidate = {
		n: 1,
		mean: now
	};
	if (!decides) {
		const explanation = `${metric} is ${points$1(now)}: shown, does not decide.`;
		return {
			...common,
			candidate,
			decides,
			finding: "unchanged",
			explanation
		};
	}
	const delta = before === void 0 ? void 0 : now - before;
	const noise = paired === void 0 || delta === void 0 ? {} : noiseOf(delta, paired, level);
	const [finding, explanation] = findingOf$1({
		delta,
		now,
		floor: {
			min,
			isBelow: isBelow(now, min, against.noise && (paired ?? against.noise), level)
		},
		maxDrop,
		paired
	}, level, against);
	return {
		...common,
		candidate,
		delta,
		...noise,
		finding,
		explanation: `${metricLabel(metric)} ${explanation}`
	};
}
function noiseOf(delta, paired, { fall, alpha }) {
	const { standardError, degreesOfFreedom } = paired;
	const reach = standardError * upperQuantile(.025, degreesOfFreedom);
	return {
		interval: [delta - reach, delta + reach],
		standardError,
		degreesOfFreedom,
		p: paired.fall,
		adjustedP: fall,
		alpha
	};
}
function isBelow(now, min, noise, { alpha, floors }) {
	if (min === void 0 || now >= min) return "no";
	if (noise === void 0) return "surely";
	const { fall } = tested(now - min, {
		...noise,
		standardError: noise.standardError / Math.SQRT2
	});
	return fall * floors <= alpha ? "surely" : "perhaps";
}
function findingOf$1({ delta, now, floor: { min = 0, isBelow }, maxDrop, paired }, { fall, rise, alpha }, { since, lacking }) {
	const below = `is ${points$1(now)}, below the minimum of ${points$1(min)}`;
	if (isBelow === "surely") return ["below-min", `${below}.`];
	if (delta === void 0) return ["inconclusive", `is ${points$1(now)}, and ${lacking}.`];
	const move = `${delta < 0 ? "fell" : "rose"} by ${points$1(Math.abs(delta))} points ${since}`;
	const allowed = `at most ${points$1(maxDrop)} are allowed`;
	const over = paired?.n ? ` over ${paired.n} scenarios` : "";
	if (-delta >= maxDrop) {
		if (paired === void 0) return ["regressed", `${move}, and ${allowed}.`];
		return fall <= alpha ? ["regressed", `${move}, and ${allowed}: noise does not explain it${over}.`] : ["inconclusive", `${move}, and ${allowed}: noise could explain it${over}.`];
	}
	if (isBelow === "perhaps") return ["inconclusive", `${below}: noise could explain it${over}.`];
	if (delta >= maxDrop && (paired === void 0 || rise <= alpha)) return ["improved", `${move}.`];
	if (delta >= maxDrop) return ["unchanged", `${move}: noise could explain it${over}.`];
	return ["unchanged", `${move}: within the ${points$1(maxDrop)} allowed.`];
}
function points$1(value) {
	return value.toFixed(1);
}
// src/verdict/better-model.ts
function betterModel(known, rules, confidence) {
	const [now = []] = known;
	const current = now.find(({ isBaseline }) => isBaseline);
	if (current === void 0) return void 0;
	const challengers = now.filter(({ model }) => model !== current.model);
	const level = (1 - confidence) / Math.max(1, challengers.length);
	return challengers.flatMap((challenger) => {
		const metrics = sharedMetrics(current, challenger, rules);
		const scoreOf = (scores) => meanOver(metrics, scores, rules);
		const [from, to] = [scoreOf(current.scores), scoreOf(challenger.scores)];
		if (metrics.length === 0 || !(to > from)) return [];
		if (metrics.some((metric) => isForbidden$1(metric, current, challenger, rules))) return [];
		if ((pairedTest(differencesOf(current, challenger, scoreOf))?.rise ?? chanceOverBenchmarks(known, [current, challenger], scoreOf, metrics)) > level) return [];
		const points = to - from;
		return [{
			model: challenger.model,
			than: current.model,
			points,
			lift: 100 * points / from
		}];
	}).toSorted((a, b) => b.points - a.points)[0];
}
function sharedMetrics(current, challenger, rules) {
	const has = ({ scores }, metric) => own(scores, metric) !== void 0;
	return Object.keys(current.scores).filter((metric) => has(challenger, metric) && thresholdOf(rules, metric).decides);
}
function meanOver(metrics, scores, rules) {
	return metrics.reduce((total, metric) => total + directed(own(scores, metric), thresholdOf(rules, metric).direction), 0) / metrics.length;
}
function isForbidden$1(metric, current, challenger, rules) {
	const { direction, maxDrop, min = Number.NEGATIVE_INFINITY } = thresholdOf(rules, metric);
	const [from, to] = [current, challenger].map(({ scores }) => directed(own(scores, metric), direction));
	return !((to ?? NaN) > (from ?? NaN) - maxDrop && (to ?? NaN) >= min);
}
function chanceOverBenchmarks(known, [current, challenger], scoreOf, metrics) {
	const gains = known.map((models) => {
		const of = (model) => models.find((one) => one.model === model)?.scores ?? {};
		return scoreOf(of(challenger.model)) - scoreOf(of(current.model));
	}).filter((gain) => Number.isFinite(gain));
	const n = gains.length;
	const prior = 2 * PRIOR_SD.validation ** 2 * shareOfMean(metrics.length);
	const degreesOfFreedom = PRIOR_DF + n - 1;
	const variance = (PRIOR_DF * prior + squaresOf(gains)) / degreesOfFreedom;
	return upperTail(meanOf(gains) / Math.sqrt(variance / n), degreesOfFreedom);
}
// src/verdict/holm.ts
function holmAdjust(tests) {
	const ratios = tests.map(({ p, level }) => p / level);
	const order = ratios.map((_, index) => index);
	order.sort((a, b) => (ratios[a] ?? 0) - (ratios[b] ?? 0));
	const adjusted = new Array(tests.length).fill(1);
	let floor = 0;
	order.forEach((index, rank) => {
		floor = Math.max(floor, (tests.length - rank) * (ratios[index] ?? 0));
		adjusted[index] = Math.min(1, floor * (tests[index]?.level ?? 1));
	});
	return adjusted;
}
// src/verdict/scale.ts
const KNOWN = new Set([
	...[
		"taskCompletion",
		"responseQuality",
		"userSentiment"
	],
	"goalAchievement",
	...[
		"sentiment",
		"clarity",
		"successScore",
		"aiRelevancy",
		"consistencyScore"
	],
	...["naturalLanguageScore", "contextRetentionScore"]
].map(plain$1));
function plain$1(name) {
	return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
function understand(runs, rules) {
	const ranges = rangesOf(runs);
	const scores = ranges.filter(({ metric }) => isKnown(metric, rules));
	const judged = scores.filter(({ metric }) => own(rules.metrics, metric)?.decides !== false);
	const unknown = ranges.filter((range) => !scores.includes(range)).map(({ metric }) => metric);
	const unclear = judged.flatMap((range) => ambiguityOf(range, rules.scale));
	const ambiguities = [
		...unclear,
		...rules.scale === "auto" ? hundredfold(judged.filter(isClear(unclear))) : [],
		...scores.length === 0 && unknown.length > 0 ? [nothingKnown(unknown)] : []
	];
	const clear = scores.filter(isClear(ambiguities));
	return {
		factors: new Map(clear.map((range) => [range.metric, factorOf(range, rules.scale)])),
		rules: {
			...rules,
			metrics: rulesFor(scores, rules)
		},
		unknown,
		ambiguities
	};
}
const isClear = (ambiguities) => ({ metric }) => !ambiguities.some(({ metrics }) => metrics.includes(metric));
function inPoints(scores, { factors }) {
	return Object.fromEntries(Object.entries(scores).flatMap(([metric, value]) => {
		const points = Number((value * (factors.get(metric) ?? NaN)).toFixed(9));
		return points >= 0 && points <= 100 ? [[metric, points]] : [];
	}));
}
function rangesOf(runs) {
	const ranges = new Map();
	for (const scores of runs) for (const [metric, value] of Object.entries(scores)) {
		const { low, high, least } = ranges.get(metric) ?? {
			low: value,
			high: value,
			least: 1e400
		};
		ranges.set(metric, {
			metric,
			low: Math.min(low, value),
			high: Math.max(high, value),
			least: value === 0 ? least : Math.min(least, value)
		});
	}
	return [...ranges.values()];
}
function isKnown(metric, { metrics }) {
	return own(metrics, metric) !== void 0 || KNOWN.has(plain$1(metric));
}
function rulesFor(scores, rules) {
	const metrics = Object.assign(Object.create(null), rules.metrics);
	for (const { metric } of scores) metrics[metric] ??= { direction: "higher" };
	return metrics;
}
const LOW = 10;
function ambiguityOf({ metric, low, high, least }, scale) {
	const ambiguous = (problem) => [{
		metrics: [metric],
		problem
	}];
	const seen = low === high ? `is ${shown(low)}` : `goes from ${shown(low)} to ${shown(high)}`;
	const top = scale === "auto" ? 100 : scale;
	if (low < 0 || high > top) return ambiguous(`${metric} ${seen}, which is outside of 0 to ${top}`);
	if (scale !== "auto") return [];
	if (high > 1 && least <= 1) return ambiguous(`${metric} ${seen}: fractions and points at once, or very low points`);
	if (high > 1 && high <= LOW) return ambiguous(`${metric} ${seen}: of 10, of 5 or of 100 cannot be told`);
	return [];
}
function hundredfold(ranges) {
	const fractions = ranges.filter(({ high }) => high > 0 && high <= 1);
	const points = ranges.filter(({ high }) => high > LOW);
	const [small] = fractions;
	const [large] = points;
	if (small === void 0 || large === void 0) return [];
	return [{
		metrics: [...fractions, ...points].map(({ metric }) => metric),
		problem: `${small.metric} reaches ${shown(small.high)} and ${large.metric} ${shown(large.high)}, about a hundredfold: they are not on one scale`
	}];
}
function nothingKnown(unknown) {
	return {
		metrics: unknown,
		problem: `no metric of the runs is known to be a score (${unknown.slice(0, 10).join(", ")})`
	};
}
function factorOf({ high }, scale) {
	if (scale !== "auto") return 100 / scale;
	return high <= 1 ? 100 : 1;
}
function shown(value) {
	return String(Number(value.toPrecision(4)));
}
const SCALE_ADVICE = "Say with `gate.scale` what the highest score is (1, 10 or 100), name a metric that is a score under `gate.metrics`, or take one that is none out of the verdict with `gate.metrics.<metric>.decides: false`.";
function withAmbiguities(verdict, ambiguities) {
	if (ambiguities.length === 0) return verdict;
	const unjudged = `Not judged: ${ambiguities.map(({ problem }) => problem).join("; ")}.`;
	if (verdict.verdict === "regressed") return {
		...verdict,
		reason: `${verdict.reason} ${unjudged}`,
		unjudged
	};
	return {
		...verdict,
		verdict: "incomplete",
		reason: unjudged,
		advice: SCALE_ADVICE
	};
}
// src/verdict/benchmark.ts
function judgeBenchmark(now, against, rules, confidence) {
	const understanding = understand(rawScoresIn([now, ...against.map(({ models }) => models)].flat()), rules);
	const points = (one) => ({
		...one,
		scores: inPoints(rawOf(one), understanding),
		scenarios: one.scenarios?.map(({ id, ...rest }) => {
			return {
				id,
				scores: inPoints(rawOf(rest), understanding)
			};
		})
	});
	const held = against.map((one) => ({
		...one,
		models: one.models.map(points)
	}));
	const current = now.map(points);
	const better = betterModel([current, ...held.map(({ models }) => models)], understanding.rules, confidence);
	return {
		models: judgeModels(current, held, understanding.rules, 1 - confidence),
		ambiguities: understanding.ambiguities,
		...better === void 0 ? {} : { better }
	};
}
function rawScoresIn(models) {
	return models.flatMap(({ scenarios = [], ...own }) => [own, ...scenarios].map(rawOf));
}
function rawOf({ raw, scores }) {
	return raw ?? scores;
}
function judgeModels(now, against, rules, alpha) {
	const held = against.length > 0 ? against : [NOTHING];
	const asked = [...new Set([...now, ...held.flatMap(({ models }) => models)].map(({ model }) => model))].map((model) => ({
		model,
		pairs: held.flatMap((one) => pairsOf$1(model, now, one, rules))
	}));
	const levels = levelsOf(asked.flatMap((one) => one.pairs.map(({ pair }) => pair)), rules, alpha);
	return asked.map(({ model, pairs: own }) => {
		const compared = own.map(({ pair, one }) => comparePair(pair, one, rules, levels.get(pair) ?? UNTESTED));
		const metrics = [...new Set(compared.map(({ metric }) => metric))].flatMap((metric) => worstMetric(compared.filter((some) => some.metric === metric)) ?? []);
		const finding = worstFinding(metrics) ?? "inconclusive";
		return {
			model,
			isBaseline: [...now, ...held.flatMap(({ models }) => models)].some((some) => some.model === model && some.isBaseline),
			finding,
			metrics
		};
	});
}
const NOTHING = {
	since: "since the last benchmark",
	where: "in the last benchmark",
	lacking: "no earlier benchmark of this model has it",
	models: []
};
const UNTESTED = {
	fall: 1,
	rise: 1,
	alpha: 0,
	floors: 1
};
function worstMetric(metrics) {
	const finding = worstFinding(metrics);
	return metrics.find((metric) => metric.finding === finding);
}
function pairsOf$1(model, now, one, rules) {
	const find = (some) => some.find((each) => each.model === model);
	const [current, before] = [find(now), find(one.models)];
	const names = [current?.scores, before?.scores].flatMap((scores) => Object.keys(scores ?? {}));
	return [...new Set([...names, ...floorsOf(rules)])].map((metric) => {
		const { direction } = thresholdOf(rules, metric);
		return {
			pair: scorePair(metric, current, before, direction, one.noise),
			one
		};
	});
}
function levelsOf(pairs, rules, alpha) {
	const tested = pairs.filter(({ metric }) => thresholdOf(rules, metric).decides);
	const adjusted = (side) => holmAdjust(tested.map(({ paired }) => ({
		p: paired?.[side] ?? 1,
		level: alpha
	})));
	const [falls, rises] = [adjusted("fall"), adjusted("rise")];
	const floors = floorsOf(rules).length;
	return new Map(tested.map((pair, at) => {
		return [pair, {
			fall: falls[at] ?? 1,
			rise: rises[at] ?? 1,
			alpha,
			floors
		}];
	}));
}
function worstFinding(judged) {
	return worstOf(FINDINGS, judged.map(({ finding }) => finding));
}
// src/verdict/benchmark-verdict.ts
function benchmarkVerdict(key, { models, ambiguities }, hasBaseline) {
	return withAmbiguities(verdictOf(key, models, hasBaseline), ambiguities);
}
function verdictOf(key, models, hasBaseline) {
	const isScored = models.some((model) => model.metrics.some(({ candidate }) => candidate.n > 0));
	const deciding = decidingModel(models);
	const metrics = deciding?.metrics ?? [];
	if (deciding === void 0 || !isScored) return {
		key,
		verdict: "incomplete",
		reason: "The benchmark completed without a score of any model.",
		advice: "Open it in Converra to see what happened.",
		metrics
	};
	const worst = decidingMetric(deciding);
	const lacks = worst !== void 0 && isMissing(worst);
	if (!hasBaseline && deciding.finding === "inconclusive" && !lacks) return {
		key,
		verdict: "inconclusive",
		reason: "The first benchmark of these models: there is no earlier one to compare with. The next is compared with this one.",
		metrics
	};
	const verdict = deciding.finding === "below-min" ? "regressed" : deciding.finding;
	return {
		key,
		verdict,
		reason: worst === void 0 ? `${deciding.model}: nothing to compare.` : `${deciding.model}: ${worst.explanation}`,
		advice: lacks ? "Open the benchmark in Converra to see why the score is missing." : verdict === "regressed" ? fallAdvice(deciding, models) : void 0,
		deciding: worst?.metric,
		metrics
	};
}
function fallAdvice({ isBaseline }, models) {
	const inUse = models.find((one) => one.isBaseline)?.model;
	if (isBaseline || inUse === void 0) return "Look at what changed on the service or in the model since then.";
	return `The model in use, ${inUse}, did not fall by as much. Look at what changed in the other one, or take it out of \`benchmark.models\`.`;
}
function decidingModel(models) {
	const finding = worstFinding(models);
	const some = models.filter((model) => model.finding === finding);
	return some.find((model) => model.metrics.some(isMissing)) ?? some.find(({ isBaseline }) => isBaseline) ?? some[0];
}
function decidingMetric({ finding, metrics }) {
	const some = metrics.filter((metric) => metric.finding === finding);
	return some.find(isMissing) ?? some[0];
}
function isMissing({ candidate }) {
	return candidate.n === 0;
}
// src/verdict/model-change.ts
function whyIncomparable(models, { from, to }) {
	const of = (name) => models.find(({ model }) => model === name);
	const missing = [from, to].filter((name) => Object.keys(of(name)?.scores ?? {}).length === 0);
	if (missing.length > 0) {
		const names = models.map(({ model }) => model).filter((name) => !missing.includes(name));
		const others = names.length === 0 ? "none of any other" : `those of ${names.join(", ")}`;
		return `it has no scores of ${missing.join(" and ")}, and ${others}`;
	}
	const [one, other] = [of(from), of(to)].map((scores) => new Set(scores?.scenarios?.map(({ id }) => id)));
	if (one === void 0 || other === void 0) return void 0;
	const shared = [...one].filter((id) => other.has(id)).length;
	if (shared === one.size && shared === other.size) return void 0;
	return `it played ${one.size} scenarios with ${from} and ${other.size} with ${to}, ${shared} of them the same`;
}
function whyOnOtherScales(known, rules) {
	const ambiguitiesOf = (some) => understand(some.flatMap(rawScoresIn), rules).ambiguities;
	if (known.some((one) => ambiguitiesOf([one]).length > 0)) return void 0;
	return ambiguitiesOf(known)[0]?.problem;
}
function decideModelChange(known, pair, rules, alpha) {
	const { confirm } = rules;
	const variance = varianceOf(known, pair);
	const look = (some, level) => {
		return judged(some, pair, rules, level, variance);
	};
	const newest = {
		counted: [known.length - 1],
		isOpen: false
	};
	const suspect = known.findIndex((one) => isSuspected(look([one], alpha)));
	if (suspect < 0 || confirm === 0) return {
		...newest,
		judgement: look(known.slice(-1), alpha)
	};
	const fresh = known.slice(suspect + 1, suspect + 1 + confirm);
	for (const round of fresh.keys()) {
		const judgement = look(fresh.slice(0, round + 1), alpha / confirm);
		if (isProven(judgement) || !isSuspected(judgement) || round + 1 === confirm) return {
			judgement,
			counted: Array.from({ length: round + 1 }, (_, at) => suspect + 1 + at),
			suspect,
			isOpen: false
		};
	}
	return {
		judgement: look(known.slice(suspect), alpha / confirm),
		counted: [...known.keys()].slice(suspect),
		suspect,
		isOpen: true
	};
}
function modelVerdict(key, { judgement, isOpen }, { from }, advice) {
	const verdict = benchmarkVerdict(key, judgement, true);
	if (isOpen) return {
		...verdict,
		verdict: "inconclusive",
		advice
	};
	if (verdict.verdict !== "regressed") return verdict;
	const worst = verdict.metrics.find(({ metric }) => metric === verdict.deciding);
	return {
		...verdict,
		advice: `Keep ${from}. If the drop is intended, ${howToAllow(worst?.finding)}.`
	};
}
function judged(known, { from, to }, rules, alpha, variance) {
	const mean = meanBenchmark(known);
	const of = (name) => {
		return mean.filter(({ model }) => model === name).map((one) => ({
			...one,
			model: to
		}));
	};
	const against = {
		since: `against ${from}`,
		where: `with ${from}`,
		lacking: `${from} has no such score`,
		models: of(from),
		noise: {
			standardError: Math.sqrt(variance / known.length),
			degreesOfFreedom: PRIOR_DF
		}
	};
	return judgeBenchmark(of(to), [against], rules, 1 - alpha);
}
function varianceOf(known, { from, to }) {
	const scoresOf = (models, name) => models.find(({ model }) => model === name)?.scores ?? {};
	const assumed = 2 * PRIOR_SD.validation ** 2;
	let squares = PRIOR_DF * assumed;
	let degreesOfFreedom = PRIOR_DF;
	for (const metric of Object.keys(scoresOf(known[0] ?? [], to))) {
		const deltas = known.map((models) => (scoresOf(models, to)[metric] ?? NaN) - (scoresOf(models, from)[metric] ?? NaN)).filter((delta) => Number.isFinite(delta));
		squares += squaresOf(deltas);
		degreesOfFreedom += Math.max(0, deltas.length - 1);
	}
	return Math.max(assumed, squares / degreesOfFreedom);
}
function meanBenchmark(known) {
	const [first = []] = known;
	if (known.length === 1) return first;
	return first.map((one) => {
		const same = known.flatMap((models) => models.filter(({ model }) => model === one.model));
		const scenarios = new Map(same.flatMap((each) => each.scenarios ?? []).map(({ id }) => [id, id]));
		return {
			...one,
			...meanScores(same),
			scenarios: [...scenarios.keys()].map((id) => {
				return {
					id,
					...meanScores(same.flatMap((each) => each.scenarios?.filter((some) => some.id === id) ?? []))
				};
			})
		};
	});
}
function meanScores(some) {
	const mean = (all) => {
		const names = new Set(all.flatMap((scores) => Object.keys(scores)));
		return Object.fromEntries([...names].map((name) => {
			return [name, meanOf(all.flatMap((scores) => own(scores, name) ?? []))];
		}));
	};
	return {
		scores: mean(some.map(({ scores }) => scores)),
		raw: mean(some.map(({ scores, raw }) => raw ?? scores))
	};
}
function isProven({ models }) {
	return models.some(({ finding }) => isLoss(finding));
}
function isSuspected({ models }) {
	return models.some(({ metrics }) => metrics.some(isBad));
}
function isBad({ candidate, delta = 0, maxDrop, min, decides }) {
	if (candidate.n === 0 || decides === false) return false;
	return -delta >= maxDrop || min !== void 0 && candidate.mean < min;
}
// src/gate/settle.ts
function settle$1(key, verdict, reason, advice) {
	return {
		key,
		verdict,
		reason,
		advice,
		metrics: []
	};
}
function skippedAsBase(key, behind) {
	return settle$1(key, "skipped", behind?.has(key) ? "This pull request leaves it alone: only the base branch has changed it since. Nothing run." : "Same prompt and settings as the base commit, nothing run.");
}
function settledVerdict(planned, options) {
	const { definition, entry, candidate, baseline } = planned;
	const { key } = definition;
	if (options.ownPullRequest) return settle$1(key, "skipped", "Converra's own GitHub App opened this pull request; its prompt was measured before it was offered.");
	if (entry.action === "conflicting") return settle$1(key, "incomplete", `${capital(entry.reason)}. Until then there is nothing to measure it against.`);
	if (options.changed?.has(key) === false) return skippedAsBase(key, options.behind);
	if (entry.action === "create") return settledNew(definition, options);
	if (options.asItStands || !isSameFingerprint(candidate, baseline)) return void 0;
	if (options.mayBeOwnText) return settle$1(key, "not-evaluated", "The live agent says the same as the file, perhaps because an earlier run wrote it there, and the base commit could not be read to compare with.", "Give the token `contents: read`, or set `sync: preview`.");
	if (hidesSampling(planned, options.base)) return settle$1(key, "not-evaluated", "Of what differs from the base commit only temperature or max-tokens would change the live agent, and the service does not report them: which ones it has is known only once sync has written them.", "Merge this, or let sync run on the default branch: from then on such changes are measured.");
	return settle$1(key, "skipped", "Same prompt as the live agent, nothing run.");
}
function hidesSampling(planned, base) {
	const { definition } = planned;
	const before = base?.find(({ key }) => key === definition.key);
	if (before === void 0 || carriesOurs(planned)) return false;
	return samplingPart(before) !== samplingPart(definition);
}
function settledNew({ key, gate }, { withTranscripts }) {
	if (Object.values(gate.metrics).some(({ min }) => min !== void 0) && withTranscripts.has(key)) return void 0;
	return settle$1(key, "not-evaluated", "A new agent: there is no live prompt to compare with yet.", "It is created when this is merged. To hold a new agent to a floor, give it `conversations` and a `min` for a metric.");
}
function outdatedVerdict(key, commit, newer) {
	const short = (sha) => sha.slice(0, 7);
	return settle$1(key, "incomplete", `The pull request has moved on from ${short(commit ?? "this commit")} to ${short(newer)}: nothing is measured for the older commit.`, "See the run of the newer commit. Should this commit become the head again, run this again then.");
}
function isConverras({ pullRequest }) {
	if (pullRequest?.author !== "Bot" || pullRequest.sender !== "Bot") return false;
	const { labels } = pullRequest;
	return labels.includes("converra:optimization") || labels.includes("converra:auto-pr");
}
// src/gate/model-case.ts
const DETAILS_MAX = 5;
async function readCase(change, ports) {
	const { live, pair, planned, settings } = change;
	const none = {
		change,
		listed: [],
		known: [],
		outcomes: []
	};
	if (pair.from === "") return {
		...none,
		blocked: withoutModel(live.id, pair.to)
	};
	const { converra, signal, clock } = ports;
	const listed = await converra.benchmarks.list({
		agentId: live.id,
		limit: 100
	}, { signal });
	const { confirm, evidenceDays } = planned.definition.gate;
	const oldest = clock.now() - evidenceDays * DAY_MS;
	const recent = listed.filter((run) => isOfAgentAsItStands(run, live) && Date.parse(run.createdAt) >= oldest).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
	const isOfBoth = ({ models }) => isSameSet(models, [pair.from, pair.to]);
	const isSame = (run) => isOfBoth(run) && isAskedAlike(run, settings);
	const isUnsure = (run) => run.models.length === 0 || isOfBoth(run) && !isAskedAlike(run, settings);
	const same = (await withDetails(recent, isUnsure, ports)).filter(isSame);
	const running = same.find(isUnderWay);
	const completed = same.filter(({ status }) => status === "completed");
	const known = [];
	for (const { id } of completed.slice(-1 - confirm)) {
		const benchmark = await converra.benchmarks.get(id, { signal });
		const why = whyUnfit(benchmark, change);
		if (why !== void 0) return {
			...none,
			blocked: incomparableBenchmark(id, why)
		};
		known.push(benchmark);
	}
	return onOneScale({
		...none,
		listed,
		known,
		running
	});
}
function onOneScale(one) {
	const why = whyOnOtherScales(one.known.map(({ results }) => results), one.change.planned.definition.gate);
	if (why === void 0) return one;
	return {
		...one,
		blocked: benchmarksApart(one.known.map(({ id }) => id), why)
	};
}
async function withDetails(recent, isUnsure, { converra, signal }) {
	const told = [];
	for (const [at, run] of recent.entries()) {
		const isRead = isUnsure(run) && at >= recent.length - DETAILS_MAX;
		told.push(isRead ? await converra.benchmarks.get(run.id, { signal }) : run);
	}
	return told;
}
function isOfAgentAsItStands({ agentId, createdAt }, live) {
	return agentId === live.id && Date.parse(live.updatedAt) <= Date.parse(createdAt);
}
function whyUnfit(benchmark, { pair, settings }) {
	const isOther = !isAskedAlike(benchmark, settings);
	return whyIncomparable(benchmark.results, pair) ?? (isOther ? OTHER_SETTINGS : void 0);
}
const OTHER_SETTINGS = "it says that it was played with another goal or count than was asked for";
function isAskedAlike({ goal, maxTurns, runsPerScenario }, asked) {
	return (goal ?? asked.goal).toLowerCase() === asked.goal.toLowerCase() && (maxTurns ?? asked.maxTurns) === asked.maxTurns && (runsPerScenario ?? asked.runsPerScenario) === asked.runsPerScenario;
}
function decisionOf({ change, known }, alpha) {
	if (known.length === 0) return void 0;
	const { gate } = change.planned.definition;
	return decideModelChange(known.map(({ results }) => results), change.pair, gate, alpha);
}
function partOf(one, alpha) {
	const { change, outcomes, known } = one;
	const { key } = change;
	const own = outcomes.flatMap((outcome) => reportedOutcome(outcome) ?? []);
	const decision = one.blocked === void 0 ? decisionOf(one, alpha) : void 0;
	if (decision === void 0) {
		const { verdict, reason, advice } = one.blocked ?? one.refused ?? STOPPED;
		return {
			verdict: settle$1(key, verdict, reason, advice),
			runs: own
		};
	}
	const { reason = STOPPED.reason, advice = "" } = one.refused ?? {};
	const verdict = modelVerdict(key, decision, change.pair, `It was to be measured again. ${reason} ${advice}`.trim());
	const counted = decision.counted.flatMap((at) => known[at] ?? []);
	const waitedFor = new Set(own.map(({ runId }) => runId));
	const reused = counted.filter(({ id }) => !waitedFor.has(id));
	return {
		verdict,
		runs: [...own, ...reused.map(({ id: runId }) => ({
			agentKey: key,
			runId,
			...REUSED
		}))],
		benchmark: reportOf(one, decision, counted)
	};
}
const REUSED = {
	purpose: "candidate",
	origin: "adopted",
	status: "completed"
};
const STOPPED = {
	verdict: "incomplete",
	reason: "The gate was cancelled.",
	advice: "Run this again."
};
function reportOf({ change: { pair, live }, known }, { judgement, suspect }, counted) {
	const newest = counted.at(-1);
	if (newest === void 0) return void 0;
	const figures = (name) => {
		const { cost, latency } = newest.results.find(({ model }) => model === name) ?? {};
		return {
			cost,
			latency
		};
	};
	const judged = judgement.models.find(({ model }) => model === pair.to);
	const inUse = (judged?.metrics ?? []).flatMap((metric) => {
		const { baseline, direction, maxDrop } = metric;
		if (baseline === void 0) return [];
		const explanation = `It is what ${pair.to} is compared with.`;
		return [{
			metric: metric.metric,
			direction,
			maxDrop,
			explanation,
			candidate: baseline,
			finding: "unchanged"
		}];
	});
	return {
		benchmarkId: newest.id,
		replaces: {
			model: pair.from,
			agentId: live.id
		},
		...suspect === void 0 ? {} : { trialOf: known[suspect]?.id },
		models: [{
			model: pair.from,
			isBaseline: true,
			finding: "unchanged",
			metrics: inUse,
			...figures(pair.from)
		}, ...judged === void 0 ? [] : [{
			...judged,
			isBaseline: false,
			...figures(pair.to)
		}]],
		recommendation: newest.recommendation
	};
}
// src/gate/running.ts
function runningState({ queue, pending, lost, outcomes }, now) {
	const total = queue.length + pending.length + lost.length + outcomes.length;
	const ended = [...outcomes].map(({ key, purpose, status }) => ({
		key,
		state: `${purpose} ${status}`
	}));
	const running = pending.map((one) => ({
		key: one.request.key,
		state: `measuring the ${one.request.purpose}, ${one.run.rawStatus}${minutesLeft(one, now)}`
	}));
	const soughtFor = lost.map(({ request: { key, purpose } }) => ({
		key,
		state: `${purpose} may be running: the answer to its start was lost`
	}));
	const waiting = queue.map(({ request: { key, purpose } }) => ({
		key,
		state: `${purpose} waiting for a free slot`
	}));
	const progress = {
		ended: outcomes.length,
		total,
		asOf: new Date(now).toISOString(),
		...expectedEnd(pending, queue.length + lost.length, now)
	};
	return {
		agents: [
			...running,
			...soughtFor,
			...waiting,
			...ended
		],
		spending: startedWords(pending),
		progress
	};
}
function startedWords(pending) {
	const ids = pending.map(({ run }) => run.id).join(", ");
	return ids === "" ? "Waiting for a free slot." : `Waiting for ${ids}.`;
}
function minutesLeft({ request, since }, now) {
	if (request.usualMs === void 0) return "";
	const left = Math.ceil((since + request.usualMs - now) / 6e4);
	return left > 0 ? `, about ${left} min left` : ", longer than usual";
}
function expectedEnd(pending, unseen, now) {
	const ends = pending.map(({ request, since }) => since + (request.usualMs ?? NaN));
	const last = Math.max(...ends);
	if (unseen > 0 || !Number.isFinite(last)) return {};
	return { expectedEnd: new Date(Math.max(now, last)).toISOString() };
}
// src/gate/compare-models.ts
async function compareModels({ modelChanges, accountAgents }, env, alpha) {
	let cases = [];
	for (const change of modelChanges) cases.push(await readOrBlock(change, env.ports));
	const isOpen = (one) => one.blocked === void 0 && one.refused === void 0 && decisionOf(one, alpha)?.isOpen !== false;
	while (cases.some(isOpen) && !env.ports.signal.aborted) {
		const round = await runRound(cases.filter(isOpen), env);
		cases = cases.map((one) => round.get(one.change.key) ?? one);
	}
	cases = await recheckCases(cases, accountAgents, env);
	return new Map(cases.map((one) => [one.change.key, partOf(one, alpha)]));
}
async function knownModels({ modelChanges }, ports, alpha) {
	const refused = notEvaluated("No further benchmark of both models is known.");
	const parts = new Map();
	for (const change of modelChanges) parts.set(change.key, partOf({
		...await readOrBlock(change, ports),
		refused
	}, alpha));
	return parts;
}
async function readOrBlock(change, ports) {
	try {
		return await readCase(change, ports);
	} catch (error) {
		if (ports.signal.aborted) throw error;
		return {
			change,
			listed: [],
			known: [],
			outcomes: [],
			blocked: unreadBenchmarks(change.live.id, refusalOf(error))
		};
	}
}
async function runRound(open, env) {
	const { ports, deadline, config, showRunning } = env;
	const limits = limitsOf(env);
	const next = new Map();
	const requests = [];
	let starts = 0;
	for (const one of open) {
		const { key } = one.change;
		if (one.running === void 0 && starts >= runsLeft(limits)) {
			next.set(key, {
				...one,
				refused: notBenchmarked(limits)
			});
			continue;
		}
		if (one.running === void 0) starts += 1;
		requests.push(requestOf(one));
	}
	if (requests.length === 0) return next;
	const spending = `Comparing models on ${requests.length} live agents: starting ${starts} benchmarks, reusing ${requests.length - starts}.`;
	ports.log(spending);
	await showRunning({
		spending,
		agents: requests.map(({ key }) => ({
			key,
			state: "comparing both models"
		}))
	});
	const outcomes = await executeRuns(requests, {
		...ports,
		deadline,
		wait: config.wait,
		slots: 4,
		progress: (round) => showRunning(runningState(round, ports.clock.now()))
	});
	for (const outcome of outcomes) {
		const one = open.find(({ change }) => change.key === outcome.key);
		if (one === void 0) continue;
		const ended = {
			...one,
			running: void 0,
			outcomes: [...one.outcomes, outcome]
		};
		const { run, status } = outcome;
		next.set(outcome.key, status === "completed" && run !== void 0 ? await withBenchmark(ended, run.id, env) : {
			...ended,
			refused: blockedByOutcome("benchmark", outcome)
		});
	}
	return next;
}
function requestOf({ change, running, listed, known }) {
	const { key, live: agent, pair, settings } = change;
	const common = {
		key,
		purpose: known.length === 0 ? "candidate" : "confirm-candidate",
		usualMs: durationOf(known.at(-1))
	};
	if (running !== void 0) return {
		...common,
		agent,
		kind: "benchmark",
		adopt: running
	};
	const { goal, maxTurns, runsPerScenario } = settings;
	const work = {
		kind: "benchmark",
		input: {
			agentId: agent.id,
			models: [pair.from, pair.to],
			baselineModel: pair.from,
			goal,
			maxTurns,
			runsPerScenario
		}
	};
	const runs = [...listed, ...known];
	return {
		...common,
		prepare: async () => ({
			agent,
			work,
			known: knownOf(runs)
		})
	};
}
async function withBenchmark(one, id, { ports }) {
	try {
		const benchmark = await ports.converra.benchmarks.get(id, { signal: ports.signal });
		const why = whyUnfit(benchmark, one.change);
		return why === void 0 ? onOneScale({
			...one,
			known: [...one.known, benchmark]
		}) : {
			...one,
			blocked: incomparableBenchmark(id, why)
		};
	} catch (error) {
		const reason = `its results could not be read: ${refusalOf(error).message}`;
		return {
			...one,
			refused: blockedByOutcome("benchmark", {
				...UNREAD,
				key: one.change.key,
				reason
			})
		};
	}
}
const UNREAD = {
	purpose: "candidate",
	status: "completed",
	origin: "started"
};
async function recheckCases(cases, accountAgents, { ports }) {
	const waited = cases.filter((one) => one.outcomes.length > 0 && one.blocked === void 0);
	if (waited.length === 0 || ports.signal.aborted) return [...cases];
	try {
		const changed = await changedAgents(waited.map(({ change }) => change.live), accountAgents, ports);
		return cases.map((one) => {
			const { id } = one.change.live;
			return waited.includes(one) && changed.has(id) ? {
				...one,
				blocked: voidedByChange(`the live agent ${id}`)
			} : one;
		});
	} catch (error) {
		if (ports.signal.aborted) return [...cases];
		const blocked = blockedUnchecked(refusalOf(error));
		return cases.map((one) => waited.includes(one) ? {
			...one,
			blocked
		} : one);
	}
}
// src/verdict/looks.ts
const SPENDING_EXPONENT = 3;
const SPENT_SHARE = .75;
function alphaOfLook(confidence, look, looks) {
	const last = Math.max(1, looks);
	const at = Math.min(Math.max(1, look), last);
	const spent = (k) => (k / last) ** SPENDING_EXPONENT;
	return SPENT_SHARE * (1 - confidence) * (spent(at) - spent(at - 1));
}
// src/verdict/figures.ts
function momentsOf(rows, columns) {
	const zeros = () => new Array(columns).fill(0);
	const moments = {
		n: zeros(),
		mean: zeros(),
		squares: zeros()
	};
	for (const row of rows) addRow(moments, row);
	return moments;
}
function addRow({ n, mean, squares }, row) {
	for (let column = 0; column < n.length; column += 1) {
		const value = row[column] ?? NaN;
		if (!Number.isFinite(value)) continue;
		const count = (n[column] ?? 0) + 1;
		const before = mean[column] ?? 0;
		const step = value - before;
		const after = before + step / count;
		n[column] = count;
		mean[column] = after;
		squares[column] = (squares[column] ?? 0) + step * (value - after);
	}
}
function metricCount(agent) {
	return agent.channels.length - 1;
}
// src/verdict/gate-noise.ts
function spreadBetween(channels, sides) {
	const differences = Array.from({ length: channels }, () => []);
	for (const { agent, candidate, baseline } of sides) for (let column = 0; column < agent.channels.length; column += 1) {
		const n = candidate.n[column] ?? 0;
		const m = baseline.n[column] ?? 0;
		if (n === 0 || m === 0) continue;
		const delta = (candidate.mean[column] ?? 0) - (baseline.mean[column] ?? 0);
		differences[agent.channels[column] ?? 0]?.push(delta / Math.sqrt(1 / n + 1 / m));
	}
	return differences.map(spreadOf);
}
function withSpread(pool, spread) {
	const all = copyPool(pool);
	spread.forEach((noise, channel) => {
		if (noise === void 0) return;
		const { variance, degreesOfFreedom } = noise;
		addToPool(all, channel, variance * degreesOfFreedom, degreesOfFreedom);
	});
	return all;
}
function candidateExcess(channels, noise, spread, candidates) {
	let squares = 0;
	let degreesOfFreedom = 0;
	spread.forEach((between, channel) => {
		const pooled = noise[channel]?.variance ?? 1;
		if (between === void 0 || channels[channel]?.meanOf !== void 0) return;
		squares += between.degreesOfFreedom * between.variance / pooled;
		degreesOfFreedom += between.degreesOfFreedom;
	});
	for (const { agent, candidate } of candidates) {
		const own = scatter(agent, candidate, noise);
		squares += own.squares;
		degreesOfFreedom += own.degreesOfFreedom;
	}
	return excessOf(squares, degreesOfFreedom).factor;
}
function scatter(agent, group, noise) {
	let squares = 0;
	let degreesOfFreedom = 0;
	for (let column = 0; column < metricCount(agent); column += 1) {
		const n = group.n[column] ?? 0;
		if (n < 2) continue;
		squares += (group.squares[column] ?? 0) / varianceAt(agent, column, noise);
		degreesOfFreedom += n - 1;
	}
	return {
		squares,
		degreesOfFreedom
	};
}
function varianceAt(agent, column, noise) {
	return noise[agent.channels[column] ?? 0]?.variance ?? 1;
}
// src/verdict/screen.ts
const UNUSUAL = .5;
function unusualChance(agents, tests) {
	return UNUSUAL * Math.sqrt(Math.max(1, agents)) / Math.max(1, tests);
}
function screen(agents, channels, known) {
	const pool = copyPool(known);
	const sides = agents.map((agent) => {
		const columns = agent.channels.length;
		const candidate = momentsOf(agent.candidate, columns);
		const baseline = momentsOf(agent.baseline, columns);
		addGroup(pool, agent.channels, candidate);
		addGroup(pool, agent.channels, baseline);
		for (const group of agent.apart) addGroup(pool, agent.channels, momentsOf(group, columns));
		return {
			agent,
			candidate,
			baseline
		};
	});
	const spread = spreadBetween(channels.length, sides);
	const noise = noiseOf$1(channels, withSpread(pool, spread));
	const excess = candidateExcess(channels, noise, spread, sides);
	const compared = sides.map((side) => compare(side, noise, excess));
	const tests = compared.reduce((sum, { count }) => sum + count, 0);
	const largestP = unusualChance(compared.filter(({ count }) => count > 0).length, tests);
	return {
		agents: sides.map(({ agent, candidate, baseline }, index) => {
			const { differences, margins } = compared[index] ?? NOT_COMPARED;
			const suspects = suspectsOf(agent, differences, margins, largestP);
			return {
				candidate,
				baseline,
				differences,
				margins,
				suspects,
				expected: suspects.reduce((least, { p }) => Math.min(least, p), 1e400) * tests
			};
		}),
		tests,
		pool,
		spread,
		noise
	};
}
const NOT_COMPARED = {
	differences: [],
	margins: [],
	count: 0
};
function compare({ agent, candidate, baseline }, noise, ofAll) {
	const one = scatter(agent, candidate, noise);
	const two = scatter(agent, baseline, noise);
	const own = excessOf(one.squares + two.squares, one.degreesOfFreedom + two.degreesOfFreedom);
	const differences = [];
	const margins = [];
	let count = 0;
	for (let column = 0; column < agent.channels.length; column += 1) {
		const n = candidate.n[column] ?? 0;
		const m = baseline.n[column] ?? 0;
		const min = agent.min[column] ?? NaN;
		differences.push(void 0);
		margins.push(void 0);
		if (n === 0) continue;
		const test = agent.tested[column] === true ? 1 : 0;
		const variance = varianceAt(agent, column, noise) * own.factor;
		const degreesOfFreedom = noise[agent.channels[column] ?? 0]?.degreesOfFreedom ?? 1;
		const mean = candidate.mean[column] ?? 0;
		if (m > 0) {
			const standardError = Math.sqrt(variance * (ofAll / n + 1 / m));
			const delta = mean - (baseline.mean[column] ?? 0);
			differences[column] = {
				delta,
				standardError,
				degreesOfFreedom
			};
			count += test;
		}
		if (!Number.isNaN(min)) {
			const standardError = Math.sqrt(variance * ofAll / n);
			margins[column] = {
				delta: mean - min,
				standardError,
				degreesOfFreedom
			};
			count += test;
		}
	}
	return {
		differences,
		margins,
		count
	};
}
function suspectsOf(agent, differences, margins, largestP) {
	const suspects = [];
	const metrics = metricCount(agent);
	let fell = false;
	for (let column = 0; column <= metrics; column += 1) {
		const difference = differences[column];
		const margin = margins[column];
		const isBig = column < metrics ? isForbidden(agent, column, difference) : fell;
		fell ||= isBig;
		if (agent.tested[column] !== true) continue;
		if (isBig && difference !== void 0) {
			const p = chanceOf$1(difference);
			if (p <= largestP) suspects.push({
				column,
				kind: "drop",
				p
			});
		}
		if (margin !== void 0 && margin.delta < 0) {
			const p = chanceOf$1(margin);
			if (p <= largestP) suspects.push({
				column,
				kind: "floor",
				p
			});
		}
	}
	return suspects;
}
function isForbidden(agent, column, difference) {
	const delta = difference?.delta ?? 0;
	if (agent.tested[column] !== true) return false;
	return delta < 0 && -delta >= (agent.maxDrop[column] ?? 1e400);
}
function chanceOf$1({ delta, standardError, degreesOfFreedom }) {
	return upperTail(-delta / standardError, degreesOfFreedom);
}
// src/verdict/hearing.ts
const AGREES = .25;
function yardstickAfter(rounds, agents, channels, { pool: before, spread, agents: screened }) {
	const pool = copyPool(before);
	const fresh = new Map();
	const candidates = agents.map((agent, index) => {
		const known = screened[index]?.candidate ?? momentsOf([], agent.channels.length);
		if (agent.rounds.length === 0) return {
			agent,
			candidate: known
		};
		const runs = freshRuns(agent, agent.rounds.slice(0, rounds));
		addGrowth(pool, agent.channels, known, runs.candidate);
		addGroup(pool, agent.channels, runs.baseline);
		fresh.set(agent, runs);
		return {
			agent,
			candidate: runs.candidate
		};
	});
	const noise = noiseOf$1(channels, withSpread(pool, spread));
	return {
		rounds,
		noise,
		ofCandidates: candidateExcess(channels, noise, spread, candidates),
		fresh
	};
}
function freshRuns(agent, rounds) {
	const columns = agent.channels.length;
	const candidate = momentsOf(agent.candidate, columns);
	const baseline = momentsOf(agent.baseline.length === 1 ? agent.baseline : [], columns);
	for (const round of rounds) {
		addRow(candidate, round.candidate);
		if (round.baseline !== void 0) addRow(baseline, round.baseline);
	}
	return {
		candidate,
		baseline
	};
}
function hear(agent, known, { rounds, noise, ofCandidates, fresh }, isWanted) {
	const heard = {
		drops: [],
		floors: []
	};
	const runs = fresh.get(agent);
	if (runs === void 0) return heard;
	const own = ownNoise(agent, known, runs, noise, ofCandidates);
	const some = agent.rounds.slice(0, rounds);
	for (let column = 0; column < agent.channels.length; column += 1) {
		const pooled = noise[agent.channels[column] ?? 0];
		if (pooled === void 0 || !isWanted(column)) continue;
		const { variance } = pooled;
		const df = Math.min(pooled.degreesOfFreedom, own.degreesOfFreedom);
		const n = known.baseline.n[column] ?? 0;
		if (agent.sideBySide) heard.drops[column] = tried(against(some, column, void 0), variance * own.pair, 0, df);
		else if (n > 0) {
			const each = against(some, column, known.baseline.mean[column]);
			const shared = variance * own.both / n;
			heard.drops[column] = tried(each, variance * own.candidate, shared, df);
		}
		const min = agent.min[column] ?? NaN;
		if (Number.isNaN(min)) continue;
		heard.floors[column] = tried(against(some, column, min), variance * own.candidate, 0, df);
	}
	return heard;
}
function ownNoise(agent, known, runs, noise, ofCandidates) {
	const candidate = scatter(agent, runs.candidate, noise);
	const fresh = scatter(agent, runs.baseline, noise);
	const before = scatter(agent, known.baseline, noise);
	const baseline = {
		squares: fresh.squares + before.squares,
		degreesOfFreedom: fresh.degreesOfFreedom + before.degreesOfFreedom
	};
	const both = excessOf(candidate.squares + baseline.squares, candidate.degreesOfFreedom + baseline.degreesOfFreedom);
	const one = excessOf(candidate.squares, candidate.degreesOfFreedom).factor;
	const other = excessOf(baseline.squares, baseline.degreesOfFreedom).factor;
	const ofCandidate = Math.max(one, ofCandidates);
	return {
		both: both.factor,
		candidate: Math.max(both.factor, ofCandidate),
		pair: 2 * Math.max(both.factor, (ofCandidate + other) / 2),
		degreesOfFreedom: both.degreesOfFreedom
	};
}
function tried(each, one, shared, degreesOfFreedom) {
	if (each.length === 0) return void 0;
	const single = Math.sqrt(one + shared);
	let sum = 0;
	let disagreeing = 0;
	for (const delta of each) {
		sum += delta;
		if (upperTail(-delta / single, degreesOfFreedom) > .25) disagreeing += 1;
	}
	const delta = sum / each.length;
	const standardError = Math.sqrt(one / each.length + shared);
	const p = upperTail(-delta / standardError, degreesOfFreedom);
	return {
		delta,
		standardError,
		degreesOfFreedom,
		p,
		each,
		isSteady: disagreeing <= Math.floor(each.length / 3),
		isAlive: p <= AGREES
	};
}
function against(rounds, column, reference) {
	const each = [];
	for (const { candidate, baseline } of rounds) {
		const held = reference ?? baseline?.[column] ?? NaN;
		const value = (candidate[column] ?? NaN) - held;
		if (Number.isFinite(value)) each.push(value);
	}
	return each;
}
// src/verdict/trial.ts
const STILL_UNUSUAL = .5;
function tryAll(agents, channels, screening, confidence) {
	const cases = agents.map((agent, index) => {
		return {
			agent,
			index,
			charges: (agent.confirm === 0 ? [] : screening.agents[index]?.suspects ?? []).map(chargeOf),
			yardstick: void 0,
			hasFallen: false
		};
	});
	const onTrial = cases.filter(({ agent }) => agent.rounds.length > 0);
	const padding = testsAgainstHistory(onTrial, screening);
	const looks = onTrial.reduce((most, { agent }) => Math.max(most, roundsOf(agent)), 0);
	let noise = screening.noise;
	for (let look = 1; look <= looks; look += 1) {
		const yardstick = yardstickAfter(look, agents, channels, screening);
		noise = yardstick.noise;
		const now = onTrial.filter((one) => roundsOf(one.agent) >= look && !isOver(one));
		for (const one of now) hearCase(one, yardstick, screening, confidence);
		correct(onTrial, padding);
		for (const one of now) settle(one, look);
	}
	return {
		agents: cases,
		tests: onTrial.reduce((sum, { charges }) => sum + charges.length, padding),
		noise
	};
}
function chargeOf({ column, kind, p }) {
	return {
		column,
		kind,
		p,
		tried: void 0,
		adjustedP: 1,
		alpha: 0,
		state: "open"
	};
}
function roundsOf({ rounds, confirm }) {
	return Math.min(rounds.length, confirm);
}
function isOver({ charges, yardstick }) {
	if (yardstick === void 0) return false;
	return charges.some(({ state }) => state === "proven") || charges.every(({ state }) => state !== "open");
}
function hearCase(one, yardstick, screening, confidence) {
	const { agent, index, charges } = one;
	const known = screening.agents[index];
	if (known === void 0) return;
	one.yardstick = yardstick;
	const metrics = metricCount(agent);
	const isOfMean = charges.some(({ column, state }) => column === metrics && state === "open");
	const { drops, floors } = hear(agent, known, yardstick, (column) => isOfMean || charges.some((charge) => charge.column === column));
	one.hasFallen = drops.some((drop, column) => column < metrics && isForbidden(agent, column, drop));
	const alpha = alphaOfLook(confidence, yardstick.rounds, agent.confirm);
	for (const charge of charges) {
		const tried = (charge.kind === "drop" ? drops : floors)[charge.column];
		if (charge.state !== "open" || tried === void 0) continue;
		charge.tried = tried;
		charge.alpha = alpha;
	}
}
function testsAgainstHistory(cases, { agents }) {
	return cases.reduce((sum, { agent, index, charges }) => {
		if (agent.sideBySide) return sum;
		const tests = (agents[index]?.differences ?? []).filter((one) => one !== void 0).length;
		return sum + Math.max(0, tests - charges.filter(({ kind }) => kind === "drop").length);
	}, 0);
}
function correct(cases, padding) {
	const tests = [];
	for (const { charges } of cases) for (const { state, tried, alpha } of charges) if (tried === void 0 || state === "cleared") tests.push({
		p: 1,
		level: 1
	});
	else tests.push({
		p: state === "proven" ? 0 : tried.p,
		level: alpha
	});
	for (let test = 0; test < padding; test += 1) tests.push({
		p: 1,
		level: 1
	});
	const adjusted = holmAdjust(tests);
	let at = 0;
	for (const { charges } of cases) for (const charge of charges) {
		if (charge.state === "open") charge.adjustedP = adjusted[at] ?? 1;
		at += 1;
	}
}
function settle({ agent, charges, hasFallen }, look) {
	const isLast = look >= agent.confirm;
	for (const charge of charges) {
		const { state, tried, adjustedP, alpha, column, kind } = charge;
		if (state !== "open" || tried === void 0) continue;
		let isTooLow = tried.delta < 0;
		if (kind === "drop") isTooLow = column < metricCount(agent) ? isForbidden(agent, column, tried) : hasFallen;
		const stands = tried.isSteady && isTooLow;
		if (stands && adjustedP <= alpha) charge.state = "proven";
		else if (isLast ? !stands || adjustedP > STILL_UNUSUAL : !tried.isAlive) charge.state = "cleared";
	}
}
// src/verdict/decide.ts
function decide(agents, channels, known, confidence, screening = screen(agents, channels, known)) {
	const share = agents.filter(({ confirm }) => confirm === 0).length / Math.max(1, agents.length);
	const error = 1 - confidence;
	const trials = tryAll(agents, channels, screening, 1 - error * (1 - share));
	const atOnce = share === 0 ? void 0 : decideAtOnce(agents, screening, 1 - error * share);
	return {
		screening,
		trials,
		agents: agents.map((agent, index) => {
			const screened = screening.agents[index];
			const tried = trials.agents[index];
			if (screened === void 0 || tried === void 0) throw new Error(`no agent ${index}`);
			const trial = atOnce?.get(agent) ?? tried;
			return {
				screened,
				trial,
				...standingOf(agent, trial)
			};
		})
	};
}
function standingOf({ confirm, rounds, sideBySide }, { charges: all }) {
	const byChance = (some) => some.toSorted((a, b) => (a.tried?.p ?? a.p) - (b.tried?.p ?? b.p));
	const proven = all.filter(({ state }) => state === "proven");
	if (proven.length > 0) return {
		standing: "proven",
		charges: byChance(proven)
	};
	const open = all.filter(({ state }) => state === "open");
	if (open.length > 0) return {
		standing: (sideBySide && open.some(({ kind }) => kind === "drop") ? rounds.filter(({ baseline }) => baseline !== void 0) : rounds).length < confirm ? "open" : "unproven",
		charges: byChance(open)
	};
	return {
		standing: all.length > 0 ? "cleared" : "clear",
		charges: []
	};
}
function decideAtOnce(agents, screening, confidence) {
	const alpha = alphaOfLook(confidence, 1, 1);
	const all = agents.flatMap((agent, index) => agent.confirm === 0 ? (screening.agents[index]?.suspects ?? []).map((suspect) => ({
		agent,
		suspect
	})) : []);
	const tests = all.map(({ suspect }) => ({
		p: suspect.p,
		level: alpha
	}));
	while (tests.length < screening.tests) tests.push({
		p: 1,
		level: alpha
	});
	const adjusted = holmAdjust(tests);
	const decided = new Map();
	for (const agent of agents) if (agent.confirm === 0) decided.set(agent, NO_TRIAL);
	all.forEach(({ agent, suspect }, at) => {
		const adjustedP = adjusted[at] ?? 1;
		const state = adjustedP <= alpha ? "proven" : "open";
		const charge = {
			...suspect,
			tried: void 0,
			adjustedP,
			alpha,
			state
		};
		const charges = [...decided.get(agent)?.charges ?? [], charge];
		decided.set(agent, {
			...NO_TRIAL,
			charges
		});
	});
	return decided;
}
const NO_TRIAL = {
	charges: [],
	yardstick: void 0
};
// src/verdict/level.ts
function reportedByAll(runs) {
	return [...metricNames(runs)].filter((metric) => runs.every(({ scores }) => Number.isFinite(scores[metric])));
}
function gapBetween(pairs, metrics, mode) {
	const { ofEach, ofMean } = estimates(pairs, metrics, mode);
	const p = [...ofEach, ofMean].map(({ points, standardError, degreesOfFreedom }) => 2 * upperTail(Math.abs(points) / standardError, degreesOfFreedom));
	return {
		points: ofMean.points,
		metrics: pointsOf$1(metrics, ofEach),
		p: metrics.length === 0 || pairs.length === 0 ? 1 : Math.min(...p)
	};
}
function placesAgree(runs, mode, within) {
	const prompts = new Map();
	for (const run of runs) {
		if (run.mode !== mode || run.place === void 0) continue;
		const prompt = prompts.get(run.fingerprint) ?? {
			preview: [],
			live: []
		};
		prompts.set(run.fingerprint, prompt);
		prompt[run.place].push(run);
	}
	const pairs = [...prompts.values()].filter(({ preview, live }) => preview.length > 0 && live.length > 0).map(({ preview, live }) => [preview, live]);
	const metrics = reportedByAll(pairs.flat(2));
	if (pairs.length === 0 || metrics.length === 0) return void 0;
	const surelyBelow = ({ points, ...rest }, limit) => Math.abs(points) + reachOf(rest) <= limit;
	const { ofEach, ofMean } = estimates(pairs, metrics, mode);
	return {
		offset: ofMean.points,
		metrics: pointsOf$1(metrics, ofEach),
		reach: reachOf(ofMean),
		prompts: pairs.length,
		agrees: surelyBelow(ofMean, within / 2) && ofEach.every((one) => surelyBelow(one, within))
	};
}
function reachOf({ standardError, degreesOfFreedom }) {
	return standardError * upperQuantile(.05, degreesOfFreedom);
}
function pointsOf$1(metrics, ofEach) {
	return Object.fromEntries(metrics.map((metric, at) => [metric, ofEach[at]?.points ?? 0]));
}
function estimates(pairs, metrics, mode) {
	const prior = PRIOR_SD[mode] ** 2;
	const count = Math.max(1, metrics.length);
	const mean = ({ scores }) => metrics.reduce((sum, metric) => sum + (scores[metric] ?? 0), 0) / count;
	return {
		ofEach: metrics.map((metric) => estimate(pairs, (run) => run.scores[metric] ?? 0, prior)),
		ofMean: estimate(pairs, mean, prior * shareOfMean(count))
	};
}
function estimate(pairs, scoreOf, prior) {
	let squares = PRIOR_DF * prior;
	let degreesOfFreedom = PRIOR_DF;
	let weights = 0;
	let sum = 0;
	for (const [first, second] of pairs) {
		const [one, two] = [first.map(scoreOf), second.map(scoreOf)];
		const weight = 1 / (1 / one.length + 1 / two.length);
		weights += weight;
		sum += weight * (meanOf(two) - meanOf(one));
		for (const group of [one, two]) {
			squares += squaresOf(group);
			degreesOfFreedom += group.length - 1;
		}
	}
	const variance = squares / degreesOfFreedom;
	return {
		points: sum / weights,
		standardError: Math.sqrt(variance / weights),
		degreesOfFreedom
	};
}
// src/verdict/rounds.ts
const SIDE_BY_SIDE_MS = 432e5;
function splitTrial(candidate, baseline, nightly = new Set()) {
	const ordered = candidate.toSorted(byStart);
	const first = ordered[0];
	if (first === void 0) return {
		candidate: [],
		baseline,
		rounds: []
	};
	const firstStart = startOf(first);
	const firstLook = Math.max(firstStart, Date.parse(first.completedAt));
	const isFresh = (run) => startOf(run) > firstLook || startOf(run) === firstLook && firstLook > firstStart;
	const partners = new Set(baseline.filter(isFresh));
	const [since] = partners.size === baseline.length ? baseline.toSorted(byStart) : [];
	if (since !== void 0) partners.delete(since);
	const fresh = ordered.filter((run) => isFresh(run) && !nightly.has(run.agentId));
	const pairs = pairsOf(fresh, [...partners]);
	const all = fresh.map((run) => ({
		candidate: run,
		baseline: pairs.get(run)
	}));
	const paired = all.filter((round) => round.baseline !== void 0);
	const rounds = paired.length > 0 ? paired : all;
	const taken = new Set(rounds.flatMap((round) => [round.candidate, round.baseline]));
	return {
		candidate: ordered.filter((run) => !taken.has(run)),
		baseline: baseline.filter((run) => !taken.has(run)),
		rounds
	};
}
function pairsOf(runs, partners) {
	const possible = runs.flatMap((run) => partners.map((partner) => ({
		run,
		partner
	}))).filter(({ run, partner }) => partner.place === run.place).map((two) => ({
		...two,
		apart: Math.abs(startOf(two.partner) - startOf(two.run))
	})).filter(({ apart }) => apart <= SIDE_BY_SIDE_MS).toSorted((a, b) => a.apart - b.apart || byStart(a.run, b.run) || byStart(a.partner, b.partner));
	const pairs = new Map();
	const taken = new Set();
	for (const { run, partner } of possible) {
		if (pairs.has(run) || taken.has(partner)) continue;
		pairs.set(run, partner);
		taken.add(partner);
	}
	return pairs;
}
function startOf({ startedAt, completedAt }) {
	return Date.parse(startedAt ?? completedAt);
}
function byStart(a, b) {
	return startOf(a) - startOf(b) || (a.runId < b.runId ? -1 : Number(a.runId !== b.runId));
}
// src/verdict/drift.ts
const SHIFT_CHANCE = .01;
function driftOf(runs, mode) {
	const ordered = runs.toSorted((a, b) => startOf(a) - startOf(b));
	const metrics = reportedByAll(ordered);
	const chance = SHIFT_CHANCE / (Math.max(1, ordered.length - 1) * (metrics.length + 1));
	let best;
	for (let at = 1; at < ordered.length; at += 1) {
		const gap = gapBetween([[ordered.slice(0, at), ordered.slice(at)]], metrics, mode);
		if (gap.p <= chance && gap.p < (best?.gap.p ?? 1)) best = {
			at,
			gap
		};
	}
	if (best === void 0) return void 0;
	const [before, after] = [ordered.slice(0, best.at), ordered.slice(best.at)];
	const stale = before.map(({ runId }) => runId);
	const later = driftOf(after, mode);
	if (later !== void 0) return {
		...later,
		stale: [...stale, ...later.stale]
	};
	return {
		points: best.gap.points,
		metrics: best.gap.metrics,
		before: before.at(-1)?.completedAt ?? "",
		after: after[0]?.completedAt ?? "",
		stale
	};
}
function sinceLastShift(runs, mode) {
	const stale = new Set(driftOf(runs, mode)?.stale);
	return stale.size === 0 ? runs : runs.filter(({ runId }) => !stale.has(runId));
}
function sharedDrift(agents, mode) {
	const pairs = agents.filter(({ earlier, fresh }) => earlier.length > 0 && fresh.length > 0).map(({ earlier, fresh }) => [earlier, fresh]);
	const metrics = reportedByAll(pairs.flat(2));
	const gap = gapBetween(pairs, metrics, mode);
	if (gap.p > SHIFT_CHANCE / (metrics.length + 1)) return void 0;
	const earlier = pairs.flatMap(([runs]) => runs).toSorted((a, b) => startOf(a) - startOf(b));
	const fresh = pairs.flatMap(([, runs]) => runs).toSorted((a, b) => startOf(a) - startOf(b));
	return {
		points: gap.points,
		metrics: gap.metrics,
		before: earlier.at(-1)?.completedAt ?? "",
		after: fresh[0]?.completedAt ?? "",
		stale: earlier.map(({ runId }) => runId)
	};
}
// src/verdict/gather.ts
function gather(agents, history, placesAgree) {
	const channels = new Channels();
	const gathered = agents.map((agent) => gatherAgent(agent, channels, placesAgree(agent.mode)));
	const used = new Set(agents.flatMap(({ candidate, baseline }) => [...candidate, ...baseline].map(idOf)));
	const others = uniqueRuns(history).filter((run) => !used.has(run.runId));
	return {
		agents: gathered,
		channels: channels.all,
		known: noiseKnown(gathered, others, channels)
	};
}
var Channels = class {
	all = [];
	#indexes = new Map();
	of(mode, metric) {
		const name = JSON.stringify([mode, metric]);
		const known = this.#indexes.get(name);
		if (known !== void 0) return known;
		const index = this.all.length;
		this.#indexes.set(name, index);
		this.all.push({
			mode,
			meanOf: typeof metric === "number" ? metric : void 0
		});
		return index;
	}
};
function gatherAgent(agent, channels, placesAgree) {
	const { rules, mode, against = "side-by-side", nightly } = agent;
	const split = splitTrial(uniqueRuns(agent.candidate), uniqueRuns(agent.baseline), nightly);
	const place = split.candidate[0]?.place;
	const alike = split.baseline.filter((run) => placesAgree || run.place === place);
	const isLevel = alike.length > 0 || split.baseline.length === 0;
	const comparable = isLevel ? alike : split.baseline;
	const level = against === "history" ? comparable : sinceLastShift(comparable, mode);
	const runs = [...agent.candidate, ...agent.baseline];
	const reported = wantsFloorsAlone(rules) ? [] : metricNames(runs);
	const metrics = [...new Set([...reported, ...floorsOf(rules)])];
	const thresholds = metrics.map((metric) => thresholdOf(rules, metric));
	const inMean = metrics.map((metric, column) => thresholds[column]?.decides === true && runs.every(({ scores }) => Number.isFinite(scores[metric])));
	const count = inMean.filter((isIn) => isIn).length;
	const row = (run) => rowOf(run, metrics, thresholds, inMean);
	return {
		metrics,
		thresholds,
		split,
		level,
		isLevel,
		figures: {
			channels: [...metrics.map((metric) => channels.of(mode, metric)), channels.of(mode, count)],
			maxDrop: [...thresholds.map(({ maxDrop }) => maxDrop), 1e400],
			min: [...thresholds.map(({ min }) => min ?? NaN), NaN],
			tested: [...thresholds.map(({ decides }) => decides), count > 1],
			candidate: split.candidate.map(row),
			baseline: level.map(row),
			rounds: split.rounds.map(({ candidate, baseline }) => ({
				candidate: row(candidate),
				baseline: baseline === void 0 ? void 0 : row(baseline)
			})),
			apart: groupsOf(split.baseline.filter((run) => !level.includes(run))).map((runs) => runs.map(row)),
			sideBySide: against === "side-by-side",
			confirm: rules.confirm
		}
	};
}
function rowOf({ scores }, metrics, thresholds, inMean) {
	let sum = 0;
	let count = 0;
	const row = metrics.map((metric, column) => {
		const value = directed(scores[metric], thresholds[column]?.direction ?? "higher");
		if (inMean[column]) {
			sum += value;
			count += 1;
		}
		return value;
	});
	row.push(count > 1 ? sum / count : NaN);
	return row;
}
function noiseKnown(agents, runs, { all }) {
	const pool = emptyPool(all.length);
	for (const group of groupsOf(runs)) {
		const done = new Set();
		for (const { metrics, thresholds, figures } of agents) {
			const { channels, tested } = figures;
			if (all[channels[0] ?? 0]?.mode !== group[0]?.mode || channels.every((c) => done.has(c))) continue;
			const rows = group.map((run) => {
				return rowOf(run, metrics, thresholds, tested.slice(0, -1)).map((value, column) => done.has(channels[column] ?? 0) ? NaN : value);
			});
			addGroup(pool, channels, momentsOf(rows, channels.length));
			for (const channel of channels) done.add(channel);
		}
	}
	return pool;
}
function groupsOf(runs) {
	const groups = new Map();
	for (const run of runs) {
		const name = JSON.stringify([
			run.fingerprint,
			run.mode,
			run.place
		]);
		groups.set(name, [...groups.get(name) ?? [], run]);
	}
	return [...groups.values()];
}
function uniqueRuns(runs) {
	const seen = new Set();
	return runs.filter(({ runId }) => {
		const isNew = !seen.has(runId);
		seen.add(runId);
		return isNew;
	});
}
function idOf({ runId }) {
	return runId;
}
// src/verdict/detectable.ts
const CHANCE = .8;
const LARGEST_DROP = 100;
function detectableOf(agents, noise, confidence, moreRuns = 0) {
	const tests = agents.map(({ tested, min }) => {
		return tested.filter((isTested) => isTested).length + min.filter((value) => !Number.isNaN(value)).length;
	}).reduce((sum, count) => sum + count, 0);
	const chance = unusualChance(agents.length, tests);
	const bystanders = chance * tests;
	return agents.map((agent) => {
		const pathOf = (column, charges) => path(agent, column, noise, {
			tests,
			chance,
			confidence,
			moreRuns,
			agents: agents.length,
			charges: charges + bystanders
		});
		const metrics = Array.from({ length: metricCount(agent) }, (_, column) => column).filter((column) => agent.tested[column]);
		const charges = metrics.length + (agent.tested.at(-1) ? 1 : 0);
		const all = metrics.map((column) => pathOf(column, charges));
		const mean = agent.tested.at(-1) ? pathOf(metricCount(agent), charges) : void 0;
		return {
			together: smallest((drop) => chanceTogether(drop, all, mean)),
			alone: agent.channels.slice(0, -1).map((_, column) => {
				if (!agent.tested[column]) return void 0;
				const one = pathOf(column, 1);
				return smallest((drop) => chanceOf(drop, one));
			})
		};
	});
}
function path(agent, column, noise, { agents, tests, chance, charges, confidence, moreRuns }) {
	const { variance, degreesOfFreedom: sofar } = noise[agent.channels[column] ?? 0] ?? UNKNOWN;
	const degreesOfFreedom = sofar + moreRuns * agents;
	const rounds = agent.confirm;
	const n = Math.max(1, agent.candidate.length);
	const m = Math.max(1, agent.baseline.length + moreRuns);
	const maxDrop = agent.maxDrop[column] ?? 1e400;
	const isMean = column === metricCount(agent);
	const hurdle = (p, square, df) => {
		const standardError = Math.sqrt(square);
		const least = upperQuantile(Math.min(.5, p), df) * standardError;
		return {
			least: isMean ? least : Math.max(least, maxDrop),
			standardError,
			degreesOfFreedom: df
		};
	};
	const before = variance * (1 / n + 1 / m);
	const last = alphaOfLook(confidence, Math.max(1, rounds), rounds);
	if (rounds === 0) return {
		maxDrop,
		hurdles: [hurdle(last / tests, before, degreesOfFreedom)]
	};
	const one = agent.sideBySide ? 2 * variance : variance;
	const shared = agent.sideBySide ? 0 : variance / m;
	const own = 1 + metricCount(agent) * (n + m + 2 * rounds - 3);
	const known = Math.min(own, degreesOfFreedom + 2 * rounds - 1);
	const round = Math.sqrt(one + shared);
	const each = {
		least: upperQuantile(AGREES, known) * round,
		standardError: round,
		degreesOfFreedom: known
	};
	const steady = rounds - Math.floor(rounds / 3);
	return {
		maxDrop,
		hurdles: [
			hurdle(chance, before, degreesOfFreedom),
			hurdle(last / charges, one / rounds + shared, known),
			...Array.from({ length: steady }, () => each)
		]
	};
}
const UNKNOWN = {
	variance: 1,
	degreesOfFreedom: 1
};
function chanceOf(drop, { hurdles }) {
	return hurdles.reduce((chance, { least, standardError, degreesOfFreedom }) => chance * upperTail((least - drop) / standardError, degreesOfFreedom), 1);
}
function chanceTogether(drop, metrics, mean) {
	const none = metrics.reduce((chance, one) => chance * (1 - chanceOf(drop, one)), 1);
	if (mean === void 0) return 1 - none;
	const forbidden = mean.hurdles.slice(0, 2).reduce((chance, _, stage) => {
		return chance * (1 - metrics.reduce((all, { maxDrop, hurdles }) => {
			const { standardError = 1, degreesOfFreedom = 1 } = hurdles[stage] ?? {};
			return all * (1 - upperTail((maxDrop - drop) / standardError, degreesOfFreedom));
		}, 1));
	}, 1);
	return Math.max(1 - none, chanceOf(drop, mean) * forbidden);
}
function smallest(chanceOfDrop) {
	if (chanceOfDrop(LARGEST_DROP) < CHANCE) return void 0;
	let low = 0;
	let high = LARGEST_DROP;
	while (high - low > .05) {
		const middle = (low + high) / 2;
		if (chanceOfDrop(middle) < CHANCE) low = middle;
		else high = middle;
	}
	return high;
}
function foresee(agents, options) {
	const { confidence, history, moreRuns } = options;
	const { agents: gathered, channels, known } = gather(agents.map((agent) => agent.baseline.length > 0 ? agent : {
		...agent,
		candidate: [],
		baseline: [aRunOf(agent)]
	}), history, () => true);
	const figures = gathered.map((one) => one.figures);
	const { noise } = screen(figures, channels, known);
	return detectableOf(figures, noise, confidence, moreRuns).map(({ together }) => together);
}
function aRunOf({ key, mode }) {
	const scores = Object.fromEntries([
		"1",
		"2",
		"3",
		"4"
	].map((metric) => [metric, 50]));
	return {
		runId: `imagined ${key}`,
		agentId: key,
		fingerprint: key,
		mode,
		scores,
		completedAt: "1970-01-01T00:00:00Z",
		origin: "started"
	};
}
// src/verdict/facts.ts
function factsOf(agents, decisions, rules) {
	const facts = agents.map((agent, index) => {
		const decision = decisions[index];
		const own = rules[index];
		if (decision === void 0 || own === void 0 || agent.figures.candidate.length === 0) return [];
		return agentFacts(agent, decision, own);
	});
	const all = facts.flat();
	const chances = (sign) => holmAdjust(all.map(({ change, agent, column }) => {
		return {
			p: change !== void 0 && agent.thresholds[column]?.decides === true ? chanceOf$1({
				...change,
				delta: sign * change.delta
			}) : 1,
			level: 1
		};
	}));
	const [drops, rises] = [chances(1), chances(-1)];
	let at = 0;
	return facts.map((some) => some.map((one) => {
		const adjusted = {
			drop: drops[at] ?? 1,
			rise: rises[at] ?? 1
		};
		at += 1;
		return {
			...one,
			adjusted
		};
	}));
}
function agentFacts(agent, decision, rules) {
	const { metrics, split, level } = agent;
	const { screened, trial } = decision;
	const known = trial.yardstick;
	const heard = known && hear(agent.figures, screened, known, () => true);
	const carriers = carriersOf(agent, decision, heard);
	const rounds = split.rounds.slice(0, known?.rounds ?? 0);
	return metrics.map((metric, column) => {
		const direction = agent.thresholds[column]?.direction ?? "higher";
		const tried = heard?.drops[column];
		const paired = agent.figures.sideBySide ? rounds.flatMap(({ candidate, baseline }) => baseline ? [{
			candidate,
			baseline
		}] : []) : [];
		const isSideBySide = tried !== void 0 && paired.length > 0;
		const candidates = rounds.length > 0 ? rounds.map((round) => round.candidate) : split.candidate;
		const shown = isSideBySide ? paired.map((round) => round.candidate) : candidates;
		const baselines = isSideBySide ? paired.map((round) => round.baseline) : level;
		const charge = (kind) => trial.charges.find((one) => one.column === column && one.kind === kind);
		return {
			metric,
			column,
			agent,
			candidate: sampleOf(shown, metric, direction),
			baseline: sampleOf(baselines, metric, direction),
			change: tried ?? screened.differences[column],
			margin: heard?.floors[column] ?? screened.margins[column],
			rounds: isSideBySide ? tried.each.length : 0,
			drop: charge("drop"),
			floor: charge("floor"),
			carries: carriers.get(column),
			baselineRuns: split.baseline.length,
			floorsAlone: wantsFloorsAlone(rules)
		};
	});
}
function carriersOf({ figures, metrics }, { screened, trial }, heard) {
	const mean = trial.charges.find(({ column }) => column === metricCount(figures));
	const carriers = new Map();
	if (mean === void 0 || mean.state === "cleared") return carriers;
	const fallen = metrics.map((_, column) => heard?.drops[column] ?? screened.differences[column]).flatMap((difference, column) => difference !== void 0 && difference.delta < 0 ? [{
		column,
		p: chanceOf$1(difference),
		isForbidden: isForbidden(figures, column, difference)
	}] : []);
	fallen.sort((a, b) => Number(b.isForbidden) - Number(a.isForbidden) || a.p - b.p);
	fallen.forEach(({ column, isForbidden: isFar }, at) => {
		if (isFar || at === 0) carriers.set(column, mean.state === "proven" ? "proven" : "open");
	});
	return carriers;
}
// src/verdict/explain.ts
function explain(facts, grounds) {
	const threshold = facts.agent.thresholds[facts.column];
	const notes = [...threshold?.direction === "lower" ? ["lower is better: counted as 100 minus the score"] : [], ...threshold?.decides === false ? ["shown, does not decide"] : []];
	const note = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
	return `${metricLabel(facts.metric)}${note} ${clause(facts, grounds)}.`;
}
function clause(facts, grounds) {
	const { candidate, baseline, change, drop, carries } = facts;
	if (candidate === void 0) return withoutCandidate(facts);
	if (grounds.isByFloor || change === void 0 || baseline === void 0) return `${atFloor(facts, grounds)}${withoutBaseline(facts)}`;
	const move = `${change.delta < 0 ? "fell" : "rose"} by ${points(Math.abs(change.delta))} points${sides(facts)}`;
	const limit = points(facts.agent.thresholds[facts.column]?.maxDrop ?? 0);
	if (grounds.finding === "regressed") return `${move}, and at most ${limit} are allowed: ${drop?.state === "proven" ? `noise does not explain it${chance(drop, grounds)}` : "noise alone could do this to one metric, but not to all of the agent's metrics together"}${alsoBelow(facts)}`;
	if (drop?.state === "open" || carries === "open") return `${move}, and at most ${limit} are allowed: ${facts.rounds > 0 ? "noise could explain it" : "suspected, and not yet measured again side by side"}${chance(drop, grounds)}${alsoBelow(facts)}`;
	if (drop?.state === "cleared") return `looked lower at first and was measured again: it ${move}, which is no proof of a drop`;
	if (grounds.finding === "improved") return `${move}: noise does not explain it`;
	return within(facts, grounds, move, limit);
}
function within(facts, { moved }, move, limit) {
	const { agent, column, change, rounds } = facts;
	if (!agent.isLevel && rounds === 0) return `${move}, but the baseline was only measured in another place, which may score otherwise`;
	if (isForbidden(agent.figures, column, change)) return moved === "fell" && rounds > 0 ? `${move}, and at most ${limit} are allowed: more than noise, but only what was suspected before those rounds can be proven by them` : `${move}: not unusual, noise alone shows as much in a gate of this size`;
	const delta = change?.delta ?? 0;
	if (Math.abs(delta) < .05) return "did not move";
	if (moved === "fell") return `${move}: more than noise, and within the ${limit} allowed`;
	if (moved === "rose") return `${move}: more than noise`;
	return delta < 0 ? `${move}: within the ${limit} allowed, and noise could explain it` : move;
}
function sides({ candidate, baseline, rounds }) {
	if (candidate === void 0 || baseline === void 0) return "";
	const [from, to] = [points(baseline.mean), points(candidate.mean)];
	if (rounds > 0) return ` in ${rounds === 1 ? "1 round" : `${rounds} rounds`} side by side, from ${from} to ${to}`;
	return `, from ${from} in ${runs(baseline.n)} to ${to} in ${runs(candidate.n)}`;
}
function withoutCandidate({ metric, baseline, agent, column }) {
	if (baseline !== void 0) {
		const lacks = agent.split.candidate.some(({ scores }) => scores[metric] !== void 0) ? "of the candidate's runs the first reports it, and none of its rounds does" : "no run of the candidate reports it";
		return `is not comparable: the baseline scored ${points(baseline.mean)}, and ${lacks}`;
	}
	const min = agent.thresholds[column]?.min;
	return `has ${min === void 0 ? "a rule" : `a minimum of ${points(min)}`} in the config, but no run reports a metric named ${metric}`;
}
function withoutBaseline({ change, baselineRuns, floorsAlone }) {
	if (change !== void 0 || floorsAlone) return "";
	return baselineRuns === 0 ? ", and there is no baseline to compare it with" : " and not comparable: no run of the baseline reports it";
}
function atFloor(facts, grounds) {
	const { candidate, margin, floor, baseline, agent, column } = facts;
	const min = agent.thresholds[column]?.min;
	const is = `is ${points(candidate?.mean ?? 0)} in ${runs(candidate?.n ?? 0)}`;
	if (margin === void 0 || min === void 0) return is;
	if (margin.delta >= 0) return `${is}, not below the minimum of ${points(min)}`;
	const below = `${is}, below the minimum of ${points(min)}`;
	const before = baseline !== void 0 && baseline.mean < min ? `; the baseline was below it too, at ${points(baseline.mean)}` : "";
	if (floor?.state === "proven") return `${below}: noise does not explain it${chance(floor, grounds)}${before}`;
	if (floor?.state !== "open") return `${below} by no more than noise${before}`;
	return `${below}: ${floor.tried === void 0 ? "suspected, and not yet measured again" : "noise could explain it"}${chance(floor, grounds)}${before}`;
}
function alsoBelow({ margin, agent, column }) {
	const min = agent.thresholds[column]?.min;
	if (margin === void 0 || margin.delta >= 0 || min === void 0) return "";
	return `; it is below the minimum of ${points(min)} as well`;
}
function chance(charge, { charges, finding }) {
	if (charge === void 0 || charge.alpha === 0) return "";
	const share = percent(charge.adjustedP);
	const limit = percent(charge.alpha);
	const much = charges === 1 ? "this much" : `this much in any of ${charges} tests`;
	return finding === "inconclusive" ? ` (of gates that change nothing, up to ${share} show ${much}, and the limit is ${limit})` : ` (of gates that change nothing, at most ${share} show ${much}; the limit is ${limit})`;
}
function points(value) {
	return value.toFixed(1);
}
function percent(p) {
	if (p < 1e-4) return "under 0.01 %";
	return p < .1 ? `${(p * 100).toPrecision(2)} %` : `${Math.round(p * 100)} %`;
}
function runs(n) {
	return n === 1 ? "1 run" : `${n} runs`;
}
// src/verdict/finding.ts
const NO_SAMPLE = {
	n: 0,
	mean: 0
};
function findingOf(facts, confidence) {
	const { agent, column, drop, floor, carries, change, candidate } = facts;
	const threshold = agent.thresholds[column];
	if (threshold?.decides !== true) return "unchanged";
	if (drop?.state === "proven" || carries === "proven") return "regressed";
	if (floor?.state === "proven") return "below-min";
	if (drop?.state === "open" || floor?.state === "open" || carries === "open") return "inconclusive";
	if (candidate === void 0) return "inconclusive";
	if (facts.floorsAlone) return "unchanged";
	if (change === void 0) return facts.baselineRuns === 0 ? "inconclusive" : "unchanged";
	if (!agent.isLevel && facts.rounds === 0) return "inconclusive";
	if (isBesideTrial(facts, confidence)) return "inconclusive";
	return change.delta > 0 && change.delta >= threshold.maxDrop && facts.adjusted.rise <= 1 - confidence ? "improved" : "unchanged";
}
function isBesideTrial(facts, confidence) {
	const { agent, column, change, rounds } = facts;
	return rounds > 0 && movedOf(facts, confidence) === "fell" && facts.drop === void 0 && isForbidden(agent.figures, column, change);
}
function comparisonOf(facts, context) {
	const { agent, column, change, margin, metric } = facts;
	const { confidence } = context;
	const threshold = agent.thresholds[column];
	if (threshold === void 0) throw new Error(`no rule for ${metric}`);
	const finding = findingOf(facts, confidence);
	const isByFloor = finding === "below-min" || finding !== "regressed" && (margin?.delta ?? 0) < 0 && facts.drop?.state !== "open";
	const charge = isByFloor ? facts.floor : facts.drop;
	const shown = isByFloor ? margin : change;
	const isRise = finding === "improved";
	const own = shown && chanceOf$1(isRise ? {
		...shown,
		delta: -shown.delta
	} : shown);
	const reach = change === void 0 ? 0 : change.standardError * upperQuantile((1 - confidence) / 2, change.degreesOfFreedom);
	const moved = movedOf(facts, confidence);
	return {
		metric,
		direction: threshold.direction,
		candidate: facts.candidate ?? NO_SAMPLE,
		baseline: facts.baseline,
		delta: change?.delta,
		interval: change && [change.delta - reach, change.delta + reach],
		noiseSd: Math.sqrt(context.variance),
		standardError: shown?.standardError,
		degreesOfFreedom: shown?.degreesOfFreedom,
		p: charge?.tried?.p ?? own,
		adjustedP: charge?.tried === void 0 ? facts.adjusted[isRise ? "rise" : "drop"] : charge.adjustedP,
		alpha: charge?.alpha || 1 - confidence,
		maxDrop: threshold.maxDrop,
		min: threshold.min,
		...threshold.decides ? {} : { decides: false },
		...facts.rounds > 0 ? { rounds: facts.rounds } : {},
		...moved === void 0 ? {} : { moved },
		...context.detectable === void 0 ? {} : { detectable: context.detectable },
		finding,
		explanation: explain(facts, {
			finding,
			isByFloor,
			moved,
			...context
		})
	};
}
function movedOf({ change, adjusted }, confidence) {
	if (change === void 0) return void 0;
	if (adjusted.drop <= 1 - confidence) return "fell";
	return adjusted.rise <= 1 - confidence ? "rose" : void 0;
}
// src/verdict/next.ts
function prioritiesOf({ agents }) {
	const order = agents.map(({ screened }, index) => ({
		index,
		expected: screened.expected
	})).toSorted((a, b) => a.expected - b.expected || a.index - b.index);
	const priorities = [];
	order.forEach(({ index }, rank) => {
		priorities[index] = rank + 1;
	});
	return priorities;
}
function nextOf({ rules, against, refused, baseline }, { metrics, isLevel, split }, { standing, charges }, priority) {
	if (standing === "unproven") return "none-left";
	if (standing !== "open") {
		if (baseline.length === 0) return "no-baseline";
		return isLevel ? "untried" : "elsewhere";
	}
	const hasDrop = charges.some(({ kind }) => kind === "drop");
	const isPaired = split.rounds.some(({ baseline: partner }) => partner !== void 0);
	const isSideBySide = against !== "history" && (hasDrop || isPaired);
	if (isSideBySide && rules.baseline !== "run") return "no-baseline";
	if (refused !== void 0) return refused;
	const names = charges.map(({ column }) => metricLabel(metrics[column] ?? "the mean of the metrics"));
	return {
		baseline: isSideBySide,
		priority,
		reason: `${hasDrop ? "suspected drop" : "suspected to be below the minimum"}: ${[...new Set(names)].join(", ")}; measuring again${isSideBySide ? " beside the baseline" : ""}`
	};
}
// src/verdict/judge.ts
function judge(agents, options) {
	const { confidence, history } = options;
	const places = placesByMode(agents, history);
	const gathered = gather(agents, history, (mode) => places.get(mode)?.agrees === true);
	const decision = decide(gathered.agents.map(({ figures }) => figures), gathered.channels, gathered.known, confidence);
	const rules = agents.map((agent) => agent.rules);
	const facts = factsOf(gathered.agents, decision.agents, rules);
	const sights = sightsOf(gathered, decision, confidence);
	const priorities = prioritiesOf(decision);
	return {
		agents: agents.map((agent, index) => {
			const [own, ruling] = [gathered.agents[index], decision.agents[index]];
			if (own === void 0 || ruling === void 0) throw new Error(`${agent.key} was not judged`);
			const seen = sights[index];
			const metrics = (facts[index] ?? []).map((fact) => comparisonOf(fact, contextOf(fact, gathered, decision, seen, confidence)));
			const next = nextOf(agent, own, ruling, priorities[index] ?? 0);
			const noConfirm = typeof next === "string" ? next : void 0;
			const verdict = verdictOf$1(agent.key, metrics, noConfirm, seen?.together);
			const drift = ownDrift(agent, own);
			return {
				verdict,
				...typeof next === "object" ? { confirm: next } : {},
				...noConfirm !== void 0 && verdict.verdict === "inconclusive" ? { noConfirm } : {},
				...drift === void 0 ? {} : { drift }
			};
		}),
		comparisons: decision.screening.tests,
		drift: commonDrift(agents, gathered),
		places: places.get(agents[0]?.mode ?? "validation")
	};
}
function placesByMode(agents, history) {
	const runs = new Map();
	const all = agents.flatMap(({ candidate, baseline }) => [...candidate, ...baseline]);
	for (const run of [...history, ...all]) runs.set(run.runId, run);
	const within = Math.min(...agents.map(({ rules }) => rules.maxDrop));
	const modes = [...new Set(agents.map(({ mode }) => mode))];
	return new Map(modes.flatMap((mode) => {
		const places = placesAgree([...runs.values()], mode, within);
		return places === void 0 ? [] : [[mode, places]];
	}));
}
function contextOf({ agent, column }, { channels }, { trials }, seen, confidence) {
	const channel = agent.figures.channels[column] ?? 0;
	if (channel >= channels.length) throw new Error(`no noise of column ${column}`);
	return {
		confidence,
		charges: Math.max(1, trials.tests),
		variance: trials.noise[channel]?.variance ?? 0,
		detectable: seen?.alone[column]
	};
}
function sightsOf({ agents }, { screening }, confidence) {
	const sights = detectableOf(agents.map(({ figures }) => figures), screening.noise, confidence);
	return agents.map(({ level }, index) => level.length === 0 ? void 0 : sights[index]);
}
function ownDrift({ mode, against }, own) {
	const { earlier, fresh } = baselineRuns(own);
	if (against === "history" || fresh.length === 0) return void 0;
	const drift = driftOf([...earlier, ...fresh], mode);
	const stale = new Set(drift?.stale);
	return fresh.some(({ runId }) => stale.has(runId)) ? void 0 : drift;
}
function commonDrift(agents, gathered) {
	const mode = agents[0]?.mode ?? "validation";
	return sharedDrift(gathered.agents.filter((_, index) => agents[index]?.mode === mode && agents[index]?.against !== "history").map(baselineRuns), mode);
}
function baselineRuns({ level, isLevel, split }) {
	const fresh = split.rounds.flatMap(({ baseline }) => baseline ?? []);
	return {
		earlier: isLevel ? level : [],
		fresh
	};
}
// src/verdict/night.ts
const SHARE_OF_NIGHT = 1 / 20;
function nightConfidence(confidence, agents = 1) {
	return 1 - (1 - confidence) * SHARE_OF_NIGHT / Math.max(1, agents);
}
// src/gate/understand.ts
function understandings(evaluated, evidence) {
	return new Map(evaluated.map(({ key, planned }) => [key, understand(rawScoresOf(evidence, key), planned.definition.gate)]));
}
function observeScale(understood, observer) {
	for (const { factors, ambiguities } of understood.values()) {
		for (const { problem } of ambiguities) observer.broken("score-scale", problem);
		if (ambiguities.length === 0 && factors.size > 0) observer.holds("score-scale");
	}
}
function pointsOf(measurements, understanding) {
	return measurements.map((one) => ({
		...one,
		scores: inPoints(one.scores, understanding)
	}));
}
function judgedAgent({ key, planned }, { candidate, baseline }, understood) {
	const { gate, optimize } = planned.definition;
	const understanding = understood.get(key) ?? understand([], gate);
	return {
		key,
		rules: understanding.rules,
		mode: optimize.mode,
		candidate: pointsOf(candidate, understanding),
		baseline: pointsOf(baseline, understanding)
	};
}
function historyInPoints(evidence, understood) {
	return [...understood].flatMap(([key, understanding]) => {
		const records = evidence.records.filter((record) => record.key === key);
		return pointsOf(historyOf({
			...evidence,
			records
		}), understanding);
	});
}
function withShown(verdict, { unknown, rules }, sides) {
	const shown = unknown.flatMap((metric) => {
		const candidate = sampleOf(sides.candidate, metric, "higher");
		const baseline = sampleOf(sides.baseline, metric, "higher");
		if (candidate === void 0) return [];
		return [{
			metric,
			direction: "higher",
			candidate,
			...baseline === void 0 ? {} : { baseline },
			maxDrop: rules.maxDrop,
			decides: false,
			finding: "unchanged",
			explanation: `${metric} is shown as it came and not judged: it is no metric that is known, and gate.metrics does not name it.`
		}];
	});
	return {
		...verdict,
		metrics: [...verdict.metrics, ...shown]
	};
}
function withVanished(verdict, sides) {
	const [before, now] = [metricNames(sides.baseline), metricNames(sides.candidate)];
	if (verdict.verdict !== "inconclusive" || before.size === 0 || now.size === 0) return verdict;
	const vanished = [...before].filter((name) => !now.has(name));
	const appeared = [...now].filter((name) => !before.has(name));
	if (vanished.length === 0 || !vanished.includes(verdict.deciding ?? "")) return verdict;
	const news = appeared.length === 0 ? "" : ` New in them: ${appeared.join(", ")}.`;
	const advice = `No run of the candidate reports ${vanished.join(", ")} any more, which the baseline's runs do.${news} If the service has renamed it, name the new one under \`gate.metrics\`; runs of the new name are the next baseline.`;
	return {
		...verdict,
		advice
	};
}
// src/gate/compare.ts
function comparedEvidence(one, evidence, { place, evaluated }) {
	const { optimize, gate } = one.planned.definition;
	const candidate = evidenceFor(one, "candidate", evidence);
	const baseline = evidenceFor(one, "baseline", evidence);
	const wanted = gate.baseline === "off" ? candidate[0]?.place ?? kindOf(place) : kindOf(place);
	const kind = [wanted, otherThan(wanted)].find((some) => isIn(candidate, some) && isIn(baseline, some));
	if (kind !== void 0) return {
		candidate: firstOn(kind, candidate),
		baseline,
		lacking: []
	};
	if (candidate.length > 0 && baseline.length > 0) {
		if (placesScoreAlike(optimize.mode, evidence, evaluated)) return {
			candidate,
			baseline,
			lacking: []
		};
	}
	const lacking = ["candidate", "baseline"].filter((side) => !isIn(side === "candidate" ? candidate : baseline, wanted));
	const here = firstOn(wanted, candidate);
	return {
		candidate: here.length > 0 ? here : candidate,
		baseline,
		lacking
	};
}
function isIn(runs, kind) {
	return runs.some((run) => run.place === kind);
}
function otherThan(kind) {
	return kind === "live" ? "preview" : "live";
}
function firstOn(kind, runs) {
	const here = runs.filter((run) => run.place === kind);
	const first = here.reduce((least, { completedAt }) => least === void 0 || completedAt < least ? completedAt : least, void 0);
	if (kind === "preview" || first === void 0) return here;
	return runs.filter((run) => run.place === kind || (run.startedAt ?? run.completedAt) > first);
}
function placesScoreAlike(mode, evidence, evaluated) {
	const within = Math.min(...evaluated.map(({ planned }) => planned.definition.gate.maxDrop));
	return placesAgree(historyInPoints(evidence, understandings(evaluated, evidence)), mode, within)?.agrees === true;
}
// src/gate/judge.ts
function sidesOf(one, evidence, scope) {
	if (scope.place !== "as-it-stands") return comparedEvidence(one, evidence, scope);
	const candidate = evidenceFor(one, "candidate", evidence);
	const waitedFor = new Set(evidence.outcomes.map(({ run }) => run?.id));
	const isOff = one.planned.definition.gate.baseline === "off";
	return {
		candidate: candidate.filter(({ runId }) => waitedFor.has(runId)),
		baseline: isOff ? [] : candidate.filter(({ runId }) => !waitedFor.has(runId))
	};
}
function sharedError(stated, { place, evaluated, modelChanges }) {
	const confidence = place === "as-it-stands" ? nightConfidence(stated) : stated;
	const benchmarked = modelChanges.length;
	const ofModel = (1 - confidence) / Math.max(1, benchmarked + evaluated.length);
	return {
		ofModel,
		confidence: confidence + benchmarked * ofModel
	};
}
function judgeEvidence({ evidence, agents, refused }, scope, confidence) {
	const open = scope.evaluated.filter(({ key }) => agents.get(key)?.kind === "measured");
	const against = scope.place === "as-it-stands" ? "history" : "side-by-side";
	const understood = understandings(scope.evaluated, evidence);
	return judge(open.map((one) => {
		return {
			...judgedAgent(one, sidesOf(one, evidence, scope), understood),
			against,
			...against === "history" ? {} : { nightly: measuredByNights(one) },
			...refused.has(one.key) ? { refused: refused.get(one.key)?.why } : {}
		};
	}), {
		confidence,
		history: historyInPoints(evidence, understood)
	});
}
function measuredByNights({ twin, planned }) {
	return new Set([twin?.id ?? [], planned.live?.id ?? []].flat());
}
function roundsWanted({ agents }) {
	return agents.flatMap(({ verdict, confirm }) => confirm === void 0 ? [] : [{
		key: verdict.key,
		...confirm
	}]).sort((a, b) => a.priority - b.priority);
}
function asHistory(verdict, one, evidence) {
	const { history, baseline } = one.planned.definition.gate;
	const runs = evidenceFor(one, "candidate", evidence);
	const here = runs.filter(({ place }) => place === runs[0]?.place).length;
	const isBelow = verdict.metrics.some(({ min, candidate }) => (min ?? 0) > candidate.mean);
	if (verdict.verdict !== "inconclusive" || baseline === "off" || here > 1 || isBelow) return verdict;
	const reason = `The first measurement of the live prompt: there is nothing to compare it with yet. The next nights are compared with it, 1 of ${Math.max(history, 2)} runs of that history.`;
	return {
		...verdict,
		verdict: "skipped",
		reason,
		advice: void 0,
		deciding: void 0
	};
}
function verdictsOf(judged, { agents, refused, evidence }, scope) {
	const verdicts = new Map();
	const understood = understandings(scope.evaluated, evidence);
	for (const { verdict: plain } of judged.agents) {
		const { key } = plain;
		const advice = plain.verdict === "inconclusive" ? refused.get(key)?.advice : void 0;
		const verdict = advice === void 0 ? plain : {
			...plain,
			advice
		};
		const one = scope.evaluated.find((some) => some.key === key);
		const understanding = understood.get(key);
		if (one === void 0 || understanding === void 0) continue;
		const sides = sidesOf(one, evidence, scope);
		const told = withAmbiguities(withVanished(scope.place === "as-it-stands" ? asHistory(verdict, one, evidence) : verdict, sides), understanding.ambiguities);
		verdicts.set(key, withShown(told, understanding, sides));
	}
	for (const [key, state] of agents) {
		if (state.kind !== "blocked") continue;
		verdicts.set(key, settle$1(key, state.verdict, state.reason, state.advice));
	}
	return verdicts;
}
// src/gate/needs.ts
function needsOf(scope, evidence) {
	const { evaluated, place } = scope;
	const needs = new Map();
	const blocked = new Map();
	for (const one of place === "as-it-stands" ? leastKnownFirst(evaluated, evidence) : evaluated) {
		const needed = needsOfAgent(one, evidence, scope);
		const why = blockedBeforehand(one, sidesToStart(needed), place);
		if (why === void 0) needs.set(one.key, needed);
		else blocked.set(one.key, why);
	}
	return {
		needs,
		blocked
	};
}
function leastKnownFirst(evaluated, evidence) {
	return evaluated.map((one) => {
		const runs = evidenceFor(one, "candidate", evidence);
		const { history } = one.planned.definition.gate;
		return {
			one,
			runs: Math.min(runs.length, history),
			newest: runs[0]?.completedAt ?? ""
		};
	}).toSorted((a, b) => a.runs - b.runs || a.newest.localeCompare(b.newest)).map(({ one }) => one);
}
function hasStarts({ needs }) {
	return [...needs.values()].some((needed) => sidesToStart(needed).size > 0);
}
function needsOfAgent(one, evidence, scope) {
	const { live, definition } = one.planned;
	const { place } = scope;
	const needs = [];
	const { lacking } = comparedEvidence(one, evidence, scope);
	const lacks = (side) => lacking.includes(side);
	if (place === "as-it-stands" || lacks("candidate")) needs.push({
		side: "candidate",
		adopt: underWayFor(one, "candidate", evidence, kindOf(place))
	});
	if (live !== void 0 && place !== "as-it-stands" && lacks("baseline")) {
		const adopt = underWayFor(one, "baseline", evidence, kindOf(place));
		const { baseline } = definition.gate;
		if (baseline === "run" || baseline === "reuse" && adopt !== void 0) needs.push({
			side: "baseline",
			adopt
		});
	}
	return needs;
}
function sidesToStart(needs) {
	return new Set(needs.filter(({ adopt }) => adopt === void 0).map(({ side }) => side));
}
function withinBudget(wanted, account, { evaluated, place }, limits) {
	const needs = new Map(wanted.needs);
	const blocked = new Map(wanted.blocked);
	const block = (key, why) => {
		needs.delete(key);
		blocked.set(key, why);
	};
	for (const { key, planned } of place !== "live" || deploysByHand(account) ? [] : evaluated) if (sidesToStart(needs.get(key) ?? []).size > 0) block(key, blockedByDeployment(planned.live?.id));
	const budget = budgetOf(account?.usage, limits);
	let starts = 0;
	let isSpent = false;
	for (const [key, needed] of needs) {
		const runs = sidesToStart(needed).size;
		isSpent ||= starts + runs > budget.runs;
		if (isSpent && runs > 0) {
			const reason = `Not measured: ${refusalReason(budget, limits, {
				needed: runs,
				left: Math.max(0, budget.runs - starts)
			})}.`;
			block(key, (budget.bound === "nights" ? skippedForNow : notEvaluated)(reason, refusalAdvice(budget)));
		} else starts += runs;
	}
	const slots = slotsFor(account, [...wanted.needs.values()].flat().filter(({ adopt }) => adopt !== void 0).length);
	return {
		needs,
		blocked,
		account,
		starts,
		budget,
		slots
	};
}
const SLOTS = 10;
function slotsFor(account, waitedFor) {
	const others = Math.max(0, (account?.usage.optimizations?.running ?? 0) - waitedFor);
	return SLOTS - others;
}
// src/gate/read-evidence.ts
const DETAILS_PER_AGENT = 12;
const LAST_READ_MS = 1e3;
async function readEvidence({ evaluated }, ports) {
	const { converra, signal, clock, log } = ports;
	const asOf = clock.now();
	const none = {
		asOf,
		records: [],
		knownRuns: new Map(),
		outcomes: [],
		listed: []
	};
	if (evaluated.length === 0) return none;
	const oldest = Math.min(asOf, ...evaluated.map((one) => oldestOf(one, asOf)));
	const sources = evaluated.flatMap((one) => [one.planned.live ?? [], one.previews].flat().map((agent) => ({
		one,
		agent
	})));
	const ids = sources.map(({ agent }) => agent.id);
	const { runs: all, listed } = await converra.optimizations.ofAgents(ids, { signal });
	const records = [];
	const knownRuns = new Map();
	const counts = {
		read: 0,
		gone: 0
	};
	for (const { one, agent } of sources) {
		const runs = all.filter(({ agentId }) => agentId === agent.id);
		knownRuns.set(agent.id, knownOf(runs));
		for (const run of worthReading(runs, oldest)) {
			if (run.status !== "completed") {
				records.push(recordOf(one, agent, run, []));
				continue;
			}
			const variants = await unlessGone(readVariants(run, ports, patienceFor(run, asOf)));
			counts[variants === void 0 ? "gone" : "read"] += 1;
			if (variants === void 0) log(`The results of ${run.id} are gone: it is no evidence.`);
			else records.push(recordOf(one, agent, run, variants));
		}
	}
	if (counts.gone > 0 && counts.read === 0) throw noResults(counts.gone);
	return {
		...none,
		records,
		knownRuns,
		listed
	};
}
function noResults(count) {
	return new ServiceError(`the service lists ${count} completed ${count === 1 ? "run" : "runs"} of these agents and has the results of none: GET /optimizations/:id/variants is answered with 404`, {
		kind: "not-found",
		method: "GET",
		path: "/optimizations/:id/variants",
		hint: "Open one in Converra. Where their results are kept for some days only, set `gate.evidence-days` to fewer."
	});
}
const JUST_NOW_MS = 3e5;
const PATIENCE_MS = 6e4;
function patienceFor({ completedAt, createdAt }, now) {
	return now - Date.parse(completedAt ?? createdAt) < JUST_NOW_MS ? now + PATIENCE_MS : now;
}
function worthReading(runs, oldest) {
	let details = 0;
	return runs.filter((run) => {
		if (isUnderWay(run)) return true;
		if (run.status !== "completed") return false;
		if (Date.parse(run.completedAt ?? run.createdAt) < oldest) return false;
		details += 1;
		return details <= DETAILS_PER_AGENT;
	});
}
async function withResults(evidence, outcomes, scope, ports, deadline) {
	const signal = ports.signal.aborted ? AbortSignal.timeout(LAST_READ_MS) : ports.signal;
	return (await Promise.all(outcomes.map((outcome) => resultsOf(outcome, scope, {
		...ports,
		signal
	}, deadline)))).reduce((known, { outcome, record }) => withOutcome(known, outcome, record), evidence);
}
async function resultsOf(outcome, { evaluated }, ports, deadline) {
	const { run, agent, status } = outcome;
	const one = evaluated.find(({ key }) => key === outcome.key);
	if (run === void 0 || agent === void 0 || one === void 0) return { outcome };
	if (status !== "completed") return { outcome };
	try {
		const { run: details, variants } = await readResults(run.id, ports, deadline);
		if (details.status !== "completed") return { outcome: contradicted(outcome, details) };
		const record = recordOf(one, agent, details, variants);
		observePublished(record, ports.converra.observer);
		const { mode } = one.planned.definition.optimize;
		const why = whyNoEvidence(details, variants, { mode });
		const wanted = one.planned[outcome.purpose.endsWith("baseline") ? "baseline" : "candidate"];
		if (why === void 0) {
			const reason = whyOtherPrompt(record, wanted);
			return {
				outcome: {
					...outcome,
					reason,
					run: details
				},
				record
			};
		}
		const { advice } = why;
		return {
			outcome: {
				...outcome,
				reason: noEvidenceSentence(why),
				advice,
				run: details
			},
			record
		};
	} catch (error) {
		const reason = ports.signal.aborted ? "the gate was cancelled" : `its results could not be read: ${refusalOf(error).message}`;
		return { outcome: {
			...outcome,
			reason
		} };
	}
}
function contradicted(outcome, run) {
	const { status, rawStatus, failureReason: reason } = run;
	if (status === "failed" || status === "stopped") return {
		...outcome,
		status,
		reason,
		run
	};
	return {
		...outcome,
		reason: `\`status\`: ${rawStatus}; the list of runs says completed`
	};
}
async function withShownResults(evidence, { evaluated }, { converra, signal, log }) {
	let { records } = evidence;
	for (const one of evaluated) {
		const shown = shownRun(one, evidence);
		if (shown === void 0 || shown.run.results !== void 0 || signal.aborted) continue;
		try {
			const run = await converra.optimizations.get(shown.run.id, { signal });
			records = withRecord(records, {
				...shown,
				run
			});
		} catch (error) {
			log(`The winner of ${shown.run.id} is not reported: ${refusalOf(error).message}.`);
		}
	}
	return {
		...evidence,
		records
	};
}
// src/gate/winner.ts
function winnerIdOf({ results }) {
	return results?.winnerSelected ? results.winningVariantId : void 0;
}
function sharedId({ run, variants }, variantId = winnerIdOf(run)) {
	if (new Set(variants.flatMap(({ id, content }) => id === variantId ? [content] : [])).size < 2) return void 0;
	return `${run.id} has several variants with the id ${variantId}, and their texts differ`;
}
function headroomOf(record, verdict, variantId = winnerIdOf(record.run)) {
	const { run, variants } = record;
	if (sharedId(record, variantId) !== void 0) return void 0;
	const winner = variants.find((variant) => variant.id === variantId);
	if (winner === void 0 || winner.isControl) return void 0;
	const { results } = run;
	const isWinner = winner.id === results?.winningVariantId;
	return {
		runId: run.id,
		variantId: winner.id,
		variantName: winner.name,
		lift: winner.lift ?? (isWinner ? results?.lift : void 0),
		confidence: isWinner ? results?.confidence : void 0,
		band: isWinner ? results?.band : void 0,
		goldenSet: isWinner ? run.goldenSet : void 0,
		content: winner.content,
		againstBaseline: againstBaseline(winner.scores, verdict?.metrics ?? [])
	};
}
function judgedWinner(record, one, evidence, { confidence, variantId }) {
	const plain = headroomOf(record, void 0, variantId);
	const { fingerprint, agent } = record;
	if (plain?.content === void 0 || fingerprint === void 0) return plain;
	const { planned } = one;
	const text = textPart(plain.content, agent.model);
	const definition = {
		...planned.definition,
		prompt: plain.content,
		model: agent.model
	};
	return headroomOf(record, { metrics: metricsOf({
		...one,
		planned: {
			...planned,
			definition,
			candidate: {
				...fingerprint,
				text
			}
		}
	}, evidence, confidence) }, plain.variantId);
}
function metricsOf(one, evidence, confidence) {
	const scope = {
		place: "preview",
		evaluated: [one]
	};
	const understood = understandings([one], evidence);
	const { agents } = judge([judgedAgent(one, comparedEvidence(one, evidence, scope), understood)], {
		confidence,
		history: historyInPoints(evidence, understood)
	});
	return agents[0]?.verdict.metrics ?? [];
}
function objectionsTo({ goldenSet, confidence, ...headroom }, { headroom: { minConfidence } }) {
	const objections = [];
	const shortfall = shortfallOf(headroom);
	const worse = {
		name: "worse",
		override: despite("worse")
	};
	if (headroom.againstBaseline === void 0) {
		const reason = "it could not be compared with the live prompt, of which there are no scores";
		objections.push({
			...worse,
			reason
		});
	} else if (shortfall !== void 0) {
		const reason = `it is ${(-shortfall.delta).toFixed(1)} points below the live prompt in ${shortfall.metric}, which noise does not explain`;
		objections.push({
			...worse,
			reason
		});
	}
	const lost = goldenSet?.regressed ?? 0;
	if (lost > 0) {
		const reason = `it lost ${lost} golden ${lost === 1 ? "case" : "cases"}`;
		objections.push({
			name: "golden-set",
			reason,
			override: despite("golden-set")
		});
	}
	if (minConfidence > 0 && (confidence === void 0 || confidence < minConfidence)) {
		const reason = `its confidence is ${confidence === void 0 ? "unknown" : confidence.toFixed(2)}, and gate.headroom.min-confidence is ${minConfidence}`;
		objections.push({
			name: "confidence",
			reason,
			override: "`gate.headroom.min-confidence` in the config"
		});
	}
	return objections;
}
function despite(name) {
	return `the input \`apply-despite: ${name}\``;
}
// src/gate/report.ts
function reportAgents(scope, progress, verdicts, { declines, history, models }) {
	const { planned, evaluated, settled } = scope;
	return planned.map((one) => {
		const { key } = one.definition;
		const found = evaluated.find((some) => some.key === key);
		const verdict = settled.get(key) ?? verdicts.get(key);
		return {
			...plannedReport(one),
			verdict,
			runs: runsOf(key, found, progress.evidence, scope),
			...declines.has(key) ? { decline: declineReport(declines.get(key)) } : {},
			...found === void 0 ? {} : {
				...measuredReport(found, progress, scope, verdict),
				history: historyOfLive(found, history, scope)
			},
			...models.get(key)
		};
	});
}
function declineReport(decline) {
	if (decline === void 0) return void 0;
	const { isForbidden: _, ...shown } = decline;
	return shown;
}
function runsOf(key, one, evidence, scope) {
	const own = outcomesOf(evidence, key);
	if (one === void 0) return own;
	const known = new Set(own.map(({ runId }) => runId));
	const sides = sidesOf(one, evidence, scope);
	const reused = ["candidate", "baseline"].flatMap((purpose) => sides[purpose].map(({ runId }) => {
		return {
			agentKey: key,
			runId,
			purpose,
			origin: "adopted",
			status: "completed"
		};
	}));
	return [...own, ...reused.filter(({ runId }) => !known.has(runId))];
}
function definitionReport(definition) {
	const { key, name, source, promptSource, prompt } = definition;
	return {
		key,
		name,
		source,
		promptSource,
		runs: [],
		variants: [],
		promptAfter: prompt
	};
}
function plannedReport({ definition, entry, live, basePrompt }) {
	const before = basePrompt ?? live?.content;
	const promptBefore = before !== void 0 && normalisePrompt(before) === normalisePrompt(definition.prompt) ? definition.prompt : before;
	return {
		...definitionReport(definition),
		plan: entry,
		promptBefore
	};
}
function measuredReport(one, { evidence, agents }, scope, verdict) {
	const { candidate, baseline } = sidesOf(one, evidence, scope);
	const liveId = one.planned.live?.id;
	const state = agents.get(one.key);
	const agentId = (state?.kind === "measured" ? state.on?.id : void 0) ?? candidate[0]?.agentId;
	const shown = shownRun(one, evidence);
	return {
		candidate: evidenceReport(candidate, liveId),
		baseline: evidenceReport(baseline, liveId),
		...shown && {
			variants: variantsOf(shown),
			headroom: headroomOf(shown, verdict)
		},
		measuredOn: agentId === void 0 ? void 0 : {
			kind: agentId === liveId ? "live" : "preview",
			agentId
		}
	};
}
function historyOfLive({ key, planned }, { records }, { owner }) {
	const pointsOn = (isWanted) => records.flatMap(({ key: of, agent, run, variants }) => {
		const { status, completedAt } = run;
		const scores = variants.find(({ isControl }) => isControl)?.scores;
		return of === key && isWanted(agent) && status === "completed" && completedAt !== void 0 && scores !== void 0 ? [{
			completedAt,
			scores
		}] : [];
	});
	const kept = pointsOn(({ name }) => scopeIn(name, owner.repository)?.kind === "twin");
	const live = pointsOn(({ id }) => id === planned.live?.id);
	return (live.length > kept.length ? live : kept).toSorted((a, b) => a.completedAt.localeCompare(b.completedAt));
}
function evidenceReport(measurements, liveId) {
	const [first] = measurements;
	if (first === void 0) return void 0;
	const started = measurements.filter(({ origin }) => origin === "started").length;
	const adopted = measurements.length - started;
	const times = measurements.map(({ completedAt }) => completedAt).toSorted((a, b) => Date.parse(a) - Date.parse(b));
	const [oldest, newest] = [times[0], times.at(-1)];
	const onLive = measurements.filter((one) => one.agentId === liveId).length;
	const where = onLive === measurements.length ? "live" : onLive === 0 ? "preview" : "both";
	const { fingerprint, mode } = first;
	return {
		fingerprint,
		mode,
		where,
		started,
		adopted,
		oldest,
		newest
	};
}
function variantsOf(record) {
	const { run, variants } = record;
	const winner = run.results?.winningVariantId;
	const isTold = sharedId(record, winner) === void 0;
	return variants.map(({ raw: _, dropped: __, ...variant }) => ({
		...variant,
		isWinner: isTold && (variant.isWinner ?? (variant.id === winner && !variant.isControl))
	}));
}
// src/gate/hidden-copies.ts
const MOST_READ = 10;
async function hiddenCopies(listed, { converra, signal }) {
	const { agents, optimizations, observer } = converra;
	if (observer.stateOf("drafts-listed") === "holds") return [];
	const known = new Set(listed.map(({ id }) => id));
	const runs = await optimizations.list({ limit: 100 }, { signal });
	const ids = new Set(runs.map(({ agentId }) => agentId).filter((id) => !known.has(id)));
	const hidden = [];
	for (const id of [...ids].slice(0, MOST_READ)) {
		const found = await unlessGone(agents.get(id, { signal }));
		if (found !== void 0) hidden.push(found);
	}
	const copies = hidden.filter(isPreview);
	if (copies.length > 0) observer.broken("drafts-listed", `${copies.length} of our drafts in no list of agents`);
	return copies;
}
// src/gate/model-change.ts
const ON_PREVIEW = { kind: "preview" };
function modelWayOf(planned, base, place) {
	const { definition, live } = planned;
	const { key, gate, model: to } = definition;
	const before = base?.definitions?.find((one) => one.key === key);
	const settings = sectionOf(definition, base);
	if (live === void 0 || before === void 0 || settings === void 0) return ON_PREVIEW;
	if (place !== "preview" || gate.baseline === "off" || to === live.model) return ON_PREVIEW;
	if (!isBoundAlike(before, definition) || !isAlikeButModel(before, definition)) return ON_PREVIEW;
	if (!carries$1(planned, live, before)) return {
		kind: "preview",
		notice: `Of ${key} only the model changed, but its live agent ${live.id} has another prompt or other settings than the base commit's, and a benchmark would measure those: it is measured on a preview`
	};
	return {
		kind: "benchmark",
		change: {
			key,
			planned,
			live,
			pair: {
				from: live.model.trim(),
				to
			},
			settings
		}
	};
}
function sectionOf(definition, base) {
	if (base?.config?.policy === "head") return definition.benchmark;
	return counterpartOf(definition, base?.config?.agents ?? [])?.benchmark;
}
function isAlikeButModel(before, after) {
	const print = (one) => candidateFingerprint({
		...one,
		model: ""
	});
	return isSameFingerprint(print(before), print(after));
}
function carries$1({ candidate, baseline }, live, before) {
	return (syncedFingerprint(live) !== void 0 && sentText(live) === textPart(before.prompt, live.model) || normalisePrompt(live.content) === normalisePrompt(before.prompt)) && baseline?.sampling === candidate.sampling;
}
// src/plan/sync.ts
function isWritable(planned) {
	const { action } = planned.entry;
	if (action === "drifted") return planned.definition.gate.onDrift === "overwrite";
	return action === "create" || action === "update";
}
async function syncAgent(planned, ports) {
	const { live } = planned;
	if (!isWritable(planned)) return {
		planned,
		written: false,
		agent: live
	};
	if (live === void 0) return createLive(planned, ports);
	const edited = await editedMeanwhile(planned, live, ports);
	if (edited !== void 0) return edited;
	const unkept = await tagsAreUnkept(planned, live, ports);
	if (unkept !== void 0) return unkept;
	const { agent, wrong } = await writeLive(planned, ports);
	return resultOf(planned, agent, wrong);
}
async function createLive(planned, { converra, signal }) {
	const { name } = planned.definition;
	const found = (await converra.agents.listAll({ signal })).find((agent) => agent.name === name && !isArchived(agent));
	if (found !== void 0) return {
		planned,
		written: false,
		agent: found,
		problem: {
			kind: "refused",
			message: `agent ${found.id} is named "${name}" and was not listed a moment ago: no second one is created; run this again`
		}
	};
	const input = createInput(planned);
	const { agent: kept, wrong } = await keepStoredForm(planned, input, await converra.agents.create(input, { signal }), {
		converra,
		signal
	});
	return resultOf(planned, kept, wrong);
}
async function editedMeanwhile(planned, live, { converra, signal }) {
	const agent = await converra.agents.get(live.id, { signal });
	if (textPart(agent.content, agent.model) === textPart(live.content, live.model)) return void 0;
	return {
		planned,
		written: false,
		agent,
		problem: {
			kind: "refused",
			message: `agent ${live.id} was edited while this ran: nothing was written to it; run this again to see what stands there`
		}
	};
}
async function tagsAreUnkept(planned, live, { converra, signal }) {
	const { definition, candidate, baseline, patch } = planned;
	if (!(patch.content !== void 0 || patch.model !== void 0) || taggedFingerprint(live) !== void 0) return void 0;
	if (definition.gate.onDrift === "overwrite") return void 0;
	const text = textPart(live.content, live.model);
	const now = {
		...baseline ?? candidate,
		text
	};
	const since = Date.parse(live.updatedAt) || void 0;
	const tags = withLiveTag(live.tags, [], now, since);
	const agent = await converra.agents.update(live.id, { tags }, {
		before: live,
		signal
	});
	if (isSameFingerprint(taggedFingerprint(agent), now)) return void 0;
	return {
		planned,
		written: false,
		agent,
		problem: {
			kind: "refused",
			message: `the service does not keep tags as they are sent (${agent.tags.join(", ") || "none"} came back), so an edit made in Converra could not be told from the text synced last: nothing was overwritten; \`gate.on-drift: overwrite\` writes all the same`
		}
	};
}
async function writeLive(planned, { converra, signal }) {
	const { live, patch } = planned;
	if (live === void 0) throw new Error("there is no live agent to write");
	return keepStoredForm(planned, patch, await converra.agents.update(live.id, patch, {
		before: live,
		signal
	}), {
		converra,
		signal
	});
}
async function keepStoredForm(planned, sent, stored, { converra, signal }) {
	const { candidate, definition } = planned;
	const wrong = wrongPrompt(sent, stored);
	if (wrong !== void 0) return {
		agent: stored,
		wrong
	};
	const text = textPart(stored.content, stored.model);
	if (!(taggedFingerprint(stored) !== void 0) || text === candidate.text || sent.tags === void 0) return { agent: stored };
	const written = {
		...candidate,
		text,
		sent: candidate.text
	};
	const tags = withLiveTag(stored.tags, definition.tags, written, settledSince(stored));
	return { agent: await converra.agents.update(stored.id, { tags }, {
		before: stored,
		signal
	}) };
}
function resultOf(planned, agent, wrong) {
	if (wrong !== void 0) {
		const { member, sent, stored } = wrong;
		return {
			planned,
			written: false,
			agent,
			problem: {
				kind: "refused",
				message: `the service answered as if agent ${agent.id} was written, but its ${member} is "${stored}" and not "${sent}"`
			}
		};
	}
	if (taggedFingerprint(agent) === void 0) return {
		planned,
		written: true,
		agent,
		problem: {
			kind: "unprotected",
			message: `the service did not keep our tag on agent ${agent.id}: edits made in Converra cannot be told from ours, so drift protection is off`
		}
	};
	return {
		planned,
		written: true,
		agent
	};
}
function syncedEntry({ planned, written, agent, problem }) {
	const { entry } = planned;
	if (problem?.kind === "refused") return {
		...entry,
		action: "conflicting",
		reason: problem.message
	};
	if (!written) return entry;
	const id = agent?.id ?? entry.liveAgentId ?? "";
	const done = entry.action === "create" ? `created agent ${id}` : `updated ${entry.changes.join(", ")} of agent ${id}${planned.kept === void 0 ? "" : `; ${planned.kept}`}`;
	const reason = problem === void 0 ? done : `${done}; ${problem.message}`;
	return {
		...entry,
		reason,
		liveAgentId: id
	};
}
// src/gate/transcripts.ts
const MOST_COMPARED = 50;
function transcriptKey(agentId, text) {
	return `converra-gate:${agentId}:${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
}
const plain = (text) => text.replace(/\s+/g, " ").trim();
async function storedTranscripts({ id, conversationCount = 0 }, { converra, signal }) {
	if (conversationCount > MOST_COMPARED) return void 0;
	const { conversations } = converra;
	const listed = await conversations.newest(id, 51, { signal });
	if (listed.length > MOST_COMPARED) return void 0;
	const byText = new Map();
	for (const one of listed) {
		const { content } = one.content === void 0 ? await conversations.get(one.id, { signal }) : one;
		if (content === void 0) return void 0;
		byText.set(plain(content), one);
	}
	return ({ text }) => byText.get(plain(text));
}
async function missingTranscripts(live, transcripts, ports) {
	if (live === void 0 || transcripts.length === 0) return transcripts;
	const storedAs = await storedTranscripts(live, ports);
	return storedAs && transcripts.filter((one) => storedAs(one) === void 0);
}
async function logTranscripts(agentId, transcripts, { converra, signal }) {
	for (const { text: content } of transcripts) {
		const talk = {
			agentId,
			content,
			status: "completed",
			idempotencyKey: transcriptKey(agentId, content)
		};
		await converra.conversations.create(talk, { signal });
	}
}
// src/gate/conversations.ts
async function giveConversations(copy, one, env, which) {
	const { converra, signal } = env.ports;
	if (which === "missing" && isFull(copy, one, env)) return [];
	const { given, notes } = await wantedFor(one, env);
	if (given.length === 0) return notes;
	const has = which === "all" ? new Set() : await textsOn(copy.id, env);
	for (const { id, ...transcript } of given) {
		if (has.has(transcript.content.trim())) continue;
		const idempotencyKey = id === void 0 ? transcriptKey(copy.id, transcript.content) : `converra-gate:${copy.id}:${id}`;
		await converra.conversations.create({
			...transcript,
			agentId: copy.id,
			status: "completed",
			idempotencyKey
		}, { signal });
	}
	return notes;
}
function isFull({ conversationCount: count = 0 }, { key, planned }, { config }) {
	const limit = config.sync.conversations;
	const own = config.transcripts.get(key)?.length ?? 0;
	const available = planned.live === void 0 ? own : planned.live.conversationCount ?? limit;
	return count >= Math.min(limit, available);
}
async function wantedFor({ key, planned }, env) {
	const limit = env.config.sync.conversations;
	const { converra, signal } = env.ports;
	const { live } = planned;
	const listed = live === void 0 || limit === 0 ? [] : await converra.conversations.newest(live.id, limit, { signal });
	const copied = await withTexts(listed, env);
	const lack = listed.length - copied.length;
	const notes = lack === 0 ? [] : [`${lack} of the ${listed.length} newest conversations of the live agent ${live?.id} came without their text (\`content\`) and are not on its copies.`];
	if (copied.length > 0) return {
		given: copied,
		notes
	};
	return {
		given: (env.config.transcripts.get(key) ?? []).slice(0, limit).map(({ text: content }) => ({ content })),
		notes
	};
}
async function withTexts(conversations, { ports }) {
	const texts = [];
	for (const listed of conversations) {
		const { id, content, model, companyName, toolDefinitions } = listed.content === void 0 ? await ports.converra.conversations.get(listed.id, { signal: ports.signal }) : listed;
		if (content === void 0 || content.trim() === "") continue;
		texts.push({
			id,
			content,
			model,
			companyName,
			toolDefinitions
		});
	}
	return texts;
}
async function textsOn(agentId, env) {
	const { converra, signal } = env.ports;
	const stored = await withTexts(await converra.conversations.ofAgent(agentId, { signal }), env);
	return new Set(stored.map(({ content }) => content.trim()));
}
// src/gate/preview.ts
function ensurePreview(one, scope, env) {
	const { planned, preview: existing } = one;
	const { definition, candidate: fingerprint, live } = planned;
	const { prompt, model, temperature, maxTokens } = definition;
	const sampling = {
		temperature,
		maxTokens
	};
	const description = definition.description ?? live?.description;
	return ensureCopy({
		existing,
		owner: scope.owner,
		prompt,
		model,
		sampling,
		fingerprint,
		description
	}, one, env);
}
async function ensureTwin(one, scope, env) {
	const { replaced, baseline: fingerprint, live } = one.planned;
	if (replaced === void 0 || fingerprint === void 0) throw new Error("no baseline to copy");
	if (replaced.sampling === void 0) return blockedBySampling(live?.id);
	const copied = await ensureCopy({
		...replaced,
		existing: one.twin,
		owner: referenceOf(scope.owner),
		fingerprint,
		description: live?.description
	}, one, env);
	if (copied.kind === "blocked" || copied.agent.id !== one.twin?.id) return copied;
	return withNotes(copied, await giveConversations(copied.agent, one, env, "newest"));
}
async function ensureCopy(wanted, one, env) {
	const { signal, converra } = env.ports;
	const { agents } = converra;
	const { existing } = wanted;
	const input = inputFor(wanted, one);
	const namesake = one.namesakes.find(({ name }) => name === input.name);
	if (namesake !== void 0) return blockedByNamesake(namesake);
	const refused = one.previews.find((agent) => hasTag(agent, NOT_DRAFT_TAG));
	if (refused !== void 0) return blockedByActive(refused.id, "earlier");
	const isCurrent = existing !== void 0 && carries(existing, wanted);
	const mayKeep = !(converra.observer.stateOf("control-content") === "broken") || isCurrent && !isRewritten(existing);
	if (existing !== void 0 && mayKeep && hasSettingsOf(existing, wanted)) {
		const patch = {
			...input,
			tags: [...input.tags ?? [], REWRITTEN_TAG]
		};
		const current = isCurrent ? existing : await agents.update(existing.id, patch, {
			before: existing,
			signal
		});
		const checked = await readBack(isCurrent ? {} : patch, current, env);
		if (checked.kind === "blocked") return checked;
		return withNotes(checked, await giveConversations(current, one, env, "missing"));
	}
	if (existing !== void 0) await agents.update(existing.id, { status: "archived" }, {
		before: existing,
		signal
	});
	const created = await agents.create(input, { signal });
	const checked = await readBack(input, created, env);
	if (checked.kind === "blocked") return checked;
	const given = await giveConversations(created, one, env, "all");
	return withNotes(checked, one.planned.live === void 0 ? given : [...given, NOT_COPIED]);
}
function withNotes(copied, notes) {
	return {
		...copied,
		notes: [...copied.notes, ...notes]
	};
}
const NOT_COPIED = "A copy has the live agent's prompt, model, description and newest conversations. Objectives, constraints, technical notes, custom evaluations and tools cannot be read from the service, so copies have none: both sides of a comparison are measured without them.";
function hasSettingsOf(existing, { prompt, model, fingerprint }) {
	const has = taggedFingerprint(existing);
	const hasModel = has?.text === textPart(existing.content, existing.model) ? existing.model === model : isStoredFormOf({
		...existing,
		content: prompt
	}, {
		content: prompt,
		model
	});
	if (has === void 0) return hasModel && hasPlainSettings(fingerprint);
	return hasModel && has.sampling === fingerprint.sampling && has.run === fingerprint.run;
}
function carries(existing, { prompt: content, model, fingerprint }) {
	const has = taggedFingerprint(existing);
	if (has !== void 0 && !isSameFingerprint(has, fingerprint)) return false;
	if (normalisePrompt(existing.content) === normalisePrompt(content)) return true;
	return has !== void 0 && isStoredFormOf(existing, {
		content,
		model
	});
}
function inputFor(wanted, { planned }) {
	const { definition } = planned;
	const { prompt, model, sampling, description, owner, fingerprint } = wanted;
	return {
		name: previewName(definition.name, owner),
		content: prompt,
		model,
		description,
		...sampling,
		tags: previewTags(owner, definition.source.file, definition.key, fingerprint),
		status: "draft"
	};
}
const ACTIVE = /^(active|live|published|deployed|production)$/i;
async function readBack(sent, stored, env) {
	if (ACTIVE.test(stored.status)) {
		const archived = await archiveActive(stored, env);
		return blockedByActive(stored.id, archived ? "archived" : "not-archived");
	}
	const wrong = wrongPrompt(sent, stored);
	if (wrong !== void 0) return blockedByStored(stored.id, wrong);
	return {
		kind: "placed",
		agent: stored,
		notes: differencesOf$1(sent, stored).flatMap(noteOf)
	};
}
async function archiveActive(active, { ports }) {
	const { converra, signal, log } = ports;
	const { id, tags } = active;
	try {
		const patch = {
			status: "archived",
			tags: [...tags, NOT_DRAFT_TAG]
		};
		const after = await converra.agents.update(id, patch, {
			before: active,
			signal
		});
		return !ACTIVE.test(after.status);
	} catch (error) {
		log(`Agent ${id} could not be archived: ${refusalOf(error).message}.`);
		return false;
	}
}
function noteOf({ member }) {
	return member === "tags" ? ["The service did not keep the tags of a copy as they were sent: copies are told by their names from here on, and their earlier runs are reused only where temperature, max-tokens and personas are not set."] : [];
}
// src/gate/place.ts
function placeOf(syncMode, event) {
	if (event === "schedule") return "as-it-stands";
	return syncMode === "off" ? "nowhere" : syncMode;
}
async function placeCandidate(one, evidence, scope, env, account) {
	const { live } = one.planned;
	try {
		switch (scope.place) {
			case "nowhere": return { kind: "nowhere" };
			case "as-it-stands": return await placeAsItStands(one, scope, env, account);
			case "live": return await placeOnLive(one, evidence, env.ports);
			case "preview": return await ensurePreview(one, scope, env);
		}
	} catch (error) {
		return blockedByWrite(refusalOf(error), live === void 0 ? "prompt" : "candidate");
	}
}
async function placeBaseline(one, scope, env) {
	const { live } = one.planned;
	if (live === void 0) return { kind: "nowhere" };
	if (scope.place === "live") return {
		kind: "placed",
		agent: live,
		notes: []
	};
	return placeOnTwin(one, scope, env);
}
async function placeOnTwin(one, scope, env) {
	try {
		return await ensureTwin(one, scope, env);
	} catch (error) {
		return blockedByWrite(refusalOf(error), "baseline");
	}
}
async function placeOnPreview(one, scope, env) {
	try {
		return await ensurePreview(one, scope, env);
	} catch (error) {
		return blockedByWrite(refusalOf(error), "candidate");
	}
}
async function placeAsItStands(one, scope, env, account) {
	const { live } = one.planned;
	if (live === void 0) return { kind: "nowhere" };
	try {
		return await ensureTwin(one, scope, env);
	} catch (error) {
		const refusal = refusalOf(error);
		if (!isFull$1(refusal) || account === void 0 || !deploysByHand(account)) throw refusal;
		return {
			kind: "placed",
			agent: live,
			notes: [ON_LIVE]
		};
	}
}
const ON_LIVE = "The plan has no room for a copy of each live agent, so scheduled runs measure the live agents themselves. Such runs tell how noisy scores are, and are no baseline for a pull request that is measured on a preview.";
async function placeOnLive({ planned }, evidence, ports) {
	const { live, entry } = planned;
	if (live === void 0) return { kind: "nowhere" };
	const isWrite = isWritable(planned);
	if (entry.action === "drifted" && !isWrite) return blockedByDrift(entry.reason);
	const foreign = await foreignRuns(live, evidence, ports);
	if (foreign.length > 0) return blockedByUse(live.id, foreign);
	if ((await changedAgents([live], Number.POSITIVE_INFINITY, ports)).size > 0) return blockedByEarlierChange(live.id);
	if (!isWrite) return {
		kind: "placed",
		agent: live,
		notes: []
	};
	const { agent, wrong } = await writeLive(planned, ports);
	if (wrong !== void 0) return blockedByStored(agent.id, wrong);
	return {
		kind: "placed",
		agent,
		notes: [UNMERGED]
	};
}
const UNMERGED = "`sync: live`: unmerged text of this pull request answers the live agents' real customers.";
// src/gate/supersede.ts
async function stopSuperseded({ evaluated, place }, { records }, ports) {
	if (place !== "preview") return;
	for (const one of evaluated) {
		const old = records.filter(({ key, agent }) => key === one.key && agent.id === one.preview?.id).filter((record) => !isOf(record, one, one.planned.candidate));
		await stopUnderWay(one.key, old.map(({ run }) => run), ports);
	}
}
async function stopAbandoned(settled, ports) {
	const { converra, signal, log } = ports;
	for (const { key, preview } of settled) {
		if (preview === void 0) continue;
		try {
			await stopUnderWay(key, await converra.optimizations.ofAgent(preview.id, { signal }), ports);
		} catch (error) {
			const { message } = refusalOf(error);
			log(`${key}: could not look for runs of an older commit: ${message}.`);
		}
	}
}
async function stopUnderWay(key, runs, ports) {
	const old = runs.filter(isUnderWay).map(({ id }) => ({
		id,
		kind: "optimization"
	}));
	const { stopped, failed } = await stopRuns(old, "converra-gate: superseded by a newer commit of the same pull request", ports);
	for (const id of stopped) ports.log(`${key}: stopped ${id}, a newer commit replaces it.`);
	for (const { id, reason } of failed) ports.log(`${key}: could not stop ${id}: ${reason}.`);
}
// src/gate/scope.ts
async function readScope(env) {
	const { scope, abandoned } = await scopeOf(env);
	await stopAbandoned(abandoned, env.ports);
	return scope;
}
async function scopeOf(env) {
	const { ports, config, context, syncMode } = env;
	const place = placeOf(syncMode, context.event);
	const agents = await agentsWithCopies(env);
	const base = env.base?.definitions;
	const planned = plansOf(env, agents).map((one) => {
		if (place === "as-it-stands") return asItStands(one);
		return withBaseSampling(syncMode === "live" ? againstBase(one, base) : one, base);
	});
	const newer = await newerHead(env);
	const behind = newer === void 0 ? env.base?.behind : void 0;
	const options = {
		base,
		changed: changedSinceBase({
			...env,
			base: env.base && {
				...env.base,
				behind
			}
		}),
		behind,
		mayBeOwnText: syncMode === "live" && base === void 0,
		asItStands: place === "as-it-stands",
		ownPullRequest: isConverras(context),
		withTranscripts: config.withTranscripts
	};
	const owner = previewOwner(context);
	const settled = new Map();
	const evaluated = [];
	const abandoned = [];
	const modelChanges = [];
	for (const one of planned) {
		const { key } = one.definition;
		const outdated = newer === void 0 ? void 0 : outdatedVerdict(key, context.commit, newer);
		const verdict = settledVerdict(one, options) ?? outdated;
		if (verdict !== void 0) settled.set(key, verdict);
		const way = verdict === void 0 ? modelWayOf(one, env.base, place) : void 0;
		if (way?.kind === "benchmark") modelChanges.push(way.change);
		else if (way?.notice !== void 0) env.notice({
			level: "notice",
			message: way.notice
		});
		const copied = withCopies(one, agents, owner);
		(way?.kind === "preview" ? evaluated : abandoned).push(copied);
	}
	const hidden = evaluated.length === 0 ? [] : await hiddenCopies(agents, ports);
	if (hidden.length > 0) {
		const all = [...agents, ...hidden];
		for (const [index, one] of evaluated.entries()) evaluated[index] = withCopies(one.planned, all, owner);
	}
	return {
		scope: {
			planned,
			evaluated,
			settled,
			modelChanges,
			place,
			owner,
			removed: removedFrom(env, agents),
			accountAgents: agents.length,
			accountCopies: copyCount(agents),
			uses: usesOf([...agents, ...hidden], owner)
		},
		abandoned: newer === void 0 ? abandoned : []
	};
}
function agentsWithCopies({ ports, definitions }) {
	const { converra, signal } = ports;
	return converra.agents.listAll({
		wanted: definitions,
		tag: OWN_TAG,
		signal
	});
}
function plansOf(env, agents) {
	const { definitions, ports, base, config } = env;
	const now = ports.clock.now();
	const planned = planAgents(definitions, agents, now, config.agents);
	const before = base?.config?.agents ?? [];
	const guardedBefore = new Set(liveIdsOf(before, agents));
	const guarded = new Set(liveIdsOf(config.agents, agents));
	return planned.map((one, index) => {
		const stated = definitions[index];
		const counterpart = stated && counterpartOf(stated, before);
		if (stated === void 0 || counterpart === void 0) return one;
		const { id, name, key } = counterpart;
		if (key !== stated.key && config.agents.some((other) => other.key === key)) return one;
		const [idBefore] = liveIdsOf([{
			id,
			name
		}], agents);
		if (idBefore === void 0 || idBefore === one.live?.id) return one;
		const changesPlace = guardedBefore.has(one.live?.id) && guarded.has(idBefore);
		if (one.live !== void 0 && changesPlace) return one;
		const [asBefore = one] = planAgents([{
			...stated,
			id,
			name
		}], agents, now);
		return asBefore;
	});
}
function removedFrom({ base, config }, agents) {
	const before = base?.config?.agents ?? [];
	const liveIds = new Map([before, config.agents].flatMap((all) => {
		const ids = liveIdsOf(all, agents);
		return all.map((one, index) => [bindingOf(one), ids[index]]);
	}));
	return removedAgents(before, config.agents, (one) => liveIds.get(bindingOf(one))).filter(({ key }) => base?.behind?.has(key) !== true);
}
const bindingOf = ({ id, name }) => JSON.stringify([id, name]);
function previewOwner({ repository, pullRequest, branch, ref }) {
	return {
		repository: repository ?? "local",
		scope: previewScope({
			pullRequest: pullRequest?.number,
			branch: branch ?? ref
		})
	};
}
async function newerHead({ context, ports }) {
	const { pullRequest, commit } = context;
	if (pullRequest === void 0 || ports.github === void 0) return void 0;
	try {
		const head = await readHead(ports.github, pullRequest.number);
		return head === commit ? void 0 : head;
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		ports.log(`${error.message}; this commit is taken to be the newest.`);
		return;
	}
}
// src/github/branches.ts
const permission = "contents: write";
const REFS = "/repos/{owner}/{repo}/git/refs";
const CONTENTS = "/repos/{owner}/{repo}/contents/{path}";
function readBranch(github, branch) {
	return github.call({
		doing: `read branch ${branch}`,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => {
			const query = {
				...repository,
				ref: `heads/${branch}`
			};
			return (await unlessMissing(request("GET /repos/{owner}/{repo}/git/ref/{ref}", query)))?.data.object.sha;
		}
	});
}
async function createBranch(github, { branch, sha }) {
	await github.call({
		doing: `create branch ${branch}`,
		permission,
		repeatable: false,
		send: ({ request }, repository) => request(`POST ${REFS}`, {
			...repository,
			ref: `refs/heads/${branch}`,
			sha
		})
	});
}
async function resetBranch(github, { branch, sha }) {
	await github.call({
		doing: `set branch ${branch} back to ${sha.slice(0, 7)}`,
		permission,
		repeatable: true,
		send: ({ request }, repository) => request(`PATCH ${REFS}/{ref}`, {
			...repository,
			ref: `heads/${branch}`,
			sha,
			force: true
		})
	});
}
async function deleteBranch(github, branch) {
	await github.call({
		doing: `delete branch ${branch}`,
		permission,
		repeatable: false,
		send: ({ request }, repository) => request(`DELETE ${REFS}/{ref}`, {
			...repository,
			ref: `heads/${branch}`
		})
	});
}
async function readFileAt(github, { path, ref }) {
	const data = await github.call({
		doing: `read ${path} at ${ref}`,
		permission: "contents: read",
		repeatable: true,
		send: async ({ request }, repository) => (await unlessMissing(request(`GET ${CONTENTS}`, {
			...repository,
			path,
			ref
		})))?.data
	});
	if (data === void 0 || Array.isArray(data) || data.type !== "file") return void 0;
	if (!("content" in data) || data.encoding !== "base64") throw new GitHubError(`Could not read ${path} at ${ref}: the file is larger than 1 MiB`, { hint: "Prompts and configuration files have to be smaller than 1 MiB." });
	const bytes = Buffer.from(data.content, "base64");
	return {
		text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
		sha: data.sha
	};
}
async function writeFileOn(github, file) {
	const { text, ...named } = file;
	const { path, branch } = named;
	try {
		await github.call({
			doing: `write ${path} on branch ${branch}`,
			permission,
			repeatable: false,
			send: ({ request }, repository) => {
				const content = Buffer.from(text).toString("base64");
				return request(`PUT ${CONTENTS}`, {
					...repository,
					...named,
					content
				});
			}
		});
	} catch (error) {
		if (!(error instanceof GitHubError && isUnclear(error))) throw error;
		if ((await readFileAt(github, {
			path,
			ref: branch
		}))?.text !== text) throw error;
	}
}
// src/commands/newer.ts
var newer_exports = __exportAll({ readNewer: () => readNewer });
async function readNewer(env) {
	const { context, config, ports } = env;
	const { branch, commit } = context;
	const { github, log } = ports;
	if (isReview(context.event) || github === void 0) return void 0;
	if (branch === void 0 || commit === void 0) return void 0;
	try {
		const head = await readBranch(github, branch);
		if (head === void 0 || head === commit) return void 0;
		const at = {
			...context,
			baseCommit: head
		};
		const instead = "what it says of the agents is not known";
		const found = await readBase({
			...env,
			context: at,
			withPrompts: true,
			instead
		});
		const isOther = (name) => JSON.stringify(config[name]) !== JSON.stringify(found?.config?.[name]);
		return {
			differsIn: (one) => !found?.definitions?.some((other) => one.key === other.key && isWrittenAlike(one, other)),
			differsInAccount: isOther("account"),
			differsInAgents: isOther("agents"),
			why: `${branch} is at ${head.slice(0, 7)} by now, which does not say the same: nothing was written here, since the sync of that commit writes what it says`
		};
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		log(`${error.message}; this commit is taken to be the newest of ${branch}.`);
		return;
	}
}
function isWrittenAlike(one, other) {
	const written = ({ id, name, prompt, model, description, tags, ...rest }) => JSON.stringify([...[
		id,
		name,
		normalisePrompt(prompt),
		model,
		description,
		tags
	], ...[
		rest.temperature,
		rest.maxTokens,
		rest.gate.onDrift
	]]);
	return written(one) === written(other);
}
export { nightConfidence as $, despite as A, acceptanceLine as At, withinBudget as B, copyCount as Bt, storedTranscripts as C, blockedByOutcome as Ct, plannedReport as D, executeRuns as Dt, definitionReport as E, voidedByUse as Et, withResults as F, startedIds as Ft, sidesOf as G, queuedPull as Gt, measuredByNights as H, withCopies as Ht, withShownResults as I, underWayFor as It, historyInPoints as J, verdictsOf as K, reasonToRemove as Kt, hasStarts as L, usualDuration as Lt, objectionsTo as M, historyOf as Mt, sharedId as N, isOf as Nt, reportAgents as O, acceptedOf as Ot, readEvidence as P, shownRun as Pt, understandings as Q, needsOf as R, withRecord as Rt, missingTranscripts as S, periodOf as St, syncedEntry as T, voidedByChange as Tt, roundsWanted as U, isStillOwned as Ut, judgeEvidence as V, usesOf as Vt, sharedError as W, ownedCopies as Wt, observeScale as X, judgedAgent as Y, pointsOf as Z, placeCandidate as _, quotaOf as _t, readBranch as a, knownModels as at, placeOnTwin as b, spentOnOthers as bt, writeFileOn as c, skippedAsBase as ct, previewOwner as d, holmAdjust as dt, foresee as et, readScope as f, thresholdOf as ft, placeBaseline as g, limitsOf as gt, stopSuperseded as h, budgetOf as ht, deleteBranch as i, compareModels as it, judgedWinner as j, evidenceFor as jt, variantsOf as k, withAccepted as kt, agentsWithCopies as l, benchmarkVerdict as lt, scopeOf as m, foreignRuns as mt, readNewer as n, startOf as nt, readFileAt as o, runningState as ot, removedFrom as p, changedAgents as pt, comparedEvidence as q, surplusTwins as qt, createBranch as r, reportedByAll as rt, resetBranch as s, settle$1 as st, newer_exports as t, splitTrial as tt, plansOf as u, judgeBenchmark as ut, placeOf as v, readAccount as vt, syncAgent as w, blockedUnchecked as wt, logTranscripts as x, nightAllowance as xt, placeOnPreview as y, refusedRead as yt, slotsFor as z, recordOf as zt };
