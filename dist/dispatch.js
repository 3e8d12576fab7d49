import { Cr as hasEnded, Fr as ActionError, Hr as refusalOf, Kr as DAY_MS, Lr as GitHubError, Nr as reportedOutcome, Or as isUnderWay, Pn as sentenceList, S as seesBranch, Sn as cleanedLine, Sr as durationOf, Tr as isSameSet, Ur as unlessGone, Ut as removedAgents, Wt as contextOf, X as HEALTH_ALPHA, Xt as upperTail, _n as shareOfMean, br as stopRuns, cn as PRIOR_SD, fr as reasonForNoSecrets, in as metricNames, kr as knownOf, m as shellSafeJson, rn as metricLabel, rr as nearest, sn as PRIOR_DF, tn as directed, wn as dayOf, xr as NO_RUNS, y as readPullState, zr as ServiceError } from "./start.js";
import { $ as nightConfidence, B as withinBudget, Bt as copyCount, C as storedTranscripts, Ct as blockedByOutcome, D as plannedReport, Dt as executeRuns, E as definitionReport, Et as voidedByUse, F as withResults, Ft as startedIds, G as sidesOf, Gt as queuedPull, H as measuredByNights, Ht as withCopies, I as withShownResults, It as underWayFor, J as historyInPoints, K as verdictsOf, Kt as reasonToRemove, L as hasStarts, Lt as usualDuration, Mt as historyOf, O as reportAgents, P as readEvidence, Q as understandings, R as needsOf, Rt as withRecord, S as missingTranscripts, St as periodOf, T as syncedEntry, Tt as voidedByChange, U as roundsWanted, Ut as isStillOwned, V as judgeEvidence, Vt as usesOf, W as sharedError, Wt as ownedCopies, X as observeScale, Y as judgedAgent, Z as pointsOf, _ as placeCandidate, _t as quotaOf, b as placeOnTwin, bt as spentOnOthers, ct as skippedAsBase, d as previewOwner, dt as holmAdjust, et as foresee, f as readScope, ft as thresholdOf, g as placeBaseline, gt as limitsOf, h as stopSuperseded, ht as budgetOf, it as compareModels, jt as evidenceFor, kt as withAccepted, l as agentsWithCopies, lt as benchmarkVerdict, mt as foreignRuns, n as readNewer, nt as startOf, ot as runningState, p as removedFrom, pt as changedAgents, q as comparedEvidence, qt as surplusTwins, rt as reportedByAll, st as settle, tt as splitTrial, ut as judgeBenchmark, v as placeOf, vt as readAccount, w as syncAgent, wt as blockedUnchecked, x as logTranscripts, xt as nightAllowance, y as placeOnPreview, yt as refusedRead, z as slotsFor, zt as recordOf } from "./newer.js";
import { n as formatFingerprint, s as samplingPart } from "./fingerprint.js";
import { f as settledSince, h as withLiveTag, m as taggedFingerprint } from "./tags.js";
import { a as wrongPrompt, r as isStoredFormOf } from "./read-back.js";
import { g as isSamplingStated, m as planAgents, n as changedSinceBase } from "./base.js";
import { r as isArchived } from "./agent-shape.js";
import { l as readWorkspaceText } from "./prompt.js";
import { _ as MAX_CONFIG_BYTES } from "./schema-agent.js";
// src/gate/measure.ts
async function measure(affordable, before, scope, env) {
	const { needs, account, budget, starts, slots } = affordable;
	const served = scope.evaluated.filter(({ key }) => needs.has(key));
	const places = new Map();
	let evidence = before;
	const place = async (one, side, known) => {
		const placed = places.get(one.key)?.[side] ?? (side === "candidate" ? await placeCandidate(one, known, scope, env, account) : await placeBaseline(one, scope, env));
		places.set(one.key, {
			...places.get(one.key),
			[side]: placed
		});
	};
	const startsOf = (one) => (needs.get(one.key) ?? []).filter(({ adopt }) => adopt === void 0).map(({ side }) => side);
	const agentOn = (one, side, known) => async () => {
		for (const some of scope.place === "live" ? [side] : startsOf(one)) {
			await place(one, some, known);
			if (places.get(one.key)?.[some]?.kind === "blocked") return void 0;
		}
		const { candidate, baseline, [side]: placed } = places.get(one.key) ?? {};
		if (candidate?.kind === "blocked" || baseline?.kind === "blocked") return void 0;
		return placed?.kind === "placed" ? placed.agent : void 0;
	};
	const requestOf = (one, side) => {
		const need = needs.get(one.key)?.find((some) => some.side === side);
		if (need === void 0) return [];
		if (need.adopt !== void 0) {
			const { agent, run } = need.adopt;
			return [{
				...requestFor(one, side, evidence),
				agent,
				kind: "optimization",
				adopt: run
			}];
		}
		return [startRequest(one, side, agentOn(one, side, evidence), evidence)];
	};
	for (const [index, sides] of roundsOf(scope.place).entries()) {
		if (index > 0 && env.ports.signal.aborted) break;
		evidence = await runRound(served.flatMap((one) => sides.flatMap((side) => requestOf(one, side))), evidence, slots, scope, env);
	}
	const states = served.map((one) => {
		const sides = (needs.get(one.key) ?? []).map(({ side }) => side);
		return [one.key, stateOf(one, places.get(one.key), sides, evidence, scope)];
	});
	return {
		evidence,
		agents: new Map([...affordable.blocked, ...states]),
		account,
		budget: {
			...budget,
			runs: budget.runs - starts
		},
		slots,
		refused: new Map(),
		notes: new Set([...places.values()].flatMap((some) => Object.values(some).flatMap(notesOf)))
	};
}
function notesOf(placed) {
	return placed.kind === "placed" ? placed.notes : [];
}
function roundsOf(place) {
	return place === "live" ? [["baseline"], ["candidate"]] : [["candidate", "baseline"]];
}
async function runRound(requests, evidence, slots, scope, { ports, deadline, config, showRunning }) {
	const progress = (round) => showRunning(runningState(round, ports.clock.now()));
	const options = {
		...ports,
		deadline,
		wait: config.wait,
		slots,
		progress
	};
	const outcomes = await executeRuns(requests, options);
	return withResults(evidence, outcomes, scope, ports, deadline);
}
function stateOf(one, places = {}, needed, evidence, scope) {
	const { place } = scope;
	const { candidate: placed, baseline } = places;
	if (placed?.kind === "blocked") return placed;
	if (baseline?.kind === "blocked") return baseline;
	for (const side of needed) {
		const outcome = evidence.outcomes.find(({ key, purpose }) => key === one.key && purpose === side);
		const isKnown = place === "as-it-stands" ? evidenceFor(one, side, evidence).length > 0 : !comparedEvidence(one, evidence, scope).lacking.includes(side);
		const isFresh = place !== "as-it-stands" || side === "baseline" || outcome?.status === "completed";
		if (!isKnown || !isFresh) return blockedByOutcome(side, outcome);
	}
	const agentIn = (some) => some?.kind === "placed" ? some.agent : void 0;
	const on = agentIn(placed);
	return {
		kind: "measured",
		on,
		trialOn: place === "live" ? {} : {
			candidate: on,
			baseline: agentIn(baseline)
		}
	};
}
function requestFor(one, purpose, evidence) {
	const { mode } = one.planned.definition.optimize;
	return {
		key: one.key,
		purpose,
		usualMs: usualDuration(evidence, one.key, mode)
	};
}
function startRequest(one, purpose, agentFor, evidence) {
	const prepare = async () => {
		const agent = await agentFor();
		if (agent === void 0) return void 0;
		return {
			agent,
			work: {
				kind: "optimization",
				input: inputOf(one, agent, purpose)
			},
			known: evidence.knownRuns.get(agent.id) ?? NO_RUNS
		};
	};
	return {
		...requestFor(one, purpose, evidence),
		prepare
	};
}
const MEASURING_VARIANTS = 1;
function inputOf(one, agent, purpose) {
	const { mode, variants, improve, hypothesis, personas } = one.planned.definition.optimize;
	const common = {
		agentId: agent.id,
		mode,
		personas
	};
	return purpose === "candidate" ? {
		...common,
		variantCount: variants,
		improve,
		hypothesis
	} : {
		...common,
		variantCount: MEASURING_VARIANTS
	};
}
// src/gate/idle-rules.ts
function idleRuleNotices(scope, evidence) {
	const found = new Map();
	for (const one of scope.evaluated) {
		const { candidate, baseline } = comparedEvidence(one, evidence, scope);
		const reported = [...metricNames([...candidate, ...baseline])];
		const rules = Object.entries(one.planned.definition.gate.metrics);
		for (const [metric, { min }] of reported.length === 0 ? [] : rules) {
			if (min !== void 0 || reported.includes(metric)) continue;
			const told = found.get(metric);
			if (told === void 0) found.set(metric, {
				keys: [one.key],
				reported
			});
			else told.keys.push(one.key);
		}
	}
	return [...found].map(([metric, { keys, reported }]) => {
		const meant = nearest(metric, reported);
		return {
			level: "warning",
			message: `gate.metrics names ${metric}, which no run of ${sentenceList(keys)} reports: its rule does nothing.`,
			hint: meant === void 0 ? `Remove it. Reported here: ${reported.join(", ")}.` : `Did you mean ${meant}?`
		};
	});
}
// src/gate/tell.ts
function noticesOf({ notes, evidence }, judged, sight, scope) {
	const ofService = [...driftSentences(judged), ...placesSentences(judged)];
	return [...[
		...notes,
		...ofService,
		...firstSightSentences(sight)
	].map((message) => ({
		level: "notice",
		message
	})), ...idleRuleNotices(scope, evidence)];
}
function driftSentences({ drift, agents }) {
	if (drift !== void 0) return [sentence("the unchanged prompts of this gate", drift)];
	return agents.flatMap(({ verdict, drift: own }) => own === void 0 ? [] : [sentence(`the unchanged prompt of ${verdict.key}`, own)]);
}
function sentence(what, { points, before }) {
	return `Converra scores ${what} ${Math.abs(points).toFixed(1)} points ${points < 0 ? "lower" : "higher"} than on ${dayOf(before)}. Runs from before that no longer tell the level, and nobody is accused by them.`;
}
function placesSentences({ places }) {
	if (places === void 0) return [];
	const { offset, reach, prompts, agrees } = places;
	const way = offset < 0 ? "lower" : "higher";
	const of = prompts === 1 ? "one prompt" : `${prompts} prompts`;
	const so = agrees ? "Runs of both are compared with each other" : "That they score alike is not shown, so runs on the one are no level for runs on the other";
	return [`Live agents score ${of} ${Math.abs(offset).toFixed(1)} points ${way} than previews (± ${reach.toFixed(1)}). ${so}.`];
}
const WORTH_TELLING = .5;
function sightOf(scope, evidence, confidence) {
	const understood = understandings(scope.evaluated, evidence);
	const agents = scope.evaluated.map((one) => judgedAgent(one, comparedEvidence(one, evidence, scope), understood));
	const history = historyInPoints(evidence, understood);
	const largest = (moreRuns) => {
		const sights = foresee(agents, {
			confidence,
			history,
			moreRuns
		});
		const known = sights.filter((one) => one !== void 0);
		return known.length > 0 && known.length === sights.length ? Math.max(...known) : void 0;
	};
	const now = largest(0);
	if (now === void 0) return void 0;
	const nights = Math.max(0, ...agents.map(({ rules }) => rules.history));
	const points = nights > 0 ? largest(nights) : void 0;
	const isWorthIt = points !== void 0 && now - points >= WORTH_TELLING;
	return {
		now,
		isFirst: agents.some(({ baseline }) => baseline.length === 0),
		...isWorthIt ? { later: {
			nights,
			points
		} } : {}
	};
}
function sightSentence(sight) {
	if (sight === void 0) return "";
	const { now, later, isFirst } = sight;
	const who = isFirst ? "No history yet: this gate" : "This gate";
	const after = later === void 0 ? "" : `; after ${later.nights} more ${later.nights === 1 ? "night" : "nights"} of history, of ${later.points.toFixed(1)}`;
	return `${who} finds drops of ${now.toFixed(1)} points with 80 % chance${after}.`;
}
function firstSightSentences(sight) {
	return sight?.isFirst && sight.later !== void 0 ? [sightSentence(sight)] : [];
}
const SHARE_FREE = .1;
function roomNotice(quota, copies) {
	if (quota?.limit === void 0) return void 0;
	const { limit, used } = quota;
	const left = Math.max(0, limit - used);
	if (left >= Math.max(2, Math.ceil(limit * SHARE_FREE))) return void 0;
	return {
		level: "warning",
		message: `${used} of the plan's ${limit} agents are used, ${copies} of them copies that Converra Gate made: ${left === 0 ? "no more fit" : left === 1 ? "one more fits" : `${left} more fit`}`,
		hint: "Each pull request puts a copy of every agent it changes there. Copies of closed pull requests are archived when they close (`pull_request: { types: [..., closed] }`), by scheduled runs and by `command: clean`."
	};
}
function spendingSentence(starts, adopted, { quota, runs }, before = 0) {
	return `${starts === 1 ? "Starting 1 run" : `Starting ${starts} runs`}${adopted > 0 ? `, reusing ${adopted}` : ""}${before === 0 ? "" : `; ${runs - starts} more may follow`}${quota === void 0 ? "" : `; ${quota.left - before} of ${quota.limit} are left this period`}.`;
}
async function announce({ needs, starts, budget, account }, sight, { accountCopies }, { ports, showRunning, notice }) {
	const { log } = ports;
	const room = account && roomNotice(account.usage.agents, accountCopies);
	if (room !== void 0) notice(room);
	const all = [...needs.values()].flat();
	if (all.length === 0) return;
	const adopted = all.filter((need) => need.adopt !== void 0).length;
	const spending = `${spendingSentence(starts, adopted, budget)} ${sight}`.trim();
	log(spending);
	await showRunning({
		spending,
		agents: [...needs].map(([key, some]) => ({
			key,
			state: describe(some)
		}))
	});
}
function describe(needs) {
	if (needs.length === 0) return "judged on earlier runs";
	const doing = (adopted) => adopted ? "waiting for a run of" : "measuring";
	return needs.map(({ adopt, side }) => `${doing(adopt !== void 0)} the ${side}`).join(", ");
}
// src/gate/confirm.ts
const PURPOSE = {
	candidate: "confirm-candidate",
	baseline: "confirm-baseline"
};
async function confirm(wanted, before, scope, env) {
	const { log } = env.ports;
	const progress = scope.place === "nowhere" ? before : await withAccount(before, env);
	const { evidence, budget, slots } = progress;
	const requests = [];
	const refused = new Map(progress.refused);
	const served = [];
	const notes = new Set(progress.notes);
	for (const { key, reason, baseline } of wanted) {
		const one = scope.evaluated.find((some) => some.key === key);
		if (one === void 0) continue;
		const sides = baseline ? ["candidate", "baseline"] : ["candidate"];
		const missing = sides.filter((side) => underWayFor(one, side, evidence, "preview") === void 0);
		const refuse = (refusal, why) => {
			refused.set(key, refusal);
			log(`${key}: not measured again: ${why}.`);
		};
		if (scope.place === "nowhere") {
			refuse({
				why: "no-baseline",
				advice: SYNC_IS_OFF
			}, "with sync off no run can be started");
			continue;
		}
		if (missing.length > budget.runs - startsIn(requests)) {
			refuse({ why: "no-budget" }, `${named(missing)} would be needed, and the budget is spent`);
			continue;
		}
		const places = await placedFor(one, missing, progress, scope, env);
		const blocked = [places.candidate, places.baseline].find((some) => some?.kind === "blocked");
		if (blocked?.kind === "blocked") {
			refuse({
				why: "no-baseline",
				advice: `${blocked.reason} ${blocked.advice ?? ""}`.trim()
			}, blocked.reason.replace(/\.$/, ""));
			continue;
		}
		log(`${key}: ${reason}.`);
		for (const side of sides) {
			requests.push(requestOf(one, side, places[side], evidence));
			for (const note of notesOf(places[side] ?? NOWHERE)) notes.add(note);
		}
		served.push({
			one,
			sides,
			on: agentsIn(places)
		});
	}
	const starts = startsIn(requests);
	const next = {
		...progress,
		refused,
		notes
	};
	if (requests.length === 0) return next;
	await announceRound(served, starts, requests.length - starts, progress, env);
	const known = await runRound(requests, evidence, slots, scope, env);
	for (const { one, sides } of served) {
		const failed = failedSide(one, sides, evidence, known) ?? unseenRound(one, sides, evidence, known, scope);
		if (failed !== void 0) refused.set(one.key, failed);
	}
	const agents = new Map([...progress.agents, ...statesOf(served, progress, scope)]);
	return {
		...next,
		agents,
		evidence: known,
		budget: {
			...budget,
			runs: budget.runs - starts
		}
	};
}
function agentsIn(places) {
	const placed = Object.entries(places).flatMap(([side, some]) => some.kind === "placed" ? [[side, some.agent]] : []);
	return Object.fromEntries(placed);
}
const NOWHERE = { kind: "nowhere" };
const SYNC_IS_OFF = "A run of the candidate and one of the baseline side by side are missing, and with sync off none can be started: set `sync: preview`.";
function startsIn(requests) {
	return requests.filter((request) => "prepare" in request).length;
}
function named(sides) {
	return sides.map((side) => `a run of the ${side}`).join(" and ");
}
async function withAccount(progress, env) {
	if (progress.account !== void 0) return progress;
	const account = await readAccount(env.ports);
	const budget = budgetOf(account.usage, limitsOf(env));
	return {
		...progress,
		account,
		budget,
		slots: slotsFor(account, 0)
	};
}
async function placedFor(one, sides, { agents, evidence, account }, scope, env) {
	const state = agents.get(one.key);
	const known = state?.kind === "measured" ? state.trialOn ?? {} : {};
	const knownOr = async (side, make) => {
		const agent = known[side];
		return agent === void 0 ? make() : {
			kind: "placed",
			agent,
			notes: []
		};
	};
	const makeCandidate = () => scope.place === "live" ? placeOnPreview(one, scope, env) : placeCandidate(one, evidence, scope, env, account);
	const places = {};
	if (sides.includes("candidate")) places.candidate = await knownOr("candidate", makeCandidate);
	if (sides.includes("baseline") && places.candidate?.kind !== "blocked") places.baseline = await knownOr("baseline", () => placeOnTwin(one, scope, env));
	return places;
}
function requestOf(one, side, placed, evidence) {
	const purpose = PURPOSE[side];
	const adopted = placed === void 0 ? underWayFor(one, side, evidence, "preview") : void 0;
	const agentFor = async () => placed?.kind === "placed" ? placed.agent : void 0;
	const request = startRequest(one, purpose, agentFor, evidence);
	if (adopted === void 0) return request;
	const { key, usualMs } = request;
	return {
		key,
		purpose,
		usualMs,
		agent: adopted.agent,
		kind: "optimization",
		adopt: adopted.run
	};
}
async function announceRound(served, starts, adopted, { budget, evidence }, { ports, showRunning }) {
	const spending = spendingSentence(starts, adopted, budget, startedIds(evidence).size);
	ports.log(spending);
	const again = (sides) => `suspected: measuring the ${sides.join(" and the ")} again${sides.length > 1 ? ", side by side" : ""}`;
	await showRunning({
		spending,
		agents: served.map(({ one, sides }) => ({
			key: one.key,
			state: again(sides)
		}))
	});
}
function failedSide(one, sides, before, after) {
	const side = sides.find((some) => evidenceFor(one, some, after).length <= evidenceFor(one, some, before).length);
	if (side === void 0) return void 0;
	const outcome = after.outcomes.findLast(({ key, purpose }) => key === one.key && purpose === PURPOSE[side]);
	const why = outcome?.reason === void 0 ? "" : `: ${outcome.reason}`;
	return {
		why: "no-baseline",
		advice: `It was to be measured again side by side, but the run of the ${side} ${outcome === void 0 ? "was not started" : `ended ${outcome.status}${why}`}. Run this again: what was measured is reused.`
	};
}
function unseenRound(one, sides, before, after, scope) {
	const held = (evidence) => {
		const { candidate, baseline } = sidesOf(one, evidence, scope);
		const { rounds } = splitTrial(candidate, baseline, measuredByNights(one));
		return sides.includes("baseline") ? rounds.filter((round) => round.baseline) : rounds;
	};
	if (held(after).length > held(before).length) return void 0;
	return {
		why: "no-baseline",
		advice: UNSEEN
	};
}
const UNSEEN = "It was measured again side by side, but by the times of its runs (`createdAt`, `completedAt`) they did not begin after the first had ended, so they are no trial. Compare those times in Converra with when this ran: running this again costs as much and shows no more.";
function statesOf(served, { agents }, { place }) {
	return served.flatMap(({ one: { key }, on }) => {
		const state = agents.get(key);
		if (state?.kind !== "measured") return [];
		const trialOn = {
			...state.trialOn,
			...on
		};
		const where = place === "live" ? state.on : trialOn.candidate ?? state.on;
		return [[key, {
			...state,
			on: where,
			trialOn
		}]];
	});
}
// src/verdict/decline.ts
const DECLINE_CHANCE = 5e-4;
const CHANCE_OF_FEW = 3e-5;
const LEAST_AFTER = 2;
const LEAST_BEFORE = 3;
const FEW = 6;
function declineOf(runs, rules, mode) {
	const ordered = runs.toSorted((a, b) => startOf(a) - startOf(b));
	const metrics = reportedByAll(ordered).filter((metric) => thresholdOf(rules, metric).decides);
	const rows = ordered.map(({ scores }) => {
		const row = metrics.map((name) => directed(scores[name], thresholdOf(rules, name).direction));
		return [...row, row.reduce((sum, value) => sum + value, 0) / Math.max(1, row.length)];
	});
	const fall = fallIn(rows, mode);
	const first = ordered[fall?.at ?? -1];
	if (fall === void 0 || first === void 0) return void 0;
	const lower = (column) => meanOf(rows.slice(0, fall.at), column) - meanOf(rows.slice(fall.at), column);
	const metric = metrics[fall.column];
	return {
		since: first.completedAt,
		points: lower(fall.column),
		...metric === void 0 ? {} : { metric },
		metrics: Object.fromEntries(metrics.map((name, column) => [name, lower(column)])),
		before: fall.at,
		after: rows.length - fall.at,
		isForbidden: metrics.some((name, at) => lower(at) >= thresholdOf(rules, name).maxDrop)
	};
}
function fallIn(rows, mode) {
	const fall = shiftIn(rows, mode, 1);
	if (fall === void 0) return void 0;
	const after = rows.slice(fall.at);
	const rise = shiftIn(after, mode, -1);
	if (rise === void 0) return fall;
	return fallIn([...rows.slice(0, fall.at), ...after.slice(rise.at)], mode) === void 0 ? void 0 : fall;
}
function shiftIn(rows, mode, sign) {
	const columns = rows[0]?.length ?? 0;
	const splits = rows.length - LEAST_AFTER - LEAST_BEFORE + 1;
	if (splits < 1 || columns < 2) return void 0;
	const compared = columns === 2 ? 1 : columns;
	const degreesOfFreedom = PRIOR_DF + rows.length - 2;
	const noise = PRIOR_DF * PRIOR_SD[mode] ** 2;
	for (const [least, most, chance] of [[
		FEW,
		rows.length,
		DECLINE_CHANCE
	], [
		LEAST_AFTER,
		5,
		CHANCE_OF_FEW
	]]) {
		let best;
		for (let column = 0; column < compared; column += 1) {
			const share = column === columns - 1 ? shareOfMean(columns - 1) : 1;
			const split = clearestSplit(rows, column, noise * share, sign, least, most);
			if (split.t > (best?.t ?? 0)) best = {
				...split,
				column
			};
		}
		if (best === void 0) continue;
		if (upperTail(best.t, degreesOfFreedom) * splits * compared <= chance) return {
			at: best.at,
			column: best.column
		};
	}
}
function clearestSplit(rows, column, prior, sign, least, most) {
	const n = rows.length;
	let total = 0;
	let squares = 0;
	for (const row of rows) {
		const value = row[column] ?? 0;
		total += value;
		squares += value * value;
	}
	let at = 0;
	let clearest = 0;
	let sum = 0;
	for (let before = 1; before <= n - least; before += 1) {
		sum += rows[before - 1]?.[column] ?? 0;
		if (before < LEAST_BEFORE || n - before > most) continue;
		const after = n - before;
		const rest = total - sum;
		const gap = sign * (sum / before - rest / after);
		if (gap <= 0) continue;
		const variance = (prior + Math.max(0, squares - sum * sum / before - rest * rest / after)) / (PRIOR_DF + n - 2);
		const t = gap / Math.sqrt(variance * (1 / before + 1 / after));
		const middle = (sum / before + rest / after) / 2;
		if (t > clearest && (after >= FEW || isSteady(rows, before, column, sign * middle, sign))) {
			clearest = t;
			at = before;
		}
	}
	return {
		at,
		t: clearest
	};
}
function isSteady(rows, from, column, middle, sign) {
	let beyond = 0;
	for (let at = from; at < rows.length; at += 1) if (sign * (rows[at]?.[column] ?? 0) < middle) beyond += 1;
	return beyond > (rows.length - from) / 2;
}
function meanOf(rows, column) {
	return rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length;
}
const MOST_RUNS = 60;
const NEWEST_RUNS = 20;
function chosenRuns(runs) {
	if (runs.length <= MOST_RUNS) return runs;
	const older = runs.slice(NEWEST_RUNS);
	const wanted = 40;
	const step = (older.length - 1) / 39;
	const spread = Array.from({ length: wanted }, (_, at) => older[Math.round(at * step)]);
	return [...runs.slice(0, NEWEST_RUNS), ...spread.filter((run) => run !== void 0)];
}
// src/gate/decline.ts
const LIST_LIMIT = 100;
async function readDeclines(scope, known, { ports, notice }) {
	const declines = new Map();
	let history = known;
	for (const one of scope.place === "as-it-stands" ? scope.evaluated : []) {
		if (one.planned.definition.gate.declineDays === 0 || ports.signal.aborted) continue;
		try {
			history = await measurementsOf(one, history, ports);
			const found = declineIn(one, history);
			if (found !== void 0) declines.set(one.key, {
				...found,
				explanation: told(found)
			});
		} catch (error) {
			const { message, hint } = refusalOf(error);
			notice({
				level: "warning",
				message: `Whether ${one.key} has declined over time was not looked into: ${message}.`,
				hint
			});
		}
	}
	return {
		declines,
		history
	};
}
async function measurementsOf(one, evidence, { converra, signal }) {
	const { live, definition } = one.planned;
	const [newest] = evidenceFor(one, "candidate", evidence);
	const agent = [live ?? [], one.previews].flat().find(({ id }) => id === newest?.agentId);
	if (newest === void 0 || agent === void 0) return evidence;
	const { gate, optimize } = definition;
	const oldest = evidence.asOf - gate.declineDays * DAY_MS;
	const query = {
		agentId: agent.id,
		limit: LIST_LIMIT
	};
	const listed = (await converra.optimizations.list(query, { signal })).filter(({ status, mode, completedAt, createdAt }) => status === "completed" && (mode ?? optimize.mode) === optimize.mode && Date.parse(completedAt ?? createdAt) >= oldest);
	const known = new Set(evidence.records.map(({ run }) => run.id));
	let { records } = evidence;
	for (const run of chosenRuns(listed).filter(({ id }) => !known.has(id))) {
		const variants = await unlessGone(converra.optimizations.variants(run.id, { signal }));
		if (variants === void 0) continue;
		const record = recordOf(one, agent, run, variants);
		records = withRecord(records, record);
	}
	return {
		...evidence,
		records
	};
}
function declineIn(one, evidence) {
	const { key, planned } = one;
	const { gate, optimize } = planned.definition;
	const [newest] = evidenceFor(one, "candidate", evidence);
	const understanding = understandings([one], evidence).get(key);
	if (newest === void 0 || planned.candidate === void 0 || understanding === void 0) return;
	const fingerprint = formatFingerprint(planned.candidate);
	const oldest = evidence.asOf - gate.declineDays * DAY_MS;
	const isAlike = (run) => run.fingerprint === fingerprint && run.agentId === newest.agentId && run.mode === optimize.mode && Date.parse(run.completedAt) >= oldest;
	const own = evidence.records.filter((record) => record.key === key);
	const runs = historyOf({
		...evidence,
		records: own
	}).filter(isAlike);
	return declineOf(pointsOf(runs, understanding), understanding.rules, optimize.mode);
}
function told({ since, points, metric, metrics, before, after }) {
	const [most] = Object.entries(metrics).toSorted(([, a], [, b]) => b - a);
	const what = metric !== void 0 ? `(${metricLabel(metric)})` : `on average${most === void 0 ? "" : ` (most: ${metricLabel(most[0])}, ${most[1].toFixed(1)})`}`;
	return `Since about ${dayOf(since)} ${points.toFixed(1)} points lower ${what}: ${after} runs of the live prompt since then against ${before} before, and noise does not explain it.`;
}
function withDeclines(verdicts, declines) {
	const told = [...verdicts].map(([key, verdict]) => {
		const decline = declines.get(key);
		if (decline === void 0) return [key, verdict];
		const { explanation, isForbidden, metric } = decline;
		if (verdict.verdict === "regressed") return [key, {
			...verdict,
			reason: `${verdict.reason} ${explanation}`
		}];
		if (!isForbidden) return [key, verdict];
		const advice = "Look at what changed on the service or in the model about then. To accept the level, set `gate.decline-days` to fewer days than have passed since.";
		return [key, {
			...verdict,
			verdict: "regressed",
			reason: explanation,
			advice,
			deciding: metric
		}];
	});
	return new Map(told);
}
// src/gate/period.ts
function periodCost(scope, evidence, { usage, started }) {
	const { listed, outcomes, asOf } = evidence;
	if (listed.length + started === 0) return void 0;
	const { start, end } = periodOf(usage, asOf);
	const counts = {
		pullRequests: 0,
		nights: 0,
		measuring: 0,
		nightsOrMeasuring: 0,
		others: 0,
		untold: 0
	};
	let confirming = 0;
	const count = (use, isOfOne) => {
		counts[use] += 1;
		if (use === "pullRequests" && isOfOne) confirming += 1;
	};
	for (const run of listed) {
		const at = Date.parse(run.createdAt);
		if (at < start || at >= end || Number.isNaN(at)) continue;
		const variants = variantsAsked(run, evidence, scope);
		count(useOf(scope.uses.get(run.agentId), variants), variants === 1);
	}
	for (const { origin, run, purpose } of outcomes) {
		if (origin !== "started" || run === void 0) continue;
		count(useOfOwn(purpose, scope), purpose === "confirm-candidate");
	}
	const told = Object.values(counts).reduce((sum, some) => sum + some, 0);
	const used = usedOf(usage, started);
	const untold = counts.untold + Math.max(0, (used ?? 0) - told);
	return {
		since: new Date(start).toISOString(),
		used,
		...counts,
		confirming,
		untold
	};
}
function usedOf(usage, started) {
	const { used, limit } = usage?.optimizations ?? {};
	return used === void 0 || limit === void 0 ? void 0 : used + started;
}
function useOfOwn(purpose, { place }) {
	if (purpose.endsWith("baseline")) return "measuring";
	if (place !== "as-it-stands") return "pullRequests";
	return purpose === "candidate" ? "nights" : "measuring";
}
function useOf(use, variants) {
	if (use === void 0) return "untold";
	if (use === "other") return "others";
	if (use !== "twin") return "pullRequests";
	if (variants === void 0) return "nightsOrMeasuring";
	return variants === 1 ? "measuring" : "nights";
}
function variantsAsked({ id, variantCount }, { records }, { evaluated }) {
	const { variants = [] } = records.find(({ run }) => run.id === id) ?? {};
	const count = variantCount ?? variants.filter(({ isControl }) => !isControl).length;
	const isAlike = evaluated.some(({ planned }) => planned.definition.optimize.variants === 1);
	return count === 0 || count === 1 && isAlike ? void 0 : count;
}
// src/gate/recheck.ts
async function recheck(progress, { evaluated, place, accountAgents }, ports) {
	const { evidence } = progress;
	if (evidence.outcomes.length === 0 || ports.signal.aborted) return progress;
	const waitedFor = new Set(evidence.outcomes.map(({ key }) => key));
	const checked = evaluated.flatMap(({ key, planned }) => {
		const state = progress.agents.get(key);
		if (state?.kind !== "measured" || !waitedFor.has(key)) return [];
		return [{
			key,
			on: state.on,
			live: planned.live
		}];
	});
	const agents = checked.flatMap(({ on, live }) => [on, on?.id === live?.id ? void 0 : live].filter((agent) => agent !== void 0));
	const voided = new Map();
	const after = () => ({
		...progress,
		agents: new Map([...progress.agents, ...voided])
	});
	let changed;
	try {
		changed = await changedAgents(agents, accountAgents, ports);
	} catch (error) {
		if (ports.signal.aborted) return progress;
		const why = blockedUnchecked(refusalOf(error));
		for (const { key } of checked) voided.set(key, why);
		return after();
	}
	for (const { key, on, live } of checked) {
		if (on !== void 0 && changed.has(on.id)) voided.set(key, voidedByChange(`agent ${on.id}, on which the candidate was measured,`));
		else if (live !== void 0 && changed.has(live.id)) voided.set(key, voidedByChange(`the live agent ${live.id}`));
		if (place !== "live" || live === void 0) continue;
		const foreign = await foreignRuns(live, evidence, ports);
		if (foreign.length > 0) voided.set(key, voidedByUse(live.id, foreign));
	}
	return after();
}
// src/gate/restore.ts
const PUT_BACK = ["regressed", "incomplete"];
const LAST_WRITE_MS = 2e3;
async function restore(verdicts, evidence, { evaluated, place }, { ports, config, notice }) {
	if (place !== "live" || !config.sync.restore) return;
	const signal = ports.signal.aborted ? AbortSignal.timeout(LAST_WRITE_MS) : ports.signal;
	for (const one of evaluated) {
		const verdict = verdicts.get(one.key)?.verdict;
		if (verdict === void 0 || !PUT_BACK.includes(verdict)) continue;
		try {
			const { said, hint } = await restoreOne(one, evidence, {
				...ports,
				signal
			});
			const level = hint === void 0 ? "notice" : "warning";
			if (said !== void 0) notice({
				level,
				message: `${one.key}: ${said}`,
				hint
			});
		} catch (error) {
			const { message, hint } = refusalOf(error);
			const id = one.planned.live?.id ?? "";
			notice({
				level: "warning",
				message: `${one.key}: what was there before could not be put back on the live agent ${id}: ${message}. Unmerged text may answer customers there`,
				hint: hint ?? "Run the workflow on the default branch, which writes its prompt back."
			});
		}
	}
}
async function restoreOne({ planned }, evidence, ports) {
	const { live, replaced, definition, candidate, baseline } = planned;
	if (live === void 0 || replaced === void 0 || baseline === void 0) return {};
	const now = await ports.converra.agents.get(live.id, { signal: ports.signal });
	const { prompt, model } = definition;
	const isCandidate = isStoredFormOf(now, {
		content: prompt,
		model
	});
	const isBefore = isStoredFormOf(now, {
		content: replaced.prompt,
		model: replaced.model
	});
	const isOtherSampling = candidate.sampling !== baseline.sampling && taggedFingerprint(now)?.sampling === candidate.sampling;
	if (isBefore && !isOtherSampling) return {};
	if (!isCandidate) return { said: `the live agent ${live.id} was edited meanwhile, so what was there before is not put back` };
	const using = await foreignRuns(live, evidence, ports);
	if (using.length > 0) return { said: `what was there before is not put back on the live agent ${live.id} while ${using.join(", ")} measures it` };
	const { back, left, sampling } = samplingBefore(planned);
	const settings = {
		...changedSettings(now, planned),
		...back
	};
	const since = Object.keys(settings).length + left.length === 0 ? settledSince(now) : ports.clock.now();
	const stands = left.length === 0 ? baseline : {
		...baseline,
		sampling
	};
	const tags = withLiveTag(now.tags, [], stands, since);
	const patch = {
		content: replaced.prompt,
		tags,
		...settings
	};
	const { signal } = ports;
	const after = await ports.converra.agents.update(live.id, patch, {
		before: now,
		signal
	});
	const wrong = wrongPrompt(patch, after);
	if (wrong !== void 0) throw new ServiceError(`agent ${live.id} was written, but its ${wrong.member} is "${wrong.stored}" and not "${wrong.sent}"`, {
		kind: "protocol",
		method: "PATCH",
		path: "/agents/:id"
	});
	ports.log(`${definition.key}: put back what was there before on ${live.id}.`);
	const said = `the live agent ${live.id} says again what it said before this pull request`;
	if (left.length === 0) return { said: `${said} (\`sync.restore: false\` keeps the pull request's text)` };
	return {
		said: `${said}, and keeps of it ${left.join(" and ")}: what was there before is not known, or was none, which cannot be written`,
		hint: `Set it in Converra on agent ${live.id}, or state it in the default branch's config: it answers customers.`
	};
}
function changedSettings(now, { replaced, live, patch }) {
	return {
		...replaced !== void 0 && replaced.model !== now.model ? { model: replaced.model } : {},
		...patch.name === void 0 ? {} : { name: live?.name },
		...patch.description === void 0 ? {} : { description: live?.description ?? "" }
	};
}
function samplingBefore({ patch, candidate, baseline, definition, replaced }) {
	const isKnown = baseline?.sampling !== candidate.sampling;
	const before = isKnown ? replaced?.sampling ?? {} : {};
	const back = {};
	const left = [];
	const stands = { ...before };
	for (const [name, label] of SAMPLING) {
		if (!(isKnown ? definition[name] !== before[name] : patch[name] !== void 0)) continue;
		if (before[name] !== void 0) Object.assign(back, { [name]: before[name] });
		else if (definition[name] !== void 0) {
			left.push(`${label} ${definition[name]}`);
			Object.assign(stands, { [name]: definition[name] });
		}
	}
	return {
		back,
		left,
		sampling: samplingPart(stands)
	};
}
const SAMPLING = [["temperature", "temperature"], ["maxTokens", "max-tokens"]];
// src/gate/gate.ts
async function gate(env) {
	const { ports, config } = env;
	const scope = await readScope(env);
	const { confidence, ofModel } = sharedError(config.confidence, scope);
	const models = await compareModels(scope, env, ofModel);
	const evidence = await readEvidence(scope, ports);
	await stopSuperseded(scope, evidence, ports);
	const needs = needsOf(scope, evidence);
	const account = hasStarts(needs) ? await readAccount(ports) : void 0;
	const affordable = withinBudget(needs, account, scope, limitsOf(env));
	const sight = sightOf(scope, evidence, confidence);
	await announce(affordable, sightSentence(sight), scope, env);
	let progress = await measure(affordable, evidence, scope, env);
	let judged = judgeEvidence(progress, scope, confidence);
	while (roundsWanted(judged).length > 0 && !ports.signal.aborted) {
		progress = await confirm(roundsWanted(judged), progress, scope, env);
		judged = judgeEvidence(progress, scope, confidence);
	}
	progress = await recheck(progress, scope, ports);
	const shown = await withShownResults(progress.evidence, scope, ports);
	const { declines, history } = await readDeclines(scope, progress.evidence, env);
	const verdicts = withDeclines(verdictsOf(judged, progress, scope), declines);
	observeScale(understandings(scope.evaluated, progress.evidence), ports.converra.observer);
	await restore(verdicts, progress.evidence, scope, env);
	for (const told of noticesOf(progress, judged, sight, scope)) env.notice(told);
	const beside = {
		declines,
		history,
		models
	};
	const reported = reportAgents(scope, {
		...progress,
		evidence: shown
	}, verdicts, beside);
	const agents = await withAccepted(reported, scope, env);
	const spent = {
		...progress.account,
		started: ports.ledger.count("optimization")
	};
	const period = periodCost(scope, progress.evidence, spent);
	return {
		agents,
		removed: scope.removed,
		quota: progress.budget.quota,
		period
	};
}
// src/commands/benchmark-baseline.ts
const REFERENCE_ADVICE = "Name a completed benchmark of this agent and these models in `benchmark.reference`, such as one that this report or an earlier one shows, or remove the key.";
async function lastOf(runs, { converra, signal }) {
	const [last] = runs.filter((run) => run.status === "completed").sort((a, b) => b.createdAt.localeCompare(a.createdAt));
	if (last === void 0 || hasScenarios(last)) return last;
	return converra.benchmarks.get(last.id, { signal });
}
function hasScenarios({ results }) {
	return results.some(({ scenarios }) => scenarios.length > 0);
}
async function readReference(id, agent, models, { converra, signal }) {
	if (id === void 0) return { kind: "none" };
	try {
		const benchmark = await converra.benchmarks.get(id, { signal });
		const why = unfitness(benchmark, agent, models);
		if (why === void 0) return {
			kind: "read",
			benchmark
		};
		return {
			kind: "unfit",
			reason: `The reference ${id} ${why}.`
		};
	} catch (error) {
		const { message } = refusalOf(error);
		return {
			kind: "unfit",
			reason: `The reference ${id} could not be read: ${message}.`
		};
	}
}
function unfitness({ agentId, status, rawStatus, models, results }, agent, wanted) {
	if (agentId !== agent.id) return `is a benchmark of agent ${agentId}, and this one is ${agent.id}`;
	if (status !== "completed") return `is ${rawStatus}, not completed`;
	if (!isSameSet(models, wanted)) return `compared ${models.join(", ")}, and the benchmark section compares ${wanted.join(", ")}`;
	return results.length === 0 ? "holds no scores in a shape that this version knows" : void 0;
}
function againstOf({ last, reference }) {
	const earlier = { lacking: "no earlier benchmark of this model has it" };
	const isOne = last?.id === reference?.id;
	return [...last === void 0 ? [] : [{
		...earlier,
		since: "since the last benchmark",
		where: "in the last benchmark",
		models: last.results
	}], ...reference === void 0 || isOne ? [] : [{
		...earlier,
		since: "since the reference",
		where: "in the reference",
		models: reference.results
	}]];
}
// src/commands/benchmark-report.ts
function benchmarkReport({ id, results, recommendation }, { models, better }, { last, reference }, definition) {
	return {
		benchmarkId: id,
		baselineId: last?.id,
		baselineCompletedAt: last?.completedAt ?? last?.createdAt,
		referenceId: reference?.id,
		referenceCompletedAt: reference?.completedAt ?? reference?.createdAt,
		models: models.map((one) => {
			const { cost, latency } = results.find(({ model }) => model === one.model) ?? {};
			return {
				...one,
				cost,
				latency
			};
		}),
		...better === void 0 ? {} : { better: {
			...better,
			change: changeTo(better, definition)
		} },
		recommendation
	};
}
function changeTo({ model }, { key, modelSource, source }) {
	if (modelSource === void 0) return `add model: ${model} under agents.${key} in ${source.file}:${source.line}`;
	return `write model: ${model} in ${modelSource.file}:${modelSource.line}`;
}
// src/commands/period.ts
async function readPeriod(agents, { ports, context }) {
	const { converra, clock, signal, log } = ports;
	try {
		const usage = await converra.account.usage({ signal });
		const listed = await converra.optimizations.list({ limit: 100 }, { signal });
		const evidence = {
			records: [],
			outcomes: [],
			knownRuns: new Map(),
			listed,
			asOf: clock.now()
		};
		return {
			period: periodCost({
				evaluated: [],
				place: "nowhere",
				uses: usesOf(agents, previewOwner(context))
			}, evidence, {
				usage,
				started: 0
			}),
			quota: quotaOf(usage)
		};
	} catch (error) {
		log(`${refusedRead(error)}; nothing is said of what the month has cost.`);
		return {};
	}
}
// src/commands/old-benchmarks.ts
async function oldBenchmarks(agents, { definitions, config, ports }) {
	const { converra, signal, clock } = ports;
	const found = [];
	const planned = planAgents(definitions, agents, clock.now(), config.agents);
	for (const { definition, live } of planned) {
		const { benchmark: settings } = definition;
		if (settings?.keep === void 0 || live === void 0) continue;
		if (taggedFingerprint(live) === void 0) continue;
		const runs = await converra.benchmarks.list({
			agentId: live.id,
			limit: 100
		}, { signal });
		const why = `${definition.key} keeps its ${settings.keep} newest benchmarks of these models`;
		for (const benchmark of beyondKept(runs, live.id, settings, settings.keep)) found.push({
			benchmark,
			agent: live,
			why
		});
	}
	return found;
}
function beyondKept(runs, agentId, { models, reference }, keep) {
	const own = runs.filter((run) => run.agentId === agentId && isSameSet(run.models, models) && hasEnded(run)).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
	const oldestKept = own.filter(({ status }) => status === "completed")[keep - 1];
	if (oldestKept === void 0) return [];
	return own.filter(({ id, createdAt }) => createdAt < oldestKept.createdAt && id !== reference);
}
// src/commands/leftovers.ts
async function findLeftovers(agents, env) {
	const { context, notice } = env;
	const { repository } = previewOwner(context);
	const { owned, unproven } = ownedCopies(agents, repository);
	const number = closedPullRequest(env);
	const copies = number === void 0 ? owned : owned.filter((copy) => isOfPull(copy, number));
	const isMerged = number === void 0 && await isNewestWord(env);
	const known = number === void 0 ? await whereaboutsOf(copies, env, isMerged) : await stillClosed(number, env);
	const surplus = surplusTwins(copies, env.ports.clock.now() - DAY_MS);
	const leftovers = copies.flatMap((copy) => {
		const kept = surplus.get(copy.agent.id);
		const why = kept === void 0 ? reasonToRemove(copy, known) : `${kept} is kept for the same live agent`;
		return why === void 0 ? [] : [{
			copy,
			why
		}];
	});
	if (number !== void 0) return {
		repository,
		copies: leftovers,
		benchmarks: []
	};
	if (unproven.length > 0) {
		const ids = unproven.map(({ id }) => id).join(", ");
		notice({
			level: "notice",
			message: `${unproven.length} agents are named like copies of ${repository}, and their tags do not say so: ${ids}`,
			hint: "They are left alone. Archive in Converra those that are no longer needed."
		});
	}
	return {
		repository,
		copies: leftovers,
		benchmarks: isMerged ? await oldBenchmarks(agents, env) : []
	};
}
async function isNewestWord(env) {
	if (!env.context.isDefaultBranch) return false;
	if ((await readNewer(env))?.differsInAgents !== true) return true;
	env.ports.log("Kept copies and benchmarks are left to a run of the newest commit.");
	return false;
}
function closedPullRequest({ context, inputs }) {
	return context.action === "closed" && inputs.command !== "plan" ? context.pullRequest?.number : void 0;
}
function isOfPull({ scope }, number) {
	if (scope.kind === "pull-request") return scope.number === number;
	return scope.kind === "branch" && queuedPull(scope.branch) === number;
}
async function stillClosed(number, { ports }) {
	const { github, log } = ports;
	try {
		if ((github === void 0 ? "closed" : await readPullState(github, number)) !== "open") return {
			closed: new Set([number]),
			gone: new Set()
		};
		log(`Pull request #${number} is open again: its copies are kept.`);
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		log(`${error.message}; the event says that it is closed.`);
		return {
			closed: new Set([number]),
			gone: new Set()
		};
	}
	return {
		closed: new Set(),
		gone: new Set()
	};
}
async function whereaboutsOf(copies, env, isMerged) {
	const { github, clock } = env.ports;
	const { context, notice } = env;
	const ownBranch = context.event === "desk" ? context.branch : void 0;
	const configs = isMerged ? await configsOf(copies, env) : void 0;
	const closed = new Set();
	const gone = new Set();
	if (github === void 0) return {
		closed,
		gone,
		ownBranch,
		configs
	};
	try {
		for (const number of pullRequestsOf(copies)) if (await readPullState(github, number) === "closed") closed.add(number);
		const { defaultBranch } = context;
		const branches = branchesOf(copies, clock.now() - DAY_MS);
		const sees = branches.length > 0 && defaultBranch !== void 0 && await seesBranch(github, defaultBranch);
		for (const branch of sees ? branches : []) if (!await seesBranch(github, branch)) gone.add(branch);
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		const { message, hint } = error;
		notice({
			level: "warning",
			message: `${message}: the copies of others are kept`,
			hint
		});
	}
	return {
		closed,
		gone,
		ownBranch,
		configs
	};
}
function pullRequestsOf(copies) {
	const numbers = copies.flatMap(({ scope }) => scope.kind === "pull-request" ? [scope.number] : []);
	return [...new Set(numbers)];
}
function branchesOf(copies, before) {
	const branches = copies.flatMap(({ scope, agent }) => {
		if (scope.kind !== "branch") return [];
		return Date.parse(agent.updatedAt) < before || queuedPull(scope.branch) !== void 0 ? [scope.branch] : [];
	});
	return [...new Set(branches)];
}
async function configsOf(copies, { config, context }) {
	const configs = new Map();
	for (const path of config.files) {
		const own = config.agents.filter(({ source }) => source.file === path);
		configs.set(path.toLowerCase(), own.map(({ key }) => key));
	}
	for (const { config: path, scope } of copies) {
		if (scope.kind !== "twin" || path === void 0 || configs.has(path.toLowerCase())) continue;
		const text = await readWorkspaceText(context.workspace, path, MAX_CONFIG_BYTES);
		if (typeof text !== "string" && text.problem === "does not exist") configs.set(path.toLowerCase(), void 0);
	}
	return configs;
}
// src/commands/clean.ts
async function clean(env) {
	const cleaned = await cleanAccount(env);
	if (cleaned.length === 0) env.ports.log("Nothing to clean.");
	return {
		agents: [],
		cleaned
	};
}
async function withCleaned(result, env) {
	try {
		return {
			...result,
			cleaned: await cleanAccount(env)
		};
	} catch (error) {
		const { message, hint } = refusalOf(error);
		env.notice({
			level: "warning",
			message: `Nothing was cleaned: ${message}`,
			hint
		});
		return result;
	}
}
async function toBeCleaned(agents, env) {
	const { copies, benchmarks } = await findLeftovers(agents, env);
	return [...copies.map(copyItem), ...benchmarks.map(benchmarkItem)].map((item) => ({
		...item,
		state: "to-remove"
	}));
}
async function cleanAccount(env) {
	return carryOut$1(await findLeftovers(await agentsWithCopies(env), env), env);
}
async function carryOut$1({ repository, copies, benchmarks }, env) {
	const items = [];
	for (const one of copies) items.push(...await removeCopy(one, repository, env));
	for (const agentId of new Set(benchmarks.map(({ agent }) => agent.id))) {
		const old = benchmarks.filter(({ agent }) => agent.id === agentId);
		items.push(...await removeBenchmarks(old, agentId, env));
	}
	for (const item of items) env.ports.log(cleanedLine(item));
	return items;
}
const removed = (item) => ({
	...item,
	state: "removed"
});
function failed(item, problem) {
	return {
		...item,
		state: "failed",
		problem
	};
}
function copyItem({ copy, why }) {
	const { id, name } = copy.agent;
	return {
		what: "copy",
		id,
		name,
		why
	};
}
function benchmarkItem({ benchmark, why }) {
	return {
		what: "benchmark",
		id: benchmark.id,
		why
	};
}
async function removeCopy(leftover, repository, env) {
	const { agents } = env.ports.converra;
	const options = { signal: env.ports.signal };
	const { id } = leftover.copy.agent;
	const item = copyItem(leftover);
	const runs = [];
	try {
		const now = await agents.get(id, options);
		if (isArchived(now)) return [];
		if (!isStillOwned(leftover.copy, now, repository)) return [failed(item, "its own record does not say that it is this repository's")];
		runs.push(...await stopRunsOn(id, leftover.why, env));
		const after = await agents.update(id, { status: "archived" }, options);
		if (isArchived(after)) return [...runs, removed(item)];
		return [...runs, failed(item, `it was sent the status archived and is ${after.status}`)];
	} catch (error) {
		return [...runs, failed(item, refusalOf(error).message)];
	}
}
async function stopRunsOn(agentId, why, { ports }) {
	const { converra, signal } = ports;
	const running = (await converra.optimizations.list({
		agentId,
		limit: 100
	}, { signal })).filter((run) => run.agentId === agentId && isUnderWay(run)).map(({ id }) => ({
		id,
		kind: "optimization"
	}));
	const ended = await stopRuns(running, `converra-gate: ${why}`, ports);
	return [...ended.stopped.map((id) => removed({
		what: "run",
		id,
		why
	})), ...ended.failed.map(({ id, reason }) => failed({
		what: "run",
		id,
		why
	}, reason))];
}
async function removeBenchmarks(old, agentId, { ports }) {
	const { benchmarks } = ports.converra;
	const options = { signal: ports.signal };
	try {
		const sure = [];
		for (const one of old) {
			const now = await benchmarks.get(one.benchmark.id, options);
			if (now.agentId === agentId && isSameSet(now.models, one.benchmark.models) && hasEnded(now)) sure.push(one);
		}
		const ids = sure.map(({ benchmark }) => benchmark.id);
		await benchmarks.deleteMany(ids, options);
		const left = await benchmarks.list({
			agentId,
			limit: 100
		}, options);
		return sure.map((one) => {
			const item = benchmarkItem(one);
			return left.some(({ id }) => id === item.id) ? failed(item, "it is listed still after it was deleted") : removed(item);
		});
	} catch (error) {
		const { message } = refusalOf(error);
		return old.map((one) => failed(benchmarkItem(one), message));
	}
}
// src/commands/sync.ts
async function plan(env) {
	const agents = await agentsWithCopies(env);
	const planned = planAgents(env.definitions, agents, env.ports.clock.now(), env.config.agents);
	const owner = previewOwner(env.context);
	const scope = {
		evaluated: planned.filter(({ live, entry }) => live !== void 0 && entry.action !== "unchanged").map((one) => withCopies(one, agents, owner)),
		place: placeOf(env.syncMode, env.context.event),
		uses: usesOf(agents, owner)
	};
	const evidence = await tellSight(scope, env);
	const usage = await tellMonth(env, agents);
	const reports = [];
	for (const one of planned) {
		const reason = `${one.entry.reason}${await tellTranscripts(one, env)}`;
		reports.push({
			...plannedReport(one),
			plan: {
				...one.entry,
				reason
			}
		});
	}
	return {
		period: evidence && periodCost(scope, evidence, {
			usage,
			started: 0
		}),
		agents: reports,
		removed: removedFrom(env, agents),
		cleaned: await toBeCleaned(agents, env)
	};
}
async function tellSight(scope, { ports, config, notice }) {
	try {
		const evidence = await readEvidence(scope, ports);
		const message = sightSentence(sightOf(scope, evidence, config.confidence));
		if (message !== "") notice({
			level: "notice",
			message
		});
		return evidence;
	} catch (error) {
		ports.log(`${refusalOf(error).message}; nothing is said of what a gate would see.`);
		return;
	}
}
async function tellMonth({ ports, config, notice }, agents) {
	const { converra, clock, signal } = ports;
	try {
		const usage = await converra.account.usage({ signal });
		const room = roomNotice(usage.agents, copyCount(agents));
		if (room !== void 0) notice(room);
		const { keep, nights: share } = config.budget;
		const tonight = nightAllowance(usage, {
			keep,
			share,
			now: clock.now()
		});
		const quota = quotaOf(usage);
		if (tonight === void 0 || quota === void 0) return usage;
		const runs = tonight.runs === 1 ? "1 run" : `${tonight.runs} runs`;
		notice({
			level: "notice",
			message: `${quota.left} of ${quota.limit} optimizations are left this period: a scheduled run may start ${runs} tonight, ${tonight.reserved} are reserved for pull requests, and ${keep} are kept`,
			hint: "`budget.nights` and `budget.keep` share them out."
		});
		return usage;
	} catch (error) {
		ports.log(`${refusedRead(error)}; nothing is said of what is left this month.`);
		return;
	}
}
async function tellTranscripts({ definition, live, entry }, { config, ports }) {
	const transcripts = config.transcripts.get(definition.key) ?? [];
	if (entry.action === "conflicting") return "";
	try {
		const missing = await missingTranscripts(live, transcripts, ports);
		if (missing === void 0) return NOT_COMPARED;
		return missing.length === 0 ? "" : `; sync logs ${missing.length} of ${OURS}`;
	} catch (error) {
		ports.log(`${refusalOf(error).message}; nothing is said of the conversations to log.`);
		return "";
	}
}
const OURS = "the repository's conversations";
const NOT_COMPARED = `; its conversations are too many, or came without their text, to tell which of ${OURS} it has: none is logged`;
async function sync(env, newer) {
	const planned = await readPlan(env);
	const agents = [];
	for (const one of planned) {
		const plan = one.entry.action !== "unchanged" && newer?.differsIn(one.definition) === true ? outrun(one.entry, newer.why, env) : await carryOut(one, env);
		agents.push({
			...plannedReport(one),
			plan
		});
	}
	return { agents };
}
function outrun(entry, reason, { ports }) {
	ports.log(`${entry.key}: ${reason}.`);
	return {
		...entry,
		action: "not-compared",
		changes: [],
		reason
	};
}
async function carryOut(planned, env) {
	const { ports, syncMode } = env;
	if (syncMode !== "live") return planned.entry;
	let entry = planned.entry;
	try {
		const result = await syncAgent(planned, ports);
		const told = result.written || result.problem !== void 0;
		entry = told ? syncedEntry(result) : untouched(planned);
		const { kept, definition } = planned;
		if (result.written && kept !== void 0 && !isSamplingStated(definition)) env.notice({
			level: "warning",
			message: `${entry.key}: ${kept}`
		});
		const logged = await logMissing(planned, result.agent, env);
		entry = {
			...entry,
			reason: `${entry.reason}${logged}`
		};
		if (told || logged !== "") ports.log(`${entry.key}: ${entry.reason}.`);
		return entry;
	} catch (error) {
		const { message, hint } = refusalOf(error);
		const advice = hint === void 0 ? "" : `. ${hint}`;
		const done = entry === planned.entry ? "" : `${entry.reason}; `;
		return {
			...entry,
			action: "conflicting",
			reason: `${done}${message}${advice}`
		};
	}
}
async function logMissing({ definition }, agent, { config, ports }) {
	const transcripts = config.transcripts.get(definition.key) ?? [];
	if (agent === void 0) return "";
	const missing = await missingTranscripts(agent, transcripts, ports);
	if (missing === void 0) return NOT_COMPARED;
	await logTranscripts(agent.id, missing, ports);
	return missing.length === 0 ? "" : `; logged ${missing.length} of ${OURS}`;
}
function untouched({ entry, definition }) {
	if (entry.action !== "drifted") return entry;
	const { file } = definition.promptSource;
	const reason = `${entry.reason}; nothing was written. Take the live text into ${file}, or set gate.on-drift to overwrite to replace it with the file's`;
	return {
		...entry,
		reason
	};
}
async function readPlan(env) {
	const agents = await readAgents(env);
	return planAgents(env.definitions, agents, env.ports.clock.now(), env.config.agents);
}
function readAgents({ ports, definitions }) {
	return ports.converra.agents.listAll({
		wanted: definitions,
		signal: ports.signal
	});
}
// src/commands/benchmark.ts
async function benchmark(env) {
	const { ports, config, deadline } = env;
	if (env.definitions.every((one) => one.benchmark === void 0)) throw nothingToCompare();
	const listed = await readAgents(env);
	const planned = planAgents(env.definitions, listed, ports.clock.now(), env.config.agents);
	const month = await readPeriod(listed, env);
	const prepared = await prepareAll(planned, env);
	const requests = prepared.flatMap((one) => one.kind === "requested" ? [one.request] : []);
	if (requests.length > 0) ports.log(`Running ${requests.length} benchmarks.`);
	const options = {
		...ports,
		deadline,
		wait: config.wait,
		slots: 4
	};
	const outcomes = await executeRuns(requests, options);
	const confidence = nightConfidence(config.confidence, requests.length);
	const agents = [];
	for (const [index, one] of planned.entries()) {
		const found = prepared[index];
		const outcome = outcomes.find(({ key }) => key === one.definition.key);
		const part = found?.kind === "settled" ? { verdict: found.verdict } : await judged(one, outcome, found?.baselines ?? {}, confidence, ports);
		const run = outcome && reportedOutcome(outcome);
		agents.push({
			...plannedReport(one),
			...part,
			runs: run === void 0 ? [] : [run]
		});
	}
	return {
		agents,
		...month
	};
}
function nothingToCompare() {
	return new ActionError("No agent has a benchmark section, so there are no models to compare", { hint: "Add `benchmark: { models: [the one in use, another one] }` to an agent or to defaults, or use the command gate to measure prompts." });
}
async function prepareAll(planned, env) {
	const limits = limitsOf(env);
	const prepared = [];
	for (const one of planned) prepared.push(await prepare(one, env));
	const paid = prepared.flatMap((one) => one.kind === "requested" && "prepare" in one.request ? [one] : []);
	const served = paid.toSorted((a, b) => a.newest.localeCompare(b.newest)).slice(0, limits.maxRuns);
	const reason = `Not benchmarked: ${spentOnOthers(limits)}.`;
	return prepared.map((one) => {
		if (one.kind === "settled" || !paid.includes(one) || served.includes(one)) return one;
		return {
			kind: "settled",
			verdict: settle(one.request.key, "not-evaluated", reason)
		};
	});
}
async function prepare({ live: agent, definition, entry }, { ports }) {
	const { key, benchmark: settings } = definition;
	const settled = (verdict, reason, advice) => ({
		kind: "settled",
		verdict: settle(key, verdict, reason, advice)
	});
	if (settings === void 0) return settled("skipped", "It has no benchmark section.");
	if (agent === void 0) return settled("skipped", `There is no live agent to benchmark: ${entry.reason}.`);
	const { reference: referenceId, ...asked } = settings;
	const { models } = settings;
	const reference = await readReference(referenceId, agent, models, ports);
	if (reference.kind === "unfit") return settled("incomplete", `Not benchmarked: ${reference.reason}`, REFERENCE_ADVICE);
	const query = {
		agentId: agent.id,
		limit: 100
	};
	const runs = await ports.converra.benchmarks.list(query, { signal: ports.signal });
	const same = runs.filter((run) => isSameSet(run.models, models));
	const last = await lastOf(same, ports);
	const running = same.find(isUnderWay);
	const common = {
		key,
		purpose: "candidate",
		usualMs: durationOf(last)
	};
	const baselineModel = models.includes(agent.model) ? agent.model : models[0];
	const work = {
		kind: "benchmark",
		input: {
			...asked,
			agentId: agent.id,
			baselineModel
		}
	};
	const request = running === void 0 ? {
		...common,
		prepare: async () => ({
			agent,
			work,
			known: knownOf(runs)
		})
	} : {
		...common,
		agent,
		kind: "benchmark",
		adopt: running
	};
	const frozen = reference.kind === "read" ? reference.benchmark : void 0;
	const newest = same.map(({ createdAt }) => createdAt).toSorted().at(-1) ?? "";
	return {
		kind: "requested",
		request,
		baselines: {
			last,
			reference: frozen
		},
		newest
	};
}
async function judged({ definition }, outcome, baselines, confidence, ports) {
	const { key, gate } = definition;
	if (outcome?.status !== "completed" || outcome.run === void 0) {
		const { verdict, reason, advice } = blockedByOutcome("benchmark", outcome);
		return { verdict: settle(key, verdict, reason, advice) };
	}
	const now = await ports.converra.benchmarks.get(outcome.run.id, { signal: ports.signal });
	const against = againstOf(baselines);
	const judgement = judgeBenchmark(now.results, against, gate, confidence);
	return {
		verdict: benchmarkVerdict(key, judgement, against.length > 0),
		benchmark: benchmarkReport(now, judgement, baselines, definition)
	};
}
// src/verdict/rates.ts
const ROUNDING = .005;
function earlierShare(recent, longer) {
	const n = longer.n - recent.n;
	if (n <= 0) return void 0;
	const rate = (longer.rate * longer.n - recent.rate * recent.n) / n;
	const slack = ROUNDING * (longer.n + recent.n) / n;
	if (rate < -slack || rate > 1 + slack) return void 0;
	return {
		n,
		rate: Math.min(1, Math.max(0, rate))
	};
}
function dropChance(recent, before) {
	const [successes, others] = [recent, before].map(({ rate, n }) => Math.round(rate * n));
	return lowerTail(successes ?? 0, recent.n, others ?? 0, before.n);
}
function lowerTail(x, n, y, m) {
	const successes = x + y;
	const whole = logChoose(n + m, n);
	let chance = 0;
	for (let k = Math.max(0, successes - m); k <= x; k += 1) chance += Math.exp(logChoose(successes, k) + logChoose(n + m - successes, n - k) - whole);
	return Math.min(1, chance);
}
function logChoose(n, k) {
	return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
const EXACT_UP_TO = 30;
function logFactorial(n) {
	if (n <= EXACT_UP_TO) {
		let sum = 0;
		for (let k = 2; k <= n; k += 1) sum += Math.log(k);
		return sum;
	}
	const z = n + 1;
	const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5);
	return (z - .5) * Math.log(z) - z + .5 * Math.log(2 * Math.PI) + series;
}
// src/commands/health.ts
const FIGURES = [
	{
		name: "Task completion",
		of: "taskCompletion",
		per: 100,
		isGood: true
	},
	{
		name: "Completion rate",
		of: "completionRate",
		per: 1,
		isGood: true
	},
	{
		name: "Abandonment rate",
		of: "abandonmentRate",
		per: 1,
		isGood: false
	}
];
function compareHealth(recent, longer) {
	return FIGURES.flatMap(({ name, of, per, isGood }) => {
		const share = ({ metrics }) => {
			const { [of]: value, conversationCount: n } = metrics;
			if (value === void 0 || n === void 0 || n === 0) return void 0;
			return {
				n,
				rate: isGood ? value / per : 1 - value / per
			};
		};
		const [now, all] = [share(recent), share(longer)];
		const before = now && all && earlierShare(now, all);
		if (now === void 0 || before === void 0) return [];
		const shown = ({ rate, n }) => ({
			n,
			percent: 100 * (isGood ? rate : 1 - rate)
		});
		return [{
			figure: name,
			recent: shown(now),
			before: shown(before),
			change: 100 * (now.rate - before.rate),
			p: dropChance(now, before)
		}];
	});
}
function judgeHealth(agents, maxDrop) {
	const adjusted = holmAdjust(agents.flat().map(({ p }) => ({
		p,
		level: HEALTH_ALPHA
	})));
	let next = 0;
	return agents.map((figures) => figures.map((one) => {
		const p = adjusted[next] ?? 1;
		next += 1;
		const fell = p <= .001 && one.change <= -maxDrop;
		return {
			...one,
			p,
			finding: fell ? "fell" : "unchanged"
		};
	}));
}
function fallSentence(key, health, days) {
	const fallen = health.filter(({ finding }) => finding === "fell");
	if (fallen.length === 0) return void 0;
	return `${key} does worse in production: ${fallen.map(({ figure, recent, before }) => {
		const side = ({ percent, n }) => `${percent.toFixed(0)} % of ${n} conversations`;
		return `${figure.toLowerCase()} is ${side(recent)} in the last ${days} days, and was ${side(before)} in the weeks before`;
	}).join("; ")}`;
}
// src/commands/transcript-insights.ts
const SHOWN = 10;
const PATIENCE = 14;
const REQUESTS = 100;
function transcriptReader(env) {
	let left = REQUESTS;
	return async (key, live, { regenerated }) => {
		const transcripts = env.config.transcripts.get(key) ?? [];
		if (transcripts.length === 0) return void 0;
		if (left <= 0) return {
			shown: [],
			notes: [LEFT_OUT]
		};
		const { requestCount } = env.ports.converra;
		const before = requestCount();
		const report = await readAll(live, transcripts, {
			regenerated,
			env
		});
		left -= requestCount() - before;
		return report;
	};
}
const LEFT_OUT = "What Converra says of the repository's transcripts is left out: that of the agents above took the requests there are for it. Name fewer agents to see it.";
const NOT_FOUND = "The agent's conversations are too many, or came without their text, to find the repository's transcripts among them.";
async function readAll(live, transcripts, how) {
	const shown = [];
	const unread = [];
	let [waiting, anew, givenUp] = [
		0,
		0,
		0
	];
	const notes = [];
	const { converra, signal } = how.env.ports;
	const { conversations } = converra;
	try {
		const storedAs = await storedTranscripts(live, how.env.ports);
		if (storedAs === void 0) return {
			shown,
			notes: [NOT_FOUND]
		};
		const stored = transcripts.flatMap((transcript) => {
			const conversation = storedAs(transcript);
			return conversation === void 0 ? [] : [{
				transcript,
				conversation
			}];
		});
		const lack = transcripts.length - stored.length;
		if (lack > 0) notes.push(`${lack} of ${transcripts.length} are not logged: a sync does that.`);
		const more = stored.length - SHOWN;
		if (more > 0) notes.push(`${more} more of them are left out.`);
		for (const { transcript, conversation } of stored.slice(0, SHOWN)) {
			const insights = await unlessGone(conversations.insights(conversation.id, { signal }));
			if (insights?.isThere) shown.push(shownAs(transcript, insights));
			else if (insights?.unknown === void 0) waiting += 1;
			else unread.push(insights.unknown);
			const asked = await madeAnew(conversation, insights, how);
			if (asked === "asked") anew += 1;
			if (asked === "given-up") givenUp += 1;
		}
	} catch (error) {
		notes.push(`${refusalOf(error).message}.`);
	}
	if (waiting > 0) notes.push(`Converra has no insights of ${waiting} of them yet.`);
	const [shape] = unread;
	if (shape !== void 0) notes.push(`The insights of ${unread.length} of them came as ${shape}, which is not in a shape that this version knows.`);
	if (givenUp > 0) notes.push(`Those of ${givenUp} are not asked for any more: there were none ${PATIENCE} days after the first time. Look at the conversations in Converra.`);
	if (anew > 0) notes.push(`Those of ${anew} are being made anew for the next report.`);
	return {
		shown,
		notes
	};
}
async function madeAnew({ id, createdAt, hasInsights }, insights, { regenerated, env: { config, ports } }) {
	const { regenerate, maxAge } = config.health;
	const isThere = insights?.isThere === true;
	const madeAt = isThere ? insights.generatedAt : createdAt;
	const isUnreadable = insights?.unknown !== void 0 || !isThere && hasInsights === true;
	if (!regenerate || regenerated || madeAt === void 0 || isUnreadable) return void 0;
	const overdue = (ports.clock.now() - Date.parse(madeAt)) / DAY_MS - maxAge;
	if (!(overdue > 0)) return void 0;
	if (!isThere && overdue > PATIENCE) return "given-up";
	await ports.converra.conversations.regenerateInsights(id, { signal: ports.signal });
	return "asked";
}
function shownAs({ file, line }, insights) {
	const { conversationId, taskCompleted, sentiment, sentimentScore, topics, summary } = insights;
	return {
		file,
		line,
		conversationId,
		taskCompleted,
		sentiment,
		sentimentScore,
		topics,
		summary
	};
}
// src/commands/insights.ts
const RECENT_DAYS = 7;
const LONGER_DAYS = 30;
async function insights(env) {
	return withInsights({ agents: [] }, env);
}
async function withInsights(result, env) {
	const planned = await readPlan(env);
	const read = [];
	const readTranscripts = transcriptReader(env);
	for (const one of planned) read.push(await readInsights(one, env, readTranscripts));
	const judged = judgeHealth(read.map((found) => found?.compared ?? []), env.config.health.maxDrop);
	const agents = planned.map((one, index) => {
		const { key, source: at } = one.definition;
		const report = result.agents.find((some) => some.key === key) ?? plannedReport(one);
		const section = read[index]?.section;
		if (section === void 0) return report;
		const health = judged[index] ?? [];
		const message = fallSentence(key, health, RECENT_DAYS);
		if (message !== void 0) env.notice({
			level: "warning",
			message,
			hint: NOT_JUDGED,
			at
		});
		return {
			...report,
			insights: {
				...section,
				health
			}
		};
	});
	return {
		...result,
		agents
	};
}
const NOT_JUDGED = "These are figures of real conversations, whatever prompt they had; the gate does not judge by them. `health.max-drop` says from where on the report warns.";
async function readInsights({ live, definition }, env, readTranscripts) {
	if (live === void 0) return void 0;
	const { converra, signal, clock } = env.ports;
	const { agents } = converra;
	const options = { signal };
	try {
		const recent = await agents.insights(live.id, { days: RECENT_DAYS }, options);
		const longer = await agents.insights(live.id, { days: LONGER_DAYS }, options);
		const steps = await agents.stepFailures(live.id, options);
		const { regenerate, maxAge } = env.config.health;
		const regenerated = regenerate && isOlder(recent, clock.now() - maxAge * 864e5);
		if (regenerated) await agents.regenerateInsights(live.id, {}, options);
		const unread = [...recent.unknown === void 0 ? [] : [`The insights are ${recent.unknown}`], ...steps.unknown === void 0 ? [] : [`The step failures are ${steps.unknown}`]];
		return {
			section: {
				recent: figures(recent, RECENT_DAYS),
				usual: figures(longer, LONGER_DAYS),
				issues: recent.issues.length > 0 ? recent.issues : longer.issues,
				stepFailures: steps.failures.map(({ step, rootCause, count }) => ({
					step,
					rootCause,
					count
				})),
				recommendations: recent.recommendations,
				further: recent.unknown === void 0 ? furtherParts(recent.extra) : [],
				unread,
				regenerated,
				transcripts: await readTranscripts(definition.key, live, { regenerated })
			},
			compared: compareHealth(recent, longer)
		};
	} catch (error) {
		const { message, hint } = refusalOf(error);
		const { key, source: at } = definition;
		env.notice({
			level: "warning",
			message: `No insights of ${key}: ${message}.`,
			hint,
			at
		});
		return;
	}
}
function isOlder({ generatedAt }, than) {
	return generatedAt !== void 0 && Date.parse(generatedAt) < than;
}
function figures({ metrics }, days) {
	return {
		days,
		taskCompletion: metrics.taskCompletion,
		completionRate: metrics.completionRate,
		abandonmentRate: metrics.abandonmentRate,
		conversationCount: metrics.conversationCount,
		sentiment: metrics.averageSentiment
	};
}
const SHOWN_ELSEWHERE = ["sentiment"];
const PARTS = 8;
const LINES = 12;
const DEPTH = 3;
function furtherParts(extra) {
	return Object.entries(extra).filter(([name]) => !SHOWN_ELSEWHERE.includes(name)).slice(0, PARTS).flatMap(([name, value]) => {
		const lines = linesOf(value, DEPTH).slice(0, LINES);
		return lines.length === 0 ? [] : [{
			name,
			lines
		}];
	});
}
function linesOf(value, depth) {
	if (value === null || value === void 0 || value === "") return [];
	if (typeof value !== "object") return [String(value)];
	if (depth === 0) return [];
	if (Array.isArray(value)) return value.map((one) => linesOf(one, depth - 1).join(", ")).filter((line) => line !== "");
	return Object.entries(value).flatMap(([name, inner]) => {
		const line = linesOf(inner, depth - 1).join(", ");
		return line === "" ? [] : [`${name}: ${line}`];
	});
}
// src/commands/offline.ts
const WITHOUT_KEY = {
	fork: {
		why: "a pull request from a fork is given no secrets",
		advice: "A maintainer can push the branch to this repository to have it measured."
	},
	dependabot: {
		why: "a run that Dependabot starts is given none of the repository's secrets",
		advice: "Store the key among the repository's Dependabot secrets too, or push a commit of your own to the branch."
	}
};
async function gateWithoutKey(env) {
	const { why, advice } = WITHOUT_KEY[reasonForNoSecrets(env.context) ?? "fork"];
	const reason = `There is no API key, so nothing was measured: ${why}.`;
	return reportEach(env, (key, touched) => ({ verdict: touched ? settle(key, "not-evaluated", reason, advice) : skippedAsBase(key, env.base?.behind) }));
}
async function planWithoutKey(env) {
	const result = await reportEach(env, (key, touched) => ({ plan: entryFor(key, touched) }));
	const { settings, webhooks } = env.config.account;
	if (settings === void 0 && webhooks === void 0) return result;
	const { statedEntries } = await import("./account.js");
	const reason = "there is no API key, so it was not compared; the config is valid";
	return {
		...result,
		account: statedEntries(env.config.account, "not-compared", reason)
	};
}
async function reportEach(env, part) {
	const changed = changedSinceBase(env);
	const agents = env.definitions.map((definition) => {
		const { key } = definition;
		return {
			...definitionReport(definition),
			...part(key, changed?.has(key) ?? true)
		};
	});
	const { config, behind } = env.base ?? {};
	return {
		agents,
		removed: removedAgents(config?.agents ?? [], env.config.agents).filter(({ key }) => behind?.has(key) !== true)
	};
}
function entryFor(key, touched) {
	return {
		key,
		action: touched ? "not-compared" : "unchanged",
		changes: [],
		reason: touched ? "there is no API key, so it was not compared with its live agent; the config is valid" : "same prompt and settings as the base commit"
	};
}
// src/commands/dispatch.ts
async function dispatch(ready, deps) {
	const { command, converra, ledger } = ready;
	const offline = offlineEnvironment(ready, deps);
	if (command === "doctor" || command === "comment") throw new Error(`${command} is called before anything is prepared`);
	if (converra === void 0) return withoutKey(ready, offline);
	const env = {
		...offline,
		ports: {
			...offline.ports,
			converra,
			ledger
		}
	};
	const withTexts = async (result) => {
		const { withBroughtTexts } = await import("./bring.js").then((n) => n.t);
		return withBroughtTexts(result, env, contextOf(ready));
	};
	const withAccount = async (result, writing) => {
		const { settings, webhooks } = env.config.account;
		if (settings === void 0 && webhooks === void 0) return result;
		const { keepAccount } = await import("./account.js");
		return keepAccount(result, env, {
			writing,
			secrets: {
				mask: (secret) => {
					deps.workflow.setSecret(secret);
					deps.workflow.setSecret(shellSafeJson(secret).slice(1, -1));
				},
				handOut: (url, secret) => ready.webhookSecrets.set(url, secret)
			}
		});
	};
	switch (command) {
		case "sync":
			if (env.syncMode !== "live") throw notLive(env, "sync");
			return syncUnlessOutrun();
		case "apply": {
			if (env.syncMode !== "live") throw notLive(env, "apply");
			const { apply } = await import("./apply.js").then((n) => n.t);
			return apply(env);
		}
		case "plan": return withAccount(await plan(env));
		case "clean": return clean(env);
		case "insights": return insights(env);
		case "benchmark": return withTexts(await night(await withAccount(await withInsights(await benchmark(env), env)), env));
		default: {
			const result = await withAccount(await gate(env));
			return withTexts(env.context.event === "schedule" ? await night(await withInsights(result, env), env) : result);
		}
	}
	async function syncUnlessOutrun() {
		const { readNewer } = await import("./newer.js").then((n) => n.t);
		const newer = await readNewer(env);
		return withTexts(await withAccount(await sync(env, newer), { newer }));
	}
}
function night(result, env) {
	return env.context.event === "schedule" ? withCleaned(result, env) : result;
}
function notLive({ context, syncMode }, command) {
	return new ActionError(`The command ${command} writes to the live agents, and on ${context.ref || "this ref"} sync is ${syncMode}: nothing was written`, { hint: "Run it on the default branch, use the command plan, or set the input sync to live if this branch's prompts are meant for production." });
}
async function withoutKey({ command, inputs, context }, offline) {
	const isExcused = reasonForNoSecrets(context) !== void 0;
	if (command === "gate" && isExcused) return gateWithoutKey(offline);
	if (command === "clean" && isExcused) return {
		agents: [],
		cleaned: []
	};
	if (command === "plan" && (isExcused || inputs.command === "plan")) return planWithoutKey(offline);
	throw new ActionError(`There is no API key, so ${command} could not do anything: the input api-key is empty`, { hint: KEY_FIX });
}
const KEY_FIX = "Store the key as a secret of the repository named CONVERRA_API_KEY, and give it to the action: `api-key: ${{ secrets.CONVERRA_API_KEY }}`. A secret whose name is misspelt is empty too. Only pull requests from forks and by Dependabot pass without one.";
function offlineEnvironment(ready, deps) {
	const { inputs, context, config, base, before, definitions, syncMode, github, notices } = ready;
	const { workflow, clock, signal, files, showRuns } = deps;
	const log = (line) => workflow.info(line);
	return {
		inputs,
		context,
		config,
		base,
		before,
		definitions,
		syncMode,
		ports: {
			github,
			files,
			clock,
			signal,
			log,
			showRuns
		},
		deadline: ready.startedAt + inputs.timeoutMs,
		showRunning: (running) => ready.commenter.running({
			...running,
			context: contextOf(ready)
		}, signal),
		notice: (notice) => notices.push(notice)
	};
}
export { dispatch };
