/**
 * The commit that a branch is at where it is no longer this run's: a job may be slow, and anybody who may write can run an
 * old one again. What the newer commit says otherwise of is the newer commit's own run to write.
 */
import type { AgentDefinition } from "../domain.ts";
import { GitHubError } from "../errors.ts";
import { isReview } from "../event.ts";
import { readBase } from "../gate/base.ts";
import type { OfflineEnvironment } from "../gate/types.ts";
import { readBranch } from "../github/branches.ts";
import { normalisePrompt } from "../plan/fingerprint.ts";

export interface Newer {
  /** Whether it has the agent otherwise, or not at all, or cannot be read. */
  differsIn(definition: AgentDefinition): boolean;
  /** The same of settings and webhooks. */
  readonly differsInAccount: boolean;
  /** The same of any agent's entry, whatever it says. */
  readonly differsInAgents: boolean;
  /** Why nothing is written, as a clause. */
  readonly why: string;
}

/** Undefined also where GitHub does not tell. */
export async function readNewer(env: OfflineEnvironment): Promise<Newer | undefined> {
  const { context, config, ports } = env;
  const { branch, commit } = context;
  const { github, log } = ports;
  if (isReview(context.event) || github === undefined) return undefined;
  if (branch === undefined || commit === undefined) return undefined;
  try {
    const head = await readBranch(github, branch);
    if (head === undefined || head === commit) return undefined;
    const at = { ...context, baseCommit: head };
    const instead = "what it says of the agents is not known";
    const found = await readBase({ ...env, context: at, withPrompts: true, instead });
    const isOther = (name: "account" | "agents") =>
      JSON.stringify(config[name]) !== JSON.stringify(found?.config?.[name]);
    return {
      differsIn: (one) =>
        !found?.definitions?.some((other) => one.key === other.key && isWrittenAlike(one, other)),
      differsInAccount: isOther("account"),
      differsInAgents: isOther("agents"),
      why: `${branch} is at ${head.slice(0, 7)} by now, which does not say the same: nothing was written here, since the sync of that commit writes what it says`,
    };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    log(`${error.message}; this commit is taken to be the newest of ${branch}.`);
    return undefined;
  }
}

function isWrittenAlike(one: AgentDefinition, other: AgentDefinition): boolean {
  const written = ({ id, name, prompt, model, description, tags, ...rest }: AgentDefinition) =>
    JSON.stringify([
      ...[id, name, normalisePrompt(prompt), model, description, tags],
      ...[rest.temperature, rest.maxTokens, rest.gate.onDrift],
    ]);
  return written(one) === written(other);
}
