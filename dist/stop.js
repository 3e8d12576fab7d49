import { gt as messageOf, ut as ActionError } from "./http.js";
// src/runs/types.ts
function reportedOutcome(outcome) {
	const { key: agentKey, run, purpose, origin, status, reason, durationMs } = outcome;
	if (run === void 0 || status === "not-started" || status === "lost") return void 0;
	return {
		agentKey,
		runId: run.id,
		purpose,
		origin,
		status,
		reason,
		durationMs
	};
}
async function listRuns({ converra, signal }, kind) {
	return callsOf(converra, kind).list({ limit: 100 }, { signal });
}
async function runsOf({ converra, signal }, { kind, agentId }) {
	const { optimizations, benchmarks } = converra;
	return kind === "optimization" ? optimizations.ofAgent(agentId, { signal }) : benchmarks.list({
		agentId,
		limit: 100
	}, { signal });
}
async function getRun({ converra, signal }, kind, id) {
	return callsOf(converra, kind).get(id, { signal });
}
function callsOf({ optimizations, benchmarks }, kind) {
	return kind === "optimization" ? optimizations : benchmarks;
}
// src/runs/work.ts
function durationOf(run) {
	if (run?.completedAt === void 0) return void 0;
	const ms = Date.parse(run.completedAt) - Date.parse(run.createdAt);
	return ms > 0 ? ms : void 0;
}
function hasEnded(run) {
	return [
		"completed",
		"failed",
		"stopped"
	].includes(run.status);
}
function isUnderWay(run) {
	return !hasEnded(run);
}
const NO_RUNS = { ids: [] };
function knownOf(runs) {
	return runs.reduce(withRun, NO_RUNS);
}
function withRun({ ids, newest }, run) {
	const isNewer = newest === void 0 || Date.parse(run.createdAt) > Date.parse(newest);
	return {
		ids: [...ids, run.id],
		newest: isNewer ? run.createdAt : newest
	};
}
function isSince({ ids, newest }, run) {
	if (ids.includes(run.id)) return false;
	return newest === void 0 || Date.parse(run.createdAt) >= Date.parse(newest);
}
function identityOf({ kind, input }) {
	const { agentId, mode, variantCount, models } = input;
	return {
		kind,
		agentId,
		mode,
		variantCount,
		models
	};
}
function isSameWork(wanted, run) {
	const { mode, variantCount, models = [] } = run;
	return run.agentId === wanted.agentId && (mode ?? wanted.mode) === wanted.mode && (variantCount ?? wanted.variantCount) === wanted.variantCount && (models.length === 0 || isSameSet(models, wanted.models ?? []));
}
function isSameSet(a, b) {
	return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
}
// src/runs/stop.ts
async function stopRuns(runs, reason, { converra, signal }) {
	const stopped = [];
	const failed = [];
	await Promise.all(runs.map(async ({ id, kind }) => {
		if (kind === "benchmark") {
			failed.push({
				id,
				reason: "the service has no way to stop a benchmark"
			});
			return;
		}
		try {
			if (await converra.optimizations.stop(id, { reason }, { signal })) stopped.push(id);
		} catch (error) {
			failed.push({
				id,
				reason: error instanceof ActionError ? error.message : String(error)
			});
		}
	}));
	return {
		stopped,
		failed
	};
}
async function findLeftovers({ running, intents }, ports) {
	const found = running.filter(({ kind }) => kind === "optimization");
	for (const intent of intents.filter(({ work }) => work.kind === "optimization")) for (const { id } of await claimedBy(intent, ports)) if (!found.some((one) => one.id === id)) found.push({
		id,
		kind: "optimization"
	});
	return found;
}
async function claimedBy({ work, known }, ports) {
	const { kind, agentId } = work;
	try {
		const claimed = [];
		for (const run of await runsOf(ports, work)) {
			if (hasEnded(run) || !isSince(known, run) || !isSameWork(work, run)) continue;
			const details = await getRun(ports, kind, run.id);
			if (isSameWork(work, details)) claimed.push(details);
		}
		return claimed;
	} catch (error) {
		const reason = messageOf(error);
		ports.log(`Could not look for a run on ${agentId} that may have been started: ${reason}.`);
		return [];
	}
}
export { hasEnded as a, isSameWork as c, knownOf as d, withRun as f, runsOf as g, reportedOutcome as h, durationOf as i, isSince as l, listRuns as m, stopRuns as n, identityOf as o, getRun as p, NO_RUNS as r, isSameSet as s, findLeftovers as t, isUnderWay as u };
