/** Which proxy, if any, carries the requests to a host. Pure: the values of the variables come in as arguments. */
import { ActionError } from "../errors.ts";
import { isLoopbackHost } from "./base-url.ts";

/** The values of HTTPS_PROXY, HTTP_PROXY and NO_PROXY; empty is the same as absent. */
export interface ProxySettings {
  readonly https?: string;
  readonly http?: string;
  readonly no?: string;
}

/** The proxy for a URL. As in GitHub's own toolkit, loopback is never proxied and a NO_PROXY name covers its subdomains. */
export function proxyFor(target: URL, settings: ProxySettings): URL | undefined {
  const secure = target.protocol === "https:";
  const value = (secure ? settings.https : settings.http)?.trim();
  if (!value || isLoopbackHost(target.hostname) || isExempt(target, settings.no ?? "")) {
    return undefined;
  }
  const text = value.includes("://") ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    // The value may hold a password, so it is not repeated here.
    throw new ActionError(
      `${secure ? "HTTPS_PROXY" : "HTTP_PROXY"} is not the URL of an http or https proxy`,
      { hint: "Write it as http://host:port, or as http://user:password@host:port." },
    );
  }
  return url;
}

function isExempt(target: URL, list: string): boolean {
  const host = target.hostname.toLowerCase();
  const port = target.port || (target.protocol === "https:" ? "443" : "80");
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = entry, wantedPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (wantedPort !== undefined && wantedPort !== port) return false;
      const bare = name.replace(/^\*?\./, "");
      return host === bare || host.endsWith(`.${bare}`);
    });
}
