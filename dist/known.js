import { Hr as refusalOf } from "./start.js";
import { Bt as copyCount, Ht as withCopies, I as withShownResults, K as verdictsOf, Nt as isOf, O as reportAgents, P as readEvidence, R as needsOf, Rt as withRecord, V as judgeEvidence, Vt as usesOf, W as sharedError, at as knownModels, d as previewOwner, kt as withAccepted, l as agentsWithCopies, m as scopeOf, u as plansOf } from "./newer.js";
// src/gate/known.ts
async function readKnown(env, as = (planned) => planned) {
	const { ports, context } = env;
	const agents = await agentsWithCopies(env);
	const owner = previewOwner(context);
	const planned = plansOf(env, agents).map(as);
	const scope = {
		planned,
		evaluated: planned.map((one) => withCopies(one, agents, owner)),
		owner,
		place: "preview",
		settled: new Map(),
		modelChanges: [],
		removed: [],
		accountAgents: agents.length,
		accountCopies: copyCount(agents),
		uses: usesOf(agents, owner)
	};
	return {
		scope,
		evidence: await withShownResults(await readEvidence(scope, ports), scope, ports)
	};
}
async function judgeKnown(env) {
	const { scope } = await scopeOf(env);
	const evidence = await readEvidence(scope, env.ports);
	const measured = { kind: "measured" };
	const { blocked } = needsOf(scope, evidence);
	const agents = new Map(scope.evaluated.map(({ key }) => [key, blocked.get(key) ?? measured]));
	const progress = {
		evidence,
		agents,
		refused: new Map()
	};
	const { confidence, ofModel } = sharedError(env.config.confidence, scope);
	const models = await knownModels(scope, env.ports, ofModel);
	const judged = judgeEvidence(progress, scope, confidence);
	const verdicts = verdictsOf(judged, progress, scope);
	const shown = {
		evidence: await withShownResults(evidence, scope, env.ports),
		agents
	};
	const reported = reportAgents(scope, shown, verdicts, {
		declines: new Map(),
		history: evidence,
		models
	});
	return {
		scope,
		agents: await withAccepted(reported, scope, env),
		removed: scope.removed
	};
}
async function newestRun(one, { records }, { converra, signal, log }) {
	const [newest] = records.filter(({ key, run, variants }) => {
		return key === one.key && run.status === "completed" && variants.length > 1;
	}).toSorted((a, b) => b.run.createdAt.localeCompare(a.run.createdAt));
	if (newest === void 0 || newest.run.results !== void 0) return newest;
	try {
		return {
			...newest,
			run: await converra.optimizations.get(newest.run.id, { signal })
		};
	} catch (error) {
		log(`The winner of ${newest.run.id} is not known: ${refusalOf(error).message}.`);
		return;
	}
}
function isCurrent(record, one) {
	return isOf(record, one, one.planned.candidate);
}
function withReadRecord(evidence, record) {
	return {
		...evidence,
		records: withRecord(evidence.records, record)
	};
}
export { withReadRecord as a, readKnown as i, judgeKnown as n, newestRun as r, isCurrent as t };
