/** Transcripts the repository keeps for an agent, read for those that have no live conversations to copy. */
import { findFiles, readWorkspaceText } from "../config/files.ts";
import { ActionError } from "../errors.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { CommandEnvironment } from "./environment.ts";

const MAX_BYTES = 256 * 1024;

/** Agent key -> transcripts, for new agents whose definition names some. */
export async function readTranscripts(
  env: CommandEnvironment,
  planned: readonly PlannedAgent[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { workspace } = env.context;
  const transcripts = new Map<string, readonly string[]>();
  for (const { definition, entry } of planned) {
    const patterns = env.config.conversations[definition.key] ?? [];
    if (entry.action !== "create" || patterns.length === 0) continue;
    const { files } = await findFiles(workspace, patterns);
    const texts: string[] = [];
    for (const file of files.slice(0, env.config.sync.conversations)) {
      const text = await readWorkspaceText(workspace, file, MAX_BYTES);
      if (typeof text !== "string") throw unreadable(definition.key, `${file} ${text.problem}`);
      texts.push(text);
    }
    if (texts.length === 0) {
      throw unreadable(definition.key, `no file matches ${patterns.join(", ")}`);
    }
    transcripts.set(definition.key, texts);
  }
  return transcripts;
}

function unreadable(key: string, problem: string): ActionError {
  return new ActionError(`Agent ${key}: its conversations cannot be read: ${problem}`, {
    hint: "Correct `conversations` in the config, or leave it out.",
  });
}
