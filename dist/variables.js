import { Tt as __toESM, W as isLoopbackHost, it as resolveCommand, n as redacted, t as TransportFailure, ut as ActionError } from "./http.js";
import { c as renderText, i as prepare, o as publish, r as held, s as silentCommenter } from "./prepare.js";
import { i as exitFails, n as faultReport, r as reportOf } from "./assemble.js";
import { tmpdir } from "node:os";
import { join } from "node:path";
// src/run.ts
async function run(given) {
	const deps = {
		...given,
		readInputs: held(given.readInputs)
	};
	const { workflow, signal } = deps;
	const alone = commandOf(deps);
	if (alone?.command === "doctor") {
		const { doctor } = await import("./doctor.js");
		return doctor(alone.inputs, deps);
	}
	if (alone?.command === "comment") {
		const { comment } = await import("./comment.js");
		return comment(alone.inputs, deps);
	}
	if (alone?.command === "reply") {
		const { reply } = await import("./reply.js");
		return reply(alone.inputs, deps);
	}
	const { known, found } = await play(deps);
	const hide = (one) => redacted(one, [known.inputs?.apiKey, known.inputs?.githubToken]);
	const report = hide(found);
	await publish(report, {
		workflow,
		webhookSecrets: known.webhookSecrets,
		reportDir: known.reportDir ?? join(tmpdir(), "converra-gate"),
		commenter: known.commenter ?? silentCommenter,
		notices: () => hide({
			...found,
			notices: [...new Set([...found.notices, ...known.notices])]
		}).notices,
		suggest: suggesting(known),
		keepIssue: keepingIssue(known, deps),
		signal: signal.aborted ? AbortSignal.timeout(1500) : void 0,
		present: deps.present
	});
	const failure = failureOf$1(report, known.inputs?.failOn ?? "regression", signal);
	if (failure !== void 0) workflow.setFailed(failure);
	return failure !== void 0;
}
function suggesting({ config, context, suggestTarget, notices }) {
	if (config?.report.suggestion !== true || context?.pullRequest === void 0) return void 0;
	return async (report) => {
		const { suggest } = await import("./suggest.js");
		return suggest(report, suggestTarget, (notice) => notices.push(notice));
	};
}
function keepingIssue(known, deps) {
	if (known.config?.health.issue !== true || deps.signal.aborted) return void 0;
	return async (report) => {
		const { keepIssue } = await import("./keep-issue.js");
		return keepIssue(report, known, deps);
	};
}
function commandOf({ readInputs, loadContext }) {
	try {
		const inputs = readInputs();
		return {
			inputs,
			command: resolveCommand(inputs.command, loadContext()).command
		};
	} catch {
		return;
	}
}
function failureOf$1(report, failOn, signal) {
	const { fault, gate } = report;
	if (fault !== void 0) return [fault.message, fault.hint ?? []].flat().join(" ");
	if (exitFails(gate, failOn)) return renderText(report)[0] ?? "The gate failed";
	return signal.aborted ? "The gate was cancelled; what was known by then is in the report." : void 0;
}
async function play(deps) {
	const { clock, signal, workflow } = deps;
	let known = {
		startedAt: clock.now(),
		notices: []
	};
	try {
		const ready = await prepare(known, deps, (more) => {
			known = more;
		});
		const { dispatch } = await import("./dispatch.js");
		const result = await dispatch(ready, deps);
		return {
			known,
			found: reportOf(known, clock, result)
		};
	} catch (error) {
		if (error instanceof Error && !(error instanceof ActionError)) workflow.debug(error.stack ?? error.message);
		return {
			known,
			found: faultReport(known, clock, signal.aborted ? cancelled(error) : error)
		};
	}
}
function cancelled(cause) {
	return new ActionError("The gate was cancelled before anything could be judged", {
		hint: "Run it again when it is needed; runs that were started have been stopped.",
		cause
	});
}
// src/service/transport.ts
const MAX_BODY_BYTES = 33554432;
const CONNECT_TIMEOUT_MS = 1e4;
const FETCH_TIMEOUT_MS = 6e4;
const NEVER_SENT = new Map([
	["ECONNREFUSED", "refused"],
	["ENOTFOUND", "dns"],
	["EAI_AGAIN", "dns"],
	["EHOSTUNREACH", "unreachable"],
	["ENETUNREACH", "unreachable"],
	["UND_ERR_CONNECT_TIMEOUT", "connect-timeout"],
	["UND_ERR_PRX_TLS", "proxy"],
	["CERT_HAS_EXPIRED", "tls"],
	["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
	["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
	["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
	["UNABLE_TO_GET_ISSUER_CERT", "tls"],
	["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls"],
	["ERR_TLS_CERT_ALTNAME_INVALID", "tls"]
]);
const TIMEOUTS = ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"];
function createTransport(options) {
	const { timeoutMs, proxy = {}, maxBodyBytes = MAX_BODY_BYTES } = options;
	const dispatcherFor = createDispatchers(timeoutMs, proxy);
	return async ({ method, url, headers, body, signal, timeLeftMs }) => {
		const target = new URL(url);
		const undici = await import("./undici.js").then((m) => __toESM(m.default, 1));
		const dispatcher = dispatcherFor(target, undici);
		const patienceMs = Math.min(timeoutMs, Math.max(1, Math.ceil(timeLeftMs ?? timeoutMs)));
		const timer = AbortSignal.timeout(patienceMs);
		let answered = false;
		try {
			const response = await undici.request(target, {
				method,
				headers: { ...headers },
				body: body ?? null,
				dispatcher,
				signal: signal ? AbortSignal.any([signal, timer]) : timer
			});
			answered = true;
			return {
				status: response.statusCode,
				headers: joinHeaders(response.headers),
				body: await readAll(response.body, maxBodyBytes)
			};
		} catch (error) {
			if (signal?.aborted) throw signal.reason;
			throw timer.aborted ? timedOut(patienceMs, error) : failureOf(error, answered);
		}
	};
}
function createFetch(proxy) {
	const dispatcherFor = createDispatchers(FETCH_TIMEOUT_MS, proxy);
	return async (input, init) => {
		const undici = await import("./undici.js").then((m) => __toESM(m.default, 1));
		const url = new URL(input instanceof Request ? input.url : input);
		const options = {
			...init,
			dispatcher: dispatcherFor(url, undici)
		};
		return await undici.fetch(url, options);
	};
}
function createDispatchers(timeoutMs, proxy) {
	const connectTimeout = Math.min(CONNECT_TIMEOUT_MS, timeoutMs);
	const timeouts = {
		headersTimeout: timeoutMs,
		bodyTimeout: timeoutMs
	};
	const dispatchers = new Map();
	return (url, { Agent, ProxyAgent }) => {
		const through = proxyFor(url, proxy);
		const key = through?.href ?? "";
		const known = dispatchers.get(key);
		if (known) return known;
		const tls = { timeout: connectTimeout };
		const made = through ? new ProxyAgent({
			uri: through.href,
			...timeouts,
			proxyTls: tls,
			requestTls: tls
		}) : new Agent({
			...timeouts,
			connect: { timeout: connectTimeout }
		});
		dispatchers.set(key, made);
		return made;
	};
}
function proxyFor(target, settings) {
	const secure = target.protocol === "https:";
	const value = (secure ? settings.https : settings.http)?.trim();
	if (!value || isLoopbackHost(target.hostname) || isExempt(target, settings.no ?? "")) return;
	const text = value.includes("://") ? value : `http://${value}`;
	if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
	throw new ActionError(`${secure ? "HTTPS_PROXY" : "HTTP_PROXY"} is not the URL of an http or https proxy`, { hint: "Write it as http://host:port, or as http://user:password@host:port." });
}
function isExempt({ hostname, port, protocol }, list) {
	return list.toLowerCase().split(/[\s,]+/).some((entry) => {
		const [, name = "", wanted = ""] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
		if (name === "") return false;
		if (wanted !== "" && wanted !== (port || (protocol === "https:" ? "443" : "80"))) return false;
		return entry === "*" || hostname === name || hostname.endsWith(`.${name}`);
	});
}
async function readAll(body, maxBytes) {
	const chunks = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > maxBytes) throw new TransportFailure(`more than ${maxBytes} bytes`, {
			reason: "too-large",
			sent: true
		});
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
function joinHeaders(headers) {
	return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => value === void 0 ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]]));
}
function timedOut(timeoutMs, cause) {
	return new TransportFailure(`no whole answer in ${timeoutMs} ms`, {
		reason: "timeout",
		sent: true,
		cause
	});
}
function failureOf(error, answered) {
	if (!(error instanceof Error) || error instanceof TransportFailure) return error;
	const code = codeOf(error);
	const early = answered ? void 0 : NEVER_SENT.get(code);
	if (early) return new TransportFailure(code, {
		reason: early,
		sent: false,
		cause: error
	});
	if (error.message.startsWith("Proxy response")) return new TransportFailure(error.message, {
		reason: "proxy",
		sent: false,
		cause: error
	});
	if (TIMEOUTS.includes(code)) return new TransportFailure(code, {
		reason: "timeout",
		sent: true,
		cause: error
	});
	if (code === "" || code === "UND_ERR_INVALID_ARG" || code.startsWith("ERR_INVALID")) return error;
	return new TransportFailure(code, {
		reason: answered ? "cut-body" : "reset",
		sent: true,
		cause: error
	});
}
function codeOf(error) {
	const { code } = error;
	if (error instanceof AggregateError) {
		const codes = error.errors.map((each) => each instanceof Error ? codeOf(each) : "");
		return codes.find((each) => !NEVER_SENT.has(each)) ?? codes[0] ?? "";
	}
	return code ?? "";
}
// src/variables.ts
function readDeskAccess(env = process.env) {
	const read = (name) => env[name]?.trim() || void 0;
	return {
		apiKey: read("CONVERRA_API_KEY"),
		baseUrl: read("CONVERRA_BASE_URL"),
		githubToken: read("GITHUB_TOKEN") ?? read("GH_TOKEN")
	};
}
function isDebugging(env = process.env) {
	return env.RUNNER_DEBUG === "1";
}
function readProxy(mask, env = process.env) {
	const read = (name) => env[name] || env[name.toUpperCase()] || void 0;
	const proxy = {
		https: read("https_proxy"),
		http: read("http_proxy"),
		no: read("no_proxy")
	};
	for (const address of [proxy.https, proxy.http]) for (const password of passwordsOf(address ?? "")) mask(password);
	return proxy;
}
function passwordsOf(address) {
	const text = address.includes("://") ? address : `http://${address}`;
	const written = URL.canParse(text) ? new URL(text).password : "";
	if (written === "") return [];
	try {
		return [written, decodeURIComponent(written)];
	} catch {
		return [written];
	}
}
export { createTransport as a, createFetch as i, readDeskAccess as n, run as o, readProxy as r, isDebugging as t };
