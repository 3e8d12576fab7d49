import { A as fence, B as strong, D as code, I as paragraph, L as prose, O as details, P as link, V as table, Z as oneLine, k as emphasis, z as small } from "./http.js";
import { C as decimal, E as fromTo$1, M as sentence, N as sentenceList, P as share, S as dayOf, i as comparisonLabel, j as range, k as plural, u as needsAttention, w as deltaWithInterval, x as capital } from "./labels.js";
import { isDeepStrictEqual } from "node:util";
import { createHash } from "node:crypto";
// src/verdict/noise.ts
const PRIOR_SD = {
	validation: 2.5,
	exploratory: 5
};
const PRIOR_DF = 2.5;
const PRIOR_CORRELATION = .3;
const MAD_TO_SD = 1.4826;
const MAD_EFFICIENCY = .4;
const HEAPS_APART = 3;
function emptyPool(channels) {
	const zeros = () => new Array(channels).fill(0);
	return {
		squares: zeros(),
		degreesOfFreedom: zeros()
	};
}
function copyPool({ squares, degreesOfFreedom }) {
	return {
		squares: [...squares],
		degreesOfFreedom: [...degreesOfFreedom]
	};
}
function addToPool(pool, channel, squares, degreesOfFreedom) {
	pool.squares[channel] = (pool.squares[channel] ?? 0) + squares;
	pool.degreesOfFreedom[channel] = (pool.degreesOfFreedom[channel] ?? 0) + degreesOfFreedom;
}
function addGroup(pool, channels, group) {
	for (let column = 0; column < channels.length; column += 1) {
		const n = group.n[column] ?? 0;
		if (n > 1) addToPool(pool, channels[column] ?? 0, group.squares[column] ?? 0, n - 1);
	}
}
function addGrowth(pool, channels, before, after) {
	for (let column = 0; column < channels.length; column += 1) {
		const squares = (after.squares[column] ?? 0) - (before.squares[column] ?? 0);
		const one = Math.max(1, before.n[column] ?? 0);
		const degreesOfFreedom = Math.max(1, after.n[column] ?? 0) - one;
		addToPool(pool, channels[column] ?? 0, squares, degreesOfFreedom);
	}
}
function noiseOf(channels, pool) {
	const totals = {
		validation: {
			squares: 0,
			degreesOfFreedom: 0
		},
		exploratory: {
			squares: 0,
			degreesOfFreedom: 0
		}
	};
	channels.forEach(({ mode, meanOf }, index) => {
		if (meanOf !== void 0) return;
		totals[mode].squares += pool.squares[index] ?? 0;
		totals[mode].degreesOfFreedom += pool.degreesOfFreedom[index] ?? 0;
	});
	return channels.map(({ mode, meanOf }, index) => {
		const squares = pool.squares[index] ?? 0;
		const known = pool.degreesOfFreedom[index] ?? 0;
		const documented = PRIOR_SD[mode] ** 2;
		const others = meanOf === void 0 ? 1 : 0;
		const share = meanOf === void 0 ? 1 : shareOfMean(meanOf);
		const raised = (PRIOR_DF * documented + totals[mode].squares - others * squares) / (PRIOR_DF + totals[mode].degreesOfFreedom - others * known);
		const prior = Math.max(documented, raised) * share;
		const degreesOfFreedom = PRIOR_DF + known;
		return {
			variance: (PRIOR_DF * prior + squares) / degreesOfFreedom,
			degreesOfFreedom
		};
	});
}
function shareOfMean(metrics) {
	return (1 + (metrics - 1) * PRIOR_CORRELATION) / Math.max(1, metrics);
}
function spreadOf(differences) {
	const n = differences.length;
	if (n < 3) return void 0;
	const centre = median(differences);
	const deviation = median(differences.map((value) => Math.abs(value - centre)));
	const sd = MAD_TO_SD * deviation * (1 + .9 / n);
	const rises = differences.filter((value) => value > 0);
	const square = rises.reduce((sum, value) => sum + value ** 2, 0) / rises.length;
	if (rises.length >= Math.max(3, n / 5) && HEAPS_APART * square < sd ** 2) return {
		variance: square,
		degreesOfFreedom: rises.length / 2
	};
	return {
		variance: sd ** 2,
		degreesOfFreedom: MAD_EFFICIENCY * (n - 1)
	};
}
function excessOf(squares, degreesOfFreedom) {
	const known = 1 + degreesOfFreedom;
	return {
		factor: Math.max(1, (1 + squares) / known),
		degreesOfFreedom: known
	};
}
function meanOf(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function squaresOf(values) {
	const mean = meanOf(values);
	return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
function median(values) {
	const sorted = new Float64Array(values).sort();
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? 0;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? 0)) / 2;
}
// src/verdict/metric.ts
function own(values, name) {
	return Object.hasOwn(values, name) ? values[name] : void 0;
}
function directed(score, direction) {
	if (score === void 0 || !Number.isFinite(score)) return NaN;
	return direction === "lower" ? 100 - score : score;
}
function isLoss(finding) {
	return finding === "regressed" || finding === "below-min";
}
function sampleOf(measurements, metric, direction) {
	const values = measurements.map(({ scores }) => directed(scores[metric], direction)).filter((value) => Number.isFinite(value));
	const n = values.length;
	if (n === 0) return void 0;
	const mean = meanOf(values);
	return n < 2 ? {
		n,
		mean
	} : {
		n,
		mean,
		sd: Math.sqrt(squaresOf(values) / (n - 1))
	};
}
function metricNames(measurements) {
	const names = new Set();
	for (const { scores } of measurements) for (const name of Object.keys(scores)) names.add(name);
	return names;
}
function metricLabel(name) {
	const spaced = name.replace(/[_-]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2");
	return spaced === name ? name : spaced.toLowerCase();
}
// src/report/scores.ts
const NBSP = "\xA0";
function decidingMetric(agent) {
	const metrics = agent.verdict?.metrics ?? [];
	const deciding = metrics.find((metric) => metric.metric === agent.verdict?.deciding);
	const size = (metric) => Math.abs(metric.delta ?? 0);
	return deciding ?? metrics.toSorted((a, b) => size(b) - size(a))[0];
}
function decidingScore(agent) {
	const { decline } = agent;
	if (decline !== void 0 && isByDecline(agent)) {
		const what = decline.metric === void 0 ? "the mean" : oneLine(metricLabel(decline.metric));
		const much = `\u2212${decimal(decline.points)}`;
		return [
			`${what} `,
			strong(much),
			` since about ${dayOf(decline.since).replace(" ", NBSP)}`
		];
	}
	const metric = decidingMetric(agent);
	if (metric === void 0) return void 0;
	const model = decidingModel(agent);
	return [`${model === void 0 ? "" : `${oneLine(model.model)}: `}${metricName(metric)} `, scoreChange(metric)];
}
function decidingScoreText(agent) {
	return plainText(decidingScore(agent) ?? "");
}
function decidingModel(agent) {
	const { benchmark } = agent;
	const metric = decidingMetric(agent);
	if (metric === void 0 || benchmark === void 0 || benchmark.replaces !== void 0) return;
	return benchmark.models.find(({ metrics }) => metrics.some((one) => isDeepStrictEqual(one, metric)));
}
function isByDecline({ decline, verdict }) {
	return decline !== void 0 && decline.explanation === verdict?.reason;
}
function lowestAllowed({ baseline, maxDrop }) {
	return baseline === void 0 || baseline.n === 0 ? void 0 : baseline.mean - maxDrop;
}
function metricName(comparison) {
	const label = oneLine(metricLabel(comparison.metric));
	return comparison.direction === "lower" ? `100 \u2212 ${label}` : label;
}
function scoreChange(comparison) {
	const { candidate, baseline, delta, interval } = comparison;
	if (candidate.n === 0) return baseline === void 0 ? "no score" : `${decimal(baseline.mean)}, no score after it`;
	if (baseline === void 0) return [strong(decimal(candidate.mean)), " (no baseline)"];
	const [from, to] = fromTo$1(baseline.mean, candidate.mean);
	return delta === void 0 ? [from, strong(to)] : [
		from,
		strong(to),
		` (${deltaWithInterval(delta, interval)})`
	];
}
function plainText(part) {
	if (typeof part === "string") return part;
	if ("type" in part) {
		if ("value" in part) return part.value;
		return "children" in part ? part.children.map(plainText).join("") : "";
	}
	return part.map(plainText).join("");
}
function metricTable(metrics) {
	return table([
		"left",
		"right",
		"right",
		"right",
		"right",
		"right",
		"left"
	], [
		"Score",
		"Baseline",
		"Candidate",
		"Change",
		"Chance that noise alone does this",
		"Limit",
		""
	], metrics.map((metric) => [
		capital(metricName(metric)),
		sample(metric.baseline),
		sample(metric.candidate),
		metric.delta === void 0 ? "" : deltaWithInterval(metric.delta, metric.interval),
		chance(metric),
		limit(metric),
		comparisonLabel(metric)
	]));
}
function chanceOfNoise({ p, delta, finding }) {
	if (p === void 0 || delta === void 0 && finding !== "below-min") return void 0;
	return finding === "below-min" ? p : Math.min(p, 1 - p);
}
function chance(metric) {
	const value = chanceOfNoise(metric);
	if (value === void 0) return "";
	if (value < .001) return `under${NBSP}0.1${NBSP}%`;
	return value < .1 ? `${(100 * value).toFixed(1)}${NBSP}%` : share(value);
}
function sample(summary) {
	if (summary === void 0 || summary.n === 0) return "none";
	return `${decimal(summary.mean)}\u00A0(n\u00A0=\u00A0${summary.n})`;
}
function limit({ maxDrop, min }) {
	const drop = `\u2212${decimal(maxDrop)}`;
	return min === void 0 ? drop : `${drop}, min\u00A0${decimal(min)}`;
}
// node_modules/diff/libesm/diff/base.js
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : 1e400;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -1e400, maxDiagonalToConsider = 1e400;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};
// node_modules/diff/libesm/diff/character.js
var CharacterDiff = class extends Diff {};
new CharacterDiff();
// node_modules/diff/libesm/util/string.js
function longestCommonPrefix(str1, str2) {
	let i = 0;
	for (; i < str1.length && i < str2.length; i++) if (str1[i] != str2[i]) return str1.slice(0, i);
	return str1.slice(0, i);
}
function longestCommonSuffix(str1, str2) {
	let i;
	if (!str1 || !str2 || str1[str1.length - 1] != str2[str2.length - 1]) return "";
	for (i = 0; i < str1.length && i < str2.length; i++) if (str1[str1.length - (i + 1)] != str2[str2.length - (i + 1)]) return str1.slice(-i);
	return str1.slice(-i);
}
function replacePrefix(string, oldPrefix, newPrefix) {
	if (string.slice(0, oldPrefix.length) != oldPrefix) throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);
	return newPrefix + string.slice(oldPrefix.length);
}
function replaceSuffix(string, oldSuffix, newSuffix) {
	if (!oldSuffix) return string + newSuffix;
	if (string.slice(-oldSuffix.length) != oldSuffix) throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);
	return string.slice(0, -oldSuffix.length) + newSuffix;
}
function removePrefix(string, oldPrefix) {
	return replacePrefix(string, oldPrefix, "");
}
function removeSuffix(string, oldSuffix) {
	return replaceSuffix(string, oldSuffix, "");
}
function maximumOverlap(string1, string2) {
	return string2.slice(0, overlapCount(string1, string2));
}
function overlapCount(a, b) {
	let startA = 0;
	if (a.length > b.length) startA = a.length - b.length;
	let endB = b.length;
	if (a.length < b.length) endB = a.length;
	const map = Array(endB);
	let k = 0;
	map[0] = 0;
	for (let j = 1; j < endB; j++) {
		if (b[j] == b[k]) map[j] = map[k];
		else map[j] = k;
		while (k > 0 && b[j] != b[k]) k = map[k];
		if (b[j] == b[k]) k++;
	}
	k = 0;
	for (let i = startA; i < a.length; i++) {
		while (k > 0 && a[i] != b[k]) k = map[k];
		if (a[i] == b[k]) k++;
	}
	return k;
}
function segment(string, segmenter) {
	const parts = [];
	for (const segmentObj of Array.from(segmenter.segment(string))) {
		const segment = segmentObj.segment;
		if (parts.length && /\s/.test(parts[parts.length - 1]) && /\s/.test(segment)) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts;
}
function trailingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[1];
	let i;
	for (i = string.length - 1; i >= 0; i--) if (!string[i].match(/\s/)) break;
	return string.substring(i + 1);
}
function leadingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[0];
	const match = string.match(/^\s*/);
	return match ? match[0] : "";
}
function leadingAndTrailingWs(string, segmenter) {
	if (!segmenter) return [leadingWs(string), trailingWs(string)];
	if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
	const segments = segment(string, segmenter);
	const firstSeg = segments[0];
	const lastSeg = segments[segments.length - 1];
	return [/\s/.test(firstSeg) ? firstSeg : "", /\s/.test(lastSeg) ? lastSeg : ""];
}
// node_modules/diff/libesm/diff/word.js
const extendedWordChars = "a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}";
const tokenizeIncludingWhitespace = new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`, "ug");
var WordDiff = class extends Diff {
	equals(left, right, options) {
		if (options.ignoreCase) {
			left = left.toLowerCase();
			right = right.toLowerCase();
		}
		return left.trim() === right.trim();
	}
	tokenize(value, options = {}) {
		let parts;
		if (options.intlSegmenter) {
			const segmenter = options.intlSegmenter;
			if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
			parts = segment(value, segmenter);
		} else parts = value.match(tokenizeIncludingWhitespace) || [];
		const tokens = [];
		let prevPart = null;
		parts.forEach((part) => {
			if (/\s/.test(part)) {
				if (prevPart == null) tokens.push(part);
				else tokens.push(tokens.pop() + part);
			} else if (prevPart != null && /\s/.test(prevPart)) {
				if (tokens[tokens.length - 1] == prevPart) tokens.push(tokens.pop() + part);
				else tokens.push(prevPart + part);
			} else tokens.push(part);
			prevPart = part;
		});
		return tokens;
	}
	join(tokens) {
		return tokens.map((token, i) => {
			if (i == 0) return token;
			else return token.replace(/^\s+/, "");
		}).join("");
	}
	postProcess(changes, options) {
		if (!changes || options.oneChangePerToken) return changes;
		let lastKeep = null;
		let insertion = null;
		let deletion = null;
		changes.forEach((change) => {
			if (change.added) insertion = change;
			else if (change.removed) deletion = change;
			else {
				if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, change, options.intlSegmenter);
				lastKeep = change;
				insertion = null;
				deletion = null;
			}
		});
		if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, null, options.intlSegmenter);
		return changes;
	}
};
new WordDiff();
function dedupeWhitespaceInChangeObjects(startKeep, deletion, insertion, endKeep, segmenter) {
	if (deletion && insertion) {
		const [oldWsPrefix, oldWsSuffix] = leadingAndTrailingWs(deletion.value, segmenter);
		const [newWsPrefix, newWsSuffix] = leadingAndTrailingWs(insertion.value, segmenter);
		if (startKeep) {
			const commonWsPrefix = longestCommonPrefix(oldWsPrefix, newWsPrefix);
			startKeep.value = replaceSuffix(startKeep.value, newWsPrefix, commonWsPrefix);
			deletion.value = removePrefix(deletion.value, commonWsPrefix);
			insertion.value = removePrefix(insertion.value, commonWsPrefix);
		}
		if (endKeep) {
			const commonWsSuffix = longestCommonSuffix(oldWsSuffix, newWsSuffix);
			endKeep.value = replacePrefix(endKeep.value, newWsSuffix, commonWsSuffix);
			deletion.value = removeSuffix(deletion.value, commonWsSuffix);
			insertion.value = removeSuffix(insertion.value, commonWsSuffix);
		}
	} else if (insertion) {
		if (startKeep) {
			const ws = leadingWs(insertion.value, segmenter);
			insertion.value = insertion.value.substring(ws.length);
		}
		if (endKeep) {
			const ws = leadingWs(endKeep.value, segmenter);
			endKeep.value = endKeep.value.substring(ws.length);
		}
	} else if (startKeep && endKeep) {
		const newWsFull = leadingWs(endKeep.value, segmenter), [delWsStart, delWsEnd] = leadingAndTrailingWs(deletion.value, segmenter);
		const newWsStart = longestCommonPrefix(newWsFull, delWsStart);
		deletion.value = removePrefix(deletion.value, newWsStart);
		const newWsEnd = longestCommonSuffix(removePrefix(newWsFull, newWsStart), delWsEnd);
		deletion.value = removeSuffix(deletion.value, newWsEnd);
		endKeep.value = replacePrefix(endKeep.value, newWsFull, newWsEnd);
		startKeep.value = replaceSuffix(startKeep.value, newWsFull, newWsFull.slice(0, newWsFull.length - newWsEnd.length));
	} else if (endKeep) {
		const endKeepWsPrefix = leadingWs(endKeep.value, segmenter);
		const overlap = maximumOverlap(trailingWs(deletion.value, segmenter), endKeepWsPrefix);
		deletion.value = removeSuffix(deletion.value, overlap);
	} else if (startKeep) {
		const overlap = maximumOverlap(trailingWs(startKeep.value, segmenter), leadingWs(deletion.value, segmenter));
		deletion.value = removePrefix(deletion.value, overlap);
	}
}
var WordsWithSpaceDiff = class extends Diff {
	tokenize(value) {
		const regex = new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`, "ug");
		return value.match(regex) || [];
	}
};
const wordsWithSpaceDiff = new WordsWithSpaceDiff();
function diffWordsWithSpace(oldStr, newStr, options) {
	return wordsWithSpaceDiff.diff(oldStr, newStr, options);
}
// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	equals(left, right, options) {
		if (options.ignoreWhitespace) {
			if (!options.newlineIsToken || !left.includes("\n")) left = left.trim();
			if (!options.newlineIsToken || !right.includes("\n")) right = right.trim();
		} else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
			if (left.endsWith("\n")) left = left.slice(0, -1);
			if (right.endsWith("\n")) right = right.slice(0, -1);
		}
		return super.equals(left, right, options);
	}
};
const lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
	return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
	if (options.stripTrailingCr) value = value.replace(/\r\n/g, "\n");
	const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
	if (!linesAndNewlines[linesAndNewlines.length - 1]) linesAndNewlines.pop();
	for (let i = 0; i < linesAndNewlines.length; i++) {
		const line = linesAndNewlines[i];
		if (i % 2 && !options.newlineIsToken) retLines[retLines.length - 1] += line;
		else retLines.push(line);
	}
	return retLines;
}
// node_modules/diff/libesm/diff/sentence.js
function isSentenceEndPunct(char) {
	return char == "." || char == "!" || char == "?";
}
var SentenceDiff = class extends Diff {
	tokenize(value) {
		var _a;
		const result = [];
		let tokenStartI = 0;
		for (let i = 0; i < value.length; i++) {
			if (i == value.length - 1) {
				result.push(value.slice(tokenStartI));
				break;
			}
			if (isSentenceEndPunct(value[i]) && value[i + 1].match(/\s/)) {
				result.push(value.slice(tokenStartI, i + 1));
				i = tokenStartI = i + 1;
				while ((_a = value[i + 1]) === null || _a === void 0 ? void 0 : _a.match(/\s/)) i++;
				result.push(value.slice(tokenStartI, i + 1));
				tokenStartI = i + 1;
			}
		}
		return result;
	}
};
new SentenceDiff();
// node_modules/diff/libesm/diff/css.js
var CssDiff = class extends Diff {
	tokenize(value) {
		return value.split(/([{}:;,]|\s+)/);
	}
};
new CssDiff();
// node_modules/diff/libesm/diff/json.js
var JsonDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	get useLongestToken() {
		return true;
	}
	castInput(value, options) {
		const { undefinedReplacement, stringifyReplacer = (k, v) => typeof v === "undefined" ? undefinedReplacement : v } = options;
		return typeof value === "string" ? value : JSON.stringify(canonicalize(value, null, null, stringifyReplacer), null, "  ");
	}
	equals(left, right, options) {
		return super.equals(left.replace(/,([\r\n])/g, "$1"), right.replace(/,([\r\n])/g, "$1"), options);
	}
};
new JsonDiff();
function canonicalize(obj, stack, replacementStack, replacer, key) {
	stack = stack || [];
	replacementStack = replacementStack || [];
	if (replacer) obj = replacer(key === void 0 ? "" : key, obj);
	let i = 0;
	for (; i < stack.length; i += 1) if (stack[i] === obj) return replacementStack[i];
	let canonicalizedObj;
	if ("[object Array]" === Object.prototype.toString.call(obj)) {
		stack.push(obj);
		canonicalizedObj = new Array(obj.length);
		replacementStack.push(canonicalizedObj);
		for (i = 0; i < obj.length; i += 1) canonicalizedObj[i] = canonicalize(obj[i], stack, replacementStack, replacer, String(i));
		stack.pop();
		replacementStack.pop();
		return canonicalizedObj;
	}
	if (obj && obj.toJSON) obj = obj.toJSON();
	if (typeof obj === "object" && obj !== null) {
		stack.push(obj);
		canonicalizedObj = {};
		replacementStack.push(canonicalizedObj);
		const sortedKeys = [];
		let key;
		for (key in obj) if (Object.prototype.hasOwnProperty.call(obj, key)) sortedKeys.push(key);
		sortedKeys.sort();
		for (i = 0; i < sortedKeys.length; i += 1) {
			key = sortedKeys[i];
			canonicalizedObj[key] = canonicalize(obj[key], stack, replacementStack, replacer, key);
		}
		stack.pop();
		replacementStack.pop();
	} else canonicalizedObj = obj;
	return canonicalizedObj;
}
// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
new ArrayDiff();
// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
	for (let i = 0; i < s.length; i++) if (s[i] < " " || s[i] > "~" || s[i] === "\"" || s[i] === "\\") return true;
	return false;
}
function quoteFileNameIfNeeded(s) {
	if (!needsQuoting(s)) return s;
	let result = "\"";
	const bytes = new TextEncoder().encode(s);
	let i = 0;
	while (i < bytes.length) {
		const b = bytes[i];
		if (b === 7) result += "\\a";
		else if (b === 8) result += "\\b";
		else if (b === 9) result += "\\t";
		else if (b === 10) result += "\\n";
		else if (b === 11) result += "\\v";
		else if (b === 12) result += "\\f";
		else if (b === 13) result += "\\r";
		else if (b === 34) result += "\\\"";
		else if (b === 92) result += "\\\\";
		else if (b >= 32 && b <= 126) result += String.fromCharCode(b);
		else result += "\\" + b.toString(8).padStart(3, "0");
		i++;
	}
	result += "\"";
	return result;
}
const INCLUDE_HEADERS = {
	includeIndex: true,
	includeUnderline: true,
	includeFileHeaders: true
};
const FILE_HEADERS_ONLY = {
	includeIndex: false,
	includeUnderline: false,
	includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
	let optionsObj;
	if (!options) optionsObj = {};
	else if (typeof options === "function") optionsObj = { callback: options };
	else optionsObj = options;
	if (typeof optionsObj.context === "undefined") optionsObj.context = 4;
	const context = optionsObj.context;
	if (optionsObj.newlineIsToken) throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
	if (!optionsObj.callback) return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
	else {
		const { callback } = optionsObj;
		diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
			const patch = diffLinesResultToPatch(diff);
			callback(patch);
		} }));
	}
	function diffLinesResultToPatch(diff) {
		if (!diff) return;
		diff.push({
			value: "",
			lines: []
		});
		function contextLines(lines) {
			return lines.map(function(entry) {
				return " " + entry;
			});
		}
		const hunks = [];
		let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
		for (let i = 0; i < diff.length; i++) {
			const current = diff[i], lines = current.lines || splitLines(current.value);
			current.lines = lines;
			if (current.added || current.removed) {
				if (!oldRangeStart) {
					const prev = diff[i - 1];
					oldRangeStart = oldLine;
					newRangeStart = newLine;
					if (prev) {
						curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
						oldRangeStart -= curRange.length;
						newRangeStart -= curRange.length;
					}
				}
				for (const line of lines) curRange.push((current.added ? "+" : "-") + line);
				if (current.added) newLine += lines.length;
				else oldLine += lines.length;
			} else {
				if (oldRangeStart) {
					if (lines.length <= context * 2 && i < diff.length - 2) for (const line of contextLines(lines)) curRange.push(line);
					else {
						const contextSize = Math.min(lines.length, context);
						for (const line of contextLines(lines.slice(0, contextSize))) curRange.push(line);
						const hunk = {
							oldStart: oldRangeStart,
							oldLines: oldLine - oldRangeStart + contextSize,
							newStart: newRangeStart,
							newLines: newLine - newRangeStart + contextSize,
							lines: curRange
						};
						hunks.push(hunk);
						oldRangeStart = 0;
						newRangeStart = 0;
						curRange = [];
					}
				}
				oldLine += lines.length;
				newLine += lines.length;
			}
		}
		for (const hunk of hunks) for (let i = 0; i < hunk.lines.length; i++) if (hunk.lines[i].endsWith("\n")) hunk.lines[i] = hunk.lines[i].slice(0, -1);
		else {
			hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
			i++;
		}
		return {
			oldFileName,
			newFileName,
			oldHeader,
			newHeader,
			hunks
		};
	}
}
function formatPatch(patch, headerOptions) {
	var _a, _b, _c, _d, _e, _f;
	if (!headerOptions) headerOptions = INCLUDE_HEADERS;
	if (Array.isArray(patch)) {
		if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
		return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
	}
	const ret = [];
	if (patch.isGit) {
		headerOptions = INCLUDE_HEADERS;
		if (!patch.oldFileName) throw new Error("oldFileName must be specified for Git patches");
		if (!patch.newFileName) throw new Error("newFileName must be specified for Git patches");
		let gitOldName = patch.oldFileName;
		let gitNewName = patch.newFileName;
		if (patch.isCreate && gitOldName === "/dev/null") gitOldName = gitNewName.replace(/^b\//, "a/");
		else if (patch.isDelete && gitNewName === "/dev/null") gitNewName = gitOldName.replace(/^a\//, "b/");
		ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
		if (patch.isDelete) ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
		if (patch.isCreate) ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
		if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
			ret.push("old mode " + patch.oldMode);
			ret.push("new mode " + patch.newMode);
		}
		if (patch.isRename) {
			ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
			ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
		}
		if (patch.isCopy) {
			ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
			ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
		}
	} else {
		if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) ret.push("Index: " + patch.oldFileName);
		if (headerOptions.includeUnderline) ret.push("===================================================================");
	}
	const hasHunks = patch.hunks.length > 0;
	if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
		ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
		ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
	}
	for (let i = 0; i < patch.hunks.length; i++) {
		const hunk = patch.hunks[i];
		const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
		const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
		ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
		for (const line of hunk.lines) ret.push(line);
	}
	return ret.join("\n") + "\n";
}
function splitLines(text) {
	const hasTrailingNl = text.endsWith("\n");
	const result = text.split("\n").map((line) => line + "\n");
	if (hasTrailingNl) result.pop();
	else result.push(result.pop().slice(0, -1));
	return result;
}
// src/report/prompt-diff.ts
const FOLD_ABOVE = 160;
const PIECE_MAX = 240;
const CONTEXT = 3;
const MAX_EDITS = 2e3;
function replacesPrompt(agent) {
	return agent.promptBefore !== void 0 && agent.promptBefore !== agent.promptAfter;
}
function promptDiff(before, after) {
	const old = pieces(before);
	const fresh = pieces(after);
	const folded = isFolded(old) || isFolded(fresh);
	const patch = structuredPatch("", "", joined$1(old), joined$1(fresh), "", "", {
		context: CONTEXT,
		maxEditLength: MAX_EDITS
	});
	if (patch === void 0) return {
		lines: [],
		changed: {
			from: 1,
			to: fresh.at(-1)?.line ?? 1
		},
		tooDifferent: true,
		folded
	};
	const lines = [];
	const touched = [];
	const lineAt = (index) => fresh[Math.min(Math.max(index, 0), fresh.length - 1)]?.line ?? 1;
	for (const hunk of patch.hunks) {
		let index = hunk.newStart - 1;
		if (lineAt(index) > 1) lines.push(`@@ line ${lineAt(index)} @@`);
		for (const line of hunk.lines) {
			lines.push(line);
			if (!line.startsWith(" ")) touched.push(lineAt(index));
			if (!line.startsWith("-")) index += 1;
		}
	}
	const from = touched[0];
	const to = touched.at(-1);
	return {
		lines,
		changed: from === void 0 || to === void 0 ? void 0 : {
			from,
			to
		},
		tooDifferent: false,
		folded
	};
}
function diffBlocks(before, after, maxLines) {
	if (before === after) return [];
	const diff = promptDiff(before, after);
	if (diff.tooDifferent) return [paragraph("The two prompts differ too much for a diff; both are in report.html.")];
	if (diff.lines.length === 0) return [paragraph("Only line ends or empty last lines differ.")];
	const hidden = diff.lines.slice(maxLines).filter((line) => /^[+-]/.test(line)).length;
	const notes = [hidden > 0 ? `${plural(hidden, "more changed line")} in report.html.` : "", diff.folded ? "Long lines are broken at sentence ends here." : ""].filter(Boolean);
	const block = fence("diff", diff.lines.slice(0, maxLines));
	return notes.length === 0 ? [block] : [block, small(notes.join(" "))];
}
function pieces(prompt) {
	const text = prompt.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
	if (text === "") return [];
	return text.split("\n").flatMap((line, index) => foldLine(line).map((piece) => ({
		text: piece,
		line: index + 1
	})));
}
function foldLine(line) {
	if (line.length <= FOLD_ABOVE) return [line];
	return line.split(/(?<=[.!?;:。!?]["'”’)]?)\s+/).flatMap((sentence) => hardWrap(sentence));
}
function hardWrap(sentence) {
	if (sentence.length <= PIECE_MAX) return [sentence];
	const wrapped = [];
	let rest = [...sentence];
	while (rest.length > PIECE_MAX) {
		const space = rest.lastIndexOf(" ", PIECE_MAX);
		const end = space > PIECE_MAX / 2 ? space + 1 : PIECE_MAX;
		wrapped.push(rest.slice(0, end).join("").trimEnd());
		rest = rest.slice(end);
	}
	return [...wrapped, rest.join("")];
}
function isFolded(all) {
	return all.some((piece, index) => piece.line === all[index + 1]?.line);
}
function joined$1(all) {
	return all.map((piece) => `${piece.text}\n`).join("");
}
// src/report/links.ts
const VERDICT_DOC = "https://github.com/converra/gate/blob/main/docs/verdict.md";
function blobUrl(context, file, lines) {
	const repository = repositoryUrl(context);
	if (repository === void 0 || context.commit === void 0) return void 0;
	const path = file.split("/").map(encoded).join("/");
	const anchor = lines.from === lines.to ? `#L${lines.from}` : `#L${lines.from}-L${lines.to}`;
	return `${repository}/blob/${encoded(context.commit)}/${path}${anchor}`;
}
function pullRequestUrl(context, file, lines) {
	const repository = repositoryUrl(context);
	if (repository === void 0 || context.pullRequest === void 0) return void 0;
	const anchor = createHash("sha256").update(file).digest("hex");
	return `${repository}/pull/${context.pullRequest}/files#diff-${anchor}R${lines.from}`;
}
function reviewCommentUrl(context, id) {
	const repository = repositoryUrl(context);
	return repository === void 0 || context.pullRequest === void 0 ? void 0 : `${repository}/pull/${context.pullRequest}#discussion_r${id}`;
}
function commitUrl(context, commit) {
	const repository = repositoryUrl(context);
	return repository === void 0 || !/^[0-9a-f]{7,64}$/i.test(commit) ? void 0 : `${repository}/commit/${commit}`;
}
function changedLines(agent) {
	const source = agent.promptSource;
	const before = agent.promptBefore ?? agent.plan?.livePrompt;
	const changed = before === void 0 ? void 0 : promptDiff(before, agent.promptAfter).changed;
	if (changed === void 0) return {
		from: source.line,
		to: Math.max(source.line, source.endLine)
	};
	const first = firstTextLine(source, agent.promptAfter);
	const inside = (line) => Math.min(Math.max(line, source.line), source.endLine);
	return {
		from: inside(first + changed.from - 1),
		to: inside(first + changed.to - 1)
	};
}
function firstTextLine(source, prompt) {
	const textLines = prompt.trimEnd().split("\n").length;
	const sourceLines = source.endLine - source.line + 1;
	return source.line + (sourceLines === textLines + 1 && !isWholeFile(source) ? 1 : 0);
}
function isWholeFile(source) {
	return source.line === 1 && source.column === 1;
}
function repositoryUrl(context) {
	if (context.repository === void 0 || !/^https?:\/\//.test(context.serverUrl)) return void 0;
	const path = context.repository.split("/").map(encoded).join("/");
	return `${context.serverUrl.replace(/\/+$/, "")}/${path}`;
}
function encoded(part) {
	return encodeURIComponent(part.replace(/\p{Cs}/gu, "�"));
}
// src/report/prompt-sections.ts
function changedSections(before, after) {
	const old = sectionsOf(before);
	const fresh = sectionsOf(after);
	if (old.size + fresh.size <= 2) return [];
	const renamed = renamings(old, fresh);
	const isNew = ({ id }) => !old.has(id) && !renamed.has(id);
	const isKept = new Set([...renamed.values()].map(({ id }) => id));
	const isGone = ({ id }) => !fresh.has(id) && !isKept.has(id);
	const gone = outermost(old, isGone).map(({ heading }) => ({
		heading,
		change: "removed"
	}));
	const added = new Set(outermost(fresh, isNew).map(({ id }) => id));
	const rest = [...fresh.values()].flatMap((section) => {
		const { id, heading, body } = section;
		if (added.has(id)) return [{
			heading,
			change: "added"
		}];
		const formerly = renamed.get(id)?.heading;
		if (formerly !== void 0) return [{
			heading,
			change: "renamed",
			formerly
		}];
		const was = old.get(id);
		if (was === void 0 || was.body === body) return [];
		if (body === "") return [{
			heading,
			change: "emptied"
		}];
		const lines = [linesOf(was), linesOf(section)];
		return [2 * lines[1] < lines[0] ? {
			heading,
			change: "cut",
			lines
		} : {
			heading,
			change: "changed"
		}];
	});
	return [...gone, ...rest];
}
function linesOf({ body }) {
	return body.split("\n").filter((line) => line !== "").length;
}
function outermost(all, matches) {
	return [...all.values()].filter((section) => {
		const parent = section.parent === void 0 ? void 0 : all.get(section.parent);
		return matches(section) && !(parent !== void 0 && matches(parent));
	});
}
function renamings(old, fresh) {
	const gone = [...old.values()].filter(({ id, body }) => !fresh.has(id) && body !== "");
	const renamed = new Map();
	for (const { id, body, heading } of fresh.values()) {
		if (old.has(id) || heading === void 0) continue;
		const at = gone.findIndex((section) => section.body === body && section.heading !== void 0);
		const [former] = at === -1 ? [] : gone.splice(at, 1);
		if (former !== void 0) renamed.set(id, former);
	}
	return renamed;
}
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
function sectionsOf(prompt) {
	const sections = new Map();
	const seen = new Map();
	let open = {
		heading: void 0,
		depth: 0,
		lines: []
	};
	let path = [];
	let fence;
	const close = () => {
		const name = open.heading?.toLowerCase() ?? "";
		const count = (seen.get(name) ?? 0) + 1;
		seen.set(name, count);
		path = path.filter(({ depth }) => depth < open.depth);
		const body = open.lines.map((line) => line.trim()).join("\n");
		const section = {
			heading: open.heading,
			depth: open.depth,
			id: open.heading === void 0 ? "" : `${count} ${name}`,
			body: body.trim(),
			parent: path.at(-1)?.id
		};
		sections.set(section.id, section);
		if (section.heading !== void 0) path.push(section);
	};
	for (const line of prompt.split(/\r\n?|\n/)) {
		const mark = FENCE.exec(line)?.[1];
		if (fence === void 0) fence = mark;
		else if (mark?.startsWith(fence)) fence = void 0;
		const heading = fence === void 0 ? HEADING.exec(line) : null;
		if (heading === null) {
			open.lines.push(line);
			continue;
		}
		close();
		open = {
			heading: (heading[2] ?? "").trim(),
			depth: heading[1]?.length ?? 1,
			lines: []
		};
	}
	close();
	return sections;
}
// src/report/plain-words.ts
const NAMED_MAX$1 = 3;
const HEADING_MAX = 60;
const REASON_MAX$1 = 600;
const WHOLE_POINTS = 3;
function movement(agents) {
	const [first] = agents;
	const verdict = first?.verdict;
	if (first === void 0 || verdict === void 0) return "";
	if (isByDecline(first)) return reasonOf(verdict.reason);
	const metric = verdict.deciding === void 0 ? void 0 : decidingMetric(first);
	if (metric === void 0 || metric.candidate.n === 0) return reasonOf(verdict.reason);
	const model = decidingModel(first);
	const of = model === void 0 ? "" : ` of ${oneLine(model.model)}`;
	const name = `${capital(oneLine(metricLabel(metric.metric)))}${of}`;
	const between = agents.length === 1 ? fromTo(metric) : byPoints(agents);
	switch (metric.finding) {
		case "regressed": return `${name} ${verb(metric, "past")} ${between}.${others(first, agents.length)}`;
		case "improved": return `${name} ${verb(metric, "past")} ${between}.`;
		case "below-min": return belowMin(name, metric, agents.length);
		default:
			if (metric.delta === void 0 || metric.delta >= 0) return reasonOf(verdict.reason);
			return `${name} may have ${verb(metric, "perfect")}, ${between}; noise alone could do that.`;
	}
}
function reasonOf(reason) {
	return reason === "" ? "" : prose(sentence(reason), REASON_MAX$1);
}
function verb({ delta = 0, direction }, tense) {
	const isDown = direction === "lower" ? delta > 0 : delta < 0;
	if (tense === "perfect") return isDown ? "fallen" : "risen";
	return isDown ? "fell" : "rose";
}
function fromTo({ baseline, candidate, delta = 0, direction }) {
	const shown = (mean) => {
		const score = directed(mean, direction);
		return Math.abs(delta) < WHOLE_POINTS ? decimal(score) : String(Math.round(score));
	};
	const to = `to ${shown(candidate.mean)}`;
	return `${baseline === void 0 ? to : `from ${shown(baseline.mean)} ${to}`}${note(direction)}`;
}
function note(direction) {
	return direction === "lower" ? " (lower is better)" : "";
}
function byPoints(agents) {
	const sizes = agents.map((agent) => Math.abs(decidingMetric(agent)?.delta ?? 0));
	const isOne = Math.round(Math.max(...sizes)) === 1;
	return `by ${range(sizes, (points) => String(Math.round(points)))} ${isOne ? "point" : "points"} in each`;
}
function belowMin(name, metric, count) {
	const { candidate, min = 0, direction } = metric;
	if (count > 1) return `${name} is below its minimum in each.`;
	if (direction === "lower") return `${name} is ${decimal(100 - candidate.mean)}, above the ${decimal(100 - min)} that the rules allow.`;
	return `${name} is ${decimal(candidate.mean)}, below its minimum of ${decimal(min)}.`;
}
function others(agent, count) {
	const worse = (agent.verdict?.metrics ?? []).filter(({ metric, finding }) => isLoss(finding) && metric !== agent.verdict?.deciding);
	if (worse.length === 0 || count > 1) return "";
	const names = worse.slice(0, NAMED_MAX$1).map((one) => `${oneLine(metricLabel(one.metric))} ${verb(one, "past")} ${fromTo(one)}`);
	const more = worse.length - names.length;
	return ` ${capital(sentenceList([...names, ...more > 0 ? [plural(more, "more score")] : []]))}${more > 0 ? " got worse" : ""}.`;
}
function modelWords({ benchmark }) {
	const from = benchmark?.replaces?.model;
	const to = benchmark?.models.find(({ model }) => model !== from)?.model;
	if (from === void 0 || to === void 0) return "";
	return `The model was changed from ${oneLine(from)} to ${oneLine(to)}.`;
}
function sectionWords(agent) {
	if (!replacesPrompt(agent)) return "";
	const changes = changedSections(agent.promptBefore, agent.promptAfter);
	if (changes.length === 0) return "";
	return [
		"The ",
		joined([
			"removed",
			"emptied",
			"cut",
			"changed",
			"renamed",
			"added"
		].flatMap((kind) => clausesOf(kind, changes)).map((words, index) => index === 0 ? words : ["the ", words])),
		"."
	];
}
function clausesOf(kind, changes) {
	const some = changes.filter(({ change }) => change === kind);
	const named = some.filter(({ heading }) => heading !== void 0);
	const names = named.slice(0, NAMED_MAX$1).map(({ heading, formerly }) => formerly === void 0 ? headingWords(heading) : [
		headingWords(formerly),
		" (now ",
		headingWords(heading),
		")"
	]);
	const more = named.length - names.length;
	if (more > 0) names.push(`${more} more`);
	const lines = named.length === 1 ? named[0]?.lines : void 0;
	const much = lines === void 0 ? "" : ` from ${plural(lines[0], "line")} to ${lines[1]}`;
	const section = named.length === 1 ? [
		"section ",
		joined(names),
		` was ${kind}${much}`
	] : [
		"sections ",
		joined(names),
		` were ${kind}`
	];
	return [...some.length > named.length ? [`text before the first heading was ${kind}`] : [], ...named.length === 0 ? [] : [section]];
}
function headingWords(heading) {
	return emphasis(heading === void 0 || heading === "" ? "(no name)" : oneLine(heading, HEADING_MAX));
}
function joined(parts) {
	return parts.flatMap((part, index) => [index === 0 ? "" : index === parts.length - 1 ? " and " : ", ", part]);
}
// src/report/reasons.ts
const REASON_MAX = 600;
const NAMED_MAX = 4;
const LINKS_MAX = 3;
function plainReasons(report, agent) {
	return plainSentences(report, agent).join(" ");
}
function plainSentences(report, agent) {
	return causeSentences(report, [agent]).map(plainText);
}
function agentReasons(report, agent) {
	return distinct([
		agent.verdict?.reason ?? "",
		...beyondVerdict(report, agent),
		advice(agent)
	]);
}
function beyondVerdict(report, { key, verdict }) {
	const said = verdict?.reason ?? "";
	return report.gate.reasons.filter((item) => item.key === key).map(({ reason }) => reason.startsWith(said) ? reason.slice(said.length) : reason);
}
function advice({ verdict, accepted }) {
	return accepted === void 0 ? verdict?.advice ?? "" : "";
}
function distinct(said) {
	const texts = said.map((text) => oneLine(text, REASON_MAX)).filter((text) => text !== "");
	return [...new Set(texts.map(sentence))];
}
function reasonBlocks(report, agents, { shown, generous }) {
	const causes = byCause(report, agents.filter((agent) => needsAttention(report, agent)));
	const blocks = causes.map((some) => causeParagraph(report, some));
	const rest = blocks.slice(shown);
	if (rest.length === 0 || generous) return blocks;
	const hidden = causes.slice(shown).flat().length;
	return [...blocks.slice(0, shown), ...details({ rest: `What happened with ${plural(hidden, "more agent")}` }, rest)];
}
function byCause(report, agents) {
	const causes = new Map();
	for (const agent of agents) {
		const cause = causeOf(report, agent);
		causes.set(cause, [...causes.get(cause) ?? [], agent]);
	}
	return [...causes.values()];
}
function causeOf(report, agent) {
	const { verdict } = agent;
	const isScore = verdict?.deciding !== void 0 && !isByDecline(agent);
	const deciding = verdict?.metrics.find(({ metric }) => metric === verdict.deciding);
	return JSON.stringify([
		verdict?.verdict,
		verdict?.deciding,
		decidingModel(agent)?.model,
		deciding?.finding,
		isScore && (deciding?.delta ?? 0) < 0 ? "" : verdict?.reason,
		plainText(touched(agent)),
		distinct(beyondVerdict(report, agent)),
		advice(agent)
	]);
}
function touched(agent) {
	if (agent.verdict?.deciding === void 0) return "";
	return agent.benchmark?.replaces === void 0 ? sectionWords(agent) : modelWords(agent);
}
function causeParagraph(report, agents) {
	const [first] = agents;
	if (first === void 0) return paragraph();
	const sentences = causeSentences(report, agents);
	return paragraph(names(agents), ": ", ...sentences.flatMap((words, index) => index === 0 ? [words] : [" ", words]), changeLinks(report, agents));
}
function causeSentences(report, agents) {
	const [first] = agents;
	if (first === void 0) return [];
	return [
		movement(agents),
		touched(first),
		...distinct([...beyondVerdict(report, first), advice(first)]).map((text) => prose(text, REASON_MAX))
	].filter((words) => plainText(words) !== "");
}
function names(agents) {
	const parts = agents.slice(0, NAMED_MAX).map(({ key }) => strong(oneLine(key)));
	const more = agents.length - parts.length;
	if (more > 0) parts.push(`${more} more`);
	return joined(parts);
}
function changeLinks(report, agents) {
	const changed = agents.filter(replacesPrompt);
	if (changed.length === 0) return "";
	const links = changed.slice(0, LINKS_MAX).map((agent) => changeLink(report, agent));
	const more = changed.length - links.length;
	if (more > 0) links.push(`${more} more`);
	return [
		" Changed: ",
		joined(links),
		"."
	];
}
function changeLink(report, agent) {
	const { file } = agent.promptSource;
	const lines = changedLines(agent);
	const range = lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from}–${lines.to}`;
	const inPullRequest = pullRequestUrl(report.context, file, lines);
	return [link(blobUrl(report.context, file, lines), code(file), ` ${range}`), inPullRequest === void 0 ? "" : [
		" (",
		link(inPullRequest, "diff"),
		")"
	]];
}
export { metricLabel as A, emptyPool as B, isByDecline as C, scoreChange as D, metricTable as E, PRIOR_SD as F, spreadOf as G, meanOf as H, addGroup as I, squaresOf as K, addGrowth as L, own as M, sampleOf as N, directed as O, PRIOR_DF as P, addToPool as R, decidingScoreText as S, metricName as T, noiseOf as U, excessOf as V, shareOfMean as W, formatPatch as _, reasonBlocks as a, decidingMetric as b, changedLines as c, repositoryUrl as d, reviewCommentUrl as f, FILE_HEADERS_ONLY as g, replacesPrompt as h, plainSentences as i, metricNames as j, isLoss as k, commitUrl as l, promptDiff as m, causeParagraph as n, VERDICT_DOC as o, diffBlocks as p, plainReasons as r, blobUrl as s, agentReasons as t, pullRequestUrl as u, structuredPatch as v, lowestAllowed as w, decidingScore as x, diffWordsWithSpace as y, copyPool as z };
