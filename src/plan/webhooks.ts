/** What sync would do with the account's webhooks, and how those that the action made are known. Pure. */
import { createHash } from "node:crypto";
import type { AccountEntry, WebhookDefinition } from "../account.ts";
import type { Webhook } from "../service/endpoints/webhooks.ts";

/** Whose config a webhook is of: another repository, branch or file has webhooks of its own. */
export interface WebhookOwner {
  readonly repository: string;
  readonly branch: string;
  readonly file: string;
}

export interface PlannedWebhook {
  readonly entry: AccountEntry;
  /** Present where it is to exist. */
  readonly wanted?: WebhookDefinition;
  /** Of the account. */
  readonly found?: Webhook;
}

type Told = Pick<Webhook, "url" | "events">;

/**
 * The service gives webhooks no tags, so the description has our mark: whose it is, and what it was made as. One that is
 * something else by now was edited, and is not ours to delete.
 */
const MARK = /\[converra-gate ([0-9a-f]{12})-([0-9a-f]{12})\]\s*$/;

export function markedDescription(wanted: WebhookDefinition, owner: WebhookOwner): string {
  return `${wanted.description ?? "Made by Converra Gate"} [converra-gate ${ownerMark(owner)}-${contentMark(wanted)}]`;
}

function ownerMark({ repository, branch, file }: WebhookOwner): string {
  return digest([repository.toLowerCase(), branch, file]);
}

function contentMark({ url, events }: Told): string {
  return digest([addressOf(url), ...events.map((event) => event.toLowerCase()).toSorted()]);
}

function digest(value: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}

function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}

/** The same address and events, or made as these by us, however the service shows them. */
export function isWebhook(one: Webhook, wanted: Told, owner: WebhookOwner): boolean {
  const mark = markOf(one);
  const isOurs = mark?.owner === ownerMark(owner) && mark.content === contentMark(wanted);
  return isOurs || contentMark(one) === contentMark(wanted);
}

function markOf({ description = "" }: Webhook) {
  const [, owner, content] = MARK.exec(description) ?? [];
  return owner === undefined ? undefined : { owner, content };
}

export function planWebhooks(
  wanted: readonly WebhookDefinition[],
  listed: readonly Webhook[],
  owner: WebhookOwner,
): readonly PlannedWebhook[] {
  const kept = wanted.map((one, index): PlannedWebhook => {
    const found = listed.find((webhook) => isWebhook(webhook, one, owner));
    const name = `webhooks[${index}] (${hostOf(one.url)})`;
    return { wanted: one, found, entry: entryOf(name, compare(one, found, listed, owner)) };
  });
  const ours = listed.filter((one) => markOf(one)?.owner === ownerMark(owner));
  const leftovers = ours.filter((one) => !wanted.some((other) => isWebhook(one, other, owner)));
  return [
    ...kept,
    ...leftovers.map((found) => {
      const name = `${found.id} (${hostOf(found.url)})`;
      return { found, entry: entryOf(name, leftover(found)) };
    }),
  ];
}

type Finding = Pick<AccountEntry, "action" | "reason">;

function compare(
  wanted: WebhookDefinition,
  found: Webhook | undefined,
  listed: readonly Webhook[],
  owner: WebhookOwner,
): Finding {
  if (found !== undefined) {
    const { id, status = "active" } = found;
    if (isEdited(found, wanted)) {
      const reason = `it was made as ${id}, which shows another host or other events by now (${hostOf(found.url)}: ${found.events.join(", ")}): delete it in Converra, and the next sync makes it anew`;
      return { action: "drifted", reason };
    }
    if (/^(active|enabled)$/i.test(status)) {
      return { action: "unchanged", reason: `it exists as ${id}` };
    }
    const reason = `it exists as ${id}, and its status is ${status}: switch it on in Converra`;
    return { action: "drifted", reason };
  }
  const same = listed.find(
    (one) => addressOf(one.url) === addressOf(wanted.url) && !isUntouched(one, owner),
  );
  if (same === undefined)
    return { action: "create", reason: "no webhook has this address and these events" };
  const events = same.events.join(", ") || "none that can be read";
  return {
    action: "conflicting",
    reason: `webhook ${same.id} sends other events to this address (${events}), and the action did not make it as it is: name its events here, or delete it in Converra`,
  };
}

/** A service may hide the path, or leave out the events. */
function isEdited({ url, events }: Told, wanted: Told): boolean {
  const isElsewhere = URL.canParse(url) && hostOf(url) !== hostOf(wanted.url);
  return isElsewhere || (events.length > 0 && eventsIn({ events }) !== eventsIn(wanted));
}

function eventsIn({ events }: Pick<Told, "events">): string {
  return JSON.stringify(events.map((event) => event.toLowerCase()).toSorted());
}

/** Made by us for this config, and still what it was made as. */
function isUntouched(one: Webhook, owner: WebhookOwner): boolean {
  const mark = markOf(one);
  return mark?.owner === ownerMark(owner) && mark.content === contentMark(one);
}

function leftover(found: Webhook): Finding {
  if (markOf(found)?.content === contentMark(found)) {
    return { action: "delete", reason: "the action made it, and the config no longer has it" };
  }
  const reason =
    "the action made it with another address or other events, so it was edited since: delete it in Converra where nobody needs it";
  return { action: "drifted", reason };
}

function entryOf(name: string, finding: Finding): AccountEntry {
  return { what: "webhook", name, done: false, ...finding };
}

/** The path may hold a token. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that cannot be read";
}

/** Of several of one kind, the one that every run keeps: two runs may have made one each at the same time. */
export function keptOf(same: readonly Webhook[]): Webhook | undefined {
  const order = ({ createdAt = "", id }: Webhook) => `${createdAt} ${id}`;
  return same.toSorted((a, b) => order(a).localeCompare(order(b)))[0];
}
