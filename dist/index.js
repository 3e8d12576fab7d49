import { Jr as debug, Qn as readInputs, Vr as messageOf, a as createTransport, i as createFetch, ir as createWorkflow, qr as systemClock, r as readProxy, s as run, ur as loadContext, vr as stopLeftovers } from "./start.js";
import { setMaxListeners } from "node:events";
// src/main.ts
const EXIT_AFTER_SIGNAL_MS = 4800;
const POST_TIMEOUT_MS = 1e4;
async function main(workflow) {
	workflow.saveState("is-post", "true");
	const abort = new AbortController();
	setMaxListeners(0, abort.signal);
	const onSignal = (name) => {
		if (abort.signal.aborted) return;
		workflow.info(`Received ${name}: stopping the runs this workflow started.`);
		abort.abort(new Error(`the workflow was cancelled (${name})`));
		setTimeout(() => process.exit(1), EXIT_AFTER_SIGNAL_MS).unref();
	};
	process.on("SIGINT", onSignal);
	process.on("SIGTERM", onSignal);
	const proxy = readProxy(workflow.setSecret);
	const failed = await run({
		workflow,
		clock: systemClock,
		signal: abort.signal,
		readInputs: () => readInputs(),
		loadContext,
		network: {
			createTransport: (options) => createTransport({
				...options,
				proxy
			}),
			gitHubFetch: createFetch(proxy)
		}
	});
	process.exit(failed || abort.signal.aborted ? 1 : 0);
}
async function post(workflow) {
	const lines = await stopLeftovers(workflow.getState("runs"), async () => {
		const { createConverra } = await import("./converra.js");
		const inputs = readInputs();
		return createConverra({
			baseUrl: inputs.baseUrl,
			apiKey: inputs.apiKey ?? "",
			transport: createTransport({
				timeoutMs: POST_TIMEOUT_MS,
				proxy: readProxy(workflow.setSecret)
			}),
			clock: systemClock
		});
	});
	for (const line of lines) workflow.info(line);
	process.exit(0);
}
const workflow = createWorkflow();
(workflow.getState("is-post") === "" ? main(workflow) : post(workflow)).catch((error) => {
	const message = messageOf(error);
	debug(error instanceof Error ? error.stack ?? message : message);
	workflow.setFailed(message);
	process.exit(1);
});
export {};
