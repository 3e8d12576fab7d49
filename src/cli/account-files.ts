/** converra.yml and the prompt files that say what an account's agents say. Pure. */
import { MAX_PROMPT_BYTES } from "../config/prompt.ts";
import { OWN_TAG } from "../config/schema-agent.ts";
import { isPreview } from "../plan/tags.ts";
import { type Agent, isArchived } from "../service/agent-shape.ts";
import { configText, type Entry, type Files, promptPath } from "./example.ts";

export interface AccountFiles {
  readonly files: Files;
  /** Agents that are in them. */
  readonly count: number;
  /** Of agents that are not, and why. */
  readonly notes: readonly string[];
}

/** As schema-agent.ts has it for a name. */
const LONGEST_NAME = 200;

/** Archived agents and previews are left out; so is what a configuration could not say, with a note. */
export function accountFiles(agents: readonly Agent[]): AccountFiles {
  const files = new Map<string, string>();
  const entries: Entry[] = [];
  const notes: string[] = [];
  files.set("converra.yml", "");
  for (const agent of agents) {
    if (isArchived(agent) || isPreview(agent)) continue;
    const obstacle = obstacleOf(agent);
    if (obstacle !== undefined) {
      notes.push(`Left out: agent ${agent.id}, because ${obstacle}.`);
      continue;
    }
    const key = freeKey(agent.name, entries);
    entries.push(entryOf(key, agent));
    files.set(promptPath(key), `${agent.content.replace(/\r\n?/g, "\n").replace(/\n+$/, "")}\n`);
  }
  files.set("converra.yml", configText(entries));
  return { files, count: entries.length, notes };
}

function obstacleOf({ name, content, model }: Agent): string | undefined {
  if (!isLine(name)) return "its name is empty, too long or has a line break";
  if (!isLine(model)) return "it has no model";
  if (content.trim() === "") return "its prompt is empty";
  return Buffer.byteLength(content) > MAX_PROMPT_BYTES
    ? "its prompt is larger than 256 KiB"
    : undefined;
}

const isLine = (text: string) =>
  text.trim() !== "" && text.length <= LONGEST_NAME && !/[\r\n]/.test(text);

/** By id: a name may change, and two agents may share one. */
function entryOf(key: string, { id, name, model, description, tags }: Agent): Entry {
  const own = tags.filter((tag) => isLine(tag) && !tag.startsWith(OWN_TAG));
  return {
    key,
    id,
    name,
    model,
    ...(description === undefined || description.trim() === "" ? {} : { description }),
    ...(own.length === 0 ? {} : { tags: [...new Set(own)] }),
  };
}

/** "Customer Support" is customer-support; a second one customer-support-2. */
function freeKey(name: string, taken: readonly Entry[]): string {
  const plain = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const slug = plain.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const stem = slug.replace(/^-+|-+$/g, "").slice(0, 60) || "agent";
  const isTaken = (key: string) => taken.some((entry) => entry.key === key);
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? stem : `${stem}-${count}`;
    if (!isTaken(key)) return key;
  }
}
