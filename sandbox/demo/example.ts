/** The example repository's account: an emulator that has its agents, their conversations and some earlier runs. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunningConverra, startConverra } from "../converra/server.ts";
import type { Files } from "./pull-requests.ts";

/** A run of fifteen minutes takes about a second. */
const TIME_SCALE = 900;
/** What an account in use has: some earlier runs of the live prompts. */
const EARLIER_RUNS = [9, 6, 2].map((daysAgo) => ({ daysAgo, mode: "validation" as const }));
const AGENTS = [
  { key: "support", name: "Larkfield Support" },
  { key: "billing", name: "Larkfield Billing" },
  { key: "sales", name: "Larkfield Sales" },
];

export function startExample(files: Files): Promise<RunningConverra> {
  return startConverra({
    plan: "pro",
    timeScale: TIME_SCALE,
    seed: 3,
    seedData: AGENTS.map(({ key, name }) => ({
      name,
      content: files[`prompts/${key}.md`] ?? "",
      model: "gpt-4o",
      conversations: Object.keys(files)
        .filter((path) => path.startsWith(`conversations/${key}-`))
        .map((path) => files[path] ?? ""),
      runs: EARLIER_RUNS,
    })),
  });
}

/** Every file below the folder, by its path from there. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1).replaceAll("\\", "/")] = await readFile(path, "utf8");
  }
  return files;
}
