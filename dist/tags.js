import { t as OWN_TAG } from "./schema-agent.js";
import { c as textPart, n as formatFingerprint, o as parseFingerprint } from "./fingerprint.js";
// src/plan/tags.ts
const LIVE_PREFIX = `${OWN_TAG}:`;
const SENT_PREFIX = `${LIVE_PREFIX}sent:`;
const NOT_DRAFT_TAG = "not-draft";
const REWRITTEN_TAG = "rewritten";
function previewName(name, { repository, scope }) {
	const place = scope.replace(/^pr:/, "#").replace(/^branch:/, "@");
	return `${name} (${repository}${place === "ref" ? ` ${place}` : place})`;
}
function previewScope(owner) {
	return owner.pullRequest === void 0 ? `branch:${owner.branch}` : `pr:${owner.pullRequest}`;
}
function liveTag(fingerprint, since = 0) {
	return LIVE_PREFIX + formatFingerprint(fingerprint) + (since === 0 ? "" : `@${since}`);
}
function isOurLiveTag(tag) {
	return tag.toLowerCase().startsWith(LIVE_PREFIX);
}
function hasTag({ tags }, wanted) {
	return tags.some((tag) => tag.toLowerCase() === wanted.toLowerCase());
}
function withLiveTag(tags, wanted, fingerprint, since) {
	const users = tags.filter((tag) => !isOurLiveTag(tag));
	const { sent } = fingerprint;
	const own = [liveTag(fingerprint, since), ...sent === void 0 ? [] : [SENT_PREFIX + sent]];
	return [...new Set([
		...users,
		...wanted,
		...own
	])];
}
function sentText({ tags }) {
	return tags.find((one) => one.toLowerCase().startsWith(SENT_PREFIX))?.slice(SENT_PREFIX.length).toLowerCase();
}
function isPreview(agent) {
	return hasTag(agent, OWN_TAG);
}
function previewTags(owner, config, key, fingerprint) {
	return [
		OWN_TAG,
		`repo:${owner.repository}`,
		owner.scope,
		`config:${config}`,
		`key:${key}`,
		`prompt:${formatFingerprint(fingerprint)}`
	];
}
function isPreviewOf(agent, repository, config, key) {
	return isPreview(agent) && hasTag(agent, `repo:${repository}`) && hasTag(agent, `config:${config}`) && hasTag(agent, `key:${key}`);
}
function contradictsKey({ tags }, config, key) {
	return Object.entries({
		config,
		key
	}).some(([name, value]) => {
		const tag = tags.find((one) => one.toLowerCase().startsWith(`${name}:`))?.toLowerCase();
		return tag !== void 0 && !`${name}:${value}`.toLowerCase().startsWith(tag);
	});
}
function isOwnedBy(agent, owner) {
	return hasTag(agent, `repo:${owner.repository}`) && hasTag(agent, owner.scope);
}
function taggedFingerprint(agent) {
	const prefix = isPreview(agent) ? "prompt:" : LIVE_PREFIX;
	for (const tag of agent.tags) {
		if (!tag.toLowerCase().startsWith(prefix)) continue;
		const [value = ""] = tag.slice(prefix.length).toLowerCase().split("@");
		const fingerprint = parseFingerprint(value);
		if (fingerprint !== void 0) return fingerprint;
	}
}
function syncedFingerprint(live) {
	const tagged = taggedFingerprint(live);
	return tagged?.text === textPart(live.content, live.model) ? tagged : void 0;
}
function settledSince(agent) {
	const since = agent.tags.find((one) => isOurLiveTag(one) && !one.toLowerCase().startsWith(SENT_PREFIX))?.split("@")[1];
	if (since === void 0) return 0;
	return /^\d{13}$/.test(since) ? Number(since) : Number.POSITIVE_INFINITY;
}
export { isOwnedBy as a, previewName as c, sentText as d, settledSince as f, withLiveTag as h, hasTag as i, previewScope as l, taggedFingerprint as m, REWRITTEN_TAG as n, isPreview as o, syncedFingerprint as p, contradictsKey as r, isPreviewOf as s, NOT_DRAFT_TAG as t, previewTags as u };
