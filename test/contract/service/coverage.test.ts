/** Every row of the API index has a client method, an emulator route and tests, and the committed table says so. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createEmulator } from "../../../sandbox/converra/emulator.ts";
import { COVERAGE_FILE, coverageRows, coverageText } from "../../../scripts/coverage.ts";
import { ENDPOINTS } from "../../../src/service/endpoints.ts";
import { USED_BY } from "../../fixtures/api-coverage.ts";
import { API_INDEX } from "../../fixtures/api-index.ts";
import { createClientOver } from "../../support/contract-client.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";
import { MATRIX_CALLS } from "../matrix/calls.ts";
import { CHANGING } from "./changing-checks.ts";
import { READING } from "./reading-checks.ts";

const rows = coverageRows();

describe("the index", () => {
  it("has 31 rows, of which two stand there twice", () => {
    expect(API_INDEX).toHaveLength(31);
    expect(rows).toHaveLength(29);
  });

  it.each(rows)("$endpoint has a client method", ({ clientMethod }) => {
    expect(clientMethod).toBeDefined();
    const [group = "", method = ""] = (clientMethod ?? "").split(".");
    const clock = createVirtualClock();
    const { client } = createClientOver(createEmulator({ clock }), clock);
    expect(Reflect.get(Reflect.get(client, group), method)).toBeTypeOf("function");
  });

  it.each(rows)("$endpoint is a route of the emulator", ({ emulated }) => {
    expect(emulated).toBe(true);
  });

  it.each(rows)("$endpoint has a contract test and a row in the fault matrix", (row) => {
    expect(row.check).toBeDefined();
    expect(MATRIX_CALLS.map(({ endpoint }) => endpoint)).toContain(row.clientMethod);
  });
});

describe("beyond the index", () => {
  it("the client calls nothing", () => {
    expect(rows.map(({ clientMethod }) => clientMethod).toSorted()).toEqual(
      Object.keys(ENDPOINTS).toSorted(),
    );
  });

  it("the emulator serves nothing but the older name of agents", () => {
    const { routes } = createEmulator({ dialect: { naming: "older" } }).app;
    const indexed = new Set(rows.map(({ endpoint }) => endpoint));
    const served = routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path.replace("/api/v1", "")}`);
    const unknown = served.filter(
      (endpoint) => !indexed.has(endpoint.replace(" /prompts", " /agents")),
    );
    expect(unknown).toEqual([]);
  });

  it("no test speaks of an endpoint twice", () => {
    const tested = [...READING, ...CHANGING].map(({ endpoint }) => endpoint);
    expect(tested.toSorted()).toEqual(Object.keys(ENDPOINTS).toSorted());
  });
});

describe("docs/api-coverage.md", () => {
  it("is current", () => {
    expect(readFileSync(COVERAGE_FILE, "utf8"), "run npm run generate").toBe(coverageText());
  });

  it("shows what is missing, and what no command uses", () => {
    const row = { section: "Agents", endpoint: "GET /x", usedBy: [], emulated: false } as const;
    const text = coverageText([{ ...row, clientMethod: undefined, check: undefined }]);
    expect(text).toContain("| `GET /x` | missing | missing | missing | not yet | missing |");
  });

  it("says not yet of exactly what no command uses", () => {
    const unused = rows.filter(({ usedBy }) => usedBy.length === 0);
    const used = new Set(Object.values(USED_BY).flat());
    expect(unused.map(({ clientMethod }) => clientMethod).toSorted()).toEqual(
      Object.keys(ENDPOINTS)
        .filter((name) => !used.has(name as keyof typeof ENDPOINTS))
        .toSorted(),
    );
  });
});
