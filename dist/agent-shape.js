import { _ as unknown, c as literal, d as object$1, f as preprocess, g as union, h as string, i as boolean, r as array, s as lazy, t as _enum, u as number } from "./schemas.js";
// src/service/shapes.ts
const A_NAME = "a name or an id";
const A_TIME = "an ISO 8601 time";
const A_MOMENT = "an ISO 8601 time with the time of day";
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isName(value) {
	return typeof value === "string" && value !== "";
}
function isCount(value) {
	return Number.isInteger(value) && Number(value) >= 0;
}
function isTime(value) {
	return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) && Number.isFinite(Date.parse(value));
}
function isMoment(value) {
	return isTime(value) && value.trim().length > 10;
}
function object(shape) {
	return object$1(shape, "an object");
}
function text() {
	return string("text");
}
function name() {
	return string(A_NAME).min(1, A_NAME);
}
function time() {
	return preprocess((given) => epochTime(given) ?? withZone(given), string(A_TIME).refine(isTime, A_TIME).transform((given) => new Date(given).toISOString()));
}
function moment() {
	return unknown().refine((given) => !isTime(given) || isMoment(given), A_MOMENT).pipe(time());
}
function withZone(given) {
	return typeof given === "string" && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:[\d.]+)?$/.test(given) ? `${given}Z` : given;
}
const EPOCH_S = 1e9;
const EPOCH_MS = 0xe8d4a51000;
const EPOCH_END_MS = 0x9184e72a000;
function epochTime(given) {
	const value = typeof given === "string" && /^\d{10,13}(\.\d+)?$/.test(given) ? Number(given) : given;
	if (typeof value !== "number" || !(value >= EPOCH_S && value < EPOCH_END_MS)) return void 0;
	return new Date(value < EPOCH_MS ? value * 1e3 : value).toISOString();
}
function flag() {
	return union([
		boolean(),
		_enum(["true", "1"]).transform(() => true),
		_enum(["false", "0"]).transform(() => false),
		literal(1).transform(() => true),
		literal(0).transform(() => false)
	]);
}
function count() {
	return number().refine(isCount);
}
function numberFrom(min, max) {
	return number().min(min).max(max);
}
function maybe(schema) {
	return schema.optional().catch(void 0);
}
function some(entry) {
	return array(unknown()).catch([]).transform((entries) => entries.flatMap((each) => {
		const { success, data } = entry.safeParse(each);
		return success ? [data] : [];
	}));
}
function settled(settle, schema) {
	return preprocess((value) => isRecord(value) ? settle(value) : value, schema);
}
function firstText(source, keys) {
	return keys.map((key) => source[key]).find(isName);
}
// src/service/agent-shape.ts
const members = () => object({
	id: name(),
	name: text(),
	content: text(),
	llmModel: text(),
	description: maybe(name()),
	tags: some(string()),
	status: name(),
	createdAt: time(),
	updatedAt: moment(),
	conversationCount: maybe(count()),
	temperature: maybe(numberFrom(0, 2)),
	maxTokens: maybe(count())
});
const named = ({ llmModel, ...agent }) => ({
	...agent,
	model: llmModel
});
const agentShape = lazy(() => members().transform(named));
const listedShape = lazy(() => members().extend({
	content: maybe(text()),
	tags: maybe(array(unknown()).pipe(some(string())))
}).transform(named));
function isArchived({ status }) {
	return status.toLowerCase() === "archived";
}
function bodyOf({ model, ...same }) {
	return {
		...same,
		llmModel: model
	};
}
export { settled as _, count as a, isCount as c, isRecord as d, maybe as f, object as g, numberFrom as h, listedShape as i, isMoment as l, name as m, bodyOf as n, firstText as o, moment as p, isArchived as r, flag as s, agentShape as t, isName as u, some as v, time as y };
