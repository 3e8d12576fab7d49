import type { Context } from "hono";
import { formatError } from "./formatters.ts";

/** Permissions of the stub's token, in the words of a workflow's `permissions:` block. */
export type StubPermission =
  | "contents: read"
  | "contents: write"
  | "pull-requests: read"
  | "pull-requests: write"
  | "issues: read"
  | "issues: write"
  | "actions: read"
  | "actions: write";

/** GitHub's names for them in x-accepted-github-permissions. */
const ACCEPTED: Readonly<Record<StubPermission, string>> = {
  "contents: read": "contents=read",
  "contents: write": "contents=write",
  "actions: read": "actions=read",
  "actions: write": "actions=write",
  "pull-requests: read": "issues=read; pull_requests=read",
  "pull-requests: write": "issues=write; pull_requests=write",
  "issues: read": "issues=read",
  "issues: write": "issues=write",
};

/** The answer of GitHub when the token lacks the permission; undefined when it does not. */
export function refusal(
  c: Context,
  needed: StubPermission,
  denied: ReadonlySet<string>,
): Response | undefined {
  const readDenied = needed.endsWith(": write") && denied.has(needed.replace("write", "read"));
  if (!denied.has(needed) && !readDenied) return undefined;
  c.header("x-accepted-github-permissions", ACCEPTED[needed]);
  return failed(c, 403, "Resource not accessible by integration");
}

/** 401 for a missing or wrong token, in either spelling of the header. */
export function badCredentials(c: Context, token: string): Response | undefined {
  const [scheme = "", given] = (c.req.header("authorization") ?? "").split(" ");
  if (/^(?:token|bearer)$/iu.test(scheme) && given === token) return undefined;
  return failed(c, 401, given === undefined ? "Requires authentication" : "Bad credentials");
}

export function failed(
  c: Context,
  status: 401 | 403 | 404 | 409 | 422,
  message: string,
  errors?: readonly unknown[],
): Response {
  return c.json(formatError(status, message, errors), status);
}
