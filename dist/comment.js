import { t as __commonJSMin } from "./rolldown-runtime.js";
import { F as COMMENT_MAX_BYTES, Fr as ActionError, I as renderComment, Nn as sentence, P as commentOverheadBytes, d as hasChange, h as upsertComment, or as oneLine, u as gitHubFor, v as readPullRequest } from "./start.js";
import { constants } from "node:fs";
import { join, resolve } from "node:path";
import { open } from "node:fs/promises";
// node_modules/jsonschema/lib/helpers.js
var require_helpers = __commonJSMin(((exports, module) => {
	var ValidationError = exports.ValidationError = function ValidationError(message, instance, schema, path, name, argument) {
		if (Array.isArray(path)) {
			this.path = path;
			this.property = path.reduce(function(sum, item) {
				return sum + makeSuffix(item);
			}, "instance");
		} else if (path !== void 0) this.property = path;
		if (message) this.message = message;
		if (schema) {
			var id = schema.$id || schema.id;
			this.schema = id || schema;
		}
		if (instance !== void 0) this.instance = instance;
		this.name = name;
		this.argument = argument;
		this.stack = this.toString();
	};
	ValidationError.prototype.toString = function toString() {
		return this.property + " " + this.message;
	};
	var ValidatorResult = exports.ValidatorResult = function ValidatorResult(instance, schema, options, ctx) {
		this.instance = instance;
		this.schema = schema;
		this.options = options;
		this.path = ctx.path;
		this.propertyPath = ctx.propertyPath;
		this.errors = [];
		this.throwError = options && options.throwError;
		this.throwFirst = options && options.throwFirst;
		this.throwAll = options && options.throwAll;
		this.disableFormat = options && options.disableFormat === true;
	};
	ValidatorResult.prototype.addError = function addError(detail) {
		var err;
		if (typeof detail == "string") err = new ValidationError(detail, this.instance, this.schema, this.path);
		else {
			if (!detail) throw new Error("Missing error detail");
			if (!detail.message) throw new Error("Missing error message");
			if (!detail.name) throw new Error("Missing validator type");
			err = new ValidationError(detail.message, this.instance, this.schema, this.path, detail.name, detail.argument);
		}
		this.errors.push(err);
		if (this.throwFirst) throw new ValidatorResultError(this);
		else if (this.throwError) throw err;
		return err;
	};
	ValidatorResult.prototype.importErrors = function importErrors(res) {
		if (typeof res == "string" || res && res.validatorType) this.addError(res);
		else if (res && res.errors) this.errors = this.errors.concat(res.errors);
	};
	function stringizer(v, i) {
		return i + ": " + v.toString() + "\n";
	}
	ValidatorResult.prototype.toString = function toString(res) {
		return this.errors.map(stringizer).join("");
	};
	Object.defineProperty(ValidatorResult.prototype, "valid", { get: function() {
		return !this.errors.length;
	} });
	module.exports.ValidatorResultError = ValidatorResultError;
	function ValidatorResultError(result) {
		if (typeof Error.captureStackTrace === "function") Error.captureStackTrace(this, ValidatorResultError);
		this.instance = result.instance;
		this.schema = result.schema;
		this.options = result.options;
		this.errors = result.errors;
	}
	ValidatorResultError.prototype = new Error();
	ValidatorResultError.prototype.constructor = ValidatorResultError;
	ValidatorResultError.prototype.name = "Validation Error";
	var SchemaError = exports.SchemaError = function SchemaError(msg, schema) {
		this.message = msg;
		this.schema = schema;
		Error.call(this, msg);
		if (typeof Error.captureStackTrace === "function") Error.captureStackTrace(this, SchemaError);
	};
	SchemaError.prototype = Object.create(Error.prototype, {
		constructor: {
			value: SchemaError,
			enumerable: false
		},
		name: {
			value: "SchemaError",
			enumerable: false
		}
	});
	var SchemaContext = exports.SchemaContext = function SchemaContext(schema, options, path, base, schemas) {
		this.schema = schema;
		this.options = options;
		if (Array.isArray(path)) {
			this.path = path;
			this.propertyPath = path.reduce(function(sum, item) {
				return sum + makeSuffix(item);
			}, "instance");
		} else this.propertyPath = path;
		this.base = base;
		this.schemas = schemas;
	};
	SchemaContext.prototype.resolve = function resolve(target) {
		return (() => resolveUrl(this.base, target))();
	};
	SchemaContext.prototype.makeChild = function makeChild(schema, propertyName) {
		var path = propertyName === void 0 ? this.path : this.path.concat([propertyName]);
		var id = schema.$id || schema.id;
		let base = (() => resolveUrl(this.base, id || ""))();
		var ctx = new SchemaContext(schema, this.options, path, base, Object.create(this.schemas));
		if (id && !ctx.schemas[base]) ctx.schemas[base] = schema;
		return ctx;
	};
	var FORMAT_REGEXPS = exports.FORMAT_REGEXPS = {
		"date-time": /^\d{4}-(?:0[0-9]{1}|1[0-2]{1})-(3[01]|0[1-9]|[12][0-9])[tT ](2[0-4]|[01][0-9]):([0-5][0-9]):(60|[0-5][0-9])(\.\d+)?([zZ]|[+-]([0-5][0-9]):(60|[0-5][0-9]))$/,
		"date": /^\d{4}-(?:0[0-9]{1}|1[0-2]{1})-(3[01]|0[1-9]|[12][0-9])$/,
		"time": /^(2[0-4]|[01][0-9]):([0-5][0-9]):(60|[0-5][0-9])$/,
		"duration": /P(T\d+(H(\d+M(\d+S)?)?|M(\d+S)?|S)|\d+(D|M(\d+D)?|Y(\d+M(\d+D)?)?)(T\d+(H(\d+M(\d+S)?)?|M(\d+S)?|S))?|\d+W)/i,
		"email": /^(?:[\w\!\#\$\%\&\'\*\+\-\/\=\?\^\`\{\|\}\~]+\.)*[\w\!\#\$\%\&\'\*\+\-\/\=\?\^\`\{\|\}\~]+@(?:(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9\-](?!\.)){0,61}[a-zA-Z0-9]?\.)+[a-zA-Z0-9](?:[a-zA-Z0-9\-](?!$)){0,61}[a-zA-Z0-9]?)|(?:\[(?:(?:[01]?\d{1,2}|2[0-4]\d|25[0-5])\.){3}(?:[01]?\d{1,2}|2[0-4]\d|25[0-5])\]))$/,
		"idn-email": /^("(?:[!#-\[\]-\u{10FFFF}]|\\[\t -\u{10FFFF}])*"|[!#-'*+\-/-9=?A-Z\^-\u{10FFFF}](?:\.?[!#-'*+\-/-9=?A-Z\^-\u{10FFFF}])*)@([!#-'*+\-/-9=?A-Z\^-\u{10FFFF}](?:\.?[!#-'*+\-/-9=?A-Z\^-\u{10FFFF}])*|\[[!-Z\^-\u{10FFFF}]*\])$/u,
		"ip-address": /^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$/,
		"ipv6": /^\s*((([0-9A-Fa-f]{1,4}:){7}([0-9A-Fa-f]{1,4}|:))|(([0-9A-Fa-f]{1,4}:){6}(:[0-9A-Fa-f]{1,4}|((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9A-Fa-f]{1,4}:){5}(((:[0-9A-Fa-f]{1,4}){1,2})|:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9A-Fa-f]{1,4}:){4}(((:[0-9A-Fa-f]{1,4}){1,3})|((:[0-9A-Fa-f]{1,4})?:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9A-Fa-f]{1,4}:){3}(((:[0-9A-Fa-f]{1,4}){1,4})|((:[0-9A-Fa-f]{1,4}){0,2}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9A-Fa-f]{1,4}:){2}(((:[0-9A-Fa-f]{1,4}){1,5})|((:[0-9A-Fa-f]{1,4}){0,3}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9A-Fa-f]{1,4}:){1}(((:[0-9A-Fa-f]{1,4}){1,6})|((:[0-9A-Fa-f]{1,4}){0,4}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(:(((:[0-9A-Fa-f]{1,4}){1,7})|((:[0-9A-Fa-f]{1,4}){0,5}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:)))(%.+)?\s*$/,
		"uri": /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s]*$/,
		"uri-reference": /^(((([A-Za-z][+\-.0-9A-Za-z]*(:%[0-9A-Fa-f]{2}|:[!$&-.0-;=?-Z_a-z~]|[/?])|\?)(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~])*|([A-Za-z][+\-.0-9A-Za-z]*:?)?)|([A-Za-z][+\-.0-9A-Za-z]*:)?\/((%[0-9A-Fa-f]{2}|\/((%[0-9A-Fa-f]{2}|[!$&-.0-9;=A-Z_a-z~])+|(\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~]+)?|[.0-:A-Fa-f]+)\])?)(:\d*)?[/?]|[!$&-.0-;=?-Z_a-z~])(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~])*|(\/((%[0-9A-Fa-f]{2}|[!$&-.0-9;=A-Z_a-z~])+|(\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~]+)?|[.0-:A-Fa-f]+)\])?)(:\d*)?)?))#(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~])*|(([A-Za-z][+\-.0-9A-Za-z]*)?%[0-9A-Fa-f]{2}|[!$&-.0-9;=@_~]|[A-Za-z][+\-.0-9A-Za-z]*[!$&-*,;=@_~])(%[0-9A-Fa-f]{2}|[!$&-.0-9;=@-Z_a-z~])*((([/?](%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~])*)?#|[/?])(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~])*)?|([A-Za-z][+\-.0-9A-Za-z]*(:%[0-9A-Fa-f]{2}|:[!$&-.0-;=?-Z_a-z~]|[/?])|\?)(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~])*|([A-Za-z][+\-.0-9A-Za-z]*:)?\/((%[0-9A-Fa-f]{2}|\/((%[0-9A-Fa-f]{2}|[!$&-.0-9;=A-Z_a-z~])+|(\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~]+)?|[.0-:A-Fa-f]+)\])?)(:\d*)?[/?]|[!$&-.0-;=?-Z_a-z~])(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~])*|\/((%[0-9A-Fa-f]{2}|[!$&-.0-9;=A-Z_a-z~])+(:\d*)?|(\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~]+)?|[.0-:A-Fa-f]+)\])?:\d*|\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~]+)?|[.0-:A-Fa-f]+)\])?)?|[A-Za-z][+\-.0-9A-Za-z]*:?)?$/,
		"iri": /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s]*$/,
		"iri-reference": /^(((([A-Za-z][+\-.0-9A-Za-z]*(:%[0-9A-Fa-f]{2}|:[!$&-.0-;=?-Z_a-z~-\u{10FFFF}]|[/?])|\?)(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~-\u{10FFFF}])*|([A-Za-z][+\-.0-9A-Za-z]*:?)?)|([A-Za-z][+\-.0-9A-Za-z]*:)?\/((%[0-9A-Fa-f]{2}|\/((%[0-9A-Fa-f]{2}|[!$&-.0-9;=A-Z_a-z~-\u{10FFFF}])+|(\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~-\u{10FFFF}]+)?|[.0-:A-Fa-f]+)\])?)(:\d*)?[/?]|[!$&-.0-;=?-Z_a-z~-\u{10FFFF}])(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~-\u{10FFFF}])*|(\/((%[0-9A-Fa-f]{2}|[!$&-.0-9;=A-Z_a-z~-\u{10FFFF}])+|(\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~-\u{10FFFF}]+)?|[.0-:A-Fa-f]+)\])?)(:\d*)?)?))#(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~-\u{10FFFF}])*|(([A-Za-z][+\-.0-9A-Za-z]*)?%[0-9A-Fa-f]{2}|[!$&-.0-9;=@_~-\u{10FFFF}]|[A-Za-z][+\-.0-9A-Za-z]*[!$&-*,;=@_~-\u{10FFFF}])(%[0-9A-Fa-f]{2}|[!$&-.0-9;=@-Z_a-z~-\u{10FFFF}])*((([/?](%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~-\u{10FFFF}])*)?#|[/?])(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~-\u{10FFFF}])*)?|([A-Za-z][+\-.0-9A-Za-z]*(:%[0-9A-Fa-f]{2}|:[!$&-.0-;=?-Z_a-z~-\u{10FFFF}]|[/?])|\?)(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~-\u{10FFFF}])*|([A-Za-z][+\-.0-9A-Za-z]*:)?\/((%[0-9A-Fa-f]{2}|\/((%[0-9A-Fa-f]{2}|[!$&-.0-9;=A-Z_a-z~-\u{10FFFF}])+|(\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~-\u{10FFFF}]+)?|[.0-:A-Fa-f]+)\])?)(:\d*)?[/?]|[!$&-.0-;=?-Z_a-z~-\u{10FFFF}])(%[0-9A-Fa-f]{2}|[!$&-;=?-Z_a-z~-\u{10FFFF}])*|\/((%[0-9A-Fa-f]{2}|[!$&-.0-9;=A-Z_a-z~-\u{10FFFF}])+(:\d*)?|(\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~-\u{10FFFF}]+)?|[.0-:A-Fa-f]+)\])?:\d*|\[(([Vv][0-9A-Fa-f]+\.[!$&-.0-;=A-Z_a-z~-\u{10FFFF}]+)?|[.0-:A-Fa-f]+)\])?)?|[A-Za-z][+\-.0-9A-Za-z]*:?)?$/u,
		"uuid": /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/i,
		"uri-template": /(%[0-9a-f]{2}|[!#$&(-;=?@\[\]_a-z~]|\{[!#&+,./;=?@|]?(%[0-9a-f]{2}|[0-9_a-z])(\.?(%[0-9a-f]{2}|[0-9_a-z]))*(:[1-9]\d{0,3}|\*)?(,(%[0-9a-f]{2}|[0-9_a-z])(\.?(%[0-9a-f]{2}|[0-9_a-z]))*(:[1-9]\d{0,3}|\*)?)*\})*/iu,
		"json-pointer": /^(\/([\x00-\x2e0-@\[-}\x7f]|~[01])*)*$/iu,
		"relative-json-pointer": /^\d+(#|(\/([\x00-\x2e0-@\[-}\x7f]|~[01])*)*)$/iu,
		"hostname": /^(?=.{1,255}$)[0-9A-Za-z](?:(?:[0-9A-Za-z]|-){0,61}[0-9A-Za-z])?(?:\.[0-9A-Za-z](?:(?:[0-9A-Za-z]|-){0,61}[0-9A-Za-z])?)*\.?$/,
		"host-name": /^(?=.{1,255}$)[0-9A-Za-z](?:(?:[0-9A-Za-z]|-){0,61}[0-9A-Za-z])?(?:\.[0-9A-Za-z](?:(?:[0-9A-Za-z]|-){0,61}[0-9A-Za-z])?)*\.?$/,
		"utc-millisec": function(input) {
			return typeof input === "string" && parseFloat(input) === parseInt(input, 10) && !isNaN(input);
		},
		"regex": function(input) {
			var result = true;
			try {
				new RegExp(input);
			} catch (e) {
				result = false;
			}
			return result;
		},
		"style": /[\r\n\t ]*[^\r\n\t ][^:]*:[\r\n\t ]*[^\r\n\t ;]*[\r\n\t ]*;?/,
		"color": /^(#?([0-9A-Fa-f]{3}){1,2}\b|aqua|black|blue|fuchsia|gray|green|lime|maroon|navy|olive|orange|purple|red|silver|teal|white|yellow|(rgb\(\s*\b([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\b\s*,\s*\b([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\b\s*,\s*\b([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\b\s*\))|(rgb\(\s*(\d?\d%|100%)+\s*,\s*(\d?\d%|100%)+\s*,\s*(\d?\d%|100%)+\s*\)))$/,
		"phone": /^\+(?:[0-9] ?){6,14}[0-9]$/,
		"alpha": /^[a-zA-Z]+$/,
		"alphanumeric": /^[a-zA-Z0-9]+$/
	};
	FORMAT_REGEXPS.regexp = FORMAT_REGEXPS.regex;
	FORMAT_REGEXPS.pattern = FORMAT_REGEXPS.regex;
	FORMAT_REGEXPS.ipv4 = FORMAT_REGEXPS["ip-address"];
	exports.isFormat = function isFormat(input, format, validator) {
		if (typeof input === "string" && FORMAT_REGEXPS[format] !== void 0) {
			if (FORMAT_REGEXPS[format] instanceof RegExp) return FORMAT_REGEXPS[format].test(input);
			if (typeof FORMAT_REGEXPS[format] === "function") return FORMAT_REGEXPS[format](input);
		} else if (validator && validator.customFormats && typeof validator.customFormats[format] === "function") return validator.customFormats[format](input);
		return true;
	};
	var makeSuffix = exports.makeSuffix = function makeSuffix(key) {
		key = key.toString();
		if (!key.match(/[.\s\[\]]/) && !key.match(/^[\d]/)) return "." + key;
		if (key.match(/^\d+$/)) return "[" + key + "]";
		return "[" + JSON.stringify(key) + "]";
	};
	exports.deepCompareStrict = function deepCompareStrict(a, b) {
		if (typeof a !== typeof b) return false;
		if (Array.isArray(a)) {
			if (!Array.isArray(b)) return false;
			if (a.length !== b.length) return false;
			return a.every(function(v, i) {
				return deepCompareStrict(a[i], b[i]);
			});
		}
		if (typeof a === "object") {
			if (!a || !b) return a === b;
			var aKeys = Object.keys(a);
			var bKeys = Object.keys(b);
			if (aKeys.length !== bKeys.length) return false;
			return aKeys.every(function(v) {
				return deepCompareStrict(a[v], b[v]);
			});
		}
		return a === b;
	};
	function deepMerger(target, dst, e, i) {
		if (typeof e === "object") dst[i] = deepMerge(target[i], e);
		else if (target.indexOf(e) === -1) dst.push(e);
	}
	function copyist(src, dst, key) {
		dst[key] = src[key];
	}
	function copyistWithDeepMerge(target, src, dst, key) {
		if (typeof src[key] !== "object" || !src[key]) dst[key] = src[key];
		else if (!target[key]) dst[key] = src[key];
		else dst[key] = deepMerge(target[key], src[key]);
	}
	function deepMerge(target, src) {
		var array = Array.isArray(src);
		var dst = array && [] || {};
		if (array) {
			target = target || [];
			dst = dst.concat(target);
			src.forEach(deepMerger.bind(null, target, dst));
		} else {
			if (target && typeof target === "object") Object.keys(target).forEach(copyist.bind(null, target, dst));
			Object.keys(src).forEach(copyistWithDeepMerge.bind(null, target, src, dst));
		}
		return dst;
	}
	module.exports.deepMerge = deepMerge;
	exports.objectGetPath = function objectGetPath(o, s) {
		var parts = s.split("/").slice(1);
		var k;
		while (typeof (k = parts.shift()) == "string") {
			var n = decodeURIComponent(k.replace(/~0/, "~").replace(/~1/g, "/"));
			if (!(n in o)) return;
			o = o[n];
		}
		return o;
	};
	function pathEncoder(v) {
		return "/" + encodeURIComponent(v).replace(/~/g, "%7E");
	}
	exports.encodePath = function encodePointer(a) {
		return a.map(pathEncoder).join("");
	};
	exports.getDecimalPlaces = function getDecimalPlaces(number) {
		var decimalPlaces = 0;
		if (isNaN(number)) return decimalPlaces;
		if (typeof number !== "number") number = Number(number);
		var parts = number.toString().split("e");
		if (parts.length === 2) {
			if (parts[1][0] !== "-") return decimalPlaces;
			else decimalPlaces = Number(parts[1].slice(1));
		}
		var decimalParts = parts[0].split(".");
		if (decimalParts.length === 2) decimalPlaces += decimalParts[1].length;
		return decimalPlaces;
	};
	exports.isSchema = function isSchema(val) {
		return typeof val === "object" && val || typeof val === "boolean";
	};
	var resolveUrl = exports.resolveUrl = function resolveUrl(from, to) {
		const resolvedUrl = new URL(to, new URL(from, "resolve://"));
		if (resolvedUrl.protocol === "resolve:") {
			const { pathname, search, hash } = resolvedUrl;
			return pathname + search + hash;
		}
		return resolvedUrl.toString();
	};
}));
// node_modules/jsonschema/lib/attribute.js
var require_attribute = __commonJSMin(((exports, module) => {
	var helpers = require_helpers();
	var ValidatorResult = helpers.ValidatorResult;
	var SchemaError = helpers.SchemaError;
	var attribute = {};
	attribute.ignoreProperties = {
		"id": true,
		"default": true,
		"description": true,
		"title": true,
		"additionalItems": true,
		"then": true,
		"else": true,
		"$schema": true,
		"$ref": true,
		"extends": true
	};
	var validators = attribute.validators = {};
	validators.type = function validateType(instance, schema, options, ctx) {
		if (instance === void 0) return null;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var types = Array.isArray(schema.type) ? schema.type : [schema.type];
		if (!types.some(this.testType.bind(this, instance, schema, options, ctx))) {
			var list = types.map(function(v) {
				if (!v) return;
				var id = v.$id || v.id;
				return id ? "<" + id + ">" : v + "";
			});
			result.addError({
				name: "type",
				argument: list,
				message: "is not of a type(s) " + list
			});
		}
		return result;
	};
	function testSchemaNoThrow(instance, options, ctx, callback, schema) {
		var throwError = options.throwError;
		var throwAll = options.throwAll;
		options.throwError = false;
		options.throwAll = false;
		var res = this.validateSchema(instance, schema, options, ctx);
		options.throwError = throwError;
		options.throwAll = throwAll;
		if (!res.valid && callback instanceof Function) callback(res);
		return res.valid;
	}
	validators.anyOf = function validateAnyOf(instance, schema, options, ctx) {
		if (instance === void 0) return null;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var inner = new ValidatorResult(instance, schema, options, ctx);
		if (!Array.isArray(schema.anyOf)) throw new SchemaError("anyOf must be an array");
		if (!schema.anyOf.some(testSchemaNoThrow.bind(this, instance, options, ctx, function(res) {
			inner.importErrors(res);
		}))) {
			var list = schema.anyOf.map(function(v, i) {
				var id = v.$id || v.id;
				if (id) return "<" + id + ">";
				return v.title && JSON.stringify(v.title) || v["$ref"] && "<" + v["$ref"] + ">" || "[subschema " + i + "]";
			});
			if (options.nestedErrors) result.importErrors(inner);
			result.addError({
				name: "anyOf",
				argument: list,
				message: "is not any of " + list.join(",")
			});
		}
		return result;
	};
	validators.allOf = function validateAllOf(instance, schema, options, ctx) {
		if (instance === void 0) return null;
		if (!Array.isArray(schema.allOf)) throw new SchemaError("allOf must be an array");
		var result = new ValidatorResult(instance, schema, options, ctx);
		var self = this;
		schema.allOf.forEach(function(v, i) {
			var valid = self.validateSchema(instance, v, options, ctx);
			if (!valid.valid) {
				var msg = v.$id || v.id || v.title && JSON.stringify(v.title) || v["$ref"] && "<" + v["$ref"] + ">" || "[subschema " + i + "]";
				result.addError({
					name: "allOf",
					argument: {
						id: msg,
						length: valid.errors.length,
						valid
					},
					message: "does not match allOf schema " + msg + " with " + valid.errors.length + " error[s]:"
				});
				result.importErrors(valid);
			}
		});
		return result;
	};
	validators.oneOf = function validateOneOf(instance, schema, options, ctx) {
		if (instance === void 0) return null;
		if (!Array.isArray(schema.oneOf)) throw new SchemaError("oneOf must be an array");
		var result = new ValidatorResult(instance, schema, options, ctx);
		var inner = new ValidatorResult(instance, schema, options, ctx);
		var count = schema.oneOf.filter(testSchemaNoThrow.bind(this, instance, options, ctx, function(res) {
			inner.importErrors(res);
		})).length;
		var list = schema.oneOf.map(function(v, i) {
			return v.$id || v.id || v.title && JSON.stringify(v.title) || v["$ref"] && "<" + v["$ref"] + ">" || "[subschema " + i + "]";
		});
		if (count !== 1) {
			if (options.nestedErrors) result.importErrors(inner);
			result.addError({
				name: "oneOf",
				argument: list,
				message: "is not exactly one from " + list.join(",")
			});
		}
		return result;
	};
	validators.if = function validateIf(instance, schema, options, ctx) {
		if (instance === void 0) return null;
		if (!helpers.isSchema(schema.if)) throw new Error("Expected \"if\" keyword to be a schema");
		var ifValid = testSchemaNoThrow.call(this, instance, options, ctx, null, schema.if);
		var result = new ValidatorResult(instance, schema, options, ctx);
		var res;
		if (ifValid) {
			if (schema.then === void 0) return;
			if (!helpers.isSchema(schema.then)) throw new Error("Expected \"then\" keyword to be a schema");
			res = this.validateSchema(instance, schema.then, options, ctx.makeChild(schema.then));
			result.importErrors(res);
		} else {
			if (schema.else === void 0) return;
			if (!helpers.isSchema(schema.else)) throw new Error("Expected \"else\" keyword to be a schema");
			res = this.validateSchema(instance, schema.else, options, ctx.makeChild(schema.else));
			result.importErrors(res);
		}
		return result;
	};
	function getEnumerableProperty(object, key) {
		if (Object.hasOwnProperty.call(object, key)) return object[key];
		if (!(key in object)) return;
		while (object = Object.getPrototypeOf(object)) if (Object.propertyIsEnumerable.call(object, key)) return object[key];
	}
	validators.propertyNames = function validatePropertyNames(instance, schema, options, ctx) {
		if (!this.types.object(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var subschema = schema.propertyNames !== void 0 ? schema.propertyNames : {};
		if (!helpers.isSchema(subschema)) throw new SchemaError("Expected \"propertyNames\" to be a schema (object or boolean)");
		for (var property in instance) if (getEnumerableProperty(instance, property) !== void 0) {
			var res = this.validateSchema(property, subschema, options, ctx.makeChild(subschema));
			result.importErrors(res);
		}
		return result;
	};
	validators.properties = function validateProperties(instance, schema, options, ctx) {
		if (!this.types.object(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var properties = schema.properties || {};
		for (var property in properties) {
			var subschema = properties[property];
			if (subschema === void 0) continue;
			else if (subschema === null) throw new SchemaError("Unexpected null, expected schema in \"properties\"");
			if (typeof options.preValidateProperty == "function") options.preValidateProperty(instance, property, subschema, options, ctx);
			var prop = getEnumerableProperty(instance, property);
			var res = this.validateSchema(prop, subschema, options, ctx.makeChild(subschema, property));
			if (res.instance !== result.instance[property]) result.instance[property] = res.instance;
			result.importErrors(res);
		}
		return result;
	};
	function testAdditionalProperty(instance, schema, options, ctx, property, result) {
		if (!this.types.object(instance)) return;
		if (schema.properties && schema.properties[property] !== void 0) return;
		if (schema.additionalProperties === false) result.addError({
			name: "additionalProperties",
			argument: property,
			message: "is not allowed to have the additional property " + JSON.stringify(property)
		});
		else {
			var additionalProperties = schema.additionalProperties || {};
			if (typeof options.preValidateProperty == "function") options.preValidateProperty(instance, property, additionalProperties, options, ctx);
			var res = this.validateSchema(instance[property], additionalProperties, options, ctx.makeChild(additionalProperties, property));
			if (res.instance !== result.instance[property]) result.instance[property] = res.instance;
			result.importErrors(res);
		}
	}
	validators.patternProperties = function validatePatternProperties(instance, schema, options, ctx) {
		if (!this.types.object(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var patternProperties = schema.patternProperties || {};
		for (var property in instance) {
			var test = true;
			for (var pattern in patternProperties) {
				var subschema = patternProperties[pattern];
				if (subschema === void 0) continue;
				else if (subschema === null) throw new SchemaError("Unexpected null, expected schema in \"patternProperties\"");
				try {
					var regexp = new RegExp(pattern, "u");
				} catch (_e) {
					regexp = new RegExp(pattern);
				}
				if (!regexp.test(property)) continue;
				test = false;
				if (typeof options.preValidateProperty == "function") options.preValidateProperty(instance, property, subschema, options, ctx);
				var res = this.validateSchema(instance[property], subschema, options, ctx.makeChild(subschema, property));
				if (res.instance !== result.instance[property]) result.instance[property] = res.instance;
				result.importErrors(res);
			}
			if (test) testAdditionalProperty.call(this, instance, schema, options, ctx, property, result);
		}
		return result;
	};
	validators.additionalProperties = function validateAdditionalProperties(instance, schema, options, ctx) {
		if (!this.types.object(instance)) return;
		if (schema.patternProperties) return null;
		var result = new ValidatorResult(instance, schema, options, ctx);
		for (var property in instance) testAdditionalProperty.call(this, instance, schema, options, ctx, property, result);
		return result;
	};
	validators.minProperties = function validateMinProperties(instance, schema, options, ctx) {
		if (!this.types.object(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!(Object.keys(instance).length >= schema.minProperties)) result.addError({
			name: "minProperties",
			argument: schema.minProperties,
			message: "does not meet minimum property length of " + schema.minProperties
		});
		return result;
	};
	validators.maxProperties = function validateMaxProperties(instance, schema, options, ctx) {
		if (!this.types.object(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!(Object.keys(instance).length <= schema.maxProperties)) result.addError({
			name: "maxProperties",
			argument: schema.maxProperties,
			message: "does not meet maximum property length of " + schema.maxProperties
		});
		return result;
	};
	validators.items = function validateItems(instance, schema, options, ctx) {
		var self = this;
		if (!this.types.array(instance)) return;
		if (schema.items === void 0) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		instance.every(function(value, i) {
			if (Array.isArray(schema.items)) var items = schema.items[i] === void 0 ? schema.additionalItems : schema.items[i];
			else var items = schema.items;
			if (items === void 0) return true;
			if (items === false) {
				result.addError({
					name: "items",
					message: "additionalItems not permitted"
				});
				return false;
			}
			var res = self.validateSchema(value, items, options, ctx.makeChild(items, i));
			if (res.instance !== result.instance[i]) result.instance[i] = res.instance;
			result.importErrors(res);
			return true;
		});
		return result;
	};
	validators.contains = function validateContains(instance, schema, options, ctx) {
		var self = this;
		if (!this.types.array(instance)) return;
		if (schema.contains === void 0) return;
		if (!helpers.isSchema(schema.contains)) throw new Error("Expected \"contains\" keyword to be a schema");
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (instance.some(function(value, i) {
			return self.validateSchema(value, schema.contains, options, ctx.makeChild(schema.contains, i)).errors.length === 0;
		}) === false) result.addError({
			name: "contains",
			argument: schema.contains,
			message: "must contain an item matching given schema"
		});
		return result;
	};
	validators.minimum = function validateMinimum(instance, schema, options, ctx) {
		if (!this.types.number(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (schema.exclusiveMinimum && schema.exclusiveMinimum === true) {
			if (!(instance > schema.minimum)) result.addError({
				name: "minimum",
				argument: schema.minimum,
				message: "must be greater than " + schema.minimum
			});
		} else if (!(instance >= schema.minimum)) result.addError({
			name: "minimum",
			argument: schema.minimum,
			message: "must be greater than or equal to " + schema.minimum
		});
		return result;
	};
	validators.maximum = function validateMaximum(instance, schema, options, ctx) {
		if (!this.types.number(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (schema.exclusiveMaximum && schema.exclusiveMaximum === true) {
			if (!(instance < schema.maximum)) result.addError({
				name: "maximum",
				argument: schema.maximum,
				message: "must be less than " + schema.maximum
			});
		} else if (!(instance <= schema.maximum)) result.addError({
			name: "maximum",
			argument: schema.maximum,
			message: "must be less than or equal to " + schema.maximum
		});
		return result;
	};
	validators.exclusiveMinimum = function validateExclusiveMinimum(instance, schema, options, ctx) {
		if (typeof schema.exclusiveMinimum === "boolean") return;
		if (!this.types.number(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!(instance > schema.exclusiveMinimum)) result.addError({
			name: "exclusiveMinimum",
			argument: schema.exclusiveMinimum,
			message: "must be strictly greater than " + schema.exclusiveMinimum
		});
		return result;
	};
	validators.exclusiveMaximum = function validateExclusiveMaximum(instance, schema, options, ctx) {
		if (typeof schema.exclusiveMaximum === "boolean") return;
		if (!this.types.number(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!(instance < schema.exclusiveMaximum)) result.addError({
			name: "exclusiveMaximum",
			argument: schema.exclusiveMaximum,
			message: "must be strictly less than " + schema.exclusiveMaximum
		});
		return result;
	};
	var validateMultipleOfOrDivisbleBy = function validateMultipleOfOrDivisbleBy(instance, schema, options, ctx, validationType, errorMessage) {
		if (!this.types.number(instance)) return;
		var validationArgument = schema[validationType];
		if (validationArgument == 0) throw new SchemaError(validationType + " cannot be zero");
		var result = new ValidatorResult(instance, schema, options, ctx);
		var instanceDecimals = helpers.getDecimalPlaces(instance);
		var divisorDecimals = helpers.getDecimalPlaces(validationArgument);
		var multiplier = Math.pow(10, Math.max(instanceDecimals, divisorDecimals));
		if (Math.round(instance * multiplier) % Math.round(validationArgument * multiplier) !== 0) result.addError({
			name: validationType,
			argument: validationArgument,
			message: errorMessage + JSON.stringify(validationArgument)
		});
		return result;
	};
	validators.multipleOf = function validateMultipleOf(instance, schema, options, ctx) {
		return validateMultipleOfOrDivisbleBy.call(this, instance, schema, options, ctx, "multipleOf", "is not a multiple of (divisible by) ");
	};
	validators.divisibleBy = function validateDivisibleBy(instance, schema, options, ctx) {
		return validateMultipleOfOrDivisbleBy.call(this, instance, schema, options, ctx, "divisibleBy", "is not divisible by (multiple of) ");
	};
	validators.required = function validateRequired(instance, schema, options, ctx) {
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (instance === void 0 && schema.required === true) result.addError({
			name: "required",
			message: "is required"
		});
		else if (this.types.object(instance) && Array.isArray(schema.required)) schema.required.forEach(function(n) {
			if (getEnumerableProperty(instance, n) === void 0) result.addError({
				name: "required",
				argument: n,
				message: "requires property " + JSON.stringify(n)
			});
		});
		return result;
	};
	validators.pattern = function validatePattern(instance, schema, options, ctx) {
		if (!this.types.string(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var pattern = schema.pattern;
		try {
			var regexp = new RegExp(pattern, "u");
		} catch (_e) {
			regexp = new RegExp(pattern);
		}
		if (!instance.match(regexp)) result.addError({
			name: "pattern",
			argument: schema.pattern,
			message: "does not match pattern " + JSON.stringify(schema.pattern.toString())
		});
		return result;
	};
	validators.format = function validateFormat(instance, schema, options, ctx) {
		if (instance === void 0) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!result.disableFormat && !helpers.isFormat(instance, schema.format, this)) result.addError({
			name: "format",
			argument: schema.format,
			message: "does not conform to the " + JSON.stringify(schema.format) + " format"
		});
		return result;
	};
	validators.minLength = function validateMinLength(instance, schema, options, ctx) {
		if (!this.types.string(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var hsp = instance.match(/[\uDC00-\uDFFF]/g);
		if (!(instance.length - (hsp ? hsp.length : 0) >= schema.minLength)) result.addError({
			name: "minLength",
			argument: schema.minLength,
			message: "does not meet minimum length of " + schema.minLength
		});
		return result;
	};
	validators.maxLength = function validateMaxLength(instance, schema, options, ctx) {
		if (!this.types.string(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var hsp = instance.match(/[\uDC00-\uDFFF]/g);
		if (!(instance.length - (hsp ? hsp.length : 0) <= schema.maxLength)) result.addError({
			name: "maxLength",
			argument: schema.maxLength,
			message: "does not meet maximum length of " + schema.maxLength
		});
		return result;
	};
	validators.minItems = function validateMinItems(instance, schema, options, ctx) {
		if (!this.types.array(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!(instance.length >= schema.minItems)) result.addError({
			name: "minItems",
			argument: schema.minItems,
			message: "does not meet minimum length of " + schema.minItems
		});
		return result;
	};
	validators.maxItems = function validateMaxItems(instance, schema, options, ctx) {
		if (!this.types.array(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!(instance.length <= schema.maxItems)) result.addError({
			name: "maxItems",
			argument: schema.maxItems,
			message: "does not meet maximum length of " + schema.maxItems
		});
		return result;
	};
	function testArrays(v, i, a) {
		var j, len = a.length;
		for (j = i + 1; j < len; j++) if (helpers.deepCompareStrict(v, a[j])) return false;
		return true;
	}
	validators.uniqueItems = function validateUniqueItems(instance, schema, options, ctx) {
		if (schema.uniqueItems !== true) return;
		if (!this.types.array(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!instance.every(testArrays)) result.addError({
			name: "uniqueItems",
			message: "contains duplicate item"
		});
		return result;
	};
	validators.dependencies = function validateDependencies(instance, schema, options, ctx) {
		if (!this.types.object(instance)) return;
		var result = new ValidatorResult(instance, schema, options, ctx);
		for (var property in schema.dependencies) {
			if (instance[property] === void 0) continue;
			var dep = schema.dependencies[property];
			var childContext = ctx.makeChild(dep, property);
			if (typeof dep == "string") dep = [dep];
			if (Array.isArray(dep)) dep.forEach(function(prop) {
				if (instance[prop] === void 0) result.addError({
					name: "dependencies",
					argument: childContext.propertyPath,
					message: "property " + prop + " not found, required by " + childContext.propertyPath
				});
			});
			else {
				var res = this.validateSchema(instance, dep, options, childContext);
				if (result.instance !== res.instance) result.instance = res.instance;
				if (res && res.errors.length) {
					result.addError({
						name: "dependencies",
						argument: childContext.propertyPath,
						message: "does not meet dependency required by " + childContext.propertyPath
					});
					result.importErrors(res);
				}
			}
		}
		return result;
	};
	validators["enum"] = function validateEnum(instance, schema, options, ctx) {
		if (instance === void 0) return null;
		if (!Array.isArray(schema["enum"])) throw new SchemaError("enum expects an array", schema);
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!schema["enum"].some(helpers.deepCompareStrict.bind(null, instance))) result.addError({
			name: "enum",
			argument: schema["enum"],
			message: "is not one of enum values: " + schema["enum"].map(String).join(",")
		});
		return result;
	};
	validators["const"] = function validateEnum(instance, schema, options, ctx) {
		if (instance === void 0) return null;
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (!helpers.deepCompareStrict(schema["const"], instance)) result.addError({
			name: "const",
			argument: schema["const"],
			message: "does not exactly match expected constant: " + schema["const"]
		});
		return result;
	};
	validators.not = validators.disallow = function validateNot(instance, schema, options, ctx) {
		var self = this;
		if (instance === void 0) return null;
		var result = new ValidatorResult(instance, schema, options, ctx);
		var notTypes = schema.not || schema.disallow;
		if (!notTypes) return null;
		if (!Array.isArray(notTypes)) notTypes = [notTypes];
		notTypes.forEach(function(type) {
			if (self.testType(instance, schema, options, ctx, type)) {
				var schemaId = type && (type.$id || type.id) || type;
				result.addError({
					name: "not",
					argument: schemaId,
					message: "is of prohibited type " + schemaId
				});
			}
		});
		return result;
	};
	module.exports = attribute;
}));
// node_modules/jsonschema/lib/scan.js
var require_scan = __commonJSMin(((exports, module) => {
	var helpers = require_helpers();
	module.exports.SchemaScanResult = SchemaScanResult;
	function SchemaScanResult(found, ref) {
		this.id = found;
		this.ref = ref;
	}
	module.exports.scan = function scan(base, schema) {
		function scanSchema(baseuri, schema) {
			if (!schema || typeof schema != "object") return;
			if (schema.$ref) {
				let resolvedUri = helpers.resolveUrl(baseuri, schema.$ref);
				ref[resolvedUri] = ref[resolvedUri] ? ref[resolvedUri] + 1 : 0;
				return;
			}
			var id = schema.$id || schema.id;
			let resolvedBase = helpers.resolveUrl(baseuri, id);
			var ourBase = id ? resolvedBase : baseuri;
			if (ourBase) {
				if (ourBase.indexOf("#") < 0) ourBase += "#";
				if (found[ourBase]) {
					if (!helpers.deepCompareStrict(found[ourBase], schema)) throw new Error("Schema <" + ourBase + "> already exists with different definition");
					return found[ourBase];
				}
				found[ourBase] = schema;
				if (ourBase[ourBase.length - 1] == "#") found[ourBase.substring(0, ourBase.length - 1)] = schema;
			}
			scanArray(ourBase + "/items", Array.isArray(schema.items) ? schema.items : [schema.items]);
			scanArray(ourBase + "/extends", Array.isArray(schema.extends) ? schema.extends : [schema.extends]);
			scanSchema(ourBase + "/additionalItems", schema.additionalItems);
			scanObject(ourBase + "/properties", schema.properties);
			scanSchema(ourBase + "/additionalProperties", schema.additionalProperties);
			scanObject(ourBase + "/definitions", schema.definitions);
			scanObject(ourBase + "/patternProperties", schema.patternProperties);
			scanObject(ourBase + "/dependencies", schema.dependencies);
			scanArray(ourBase + "/disallow", schema.disallow);
			scanArray(ourBase + "/allOf", schema.allOf);
			scanArray(ourBase + "/anyOf", schema.anyOf);
			scanArray(ourBase + "/oneOf", schema.oneOf);
			scanSchema(ourBase + "/not", schema.not);
		}
		function scanArray(baseuri, schemas) {
			if (!Array.isArray(schemas)) return;
			for (var i = 0; i < schemas.length; i++) scanSchema(baseuri + "/" + i, schemas[i]);
		}
		function scanObject(baseuri, schemas) {
			if (!schemas || typeof schemas != "object") return;
			for (var p in schemas) scanSchema(baseuri + "/" + p, schemas[p]);
		}
		var found = {};
		var ref = {};
		scanSchema(base, schema);
		return new SchemaScanResult(found, ref);
	};
}));
// node_modules/jsonschema/lib/validator.js
var require_validator = __commonJSMin(((exports, module) => {
	var attribute = require_attribute();
	var helpers = require_helpers();
	var scanSchema = require_scan().scan;
	var ValidatorResult = helpers.ValidatorResult;
	var ValidatorResultError = helpers.ValidatorResultError;
	var SchemaError = helpers.SchemaError;
	var SchemaContext = helpers.SchemaContext;
	var anonymousBase = "/";
	var Validator = function Validator() {
		this.customFormats = Object.create(Validator.prototype.customFormats);
		this.schemas = {};
		this.unresolvedRefs = [];
		this.types = Object.create(types);
		this.attributes = Object.create(attribute.validators);
	};
	Validator.prototype.customFormats = {};
	Validator.prototype.schemas = null;
	Validator.prototype.types = null;
	Validator.prototype.attributes = null;
	Validator.prototype.unresolvedRefs = null;
	Validator.prototype.addSchema = function addSchema(schema, base) {
		var self = this;
		if (!schema) return null;
		var scan = scanSchema(base || anonymousBase, schema);
		var ourUri = base || schema.$id || schema.id;
		for (var uri in scan.id) this.schemas[uri] = scan.id[uri];
		for (var uri in scan.ref) this.unresolvedRefs.push(uri);
		this.unresolvedRefs = this.unresolvedRefs.filter(function(uri) {
			return typeof self.schemas[uri] === "undefined";
		});
		return this.schemas[ourUri];
	};
	Validator.prototype.addSubSchemaArray = function addSubSchemaArray(baseuri, schemas) {
		if (!Array.isArray(schemas)) return;
		for (var i = 0; i < schemas.length; i++) this.addSubSchema(baseuri, schemas[i]);
	};
	Validator.prototype.addSubSchemaObject = function addSubSchemaArray(baseuri, schemas) {
		if (!schemas || typeof schemas != "object") return;
		for (var p in schemas) this.addSubSchema(baseuri, schemas[p]);
	};
	Validator.prototype.setSchemas = function setSchemas(schemas) {
		this.schemas = schemas;
	};
	Validator.prototype.getSchema = function getSchema(urn) {
		return this.schemas[urn];
	};
	Validator.prototype.validate = function validate(instance, schema, options, ctx) {
		if (typeof schema !== "boolean" && typeof schema !== "object" || schema === null) throw new SchemaError("Expected `schema` to be an object or boolean");
		if (!options) options = {};
		var id = schema.$id || schema.id;
		let base = helpers.resolveUrl(options.base, id || "");
		if (!ctx) {
			ctx = new SchemaContext(schema, options, [], base, Object.create(this.schemas));
			if (!ctx.schemas[base]) ctx.schemas[base] = schema;
			var found = scanSchema(base, schema);
			for (var n in found.id) {
				var sch = found.id[n];
				ctx.schemas[n] = sch;
			}
		}
		if (options.required && instance === void 0) {
			var result = new ValidatorResult(instance, schema, options, ctx);
			result.addError("is required, but is undefined");
			return result;
		}
		var result = this.validateSchema(instance, schema, options, ctx);
		if (!result) throw new Error("Result undefined");
		else if (options.throwAll && result.errors.length) throw new ValidatorResultError(result);
		return result;
	};
	function shouldResolve(schema) {
		var ref = typeof schema === "string" ? schema : schema.$ref;
		if (typeof ref == "string") return ref;
		return false;
	}
	Validator.prototype.validateSchema = function validateSchema(instance, schema, options, ctx) {
		var result = new ValidatorResult(instance, schema, options, ctx);
		if (typeof schema === "boolean") {
			if (schema === true) schema = {};
			else if (schema === false) schema = { type: [] };
		} else if (!schema) throw new Error("schema is undefined");
		if (schema["extends"]) {
			if (Array.isArray(schema["extends"])) {
				var schemaobj = {
					schema,
					ctx
				};
				schema["extends"].forEach(this.schemaTraverser.bind(this, schemaobj));
				schema = schemaobj.schema;
				schemaobj.schema = null;
				schemaobj.ctx = null;
				schemaobj = null;
			} else schema = helpers.deepMerge(schema, this.superResolve(schema["extends"], ctx));
		}
		var switchSchema = shouldResolve(schema);
		if (switchSchema) {
			var resolved = this.resolve(schema, switchSchema, ctx);
			var subctx = new SchemaContext(resolved.subschema, options, ctx.path, resolved.switchSchema, ctx.schemas);
			return this.validateSchema(instance, resolved.subschema, options, subctx);
		}
		var skipAttributes = options && options.skipAttributes || [];
		for (var key in schema) if (!attribute.ignoreProperties[key] && skipAttributes.indexOf(key) < 0) {
			var validatorErr = null;
			var validator = this.attributes[key];
			if (validator) validatorErr = validator.call(this, instance, schema, options, ctx);
			else if (options.allowUnknownAttributes === false) throw new SchemaError("Unsupported attribute: " + key, schema);
			if (validatorErr) result.importErrors(validatorErr);
		}
		if (typeof options.rewrite == "function") result.instance = options.rewrite.call(this, instance, schema, options, ctx);
		return result;
	};
	Validator.prototype.schemaTraverser = function schemaTraverser(schemaobj, s) {
		schemaobj.schema = helpers.deepMerge(schemaobj.schema, this.superResolve(s, schemaobj.ctx));
	};
	Validator.prototype.superResolve = function superResolve(schema, ctx) {
		var ref = shouldResolve(schema);
		if (ref) return this.resolve(schema, ref, ctx).subschema;
		return schema;
	};
	Validator.prototype.resolve = function resolve(schema, switchSchema, ctx) {
		switchSchema = ctx.resolve(switchSchema);
		if (ctx.schemas[switchSchema]) return {
			subschema: ctx.schemas[switchSchema],
			switchSchema
		};
		let fragment = new URL(switchSchema, "thismessage::/").hash;
		var document = fragment && fragment.length && switchSchema.substr(0, switchSchema.length - fragment.length);
		if (!document || !ctx.schemas[document]) throw new SchemaError("no such schema <" + switchSchema + ">", schema);
		var subschema = helpers.objectGetPath(ctx.schemas[document], fragment.substr(1));
		if (subschema === void 0) throw new SchemaError("no such schema " + fragment + " located in <" + document + ">", schema);
		return {
			subschema,
			switchSchema
		};
	};
	Validator.prototype.testType = function validateType(instance, schema, options, ctx, type) {
		if (type === void 0) return;
		else if (type === null) throw new SchemaError("Unexpected null in \"type\" keyword");
		if (typeof this.types[type] == "function") return this.types[type].call(this, instance);
		if (type && typeof type == "object") {
			var res = this.validateSchema(instance, type, options, ctx);
			return res === void 0 || !(res && res.errors.length);
		}
		return true;
	};
	var types = Validator.prototype.types = {};
	types.string = function testString(instance) {
		return typeof instance == "string";
	};
	types.number = function testNumber(instance) {
		return typeof instance == "number" && isFinite(instance);
	};
	types.integer = function testInteger(instance) {
		return typeof instance == "number" && instance % 1 === 0;
	};
	types.boolean = function testBoolean(instance) {
		return typeof instance == "boolean";
	};
	types.array = function testArray(instance) {
		return Array.isArray(instance);
	};
	types["null"] = function testNull(instance) {
		return instance === null;
	};
	types.date = function testDate(instance) {
		return instance instanceof Date;
	};
	types.any = function testAny(instance) {
		return true;
	};
	types.object = function testObject(instance) {
		return instance && typeof instance === "object" && !Array.isArray(instance) && !(instance instanceof Date);
	};
	module.exports = Validator;
}));
// node_modules/jsonschema/lib/index.js
var require_lib = __commonJSMin(((exports, module) => {
	var Validator = module.exports.Validator = require_validator();
	module.exports.ValidatorResult = require_helpers().ValidatorResult;
	module.exports.ValidatorResultError = require_helpers().ValidatorResultError;
	module.exports.ValidationError = require_helpers().ValidationError;
	module.exports.SchemaError = require_helpers().SchemaError;
	module.exports.SchemaScanResult = require_scan().SchemaScanResult;
	module.exports.scan = require_scan().scan;
	module.exports.validate = function(instance, schema, options) {
		return new Validator().validate(instance, schema, options);
	};
}));
// schema/report.schema.json
var report_schema_default = {
	$schema: "https://json-schema.org/draft/2020-12/schema",
	title: "Converra Gate report",
	description: "report.json in the report folder. Scores are points on 0-100, times ISO 8601.",
	type: "object",
	properties: {
		"schemaVersion": {
			"type": "number",
			"const": 1
		},
		"command": {
			"type": "string",
			"enum": [
				"gate",
				"sync",
				"plan",
				"benchmark",
				"insights",
				"apply",
				"clean"
			]
		},
		"context": {
			"type": "object",
			"properties": {
				"event": { "type": "string" },
				"repository": {
					"type": "string",
					"description": "owner/name"
				},
				"serverUrl": {
					"type": "string",
					"description": "https://github.com, or the Enterprise Server's."
				},
				"commit": { "type": "string" },
				"pullRequest": { "type": "integer" },
				"runUrl": { "type": "string" },
				"configFiles": {
					"type": "array",
					"items": { "type": "string" }
				},
				"sandbox": {
					"type": "boolean",
					"description": "True when the service is an emulator on this machine: its scores are synthetic."
				},
				"syncMode": {
					"type": "string",
					"enum": [
						"preview",
						"live",
						"off"
					],
					"description": "How sync was done: on previews, on the live agents, or not at all."
				},
				"unverified": {
					"type": "string",
					"description": "owner/name of the fork whose own run made this report: nobody has checked what it says."
				}
			},
			"required": [
				"event",
				"serverUrl",
				"configFiles",
				"sandbox",
				"syncMode"
			]
		},
		"gate": {
			"type": "object",
			"properties": {
				"result": {
					"type": "string",
					"enum": [
						"fail",
						"warn",
						"pass"
					]
				},
				"reasons": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"key": { "type": "string" },
							"action": {
								"type": "string",
								"enum": [
									"fail",
									"warn",
									"pass"
								]
							},
							"reason": { "type": "string" }
						},
						"required": [
							"key",
							"action",
							"reason"
						]
					}
				}
			},
			"required": ["result", "reasons"],
			"description": "The gate over all verdicts, with one reason for each agent that is not a plain pass."
		},
		"agents": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"key": { "type": "string" },
					"name": { "type": "string" },
					"source": {
						"type": "object",
						"properties": {
							"file": { "type": "string" },
							"line": { "type": "integer" },
							"column": { "type": "integer" },
							"endLine": { "type": "integer" }
						},
						"required": [
							"file",
							"line",
							"column",
							"endLine"
						],
						"description": "Where text came from: path relative to the workspace with forward slashes, lines and columns 1-based."
					},
					"promptSource": {
						"type": "object",
						"properties": {
							"file": { "type": "string" },
							"line": { "type": "integer" },
							"column": { "type": "integer" },
							"endLine": { "type": "integer" }
						},
						"required": [
							"file",
							"line",
							"column",
							"endLine"
						],
						"description": "Where text came from: path relative to the workspace with forward slashes, lines and columns 1-based."
					},
					"plan": {
						"type": "object",
						"properties": {
							"key": { "type": "string" },
							"action": {
								"type": "string",
								"enum": [
									"conflicting",
									"drifted",
									"not-compared",
									"create",
									"update",
									"unchanged"
								]
							},
							"changes": {
								"type": "array",
								"items": { "type": "string" },
								"description": "Names of the fields that differ, in the config's words."
							},
							"reason": {
								"type": "string",
								"description": "One sentence for people."
							},
							"liveAgentId": { "type": "string" },
							"livePrompt": {
								"type": "string",
								"description": "The prompt that stands on the service, for the diff."
							}
						},
						"required": [
							"key",
							"action",
							"changes",
							"reason"
						],
						"description": "Present for sync and plan, and for the gate where the service was reached."
					},
					"verdict": {
						"type": "object",
						"properties": {
							"key": { "type": "string" },
							"verdict": {
								"type": "string",
								"enum": [
									"regressed",
									"incomplete",
									"inconclusive",
									"not-evaluated",
									"improved",
									"unchanged",
									"skipped"
								]
							},
							"reason": {
								"type": "string",
								"description": "One or two sentences: why."
							},
							"advice": {
								"type": "string",
								"description": "What to do next, where there is something to do."
							},
							"deciding": {
								"type": "string",
								"description": "The metric that decided, if one did."
							},
							"unjudged": {
								"type": "string",
								"description": "Of a drop that is proven: what could not be judged beside it. One sentence."
							},
							"detectable": {
								"type": "number",
								"description": "Points: the smallest drop of all metrics alike that this gate finds with 80 % chance."
							},
							"metrics": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"metric": { "type": "string" },
										"direction": {
											"type": "string",
											"enum": ["higher", "lower"]
										},
										"candidate": {
											"type": "object",
											"properties": {
												"n": { "type": "integer" },
												"mean": { "type": "number" },
												"sd": {
													"type": "number",
													"description": "Sample standard deviation; undefined with fewer than two values."
												}
											},
											"required": ["n", "mean"],
											"description": "Scores of one metric; none when no run reports it."
										},
										"baseline": {
											"type": "object",
											"properties": {
												"n": { "type": "integer" },
												"mean": { "type": "number" },
												"sd": {
													"type": "number",
													"description": "Sample standard deviation; undefined with fewer than two values."
												}
											},
											"required": ["n", "mean"],
											"description": "Scores of one metric; none when no run reports it."
										},
										"delta": {
											"type": "number",
											"description": "Candidate minus baseline in points, positive is better: the direction is applied."
										},
										"interval": {
											"type": "array",
											"items": { "type": "number" },
											"minItems": 2,
											"maxItems": 2,
											"description": "Two-sided interval of delta at the gate's confidence, not adjusted for the other comparisons."
										},
										"noiseSd": {
											"type": "number",
											"description": "Noise of one run: the shrunk, pooled standard deviation."
										},
										"standardError": { "type": "number" },
										"degreesOfFreedom": { "type": "number" },
										"p": {
											"type": "number",
											"description": "One-sided: chance of a drop this large if nothing changed."
										},
										"adjustedP": {
											"type": "number",
											"description": "After Holm's correction over all agents and metrics judged."
										},
										"alpha": {
											"type": "number",
											"description": "Largest adjusted p that still counts, given the looks taken."
										},
										"maxDrop": { "type": "number" },
										"min": { "type": "number" },
										"decides": {
											"type": "boolean",
											"description": "False where the config says that the metric does not decide."
										},
										"rounds": {
											"type": "number",
											"description": "Rounds side by side that candidate, baseline and delta are of; undefined where they are of all runs."
										},
										"moved": {
											"type": "string",
											"enum": ["fell", "rose"],
											"description": "A change that noise does not explain, whether or not the rules forbid it."
										},
										"detectable": {
											"type": "number",
											"description": "Points: the smallest drop of this metric alone that this gate finds with 80 % chance."
										},
										"finding": {
											"type": "string",
											"enum": [
												"regressed",
												"below-min",
												"inconclusive",
												"improved",
												"unchanged"
											]
										},
										"explanation": { "type": "string" }
									},
									"required": [
										"metric",
										"direction",
										"candidate",
										"maxDrop",
										"finding",
										"explanation"
									]
								}
							}
						},
						"required": [
							"key",
							"verdict",
							"reason",
							"metrics"
						],
						"description": "Present for gate and benchmark."
					},
					"accepted": {
						"type": "object",
						"properties": {
							"by": {
								"type": "string",
								"description": "Login of the person who may write."
							},
							"reason": { "type": "string" },
							"at": {
								"type": "string",
								"description": "ISO time."
							},
							"metrics": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"metric": { "type": "string" },
										"baseline": { "type": "number" },
										"candidate": { "type": "number" },
										"delta": {
											"type": "number",
											"description": "Candidate minus baseline; negative."
										}
									},
									"required": [
										"metric",
										"candidate",
										"delta"
									],
									"description": "The figures that were accepted, as the report gave them; points, the direction applied."
								}
							}
						},
						"required": [
							"by",
							"reason",
							"at",
							"metrics"
						],
						"description": "A person has accepted the drop for this commit: the verdict stays, and the gate lets it pass."
					},
					"candidate": {
						"type": "object",
						"properties": {
							"fingerprint": { "type": "string" },
							"mode": {
								"type": "string",
								"enum": ["exploratory", "validation"]
							},
							"where": {
								"type": "string",
								"enum": [
									"preview",
									"live",
									"both"
								]
							},
							"started": { "type": "integer" },
							"adopted": { "type": "integer" },
							"oldest": {
								"type": "string",
								"description": "ISO times of the oldest and newest run."
							},
							"newest": { "type": "string" },
							"commit": {
								"type": "string",
								"description": "Commit the prompt was synced from, where it is known."
							}
						},
						"required": [
							"fingerprint",
							"mode",
							"where",
							"started",
							"adopted"
						],
						"description": "What one side of the comparison was measured on."
					},
					"baseline": {
						"type": "object",
						"properties": {
							"fingerprint": { "type": "string" },
							"mode": {
								"type": "string",
								"enum": ["exploratory", "validation"]
							},
							"where": {
								"type": "string",
								"enum": [
									"preview",
									"live",
									"both"
								]
							},
							"started": { "type": "integer" },
							"adopted": { "type": "integer" },
							"oldest": {
								"type": "string",
								"description": "ISO times of the oldest and newest run."
							},
							"newest": { "type": "string" },
							"commit": {
								"type": "string",
								"description": "Commit the prompt was synced from, where it is known."
							}
						},
						"required": [
							"fingerprint",
							"mode",
							"where",
							"started",
							"adopted"
						],
						"description": "What one side of the comparison was measured on."
					},
					"runs": {
						"type": "array",
						"items": {
							"type": "object",
							"properties": {
								"agentKey": { "type": "string" },
								"runId": { "type": "string" },
								"purpose": {
									"type": "string",
									"enum": [
										"candidate",
										"baseline",
										"confirm-candidate",
										"confirm-baseline"
									]
								},
								"origin": {
									"type": "string",
									"enum": ["started", "adopted"],
									"description": "Whether this workflow paid for the run."
								},
								"status": {
									"type": "string",
									"enum": [
										"completed",
										"failed",
										"stopped",
										"timed-out"
									]
								},
								"reason": {
									"type": "string",
									"description": "Why it did not complete, for people; the service's words are hostile text."
								},
								"durationMs": { "type": "number" }
							},
							"required": [
								"agentKey",
								"runId",
								"purpose",
								"origin",
								"status"
							]
						}
					},
					"variants": {
						"type": "array",
						"items": {
							"type": "object",
							"properties": {
								"id": { "type": "string" },
								"name": { "type": "string" },
								"isControl": { "type": "boolean" },
								"isWinner": { "type": "boolean" },
								"scores": {
									"type": "object",
									"additionalProperties": { "type": "number" }
								},
								"lift": {
									"type": "number",
									"description": "Percent against the control."
								},
								"content": { "type": "string" }
							},
							"required": [
								"id",
								"name",
								"isControl",
								"isWinner",
								"scores"
							],
							"description": "A variant as reported; `content` is hostile text."
						},
						"description": "Variants of the candidate's newest run; empty when there is none."
					},
					"headroom": {
						"type": "object",
						"properties": {
							"runId": { "type": "string" },
							"variantId": { "type": "string" },
							"variantName": { "type": "string" },
							"lift": {
								"type": "number",
								"description": "Percent."
							},
							"confidence": {
								"type": "number",
								"description": "Probability 0-1."
							},
							"band": {
								"type": "string",
								"enum": [
									"high",
									"medium",
									"low"
								]
							},
							"goldenSet": {
								"type": "object",
								"properties": {
									"passed": { "type": "number" },
									"regressed": { "type": "number" }
								},
								"description": "Golden-set result of the leading variant, in the service's sense; undefined fields were not reported."
							},
							"content": { "type": "string" },
							"againstBaseline": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"metric": { "type": "string" },
										"delta": {
											"type": "number",
											"description": "Winner minus baseline in points, positive is better: the direction is applied."
										},
										"noise": {
											"type": "number",
											"description": "Points: a prompt as good as the baseline is further below it in 1 run of 20."
										}
									},
									"required": [
										"metric",
										"delta",
										"noise"
									],
									"description": "The winner beside the prompt that is live, in one metric that both report."
								},
								"description": "Undefined where the baseline was not measured."
							}
						},
						"required": [
							"runId",
							"variantId",
							"variantName"
						],
						"description": "A better prompt that the service found. Not a regression."
					},
					"suggestion": {
						"type": "object",
						"properties": {
							"kind": {
								"type": "string",
								"enum": ["review", "patch"],
								"description": "A suggestion on the lines of the pull request, or a patch in its comment."
							},
							"commentId": {
								"type": "integer",
								"description": "Of the review comment."
							}
						},
						"required": ["kind"],
						"description": "How the winner is offered; absent where suggestions were not asked for, or there is none to take."
					},
					"promptBefore": {
						"type": "string",
						"description": "The prompt it would replace; undefined when there is none."
					},
					"promptAfter": { "type": "string" },
					"measuredOn": {
						"type": "object",
						"properties": {
							"kind": {
								"type": "string",
								"enum": ["preview", "live"]
							},
							"agentId": { "type": "string" }
						},
						"required": ["kind", "agentId"],
						"description": "Agent on the service the candidate was measured on."
					},
					"benchmark": {
						"type": "object",
						"properties": {
							"benchmarkId": { "type": "string" },
							"replaces": {
								"type": "object",
								"properties": {
									"model": { "type": "string" },
									"agentId": { "type": "string" }
								},
								"required": ["model", "agentId"],
								"description": "A change of model: the model in use that the others would replace, and the live agent that has it."
							},
							"trialOf": {
								"type": "string",
								"description": "The benchmark whose drop this one, and those before it, were run to try."
							},
							"baselineId": {
								"type": "string",
								"description": "The earlier benchmark of the same models."
							},
							"baselineCompletedAt": { "type": "string" },
							"referenceId": {
								"type": "string",
								"description": "The one that the config names to compare with beside it."
							},
							"referenceCompletedAt": { "type": "string" },
							"models": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"model": { "type": "string" },
										"isBaseline": { "type": "boolean" },
										"finding": {
											"type": "string",
											"enum": [
												"regressed",
												"below-min",
												"inconclusive",
												"improved",
												"unchanged"
											]
										},
										"metrics": {
											"type": "array",
											"items": {
												"type": "object",
												"properties": {
													"metric": { "type": "string" },
													"direction": {
														"type": "string",
														"enum": ["higher", "lower"]
													},
													"candidate": {
														"type": "object",
														"properties": {
															"n": { "type": "integer" },
															"mean": { "type": "number" },
															"sd": {
																"type": "number",
																"description": "Sample standard deviation; undefined with fewer than two values."
															}
														},
														"required": ["n", "mean"],
														"description": "Scores of one metric; none when no run reports it."
													},
													"baseline": {
														"type": "object",
														"properties": {
															"n": { "type": "integer" },
															"mean": { "type": "number" },
															"sd": {
																"type": "number",
																"description": "Sample standard deviation; undefined with fewer than two values."
															}
														},
														"required": ["n", "mean"],
														"description": "Scores of one metric; none when no run reports it."
													},
													"delta": {
														"type": "number",
														"description": "Candidate minus baseline in points, positive is better: the direction is applied."
													},
													"interval": {
														"type": "array",
														"items": { "type": "number" },
														"minItems": 2,
														"maxItems": 2,
														"description": "Two-sided interval of delta at the gate's confidence, not adjusted for the other comparisons."
													},
													"noiseSd": {
														"type": "number",
														"description": "Noise of one run: the shrunk, pooled standard deviation."
													},
													"standardError": { "type": "number" },
													"degreesOfFreedom": { "type": "number" },
													"p": {
														"type": "number",
														"description": "One-sided: chance of a drop this large if nothing changed."
													},
													"adjustedP": {
														"type": "number",
														"description": "After Holm's correction over all agents and metrics judged."
													},
													"alpha": {
														"type": "number",
														"description": "Largest adjusted p that still counts, given the looks taken."
													},
													"maxDrop": { "type": "number" },
													"min": { "type": "number" },
													"decides": {
														"type": "boolean",
														"description": "False where the config says that the metric does not decide."
													},
													"rounds": {
														"type": "number",
														"description": "Rounds side by side that candidate, baseline and delta are of; undefined where they are of all runs."
													},
													"moved": {
														"type": "string",
														"enum": ["fell", "rose"],
														"description": "A change that noise does not explain, whether or not the rules forbid it."
													},
													"detectable": {
														"type": "number",
														"description": "Points: the smallest drop of this metric alone that this gate finds with 80 % chance."
													},
													"finding": {
														"type": "string",
														"enum": [
															"regressed",
															"below-min",
															"inconclusive",
															"improved",
															"unchanged"
														]
													},
													"explanation": { "type": "string" }
												},
												"required": [
													"metric",
													"direction",
													"candidate",
													"maxDrop",
													"finding",
													"explanation"
												]
											},
											"description": "Each against the benchmark by which its finding is worst."
										},
										"cost": {
											"type": "object",
											"properties": {
												"value": { "type": "number" },
												"unit": {
													"type": "string",
													"enum": [
														"ms",
														"s",
														"USD"
													],
													"description": "As far as the member's name tells."
												}
											},
											"required": ["value"],
											"description": "As the service gives them."
										},
										"latency": {
											"type": "object",
											"properties": {
												"value": { "type": "number" },
												"unit": {
													"type": "string",
													"enum": [
														"ms",
														"s",
														"USD"
													],
													"description": "As far as the member's name tells."
												}
											},
											"required": ["value"],
											"description": "What is no score and decides nothing."
										}
									},
									"required": [
										"model",
										"isBaseline",
										"finding",
										"metrics"
									]
								}
							},
							"better": {
								"type": "object",
								"properties": {
									"model": { "type": "string" },
									"than": { "type": "string" },
									"points": {
										"type": "number",
										"description": "Mean gain over the metrics."
									},
									"lift": {
										"type": "number",
										"description": "Percent."
									},
									"change": {
										"type": "string",
										"description": "What to change in which line of the config."
									}
								},
								"required": [
									"model",
									"than",
									"points",
									"lift",
									"change"
								],
								"description": "A model that beats the one in use by more than noise."
							},
							"recommendation": {
								"type": "string",
								"description": "The service's words: hostile text."
							}
						},
						"required": ["benchmarkId", "models"]
					},
					"decline": {
						"type": "object",
						"properties": {
							"since": {
								"type": "string",
								"description": "ISO time of the first run of the lower level."
							},
							"points": {
								"type": "number",
								"description": "How much lower the runs since then are: of the metric, or of the mean of all where none is named."
							},
							"metric": { "type": "string" },
							"metrics": {
								"type": "object",
								"additionalProperties": { "type": "number" },
								"description": "Metric -> how much lower, points."
							},
							"before": { "type": "integer" },
							"after": { "type": "integer" },
							"explanation": { "type": "string" }
						},
						"required": [
							"since",
							"points",
							"metrics",
							"before",
							"after",
							"explanation"
						],
						"description": "The runs of the live prompt have become lower over time."
					},
					"insights": {
						"type": "object",
						"properties": {
							"recent": {
								"type": "object",
								"properties": {
									"days": { "type": "integer" },
									"taskCompletion": {
										"type": "number",
										"description": "Points 0-100."
									},
									"completionRate": {
										"type": "number",
										"description": "0-1."
									},
									"abandonmentRate": {
										"type": "number",
										"description": "0-1."
									},
									"conversationCount": { "type": "number" },
									"sentiment": { "type": "string" }
								},
								"required": ["days"]
							},
							"usual": {
								"type": "object",
								"properties": {
									"days": { "type": "integer" },
									"taskCompletion": {
										"type": "number",
										"description": "Points 0-100."
									},
									"completionRate": {
										"type": "number",
										"description": "0-1."
									},
									"abandonmentRate": {
										"type": "number",
										"description": "0-1."
									},
									"conversationCount": { "type": "number" },
									"sentiment": { "type": "string" }
								},
								"required": ["days"]
							},
							"health": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"figure": { "type": "string" },
										"recent": {
											"type": "object",
											"properties": {
												"percent": {
													"type": "number",
													"description": "Of the conversations, 0-100."
												},
												"n": { "type": "integer" }
											},
											"required": ["percent", "n"]
										},
										"before": {
											"type": "object",
											"properties": {
												"percent": {
													"type": "number",
													"description": "Of the conversations, 0-100."
												},
												"n": { "type": "integer" }
											},
											"required": ["percent", "n"]
										},
										"change": {
											"type": "number",
											"description": "Points; negative is worse."
										},
										"p": {
											"type": "number",
											"description": "One-sided, by Fisher's exact test, corrected over all figures and agents."
										},
										"finding": {
											"type": "string",
											"enum": ["fell", "unchanged"]
										}
									},
									"required": [
										"figure",
										"recent",
										"before",
										"change",
										"p",
										"finding"
									],
									"description": "One figure of the last days against the weeks before them."
								},
								"description": "Figures that either period lacks are left out."
							},
							"issues": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"description": { "type": "string" },
										"frequency": {
											"type": "number",
											"description": "Share of conversations, 0-1."
										},
										"severity": { "type": "string" }
									},
									"required": ["description"]
								},
								"description": "What the service sees go wrong; its words."
							},
							"further": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"name": { "type": "string" },
										"lines": {
											"type": "array",
											"items": { "type": "string" }
										}
									},
									"required": ["name", "lines"]
								},
								"description": "Further parts, such as business impact, as they came."
							},
							"unread": {
								"type": "array",
								"items": { "type": "string" },
								"description": "What came in a shape that this version does not know."
							},
							"regenerated": {
								"type": "boolean",
								"description": "Old insights are being made anew, for the next report."
							},
							"transcripts": {
								"type": "object",
								"properties": {
									"shown": {
										"type": "array",
										"items": {
											"type": "object",
											"properties": {
												"file": { "type": "string" },
												"line": {
													"type": "integer",
													"description": "Where in the file it begins."
												},
												"conversationId": { "type": "string" },
												"taskCompleted": { "type": "boolean" },
												"sentiment": { "type": "string" },
												"sentimentScore": {
													"type": "number",
													"description": "As it came."
												},
												"topics": {
													"type": "array",
													"items": { "type": "string" }
												},
												"summary": { "type": "string" }
											},
											"required": [
												"file",
												"line",
												"conversationId",
												"topics"
											],
											"description": "What the service says of one of the repository's transcripts, in its words."
										}
									},
									"notes": {
										"type": "array",
										"items": { "type": "string" },
										"description": "What is not shown, not there yet or not in a shape that this version knows: sentences."
									}
								},
								"required": ["shown", "notes"],
								"description": "Absent where the repository has none for the agent."
							},
							"stepFailures": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"step": { "type": "string" },
										"rootCause": { "type": "string" },
										"count": { "type": "number" }
									},
									"required": ["step"]
								}
							},
							"recommendations": {
								"type": "array",
								"items": { "type": "string" }
							}
						},
						"required": ["stepFailures", "recommendations"]
					},
					"history": {
						"type": "array",
						"items": {
							"type": "object",
							"properties": {
								"completedAt": {
									"type": "string",
									"description": "ISO time."
								},
								"scores": {
									"type": "object",
									"additionalProperties": { "type": "number" },
									"description": "Points as the service gives them, the direction not applied."
								}
							},
							"required": ["completedAt", "scores"]
						},
						"description": "Scores of the prompts that were live, oldest first."
					}
				},
				"required": [
					"key",
					"name",
					"source",
					"promptSource",
					"runs",
					"variants",
					"promptAfter"
				]
			}
		},
		"cost": {
			"type": "object",
			"properties": {
				"runsStarted": { "type": "number" },
				"runsAdopted": { "type": "number" },
				"runsLeft": {
					"type": "number",
					"description": "Optimizations left this period after this run; undefined when unknown or unlimited."
				},
				"runsLimit": { "type": "number" },
				"period": {
					"type": "object",
					"properties": {
						"since": {
							"type": "string",
							"description": "ISO time: as GET /usage has it, else the first of the month."
						},
						"used": {
							"type": "number",
							"description": "Optimizations as GET /usage counts them, and those of this run; absent where it was not asked or did not tell."
						},
						"pullRequests": {
							"type": "number",
							"description": "On copies for pull requests and branches."
						},
						"confirming": {
							"type": "number",
							"description": "Of those, the ones known to have measured again what was suspected."
						},
						"nights": {
							"type": "number",
							"description": "On kept copies, of scheduled runs."
						},
						"measuring": {
							"type": "number",
							"description": "On kept copies, with one variant: baselines, and rounds that confirmed."
						},
						"nightsOrMeasuring": {
							"type": "number",
							"description": "On kept copies, and which of the two was not told."
						},
						"others": {
							"type": "number",
							"description": "On agents that are no copies of this repository's."
						},
						"untold": {
							"type": "number",
							"description": "On agents that no list shows, or in no list themselves."
						}
					},
					"required": [
						"since",
						"pullRequests",
						"confirming",
						"nights",
						"measuring",
						"nightsOrMeasuring",
						"others",
						"untold"
					],
					"description": "Absent where no list of runs was read."
				},
				"requests": { "type": "number" },
				"elapsedMs": { "type": "number" }
			},
			"required": [
				"runsStarted",
				"runsAdopted",
				"requests",
				"elapsedMs"
			],
			"description": "What a run has cost, and what the account's period has so far."
		},
		"notices": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"level": {
						"type": "string",
						"enum": [
							"error",
							"warning",
							"notice"
						]
					},
					"message": { "type": "string" },
					"hint": { "type": "string" },
					"at": {
						"type": "object",
						"properties": {
							"file": { "type": "string" },
							"line": { "type": "integer" },
							"column": { "type": "integer" },
							"endLine": { "type": "integer" }
						},
						"required": [
							"file",
							"line",
							"column",
							"endLine"
						],
						"description": "Where text came from: path relative to the workspace with forward slashes, lines and columns 1-based."
					}
				},
				"required": ["level", "message"],
				"description": "Something a person should know that is about no single verdict."
			}
		},
		"worse": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"key": { "type": "string" },
					"reason": {
						"type": "string",
						"description": "One or two sentences: what fell, by how much and against what."
					}
				},
				"required": ["key", "reason"],
				"description": "An agent whose live prompt, or whose models, a scheduled run has proven to be worse than they were."
			},
			"description": "Proven to be worse, which alone is worth waking somebody; empty: none; absent: no scheduled run."
		},
		"rules": {
			"type": "object",
			"properties": {
				"loosened": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"key": {
								"type": "string",
								"description": "The agent; absent for a rule of the whole run."
							},
							"rule": { "type": "string" },
							"from": { "type": "string" },
							"to": { "type": "string" }
						},
						"required": [
							"rule",
							"from",
							"to"
						]
					},
					"description": "Rules that are looser than the base commit's."
				},
				"removed": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"key": { "type": "string" },
							"name": { "type": "string" },
							"how": {
								"type": "string",
								"enum": [
									"removed",
									"renamed",
									"rebound"
								]
							},
							"reason": { "type": "string" },
							"advice": { "type": "string" },
							"action": {
								"type": "string",
								"enum": [
									"fail",
									"warn",
									"pass"
								]
							}
						},
						"required": [
							"key",
							"name",
							"how",
							"reason",
							"advice",
							"action"
						]
					},
					"description": "Agents of the base commit that are guarded no longer."
				}
			},
			"required": ["loosened", "removed"],
			"description": "Absent where the run has no base commit to hold its rules against."
		},
		"cleaned": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"what": {
						"type": "string",
						"enum": [
							"copy",
							"benchmark",
							"run"
						]
					},
					"id": { "type": "string" },
					"name": {
						"type": "string",
						"description": "Of an agent."
					},
					"why": {
						"type": "string",
						"description": "Why it is needed no longer, as a clause."
					},
					"state": {
						"type": "string",
						"enum": [
							"removed",
							"to-remove",
							"failed"
						]
					},
					"problem": {
						"type": "string",
						"description": "Why it could not be removed."
					}
				},
				"required": [
					"what",
					"id",
					"why",
					"state"
				],
				"description": "Something of this action's on the account that nothing needs any longer."
			},
			"description": "Copies archived, runs stopped and benchmarks deleted; of a plan, those that would be. Absent where nobody looked."
		},
		"account": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"what": {
						"type": "string",
						"enum": ["setting", "webhook"]
					},
					"name": {
						"type": "string",
						"description": "Of a setting its path, such as \"optimization.deploymentMode\"; of a webhook its place in the list, or its id, and its host."
					},
					"action": {
						"type": "string",
						"enum": [
							"conflicting",
							"drifted",
							"not-compared",
							"delete",
							"create",
							"update",
							"unchanged"
						]
					},
					"done": {
						"type": "boolean",
						"description": "True: it was created, updated or deleted."
					},
					"from": {
						"type": "string",
						"description": "Of a setting: as it stands on the service, and as the file states it."
					},
					"to": { "type": "string" },
					"reason": {
						"type": "string",
						"description": "One sentence for people."
					}
				},
				"required": [
					"what",
					"name",
					"action",
					"done",
					"reason"
				]
			},
			"description": "Settings and webhooks of the account that the config keeps; absent where it keeps none, or nobody looked."
		},
		"assumptions": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"id": { "type": "string" },
					"assumed": { "type": "string" },
					"seen": {
						"type": "string",
						"description": "The shape that came instead, without any text of prompts, names or keys."
					},
					"otherwise": {
						"type": "string",
						"description": "What the action did about it."
					},
					"neededBy": {
						"type": "string",
						"enum": [
							"gate",
							"sync",
							"benchmark",
							"insights",
							"nothing"
						],
						"description": "What cannot be done without it."
					}
				},
				"required": [
					"id",
					"assumed",
					"seen",
					"otherwise",
					"neededBy"
				],
				"description": "A guess about the service that this run saw broken; docs/assumptions.md has them all."
			},
			"description": "Of the service's wire; absent where the service was not reached."
		},
		"fault": {
			"type": "object",
			"properties": {
				"message": { "type": "string" },
				"hint": { "type": "string" }
			},
			"required": ["message"],
			"description": "Set when the run could not do its work; the gate is then a fail."
		},
		"startedAt": { "type": "string" },
		"finishedAt": { "type": "string" }
	},
	required: [
		"schemaVersion",
		"command",
		"context",
		"gate",
		"agents",
		"cost",
		"notices",
		"startedAt",
		"finishedAt"
	],
	$defs: {
		"verdicts": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"key": { "type": "string" },
					"verdict": {
						"type": "string",
						"enum": [
							"regressed",
							"incomplete",
							"inconclusive",
							"not-evaluated",
							"improved",
							"unchanged",
							"skipped"
						]
					},
					"action": {
						"type": "string",
						"enum": [
							"fail",
							"warn",
							"pass"
						],
						"description": "What the gate does about it."
					},
					"reason": { "type": "string" },
					"metric": {
						"type": "string",
						"description": "The metric that decided, else the one that moved most."
					},
					"candidate": {
						"type": "number",
						"description": "Its mean score, 0-100."
					},
					"baseline": {
						"type": "number",
						"description": "Its mean score, 0-100."
					},
					"delta": {
						"type": "number",
						"description": "Candidate minus baseline in points; negative is worse."
					}
				},
				"required": [
					"key",
					"verdict",
					"action",
					"reason"
				]
			},
			"description": "The `verdicts` output: one entry an agent."
		},
		"winners": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"key": { "type": "string" },
					"runId": { "type": "string" },
					"variantId": { "type": "string" },
					"variantName": { "type": "string" },
					"lift": {
						"type": "number",
						"description": "Percent against the candidate."
					},
					"confidence": {
						"type": "number",
						"description": "Probability, 0-1."
					},
					"goldenSetRegressed": { "type": "number" }
				},
				"required": [
					"key",
					"runId",
					"variantId",
					"variantName"
				]
			},
			"description": "The `winners` output: one entry for each agent with a better prompt that is no worse than the live one."
		}
	}
};
// src/report/read-file.ts
var import_lib = require_lib();
const FILE_MAX = 33554432;
const TEXT_MAX = 1048576;
async function readReportFile(folder) {
	const path = join(folder, "report.json");
	const data = parsed(await readRegularFile(path), path);
	const [wrong] = (0, import_lib.validate)(data, report_schema_default).errors;
	if (wrong !== void 0) {
		const place = ["report", ...wrong.path].join(".");
		throw noReport(path, `${oneLine(place, 100)} ${oneLine(wrong.message, 200)}`);
	}
	if (hasLongText(data)) throw noReport(path, `a text is longer than ${TEXT_MAX} characters`);
	return data;
}
async function readRegularFile(path) {
	const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
	const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((cause) => {
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
		throw new ActionError(`Could not read ${path}: ${code === "ENOENT" ? "it is not there" : code}`, {
			hint: "The step before downloads the artifact that the other workflow uploaded; the input report-dir names its folder.",
			cause
		});
	});
	try {
		const stat = await file.stat();
		if (!stat.isFile()) throw noReport(path, "it is no regular file");
		if (stat.size > FILE_MAX) throw noReport(path, `it has ${stat.size} bytes, more than ${FILE_MAX}`);
		const bytes = Buffer.alloc(stat.size);
		const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
		return bytes.subarray(0, bytesRead).toString("utf8");
	} finally {
		await file.close();
	}
}
function parsed(text, path) {
	try {
		return JSON.parse(text);
	} catch {
		throw noReport(path, "it is not whole JSON");
	}
}
function hasLongText(data) {
	const open = [data];
	for (let value = open.pop(); open.length > 0 || value !== void 0; value = open.pop()) {
		if (typeof value === "string" && value.length > TEXT_MAX) return true;
		if (typeof value !== "object" || value === null) continue;
		for (const [key, part] of Object.entries(value)) {
			if (key.length > TEXT_MAX) return true;
			open.push(part);
		}
	}
	return false;
}
function noReport(path, why) {
	return new ActionError(`${path} is no report of Converra Gate: ${why}`, { hint: "Nothing was posted. A later version of the action reads reports of earlier ones: use the same version in both workflows." });
}
// src/commands/comment.ts
async function comment(inputs, deps) {
	const { workflow } = deps;
	try {
		const { url, words } = await postLeftReport(inputs, deps);
		if (url !== void 0) workflow.setOutput("comment-url", url);
		workflow.info(words);
		await workflow.writeSummary(`### Converra gate\n\n${words}`);
		return false;
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		workflow.setFailed([sentence(error.message), error.hint ?? []].flat().join(" "));
		return true;
	}
}
async function postLeftReport(inputs, deps) {
	const context = deps.loadContext();
	const { run, repository } = requiredOf(context, inputs);
	const github = await gitHubFor(inputs, context, deps);
	if (github === void 0) throw new ActionError("The command comment needs a token, and the input github-token is empty", { hint: "Leave the input out to use the job's own token." });
	const report = await readReportFile(resolve(inputs.reportDir ?? join(context.tempDir, "converra-gate")));
	const number = pullRequestOf(report, run, `${context.serverUrl}/${repository}`);
	const head = await readPullRequest(github, number);
	if (!isSame(head.repository, run.headRepository)) throw notTheirs(number, head, run);
	if (head.sha !== run.headSha) return { words: `Nothing was posted: pull request #${number} has moved on to another commit.` };
	const isFork = !isSame(run.headRepository, repository);
	if (isFork && claimsMeasurement(report)) throw untrue(number);
	const shown = {
		...report,
		context: trusted(report.context, context, {
			run,
			number,
			isFork
		})
	};
	const key = inputs.commentKey || `${context.workflow}/${context.jobName}`;
	const made = { run: run.id };
	const target = {
		key,
		head: head.sha,
		id: key,
		made
	};
	const result = await upsertComment({
		github,
		pullRequest: number,
		key,
		head: head.sha,
		sectionId: key,
		made,
		body: renderComment(shown, COMMENT_MAX_BYTES - commentOverheadBytes(target)),
		mode: inputs.comment === "on-change" ? "on-change" : "always",
		hasChange: hasChange(shown),
		clock: deps.clock,
		random: deps.network.random,
		signal: deps.signal
	});
	return {
		url: result.url,
		words: wordsOf(result, number)
	};
}
function wordsOf({ action, reason }, number) {
	return {
		created: `The report was posted on pull request #${number}.`,
		updated: `The comment on pull request #${number} was updated.`,
		unchanged: `The comment on pull request #${number} says the same already.`,
		skipped: `Nothing was posted on pull request #${number}: ${reason}.`
	}[action];
}
function requiredOf({ endedRun: run, repository }, { comment: mode }) {
	if (mode === "never") throw new ActionError("The command comment was asked to post, and the input comment says never");
	if (run === void 0 || repository === void 0) throw new ActionError("The command comment runs on workflow_run, and this event names no run that has ended", { hint: `Give it a workflow of its own, as ${FORKS_DOC} shows.` });
	if (run.event !== "pull_request") throw new ActionError(`The run that ended was started by ${run.event || "another event"}, and only pull requests have comments`, { hint: "Let the job run only on those: `if: github.event.workflow_run.event == 'pull_request'`." });
	return {
		run,
		repository
	};
}
const FORKS_DOC = "https://github.com/converra/gate/blob/main/docs/forks.md";
function pullRequestOf({ context }, run, repositoryUrl) {
	const { pullRequest = 0, commit, runUrl } = context;
	if (commit !== run.headSha) throw mismatch("another commit than the run's");
	if (runUrl !== `${repositoryUrl}/actions/runs/${run.id}`) throw mismatch("another run");
	if (!Number.isSafeInteger(pullRequest) || pullRequest < 1) throw mismatch("no pull request");
	return pullRequest;
}
function mismatch(what) {
	return new ActionError(`The report is not that of the run which has ended: it is about ${what}`, { hint: "Nothing was posted. Download the artifact of `github.event.workflow_run.id`." });
}
function notTheirs(number, { repository }, run) {
	const [from, ran] = [repository ?? "a repository that is gone", run.headRepository ?? "one that is gone"];
	return new ActionError(`The report names pull request #${number}, whose head is in ${from}, and the run was of ${ran}`, { hint: "Nothing was posted: the report is not about that pull request." });
}
const UNMEASURED = new Set(["not-evaluated", "skipped"]);
const KNOWN_WITHOUT_KEY = new Set([...[
	"key",
	"name",
	"source",
	"promptSource",
	"promptBefore",
	"promptAfter"
], ...[
	"plan",
	"verdict",
	"runs",
	"variants"
]]);
function claimsMeasurement({ command, agents, cost, account = [] }) {
	if (command !== "gate" && command !== "plan") return true;
	if (account.some(({ action, from }) => action !== "not-compared" || from !== void 0)) return true;
	if (cost.runsStarted + cost.runsAdopted > 0 || cost.period !== void 0) return true;
	return agents.some((agent) => Object.keys(agent).some((name) => !KNOWN_WITHOUT_KEY.has(name)) || agent.runs.length + agent.variants.length > 0 || agent.verdict !== void 0 && (!UNMEASURED.has(agent.verdict.verdict) || agent.verdict.metrics.length > 0));
}
function untrue(number) {
	return new ActionError(`The report of the fork behind pull request #${number} says that something was measured, and a fork's run has no key to measure with`, { hint: "Nothing was posted: somebody may have written that report by hand." });
}
function trusted(claimed, { serverUrl }, { run, number, isFork }) {
	return {
		...claimed,
		serverUrl,
		commit: run.headSha,
		pullRequest: number,
		unverified: isFork ? run.headRepository ?? "a fork" : void 0
	};
}
function isSame(one, other) {
	return one !== void 0 && one.toLowerCase() === other?.toLowerCase();
}
export { comment };
