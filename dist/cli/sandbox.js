import { qr as systemClock } from "../start.js";
import { i as resolveCallback, t as HtmlEscapedCallbackPhase } from "../html.js";
import { _ as unknown, c as literal, d as object, h as string, i as boolean, m as strictObject, p as record$1, r as array, t as _enum, u as number$1 } from "../schemas.js";
import { f as candidateFingerprint, h as withModel, r as configAt } from "../base.js";
import { h as withLiveTag } from "../tags.js";
import { n as filesOfCommits, r as BEGIN } from "./index.js";
import { o as writeFiles, r as exampleFiles } from "./example.js";
import { STATUS_CODES, ServerResponse, createServer } from "node:http";
import { Readable } from "node:stream";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mkdtemp, rm } from "node:fs/promises";
import { Http2ServerRequest, constants as constants$1 } from "node:http2";
// node_modules/@hono/node-server/dist/constants-BLSFu_RU.mjs
const X_ALREADY_SENT = "x-hono-already-sent";
// node_modules/@hono/node-server/dist/index.mjs
var RequestError = class extends Error {
	constructor(message, options) {
		super(message, options);
		this.name = "RequestError";
	}
};
const nonJoinedHeaders = new Set([
	"age",
	"authorization",
	"content-length",
	"content-type",
	"etag",
	"expires",
	"from",
	"host",
	"if-modified-since",
	"if-unmodified-since",
	"last-modified",
	"location",
	"max-forwards",
	"proxy-authorization",
	"referer",
	"retry-after",
	"server",
	"user-agent"
]);
const validHeaderName = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const isHttpWhitespace = (code) => code === 9 || code === 10 || code === 13 || code === 32;
const normalizeHeaderValue = (value) => {
	if (!isHttpWhitespace(value.charCodeAt(0)) && !isHttpWhitespace(value.charCodeAt(value.length - 1))) return value;
	let start = 0;
	let end = value.length;
	while (start < end && isHttpWhitespace(value.charCodeAt(start))) start++;
	while (end > start && isHttpWhitespace(value.charCodeAt(end - 1))) end--;
	return value.slice(start, end);
};
const forbiddenHeaderValue = /[\0\r\n]/;
const GlobalHeaders = globalThis.Headers;
const materializeHeaders = (rawHeaders, HeadersCtor = GlobalHeaders) => {
	const headers = new HeadersCtor();
	for (let i = 0; i < rawHeaders.length; i += 2) {
		const name = rawHeaders[i];
		if (!name.startsWith(":")) headers.append(name, rawHeaders[i + 1]);
	}
	return headers;
};
var RequestHeaders = class {
	#incoming;
	#rawHeaders;
	#headers;
	#invalidValue;
	constructor(incoming) {
		this.#incoming = incoming;
		if (incoming instanceof Http2ServerRequest) this.#rawHeaders = incoming.rawHeaders.slice();
	}
	get #lazyRawHeaders() {
		return this.#rawHeaders ??= this.#incoming.rawHeaders.slice();
	}
	get #native() {
		if (!this.#headers) {
			this.#headers = materializeHeaders(this.#lazyRawHeaders);
			this.#rawHeaders = void 0;
		}
		return this.#headers;
	}
	#normalizedName(name) {
		if (typeof name !== "string") return;
		if (!validHeaderName.test(name)) throw new TypeError(`Invalid header name: ${name}`);
		return name.toLowerCase();
	}
	#lookupHttp1(lowerName) {
		const headers = this.#incoming instanceof Http2ServerRequest ? void 0 : this.#incoming.headers;
		if (!headers || nonJoinedHeaders.has(lowerName) || lowerName === "set-cookie" || lowerName === "__proto__") return;
		if (!Object.hasOwn(headers, lowerName)) return null;
		const rawValue = headers[lowerName];
		if (typeof rawValue === "string") {
			const value = normalizeHeaderValue(rawValue);
			return forbiddenHeaderValue.test(value) ? void 0 : value;
		}
	}
	#lookup(rawHeaders, lowerName) {
		const separator = lowerName === "cookie" ? "; " : ", ";
		let value = null;
		for (let i = 0; i < rawHeaders.length; i += 2) {
			const rawName = rawHeaders[i];
			if (rawName.length === lowerName.length && rawName.toLowerCase() === lowerName) {
				const rawValue = normalizeHeaderValue(rawHeaders[i + 1]);
				if (forbiddenHeaderValue.test(rawValue)) {
					this.#invalidValue = true;
					return;
				}
				value = value === null ? rawValue : value + separator + rawValue;
			}
		}
		return value;
	}
	append(name, value) {
		this.#native.append(name, value);
	}
	delete(name) {
		this.#native.delete(name);
	}
	get(name) {
		const lowerName = this.#normalizedName(name);
		if (lowerName && !this.#headers && !this.#invalidValue) {
			const http1Value = this.#lookupHttp1(lowerName);
			if (http1Value !== void 0) return http1Value;
			const value = this.#lookup(this.#lazyRawHeaders, lowerName);
			if (value !== void 0) return value;
		}
		return this.#native.get(name);
	}
	has(name) {
		const lowerName = this.#normalizedName(name);
		if (lowerName && !this.#headers && !this.#invalidValue) {
			const http1Value = this.#lookupHttp1(lowerName);
			if (http1Value !== void 0) return http1Value !== null;
			const value = this.#lookup(this.#lazyRawHeaders, lowerName);
			if (value !== void 0) return value !== null;
		}
		return this.#native.has(name);
	}
	set(name, value) {
		this.#native.set(name, value);
	}
	getSetCookie() {
		return this.#native.getSetCookie();
	}
	keys() {
		return this.#native.keys();
	}
	values() {
		return this.#native.values();
	}
	entries() {
		return this.#native.entries();
	}
	forEach(callback, thisArg) {
		this.#native.forEach((value, key) => {
			callback.call(thisArg, value, key, this);
		});
	}
	[Symbol.iterator]() {
		return this.entries();
	}
};
Object.defineProperty(RequestHeaders.prototype, Symbol.for("nodejs.util.inspect.custom"), { value: function(depth, options, inspectFn) {
	return `Headers (lightweight) ${inspectFn(Object.fromEntries(this), {
		...options,
		depth: depth == null ? null : depth - 1
	})}`;
} });
Object.setPrototypeOf(RequestHeaders.prototype, GlobalHeaders.prototype);
const newHeadersFromIncoming = (incoming) => globalThis.Headers === GlobalHeaders ? new RequestHeaders(incoming) : materializeHeaders(incoming.rawHeaders, globalThis.Headers);
const reValidRequestUrl = /^\/[!#$&-;=?-\[\]_a-z~]*$/;
const reDotSegment = /\/\.\.?(?:[/?#]|$)/;
const reValidHost = /^[a-z0-9._-]+(?::(?:[1-5]\d{3,4}|[6-9]\d{3}))?$/;
const validateRequestTarget = (target) => {
	const backslash = target.indexOf("\\");
	if (backslash !== -1) {
		const query = target.indexOf("?");
		if (query === -1 || backslash < query) throw new RequestError("Backslash in request path");
	}
};
const buildUrl = (scheme, host, incomingUrl) => {
	const url = `${scheme}://${host}${incomingUrl}`;
	if (!reValidHost.test(host)) {
		validateRequestTarget(incomingUrl);
		const urlObj = new URL(url);
		if (urlObj.hostname.length !== host.length && urlObj.hostname !== (host.includes(":") ? host.replace(/:\d+$/, "") : host).toLowerCase()) throw new RequestError("Invalid host header");
		return urlObj.href;
	} else if (incomingUrl.length === 0) return url + "/";
	else {
		if (incomingUrl.charCodeAt(0) !== 47) throw new RequestError("Invalid URL");
		if (!reValidRequestUrl.test(incomingUrl) || reDotSegment.test(incomingUrl)) {
			validateRequestTarget(incomingUrl);
			return new URL(url).href;
		}
		return url;
	}
};
const toRequestError = (e) => {
	if (e instanceof RequestError) return e;
	return new RequestError(e.message, { cause: e });
};
const GlobalRequest = global.Request;
var Request$1 = class extends GlobalRequest {
	constructor(input, options) {
		if (typeof input === "object" && getRequestCache in input) {
			const hasReplacementBody = options !== void 0 && "body" in options && options.body != null;
			if (input[bodyConsumedDirectlyKey] && !hasReplacementBody) throw new TypeError("Cannot construct a Request with a Request object that has already been used.");
			input = input[getRequestCache]();
		}
		if (typeof (options?.body)?.getReader !== "undefined") options.duplex ??= "half";
		super(input, options);
	}
};
const wrapBodyStream = Symbol("wrapBodyStream");
const byteExactEncodings = new Set([
	"latin1",
	"binary",
	"hex",
	"base64",
	"base64url"
]);
const isByteExactEncoding = (encoding) => encoding === null || byteExactEncodings.has(encoding);
const bodyBufferedBeforeDisconnectKey = Symbol("bodyBufferedBeforeDisconnect");
const bodyBufferedLengthBeforeDisconnectKey = Symbol("bodyBufferedLengthBeforeDisconnect");
const toBufferChunk = (chunk, encoding) => Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding ?? "utf8");
const isRecoverableDisconnectedIncoming = (incoming) => !(incoming instanceof Http2ServerRequest) && !!incoming.complete && !!incoming.readableAborted && typeof incoming.read === "function" && isByteExactEncoding(incoming.readableEncoding);
const recordBodyBufferedBeforeDisconnect = (incoming) => {
	if (incoming.readableDidRead || !isRecoverableDisconnectedIncoming(incoming)) return;
	const incomingWithRecovery = incoming;
	incomingWithRecovery[bodyBufferedLengthBeforeDisconnectKey] ??= incoming.readableLength;
};
const readBodyBufferedBeforeDisconnect = (incoming, chunks) => {
	if (incoming.readableDidRead && !chunks || !isRecoverableDisconnectedIncoming(incoming)) return;
	const incomingWithRecovery = incoming;
	if (incomingWithRecovery[bodyBufferedBeforeDisconnectKey] !== void 0) return incomingWithRecovery[bodyBufferedBeforeDisconnectKey];
	let result;
	const errored = incoming.errored;
	if (errored && errored.code !== "ECONNRESET") result = errored;
	else if (incomingWithRecovery[bodyBufferedLengthBeforeDisconnectKey] !== void 0 && incoming.readableLength !== incomingWithRecovery[bodyBufferedLengthBeforeDisconnectKey]) result = newBodyUnusableError();
	else {
		const bodyChunks = chunks ?? [];
		const chunk = incoming.read();
		if (chunk !== null) bodyChunks.push(toBufferChunk(chunk, incoming.readableEncoding));
		const buffer = bodyChunks.length === 1 ? bodyChunks[0] : Buffer.concat(bodyChunks);
		result = buffer;
		const contentLength = incoming.headers["content-length"];
		if (typeof contentLength === "string" && /^\d+$/.test(contentLength)) {
			const expectedLength = Number(contentLength);
			if (Number.isSafeInteger(expectedLength) && buffer.length !== expectedLength) result = newBodyUnusableError();
		}
	}
	incomingWithRecovery[bodyBufferedBeforeDisconnectKey] = result;
	return result;
};
const enqueueBufferedBody = (controller, buffered) => {
	if (buffered instanceof Error) {
		controller.error(buffered);
		return;
	}
	if (buffered.length > 0) controller.enqueue(buffered);
	controller.close();
};
const newRequestFromIncoming = (method, url, headers, incoming, abortController) => {
	const init = {
		method,
		headers,
		signal: abortController.signal
	};
	if (method === "TRACE") {
		init.method = "GET";
		const req = new Request$1(url, init);
		Object.defineProperty(req, "method", { get() {
			return "TRACE";
		} });
		return req;
	}
	if (!(method === "GET" || method === "HEAD")) if ("rawBody" in incoming && incoming.rawBody instanceof Buffer) init.body = new ReadableStream({ start(controller) {
		controller.enqueue(incoming.rawBody);
		controller.close();
	} });
	else if (incoming[wrapBodyStream]) {
		let reader;
		init.body = new ReadableStream({ async pull(controller) {
			try {
				if (!reader) {
					const buffered = readBodyBufferedBeforeDisconnect(incoming);
					if (buffered !== void 0) {
						enqueueBufferedBody(controller, buffered);
						return;
					}
				}
				reader ||= Readable.toWeb(incoming).getReader();
				const { done, value } = await reader.read();
				if (done) controller.close();
				else controller.enqueue(value);
			} catch (error) {
				controller.error(error);
			}
		} });
	} else {
		const buffered = readBodyBufferedBeforeDisconnect(incoming);
		if (buffered !== void 0) init.body = new ReadableStream({ start(controller) {
			enqueueBufferedBody(controller, buffered);
		} });
		else init.body = Readable.toWeb(incoming);
	}
	return new Request$1(url, init);
};
const getRequestCache = Symbol("getRequestCache");
const requestCache = Symbol("requestCache");
const incomingKey = Symbol("incomingKey");
const urlKey = Symbol("urlKey");
const methodKey = Symbol("methodKey");
const headersKey = Symbol("headersKey");
const abortControllerKey = Symbol("abortControllerKey");
const getAbortController = Symbol("getAbortController");
const abortRequest = Symbol("abortRequest");
const bodyBufferKey = Symbol("bodyBuffer");
const bodyReadPromiseKey = Symbol("bodyReadPromise");
const bodyConsumedDirectlyKey = Symbol("bodyConsumedDirectly");
const bodyLockReaderKey = Symbol("bodyLockReader");
const abortReasonKey = Symbol("abortReason");
const newBodyUnusableError = () => {
	return new TypeError("Body is unusable");
};
const rejectBodyUnusable = () => {
	return Promise.reject(newBodyUnusableError());
};
const textDecoder = new TextDecoder();
const consumeBodyDirectOnce = (request) => {
	if (request[bodyConsumedDirectlyKey]) return rejectBodyUnusable();
	request[bodyConsumedDirectlyKey] = true;
};
const toArrayBuffer = (buf) => {
	return buf.buffer.slice(buf.byteOffset, buf.byteOffset + buf.byteLength);
};
const contentType = (request) => {
	return (request[headersKey] ||= newHeadersFromIncoming(request[incomingKey])).get("content-type") || "";
};
const methodTokenRegExp = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const normalizeIncomingMethod = (method) => {
	if (typeof method !== "string" || method.length === 0) return "GET";
	switch (method) {
		case "DELETE":
		case "GET":
		case "HEAD":
		case "OPTIONS":
		case "PATCH":
		case "POST":
		case "PUT":
		case "QUERY": return method;
	}
	const upper = method.toUpperCase();
	switch (upper) {
		case "DELETE":
		case "GET":
		case "HEAD":
		case "OPTIONS":
		case "POST":
		case "PUT": return upper;
		default: return method;
	}
};
const validateDirectReadMethod = (method) => {
	if (!methodTokenRegExp.test(method)) return new TypeError(`'${method}' is not a valid HTTP method.`);
	const normalized = method.toUpperCase();
	if (normalized === "CONNECT" || normalized === "TRACK" || normalized === "TRACE" && method !== "TRACE") return new TypeError(`'${method}' HTTP method is unsupported.`);
};
const readBodyWithFastPath = (request, method, fromBuffer) => {
	if (request[bodyConsumedDirectlyKey]) return rejectBodyUnusable();
	const methodName = request.method;
	if (methodName === "GET" || methodName === "HEAD") return request[getRequestCache]()[method]();
	const methodValidationError = validateDirectReadMethod(methodName);
	if (methodValidationError) return Promise.reject(methodValidationError);
	if (request[requestCache]) {
		if (methodName !== "TRACE") return request[requestCache][method]();
	}
	const alreadyUsedError = consumeBodyDirectOnce(request);
	if (alreadyUsedError) return alreadyUsedError;
	const raw = readRawBodyIfAvailable(request);
	if (raw) {
		const result = Promise.resolve(fromBuffer(raw, request));
		request[bodyBufferKey] = void 0;
		return result;
	}
	return readBodyDirect(request).then((buf) => {
		const result = fromBuffer(buf, request);
		request[bodyBufferKey] = void 0;
		return result;
	});
};
const readRawBodyIfAvailable = (request) => {
	const incoming = request[incomingKey];
	if ("rawBody" in incoming && incoming.rawBody instanceof Buffer) return incoming.rawBody;
};
const normalizeAbortError = (request, incoming) => {
	if (incoming.errored) return incoming.errored;
	const reason = request[abortReasonKey];
	if (reason !== void 0) return reason instanceof Error ? reason : new Error(String(reason));
	return new Error("Client connection prematurely closed.");
};
const readBodyDirect = (request) => {
	if (request[bodyBufferKey]) return Promise.resolve(request[bodyBufferKey]);
	if (request[bodyReadPromiseKey]) return request[bodyReadPromiseKey];
	const incoming = request[incomingKey];
	if (incoming.readableDidRead) return rejectBodyUnusable();
	const buffered = readBodyBufferedBeforeDisconnect(incoming);
	if (buffered !== void 0) {
		if (buffered instanceof Error) return Promise.reject(buffered);
		request[bodyBufferKey] = buffered;
		return Promise.resolve(buffered);
	}
	const promise = new Promise((resolve, reject) => {
		const chunks = [];
		let settled = false;
		const finish = (callback) => {
			if (settled) return;
			settled = true;
			cleanup();
			callback();
		};
		const recoverCompleteBodyAfterDisconnect = (error) => {
			const streamError = incoming.errored ?? error;
			if (!isRecoverableDisconnectedIncoming(incoming) || streamError && streamError.code !== "ECONNRESET") return false;
			finish(() => {
				const recovered = readBodyBufferedBeforeDisconnect(incoming, chunks);
				if (recovered instanceof Error) reject(recovered);
				else if (recovered === void 0) reject(error ?? normalizeAbortError(request, incoming));
				else {
					request[bodyBufferKey] = recovered;
					resolve(recovered);
				}
			});
			return true;
		};
		const onData = (chunk) => {
			chunks.push(toBufferChunk(chunk, incoming.readableEncoding));
		};
		const onEnd = () => {
			finish(() => {
				const buffer = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
				request[bodyBufferKey] = buffer;
				resolve(buffer);
			});
		};
		const onError = (error) => {
			if (recoverCompleteBodyAfterDisconnect(error)) return;
			finish(() => {
				reject(error);
			});
		};
		const onClose = () => {
			if (incoming.readableEnded) {
				onEnd();
				return;
			}
			if (recoverCompleteBodyAfterDisconnect()) return;
			finish(() => {
				reject(normalizeAbortError(request, incoming));
			});
		};
		const cleanup = () => {
			incoming.off("data", onData);
			incoming.off("end", onEnd);
			incoming.off("error", onError);
			incoming.off("close", onClose);
			request[bodyReadPromiseKey] = void 0;
		};
		incoming.on("data", onData);
		incoming.on("end", onEnd);
		incoming.on("error", onError);
		incoming.on("close", onClose);
		queueMicrotask(() => {
			if (settled) return;
			if (incoming.readableEnded) onEnd();
			else if (incoming.errored) onError(incoming.errored);
			else if (incoming.destroyed) onClose();
		});
	});
	request[bodyReadPromiseKey] = promise;
	return promise;
};
const requestPrototype = {
	get method() {
		return this[methodKey];
	},
	get url() {
		return this[urlKey];
	},
	get headers() {
		return this[headersKey] ||= newHeadersFromIncoming(this[incomingKey]);
	},
	[abortRequest](reason) {
		if (this[abortReasonKey] === void 0) this[abortReasonKey] = reason;
		const abortController = this[abortControllerKey];
		if (abortController && !abortController.signal.aborted) abortController.abort(reason);
	},
	[getAbortController]() {
		this[abortControllerKey] ||= new AbortController();
		if (this[abortReasonKey] !== void 0 && !this[abortControllerKey].signal.aborted) this[abortControllerKey].abort(this[abortReasonKey]);
		return this[abortControllerKey];
	},
	[getRequestCache]() {
		const abortController = this[getAbortController]();
		if (this[requestCache]) return this[requestCache];
		const method = this.method;
		if (this[bodyConsumedDirectlyKey] && !(method === "GET" || method === "HEAD")) {
			this[bodyBufferKey] = void 0;
			const init = {
				method: method === "TRACE" ? "GET" : method,
				headers: this.headers,
				signal: abortController.signal
			};
			if (method !== "TRACE") {
				init.body = new ReadableStream({ start(c) {
					c.close();
				} });
				init.duplex = "half";
			}
			const req = new Request$1(this[urlKey], init);
			if (method === "TRACE") Object.defineProperty(req, "method", { get() {
				return "TRACE";
			} });
			return this[requestCache] = req;
		}
		return this[requestCache] = newRequestFromIncoming(this.method, this[urlKey], this.headers, this[incomingKey], abortController);
	},
	get body() {
		if (!this[bodyConsumedDirectlyKey]) return this[getRequestCache]().body;
		const request = this[getRequestCache]();
		if (!this[bodyLockReaderKey] && request.body) this[bodyLockReaderKey] = request.body.getReader();
		return request.body;
	},
	get bodyUsed() {
		if (this[bodyConsumedDirectlyKey]) return true;
		if (this[requestCache]) return this[requestCache].bodyUsed;
		return false;
	}
};
Object.defineProperty(requestPrototype, "signal", { get() {
	return this[getAbortController]().signal;
} });
[
	"cache",
	"credentials",
	"destination",
	"duplex",
	"integrity",
	"mode",
	"redirect",
	"referrer",
	"referrerPolicy",
	"keepalive"
].forEach((k) => {
	Object.defineProperty(requestPrototype, k, { get() {
		return this[getRequestCache]()[k];
	} });
});
["clone", "formData"].forEach((k) => {
	Object.defineProperty(requestPrototype, k, { value: function() {
		if (this[bodyConsumedDirectlyKey]) {
			if (k === "clone") throw newBodyUnusableError();
			return rejectBodyUnusable();
		}
		return this[getRequestCache]()[k]();
	} });
});
Object.defineProperty(requestPrototype, "text", { value: function() {
	return readBodyWithFastPath(this, "text", (buf) => textDecoder.decode(buf));
} });
Object.defineProperty(requestPrototype, "arrayBuffer", { value: function() {
	return readBodyWithFastPath(this, "arrayBuffer", (buf) => toArrayBuffer(buf));
} });
Object.defineProperty(requestPrototype, "blob", { value: function() {
	return readBodyWithFastPath(this, "blob", (buf, request) => {
		const type = contentType(request);
		return new Response(buf, type ? { headers: { "content-type": type } } : void 0).blob();
	});
} });
Object.defineProperty(requestPrototype, "json", { value: function() {
	if (this[bodyConsumedDirectlyKey]) return rejectBodyUnusable();
	return this.text().then(JSON.parse);
} });
Object.defineProperty(requestPrototype, Symbol.for("nodejs.util.inspect.custom"), { value: function(depth, options, inspectFn) {
	return `Request (lightweight) ${inspectFn({
		method: this.method,
		url: this.url,
		headers: this.headers,
		nativeRequest: this[requestCache]
	}, {
		...options,
		depth: depth == null ? null : depth - 1
	})}`;
} });
Object.setPrototypeOf(requestPrototype, Request$1.prototype);
const newRequest = (incoming, defaultHostname) => {
	const req = Object.create(requestPrototype);
	req[incomingKey] = incoming;
	req[methodKey] = normalizeIncomingMethod(incoming.method);
	const incomingUrl = incoming.url || "";
	if (incomingUrl[0] !== "/" && (incomingUrl.startsWith("http://") || incomingUrl.startsWith("https://"))) {
		if (incoming instanceof Http2ServerRequest) throw new RequestError("Absolute URL for :path is not allowed in HTTP/2");
		try {
			validateRequestTarget(incomingUrl);
			req[urlKey] = new URL(incomingUrl).href;
		} catch (e) {
			throw new RequestError("Invalid absolute URL", { cause: e });
		}
		return req;
	}
	const host = (incoming instanceof Http2ServerRequest ? incoming.authority : incoming.headers.host) || defaultHostname;
	if (!host) throw new RequestError("Missing host header");
	let scheme;
	if (incoming instanceof Http2ServerRequest) {
		scheme = incoming.scheme;
		if (!(scheme === "http" || scheme === "https")) throw new RequestError("Unsupported scheme");
	} else scheme = incoming.socket && incoming.socket.encrypted ? "https" : "http";
	try {
		req[urlKey] = buildUrl(scheme, host, incomingUrl);
	} catch (e) {
		if (e instanceof RequestError) throw e;
		else throw new RequestError("Invalid URL", { cause: e });
	}
	return req;
};
const defaultContentType = "text/plain; charset=UTF-8";
const responseCache = Symbol("responseCache");
const getResponseCache = Symbol("getResponseCache");
const cacheKey = Symbol("cache");
const GlobalResponse = global.Response;
var Response$1 = class Response$1 {
	#body;
	#init;
	[getResponseCache]() {
		const cache = this[cacheKey];
		const liveHeaders = cache && cache[2] instanceof Headers ? cache[2] : void 0;
		delete this[cacheKey];
		return this[responseCache] ||= new GlobalResponse(this.#body, liveHeaders ? {
			status: this.#init?.status,
			statusText: this.#init?.statusText,
			headers: liveHeaders
		} : this.#init);
	}
	constructor(body, init) {
		let headers;
		this.#body = body;
		if (init instanceof GlobalResponse) {
			const cachedGlobalResponse = init[responseCache];
			if (cachedGlobalResponse) {
				this.#init = cachedGlobalResponse;
				this[getResponseCache]();
				return;
			}
			this.#init = init instanceof Response$1 ? init.#init : init;
			headers = new Headers(init.headers);
		} else this.#init = init;
		if (body == null || typeof body === "string" || typeof body?.getReader !== "undefined" || body instanceof Blob || body instanceof Uint8Array) this[cacheKey] = [
			init?.status || 200,
			body ?? null,
			headers || init?.headers
		];
	}
	get headers() {
		const cache = this[cacheKey];
		if (cache) {
			if (!(cache[2] instanceof Headers)) cache[2] = new Headers(cache[2] || (cache[1] === null ? void 0 : { "content-type": defaultContentType }));
			return cache[2];
		}
		return this[getResponseCache]().headers;
	}
	get status() {
		return this[cacheKey]?.[0] ?? this[getResponseCache]().status;
	}
	get ok() {
		const status = this.status;
		return status >= 200 && status < 300;
	}
};
[
	"body",
	"bodyUsed",
	"redirected",
	"statusText",
	"trailers",
	"type",
	"url"
].forEach((k) => {
	Object.defineProperty(Response$1.prototype, k, { get() {
		return this[getResponseCache]()[k];
	} });
});
[
	"arrayBuffer",
	"blob",
	"clone",
	"formData",
	"json",
	"text"
].forEach((k) => {
	Object.defineProperty(Response$1.prototype, k, { value: function() {
		return this[getResponseCache]()[k]();
	} });
});
Object.defineProperty(Response$1.prototype, Symbol.for("nodejs.util.inspect.custom"), { value: function(depth, options, inspectFn) {
	return `Response (lightweight) ${inspectFn({
		status: this.status,
		headers: this.headers,
		ok: this.ok,
		nativeResponse: this[responseCache]
	}, {
		...options,
		depth: depth == null ? null : depth - 1
	})}`;
} });
Object.setPrototypeOf(Response$1, GlobalResponse);
Object.setPrototypeOf(Response$1.prototype, GlobalResponse.prototype);
const validRedirectUrl = /^https?:\/\/[!#-;=?-[\]_a-z~A-Z]+$/;
const parseRedirectUrl = (url) => {
	if (url instanceof URL) return url.href;
	if (validRedirectUrl.test(url)) return url;
	return new URL(url).href;
};
const validRedirectStatuses = new Set([
	301,
	302,
	303,
	307,
	308
]);
Object.defineProperty(Response$1, "redirect", {
	value: function redirect(url, status = 302) {
		if (!validRedirectStatuses.has(status)) throw new RangeError("Invalid status code");
		return new Response$1(null, {
			status,
			headers: { location: parseRedirectUrl(url) }
		});
	},
	writable: true,
	configurable: true
});
Object.defineProperty(Response$1, "json", {
	value: function json(data, init) {
		const body = JSON.stringify(data);
		if (body === void 0) throw new TypeError("The data is not JSON serializable");
		const initHeaders = init?.headers;
		let headers;
		if (initHeaders) {
			headers = new Headers(initHeaders);
			if (!headers.has("content-type")) headers.set("content-type", "application/json");
		} else headers = { "content-type": "application/json" };
		return new Response$1(body, {
			status: init?.status ?? 200,
			statusText: init?.statusText,
			headers
		});
	},
	writable: true,
	configurable: true
});
async function readWithoutBlocking(readPromise) {
	return Promise.race([readPromise, Promise.resolve().then(() => Promise.resolve(void 0))]);
}
function writeFromReadableStreamDefaultReader(reader, writable, currentReadPromise) {
	const cancel = (error) => {
		reader.cancel(error).catch(() => {});
	};
	const stream = writable.stream;
	if (writable.destroyed || stream?.closed || stream?.destroyed) {
		cancel();
		return reader.closed;
	}
	writable.on("close", cancel);
	writable.on("error", cancel);
	(currentReadPromise ?? reader.read()).then(flow, handleStreamError);
	return reader.closed.finally(() => {
		writable.off("close", cancel);
		writable.off("error", cancel);
	});
	function handleStreamError(error) {
		if (error) writable.destroy(error);
	}
	function onDrain() {
		reader.read().then(flow, handleStreamError);
	}
	function flow({ done, value }) {
		try {
			if (done) writable.end();
			else if (!writable.write(value)) writable.once("drain", onDrain);
			else reader.read().then(flow, handleStreamError);
		} catch (e) {
			handleStreamError(e);
		}
	}
}
function writeFromReadableStream(stream, writable) {
	if (stream.locked) throw new TypeError("ReadableStream is locked.");
	else if (writable.destroyed) {
		stream.cancel().catch(() => {});
		return;
	}
	return writeFromReadableStreamDefaultReader(stream.getReader(), writable);
}
const buildOutgoingHttpHeaders = (headers, defaultContentType) => {
	const res = {};
	if (!(headers instanceof Headers)) headers = new Headers(headers ?? void 0);
	if (headers.has("set-cookie")) {
		const cookies = [];
		for (const [k, v] of headers) if (k === "set-cookie") cookies.push(v);
		else res[k] = v;
		if (cookies.length > 0) res["set-cookie"] = cookies;
	} else for (const [k, v] of headers) res[k] = v;
	if (defaultContentType) res["content-type"] ??= defaultContentType;
	return res;
};
const outgoingEnded = Symbol("outgoingEnded");
const incomingDraining = Symbol("incomingDraining");
const DRAIN_TIMEOUT_MS = 500;
const MAX_DRAIN_BYTES = 67108864;
const drainIncoming = (incoming) => {
	const incomingWithDrainState = incoming;
	if (incoming.destroyed || incomingWithDrainState[incomingDraining]) return;
	incomingWithDrainState[incomingDraining] = true;
	if (incoming instanceof Http2ServerRequest) {
		try {
			incoming.stream?.close?.(constants$1.NGHTTP2_NO_ERROR);
		} catch {}
		return;
	}
	let bytesRead = 0;
	const cleanup = () => {
		clearTimeout(timer);
		incoming.off("data", onData);
		incoming.off("end", cleanup);
		incoming.off("error", cleanup);
	};
	const forceClose = () => {
		cleanup();
		const socket = incoming.socket;
		if (socket && !socket.destroyed) {
			if (typeof socket.destroySoon === "function") socket.destroySoon();
			else if (typeof socket.destroy === "function") socket.destroy();
		}
	};
	const timer = setTimeout(forceClose, DRAIN_TIMEOUT_MS);
	timer.unref?.();
	const onData = (chunk) => {
		bytesRead += chunk.length;
		if (bytesRead > MAX_DRAIN_BYTES) forceClose();
	};
	incoming.on("data", onData);
	incoming.on("end", cleanup);
	incoming.on("error", cleanup);
	incoming.resume();
};
const makeCloseHandler = (req, incoming, outgoing, needsBodyCleanup) => () => {
	if (incoming.errored) {
		recordBodyBufferedBeforeDisconnect(incoming);
		req[abortRequest](incoming.errored.toString());
	} else if (!outgoing.writableFinished || incoming instanceof Http2ServerRequest && incoming.aborted) {
		recordBodyBufferedBeforeDisconnect(incoming);
		req[abortRequest]("Client connection prematurely closed.");
	}
	if (needsBodyCleanup && !incoming.readableEnded) setTimeout(() => {
		if (!incoming.readableEnded) setTimeout(() => {
			drainIncoming(incoming);
		});
	});
};
const isImmediateCacheableResponse = (res) => {
	if (!(cacheKey in res)) return false;
	const body = res[cacheKey][1];
	return body === null || typeof body === "string" || body instanceof Uint8Array;
};
const handleRequestError = () => new Response(null, { status: 400 });
const handleFetchError = (e) => new Response(null, { status: e instanceof Error && (e.name === "TimeoutError" || e.constructor.name === "TimeoutError") ? 504 : 500 });
const handleResponseError = (e, outgoing) => {
	const err = e instanceof Error ? e : new Error("unknown error", { cause: e });
	if (err.code === "ERR_STREAM_PREMATURE_CLOSE") console.info("The user aborted a request.");
	else {
		console.error(e);
		if (!outgoing.headersSent) {
			if (outgoing instanceof ServerResponse) outgoing._contentLength = null;
			outgoing.writeHead(500, { "Content-Type": "text/plain" });
		}
		outgoing.end(`Error: ${err.message}`);
		outgoing.destroy(err);
	}
};
const flushHeaders = (outgoing) => {
	if ("flushHeaders" in outgoing && outgoing.writable) outgoing.flushHeaders();
};
const trySetContentLength = (outgoing, status, length) => {
	const http1 = outgoing;
	if (http1._contentLength === null && http1._hasBody && http1.useChunkedEncodingByDefault && !http1._removedContLen && status >= 200 && status !== 204 && status !== 304 && !outgoing.hasHeader("content-length") && !outgoing.hasHeader("transfer-encoding") && !outgoing.hasHeader("trailer")) {
		http1._contentLength = length;
		return true;
	}
	return false;
};
const writeDefaultHeaders = (outgoing, status, length) => {
	if (trySetContentLength(outgoing, status, length)) outgoing.writeHead(status, { "Content-Type": defaultContentType });
	else outgoing.writeHead(status, {
		"Content-Type": defaultContentType,
		"Content-Length": length
	});
};
const responseViaCache = async (res, outgoing) => {
	let [status, body, header] = res[cacheKey];
	if (!header) {
		if (body === null) {
			outgoing.writeHead(status);
			outgoing.end();
		} else if (typeof body === "string") {
			writeDefaultHeaders(outgoing, status, Buffer.byteLength(body));
			outgoing.end(body);
		} else if (body instanceof Uint8Array) {
			writeDefaultHeaders(outgoing, status, body.byteLength);
			outgoing.end(body);
		} else if (body instanceof Blob) {
			writeDefaultHeaders(outgoing, status, body.size);
			outgoing.end(new Uint8Array(await body.arrayBuffer()));
		} else {
			outgoing.writeHead(status, { "Content-Type": defaultContentType });
			flushHeaders(outgoing);
			await writeFromReadableStream(body, outgoing)?.catch((e) => handleResponseError(e, outgoing));
		}
		outgoing[outgoingEnded]?.();
		return;
	}
	let hasContentLength = false;
	let plainHeaders = false;
	let canAutoLength = true;
	if (header instanceof Headers) {
		hasContentLength = header.has("content-length");
		header = buildOutgoingHttpHeaders(header, body === null ? void 0 : defaultContentType);
	} else if (Array.isArray(header)) {
		const headerObj = new Headers(header);
		hasContentLength = headerObj.has("content-length");
		header = buildOutgoingHttpHeaders(headerObj, body === null ? void 0 : defaultContentType);
	} else {
		plainHeaders = true;
		for (const key in header) {
			if (key.length === 14 && key.toLowerCase() === "content-length") {
				hasContentLength = true;
				break;
			}
			if (key.length === 17 && key.toLowerCase() === "transfer-encoding" || key.length === 7 && key.toLowerCase() === "trailer") canAutoLength = false;
		}
	}
	if (!hasContentLength) {
		let length;
		if (typeof body === "string") length = Buffer.byteLength(body);
		else if (body instanceof Uint8Array) length = body.byteLength;
		else if (body instanceof Blob) length = body.size;
		if (length !== void 0 && (!plainHeaders || !canAutoLength || !trySetContentLength(outgoing, status, length))) {
			if (plainHeaders) header = { ...header };
			header["Content-Length"] = length;
		}
	}
	outgoing.writeHead(status, header);
	if (body == null) outgoing.end();
	else if (typeof body === "string" || body instanceof Uint8Array) outgoing.end(body);
	else if (body instanceof Blob) outgoing.end(new Uint8Array(await body.arrayBuffer()));
	else {
		flushHeaders(outgoing);
		await writeFromReadableStream(body, outgoing)?.catch((e) => handleResponseError(e, outgoing));
	}
	outgoing[outgoingEnded]?.();
};
const isPromise = (res) => typeof res.then === "function";
const responseViaResponseObject = async (res, outgoing, options = {}) => {
	if (isPromise(res)) if (options.errorHandler) try {
		res = await res;
	} catch (err) {
		const errRes = await options.errorHandler(err);
		if (!errRes) return;
		res = errRes;
	}
	else res = await res.catch(handleFetchError);
	if (cacheKey in res) return responseViaCache(res, outgoing);
	const resHeaderRecord = buildOutgoingHttpHeaders(res.headers, res.body === null ? void 0 : defaultContentType);
	if (res.body) {
		const reader = res.body.getReader();
		const values = [];
		let done = false;
		let currentReadPromise = void 0;
		if (resHeaderRecord["transfer-encoding"] !== "chunked") {
			let maxReadCount = 2;
			for (let i = 0; i < maxReadCount; i++) {
				currentReadPromise ||= reader.read();
				const chunk = await readWithoutBlocking(currentReadPromise);
				if (!chunk) {
					if (i === 1) {
						await new Promise((resolve) => setTimeout(resolve));
						maxReadCount = 3;
						continue;
					}
					break;
				}
				currentReadPromise = void 0;
				if (chunk.value) values.push(chunk.value);
				if (chunk.done) {
					done = true;
					break;
				}
			}
			if (done && !("content-length" in resHeaderRecord)) resHeaderRecord["content-length"] = values.reduce((acc, value) => acc + value.length, 0);
		}
		outgoing.writeHead(res.status, resHeaderRecord);
		values.forEach((value) => {
			outgoing.write(value);
		});
		if (done) outgoing.end();
		else {
			if (values.length === 0) flushHeaders(outgoing);
			await writeFromReadableStreamDefaultReader(reader, outgoing, currentReadPromise);
		}
	} else if (resHeaderRecord["x-hono-already-sent"]) {} else {
		outgoing.writeHead(res.status, resHeaderRecord);
		outgoing.end();
	}
	outgoing[outgoingEnded]?.();
};
const getRequestListener = (fetchCallback, options = {}) => {
	const autoCleanupIncoming = options.autoCleanupIncoming ?? true;
	if (options.overrideGlobalObjects !== false && global.Request !== Request$1) {
		Object.defineProperty(global, "Request", { value: Request$1 });
		Object.defineProperty(global, "Response", { value: Response$1 });
	}
	return async (incoming, outgoing) => {
		let res, req;
		let needsBodyCleanup = false;
		let closeHandlerAttached = false;
		const ensureCloseHandler = () => {
			if (!req || closeHandlerAttached) return;
			closeHandlerAttached = true;
			outgoing.on("close", makeCloseHandler(req, incoming, outgoing, needsBodyCleanup));
		};
		try {
			req = newRequest(incoming, options.hostname);
			needsBodyCleanup = autoCleanupIncoming && !(incoming.method === "GET" || incoming.method === "HEAD");
			if (needsBodyCleanup) {
				incoming[wrapBodyStream] = true;
				if (incoming instanceof Http2ServerRequest) outgoing[outgoingEnded] = () => {
					if (!incoming.readableEnded) setTimeout(() => {
						if (!incoming.readableEnded) setTimeout(() => {
							incoming.destroy();
							outgoing.destroy();
						});
					});
				};
			}
			res = fetchCallback(req, {
				incoming,
				outgoing
			});
			if (!isPromise(res) && isImmediateCacheableResponse(res)) {
				if (needsBodyCleanup && !incoming.readableEnded) outgoing.once("finish", () => {
					if (!incoming.readableEnded) drainIncoming(incoming);
				});
				return responseViaCache(res, outgoing);
			}
			ensureCloseHandler();
		} catch (e) {
			if (!res) if (options.errorHandler) {
				ensureCloseHandler();
				res = await options.errorHandler(req ? e : toRequestError(e));
				if (!res) return;
			} else if (!req) res = handleRequestError();
			else res = handleFetchError(e);
			else return handleResponseError(e, outgoing);
		}
		try {
			return await responseViaResponseObject(res, outgoing, options);
		} catch (e) {
			return handleResponseError(e, outgoing);
		}
	};
};
globalThis.CloseEvent;
globalThis.ErrorEvent;
const CONNECTION_SYMBOL_KEY = Symbol("CONNECTION_SYMBOL_KEY");
const WAIT_FOR_WEBSOCKET_SYMBOL = Symbol("WAIT_FOR_WEBSOCKET_SYMBOL");
const responseHeadersToSkip = new Set([
	"connection",
	"content-length",
	"keep-alive",
	"proxy-authenticate",
	"proxy-authorization",
	"te",
	"trailer",
	"transfer-encoding",
	"upgrade",
	"sec-websocket-accept",
	"sec-websocket-extensions",
	"sec-websocket-protocol"
]);
const appendResponseHeaders = (headers, responseHeaders) => {
	if (!responseHeaders) return;
	responseHeaders.forEach((value, key) => {
		if (responseHeadersToSkip.has(key.toLowerCase())) return;
		headers.push(`${key}: ${value}`);
	});
};
const rejectUpgradeRequest = (socket, status, responseHeaders) => {
	if (socket.destroyed) return;
	const responseLines = ["Connection: close", "Content-Length: 0"];
	appendResponseHeaders(responseLines, responseHeaders);
	socket.end(`HTTP/1.1 ${status.toString()} ${STATUS_CODES[status] ?? ""}\r\n${responseLines.join("\r\n")}\r\n\r
`);
};
const createUpgradeRequest = (request) => {
	const protocol = request.socket.encrypted ? "https" : "http";
	const incomingUrl = request.url ?? "/";
	let url;
	if (incomingUrl[0] !== "/" && (incomingUrl.startsWith("http://") || incomingUrl.startsWith("https://"))) {
		validateRequestTarget(incomingUrl);
		url = new URL(incomingUrl).href;
	} else url = buildUrl(protocol, request.headers.host ?? "localhost", incomingUrl);
	const headers = new Headers();
	for (const key in request.headers) {
		const value = request.headers[key];
		if (!value) continue;
		headers.append(key, Array.isArray(value) ? value[0] : value);
	}
	return new Request(url, { headers });
};
const setupWebSocket = (options) => {
	const { server, fetchCallback, wss } = options;
	const waiterMap = new Map();
	wss.on("connection", (ws, request) => {
		const waiter = waiterMap.get(request);
		if (waiter) {
			waiter.resolve(ws);
			waiterMap.delete(request);
		}
	});
	const rejectWaiter = (request) => {
		const waiter = waiterMap.get(request);
		if (waiter) {
			waiterMap.delete(request);
			waiter.reject(new Error("WebSocket handshake aborted"));
		}
	};
	const waitForWebSocket = (request, connectionSymbol) => {
		return new Promise((resolve, reject) => {
			waiterMap.set(request, {
				resolve,
				reject,
				connectionSymbol
			});
		});
	};
	server.on("upgrade", async (request, socket, head) => {
		if (request.headers.upgrade?.toLowerCase() !== "websocket") return;
		const ignoreSocketError = () => {};
		const reclaimWaiterOnClose = () => rejectWaiter(request);
		socket.on("error", ignoreSocketError);
		socket.once("close", reclaimWaiterOnClose);
		const env = {
			incoming: request,
			outgoing: void 0,
			wss,
			[WAIT_FOR_WEBSOCKET_SYMBOL]: waitForWebSocket
		};
		let status = 400;
		let responseHeaders;
		try {
			const response = await fetchCallback(createUpgradeRequest(request), env);
			if (response instanceof Response) {
				status = response.status;
				responseHeaders = response.headers;
			}
		} catch (error) {
			if (server.listenerCount("upgrade") === 1) rejectUpgradeRequest(socket, error instanceof RequestError ? 400 : 500);
			return;
		}
		if (socket.destroyed) {
			rejectWaiter(request);
			return;
		}
		const waiter = waiterMap.get(request);
		if (!waiter || waiter.connectionSymbol !== env[CONNECTION_SYMBOL_KEY]) {
			rejectWaiter(request);
			if (server.listenerCount("upgrade") === 1) rejectUpgradeRequest(socket, status, responseHeaders);
			return;
		}
		const addResponseHeaders = (headers) => {
			appendResponseHeaders(headers, responseHeaders);
		};
		wss.on("headers", addResponseHeaders);
		try {
			wss.handleUpgrade(request, socket, head, (ws) => {
				socket.off("close", reclaimWaiterOnClose);
				socket.off("error", ignoreSocketError);
				wss.emit("connection", ws, request);
			});
		} finally {
			wss.off("headers", addResponseHeaders);
		}
	});
	server.on("close", () => {
		wss.close();
	});
};
const createAdaptorServer = (options) => {
	const fetchCallback = options.fetch;
	const requestListener = getRequestListener(fetchCallback, {
		hostname: options.hostname,
		overrideGlobalObjects: options.overrideGlobalObjects,
		autoCleanupIncoming: options.autoCleanupIncoming
	});
	const server = (options.createServer || createServer)(options.serverOptions || {}, requestListener);
	if (options.websocket && options.websocket.server) {
		if (options.websocket.server.options.noServer !== true) throw new Error("WebSocket server must be created with { noServer: true } option");
		setupWebSocket({
			server,
			fetchCallback,
			wss: options.websocket.server
		});
	}
	return server;
};
// node_modules/hono/dist/http-exception.js
var HTTPException = class extends Error {
	res;
	status;
	constructor(status = 500, options) {
		super(options?.message, { cause: options?.cause });
		this.res = options?.res;
		this.status = status;
	}
	getResponse() {
		if (this.res) return new Response(this.res.body, {
			status: this.status,
			headers: this.res.headers
		});
		return new Response(this.message, { status: this.status });
	}
};
// node_modules/hono/dist/request/constants.js
const GET_MATCH_RESULT = Symbol();
// node_modules/hono/dist/utils/buffer.js
const bufferToFormData = (arrayBuffer, contentType) => {
	return new Response(arrayBuffer, { headers: { "Content-Type": contentType.replace(/^[^;]+/, (mediaType) => mediaType.toLowerCase()) } }).formData();
};
// node_modules/hono/dist/utils/body.js
const MAX_NESTED_OBJECTS = 1e4;
const isRawRequest = (request) => "headers" in request;
const parseBody = async (request, options = Object.create(null)) => {
	const { all = false, dot = false } = options;
	const mediaType = (isRawRequest(request) ? request.headers : request.raw.headers).get("Content-Type")?.split(";")[0].trim().toLowerCase();
	if (mediaType === "multipart/form-data" || mediaType === "application/x-www-form-urlencoded") return parseFormData(request, {
		all,
		dot
	});
	return {};
};
async function parseFormData(request, options) {
	if (!isRawRequest(request) && request.bodyCache.formData) return convertFormDataToBodyData(await request.bodyCache.formData, options);
	const headers = isRawRequest(request) ? request.headers : request.raw.headers;
	const arrayBuffer = await request.arrayBuffer();
	const formDataPromise = bufferToFormData(arrayBuffer, headers.get("Content-Type") || "");
	if (!isRawRequest(request)) request.bodyCache.formData = formDataPromise;
	const formData = await formDataPromise;
	if (formData) return convertFormDataToBodyData(formData, options);
	return {};
}
function convertFormDataToBodyData(formData, options) {
	const form = Object.create(null);
	const nestingState = { count: 0 };
	formData.forEach((value, key) => {
		if (!(options.all || key.endsWith("[]"))) form[key] = value;
		else handleParsingAllValues(form, key, value);
	});
	if (options.dot) Object.entries(form).forEach(([key, value]) => {
		if (key.includes(".")) {
			handleParsingNestedValues(form, key, value, nestingState);
			delete form[key];
		}
	});
	return form;
}
const handleParsingAllValues = (form, key, value) => {
	if (form[key] !== void 0) {
		if (Array.isArray(form[key])) form[key].push(value);
		else form[key] = [form[key], value];
	} else if (!key.endsWith("[]")) form[key] = value;
	else form[key] = [value];
};
const handleParsingNestedValues = (form, key, value, state) => {
	if (/(?:^|\.)__proto__\./.test(key)) return;
	let nestedForm = form;
	const keys = key.split(".", 34);
	if (keys.length > 33) throwNestingLimitExceeded();
	keys.forEach((key, index) => {
		if (index === keys.length - 1) nestedForm[key] = value;
		else {
			if (!nestedForm[key] || typeof nestedForm[key] !== "object" || Array.isArray(nestedForm[key]) || nestedForm[key] instanceof File) {
				if (state.count++ >= MAX_NESTED_OBJECTS) throwNestingLimitExceeded();
				nestedForm[key] = Object.create(null);
			}
			nestedForm = nestedForm[key];
		}
	});
};
const throwNestingLimitExceeded = () => {
	throw new Error("Nesting limit exceeded");
};
// node_modules/hono/dist/utils/url.js
const splitPath = (path) => {
	const paths = path.split("/");
	if (paths[0] === "") paths.shift();
	return paths;
};
const splitRoutingPath = (routePath) => {
	const { groups, path } = extractGroupsFromPath(routePath);
	const paths = splitPath(path);
	return replaceGroupMarks(paths, groups);
};
const extractGroupsFromPath = (path) => {
	const groups = [];
	path = path.replace(/\{[^}]+\}/g, (match, index) => {
		const mark = `@${index}`;
		groups.push([mark, match]);
		return mark;
	});
	return {
		groups,
		path
	};
};
const replaceGroupMarks = (paths, groups) => {
	for (let i = groups.length - 1; i >= 0; i--) {
		const [mark] = groups[i];
		for (let j = paths.length - 1; j >= 0; j--) if (paths[j].includes(mark)) {
			paths[j] = paths[j].replace(mark, groups[i][1]);
			break;
		}
	}
	return paths;
};
const patternCache = {};
const getPattern = (label, next) => {
	if (label === "*") return "*";
	const match = label.match(/^\:([^\{\}]+)(?:\{(.+)\})?$/);
	if (match) {
		const cacheKey = `${label}#${next}`;
		if (!patternCache[cacheKey]) {
			if (match[2]) patternCache[cacheKey] = next && next[0] !== ":" && next[0] !== "*" ? [
				cacheKey,
				match[1],
				new RegExp(`^${match[2]}(?=/${next})`)
			] : [
				label,
				match[1],
				new RegExp(`^${match[2]}$`)
			];
			else patternCache[cacheKey] = [
				label,
				match[1],
				true
			];
		}
		return patternCache[cacheKey];
	}
	return null;
};
const tryDecode = (str, decoder) => {
	try {
		return decoder(str);
	} catch {
		return str.replace(/(?:%[0-9A-Fa-f]{2})+/g, (match) => {
			try {
				return decoder(match);
			} catch {
				return match;
			}
		});
	}
};
const decodeURIWithPreservedPercent = (value) => decodeURI(value.includes("%25") ? value.replace(/%25/g, "%2525") : value);
const getPath = (request) => {
	const url = request.url;
	const start = url.indexOf("/", url.indexOf(":") + 4);
	let i = start;
	for (; i < url.length; i++) {
		const charCode = url.charCodeAt(i);
		if (charCode === 37) {
			const queryIndex = url.indexOf("?", i);
			const hashIndex = url.indexOf("#", i);
			const end = queryIndex === -1 ? hashIndex === -1 ? void 0 : hashIndex : hashIndex === -1 ? queryIndex : Math.min(queryIndex, hashIndex);
			const path = url.slice(start, end);
			const decoded = tryDecode(path, decodeURIWithPreservedPercent);
			if (/%(?![0-9A-Fa-f]{2})/.test(path)) {
				const rewritten = new URL("http://localhost");
				rewritten.pathname = decoded.replace(/[\\\t\n\r]/g, encodeURIComponent);
				if (tryDecode(rewritten.pathname, decodeURIWithPreservedPercent) !== decoded) return tryDecode(path.replace(/%(?![0-9A-Fa-f]{2})/g, "%25"), decodeURIWithPreservedPercent);
			}
			return decoded;
		} else if (charCode === 63 || charCode === 35) break;
	}
	return url.slice(start, i);
};
const getPathNoStrict = (request) => {
	const result = getPath(request);
	return result.length > 1 && result.at(-1) === "/" ? result.slice(0, -1) : result;
};
const mergePath = (base, sub, ...rest) => {
	if (rest.length) sub = mergePath(sub, ...rest);
	return `${base?.[0] === "/" ? "" : "/"}${base}${sub === "/" ? "" : `${base?.at(-1) === "/" ? "" : "/"}${sub?.[0] === "/" ? sub.slice(1) : sub}`}`;
};
const checkOptionalParameter = (path) => {
	if (path.charCodeAt(path.length - 1) !== 63 || !path.includes(":")) return null;
	const segments = path.split("/");
	const results = [];
	let basePath = "";
	segments.forEach((segment) => {
		if (segment !== "" && !/\:/.test(segment)) basePath += "/" + segment;
		else if (/\:/.test(segment)) {
			if (segment.charCodeAt(segment.length - 1) === 63) {
				if (results.length === 0 && basePath === "") results.push("/");
				else results.push(basePath);
				const optionalSegment = segment.slice(0, -1);
				basePath += "/" + optionalSegment;
				results.push(basePath);
			} else basePath += "/" + segment;
		}
	});
	return results.filter((v, i, a) => a.indexOf(v) === i);
};
const tryDecodeURIComponent = (str) => str.indexOf("%") !== -1 ? tryDecode(str, decodeURIComponent_) : str;
const _decodeURI = (value) => {
	if (value.indexOf("+") !== -1) value = value.replace(/\+/g, " ");
	return tryDecodeURIComponent(value);
};
const _getQueryParam = (url, key, multiple) => {
	const hashIndex = url.indexOf("#", 8);
	if (hashIndex !== -1) url = url.slice(0, hashIndex);
	let encoded;
	if (!multiple && key && !/[%+&=]/.test(key)) {
		const queryIndex = url.indexOf("?", 8);
		let keyIndex = queryIndex;
		if (keyIndex === -1) return;
		if (!url.startsWith(key, keyIndex + 1)) keyIndex = url.indexOf(`&${key}`, keyIndex + 1);
		while (keyIndex !== -1) {
			const trailingKeyCode = url.charCodeAt(keyIndex + key.length + 1);
			if (trailingKeyCode === 61 || trailingKeyCode === 38 || isNaN(trailingKeyCode)) {
				if (keyIndex > queryIndex && /(?:^|&)[^=&]*[%+]/.test(url.slice(queryIndex + 1, keyIndex))) break;
				if (trailingKeyCode === 61) {
					const valueIndex = keyIndex + key.length + 2;
					const endIndex = url.indexOf("&", valueIndex);
					return _decodeURI(url.slice(valueIndex, endIndex === -1 ? void 0 : endIndex));
				}
				return "";
			}
			keyIndex = url.indexOf(`&${key}`, keyIndex + 1);
		}
		encoded = /[%+]/.test(url);
		if (!encoded) return;
	}
	const results = Object.create(null);
	encoded ??= /[%+]/.test(url);
	let keyIndex = url.indexOf("?", 8);
	while (keyIndex !== -1) {
		const nextKeyIndex = url.indexOf("&", keyIndex + 1);
		let valueIndex = url.indexOf("=", keyIndex);
		if (valueIndex > nextKeyIndex && nextKeyIndex !== -1) valueIndex = -1;
		let name = url.slice(keyIndex + 1, valueIndex === -1 ? nextKeyIndex === -1 ? void 0 : nextKeyIndex : valueIndex);
		if (encoded) name = _decodeURI(name);
		keyIndex = nextKeyIndex;
		if (name === "") continue;
		let value;
		if (valueIndex === -1) value = "";
		else {
			value = url.slice(valueIndex + 1, nextKeyIndex === -1 ? void 0 : nextKeyIndex);
			if (encoded) value = _decodeURI(value);
		}
		if (multiple) {
			if (!(results[name] && Array.isArray(results[name]))) results[name] = [];
			results[name].push(value);
		} else results[name] ??= value;
	}
	return key ? results[key] : results;
};
const getQueryParam = _getQueryParam;
const getQueryParams = (url, key) => {
	return _getQueryParam(url, key, true);
};
const decodeURIComponent_ = decodeURIComponent;
// node_modules/hono/dist/request.js
var HonoRequest = class {
	raw;
	#validatedData;
	#matchResult;
	routeIndex = 0;
	path;
	bodyCache = {};
	constructor(request, path = "/", matchResult = [[]]) {
		this.raw = request;
		this.path = path;
		this.#matchResult = matchResult;
	}
	param(key) {
		return key ? this.#getDecodedParam(key) : this.#getAllDecodedParams();
	}
	#getDecodedParam(key) {
		const paramKey = this.#matchResult[0][this.routeIndex]?.[1][key];
		const param = this.#getParamValue(paramKey);
		return param && tryDecodeURIComponent(param);
	}
	#getAllDecodedParams() {
		const decoded = {};
		const keys = Object.keys(this.#matchResult[0][this.routeIndex]?.[1] ?? {});
		for (const key of keys) {
			const value = this.#getParamValue(this.#matchResult[0][this.routeIndex][1][key]);
			if (value !== void 0) decoded[key] = tryDecodeURIComponent(value);
		}
		return decoded;
	}
	#getParamValue(paramKey) {
		return this.#matchResult[1] ? this.#matchResult[1][paramKey] : paramKey;
	}
	query(key) {
		return getQueryParam(this.url, key);
	}
	queries(key) {
		return getQueryParams(this.url, key);
	}
	header(name) {
		if (name) return this.raw.headers.get(name) ?? void 0;
		const headerData = Object.create(null);
		this.raw.headers.forEach((value, key) => {
			headerData[key] = value;
		});
		return headerData;
	}
	async parseBody(options) {
		return parseBody(this, options);
	}
	#cachedBody = (key) => {
		const { bodyCache, raw } = this;
		const cachedBody = bodyCache[key];
		if (cachedBody) return cachedBody;
		for (const anyCachedKey in bodyCache) return bodyCache[anyCachedKey].then((body) => {
			if (anyCachedKey === "json") body = JSON.stringify(body);
			const contentType = anyCachedKey === "formData" ? void 0 : raw.headers.get("content-type");
			return new Response(body, { headers: contentType ? { "Content-Type": contentType } : void 0 })[key]();
		});
		return bodyCache[key] = raw[key]();
	};
	json() {
		return this.#cachedBody("text").then((text) => JSON.parse(text));
	}
	text() {
		return this.#cachedBody("text");
	}
	arrayBuffer() {
		return this.#cachedBody("arrayBuffer");
	}
	bytes() {
		return this.#cachedBody("arrayBuffer").then((buffer) => new Uint8Array(buffer));
	}
	blob() {
		return this.#cachedBody("blob");
	}
	formData() {
		return this.#cachedBody("formData");
	}
	addValidatedData(target, data) {
		(this.#validatedData ??= {})[target] = data;
	}
	valid(target) {
		return this.#validatedData?.[target];
	}
	get url() {
		return this.raw.url;
	}
	get method() {
		return this.raw.method;
	}
	get [GET_MATCH_RESULT]() {
		return this.#matchResult;
	}
	get matchedRoutes() {
		return this.#matchResult[0].map(([[, route]]) => route);
	}
	get routePath() {
		return this.#matchResult[0].map(([[, route]]) => route)[this.routeIndex].path;
	}
};
// node_modules/hono/dist/context.js
const TEXT_PLAIN = "text/plain; charset=UTF-8";
const setDefaultContentType = (contentType, headers) => {
	return {
		"Content-Type": contentType,
		...headers
	};
};
const createResponseInstance = (body, init) => new Response(body, init);
var Context = class {
	#rawRequest;
	#req;
	env = {};
	#var;
	finalized = false;
	error;
	#status;
	#executionCtx;
	#res;
	#layout;
	#renderer;
	#notFoundHandler;
	#preparedHeaders;
	#matchResult;
	#path;
	constructor(req, options) {
		this.#rawRequest = req;
		if (options) {
			this.#executionCtx = options.executionCtx;
			this.env = options.env;
			this.#notFoundHandler = options.notFoundHandler;
			this.#path = options.path;
			this.#matchResult = options.matchResult;
		}
	}
	get req() {
		this.#req ??= new HonoRequest(this.#rawRequest, this.#path, this.#matchResult);
		return this.#req;
	}
	get event() {
		if (this.#executionCtx && "respondWith" in this.#executionCtx) return this.#executionCtx;
		else throw Error("This context has no FetchEvent");
	}
	get executionCtx() {
		if (this.#executionCtx) return this.#executionCtx;
		else throw Error("This context has no ExecutionContext");
	}
	get res() {
		return this.#res ||= createResponseInstance(null, { headers: this.#preparedHeaders ??= new Headers() });
	}
	set res(_res) {
		if (this.#res && _res) {
			_res = createResponseInstance(_res.body, _res);
			for (const [k, v] of this.#res.headers.entries()) {
				if (k === "content-type") continue;
				if (k === "set-cookie") {
					const cookies = this.#res.headers.getSetCookie();
					_res.headers.delete("set-cookie");
					for (const cookie of cookies) _res.headers.append("set-cookie", cookie);
				} else _res.headers.set(k, v);
			}
		}
		this.#res = _res;
		this.finalized = true;
	}
	render = (...args) => {
		this.#renderer ??= (content) => this.html(content);
		return this.#renderer(...args);
	};
	setLayout = (layout) => this.#layout = layout;
	getLayout = () => this.#layout;
	setRenderer = (renderer) => {
		this.#renderer = renderer;
	};
	header = (name, value, options) => {
		if (this.finalized && !this.#res.bodyUsed) this.#res = createResponseInstance(this.#res.body, this.#res);
		const headers = this.#res ? this.#res.headers : this.#preparedHeaders ??= new Headers();
		if (value === void 0) headers.delete(name);
		else if (options?.append) headers.append(name, value);
		else headers.set(name, value);
	};
	status = (status) => {
		this.#status = status;
	};
	set = (key, value) => {
		this.#var ??= new Map();
		this.#var.set(key, value);
	};
	get = (key) => {
		return this.#var ? this.#var.get(key) : void 0;
	};
	get var() {
		if (!this.#var) return {};
		return Object.fromEntries(this.#var);
	}
	#newResponse(data, arg, headers) {
		let responseHeaders = this.#res ? new Headers(this.#res.headers) : this.#preparedHeaders;
		if (typeof arg === "object" && arg.headers) {
			responseHeaders ??= new Headers();
			for (const [key, value] of new Headers(arg.headers)) if (key === "set-cookie") responseHeaders.append(key, value);
			else responseHeaders.set(key, value);
		}
		if (headers) {
			if (!responseHeaders) {
				let count = 0;
				for (const k in headers) if (++count > 1 || typeof headers[k] !== "string") {
					responseHeaders = new Headers();
					break;
				}
			}
			if (responseHeaders) for (const k in headers) {
				const v = headers[k];
				if (typeof v === "string") responseHeaders.set(k, v);
				else {
					responseHeaders.delete(k);
					for (const v2 of v) responseHeaders.append(k, v2);
				}
			}
		}
		const status = typeof arg === "number" ? arg : arg?.status ?? this.#status;
		return createResponseInstance(data, {
			status,
			headers: responseHeaders ?? headers
		});
	}
	newResponse = (...args) => this.#newResponse(...args);
	body = (data, arg, headers) => this.#newResponse(data, arg, headers);
	text = (text, arg, headers) => {
		return !this.#preparedHeaders && !this.#status && !arg && !headers && !this.finalized ? new Response(text) : this.#newResponse(text, arg, setDefaultContentType(TEXT_PLAIN, headers));
	};
	json = (object, arg, headers) => {
		return this.#newResponse(JSON.stringify(object), arg, setDefaultContentType("application/json", headers));
	};
	html = (html, arg, headers) => {
		const res = (html) => this.#newResponse(html, arg, setDefaultContentType("text/html; charset=UTF-8", headers));
		return typeof html === "object" ? resolveCallback(html, HtmlEscapedCallbackPhase.Stringify, false, {}).then(res) : res(html);
	};
	redirect = (location, status) => {
		const locationString = String(location);
		this.header("Location", !/[^\x00-\xFF]/.test(locationString) ? locationString : encodeURI(locationString));
		return this.newResponse(null, status ?? 302);
	};
	notFound = () => {
		this.#notFoundHandler ??= () => createResponseInstance();
		return this.#notFoundHandler(this);
	};
};
// node_modules/hono/dist/compose.js
const compose = (middleware, onError, onNotFound) => {
	return (context, next) => {
		let index = -1;
		return dispatch(0);
		async function dispatch(i) {
			if (i <= index) throw new Error("next() called multiple times");
			index = i;
			let res;
			let isError = false;
			let handler;
			if (middleware[i]) {
				handler = middleware[i][0][0];
				context.req.routeIndex = i;
			} else handler = i === middleware.length && next || void 0;
			if (handler) try {
				res = await handler(context, () => dispatch(i + 1));
			} catch (err) {
				if (err instanceof Error && onError) {
					context.error = err;
					res = await onError(err, context);
					isError = true;
				} else throw err;
			}
			else if (context.finalized === false && onNotFound) res = await onNotFound(context);
			if (res && (context.finalized === false || isError)) context.res = res;
			return context;
		}
	};
};
// node_modules/hono/dist/helper/route/index.js
const matchedRoutes = (c) => c.req[GET_MATCH_RESULT][0].map(([[, route]]) => route);
const routePath = (c, index) => matchedRoutes(c).at(index ?? c.req.routeIndex)?.path ?? "";
// node_modules/hono/dist/router.js
const METHODS = [
	"get",
	"post",
	"put",
	"delete",
	"options",
	"patch",
	"query"
];
const MESSAGE_MATCHER_IS_ALREADY_BUILT = "Can not add a route since the matcher is already built.";
var UnsupportedPathError = class extends Error {};
// node_modules/hono/dist/utils/constants.js
const COMPOSED_HANDLER = "__COMPOSED_HANDLER";
// node_modules/hono/dist/utils/mount.js
const countTrailingSlashes = (path) => {
	let index = path.length;
	while (index > 0 && path.charCodeAt(index - 1) === 47) index--;
	return path.length - index;
};
const getPathPrefixLength = (c, pathPrefix, routePath) => {
	if (!/[:*]/.test(pathPrefix)) return pathPrefix.length;
	const path = c.req.path;
	const matchResult = c.req[GET_MATCH_RESULT];
	const paramNames = new Set();
	let length = 0;
	for (const part of splitRoutingPath(pathPrefix)) {
		if (part[0] === ":" && part.endsWith("}?")) throw new Error(`mount(): Optional regular expression parameters are not supported in "${routePath}".`);
		const pattern = getPattern(part);
		if (pattern && pattern !== "*") {
			const name = pattern[1];
			if (paramNames.has(name)) throw new Error(`mount(): Duplicate path parameter "${name}" in "${routePath}".`);
			paramNames.add(name);
		}
		if (pattern && pattern !== "*" && pattern[2] !== true) {
			const value = matchResult.length === 2 ? matchResult[1][matchResult[0][c.req.routeIndex][1][pattern[1]]] : matchResult[0][c.req.routeIndex][1][pattern[1]];
			length += value.length + 1;
		} else if (pattern || part.endsWith("*")) {
			const end = path.indexOf("/", length + 1);
			length = end === -1 ? path.length : end;
		} else length += part.length + 1;
	}
	return length;
};
const createMountedRequest = (c, pathPrefix, routePath) => {
	if (/[^/]\*$/.test(routePath)) throw new Error(`mount(): Wildcard must follow "/" in "${routePath}".`);
	const prefixLength = getPathPrefixLength(c, pathPrefix, routePath);
	const path = c.req.path.slice(prefixLength) || "/";
	if (prefixLength > c.req.path.length || path[0] !== "/" || /\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) throw new HTTPException(400, { message: "Invalid mounted path" });
	const rawUrl = c.req.raw.url;
	if (/^[^/?#]*\/\/[^/?#\\]*[?#\\]/.test(rawUrl)) throw new HTTPException(400, { message: "Invalid mounted path" });
	const rawPathEnd = rawUrl.search(/[?#]/);
	const rawTrailingSlashes = countTrailingSlashes(rawPathEnd === -1 ? rawUrl : rawUrl.slice(0, rawPathEnd));
	if (rawTrailingSlashes > 1 && countTrailingSlashes(c.req.path) === rawTrailingSlashes - 1) throw new HTTPException(400, { message: "Invalid mounted path" });
	const url = new URL(rawUrl);
	url.pathname = path.replace(/[\\\t\n\r]/g, encodeURIComponent);
	if (path.includes("%")) {}
	return new Request(url, c.req.raw);
};
// node_modules/hono/dist/hono-base.js
const notFoundHandler = (c) => {
	return c.text("404 Not Found", 404);
};
const errorHandler = (err, c) => {
	if ("getResponse" in err) {
		const res = err.getResponse();
		return c.newResponse(res.body, res);
	}
	console.error(err);
	return c.text("Internal Server Error", 500);
};
var Hono$1 = class Hono {
	get;
	post;
	put;
	delete;
	options;
	patch;
	query;
	all;
	on;
	use;
	router;
	getPath;
	_basePath = "/";
	#path = "/";
	routes = [];
	constructor(options = {}) {
		[...METHODS, "all"].forEach((method) => {
			this[method] = (args1, ...args) => {
				const methodName = method.toUpperCase();
				if (typeof args1 === "string") this.#path = args1;
				else this.#addRoute(methodName, this.#path, args1);
				args.forEach((handler) => {
					this.#addRoute(methodName, this.#path, handler);
				});
				return this;
			};
		});
		this.on = (method, path, ...handlers) => {
			for (const p of [path].flat()) {
				this.#path = p;
				for (const m of [method].flat()) {
					const methodName = m.toUpperCase();
					for (const handler of handlers) this.#addRoute(methodName, this.#path, handler);
				}
			}
			return this;
		};
		this.use = (arg1, ...handlers) => {
			if (typeof arg1 === "string") this.#path = arg1;
			else {
				this.#path = "*";
				handlers.unshift(arg1);
			}
			handlers.forEach((handler) => {
				this.#addRoute("ALL", this.#path, handler);
			});
			return this;
		};
		const { strict, ...optionsWithoutStrict } = options;
		Object.assign(this, optionsWithoutStrict);
		this.getPath = strict ?? true ? options.getPath ?? getPath : getPathNoStrict;
	}
	#clone() {
		const clone = new Hono({
			router: this.router,
			getPath: this.getPath
		});
		clone.errorHandler = this.errorHandler;
		clone.#notFoundHandler = this.#notFoundHandler;
		clone.routes = this.routes;
		return clone;
	}
	#notFoundHandler = notFoundHandler;
	errorHandler = errorHandler;
	route(path, app) {
		const subApp = this.basePath(path);
		app.routes.map((r) => {
			let handler;
			if (app.errorHandler === errorHandler) handler = r.handler;
			else {
				handler = async (c, next) => (await compose([], app.errorHandler)(c, () => r.handler(c, next))).res;
				handler[COMPOSED_HANDLER] = r.handler;
			}
			subApp.#addRoute(r.method, r.path, handler, r.basePath);
		});
		return this;
	}
	basePath(path) {
		const subApp = this.#clone();
		subApp._basePath = mergePath(this._basePath, path);
		return subApp;
	}
	onError = (handler) => {
		this.errorHandler = handler;
		return this;
	};
	notFound = (handler) => {
		this.#notFoundHandler = handler;
		return this;
	};
	mount(path, applicationHandler, options) {
		let replaceRequest;
		let optionHandler;
		if (options) {
			if (typeof options === "function") optionHandler = options;
			else {
				optionHandler = options.optionHandler;
				if (options.replaceRequest === false) replaceRequest = (request) => request;
				else replaceRequest = options.replaceRequest;
			}
		}
		const getOptions = optionHandler ? (c) => {
			const options = optionHandler(c);
			return Array.isArray(options) ? options : [options];
		} : (c) => {
			let executionContext = void 0;
			try {
				executionContext = c.executionCtx;
			} catch {}
			return [c.env, executionContext];
		};
		const defaultReplaceRequest = (c) => {
			const mountedRoutePath = routePath(c);
			return createMountedRequest(c, mountedRoutePath.replace(/\/?\*$/, ""), mountedRoutePath);
		};
		const handler = async (c, next) => {
			const res = await applicationHandler(replaceRequest ? replaceRequest(c.req.raw) : defaultReplaceRequest(c), ...getOptions(c));
			if (res) return res;
			await next();
		};
		this.#addRoute("ALL", mergePath(path, "*"), handler);
		return this;
	}
	#addRoute(method, path, handler, baseRoutePath) {
		path = mergePath(this._basePath, path);
		const r = {
			basePath: baseRoutePath !== void 0 ? mergePath(this._basePath, baseRoutePath) : this._basePath,
			path,
			method,
			handler
		};
		this.router.add(method, path, [handler, r]);
		this.routes.push(r);
	}
	#handleError(err, c) {
		if (err instanceof Error) return this.errorHandler(err, c);
		throw err;
	}
	#dispatch(request, executionCtx, env, method) {
		if (method === "HEAD") return (async () => new Response(null, await this.#dispatch(request, executionCtx, env, "GET")))();
		const path = this.getPath(request, { env });
		const matchResult = this.router.match(method, path);
		const c = new Context(request, {
			path,
			matchResult,
			env,
			executionCtx,
			notFoundHandler: this.#notFoundHandler
		});
		if (matchResult[0].length === 1) {
			let res;
			try {
				res = matchResult[0][0][0][0](c, async () => {
					c.res = await this.#notFoundHandler(c);
				});
			} catch (err) {
				return this.#handleError(err, c);
			}
			return res instanceof Promise ? res.then((resolved) => resolved || (c.finalized ? c.res : this.#notFoundHandler(c))).catch((err) => this.#handleError(err, c)) : res ?? this.#notFoundHandler(c);
		}
		const composed = compose(matchResult[0], this.errorHandler, this.#notFoundHandler);
		return (async () => {
			try {
				const context = await composed(c);
				if (!context.finalized) throw new Error("Context is not finalized. Did you forget to return a Response object or `await next()`?");
				return context.res;
			} catch (err) {
				return this.#handleError(err, c);
			}
		})();
	}
	fetch = (request, ...rest) => {
		return this.#dispatch(request, rest[1], rest[0], request.method);
	};
	request = (input, requestInit, Env, executionCtx) => {
		if (input instanceof Request) return this.fetch(requestInit ? new Request(input, requestInit) : input, Env, executionCtx);
		input = input.toString();
		return this.fetch(new Request(/^https?:\/\//.test(input) ? input : `http://localhost${mergePath("/", input)}`, requestInit), Env, executionCtx);
	};
	fire = () => {
		addEventListener("fetch", (event) => {
			event.respondWith(this.#dispatch(event.request, event, void 0, event.request.method));
		});
	};
};
// node_modules/hono/dist/router/utils.js
const createNullObject = () => Object.create(null);
// node_modules/hono/dist/router/reg-exp-router/matcher.js
const emptyParam = [];
function match(method, path) {
	const matchers = this.buildAllMatchers();
	const match = ((method, path) => {
		const matcher = matchers[method] || matchers["ALL"];
		const staticMatch = matcher[2][path];
		if (staticMatch) return staticMatch;
		const match = path.match(matcher[0]);
		if (!match) return [[], emptyParam];
		const index = match.indexOf("", 1);
		return [matcher[1][index], match];
	});
	this.match = match;
	return match(method, path);
}
// node_modules/hono/dist/router/reg-exp-router/node.js
const LABEL_REG_EXP_STR = "[^/]+";
const ONLY_WILDCARD_REG_EXP_STR = "[^]*";
const TAIL_WILDCARD_REG_EXP_STR = "(?:|/[^]*)";
const PATH_ERROR = Symbol();
const regExpMetaChars = new Set(".\\+*[^]$()");
function compareKey(a, b) {
	if (a.length === 1) return b.length === 1 ? a < b ? -1 : 1 : -1;
	if (b.length === 1) return 1;
	if (a === "[^]*" || a === "(?:|/[^]*)") return b === "[^]*" ? -1 : 1;
	else if (b === "[^]*" || b === "(?:|/[^]*)") return -1;
	if (a === "[^/]+") return 1;
	else if (b === "[^/]+") return -1;
	return a.length === b.length ? a < b ? -1 : 1 : b.length - a.length;
}
var Node$1 = class Node {
	#index;
	#varIndex;
	#children = createNullObject();
	insert(tokens, index, paramMap, context, keys) {
		let node = this;
		for (let i = 0, len = tokens.length; i < len; i++) {
			const token = tokens[i];
			const pattern = token.length === 1 ? token === "*" ? i === len - 1 ? [
				"",
				"",
				ONLY_WILDCARD_REG_EXP_STR
			] : [
				"",
				"",
				LABEL_REG_EXP_STR
			] : null : token === "/*" ? [
				"",
				"",
				TAIL_WILDCARD_REG_EXP_STR
			] : token.match(/^\:([^\{\}]+)(?:\{(.+)\})?$/);
			let nextNode;
			if (pattern) {
				const name = pattern[1];
				let regexpStr = pattern[2] || "[^/]+";
				if (name && pattern[2]) {
					if (new RegExp(regexpStr).test("")) throw PATH_ERROR;
					regexpStr = regexpStr.replace(/^\((?!\?:)(?=[^)]+\)$)/, "(?:");
					if (/\((?!\?:)/.test(regexpStr)) throw PATH_ERROR;
					if (regexpStr.length === 1 && regExpMetaChars.has(regexpStr)) throw PATH_ERROR;
				}
				keys.push(regexpStr);
				nextNode = node.#children[regexpStr];
				if (!nextNode) {
					if (regexpStr !== "[^]*" && regexpStr !== "(?:|/[^]*)") {
						for (const k in node.#children) if ((regexpStr.length > 1 || k.length > 1) && k !== "[^]*" && k !== "(?:|/[^]*)") throw PATH_ERROR;
					}
					nextNode = node.#children[regexpStr] = new Node();
				}
				if (name !== "") {
					nextNode.#varIndex ??= context.varIndex++;
					paramMap.push([name, nextNode.#varIndex]);
				}
			} else {
				keys.push(token);
				nextNode = node.#children[token];
				if (!nextNode) {
					for (const k in node.#children) if (k.length > 1 && k !== "[^]*" && k !== "(?:|/[^]*)") throw PATH_ERROR;
					nextNode = node.#children[token] = new Node();
				}
			}
			node = nextNode;
		}
		if (node.#index !== void 0) throw PATH_ERROR;
		node.#index = index;
	}
	buildRegExpStr() {
		const strList = Object.keys(this.#children).sort(compareKey).map((k) => {
			const c = this.#children[k];
			const childStr = c.buildRegExpStr();
			return childStr === "" ? "" : (typeof c.#varIndex === "number" ? `(${k})@${c.#varIndex}` : regExpMetaChars.has(k) ? `\\${k}` : k) + childStr;
		}).filter(Boolean);
		if (typeof this.#index === "number" && this.#index !== -1) strList.unshift(`#${this.#index}`);
		if (strList.length === 0) return "";
		if (strList.length === 1) return strList[0];
		return "(?:" + strList.join("|") + ")";
	}
};
// node_modules/hono/dist/router/reg-exp-router/trie.js
var Trie = class {
	#context = { varIndex: 0 };
	#root = new Node$1();
	#index = 0;
	paths = createNullObject();
	insert(path, isStatic) {
		const keys = [];
		if (isStatic) {
			this.#root.insert(path.split(""), -1, [], this.#context, keys);
			this.paths[path] = [
				-1,
				[],
				keys
			];
			return;
		}
		const paramAssoc = [];
		const groups = [];
		let markedPath = path;
		for (let i = 0;;) {
			let replaced = false;
			markedPath = markedPath.replace(/\{(?:\{[\d,]+\}|[^}])+\}/g, (m) => {
				const mark = `@\\${i}`;
				groups[i] = [mark, m];
				i++;
				replaced = true;
				return mark;
			});
			if (!replaced) break;
		}
		const tokens = markedPath.match(/(?::[^\/]+)|(?:\/\*$)|./gs) || [];
		for (let i = groups.length - 1; i >= 0; i--) {
			const [mark] = groups[i];
			for (let j = tokens.length - 1; j >= 0; j--) if (tokens[j].indexOf(mark) !== -1) {
				tokens[j] = tokens[j].replace(mark, groups[i][1]);
				break;
			}
		}
		this.#root.insert(tokens, this.#index, paramAssoc, this.#context, keys);
		this.paths[path] = [
			this.#index++,
			paramAssoc,
			keys
		];
	}
	buildRegExp() {
		let regexp = this.#root.buildRegExpStr();
		if (regexp === "") return [
			/^$/,
			[],
			[]
		];
		let captureIndex = 0;
		const indexReplacementMap = [];
		const paramReplacementMap = [];
		regexp = regexp.replace(/#(\d+)|@(\d+)|\.\*\$/g, (_, handlerIndex, paramIndex) => {
			if (handlerIndex !== void 0) {
				indexReplacementMap[++captureIndex] = Number(handlerIndex);
				return "$()";
			}
			if (paramIndex !== void 0) {
				paramReplacementMap[Number(paramIndex)] = ++captureIndex;
				return "";
			}
			return "";
		});
		return [
			new RegExp(`^${regexp}`),
			indexReplacementMap,
			paramReplacementMap
		];
	}
};
// node_modules/hono/dist/router/reg-exp-router/router.js
function endsWithWildcard(keys) {
	const tail = keys[keys.length - 1];
	return tail === "[^]*" || tail === "(?:|/[^]*)";
}
function covers(wildcard, target) {
	const last = wildcard.length - 1;
	for (let i = 0; i < last; i++) if (wildcard[i] !== target[i]) return false;
	return wildcard[last] === "[^]*" || target.length === last || target[last] === "/";
}
var RegExpRouter = class {
	name = "RegExpRouter";
	#handlers;
	#tries;
	constructor() {
		this.#handlers = { ["ALL"]: [] };
		this.#tries = { ["ALL"]: new Trie() };
	}
	#insertPath(method, path) {
		try {
			this.#tries[method].insert(path, !/\*|\/:/.test(path));
		} catch (e) {
			throw e === PATH_ERROR ? new UnsupportedPathError(path) : e;
		}
	}
	add(method, path, handler) {
		const handlers = this.#handlers;
		if (!handlers) throw new Error(MESSAGE_MATCHER_IS_ALREADY_BUILT);
		const tries = this.#tries;
		if (!handlers[method]) {
			tries[method] = new Trie();
			handlers[method] = [...handlers["ALL"]];
			for (const p in tries["ALL"].paths) this.#insertPath(method, p);
		}
		if (path === "/*") path = "*";
		const methods = method === "ALL" ? Object.keys(handlers) : [method];
		const paths = checkOptionalParameter(path) || [path];
		for (const path of paths) for (const m of methods) {
			if (!tries[m].paths[path]) this.#insertPath(m, path);
			handlers[m].push([handler, path]);
		}
	}
	match = match;
	buildAllMatchers() {
		const matchers = createNullObject();
		for (const method of Object.keys(this.#handlers)) matchers[method] = this.#buildMatcher(method);
		this.#handlers = this.#tries = void 0;
		return matchers;
	}
	#buildMatcher(method) {
		const handlers = this.#handlers[method];
		const trie = this.#tries[method];
		const staticMap = createNullObject();
		const handlerData = [];
		const [regexp, indexReplacementMap, paramReplacementMap] = trie.buildRegExp();
		const own = createNullObject();
		const entries = handlers.map(([h, p], i) => {
			(own[p] ??= []).push(i);
			return [h, trie.paths[p][1].reduceRight((map, [key, varIndex]) => {
				map[key] = paramReplacementMap[varIndex];
				return map;
			}, createNullObject())];
		});
		const wildcards = Object.keys(own).filter((p) => endsWithWildcard(trie.paths[p][2]));
		for (const path in trie.paths) {
			const [index, , keys] = trie.paths[path];
			const indexes = [...own[path]];
			for (const p of wildcards) if (p !== path && covers(trie.paths[p][2], keys)) indexes.push(...own[p]);
			const data = indexes.sort((a, b) => a - b).map((i) => entries[i]);
			if (index === -1) {
				const last = Math.max(-1, ...data.flatMap(([, map]) => Object.values(map)));
				staticMap[path] = [data, last === -1 ? emptyParam : path.match(regexp).slice(0, last + 1)];
			} else handlerData[index] = data;
		}
		return [
			regexp,
			indexReplacementMap.map((i) => handlerData[i]),
			staticMap
		];
	}
};
// node_modules/hono/dist/router/smart-router/router.js
var SmartRouter = class {
	name = "SmartRouter";
	#routers = [];
	#routes = [];
	constructor(init) {
		this.#routers = init.routers;
	}
	add(method, path, handler) {
		if (!this.#routes) throw new Error(MESSAGE_MATCHER_IS_ALREADY_BUILT);
		this.#routes.push([
			method,
			path,
			handler
		]);
	}
	match(method, path) {
		if (!this.#routes) throw new Error("Fatal error");
		const routers = this.#routers;
		const routes = this.#routes;
		const len = routers.length;
		let i = 0;
		let res;
		for (; i < len; i++) {
			const router = routers[i];
			try {
				for (let i = 0, len = routes.length; i < len; i++) router.add(...routes[i]);
				res = router.match(method, path);
			} catch (e) {
				if (e instanceof UnsupportedPathError) continue;
				throw e;
			}
			this.match = router.match.bind(router);
			this.#routers = [router];
			this.#routes = void 0;
			break;
		}
		if (i === len) throw new Error("Fatal error");
		this.name = `SmartRouter + ${this.activeRouter.name}`;
		return res;
	}
	get activeRouter() {
		if (this.#routes || this.#routers.length !== 1) throw new Error("No active router has been determined yet.");
		return this.#routers[0];
	}
};
// node_modules/hono/dist/router/trie-router/node.js
const emptyParams = createNullObject();
let order = 0;
var Node = class Node {
	#methods = [];
	#children = createNullObject();
	#patterns = [];
	#pattern;
	#params = emptyParams;
	insert(method, path, handler) {
		let curNode = this;
		const parts = splitRoutingPath(path);
		const possibleKeys = new Set();
		let i = 0;
		for (const p of parts) {
			const nextP = parts[++i];
			const pattern = getPattern(p, nextP) || (nextP === void 0 && p && p.indexOf("*") === p.length - 1 ? p : null);
			const isParam = Array.isArray(pattern);
			const key = isParam ? pattern[0] : pattern || p;
			const child = curNode.#children[key] ||= new Node();
			if (pattern && !child.#pattern) {
				child.#pattern = pattern;
				curNode.#patterns.push(child);
			}
			curNode = child;
			if (isParam) possibleKeys.add(pattern[1]);
		}
		curNode.#methods.push({ [method]: {
			handler,
			possibleKeys: [...possibleKeys],
			score: ++order
		} });
	}
	#pushHandlerSets(handlerSets, node, method, nodeParams, params) {
		for (let i = 0, len = node.#methods.length; i < len; i++) {
			const m = node.#methods[i];
			const handlerSet = m[method] || m["ALL"];
			if (handlerSet) {
				handlerSet.params = createNullObject();
				handlerSets.push(handlerSet);
				for (let i = 0, len = handlerSet.possibleKeys.length; i < len; i++) {
					const key = handlerSet.possibleKeys[i];
					handlerSet.params[key] = params?.[key] && !i ? params[key] : nodeParams[key] ?? params?.[key];
				}
			}
		}
	}
	search(method, path) {
		const handlerSets = [];
		this.#params = emptyParams;
		let curNodes = [this];
		const parts = splitPath(path);
		const curNodesQueue = [];
		const len = parts.length;
		let partOffsets = null;
		for (let i = 0; i < len; i++) {
			const part = parts[i];
			const isLast = i === len - 1;
			const tempNodes = [];
			for (let j = 0, len2 = curNodes.length; j < len2; j++) {
				const node = curNodes[j];
				const nextNode = node.#children[part];
				if (nextNode) {
					nextNode.#params = node.#params;
					if (isLast) {
						if (nextNode.#children["*"]) this.#pushHandlerSets(handlerSets, nextNode.#children["*"], method, node.#params);
						this.#pushHandlerSets(handlerSets, nextNode, method, node.#params);
					} else tempNodes.push(nextNode);
				}
				for (const child of node.#patterns) {
					const pattern = child.#pattern;
					const params = node.#params === emptyParams ? {} : { ...node.#params };
					if (typeof pattern === "string") {
						if (pattern === "*" || part.startsWith(pattern.slice(0, -1))) {
							this.#pushHandlerSets(handlerSets, child, method, node.#params);
							if (pattern === "*") {
								child.#params = params;
								tempNodes.push(child);
							}
						}
						continue;
					}
					const [, name, matcher] = pattern;
					if (!part && matcher === true) continue;
					if (matcher !== true) {
						if (!partOffsets) {
							partOffsets = [];
							let offset = path[0] === "/" ? 1 : 0;
							for (let p = 0; p < len; p++) {
								partOffsets[p] = offset;
								offset += parts[p].length + 1;
							}
						}
						const restPathString = path.slice(partOffsets[i]);
						const m = matcher.exec(restPathString);
						if (m) {
							if (!Object.hasOwn(params, name)) params[name] = m[0];
							this.#pushHandlerSets(handlerSets, child, method, node.#params, params);
							if (m[0].length === restPathString.length && child.#children["*"]) this.#pushHandlerSets(handlerSets, child.#children["*"], method, node.#params, params);
							for (const _ in child.#children) {
								child.#params = params;
								const componentCount = m[0].match(/\//g)?.length ?? 0;
								(curNodesQueue[componentCount] ||= []).push(child);
								break;
							}
							continue;
						}
					}
					if (matcher === true || matcher.test(part)) {
						if (!Object.hasOwn(params, name)) params[name] = part;
						if (isLast) {
							this.#pushHandlerSets(handlerSets, child, method, params, node.#params);
							if (child.#children["*"]) this.#pushHandlerSets(handlerSets, child.#children["*"], method, params, node.#params);
						} else {
							child.#params = params;
							tempNodes.push(child);
						}
					}
				}
			}
			const shifted = curNodesQueue.shift();
			curNodes = shifted ? tempNodes.concat(shifted) : tempNodes;
		}
		if (handlerSets[1]) handlerSets.sort((a, b) => {
			return a.score - b.score;
		});
		return [handlerSets.map(({ handler, params }) => [handler, params])];
	}
};
// node_modules/hono/dist/router/trie-router/router.js
var TrieRouter = class {
	name = "TrieRouter";
	#node = new Node();
	add(method, path, handler) {
		for (const result of checkOptionalParameter(path) || [path]) this.#node.insert(method, result, handler);
	}
	match(method, path) {
		return this.#node.search(method, path);
	}
};
// node_modules/hono/dist/hono.js
var Hono = class extends Hono$1 {
	constructor(options = {}) {
		super(options);
		this.router = options.router ?? new SmartRouter({ routers: [new RegExpRouter(), new TrieRouter()] });
	}
};
// sandbox/converra/context.ts
function agentIdName(dialect) {
	return dialect.naming === "older" ? "promptId" : "agentId";
}
function agentIdIn(dialect, given) {
	return given[agentIdName(dialect)];
}
function agentIdMember(dialect, id) {
	return { [agentIdName(dialect)]: id };
}
// sandbox/converra/random.ts
function seededRandom(seed) {
	let state = hash(seed);
	return () => {
		state = state + 1831565813 | 0;
		let mixed = Math.imul(state ^ state >>> 15, 1 | state);
		mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
		return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
	};
}
function gaussian(random) {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
function hash(text) {
	let value = 2166136261;
	for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
	value = Math.imul(value ^ value >>> 16, 2246822507);
	value = Math.imul(value ^ value >>> 13, 3266489909);
	return (value ^ value >>> 16) >>> 0;
}
// sandbox/converra/run-state.ts
const RUN_MS = 9e5;
const SPREAD = .2;
function runDuration(mode, seed, timeScale) {
	return drawnDuration(seed) * (mode === "validation" ? 1.5 : 1) / timeScale;
}
function benchmarkDuration(models, seed, timeScale) {
	return drawnDuration(seed) * (models / 2) / timeScale;
}
function optimizationPhase(run, now) {
	if (run.stoppedAt !== void 0) return "stopped";
	const elapsed = now - run.createdAt;
	if (elapsed < run.queuedMs) return "queued";
	if (run.outcome?.kind === "never-ends" || run.outcome?.kind === "unknown-status" || elapsed < run.durationMs) return "running";
	return run.outcome?.kind === "fail" ? "failed" : "completed";
}
function optimizationStatus(run, now, unknownStatus) {
	const phase = optimizationPhase(run, now);
	if (phase !== "running") return phase;
	const elapsed = (now - run.createdAt) / run.durationMs;
	if (run.outcome?.kind === "unknown-status" && elapsed >= 1) return "needs_review";
	return unknownStatus && elapsed >= .3 && elapsed < .7 ? "analyzing" : phase;
}
function benchmarkStatus(run, now) {
	return now - run.createdAt < run.durationMs ? "running" : "completed";
}
function endOf(run) {
	return run.stoppedAt ?? run.createdAt + run.durationMs;
}
function drawnDuration(seed) {
	return RUN_MS * (.8 + 2 * SPREAD * seededRandom(`${seed}:duration`)());
}
// sandbox/converra/formatters.ts
function iso(ms) {
	return new Date(ms).toISOString();
}
function agentToWire(agent, counts) {
	return {
		id: agent.id,
		name: agent.name,
		content: agent.content,
		llmModel: agent.llmModel,
		...agent.description === void 0 ? {} : { description: agent.description },
		tags: [...agent.tags],
		status: agent.status,
		isActive: agent.isActive,
		createdAt: iso(agent.createdAt),
		updatedAt: iso(agent.updatedAt),
		...counts.lastOptimizedAt === void 0 ? {} : { lastOptimizedAt: iso(counts.lastOptimizedAt) },
		conversationCount: counts.conversations
	};
}
function conversationToWire(conversation, dialect) {
	return {
		id: conversation.id,
		...agentIdMember(dialect, conversation.agentId),
		content: conversation.content,
		status: conversation.status,
		...conversation.llmModel === void 0 ? {} : { llmModel: conversation.llmModel },
		...conversation.companyName === void 0 ? {} : { companyName: conversation.companyName },
		hasInsights: conversation.insightsAt !== void 0,
		createdAt: iso(conversation.createdAt)
	};
}
function optimizationSummary(run, dialect, now) {
	const phase = optimizationPhase(run, now);
	return {
		id: run.id,
		...agentIdMember(dialect, run.agentId),
		status: optimizationStatus(run, now, dialect.unknownStatus),
		mode: run.mode,
		createdAt: iso(run.createdAt),
		...phase === "queued" || phase === "running" ? {} : { completedAt: iso(endOf(run)) }
	};
}
function optimizationDetails(run, context) {
	const { dialect, clock } = context;
	const now = clock.now();
	const phase = optimizationPhase(run, now);
	const base = {
		...optimizationSummary(run, dialect, now),
		variantCount: run.variantIds.length
	};
	if (phase === "failed") return {
		...base,
		...failureMembers(run, dialect)
	};
	if (phase !== "completed") return base;
	const silent = dialect.resultsNull || run.outcome?.kind === "results-null";
	return {
		...base,
		results: silent ? null : resultsToWire(run, context),
		...silent ? {} : goldenMember(context.resultOf(run).golden, dialect)
	};
}
function variantToWire(variant, winnerId, dialect) {
	const scores = Object.entries(variant.scores).map(([metric, points]) => [metric, dialect.metricScale === 1 ? round$1(points / 100, 4) : round$1(points, 2)]);
	const newer = dialect.naming === "newer";
	return {
		id: variant.id,
		name: variant.name,
		metrics: {
			...Object.fromEntries(scores),
			lift: round$1(variant.lift, 2)
		},
		...variant.isControl && !dialect.controlContent ? {} : { content: variant.content },
		...newer ? {
			isControl: variant.isControl,
			isWinner: variant.id === winnerId
		} : {}
	};
}
function resultsToWire(run, context) {
	const { winner, leader, confidence } = context.resultOf(run);
	const scale = context.dialect.confidenceScale;
	return {
		winnerSelected: winner !== void 0,
		winningVariantId: winner?.id ?? null,
		lift: round$1(leader.lift, 2),
		confidence: round$1(confidence * scale, 3)
	};
}
function failureMembers(run, dialect) {
	const reason = run.outcome?.reason;
	if (reason === void 0) return {};
	return dialect.naming === "older" ? { error: { message: reason } } : { failureReason: reason };
}
function goldenMember(golden, dialect) {
	if (golden === void 0) return {};
	return dialect.naming === "older" ? { regressionResults: golden } : { goldenSet: golden };
}
function round$1(value, digits) {
	return Number(value.toFixed(digits));
}
// sandbox/converra/versions.ts
function replaceContent({ clock, emit }, agent, content, by, variantId) {
	if (content === agent.content) return;
	const now = clock.now();
	agent.versions.push({
		content: agent.content,
		replacedAt: now,
		by
	});
	agent.content = content;
	agent.updatedAt = now;
	emit("prompt.updated", {
		promptId: agent.id,
		promptName: agent.name,
		updateType: by === "apply" ? "optimization" : "manual",
		...variantId === void 0 ? {} : { variantId },
		appliedAt: new Date(now).toISOString()
	});
}
// sandbox/converra/announce.ts
function announceEnded(context) {
	const { store, clock } = context;
	const now = clock.now();
	const ended = [...store.optimizations.values()].filter((run) => !run.announced && optimizationPhase(run, now) === "completed");
	for (const run of ended) {
		run.announced = true;
		const deploys = store.settings.optimization.deploymentMode !== "manual";
		if (store.webhooks.size === 0 && !deploys) continue;
		const { winner, leader, confidence } = context.resultOf(run);
		const agent = store.agents.get(run.agentId);
		if (deploys && winner !== void 0 && agent?.status === "active") replaceContent(context, agent, winner.content, "apply", winner.id);
		context.emit("optimization.completed", {
			optimizationId: run.id,
			promptId: run.agentId,
			results: {
				winnerSelected: winner !== void 0,
				winningVariantId: winner?.id ?? null,
				improvementPercentage: Number(leader.lift.toFixed(2)),
				confidence
			},
			duration: Math.round(run.durationMs / 1e3),
			completedAt: iso(endOf(run))
		});
	}
	return ended.length > 0;
}
// node_modules/@hono/node-server/dist/utils/response.mjs
const RESPONSE_ALREADY_SENT = new Response(null, { headers: { [X_ALREADY_SENT]: "true" } });
// sandbox/converra/middleware/record.ts
const BASE_PATH = "/api/v1";
function record(requests, clock) {
	return async (c, next) => {
		const text = await c.req.text();
		const entry = {
			method: c.req.method,
			path: belowBase(c.req.path),
			query: c.req.query(),
			...text === "" ? {} : { body: parse(text) },
			status: 0,
			at: clock.now()
		};
		requests.push(entry);
		await next();
		if (!c.get("dropped")) entry.status = c.res.status;
	};
}
function belowBase(path) {
	return path.startsWith(`/api/v1/`) ? path.slice(7) : path;
}
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
// sandbox/converra/middleware/inject-faults.ts
var DroppedConnection = class extends Error {
	name = "DroppedConnection";
};
function injectFaults(plan, clock, closing) {
	return async (c, next) => {
		const fault = plan.next(c.req.method, belowBase(c.req.path));
		if (fault === void 0) return next();
		const answer = answerInstead(c, fault);
		if (answer !== void 0) return answer;
		await next();
		switch (fault.kind) {
			case "drop-after":
				c.res = drop(c);
				return;
			case "slow":
				await clock.sleep(fault.ms, closing);
				return;
			case "cut-json": {
				const body = await c.res.text();
				c.res = altered(c, body.slice(0, Math.floor(body.length / 2)), "application/json");
				return;
			}
			case "wrong-type": {
				const body = await c.res.text();
				c.res = fault.of === "content" ? altered(c, body, "text/plain; charset=utf-8") : altered(c, JSON.stringify(mistyped(JSON.parse(body || "{}"))), "application/json");
				return;
			}
		}
	};
}
function answerInstead(c, fault) {
	switch (fault.kind) {
		case "drop-before": return drop(c);
		case "status": return envelope(fault.status, `scripted ${fault.status}`, fault.headers);
		case "retry-after": return envelope(429, "scripted rate limit", { "retry-after": `${fault.seconds}` });
		case "html": return new Response(`<!doctype html><html><head><title>${fault.status} Bad Gateway</title></head><body><h1>${fault.status} Bad Gateway</h1></body></html>`, {
			status: fault.status,
			headers: { "content-type": "text/html; charset=utf-8" }
		});
		case "redirect": return new Response(null, {
			status: 307,
			headers: { location: fault.url }
		});
		default: return;
	}
}
function envelope(status, message, headers = {}) {
	return new Response(status === 204 || status === 304 ? null : JSON.stringify({ error: {
		code: status === 429 ? "RATE_LIMIT_EXCEEDED" : status >= 500 ? "INTERNAL_ERROR" : "FAULT",
		message
	} }), {
		status,
		headers: {
			"content-type": "application/json",
			...headers
		}
	});
}
function drop(c) {
	c.set("dropped", true);
	const socket = c.env?.incoming?.socket;
	if (socket === void 0) throw new DroppedConnection("the connection was dropped");
	socket.destroy();
	return RESPONSE_ALREADY_SENT;
}
function altered(c, body, contentType) {
	return new Response(body, {
		status: c.res.status,
		headers: { "content-type": contentType }
	});
}
function mistyped(value) {
	if (Array.isArray(value)) return { items: value.length };
	if (typeof value !== "object" || value === null) return [];
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, typeof member === "number" ? "many" : 12]));
}
// sandbox/converra/refusal.ts
var Refusal = class extends Error {
	name = "Refusal";
	status;
	code;
	headers;
	constructor(status, code, message, headers = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.headers = headers;
	}
	toWire() {
		return { error: {
			code: this.code,
			message: this.message
		} };
	}
};
function invalid(message) {
	return new Refusal(400, "VALIDATION_ERROR", message);
}
function notFound(what) {
	return new Refusal(404, "NOT_FOUND", `${what} was not found`);
}
function conflict(message) {
	return new Refusal(409, "CONFLICT", message);
}
function limitExceeded(message) {
	return new Refusal(403, "LIMIT_EXCEEDED", message);
}
// sandbox/converra/usage.ts
const SLOTS = 10;
function periodOf(now) {
	const date = new Date(now);
	return {
		start: Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1),
		end: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
	};
}
function usageOf({ store, clock }) {
	const now = clock.now();
	const { start } = periodOf(now);
	const runs = [...store.optimizations.values()];
	const logged = [...store.conversations.values()].filter((entry) => entry.createdAt >= start);
	return {
		agents: [...store.agents.values()].filter((agent) => agent.status !== "archived").length,
		optimizations: runs.filter((run) => run.createdAt >= start).length,
		running: runs.filter((run) => {
			const phase = optimizationPhase(run, now);
			return phase === "queued" || phase === "running";
		}).length,
		conversations: logged.length,
		tokens: logged.reduce((sum, entry) => sum + Math.ceil(entry.content.length / 4), 0)
	};
}
function requireRoomForAgent(context) {
	const { agents: limit, name } = context.plan;
	if (limit !== null && usageOf(context).agents >= limit) throw limitExceeded(`the ${name} plan allows ${limit} agents`);
}
function requireRoomForConversation(context) {
	const { conversationsPerMonth: limit, name } = context.plan;
	if (limit !== null && usageOf(context).conversations >= limit) throw limitExceeded(`the ${name} plan allows ${limit} conversations a month`);
}
function requireRoomForOptimization(context) {
	const { optimizationsPerMonth: limit, name } = context.plan;
	const usage = usageOf(context);
	if (limit !== null && usage.optimizations >= limit) throw limitExceeded(`the ${name} plan allows ${limit} optimizations a month`);
	if (usage.running >= SLOTS) throw new Refusal(429, "CONCURRENCY_LIMIT", `at most ${SLOTS} optimizations may run at once; wait for one to end or stop one`);
}
// sandbox/converra/routes/account.ts
function accountRoutes(context) {
	const { store, clock, dialect, plan } = context;
	const routes = new Hono();
	const agents = dialect.naming === "older" ? "prompts" : "agents";
	routes.get("/account", (c) => c.json({
		id: "acct_sandbox",
		name: "Sandbox",
		email: "sandbox@example.com",
		plan: {
			name: plan.name,
			limits: {
				[agents]: plan.agents,
				optimizationsPerMonth: plan.optimizationsPerMonth,
				conversationsPerMonth: plan.conversationsPerMonth
			}
		},
		createdAt: iso(store.createdAt)
	}));
	routes.get("/usage", (c) => {
		const { start, end } = periodOf(clock.now());
		const usage = usageOf(context);
		return c.json({
			period: {
				start: iso(start),
				end: iso(end)
			},
			[agents]: {
				used: usage.agents,
				limit: plan.agents
			},
			optimizations: {
				used: usage.optimizations,
				limit: plan.optimizationsPerMonth,
				running: usage.running
			},
			conversations: {
				used: usage.conversations,
				limit: plan.conversationsPerMonth
			},
			tokens: {
				used: usage.tokens,
				limit: null
			}
		});
	});
	return routes;
}
// sandbox/converra/scenarios.ts
const METRICS = [
	"taskCompletion",
	"responseQuality",
	"sentiment",
	"clarity"
];
const SCENARIOS = [
	{
		id: "refund-policy",
		title: "Asks for a refund within the policy",
		needs: [
			/\brefund/i,
			/\b(refund|return|money back)[^.\n]{0,160}\b\d{1,3}[ -](calendar |business )?days?\b|\b\d{1,3}[ -](calendar |business )?days?\b[^.\n]{0,160}\b(refund|return)/i,
			/\b(original (payment )?method|original card|store credit|full refund|partial refund|prorated|pro rata)\b/i
		],
		weights: [
			4,
			2.5,
			2,
			1.5
		],
		paragraph: "Refunds: a purchase can be refunded within 30 days of delivery. Inside that period offer a full refund to the original payment method; after it, offer store credit and explain why.",
		topic: /\b(refund|money back|return)\b/i
	},
	{
		id: "receipt",
		title: "Wants money back and has no receipt at hand",
		needs: [/\b(receipt|proof of purchase)\b/i, /\b(ask|needs?|request|require|requires|check|look up|find|without)\b[^.\n]{0,120}\b(receipts?|proof of purchase)\b/i],
		weights: [
			2.5,
			1.2,
			.3,
			.7
		],
		paragraph: "Proof of purchase: ask for the receipt or another proof of purchase before you start a return, and offer to look it up by email when the customer cannot find it.",
		topic: /\b(receipt|proof of purchase)\b/i
	},
	{
		id: "escalation",
		title: "Asks for a person",
		needs: [/\b(escalat|hand (it |them |the conversation )?(over|off)|hand(s|ing)? (over|off)|transfer (the|this|them|it|to)\b)/i, /\b(human|specialist|supervisor|colleague|team member|person)\b/i],
		weights: [
			2,
			1.3,
			2,
			.8
		],
		paragraph: "Escalation: when the customer asks for a person, or two answers in a row did not help, escalate to a human colleague, say so, and summarise what has been tried.",
		topic: /\b(human|person|supervisor|manager|representative)\b/i
	},
	{
		id: "identity",
		title: "Wants an account detail changed",
		needs: [/\b(verify|confirm|check)\b[^.\n]{0,80}\b(identity|who (they|it) (are|is)|account holder|security question|last four|date of birth)/i, /\b(before|until|unless|prior to)\b[^.\n]{0,80}\b(chang|updat|access|discuss|account)/i],
		weights: [
			2,
			1,
			.4,
			.8
		],
		paragraph: "Identity: verify the identity of the customer with the email on file and the last four digits of the order before you change anything on the account.",
		topic: /\b(my account|change my|update my|address|email)\b/i
	},
	{
		id: "tone",
		title: "Chats casually and expects a pleasant answer",
		needs: [/\b(friendly|warm|polite|empath|courteous|respectful|calm|kind)/i, /\b(tone|style|voice|plain (language|words)|short sentences|concise|brief)\b/i],
		weights: [
			.4,
			1.5,
			3,
			2.5
		],
		paragraph: "Tone: be friendly and calm, use plain language and short sentences, and end with the next step.",
		topic: /\b(hello|hi|thanks|thank you)\b/i
	},
	{
		id: "order-status",
		title: "Asks where an order is when no tracking is known",
		needs: [/\b(order status|status of (an|the|their) order|tracking|order lookup)\b/i, /\b(never|do not|don't|avoid)\b[^.\n]{0,60}\b(invent|guess|make up|assume|estimate)/i],
		weights: [
			1.5,
			2.2,
			1,
			1.2
		],
		paragraph: "Order status: look the order status up by its number. Never invent or guess a status or a date; when nothing is found say so and offer to check.",
		topic: /\b(where is|order status|tracking|my order|package)\b/i
	},
	{
		id: "shipping",
		title: "Asks how long delivery takes",
		needs: [/\b(shipping|delivery|ships?|dispatch)/i, /\b(shipping|deliver\w*|ships?|express|standard)\b[^.\n]{0,80}\b\d+ ?(-|–|to) ?\d+ (business |working )?days\b|\b(next|two)[ -]day\b/i],
		weights: [
			1.5,
			1.5,
			.7,
			1.5
		],
		paragraph: "Shipping: standard delivery takes 3 to 5 business days and express delivery 1 to 2 business days; add 2 days for remote areas.",
		topic: /\b(shipping|deliver|arrive)/i
	},
	{
		id: "cancellation",
		title: "Wants to cancel",
		needs: [/\bcancel/i, /\bcancel\w*\b[^.\n]{0,100}\b(before|within|until|at any time|once|hours?|at the end of)\b/i],
		weights: [
			2,
			1.3,
			1,
			1
		],
		paragraph: "Cancellation: an order can be cancelled free of charge before it ships, a subscription at any time with effect at the end of the period. Confirm the cancellation in writing.",
		topic: /\bcancel/i
	},
	{
		id: "complaint",
		title: "Is angry about something that went wrong",
		needs: [/\b(apologi[sz]|apology|sorry)/i, /\b(complain|upset|angry|frustrat|unhappy|disappointed)/i],
		weights: [
			.8,
			1,
			3,
			.5
		],
		paragraph: "Complaints: when a customer is upset, apologise once and sincerely, name what went wrong, and offer one concrete remedy.",
		topic: /\b(unacceptable|terrible|angry|complaint|ridiculous|disappointed|worst)\b/i
	},
	{
		id: "language",
		title: "Writes in another language",
		needs: [/\b(repl(y|ies)|answer|respond|write)\b[^.\n]{0,60}\blanguage\b|\blanguage (of|in which|that) the (customer|user)/i],
		weights: [
			.7,
			1,
			1.5,
			1
		],
		paragraph: "Language: reply in the language of the customer's last message.",
		topic: /\b(spanish|french|german|english|español|deutsch|français)\b/i
	},
	{
		id: "privacy",
		title: "Offers a card number, or asks for someone else's data",
		needs: [/\b(personal (data|information|details)|privacy|card numbers?|passwords?|payment details)\b/i, /\b(never|do not|don't)\b[^.\n]{0,60}\b(share|ask|reveal|repeat|store|disclose|request|show)/i],
		weights: [
			.8,
			1.2,
			.4,
			.6
		],
		paragraph: "Privacy: never ask for or repeat passwords or full card numbers, and never share personal data of another customer.",
		topic: /\b(card|password|personal data|gdpr)\b/i
	},
	{
		id: "out-of-scope",
		title: "Asks for something the agent is not for",
		needs: [/\b(outside|out of scope|unrelated|off[- ]topic|beyond)\b/i, /\b(decline|redirect|steer|cannot help|can't help|point them)\b/i],
		weights: [
			.8,
			1.3,
			.7,
			1.5
		],
		paragraph: "Scope: when a request is outside our products and orders, politely decline and point them to where they can get help.",
		topic: /\b(poem|homework|weather|legal advice|politics)\b/i
	}
];
// sandbox/converra/transcript.ts
const LABEL = /^\s*(user|human|customer|client|assistant|ai|agent|bot|support)\s*:\s*(.*)$/i;
const CUSTOMER = /^(user|human|customer|client)$/i;
const PLEASED = /\b(thanks|thank you|great|perfect|awesome|appreciate|helpful|excellent|lovely)\b/gi;
const DISPLEASED = /\b(unacceptable|useless|ridiculous|terrible|frustrat\w*|angry|annoy\w*|worst|disappointed|not helpful|never mind|nevermind|waste of time)\b/gi;
const NO_ANSWER = /\b(i (do not|don't) know|i'?m not sure|i am not sure|no information)\b/i;
const NOT_FOUND = /\b(could not|couldn't|cannot|can't) (find|locate|look up|see)\b/i;
const REFUSED = /\b(i (cannot|can't) (help|do that|offer|change)|not able to|unable to)\b/i;
function parseTurns(content) {
	const turns = [];
	for (const line of content.split(/\r?\n/)) {
		const match = LABEL.exec(line);
		const last = turns.at(-1);
		if (match) turns.push({
			by: CUSTOMER.test(match[1] ?? "") ? "customer" : "agent",
			text: match[2] ?? ""
		});
		else if (last && line.trim() !== "") last.text += `\n${line}`;
	}
	return turns;
}
function analyse(content, status) {
	const turns = parseTurns(content);
	const customer = turns.filter((turn) => turn.by === "customer").map((turn) => turn.text);
	const words = customer.join("\n");
	const pleased = count(words, PLEASED);
	const displeased = count(words, DISPLEASED);
	const sentimentScore = Math.min(1, Math.max(0, .5 + .15 * pleased - .2 * displeased));
	const sentiment = sentimentScore > .6 ? "positive" : sentimentScore < .4 ? "negative" : "neutral";
	const steps = stepsOf(turns);
	const lastFailed = steps.at(-1)?.rootCause !== void 0;
	const endsPleased = count(customer.at(-1) ?? "", DISPLEASED) === 0;
	const taskCompleted = status === "completed" && endsPleased && !lastFailed;
	const topics = SCENARIOS.filter((scenario) => scenario.topic.test(words)).map(({ id }) => id);
	const first = (customer[0] ?? "").split("\n")[0]?.slice(0, 120) ?? "";
	const ending = taskCompleted ? "The task was completed." : "The task was not completed.";
	return {
		turns: turns.length,
		sentimentScore: Math.round(sentimentScore * 100) / 100,
		sentiment,
		taskCompleted,
		topics,
		steps,
		summary: first === "" ? ending : `Customer: "${first}". ${ending}`
	};
}
function stepsOf(turns) {
	return turns.flatMap((turn, index) => {
		const question = turns[index - 1];
		if (turn.by !== "agent" || question?.by !== "customer") return [];
		return [{
			step: SCENARIOS.find(({ topic }) => topic.test(question.text))?.title ?? "Answers the customer",
			rootCause: failure(turn.text)
		}];
	});
}
function failure(answer) {
	if (NOT_FOUND.test(answer)) return "retrieval_rag_issue";
	if (NO_ANSWER.test(answer)) return "prompt_issue";
	return REFUSED.test(answer) ? "model_limitation" : void 0;
}
function count(text, words) {
	return text.match(words)?.length ?? 0;
}
// sandbox/converra/insights.ts
const DAY_MS$1 = 864e5;
function agentInsights(conversations, days, now) {
	const recent = conversations.filter((entry) => entry.insightsAt !== void 0 && entry.createdAt > now - days * DAY_MS$1);
	const analysed = recent.map((entry) => analyse(entry.content, entry.status));
	const share = (test) => round(analysed.length === 0 ? 0 : analysed.filter(test).length / analysed.length);
	const statusShare = (status) => recent.length === 0 ? 0 : round(recent.filter((entry) => entry.status === status).length / recent.length);
	const average = mean$1(analysed.map((entry) => entry.sentimentScore), .5);
	const issues = issuesOf(analysed);
	return {
		metrics: {
			taskCompletion: Math.round(1e3 * share((entry) => entry.taskCompleted)) / 10,
			averageSentiment: average > .6 ? "positive" : average < .4 ? "negative" : "neutral",
			conversationCount: recent.length,
			averageTurns: Math.round(10 * mean$1(analysed.map((entry) => entry.turns))) / 10,
			completionRate: statusShare("completed"),
			abandonmentRate: statusShare("abandoned")
		},
		topics: tally(analysed.flatMap((entry) => entry.topics)).map(([name, count]) => ({
			name,
			count
		})),
		issues,
		recommendations: issues.map(({ description }) => recommendation(description)),
		sentiment: {
			positive: share((entry) => entry.sentiment === "positive"),
			neutral: share((entry) => entry.sentiment === "neutral"),
			negative: share((entry) => entry.sentiment === "negative")
		}
	};
}
function stepFailures(conversations, now) {
	const steps = conversations.filter((entry) => entry.createdAt > now - 30 * DAY_MS$1).flatMap((entry) => analyse(entry.content, entry.status).steps);
	return tally(steps.flatMap(({ step, rootCause }) => rootCause ? [{
		step,
		rootCause
	}] : []).map((entry) => JSON.stringify([entry.step, entry.rootCause]))).map(([key, count]) => {
		const [step, rootCause] = JSON.parse(key);
		return {
			step,
			rootCause,
			count,
			total: steps.filter((entry) => entry.step === step).length
		};
	});
}
function issuesOf(analysed) {
	return tally(analysed.flatMap((entry) => [...new Set(entry.steps.flatMap(({ step, rootCause }) => rootCause ? [step] : []))])).map(([step, count]) => {
		const frequency = round(count / analysed.length);
		const severity = frequency >= .5 ? "high" : frequency >= .2 ? "medium" : "low";
		return {
			description: `No useful answer: ${step}`,
			frequency,
			severity
		};
	});
}
function recommendation(issue) {
	const scenario = SCENARIOS.find(({ title }) => issue.endsWith(title));
	return scenario ? `Add to the prompt: ${scenario.paragraph}` : `Look at the conversations behind "${issue}".`;
}
function tally(names) {
	const counts = new Map();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].sort((left, right) => right[1] - left[1] || left[0].localeCompare(right[0]));
}
function mean$1(values, none = 0) {
	return values.length === 0 ? none : values.reduce((sum, value) => sum + value, 0) / values.length;
}
function round(value) {
	return Math.round(value * 1e3) / 1e3;
}
// sandbox/converra/lookup.ts
function findAgent({ store }, id) {
	const agent = store.agents.get(id);
	if (agent === void 0) throw notFound(`agent ${id}`);
	return agent;
}
function findConversation({ store }, id) {
	const conversation = store.conversations.get(id);
	if (conversation === void 0) throw notFound(`conversation ${id}`);
	return conversation;
}
function findOptimization({ store }, id) {
	const run = store.optimizations.get(id);
	if (run === void 0) throw notFound(`optimization ${id}`);
	return run;
}
function conversationsOf({ store }, agentId) {
	return [...store.conversations.values()].filter((entry) => entry.agentId === agentId);
}
// sandbox/converra/request.ts
const text = string().refine((value) => value.trim() !== "", "must not be empty");
const agentIdFields = {
	agentId: text.optional(),
	promptId: text.optional()
};
function requireAgentId(dialect, body) {
	const id = agentIdIn(dialect, body);
	if (id === void 0) throw invalid(`${agentIdName(dialect)} is required`);
	return id;
}
async function readBody(c, schema) {
	const raw = await c.req.text();
	let parsed;
	try {
		parsed = raw === "" ? {} : JSON.parse(raw);
	} catch {
		throw invalid("the body is not valid JSON");
	}
	return decode(schema, parsed, "the body");
}
function readQuery(c, schema) {
	return decode(schema, c.req.query(), "the query");
}
function limitParam(fallback, max) {
	return string().regex(/^\d+$/, "must be a whole number").transform(Number).refine((value) => value >= 1 && value <= max, `must be between 1 and ${max}`).default(fallback);
}
const offsetParam = string().regex(/^\d+$/, "must be a whole number").transform(Number).default(0);
function decode(schema, value, whole) {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	throw invalid(result.error.issues.map((issue) => {
		if (issue.code === "unrecognized_keys") {
			const prefix = issue.path.map((part) => `${String(part)}.`).join("");
			return `${issue.keys.map((key) => prefix + key).join(", ")}: unknown field`;
		}
		const path = issue.path.join(".");
		if (issue.code === "invalid_type" && at(value, issue.path) === void 0 && path !== "") return `${path} is required`;
		return `${path === "" ? whole : path}: ${issue.message}`;
	}).join("; "));
}
function at(value, path) {
	return path.reduce((current, key) => typeof current === "object" && current !== null ? current[key] : void 0, value);
}
// sandbox/converra/store.ts
function createStore(createdAt, initialSettings) {
	const counters = new Map();
	const store = {
		createdAt,
		agents: new Map(),
		conversations: new Map(),
		optimizations: new Map(),
		benchmarks: new Map(),
		webhooks: new Map(),
		settings: initialSettings(),
		nextId(prefix) {
			const next = (counters.get(prefix) ?? 0) + 1;
			counters.set(prefix, next);
			return `${prefix}_${next}`;
		},
		snapshot: () => ({
			version: 1,
			createdAt: store.createdAt,
			counters: Object.fromEntries(counters),
			agents: [...store.agents.values()],
			conversations: [...store.conversations.values()],
			optimizations: [...store.optimizations.values()],
			benchmarks: [...store.benchmarks.values()],
			webhooks: [...store.webhooks.values()],
			settings: store.settings
		}),
		restore(snapshot) {
			store.clear();
			store.createdAt = snapshot.createdAt;
			for (const [prefix, count] of Object.entries(snapshot.counters)) counters.set(prefix, count);
			fill(store.agents, snapshot.agents);
			fill(store.conversations, snapshot.conversations);
			fill(store.optimizations, snapshot.optimizations);
			fill(store.benchmarks, snapshot.benchmarks);
			fill(store.webhooks, snapshot.webhooks);
			store.settings = snapshot.settings;
		},
		clear() {
			counters.clear();
			store.agents.clear();
			store.conversations.clear();
			store.optimizations.clear();
			store.benchmarks.clear();
			store.webhooks.clear();
			store.settings = initialSettings();
		}
	};
	return store;
}
function fill(map, items) {
	for (const item of items) map.set(item.id, item);
}
function newestFirst(items) {
	return [...items].reverse().sort((left, right) => right.createdAt - left.createdAt);
}
// sandbox/converra/routes/conversation-insights.ts
function conversationInsightRoutes(context) {
	const routes = new Hono();
	routes.get("/:id/insights", (c) => {
		const conversation = findConversation(context, c.req.param("id"));
		if (conversation.insightsAt === void 0) throw notFound(`insights of ${conversation.id} (not generated yet: regenerate them)`);
		return c.json(insightsToWire(conversation));
	});
	routes.post("/:id/insights/regenerate", (c) => {
		const conversation = findConversation(context, c.req.param("id"));
		generateInsights(context, conversation);
		return c.json({
			success: true,
			...insightsToWire(conversation)
		});
	});
	return routes;
}
function generateInsights(context, conversation) {
	conversation.insightsAt = context.clock.now();
	const { summary, sentiment } = analyse(conversation.content, conversation.status);
	context.emit("insights.generated", {
		conversationId: conversation.id,
		promptId: conversation.agentId,
		insightsId: context.store.nextId("ins"),
		summary,
		sentiment
	});
}
function insightsToWire(conversation) {
	const insights = analyse(conversation.content, conversation.status);
	return {
		conversationId: conversation.id,
		sentiment: insights.sentiment,
		sentimentScore: insights.sentimentScore,
		taskCompleted: insights.taskCompleted,
		topics: insights.topics,
		summary: insights.summary,
		generatedAt: iso(conversation.insightsAt ?? conversation.createdAt)
	};
}
// sandbox/converra/routes/agent-insights.ts
const InsightsQuery = object({ days: _enum([
	"7",
	"30",
	"90"
], "must be 7, 30 or 90").default("30").transform(Number) });
const RegenerateBody = object({
	force: boolean().default(false),
	limit: number$1().int().min(1).max(200).default(50)
});
function agentInsightRoutes(context) {
	const { clock, dialect } = context;
	const routes = new Hono();
	routes.get("/:id/insights", (c) => {
		const agent = findAgent(context, c.req.param("id"));
		const { days } = readQuery(c, InsightsQuery);
		const conversations = conversationsOf(context, agent.id);
		return c.json({
			...agentIdMember(dialect, agent.id),
			period: `${days}d`,
			...agentInsights(conversations, days, clock.now()),
			generatedAt: iso(generatedAt(agent, conversations))
		});
	});
	routes.post("/:id/insights/regenerate", async (c) => {
		const agent = findAgent(context, c.req.param("id"));
		const { force, limit } = await readBody(c, RegenerateBody);
		const wanted = newestFirst(conversationsOf(context, agent.id)).filter((entry) => force || entry.insightsAt === void 0);
		const chosen = wanted.slice(0, limit);
		for (const entry of chosen) generateInsights(context, entry);
		agent.regeneratedAt = clock.now();
		const left = wanted.length - chosen.length;
		return c.json({
			success: true,
			processed: chosen.length,
			remaining: left
		}, 202);
	});
	routes.get("/:id/step-failures", (c) => {
		const agent = findAgent(context, c.req.param("id"));
		return c.json({
			agentId: agent.id,
			period: "30d",
			failures: stepFailures(conversationsOf(context, agent.id), clock.now())
		});
	});
	return routes;
}
function generatedAt(agent, conversations) {
	return conversations.reduce((latest, entry) => Math.max(latest, entry.insightsAt ?? 0), agent.regeneratedAt ?? agent.createdAt);
}
// sandbox/converra/lists.ts
function pagedList(all, page, dialect) {
	const data = all.slice(page.offset, page.offset + page.limit);
	if (dialect.listShape === "array") return data;
	if (dialect.listShape === "data") return { data };
	return {
		data,
		pagination: {
			total: all.length,
			limit: page.limit,
			offset: page.offset
		}
	};
}
function plainList(data, dialect) {
	return dialect.listShape === "array" ? data : { data };
}
// sandbox/converra/storage.ts
const LONGEST_TAG = 50;
function asStored(body, storage) {
	const { content, llmModel, tags } = body;
	return {
		...body,
		...content === void 0 || storage.text === void 0 ? {} : { content: reflowed(content) },
		...llmModel === void 0 || storage.model === void 0 ? {} : { llmModel: `openai/${llmModel.replace(/^openai\//, "")}` },
		...tags === void 0 ? {} : { tags: storedTags(tags, storage.tags) }
	};
}
function reflowed(content) {
	return content.split("\n").map((line) => line.trim().replace(/\s+/g, " ")).filter((line) => line !== "").join("\n");
}
function storedTags(tags, how) {
	if (how === "dropped") return [];
	if (how === "lower-case") return tags.map((tag) => tag.toLowerCase());
	return how === "cut" ? tags.map((tag) => tag.slice(0, LONGEST_TAG)) : [...tags];
}
// sandbox/converra/routes/agents.ts
const STATUSES = [
	"draft",
	"active",
	"deprecated",
	"archived"
];
const CreateBody$4 = object({
	name: text,
	content: text,
	llmModel: text,
	description: string().optional(),
	tags: array(text).optional(),
	temperature: number$1().min(0).max(2).optional(),
	maxTokens: number$1().int().min(1).optional(),
	status: _enum(STATUSES).optional()
});
const UpdateBody = CreateBody$4.partial().extend({
	isActive: boolean().optional(),
	objective: string().optional(),
	constraints: string().optional(),
	technicalNotes: string().optional(),
	customEvaluations: array(unknown()).max(5).optional()
});
const ListQuery$3 = object({
	limit: limitParam(20, 100),
	offset: offsetParam,
	tags: string().optional(),
	status: _enum(STATUSES).optional()
});
function agentRoutes(context) {
	const { store, clock, dialect } = context;
	const routes = new Hono();
	routes.get("/", (c) => {
		const query = readQuery(c, ListQuery$3);
		const tags = query.tags?.split(",").map((tag) => tag.trim());
		const agents = [...store.agents.values()].filter((agent) => (query.status === void 0 || agent.status === query.status) && (tags === void 0 || tags.some((tag) => agent.tags.includes(tag))));
		const page = agents.slice(query.offset, query.offset + query.limit);
		const shown = new Map(page.map((agent) => [agent, agentToWire(agent, countsOf(agent.id))]));
		return c.json(pagedList(agents.map((agent) => shown.get(agent)), query, dialect));
	});
	routes.post("/", async (c) => {
		const body = asStored(await readBody(c, CreateBody$4), context.storage);
		if (context.storage.status === "ignored") delete body.status;
		if (body.status !== "archived") requireRoomForAgent(context);
		const now = clock.now();
		const { name, content, llmModel, description, tags, status, ...hidden } = body;
		const agent = {
			id: store.nextId("agent"),
			name,
			content,
			llmModel,
			description,
			tags: tags ?? [],
			status: status ?? "active",
			isActive: (status ?? "active") === "active",
			hidden,
			createdAt: now,
			updatedAt: now,
			versions: []
		};
		store.agents.set(agent.id, agent);
		return c.json(agentToWire(agent, countsOf(agent.id)), 201);
	});
	routes.get("/:id", (c) => {
		const agent = findAgent(context, c.req.param("id"));
		return c.json(agentToWire(agent, countsOf(agent.id)));
	});
	routes.patch("/:id", async (c) => {
		const agent = findAgent(context, c.req.param("id"));
		const body = asStored(await readBody(c, UpdateBody), context.storage);
		if (context.storage.patch === "ignored") return c.json(agentToWire(agent, countsOf(agent.id)));
		if (agent.status === "archived" && (body.status ?? "archived") !== "archived") requireRoomForAgent(context);
		const { name, content, llmModel, description, tags, status, isActive, ...hidden } = body;
		if (content !== void 0) replaceContent(context, agent, content, "update");
		agent.name = name ?? agent.name;
		agent.llmModel = llmModel ?? agent.llmModel;
		agent.description = description ?? agent.description;
		agent.tags = tags ?? agent.tags;
		agent.status = status ?? agent.status;
		agent.isActive = isActive ?? (status === void 0 ? agent.isActive : status === "active");
		agent.hidden = {
			...agent.hidden,
			...hidden
		};
		agent.updatedAt = clock.now();
		return c.json(agentToWire(agent, countsOf(agent.id)));
	});
	function countsOf(id) {
		const now = clock.now();
		const ends = [...store.optimizations.values()].filter((run) => run.agentId === id && optimizationPhase(run, now) === "completed").map(endOf);
		let conversations = 0;
		for (const entry of store.conversations.values()) if (entry.agentId === id) conversations += 1;
		return {
			conversations,
			lastOptimizedAt: ends.length > 0 ? Math.max(...ends) : void 0
		};
	}
	return routes;
}
// sandbox/converra/score-model.ts
const NOISE_SD = {
	validation: 2.5,
	exploratory: 5
};
const RANGE = {
	taskCompletion: [34, 92],
	responseQuality: [42, 90],
	sentiment: [45, 90],
	clarity: [55, 92]
};
const MODEL_QUALITY = {
	"gpt-4o": 0,
	"gpt-4o-mini": -4,
	"gpt-4.1": 1,
	"gpt-4.1-mini": -3,
	"gpt-3.5-turbo": -9,
	"claude-sonnet-4-5": 2,
	"claude-haiku-4-5": -2
};
function trueScores(prompt, model, shift = 0) {
	const covered = SCENARIOS.map((scenario) => coverage(prompt, scenario));
	const penalty = penalties(prompt);
	return Object.fromEntries(METRICS.map((metric, column) => {
		let got = 0;
		let all = 0;
		SCENARIOS.forEach((scenario, row) => {
			const weight = scenario.weights[column] ?? 0;
			got += weight * (covered[row] ?? 0);
			all += weight;
		});
		const [floor, ceiling] = RANGE[metric];
		return [metric, clamp$1(floor + (ceiling - floor) * got / all + modelQuality(model) + shift - penalty[metric])];
	}));
}
function measuredScores(truth, mode, random) {
	return Object.fromEntries(Object.entries(truth).map(([metric, points]) => [metric, clamp$1(points + NOISE_SD[mode] * gaussian(random))]));
}
function scenarioScores(prompt, scenario, model, shift = 0) {
	const share = coverage(prompt, scenario);
	const penalty = penalties(prompt);
	return Object.fromEntries(METRICS.map((metric) => {
		const [floor, ceiling] = RANGE[metric];
		return [metric, clamp$1(floor + (ceiling - floor) * share + modelQuality(model) + shift - penalty[metric])];
	}));
}
function handling(prompt, scenario) {
	return .4 + .6 * coverage(prompt, scenario);
}
function coverage(prompt, scenario) {
	if (!scenario.needs[0].test(prompt)) return 0;
	return scenario.needs.filter((group) => group.test(prompt)).length / scenario.needs.length;
}
function modelQuality(model) {
	return MODEL_QUALITY[model] ?? -3 * seededRandom(`model:${model}`)();
}
function penalties(prompt) {
	const words = prompt.split(/\s+/).length;
	const tooLong = Math.min(25, Math.max(0, (words - 1500) / 100));
	const clashes = Math.min(4, contradictions(prompt));
	return {
		taskCompletion: 1.5 * clashes,
		responseQuality: 2 * clashes + tooLong / 5,
		sentiment: 0,
		clarity: 6 * clashes + tooLong
	};
}
function contradictions(prompt) {
	const periods = new Set([...prompt.matchAll(/\b(?:refund\w*|return\w*)[^.\n]{0,40}? within (\d{1,3}) days\b/gi), ...prompt.matchAll(/\bwithin (\d{1,3}) days[^.\n]{0,40}? (?:refund|return)/gi)].map((match) => match[1]));
	const rules = {
		always: new Set(),
		never: new Set()
	};
	for (const match of prompt.matchAll(/\b(always|never) (\w+ \w+ \w+)/gi)) (match[1]?.toLowerCase() === "always" ? rules.always : rules.never).add((match[2] ?? "").toLowerCase());
	const opposed = [...rules.always].filter((rule) => rules.never.has(rule)).length;
	return Math.max(0, periods.size - 1) + opposed;
}
function clamp$1(points) {
	return Math.min(100, Math.max(0, points));
}
// sandbox/converra/simulate-benchmark.ts
const SCENARIO_NOISE_SD = 6;
function simulateBenchmark(run) {
	const random = seededRandom(run.noiseSeed);
	return run.models.map((model, index) => {
		const scenarios = SCENARIOS.map((scenario) => {
			const truth = scenarioScores(run.prompt, scenario, model, run.shifts[index] ?? 0);
			const scores = Object.fromEntries(METRICS.map((metric) => {
				return [metric, median(Array.from({ length: run.runsPerScenario }, () => clamp((truth[metric] ?? 0) + SCENARIO_NOISE_SD * gaussian(random))))];
			}));
			return {
				id: scenario.id,
				title: scenario.title,
				scores
			};
		});
		const scores = Object.fromEntries(METRICS.map((metric, column) => {
			let sum = 0;
			let weights = 0;
			scenarios.forEach((scenario, row) => {
				const weight = SCENARIOS[row]?.weights[column] ?? 0;
				sum += weight * (scenario.scores[metric] ?? 0);
				weights += weight;
			});
			return [metric, sum / weights];
		}));
		return {
			model,
			isBaseline: index === 0,
			scores,
			scenarios,
			...expense(model)
		};
	});
}
function expense(model) {
	const random = seededRandom(`expense of ${model}`);
	const size = /mini|haiku|nano/.test(model) ? .2 : 1;
	return {
		costUsd: Number((.02 * size * (1 + random())).toFixed(4)),
		latencyMs: Math.round(1800 * Math.sqrt(size) * (1 + random()))
	};
}
function recommend(models) {
	const overall = (entry) => METRICS.reduce((sum, metric) => sum + (entry.scores[metric] ?? 0), 0) / METRICS.length;
	const best = [...models].sort((left, right) => overall(right) - overall(left))[0];
	const baseline = models[0];
	if (best === void 0 || baseline === void 0) return "Nothing was compared.";
	const gain = overall(best) - overall(baseline);
	if (best === baseline || gain < 1) return `Keep ${baseline.model}: no other model is better by a point.`;
	return `Switch to ${best.model}: ${gain.toFixed(1)} points better than ${baseline.model} on average.`;
}
function median(values) {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
function clamp(points) {
	return Math.min(100, Math.max(0, points));
}
// sandbox/converra/routes/benchmarks.ts
const CreateBody$3 = object({
	agentId: text,
	modelIds: array(text).min(2).max(6).refine((models) => new Set(models).size === models.length, "must not repeat a model"),
	baselineModelId: text.optional(),
	goal: text.default("quality"),
	maxTurns: number$1().int().min(1).default(5),
	runsPerScenario: number$1().int().min(1).default(3)
}).refine((body) => !body.baselineModelId || body.modelIds.includes(body.baselineModelId), {
	path: ["baselineModelId"],
	message: "must be one of modelIds"
});
const BulkBody = object({
	action: literal("delete"),
	jobIds: array(text).min(1)
});
const ListQuery$2 = object({
	limit: limitParam(20, 100),
	agentId: string().optional()
});
function benchmarkRoutes(context) {
	const { store, clock, dialect } = context;
	const routes = new Hono();
	routes.get("/", (c) => {
		const query = readQuery(c, ListQuery$2);
		const found = newestFirst(store.benchmarks.values()).filter((run) => query.agentId === void 0 || run.agentId === query.agentId).slice(0, query.limit);
		return c.json(plainList(found.map(summary), dialect));
	});
	routes.post("/", async (c) => {
		const body = await readBody(c, CreateBody$3);
		const agent = findAgent(context, body.agentId);
		const baseline = body.baselineModelId ?? body.modelIds[0];
		const models = [...body.modelIds].sort((left, right) => Number(right === baseline) - Number(left === baseline));
		const id = store.nextId("bench");
		const run = {
			id,
			agentId: agent.id,
			models,
			shifts: models.map(context.shiftOf),
			goal: body.goal,
			maxTurns: body.maxTurns,
			runsPerScenario: body.runsPerScenario,
			prompt: agent.content,
			noiseSeed: `${context.seed}:${id}`,
			createdAt: clock.now(),
			durationMs: benchmarkDuration(models.length, `${context.seed}:${id}`, context.timeScale)
		};
		store.benchmarks.set(id, run);
		return c.json(summary(run), 201);
	});
	routes.post("/bulk", async (c) => {
		const { jobIds } = await readBody(c, BulkBody);
		const deleted = jobIds.filter((id) => store.benchmarks.delete(id));
		return c.json({
			success: true,
			deleted: deleted.length
		});
	});
	routes.get("/:id", (c) => {
		const run = store.benchmarks.get(c.req.param("id"));
		if (run === void 0) throw notFound(`benchmark ${c.req.param("id")}`);
		return c.json(details(run));
	});
	function summary(run) {
		const status = benchmarkStatus(run, clock.now());
		return {
			id: run.id,
			jobId: run.id,
			agentId: run.agentId,
			status,
			modelIds: run.models,
			baselineModelId: run.models[0],
			goal: run.goal,
			maxTurns: run.maxTurns,
			runsPerScenario: run.runsPerScenario,
			createdAt: iso(run.createdAt),
			...status === "completed" ? { completedAt: iso(run.createdAt + run.durationMs) } : {}
		};
	}
	function details(run) {
		if (benchmarkStatus(run, clock.now()) !== "completed") return summary(run);
		const models = simulateBenchmark(run);
		return {
			...summary(run),
			results: { models: models.map(({ model, isBaseline, scores, scenarios, costUsd, latencyMs }) => ({
				modelId: model,
				isBaseline,
				metrics: scaled(scores),
				costUsd,
				latencyMs,
				scenarios: scenarios.map((scenario) => ({
					id: scenario.id,
					name: scenario.title,
					metrics: scaled(scenario.scores)
				}))
			})) },
			recommendation: recommend(models)
		};
	}
	function scaled(scores) {
		const [divisor, digits] = dialect.metricScale === 1 ? [100, 4] : [1, 2];
		return Object.fromEntries(Object.entries(scores).map(([metric, points]) => [metric, Number((points / divisor).toFixed(digits))]));
	}
	return routes;
}
// sandbox/converra/routes/conversations.ts
const CreateBody$2 = object({
	...agentIdFields,
	content: text,
	status: _enum([
		"completed",
		"abandoned",
		"in_progress",
		"active"
	]).default("completed"),
	llmModel: string().optional(),
	companyName: string().optional(),
	idempotencyKey: text.optional(),
	toolDefinitions: array(object({
		name: text,
		description: string().optional(),
		parameters: record$1(string(), unknown()).optional()
	})).optional()
});
const ListQuery$1 = object({
	limit: limitParam(20, 100),
	offset: offsetParam,
	...agentIdFields
});
function conversationRoutes(context) {
	const { store, clock, dialect } = context;
	const routes = new Hono();
	routes.get("/", (c) => {
		const query = readQuery(c, ListQuery$1);
		const wanted = agentIdIn(dialect, query);
		const summaries = newestFirst(store.conversations.values()).filter((entry) => wanted === void 0 || entry.agentId === wanted).map((entry) => {
			const { content: _, ...summary } = conversationToWire(entry, dialect);
			return summary;
		});
		return c.json(pagedList(summaries, query, dialect));
	});
	routes.post("/", async (c) => {
		const body = await readBody(c, CreateBody$2);
		const agent = findAgent(context, requireAgentId(dialect, body));
		const earlier = [...store.conversations.values()].find((entry) => body.idempotencyKey !== void 0 && entry.idempotencyKey === body.idempotencyKey);
		if (earlier !== void 0) return c.json(created(earlier));
		requireRoomForConversation(context);
		const conversation = {
			id: store.nextId("conv"),
			agentId: agent.id,
			content: body.content,
			status: body.status === "active" ? "in_progress" : body.status,
			llmModel: body.llmModel,
			companyName: body.companyName,
			idempotencyKey: body.idempotencyKey,
			createdAt: clock.now()
		};
		store.conversations.set(conversation.id, conversation);
		context.emit("conversation.created", {
			conversationId: conversation.id,
			promptId: agent.id,
			status: conversation.status,
			createdAt: iso(conversation.createdAt)
		});
		if (conversation.status !== "in_progress") generateInsights(context, conversation);
		return c.json(created(conversation));
	});
	routes.get("/:id", (c) => c.json(conversationToWire(findConversation(context, c.req.param("id")), dialect)));
	function created(conversation) {
		const self = `/api/v1/conversations/${conversation.id}`;
		return {
			id: conversation.id,
			...agentIdMember(dialect, conversation.agentId),
			status: conversation.status,
			createdAt: iso(conversation.createdAt),
			_links: {
				self: {
					href: self,
					method: "GET"
				},
				insights: {
					href: `${self}/insights`,
					method: "GET",
					hint: "Insights once generated"
				}
			}
		};
	}
	return routes;
}
// sandbox/converra/routes/optimization-actions.ts
const ApplyBody = object({ variantId: text.optional() });
const StopBody = object({ reason: string().optional() });
function optimizationActionRoutes(context) {
	const { clock } = context;
	const routes = new Hono();
	routes.post("/:id/apply", async (c) => {
		const run = findOptimization(context, c.req.param("id"));
		const { variantId } = await readBody(c, ApplyBody);
		const phase = optimizationPhase(run, clock.now());
		if (phase !== "completed") throw conflict(`optimization ${run.id} is ${phase}: only a completed one can be applied`);
		const { variants, winner } = context.resultOf(run);
		const chosen = variantId === void 0 ? winner : variants.find((variant) => variant.id === variantId);
		if (chosen === void 0 && variantId !== void 0) throw notFound(`variant ${variantId} of optimization ${run.id}`);
		if (chosen === void 0) throw conflict(`optimization ${run.id} has no winner: name a variantId to apply one anyway`);
		const agent = findAgent(context, run.agentId);
		replaceContent(context, agent, chosen.content, "apply", chosen.id);
		return c.json({
			success: true,
			message: `${chosen.name} was applied to ${agent.name}`,
			agentId: agent.id,
			variantId: chosen.id
		});
	});
	routes.post("/:id/stop", async (c) => {
		const run = findOptimization(context, c.req.param("id"));
		const { reason } = await readBody(c, StopBody);
		const phase = optimizationPhase(run, clock.now());
		if (phase !== "queued" && phase !== "running") throw conflict(`optimization ${run.id} has ended already: it is ${phase}`);
		run.stoppedAt = clock.now();
		run.stopReason = reason;
		context.emit("optimization.stopped", {
			optimizationId: run.id,
			promptId: run.agentId,
			reason: reason ?? null,
			stoppedAt: iso(run.stoppedAt)
		});
		return c.json(optimizationDetails(run, context));
	});
	return routes;
}
// sandbox/converra/simulate-optimization.ts
const WINNING_LIFT = 2;
const GOLDEN_HANDLING = .75;
const GOLDEN_MINIMUM = 3;
const GOLDEN_MAXIMUM = 8;
function goldenSetOf(prompt) {
	return SCENARIOS.filter((scenario) => handling(prompt, scenario) >= GOLDEN_HANDLING).slice(0, GOLDEN_MAXIMUM).map((scenario) => scenario.id);
}
function simulateOptimization(run) {
	const random = seededRandom(run.noiseSeed);
	const kind = run.outcome?.kind;
	const measure = (prompt) => measuredScores(trueScores(prompt, run.model, run.shift), run.mode, random);
	const controlScores = measure(run.prompt);
	const control = {
		id: "var_control",
		name: "Control",
		content: run.prompt,
		isControl: true,
		scores: controlScores,
		lift: 0
	};
	const candidates = run.variantIds.map((id, index) => {
		const spoiled = kind === "winner-with-regression" && index === 0;
		const content = spoiled ? withRegression(run) : improve(run, index);
		const measured = measure(content);
		const scores = spoiled ? shifted(controlScores, 8) : measured;
		const lift = 100 * (mean(scores) / mean(controlScores) - 1);
		return {
			id,
			name: `Variant ${index + 1}`,
			content,
			isControl: false,
			scores,
			lift
		};
	});
	const leader = candidates.reduce((best, next) => next.lift > best.lift ? next : best);
	const wins = leader.lift > WINNING_LIFT && kind !== "no-winner";
	return {
		variants: [control, ...candidates],
		winner: wins ? leader : void 0,
		leader,
		confidence: confidenceOf(mean(leader.scores) - mean(controlScores), run, candidates.length),
		golden: kind === "no-golden-set" ? void 0 : goldenResult(run, leader)
	};
}
function improve(run, index) {
	const columns = wantedColumns(run.targetImprovements);
	const gain = (scenario) => (1 - coverage(run.prompt, scenario)) * columns.reduce((sum, column) => sum + (scenario.weights[column] ?? 0), 0);
	const addition = SCENARIOS.filter((scenario) => gain(scenario) > 0).sort((left, right) => gain(right) - gain(left))[index]?.paragraph ?? "Before you send an answer, read it once more and make sure that it answers the question that was asked.";
	return `${run.prompt.trimEnd()}\n\n${addition}\n`;
}
function withRegression(run) {
	const victim = SCENARIOS.find((scenario) => run.goldenSet.includes(scenario.id));
	if (victim === void 0) return improve(run, 0);
	return improve(run, 0).split("\n").filter((line) => !victim.needs.some((group) => group.test(line))).join("\n");
}
function goldenResult(run, leader) {
	const scripted = run.outcome?.kind === "winner-with-regression";
	const golden = SCENARIOS.filter((scenario) => run.goldenSet.includes(scenario.id));
	if (!scripted && (golden.length < GOLDEN_MINIMUM || leader.lift <= 0)) return void 0;
	const total = Math.max(golden.length, scripted ? GOLDEN_MINIMUM : 0);
	const lost = golden.filter((scenario) => handling(leader.content, scenario) < handling(run.prompt, scenario)).length;
	const regressed = scripted ? Math.max(1, lost) : lost;
	return {
		total,
		passed: total - regressed,
		regressed
	};
}
function wantedColumns(targets) {
	const plain = (text) => text.toLowerCase().replace(/[^a-z]/g, "");
	const named = METRICS.flatMap((metric, column) => targets.some((target) => plain(target) === plain(metric)) ? [column] : []);
	return named.length > 0 ? named : METRICS.map((_, column) => column);
}
function confidenceOf(difference, run, candidates) {
	const chance = candidates * (1 - normalCdf(difference / (NOISE_SD[run.mode] * Math.SQRT2 / Math.sqrt(METRICS.length))));
	return Math.round(1e3 * Math.min(.999, Math.max(.01, 1 - chance))) / 1e3;
}
function normalCdf(z) {
	const t = 1 / (1 + .2316419 * Math.abs(z));
	const series = t * (.31938153 + t * (-.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
	const tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
	return z >= 0 ? 1 - tail : tail;
}
function shifted(scores, points) {
	return Object.fromEntries(Object.entries(scores).map(([metric, value]) => [metric, Math.min(100, value + points)]));
}
function mean(scores) {
	const values = Object.values(scores);
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
// sandbox/converra/start-optimization.ts
function startOptimization(context, agent, input) {
	const { store, seed, timeScale, dialect } = context;
	const id = store.nextId("opt");
	const durationMs = runDuration(input.mode, `${seed}:${id}`, timeScale);
	agent.goldenSet ??= goldenSetOf(agent.content);
	const scripted = context.outcomeOf(agent, id);
	const run = {
		id,
		agentId: agent.id,
		mode: input.mode,
		variantIds: Array.from({ length: input.variantCount }, () => store.nextId("var")),
		targetImprovements: input.targetImprovements,
		prompt: agent.content,
		model: agent.llmModel,
		shift: (input.shift ?? context.shiftOf(agent.llmModel)) + (agent.status === "draft" ? context.draftShift : 0),
		goldenSet: agent.goldenSet,
		noiseSeed: `${seed}:${id}`,
		createdAt: input.createdAt,
		queuedMs: dialect.startStatus === "queued" ? durationMs / 10 : 0,
		durationMs,
		...scripted === void 0 ? {} : { outcome: {
			kind: scripted.kind,
			reason: scripted.reason
		} },
		announced: false
	};
	store.optimizations.set(run.id, run);
	return run;
}
// sandbox/converra/routes/optimizations.ts
const MODES = ["exploratory", "validation"];
const CreateBody$1 = object({
	...agentIdFields,
	mode: _enum(MODES).optional(),
	variantCount: number$1().int().min(1).max(5).optional(),
	intent: object({
		targetImprovements: array(string()).optional(),
		hypothesis: string().optional()
	}).optional(),
	personaIds: array(text).optional()
});
const ListQuery = object({
	limit: limitParam(10, 1e3),
	...agentIdFields,
	status: string().optional()
});
function optimizationRoutes(context) {
	const { store, clock, dialect } = context;
	const routes = new Hono();
	routes.get("/", (c) => {
		const query = readQuery(c, ListQuery);
		const now = clock.now();
		const wanted = agentIdIn(dialect, query);
		const found = newestFirst(store.optimizations.values()).filter((run) => wanted === void 0 || run.agentId === wanted).map((run) => optimizationSummary(run, dialect, now)).filter((run) => query.status === void 0 || run.status === query.status).slice(0, query.limit);
		return c.json(plainList(found, dialect));
	});
	routes.post("/", async (c) => {
		const body = await readBody(c, CreateBody$1);
		const agent = findAgent(context, requireAgentId(dialect, body));
		requirePreconditions(context, agent);
		requireRoomForOptimization(context);
		const run = startOptimization(context, agent, {
			mode: body.mode ?? defaultMode(context),
			variantCount: body.variantCount ?? defaultVariants(context),
			targetImprovements: body.intent?.targetImprovements ?? [],
			createdAt: clock.now()
		});
		const status = optimizationStatus(run, clock.now(), dialect.unknownStatus);
		context.emit("optimization.started", {
			optimizationId: run.id,
			promptId: agent.id,
			status,
			settings: {
				mode: run.mode,
				variantCount: run.variantIds.length
			},
			startedAt: iso(run.createdAt)
		});
		return c.json({
			id: run.id,
			...agentIdMember(dialect, agent.id),
			status,
			mode: run.mode,
			variantCount: run.variantIds.length,
			createdAt: iso(run.createdAt)
		}, 201);
	});
	routes.get("/:id", (c) => c.json(optimizationDetails(findOptimization(context, c.req.param("id")), context)));
	routes.get("/:id/variants", (c) => {
		const run = findOptimization(context, c.req.param("id"));
		if (optimizationPhase(run, clock.now()) !== "completed") return c.json(plainList([], dialect));
		const { variants, winner } = context.resultOf(run);
		const shown = variants.map((variant) => variantToWire(variant, winner?.id, dialect));
		return c.json(plainList(shown, dialect));
	});
	return routes;
}
function requirePreconditions(context, agent) {
	if (conversationsOf(context, agent.id).length === 0) throw invalid(`agent ${agent.id} has no conversations: log at least one before optimizing`);
	const { industry = "", objectives = "" } = context.store.settings.general;
	if (industry.trim() === "" && objectives.trim() === "") throw invalid("business context is missing: set general.industry or general.objectives in the settings");
}
function defaultMode({ store }) {
	return store.settings.optimization.optimizationStrategy === "validation" ? "validation" : "exploratory";
}
function defaultVariants({ store }) {
	const count = store.settings.optimization.variantsPerGeneration;
	return typeof count === "number" ? count : 3;
}
// sandbox/converra/routes/settings.ts
const General = strictObject({
	name: string(),
	industry: string(),
	preferredLLM: string(),
	objectives: string(),
	kpis: string(),
	insightRequirements: string(),
	excludedDataAndTopics: string()
});
const Simulation = strictObject({
	personaCount: number$1().int().min(1),
	scenariosPerSimulation: number$1().int().min(1),
	maxTurns: number$1().int().min(1),
	confidenceMode: string()
});
const Optimization = strictObject({
	optimizationStrategy: _enum(["exploratory", "validation"]),
	variantsPerGeneration: number$1().int().min(1).max(5),
	deploymentMode: _enum(["manual", "semi-automatic"]),
	maxIterations: number$1().int().min(1),
	simulation: Simulation.partial()
});
const Patch = strictObject({
	general: General.partial().optional(),
	optimization: Optimization.partial().optional()
});
function settingsRoutes({ store }) {
	const routes = new Hono();
	routes.get("/", (c) => c.json(store.settings));
	routes.patch("/", async (c) => {
		const patch = await readBody(c, Patch);
		const { general, optimization } = store.settings;
		store.settings = {
			general: {
				...general,
				...defined(patch.general)
			},
			optimization: {
				...optimization,
				...defined(patch.optimization),
				simulation: {
					...optimization.simulation,
					...defined(patch.optimization?.simulation)
				}
			}
		};
		return c.json({
			success: true,
			settings: store.settings
		});
	});
	return routes;
}
function defined(patch) {
	return Object.fromEntries(Object.entries(patch ?? {}).filter(([, value]) => value !== void 0));
}
// sandbox/converra/webhook-events.ts
const WEBHOOK_EVENTS = [
	"prompt.updated",
	"agent.updated",
	"prompt.deleted",
	"optimization.started",
	"optimization.completed",
	"optimization.stopped",
	"insights.generated",
	"conversation.created"
];
function deliveriesOf(webhooks, event, data, now) {
	return [...webhooks].flatMap((webhook) => {
		const name = subscribedName(webhook, event);
		if (name === void 0) return [];
		const body = JSON.stringify({
			event: name,
			timestamp: new Date(now).toISOString(),
			data
		});
		const signature = createHmac("sha256", webhook.secret).update(body).digest("hex");
		return [{
			webhookId: webhook.id,
			url: webhook.url,
			event: name,
			body,
			headers: {
				"content-type": "application/json",
				"x-converra-signature": signature
			},
			toLoopback: isLoopback(webhook.url)
		}];
	});
}
function isLoopback(url) {
	if (!URL.canParse(url)) return false;
	const { hostname } = new URL(url);
	return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
function subscribedName(webhook, event) {
	if (webhook.events.includes(event)) return event;
	const renamed = event === "prompt.updated" ? "agent.updated" : void 0;
	return renamed !== void 0 && webhook.events.includes(renamed) ? renamed : void 0;
}
// sandbox/converra/routes/webhooks.ts
const CreateBody = object({
	url: string().refine(acceptable, "must be an https URL"),
	events: array(_enum(WEBHOOK_EVENTS)).min(1),
	description: string().optional()
});
function webhookRoutes(context) {
	const { store, clock, dialect, seed } = context;
	const routes = new Hono();
	routes.get("/", (c) => c.json(plainList([...store.webhooks.values()].map(toWire), dialect)));
	routes.post("/", async (c) => {
		const body = await readBody(c, CreateBody);
		const id = store.nextId("wh");
		const digest = createHash("sha256").update(`${seed}:${id}`).digest("hex");
		const webhook = {
			id,
			url: body.url,
			events: body.events,
			description: body.description,
			secret: `whsec_${digest.slice(0, 32)}`,
			createdAt: clock.now()
		};
		store.webhooks.set(id, webhook);
		return c.json({
			...toWire(webhook),
			secret: webhook.secret
		}, 201);
	});
	routes.delete("/:id", (c) => {
		const id = c.req.param("id");
		if (!store.webhooks.delete(id)) throw notFound(`webhook ${id}`);
		return c.json({
			success: true,
			message: `webhook ${id} was deleted`
		});
	});
	return routes;
}
function toWire(webhook) {
	return {
		id: webhook.id,
		url: webhook.url,
		events: webhook.events,
		...webhook.description === void 0 ? {} : { description: webhook.description },
		status: "active",
		createdAt: iso(webhook.createdAt)
	};
}
function acceptable(url) {
	if (!URL.canParse(url)) return false;
	const { protocol } = new URL(url);
	return protocol === "https:" || protocol === "http:" && isLoopback(url);
}
// sandbox/converra/app.ts
function buildApp(context, parts) {
	const { dialect } = context;
	const app = new Hono();
	app.onError((error, c) => {
		if (error instanceof DroppedConnection) throw error;
		if (error instanceof Refusal) return c.json(error.toWire(), error.status, error.headers);
		const failure = new Refusal(500, "INTERNAL_ERROR", `the emulator failed: ${error.message}`);
		return c.json(failure.toWire(), 500);
	});
	app.notFound((c) => c.json(notFound(`${c.req.method} ${c.req.path}`).toWire(), 404));
	for (const middleware of parts.before) app.use(middleware);
	app.use(async (c, next) => {
		const changed = announceEnded(context);
		await next();
		if (changed || c.req.method !== "GET") parts.save();
	});
	for (const path of dialect.naming === "older" ? ["/agents", "/prompts"] : ["/agents"]) {
		app.route(BASE_PATH + path, agentRoutes(context));
		app.route(BASE_PATH + path, agentInsightRoutes(context));
	}
	app.route(`${BASE_PATH}/conversations`, conversationRoutes(context));
	app.route(`${BASE_PATH}/conversations`, conversationInsightRoutes(context));
	app.route(`${BASE_PATH}/optimizations`, optimizationRoutes(context));
	app.route(`${BASE_PATH}/optimizations`, optimizationActionRoutes(context));
	app.route(`${BASE_PATH}/benchmarks`, benchmarkRoutes(context));
	app.route(`${BASE_PATH}/settings`, settingsRoutes(context));
	app.route(`${BASE_PATH}/webhooks`, webhookRoutes(context));
	app.route(BASE_PATH, accountRoutes(context));
	return app;
}
// sandbox/converra/delivery.ts
const TIMEOUT_MS = 5e3;
function createCourier(closing) {
	const records = [];
	const underWay = new Set();
	return {
		records,
		send(delivery) {
			const entry = { delivery };
			records.push(entry);
			if (!delivery.toLoopback) {
				entry.error = "not sent: the emulator delivers to this machine only";
				return;
			}
			const sending = post(delivery, entry, closing).finally(() => underWay.delete(sending));
			underWay.add(sending);
		},
		async settled() {
			while (underWay.size > 0) await Promise.all(underWay);
		}
	};
}
async function post(delivery, entry, closing) {
	try {
		const response = await fetch(delivery.url, {
			method: "POST",
			headers: {
				...delivery.headers,
				connection: "close"
			},
			body: delivery.body,
			redirect: "manual",
			signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)])
		});
		await response.body?.cancel();
		entry.status = response.status;
	} catch (error) {
		entry.error = error instanceof Error ? error.message : String(error);
	}
}
// sandbox/converra/faults.ts
function createFaultPlan() {
	const entries = [];
	return {
		add(fault) {
			entries.push({
				fault,
				calls: 0
			});
		},
		next(method, path) {
			let hit;
			for (const entry of entries) {
				if (!matches(entry.fault, method, path)) continue;
				entry.calls += 1;
				if (entry.fault.nth === "*" || entry.fault.nth === entry.calls) hit ??= entry.fault.action;
			}
			return hit;
		},
		clear() {
			entries.length = 0;
		}
	};
}
function parseFault(text) {
	const match = /^([A-Z]+|\*) (\/\S*?):(\d+|\*):([a-z-]+|\d{3})(?::(.*))?$/.exec(text);
	const [, method = "", path = "", nth = "", kind = "", argument] = match ?? [];
	if (match === null || nth === "0") throw new Error(`"${text}" is not a fault: write "METHOD /path:n:kind[:argument]" with n from 1 or *, for example "POST /optimizations:1:drop-after"`);
	return {
		method,
		path,
		nth: nth === "*" ? "*" : Number(nth),
		action: parseKind(text, kind, argument)
	};
}
function parseKind(text, kind, argument) {
	if (/^\d{3}$/.test(kind)) return statusFault(text, [kind, argument].filter(Boolean).join(","));
	switch (kind) {
		case "status": return statusFault(text, argument ?? "");
		case "html": return {
			kind,
			status: number(text, argument ?? "502")
		};
		case "wrong-type": return {
			kind,
			of: argument === "content" ? "content" : "values"
		};
		case "slow": return {
			kind,
			ms: number(text, argument)
		};
		case "retry-after": return {
			kind,
			seconds: number(text, argument)
		};
		case "redirect":
			if (!argument) throw new Error(`"${text}": redirect needs a URL`);
			return {
				kind,
				url: argument
			};
		case "cut-json":
		case "drop-before":
		case "drop-after": return { kind };
		default: throw new Error(`"${text}": there is no fault "${kind}"; use status, html, cut-json, wrong-type, slow, drop-before, drop-after, redirect or retry-after`);
	}
}
function statusFault(text, argument) {
	const [status, ...pairs] = argument.split(",");
	const value = number(text, status);
	if (value < 200 || value > 599) throw new Error(`"${text}": ${value} is not a status to answer`);
	const headers = pairs.map((pair) => {
		const [name = "", ...rest] = pair.split("=");
		if (!/^[\w-]+$/.test(name) || rest.length === 0) throw new Error(`"${text}": "${pair}" is not a header; write name=value`);
		return [name, rest.join("=")];
	});
	return {
		kind: "status",
		status: value,
		headers: Object.fromEntries(headers)
	};
}
function number(text, value) {
	const parsed = Number(value);
	if (value === void 0 || value === "" || !Number.isFinite(parsed) || parsed < 0) throw new Error(`"${text}": "${value ?? ""}" is not a number`);
	return parsed;
}
function matches(fault, method, path) {
	if (fault.method !== "*" && fault.method !== method) return false;
	const wanted = fault.path.split("/");
	const given = path.split("/");
	return wanted.length === given.length && wanted.every((segment, index) => segment.startsWith(":") || segment === given[index]);
}
// sandbox/converra/middleware/auth.ts
function requireKey(apiKey, dialect) {
	return async (c, next) => {
		const header = c.req.header("authorization");
		const [, given] = /^Bearer (\S+)$/.exec(header ?? "") ?? [];
		if (given === void 0 || !equal(given, apiKey)) {
			const message = header ? "The provided API key is invalid" : "An API key is required: send Authorization: Bearer <key>";
			throw new Refusal(401, dialect.unauthorizedCode, message);
		}
		await next();
	};
}
function equal(left, right) {
	const [a, b] = [Buffer.from(left), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}
// sandbox/converra/middleware/rate-limit.ts
const WINDOW_MS = 6e4;
function createRateLimit(perMinute, clock, dialect) {
	let accepted = [];
	return {
		reset() {
			accepted = [];
		},
		middleware: async (c, next) => {
			const now = clock.now();
			accepted = accepted.filter((at) => at > now - WINDOW_MS);
			const refused = accepted.length >= perMinute;
			if (!refused) accepted.push(now);
			const freeAt = (accepted[0] ?? now) + WINDOW_MS;
			const headers = limitHeaders(perMinute, perMinute - accepted.length, freeAt, now, dialect);
			if (refused) {
				const wait = Math.max(1, Math.ceil((freeAt - now) / 1e3));
				throw new Refusal(429, "RATE_LIMIT_EXCEEDED", `more than ${perMinute} requests in a minute; try again in ${wait} s`, dialect.rateLimitHeaders === "absent" ? {} : {
					...headers,
					"Retry-After": `${wait}`
				});
			}
			for (const [name, value] of Object.entries(headers)) c.header(name, value);
			await next();
		}
	};
}
function limitHeaders(limit, remaining, freeAt, now, dialect) {
	const resets = {
		seconds: () => `${Math.max(0, Math.ceil((freeAt - now) / 1e3))}`,
		epoch: () => `${Math.ceil(freeAt / 1e3)}`,
		"epoch-ms": () => `${freeAt}`,
		iso: () => new Date(freeAt).toISOString()
	};
	if (dialect.rateLimitHeaders === "absent") return {};
	return {
		"X-RateLimit-Limit": `${limit}`,
		"X-RateLimit-Remaining": `${remaining}`,
		"X-RateLimit-Reset": resets[dialect.rateLimitHeaders]()
	};
}
// sandbox/converra/options.ts
const NEWER = {
	naming: "newer",
	listShape: "paginated",
	confidenceScale: 1,
	metricScale: 100,
	resultsNull: false,
	unknownStatus: false,
	rateLimitHeaders: "seconds",
	unauthorizedCode: "INVALID_API_KEY",
	startStatus: "running",
	controlContent: true
};
const OLDER = {
	...NEWER,
	naming: "older",
	rateLimitHeaders: "epoch",
	unauthorizedCode: "UNAUTHORIZED",
	controlContent: false
};
function resolveDialect(dialect = {}) {
	return {
		...dialect.naming === "older" ? OLDER : NEWER,
		...dialect
	};
}
const PLANS = {
	free: {
		name: "free",
		requestsPerMinute: 60,
		agents: 5,
		optimizationsPerMonth: 10,
		conversationsPerMonth: 500
	},
	pro: {
		name: "pro",
		requestsPerMinute: 300,
		agents: 100,
		optimizationsPerMonth: 50,
		conversationsPerMonth: 1e4
	},
	enterprise: {
		name: "enterprise",
		requestsPerMinute: 1200,
		agents: null,
		optimizationsPerMonth: null,
		conversationsPerMonth: null
	}
};
// sandbox/converra/persistence.ts
function loadSnapshot(file) {
	let text;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return void 0;
		throw new Error(`could not read the emulator's state ${file}`, { cause: error });
	}
	try {
		const parsed = JSON.parse(text);
		if (isSnapshot(parsed)) return parsed;
	} catch (error) {
		throw new Error(`${file} is not an emulator state: it is no JSON; move it away to start afresh`, { cause: error });
	}
	throw new Error(`${file} is not a state this version of the emulator wrote; move it away to start afresh`);
}
function saveSnapshot(file, snapshot) {
	const temporary = `${file}.${process.pid}.tmp`;
	const descriptor = openSync(temporary, "w", 384);
	try {
		writeFileSync(descriptor, JSON.stringify(snapshot));
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
	renameSync(temporary, file);
}
function isSnapshot(value) {
	if (typeof value !== "object" || value === null) return false;
	const lists = [
		"agents",
		"conversations",
		"optimizations",
		"benchmarks",
		"webhooks"
	];
	const record = value;
	return record.version === 1 && typeof record.settings === "object" && typeof record.counters === "object" && lists.every((list) => Array.isArray(record[list]));
}
// sandbox/converra/seed.ts
const DAY_MS = 864e5;
const HOUR_MS = 36e5;
function seedAgent(context, seed) {
	const { store, clock } = context;
	const now = clock.now();
	const runs = seed.runs ?? [];
	const createdAt = now - (Math.max(0, ...runs.map((run) => run.daysAgo)) + 1) * DAY_MS;
	const agent = {
		id: seed.id ?? store.nextId("agent"),
		name: seed.name,
		...seed.description === void 0 ? {} : { description: seed.description },
		content: seed.content,
		llmModel: seed.model,
		tags: seed.tags ?? [],
		status: seed.status ?? "active",
		isActive: (seed.status ?? "active") === "active",
		hidden: {},
		createdAt,
		updatedAt: createdAt,
		versions: []
	};
	store.agents.set(agent.id, agent);
	for (const [index, entry] of (seed.conversations ?? []).entries()) {
		const given = typeof entry === "string" ? { content: entry } : entry;
		const at = now - (given.daysAgo === void 0 ? (index + 1) * HOUR_MS : given.daysAgo * DAY_MS);
		const status = given.status ?? "completed";
		const conversation = {
			id: store.nextId("conv"),
			agentId: agent.id,
			content: given.content,
			status,
			llmModel: seed.model,
			createdAt: at,
			...status === "in_progress" ? {} : { insightsAt: at }
		};
		store.conversations.set(conversation.id, conversation);
	}
	for (const run of runs) startOptimization(context, agent, {
		mode: run.mode ?? "validation",
		variantCount: run.variantCount ?? 3,
		targetImprovements: [],
		createdAt: now - run.daysAgo * DAY_MS,
		...run.shift === void 0 ? {} : { shift: run.shift }
	});
	return agent;
}
// sandbox/converra/settings.ts
function initialSettings(businessContext) {
	return {
		general: {
			name: "Sandbox",
			industry: businessContext ? "E-commerce" : "",
			preferredLLM: "gpt-4o",
			objectives: businessContext ? "Solve customers' problems in one conversation" : "",
			kpis: "",
			insightRequirements: "",
			excludedDataAndTopics: ""
		},
		optimization: {
			optimizationStrategy: "exploratory",
			variantsPerGeneration: 3,
			deploymentMode: "manual",
			maxIterations: 10,
			simulation: {
				personaCount: 5,
				scenariosPerSimulation: 3,
				maxTurns: 10,
				confidenceMode: "moderate"
			}
		}
	};
}
// sandbox/converra/emulator.ts
const DEFAULT_KEY = "sk_test_converra_sandbox";
function createEmulator(options = {}) {
	const clock = options.clock ?? systemClock;
	const dialect = resolveDialect(options.dialect);
	const plan = PLANS[options.plan ?? "free"];
	const apiKey = options.apiKey ?? DEFAULT_KEY;
	const closing = new AbortController();
	const courier = createCourier(closing.signal);
	const store = createStore(clock.now(), () => initialSettings(options.businessContext ?? true));
	const faults = createFaultPlan();
	const rateLimit = createRateLimit(plan.requestsPerMinute, clock, dialect);
	const requests = [];
	const scripts = [];
	const quality = new Map();
	const results = new WeakMap();
	const context = {
		store,
		clock,
		dialect,
		plan,
		timeScale: options.timeScale ?? 1,
		seed: String(options.seed ?? 1),
		shiftOf: (model) => quality.get(model) ?? 0,
		draftShift: options.draftShift ?? 0,
		storage: options.storage ?? {},
		outcomeOf: (agent, run) => scripts.find((script) => applies(script, agent, run)),
		resultOf(run) {
			const kind = run.outcome?.kind;
			const known = results.get(run);
			if (known !== void 0 && known.kind === kind) return known.result;
			const result = simulateOptimization(run);
			results.set(run, {
				...kind === void 0 ? {} : { kind },
				result
			});
			return result;
		},
		emit(event, data) {
			for (const delivery of deliveriesOf(store.webhooks.values(), event, data, clock.now())) courier.send(delivery);
		}
	};
	function start() {
		for (const fault of options.faults ?? []) addFault(fault);
		scripts.push(...options.outcomes ?? []);
		for (const [model, points] of Object.entries(options.modelQuality ?? {})) quality.set(model, points);
		for (const seed of options.seedData ?? []) seedAgent(context, seed);
	}
	function addFault(fault) {
		faults.add(typeof fault === "string" ? parseFault(fault) : fault);
	}
	function save() {
		if (options.dataFile !== void 0) saveSnapshot(options.dataFile, store.snapshot());
	}
	const app = buildApp(context, {
		before: [
			record(requests, clock),
			injectFaults(faults, clock, closing.signal),
			requireKey(apiKey, dialect),
			rateLimit.middleware
		],
		save
	});
	const snapshot = options.dataFile === void 0 ? void 0 : loadSnapshot(options.dataFile);
	start();
	if (snapshot !== void 0) store.restore(snapshot);
	else save();
	return {
		app,
		apiKey,
		requests,
		deliveries: courier.records,
		state: store,
		runs: () => [...store.optimizations.values()].map((run) => ({
			id: run.id,
			agentId: run.agentId,
			phase: optimizationPhase(run, clock.now()),
			prompt: run.prompt
		})),
		seedAgent: (seed) => seedAgent(context, seed),
		editAgent(id, content) {
			const agent = store.agents.get(id);
			if (agent === void 0) throw new Error(`the emulator has no agent ${id}`);
			replaceContent(context, agent, content, "update");
		},
		fault: addFault,
		script(outcome) {
			scripts.unshift(outcome);
			for (const run of store.optimizations.values()) if (outcome.run === run.id) run.outcome = {
				kind: outcome.kind,
				reason: outcome.reason
			};
		},
		setModelQuality: (model, points) => void quality.set(model, points),
		reset() {
			requests.length = 0;
			courier.records.length = 0;
			scripts.length = 0;
			quality.clear();
			faults.clear();
			rateLimit.reset();
			store.clear();
			store.createdAt = clock.now();
			start();
			save();
		},
		async close() {
			closing.abort();
			await courier.settled();
		}
	};
}
function applies(script, agent, run) {
	if (script.run !== void 0) return script.run === run;
	return script.agent === void 0 || script.agent === agent.id || script.agent === agent.name;
}
// sandbox/converra/server.ts
async function startConverra(options = {}) {
	const { app, ...emulator } = createEmulator(options);
	const server = createAdaptorServer({
		fetch: app.fetch,
		overrideGlobalObjects: false
	});
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", () => {
			server.off("error", reject);
			resolve();
		});
	});
	const { port } = server.address();
	return {
		...emulator,
		url: `http://127.0.0.1:${port}${BASE_PATH}`,
		async close() {
			const closed = new Promise((resolve) => server.close(() => resolve()));
			if ("closeAllConnections" in server) server.closeAllConnections();
			await emulator.close();
			await closed;
		}
	};
}
// src/cli/sandbox.ts
const SPEED = 600;
const EARLIER_RUNS = [
	9,
	6,
	2
].map((daysAgo) => ({
	daysAgo,
	mode: "validation"
}));
const STOCK_CONVERSATIONS = [
	"User: Where is my order?\nAssistant: Let me look it up. What is its number?",
	"User: I want my money back.\nAssistant: I am sorry to hear that. When was it delivered?",
	"User: Can I talk to a person?\nAssistant: Of course, I will hand you over now."
];
async function openSandbox(desk, { isRead }) {
	const isNamed = ["converra.yml", "converra.yaml"].some((name) => existsSync(join(desk.folder, name)));
	const isThere = desk.patterns !== void 0 || isNamed;
	const isEmpty = !isRead || !isThere;
	const place = isEmpty ? await exampleDesk() : {
		...desk,
		remove: async () => {}
	};
	try {
		const seedData = isEmpty ? await exampleSeeds() : await seedsOf(desk);
		const clock = fastClock(SPEED);
		const converra = await startConverra({
			plan: "pro",
			seed: 3,
			clock,
			seedData
		});
		return {
			apiKey: converra.apiKey,
			baseUrl: converra.url,
			clock,
			folder: place.folder,
			greeting: isRead ? isEmpty ? EXAMPLE : greetingOf(desk) : ACCOUNT,
			close: async () => {
				await converra.close();
				await place.remove();
			}
		};
	} catch (error) {
		await place.remove();
		throw error;
	}
}
const SPEED_WORDS = `Its scores are synthetic, and ${SPEED / 60} of its minutes pass in a second.`;
const ACCOUNT = "Sandbox: an emulated account with the example's agent.";
const EXAMPLE = `Sandbox: there is no converra.yml here, so this is the example, with the refunds deleted from its prompt. ${SPEED_WORDS} Start your own with: npx converra-gate init`;
function greetingOf({ checkout: { base } }) {
	return `Sandbox: an emulated account that holds ${base === void 0 ? "the files as they are; with git and a first commit it would hold what that says" : `what commit ${base.commit.slice(0, 7)} (${base.name}) says`}. ${SPEED_WORDS}`;
}
async function seedsOf({ folder, patterns, checkout }) {
	const { loadConfig } = await import("../load.js");
	const config = await loadConfig({
		workspace: folder,
		patterns: patterns ?? ["converra.yml"],
		begin: BEGIN
	});
	const before = await definitionsAtBase(folder, checkout, config.files);
	return (before.length > 0 ? before : config.agents).map((definition) => {
		return seedOf(definition, (config.transcripts.get(definition.key) ?? []).map(({ text }) => text));
	});
}
async function definitionsAtBase(folder, { base }, paths) {
	if (base === void 0) return [];
	const files = filesOfCommits(folder);
	const read = (path) => files.readTextAt({
		path,
		ref: base.commit
	});
	const found = await configAt(read, paths);
	return typeof found === "string" || found.lacking !== void 0 ? [] : found.config.agents;
}
const SANDBOX_MODEL = "gpt-4o";
function seedOf(definition, transcripts) {
	const modelled = withModel(definition, SANDBOX_MODEL);
	const { id, name, description, prompt, model, tags } = modelled;
	return {
		id,
		name,
		description,
		content: prompt,
		model,
		tags: withLiveTag([], tags, candidateFingerprint(modelled)),
		conversations: transcripts.length > 0 ? transcripts : STOCK_CONVERSATIONS,
		runs: EARLIER_RUNS
	};
}
async function exampleDesk() {
	const folder = await mkdtemp(join(tmpdir(), "converra-gate-example-"));
	const files = new Map(await exampleFiles());
	const prompt = files.get("prompts/support.md") ?? "";
	files.set("prompts/support.md", prompt.replace(/^## Refunds\n[\s\S]*?(?=^## )/m, ""));
	await writeFiles(folder, files);
	return {
		folder,
		remove: () => rm(folder, {
			recursive: true,
			force: true
		})
	};
}
async function exampleSeeds() {
	const folder = await mkdtemp(join(tmpdir(), "converra-gate-example-"));
	try {
		await writeFiles(folder, await exampleFiles());
		return await seedsOf({
			folder,
			patterns: void 0,
			checkout: {}
		});
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
function fastClock(speed) {
	const start = systemClock.now();
	return {
		now: () => Math.round(start + (systemClock.now() - start) * speed),
		sleep: (ms, signal) => systemClock.sleep(ms / speed, signal)
	};
}
export { openSandbox };
