import { zt as ccount } from "./start.js";
// node_modules/stringify-entities/lib/core.js
const defaultSubsetRegex = /["&'<>`]/g;
const surrogatePairsRegex = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const controlCharactersRegex = /[\x01-\t\v\f\x0E-\x1F\x7F\x81\x8D\x8F\x90\x9D\xA0-\uFFFF]/g;
const regexEscapeRegex = /[|\\{}()[\]^$+*?.]/g;
const subsetToRegexCache = new WeakMap();
function core(value, options) {
	value = value.replace(options.subset ? charactersToExpressionCached(options.subset) : defaultSubsetRegex, basic);
	if (options.subset || options.escapeOnly) return value;
	return value.replace(surrogatePairsRegex, surrogate).replace(controlCharactersRegex, basic);
	function surrogate(pair, index, all) {
		return options.format((pair.charCodeAt(0) - 55296) * 1024 + pair.charCodeAt(1) - 56320 + 65536, all.charCodeAt(index + 2), options);
	}
	function basic(character, index, all) {
		return options.format(character.charCodeAt(0), all.charCodeAt(index + 1), options);
	}
}
function charactersToExpressionCached(subset) {
	let cached = subsetToRegexCache.get(subset);
	if (!cached) {
		cached = charactersToExpression(subset);
		subsetToRegexCache.set(subset, cached);
	}
	return cached;
}
function charactersToExpression(subset) {
	const groups = [];
	let index = -1;
	while (++index < subset.length) groups.push(subset[index].replace(regexEscapeRegex, "\\$&"));
	return new RegExp("(?:" + groups.join("|") + ")", "g");
}
// node_modules/stringify-entities/lib/util/format-basic.js
function formatBasic(code) {
	return "&#x" + code.toString(16).toUpperCase() + ";";
}
// node_modules/stringify-entities/lib/index.js
function stringifyEntitiesLight(value, options) {
	return core(value, Object.assign({ format: formatBasic }, options));
}
// node_modules/xast-util-to-xml/lib/util-escape.js
const noncharacter = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;
function escape(value, subset, unsafe) {
	const result = clean(value);
	return unsafe ? result.replace(unsafe, encode) : encode(result);
	function encode(value) {
		return stringifyEntitiesLight(value, { subset });
	}
}
function clean(value) {
	return String(value || "").replace(noncharacter, "");
}
// node_modules/xast-util-to-xml/lib/cdata.js
const unsafe$1 = /]]>/g;
const subset$3 = [">"];
function cdata(node) {
	return "<![CDATA[" + escape(node.value, subset$3, unsafe$1) + "]]>";
}
// node_modules/xast-util-to-xml/lib/comment.js
function comment(node) {
	return "<!--" + escape(node.value, ["-"]) + "-->";
}
// node_modules/xast-util-to-xml/lib/name.js
const subset$2 = [
	"	",
	"\n",
	" ",
	"\"",
	"&",
	"'",
	"/",
	"<",
	"=",
	">"
];
function name(value) {
	return escape(value, subset$2);
}
// node_modules/xast-util-to-xml/lib/value.js
function value(value, state) {
	const result = String(value);
	let quote = state.options.quote || "\"";
	if (state.options.quoteSmart) {
		const other = quote === "\"" ? "'" : "\"";
		if (ccount(result, quote) > ccount(result, other)) quote = other;
	}
	return quote + escape(result, [
		"<",
		"&",
		quote
	]) + quote;
}
// node_modules/xast-util-to-xml/lib/doctype.js
function doctype(node, state) {
	const nodeName = name(node.name);
	const pub = node.public;
	const sys = node.system;
	let result = "<!DOCTYPE";
	if (nodeName !== "") result += " " + nodeName;
	if (pub) result += " PUBLIC " + value(pub, state);
	else if (sys) result += " SYSTEM";
	if (sys) result += " " + value(sys, state);
	return result + ">";
}
// node_modules/xast-util-to-xml/lib/element.js
const own$1 = {}.hasOwnProperty;
function element(node, state) {
	const nodeName = name(node.name);
	const content = all(node, state);
	const attributes = node.attributes || {};
	const close = content ? false : state.options.closeEmptyElements;
	const attrs = [];
	let key;
	for (key in attributes) if (own$1.call(attributes, key)) {
		const result = attributes[key];
		if (result !== null && result !== void 0) attrs.push(name(key) + "=" + value(result, state));
	}
	return "<" + nodeName + (attrs.length === 0 ? "" : " " + attrs.join(" ")) + (close ? (state.options.tightClose ? "" : " ") + "/" : "") + ">" + content + (close ? "" : "</" + nodeName + ">");
}
// node_modules/xast-util-to-xml/lib/instruction.js
const unsafe = /\?>/g;
const subset$1 = [">"];
function instruction(node) {
	const nodeName = name(node.name) || "x";
	const result = escape(node.value, subset$1, unsafe);
	return "<?" + nodeName + (result ? " " + result : "") + "?>";
}
// node_modules/xast-util-to-xml/lib/text.js
const subset = ["&", "<"];
function text(node) {
	return escape(node.value, subset);
}
// node_modules/xast-util-to-xml/lib/raw.js
function raw(node, state) {
	return state.options.allowDangerousXml ? node.value : text(node);
}
// node_modules/xast-util-to-xml/lib/one.js
const own = {}.hasOwnProperty;
const handlers = {
	cdata,
	comment,
	doctype,
	element,
	instruction,
	raw,
	root: all,
	text
};
function one(node, state) {
	const type = node && node.type;
	if (!type) throw new Error("Expected node, not `" + node + "`");
	if (!own.call(handlers, type)) throw new Error("Cannot compile unknown node `" + type + "`");
	const handle = handlers[type];
	return handle(node, state);
}
function all(parent, state) {
	const children = parent && parent.children || [];
	let index = -1;
	const results = [];
	while (++index < children.length) results[index] = one(children[index], state);
	return results.join("");
}
// node_modules/xast-util-to-xml/lib/index.js
function toXml(tree, options) {
	const state = { options: options || {} };
	if (typeof state.options.quote === "string" && state.options.quote !== "\"" && state.options.quote !== "'") throw new Error("Invalid quote `" + state.options.quote + "`, expected `'` or `\"`");
	return one(Array.isArray(tree) ? {
		type: "root",
		children: tree
	} : tree, state);
}
// node_modules/xastscript/lib/index.js
const x = (function(name, attributes, ...children) {
	let index = -1;
	let node;
	if (name === void 0 || name === null) {
		node = {
			type: "root",
			children: []
		};
		children.unshift(attributes);
	} else if (typeof name === "string") {
		node = {
			type: "element",
			name,
			attributes: {},
			children: []
		};
		if (isAttributes(attributes)) {
			let key;
			for (key in attributes) if (attributes[key] !== void 0 && attributes[key] !== null && (typeof attributes[key] !== "number" || !Number.isNaN(attributes[key]))) node.attributes[key] = String(attributes[key]);
		} else children.unshift(attributes);
	} else throw new TypeError("Expected element name, got `" + name + "`");
	while (++index < children.length) addChild(node.children, children[index]);
	return node;
});
function addChild(nodes, value) {
	let index = -1;
	if (value === void 0 || value === null) {} else if (typeof value === "string" || typeof value === "number") nodes.push({
		type: "text",
		value: String(value)
	});
	else if (Array.isArray(value)) while (++index < value.length) addChild(nodes, value[index]);
	else if (typeof value === "object" && "type" in value) {
		if (value.type === "root") addChild(nodes, value.children);
		else nodes.push(value);
	} else throw new TypeError("Expected node, nodes, string, got `" + value + "`");
}
function isAttributes(value) {
	if (value === null || value === void 0 || typeof value !== "object" || Array.isArray(value)) return false;
	return true;
}
export { toXml as n, x as t };
