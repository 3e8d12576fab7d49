/** The faults of the matrix: what happens to the request, and what the caller may conclude from it. */

import type { Emulator } from "../../sandbox/converra/emulator.ts";
import type { ServiceErrorKind } from "../../src/errors.ts";
import type { HttpMethod } from "../../src/service/http.ts";

export interface MatrixFault {
  readonly name: string;
  /** As the emulator takes it; undefined: the answer comes too late, which is the network's doing. */
  readonly spec: string | undefined;
  /** The service did what was asked for. */
  readonly carriedOut: boolean;
  /** `refused`: surely not done. `unknown`: no answer tells. `unusable`: an answer that is not the service's. */
  readonly leaves: "refused" | "unknown" | "unusable";
  /** What is wrong is in the body alone, so that who needs no body has what it asked for. */
  readonly bodyOnly: boolean;
  readonly kind: ServiceErrorKind;
}

export const ELSEWHERE = "elsewhere.example";

export const FAULTS: readonly MatrixFault[] = [
  fault("drop before", "drop-before", "unknown", "network"),
  { ...fault("drop after", "drop-after", "unknown", "network"), carriedOut: true },
  { ...fault("timeout", undefined, "unknown", "network"), carriedOut: true },
  fault("408", "status:408", "unknown", "server"),
  fault("429 with Retry-After", "retry-after:3", "refused", "rate-limit"),
  fault("429 without", "status:429", "refused", "rate-limit"),
  fault("500", "status:500", "unknown", "server"),
  fault("502 HTML", "html:502", "unknown", "server"),
  fault("503", "status:503", "unknown", "server"),
  inBody("cut JSON", "cut-json"),
  inBody("wrong type", "wrong-type"),
  inBody("wrong content type", "wrong-type:content"),
  fault("redirect to another host", `redirect:https://${ELSEWHERE}/api`, "unusable", "protocol"),
];

function fault(
  name: string,
  spec: string | undefined,
  leaves: MatrixFault["leaves"],
  kind: ServiceErrorKind,
): MatrixFault {
  return { name, spec, leaves, kind, carriedOut: false, bodyOnly: false };
}

function inBody(name: string, spec: string): MatrixFault {
  return { ...fault(name, spec, "unusable", "protocol"), carriedOut: true, bodyOnly: true };
}

/** `once`: the first call to the route only. */
export type Persistence = "once" | "always";

export interface Route {
  readonly method: HttpMethod;
  readonly path: string;
}

/** Sets the fault on the emulator; for a fault of the network, gives what decides which requests it hits. */
export function arm(
  emulator: Pick<Emulator, "fault">,
  route: Route,
  { spec }: MatrixFault,
  persistence: Persistence,
): (request: { readonly method: string; readonly url: string }) => boolean {
  const { method, path } = route;
  if (spec !== undefined) {
    emulator.fault(`${method} ${path}:${persistence === "once" ? 1 : "*"}:${spec}`);
    return () => false;
  }
  const pattern = new RegExp(`/api/v1${path.replaceAll(/:\w+/g, "[^/]+")}$`);
  let calls = 0;
  return (request) => {
    if (request.method !== method || !pattern.test(new URL(request.url).pathname)) return false;
    calls += 1;
    return persistence === "always" || calls === 1;
  };
}
