// src/config/data.ts
function valueAt(data, path) {
	return path.reduce((value, segment) => typeof value === "object" && value !== null && Object.hasOwn(value, segment) ? value[segment] : void 0, data);
}
function isSection(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function agentKeys({ data }) {
	const agents = valueAt(data, ["agents"]);
	if (!isSection(agents)) return [];
	return Object.keys(agents).filter((key) => isSection(agents[key]));
}
export { isSection as n, valueAt as r, agentKeys as t };
