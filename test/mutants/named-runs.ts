/** What a real service may do differently when runs are started, awaited and stopped. */
import { TransportFailure } from "../../src/service/http.ts";
import {
  answers,
  bodyOf,
  carriedOut,
  done,
  exchanges,
  type Json,
  type Mutation,
  made,
  recordsOf,
  reply,
  said,
  together,
} from "./mutation.ts";

const AGENTS = ["GET /agents", "GET /agents/:id", "POST /agents", "PATCH /agents/:id"];
const START = "POST /optimizations";
const RUNS = ["GET /optimizations", "GET /optimizations/:id", START];
const VARIANTS = "GET /optimizations/:id/variants";

function status(id: string, names: Readonly<Record<string, string>>): Mutation {
  return said({ id, routes: RUNS, words: ["status"] }, (answer) => {
    for (const run of recordsOf(answer)) run.status = names[String(run.status)] ?? run.status;
  });
}

/** Controls do not say what they are. */
const silentControls = answers([VARIANTS], (answer) => {
  for (const variant of recordsOf(answer)) delete variant.content;
});

export const RUN_MUTATIONS: readonly Mutation[] = [
  {
    id: "14 a run touches its agent",
    routes: [...AGENTS, VARIANTS],
    words: ["updatedAt", "control"],
    between: together(
      silentControls,
      answers(AGENTS, (answer, _, { emulator }) => {
        for (const agent of recordsOf(answer)) {
          const runs = [...emulator.state.optimizations.values()].filter(
            (run) => run.agentId === agent.id,
          );
          const last = Math.max(0, ...runs.map((run) => run.createdAt + run.durationMs));
          if (runs.length > 0) agent.updatedAt = new Date(last).toISOString();
        }
      }),
    ),
  },
  status("01c running is in_progress", { running: "in_progress" }),
  status("02 COMPLETED", { completed: "COMPLETED", running: "RUNNING" }),
  status("02b succeeded", { completed: "succeeded" }),
  {
    id: "03 a failed run is an error",
    routes: [START, ...RUNS],
    words: ["model overloaded"],
    between: (told) => {
      told.emulator.script({ kind: "fail", reason: "model overloaded" });
      return status("", { failed: "error" }).between(told);
    },
  },
  {
    id: "50 runs never end, and cannot be stopped",
    routes: [...RUNS, "POST /optimizations/:id/stop"],
    words: ["stop", "did not end"],
    between: together(
      status("", { completed: "running" }).between,
      exchanges(
        ["POST /optimizations/:id/stop"],
        () => async () => reply(200, { success: false, error: "this run cannot be stopped" }),
      ),
    ),
  },
  said({ id: "29 the mode is another", routes: RUNS, words: ["mode"] }, (answer) => {
    for (const run of recordsOf(answer))
      run.mode = run.mode === "validation" ? "exploratory" : "validation";
  }),
  done(
    {
      id: "42b a start whose answer is lost is listed late",
      routes: [START, "GET /optimizations"],
      words: ["start"],
    },
    ({ clock }) => {
      let hidden: { readonly until: number; readonly id: string } | undefined;
      return async (e, service) => {
        const response = await service(e.request);
        if (e.route === START && hidden === undefined && response.status === 201) {
          hidden = { until: clock.now() + 10_000, id: String(JSON.parse(response.body).id) };
          throw new TransportFailure("the connection was dropped", { reason: "reset", sent: true });
        }
        if (e.route === START || hidden === undefined || clock.now() > hidden.until)
          return response;
        const { data } = JSON.parse(response.body) as { data: Json[] };
        return reply(200, { data: data.filter(({ id }) => id !== hidden?.id) });
      };
    },
  ),
  done({ id: "35 variants come a moment late", routes: [VARIANTS], words: ["variants"] }, () => {
    const seen = new Set<string>();
    return async (e, service) => {
      if (seen.has(e.path)) return service(e.request);
      seen.add(e.path);
      return reply(200, { data: [] });
    };
  }),
  carriedOut("20f a start answers with success alone", START),
  made("20 a start answers with an id", START, "optimizationId"),
  done(
    { id: "21 one run at a time on an agent", routes: [START], words: ["run"] },
    ({ emulator }) =>
      (e, service) => {
        const { agentId } = bodyOf(e);
        const busy = emulator
          .runs()
          .some((run) => run.agentId === agentId && run.phase === "running");
        const error = { code: "CONFLICT", message: "a run of this agent is under way" };
        return busy ? Promise.resolve(reply(409, { error })) : service(e.request);
      },
  ),
  done(
    { id: "33 ten active optimizations", routes: [START], words: ["optimizations"] },
    ({ clock }) => {
      const until = clock.now() + 8 * 60_000;
      const error = { code: "TOO_MANY_REQUESTS", message: "You have 10 active optimizations" };
      return (e, service) =>
        clock.now() < until ? Promise.resolve(reply(429, { error })) : service(e.request);
    },
  ),
  done(
    { id: "E2 one variant is too few", routes: [START], words: ["variantCount"] },
    () => (e, service) => {
      const error = { code: "VALIDATION_ERROR", message: "variantCount must be from 2 to 5" };
      return bodyOf(e).variantCount === 1
        ? Promise.resolve(reply(422, { error }))
        : service(e.request);
    },
  ),
];
