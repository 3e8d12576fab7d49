/**
 * The same suite against the real service. CONVERRA_CONTRACT=live reads only; CONVERRA_CONTRACT=write changes things too,
 * on an agent of its own, and pays for two optimizations and a benchmark. docs/development.md says how to start it.
 */
import { describe, vi } from "vitest";
import { startServiceStage } from "../../support/contract-stage.ts";
import { describeContract } from "./suite.ts";

const { CONVERRA_API_KEY, CONVERRA_CONTRACT, CONVERRA_BASE_URL } = process.env;
const apiKey = CONVERRA_API_KEY ?? "";
const wanted = CONVERRA_CONTRACT === "live" || CONVERRA_CONTRACT === "write";

describe.skipIf(!wanted || apiKey === "")("the real service", () => {
  vi.setConfig({ testTimeout: 70 * 60_000, hookTimeout: 10 * 60_000 });
  describeContract({
    start: async () => startServiceStage(apiKey, CONVERRA_BASE_URL ?? "https://converra.ai/api/v1"),
    mayLack: true,
    changing: CONVERRA_CONTRACT === "write",
  });
});
