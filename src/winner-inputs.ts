/** The inputs of `apply`: which winner, and despite what. */
import { OBJECTIONS, type ObjectionName } from "./headroom.ts";

export interface WantedWinner {
  /** The run whose winner is meant, or whose variant; the newest one of the live prompt without it. */
  readonly optimizationId: string | undefined;
  readonly variantId: string | undefined;
  /** Objections that are set aside. */
  readonly applyDespite: readonly ObjectionName[];
}

const NAMES = ["optimization-id", "variant-id", "apply-despite"] as const;

/** `text` gives an input by its name; beside another command none of these may stand idle. */
export function readWantedWinner(
  text: (name: (typeof NAMES)[number] | "command") => string,
  entriesOf: (list: string) => readonly string[],
): { readonly winner: WantedWinner; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const given = NAMES.filter((name) => text(name) !== "");
  if (given.length > 0 && text("command") !== "apply") {
    problems.push(`${given.join(" and ")} can only stand beside command: apply`);
  }
  for (const name of ["optimization-id", "variant-id"] as const) {
    if (!/^[\w.:-]{0,200}$/.test(text(name))) {
      problems.push(`${name} must be an id, but is ${JSON.stringify(text(name).slice(0, 60))}`);
    }
  }
  if (text("variant-id") !== "" && text("optimization-id") === "") {
    problems.push("variant-id needs the optimization-id of the run that wrote it");
  }
  const despite = entriesOf(text("apply-despite"));
  const [unknown] = despite.filter((one) => !OBJECTIONS.some((known) => known === one));
  if (unknown !== undefined) {
    const shown = JSON.stringify(unknown.slice(0, 60));
    problems.push(`apply-despite may name ${OBJECTIONS.join(", ")}, not ${shown}`);
  }
  const winner = {
    optimizationId: text("optimization-id") || undefined,
    variantId: text("variant-id") || undefined,
    applyDespite: OBJECTIONS.filter((one) => despite.includes(one)),
  };
  return { winner, problems };
}
