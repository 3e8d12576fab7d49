/** pull_request_target checks out the base branch unless told: measured would be what is merged already. */
import { ActionError } from "../errors.ts";
import { readTree, type TreeEntry } from "../github/tree.ts";
import { blobsBehind } from "./checkout-files.ts";
import type { OfflineEnvironment } from "./environment.ts";

const HINT =
  "Use the event pull_request, or check out the pull request's head commit without running any code of it.";

/** Throws where the workspace has the base's text of a file that the head changes, or where that cannot be told. */
export async function requireHeadCheckout(
  env: OfflineEnvironment,
  readBase: (() => Promise<ReadonlyMap<string, TreeEntry>>) | undefined,
): Promise<void> {
  const { context, github, config } = env;
  const { pullRequest } = context;
  if (context.event !== "pull_request_target" || pullRequest === undefined) return;
  const { number, headSha } = pullRequest;
  if (github === undefined || readBase === undefined) {
    throw new ActionError(
      `Could not tell whether the checkout is pull request #${number}'s head: on pull_request_target that takes a token and a base commit`,
      { hint: `Leave the input github-token out, or use the event pull_request.` },
    );
  }
  const [base, head] = [await readBase(), await readTree(github, headSha)];
  for (const path of [...config.files, ...config.promptFiles]) {
    for (const [file, sha] of await blobsBehind(context.workspace, path)) {
      if (base.get(file)?.sha !== sha || head.get(file)?.sha === sha) continue;
      throw new ActionError(
        `The checkout is not pull request #${number}'s head: ${file} is as it is at the base commit, and the head ${headSha.slice(0, 7)} changes it`,
        { hint: HINT },
      );
    }
  }
}
