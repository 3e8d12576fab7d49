/** Writes settings, and looks what stands there then: the values, and their neighbours. */
import { type AccountDefinition, type AccountEntry, conflicting } from "../account.ts";
import type { Path } from "../config/data.ts";
import { settingsSection } from "../config/schema-account.ts";
import { denialOf, withHint } from "../errors.ts";
import type { Ports } from "../gate/types.ts";
import { aftermath, type PlannedSetting, settingsPatch, textOf } from "../plan/settings.ts";
import type { Settings } from "../service/endpoints/account.ts";

export function isDue({ entry }: PlannedSetting, onDrift: AccountDefinition["onDrift"]): boolean {
  if (entry.action === "drifted") return onDrift === "overwrite";
  return entry.action === "create" || entry.action === "update";
}

export function leftAlone(entry: AccountEntry): AccountEntry {
  if (entry.action !== "drifted") return entry;
  const reason = `${entry.reason}; nothing was written. Take it into the config, or set gate.on-drift to overwrite to replace it`;
  return { ...entry, reason };
}

/** One PATCH with these values alone. What it cleared beside them is written back, once. */
export async function writeSettings(
  due: readonly PlannedSetting[],
  before: Settings,
  { converra, signal }: Ports,
): Promise<readonly AccountEntry[]> {
  const { account, observer } = converra;
  const options = { signal };
  const send = (values: Parameters<typeof settingsPatch>[0]) =>
    account.updateSettings(settingsPatch(values), options).then(() => undefined, denialOf);
  const failed = (reason: string) => due.map(({ entry }) => conflicting(entry, reason));

  const refusal = await send(due);
  const isOpen = refusal?.ambiguous === true || refusal?.kind === "protocol";
  if (refusal !== undefined && !isOpen) return failed(withHint(refusal));
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
      to: "nothing",
    }));
    const touched = [...cleared, ...left.altered].map(({ path }) => `\`${path.join(".")}\``);
    const names = [...new Set(touched)].join(", ");
    observer.check("settings-partial", names === "", () => `${names} changed unasked`);
    const because = refusal === undefined ? "" : ` (${refusal.message})`;
    return [
      ...due.map(({ path, entry }) => {
        const missed = left.missed.find((one) => one.path === path);
        if (missed === undefined)
          return { ...entry, done: true, reason: "written, and Converra has it" };
        return conflicting(
          entry,
          `it was written, and Converra has ${missed.is} all the same${because}`,
        );
      }),
      ...[...left.altered, ...lost].map(({ path, from, to }): AccountEntry => {
        const isShown = isKnownSetting(path);
        const reason = `it changed while others were written: ${isShown ? "put it back in Converra, or state it in the config" : "look at it in Converra; this version does not know it, so its values are not shown"}`;
        const entry = {
          what: "setting",
          name: path.join("."),
          action: "update",
          done: false,
        } as const;
        return conflicting({ ...entry, ...(isShown && { from, to }), reason }, reason);
      }),
    ];
  } catch (error) {
    return failed(
      `it was written, and what stands there could not be read: ${withHint(denialOf(error))}`,
    );
  }
}

/** What a config could state. Anything else may be a secret of the account's, and reports are public where the repository is. */
function isKnownSetting(path: Path): boolean {
  const { error } = settingsSection().safeParse(settingsPatch([{ path, value: "" }]));
  return error?.issues.every(({ code }) => code !== "unrecognized_keys") ?? true;
}
