/** Variables of the environment that are no inputs: a desk's key and address of the service, and the proxy. */
import type { Inputs } from "./inputs.ts";
import type { ProxySettings } from "./service/transport.ts";

/** What a desk has in place of the inputs api-key and base-url; undefined where a variable is empty. */
export function readDeskAccess(
  env = process.env,
): Partial<Pick<Inputs, "apiKey" | "baseUrl" | "githubToken">> {
  const read = (name: string) => env[name]?.trim() || undefined;
  return {
    apiKey: read("CONVERRA_API_KEY"),
    baseUrl: read("CONVERRA_BASE_URL"),
    githubToken: read("GITHUB_TOKEN") ?? read("GH_TOKEN"),
  };
}

/** Whether what helps to find a mistake is shown; the variable is the runner's own. */
export function isDebugging(env = process.env): boolean {
  return env.RUNNER_DEBUG === "1";
}

/** The proxy variables of the runner, lower case first as other tools have it; a password in them is masked. */
export function readProxy(mask: (secret: string) => void, env = process.env): ProxySettings {
  const read = (name: string) => env[name] || env[name.toUpperCase()] || undefined;
  const proxy = { https: read("https_proxy"), http: read("http_proxy"), no: read("no_proxy") };
  for (const address of [proxy.https, proxy.http]) {
    for (const password of passwordsOf(address ?? "")) mask(password);
  }
  return proxy;
}

/** The password of a proxy's address as it is written and as it is sent. */
function passwordsOf(address: string): readonly string[] {
  const text = address.includes("://") ? address : `http://${address}`;
  const written = URL.canParse(text) ? new URL(text).password : "";
  if (written === "") return [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
}
