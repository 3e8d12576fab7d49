import { Octokit as Core } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import type { Clock } from "../clock.ts";
import { ActionError } from "../errors.ts";
import { withoutSecrets } from "../report/redact.ts";
import {
  explainFailure,
  type Permission,
  readFailure,
  retryDelayMs,
  unusableAnswer,
} from "./failure.ts";

type Octokit = ReturnType<typeof buildOctokit>;

interface Repository {
  readonly owner: string;
  readonly repo: string;
}

interface GitHubCall<T> {
  /** Completes "Could not …" in an error. */
  readonly doing: string;
  /** Named when GitHub answers 403 or 404. */
  readonly permission: Permission;
  /** Whether sending it twice does no harm. */
  readonly repeatable: boolean;
  send(octokit: Octokit, repository: Repository): Promise<T>;
}

export interface GitHubClient {
  /** owner/name */
  readonly repository: string;
  /** Sends with repeats where that is safe; every failure is a GitHubError. */
  call<T>(call: GitHubCall<T>): Promise<T>;
  /** Login of the token's owner; undefined for a token that belongs to no user, such as the job's own. */
  viewer(): Promise<string | undefined>;
}

export interface GitHubOptions {
  readonly token: string;
  /** Converra's. Like the token it stands in no text that is written, whoever repeated it. */
  readonly apiKey?: string;
  /** https://api.github.com, or an Enterprise Server's with its path. */
  readonly apiUrl: string;
  /** owner/name */
  readonly repository: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** 0-1, for jitter. */
  readonly random?: () => number;
  /** It carries the proxy. */
  readonly fetch: typeof fetch;
}

const ATTEMPT_TIMEOUT_MS = 30_000;
/** Members of what is written that people read. */
const TEXTS = ["body", "title", "message"] as const;
const TIMED_OUT = "The operation was aborted due to timeout";

/** The one place an Octokit is built: of @octokit/core, because @actions/github loads a whole HTTP client at the start. */
export function createGitHub(options: GitHubOptions): GitHubClient {
  const repository = splitRepository(options.repository);
  const octokit = buildOctokit(options);
  const { clock, signal, random = Math.random } = options;

  async function call<T>({ doing, permission, repeatable, send }: GitHubCall<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      try {
        return await send(octokit, repository);
      } catch (error) {
        signal?.throwIfAborted();
        const failure = readFailure(error);
        if (failure === undefined) throw error;
        const delay = retryDelayMs(failure, attempt, { repeatable, now: clock.now(), random });
        if (delay === undefined) {
          throw explainFailure(failure, { doing, permission, cause: error });
        }
        await clock.sleep(delay, signal);
      }
    }
  }

  let viewer: Promise<string | undefined> | undefined;
  return {
    repository: options.repository,
    call,
    viewer: () => {
      viewer ??= call({
        doing: "find out whose token this is",
        permission: "pull-requests: write",
        repeatable: true,
        send: readViewer,
      });
      return viewer;
    },
  };
}

function buildOctokit({ token, apiKey, apiUrl, signal, fetch }: GitHubOptions) {
  const silent = () => {};
  const octokit = new (Core.plugin(paginateRest))({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/u, ""),
    userAgent: "converra-gate",
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch },
  });
  octokit.hook.before("request", (request) => {
    for (const name of TEXTS) {
      if (name in request) request[name] = withoutSecrets(request[name], [token, apiKey]);
    }
  });
  octokit.hook.wrap("request", async (send, request) => {
    // AbortSignal.timeout would fire long after the answer, once for every request.
    const attempt = new AbortController();
    const stop = () => attempt.abort(signal?.reason);
    const timer = setTimeout(
      () => attempt.abort(new DOMException(TIMED_OUT, "TimeoutError")),
      ATTEMPT_TIMEOUT_MS,
    ).unref();
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
    request.request.signal = attempt.signal;
    try {
      return await send(request);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  });
  octokit.hook.after("request", ({ data, status }) => {
    // Octokit hands JSON that was cut, and a proxy's HTML, on as text.
    if (typeof data === "string" && status !== 204) {
      throw unusableAnswer("the answer is not whole JSON");
    }
  });
  return octokit;
}

/** The job's token may not read /user: GitHub answers 403, some Enterprise Servers 404. */
async function readViewer(octokit: Octokit): Promise<string | undefined> {
  try {
    return (await octokit.request("GET /user")).data.login;
  } catch (error) {
    const status = readFailure(error)?.status;
    if (status === 403 || status === 404) return undefined;
    throw error;
  }
}

function splitRepository(repository: string): Repository {
  const [owner, repo, ...rest] = repository.split("/");
  if (!owner || !repo || rest.length > 0) {
    throw new ActionError(`The repository "${repository}" is not of the form owner/name`, {
      hint: "GITHUB_REPOSITORY is set by the runner; outside of one, set it by hand.",
    });
  }
  return { owner, repo };
}
