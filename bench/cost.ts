/**
 * Runs of a pull request, of its re-runs and of a night, counted in the emulator on a virtual clock, and what a month of
 * them takes of each plan. Writes the tables of docs/cost.md. Run with: npm run bench:cost
 */
import { readFileSync, writeFileSync } from "node:fs";
import { PLANS } from "../sandbox/converra/options.ts";
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
const KEEP = 2;
const NIGHTS = 30;

interface Count {
  readonly runs: number;
  readonly requests: number;
  readonly minutes: number;
}

function anAccount(agents: number): InProcess {
  const service = inProcess({ timeScale: 1, seed: 3 });
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
async function count(service: InProcess, prompt: string, event = "pull_request"): Promise<Count> {
  const { clock, emulator } = service;
  const agents = [...emulator.state.agents.values()].filter(({ tags }) => tags.length === 0);
  const definitions = agents.map(({ name }, index) =>
    aDefinition({ key: `agent-${index + 1}`, name, prompt, gate: someRules() }),
  );
  const env = environmentFor(
    service,
    definitions,
    createLedger(() => {}),
  );
  const before = { runs: emulator.runs().length, requests: emulator.requests.length };
  const startedAt = clock.now();
  await clock.run(gate({ ...env, context: { ...env.context, event } }));
  return {
    runs: emulator.runs().length - before.runs,
    requests: emulator.requests.length - before.requests,
    minutes: Math.round((clock.now() - startedAt) / 60_000),
  };
}

async function main(): Promise<void> {
  const one = anAccount(1);
  const reworded = `${LIVE}Use short sentences.\n`;
  const first = await count(one, reworded);
  const again = await count(one, reworded);
  const next = await count(one, `${LIVE}Use plain words.\n`);
  const worse = await count(anAccount(1), WORSE);
  const three = await count(anAccount(3), reworded);
  const night = await count(anAccount(3), LIVE, "schedule");
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
  const plans = [PLANS.free, PLANS.pro].map(({ name, optimizationsPerMonth }) => {
    const limit = optimizationsPerMonth ?? 0;
    const spendable = limit - KEEP;
    return [
      name,
      limit,
      spendable,
      Math.floor((spendable - first.runs) / next.runs) + 1,
      Math.floor(spendable / worse.runs),
      `${Math.floor(spendable / night.runs)} of ${NIGHTS}`,
    ];
  });
  const perMonth = table(
    [
      "plan",
      "a month",
      "to spend",
      "pull requests",
      "first ones that are red",
      "nights of three agents alone",
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
