import { t as ActionError } from "./errors.js";
// src/service/base-url.ts
const FIX = "Use https://converra.ai/api/v1, or http://127.0.0.1:<port>/api/v1 for an emulator on this machine.";
function isLoopbackHost(host) {
	return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
function checkBaseUrl(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url === void 0) throw new ActionError(`base-url "${text}" is not a URL`, { hint: FIX });
	if (url.username !== "" || url.password !== "") throw new ActionError("base-url holds a user name or a password", { hint: "Converra takes the key as a bearer token: give it as the API key only." });
	if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackHost(url.hostname))) throw new ActionError(`base-url "${text}" would send the API key unencrypted`, { hint: FIX });
	if (url.search !== "" || url.hash !== "") throw new ActionError(`base-url "${text}" has a query or a fragment`, { hint: FIX });
	url.pathname = url.pathname.replace(/\/+$/, "");
	return url;
}
function urlOf(base, path, query = {}) {
	const url = new URL(base);
	url.pathname = `${base.pathname.replace(/\/+$/, "")}${path}`;
	for (const [name, value] of Object.entries(query)) if (value !== void 0) url.searchParams.set(name, String(value));
	return url.href;
}
function pathSegment(id) {
	return id === "" || id === "." || id === ".." ? void 0 : encodeURIComponent(id);
}
function redirectTarget(from, location) {
	if (!location) return "a redirect without a location came back";
	if (!URL.canParse(location, from)) return "a redirect to an invalid location came back";
	const source = new URL(from);
	const target = new URL(location, from);
	if (target.host !== source.host) return `it redirects to another host, ${target.host || target.protocol}, and the key is not sent there`;
	if (target.protocol !== source.protocol && target.protocol !== "https:") return `it redirects to ${target.protocol}//, and the key is not sent there`;
	target.username = "";
	target.password = "";
	return target;
}
export { urlOf as a, redirectTarget as i, isLoopbackHost as n, pathSegment as r, checkBaseUrl as t };
