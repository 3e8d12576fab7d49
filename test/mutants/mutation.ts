/** A way in which the service says something else than the emulator: what stands between it and the client. */
import type { Emulator } from "../../sandbox/converra/emulator.ts";
import { BASE_PATH } from "../../sandbox/converra/middleware/record.ts";
import type { Transport, TransportRequest, TransportResponse } from "../../src/service/http.ts";
import type { Between } from "../story/support/stage.ts";
import type { VirtualClock } from "../support/virtual-clock.ts";

export interface Mutation {
  readonly id: string;
  /** Routes it alters, such as "GET /agents/:id". */
  readonly routes: readonly string[];
  /** A message names what is different when it holds one of these. */
  readonly words: readonly string[];
  /** It alters a record that nobody needs: nothing may come of it. */
  readonly needless?: boolean;
  /** Every read shows what was written although it does not stand: no client can tell. */
  readonly readsBack?: boolean;
  readonly between: Between;
}

export type Json = Record<string, unknown>;

export interface Exchange {
  readonly route: string;
  /** Below the base path. */
  readonly path: string;
  readonly request: TransportRequest;
}

export interface Told {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** "PATCH /agents/:id" */
export function routeOf({ method, url }: TransportRequest): string {
  const path = pathOf(url);
  return `${method} ${path.replaceAll(/\/[a-z]+_[^/]+/gu, "/:id")}`;
}

export function pathOf(url: string): string {
  return new URL(url).pathname.slice(BASE_PATH.length);
}

/** A whole exchange of these routes, with everything a mutation may do to it. */
export function exchanges(
  routes: readonly string[],
  make: (
    told: Told,
  ) => (exchange: Exchange, service: Transport) => ReturnType<Transport> | undefined,
): Between {
  return (told) => {
    const play = make(told);
    return (service) => (request) => {
      const route = routeOf(request);
      if (!routes.includes(route)) return service(request);
      const exchange = { route, path: pathOf(request.url), request };
      return play(exchange, service) ?? service(request);
    };
  };
}

/** What the service answers, where it is JSON and no refusal. `edit` alters it in place or gives another. */
export function answers(
  routes: readonly string[],
  edit: (answer: unknown, exchange: Exchange, told: Told) => unknown,
): Between {
  return exchanges(routes, (told) => async (exchange, service) => {
    const response = await service(exchange.request);
    if (response.status >= 300 || response.body === "") return response;
    const answer: unknown = JSON.parse(response.body);
    return { ...response, body: JSON.stringify(edit(answer, exchange, told) ?? answer) };
  });
}

/** What the service takes in of a request: as if the client had sent it so. */
export function requests(routes: readonly string[], edit: (body: Json) => Json): Between {
  return exchanges(
    routes,
    () => (exchange, service) => service(withBody(exchange.request, edit(bodyOf(exchange)))),
  );
}

export function bodyOf({ request }: Exchange): Json {
  const body: unknown = JSON.parse(request.body ?? "{}");
  return isJson(body) ? body : {};
}

export function withBody(request: TransportRequest, body: Json): TransportRequest {
  return { ...request, body: JSON.stringify(body) };
}

export function reply(status: number, body: unknown, headers: Json = {}): TransportResponse {
  const all = { "content-type": "application/json", ...headers } as TransportResponse["headers"];
  return { status, headers: all, body: JSON.stringify(body) };
}

/** The objects of the list or the one object that an answer is. */
export function recordsOf(answer: unknown): readonly Json[] {
  const list = isJson(answer) ? answer.data : answer;
  if (Array.isArray(list)) return list.filter(isJson);
  return isJson(answer) ? [answer] : [];
}

/** Of several mutations the first stands nearest to the client. */
export function together(...all: readonly Between[]): Between {
  return (told) => (service) => all.reduceRight((inner, one) => one(told)(inner), service);
}

type Base = Omit<Mutation, "between">;

/** A mutation of what the service stores of a request. */
export function stored(base: Base, edit: (body: Json) => Json): Mutation {
  return { ...base, between: requests(base.routes, edit) };
}

/** Of what it answers. */
export function said(base: Base, edit: Parameters<typeof answers>[1]): Mutation {
  return { ...base, between: answers(base.routes, edit) };
}

/** Of what it does. */
export function done(base: Base, make: Parameters<typeof exchanges>[1]): Mutation {
  return { ...base, between: exchanges(base.routes, make) };
}

/** What was made is told by no more than success. */
export function carriedOut(id: string, route: string): Mutation {
  return done({ id, routes: [route], words: ["success"] }, () => async (e, service) => {
    const response = await service(e.request);
    return response.status >= 300 ? response : reply(200, { success: true });
  });
}

/** What was made is told by its id alone. */
export function made(id: string, route: string, member: string): Mutation {
  return done({ id, routes: [route], words: [member, "id"] }, () => async (e, service) => {
    const response = await service(e.request);
    if (response.status >= 300) return response;
    return reply(202, { success: true, [member]: JSON.parse(response.body).id });
  });
}
