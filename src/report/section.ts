/** One agent's details under one name. */
import type { Detail } from "./detail.ts";
import { type Block, details, heading } from "./markdown.ts";
import { oneLine } from "./outside.ts";

export interface Part {
  /** For the summary line of the fold: our words. */
  readonly name: string;
  readonly blocks: readonly Block[];
}

/** A fold where space is short, a heading with everything open where it is not. Nothing when every part is empty. */
export function section(key: string, parts: readonly Part[], detail: Detail): Block[] {
  const filled = parts.filter((part) => part.blocks.length > 0);
  if (filled.length === 0) return [];
  const blocks = filled.flatMap((part) => part.blocks);
  if (detail.generous) return [heading(4, oneLine(key, 100)), ...blocks];
  return details({ name: key, rest: filled.map((part) => part.name).join(", ") }, blocks);
}
