/** The settings and webhooks of the account that the config keeps: shown by what plans, written by sync alone. */
import type { AccountAction, AccountDefinition, AccountEntry } from "../account.ts";
import { denialOf, withHint } from "../errors.ts";
import { isReview } from "../event.ts";
import type { CommandResult, Environment } from "../gate/types.ts";
import { planSettings, valuesIn } from "../plan/settings.ts";
import { accountLine } from "../report/account-content.ts";
import type { Json } from "../service/shapes.ts";
import { keepWebhooks, type SecretSink } from "./account-webhooks.ts";
import type { Newer } from "./newer.ts";
import { isDue, leftAlone, writeSettings } from "./write-settings.ts";

/** Adds what a sync would do about them; `sync` does it, but for what waits to be merged. */
export async function keepAccount(
  result: CommandResult,
  env: Environment,
  {
    writing,
    secrets,
  }: {
    /** Of a sync, and the newer commit that may have outrun it. */
    readonly writing: { readonly newer: Newer | undefined } | undefined;
    readonly secrets: SecretSink;
  },
): Promise<CommandResult> {
  const { settings, webhooks } = env.config.account;
  const { log } = env.ports;
  if (env.inputs.agents.length > 0) {
    log("Settings and webhooks are left to a run of all agents.");
    return result;
  }
  const writes = writing !== undefined && !isReview(env.context.event);
  if (writing?.newer?.differsInAccount) {
    const told = statedEntries(env.config.account, "not-compared", writing.newer.why);
    for (const entry of told) log(accountLine(entry));
    return { ...result, account: told };
  }
  const account: AccountEntry[] = [];
  if (settings !== undefined) {
    const keep = () => keepSettings(settings, env, writes);
    account.push(...(await orTold(keep, { settings }, writes)));
  }
  if (webhooks !== undefined) {
    const keep = () => keepWebhooks(webhooks, env, writes ? secrets : undefined);
    account.push(...(await orTold(keep, { webhooks }, writes)));
  }
  for (const entry of account) if (entry.action !== "unchanged") log(accountLine(entry));
  return { ...result, account };
}

type Stated = Omit<AccountDefinition, "onDrift">;

/** Whatever is stated, with one and the same said of all of it. */
export function statedEntries(
  { settings = {}, webhooks }: Stated,
  action: AccountAction,
  reason: string,
): readonly AccountEntry[] {
  const said = { action, done: false, reason };
  const hooks = webhooks?.map((_, index) => `webhooks[${index}]`);
  return [
    ...valuesIn(settings).map(({ path }) => {
      return { what: "setting" as const, name: path.join("."), ...said };
    }),
    ...(hooks?.length === 0 ? ["webhooks"] : (hooks ?? [])).map((name) => {
      return { what: "webhook" as const, name, ...said };
    }),
  ];
}

/** What the account does not tell costs no agent its verdict; a sync that could not look has not done its work. */
async function orTold(
  keep: () => Promise<readonly AccountEntry[]>,
  stated: Stated,
  writes: boolean,
): Promise<readonly AccountEntry[]> {
  try {
    return await keep();
  } catch (error) {
    return statedEntries(
      stated,
      writes ? "conflicting" : "not-compared",
      withHint(denialOf(error)),
    );
  }
}

async function keepSettings(
  stated: Json,
  env: Environment,
  writes: boolean,
): Promise<readonly AccountEntry[]> {
  const { converra, signal } = env.ports;
  const live = await converra.account.settings({ signal });
  const planned = planSettings(stated, live, keptBefore(stated, env, writes));
  const entries = planned.map(({ entry }) => entry);
  if (!writes) return entries;
  const { onDrift } = env.config.account;
  const due = planned.filter((one) => isDue(one, onDrift));
  const left = planned.filter((one) => !due.includes(one)).map(({ entry }) => leftAlone(entry));
  return due.length === 0 ? left : [...(await writeSettings(due, live, env.ports)), ...left];
}

/**
 * The settings of the config that was synced last. Where only this one is known, a value that differs from it was
 * edited; a branch that is merged nowhere yet cannot tell.
 */
function keptBefore(own: Json, { context, base, before }: Environment, writes: boolean): Json {
  const { event, isDefaultBranch } = context;
  const follows = isReview(event) || event === "desk" || isDefaultBranch || writes;
  const known = follows ? (base ?? before) : undefined;
  if (known !== undefined) return known.config?.account.settings ?? {};
  return isDefaultBranch || writes ? own : {};
}
