/**
 * Runs of a pull request, of its re-runs and of a night, counted in the emulator on a virtual clock, and what a month of
 * them takes of each plan. Writes the tables of docs/cost.md. Run with: npm run bench:cost
 */
import { readFileSync, writeFileSync } from "node:fs";
import { PLANS, type Plan } from "../sandbox/converra/options.ts";
import { gate } from "../src/gate/gate.ts";
import { createLedger } from "../src/runs/ledger.ts";
import { aDefinition, someRules } from "../test/support/definitions.ts";
import { type InProcess, inProcess } from "../test/support/in-process.ts";
import { environmentFor } from "./scale/environment.ts";

const DOC = new URL("../docs/cost.md", import.meta.url);
const LIVE = `You are the support agent of a shop. Be polite and clear, and apologise when a customer is upset.
Refunds are possible within 30 days with a receipt. Delivery takes 3 to 5 working days; look up the status of an order.
Hand over to a human when the customer asks for a person. Never share personal data or ask for passwords.
`;
const WORSE = LIVE.replace(/^Refunds.*\n/m, "");
/** The configuration's defaults. */
const BUDGET = { maxRuns: 6, keep: 2, nights: 0.5 };
const DAY_MS = 86_400_000;
const NIGHT_AT_MS = 3 * 3_600_000;

const NO_LIMIT = { ...BUDGET, maxRuns: 1_000_000, keep: 0 };

interface Count {
  readonly runs: number;
  readonly requests: number;
  readonly minutes: number;
}

function anAccount(agents: number, plan: Plan = "enterprise"): InProcess {
  const service = inProcess({ timeScale: 1, seed: 3, plan });
  for (let index = 1; index <= agents; index += 1) {
    service.emulator.seedAgent({
      name: `Agent ${index}`,
      content: LIVE,
      model: "gpt-4o",
      conversations: ["User: hello\nAssistant: Hello, how can I help?"],
    });
  }
  return service;
}

/** One workflow run in which every agent has this prompt. */
async function count(
  service: InProcess,
  prompt: string,
  { event = "pull_request", agents: shown = Number.POSITIVE_INFINITY, budget = NO_LIMIT } = {},
): Promise<Count> {
  const { clock, emulator } = service;
  const agents = [...emulator.state.agents.values()]
    .filter(({ tags }) => tags.length === 0)
    .slice(0, shown);
  const definitions = agents.map(({ name }, index) =>
    aDefinition({ key: `agent-${index + 1}`, name, prompt, gate: someRules() }),
  );
  const env = environmentFor(
    service,
    definitions,
    createLedger(() => {}),
  );
  const config = { ...env.config, budget };
  const before = { runs: emulator.runs().length, requests: emulator.requests.length };
  const startedAt = clock.now();
  await clock.run(gate({ ...env, config, context: { ...env.context, event } }));
  return {
    runs: emulator.runs().length - before.runs,
    requests: emulator.requests.length - before.requests,
    minutes: Math.round((clock.now() - startedAt) / 60_000),
  };
}

interface Month {
  /** Runs that the nights started, and nights that started some. */
  readonly runs: number;
  readonly nights: number;
  /** Pull requests that were measured. */
  readonly pulls: number;
}

/** The nights of a calendar month with three agents, and as many days begin with a pull request of one of them. */
async function month(plan: Plan, pullRequests: number): Promise<Month> {
  const service = anAccount(3, plan);
  const { clock } = service;
  const now = new Date(clock.now());
  const [year, number] = [now.getUTCFullYear(), now.getUTCMonth() + 1];
  const [start, end] = [Date.UTC(year, number), Date.UTC(year, number + 1)];
  const result = { runs: 0, nights: 0, pulls: 0 };
  for (let day = 0; start + day * DAY_MS < end; day += 1) {
    await clock.run(clock.sleep(start + day * DAY_MS + NIGHT_AT_MS - clock.now()));
    const night = await count(service, LIVE, { event: "schedule", budget: BUDGET });
    result.runs += night.runs;
    result.nights += night.runs > 0 ? 1 : 0;
    if (day >= pullRequests) continue;
    const prompt = `${LIVE}Version ${day}.\n`;
    const pull = await count(service, prompt, { agents: 1, budget: BUDGET });
    result.pulls += pull.runs > 0 ? 1 : 0;
  }
  return result;
}

async function main(): Promise<void> {
  const one = anAccount(1);
  const reworded = `${LIVE}Use short sentences.\n`;
  const first = await count(one, reworded);
  const again = await count(one, reworded);
  const next = await count(one, `${LIVE}Use plain words.\n`);
  const worse = await count(anAccount(1), WORSE);
  const three = await count(anAccount(3), reworded);
  const night = await count(anAccount(3), LIVE, { event: "schedule" });
  const events: readonly (readonly [string, Count])[] = [
    ["the first pull request, one agent changed", first],
    ["the same commit again, a merge queue, the merge", again],
    ["a later commit or pull request, the same agent", next],
    ["the first pull request, and it makes the prompt worse", worse],
    ["the first pull request, three agents changed", three],
    ["a night, three agents", night],
  ];
  const perEvent = table(
    ["event", "optimizations", "requests", "minutes"],
    events.map(([name, { runs, requests, minutes }]) => [name, runs, requests, minutes]),
  );
  const plans = await Promise.all(
    [PLANS.free, PLANS.pro].map(async ({ name, optimizationsPerMonth }) => {
      const limit = optimizationsPerMonth ?? 0;
      const spendable = limit - BUDGET.keep;
      const quiet = await month(name, 0);
      const busy = await month(name, 31);
      return [
        name,
        limit,
        Math.floor((spendable - first.runs) / next.runs) + 1,
        Math.floor(spendable / worse.runs),
        `${quiet.runs} in ${quiet.nights} nights`,
        `${busy.pulls} pull requests; nights ${busy.runs} in ${busy.nights}`,
      ];
    }),
  );
  const perMonth = table(
    [
      "plan",
      "optimizations",
      "pull requests alone",
      "first ones that are red, alone",
      "nights of three agents alone",
      "nights, and a pull request a day",
    ],
    plans,
  );
  const text = readFileSync(DOC, "utf8");
  writeFileSync(DOC, between(between(text, "events", perEvent), "months", perMonth));
  process.stdout.write(`${perEvent}\n\n${perMonth}\n`);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function between(text: string, name: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!pattern.test(text)) throw new Error(`docs/cost.md lacks the markers of ${name}`);
  return text.replace(pattern, (_, open: string, close: string) => `${open}${content}\n${close}`);
}

await main();
