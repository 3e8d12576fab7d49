/** URLs of the service: the one the user gives, the ones built from it, the ones it redirects to. Pure. */
import { ActionError } from "../errors.ts";

export type Query = Readonly<Record<string, string | number | undefined>>;

const FIX =
  "Use https://converra.ai/api/v1, or http://127.0.0.1:<port>/api/v1 for an emulator on this machine.";

/** True for 127.0.0.0/8, ::1 and localhost; `host` as URL.hostname spells it. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The base URL without a trailing slash. The key travels with every request, so plain http stays on this machine. */
export function checkBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new ActionError(`base-url "${text}" is not a URL`, { hint: FIX });
  if (url.username !== "" || url.password !== "") {
    throw new ActionError("base-url holds a user name or a password", {
      hint: "Converra takes the key as a bearer token: give it as the API key only.",
    });
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackHost(url.hostname))) {
    throw new ActionError(`base-url "${text}" would send the API key unencrypted`, { hint: FIX });
  }
  if (url.search !== "" || url.hash !== "") {
    throw new ActionError(`base-url "${text}" has a query or a fragment`, { hint: FIX });
  }
  url.pathname = url.pathname.replace(/\/+$/, "");
  return url;
}

/** `path` starts with a slash and is already encoded. Undefined members of the query are left out. */
export function urlOf(base: URL, path: string, query: Query = {}): string {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, "")}${path}`;
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** An id as one path segment; undefined where it cannot be one ("" and the dot segments would change the path). */
export function pathSegment(id: string): string | undefined {
  return id === "" || id === "." || id === ".." ? undefined : encodeURIComponent(id);
}

/** Where a redirect of `from` leads, or why it is not followed: the key goes to no other host and to no weaker scheme. */
export function redirectTarget(from: string, location: string | undefined): URL | string {
  if (!location) return "a redirect without a location came back";
  if (!URL.canParse(location, from)) return "a redirect to an invalid location came back";
  const source = new URL(from);
  const target = new URL(location, from);
  if (target.host !== source.host) {
    return `it redirects to another host, ${target.host || target.protocol}, and the key is not sent there`;
  }
  if (target.protocol !== source.protocol && target.protocol !== "https:") {
    return `it redirects to ${target.protocol}//, and the key is not sent there`;
  }
  target.username = "";
  target.password = "";
  return target;
}
