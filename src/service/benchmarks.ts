import type { Clock } from "../clock.ts";
import type { Converra } from "./converra.ts";
import { decodeBenchmark } from "./decode-benchmark.ts";
import { createDialect } from "./dialect.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { listOfAgent } from "./filtered-list.ts";
import { isGoneAlready } from "./gone.ts";
import type { Sender } from "./send.ts";

export function createBenchmarks(sender: Sender, clock: Clock): Converra["benchmarks"] {
  const dialect = createDialect();
  return {
    async list({ agentId, limit } = {}, { signal } = {}) {
      const call = {
        endpoint: ENDPOINTS["benchmarks.list"],
        doing: "list the benchmarks",
        query: { limit },
        signal,
      };
      const page = await listOfAgent(sender, dialect, call, agentId, (value, spot) =>
        decodeBenchmark(value, spot),
      );
      return page.items;
    },
    get: (id, { signal } = {}) =>
      sender.read(
        { endpoint: ENDPOINTS["benchmarks.get"], id, doing: `read benchmark ${id}`, signal },
        (value, spot) => decodeBenchmark(value, spot),
      ),
    create: ({ agentId, models, baselineModel, ...rest }, { signal } = {}) => {
      const createdAt = new Date(clock.now()).toISOString();
      return dialect.create(agentId, (agent) =>
        sender.read(
          {
            endpoint: ENDPOINTS["benchmarks.create"],
            doing: `start a benchmark of agent ${agentId}`,
            body: { ...agent, modelIds: models, baselineModelId: baselineModel, ...rest },
            signal,
          },
          (value, spot) => decodeBenchmark(value, spot, { agentId, models, createdAt }),
        ),
      );
    },
    async deleteMany(ids, { signal } = {}) {
      if (ids.length === 0) return;
      try {
        await sender.carryOut({
          endpoint: ENDPOINTS["benchmarks.deleteMany"],
          doing: ids.length === 1 ? "delete a benchmark" : `delete ${ids.length} benchmarks`,
          // The index asks for `action` and `jobIds`; the value of the first is a guess.
          body: { action: "delete", jobIds: ids },
          signal,
        });
      } catch (error) {
        if (!isGoneAlready(error)) throw error;
      }
    },
  };
}
