/** Webhooks that the config names: made where they are missing, deleted where the action made them and nobody names them. */
import { type AccountEntry, conflicting, type WebhookDefinition } from "../account.ts";
import { denialOf, withHint } from "../errors.ts";
import type { Environment } from "../gate/types.ts";
import {
  isWebhook,
  keptOf,
  markedDescription,
  type PlannedWebhook,
  planWebhooks,
  type WebhookOwner,
} from "../plan/webhooks.ts";
import type { Webhook } from "../service/endpoints/webhooks.ts";

/** Where the secrets of webhooks go. */
export interface SecretSink {
  /** Keeps it out of every log from then on. */
  readonly mask: (secret: string) => void;
  /** Into the output webhook-secrets, under the webhook's URL. */
  readonly handOut: (url: string, secret: string) => void;
}

/** Without `secrets` nothing is written. */
export async function keepWebhooks(
  wanted: readonly WebhookDefinition[],
  env: Environment,
  secrets: SecretSink | undefined,
): Promise<readonly AccountEntry[]> {
  const { webhooks } = env.ports.converra;
  const options = { signal: env.ports.signal };
  const owner = ownerOf(env, secrets !== undefined);
  const { items, unread, complete } = await webhooks.listAll(options);
  const planned = planWebhooks(wanted, items, owner);
  if (!complete || unread.length > 0) return planned.map(({ entry }) => unsure(entry));
  if (secrets === undefined) return planned.map(({ entry }) => entry);
  const entries: AccountEntry[] = [];
  // What takes another's place is made before that one goes.
  for (const one of planned.filter(({ entry }) => entry.action !== "delete")) {
    entries.push(await made(one, { before: items, owner, secrets, ports: env.ports }));
  }
  const isStuck = entries.some(({ action }) => action === "conflicting");
  const leftovers = planned.filter(({ entry }) => entry.action === "delete");
  if (isStuck) {
    const reason = "it stays until the others are as the config has them";
    return [...entries, ...leftovers.map(({ entry }) => conflicting(entry, reason))];
  }
  return [...entries, ...(await deleted(leftovers, env))];
}

function ownerOf({ context, inputs }: Environment, writes: boolean): WebhookOwner {
  const { repository = "", branch = "", defaultBranch = branch } = context;
  return {
    repository,
    // What is not merged yet will be the default branch's.
    branch: writes ? branch : defaultBranch,
    file: inputs.configPatterns.join("\n"),
  };
}

/** Where not all of the list could be read, what seems to be missing may be there. */
function unsure(entry: AccountEntry): AccountEntry {
  if (entry.action !== "create" && entry.action !== "delete") return entry;
  return conflicting(
    entry,
    "not every record of GET /webhooks could be read, so nothing is made or deleted",
  );
}

function done(entry: AccountEntry, reason: string): AccountEntry {
  return { ...entry, done: true, reason };
}

interface Making {
  /** The account's, before any was made. */
  readonly before: readonly Webhook[];
  readonly owner: WebhookOwner;
  readonly secrets: SecretSink;
  readonly ports: Environment["ports"];
}

/** Asked for once. Where the answer is lost, and of what came of it, the list has the last word. */
async function made({ entry, wanted }: PlannedWebhook, making: Making): Promise<AccountEntry> {
  if (entry.action !== "create" || wanted === undefined) return entry;
  const { owner, secrets, ports } = making;
  const { webhooks } = ports.converra;
  const options = { signal: ports.signal };
  const { url, events } = wanted;
  const body = { url, events, description: markedDescription(wanted, owner) };
  const answer = await webhooks.create(body, options).catch(denialOf);
  const isLost = answer instanceof Error;
  const isRefused = isLost && !answer.ambiguous && answer.kind !== "protocol";
  if (isRefused) return conflicting(entry, withHint(answer));
  if (!isLost && answer.secret !== undefined) secrets.mask(answer.secret);
  try {
    const { items } = await webhooks.listAll(options);
    const same = items.filter((one) => isWebhook(one, wanted, owner));
    if (!isLost) return await settled({ entry, wanted }, answer, same, making);
    const [found] = same;
    const reason =
      found === undefined
        ? `${answer.message}; it is not listed, and is not asked for twice: run this again`
        : `it was created as ${found.id}, and its secret was in an answer that got lost: where you need it, delete the webhook in Converra and run this again`;
    return conflicting(entry, reason);
  } catch (error) {
    const why = withHint(denialOf(error));
    return conflicting(entry, `it was asked for, and what came of it could not be read: ${why}`);
  }
}

/** What the answer says was made, held against what the list has of it. */
async function settled(
  { entry, wanted }: Required<Pick<PlannedWebhook, "entry" | "wanted">>,
  answer: Webhook & { readonly secret?: string },
  same: readonly Webhook[],
  { before, owner, secrets, ports }: Making,
): Promise<AccountEntry> {
  const { webhooks, observer } = ports.converra;
  const own = same.find(({ id }) => id === answer.id);
  const kept = keptOf(same);
  const isWhole = own?.description === markedDescription(wanted, owner);
  observer.check("webhook-listed", isWhole, () =>
    own === undefined ? "what was just made is not listed as it was sent" : "another `description`",
  );
  if (own === undefined && kept !== undefined) {
    const reason = `it is listed as ${kept.id}, while the answer named ${answer.id}: run this again, and look whose secret you have`;
    return conflicting(entry, reason);
  }
  if (own === undefined || kept !== own) {
    // Only this answer speaks of it, and it is no earlier webhook's: it is ours to take back.
    const isOurs = !before.some(({ id }) => id === answer.id);
    if (isOurs) await webhooks.delete(answer.id, { signal: ports.signal });
    if (kept !== undefined) {
      const reason = `another run made it at the same time, as ${kept.id}`;
      return { ...entry, action: "unchanged", reason };
    }
    const fate = isOurs ? "it was deleted again" : "nothing was deleted";
    const reason = `it was created as ${answer.id} and is not listed as it was sent, so the next sync would make another: ${fate}`;
    return conflicting(entry, reason);
  }
  if (!wanted.secretOutput) return done(entry, `created as ${own.id}`);
  if (answer.secret === undefined) {
    return conflicting(
      entry,
      `it was created as ${own.id}, and the answer has no secret to hand out`,
    );
  }
  secrets.handOut(wanted.url, answer.secret);
  return done(entry, `created as ${own.id}; its secret is in the output webhook-secrets`);
}

async function deleted(
  leftovers: readonly PlannedWebhook[],
  { ports }: Environment,
): Promise<readonly AccountEntry[]> {
  const { webhooks } = ports.converra;
  const options = { signal: ports.signal };
  const entries: AccountEntry[] = [];
  for (const { entry, found } of leftovers) {
    if (found === undefined) continue;
    try {
      await webhooks.delete(found.id, options);
      const { items } = await webhooks.listAll(options);
      const isLeft = items.some(({ id }) => id === found.id);
      entries.push(
        isLeft
          ? conflicting(entry, "it is listed still after it was deleted")
          : done(entry, entry.reason),
      );
    } catch (error) {
      entries.push(conflicting(entry, withHint(denialOf(error))));
    }
  }
  return entries;
}
