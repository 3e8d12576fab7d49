import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The end-to-end tests start child processes; more workers than cores only makes them wait on each other.
    maxWorkers: 2,
  },
});
