/** Keeps what the service answers, by route, for mutations to be made from. */
import type { Between } from "../story/support/stage.ts";
import { routeOf } from "./mutation.ts";

export function recordingOf(): {
  readonly samples: ReadonlyMap<string, readonly unknown[]>;
  readonly between: Between;
} {
  const samples = new Map<string, unknown[]>();
  const between: Between = () => (service) => async (request) => {
    const response = await service(request);
    if (response.status < 300 && response.body !== "") {
      const route = routeOf(request);
      samples.set(route, [...(samples.get(route) ?? []), JSON.parse(response.body)]);
    }
    return response;
  };
  return { samples, between };
}
