import { Br as denialOf, Jn as conflicting, Rn as accountLine, Wr as withHint, _r as valueAt, lr as isReview, rr as nearest } from "./start.js";
import { c as shapeOf } from "./read-back.js";
import { t as numberIn } from "./scores.js";
import { d as isRecord, u as isName } from "./agent-shape.js";
import { a as normalisePrompt } from "./fingerprint.js";
import { i as settingsSection } from "./resolve.js";
import { createHash } from "node:crypto";
// src/plan/settings.ts
function planSettings(stated, live, before) {
	return valuesIn(stated).map(({ path, value }) => {
		const is = valueAt(live, path);
		return {
			path,
			value,
			entry: {
				what: "setting",
				name: path.join("."),
				done: false,
				...compare$1(path, value, live, valueAt(before, path)),
				...isEmpty(is) ? {} : { from: textOf(is) },
				to: textOf(value)
			}
		};
	});
}
function valuesIn(section, above = []) {
	return Object.entries(section).flatMap(([key, value]) => {
		const path = [...above, key];
		if (value === void 0) return [];
		return isRecord(value) ? valuesIn(value, path) : [{
			path,
			value
		}];
	});
}
function compare$1(path, wanted, live, before) {
	const conflict = (reason) => ({
		action: "conflicting",
		reason
	});
	const above = path.slice(0, -1);
	const section = live.lacks?.includes(String(path[0])) ? void 0 : valueAt(live, above);
	if (!isRecord(section)) return conflict(`GET /settings shows no \`${above.join(".")}\`, so what would be replaced is not known`);
	const is = valueAt(live, path);
	if (isEmpty(is)) {
		const why = whyUnknown(path, section);
		if (why !== void 0) return conflict(why);
		return isEmpty(before) ? {
			action: "create",
			reason: "it is not set in Converra"
		} : DRIFTED;
	}
	if (typeof wanted === "number" ? numberIn(is) === void 0 : typeof is !== "string") return conflict(`Converra has ${shapeOf(is)} there, and this version knows ${shapeOf(wanted)} alone`);
	if (isSame(is, wanted, path)) return {
		action: "unchanged",
		reason: "Converra says the same"
	};
	if (isEmpty(before) || isSame(is, before, path)) return {
		action: "update",
		reason: `Converra says otherwise${warningFor(path, wanted)}`
	};
	return DRIFTED;
}
const DRIFTED = {
	action: "drifted",
	reason: "Converra has neither this nor what the config said before: it was edited there, or the sync that should have written it never did"
};
function whyUnknown(path, section) {
	const key = String(path.at(-1));
	if (path[0] !== "general") return `GET /settings does not show \`${key}\`, which has a default: what would be replaced is not known`;
	const others = Object.keys(section).filter((name) => name !== key && !isEmpty(section[name]));
	const plain = (name) => name.toLowerCase().replace(/[^a-z]/g, "");
	const alike = others.find((name) => plain(name).includes(plain(key))) ?? (Object.hasOwn(section, key) ? void 0 : nearest(key, others));
	if (alike === void 0) return void 0;
	return `GET /settings shows \`${alike}\` and no \`${key}\`: it may be the same by another name`;
}
function warningFor(path, wanted) {
	return path.at(-1) === "deploymentMode" && wanted !== "manual" ? "; from then on the service may put winners on live agents without being asked" : "";
}
function isSame(is, wanted, [section]) {
	if (typeof wanted === "number") return numberIn(is) === wanted;
	if (typeof is !== "string" || typeof wanted !== "string") return false;
	const [a, b] = [is, wanted].map((text) => normalisePrompt(text).trim());
	return section === "general" ? a === b : a?.toLowerCase() === b?.toLowerCase();
}
function isEmpty(value) {
	return value === void 0 || value === null || value === "";
}
function textOf(value) {
	return isName(value) ? value : JSON.stringify(value) ?? "";
}
function settingsPatch(values) {
	const patch = {};
	for (const { path, value } of values) {
		let section = patch;
		for (const key of path.slice(0, -1)) {
			section[key] ??= {};
			section = section[key];
		}
		section[String(path.at(-1))] = value;
	}
	return patch;
}
function aftermath(written, before, after) {
	const isWritten = (path) => written.some((one) => one.path.join() === path.join());
	const { lacks: _, ...sections } = before;
	const others = valuesIn(sections).filter(({ path, value }) => !isWritten(path) && !isEmpty(value)).filter(({ path, value }) => textOf(valueAt(after, path)) !== textOf(value));
	const isCleared = ({ path }) => isEmpty(valueAt(after, path));
	const standing = (path) => isEmpty(valueAt(after, path)) ? "nothing" : textOf(valueAt(after, path));
	return {
		missed: written.filter(({ path, value }) => !isSame(valueAt(after, path), value, path)).map(({ path }) => ({
			path,
			is: standing(path)
		})),
		cleared: others.filter(isCleared),
		altered: others.filter((one) => !isCleared(one)).map(({ path, value }) => ({
			path,
			from: textOf(value),
			to: standing(path)
		}))
	};
}
// src/plan/webhooks.ts
const MARK = /\[converra-gate ([0-9a-f]{12})-([0-9a-f]{12})\]\s*$/;
function markedDescription(wanted, owner) {
	return `${wanted.description ?? "Made by Converra Gate"} [converra-gate ${ownerMark(owner)}-${contentMark(wanted)}]`;
}
function ownerMark({ repository, branch, file }) {
	return digest([
		repository.toLowerCase(),
		branch,
		file
	]);
}
function contentMark({ url, events }) {
	return digest([addressOf(url), ...events.map((event) => event.toLowerCase()).toSorted()]);
}
function digest(value) {
	return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}
function addressOf(url) {
	return URL.canParse(url) ? new URL(url).href : url;
}
function isWebhook(one, wanted, owner) {
	const mark = markOf(one);
	return mark?.owner === ownerMark(owner) && mark.content === contentMark(wanted) || contentMark(one) === contentMark(wanted);
}
function markOf({ description = "" }) {
	const [, owner, content] = MARK.exec(description) ?? [];
	return owner === void 0 ? void 0 : {
		owner,
		content
	};
}
function planWebhooks(wanted, listed, owner) {
	const kept = wanted.map((one, index) => {
		const found = listed.find((webhook) => isWebhook(webhook, one, owner));
		return {
			wanted: one,
			found,
			entry: entryOf(`webhooks[${index}] (${hostOf(one.url)})`, compare(one, found, listed, owner))
		};
	});
	const leftovers = listed.filter((one) => markOf(one)?.owner === ownerMark(owner)).filter((one) => !wanted.some((other) => isWebhook(one, other, owner)));
	return [...kept, ...leftovers.map((found) => {
		return {
			found,
			entry: entryOf(`${found.id} (${hostOf(found.url)})`, leftover(found))
		};
	})];
}
function compare(wanted, found, listed, owner) {
	if (found !== void 0) {
		const { id, status = "active" } = found;
		if (isEdited(found, wanted)) return {
			action: "drifted",
			reason: `it was made as ${id}, which shows another host or other events by now (${hostOf(found.url)}: ${found.events.join(", ")}): delete it in Converra, and the next sync makes it anew`
		};
		if (/^(active|enabled)$/i.test(status)) return {
			action: "unchanged",
			reason: `it exists as ${id}`
		};
		return {
			action: "drifted",
			reason: `it exists as ${id}, and its status is ${status}: switch it on in Converra`
		};
	}
	const same = listed.find((one) => addressOf(one.url) === addressOf(wanted.url) && !isUntouched(one, owner));
	if (same === void 0) return {
		action: "create",
		reason: "no webhook has this address and these events"
	};
	const events = same.events.join(", ") || "none that can be read";
	return {
		action: "conflicting",
		reason: `webhook ${same.id} sends other events to this address (${events}), and the action did not make it as it is: name its events here, or delete it in Converra`
	};
}
function isEdited({ url, events }, wanted) {
	return URL.canParse(url) && hostOf(url) !== hostOf(wanted.url) || events.length > 0 && eventsIn({ events }) !== eventsIn(wanted);
}
function eventsIn({ events }) {
	return JSON.stringify(events.map((event) => event.toLowerCase()).toSorted());
}
function isUntouched(one, owner) {
	const mark = markOf(one);
	return mark?.owner === ownerMark(owner) && mark.content === contentMark(one);
}
function leftover(found) {
	if (markOf(found)?.content === contentMark(found)) return {
		action: "delete",
		reason: "the action made it, and the config no longer has it"
	};
	return {
		action: "drifted",
		reason: "the action made it with another address or other events, so it was edited since: delete it in Converra where nobody needs it"
	};
}
function entryOf(name, finding) {
	return {
		what: "webhook",
		name,
		done: false,
		...finding
	};
}
function hostOf(url) {
	return URL.canParse(url) ? new URL(url).host : "an address that cannot be read";
}
function keptOf(same) {
	const order = ({ createdAt = "", id }) => `${createdAt} ${id}`;
	return same.toSorted((a, b) => order(a).localeCompare(order(b)))[0];
}
// src/commands/account-webhooks.ts
async function keepWebhooks(wanted, env, secrets) {
	const { webhooks } = env.ports.converra;
	const options = { signal: env.ports.signal };
	const owner = ownerOf(env, secrets !== void 0);
	const { items, unread, complete } = await webhooks.listAll(options);
	const planned = planWebhooks(wanted, items, owner);
	if (!complete || unread.length > 0) return planned.map(({ entry }) => unsure(entry));
	if (secrets === void 0) return planned.map(({ entry }) => entry);
	const entries = [];
	for (const one of planned.filter(({ entry }) => entry.action !== "delete")) entries.push(await made(one, {
		before: items,
		owner,
		secrets,
		ports: env.ports
	}));
	const isStuck = entries.some(({ action }) => action === "conflicting");
	const leftovers = planned.filter(({ entry }) => entry.action === "delete");
	if (isStuck) {
		const reason = "it stays until the others are as the config has them";
		return [...entries, ...leftovers.map(({ entry }) => conflicting(entry, reason))];
	}
	return [...entries, ...await deleted(leftovers, env)];
}
function ownerOf({ context, inputs }, writes) {
	const { repository = "", branch = "", defaultBranch = branch } = context;
	return {
		repository,
		branch: writes ? branch : defaultBranch,
		file: inputs.configPatterns.join("\n")
	};
}
function unsure(entry) {
	if (entry.action !== "create" && entry.action !== "delete") return entry;
	return conflicting(entry, "not every record of GET /webhooks could be read, so nothing is made or deleted");
}
function done(entry, reason) {
	return {
		...entry,
		done: true,
		reason
	};
}
async function made({ entry, wanted }, making) {
	if (entry.action !== "create" || wanted === void 0) return entry;
	const { owner, secrets, ports } = making;
	const { webhooks } = ports.converra;
	const options = { signal: ports.signal };
	const { url, events } = wanted;
	const body = {
		url,
		events,
		description: markedDescription(wanted, owner)
	};
	const answer = await webhooks.create(body, options).catch(denialOf);
	const isLost = answer instanceof Error;
	if (isLost && !answer.ambiguous && answer.kind !== "protocol") return conflicting(entry, withHint(answer));
	if (!isLost && answer.secret !== void 0) secrets.mask(answer.secret);
	try {
		const { items } = await webhooks.listAll(options);
		const same = items.filter((one) => isWebhook(one, wanted, owner));
		if (!isLost) return await settled({
			entry,
			wanted
		}, answer, same, making);
		const [found] = same;
		const reason = found === void 0 ? `${answer.message}; it is not listed, and is not asked for twice: run this again` : `it was created as ${found.id}, and its secret was in an answer that got lost: where you need it, delete the webhook in Converra and run this again`;
		return conflicting(entry, reason);
	} catch (error) {
		const why = withHint(denialOf(error));
		return conflicting(entry, `it was asked for, and what came of it could not be read: ${why}`);
	}
}
async function settled({ entry, wanted }, answer, same, { before, owner, secrets, ports }) {
	const { webhooks, observer } = ports.converra;
	const own = same.find(({ id }) => id === answer.id);
	const kept = keptOf(same);
	const isWhole = own?.description === markedDescription(wanted, owner);
	observer.check("webhook-listed", isWhole, () => own === void 0 ? "what was just made is not listed as it was sent" : "another `description`");
	if (own === void 0 && kept !== void 0) {
		const reason = `it is listed as ${kept.id}, while the answer named ${answer.id}: run this again, and look whose secret you have`;
		return conflicting(entry, reason);
	}
	if (own === void 0 || kept !== own) {
		const isOurs = !before.some(({ id }) => id === answer.id);
		if (isOurs) await webhooks.delete(answer.id, { signal: ports.signal });
		if (kept !== void 0) {
			const reason = `another run made it at the same time, as ${kept.id}`;
			return {
				...entry,
				action: "unchanged",
				reason
			};
		}
		const fate = isOurs ? "it was deleted again" : "nothing was deleted";
		const reason = `it was created as ${answer.id} and is not listed as it was sent, so the next sync would make another: ${fate}`;
		return conflicting(entry, reason);
	}
	if (!wanted.secretOutput) return done(entry, `created as ${own.id}`);
	if (answer.secret === void 0) return conflicting(entry, `it was created as ${own.id}, and the answer has no secret to hand out`);
	secrets.handOut(wanted.url, answer.secret);
	return done(entry, `created as ${own.id}; its secret is in the output webhook-secrets`);
}
async function deleted(leftovers, { ports }) {
	const { webhooks } = ports.converra;
	const options = { signal: ports.signal };
	const entries = [];
	for (const { entry, found } of leftovers) {
		if (found === void 0) continue;
		try {
			await webhooks.delete(found.id, options);
			const { items } = await webhooks.listAll(options);
			const isLeft = items.some(({ id }) => id === found.id);
			entries.push(isLeft ? conflicting(entry, "it is listed still after it was deleted") : done(entry, entry.reason));
		} catch (error) {
			entries.push(conflicting(entry, withHint(denialOf(error))));
		}
	}
	return entries;
}
// src/commands/write-settings.ts
function isDue({ entry }, onDrift) {
	if (entry.action === "drifted") return onDrift === "overwrite";
	return entry.action === "create" || entry.action === "update";
}
function leftAlone(entry) {
	if (entry.action !== "drifted") return entry;
	const reason = `${entry.reason}; nothing was written. Take it into the config, or set gate.on-drift to overwrite to replace it`;
	return {
		...entry,
		reason
	};
}
async function writeSettings(due, before, { converra, signal }) {
	const { account, observer } = converra;
	const options = { signal };
	const send = (values) => account.updateSettings(settingsPatch(values), options).then(() => void 0, denialOf);
	const failed = (reason) => due.map(({ entry }) => conflicting(entry, reason));
	const refusal = await send(due);
	const isOpen = refusal?.ambiguous === true || refusal?.kind === "protocol";
	if (refusal !== void 0 && !isOpen) return failed(withHint(refusal));
	try {
		let left = aftermath(due, before, await account.settings(options));
		const { cleared } = left;
		if (cleared.length > 0) {
			await send([...due, ...cleared]);
			left = aftermath(due, before, await account.settings(options));
		}
		const lost = left.cleared.map(({ path, value }) => ({
			path,
			from: textOf(value),
			to: "nothing"
		}));
		const touched = [...cleared, ...left.altered].map(({ path }) => `\`${path.join(".")}\``);
		const names = [...new Set(touched)].join(", ");
		observer.check("settings-partial", names === "", () => `${names} changed unasked`);
		const because = refusal === void 0 ? "" : ` (${refusal.message})`;
		return [...due.map(({ path, entry }) => {
			const missed = left.missed.find((one) => one.path === path);
			if (missed === void 0) return {
				...entry,
				done: true,
				reason: "written, and Converra has it"
			};
			return conflicting(entry, `it was written, and Converra has ${missed.is} all the same${because}`);
		}), ...[...left.altered, ...lost].map(({ path, from, to }) => {
			const isShown = isKnownSetting(path);
			const reason = `it changed while others were written: ${isShown ? "put it back in Converra, or state it in the config" : "look at it in Converra; this version does not know it, so its values are not shown"}`;
			const entry = {
				what: "setting",
				name: path.join("."),
				action: "update",
				done: false
			};
			return conflicting({
				...entry,
				...isShown && {
					from,
					to
				},
				reason
			}, reason);
		})];
	} catch (error) {
		return failed(`it was written, and what stands there could not be read: ${withHint(denialOf(error))}`);
	}
}
function isKnownSetting(path) {
	const { error } = settingsSection().safeParse(settingsPatch([{
		path,
		value: ""
	}]));
	return error?.issues.every(({ code }) => code !== "unrecognized_keys") ?? true;
}
// src/commands/account.ts
async function keepAccount(result, env, { writing, secrets }) {
	const { settings, webhooks } = env.config.account;
	const { log } = env.ports;
	if (env.inputs.agents.length > 0) {
		log("Settings and webhooks are left to a run of all agents.");
		return result;
	}
	const writes = writing !== void 0 && !isReview(env.context.event);
	if (writing?.newer?.differsInAccount) {
		const told = statedEntries(env.config.account, "not-compared", writing.newer.why);
		for (const entry of told) log(accountLine(entry));
		return {
			...result,
			account: told
		};
	}
	const account = [];
	if (settings !== void 0) {
		const keep = () => keepSettings(settings, env, writes);
		account.push(...await orTold(keep, { settings }, writes));
	}
	if (webhooks !== void 0) {
		const keep = () => keepWebhooks(webhooks, env, writes ? secrets : void 0);
		account.push(...await orTold(keep, { webhooks }, writes));
	}
	for (const entry of account) if (entry.action !== "unchanged") log(accountLine(entry));
	return {
		...result,
		account
	};
}
function statedEntries({ settings = {}, webhooks }, action, reason) {
	const said = {
		action,
		done: false,
		reason
	};
	const hooks = webhooks?.map((_, index) => `webhooks[${index}]`);
	return [...valuesIn(settings).map(({ path }) => {
		return {
			what: "setting",
			name: path.join("."),
			...said
		};
	}), ...(hooks?.length === 0 ? ["webhooks"] : hooks ?? []).map((name) => {
		return {
			what: "webhook",
			name,
			...said
		};
	})];
}
async function orTold(keep, stated, writes) {
	try {
		return await keep();
	} catch (error) {
		return statedEntries(stated, writes ? "conflicting" : "not-compared", withHint(denialOf(error)));
	}
}
async function keepSettings(stated, env, writes) {
	const { converra, signal } = env.ports;
	const live = await converra.account.settings({ signal });
	const planned = planSettings(stated, live, keptBefore(stated, env, writes));
	const entries = planned.map(({ entry }) => entry);
	if (!writes) return entries;
	const { onDrift } = env.config.account;
	const due = planned.filter((one) => isDue(one, onDrift));
	const left = planned.filter((one) => !due.includes(one)).map(({ entry }) => leftAlone(entry));
	return due.length === 0 ? left : [...await writeSettings(due, live, env.ports), ...left];
}
function keptBefore(own, { context, base, before }, writes) {
	const { event, isDefaultBranch } = context;
	const known = isReview(event) || event === "desk" || isDefaultBranch || writes ? base ?? before : void 0;
	if (known !== void 0) return known.config?.account.settings ?? {};
	return isDefaultBranch || writes ? own : {};
}
export { keepAccount, statedEntries };
