import { createHash } from "node:crypto";
// src/plan/fingerprint.ts
const TEXT_DIGITS = 16;
const PART_DIGITS = 8;
function digest(value, digits) {
	return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, digits);
}
function normalisePrompt(prompt) {
	return prompt.replace(/\r\n?/g, "\n").trimEnd();
}
function textPart(prompt, model) {
	return digest([normalisePrompt(prompt), model], TEXT_DIGITS);
}
function samplingPart(settings) {
	return digest([settings.temperature ?? null, settings.maxTokens ?? null], PART_DIGITS);
}
function runPart(settings) {
	return digest([settings.mode, [...settings.personas].sort()], PART_DIGITS);
}
function fingerprintOf(input) {
	return {
		text: textPart(input.prompt, input.model),
		sampling: samplingPart(input),
		run: runPart(input)
	};
}
function isSameFingerprint(a, b) {
	if (a === void 0 || b === void 0) return false;
	return a.text === b.text && a.sampling === b.sampling && a.run === b.run;
}
function hasPlainSettings({ sampling, run }) {
	const plainRuns = ["validation", "exploratory"].map((mode) => runPart({
		mode,
		personas: []
	}));
	return sampling === samplingPart({}) && plainRuns.includes(run);
}
function formatFingerprint({ text, sampling, run }) {
	return text + sampling + run;
}
function parseFingerprint(digits) {
	if (!/^[0-9a-f]{32}$/.test(digits)) return void 0;
	return {
		text: digits.slice(0, TEXT_DIGITS),
		sampling: digits.slice(TEXT_DIGITS, 24),
		run: digits.slice(24)
	};
}
export { normalisePrompt as a, textPart as c, isSameFingerprint as i, formatFingerprint as n, parseFingerprint as o, hasPlainSettings as r, samplingPart as s, fingerprintOf as t };
