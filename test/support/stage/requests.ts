import type { StageRun } from "./stage.ts";

/** What the run changed on the service, in order: its calls other than GET. */
export function writes({ calls }: StageRun): readonly string[] {
  return calls.filter((call) => !call.startsWith("GET "));
}

/** Bodies of the requests of this method and path, in order. */
export function bodies(
  { requests }: StageRun,
  method: string,
  path: string,
): readonly Readonly<Record<string, unknown>>[] {
  return requests
    .filter((request) => request.method === method && request.path === path)
    .map((request) => request.body as Record<string, unknown>);
}

/** What the run changed on GitHub, in order, such as "POST /issues/7/comments 201". */
export function gitHubWrites({ gitHubRequests }: StageRun): readonly string[] {
  return gitHubRequests
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, status }) => {
      return `${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+/u, "")} ${status}`;
    });
}
