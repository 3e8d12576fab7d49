import { ServiceError } from "../errors.ts";

/** What an earlier attempt may have deleted is not missed by a later one. */
export function isGoneAlready(error: unknown): boolean {
  return error instanceof ServiceError && error.kind === "not-found" && error.ambiguous;
}
