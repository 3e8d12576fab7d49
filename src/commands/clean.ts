/** `clean`: archive copies that nothing needs any longer, stop their runs, and delete benchmarks beyond those kept. */
import { refusalOf } from "../errors.ts";
import { agentsWithCopies } from "../gate/scope.ts";
import type { CommandResult, Environment } from "../gate/types.ts";
import { isStillOwned } from "../plan/owned.ts";
import { cleanedLine } from "../report/clean-content.ts";
import type { CleanedItem } from "../report/model.ts";
import { stopRuns } from "../runs/stop.ts";
import { hasEnded, isSameSet, isUnderWay } from "../runs/work.ts";
import { type Agent, isArchived } from "../service/agent-shape.ts";
import { type CopyLeftover, type Found, findLeftovers } from "./leftovers.ts";
import type { OldBenchmark } from "./old-benchmarks.ts";

export async function clean(env: Environment): Promise<CommandResult> {
  const cleaned = await cleanAccount(env);
  if (cleaned.length === 0) env.ports.log("Nothing to clean.");
  return { agents: [], cleaned };
}

/** After a night. What cannot be cleaned costs no agent its verdict. */
export async function withCleaned(result: CommandResult, env: Environment): Promise<CommandResult> {
  try {
    return { ...result, cleaned: await cleanAccount(env) };
  } catch (error) {
    const { message, hint } = refusalOf(error);
    env.notice({ level: "warning", message: `Nothing was cleaned: ${message}`, hint });
    return result;
  }
}

/** What the next clean would remove of what is on the account. */
export async function toBeCleaned(
  agents: readonly Agent[],
  env: Environment,
): Promise<readonly CleanedItem[]> {
  const { copies, benchmarks } = await findLeftovers(agents, env);
  const items = [...copies.map(copyItem), ...benchmarks.map(benchmarkItem)];
  return items.map((item) => ({ ...item, state: "to-remove" }));
}

async function cleanAccount(env: Environment): Promise<readonly CleanedItem[]> {
  return carryOut(await findLeftovers(await agentsWithCopies(env), env), env);
}

async function carryOut(
  { repository, copies, benchmarks }: Found,
  env: Environment,
): Promise<readonly CleanedItem[]> {
  const items: CleanedItem[] = [];
  for (const one of copies) items.push(...(await removeCopy(one, repository, env)));
  for (const agentId of new Set(benchmarks.map(({ agent }) => agent.id))) {
    const old = benchmarks.filter(({ agent }) => agent.id === agentId);
    items.push(...(await removeBenchmarks(old, agentId, env)));
  }
  for (const item of items) env.ports.log(cleanedLine(item));
  return items;
}

type Item = Omit<CleanedItem, "state">;

const removed = (item: Item): CleanedItem => ({ ...item, state: "removed" });

function failed(item: Item, problem: string): CleanedItem {
  return { ...item, state: "failed", problem };
}

function copyItem({ copy, why }: CopyLeftover): Item {
  const { id, name } = copy.agent;
  return { what: "copy", id, name, why };
}

function benchmarkItem({ benchmark, why }: OldBenchmark): Item {
  return { what: "benchmark", id: benchmark.id, why };
}

/** One that cannot be archived does not keep the others from being so. */
async function removeCopy(
  leftover: CopyLeftover,
  repository: string,
  env: Environment,
): Promise<readonly CleanedItem[]> {
  const { agents } = env.ports.converra;
  const options = { signal: env.ports.signal };
  const { id } = leftover.copy.agent;
  const item = copyItem(leftover);
  const runs: CleanedItem[] = [];
  try {
    const now = await agents.get(id, options);
    if (isArchived(now)) return [];
    if (!isStillOwned(leftover.copy, now, repository)) {
      return [failed(item, "its own record does not say that it is this repository's")];
    }
    runs.push(...(await stopRunsOn(id, leftover.why, env)));
    const after = await agents.update(id, { status: "archived" }, options);
    if (isArchived(after)) return [...runs, removed(item)];
    return [...runs, failed(item, `it was sent the status archived and is ${after.status}`)];
  } catch (error) {
    return [...runs, failed(item, refusalOf(error).message)];
  }
}

async function stopRunsOn(
  agentId: string,
  why: string,
  { ports }: Environment,
): Promise<readonly CleanedItem[]> {
  const { converra, signal } = ports;
  const runs = await converra.optimizations.list({ agentId, limit: 100 }, { signal });
  const running = runs
    .filter((run) => run.agentId === agentId && isUnderWay(run))
    .map(({ id }) => ({ id, kind: "optimization" as const }));
  const ended = await stopRuns(running, `converra-gate: ${why}`, ports);
  return [
    ...ended.stopped.map((id) => removed({ what: "run", id, why })),
    ...ended.failed.map(({ id, reason }) => failed({ what: "run", id, why }, reason)),
  ];
}

async function removeBenchmarks(
  old: readonly OldBenchmark[],
  agentId: string,
  { ports }: Environment,
): Promise<readonly CleanedItem[]> {
  const { benchmarks } = ports.converra;
  const options = { signal: ports.signal };
  try {
    const sure: OldBenchmark[] = [];
    for (const one of old) {
      const now = await benchmarks.get(one.benchmark.id, options);
      const isSame = now.agentId === agentId && isSameSet(now.models, one.benchmark.models);
      if (isSame && hasEnded(now)) sure.push(one);
    }
    const ids = sure.map(({ benchmark }) => benchmark.id);
    await benchmarks.deleteMany(ids, options);
    const left = await benchmarks.list({ agentId, limit: 100 }, options);
    return sure.map((one) => {
      const item = benchmarkItem(one);
      const isLeft = left.some(({ id }) => id === item.id);
      return isLeft ? failed(item, "it is listed still after it was deleted") : removed(item);
    });
  } catch (error) {
    const { message } = refusalOf(error);
    return old.map((one) => failed(benchmarkItem(one), message));
  }
}
