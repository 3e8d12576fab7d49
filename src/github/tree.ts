import type { GitHubClient } from "./client.ts";

/** https://docs.github.com/en/rest/git/trees: a file 100644 or 100755, a link 120000, a submodule 160000. */
export interface TreeEntry {
  readonly mode: string;
  /** SHA-1 of the blob; of a submodule its commit. */
  readonly sha: string;
}

/**
 * Every entry of a commit's tree that GitHub lists, by its path. GitHub cuts a tree off at 100,000 entries or 7 MB:
 * that a path is missing does not say that the commit lacks it. A commit that is gone is a GitHubError.
 */
export function readTree(
  github: GitHubClient,
  commit: string,
): Promise<ReadonlyMap<string, TreeEntry>> {
  return github.call({
    doing: `read the files of commit ${commit.slice(0, 7)}`,
    permission: "contents: read",
    repeatable: true,
    send: async (octokit) => {
      const { owner, repo } = github;
      const { data } = await octokit.rest.git.getTree({
        owner,
        repo,
        tree_sha: commit,
        recursive: "1",
      });
      return new Map(data.tree.map(({ path, mode, sha }) => [path, { mode, sha }]));
    },
  });
}
