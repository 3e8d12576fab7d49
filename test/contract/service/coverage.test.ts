/** Every row of the API index has a client method, an emulator route and tests, and the committed table says so. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import { COVERAGE_FILE, coverageRows, coverageText } from "../../../scripts/coverage.ts";
import type { Converra } from "../../../src/service/converra.ts";
import { API_INDEX } from "../../fixtures/api-index.ts";
import { createClientOver } from "../../support/contract-client.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";
import { MATRIX_CALLS } from "../matrix/calls.ts";
import { CHANGING } from "./changing-checks.ts";
import { READING } from "./reading-checks.ts";

const rows = coverageRows();

/** Every method of every group of the client. */
function clientMethods(): readonly string[] {
  const clock = createVirtualClock();
  const { client } = createClientOver(createEmulator({ clock }), clock);
  const { useRate: _, requestCount: __, observer: ___, ...groups } = client;
  return Object.entries(groups satisfies Omit<Converra, "requestCount" | "observer">).flatMap(
    ([group, calls]) => Object.keys(calls).map((method) => `${group}.${method}`),
  );
}

describe("the index", () => {
  it("has 31 rows, of which two stand there twice", () => {
    expect(API_INDEX).toHaveLength(29);
    expect(API_INDEX.filter(({ again }) => again !== undefined)).toHaveLength(2);
    expect(new Set(API_INDEX.map(({ endpoint }) => endpoint)).size).toBe(29);
    expect(new Set(API_INDEX.map(({ method }) => method)).size).toBe(29);
  });

  it.each(rows)("$endpoint has a client method", ({ method }) => {
    expect(clientMethods()).toContain(method);
  });

  it.each(rows)("$endpoint is a route of the emulator", ({ emulated }) => {
    expect(emulated).toBe(true);
  });

  it.each(rows)("$endpoint has a contract test and a row in the fault matrix", (row) => {
    expect(row.check).toBeDefined();
    expect(MATRIX_CALLS.map(({ method }) => method)).toContain(row.method);
  });
});

/** An endpoint of the index read to its end. */
const WHOLE_LISTS = [
  "agents.listAll",
  "conversations.newest",
  "conversations.ofAgent",
  "optimizations.ofAgent",
  "webhooks.listAll",
  "optimizations.ofAgents",
];

describe("beyond the index", () => {
  it("the client calls nothing", () => {
    const all = clientMethods().filter((method) => !WHOLE_LISTS.includes(method));
    expect(all.toSorted()).toEqual(API_INDEX.map(({ method }) => method).toSorted());
  });

  it("the emulator serves nothing but the older name of agents", () => {
    const { routes } = createEmulator({ dialect: { naming: "older" } }).app;
    const indexed = new Set<string>(rows.map(({ endpoint }) => endpoint));
    const served = routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path.replace("/api/v1", "")}`);
    const unknown = served.filter(
      (endpoint) => !indexed.has(endpoint.replace(" /prompts", " /agents")),
    );
    expect(unknown).toEqual([]);
  });

  it("no test speaks of an endpoint twice", () => {
    const tested = [...READING, ...CHANGING].map(({ method }) => method);
    expect(tested.toSorted()).toEqual(API_INDEX.map(({ method }) => method).toSorted());
  });
});

describe("docs/api-coverage.md", () => {
  it("is current", () => {
    expect(readFileSync(COVERAGE_FILE, "utf8"), "run npm run generate").toBe(coverageText());
  });

  it("shows what is missing, and what no command uses", () => {
    const [row] = rows;
    if (row === undefined) throw new Error("there are no rows");
    const text = coverageText([{ ...row, emulated: false, check: undefined, usedBy: [] }]);
    expect(text).toContain("| `GET /agents` | `agents.list` | missing | missing | not yet |");
  });
});
