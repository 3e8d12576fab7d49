import { r as GitHubError } from "./errors.js";
// src/github/failure.ts
const MAX_ATTEMPTS = 3;
const LONGEST_WAIT_MS = 9e4;
function readFailure(error) {
	if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return;
	const response = "response" in error ? error.response : void 0;
	if (response === void 0) return {
		status: void 0,
		message: error.message,
		headers: {}
	};
	return {
		status: error.status,
		message: error.message,
		headers: response.headers ?? {}
	};
}
function unusableAnswer(message, cause) {
	return Object.assign(new Error(message, { cause }), { status: 500 });
}
function isUnclear({ status }) {
	return status === void 0 || status === 408 || status >= 500;
}
async function unlessMissing(answer) {
	try {
		return await answer;
	} catch (error) {
		if (readFailure(error)?.status === 404) return void 0;
		throw error;
	}
}
function retryDelayMs(failure, attempt, { repeatable, now, random }) {
	if (attempt >= MAX_ATTEMPTS) return void 0;
	if (isRateLimit(failure)) {
		const wait = rateLimitWaitMs(failure, now);
		return wait <= LONGEST_WAIT_MS ? wait : void 0;
	}
	return isUnclear(failure) && repeatable ? 500 * 2 ** (attempt - 1) * (.5 + random()) : void 0;
}
const RUN_AGAIN = "Run the job again; if it stays, see https://www.githubstatus.com.";
const HINTS = {
	401: "The github-token is wrong or expired. Leave the input out to use the job's own token.",
	422: "GitHub did not accept the content. The whole report is in the job summary and the report files.",
	"rate limit": "Run the job again after the limit is reset; github.token has 1,000 requests an hour and repository.",
	"no usable answer from GitHub": "Run the job again. Behind a proxy, set HTTPS_PROXY and NO_PROXY for the job."
};
function explainFailure(failure, { doing, permission, cause }) {
	const { status = "no usable answer from GitHub" } = failure;
	const limited = isRateLimit(failure);
	const denied = !limited && (status === 403 || status === 404);
	const note = limited ? `rate limit, ${status}` : status;
	return new GitHubError(`Could not ${doing}: ${oneLine(failure.message)} (${note})`, {
		status: failure.status,
		permission: denied ? permission : void 0,
		hint: NOT_ALLOWED.test(failure.message) ? ALLOW : NOT_AGAIN.test(failure.message) ? PUSH : denied ? permissionHint(permission, status) : HINTS[limited ? "rate limit" : status] ?? RUN_AGAIN,
		cause
	});
}
const NOT_ALLOWED = /not permitted to create or approve pull requests/i;
const ALLOW = "Tick \"Allow GitHub Actions to create and approve pull requests\" in the repository's settings, Actions, General; or give github-token a token of your own.";
const NOT_AGAIN = /over a month ago|already running/i;
const PUSH = "Push a commit to the pull request: its gate finds the evidence there is.";
function permissionHint(permission, status) {
	const lines = permission.startsWith("contents") ? [permission] : ["contents: read", permission];
	const missing = status === 404 ? "Either it does not exist, or the token may not see it. If it exists, add to the job:" : "The token may not do this. Add to the job:";
	const fork = permission === "pull-requests: write" ? "\nA pull request from a fork gets a read-only token whatever the workflow says, so there is no comment on those unless a second workflow posts it: https://github.com/converra/gate/blob/main/docs/forks.md." : "";
	return `${missing}\npermissions:\n${lines.map((line) => `  ${line}`).join("\n")}${fork}`;
}
function isRateLimit({ status, headers, message }) {
	if (status === 429) return true;
	if (status !== 403) return false;
	return headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0" || /secondary rate limit|abuse detection/i.test(message);
}
function rateLimitWaitMs({ headers }, now) {
	const retryAfter = Number(headers["retry-after"] ?? NaN);
	if (Number.isFinite(retryAfter)) return Math.max(0, retryAfter * 1e3);
	const reset = Number(headers["x-ratelimit-reset"] ?? NaN);
	if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) return Math.max(0, reset * 1e3 - now) + 1e3;
	return 6e4;
}
function oneLine(message) {
	return message.replace(/ - https:\/\/docs\.github\.com\S*/u, "").replace(/\s+/gu, " ").slice(0, 300);
}
export { unlessMissing as a, retryDelayMs as i, isUnclear as n, unusableAnswer as o, readFailure as r, explainFailure as t };
