/** Facts of a pull request, from which the payload of its events is made. */
export interface PullRequestFacts {
  /** owner/name */
  readonly repository: string;
  readonly number: number;
  readonly action?: string;
  readonly title?: string;
  readonly head: string;
  readonly headRef?: string;
  readonly base: string;
  readonly baseRef?: string;
  /** The base unless told: the branch has moved on since the head left it. */
  readonly mergeBase?: string;
  readonly labels?: readonly string[];
  /** owner/name of the head's repository, when it is a fork. */
  readonly fork?: string;
  readonly draft?: boolean;
  /** Who opened it and who caused the event; a person unless told. */
  readonly author?: "Bot" | "User";
  readonly sender?: "Bot" | "User";
  readonly merged?: boolean;
  /** Head before the push, for `synchronize`. */
  readonly before?: string;
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
export function pullRequestPayload(facts: PullRequestFacts) {
  const { repository, number, head, base, action = "opened", fork = repository } = facts;
  return {
    action,
    number,
    ...(facts.before === undefined ? {} : { before: facts.before, after: head }),
    pull_request: {
      number,
      title: facts.title ?? `Pull request ${number}`,
      html_url: `https://github.com/${repository}/pull/${number}`,
      state: action === "closed" ? "closed" : "open",
      merged: facts.merged ?? false,
      draft: facts.draft ?? false,
      labels: (facts.labels ?? []).map((name) => ({ name })),
      user: userPayload(facts.author),
      head: {
        sha: head,
        ref: facts.headRef ?? `change-${number}`,
        repo: { full_name: fork, fork: fork !== repository },
      },
      base: { sha: base, ref: facts.baseRef ?? "main", repo: { full_name: repository } },
      // The commit a pull_request workflow runs on: neither head nor base.
      merge_commit_sha: `${"e".repeat(4)}${head.slice(4)}`,
    },
    repository: repositoryPayload(repository),
    sender: userPayload(facts.sender),
  };
}

function userPayload(type: "Bot" | "User" = "User") {
  return { login: type === "Bot" ? "converra[bot]" : "octocat", type };
}

/** The `repository` member that every payload has. */
export function repositoryPayload(repository: string) {
  const [owner = "", name = ""] = repository.split("/");
  return {
    full_name: repository,
    name,
    owner: { login: owner },
    default_branch: "main",
    html_url: `https://github.com/${repository}`,
    private: false,
  };
}
