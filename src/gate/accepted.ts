/** Drops that a person has accepted for the very commit that is judged: the verdict stays, and the gate lets it pass. */
import { ActionError, GitHubError } from "../errors.ts";
import type { RunContext } from "../event.ts";
import { type AcceptedOf, acceptanceRecords } from "../github/acceptance-record.ts";
import type { GitHubClient } from "../github/client.ts";
import { readHead } from "../github/repository.ts";
import { formatFingerprint } from "../plan/fingerprint.ts";
import { queuedPull } from "../plan/owned.ts";
import type { PlannedAgent } from "../plan/plan.ts";
import type { AgentReport } from "../report/model.ts";
import { type AcceptedDrop, uncovered } from "../verdict/acceptance.ts";
import type { Environment, Scope } from "./types.ts";

/** Asks GitHub for nothing where nothing regressed. */
export async function withAccepted(
  agents: readonly AgentReport[],
  { planned }: Scope,
  env: Environment,
): Promise<readonly AgentReport[]> {
  const { github } = env.ports;
  const { apiKey } = env.inputs;
  const hasLost = agents.some(({ verdict }) => verdict?.verdict === "regressed");
  if (!hasLost || github === undefined || apiKey === undefined) return agents;
  try {
    const about = await pullOf(env.context, github);
    if (about === undefined) return agents;
    const records = await acceptanceRecords(github, about.pullRequest, apiKey);
    if (records.length === 0) return agents;
    return agents.map((agent) => {
      const one = planned.find(({ definition }) => definition.key === agent.key);
      const { verdict } = agent;
      if (one === undefined || verdict?.verdict !== "regressed") return agent;
      const of = acceptedOf(one, about);
      const own = records.filter(
        ({ record }) => record.agent === of.agent && record.config === of.config,
      );
      const whys = own.map(({ record, isSigned }) =>
        !isSigned
          ? "it is not signed with this API key"
          : (otherThan(record, of) ?? uncovered(verdict, one.definition.gate, record)),
      );
      const found = own[whys.indexOf(undefined)]?.record;
      if (found !== undefined) return { ...agent, accepted: dropOf(found) };
      const [newest] = own;
      if (newest !== undefined) {
        const message = `What ${newest.record.by} accepted does not cover the drop of ${agent.key}: ${whys[0]}`;
        env.notice({ level: "warning", message });
      }
      return agent;
    });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    const message = `Whether a drop was accepted in a comment is not known, so none counts: ${error.message}`;
    // Where the comment is refused as well, that warning has the lines to add.
    const isKnown = error instanceof GitHubError && error.permission !== undefined;
    const told = isKnown && env.inputs.comment !== "never";
    env.notice({
      level: told ? "notice" : "warning",
      message,
      hint: told ? undefined : error.hint,
    });
    return agents;
  }
}

type PullAt = Pick<AcceptedOf, "repository" | "pullRequest" | "head">;

/** The pull request, also of a merge queue: what it merges is the head that was judged. */
async function pullOf(
  { event, pullRequest, branch, repository, commit }: RunContext,
  github: GitHubClient,
): Promise<PullAt | undefined> {
  if (repository === undefined || pullRequest?.fork === true) return undefined;
  if (pullRequest !== undefined) {
    return { repository, pullRequest: pullRequest.number, head: commit ?? pullRequest.headSha };
  }
  const queued = event === "merge_group" ? queuedPull(branch ?? "") : undefined;
  if (queued === undefined) return undefined;
  return { repository, pullRequest: queued, head: await readHead(github, queued) };
}

export function acceptedOf({ definition, candidate }: PlannedAgent, pull: PullAt): AcceptedOf {
  return {
    ...pull,
    config: definition.source.file,
    agent: definition.key,
    fingerprint: formatFingerprint(candidate),
  };
}

/** Why an acceptance is of something else, as a clause. */
function otherThan(record: AcceptedOf, of: AcceptedOf): string | undefined {
  if (record.repository !== of.repository || record.pullRequest !== of.pullRequest) {
    return "it was of another pull request";
  }
  if (record.head !== of.head) {
    return `it was of commit ${record.head.slice(0, 7)}, and this is ${of.head.slice(0, 7)}`;
  }
  return record.fingerprint === of.fingerprint ? undefined : "it was of another prompt";
}

function dropOf({ by, reason, at, metrics }: AcceptedDrop): AcceptedDrop {
  return { by, reason, at, metrics };
}
