import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // test/process starts child processes; more workers than cores only makes them wait on each other.
    maxWorkers: 2,
    // No module works at import or is replaced, so that a worker can load each once for all its files.
    isolate: false,
  },
});
