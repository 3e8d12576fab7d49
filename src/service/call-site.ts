/** Which call something belongs to, for errors: `doing` completes "could not …". */
import type { HttpMethod } from "./http.ts";

export interface CallSite {
  readonly method: HttpMethod;
  /** Below the base URL, without the query. */
  readonly path: string;
  readonly doing: string;
}
