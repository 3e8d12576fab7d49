// src/errors.ts
var ActionError = class extends Error {
	name = "ActionError";
	hint;
	constructor(message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.hint = options.hint;
	}
};
var ConfigError = class extends ActionError {
	name = "ConfigError";
	issues;
	constructor(issues) {
		const count = issues.length === 1 ? "1 mistake" : `${issues.length} mistakes`;
		const files = [...new Set(issues.map((issue) => issue.file))].join(", ");
		super(`${files} has ${count}`, { hint: "Each is named with its line; nothing was sent to Converra." });
		this.issues = issues;
	}
};
var ServiceError = class extends ActionError {
	name = "ServiceError";
	kind;
	method;
	path;
	status;
	code;
	about;
	ambiguous;
	constructor(message, data) {
		super(message, data);
		this.kind = data.kind;
		this.method = data.method;
		this.path = data.path;
		this.status = data.status;
		this.code = data.code;
		this.about = data.about;
		this.ambiguous = data.ambiguous ?? false;
	}
};
function refusalOf(error) {
	if (error instanceof ServiceError && error.kind !== "unauthorized") return error;
	throw error;
}
function denialOf(error) {
	if (error instanceof ServiceError && error.status !== 401) return error;
	throw error;
}
function withHint({ message, hint }) {
	return hint === void 0 ? message : `${message}. ${hint.replace(/\.$/, "")}`;
}
var RateLimitedError = class extends ServiceError {
	name = "RateLimitedError";
	retryAfterMs;
	constructor(message, data) {
		super(message, {
			...data,
			kind: "rate-limit",
			status: 429
		});
		this.retryAfterMs = data.retryAfterMs;
	}
};
var GitHubError = class extends ActionError {
	name = "GitHubError";
	status;
	permission;
	constructor(message, options = {}) {
		super(message, options);
		this.status = options.status;
		this.permission = options.permission;
	}
};
export { ServiceError as a, withHint as c, RateLimitedError as i, ConfigError as n, denialOf as o, GitHubError as r, refusalOf as s, ActionError as t };
