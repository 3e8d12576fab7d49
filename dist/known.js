import { m as OWN_TAG } from "./resolve.js";
import { xt as refusalOf } from "./index.js";
import { O as plansOf, St as copyCount, ct as readEvidence, k as previewOwner, pt as isOf, ut as withShownResults, xt as copiesOf, yt as withRecord } from "./report.js";
// src/gate/known.ts
async function readKnown(env, as = (planned) => planned) {
	const { ports, context, definitions } = env;
	const needed = {
		wanted: definitions,
		tag: OWN_TAG,
		signal: ports.signal
	};
	const agents = await ports.converra.agents.listAll(needed);
	const owner = previewOwner(context);
	const planned = plansOf(env, agents).map(as);
	const scope = {
		planned,
		evaluated: planned.map((one) => {
			return {
				key: one.definition.key,
				planned: one,
				...copiesOf(one, agents, owner)
			};
		}),
		owner,
		place: "preview",
		settled: new Map(),
		transcripts: new Map(),
		removed: [],
		accountAgents: agents.length,
		accountCopies: copyCount(agents)
	};
	return {
		scope,
		evidence: await withShownResults(await readEvidence(scope, ports), scope, ports)
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
export { withReadRecord as i, newestRun as n, readKnown as r, isCurrent as t };
